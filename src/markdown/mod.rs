//! Markdown to HTML, with headings, links, notes and insertions.
//!
//! Pure: what an insertion or a link means is asked of the [`Surroundings`], so that a test can give its own.

mod document;
pub mod headings;
pub mod html;
pub mod insertion;
#[cfg(test)]
mod tests;
pub mod typography;

pub use document::{Document, Place, Section, compile};
pub use headings::Heading;
pub use insertion::Insertion;

use calculators::tree::Span;

use crate::diagnostics::Diagnostic;

/// What a page needs to know of the handbook around it.
pub trait Surroundings {
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
