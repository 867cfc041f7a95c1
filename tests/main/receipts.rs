//! A printed result reckoned again, and the day that every command takes.

use std::fs;

use crate::help::{Copy, Run, wegwijs};

/// The line under a result.
fn receipt(copy: &Copy, day: &str, value: &str) -> String {
    let value = format!("waarde={value}");
    let args = ["calc", "geschenk", "--org", "dorp", "geld=nee", &value, "--datum", day, "--json"];
    let run = wegwijs(copy.root(), &args);
    let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    answer["bon"].as_str().unwrap().to_owned()
}

fn replay(copy: &Copy, line: &str) -> Run {
    wegwijs(copy.root(), &["calc", "--bon", line])
}

#[test]
fn a_receipt_gives_the_outcome_again_on_any_later_day() {
    let copy = Copy::of("geschenk");
    let line = receipt(&copy, "2026-11-22", "1.250,50");
    assert!(line.starts_with("wegwijs:1:geschenk:dorp:2026-11-22:"), "{line}");
    assert!(
        line.ends_with(":geld=nee;waarde=1250,50") || line.ends_with(":geld=nee;waarde=1250,5"),
        "{line}"
    );
    let run = replay(&copy, &line);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("Neem het niet aan") && run.out.contains(&line), "{run:?}");
    assert!(run.err.starts_with("De regels van 22 november 2026 zijn dezelfde als op de bon"), "{run:?}");
    // The line as a printer broke it.
    let (one, other) = line.split_at(33);
    assert_eq!(replay(&copy, &format!("{one}\n  {other}")).out, run.out);
    let json = wegwijs(copy.root(), &["calc", "--bon", &line, "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.status, answer["bon"].as_str()), (0, Some(line.as_str())));
}

#[test]
fn a_receipt_of_rules_that_changed_shows_the_outcome_of_now() {
    let copy = Copy::of("geschenk");
    let line = receipt(&copy, "2026-11-22", "50");
    let facts = copy.root().join("content/dorp/feiten.yaml");
    let text = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, text.replace("50 EUR", "45 EUR")).unwrap();
    let run = replay(&copy, &line);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.err.contains("zijn veranderd sinds de bon"), "{run:?}");
    assert!(run.out.contains("Neem het niet aan"), "{run:?}");
}

#[test]
fn a_damaged_receipt_is_wrong_usage() {
    let copy = Copy::of("geschenk");
    let line = receipt(&copy, "2026-11-22", "50");
    for (damaged, message) in [
        ("geschenk".to_owned(), "Dit is geen bon."),
        (line.replace(":1:", ":2:"), "Deze bon is van een andere versie van Wegwijs."),
        (line.replace("2026-11-22", "2026-11-32"), "De bon is beschadigd: de datum klopt niet."),
        (line.replace("geld=nee", "geld"), "De bon is beschadigd: een antwoord klopt niet."),
        (line.replace("geld=nee", "geld=nie"), "De bon is beschadigd: bij deze antwoorden hoort geen bon."),
        (line.replace("geld=nee;", ""), "De bon is beschadigd: bij deze antwoorden hoort geen bon."),
    ] {
        let run = replay(&copy, &damaged);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{damaged}: {run:?}");
        assert!(run.err.starts_with(message), "{damaged}: {run:?}");
    }
    // A receipt says itself of what and of when it is.
    let run = wegwijs(copy.root(), &["calc", "--bon", &line, "--datum", "2027-01-01"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("gaan niet samen"), "{run:?}");
}

#[test]
fn every_command_that_reads_a_handbook_takes_a_day() {
    let copy = Copy::of("geschenk");
    for command in ["build", "serve", "check", "calc", "find", "examples"] {
        let help = wegwijs(copy.root(), &[command, "--help"]).out;
        assert!(help.contains("--datum"), "{command}: {help}");
        let run = wegwijs(copy.root(), &[command, "--datum", "2026-02-30"]);
        assert_eq!(run.status, 2, "{command}");
        assert!(run.err.contains("geen bestaande dag"), "{command}: {run:?}");
    }
}
