//! Columns on a page of text that keeps its layout: tables, and running text in two columns.
//!
//! A gutter is a strip of two signs or wider that no line of a block writes in. Where gutters part at least three
//! lines into the same cells, the block is a table; where both sides are full lines of sentences it is running text,
//! read column by column. What is neither is left as it stands.

use crate::source::{Form, Line};

/// The narrowest gutter, in signs.
const GUTTER: usize = 2;

/// So many lines with the same gutters make a table.
const FEWEST_LINES: usize = 3;

/// So many lines side by side can be running text.
const FEWEST_TEXT_LINES: usize = 8;

/// How wide a column of running text is at least, in signs.
const TEXT_WIDTH: usize = 24;

/// One line of a page.
struct Printed {
    number: u32,
    signs: Vec<char>,
}

/// Text without a gap in it: where it starts and ends on its line.
type Span = std::ops::Range<usize>;

/// The lines of a page; its tables as rows, its columns one after the other.
pub(super) fn read(page: &[(u32, &str)]) -> Vec<Line> {
    let printed: Vec<Printed> = page
        .iter()
        .map(|(number, text)| Printed { number: *number, signs: text.trim_end().chars().collect() })
        .collect();
    let mut lines = Vec::with_capacity(page.len());
    let mut at = 0;
    while at < printed.len() {
        let made = block(&printed[at..]).and_then(|block| {
            let length = block.length;
            let contents = heads_contents(&printed[..at]);
            Some((make(&printed[at..at + length], &block.gutters, contents)?, length))
        });
        match made {
            Some((mut made, length)) => {
                // An empty line, so that nothing above or below is taken for a part of it.
                lines.push(blank(printed[at].number));
                lines.append(&mut made);
                lines.push(blank(printed[at + length - 1].number));
                at += length;
            }
            None => {
                lines.push(plain(printed[at].number, printed[at].signs.iter().collect()));
                at += 1;
            }
        }
    }
    lines
}

fn plain(number: u32, text: String) -> Line {
    Line { number, text, form: Form::Plain }
}

fn blank(number: u32) -> Line {
    plain(number, String::new())
}

/// The parts of a line between gaps of at least two signs.
fn spans(signs: &[char]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, sign) in signs.iter().enumerate() {
        if sign.is_whitespace() {
            continue;
        }
        match spans.last_mut() {
            Some(last) if at < last.end + GUTTER => last.end = at + 1,
            _ => spans.push(at..at + 1),
        }
    }
    spans
}

/// Lines from the first on that the same gutters part.
struct Block {
    length: usize,
    gutters: Vec<Span>,
}

/// The block that starts on the first line. It ends before a line that closes a gutter which held for long enough,
/// and where after an empty line nothing stands but text under the first column.
fn block(lines: &[Printed]) -> Option<Block> {
    let first = spans(&lines.first()?.signs);
    (first.len() > 1).then_some(())?;
    let mut gutters: Vec<Span> = first.windows(2).map(|pair| pair[0].end..pair[1].start).collect();
    let mut parted = 1;
    let mut length = 1;
    let mut empty = 0;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let spans = spans(&line.signs);
        if spans.is_empty() {
            empty += 1;
            // Two empty lines part what stands above from what stands below.
            if empty > 1 && parted >= FEWEST_LINES {
                break;
            }
            if empty > 2 {
                break;
            }
            continue;
        }
        let kept = narrowed(&gutters, &spans);
        let filled = filled(&kept, &spans);
        let alone = filled == 1 && cell_of(&kept, spans[0].start) == 0;
        let left = spans.len() == 1 && spans[0].len() > TEXT_WIDTH * 3;
        if kept.is_empty()
            || (kept.len() < gutters.len() && parted >= FEWEST_LINES)
            || (empty > 0 && alone)
            || left
        {
            break;
        }
        gutters = kept;
        parted += usize::from(filled > 1);
        empty = 0;
        length = at + 1;
    }
    // Text under the last row is no part of it.
    while length > 1 {
        let spans = spans(&lines[length - 1].signs);
        let sentence = filled(&gutters, &spans) == 1
            && cell_of(&gutters, spans.first()?.start) == 0
            && starts_large(&lines[length - 1].signs);
        if !(spans.is_empty() || sentence) {
            break;
        }
        length -= 1;
    }
    (parted >= FEWEST_LINES).then_some(Block { length, gutters })
}

/// The gutters that a line leaves open, as narrow as it makes them. A gutter that the line ends before stays.
fn narrowed(gutters: &[Span], spans: &[Span]) -> Vec<Span> {
    gutters
        .iter()
        .filter_map(|gutter| {
            let mut open = gutter.clone();
            for span in spans {
                if span.end <= open.start || span.start >= open.end {
                    continue;
                }
                // Text within the gutter leaves the wider side of it.
                let (before, behind) =
                    (span.start.saturating_sub(open.start), open.end.saturating_sub(span.end));
                open = if before >= behind { open.start..span.start } else { span.end..open.end };
            }
            (open.start < open.end && open.len() >= GUTTER).then_some(open)
        })
        .collect()
}

/// The column that a place on a line belongs to.
fn cell_of(gutters: &[Span], at: usize) -> usize {
    gutters.iter().filter(|gutter| gutter.end <= at).count()
}

/// How many columns a line has text in.
fn filled(gutters: &[Span], spans: &[Span]) -> usize {
    let mut cells: Vec<usize> = spans.iter().map(|span| cell_of(gutters, span.start)).collect();
    cells.dedup();
    cells.len()
}

fn starts_large(signs: &[char]) -> bool {
    signs
        .iter()
        .find(|sign| !sign.is_whitespace())
        .is_some_and(|sign| sign.is_uppercase() || sign.is_ascii_digit())
}

/// The text of each column of a line, spaces within it as one.
fn cells(line: &Printed, gutters: &[Span]) -> Vec<String> {
    let mut cells = vec![String::new(); gutters.len() + 1];
    for span in spans(&line.signs) {
        if let Some(cell) = cells.get_mut(cell_of(gutters, span.start)) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.extend(&line.signs[span]);
        }
    }
    cells
}

/// What a block is made into; none where it is left as it stands.
fn make(lines: &[Printed], gutters: &[Span], contents: bool) -> Option<Vec<Line>> {
    let mut grid: Vec<(u32, Vec<String>)> =
        lines.iter().map(|line| (line.number, cells(line, gutters))).collect();
    if contents || leads_to_pages(&grid) || !aligned(lines, gutters) {
        return None;
    }
    // Marks of a list stand in a column of their own; that makes no table of it.
    if is_list(&grid) {
        if gutters.len() < 2 {
            return None;
        }
    } else if gutters.len() == 1 && is_text(&grid) {
        return columns_of_text(&grid);
    }
    for (_, cells) in &mut grid {
        for cell in cells {
            *cell = cell.replace('|', "\\|");
        }
    }
    rows(&grid)
}

/// Whether the words of a contents list stand above.
fn heads_contents(above: &[Printed]) -> bool {
    above.iter().rev().take(60).any(|line| {
        let text: String = line.signs.iter().collect::<String>().trim().trim_end_matches(':').to_lowercase();
        matches!(text.as_str(), "inhoud" | "inhoudsopgave" | "inhoudsopgaaf")
    })
}

/// Whether the last column holds pages: dots lead to it.
fn leads_to_pages(grid: &[(u32, Vec<String>)]) -> bool {
    let filled = grid.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).count();
    let dotted = grid
        .iter()
        .filter(|(_, cells)| cells.iter().any(|cell| cell.contains("...") || cell.contains(". . .")))
        .count();
    dotted * 2 >= filled
}

/// Whether the cells of every column but the first stand under each other, by their left or their right side.
fn aligned(lines: &[Printed], gutters: &[Span]) -> bool {
    (1..=gutters.len()).all(|column| {
        let mut starts: Vec<usize> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for line in lines {
            let spans = spans(&line.signs);
            let mut own = spans.iter().filter(|span| cell_of(gutters, span.start) == column);
            if let Some(first) = own.next() {
                starts.push(first.start);
                ends.push(own.next_back().map_or(first.end, |last| last.end));
            }
        }
        let most = |places: &[usize]| {
            places
                .iter()
                .map(|place| places.iter().filter(|other| *other == place).count())
                .max()
                .unwrap_or(0)
        };
        starts.len() > 1 && most(&starts).max(most(&ends)) * 4 >= starts.len() * 3
    })
}

/// Whether the first column holds the marks of a list: `1.`, `a)`, `•`, `2.1`.
fn is_list(grid: &[(u32, Vec<String>)]) -> bool {
    let firsts: Vec<&String> =
        grid.iter().filter_map(|(_, cells)| cells.first()).filter(|cell| !cell.is_empty()).collect();
    let marks = firsts.iter().filter(|cell| is_mark(cell)).count();
    marks * 2 >= firsts.len()
}

fn is_mark(cell: &str) -> bool {
    let inner = cell.trim_end_matches(['.', ')', '°']);
    let closed = inner.len() < cell.len();
    let digits = inner
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let single = cell.chars().count() == 1 && !cell.starts_with(char::is_alphanumeric);
    let letter = closed && inner.chars().count() <= 4 && inner.chars().all(|sign| sign.is_ascii_lowercase());
    single || (digits && (closed || inner.contains('.'))) || letter
        // `Artikel 3`, with its name far behind it.
        || cell.strip_prefix("Artikel ").is_some_and(|number| number.starts_with(|sign: char| sign.is_ascii_digit()))
}

/// Whether two columns are running text: both filled side by side with full lines that go on in the next.
fn is_text(grid: &[(u32, Vec<String>)]) -> bool {
    let both = grid.iter().filter(|(_, cells)| cells.iter().all(|cell| !cell.is_empty())).count();
    let any = grid.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).count();
    let full = (0..2).all(|column| {
        let texts = column_texts(grid, column);
        let width = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let long = texts.iter().filter(|text| text.chars().count() * 10 >= width * 7).count();
        let lower = texts.iter().filter(|text| text.starts_with(|sign: char| sign.is_lowercase())).count();
        width >= TEXT_WIDTH && long * 10 >= texts.len() * 6 && lower * 10 >= texts.len() * 4
    });
    full && both * 10 >= any * 7
}

fn column_texts(grid: &[(u32, Vec<String>)], column: usize) -> Vec<&str> {
    grid.iter()
        .filter_map(|(_, cells)| cells.get(column))
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Running text column by column; none where it could also be a table with much text in it: too short to tell, or
/// with empty lines at the same height in both columns.
fn columns_of_text(grid: &[(u32, Vec<String>)]) -> Option<Vec<Line>> {
    let filled = grid.iter().filter(|(_, cells)| cells.iter().all(|cell| !cell.is_empty())).count();
    let across = grid.iter().any(|(_, cells)| cells.iter().all(String::is_empty));
    (filled >= FEWEST_TEXT_LINES && !across).then_some(())?;
    let mut lines = Vec::new();
    for column in 0..2 {
        let width = column_texts(grid, column).iter().map(|text| text.chars().count()).max().unwrap_or(0);
        // A paragraph becomes one line: lines as short as these would each seem to end on purpose.
        let mut open = false;
        // A sentence that the first column cuts off goes on in the second; nothing else does.
        lines.extend(grid.first().map(|(number, _)| blank(*number)));
        for (number, cells) in grid {
            let text = cells.get(column).map_or("", String::as_str);
            if text.is_empty() {
                open = false;
                lines.push(blank(*number));
                continue;
            }
            match lines.last_mut() {
                Some(last) if open && !starts_anew(text) => {
                    last.text.push('\n');
                    last.text.push_str(text);
                }
                _ => lines.push(plain(*number, text.to_owned())),
            }
            open = text.chars().count() * 10 >= width * 6;
        }
    }
    Some(lines)
}

/// Whether a line of a column starts a point or an article.
fn starts_anew(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    is_mark(first) && words.next().is_some()
        || matches!(first, "Artikel" | "Hoofdstuk" | "Bijlage" | "Lid" | "ARTIKEL" | "HOOFDSTUK" | "BIJLAGE")
}

/// The rows of a table. Empty lines part them when there are such between all rows; else a row starts where the first
/// column has text that does not go on from the line above.
fn rows(grid: &[(u32, Vec<String>)]) -> Option<Vec<Line>> {
    let starts = |cells: &[String]| {
        let own: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        let goes_on = |cell: &&String| {
            cell.starts_with(|sign: char| sign.is_lowercase() || matches!(sign, '(' | '/' | '-' | '–'))
        };
        !cells.first().is_some_and(String::is_empty) && !own.iter().all(goes_on)
    };
    let empty = |cells: &[String]| cells.iter().all(String::is_empty);
    let groups: Vec<&[(u32, Vec<String>)]> =
        grid.split(|(_, cells)| empty(cells)).filter(|group| !group.is_empty()).collect();
    let parted = groups.len() > 1
        && groups.iter().all(|group| group.iter().filter(|(_, cells)| starts(cells)).count() <= 1);
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    for group in groups {
        for (at, (number, cells)) in group.iter().enumerate() {
            let new = rows.is_empty() || if parted { at == 0 } else { starts(cells) };
            match rows.last_mut() {
                Some((_, row)) if !new => {
                    for (whole, part) in row.iter_mut().zip(cells).filter(|(_, part)| !part.is_empty()) {
                        if !whole.is_empty() {
                            whole.push('\n');
                        }
                        whole.push_str(part);
                    }
                }
                _ => rows.push((*number, cells.clone())),
            }
        }
    }
    let lines =
        rows.into_iter().map(|(number, cells)| Line { number, text: cells.join(" | "), form: Form::Row });
    let lines: Vec<Line> = lines.collect();
    // One row is none to compare with.
    (lines.len() > 1).then_some(lines)
}
