//! `weggelaten.yaml`: which part of which document a set of pages explains, and which of its numbers they leave out on
//! purpose. A check beside the documents holds the pages to it; the site itself shows nothing of it.

use calculators::tree::{Node, Span};

use super::keys;
use crate::check::did_you_mean;
use crate::check::fields::not_a_map;
use crate::check::omitted as found;
use crate::diagnostics::Diagnostic;
use crate::source::fields::Fields;

/// Why a number may be left out.
pub const REASONS: &[(&str, &str)] = &[
    ("datum van druk", "Een datum of nummer van de uitgave zelf"),
    ("voorbeeld", "Een getal dat alleen in een voorbeeld staat"),
    ("leesfout", "Geen getal, maar een teken dat zo gelezen werd"),
    ("licentie", "Van een ander, die het niet deelt"),
];

/// What is said of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    /// The document.
    pub document: String,
    /// The name of its text, without `.txt`.
    pub file: String,
    /// Its first and last line.
    pub lines: (usize, usize),
    /// Addresses of pages, without a slash at the end; of a folder: all pages in it.
    pub pages: Vec<String>,
    /// The numbers left out, with their unit: `42 week`; and why.
    pub numbers: Vec<(String, String)>,
}

/// Reads the file.
pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Omitted> {
    let Some(entries) = node.entries() else {
        diagnostics.push(not_a_map(node.span));
        return Vec::new();
    };
    let mut list = Vec::new();
    for entry in entries {
        let fields = Fields::of(&entry.value, &keys::OMITTED, diagnostics);
        let file = fields.required_text("bestand", diagnostics);
        let lines = fields.required_text("regels", diagnostics);
        let pages = fields.texts("paginas", diagnostics);
        let numbers = fields.node("weggelaten").map_or_else(Vec::new, |node| numbers(node, diagnostics));
        let (Some((file, _)), Some((text, span))) = (file, lines) else { continue };
        let Some(lines) = range(&text) else {
            diagnostics.push(found::bad_lines(span, &text));
            continue;
        };
        let pages = pages.into_iter().map(|(page, _)| page).collect();
        list.push(Omitted { document: entry.key.clone(), file, lines, pages, numbers });
    }
    list
}

fn numbers(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let mut list = Vec::new();
    for item in node.items().unwrap_or_default() {
        let fields = Fields::of(item, &keys::OMITTED_NUMBER, diagnostics);
        let number = fields.required_text("getal", diagnostics);
        let reason = fields.required_text("reden", diagnostics);
        fields.required_text("waarom", diagnostics);
        let (Some((number, _)), Some((reason, span))) = (number, reason) else { continue };
        if !known(&reason, span, diagnostics) {
            continue;
        }
        list.push((number, reason));
    }
    list
}

fn known(reason: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let names = || REASONS.iter().map(|(name, _)| *name);
    let known = names().any(|name| name == reason);
    if !known {
        diagnostics.push(found::bad_reason(span, reason, names().collect(), did_you_mean(reason, names())));
    }
    known
}

/// `2381-2780`.
fn range(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (0 < first && first <= last).then_some((first, last))
}
