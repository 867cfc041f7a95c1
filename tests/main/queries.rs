//! The handbook of this project against what people look for in it.

use std::path::Path;

use crate::help::wegwijs;

/// The files of queries, with the recall at five and the mean reciprocal rank that each must reach, of those whose page exists.
///
/// The goals are 0.95 and 0.85 on queries that nobody looked at while tuning, which is the last file. The floors lie below
/// what was measured: a page more or less moves a query a place, and a test that fails for that would only be loosened.
const FILES: [(&str, f64, f64); 5] = [
    ("oefenen", 0.95, 0.90),
    ("oefenen-2", 0.95, 0.90),
    ("oefenen-3", 0.95, 0.88),
    ("oefenen-4", 0.93, 0.78),
    ("ongezien-3", 0.93, 0.84),
];

#[test]
fn the_handbook_is_found_by_what_people_type() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, recall, rank) in FILES {
        let path = root.join(format!("tests/zoekvragen/{file}.yaml"));
        let run =
            wegwijs(root, &["find", "--toets", path.to_str().unwrap(), "--json", "--datum", "2026-11-22"]);
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let all = &report["soorten"]["alles"];
        let share = |name: &str| all[name].as_f64().unwrap();
        assert!(all["vragen"].as_u64().unwrap() >= 20, "{file}: {all}");
        let missed: Vec<&serde_json::Value> = report["vragen"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|query| query["pagina"] == true && query["plaats"].as_u64().is_none_or(|place| place > 5))
            .map(|query| &query["zoek"])
            .collect();
        assert!(share("eerste-5") >= recall && share("mrr-10") >= rank, "{file}: {all}; missed: {missed:?}");
    }
}
