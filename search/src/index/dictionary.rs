//! The terms, in order; the way from a stem to the terms that have it, and from a part to the compounds it stands in.

use super::bytes::{Bytes, checksum, put_number, put_size};
use crate::analysis::{LONGEST_FORM, Stemmer};
use crate::sort::sort;
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

/// Where the parts of a compound lie: for each but the last its length and that of the link behind it.
type Shape = Vec<(usize, usize)>;

/// Places of parts as a shape.
fn shape(places: &[Range<usize>]) -> Shape {
    places.windows(2).map(|pair| (pair[0].len(), pair[1].start - pair[0].end)).collect()
}

/// The different kinds, the most used first, and for each place the number of its kind, from 1; 0 for a place without.
/// So the commonest take one byte.
fn by_use<T: Ord>(places: &[Option<T>]) -> (Vec<&T>, Vec<u32>) {
    let mut used: BTreeMap<&T, usize> = BTreeMap::new();
    for kind in places.iter().flatten() {
        *used.entry(kind).or_default() += 1;
    }
    let mut order: Vec<(&T, usize)> = used.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let numbers: BTreeMap<&T, u32> = order.iter().map(|(kind, _)| *kind).zip(1..).collect();
    let column = places
        .iter()
        .map(|kind| kind.as_ref().and_then(|kind| numbers.get(kind)).copied().unwrap_or(0))
        .collect();
    (order.into_iter().map(|(kind, _)| kind).collect(), column)
}

/// Writes terms, which must be in order and different, with their stem rules and the places of their parts. Every part
/// must be a term.
pub(super) fn write(out: &mut Vec<u8>, terms: &[&str], splits: &BTreeMap<&str, Vec<Range<usize>>>) {
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
    let (order, column) = by_use(&rules);
    put_size(out, order.len());
    for rule in order {
        put_size(out, rule.skip);
        put_size(out, rule.cut);
        put_size(out, rule.tail.len());
        out.extend_from_slice(&rule.tail);
    }
    for number in column {
        put_number(out, number);
    }

    let shapes: Vec<Option<Shape>> =
        terms.iter().map(|term| splits.get(term).map(|places| shape(places))).collect();
    let (order, column) = by_use(&shapes);
    put_size(out, order.len());
    for shape in order {
        put_size(out, shape.len());
        for (length, link) in shape {
            put_size(out, *length);
            put_size(out, *link);
        }
    }
    for number in column {
        put_number(out, number);
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
    shapes: Vec<Shape>,
    /// The shape of each term, from 1; 0 for a term without parts.
    shape_of: Vec<u32>,
    /// Number of a part (upper half) and of a term that it is a part of (lower half), in order.
    by_part: Vec<u64>,
}

impl Dictionary {
    /// Reads a dictionary. Whether it is one, the bytes know.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Dictionary {
        // Each term has at least a byte in each of the four columns.
        let count = bytes.count(4);
        let shared = bytes.numbers(count);
        let own = bytes.numbers(count);
        let mut letters: Vec<u8> = Vec::new();
        let mut ends: Vec<u32> = Vec::with_capacity(count);
        let mut before: Vec<u8> = Vec::new();
        for (shared, own) in shared.into_iter().zip(own) {
            let (shared, own) = (shared as usize, own as usize);
            let mut term = before.get(..shared).unwrap_or_default().to_vec();
            term.extend_from_slice(bytes.take(own));
            bytes.check(term > before && term.len() <= LONGEST_FORM && shared <= before.len());
            letters.extend_from_slice(&term);
            ends.push(u32::try_from(letters.len()).unwrap_or(0));
            before = term;
        }
        let rule_count = bytes.count(3);
        let mut rules = Vec::with_capacity(rule_count);
        for _ in 0..rule_count {
            let (skip, cut) = (bytes.size().min(LONGEST_FORM), bytes.size().min(LONGEST_FORM));
            let tail = bytes.count(1);
            rules.push(Rule { skip, cut, tail: bytes.take(tail).to_vec() });
        }
        let rule_of = bytes.numbers(count);
        let shape_count = bytes.count(1);
        let mut shapes = Vec::with_capacity(shape_count);
        for _ in 0..shape_count {
            let mut shape = Shape::new();
            for _ in 0..bytes.count(2) {
                shape.push((bytes.size().min(LONGEST_FORM), bytes.size().min(LONGEST_FORM)));
            }
            shapes.push(shape);
        }
        let shape_of = bytes.numbers(count);
        let mut dictionary = Dictionary {
            letters,
            ends,
            rules,
            rule_of,
            by_stem: Vec::new(),
            shapes,
            shape_of,
            by_part: Vec::new(),
        };
        if !bytes.failed() {
            let good = dictionary.group();
            bytes.check(good);
        }
        dictionary
    }

    /// Groups the terms by stem and by part, and says whether all of it is as it must be.
    fn group(&mut self) -> bool {
        let mut stem = Vec::new();
        let mut by_stem = Vec::with_capacity(self.len());
        let mut by_part = Vec::new();
        for (term, (rule, shape)) in (0_u32..).zip(self.rule_of.iter().zip(&self.shape_of)) {
            if let Some(rule) = rule.checked_sub(1) {
                let written = self.term(term);
                let Some(rule) = self.rules.get(rule as usize).filter(|rule| rule.fits(written)) else {
                    return false;
                };
                rule.apply(written, &mut stem);
                by_stem.push(u64::from(checksum(&stem)) << 32 | u64::from(term));
            }
            let parts = self.parts(term);
            if *shape > 0 && parts.len() < 2 {
                return false;
            }
            by_part.extend(parts.iter().map(|part| u64::from(*part) << 32 | u64::from(term)));
        }
        sort(&mut by_stem);
        sort(&mut by_part);
        (self.by_stem, self.by_part) = (by_stem, by_part);
        true
    }

    /// The parts of a term, in order; nothing for one that is no compound. A term is never its own part.
    pub(crate) fn parts(&self, term: u32) -> Vec<u32> {
        let mut parts = Vec::new();
        let shape = self.shape_of.get(term as usize).and_then(|shape| shape.checked_sub(1));
        let Some(shape) = shape.and_then(|shape| self.shapes.get(shape as usize)) else { return parts };
        let written = self.term(term);
        let mut rest = written;
        for (length, link) in shape {
            let part = rest.get(..*length).and_then(|part| self.find_bytes(part));
            let Some(part) = part else { return Vec::new() };
            parts.push(part);
            rest = rest.get(length + link..).unwrap_or_default();
        }
        match self.find_bytes(rest).filter(|part| *part != term) {
            Some(part) => parts.push(part),
            None => parts.clear(),
        }
        parts
    }

    /// The compounds that a term is a part of.
    pub(crate) fn with_part(&self, part: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.by_part.partition_point(|known| known >> 32 < u64::from(part));
        #[allow(clippy::cast_possible_truncation)]
        let term = |known: &u64| *known as u32;
        self.by_part
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |known| **known >> 32 == u64::from(part))
            .map(term)
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a term.
    pub(crate) fn term(&self, term: u32) -> &[u8] {
        let term = term as usize;
        let Some(end) = self.ends.get(term) else { return &[] };
        let start = term.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
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
        self.find_bytes(form.as_bytes())
    }

    fn find_bytes(&self, form: &[u8]) -> Option<u32> {
        let at = self.partition(|term| term >= form);
        (self.term(at) == form && !form.is_empty()).then_some(at)
    }

    /// A term as text.
    pub(crate) fn text(&self, term: u32) -> &str {
        core::str::from_utf8(self.term(term)).unwrap_or("")
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
        let known = self.by_stem.get(first..).unwrap_or_default();
        known.iter().take_while(move |known| **known >> 32 == hash).map(term).filter(
            // Two stems can share a checksum, so the stem itself decides.
            move |term| {
                let rule = self.rule_of.get(*term as usize).and_then(|rule| rule.checked_sub(1));
                let Some(rule) = rule.and_then(|rule| self.rules.get(rule as usize)) else { return false };
                rule.apply(self.term(*term), &mut made);
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
        write(&mut out, &terms, &BTreeMap::new());
        let mut bytes = Bytes::new(&out);
        let read = Dictionary::read(&mut bytes);
        assert_eq!(bytes.end(), Ok(()));
        read
    }

    #[test]
    fn compounds_are_found_by_their_parts() {
        let terms = ["arts", "bedrijf", "bedrijfsarts", "bedrijfsartsenlijst", "lijst"];
        let splits: BTreeMap<&str, Vec<Range<usize>>> =
            [("bedrijfsarts", vec![0..7, 8..12]), ("bedrijfsartsenlijst", vec![0..12, 14..19])].into();
        let mut out = Vec::new();
        write(&mut out, &terms, &splits);
        let dictionary = Dictionary::read(&mut Bytes::new(&out));
        let named = |found: Vec<u32>| found.into_iter().map(|term| dictionary.text(term)).collect::<Vec<_>>();
        assert_eq!(named(dictionary.parts(2)), ["bedrijf", "arts"]);
        assert_eq!(named(dictionary.parts(3)), ["bedrijfsarts", "lijst"]);
        assert!(dictionary.parts(0).is_empty());
        assert_eq!(named(dictionary.with_part(0).collect()), ["bedrijfsarts"]);
        assert_eq!(named(dictionary.with_part(2).collect()), ["bedrijfsartsenlijst"]);
        assert_eq!(dictionary.with_part(3).count(), 0);
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
            let mut bytes = Bytes::new(&raw);
            let dictionary = Dictionary::read(&mut bytes);
            if !bytes.failed() {
                for term in 0..dictionary.len() as u32 {
                    prop_assert!(!dictionary.term(term).is_empty());
                }
            }
        }
    }
}
