//! Numbers of a list that are not there, found by counting: between `1.` and `7.` stand five paragraphs, so they are
//! `2.` to `6.`.

use crate::blocks::{Block, Kind};
use crate::lines::{Number, Style};
use crate::log::{Log, Rule};
use crate::words::Word;

/// Gives paragraphs the numbers that they lost.
pub(super) fn restore(blocks: &mut Vec<Block>, log: &mut Log) {
    between(blocks, log);
    only_a_first(blocks, log);
}

fn number(block: &Block) -> Option<&Number> {
    match &block.kind {
        Kind::Item { mark, .. } => mark.as_ref(),
        _ => None,
    }
}

/// Whether a block can be a point without its number.
fn bare(block: &Block) -> bool {
    let starts = block
        .words
        .first()
        .is_some_and(|word| word.text.starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit()));
    block.kind == Kind::Paragraph && block.apart && starts && block.words.len() > 2
}

fn starts_small(block: &Block) -> bool {
    block.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase))
}

/// Whether a block can be a point without its number in a list whose points start with a small letter.
fn bare_small(block: &Block) -> bool {
    let ends = block.words.last().is_some_and(|word| word.text.ends_with([';', ',']));
    block.kind == Kind::Paragraph && block.apart && starts_small(block) && (ends || block.words.len() > 2)
}

fn give(block: &mut Block, value: u32, style: Style, log: &mut Log) {
    let text = match style {
        Style::Letters => {
            let place = u8::try_from(value.saturating_sub(1)).unwrap_or(0).min(25);
            format!("{}.", char::from(b'a' + place))
        }
        _ => format!("{value}."),
    };
    if let Some(word) = block.words.first() {
        log.put_in(word.at, Rule::NumberRestored, &text);
    }
    block.kind = Kind::Item { mark: Some(Number { style, value, text }), level: 0 };
}

/// Between two numbers of one list stand as many paragraphs as numbers are missing.
fn between(blocks: &mut [Block], log: &mut Log) {
    for at in 0..blocks.len() {
        let Some((style, value)) = number(&blocks[at]).map(|number| (number.style, number.value)) else {
            continue;
        };
        if style == Style::Roman {
            continue;
        }
        // The next of its list: the same kind of number, higher, under the same heading.
        let next = blocks[at + 1..]
            .iter()
            .take_while(|block| !matches!(block.kind, Kind::Heading(_)))
            .position(|block| number(block).is_some_and(|number| number.style == style))
            .map(|steps| at + 1 + steps);
        let Some(next) = next else { continue };
        let Some(until) = number(&blocks[next]).map(|number| number.value) else { continue };
        let missing = until.saturating_sub(value + 1);
        let small = style == Style::Letters && starts_small(&blocks[at]) && starts_small(&blocks[next]);
        let fits = if small { bare_small } else { bare };
        let places: Vec<usize> = (at + 1..next).filter(|place| fits(&blocks[*place])).collect();
        if missing == 0 || u32::try_from(places.len()) != Ok(missing) {
            continue;
        }
        for (value, place) in (value + 1..).zip(places) {
            give(&mut blocks[place], value, style, log);
        }
    }
}

/// An article of one paragraph has no number. Where `1.` stands and no other number, the paragraphs that follow it
/// lost theirs.
fn only_a_first(blocks: &mut Vec<Block>, log: &mut Log) {
    let mut at = 0;
    while at < blocks.len() {
        let article =
            matches!(blocks[at].kind, Kind::Heading(_)) && blocks[at].text().starts_with("Artikel ");
        let end = |blocks: &[Block]| {
            let length =
                blocks[at + 1..].iter().take_while(|block| !matches!(block.kind, Kind::Heading(_))).count();
            at + 1 + length
        };
        let until = end(blocks);
        let digits: Vec<u32> = blocks[at + 1..until]
            .iter()
            .filter_map(number)
            .filter(|number| number.style == Style::Digits)
            .map(|number| number.value)
            .collect();
        let first = blocks.get(at + 1).and_then(number).is_some_and(|number| number.value == 1);
        let bare_from = |blocks: &[Block]| -> Vec<usize> {
            (at + 2..end(blocks)).filter(|place| bare(&blocks[*place])).collect()
        };
        if article && digits == [1] && first && bare_from(blocks).len() > 1 {
            part_points(blocks, at + 1, until);
            for (value, place) in (2..).zip(bare_from(blocks)) {
                give(&mut blocks[place], value, Style::Digits, log);
            }
        }
        at = end(blocks);
    }
}

/// So many points must open alike before another that does is looked for within one of them.
const ALIKE: usize = 3;

/// Parts points that were read on as one: where a line ended with its sentence, though the next word would have fitted,
/// and the next line opens as most points of the article do.
fn part_points(blocks: &mut Vec<Block>, from: usize, end: usize) {
    let opening = |words: &[Word]| match words {
        [first, second, ..] => Some((first.text.clone(), second.text.clone())),
        _ => None,
    };
    let openings: Vec<_> = blocks[from..end]
        .iter()
        .filter(|block| bare(block) || number(block).is_some())
        .filter_map(|block| opening(&block.words))
        .collect();
    let width = |line: &[Word]| line.iter().map(|word| word.text.chars().count() + 1).sum::<usize>();
    let lines = |block: &Block| block.words.chunk_by(|word, next| word.line == next.line).map(width).max();
    let widest = blocks[from..end].iter().filter_map(lines).max().unwrap_or(0);
    for at in (from..end).rev() {
        let place = {
            let words = &blocks[at].words;
            (1..words.len()).find(|place| {
                let (before, behind) = words.split_at(*place);
                let (Some(last), Some(next)) = (before.last(), behind.first()) else { return false };
                let line: Vec<Word> = before.iter().filter(|word| word.line == last.line).cloned().collect();
                let fitted = width(&line) + next.text.chars().count() < widest;
                let alike = opening(behind)
                    .is_some_and(|own| openings.iter().filter(|other| **other == own).count() >= ALIKE);
                last.line != next.line && last.text.ends_with('.') && fitted && alike
            })
        };
        if let Some(place) = place {
            let rest = blocks[at].words.split_off(place);
            let line = rest.first().map_or(blocks[at].line, |word| word.line);
            let count = rest.chunk_by(|word, next| word.line == next.line).count();
            let block = Block {
                kind: Kind::Paragraph,
                words: rest,
                line,
                last_line: blocks[at].last_line,
                apart: true,
                lines: count,
                mark_at: None,
                numbered: false,
                anchor: None,
            };
            blocks[at].last_line = line.saturating_sub(1);
            blocks[at].lines = blocks[at].lines.saturating_sub(count);
            blocks.insert(at + 1, block);
        }
    }
}
