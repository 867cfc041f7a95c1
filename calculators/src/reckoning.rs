//! The steps of a calculation: each named value that leads to what an outcome shows, with its numbers.

use crate::edges;
use crate::evaluate::outcomes_of;
use crate::program::{Atom, Expr, ExprId, Function, Index, Operand, Piece, Test, ValueRule};
use crate::report::Reckoned;
use crate::words::Words;
use crate::world::{Decided, Tri, Val, World};

/// For each named value that leads to what is shown, which row, arms and arguments it was reckoned by.
pub(crate) type Arms = Vec<Vec<u8>>;

/// See [`Arms`].
pub(crate) fn arms(world: &World<'_>, decided: Decided) -> Arms {
    trail(world, decided).arms
}

fn trail<'w, 'p>(world: &'w World<'p>, decided: Decided) -> Trail<'w, 'p> {
    let values = world.program.values.len();
    let mut trail = Trail { world, needed: vec![false; values], arms: vec![Vec::new(); values], now: 0 };
    for outcome in outcomes_of(world.program, decided) {
        for value in &outcome.shows {
            trail.value(*value);
        }
        for text in [Some(&outcome.title), outcome.sentence.as_ref()].into_iter().flatten() {
            for piece in &text.0 {
                if let Piece::Value(value) = piece {
                    trail.value(*value);
                }
            }
        }
    }
    trail
}

/// The steps, in the order reckoned: a named value rests only on earlier ones.
pub(crate) fn steps(world: &World<'_>, decided: Decided) -> Vec<Reckoned> {
    let program = world.program;
    let words = Words::new(world);
    let trail = trail(world, decided);
    let mut list = Vec::new();
    for (index, named) in program.values.iter().enumerate() {
        let value = index as Index;
        if trail.needed.get(index) != Some(&true) {
            continue;
        }
        let Ok(val) = world.value(value, &world.start()) else { continue };
        let mut result = words.val(&val, Some(Operand::Value(value)));
        let mut sum = words.sum_of(value).filter(|sum| *sum != result);
        if let (Some(rounding), Some(expr)) = (named.rounding, source(world, value).1) {
            let text = sum.unwrap_or_else(|| words.formula(expr, true));
            sum = Some(text![text, ", ", rounding.said()]);
        }
        // A fraction that nobody rounded is shown shorter than it is.
        if matches!(&val, Val::Amount(quantity) if quantity.number.decimals().is_none()) {
            result.insert_str(0, "ongeveer ");
        }
        list.push(Reckoned { id: named.id.clone(), name: words.text(&named.name), sum, result });
    }
    list
}

/// What gives a named value: the conditions of the row that does, and the expression.
pub(crate) fn source<'p>(world: &World<'p>, value: Index) -> (&'p [Atom], Option<ExprId>) {
    let program = world.program;
    let point = world.start();
    match program.values.get(usize::from(value)).map(|named| &named.rule) {
        None => (&[], None),
        Some(ValueRule::Expr(expr)) => (&[], Some(*expr)),
        Some(ValueRule::Table(rows)) => rows
            .iter()
            .find(|(when, _)| world.all(when, &point) == Tri::Yes)
            .map_or((&[], None), |(when, expr)| (when.as_slice(), Some(*expr))),
        // The rows that decided are told as reasons.
        Some(ValueRule::Column) => (
            &[],
            program
                .rows
                .iter()
                .filter(|row| world.all(&row.when, &point) == Tri::Yes)
                .find_map(|row| row.values.iter().find(|(given, _)| *given == value))
                .map(|(_, expr)| *expr),
        ),
    }
}

/// The values that were met on the way back from what is shown.
struct Trail<'w, 'p> {
    world: &'w World<'p>,
    needed: Vec<bool>,
    arms: Arms,
    /// The value that is followed.
    now: usize,
}

impl Trail<'_, '_> {
    fn value(&mut self, value: Index) {
        match self.needed.get_mut(usize::from(value)) {
            Some(needed) if !*needed => *needed = true,
            _ => return,
        }
        let before = std::mem::replace(&mut self.now, usize::from(value));
        let (when, expr) = source(self.world, value);
        self.atoms(when);
        match expr {
            Some(expr) => {
                // A row is known by what it gives.
                self.mark(expr as u8);
                self.mark((expr >> 8) as u8);
                self.expr(expr);
            }
            None => self.mark(u8::MAX),
        }
        self.now = before;
    }

    fn mark(&mut self, arm: u8) {
        if let Some(arms) = self.arms.get_mut(self.now) {
            arms.push(arm);
        }
    }

    fn atoms(&mut self, atoms: &[Atom]) {
        for atom in atoms {
            if let Operand::Value(value) = atom.left {
                self.value(value);
            }
            if let Test::Compare(parts) = &atom.test {
                for (_, right) in parts {
                    self.expr(*right);
                }
            }
        }
    }

    fn expr(&mut self, id: ExprId) {
        match self.world.program.exprs.get(usize::from(id)) {
            Some(Expr::Value(value)) => self.value(*value),
            Some(Expr::Two(_, left, right)) => {
                self.expr(*left);
                self.expr(*right);
            }
            Some(Expr::If(when, then, other)) => {
                self.atoms(when);
                let holds = self.world.all(when, &self.world.start()) == Tri::Yes;
                self.mark(holds.into());
                self.expr(if holds { *then } else { *other });
            }
            Some(Expr::Call(function, arguments)) => {
                if matches!(function, Function::Min | Function::Max) {
                    self.mark(edges::best(self.world, *function, arguments));
                }
                arguments.iter().for_each(|id| self.expr(*id));
            }
            _ => {}
        }
    }
}
