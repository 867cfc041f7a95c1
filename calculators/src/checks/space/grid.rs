//! What can be answered to a question, as whole numbers.

use super::*;

/// No amount that is answered has more steps.
const MOST_STEPS: i128 = 10_000_000_000_000;
/// Steps of a number without a step of its own, in one hundredth: a typed number has no more decimals.
const FINE: i128 = 10_000;

/// Days as numbers count from here.
pub(super) fn day_number(date: Date) -> i128 {
    epoch().map_or(0, |epoch| i128::from(epoch.days_until(date)))
}

pub(super) fn epoch() -> Option<Date> {
    Date::from_ymd(1970, 1, 1)
}

pub(super) fn day_of(number: i128) -> Option<Date> {
    epoch()?.add_days(i64::try_from(number).ok()?)
}

/// What can be answered to a question, as whole numbers of a step.
pub(crate) struct Grid {
    pub(super) kind: QuestionKind,
    pub(super) unit: Option<Unit>,
    pub(super) step: Number,
    /// So many steps make a round number.
    pub(super) coarse: i128,
}

impl Grid {
    pub(crate) fn of(question: &Question) -> Option<Grid> {
        let (unit, step, coarse) = match question.kind {
            QuestionKind::Date | QuestionKind::Time => (None, Number::ONE, 1),
            QuestionKind::Amount | QuestionKind::Number | QuestionKind::Percentage => {
                let free = question.kind != QuestionKind::Amount && question.step.is_none();
                let unit = question.unit.clone()?;
                let step = match &question.step {
                    Some(step) if !step.number.is_zero() => step.convert_to(&unit)?.number.abs(),
                    _ => question.grid(),
                };
                if free {
                    (Some(unit), step.checked_div(Number::from_int(FINE as i64))?, FINE)
                } else {
                    (Some(unit), step, 1)
                }
            }
            _ => return None,
        };
        Some(Grid { kind: question.kind, unit, step, coarse })
    }

    /// The step at or below a value, and whether it is the value.
    pub(super) fn place(&self, val: &Val) -> Option<(i128, bool)> {
        let number = match (val, &self.unit) {
            (Val::Date(date), None) => return Some((day_number(*date), true)),
            (Val::Time(time), None) => return Some((i128::from(u16::from(*time)), true)),
            (Val::Amount(quantity), Some(unit)) => quantity.convert_to(unit)?.number,
            _ => return None,
        };
        let (above, below): (i128, i128) = number.checked_div(self.step)?.into();
        Some((above.div_euclid(below), above.rem_euclid(below) == 0))
    }

    pub(super) fn val(&self, place: i128) -> Option<Val> {
        match (self.kind, &self.unit) {
            (QuestionKind::Date, _) => day_of(place).map(Val::Date),
            (QuestionKind::Time, _) => Time::try_from(u16::try_from(place).ok()?).ok().map(Val::Time),
            (_, Some(unit)) => {
                let number = Number::ratio(place, 1)?.checked_mul(self.step)?;
                Some(Val::Amount(Quantity::new(number, unit.clone())))
            }
            _ => None,
        }
    }

    pub(super) fn bounds(&self) -> (i128, i128) {
        let day = |year, month, day| Date::from_ymd(year, month, day).map_or(0, day_number);
        match self.kind {
            QuestionKind::Date => (day(1900, 1, 1), day(2199, 12, 31)),
            QuestionKind::Time => (0, 1439),
            _ => (-MOST_STEPS, MOST_STEPS),
        }
    }

    /// A usual answer within limits.
    pub(super) fn usual(&self, low: i128, high: i128, day: Date) -> i128 {
        let usual = match self.kind {
            QuestionKind::Date => day_number(day),
            _ if low > -MOST_STEPS => low,
            _ if high < MOST_STEPS => high,
            _ => 0,
        };
        usual.max(low).min(high)
    }

    /// Answers worth trying within limits, the plainest first.
    pub(super) fn candidates(&self, low: Option<i128>, high: Option<i128>, day: Date) -> Vec<i128> {
        let (least, most) = self.bounds();
        let low = low.unwrap_or(least).max(least);
        let high = high.unwrap_or(most).min(most);
        if low > high {
            return Vec::new();
        }
        let mut list = vec![self.usual(low, high, day)];
        if self.coarse > 1 {
            let up = low.div_euclid(self.coarse) * self.coarse + self.coarse;
            list.extend([low.div_euclid(self.coarse) * self.coarse, up]);
            list.push(high.div_euclid(self.coarse) * self.coarse);
        }
        list.extend([low, high, (low + high).div_euclid(2), low + 1, high - 1, 0, self.coarse]);
        if self.kind == QuestionKind::Date {
            for (month, last) in [(1, 29), (1, 30), (1, 31), (2, 28), (3, 31), (8, 31), (11, 30), (12, 31)] {
                list.extend(Date::from_ymd(day.year() + 1, month, last).map(day_number));
                list.extend(Date::from_ymd(day.year() + 2, month, last).map(day_number));
            }
            list.extend(Date::from_ymd(2028, 2, 29).map(day_number));
        }
        let mut once: Vec<i128> = Vec::new();
        for place in list {
            if place >= low && place <= high && !once.contains(&place) {
                once.push(place);
            }
        }
        once
    }
}
