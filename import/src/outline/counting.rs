//! Numbers of a list that are not there, found by counting: between `1.` and `7.` stand five paragraphs, so they are
//! `2.` to `6.`.

use crate::blocks::{Block, Kind};
use crate::lines::{Number, Style};
use crate::log::{Log, Rule};

/// Gives paragraphs the numbers that they lost.
pub(super) fn restore(blocks: &mut [Block], log: &mut Log) {
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
        let places: Vec<usize> = (at + 1..next).filter(|place| bare(&blocks[*place])).collect();
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
fn only_a_first(blocks: &mut [Block], log: &mut Log) {
    let mut at = 0;
    while at < blocks.len() {
        let article =
            matches!(blocks[at].kind, Kind::Heading(_)) && blocks[at].text().starts_with("Artikel ");
        let length =
            blocks[at + 1..].iter().take_while(|block| !matches!(block.kind, Kind::Heading(_))).count();
        let end = at + 1 + length;
        if article {
            let digits: Vec<u32> = blocks[at + 1..end]
                .iter()
                .filter_map(number)
                .filter(|number| number.style == Style::Digits)
                .map(|number| number.value)
                .collect();
            let first = blocks.get(at + 1).and_then(number).is_some_and(|number| number.value == 1);
            let places: Vec<usize> = (at + 2..end).filter(|place| bare(&blocks[*place])).collect();
            if digits == [1] && first && places.len() > 1 {
                for (value, place) in (2..).zip(places) {
                    give(&mut blocks[place], value, Style::Digits, log);
                }
            }
        }
        at = end;
    }
}
