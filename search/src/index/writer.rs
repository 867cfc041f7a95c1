//! From sections to bytes.

use super::bytes::{checksum, put_number, put_size};
use super::postings::Seen;
use super::{FRAGMENTS_MAGIC, INDEX_MAGIC, VERSION, dictionary, postings};
use crate::analysis::{self, Role, tokens};
use crate::section::Section;
use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;

/// The two pieces of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// What finds: load it when the search field is used.
    pub index: Vec<u8>,
    /// What is shown under a result: may come later, or not at all.
    pub fragments: Vec<u8>,
}

/// Where a token stands, before its form is known.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Heading,
    Keywords,
    Body,
}

impl Field {
    /// What a form counts for in this field. A part of a word is the same little, wherever it stands.
    fn seen(self, role: Role) -> Seen {
        let mut seen = Seen::default();
        match (role, self) {
            (Role::Part | Role::Unit, _) => seen.part = true,
            (_, Field::Title) => seen.title = true,
            (_, Field::Heading) => seen.heading = true,
            (_, Field::Keywords) => seen.keywords = true,
            (_, Field::Body) => seen.body = 1,
        }
        seen
    }
}

/// Hashes terms. They come from the site's own texts, so nobody needs to be kept from making them collide.
type Fnv = BuildHasherDefault<FnvHasher>;

struct FnvHasher(u64);

impl Default for FnvHasher {
    fn default() -> Self {
        FnvHasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FnvHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Collects terms and where they occur.
#[derive(Default)]
struct Collector {
    numbers: HashMap<String, u32, Fnv>,
    postings: Vec<Vec<(u32, Seen)>>,
    /// What the section at hand has so far: term and occurrence, not yet merged.
    here: Vec<(u32, Seen)>,
}

impl Collector {
    /// Takes a text in and says how many words it has.
    fn add(&mut self, text: &str, field: Field) -> usize {
        let tokens = tokens(text);
        let count = tokens.len();
        for form in tokens.into_iter().flat_map(|token| token.forms) {
            let seen = field.seen(form.role);
            let number = if let Some(number) = self.numbers.get(&form.text) {
                *number
            } else {
                let number = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
                self.numbers.insert(form.text, number);
                self.postings.push(Vec::new());
                number
            };
            self.here.push((number, seen));
        }
        count
    }

    /// Closes a section.
    fn close(&mut self, section: u32) {
        self.here.sort_unstable_by_key(|(term, _)| *term);
        for (term, seen) in self.here.drain(..) {
            let list = &mut self.postings[term as usize];
            match list.last_mut() {
                Some((last, so_far)) if *last == section => so_far.merge(seen),
                _ => list.push((section, seen)),
            }
        }
    }
}

/// Numbers different texts in the order in which they come.
#[derive(Default)]
struct Interned<'a> {
    numbers: HashMap<(&'a str, &'a str), usize>,
    list: Vec<(&'a str, &'a str)>,
}

impl<'a> Interned<'a> {
    fn number(&mut self, first: &'a str, second: &'a str) -> usize {
        let next = self.list.len();
        let number = *self.numbers.entry((first, second)).or_insert(next);
        if number == next {
            self.list.push((first, second));
        }
        number
    }
}

/// Builds the index of these sections, in their order. The same sections give the same bytes.
///
/// The sections of a page belong together, with what the page opens with (no heading) as the first.
#[must_use]
pub fn build(sections: &[Section]) -> Built {
    let bodies: Vec<String> = sections.iter().map(|section| tidy(&section.body)).collect();
    let payload = write_index(sections, &bodies);
    let texts = write_fragments(&bodies);
    // The build number ties the two pieces together.
    let build = checksum(&payload) ^ checksum(&texts).rotate_left(16);
    Built {
        index: seal(INDEX_MAGIC, &[VERSION, analysis::VERSION], build, &payload),
        fragments: seal(FRAGMENTS_MAGIC, &[VERSION], build, &texts),
    }
}

/// Puts a header before a payload.
fn seal(magic: &[u8], versions: &[u8], build: u32, payload: &[u8]) -> Vec<u8> {
    let mut checked = build.to_le_bytes().to_vec();
    checked.extend_from_slice(payload);
    let mut out = Vec::with_capacity(checked.len() + 10);
    out.extend_from_slice(magic);
    out.extend_from_slice(versions);
    out.extend_from_slice(&checksum(&checked).to_le_bytes());
    out.extend_from_slice(&checked);
    out
}

/// Writes numbers as a column.
fn column(out: &mut Vec<u8>, values: impl Iterator<Item = usize>) {
    for value in values {
        put_size(out, value);
    }
}

fn write_index(sections: &[Section], bodies: &[String]) -> Vec<u8> {
    let mut organisations = Interned::default();
    let mut pages = Interned::default();
    let mut collector = Collector::default();
    let mut words = Vec::with_capacity(sections.len());
    let mut page_of = Vec::with_capacity(sections.len());
    let mut organisation_of = Vec::with_capacity(sections.len());
    let mut anchors = Vec::with_capacity(sections.len());
    for ((number, section), body) in (0_u32..).zip(sections).zip(bodies) {
        let (address, anchor) = match section.url.split_once('#') {
            Some((address, anchor)) => (address, Some(anchor)),
            None => (section.url.as_str(), None),
        };
        page_of.push(pages.number(address, &section.page_title));
        organisation_of.push(organisations.number(&section.organisation, ""));
        anchors.push(anchor);
        collector.add(&section.page_title, Field::Title);
        collector.add(&section.heading, Field::Heading);
        for keyword in &section.keywords {
            collector.add(keyword, Field::Keywords);
        }
        words.push(collector.add(body, Field::Body));
        collector.close(number);
    }

    let mut out = Vec::new();
    put_size(&mut out, organisations.list.len());
    for (name, _) in &organisations.list {
        put_size(&mut out, name.len());
        out.extend_from_slice(name.as_bytes());
    }

    put_size(&mut out, pages.list.len());
    column(&mut out, pages.list.iter().map(|(address, _)| address.len()));
    column(&mut out, pages.list.iter().map(|(_, title)| title.len()));
    for (address, _) in &pages.list {
        out.extend_from_slice(address.as_bytes());
    }
    for (_, title) in &pages.list {
        out.extend_from_slice(title.as_bytes());
    }

    put_size(&mut out, sections.len());
    // A page may come back later among the sections, so the difference can be below zero: the sign goes in the last bit.
    let mut before = 0_i64;
    for page in &page_of {
        let page = i64::try_from(*page).unwrap_or(i64::MAX);
        let difference = page - before;
        before = page;
        put_number(&mut out, u32::try_from((difference << 1) ^ (difference >> 63)).unwrap_or(u32::MAX));
    }
    out.extend(sections.iter().map(|section| section.kind.code()));
    column(&mut out, organisation_of.into_iter());
    column(&mut out, words.into_iter());
    column(&mut out, sections.iter().map(|section| section.heading.len()));
    column(&mut out, anchors.iter().map(|anchor| anchor.map_or(0, |anchor| anchor.len() + 1)));
    for section in sections {
        out.extend_from_slice(section.heading.as_bytes());
    }
    for anchor in anchors.into_iter().flatten() {
        out.extend_from_slice(anchor.as_bytes());
    }

    let mut terms: Vec<(&str, u32)> =
        collector.numbers.iter().map(|(term, number)| (term.as_str(), *number)).collect();
    terms.sort_unstable();
    let names: Vec<&str> = terms.iter().map(|(term, _)| *term).collect();
    dictionary::write(&mut out, &names);
    for (_, number) in &terms {
        postings::write(&mut out, &collector.postings[*number as usize]);
    }
    out
}

fn write_fragments(texts: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    put_size(&mut out, 0);
    put_size(&mut out, texts.len());
    column(&mut out, texts.iter().map(String::len));
    for text in texts {
        out.extend_from_slice(text.as_bytes());
    }
    out
}

/// The text with one space wherever there was any white space, and none at the ends. No-break spaces stay.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in
        text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}').filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(tidy("  een\n\n twee\u{a0}drie\tvier "), "een twee\u{a0}drie vier");
        assert_eq!(tidy(" \n"), "");
    }

    #[test]
    fn the_same_sections_give_the_same_bytes() {
        let sections: Vec<Section> = (0..40)
            .map(|n| Section {
                url: format!("pagina-{}/#{n}", n / 4),
                page_title: format!("Pagina {}", n / 4),
                heading: format!("Kop {n}"),
                body: format!("Tekst over verlof, reizen en € {n} per dag."),
                ..Section::default()
            })
            .collect();
        assert_eq!(build(&sections), build(&sections));
    }
}
