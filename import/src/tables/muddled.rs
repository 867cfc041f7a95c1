//! Tables that were read across: lines that nobody can put together again. They stay as they are, and the log warns.

use super::{lines, starts_large, text};
use crate::blocks::{Block, Kind};
use crate::log::{Log, MuddleKind};
use crate::source::{Form, Line, Source};
use crate::words::Word;

/// So many lines of the same kind in a row are a table.
const FEWEST_LINES: usize = 4;

pub(super) fn find(mut blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut at = 0;
    while at < blocks.len() {
        if !is_strange(&blocks[at]) {
            at += 1;
            continue;
        }
        let (start, end) = reach(&blocks, at);
        let known = |block: &Block| {
            log.muddles.iter().any(|muddle| (muddle.lines.0..=muddle.lines.1).contains(&block.line))
        };
        let lines: usize = blocks[start..end].iter().map(|block| lines(block).count()).sum();
        if lines >= FEWEST_LINES || blocks[start..end].iter().any(has_bars) {
            if !known(&blocks[at]) {
                log.muddle(blocks[start].line, blocks[end - 1].last_line, MuddleKind::Table);
            }
            for block in &mut blocks[start..end] {
                block.kind = Kind::Loose;
            }
        }
        at = end;
    }
    blocks
}

fn is_strange(block: &Block) -> bool {
    has_bars(block) || has_figures(block) || has_capitals(block)
}

/// The lines of one table: they stand close together, some of them with nothing strange in them, and those without an
/// empty line between belong to it all.
fn reach(blocks: &[Block], at: usize) -> (usize, usize) {
    let mut start = at;
    while start > 0 && !blocks[start].apart && can_be_cell(&blocks[start - 1]) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < blocks.len() {
        let near = blocks[end..].iter().take(3).take_while(|block| can_be_cell(block)).position(is_strange);
        let dense = usize::from(blocks[end].kind == Kind::Paragraph && !blocks[end].apart);
        match near.map_or(dense, |steps| steps + 1) {
            0 => break,
            more => end += more,
        }
    }
    (start, end)
}

/// So many lines of a PDF with wide gaps in a row can be columns.
const FEWEST_GAPS: usize = 3;

/// Lines with wide gaps that were made no table of: what stands side by side was read as one line.
pub(super) fn gaps(source: &Source, log: &mut Log) {
    let wide = |line: &Line| {
        let text = line.text.trim();
        let parts: Vec<&str> = text.split("   ").filter(|part| !part.trim().is_empty()).collect();
        let number = parts.last().is_some_and(|part| part.trim().bytes().all(|byte| byte.is_ascii_digit()));
        // A mark of a list may stand far before its text, a page far behind it.
        line.form != Form::Row
            && parts.len() > 1
            && parts[0].trim().chars().count() > 3
            && !number
            && !text.contains("...")
    };
    let filled: Vec<&Line> = source.lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
    for run in filled.chunk_by(|line, next| wide(line) && wide(next)) {
        if let [first, .., last] = run
            && run.len() >= FEWEST_GAPS
        {
            log.muddle(first.number, last.number, MuddleKind::Gaps);
        }
    }
}

fn can_be_cell(block: &Block) -> bool {
    block.kind == Kind::Paragraph && !(block.text().ends_with(['.', ':', '?', ';']) && block.words.len() > 8)
}

/// Bars that parted columns. One within a word is a letter that was misread.
fn has_bars(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.words.iter().any(|word| word.text == "|")
}

/// Numbers, and the small words between numbers.
fn has_figures(block: &Block) -> bool {
    let figure = |word: &Word| {
        word.text.starts_with(|sign: char| sign.is_ascii_digit())
            || matches!(word.text.as_str(), "t/m" | "en" | "X" | "meer" | "|" | "n.v.t.")
    };
    let digits =
        block.words.iter().filter(|word| word.text.starts_with(|sign: char| sign.is_ascii_digit())).count();
    let figures = block.words.iter().filter(|word| figure(word)).count();
    let ranges = block.words.iter().filter(|word| word.text.contains("t/m")).count();
    block.kind == Kind::Paragraph
        && (figures == block.words.len()
            || (digits > 1 && figures * 10 >= block.words.len() * 6)
            || ranges > 2)
}

/// Lines with capitals in their middle and no sentence in them.
fn has_capitals(block: &Block) -> bool {
    let across = |line: &[Word]| {
        let inner = line
            .windows(2)
            .filter(|pair| starts_large(&pair[1]) && !pair[0].text.ends_with(['.', ':', '!', '?']))
            .count();
        inner >= 2 && inner * 5 >= line.len() && line.len() > 3 && !text(line).ends_with(['.', ';', ':', ','])
    };
    let count = lines(block).count();
    let strange = lines(block).filter(|line| across(line)).count();
    block.kind == Kind::Paragraph && strange > 0 && strange * 2 >= count && !block.text().ends_with('.')
}
