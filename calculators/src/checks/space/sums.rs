//! What an expression is on a path: a sum of whole variables, where it is linear.

use super::*;

/// A sum of whole variables; days when it has no unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sum {
    pub(super) terms: BTreeMap<usize, Number>,
    pub(super) constant: Number,
    pub(super) unit: Option<Unit>,
}

/// What an expression is on a path.
#[derive(Clone, Debug)]
pub(super) enum Sym {
    Sum(Sum),
    Val(Val),
    Lack(Lack),
    /// Anything.
    Opaque,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unruled,
}

/// How far something that is not linear is from what is.
pub(super) struct Slack {
    pub(super) source: Source,
    pub(super) base: Sum,
    /// What one step of it is.
    pub(super) step: Number,
    /// The questions it rests on.
    pub(super) needs: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Expr(ExprId),
    Value(Index),
}

pub(super) fn number_of(whole: i128) -> Number {
    Number::ratio(whole, 1).unwrap_or(Number::ZERO)
}

impl Sum {
    pub(super) fn times(&self, factor: Number) -> Option<Sum> {
        let mut terms = BTreeMap::new();
        for (variable, number) in &self.terms {
            terms.insert(*variable, number.checked_mul(factor)?);
        }
        Some(Sum { terms, constant: self.constant.checked_mul(factor)?, unit: self.unit.clone() })
    }

    /// Times or divided by a fixed amount.
    pub(super) fn by(&self, other: &Sum, divided: bool) -> Option<Sum> {
        let one = Quantity::new(Number::ONE, self.unit.clone()?);
        let other = Quantity::new(other.constant, other.unit.clone()?);
        let found = if divided { one.div(&other) } else { one.mul(&other) }.ok()?;
        Some(Sum { unit: Some(found.unit), ..self.times(found.number)? })
    }
}

pub(super) fn as_sum(sym: &Sym) -> Option<Sum> {
    let fixed = |constant, unit| Some(Sum { terms: BTreeMap::new(), constant, unit });
    match sym {
        Sym::Sum(sum) => Some(sum.clone()),
        Sym::Val(Val::Amount(quantity)) => fixed(quantity.number, Some(quantity.unit.clone())),
        Sym::Val(Val::Date(date)) => fixed(number_of(day_number(*date)), None),
        Sym::Val(Val::Time(time)) => fixed(number_of(i128::from(u16::from(*time))), None),
        _ => None,
    }
}

/// How much more the one is, in its unit.
pub(super) fn difference(one: &Sum, other: &Sum) -> Option<Sum> {
    let other = match (&one.unit, &other.unit) {
        (None, None) => other.clone(),
        (Some(unit), Some(own)) => {
            let factor = Quantity::new(Number::ONE, own.clone()).convert_to(unit)?;
            other.times(factor.number)?
        }
        _ => return None,
    };
    let mut sum = one.clone();
    sum.constant = sum.constant.checked_sub(other.constant)?;
    for (variable, number) in other.terms {
        let known = sum.terms.get(&variable).copied().unwrap_or(Number::ZERO);
        let left = known.checked_sub(number)?;
        if left.is_zero() {
            sum.terms.remove(&variable);
        } else {
            sum.terms.insert(variable, left);
        }
    }
    Some(sum)
}

/// Adds that a sum is at least (or, `down`, at most) nothing, or strictly so. Whether it could be said.
pub(super) fn demand(path: &mut Path, sum: &Sum, strict: bool, down: bool) -> bool {
    let mut common: i128 = 1;
    let numbers: Vec<Number> = sum.terms.values().copied().chain([sum.constant]).collect();
    for number in &numbers {
        let (_, below): (i128, i128) = (*number).into();
        let (mut one, mut other) = (common, below);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        let Some(next) = common.checked_mul(below / one) else { return false };
        common = next;
    }
    let whole = |number: Number| -> Option<i128> {
        let (above, below): (i128, i128) = number.into();
        let scaled = above.checked_mul(common / below)?;
        Some(if down { -scaled } else { scaled })
    };
    let mut factors = Vec::new();
    for (variable, number) in &sum.terms {
        let Some(factor) = whole(*number) else { return false };
        factors.push((*variable, factor));
    }
    let Some(constant) = whole(sum.constant) else { return false };
    path.at_least_zero(&factors, constant - i128::from(strict));
    true
}

/// How many days months, years or working days can be.
pub(crate) fn shift_bounds(quantity: &Quantity, end: MonthEnd, world: &World<'_>) -> Option<(i128, i128)> {
    let count = quantity.number.to_i64()?;
    if quantity.unit.same_dimension(&Unit::working_days()) {
        let steps = i128::from(count.abs());
        let weeks = steps.div_euclid(5) + 1;
        // Every kind of holiday and every decreed day of the time that passes, each with a weekend behind it.
        let years = steps.div_euclid(200) + 2;
        let free = i128::try_from(world.calendar().kinds().len() + 4).ok()? * years;
        let low = if steps == 0 { 0 } else { steps + 2 * (steps - 1).div_euclid(5) };
        let high = if steps == 0 { 0 } else { steps + 2 * weeks + 3 * free };
        return Some(if count < 0 { (-high, -low) } else { (low, high) });
    }
    if !quantity.unit.same_dimension(&Unit::months()) {
        return None;
    }
    // Leap years come round every four years, but for one that is left out: the longest stretch begins in any of four
    // years and does not reach such a year, the shortest may have it in between.
    let years = i32::try_from(count.abs() / 12 + 2).ok().filter(|years| *years < 120)?;
    let (usual, without) =
        if count < 0 { (2080..2084, 2100..=2102 + years) } else { (1972..1976, 2098 - years..=2100) };
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    for year in usual.chain(without) {
        for month in 1..=12_u8 {
            for day in [1, 28, 29, 30, 31] {
                let Some(date) = Date::from_ymd(year, month, day) else { continue };
                let Ok(found) = add_to_date(date, quantity, end, world.calendar()) else { continue };
                let days = i64::from(date.days_until(found));
                low = low.min(days);
                high = high.max(days);
            }
        }
    }
    (low <= high).then_some((i128::from(low), i128::from(high)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    /// The bounds are exactly what all days of the time that can be answered give.
    #[test]
    fn months_are_as_short_and_as_long_as_on_any_day() {
        let program = Fixture::content().book().program("wia-tijdlijn", "lelystad").unwrap();
        let world = World::reckoner(&program, program.day);
        for count in [-1300, -97, -25, -13, -12, -1, 0, 1, 2, 11, 12, 13, 24, 48, 96, 97, 1200, 1300] {
            for end in [MonthEnd::LastDay, MonthEnd::NextDay] {
                let months = Quantity::new(Number::from_int(count), Unit::months());
                let first = Date::from_ymd(1900, 1, 1).unwrap();
                let days = (0..109_573).map(|days| {
                    let day = first.add_days(days).unwrap();
                    i128::from(day.days_until(add_to_date(day, &months, end, world.calendar()).unwrap()))
                });
                let (low, high) =
                    days.fold((i128::MAX, i128::MIN), |(low, high), days| (low.min(days), high.max(days)));
                assert_eq!(shift_bounds(&months, end, &world), Some((low, high)), "{count} months, {end:?}");
            }
        }
    }
}
