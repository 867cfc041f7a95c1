//! What is known about a program's questions, and what may still be: the heart of the evaluator.
//!
//! Answers split the world into finitely many cells: an option, a stretch between two thresholds, "smaller,
//! equal or larger" for two things that are compared with each other. A [`Point`] fixes some of those cells.
//! Every question about a program ("is the outcome certain?", "can this answer still matter?", "do two rows
//! overlap?") is answered by trying cells only where the rules themselves look, so a handful of tries does
//! for most calculators. Where that would take too long the answer errs on the safe side: a question too
//! many is asked, an outcome is not yet called certain.

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
    Text(String),
}

/// What the reader did with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Nothing yet.
    Open,
    /// Passed over on purpose.
    Skipped,
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

/// Some cells fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    questions: Vec<Option<u16>>,
    values: Vec<Option<u16>>,
    pairs: Vec<Option<u16>>,
}

/// What rows decide: bits of outcomes; none is a gap.
pub(crate) type Decided = u64;

/// In [`Decided`]: a fact has no value on that day.
pub(crate) const NO_RULE: Decided = 1 << 63;

/// So many steps of trying, then the safe answer is given. Ample for tables of a hundred rows.
const BUDGET: u32 = 20_000;

/// A program with what is known.
pub(crate) struct World<'p> {
    pub(crate) program: &'p Program,
    pub(crate) given: Vec<Given>,
    /// The day whose rules hold, unless a question decides.
    pub(crate) day: Date,
    /// Whether questions that may be skipped still count as open.
    free: bool,
    axes: Vec<Vec<Rep>>,
    value_axes: Vec<Vec<Val>>,
    /// Comparisons of two things that are both open, with the orderings that can be.
    pairs: Vec<(Operand, ExprId, Vec<Ordering>)>,
    calendar: Cow<'p, Calendar>,
    budget: Cell<u32>,
}

impl<'p> World<'p> {
    /// What is known when these answers were given.
    pub(crate) fn new(program: &'p Program, given: Vec<Given>, free: bool) -> World<'p> {
        World::on(program, given, free, program.day)
    }

    /// As [`World::new`], by the rules of another day.
    pub(crate) fn on(program: &'p Program, mut given: Vec<Given>, free: bool, day: Date) -> World<'p> {
        given.resize(program.questions.len(), Given::Open);
        let mut world = World {
            program,
            given,
            day,
            free,
            axes: Vec::new(),
            value_axes: Vec::new(),
            pairs: Vec::new(),
            calendar: match &program.calendar {
                Some(calendar) => Cow::Borrowed(calendar),
                None => Cow::Owned(Calendar::new([], [], Date::MIN.year(), Date::MAX.year())),
            },
            budget: Cell::new(BUDGET),
        };
        world.lay_axes();
        world
    }

    /// The same with one answer changed.
    pub(crate) fn with(&self, question: usize, val: Val) -> World<'p> {
        let mut given = self.given.clone();
        if let Some(place) = given.get_mut(question) {
            *place = Given::Is(val);
        }
        World::on(self.program, given, self.free, self.day)
    }

    /// Nothing fixed.
    pub(crate) fn start(&self) -> Point {
        Point {
            questions: vec![None; self.program.questions.len()],
            values: vec![None; self.program.values.len()],
            pairs: vec![None; self.pairs.len()],
        }
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
        match self.program.rules_of {
            None => Ok(self.day),
            Some(question) => self.day_answered(question, point),
        }
    }

    fn day_answered(&self, question: Index, point: &Point) -> Result<Date, Lack> {
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
            Tri::Yes => {}
            Tri::No => return Err(Lack::Nothing),
            Tri::Open(var) => return Err(Lack::Open(var)),
            Tri::NoRule(fact) => return Err(Lack::NoRule(fact)),
        }
        match self.given.get(usize::from(index)) {
            Some(Given::Is(val)) => Ok(val.clone()),
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
        match self.rules_day(point) {
            Ok(day) if matches!(entry.on(day), Some(FactValue::Unknown)) => Tri::Yes,
            Ok(_) | Err(Lack::Nothing | Lack::Failed) => Tri::No,
            Err(Lack::Open(var)) => Tri::Open(var),
            Err(Lack::NoRule(fact)) => Tri::NoRule(fact),
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
            (Op::Add, Val::Date(date), Val::Amount(length))
            | (Op::Add, Val::Amount(length), Val::Date(date)) => {
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
        let known = self.known(operand, point);
        let Err(Lack::Open(var)) = known else { return known };
        match operand {
            Operand::Answer(question) if var == Var::Question(question) => {
                match point.questions.get(usize::from(question)).copied().flatten() {
                    Some(cell) => match self
                        .axes
                        .get(usize::from(question))
                        .and_then(|axis| axis.get(usize::from(cell)))
                    {
                        Some(Rep::Is(val)) => Ok(val.clone()),
                        Some(Rep::Nothing) => Err(Lack::Nothing),
                        None => known,
                    },
                    None => known,
                }
            }
            Operand::Answer(_) => known,
            Operand::Value(value) => {
                let assumed = point.values.get(usize::from(value)).copied().flatten();
                match assumed.and_then(|cell| self.value_axes.get(usize::from(value))?.get(usize::from(cell)))
                {
                    Some(val) => Ok(val.clone()),
                    // A value of words follows from its table: what that looks at is what is open.
                    None if self.value_axes.get(usize::from(value)).is_none_or(Vec::is_empty) => known,
                    None => Err(Lack::Open(Var::Value(value))),
                }
            }
        }
    }

    fn known(&self, operand: Operand, point: &Point) -> Result<Val, Lack> {
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
        let (one, other) = (self.known(left, point), self.eval(right, point));
        match (&one, &other) {
            (Ok(one), Ok(other)) => return compared(cmp, compare(one, other)),
            (Err(Lack::Nothing | Lack::Failed), _) | (_, Err(Lack::Nothing | Lack::Failed)) => {
                return Tri::No;
            }
            (Err(Lack::NoRule(fact)), _) | (_, Err(Lack::NoRule(fact))) => return Tri::NoRule(*fact),
            _ => {}
        }
        // Whether a question is asked at all is settled before how its answer compares.
        if let Operand::Answer(question) = left {
            match self.asked(question, point) {
                Tri::Yes => {}
                other => return other,
            }
        }
        if let Some((index, swapped)) = self.pair(left, right) {
            let Some((_, _, orderings)) = self.pairs.get(index) else { return Tri::No };
            return match point.pairs.get(index).copied().flatten() {
                Some(cell) => {
                    let ordering = orderings.get(usize::from(cell)).copied();
                    compared(cmp, if swapped { ordering.map(Ordering::reverse) } else { ordering })
                }
                None => Tri::Open(Var::Pair(index as Index)),
            };
        }
        let one = self.seen(left, point);
        let other = match (other, self.operand_of(right)) {
            (Err(Lack::Open(_)), Some(operand)) => self.seen(operand, point),
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

    // ---- cells -------------------------------------------------------------------------------------

    fn lay_axes(&mut self) {
        let blank = self.start();
        let mut cuts: Vec<Vec<Val>> = vec![Vec::new(); self.program.questions.len()];
        let mut value_cuts: Vec<Vec<Val>> = vec![Vec::new(); self.program.values.len()];
        let mut pairs: Vec<(Operand, ExprId)> = Vec::new();
        let mut many: Vec<Vec<&Test>> = vec![Vec::new(); self.program.questions.len()];
        for atom in self.program.atoms() {
            match &atom.test {
                Test::Compare(parts) => {
                    for (_, right) in parts {
                        let (one, other) = (self.known(atom.left, &blank), self.eval(*right, &blank));
                        match (one, other) {
                            (Err(Lack::Open(_)), Ok(cut)) => {
                                push_cut(&mut cuts, &mut value_cuts, atom.left, cut);
                            }
                            (Ok(cut), Err(Lack::Open(_))) => {
                                if let Some(operand) = self.operand_of(*right) {
                                    push_cut(&mut cuts, &mut value_cuts, operand, cut);
                                }
                            }
                            (Err(Lack::Open(_)), Err(Lack::Open(_)))
                                if !pairs.contains(&(atom.left, *right)) =>
                            {
                                pairs.push((atom.left, *right));
                            }
                            _ => {}
                        }
                    }
                }
                test @ Test::Many { .. } => {
                    if let Operand::Answer(question) = atom.left
                        && let Some(list) = many.get_mut(usize::from(question))
                    {
                        list.push(test);
                    }
                }
                Test::OneOf(_) => {}
            }
        }
        // A day that decides which rules hold has a cut wherever a fact changes.
        let dated = self.program.exprs.iter().filter_map(|expr| match expr {
            Expr::FactOn(_, question) => Some(*question),
            _ => None,
        });
        for question in dated.chain(self.program.rules_of) {
            if self.known(Operand::Answer(question), &blank).is_err()
                && let Some(list) = cuts.get_mut(usize::from(question))
            {
                let days =
                    self.program.facts.iter().flat_map(|fact| &fact.lines).filter_map(|line| line.from);
                list.extend(days.map(Val::Date));
            }
        }
        // The same two things the other way round are one pair.
        let mut kept: Vec<(Operand, ExprId)> = Vec::new();
        for (left, right) in pairs {
            let turned = self.operand_of(right);
            if !kept.iter().any(|(one, other)| Some(*one) == turned && self.operand_of(*other) == Some(left))
            {
                kept.push((left, right));
            }
        }
        self.pairs =
            kept.into_iter().map(|(left, right)| (left, right, self.orderings(left, right))).collect();
        self.axes = (0..self.program.questions.len())
            .map(|index| self.axis(index, cuts.get(index).map_or(&[][..], Vec::as_slice), many.get(index)))
            .collect();
        self.value_axes = value_cuts.into_iter().map(|cuts| open_axis(&cuts)).collect();
    }

    /// How two open things can compare: a limit of the one may name the other.
    fn orderings(&self, left: Operand, right: ExprId) -> Vec<Ordering> {
        let limit = |question: Operand, other: Operand| -> (bool, bool) {
            let Operand::Answer(index) = question else { return (false, false) };
            let Some(question) = self.program.questions.get(usize::from(index)) else {
                return (false, false);
            };
            let names = |limit: Option<ExprId>| limit.and_then(|expr| self.operand_of(expr)) == Some(other);
            (names(question.minimum), names(question.maximum))
        };
        let mut all = vec![Ordering::Less, Ordering::Equal, Ordering::Greater];
        if let Some(other) = self.operand_of(right) {
            let (left_min, left_max) = limit(left, other);
            let (right_min, right_max) = limit(other, left);
            if left_min || right_max {
                all.retain(|ordering| *ordering != Ordering::Less);
            }
            if left_max || right_min {
                all.retain(|ordering| *ordering != Ordering::Greater);
            }
        }
        all
    }

    fn axis(&self, index: usize, cuts: &[Val], many: Option<&Vec<&Test>>) -> Vec<Rep> {
        let Some(question) = self.program.questions.get(index) else { return Vec::new() };
        let mut reps: Vec<Rep> = match question.kind {
            QuestionKind::YesNo | QuestionKind::Choice => {
                (0..question.answers()).map(|option| Rep::Is(Val::Word(option as Index))).collect()
            }
            QuestionKind::Many => many_axis(question.options.len(), many.map_or(&[], Vec::as_slice))
                .into_iter()
                .map(|bits| Rep::Is(Val::Many(bits)))
                .collect(),
            _ => self.stretches(index, cuts).into_iter().map(Rep::Is).collect(),
        };
        if !question.required
            && question.default.is_none()
            && question.until_known.is_none()
            && question.kind != QuestionKind::YesNo
        {
            reps.push(Rep::Nothing);
        }
        reps
    }

    /// Lowest and highest answer to a question, as far as known.
    pub(crate) fn limits(&self, index: usize) -> (Option<Val>, Option<Val>) {
        let blank = self.start();
        let Some(question) = self.program.questions.get(index) else { return (None, None) };
        let limit = |expr: Option<ExprId>| expr.and_then(|expr| self.eval(expr, &blank).ok());
        (limit(question.minimum), limit(question.maximum))
    }

    /// One answer for each cut, and one for each stretch between, below and above them.
    pub(crate) fn stretches(&self, index: usize, cuts: &[Val]) -> Vec<Val> {
        let Some(question) = self.program.questions.get(index) else { return Vec::new() };
        let (low, high) = self.limits(index);
        let sorted = in_order(cuts);
        let inside = |val: &Val| {
            low.as_ref().is_none_or(|low| compare(val, low) != Some(Ordering::Less))
                && high.as_ref().is_none_or(|high| compare(val, high) != Some(Ordering::Greater))
        };
        let clamped = |val: Val| match (&low, &high) {
            (Some(low), _) if compare(&val, low) == Some(Ordering::Less) => low.clone(),
            (_, Some(high)) if compare(&val, high) == Some(Ordering::Greater) => high.clone(),
            _ => val,
        };
        let mut reps: Vec<Val> = Vec::new();
        for place in 0..=sorted.len() {
            let (lower, upper) =
                (place.checked_sub(1).and_then(|place| sorted.get(place)), sorted.get(place));
            // The stretch above the one cut and below the next: the answer nearest to a cut stands for all.
            let candidate = match (lower, upper) {
                (Some(lower), _) => question.around(lower).2,
                (None, Some(upper)) => question.around(upper).0,
                (None, None) => self.any(question, &low, &high),
            };
            let within = |val: &Val| {
                inside(val)
                    && lower.is_none_or(|lower| compare(val, lower) == Some(Ordering::Greater))
                    && upper.is_none_or(|upper| compare(val, upper) == Some(Ordering::Less))
            };
            reps.extend(candidate.map(clamped).filter(within));
            reps.extend(upper.and_then(|upper| question.around(upper).1).filter(|val| inside(val)));
        }
        reps
    }

    /// Some answer, where nothing looks at how large it is.
    fn any(&self, question: &crate::program::Question, low: &Option<Val>, high: &Option<Val>) -> Option<Val> {
        if let Some(val) = low.as_ref().or(high.as_ref()) {
            return Some(val.clone());
        }
        match question.kind {
            QuestionKind::Date => Some(Val::Date(self.day)),
            QuestionKind::Amount | QuestionKind::Number | QuestionKind::Percentage => {
                question.unit.clone().map(|unit| Val::Amount(Quantity::new(Number::ONE, unit)))
            }
            _ => None,
        }
    }

    /// How many cells a variable has.
    pub(crate) fn cells(&self, var: Var) -> usize {
        match var {
            Var::Question(index) => self.axes.get(usize::from(index)).map_or(0, Vec::len),
            Var::Value(index) => self.value_axes.get(usize::from(index)).map_or(0, Vec::len),
            Var::Pair(index) => {
                self.pairs.get(usize::from(index)).map_or(0, |(_, _, orderings)| orderings.len())
            }
        }
    }

    /// Fixes a cell, or frees it.
    pub(crate) fn set(&self, point: &mut Point, var: Var, cell: Option<usize>) {
        let place = match var {
            Var::Question(index) => point.questions.get_mut(usize::from(index)),
            Var::Value(index) => point.values.get_mut(usize::from(index)),
            Var::Pair(index) => point.pairs.get_mut(usize::from(index)),
        };
        if let Some(place) = place {
            *place = cell.map(|cell| cell as u16);
        }
    }

    fn is_set(&self, point: &Point, var: Var) -> bool {
        match var {
            Var::Question(index) => point.questions.get(usize::from(index)),
            Var::Value(index) => point.values.get(usize::from(index)),
            Var::Pair(index) => point.pairs.get(usize::from(index)),
        }
        .is_none_or(Option::is_some)
    }

    /// The cells of a question.
    pub(crate) fn reps(&self, question: usize) -> &[Rep] {
        self.axes.get(question).map_or(&[], Vec::as_slice)
    }

    /// What is fixed at a point, for a message: the cells of questions, values and pairs.
    pub(crate) fn fixed(&self, point: &Point) -> Vec<Fixed> {
        let mut list = Vec::new();
        for (index, cell) in point.questions.iter().enumerate() {
            if let Some(rep) = cell.and_then(|cell| self.reps(index).get(usize::from(cell))) {
                list.push(Fixed::Question(index, rep.clone()));
            }
        }
        for (index, cell) in point.values.iter().enumerate() {
            let val = cell.and_then(|cell| self.value_axes.get(index)?.get(usize::from(cell)));
            if let Some(val) = val {
                list.push(Fixed::Value(index, val.clone()));
            }
        }
        for (index, cell) in point.pairs.iter().enumerate() {
            if let (Some(cell), Some((left, right, orderings))) = (cell, self.pairs.get(index))
                && let Some(ordering) = orderings.get(usize::from(*cell))
            {
                list.push(Fixed::Pair(*left, *right, *ordering));
            }
        }
        list
    }

    /// Whether a variable depends on a question.
    fn rests_on(&self, var: Var, question: Index) -> bool {
        match var {
            Var::Question(index) => index == question,
            Var::Value(index) => self.program.inputs_of_value(index).has(question),
            Var::Pair(index) => self.pairs.get(usize::from(index)).is_some_and(|(left, right, _)| {
                self.program.inputs_of_operand(*left).has(question)
                    || self.program.inputs_of(*right).has(question)
            }),
        }
    }

    // ---- search ------------------------------------------------------------------------------------

    /// What the rows decide at this point.
    pub(crate) fn decide(&self, point: &Point) -> Result<Decided, Var> {
        if self.program.rows.is_empty() {
            return Ok(u64::from(!self.program.outcomes.is_empty()));
        }
        let mut open = None;
        let mut no_rule = false;
        let mut all = 0;
        for row in &self.program.rows {
            match self.all(&row.when, point) {
                Tri::Yes if self.program.hit == Hit::All => all |= 1 << row.outcome,
                Tri::Yes => return Ok(1 << row.outcome),
                Tri::Open(var) if self.program.hit == Hit::First => return Err(var),
                Tri::Open(var) => open = open.or(Some(var)),
                Tri::NoRule(_) => no_rule = true,
                Tri::No => {}
            }
        }
        match open {
            Some(var) => Err(var),
            None if no_rule => Ok(NO_RULE),
            None => Ok(all),
        }
    }

    /// All results that an effect can still have; stops at `enough` different ones. False when cut short.
    pub(crate) fn results(
        &self,
        effect: &dyn Fn(&Point) -> Result<Decided, Var>,
        point: &mut Point,
        enough: usize,
        found: &mut Vec<Decided>,
    ) -> bool {
        if !self.spend() {
            return false;
        }
        match effect(point) {
            Ok(result) => {
                if !found.contains(&result) {
                    found.push(result);
                }
                true
            }
            // What stays open although it is fixed cannot be settled here: the safe answer is given.
            Err(var) if self.is_set(point, var) => false,
            Err(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let whole = self.results(effect, point, enough, found);
                    self.set(point, var, None);
                    if found.len() >= enough {
                        return true;
                    }
                    if !whole {
                        return false;
                    }
                }
                true
            }
        }
    }

    /// Whether some way of answering the other open questions makes this effect depend on the question.
    pub(crate) fn matters(
        &self,
        effect: &dyn Fn(&Point) -> Result<Decided, Var>,
        question: Index,
        point: &mut Point,
    ) -> bool {
        let mut found = Vec::new();
        match self.vary(effect, question, point, &mut found) {
            Vary::Differs => true,
            Vary::Same => false,
            Vary::Needs(var) if self.is_set(point, var) => true,
            Vary::Needs(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let matters = self.matters(effect, question, point);
                    self.set(point, var, None);
                    if matters {
                        return true;
                    }
                }
                false
            }
        }
    }

    /// Varies only what rests on the question.
    fn vary(
        &self,
        effect: &dyn Fn(&Point) -> Result<Decided, Var>,
        question: Index,
        point: &mut Point,
        found: &mut Vec<Decided>,
    ) -> Vary {
        if !self.spend() {
            return Vary::Differs;
        }
        match effect(point) {
            Ok(result) => {
                if !found.contains(&result) {
                    found.push(result);
                }
                if found.len() > 1 { Vary::Differs } else { Vary::Same }
            }
            Err(var) if self.is_set(point, var) => Vary::Differs,
            Err(var) if self.rests_on(var, question) => {
                let mut needs = None;
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let outcome = self.vary(effect, question, point, found);
                    self.set(point, var, None);
                    match outcome {
                        Vary::Differs => return Vary::Differs,
                        Vary::Needs(other) => needs = needs.or(Some(other)),
                        Vary::Same => {}
                    }
                }
                needs.map_or(Vary::Same, Vary::Needs)
            }
            Err(var) => Vary::Needs(var),
        }
    }

    /// Whether a line with these conditions can appear with an outcome.
    pub(crate) fn can_show(&self, outcome: Option<Index>, atoms: &[Atom]) -> bool {
        self.refresh();
        let test = |point: &Point| -> Result<bool, Var> {
            match self.all(atoms, point) {
                Tri::No | Tri::NoRule(_) => return Ok(false),
                Tri::Open(var) => return Err(var),
                Tri::Yes => {}
            }
            match outcome {
                Some(outcome) => Ok(self.decide(point)? >> outcome & 1 == 1),
                None => Ok(true),
            }
        };
        self.find(&test, &mut self.start()) || self.exhausted()
    }

    /// A point where the test holds, tried cell by cell; the test says what it still needs to know.
    pub(crate) fn find(&self, test: &dyn Fn(&Point) -> Result<bool, Var>, point: &mut Point) -> bool {
        if !self.spend() {
            return false;
        }
        match test(point) {
            Ok(found) => found,
            Err(var) if self.is_set(point, var) => {
                // Not found, and not proven either.
                self.allow(0);
                false
            }
            Err(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    if self.find(test, point) {
                        return true;
                    }
                    self.set(point, var, None);
                }
                false
            }
        }
    }
}

/// What came of varying one question.
enum Vary {
    /// Two different results were seen.
    Differs,
    /// Always the same.
    Same,
    /// That depends on something else.
    Needs(Var),
}

/// Something fixed at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fixed {
    /// An answer.
    Question(usize, Rep),
    /// A named value.
    Value(usize, Val),
    /// How two things compare.
    Pair(Operand, ExprId, Ordering),
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

fn push_cut(cuts: &mut [Vec<Val>], value_cuts: &mut [Vec<Val>], operand: Operand, cut: Val) {
    let list = match operand {
        Operand::Answer(question) => cuts.get_mut(usize::from(question)),
        Operand::Value(value) => value_cuts.get_mut(usize::from(value)),
    };
    if let Some(list) = list {
        list.push(cut);
    }
}

/// Different values in order. Thresholds are few: putting each in its place is smaller than any sort.
pub(crate) fn in_order(values: &[Val]) -> Vec<Val> {
    let mut sorted: Vec<Val> = Vec::with_capacity(values.len());
    for val in values {
        let place = sorted.iter().position(|known| compare(known, val) != Some(Ordering::Less));
        match place {
            Some(place) if compare(&sorted[place], val) == Some(Ordering::Equal) => {}
            Some(place) => sorted.insert(place, val.clone()),
            None => sorted.push(val.clone()),
        }
    }
    sorted
}

/// One value for each cut of a named value and for each stretch between.
fn open_axis(cuts: &[Val]) -> Vec<Val> {
    let sorted = in_order(cuts);
    let mut axis = Vec::new();
    for (place, cut) in sorted.iter().enumerate() {
        if place == 0 {
            axis.extend(shifted(cut, -1));
        }
        axis.push(cut.clone());
        axis.extend(match sorted.get(place + 1) {
            Some(next) => between(cut, next),
            None => shifted(cut, 1),
        });
    }
    axis
}

fn shifted(val: &Val, by: i64) -> Option<Val> {
    match val {
        Val::Date(date) => date.add_days(by).map(Val::Date),
        Val::Amount(quantity) => quantity
            .number
            .checked_add(Number::from_int(by))
            .map(|number| Val::Amount(Quantity::new(number, quantity.unit.clone()))),
        _ => None,
    }
}

fn between(low: &Val, high: &Val) -> Option<Val> {
    match (low, high) {
        (Val::Date(low), Val::Date(high)) if low.days_until(*high) > 1 => low.next_day().map(Val::Date),
        (Val::Amount(low), Val::Amount(high)) => {
            let high = high.convert_to(&low.unit).unwrap_or_else(|| high.clone());
            let sum = low.number.checked_add(high.number)?;
            let middle = sum.checked_div(Number::from_int(2))?;
            Some(Val::Amount(Quantity::new(middle, low.unit.clone())))
        }
        _ => None,
    }
}

/// Choices that stand for all choices the tests cannot tell apart.
fn many_axis(options: usize, tests: &[&Test]) -> Vec<u64> {
    let options = options.min(MOST_OPTIONS);
    let mut named = 0_u64;
    for test in tests {
        if let Test::Many { with, without, .. } = test {
            named |= with | without;
        }
    }
    let members: Vec<usize> = (0..options).filter(|bit| named >> bit & 1 == 1).collect();
    let others: Vec<usize> = (0..options).filter(|bit| named >> bit & 1 == 0).collect();
    let mut axis: Vec<u64> = Vec::new();
    let mut seen: Vec<Vec<bool>> = Vec::new();
    // More than eight named options would make more sets than are worth trying one by one.
    for subset in 0..1_u64 << members.len().min(8) {
        let chosen = members.iter().take(8).enumerate().fold(0_u64, |bits, (place, member)| {
            if subset >> place & 1 == 1 { bits | 1 << member } else { bits }
        });
        let mut bits = chosen;
        for extra in 0..=others.len() {
            if extra > 0
                && let Some(other) = others.get(extra - 1)
            {
                bits |= 1 << other;
            }
            let signature: Vec<bool> = tests.iter().map(|test| holds(test, &Val::Many(bits))).collect();
            if !seen.contains(&signature) {
                seen.push(signature);
                axis.push(bits);
            }
        }
    }
    axis
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
