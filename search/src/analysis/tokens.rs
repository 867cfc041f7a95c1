//! Words, numbers and references, and the forms each can be found by.
//!
//! Nothing is thrown away: no stop list, and numbers stay, because a rule is made of `niet`, `tot` and `50`. A token has
//! the form in which it is written and, beside it, other forms that mean the same:
//!
//! | text | forms |
//! |---|---|
//! | `reïntegratie` | `reïntegratie`, `reintegratie` |
//! | `re-integratie` | `re-integratie`, `reintegratie`, and the parts `re` and `integratie` |
//! | `RI&E` | `ri&e`, `rie` |
//! | `€ 1.250,50` | `1.250,50`, `1250,5`, and together with the sign `€1250,5`; the sign is the word `euro` |
//! | `50,-` | `50`, `€50` |
//! | `26 °C` | `26`, `26°`; the sign is the word `graden` |
//! | `art. 12 lid 2` | `12`, `artikel 12`; `2`, `lid 2`, `artikel 12 lid 2` |
//! | `07.00 uur` | `07.00`, `7.00`, `7 uur` |

use super::LONGEST_FORM;
use super::letters::{is_letter, is_word};
use super::normalise::{Glyph, fold, glyphs};

/// What a form is to its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// As it is written, in lower case.
    Written,
    /// Another spelling that means the same.
    Variant,
    /// A number with what it counts: an amount, a percentage, an article. Says more than the number alone.
    Combined,
    /// A part of a word with a hyphen. Says less than the whole.
    Part,
    /// A word that the signs stand for. In the index only: somebody who asks for `50,-` does not ask for `euro`.
    Unit,
}

/// One form of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form itself.
    pub text: String,
    /// What it is to its token.
    pub role: Role,
}

/// A word, a number or a sign, with all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The first byte of it in the text.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// The forms; the written one comes first.
    pub forms: Vec<Form>,
}

impl Token {
    /// The form as written, in lower case.
    #[must_use]
    pub fn written(&self) -> &str {
        self.forms.first().map_or("", |form| form.text.as_str())
    }

    fn add(&mut self, text: String, role: Role) {
        let text = cut(text);
        if !text.is_empty() && !self.forms.iter().any(|form| form.text == text) {
            self.forms.push(Form { text, role });
        }
    }
}

/// Other spellings of words that are written short.
const SPELLINGS: [(&str, &str); 8] = [
    ("art", "artikel"),
    ("artt", "artikel"),
    ("eur", "euro"),
    ("euro's", "euro"),
    ("km", "kilometer"),
    ("nr", "nummer"),
    ("percent", "procent"),
    ("wk", "week"),
];

/// Words that give a number after them its meaning, and the form they take together.
const BEFORE: [(&str, &str); 14] = [
    ("artikel", "artikel"),
    ("artikelen", "artikel"),
    ("art", "artikel"),
    ("artt", "artikel"),
    ("bijlage", "bijlage"),
    ("dag", "dag"),
    ("fase", "fase"),
    ("hoofdstuk", "hoofdstuk"),
    ("lid", "lid"),
    ("paragraaf", "paragraaf"),
    ("schaal", "schaal"),
    ("stap", "stap"),
    ("week", "week"),
    ("wk", "week"),
];

/// Words that give a number before them its meaning, and the form they take together.
const AFTER: [(&str, &str); 18] = [
    ("dag", " dagen"),
    ("dagen", " dagen"),
    ("eur", "€"),
    ("euro", "€"),
    ("euro's", "€"),
    ("graden", "°"),
    ("jaar", " jaar"),
    ("jaren", " jaar"),
    ("kilometer", " km"),
    ("km", " km"),
    ("maand", " maanden"),
    ("maanden", " maanden"),
    ("percent", "%"),
    ("procent", "%"),
    ("uren", " uur"),
    ("uur", " uur"),
    ("week", " weken"),
    ("weken", " weken"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    /// A sign that is read as a word.
    Sign,
}

/// A token before its neighbours are looked at.
struct Raw {
    class: Class,
    text: String,
    /// Where it is among the glyphs.
    from: usize,
    to: usize,
    /// `50,-`: an amount although no sign says so.
    amount: bool,
}

/// Takes a text apart. Index and query both use this function and no other.
///
/// ```
/// let forms: Vec<_> = search::analysis::tokens("€ 50").pop().unwrap().forms;
/// assert!(forms.iter().any(|form| form.text == "€50"));
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let glyphs = glyphs(text);
    let raw = scan(&glyphs);
    let start = |this: &Raw| Token {
        start: glyphs[this.from].start,
        end: glyphs[this.to - 1].end,
        forms: Vec::with_capacity(1),
    };
    // What a number means depends on the words around it, so numbers are read while all words still stand there.
    let mut articles = Vec::new();
    let mut numbers = Vec::new();
    for (n, this) in raw.iter().enumerate().filter(|(_, this)| this.class == Class::Number) {
        let mut token = start(this);
        token.add(this.text.clone(), Role::Written);
        token.add(canonical(&this.text), Role::Variant);
        number_forms(&mut token, &raw, n, &glyphs, &mut articles);
        numbers.push(token);
    }
    let mut numbers = numbers.into_iter();
    let mut out = Vec::with_capacity(raw.len());
    for this in raw {
        let mut token = start(&this);
        match this.class {
            Class::Word => word_forms(&mut token, this.text),
            Class::Sign => {
                let celsius = this.text == "graden" && this.to - this.from > 1;
                token.add(this.text, Role::Written);
                if celsius {
                    token.add("celsius".into(), Role::Unit);
                }
            }
            Class::Number => token = numbers.next().unwrap_or(token),
        }
        out.push(token);
    }
    out
}

/// The letters between two places of the text are only spaces and these signs.
fn parted_by(glyphs: &[Glyph], from: usize, to: usize, signs: &str) -> bool {
    to - from <= 3 && glyphs[from..to].iter().all(|g| g.ch == ' ' || signs.chars().any(|sign| sign == g.ch))
}

/// Adds what a number means together with its neighbours. `articles` are the numbers that name an article, by place.
fn number_forms(
    token: &mut Token,
    raw: &[Raw],
    n: usize,
    glyphs: &[Glyph],
    articles: &mut Vec<(usize, String)>,
) {
    let this = &raw[n];
    let number = canonical(&this.text);

    let mut euro = this.amount;
    if let Some(before) = n.checked_sub(1).map(|at| &raw[at]) {
        if parted_by(glyphs, before.to, this.from, "")
            && matches!((before.class, before.text.as_str()), (Class::Sign, "euro") | (_, "eur"))
        {
            euro = true;
        }
        let short = matches!(before.text.as_str(), "art" | "artt" | "wk");
        let signs = if short { "." } else { "" };
        if parted_by(glyphs, before.to, this.from, signs)
            && let Some((_, name)) = BEFORE.iter().find(|(word, _)| *word == before.text)
        {
            let combined = [*name, " ", &number].concat();
            match *name {
                "artikel" => articles.push((n, combined.clone())),
                // Article, number, `lid`, this number: a comma may stand before `lid`.
                "lid" => {
                    if let Some((at, of)) = articles.last()
                        && *at + 2 == n
                        && parted_by(glyphs, raw[*at].to, before.from, ",")
                    {
                        token.add([of.as_str(), " ", &combined].concat(), Role::Combined);
                    }
                }
                _ => {}
            }
            token.add(combined, Role::Combined);
        }
    }
    if let Some(after) = raw.get(n + 1)
        && parted_by(glyphs, this.to, after.from, "")
    {
        match AFTER.iter().find(|(word, _)| *word == after.text) {
            Some((_, "€")) => euro = true,
            Some((_, " uur")) => {
                let hours = number.strip_suffix(".00").unwrap_or(&number);
                token.add([hours, " uur"].concat(), Role::Combined);
            }
            Some((_, unit)) => token.add([&number, *unit].concat(), Role::Combined),
            None => {}
        }
    }
    if euro {
        token.add(["€", &amount(&this.text)].concat(), Role::Combined);
    }
    if this.amount {
        token.add("euro".into(), Role::Unit);
    }
}

/// Adds the forms of a word.
fn word_forms(token: &mut Token, text: String) {
    let spelled = SPELLINGS.iter().find(|(short, _)| *short == text).map(|(_, spelled)| *spelled);
    if text.bytes().all(|b| b.is_ascii_lowercase()) {
        token.add(text, Role::Written);
        if let Some(spelled) = spelled {
            token.add(spelled.to_owned(), Role::Variant);
        }
        return;
    }
    token.add(text.clone(), Role::Written);
    if let Some(spelled) = spelled {
        token.add(spelled.to_owned(), Role::Variant);
    }
    let text = text.as_str();
    let folded = fold(text);
    let joined = |text: &str| text.chars().filter(|c| !is_joiner(*c)).collect::<String>();
    let has_letters = text.chars().any(is_letter);
    if has_letters {
        token.add(folded.clone(), Role::Variant);
        token.add(joined(&folded), Role::Variant);
        token.add(joined(text), Role::Variant);
    }
    // `42ste`, `2e`: who looks for week 42 means that one too.
    let ordinal = ["ste", "de", "e"].iter().find_map(|ending| text.strip_suffix(ending));
    if let Some(number) = ordinal
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        token.add(number.to_owned(), Role::Variant);
    }
    if text.contains(['-', '.']) {
        for part in text.split(['-', '.']) {
            let long = part.chars().nth(1).is_some();
            if long || !has_letters {
                token.add(part.to_owned(), Role::Part);
                token.add(fold(part), Role::Part);
            }
        }
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\'' | '.' | '&')
}

/// Finds words, numbers and signs.
fn scan(glyphs: &[Glyph]) -> Vec<Raw> {
    let mut out = Vec::new();
    let at = |n: usize| glyphs.get(n).map_or('\0', |g| g.ch);
    let mut n = 0;
    while n < glyphs.len() {
        let first = at(n);
        if !is_word(first) {
            let sign = match first {
                '€' => "euro",
                '%' => "procent",
                '°' => "graden",
                _ => {
                    n += 1;
                    continue;
                }
            };
            let from = n;
            n += 1;
            if first == '°' && at(n) == 'c' && !is_word(at(n + 1)) {
                n += 1;
            }
            out.push(Raw { class: Class::Sign, text: sign.to_owned(), from, to: n, amount: false });
            continue;
        }
        let from = n;
        let mut commas = 0;
        while n < glyphs.len() {
            let c = at(n);
            if is_word(c) {
                n += 1;
                continue;
            }
            let (before, after) = (at(n.wrapping_sub(1)), at(n + 1));
            let digits = before.is_ascii_digit() && after.is_ascii_digit();
            let goes_on = match c {
                '-' | '\'' | '&' => is_word(after),
                '.' => digits || (is_letter(before) && is_letter(after)),
                ':' => digits,
                ',' => {
                    commas += 1;
                    digits && commas == 1
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            n += 1;
        }
        let mut text = String::with_capacity(n - from);
        text.extend(glyphs[from..n].iter().map(|g| g.ch));
        let number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
        let mut amount = false;
        if number && at(n) == ',' && matches!(at(n + 1), '-' | '–' | '—' | '=') {
            amount = true;
            n += 2;
            while matches!(at(n), '-' | '–' | '—') {
                n += 1;
            }
        }
        let class = if number { Class::Number } else { Class::Word };
        out.push(Raw { class, text, from, to: n, amount });
    }
    out
}

/// A number in its one spelling: no dots between thousands, no zeros at the end of the decimals, no zero before the hour.
fn canonical(text: &str) -> String {
    let (whole, decimals) = text.split_once(',').unwrap_or((text, ""));
    let mut whole = whole.to_owned();
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    if !rest.is_empty()
        && (1..=3).contains(&first.len())
        && rest.iter().all(|g| g.len() == 3 && !g.as_bytes().contains(&b':'))
    {
        whole = whole.replace('.', "");
    } else if decimals.is_empty()
        && let Some((hour, minutes)) = whole.split_once(['.', ':'])
        && (1..=2).contains(&hour.len())
        && minutes.len() == 2
    {
        let hour = hour.strip_prefix('0').filter(|h| !h.is_empty()).unwrap_or(hour);
        return [hour, ".", minutes].concat();
    }
    if whole.len() == 2
        && let Some(short) = whole.strip_prefix('0')
    {
        whole = short.to_owned();
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole } else { [&whole, ",", decimals].concat() }
}

/// An amount in its one spelling. Beside [`canonical`] it takes `12.50`, as people type it, for twelve euros fifty.
fn amount(text: &str) -> String {
    match text.rsplit_once('.') {
        Some((euros, cents)) if cents.len() == 2 && !text.contains([',', ':']) => {
            canonical(&[euros, ",", cents].concat())
        }
        _ => canonical(text),
    }
}

/// Cuts a form to the longest that is kept.
fn cut(mut text: String) -> String {
    if text.len() > LONGEST_FORM {
        let mut end = LONGEST_FORM;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms of each token of a text, with a letter for the role of all but the written one.
    fn shown(text: &str) -> String {
        tokens(text)
            .iter()
            .map(|token| {
                token
                    .forms
                    .iter()
                    .map(|form| {
                        let role = match form.role {
                            Role::Written => "",
                            Role::Variant => "=",
                            Role::Combined => "+",
                            Role::Part => "-",
                            Role::Unit => "~",
                        };
                        format!("{role}{}", form.text.replace(' ', "_"))
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn words() {
        for (text, expected) in [
            ("", ""),
            ("  …!?  ", ""),
            ("Niet doen.", "niet | doen"),
            ("en/of", "en | of"),
            ("reïntegratie", "reïntegratie =reintegratie"),
            ("re\u{ad}integratie", "reintegratie"),
            ("re-integratie", "re-integratie =reintegratie -re -integratie"),
            ("re-integratieplan", "re-integratieplan =reintegratieplan -re -integratieplan"),
            (
                "reïntegratie-plan",
                "reïntegratie-plan =reintegratie-plan =reintegratieplan =reïntegratieplan -reïntegratie -reintegratie -plan",
            ),
            ("auto's", "auto's =autos"),
            ("collega’s", "collega's =collegas"),
            ("'s avonds", "s | avonds"),
            ("RI&E", "ri&e =rie"),
            ("P&O, B&W", "p&o =po | b&w =bw"),
            ("c.a.o.", "c.a.o =cao"),
            ("d.w.z. niet", "d.w.z =dwz | niet"),
            ("einde.Begin", "einde.begin =eindebegin -einde -begin"),
            ("ex-werk-", "ex-werk =exwerk -ex -werk"),
            ("één", "één =een"),
            ("50+'er", "50 | er"),
            ("42ste, 2e of 1de", "42ste =42 | 2e =2 | of | 1de =1"),
            ("covid-19", "covid-19 =covid19 -covid -19"),
            ("a < b & c", "a | b | c"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_and_amounts() {
        for (text, expected) in [
            ("104", "104"),
            ("1.040", "1.040 =1040"),
            ("€ 50", "euro | 50 +€50"),
            ("€50", "euro | 50 +€50"),
            ("€\u{a0}50,00", "euro | 50,00 =50 +€50"),
            ("50 euro", "50 +€50 | euro"),
            ("50 euro's", "50 +€50 | euro's =euro =euros"),
            ("EUR 50", "eur =euro | 50 +€50"),
            ("50,-", "50 +€50 ~euro"),
            ("€ 50,-", "euro | 50 +€50 ~euro"),
            ("50,–, dus", "50 +€50 ~euro | dus"),
            ("€ 1.250,50", "euro | 1.250,50 =1250,5 +€1250,5"),
            ("€ 12.50", "euro | 12.50 +€12,5"),
            ("24,95", "24,95"),
            ("€ 0,23 per kilometer", "euro | 0,23 +€0,23 | per | kilometer"),
            ("12,5%", "12,5 +12,5% | procent"),
            ("12,50 procent", "12,50 =12,5 +12,5% | procent"),
            ("3 percent", "3 +3% | percent =procent"),
            ("26 °C", "26 +26° | graden ~celsius"),
            ("26° buiten", "26 +26° | graden | buiten"),
            ("26 graden Celsius", "26 +26° | graden | celsius"),
            ("1,2,3", "1,2 | 3"),
            ("9-17", "9-17 -9 -17"),
            ("06-12345678", "06-12345678 -06 -12345678"),
            ("6-1-2025", "6-1-2025 -6 -1 -2025"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn references_and_times() {
        for (text, expected) in [
            ("7:658", "7:658"),
            ("artikel 7:658 BW", "artikel | 7:658 +artikel_7:658 | bw"),
            ("art. 12 lid 2", "art =artikel | 12 +artikel_12 | lid | 2 +artikel_12_lid_2 +lid_2"),
            ("artikel 12, lid 2", "artikel | 12 +artikel_12 | lid | 2 +artikel_12_lid_2 +lid_2"),
            ("lid 2", "lid | 2 +lid_2"),
            ("week 42", "week | 42 +week_42"),
            ("per week. 42 mensen", "per | week | 42 | mensen"),
            ("wk. 7", "wk =week | 7 +week_7"),
            ("schaal 10", "schaal | 10 +schaal_10"),
            ("25 jaar in dienst", "25 +25_jaar | jaar | in | dienst"),
            ("22 uur", "22 +22_uur | uur"),
            ("22.00 uur", "22.00 +22_uur | uur"),
            ("07:00", "07:00 =7.00"),
            ("07.30 uur", "07.30 =7.30 +7.30_uur | uur"),
            ("hoofdstuk 3.2", "hoofdstuk | 3.2 +hoofdstuk_3.2"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_three_ways_to_write_an_amount_meet() {
        for text in ["€ 50", "50 euro", "50,-", "€50,00", "EUR 50"] {
            assert!(tokens(text).iter().any(|t| t.forms.iter().any(|f| f.text == "€50")), "{text}");
        }
    }

    #[test]
    fn positions_are_those_of_the_source() {
        let text = "Méér dan €\u{a0}50,- of re\u{ad}-integratie.";
        let found: Vec<&str> = tokens(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(found, ["Méér", "dan", "€", "50,-", "of", "re\u{ad}-integratie"]);
    }

    #[test]
    fn long_runs_are_cut_the_same_way_everywhere() {
        let long = "ë".repeat(500);
        let token = tokens(&long).pop().unwrap();
        assert!(token.forms.iter().all(|form| form.text.len() <= LONGEST_FORM));
        assert_eq!(token.end, long.len());
    }
}
