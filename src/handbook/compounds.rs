//! `samenstellingen.yaml`: what editors say about taking words apart for search.

use calculators::tree::Node;
use search::Splits;

use super::keys;
use crate::check::fields::not_a_map;
use crate::check::search::{bad_split, split_and_whole};
use crate::diagnostics::Diagnostic;
use crate::source::fields::{Fields, texts};

/// Reads the file.
pub(super) fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Splits {
    let mut splits = Splits::default();
    let fields = Fields::of(node, &keys::SPLITS, diagnostics);
    for (word, _) in fields.texts("heel", diagnostics) {
        splits.whole.insert(word.to_lowercase());
    }
    let Some(hints) = fields.node("splits") else { return splits };
    let Some(words) = hints.entries() else {
        diagnostics.push(not_a_map(hints.span));
        return splits;
    };
    for entry in words {
        let (word, span) = (&entry.key, entry.value.span);
        let parts = texts(&entry.value, word, diagnostics);
        let parts: Vec<String> = parts.into_iter().map(|(part, _)| part.to_lowercase()).collect();
        let word = word.to_lowercase();
        if splits.whole.contains(&word) {
            diagnostics.push(split_and_whole(span, &word));
        } else if Splits::places(&word, &parts).is_none() {
            diagnostics.push(bad_split(span, &word));
        } else {
            splits.hints.insert(word, parts);
        }
    }
    splits
}
