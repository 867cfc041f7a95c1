//! Text: its encoding, its lines, and whether Markdown's marks are marks in it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{ReadError, columns};
use crate::source::{Form, Line, Source};

/// Bytes as text: UTF-8, UTF-16 with a mark in front, else windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, marked) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, true),
        None if std::str::from_utf8(bytes).is_ok() => (encoding_rs::UTF_8, false),
        None => (encoding_rs::WINDOWS_1252, false),
    };
    let (text, _, broken) = encoding.decode(bytes);
    let strange = text.chars().filter(|sign| is_strange(*sign)).count();
    // A stray control character happens in text that a machine read; one in a hundred does not.
    let limit = text.chars().count() / 100;
    if (broken && marked) || strange > limit || text.contains('\0') {
        return Err(ReadError::Binary);
    }
    Ok(text.nfc().collect())
}

/// Signs that no text holds.
fn is_strange(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\r' | '\t' | '\x0c')) || sign == char::REPLACEMENT_CHARACTER
}

/// Lines of a text. A line that starts with exactly one space is the first of a page: that is how texts read by a
/// machine keep their page breaks. A form feed says the same.
pub(super) fn read(text: &str) -> Source {
    let tables = markdown_tables(text);
    let marked = !tables.is_empty() || text.lines().any(|line| heading_depth(line).is_some());
    let mut lines = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match tables.get(&number) {
            Some(Some(text)) => {
                lines.push(Line { number, text: text.clone(), form: Form::Row });
                continue;
            }
            // The rule under the head of a table is no line of it.
            Some(None) => continue,
            None => {}
        }
        let paged = line.contains('\x0c');
        let clean = line.replace('\x0c', "");
        let starts_page =
            paged || (clean.starts_with(' ') && clean.chars().nth(1).is_some_and(|next| next != ' '));
        let form = match heading_depth(&clean) {
            Some(depth) if marked => Form::Heading(depth),
            _ if starts_page && !marked => Form::PageStart,
            _ => Form::Plain,
        };
        lines.push(Line { number, text: clean, form });
    }
    Source { lines, marked }
}

/// The lines of Markdown tables by number: each row with its cells parted by ` | `, none for the rule below the head.
fn markdown_tables(text: &str) -> BTreeMap<u32, Option<String>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = BTreeMap::new();
    let mut at = 1;
    while at < lines.len() {
        let head = cells(lines[at - 1]);
        if !is_table_rule(lines[at]) || head.len() != cells(lines[at]).len() {
            at += 1;
            continue;
        }
        let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        found.insert(number(at - 1), Some(head.join(" | ")));
        found.insert(number(at), None);
        at += 1;
        while let Some(line) = lines.get(at).filter(|line| line.contains('|')) {
            found.insert(number(at), Some(cells(line).join(" | ")));
            at += 1;
        }
        at += 1;
    }
    found
}

/// `|---|:--:|`: what stands below the head of a Markdown table.
fn is_table_rule(line: &str) -> bool {
    let cell = |cell: &String| {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && line.contains('-') && cells(line).iter().all(cell)
}

/// The cells of a row of a Markdown table; a `|` behind a backslash parts none.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for sign in line.chars() {
        if sign == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(sign);
        }
        escaped = sign == '\\' && !escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Lines of a PDF's text with its layout: pages part at form feeds, gaps of two spaces or more may part columns.
pub(super) fn read_layout(text: &str) -> Source {
    let mut lines: Vec<Line> = Vec::new();
    let mut number = 0;
    for (page, page_text) in text.split('\x0c').enumerate() {
        let mut printed: Vec<(u32, &str)> = Vec::new();
        for line in page_text.lines() {
            number += 1;
            printed.push((number, line));
        }
        let mut made = columns::read(&printed);
        // What puts columns together must keep every word; where it does not, the page stays as it was.
        if !same_words(&printed, &made) {
            made = printed
                .iter()
                .map(|(number, text)| Line {
                    number: *number,
                    text: text.trim_end().to_owned(),
                    form: Form::Plain,
                })
                .collect();
        }
        if let Some(first) = made.iter_mut().find(|line| !line.text.trim().is_empty())
            && page > 0
            && first.form == Form::Plain
        {
            first.form = Form::PageStart;
        }
        lines.append(&mut made);
    }
    Source { lines, marked: false }
}

/// Whether lines hold the words of a page, in whatever order.
fn same_words(printed: &[(u32, &str)], made: &[Line]) -> bool {
    let mut before: Vec<&str> = printed.iter().flat_map(|(_, text)| text.split_whitespace()).collect();
    let after: Vec<String> = made
        .iter()
        .flat_map(|line| line.text.split_whitespace().filter(|word| line.form != Form::Row || *word != "|"))
        .map(|word| word.replace("\\|", "|"))
        .collect();
    let mut after: Vec<&str> = after.iter().map(String::as_str).collect();
    before.sort_unstable();
    after.sort_unstable();
    before == after
}

/// The depth of a Markdown heading.
fn heading_depth(line: &str) -> Option<u8> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&hashes).then_some(())?;
    line[hashes..].starts_with(' ').then_some(u8::try_from(hashes).ok()?)
}
