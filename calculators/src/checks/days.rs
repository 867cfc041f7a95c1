//! What is proven about timelines: no step ends before it begins, no series goes on for ever or is always empty,
//! and what counts working days stays within the years whose holidays are known.
//!
//! Each is the question whether some answers make one day later than another (`space::contest`): decided with whole
//! numbers under linear conditions, in which a month is a shift of 28 to 31 days and the same shift wherever it is
//! the same month. Date questions are independent of each other within their limits. What can be neither excluded
//! nor shown is listed as not proven.

use super::boxes::{Found, Witness};
use super::proofs::not_proven;
use super::space::{Answer, Contest, Stretch, Term, shift_bounds};
use crate::answers;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::quantity::{Measure, Unit};
use crate::program::{Expr, ExprId, FactValue, Function, Program, StepRule, ValueRule, When};
use crate::rules::Rules;
use crate::sink::Sink;
use crate::timeline::{Moment, State, exprs, state};
use crate::tree::Span;
use crate::world::{Given, Tri, Val, World};

/// A series never has more days than this.
const LONGEST: i128 = 1000;

/// Checks the steps of a timeline.
pub(crate) fn check(rules: &Rules, program: &Program, stretch: Stretch, since: &str, sink: &mut Sink) {
    let days = Days { program, stretch, since };
    for (step, span) in program.steps.iter().zip(&rules.spans.steps) {
        // Where a rule did not hold yet, or no more, there is no step.
        let ruled = exprs(&step.when).into_iter().flat_map(|expr| program.facts_of(expr)).all(|fact| {
            let value = program.facts.get(usize::from(fact)).and_then(|fact| fact.on(stretch.day));
            matches!(value, Some(FactValue::Known(_) | FactValue::Unknown))
        });
        if !ruled {
            continue;
        }
        match &step.when {
            When::Window(from, Some(to)) => days.window(step, *from, *to, *span, sink),
            When::Series { every, after, until } => {
                days.series(step, (*every, *after, *until), *span, sink);
            }
            _ => {}
        }
    }
    days.beyond_holidays(rules, sink);
}

struct Days<'a> {
    program: &'a Program,
    stretch: Stretch,
    since: &'a str,
}

impl<'a> Days<'a> {
    fn contest(&self, step: &'a StepRule) -> Contest<'a> {
        Contest { program: self.program, stretch: self.stretch, only_if: &step.only_if, until: None }
    }

    /// What the evaluator itself makes of these answers; none when a question would not have been asked so.
    fn world(&self, answers: &[(usize, Answer)]) -> Option<World<'a>> {
        let mut given = vec![Given::Open; self.program.questions.len()];
        for (index, answer) in answers {
            let Some(place) = given.get_mut(*index) else { continue };
            *place = match answer {
                Answer::Is(val) => Given::Is(val.clone()),
                Answer::Skipped => Given::Skipped,
                Answer::NotAsked => Given::Open,
            };
        }
        let mut world = World::reckoner(self.program, self.stretch.day);
        world.given = given;
        let point = world.start();
        let fits = answers.iter().all(|(index, answer)| {
            (world.asked(*index as u16, &point) == Tri::Yes) == (*answer != Answer::NotAsked)
        });
        fits.then_some(world)
    }

    fn moment(&self, step: &StepRule, answers: &[(usize, Answer)]) -> Option<Moment> {
        let world = self.world(answers)?;
        match state(&world, step) {
            State::Is(moment, _) => Some(moment),
            _ => None,
        }
    }

    fn window(&self, step: &'a StepRule, from: ExprId, to: ExprId, span: Span, sink: &mut Sink) {
        let turned = |answers: &[(usize, Answer)]| matches!(self.moment(step, answers), Some(Moment::Window(from, Some(to))) if from > to);
        match self.contest(step).later(Term::Expr(from, 0), Term::Expr(to, 0), &turned) {
            Found::No => {}
            Found::Yes(witness) => {
                if let Some(Moment::Window(from, Some(to))) = self.moment(step, &witness.answers) {
                    sink.error(
                        "W0707",
                        span,
                        format!(
                            "De stap `{}` begint ({}) na haar einde ({}) bij {}{}",
                            step.id,
                            from.iso(),
                            to.iso(),
                            self.shown(&witness),
                            self.since
                        ),
                        "Verander `van:` of `tot-en-met:`, of geef een vraag een `minimum:` of `maximum:`.",
                    );
                }
            }
            Found::Unproven(why) => {
                not_proven(sink, span, &format!("dat `{}` nooit na haar einde begint", step.id), &why);
            }
        }
    }

    fn series(
        &self,
        step: &'a StepRule,
        (every, after, until): (ExprId, ExprId, ExprId),
        span: Span,
        sink: &mut Sink,
    ) {
        let world = World::reckoner(self.program, self.stretch.day);
        let shortest = match world.eval(every, &world.start()) {
            Ok(Val::Amount(quantity)) => match quantity.convert_to(&Unit::days()) {
                Some(days) => days.number.to_i64().map(i128::from),
                None => shift_bounds(&quantity, self.program.month_end, &world).map(|(low, _)| low),
            },
            _ => None,
        };
        let Some(shortest) = shortest else {
            not_proven(
                sink,
                span,
                &format!("dat de reeks `{}` ophoudt", step.id),
                "hoeveel tijd ertussen zit, hangt van een antwoord af",
            );
            return;
        };
        if shortest < 1 {
            sink.error(
                "W0707",
                span,
                format!("Tussen de dagen van de reeks `{}` zit geen tijd", step.id),
                "Zet bij `elke:` een termijn van ten minste een dag.",
            );
            return;
        }
        let long = |answers: &[(usize, Answer)]| matches!(self.moment(step, answers), Some(Moment::Series(days)) if days.len() as i128 >= LONGEST);
        let contest = self.contest(step);
        match contest.later(Term::Expr(until, 0), Term::Expr(after, LONGEST * shortest), &long) {
            Found::No => {}
            Found::Yes(witness) => sink.error(
                "W0707",
                span,
                format!("De reeks `{}` houdt niet op bij {}{}", step.id, self.shown(&witness), self.since),
                "Verander `elke:`, `na:` of `tot-en-met:`, of geef een vraag een `minimum:` of `maximum:`.",
            ),
            Found::Unproven(why) => {
                not_proven(sink, span, &format!("dat de reeks `{}` ophoudt", step.id), &why);
            }
        }
        let lives = |answers: &[(usize, Answer)]| matches!(self.moment(step, answers), Some(Moment::Series(days)) if !days.is_empty());
        match contest.later(Term::Expr(until, 1), Term::Expr(after, shortest), &lives) {
            Found::Yes(_) => {}
            Found::No => sink.error(
                "W0707",
                span,
                format!("De reeks `{}` heeft nooit een dag{}", step.id, self.since),
                "Verander `elke:`, `na:` of `tot-en-met:`.",
            ),
            Found::Unproven(why) => {
                not_proven(sink, span, &format!("dat de reeks `{}` soms een dag heeft", step.id), &why);
            }
        }
    }

    // ---- holidays ----------------------------------------------------------------------------------

    /// With every answered day in the past, what counts working days must end before the holidays do.
    fn beyond_holidays(&self, rules: &Rules, sink: &mut Sink) {
        let Some(calendar) = &self.program.calendar else { return };
        let Some(last) = Date::from_ymd(calendar.last_year(), 12, 31) else { return };
        // What holds now is what counts: older rules are for older days.
        if self.stretch.last.is_some_and(|day| day < rules.program.day) {
            return;
        }
        let mut list: Vec<(ExprId, &[crate::program::Atom], Span, &str)> = Vec::new();
        for (step, span) in self.program.steps.iter().zip(&rules.spans.steps) {
            list.extend(
                exprs(&step.when)
                    .into_iter()
                    .map(|expr| (expr, step.only_if.as_slice(), *span, step.id.as_str())),
            );
        }
        for (index, value) in self.program.values.iter().enumerate() {
            if let ValueRule::Expr(expr) = &value.rule {
                let span = rules.spans.values.get(index).copied().unwrap_or(rules.spans.block);
                list.push((*expr, &[], span, value.id.as_str()));
            }
        }
        for (expr, only_if, span, name) in list {
            if !counts_working_days(self.program, expr, 0) {
                continue;
            }
            let day = |answers: &[(usize, Answer)]| {
                let world = self.world(answers)?;
                match world.eval(expr, &world.start()) {
                    Ok(Val::Date(day)) => Some(day),
                    _ => None,
                }
            };
            let beyond = |answers: &[(usize, Answer)]| day(answers).is_some_and(|day| day > last);
            let contest = Contest {
                program: self.program,
                stretch: self.stretch,
                only_if,
                until: Some(rules.program.day),
            };
            match contest.later(Term::Expr(expr, 0), Term::Day(last), &beyond) {
                Found::No => {}
                Found::Yes(witness) => sink.warn(
                    "W0708",
                    span,
                    format!(
                        "`{name}` telt werkdagen tot {}, maar de vrije dagen zijn bekend tot en met {} (bij {})",
                        day(&witness.answers).map_or_else(String::new, |day| dutch::plain_spaces(&dutch::date(day))),
                        calendar.last_year(),
                        self.shown(&witness)
                    ),
                    "Zoek de vrije dagen van de volgende jaren op, en verhoog `bekend-tot-en-met` in vrije-dagen.yaml.",
                ),
                Found::Unproven(why) => {
                    not_proven(sink, span, &format!("dat `{name}` binnen de bekende vrije dagen blijft"), &why);
                }
            }
        }
    }

    fn shown(&self, witness: &Witness) -> String {
        let list: Vec<String> = witness
            .answers
            .iter()
            .filter_map(|(index, answer)| {
                let question = self.program.questions.get(*index)?;
                match answer {
                    Answer::Is(val) => Some(format!("{} = {}", question.id, answers::typed(question, val))),
                    Answer::Skipped => Some(format!("{} overgeslagen", question.id)),
                    Answer::NotAsked => None,
                }
            })
            .collect();
        if list.is_empty() { "elk antwoord".to_owned() } else { list.join(", ") }
    }
}

/// Whether working days are reckoned with on the way to a value.
pub(crate) fn counts_working_days(program: &Program, id: ExprId, depth: usize) -> bool {
    if depth > crate::program::DEEPEST {
        return false;
    }
    let working = |measure: &Measure| matches!(measure, Measure::Quantity(quantity) if quantity.unit == Unit::working_days());
    match program.exprs.get(usize::from(id)) {
        Some(Expr::Measure(measure)) => working(measure),
        Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) => {
            program.facts.get(usize::from(*fact)).is_some_and(|fact| {
                fact.lines
                    .iter()
                    .any(|line| matches!(&line.value, FactValue::Known(measure) if working(measure)))
            })
        }
        Some(Expr::Value(value)) => program
            .exprs_of_value(*value)
            .into_iter()
            .any(|expr| counts_working_days(program, expr, depth + 1)),
        Some(Expr::Two(_, left, right) | Expr::If(_, left, right)) => {
            counts_working_days(program, *left, depth + 1) || counts_working_days(program, *right, depth + 1)
        }
        Some(Expr::Call(Function::WorkingDayFrom, _)) => true,
        Some(Expr::Call(_, arguments)) => {
            arguments.iter().any(|argument| counts_working_days(program, *argument, depth + 1))
        }
        _ => false,
    }
}
