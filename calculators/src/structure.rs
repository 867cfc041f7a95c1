//! What a program is made of, walked through: which questions a value rests on, which conditions there are,
//! and whether a program that came from outside holds together.

use std::cmp::Ordering;

use crate::kernel::date::Date;
use crate::kernel::number::{Number, RoundMode};
use crate::kernel::quantity::Quantity;
use crate::program::*;
use crate::world::Val;

/// A set of questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs(pub(crate) u64);

impl Inputs {
    /// Whether a question is among them.
    pub(crate) fn has(self, question: Index) -> bool {
        question < 64 && self.0 >> question & 1 == 1
    }

    /// Puts a question among them.
    pub(crate) fn add(&mut self, question: Index) {
        if question < 64 {
            self.0 |= 1 << question;
        }
    }
}

impl Fact {
    /// The line that holds on a day.
    pub(crate) fn line_on(&self, day: Date) -> Option<&FactLine> {
        self.lines.iter().rev().find(|line| line.from.is_none_or(|from| from <= day))
    }

    /// What holds on a day; none before the first.
    pub(crate) fn on(&self, day: Date) -> Option<&FactValue> {
        self.line_on(day).map(|line| &line.value)
    }
}

impl Question {
    /// How many answers a yes/no or a choice has.
    pub(crate) fn answers(&self) -> usize {
        let options = match self.kind {
            QuestionKind::YesNo | QuestionKind::Tick => 2,
            _ => self.options.len(),
        };
        options + usize::from(self.dont_know)
    }

    /// Whether it may be left open: it has something to count as, or may be skipped.
    pub(crate) fn optional(&self) -> bool {
        !self.required || self.until_known.is_some() || self.kind == QuestionKind::Tick
    }

    /// The smallest difference between two answers.
    pub(crate) fn grid(&self) -> Number {
        match &self.step {
            Some(step) if !step.number.is_zero() => step.number.abs(),
            // A cent, and a hundredth for everything else that has no step of its own.
            _ => Number::from_decimal(1, 2).unwrap_or(Number::ONE),
        }
    }

    /// The answer nearest to a threshold: just below, exactly there if it can be answered, or just above.
    pub(crate) fn around(&self, cut: &Val, side: Ordering) -> Option<Val> {
        match cut {
            Val::Date(date) => match side {
                Ordering::Less => date.previous_day(),
                Ordering::Equal => Some(*date),
                Ordering::Greater => date.next_day(),
            }
            .map(Val::Date),
            Val::Amount(quantity) => {
                let unit = self.unit.clone().unwrap_or_else(|| quantity.unit.clone());
                let cut = quantity.convert_to(&unit)?.number;
                let grid = self.grid();
                let mut floor = cut.round_to(grid, RoundMode::Down)?;
                // Rounding goes to zero: below zero that is upwards.
                if floor > cut {
                    floor = floor.checked_sub(grid)?;
                }
                let number = match (side, floor == cut) {
                    (Ordering::Greater, _) => floor.checked_add(grid)?,
                    (Ordering::Less, true) => floor.checked_sub(grid)?,
                    (Ordering::Equal, false) => return None,
                    _ => floor,
                };
                Some(Val::Amount(Quantity::new(number, unit)))
            }
            other if side == Ordering::Equal => Some(other.clone()),
            _ => None,
        }
    }
}

impl Program {
    /// As it travels: without the dated values that can no longer matter on its day or after it, and without
    /// wording that only stands in the page.
    pub(crate) fn lean(mut self) -> Program {
        for question in &mut self.questions {
            question.help = None;
            if question.kind == QuestionKind::Tick {
                question.label = Text::default();
            }
        }
        for situation in &self.situations {
            if let Some(question) = self.questions.get_mut(usize::from(situation.question)) {
                question.label = Text::default();
            }
        }
        if self.rules_of.is_none() {
            let day = self.day;
            let dated = self.exprs.iter().any(|expr| matches!(expr, Expr::FactOn(..)));
            for fact in &mut self.facts {
                let holds = fact.lines.iter().rposition(|line| line.from.is_none_or(|from| from <= day));
                if let (Some(holds), false) = (holds, dated) {
                    fact.lines.drain(..holds);
                }
            }
        }
        self.stamped()
    }

    /// What to do and what to look out for.
    pub(crate) fn lines(&self) -> Vec<&LineRule> {
        let mut list: Vec<&LineRule> = Vec::with_capacity(self.actions.len() + self.attention.len());
        list.extend(&self.actions);
        list.extend(&self.attention);
        list
    }

    /// Every condition there is, with those inside expressions.
    pub(crate) fn atoms(&self) -> Vec<&Atom> {
        let mut list: Vec<&Atom> = Vec::new();
        for question in &self.questions {
            list.extend(&question.only_if);
        }
        for value in &self.values {
            if let ValueRule::Table(rows) = &value.rule {
                for (when, _) in rows {
                    list.extend(when);
                }
            }
        }
        for expr in &self.exprs {
            if let Expr::If(when, ..) = expr {
                list.extend(when);
            }
        }
        for row in &self.rows {
            list.extend(&row.when);
        }
        for line in self.lines() {
            list.extend(&line.only_if);
        }
        for line in &self.unclear {
            list.extend(&line.only_if);
        }
        for step in &self.steps {
            list.extend(&step.only_if);
            if let Some(line) = &step.unclear {
                list.extend(&line.only_if);
            }
        }
        list
    }

    /// What a question or named value is called in the file.
    pub(crate) fn id_of(&self, operand: Operand) -> String {
        let id = match operand {
            Operand::Answer(index) => self.questions.get(usize::from(index)).map(|question| &question.id),
            Operand::Value(index) => self.values.get(usize::from(index)).map(|value| &value.id),
        };
        id.cloned().unwrap_or_default()
    }

    /// The questions an expression rests on.
    pub(crate) fn inputs_of(&self, id: ExprId) -> Inputs {
        let mut inputs = Inputs::default();
        self.gather(id, &mut inputs, 0);
        self.with_earlier(inputs)
    }

    /// The questions a named value rests on.
    pub(crate) fn inputs_of_value(&self, index: Index) -> Inputs {
        let mut inputs = Inputs::default();
        self.gather_value(index, &mut inputs, 0);
        self.with_earlier(inputs)
    }

    /// The questions an operand rests on.
    pub(crate) fn inputs_of_operand(&self, operand: Operand) -> Inputs {
        let mut inputs = Inputs::default();
        self.gather_operand(operand, &mut inputs, 0);
        self.with_earlier(inputs)
    }

    /// The questions that conditions rest on.
    pub(crate) fn inputs_of_atoms(&self, atoms: &[Atom]) -> Inputs {
        let mut inputs = Inputs::default();
        self.gather_atoms(atoms, &mut inputs, 0);
        self.with_earlier(inputs)
    }

    /// The questions that rows rest on.
    pub(crate) fn inputs_of_rows(&self) -> Inputs {
        let mut inputs = Inputs::default();
        for row in &self.rows {
            self.gather_atoms(&row.when, &mut inputs, 0);
        }
        self.with_earlier(inputs)
    }

    /// The questions a text fills in.
    pub(crate) fn inputs_of_text(&self, text: &Text) -> Inputs {
        let mut inputs = Inputs::default();
        for piece in &text.0 {
            match piece {
                Piece::Answer(question) => self.gather_operand(Operand::Answer(*question), &mut inputs, 0),
                Piece::Value(value) => self.gather_value(*value, &mut inputs, 0),
                _ => {}
            }
        }
        self.with_earlier(inputs)
    }

    /// These questions with those that they rest on. Each is entered once and from here, so a long row of questions
    /// that wait for each other takes no room.
    fn with_earlier(&self, mut inputs: Inputs) -> Inputs {
        let mut entered = Inputs::default();
        while inputs.0 & !entered.0 != 0 {
            let question = (inputs.0 & !entered.0).trailing_zeros() as Index;
            entered.add(question);
            if let Some(entry) = self.questions.get(usize::from(question)) {
                self.gather_atoms(&entry.only_if, &mut inputs, 0);
                for expr in [entry.until_known, entry.default].into_iter().flatten() {
                    self.gather(expr, &mut inputs, 0);
                }
            }
        }
        inputs
    }

    fn gather(&self, id: ExprId, inputs: &mut Inputs, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match self.exprs.get(usize::from(id)) {
            None | Some(Expr::Measure(_) | Expr::Date(_) | Expr::Word(_)) => {}
            Some(Expr::Fact(fact)) => {
                if let Some(question) = self.rules_of {
                    self.gather_operand(Operand::Answer(question), inputs, depth + 1);
                }
                if let Some(question) = self.facts.get(usize::from(*fact)).and_then(|fact| fact.asked_as) {
                    inputs.add(question);
                }
            }
            Some(Expr::FactOn(fact, question)) => {
                self.gather_operand(Operand::Answer(*question), inputs, depth + 1);
                if let Some(question) = self.facts.get(usize::from(*fact)).and_then(|fact| fact.asked_as) {
                    inputs.add(question);
                }
            }
            Some(Expr::Answer(question)) => {
                self.gather_operand(Operand::Answer(*question), inputs, depth + 1)
            }
            Some(Expr::Value(value)) => self.gather_value(*value, inputs, depth + 1),
            Some(Expr::Two(_, left, right)) => {
                self.gather(*left, inputs, depth + 1);
                self.gather(*right, inputs, depth + 1);
            }
            Some(Expr::If(when, then, other)) => {
                self.gather_atoms(when, inputs, depth + 1);
                self.gather(*then, inputs, depth + 1);
                self.gather(*other, inputs, depth + 1);
            }
            Some(Expr::Call(_, arguments)) => {
                for argument in arguments {
                    self.gather(*argument, inputs, depth + 1);
                }
            }
        }
    }

    fn gather_operand(&self, operand: Operand, inputs: &mut Inputs, depth: usize) {
        match operand {
            Operand::Answer(question) => inputs.add(question),
            Operand::Value(value) => self.gather_value(value, inputs, depth),
        }
    }

    fn gather_value(&self, index: Index, inputs: &mut Inputs, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match self.values.get(usize::from(index)).map(|value| &value.rule) {
            None => {}
            Some(ValueRule::Expr(expr)) => self.gather(*expr, inputs, depth + 1),
            Some(ValueRule::Table(rows)) => {
                for (when, result) in rows {
                    self.gather_atoms(when, inputs, depth + 1);
                    self.gather(*result, inputs, depth + 1);
                }
            }
            Some(ValueRule::Column) => {
                for row in &self.rows {
                    self.gather_atoms(&row.when, inputs, depth + 1);
                    for (_, expr) in row.values.iter().filter(|(value, _)| *value == index) {
                        self.gather(*expr, inputs, depth + 1);
                    }
                }
            }
        }
    }

    fn gather_atoms(&self, atoms: &[Atom], inputs: &mut Inputs, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for atom in atoms {
            self.gather_operand(atom.left, inputs, depth + 1);
            if let Test::Compare(parts) = &atom.test {
                for (_, right) in parts {
                    self.gather(*right, inputs, depth + 1);
                }
            }
        }
    }

    /// The facts an expression reckons with, those of named values included.
    pub(crate) fn facts_of(&self, id: ExprId) -> Vec<Index> {
        let mut facts = Vec::new();
        self.gather_facts(id, &mut facts, 0);
        facts
    }

    fn gather_facts(&self, id: ExprId, facts: &mut Vec<Index>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match self.exprs.get(usize::from(id)) {
            Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) if facts.contains(fact) => {}
            Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) => facts.push(*fact),
            Some(Expr::Value(value)) => match self.values.get(usize::from(*value)).map(|value| &value.rule) {
                Some(ValueRule::Expr(expr)) => self.gather_facts(*expr, facts, depth + 1),
                Some(ValueRule::Table(rows)) => {
                    for (_, expr) in rows {
                        self.gather_facts(*expr, facts, depth + 1);
                    }
                }
                _ => {}
            },
            Some(Expr::Two(_, left, right) | Expr::If(_, left, right)) => {
                self.gather_facts(*left, facts, depth + 1);
                self.gather_facts(*right, facts, depth + 1);
            }
            Some(Expr::Call(_, arguments)) => {
                for argument in arguments {
                    self.gather_facts(*argument, facts, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// The expressions that give a named value.
    pub(crate) fn exprs_of_value(&self, index: Index) -> Vec<ExprId> {
        match self.values.get(usize::from(index)).map(|value| &value.rule) {
            Some(ValueRule::Expr(expr)) => vec![*expr],
            Some(ValueRule::Table(rows)) => rows.iter().map(|(_, expr)| *expr).collect(),
            Some(ValueRule::Column) => self
                .rows
                .iter()
                .flat_map(|row| &row.values)
                .filter(|(value, _)| *value == index)
                .map(|(_, expr)| *expr)
                .collect(),
            None => Vec::new(),
        }
    }

    /// Whether a named value is shown with exactly one decimal, because it comes from a formula that is
    /// itself no more exact.
    pub(crate) fn one_decimal(&self, index: Index) -> bool {
        let Some(Named { rule: ValueRule::Expr(expr), .. }) = self.values.get(usize::from(index)) else {
            return false;
        };
        matches!(self.exprs.get(usize::from(*expr)), Some(Expr::Call(Function::HeatIndex, _)))
    }

    /// Whether a named value follows from a column of the rows, itself or by what it is made of.
    pub(crate) fn is_of_column(&self, index: Index, depth: usize) -> bool {
        if depth > DEEPEST {
            return true;
        }
        match self.values.get(usize::from(index)).map(|value| &value.rule) {
            Some(ValueRule::Column) => true,
            Some(ValueRule::Expr(expr)) => self.expr_is_of_column(*expr, depth + 1),
            Some(ValueRule::Table(rows)) => rows.iter().any(|(when, result)| {
                self.atoms_are_of_column(when, depth + 1) || self.expr_is_of_column(*result, depth + 1)
            }),
            None => false,
        }
    }

    fn expr_is_of_column(&self, id: ExprId, depth: usize) -> bool {
        if depth > DEEPEST {
            return true;
        }
        match self.exprs.get(usize::from(id)) {
            Some(Expr::Value(value)) => self.is_of_column(*value, depth + 1),
            Some(Expr::Two(_, left, right)) => {
                self.expr_is_of_column(*left, depth + 1) || self.expr_is_of_column(*right, depth + 1)
            }
            Some(Expr::If(when, left, right)) => {
                self.atoms_are_of_column(when, depth + 1)
                    || self.expr_is_of_column(*left, depth + 1)
                    || self.expr_is_of_column(*right, depth + 1)
            }
            Some(Expr::Call(_, arguments)) => {
                arguments.iter().any(|id| self.expr_is_of_column(*id, depth + 1))
            }
            _ => false,
        }
    }

    /// Whether conditions look at a column of the rows.
    pub(crate) fn atoms_are_of_column(&self, atoms: &[Atom], depth: usize) -> bool {
        atoms.iter().any(|atom| {
            matches!(atom.left, Operand::Value(value) if self.is_of_column(value, depth + 1))
                || matches!(&atom.test, Test::Compare(parts)
                    if parts.iter().any(|(_, right)| self.expr_is_of_column(*right, depth + 1)))
        })
    }
}

/// Whether a program that came from outside can be evaluated: nothing rests on itself, nothing nests too deep,
/// and what is counted in bits fits. What merely points nowhere is nothing to the evaluator.
pub(crate) fn sound(program: &Program) -> bool {
    let check = Check { program };
    program.questions.len() <= MOST_QUESTIONS
        && program.outcomes.len() <= 62
        && program.exprs.len() < usize::from(u16::MAX)
        && check.exprs()
        && check.questions()
        && check.rest()
        && check.shallow()
}

/// How many expressions and questions may rest on each other in a row. Half of it are the fifty questions there can be,
/// each waiting for the one before; whoever reckons takes some kilobytes for each.
const MOST_LEVELS: usize = 100;

/// How many levels expressions, named values and questions take, as far as that was looked at.
struct Levels<'p> {
    program: &'p Program,
    exprs: Vec<Option<usize>>,
    values: Vec<Option<usize>>,
    questions: Vec<Option<usize>>,
}

impl Levels<'_> {
    /// Of an expression; none when it is more than `left`, which also ends the looking.
    fn expr(&mut self, id: ExprId, left: usize) -> Option<usize> {
        let place = usize::from(id);
        if let Some(known) = self.exprs.get(place).copied().flatten() {
            return (known <= left).then_some(known);
        }
        let left = left.checked_sub(1)?;
        let program = self.program;
        let below = match program.exprs.get(place) {
            Some(Expr::Answer(question) | Expr::FactOn(_, question)) => self.question(*question, left)?,
            Some(Expr::Fact(_)) => {
                program.rules_of.map_or(Some(0), |question| self.question(question, left))?
            }
            Some(Expr::Value(value)) => self.value(*value, left)?,
            Some(Expr::Two(_, one, other)) => self.expr(*one, left)?.max(self.expr(*other, left)?),
            Some(Expr::If(when, then, other)) => {
                self.atoms(when, left)?.max(self.expr(*then, left)?).max(self.expr(*other, left)?)
            }
            Some(Expr::Call(_, arguments)) => self.deepest(arguments, left)?,
            _ => 0,
        };
        if let Some(known) = self.exprs.get_mut(place) {
            *known = Some(below + 1);
        }
        Some(below + 1)
    }

    fn deepest(&mut self, ids: &[ExprId], left: usize) -> Option<usize> {
        ids.iter().try_fold(0, |deepest, id| Some(self.expr(*id, left)?.max(deepest)))
    }

    fn value(&mut self, value: Index, left: usize) -> Option<usize> {
        let place = usize::from(value);
        if let Some(known) = self.values.get(place).copied().flatten() {
            return (known <= left).then_some(known);
        }
        let program = self.program;
        let rows: Vec<(&[Atom], ExprId)> = match program.values.get(place).map(|value| &value.rule) {
            Some(ValueRule::Expr(expr)) => vec![(&[], *expr)],
            Some(ValueRule::Table(rows)) => rows.iter().map(|(when, id)| (when.as_slice(), *id)).collect(),
            Some(ValueRule::Column) => program
                .rows
                .iter()
                .flat_map(|row| row.values.iter().map(|(_, id)| (row.when.as_slice(), *id)))
                .collect(),
            None => Vec::new(),
        };
        let mut deepest = 0;
        for (when, result) in rows {
            deepest = deepest.max(self.atoms(when, left)?).max(self.expr(result, left)?);
        }
        if let Some(known) = self.values.get_mut(place) {
            *known = Some(deepest);
        }
        Some(deepest)
    }

    fn question(&mut self, question: Index, left: usize) -> Option<usize> {
        let place = usize::from(question);
        if let Some(known) = self.questions.get(place).copied().flatten() {
            return (known <= left).then_some(known);
        }
        let left = left.checked_sub(1)?;
        let Some(entry) = self.program.questions.get(place) else { return Some(0) };
        let exprs: Vec<ExprId> = [entry.default, entry.until_known].into_iter().flatten().collect();
        let below = self.atoms(&entry.only_if, left)?.max(self.deepest(&exprs, left)?);
        if let Some(known) = self.questions.get_mut(place) {
            *known = Some(below + 1);
        }
        Some(below + 1)
    }

    fn atoms(&mut self, atoms: &[Atom], left: usize) -> Option<usize> {
        let mut deepest = 0;
        for atom in atoms {
            deepest = deepest.max(match atom.left {
                Operand::Answer(question) => self.question(question, left)?,
                Operand::Value(value) => self.value(value, left)?,
            });
            if let Test::Compare(parts) = &atom.test {
                for (_, right) in parts {
                    deepest = deepest.max(self.expr(*right, left)?);
                }
            }
        }
        Some(deepest)
    }
}

/// How deep a value of a column may count as being, and how deep rows that give one may be.
const COLUMN: usize = DEEPEST / 2;

/// How deep the expressions and named values that were seen so far are.
struct Depths {
    exprs: Vec<usize>,
    values: Vec<usize>,
}

impl Depths {
    /// The deepest of these; too deep where one was not seen yet.
    fn deepest(&self, ids: &[ExprId]) -> usize {
        let depth = |id: &ExprId| self.exprs.get(usize::from(*id)).copied().unwrap_or(DEEPEST);
        ids.iter().map(depth).max().unwrap_or(0)
    }

    fn value(&self, value: Index) -> usize {
        self.values.get(usize::from(value)).copied().unwrap_or(DEEPEST)
    }

    fn atoms(&self, atoms: &[Atom]) -> usize {
        let mut deepest = 0;
        for atom in atoms {
            if let Operand::Value(value) = atom.left {
                deepest = deepest.max(self.value(value) + 1);
            }
            if let Test::Compare(parts) = &atom.test {
                for (_, right) in parts {
                    deepest = deepest.max(self.deepest(&[*right]) + 1);
                }
            }
        }
        deepest
    }
}

struct Check<'p> {
    program: &'p Program,
}

impl Check<'_> {
    fn expr_is(&self, id: ExprId) -> bool {
        usize::from(id) < self.program.exprs.len()
    }

    fn question_is(&self, index: Index) -> bool {
        usize::from(index) < self.program.questions.len()
    }

    fn value_is(&self, index: Index) -> bool {
        usize::from(index) < self.program.values.len()
    }

    fn operand(&self, operand: Operand) -> bool {
        match operand {
            Operand::Answer(question) => self.question_is(question),
            Operand::Value(value) => self.value_is(value),
        }
    }

    fn all_atoms(&self, atoms: &[Atom]) -> bool {
        atoms.iter().all(|atom| {
            self.operand(atom.left)
                && match &atom.test {
                    Test::Compare(parts) => parts.iter().all(|(_, right)| self.expr_is(*right)),
                    Test::OneOf(_) | Test::Many { .. } => true,
                }
        })
    }

    /// Every expression points at earlier ones and nests not too deep. What a named value is made of stands before
    /// the first mention of it and counts too, so a value rests only on earlier ones.
    fn exprs(&self) -> bool {
        let program = self.program;
        let mut depths = Depths { exprs: Vec::with_capacity(program.exprs.len()), values: Vec::new() };
        for expr in &program.exprs {
            let depth = match expr {
                Expr::Two(_, left, right) => depths.deepest(&[*left, *right]),
                Expr::If(when, then, other) => {
                    // Values that only a condition looks at are reached here for the first time.
                    for atom in when {
                        if let Operand::Value(value) = atom.left
                            && !self.reach(value, &mut depths)
                        {
                            return false;
                        }
                    }
                    if !self.all_atoms(when) {
                        return false;
                    }
                    depths.deepest(&[*then, *other]).max(depths.atoms(when))
                }
                Expr::Call(_, arguments) => depths.deepest(arguments),
                Expr::Fact(fact) | Expr::FactOn(fact, _) if usize::from(*fact) >= program.facts.len() => {
                    return false;
                }
                Expr::FactOn(_, question) | Expr::Answer(question) if !self.question_is(*question) => {
                    return false;
                }
                Expr::Value(value) => {
                    if !self.reach(*value, &mut depths) {
                        return false;
                    }
                    depths.value(*value)
                }
                _ => 0,
            };
            if depth >= DEEPEST {
                return false;
            }
            depths.exprs.push(depth + 1);
        }
        let last = program.values.len().checked_sub(1);
        last.is_none_or(|last| self.reach(last as Index, &mut depths))
            && (!program.values.iter().any(|value| value.rule == ValueRule::Column)
                || program.rows.iter().all(|row| {
                    depths.atoms(&row.when) <= COLUMN
                        && row.values.iter().all(|(_, expr)| depths.deepest(&[*expr]) <= COLUMN)
                }))
            && program
                .facts
                .iter()
                .all(|fact| fact.asked_as.is_none_or(|question| self.question_is(question)))
    }

    /// Reckons the depth of named values up to and including this one; false when one rests on something that comes
    /// after it or is too deep.
    fn reach(&self, value: Index, depths: &mut Depths) -> bool {
        if !self.value_is(value) {
            return false;
        }
        while depths.values.len() <= usize::from(value) {
            let depth = match self.program.values.get(depths.values.len()).map(|named| &named.rule) {
                Some(ValueRule::Expr(expr)) => depths.deepest(&[*expr]),
                Some(ValueRule::Table(rows)) => rows.iter().fold(0, |deepest, (when, result)| {
                    if self.all_atoms(when) {
                        deepest.max(depths.atoms(when)).max(depths.deepest(&[*result]))
                    } else {
                        DEEPEST
                    }
                }),
                _ => COLUMN,
            };
            if depth >= DEEPEST {
                return false;
            }
            depths.values.push(depth + 1);
        }
        true
    }

    /// A question rests only on earlier questions.
    fn questions(&self) -> bool {
        let program = self.program;
        if let Some(question) = program.rules_of
            && (!self.question_is(question) || self.rests_on_facts(usize::from(question)))
        {
            return false;
        }
        program.questions.iter().enumerate().all(|(place, question)| {
            let exprs = [question.default, question.until_known, question.minimum, question.maximum];
            if !exprs.into_iter().flatten().all(|id| self.expr_is(id)) || !self.all_atoms(&question.only_if) {
                return false;
            }
            if program.atoms_are_of_column(&question.only_if, 0)
                || exprs.into_iter().flatten().any(|id| program.expr_is_of_column(id, 0))
            {
                return false;
            }
            let mut inputs = program.inputs_of_atoms(&question.only_if);
            for id in exprs.into_iter().flatten() {
                inputs.0 |= program.inputs_of(id).0;
            }
            // A question that stands for a fact may come up anywhere; it has no conditions itself.
            let earlier = (1_u64 << place.min(63)) - 1;
            let of_facts = program
                .questions
                .iter()
                .enumerate()
                .filter(|(_, question)| question.fact.is_some())
                .fold(0_u64, |bits, (index, _)| if index < 64 { bits | 1 << index } else { bits });
            inputs.0 & !(earlier | of_facts) == 0
                && question.fact.is_none_or(|fact| {
                    // Its limits are amounts that stand there, and rest on nothing.
                    let stands =
                        |id: &ExprId| matches!(program.exprs.get(usize::from(*id)), Some(Expr::Measure(_)));
                    usize::from(fact) < program.facts.len()
                        && question.only_if.is_empty()
                        && [question.default, question.until_known] == [None; 2]
                        && exprs.iter().flatten().all(stands)
                })
                && question.options.len() <= MOST_OPTIONS
        })
    }

    /// The question that decides which rules hold cannot itself wait for a fact.
    fn rests_on_facts(&self, index: usize) -> bool {
        let Some(question) = self.program.questions.get(index) else { return true };
        let exprs = [question.default, question.until_known];
        question.fact.is_some()
            || !question.only_if.is_empty()
            || exprs.into_iter().flatten().any(|id| !self.program.facts_of(id).is_empty())
    }

    /// What rests on each other through questions is not too much either.
    fn shallow(&self) -> bool {
        let program = self.program;
        let mut levels = Levels {
            program,
            exprs: vec![None; program.exprs.len()],
            values: vec![None; program.values.len()],
            questions: vec![None; program.questions.len()],
        };
        (0..program.questions.len()).all(|question| levels.question(question as Index, MOST_LEVELS).is_some())
            && (0..program.exprs.len()).all(|id| levels.expr(id as ExprId, MOST_LEVELS).is_some())
    }

    /// What is shifted by an outcome stays inside the word, and no row waits for what rows decide.
    fn rest(&self) -> bool {
        let program = self.program;
        let outcomes = program.outcomes.len();
        let is = |outcome: Option<Index>| outcome.is_none_or(|outcome| usize::from(outcome) < outcomes);
        program.rows.iter().all(|row| {
            is(Some(row.outcome))
                && !program.atoms_are_of_column(&row.when, 0)
                && row.values.iter().all(|(_, expr)| !program.expr_is_of_column(*expr, 0))
        }) && program.lines().into_iter().all(|line| is(line.outcome))
            && program.unclear.iter().all(|line| is(line.outcome))
    }
}
