//! W01: YAML that says something else than its writer meant.
//!
//! YAML's traps are ours and not the editor's: each gives the line as it should be.

use calculators::tree::Span;

use super::{Diagnostic, error};

/// A way in which a sentence or value breaks YAML's rules when it stands without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// A tab in the indentation.
    Tab,
    /// The value begins with a sign that means something to YAML.
    Start(char),
    /// The value begins with a quote that is closed before its end, or never.
    Quote,
    /// `: ` inside the sentence.
    Colon,
    /// `sleutel:waarde` without a space.
    NoSpace,
}

impl Trap {
    /// The trap that a line falls into, if any.
    pub fn of(line: &str) -> Option<Self> {
        let indent = line.len() - line.trim_start().len();
        if line[..indent].contains('\t') {
            return Some(Self::Tab);
        }
        let value = split(line).2;
        let first = value.chars().next()?;
        match first {
            '{' if value.starts_with("{{") => Some(Self::Start('{')),
            '%' | '@' | '`' | '&' | '*' | '!' => Some(Self::Start(first)),
            '>' if value.trim_end_matches(['-', '+']).len() > 1 => Some(Self::Start(first)),
            '-' | '?' if value.starts_with("- ") || value.starts_with("? ") => Some(Self::Start(first)),
            '\'' | '"' => {
                let rest = &value[1..];
                let whole = rest.strip_suffix(first).is_some_and(|inside| {
                    let doubled = format!("{first}{first}");
                    !inside.replace(&doubled, "").replace("\\\"", "").contains(first)
                });
                (!whole).then_some(Self::Quote)
            }
            '[' | '{' | '|' | '>' => None,
            // A name alone with a colon (`vragen:`) is a key, and no sentence.
            _ if value.contains(": ") || (value.ends_with(':') && !split(line).1.is_empty()) => {
                Some(Self::Colon)
            }
            _ if split(line).1.is_empty() && lacks_space(value) => Some(Self::NoSpace),
            _ => None,
        }
    }
}

impl Trap {
    /// Whether what the value of a key or item begins with is never closed on its line.
    pub fn stays_open(self, line: &str) -> bool {
        let (before, key, value) = split(line);
        let item = before.trim_start().starts_with('-') || !key.is_empty();
        match self {
            Self::Start('{') => item && !value.contains('}'),
            Self::Quote => {
                item && value.chars().next().is_some_and(|quote| value.matches(quote).count() % 2 == 1)
            }
            _ => false,
        }
    }
}

/// `naam:waarde`; an address (`https://…`) and a time (`9:30`) are none.
fn lacks_space(value: &str) -> bool {
    value.split_once(':').is_some_and(|(name, rest)| {
        name.starts_with(char::is_alphabetic)
            && !name.contains(' ')
            && !rest.starts_with([' ', '/'])
            && !rest.is_empty()
    })
}

/// A line in three: what goes before (indentation and dash), `sleutel: `, and the value.
fn split(line: &str) -> (&str, &str, &str) {
    let indent = line.len() - line.trim_start().len();
    let (mut before, mut rest) = line.split_at(indent);
    if let Some(item) = rest.strip_prefix("- ") {
        let at = line.len() - item.trim_start().len();
        (before, rest) = line.split_at(at);
    }
    if rest.starts_with(['\'', '"']) {
        return (before, "", rest.trim_end());
    }
    match rest.find(": ") {
        Some(colon) if !rest[..colon].contains(' ') => {
            let value = rest[colon + 2..].trim_start();
            let key = &rest[..rest.len() - value.len()];
            (before, key, value.trim_end())
        }
        _ => (before, "", rest.trim_end()),
    }
}

/// The line with its value between quotes.
fn quoted(line: &str) -> String {
    let (before, key, value) = split(line);
    // A quote that opens and never closes goes; those inside a sentence become single ones.
    let value = value.strip_prefix('"').filter(|rest| !rest.contains('"')).unwrap_or(value);
    let text = value.replace('"', "'");
    format!("{before}{key}\"{text}\"")
}

/// W0101: a line that YAML reads otherwise.
pub fn trap(span: Span, trap: Trap, line: &str) -> Diagnostic {
    let (message, help) = match trap {
        Trap::Tab => (
            "De regel springt in met een tab".to_owned(),
            "Gebruik spaties om in te springen, twee per niveau.".to_owned(),
        ),
        Trap::Start('{') => (
            "Een waarde die met `{{` begint, moet tussen aanhalingstekens".to_owned(),
            format!("Schrijf: {}", quoted(line).trim()),
        ),
        Trap::Start(sign) => (
            format!("Een waarde die met `{sign}` begint, moet tussen aanhalingstekens"),
            format!("Schrijf: {}", quoted(line).trim()),
        ),
        Trap::Quote => (
            "Het aanhalingsteken aan het begin gaat voor YAML over de hele waarde".to_owned(),
            format!("Zet de hele waarde tussen dubbele aanhalingstekens: {}", quoted(line).trim()),
        ),
        Trap::Colon => (
            "Een zin met een dubbele punt en een spatie moet tussen aanhalingstekens".to_owned(),
            format!("Schrijf: {}", quoted(line).trim()),
        ),
        Trap::NoSpace => (
            "Na de dubbele punt ontbreekt een spatie".to_owned(),
            "Schrijf een spatie tussen de dubbele punt en de waarde.".to_owned(),
        ),
    };
    error("W0101", span, message, help)
}

/// W0102: YAML that cannot be read, for another reason than a known trap.
pub fn unreadable(span: Span) -> Diagnostic {
    error(
        "W0102",
        span,
        "Hier klopt de YAML niet",
        "Kijk of de regel net zo ver inspringt als zijn buren, en of elk haakje en aanhalingsteken gesloten is.",
    )
}

/// W0103: the same key twice in one map.
pub fn duplicate_key(span: Span, first: Span, key: &str) -> Diagnostic {
    let mut finding = error(
        "W0103",
        span,
        format!("`{key}` staat hier twee keer"),
        "Haal een van de twee weg, of geef die een andere naam.",
    );
    finding.related.push((first, "hier staat de eerste".to_owned()));
    finding
}

/// W0104: a comment behind a value, nearly always a sentence that lost its end.
pub fn hash_in_value(span: Span, line: &str) -> Diagnostic {
    error(
        "W0104",
        span,
        "Vanaf het `#` leest YAML de rest van de regel niet",
        format!(
            "Hoort het bij de waarde? Schrijf: {}. Is het een opmerking? Zet die op een eigen regel.",
            quoted(line).trim()
        ),
    )
}

/// W0105: `*`, `&` or `!` at the start of a value.
pub fn special_start(span: Span, value: &str) -> Diagnostic {
    let text = value.replace('"', "'");
    error(
        "W0105",
        span,
        "Een waarde mag niet zonder aanhalingstekens met `*`, `&` of `!` beginnen",
        format!("Schrijf: \"{text}\""),
    )
}

/// W0106: `---` in the middle of a file.
pub fn second_document(span: Span) -> Diagnostic {
    error(
        "W0106",
        span,
        "Na een regel met alleen `---` begint voor YAML een tweede bestand",
        "Haal die regel weg, of maak er twee bestanden van.",
    )
}

/// W0107: lists in lists in lists.
pub fn too_deep(span: Span) -> Diagnostic {
    error(
        "W0107",
        span,
        "Dit zit te diep in elkaar",
        "Haal niveaus weg: een bestand van een handboek heeft er hooguit tien.",
    )
}

/// W0108: a key that is itself a list or a map.
pub fn key_is_not_text(span: Span) -> Diagnostic {
    error("W0108", span, "Voor de dubbele punt moet één naam staan", "Schrijf: naam: waarde")
}
