//! `wegwijs check`.

use clap::Args;

use super::{Common, Status, compiled, complain, import, say, show, unclear};
use crate::diagnostics::{Format, has_errors};
use crate::importing::renewal;
use crate::reading_level::{Hint, Level, level};
use crate::site::{Compiled, model};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Ontbrekende voorbeelden en verlopen bronnen zijn fouten
    #[arg(long)]
    streng: bool,
    /// Toon wat de documenten open laten, voor de eigenaar van de tekst
    #[arg(long)]
    onduidelijk: bool,
    /// Leg vast hoe de officiële tekst luidt waar feiten, regels en pagina's uit komen; wat veranderd is, blijft gemeld
    #[arg(long)]
    vingerafdrukken: bool,
    /// Deze veranderde alinea is nagelezen: `document#alinea`, of `document` voor alles daarvan
    #[arg(long, value_name = "ALINEA")]
    gelezen: Vec<String>,
    /// Toon per pagina wat makkelijker kan: lange zinnen, lijdende vorm, moeilijke woorden
    #[arg(long)]
    leesniveau: bool,
    /// Hoe de bevindingen worden getoond: tekst, json of github
    #[arg(long, value_name = "VORM", default_value = "tekst")]
    format: Format,
}

pub(super) fn run(options: &Options) -> Status {
    if (options.vingerafdrukken || !options.gelezen.is_empty())
        && let Err(status) = update_fingerprints(options)
    {
        return status;
    }
    let compiled = match compiled(&options.common, options.streng) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    show(&compiled.diagnostics, &compiled.files.texts, options.format);
    if options.onduidelijk {
        match options.format {
            Format::Tekst => say(&unclear::list(&compiled.handbook.rules)),
            // A line of its own behind the findings.
            Format::Json => {
                say(&serde_json::to_string(&compiled.handbook.rules.unclear()).unwrap_or_default());
            }
            Format::Github => {}
        }
    }
    if options.leesniveau {
        reading_levels(&compiled);
    }
    if has_errors(&compiled.diagnostics) {
        return Status::Findings;
    }
    if options.format == Format::Tekst && compiled.diagnostics.is_empty() && !options.onduidelijk {
        say("Alles klopt.");
    }
    Status::Clean
}

/// Brings `vingerafdrukken.yaml` up to date, and says what that did and of which places it is not known where they are.
fn update_fingerprints(options: &Options) -> Result<(), Status> {
    let (_, handbook, _) = model(&options.common.site, options.common.day()).map_err(|error| {
        complain(&error.to_string());
        Status::Findings
    })?;
    if handbook.texts.is_empty() {
        complain("Er is geen officiële tekst. Lees eerst een document in met: wegwijs import");
        return Err(Status::Findings);
    }
    for asked in &options.gelezen {
        let (document, anchor) = asked.split_once('#').unwrap_or((asked, ""));
        let text = handbook.texts.text(document);
        if !text.is_some_and(|text| anchor.is_empty() || text.anchor(anchor).is_some()) {
            complain(&format!(
                "{asked} staat niet in de officiële tekst. Schrijf document#alinea, zoals de melding het noemt."
            ));
            return Err(Status::Usage);
        }
    }
    let renewed = renewal::renew(&options.common.site, &handbook, &options.gelezen);
    let updated = renewed.map_err(|error| {
        complain(&error.to_string());
        Status::Findings
    })?;
    if options.format == Format::Tekst {
        say(&import::renewed(&updated));
        let documents = handbook.rules.documents();
        let unplaced = handbook.texts.unplaced(&documents);
        if !unplaced.is_empty() {
            say(
                "Van deze plaatsen in bronnen.yaml is niet bekend waar ze staan. Zet er `noem:` en `anker:` bij:",
            );
        }
        for (document, place, near) in unplaced {
            let near =
                if near.is_empty() { String::new() } else { format!(" (misschien {})", near.join(", ")) };
            say(&format!("  {document}#{}: {}{near}", place.id, place.name));
        }
    }
    Ok(())
}

/// Pages with the most to gain first.
fn reading_levels(compiled: &Compiled) {
    let handbook = &compiled.handbook;
    let mut pages: Vec<(&str, Level)> = handbook
        .pages
        .iter()
        .zip(&compiled.documents)
        // A document is as it is.
        .filter(|(page, _)| page.official.is_none())
        .map(|(page, document)| {
            let mut whole = Level::default();
            for section in &document.sections {
                whole.add(level(&section.text, &handbook.hard_words));
            }
            (page.path.as_str(), whole)
        })
        .collect();
    pages.sort_by(|left, right| right.1.weight().total_cmp(&left.1.weight()).then(left.0.cmp(right.0)));
    for (path, level) in pages {
        let count = |number: usize, one: &str, more: &str| {
            format!("{number} {}", if number == 1 { one } else { more })
        };
        say(&format!(
            "{path}: {}, {} woorden per zin, {}",
            count(level.words, "woord", "woorden"),
            format!("{:.1}", level.average()).replace('.', ","),
            count(level.remarks.len(), "opmerking", "opmerkingen"),
        ));
        for remark in &level.remarks {
            let text = match &remark.hint {
                Hint::Long(words) => format!("lange zin ({words} woorden)"),
                Hint::Passive(words) => format!("niemand doet iets ({words})"),
                Hint::Hard(word) => format!("“{}”, liever “{}”", word.word, word.instead),
            };
            say(&format!("  {text}: {}", remark.sentence));
        }
    }
}
