//! A period in which the rules change: what rests on both the old and the new is not reckoned as one.

use crate::answers::Answers;
use crate::evaluate::{blank, by_rules_of};
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::program::{Index, Program};
use crate::report::{Outcome, Report};
use crate::world::{Given, Val, World, in_order};

/// The outcome of a period in which the rules change.
pub(crate) const CHANGES: &str = "regels-veranderen";

fn day_of(given: &[Given], question: Option<Index>) -> Option<Date> {
    match given.get(usize::from(question?)) {
        Some(Given::Is(Val::Date(day))) => Some(*day),
        _ => None,
    }
}

/// The days after the first on which some fact changes, in order.
fn days_after(program: &Program, first: Option<Date>) -> Vec<Date> {
    let mut days = Vec::new();
    for line in program.facts.iter().flat_map(|fact| &fact.lines) {
        days.extend(line.from.filter(|from| first.is_none_or(|first| *from > first)).map(Val::Date));
    }
    let days = in_order(&days);
    days.iter().filter_map(|val| if let Val::Date(day) = val { Some(*day) } else { None }).collect()
}

/// Whether the last day must be known before anything is certain.
pub(crate) fn waits(world: &World<'_>) -> bool {
    let program = world.program;
    program.rules_until.is_some_and(|end| world.given.get(usize::from(end)) == Some(&Given::Open))
        && !days_after(program, day_of(&world.given, program.rules_of)).is_empty()
}

/// The days of the period on which the result becomes another one.
pub(crate) fn breaks(program: &Program, answers: &Answers, report: &Report) -> Vec<Date> {
    let (first, last) =
        (day_of(&answers.given, program.rules_of), day_of(&answers.given, program.rules_until));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let mut before = plain(report.clone());
    let mut list = Vec::new();
    for day in days_after(program, Some(first)) {
        if day > last {
            break;
        }
        let after = plain(by_rules_of(program, answers, None, Some(day)));
        if after != before {
            list.push(day);
            before = after;
        }
    }
    list
}

/// All that a result says by the rules of its day, as text.
fn plain(mut report: Report) -> String {
    report.day.clear();
    report.changes.clear();
    report.screen.reckoned.clear();
    report.to_json()
}

/// Takes the result back where rules change under it, and says on which days.
pub(crate) fn settle(program: &Program, answers: &Answers, report: &mut Report) {
    if !report.screen.certain {
        return;
    }
    let days = breaks(program, answers, report);
    let (Some(first), Some(last)) =
        (day_of(&answers.given, program.rules_of), day_of(&answers.given, program.rules_until))
    else {
        return;
    };
    if days.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    let mut from = first;
    for next in days.iter().filter_map(|day| Some((day.previous_day()?, *day))).chain([(last, last)]) {
        parts.push(if from == next.0 {
            dutch::date(from)
        } else {
            text![dutch::date(from), " t/m ", dutch::date(next.0)]
        });
        from = next.1;
    }
    let names: Vec<String> = days.iter().map(|day| dutch::date(*day)).collect();
    let world = World::new(program, answers.given.clone(), false);
    let mut changed = blank(program, &world, answers);
    changed.outcome = Some(Outcome::One(CHANGES.to_owned()));
    changed.steps = report.steps.as_ref().map(|_| Vec::new());
    let screen = &mut changed.screen;
    screen.questions = std::mem::take(&mut report.screen.questions);
    screen.certain = true;
    screen.colour = Some("grijs".to_owned());
    screen.short = Some("Regels veranderen".to_owned());
    screen.title = Some("In deze periode veranderen de regels".to_owned());
    screen.sentence = Some(text![
        "Op ",
        dutch::list_and(&names),
        if days.len() == 1 { " verandert een regel" } else { " veranderen regels" },
        " waar de uitkomst op rust. Reken elk deel apart uit: ",
        dutch::list_and(&parts),
        "."
    ]);
    *report = changed;
}
