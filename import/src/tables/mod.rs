//! Tables in text that lost its columns.
//!
//! Only what is plain from the signs that are left is put together: bars and tabs, a head that every row answers to,
//! terms with what they mean. Where columns were read through each other the lines stay as they are, in their order,
//! are never taken for headings, and the log warns of them.

mod definitions;
mod grids;
mod muddled;
pub(crate) mod write;

use crate::blocks::{Block, Kind};
use crate::log::Log;
use crate::source::Source;
use crate::words::Word;

/// Finds tables and terms in blocks.
pub(crate) fn find(source: &Source, blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let blocks = grids::find(blocks, log);
    let blocks = definitions::find(blocks, log);
    muddled::gaps(source, log);
    muddled::find(blocks, log)
}

/// The lines that a block was printed on.
fn lines(block: &Block) -> impl Iterator<Item = &[Word]> {
    block.words.chunk_by(|word, next| word.line == next.line)
}

/// A block of some words of another.
fn cut(from: &Block, kind: Kind, words: Vec<Word>, apart: bool) -> Block {
    let line = words.first().map_or(from.line, |word| word.line);
    Block {
        kind,
        line,
        last_line: words.last().map_or(from.last_line, |word| word.line),
        lines: words.chunk_by(|word, next| word.line == next.line).count(),
        words,
        apart,
        mark_at: None,
        numbered: false,
        anchor: None,
    }
}

/// Words with spaces between.
fn text(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn starts_large(word: &Word) -> bool {
    word.text.trim_start_matches(['“', '‘', '"', '(']).starts_with(|sign: char| sign.is_uppercase())
}

/// Whether a word cannot be the last of a cell.
fn is_open(word: &str) -> bool {
    let plain = word.trim_end_matches(':').to_lowercase();
    crate::blocks::unfinished(&plain)
        || word.ends_with(['/', '-', ','])
        || matches!(
            plain.as_str(),
            "en/of" | "op" | "dan" | "als" | "over" | "uit" | "naar" | "bij" | "tegen" | "dit"
        )
}

/// Whether every bracket that opens closes.
fn brackets_close(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}
