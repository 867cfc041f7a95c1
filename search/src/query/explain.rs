//! Where the points of a section come from, for who tunes a handbook.

use super::matching::{How, Lookup};
use super::rank::{Trace, found_by, rank};
use super::{Query, Searcher, parse};
use crate::compounds::Split;

/// A term by which a section was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The term, as it stands in the handbook.
    pub term: String,
    /// How it was reached: `zelf`, `begin`, `samenstelling`, `verbeterd`, or the rule of synonyms.
    pub how: String,
    /// How much it counts, at most 1.
    pub weight: f32,
    /// The fields it stands in: `titel`, `kop`, `zoekwoord`, `woorddeel`, `tekst` with how many times.
    pub fields: Vec<String>,
}

/// What one word of the query brings a section.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPoints {
    /// The word as typed.
    pub word: String,
    /// How rare it is.
    pub rarity: f32,
    /// How often it counts, by weight of the fields.
    pub times: f32,
    /// The points.
    pub points: f32,
    /// The terms it was found by, the heaviest first.
    pub terms: Vec<Reached>,
}

/// Where the points of a section come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The words of the query that the section has.
    pub words: Vec<WordPoints>,
    /// What it adds that words stand close together.
    pub close: f32,
    /// What the organisation multiplies by.
    pub organisation: f32,
    /// What the kind multiplies by.
    pub kind: f32,
    /// The weight of the section.
    pub total: f32,
}

impl Searcher {
    /// Where the points of the section at an address come from; nothing when there is no such section.
    #[must_use]
    pub fn explain(&self, query: &Query<'_>, url: &str) -> Option<Explanation> {
        let words = parse::words(parse::cut(query.text));
        let section = (0_u32..).zip(&self.index.entries).map(|(n, _)| n).find(|n| {
            self.index.names(*n).is_some_and(|names| [names.page(*n).0, names.section(*n).1].concat() == url)
        })?;
        let meanings =
            Lookup { index: &self.index, stemmer: &self.stemmer, organisation: query.organisation }
                .meanings(&words);
        let mut trace = Trace { section, ..Trace::default() };
        rank(&self.index, &words, &meanings, query, Some(&mut trace));
        let points = |(n, [rarity, times, _, points]): (usize, &[f32; 4])| {
            let terms = found_by(&self.index, meanings.get(n)?, section)
                .into_iter()
                .map(|(link, seen)| {
                    let body = format!("tekst {}×", seen.body);
                    let fields = [
                        (seen.title, "titel"),
                        (seen.heading, "kop"),
                        (seen.keywords, "zoekwoord"),
                        (seen.part, "woorddeel"),
                        (seen.body > 0, body.as_str()),
                    ];
                    Reached {
                        term: self.index.dictionary.text(link.term).to_owned(),
                        how: self.how(link.how),
                        weight: link.weight,
                        fields: fields
                            .iter()
                            .filter(|(has, _)| *has)
                            .map(|(_, name)| (*name).to_owned())
                            .collect(),
                    }
                })
                .collect();
            let word = words.get(n)?.shown.clone();
            (*points > 0.0).then_some(WordPoints {
                word,
                rarity: *rarity,
                times: *times,
                points: *points,
                terms,
            })
        };
        Some(Explanation {
            words: trace.words.iter().enumerate().filter_map(points).collect(),
            close: trace.close,
            organisation: trace.factors[0],
            kind: trace.factors[1],
            total: trace.total,
        })
    }

    /// All words of the index that are taken apart, in the order of the alphabet.
    #[must_use]
    pub fn splits(&self) -> Vec<Split> {
        let dictionary = &self.index.dictionary;
        let stands =
            |part: &u32| self.index.postings(*part).is_some_and(|mut postings| postings.next().is_some());
        (0_u32..)
            .take(dictionary.len())
            .map(|term| (term, dictionary.parts(term)))
            .filter(|(_, parts)| !parts.is_empty())
            .map(|(term, parts)| Split {
                word: dictionary.text(term).to_owned(),
                parts: parts.iter().map(|part| dictionary.text(*part).to_owned()).collect(),
                own: parts.iter().all(stands),
            })
            .collect()
    }

    fn how(&self, how: How) -> String {
        match how {
            How::Own => "zelf".to_owned(),
            How::Begun => "begin".to_owned(),
            How::Compound => "samenstelling".to_owned(),
            How::Corrected => "verbeterd".to_owned(),
            How::Synonym(rule) => self
                .index
                .rules
                .get(usize::from(rule))
                .map_or_else(String::new, |rule| format!("{} = {}", rule.shown.0, rule.shown.1)),
        }
    }
}
