//! Calculators in words, made once: several pages, the search and comparisons ask for the same, and each description
//! tries all examples.

use std::collections::HashMap;
use std::sync::OnceLock;

use calculators::book::RuleBook;
use calculators::views::{Description, UnclearView};

/// What was asked of a book of rules before; kept for as long as the book.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// By calculator, then organisation.
    calculators: HashMap<String, HashMap<String, OnceLock<Option<Description>>>>,
    unclear: OnceLock<Vec<UnclearView>>,
}

impl Described {
    /// Room for each calculator of a book.
    pub(super) fn of(rules: &RuleBook) -> Self {
        let room = |organisations: &[String]| {
            organisations.iter().map(|organisation| (organisation.clone(), OnceLock::new())).collect()
        };
        let calculators =
            rules.calculators().into_iter().map(|one| (one.id, room(&one.organisations))).collect();
        Self { calculators, unclear: OnceLock::new() }
    }

    /// A calculator of an organisation; none when there is no such calculator.
    pub(super) fn calculator(&self, rules: &RuleBook, id: &str, organisation: &str) -> Option<&Description> {
        let place = self.calculators.get(id)?.get(organisation)?;
        place.get_or_init(|| rules.describe(id, organisation)).as_ref()
    }

    /// Everything the documents leave open.
    pub(super) fn unclear(&self, rules: &RuleBook) -> &[UnclearView] {
        self.unclear.get_or_init(|| rules.unclear())
    }
}
