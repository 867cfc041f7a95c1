//! Files and answers that are far too large, far too deep, or at the end of what there is: each has a result or a
//! finding, and none keeps the reader, the proofs or the evaluator busy.

use std::fmt::Write as _;

use crate::report::Outcome;
use crate::scenarios::snapshot;
use crate::testing::{Fixture, answers};

const TABLE: &str = "    tabel: |
      | x       | dan | bron   |
      |---------|-----|--------|
      | > 5 EUR | a   | giften |
      | -       | b   | giften |
";

/// A decision over an amount and a day; `questions` come after these two, `body` is the organisation's.
fn decision(questions: &str, body: &str) -> Fixture {
    let text = format!(
        "titel: Mag het?
soort: beslissing
maandeinde: laatste-dag
vragen:
  bedrag:
    vraag: Hoeveel?
    type: bedrag
  dag:
    vraag: Wanneer?
    type: datum
{questions}uitkomsten:
  a:
    kleur: groen
    kort: Ja
    titel: Ja
  b:
    kleur: rood
    kort: Nee
    titel: Nee
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
{body}"
    );
    Fixture::small().file("rekenhulpen/x.yaml", &text)
}

/// The same, deciding on the value of an expression.
fn on(expr: &str) -> Fixture {
    decision("", &format!("    waarden:\n      x:\n        naam: X\n        is: {expr}\n{TABLE}"))
}

/// Something for which the day is needed.
const OF_DAY: &str = "als dag > 2024-02-28 dan bedrag anders 9 EUR";

/// Deciding on days that are reckoned from a count that is asked.
fn counted(expr: &str) -> Fixture {
    let question = "  aantal:\n    vraag: Hoeveel?\n    type: getal\n    eenheid: dagen\n    stap: 1 dag\n";
    decision(question, &format!("    waarden:\n      x:\n        naam: X\n        is: {expr}\n{TABLE}")).edit(
        "rekenhulpen/x.yaml",
        "> 5 EUR",
        "> 5 dagen",
    )
}

/// Named values that rest on each other, the first on all of them.
fn chain_up(count: usize) -> Fixture {
    let mut values = "    waarden:\n      x:\n        naam: X\n        is: v0\n".to_owned();
    for place in 0..count {
        let _ = write!(values, "      v{place}:\n        naam: V\n        is: v{} + 1 EUR\n", place + 1);
    }
    let _ = write!(values, "      v{count}:\n        naam: V\n        is: bedrag\n");
    decision("", &format!("{values}{TABLE}"))
}

/// Named values that rest on each other, `v0` on the amount.
fn chain(count: usize, next: impl Fn(usize) -> String) -> Fixture {
    let mut values = "    waarden:\n".to_owned();
    for place in 0..=count {
        let is = if place == 0 { "bedrag".to_owned() } else { next(place - 1) };
        let _ = write!(values, "      v{place}:\n        naam: V\n        is: {is}\n");
    }
    let _ = write!(values, "      x:\n        naam: X\n        is: v{count}\n");
    decision("", &format!("{values}{TABLE}"))
}

fn table(rows: impl Iterator<Item = String>) -> Fixture {
    let rows: String = rows.map(|row| format!("      {row}\n")).collect();
    decision("", &format!("    tabel: |\n      | bedrag | dan | bron |\n      |---|---|---|\n{rows}"))
}

/// What is found and, where nothing is, the outcome for these answers; long texts are cut.
fn found(fixture: &Fixture, given: &str) -> String {
    let (book, mut findings) = fixture.read();
    findings.extend(book.check());
    findings.retain(|finding| !matches!(finding.code, "W0611" | "W0802"));
    let mut lines: Vec<String> = fixture.show(&findings).lines().map(short).collect();
    let count = lines.len();
    lines.truncate(3);
    if count > 3 {
        lines.push(format!("(en nog {})", count - 3));
    }
    let shown = match book.program("x", "lelystad") {
        None => "geen programma".to_owned(),
        Some(program) => {
            let report = program.evaluate(&answers(given), None);
            assert!(crate::program::Program::from_bytes(&program.to_bytes()).is_ok());
            let _ = program.evaluate(&[], None).to_json();
            match &report.outcome {
                Some(Outcome::One(id)) => format!("uitkomst {id}"),
                _ => {
                    let mistakes: Vec<&str> =
                        report.screen.mistakes.iter().map(|mistake| mistake.text.as_str()).collect();
                    format!("open: {}", short(&mistakes.join(" ")))
                }
            }
        }
    };
    lines.push(shown);
    lines.join("\n")
}

fn short(line: &str) -> String {
    if line.chars().count() <= 330 {
        return line.to_owned();
    }
    let first: String = line.chars().take(80).collect();
    let last: String = line.chars().rev().take(240).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{first} … {last}")
}

#[test]
fn too_much_of_anything_has_a_result_or_a_finding() {
    let big = "1234567890123456789012345678901234567890";
    let questions = |count: usize, wait: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for place in 1..=count {
            let only_if = if place < 3 { String::new() } else { format!("    als: {}\n", wait(place)) };
            let _ = write!(
                text,
                "  q{place}:\n    vraag: Vraag {place}?\n    type: bedrag\n    minimum: 0 EUR\n{only_if}"
            );
        }
        let table = TABLE.replace("| x       |", &format!("| q{count}     |"));
        decision(&text, &table)
    };
    let skipped = |count: usize, terms: usize| {
        let mut text = String::new();
        for place in 0..count {
            let before = place.checked_sub(1).map_or("bedrag".to_owned(), |place| format!("q{place}"));
            let is = format!("{before}{}", " + 1 EUR".repeat(terms));
            let _ = write!(
                text,
                "  q{place}:\n    vraag: Na {{{{ {before} }}}} en {{{{ {before} }}}}?\n    type: bedrag\n    verplicht: nee\n    standaard: {is}\n"
            );
        }
        decision(&text, &TABLE.replace("| x       |", &format!("| q{}     |", count - 1)))
    };
    let between = |count: usize| {
        let mut text = String::new();
        for place in 0..count {
            let before = place.checked_sub(1).map_or("bedrag".to_owned(), |place| format!("q{place}"));
            let _ = write!(
                text,
                "  q{place}:\n    vraag: Vraag {place}?\n    type: bedrag\n    minimum: {before}\n    maximum: {before}\n"
            );
        }
        decision(&text, &TABLE.replace("| x       |", &format!("| q{}     |", count - 1)))
    };
    let options = |count: usize| {
        let list: String = (0..count).map(|place| format!("      k{place}: Keuze {place}\n")).collect();
        decision(
            &format!("  keus:\n    vraag: Welke?\n    type: meerkeuze\n    keuzes:\n{list}"),
            "    tabel: |\n      | keus   | dan | bron   |\n      |--------|-----|--------|\n      | met k1 | a   | giften |\n      | -      | b   | giften |\n",
        )
    };
    let cases: Vec<(&str, Fixture, &str)> = vec![
        ("a value out of itself", on("x + 1 EUR"), "bedrag=7"),
        ("a ring of values", chain(8, |place| format!("v{} + x", place)), "bedrag=7"),
        ("ten values in a row", chain(10, |place| format!("v{place} + 1 EUR")), "bedrag=7"),
        ("thirty values in a row", chain(30, |place| format!("v{place} + 1 EUR")), "bedrag=7"),
        ("ten values in a row, the last first", chain_up(10), "bedrag=7"),
        ("four hundred values in a row, the last first", chain_up(400), "bedrag=7"),
        ("three thousand values in a row", chain(3_000, |place| format!("v{place} + 1 EUR")), "bedrag=7"),
        ("eight doublings", chain(8, |place| format!("v{place} + v{place}")), "bedrag=7"),
        (
            "values that each name the one before six times",
            chain(6, |place| format!("min({})", vec![format!("v{place}"); 6].join("; "))),
            "bedrag=7",
        ),
        (
            "fifty questions that wait for the one before",
            questions(50, &|place| format!("q{} > 5 EUR", place - 1)),
            "q1=1",
        ),
        (
            "forty questions that wait for the two before",
            questions(40, &|place| format!("q{} > 5 EUR en q{} > 5 EUR", place - 1, place - 2)),
            "q1=1",
        ),
        ("thirty questions that are skipped, each reckoned from the one before", skipped(30, 1), "bedrag=7"),
        ("the same, with a long sum each time", skipped(30, 30), "bedrag=7"),
        ("fifty questions that lie between the one before and the one before", between(50), "q0=7"),
        ("three hundred questions", questions(300, &|_| "q1 > 5 EUR".to_owned()), "bedrag=7"),
        ("sixty options", options(60), "keus=k1"),
        ("a hundred options", options(100), "keus=k1"),
        ("thirty-five terms", on(&vec!["bedrag"; 35].join(" + ")), "bedrag=7"),
        ("a hundred terms", on(&vec!["bedrag"; 100].join(" + ")), "bedrag=7"),
        ("an expression of a megabyte", on(&vec!["bedrag"; 120_000].join(" + ")), "bedrag=7"),
        ("a megabyte of brackets", on(&"(".repeat(1_000_000)), "bedrag=7"),
        ("a hundred brackets", on(&format!("{}bedrag{}", "(".repeat(100), ")".repeat(100))), "bedrag=7"),
        ("a name of a megabyte", on(&"a".repeat(1_000_000)), "bedrag=7"),
        ("a number of a megabyte", on(&"1".repeat(1_000_000)), "bedrag=7"),
        (
            "a minimum of very many",
            on(&format!("min({})", (0..60_000).map(|n| format!("{n} EUR")).collect::<Vec<_>>().join("; "))),
            "bedrag=7",
        ),
        ("a number of forty digits", on(&format!("bedrag * {big} keer")), "bedrag=7"),
        ("an answer of forty digits", on("bedrag"), "bedrag=1234567890123456789012345678901234567890"),
        ("the largest answer", on("bedrag * 999.999.999 keer"), "bedrag=999999999"),
        (
            "an answer that would overflow",
            on("bedrag * 1.000.000.000 keer * 1.000.000.000 keer * 1.000.000.000.000 keer"),
            "bedrag=999999999",
        ),
        ("any number of days", counted("dag + aantal - dag"), "aantal=7 dag=1-1-2026"),
        (
            "so many days at most",
            counted("dag + max(min(aantal; 100 dagen); 0 dagen) - dag"),
            "aantal=700 dag=1-1-2026",
        ),
        (
            "nought as a divisor",
            counted("als aantal = 0 dagen dan 1 dag anders aantal / aantal * 1 dag"),
            "aantal=0",
        ),
        ("a negative amount", on("bedrag + 20 EUR"), "bedrag=-7"),
        ("nothing at all", on("bedrag"), "bedrag=0"),
        ("a hundred rows", table((0..100).map(|n| format!("| < {} EUR | a | giften |", n + 1))), "bedrag=7"),
        (
            "ten thousand rows",
            table((0..10_000).map(|n| format!("| >= {n} EUR en < {} EUR | a | giften |", n + 1))),
            "bedrag=7",
        ),
        (
            "five hundred wrong rows",
            table((0..490).map(|n| format!("| >= {n} parsec | a | giften |"))),
            "bedrag=7",
        ),
        (
            "ten thousand columns",
            decision("", &format!("    tabel: |\n      {}\n", "| k ".repeat(10_000))),
            "bedrag=7",
        ),
        (
            "a condition of a megabyte",
            decision(
                "",
                &format!(
                    "    regels:\n      - als: {}\n        dan: a\n        bron: giften\n",
                    vec!["bedrag > 5 EUR"; 60_000].join(" en ")
                ),
            ),
            "bedrag=7",
        ),
        (
            "a text of a megabyte",
            Fixture::small().file(
                "rekenhulpen/x.yaml",
                &format!("titel: {}\nsoort: beslissing\n", "lang ".repeat(200_000)),
            ),
            "bedrag=7",
        ),
        (
            "ten thousand lines to do",
            decision(
                "",
                &format!(
                    "    doe:\n      a:\n{}{}",
                    (0..10_000).map(|n| format!("        l{n}: Doe {n}.\n")).collect::<String>(),
                    TABLE.replace("| x       |", "| bedrag  |")
                ),
            ),
            "bedrag=7",
        ),
        (
            "the last day of all",
            on("dag + 1 dag - dag + 0 dagen").edit("rekenhulpen/x.yaml", "> 5 EUR", "> 0 dagen"),
            "dag=31-12-2199",
        ),
        ("year 9999", on(OF_DAY), "dag=31-12-9999 bedrag=7"),
        ("year 1", on(OF_DAY), "dag=1-1-0001 bedrag=7"),
        (
            "a threshold in year 9999 and in year 1",
            decision(
                "",
                "    tabel: |\n      | dag | dan | bron |\n      |---|---|---|\n      | < 0001-01-01 | b | giften |\n      | <= 9999-12-31 | a | giften |\n",
            ),
            "dag=29-2-2024",
        ),
        ("29 February in a year without", on(OF_DAY), "dag=29-2-2023 bedrag=7"),
        ("29 February in a year with", on(OF_DAY), "dag=29-2-2024 bedrag=7"),
        ("the day of twenty-three hours", on(OF_DAY), "dag=29-3-2026 bedrag=7"),
        ("the day of twenty-five hours", on(OF_DAY), "dag=25-10-2026 bedrag=7"),
        (
            "signs nobody sees",
            decision("", &TABLE.replace("| x       |", "| bedrag  |").replace("| a  ", "| a\u{200b}  ")),
            "bedrag=7",
        ),
        (
            "a line that turns its direction",
            decision("", &TABLE.replace("| x       |", "| bedrag  |")).edit(
                "rekenhulpen/x.yaml",
                "titel: Mag het?",
                "titel: Mag \u{202e}teh?",
            ),
            "bedrag=7",
        ),
        (
            "a title from right to left",
            decision("", &TABLE.replace("| x       |", "| bedrag  |")).edit(
                "rekenhulpen/x.yaml",
                "titel: Mag het?",
                "titel: هل هذا مسموح؟ 👨\u{200d}👩\u{200d}👧",
            ),
            "bedrag=7",
        ),
        (
            "a direction mark in a fact",
            decision("", &TABLE.replace("| x       |", "| bedrag  |")).edit(
                "lelystad/feiten.yaml",
                "omschrijving: Tot",
                "omschrijving: \u{200e}Tot",
            ),
            "bedrag=7",
        ),
        ("a word from right to left as an answer", on("bedrag"), "bedrag=\u{202e}7"),
    ];
    // Nothing takes more than a fifth of what a thread has, in a build with frames as large as they come.
    let out = std::thread::scope(|scope| {
        let all = || {
            let mut out = String::new();
            for (name, fixture, given) in &cases {
                let _ = writeln!(out, "# {name}\n{}\n", found(fixture, given));
            }
            out
        };
        let thread = std::thread::Builder::new().stack_size(400_000);
        thread.spawn_scoped(scope, all).unwrap().join().unwrap()
    });
    let out = out.replace(['\u{200b}', '\u{202e}', '\u{200e}'], "~");
    snapshot("extremes.txt", &out);
}

/// A very long answer is told back in a few words.
#[test]
fn a_long_answer_is_not_repeated() {
    let book = on("bedrag").read().0;
    let program = book.program("x", "lelystad").unwrap();
    for text in ["9".repeat(100_000), "é".repeat(100_000), " ".repeat(100_000), "1-".repeat(50_000)] {
        for question in ["bedrag", "dag"] {
            let report = program.evaluate(&[(question.to_owned(), text.clone())], None);
            assert!(report.to_json().len() < 3_000, "{question}");
            assert_eq!(report.outcome, None);
        }
        let report = program.evaluate(&[(text.clone(), "7".to_owned())], None);
        assert!(report.outcome.is_none());
    }
    let wide: Vec<(String, String)> = (0..2_000).map(|n| (format!("v{n}"), "1".to_owned())).collect();
    assert!(program.evaluate(&wide, None).outcome.is_none());
}
