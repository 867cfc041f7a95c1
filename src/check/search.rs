//! W03, last part: what editors say to search.

use calculators::tree::Span;

use super::{Diagnostic, error, warning};

/// W0371: parts that do not make the word.
pub fn bad_split(span: Span, word: &str) -> Diagnostic {
    error(
        "W0371",
        span,
        format!("Dit zijn niet de delen van `{word}`"),
        "Schrijf de delen in volgorde, zoals ze in het woord staan, bijvoorbeeld `kilometervergoeding: [kilometer, vergoeding]`. \
         Een tussenklank (s, en, e) laat je weg.",
    )
}

/// W0372: a word that is said to stay whole and to have parts.
pub fn split_and_whole(span: Span, word: &str) -> Diagnostic {
    error(
        "W0372",
        span,
        format!("`{word}` staat bij `splits:` en bij `heel:`"),
        "Haal het woord bij een van de twee weg.",
    )
}

/// W0373: words that lead to a term which the handbook never uses.
pub fn dead_synonyms(span: Span, term: &str) -> Diagnostic {
    warning(
        "W0373",
        span,
        format!("De synoniemen van `{term}` leiden nergens heen: geen enkele pagina gebruikt dit begrip"),
        "Gebruik het begrip op een pagina, of zet de synoniemen bij `zoekwoorden`.",
    )
}

/// W0374: a pattern in a file of queries that is none.
pub fn bad_pattern(span: Span, reason: &str) -> Diagnostic {
    error(
        "W0374",
        span,
        format!("Dit patroon klopt niet ({reason})"),
        "Schrijf wat in de titel of het adres moet staan, met | tussen de mogelijkheden, bijvoorbeeld 'geschenk|cadeau'.",
    )
}
