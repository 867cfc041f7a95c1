//! Tables: a row becomes one line, a cell one text.

use super::ReadError;
use super::body::{Draft, Flow, Place, Reader};
use super::xml::{Element, Xml};
use crate::source::Form;

/// The most columns of a table, in Word itself too.
const MAX_COLUMNS: usize = 63;

/// What stands between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// A table while it is read.
#[derive(Default)]
pub(super) struct Table {
    columns: usize,
    pub(super) drafts: Vec<Draft>,
}

/// A row while it is read.
#[derive(Default)]
pub(super) struct Row {
    cells: Vec<String>,
    /// The paragraphs of the cell, where the table is only a frame around text.
    paragraphs: Option<Vec<Draft>>,
    notes: Vec<Draft>,
    /// Deleted or hidden.
    gone: bool,
    /// Columns that it leaves free at its end.
    free: usize,
}

/// What a cell says of itself.
#[derive(Default)]
pub(super) struct Cell {
    columns: usize,
    /// Part of the cell above or before it.
    merged: bool,
    deleted: bool,
}

impl Reader<'_, '_> {
    pub(super) fn table_part(&mut self, element: &Element, table: &mut Table) -> Result<(), ReadError> {
        match element.word() {
            "tblGrid" => {
                while let Some(element) = self.xml.child()? {
                    table.columns += usize::from(element.word() == "gridCol");
                    self.xml.skip()?;
                }
                Ok(())
            }
            "tr" => self.row(table),
            _ => self.xml.skip(),
        }
    }

    fn row(&mut self, table: &mut Table) -> Result<(), ReadError> {
        let inner = self.cells > 0;
        // One column is a frame around text, and its headings and lists are those of the document.
        let mut row = Row { paragraphs: (table.columns == 1 && !inner).then(Vec::new), ..Row::default() };
        self.content(&mut Place::Cells(&mut row))?;
        if let Some(paragraphs) = row.paragraphs {
            table.drafts.extend(paragraphs);
        } else if !row.gone {
            row.leave_free(row.free);
            let text = if inner { filled(&row.cells) } else { row.cells.join(BETWEEN_CELLS) };
            // A row without words says nothing, and free columns take room in the file of a few bytes.
            self.budget.take_paragraph()?;
            self.budget.take_text(&text)?;
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                table.drafts.push(Draft { form: Form::Row, text });
            }
        }
        table.drafts.extend(row.notes);
        Ok(())
    }

    pub(super) fn row_part(&mut self, element: &Element, row: &mut Row) -> Result<(), ReadError> {
        match element.word() {
            "trPr" => row.read_properties(&mut self.xml),
            "tc" if !row.gone => self.cell(row),
            _ => self.xml.skip(),
        }
    }

    fn cell(&mut self, row: &mut Row) -> Result<(), ReadError> {
        let mut flow = Flow::default();
        if let Some(paragraphs) = &mut row.paragraphs {
            self.blocks(&mut flow)?;
            if !flow.cell.deleted {
                paragraphs.append(&mut flow.drafts);
            }
            return Ok(());
        }
        self.cells += 1;
        self.blocks(&mut flow)?;
        self.cells -= 1;
        if flow.cell.deleted {
            return Ok(());
        }
        let merged = flow.cell.merged;
        let (text, notes) = if merged { Default::default() } else { one_text(flow.drafts) };
        row.cells.push(text);
        row.leave_free(flow.cell.columns.saturating_sub(1));
        row.notes.extend(notes);
        Ok(())
    }
}

impl Row {
    /// How much was found.
    pub(super) fn size(&self) -> usize {
        self.cells.len() + self.paragraphs.as_ref().map_or(0, Vec::len)
    }

    /// Columns without text, as far as a table goes.
    fn leave_free(&mut self, columns: usize) {
        let room = MAX_COLUMNS.saturating_sub(self.cells.len());
        self.cells.extend(std::iter::repeat_n(String::new(), columns.min(room)));
    }

    fn read_properties(&mut self, xml: &mut Xml) -> Result<(), ReadError> {
        while let Some(element) = xml.child()? {
            match element.word() {
                "gridBefore" => self.leave_free(columns(xml, &element)?),
                "gridAfter" => self.free = columns(xml, &element)?,
                "del" => self.gone = true,
                "hidden" => self.gone |= xml.is_on(&element)?,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

impl Cell {
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut cell = Self::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "gridSpan" => cell.columns = columns(xml, &element)?,
                // The first cell says `restart`; those that go on in it say `continue` or nothing.
                "vMerge" | "hMerge" => cell.merged |= xml.value(&element)?.as_deref() != Some("restart"),
                "cellDel" => cell.deleted = true,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(cell)
    }
}

/// A number of columns.
fn columns(xml: &Xml, element: &Element) -> Result<usize, ReadError> {
    let columns = xml.number(element, "val")?.and_then(|columns| usize::try_from(columns).ok());
    Ok(columns.unwrap_or_default().min(MAX_COLUMNS))
}

/// Everything in a cell or a note as one text, and the notes it refers to.
pub(super) fn one_text(drafts: Vec<Draft>) -> (String, Vec<Draft>) {
    let (notes, text): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| draft.form == Form::Note);
    let texts: Vec<String> = text.into_iter().map(|draft| draft.text).collect();
    // What parts the cells is no part of one.
    (filled(&texts).replace(['\t', '\n'], " ").replace(BETWEEN_CELLS, " / "), notes)
}

/// Texts with spaces between, without the empty ones.
fn filled(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}
