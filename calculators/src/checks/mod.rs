//! What is proven about rules, and whether their examples come out.

pub(crate) mod examples;
pub(crate) mod period;
pub(crate) mod points;
pub(crate) mod proofs;
mod remedies;
pub(crate) mod sources;
mod suspects;

use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::program::{FactValue, Program};
use crate::rules::Rules;

/// The first days of all stretches of time in which no fact of these rules changes, oldest first; only
/// those on which every fact has a value.
pub(crate) fn stretches(rules: &Rules, site: Date) -> Vec<Date> {
    let program = &rules.program;
    let mut days: Vec<Date> =
        program.facts.iter().flat_map(|fact| &fact.lines).filter_map(|line| line.from).collect();
    days.sort();
    days.dedup();
    // Before the first date there is a stretch only where facts hold from always.
    match days.first().map(|first| first.previous_day()) {
        Some(Some(before)) => days.insert(0, before),
        Some(None) => {}
        None => days.push(site),
    }
    days.retain(|day| {
        program
            .facts
            .iter()
            .all(|fact| matches!(fact.on(*day), Some(FactValue::Known(_) | FactValue::Unknown)))
    });
    days
}

/// The same program, for the rules of one fixed day.
pub(crate) fn fixed(program: &Program, day: Date) -> Program {
    let mut program = program.clone();
    program.rules_of = None;
    program.rules_until = None;
    program.day = day;
    program
}

/// Missing examples are a warning, unless everything must be in order.
pub(crate) fn severity(strict: bool) -> Severity {
    if strict { Severity::Error } else { Severity::Warning }
}
