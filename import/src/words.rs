//! The words of a document, each with its place, so that whatever happens to one can be told.
//!
//! A word is what stands between spaces, signs included. Marks of the file's format (`**`, `<sup>`, `[ ](#)`) are no
//! part of it: they become properties.

use std::rc::Rc;

use crate::source::{Form, Source};

/// A word as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Line of the document, from 1.
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) look: Look,
    pub(crate) place: Place,
}

/// Where in its line a word stands, when the line has columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The column, from 0: by the `|` of a row, or by the tabs of another line.
    pub(crate) cell: u16,
    /// The paragraph within the cell, from 0.
    pub(crate) paragraph: u16,
}

/// How words look, and where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) link: Option<Rc<str>>,
}

/// Every word of a document in reading order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    all: Vec<Token>,
    /// The first word of each line; one more at the end.
    starts: Vec<usize>,
}

impl Tokens {
    pub(crate) fn of(source: &Source) -> Self {
        let mut tokens = Self::default();
        for line in &source.lines {
            tokens.starts.push(tokens.all.len());
            read_line(line.number, &line.text, line.form, source.marked, &mut tokens.all);
        }
        tokens.starts.push(tokens.all.len());
        tokens
    }

    /// The words of a line, counted over the document; `index` is the place of the line in the source.
    pub(crate) fn of_line(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.all.len());
        start..self.starts.get(index + 1).copied().unwrap_or(self.all.len())
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// The line a word stands on; past the end the last line.
    pub(crate) fn line(&self, at: usize) -> u32 {
        self.all.get(at).or(self.all.last()).map_or(1, |token| token.line)
    }

    /// Some words, with spaces between.
    pub(crate) fn text(&self, at: usize, take: usize) -> String {
        let words: Vec<&str> = self.all.iter().skip(at).take(take).map(|token| token.text.as_str()).collect();
        words.join(" ")
    }
}

/// Tags that a text may hold as a rest of a web page.
const TAGS: [&str; 12] = ["sup", "sub", "li", "ul", "ol", "br", "b", "i", "u", "p", "em", "strong"];

/// Reads the words of one line.
fn read_line(number: u32, text: &str, form: Form, marked: bool, into: &mut Vec<Token>) {
    let text = match form {
        Form::Heading(_) if marked => text.trim_start_matches('#'),
        _ => text,
    };
    let signs: Vec<char> = text.chars().collect();
    let mut look = Look::default();
    let mut word = String::new();
    let mut word_look = Look::default();
    let mut at = 0;
    let mut place = Place::default();
    let mut line = number;
    let mut flush = |word: &mut String, look: &Look, line: u32, place: Place| {
        if !word.is_empty() {
            into.push(Token { line, text: std::mem::take(word), look: look.clone(), place });
        }
    };
    while let Some(sign) = signs.get(at).copied() {
        let next = signs.get(at + 1).copied();
        if sign.is_whitespace() {
            flush(&mut word, &word_look, line, place);
            match sign {
                // A reader that put lines together keeps where they parted.
                '\n' => line += 1,
                '\t' if form != Form::Row => {
                    place = Place { cell: place.cell.saturating_add(1), paragraph: 0 }
                }
                _ => {}
            }
            at += 1;
            continue;
        }
        if form == Form::Row && sign == '|' && word.is_empty() && next.is_none_or(char::is_whitespace) {
            place = Place { cell: place.cell.saturating_add(1), paragraph: 0 };
            line = number;
            at += 1;
            continue;
        }
        if form == Form::Row && sign == '\\' && next == Some('|') {
            if word.is_empty() {
                word_look = look.clone();
            }
            word.push('|');
            at += 2;
            continue;
        }
        if marked && sign == '\\' && next.is_some_and(|next| next.is_ascii_punctuation()) {
            word.extend(next);
            at += 2;
            continue;
        }
        if sign == '<'
            && let Some((length, parts)) = tag(&signs[at..])
        {
            flush(&mut word, &word_look, line, place);
            place.paragraph = place.paragraph.saturating_add(u16::from(parts));
            at += length;
            continue;
        }
        if sign == '['
            && let Some((label_end, target, end)) = link(&signs[at..])
        {
            let label: String = signs[at + 1..at + label_end].iter().collect();
            let mut inner = Vec::new();
            read_line(number, &label, Form::Plain, marked, &mut inner);
            // What stands against the brackets belongs to the first and the last word.
            let after: String =
                signs[at + end..].iter().take_while(|sign| !sign.is_whitespace() && **sign != '[').collect();
            let count = inner.len();
            for (index, mut token) in inner.into_iter().enumerate() {
                if index == 0 {
                    token.text.insert_str(0, &std::mem::take(&mut word));
                }
                if index + 1 == count {
                    token.text.push_str(&strip_emphasis(&after, marked));
                }
                token.look.link = target.clone();
                token.look.bold |= look.bold;
                flush(&mut token.text, &token.look.clone(), line, place);
            }
            at += end + after.chars().count();
            continue;
        }
        if marked && (sign == '*' || sign == '_') {
            let double = next == Some(sign);
            let before = at.checked_sub(1).and_then(|before| signs.get(before)).copied();
            let behind = signs.get(at + if double { 2 } else { 1 }).copied();
            let outer = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
            let touches = |sign: Option<char>| sign.is_some_and(|sign| !sign.is_whitespace());
            let is_mark =
                (touches(before) || touches(behind)) && (sign == '*' || outer(before) || outer(behind));
            if is_mark {
                if double {
                    look.bold = !look.bold;
                } else {
                    look.italic = !look.italic;
                }
                at += if double { 2 } else { 1 };
                continue;
            }
        }
        if word.is_empty() {
            word_look = look.clone();
        }
        word.push(sign);
        at += 1;
    }
    flush(&mut word, &word_look, line, place);
}

fn strip_emphasis(text: &str, marked: bool) -> String {
    if marked { text.replace('*', "") } else { text.to_owned() }
}

/// The length of a tag that starts here, and whether a new paragraph starts behind it.
fn tag(signs: &[char]) -> Option<(usize, bool)> {
    let end = signs.iter().take(40).position(|sign| *sign == '>')?;
    let inner: String = signs[1..end].iter().collect();
    let name = inner.trim_start_matches('/').trim_end_matches('/').trim();
    TAGS.contains(&name).then_some((end + 1, matches!(name, "p" | "br" | "li")))
}

/// A link that starts here: where its label ends, where it leads, and its length.
fn link(signs: &[char]) -> Option<(usize, Option<Rc<str>>, usize)> {
    let label_end = signs.iter().position(|sign| *sign == ']')?;
    (signs.get(label_end + 1) == Some(&'(')).then_some(())?;
    let length = signs[label_end..].iter().position(|sign| *sign == ')')?;
    let target: String = signs[label_end + 2..label_end + length].iter().collect();
    let leads = target.starts_with("http://") || target.starts_with("https://");
    Some((label_end, leads.then(|| target.into()), label_end + length + 1))
}

/// A word on its way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The first word of the document it stands for.
    pub(crate) at: usize,
    /// How many it stands for.
    pub(crate) take: usize,
    /// The line it stands on.
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) look: Look,
    pub(crate) place: Place,
}

impl Word {
    /// A word as it stands in the document.
    pub(crate) fn of(at: usize, token: &Token) -> Self {
        Self {
            at,
            take: 1,
            line: token.line,
            text: token.text.clone(),
            look: token.look.clone(),
            place: token.place,
        }
    }
}

/// A word without the signs around it: what stands before, the word, what stands behind.
pub(crate) fn core(text: &str) -> (&str, &str, &str) {
    let inner = |sign: char| sign.is_alphanumeric();
    let Some(start) = text.find(inner) else { return (text, "", "") };
    let end = text
        .char_indices()
        .rfind(|(_, sign)| inner(*sign))
        .map_or(start, |(at, sign)| at + sign.len_utf8());
    (&text[..start], &text[start..end], &text[end..])
}

/// Whether something is a word, and not only signs.
pub(crate) fn is_word(text: &str) -> bool {
    text.chars()
        .any(|sign| sign.is_alphanumeric() || matches!(sign, '€' | '§' | '%' | '&' | '=' | '°' | '<' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut source = Source::of_lines([text]);
        source.marked = true;
        Tokens::of(&source).all.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn marks_are_no_part_of_a_word() {
        let cases: [(&str, &[&str]); 8] = [
            ("een **vet woord** hier", &["een", "vet", "woord", "hier"]),
            ("*Vuistregels:*", &["Vuistregels:"]),
            ("2 * 3", &["2", "*", "3"]),
            ("zie [de regeling](#), lid 2", &["zie", "de", "regeling,", "lid", "2"]),
            ("noot<sup>1</sup> onder", &["noot", "1", "onder"]),
            ("<li>14-09: een</li><li>15-09: twee</li>", &["14-09:", "een", "15-09:", "twee"]),
            ("\\* los", &["*", "los"]),
            ("a < b en c > d", &["a", "<", "b", "en", "c", ">", "d"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_around_a_word_are_told_apart() {
        assert_eq!(core("“cliënt’s”,"), ("“", "cliënt’s", "”,"));
        assert_eq!(core("—"), ("—", "", ""));
        assert_eq!(core("(P&0O)"), ("(", "P&0O", ")"));
    }
}
