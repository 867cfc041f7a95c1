//! W02: keys and values of front matter, `wegwijs.yaml` and the glossary.

use calculators::keys::Block;
use calculators::tree::Span;

use super::{Diagnostic, did_you_mean, error};

/// W0201: a key that means nothing here.
pub fn unknown_key(span: Span, key: &str, block: &Block) -> Diagnostic {
    let help = did_you_mean(key, block.names()).unwrap_or_else(|| {
        format!("Haal de regel weg. Hier mag staan: {}.", block.names().collect::<Vec<_>>().join(", "))
    });
    error("W0201", span, format!("Onbekende sleutel `{key}`"), help)
}

/// W0202: not a map where keys are expected.
pub fn not_a_map(span: Span) -> Diagnostic {
    error(
        "W0202",
        span,
        "Hier horen regels van de vorm `naam: waarde`",
        "Schrijf op elke regel een naam, een dubbele punt, een spatie en de waarde.",
    )
}

/// W0203: a key that must be there is not.
pub fn missing_key(span: Span, key: &str) -> Diagnostic {
    error(
        "W0203",
        Span { end: span.start, ..span },
        format!("`{key}` ontbreekt"),
        format!("Voeg een regel toe: `{key}: …`"),
    )
}

/// W0204: a key without a value.
pub fn empty_value(span: Span, key: &str) -> Diagnostic {
    error("W0204", span, format!("`{key}` is leeg"), "Vul een waarde in, of haal de regel weg.")
}

/// W0205: a list or map where a text is expected.
///
/// A sentence with a colon is a map to YAML; `sentence` is what it says then.
pub fn not_a_text(span: Span, key: &str, sentence: Option<&str>) -> Diagnostic {
    let help = sentence.map_or_else(
        || "Schrijf de tekst achter de dubbele punt, zo nodig tussen aanhalingstekens.".to_owned(),
        |sentence| format!("Is het één zin? Schrijf: \"{}\"", sentence.replace('"', "'")),
    );
    error("W0205", span, format!("Bij `{key}` hoort één tekst"), help)
}

/// W0206: not a day, or a day that does not exist.
pub fn not_a_date(span: Span, key: &str, text: &str) -> Diagnostic {
    error(
        "W0206",
        span,
        format!("`{text}` bij `{key}` is geen bestaande dag"),
        "Schrijf een dag als jaar-maand-dag, bijvoorbeeld 2026-11-22.",
    )
}

/// W0207: not a whole number.
pub fn not_a_number(span: Span, key: &str, text: &str) -> Diagnostic {
    error(
        "W0207",
        span,
        format!("`{text}` bij `{key}` is geen heel getal"),
        "Schrijf een heel getal, bijvoorbeeld 10.",
    )
}
