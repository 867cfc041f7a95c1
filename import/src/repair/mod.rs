//! Mends what a machine misread, rule by rule. A word is changed only when it is none and what it becomes is one; what
//! could be two things is left and listed.

mod confusions;
mod joins;
mod vocabulary;

use std::collections::{BTreeSet, HashMap};

use crate::blocks::Block;
use crate::log::{Doubt, Log};
use crate::words::core;
use vocabulary::Vocabulary;

pub use vocabulary::is_dutch;

/// Mends the words of all blocks.
pub(crate) fn words(blocks: &mut [Block], log: &mut Log) {
    let vocabulary = Vocabulary::of(blocks);
    for block in blocks.iter_mut() {
        joins::mend(&mut block.words, &vocabulary, log);
    }
    // What was joined counts as seen.
    let vocabulary = Vocabulary::of(blocks);
    let mut doubted = BTreeSet::new();
    let mut known: HashMap<(String, bool), confusions::Outcome> = HashMap::new();
    for block in blocks {
        let mut starts_sentence = true;
        let mut at = 0;
        while at < block.words.len() {
            let text = block.words[at].text.clone();
            let outcome = known
                .entry((text.clone(), starts_sentence))
                .or_insert_with(|| confusions::mend(&text, starts_sentence, &vocabulary));
            match outcome.clone() {
                confusions::Outcome::Sound => {}
                confusions::Outcome::Mended(rule, mended) => {
                    let word = &mut block.words[at];
                    log.note(word.at, word.take, rule, mended.clone());
                    word.text = mended;
                }
                confusions::Outcome::Doubtful(maybe) => {
                    let word = core(&text).1.to_owned();
                    if doubted.insert(word.clone()) {
                        log.doubts.push(Doubt { line: block.words[at].line, word, maybe });
                    }
                }
            }
            let next_cell =
                block.words.get(at + 1).is_some_and(|next| next.place.cell > block.words[at].place.cell);
            starts_sentence = block.words[at].text.ends_with(['.', '?', '!', ':']) || next_cell;
            at += 1;
        }
    }
}
