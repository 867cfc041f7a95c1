//! Tables that were read across: lines that nobody can put together again. They stay as they are, and the log warns.

use super::{lines, starts_large, text};
use crate::blocks::{Block, Kind};
use crate::log::{Log, MuddleKind};
use crate::words::Word;

/// So many lines of the same kind in a row are a table.
const FEWEST_LINES: usize = 4;

pub(super) fn find(mut blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut at = 0;
    while at < blocks.len() {
        let strange = |block: &Block| has_bars(block) || has_figures(block) || has_capitals(block);
        if !strange(&blocks[at]) {
            at += 1;
            continue;
        }
        // The lines of one table stand close together, some of them with nothing strange in them.
        let mut end = at + 1;
        while end < blocks.len() {
            let near = blocks[end..].iter().take(3).take_while(|block| can_be_cell(block)).position(strange);
            match near {
                Some(steps) => end += steps + 1,
                None => break,
            }
        }
        let lines: usize = blocks[at..end].iter().map(|block| lines(block).count()).sum();
        let bars = blocks[at..end].iter().any(has_bars);
        if lines >= FEWEST_LINES || bars {
            log.muddle(blocks[at].line, blocks[end - 1].last_line, MuddleKind::Table);
            for block in &mut blocks[at..end] {
                block.kind = Kind::Loose;
            }
        }
        at = end;
    }
    blocks
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
        word.text.starts_with(|sign: char| sign.is_ascii_digit()) || matches!(word.text.as_str(), "t/m" | "en" | "X" | "meer" | "|" | "n.v.t.")
    };
    let digits = block.words.iter().filter(|word| word.text.starts_with(|sign: char| sign.is_ascii_digit())).count();
    let figures = block.words.iter().filter(|word| figure(word)).count();
    let ranges = block.words.iter().filter(|word| word.text.contains("t/m")).count();
    block.kind == Kind::Paragraph && (figures == block.words.len() || (digits > 3 && figures * 10 >= block.words.len() * 6) || ranges > 2)
}

/// Lines with capitals in their middle and no sentence in them.
fn has_capitals(block: &Block) -> bool {
    let across = |line: &[Word]| {
        let inner = line.windows(2).filter(|pair| starts_large(&pair[1]) && !pair[0].text.ends_with(['.', ':', '!', '?'])).count();
        inner >= 2 && inner * 5 >= line.len() && line.len() > 3 && !text(line).ends_with(['.', ';', ':', ','])
    };
    let count = lines(block).count();
    let strange = lines(block).filter(|line| across(line)).count();
    block.kind == Kind::Paragraph && strange > 0 && strange * 2 >= count
}
