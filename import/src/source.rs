//! A document as its reader gives it: lines, with what is known of their form.

/// A document in lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The lines in reading order.
    pub lines: Vec<Line>,
    /// Whether marks of Markdown (`#`, `**`, `[text](address)`) are marks, and not signs that somebody typed.
    pub marked: bool,
}

/// One line of a document; for a word processor's document one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its text, as it stands there.
    pub text: String,
    /// What the document itself says of its form.
    pub form: Form,
}

/// What a document says of the form of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Nothing: the form must be found from the text.
    #[default]
    Plain,
    /// A heading of this depth, from 1.
    Heading(u8),
    /// An item of a list, this deep, from 0; its mark stands in the text (`1.`, `a.`, `•`).
    Item(u8),
    /// A row of a table. Its cells are parted by ` | `; a `|` of the text itself is written `\|`. Within a cell `<br>`
    /// parts paragraphs, and a line break the lines that it was printed on. The first row of a table heads it; rows
    /// that stand under each other without an empty line are one table.
    Row,
    /// A note at the foot of the page or the end.
    Note,
    /// The first line of a page.
    PageStart,
    /// A line of the head or foot of pages, which the document keeps apart from its text.
    Edge,
}

impl Source {
    /// Documents that are parts of one, as one: their lines are numbered on.
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self::default();
        for part in parts {
            let before = whole.lines.last().map_or(0, |line| line.number);
            whole.marked |= part.marked;
            whole
                .lines
                .extend(part.lines.into_iter().map(|line| Line { number: line.number + before, ..line }));
        }
        whole
    }

    /// A document of plain lines, numbered from 1.
    pub fn of_lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = texts
            .into_iter()
            .zip(1..)
            .map(|(text, number)| Line { number, text: text.to_owned(), form: Form::Plain })
            .collect();
        Self { lines, marked: false }
    }
}
