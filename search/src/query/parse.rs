//! A query, taken apart.

use crate::analysis::{Form, Role, is_small, is_word, only_letters, tokens};

/// No more words of a query than this are looked at. Somebody who pastes a page still gets an answer in time.
const MOST_WORDS: usize = 24;
/// No more bytes of a query than this are looked at.
const LONGEST: usize = 1000;
/// A word that was not found is shown to the reader with at most so many letters.
const LONGEST_SHOWN: usize = 40;

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its forms, without those that only an index has.
    pub(super) forms: Vec<Form>,
    /// As it was typed.
    pub(super) shown: String,
    /// Whether a section must have it to count as having all words.
    pub(super) asked: bool,
    /// Whether it is one of the small words of a question, which weigh little.
    pub(super) small: bool,
    /// Whether it may go on: the last word is still being typed.
    pub(super) open: bool,
    /// Which word of the query it is, small ones and doubles counted.
    pub(super) place: u32,
}

impl Word {
    /// The form as typed, in lower case, if it is made of letters alone.
    pub(super) fn letters(&self) -> Option<&str> {
        let first = self.forms.first()?;
        only_letters(&first.text).then_some(first.text.as_str())
    }
}

/// The words of a query. Words that come twice count once.
pub(super) fn words(query: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for (place, token) in (0..).zip(tokens(query)) {
        let typed = query.get(token.start..token.end).unwrap_or("");
        let shown: String = typed.chars().take(LONGEST_SHOWN).collect();
        let small = is_small(token.written());
        let forms: Vec<Form> = token.forms.into_iter().filter(|form| form.role != Role::Unit).collect();
        // The word that is typed last stays last, also when it came before.
        out.retain(|word| word.forms != forms);
        out.push(Word { forms, shown, asked: !small, small, open: false, place });
    }
    if out.len() > MOST_WORDS {
        out.drain(..out.len() - MOST_WORDS);
    }
    let only_small = out.iter().all(|word| word.small);
    let alone = out.len() == 1;
    // From the second sign on: `1.` and `p&` are on their way to `1.250` and `p&o`.
    let begun = query.trim().chars().nth(1).is_some();
    if let Some(last) = out.last_mut() {
        let letter = last.shown.chars().count() == 1 && only_letters(&last.shown);
        last.open = begun && (!letter || alone || !query.chars().next_back().is_some_and(is_word));
        // One letter is the beginning of anything. Nobody is asked to find it.
        if letter && !alone {
            last.asked = false;
        }
    }
    if only_small {
        for word in &mut out {
            word.asked = true;
            word.small = false;
        }
    }
    out
}

/// The beginning of a query that is far too long, without the word that would be cut in two.
pub(super) fn cut(query: &str) -> &str {
    if query.len() <= LONGEST {
        return query;
    }
    let mut end = LONGEST;
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    let query = query.get(..end).unwrap_or("");
    query.rsplit_once(' ').map_or(query, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_words_are_kept_but_not_asked_for() {
        let words = words("Mag ik een fles wijn aannemen?");
        let asked: Vec<(&str, bool)> = words.iter().map(|w| (w.shown.as_str(), w.asked)).collect();
        assert_eq!(
            asked,
            [
                ("Mag", false),
                ("ik", false),
                ("een", false),
                ("fles", true),
                ("wijn", true),
                ("aannemen", true)
            ]
        );
        assert!(words.iter().map(|w| w.open).eq([false, false, false, false, false, true]));
    }

    #[test]
    fn a_query_of_small_words_asks_for_them() {
        assert!(words("wat is dit").iter().all(|w| w.asked && !w.small));
    }

    #[test]
    fn odd_queries_stay_small() {
        assert!(words("").is_empty());
        assert!(words("?! \u{0} <>").is_empty());
        assert_eq!(words("verlof verlof Verlof").len(), 1);
        assert_eq!(words(cut(&"ab cd ef gh ".repeat(2000))).len(), 4);
        let many: String = (0..120).map(|n| format!("w{n} ")).collect();
        assert_eq!(words(&many).len(), MOST_WORDS);
        assert!(words(cut(&"é".repeat(20_000))).len() == 1);
    }
}
