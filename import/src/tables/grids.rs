//! Rows with a sign for their columns: tabs, or a head whose cells every row has.

use super::{brackets_close, cut, lines, starts_large, text};
use crate::blocks::{Block, Kind};
use crate::log::{Log, MuddleKind, Rule};
use crate::words::{Place, Word};

/// So many lines with the same tabs make a table.
const FEWEST_ROWS: usize = 3;

pub(super) fn find(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let blocks = tabbed(blocks, log);
    let blocks = scores(blocks, log);
    let blocks = capitals(blocks, log);
    let blocks = shares(blocks);
    telephones(blocks, log)
}

/// How many columns the tabs of a block's first line make.
fn tabs(block: &Block) -> usize {
    let first = lines(block).next().unwrap_or_default();
    let cells = first.chunk_by(|word, next| word.place.cell == next.place.cell).count();
    if block.kind == Kind::Paragraph { cells } else { 0 }
}

/// Lines with as many tabs: two columns are terms and what they mean, more are a table.
fn tabbed(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut rest = blocks.as_slice();
    while let Some(first) = rest.first() {
        let columns = tabs(first);
        let run = rest.iter().take_while(|block| columns > 1 && tabs(block) == columns).count();
        if run < FEWEST_ROWS {
            out.push(first.clone());
            rest = &rest[1..];
            continue;
        }
        for (at, block) in rest[..run].iter().enumerate() {
            let words = numbered_cells(block);
            if columns > 2 || heads(&rest[0]) {
                let mut row = cut(block, Kind::Row, words, at == 0);
                row.line = block.line;
                out.push(row);
            } else {
                let split = words.iter().position(|word| word.place.cell > 0).unwrap_or(words.len());
                let (term, mut meaning) = (words[..split].to_vec(), words[split..].to_vec());
                // `Datum : 20 september`: the sign between was the column.
                if meaning.len() > 1 && meaning[0].text == ":" {
                    log.take_out(meaning[0].at, 1, Rule::ColumnSign);
                    meaning.remove(0);
                }
                out.push(cut(block, Kind::Term, term, block.apart));
                let paragraphs = meaning.chunk_by(|word, next| word.place.paragraph == next.place.paragraph);
                out.extend(paragraphs.map(|words| cut(block, Kind::Meaning, words.to_vec(), false)));
            }
        }
        rest = &rest[run..];
    }
    out
}

/// The words of a block with cells from 0, one up at each tab; what a cell goes on with on the next line is its own.
fn numbered_cells(block: &Block) -> Vec<Word> {
    let mut words = block.words.clone();
    let first = words.first().map_or(0, |word| word.line);
    let mut cell = 0;
    let mut before = words.first().map_or(0, |word| word.place.cell);
    for word in &mut words {
        if word.line == first && word.place.cell != before {
            before = word.place.cell;
            cell += 1;
        }
        word.place.cell = cell;
    }
    words
}

/// Whether a line heads columns: `Begrip` and `Omschrijving`.
fn heads(block: &Block) -> bool {
    let text = block.text().to_lowercase();
    let last = text.split_whitespace().next_back().unwrap_or("");
    block.words.len() <= 4
        && matches!(last, "omschrijving" | "betekenis" | "definitie" | "toelichting" | "uitleg" | "bedrag")
}

/// `Score Omschrijving`, and rows that count from 1: `1 Het gaat om …`.
fn scores(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while at < blocks.len() {
        let made = score_head(&blocks[at]).and_then(|head| Some((head, counted(&blocks[at + 1..])?)));
        let Some((head, (rows, taken))) = made else {
            out.push(blocks[at].clone());
            at += 1;
            continue;
        };
        let bar = blocks[at].words.iter().find(|word| word.text == "|");
        if let Some(bar) = bar {
            log.take_out(bar.at, 1, Rule::ColumnSign);
        }
        out.push(cut(&blocks[at], Kind::Row, head, true));
        out.extend(rows);
        at += 1 + taken;
    }
    out
}

/// The two cells of a line that is only two words, the first of which names a number.
fn score_head(block: &Block) -> Option<Vec<Word>> {
    let words: Vec<Word> = block.words.iter().filter(|word| word.text != "|").cloned().collect();
    let [first, second] = words.as_slice() else { return None };
    let counts = matches!(
        first.text.to_lowercase().as_str(),
        "score" | "nummer" | "nr." | "niveau" | "schaal" | "stap" | "fase" | "categorie"
    );
    (block.kind == Kind::Paragraph && block.lines == 1 && counts && starts_large(second)).then_some(())?;
    let mut cells = words.clone();
    cells[1].place = Place { cell: 1, paragraph: 0 };
    Some(cells)
}

/// Rows that count from 1, and how many blocks they take: each starts a line with its number and a capital.
fn counted(blocks: &[Block]) -> Option<(Vec<Block>, usize)> {
    let mut rows: Vec<Block> = Vec::new();
    let mut taken = 0;
    for block in blocks {
        if block.kind != Kind::Paragraph {
            break;
        }
        let mut more: Vec<Vec<Word>> = Vec::new();
        for line in lines(block) {
            let next = rows.len() + more.len() + 1;
            if line.first().is_some_and(|word| word.text == next.to_string())
                && line.get(1).is_some_and(starts_large)
            {
                more.push(line.to_vec());
            } else if let Some(row) = more.last_mut() {
                row.extend_from_slice(line);
            } else if line.first().is_some_and(|word| word.text.starts_with(char::is_lowercase))
                && let Some(row) = rows.last_mut()
            {
                let cell = Place { cell: 1, paragraph: 0 };
                row.words.extend(line.iter().cloned().map(|word| Word { place: cell, ..word }));
                row.last_line = line[0].line;
            } else {
                break;
            }
        }
        let read: usize = more.iter().map(Vec::len).sum();
        if read == 0 || read != block.words.len() {
            // A block that goes on from the row above has no number of its own.
            let goes_on = read == 0 && rows.last().is_some_and(|row| row.last_line == block.last_line);
            if !goes_on {
                break;
            }
        }
        taken += 1;
        rows.extend(more.into_iter().map(|mut words| {
            for word in words.iter_mut().skip(1) {
                word.place = Place { cell: 1, paragraph: 0 };
            }
            cut(block, Kind::Row, words, false)
        }));
    }
    (rows.len() >= FEWEST_ROWS).then_some((rows, taken))
}

/// A head of words with a capital each, and lines under it without an empty one between that have as many parts with
/// a capital: `Hoofdgroep Sanctie Herhaling`, `Discriminatie Ontzegging 3 maanden Ontzegging 6 maanden`.
fn capitals(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while at < blocks.len() {
        let Some(found) = headed(&blocks[at..]) else {
            out.push(blocks[at].clone());
            at += 1;
            continue;
        };
        for (at, take, to) in found.moves {
            log.relocate(at, take, to);
        }
        if let (Some(first), Some(last)) = (found.left.first(), found.left.last()) {
            log.muddle(first.line, last.last_line, MuddleKind::Table);
        }
        out.extend(found.rows);
        out.extend(found.left);
        at += found.taken;
    }
    out
}

/// A table with a head.
struct Headed {
    rows: Vec<Block>,
    /// The lines below that are no rows of it.
    left: Vec<Block>,
    /// Words that stand in an earlier cell than where they were read: the first, how many, and the word behind them.
    moves: Vec<(usize, usize, usize)>,
    /// How many blocks it takes.
    taken: usize,
}

/// A row of a table with a head.
struct Row {
    words: Vec<Word>,
    /// What was moved into an earlier cell.
    moved: Option<(usize, usize, usize)>,
    /// How many lines it took.
    lines: usize,
}

/// The table that starts with this block.
fn headed(blocks: &[Block]) -> Option<Headed> {
    let first = blocks.first()?;
    (first.kind == Kind::Paragraph).then_some(())?;
    let start = lines(first).position(is_head)?;
    let columns = lines(first).nth(start)?.len();
    // All lines up to the next empty one, whatever blocks they were joined into.
    let mut taken =
        1 + blocks.iter().skip(1).take_while(|block| block.kind == Kind::Paragraph && !block.apart).count();
    let all: Vec<(&Block, &[Word])> = blocks[..taken]
        .iter()
        .flat_map(|block| lines(block).map(move |line| (block, line)))
        .skip(start)
        .collect();
    let mut found = Headed { rows: Vec::new(), left: Vec::new(), moves: Vec::new(), taken: 0 };
    let mut at = 0;
    while let Some((block, line)) = all.get(at) {
        let next = all.get(at + 1).map(|(_, line)| *line);
        let Some(row) = row(line, columns, next) else { break };
        found.rows.push(cut(block, Kind::Row, row.words, found.rows.is_empty()));
        found.moves.extend(row.moved);
        at += row.lines;
    }
    (found.rows.len() > FEWEST_ROWS).then_some(())?;
    let mut left: Vec<Block> =
        all[at..].iter().map(|(block, line)| cut(block, Kind::Loose, line.to_vec(), false)).collect();
    // What a last row goes on with behind an empty line, in the middle of its cells.
    while !left.is_empty()
        && let Some(next) = blocks
            .get(taken)
            .filter(|next| next.kind == Kind::Paragraph && goes_on(&next.words) && next.lines == 1)
    {
        left.push(Block { kind: Kind::Loose, ..next.clone() });
        taken += 1;
    }
    if start > 0 {
        let above: Vec<Word> = lines(first).take(start).flatten().cloned().collect();
        found.rows.insert(0, cut(first, Kind::Paragraph, above, first.apart));
    }
    (found.left, found.taken) = (left, taken);
    Some(found)
}

/// Whether each word of a line can be the name of a column.
fn is_head(line: &[Word]) -> bool {
    (3..=6).contains(&line.len())
        && line.iter().all(|word| starts_large(word) && !word.text.ends_with(['.', ':', ',', ';', '?', '!']))
}

fn goes_on(line: &[Word]) -> bool {
    line.first().is_some_and(|word| word.text.starts_with(|sign: char| sign.is_lowercase() || sign == '('))
}

/// The words of a line in as many cells as the head has, what was moved for that, and how many lines it took. A line
/// that goes on from it belongs to the one cell that is not done; where none or more than one is not, nothing is made.
fn row(line: &[Word], columns: usize, next: Option<&[Word]>) -> Option<Row> {
    let mut cell = 0;
    let mut words = line.to_vec();
    for (at, word) in words.iter_mut().enumerate() {
        if at > 0 && starts_cell(word) {
            cell += 1;
        }
        word.place = Place { cell, paragraph: 0 };
    }
    let cells: Vec<&[Word]> = words.chunk_by(|word, next| word.place.cell == next.place.cell).collect();
    (cells.len() == columns && words.first().is_some_and(starts_cell)).then_some(())?;
    let open: Vec<usize> =
        cells.iter().enumerate().filter(|(_, cell)| !is_done(cell)).map(|(at, _)| at).collect();
    let next = next.filter(|next| goes_on(next));
    match (open.as_slice(), next) {
        ([], None) => Some(Row { words, moved: None, lines: 1 }),
        ([cell], Some(next)) => {
            let place: usize = cells.iter().take(cell + 1).map(|cell| cell.len()).sum();
            let own = Place { cell: u16::try_from(*cell).ok()?, paragraph: 0 };
            let more: Vec<Word> = next.iter().cloned().map(|word| Word { place: own, ..word }).collect();
            let moved = words.get(place).map(|behind| (next[0].at, next.len(), behind.at));
            words.splice(place..place, more);
            let whole: Vec<Word> = words.iter().filter(|word| word.place == own).cloned().collect();
            is_done(&whole).then_some(Row { words, moved, lines: 2 })
        }
        _ => None,
    }
}

/// A word that starts a cell: with a capital, or `n.v.t.`.
fn starts_cell(word: &Word) -> bool {
    starts_large(word) || word.text == "n.v.t."
}

fn is_done(cell: &[Word]) -> bool {
    cell.last().is_some_and(|word| !super::is_open(&word.text)) && brackets_close(&text(cell))
}

/// A line of shares and a line below it with as many parts: `Minder dan 30% 30-60% Meer dan 60%`, and under that
/// `n.v.t. Categorie 1 Categorie 2`.
fn shares(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.as_slice();
    while let Some(first) = rest.first() {
        let second =
            rest.get(1).filter(|next| next.kind == Kind::Paragraph && !next.apart && next.lines == 1);
        let taken = if first.lines == 1 { 2 } else { 1 };
        let under =
            if first.lines == 1 { second.map(|block| block.words.as_slice()) } else { lines(first).nth(1) };
        let made = lines(first)
            .next()
            .filter(|_| first.kind == Kind::Paragraph && first.lines <= 2)
            .and_then(|head| Some((share_cells(head)?, under?)))
            .and_then(|(head, under)| row(under, columns(&head), None).map(|under| [head, under.words]));
        match made {
            Some([head, under]) => {
                out.push(cut(first, Kind::Row, head, true));
                out.push(cut(first, Kind::Row, under, false));
                rest = &rest[taken..];
            }
            None => {
                out.push(first.clone());
                rest = &rest[1..];
            }
        }
    }
    out
}

fn columns(words: &[Word]) -> usize {
    words.chunk_by(|word, next| word.place.cell == next.place.cell).count()
}

/// The words of a line in cells that each end in a share, at least three.
fn share_cells(line: &[Word]) -> Option<Vec<Word>> {
    let mut words = line.to_vec();
    let mut cell = 0;
    let mut ended = false;
    for word in &mut words {
        if ended {
            cell += 1;
        }
        ended = word.text.ends_with('%');
        word.place = Place { cell, paragraph: 0 };
    }
    (ended && cell >= 2).then_some(words)
}

/// Lines under each other that end in a telephone number: who, and the number.
fn telephones(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.as_slice();
    while let Some(first) = rest.first() {
        let run = rest
            .iter()
            .enumerate()
            .take_while(|(at, block)| number_at(block).is_some() && (*at == 0 || !block.apart))
            .count();
        if run < FEWEST_ROWS {
            out.push(first.clone());
            rest = &rest[1..];
            continue;
        }
        // A line below without a number: whose name it goes on with is not to be seen.
        let below = rest.get(run).filter(|next| next.kind == Kind::Paragraph && !next.apart);
        let sure = if below.is_some() { run - 1 } else { run };
        for block in &rest[..sure] {
            let split = number_at(block).unwrap_or(0);
            out.push(cut(block, Kind::Term, block.words[..split].to_vec(), block.apart));
            out.push(cut(block, Kind::Meaning, block.words[split..].to_vec(), false));
        }
        let left = &rest[sure..run + usize::from(below.is_some())];
        if let (Some(first), Some(last)) = (left.first(), left.last()) {
            log.muddle(first.line, last.last_line, MuddleKind::Table);
            out.extend(left.iter().map(|block| Block { kind: Kind::Loose, ..block.clone() }));
        }
        rest = &rest[sure + left.len()..];
    }
    out
}

/// Where the telephone number starts that a line ends in.
fn number_at(block: &Block) -> Option<usize> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let part = |word: &&Word| word.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let count = block.words.iter().rev().take_while(part).count();
    let number = block.words.len() - count;
    let long = (9..=11).contains(&block.words[number..].iter().map(|word| digits(&word.text)).sum::<usize>())
        || text(&block.words[number..]).starts_with("0900")
        || text(&block.words[number..]).starts_with("0800");
    let starts = block.words.get(number).is_some_and(|word| word.text.starts_with('0'));
    (block.kind == Kind::Paragraph && block.lines == 1 && number > 0 && long && starts).then_some(number)
}
