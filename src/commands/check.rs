//! `wegwijs check`.

use clap::Args;

use super::{Common, Status, compiled, say, show, unclear};
use crate::diagnostics::{Format, has_errors};
use crate::reading_level::{Hint, Level, level};
use crate::site::Compiled;

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
    /// Toon per pagina wat makkelijker kan: lange zinnen, lijdende vorm, moeilijke woorden
    #[arg(long)]
    leesniveau: bool,
    /// Hoe de bevindingen worden getoond: tekst, json of github
    #[arg(long, value_name = "VORM", default_value = "tekst")]
    format: Format,
}

pub(super) fn run(options: &Options) -> Status {
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

/// Pages with the most to gain first.
fn reading_levels(compiled: &Compiled) {
    let handbook = &compiled.handbook;
    let mut pages: Vec<(&str, Level)> = handbook
        .pages
        .iter()
        .zip(&compiled.documents)
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
