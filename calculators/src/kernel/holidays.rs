//! Dutch public holidays and working days.
//!
//! Holidays are computed by kind; which kinds count, and which days were made equal to them by decree, is
//! data ([`Calendar`]), because a law, a ministry and an employer may each count differently.

use super::date::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// So many working days can be counted at most, some forty years of them: each is walked.
pub const MOST_WORKING_DAYS: u64 = 10_000;

/// Easter Sunday of a year from 1 to 9999 in the Gregorian calendar; `None` for any other year.
///
/// By the anonymous Gregorian method (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8).
pub fn easter(year: i32) -> Option<Date> {
    // Place in the 19 years after which the moon's phases fall on the same dates.
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    // Corrections for leap days that centuries skip and for the drift of the moon against the 19 years.
    let drift = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - drift + 15).rem_euclid(30);
    // Days from the full moon to the Sunday after it.
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4).rem_euclid(7);
    // In two rare cases the full moon counts as a day earlier.
    let early = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * early + 114;
    Date::from_ymd(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}

/// A kind of public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter itself, always a Sunday.
    EasterSunday,
    /// The day after Easter.
    EasterMonday,
    /// The day on which the birthday of the King or Queen is kept: 27 April, or 26 when that is a Sunday;
    /// to 2013 30 April, or 29 when that is a Sunday. Holds from 1980; before that other Sundays were avoided.
    KingsDay,
    /// 5 May.
    LiberationDay,
    /// 39 days after Easter, a Thursday.
    Ascension,
    /// 49 days after Easter, always a Sunday.
    WhitSunday,
    /// The day after Whit Sunday.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
}

impl Holiday {
    /// All kinds in the order of the year.
    pub const ALL: [Holiday; 11] = [
        Holiday::NewYear,
        Holiday::GoodFriday,
        Holiday::EasterSunday,
        Holiday::EasterMonday,
        Holiday::KingsDay,
        Holiday::LiberationDay,
        Holiday::Ascension,
        Holiday::WhitSunday,
        Holiday::WhitMonday,
        Holiday::ChristmasDay,
        Holiday::BoxingDay,
    ];

    /// The days that are generally recognised as holidays, besides Sundays (Algemene termijnenwet, article 3,
    /// first and second paragraph; Good Friday is there made equal to them).
    pub const STATUTORY: [Holiday; 9] = [
        Holiday::NewYear,
        Holiday::GoodFriday,
        Holiday::EasterMonday,
        Holiday::KingsDay,
        Holiday::LiberationDay,
        Holiday::Ascension,
        Holiday::WhitMonday,
        Holiday::ChristmasDay,
        Holiday::BoxingDay,
    ];

    /// The name an editor writes.
    pub const fn id(self) -> &'static str {
        match self {
            Holiday::NewYear => "nieuwjaarsdag",
            Holiday::GoodFriday => "goede-vrijdag",
            Holiday::EasterSunday => "eerste-paasdag",
            Holiday::EasterMonday => "tweede-paasdag",
            Holiday::KingsDay => "koningsdag",
            Holiday::LiberationDay => "bevrijdingsdag",
            Holiday::Ascension => "hemelvaartsdag",
            Holiday::WhitSunday => "eerste-pinksterdag",
            Holiday::WhitMonday => "tweede-pinksterdag",
            Holiday::ChristmasDay => "eerste-kerstdag",
            Holiday::BoxingDay => "tweede-kerstdag",
        }
    }

    /// The kind with this name.
    pub fn from_id(id: &str) -> Option<Holiday> {
        Holiday::ALL.into_iter().find(|holiday| holiday.id() == id)
    }

    /// What people call it in that year.
    pub const fn name(self, year: i32) -> &'static str {
        match self {
            Holiday::NewYear => "nieuwjaarsdag",
            Holiday::GoodFriday => "Goede Vrijdag",
            Holiday::EasterSunday => "eerste paasdag",
            Holiday::EasterMonday => "tweede paasdag",
            Holiday::KingsDay if year < 2014 => "Koninginnedag",
            Holiday::KingsDay => "Koningsdag",
            Holiday::LiberationDay => "Bevrijdingsdag",
            Holiday::Ascension => "Hemelvaartsdag",
            Holiday::WhitSunday => "eerste pinksterdag",
            Holiday::WhitMonday => "tweede pinksterdag",
            Holiday::ChristmasDay => "eerste kerstdag",
            Holiday::BoxingDay => "tweede kerstdag",
        }
    }

    /// The day it falls on in that year (1 to 9999).
    pub fn on(self, year: i32) -> Option<Date> {
        let after_easter = |days| easter(year).and_then(|easter| easter.add_days(days));
        match self {
            Holiday::NewYear => Date::from_ymd(year, 1, 1),
            Holiday::GoodFriday => after_easter(-2),
            Holiday::EasterSunday => after_easter(0),
            Holiday::EasterMonday => after_easter(1),
            Holiday::KingsDay => {
                let day = Date::from_ymd(year, 4, if year < 2014 { 30 } else { 27 })?;
                if day.weekday() == Weekday::Sunday { day.previous_day() } else { Some(day) }
            }
            Holiday::LiberationDay => Date::from_ymd(year, 5, 5),
            Holiday::Ascension => after_easter(39),
            Holiday::WhitSunday => after_easter(49),
            Holiday::WhitMonday => after_easter(50),
            Holiday::ChristmasDay => Date::from_ymd(year, 12, 25),
            Holiday::BoxingDay => Date::from_ymd(year, 12, 26),
        }
    }
}

/// Why a day is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FreeDay {
    /// Saturday or Sunday.
    Weekend,
    /// A holiday that counts in this calendar.
    Holiday(Holiday),
    /// Made equal to a holiday by decree.
    Decreed,
}

/// Which days are working days: all but Saturdays, Sundays, the kinds of holidays that count, and the days
/// made equal to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    kinds: Vec<Holiday>,
    decreed: Vec<Date>,
    first_year: i32,
    last_year: i32,
}

/// Different values in order. There are a dozen kinds and some dozens of days: putting each in its place is
/// far smaller in the browser than any sort.
fn in_order<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for value in values {
        if let Err(place) = sorted.binary_search(&value) {
            sorted.insert(place, value);
        }
    }
    sorted
}

impl Calendar {
    /// A calendar in which these kinds and these decreed days count, and of which the data are known from
    /// `first_year` to `last_year`. Outside those years it still answers, by kind alone: the caller is to say so
    /// ([`covers`](Calendar::covers)).
    pub fn new(
        kinds: impl IntoIterator<Item = Holiday>,
        decreed: impl IntoIterator<Item = Date>,
        first_year: i32,
        last_year: i32,
    ) -> Calendar {
        Calendar { kinds: in_order(kinds), decreed: in_order(decreed), first_year, last_year }
    }

    /// The recognised holidays of the law ([`Holiday::STATUTORY`]) from 1980, without decreed days.
    pub fn statutory(last_year: i32) -> Calendar {
        Calendar::new(Holiday::STATUTORY, [], 1980, last_year)
    }

    /// The first year of which the data are known.
    pub const fn first_year(&self) -> i32 {
        self.first_year
    }

    /// The last year of which the data are known.
    pub const fn last_year(&self) -> i32 {
        self.last_year
    }

    /// The kinds that count.
    pub fn kinds(&self) -> &[Holiday] {
        &self.kinds
    }

    /// The days made equal to a holiday.
    pub fn decreed(&self) -> &[Date] {
        &self.decreed
    }

    /// Are the holidays of this year known?
    pub const fn covers(&self, year: i32) -> bool {
        self.first_year <= year && year <= self.last_year
    }

    /// Are the holidays of the year of this day known?
    pub const fn covers_date(&self, date: Date) -> bool {
        self.covers(date.year())
    }

    /// The holiday on this day, if it counts and there is one. Two on one day (Ascension on 5 May): the first
    /// in the order of [`Holiday::ALL`].
    pub fn holiday(&self, date: Date) -> Option<Holiday> {
        self.kinds.iter().copied().find(|kind| kind.on(date.year()) == Some(date))
    }

    /// Why this day is no working day; `None` when it is one. A holiday in a weekend is called a weekend.
    pub fn free_day(&self, date: Date) -> Option<FreeDay> {
        if date.is_weekend() {
            Some(FreeDay::Weekend)
        } else if let Some(holiday) = self.holiday(date) {
            Some(FreeDay::Holiday(holiday))
        } else if self.decreed.contains(&date) {
            Some(FreeDay::Decreed)
        } else {
            None
        }
    }

    /// Is this a working day?
    pub fn is_working_day(&self, date: Date) -> bool {
        self.free_day(date).is_none()
    }

    /// The `count`-th working day after this day: counting starts the day after. When negative, the working
    /// days before it, starting the day before. 0 gives the day itself, whatever day it is. Nobody counts more
    /// than [`MOST_WORKING_DAYS`].
    pub fn add_working_days(&self, date: Date, count: i64) -> Option<Date> {
        if count.unsigned_abs() > MOST_WORKING_DAYS {
            return None;
        }
        let step = count.signum();
        let mut day = date;
        let mut left = count.abs();
        while left > 0 {
            day = day.add_days(step)?;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        Some(day)
    }

    /// The day itself when it is a working day, else the first working day after it.
    pub fn next_working_day_from(&self, date: Date) -> Option<Date> {
        let mut day = date;
        while !self.is_working_day(day) {
            day = day.next_day()?;
        }
        Some(day)
    }

    /// How many working days lie after `from`, up to and including `to`; negative, and counted from `to`, when
    /// `to` is earlier.
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let mut count = 0;
        let mut day = from;
        while day < to
            && let Some(next) = day.next_day()
        {
            day = next;
            count += i64::from(self.is_working_day(day));
        }
        count
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the npm package `date-holidays` says; how it was made stands in its first lines.
    const GOLDEN: &str = include_str!("../../tests/fixtures/feestdagen.txt");

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    /// The law with the days made equal to holidays by decree.
    fn law() -> Calendar {
        let decreed = [
            "2022-05-27",
            "2023-04-28",
            "2023-05-19",
            "2024-05-10",
            "2024-12-27",
            "2025-05-30",
            "2026-01-02",
            "2026-05-15",
            "2027-05-07",
            "2028-04-28",
            "2028-05-26",
        ];
        Calendar::new(Holiday::STATUTORY, decreed.map(day), 2022, 2028)
    }

    #[test]
    fn every_kind_agrees_with_the_golden_table() {
        let mut lines = GOLDEN.lines().filter(|line| !line.starts_with('#'));
        let kinds: Vec<Holiday> =
            lines.next().unwrap().split(' ').skip(1).map(|id| Holiday::from_id(id).unwrap()).collect();
        assert_eq!(kinds, Holiday::ALL);
        let mut years = 0;
        for line in lines {
            let (year, days) = line.split_once(' ').unwrap();
            for (kind, expected) in kinds.iter().zip(days.split(' ')) {
                let found = kind.on(year.parse().unwrap()).unwrap();
                assert_eq!(found.iso(), [year, expected].join("-"), "{}", kind.id());
            }
            years += 1;
        }
        assert_eq!(years, 71);
    }

    /// Easter by another road: the church's own rule. The new moons shift with the epact, which the century
    /// corrects; Easter is the first Sunday after the fourteenth day of the moon from 21 March on
    /// (Clavius 1582, after Knuth, The Art of Computer Programming 1.3.2, exercise 14).
    fn easter_by_epact(year: i32) -> Date {
        let golden = year % 19 + 1;
        let century = year / 100 + 1;
        let skipped_leap_days = 3 * century / 4 - 12;
        let moon = (8 * century + 5) / 25 - 5;
        let mut epact = (11 * golden + 20 + moon - skipped_leap_days).rem_euclid(30);
        if (epact == 25 && golden > 11) || epact == 24 {
            epact += 1;
        }
        let mut full_moon = 44 - epact;
        if full_moon < 21 {
            full_moon += 30;
        }
        let after = Date::from_ymd(year, 3, 1).unwrap().add_days(i64::from(full_moon)).unwrap();
        (0..7).map(|days| after.add_days(days).unwrap()).find(|day| day.weekday() == Weekday::Sunday).unwrap()
    }

    #[test]
    fn easter_agrees_with_the_rule_of_the_epact_in_every_year() {
        for year in 1583..=9999 {
            assert_eq!(easter(year), Some(easter_by_epact(year)), "{year}");
        }
    }

    #[test]
    fn easter_at_its_edges() {
        for (year, expected) in [
            (1818, "1818-03-22"),
            (2285, "2285-03-22"),
            (1943, "1943-04-25"),
            (2038, "2038-04-25"),
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
        ] {
            assert_eq!(easter(year), Some(day(expected)));
        }
        for year in [i32::MIN, -1, 0, 10_000, i32::MAX] {
            assert_eq!(easter(year), None);
            assert!(Holiday::ALL.into_iter().all(|holiday| holiday.on(year).is_none()));
        }
    }

    #[test]
    fn the_birthday_of_queen_and_king() {
        for (year, expected, name) in [
            (1989, "1989-04-29", "Koninginnedag"),
            (2000, "2000-04-29", "Koninginnedag"),
            (2013, "2013-04-30", "Koninginnedag"),
            (2014, "2014-04-26", "Koningsdag"),
            (2015, "2015-04-27", "Koningsdag"),
            (2025, "2025-04-26", "Koningsdag"),
        ] {
            assert_eq!(Holiday::KingsDay.on(year), Some(day(expected)));
            assert_eq!(Holiday::KingsDay.name(year), name);
        }
    }

    #[test]
    fn ids_go_back_to_their_kind() {
        for kind in Holiday::ALL {
            assert_eq!(Holiday::from_id(kind.id()), Some(kind));
            assert!(!kind.name(2026).is_empty());
        }
        assert_eq!(Holiday::from_id("Koningsdag"), None);
    }

    #[test]
    fn why_a_day_is_free() {
        let law = law();
        for (text, expected) in [
            ("2026-04-03", Some(FreeDay::Holiday(Holiday::GoodFriday))),
            ("2026-04-04", Some(FreeDay::Weekend)),
            ("2026-04-05", Some(FreeDay::Weekend)),
            ("2026-04-06", Some(FreeDay::Holiday(Holiday::EasterMonday))),
            ("2026-05-05", Some(FreeDay::Holiday(Holiday::LiberationDay))),
            ("2026-05-15", Some(FreeDay::Decreed)),
            ("2026-01-02", Some(FreeDay::Decreed)),
            ("2025-01-02", None),
            ("2026-12-24", None),
        ] {
            assert_eq!(law.free_day(day(text)), expected, "{text}");
        }
        let without = Calendar::new([Holiday::ChristmasDay], [], 2020, 2030);
        assert!(without.is_working_day(day("2026-05-05")));
        assert!(!without.is_working_day(day("2026-12-25")));
        // Ascension and 5 May on one day count once.
        assert_eq!(law.holiday(day("2005-05-05")), Some(Holiday::LiberationDay));
    }

    #[test]
    fn counting_starts_the_day_after() {
        let law = law();
        for (from, count, expected) in [
            ("2026-11-20", 1, "2026-11-23"),  // Friday to Monday
            ("2026-11-21", 1, "2026-11-23"),  // a Saturday
            ("2026-11-20", 0, "2026-11-20"),  // nothing to count
            ("2026-11-21", 0, "2026-11-21"),  // not even off a Saturday
            ("2026-04-02", 1, "2026-04-07"),  // over Good Friday and Easter
            ("2026-12-24", 2, "2026-12-29"),  // over Christmas Day and a weekend
            ("2026-05-13", 1, "2026-05-18"),  // Ascension and the decreed Friday after it
            ("2026-11-02", 10, "2026-11-16"), // two weeks
            ("2026-04-07", -1, "2026-04-02"),
            ("2026-11-23", -1, "2026-11-20"),
        ] {
            assert_eq!(law.add_working_days(day(from), count), Some(day(expected)), "{from} {count}");
        }
        assert_eq!(law.add_working_days(day("2026-01-01"), i64::MAX), None);
        assert_eq!(law.add_working_days(day("2026-01-01"), i64::MIN), None);
        // So many can be counted, and not one more.
        let most = MOST_WORKING_DAYS as i64;
        let weekdays = Calendar::new([], [], 1, 9999);
        // Five in every week of seven, from a Friday.
        assert_eq!(
            weekdays.add_working_days(day("2026-11-20"), most),
            day("2026-11-20").add_days(most / 5 * 7)
        );
        assert_eq!(
            weekdays.add_working_days(day("2026-11-20"), -most),
            day("2026-11-20").add_days(-most / 5 * 7)
        );
        assert_eq!(weekdays.add_working_days(day("2026-11-20"), most + 1), None);
        assert_eq!(weekdays.add_working_days(day("2026-11-20"), -most - 1), None);
        assert_eq!(law.add_working_days(Date::MAX, 1), None);
        assert_eq!(law.add_working_days(Date::MIN, -1), None);
    }

    #[test]
    fn first_working_day_from_a_day() {
        let law = law();
        for (from, expected) in [
            ("2025-10-27", "2025-10-27"), // the legal limit of the example in the issue: a Monday
            ("2025-10-25", "2025-10-27"),
            ("2026-04-03", "2026-04-07"),
            ("2026-01-01", "2026-01-05"), // New Year, the decreed Friday, the weekend
        ] {
            assert_eq!(law.next_working_day_from(day(from)), Some(day(expected)), "{from}");
        }
        // 31 December 9999 is a Friday: nothing to move; in a calendar where it is free there is no day left.
        assert_eq!(law.next_working_day_from(Date::MAX), Some(Date::MAX));
        let closed = Calendar::new([], [Date::MAX], 1, 9999);
        assert_eq!(closed.next_working_day_from(Date::MAX), None);
    }

    #[test]
    fn years_beyond_the_data() {
        let law = law();
        assert!(law.covers(2022) && law.covers(2028));
        assert!(!law.covers(2021) && !law.covers(2029));
        assert!(law.covers_date(day("2028-12-31")));
        assert!(!law.covers_date(day("2029-01-01")));
        assert_eq!((law.first_year(), law.last_year()), (2022, 2028));
        // It still answers there, by kind.
        assert!(!law.is_working_day(day("2029-12-25")));
    }

    #[test]
    fn what_a_calendar_holds_is_in_order_and_once() {
        let kinds = [Holiday::ChristmasDay, Holiday::NewYear, Holiday::ChristmasDay];
        let days = ["2026-05-15", "2022-05-27", "2026-05-15"].map(day);
        let calendar = Calendar::new(kinds, days, 2020, 2030);
        assert_eq!(calendar.kinds(), [Holiday::NewYear, Holiday::ChristmasDay]);
        assert_eq!(calendar.decreed(), ["2022-05-27", "2026-05-15"].map(day));
        let law = Calendar::statutory(2030);
        assert_eq!((law.first_year(), law.last_year(), law.kinds()), (1980, 2030, &Holiday::STATUTORY[..]));
        // Easter and Whit Sunday are weekend whether they count or not.
        assert!(
            Holiday::ALL
                .into_iter()
                .filter(|kind| !law.kinds().contains(kind))
                .all(|kind| { (1990..2060).all(|year| kind.on(year).unwrap().weekday() == Weekday::Sunday) })
        );
    }

    #[test]
    fn working_days_between_two_days() {
        let law = law();
        for (from, to, expected) in [
            ("2026-11-20", "2026-11-20", 0),
            ("2026-11-20", "2026-11-22", 0), // only a weekend in between
            ("2026-11-20", "2026-11-23", 1), // the last day counts, the first does not
            ("2026-11-23", "2026-11-20", -1),
            ("2026-11-23", "2026-11-21", -1),
            ("2026-12-24", "2027-01-04", 5), // Christmas and New Year
            ("2026-05-13", "2026-05-18", 1), // Ascension and the decreed day
        ] {
            assert_eq!(law.working_days_between(day(from), day(to)), expected, "{from} {to}");
        }
    }

    /// Every holiday of the golden table that the law counts.
    fn golden_days() -> std::collections::BTreeSet<jiff::civil::Date> {
        let mut lines = GOLDEN.lines().filter(|line| !line.starts_with('#'));
        let kinds: Vec<&str> = lines.next().unwrap().split(' ').skip(1).collect();
        let counted: Vec<&str> = Holiday::STATUTORY.iter().map(|kind| kind.id()).collect();
        lines
            .flat_map(|line| {
                let (year, days) = line.split_once(' ').unwrap();
                let days = kinds.iter().zip(days.split(' ')).filter(|(kind, _)| counted.contains(kind));
                days.map(|(_, day)| [year, day].join("-").parse().unwrap()).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn a_calendar_travels() {
        let law = law();
        let bytes = postcard::to_allocvec(&law).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(law));
    }

    prop_compose! {
        fn any_date()(days in day("1980-01-01").to_days()..day("2100-01-01").to_days()) -> Date {
            Date::from_days(days).unwrap()
        }
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(date in any_date(), count in -400_i64..400) {
            let law = law();
            let end = law.add_working_days(date, count).unwrap();
            if count > 0 {
                prop_assert!(law.is_working_day(end));
                prop_assert_eq!(law.working_days_between(date, end), count);
            }
            if law.is_working_day(date) {
                prop_assert_eq!(law.working_days_between(date, end), count);
                prop_assert_eq!(law.add_working_days(end, -count), Some(date));
            }
        }

        /// The weekends of jiff and the holidays of the golden table, counted one by one.
        #[test]
        fn working_days_agree_with_another_hand(
            days in day("1991-06-01").to_days()..day("2059-01-01").to_days(), count in -200_i64..200,
        ) {
            use jiff::{ToSpan, civil::Weekday as Theirs};
            let law = Calendar::statutory(2060);
            let golden = golden_days();
            let from = Date::from_days(days).unwrap();
            let mut theirs: jiff::civil::Date = from.iso().parse().unwrap();
            let mut left = count.abs();
            while left > 0 {
                theirs = theirs.checked_add(count.signum().days()).unwrap();
                let free = matches!(theirs.weekday(), Theirs::Saturday | Theirs::Sunday) || golden.contains(&theirs);
                left -= i64::from(!free);
            }
            prop_assert_eq!(law.add_working_days(from, count).unwrap().iso(), theirs.to_string());
        }

        #[test]
        fn the_next_working_day_is_the_first(date in any_date()) {
            let law = law();
            let found = law.next_working_day_from(date).unwrap();
            prop_assert!(law.is_working_day(found));
            // Never further than a long weekend of holidays.
            prop_assert!((0..=6).contains(&date.days_until(found)));
            let mut skipped = date;
            while skipped < found {
                prop_assert!(!law.is_working_day(skipped));
                skipped = skipped.next_day().unwrap();
            }
        }
    }
}
