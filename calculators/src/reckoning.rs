//! The steps of a calculation: each named value that leads to what an outcome shows, with its numbers.

use crate::edges;
use crate::evaluate::outcomes_of;
use crate::program::{Atom, Expr, ExprId, Function, Index, Operand, Piece, Test, ValueRule};
use crate::report::Reckoned;
use crate::words::Words;
use crate::world::{BLANK, Decided, Tri, Val, World};

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
        let Ok(val) = world.value(value, BLANK) else { continue };
        let mut result = words.val(&val, Some(Operand::Value(value)));
        let row = source(world, value).map_or(0, |(row, ..)| row);
        let mut sum = named.sums.get(row).map(|sum| words.text(sum));
        match (&mut sum, named.rounding) {
            (Some(sum), Some(rounding)) => *sum = text![sum, ", ", rounding.said()],
            (Some(text), None) if *text == result => sum = None,
            _ => {}
        }
        // A fraction that nobody rounded is shown shorter than it is.
        if matches!(&val, Val::Amount(quantity) if quantity.number.decimals().is_none()) {
            result.insert_str(0, "ongeveer ");
        }
        list.push(Reckoned { id: named.id.clone(), name: words.text(&named.name), sum, result });
    }
    list
}

/// What gives a named value: which of its rows does, on which conditions, and the expression.
fn source<'p>(world: &World<'p>, value: Index) -> Option<(usize, &'p [Atom], ExprId)> {
    let program = world.program;
    match &program.values.get(usize::from(value))?.rule {
        ValueRule::Expr(expr) => return Some((0, &[], *expr)),
        ValueRule::Table(rows) => {
            for (place, (when, expr)) in rows.iter().enumerate() {
                if world.all(when, BLANK) == Tri::Yes {
                    return Some((place, when, *expr));
                }
            }
        }
        // The rows that decided are told as reasons.
        ValueRule::Column => {
            for (place, row) in program.rows.iter().enumerate() {
                if let Some((_, expr)) = row.values.iter().find(|(given, _)| *given == value)
                    && world.all(&row.when, BLANK) == Tri::Yes
                {
                    return Some((place, &[], *expr));
                }
            }
        }
    }
    None
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
        if let Some((row, when, expr)) = source(self.world, value) {
            self.mark(row as u8);
            self.atoms(when);
            self.expr(expr);
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
                let holds = self.world.all(when, BLANK) == Tri::Yes;
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
