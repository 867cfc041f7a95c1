//! Headings and their ids.

use std::collections::HashMap;

use calculators::tree::Span;

use crate::check::markdown as found;
use crate::diagnostics::Diagnostic;
use crate::handbook::address::slug;

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id, without `#`.
    pub id: String,
    /// Its text without marks.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Gives out ids and sees to it that none is given twice.
#[derive(Debug, Default)]
pub struct Ids {
    given: HashMap<String, Span>,
    last_level: u8,
}

impl Ids {
    /// The id of a heading: the one written, or one made from its text.
    pub fn give(
        &mut self,
        written: Option<&str>,
        text: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> String {
        if let Some(id) = written.filter(|id| slug(id) != **id || id.is_empty()) {
            let proposal =
                [id, text, "deel"].map(slug).into_iter().find(|slug| !slug.is_empty()).unwrap_or_default();
            diagnostics.push(found::bad_anchor(span, id, &proposal));
        } else if let Some(id) = written {
            if let Some(first) = self.given.get(id) {
                diagnostics.push(found::double_anchor(span, *first, id));
            }
            self.given.insert(id.to_owned(), span);
            return id.to_owned();
        }
        let base = match slug(text) {
            empty if empty.is_empty() => "deel".to_owned(),
            slug => slug,
        };
        let mut id = base.clone();
        let mut number = 2;
        while self.given.contains_key(&id) {
            id = format!("{base}-{number}");
            number += 1;
        }
        self.given.insert(id.clone(), span);
        id
    }

    /// Reports a second title and a level that is skipped.
    pub fn check_level(&mut self, level: u8, span: Span, diagnostics: &mut Vec<Diagnostic>) {
        let deepest = self.last_level.max(1) + 1;
        if level == 1 {
            diagnostics.push(found::heading_level(span, level, 2));
        } else if level > deepest {
            diagnostics.push(found::heading_level(span, level, deepest));
        }
        self.last_level = level.max(2);
    }
}
