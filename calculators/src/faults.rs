//! Tests of what the checks find in whole small rules, and what they offer for it: faults in every place where there
//! can be one, beside the same without the fault.

use std::fmt::Write as _;

use crate::scenarios::snapshot;
use crate::testing::Fixture;

const HEAD: &str = "titel: Proef
soort: KIND
maandeinde: laatste-dag
vragen:
  a:
    vraag: Is a zo?
    type: ja/nee
  b:
    vraag: Is b zo?
    type: ja/nee
  k:
    vraag: Welke k?
    type: keuze
    keuzes:
      x: X
      y: Y
      z: Z
  m:
    vraag: Wat speelt er mee?
    type: meerkeuze
    keuzes:
      u: U
      v: V
      w: W
  p:
    vraag: Hoeveel p?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    maximum: 100 EUR
  r:
    vraag: Hoeveel r?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    maximum: 100 EUR
  d:
    vraag: Wanneer begon het?
    type: datum
    minimum: 2024-01-01
    maximum: 2027-12-31
  e:
    vraag: Wanneer hield het op?
    type: datum
    minimum: d
    maximum: 2028-12-31
  c:
    vraag: Is c zo?
    type: ja/nee
    verplicht: nee
    anders: tenzij c
  o:
    vraag: Welke o?
    type: keuze
    verplicht: nee
    keuzes:
      x: X
      y: Y
  q:
    vraag: Hoeveel q?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    verplicht: nee
  t:
    vraag: Hoeveel t?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    verplicht: nee
    standaard: 5 EUR
  f:
    vraag: Welk deel?
    type: percentage
    minimum: 0 %
    maximum: 100 %
  g:
    vraag: Hoeveel g?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    maximum: 100 EUR
    verplicht: nee
    standaard: p
  h:
    vraag: Wanneer is het klaar?
    type: datum
    minimum: d
    zolang-onbekend: d + 1 week
  j:
    vraag: Hoeveel j?
    type: bedrag
    stap: 1 EUR
    minimum: 0 EUR
    maximum: 10 EUR
    verplicht: nee
    standaard: p
";

const OUTCOMES: &str = "uitkomsten:
  een:
    kleur: groen
    kort: Een
    titel: Een
  twee:
    kleur: rood
    kort: Twee
    titel: Twee
  drie:
    kleur: oranje
    kort: Drie
    titel: Drie
";

const HOLIDAYS: &str = "naam: Algemene termijnenwet
herkomst: wet
opgezocht: 2026-11-22
bekend-vanaf: 2020
bekend-tot-en-met: 2028
tellen-mee:
  - eerste-kerstdag
  - tweede-kerstdag
gelijkgesteld: []
";

fn rules(kind: &str, lines: &str) -> Fixture {
    let outcomes = if kind == "tijdlijn" { "" } else { OUTCOMES };
    let own: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    Fixture::small().file("landelijk/vrije-dagen.yaml", HOLIDAYS).file(
        "rekenhulpen/proef.yaml",
        &format!(
            "{}{outcomes}organisaties:\n  lelystad:\n    document: lelystad/code\n{own}",
            HEAD.replace("KIND", kind)
        ),
    )
}

/// What is found in the order of the file, but for questions and outcomes that such small rules do not use. The place
/// is told by what stands there.
fn found(fixture: &Fixture) -> String {
    let mut findings = fixture.checked();
    findings.retain(|finding| finding.code != "W0611");
    findings.sort_by_key(|finding| (finding.span.file, finding.span.start, finding.code));
    let mut out = Vec::new();
    for finding in &findings {
        let shown = fixture.show(std::slice::from_ref(finding));
        let (kind, place) = shown.split_once("proef.yaml:").unwrap_or(("", &shown));
        let place =
            if kind.is_empty() { place } else { place.split_once(' ').map_or(place, |(_, rest)| rest) };
        out.push(format!("{}{place}", kind.trim_end_matches("rekenhulpen/")));
        for (span, text) in &finding.related {
            out.push(format!("  {text} [{}]", fixture.text(*span).lines().next().unwrap_or("")));
        }
    }
    if out.is_empty() { "-".to_owned() } else { out.join("\n") }
}

/// Rows under a head, as they stand in a file.
fn table(head: &str, rows: &[&str]) -> String {
    let columns = head.matches('|').count() + 2;
    let mut text = format!("tabel: |\n  | {head} | bron |\n  {}\n", "|---".repeat(columns - 1) + "|");
    for row in rows {
        text += &format!("  | {row} | giften |\n");
    }
    text
}

/// The same for a value, whose rows have no source.
fn scale(head: &str, rows: &[&str]) -> String {
    let mut text = format!(
        "waarden:\n  s:\n    naam: S\n    tabel: |\n      | {head} | dan |\n      {}|\n",
        "|---".repeat(head.matches('|').count() + 2)
    );
    for row in rows {
        text += &format!("      | {row} |\n");
    }
    text
}

fn sum(is: &str) -> String {
    format!("waarden:\n  s:\n    naam: S\n    is: {is}\n")
}

/// Two rows about the value `s`, without a gap.
fn about(limit: &str) -> String {
    let (under, over) = (format!("< {limit} | een"), format!(">= {limit} | twee"));
    table("s | dan", &[under.as_str(), over.as_str()])
}

const NONE: &str = "voorbeelden: []\n";

#[test]
fn faults_are_found_where_they_are() {
    let lines = |outcome: &str, conditions: &[&str]| {
        let mut text = format!("doe:\n  {outcome}:\n");
        for (place, condition) in conditions.iter().enumerate() {
            text += &format!("    regel{place}:\n      tekst: Doe iets.\n      als: {condition}\n");
        }
        text
    };
    let first = |rows: &[&str]| ["werking: eerste\n".to_owned(), table("p | k | dan", rows)].concat();
    let cases: Vec<(&str, String)> = vec![
        // Tables of values.
        ("a table of a value that is whole", [scale("p", &["< 5 EUR | 1 EUR", ">= 5 EUR | 2 EUR"]), about("2 EUR")].concat()),
        ("a gap in the table of a value", [scale("p", &["< 5 EUR | 1 EUR", "> 5 EUR | 2 EUR"]), about("2 EUR")].concat()),
        ("an overlap in the table of a value", [scale("p", &["<= 5 EUR | 1 EUR", ">= 5 EUR | 2 EUR"]), about("2 EUR")].concat()),
        (
            "a dead row in the table of a value",
            [scale("p | a", &["< 5 EUR | - | 1 EUR", ">= 5 EUR | - | 2 EUR", ">= 7 EUR | ja | 2 EUR"]), about("2 EUR")].concat(),
        ),
        (
            "an overlap that is dead too",
            [scale("p | a", &["< 5 EUR | - | 1 EUR", ">= 5 EUR | - | 2 EUR", ">= 7 EUR | ja | 3 EUR"]), about("2 EUR")].concat(),
        ),
        // Conditions within sums.
        ("a difference of two answers", [sum("p - r"), about("9 EUR")].concat()),
        ("a gap in a difference", [sum("p - r"), table("s | dan", &["< 9 EUR | een", "> 9 EUR | twee"])].concat()),
        ("a dead row of a difference", [sum("p - r"), table("s | dan", &["<= 100 EUR | een", "> 100 EUR | twee"])].concat()),
        ("a part of a sum", [sum("(p + r) / 2 keer"), about("9 EUR")].concat()),
        ("a dead row of a part of a sum", [sum("(p + r) / 2 keer"), table("s | dan", &["<= 100 EUR | een", "> 100 EUR | twee"])].concat()),
        ("a condition within a sum that can be", [sum("als p > 5 EUR dan p anders r"), about("9 EUR")].concat()),
        ("a condition within a sum that never holds", [sum("als p > 5 EUR en p < 3 EUR dan p anders r"), about("9 EUR")].concat()),
        ("a condition within a sum that always holds", [sum("als p >= 0 EUR dan p anders r"), about("9 EUR")].concat()),
        ("one within the first arm", [sum("als a = ja dan (als p > 500 EUR dan p anders r) anders r"), about("9 EUR")].concat()),
        ("one within the second arm", [sum("als a = ja dan r anders (als p > 500 EUR dan p anders r)"), about("9 EUR")].concat()),
        ("one within the left side", [sum("(als p > 500 EUR dan p anders r) + r"), about("9 EUR")].concat()),
        ("one within the right side", [sum("r + (als p > 500 EUR dan p anders r)"), about("9 EUR")].concat()),
        ("one within an argument", [sum("min(r; als p > 500 EUR dan p anders r)"), about("9 EUR")].concat()),
        ("one within the table of a value", [scale("a", &["ja | 1 EUR", "nee | als p > 500 EUR dan 2 EUR anders 3 EUR"]), about("2 EUR")].concat()),
        // Lines.
        ("a line that can stand there", [first(&["> 5 EUR | - | twee", "- | - | een"]), lines("een", &["p > 3 EUR"])].concat()),
        ("a line whose outcome comes only without it", [first(&["> 5 EUR | - | twee", "- | - | een"]), lines("een", &["p > 5 EUR"])].concat()),
        ("a line that always stands there", [first(&["> 5 EUR | - | twee", "- | - | een"]), lines("een", &["p <= 5 EUR"])].concat()),
        ("the same line that never stands there twice", [first(&["> 5 EUR | - | twee", "- | - | een"]), lines("een", &["p > 5 EUR", "p > 5 EUR"])].concat()),
        ("the same line that can stand there twice", [first(&["> 5 EUR | - | twee", "- | - | een"]), lines("een", &["p > 3 EUR", "p > 3 EUR"])].concat()),
        ("a line that always stands where all hold", ["werking: alle\n".to_owned(), table("p | dan", &["> 5 EUR | een", "- | twee"]), lines("een", &["p > 4 EUR"])].concat()),
        // Held against several things.
        ("held against one thing that varies, twice", table("p | dan", &["< r | een", ">= r | twee"])),
        ("held against two things that vary", table("p | dan", &["< r | een", ">= r en < gift.grens | een", ">= gift.grens | twee"])),
        ("held against a thing that varies and a fixed one", table("p | dan", &["< r | een", ">= r en < 7 EUR | twee", ">= 7 EUR | drie"])),
        ("held against two fixed things", table("p | dan", &["< 5 EUR | een", ">= 5 EUR en < gift.grens | twee", ">= gift.grens | drie"])),
        (
            "held against what varies by the day of the rules and a fixed one",
            ["regels-van: d\n".to_owned(), table("p | dan", &["< 5 EUR | een", ">= 5 EUR en < gift.grens | twee", ">= gift.grens | drie"])].concat(),
        ),
        ("a product of two answers", [sum("p × (r ÷ 1 EUR)"), about("9 EUR")].concat()),
        // What is offered for a gap.
        ("a gap in one column", table("p | dan", &["< 5 EUR | een", "> 7 EUR | twee"])),
        ("a gap at one answer", table("p | dan", &["< 5 EUR | een", "> 5 EUR | twee"])),
        ("a gap of one choice", table("k | p | dan", &["x | < 5 EUR | een", "x | >= 5 EUR | twee", "y | - | een"])),
        ("a gap in one cell", table("k | p | dan", &["x | < 5 EUR | een", "y | - | twee", "z | >= 5 EUR | twee", "z | < 5 EUR | een"])),
        ("a gap in a row of two", table("a | b | dan", &["ja | ja | een", "nee | - | twee"])),
        ("a gap of several at once", table("m | a | dan", &["geen | - | een", "met u | - | twee"])),
        ("a gap of a value", [sum("p + r"), table("s | a | dan", &["< 9 EUR | - | een", "> 9 EUR | ja | twee"])].concat()),
        ("a gap of days", table("d | dan", &["< 2025-05-01 | een", "> 2025-05-01 | twee"])),
        // Questions that may be passed over.
        ("a yes or no that may be passed over", table("c | dan", &["ja | een", "nee | twee"])),
        ("a choice that may be passed over", table("o | dan", &["x | een", "y | twee"])),
        ("an amount that may be passed over", table("q | dan", &["< 5 EUR | een", ">= 5 EUR | twee"])),
        ("an amount that then counts as another", table("t | dan", &["< 5 EUR | een", ">= 5 EUR | twee"])),
        ("an overlap where nothing is passed over", table("q | a | dan", &["< 5 EUR | - | een", "- | ja | twee", "- | nee | een"])),
        ("an amount that then counts as another answer", table("g | p | dan", &["< 5 EUR | - | een", ">= 5 EUR | < 5 EUR | twee", ">= 5 EUR | > 5 EUR | een"])),
        ("a row for what only then can be", table("g | p | dan", &["< 5 EUR | - | een", ">= 5 EUR | < 200 EUR | twee", ">= 5 EUR | >= 200 EUR | een"])),
        ("an amount that counts as one that cannot be answered", table("j | dan", &["<= 10 EUR | een"])),
        ("a row for what cannot be answered", table("j | dan", &["<= 10 EUR | een", "> 10 EUR | twee"])),
        ("a row for what cannot be at all", table("j | dan", &["<= 10 EUR | een", "> 10 EUR en <= 100 EUR | twee", "> 100 EUR | drie"])),
        // Lines about a column of values.
        ("a line about a column", [table("a | dan | x", &["ja | een | 1 EUR", "nee | een | 3 EUR"]), lines("een", &["x > 1 EUR"])].concat()),
        ("a line about a column that never holds", [table("a | dan | x", &["ja | een | 1 EUR", "nee | een | 3 EUR"]), lines("een", &["x > 3 EUR"])].concat()),
        ("a line about a column that always holds", [table("a | dan | x", &["ja | een | 1 EUR", "nee | een | 3 EUR"]), lines("een", &["x >= 1 EUR"])].concat()),
        ("a line about a column of sums", [table("a | dan | x", &["ja | een | p", "nee | een | 3 EUR"]), lines("een", &["x > 99 EUR"])].concat()),
        ("a line about a column of sums that never holds", [table("a | dan | x", &["ja | een | p", "nee | een | 3 EUR"]), lines("een", &["x > 100 EUR"])].concat()),
        (
            "a line about a column with a gap",
            ["werking: eerste\n".to_owned(), table("p | dan | x", &["< 5 EUR | een | -", "- | een | p"]), lines("een", &["x < 5 EUR"])].concat(),
        ),
        (
            "a line about a column beside a gap",
            ["werking: eerste\n".to_owned(), table("p | dan | x", &["< 5 EUR | een | -", "- | een | p"]), lines("een", &["x < 6 EUR"])].concat(),
        ),
        // Numbers without a step.
        ("a share in two parts", table("f | dan", &["< 33,3 % | een", ">= 33,3 % | twee"])),
        ("a gap between two shares", table("f | dan", &["<= 33,3 % | een", ">= 33,4 % | twee"])),
        ("a gap at one share", table("f | dan", &["< 50 % | een", "> 50 % | twee"])),
        ("a gap of shares at the end", table("f | dan", &["< 100 % | een", "> 100 % | twee"])),
        ("a gap of shares beside another answer", table("f | p | dan", &["< 50 % | - | een", ">= 50 % | < 5 EUR | twee"])),
        // What is offered for an overlap.
        ("an overlap of choices", table("k | dan", &["x of y | een", "y of z | twee"])),
        ("an overlap with all choices", table("k | a | dan", &["x | - | een", "- | ja | twee", "y of z | nee | een"])),
        ("an overlap with the general row first", table("k | a | dan", &["- | - | een", "x | ja | twee"])),
        ("an overlap with the general row last", table("k | a | dan", &["x | ja | twee", "- | - | een"])),
        ("an overlap at one answer", table("p | dan", &["<= 5 EUR | een", ">= 5 EUR | twee"])),
        ("an overlap of stretches", table("p | dan", &["> 5 EUR en < 20 EUR | een", "> 10 EUR | twee", "<= 5 EUR | een"])),
        ("an overlap of what several choices say", table("m | dan", &["met u | een", "met v | twee", "zonder u en zonder v | drie"])),
        (
            "an overlap of rules that are no table",
            "regels:\n  - als: p <= 5 EUR\n    dan: een\n    bron: giften\n  - als: p >= 5 EUR\n    dan: twee\n    bron: giften\n".to_owned(),
        ),
        ("a row that never decides", table("p | a | dan", &["< 5 EUR | - | een", ">= 5 EUR | - | twee", "< 3 EUR | ja | een"])),
        ("a row that is never met", first(&["< 5 EUR | - | een", "< 3 EUR | - | twee", "- | - | een"])),
        ("a row of all that never holds", ["werking: alle\n".to_owned(), table("p | dan", &["< 5 EUR | een", "> 200 EUR | twee", "- | drie"])].concat()),
    ];
    let mut out = String::new();
    for (name, lines) in &cases {
        let examples = if lines.contains("voorbeelden") { "" } else { NONE };
        let text = found(&rules("beslissing", &[lines.as_str(), examples].concat()));
        let shown: Vec<&str> = text.lines().filter(|line| !line.starts_with("W0802")).collect();
        let _ =
            writeln!(out, "# {name}\n{}\n", if shown.is_empty() { "-".to_owned() } else { shown.join("\n") });
    }
    // By the rules of which day.
    for (name, from) in [("a gap on one of two stretches", "2025-06-01"), ("a gap on both", "2024-06-01")] {
        let fixture = rules("beslissing", &[table("p | dan", &["< 50 EUR | een", "> gift.grens | twee"]), NONE.to_owned()].concat()).edit(
            "lelystad/feiten.yaml",
            "      - vanaf: 2024-01-01\n        waarde: 50 EUR",
            &format!("      - vanaf: 2024-01-01\n        waarde: 49 EUR\n      - vanaf: {from}\n        waarde: 50 EUR"),
        );
        let _ = writeln!(out, "# {name}\n{}\n", found(&fixture));
    }
    // Rows and lines that look at the very day whose rules hold: none of the other days is theirs.
    let dated = |rows: &[&str], condition: &str| {
        let text = [
            "regels-van: d\n".to_owned(),
            table("d | p | dan", rows),
            format!("doe:\n  een:\n    regel:\n      tekst: Doe iets.\n      als: {condition}\n"),
            NONE.to_owned(),
        ]
        .concat();
        found(&self::rules("beslissing", &text).edit(
            "lelystad/feiten.yaml",
            "      - vanaf: 2024-01-01\n        waarde: 50 EUR",
            "      - vanaf: 2024-01-01\n        waarde: 49 EUR\n      - vanaf: 2025-06-01\n        waarde: 50 EUR",
        ))
    };
    let late = [
        "< 2026-01-01 | < gift.grens | een",
        "< 2026-01-01 | >= gift.grens | twee",
        ">= 2026-01-01 | < 9 EUR | een",
        ">= 2026-01-01 | >= 9 EUR | drie",
    ];
    let early = [
        "< 2025-01-01 | < 9 EUR | een",
        "< 2025-01-01 | >= 9 EUR | drie",
        ">= 2025-01-01 | < gift.grens | een",
        ">= 2025-01-01 | >= gift.grens | twee",
    ];
    let never = [
        "< 2023-01-01 | - | drie",
        ">= 2023-01-01 | < gift.grens | een",
        ">= 2023-01-01 | >= gift.grens | twee",
    ];
    for (name, rows, condition) in [
        ("rows of later days", &late[..], "d >= 2026-06-01"),
        ("rows of earlier days", &early[..], "d < 2024-06-01"),
        ("a row of days that cannot be answered", &never[..], "d >= 2026-06-01"),
        ("a line of days that cannot be answered", &late[..], "d >= 2028-06-01"),
        ("a line of all days", &late[..], "d >= 2024-01-01"),
    ] {
        let text = dated(rows, condition);
        let own: Vec<&str> = text.lines().filter(|line| !line.starts_with("W08")).collect();
        let _ = writeln!(out, "# {name}\n{}\n", if own.is_empty() { "-".to_owned() } else { own.join("\n") });
    }
    let twice = rules(
        "beslissing",
        &[table("p | dan", &["< 5 EUR | een", "> 5 EUR | twee"]), NONE.to_owned()].concat(),
    )
    .edit(
        "rekenhulpen/proef.yaml",
        "organisaties:\n",
        "organisaties:\n  almere:\n    zelfde-als: lelystad\n",
    );
    let _ = writeln!(out, "# a gap in rules that another takes over\n{}\n", found(&twice));
    snapshot("faults.txt", &out);
}

#[test]
fn faults_of_steps_are_found_where_they_are() {
    let step = |lines: &str| {
        let own: String = lines.split("; ").map(|line| format!("    {line}\n")).collect();
        format!("stappen:\n  stap:\n    titel: Stap\n    wie: medewerker\n    bron: giften\n{own}")
            .replace('|', ";")
    };
    let value =
        |is: &str, rest: &str| format!("waarden:\n  s:\n    naam: S\n    is: {is}\n{rest}").replace('|', ";");
    let cases: Vec<(&str, String)> = vec![
        ("a window", step("van: d; tot-en-met: e")),
        ("a window that ends first", step("van: e; tot-en-met: d")),
        (
            "a window under a condition",
            value("e - d", &step("van: d + 1 week; tot-en-met: e; als: s > 6 dagen")),
        ),
        (
            "a window under a condition that is too wide",
            value("e - d", &step("van: d + 1 week; tot-en-met: e; als: s > 5 dagen")),
        ),
        ("a series", step("elke: 1 week; na: d; tot-en-met: e")),
        ("a series of days that is too long", step("elke: 1 dag; na: d; tot-en-met: e")),
        (
            "a series of days that is just not too long",
            step("elke: 1 dag; na: d; tot-en-met: d + 1000 dagen"),
        ),
        ("a series of days that is just too long", step("elke: 1 dag; na: d; tot-en-met: d + 1001 dagen")),
        ("a series without time between", step("elke: 0 dagen; na: d; tot-en-met: e")),
        ("a series that never has a day", step("elke: 1 week; na: d; tot-en-met: d + 6 dagen")),
        ("a series that has one day", step("elke: 1 week; na: d; tot-en-met: d + 7 dagen")),
        ("a series by months that never has a day", step("elke: 1 maand; na: d; tot-en-met: d + 27 dagen")),
        (
            "a series by months that has one in February",
            step("elke: 1 maand; na: d; tot-en-met: d + 28 dagen"),
        ),
        ("a condition of a step that never holds", step("op: d; als: p > 500 EUR")),
        ("a condition within a moment", step("op: als p > 500 EUR dan d anders e")),
        (
            "a condition within the end of a window",
            step("van: d; tot-en-met: als p > 500 EUR dan e anders d"),
        ),
        (
            "a window under an answer",
            step("van: als a = ja dan d + 1 week anders d; tot-en-met: e; als: a = nee"),
        ),
        (
            "a window under the other answer",
            step("van: als a = ja dan d + 1 week anders d; tot-en-met: e; als: a = ja"),
        ),
        (
            "a window under one of three choices",
            step("van: als k = x dan d + 1 week anders d; tot-en-met: e; als: k = y of z"),
        ),
        (
            "a window under another of three choices",
            step("van: als k = x dan d + 1 week anders d; tot-en-met: e; als: k = x of z"),
        ),
        (
            "a window under several choices",
            step("van: als m met u en zonder v dan d + 1 week anders d; tot-en-met: e; als: m >= 2"),
        ),
        (
            "a window under more of several choices",
            step("van: als m met u en zonder v dan d + 1 week anders d; tot-en-met: e; als: m met v"),
        ),
        (
            "a window of an answer that may be passed over",
            step("van: als c = ja dan d + 1 week anders d; tot-en-met: e; als: c = nee"),
        ),
        ("a window from a day that is not known yet", step("van: h; tot-en-met: d + 1 week")),
        ("a window to a day that is not known yet", step("van: d; tot-en-met: h")),
        ("a window of working days back", step("van: d - 20 dagen; tot-en-met: d - 5 werkdagen")),
        ("a window of too many working days back", step("van: d - 7 dagen; tot-en-met: d - 5 werkdagen")),
        ("a window before working days back", step("van: d - 5 werkdagen; tot-en-met: d - 7 dagen")),
        ("a window of a month back", step("van: d - 31 dagen; tot-en-met: d - 1 maand")),
        ("a window of too short a month back", step("van: d - 30 dagen; tot-en-met: d - 1 maand")),
        ("a window before a month back", step("van: d - 1 maand; tot-en-met: d - 28 dagen")),
        ("a window before too long a month back", step("van: d - 1 maand; tot-en-met: d - 29 dagen")),
        ("a window back from the earlier of two", step("van: min(d| e) - 5 dagen; tot-en-met: e")),
        ("a window back from the later of two", step("van: max(d| e) - 5 dagen; tot-en-met: d")),
        ("a window to the beginning of a week", step("van: d + 14 dagen; tot-en-met: begin-week(week 3| d)")),
        (
            "a window past the beginning of a week",
            step("van: d + 15 dagen; tot-en-met: begin-week(week 3| d)"),
        ),
        ("a window to the end of a week", step("van: d + 20 dagen; tot-en-met: einde-week(week 3| d)")),
        ("a window past the end of a week", step("van: d + 21 dagen; tot-en-met: einde-week(week 3| d)")),
        ("a window to the end of a month", step("van: d; tot-en-met: einde-maand(d)")),
        ("a window past the end of a month", step("van: d + 1 dag; tot-en-met: einde-maand(d)")),
        ("a window of answered lengths", [value("e - d", ""), step("van: d + s; tot-en-met: e")].concat()),
        (
            "a window past answered lengths",
            [value("e - d + 1 dag", ""), step("van: d + s; tot-en-met: e")].concat(),
        ),
        // Days after the last known holiday.
        ("working days within the known holidays", step("op: d + 10 werkdagen")),
        ("working days beyond the known holidays", step("op: d + 600 werkdagen")),
        ("a working day beyond the known holidays", step("op: werkdag-vanaf(d + 900 dagen)")),
        ("working days beyond by a value", value("d + 600 werkdagen", &step("op: s + 1 dag"))),
        ("working days beyond within an argument", step("op: max(e| d + 600 werkdagen)")),
        ("working days beyond in one arm", step("op: als a = ja dan d anders d + 600 werkdagen")),
        (
            "days beyond beside working days",
            [
                step("op: d + 900 dagen"),
                "  ook:\n    titel: Ook\n    wie: medewerker\n    bron: giften\n    op: d + 5 werkdagen\n"
                    .to_owned(),
            ]
            .concat(),
        ),
    ];
    let mut out = String::new();
    for (name, lines) in &cases {
        let text = found(&rules("tijdlijn", &[lines.as_str(), NONE].concat()));
        let shown: Vec<&str> = text.lines().filter(|line| !line.starts_with("W0802")).collect();
        let _ =
            writeln!(out, "# {name}\n{}\n", if shown.is_empty() { "-".to_owned() } else { shown.join("\n") });
    }
    for (name, old, new) in
        [("many working days of older rules", 600, 3), ("many working days of newer rules", 3, 600)]
    {
        let fixture = rules("tijdlijn", &[step("op: d + termijn.antwoord"), NONE.to_owned()].concat()).edit(
            "lelystad/feiten.yaml",
            "      - vanaf: onbekend\n        waarde: 3 werkdagen",
            &format!("      - vanaf: onbekend\n        waarde: {old} werkdagen\n      - vanaf: 2026-06-01\n        waarde: {new} werkdagen"),
        );
        let text = found(&fixture);
        let shown: Vec<&str> = text.lines().filter(|line| !line.starts_with("W0802")).collect();
        let _ =
            writeln!(out, "# {name}\n{}\n", if shown.is_empty() { "-".to_owned() } else { shown.join("\n") });
    }
    snapshot("faults-of-steps.txt", &out);
}

/// What one good example leaves untried: each arm, argument, short month, holiday and day that moves.
#[test]
fn what_one_example_leaves_untried_is_asked_for() {
    let step = |is: &str| {
        format!(
            "waarden:\n{is}stappen:\n  stap:\n    titel: Stap\n    wie: medewerker\n    bron: giften\n    op: s\n"
        )
    };
    let value = |id: &str, is: &str| format!("  {id}:\n    naam: N\n    is: {is}\n");
    let example = |given: &str, day: &str| {
        format!(
            "voorbeelden:\n  - naam: Een\n{}    dan:\n      stap: {day}\n",
            given.split("; ").map(|line| format!("    {line}\n")).collect::<String>()
        )
    };
    let cases: Vec<(&str, String)> = vec![
        ("months", [step(&value("s", "d + 1 maand")), example("d: 2026-01-15", "2026-02-15")].concat()),
        ("months on a short one", [step(&value("s", "d + 1 maand")), example("d: 2026-01-31", "2026-02-28")].concat()),
        ("working days", [step(&value("s", "d + 5 werkdagen")), example("d: 2026-06-01", "2026-06-08")].concat()),
        ("working days over Christmas", [step(&value("s", "d + 5 werkdagen")), example("d: 2025-12-22", "2025-12-31")].concat()),
        ("a working day", [step(&value("s", "werkdag-vanaf(d)")), example("d: 2026-06-01", "2026-06-01")].concat()),
        ("a working day after Sunday", [step(&value("s", "werkdag-vanaf(d)")), example("d: 2026-05-31", "2026-06-01")].concat()),
        ("arms", [step(&value("s", "als a = ja dan d + 1 dag anders d + 2 dagen")), example("a: ja; d: 2026-06-01", "2026-06-02")].concat()),
        ("the other arm", [step(&value("s", "als a = ja dan d + 1 dag anders d + 1 maand")), example("a: nee; d: 2026-06-01", "2026-07-01")].concat()),
        ("the later of two", [step(&value("s", "max(d + 1 week; e)")), example("d: 2026-06-01; e: 2026-06-02", "2026-06-08")].concat()),
        ("the earlier of two that are equal", [step(&value("s", "min(d + 1 week; e)")), example("d: 2026-06-01; e: 2026-06-08", "2026-06-08")].concat()),
        (
            "what lies behind a name",
            [step(&[value("tussen", "als b = ja dan d + 1 maand anders d"), value("s", "tussen + 1 dag")].concat()), example("b: ja; d: 2026-01-15", "2026-02-16")].concat(),
        ),
        (
            "what lies behind the table of a name",
            [
                step("  tussen:\n    naam: T\n    tabel: |\n      | b | dan |\n      |---|---|\n      | ja | d + 1 maand |\n      | nee | min(d + 1 week; e) |\n  s:\n    naam: S\n    is: tussen + 1 dag\n"),
                example("b: nee; d: 2026-01-15; e: 2026-06-01", "2026-01-23"),
            ]
            .concat(),
        ),
        (
            "the other row of the table of a name",
            [
                step("  tussen:\n    naam: T\n    tabel: |\n      | b | dan |\n      |---|---|\n      | ja | d + 1 maand |\n      | nee | min(d + 1 week; e) |\n  s:\n    naam: S\n    is: tussen + 1 dag\n"),
                example("b: ja; d: 2026-01-31", "2026-03-01"),
            ]
            .concat(),
        ),
    ];
    let mut out = String::new();
    for (name, lines) in &cases {
        let _ = writeln!(out, "# {name}\n{}\n", found(&rules("tijdlijn", lines)));
    }
    let fact = rules(
        "tijdlijn",
        &[step(&value("s", "d + termijn.antwoord")), example("d: 2026-06-01", "2026-06-04")].concat(),
    );
    let _ = writeln!(out, "# working days of a fact\n{}\n", found(&fact));
    snapshot("untried-stappen.txt", &out);
}

/// What the examples of a decision leave untried: rows, sides, outcomes and arms.
#[test]
fn what_examples_of_a_decision_leave_untried_is_asked_for() {
    let examples = |head: &str, rows: &[&str]| {
        let columns = head.matches('|').count() + 1;
        let mut text = format!("voorbeelden: |\n  | {head} |\n  {}|\n", "|---".repeat(columns));
        for row in rows {
            text += &format!("  | {row} |\n");
        }
        text
    };
    let scale = table("p | dan", &["< 5 EUR | een", ">= 5 EUR en < 9 EUR | twee", ">= 9 EUR | drie"]);
    let first = [
        "werking: eerste\n".to_owned(),
        table("p | a | dan", &["< 5 EUR | - | een", "< 9 EUR | ja | twee", "- | - | drie"]),
    ]
    .concat();
    let all =
        ["werking: alle\n".to_owned(), table("p | dan", &["< 5 EUR | een", "< 9 EUR | twee", "- | drie"])]
            .concat();
    let low = table("p | dan", &["<= 0 EUR | een", "> 0 EUR | twee"]);
    let high = table("p | dan", &["< 100 EUR | een", ">= 100 EUR | twee"]);
    let column =
        table("a | dan | x", &["ja | een | als p > 5 EUR dan 1 EUR anders 2 EUR", "nee | een | 3 EUR"]);
    let cases: Vec<(&str, String)> = vec![
        (
            "all of a table",
            [
                scale.clone(),
                examples(
                    "naam | p | dan",
                    &["a | 4 EUR | een", "b | 5 EUR | twee", "c | 8 EUR | twee", "d | 9 EUR | drie"],
                ),
            ]
            .concat(),
        ),
        ("one row of three", [scale.clone(), examples("naam | p | dan", &["a | 4 EUR | een"])].concat()),
        (
            "far from each side",
            [
                scale,
                examples("naam | p | dan", &["a | 2 EUR | een", "b | 7 EUR | twee", "c | 20 EUR | drie"]),
            ]
            .concat(),
        ),
        (
            "the first of those that hold",
            [first.clone(), examples("naam | p | a | dan", &["a | 4 EUR | ja | een"])].concat(),
        ),
        (
            "the last of those that hold",
            [first, examples("naam | p | a | dan", &["a | 9 EUR | ja | drie"])].concat(),
        ),
        (
            "all that hold",
            [all.clone(), examples("naam | p | dan", &["a | 4 EUR | een en twee en drie"])].concat(),
        ),
        ("one of all that hold", [all, examples("naam | p | dan", &["a | 9 EUR | drie"])].concat()),
        (
            "a side at the least answer",
            [low, examples("naam | p | dan", &["a | 0 EUR | een", "b | 1 EUR | twee"])].concat(),
        ),
        (
            "a side at the greatest answer",
            [high, examples("naam | p | dan", &["a | 99 EUR | een", "b | 100 EUR | twee"])].concat(),
        ),
        (
            "an arm in a column",
            [column, examples("naam | a | p | dan", &["a | ja | 6 EUR | een", "b | nee | 5 EUR | een"])]
                .concat(),
        ),
        (
            "a value that is not there",
            [sum("p + r"), about("9 EUR"), examples("naam | p | r | dan", &["a | 4 EUR | 4 EUR | een"])]
                .concat(),
        ),
        (
            "the row of the table of a value",
            [
                self::scale("p", &["< 5 EUR | 1 EUR", ">= 5 EUR | 3 EUR"]),
                about("2 EUR"),
                examples("naam | p | dan", &["a | 4 EUR | een"]),
            ]
            .concat(),
        ),
    ];
    let mut out = String::new();
    for (name, lines) in &cases {
        let _ = writeln!(out, "# {name}\n{}\n", found(&rules("beslissing", lines)));
    }
    // By the rules of a day that is answered, and by those of two stretches.
    for (name, more, day) in [("by an answered day", "regels-van: d\n", "| d "), ("by newer rules", "", "")] {
        let value = if day.is_empty() { "" } else { "| 2025-05-31 " };
        let lines = [
            more.to_owned(),
            table("p | dan", &["< gift.grens | een", ">= gift.grens | twee"]),
            examples(
                &format!("naam {day}| p | dan"),
                &[&format!("a {value}| 48 EUR | een"), &format!("b {value}| 49 EUR | twee")],
            ),
        ]
        .concat();
        let fixture = rules("beslissing", &lines).edit(
            "lelystad/feiten.yaml",
            "      - vanaf: 2024-01-01\n        waarde: 50 EUR",
            "      - vanaf: 2024-01-01\n        waarde: 49 EUR\n      - vanaf: 2025-06-01\n        waarde: 50 EUR",
        );
        let text = found(&fixture);
        let own: Vec<&str> = text.lines().filter(|line| !line.contains("gift.yaml")).collect();
        let _ = writeln!(out, "# {name}\n{}\n", own.join("\n"));
    }
    snapshot("untried-besluit.txt", &out);
}

/// The points of a checklist: conditions that never or always hold, and points that the examples say nothing of.
#[test]
fn faults_of_points_are_found_where_they_are() {
    let point = |id: &str, only_if: &str| {
        let only_if = if only_if.is_empty() { String::new() } else { format!("    als: {only_if}\n") };
        format!("  {id}:\n    moet: Er is een {id}.\n    bron: giften\n{only_if}")
    };
    let list = |points: &[(&str, &str)], examples: &str| {
        let points: String = points.iter().map(|(id, only_if)| point(id, only_if)).collect();
        let lines = format!("klaar: Klaar.\nnog-niet: Nog niet.\npunten:\n{points}{examples}");
        let own: String = lines.lines().map(|line| format!("    {line}\n")).collect();
        Fixture::small().file(
            "rekenhulpen/proef.yaml",
            &format!(
                "{}organisaties:\n  lelystad:\n    document: lelystad/code\n{own}",
                HEAD.replace("KIND", "checklist")
            ),
        )
    };
    let examples = |rows: &[&str]| {
        format!(
            "voorbeelden: |\n  | naam | p | mist | geldt-niet | dan |\n  |---|---|---|---|---|\n{}",
            rows.iter().map(|row| format!("  | {row} |\n")).collect::<String>()
        )
    };
    let two = [("deur", ""), ("tafel", "p > 5 EUR")];
    let cases: Vec<(&str, Fixture)> = vec![
        (
            "in order",
            list(
                &two,
                &examples(&[
                    "een | 5 EUR | deur | tafel | nog-niet",
                    "twee | 6 EUR | geen | geen | klaar",
                    "drie | 6 EUR | tafel | geen | nog-niet",
                ]),
            ),
        ),
        (
            "a point that never applies",
            list(
                &[("deur", ""), ("tafel", "p > 500 EUR")],
                &examples(&["een | 5 EUR | deur | tafel | nog-niet"]),
            ),
        ),
        (
            "a point that always applies",
            list(
                &[("deur", ""), ("tafel", "p >= 0 EUR")],
                &examples(&["een | 5 EUR | deur, tafel | geen | nog-niet"]),
            ),
        ),
        (
            "a point that is never missing",
            list(
                &two,
                &examples(&["een | 5 EUR | geen | tafel | klaar", "twee | 6 EUR | tafel | geen | nog-niet"]),
            ),
        ),
        (
            "a point that applies in each",
            list(
                &two,
                &examples(&[
                    "een | 7 EUR | deur | geen | nog-niet",
                    "twee | 6 EUR | tafel | geen | nog-niet",
                ]),
            ),
        ),
        (
            "a point that is in none",
            list(
                &two,
                &examples(&["een | 7 EUR | deur | geen | nog-niet", "twee | 6 EUR | geen | geen | klaar"]),
            ),
        ),
        (
            "a point that applies in none",
            list(
                &two,
                &examples(&["een | 5 EUR | deur | tafel | nog-niet", "twee | 4 EUR | geen | tafel | klaar"]),
            ),
        ),
        (
            "a point that never applies, by the rules of two stretches",
            list(
                &[("deur", ""), ("tafel", "p > gift.grens en p < 20 EUR")],
                &examples(&["een | 5 EUR | deur | tafel | nog-niet"]),
            )
            .edit(
                "lelystad/feiten.yaml",
                "        waarde: 50 EUR",
                "        waarde: 50 EUR\n      - vanaf: 2025-01-01\n        waarde: 60 EUR",
            ),
        ),
        (
            "points that another takes over",
            list(
                &[("deur", ""), ("tafel", "p > 500 EUR")],
                &examples(&["een | 5 EUR | geen | tafel | klaar"]),
            )
            .edit(
                "rekenhulpen/proef.yaml",
                "organisaties:\n",
                "organisaties:\n  almere:\n    zelfde-als: lelystad\n",
            ),
        ),
        ("points without examples", list(&two, "")),
    ];
    let mut out = String::new();
    for (name, fixture) in &cases {
        let _ = writeln!(out, "# {name}\n{}\n", found(fixture));
    }
    snapshot("faults-of-points.txt", &out);
}
