//! What is known about a program's questions, and what may still be: the heart of the evaluator.
//!
//! Answers split the world into finitely many cells: an option, a stretch between two thresholds, "smaller,
//! equal or larger" for two things that are compared with each other. A [`Point`] fixes some of those cells.
//! Every question about a program ("is the outcome certain?", "can this answer still matter?", "do two rows
//! overlap?") is answered by trying cells only where the rules themselves look, so a handful of tries does
//! for most calculators. Where that would take too long the answer errs on the safe side: a question too
//! many is asked, an outcome is not yet called certain.

mod cells;
mod search;
mod waits;

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;

use crate::kernel::date::{Date, Time};
use crate::kernel::heat_index::heat_index;
use crate::kernel::holidays::Calendar;
use crate::kernel::number::Number;
use crate::kernel::quantity::{self, Measure, Quantity, Unit, WeekNumber};
use crate::program::{
    Atom, Cmp, Expr, ExprId, FactValue, Function, Hit, Index, MOST_OPTIONS, Op, Operand, Program,
    QuestionKind, Test, ValueRule,
};
use crate::structure::Inputs;

/// A value while reckoning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Val {
    /// An option of a question, or a word of a named value.
    Word(Index),
    /// Options of a multiple choice, as bits.
    Many(u64),
    /// An amount with its unit.
    Amount(Quantity),
    /// A numbered week.
    Week(WeekNumber),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// Free text.
    Text(&'static str),
}

/// What the reader did with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Nothing yet.
    Open,
    /// Passed over on purpose.
    Skipped,
    /// The reader does not know, and no rule says what then: it stays open and is not asked again.
    Unknown,
    /// Answered.
    Is(Val),
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// Something is still open.
    Open(Var),
    /// A question was skipped or does not apply.
    Nothing,
    /// A fact has no value on that day.
    NoRule(Index),
    /// It cannot be reckoned (a day beyond the calendar, a division by nothing).
    Failed,
}

/// Something that may still turn out one way or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Var {
    /// The answer to a question.
    Question(Index),
    /// A named value that cannot be reckoned yet.
    Value(Index),
    /// How two things compare that are both open.
    Pair(Index),
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tri {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It depends on this.
    Open(Var),
    /// A fact it needs has no value on that day.
    NoRule(Index),
}

/// A cell of a question: an answer that stands for all answers that count alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rep {
    /// This answer.
    Is(Val),
    /// Passed over.
    Nothing,
}

/// Some cells fixed. There are never more than a few, so they are looked for one by one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Point(Vec<(Var, u16)>);

impl Point {
    /// The cell of something that is fixed.
    fn cell(&self, var: Var) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == var).map(|(_, cell)| usize::from(*cell))
    }
}

/// Nothing fixed.
pub(crate) const BLANK: &Point = &Point(Vec::new());

/// What rows decide: bits of outcomes; none is a gap.
pub(crate) type Decided = u64;

/// In [`Decided`]: a fact has no value on that day.
pub(crate) const NO_RULE: Decided = 1 << 63;

/// So many steps of trying, then the safe answer is given. Ample for tables of a hundred rows.
const BUDGET: u32 = 20_000;

pub(crate) use cells::{in_order, outside};
pub(crate) use search::Effect;

/// A program with what is known.
pub(crate) struct World<'p> {
    pub(crate) program: &'p Program,
    pub(crate) given: Vec<Given>,
    /// The day whose rules hold, unless a question decides.
    pub(crate) day: Date,
    /// The rules of this day and no other, whatever was answered.
    pinned: Option<Date>,
    /// Whether questions that may be skipped still count as open.
    free: bool,
    axes: Vec<Vec<Rep>>,
    value_axes: Vec<Vec<Rep>>,
    /// For each named value with cells the questions it still waits for.
    value_inputs: Vec<Inputs>,
    /// Comparisons of two things that are both open, with the orderings that can be.
    pairs: Vec<(Operand, ExprId, Vec<Ordering>)>,
    calendar: Cow<'p, Calendar>,
    budget: Cell<u32>,
}

impl<'p> World<'p> {
    /// What is known when these answers were given.
    pub(crate) fn new(program: &'p Program, given: Vec<Given>, free: bool) -> World<'p> {
        World::on(program, given, free, None)
    }

    /// As [`World::new`]; where a day is given by its rules, whatever a question says.
    pub(crate) fn on(program: &'p Program, given: Vec<Given>, free: bool, pinned: Option<Date>) -> World<'p> {
        let mut world = World::plain(program, given, free, pinned);
        world.lay_axes();
        world
    }

    /// Without cells: what is known can be reckoned, what is open not be tried.
    pub(crate) fn plain(
        program: &'p Program,
        mut given: Vec<Given>,
        free: bool,
        pinned: Option<Date>,
    ) -> World<'p> {
        given.resize(program.questions.len(), Given::Open);
        World {
            program,
            given,
            day: program.day,
            pinned,
            free,
            axes: Vec::new(),
            value_axes: Vec::new(),
            value_inputs: Vec::new(),
            pairs: Vec::new(),
            calendar: working_days(program),
            budget: Cell::new(BUDGET),
        }
    }

    /// With these answers, only to reckon what is known.
    pub(crate) fn known_by(program: &'p Program, given: Vec<Given>) -> World<'p> {
        World::plain(program, given, false, None)
    }

    /// Only to reckon with, by the rules of a day: nothing may be left open that is looked at.
    pub(crate) fn reckoner(program: &'p Program, day: Date) -> World<'p> {
        let mut world = World::plain(program, vec![Given::Open; program.questions.len()], false, None);
        world.day = day;
        world
    }

    /// The same with one answer changed.
    pub(crate) fn with(&self, question: usize, val: Val) -> World<'p> {
        let mut world = self.bare(question, val);
        world.lay_axes();
        world
    }

    /// The same with one answer changed, only to reckon what is known.
    pub(crate) fn bare(&self, question: usize, val: Val) -> World<'p> {
        self.changed(question, Given::Is(val))
    }

    /// The same without one answer, only to reckon what does not rest on it.
    pub(crate) fn without(&self, question: usize) -> World<'p> {
        self.changed(question, Given::Unknown)
    }

    fn changed(&self, question: usize, other: Given) -> World<'p> {
        let mut given = self.given.clone();
        if let Some(place) = given.get_mut(question) {
            *place = other;
        }
        World::plain(self.program, given, self.free, self.pinned)
    }

    /// Nothing fixed.
    pub(crate) fn start(&self) -> Point {
        Point::default()
    }

    /// Allows a long search (checks at build time), or sets the budget back before another question.
    pub(crate) fn allow(&self, steps: u32) {
        self.budget.set(steps);
    }

    /// Sets the budget back to what an answer in the browser may take.
    pub(crate) fn refresh(&self) {
        self.budget.set(BUDGET);
    }

    /// Whether the search was cut short since the budget was last set.
    pub(crate) fn exhausted(&self) -> bool {
        self.budget.get() == 0
    }

    fn spend(&self) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(1));
        left > 1
    }

    // ---- values ------------------------------------------------------------------------------------

    fn expr(&self, id: ExprId) -> Option<&'p Expr> {
        self.program.exprs.get(usize::from(id))
    }

    /// The day whose rules hold.
    pub(crate) fn rules_day(&self, point: &Point) -> Result<Date, Lack> {
        match (self.pinned, self.program.rules_of) {
            (Some(day), _) => Ok(day),
            (None, None) => Ok(self.day),
            (None, Some(question)) => self.day_answered(question, point),
        }
    }

    pub(crate) fn day_answered(&self, question: Index, point: &Point) -> Result<Date, Lack> {
        match self.seen(Operand::Answer(question), point)? {
            Val::Date(date) => Ok(date),
            _ => Err(Lack::Failed),
        }
    }

    /// A fact's value on a day; a fact that is not known then is what the reader says it is.
    pub(crate) fn fact_on(&self, fact: Index, day: Date, point: &Point) -> Result<Val, Lack> {
        let Some(entry) = self.program.facts.get(usize::from(fact)) else { return Err(Lack::Failed) };
        match entry.on(day) {
            Some(FactValue::Known(Measure::Quantity(quantity))) => Ok(Val::Amount(quantity.clone())),
            Some(FactValue::Known(Measure::Week(week))) => Ok(Val::Week(*week)),
            Some(FactValue::Unknown) => match entry.asked_as {
                Some(question) => self.answer(question, point),
                None => Err(Lack::NoRule(fact)),
            },
            Some(FactValue::Ended) | None => Err(Lack::NoRule(fact)),
        }
    }

    /// What a question that was not answered counts as; `Err(Nothing)` when it counts as nothing.
    fn unanswered(&self, index: Index, point: &Point) -> Result<Val, Lack> {
        let Some(question) = self.program.questions.get(usize::from(index)) else { return Err(Lack::Failed) };
        let skipped = self.given.get(usize::from(index)) == Some(&Given::Skipped);
        if self.free && !skipped {
            return Err(Lack::Open(Var::Question(index)));
        }
        if let Some(expr) = question.until_known {
            return self.eval(expr, point);
        }
        if question.kind == QuestionKind::Tick {
            return Ok(Val::Word(1));
        }
        if question.required {
            return Err(Lack::Open(Var::Question(index)));
        }
        match (question.default, question.kind) {
            (Some(expr), _) => self.eval(expr, point),
            (None, QuestionKind::YesNo) => Ok(Val::Word(1)),
            (None, _) => Err(Lack::Nothing),
        }
    }

    /// The answer as far as it is really known, not assumed.
    pub(crate) fn answer(&self, index: Index, point: &Point) -> Result<Val, Lack> {
        match self.asked(index, point) {
            Tri::Yes => self.answered(index, point),
            Tri::No => Err(Lack::Nothing),
            Tri::Open(var) => Err(Lack::Open(var)),
            Tri::NoRule(fact) => Err(Lack::NoRule(fact)),
        }
    }

    /// The answer to a question that is asked.
    fn answered(&self, index: Index, point: &Point) -> Result<Val, Lack> {
        match self.given.get(usize::from(index)) {
            Some(Given::Is(val)) => Ok(val.clone()),
            Some(Given::Unknown) => Err(Lack::Open(Var::Question(index))),
            _ => self.unanswered(index, point),
        }
    }

    /// Whether the answer rests on what holds only until it is known.
    pub(crate) fn provisional(&self, index: Index) -> bool {
        self.program.questions.get(usize::from(index)).is_some_and(|question| question.until_known.is_some())
            && !matches!(self.given.get(usize::from(index)), Some(Given::Is(_)))
    }

    /// Whether the question is asked at all.
    pub(crate) fn asked(&self, index: Index, point: &Point) -> Tri {
        let Some(question) = self.program.questions.get(usize::from(index)) else { return Tri::No };
        if let Some(fact) = question.fact {
            return self.fact_is_asked(fact, point);
        }
        self.all(&question.only_if, point)
    }

    /// A question that stands for a fact is asked on days when that fact is not known.
    fn fact_is_asked(&self, fact: Index, point: &Point) -> Tri {
        let Some(entry) = self.program.facts.get(usize::from(fact)) else { return Tri::No };
        let mut state = Tri::No;
        for expr in &self.program.exprs {
            let day = match expr {
                Expr::Fact(other) if *other == fact => self.rules_day(point),
                Expr::FactOn(other, question) if *other == fact => self.day_typed(*question, point),
                _ => continue,
            };
            match day {
                Ok(day) if matches!(entry.on(day), Some(FactValue::Unknown)) => return Tri::Yes,
                Err(lack @ (Lack::Open(_) | Lack::NoRule(_))) => state = lack.tri(),
                _ => {}
            }
        }
        state
    }

    /// The answer to a question about a day as it stands, whether it is asked or not: whoever waits for a
    /// fact must not in turn be waited for.
    fn day_typed(&self, question: Index, point: &Point) -> Result<Date, Lack> {
        let place = usize::from(question);
        if let Some(Given::Is(Val::Date(day))) = self.given.get(place) {
            return Ok(*day);
        }
        let cell = point.cell(Var::Question(question));
        match cell.and_then(|cell| self.axes.get(place)?.get(cell)) {
            Some(Rep::Is(Val::Date(day))) => Ok(*day),
            Some(_) => Err(Lack::Nothing),
            None => Err(Lack::Open(Var::Question(question))),
        }
    }

    /// A named value, as far as it can be reckoned.
    pub(crate) fn value(&self, index: Index, point: &Point) -> Result<Val, Lack> {
        let Some(named) = self.program.values.get(usize::from(index)) else { return Err(Lack::Failed) };
        let raw = match &named.rule {
            ValueRule::Expr(expr) => self.eval(*expr, point)?,
            ValueRule::Table(rows) => {
                let mut open = None;
                let mut found = None;
                for (when, result) in rows {
                    match self.all(when, point) {
                        Tri::Yes => {
                            found = Some(*result);
                            break;
                        }
                        Tri::Open(var) => open = open.or(Some(var)),
                        Tri::NoRule(fact) => return Err(Lack::NoRule(fact)),
                        Tri::No => {}
                    }
                }
                match (found, open) {
                    (Some(result), _) => self.eval(result, point)?,
                    (None, Some(var)) => return Err(Lack::Open(var)),
                    (None, None) => return Err(Lack::Nothing),
                }
            }
            ValueRule::Column => {
                let mut open = None;
                for row in &self.program.rows {
                    match self.all(&row.when, point) {
                        Tri::Yes => match row.values.iter().find(|(value, _)| *value == index) {
                            Some((_, expr)) => return self.eval(*expr, point),
                            None if self.program.hit == Hit::First => return Err(Lack::Nothing),
                            None => {}
                        },
                        Tri::Open(var) if self.program.hit == Hit::First => return Err(Lack::Open(var)),
                        Tri::Open(var) => open = open.or(Some(var)),
                        Tri::NoRule(fact) => return Err(Lack::NoRule(fact)),
                        Tri::No => {}
                    }
                }
                return Err(open.map_or(Lack::Nothing, Lack::Open));
            }
        };
        match (raw, named.rounding) {
            (Val::Amount(quantity), Some(rounding)) => {
                quantity.round(rounding).map(Val::Amount).map_err(|_| Lack::Failed)
            }
            (raw, _) => Ok(raw),
        }
    }

    /// Reckons an expression from what is really known.
    pub(crate) fn eval(&self, id: ExprId, point: &Point) -> Result<Val, Lack> {
        match self.expr(id).ok_or(Lack::Failed)? {
            Expr::Measure(Measure::Quantity(quantity)) => Ok(Val::Amount(quantity.clone())),
            Expr::Measure(Measure::Week(week)) => Ok(Val::Week(*week)),
            Expr::Date(date) => Ok(Val::Date(*date)),
            Expr::Word(word) => Ok(Val::Word(*word)),
            Expr::Fact(fact) => self.fact_on(*fact, self.rules_day(point)?, point),
            Expr::FactOn(fact, question) => self.fact_on(*fact, self.day_answered(*question, point)?, point),
            Expr::Answer(question) => self.answer(*question, point),
            Expr::Value(value) => self.value(*value, point),
            Expr::Two(op, left, right) => {
                // Both sides are looked at first, so that what is open is named before what cannot be.
                let (left, right) = (self.eval(*left, point), self.eval(*right, point));
                match (left, right) {
                    (Err(Lack::Nothing), _) | (_, Err(Lack::Nothing)) => Err(Lack::Nothing),
                    (Err(lack), _) | (_, Err(lack)) => Err(lack),
                    (Ok(left), Ok(right)) => self.two(*op, left, right),
                }
            }
            Expr::If(when, then, other) => match self.all(when, point) {
                Tri::Yes => self.eval(*then, point),
                Tri::No => self.eval(*other, point),
                Tri::Open(var) => Err(Lack::Open(var)),
                Tri::NoRule(fact) => Err(Lack::NoRule(fact)),
            },
            Expr::Call(function, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                let mut lack = None;
                for argument in arguments {
                    match self.eval(*argument, point) {
                        Ok(val) => values.push(val),
                        Err(Lack::Nothing) => return Err(Lack::Nothing),
                        Err(other) => lack = lack.or(Some(other)),
                    }
                }
                match lack {
                    Some(lack) => Err(lack),
                    None => self.call(*function, values),
                }
            }
        }
    }

    /// The working days; a program that does not use them has none but weekends.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    fn two(&self, op: Op, left: Val, right: Val) -> Result<Val, Lack> {
        match (op, left, right) {
            (Op::Add, Val::Date(date), Val::Amount(length)) => {
                quantity::add_to_date(date, &length, self.program.month_end, self.calendar())
                    .map(Val::Date)
                    .map_err(|_| Lack::Failed)
            }
            (Op::Sub, Val::Date(date), Val::Amount(length)) => {
                quantity::subtract_from_date(date, &length, self.program.month_end, self.calendar())
                    .map(Val::Date)
                    .map_err(|_| Lack::Failed)
            }
            (Op::Sub, Val::Date(later), Val::Date(earlier)) => {
                Ok(Val::Amount(quantity::days_between(earlier, later)))
            }
            (op, Val::Amount(left), Val::Amount(right)) => {
                let result = match op {
                    Op::Add => left.add(&right),
                    Op::Sub => left.sub(&right),
                    Op::Mul => left.mul(&right),
                    Op::Div => left.div(&right),
                };
                result.map(Val::Amount).map_err(|_| Lack::Failed)
            }
            _ => Err(Lack::Failed),
        }
    }

    fn call(&self, function: Function, arguments: Vec<Val>) -> Result<Val, Lack> {
        match (function, arguments.as_slice()) {
            (Function::Min | Function::Max, [first, rest @ ..]) => {
                let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
                let mut best = first.clone();
                for val in rest {
                    if compare(val, &best).ok_or(Lack::Failed)? == wanted {
                        best = val.clone();
                    }
                }
                Ok(best)
            }
            (Function::BeginWeek, [Val::Week(week), Val::Date(first)]) => {
                first.begin_week(week.get()).map(Val::Date).ok_or(Lack::Failed)
            }
            (Function::EndWeek, [Val::Week(week), Val::Date(first)]) => {
                first.end_week(week.get()).map(Val::Date).ok_or(Lack::Failed)
            }
            (Function::EndMonth, [Val::Date(date)]) => Ok(Val::Date(date.last_of_month())),
            (Function::IsoWeek, [Val::Date(date)]) => {
                WeekNumber::new(date.iso_week().1.into()).map(Val::Week).ok_or(Lack::Failed)
            }
            (Function::WorkingDayFrom, [Val::Date(date)]) => {
                self.calendar().next_working_day_from(*date).map(Val::Date).ok_or(Lack::Failed)
            }
            (Function::HeatIndex, [Val::Amount(temperature), Val::Amount(humidity)]) => {
                heat_index(temperature.number, humidity.number)
                    .map(|number| Val::Amount(Quantity::new(number, Unit::celsius())))
                    .ok_or(Lack::Failed)
            }
            _ => Err(Lack::Failed),
        }
    }

    // ---- conditions --------------------------------------------------------------------------------

    /// Whether all of these hold.
    pub(crate) fn all(&self, atoms: &[Atom], point: &Point) -> Tri {
        let mut open = None;
        let mut no_rule = None;
        for atom in atoms {
            match self.atom(atom, point) {
                Tri::Yes => {}
                Tri::No => return Tri::No,
                Tri::Open(var) => open = open.or(Some(var)),
                Tri::NoRule(fact) => no_rule = no_rule.or(Some(fact)),
            }
        }
        match (open, no_rule) {
            (_, Some(fact)) => Tri::NoRule(fact),
            (Some(var), None) => Tri::Open(var),
            (None, None) => Tri::Yes,
        }
    }

    /// Whether one condition holds.
    pub(crate) fn atom(&self, atom: &Atom, point: &Point) -> Tri {
        match &atom.test {
            Test::Compare(parts) => {
                let mut open = None;
                for (cmp, right) in parts {
                    match self.comparison(atom.left, *cmp, *right, point) {
                        Tri::Yes => {}
                        Tri::Open(var) => open = open.or(Some(var)),
                        other => return other,
                    }
                }
                open.map_or(Tri::Yes, Tri::Open)
            }
            test => match self.seen(atom.left, point) {
                Ok(val) => {
                    if holds(test, &val) {
                        Tri::Yes
                    } else {
                        Tri::No
                    }
                }
                Err(lack) => lack.tri(),
            },
        }
    }

    /// An operand as known, else as assumed at this point.
    fn seen(&self, operand: Operand, point: &Point) -> Result<Val, Lack> {
        self.assumed(operand, self.known(operand, point), point)
    }

    /// What is known of an operand, else what is assumed of it at this point.
    fn assumed(&self, operand: Operand, known: Result<Val, Lack>, point: &Point) -> Result<Val, Lack> {
        let Err(Lack::Open(var)) = known else { return known };
        let (this, axes) = match operand {
            Operand::Answer(question) => (Var::Question(question), self.axes.get(usize::from(question))),
            Operand::Value(value) => (Var::Value(value), self.value_axes.get(usize::from(value))),
        };
        let of_value = matches!(operand, Operand::Value(_));
        if this != var && !of_value {
            return known;
        }
        match point.cell(this).and_then(|cell| axes?.get(cell)) {
            Some(Rep::Is(val)) => Ok(val.clone()),
            Some(Rep::Nothing) => Err(Lack::Nothing),
            // A value of words follows from its table: what that looks at is what is open.
            None if of_value && axes.is_some_and(|axis| !axis.is_empty()) => Err(Lack::Open(this)),
            None => known,
        }
    }

    /// What an operand is, as far as it can be reckoned.
    pub(crate) fn known(&self, operand: Operand, point: &Point) -> Result<Val, Lack> {
        match operand {
            Operand::Answer(question) => self.answer(question, point),
            Operand::Value(value) => self.value(value, point),
        }
    }

    fn operand_of(&self, right: ExprId) -> Option<Operand> {
        match self.expr(right)? {
            Expr::Answer(question) => Some(Operand::Answer(*question)),
            Expr::Value(value) => Some(Operand::Value(*value)),
            Expr::Fact(fact) => {
                // A fact that is asked compares like the question that asks for it.
                let asked = self.program.facts.get(usize::from(*fact))?.asked_as?;
                Some(Operand::Answer(asked))
            }
            _ => None,
        }
    }

    fn comparison(&self, left: Operand, cmp: Cmp, right: ExprId, point: &Point) -> Tri {
        // Whether a question is asked is looked up once: that looks at the question before it, and so on back.
        let asked = match left {
            Operand::Answer(question) => self.asked(question, point),
            Operand::Value(_) => Tri::Yes,
        };
        let one = match (left, asked) {
            (Operand::Answer(question), Tri::Yes) => self.answered(question, point),
            (Operand::Value(value), _) => self.value(value, point),
            (_, Tri::Open(var)) => Err(Lack::Open(var)),
            (_, Tri::NoRule(fact)) => Err(Lack::NoRule(fact)),
            (_, Tri::No) => Err(Lack::Nothing),
        };
        let other = self.eval(right, point);
        match (&one, &other) {
            (Ok(one), Ok(other)) => return compared(cmp, compare(one, other)),
            (Err(Lack::Nothing | Lack::Failed), _) | (_, Err(Lack::Nothing | Lack::Failed)) => {
                return Tri::No;
            }
            (Err(Lack::NoRule(fact)), _) | (_, Err(Lack::NoRule(fact))) => return Tri::NoRule(*fact),
            _ => {}
        }
        // Whether a question is asked at all is settled before how its answer compares.
        if asked != Tri::Yes {
            return asked;
        }
        if let Some((index, swapped)) = self.pair(left, right) {
            let Some((_, _, orderings)) = self.pairs.get(index) else { return Tri::No };
            let var = Var::Pair(index as Index);
            return match point.cell(var) {
                Some(cell) => {
                    let ordering = orderings.get(cell).copied();
                    compared(cmp, if swapped { ordering.map(Ordering::reverse) } else { ordering })
                }
                None => Tri::Open(var),
            };
        }
        let one = self.assumed(left, one, point);
        let other = match (other, self.operand_of(right)) {
            (Err(Lack::Open(var)), Some(operand)) => self.assumed(operand, Err(Lack::Open(var)), point),
            (other, _) => other,
        };
        match (one, other) {
            (Ok(one), Ok(other)) => compared(cmp, compare(&one, &other)),
            (Err(lack), _) | (_, Err(lack)) => lack.tri(),
        }
    }

    fn pair(&self, left: Operand, right: ExprId) -> Option<(usize, bool)> {
        if let Some(index) = self.pairs.iter().position(|(one, other, _)| *one == left && *other == right) {
            return Some((index, false));
        }
        let turned = self.operand_of(right)?;
        self.pairs
            .iter()
            .position(|(one, other, _)| *one == turned && self.operand_of(*other) == Some(left))
            .map(|index| (index, true))
    }
}

/// The working days of a program.
fn working_days(program: &Program) -> Cow<'_, Calendar> {
    match &program.calendar {
        Some(calendar) => Cow::Borrowed(calendar),
        None => Cow::Owned(Calendar::new([], [], Date::MIN.year(), Date::MAX.year())),
    }
}

impl Lack {
    fn tri(self) -> Tri {
        match self {
            Lack::Open(var) => Tri::Open(var),
            Lack::Nothing | Lack::Failed => Tri::No,
            Lack::NoRule(fact) => Tri::NoRule(fact),
        }
    }
}

/// Whether a test that is no comparison holds of a value.
pub(crate) fn holds(test: &Test, val: &Val) -> bool {
    match (test, val) {
        (Test::OneOf(bits), Val::Word(option)) => *option < 64 && bits >> option & 1 == 1,
        (Test::Many { count, with, without }, Val::Many(chosen)) => {
            chosen & with == *with
                && chosen & without == 0
                && count.iter().all(|(cmp, number)| cmp.holds(chosen.count_ones().cmp(number)))
        }
        _ => false,
    }
}

fn compared(cmp: Cmp, ordering: Option<Ordering>) -> Tri {
    match ordering {
        Some(ordering) if cmp.holds(ordering) => Tri::Yes,
        _ => Tri::No,
    }
}

/// How two values compare; none when they do not.
pub(crate) fn compare(one: &Val, other: &Val) -> Option<Ordering> {
    match (one, other) {
        (Val::Amount(one), Val::Amount(other)) => one.compare(other).ok(),
        (Val::Date(one), Val::Date(other)) => Some(one.cmp(other)),
        (Val::Time(one), Val::Time(other)) => Some(one.cmp(other)),
        (Val::Week(one), Val::Week(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

impl Cmp {
    /// Whether it holds of things that compare so.
    pub(crate) fn holds(self, ordering: Ordering) -> bool {
        match self {
            Cmp::Less => ordering == Ordering::Less,
            Cmp::AtMost => ordering != Ordering::Greater,
            Cmp::Equal => ordering == Ordering::Equal,
            Cmp::AtLeast => ordering != Ordering::Less,
            Cmp::More => ordering == Ordering::Greater,
        }
    }
}
