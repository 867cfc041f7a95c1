//! Signs of fonts that put pictures and Greek where letters are. Word writes its own arrows (`-->`), bullets and
//! boxes to tick with them; without this table they would read as letters, or not at all.

/// What stands for a sign that is not known here: the editor sees that something is missing.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// Where these fonts have their signs in Unicode, which means nothing there.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xF020..=0xF0FF;

/// The signs of the font Symbol, from `A` to `Z` and from `a` to `z`.
const GREEK_CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The sign of a font: `code` is its place, with or without the offset into the private range.
pub(super) fn sign(font: &str, code: u32) -> char {
    let private = PRIVATE.contains(&code);
    let place = if private { code - 0xF000 } else { code };
    match font.to_ascii_lowercase().as_str() {
        "wingdings" => wingdings(place),
        "wingdings 2" => wingdings_2(place),
        "wingdings 3" | "webdings" => UNKNOWN,
        font if font == "symbol" || private => symbol(place),
        _ => char::from_u32(code).filter(|sign| !sign.is_control()).unwrap_or(UNKNOWN),
    }
}

/// A sign of a text: only those of the private range are of such a font.
pub(super) fn of_text(font: Option<&str>, sign: char) -> char {
    let code = u32::from(sign);
    if PRIVATE.contains(&code) { self::sign(font.unwrap_or("Symbol"), code) } else { sign }
}

fn symbol(place: u32) -> char {
    let greek = |letters: &str, first: u32| {
        let step = place.checked_sub(first).and_then(|step| usize::try_from(step).ok());
        step.and_then(|step| letters.chars().nth(step)).unwrap_or(UNKNOWN)
    };
    match place {
        0x41..=0x5A => greek(GREEK_CAPITALS, 0x41),
        0x61..=0x7A => greek(GREEK_SMALL, 0x61),
        0x2D => '−',
        0x20..=0x7D => char::from_u32(place).unwrap_or(UNKNOWN),
        0xA0 => '€',
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        0xD6 => '√',
        0xD7 => '⋅',
        0xDE => '⇒',
        0xE5 => '∑',
        _ => UNKNOWN,
    }
}

fn wingdings(place: u32) -> char {
    match place {
        0x28 | 0x29 => '☎',
        0x2A => '✉',
        0x46 => '☞',
        0x4A => '☺',
        0x4C => '☹',
        0x6C | 0x9F => '•',
        0x6E | 0xA7 => '▪',
        0x6F | 0x71 | 0x72 | 0xA8 => '□',
        0x76 => '❖',
        0x78 | 0xFD => '☒',
        // ① to ⑩, then ❶ to ❿.
        0x81..=0x8A => char::from_u32(0x2460 + place - 0x81).unwrap_or(UNKNOWN),
        0x8C..=0x95 => char::from_u32(0x2776 + place - 0x8C).unwrap_or(UNKNOWN),
        0xD8 => '➢',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 | 0xF0 => '→',
        0xE1 => '↑',
        0xE2 => '↓',
        0xFB => '✗',
        0xFC => '✓',
        0xFE => '☑',
        _ => UNKNOWN,
    }
}

fn wingdings_2(place: u32) -> char {
    match place {
        0x4F => '✗',
        0x50 => '✓',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0x2A | 0x30 | 0xA3 => '□',
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_by_font() {
        let cases = [
            ("Symbol", 0xF0B3, '≥'),
            ("Symbol", 0x61, 'α'),
            ("Symbol", 0xF057, 'Ω'),
            ("Symbol", 0xF07A, 'ζ'),
            ("Symbol", 0xF02B, '+'),
            ("Wingdings", 0xF0FC, '✓'),
            ("Wingdings", 0xF0E0, '→'),
            ("Wingdings", 0xF08D, '❷'),
            ("Wingdings 2", 0xF050, '✓'),
            ("Arial", 0x20AC, '€'),
            // No such place, or none that is known.
            ("Wingdings", 0xF0FF, UNKNOWN),
            ("Webdings", 0x61, UNKNOWN),
            ("Arial", 0x7, UNKNOWN),
            ("Arial", u32::MAX, UNKNOWN),
            // A private place without its font is read as the font that most have it for.
            ("Calibri", 0xF0B7, '•'),
        ];
        for (font, code, expected) in cases {
            assert_eq!(sign(font, code), expected, "{font} {code:x}");
        }
        assert_eq!(of_text(None, '\u{f0b7}'), '•');
        assert_eq!(of_text(Some("Wingdings"), '\u{f0e0}'), '→');
        assert_eq!(of_text(Some("Wingdings"), 'a'), 'a');
    }
}
