//! One exact number for amounts, rates, counts and measures.
//!
//! A [`Number`] is a fraction in lowest terms. Decimals are fractions with a power of ten below the line, so
//! `0,1 + 0,2` is `0,3`; and because a division stays a fraction too (`100 EUR / 3`), nothing is lost before
//! a rule says `afronden`. What does not fit is `None`, never something near it.

use crate::texts::{cut, single_spaces, split, trimmed, trimmed_start};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// The largest value that may stand above or below the line: far beyond any amount, and small enough that
/// ten times as much still fits, which long division needs.
const LIMIT: i128 = 1_000_000_000_000_000_000_000_000_000_000_000_000;

/// The most decimals that are read or shown in full.
pub const MAX_DECIMALS: u8 = 18;

/// How many decimals are shown of a fraction that does not end.
const SHOWN_DECIMALS: u8 = 10;

/// An exact rational number.
///
/// Arithmetic is checked: overflow (a part beyond 10³⁶) and division by zero give `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(i128, i128)", into = "(i128, i128)")]
pub struct Number {
    // In lowest terms; the sign is above the line, and what is below is at least 1.
    numerator: i128,
    denominator: i128,
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number { numerator: 0, denominator: 1 };
    /// 1.
    pub const ONE: Number = Number { numerator: 1, denominator: 1 };
    /// 100, what a percentage is divided by.
    pub const HUNDRED: Number = Number { numerator: 100, denominator: 1 };

    /// A whole number.
    pub const fn from_int(value: i64) -> Number {
        Number { numerator: value as i128, denominator: 1 }
    }

    /// A decimal: `from_decimal(4995, 2)` is 49,95. `None` with more than [`MAX_DECIMALS`] decimals.
    pub fn from_decimal(mantissa: i64, decimals: u8) -> Option<Number> {
        Number::ratio(i128::from(mantissa), power_of_ten(decimals)?)
    }

    /// A fraction. `None` when `denominator` is zero or the result does not fit.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Number> {
        if denominator == 0 {
            return None;
        }
        let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
        let divisor = if denominator < 0 { divisor.checked_neg()? } else { divisor };
        let (numerator, denominator) = (numerator.checked_div(divisor)?, denominator.checked_div(divisor)?);
        let fits = (-LIMIT..=LIMIT).contains(&numerator) && (1..=LIMIT).contains(&denominator);
        fits.then_some(Number { numerator, denominator })
    }

    /// Sum.
    pub fn checked_add(self, other: Number) -> Option<Number> {
        let divisor = gcd_positive(self.denominator, other.denominator);
        let (left, right) = (other.denominator / divisor, self.denominator / divisor);
        let numerator = self.numerator.checked_mul(left)?.checked_add(other.numerator.checked_mul(right)?)?;
        Number::ratio(numerator, self.denominator.checked_mul(left)?)
    }

    /// Difference.
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.checked_add(other.negated())
    }

    /// Product.
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        // Divided crosswise first, so that a result that fits is not lost on the way to it.
        let first = gcd_positive(self.numerator, other.denominator);
        let second = gcd_positive(other.numerator, self.denominator);
        Number::ratio(
            (self.numerator / first).checked_mul(other.numerator / second)?,
            (self.denominator / second).checked_mul(other.denominator / first)?,
        )
    }

    /// Quotient, exact. `None` also for division by zero.
    pub fn checked_div(self, other: Number) -> Option<Number> {
        if other.numerator == 0 {
            return None;
        }
        self.checked_mul(Number::ratio(other.denominator, other.numerator)?)
    }

    /// The same distance on the other side of zero. Never fails: the range is symmetric.
    pub const fn negated(self) -> Number {
        Number { numerator: -self.numerator, denominator: self.denominator }
    }

    /// Distance from zero.
    pub const fn abs(self) -> Number {
        Number { numerator: self.numerator.abs(), denominator: self.denominator }
    }

    /// Is it 0?
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Is it below 0?
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Is it whole?
    pub const fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// The value as an integer, when it is whole and fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.denominator == 1 { i64::try_from(self.numerator).ok() } else { None }
    }

    /// How many decimals it takes to write the number in full: 0 for a whole number, 2 for 0,25. `None` when
    /// it never ends (a third) or takes more than [`MAX_DECIMALS`].
    pub fn decimals(self) -> Option<u8> {
        let mut power = 1;
        for decimals in 0..=MAX_DECIMALS {
            if power % self.denominator == 0 {
                return Some(decimals);
            }
            power *= 10;
        }
        None
    }

    /// The nearest multiple of `step` (above 0) in the way `mode` says.
    ///
    /// `None` when `step` is not above 0 or the result does not fit.
    pub fn round_to(self, step: Number, mode: RoundMode) -> Option<Number> {
        if step.numerator <= 0 {
            return None;
        }
        let steps = self.checked_div(step)?;
        let size = steps.numerator.abs();
        let (whole, rest) = (size / steps.denominator, size % steps.denominator);
        // `rest` against half of the denominator, without doubling it.
        let half = rest.cmp(&(steps.denominator - rest));
        let away = rest != 0
            && match mode {
                RoundMode::Up => true,
                RoundMode::Down => false,
                RoundMode::HalfUp => half != Ordering::Less,
                RoundMode::HalfDown => half == Ordering::Greater,
                RoundMode::HalfEven => {
                    half == Ordering::Greater || (half == Ordering::Equal && whole % 2 == 1)
                }
            };
        let rounded = whole + i128::from(away);
        let signed = if steps.numerator < 0 { -rounded } else { rounded };
        Number::ratio(signed, 1)?.checked_mul(step)
    }

    /// Is it a whole number of times `step`? Never when `step` is 0.
    pub fn is_multiple_of(self, step: Number) -> bool {
        self.checked_div(step).is_some_and(Number::is_integer)
    }

    /// The nearest floating point number, for formulas that are not exact by nature.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The number as machines write it: `41.1`, `-0.5`, `1250`. A fraction that does not end is rounded on ten
    /// decimals, half away from zero.
    pub fn plain(self) -> String {
        let (shown, decimals) = self.shown();
        shown.written(decimals, '.', None, '-')
    }

    /// As [`plain`](Number::plain), with exactly this many decimals (rounded half away from zero):
    /// `plain_fixed(2)` of 50 is `50.00`.
    pub fn plain_fixed(self, decimals: u8) -> String {
        let (shown, decimals) = self.rounded_for_print(decimals);
        shown.written(decimals, '.', None, '-')
    }

    /// Reads what [`plain`](Number::plain) writes: digits, at most one point between digits, `-` in front.
    pub fn parse_plain(text: &str) -> Option<Number> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = match cut(digits, '.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        if whole.is_empty() {
            return None;
        }
        Number::from_digits(negative, &[whole], fraction)
    }

    /// Reads a number as it is written in Dutch: `50`, `0,28`, `1.250,50`, `-40`, `−40`.
    ///
    /// A comma is always the decimal sign. A point is a thousands point, and only where it can be nothing
    /// else: groups of exactly three digits, after one to three digits of which the first is not 0. So
    /// `1.250` is twelve hundred and fifty, and `12.50`, `0.250` and `1250.50` are refused: half of `12.500`
    /// must not count as twelve and a half.
    pub fn parse_dutch(text: &str) -> Result<Number, NumberError> {
        let text = trimmed(text);
        let (negative, body) = match text.strip_prefix('-').or_else(|| text.strip_prefix('−')) {
            Some(body) => (true, trimmed_start(body)),
            None => (false, text),
        };
        if body.is_empty() {
            return Err(if negative { NumberError::HalfTyped } else { NumberError::Empty });
        }
        if !body.chars().all(|sign| sign.is_ascii_digit() || sign == '.' || sign == ',') {
            return Err(NumberError::NotANumber);
        }
        let sign = if negative { "-" } else { "" };
        let (whole, fraction) = match cut(body, ',') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (body, None),
        };
        if whole.is_empty() || whole.starts_with('.') {
            return Err(NumberError::NotANumber);
        }
        if let Some(fraction) = fraction
            && let Some(error) = wrong_fraction(sign, whole, fraction)
        {
            return Err(error);
        }
        let groups = split(whole, '.');
        if groups.len() > 1 && !well_grouped(&groups) {
            return Err(wrong_groups(sign, &groups, fraction));
        }
        let fraction = fraction.unwrap_or("");
        if fraction.len() > usize::from(MAX_DECIMALS) {
            return Err(NumberError::TooLarge);
        }
        Number::from_digits(negative, &groups, fraction).ok_or(NumberError::TooLarge)
    }

    /// From the digits before and after the decimal sign. `None` for anything but digits, for more than
    /// [`MAX_DECIMALS`] decimals, and for what does not fit.
    fn from_digits(negative: bool, whole: &[&str], fraction: &str) -> Option<Number> {
        let decimals = u8::try_from(fraction.len()).ok()?;
        let denominator = power_of_ten(decimals)?;
        let mut mantissa: i128 = 0;
        for part in whole.iter().copied().chain([fraction]) {
            for byte in part.bytes() {
                if !byte.is_ascii_digit() {
                    return None;
                }
                mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
            }
        }
        Number::ratio(if negative { -mantissa } else { mantissa }, denominator)
    }

    /// What is shown of the number, and with how many decimals.
    pub(crate) fn shown(self) -> (Number, u8) {
        match self.decimals() {
            Some(decimals) => (self, decimals),
            None => {
                let (rounded, most) = self.rounded_for_print(SHOWN_DECIMALS);
                (rounded, rounded.decimals().unwrap_or(most))
            }
        }
    }

    /// Rounded half away from zero; a number too large for so many decimals keeps none.
    pub(crate) fn rounded_for_print(self, decimals: u8) -> (Number, u8) {
        let decimals = decimals.min(MAX_DECIMALS);
        let step = power_of_ten(decimals).and_then(|power| Number::ratio(1, power));
        match step.and_then(|step| self.round_to(step, RoundMode::HalfUp)) {
            Some(rounded) => (rounded, decimals),
            None => (Number { numerator: self.numerator / self.denominator, denominator: 1 }, 0),
        }
    }

    /// The digits of a number that ends within `decimals`. `thousands` is put between groups of three.
    pub(crate) fn written(self, decimals: u8, point: char, thousands: Option<char>, minus: char) -> String {
        let size = self.numerator.unsigned_abs();
        let denominator = self.denominator.unsigned_abs();
        let mut text = String::new();
        if self.is_negative() {
            text.push(minus);
        }
        let whole = digits(size / denominator);
        for (place, digit) in whole.chars().enumerate() {
            if let Some(separator) = thousands
                && place > 0
                && (whole.len() - place).is_multiple_of(3)
            {
                text.push(separator);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push(point);
            let mut rest = size % denominator;
            for _ in 0..decimals {
                rest *= 10;
                text.push(digit((rest / denominator) as u8));
                rest %= denominator;
            }
        }
        text
    }
}

/// What is wrong after the comma, if anything is.
fn wrong_fraction(sign: &str, whole: &str, fraction: &str) -> Option<NumberError> {
    if fraction.is_empty() {
        return Some(NumberError::HalfTyped);
    }
    if cut(fraction, ',').is_some() {
        return Some(NumberError::NotANumber);
    }
    if cut(fraction, '.').is_some() {
        // `1,250.50`: the signs the other way round.
        let english = split(fraction, '.');
        return Some(match english.as_slice() {
            [thousands, decimals]
                if cut(whole, '.').is_none() && well_grouped(&[whole, thousands]) && !decimals.is_empty() =>
            {
                NumberError::DecimalPoint { suggestion: text![sign, whole, ".", thousands, ",", decimals] }
            }
            _ => NumberError::BadGroups,
        });
    }
    None
}

/// What is wrong with points that are not thousands points.
fn wrong_groups(sign: &str, groups: &[&str], fraction: Option<&str>) -> NumberError {
    match (groups, fraction) {
        (&[_, ""], _) => NumberError::HalfTyped,
        (&[whole, decimals], None) if !whole.is_empty() => {
            NumberError::DecimalPoint { suggestion: text![sign, whole, ",", decimals] }
        }
        _ => NumberError::BadGroups,
    }
}

/// Are these the groups of a number with thousands points?
fn well_grouped(groups: &[&str]) -> bool {
    let Some((first, others)) = groups.split_first() else { return false };
    (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
}

fn power_of_ten(decimals: u8) -> Option<i128> {
    if decimals > MAX_DECIMALS { None } else { Some(10_i128.pow(u32::from(decimals))) }
}

fn digit(value: u8) -> char {
    char::from(b'0' + value % 10)
}

/// A whole number in digits: shorter code than the formatting machinery for numbers of this width.
pub(crate) fn digits(mut value: u128) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, digit((value % 10) as u8));
        value /= 10;
        if value == 0 {
            return text;
        }
    }
}

/// Greatest common divisor; of 0 and `b` it is `b`, of 0 and 0 it is 1.
fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Division of 128 bits is slow, and almost every number fits in 64.
        if let (Ok(mut left), Ok(mut right)) = (u64::try_from(a), u64::try_from(b)) {
            while right != 0 {
                (left, right) = (right, left % right);
            }
            return u128::from(left);
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// [`gcd`] for the parts of a [`Number`], which always fit.
fn gcd_positive(a: i128, b: i128) -> i128 {
    gcd(a.unsigned_abs(), b.unsigned_abs()) as i128
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let crosswise =
            (self.numerator.checked_mul(other.denominator), other.numerator.checked_mul(self.denominator));
        if let (Some(left), Some(right)) = crosswise {
            return left.cmp(&right);
        }
        // Too wide to multiply: compare whole parts, then what is left over, upside down, as in a
        // continued fraction. The parts shrink each round, so it ends.
        let (mut a, mut b) = ((self.numerator, self.denominator), (other.numerator, other.denominator));
        let mut reversed = false;
        loop {
            let whole = a.0.div_euclid(a.1).cmp(&b.0.div_euclid(b.1));
            let (rest_a, rest_b) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
            let found = match (whole, rest_a == 0, rest_b == 0) {
                (Ordering::Equal, true, true) => Some(Ordering::Equal),
                (Ordering::Equal, true, false) => Some(Ordering::Less),
                (Ordering::Equal, false, true) => Some(Ordering::Greater),
                (Ordering::Equal, false, false) => None,
                (different, _, _) => Some(different),
            };
            if let Some(order) = found {
                return if reversed { order.reverse() } else { order };
            }
            (a, b) = ((a.1, rest_a), (b.1, rest_b));
            reversed = !reversed;
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number::from_int(i64::from(value))
    }
}

impl From<Number> for (i128, i128) {
    fn from(number: Number) -> (i128, i128) {
        (number.numerator, number.denominator)
    }
}

impl TryFrom<(i128, i128)> for Number {
    type Error = &'static str;

    fn try_from((numerator, denominator): (i128, i128)) -> Result<Number, &'static str> {
        Number::ratio(numerator, denominator).ok_or("not a number")
    }
}

/// The number in full: `41.1`; a fraction that does not end as `1/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decimals().is_some() {
            return f.write_str(&self.plain());
        }
        if self.is_negative() {
            f.write_str("-")?;
        }
        f.write_str(&digits(self.numerator.unsigned_abs()))?;
        f.write_str("/")?;
        f.write_str(&digits(self.denominator.unsigned_abs()))
    }
}

/// Why a text is not a number as it is written in Dutch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing there.
    Empty,
    /// `50,`, `1.` or `-`: something must still follow.
    HalfTyped,
    /// A decimal point where Dutch has a comma.
    DecimalPoint {
        /// The same digits with a comma.
        suggestion: String,
    },
    /// Points that are neither thousands points nor one decimal point: `1.25.0`, `12.50,5`.
    BadGroups,
    /// More digits than are read.
    TooLarge,
    /// Anything else.
    NotANumber,
}

/// Which way a number that lies between two steps goes. Amounts below zero mirror those above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoundMode {
    /// `half omhoog`: to the nearest, and from exactly half away from zero (0,5 to 1, and −0,5 to −1).
    HalfUp,
    /// `half omlaag`: to the nearest, and from exactly half towards zero.
    HalfDown,
    /// `half even`: to the nearest, and from exactly half to the even one of the two.
    HalfEven,
    /// `omhoog`: away from zero.
    Up,
    /// `omlaag`: towards zero.
    Down,
}

impl RoundMode {
    const NAMES: [(&'static str, RoundMode); 5] = [
        ("half omhoog", RoundMode::HalfUp),
        ("half omlaag", RoundMode::HalfDown),
        ("half even", RoundMode::HalfEven),
        ("omhoog", RoundMode::Up),
        ("omlaag", RoundMode::Down),
    ];

    /// The name an editor writes.
    pub const fn name(self) -> &'static str {
        match self {
            RoundMode::HalfUp => "half omhoog",
            RoundMode::HalfDown => "half omlaag",
            RoundMode::HalfEven => "half even",
            RoundMode::Up => "omhoog",
            RoundMode::Down => "omlaag",
        }
    }
}

/// How a named value is rounded, as written under `afronden:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rounding {
    /// The result is a multiple of this.
    pub step: Number,
    /// Which way.
    pub mode: RoundMode,
    /// Whether only amounts in euros can be rounded so (`op centen`).
    pub money: bool,
}

impl Rounding {
    /// Reads `op centen, half omhoog`.
    ///
    /// What to: `centen`, `hele euro's`, `5 cent`, `10 euro` (amounts); `helen`, `1 decimaal`, `2 decimalen`
    /// (anything). Which way: see [`RoundMode`].
    pub fn parse(text: &str) -> Result<Rounding, RoundingError> {
        let (target, mode) = cut(text, ',').ok_or(RoundingError::Shape)?;
        let target = single_spaces(target);
        let mode = single_spaces(mode);
        let target = target.strip_prefix("op ").ok_or(RoundingError::Shape)?;
        let (step, money) =
            Rounding::target(target).ok_or_else(|| RoundingError::Target(target.to_owned()))?;
        let (_, mode) = RoundMode::NAMES
            .into_iter()
            .find(|&(name, _)| name == mode)
            .ok_or_else(|| RoundingError::Mode(mode.clone()))?;
        Ok(Rounding { step, mode, money })
    }

    fn target(text: &str) -> Option<(Number, bool)> {
        match text {
            "centen" => return Some((Number::ratio(1, 100)?, true)),
            "hele euro's" | "hele euro’s" => return Some((Number::ONE, true)),
            "helen" => return Some((Number::ONE, false)),
            _ => {}
        }
        let (count, what) = cut(text, ' ')?;
        let count: u32 = count.parse().ok()?;
        match what {
            "cent" if (1..100).contains(&count) => Some((Number::ratio(i128::from(count), 100)?, true)),
            "euro" if (1..=100_000).contains(&count) => Some((Number::from(count), true)),
            "decimaal" | "decimalen" if (1..=6).contains(&count) && (count == 1) == (what == "decimaal") => {
                Some((Number::ratio(1, 10_i128.pow(count))?, false))
            }
            _ => None,
        }
    }

    /// The number, rounded. `None` when it does not fit, or for a step that is not above 0.
    pub fn apply(self, number: Number) -> Option<Number> {
        number.round_to(self.step, self.mode)
    }

    /// What to: `centen`, `2 decimalen`.
    fn step_text(self) -> String {
        let cents = self.step.checked_mul(Number::HUNDRED).and_then(Number::to_i64);
        match (self.money, cents, self.step.to_i64()) {
            (true, Some(1), _) => "centen".to_owned(),
            (_, _, Some(1)) => (if self.money { "hele euro's" } else { "helen" }).to_owned(),
            (true, _, Some(euros)) => text![digits(euros.unsigned_abs().into()), " euro"],
            (true, Some(cents), None) => text![digits(cents.unsigned_abs().into()), " cent"],
            _ => match self.step.decimals() {
                Some(1) => "1 decimaal".to_owned(),
                Some(decimals) => text![digits(decimals.into()), " decimalen"],
                None => self.step.plain(),
            },
        }
    }

    /// The text again: `op centen, half omhoog`.
    pub fn dutch(self) -> String {
        text!["op ", self.step_text(), ", ", self.mode.name()]
    }

    /// What was done to an amount: `afgerond op centen`.
    pub fn said(self) -> String {
        let way = match self.mode {
            RoundMode::Up => "naar boven ",
            RoundMode::Down => "naar beneden ",
            RoundMode::HalfUp | RoundMode::HalfDown | RoundMode::HalfEven => "",
        };
        text![way, "afgerond op ", self.step_text()]
    }
}

/// Why a text does not say how to round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundingError {
    /// Not `op WAT, WELKE KANT OP`.
    Shape,
    /// What to round to is not known.
    Target(String),
    /// Which way is not known.
    Mode(String),
}

impl RoundingError {
    /// What is wrong and what to write, in Dutch.
    pub fn message(&self) -> String {
        match self {
            RoundingError::Shape => {
                "Schrijf waarop je afrondt, een komma, en welke kant op, bijvoorbeeld: op centen, half omhoog."
                    .to_owned()
            }
            RoundingError::Target(text) => text![
                "Op “",
                text,
                "” kan niet worden afgerond. Kies: op centen, op 5 cent, op hele euro's, op 10 euro, op helen, op 1 \
                 decimaal of op 2 decimalen.",
            ],
            RoundingError::Mode(text) => text![
                "“",
                text,
                "” is geen manier van afronden. Kies: half omhoog, half omlaag, half even, omhoog of omlaag.",
            ],
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::{Decimal, RoundingStrategy};

    fn number(text: &str) -> Number {
        Number::parse_plain(text).unwrap()
    }

    #[test]
    fn decimals_are_exact_and_thirds_come_back_whole() {
        assert_eq!(number("0.1").checked_add(number("0.2")), Some(number("0.3")));
        let third = Number::from_int(100).checked_div(Number::from_int(3)).unwrap();
        assert_eq!(third.checked_mul(Number::from_int(3)), Some(Number::HUNDRED));
        assert_eq!(third.to_string(), "100/3");
        assert_eq!(third.plain(), "33.3333333333");
        assert_eq!(third.decimals(), None);
        assert_eq!(number("-0.50").to_string(), "-0.5");
        assert_eq!(number("12").plain_fixed(2), "12.00");
        assert_eq!(number("2.005").plain_fixed(2), "2.01");
        assert_eq!(number("-2.005").plain_fixed(2), "-2.01");
        assert_eq!(Number::from_decimal(4995, 2), Some(number("49.95")));
        assert_eq!(Number::from_decimal(1, 19), None);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let huge = Number::ratio(LIMIT, 1).unwrap();
        assert_eq!(huge.checked_add(Number::ONE), None);
        assert_eq!(huge.checked_mul(huge), None);
        assert_eq!(huge.checked_add(huge.negated()), Some(Number::ZERO));
        assert_eq!(Number::ONE.checked_div(Number::ZERO), None);
        assert_eq!(Number::ratio(1, 0), None);
        assert_eq!(Number::ratio(i128::MIN, 1), None);
        assert_eq!(Number::ratio(1, i128::MIN), None);
        assert_eq!(huge.plain_fixed(18).len(), 37);
        for (numerator, denominator, fits) in [
            (LIMIT, 1, true),
            (-LIMIT, 1, true),
            (LIMIT + 1, 1, false),
            (-LIMIT - 1, 1, false),
            (1, LIMIT, true),
            (1, LIMIT + 1, false),
            (1, -LIMIT, true),
            // What is divided out first does fit.
            (2 * (LIMIT + 1), 2 * (LIMIT + 1), true),
        ] {
            assert_eq!(Number::ratio(numerator, denominator).is_some(), fits, "{numerator}/{denominator}");
        }
        assert_eq!(Number::from_int(i64::MAX).to_i64(), Some(i64::MAX));
        assert_eq!(Number::from_int(i64::MIN).to_i64(), Some(i64::MIN));
        assert_eq!(Number::from_int(i64::MAX).checked_add(Number::ONE).unwrap().to_i64(), None);
        assert_eq!(number("0.5").to_i64(), None);
        // Parts that together have more digits than fit are made as small as they can be on the way.
        let part = Number::ratio(1, LIMIT / 10).unwrap();
        assert_eq!(part.checked_add(part), Number::ratio(2, LIMIT / 10));
        assert_eq!(part.checked_sub(part), Some(Number::ZERO));
        assert_eq!(part.checked_mul(Number::ratio(LIMIT / 10, 3).unwrap()), Number::ratio(1, 3));
        // Too large for decimals: nothing behind the comma, and nothing else lost.
        let large = Number::ratio(LIMIT, 7).unwrap();
        assert_eq!(large.plain(), (LIMIT / 7).to_string());
        let tiny = Number::ratio(1, LIMIT).unwrap();
        assert_eq!(tiny.plain(), "0");
        assert_eq!(tiny.checked_mul(tiny), None);
    }

    #[test]
    fn decimals_up_to_the_most() {
        let power = |decimals: u32| Number::ratio(1, 10_i128.pow(decimals)).unwrap();
        assert_eq!((power(0).decimals(), power(1).decimals()), (Some(0), Some(1)));
        assert_eq!((power(18).decimals(), power(19).decimals()), (Some(18), None));
        assert_eq!(power(18).plain(), "0.000000000000000001");
        assert_eq!(Number::parse_dutch("0,000000000000000001"), Ok(power(18)));
        assert_eq!(Number::parse_dutch("0,0000000000000000001"), Err(NumberError::TooLarge));
        assert_eq!(Number::from_decimal(5, MAX_DECIMALS), power(18).checked_mul(Number::from_int(5)));
        // Of what does not end ten decimals are shown, rounded from half away from zero.
        assert_eq!(Number::ratio(-2, 3).unwrap().plain(), "-0.6666666667");
        assert_eq!(Number::ratio(1, 3).unwrap().plain_fixed(0), "0");
        assert_eq!(number("-0.5").plain_fixed(0), "-1");
    }

    #[test]
    fn plain_numbers_are_read_strictly() {
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "-.5",
            "1.2.3",
            "1,5",
            " 1",
            "1 ",
            "+1",
            "--1",
            "1e3",
            "0.0000000000000000001",
        ] {
            assert_eq!(Number::parse_plain(text), None, "{text}");
        }
        assert_eq!(Number::parse_plain("-0.50"), Some(Number::ratio(-1, 2).unwrap()));
        assert_eq!(Number::parse_plain("007"), Some(Number::from_int(7)));
    }

    #[test]
    fn order_holds_where_multiplying_would_not_fit() {
        let a = Number::ratio(LIMIT, LIMIT - 1).unwrap();
        let b = Number::ratio(LIMIT - 1, LIMIT - 2).unwrap();
        assert!(a < b);
        assert!(a > Number::ONE);
        assert!(a.negated() > b.negated());
        assert_eq!(a.cmp(&a), Ordering::Equal);
    }

    #[test]
    fn dutch_numbers() {
        let dutch = |text: &str| Number::parse_dutch(text).map(Number::plain);
        for (typed, expected) in [
            ("50", "50"),
            ("0,28", "0.28"),
            ("1.250", "1250"),
            ("1.250,50", "1250.5"),
            ("12.345.678,9", "12345678.9"),
            (" -40 ", "-40"),
            ("− 40", "-40"),
            ("007", "7"),
            ("0", "0"),
            ("-0", "0"),
        ] {
            assert_eq!(dutch(typed), Ok(expected.to_owned()), "{typed}");
        }
        let point = |suggestion: &str| NumberError::DecimalPoint { suggestion: suggestion.to_owned() };
        for (typed, expected) in [
            ("", NumberError::Empty),
            ("-", NumberError::HalfTyped),
            ("50,", NumberError::HalfTyped),
            ("1.", NumberError::HalfTyped),
            ("1.,5", NumberError::HalfTyped),
            ("12.50", point("12,50")),
            ("12.5", point("12,5")),
            ("0.250", point("0,250")),
            ("-0.5", point("-0,5")),
            ("1250.50", point("1250,50")),
            ("1234.567", point("1234,567")),
            ("1,250.50", point("1.250,50")),
            ("1.25.0", NumberError::BadGroups),
            ("12.50,5", NumberError::BadGroups),
            ("1..250", NumberError::BadGroups),
            ("1,2.3", NumberError::BadGroups),
            ("1,2,3", NumberError::NotANumber),
            (",5", NumberError::NotANumber),
            (".5", NumberError::NotANumber),
            ("1e30", NumberError::NotANumber),
            ("--1", NumberError::NotANumber),
            ("1 250", NumberError::NotANumber),
            ("½", NumberError::NotANumber),
            ("٣", NumberError::NotANumber),
            ("0,1234567890123456789", NumberError::TooLarge),
            ("1000000000000000000000000000000000000000", NumberError::TooLarge),
        ] {
            assert_eq!(Number::parse_dutch(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn half_of_a_number_with_points_is_never_another_number() {
        // Every beginning of what somebody types is the number so far without points, or refused.
        for whole in ["1.250", "12.500", "1.250.000", "100.000,25"] {
            for (end, _) in whole.char_indices().skip(1) {
                let part: String = whole.chars().take(end).collect();
                if let Ok(found) = Number::parse_dutch(&part) {
                    let expected = part.replace('.', "").replace(',', ".");
                    assert_eq!(found, number(&expected), "{part}");
                }
            }
        }
    }

    #[test]
    fn rounding_by_name() {
        for (text, value, expected) in [
            ("op centen, half omhoog", "0.125", "0.13"),
            ("op centen, half omhoog", "-0.125", "-0.13"),
            ("op centen, half omlaag", "0.125", "0.12"),
            ("op centen, half even", "0.125", "0.12"),
            ("op centen, half even", "0.135", "0.14"),
            ("op centen, half even", "0.1251", "0.13"),
            ("op centen, omhoog", "0.121", "0.13"),
            ("op centen, omhoog", "-0.121", "-0.13"),
            ("op centen, omlaag", "0.129", "0.12"),
            ("op centen, omlaag", "-0.129", "-0.12"),
            ("op centen, omhoog", "0.12", "0.12"),
            ("op hele euro's, half omhoog", "49.5", "50"),
            ("op 5 cent, half omhoog", "1.02", "1"),
            ("op 5 cent, half omhoog", "1.03", "1.05"),
            ("op 10 euro, omlaag", "129.99", "120"),
            ("op helen, half even", "2.5", "2"),
            ("op 1 decimaal, half omhoog", "41.06", "41.1"),
            ("op  2 decimalen ,  half omhoog", "0.005", "0.01"),
        ] {
            let rounding = Rounding::parse(text).unwrap();
            assert_eq!(rounding.apply(number(value)), Some(number(expected)), "{text} {value}");
            assert_eq!(Rounding::parse(&rounding.dutch()), Ok(rounding), "{text}");
        }
        assert_eq!(Rounding::parse("op centen"), Err(RoundingError::Shape));
        assert_eq!(Rounding::parse("centen, omhoog"), Err(RoundingError::Shape));
        assert_eq!(Rounding::parse("op dubbeltjes, omhoog"), Err(RoundingError::Target("dubbeltjes".into())));
        assert_eq!(Rounding::parse("op 0 cent, omhoog"), Err(RoundingError::Target("0 cent".into())));
        assert_eq!(
            Rounding::parse("op 1 decimalen, omhoog"),
            Err(RoundingError::Target("1 decimalen".into()))
        );
        assert_eq!(Rounding::parse("op centen, omhoog!"), Err(RoundingError::Mode("omhoog!".into())));
        assert_eq!(Number::ONE.round_to(Number::ZERO, RoundMode::Up), None);
        assert_eq!(Number::ONE.round_to(number("-0.5"), RoundMode::Up), None);
        for (target, good) in [
            ("1 cent", true),
            ("99 cent", true),
            ("100 cent", false),
            ("1 euro", true),
            ("100000 euro", true),
            ("100001 euro", false),
            ("0 euro", false),
            ("1 decimaal", true),
            ("2 decimaal", false),
            ("6 decimalen", true),
            ("7 decimalen", false),
            ("0 decimalen", false),
            ("hele euro’s", true),
        ] {
            assert_eq!(Rounding::parse(&["op ", target, ", omlaag"].concat()).is_ok(), good, "{target}");
        }
    }

    #[test]
    fn steps() {
        assert!(number("2.5").is_multiple_of(number("0.5")));
        assert!(!number("2.6").is_multiple_of(number("0.5")));
        assert!(!number("2").is_multiple_of(Number::ZERO));
    }

    #[test]
    fn a_damaged_bundle_is_refused() {
        let bytes = postcard::to_allocvec(&(3_i128, 0_i128)).unwrap();
        assert!(postcard::from_bytes::<Number>(&bytes).is_err());
        let unreduced = postcard::to_allocvec(&(50_i128, 100_i128)).unwrap();
        assert_eq!(postcard::from_bytes::<Number>(&unreduced), Ok(number("0.5")));
    }

    prop_compose! {
        fn decimal()(mantissa in -10_000_000_000_i64..=10_000_000_000, scale in 0_u8..=6) -> (Number, Decimal) {
            (Number::from_decimal(mantissa, scale).unwrap(), Decimal::new(mantissa, u32::from(scale)))
        }
    }

    fn agrees(ours: Number, theirs: Decimal) -> bool {
        Number::parse_plain(&theirs.normalize().to_string()) == Some(ours)
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_rust_decimal((a, x) in decimal(), (b, y) in decimal()) {
            prop_assert!(agrees(a.checked_add(b).unwrap(), x + y));
            prop_assert!(agrees(a.checked_sub(b).unwrap(), x - y));
            prop_assert!(agrees(a.checked_mul(b).unwrap(), x * y));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            prop_assert_eq!(a.plain(), x.normalize().to_string());
        }

        #[test]
        fn rounding_agrees_with_rust_decimal((a, x) in decimal(), decimals in 0_u8..=4) {
            let step = Number::ratio(1, power_of_ten(decimals).unwrap()).unwrap();
            for (mode, theirs) in [
                (RoundMode::HalfUp, RoundingStrategy::MidpointAwayFromZero),
                (RoundMode::HalfDown, RoundingStrategy::MidpointTowardZero),
                (RoundMode::HalfEven, RoundingStrategy::MidpointNearestEven),
                (RoundMode::Up, RoundingStrategy::AwayFromZero),
                (RoundMode::Down, RoundingStrategy::ToZero),
            ] {
                let expected = x.round_dp_with_strategy(u32::from(decimals), theirs);
                prop_assert!(agrees(a.round_to(step, mode).unwrap(), expected), "{:?}", mode);
            }
        }

        /// Every step that can be named, and amounts that come out of a division.
        #[test]
        fn named_rounding_agrees_with_rust_decimal((a, x) in decimal(), by in 1_i64..1_000) {
            for (text, step, theirs) in [
                ("op centen, half omhoog", Decimal::new(1, 2), RoundingStrategy::MidpointAwayFromZero),
                ("op 5 cent, half omlaag", Decimal::new(5, 2), RoundingStrategy::MidpointTowardZero),
                ("op 25 cent, half even", Decimal::new(25, 2), RoundingStrategy::MidpointNearestEven),
                ("op hele euro's, omhoog", Decimal::ONE, RoundingStrategy::AwayFromZero),
                ("op 50 euro, omlaag", Decimal::new(50, 0), RoundingStrategy::ToZero),
                ("op helen, half omhoog", Decimal::ONE, RoundingStrategy::MidpointAwayFromZero),
                ("op 3 decimalen, half even", Decimal::new(1, 3), RoundingStrategy::MidpointNearestEven),
            ] {
                let rounding = Rounding::parse(text).unwrap();
                let expected = (x / step).round_dp_with_strategy(0, theirs) * step;
                prop_assert!(agrees(rounding.apply(a).unwrap(), expected), "{} of {}", text, a);
            }
            // Theirs has 28 digits: enough to see on which side of half a cent it lies.
            let quotient = a.checked_div(Number::from_int(by)).unwrap();
            let cents = Rounding::parse("op centen, half omhoog").unwrap();
            let expected = (x / Decimal::from(by)).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            prop_assert!(agrees(cents.apply(quotient).unwrap(), expected), "{} / {}", a, by);
        }

        #[test]
        fn division_is_undone_by_multiplication((a, _) in decimal(), (b, _) in decimal()) {
            if let Some(quotient) = a.checked_div(b) {
                prop_assert_eq!(quotient.checked_mul(b), Some(a));
            } else {
                prop_assert!(b.is_zero());
            }
        }

        #[test]
        fn wide_fractions_never_panic_and_order_is_antisymmetric(
            (n, d, m, e) in (any::<i128>(), any::<i128>(), any::<i128>(), any::<i128>())
        ) {
            if let (Some(a), Some(b)) = (Number::ratio(n, d), Number::ratio(m, e)) {
                prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
                for result in [a.checked_add(b), a.checked_sub(b), a.checked_mul(b), a.checked_div(b)] {
                    prop_assert!(result.is_none_or(|r| !r.to_string().is_empty()));
                }
                if let Some(difference) = a.checked_sub(b) {
                    prop_assert_eq!(difference.cmp(&Number::ZERO), a.cmp(&b));
                }
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "[-−0-9., a€]{0,14}") {
            let _ = Number::parse_dutch(&text);
            let _ = Number::parse_plain(&text);
        }

        #[test]
        fn what_is_serialized_comes_back((a, _) in decimal(), (b, _) in decimal()) {
            let number = a.checked_div(b).unwrap_or(a);
            let bytes = postcard::to_allocvec(&number).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Number>(&bytes), Ok(number));
        }
    }
}
