//! The words that compounds are taken apart with, when the index is built.

use super::{KNOWN, SHORTEST, split};
use crate::analysis::{Stemmer, has};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Common simple words, for compounds whose parts never stand alone in the handbook.
const COMMON: &str = include_str!("words.txt");

/// Words that look like compounds and are none, or whose parts say something else (a maatregel is no regel).
const NEVER: &str = include_str!("never.txt");

/// Words of three letters that are parts; others of that length are so by chance.
const SHORT: &str = "arm bhv bed bon bos bus cao cel dag das eed eis fax gif hut ict jas kas kat kop kou las les lid map mes \
    oog pak pet rem rit rug sms tas top uur vak web weg wet wia wmo zon zee";

/// What editors say about taking words apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splits {
    /// Words and the parts they have, in order.
    pub hints: BTreeMap<String, Vec<String>>,
    /// Words that stay whole.
    pub whole: BTreeSet<String>,
}

impl Splits {
    /// Where the parts of a hint stand in its word; nothing when they do not stand there in this order.
    #[must_use]
    pub fn places(word: &str, parts: &[String]) -> Option<Vec<core::ops::Range<usize>>> {
        let mut places = Vec::new();
        let mut from = 0;
        for part in parts {
            let at = from + word.get(from..)?.find(part.as_str()).filter(|_| !part.is_empty())?;
            // No more than a linking sound lies between two parts.
            if at > from + if places.is_empty() { 0 } else { 3 } {
                return None;
            }
            from = at + part.len();
            places.push(at..from);
        }
        (places.len() > 1 && from == word.len()).then_some(places)
    }
}

/// A word that was taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The word.
    pub word: String,
    /// Its parts, without what links them.
    pub parts: Vec<String>,
    /// Whether all parts stand in the handbook by themselves; else one comes from the list of common words.
    pub own: bool,
}

/// The words that parts are looked up in.
pub(crate) struct Vocabulary<'a> {
    own: HashSet<&'a str>,
    stems: HashSet<String>,
    common: HashSet<&'static str>,
    /// Stems of words that stay whole, so that a plural stays whole where its singular does.
    never: HashSet<String>,
    splits: &'a Splits,
    stemmer: Stemmer,
}

impl<'a> Vocabulary<'a> {
    /// A vocabulary of the words of a handbook, each with how often it stands there.
    pub(crate) fn new(words: impl Iterator<Item = &'a str>, splits: &'a Splits) -> Vocabulary<'a> {
        let stemmer = Stemmer::new();
        let own: HashSet<&str> = words.filter(|word| word.chars().all(char::is_alphabetic)).collect();
        let common: HashSet<&str> = COMMON.split_whitespace().collect();
        let long = own.iter().chain(&common).filter(|word| word.len() >= 4);
        let stems = long.filter_map(|word| stemmer.stem(word)).collect();
        let never = NEVER.split_whitespace().chain(splits.whole.iter().map(String::as_str));
        let never = never.filter_map(|word| stemmer.stem(word)).collect();
        Vocabulary { own, stems, common, never, splits, stemmer }
    }

    /// What a part costs.
    fn cost(&self, part: &str, last: bool) -> Option<u32> {
        if part.chars().nth(3).is_none() {
            return has(SHORT, part).then_some(KNOWN + 6);
        }
        if self.own.contains(part) {
            return Some(KNOWN);
        }
        if self.common.contains(part) {
            return Some(KNOWN + 3);
        }
        // Artsen is a part of bedrijfsartsen, also where only arts stands alone. Too short a word has too common a stem.
        if last
            && part.len() >= 6
            && self.stemmer.stem(part).is_some_and(|stem| stem.len() >= 4 && self.stems.contains(&stem))
        {
            return Some(KNOWN + 6);
        }
        None
    }

    /// Takes a word apart.
    pub(crate) fn split(&self, word: &str) -> Option<Vec<core::ops::Range<usize>>> {
        if let Some(parts) = self.splits.hints.get(word) {
            return Splits::places(word, parts);
        }
        if word.len() < SHORTEST
            || !word.chars().all(char::is_alphabetic)
            || self.stemmer.stem(word).is_some_and(|stem| self.never.contains(&stem))
        {
            return None;
        }
        let parts = split(word, &|part, last| self.cost(part, last));
        (!parts.is_empty()).then_some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_must_fit_their_word() {
        let places = |word: &str, parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            Splits::places(word, &parts)
        };
        assert_eq!(places("bedrijfsarts", &["bedrijf", "arts"]), Some(vec![0..7, 8..12]));
        assert_eq!(places("bedrijfsarts", &["bedrijfsarts"]), None);
        assert_eq!(places("bedrijfsarts", &["arts", "bedrijf"]), None);
        assert_eq!(places("bedrijfsarts", &["bedrijf", "art"]), None);
        assert_eq!(places("bedrijfsarts", &["bed", "arts"]), None);
        assert_eq!(places("bedrijfsarts", &["", "arts"]), None);
    }

    #[test]
    fn editors_have_the_last_word() {
        let words = ["werk", "plek", "plan", "regel", "beleid"];
        let mut splits = Splits::default();
        let parts = |splits: &Splits, word: &str| {
            Vocabulary::new(words.into_iter(), splits)
                .split(word)
                .map(|parts| parts.into_iter().map(|part| &word[part]).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(parts(&splits, "werkplek"), Some("werk plek".into()));
        assert_eq!(parts(&splits, "werkplekken"), Some("werk plekken".into()));
        assert_eq!(parts(&splits, "kostenplan"), Some("kosten plan".into()));
        assert_eq!(parts(&splits, "maatregel"), None);
        assert_eq!(parts(&splits, "maatregelen"), None);
        splits.whole.insert("werkplek".into());
        splits.hints.insert("maatregel".into(), vec!["maat".into(), "regel".into()]);
        assert_eq!(parts(&splits, "werkplek"), None);
        assert_eq!(parts(&splits, "maatregel"), Some("maat regel".into()));
    }

    #[test]
    fn the_lists_hold_each_word_once_in_order() {
        for list in [COMMON, NEVER] {
            let words: Vec<&str> = list.split_whitespace().collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
    }
}
