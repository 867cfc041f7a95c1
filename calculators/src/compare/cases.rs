//! Situations side by side: what comes out for each organisation, by its own rules.

use super::*;
use crate::answers::{self, Answers};
use crate::evaluate::judged;
use crate::program::{Colour, Outcome};
use crate::report::{self, Report};
use crate::rules::cases::{Asked, Case};
use crate::views::ComparisonOutcome;

/// One row for each situation.
pub(super) fn rows(sides: &[Side<'_>], cases: &[Case]) -> Vec<ComparisonRow> {
    cases
        .iter()
        .enumerate()
        .map(|(place, case)| {
            let found: Vec<Found<'_>> = sides.iter().map(|side| Found::of(side, case)).collect();
            // What to do is worded by each in its own way; a difference is another outcome.
            let same = found.windows(2).all(|pair| matches!(pair, [one, other] if one.ids() == other.ids()));
            ComparisonRow {
                id: format!("situatie-{}", place + 1),
                topic: case.name.clone(),
                cells: found.iter().map(Found::cell).collect(),
                same,
            }
        })
        .collect()
}

/// The situations in which none of the organisations knows what holds, with the questions that these still have:
/// organisation and question. A situation in which nothing can be asked is not among them.
pub(crate) fn open_everywhere<'c>(
    calculator: &'c Calculator,
    registry: &Registry,
) -> Vec<(&'c Case, Vec<(String, String)>)> {
    let sides = sides(calculator, registry);
    calculator.cases.iter().filter_map(|case| Some((case, still_open(&sides, case)?))).collect()
}

fn still_open(sides: &[Side<'_>], case: &Case) -> Option<Vec<(String, String)>> {
    let mut open = Vec::new();
    for side in sides.iter().filter(|side| !side.rules.silent) {
        let found = Found::of(side, case);
        if !found.is_open() {
            return None;
        }
        let first = found.depends_on().first().and_then(|index| side.program.questions.get(*index));
        open.extend(first.map(|question| (side.rules.organisation.clone(), question.id.clone())));
    }
    (!open.is_empty()).then_some(open)
}

/// What came out for one organisation.
struct Found<'s> {
    side: &'s Side<'s>,
    asked: Asked,
    answers: Answers,
    report: Report,
}

impl<'s> Found<'s> {
    fn of(side: &'s Side<'_>, case: &Case) -> Found<'s> {
        let found = |asked: Asked| {
            let answers = answers::read(&side.program, &asked.pairs);
            let report = judged(&side.program, &answers);
            Found { side, asked, answers, report }
        };
        let first = found(case.asked(&side.program));
        if first.asked.unnamed.is_empty() || !first.allows() {
            return first;
        }
        // What rules do not name they do not allow either.
        found(first.asked.without_unnamed())
    }

    /// The answers as a world; `free` holds each open question for possible to be answered in any way.
    fn world(&self, free: bool) -> World<'_> {
        World::new(&self.side.program, self.answers.given.clone(), free)
    }

    /// The outcomes that hold, or can hold where somebody does not know an answer.
    fn ids(&self) -> Vec<&str> {
        match &self.report.outcome {
            Some(report::Outcome::One(id)) => vec![id],
            Some(report::Outcome::All(ids)) => ids.iter().map(String::as_str).collect(),
            None => {
                let mut ids: Vec<&str> = Vec::new();
                for possible in &self.report.possible {
                    if !ids.contains(&possible.outcome.as_str()) {
                        ids.push(&possible.outcome);
                    }
                }
                ids
            }
        }
    }

    /// Whether it says that something may be done.
    fn allows(&self) -> bool {
        let ids = self.ids();
        let outcomes = self.side.program.outcomes.iter();
        outcomes
            .filter(|outcome| outcome.colour == Colour::Green)
            .any(|outcome| ids.contains(&outcome.id.as_str()))
    }

    /// Nothing is certain yet, and something can be asked.
    fn is_open(&self) -> bool {
        !self.side.rules.silent && self.report.screen.title.is_none() && self.ids().is_empty()
    }

    /// The open questions of which the answer changes what comes out.
    fn depends_on(&self) -> Vec<usize> {
        let world = self.world(true);
        let asks: Vec<usize> = self
            .side
            .program
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| self.report.asks.contains(&question.id))
            .map(|(index, _)| index)
            .collect();
        let decides = |index: &usize| groups(&world, *index, true, None).len() > 1;
        let found: Vec<usize> = asks.iter().copied().filter(decides).collect();
        if found.is_empty() { asks } else { found }
    }

    fn cell(&self) -> ComparisonCell {
        if self.side.rules.silent {
            return silent_cell();
        }
        if self.is_open() {
            return self.open_cell();
        }
        let world = self.world(false);
        let words = Words::new(&world);
        let ids = self.ids();
        let found: Vec<&Outcome> =
            self.side.program.outcomes.iter().filter(|outcome| ids.contains(&outcome.id.as_str())).collect();
        if found.is_empty() {
            // No rule is known for the day, or none fits.
            return cell(
                "niet-gevraagd",
                self.report.screen.title.iter().map(|title| ended(title)).collect(),
            );
        }
        let outcomes = found
            .iter()
            .map(|outcome| ComparisonOutcome {
                colour: outcome.colour.id().to_owned(),
                short: words.text(&outcome.short),
                title: words.title(outcome),
            })
            .collect();
        ComparisonCell {
            kind: "uitkomst".to_owned(),
            outcomes,
            lines: self.first_line(&found).into_iter().collect(),
        }
    }

    /// The one thing to know beside the outcome: where to go, what to do, or what was reckoned.
    fn first_line(&self, found: &[&Outcome]) -> Option<String> {
        let amounts: Vec<String> =
            self.report.values.iter().map(|(_, value)| format!("{}: {}", value.name, value.text)).collect();
        let reckoned = (!amounts.is_empty()).then(|| ended(&amounts.join("; ")));
        if self.side.program.kind == Kind::Calculation || self.report.outcome.is_none() {
            return reckoned;
        }
        let route = found.iter().find_map(|outcome| outcome.route.as_ref());
        let route = route.and_then(|route| desks(&route.to)).map(|desks| ended(&format!("Naar: {desks}")));
        // What is always to be done says nothing about this situation.
        let own = |id: &String| {
            self.side
                .program
                .actions
                .iter()
                .any(|line| line.id == *id && (line.outcome.is_some() || !line.only_if.is_empty()))
        };
        let action =
            self.report.screen.actions.iter().find(|line| own(&line.id)).map(|line| line.text.clone());
        if self.side.program.kind == Kind::Route { route.or(action) } else { action.or(route) }.or(reckoned)
    }

    fn open_cell(&self) -> ComparisonCell {
        let questions = self.depends_on();
        let program = &self.side.program;
        let unnamed = |index: &usize| {
            program.questions.get(*index).is_some_and(|question| self.asked.unnamed.contains(&question.id))
        };
        if questions.iter().any(unnamed) {
            return cell("niet-gevraagd", vec!["Dit noemen deze regels niet.".to_owned()]);
        }
        let world = self.world(false);
        let words = Words::new(&world);
        let first = questions.first().and_then(|index| program.questions.get(*index));
        let first = first.map_or_else(String::new, |question| words.text(&question.label));
        let line = match questions.len() {
            0 | 1 => format!("Hangt ervan af. {first}"),
            2 => format!("Hangt ervan af. {first} En van nog één vraag."),
            more => format!("Hangt ervan af. {first} En van nog {} vragen.", more - 1),
        };
        cell("hangt-af", vec![line])
    }
}

/// Desks in a few words; a name may hold a comma itself.
fn desks(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [first, second, rest @ ..] if rest.len() > 1 => {
            Some(format!("{first}; {second}; en {} andere", rest.len()))
        }
        names => Some(names.join("; ")),
    }
}
