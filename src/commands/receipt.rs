//! `wegwijs calc --bon`: a printed result, reckoned again with the rules of its day.

use std::path::Path;

use calculators::kernel::dutch;
use calculators::receipt::Receipt;

use super::{Status, complain, say};
use crate::site::model;

/// Reckons a receipt again: clean when the rules are the same, findings when they are not, so that the outcome
/// of then cannot be checked and the one of now is shown.
pub(super) fn replay(line: &str, site: &Path, json: bool) -> Status {
    let receipt = match Receipt::read(line) {
        Ok(receipt) => receipt,
        Err(error) => {
            complain(&error.message());
            return Status::Usage;
        }
    };
    let (_, handbook, _) = match model(site, receipt.day) {
        Ok(read) => read,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    let day = dutch::date(receipt.day);
    let Some(program) = handbook.rules.program(&receipt.calculator, &receipt.organisation) else {
        complain(&format!(
            "Deze bon is niet na te rekenen: met de regels van {day} is er voor {} geen hulpmiddel `{}`. Kijk met wegwijs check of het nog klopt.",
            receipt.organisation, receipt.calculator
        ));
        return Status::Findings;
    };
    let same = program.version() == receipt.version;
    let report = program.evaluate(&receipt.answers, Some(receipt.day));
    if same && report.receipt.is_none() {
        // These rules give a receipt only for a certain result: something in the answers was changed.
        complain(
            "De bon is beschadigd: bij deze antwoorden hoort geen bon. Neem de hele regel nog eens over.",
        );
        for mistake in &report.screen.mistakes {
            complain(&format!("{}: {}", mistake.question, mistake.text));
        }
        return Status::Usage;
    }
    if same {
        complain(&format!("De regels van {day} zijn dezelfde als op de bon (versie {}).", receipt.version));
    } else {
        complain(&format!(
            "De regels van {day} zijn veranderd sinds de bon: versie {} is nu {}. De uitkomst van toen is niet na te rekenen; dit is de uitkomst van nu.",
            receipt.version,
            program.version()
        ));
    }
    if json {
        say(&report.to_json());
    } else {
        let wording = handbook.rules.wording(&receipt.calculator, &receipt.organisation);
        say(report.to_text(&wording).trim_end());
    }
    if same { Status::Clean } else { Status::Findings }
}
