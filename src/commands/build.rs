//! `wegwijs build`.

use std::path::PathBuf;
use std::time::Instant;

use calculators::kernel::dutch;
use clap::Args;

use super::{Common, Status, compiled, complain, say, show};
use crate::diagnostics::Format;
use crate::publish::publish;
use crate::render::view::CONTENT_SECURITY_POLICY;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Map waarin de site komt (standaard public/ in de map van het handboek)
    #[arg(long, value_name = "MAP")]
    out: Option<PathBuf>,
    /// Ontbrekende voorbeelden en verlopen bronnen zijn fouten
    #[arg(long)]
    streng: bool,
    /// Hoe de bevindingen worden getoond: tekst, json of github
    #[arg(long, value_name = "VORM", default_value = "tekst")]
    format: Format,
}

pub(super) fn run(options: &Options) -> Status {
    let start = Instant::now();
    let compiled = match compiled(&options.common, options.streng) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    show(&compiled.diagnostics, &compiled.files.texts, options.format);
    let Some(output) = compiled.output else {
        complain("Er is niets gebouwd; de vorige site staat er nog.");
        return Status::Findings;
    };
    let folder = options.out.clone().unwrap_or_else(|| options.common.site.join("public"));
    let published = match publish(&output, &folder) {
        Ok(published) => published,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    if options.format == Format::Tekst {
        say(&format!(
            "{} gebouwd met de regels van {}: {} bestanden, waarvan {} veranderd ({} ms).",
            folder.display(),
            dutch::plain_spaces(&dutch::date(compiled.handbook.day)),
            published.files,
            published.changed,
            start.elapsed().as_millis(),
        ));
        if let Some(change) = compiled.handbook.rules.next_change() {
            say(&format!(
                "Op {} verandert: {}. Bouw de site die dag opnieuw.",
                dutch::plain_spaces(&dutch::date(change.day)),
                change.facts.join(", "),
            ));
        }
        say(&format!("Laat de server deze kop sturen: Content-Security-Policy: {CONTENT_SECURITY_POLICY}"));
    }
    Status::Clean
}
