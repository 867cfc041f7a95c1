//! In which sections a term stands, and where in them.
//!
//! Two streams, because like beside like compresses best: the heads say in which sections and fields, the places say at
//! which words. Small words have no places: how close `de` stands says nothing.

use super::bytes::{Bytes, put_number, put_size};

/// How a term occurs in one section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// In the title of its page.
    pub(crate) title: bool,
    /// In its heading.
    pub(crate) heading: bool,
    /// Among its keywords.
    pub(crate) keywords: bool,
    /// As a part of a word with a hyphen, or a word that a sign stands for.
    pub(crate) part: bool,
    /// How many times in the body.
    pub(crate) body: u32,
}

impl Seen {
    const ONCE: Seen = Seen { title: false, heading: false, keywords: false, part: false, body: 1 };

    /// Takes another occurrence in.
    pub(super) fn merge(&mut self, other: Seen) {
        self.title |= other.title;
        self.heading |= other.heading;
        self.keywords |= other.keywords;
        self.part |= other.part;
        self.body = self.body.saturating_add(other.body);
    }
}

/// The postings of one term, written as they come: of a large handbook there are millions, and as bytes they take a tenth of
/// what they would take as values.
#[derive(Clone, Debug, Default)]
pub(super) struct Writer {
    heads: Vec<u8>,
    places: Vec<u8>,
    count: usize,
    /// The section after the last one.
    next: u32,
    /// Whether the places are kept.
    placed: bool,
}

impl Writer {
    /// Begins with nothing.
    pub(super) fn new(placed: bool) -> Writer {
        Writer { placed, ..Writer::default() }
    }

    /// Adds a section, which must come after those before.
    pub(super) fn add(&mut self, section: u32, seen: Seen, places: &[u32]) {
        let gap = section - self.next;
        self.next = section + 1;
        self.count += 1;
        if self.placed {
            // How many there are goes with the first of them, and only where it is not one.
            let many = places.len() != 1;
            let first = places.first().copied().unwrap_or(0);
            put_number(&mut self.places, first << 1 | u32::from(many));
            if many {
                put_size(&mut self.places, places.len());
            }
            for pair in places.windows(2) {
                put_number(&mut self.places, pair[1] - pair[0]);
            }
        }
        if seen == Seen::ONCE {
            put_number(&mut self.heads, gap << 1);
            return;
        }
        put_number(&mut self.heads, gap << 1 | 1);
        let flags = [seen.title, seen.heading, seen.keywords, seen.part, seen.body > 0];
        self.heads.push(flags.iter().enumerate().fold(0, |byte, (bit, set)| byte | u8::from(*set) << bit));
        if seen.body > 0 {
            put_number(&mut self.heads, seen.body);
        }
    }

    /// The bytes: heads and places.
    pub(super) fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let mut heads = Vec::with_capacity(self.heads.len() + 2);
        put_size(&mut heads, self.count << 1 | usize::from(self.placed));
        heads.extend_from_slice(&self.heads);
        (heads, self.places)
    }
}

/// The postings of one term, read one by one.
#[derive(Clone, Debug)]
pub(crate) struct Postings<'a> {
    heads: Bytes<'a>,
    places: Bytes<'a>,
    left: u32,
    placed: bool,
    next: u32,
    sections: u32,
}

impl<'a> Postings<'a> {
    /// Starts at the postings of a term.
    pub(super) fn new(heads: &'a [u8], places: &'a [u8], sections: u32) -> Postings<'a> {
        let mut heads = Bytes::new(heads);
        let count = heads.number();
        Postings {
            heads,
            places: Bytes::new(places),
            left: count >> 1,
            placed: count & 1 == 1,
            next: 0,
            sections,
        }
    }

    /// The bytes of either stream that were not read.
    pub(super) fn unread(&self) -> (usize, usize) {
        (self.heads.left(), self.places.left())
    }

    /// Whether what was read so far is wrong.
    pub(super) fn failed(&self) -> bool {
        self.heads.failed() || self.places.failed()
    }

    /// The next section with the places in it, which replace what `out` holds; nothing at the end, or where the bytes are
    /// wrong. The reader has gone through all postings once, so nothing is wrong any more when a query comes here.
    pub(crate) fn step(&mut self, out: &mut Vec<u32>) -> Option<(u32, Seen)> {
        out.clear();
        let found = self.next()?;
        if self.placed {
            let first = self.places.number();
            let count = if first & 1 == 1 { self.places.size() } else { 1 };
            let mut place = first >> 1;
            for n in 0..count {
                if n > 0 {
                    place = place.saturating_add(self.places.number());
                }
                if self.places.failed() {
                    self.left = 0;
                    return None;
                }
                out.push(place);
            }
        }
        Some(found)
    }
}

/// The sections alone. Who wants the places takes every section by [`step`](Postings::step): those that are passed over
/// here would stay behind in their stream.
impl Iterator for Postings<'_> {
    type Item = (u32, Seen);

    fn next(&mut self) -> Option<(u32, Seen)> {
        self.left = self.left.checked_sub(1)?;
        let head = self.heads.number();
        let section = self.next.saturating_add(head >> 1);
        self.heads.check(section < self.sections);
        self.next = section.saturating_add(1);
        let mut seen = Seen::ONCE;
        if head & 1 == 1 {
            let flags = self.heads.byte();
            let set = |bit: u8| flags >> bit & 1 == 1;
            let body = if set(4) { self.heads.number() } else { 0 };
            seen = Seen { title: set(0), heading: set(1), keywords: set(2), part: set(3), body };
        }
        if self.heads.failed() {
            self.left = 0;
            return None;
        }
        Some((section, seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn occurrences() -> impl Strategy<Value = (Seen, Vec<u32>)> {
        (any::<[bool; 4]>(), 0_u32..500, proptest::collection::btree_set(0_u32..5000, 0..5)).prop_map(
            |([title, heading, keywords, part], body, places)| {
                (Seen { title, heading, keywords, part, body }, places.into_iter().collect())
            },
        )
    }

    fn written(list: &[(u32, (Seen, Vec<u32>))], placed: bool) -> (Vec<u8>, Vec<u8>) {
        let mut writer = Writer::new(placed);
        for (section, (seen, places)) in list {
            writer.add(*section, *seen, places);
        }
        writer.finish()
    }

    proptest! {
        #[test]
        fn postings_come_back(
            list in proptest::collection::btree_map(0_u32..5000, occurrences(), 0..60),
            placed in any::<bool>(),
        ) {
            let list: Vec<(u32, (Seen, Vec<u32>))> = list.into_iter().collect();
            let (heads, places) = written(&list, placed);
            let plain: Vec<(u32, Seen)> = Postings::new(&heads, &places, 5000).collect();
            prop_assert_eq!(plain, list.iter().map(|(at, (seen, _))| (*at, *seen)).collect::<Vec<_>>());
            let mut read = Postings::new(&heads, &places, 5000);
            let mut here = Vec::new();
            for (section, (seen, at)) in &list {
                prop_assert_eq!(read.step(&mut here), Some((*section, *seen)));
                prop_assert_eq!(&here, if placed { at } else { &[][..] });
            }
            prop_assert_eq!(read.step(&mut here), None);
            prop_assert_eq!((read.unread(), read.failed()), ((0, 0), false));
        }
    }

    #[test]
    fn a_section_that_does_not_exist_is_refused() {
        let (heads, places) = written(&[(7, (Seen::ONCE, vec![3]))], true);
        for (places, sections, expected) in
            [(&places[..], 7, None), (&places, 8, Some((7, Seen::ONCE))), (&[], 8, None)]
        {
            let mut postings = Postings::new(&heads, places, sections);
            assert_eq!(postings.step(&mut Vec::new()), expected);
            assert_eq!(postings.failed(), expected.is_none());
        }
    }
}
