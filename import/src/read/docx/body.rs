//! The text: paragraphs, tables and what is around them, in reading order.
//!
//! The same wrappers (changes that are kept, content controls, what new and old programs show) stand around
//! paragraphs, rows, cells and runs. [`Reader::content`] goes through them; a [`Place`] says what is looked for inside.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::ReadError;
use super::inline::{Fields, Run};
use super::numbering::{Counters, Numbering};
use super::styles::{self, Properties, Styles};
use super::tables::{self, Cell, Row, Table};
use super::xml::{Element, Space, Xml};
use crate::read::MAX_LINES;
use crate::source::Form;

/// The most text that a document may hold: far above any regulation. Numbers of lists are made here and repeat with
/// each paragraph, so the size of the file says nothing.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// What the text refers to.
pub(super) struct Context {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Notes by the id they are referred to with.
    pub(super) footnotes: HashMap<String, String>,
    pub(super) endnotes: HashMap<String, String>,
    /// The texts of diagrams by the id they are referred to with.
    pub(super) diagrams: HashMap<String, Vec<String>>,
}

impl Context {
    pub(super) fn new(styles: Styles, numbering: Numbering) -> Self {
        let (footnotes, endnotes, diagrams) = Default::default();
        Self { styles, numbering, footnotes, endnotes, diagrams }
    }
}

/// What may still be read, over all parts together.
#[derive(Debug, Default)]
pub(super) struct Budget {
    paragraphs: usize,
    text: usize,
}

impl Budget {
    pub(super) fn take_paragraph(&mut self) -> Result<(), ReadError> {
        self.paragraphs += 1;
        if self.paragraphs > MAX_LINES { Err(ReadError::TooLarge) } else { Ok(()) }
    }

    pub(super) fn take_text(&mut self, text: &str) -> Result<(), ReadError> {
        self.text = self.text.saturating_add(text.len());
        if self.text > MAX_TEXT { Err(ReadError::TooLarge) } else { Ok(()) }
    }
}

/// A line without its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) form: Form,
    pub(super) text: String,
}

/// Paragraphs in the order they are read.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) drafts: Vec<Draft>,
    /// A paragraph whose end was deleted: it goes on in the next one.
    carried: Option<Piece>,
    /// What the cell says of itself, where this is one.
    pub(super) cell: Cell,
}

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) text: String,
    /// What comes behind it: its text boxes and notes.
    pub(super) after: Vec<Draft>,
    /// Whether its style hides it.
    pub(super) hidden: bool,
    /// Whether it is of a table of contents.
    pub(super) contents: bool,
    properties: Properties,
}

/// What is looked for.
pub(super) enum Place<'f> {
    /// Paragraphs and tables.
    Blocks(&'f mut Flow),
    Rows(&'f mut Table),
    Cells(&'f mut Row),
    /// What is in a paragraph.
    Runs(&'f mut Piece),
    /// What is in a run: text of one look.
    Run(&'f mut Piece, &'f mut Run),
    /// Text boxes, however deep in a drawing.
    Shapes(&'f mut Piece),
}

impl Place<'_> {
    /// How much was found, to see whether anything was.
    fn size(&self) -> usize {
        match self {
            Self::Blocks(flow) => flow.drafts.len(),
            Self::Rows(table) => table.drafts.len(),
            Self::Cells(row) => row.size(),
            Self::Runs(piece) | Self::Run(piece, _) | Self::Shapes(piece) => {
                piece.text.len() + piece.after.len()
            }
        }
    }
}

/// Reads one part with text.
pub(super) struct Reader<'x, 's> {
    pub(super) xml: Xml<'x>,
    pub(super) context: &'s Context,
    pub(super) budget: &'s mut Budget,
    pub(super) fields: Fields,
    counters: Counters,
    /// How many cells are open; in a cell everything becomes one text.
    pub(super) cells: usize,
    /// How many tables of contents are open.
    contents: usize,
    /// The notes that were told: what is referred to twice is told once.
    pub(super) told: HashSet<(bool, String)>,
    pub(super) footnotes: u32,
    pub(super) endnotes: u32,
}

impl<'x, 's> Reader<'x, 's> {
    pub(super) fn new(xml: Xml<'x>, context: &'s Context, budget: &'s mut Budget) -> Self {
        Self {
            xml,
            context,
            budget,
            fields: Fields::default(),
            counters: Counters::default(),
            cells: 0,
            contents: 0,
            told: HashSet::new(),
            footnotes: 0,
            endnotes: 0,
        }
    }

    /// Reads the main part.
    pub(super) fn document(mut self) -> Result<Vec<Draft>, ReadError> {
        if self.xml.root()?.word() != "document" {
            return Err(self.xml.damaged("het is geen tekst van Word"));
        }
        let mut flow = Flow::default();
        while let Some(element) = self.xml.child()? {
            match element.word() {
                "body" => self.blocks(&mut flow)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(flow.drafts)
    }

    /// Reads the head or foot of pages.
    pub(super) fn edge(mut self) -> Result<Vec<Draft>, ReadError> {
        self.xml.root()?;
        let mut flow = Flow::default();
        self.blocks(&mut flow)?;
        let edge = |draft: Draft| Draft { form: Form::Edge, ..draft };
        Ok(flow.drafts.into_iter().map(edge).collect())
    }

    /// Reads a part with notes, each as one text by its id.
    pub(super) fn notes(mut self, name: &str) -> Result<HashMap<String, String>, ReadError> {
        let mut notes = HashMap::new();
        self.cells = 1;
        self.xml.root()?;
        while let Some(element) = self.xml.child()? {
            let id = self.xml.attribute(&element, "id")?;
            // The line above the notes is kept as a note too.
            let kind = self.xml.attribute(&element, "type")?;
            if element.word() != name || kind.is_some_and(|kind| kind != "normal") {
                self.xml.skip()?;
                continue;
            }
            let mut flow = Flow::default();
            self.blocks(&mut flow)?;
            let (text, _) = tables::one_text(flow.drafts);
            notes.extend(id.map(|id| (id, text)));
        }
        Ok(notes)
    }

    /// Reads the open element to its end, for what the place looks for.
    pub(super) fn content(&mut self, place: &mut Place<'_>) -> Result<(), ReadError> {
        while let Some(element) = self.xml.child()? {
            match (element.space, element.name()) {
                (Space::Compatibility, "AlternateContent") => self.alternatives(place)?,
                (Space::Word, "sdt") => self.control(place)?,
                (Space::Word, "fldSimple") => self.simple_field(&element, place)?,
                (
                    Space::Word,
                    "ins" | "moveTo" | "customXml" | "smartTag" | "hyperlink" | "bdo" | "dir" | "rubyBase",
                ) => self.content(place)?,
                (Space::Word, "altChunk" | "subDoc") => {
                    // Its text stands in another file that Word puts in when it opens this one.
                    return Err(self.xml.damaged("een ingevoegd bestand is er nog niet in opgenomen"));
                }
                _ => self.leaf(&element, place)?,
            }
        }
        Ok(())
    }

    fn leaf(&mut self, element: &Element, place: &mut Place<'_>) -> Result<(), ReadError> {
        match place {
            Place::Blocks(flow) => self.block(element, flow),
            Place::Rows(table) => self.table_part(element, table),
            Place::Cells(row) => self.row_part(element, row),
            Place::Runs(piece) => self.paragraph_part(element, piece),
            Place::Run(piece, run) => self.run_part(element, piece, run),
            Place::Shapes(piece) => self.shape(element, piece),
        }
    }

    /// What new programs show, or where nothing of that can be read, what old ones show instead.
    fn alternatives(&mut self, place: &mut Place<'_>) -> Result<(), ReadError> {
        let before = place.size();
        while let Some(element) = self.xml.child()? {
            let one =
                element.space == Space::Compatibility && matches!(element.name(), "Choice" | "Fallback");
            if one && place.size() == before {
                self.content(place)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// A content control. One kind holds a table of contents.
    fn control(&mut self, place: &mut Place<'_>) -> Result<(), ReadError> {
        let mut contents = false;
        while let Some(element) = self.xml.child()? {
            match element.word() {
                "sdtPr" => contents = self.holds_contents()?,
                "sdtContent" => {
                    self.contents += usize::from(contents);
                    self.content(place)?;
                    self.contents -= usize::from(contents);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn holds_contents(&mut self) -> Result<bool, ReadError> {
        let mut contents = false;
        while let Some(element) = self.xml.child()? {
            if !matches!(element.word(), "docPartObj" | "docPartList") {
                self.xml.skip()?;
                continue;
            }
            while let Some(element) = self.xml.child()? {
                if element.word() == "docPartGallery" {
                    let gallery = self.xml.value(&element)?.unwrap_or_default();
                    contents |= gallery.eq_ignore_ascii_case("table of contents");
                }
                self.xml.skip()?;
            }
        }
        Ok(contents)
    }

    /// Reads the open element as paragraphs and tables.
    pub(super) fn blocks(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        self.content(&mut Place::Blocks(flow))?;
        self.end_carried(flow)
    }

    /// A paragraph whose end was deleted, with no paragraph behind it to go on in.
    fn end_carried(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        match flow.carried.take() {
            Some(piece) if piece.text.trim().is_empty() => flow.drafts.extend(piece.after),
            Some(piece) => self.end_paragraph(piece, flow)?,
            None => {}
        }
        Ok(())
    }

    fn block(&mut self, element: &Element, flow: &mut Flow) -> Result<(), ReadError> {
        match element.word() {
            "p" => self.paragraph(flow),
            "tbl" => {
                self.end_carried(flow)?;
                let mut table = Table::default();
                self.content(&mut Place::Rows(&mut table))?;
                flow.drafts.append(&mut table.drafts);
                Ok(())
            }
            "tcPr" => {
                flow.cell = Cell::read(&mut self.xml)?;
                Ok(())
            }
            _ => self.xml.skip(),
        }
    }

    fn paragraph(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        self.budget.take_paragraph()?;
        let mut piece = flow.carried.take().unwrap_or_default();
        piece.contents |= self.contents > 0 || self.fields.in_contents();
        self.set_properties(&mut piece, Properties::default());
        self.content(&mut Place::Runs(&mut piece))?;
        self.fields.end_paragraph();
        if piece.properties.mark.deleted {
            flow.carried = Some(piece);
            return Ok(());
        }
        self.end_paragraph(piece, flow)
    }

    pub(super) fn set_properties(&self, piece: &mut Piece, properties: Properties) {
        let styles = &self.context.styles;
        piece.hidden = styles.hides(styles.of_paragraph(properties.style.as_deref()));
        piece.properties = properties;
    }

    /// The paragraph with its number, then what comes behind it.
    fn end_paragraph(&mut self, piece: Piece, flow: &mut Flow) -> Result<(), ReadError> {
        let context = self.context;
        let properties = &piece.properties;
        let style = context.styles.of_paragraph(properties.style.as_deref());
        let words: String = piece.text.trim().nfc().collect();
        // A hidden paragraph is not counted; an empty one with a number is.
        let shown = !words.is_empty() || !properties.mark.hidden.unwrap_or(piece.hidden);
        if shown {
            let place = context.numbering.place(properties.list, properties.level, &context.styles, style);
            let mark = place.and_then(|place| self.counters.count(&context.numbering, place));
            let text = mark.as_ref().map_or(words.clone(), |mark| mark.before(&words));
            let heading = match properties.outline {
                Some(outline) => styles::depth(outline),
                None => context.styles.heading(style),
            };
            let form = match (heading, mark, place) {
                _ if context.styles.is_contents(style) => Form::Plain,
                (Some(depth), ..) => {
                    self.counters.end_items();
                    Form::Heading(depth)
                }
                // `Artikel 1` from a list is a heading or text; that shows from the rest of the document.
                (None, Some(mark), _) if mark.is_worded() => {
                    self.counters.end_items();
                    Form::Plain
                }
                (None, Some(_), Some(place)) if !piece.contents => {
                    Form::Item(self.counters.depth(&context.numbering, place))
                }
                _ => Form::Plain,
            };
            if !text.is_empty() {
                self.budget.take_text(&text)?;
                flow.drafts.push(Draft { form, text });
            }
        }
        flow.drafts.extend(piece.after);
        Ok(())
    }
}
