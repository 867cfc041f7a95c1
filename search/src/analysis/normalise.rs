//! One spelling of every letter.
//!
//! Full Unicode normalisation weighs more than the rest of the search module. Dutch text needs lower case, the
//! accented letters of the languages around, and a handful of signs that mean the same; these tables hold them.

/// A letter after normalisation and the bytes of the source it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) ch: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Accented letters by the combining mark that makes them: the mark, the plain letters, the accented ones.
const MARKS: [(char, &str, &str); 13] = [
    ('\u{300}', "aeiounw", "àèìòùǹẁ"),
    ('\u{301}', "aeiouycnszlrg", "áéíóúýćńśźĺŕǵ"),
    ('\u{302}', "aeiouwycghjs", "âêîôûŵŷĉĝĥĵŝ"),
    ('\u{303}', "anoiu", "ãñõĩũ"),
    ('\u{304}', "aeiou", "āēīōū"),
    ('\u{306}', "aeigou", "ăĕĭğŏŭ"),
    ('\u{307}', "cegz", "ċėġż"),
    ('\u{308}', "aeiouyw", "äëïöüÿẅ"),
    ('\u{30a}', "au", "åů"),
    ('\u{30b}', "ou", "őű"),
    ('\u{30c}', "cdenrstzg", "čďěňřšťžǧ"),
    ('\u{327}', "cgklnrst", "çģķļņŗşţ"),
    ('\u{328}', "aeiu", "ąęįų"),
];

/// Letters that fold to others without a mark.
const OTHERS: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ł', "l"),
    ('ı', "i"),
    ('þ', "th"),
    ('ħ', "h"),
];

/// The letter that a plain letter and a combining mark make together.
fn compose(base: char, mark: char) -> Option<char> {
    let (_, plain, accented) = MARKS.iter().find(|(m, _, _)| *m == mark)?;
    plain.chars().zip(accented.chars()).find(|(p, _)| *p == base).map(|(_, a)| a)
}

/// The plain letter under an accent.
fn base(ch: char) -> Option<char> {
    MARKS.iter().find_map(|(_, plain, accented)| {
        accented.chars().zip(plain.chars()).find(|(a, _)| *a == ch).map(|(_, p)| p)
    })
}

/// The text without accents: `geënt` becomes `geent`. Expects lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if ch.is_ascii() {
            out.push(ch);
        } else if let Some(plain) = base(ch) {
            out.push(plain);
        } else if let Some((_, plain)) = OTHERS.iter().find(|(c, _)| *c == ch) {
            out.push_str(plain);
        } else {
            out.push(ch);
        }
    }
    out
}

/// The small form of a letter, for the alphabets of Europe. The table of all of Unicode weighs ten times this crate's own.
fn lower(ch: char) -> char {
    let up = |by: u32| char::from_u32(u32::from(ch) + by).unwrap_or(ch);
    match ch {
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => up(32),
        'Ѐ'..='Џ' => up(80),
        'İ' => 'i',
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        // Pairs of a capital and its small letter; the capital stands first, at an even place or at an odd one.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ǟ'..='ǯ' | 'Ǵ' | 'Ǹ'..='ȟ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            if u32::from(ch) % 2 == 0 {
                up(1)
            } else {
                ch
            }
        }
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ǎ'..='ǜ' => {
            if u32::from(ch) % 2 == 1 {
                up(1)
            } else {
                ch
            }
        }
        _ => ch,
    }
}

/// The letters and signs of a text, each in its one spelling.
pub(super) fn glyphs(text: &str) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len());
    for (start, ch) in text.char_indices() {
        let end = start + ch.len_utf8();
        if ch.is_ascii() {
            out.push(Glyph { ch: ch.to_ascii_lowercase(), start, end });
            continue;
        }
        let spelled = match ch {
            // Soft hyphen, zero-width signs, direction marks, byte order mark: nobody sees or types them.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {
                continue;
            }
            '\u{300}'..='\u{36f}' => {
                if let Some(last) = out.last_mut() {
                    if let Some(composed) = compose(last.ch, ch) {
                        last.ch = composed;
                    }
                    // Also a mark that is not known belongs to the letter before it.
                    if last.end == start {
                        last.end = end;
                    }
                }
                continue;
            }
            '’' | '‘' | '‛' | 'ʼ' | '´' | '′' => "'",
            '‐' | '‑' | '−' => "-",
            '⁰' | 'º' | '˚' => "°",
            '℃' => "°c",
            '²' => "2",
            '³' => "3",
            'ĳ' | 'Ĳ' => "ij",
            'ﬁ' => "fi",
            'ﬂ' => "fl",
            'ﬀ' => "ff",
            'ﬃ' => "ffi",
            'ﬄ' => "ffl",
            '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
            _ => {
                out.push(Glyph { ch: lower(ch), start, end });
                continue;
            }
        };
        out.extend(spelled.chars().map(|ch| Glyph { ch, start, end }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        glyphs(text).iter().map(|g| g.ch).collect()
    }

    #[test]
    fn one_spelling() {
        for (text, expected) in [
            ("GEËNT", "geënt"),
            ("gee\u{308}nt", "geënt"),
            ("E\u{301}e\u{301}n", "één"),
            ("auto’s", "auto's"),
            ("re‑integratie", "re-integratie"),
            ("vakan\u{ad}tie", "vakantie"),
            ("€\u{a0}50", "€ 50"),
            ("Ĳssel", "ijssel"),
            ("26 ºC", "26 °c"),
            ("26 ℃", "26 °c"),
            ("m²", "m2"),
            ("x\u{36f}y", "xy"),
            ("\u{301}a", "a"),
        ] {
            assert_eq!(normal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for ch in ('\u{80}'..'\u{460}').chain('\u{1e00}'..'\u{1f00}') {
            let small = lower(ch);
            let expected = ch.to_lowercase().next().unwrap();
            assert!(small == expected || small == ch, "{ch} became {small}, not {expected}");
            if ch < '\u{180}' || ('Α'..'ѐ').contains(&ch) && !('ϋ'..'Ѐ').contains(&ch) {
                assert_eq!(small, expected, "{ch}");
            }
        }
    }

    #[test]
    fn folding_takes_accents_off() {
        for (text, expected) in [
            ("geënt", "geent"),
            ("reïntegratie", "reintegratie"),
            ("één", "een"),
            ("straße", "strasse"),
            ("œuvre", "oeuvre"),
            ("ålesund", "alesund"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn the_mark_tables_are_as_long_as_each_other() {
        for (mark, plain, accented) in MARKS {
            assert_eq!(plain.chars().count(), accented.chars().count(), "{mark:?}");
        }
    }

    #[test]
    fn positions_cover_the_source() {
        let text = "re‑ï\u{ad}n te\u{308}";
        for glyph in glyphs(text) {
            assert!(text.is_char_boundary(glyph.start) && text.is_char_boundary(glyph.end));
            assert!(glyph.start < glyph.end);
        }
    }
}
