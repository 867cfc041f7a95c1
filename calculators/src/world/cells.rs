//! The cells into which answers split the world: one for each option, for each threshold and for each stretch
//! between thresholds.

use super::*;

impl<'p> World<'p> {
    /// Lays the cells of all that is open.
    pub(crate) fn lay_axes(&mut self) {
        let program = self.program;
        let atoms = program.atoms();
        let mut cuts: Vec<(Operand, Val)> = Vec::new();
        for atom in &atoms {
            let Test::Compare(parts) = &atom.test else { continue };
            for (_, right) in parts {
                match (self.known(atom.left, BLANK), self.eval(*right, BLANK)) {
                    (Err(Lack::Open(_)), Ok(cut)) => cuts.push((atom.left, cut)),
                    (Ok(cut), Err(Lack::Open(_))) => {
                        if let Some(operand) = self.operand_of(*right) {
                            cuts.push((operand, cut));
                        }
                    }
                    // The same two things the other way round are one pair.
                    (Err(Lack::Open(_)), Err(Lack::Open(_))) if self.pair(atom.left, *right).is_none() => {
                        let orderings = self.orderings(atom.left, *right);
                        self.pairs.push((atom.left, *right, orderings));
                    }
                    _ => {}
                }
            }
        }
        for expr in &program.exprs {
            if let Expr::FactOn(_, question) = expr {
                self.cut_days(*question, &mut cuts);
            }
        }
        if let Some(question) = program.rules_of {
            self.cut_days(question, &mut cuts);
        }
        let mut axes = Vec::with_capacity(program.questions.len());
        for index in 0..program.questions.len() {
            axes.push(self.axis(index, &cuts_of(Operand::Answer(index as Index), &cuts), &atoms));
        }
        self.axes = axes;
        for index in 0..program.values.len() {
            let axis = open_axis(&cuts_of(Operand::Value(index as Index), &cuts));
            let waits = axis.is_empty().then(Inputs::default);
            self.value_inputs.push(waits.unwrap_or_else(|| self.value_waits_for(index as Index)));
            self.value_axes.push(axis);
        }
    }

    /// A day that decides which rules hold has a cut wherever a fact changes.
    fn cut_days(&self, question: Index, cuts: &mut Vec<(Operand, Val)>) {
        let operand = Operand::Answer(question);
        if self.known(operand, BLANK).is_ok() {
            return;
        }
        for fact in &self.program.facts {
            for line in &fact.lines {
                if let Some(from) = line.from {
                    cuts.push((operand, Val::Date(from)));
                }
            }
        }
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

    fn axis(&self, index: usize, cuts: &[Val], atoms: &[&Atom]) -> Vec<Rep> {
        let Some(question) = self.program.questions.get(index) else { return Vec::new() };
        let mut reps = Vec::new();
        match question.kind {
            QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Tick => {
                for option in 0..question.answers() {
                    reps.push(Rep::Is(Val::Word(option as Index)));
                }
            }
            QuestionKind::Many => {
                let mut tests = Vec::new();
                for atom in atoms {
                    if atom.left == Operand::Answer(index as Index) && matches!(atom.test, Test::Many { .. })
                    {
                        tests.push(&atom.test);
                    }
                }
                many_axis(question.options.len(), &tests, &mut reps);
            }
            _ => self.stretches(index, cuts, &mut reps),
        }
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
        let Some(question) = self.program.questions.get(index) else { return (None, None) };
        let limit = |expr: Option<ExprId>| expr.and_then(|expr| self.eval(expr, BLANK).ok());
        (limit(question.minimum), limit(question.maximum))
    }

    /// Whether a comparison holds for every answer that the limits of its question leave.
    pub(crate) fn cannot_fail(&self, atom: &Atom) -> bool {
        let (Operand::Answer(question), Test::Compare(parts)) = (atom.left, &atom.test) else { return false };
        let (low, high) = self.limits(usize::from(question));
        parts.iter().all(|(cmp, right)| {
            let limit = match cmp {
                Cmp::AtLeast | Cmp::More => &low,
                Cmp::AtMost | Cmp::Less => &high,
                Cmp::Equal => return false,
            };
            match (limit, self.eval(*right, BLANK)) {
                (Some(limit), Ok(right)) => {
                    compare(limit, &right).is_some_and(|ordering| cmp.holds(ordering))
                }
                _ => false,
            }
        })
    }

    /// One answer for each cut, and one for each stretch between, below and above them.
    fn stretches(&self, index: usize, cuts: &[Val], reps: &mut Vec<Rep>) {
        let Some(question) = self.program.questions.get(index) else { return };
        let (low, high) = self.limits(index);
        let (low, high) = (low.as_ref(), high.as_ref());
        let sorted = in_order(cuts);
        let mut lower = None;
        for place in 0..=sorted.len() {
            let upper = sorted.get(place);
            // The stretch above the one cut and below the next: the answer nearest to a cut stands for all.
            let candidate = match (lower, upper) {
                (Some(lower), _) => question.around(lower, Ordering::Greater),
                (None, Some(upper)) => question.around(upper, Ordering::Less),
                (None, None) => self.any(question, low, high),
            };
            if let Some(mut val) = candidate {
                for (limit, beyond) in [(high, Ordering::Greater), (low, Ordering::Less)] {
                    if let Some(limit) = limit
                        && compare(&val, limit) == Some(beyond)
                    {
                        val = limit.clone();
                    }
                }
                if !outside(&val, low, high)
                    && lower.is_none_or(|lower| compare(&val, lower) == Some(Ordering::Greater))
                    && upper.is_none_or(|upper| compare(&val, upper) == Some(Ordering::Less))
                {
                    reps.push(Rep::Is(val));
                }
            }
            if let Some(upper) = upper
                && let Some(val) = question.around(upper, Ordering::Equal)
                && !outside(&val, low, high)
            {
                reps.push(Rep::Is(val));
            }
            lower = upper;
        }
    }

    /// Some answer, where nothing looks at how large it is.
    fn any(&self, question: &crate::program::Question, low: Option<&Val>, high: Option<&Val>) -> Option<Val> {
        if let Some(val) = low.or(high) {
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
        point.0.retain(|(known, _)| *known != var);
        if let Some(cell) = cell {
            point.0.push((var, cell as u16));
        }
    }

    pub(super) fn is_set(&self, point: &Point, var: Var) -> bool {
        point.cell(var).is_some()
    }

    /// The cells of a question.
    pub(crate) fn reps(&self, question: usize) -> &[Rep] {
        self.axes.get(question).map_or(&[], Vec::as_slice)
    }

    /// Whether a variable depends on a question, by what is known: an arm that is ruled out asks for nothing.
    pub(super) fn rests_on(&self, var: Var, question: Index) -> bool {
        match var {
            Var::Question(index) => index == question,
            Var::Value(index) => {
                self.value_inputs.get(usize::from(index)).is_some_and(|inputs| inputs.has(question))
            }
            Var::Pair(index) => self.pairs.get(usize::from(index)).is_some_and(|(left, right, _)| {
                self.operand_waits_for(*left).has(question) || self.waits_for(*right, 0).has(question)
            }),
        }
    }
}

/// What an operand is held against.
fn cuts_of(operand: Operand, cuts: &[(Operand, Val)]) -> Vec<Val> {
    let mut list = Vec::new();
    for (of, cut) in cuts {
        if *of == operand {
            list.push(cut.clone());
        }
    }
    list
}

/// Whether a value lies beyond its limits.
pub(crate) fn outside(val: &Val, low: Option<&Val>, high: Option<&Val>) -> bool {
    low.is_some_and(|low| compare(val, low) == Some(Ordering::Less))
        || high.is_some_and(|high| compare(val, high) == Some(Ordering::Greater))
}

/// Different values in order. Thresholds are few: putting each in its place is smaller than any sort.
pub(crate) fn in_order(values: &[Val]) -> Vec<Val> {
    let mut sorted: Vec<Val> = Vec::with_capacity(values.len());
    for val in values {
        let place = sorted.iter().position(|known| compare(known, val) != Some(Ordering::Less));
        match place {
            Some(place)
                if sorted.get(place).is_some_and(|known| compare(known, val) == Some(Ordering::Equal)) => {}
            Some(place) => sorted.insert(place, val.clone()),
            None => sorted.push(val.clone()),
        }
    }
    sorted
}

/// One value for each cut of a named value and for each stretch between.
fn open_axis(cuts: &[Val]) -> Vec<Rep> {
    let sorted = in_order(cuts);
    let mut axis = Vec::new();
    for (place, cut) in sorted.iter().enumerate() {
        if place == 0
            && let Some(before) = shifted(cut, -1)
        {
            axis.push(Rep::Is(before));
        }
        axis.push(Rep::Is(cut.clone()));
        let after = match sorted.get(place + 1) {
            Some(next) => between(cut, next),
            None => shifted(cut, 1),
        };
        if let Some(after) = after {
            axis.push(Rep::Is(after));
        }
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
fn many_axis(options: usize, tests: &[&Test], axis: &mut Vec<Rep>) {
    let options = options.min(MOST_OPTIONS);
    let mut named = 0_u64;
    for test in tests {
        if let Test::Many { with, without, .. } = test {
            named |= with | without;
        }
    }
    let (mut members, mut others) = (Vec::new(), Vec::new());
    for bit in 0..options {
        if named >> bit & 1 == 1 {
            members.push(bit);
        } else {
            others.push(bit);
        }
    }
    let mut seen: Vec<Vec<u8>> = Vec::new();
    // More than eight named options would make more sets than are worth trying one by one.
    for subset in 0..1_u64 << members.len().min(8) {
        let mut bits = 0_u64;
        for (place, member) in members.iter().enumerate() {
            if subset >> place & 1 == 1 {
                bits |= 1 << member;
            }
        }
        for extra in 0..=others.len() {
            if let Some(other) = extra.checked_sub(1).and_then(|place| others.get(place)) {
                bits |= 1 << other;
            }
            let mut signature = Vec::new();
            for test in tests {
                signature.push(u8::from(holds(test, &Val::Many(bits))));
            }
            if !seen.contains(&signature) {
                seen.push(signature);
                axis.push(Rep::Is(Val::Many(bits)));
            }
        }
    }
}
