//! From a query to an answer.
//!
//! - `parse`: the query through the analyser, to words
//! - `matching`: each word to the terms of the index that it means, with a weight for each; `nearest`: the words that a
//!   mistyped one may be
//! - `rank`: the sections with those terms, in order, by page
//! - `cards`: what answers the query by itself; `values`: what the query tells a calculator
//! - `fragment`: the piece of text under a result
//! - `explain`: where the points of a section come from

mod cards;
mod explain;
mod fragment;
mod matching;
mod nearest;
mod parse;
mod rank;
mod values;

pub use explain::{Explanation, Reached, WordPoints};
pub use values::Filled;

use crate::analysis::Stemmer;
use crate::answer::{Answer, Fewer, Hit, Place};
use crate::index::{Index, IndexError};
use crate::section::Kind;
use fragment::Marker;
use matching::{How, Lookup, Meaning};
use parse::Word;

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Query<'a> {
    /// What somebody typed.
    pub text: &'a str,
    /// The organisation whose own pages, and those for everybody, come first.
    pub organisation: Option<&'a str>,
    /// Only pages of that organisation and those for everybody.
    pub only_own: bool,
    /// Only pages of this kind.
    pub kind: Option<Kind>,
    /// How many pages to give at most.
    pub limit: usize,
}

impl<'a> Query<'a> {
    /// A query without filters.
    #[must_use]
    pub fn new(text: &'a str, organisation: Option<&'a str>, limit: usize) -> Query<'a> {
        let organisation = organisation.filter(|id| !id.is_empty());
        Query { text, organisation, only_own: false, kind: None, limit }
    }
}

/// Answers queries from the bytes that [`build`](crate::build) made.
#[derive(Clone, Debug)]
pub struct Searcher {
    index: Index,
    stemmer: Stemmer,
}

impl Searcher {
    /// Reads an index.
    ///
    /// # Errors
    /// When the bytes are no index, or one of another version, or damaged.
    pub fn from_bytes(index: &[u8]) -> Result<Searcher, IndexError> {
        Ok(Searcher { index: Index::read(index)?, stemmer: Stemmer::new() })
    }

    /// Takes another file of the index in: texts of sections, for the pieces of text under results, or, of a large handbook,
    /// a piece that an answer needs.
    ///
    /// # Errors
    /// When the bytes are damaged or belong to another index. The searcher goes on as it was.
    pub fn add(&mut self, file: &[u8]) -> Result<(), IndexError> {
        self.index.add(file)
    }

    /// Finds the pages that fit a query.
    ///
    /// The last word of the query is also taken as the beginning of a word, so that answers stay while somebody types.
    /// Pages with all words come first; only where there are few of those, pages with fewer words follow, and the answer
    /// says so. With an organisation, its own pages and those for everybody come before those of others.
    #[must_use]
    pub fn search(&self, query: &Query<'_>) -> Answer {
        let text = parse::cut(query.text);
        let mut words = parse::words(text);
        let dates = values::dates(text);
        for word in &mut words {
            word.asked &= !dates.iter().any(|date| Some(date) == word.forms.first().map(|form| &form.text));
        }
        if words.is_empty() || query.limit == 0 {
            return Answer::default();
        }
        let lookup = Lookup { index: &self.index, stemmer: &self.stemmer, organisation: query.organisation };
        let meanings = lookup.meanings(&words);
        let ranked = rank::rank(&self.index, &words, &meanings, query, None);
        let mut answer = Answer { total: ranked.pages.len(), ..Answer::default() };
        self.needs(&meanings, &mut answer);
        let used;
        (answer.cards, used) = cards::cards(self, text, &words, &meanings, &ranked, query);
        let marker = Marker::new(&self.index.dictionary, &words, &meanings);
        let page = |page: &rank::Page| {
            let first = page.sections.first()?.section;
            let entry = self.index.entries.get(first as usize)?;
            let (url, title) = self.index.names(first)?.page(first);
            Some(Hit {
                title: title.to_owned(),
                url: url.to_owned(),
                organisation: self.index.organisation(entry.organisation).to_owned(),
                kind: entry.kind,
                score: page.score,
                via: self.via(&words, &meanings, first),
                places: page.sections.iter().map(|found| self.place(found, url, &marker)).collect(),
            })
        };
        // A page that stands above as a card makes room for another.
        for found in ranked.pages.iter().take(query.limit.saturating_add(answer.cards.len())) {
            if answer.hits.len() == query.limit {
                break;
            }
            let missing = found.sections.iter().filter_map(|found| self.index.missing_text(found.section));
            for number in missing {
                if !answer.needs_texts.contains(&number) {
                    answer.needs_texts.push(number);
                }
            }
            // What stands above as a card need not stand below as well. Two results of one page (terms, desks) are told
            // apart by their anchor. Without an organisation the card of a calculator leads to the choice of one.
            let hit = page(found).filter(|hit| {
                let best = hit.places.first().map_or("", |place| place.url.as_str());
                !answer
                    .cards
                    .iter()
                    .any(|card| card.url == best || (hit.kind == Kind::Calculator && hit.title == card.title))
            });
            answer.hits.extend(hit);
        }
        for (word, meaning) in words.iter().zip(&meanings) {
            // A small word that stands nowhere is not missed.
            if word.asked
                && meaning.is_empty()
                && !used.iter().any(|used| Some(used) == word.forms.first().map(|form| &form.text))
            {
                answer.suggestions.extend(lookup.suggestions(word));
                answer.unknown.push(word.shown.clone());
            }
            answer.corrected.extend(meaning.correction.clone());
        }
        if ranked.with_all < ranked.pages.len() && answer.unknown.is_empty() {
            answer.fewer = if ranked.with_all == 0 { Fewer::All } else { Fewer::Below };
        }
        answer
    }

    /// The pieces that are not there and that a query cannot do without.
    fn needs(&self, meanings: &[Meaning], answer: &mut Answer) {
        for meaning in meanings {
            for link in meaning.all_links() {
                let missing = self.index.missing(link.term);
                answer.needs.extend(missing.filter(|number| !answer.needs.contains(number)));
            }
        }
    }

    /// A section of a page that was found.
    fn place(&self, found: &rank::Found, page: &str, marker: &Marker) -> Place {
        let (heading, anchor) =
            self.index.names(found.section).map_or(("", ""), |names| names.section(found.section));
        Place {
            heading: heading.to_owned(),
            url: [page, anchor].concat(),
            score: found.score,
            fragment: self.index.text(found.section).map(|text| marker.fragment(text)).unwrap_or_default(),
        }
    }

    /// Through which words a section was found that has none of the word itself.
    fn via(&self, words: &[Word], meanings: &[Meaning], section: u32) -> Vec<String> {
        let mut via: Vec<String> = Vec::new();
        for (word, meaning) in words.iter().zip(meanings).filter(|(word, _)| !word.small) {
            let found = rank::found_by(&self.index, meaning, section);
            let Some((link, _)) =
                found.first().filter(|_| !found.iter().any(|(link, _)| rank::is_plain(link.how)))
            else {
                continue;
            };
            let text = match link.how {
                How::Synonym(rule) => {
                    let Some(rule) = self.index.rules.get(usize::from(rule)) else { continue };
                    [&rule.shown.0, " = ", &rule.shown.1].concat()
                }
                _ => [&word.shown, " in ", self.index.dictionary.text(link.term)].concat(),
            };
            if !via.contains(&text) {
                via.push(text);
            }
        }
        via
    }
}
