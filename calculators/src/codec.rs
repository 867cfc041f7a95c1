//! The compact form in which a program travels to the browser.
//!
//! Written by hand, because what a general format adds for each struct (names of fields, messages for each
//! way to fail) weighs a fifth of all that the browser has to load. Numbers are of variable length, texts and
//! lists have their length in front, a choice has its number in front. Reading never panics and never stops
//! halfway: after the first thing that is wrong it goes on with nothing, and says at the end that it failed.

use crate::kernel::date::{Date, MonthEnd};
use crate::kernel::holidays::{Calendar, Holiday};
use crate::kernel::number::{Number, RoundMode, Rounding};
use crate::kernel::quantity::{Measure, Quantity, Unit, WeekNumber};
use crate::program::*;

/// What is still to be read, and whether anything was wrong.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    failed: bool,
}

impl<'b> Reader<'b> {
    /// Reads from these bytes.
    pub(crate) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes, failed: false }
    }

    /// Whether all was read and nothing was wrong.
    pub(crate) fn done(&self) -> bool {
        !self.failed && self.bytes.is_empty()
    }

    fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }

    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&byte, rest)) => {
                self.bytes = rest;
                byte
            }
            None => {
                self.fail();
                0
            }
        }
    }

    fn number(&mut self) -> u128 {
        let mut value = 0_u128;
        for place in 0..19_u32 {
            let byte = self.byte();
            value |= u128::from(byte & 127) << (7 * place);
            if byte < 128 {
                return value;
            }
        }
        self.fail();
        0
    }

    /// A number that fits its type, or a failure.
    fn small<T: TryFrom<u128> + Default>(&mut self) -> T {
        match T::try_from(self.number()) {
            Ok(value) => value,
            Err(_) => {
                self.fail();
                T::default()
            }
        }
    }

    fn signed(&mut self) -> i128 {
        let value = self.number();
        (value >> 1) as i128 ^ -((value & 1) as i128)
    }
}

fn put_number(mut value: u128, out: &mut Vec<u8>) {
    while value >= 128 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_signed(value: i128, out: &mut Vec<u8>) {
    put_number((value << 1 ^ value >> 127) as u128, out);
}

/// Something with a compact form.
pub(crate) trait Compact {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads it; anything at all after a failure.
    fn get(from: &mut Reader<'_>) -> Self;
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Compact for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                put_number(u128::from(*self), out);
            }
            fn get(from: &mut Reader<'_>) -> Self {
                from.small()
            }
        }
    )*};
}

numbers!(u16, u32, u64);

impl Compact for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn get(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => false,
            1 => true,
            _ => {
                from.fail();
                false
            }
        }
    }
}

impl Compact for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(self.len() as u128, out);
        out.extend_from_slice(self.as_bytes());
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let length: usize = from.small();
        let Some((text, rest)) = from.bytes.split_at_checked(length) else {
            from.fail();
            return String::new();
        };
        from.bytes = rest;
        match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                from.fail();
                String::new()
            }
        }
    }
}

impl<T: Compact> Compact for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn get(from: &mut Reader<'_>) -> Self {
        if bool::get(from) { Some(T::get(from)) } else { None }
    }
}

impl<T: Compact> Compact for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(self.len() as u128, out);
        for item in self {
            item.put(out);
        }
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let length: usize = from.small();
        let mut list = Vec::new();
        for _ in 0..length {
            // Every item takes at least a byte, so a length that lies ends here and not with all memory.
            if from.failed {
                break;
            }
            list.push(T::get(from));
        }
        list
    }
}

impl<A: Compact, B: Compact> Compact for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let first = A::get(from);
        (first, B::get(from))
    }
}

// ---- what the kernel has ----------------------------------------------------------------------------

impl Compact for Date {
    fn put(&self, out: &mut Vec<u8>) {
        put_signed(i128::from(self.to_days()), out);
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let day = i32::try_from(from.signed()).ok().and_then(Date::from_days);
        day.unwrap_or_else(|| {
            from.fail();
            Date::MIN
        })
    }
}

impl Compact for Number {
    fn put(&self, out: &mut Vec<u8>) {
        let (above, below) = <(i128, i128)>::from(*self);
        put_signed(above, out);
        put_signed(below, out);
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let parts = (from.signed(), from.signed());
        Number::try_from(parts).unwrap_or_else(|_| {
            from.fail();
            Number::ZERO
        })
    }
}

impl Compact for Unit {
    fn put(&self, out: &mut Vec<u8>) {
        let parts = <Vec<(u16, i8)>>::from(self.clone());
        put_number(parts.len() as u128, out);
        for (place, count) in parts {
            place.put(out);
            out.push(count as u8);
        }
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let mut parts = Vec::new();
        for _ in 0..from.byte() {
            parts.push((from.small(), from.byte() as i8));
        }
        Unit::try_from(parts).unwrap_or_else(|_| {
            from.fail();
            Unit::count()
        })
    }
}

impl Compact for Measure {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Measure::Quantity(quantity) => {
                out.push(0);
                quantity.put(out);
            }
            Measure::Week(week) => put_number(u128::from(week.get()), out),
        }
    }
    fn get(from: &mut Reader<'_>) -> Self {
        // A week is never the noughth, so nought says that a quantity follows.
        let number: u32 = from.small();
        match WeekNumber::try_from(number) {
            Ok(week) => Measure::Week(week),
            Err(_) => {
                if number != 0 {
                    from.fail();
                }
                Measure::Quantity(Quantity::get(from))
            }
        }
    }
}

impl Compact for Calendar {
    fn put(&self, out: &mut Vec<u8>) {
        let kinds: Vec<u16> = self
            .kinds()
            .iter()
            .filter_map(|kind| Holiday::ALL.iter().position(|known| known == kind))
            .map(|place| place as u16)
            .collect();
        kinds.put(out);
        self.decreed().to_vec().put(out);
        put_signed(i128::from(self.first_year()), out);
        put_signed(i128::from(self.last_year()), out);
    }
    fn get(from: &mut Reader<'_>) -> Self {
        let kinds: Vec<Holiday> = Vec::<u16>::get(from)
            .iter()
            .filter_map(|place| Holiday::ALL.get(usize::from(*place)).copied())
            .collect();
        let decreed = Vec::<Date>::get(from);
        let (first, last) = (from.signed(), from.signed());
        Calendar::new(kinds, decreed, first.clamp(1, 9999) as i32, last.clamp(1, 9999) as i32)
    }
}

// ---- what a program has -----------------------------------------------------------------------------

macro_rules! records {
    ($($name:ident { $($field:ident),* $(,)? } $([$with:ident: $value:expr])?)*) => {$(
        impl Compact for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }
            fn get(from: &mut Reader<'_>) -> Self {
                $name { $($field: Compact::get(from),)* $($with: $value,)? }
            }
        }
    )*};
}

macro_rules! choices {
    ($($name:ident { $($tag:literal $variant:ident $(($($field:ident),*))? $({$($named:ident),*})?),* $(,)? })*) => {$(
        impl Compact for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $($name::$variant $(($($field),*))? $({$($named),*})? => {
                        out.push($tag);
                        $($($field.put(out);)*)?
                        $($($named.put(out);)*)?
                    })*
                }
            }
            fn get(from: &mut Reader<'_>) -> Self {
                match from.byte() {
                    $($tag => {
                        $($(let $field = Compact::get(from);)*)?
                        $($(let $named = Compact::get(from);)*)?
                        $name::$variant $(($($field),*))? $({$($named),*})?
                    })*
                    _ => {
                        // From nothing comes the first of them, empty.
                        from.fail();
                        Self::get(from)
                    }
                }
            }
        }
    )*};
}

records! {
    Program {
        calculator, organisation, title, kind, day, rules_of, rules_until, all_questions, sensitive, month_end, facts, exprs,
        questions, unasked, values, outcomes, hit, rows, actions, attention, unclear, remarks, steps, shows, situations, sources,
        calendar, state,
    } [stamp: 0]
    Fact { name, owner, lines, origin, asked_as }
    FactLine { from, value }
    Question {
        id, label, help, kind, options, dont_know, both, only_if, required, unless, default, until_known, minimum, maximum,
        step, unit, fact, steady,
    }
    Choice { id, label }
    Named { id, name, words, rule, rounding, sums }
    Outcome { id, colour, short, title, sentence, shows, route }
    RouteRule { to, channels, bring, next, anonymous, calculator }
    Row { when, outcome, values, sources }
    Atom { left, test, answer }
    LineRule { id, outcome, only_if, text, to, sources }
    UnclearRule { id, outcome, only_if, says, reading, decides, sources }
    StepRule { id, title, only_if, when, who, with, origin, sources, actions, attention, unclear }
    Situation { question, colour, also, why, sources, unclear }
    Quantity { number, unit }
    Rounding { step, mode, money }
}

choices! {
    Kind { 0 Decision, 1 Calculation, 2 Route, 3 Timeline, 4 Checklist, 5 Quiz }
    Hit { 0 Unique, 1 First, 2 All }
    FactValue { 0 Unknown, 1 Known(measure), 2 Ended }
    Origin { 0 Document, 1 Law, 2 Table }
    Piece { 0 Plain(text), 1 Fact(index), 2 Answer(index), 3 Value(index), 4 Right(id), 5 If(id), 6 Else, 7 End }
    QuestionKind { 0 YesNo, 1 Choice, 2 Many, 3 Amount, 4 Number, 5 Percentage, 6 Date, 7 Time, 8 Text, 9 Tick }
    ValueRule { 0 Column, 1 Expr(id), 2 Table(rows) }
    Colour { 0 Green, 1 Amber, 2 Red, 3 Grey }
    Operand { 0 Answer(index), 1 Value(index) }
    Test { 0 OneOf(bits), 1 Compare(parts), 2 Many { count, with, without } }
    Cmp { 0 Less, 1 AtMost, 2 Equal, 3 AtLeast, 4 More }
    Expr {
        0 Word(word), 1 Measure(measure), 2 Date(date), 3 Fact(fact), 4 FactOn(fact, question), 5 Answer(question),
        6 Value(value), 7 Two(op, left, right), 8 If(when, then, other), 9 Call(function, arguments),
    }
    Op { 0 Add, 1 Sub, 2 Mul, 3 Div }
    Function { 0 Min, 1 Max, 2 BeginWeek, 3 EndWeek, 4 EndMonth, 5 WorkingDayFrom, 6 HeatIndex, 7 IsoWeek }
    When { 0 NoDate(text), 1 On(day), 2 By(day), 3 Window(first, last), 4 Series { every, after, until } }
    MonthEnd { 0 LastDay, 1 NextDay }
    RoundMode { 0 HalfUp, 1 HalfEven, 2 HalfDown, 3 Up, 4 Down }
}

impl Compact for Text {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
    fn get(from: &mut Reader<'_>) -> Self {
        Text(Compact::get(from))
    }
}
