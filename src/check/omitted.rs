//! W038: what pages leave out of a document.

use calculators::tree::Span;

use super::{Diagnostic, error};

/// W0381: lines that are no range.
pub fn bad_lines(span: Span, text: &str) -> Diagnostic {
    error(
        "W0381",
        span,
        format!("`{text}` zijn geen regels van een document"),
        "Schrijf de eerste en de laatste regel, bijvoorbeeld 2381-2780.",
    )
}

/// W0382: a reason that does not count.
pub fn bad_reason(span: Span, text: &str, known: Vec<&str>, near: Option<String>) -> Diagnostic {
    let help = near.unwrap_or_else(|| {
        format!("Kies uit: {}. Past geen ervan? Zet het getal op een pagina.", known.join(", "))
    });
    error("W0382", span, format!("`{text}` is geen reden om een getal weg te laten"), help)
}
