//! What is proven about rules, and whether their examples come out.

mod bits;
mod boxes;
pub(crate) mod cases;
mod days;
mod edges;
pub(crate) mod examples;
pub(crate) mod kept;
mod linear;
#[cfg(test)]
mod oracle;
mod paste;
pub(crate) mod period;
pub(crate) mod points;
pub(crate) mod proofs;
mod remedies;
pub(crate) mod sources;
mod space;
mod suspects;
mod untried;

use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::program::{ExprId, FactValue, Index, Operand, Program, Test};
use crate::rules::Rules;
use space::Stretch;

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

/// The stretches of time in which no fact changes that something is decided or limited by, oldest first.
pub(crate) fn times(program: &Program, site: Date) -> Vec<Stretch> {
    let mut facts: Vec<Index> = Vec::new();
    let mut exprs: Vec<ExprId> = Vec::new();
    for atom in program.atoms() {
        if let Test::Compare(parts) = &atom.test {
            exprs.extend(parts.iter().map(|(_, right)| *right));
        }
        if let Operand::Value(value) = atom.left {
            exprs.extend(program.exprs_of_value(value));
        }
    }
    for question in &program.questions {
        exprs.extend(
            [question.minimum, question.maximum, question.default, question.until_known].iter().flatten(),
        );
    }
    for step in &program.steps {
        exprs.extend(crate::timeline::exprs(&step.when));
    }
    for expr in exprs {
        for fact in program.facts_of(expr) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    let mut days: Vec<Date> = facts
        .iter()
        .filter_map(|fact| program.facts.get(usize::from(*fact)))
        .flat_map(|fact| &fact.lines)
        .filter_map(|line| line.from)
        .collect();
    days.sort();
    days.dedup();
    let Some(first) = days.first().copied() else {
        return vec![Stretch { day: site, first: None, last: None }];
    };
    let mut list = Vec::new();
    if let Some(before) = first.previous_day() {
        // Where no fact has a value yet there are no rules to prove.
        let known = facts
            .iter()
            .any(|fact| program.facts.get(usize::from(*fact)).is_some_and(|fact| fact.on(before).is_some()));
        if known {
            list.push(Stretch { day: before, first: None, last: Some(before) });
        }
    }
    for (place, day) in days.iter().enumerate() {
        let last = days.get(place + 1).and_then(|next| next.previous_day());
        list.push(Stretch { day: *day, first: Some(*day), last });
    }
    list
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
