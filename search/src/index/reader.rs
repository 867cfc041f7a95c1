//! From bytes to an index that answers. Whatever the bytes are, reading gives an index or an error.

use super::bytes::{Bytes, Texts, checksum};
use super::{Dictionary, FRAGMENTS_MAGIC, INDEX_MAGIC, IndexError, Postings, VERSION};
use crate::analysis;
use crate::section::Kind;

/// What is known of a section without its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The number of its page.
    pub(crate) page: u32,
    /// What it belongs to.
    pub(crate) kind: Kind,
    /// The number of its organisation.
    pub(crate) organisation: u32,
    /// How many words its text has.
    pub(crate) words: u32,
    /// How many words its heading has.
    pub(crate) heading_words: u32,
}

/// An index, read.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    build: u32,
    organisations: Texts,
    addresses: Texts,
    titles: Texts,
    headings: Texts,
    anchors: Texts,
    has_anchor: Vec<bool>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) dictionary: Dictionary,
    postings: Vec<u8>,
    /// Where the postings of each term begin.
    starts: Vec<u32>,
}

/// Checks a header and gives what comes after it: the build number and the payload.
fn open<'a>(raw: &'a [u8], magic: &[u8; 4], versions: &[u8]) -> Result<(u32, Bytes<'a>), IndexError> {
    let mut bytes = Bytes::new(raw);
    if bytes.take(4).ok() != Some(magic) {
        return Err(IndexError::Foreign);
    }
    if bytes.take(versions.len())? != versions {
        return Err(IndexError::Version);
    }
    let expected = bytes.fixed()?;
    let mut rest = bytes.clone();
    if checksum(rest.take(rest.left())?) != expected {
        return Err(IndexError::Damaged);
    }
    let build = bytes.fixed()?;
    Ok((build, bytes))
}

impl Index {
    pub(crate) fn read(raw: &[u8]) -> Result<Index, IndexError> {
        let (build, mut bytes) = open(raw, INDEX_MAGIC, &[VERSION, analysis::VERSION])?;

        let count = bytes.count(1)?;
        let mut names = Vec::new();
        let mut lengths = Vec::with_capacity(count);
        for _ in 0..count {
            let length = bytes.count(1)?;
            names.extend_from_slice(bytes.take(length)?);
            lengths.push(u32::try_from(length).map_err(|_| IndexError::Damaged)?);
        }
        let organisations = Bytes::new(&names).texts(lengths.into_iter())?;

        let count = bytes.count(2)?;
        let address_lengths = bytes.numbers(count)?;
        let title_lengths = bytes.numbers(count)?;
        let addresses = bytes.texts(address_lengths.into_iter())?;
        let titles = bytes.texts(title_lengths.into_iter())?;

        let count = bytes.count(6)?;
        let sections = u32::try_from(count).map_err(|_| IndexError::Damaged)?;
        let differences = bytes.numbers(count)?;
        let kinds = bytes.take(count)?;
        let organisation_of = bytes.numbers(count)?;
        let words = bytes.numbers(count)?;
        let heading_lengths = bytes.numbers(count)?;
        let anchor_lengths = bytes.numbers(count)?;
        let headings = bytes.texts(heading_lengths.into_iter())?;
        let has_anchor = anchor_lengths.iter().map(|length| *length > 0).collect();
        let anchors = bytes.texts(anchor_lengths.iter().map(|length| length.saturating_sub(1)))?;

        let mut entries = Vec::with_capacity(count);
        let mut page = 0_i64;
        for n in 0..count {
            let difference = i64::from(differences[n]);
            page += (difference >> 1) ^ -(difference & 1);
            let number = usize::try_from(page).map_err(|_| IndexError::Damaged)?;
            if number >= titles.len() || organisation_of[n] as usize >= organisations.len() {
                return Err(IndexError::Damaged);
            }
            entries.push(Entry {
                page: u32::try_from(number).map_err(|_| IndexError::Damaged)?,
                kind: Kind::from_code(kinds[n]).ok_or(IndexError::Damaged)?,
                organisation: organisation_of[n],
                words: words[n],
                heading_words: count_words(headings.get(n)),
            });
        }

        let dictionary = Dictionary::read(&mut bytes)?;
        let postings = bytes.take(bytes.left())?.to_vec();
        let starts = starts(&postings, dictionary.len(), sections)?;
        Ok(Index {
            build,
            organisations,
            addresses,
            titles,
            headings,
            anchors,
            has_anchor,
            entries,
            dictionary,
            postings,
            starts,
        })
    }

    /// The sections with a term.
    pub(crate) fn postings(&self, term: u32) -> Option<Postings<'_>> {
        let start = *self.starts.get(term as usize)?;
        Postings::new(self.postings.get(start as usize..)?, u32::try_from(self.entries.len()).ok()?).ok()
    }

    /// The title of a section's page.
    pub(crate) fn title(&self, section: u32) -> &str {
        self.entries.get(section as usize).map_or("", |entry| self.titles.get(entry.page as usize))
    }

    /// The heading of a section.
    pub(crate) fn heading(&self, section: u32) -> &str {
        self.headings.get(section as usize)
    }

    /// The address of a section.
    pub(crate) fn url(&self, section: u32) -> String {
        let Some(entry) = self.entries.get(section as usize) else { return String::new() };
        let mut url = self.addresses.get(entry.page as usize).to_owned();
        if self.has_anchor.get(section as usize).copied().unwrap_or(false) {
            url.push('#');
            url.push_str(self.anchors.get(section as usize));
        }
        url
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.titles.len()
    }

    /// How many organisations there are.
    pub(crate) fn organisations(&self) -> u32 {
        u32::try_from(self.organisations.len()).unwrap_or(u32::MAX)
    }

    /// The id of an organisation.
    pub(crate) fn organisation(&self, number: u32) -> &str {
        self.organisations.get(number as usize)
    }
}

/// How many words a heading has. Near enough for the weight of a heading.
fn count_words(heading: &str) -> u32 {
    u32::try_from(heading.split(' ').filter(|word| !word.is_empty()).count()).unwrap_or(u32::MAX)
}

/// Goes through all postings once: finds where those of each term begin, and that all of them can be read.
fn starts(postings: &[u8], terms: usize, sections: u32) -> Result<Vec<u32>, IndexError> {
    let mut starts = Vec::with_capacity(terms);
    let mut at = 0_usize;
    for _ in 0..terms {
        starts.push(u32::try_from(at).map_err(|_| IndexError::Damaged)?);
        let mut list = Postings::new(postings.get(at..).ok_or(IndexError::Damaged)?, sections)?;
        while list.step()?.is_some() {}
        at = postings.len() - list.unread();
    }
    if at == postings.len() { Ok(starts) } else { Err(IndexError::Damaged) }
}

/// The texts of sections, read.
#[derive(Clone, Debug)]
pub(crate) struct Fragments {
    first: u32,
    texts: Texts,
}

impl Fragments {
    pub(crate) fn read(raw: &[u8], index: &Index) -> Result<Fragments, IndexError> {
        let (build, mut bytes) = open(raw, FRAGMENTS_MAGIC, &[VERSION])?;
        if build != index.build {
            return Err(IndexError::Mismatch);
        }
        let first = bytes.number()?;
        let count = bytes.count(1)?;
        if first as usize + count > index.entries.len() {
            return Err(IndexError::Mismatch);
        }
        let lengths = bytes.numbers(count)?;
        let texts = bytes.texts(lengths.into_iter())?;
        if bytes.left() == 0 { Ok(Fragments { first, texts }) } else { Err(IndexError::Damaged) }
    }

    /// The text of a section, if it is in this piece.
    pub(crate) fn text(&self, section: u32) -> Option<&str> {
        let at = section.checked_sub(self.first)? as usize;
        (at < self.texts.len()).then(|| self.texts.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Searcher;
    use crate::section::Section;
    use crate::{Built, build};
    use proptest::prelude::*;

    fn built() -> Built {
        let section = |url: &str, title: &str, heading: &str, body: &str, organisation: &str| Section {
            url: url.into(),
            page_title: title.into(),
            heading: heading.into(),
            body: body.into(),
            organisation: organisation.into(),
            keywords: vec!["cadeau".into()],
            ..Section::default()
        };
        build(&[
            section("a/", "Geschenken", "", "Je mag niets aannemen boven € 50.", "lelystad"),
            section(
                "a/#melden",
                "Geschenken",
                "Melden",
                "Meld een geschenk bij je leidinggevende.",
                "lelystad",
            ),
            section("b/", "Verlof", "", "Vraag verlof op tijd aan. Reïntegratie kan ook.", ""),
        ])
    }

    /// Puts the right checksum back, so that a change reaches the reader behind it.
    fn reseal(mut raw: Vec<u8>, at: usize) -> Vec<u8> {
        if raw.len() >= at + 4 {
            let sum = checksum(&raw[at + 4..]);
            raw[at..at + 4].copy_from_slice(&sum.to_le_bytes());
        }
        raw
    }

    /// Reads and asks: whatever comes out, nothing panics.
    fn try_all(index: &[u8], fragments: &[u8]) {
        if let Ok(mut searcher) = Searcher::from_bytes(index) {
            let _ = searcher.load_fragments(fragments);
            for query in
                ["ge", "geschenk melden", "€ 50", "reintegratie", "gschenk", "hoe meld ik een cadeau"]
            {
                let _ = searcher.search(query, Some("lelystad"), 10).to_json();
            }
        }
    }

    #[test]
    fn an_index_comes_back() {
        let built = built();
        let index = Index::read(&built.index).unwrap();
        assert_eq!(index.entries.len(), 3);
        assert_eq!(index.url(1), "a/#melden");
        assert_eq!(index.url(2), "b/");
        assert_eq!(index.title(1), "Geschenken");
        assert_eq!(index.heading(1), "Melden");
        assert_eq!(index.organisation(index.entries[2].organisation), "");
        let fragments = Fragments::read(&built.fragments, &index).unwrap();
        assert_eq!(fragments.text(0), Some("Je mag niets aannemen boven € 50."));
        assert_eq!(fragments.text(3), None);
    }

    #[test]
    fn each_refusal_has_its_reason() {
        let built = built();
        let refused = |raw: &[u8]| Index::read(raw).err();
        assert_eq!(refused(b""), Some(IndexError::Foreign));
        assert_eq!(refused(b"<!doctype html>"), Some(IndexError::Foreign));
        assert_eq!(refused(&built.fragments), Some(IndexError::Foreign));
        let mut other = built.index.clone();
        other[4] = 200;
        assert_eq!(refused(&other), Some(IndexError::Version));
        let mut changed = built.index.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&changed), Some(IndexError::Damaged));
        assert_eq!(refused(&built.index[..built.index.len() - 1]), Some(IndexError::Damaged));

        let index = Index::read(&built.index).unwrap();
        let foreign = build(&[Section { body: "Iets anders.".into(), ..Section::default() }]);
        assert_eq!(Fragments::read(&foreign.fragments, &index).err(), Some(IndexError::Mismatch));
    }

    #[test]
    fn every_single_changed_byte_is_an_error_or_an_answer() {
        let built = built();
        for at in 0..built.index.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut raw = built.index.clone();
                raw[at] = value;
                try_all(&raw, &built.fragments);
                try_all(&reseal(raw, 6), &built.fragments);
            }
        }
        for at in 0..built.fragments.len() {
            let mut raw = built.fragments.clone();
            raw[at] = raw[at].wrapping_add(1);
            try_all(&built.index, &reseal(raw, 5));
        }
    }

    proptest! {
        #[test]
        fn any_mutation_is_an_error_or_an_answer(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            length in any::<prop::sample::Index>(),
            shorten in any::<bool>(),
        ) {
            let built = built();
            let mut raw = built.index.clone();
            for (at, value) in changes {
                let at = at.index(raw.len());
                raw[at] = value;
            }
            if shorten {
                raw.truncate(length.index(raw.len()));
            }
            // The header stays right, so that all of it reaches the reader.
            let keep = raw.len().min(6);
            raw[..keep].copy_from_slice(&built.index[..keep]);
            try_all(&reseal(raw, 6), &built.fragments);
        }

        #[test]
        fn any_bytes_are_an_error_or_an_answer(raw in proptest::collection::vec(any::<u8>(), 0..300)) {
            try_all(&raw, &raw);
            let mut sealed = built().index[..10].to_vec();
            sealed.extend_from_slice(&raw);
            try_all(&reseal(sealed, 6), &raw);
        }
    }
}
