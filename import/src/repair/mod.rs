//! Mends what a machine misread, rule by rule. A word is changed only when it is none and what it becomes is one; what
//! could be two things is left and listed.

mod confusions;
mod joins;
mod numerals;
mod vocabulary;

use std::collections::{BTreeSet, HashMap};

use crate::blocks::{Block, Kind};
use crate::log::{Doubt, Log, Rule};
use crate::words::core;
use vocabulary::Vocabulary;

pub use vocabulary::is_dutch;

/// What comes of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to mend.
    Sound,
    /// Mended, by a rule, into this.
    Mended(Rule, String),
    /// Not a word as it stands; what it could be.
    Doubtful(Vec<String>),
}

/// Whether a word is where something can be reached, or a piece of it. No dictionary knows how it is spelled.
fn is_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.to_lowercase().contains("www.")
}

/// Mends the words of all blocks.
pub(crate) fn words(blocks: &mut [Block], log: &mut Log) {
    let muddled: Vec<bool> = blocks.iter().map(|block| is_muddled(block, log)).collect();
    let mut doubts = Doubts::default();
    let vocabulary = Vocabulary::of(blocks);
    for (block, muddled) in blocks.iter_mut().zip(&muddled) {
        for doubt in joins::mend(&mut block.words, *muddled, &vocabulary, log) {
            doubts.add(doubt, log);
        }
    }
    // What was joined counts as seen.
    let vocabulary = Vocabulary::of(blocks);
    let mut known: HashMap<(String, bool, bool), Outcome> = HashMap::new();
    let mut counted = numerals::Counted::default();
    for (block, muddled) in blocks.iter_mut().zip(muddled) {
        let mut starts_sentence = true;
        let mut before = String::new();
        for at in 0..block.words.len() {
            let text = block.words[at].text.clone();
            let next = block.words.get(at + 1).map_or("", |next| next.text.as_str());
            let special = counted
                .mend(&before, &text)
                .map(|mended| (Rule::CapitalI, mended))
                .or_else(|| confusions::before_reference(&text, next).map(|mended| (Rule::Glued, mended)));
            let outcome = match special {
                Some((rule, mended)) => Outcome::Mended(rule, mended),
                None => known
                    .entry((text.clone(), starts_sentence, muddled))
                    .or_insert_with(|| confusions::mend(&text, starts_sentence, muddled, &vocabulary))
                    .clone(),
            };
            match outcome {
                Outcome::Sound => {}
                Outcome::Mended(rule, mended) => {
                    let word = &mut block.words[at];
                    log.note(word.at, word.take, rule, mended.clone());
                    word.text = mended;
                }
                Outcome::Doubtful(maybe) => {
                    let word = core(&text).1.to_owned();
                    doubts.add(Doubt { line: block.words[at].line, word, maybe }, log);
                }
            }
            let next_cell =
                block.words.get(at + 1).is_some_and(|next| next.place.cell > block.words[at].place.cell);
            before = core(&block.words[at].text).1.to_lowercase();
            starts_sentence = block.words[at].text.ends_with(['.', '?', '!', ':']) || next_cell;
        }
    }
}

/// Whether nobody could put the lines of a block together: words that stand side by side may belong to two cells.
fn is_muddled(block: &Block, log: &Log) -> bool {
    let near = |lines: (u32, u32)| lines.0 <= block.last_line && block.line <= lines.1;
    block.kind == Kind::Loose || log.muddles.iter().any(|muddle| near(muddle.lines))
}

/// The words that were doubted, each once.
#[derive(Default)]
struct Doubts {
    words: BTreeSet<String>,
}

impl Doubts {
    fn add(&mut self, doubt: Doubt, log: &mut Log) {
        if self.words.insert(doubt.word.clone()) {
            log.doubts.push(doubt);
        }
    }
}
