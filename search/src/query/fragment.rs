//! The piece of text under a result: where the words stand closest together, with the words marked.

use super::matching::Meaning;
use super::parse::Word;
use crate::analysis::{Role, Token, is_word, tokens};
use crate::answer::Fragment;
use crate::index::Dictionary;

/// About how many bytes a fragment has.
const LENGTH: usize = 200;
/// How far back a fragment looks for the beginning of a sentence.
const BACK: usize = 80;
/// How many words stand before the first mark, when no sentence begins near.
const BEFORE: usize = 5;

/// Knows which words to mark.
pub(super) struct Marker {
    words: Vec<Wanted>,
}

/// What to mark for one word of the query.
struct Wanted {
    /// Forms that were found.
    forms: Vec<String>,
    /// What a word may begin with, if it is still being typed.
    beginnings: Vec<String>,
}

impl Marker {
    pub(super) fn new(dictionary: &Dictionary, words: &[Word], meanings: &[Meaning]) -> Marker {
        let wanted = |(word, meaning): (&Word, &Meaning)| {
            let mut wanted = Wanted { forms: Vec::new(), beginnings: Vec::new() };
            // Nobody wants to see every `de` and `een` marked.
            if word.small {
                return wanted;
            }
            if word.open {
                let typed = word.forms.iter().filter(|form| form.role != Role::Part);
                wanted.beginnings.extend(typed.map(|form| form.text.clone()));
            }
            for link in meaning.all_links() {
                let term = dictionary.text(link.term);
                // What the beginnings cover need not be listed: two letters can begin hundreds of words.
                if !wanted.begins(term) {
                    wanted.forms.push(term.to_owned());
                }
            }
            wanted
        };
        Marker { words: words.iter().zip(meanings).map(wanted).collect() }
    }

    /// The number of the word of the query that a token answers to.
    fn answers(&self, token: &Token) -> Option<usize> {
        self.words.iter().position(|wanted| {
            token
                .forms
                .iter()
                .filter(|form| form.role != Role::Unit)
                .any(|form| wanted.forms.contains(&form.text) || wanted.begins(&form.text))
        })
    }

    /// The tokens to mark, with the number of the word of the query.
    fn marked(&self, text: &str, tokens: &[Token]) -> Vec<(usize, usize)> {
        let mut marked: Vec<(usize, usize)> =
            tokens.iter().enumerate().filter_map(|(n, token)| Some((n, self.answers(token)?))).collect();
        // A sign is marked with its number only: who asks for `50 euro` does not ask for every `€`.
        let is_sign = |n: usize| tokens.get(n).is_some_and(|t| !text[t.start..t.end].chars().any(is_word));
        let words: Vec<usize> = marked.iter().map(|(n, _)| *n).filter(|n| !is_sign(*n)).collect();
        let has = |n: usize| words.binary_search(&n).is_ok();
        marked.retain(|(n, _)| !is_sign(*n) || has(n + 1) || (*n > 0 && has(n - 1)));
        marked
    }

    /// The best piece of a text, in parts; `true` marks a part that answers to the query.
    pub(super) fn fragment(&self, text: &str) -> Fragment {
        let tokens = tokens(text);
        let marked = self.marked(text, &tokens);
        let start = Self::best(&tokens, &marked).map_or(0, |first| beginning(text, &tokens, first));
        let end = ending(text, &tokens, start);

        let mut parts: Fragment = Vec::new();
        let mut plain = String::new();
        if start > 0 {
            plain.push_str("… ");
        }
        let mut at = start;
        let inside = marked.iter().map(|(n, _)| &tokens[*n]).filter(|t| t.start >= start && t.end <= end);
        for token in inside {
            let between = &text[at.min(token.start)..token.start];
            // `€ 50` and `vertrouwelijke melding` are one mark, not two.
            if let (Some((last, true)), true) = (parts.last_mut(), plain.is_empty() && is_space(between)) {
                last.push_str(&text[at..token.end]);
            } else {
                plain.push_str(between);
                if !plain.is_empty() {
                    parts.push((core::mem::take(&mut plain), false));
                }
                parts.push((text[token.start..token.end].to_owned(), true));
            }
            at = token.end;
        }
        plain.push_str(&text[at..end]);
        if end < text.len() {
            plain.push_str(" …");
        }
        if !plain.is_empty() {
            parts.push((plain, false));
        }
        parts
    }

    /// The token at which the best piece begins: the one with most different words of the query after it.
    fn best(tokens: &[Token], marked: &[(usize, usize)]) -> Option<usize> {
        let mut best: Option<(u32, usize)> = None;
        for (n, (first, _)) in marked.iter().enumerate() {
            let limit = tokens[*first].start + LENGTH - BACK / 2;
            let mut seen: Vec<usize> = Vec::new();
            let mut worth = 0;
            for (token, number) in &marked[n..] {
                if tokens[*token].end > limit {
                    break;
                }
                worth += if seen.contains(number) { 1 } else { 8 };
                if !seen.contains(number) {
                    seen.push(*number);
                }
            }
            if best.is_none_or(|(known, _)| worth > known) {
                best = Some((worth, *first));
            }
        }
        best.map(|(_, first)| first)
    }
}

impl Wanted {
    /// Whether a form begins with what is being typed.
    fn begins(&self, form: &str) -> bool {
        self.beginnings.iter().any(|beginning| form.starts_with(beginning.as_str()))
    }
}

fn is_space(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b <= b' ') || text == "\u{a0}"
}

/// Where a piece with this token begins: at its sentence if that is near, else a few words before.
fn beginning(text: &str, tokens: &[Token], first: usize) -> usize {
    let at = tokens[first].start;
    if at <= BACK {
        return 0;
    }
    let mut from = at - BACK;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let sentence = text[from..at]
        .char_indices()
        .rev()
        .find(|(n, c)| matches!(c, '.' | '!' | '?') && text[from + n + 1..].starts_with(' '));
    match sentence {
        Some((n, _)) => from + n + 2,
        None => tokens[first.saturating_sub(BEFORE)].start.max(from),
    }
}

/// Where the piece ends: with the last token that still fits, or with the text if hardly any is left.
fn ending(text: &str, tokens: &[Token], start: usize) -> usize {
    let limit = start + LENGTH;
    if text.len() <= limit + 20 {
        return text.len();
    }
    let end = tokens.iter().map(|token| token.end).filter(|end| *end <= limit).max().unwrap_or(start);
    if end > start {
        return end;
    }
    // One word longer than a fragment: cut it.
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
