//! A word processor's document (Office Open XML): a zip container with XML parts.
//!
//! ```text
//! bytes -> container -> package -> styles, numbering, notes -> body -> lines -> Source
//! ```
//!
//! What Word shows is what counts: numbers and dots of lists are worked out and put in front of their text, since
//! they stand nowhere in the file. Left out is what Word does not show or print as text of the document: deleted and
//! hidden text, comments, codes of fields, descriptions of pictures, the figures in charts. Heads and feet of pages come
//! last, once each and marked as what they are: they belong to the paper, and Word keeps them apart from the text.

mod body;
mod container;
mod diagram;
mod formula;
mod inline;
mod lines;
mod numbering;
mod package;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use super::ReadError;
use crate::source::Source;
use body::{Budget, Context, Draft, Reader};
use container::Container;
use numbering::Numbering;
use package::Parts;
use styles::Styles;
use xml::Xml;

/// Reads a document: one line for each paragraph, row of a table and note.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let mut container = Container::open(bytes)?;
    let parts = Parts::find(&mut container)?;
    let mut part = |name: &Option<String>, called: &'static str| match name {
        Some(name) => container.read(name, called),
        None => Ok(None),
    };
    let styles = match part(&parts.styles, package::STYLES)? {
        Some(text) => Styles::read(&mut Xml::new(&text, package::STYLES))?,
        None => Styles::default(),
    };
    let numbering = match part(&parts.numbering, package::NUMBERING)? {
        Some(text) => Numbering::read(&mut Xml::new(&text, package::NUMBERING), &styles)?,
        None => Numbering::default(),
    };
    let mut context = Context::new(styles, numbering);
    let mut budget = Budget::default();
    if let Some(text) = part(&parts.footnotes, package::FOOTNOTES)? {
        let xml = Xml::new(&text, package::FOOTNOTES);
        context.footnotes = Reader::new(xml, &context, &mut budget).notes("footnote")?;
    }
    if let Some(text) = part(&parts.endnotes, package::ENDNOTES)? {
        let xml = Xml::new(&text, package::ENDNOTES);
        context.endnotes = Reader::new(xml, &context, &mut budget).notes("endnote")?;
    }
    for (id, name) in parts.diagrams {
        let text = part(&Some(name), package::DIAGRAM)?.unwrap_or_default();
        context.diagrams.insert(id, diagram::read(&mut Xml::new(&text, package::DIAGRAM))?);
    }
    let text = part(&Some(parts.document), package::DOCUMENT)?.unwrap_or_default();
    let mut drafts = Reader::new(Xml::new(&text, package::DOCUMENT), &context, &mut budget).document()?;
    let mut edges: Vec<Draft> = Vec::new();
    for name in parts.edges {
        let text = part(&Some(name), package::EDGE)?.unwrap_or_default();
        let own = Reader::new(Xml::new(&text, package::EDGE), &context, &mut budget).edge()?;
        // The same line for the first page, for even and for odd ones is one line.
        edges.extend(
            own.into_iter()
                .filter(|draft| !edges.iter().any(|known| known.text == draft.text))
                .collect::<Vec<_>>(),
        );
    }
    drafts.append(&mut edges);
    Ok(Source { lines: lines::of(drafts), marked: false })
}
