//! The prover on what the other tests leave out: times of day, choices of several, values out of a table, facts of
//! an answered day, and steps that hang from one day by months and working days.

use proptest::prelude::*;

use super::{SIGNS, SOURCES, proven, verdict};
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::testing::Fixture;

const MANY: [&str; 7] = ["-", "met a", "zonder a", "met a en zonder c", ">= 2", "geen", "< 2 en zonder b"];

#[derive(Clone, Debug)]
struct Row {
    /// Sign of the end against the beginning.
    until: Option<usize>,
    many: usize,
    /// Sign and number; without a number the fact.
    price: Option<(usize, Option<i64>)>,
    scale: Option<(usize, i64)>,
    outcome: usize,
}

#[derive(Clone, Debug)]
struct Rules {
    hit: &'static str,
    floor: bool,
    /// Below this price, and from this day in February, the value out of the table is another.
    cuts: (i64, u8),
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Input {
    until: std::cmp::Ordering,
    many: u32,
    price: i64,
    /// The day whose rules hold.
    day: Date,
    end: Date,
}

fn held(sign: usize, ordering: std::cmp::Ordering) -> bool {
    match SIGNS[sign] {
        "<" => ordering.is_lt(),
        "<=" => ordering.is_le(),
        "=" => ordering.is_eq(),
        ">=" => ordering.is_ge(),
        _ => ordering.is_gt(),
    }
}

impl Rules {
    fn matches(&self, row: &Row, input: Input, fact: (i64, i64)) -> bool {
        let has = |option: u32| input.many >> option & 1 == 1;
        let count = input.many.count_ones();
        let many = match MANY[row.many] {
            "-" => true,
            "met a" => has(0),
            "zonder a" => !has(0),
            "met a en zonder c" => has(0) && !has(2),
            ">= 2" => count >= 2,
            "geen" => count == 0,
            _ => count < 2 && !has(1),
        };
        let february = input.day >= Date::from_ymd(2026, 2, 1).unwrap();
        let fact = if february { fact.1 } else { fact.0 };
        let scale = if input.price < self.cuts.0 {
            1
        } else if input.end >= Date::from_ymd(2026, 2, self.cuts.1).unwrap() {
            3
        } else {
            5
        };
        many && row.until.is_none_or(|sign| held(sign, input.until))
            && row.price.is_none_or(|(sign, number)| held(sign, input.price.cmp(&number.unwrap_or(fact))))
            && row.scale.is_none_or(|(sign, number)| held(sign, scale.cmp(&number)))
    }

    fn inputs(&self) -> Vec<Input> {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let mut list = Vec::new();
        for until in if self.floor { vec![Equal, Greater] } else { vec![Less, Equal, Greater] } {
            for many in 0..8 {
                for price in 0..=5 {
                    for day in 2..4 {
                        let first = Date::from_ymd(2026, 1, 29).unwrap();
                        for end in 2..6 {
                            let (day, end) = (first.add_days(day).unwrap(), first.add_days(end).unwrap());
                            list.push(Input { until, many, price, day, end });
                        }
                    }
                }
            }
        }
        list
    }

    fn text(&self) -> (String, usize) {
        let floor = if self.floor { "    minimum: van\n" } else { "" };
        let mut text = format!(
            "titel: Proef\nsoort: beslissing\nvragen:\n  dag:\n    vraag: Wanneer?\n    type: datum\n    minimum: 2026-01-31\n    maximum: 2026-02-01\n  eind:\n    vraag: Tot wanneer?\n    type: datum\n    minimum: 2026-01-31\n    maximum: 2026-02-03\n  van:\n    vraag: Van hoe laat?\n    type: tijd\n  tot:\n    vraag: Tot hoe laat?\n    type: tijd\n{floor}  wat:\n    vraag: Wat?\n    type: meerkeuze\n    keuzes:\n      a: A\n      b: B\n      c: C\n  prijs:\n    vraag: Hoeveel?\n    type: bedrag\n    stap: 1 EUR\n    minimum: 0 EUR\n    maximum: 5 EUR\nuitkomsten:\n"
        );
        for outcome in ["een", "twee", "drie"] {
            text += &format!("  {outcome}:\n    kleur: groen\n    kort: K\n    titel: T\n");
        }
        text += &format!(
            "organisaties:\n  lelystad:\n    document: lelystad/code\n    regels-van: dag\n    waarden:\n      staffel:\n        naam: S\n        tabel: |\n          | prijs | eind | dan |\n          | < {price} EUR | - | 1 EUR |\n          | >= {price} EUR | >= 2026-02-{day:02} | 3 EUR |\n          | >= {price} EUR | < 2026-02-{day:02} | 5 EUR |\n    werking: {}\n    tabel: |\n      | tot | wat | prijs | staffel | dan | bron |\n",
            self.hit,
            price = self.cuts.0,
            day = self.cuts.1,
        );
        let first = text.matches('\n').count() + 1;
        for row in &self.rows {
            let until = row.until.map_or("-".to_owned(), |sign| format!("{} van", SIGNS[sign]));
            let price = row.price.map_or("-".to_owned(), |(sign, number)| {
                let right = number.map_or("grens".to_owned(), |number| format!("{number} EUR"));
                format!("{} {right}", SIGNS[sign])
            });
            let scale =
                row.scale.map_or("-".to_owned(), |(sign, number)| format!("{} {number} EUR", SIGNS[sign]));
            text += &format!(
                "      | {until} | {} | {price} | {scale} | {} | plek |\n",
                MANY[row.many],
                ["een", "twee", "drie"][row.outcome]
            );
        }
        (text, first)
    }
}

fn row() -> impl Strategy<Value = Row> {
    (
        prop::option::weighted(0.4, 0_usize..5),
        prop_oneof![1 => Just(0_usize), 1 => 0_usize..MANY.len()],
        prop::option::weighted(0.4, (0_usize..5, prop::option::of(0_i64..6))),
        prop::option::weighted(0.4, (0_usize..5, 0_i64..6)),
        0_usize..3,
    )
        .prop_map(|(until, many, price, scale, outcome)| Row { until, many, price, scale, outcome })
}

fn rules() -> impl Strategy<Value = Rules> {
    (
        prop_oneof![3 => Just("uniek"), 2 => Just("eerste")],
        any::<bool>(),
        (1_i64..6, 1_u8..4),
        prop::collection::vec(row(), 1..5),
        any::<bool>(),
    )
        .prop_map(|(hit, floor, cuts, mut rows, rest)| {
            if rest {
                let last = Row { until: None, many: 0, price: None, scale: None, outcome: 0 };
                if hit == "eerste" {
                    rows.push(last);
                } else {
                    rows.truncate(2);
                    rows.push(Row { until: Some(4), ..last.clone() });
                    rows.push(Row { until: Some(1), ..last });
                }
            }
            Rules { hit, floor, cuts, rows }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_about_other_kinds_are_those_of_trying_everything(rules in rules(), old in 0_i64..6, new in 0_i64..6) {
        let (text, first) = rules.text();
        let facts = format!(
            "grens:\n  omschrijving: Grens\n  bron: lelystad/code#plek\n  waarden:\n    - vanaf: onbekend\n      waarde: {old} EUR\n    - vanaf: 2026-02-01\n      waarde: {new} EUR\n"
        );
        let fixture = Fixture::new()
            .file("bronnen.yaml", SOURCES)
            .file("lelystad/feiten.yaml", &facts)
            .file("rekenhulpen/proef.yaml", &text);
        let outcomes: Vec<usize> = rules.rows.iter().map(|row| row.outcome).collect();
        let (found, _, open) = proven(&fixture, first);
        prop_assert!(!open, "left open:\n{text}");
        // What is wrong by the rules of one stretch of days is told of the first.
        let february = Date::from_ymd(2026, 2, 1).unwrap();
        let dated = rules.rows.iter().any(|row| matches!(row.price, Some((_, None))));
        let stretches = if dated { vec![Some(false), Some(true)] } else { vec![None] };
        let mut wanted = (false, Vec::new(), Vec::new());
        for late in stretches {
            let matches: Vec<Vec<bool>> = rules
                .inputs()
                .iter()
                .filter(|input| late.is_none_or(|late| late == (input.day >= february)))
                .map(|input| rules.rows.iter().map(|row| rules.matches(row, *input, (old, new))).collect())
                .collect();
            wanted = verdict(rules.hit, &outcomes, &matches);
            if wanted != (false, Vec::new(), Vec::new()) {
                break;
            }
        }
        wanted.1.sort_unstable();
        prop_assert_eq!(found, wanted, "\n{}", text);
    }
}

/// What is said of a step between two days that hang from one answered day.
#[test]
fn a_step_by_one_day_is_tried_on_every_day_that_differs() {
    let holidays = "naam: Algemene termijnenwet\nherkomst: wet\nopgezocht: 2026-11-22\nbekend-vanaf: 2024\nbekend-tot-en-met: 2030\ntellen-mee:\n  - eerste-kerstdag\n  - tweede-kerstdag\ngelijkgesteld: []\n";
    let (never, seen) = ("", "W0707");
    for (limits, from, to, wanted) in [
        // A month has 28 to 31 days.
        ("", "dag + 1 maand", "dag + 31 dagen", never),
        ("", "dag + 1 maand", "dag + 30 dagen", seen),
        ("", "dag + 28 dagen", "dag + 1 maand", never),
        ("", "dag + 29 dagen", "dag + 1 maand", seen),
        // From a leap day on, and in the years around one that is none.
        ("", "dag + 12 maanden", "dag + 366 dagen", never),
        ("", "dag + 12 maanden", "dag + 365 dagen", seen),
        ("", "dag + 2921 dagen", "dag + 8 jaar", never),
        ("", "dag + 2922 dagen", "dag + 8 jaar", seen),
        // Only within the limits of the question.
        ("    minimum: 2026-02-01\n    maximum: 2026-02-27\n", "dag + 29 dagen", "dag + 1 maand", seen),
        ("    minimum: 2026-03-01\n    maximum: 2026-03-30\n", "dag + 29 dagen", "dag + 1 maand", never),
        ("    minimum: 2026-02-28\n    maximum: 2026-03-30\n", "dag + 29 dagen", "dag + 1 maand", seen),
        ("    minimum: 2026-03-01\n    maximum: 2027-02-01\n", "dag + 29 dagen", "dag + 1 maand", seen),
        // A weekend puts a working day off by two days, and Christmas beside one by two more.
        ("", "werkdag-vanaf(dag)", "dag + 4 dagen", never),
        ("", "werkdag-vanaf(dag)", "dag + 3 dagen", seen),
        ("    minimum: 2026-11-02\n    maximum: 2026-11-30\n", "werkdag-vanaf(dag)", "dag + 2 dagen", never),
        ("    minimum: 2026-11-02\n    maximum: 2026-11-30\n", "werkdag-vanaf(dag)", "dag + 1 dag", seen),
        ("", "dag + 5 werkdagen", "dag + 11 dagen", never),
        ("", "dag + 5 werkdagen", "dag + 10 dagen", seen),
    ] {
        let text = format!(
            "titel: Proef\nsoort: tijdlijn\nmaandeinde: laatste-dag\nvragen:\n  dag:\n    vraag: Wanneer?\n    type: datum\n{limits}organisaties:\n  lelystad:\n    document: lelystad/code\n    stappen:\n      stap:\n        titel: Stap\n        van: {from}\n        tot-en-met: {to}\n        wie: medewerker\n        bron: plek\n"
        );
        let fixture = Fixture::new()
            .file("bronnen.yaml", SOURCES)
            .file("landelijk/organisatie.yaml", "functies:\n  medewerker:\n    noem: jij\n")
            .file("landelijk/vrije-dagen.yaml", holidays)
            .file("rekenhulpen/proef.yaml", &text);
        let (book, findings) = fixture.read();
        assert_eq!(fixture.show(&findings), "", "{text}");
        let mut codes: Vec<&str> = book.check().iter().map(|finding| finding.code).collect();
        codes.retain(|code| code.starts_with("W07"));
        assert_eq!(codes.join(" "), wanted, "{limits}{from} t/m {to}");
    }
}

/// Whether something is found where no day can be meant at all.
#[test]
fn limits_that_leave_no_answer_are_no_fault_of_the_rows() {
    let fixture = Fixture::new().file("bronnen.yaml", SOURCES).file(
        "rekenhulpen/proef.yaml",
        "titel: Proef\nsoort: beslissing\nvragen:\n  van:\n    vraag: Van hoe laat?\n    type: tijd\n  tot:\n    vraag: Tot hoe laat?\n    type: tijd\n    minimum: van\nuitkomsten:\n  een:\n    kleur: groen\n    kort: K\n    titel: T\norganisaties:\n  lelystad:\n    document: lelystad/code\n    tabel: |\n      | tot | dan | bron |\n      | > van | een | plek |\n",
    );
    let (book, findings) = fixture.read();
    assert!(
        findings.iter().all(|finding| finding.severity != Severity::Error),
        "{}",
        fixture.show(&findings)
    );
    let gap = book.check().into_iter().find(|finding| finding.code == "W0701").unwrap();
    // Both times are shown as they are typed, and are the same.
    let times: Vec<&str> = gap.message.split("= ").skip(1).map(|rest| &rest[..4]).collect();
    assert!(matches!(times.as_slice(), [van, tot] if van == tot), "{}", gap.message);
}
