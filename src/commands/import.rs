//! `wegwijs import`: an official document into pages, and what a new version changes.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Status, complain, say, show};
use crate::diagnostics::Format;
use crate::handbook::fingerprints::Updated;
use crate::handbook::official::LOG;
use crate::importing::{self, Outcome, Refusal, Request, versions};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// De bestanden, die samen één document zijn: .txt, .md, .docx of .pdf
    #[arg(value_name = "BESTAND", required_unless_present = "vergelijk", conflicts_with = "vergelijk")]
    bestanden: Vec<PathBuf>,
    /// De organisatie waar het document van is
    #[arg(long, value_name = "ORG", required_unless_present = "vergelijk")]
    org: Option<String>,
    /// De naam van het document in content/bronnen.yaml, zonder de organisatie: gedragscode-2024
    #[arg(long, value_name = "NAAM", required_unless_present = "vergelijk")]
    document: Option<String>,
    /// Een profiel uit profielen/, of het pad ervan: welke documenten in een bestand staan
    #[arg(long, value_name = "PROFIEL", conflicts_with = "vergelijk")]
    profiel: Option<String>,
    /// Map waarin de map van het document komt (standaard content/ORG/officieel); bij --vergelijk de map voor de
    /// pagina met de veranderingen
    #[arg(long, value_name = "MAP")]
    out: Option<PathBuf>,
    /// Toon wat een nieuwe versie verandert: twee bestanden, of twee mappen van eerdere imports
    #[arg(long, num_args = 2, value_names = ["OUD", "NIEUW"])]
    vergelijk: Option<Vec<PathBuf>>,
}

pub(super) fn run(options: &Options) -> Status {
    let done = match options.vergelijk.as_deref() {
        Some([old, new]) => compare(options, old, new),
        _ => bring_in(options),
    };
    match done {
        Ok(()) => Status::Clean,
        Err(Refusal::Profile(findings, files)) => {
            show(&findings, &files, Format::Tekst);
            Status::Findings
        }
        Err(refusal) => {
            complain(&refusal.to_string());
            Status::Findings
        }
    }
}

fn bring_in(options: &Options) -> Result<(), Refusal> {
    let request = Request {
        files: options.bestanden.clone(),
        site: options.common.site.clone(),
        day: options.common.day(),
        organisation: options.org.clone().unwrap_or_default(),
        document: id_of(options).unwrap_or_default(),
        profile: options.profiel.clone(),
        out: options.out.clone(),
    };
    let outcome = importing::run(&request)?;
    say(&told(&outcome));
    Ok(())
}

/// The id of the document within its organisation; with the organisation in front it is the same.
fn id_of(options: &Options) -> Option<String> {
    let id = options.document.as_deref()?;
    let own =
        options.org.as_deref().and_then(|organisation| id.strip_prefix(organisation)?.strip_prefix('/'));
    Some(own.unwrap_or(id).to_owned())
}

/// What was done, and where to look.
fn told(outcome: &Outcome) -> String {
    let Outcome { folder, pages, words, logged, doubts, muddles, fingerprints } = outcome;
    let pages = if *pages == 1 { "1 pagina".to_owned() } else { format!("{pages} pagina's") };
    // In tenths of a percent, rounded up: what is left out is never made smaller.
    let share = (logged * 1000).div_ceil((*words).max(1));
    let mut text = format!(
        "{}: {pages}, {words} woorden. Alleen in {LOG}: {logged} ({},{} %).",
        folder.display(),
        share / 10,
        share % 10
    );
    if *doubts > 0 {
        text.push_str(&format!(" Misschien verkeerd gelezen: {doubts}."));
    }
    if *muddles > 0 {
        text.push_str(&format!(" Tabellen om na te kijken: {muddles}."));
    }
    text.push_str(&format!(" Lees {LOG} na."));
    if let Some(fingerprints) = fingerprints {
        text.push('\n');
        text.push_str(&renewed(fingerprints));
    }
    text
}

/// What became of the fingerprints.
pub(super) fn renewed(updated: &Updated) -> String {
    format!(
        "Vingerafdrukken: {} nieuw, {} nagelezen, {} weggehaald. Nog na te lezen: {}.",
        updated.new, updated.read, updated.gone, updated.changed
    )
}

fn compare(options: &Options, old: &Path, new: &Path) -> Result<(), Refusal> {
    let compared = versions::compare(old, new)?;
    let named = options.org.as_ref().zip(id_of(options));
    let document =
        named.map(|(organisation, id)| format!("{organisation}/{id}")).or_else(|| compared.document.clone());
    let resting = document.as_ref().map_or_else(Vec::new, |document| {
        compared.resting(&options.common.site, options.common.day(), document)
    });
    let markdown = compared.markdown(&resting);
    say(markdown.trim_end());
    let Some(folder) = &options.out else { return Ok(()) };
    let Some(document) = document else {
        return Err(Refusal::Wrong(
            "Van welk document dit is, is niet bekend. Zet --org en --document erbij; er is niets geschreven."
                .to_owned(),
        ));
    };
    let place = versions::write(folder, &document, &markdown)?;
    say(&format!("\nDeze pagina staat in {}.", place.display()));
    Ok(())
}
