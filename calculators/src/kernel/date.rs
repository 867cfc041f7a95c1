//! Civil dates in the Gregorian calendar, years 1 to 9999, and times of day.
//!
//! A [`Date`] has no time and no zone. Whatever would leave the range is `None`. Reckoning with months
//! always says what happens on a day that does not exist ([`MonthEnd`]).

use super::number::digits;
use crate::texts::{cut, padded, trimmed, trimmed_end};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Days from 1 March of year 0, where the count below begins, to 1 January 1970.
const EPOCH: i32 = 719_468;

/// Days in 400 years, after which the calendar repeats.
const ERA: i32 = 146_097;

/// The years a typed date may lie in: wide enough for a date of birth and a retirement, narrow enough to
/// catch `0205` and `20255`.
pub const TYPED_YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Date {
    // In this order, so that the derived order is that of time.
    year: i16,
    month: u8,
    day: u8,
}

/// What a day becomes when months are added and the month has no such day (31 January + 1 month).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MonthEnd {
    /// `laatste-dag`: the last day of that month, 28 or 29 February.
    #[default]
    LastDay,
    /// `volgende-dag`: the first day of the month after it, 1 March.
    NextDay,
}

impl MonthEnd {
    /// Reads what stands after `maandeinde:`.
    pub fn parse(text: &str) -> Option<MonthEnd> {
        match text {
            "laatste-dag" => Some(MonthEnd::LastDay),
            "volgende-dag" => Some(MonthEnd::NextDay),
            _ => None,
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    /// maandag
    Monday,
    /// dinsdag
    Tuesday,
    /// woensdag
    Wednesday,
    /// donderdag
    Thursday,
    /// vrijdag
    Friday,
    /// zaterdag
    Saturday,
    /// zondag
    Sunday,
}

impl Weekday {
    /// All of them, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Its name: `maandag`.
    pub const fn name(self) -> &'static str {
        match self {
            Weekday::Monday => "maandag",
            Weekday::Tuesday => "dinsdag",
            Weekday::Wednesday => "woensdag",
            Weekday::Thursday => "donderdag",
            Weekday::Friday => "vrijdag",
            Weekday::Saturday => "zaterdag",
            Weekday::Sunday => "zondag",
        }
    }

    /// Its name in two letters: `ma`.
    pub const fn short(self) -> &'static str {
        match self {
            Weekday::Monday => "ma",
            Weekday::Tuesday => "di",
            Weekday::Wednesday => "wo",
            Weekday::Thursday => "do",
            Weekday::Friday => "vr",
            Weekday::Saturday => "za",
            Weekday::Sunday => "zo",
        }
    }
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

const MONTHS_SHORT: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// The name of a month, 1 to 12; the empty text for any other number.
pub fn month_name(month: u8) -> &'static str {
    month_of(&MONTHS, month)
}

/// The name of a month in three letters, 1 to 12; the empty text for any other number.
pub fn month_short(month: u8) -> &'static str {
    month_of(&MONTHS_SHORT, month)
}

fn month_of(names: &[&'static str; 12], month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|index| names.get(index)).copied().unwrap_or("")
}

/// Has this year a 29 February?
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month has: 28 to 31, and 0 for a month that does not exist.
pub const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// 1 January of year 1.
    pub const MIN: Date = Date { year: 1, month: 1, day: 1 };
    /// 31 December of year 9999.
    pub const MAX: Date = Date { year: 9999, month: 12, day: 31 };

    /// The day with this year (1 to 9999), month and day of the month; `None` when it does not exist.
    pub const fn from_ymd(year: i32, month: u8, day: u8) -> Option<Date> {
        if year < 1 || year > 9999 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Date { year: year as i16, month, day })
    }

    /// Year, 1 to 9999.
    pub const fn year(self) -> i32 {
        self.year as i32
    }

    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 January 1970, negative before it.
    ///
    /// The year is taken to begin in March, so that the leap day is its last; then months are 153 days in
    /// every five, which (153 × m + 2) / 5 counts out.
    pub const fn to_days(self) -> i32 {
        let march_month = (self.month as i32 + 9) % 12;
        let year = self.year() - if self.month <= 2 { 1 } else { 0 };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * march_month + 2) / 5 + self.day as i32 - 1;
        era * ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH
    }

    /// The day so many days after 1 January 1970; `None` outside years 1 to 9999.
    pub const fn from_days(days: i32) -> Option<Date> {
        if days < Date::MIN.to_days() || days > Date::MAX.to_days() {
            return None;
        }
        let day = days + EPOCH;
        let era = day.div_euclid(ERA);
        let day_of_era = day.rem_euclid(ERA);
        // Leap days up to here, so that what is left is years of 365 days.
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
        Date::from_ymd(year, month as u8, day_of_month as u8)
    }

    /// So many days later (earlier when negative).
    pub fn add_days(self, days: i64) -> Option<Date> {
        Date::from_days(i32::try_from(i64::from(self.to_days()).checked_add(days)?).ok()?)
    }

    /// So many weeks of 7 days later.
    pub fn add_weeks(self, weeks: i64) -> Option<Date> {
        self.add_days(weeks.checked_mul(7)?)
    }

    /// The same day of the month so many months later (earlier when negative); where that month has no such
    /// day, what `end` says.
    pub fn add_months(self, months: i64, end: MonthEnd) -> Option<Date> {
        let month = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(month.div_euclid(12)).ok()?;
        let month = u8::try_from(month.rem_euclid(12) + 1).ok()?;
        let last = days_in_month(year, month);
        if self.day <= last {
            return Date::from_ymd(year, month, self.day);
        }
        let last = Date::from_ymd(year, month, last)?;
        match end {
            MonthEnd::LastDay => Some(last),
            MonthEnd::NextDay => last.next_day(),
        }
    }

    /// So many years of 12 months later; only 29 February can need `end`.
    pub fn add_years(self, years: i64, end: MonthEnd) -> Option<Date> {
        self.add_months(years.checked_mul(12)?, end)
    }

    /// The day after.
    pub fn next_day(self) -> Option<Date> {
        self.add_days(1)
    }

    /// The day before.
    pub fn previous_day(self) -> Option<Date> {
        self.add_days(-1)
    }

    /// How many days `other` is later than this day; negative when it is earlier.
    pub const fn days_until(self, other: Date) -> i32 {
        other.to_days() - self.to_days()
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        match (self.to_days() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Saturday or Sunday?
    pub const fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// 1 for 1 January to 365 or 366 for 31 December.
    pub fn day_of_year(self) -> u16 {
        let before: u16 = (1..self.month).map(|month| u16::from(days_in_month(self.year(), month))).sum();
        before + u16::from(self.day)
    }

    /// The year and number (1 to 53) of its week by ISO 8601: weeks begin on Monday, and the week of 4 January
    /// is week 1. The year differs from that of the date around New Year.
    pub fn iso_week(self) -> (i32, u8) {
        // A week belongs to the year of its Thursday, which exists: the range begins on a Monday and ends on a
        // Friday.
        let thursday = self.add_days(4 - i64::from(self.weekday().number())).unwrap_or(self);
        (thursday.year(), ((thursday.day_of_year() - 1) / 7 + 1) as u8)
    }

    /// Day 1 of the same month.
    pub const fn first_of_month(self) -> Date {
        Date { year: self.year, month: self.month, day: 1 }
    }

    /// The last day of the same month.
    pub const fn last_of_month(self) -> Date {
        Date { year: self.year, month: self.month, day: days_in_month(self.year(), self.month) }
    }

    /// The first day of week `week` (from 1), counted in weeks of 7 days from this day, which is day 1 of
    /// week 1: this day + 7 × (week − 1). So counts the law on sickness.
    pub fn begin_week(self, week: u32) -> Option<Date> {
        self.add_weeks(i64::from(week.checked_sub(1)?))
    }

    /// The last day of that week: six days after [`begin_week`](Date::begin_week).
    pub fn end_week(self, week: u32) -> Option<Date> {
        self.begin_week(week)?.add_days(6)
    }

    /// Reads `2025-01-06`, exactly so.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let (year, rest) = cut(text, '-')?;
        let (month, day) = cut(rest, '-')?;
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Date::from_ymd(
            i32::try_from(read_digits(year)?).ok()?,
            u8::try_from(read_digits(month)?).ok()?,
            u8::try_from(read_digits(day)?).ok()?,
        )
    }

    /// `2025-01-06`
    pub fn iso(self) -> String {
        let year = padded(self.year.unsigned_abs().into(), 4);
        text![year.as_str(), "-", &padded(self.month.into(), 2), "-", &padded(self.day.into(), 2)]
    }
}

/// A number of at most nine digits and nothing else.
fn read_digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.bytes()
        .try_fold(0_u32, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl From<Date> for i32 {
    fn from(date: Date) -> i32 {
        date.to_days()
    }
}

impl TryFrom<i32> for Date {
    type Error = &'static str;

    fn try_from(days: i32) -> Result<Date, &'static str> {
        Date::from_days(days).ok_or("not a date")
    }
}

/// Why a typed text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed.
    Empty,
    /// The beginning of a date.
    HalfTyped,
    /// A year in two digits.
    TwoDigitYear,
    /// A date with a day or a month that does not exist.
    NoSuchDay {
        /// Year as typed.
        year: i32,
        /// Month as typed.
        month: u32,
        /// Day as typed.
        day: u32,
    },
    /// The day of the week that was typed is another one.
    WrongWeekday {
        /// The date that was typed with it.
        date: Date,
    },
    /// A year outside [`TYPED_YEARS`].
    YearOutOfRange,
    /// Anything else.
    NotADate,
}

impl DateError {
    /// What to do, in Dutch, for beside the field.
    pub fn message(&self) -> String {
        match self {
            DateError::Empty | DateError::NotADate => "Vul een datum in, bijvoorbeeld 6-1-2025.".to_owned(),
            DateError::HalfTyped => {
                "Vul de hele datum in: dag, maand en jaar, bijvoorbeeld 6-1-2025.".to_owned()
            }
            DateError::TwoDigitYear => "Schrijf het jaar met vier cijfers, bijvoorbeeld 6-1-2025.".to_owned(),
            DateError::NoSuchDay { year, month, day } => {
                let name = u8::try_from(*month).map_or("", month_name);
                let day = digits((*day).into());
                if name.is_empty() {
                    let month = digits((*month).into());
                    text![
                        "Maand ",
                        &month,
                        " bestaat niet. Schrijf eerst de dag en dan de maand, bijvoorbeeld 6-1-2025.",
                    ]
                } else {
                    let year = digits(year.unsigned_abs().into());
                    text![day.as_str(), " ", name, " ", &year, " bestaat niet. Kijk de dag en de maand na."]
                }
            }
            DateError::WrongWeekday { date } => {
                let day = digits(date.day.into());
                let year = digits(date.year.unsigned_abs().into());
                text![
                    day.as_str(),
                    " ",
                    month_name(date.month),
                    " ",
                    &year,
                    " is een ",
                    date.weekday().name(),
                    ". Kijk de datum na, of laat de naam van de dag weg.",
                ]
            }
            DateError::YearOutOfRange => {
                let [from, to] =
                    [TYPED_YEARS.start(), TYPED_YEARS.end()].map(|year| digits(year.unsigned_abs().into()));
                text!["Kijk het jaar na: het ligt niet tussen ", &from, " en ", &to, "."]
            }
        }
    }
}

/// One piece of a typed date.
#[derive(Clone, Copy)]
enum Piece<'a> {
    /// How many digits, and the number they make.
    Digits(usize, u32),
    Word(&'a str),
    /// `-`, `/` or `.`; a point after a word is left out (`6 jan. 2025`).
    Sign(char),
}

/// Reads a date as people in the Netherlands type it: `6-1-2025`, `06/01/2025`, `6.1.2025`, `6 januari
/// 2025`, `6 jan 2025`, `6-jan-2025`, `ma 6 jan 2025`, and `2025-01-06`.
///
/// The day comes before the month unless the year comes first. The year has four digits, since a half-typed
/// `2025` would otherwise be a date in 2020 on its way.
pub fn parse_typed(text: &str) -> Result<Date, DateError> {
    let text = text.to_ascii_lowercase();
    let mut pieces = pieces(&text)?;
    let mut weekday = None;
    if let Some(Piece::Word(word)) = pieces.first() {
        let word = *word;
        weekday = Weekday::ALL.into_iter().find(|day| word == day.name() || word == day.short());
        match weekday {
            Some(_) => {
                pieces.remove(0);
                if pieces.is_empty() {
                    return Err(DateError::HalfTyped);
                }
            }
            None if pieces.len() == 1 && Weekday::ALL.iter().any(|day| day.name().starts_with(word)) => {
                return Err(DateError::HalfTyped);
            }
            None => return Err(DateError::NotADate),
        }
    }
    let date = read_pieces(&pieces)?;
    if weekday.is_some_and(|weekday| weekday != date.weekday()) {
        return Err(DateError::WrongWeekday { date });
    }
    Ok(date)
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, DateError> {
    let mut pieces = Vec::new();
    let mut rest = trimmed(text);
    if rest.is_empty() {
        return Err(DateError::Empty);
    }
    while let Some(first) = rest.chars().next() {
        let end = |belongs: fn(char) -> bool| rest.find(|sign| !belongs(sign)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = end(|sign| sign.is_ascii_digit());
            // More digits than a number holds are too many for any part of a date.
            pieces.push(Piece::Digits(length, rest.get(..length).and_then(read_digits).unwrap_or(0)));
            length
        } else if first.is_ascii_alphabetic() {
            let length = end(|sign| sign.is_ascii_alphabetic());
            pieces.push(Piece::Word(rest.get(..length).unwrap_or("")));
            length
        } else if matches!(first, '-' | '/' | '.' | '–' | '‑') {
            let sign = if matches!(first, '–' | '‑') { '-' } else { first };
            if !(sign == '.' && matches!(pieces.last(), Some(Piece::Word(_)))) {
                pieces.push(Piece::Sign(sign));
            }
            first.len_utf8()
        } else if first.is_whitespace() || (first == ',' && matches!(pieces.last(), Some(Piece::Word(_)))) {
            first.len_utf8()
        } else {
            return Err(DateError::NotADate);
        };
        rest = rest.get(length..).unwrap_or("");
        if pieces.len() > 8 {
            return Err(DateError::NotADate);
        }
    }
    Ok(pieces)
}

/// Day, month and year once the name of the day is off.
fn read_pieces(pieces: &[Piece<'_>]) -> Result<Date, DateError> {
    use Piece::{Digits, Sign, Word};
    match pieces {
        // The year first. Days and months in two digits, or `2025-01-1` would be a date on its way.
        [Digits(4, year), rest @ ..] => match rest {
            [] | [Sign(_)] | [Sign(_), Digits(..)] => Err(DateError::HalfTyped),
            [Sign(first), Digits(1 | 2, _), Sign(second)] if first == second => Err(DateError::HalfTyped),
            [Sign(first), Digits(2, month), Sign(second), Digits(2, day)] if first == second => {
                checked(*year, *month, *day)
            }
            [Sign(first), Digits(1 | 2, _), Sign(second), Digits(1 | 2, _)] if first == second => {
                Err(DateError::HalfTyped)
            }
            _ => Err(DateError::NotADate),
        },
        [Digits(1..=3, _)] | [Digits(1..=3, _), Sign(_)] | [Digits(1 | 2, _), Sign(_), Digits(1 | 2, _)] => {
            Err(DateError::HalfTyped)
        }
        [Digits(1 | 2, day), Sign(first), Digits(1 | 2, month), Sign(second), rest @ ..]
            if first == second =>
        {
            checked(typed_year(rest)?, *month, *day)
        }
        [Digits(1 | 2, day), Word(month), rest @ ..]
        | [Digits(1 | 2, day), Sign('-'), Word(month), Sign('-'), rest @ ..] => {
            let month = month_typed(month)?;
            checked(typed_year(rest)?, month, *day)
        }
        [Digits(1 | 2, _), Sign('-'), Word(month)] => month_typed(month).and(Err(DateError::HalfTyped)),
        _ => Err(DateError::NotADate),
    }
}

fn typed_year(rest: &[Piece<'_>]) -> Result<u32, DateError> {
    match rest {
        [] | [Piece::Digits(1 | 3, _)] => Err(DateError::HalfTyped),
        [Piece::Digits(4, year)] => Ok(*year),
        [Piece::Digits(2, _)] => Err(DateError::TwoDigitYear),
        [Piece::Digits(..)] => Err(DateError::YearOutOfRange),
        _ => Err(DateError::NotADate),
    }
}

/// A month by its name, or by its first three letters or more.
fn month_typed(word: &str) -> Result<u32, DateError> {
    for (number, name) in (1..).zip(MONTHS) {
        if word.len() >= 3 && name.starts_with(word) || word == "mrt" && number == 3 {
            return Ok(number);
        }
    }
    let unfinished = MONTHS.iter().any(|name| name.starts_with(word)) || word == "mr";
    Err(if unfinished { DateError::HalfTyped } else { DateError::NotADate })
}

fn checked(year: u32, month: u32, day: u32) -> Result<Date, DateError> {
    let year = i32::try_from(year).map_err(|_| DateError::YearOutOfRange)?;
    if !TYPED_YEARS.contains(&year) {
        return Err(DateError::YearOutOfRange);
    }
    let date = match (u8::try_from(month), u8::try_from(day)) {
        (Ok(month), Ok(day)) => Date::from_ymd(year, month, day),
        _ => None,
    };
    date.ok_or(DateError::NoSuchDay { year, month, day })
}

/// A time of day in hours and minutes, 0.00 to 23.59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Time {
    hour: u8,
    minute: u8,
}

impl Time {
    /// The time with this hour (0 to 23) and minute (0 to 59).
    pub const fn new(hour: u8, minute: u8) -> Option<Time> {
        if hour > 23 || minute > 59 { None } else { Some(Time { hour, minute }) }
    }

    /// Hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }
}

/// `14:00`, as machines write it.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text![padded(self.hour.into(), 2).as_str(), ":", &padded(self.minute.into(), 2)])
    }
}

impl From<Time> for u16 {
    fn from(time: Time) -> u16 {
        u16::from(time.hour) * 60 + u16::from(time.minute)
    }
}

impl TryFrom<u16> for Time {
    type Error = &'static str;

    fn try_from(minutes: u16) -> Result<Time, &'static str> {
        u8::try_from(minutes / 60)
            .ok()
            .and_then(|hour| Time::new(hour, (minutes % 60) as u8))
            .ok_or("not a time of day")
    }
}

/// Why a typed text is not a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Nothing was typed.
    Empty,
    /// The beginning of a time: `14.` or `14.0`.
    HalfTyped,
    /// `25.00` or `14.60`.
    NoSuchTime,
    /// Anything else.
    NotATime,
}

impl TimeError {
    /// What to do, in Dutch, for beside the field.
    pub const fn message(self) -> &'static str {
        match self {
            TimeError::Empty | TimeError::NotATime => "Vul een tijd in, bijvoorbeeld 14.00.",
            TimeError::HalfTyped => "Vul de uren en de minuten in, bijvoorbeeld 14.00.",
            TimeError::NoSuchTime => "Deze tijd bestaat niet. Vul een tijd in van 0.00 tot en met 23.59.",
        }
    }
}

/// Reads a time as people type it: `14.00`, `14:00`, `9.30 uur`, `14 uur`, `14u`.
pub fn parse_time(text: &str) -> Result<Time, TimeError> {
    let text = trimmed(text).to_ascii_lowercase();
    if text.is_empty() {
        return Err(TimeError::Empty);
    }
    let (clock, named) = match ["uur", "u"].iter().find_map(|word| text.strip_suffix(word)) {
        Some(clock) => (trimmed_end(clock), true),
        None => (text.as_str(), false),
    };
    let (hour, minute) = match cut(clock, '.').or_else(|| cut(clock, ':')) {
        Some((hour, minute)) => (hour, Some(minute)),
        None => (clock, None),
    };
    let number = |digits: &str| match digits.len() {
        1 | 2 => read_digits(digits).and_then(|number| u8::try_from(number).ok()).ok_or(TimeError::NotATime),
        _ => Err(TimeError::NotATime),
    };
    let hour = number(hour)?;
    let minute = match minute {
        None if named => 0,
        // `1` may become `14.00`, and `9.3` may become `9.30`.
        None | Some("") => return Err(TimeError::HalfTyped),
        Some(minute) => {
            let value = number(minute)?;
            if minute.len() < 2 {
                return Err(TimeError::HalfTyped);
            }
            value
        }
    };
    Time::new(hour, minute).ok_or(TimeError::NoSuchTime)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day, exists) in [
            (2024, 2, 29, true),
            (2025, 2, 29, false),
            (1900, 2, 29, false),
            (2000, 2, 29, true),
            (2025, 4, 31, false),
            (2025, 0, 1, false),
            (2025, 13, 1, false),
            (2025, 1, 0, false),
            (2025, 12, 32, false),
            (0, 1, 1, false),
            (10_000, 1, 1, false),
            (1, 1, 1, true),
            (9999, 12, 31, true),
        ] {
            assert_eq!(Date::from_ymd(year, month, day).is_some(), exists, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(day("1970-01-01").to_days(), 0);
        assert_eq!(day("2000-03-01").to_days(), 11_017);
        assert_eq!(Date::MIN.to_days(), -719_162);
        assert_eq!(Date::MAX.to_days(), 2_932_896);
        assert_eq!(Date::from_days(-719_163), None);
        assert_eq!(Date::from_days(i32::MIN), None);
        assert_eq!(Date::from_days(i32::MAX), None);
        assert_eq!(day("2025-10-20").weekday(), Weekday::Monday);
        assert_eq!(day("2024-02-29").day_of_year(), 60);
        assert_eq!(day("2024-02-10").last_of_month(), day("2024-02-29"));
        assert_eq!(day("2024-02-10").first_of_month(), day("2024-02-01"));
    }

    #[test]
    fn every_day_of_the_range_goes_to_a_number_and_back() {
        let mut expected = Date::MIN;
        for days in Date::MIN.to_days()..=Date::MAX.to_days() {
            let date = Date::from_days(days).unwrap();
            assert_eq!(date, expected);
            assert_eq!(date.to_days(), days);
            expected = if date.day < days_in_month(date.year(), date.month) {
                Date { day: date.day + 1, ..date }
            } else if date.month < 12 {
                Date { month: date.month + 1, day: 1, ..date }
            } else {
                Date { year: date.year + 1, month: 1, day: 1 }
            };
        }
    }

    #[test]
    fn months_with_a_stated_clamp() {
        for (from, months, last, next) in [
            ("2025-01-31", 1, "2025-02-28", "2025-03-01"),
            ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
            ("2025-01-28", 1, "2025-02-28", "2025-02-28"),
            ("2025-08-31", 1, "2025-09-30", "2025-10-01"),
            ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
            ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
            ("2025-03-31", -1, "2025-02-28", "2025-03-01"),
            ("2025-12-31", 2, "2026-02-28", "2026-03-01"),
            ("2025-01-06", 6, "2025-07-06", "2025-07-06"),
            ("2025-01-06", -13, "2023-12-06", "2023-12-06"),
        ] {
            assert_eq!(day(from).add_months(months, MonthEnd::LastDay), Some(day(last)), "{from} {months}");
            assert_eq!(day(from).add_months(months, MonthEnd::NextDay), Some(day(next)), "{from} {months}");
        }
        assert_eq!(day("2024-02-29").add_years(1, MonthEnd::LastDay), Some(day("2025-02-28")));
        assert_eq!(MonthEnd::parse("volgende-dag"), Some(MonthEnd::NextDay));
        assert_eq!(MonthEnd::parse("eerste-dag"), None);
    }

    #[test]
    fn leaving_the_range_is_none() {
        assert_eq!(Date::MAX.next_day(), None);
        assert_eq!(Date::MIN.previous_day(), None);
        for far in [i64::MAX, i64::MIN, 10_000_000_000] {
            assert_eq!(day("2025-01-31").add_days(far), None);
            assert_eq!(day("2025-01-31").add_weeks(far), None);
            assert_eq!(day("2025-01-31").add_months(far, MonthEnd::NextDay), None);
            assert_eq!(day("2025-01-31").add_years(far, MonthEnd::LastDay), None);
        }
        assert_eq!(Date::MAX.begin_week(u32::MAX), None);
        assert_eq!(day("2025-01-06").begin_week(0), None);
    }

    #[test]
    fn weeks_of_sickness() {
        let first = day("2025-01-06");
        for (week, begin, end) in [
            (1, "2025-01-06", "2025-01-12"),
            (6, "2025-02-10", "2025-02-16"),
            (8, "2025-02-24", "2025-03-02"),
            (42, "2025-10-20", "2025-10-26"),
            (68, "2026-04-20", "2026-04-26"),
            (93, "2026-10-12", "2026-10-18"),
            (104, "2026-12-28", "2027-01-03"),
        ] {
            assert_eq!(first.begin_week(week), Some(day(begin)), "week {week}");
            assert_eq!(first.end_week(week), Some(day(end)), "week {week}");
        }
    }

    #[test]
    fn iso_dates() {
        assert_eq!(day("0987-06-05").iso(), "0987-06-05");
        for text in [
            "2025-1-6",
            "25-01-06",
            "2025-01-06 ",
            "2025/01/06",
            "2025-02-30",
            "-025-01-06",
            "",
            "2025-01-06-",
        ] {
            assert_eq!(Date::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn dates_as_typed() {
        for text in [
            "6-1-2025",
            "06-01-2025",
            "06/01/2025",
            "6/1/2025",
            "6.1.2025",
            "6 januari 2025",
            "6 Januari 2025",
            "6 jan 2025",
            "6 jan. 2025",
            "6-jan-2025",
            "  6  januari\u{a0}2025 ",
            "2025-01-06",
            "2025/01/06",
            "ma 6 jan 2025",
            "maandag 6 januari 2025",
            "ma. 6-1-2025",
            "Maandag, 6 januari 2025",
            "6 - 1 - 2025",
            "6–1–2025",
        ] {
            assert_eq!(parse_typed(text), Ok(day("2025-01-06")), "{text}");
        }
        assert_eq!(parse_typed("3 mrt 2026"), Ok(day("2026-03-03")));
        assert_eq!(parse_typed("3 sept 2026"), Ok(day("2026-09-03")));
        assert_eq!(parse_typed("29-2-2024"), Ok(day("2024-02-29")));
        // The years at both ends of what may be typed, and the first beyond them.
        assert_eq!(parse_typed("1-1-1900"), Ok(day("1900-01-01")));
        assert_eq!(parse_typed("31-12-2199"), Ok(day("2199-12-31")));
        for text in ["31-12-1899", "1-1-2200"] {
            assert_eq!(parse_typed(text), Err(DateError::YearOutOfRange), "{text}");
        }
        // A comma stands after the name of a day, and one sign between all parts.
        for text in ["6, januari 2025", "6 januari; 2025", "2025-01/06", "2025/01-06", "2025-1/6", "2025-01/"]
        {
            assert_eq!(parse_typed(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn weeks_of_the_calendar_at_their_edges() {
        for (text, expected) in [
            ("0001-01-01", (1, 1)),
            ("0001-01-07", (1, 1)),
            ("0001-01-08", (1, 2)),
            ("9999-12-26", (9999, 51)),
            ("9999-12-31", (9999, 52)),
            ("2026-12-27", (2026, 52)),
            ("2026-12-28", (2026, 53)),
            ("2027-01-03", (2026, 53)),
            ("2027-01-04", (2027, 1)),
            ("2024-12-29", (2024, 52)),
            ("2024-12-30", (2025, 1)),
            ("2021-01-01", (2020, 53)),
            ("2022-01-02", (2021, 52)),
            ("2026-10-25", (2026, 43)),
            ("2026-10-26", (2026, 44)),
        ] {
            assert_eq!(day(text).iso_week(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let none = |year, month, day| DateError::NoSuchDay { year, month, day };
        for (text, expected) in [
            ("", DateError::Empty),
            (" \u{a0}", DateError::Empty),
            ("6", DateError::HalfTyped),
            ("6-", DateError::HalfTyped),
            ("6-1", DateError::HalfTyped),
            ("6-1-", DateError::HalfTyped),
            ("6-1-2", DateError::HalfTyped),
            ("6-1-202", DateError::HalfTyped),
            ("6 j", DateError::HalfTyped),
            ("6 ja", DateError::HalfTyped),
            ("6 mr", DateError::HalfTyped),
            ("6 m", DateError::HalfTyped),
            ("31", DateError::HalfTyped),
            ("123", DateError::HalfTyped),
            ("12345", DateError::NotADate),
            ("1-234", DateError::NotADate),
            ("123-1-2025", DateError::NotADate),
            ("6 januari 20250", DateError::YearOutOfRange),
            ("6 januari", DateError::HalfTyped),
            ("6-jan", DateError::HalfTyped),
            ("6-jan-", DateError::HalfTyped),
            ("6 januari 202", DateError::HalfTyped),
            ("2025", DateError::HalfTyped),
            ("2025-", DateError::HalfTyped),
            ("2025-01", DateError::HalfTyped),
            ("2025-01-", DateError::HalfTyped),
            ("2025-01-0", DateError::HalfTyped),
            ("2025-01-1", DateError::HalfTyped),
            ("2025-1-06", DateError::HalfTyped),
            ("maan", DateError::HalfTyped),
            ("ma", DateError::HalfTyped),
            ("6-1-25", DateError::TwoDigitYear),
            ("6 januari 25", DateError::TwoDigitYear),
            ("31-4-2025", none(2025, 4, 31)),
            ("29 februari 2025", none(2025, 2, 29)),
            ("1-13-2025", none(2025, 13, 1)),
            ("0-1-2025", none(2025, 1, 0)),
            ("2025-02-30", none(2025, 2, 30)),
            ("di 6 jan 2025", DateError::WrongWeekday { date: day("2025-01-06") }),
            ("6-1-0205", DateError::YearOutOfRange),
            ("6-1-20255", DateError::YearOutOfRange),
            ("6-1-9999", DateError::YearOutOfRange),
            ("gisteren", DateError::NotADate),
            ("6 march 2025", DateError::NotADate),
            ("6-1/2025", DateError::NotADate),
            ("06012025", DateError::NotADate),
            ("6-1-2025-", DateError::NotADate),
            ("6-1-2025 10:00", DateError::NotADate),
            ("-6-1-2025", DateError::NotADate),
            ("6--1-2025", DateError::NotADate),
            ("1e30", DateError::NotADate),
            ("٦-١-٢٠٢٥", DateError::NotADate),
            ("999999999999999999999-1-2025", DateError::NotADate),
        ] {
            assert_eq!(parse_typed(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn messages_say_what_to_do() {
        let message = |text: &str| parse_typed(text).unwrap_err().message();
        assert_eq!(message(""), "Vul een datum in, bijvoorbeeld 6-1-2025.");
        assert_eq!(message("6-1-25"), "Schrijf het jaar met vier cijfers, bijvoorbeeld 6-1-2025.");
        assert_eq!(message("31-4-2025"), "31 april 2025 bestaat niet. Kijk de dag en de maand na.");
        assert_eq!(
            message("1-13-2025"),
            "Maand 13 bestaat niet. Schrijf eerst de dag en dan de maand, bijvoorbeeld 6-1-2025."
        );
        assert_eq!(
            message("di 6-1-2025"),
            "6 januari 2025 is een maandag. Kijk de datum na, of laat de naam van de dag weg."
        );
        assert_eq!(message("6-1-1025"), "Kijk het jaar na: het ligt niet tussen 1900 en 2199.");
    }

    #[test]
    fn times_as_typed() {
        for (text, expected) in [
            ("14.00", Ok("14:00")),
            ("14:05", Ok("14:05")),
            ("9.30 uur", Ok("09:30")),
            ("14 uur", Ok("14:00")),
            ("14u", Ok("14:00")),
            ("0.00", Ok("00:00")),
            ("23:59", Ok("23:59")),
            ("", Err(TimeError::Empty)),
            ("14", Err(TimeError::HalfTyped)),
            ("14.", Err(TimeError::HalfTyped)),
            ("14.0", Err(TimeError::HalfTyped)),
            ("24.00", Err(TimeError::NoSuchTime)),
            ("14.60", Err(TimeError::NoSuchTime)),
            ("half drie", Err(TimeError::NotATime)),
            ("14.000", Err(TimeError::NotATime)),
            ("uur", Err(TimeError::NotATime)),
        ] {
            assert_eq!(parse_time(text).map(|time| time.to_string()), expected.map(str::to_owned), "{text}");
        }
        assert_eq!(Time::try_from(1_440), Err("not a time of day"));
        assert_eq!(Time::try_from(u16::MAX), Err("not a time of day"));
        assert_eq!(Time::try_from(1_439).map(u16::from), Ok(1_439));
    }

    #[test]
    fn a_date_travels_as_one_small_number() {
        let bytes = postcard::to_allocvec(&day("2025-01-06")).unwrap();
        assert_eq!(bytes.len(), 3);
        assert_eq!(postcard::from_bytes(&bytes), Ok(day("2025-01-06")));
        let outside = postcard::to_allocvec(&i32::MAX).unwrap();
        assert!(postcard::from_bytes::<Date>(&outside).is_err());
    }

    fn to_jiff(date: Date) -> civil::Date {
        civil::date(date.year() as i16, date.month() as i8, date.day() as i8)
    }

    prop_compose! {
        fn any_date()(days in Date::MIN.to_days()..=Date::MAX.to_days()) -> Date {
            Date::from_days(days).unwrap()
        }
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(date in any_date(), days in -800_000_i64..800_000, months in -30_000_i32..30_000) {
            let theirs = to_jiff(date);
            prop_assert_eq!(date.iso(), theirs.to_string());
            prop_assert_eq!(date.weekday().number() as i8, theirs.weekday().to_monday_one_offset());
            prop_assert_eq!(date.day_of_year() as i16, theirs.day_of_year());
            let week = theirs.iso_week_date();
            prop_assert_eq!(date.iso_week(), (i32::from(week.year()), week.week() as u8));
            prop_assert_eq!(to_jiff(date.last_of_month()), theirs.last_of_month());
            // Their years begin before ours.
            let ours = |date: &civil::Date| date.year() >= 1;
            let later = theirs.checked_add(days.days()).ok().filter(ours);
            prop_assert_eq!(date.add_days(days).map(to_jiff), later);
            prop_assert_eq!(
                date.add_months(months.into(), MonthEnd::LastDay).map(to_jiff),
                theirs.checked_add(months.months()).ok().filter(ours)
            );
            let years = months / 12;
            prop_assert_eq!(
                date.add_years(years.into(), MonthEnd::LastDay).map(to_jiff),
                theirs.checked_add(years.years()).ok().filter(ours)
            );
            let weeks = days / 7;
            prop_assert_eq!(
                date.add_weeks(weeks).map(to_jiff),
                theirs.checked_add(weeks.weeks()).ok().filter(ours)
            );
            prop_assert_eq!(to_jiff(date.first_of_month()), theirs.first_of_month());
        }

        #[test]
        fn days_between_agree_with_jiff(a in any_date(), b in any_date(), week in 1_u32..200) {
            let span = to_jiff(a).until((jiff::Unit::Day, to_jiff(b))).unwrap();
            prop_assert_eq!(a.days_until(b), span.get_days());
            let ours = |date: &civil::Date| date.year() <= 9999;
            let begin = to_jiff(a).checked_add(i64::from(week - 1).weeks()).ok().filter(ours);
            prop_assert_eq!(a.begin_week(week).map(to_jiff), begin);
            let end = begin.and_then(|day| day.checked_add(6.days()).ok());
            prop_assert_eq!(a.end_week(week).map(to_jiff), end);
        }

        #[test]
        fn next_day_differs_from_last_day_only_where_the_day_is_missing(
            date in any_date(), months in -1_000_i64..1_000
        ) {
            let (last, next) = (date.add_months(months, MonthEnd::LastDay), date.add_months(months, MonthEnd::NextDay));
            if let (Some(last), Some(next)) = (last, next) {
                let clamped = last.day() != date.day();
                prop_assert_eq!(last.days_until(next), i32::from(clamped));
            }
        }

        #[test]
        fn days_until_undoes_add_days(a in any_date(), b in any_date()) {
            prop_assert_eq!(a.add_days(a.days_until(b).into()), Some(b));
            prop_assert_eq!(a.cmp(&b), a.to_days().cmp(&b.to_days()));
        }

        #[test]
        fn what_is_printed_is_read(days in day("1900-01-01").to_days()..=day("2199-12-31").to_days()) {
            let date = Date::from_days(days).unwrap();
            for text in [
                date.iso(),
                crate::kernel::dutch::date(date),
                crate::kernel::dutch::date_short(date),
                crate::kernel::dutch::date_typed(date),
            ] {
                prop_assert_eq!(parse_typed(&text), Ok(date));
            }
            prop_assert_eq!(Date::parse_iso(&date.iso()), Some(date));
        }

        #[test]
        fn the_beginning_of_a_date_is_never_another_date(days in day("1900-01-01").to_days()..=day("2199-12-31").to_days()) {
            let date = Date::from_days(days).unwrap();
            for text in [date.iso(), crate::kernel::dutch::date(date), crate::kernel::dutch::date_typed(date)] {
                for (end, _) in text.char_indices() {
                    let part = text.get(..end).unwrap();
                    prop_assert!(parse_typed(part).is_err(), "{}", part);
                }
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,24}", close in "[0-9a-z ./,é–-]{0,16}") {
            for text in [text, close] {
                if let Err(error) = parse_typed(&text) {
                    prop_assert!(error.message().ends_with('.'));
                }
                let _ = parse_time(&text);
                let _ = Date::parse_iso(&text);
            }
        }
    }
}
