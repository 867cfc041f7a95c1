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
    let mut reader = Reader { text, file, offset, diagnostics, events: Parser::new_from_str(text), end: 0 };
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
    /// Where the last plain scalar ended, to see a comment that swallowed the rest of a sentence.
    end: usize,
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
            self.diagnostics.push(found::hash_in_value(span));
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
                    self.special(start, end);
                }
                self.end = end;
                Ok(self.scalar(&text, style, start, end))
            }
            Event::SequenceStart(..) => self.list(start, depth),
            Event::MappingStart(..) => self.map(start, depth),
            _ => {
                // An alias: `*naam` at the start of a value.
                self.special(start, end);
                Err(Stop::Reported)
            }
        }
    }

    fn special(&mut self, start: usize, end: usize) {
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let span = self.span(start, end.max(start + 1).min(line_end.max(start)));
        self.diagnostics.push(found::special_start(span, self.text[start..line_end].trim()));
    }

    fn scalar(&self, text: &str, style: ScalarStyle, start: usize, end: usize) -> Node {
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

    /// Where each line of a literal block begins: its header ends the first line, then the block's own lines
    /// follow, all with the indentation of the first that is not blank.
    fn literal_lines(&self, text: &str, start: usize) -> Vec<u32> {
        let header_end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline + 1);
        // The event may begin at the `|` or at the first line of text.
        let mut at = if self.text[start..].starts_with('|') {
            header_end
        } else {
            self.text[..start].rfind('\n').map_or(0, |newline| newline + 1)
        };
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
                return Ok(Node { value: Value::List { items, flow }, span: self.span(start, end.max(start)) });
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
                let end = if flow {
                    to
                } else {
                    entries.last().map_or(to, |entry| self.local_end(&entry.value))
                };
                return Ok(Node { value: Value::Map { entries, flow }, span: self.span(start, end.max(start)) });
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
/// looked at for the traps that YAML sets for sentences and values.
fn explain(text: &str, at: usize, span: &dyn Fn(usize, usize) -> Span) -> Diagnostic {
    let mut line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    for _ in 0..3 {
        let line_end = text[line_start..].find('\n').map_or(text.len(), |newline| line_start + newline);
        let line = text[line_start..line_end].trim_end_matches('\r');
        if let Some(trap) = Trap::of(line) {
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
