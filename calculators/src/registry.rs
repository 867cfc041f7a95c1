//! Facts, documents, desks and holidays: what rules are made of, read and looked up.

mod desks;
mod documents;
mod facts;
mod holidays;
pub(crate) mod keys;

use std::collections::{BTreeMap, BTreeSet};

use crate::book::RuleFiles;
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::holidays::{Calendar, Holiday};
use crate::kernel::nearest::nearest;
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::program::{FactLine, FactValue, Origin};
use crate::sink::{self, FACTS, Sink};
use crate::tree::{Entry, Node, Span, Value};

pub(crate) use desks::read_channels;

/// The owner of what holds for all.
pub(crate) const NATIONAL: &str = "landelijk";

/// What the set of holidays is called among broken things.
pub(crate) const HOLIDAYS: &str = "vrije-dagen";

/// A fact as an editor wrote it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactEntry {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) description: String,
    pub(crate) lines: Vec<FactLine>,
    /// Where the value of each line stands.
    pub(crate) line_spans: Vec<Span>,
    pub(crate) origin: Origin,
    pub(crate) origin_name: Option<String>,
    pub(crate) looked_up: Option<Date>,
    pub(crate) sources: Vec<Source>,
    /// The unit of its values; none for a numbered week.
    pub(crate) unit: Option<Unit>,
    pub(crate) question: Option<String>,
    pub(crate) place: Option<String>,
    /// Help under the question.
    pub(crate) help: Option<String>,
    /// The lowest and the highest that it can be.
    pub(crate) limits: [Option<Quantity>; 2],
}

/// A source that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) reference: String,
    pub(crate) document: String,
    pub(crate) place: String,
    pub(crate) name: String,
}

/// A document as an editor wrote it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DocumentEntry {
    pub(crate) id: String,
    /// Where its name stands.
    pub(crate) span: Span,
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) version: Option<String>,
    pub(crate) decided: Option<Date>,
    pub(crate) in_force: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) review: Option<Date>,
    pub(crate) state: DocumentState,
    pub(crate) places: Vec<PlaceEntry>,
}

/// A place in a document as an editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Where its name stands.
    pub(crate) span: Span,
    /// The paragraph of the official text, where an editor says which it is.
    pub(crate) anchor: Option<(String, Span)>,
}

/// Whether a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentState {
    /// It does.
    Valid,
    /// It ended.
    Expired,
    /// Nobody is sure.
    Uncertain,
}

/// A function or desk as an editor wrote it.
#[derive(Clone, Debug)]
pub(crate) struct DeskEntry {
    pub(crate) owner: String,
    pub(crate) id: String,
    pub(crate) name: String,
    /// Kind and text.
    pub(crate) channels: Vec<(String, String)>,
}

/// Everything that can be looked up.
#[derive(Clone, Debug)]
pub(crate) struct Registry {
    pub(crate) day: Date,
    pub(crate) organisations: Vec<(String, String)>,
    pub(crate) facts: BTreeMap<(String, String), FactEntry>,
    pub(crate) documents: BTreeMap<String, DocumentEntry>,
    pub(crate) desks: BTreeMap<(String, String), DeskEntry>,
    pub(crate) calendars: BTreeMap<String, Calendar>,
    /// Facts, documents and functions that are there but have a finding of their own: to say of every place
    /// that names them that they do not exist would be noise, and false.
    broken: BTreeSet<(String, String)>,
}

impl Registry {
    /// Reads all files but the calculators.
    pub(crate) fn read(files: &RuleFiles, sink: &mut Sink) -> Registry {
        let mut registry = Registry {
            day: files.day,
            organisations: files
                .organisations
                .iter()
                .map(|entry| (entry.id.clone(), entry.name.clone()))
                .collect(),
            facts: BTreeMap::new(),
            documents: BTreeMap::new(),
            desks: BTreeMap::new(),
            calendars: BTreeMap::new(),
            broken: BTreeSet::new(),
        };
        if let Some(root) = &files.sources {
            registry.read_documents(root, sink);
        }
        for file in &files.desks {
            registry.read_desks(&file.owner, &file.root, sink);
        }
        for file in &files.facts {
            if file.root.value != Value::Empty {
                registry.read_facts(&file.owner, &file.root, "", sink);
            }
        }
        for file in &files.holidays {
            let before = sink.errors();
            match registry.read_holidays(&file.root, sink) {
                Some(calendar) if sink.errors() == before => {
                    registry.calendars.insert(file.owner.clone(), calendar);
                }
                _ => {
                    registry.broken.insert((file.owner.clone(), HOLIDAYS.to_owned()));
                }
            }
        }
        registry.same_name_twice(sink);
        registry
    }

    /// Whether a name stands for something broken in an organisation or for all.
    pub(crate) fn is_broken(&self, organisation: &str, name: &str) -> bool {
        let (owner, bare) = name.split_once('/').unwrap_or((organisation, name));
        [owner, NATIONAL].iter().any(|owner| self.broken.contains(&((*owner).to_owned(), bare.to_owned())))
    }

    /// An organisation's name.
    pub(crate) fn organisation_name(&self, id: &str) -> String {
        self.organisations
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }
}

/// What is wrong with a reference to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SourceProblem {
    /// A place without a document.
    NoDocument,
    /// The document has a finding of its own.
    Broken,
    /// No such document.
    Document {
        /// As it was written.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// No such place.
    Place {
        /// The document.
        document: String,
        /// As it was written.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
}

/// A day written the way files do: 2026-01-31.
pub(crate) fn read_day(sink: &mut Sink, node: &Node, text: &str) -> Option<Date> {
    match Date::parse_iso(text) {
        Some(day) => Some(day),
        None => {
            let help = match crate::kernel::date::parse_typed(text) {
                Ok(day) => format!("Schrijf `{}`.", day.iso()),
                Err(error) => {
                    format!("Schrijf jaar, maand en dag, bijvoorbeeld 2026-01-31. {}", error.message())
                }
            };
            sink.error("W0410", node.span, format!("`{text}` is geen dag die we kunnen lezen"), help);
            None
        }
    }
}
