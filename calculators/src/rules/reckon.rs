//! Whether everything can be reckoned that an answer may ask for: no division by nothing, no half weeks added to a
//! day, no day beyond the calendar.
//!
//! Each part of a calculation gets the range it lies in, from the limits of questions, the values of facts and the
//! conditions around it. Where the range tells too little, what is not excluded counts as possible.

use std::cmp::Ordering;

use crate::kernel::date::{Date, TYPED_YEARS};
use crate::kernel::dutch::MAX_TYPED;
use crate::kernel::holidays::{Calendar, MOST_WORKING_DAYS};
use crate::kernel::number::{Number, RoundMode};
use crate::kernel::quantity::{
    DateAddError, Measure, Quantity, QuantityError, Unit, add_to_date, days_between,
};
use crate::program::*;
use crate::sink::Sink;
use crate::tree::Span;

/// What is known around an expression: this operand compares so with that expression; without a comparison it is
/// known to be something else.
type Known = (Operand, Option<Cmp>, ExprId);

/// Where a value lies.
#[derive(Clone, Debug)]
enum Range {
    Amount(Amounts),
    Days(Date, Date),
    /// Nothing that is reckoned with here.
    Other,
}

#[derive(Clone, Debug)]
struct Amounts {
    low: Option<Quantity>,
    high: Option<Quantity>,
    /// It is a whole number of times this (of its own unit); none where it may be a fraction.
    grid: Option<i64>,
    /// Nought is ruled out, whatever the limits say.
    not_zero: bool,
}

impl Amounts {
    const ANY: Amounts = Amounts { low: None, high: None, grid: None, not_zero: false };

    fn only(quantity: &Quantity) -> Amounts {
        let one = Some(quantity.clone());
        Amounts { low: one.clone(), high: one, grid: quantity.number.to_i64(), not_zero: false }
    }

    /// The value, where there is only one.
    fn single(&self) -> Option<&Quantity> {
        self.low.as_ref().filter(|low| Some(*low) == self.high.as_ref())
    }

    fn has_zero(&self) -> bool {
        !self.not_zero
            && self.low.as_ref().is_none_or(|low| low.number <= Number::ZERO)
            && self.high.as_ref().is_none_or(|high| high.number >= Number::ZERO)
    }

    /// Both as one range.
    fn or(self, other: Amounts) -> Amounts {
        let ends = |one: Option<Quantity>, other: Option<Quantity>, wanted| {
            let (one, other) = (one?, other?);
            let first = one.compare(&other).ok()?;
            Some(if first == wanted || first == Ordering::Equal { one } else { other })
        };
        Amounts {
            not_zero: !self.has_zero() && !other.has_zero(),
            low: ends(self.low, other.low, Ordering::Less),
            high: ends(self.high, other.high, Ordering::Greater),
            grid: common(self.grid, other.grid),
        }
    }
}

fn common(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    let (mut one, mut other) = (one?.unsigned_abs(), other?.unsigned_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    i64::try_from(one).ok()
}

impl Range {
    fn or(self, other: Range) -> Range {
        match (self, other) {
            (Range::Amount(one), Range::Amount(other)) => Range::Amount(one.or(other)),
            (Range::Days(low, high), Range::Days(other_low, other_high)) => {
                Range::Days(low.min(other_low), high.max(other_high))
            }
            _ => Range::Other,
        }
    }

    fn amounts(self) -> Amounts {
        match self {
            Range::Amount(amounts) => amounts,
            _ => Amounts::ANY,
        }
    }
}

/// Looks at every calculation; `spots` says where each stands.
pub(crate) fn check(program: &Program, spots: &[(ExprId, Span)], sink: &mut Sink) {
    let weekends = Calendar::new([], [], Date::MIN.year(), Date::MAX.year());
    let mut look = Look {
        program,
        spots,
        calendar: program.calendar.as_ref().unwrap_or(&weekends),
        questions: Vec::new(),
    };
    // Each is looked at once, earlier ones first, since a limit may name the question before it twice.
    for index in 0..program.questions.len() {
        look.questions.push(look.asked(index as Index));
    }
    for question in &program.questions {
        for expr in [question.default, question.until_known, question.minimum, question.maximum] {
            expr.into_iter().for_each(|expr| look.walk(expr, &[], sink));
        }
    }
    for value in &program.values {
        match &value.rule {
            ValueRule::Expr(expr) => look.walk(*expr, &[], sink),
            ValueRule::Table(rows) => {
                for (when, result) in rows {
                    look.walk(*result, &known(when), sink);
                }
            }
            ValueRule::Column => {}
        }
    }
    for row in &program.rows {
        for (_, expr) in &row.values {
            look.walk(*expr, &known(&row.when), sink);
        }
    }
    for step in &program.steps {
        for expr in crate::timeline::exprs(&step.when) {
            look.walk(expr, &known(&step.only_if), sink);
        }
    }
}

/// What conditions that all hold say.
fn known(atoms: &[Atom]) -> Vec<Known> {
    let mut list = Vec::new();
    for atom in atoms {
        if let Test::Compare(parts) = &atom.test {
            list.extend(parts.iter().map(|(cmp, right)| (atom.left, Some(*cmp), *right)));
        }
    }
    list
}

/// What is known where conditions do not hold: of one comparison the opposite, of more nothing.
fn otherwise(atoms: &[Atom]) -> Vec<Known> {
    match known(atoms).as_slice() {
        [(left, cmp, right)] if atoms.len() == 1 => {
            let opposite = match cmp {
                Some(Cmp::Less) => Some(Cmp::AtLeast),
                Some(Cmp::AtMost) => Some(Cmp::More),
                Some(Cmp::AtLeast) => Some(Cmp::Less),
                Some(Cmp::More) => Some(Cmp::AtMost),
                Some(Cmp::Equal) => None,
                None => Some(Cmp::Equal),
            };
            vec![(*left, opposite, *right)]
        }
        _ => Vec::new(),
    }
}

struct Look<'p> {
    program: &'p Program,
    spots: &'p [(ExprId, Span)],
    calendar: &'p Calendar,
    /// What can be answered, of the questions that were looked at; they rest on earlier ones alone.
    questions: Vec<Range>,
}

impl Look<'_> {
    fn expr(&self, id: ExprId) -> Option<&Expr> {
        self.program.exprs.get(usize::from(id))
    }

    /// Every calculation in an expression; named values are looked at by themselves.
    fn walk(&self, id: ExprId, known_here: &[Known], sink: &mut Sink) {
        match self.expr(id) {
            Some(Expr::Two(op, left, right)) => {
                self.walk(*left, known_here, sink);
                self.walk(*right, known_here, sink);
                self.two(id, *op, *left, *right, known_here, sink);
            }
            Some(Expr::If(when, then, other)) => {
                let with = |more: Vec<Known>| known_here.iter().copied().chain(more).collect::<Vec<_>>();
                self.walk(*then, &with(known(when)), sink);
                self.walk(*other, &with(otherwise(when)), sink);
            }
            Some(Expr::Call(_, arguments)) => {
                arguments.iter().for_each(|argument| self.walk(*argument, known_here, sink))
            }
            _ => {}
        }
    }

    fn two(&self, id: ExprId, op: Op, left: ExprId, right: ExprId, known_here: &[Known], sink: &mut Sink) {
        let Some((_, span)) = self.spots.iter().find(|(spot, _)| *spot == id) else { return };
        let range = self.range(right, known_here).amounts();
        match (op, self.range(left, known_here)) {
            (Op::Div, _) if range.has_zero() => {
                let (message, help) = match (range.single(), self.name(right)) {
                    (Some(zero), _) => (
                        format!("Hier wordt door {zero} gedeeld"),
                        "Deel door iets anders dan nul.".to_owned(),
                    ),
                    (None, Some((name, question))) => (
                        format!("`{name}` kan nul zijn, en delen door nul kan niet"),
                        if question {
                            format!(
                                "Geef `{name}` een `minimum:` boven nul, of schrijf `als {name} > 0 … dan … anders …`."
                            )
                        } else {
                            format!(
                                "Schrijf `als {name} > 0 … dan … anders …`, of begrens haar met `max(…; …)`."
                            )
                        },
                    ),
                    (None, None) => (
                        "Waardoor hier wordt gedeeld, kan nul zijn".to_owned(),
                        "Geef de deler een naam onder `waarden:` en schrijf `als naam > 0 … dan … anders …`."
                            .to_owned(),
                    ),
                };
                sink.error("W0615", *span, message, help);
            }
            (Op::Add | Op::Sub, Range::Days(first, last)) => {
                self.days(op, (first, last), &range, *span, sink);
            }
            (_, Range::Amount(one)) => {
                let overflows = one.low.iter().chain(&one.high).any(|one| {
                    let mut others = range.low.iter().chain(&range.high);
                    others.any(|other| reckon(op, one, other) == Err(QuantityError::Overflow))
                });
                if overflows {
                    let message = "Dit getal wordt te groot om mee te rekenen";
                    sink.error(
                        "W0616",
                        *span,
                        message,
                        "Kijk de waarden na, of geef de vraag een `maximum:`.",
                    );
                }
            }
            _ => {}
        }
    }

    fn days(&self, op: Op, days: (Date, Date), length: &Amounts, span: Span, sink: &mut Sink) {
        let ends: Vec<&Quantity> = length.low.iter().chain(&length.high).collect();
        let Some(unit) = ends.first().map(|end| &end.unit) else { return };
        let hours = *unit == Unit::hours();
        let whole = length.grid.is_some_and(|grid| !hours || grid % 24 == 0);
        if !whole {
            let error = if hours { DateAddError::HoursNotDays } else { DateAddError::NotWhole };
            let message = if hours {
                "Bij een dag komen hier uren die samen misschien geen hele dagen zijn".to_owned()
            } else {
                format!("Bij een dag komt hier misschien geen heel aantal {unit}")
            };
            sink.error("W0616", span, message, error.message());
            return;
        }
        for end in ends {
            for day in [days.0, days.1] {
                if self.shifted(op, day, end) == Err(DateAddError::OutOfRange) {
                    let many = Number::from_int(MOST_WORKING_DAYS as i64);
                    if *unit == Unit::working_days() && end.number.abs() > many {
                        let message = format!("Meer dan {many} werkdagen kan niemand tellen");
                        sink.error(
                            "W0616",
                            span,
                            message,
                            "Kijk de termijn na, of geef de vraag een `maximum:`.",
                        );
                        return;
                    }
                    sink.error(
                        "W0616",
                        span,
                        "Hier kan een dag uit komen die buiten onze kalender valt (jaar 1 tot en met 9999)",
                        "Kijk de termijn na, of geef de vraag een `minimum:` en een `maximum:`.",
                    );
                    return;
                }
            }
        }
    }

    fn shifted(&self, op: Op, day: Date, length: &Quantity) -> Result<Date, DateAddError> {
        let length = if op == Op::Sub { length.negated() } else { length.clone() };
        add_to_date(day, &length, self.program.month_end, self.calendar)
    }

    /// The name of a question or named value, and whether it is a question.
    fn name(&self, id: ExprId) -> Option<(String, bool)> {
        let operand = self.operand(id)?;
        Some((self.program.id_of(operand), matches!(operand, Operand::Answer(_))))
    }

    fn operand(&self, id: ExprId) -> Option<Operand> {
        match self.expr(id)? {
            Expr::Answer(question) => Some(Operand::Answer(*question)),
            Expr::Value(value) => Some(Operand::Value(*value)),
            _ => None,
        }
    }

    fn range(&self, id: ExprId, known_here: &[Known]) -> Range {
        let range = match self.expr(id) {
            Some(Expr::Measure(Measure::Quantity(quantity))) => Range::Amount(Amounts::only(quantity)),
            Some(Expr::Date(date)) => Range::Days(*date, *date),
            Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) => self.fact(*fact),
            Some(Expr::Answer(question)) => self.question(*question),
            Some(Expr::Value(value)) => self.value(*value),
            Some(Expr::Two(op, left, right)) => {
                let (left, right) = (self.range(*left, known_here), self.range(*right, known_here));
                self.combined(*op, left, right)
            }
            Some(Expr::If(when, then, other)) => {
                let with = |more: Vec<Known>| known_here.iter().copied().chain(more).collect::<Vec<_>>();
                self.range(*then, &with(known(when))).or(self.range(*other, &with(otherwise(when))))
            }
            Some(Expr::Call(function, arguments)) => {
                let ranges = arguments.iter().map(|id| self.range(*id, known_here)).collect();
                self.called(*function, ranges)
            }
            _ => Range::Other,
        };
        match (range, self.operand(id)) {
            (Range::Amount(amounts), Some(operand)) => {
                Range::Amount(self.narrowed(amounts, operand, known_here))
            }
            (range, _) => range,
        }
    }

    /// A range by what is known of the operand.
    fn narrowed(&self, mut range: Amounts, operand: Operand, known_here: &[Known]) -> Amounts {
        for (left, cmp, right) in known_here {
            if *left != operand || self.operand(*right).is_some() {
                continue;
            }
            let Amounts { low, high, .. } = self.range(*right, &[]).amounts();
            let Some(cmp) = cmp else {
                range.not_zero |= low == high && low.as_ref().is_some_and(|low| low.number.is_zero());
                continue;
            };
            if matches!(cmp, Cmp::More | Cmp::AtLeast | Cmp::Equal)
                && let Some(low) = low
            {
                range.not_zero |= *cmp == Cmp::More && low.number >= Number::ZERO;
                if range.low.as_ref().is_none_or(|known| known.compare(&low) == Ok(Ordering::Less)) {
                    range.low = Some(low);
                }
            }
            if matches!(cmp, Cmp::Less | Cmp::AtMost | Cmp::Equal)
                && let Some(high) = high
            {
                range.not_zero |= *cmp == Cmp::Less && high.number <= Number::ZERO;
                if range.high.as_ref().is_none_or(|known| known.compare(&high) == Ok(Ordering::Greater)) {
                    range.high = Some(high);
                }
            }
        }
        range
    }

    /// What a fact is or was; on days when it is not known it is what the reader says, and not counted here.
    fn fact(&self, fact: Index) -> Range {
        let lines = self.program.facts.get(usize::from(fact)).map(|fact| fact.lines.as_slice());
        let values = lines.unwrap_or_default().iter().filter_map(|line| match &line.value {
            FactValue::Known(Measure::Quantity(quantity)) => Some(Range::Amount(Amounts::only(quantity))),
            _ => None,
        });
        values.reduce(Range::or).unwrap_or(Range::Other)
    }

    fn question(&self, index: Index) -> Range {
        self.questions.get(usize::from(index)).cloned().unwrap_or(Range::Other)
    }

    /// What can be answered to a question, from what can be to earlier ones.
    fn asked(&self, index: Index) -> Range {
        let Some(question) = self.program.questions.get(usize::from(index)) else { return Range::Other };
        let limit = |limit: Option<ExprId>| limit.map(|id| self.range(id, &[]));
        let (low, high) = (limit(question.minimum), limit(question.maximum));
        let mut range = match question.kind {
            QuestionKind::Date => {
                let first = Date::from_ymd(*TYPED_YEARS.start(), 1, 1).unwrap_or(Date::MIN);
                let last = Date::from_ymd(*TYPED_YEARS.end(), 12, 31).unwrap_or(Date::MAX);
                let low = if let Some(Range::Days(low, _)) = low { low.max(first) } else { first };
                let high = if let Some(Range::Days(_, high)) = high { high.min(last) } else { last };
                Range::Days(low, high)
            }
            QuestionKind::Amount | QuestionKind::Number | QuestionKind::Percentage => {
                let grid = question.step.as_ref().and_then(|step| step.number.to_i64());
                // More cannot be typed.
                let most = question.unit.clone().map(|unit| Quantity::new(MAX_TYPED, unit));
                let least = most.as_ref().map(Quantity::negated);
                Range::Amount(Amounts {
                    low: low.and_then(|low| low.amounts().low).or(least),
                    high: high.and_then(|high| high.amounts().high).or(most),
                    grid,
                    not_zero: false,
                })
            }
            _ => Range::Other,
        };
        for expr in [question.default, question.until_known].into_iter().flatten() {
            range = range.or(self.range(expr, &[]));
        }
        range
    }

    fn value(&self, index: Index) -> Range {
        let Some(value) = self.program.values.get(usize::from(index)) else { return Range::Other };
        let of_rows = |rows: Vec<(&[Atom], ExprId)>| {
            let ranges = rows.into_iter().map(|(when, expr)| self.range(expr, &known(when)));
            ranges.reduce(Range::or).unwrap_or(Range::Other)
        };
        let range = match &value.rule {
            ValueRule::Expr(expr) => self.range(*expr, &[]),
            ValueRule::Table(rows) => {
                of_rows(rows.iter().map(|(when, expr)| (when.as_slice(), *expr)).collect())
            }
            ValueRule::Column => of_rows(
                self.program
                    .rows
                    .iter()
                    .flat_map(|row| {
                        let mine = row.values.iter().filter(|(value, _)| *value == index);
                        mine.map(|(_, expr)| (row.when.as_slice(), *expr))
                    })
                    .collect(),
            ),
        };
        match (range, value.rounding) {
            (Range::Amount(amounts), Some(rounding)) => {
                // Rounding keeps the order, but may make nought of something.
                let round = |end: Option<Quantity>| end.and_then(|end| end.round(rounding).ok());
                let nearest = matches!(rounding.mode, RoundMode::Up);
                Range::Amount(Amounts {
                    low: round(amounts.low),
                    high: round(amounts.high),
                    grid: rounding.step.to_i64(),
                    not_zero: amounts.not_zero && nearest,
                })
            }
            (range, _) => range,
        }
    }

    fn combined(&self, op: Op, left: Range, right: Range) -> Range {
        match (op, left, right) {
            (Op::Add | Op::Sub, Range::Days(first, last), Range::Amount(length)) => {
                let mut days = Vec::new();
                for end in length.low.iter().chain(&length.high) {
                    days.extend([first, last].into_iter().filter_map(|day| self.shifted(op, day, end).ok()));
                }
                let open = length.low.is_none() || length.high.is_none();
                match (days.iter().min(), days.iter().max()) {
                    (Some(low), Some(high)) if !open => Range::Days(*low, *high),
                    _ => Range::Other,
                }
            }
            (Op::Sub, Range::Days(first, last), Range::Days(from, to)) => Range::Amount(Amounts {
                low: Some(days_between(to, first)),
                high: Some(days_between(from, last)),
                grid: Some(1),
                not_zero: false,
            }),
            (op, Range::Amount(left), Range::Amount(right)) => Range::Amount(arithmetic(op, &left, &right)),
            _ => Range::Other,
        }
    }

    fn called(&self, function: Function, ranges: Vec<Range>) -> Range {
        match (function, ranges.as_slice()) {
            (Function::Min | Function::Max, [Range::Days(..), ..]) => {
                // Wider than it need be, which is all that is asked of it.
                ranges.into_iter().reduce(Range::or).unwrap_or(Range::Other)
            }
            (Function::Min | Function::Max, _) => {
                let ranges: Vec<Amounts> = ranges.into_iter().map(Range::amounts).collect();
                let wanted = if function == Function::Min { Ordering::Less } else { Ordering::Greater };
                let best = |ends: Vec<Quantity>| {
                    ends.into_iter()
                        .reduce(|one, other| if other.compare(&one) == Ok(wanted) { other } else { one })
                };
                let all = ranges.len();
                // The least of all is at most every one of them; the greatest is at least every one.
                let lows: Vec<Quantity> = ranges.iter().filter_map(|range| range.low.clone()).collect();
                let highs: Vec<Quantity> = ranges.iter().filter_map(|range| range.high.clone()).collect();
                let is_min = function == Function::Min;
                let low = if is_min && lows.len() < all { None } else { best(lows) };
                let high = if !is_min && highs.len() < all { None } else { best(highs) };
                let grid = ranges.iter().map(|range| range.grid).reduce(common).flatten();
                let not_zero = ranges.iter().all(|range| range.not_zero);
                Range::Amount(Amounts { low, high, grid, not_zero })
            }
            // These stay near the day they are given: within a month, or some years of weeks.
            (Function::EndMonth, [Range::Days(low, high)]) => {
                Range::Days(low.last_of_month(), high.last_of_month())
            }
            (Function::WorkingDayFrom, [Range::Days(low, high)]) => Range::Days(*low, *high),
            _ => Range::Other,
        }
    }
}

fn reckon(op: Op, one: &Quantity, other: &Quantity) -> Result<Quantity, QuantityError> {
    match op {
        Op::Add => one.add(other),
        Op::Sub => one.sub(other),
        Op::Mul => one.mul(other),
        Op::Div => one.div(other),
    }
}

fn arithmetic(op: Op, left: &Amounts, right: &Amounts) -> Amounts {
    let both =
        |one: &Option<Quantity>, other: &Option<Quantity>| reckon(op, one.as_ref()?, other.as_ref()?).ok();
    let same_unit =
        match (left.low.as_ref().or(left.high.as_ref()), right.low.as_ref().or(right.high.as_ref())) {
            (Some(one), Some(other)) => one.unit == other.unit,
            _ => false,
        };
    match op {
        Op::Add | Op::Sub => {
            let (to_low, to_high) =
                if op == Op::Add { (&right.low, &right.high) } else { (&right.high, &right.low) };
            // Of weeks and days the sum is in days: still whole, but of another grid.
            let grid = common(left.grid, right.grid).map(|grid| if same_unit { grid } else { 1 });
            Amounts { low: both(&left.low, to_low), high: both(&left.high, to_high), grid, not_zero: false }
        }
        Op::Mul | Op::Div => {
            let zero = Number::ZERO;
            let positive = |range: &Amounts| range.low.as_ref().is_some_and(|low| low.number >= zero);
            let corners: Vec<Quantity> = [&left.low, &left.high]
                .into_iter()
                .flat_map(|one| {
                    [&right.low, &right.high].into_iter().filter_map(move |other| both(one, other))
                })
                .collect();
            let not_zero = !left.has_zero() && (op == Op::Div || !right.has_zero());
            let grid = match op {
                Op::Mul => left.grid.zip(right.grid).and_then(|(one, other)| one.checked_mul(other)),
                _ => None,
            };
            let bounded = corners.len() == 4 && (op == Op::Mul || !right.has_zero());
            let compare = |wanted: Ordering| {
                corners
                    .iter()
                    .cloned()
                    .reduce(|one, other| if other.compare(&one) == Ok(wanted) { other } else { one })
            };
            if bounded {
                let (low, high) = (compare(Ordering::Less), compare(Ordering::Greater));
                return Amounts { low, high, grid, not_zero };
            }
            // Of two that are not below nought neither is what comes out.
            let floor = if op == Op::Mul { both(&left.low, &right.low) } else { None };
            let low = if positive(left) && positive(right) { floor } else { None };
            Amounts { low, high: None, grid, not_zero }
        }
    }
}
