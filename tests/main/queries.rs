//! The handbook of this project against what people look for in it.

use std::path::Path;

use crate::help::wegwijs;

/// Recall at five and mean reciprocal rank that the queries of a file must reach, of those whose page exists.
///
/// The goals are 0.95 and 0.85. These floors lie below them: a page more or less moves a query a place, and a test that
/// fails for that would only be loosened.
const FLOOR: (f64, f64) = (0.85, 0.75);

#[test]
fn the_handbook_is_found_by_what_people_type() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["oefenen", "ongezien", "ongezien-2"] {
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
        assert!(
            share("eerste-5") >= FLOOR.0 && share("mrr-10") >= FLOOR.1,
            "{file}: {all}; missed: {missed:?}"
        );
    }
}
