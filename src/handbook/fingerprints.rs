//! `vingerafdrukken.yaml`: of each paragraph that something was written from, a hash of its words at that time. So a new
//! version of a document shows what must be read again, while nothing of the document itself is in Git.

use std::collections::BTreeMap;

use calculators::tree::{Node, Span};

use super::citations::Citation;
use super::official::{Text, Texts};
use super::references::words;
use crate::check::fields::not_a_map;
use crate::check::official as found;
use crate::diagnostics::Diagnostic;

/// The file, under `content/`.
pub const FILE: &str = "vingerafdrukken.yaml";

const HEAD: &str = "# Wegwijs schrijft dit bestand: van elke alinea waar een feit, regel of pagina uit komt een vingerafdruk.\n\
                    # Er staat geen tekst in. Bijwerken: wegwijs check --vingerafdrukken\n";

/// The fingerprints by document and paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    documents: BTreeMap<String, BTreeMap<String, (String, Span)>>,
}

/// What became of the file when it was brought up to date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Paragraphs that are cited now and were not.
    pub new: usize,
    /// Paragraphs that were read again.
    pub read: usize,
    /// Paragraphs that nothing cites any more, or that are gone.
    pub gone: usize,
    /// Paragraphs that say something else than when they were read.
    pub changed: usize,
}

/// The fingerprint of a text: the same for the same words, whatever their capitals, signs and line breaks.
pub fn fingerprint(text: &str) -> String {
    let hash = blake3::hash(words(text).join(" ").as_bytes()).to_hex();
    hash.as_str().chars().take(LENGTH).collect()
}

const LENGTH: usize = 16;

impl Fingerprints {
    /// Reads the file.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut fingerprints = Self::default();
        let Some(entries) = node.entries() else {
            diagnostics.push(not_a_map(node.span));
            return fingerprints;
        };
        for document in entries {
            let Some(anchors) = document.value.entries() else {
                diagnostics.push(not_a_map(document.value.span));
                continue;
            };
            let list = fingerprints.documents.entry(document.key.clone()).or_default();
            for anchor in anchors {
                match anchor.value.text().filter(|text| text.len() == LENGTH) {
                    Some(text) => {
                        list.insert(anchor.key.clone(), (text.to_owned(), anchor.key_span));
                    }
                    None => diagnostics.push(found::bad_fingerprint(anchor.value.span)),
                }
            }
        }
        fingerprints
    }

    /// Whether a paragraph has one.
    pub fn has(&self, document: &str, anchor: &str) -> bool {
        self.documents.get(document).is_some_and(|list| list.contains_key(anchor))
    }

    /// Reports each paragraph that says something else than when something was written from it. Documents that were not
    /// imported are not compared.
    pub fn check(
        &self,
        texts: &Texts,
        citations: &[Citation],
        strict: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (document, anchors) in &self.documents {
            let Some(text) = texts.text(document) else { continue };
            for (anchor, (known, span)) in anchors {
                let users: Vec<(Span, String)> = citations
                    .iter()
                    .filter(|one| one.document == *document && one.anchor.as_deref() == Some(anchor))
                    .map(|one| (one.span, one.by.named()))
                    .collect();
                match text.words_of(anchor) {
                    Some(words) if fingerprint(&words) == *known => {}
                    // What nothing rests on any more may change.
                    Some(_) if users.is_empty() => {}
                    Some(words) => {
                        let begins = first_words(&words);
                        diagnostics
                            .push(found::changed_paragraph(*span, document, anchor, &begins, users, strict));
                    }
                    None => {
                        let near = text.near(anchor);
                        diagnostics
                            .push(found::lost_paragraph(*span, document, anchor, &near, users, strict));
                    }
                }
            }
        }
    }

    /// Brings the fingerprints up to date with what is cited. What is there stays as it is, so that a change is never
    /// taken for read, unless it is among `read`: `document#anchor`, or a whole `document`. What nothing cites any more
    /// goes; documents that were not imported stay as they are.
    pub fn update(&mut self, texts: &Texts, citations: &[Citation], read: &[String]) -> Updated {
        let mut updated = Updated::default();
        for (document, text) in texts.documents() {
            let before = self.documents.remove(document).unwrap_or_default();
            let mut now = BTreeMap::new();
            for citation in citations.iter().filter(|one| one.document == document && one.there) {
                let Some(anchor) = &citation.anchor else { continue };
                let Some(words) = text.words_of(anchor).filter(|_| !now.contains_key(anchor)) else {
                    continue;
                };
                let new = fingerprint(&words);
                let (known, span) = match before.get(anchor) {
                    None => {
                        updated.new += 1;
                        (new, Span::default())
                    }
                    Some((known, span)) if *known == new => (new, *span),
                    Some((_, span)) if is_read(read, document, anchor) => {
                        updated.read += 1;
                        (new, *span)
                    }
                    Some((known, span)) => {
                        updated.changed += 1;
                        (known.clone(), *span)
                    }
                };
                now.insert(anchor.clone(), (known, span));
            }
            updated.gone += before.keys().filter(|anchor| !now.contains_key(*anchor)).count();
            if !now.is_empty() {
                self.documents.insert(document.to_owned(), now);
            }
        }
        updated
    }

    /// The file as it is written.
    pub fn to_yaml(&self) -> String {
        let mut out = HEAD.to_owned();
        for (document, anchors) in &self.documents {
            out.push_str(&format!("{document}:\n"));
            for (anchor, (known, _)) in anchors {
                // Without quotes a hash of digits alone is a number to some readers.
                out.push_str(&format!("  {anchor}: \"{known}\"\n"));
            }
        }
        out
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

fn is_read(read: &[String], document: &str, anchor: &str) -> bool {
    read.iter().any(|known| match known.split_once('#') {
        Some((own, place)) => own == document && place == anchor,
        None => known == document,
    })
}

/// The first words of a paragraph, as they are written.
fn first_words(text: &str) -> String {
    const MOST: usize = 12;
    let all: Vec<&str> = text.split_whitespace().take(MOST + 1).collect();
    let first = all.iter().take(MOST).copied().collect::<Vec<_>>().join(" ");
    if all.len() > MOST { format!("{first} …") } else { first }
}

/// The paragraphs whose own words differ between two versions of a document, without what stands below them, and those
/// that only the old one has.
pub fn differing(old: &Text, new: &Text) -> Vec<String> {
    let mut list = Vec::new();
    for anchor in old.anchors.iter().filter(|anchor| !anchor.id.is_empty()) {
        let own = |text: &Text| text.anchor(&anchor.id).map(|anchor| words(anchor.own_words()));
        if own(old) != own(new) {
            list.push(anchor.id.clone());
        }
    }
    list
}
