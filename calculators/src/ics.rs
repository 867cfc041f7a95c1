//! Calendar files (RFC 5545) from the steps of a timeline.

use crate::answers;
use crate::evaluate::by_rules_of;
use crate::kernel::date::Date;
use crate::period::breaks;
use crate::program::{Kind, Program};
use crate::texts::{digits, joined, replaced};
use crate::timeline::{Moment, State, state};
use crate::words::Words;
use crate::world::World;

/// The calendar file of a timeline; none for another kind, for wrong answers or without any date. With `remind`, what
/// is still to come rings at nine in the morning of the day before.
pub(crate) fn calendar(
    program: &Program,
    pairs: &[(String, String)],
    today: Date,
    remind: bool,
) -> Option<String> {
    if program.kind != Kind::Timeline {
        return None;
    }
    let answers = answers::read(program, pairs);
    if !answers.mistakes.is_empty() {
        return None;
    }
    // A period in which the rules change has no days of its own.
    let mut report = by_rules_of(program, &answers, None, None);
    if !breaks(program, &answers, &mut report).is_empty() {
        return None;
    }
    let world = World::new(program, answers.given, false);
    let words = Words::new(&world);
    let stamp = compact(today);
    let mut out = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wegwijs//Tijdlijn//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        fold(line, &mut out);
    }
    let empty = out.len();
    for step in &program.steps {
        let State::Is(moment, provisional) = state(&world, step) else { continue };
        let days: Vec<(Date, Date)> = match moment {
            Moment::On(day) | Moment::By(day) => vec![(day, day)],
            Moment::Window(from, to) => vec![(from, to.unwrap_or(from))],
            Moment::Series(days) => days.into_iter().map(|day| (day, day)).collect(),
            Moment::NoDate => continue,
        };
        let (title, detail) = if program.sensitive {
            // Whoever looks over a shoulder, or shares the calendar, learns nothing from it.
            ("Afspraak".to_owned(), None)
        } else {
            let names: Vec<&str> = step.who.iter().map(|(_, name)| name.as_str()).collect();
            let source = words.source_names(&step.sources);
            let mut detail = vec![text!["Wie: ", crate::kernel::dutch::list_and(&names)]];
            for (_, text) in &step.actions {
                detail.push(words.text(text));
            }
            detail.extend(step.attention.as_ref().map(|text| words.text(text)));
            detail.extend(source.map(|source| text!["Bron: ", source]));
            let title = words.text(&step.title);
            let title = if provisional { text![title, " (voorlopig)"] } else { title };
            (title, Some(joined(&detail, "\n")))
        };
        for (number, (first, last)) in days.iter().enumerate() {
            let Some(end) = last.next_day() else { continue };
            // The same step of the same answers keeps its id, so that saving again replaces the event; it is
            // made of days only and says nothing about anybody.
            let id = if program.sensitive {
                short_hash(&[&program.calculator, &step.id])
            } else {
                step.id.clone()
            };
            let calculator = if program.sensitive { "afspraak" } else { program.calculator.as_str() };
            fold("BEGIN:VEVENT", &mut out);
            let day = compact(*first);
            let number = digits(number + 1);
            fold(&text!["UID:", calculator, "-", id, "-", number, "-", day, "@wegwijs.invalid"], &mut out);
            fold(&text!["DTSTAMP:", stamp, "T000000Z"], &mut out);
            fold(&text!["DTSTART;VALUE=DATE:", day], &mut out);
            fold(&text!["DTEND;VALUE=DATE:", compact(end)], &mut out);
            fold(&text!["SUMMARY:", escape(&title)], &mut out);
            if let Some(detail) = &detail {
                fold(&text!["DESCRIPTION:", escape(detail)], &mut out);
            }
            fold(if program.sensitive { "CLASS:PRIVATE" } else { "CLASS:PUBLIC" }, &mut out);
            fold("TRANSP:TRANSPARENT", &mut out);
            // A day begins at midnight, so fifteen hours before. What is past would ring at once.
            if remind && *first > today {
                for line in ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15H"] {
                    fold(line, &mut out);
                }
                fold(&text!["DESCRIPTION:", escape(&title)], &mut out);
                fold("END:VALARM", &mut out);
            }
            fold("END:VEVENT", &mut out);
        }
    }
    if out.len() == empty {
        return None;
    }
    fold("END:VCALENDAR", &mut out);
    Some(out)
}

fn compact(date: Date) -> String {
    replaced(&date.iso(), '-', "")
}

fn short_hash(parts: &[&str]) -> String {
    let mut hash = 0x811c_9dc5_u32;
    for part in parts {
        for byte in part.bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        // Between parts, so that "ab" and "c" is not "a" and "bc".
        hash = hash.wrapping_mul(0x0100_0193);
    }
    digits(hash as usize)
}

/// Text as the format wants it: backslash, comma, semicolon and line breaks escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\u{a0}' => out.push(' '),
            letter if (letter as u32) < 32 || letter == '\u{7f}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A line, broken after at most 75 octets and never inside a letter.
fn fold(line: &str, out: &mut String) {
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}
