//! `wegwijs calc`.

mod examples;
mod table;

use clap::Args;

use super::receipt::replay;
use super::{Common, Status, complain, say, show};
use crate::check::did_you_mean;
use crate::diagnostics::{Diagnostic, Format};
use crate::handbook::Handbook;
use crate::site::model;
use crate::source::files::SiteFiles;

#[derive(Args)]
pub(super) struct Options {
    /// Naam van het hulpmiddel, bijvoorbeeld geschenk
    #[arg(value_name = "HULPMIDDEL", required_unless_present = "bon")]
    id: Option<String>,
    /// Antwoorden, bijvoorbeeld waarde=50 geld=nee
    #[arg(value_name = "NAAM=WAARDE")]
    answers: Vec<String>,
    /// Organisatie (standaard de start-organisatie uit wegwijs.yaml)
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// Reken alle voorbeelden van het hulpmiddel na (van alle organisaties, of van --org)
    #[arg(long, conflicts_with_all = ["tabel", "answers"])]
    voorbeelden: bool,
    /// Toon de tabel van het hulpmiddel, met de waarden van de dag erin
    #[arg(long, conflicts_with = "answers")]
    tabel: bool,
    /// Uitkomst als JSON
    #[arg(long)]
    json: bool,
    /// Reken een bon na: de regel die onder een uitkomst staat
    #[arg(long, value_name = "BON", conflicts_with_all = ["id", "answers", "org", "datum"])]
    bon: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(options: &Options) -> Status {
    if let Some(line) = &options.bon {
        return replay(line, &options.common.site, options.json);
    }
    let id = options.id.as_deref().unwrap_or_default();
    let (files, handbook, findings) = match model(&options.common.site, options.common.day()) {
        Ok(read) => read,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    if options.voorbeelden {
        let rules = &handbook.rules;
        if let Some(status) = missing(id, &handbook, options.org.as_deref(), &files, &findings) {
            return status;
        }
        return examples::run(rules, id, options.org.as_deref(), options.json);
    }
    let mut answers = Vec::new();
    for answer in &options.answers {
        let Some((name, value)) = answer.split_once('=') else {
            complain(&format!("`{answer}` is geen antwoord. Schrijf naam=waarde, bijvoorbeeld waarde=50."));
            return Status::Usage;
        };
        answers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let Some(organisation) = options.org.as_deref().or(handbook.site.start.as_deref()) else {
        complain("Noem de organisatie met --org.");
        return Status::Usage;
    };
    if let Some(status) = missing(id, &handbook, Some(organisation), &files, &findings) {
        return status;
    }
    if options.tabel {
        return table::run(&handbook.rules, id, organisation, options.json).unwrap_or(Status::Usage);
    }
    let Some(program) = handbook.rules.program(id, organisation) else { return Status::Usage };
    let report = program.evaluate(&answers, Some(options.common.day()));
    if !report.unknown.is_empty() || !report.screen.mistakes.is_empty() {
        for mistake in &report.screen.mistakes {
            complain(&format!("{}: {}", mistake.question, mistake.text));
        }
        if !report.unknown.is_empty() && report.screen.mistakes.is_empty() {
            complain(&format!("Onbekend: {}.", report.unknown.join(", ")));
        }
        if options.json {
            say(&report.to_json());
        }
        return Status::Usage;
    }
    if options.json {
        say(&report.to_json());
    } else {
        say(report.to_text(&handbook.rules.wording(id, organisation)).trim_end());
    }
    Status::Clean
}

/// How the command ends when there is no such calculator, for an organisation or at all; says which there are.
fn missing(
    wanted: &str,
    handbook: &Handbook,
    organisation: Option<&str>,
    files: &SiteFiles,
    findings: &[Diagnostic],
) -> Option<Status> {
    let all: Vec<_> = handbook
        .rules
        .calculators()
        .into_iter()
        .filter(|calculator| {
            organisation.is_none_or(|one| calculator.organisations.iter().any(|known| known == one))
        })
        .map(|calculator| calculator.id)
        .collect();
    if all.iter().any(|id| id == wanted) {
        return None;
    }
    // One that is not there because it is broken: its findings say more than its absence.
    show(findings, &files.texts, Format::Tekst);
    match (organisation, all.is_empty()) {
        (Some(organisation), true) => {
            complain(&format!("Voor organisatie `{organisation}` is er geen enkel hulpmiddel."));
        }
        (None, true) => complain("Dit handboek heeft geen hulpmiddelen."),
        (organisation, false) => {
            let known = did_you_mean(wanted, all.iter().map(String::as_str))
                .unwrap_or_else(|| format!("Wel: {}.", all.join(", ")));
            let whose = organisation.map_or("Er is".to_owned(), |one| format!("Voor {one} is er"));
            complain(&format!("{whose} geen hulpmiddel `{wanted}`. {known}"));
        }
    }
    Some(if findings.is_empty() { Status::Usage } else { Status::Findings })
}
