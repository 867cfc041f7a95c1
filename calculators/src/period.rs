//! A period in which the rules change: what rests on both the old and the new is not reckoned as one.

use crate::answers::Answers;
use crate::evaluate::{blank, by_rules_of};
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::program::{Index, Program};
use crate::report::{Outcome, Report};
use crate::world::{Given, Val, World};

/// The outcome of a period in which the rules change.
pub(crate) const CHANGES: &str = "regels-veranderen";

fn day_of(given: &[Given], question: Option<Index>) -> Option<Date> {
    match given.get(usize::from(question?)) {
        Some(Given::Is(Val::Date(day))) => Some(*day),
        _ => None,
    }
}

/// The first day after this one on which a fact changes.
fn next_change(program: &Program, after: Date) -> Option<Date> {
    let mut next: Option<Date> = None;
    for line in program.facts.iter().flat_map(|fact| &fact.lines) {
        if let Some(from) = line.from
            && from > after
            && next.is_none_or(|next| from < next)
        {
            next = Some(from);
        }
    }
    next
}

/// Whether the last day must be known before anything is certain.
pub(crate) fn waits(world: &World<'_>) -> bool {
    let program = world.program;
    let first = day_of(&world.given, program.rules_of).unwrap_or(Date::MIN);
    program.rules_until.is_some_and(|end| world.given.get(usize::from(end)) == Some(&Given::Open))
        && next_change(program, first).is_some()
}

/// The days of the period on which the result becomes another one.
pub(crate) fn breaks(program: &Program, answers: &Answers, report: &mut Report) -> Vec<Date> {
    let mut list = Vec::new();
    let first = day_of(&answers.given, program.rules_of);
    if let (Some(mut day), Some(last)) = (first, day_of(&answers.given, program.rules_until)) {
        let mut before = plain(report);
        while let Some(next) = next_change(program, day)
            && next <= last
        {
            day = next;
            let after = plain(&mut by_rules_of(program, answers, None, Some(day)));
            if after != before {
                list.push(day);
                before = after;
            }
        }
    }
    list
}

/// All that a result says by the rules of its day, as text: without the day itself, and without what would
/// change it.
fn plain(report: &mut Report) -> String {
    let day = std::mem::take(&mut report.day);
    let reckoned = std::mem::take(&mut report.screen.reckoned);
    let changes = std::mem::take(&mut report.changes);
    let text = report.to_json();
    report.day = day;
    report.screen.reckoned = reckoned;
    report.changes = changes;
    text
}

/// Takes the result back where rules change under it, and says on which days.
pub(crate) fn settle(program: &Program, answers: &Answers, report: &mut Report) {
    let (first, last) =
        (day_of(&answers.given, program.rules_of), day_of(&answers.given, program.rules_until));
    let (Some(mut from), Some(last)) = (first, last) else { return };
    let days = if report.screen.certain { breaks(program, answers, report) } else { Vec::new() };
    if days.is_empty() {
        return;
    }
    let (mut names, mut parts) = (Vec::new(), Vec::new());
    for day in &days {
        names.push(dutch::date(*day));
        parts.push(stretch(from, day.previous_day().unwrap_or(*day)));
        from = *day;
    }
    parts.push(stretch(from, last));
    let mut changed = blank(program, &World::new(program, answers.given.clone(), false), answers);
    changed.outcome = Some(Outcome::One(CHANGES.to_owned()));
    if report.steps.is_some() {
        changed.steps = Some(Vec::new());
    }
    let screen = &mut changed.screen;
    screen.questions = std::mem::take(&mut report.screen.questions);
    screen.certain = true;
    screen.head("grijs", "Regels veranderen", "In deze periode veranderen de regels");
    screen.sentence = Some(text![
        "Op ",
        dutch::list_and(&names),
        " veranderen regels waar de uitkomst op rust. Reken elk deel apart uit: ",
        dutch::list_and(&parts),
        "."
    ]);
    *report = changed;
}

fn stretch(from: Date, to: Date) -> String {
    if from == to { dutch::date(from) } else { text![dutch::date(from), " t/m ", dutch::date(to)] }
}
