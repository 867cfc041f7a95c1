//! W03, third part: a site's own templates.

use calculators::tree::Span;

use super::files::start_of;
use super::{Diagnostic, did_you_mean, error};

/// W0341: a template that does not parse or render.
pub fn broken_template(file: u32, name: &str, why: &str) -> Diagnostic {
    error(
        "W0341",
        start_of(file),
        // Tera quotes the line with the return that a file from Windows has.
        format!("Sjabloon {name} werkt niet:\n{}", why.replace('\r', "").trim_end()),
        "Vergelijk het met het ingebouwde sjabloon van die naam (map templates/ van Wegwijs), of haal het weg.",
    )
}

/// W0342: a file in `templates/` that replaces nothing.
pub fn unknown_template<'a>(file: u32, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(name, known).unwrap_or_else(|| {
        "Geef het de naam van een ingebouwd sjabloon, of noem een stijlblad eigen.css.".to_owned()
    });
    error("W0342", start_of(file), format!("`{name}` vervangt geen ingebouwd sjabloon"), help)
}

/// W0343: a word of the interface that is nowhere used.
pub fn unknown_word<'a>(span: Span, key: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(key, known).unwrap_or_else(|| "Haal de regel weg.".to_owned());
    error("W0343", span, format!("Onbekend woord `{key}`"), help)
}
