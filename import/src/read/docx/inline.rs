//! What is in a paragraph: runs of text, fields, signs, notes and text boxes.

use super::ReadError;
use super::body::{Draft, Flow, Piece, Place, Reader};
use super::formula;
use super::numbering;
use super::styles::{Look, Properties};
use super::symbols;
use super::xml::{Element, Space};
use crate::source::Form;

/// How much of a field's code is kept: its name comes first.
const MAX_CODE: usize = 64;

/// A run while it is read.
#[derive(Default)]
pub(super) struct Run {
    hidden: bool,
    raised: bool,
    font: Option<String>,
}

/// The fields that are open: each is first its code, which is not shown, and then its result.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many are at their code.
    codes: usize,
    /// How many are at their result, and are a table of contents.
    contents: usize,
}

#[derive(Default)]
struct Field {
    code: String,
    shows: bool,
    contents: bool,
}

impl Fields {
    fn begin(&mut self) {
        self.open.push(Field::default());
        self.codes += 1;
    }

    fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shows && field.code.len() < MAX_CODE)
        {
            field.code.extend(text.chars().take(MAX_CODE));
        }
    }

    /// The code is done, the result begins.
    fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shows) {
            field.shows = true;
            field.contents = is_contents(&field.code);
            self.contents += usize::from(field.contents);
            self.codes -= 1;
        }
    }

    fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.codes -= usize::from(!field.shows);
            self.contents -= usize::from(field.contents);
        }
    }

    /// Where the code of a field does not end in its paragraph something is wrong with the field, and showing too much
    /// is better than losing the rest of the document.
    pub(super) fn end_paragraph(&mut self) {
        // Those at their code are the last: each paragraph leaves none behind.
        for field in self.open.iter_mut().rev() {
            if self.codes == 0 {
                break;
            }
            self.codes -= usize::from(!field.shows);
            field.shows = true;
        }
    }

    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    fn shows(&self) -> bool {
        self.codes == 0
    }
}

/// Whether a field's code makes a table of contents.
fn is_contents(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("TOC"))
}

impl Reader<'_, '_> {
    /// A field in one element, with its result inside.
    pub(super) fn simple_field(&mut self, element: &Element, place: &mut Place<'_>) -> Result<(), ReadError> {
        self.fields.begin();
        self.fields.code(&self.xml.attribute(element, "instr")?.unwrap_or_default());
        self.fields.separate();
        if let Place::Runs(piece) = place {
            piece.contents |= self.fields.in_contents();
        }
        self.content(place)?;
        self.fields.end();
        Ok(())
    }

    pub(super) fn paragraph_part(&mut self, element: &Element, piece: &mut Piece) -> Result<(), ReadError> {
        match (element.space, element.name()) {
            (Space::Word, "pPr") => {
                let properties = Properties::read(&mut self.xml)?;
                self.set_properties(piece, properties);
            }
            (Space::Word, "r") => {
                let mut run = Run { hidden: piece.hidden, ..Run::default() };
                self.content(&mut Place::Run(piece, &mut run))?;
            }
            (Space::Math, "oMath" | "oMathPara") => {
                let text = formula::read(&mut self.xml)?;
                self.say(&text, piece, &Run { hidden: piece.hidden, ..Run::default() });
            }
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    pub(super) fn run_part(
        &mut self,
        element: &Element,
        piece: &mut Piece,
        run: &mut Run,
    ) -> Result<(), ReadError> {
        match element.word() {
            "rPr" => {
                let look = Look::read(&mut self.xml)?;
                // A style for signs turns around what the style of the paragraph says; the run itself has the last word.
                let by_style = self.context.styles.hides_text(look.style.as_deref());
                run.hidden = look.hidden.unwrap_or(piece.hidden != by_style);
                run.raised = look.raised.unwrap_or(false);
                run.font = look.font;
                return Ok(());
            }
            "t" => {
                let keeps = self.xml.keeps_spaces(element)?;
                let text = self.xml.text()?;
                let text = if keeps { &text } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                self.say(&clean(text, run), piece, run);
                return Ok(());
            }
            "instrText" => {
                let code = self.xml.text()?;
                self.fields.code(&code);
                return Ok(());
            }
            "drawing" | "pict" | "object" if !run.hidden && self.fields.shows() => {
                return self.content(&mut Place::Shapes(piece));
            }
            "ruby" => return self.content(&mut Place::Runs(piece)),
            "tab" | "ptab" => self.say("\t", piece, run),
            "br" | "cr" => self.say("\n", piece, run),
            "noBreakHyphen" => self.say("-", piece, run),
            "sym" => {
                let font = self.xml.attribute(element, "font")?.unwrap_or_default();
                let code = self.xml.attribute(element, "char")?.unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).unwrap_or(u32::MAX);
                self.say(&symbols::sign(&font, code).to_string(), piece, run);
            }
            "fldChar" => match self.xml.attribute(element, "fldCharType")?.as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => {
                    self.fields.separate();
                    piece.contents |= self.fields.in_contents();
                }
                Some("end") => self.fields.end(),
                _ => {}
            },
            "footnoteReference" => self.note(element, true, piece, run)?,
            "endnoteReference" => self.note(element, false, piece, run)?,
            _ => {}
        }
        self.xml.skip()
    }

    fn say(&self, text: &str, piece: &mut Piece, run: &Run) {
        if !run.hidden && self.fields.shows() {
            piece.text.push_str(text);
        }
    }

    /// A reference to a note: its number here, its text behind the paragraph.
    fn note(&mut self, element: &Element, foot: bool, piece: &mut Piece, run: &Run) -> Result<(), ReadError> {
        if run.hidden || !self.fields.shows() {
            return Ok(());
        }
        let id = self.xml.attribute(element, "id")?.unwrap_or_default();
        let own_mark = self.xml.attribute(element, "customMarkFollows")?;
        let own_mark = matches!(own_mark.as_deref(), Some("1" | "true" | "on"));
        // A note with a sign of its own (`*`) has it in the text, here and in the note, and is not counted.
        let mark = if own_mark { String::new() } else { self.note_mark(foot) };
        piece.text.push_str(&mark);
        let context = self.context;
        let notes = if foot { &context.footnotes } else { &context.endnotes };
        if let Some(text) = notes.get(&id).filter(|_| self.told.insert((foot, id.clone()))) {
            let text = format!("{mark} {text}").trim().to_owned();
            self.budget.take_text(&text)?;
            piece.after.push(Draft { form: Form::Note, text });
        }
        Ok(())
    }

    /// Notes at the foot of the page and at the end are counted apart; where there are both, those at the end have
    /// Roman numbers, as in Word.
    fn note_mark(&mut self, foot: bool) -> String {
        let count = if foot { &mut self.footnotes } else { &mut self.endnotes };
        *count = count.saturating_add(1);
        let roman = !foot && !self.context.footnotes.is_empty();
        if roman { format!("[{}]", numbering::roman(*count).to_lowercase()) } else { format!("[{count}]") }
    }

    /// Looks for text boxes in a drawing.
    pub(super) fn shape(&mut self, element: &Element, piece: &mut Piece) -> Result<(), ReadError> {
        match (element.space, element.name()) {
            (Space::Word, "txbxContent") => {
                // A box is a text of its own: a field that is open around it says nothing about what is in it.
                let outside = std::mem::take(&mut self.fields);
                let mut flow = Flow::default();
                let read = self.blocks(&mut flow);
                self.fields = outside;
                piece.after.append(&mut flow.drafts);
                read
            }
            (Space::Other, "relIds") => {
                let id = self.xml.attribute(element, "dm")?.unwrap_or_default();
                for text in self.context.diagrams.get(&id).into_iter().flatten() {
                    self.budget.take_text(text)?;
                    piece.after.push(Draft { form: Form::Plain, text: text.clone() });
                }
                self.xml.skip()
            }
            (Space::Vml, "textpath") => {
                // Text that is drawn along a line, as old programs have it.
                let text = self.xml.attribute(element, "string")?.unwrap_or_default().trim().to_owned();
                self.budget.take_text(&text)?;
                if !text.is_empty() {
                    piece.after.push(Draft { form: Form::Plain, text });
                }
                self.xml.skip()
            }
            _ => self.content(&mut Place::Shapes(piece)),
        }
    }
}

/// Text as it is shown: without signs that have no look, with the signs that a font has in other places.
fn clean(text: &str, run: &Run) -> String {
    let shown: String = text
        .chars()
        .filter_map(|sign| match sign {
            '\t' => Some('\t'),
            // Also the spaces where no line may break, and those of other widths.
            sign if sign.is_whitespace() => Some(' '),
            // Where a word may be broken; a mark that a file may start with.
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' => None,
            '\u{2011}' => Some('-'),
            sign if sign.is_control() => None,
            sign => Some(symbols::of_text(run.font.as_deref(), sign)),
        })
        .collect();
    // `m2` is another thing than `m²`, and `106` than `10⁶`.
    if run.raised { formula::raised(&shown).unwrap_or(shown) } else { shown }
}
