//! From a query to an answer.
//!
//! - `parse`: the query through the analyser, to words
//! - `matching`: each word to the terms of the index that it means, with a weight for each
//! - `rank`: the sections with those terms, in order
//! - `fragment`: the piece of text under a result

mod fragment;
mod matching;
mod parse;
mod rank;

use crate::analysis::Stemmer;
use crate::answer::{Answer, Hit};
use crate::index::{Fragments, Index, IndexError};
use matching::Meaning;
use parse::Word;

/// Answers queries from the bytes that [`build`](crate::build) made.
#[derive(Clone, Debug)]
pub struct Searcher {
    index: Index,
    fragments: Vec<Fragments>,
    stemmer: Stemmer,
}

impl Searcher {
    /// Reads an index.
    ///
    /// # Errors
    /// When the bytes are no index, or one of another version, or damaged.
    pub fn from_bytes(index: &[u8]) -> Result<Searcher, IndexError> {
        Ok(Searcher { index: Index::read(index)?, fragments: Vec::new(), stemmer: Stemmer::new() })
    }

    /// Takes the texts of the sections, for the pieces of text under results. Everything else works without them.
    ///
    /// # Errors
    /// When the bytes are damaged or belong to another index. The searcher goes on as it was.
    pub fn load_fragments(&mut self, fragments: &[u8]) -> Result<(), IndexError> {
        let fragments = Fragments::read(fragments, &self.index)?;
        self.fragments.push(fragments);
        Ok(())
    }

    /// Finds the sections that fit a query.
    ///
    /// The last word of the query is also taken as the beginning of a word, so that answers stay while somebody types.
    /// Sections with all words come first; only where there are few of those, sections with fewer words follow, and
    /// the answer says so. With an `organisation`, its own sections and those for everybody come before those of
    /// others.
    #[must_use]
    pub fn search(&self, query: &str, organisation: Option<&str>, limit: usize) -> Answer {
        let words = parse::words(query);
        if words.is_empty() || limit == 0 {
            return Answer::default();
        }
        let alone = words.iter().filter(|word| word.asked).count() == 1;
        let meanings: Vec<Meaning> = words
            .iter()
            .map(|word| matching::meaning(&self.index.dictionary, &self.stemmer, word, alone))
            .collect();
        let organisation = organisation.filter(|id| !id.is_empty());
        let ranked = rank::rank(&self.index, &words, &meanings, organisation);
        let marker = fragment::Marker::new(&self.index.dictionary, &words, &meanings);
        let hits = ranked
            .sections
            .iter()
            .take(limit)
            .map(|found| {
                let entry = self.index.entries[found.section as usize];
                let text = self.fragments.iter().find_map(|piece| piece.text(found.section));
                Hit {
                    title: self.index.title(found.section).to_owned(),
                    heading: self.index.heading(found.section).to_owned(),
                    url: self.index.url(found.section),
                    organisation: self.index.organisation(entry.organisation).to_owned(),
                    kind: entry.kind,
                    score: found.score,
                    fragment: text.map(|text| marker.fragment(text)).unwrap_or_default(),
                }
            })
            .collect();
        Answer { hits, notice: notice(&words, &meanings, &ranked) }
    }
}

/// What to tell the reader about how the answer came about.
fn notice(words: &[Word], meanings: &[Meaning], ranked: &rank::Ranked) -> Option<String> {
    let mut said = String::new();
    let corrections: Vec<&str> =
        meanings.iter().filter_map(|meaning| meaning.correction.as_deref()).collect();
    if !corrections.is_empty() {
        said.push_str("Bedoelde je ");
        list(&mut said, &corrections, " en ");
        said.push_str("? Daarop is gezocht.");
    }
    // A small word that stands nowhere is not missed.
    let unknown: Vec<&str> = words
        .iter()
        .zip(meanings)
        .filter(|(word, meaning)| word.asked && meaning.is_empty())
        .map(|(word, _)| word.shown.as_str())
        .collect();
    let mut add = |sentence: &str| {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(sentence);
    };
    if ranked.sections.is_empty() {
        let shown: Vec<&str> = words.iter().map(|word| word.shown.as_str()).collect();
        let mut sentence = String::from("Niets gevonden voor ");
        list(&mut sentence, &[&shown.join(" ")], "");
        sentence.push_str(". Probeer een ander woord of minder woorden.");
        add(&sentence);
    } else if !unknown.is_empty() {
        let mut sentence = String::from("Niets gevonden voor ");
        list(&mut sentence, &unknown, " en ");
        sentence.push_str(". Je ziet wat past bij de rest van je vraag.");
        add(&sentence);
    } else if ranked.with_all == 0 {
        add("Geen tekst met al deze woorden. Je ziet wat past bij een deel ervan.");
    } else if ranked.with_all < ranked.sections.len() {
        add("Onder de teksten met al je woorden staan teksten met een deel ervan.");
    }
    (!said.is_empty()).then_some(said)
}

/// Adds words in quotes to a sentence.
fn list(out: &mut String, words: &[&str], last: &str) {
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            out.push_str(if n + 1 == words.len() { last } else { ", " });
        }
        out.push('‘');
        out.push_str(word);
        out.push('’');
    }
}
