//! What each line is: the mark it starts with, and where it stands.

use crate::source::{Form, Source};
use crate::words::{Token, Tokens};

/// A line with its mark parted from its words.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Place of the line in the source.
    pub(crate) index: usize,
    pub(crate) form: Form,
    pub(crate) mark: Option<Mark>,
    /// The words of the mark, counted over the document.
    pub(crate) mark_words: std::ops::Range<usize>,
    /// The words behind the mark.
    pub(crate) words: std::ops::Range<usize>,
    /// Whether an empty line stands above it.
    pub(crate) apart: bool,
    /// Signs on the line.
    pub(crate) width: usize,
}

/// What a line starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A sign that stands before an item of a list without order.
    Bullet,
    /// `1.`, `a.`, `iv)`.
    Number(Number),
    /// `2.1`, `3.18.1`: the number of a section.
    Section(Vec<u32>),
}

/// A number of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) style: Style,
    /// Its place, from 1: `c` is 3.
    pub(crate) value: u32,
    /// As it should be written: `c.`.
    pub(crate) text: String,
}

/// How a list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Digits,
    Letters,
    Roman,
}

/// Parts every line that has words into mark and words.
pub(crate) fn classify(source: &Source, tokens: &Tokens) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut apart = true;
    for (index, line) in source.lines.iter().enumerate() {
        let words = tokens.of_line(index);
        if words.is_empty() {
            apart = true;
            continue;
        }
        let first: Vec<&Token> = words.clone().take(3).filter_map(|at| tokens.get(at)).collect();
        let (mark, taken) = match line.form {
            Form::Heading(_) | Form::Row => (None, 0),
            _ => mark(&first),
        };
        let split = words.start + taken;
        pieces.push(Piece {
            index,
            form: line.form,
            mark,
            mark_words: words.start..split,
            words: split..words.end,
            apart: std::mem::take(&mut apart),
            width: line.text.trim().chars().count(),
        });
    }
    misread(&mut pieces, tokens);
    pieces
}

/// Marks that were read as another sign, found by the marks around them: `C.` before `d.`, `€.` behind `d.`, `|.` with
/// ten points between `a.` and it, `i` without its stop before `ii.`.
fn misread(pieces: &mut [Piece], tokens: &Tokens) {
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        let plain = matches!(piece.form, Form::Plain | Form::PageStart);
        if piece.mark.is_some() || !plain || piece.words.len() < 2 {
            continue;
        }
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
        let word = text(piece.words.start);
        let small = text(piece.words.start + 1).starts_with(char::is_lowercase);
        let second = matches!(neighbour(&pieces[at + 1..]), Some((Style::Roman, 2, 0)));
        let number = if word == "i" && small && second {
            Some(Number { style: Style::Roman, value: 1, text: "i.".to_owned() })
        } else {
            let letter = could_be(word).iter().find(|letter| fits_between(pieces, at, **letter, word));
            letter.map(|letter| Number {
                style: Style::Letters,
                value: place(*letter),
                text: format!("{letter}."),
            })
        };
        let Some(number) = number else { continue };
        let piece = &mut pieces[at];
        piece.mark = Some(Mark::Number(number));
        piece.words.start += 1;
        piece.mark_words.end = piece.words.start;
    }
}

/// The place of a small letter in the alphabet, from 1.
fn place(letter: char) -> u32 {
    u32::from(letter).saturating_sub(u32::from('a')) + 1
}

/// The letters of a list that a machine reads as this mark, the most likely first.
fn could_be(word: &str) -> &'static [char] {
    match word.strip_suffix(['.', ')']).unwrap_or_default() {
        "€" => &['e', 'c'],
        "©" => &['c', 'e'],
        "|" | "!" | "I" => &['l', 'i'],
        // A capital that has the shape of the small letter.
        "C" => &['c'],
        "K" => &['k'],
        "O" => &['o'],
        "P" => &['p'],
        "S" => &['s'],
        "U" => &['u'],
        "V" => &['v'],
        "W" => &['w'],
        "X" => &['x'],
        "Z" => &['z'],
        _ => &[],
    }
}

/// Whether a letter is the one that the list around it misses here. A capital may be an initial; only a letter on both
/// sides shows that it is none.
fn fits_between(pieces: &[Piece], at: usize, letter: char, word: &str) -> bool {
    let before = pieces[..at].iter().rev().enumerate().find_map(|(steps, piece)| {
        let ends = matches!(piece.form, Form::Heading(_)) || piece.mark.as_ref().is_some_and(ends_letters);
        let value = letter_of(piece);
        (ends || value.is_some()).then_some((value?, at - steps))
    });
    let follows = before.is_some_and(|(value, from)| value + points(&pieces[from..at]) + 1 == place(letter));
    let after = neighbour(&pieces[at + 1..]);
    let leads = after
        .is_some_and(|(style, value, points)| style == Style::Letters && value == place(letter) + points + 1);
    let last = after.is_none_or(|(style, ..)| style == Style::Digits);
    follows && (leads || (last && !word.starts_with(char::is_alphabetic)))
}

/// The letter of a point of a list.
fn letter_of(piece: &Piece) -> Option<u32> {
    match &piece.mark {
        Some(Mark::Number(number)) if number.style == Style::Letters => Some(number.value),
        _ => None,
    }
}

/// Whether no list of letters goes on past a mark.
fn ends_letters(mark: &Mark) -> bool {
    match mark {
        Mark::Bullet => false,
        Mark::Section(_) => true,
        Mark::Number(number) => number.style == Style::Digits,
    }
}

/// How many points without a mark start in these lines.
fn points(pieces: &[Piece]) -> u32 {
    let starts = |piece: &&Piece| piece.apart || piece.form == Form::PageStart;
    u32::try_from(pieces.iter().filter(starts).count()).unwrap_or(u32::MAX)
}

/// The next number under the same heading, and how many points without one stand before it.
fn neighbour(pieces: &[Piece]) -> Option<(Style, u32, u32)> {
    let at = pieces.iter().position(|piece| !matches!(piece.mark, None | Some(Mark::Bullet)))?;
    if pieces[..at].iter().any(|piece| matches!(piece.form, Form::Heading(_))) {
        return None;
    }
    match &pieces[at].mark {
        Some(Mark::Number(number)) => Some((number.style, number.value, points(&pieces[..at]))),
        _ => None,
    }
}

/// The mark that the first words of a line are, and how many words it takes.
fn mark(first: &[&Token]) -> (Option<Mark>, usize) {
    let Some(word) = first.first().map(|token| token.text.as_str()) else { return (None, 0) };
    let next = first.get(1).map(|token| token.text.as_str());
    let third = first.get(2).map(|token| token.text.as_str());
    if is_bullet(word, next) {
        // A dash before the mark that was printed: both are one mark.
        let twice = next.is_some_and(|next| is_sign_bullet(next) && third.is_some());
        return (Some(Mark::Bullet), if twice { 2 } else { 1 });
    }
    if let Some(section) = section(word) {
        return (Some(Mark::Section(section)), 1);
    }
    if let Some(number) = number(word, next) {
        return (Some(Mark::Number(number)), 1);
    }
    (None, 0)
}

fn is_sign_bullet(word: &str) -> bool {
    matches!(
        word,
        "-" | "–"
            | "—"
            | "•"
            | "·"
            | "✚"
            | "▪"
            | "■"
            | "□"
            | "◦"
            | "●"
            | "○"
            | "➢"
            | "✓"
            | "*"
            | "."
            | "]"
            | "¢"
            | "«"
    )
}

/// Signs and letters that stand for the dot of a list.
fn is_bullet(word: &str, next: Option<&str>) -> bool {
    let starts = |next: &str| next.chars().any(char::is_alphanumeric) || is_sign_bullet(next);
    match word {
        "o" | "e" | "Y" | "L]" => {
            next.is_some_and(|next| next.starts_with(|sign: char| !sign.is_ascii_digit()))
        }
        _ => is_sign_bullet(word) && next.is_some_and(starts),
    }
}

/// `2.1`, `2.1.`, `3.18.1`.
fn section(word: &str) -> Option<Vec<u32>> {
    let inner = word.strip_suffix(['.', ':']).unwrap_or(word);
    let parts: Option<Vec<u32>> =
        inner.split('.').map(|part| if part.len() <= 2 { part.parse().ok() } else { None }).collect();
    parts.filter(|parts| parts.len() >= 2 && parts.first() != Some(&0))
}

/// `1.`, `12)`, `a.`, `iv.`, and as a machine reads them: `4,`, `b` before a capital, `j-`.
pub(crate) fn number(word: &str, next: Option<&str>) -> Option<Number> {
    let capital = next.is_some_and(|next| next.starts_with(|sign: char| sign.is_uppercase() || sign == '€'));
    let (inner, sign) = match word.strip_suffix(['.', ')', ',', '-', ':']) {
        Some(inner) => (inner, word.chars().next_back().unwrap_or('.')),
        None => (word, ' '),
    };
    let bracket = sign == ')';
    let end = if bracket { ")" } else { "." };
    if inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit()) && !inner.is_empty() {
        let value: u32 = inner.parse().ok()?;
        let fits = matches!(sign, '.' | ')') || (sign == ',' && capital);
        return (fits && value > 0).then(|| Number {
            style: Style::Digits,
            value,
            text: format!("{value}{end}"),
        });
    }
    let mut signs = inner.chars();
    let (Some(letter), None) = (signs.next(), signs.next()) else {
        return roman(inner).filter(|_| matches!(sign, '.' | ')') && next.is_some()).map(|value| Number {
            style: Style::Roman,
            value,
            text: format!("{inner}{end}"),
        });
    };
    let letter = if letter == '¢' { 'c' } else { letter };
    let fits = match sign {
        '.' | ')' => next.is_some(),
        '-' | ' ' => capital && letter != 'u',
        _ => false,
    };
    (fits && letter.is_ascii_lowercase()).then(|| Number {
        style: Style::Letters,
        value: u32::from(letter) - u32::from('a') + 1,
        text: format!("{letter}{end}"),
    })
}

/// Small Roman numbers, `i` left to the letters.
fn roman(word: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let place = ROMAN.iter().position(|roman| *roman == word)?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tokens;

    fn of(text: &str) -> (Option<Mark>, String) {
        let source = Source::of_lines([text]);
        let tokens = Tokens::of(&source);
        let piece = classify(&source, &tokens).remove(0);
        (piece.mark, tokens.text(piece.words.start, piece.words.len()))
    }

    fn told(text: &str) -> String {
        let (mark, rest) = of(text);
        let mark = match mark {
            None => "-".to_owned(),
            Some(Mark::Bullet) => "*".to_owned(),
            Some(Mark::Number(number)) => number.text,
            Some(Mark::Section(parts)) => format!("{parts:?}"),
        };
        format!("{mark} | {rest}")
    }

    #[test]
    fn marks_as_documents_write_them_and_as_machines_read_them() {
        let cases = [
            ("- een punt", "* | een punt"),
            ("- ✚ Wij delen", "* | Wij delen"),
            (". in kaart brengen", "* | in kaart brengen"),
            ("o Zorg voor opvang", "* | Zorg voor opvang"),
            ("e een dreigend gevaar", "* | een dreigend gevaar"),
            (" L] probeer", "* | probeer"),
            ("1. De werknemer", "1. | De werknemer"),
            ("4, Deze procedure", "4. | Deze procedure"),
            ("12 personen", "- | 12 personen"),
            ("a. een deel", "a. | een deel"),
            ("b Door werknemer", "b. | Door werknemer"),
            ("j- Woon-werkverkeer", "j. | Woon-werkverkeer"),
            ("u Bent welkom", "- | u Bent welkom"),
            ("iv. het vierde", "iv. | het vierde"),
            ("2.1 Vastleggen", "[2, 1] | Vastleggen"),
            ("3.18.1 Melding", "[3, 18, 1] | Melding"),
            ("0.5 uur", "- | 0.5 uur"),
            ("7.", "7. | "),
            (".", "- | ."),
            ("0900-8844 bellen", "- | 0900-8844 bellen"),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
