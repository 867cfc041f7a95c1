//! Tables written as text, and rules written as a list.

use super::Piece;
use crate::sink::Sink;
use crate::tree::{Node, Span, Style, Value};

/// A table of cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet<'a> {
    pub(crate) header: Vec<Piece<'a>>,
    pub(crate) rows: Vec<SheetRow<'a>>,
}

/// A row of cells.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow<'a> {
    pub(crate) cells: Vec<Piece<'a>>,
    pub(crate) span: Span,
}

/// Reads a table of text; every broken row is a finding and is left out.
pub(crate) fn sheet<'a>(sink: &mut Sink, node: &'a Node, what: &str) -> Option<Sheet<'a>> {
    let Value::Scalar(scalar) = &node.value else {
        sink.error(
            "W0504",
            node.span,
            format!("{what} is geen tabel"),
            "Schrijf `tabel: |` en zet de tabel eronder, elke regel tussen `|`.",
        );
        return None;
    };
    if scalar.style != Style::Literal {
        sink.error(
            "W0504",
            node.span,
            format!("{what} verliest zo zijn regels"),
            "Zet achter de sleutel een `|` (`tabel: |`) en begin de tabel op de regel eronder.",
        );
        return None;
    }
    let mut lines: Vec<Piece<'a>> = Vec::new();
    let mut start = 0;
    for line in scalar.text.split_inclusive('\n') {
        let piece = Piece { node, base: start, text: line.trim_end_matches(['\n', '\r']) }.trimmed();
        if !piece.text.is_empty() {
            lines.push(piece);
        }
        start += line.len();
    }
    let mut sheet = Sheet::default();
    let mut header_seen = false;
    for (number, line) in lines.iter().enumerate() {
        let Some(cells) = cells(*line) else {
            sink.error(
                "W0504",
                line.span(),
                "Deze regel van de tabel begint of eindigt niet met `|`",
                "Zet aan het begin en aan het eind van de regel een `|`.",
            );
            continue;
        };
        if number > 0
            && cells.iter().all(|cell| {
                !cell.text.is_empty() && cell.text.chars().all(|letter| matches!(letter, '-' | ':'))
            })
            && cells.iter().any(|cell| cell.text.len() > 1)
        {
            continue;
        }
        if !header_seen {
            header_seen = true;
            sheet.header = cells;
            continue;
        }
        if cells.len() != sheet.header.len() {
            sink.error(
                "W0504",
                line.span(),
                format!("Deze regel heeft {} cellen, de kop heeft er {}", cells.len(), sheet.header.len()),
                "Zet in elke kolom iets; maakt het niet uit, schrijf dan `-`.",
            );
            continue;
        }
        sheet.rows.push(SheetRow { span: line.span(), cells });
    }
    for (place, cell) in sheet.header.iter().enumerate() {
        if cell.text.is_empty() {
            sink.error(
                "W0504",
                cell.span(),
                "Deze kolom heeft geen kop",
                "Zet de naam van een vraag of waarde boven de kolom.",
            );
        } else if sheet.header.iter().take(place).any(|other| other.text == cell.text) {
            sink.error(
                "W0504",
                cell.span(),
                format!("De kolom `{}` staat er twee keer", cell.text),
                "Haal een van de twee weg.",
            );
        }
    }
    if sheet.header.is_empty() {
        sink.error(
            "W0504",
            node.span,
            format!("{what} is leeg"),
            "Zet er een kop en ten minste één regel in.",
        );
        return None;
    }
    Some(sheet)
}

fn cells(line: Piece<'_>) -> Option<Vec<Piece<'_>>> {
    let inner = line.text.strip_prefix('|')?.strip_suffix('|')?;
    let mut cells = Vec::new();
    let mut start = 1;
    for cell in inner.split('|') {
        cells.push(line.part(start, start + cell.len()).trimmed());
        start += cell.len() + 1;
    }
    Some(cells)
}
