//! From bytes to an index that answers. Whatever the bytes are, reading gives an index or an error.

use super::bytes::{Bytes, Texts, checksum};
use super::names::Names;
use super::{Dictionary, FRAGMENTS_MAGIC, INDEX_MAGIC, IndexError, PIECE_MAGIC, Postings, VERSION, forms};
use crate::analysis;
use crate::section::{Form, Kind};

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
    /// How many words its heading has; 0 for what a page opens with.
    pub(crate) heading_words: u32,
    /// How many words the title has of a page that the section opens; 0 for other sections.
    pub(crate) title_words: u32,
    /// The number of its form, from 1; 0 without.
    pub(crate) form: u32,
    /// The number of what it is called, from 1; 0 for what is no card.
    pub(crate) called: u32,
}

/// A synonym in one direction: terms that mean other terms. Small words are left out of both.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
    /// Whether it holds the other way round too, and so says the same.
    pub(crate) both: bool,
    /// The organisation that says so; empty for everybody.
    pub(crate) organisation: String,
    /// What the editor wrote: what is typed, what it means.
    pub(crate) shown: (String, String),
}

/// Where the terms of a piece stand.
#[derive(Clone, Debug, Default)]
struct Piece {
    heads: Vec<u8>,
    places: Vec<u8>,
    /// Where heads and places of each term begin.
    starts: Vec<(u32, u32)>,
}

/// An index, read.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    build: u32,
    organisations: Texts,
    pub(crate) entries: Vec<Entry>,
    pub(crate) forms: Vec<Form>,
    /// What cards are called. First the calculator of each form: the words of its title, then those of each of its keywords.
    /// Then desks and terms, in the order of their sections. For each word the term doubled, and one more if it is a small
    /// word, and one more; 0 between two names.
    pub(crate) called: Vec<Vec<u32>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) dictionary: Dictionary,
    /// The first term of each piece, the end of the last one behind it.
    piece_bounds: Vec<u32>,
    pieces: Vec<Option<Piece>>,
    /// The first section of each file of texts, the end of the last one behind it.
    text_bounds: Vec<u32>,
    names: Vec<Names>,
    texts: Vec<Option<Texts>>,
    pages: usize,
}

/// Checks a header and gives what comes after it: the build number and the payload.
fn open<'a>(raw: &'a [u8], magic: &[u8; 4], versions: &[u8]) -> Result<(u32, Bytes<'a>), IndexError> {
    let mut bytes = Bytes::new(raw);
    if bytes.take(4) != magic {
        return Err(IndexError::Foreign);
    }
    if bytes.take(versions.len()) != versions {
        return Err(IndexError::Version);
    }
    let expected = bytes.fixed();
    let rest = bytes.clone().take(bytes.left());
    if bytes.failed() || checksum(rest) != expected {
        return Err(IndexError::Damaged);
    }
    let build = bytes.fixed();
    Ok((build, bytes))
}

/// Reads how long each piece is, and gives where each begins and where the last ends.
fn bounds(bytes: &mut Bytes<'_>, whole: usize) -> Vec<u32> {
    let count = bytes.count(1);
    let mut end = 0_u32;
    let mut bounds = vec![0];
    for length in bytes.numbers(count) {
        end = end.saturating_add(length);
        bounds.push(end);
    }
    bytes.check(end as usize == whole && count > 0);
    bounds
}

/// The number of the piece that a term or a section is in.
fn piece_of(bounds: &[u32], at: u32) -> usize {
    bounds.partition_point(|first| *first <= at).saturating_sub(1)
}

impl Index {
    pub(crate) fn read(raw: &[u8]) -> Result<Index, IndexError> {
        let (build, mut bytes) = open(raw, INDEX_MAGIC, &[VERSION, analysis::VERSION])?;

        let count = bytes.count(1);
        let organisations = bytes.texts(count);

        let count = bytes.count(6);
        let differences = bytes.numbers(count);
        let kinds = bytes.take(count);
        let organisation_of = bytes.numbers(count);
        let words = bytes.numbers(count);
        let name_words = bytes.numbers(count);
        let form_of = bytes.numbers(count);

        let mut forms = Vec::new();
        for _ in 0..bytes.count(4) {
            forms.push(forms::read(&mut bytes));
        }

        let mut entries = Vec::with_capacity(count);
        let mut page = 0_u32;
        let mut pages = 0;
        let mut cards = u32::try_from(forms.len()).unwrap_or(0);
        let columns = organisation_of.into_iter().zip(words).zip(name_words).zip(form_of);
        for ((difference, kind), (((organisation, words), name_words), form)) in
            differences.into_iter().zip(kinds).zip(columns)
        {
            page = page.wrapping_add((difference >> 1) ^ (difference & 1).wrapping_neg());
            let known = Kind::from_code(*kind);
            // Every page has a section, so there are no more pages than sections.
            bytes.check(
                (page as usize) < count
                    && (organisation as usize) < organisations.len()
                    && form as usize <= forms.len()
                    && known.is_some(),
            );
            pages = pages.max(page.saturating_add(1));
            let kind = known.unwrap_or_default();
            let (heading_words, title_words) =
                if name_words & 1 == 1 { (name_words >> 1, 0) } else { (0, name_words >> 1) };
            let called = match kind {
                Kind::Term | Kind::Contact | Kind::Calculator if form == 0 => {
                    cards = cards.saturating_add(1);
                    cards
                }
                _ => form,
            };
            entries.push(Entry { page, kind, organisation, words, heading_words, title_words, form, called });
        }

        let count_of_synonyms = bytes.count(4);
        let both = bytes.take(count_of_synonyms);
        let from = bytes.texts(count_of_synonyms);
        let to = bytes.texts(count_of_synonyms);
        let whose = bytes.texts(count_of_synonyms);
        let dictionary = Dictionary::read(&mut bytes);
        let mut called = Vec::new();
        for _ in 0..cards {
            let count = bytes.count(1);
            called.push(bytes.numbers(count));
        }
        let mut rules = Vec::new();
        for (n, both) in both.iter().enumerate() {
            let mut terms = || {
                let count = bytes.count(1);
                bytes.numbers(count)
            };
            let mut sides = [(terms(), from.get(n)), (terms(), to.get(n))];
            for _ in 0..1 + (both & 1) {
                let [(from, said), (to, meant)] = &sides;
                if !from.is_empty() {
                    rules.push(Rule {
                        from: from.clone(),
                        to: to.clone(),
                        both: *both == 1,
                        organisation: whose.get(n).to_owned(),
                        shown: ((*said).to_owned(), (*meant).to_owned()),
                    });
                }
                sides.reverse();
            }
        }
        let piece_bounds = bounds(&mut bytes, dictionary.len());
        let text_bounds = bounds(&mut bytes, count);
        let in_one = bytes.byte() == 1;
        if bytes.failed() {
            return Err(IndexError::Damaged);
        }
        let mut index = Index {
            build,
            organisations,
            entries,
            forms,
            called,
            rules,
            dictionary,
            pieces: Vec::new(),
            piece_bounds,
            names: Vec::new(),
            texts: Vec::new(),
            text_bounds,
            pages: pages as usize,
        };
        index.pieces.resize_with(index.piece_bounds.len() - 1, || None);
        index.texts.resize_with(index.text_bounds.len() - 1, || None);
        if in_one {
            index.names.push(Names::read(&mut bytes, 0, count));
            index.read_piece(0, &mut bytes);
        }
        bytes.end()?;
        Ok(index)
    }

    /// Takes a file in that belongs to this index: postings or fragments.
    pub(crate) fn add(&mut self, raw: &[u8]) -> Result<(), IndexError> {
        let is_piece = raw.starts_with(PIECE_MAGIC);
        let (build, mut bytes) = open(raw, if is_piece { PIECE_MAGIC } else { FRAGMENTS_MAGIC }, &[VERSION])?;
        if build != self.build {
            return Err(IndexError::Mismatch);
        }
        let number = bytes.size();
        if is_piece {
            self.read_piece(number, &mut bytes);
            return bytes.end();
        }
        let (Some(first), Some(end)) = (self.text_bounds.get(number), self.text_bounds.get(number + 1))
        else {
            return Err(IndexError::Damaged);
        };
        let (first, count) = (*first, (end - first) as usize);
        // The names come with the texts where the index has none.
        let named = count == 0 || self.names.iter().any(|names| names.has(first));
        let names = (!named).then(|| Names::read(&mut bytes, first, count));
        let texts = bytes.texts(count);
        bytes.end()?;
        self.names.extend(names);
        if let Some(place) = self.texts.get_mut(number) {
            *place = Some(texts);
        }
        Ok(())
    }

    /// Goes through all postings of a piece once: finds where those of each term begin, and that all can be read.
    fn read_piece(&mut self, number: usize, bytes: &mut Bytes<'_>) {
        let bounds = (self.piece_bounds.get(number), self.piece_bounds.get(number + 1));
        let (Some(first), Some(end)) = bounds else { return bytes.fail() };
        let length = bytes.count(1);
        let heads = bytes.take(length).to_vec();
        let places = bytes.take(bytes.left()).to_vec();
        let sections = self.sections();
        let mut starts = Vec::new();
        let (mut head, mut place) = (0, 0);
        let mut spare = Vec::new();
        for _ in *first..*end {
            starts.push((u32::try_from(head).unwrap_or(0), u32::try_from(place).unwrap_or(0)));
            let rest = (heads.get(head..).unwrap_or_default(), places.get(place..).unwrap_or_default());
            let mut list = Postings::new(rest.0, rest.1, sections);
            while list.step(&mut spare).is_some() {}
            if list.failed() {
                return bytes.fail();
            }
            let unread = list.unread();
            (head, place) = (heads.len() - unread.0, places.len() - unread.1);
        }
        bytes.check((head, place) == (heads.len(), places.len()));
        if let Some(slot) = self.pieces.get_mut(number).filter(|_| !bytes.failed()) {
            *slot = Some(Piece { heads, places, starts });
        }
    }

    fn sections(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// The number of the piece that a term's postings are in, if that is not there yet.
    pub(crate) fn missing(&self, term: u32) -> Option<usize> {
        let number = piece_of(&self.piece_bounds, term);
        matches!(self.pieces.get(number), Some(None)).then_some(number)
    }

    /// The number of the file that a section's text is in, if that is not there yet.
    pub(crate) fn missing_text(&self, section: u32) -> Option<usize> {
        let number = piece_of(&self.text_bounds, section);
        matches!(self.texts.get(number), Some(None)).then_some(number)
    }

    /// The sections with a term; nothing while its piece is missing.
    pub(crate) fn postings(&self, term: u32) -> Option<Postings<'_>> {
        let number = piece_of(&self.piece_bounds, term);
        let piece = self.pieces.get(number)?.as_ref()?;
        let (head, place) = *piece.starts.get((term - *self.piece_bounds.get(number)?) as usize)?;
        let (heads, places) = (piece.heads.get(head as usize..)?, piece.places.get(place as usize..)?);
        Some(Postings::new(heads, places, self.sections()))
    }

    /// The names of the row that a section is in.
    pub(crate) fn names(&self, section: u32) -> Option<&Names> {
        self.names.iter().find(|names| names.has(section))
    }

    /// The text of a section, if it is there.
    pub(crate) fn text(&self, section: u32) -> Option<&str> {
        let number = piece_of(&self.text_bounds, section);
        let texts = self.texts.get(number)?.as_ref()?;
        Some(texts.get((section - *self.text_bounds.get(number)?) as usize))
    }

    /// What the calculator of a section asks.
    pub(crate) fn form(&self, entry: &Entry) -> Option<&Form> {
        self.forms.get((entry.form as usize).checked_sub(1)?)
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.pages
    }

    /// How many organisations there are.
    pub(crate) fn organisations(&self) -> usize {
        self.organisations.len()
    }

    /// The id of an organisation.
    pub(crate) fn organisation(&self, number: u32) -> &str {
        self.organisations.get(number as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Searcher};
    use crate::section::{Choice, Form, Question, Section, Takes};
    use crate::{Built, Material, Synonym, build};
    use proptest::prelude::*;

    fn built() -> Built {
        parted(None)
    }

    fn parted(most_in_one: Option<usize>) -> Built {
        let section = |url: &str, title: &str, heading: &str, body: &str, organisation: &str| Section {
            url: url.into(),
            page_title: title.into(),
            heading: heading.into(),
            body: body.into(),
            organisation: organisation.into(),
            keywords: vec!["cadeau".into()],
            ..Section::default()
        };
        let mut material = Material::of(&[
            section("a/", "Geschenken", "", "Je mag niets aannemen boven € 50.", "lelystad"),
            section(
                "a/#melden",
                "Geschenken",
                "Melden",
                "Meld een geschenk bij je leidinggevende.",
                "lelystad",
            ),
            section("b/", "Verlof", "", "Vraag vakantieverlof op tijd aan. Reïntegratie kan ook.", ""),
        ]);
        material.synonyms.push(Synonym {
            from: "cadeau".into(),
            to: "een geschenk".into(),
            both: true,
            organisation: String::new(),
        });
        material.sections[0].form = Some(Form {
            id: "geschenk".into(),
            choice: "rekenhulpen/geschenk/".into(),
            sensitive: false,
            questions: vec![
                Question { id: "waarde".into(), label: "Hoeveel is het waard?".into(), takes: Takes::Amount },
                Question {
                    id: "soort".into(),
                    label: "Wat is het?".into(),
                    takes: Takes::Choices(vec![Choice { value: "geld".into(), label: "Geld".into() }]),
                },
            ],
        });
        material.most_in_one = most_in_one;
        build(&material)
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
    fn try_all(index: &[u8], others: &[Vec<u8>]) {
        if let Ok(mut searcher) = Searcher::from_bytes(index) {
            for other in others {
                let _ = searcher.add(other);
            }
            for query in
                ["ge", "geschenk melden", "€ 50", "reintegratie", "gschenk", "hoe meld ik een cadeau 40 euro"]
            {
                let _ = searcher.search(&Query::new(query, Some("lelystad"), 10)).to_json();
            }
        }
    }

    #[test]
    fn an_index_comes_back() {
        let built = built();
        assert_eq!((built.postings.len(), built.fragments.len()), (0, 1));
        let mut index = Index::read(&built.index).unwrap();
        assert_eq!(index.entries.len(), 3);
        assert_eq!(index.names(1).unwrap().page(1), ("a/", "Geschenken"));
        assert_eq!(index.names(1).unwrap().section(1), ("Melden", "#melden"));
        assert_eq!(index.names(2).unwrap().page(2), ("b/", "Verlof"));
        assert_eq!(index.organisation(index.entries[2].organisation), "");
        assert_eq!(index.rules.len(), 2);
        assert_eq!(index.rules[0].to, index.rules[1].from);
        assert_eq!(index.forms[0].questions.len(), 2);
        let word = |number: &u32| number.checked_sub(1).map_or("", |term| index.dictionary.text(term >> 1));
        assert_eq!(index.called[0].iter().map(word).collect::<Vec<_>>(), ["geschenken", "", "cadeau"]);
        assert_eq!((index.entries[0].form, index.entries[1].form), (1, 0));
        assert_eq!(index.missing_text(0), Some(0));
        index.add(&built.fragments[0]).unwrap();
        assert_eq!(index.missing_text(0), None);
        assert_eq!(index.text(0), Some("Je mag niets aannemen boven € 50."));
        assert_eq!(index.text(3), None);
        let verlof = index.dictionary.find("verlof").unwrap();
        let compounds: Vec<&str> =
            index.dictionary.with_part(verlof).map(|term| index.dictionary.text(term)).collect();
        assert_eq!(compounds, ["vakantieverlof"]);
    }

    #[test]
    fn a_parted_index_says_what_it_needs() {
        let built = parted(Some(0));
        assert_eq!((built.postings.len(), built.fragments.len()), (1, 1));
        let mut index = Index::read(&built.index).unwrap();
        let term = index.dictionary.find("verlof").unwrap();
        assert_eq!(index.missing(term), Some(0));
        assert!(index.postings(term).is_none() && index.names(0).is_none());
        index.add(&built.postings[0]).unwrap();
        assert_eq!(index.missing(term), None);
        assert_eq!(index.postings(term).unwrap().map(|(section, _)| section).collect::<Vec<_>>(), [2]);
        index.add(&built.fragments[0]).unwrap();
        assert_eq!(index.names(1).unwrap().section(1), ("Melden", "#melden"));
        assert_eq!(index.text(2), Some("Vraag vakantieverlof op tijd aan. Reïntegratie kan ook."));
    }

    #[test]
    fn each_refusal_has_its_reason() {
        let built = built();
        let refused = |raw: &[u8]| Index::read(raw).err();
        assert_eq!(refused(b""), Some(IndexError::Foreign));
        assert_eq!(refused(b"<!doctype html>"), Some(IndexError::Foreign));
        assert_eq!(refused(&built.fragments[0]), Some(IndexError::Foreign));
        let mut other = built.index.clone();
        other[4] = 200;
        assert_eq!(refused(&other), Some(IndexError::Version));
        let mut changed = built.index.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&changed), Some(IndexError::Damaged));
        assert_eq!(refused(&built.index[..built.index.len() - 1]), Some(IndexError::Damaged));

        let mut index = Index::read(&built.index).unwrap();
        let foreign = build(&Material::of(&[Section { body: "Iets anders.".into(), ..Section::default() }]));
        assert_eq!(index.add(&foreign.fragments[0]).err(), Some(IndexError::Mismatch));
        assert_eq!(index.add(&built.index).err(), Some(IndexError::Foreign));
    }

    #[test]
    fn every_single_changed_byte_is_an_error_or_an_answer() {
        for built in [built(), parted(Some(0))] {
            let others: Vec<Vec<u8>> = built.postings.iter().chain(&built.fragments).cloned().collect();
            for at in 0..built.index.len() {
                for value in [0, 1, 0x7f, 0x80, 0xff] {
                    let mut raw = built.index.clone();
                    raw[at] = value;
                    try_all(&raw, &others);
                    try_all(&reseal(raw, 6), &others);
                }
            }
            for (n, other) in others.iter().enumerate() {
                for at in 0..other.len() {
                    let mut raw = other.clone();
                    raw[at] = raw[at].wrapping_add(1);
                    let mut changed = others.clone();
                    changed[n] = reseal(raw, 5);
                    try_all(&built.index, &changed);
                }
            }
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
            try_all(&raw, std::slice::from_ref(&raw));
            let mut sealed = built().index[..10].to_vec();
            sealed.extend_from_slice(&raw);
            try_all(&reseal(sealed, 6), &[raw]);
        }
    }
}
