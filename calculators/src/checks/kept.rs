//! What was proven before, kept while everything that it rests on is the same.
//!
//! Findings about an organisation's rules follow from the rules themselves (with every dated value of their facts and
//! the place of every part), from where those facts and their document stand, from the day, and from how strict the
//! check is. All of that is kept beside the findings and compared, so nothing can be mistaken for something else.

use crate::finding::Finding;
use crate::kernel::date::Date;
use crate::registry::{DocumentEntry, FactEntry, Registry};
use crate::rules::Rules;
use crate::sink::Sink;

/// Findings about rules that were checked before. Empty at first; whoever checks again and again keeps it.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    list: Vec<Entry>,
    again: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    calculator: String,
    basis: Basis,
    findings: Vec<Finding>,
}

/// What a check found about one organisation's rules.
#[derive(Debug)]
pub(crate) struct Checked {
    entry: Entry,
    /// Whether it was really looked for, not known from before.
    again: bool,
}

/// All that findings rest on.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    rules: Rules,
    facts: Vec<Option<FactEntry>>,
    document: Option<DocumentEntry>,
    day: Date,
    strict: bool,
}

impl Kept {
    /// How many organisations' rules were really checked the last time.
    pub fn checked(&self) -> usize {
        self.again
    }

    /// Begins a check of everything.
    pub(crate) fn begin(&mut self) -> Kept {
        std::mem::take(self)
    }

    /// What there is to find about rules: what is kept here where nothing changed.
    pub(crate) fn look(&self, calculator: &str, rules: &Rules, registry: &Registry, strict: bool) -> Checked {
        let basis = Basis {
            rules: rules.clone(),
            facts: rules
                .program
                .facts
                .iter()
                .map(|fact| {
                    let name = fact.name.rsplit('/').next().unwrap_or(&fact.name);
                    registry.fact(&fact.owner, name).cloned()
                })
                .collect(),
            document: rules.document.as_ref().and_then(|id| registry.documents.get(id)).cloned(),
            day: registry.day,
            strict,
        };
        let known = self.list.iter().find(|entry| entry.calculator == calculator && entry.basis == basis);
        let findings = match known {
            Some(entry) => entry.findings.clone(),
            None => {
                let mut sink = Sink::default();
                super::proofs::check(rules, registry, &mut sink);
                super::points::prove(rules, registry, &mut sink);
                super::examples::check(rules, registry, strict, &mut sink);
                super::points::check(rules, registry, strict, &mut sink);
                super::period::check(rules, strict, &mut sink);
                sink.findings
            }
        };
        Checked {
            again: known.is_none(),
            entry: Entry { calculator: calculator.to_owned(), basis, findings },
        }
    }

    /// Keeps what was found, and gives it.
    pub(crate) fn keep(&mut self, checked: Checked) -> Vec<Finding> {
        self.again += usize::from(checked.again);
        let findings = checked.entry.findings.clone();
        self.list.push(checked.entry);
        findings
    }
}
