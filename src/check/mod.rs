//! What can be wrong with a handbook: per subject one file, per finding one function with its stable code, its
//! message, its remedy and its test.
//!
//! Codes: W01 reading files and YAML, W02 front matter and `wegwijs.yaml`, W03 pages, links and Markdown. W04 to
//! W08 belong to the rules and come from the crate `calculators`.

pub mod fields;
pub mod files;
pub mod front_matter;
pub mod insertions;
pub mod markdown;
pub mod official;
pub mod omitted;
pub mod onboarding;
pub mod pages;
pub mod personal;
pub mod search;
pub mod site;
pub mod templates;
pub mod yaml;

use calculators::finding::Severity;
use calculators::kernel::nearest::nearest;
use calculators::tree::Span;

use crate::diagnostics::Diagnostic;

/// A finding that stops the build.
pub(crate) fn error(
    code: &'static str,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        span,
        message: message.into(),
        help: help.into(),
        related: Vec::new(),
    }
}

/// A finding that is shown and does not stop the build.
pub(crate) fn warning(
    code: &'static str,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..error(code, span, message, help) }
}

/// "Bedoel je …?" with the nearest of the known names, where one is near enough to be meant.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|near| format!("Bedoel je `{near}`?"))
}
