//! W02, second part: the block at the top of a page.

use calculators::tree::Span;

use super::files::start_of;
use super::{Diagnostic, did_you_mean, error, warning};

/// W0211: a page without front matter.
pub fn missing(file: u32) -> Diagnostic {
    error(
        "W0211",
        start_of(file),
        "Deze pagina begint niet met een blok tussen twee regels `---`",
        "Zet bovenaan een regel `---`, dan `titel: …`, en daaronder weer een regel `---`.",
    )
}

/// W0212: the block is never closed.
pub fn unclosed(file: u32, at: u32) -> Diagnostic {
    error(
        "W0212",
        Span { file, start: at, end: at },
        "Het blok bovenaan de pagina wordt niet gesloten",
        "Zet onder de laatste regel van het blok een regel `---`.",
    )
}

/// W0213: a document that `bronnen.yaml` does not know.
pub fn unknown_document<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(name, known)
        .unwrap_or_else(|| "Zet het document in content/bronnen.yaml, of verbeter de naam.".to_owned());
    error("W0213", span, format!("Document `{name}` staat niet in content/bronnen.yaml"), help)
}

/// W0214: the day to check the page again has passed.
pub fn check_again(span: Span, day: &str) -> Diagnostic {
    warning(
        "W0214",
        span,
        format!("Deze pagina had op {day} opnieuw bekeken moeten zijn"),
        "Lees de pagina na, verbeter haar zo nodig, en zet bij `gecontroleerd` en `opnieuw` nieuwe dagen.",
    )
}

/// W0215: checked again before it was checked.
pub fn dates_in_disorder(span: Span) -> Diagnostic {
    error("W0215", span, "`opnieuw` ligt vóór `gecontroleerd`", "Verbeter een van de twee dagen.")
}
