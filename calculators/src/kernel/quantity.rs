//! Values with a unit: `50 EUR`, `0,28 EUR/km`, `18 maanden`, `75 %`, and the numbered week `week 42`.
//!
//! Units multiply and divide as in physics: `EUR/km × km` is `EUR`, and `EUR / EUR` is a pure count (`keer`).
//! Weeks are 7 days and years 12 months; days and months do not convert into each other, nor do working days
//! or hours. A percentage of something is that thing: `75 % × 100 EUR` is `75 EUR`, `75 % × 4 keer` is
//! `3 keer`, `50 % × 50 %` is `25 %`.

use super::date::{Date, MonthEnd};
use super::dutch;
use super::holidays::Calendar;
use super::nearest::nearest;
use super::number::{Number, NumberError, RoundMode, Rounding};
use crate::texts::{single_spaces, split, trimmed};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// One name of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Euro,
    Percent,
    Celsius,
    Kilometre,
    Metre,
    Centimetre,
    Millimetre,
    Kilogram,
    Gram,
    Litre,
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
    Person,
    Point,
}

/// Every known unit, in the order of [`Base`]: as an editor writes one and many of it, and other ways in which people write it.
const KNOWN: [(Base, &str, &str, &[&str]); 19] = [
    (Base::Euro, "EUR", "EUR", &["€", "euro", "euro's", "euros", "eur"]),
    (Base::Percent, "%", "%", &["procent", "percent", "pct"]),
    (
        Base::Celsius,
        "°C",
        "°C",
        &["graden", "graad", "graden celsius", "c", "°", "ºc", "° c", "celsius", "℃"],
    ),
    (Base::Kilometre, "km", "km", &["kilometer", "kilometers"]),
    (Base::Metre, "m", "m", &["meter", "meters"]),
    (Base::Centimetre, "cm", "cm", &["centimeter", "centimeters"]),
    (Base::Millimetre, "mm", "mm", &["millimeter", "millimeters"]),
    (Base::Kilogram, "kg", "kg", &["kilo", "kilogram"]),
    (Base::Gram, "gram", "gram", &["g", "gr"]),
    (Base::Litre, "liter", "liter", &["l", "liters"]),
    (Base::Minute, "minuut", "minuten", &["min"]),
    (Base::Hour, "uur", "uur", &["uren", "u"]),
    (Base::Day, "dag", "dagen", &["kalenderdag", "kalenderdagen"]),
    (Base::WorkingDay, "werkdag", "werkdagen", &["werkbare dagen"]),
    (Base::Week, "week", "weken", &[]),
    (Base::Month, "maand", "maanden", &["mnd"]),
    (Base::Year, "jaar", "jaar", &["jaren"]),
    (Base::Person, "persoon", "personen", &[]),
    (Base::Point, "punt", "punten", &[]),
];

/// How an editor writes a pure count.
const COUNT: &str = "keer";

/// Names that measure the same, and how many of the second one of the first is.
const SIZES: [(Base, Base, i64); 2] = [(Base::Week, Base::Day, 7), (Base::Year, Base::Month, 12)];

/// What a number counts: a product of names over a product of names (`EUR`, `EUR/km`, `uur/week`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<(u16, i8)>", into = "Vec<(u16, i8)>")]
pub struct Unit {
    /// How often each name of [`KNOWN`] stands above the line; below it counts as less than nought. No two names
    /// of one dimension stand on different sides, and `%` stands never below the line, nor above it beside
    /// another name. All nought: a pure count.
    counts: [i8; KNOWN.len()],
}

impl Unit {
    const fn of(base: Base) -> Unit {
        let mut counts = [0; KNOWN.len()];
        counts[base as usize] = 1;
        Unit { counts }
    }

    /// `keer`, a pure count.
    pub fn count() -> Unit {
        Unit { counts: [0; KNOWN.len()] }
    }

    /// `EUR`
    pub fn euro() -> Unit {
        Unit::of(Base::Euro)
    }

    /// `%`
    pub fn percent() -> Unit {
        Unit::of(Base::Percent)
    }

    /// `°C`
    pub fn celsius() -> Unit {
        Unit::of(Base::Celsius)
    }

    /// `km`
    pub fn kilometres() -> Unit {
        Unit::of(Base::Kilometre)
    }

    /// `uur`
    pub fn hours() -> Unit {
        Unit::of(Base::Hour)
    }

    /// `dagen`
    pub fn days() -> Unit {
        Unit::of(Base::Day)
    }

    /// `werkdagen`
    pub fn working_days() -> Unit {
        Unit::of(Base::WorkingDay)
    }

    /// `weken`
    pub fn weeks() -> Unit {
        Unit::of(Base::Week)
    }

    /// `maanden`
    pub fn months() -> Unit {
        Unit::of(Base::Month)
    }

    /// `jaar`
    pub fn years() -> Unit {
        Unit::of(Base::Year)
    }

    /// Reads a unit as an editor writes it: `EUR`, `km`, `EUR/km`, `uur/week`, `dag` or `dagen`.
    pub fn parse(text: &str) -> Result<Unit, UnitError> {
        let text = single_spaces(text);
        let mut unit = Unit::count();
        for (place, name) in split(&text, '/').into_iter().enumerate() {
            let name = name.trim();
            if name.is_empty() {
                return Err(if text.is_empty() { UnitError::Empty } else { UnitError::unknown(&text) });
            }
            if place == 0 && name == COUNT {
                continue;
            }
            let base = KNOWN
                .iter()
                .find(|(_, singular, plural, _)| name == *singular || name == *plural)
                .map(|(base, ..)| *base)
                .ok_or_else(|| UnitError::unknown(name))?;
            if place == 0 {
                unit = Unit::of(base);
                continue;
            }
            // `dag/dag` is written as `keer`, and `week/dag` is a number.
            let longer = match unit.combine(&Unit::of(base), true) {
                Some((longer, _)) if base != Base::Percent && longer.names() > unit.names() => longer,
                _ => return Err(UnitError::unknown(&text)),
            };
            unit = longer;
        }
        Ok(unit)
    }

    /// How often a name stands above the line; below it is less than nought.
    fn times(&self, base: Base) -> i8 {
        self.counts.get(base as usize).copied().unwrap_or(0)
    }

    /// How many names it is made of.
    fn names(&self) -> u32 {
        self.counts.iter().map(|count| u32::from(count.unsigned_abs())).sum()
    }

    /// As an editor writes it, for many: `EUR/km`, `dagen`, `keer`.
    pub fn text(&self) -> String {
        self.form(true)
    }

    /// As an editor writes it, for one (`dag`) or many (`dagen`).
    fn form(&self, plural: bool) -> String {
        let mut text = self.over_form(plural);
        for name in self.under_forms() {
            text.push('/');
            text.push_str(name);
        }
        text
    }

    /// What stands above the line, in words.
    pub(crate) fn over_form(&self, plural: bool) -> String {
        let mut text = String::new();
        for ((_, one, many, _), count) in KNOWN.iter().zip(&self.counts) {
            for _ in 0..*count {
                if !text.is_empty() {
                    text.push_str(" × ");
                }
                text.push_str(if plural { many } else { one });
            }
        }
        if text.is_empty() { COUNT.to_owned() } else { text }
    }

    /// What stands below the line, each for one.
    pub(crate) fn under_forms(&self) -> Vec<&'static str> {
        let mut forms = Vec::new();
        for ((_, one, ..), count) in KNOWN.iter().zip(&self.counts) {
            for _ in *count..0 {
                forms.push(*one);
            }
        }
        forms
    }

    /// Is it `keer`?
    pub fn is_count(&self) -> bool {
        *self == Unit::count()
    }

    /// Is it `EUR`, and nothing else?
    pub fn is_money(&self) -> bool {
        *self == Unit::euro()
    }

    /// Are there euros above the line (`EUR`, `EUR/km`), and nothing else?
    pub fn counts_money(&self) -> bool {
        self.counts
            .iter()
            .enumerate()
            .all(|(place, count)| if place == Base::Euro as usize { *count == 1 } else { *count <= 0 })
    }

    /// Is it `%`, and nothing else?
    pub fn is_percent(&self) -> bool {
        *self == Unit::percent()
    }

    /// Is it one of `dag`, `werkdag`, `week`, `maand`, `jaar` and `uur`, which can be added to a date?
    pub fn is_duration(&self) -> bool {
        self.duration().is_some()
    }

    fn duration(&self) -> Option<Base> {
        [Base::Day, Base::WorkingDay, Base::Week, Base::Month, Base::Year, Base::Hour]
            .into_iter()
            .find(|base| *self == Unit::of(*base))
    }

    /// Can values in these two units be added and compared (weeks and days, years and months)?
    pub fn same_dimension(&self, other: &Unit) -> bool {
        matches!((self.rooted(), other.rooted()), (Some((one, _)), Some((other, _))) if one == other)
    }

    /// The unit in which all of its dimension are reckoned, and how many of it one of this is.
    fn rooted(&self) -> Option<(Unit, Number)> {
        let mut unit = self.clone();
        let mut factor = Number::ONE;
        for (large, small, size) in SIZES {
            while unit.times(large) != 0 {
                factor = unit.exchange(large, small, size, factor)?;
            }
        }
        Some((unit, factor))
    }

    /// Writes one large name as small ones, on the side where it stands. Gives the factor that it brings.
    fn exchange(&mut self, large: Base, small: Base, size: i64, factor: Number) -> Option<Number> {
        let side = self.times(large).signum();
        for (base, by) in [(large, -side), (small, side)] {
            let count = self.counts.get_mut(base as usize)?;
            *count = count.checked_add(by)?;
        }
        let size = Number::from_int(size);
        if side > 0 { factor.checked_mul(size) } else { factor.checked_div(size) }
    }

    /// The product of this unit and another (or its inverse), and what the number is to be multiplied with.
    fn combine(&self, other: &Unit, inverse: bool) -> Option<(Unit, Number)> {
        let mut unit = self.clone();
        for (count, other) in unit.counts.iter_mut().zip(other.counts) {
            *count = if inverse { count.checked_sub(other) } else { count.checked_add(other) }?;
        }
        let mut factor = Number::ONE;
        // Weeks over days are a number, and so are years over months.
        for (large, small, size) in SIZES {
            while unit.times(large).signum() * unit.times(small).signum() < 0 {
                factor = unit.exchange(large, small, size, factor)?;
            }
        }
        // Percentages of something are that thing; percentages below the line are hundredths there.
        let percents = std::mem::take(&mut unit.counts[Base::Percent as usize]);
        let alone = percents > 0 && unit.counts.iter().all(|count| *count <= 0);
        if alone {
            unit.counts[Base::Percent as usize] = 1;
        }
        for _ in i8::from(alone)..percents {
            factor = factor.checked_div(Number::HUNDRED)?;
        }
        for _ in percents..0 {
            factor = factor.checked_mul(Number::HUNDRED)?;
        }
        Some((unit, factor))
    }
}

/// The names that occur, by their place among the known ones, and how often.
impl From<Unit> for Vec<(u16, i8)> {
    fn from(unit: Unit) -> Vec<(u16, i8)> {
        (0..).zip(unit.counts).filter(|(_, count)| *count != 0).collect()
    }
}

impl TryFrom<Vec<(u16, i8)>> for Unit {
    type Error = &'static str;

    fn try_from(parts: Vec<(u16, i8)>) -> Result<Unit, &'static str> {
        let mut unit = Unit::count();
        for (place, count) in parts {
            *unit.counts.get_mut(usize::from(place)).ok_or("not a unit")? = count;
        }
        Ok(unit)
    }
}

/// As an editor writes it: `EUR/km`.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Why a text is not a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitError {
    /// Nothing there.
    Empty,
    /// A name that is not known.
    Unknown {
        /// The name as written.
        text: String,
        /// The known one that is probably meant.
        nearest: Option<&'static str>,
    },
}

impl UnitError {
    fn unknown(text: &str) -> UnitError {
        UnitError::Unknown { text: text.to_owned(), nearest: nearest_unit(text) }
    }

    /// What is wrong and what to write, in Dutch.
    pub fn message(&self) -> String {
        match self {
            UnitError::Empty => {
                "Hier ontbreekt een eenheid. Schrijf bijvoorbeeld EUR, km of dagen.".to_owned()
            }
            UnitError::Unknown { text, nearest } => unknown_unit(text, *nearest),
        }
    }
}

fn unknown_unit(text: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => {
            text!["De eenheid “", text, "” kennen we niet. Bedoel je “", nearest, "”? Schrijf het dan zo."]
        }
        None => text![
            "De eenheid “",
            text,
            "” kennen we niet. Kies bijvoorbeeld EUR, km, uur, dagen, werkdagen, weken, maanden, jaar, %, °C, cm of keer.",
        ],
    }
}

/// The unit that people mean by this word, however they write it: `€`, `euro`, `uren`, `graden`.
pub fn recognised(text: &str) -> Option<Unit> {
    let lower = trimmed(text).to_ascii_lowercase();
    if matches!(lower.as_str(), COUNT | "keren" | "x" | "maal" | "aantal" | "stuks") {
        return Some(Unit::count());
    }
    KNOWN
        .iter()
        .find(|(_, singular, plural, others)| {
            others.contains(&lower.as_str())
                || singular.eq_ignore_ascii_case(&lower)
                || plural.eq_ignore_ascii_case(&lower)
        })
        .map(|(base, ..)| Unit::of(*base))
}

/// The known unit that was probably meant, as an editor writes it.
pub fn nearest_unit(text: &str) -> Option<&'static str> {
    if let Some(unit) = recognised(text) {
        let base = KNOWN.iter().zip(&unit.counts).find(|(_, count)| **count > 0);
        return Some(base.map_or(COUNT, |(&(_, _, plural, _), _)| plural));
    }
    // Of a long name a slip may be guessed at, of two letters it may not.
    let names = KNOWN.iter().flat_map(|&(_, singular, plural, _)| [plural, singular]).chain([COUNT]);
    nearest(text.trim(), names.filter(|name| name.len() > 2))
}

/// A number with its unit.
///
/// Two are equal when they are written the same: `1 jaar` and `12 maanden` are not. What they mean is compared
/// by [`compare`](Quantity::compare).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// How many.
    pub number: Number,
    /// Of what.
    pub unit: Unit,
}

impl Quantity {
    /// So many of that.
    pub const fn new(number: Number, unit: Unit) -> Quantity {
        Quantity { number, unit }
    }

    /// Reads a value as an editor writes it: `50 EUR`, `0,28 EUR/km`, `18 maanden`, `-40 °C`, `75 %`.
    pub fn parse(text: &str) -> Result<Quantity, ParseError> {
        let text = single_spaces(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(ParseError::Empty);
        }
        let (digits, rest) = split_number(text);
        if digits.is_empty() {
            return Err(unit_first(text).unwrap_or(ParseError::NotANumber));
        }
        let with_unit = |number: &str| {
            if rest.is_empty() { number.to_owned() } else { text![number, " ", rest] }
        };
        let number = match Number::parse_dutch(digits) {
            Ok(number) => number,
            Err(NumberError::DecimalPoint { suggestion }) => {
                return Err(ParseError::DecimalPoint { suggestion: with_unit(&suggestion) });
            }
            Err(NumberError::HalfTyped) => return Err(ParseError::LostDecimals),
            Err(NumberError::BadGroups) => return Err(ParseError::BadGroups),
            Err(NumberError::TooLarge) => return Err(ParseError::TooLarge),
            Err(NumberError::Empty | NumberError::NotANumber) => return Err(ParseError::NotANumber),
        };
        if rest.is_empty() {
            return Err(ParseError::MissingUnit { number });
        }
        match Unit::parse(rest) {
            Ok(unit) => Ok(Quantity { number, unit }),
            Err(UnitError::Empty) => Err(ParseError::MissingUnit { number }),
            Err(UnitError::Unknown { text, nearest }) => Err(ParseError::UnknownUnit { text, nearest }),
        }
    }

    /// Sum. Of two units of one dimension the result is in days or months.
    pub fn add(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        self.together(other, Number::checked_add)
    }

    /// Difference. Of two units of one dimension the result is in days or months.
    pub fn sub(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        self.together(other, Number::checked_sub)
    }

    fn together(
        &self,
        other: &Quantity,
        operation: fn(Number, Number) -> Option<Number>,
    ) -> Result<Quantity, QuantityError> {
        let (left, right, unit) = self.alike(other)?;
        let number = operation(left, right).ok_or(QuantityError::Overflow)?;
        Ok(Quantity { number, unit })
    }

    /// Both numbers in one unit.
    fn alike(&self, other: &Quantity) -> Result<(Number, Number, Unit), QuantityError> {
        if self.unit == other.unit {
            return Ok((self.number, other.number, self.unit.clone()));
        }
        let (Some((unit, size)), Some((other_unit, other_size))) = (self.unit.rooted(), other.unit.rooted())
        else {
            return Err(QuantityError::Overflow);
        };
        if unit != other_unit {
            return Err(QuantityError::DifferentUnits { left: self.unit.clone(), right: other.unit.clone() });
        }
        match (self.number.checked_mul(size), other.number.checked_mul(other_size)) {
            (Some(left), Some(right)) => Ok((left, right, unit)),
            _ => Err(QuantityError::Overflow),
        }
    }

    /// Product: `0,28 EUR/km × 10 km` is `2,80 EUR`.
    pub fn mul(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        let number = self.number.checked_mul(other.number).ok_or(QuantityError::Overflow)?;
        // Part of a count is a count: `75 % × 4 keer` is `3 keer`, not 300 %.
        match (self.unit.is_percent(), other.unit.is_percent()) {
            (true, false) => scaled(number, &other.unit, Number::HUNDRED, Number::checked_div),
            (false, true) => scaled(number, &self.unit, Number::HUNDRED, Number::checked_div),
            _ => {
                let (unit, factor) = self.unit.combine(&other.unit, false).ok_or(QuantityError::Overflow)?;
                scaled(number, &unit, factor, Number::checked_mul)
            }
        }
    }

    /// Quotient, exact: `100 EUR / 4 keer` is `25 EUR`, `2 weken / 1 dag` is `14 keer`.
    pub fn div(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        if other.number.is_zero() {
            return Err(QuantityError::DivisionByZero);
        }
        let number = self.number.checked_div(other.number).ok_or(QuantityError::Overflow)?;
        if other.unit.is_percent() && !self.unit.is_percent() {
            return scaled(number, &self.unit, Number::HUNDRED, Number::checked_mul);
        }
        let (unit, factor) = self.unit.combine(&other.unit, true).ok_or(QuantityError::Overflow)?;
        scaled(number, &unit, factor, Number::checked_mul)
    }

    /// The same on the other side of zero.
    pub fn negated(&self) -> Quantity {
        Quantity { number: self.number.negated(), unit: self.unit.clone() }
    }

    /// Which is more? `12 maanden` and `1 jaar` are equal.
    pub fn compare(&self, other: &Quantity) -> Result<Ordering, QuantityError> {
        let (left, right, _) = self.alike(other)?;
        Ok(left.cmp(&right))
    }

    /// The smaller one as it is written; of equals this one.
    pub fn min(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        Ok(if self.compare(other)? == Ordering::Greater { other } else { self }.clone())
    }

    /// The larger one as it is written; of equals this one.
    pub fn max(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        Ok(if self.compare(other)? == Ordering::Less { other } else { self }.clone())
    }

    /// The same in another unit of its dimension; `None` when there is no way there.
    pub fn convert_to(&self, unit: &Unit) -> Option<Quantity> {
        let ((root, size), (other_root, other_size)) = (self.unit.rooted()?, unit.rooted()?);
        if root != other_root {
            return None;
        }
        let number = self.number.checked_mul(size)?.checked_div(other_size)?;
        Some(Quantity { number, unit: unit.clone() })
    }

    /// Rounded as a rule says.
    pub fn round(&self, rounding: Rounding) -> Result<Quantity, QuantityError> {
        if rounding.money && !self.unit.counts_money() {
            return Err(QuantityError::NotMoney { unit: self.unit.clone() });
        }
        let number = rounding.apply(self.number).ok_or(QuantityError::Overflow)?;
        Ok(Quantity { number, unit: self.unit.clone() })
    }

    /// Rounded to a multiple of `step` in the same unit.
    pub fn round_to(&self, step: Number, mode: RoundMode) -> Option<Quantity> {
        Some(Quantity { number: self.number.round_to(step, mode)?, unit: self.unit.clone() })
    }
}

fn scaled(
    number: Number,
    unit: &Unit,
    factor: Number,
    operation: fn(Number, Number) -> Option<Number>,
) -> Result<Quantity, QuantityError> {
    let number = operation(number, factor).ok_or(QuantityError::Overflow)?;
    Ok(Quantity { number, unit: unit.clone() })
}

/// As an editor writes it: `0,28 EUR/km`, `1 week`, `1.250,5 EUR`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = self.number.abs() == Number::ONE;
        let (shown, decimals) = self.number.shown();
        f.write_str(&shown.written(decimals, ',', Some('.'), '-'))?;
        f.write_str(" ")?;
        f.write_str(&self.unit.form(!one))
    }
}

/// The number a text begins with, sign and all, and what follows it without the spaces between.
fn split_number(text: &str) -> (&str, &str) {
    let body = text.strip_prefix(['-', '−']).unwrap_or(text).trim_start();
    let digits =
        body.find(|sign: char| !sign.is_ascii_digit() && sign != '.' && sign != ',').unwrap_or(body.len());
    let has_digit = body.get(..digits).is_some_and(|part| part.bytes().any(|byte| byte.is_ascii_digit()));
    if !has_digit {
        return ("", text);
    }
    let end = text.len() - body.len() + digits;
    (text.get(..end).unwrap_or(""), text.get(end..).unwrap_or("").trim_start())
}

/// `€ 50`, `EUR 50`: the unit in front.
fn unit_first(text: &str) -> Option<ParseError> {
    let start = text.find(|sign: char| sign.is_ascii_digit() || sign == '-' || sign == '−')?;
    let (unit, number) = (text.get(..start)?.trim(), text.get(start..)?.trim());
    let unit =
        Unit::parse(unit).map_or_else(|_| nearest_unit(unit).map(str::to_owned), |unit| Some(unit.text()))?;
    let read = Number::parse_dutch(number).ok()?;
    let quantity = Quantity { number: read, unit: Unit::parse(&unit).ok()? };
    Some(ParseError::UnitFirst { suggestion: quantity.to_string() })
}

/// Why two quantities cannot be reckoned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// They are not of one kind: weeks and euros, or days and months.
    DifferentUnits {
        /// Unit of the first.
        left: Unit,
        /// Unit of the second.
        right: Unit,
    },
    /// Division by zero.
    DivisionByZero,
    /// The result does not fit.
    Overflow,
    /// Only amounts in euros can be rounded so.
    NotMoney {
        /// The unit of what was to be rounded.
        unit: Unit,
    },
}

impl QuantityError {
    /// What is wrong and what to do, in Dutch.
    pub fn message(&self) -> String {
        match self {
            QuantityError::DifferentUnits { left, right } => text![
                "Dit zijn verschillende eenheden: ",
                &left.text(),
                " en ",
                &right.text(),
                ". Gebruik aan beide kanten dezelfde.",
            ],
            QuantityError::DivisionByZero => "Delen door nul kan niet. Kijk de waarden na.".to_owned(),
            QuantityError::Overflow => {
                "Dit getal wordt te groot om mee te rekenen. Kijk de waarden na.".to_owned()
            }
            QuantityError::NotMoney { unit } => text![
                "Op centen of euro's afronden kan alleen met een bedrag, en dit is in ",
                &unit.text(),
                ". Kies bijvoorbeeld: op 1 decimaal, half omhoog.",
            ],
        }
    }
}

/// Why a text is not a value with a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Nothing there.
    Empty,
    /// A number alone.
    MissingUnit {
        /// The number.
        number: Number,
    },
    /// A unit that is not known.
    UnknownUnit {
        /// The unit as written.
        text: String,
        /// The known one that is probably meant.
        nearest: Option<&'static str>,
    },
    /// A decimal point where Dutch has a comma.
    DecimalPoint {
        /// The value with a comma.
        suggestion: String,
    },
    /// Points that are neither thousands points nor one decimal point.
    BadGroups,
    /// Nothing after the comma: `50, EUR`.
    LostDecimals,
    /// The unit in front of the number: `€ 50`.
    UnitFirst {
        /// The value as it is to be written.
        suggestion: String,
    },
    /// No number at the beginning.
    NotANumber,
    /// More digits than are read.
    TooLarge,
}

impl ParseError {
    /// What is wrong and what to write, in Dutch.
    pub fn message(&self) -> String {
        match self {
            ParseError::Empty => "Hier ontbreekt een waarde. Schrijf bijvoorbeeld: 50 EUR.".to_owned(),
            ParseError::MissingUnit { number } => {
                let number = dutch::number(*number);
                text![
                    "Achter ",
                    &number,
                    " ontbreekt de eenheid. Schrijf bijvoorbeeld: ",
                    &number,
                    " EUR, of ",
                    &number,
                    " keer voor een aantal.",
                ]
            }
            ParseError::UnknownUnit { text, nearest } => unknown_unit(text, *nearest),
            ParseError::DecimalPoint { suggestion } => {
                text!["Hier staat een punt als decimaalteken. Schrijf een komma: ", suggestion, "."]
            }
            ParseError::BadGroups => {
                "De punten staan niet op de plaats van duizendtallen. Schrijf bijvoorbeeld: 1.250,50 EUR."
                    .to_owned()
            }
            ParseError::LostDecimals => {
                "Achter de komma ontbreken cijfers. Schrijf ze erbij of laat de komma weg.".to_owned()
            }
            ParseError::UnitFirst { suggestion } => {
                text!["De eenheid hoort achter het getal. Schrijf: ", suggestion, "."]
            }
            ParseError::NotANumber => {
                "Dit is geen waarde met een eenheid. Schrijf bijvoorbeeld: 50 EUR.".to_owned()
            }
            ParseError::TooLarge => "Dit getal heeft te veel cijfers. Kijk het na.".to_owned(),
        }
    }
}

/// What to do about a time of day (`22.00`, `22:00`, `22.00 uur`) where a value is to stand; none for anything else.
pub(crate) fn instead_of_time(text: &str) -> Option<String> {
    let text = text.trim();
    let clock = text.strip_suffix("uur").unwrap_or(text).trim_end();
    let (hour, minute) = clock.split_once(['.', ':'])?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(hour) && digits(minute) && matches!(hour.len(), 1 | 2) && minute.len() == 2) {
        return None;
    }
    super::date::parse_time(clock).ok()?;
    let shown = text![hour, ".", minute];
    let number = if text.contains('.') {
        text![" Bedoel je een getal? Schrijf dan een komma en een eenheid: `", hour, ",", minute, " EUR`."]
    } else {
        String::new()
    };
    Some(text![
        "Met een tijd van de dag wordt niet gerekend. Vraag ernaar met ja of nee: `vraag: Is het na ",
        &shown,
        " uur?`.",
        &number,
    ])
}

/// A week counted from a first day: `week 42`. Not a length of time, so nothing can be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct WeekNumber(u32);

impl WeekNumber {
    /// Week 1 to 9999.
    pub const fn new(number: u32) -> Option<WeekNumber> {
        if number >= 1 && number <= 9_999 { Some(WeekNumber(number)) } else { None }
    }

    /// Its number, 1 to 9999.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Reads `week 42`.
    pub fn parse(text: &str) -> Option<WeekNumber> {
        let number = single_spaces(text);
        let number = number.strip_prefix("week ")?;
        if number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        WeekNumber::new(number.parse().ok()?)
    }
}

impl fmt::Display for WeekNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("week ")?;
        f.write_str(&super::number::digits(self.0.into()))
    }
}

impl From<WeekNumber> for u32 {
    fn from(week: WeekNumber) -> u32 {
        week.0
    }
}

impl TryFrom<u32> for WeekNumber {
    type Error = &'static str;

    fn try_from(number: u32) -> Result<WeekNumber, &'static str> {
        WeekNumber::new(number).ok_or("not a week")
    }
}

/// What a fact can measure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// A number with a unit.
    Quantity(Quantity),
    /// A numbered week.
    Week(WeekNumber),
}

impl Measure {
    /// Reads `week 42`, or a quantity.
    pub fn parse(text: &str) -> Result<Measure, ParseError> {
        match WeekNumber::parse(text) {
            Some(week) => Ok(Measure::Week(week)),
            None => Quantity::parse(text).map(Measure::Quantity),
        }
    }
}

/// As an editor writes it.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Measure::Quantity(quantity) => quantity.fmt(f),
            Measure::Week(week) => week.fmt(f),
        }
    }
}

/// Why a quantity cannot be added to a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateAddError {
    /// It is no length of time.
    NotADuration {
        /// Its unit.
        unit: Unit,
    },
    /// Half a week, or a third of a month.
    NotWhole,
    /// Hours that are not whole days.
    HoursNotDays,
    /// The day lies before year 1 or after year 9999.
    OutOfRange,
}

impl DateAddError {
    /// What is wrong and what to do, in Dutch.
    pub fn message(&self) -> String {
        match self {
            DateAddError::NotADuration { unit } => text![
                "Bij een datum kun je geen ",
                &unit.text(),
                " optellen. Gebruik dagen, werkdagen, weken, maanden of jaar.",
            ],
            DateAddError::NotWhole => {
                "Bij een datum kun je alleen een heel aantal optellen. Rond de waarde eerst af.".to_owned()
            }
            DateAddError::HoursNotDays => {
                "Bij een datum kun je alleen uren optellen die samen hele dagen zijn. Gebruik een veelvoud van 24 uur."
                    .to_owned()
            }
            DateAddError::OutOfRange => {
                "De datum die hieruit komt, bestaat niet in onze kalender. Kijk de datum en de termijn na.".to_owned()
            }
        }
    }
}

/// The day so much later: days, weeks, months, years, working days (counting starts the day after), and hours
/// in multiples of 24. Months and years on a day that does not exist become what `end` says.
pub fn add_to_date(
    date: Date,
    quantity: &Quantity,
    end: MonthEnd,
    calendar: &Calendar,
) -> Result<Date, DateAddError> {
    let Some(base) = quantity.unit.duration() else {
        return Err(DateAddError::NotADuration { unit: quantity.unit.clone() });
    };
    if !quantity.number.is_integer() {
        return Err(if base == Base::Hour { DateAddError::HoursNotDays } else { DateAddError::NotWhole });
    }
    let count = quantity.number.to_i64().ok_or(DateAddError::OutOfRange)?;
    let day = match base {
        Base::Hour if count % 24 != 0 => return Err(DateAddError::HoursNotDays),
        Base::Hour => date.add_days(count / 24),
        Base::WorkingDay => calendar.add_working_days(date, count),
        Base::Week => date.add_weeks(count),
        Base::Month => date.add_months(count, end),
        Base::Year => date.add_years(count, end),
        _ => date.add_days(count),
    };
    day.ok_or(DateAddError::OutOfRange)
}

/// The day so much earlier; as [`add_to_date`].
pub fn subtract_from_date(
    date: Date,
    quantity: &Quantity,
    end: MonthEnd,
    calendar: &Calendar,
) -> Result<Date, DateAddError> {
    add_to_date(date, &quantity.negated(), end, calendar)
}

/// How many days the second date is later; negative when it is earlier.
pub fn days_between(from: Date, to: Date) -> Quantity {
    Quantity { number: Number::from_int(from.days_until(to).into()), unit: Unit::days() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    fn number(text: &str) -> Number {
        Number::parse_plain(text).unwrap()
    }

    #[test]
    fn values_as_an_editor_writes_them() {
        for (text, value, unit) in [
            ("50 EUR", "50", Unit::euro()),
            ("50,01 EUR", "50.01", Unit::euro()),
            ("1.250,50 EUR", "1250.5", Unit::euro()),
            ("1.250 EUR", "1250", Unit::euro()),
            ("18 maanden", "18", Unit::months()),
            ("1 maand", "1", Unit::months()),
            ("10 werkdagen", "10", Unit::working_days()),
            ("2 jaar", "2", Unit::years()),
            ("25 °C", "25", Unit::celsius()),
            ("-40 °C", "-40", Unit::celsius()),
            ("− 40 °C", "-40", Unit::celsius()),
            ("80 uur", "80", Unit::hours()),
            ("75 %", "75", Unit::percent()),
            ("75%", "75", Unit::percent()),
            ("50\u{a0}EUR", "50", Unit::euro()),
            ("150 keer", "150", Unit::count()),
            ("104 weken", "104", Unit::weeks()),
        ] {
            assert_eq!(Quantity::parse(text), Ok(Quantity::new(number(value), unit)), "{text}");
        }
        assert_eq!(quantity("0,28 EUR/km").unit.text(), "EUR/km");
        assert_eq!(quantity("36 uur/week").to_string(), "36 uur/week");
        assert_eq!(quantity("1 keer/jaar").to_string(), "1 keer/jaar");
        assert_eq!(quantity("120 cm").to_string(), "120 cm");
    }

    #[test]
    fn times_of_day_are_no_values() {
        for text in ["22.00", "22:00", "7.30", "22.00 uur", "07:05 uur", " 0.00 "] {
            assert!(instead_of_time(text).is_some(), "{text}");
        }
        for text in ["22,00", "50.01", "25.00", "12.50 EUR", "1.250", "22", "22 uur", "22.000", "1.2.3", ""] {
            assert_eq!(instead_of_time(text), None, "{text}");
        }
    }

    #[test]
    fn values_that_are_not_one() {
        let unknown = |text: &str, nearest| ParseError::UnknownUnit { text: text.to_owned(), nearest };
        let point = |text: &str| ParseError::DecimalPoint { suggestion: text.to_owned() };
        let first = |text: &str| ParseError::UnitFirst { suggestion: text.to_owned() };
        for (text, expected) in [
            ("", ParseError::Empty),
            ("50", ParseError::MissingUnit { number: number("50") }),
            ("50,01", ParseError::MissingUnit { number: number("50.01") }),
            ("50 euro", unknown("euro", Some("EUR"))),
            ("50 €", unknown("€", Some("EUR"))),
            ("50 eur", unknown("eur", Some("EUR"))),
            ("50 procent", unknown("procent", Some("%"))),
            ("25 graden", unknown("graden", Some("°C"))),
            ("8 uren", unknown("uren", Some("uur"))),
            ("18 mnden", unknown("mnden", Some("maanden"))),
            ("3 jaren", unknown("jaren", Some("jaar"))),
            ("3 dgaen", unknown("dgaen", Some("dagen"))),
            ("3 parsecs", unknown("parsecs", None)),
            ("3 tredes", unknown("tredes", None)),
            ("5 EUR/", unknown("EUR/", Some("EUR"))),
            ("5 dag/week", unknown("dag/week", None)),
            ("5 EUR/%", unknown("EUR/%", None)),
            ("0.28 EUR/km", point("0,28 EUR/km")),
            ("50.01 EUR", point("50,01 EUR")),
            ("12.50", point("12,50")),
            ("1,250.50 EUR", point("1.250,50 EUR")),
            ("1.25.0 EUR", ParseError::BadGroups),
            ("50, EUR", ParseError::LostDecimals),
            ("50,", ParseError::LostDecimals),
            ("€ 50", first("50 EUR")),
            ("€50,01", first("50,01 EUR")),
            ("EUR 50", first("50 EUR")),
            ("% 75", first("75 %")),
            ("een paar dagen", ParseError::NotANumber),
            ("artikel 7 lid 5", ParseError::NotANumber),
            (", EUR", ParseError::NotANumber),
            ("1000000000000000000000000000000000000000 EUR", ParseError::TooLarge),
        ] {
            assert_eq!(Quantity::parse(text), Err(expected), "{text}");
        }
        assert!(matches!(Quantity::parse("1e30 EUR"), Err(ParseError::UnknownUnit { .. })));
    }

    #[test]
    fn messages_show_how_to_write_it() {
        let message = |text: &str| Quantity::parse(text).unwrap_err().message();
        assert_eq!(
            message("50"),
            "Achter 50 ontbreekt de eenheid. Schrijf bijvoorbeeld: 50 EUR, of 50 keer voor een aantal."
        );
        assert_eq!(
            message("50 euro"),
            "De eenheid “euro” kennen we niet. Bedoel je “EUR”? Schrijf het dan zo."
        );
        assert_eq!(
            message("0.28 EUR/km"),
            "Hier staat een punt als decimaalteken. Schrijf een komma: 0,28 EUR/km."
        );
        assert_eq!(message("€ 50"), "De eenheid hoort achter het getal. Schrijf: 50 EUR.");
        let weeks_and_euros = quantity("2 weken").add(&quantity("5 EUR")).unwrap_err();
        assert_eq!(
            weeks_and_euros.message(),
            "Dit zijn verschillende eenheden: weken en EUR. Gebruik aan beide kanten dezelfde."
        );
    }

    #[test]
    fn units_multiply_and_divide() {
        for (left, sign, right, expected) in [
            ("0,28 EUR/km", '*', "10 km", "2,8 EUR"),
            ("10 km", '*', "0,28 EUR/km", "2,8 EUR"),
            ("100 EUR", '/', "4 keer", "25 EUR"),
            ("100 EUR", '/', "25 EUR", "4 keer"),
            ("100 EUR", '/', "50 km", "2 EUR/km"),
            ("100 EUR", '/', "0,5 EUR/km", "200 km"),
            ("75 %", '*', "100 EUR", "75 EUR"),
            ("100 EUR", '*', "75 %", "75 EUR"),
            ("75 %", '*', "4 keer", "3 keer"),
            ("50 %", '*', "50 %", "25 %"),
            ("50 %", '/', "25 %", "2 keer"),
            ("50 %", '/', "2 keer", "25 %"),
            ("30 EUR", '/', "60 %", "50 EUR"),
            ("2 %/jaar", '*', "3 jaar", "6 %"),
            ("2 %/jaar", '*', "18 maanden", "3 %"),
            ("2 weken", '/', "1 dag", "14 keer"),
            ("36 uur/week", '*', "14 dagen", "72 uur"),
            ("100 EUR/maand", '*', "2 jaar", "2.400 EUR"),
            ("12 keer", '*', "100 EUR", "1.200 EUR"),
            ("2 keer", '*', "3 keer", "6 keer"),
            ("3 m", '*', "2 m", "6 m × m"),
            ("0 EUR", '/', "5 keer", "0 EUR"),
            ("100 EUR", '/', "3 keer", "33,3333333333 EUR"),
            ("2 keer", '/', "1 week", "2 keer/week"),
        ] {
            let (left, right) = (quantity(left), quantity(right));
            let result = if sign == '*' { left.mul(&right) } else { left.div(&right) };
            assert_eq!(result.unwrap().to_string(), expected, "{left} {sign} {right}");
        }
        assert_eq!(quantity("5 EUR").div(&quantity("0 km")), Err(QuantityError::DivisionByZero));
        // A division is exact until somebody rounds.
        let third = quantity("100 EUR").div(&quantity("3 keer")).unwrap();
        assert_eq!(third.mul(&quantity("3 keer")), Ok(quantity("100 EUR")));
    }

    #[test]
    fn units_add_and_compare() {
        for (left, right, sum) in [
            ("50 EUR", "0,01 EUR", Some("50,01 EUR")),
            ("2 weken", "3 dagen", Some("17 dagen")),
            ("2 weken", "3 weken", Some("5 weken")),
            ("1 jaar", "6 maanden", Some("18 maanden")),
            ("10 %", "5 %", Some("15 %")),
            ("1 EUR/week", "1 EUR/dag", Some("1,1428571429 EUR/dag")),
            ("1 maand", "30 dagen", None),
            ("2 weken", "5 EUR", None),
            ("3 werkdagen", "3 dagen", None),
            ("24 uur", "1 dag", None),
            ("5 %", "5 keer", None),
            ("1 km", "1 m", None),
        ] {
            let (left, right) = (quantity(left), quantity(right));
            let found = left.add(&right).map(|sum| sum.to_string());
            assert_eq!(found.clone().ok().as_deref(), sum, "{left} + {right}");
            if sum.is_none() {
                let different =
                    QuantityError::DifferentUnits { left: left.unit.clone(), right: right.unit.clone() };
                assert_eq!(found, Err(different.clone()));
                assert_eq!(left.compare(&right), Err(different.clone()));
                assert_eq!(left.sub(&right), Err(different.clone()));
                assert_eq!(left.min(&right), Err(different));
            }
        }
        assert_eq!(quantity("12 maanden").compare(&quantity("1 jaar")), Ok(Ordering::Equal));
        assert_ne!(quantity("12 maanden"), quantity("1 jaar"));
        assert_eq!(quantity("13 dagen").compare(&quantity("2 weken")), Ok(Ordering::Less));
        assert_eq!(quantity("1 jaar").min(&quantity("11 maanden")), Ok(quantity("11 maanden")));
        assert_eq!(quantity("1 jaar").max(&quantity("11 maanden")), Ok(quantity("1 jaar")));
        assert_eq!(quantity("2 weken").sub(&quantity("1 dag")), Ok(quantity("13 dagen")));
    }

    #[test]
    fn conversion() {
        let to = |text: &str, unit: &Unit| quantity(text).convert_to(unit).map(|found| found.to_string());
        assert_eq!(to("2 weken", &Unit::days()), Some("14 dagen".to_owned()));
        assert_eq!(to("18 maanden", &Unit::years()), Some("1,5 jaar".to_owned()));
        assert_eq!(to("1 maand", &Unit::days()), None);
        assert_eq!(to("5 EUR", &Unit::euro()), Some("5 EUR".to_owned()));
        assert!(Unit::weeks().same_dimension(&Unit::days()));
        assert!(!Unit::weeks().same_dimension(&Unit::months()));
    }

    #[test]
    fn overflow_is_an_error() {
        let mut large = quantity("1.000.000.000 EUR");
        let factor = quantity("1.000.000.000 keer");
        for _ in 0..2 {
            large = large.mul(&factor).unwrap();
        }
        assert_eq!(large.mul(&factor).and_then(|larger| larger.mul(&factor)), Err(QuantityError::Overflow));
    }

    #[test]
    fn only_amounts_are_rounded_on_cents() {
        let cents = Rounding::parse("op centen, half omhoog").unwrap();
        assert_eq!(quantity("1,005 EUR").round(cents), Ok(quantity("1,01 EUR")));
        assert_eq!(quantity("1,005 EUR/km").round(cents), Ok(quantity("1,01 EUR/km")));
        assert_eq!(
            quantity("1,005 km").round(cents),
            Err(QuantityError::NotMoney { unit: Unit::kilometres() })
        );
        let whole = Rounding::parse("op helen, omlaag").unwrap();
        assert_eq!(quantity("1,9 km").round(whole), Ok(quantity("1 km")));
    }

    #[test]
    fn numbered_weeks_are_no_length_of_time() {
        let week = WeekNumber::new(42).unwrap();
        assert_eq!(Measure::parse("week 42"), Ok(Measure::Week(week)));
        assert_eq!(Measure::parse("42 weken"), Ok(Measure::Quantity(quantity("42 weken"))));
        assert_eq!(Measure::Week(week).to_string(), "week 42");
        for text in ["week", "week 0", "week 042", "week 10000", "week -1", "week 4,2", "week 99999999999999"]
        {
            assert_eq!(WeekNumber::parse(text), None, "{text}");
            assert!(Measure::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn adding_to_a_date() {
        let calendar = Calendar::statutory(2030);
        let day = |text: &str| Date::parse_iso(text).unwrap();
        for (from, text, expected) in [
            ("2025-01-31", "1 maand", "2025-02-28"),
            ("2024-02-29", "1 jaar", "2025-02-28"),
            ("2025-01-06", "6 weken", "2025-02-17"),
            ("2025-01-06", "7 dagen", "2025-01-13"),
            ("2026-04-02", "1 werkdag", "2026-04-07"),
            ("2025-01-06", "48 uur", "2025-01-08"),
        ] {
            let found = add_to_date(day(from), &quantity(text), MonthEnd::LastDay, &calendar);
            assert_eq!(found, Ok(day(expected)), "{from} + {text}");
        }
        assert_eq!(
            subtract_from_date(day("2025-03-31"), &quantity("1 maand"), MonthEnd::NextDay, &calendar),
            Ok(day("2025-03-01"))
        );
        for (text, error) in [
            ("5 EUR", DateAddError::NotADuration { unit: Unit::euro() }),
            ("30 minuten", DateAddError::NotADuration { unit: Unit::parse("minuten").unwrap() }),
            ("1,5 weken", DateAddError::NotWhole),
            ("36 uur", DateAddError::HoursNotDays),
            ("1,5 uur", DateAddError::HoursNotDays),
            ("10.000 jaar", DateAddError::OutOfRange),
            ("1.000.000.000.000.000.000.000 dagen", DateAddError::OutOfRange),
        ] {
            let found = add_to_date(day("2025-01-06"), &quantity(text), MonthEnd::LastDay, &calendar);
            assert_eq!(found, Err(error), "{text}");
        }
        assert_eq!(days_between(day("2025-01-06"), day("2025-01-01")), quantity("-5 dagen"));
    }

    #[test]
    fn one_of_a_thing_and_the_ends_of_what_is_numbered() {
        for (text, shown) in
            [("1 dag", "1 dag"), ("-1 dag", "-1 dag"), ("0 dagen", "0 dagen"), ("1,5 dagen", "1,5 dagen")]
        {
            assert_eq!(quantity(text).to_string(), shown);
        }
        for (number, good) in [(0, false), (1, true), (9_999, true), (10_000, false)] {
            assert_eq!(WeekNumber::new(number).is_some(), good, "{number}");
            assert_eq!(
                WeekNumber::parse(&["week ", &number.to_string()].concat()).is_some(),
                good,
                "{number}"
            );
        }
    }

    #[test]
    fn kinds_of_units() {
        assert!(Unit::count().is_count());
        assert!(Unit::euro().is_money() && !Unit::parse("EUR/km").unwrap().is_money());
        assert!(Unit::parse("EUR/km").unwrap().counts_money());
        assert!(Unit::percent().is_percent());
        for text in ["dag", "dagen", "week", "maanden", "jaar", "werkdagen", "uur"] {
            assert!(Unit::parse(text).unwrap().is_duration(), "{text}");
        }
        assert!(!Unit::parse("uur/week").unwrap().is_duration());
        assert_eq!(Unit::parse(""), Err(UnitError::Empty));
        assert_eq!(Unit::parse(" dag "), Ok(Unit::days()));
    }

    #[test]
    fn a_quantity_travels_in_few_bytes() {
        let value = quantity("0,28 EUR/km");
        let bytes = postcard::to_allocvec(&value).unwrap();
        assert_eq!(bytes.len(), 7);
        assert_eq!(postcard::from_bytes(&bytes), Ok(value));
        let week = postcard::to_allocvec(&Measure::Week(WeekNumber::new(42).unwrap())).unwrap();
        assert_eq!(postcard::from_bytes::<Measure>(&week).unwrap().to_string(), "week 42");
        let none = postcard::to_allocvec(&0_u32).unwrap();
        assert!(postcard::from_bytes::<WeekNumber>(&none).is_err());
    }

    prop_compose! {
        fn any_quantity()(
            mantissa in -1_000_000_000_i64..1_000_000_000,
            decimals in 0_u8..=4,
            unit in prop::sample::select(vec![
                "EUR", "EUR/km", "km", "%", "keer", "dagen", "weken", "maanden", "jaar", "uur/week", "°C", "%/jaar",
            ]),
        ) -> Quantity {
            Quantity::new(Number::from_decimal(mantissa, decimals).unwrap(), Unit::parse(unit).unwrap())
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in any_quantity()) {
            prop_assert_eq!(Quantity::parse(&value.to_string()), Ok(value));
        }

        #[test]
        fn multiplication_commutes_and_division_undoes_it(a in any_quantity(), b in any_quantity()) {
            let product = a.mul(&b).unwrap();
            prop_assert_eq!(&product, &b.mul(&a).unwrap());
            if !b.number.is_zero() {
                let back = product.div(&b).unwrap();
                // A percentage of a count is a count, so its way back is a count as well.
                if back.unit.same_dimension(&a.unit) {
                    prop_assert_eq!(back.compare(&a), Ok(Ordering::Equal));
                } else {
                    prop_assert!(a.unit.text().contains('%') || b.unit.text().contains('%'));
                }
            }
        }

        /// What a rule adds to a day, against jiff.
        #[test]
        fn adding_to_a_date_agrees_with_jiff(
            days in 0_i32..100_000, count in -400_i64..400, unit in 0_usize..5,
        ) {
            use jiff::{ToSpan, civil};
            let from = Date::from_days(days).unwrap();
            let theirs = civil::date(from.year() as i16, from.month() as i8, from.day() as i8);
            let (name, span) = [
                ("dagen", count.days()),
                ("weken", count.weeks()),
                ("maanden", count.months()),
                ("jaar", count.years()),
                ("uur", count.days()),
            ][unit];
            let count = if name == "uur" { 24 * count } else { count };
            let length = Quantity::new(Number::from_int(count), Unit::parse(name).unwrap());
            let weekdays = Calendar::new([], [], 1, 9999);
            let expected = theirs.checked_add(span).unwrap();
            let last = add_to_date(from, &length, MonthEnd::LastDay, &weekdays).unwrap();
            prop_assert_eq!(last.iso(), expected.to_string());
            let back = subtract_from_date(from, &length.negated(), MonthEnd::LastDay, &weekdays).unwrap();
            prop_assert_eq!(back, last);
            // Where the day does not exist the other clamp gives the first of the month after.
            let clamped = (2..4).contains(&unit) && expected.day() != theirs.day();
            let next = add_to_date(from, &length, MonthEnd::NextDay, &weekdays).unwrap();
            let after = if clamped { expected.last_of_month().tomorrow().unwrap() } else { expected };
            prop_assert_eq!(next.iso(), after.to_string());
        }

        /// Amounts as a rule reckons them: a rate times a distance, a share of a price, rounded on cents.
        #[test]
        fn money_agrees_with_rust_decimal(
            cents in -10_000_000_i64..10_000_000, rate in 0_i64..100_000, distance in 0_i64..10_000, share in 0_i64..10_000,
        ) {
            use rust_decimal::{Decimal, RoundingStrategy};
            let of = |mantissa: i64, decimals: u8, unit: &str| {
                Quantity::new(Number::from_decimal(mantissa, decimals).unwrap(), Unit::parse(unit).unwrap())
            };
            let price = of(cents, 2, "EUR");
            let travel = of(rate, 4, "EUR/km").mul(&of(distance, 1, "km")).unwrap();
            let part = of(share, 2, "%").mul(&price).unwrap();
            let cents_of = Rounding::parse("op centen, half omhoog").unwrap();
            let total = price.add(&travel).and_then(|sum| sum.sub(&part)).and_then(|sum| sum.round(cents_of)).unwrap();
            let (x, y) = (Decimal::new(cents, 2), Decimal::new(rate, 4) * Decimal::new(distance, 1));
            let z = Decimal::new(share, 4) * x;
            let expected = (x + y - z).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            prop_assert_eq!(total.number.plain(), expected.normalize().to_string());
            prop_assert!(total.unit.is_money());
        }

        #[test]
        fn addition_and_comparison_agree(a in any_quantity(), b in any_quantity()) {
            match a.sub(&b) {
                Ok(difference) => prop_assert_eq!(a.compare(&b).unwrap(), difference.number.cmp(&Number::ZERO)),
                Err(error) => prop_assert_eq!(a.compare(&b).unwrap_err(), error),
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,16}", close in "[-−€0-9., /%a-zE]{0,16}") {
            for text in [text, close] {
                if let Err(error) = Measure::parse(&text) {
                    prop_assert!(error.message().ends_with('.'));
                }
                let _ = nearest_unit(&text);
            }
        }
    }
}
