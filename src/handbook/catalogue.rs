//! The themes and situations that calculators are listed under, held to the lists of `wegwijs.yaml`.

use calculators::book::CalculatorFile;
use calculators::tree::{Node, Span};

use super::site::Site;
use crate::check::site as found;
use crate::diagnostics::Diagnostic;

/// Reports each `thema` and `wanneer-ik` of a calculator that the site does not know. A site without these lists
/// knows all of them.
pub(super) fn check(site: &Site, calculators: &[CalculatorFile], diagnostics: &mut Vec<Diagnostic>) {
    let situations: Vec<&str> = site.situations.iter().map(|(situation, _)| situation.as_str()).collect();
    let themes: Vec<&str> = site.themes.iter().map(String::as_str).collect();
    for calculator in calculators {
        for (key, known) in [("thema", &themes), ("wanneer-ik", &situations)] {
            if known.is_empty() {
                continue;
            }
            for (text, span) in texts(calculator.root.get(key)) {
                if !known.contains(&text) {
                    diagnostics.push(found::unlisted(span, key, text, known.iter().copied()));
                }
            }
        }
    }
}

/// One text, or each text of a list, with its place.
fn texts(node: Option<&Node>) -> Vec<(&str, Span)> {
    let Some(node) = node else { return Vec::new() };
    let items = node.items().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(|item| Some((item.text()?.trim(), item.span))).collect()
}
