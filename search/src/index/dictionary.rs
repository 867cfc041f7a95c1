//! The terms, in order, and the way from a stem to the terms that have it.

use super::IndexError;
use super::bytes::{Bytes, checksum, put_number, put_size};
use crate::analysis::{LONGEST_FORM, Stemmer};
use core::ops::Range;
use std::collections::BTreeMap;

/// How to make the stem of a term from the term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    /// Bytes to drop at the front (`ge` of a participle).
    skip: usize,
    /// Bytes to drop at the end.
    cut: usize,
    /// What comes behind.
    tail: Vec<u8>,
}

impl Rule {
    /// The shortest rule that makes `stem` of `term`.
    fn find(term: &[u8], stem: &[u8]) -> Rule {
        let from = |skip: usize| {
            let rest = &term[skip..];
            let shared = rest.iter().zip(stem).take_while(|(a, b)| a == b).count();
            Rule { skip, cut: rest.len() - shared, tail: stem[shared..].to_vec() }
        };
        let plain = from(0);
        let without_ge = from(if term.starts_with(b"ge") { 2 } else { 0 });
        if without_ge.tail.len() < plain.tail.len() { without_ge } else { plain }
    }

    /// Whether the rule fits a term.
    fn fits(&self, term: &[u8]) -> bool {
        self.skip + self.cut <= term.len()
    }

    /// Writes the stem of a term in `out`.
    fn apply(&self, term: &[u8], out: &mut Vec<u8>) {
        out.clear();
        out.extend_from_slice(term.get(self.skip..term.len().saturating_sub(self.cut)).unwrap_or(&[]));
        out.extend_from_slice(&self.tail);
    }
}

/// Writes terms, which must be in order and different, with their stem rules.
pub(super) fn write(out: &mut Vec<u8>, terms: &[&str]) {
    put_size(out, terms.len());
    let mut before: &[u8] = &[];
    let mut own = Vec::new();
    let mut lengths = Vec::new();
    let mut letters = Vec::new();
    for term in terms {
        let term = term.as_bytes();
        let shared = term.iter().zip(before).take_while(|(a, b)| a == b).count();
        put_size(out, shared);
        lengths.push(term.len() - shared);
        own.extend_from_slice(&term[shared..]);
        before = term;
    }
    for length in lengths {
        put_size(&mut letters, length);
    }
    out.extend_from_slice(&letters);
    out.extend_from_slice(&own);

    let stemmer = Stemmer::new();
    let rules: Vec<Option<Rule>> = terms
        .iter()
        .map(|term| stemmer.stem(term).map(|stem| Rule::find(term.as_bytes(), stem.as_bytes())))
        .collect();
    // The most used rules get the lowest numbers, which take one byte.
    let mut used: BTreeMap<&Rule, usize> = BTreeMap::new();
    for rule in rules.iter().flatten() {
        *used.entry(rule).or_default() += 1;
    }
    let mut order: Vec<(&Rule, usize)> = used.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    put_size(out, order.len());
    for (rule, _) in &order {
        put_size(out, rule.skip);
        put_size(out, rule.cut);
        put_size(out, rule.tail.len());
        out.extend_from_slice(&rule.tail);
    }
    let numbers: BTreeMap<&Rule, u32> = order.iter().map(|(rule, _)| *rule).zip(1..).collect();
    for rule in &rules {
        put_number(out, rule.as_ref().and_then(|rule| numbers.get(rule)).copied().unwrap_or(0));
    }
}

/// All terms of an index.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary {
    letters: Vec<u8>,
    ends: Vec<u32>,
    rules: Vec<Rule>,
    /// The rule of each term, from 1; 0 for a term without a stem.
    rule_of: Vec<u32>,
    /// Checksum of the stem (upper half) and number of the term (lower half), in order.
    by_stem: Vec<u64>,
}

impl Dictionary {
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Dictionary, IndexError> {
        // Each term has at least a byte in each of the three columns.
        let count = bytes.count(3)?;
        let shared = bytes.numbers(count)?;
        let own = bytes.numbers(count)?;
        let mut letters: Vec<u8> = Vec::new();
        let mut ends: Vec<u32> = Vec::with_capacity(count);
        let mut start = 0_usize;
        for (shared, own) in shared.into_iter().zip(own) {
            let (shared, own) = (shared as usize, own as usize);
            let before = start..letters.len();
            if shared > before.len() || own == 0 || shared + own > LONGEST_FORM {
                return Err(IndexError::Damaged);
            }
            start = letters.len();
            letters.extend_from_within(before.start..before.start + shared);
            letters.extend_from_slice(bytes.take(own)?);
            if letters[start..] <= letters[before] {
                return Err(IndexError::Damaged);
            }
            ends.push(u32::try_from(letters.len()).map_err(|_| IndexError::Damaged)?);
        }
        let rule_count = bytes.count(3)?;
        let mut rules = Vec::with_capacity(rule_count);
        for _ in 0..rule_count {
            let (skip, cut) = (bytes.size()?, bytes.size()?);
            if skip > LONGEST_FORM || cut > LONGEST_FORM {
                return Err(IndexError::Damaged);
            }
            let tail = bytes.count(1)?;
            rules.push(Rule { skip, cut, tail: bytes.take(tail)?.to_vec() });
        }
        let rule_of = bytes.numbers(count)?;
        let mut dictionary = Dictionary { letters, ends, rules, rule_of, by_stem: Vec::new() };
        dictionary.group()?;
        Ok(dictionary)
    }

    /// Groups the terms by stem.
    fn group(&mut self) -> Result<(), IndexError> {
        let mut stem = Vec::new();
        let mut by_stem = Vec::with_capacity(self.len());
        for (term, rule) in (0_u32..).zip(&self.rule_of) {
            if *rule == 0 {
                continue;
            }
            let rule = self.rules.get(*rule as usize - 1).ok_or(IndexError::Damaged)?;
            let written = self.term(term);
            if !rule.fits(written) {
                return Err(IndexError::Damaged);
            }
            rule.apply(written, &mut stem);
            by_stem.push(u64::from(checksum(&stem)) << 32 | u64::from(term));
        }
        by_stem.sort_unstable();
        self.by_stem = by_stem;
        Ok(())
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a term.
    pub(crate) fn term(&self, term: u32) -> &[u8] {
        let term = term as usize;
        let Some(end) = self.ends.get(term) else { return &[] };
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.letters.get(start as usize..*end as usize).unwrap_or(&[])
    }

    /// The number of terms that stand before the first for which `is_after` holds.
    fn partition(&self, is_after: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if is_after(self.term(middle)) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The term with exactly this form.
    pub(crate) fn find(&self, form: &str) -> Option<u32> {
        let at = self.partition(|term| term >= form.as_bytes());
        (self.term(at) == form.as_bytes() && !form.is_empty()).then_some(at)
    }

    /// The terms that begin with this.
    pub(crate) fn starting_with(&self, beginning: &str) -> Range<u32> {
        let beginning = beginning.as_bytes();
        let first = self.partition(|term| term >= beginning);
        let last = self.partition(|term| term >= beginning && !term.starts_with(beginning));
        first..last.max(first)
    }

    /// The terms with this stem.
    pub(crate) fn with_stem<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = u32> + 'a {
        let hash = u64::from(checksum(stem.as_bytes()));
        let first = self.by_stem.partition_point(|known| known >> 32 < hash);
        let mut made = Vec::new();
        #[allow(clippy::cast_possible_truncation)]
        let term = |known: &u64| *known as u32;
        self.by_stem[first..].iter().take_while(move |known| **known >> 32 == hash).map(term).filter(
            // Two stems can share a checksum, so the stem itself decides.
            move |term| {
                let rule = self.rule_of[*term as usize] as usize - 1;
                self.rules[rule].apply(self.term(*term), &mut made);
                made == stem.as_bytes()
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn dictionary(words: &BTreeSet<String>) -> Dictionary {
        let terms: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut out = Vec::new();
        write(&mut out, &terms);
        let mut bytes = Bytes::new(&out);
        let read = Dictionary::read(&mut bytes).unwrap();
        assert_eq!(bytes.left(), 0);
        read
    }

    fn words(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn terms_are_found_by_form_beginning_and_stem() {
        let all = words(&[
            "50",
            "beoordeling",
            "beoordelingen",
            "beoordeeld",
            "beleid",
            "begeleiding",
            "geënt",
            "reis",
            "reizen",
            "€50",
        ]);
        let dictionary = dictionary(&all);
        let text = |term| String::from_utf8(dictionary.term(term).to_vec()).unwrap();
        assert_eq!(dictionary.len(), all.len());
        assert_eq!(dictionary.find("reis").map(text), Some("reis".into()));
        assert_eq!(dictionary.find("rei"), None);
        assert_eq!(dictionary.find(""), None);
        let begun: Vec<String> = dictionary.starting_with("beoord").map(text).collect();
        assert_eq!(begun, ["beoordeeld", "beoordeling", "beoordelingen"]);
        assert!(dictionary.starting_with("x").is_empty());
        let stem = Stemmer::new().stem("beoordelen").unwrap();
        let same: Vec<String> = dictionary.with_stem(&stem).map(text).collect();
        assert_eq!(same, ["beoordeeld", "beoordeling", "beoordelingen"]);
        assert_eq!(dictionary.with_stem("nergens").count(), 0);
    }

    proptest! {
        #[test]
        fn every_term_comes_back(all in proptest::collection::btree_set("[a-zë€'0-9-]{1,20}", 0..40)) {
            let all: BTreeSet<String> = all.into_iter().filter(|w| w.len() <= LONGEST_FORM).collect();
            let dictionary = dictionary(&all);
            let stemmer = Stemmer::new();
            prop_assert_eq!(dictionary.len(), all.len());
            for (n, word) in all.iter().enumerate() {
                let n = n as u32;
                prop_assert_eq!(dictionary.term(n), word.as_bytes());
                prop_assert_eq!(dictionary.find(word), Some(n));
                for (end, _) in word.char_indices().skip(1) {
                    prop_assert!(dictionary.starting_with(&word[..end]).contains(&n));
                }
                if let Some(stem) = stemmer.stem(word) {
                    prop_assert!(dictionary.with_stem(&stem).any(|term| term == n));
                }
            }
        }

        #[test]
        fn any_bytes_give_a_dictionary_or_an_error(raw in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(dictionary) = Dictionary::read(&mut Bytes::new(&raw)) {
                for term in 0..dictionary.len() as u32 {
                    prop_assert!(!dictionary.term(term).is_empty());
                }
            }
        }
    }
}
