//! W03, fourth part: what a page inserts or shows and is not there.

use calculators::tree::Span;

use super::{Diagnostic, error};

/// "Bedoel je …?", or where to add what is missing.
fn help(near: Option<String>, otherwise: &str) -> String {
    near.unwrap_or_else(|| otherwise.to_owned())
}

/// W0331: a fact that nobody knows.
pub fn unknown_fact(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    error(
        "W0331",
        span,
        format!("Feit `{name}` bestaat niet"),
        help(near.map(|near| format!("Bedoel je `{near}`?")), "Zet het in feiten.yaml, of verbeter de naam."),
    )
}

/// W0332: a fact without a value on the day of the site.
pub fn fact_without_value(span: Span, name: &str, why: &str) -> Diagnostic {
    error(
        "W0332",
        span,
        format!("Feit `{name}` heeft op deze dag geen waarde"),
        format!("{why} Schrijf de zin zonder dit feit, of zet in feiten.yaml een waarde voor deze dag."),
    )
}

/// W0333: a calculator that is not there.
pub fn unknown_calculator(span: Span, id: &str, near: Option<String>) -> Diagnostic {
    error(
        "W0333",
        span,
        format!("Rekenhulp `{id}` bestaat niet"),
        help(near, "Verbeter de naam, of maak het bestand in content/rekenhulpen/."),
    )
}

/// W0334: a function or desk that is not in `organisatie.yaml`.
pub fn unknown_desk(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    error(
        "W0334",
        span,
        format!("Functie `{name}` staat niet in organisatie.yaml"),
        help(near.map(|near| format!("Bedoel je `{near}`?")), "Zet de functie erin, of verbeter de naam."),
    )
}

/// W0335: a term that is not in `begrippen.yaml`.
pub fn unknown_term(span: Span, name: &str, near: Option<String>) -> Diagnostic {
    error(
        "W0335",
        span,
        format!("Begrip `{name}` staat niet in begrippen.yaml"),
        help(near, "Zet het begrip erin, of verbeter de naam."),
    )
}

/// W0336: a picture that is not there.
pub fn no_picture(span: Span, target: &str, near: Option<String>) -> Diagnostic {
    error(
        "W0336",
        span,
        format!("De afbeelding `{target}` is er niet"),
        help(near, "Zet het bestand naast de pagina, of verbeter de naam."),
    )
}
