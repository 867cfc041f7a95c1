//! YAML as the tree of [`calculators::tree`], with findings in Dutch.
//!
//! The parser is the one under serde-saphyr. Its events are used, and not serde, because a rule needs each
//! scalar exactly as typed (`012`, `no`, `50,01 EUR`), the place of every cell, and messages that an HR editor
//! can act on.

use std::collections::HashMap;

use calculators::tree::{Entry, Node, Scalar, Span, Style, Value};
use granit_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::check::yaml::{self as found, Trap};
use crate::diagnostics::Diagnostic;

/// More levels than any file of a handbook has; stops a file made to exhaust the reader.
const DEEPEST: usize = 40;

/// Reads one YAML text.
///
/// `offset` is where `text` begins in file `file` (front matter begins after its fence). A text that cannot be
/// read gives `None` and the reason; duplicate keys and the like are reported and the rest is still read.
pub fn read(text: &str, file: u32, offset: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut reader = Reader { text, file, offset, diagnostics, events: Parser::new_from_str(text) };
    match reader.document() {
        Ok(node) => Some(node),
        Err(Stop::Syntax(error)) => {
            let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
            let finding = explain(text, at, &|start, end| reader.span(start, end));
            reader.diagnostics.push(finding);
            None
        }
        Err(Stop::Reported) => None,
    }
}

/// Why reading ended early.
enum Stop {
    /// The parser refused the text.
    Syntax(Box<ScanError>),
    /// A finding has been written already.
    Reported,
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::Syntax(Box::new(error))
    }
}

struct Reader<'text, 'out> {
    text: &'text str,
    file: u32,
    offset: usize,
    diagnostics: &'out mut Vec<Diagnostic>,
    events: Parser<'text, granit_parser::StrInput<'text>>,
}

impl<'text> Reader<'text, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: (self.offset + start) as u32, end: (self.offset + end) as u32 }
    }

    /// The next event that is not a comment, with its bytes.
    fn next(&mut self) -> Result<(Event<'text>, usize, usize), Stop> {
        loop {
            let Some(event) = self.events.next() else {
                return Ok((Event::StreamEnd, self.text.len(), self.text.len()));
            };
            let (event, span) = event?;
            let range = span.byte_range().unwrap_or(0..0);
            let (start, end) = (range.start.min(self.text.len()), range.end.min(self.text.len()));
            if let Event::Comment(..) = event {
                self.comment(start, end);
                continue;
            }
            return Ok((event, start, end));
        }
    }

    /// A comment behind a value on its own line is nearly always a sentence that lost its end.
    fn comment(&mut self, start: usize, end: usize) {
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = self.text[line_start..start].trim();
        if !before.is_empty() && !before.ends_with('|') && !before.ends_with('>') {
            let span = self.span(start, end);
            self.diagnostics.push(found::hash_in_value(span, self.line_at(line_start)));
        }
    }

    fn document(&mut self) -> Result<Node, Stop> {
        let mut node = None;
        loop {
            let (event, start, end) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                _ if node.is_some() => {
                    let span = self.span(start, end);
                    self.diagnostics.push(found::second_document(span));
                    return Err(Stop::Reported);
                }
                event => node = Some(self.node(event, start, end, 0)?),
            }
        }
        let whole = self.span(0, self.text.len());
        Ok(node.unwrap_or(Node { value: Value::Empty, span: whole }))
    }

    fn node(&mut self, event: Event<'text>, start: usize, end: usize, depth: usize) -> Result<Node, Stop> {
        if depth > DEEPEST {
            let span = self.span(start, end);
            self.diagnostics.push(found::too_deep(span));
            return Err(Stop::Reported);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 || tag.is_some() {
                    return Ok(self.marked(start, end));
                }
                Ok(self.scalar(&text, style, start, end))
            }
            Event::SequenceStart(..) => self.list(start, depth),
            Event::MappingStart(..) => self.map(start, depth),
            _ => {
                // An alias: `*naam` at the start of a value.
                self.special(start);
                Err(Stop::Reported)
            }
        }
    }

    /// A value that begins with `*`, to the end of its line.
    fn special(&mut self, start: usize) {
        let end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let value = self.text[start..end].trim_end();
        let span = self.span(start, start + value.len());
        self.diagnostics.push(found::special_start(span, value));
    }

    /// A value that begins with `&` or `!`: YAML takes the first word for a mark, the editor meant all of it.
    fn marked(&mut self, start: usize, end: usize) -> Node {
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = &self.text[line_start..start];
        let start = line.rfind(['&', '!']).map_or(start, |_| {
            let key = line.find(": ").map_or(0, |colon| colon + 2);
            let mark = line[key..].find(['&', '!']).map_or(0, |mark| key + mark);
            line_start + mark
        });
        self.special(start);
        let text = self.text[start..end.max(start)].trim();
        let scalar = Scalar { text: text.to_owned(), style: Style::Plain, lines: Vec::new() };
        Node { value: Value::Scalar(scalar), span: self.span(start, start + text.len()) }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, start: usize, end: usize) -> Node {
        // A block reaches to the next key; what is left of it is its text.
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let end = if block { start + self.text[start..end.max(start)].trim_end().len() } else { end };
        let span = self.span(start, end);
        if style == ScalarStyle::Plain && matches!(text, "" | "~" | "null") {
            return Node { value: Value::Empty, span };
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let lines = if style == Style::Literal { self.literal_lines(text, start) } else { Vec::new() };
        Node { value: Value::Scalar(Scalar { text: text.to_owned(), style, lines }), span }
    }

    /// Where each line of a literal block begins. The event begins in its first line that is not blank; all lines
    /// have that one's indentation.
    fn literal_lines(&self, text: &str, start: usize) -> Vec<u32> {
        let line_start = |at: usize| self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let blank = text.len() - text.trim_start_matches('\n').len();
        let mut at = line_start(start);
        for _ in 0..blank {
            at = line_start(at.saturating_sub(1));
        }
        let mut lines = Vec::new();
        for line in text.split('\n') {
            let stop = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
            let written = self.text[at..stop].trim_end_matches('\r');
            let begin = if line.is_empty() { stop } else { at + written.len().saturating_sub(line.len()) };
            lines.push((self.offset + begin) as u32);
            at = (stop + 1).min(self.text.len());
        }
        lines
    }

    fn list(&mut self, start: usize, depth: usize) -> Result<Node, Stop> {
        let flow = self.text[start..].starts_with('[');
        let mut items = Vec::new();
        loop {
            let (event, from, to) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = if flow { to } else { items.last().map_or(to, |item: &Node| self.local_end(item)) };
                return Ok(Node {
                    value: Value::List { items, flow },
                    span: self.span(start, end.max(start)),
                });
            }
            items.push(self.node(event, from, to, depth + 1)?);
        }
    }

    fn map(&mut self, start: usize, depth: usize) -> Result<Node, Stop> {
        let flow = self.text[start..].starts_with('{');
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: HashMap<String, Span> = HashMap::new();
        loop {
            let (event, from, to) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let end =
                    if flow { to } else { entries.last().map_or(to, |entry| self.local_end(&entry.value)) };
                return Ok(Node {
                    value: Value::Map { entries, flow },
                    span: self.span(start, end.max(start)),
                });
            }
            let key_span = self.span(from, to);
            let Event::Scalar(key, ..) = event else {
                let at = self.text[..from].rfind('\n').map_or(0, |newline| newline + 1);
                let line = self.line_at(at);
                let finding = Trap::of(line).map_or_else(
                    || found::key_is_not_text(key_span),
                    |trap| found::trap(self.span(at, at + line.len()), trap, line),
                );
                self.diagnostics.push(finding);
                return Err(Stop::Reported);
            };
            let (event, from, to) = self.next()?;
            let value = self.node(event, from, to, depth + 1)?;
            let key = key.into_owned();
            if let Some(first) = known.get(&key) {
                self.diagnostics.push(found::duplicate_key(key_span, *first, &key));
                continue;
            }
            known.insert(key.clone(), key_span);
            entries.push(Entry { key, key_span, value });
        }
    }

    fn local_end(&self, node: &Node) -> usize {
        (node.span.end as usize).saturating_sub(self.offset)
    }

    fn line_at(&self, at: usize) -> &'text str {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        self.text[at..end].trim_end_matches('\r')
    }
}

/// Turns "the parser stopped here" into what the editor did: the line itself and the ones just before it are
/// looked at for the traps that YAML sets for sentences and values. A brace or quote that is never closed stops
/// the parser much later, so for those all lines before it are.
fn explain(text: &str, at: usize, span: &dyn Fn(usize, usize) -> Span) -> Diagnostic {
    const NEAR: usize = 3;
    let mut line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    for distance in 0.. {
        let line_end = text[line_start..].find('\n').map_or(text.len(), |newline| line_start + newline);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let reaches = |trap: &Trap| distance < NEAR || trap.stays_open(line);
        if let Some(trap) = Trap::of(line).filter(reaches) {
            return found::trap(span(line_start, line_start + line.len()), trap, line);
        }
        if line_start == 0 {
            break;
        }
        line_start = text[..line_start - 1].rfind('\n').map_or(0, |newline| newline + 1);
    }
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    found::unreadable(span(at.min(end), end))
}
