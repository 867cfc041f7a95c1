//! Dutch typography: spaces that may not break (`€ 50`, `art. 5`, `16 weken`), and capitals.

use calculators::kernel::dutch;

const NO_BREAK: char = '\u{a0}';

/// Words before a number that stay with it.
const BEFORE: [&str; 12] = [
    "€",
    "art.",
    "artikel",
    "artikelen",
    "lid",
    "hoofdstuk",
    "paragraaf",
    "bijlage",
    "regel",
    "week",
    "stap",
    "§",
];

/// Words after a number that stay with it.
const AFTER: [&str; 29] = [
    "euro",
    "cent",
    "uur",
    "uren",
    "minuut",
    "minuten",
    "dag",
    "dagen",
    "week",
    "weken",
    "werkdag",
    "werkdagen",
    "maand",
    "maanden",
    "jaar",
    "keer",
    "procent",
    "%",
    "°C",
    "graden",
    "km",
    "kilometer",
    "meter",
    "cm",
    "personen",
    "vragen",
    "stappen",
    "kg",
    "liter",
];

/// Replaces the spaces in a text that may not break.
pub fn bind(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = "";
    while let Some(space) = rest.find(' ') {
        let word = &rest[..space];
        out.push_str(word);
        let next = &rest[space + 1..];
        let following = next.split([' ', '\n']).next().unwrap_or("");
        out.push(if holds(if word.is_empty() { before } else { word }, following) { NO_BREAK } else { ' ' });
        before = word;
        rest = next;
    }
    out.push_str(rest);
    out
}

/// A text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether two neighbouring words belong together.
fn holds(word: &str, following: &str) -> bool {
    let bare = word.trim_start_matches(['(', '“', '‘', '"']).rsplit('\n').next().unwrap_or(word);
    let digit_next = following.starts_with(|letter: char| letter.is_ascii_digit());
    if digit_next && BEFORE.iter().any(|unit| bare.eq_ignore_ascii_case(unit)) {
        return true;
    }
    let number = bare.ends_with(|letter: char| letter.is_ascii_digit())
        && bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-'));
    let next = following.trim_end_matches(['.', ',', ';', ':', '?', '!', ')', '”', '’']);
    let month = |word: &str| (1..=12).any(|month| dutch::month_name(month) == word);
    let year = next.len() == 4 && next.bytes().all(|letter| letter.is_ascii_digit());
    number && (AFTER.contains(&next) || month(next)) || year && month(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_words() {
        for (text, expected) in [
            ("voor € 50 of meer", "voor €~50 of meer"),
            ("(art. 5 lid 2)", "(art.~5 lid~2)"),
            ("binnen 16 weken.", "binnen 16~weken."),
            ("op 3 maart 2026", "op 3~maart~2026"),
            ("van 31 december 2025 t/m 1 januari 2026.", "van 31~december~2025 t/m 1~januari~2026."),
            ("in maart 2026 mag het", "in maart~2026 mag het"),
            ("in maart 20 keer", "in maart 20~keer"),
            ("je 2 collega's", "je 2 collega's"),
            ("Week 42 is", "Week~42 is"),
            ("geen getal hier", "geen getal hier"),
            ("", ""),
        ] {
            assert_eq!(bind(text).replace(NO_BREAK, "~"), expected);
        }
    }
}
