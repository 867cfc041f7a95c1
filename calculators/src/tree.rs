//! A YAML file as a plain value with positions: what the reader of rules gets to see.
//!
//! The crate knows no YAML parser. Whoever reads the files (the generator, a test) turns them into
//! this tree; every scalar is the text exactly as the editor typed it, so that `012`, `no` and `50,01 EUR`
//! are never taken for something else.

/// A place in a file, in bytes from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Number of the file, given out by whoever reads the files.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One value of the tree with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was written: `sleutel:` with an empty value.
    Empty,
    /// Text.
    Scalar(Scalar),
    /// `- a`, or `[a, b]`.
    List {
        /// The items in order.
        items: Vec<Node>,
        /// Written between brackets.
        flow: bool,
    },
    /// `sleutel: waarde`, or `{sleutel: waarde}`.
    Map {
        /// The entries in the order written; keys are all different.
        entries: Vec<Entry>,
        /// Written between braces.
        flow: bool,
    },
}

/// One line of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// A text and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after YAML's own rules (quotes and indentation removed).
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// For a literal block (`|`): where in the file the text of each of its lines begins, so that a cell
    /// of a table can be pointed at. Empty for the other styles.
    pub lines: Vec<u32>,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// Between single or double quotes.
    Quoted,
    /// A block that keeps its lines (`|`).
    Literal,
    /// A block whose lines are joined (`>`).
    Folded,
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List { items, .. } => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map { entries, .. } => Some(entries),
            _ => None,
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }
}

impl Scalar {
    /// Where in the file a stretch of the text stands: exact for literal blocks and for plain and quoted
    /// text on one line without escapes, else the whole scalar (`whole`).
    pub fn place(&self, whole: Span, start: usize, end: usize) -> Span {
        if self.style == Style::Literal {
            let before = &self.text[..start.min(self.text.len())];
            let line = before.matches('\n').count();
            let column = before.rfind('\n').map_or(before.len(), |newline| before.len() - newline - 1);
            if let Some(&line_start) = self.lines.get(line) {
                let from = line_start + column as u32;
                return Span {
                    file: whole.file,
                    start: from,
                    end: from + (end.saturating_sub(start)) as u32,
                };
            }
            return whole;
        }
        let quote = u32::from(self.style == Style::Quoted);
        let width = whole.end.saturating_sub(whole.start);
        if self.style != Style::Folded && width == self.text.len() as u32 + 2 * quote {
            let from = whole.start + quote + start as u32;
            return Span { file: whole.file, start: from, end: whole.start + quote + end as u32 };
        }
        whole
    }
}
