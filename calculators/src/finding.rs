//! What is wrong with a rule: a code, a place, a Dutch message and what to do.

use crate::tree::Span;

/// One finding about what an editor wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, `W0412`. Never given to another finding later on.
    pub code: &'static str,
    /// Whether the site can be built in spite of it.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong: one Dutch sentence without a full stop inside names of keys, for an HR editor.
    pub message: String,
    /// What to do about it: Dutch, ends with a full stop. May hold a line ready to paste.
    pub help: String,
    /// Other places that belong to it ("hier staat de andere regel"), each with a short Dutch label.
    pub related: Vec<(Span, String)>,
}

/// How bad a [`Finding`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No site is built.
    Error,
    /// The site is built, the finding is shown.
    Warning,
}
