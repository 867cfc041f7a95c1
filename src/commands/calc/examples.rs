//! `wegwijs calc --voorbeelden`: the examples of a calculator, each with what came out.

use calculators::book::RuleBook;
use calculators::views::TriedView;

use super::super::{Status, say};
use crate::markdown::typography::capital;

/// Prints the examples of one organisation, or of all; false ones make the command fail.
pub(super) fn run(rules: &RuleBook, id: &str, organisation: Option<&str>, json: bool) -> Status {
    let tried = rules.tried(id, organisation);
    if json {
        say(&serde_json::to_string_pretty(&tried).unwrap_or_default());
    } else {
        say(&text(&tried));
    }
    let right = tried.iter().all(|example| example.wrong.is_empty());
    if right { Status::Clean } else { Status::Findings }
}

fn text(tried: &[TriedView]) -> String {
    let mut out = String::new();
    let mut organisation = "";
    for example in tried {
        if example.organisation != organisation {
            organisation = &example.organisation;
            out.push_str(&format!("{organisation}\n"));
        }
        let day = format!("  (regels van {})", example.day);
        if example.wrong.is_empty() {
            let results: Vec<String> = example
                .results
                .iter()
                .map(|(name, found)| if name == "dan" { found.clone() } else { format!("{name}: {found}") })
                .collect();
            out.push_str(&format!("  klopt       {}{day}\n", example.name));
            out.push_str(&format!("              {}\n", results.join("; ")));
        } else {
            out.push_str(&format!("  klopt niet  {}{day}\n", example.name));
            for wrong in &example.wrong {
                out.push_str(&format!("              {}\n", capital(wrong)));
            }
        }
    }
    let right = tried.iter().filter(|example| example.wrong.is_empty()).count();
    match (right, tried.len()) {
        (_, 0) => out.push_str("Er zijn geen voorbeelden."),
        (right, all) if right == all => out.push_str(&format!("Alle {all} voorbeelden kloppen.")),
        (right, all) => out.push_str(&format!("{right} van de {all} voorbeelden kloppen.")),
    }
    out
}
