//! The prover against something that knows nothing of it: small rules made at random are written as YAML and proven;
//! beside that every answer there is gets tried on a reading of the same rules of a few lines.

mod asking;
mod kinds;
mod rings;

use proptest::prelude::*;

use crate::kernel::date::{Date, MonthEnd};
use crate::testing::Fixture;

const SOURCES: &str = "lelystad/code:\n  titel: Code\n  organisatie: lelystad\n  in-werking: 2020-01-01\n  staat: geldend\n  plaatsen:\n    plek: hoofdstuk 1\n";

/// A gap, the rows that overlap, the rows that are dead.
type Verdict = (bool, Vec<usize>, Vec<usize>);

/// What rows make of all inputs: for each input which rows match.
fn verdict(hit: &str, outcomes: &[usize], matches: &[Vec<bool>]) -> Verdict {
    let gap = matches.iter().any(|rows| rows.iter().all(|row| !row));
    let count = outcomes.len();
    let mut overlaps = Vec::new();
    if hit == "uniek" {
        for one in 0..count {
            for other in one + 1..count {
                if outcomes[one] != outcomes[other] && matches.iter().any(|rows| rows[one] && rows[other]) {
                    overlaps.push(other);
                }
            }
        }
    }
    let mut dead = Vec::new();
    if overlaps.is_empty() {
        for row in 0..count {
            let lives = matches.iter().any(|rows| {
                rows[row]
                    && match hit {
                        "uniek" => (0..count).all(|other| other == row || !rows[other]),
                        "eerste" => (0..row).all(|other| !rows[other]),
                        _ => true,
                    }
            });
            if !lives {
                dead.push(row);
            }
        }
    }
    (gap, overlaps, dead)
}

/// What the prover says: the verdict, the answers of its messages, and whether it left something open.
fn proven(fixture: &Fixture, first_row: usize) -> (Verdict, Vec<(String, String)>, bool) {
    let (book, findings) = fixture.read();
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == crate::finding::Severity::Error)
        .cloned()
        .collect();
    assert!(errors.is_empty(), "{}", fixture.show(&errors));
    let (mut gap, mut overlaps, mut dead) = (false, Vec::new(), Vec::new());
    let (mut shown, mut open) = (Vec::new(), false);
    for finding in book.check() {
        let line = fixture.line(&finding);
        let answers = |after: &str| {
            let rest = finding.message.split(after).nth(1).unwrap_or_default();
            rest.split(" (met de regels").next().unwrap_or_default().to_owned()
        };
        match finding.code {
            "W0701" => {
                gap = true;
                shown.push(("gap".to_owned(), answers("past bij ")));
            }
            "W0702" => {
                overlaps.push(line - first_row);
                shown.push(("overlap".to_owned(), answers("allebei bij ")));
            }
            "W0703" => dead.push(line - first_row),
            "W0704" => open = true,
            _ => {}
        }
    }
    overlaps.sort_unstable();
    dead.sort_unstable();
    ((gap, overlaps, dead), shown, open)
}

// ---- amounts, choices, a question that is asked only sometimes -------------------------------------------

#[derive(Clone, Copy, Debug)]
enum Right {
    Number(i64),
    Fact,
    Other,
}

#[derive(Clone, Debug)]
struct Row {
    geld: u8,
    soort: u8,
    extra: u8,
    column: Vec<(usize, Right)>,
    second: Vec<(usize, Right)>,
    outcome: usize,
}

#[derive(Clone, Debug)]
struct Rules {
    hit: &'static str,
    /// What the second column of amounts is.
    made: usize,
    floor: bool,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Input {
    geld: bool,
    soort: usize,
    extra: Option<bool>,
    waarde: i64,
    vorige: i64,
}

const SIGNS: [&str; 5] = ["<", "<=", "=", ">=", ">"];
const MADE: [(&str, &str); 6] = [
    ("vorige", ""),
    ("som", "waarde + vorige"),
    ("verschil", "waarde - vorige"),
    ("kleinste", "min(waarde; vorige)"),
    ("deel", "als geld = ja dan waarde anders 2 EUR"),
    ("helft", "waarde / 2 keer"),
];

impl Rules {
    fn made(&self, input: Input) -> i64 {
        match MADE[self.made].0 {
            "vorige" => input.vorige,
            "som" => input.waarde + input.vorige,
            "verschil" => input.waarde - input.vorige,
            "kleinste" => input.waarde.min(input.vorige),
            "deel" => {
                if input.geld {
                    input.waarde
                } else {
                    2
                }
            }
            // Rounded half up to whole euros.
            _ => (input.waarde + 1).div_euclid(2),
        }
    }

    fn matches(&self, row: &Row, input: Input, fact: i64) -> bool {
        let yes_no = |cell: u8, answer: Option<bool>| match cell {
            0 => true,
            1 => answer == Some(true),
            _ => answer == Some(false),
        };
        let held = |list: &[(usize, Right)], left: i64, other: i64| {
            list.iter().all(|(sign, right)| {
                let right = match right {
                    Right::Number(number) => *number,
                    Right::Fact => fact,
                    Right::Other => other,
                };
                match SIGNS[*sign] {
                    "<" => left < right,
                    "<=" => left <= right,
                    "=" => left == right,
                    ">=" => left >= right,
                    _ => left > right,
                }
            })
        };
        let soort = match row.soort {
            0 => true,
            1 => input.soort == 0,
            2 => input.soort == 1 || input.soort == 2,
            3 => input.soort != 0,
            _ => input.soort == 3,
        };
        yes_no(row.geld, Some(input.geld))
            && soort
            && yes_no(row.extra, input.extra)
            && held(&row.column, input.waarde, input.vorige)
            && held(&row.second, self.made(input), input.waarde)
    }

    fn inputs(&self) -> Vec<Input> {
        let mut list = Vec::new();
        for geld in [true, false] {
            for soort in 0..4 {
                for extra in if geld { vec![Some(true), Some(false)] } else { vec![None] } {
                    for waarde in 0..=6 {
                        for vorige in if self.floor { waarde } else { 0 }..=6 {
                            list.push(Input { geld, soort, extra, waarde, vorige });
                        }
                    }
                }
            }
        }
        list
    }

    fn text(&self) -> (String, usize) {
        let held = |list: &[(usize, Right)], other: &str| {
            if list.is_empty() {
                return "-".to_owned();
            }
            let parts: Vec<String> = list
                .iter()
                .map(|(sign, right)| {
                    let right = match right {
                        Right::Number(number) => format!("{number} EUR"),
                        Right::Fact => "grens".to_owned(),
                        Right::Other => other.to_owned(),
                    };
                    format!("{} {right}", SIGNS[*sign])
                })
                .collect();
            parts.join(" en ")
        };
        let (name, is) = MADE[self.made];
        let floor = if self.floor { "waarde" } else { "0 EUR" };
        let mut text = format!(
            "titel: Proef\nsoort: beslissing\nvragen:\n  geld:\n    vraag: Geld?\n    type: ja/nee\n  soort:\n    vraag: Welke?\n    type: keuze\n    weet-ik-niet: ja\n    keuzes:\n      a: A\n      b: B\n      c: C\n  extra:\n    vraag: Extra?\n    type: ja/nee\n    als: geld = ja\n  waarde:\n    vraag: Hoeveel?\n    type: bedrag\n    stap: 1 EUR\n    minimum: 0 EUR\n    maximum: 6 EUR\n  vorige:\n    vraag: Hoeveel eerst?\n    type: bedrag\n    stap: 1 EUR\n    minimum: {floor}\n    maximum: 6 EUR\nuitkomsten:\n"
        );
        for outcome in ["een", "twee", "drie"] {
            text += &format!("  {outcome}:\n    kleur: groen\n    kort: K\n    titel: T\n");
        }
        text += "organisaties:\n  lelystad:\n    document: lelystad/code\n";
        if !is.is_empty() {
            text += &format!("    waarden:\n      {name}:\n        naam: N\n        is: {is}\n");
            if name == "helft" {
                text += "        afronden: op helen, half omhoog\n";
            }
        }
        text += &format!("    werking: {}\n    tabel: |\n", self.hit);
        text += &format!("      | geld | soort | extra | waarde | {name} | dan | bron |\n");
        let first = text.matches('\n').count() + 1;
        for row in &self.rows {
            text += &format!(
                "      | {} | {} | {} | {} | {} | {} | plek |\n",
                ["-", "ja", "nee"][usize::from(row.geld)],
                ["-", "a", "b of c", "niet a", "weet-ik-niet"][usize::from(row.soort)],
                ["-", "ja", "nee"][usize::from(row.extra)],
                held(&row.column, "vorige"),
                held(&row.second, "waarde"),
                ["een", "twee", "drie"][row.outcome]
            );
        }
        (text, first)
    }
}

fn held(other: bool) -> impl Strategy<Value = Vec<(usize, Right)>> {
    let right = prop_oneof![
        4 => (-1_i64..8).prop_map(Right::Number),
        2 => Just(Right::Fact),
        2 => Just(if other { Right::Other } else { Right::Fact }),
    ];
    prop_oneof![
        2 => Just(Vec::new()),
        4 => prop::collection::vec((0_usize..5, right.clone()), 1),
        1 => prop::collection::vec((0_usize..5, right), 2),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    (
        prop_oneof![2 => Just(0_u8), 1 => 1_u8..3],
        prop_oneof![3 => Just(0_u8), 1 => 1_u8..5],
        prop_oneof![3 => Just(0_u8), 1 => 1_u8..3],
        held(true),
        held(true),
        0_usize..3,
    )
        .prop_map(|(geld, soort, extra, column, second, outcome)| Row {
            geld,
            soort,
            extra,
            column,
            second,
            outcome,
        })
}

fn rules() -> impl Strategy<Value = Rules> {
    (
        prop_oneof![3 => Just("uniek"), 1 => Just("eerste"), 1 => Just("alle")],
        0_usize..6,
        any::<bool>(),
        prop::collection::vec(row(), 1..6),
        any::<bool>(),
    )
        .prop_map(|(hit, made, floor, mut rows, whole)| {
            // Half of them get a row and its contrary, so that there are many without a gap.
            if whole {
                let cut = Right::Number(3);
                let plain =
                    Row { geld: 0, soort: 0, extra: 0, column: Vec::new(), second: Vec::new(), outcome: 0 };
                rows.truncate(3);
                rows.push(Row { second: vec![(4, cut)], ..plain.clone() });
                rows.push(Row { second: vec![(1, cut)], ..plain });
            }
            Rules { hit, made, floor, rows }
        })
}

/// Whether an input has the answers of a message.
fn agrees(input: Input, shown: &str) -> bool {
    shown == "elk antwoord"
        || shown.split(", ").all(|pair| {
            let (name, answer) = pair.split_once(" = ").unwrap();
            let yes_no = |answer: bool| if answer { "ja" } else { "nee" };
            match name {
                "geld" => answer == yes_no(input.geld),
                "soort" => answer == ["a", "b", "c", "weet-ik-niet"][input.soort],
                "extra" => input.extra.map(yes_no) == Some(answer),
                "waarde" => answer == format!("{} EUR", input.waarde),
                "vorige" => answer == format!("{} EUR", input.vorige),
                other => panic!("{other}"),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_are_those_of_trying_everything(rules in rules(), old in 0_i64..7, new in 0_i64..7) {
        let (text, first) = rules.text();
        let facts = format!(
            "grens:\n  omschrijving: Grens\n  bron: lelystad/code#plek\n  waarden:\n    - vanaf: onbekend\n      waarde: {old} EUR\n    - vanaf: 2026-01-01\n      waarde: {new} EUR\n"
        );
        let fixture = Fixture::new()
            .file("bronnen.yaml", SOURCES)
            .file("lelystad/feiten.yaml", &facts)
            .file("rekenhulpen/proef.yaml", &text);
        let used = rules.rows.iter().flat_map(|row| row.column.iter().chain(&row.second));
        let facts = if used.clone().any(|(_, right)| matches!(right, Right::Fact)) { vec![old, new] } else { vec![old] };
        let outcomes: Vec<usize> = rules.rows.iter().map(|row| row.outcome).collect();
        let inputs = rules.inputs();
        let (found, shown, open) = proven(&fixture, first);
        prop_assert!(!open, "left open:\n{text}");
        let mut wanted = (false, Vec::new(), Vec::new());
        for fact in facts {
            let matches: Vec<Vec<bool>> = inputs
                .iter()
                .map(|input| rules.rows.iter().map(|row| rules.matches(row, *input, fact)).collect())
                .collect();
            wanted = verdict(rules.hit, &outcomes, &matches);
            if wanted != (false, Vec::new(), Vec::new()) {
                // Every input that agrees with the answers shown has the fault.
                for (fault, answers) in &shown {
                    let mut some = false;
                    for (input, rows) in inputs.iter().zip(&matches).filter(|(input, _)| agrees(**input, answers)) {
                        some = true;
                        let count = rows.iter().filter(|row| **row).count();
                        if fault == "gap" {
                            prop_assert_eq!(count, 0, "{} {:?}\n{}", answers, input, text);
                        } else {
                            prop_assert!(count > 1, "{} {:?}\n{}", answers, input, text);
                        }
                    }
                    prop_assert!(some, "{answers} is no input\n{text}");
                }
                break;
            }
        }
        wanted.1.sort_unstable();
        prop_assert_eq!(found, wanted, "\n{}", text);
    }
}

// ---- days -----------------------------------------------------------------------------------------------

/// Sign against the limit, sign and number of days, outcome.
type DayRow = (Option<usize>, Option<(usize, i64)>, usize);

#[derive(Clone, Debug)]
struct Days {
    hit: &'static str,
    months: i64,
    floor: bool,
    /// Sign against the day so many months later, and sign with a number of days for how long it took.
    rows: Vec<DayRow>,
}

impl Days {
    fn inputs(&self) -> Vec<(Date, Date)> {
        let day = |month, day| Date::from_ymd(2026, month, day).unwrap();
        let mut list = Vec::new();
        let mut begin = day(1, 27);
        while begin <= day(2, 2) {
            let mut end = day(1, 20);
            while end <= day(4, 4) {
                if !self.floor || end >= begin {
                    list.push((begin, end));
                }
                end = end.next_day().unwrap();
            }
            begin = begin.next_day().unwrap();
        }
        list
    }

    fn matches(&self, row: usize, begin: Date, end: Date) -> bool {
        let (against, length, _) = &self.rows[row];
        let limit = begin.add_months(self.months, MonthEnd::LastDay).unwrap();
        let held = |sign: usize, ordering: std::cmp::Ordering| match SIGNS[sign] {
            "<" => ordering.is_lt(),
            "<=" => ordering.is_le(),
            "=" => ordering.is_eq(),
            ">=" => ordering.is_ge(),
            _ => ordering.is_gt(),
        };
        against.is_none_or(|sign| held(sign, end.cmp(&limit)))
            && length.is_none_or(|(sign, days)| held(sign, i64::from(begin.days_until(end)).cmp(&days)))
    }

    fn text(&self) -> (String, usize) {
        let floor = if self.floor { "begin" } else { "2026-01-20" };
        let mut text = format!(
            "titel: Proef\nsoort: beslissing\nmaandeinde: laatste-dag\nvragen:\n  begin:\n    vraag: Wanneer?\n    type: datum\n    minimum: 2026-01-27\n    maximum: 2026-02-02\n  eind:\n    vraag: Tot wanneer?\n    type: datum\n    minimum: {floor}\n    maximum: 2026-04-04\nuitkomsten:\n"
        );
        for outcome in ["een", "twee", "drie"] {
            text += &format!("  {outcome}:\n    kleur: groen\n    kort: K\n    titel: T\n");
        }
        text += &format!(
            "organisaties:\n  lelystad:\n    document: lelystad/code\n    waarden:\n      uiterlijk:\n        naam: N\n        is: begin + {} maanden\n      duur:\n        naam: D\n        is: eind - begin\n    werking: {}\n    tabel: |\n      | eind | duur | dan | bron |\n",
            self.months, self.hit
        );
        let first = text.matches('\n').count() + 1;
        for (against, length, outcome) in &self.rows {
            let against = against.map_or("-".to_owned(), |sign| format!("{} uiterlijk", SIGNS[sign]));
            let length =
                length.map_or("-".to_owned(), |(sign, days)| format!("{} {days} dagen", SIGNS[sign]));
            text +=
                &format!("      | {against} | {length} | {} | plek |\n", ["een", "twee", "drie"][*outcome]);
        }
        (text, first)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_about_days_are_those_of_trying_every_day(
        hit in prop_oneof![3 => Just("uniek"), 1 => Just("eerste")],
        months in 1_i64..3,
        floor in any::<bool>(),
        rows in prop::collection::vec(
            (prop::option::weighted(0.7, 0_usize..5), prop::option::weighted(0.5, (0_usize..5, -3_i64..65)), 0_usize..3),
            1..4,
        ),
    ) {
        let days = Days { hit, months, floor, rows };
        let (text, first) = days.text();
        let fixture = Fixture::new().file("bronnen.yaml", SOURCES).file("rekenhulpen/proef.yaml", &text);
        let outcomes: Vec<usize> = days.rows.iter().map(|(.., outcome)| *outcome).collect();
        let matches: Vec<Vec<bool>> = days
            .inputs()
            .iter()
            .map(|(begin, end)| (0..days.rows.len()).map(|row| days.matches(row, *begin, *end)).collect())
            .collect();
        let wanted = verdict(hit, &outcomes, &matches);
        let (found, shown, open) = proven(&fixture, first);
        prop_assert!(!open, "left open:\n{text}");
        prop_assert_eq!(found, wanted, "\n{}", text);
        for (fault, answers) in shown {
            let mut some = false;
            for ((begin, end), rows) in days.inputs().iter().zip(&matches) {
                let agrees = answers.split(", ").all(|pair| {
                    pair == format!("begin = {}", begin.iso())
                        || pair == format!("eind = {}", end.iso())
                        || pair == "elk antwoord"
                });
                if agrees {
                    some = true;
                    let count = rows.iter().filter(|row| **row).count();
                    prop_assert!(if fault == "gap" { count == 0 } else { count > 1 }, "{} {}", answers, text);
                }
            }
            prop_assert!(some, "{} {}", answers, text);
        }
    }
}

// ---- steps ----------------------------------------------------------------------------------------------

/// A day as it is written, and what it is by a reading of its own.
#[derive(Clone, Copy, Debug)]
enum Day {
    Plus { end: bool, count: i64, months: bool },
    EndOfMonth { end: bool },
    Later { count: i64 },
    If { count: i64 },
}

impl Day {
    fn text(self) -> String {
        let name = |end: bool| if end { "eind" } else { "begin" };
        match self {
            Day::Plus { end, count, months } => {
                let sign = if count < 0 { '-' } else { '+' };
                let unit = if months { "maanden" } else { "dagen" };
                format!("{} {sign} {} {unit}", name(end), count.abs())
            }
            Day::EndOfMonth { end } => format!("einde-maand({})", name(end)),
            Day::Later { count } => format!("max(begin + {count} dagen; eind)"),
            Day::If { count } => format!("als eind > begin dan eind anders begin + {count} dagen"),
        }
    }

    fn on(self, begin: Date, end: Date) -> Date {
        let pick = |other: bool| if other { end } else { begin };
        match self {
            Day::Plus { end: other, count, months: true } => {
                pick(other).add_months(count, MonthEnd::LastDay).unwrap()
            }
            Day::Plus { end: other, count, .. } => pick(other).add_days(count).unwrap(),
            Day::EndOfMonth { end: other } => pick(other).last_of_month(),
            Day::Later { count } => begin.add_days(count).unwrap().max(end),
            Day::If { .. } if end > begin => end,
            Day::If { count } => begin.add_days(count).unwrap(),
        }
    }
}

fn day() -> impl Strategy<Value = Day> {
    prop_oneof![
        4 => (any::<bool>(), -40_i64..41).prop_map(|(end, count)| Day::Plus { end, count, months: false }),
        3 => (any::<bool>(), 0_i64..3).prop_map(|(end, count)| Day::Plus { end, count, months: true }),
        1 => any::<bool>().prop_map(|end| Day::EndOfMonth { end }),
        1 => (-5_i64..30).prop_map(|count| Day::Later { count }),
        1 => (-5_i64..30).prop_map(|count| Day::If { count }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_step_ends_before_it_begins_only_where_trying_shows_it(
        from in day(),
        to in day(),
        floor in any::<bool>(),
        only_if in prop::option::of(-5_i64..40),
    ) {
        let minimum = if floor { "begin" } else { "2026-01-20" };
        let condition = only_if.map_or(String::new(), |days| format!("        als: duur > {days} dagen\n"));
        let value = if only_if.is_some() { "    waarden:\n      duur:\n        naam: D\n        is: eind - begin\n" } else { "" };
        let text = format!(
            "titel: Proef\nsoort: tijdlijn\nmaandeinde: laatste-dag\nvragen:\n  begin:\n    vraag: Wanneer?\n    type: datum\n    minimum: 2026-01-27\n    maximum: 2026-03-02\n  eind:\n    vraag: Tot wanneer?\n    type: datum\n    minimum: {minimum}\n    maximum: 2026-04-04\norganisaties:\n  lelystad:\n    document: lelystad/code\n{value}    stappen:\n      stap:\n        titel: Stap\n{condition}        van: {}\n        tot-en-met: {}\n        wie: medewerker\n        bron: plek\n      einde:\n        titel: Einde\n        op: eind\n        wie: medewerker\n        bron: plek\n      begin-stap:\n        titel: Begin\n        op: begin\n        wie: medewerker\n        bron: plek\n",
            from.text(),
            to.text()
        );
        let fixture = Fixture::new()
            .file("bronnen.yaml", SOURCES)
            .file("landelijk/organisatie.yaml", "functies:\n  medewerker:\n    noem: jij\n")
            .file("rekenhulpen/proef.yaml", &text);
        let (book, findings) = fixture.read();
        prop_assert!(findings.is_empty(), "{}", fixture.show(&findings));
        let findings = book.check();
        prop_assert!(findings.iter().all(|finding| finding.code != "W0704"), "{}", fixture.show(&findings));
        let found = findings.iter().any(|finding| finding.code == "W0707");
        let mut wanted = false;
        let mut begin = Date::from_ymd(2026, 1, 27).unwrap();
        while begin <= Date::from_ymd(2026, 3, 2).unwrap() {
            let mut end = if floor { begin } else { Date::from_ymd(2026, 1, 20).unwrap() };
            while end <= Date::from_ymd(2026, 4, 4).unwrap() {
                let counts = only_if.is_none_or(|days| i64::from(begin.days_until(end)) > days);
                wanted |= counts && from.on(begin, end) > to.on(begin, end);
                end = end.next_day().unwrap();
            }
            begin = begin.next_day().unwrap();
        }
        prop_assert_eq!(found, wanted, "\n{}", text);
    }
}
