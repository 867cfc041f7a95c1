//! Where an answer stops leading to the same result.
//!
//! What a program does with an answer is settled by which conditions hold, which arm of each `als`, `min` and
//! `max` counts, and which dated value of each fact. As long as all of these stay the same, everything
//! reckoned with the answer runs straight on, so the answers that have them in common form one stretch: two
//! answers that agree have no edge between them, and halving finds every edge between two that do not. Where
//! something does not run straight ([`Question::steady`]), no edge is claimed.

use std::cmp::Ordering;

use crate::kernel::date::{Date, Time};
use crate::kernel::number::{Number, RoundMode};
use crate::kernel::quantity::Quantity;
use crate::program::{Expr, ExprId, Function, Index, Question, QuestionKind, Test};
use crate::world::{BLANK, Given, Tri, Val, World, compare, outside};

/// More stretches than this are no help to anybody.
const MOST: usize = 60;

/// A stretch of answers, from the first through the last; none where there is no end.
pub(crate) struct Stretch {
    pub(crate) first: Option<Val>,
    pub(crate) last: Option<Val>,
    /// Whether it goes on until just before the next answer, rather than through its last. An amount between
    /// the two tells; between two days there is none.
    pub(crate) until: Option<bool>,
    /// One of its answers.
    pub(crate) inner: Val,
}

/// The answers to a question as numbers in a row: the first from a value on, or the last through it.
fn place(question: &Question, val: &Val, from: bool) -> Option<i64> {
    match val {
        Val::Date(date) => Some(date.to_days().into()),
        Val::Time(time) => Some(i64::from(time.hour()) * 60 + i64::from(time.minute())),
        Val::Amount(quantity) => {
            let steps = quantity.number.checked_div(question.grid())?;
            let whole = steps.round_to(Number::ONE, RoundMode::Down)?;
            let place = whole.to_i64()?;
            // Down is towards zero.
            Some(match (whole == steps, from, steps.is_negative()) {
                (false, true, false) => place + 1,
                (false, false, true) => place - 1,
                _ => place,
            })
        }
        _ => None,
    }
}

fn answer(question: &Question, place: i64) -> Option<Val> {
    match question.kind {
        QuestionKind::Date => Date::from_days(place.try_into().ok()?).map(Val::Date),
        QuestionKind::Time => {
            Time::new((place / 60).try_into().ok()?, (place % 60).try_into().ok()?).map(Val::Time)
        }
        _ => {
            let number = Number::from_int(place).checked_mul(question.grid())?;
            Some(Val::Amount(Quantity::new(number, question.unit.clone()?)))
        }
    }
}

/// All stretches of answers to a question of amounts, days or times; none where they cannot be told for sure.
pub(crate) fn stretches(world: &World<'_>, index: usize) -> Vec<Stretch> {
    let Some(question) = world.program.questions.get(index).filter(|question| question.steady) else {
        return Vec::new();
    };
    let far = match question.kind {
        QuestionKind::Date => [Date::from_ymd(1900, 1, 1), Date::from_ymd(2199, 12, 31)]
            .map(|day| day.map_or(0, |day| i64::from(day.to_days()))),
        QuestionKind::Time => [0, 1439],
        _ => {
            let most = Number::from_int(999_999_999).checked_div(question.grid()).and_then(Number::to_i64);
            [-most.unwrap_or(0), most.unwrap_or(0)]
        }
    };
    let (low, high) = world.limits(index);
    let low = low.and_then(|val| place(question, &val, true));
    let high = high.and_then(|val| place(question, &val, false));
    let (from, to) = (low.unwrap_or(far[0]), high.unwrap_or(far[1]));
    let mut search = Search { world, question, index, edges: Vec::new() };
    let (one, other) = (search.marks_at(from), search.marks_at(to));
    if from > to || !search.halve(from, &one, to, &other) {
        return Vec::new();
    }
    let mut list = Vec::new();
    let mut first = from;
    search.edges.push(to + 1);
    for next in std::mem::take(&mut search.edges) {
        let end = |place: i64, far: i64| if place == far { None } else { answer(question, place) };
        list.extend(answer(question, first).map(|inner| Stretch {
            first: end(first, from),
            last: end(next - 1, to),
            until: search.until(next),
            inner,
        }));
        first = next;
    }
    list
}

struct Search<'w, 'p> {
    world: &'w World<'p>,
    question: &'p Question,
    index: usize,
    /// First answers of stretches.
    edges: Vec<i64>,
}

impl Search<'_, '_> {
    /// What settles how an answer counts.
    fn marks_at(&self, place: i64) -> Vec<u8> {
        answer(self.question, place).map_or_else(Vec::new, |val| self.marks(val))
    }

    /// See [`Stretch::until`].
    fn until(&self, next: i64) -> Option<bool> {
        let Some(Val::Amount(mut between)) = answer(self.question, next) else { return None };
        let half = self.question.grid().checked_div(Number::from_int(2))?;
        between.number = between.number.checked_sub(half)?;
        Some(self.marks(Val::Amount(between)) != self.marks_at(next))
    }

    fn marks(&self, val: Val) -> Vec<u8> {
        let world = self.world.bare(self.index, val);
        let program = world.program;
        let mut marks = Vec::new();
        for atom in program.atoms() {
            let left = world.known(atom.left, BLANK);
            match &atom.test {
                // How two things compare, and not whether a comparison holds: on both sides of "precies 5" it
                // does not.
                Test::Compare(parts) => {
                    for (_, right) in parts {
                        let right = world.eval(*right, BLANK);
                        let order =
                            left.as_ref().ok().zip(right.ok()).and_then(|(one, other)| compare(one, &other));
                        marks.push(order.map_or(3, |order| order as u8));
                    }
                }
                _ => marks.push(u8::from(world.atom(atom, BLANK) == Tri::Yes)),
            }
        }
        for expr in &program.exprs {
            match expr {
                Expr::Call(function @ (Function::Min | Function::Max), arguments) => {
                    marks.push(best(&world, *function, arguments));
                }
                Expr::Fact(fact) => marks.push(world.line_of(*fact, world.rules_day(BLANK))),
                Expr::FactOn(fact, question) => {
                    marks.push(world.line_of(*fact, world.day_answered(*question, BLANK)));
                }
                _ => {}
            }
        }
        for (other, given) in world.given.iter().enumerate() {
            if let (Given::Is(val), true) = (given, other != self.index) {
                marks.push(u8::from(within(&world, other, val)));
            }
        }
        marks
    }

    /// Finds the edges between two answers; false when there are too many.
    fn halve(&mut self, low: i64, at_low: &[u8], high: i64, at_high: &[u8]) -> bool {
        if at_low == at_high || self.edges.len() > MOST {
            return self.edges.len() <= MOST;
        }
        if high - low <= 1 {
            self.edges.push(high);
            return true;
        }
        let middle = low + (high - low) / 2;
        let between = self.marks_at(middle);
        self.halve(low, at_low, middle, &between) && self.halve(middle, &between, high, at_high)
    }
}

/// Which argument of `min` or `max` counts; the first of equals.
pub(crate) fn best(world: &World<'_>, function: Function, arguments: &[ExprId]) -> u8 {
    let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
    let (mut best, mut known) = (0, None);
    for (place, id) in arguments.iter().enumerate() {
        let Ok(val) = world.eval(*id, BLANK) else { return u8::MAX };
        if known.as_ref().is_none_or(|known| compare(&val, known) == Some(wanted)) {
            best = place;
            known = Some(val);
        }
    }
    best as u8
}

/// Whether an answer that was given is still allowed.
pub(crate) fn within(world: &World<'_>, index: usize, val: &Val) -> bool {
    let (low, high) = world.limits(index);
    !outside(val, low.as_ref(), high.as_ref())
}

impl World<'_> {
    fn line_of(&self, fact: Index, day: Result<Date, crate::world::Lack>) -> u8 {
        let lines = self.program.facts.get(usize::from(fact)).map_or(&[][..], |fact| fact.lines.as_slice());
        let Ok(day) = day else { return u8::MAX };
        lines.iter().filter(|line| line.from.is_none_or(|from| from <= day)).count() as u8
    }
}
