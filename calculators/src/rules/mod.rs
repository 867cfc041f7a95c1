//! Calculators: from YAML to programs, one for each organisation.

pub(crate) mod build;
pub(crate) mod cases;
pub(crate) mod cells;
pub(crate) mod examples;
pub(crate) mod expression;
pub(crate) mod keys;
pub(crate) mod limits;
pub(crate) mod order;
pub(crate) mod reckon;
pub(crate) mod said;
pub(crate) mod steady;
pub(crate) mod table;

use crate::program::{Index, Program, Text, UnclearRule};
use crate::tree::{Node, Span};
use examples::Example;

/// A stretch of text with the place where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) node: &'a Node,
    /// Where in the node's text it begins.
    pub(crate) base: usize,
    pub(crate) text: &'a str,
}

impl<'a> Piece<'a> {
    /// The whole text of a node.
    pub(crate) fn whole(node: &'a Node) -> Option<Piece<'a>> {
        node.text().map(|text| Piece { node, base: 0, text })
    }

    /// A part of it.
    pub(crate) fn part(self, start: usize, end: usize) -> Piece<'a> {
        Piece {
            node: self.node,
            base: self.base + start,
            text: self.text.get(start..end).unwrap_or_default(),
        }
    }

    /// Without spaces around it.
    pub(crate) fn trimmed(self) -> Piece<'a> {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start, start + self.text.trim().len())
    }

    /// Where it stands in the file.
    pub(crate) fn span(self) -> Span {
        self.at(0, self.text.len())
    }

    /// Where a part of it stands in the file.
    pub(crate) fn at(self, start: usize, end: usize) -> Span {
        crate::sink::place(self.node, self.base + start, self.base + end)
    }
}

/// A calculator that could be read.
#[derive(Clone, Debug)]
pub(crate) struct Calculator {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) span: Span,
    pub(crate) sensitive: bool,
    pub(crate) keywords: Vec<String>,
    pub(crate) themes: Vec<String>,
    pub(crate) situations: Vec<String>,
    pub(crate) audience: Vec<String>,
    pub(crate) owner: Option<String>,
    pub(crate) lead: Option<String>,
    /// Situations in which the organisations are compared.
    pub(crate) cases: Vec<cases::Case>,
    /// In the order of the file.
    pub(crate) organisations: Vec<Rules>,
}

/// One organisation's rules.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rules {
    pub(crate) organisation: String,
    /// All dated values are still in it; [`Rules::on`] makes one for a day.
    pub(crate) program: Program,
    pub(crate) document: Option<String>,
    pub(crate) same_as: Option<String>,
    /// Its document is silent on the whole subject.
    pub(crate) silent: bool,
    pub(crate) spans: Spans,
    pub(crate) examples: Vec<Example>,
    /// The columns of the table of examples; empty when they are a list.
    pub(crate) example_columns: Vec<String>,
    /// The columns of the table of rules; empty when they are a list.
    pub(crate) rule_columns: Vec<String>,
    /// Where its examples stand, or would.
    pub(crate) examples_span: Span,
    /// Questions of the calculator by id and wording, asked here or not, in the order of the file.
    pub(crate) all_questions: Vec<(String, String)>,
    /// What the page says beside the points of a checklist, in the order of their questions.
    pub(crate) points: Vec<PointText>,
    /// A good answer to show beside a question, as an editor wrote it, by the question's id.
    pub(crate) samples: Vec<(String, String)>,
    /// Lines to fill in on a printed checklist.
    pub(crate) form_lines: Vec<String>,
    /// What each named value is.
    pub(crate) value_types: Vec<build::Type>,
    /// Months are added to a day somewhere, so that it matters what becomes of a day that does not exist.
    pub(crate) adds_months: bool,
    /// The calculators it asks for a result, with the documents these rest on.
    pub(crate) called: Vec<(String, Vec<String>)>,
}

/// What only the page says beside a point of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PointText {
    pub(crate) heading: Option<Text>,
    /// Who acts, in words.
    pub(crate) who: Option<String>,
    pub(crate) actions: Vec<(String, Text)>,
    pub(crate) attention: Option<Text>,
    pub(crate) sources: Vec<Index>,
    pub(crate) unclear: Option<UnclearRule>,
}

/// Where the parts of a program stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spans {
    pub(crate) block: Span,
    pub(crate) table: Option<Span>,
    pub(crate) rows: Vec<Span>,
    pub(crate) outcomes: Vec<Span>,
    pub(crate) steps: Vec<Span>,
    pub(crate) points: Vec<Span>,
    pub(crate) values: Vec<Span>,
    /// Of tables of named values: value, rows.
    pub(crate) value_rows: Vec<(usize, Vec<Span>)>,
    pub(crate) actions: Vec<Span>,
    pub(crate) attention: Vec<Span>,
    pub(crate) unclear: Vec<Span>,
}

impl Rules {
    /// Where a source is named first, by its number: a row or a step, else the rules as a whole.
    pub(crate) fn first_that_cites(&self, source: usize) -> Span {
        let cites = |sources: &[Index]| sources.iter().any(|known| *known as usize == source);
        let row = self.program.rows.iter().position(|row| cites(&row.sources));
        let step = self.program.steps.iter().position(|step| cites(&step.sources));
        // Rows that no line of the file stands for have no place of their own.
        let rows = row.filter(|_| self.spans.rows.len() == self.program.rows.len());
        let row = rows.and_then(|number| self.spans.rows.get(number));
        let step = step.and_then(|number| self.spans.steps.get(number));
        row.or(step).copied().unwrap_or(self.spans.block)
    }

    /// The program as it is on a day.
    pub(crate) fn on(&self, day: crate::kernel::date::Date, registry: &crate::registry::Registry) -> Program {
        self.by_day(day, registry).stamped()
    }

    /// The same to try things with: without the stamp of its bytes, which takes longer than most tries.
    pub(crate) fn by_day(
        &self,
        day: crate::kernel::date::Date,
        registry: &crate::registry::Registry,
    ) -> Program {
        let mut program = self.program.clone();
        program.day = day;
        let mut warnings: Vec<String> = Vec::new();
        for warning in self.documents().into_iter().filter_map(|document| registry.warning(document, day)) {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        program.state = (!warnings.is_empty()).then(|| warnings.join(" "));
        program
    }

    /// The documents they rest on: their own first, then those of calculators they ask.
    pub(crate) fn documents(&self) -> Vec<&str> {
        let called = self.called.iter().flat_map(|(_, documents)| documents);
        self.document.iter().chain(called).map(String::as_str).collect()
    }
}
