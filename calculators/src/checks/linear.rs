//! Whole numbers that must meet linear conditions: whether there can be any, and which.
//!
//! Variables are eliminated one by one, the way Fourier and Motzkin did, with every condition divided by what its
//! factors have in common and rounded inwards. So "impossible" is always right. "Possible" is right where each
//! elimination has a factor of one on either side, as with days, amounts in one step and their differences; in all
//! other cases whoever asks finds the numbers themselves and tries them.

/// What must be at least zero: factors of the variables, and a constant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    factors: Vec<i128>,
    constant: i128,
}

/// Conditions that hold together.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    conditions: Vec<Condition>,
    /// A condition without variables failed.
    impossible: bool,
}

/// More conditions than this are not worked out: the answer is "possible" then, which proves nothing.
const MOST: usize = 600;

fn gcd(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl System {
    /// Adds that a sum is at least zero. What does not fit is left out: the system then allows more, never less.
    pub(crate) fn at_least_zero(&mut self, factors: &[(usize, i128)], constant: i128) {
        let length = factors.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
        let mut list = vec![0_i128; length];
        for (place, factor) in factors {
            let Some(known) = list.get_mut(*place) else { continue };
            let Some(sum) = known.checked_add(*factor) else { return };
            *known = sum;
        }
        self.add(Condition { factors: list, constant });
    }

    fn add(&mut self, mut condition: Condition) {
        while condition.factors.last() == Some(&0) {
            condition.factors.pop();
        }
        let common = condition.factors.iter().fold(0, |common, factor| gcd(common, *factor));
        if common == 0 {
            self.impossible |= condition.constant < 0;
            return;
        }
        for factor in &mut condition.factors {
            *factor /= common;
        }
        condition.constant = condition.constant.div_euclid(common);
        // Of two conditions that differ only in the constant, the tighter says all.
        match self.conditions.iter_mut().find(|known| known.factors == condition.factors) {
            Some(known) => known.constant = known.constant.min(condition.constant),
            None => self.conditions.push(condition),
        }
    }

    /// Whether numbers can meet all conditions; `false` is certain.
    pub(crate) fn possible(&self) -> bool {
        !self.reduced(None).is_some_and(|rest| rest.impossible)
    }

    /// Lowest and highest that a variable can be; `None` when nothing can be.
    pub(crate) fn range(&self, variable: usize) -> Option<(Option<i128>, Option<i128>)> {
        let Some(rest) = self.reduced(Some(variable)) else { return Some((None, None)) };
        if rest.impossible {
            return None;
        }
        let (mut low, mut high) = (None::<i128>, None::<i128>);
        for condition in &rest.conditions {
            let Some(factor) = condition.factors.get(variable).copied() else { continue };
            // What is left has this variable alone, with a factor of one: all were divided.
            if factor > 0 {
                let bound = -condition.constant.div_euclid(factor);
                low = Some(low.map_or(bound, |low| low.max(bound)));
            } else {
                let bound = condition.constant.div_euclid(-factor);
                high = Some(high.map_or(bound, |high| high.min(bound)));
            }
        }
        match (low, high) {
            (Some(low), Some(high)) if low > high => None,
            found => Some(found),
        }
    }

    /// The same with a variable fixed.
    pub(crate) fn with(&self, variable: usize, value: i128) -> System {
        let mut system = System { conditions: Vec::new(), impossible: self.impossible };
        for condition in &self.conditions {
            let mut condition = condition.clone();
            if let Some(factor) = condition.factors.get_mut(variable) {
                let moved = factor.checked_mul(value).and_then(|moved| condition.constant.checked_add(moved));
                let Some(moved) = moved else { continue };
                condition.constant = moved;
                *factor = 0;
            }
            system.add(condition);
        }
        system
    }

    /// Without all variables but one; `None` when that is too much work.
    fn reduced(&self, keep: Option<usize>) -> Option<System> {
        let mut system = self.clone();
        loop {
            if system.impossible {
                return Some(system);
            }
            let width = system.conditions.iter().map(|condition| condition.factors.len()).max().unwrap_or(0);
            // The variable that makes the fewest new conditions goes first.
            let next = (0..width)
                .filter(|variable| Some(*variable) != keep)
                .filter_map(|variable| {
                    let (mut above, mut below) = (0_usize, 0_usize);
                    for condition in &system.conditions {
                        match condition.factors.get(variable).copied().unwrap_or(0) {
                            0 => {}
                            factor if factor > 0 => above += 1,
                            _ => below += 1,
                        }
                    }
                    (above + below > 0).then_some((above * below, variable))
                })
                .min();
            let Some((_, variable)) = next else { return Some(system) };
            let mut rest = System::default();
            let (mut lows, mut highs) = (Vec::new(), Vec::new());
            for condition in system.conditions {
                match condition.factors.get(variable).copied().unwrap_or(0) {
                    0 => rest.conditions.push(condition),
                    factor if factor > 0 => lows.push((factor, condition)),
                    factor => highs.push((-factor, condition)),
                }
            }
            for (up, low) in &lows {
                for (down, high) in &highs {
                    let Some(sum) = combined(low, *down, high, *up) else { continue };
                    rest.add(sum);
                }
            }
            if rest.conditions.len() > MOST {
                return None;
            }
            system = rest;
        }
    }
}

/// So many times the one plus so many times the other; `None` when that does not fit.
fn combined(one: &Condition, times: i128, other: &Condition, others: i128) -> Option<Condition> {
    let width = one.factors.len().max(other.factors.len());
    let mut factors = Vec::with_capacity(width);
    for place in 0..width {
        let left = one.factors.get(place).copied().unwrap_or(0).checked_mul(times)?;
        let right = other.factors.get(place).copied().unwrap_or(0).checked_mul(others)?;
        factors.push(left.checked_add(right)?);
    }
    let constant = one.constant.checked_mul(times)?.checked_add(other.constant.checked_mul(others)?)?;
    Some(Condition { factors, constant })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_is_found() {
        // x - y >= 3 and y - x >= -2.
        let mut system = System::default();
        system.at_least_zero(&[(0, 1), (1, -1)], -3);
        assert!(system.possible());
        system.at_least_zero(&[(0, -1), (1, 1)], 2);
        assert!(!system.possible());
        // 2x = 2y + 1 has no whole solution.
        let mut odd = System::default();
        odd.at_least_zero(&[(0, 2), (1, -2)], -1);
        odd.at_least_zero(&[(0, -2), (1, 2)], 1);
        assert!(!odd.possible());
    }

    #[test]
    fn ranges_are_tight() {
        // 0 <= x <= 10, y = x + 5.
        let mut system = System::default();
        system.at_least_zero(&[(0, 1)], 0);
        system.at_least_zero(&[(0, -1)], 10);
        system.at_least_zero(&[(1, 1), (0, -1)], -5);
        system.at_least_zero(&[(1, -1), (0, 1)], 5);
        assert_eq!(system.range(1), Some((Some(5), Some(15))));
        assert_eq!(system.with(0, 3).range(1), Some((Some(8), Some(8))));
        assert_eq!(system.with(0, 11).range(1), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Against trying all numbers in a box.
        #[test]
        fn impossible_is_certain_and_ranges_hold_all(
            conditions in prop::collection::vec((prop::array::uniform3(-2_i128..3), -6_i128..7), 0..7)
        ) {
            let mut system = System::default();
            for variable in 0..3 {
                system.at_least_zero(&[(variable, 1)], 4);
                system.at_least_zero(&[(variable, -1)], 4);
            }
            for (factors, constant) in &conditions {
                let factors: Vec<(usize, i128)> = factors.iter().copied().enumerate().collect();
                system.at_least_zero(&factors, *constant);
            }
            let ranges: Vec<_> = (0..3).map(|variable| system.range(variable)).collect();
            for x in -4..5_i128 {
                for y in -4..5_i128 {
                    for z in -4..5_i128 {
                        let meets = conditions.iter().all(|([a, b, c], d)| a * x + b * y + c * z + d >= 0);
                        if meets {
                            prop_assert!(system.possible());
                            for (range, value) in ranges.iter().zip([x, y, z]) {
                                let (low, high) = range.unwrap();
                                prop_assert!(low.unwrap() <= value && value <= high.unwrap());
                            }
                        }
                    }
                }
            }
        }

        /// With factors of one only, possible is as certain as impossible.
        #[test]
        fn differences_are_decided(
            conditions in prop::collection::vec((0_usize..3, 0_usize..3, -6_i128..7), 0..8)
        ) {
            let mut system = System::default();
            for variable in 0..3 {
                system.at_least_zero(&[(variable, 1)], 4);
                system.at_least_zero(&[(variable, -1)], 4);
            }
            for (one, other, constant) in &conditions {
                system.at_least_zero(&[(*one, 1), (*other, -1)], *constant);
            }
            let found = (0..729_i128).any(|number| {
                let values = [number % 9 - 4, number / 9 % 9 - 4, number / 81 - 4];
                conditions.iter().all(|(one, other, constant)| values[*one] - values[*other] + constant >= 0)
            });
            prop_assert_eq!(system.possible(), found);
        }
    }
}
