//! The keys of a map, read one by one with findings: for front matter, `wegwijs.yaml` and the glossary.

use calculators::kernel::date::Date;
use calculators::keys::Block;
use calculators::tree::{Node, Span, Value};

use crate::check::fields as found;
use crate::check::yaml::{Trap, trap};
use crate::diagnostics::Diagnostic;

/// A map with keys of an editor's own choice, each with a text: its pairs in the order of the file.
pub fn map_of_texts(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let Some(entries) = node.entries() else {
        diagnostics.push(found::not_a_map(node.span));
        return Vec::new();
    };
    let mut list = Vec::new();
    for entry in entries {
        match entry.value.text().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => list.push((entry.key.clone(), text.to_owned())),
            None => diagnostics.push(found::empty_value(entry.key_span, &entry.key)),
        }
    }
    list
}

/// A map whose keys are all known, or reported.
pub struct Fields<'a> {
    node: Option<&'a Node>,
    span: Span,
    /// There is something else than a map; that its keys are missing goes without saying.
    broken: bool,
}

impl<'a> Fields<'a> {
    /// Takes a map and reports each key that it does not have. An empty node is a map without keys.
    pub fn of(node: &'a Node, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Self {
        match &node.value {
            Value::Map { entries, .. } => {
                for entry in entries {
                    if !block.has(&entry.key) {
                        diagnostics.push(found::unknown_key(entry.key_span, &entry.key, block));
                    }
                }
                Self { node: Some(node), span: node.span, broken: false }
            }
            Value::Empty => Self { node: None, span: node.span, broken: false },
            value => {
                let line = match value {
                    Value::Scalar(scalar) => scalar.text.lines().next().unwrap_or(""),
                    _ => "",
                };
                diagnostics.push(match Trap::of(line) {
                    Some(Trap::NoSpace) => trap(node.span, Trap::NoSpace, line),
                    _ => found::not_a_map(node.span),
                });
                Self { node: None, span: node.span, broken: true }
            }
        }
    }

    /// Where the map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The node under a key.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.node?.get(key)
    }

    /// A text with its place.
    pub fn text(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
        text_of(self.node(key)?, key, diagnostics)
    }

    /// A text that must be there.
    pub fn required_text(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
        if self.node(key).is_none() && !self.broken {
            diagnostics.push(found::missing_key(self.span, key));
        }
        self.text(key, diagnostics)
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Span)> {
        self.node(key).map_or_else(Vec::new, |node| texts(node, key, diagnostics))
    }

    /// A day, `2026-11-22`.
    pub fn date(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Date, Span)> {
        let (text, span) = self.text(key, diagnostics)?;
        let date = Date::parse_iso(&text);
        if date.is_none() {
            diagnostics.push(found::not_a_date(span, key, &text));
        }
        date.map(|date| (date, span))
    }

    /// A whole number.
    pub fn number(&self, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<i64> {
        let (text, span) = self.text(key, diagnostics)?;
        let number = text.parse().ok();
        if number.is_none() {
            diagnostics.push(found::not_a_number(span, key, &text));
        }
        number
    }
}

/// A list of texts under a key; one text alone is a list of one.
pub fn texts(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Span)> {
    match node.items() {
        Some(items) => items.iter().filter_map(|item| text_of(item, key, diagnostics)).collect(),
        None => text_of(node, key, diagnostics).into_iter().collect(),
    }
}

/// The text of a node, trimmed; anything else is reported.
fn text_of(node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => {
            Some((scalar.text.trim().to_owned(), node.span))
        }
        Value::Scalar(_) | Value::Empty => {
            diagnostics.push(found::empty_value(node.span, key));
            None
        }
        _ => {
            let sentence = match &node.value {
                Value::Map { entries, flow: false } if entries.len() == 1 => {
                    entries.first().and_then(|one| Some(format!("{}: {}", one.key, one.value.text()?)))
                }
                _ => None,
            };
            diagnostics.push(found::not_a_text(node.span, key, sentence.as_deref()));
            None
        }
    }
}
