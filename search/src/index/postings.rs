//! In which sections a term stands, and where in them.

use super::IndexError;
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
    /// As a part of a word, or a word that a sign stands for.
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

/// Writes the postings of one term; the sections must go up.
pub(super) fn write(out: &mut Vec<u8>, postings: &[(u32, Seen)]) {
    put_size(out, postings.len().saturating_sub(1));
    let mut next = 0;
    for (section, seen) in postings {
        let gap = section - next;
        next = section + 1;
        if *seen == Seen::ONCE {
            put_number(out, gap << 1);
            continue;
        }
        put_number(out, gap << 1 | 1);
        let flags = [seen.title, seen.heading, seen.keywords, seen.part, seen.body > 0];
        out.push(flags.iter().enumerate().fold(0, |byte, (bit, set)| byte | u8::from(*set) << bit));
        if seen.body > 0 {
            put_number(out, seen.body);
        }
    }
}

/// The postings of one term, read one by one.
#[derive(Clone, Debug)]
pub(crate) struct Postings<'a> {
    bytes: Bytes<'a>,
    left: u32,
    next: u32,
    sections: u32,
}

impl<'a> Postings<'a> {
    /// Starts at the postings of a term.
    pub(super) fn new(bytes: &'a [u8], sections: u32) -> Result<Postings<'a>, IndexError> {
        let mut bytes = Bytes::new(bytes);
        let left = bytes.number()?.checked_add(1).ok_or(IndexError::Damaged)?;
        Ok(Postings { bytes, left, next: 0, sections })
    }

    /// The bytes that were not read.
    pub(super) fn unread(&self) -> usize {
        self.bytes.left()
    }

    /// The next section, or nothing at the end.
    pub(super) fn step(&mut self) -> Result<Option<(u32, Seen)>, IndexError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let head = self.bytes.number()?;
        let section = self.next.checked_add(head >> 1).ok_or(IndexError::Damaged)?;
        if section >= self.sections {
            return Err(IndexError::Damaged);
        }
        self.next = section + 1;
        if head & 1 == 0 {
            return Ok(Some((section, Seen::ONCE)));
        }
        let flags = self.bytes.byte()?;
        let set = |bit: u8| flags >> bit & 1 == 1;
        let body = if set(4) { self.bytes.number()? } else { 0 };
        Ok(Some((section, Seen { title: set(0), heading: set(1), keywords: set(2), part: set(3), body })))
    }
}

impl Iterator for Postings<'_> {
    type Item = (u32, Seen);

    /// The reader has gone through all postings once, so nothing is damaged any more when a query comes here.
    fn next(&mut self) -> Option<(u32, Seen)> {
        self.step().ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen() -> impl Strategy<Value = Seen> {
        (any::<[bool; 4]>(), 0_u32..500).prop_map(|([title, heading, keywords, part], body)| Seen {
            title,
            heading,
            keywords,
            part,
            body,
        })
    }

    proptest! {
        #[test]
        fn postings_come_back(list in proptest::collection::btree_map(0_u32..5000, seen(), 1..60)) {
            let list: Vec<(u32, Seen)> = list.into_iter().collect();
            let mut out = Vec::new();
            write(&mut out, &list);
            let read = Postings::new(&out, 5000).unwrap();
            prop_assert_eq!(read.left as usize, list.len());
            prop_assert_eq!(read.collect::<Vec<_>>(), list);
        }
    }

    #[test]
    fn a_section_that_does_not_exist_is_refused() {
        let mut out = Vec::new();
        write(&mut out, &[(7, Seen::ONCE)]);
        assert_eq!(Postings::new(&out, 7).unwrap().step(), Err(IndexError::Damaged));
        assert_eq!(Postings::new(&out, 8).unwrap().step(), Ok(Some((7, Seen::ONCE))));
    }
}
