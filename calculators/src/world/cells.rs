//! The cells into which answers split the world: one for each option, for each threshold and for each stretch
//! between thresholds.

use super::*;

impl<'p> World<'p> {
    pub(super) fn lay_axes(&mut self) {
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
    pub(super) fn orderings(&self, left: Operand, right: ExprId) -> Vec<Ordering> {
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

    pub(super) fn axis(&self, index: usize, cuts: &[Val], many: Option<&Vec<&Test>>) -> Vec<Rep> {
        let Some(question) = self.program.questions.get(index) else { return Vec::new() };
        let mut reps: Vec<Rep> = match question.kind {
            QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Tick => {
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
            && !matches!(question.kind, QuestionKind::YesNo | QuestionKind::Tick)
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
    pub(super) fn any(
        &self,
        question: &crate::program::Question,
        low: &Option<Val>,
        high: &Option<Val>,
    ) -> Option<Val> {
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

    pub(super) fn is_set(&self, point: &Point, var: Var) -> bool {
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

    /// Whether a variable depends on a question.
    pub(super) fn rests_on(&self, var: Var, question: Index) -> bool {
        match var {
            Var::Question(index) => index == question,
            Var::Value(index) => self.program.inputs_of_value(index).has(question),
            Var::Pair(index) => self.pairs.get(usize::from(index)).is_some_and(|(left, right, _)| {
                self.program.inputs_of_operand(*left).has(question)
                    || self.program.inputs_of(*right).has(question)
            }),
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
        Val::Week(week) => WeekNumber::new(week.get().wrapping_add_signed(by as i32)).map(Val::Week),
        _ => None,
    }
}

fn between(low: &Val, high: &Val) -> Option<Val> {
    match (low, high) {
        (Val::Date(low), Val::Date(high)) if low.days_until(*high) > 1 => low.next_day().map(Val::Date),
        (Val::Week(low), Val::Week(high)) if low.get() + 1 < high.get() => shifted(&Val::Week(*low), 1),
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
