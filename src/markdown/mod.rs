//! Markdown to HTML, with headings, links, notes and insertions.
//!
//! Pure: what an insertion or a link means is asked of the [`Surroundings`], so that a test can give its own.

mod anchors;
mod document;
pub mod headings;
pub mod html;
pub mod insertion;
#[cfg(test)]
mod tests;
pub mod typography;

pub use document::{Document, Piece, Place, Section, compile};
pub use headings::Heading;
pub use insertion::Insertion;

use std::ops::Range;

use calculators::tree::Span;

use crate::diagnostics::Diagnostic;

/// How a text is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Written for the handbook: what is wrong with it is said.
    #[default]
    Own,
    /// The text of a document: it is as it is, and nothing in it is filled in. Its paragraphs may have anchors.
    Official,
    /// Two versions of a document in one text: what went is struck through, what came is bold.
    Changes,
}

/// What a page needs to know of the handbook around it.
pub trait Surroundings {
    /// How its text is to be taken.
    fn manner(&self) -> Manner {
        Manner::Own
    }

    /// Of a line that names sources: which stretches of it lead somewhere, and where.
    fn sources(&self, _line: &str) -> Vec<(Range<usize>, String)> {
        Vec::new()
    }

    /// HTML that stands under a paragraph of official text: who explains it.
    fn under(&self, _anchor: &str) -> String {
        String::new()
    }

    /// Text that takes the place of an insertion inside a sentence.
    ///
    /// # Errors
    /// The finding, when the name means nothing or the kind cannot stand in a sentence.
    fn inline(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>>;

    /// HTML that takes the place of an insertion alone on its line.
    ///
    /// # Errors
    /// The finding, when the name means nothing.
    fn block(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>>;

    /// A note (`note`, `tip`, `important`, `warning`, `caution`) around HTML.
    fn note(&self, kind: &str, html: &str) -> String;

    /// Where a link in the text leads. Gives the address to write, and the page and anchor to check afterwards.
    ///
    /// # Errors
    /// The finding, when it leads nowhere.
    fn link(&self, target: &str, span: Span) -> Result<Target, Box<Diagnostic>>;

    /// Where a picture is.
    ///
    /// # Errors
    /// The finding, when it is not there.
    fn picture(&self, target: &str, span: Span) -> Result<String, Box<Diagnostic>>;
}

/// What an insertion became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inserted {
    /// As HTML.
    pub html: String,
    /// As plain text, for search; empty for a block that search knows in another way.
    pub text: String,
}

/// Where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// What is written in the page.
    pub url: String,
    /// Whether it leaves the site.
    pub external: bool,
    /// The address of the page and the anchor on it, to be checked when all pages are known.
    pub anchor: Option<(String, String)>,
}
