//! Answers that lie on a path, found by working back from its conditions.

use super::*;

/// So many answers are tried to show that a cell exists.
const TRIES: u32 = 150;
/// With no more answers than this on a path all of them are tried.
const FEW: u32 = 3000;

/// Whether answers will do.
pub(super) type Done<'d> = &'d mut dyn FnMut(&World<'_>, &[(usize, Val)]) -> bool;

impl Case<'_, '_, '_, '_> {
    /// Tries all answers on a path until `done` says that they will do. Whether that was settled: found, or none left.
    pub(super) fn every(&self, path: &Path, done: Done<'_>) -> bool {
        let mut left = FEW;
        let settled = self.each(0, path.clone(), &mut Vec::new(), &mut left, done);
        let mut world = self.world.borrow_mut();
        for index in &self.numbers {
            if let Some(place) = world.given.get_mut(*index) {
                *place = Given::Open;
            }
        }
        settled.is_some()
    }

    /// `None` when there are too many, else whether one was found.
    pub(super) fn each(
        &self,
        variable: usize,
        path: Path,
        so_far: &mut Vec<(usize, Val)>,
        left: &mut u32,
        done: Done<'_>,
    ) -> Option<bool> {
        let Some(index) = self.numbers.get(variable).copied() else {
            return Some(done(&self.world.borrow(), so_far));
        };
        let grid = self.program.questions.get(index).and_then(Grid::of)?;
        let Some((low, high)) = path.range(variable) else { return Some(false) };
        let (mut place, high) = (low?, high?);
        if high - place > i128::from(*left) {
            return None;
        }
        while place <= high {
            *left = left.checked_sub(1)?;
            if let Some(val) = grid.val(place) {
                let mut next = path.with(variable, place);
                if let Some(given) = self.world.borrow_mut().given.get_mut(index) {
                    *given = Given::Is(val.clone());
                }
                so_far.push((index, val));
                let known = so_far.iter().fold(0_u64, |bits, (index, _)| bits | 1 << index);
                self.fix_slacks(known, &mut next, so_far);
                if next.possible() && self.each(variable + 1, next, so_far, left, done)? {
                    return Some(true);
                }
                so_far.pop();
            }
            place += 1;
        }
        Some(false)
    }

    /// Tries answers on a path until `done` says that they will do.
    pub(super) fn witness(&self, path: &Path, done: Done<'_>) {
        // What shifts rest on is fixed first: then the shifts are known.
        let base = self.slacks.borrow().iter().fold(0, |all, slack| all | slack.needs);
        let mut order: Vec<usize> = (0..self.numbers.len()).collect();
        order.sort_by_key(|variable| {
            self.numbers.get(*variable).map_or(0, |index| usize::from(base >> index.min(&63) & 1 == 0))
        });
        let mut tries = TRIES;
        self.assign(&order, path.clone(), &mut Vec::new(), &mut tries, done);
        let mut world = self.world.borrow_mut();
        for index in &self.numbers {
            if let Some(place) = world.given.get_mut(*index) {
                *place = Given::Open;
            }
        }
    }

    pub(super) fn assign(
        &self,
        order: &[usize],
        path: Path,
        so_far: &mut Vec<(usize, Val)>,
        tries: &mut u32,
        done: Done<'_>,
    ) -> bool {
        let Some((variable, rest)) = order.split_first() else {
            *tries = tries.saturating_sub(1);
            return done(&self.world.borrow(), so_far);
        };
        let Some(index) = self.numbers.get(*variable).copied() else { return false };
        let Some(grid) = self.program.questions.get(index).and_then(Grid::of) else { return false };
        let Some((low, high)) = path.range(*variable) else { return false };
        for place in grid.candidates(low, high, self.cutter.stretch.day) {
            if *tries == 0 {
                return false;
            }
            let Some(val) = grid.val(place) else { continue };
            let mut next = path.with(*variable, place);
            if let Some(given) = self.world.borrow_mut().given.get_mut(index) {
                *given = Given::Is(val.clone());
            }
            so_far.push((index, val));
            let known = so_far.iter().fold(0_u64, |bits, (index, _)| bits | 1 << index);
            self.fix_slacks(known, &mut next, so_far);
            let found = if next.possible() {
                self.assign(rest, next, so_far, tries, done)
            } else {
                *tries = tries.saturating_sub(1);
                false
            };
            if found {
                return true;
            }
            so_far.pop();
        }
        if let Some(given) = self.world.borrow_mut().given.get_mut(index) {
            *given = Given::Open;
        }
        false
    }

    /// Fixes every shift whose questions are known.
    pub(super) fn fix_slacks(&self, known: u64, path: &mut Path, so_far: &[(usize, Val)]) {
        let world = self.world.borrow();
        let point = world.start();
        let slacks = self.slacks.borrow();
        let mut values: BTreeMap<usize, Number> = BTreeMap::new();
        for (index, val) in so_far {
            let variable = self.numbers.iter().position(|number| number == index);
            let place =
                self.program.questions.get(*index).and_then(Grid::of).and_then(|grid| grid.place(val));
            if let (Some(variable), Some((place, _))) = (variable, place) {
                values.insert(variable, number_of(place));
            }
        }
        for (place, slack) in slacks.iter().enumerate() {
            if slack.needs & !known != 0 {
                continue;
            }
            let real = match slack.source {
                Source::Expr(expr) => world.eval(expr, &point),
                Source::Value(value) => world.value(value, &point),
            };
            let real = match (real, &slack.base.unit) {
                (Ok(Val::Date(date)), None) => Some(number_of(day_number(date))),
                (Ok(Val::Amount(quantity)), Some(unit)) => {
                    quantity.convert_to(unit).map(|found| found.number)
                }
                _ => None,
            };
            // A shift is what lies beyond its base; what is rounded stands by itself.
            let base = match slack.source {
                Source::Value(_) => Some(Number::ZERO),
                Source::Expr(_) => {
                    slack.base.terms.iter().try_fold(slack.base.constant, |sum, (variable, factor)| {
                        sum.checked_add(values.get(variable)?.checked_mul(*factor)?)
                    })
                }
            };
            let steps = real
                .zip(base)
                .and_then(|(real, base)| real.checked_sub(base)?.checked_div(slack.step))
                .and_then(Number::to_i64);
            if let Some(steps) = steps {
                values.insert(self.numbers.len() + place, number_of(i128::from(steps)));
                *path = path.with(self.numbers.len() + place, i128::from(steps));
            }
        }
    }
}
