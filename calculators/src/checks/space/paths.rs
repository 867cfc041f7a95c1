//! The numbers of one way of choosing: split by every condition into paths on which all are linear.

use super::*;

/// One way of choosing, with numbers still open.
pub(super) struct Case<'c, 'a, 'p, 'w> {
    pub(super) cutter: &'c Cutter<'a, 'p>,
    pub(super) program: &'w Program,
    pub(super) world: RefCell<World<'w>>,
    /// The questions that are numbers; a variable each.
    pub(super) numbers: Vec<usize>,
    pub(super) slacks: RefCell<Vec<Slack>>,
}

pub(super) type Path = System;

impl Case<'_, '_, '_, '_> {
    pub(super) fn open(&self) -> u64 {
        self.numbers.iter().fold(0, |bits, index| bits | 1 << index)
    }

    pub(super) fn spend(&self) -> bool {
        let left = self.cutter.pieces.get();
        self.cutter.pieces.set(left.saturating_sub(1));
        left > 1
    }

    /// The limits of every number.
    pub(super) fn limited(&self) -> Vec<Path> {
        let mut paths = vec![Path::default()];
        for (variable, index) in self.numbers.iter().enumerate() {
            let Some(question) = self.program.questions.get(*index) else { continue };
            let Some(grid) = Grid::of(question) else { continue };
            let (mut low, mut high) = grid.bounds();
            if self.cutter.program.rules_of == Some(*index as Index) {
                low = self.cutter.stretch.first.map_or(low, |day| low.max(day_number(day)));
                high = self.cutter.stretch.last.map_or(high, |day| high.min(day_number(day)));
            }
            for path in &mut paths {
                path.at_least_zero(&[(variable, 1)], -low);
                path.at_least_zero(&[(variable, -1)], high);
            }
            for (limit, is_low) in [(question.minimum, true), (question.maximum, false)] {
                let Some(expr) = limit else { continue };
                let mut next = Vec::new();
                for path in paths {
                    for (mut path, sym) in self.sym(expr, &path) {
                        if let (Some(limit), Some(own)) = (as_sum(&sym), self.answer(*index)) {
                            let (high, low) = if is_low { (&own, &limit) } else { (&limit, &own) };
                            if let Some(gap) = difference(high, low) {
                                demand(&mut path, &gap, false, false);
                            }
                        }
                        if path.possible() {
                            next.push(path);
                        }
                    }
                }
                paths = next;
            }
        }
        paths
    }

    /// Splits by each condition of the group in turn.
    pub(super) fn walk(
        &self,
        at: usize,
        path: Path,
        yes: Bits,
        unruled: Bits,
        leaves: &mut Vec<(Path, Bits, Bits)>,
    ) {
        if !self.spend() {
            return;
        }
        let Some(place) = self.cutter.atoms.get(at) else {
            leaves.push((path, yes, unruled));
            return;
        };
        let Some(atom) = self.cutter.all.get(*place) else { return };
        for (path, truth) in self.atom(atom, &path) {
            let (mut yes, mut unruled) = (yes.clone(), unruled.clone());
            match truth {
                Truth::Yes => yes.put(*place),
                Truth::Unruled => unruled.put(*place),
                Truth::No => {}
            }
            self.walk(at + 1, path, yes, unruled, leaves);
        }
    }

    pub(super) fn atom(&self, atom: &Atom, path: &Path) -> Vec<(Path, Truth)> {
        if self.cutter.reach.atom(atom) & self.open() == 0
            && !self.rests_on_number(self.cutter.reach.atom(atom))
        {
            let world = self.world.borrow();
            let truth = match world.atom(atom, &world.start()) {
                Tri::Yes => Truth::Yes,
                Tri::NoRule(_) => Truth::Unruled,
                _ => Truth::No,
            };
            return vec![(path.clone(), truth)];
        }
        match &atom.test {
            Test::Compare(parts) => {
                let mut done = Vec::new();
                let mut open = vec![path.clone()];
                for (cmp, right) in parts {
                    let mut next = Vec::new();
                    for path in open {
                        for (path, left) in self.operand(atom.left, &path) {
                            for (path, right) in self.sym(*right, &path) {
                                for (path, truth) in self.compared(&left, *cmp, &right, &path) {
                                    if truth == Truth::Yes {
                                        next.push(path);
                                    } else {
                                        done.push((path, truth));
                                    }
                                }
                            }
                        }
                    }
                    open = next;
                }
                done.extend(open.into_iter().map(|path| (path, Truth::Yes)));
                done
            }
            test => self
                .operand(atom.left, path)
                .into_iter()
                .flat_map(|(path, sym)| match sym {
                    Sym::Val(val) if holds(test, &val) => vec![(path, Truth::Yes)],
                    Sym::Lack(Lack::NoRule(_)) => vec![(path, Truth::Unruled)],
                    Sym::Val(_) | Sym::Lack(_) => vec![(path, Truth::No)],
                    Sym::Sum(_) | Sym::Opaque => vec![(path.clone(), Truth::Yes), (path, Truth::No)],
                })
                .collect(),
        }
    }

    /// Whether one of these questions was passed over and something made of numbers stands in for it.
    pub(super) fn rests_on_number(&self, questions: u64) -> bool {
        self.cutter.reach.closed(questions) & self.open() != 0
            && self.program.questions.iter().enumerate().any(|(index, question)| {
                questions >> index.min(63) & 1 == 1
                    && self.world.borrow().given.get(index) == Some(&Given::Skipped)
                    && [question.default, question.until_known]
                        .into_iter()
                        .flatten()
                        .any(|expr| self.cutter.reach.closed(self.cutter.reach.expr(expr)) & self.open() != 0)
            })
    }

    /// Whether all of these hold.
    pub(super) fn all(&self, atoms: &[Atom], path: &Path) -> Vec<(Path, Truth)> {
        let mut done = Vec::new();
        let mut open = vec![(path.clone(), Truth::Yes)];
        for atom in atoms {
            let mut next = Vec::new();
            for (path, so_far) in open {
                for (path, truth) in self.atom(atom, &path) {
                    match truth {
                        Truth::No => done.push((path, Truth::No)),
                        Truth::Yes => next.push((path, so_far)),
                        Truth::Unruled => next.push((path, Truth::Unruled)),
                    }
                }
            }
            open = next;
        }
        done.extend(open);
        done
    }

    pub(super) fn compared(&self, left: &Sym, cmp: Cmp, right: &Sym, path: &Path) -> Vec<(Path, Truth)> {
        match (left, right) {
            (Sym::Lack(Lack::Nothing | Lack::Failed | Lack::Open(_)), _)
            | (_, Sym::Lack(Lack::Nothing | Lack::Failed | Lack::Open(_))) => {
                return vec![(path.clone(), Truth::No)];
            }
            (Sym::Lack(Lack::NoRule(_)), _) | (_, Sym::Lack(Lack::NoRule(_))) => {
                return vec![(path.clone(), Truth::Unruled)];
            }
            (Sym::Val(one), Sym::Val(other)) => {
                let truth = match compare(one, other) {
                    Some(ordering) if cmp.holds(ordering) => Truth::Yes,
                    _ => Truth::No,
                };
                return vec![(path.clone(), truth)];
            }
            _ => {}
        }
        let gap = match (as_sum(left), as_sum(right)) {
            (Some(one), Some(other)) => difference(&one, &other),
            _ => None,
        };
        let Some(gap) = gap else { return vec![(path.clone(), Truth::Yes), (path.clone(), Truth::No)] };
        // What the gap between the two must be: above, at or below nothing.
        let sides: &[(Ordering, Truth)] = &[
            (Ordering::Less, if cmp.holds(Ordering::Less) { Truth::Yes } else { Truth::No }),
            (Ordering::Equal, if cmp.holds(Ordering::Equal) { Truth::Yes } else { Truth::No }),
            (Ordering::Greater, if cmp.holds(Ordering::Greater) { Truth::Yes } else { Truth::No }),
        ];
        let mut list = Vec::new();
        for wanted in [Truth::Yes, Truth::No] {
            let has = |ordering| sides.contains(&(ordering, wanted));
            let pieces: &[(bool, bool, bool)] =
                match (has(Ordering::Less), has(Ordering::Equal), has(Ordering::Greater)) {
                    // Below or at, and so on: whether it goes down, whether it goes up, and whether strictly.
                    (true, true, false) => &[(true, false, false)],
                    (false, true, true) => &[(false, true, false)],
                    (true, false, false) => &[(true, false, true)],
                    (false, false, true) => &[(false, true, true)],
                    (false, true, false) => &[(true, true, false)],
                    (true, false, true) => &[(true, false, true), (false, true, true)],
                    _ => &[],
                };
            for (down, up, strict) in pieces {
                let mut path = path.clone();
                let mut told = true;
                if *up {
                    told &= demand(&mut path, &gap, *strict, false);
                }
                if *down {
                    told &= demand(&mut path, &gap, *strict, true);
                }
                if !told || path.possible() {
                    list.push((path, wanted));
                }
            }
        }
        list
    }

    pub(super) fn operand(&self, operand: Operand, path: &Path) -> Vec<(Path, Sym)> {
        match operand {
            Operand::Answer(question) => self.question(question, path),
            Operand::Value(value) => self.value(value, path),
        }
    }

    pub(super) fn answer(&self, index: usize) -> Option<Sum> {
        let variable = self.numbers.iter().position(|known| *known == index)?;
        let grid = Grid::of(self.program.questions.get(index)?)?;
        Some(Sum { terms: BTreeMap::from([(variable, grid.step)]), constant: Number::ZERO, unit: grid.unit })
    }

    pub(super) fn question(&self, index: Index, path: &Path) -> Vec<(Path, Sym)> {
        if let Some(sum) = self.answer(usize::from(index)) {
            return vec![(path.clone(), Sym::Sum(sum))];
        }
        let stands_in = self.program.questions.get(usize::from(index)).and_then(|question| {
            let skipped = self.world.borrow().given.get(usize::from(index)) == Some(&Given::Skipped);
            if skipped { question.until_known.or(question.default) } else { None }
        });
        match stands_in {
            Some(expr) => self.sym(expr, path),
            None => vec![(path.clone(), self.plain_answer(index))],
        }
    }

    pub(super) fn plain_answer(&self, index: Index) -> Sym {
        let world = self.world.borrow();
        match world.answer(index, &world.start()) {
            Ok(val) => Sym::Val(val),
            Err(lack) => Sym::Lack(lack),
        }
    }

    pub(super) fn value(&self, index: Index, path: &Path) -> Vec<(Path, Sym)> {
        let Some(named) = self.program.values.get(usize::from(index)) else {
            return vec![(path.clone(), Sym::Lack(Lack::Failed))];
        };
        let raw: Vec<(Path, Sym)> = match &named.rule {
            ValueRule::Expr(expr) => self.sym(*expr, path),
            ValueRule::Table(rows) => {
                let rows: Vec<(&[Atom], Option<ExprId>)> =
                    rows.iter().map(|(when, result)| (when.as_slice(), Some(*result))).collect();
                self.first_row(&rows, path)
            }
            ValueRule::Column => {
                let first = self.program.hit == Hit::First;
                let rows: Vec<(&[Atom], Option<ExprId>)> = self
                    .program
                    .rows
                    .iter()
                    .map(|row| {
                        let given = row.values.iter().find(|(value, _)| *value == index);
                        (row.when.as_slice(), given.map(|(_, expr)| *expr))
                    })
                    .filter(|(_, given)| first || given.is_some())
                    .collect();
                self.first_row(&rows, path)
            }
        };
        let Some(rounding) = named.rounding else { return raw };
        raw.into_iter()
            .map(|(mut path, sym)| match sym {
                Sym::Val(Val::Amount(quantity)) => {
                    let sym = quantity
                        .round(rounding)
                        .map_or(Sym::Lack(Lack::Failed), |quantity| Sym::Val(Val::Amount(quantity)));
                    (path, sym)
                }
                Sym::Sum(sum) => {
                    let sym = self.rounded(index, &sum, rounding.step, &mut path);
                    (path, sym)
                }
                other => (path, other),
            })
            .collect()
    }

    /// The first of these rows that holds; none gives nothing.
    pub(super) fn first_row(&self, rows: &[(&[Atom], Option<ExprId>)], path: &Path) -> Vec<(Path, Sym)> {
        let mut done = Vec::new();
        let mut open = vec![path.clone()];
        for (when, result) in rows {
            let mut next = Vec::new();
            for path in open {
                for (path, truth) in self.all(when, &path) {
                    match truth {
                        Truth::Yes => match result {
                            Some(expr) => done.extend(self.sym(*expr, &path)),
                            None => done.push((path, Sym::Lack(Lack::Nothing))),
                        },
                        Truth::No => next.push(path),
                        Truth::Unruled => done.push((path, Sym::Lack(Lack::NoRule(0)))),
                    }
                }
            }
            open = next;
        }
        done.extend(open.into_iter().map(|path| (path, Sym::Lack(Lack::Nothing))));
        done
    }

    /// A rounded sum: a whole number of steps, less than a step away.
    pub(super) fn rounded(&self, index: Index, sum: &Sum, step: Number, path: &mut Path) -> Sym {
        let Some(variable) = self.slack(Source::Value(index), sum, step) else { return Sym::Opaque };
        let zero = Sum { terms: BTreeMap::new(), constant: Number::ZERO, unit: sum.unit.clone() };
        let whole = Sum { terms: BTreeMap::from([(variable, step)]), ..zero };
        for (high, low) in [(&whole, sum), (sum, &whole)] {
            if let Some(mut gap) = difference(high, low) {
                // One is above the other by more than minus a step.
                let Some(constant) = gap.constant.checked_add(step) else { continue };
                gap.constant = constant;
                demand(path, &gap, true, false);
            }
        }
        Sym::Sum(whole)
    }

    pub(super) fn slack(&self, source: Source, base: &Sum, step: Number) -> Option<usize> {
        let first = self.numbers.len();
        let known =
            self.slacks.borrow().iter().position(|slack| slack.source == source && slack.base == *base);
        if let Some(place) = known {
            return Some(first + place);
        }
        let needs = match source {
            Source::Expr(expr) => self.cutter.reach.expr(expr),
            Source::Value(value) => self.cutter.reach.value(value),
        };
        let needs = self.cutter.reach.closed(needs) & self.open();
        let mut slacks = self.slacks.borrow_mut();
        if slacks.len() > 40 {
            return None;
        }
        slacks.push(Slack { source, base: base.clone(), step, needs });
        Some(first + slacks.len() - 1)
    }

    /// A day that is a known day and some shift between bounds.
    pub(super) fn shifted(&self, id: ExprId, base: &Sum, low: i128, high: i128, path: &mut Path) -> Sym {
        let Some(variable) = self.slack(Source::Expr(id), base, Number::ONE) else { return Sym::Opaque };
        path.at_least_zero(&[(variable, 1)], -low);
        path.at_least_zero(&[(variable, -1)], high);
        let mut sum = base.clone();
        sum.terms.insert(variable, Number::ONE);
        Sym::Sum(sum)
    }

    pub(super) fn sym(&self, id: ExprId, path: &Path) -> Vec<(Path, Sym)> {
        if !self.spend() {
            return Vec::new();
        }
        let needs = self.cutter.reach.expr(id);
        if needs & self.open() == 0 && !self.rests_on_number(needs) {
            let world = self.world.borrow();
            let sym = match world.eval(id, &world.start()) {
                Ok(val) => Sym::Val(val),
                Err(lack) => Sym::Lack(lack),
            };
            return vec![(path.clone(), sym)];
        }
        let one = |sym: Sym| vec![(path.clone(), sym)];
        match self.program.exprs.get(usize::from(id)) {
            None => one(Sym::Lack(Lack::Failed)),
            Some(Expr::Measure(Measure::Quantity(quantity))) => one(Sym::Val(Val::Amount(quantity.clone()))),
            Some(Expr::Measure(Measure::Week(week))) => one(Sym::Val(Val::Week(*week))),
            Some(Expr::Date(date)) => one(Sym::Val(Val::Date(*date))),
            Some(Expr::Word(word)) => one(Sym::Val(Val::Word(*word))),
            Some(Expr::Answer(question)) => self.question(*question, path),
            Some(Expr::Value(value)) => self.value(*value, path),
            Some(Expr::Fact(fact)) => {
                match self.program.facts.get(usize::from(*fact)).and_then(|fact| fact.asked_as) {
                    Some(question) => self.question(question, path),
                    None => one(Sym::Lack(Lack::NoRule(*fact))),
                }
            }
            Some(Expr::FactOn(fact, question)) => self.fact_on(*fact, *question, path),
            Some(Expr::If(when, then, other)) => self
                .all(when, path)
                .into_iter()
                .flat_map(|(path, truth)| match truth {
                    Truth::Yes => self.sym(*then, &path),
                    Truth::No => self.sym(*other, &path),
                    Truth::Unruled => vec![(path, Sym::Lack(Lack::NoRule(0)))],
                })
                .collect(),
            Some(Expr::Two(op, left, right)) => {
                let mut list = Vec::new();
                for (path, left) in self.sym(*left, path) {
                    for (mut path, right) in self.sym(*right, &path) {
                        let sym = self.two(id, *op, &left, &right, &mut path);
                        list.push((path, sym));
                    }
                }
                list
            }
            Some(Expr::Call(function, arguments)) => self.call(id, *function, arguments, path),
        }
    }

    /// A fact on an answered day: one line after another.
    pub(super) fn fact_on(&self, fact: Index, question: Index, path: &Path) -> Vec<(Path, Sym)> {
        let Some(entry) = self.program.facts.get(usize::from(fact)) else {
            return vec![(path.clone(), Sym::Lack(Lack::Failed))];
        };
        let mut list = Vec::new();
        for (path, day) in self.question(question, path) {
            let Some(day) = as_sum(&day) else {
                list.push((path, if let Sym::Lack(lack) = day { Sym::Lack(lack) } else { Sym::Opaque }));
                continue;
            };
            let mut open = vec![path];
            for line in entry.lines.iter().rev() {
                let value = match (&line.value, entry.asked_as) {
                    (FactValue::Known(Measure::Quantity(quantity)), _) => {
                        Sym::Val(Val::Amount(quantity.clone()))
                    }
                    (FactValue::Known(Measure::Week(week)), _) => Sym::Val(Val::Week(*week)),
                    (FactValue::Unknown, Some(question)) => self
                        .answer(usize::from(question))
                        .map_or_else(|| self.plain_answer(question), Sym::Sum),
                    _ => Sym::Lack(Lack::NoRule(fact)),
                };
                let Some(from) = line.from else {
                    list.extend(open.drain(..).map(|path| (path, value.clone())));
                    break;
                };
                let from = Sym::Val(Val::Date(from));
                let mut next = Vec::new();
                for path in open {
                    for (path, truth) in self.compared(&Sym::Sum(day.clone()), Cmp::AtLeast, &from, &path) {
                        if truth == Truth::Yes {
                            list.push((path, value.clone()));
                        } else {
                            next.push(path);
                        }
                    }
                }
                open = next;
            }
            list.extend(open.into_iter().map(|path| (path, Sym::Lack(Lack::NoRule(fact)))));
        }
        list
    }

    pub(super) fn two(&self, id: ExprId, op: Op, left: &Sym, right: &Sym, path: &mut Path) -> Sym {
        match (left, right) {
            (Sym::Lack(Lack::Nothing), _) | (_, Sym::Lack(Lack::Nothing)) => return Sym::Lack(Lack::Nothing),
            (Sym::Lack(lack), _) | (_, Sym::Lack(lack)) => return Sym::Lack(*lack),
            (Sym::Opaque, _) | (_, Sym::Opaque) => return Sym::Opaque,
            _ => {}
        }
        let (Some(one), Some(other)) = (as_sum(left), as_sum(right)) else { return Sym::Opaque };
        let found = match (op, one.unit.is_none(), other.unit.is_none()) {
            (Op::Sub, true, true) => difference(&one, &other).map(|mut sum| {
                sum.unit = Some(Unit::days());
                Sym::Sum(sum)
            }),
            (Op::Add, true, false) => Some(self.later(id, &one, &other, false, path)),
            (Op::Add, false, true) => Some(self.later(id, &other, &one, false, path)),
            (Op::Sub, true, false) => Some(self.later(id, &one, &other, true, path)),
            (Op::Add, false, false) => {
                other.times(Number::ONE.negated()).and_then(|other| difference(&one, &other)).map(Sym::Sum)
            }
            (Op::Sub, false, false) => difference(&one, &other).map(Sym::Sum),
            (Op::Mul, false, false) => {
                if other.terms.is_empty() {
                    one.by(&other, false).map(Sym::Sum)
                } else if one.terms.is_empty() {
                    other.by(&one, false).map(Sym::Sum)
                } else {
                    None
                }
            }
            (Op::Div, false, false) if other.terms.is_empty() => {
                if other.constant.is_zero() {
                    Some(Sym::Lack(Lack::Failed))
                } else {
                    one.by(&other, true).map(Sym::Sum)
                }
            }
            _ => None,
        };
        found.unwrap_or(Sym::Opaque)
    }

    /// A day and a length of time.
    pub(super) fn later(&self, id: ExprId, day: &Sum, length: &Sum, back: bool, path: &mut Path) -> Sym {
        let Some(unit) = &length.unit else { return Sym::Opaque };
        let even = [Unit::days(), Unit::weeks(), Unit::hours()].iter().any(|even| unit.same_dimension(even));
        if !length.terms.is_empty() {
            // A number of days that was answered.
            let days = Quantity::new(Number::ONE, unit.clone()).convert_to(&Unit::days());
            let Some(days) = days.and_then(|days| length.times(days.number)) else { return Sym::Opaque };
            let days = Sum { unit: None, ..days };
            let whole = |number: &Number| number.is_integer();
            if !days.terms.values().all(whole) || !whole(&days.constant) {
                return Sym::Opaque;
            }
            let days = if back { Some(days) } else { days.times(Number::ONE.negated()) };
            return days.and_then(|days| difference(day, &days)).map_or(Sym::Opaque, Sym::Sum);
        }
        let number = if back { length.constant.negated() } else { length.constant };
        let quantity = Quantity::new(number, unit.clone());
        let world = self.world.borrow();
        if even {
            let Some(start) = epoch() else { return Sym::Opaque };
            let Ok(end) = add_to_date(start, &quantity, self.program.month_end, world.calendar()) else {
                return Sym::Lack(Lack::Failed);
            };
            let Some(constant) = day.constant.checked_add(number_of(day_number(end))) else {
                return Sym::Opaque;
            };
            return Sym::Sum(Sum { constant, ..day.clone() });
        }
        match shift_bounds(&quantity, self.program.month_end, &world) {
            Some((low, high)) => {
                drop(world);
                self.shifted(id, day, low, high, path)
            }
            None => Sym::Opaque,
        }
    }

    pub(super) fn call(
        &self,
        id: ExprId,
        function: Function,
        arguments: &[ExprId],
        path: &Path,
    ) -> Vec<(Path, Sym)> {
        let mut paths = vec![(path.clone(), Vec::new())];
        for argument in arguments {
            let mut next = Vec::new();
            for (path, known) in paths {
                for (path, sym) in self.sym(*argument, &path) {
                    let mut all: Vec<Sym> = known.clone();
                    all.push(sym);
                    next.push((path, all));
                }
            }
            paths = next;
        }
        let mut list = Vec::new();
        for (mut path, symbols) in paths {
            let lack = symbols.iter().find_map(|sym| match sym {
                Sym::Lack(Lack::Nothing) => Some(Lack::Nothing),
                _ => None,
            });
            let lack = lack.or_else(|| {
                symbols.iter().find_map(|sym| if let Sym::Lack(lack) = sym { Some(*lack) } else { None })
            });
            if let Some(lack) = lack {
                list.push((path, Sym::Lack(lack)));
                continue;
            }
            match (function, symbols.as_slice()) {
                (Function::Min | Function::Max, [first, rest @ ..]) => {
                    let cmp = if function == Function::Min { Cmp::Less } else { Cmp::More };
                    let mut open = vec![(path, first.clone())];
                    for other in rest {
                        let mut next = Vec::new();
                        for (path, best) in open {
                            if matches!(best, Sym::Opaque) || matches!(other, Sym::Opaque) {
                                next.push((path, Sym::Opaque));
                                continue;
                            }
                            for (path, truth) in self.compared(other, cmp, &best, &path) {
                                let best = if truth == Truth::Yes { other.clone() } else { best.clone() };
                                next.push((path, best));
                            }
                        }
                        open = next;
                    }
                    list.extend(open);
                }
                (Function::BeginWeek | Function::EndWeek, [Sym::Val(Val::Week(week)), day]) => {
                    let days =
                        7 * i64::from(week.get()) - if function == Function::BeginWeek { 7 } else { 1 };
                    let sum = as_sum(day).and_then(|day| {
                        let constant = day.constant.checked_add(Number::from_int(days))?;
                        Some(Sum { constant, ..day })
                    });
                    list.push((path, sum.map_or(Sym::Opaque, Sym::Sum)));
                }
                (Function::EndMonth, [day]) => {
                    let sym = as_sum(day).map_or(Sym::Opaque, |day| self.shifted(id, &day, 0, 30, &mut path));
                    list.push((path, sym));
                }
                (Function::WorkingDayFrom, [day]) => {
                    let sym = as_sum(day).map_or(Sym::Opaque, |day| self.shifted(id, &day, 0, 14, &mut path));
                    list.push((path, sym));
                }
                _ => list.push((path, Sym::Opaque)),
            }
        }
        list
    }
}
