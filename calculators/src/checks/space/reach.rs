//! Which questions something rests on.

use super::*;

/// Which questions something rests on, as far as the rules of one stretch go; limits, `als:` and what holds in
/// place of an answer are not followed.
pub(super) struct Reach<'p> {
    pub(super) program: &'p Program,
    pub(super) day: Date,
    pub(super) values: RefCell<Vec<Option<u64>>>,
}

pub(super) fn bit(index: Index) -> u64 {
    if index < 64 { 1 << index } else { 0 }
}

impl<'p> Reach<'p> {
    pub(super) fn new(program: &'p Program, day: Date) -> Reach<'p> {
        Reach { program, day, values: RefCell::new(vec![None; program.values.len()]) }
    }

    pub(super) fn operand(&self, operand: Operand) -> u64 {
        match operand {
            Operand::Answer(question) => bit(question),
            Operand::Value(value) => self.value(value),
        }
    }

    pub(super) fn value(&self, index: Index) -> u64 {
        if let Some(Some(known)) = self.values.borrow().get(usize::from(index)) {
            return *known;
        }
        let found = match self.program.values.get(usize::from(index)).map(|value| &value.rule) {
            None => 0,
            Some(ValueRule::Expr(expr)) => self.expr(*expr),
            Some(ValueRule::Table(rows)) => {
                rows.iter().fold(0, |all, (when, result)| all | self.atoms(when) | self.expr(*result))
            }
            Some(ValueRule::Column) => self.program.rows.iter().fold(0, |all, row| {
                let given = row.values.iter().filter(|(value, _)| *value == index);
                all | self.atoms(&row.when) | given.fold(0, |all, (_, expr)| all | self.expr(*expr))
            }),
        };
        if let Some(place) = self.values.borrow_mut().get_mut(usize::from(index)) {
            *place = Some(found);
        }
        found
    }

    pub(super) fn atoms(&self, atoms: &[Atom]) -> u64 {
        atoms.iter().fold(0, |all, atom| all | self.atom(atom))
    }

    pub(super) fn atom(&self, atom: &Atom) -> u64 {
        let right = match &atom.test {
            Test::Compare(parts) => parts.iter().fold(0, |all, (_, right)| all | self.expr(*right)),
            Test::OneOf(_) | Test::Many { .. } => 0,
        };
        self.operand(atom.left) | right
    }

    pub(super) fn asked_for(&self, fact: Index) -> u64 {
        let Some(entry) = self.program.facts.get(usize::from(fact)) else { return 0 };
        match (entry.on(self.day), entry.asked_as) {
            (Some(FactValue::Unknown), Some(question)) => bit(question),
            _ => 0,
        }
    }

    pub(super) fn expr(&self, id: ExprId) -> u64 {
        match self.program.exprs.get(usize::from(id)) {
            None | Some(Expr::Measure(_) | Expr::Date(_) | Expr::Word(_)) => 0,
            Some(Expr::Fact(fact)) => self.asked_for(*fact),
            Some(Expr::FactOn(fact, question)) => {
                let asked = self.program.facts.get(usize::from(*fact)).and_then(|fact| fact.asked_as);
                bit(*question) | asked.map_or(0, bit)
            }
            Some(Expr::Answer(question)) => bit(*question),
            Some(Expr::Value(value)) => self.value(*value),
            Some(Expr::Two(_, left, right)) => self.expr(*left) | self.expr(*right),
            Some(Expr::If(when, then, other)) => self.atoms(when) | self.expr(*then) | self.expr(*other),
            Some(Expr::Call(_, arguments)) => {
                arguments.iter().fold(0, |all, argument| all | self.expr(*argument))
            }
        }
    }

    /// What an answer to these questions brings with it: its limits, and what holds in its place.
    pub(super) fn closed(&self, mut questions: u64) -> u64 {
        loop {
            let mut all = questions;
            for (index, question) in self.program.questions.iter().enumerate() {
                if questions >> index.min(63) & 1 == 1 {
                    let exprs = [question.minimum, question.maximum, question.default, question.until_known];
                    all = exprs.into_iter().flatten().fold(all, |all, expr| all | self.expr(expr));
                }
            }
            if all == questions {
                return all;
            }
            questions = all;
        }
    }
}
