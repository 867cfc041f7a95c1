//! Where findings gather, and the few ways in which YAML is looked at.

use crate::finding::{Finding, Severity};
use crate::kernel::nearest::nearest;
use crate::keys::Block;
use crate::tree::{Entry, Node, Scalar, Span, Value};

/// Gathers findings.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    pub(crate) findings: Vec<Finding>,
}

impl Sink {
    /// Something that must be mended before a site can be built.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Error, code, span, message.into(), help.into(), Vec::new());
    }

    /// Something that deserves a look.
    pub(crate) fn warn(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Warning, code, span, message.into(), help.into(), Vec::new());
    }

    /// A finding with other places that belong to it.
    pub(crate) fn related(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
        related: Vec<(Span, String)>,
    ) {
        self.push(severity, code, span, message.into(), help.into(), related);
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Span,
        message: String,
        help: String,
        related: Vec<(Span, String)>,
    ) {
        let finding = Finding { code, severity, span, message, help, related };
        // Rules that another organisation takes over are read twice; they are wrong once.
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// How many errors there are by now.
    pub(crate) fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// The entries of a map whose keys are known beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) node: &'a Node,
    entries: &'a [Entry],
}

impl<'a> Fields<'a> {
    /// The value under a key; a key without a value counts as not there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key && entry.value.value != Value::Empty)
            .map(|entry| &entry.value)
    }

    /// All of them.
    pub(crate) fn entries(&self) -> &'a [Entry] {
        self.entries
    }

    /// The entry of a key.
    pub(crate) fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Codes for a file that is not shaped as it should be: of facts and sources, or of a calculator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// A key that is not known.
    pub(crate) key: &'static str,
    /// A map, a list or a text was expected.
    pub(crate) kind: &'static str,
    /// YAML read something else than was meant.
    pub(crate) trap: &'static str,
}

/// For facts, sources, desks and holidays.
pub(crate) const FACTS: Shape = Shape { key: "W0401", kind: "W0402", trap: "W0403" };
/// For calculators.
pub(crate) const RULES: Shape = Shape { key: "W0501", kind: "W0502", trap: "W0503" };

/// The entries of a map with any keys.
pub(crate) fn entries<'a>(sink: &mut Sink, shape: Shape, node: &'a Node, what: &str) -> Option<&'a [Entry]> {
    match &node.value {
        Value::Map { entries, flow } => {
            if *flow {
                trap_in_braces(sink, shape, entries);
            }
            Some(entries)
        }
        Value::Empty => {
            sink.error(shape.kind, node.span, format!("{what} is leeg"), "Vul het in of haal de regel weg.");
            None
        }
        _ => {
            sink.error(
                shape.kind,
                node.span,
                format!("{what} moet uit regels met een sleutel bestaan"),
                "Schrijf elke regel als `sleutel: waarde`, met spaties ervoor op gelijke hoogte.",
            );
            None
        }
    }
}

/// The entries of a map of which the keys are known; others are findings.
pub(crate) fn fields<'a>(
    sink: &mut Sink,
    shape: Shape,
    node: &'a Node,
    what: &str,
    block: &Block,
) -> Option<Fields<'a>> {
    let entries = entries(sink, shape, node, what)?;
    for entry in entries {
        if block.has(&entry.key) || is_piece_of_number(entry) {
            continue;
        }
        let help = match nearest(&entry.key, block.names()) {
            Some(near) => format!("Bedoel je `{near}`?"),
            None => format!("Hier kunnen staan: {}.", block.names().collect::<Vec<_>>().join(", ")),
        };
        sink.error(shape.key, entry.key_span, format!("`{}` is hier geen bekende sleutel", entry.key), help);
    }
    Some(Fields { node, entries })
}

/// Inside braces a comma parts two entries, so `50,01 EUR` becomes `50` and a key `01 EUR`.
fn trap_in_braces(sink: &mut Sink, shape: Shape, entries: &[Entry]) {
    for pair in entries.windows(2) {
        let [before, piece] = pair else { continue };
        if is_piece_of_number(piece) {
            let text = before.value.text().unwrap_or("…");
            sink.error(
                shape.trap,
                piece.key_span,
                format!("Tussen accolades knipt YAML een decimale komma door: hier staat nu `{text}` en los daarvan `{}`", piece.key),
                format!("Schrijf het zonder accolades, elke sleutel op een eigen regel: `{}: {text},{}`.", before.key, piece.key),
            );
        }
    }
}

fn is_piece_of_number(entry: &Entry) -> bool {
    entry.value.value == Value::Empty && entry.key.starts_with(|letter: char| letter.is_ascii_digit())
}

/// A text; anything else is a finding.
pub(crate) fn text<'a>(sink: &mut Sink, shape: Shape, node: &'a Node, what: &str) -> Option<&'a str> {
    scalar(sink, shape, node, what).map(|scalar| scalar.text.as_str())
}

/// A text with the way it was written.
pub(crate) fn scalar<'a>(sink: &mut Sink, shape: Shape, node: &'a Node, what: &str) -> Option<&'a Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar),
        Value::Scalar(_) | Value::Empty => {
            sink.error(
                shape.kind,
                node.span,
                format!("{what} is leeg"),
                "Vul het in of haal de regel weg. Begint de tekst met `#`? Zet er aanhalingstekens om.",
            );
            None
        }
        Value::Map { flow: true, .. } | Value::List { flow: true, .. } => {
            sink.error(
                shape.trap,
                node.span,
                format!("{what} begint met een haakje of accolade, en dat leest YAML als iets anders"),
                "Zet aanhalingstekens om de hele tekst: `\"{{ … }} …\"`.",
            );
            None
        }
        Value::Map { .. } => {
            sink.error(
                shape.trap,
                node.span,
                format!("{what} is gelezen als een regel met een sleutel; er staat een dubbele punt in"),
                "Zet aanhalingstekens om de hele tekst, of schrijf de zin zonder dubbele punt.",
            );
            None
        }
        Value::List { .. } => {
            sink.error(
                shape.kind,
                node.span,
                format!("{what} moet één tekst zijn, geen lijst"),
                "Schrijf één regel.",
            );
            None
        }
    }
}

/// A text, or a list of texts.
pub(crate) fn texts<'a>(sink: &mut Sink, shape: Shape, node: &'a Node, what: &str) -> Vec<&'a Node> {
    match &node.value {
        Value::List { items, .. } => {
            items.iter().filter(|item| text(sink, shape, item, what).is_some()).collect()
        }
        _ => text(sink, shape, node, what).map(|_| node).into_iter().collect(),
    }
}

/// `ja` or `nee`; `yes`, `no`, `true` and the like are findings that show what to write.
pub(crate) fn yes_no(sink: &mut Sink, shape: Shape, node: &Node, what: &str) -> Option<bool> {
    let text = text(sink, shape, node, what)?;
    match text {
        "ja" => Some(true),
        "nee" => Some(false),
        other => {
            sink.error(
                shape.trap,
                node.span,
                format!("{what} is `ja` of `nee`, niet `{other}`"),
                instead(other),
            );
            None
        }
    }
}

/// What to write instead of an English or machine's yes and no.
pub(crate) fn instead(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "y" | "on" | "j" | "waar" => "Schrijf `ja`.".to_owned(),
        "no" | "false" | "n" | "off" | "onwaar" => "Schrijf `nee`.".to_owned(),
        _ => "Schrijf `ja` of `nee`.".to_owned(),
    }
}

/// "Bedoel je `x`?", or all there are.
pub(crate) fn did_you_mean<'a>(text: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(text, known.clone()) {
        Some(near) => format!("Bedoel je `{near}`?"),
        None => {
            let names: Vec<&str> = known.into_iter().take(12).collect();
            if names.is_empty() {
                "Er zijn er nog geen.".to_owned()
            } else {
                format!("Bekend zijn: {}.", names.join(", "))
            }
        }
    }
}

/// A stretch of a scalar, for a finding.
pub(crate) fn place(node: &Node, start: usize, end: usize) -> Span {
    match &node.value {
        Value::Scalar(scalar) => scalar.place(node.span, start, end),
        _ => node.span,
    }
}
