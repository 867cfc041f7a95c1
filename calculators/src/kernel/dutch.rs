//! Numbers, amounts, dates and lists as Dutch readers write and read them.
//!
//! What is printed has no-break spaces ([`NBSP`]) between a number and its unit (`€ 50`, `16 weken`) and a real
//! minus sign (`−`). What is read is what people type in a field or on the command line: tolerant of spaces,
//! signs and capitals, and never of anything that could be read in two ways or that may be half of something
//! longer (`12.50`, `50,`): a wrong verdict is worse than a message.

use super::date::{Date, Time};
pub use super::date::{month_name, month_short};
use super::number::{Number, NumberError, RoundMode, digits};
use super::quantity::{Measure, Quantity, Unit, recognised};
use crate::texts::{cut, joined, padded, replaced, single_spaces, trimmed, trimmed_end, trimmed_start};
use std::cmp::Ordering;

/// The no-break space, U+00A0.
pub const NBSP: &str = "\u{a0}";

/// Nothing that is typed as a number may be further from zero than this: it is an amount, a distance or a
/// count of one person's, and more is a slip.
pub const MAX_TYPED: Number = Number::from_int(999_999_999);

const MINUS: char = '−';

/// A number: `1.250,5`, `−40`. A fraction that does not end has ten decimals.
pub fn number(value: Number) -> String {
    let (shown, decimals) = value.shown();
    shown.written(decimals, ',', Some('.'), MINUS)
}

/// A number with exactly so many decimals, rounded half away from zero: `41,1`, `50,00`.
pub fn number_fixed(value: Number, decimals: u8) -> String {
    let (shown, decimals) = value.rounded_for_print(decimals);
    shown.written(decimals, ',', Some('.'), MINUS)
}

/// A number of euros: `€ 50`, `€ 1.250,50`, `€ 0,125`, `€ −5`.
///
/// Whole euros have no decimals and other amounts two, or as many as they need. A fraction that does not end
/// (an amount that nobody rounded) is shown on cents, half away from zero.
pub fn amount(value: Number) -> String {
    let text = match value.decimals() {
        Some(0) => number_fixed(value, 0),
        Some(decimals) => number_fixed(value, decimals.max(2)),
        None => {
            let (cents, decimals) = value.rounded_for_print(2);
            number_fixed(cents, if cents.is_integer() { 0 } else { decimals })
        }
    };
    text!["€", NBSP, &text]
}

/// A value with its unit: `€ 0,28 per km`, `75 %`, `25 °C`, `1 week`, `18 maanden`; a pure count is its number
/// alone.
pub fn quantity(value: &Quantity) -> String {
    if value.unit.is_count() { number(value.number) } else { quantity_times(value) }
}

/// As [`quantity`], with the word `keer` behind a pure count: `150 keer`.
pub fn quantity_times(value: &Quantity) -> String {
    let one = value.number.abs() == Number::ONE;
    let mut text = if value.unit.counts_money() {
        amount(value.number)
    } else {
        let unit = replaced(&value.unit.over_form(!one), ' ', NBSP);
        text![number(value.number).as_str(), NBSP, &unit]
    };
    push_per(&mut text, &value.unit);
    text
}

fn push_per(text: &mut String, unit: &Unit) {
    for under in unit.under_forms() {
        text.push_str(" per");
        text.push_str(NBSP);
        text.push_str(under);
    }
}

/// A value with its unit, or `week 42`.
pub fn measure(value: &Measure) -> String {
    match value {
        Measure::Quantity(value) => quantity(value),
        Measure::Week(week) => text!["week", NBSP, &digits(week.get().into())],
    }
}

/// A unit alone, for beside a field or above a column: `€`, `€ per km`, `km`, `dagen`; nothing for a pure count.
pub fn unit_text(unit: &Unit, plural: bool) -> String {
    if unit.is_count() {
        return String::new();
    }
    let mut text = if unit.counts_money() { "€".to_owned() } else { unit.over_form(plural) };
    push_per(&mut text, unit);
    text
}

/// `3 maart 2026`, with plain spaces.
pub fn date(date: Date) -> String {
    joined(&[day_of(date).as_str(), month_name(date.month()), &year_of(date)], " ")
}

/// `ma 20 okt 2025`, with plain spaces.
pub fn date_short(date: Date) -> String {
    joined(&[date.weekday().short(), &day_of(date), month_short(date.month()), &year_of(date)], " ")
}

/// `maandag 20 oktober 2025`, with plain spaces.
pub fn date_long(date: Date) -> String {
    joined(&[date.weekday().name(), &day_of(date), month_name(date.month()), &year_of(date)], " ")
}

/// `20-10-2025`, as people type it.
pub fn date_typed(date: Date) -> String {
    joined(&[day_of(date).as_str(), &digits(date.month().into()), &year_of(date)], "-")
}

fn day_of(date: Date) -> String {
    digits(date.day().into())
}

fn year_of(date: Date) -> String {
    // Years before 1000 keep their four digits, so that they are read again as years.
    padded(date.year().unsigned_abs() as usize, 4)
}

/// `14.00 uur`
pub fn time(time: Time) -> String {
    text![digits(time.hour().into()), ".", padded(time.minute().into(), 2), NBSP, "uur"]
}

/// `a, b en c`
pub fn list_and<T: AsRef<str>>(items: &[T]) -> String {
    list(items, " en ")
}

/// `a, b of c`
pub fn list_or<T: AsRef<str>>(items: &[T]) -> String {
    list(items, " of ")
}

fn list<T: AsRef<str>>(items: &[T], last: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == items.len() { last } else { ", " });
        }
        text.push_str(item.as_ref());
    }
    text
}

/// The text with plain spaces in place of no-break ones.
pub fn plain_spaces(text: &str) -> String {
    replaced(text, '\u{a0}', " ")
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number of euros.
    Amount,
    /// A number.
    Number,
    /// A percentage.
    Percentage,
    /// Yes or no.
    YesNo,
}

/// Why what was typed is not an answer. [`message`](InputError::message) says it at the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// Nothing was typed.
    Empty(Kind),
    /// Something must still follow: `50,`.
    HalfTyped(Kind),
    /// Not what was asked.
    NotUnderstood(Kind),
    /// A decimal point where Dutch has a comma, or half of a number with a thousands point.
    DecimalPoint {
        /// The same digits with a comma.
        suggestion: String,
    },
    /// Points that are neither: `1.25.0`.
    BadGroups,
    /// Parts of a cent.
    TooManyDecimals,
    /// Another unit than was asked.
    OtherUnit {
        /// The unit that is asked, in words; nothing for a pure count.
        expected: String,
    },
    /// Beyond [`MAX_TYPED`].
    TooLarge,
    /// Below the limit.
    BelowMinimum {
        /// The limit in words.
        minimum: String,
    },
    /// Above the limit.
    AboveMaximum {
        /// The limit in words.
        maximum: String,
    },
    /// Between two steps.
    NotOnStep {
        /// The step in words.
        step: String,
        /// The nearest value that is one, in words.
        nearest: String,
    },
}

impl InputError {
    /// What to do, in Dutch, for beside the field.
    pub fn message(&self) -> String {
        let fixed = match self {
            InputError::Empty(Kind::Amount) | InputError::NotUnderstood(Kind::Amount) => {
                "Vul een bedrag in, bijvoorbeeld 24,95."
            }
            InputError::Empty(Kind::Number) | InputError::NotUnderstood(Kind::Number) => {
                "Vul een getal in, bijvoorbeeld 12 of 2,5."
            }
            InputError::Empty(Kind::Percentage) | InputError::NotUnderstood(Kind::Percentage) => {
                "Vul een percentage in, bijvoorbeeld 75."
            }
            InputError::Empty(Kind::YesNo)
            | InputError::HalfTyped(Kind::YesNo)
            | InputError::NotUnderstood(Kind::YesNo) => "Kies ja of nee.",
            InputError::HalfTyped(Kind::Amount) => "Maak het bedrag af, bijvoorbeeld 24,95.",
            InputError::HalfTyped(Kind::Number) => "Maak het getal af, bijvoorbeeld 2,5.",
            InputError::HalfTyped(Kind::Percentage) => "Maak het percentage af, bijvoorbeeld 12,5.",
            InputError::BadGroups => "Zet een punt alleen tussen duizendtallen, bijvoorbeeld 1.250,50.",
            InputError::TooManyDecimals => {
                "Vul hoogstens twee cijfers achter de komma in, bijvoorbeeld 24,95."
            }
            InputError::TooLarge => "Dit getal is te groot. Kijk het na.",
            InputError::OtherUnit { expected } if expected.is_empty() => {
                "Vul alleen een getal in, zonder eenheid."
            }
            InputError::DecimalPoint { suggestion } => {
                return text!["Gebruik een komma en geen punt: ", suggestion, "."];
            }
            InputError::OtherUnit { expected } => {
                return text!["Vul alleen een getal in. De eenheid is ", expected, "."];
            }
            InputError::BelowMinimum { minimum } => return text!["Vul ", minimum, " of meer in."],
            InputError::AboveMaximum { maximum } => return text!["Vul ", maximum, " of minder in."],
            InputError::NotOnStep { step, nearest } => {
                return text!["Vul een veelvoud van ", step, " in, bijvoorbeeld ", nearest, "."];
            }
        };
        fixed.to_owned()
    }
}

/// Reads a number of euros: `50`, `€ 49,99`, `49,9`, `50,-`, `1.250,50`, `50 euro`, `EUR 50`, `-5`.
///
/// `1.250` is twelve hundred and fifty. Refused are `12.50` and `12.5` (they may become `12.500`; the message
/// shows the comma), `1250.50` and `1,250.50` likewise, `50,` (it may become `50,01`), and parts of a cent.
pub fn parse_amount(text: &str) -> Result<Number, InputError> {
    let text = cleaned(text);
    let mut body = text.as_str();
    let mut named = false;
    for sign in ["€", "eur", "euro"] {
        if let Some(rest) = body.strip_prefix(sign)
            && !rest.starts_with(|sign: char| sign.is_ascii_alphabetic())
        {
            body = trimmed_start(rest);
            named = true;
            break;
        }
    }
    if !named {
        for sign in ["€", "euro's", "euro’s", "euros", "euro", "eur"] {
            if let Some(rest) = body.strip_suffix(sign) {
                body = trimmed_end(rest);
                break;
            }
        }
    }
    // `50,-` says that there are no cents.
    for sign in [",--", ",-", ",—", ",–", ",="] {
        if let Some(rest) = body.strip_suffix(sign) {
            body = rest;
            if cut(body, ',').is_some() {
                return Err(InputError::NotUnderstood(Kind::Amount));
            }
            break;
        }
    }
    if body.is_empty() && !text.is_empty() {
        return Err(InputError::HalfTyped(Kind::Amount));
    }
    let value = read(body, Kind::Amount)?;
    if value.decimals().is_none_or(|decimals| decimals > 2) || decimals_typed(body) > 2 {
        return Err(InputError::TooManyDecimals);
    }
    Ok(value)
}

/// Reads a percentage: 75 for `75`, `75 %`, `75 procent`, `12,5%`.
pub fn parse_percentage(text: &str) -> Result<Number, InputError> {
    let text = cleaned(text);
    let body =
        ["%", "procent"].iter().find_map(|sign| text.strip_suffix(sign)).map_or(text.as_str(), trimmed_end);
    if body.is_empty() && !text.is_empty() {
        return Err(InputError::HalfTyped(Kind::Percentage));
    }
    read(body, Kind::Percentage)
}

/// Reads a number of this unit; the unit itself may be typed behind it: `12,5`, `12,5 km`, `8 uren`.
pub fn parse_number(text: &str, unit: &Unit) -> Result<Number, InputError> {
    let text = cleaned(text);
    let end = text
        .char_indices()
        .find(|&(_, sign)| !(sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '−' | ' ')))
        .map_or(text.len(), |(place, _)| place);
    let (body, named) = text.split_at_checked(end).unwrap_or((&text, ""));
    let value = match read(trimmed_end(body), Kind::Number) {
        // Words and no number at all are no half number.
        Err(InputError::Empty(_)) if !named.is_empty() => Err(InputError::NotUnderstood(Kind::Number)),
        other => other,
    }?;
    let named = trimmed(named);
    if named.is_empty() || is_named(unit, named) {
        return Ok(value);
    }
    // `1e30` and `12x` are no numbers; `12 uur` is one, of something else.
    Err(if recognised(named).is_some() {
        InputError::OtherUnit { expected: unit_text(unit, true) }
    } else {
        InputError::NotUnderstood(Kind::Number)
    })
}

/// Is this (in small letters) a way to write that unit?
fn is_named(unit: &Unit, named: &str) -> bool {
    unit.text().to_ascii_lowercase() == named
        || plain_spaces(&unit_text(unit, true)).to_ascii_lowercase() == named
        || recognised(named).is_some_and(|meant| meant == *unit)
}

/// Reads yes (`true`) or no: `ja`, `nee`, `j`, `n`, in any case.
pub fn parse_yes_no(text: &str) -> Result<bool, InputError> {
    match cleaned(text).as_str() {
        "ja" | "j" => Ok(true),
        "nee" | "n" => Ok(false),
        "" => Err(InputError::Empty(Kind::YesNo)),
        _ => Err(InputError::NotUnderstood(Kind::YesNo)),
    }
}

/// Reads a value in this unit, in the way that fits it: an amount, a percentage or a number.
pub fn parse_answer(text: &str, unit: &Unit) -> Result<Quantity, InputError> {
    let number = if unit.is_money() {
        parse_amount(text)
    } else if unit.is_percent() {
        parse_percentage(text)
    } else {
        parse_number(text, unit)
    }?;
    Ok(Quantity::new(number, unit.clone()))
}

/// Does a value lie within its limits, and on a multiple of its step?
///
/// A limit or step in another unit is passed over: that such a one is not written is for the builder to see.
pub fn check_limits(
    value: &Quantity,
    minimum: Option<&Quantity>,
    maximum: Option<&Quantity>,
    step: Option<&Quantity>,
) -> Result<(), InputError> {
    if value.number.abs() > MAX_TYPED {
        return Err(InputError::TooLarge);
    }
    if let Some(minimum) = minimum
        && value.compare(minimum) == Ok(Ordering::Less)
    {
        return Err(InputError::BelowMinimum { minimum: quantity(minimum) });
    }
    if let Some(maximum) = maximum
        && value.compare(maximum) == Ok(Ordering::Greater)
    {
        return Err(InputError::AboveMaximum { maximum: quantity(maximum) });
    }
    if let Some(step) = step
        && let Some(size) = step.convert_to(&value.unit)
        && !size.number.is_zero()
        && !value.number.is_multiple_of(size.number)
    {
        let nearest = value.round_to(size.number.abs(), RoundMode::HalfUp).unwrap_or_else(|| size.clone());
        return Err(InputError::NotOnStep { step: quantity(step), nearest: number(nearest.number) });
    }
    Ok(())
}

/// Small letters, and single plain spaces.
fn cleaned(text: &str) -> String {
    single_spaces(text).to_ascii_lowercase()
}

fn decimals_typed(text: &str) -> usize {
    cut(text, ',').map_or(0, |(_, decimals)| decimals.len())
}

fn read(text: &str, kind: Kind) -> Result<Number, InputError> {
    let value = Number::parse_dutch(text).map_err(|error| match error {
        NumberError::Empty => InputError::Empty(kind),
        NumberError::HalfTyped => InputError::HalfTyped(kind),
        NumberError::DecimalPoint { suggestion } => InputError::DecimalPoint { suggestion },
        NumberError::BadGroups => InputError::BadGroups,
        NumberError::TooLarge => InputError::TooLarge,
        NumberError::NotANumber => InputError::NotUnderstood(kind),
    })?;
    if value.abs() > MAX_TYPED { Err(InputError::TooLarge) } else { Ok(value) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(text: &str) -> Number {
        Number::parse_plain(text).unwrap()
    }

    fn q(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn numbers_and_amounts_are_printed_the_dutch_way() {
        for (value, plain, euros) in [
            ("50", "50", "€\u{a0}50"),
            ("0", "0", "€\u{a0}0"),
            ("1250.5", "1.250,5", "€\u{a0}1.250,50"),
            ("49.99", "49,99", "€\u{a0}49,99"),
            ("0.28", "0,28", "€\u{a0}0,28"),
            ("0.125", "0,125", "€\u{a0}0,125"),
            ("1234567", "1.234.567", "€\u{a0}1.234.567"),
            ("-5", "−5", "€\u{a0}−5"),
            ("-1250.5", "−1.250,5", "€\u{a0}−1.250,50"),
            ("100", "100", "€\u{a0}100"),
            ("1000", "1.000", "€\u{a0}1.000"),
        ] {
            assert_eq!(number(n(value)), plain);
            assert_eq!(amount(n(value)), euros);
        }
        let third = Number::ratio(100, 3).unwrap();
        assert_eq!(number(third), "33,3333333333");
        assert_eq!(amount(third), "€\u{a0}33,33");
        assert_eq!(amount(Number::ratio(2999, 3000).unwrap()), "€\u{a0}1");
        assert_eq!(number_fixed(n("41.06"), 1), "41,1");
        assert_eq!(number_fixed(n("50"), 2), "50,00");
    }

    #[test]
    fn quantities_in_words() {
        for (value, expected) in [
            ("50 EUR", "€ 50"),
            ("0,28 EUR/km", "€ 0,28 per km"),
            ("2,40 EUR/dag", "€ 2,40 per dag"),
            ("75 %", "75 %"),
            ("25 °C", "25 °C"),
            ("-40 °C", "−40 °C"),
            ("1 week", "1 week"),
            ("6 weken", "6 weken"),
            ("1 maand", "1 maand"),
            ("18 maanden", "18 maanden"),
            ("0 dagen", "0 dagen"),
            ("1 dag", "1 dag"),
            ("1,5 dagen", "1,5 dagen"),
            ("1 werkdag", "1 werkdag"),
            ("10 werkdagen", "10 werkdagen"),
            ("1 jaar", "1 jaar"),
            ("2 jaar", "2 jaar"),
            ("80 uur", "80 uur"),
            ("120 cm", "120 cm"),
            ("150 keer", "150"),
            ("36 uur/week", "36 uur per week"),
            ("3 keer/week", "3 keer per week"),
        ] {
            assert_eq!(plain_spaces(&quantity(&q(value))), expected, "{value}");
        }
        assert_eq!(quantity(&q("0,28 EUR/km")), "€\u{a0}0,28 per\u{a0}km");
        assert_eq!(quantity(&q("18 maanden")), "18\u{a0}maanden");
        assert_eq!(quantity_times(&q("150 keer")), "150\u{a0}keer");
        assert_eq!(measure(&Measure::parse("week 42").unwrap()), "week\u{a0}42");
        for (unit, one, many) in [
            ("EUR", "€", "€"),
            ("EUR/km", "€ per km", "€ per km"),
            ("dagen", "dag", "dagen"),
            ("uur/week", "uur per week", "uur per week"),
            ("keer", "", ""),
        ] {
            let unit = Unit::parse(unit).unwrap();
            assert_eq!(plain_spaces(&unit_text(&unit, false)), one);
            assert_eq!(plain_spaces(&unit_text(&unit, true)), many);
        }
    }

    #[test]
    fn dates_times_and_lists() {
        let day = Date::from_ymd(2025, 10, 20).unwrap();
        assert_eq!(date(day), "20 oktober 2025");
        assert_eq!(date_short(day), "ma 20 okt 2025");
        assert_eq!(date_long(day), "maandag 20 oktober 2025");
        assert_eq!(date_typed(day), "20-10-2025");
        assert_eq!(date(Date::from_ymd(2026, 3, 3).unwrap()), "3 maart 2026");
        assert_eq!(plain_spaces(&time(Time::new(14, 0).unwrap())), "14.00 uur");
        assert_eq!(plain_spaces(&time(Time::new(9, 5).unwrap())), "9.05 uur");
        assert_eq!(list_and::<&str>(&[]), "");
        assert_eq!(list_and(&["a"]), "a");
        assert_eq!(list_and(&["a", "b"]), "a en b");
        assert_eq!(list_or(&["a", "b", "c"]), "a, b of c");
    }

    #[test]
    fn amounts_as_typed() {
        for (typed, expected) in [
            ("50", "50"),
            ("€ 50", "50"),
            ("€50", "50"),
            ("€\u{a0}49,99", "49.99"),
            ("49,99", "49.99"),
            ("49,9", "49.9"),
            ("50,-", "50"),
            ("€ 50,--", "50"),
            ("50,=", "50"),
            ("1.250,-", "1250"),
            ("1.250", "1250"),
            ("1.250,50", "1250.5"),
            ("50 euro", "50"),
            ("50 Euro's", "50"),
            ("50euro", "50"),
            ("50 EUR", "50"),
            ("EUR 50", "50"),
            ("euro 50", "50"),
            ("50 €", "50"),
            ("  50  ", "50"),
            ("0", "0"),
            ("-5", "-5"),
            ("€ −5", "-5"),
            ("999.999.999", "999999999"),
        ] {
            assert_eq!(parse_amount(typed), Ok(n(expected)), "{typed}");
        }
        let point = |suggestion: &str| InputError::DecimalPoint { suggestion: suggestion.to_owned() };
        for (typed, expected) in [
            ("", InputError::Empty(Kind::Amount)),
            (" \u{a0} ", InputError::Empty(Kind::Amount)),
            ("€", InputError::HalfTyped(Kind::Amount)),
            ("50,", InputError::HalfTyped(Kind::Amount)),
            ("1.", InputError::HalfTyped(Kind::Amount)),
            ("-", InputError::HalfTyped(Kind::Amount)),
            (",-", InputError::HalfTyped(Kind::Amount)),
            ("12.50", point("12,50")),
            ("12.5", point("12,5")),
            ("1250.50", point("1250,50")),
            ("1,250.50", point("1.250,50")),
            ("0.250", point("0,250")),
            ("1,250", InputError::TooManyDecimals),
            ("49,999", InputError::TooManyDecimals),
            ("49,990", InputError::TooManyDecimals),
            ("1.25.0", InputError::BadGroups),
            ("1e30", InputError::NotUnderstood(Kind::Amount)),
            ("vijftig", InputError::NotUnderstood(Kind::Amount)),
            ("50 dollar", InputError::NotUnderstood(Kind::Amount)),
            ("$ 50", InputError::NotUnderstood(Kind::Amount)),
            ("50 50", InputError::NotUnderstood(Kind::Amount)),
            ("1 250", InputError::NotUnderstood(Kind::Amount)),
            ("50,50,-", InputError::NotUnderstood(Kind::Amount)),
            ("€ 50 euro", InputError::NotUnderstood(Kind::Amount)),
            ("50-", InputError::NotUnderstood(Kind::Amount)),
            ("NaN", InputError::NotUnderstood(Kind::Amount)),
            ("1000000000", InputError::TooLarge),
            ("-1000000000", InputError::TooLarge),
            ("99999999999999999999999999999999999999999999", InputError::TooLarge),
        ] {
            assert_eq!(parse_amount(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn numbers_and_percentages_as_typed() {
        let km = Unit::kilometres();
        for (typed, unit, expected) in [
            ("12,5", "km", "12.5"),
            ("12,5 km", "km", "12.5"),
            ("12km", "km", "12"),
            ("12 kilometer", "km", "12"),
            ("8 uren", "uur", "8"),
            ("8 uur", "uur", "8"),
            ("1 dag", "dagen", "1"),
            ("3 keer", "keer", "3"),
            ("26 °C", "°C", "26"),
            ("26 graden", "°C", "26"),
            ("-40", "°C", "-40"),
            ("0,28 EUR/km", "EUR/km", "0.28"),
            ("0,28 € per km", "EUR/km", "0.28"),
        ] {
            assert_eq!(parse_number(typed, &Unit::parse(unit).unwrap()), Ok(n(expected)), "{typed}");
        }
        let other = InputError::OtherUnit { expected: "km".to_owned() };
        for (typed, expected) in [
            ("", InputError::Empty(Kind::Number)),
            ("-", InputError::HalfTyped(Kind::Number)),
            ("12,", InputError::HalfTyped(Kind::Number)),
            ("km", InputError::NotUnderstood(Kind::Number)),
            ("ver", InputError::NotUnderstood(Kind::Number)),
            ("12 m", other.clone()),
            ("12 uur", other),
            ("1e30", InputError::NotUnderstood(Kind::Number)),
            ("12 x 3", InputError::NotUnderstood(Kind::Number)),
            ("12 13", InputError::NotUnderstood(Kind::Number)),
            ("12.5 km", InputError::DecimalPoint { suggestion: "12,5".to_owned() }),
            ("∞", InputError::NotUnderstood(Kind::Number)),
        ] {
            assert_eq!(parse_number(typed, &km), Err(expected), "{typed}");
        }
        for (typed, expected) in [("75", "75"), ("75 %", "75"), ("75%", "75"), ("12,5 procent", "12.5")] {
            assert_eq!(parse_percentage(typed), Ok(n(expected)));
        }
        assert_eq!(parse_percentage("%"), Err(InputError::HalfTyped(Kind::Percentage)));
        assert_eq!(parse_percentage(""), Err(InputError::Empty(Kind::Percentage)));
        assert_eq!(parse_percentage("veel"), Err(InputError::NotUnderstood(Kind::Percentage)));
        assert_eq!(parse_answer("€ 49,99", &Unit::euro()), Ok(q("49,99 EUR")));
        assert_eq!(parse_answer("75", &Unit::percent()), Ok(q("75 %")));
        assert_eq!(parse_answer("26,5", &Unit::celsius()), Ok(q("26,5 °C")));
    }

    #[test]
    fn yes_and_no() {
        for (typed, expected) in [
            ("ja", Ok(true)),
            (" Ja ", Ok(true)),
            ("J", Ok(true)),
            ("nee", Ok(false)),
            ("NEE", Ok(false)),
            ("n", Ok(false)),
            ("", Err(InputError::Empty(Kind::YesNo))),
            ("ne", Err(InputError::NotUnderstood(Kind::YesNo))),
            ("yes", Err(InputError::NotUnderstood(Kind::YesNo))),
            ("1", Err(InputError::NotUnderstood(Kind::YesNo))),
        ] {
            assert_eq!(parse_yes_no(typed), expected, "{typed}");
        }
    }

    #[test]
    fn limits_and_steps() {
        let check = |value: &str, minimum: Option<&str>, maximum: Option<&str>, step: Option<&str>| {
            let [minimum, maximum, step] = [minimum, maximum, step].map(|text| text.map(q));
            check_limits(&q(value), minimum.as_ref(), maximum.as_ref(), step.as_ref())
                .map_err(|error| plain_spaces(&error.message()))
        };
        assert_eq!(check("0 EUR", Some("0 EUR"), None, None), Ok(()));
        assert_eq!(check("-0,01 EUR", Some("0 EUR"), None, None), Err("Vul € 0 of meer in.".to_owned()));
        assert_eq!(check("100,1 %", None, Some("100 %"), None), Err("Vul 100 % of minder in.".to_owned()));
        assert_eq!(check("-41 °C", Some("-40 °C"), None, None), Err("Vul −40 °C of meer in.".to_owned()));
        assert_eq!(check("2,5 uur", None, None, Some("0,5 uur")), Ok(()));
        assert_eq!(
            check("2,6 uur", None, None, Some("0,5 uur")),
            Err("Vul een veelvoud van 0,5 uur in, bijvoorbeeld 2,5.".to_owned())
        );
        assert_eq!(
            check("1.000.000.000 keer", None, None, None),
            Err("Dit getal is te groot. Kijk het na.".to_owned())
        );
        assert_eq!(check("13 dagen", Some("2 weken"), None, None), Err("Vul 2 weken of meer in.".to_owned()));
    }

    #[test]
    fn messages_tell_what_to_fill_in() {
        for (error, expected) in [
            (InputError::Empty(Kind::Amount), "Vul een bedrag in, bijvoorbeeld 24,95."),
            (InputError::HalfTyped(Kind::Amount), "Maak het bedrag af, bijvoorbeeld 24,95."),
            (InputError::NotUnderstood(Kind::Number), "Vul een getal in, bijvoorbeeld 12 of 2,5."),
            (InputError::Empty(Kind::YesNo), "Kies ja of nee."),
            (
                InputError::DecimalPoint { suggestion: "12,50".to_owned() },
                "Gebruik een komma en geen punt: 12,50.",
            ),
            (
                InputError::OtherUnit { expected: "km".to_owned() },
                "Vul alleen een getal in. De eenheid is km.",
            ),
            (InputError::OtherUnit { expected: String::new() }, "Vul alleen een getal in, zonder eenheid."),
        ] {
            assert_eq!(error.message(), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(cents in -99_999_999_999_i64..=99_999_999_999) {
            let value = Number::from_decimal(cents, 2).unwrap();
            prop_assert_eq!(parse_amount(&amount(value)), Ok(value));
            prop_assert_eq!(parse_number(&number(value), &Unit::count()), Ok(value));
            prop_assert_eq!(parse_percentage(&quantity(&Quantity::new(value, Unit::percent()))), Ok(value));
            prop_assert_eq!(parse_number(&quantity(&Quantity::new(value, Unit::days())), &Unit::days()), Ok(value));
        }

        #[test]
        fn the_beginning_of_an_amount_is_that_amount_so_far(cents in 0_i64..=99_999_999_999) {
            // While somebody types, what is read never has its digits at another place than they will have.
            let text = plain_spaces(&amount(Number::from_decimal(cents, 2).unwrap()));
            for (end, _) in text.char_indices() {
                let part = text.get(..end).unwrap();
                if let Ok(value) = parse_amount(part) {
                    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
                    let after = part.split_once(',').map_or(0, |(_, decimals)| decimals.len());
                    let expected = Number::from_decimal(digits.parse().unwrap(), after as u8).unwrap();
                    prop_assert_eq!(value, expected, "{}", part);
                }
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,16}", close in "[-−€0-9., %a-z]{0,12}") {
            for text in [text, close] {
                for unit in [Unit::euro(), Unit::percent(), Unit::count(), Unit::parse("EUR/km").unwrap()] {
                    match parse_answer(&text, &unit) {
                        Ok(value) => prop_assert!(value.number.abs() <= MAX_TYPED),
                        Err(error) => prop_assert!(error.message().ends_with('.')),
                    }
                }
                let _ = parse_yes_no(&text);
            }
        }
    }
}
