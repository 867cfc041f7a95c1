//! `wegwijs calc --voorbeelden` and `--tabel`: what an editor sees of rules without a browser.

use crate::help::{Copy, TODAY, snapshot, wegwijs};

const CALCULATORS: [&str; 4] = ["geschenk", "moreel-kompas", "werkplektemperatuur", "wia-tijdlijn"];

/// The command on the handbook of the project, on the day of the tests.
fn calc(copy: &Copy, args: &[&str]) -> (i32, String, String) {
    let run = wegwijs(copy.root(), &[&["calc", "--datum", TODAY], args].concat());
    (run.status, run.out, run.err)
}

#[test]
fn tables_with_the_values_of_the_day() {
    let copy = Copy::of_the_project();
    let mut told = String::new();
    for id in CALCULATORS {
        let (status, out, err) = calc(&copy, &["--tabel", id, "--org", "lelystad"]);
        assert_eq!((status, err.as_str()), (0, ""), "{id}");
        told.push_str(&format!("{out}\n"));
    }
    snapshot("calc-tabellen", &told);
}

/// Whoever reads a result in a terminal misses nothing of what the page shows, and reads no words for machines.
#[test]
fn a_result_is_whole_without_a_browser() {
    let copy = Copy::of("soorten");
    let mut told = String::new();
    for args in [
        &["moestuin", "--org", "dorp"][..],
        &["moestuin", "--org", "dorp", "sla=groen", "aardbei=oranje", "hek=rood"],
        &["fietsschade", "--org", "dorp", "schade=2026-05-01"],
        &["fietsgeld", "--org", "dorp", "afstand=13"],
    ] {
        let (status, out, err) = calc(&copy, args);
        assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
        told.push_str(&format!("$ wegwijs calc {}\n{out}\n", args.join(" ")));
    }
    snapshot("calc-uitkomsten", &told);
}

/// A table is that of its day.
#[test]
fn a_table_follows_the_day() {
    let copy = Copy::of("geschenk");
    copy.replace(
        "content/dorp/feiten.yaml",
        "        waarde: 50 EUR\n",
        "        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR\n",
    );
    for (day, value) in [("2026-12-31", "> 50 EUR"), ("2027-01-01", "> 60 EUR")] {
        let run =
            wegwijs(copy.root(), &["calc", "--tabel", "geschenk", "--org", "dorp", "--json", "--datum", day]);
        let table: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((&table["datum"], &table["soort"]), (&day.into(), &"beslissing".into()));
        let place = table["kolommen"].as_array().unwrap().iter().position(|name| name == "waarde").unwrap();
        let rows = table["rijen"].as_array().unwrap();
        assert!(rows.iter().any(|row| row[place] == value), "{}", run.out);
        assert!(
            rows.iter()
                .all(|row| row.as_array().unwrap().len() == table["kolommen"].as_array().unwrap().len())
        );
    }
}

#[test]
fn examples_and_what_came_of_them() {
    let copy = Copy::of_the_project();
    for id in CALCULATORS {
        let (status, out, err) = calc(&copy, &["--voorbeelden", id]);
        assert_eq!((status, err.as_str()), (0, ""), "{id}: {out}");
        assert!(out.trim_end().ends_with("voorbeelden kloppen.") && !out.contains("klopt niet"), "{out}");
    }
    snapshot("calc-voorbeelden", &calc(&copy, &["--voorbeelden", "werkplektemperatuur"]).1);
}

#[test]
fn a_false_example_ends_with_one() {
    let copy = Copy::of("geschenk");
    copy.replace("content/dorp/feiten.yaml", "waarde: 50 EUR", "waarde: 49,99 EUR");
    let (status, out, err) = calc(&copy, &["--voorbeelden", "geschenk"]);
    assert_eq!((status, err.as_str()), (1, ""), "{out}");
    snapshot("calc-voorbeelden-fout", &out);
    // The other organisation has nothing to do with it.
    assert_eq!(calc(&copy, &["--voorbeelden", "geschenk", "--org", "stad"]).0, 0);
    let (status, out, _) = calc(&copy, &["--voorbeelden", "geschenk", "--org", "dorp", "--json"]);
    assert_eq!(status, 1);
    let list: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    let wrong: Vec<&serde_json::Value> =
        list.iter().filter(|example| !example["fout"].as_array().unwrap().is_empty()).collect();
    assert_eq!(wrong.len(), 1, "{out}");
    assert_eq!(wrong[0]["naam"], "precies op de grens");
    assert_eq!(wrong[0]["uitkomst"][0], serde_json::json!(["dan", "weigeren"]));
}

#[test]
fn what_is_not_there_ends_with_two() {
    let copy = Copy::of_the_project();
    for (args, said) in [
        (&["--voorbeelden", "geschnk"][..], "Er is geen hulpmiddel `geschnk`. Bedoel je `geschenk`?"),
        (&["--voorbeelden", "geschenk", "--org", "urk"], "Voor organisatie `urk`"),
        (
            &["--voorbeelden", "zeilboot", "--org", "almere"],
            "Voor almere is er geen hulpmiddel `zeilboot`. Wel: ",
        ),
        (&["--tabel", "wia-tijdlijn", "--org", "almere"], "Voor almere is er geen hulpmiddel `wia-tijdlijn`"),
        (&["--voorbeelden", "--tabel", "geschenk"], "gaan niet samen"),
        (&["--voorbeelden", "geschenk", "waarde=50"], "gaan niet samen"),
    ] {
        let (status, out, err) = calc(&copy, args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}

/// A calculator that cannot be read is not called unknown: its own findings are shown.
#[test]
fn what_is_broken_ends_with_one() {
    let copy = Copy::of("geschenk");
    copy.replace("content/dorp/feiten.yaml", "waarde: 50 EUR", "waarde: 50");
    for args in [&["--voorbeelden", "geschenk"][..], &["--tabel", "geschenk", "--org", "dorp"]] {
        let (status, out, err) = calc(&copy, args);
        assert_eq!((status, out.as_str()), (1, ""), "{args:?}");
        assert!(err.contains("W0405"), "{err}");
    }
}
