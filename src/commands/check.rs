//! `wegwijs check`.

use clap::Args;

use super::{Common, Status, compiled, say, show};
use crate::diagnostics::{Format, has_errors};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Ontbrekende voorbeelden zijn fouten
    #[arg(long)]
    streng: bool,
    /// Toon wat de documenten open laten, voor de eigenaar van de tekst
    #[arg(long)]
    onduidelijk: bool,
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
        for unclear in compiled.handbook.rules.unclear() {
            say(&format!("{} ({}), {}", unclear.calculator, unclear.organisation, unclear.id));
            say(&format!("  Er staat: {}", unclear.says));
            say(&format!("  Wij lezen: {}", unclear.reading));
            if let Some(decides) = &unclear.decides {
                say(&format!("  Wie beslist: {decides}"));
            }
            for source in &unclear.sources {
                say(&format!("  Bron: {}", source.name));
            }
        }
    }
    if has_errors(&compiled.diagnostics) {
        return Status::Findings;
    }
    if options.format == Format::Tekst && compiled.diagnostics.is_empty() {
        say("Alles klopt.");
    }
    Status::Clean
}
