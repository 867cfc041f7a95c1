//! Tables as Markdown.

use std::fmt::Write;

use crate::blocks::{Block, Kind};
use crate::words::Word;

/// What stands between two paragraphs of a cell: Markdown has no paragraphs there, and the handbook takes no HTML.
const PARAGRAPHS: &str = " · ";

/// The rows that make one table with the first of these blocks: all that follow it without an empty line.
pub(crate) fn run(blocks: &[Block]) -> usize {
    let first = usize::from(blocks.first().is_some_and(|block| block.kind == Kind::Row));
    first
        + blocks
            .iter()
            .skip(1)
            .take_while(|block| first > 0 && block.kind == Kind::Row && !block.apart)
            .count()
}

/// How many columns rows have.
fn columns(rows: &[Block]) -> usize {
    rows.iter().flat_map(|row| &row.words).map(|word| usize::from(word.place.cell) + 1).max().unwrap_or(1)
}

/// Writes rows as one table; the first is its head. `inline` writes the words of a cell.
pub(crate) fn markdown(rows: &[Block], inline: impl Fn(&[Word]) -> String) -> String {
    let columns = columns(rows);
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..columns {
            let text = cell(row, column, &inline);
            if text.is_empty() {
                out.push_str("  |");
            } else {
                let _ = write!(out, " {text} |");
            }
        }
        out.push('\n');
        if at == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(columns));
        }
    }
    out
}

/// One cell, its paragraphs behind each other.
fn cell(row: &Block, column: usize, inline: &impl Fn(&[Word]) -> String) -> String {
    let words: Vec<Word> =
        row.words.iter().filter(|word| usize::from(word.place.cell) == column).cloned().collect();
    let paragraphs: Vec<String> = words
        .chunk_by(|word, next| word.place.paragraph == next.place.paragraph)
        .map(inline)
        .filter(|text| !text.is_empty())
        .collect();
    paragraphs.join(PARAGRAPHS)
}
