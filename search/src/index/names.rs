//! What is shown of sections: addresses, titles, headings and texts, for a row of sections.
//!
//! Of a small handbook the names of all sections lie in the index, so that it can answer alone, and the texts in one file
//! beside it. Of a large one, names and texts lie together in many files, of which only those are fetched that hold a result.

use super::bytes::{Bytes, Texts, put_size};

/// What is shown of one section.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown<'a> {
    /// The address of the page, without its anchor.
    pub(super) address: &'a str,
    pub(super) title: &'a str,
    pub(super) heading: &'a str,
    pub(super) anchor: Option<&'a str>,
}

/// Writes names: what is the same as for the section before is left empty.
pub(super) fn write_names(out: &mut Vec<u8>, shown: &[Shown<'_>]) {
    let mut addresses = Vec::with_capacity(shown.len());
    let mut titles = Vec::with_capacity(shown.len());
    let mut before: Option<Shown> = None;
    for section in shown {
        let same = before.is_some_and(|b| b.address == section.address && b.title == section.title);
        addresses.push(if same { String::new() } else { ["/", section.address].concat() });
        titles.push(if same { "" } else { section.title });
        before = Some(*section);
    }
    let anchors: Vec<String> =
        shown.iter().map(|s| s.anchor.map_or(String::new(), |anchor| ["#", anchor].concat())).collect();
    let headings: Vec<&str> = shown.iter().map(|s| s.heading).collect();
    write_texts(out, &addresses);
    write_texts(out, &titles);
    write_texts(out, &headings);
    write_texts(out, &anchors);
}

/// Writes texts: their lengths as a column, then all of them.
pub(super) fn write_texts<T: AsRef<str>>(out: &mut Vec<u8>, texts: &[T]) {
    for text in texts {
        put_size(out, text.as_ref().len());
    }
    for text in texts {
        out.extend_from_slice(text.as_ref().as_bytes());
    }
}

/// Names of a row of sections, read.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    first: u32,
    addresses: Texts,
    titles: Texts,
    headings: Texts,
    anchors: Texts,
}

impl Names {
    pub(super) fn read(bytes: &mut Bytes<'_>, first: u32, count: usize) -> Names {
        let mut next = || bytes.texts(count);
        Names { first, addresses: next(), titles: next(), headings: next(), anchors: next() }
    }

    /// Where a section is in this row, if it is.
    fn at(&self, section: u32) -> Option<usize> {
        let at = section.checked_sub(self.first)? as usize;
        (at < self.headings.len()).then_some(at)
    }

    /// Whether a section is in this row.
    pub(crate) fn has(&self, section: u32) -> bool {
        self.at(section).is_some()
    }

    /// The address of a section's page and the title of it.
    pub(crate) fn page(&self, section: u32) -> (&str, &str) {
        let mut at = self.at(section).unwrap_or(0);
        while at > 0 && self.addresses.get(at).is_empty() {
            at -= 1;
        }
        let address = self.addresses.get(at);
        (address.strip_prefix('/').unwrap_or(address), self.titles.get(at))
    }

    /// The heading of a section, and its anchor with the sign before it.
    pub(crate) fn section(&self, section: u32) -> (&str, &str) {
        self.at(section).map_or(("", ""), |at| (self.headings.get(at), self.anchors.get(at)))
    }
}
