//! What still has to be answered before something can be reckoned.

use super::*;
use crate::program::DEEPEST;
use crate::structure::Inputs;

impl World<'_> {
    /// The questions a named value still waits for; arms that are ruled out do not count.
    pub(crate) fn value_waits_for(&self, index: Index) -> Inputs {
        let program = self.program;
        let Some(value) = program.values.get(usize::from(index)) else { return Inputs::default() };
        if !matches!(self.value(index, BLANK), Err(Lack::Open(_))) {
            return Inputs::default();
        }
        let mut inputs = Inputs::default();
        let mut row = |when: &[Atom], expr: Option<ExprId>| {
            if self.all(when, BLANK) == Tri::No {
                return;
            }
            for atom in when {
                if matches!(self.atom(atom, BLANK), Tri::Open(_)) {
                    inputs.0 |= program.inputs_of_atoms(std::slice::from_ref(atom)).0;
                }
            }
            if let Some(expr) = expr {
                inputs.0 |= self.waits_for(expr, 0).0;
            }
        };
        match &value.rule {
            ValueRule::Expr(expr) => row(&[], Some(*expr)),
            ValueRule::Table(rows) => {
                for (when, expr) in rows {
                    row(when, Some(*expr));
                }
            }
            ValueRule::Column => {
                for rule in &program.rows {
                    let given = rule.values.iter().find(|(value, _)| *value == index);
                    row(&rule.when, given.map(|(_, expr)| *expr));
                }
            }
        }
        inputs
    }

    /// The questions an expression still waits for.
    pub(crate) fn waits_for(&self, id: ExprId, depth: usize) -> Inputs {
        if depth > DEEPEST || !matches!(self.eval(id, BLANK), Err(Lack::Open(_))) {
            return Inputs::default();
        }
        match self.expr(id) {
            Some(Expr::If(when, then, other)) => match self.all(when, BLANK) {
                Tri::Yes => self.waits_for(*then, depth + 1),
                Tri::No => self.waits_for(*other, depth + 1),
                _ => self.program.inputs_of(id),
            },
            Some(Expr::Two(_, left, right)) => {
                Inputs(self.waits_for(*left, depth + 1).0 | self.waits_for(*right, depth + 1).0)
            }
            Some(Expr::Call(_, arguments)) => {
                let mut inputs = Inputs::default();
                for argument in arguments {
                    inputs.0 |= self.waits_for(*argument, depth + 1).0;
                }
                inputs
            }
            Some(Expr::Value(value)) => self.value_waits_for(*value),
            _ => self.program.inputs_of(id),
        }
    }

    /// The questions an operand still waits for.
    pub(super) fn operand_waits_for(&self, operand: Operand) -> Inputs {
        match operand {
            Operand::Value(value) => self.value_waits_for(value),
            Operand::Answer(_) => self.program.inputs_of_operand(operand),
        }
    }
}
