//! Tests of what a result shows and what is asked for it: which questions, which outcome of several, why, and what
//! was taken for granted.

use crate::kernel::date::Date;
use crate::program::Program;
use crate::report::Outcome;
use crate::testing::{Fixture, answers, report};
use crate::wording::with;

const GOOD: &str = "  goed:
    kleur: groen
    kort: Goed
    titel: Het is goed
";
const ASK: &str = "  vraag:
    kleur: oranje
    kort: Vraag
    titel: Vraag het
";
const WRONG: &str = "  fout:
    kleur: rood
    kort: Fout
    titel: Het is fout
";

fn outcomes() -> String {
    ["uitkomsten:\n", GOOD, ASK, WRONG].concat()
}

/// A decision out of questions, outcomes and rules, each indented as it stands in the file.
fn decision(questions: &str, outcomes: &str, rules: &str) -> Fixture {
    with(&format!(
        "titel: Proef\nsoort: beslissing\nmaandeinde: laatste-dag\nvragen:\n{questions}{outcomes}organisaties:\n  lelystad:\n    document: lelystad/code\n{rules}"
    ))
}

fn program(fixture: &Fixture) -> Program {
    fixture.program("proef")
}

/// A question that is answered with yes or no.
fn yes_no(id: &str, more: &str) -> String {
    format!("  {id}:\n    vraag: Is {id} zo?\n    type: ja/nee\n{more}")
}

fn amount(id: &str) -> String {
    format!("  {id}:\n    vraag: Hoeveel {id}?\n    type: bedrag\n    minimum: 0 EUR\n")
}

fn texts(list: &[crate::report::Change]) -> Vec<String> {
    list.iter().map(|change| change.text.replace('\u{a0}', " ")).collect()
}

// ---- which questions ------------------------------------------------------------------------------------

#[test]
fn a_value_asks_only_for_what_it_still_waits_for() {
    let questions = [yes_no("a", ""), yes_no("b", ""), amount("p"), amount("r"), amount("s")].concat();
    // How the value is reckoned, what is known, and what is asked then.
    let cases: &[(&str, &str, &str)] = &[
        ("is: als a = ja dan p anders r", "", "a p r"),
        ("is: als a = ja dan p anders r", "a=ja", "p"),
        ("is: als a = ja dan p anders r", "a=nee", "r"),
        ("is: s + (als a = ja dan p anders r)", "a=ja", "p s"),
        ("is: s + (als a = ja dan p anders r)", "a=ja p=1", "s"),
        ("is: max(s; als a = ja dan p anders r)", "a=nee", "r s"),
        ("is: max(s; als a = ja dan p anders r)", "a=nee s=1", "r"),
        ("is: p + p", "", "p"),
        ("is: min(p; p + 1 EUR)", "", "p"),
        ("is: als a = ja dan (als b = ja dan p anders r) anders s", "a=ja b=nee", "r"),
        ("is: als a = ja dan (als b = ja dan p anders r) anders s", "a=nee", "s"),
        (
            "tabel: |\n          | a | b | dan |\n          |---|---|-----|\n          | ja | - | p |\n          | - | ja | r |\n          | - | - | s |",
            "a=nee",
            "b r s",
        ),
        (
            "tabel: |\n          | a | b | dan |\n          |---|---|-----|\n          | ja | ja | p |\n          | - | - | r |",
            "",
            "a b p r",
        ),
        (
            "tabel: |\n          | a | b | dan |\n          |---|---|-----|\n          | ja | - | p |\n          | - | - | s |",
            "a=nee",
            "s",
        ),
    ];
    for (lines, given, wanted) in cases {
        let rules = |shows: &str| {
            let outcomes = format!("uitkomsten:\n  goed:\n    kleur: groen\n    kort: Goed\n{shows}");
            let fixture = decision(
                &questions,
                &outcomes,
                &format!(
                    "    waarden:\n      x:\n        naam: X\n        {lines}\n      y:\n        naam: Y\n        is: x\n    tabel: |\n      | dan | bron |\n      |---|---|\n      | goed | giften |\n"
                ),
            );
            report(&program(&fixture), given).asks.join(" ")
        };
        // Shown below the outcome, through another value, and within its title.
        assert_eq!(rules("    titel: Goed\n    toont: x\n"), *wanted, "{lines} {given}");
        assert_eq!(rules("    titel: Goed\n    toont: y\n"), *wanted, "{lines} {given} through y");
        assert_eq!(rules("    titel: Je krijgt {{ x }}\n"), *wanted, "{lines} {given} in a title");
    }
}

#[test]
fn a_column_of_values_asks_only_for_its_own() {
    let questions = [yes_no("a", ""), yes_no("b", ""), amount("p"), amount("r")].concat();
    let fixture = decision(
        &questions,
        "uitkomsten:\n  goed:\n    kleur: groen\n    kort: Goed\n    titel: Goed\n    toont: x\n",
        "    waarden:\n      q:\n        naam: Q\n        is: r\n    werking: uniek\n    tabel: |\n      | a | dan | x | z | bron |\n      |---|---|---|---|---|\n      | ja | goed | p | r | giften |\n      | nee | goed | r | p | giften |\n",
    );
    let program = program(&fixture);
    assert_eq!(report(&program, "a=ja").asks, ["p"]);
    assert_eq!(report(&program, "a=nee").asks, ["r"]);
}

#[test]
fn what_a_text_fills_in_is_asked_where_the_text_can_stand() {
    let questions =
        [yes_no("a", ""), yes_no("b", ""), amount("p"), amount("r"), amount("s"), amount("u")].concat();
    let outcomes = outcomes()
        .replace("titel: Het is goed", "titel: Het is goed voor {{ p }} en {{ r }}")
        .replace("titel: Het is fout", "titel: Het is fout voor {{ p }}");
    let fixture = decision(
        &questions,
        &outcomes,
        "    tabel: |\n      | a | dan | bron |\n      |---|---|---|\n      | ja | goed | giften |\n      | nee | fout | giften |\n    doe:\n      goed:\n        eerst: Leg {{ s }} opzij.\n        daarna:\n          tekst: Leg {{ u }} opzij.\n          als: b = ja\n",
    );
    let program = program(&fixture);
    for (given, wanted) in [
        ("", "a b p r s u"),
        ("a=ja", "b p r s u"),
        ("a=ja b=nee", "p r s"),
        ("a=ja b=ja", "p r s u"),
        ("a=nee", "p"),
        ("a=nee p=1", ""),
    ] {
        assert_eq!(report(&program, given).asks.join(" "), wanted, "{given}");
    }
}

#[test]
fn a_wrong_answer_comes_before_the_next_question() {
    let fixture = decision(
        &[amount("p"), amount("r"), yes_no("a", "    verplicht: nee\n    anders: tenzij a\n")].concat(),
        &outcomes(),
        "    tabel: |\n      | p | r | a | dan | bron |\n      |---|---|---|---|---|\n      | < 5 EUR | < 5 EUR | - | goed | giften |\n      | < 5 EUR | >= 5 EUR | ja | goed | giften |\n      | < 5 EUR | >= 5 EUR | nee | vraag | giften |\n      | >= 5 EUR | - | - | fout | giften |\n",
    );
    let program = program(&fixture);
    let screen = |given: &str| {
        let report = report(&program, given);
        (report.screen.questions.join(" "), report.asks.join(" "))
    };
    let words = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(screen(""), words("p", "p r a"));
    assert_eq!(screen("p=veel"), words("p", "p r a"));
    assert_eq!(screen("p=1"), words("p r", "r a"));
    assert_eq!(screen("p=1 r=veel"), words("p r", "r a"));
    // What was answered further on stays there, and may still be mended first.
    assert_eq!(screen("p=veel r=1"), words("p r", "p"));
    assert_eq!(screen("p=1 r=7"), words("p r a", "a"));
}

/// A mistake holds back whatever would be told, what is not known too.
#[test]
fn nothing_is_told_beside_a_mistake() {
    let questions =
        [yes_no("a", "    weet-ik-niet: beide\n"), yes_no("b", "    verplicht: nee\n    anders: tenzij b\n")]
            .concat();
    let fixture = decision(
        &questions,
        &outcomes(),
        "    werking: eerste\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n      | ja | - | goed | giften |\n      | nee | ja | vraag | giften |\n      | - | - | fout | giften |\n",
    );
    let program = program(&fixture);
    let told = |given: &str| {
        let report = report(&program, given);
        (report.possible.len(), report.screen.certain, report.screen.mistakes.len())
    };
    assert_eq!(told("a=weet-ik-niet"), (2, true, 0));
    assert_eq!(told("a=weet-ik-niet b=veel"), (0, false, 1));
    assert_eq!(told("a=nee b=veel"), (0, false, 1));
    assert_eq!(told("b=veel"), (0, false, 1));
    assert_eq!(told(""), (0, false, 0));
}

// ---- which outcome --------------------------------------------------------------------------------------

#[test]
fn the_gravest_of_several_outcomes_stands_above() {
    let ids = ["goed", "vraag", "fout"];
    let questions: String = ids.iter().map(|id| yes_no(&format!("is_{id}"), "")).collect();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let ordered: String = order.iter().map(|place| [GOOD, ASK, WRONG][*place]).collect();
        let rows: String = ids
            .iter()
            .enumerate()
            .map(|(place, id)| {
                let cells: Vec<&str> = (0..3).map(|other| if other == place { "ja" } else { "-" }).collect();
                format!("      | {} | {id} | giften |\n", cells.join(" | "))
            })
            .collect();
        let fixture = decision(
            &questions,
            &format!("uitkomsten:\n{ordered}"),
            &format!(
                "    werking: alle\n    tabel: |\n      | is_goed | is_vraag | is_fout | dan | bron |\n      |---|---|---|---|---|\n{rows}"
            ),
        );
        let program = program(&fixture);
        let head = |given: &str| {
            let screen = report(&program, given).screen;
            let sentence = screen.sentence.unwrap_or_default();
            (screen.colour.unwrap(), screen.title.unwrap(), sentence.matches(';').count())
        };
        for (given, colour, title, others) in [
            ("is_goed=ja is_vraag=nee is_fout=nee", "groen", "Het is goed", 0),
            ("is_goed=ja is_vraag=ja is_fout=nee", "oranje", "Vraag het", 1),
            ("is_goed=ja is_vraag=nee is_fout=ja", "rood", "Het is fout", 1),
            ("is_goed=nee is_vraag=ja is_fout=ja", "rood", "Het is fout", 1),
            ("is_goed=ja is_vraag=ja is_fout=ja", "rood", "Het is fout", 2),
        ] {
            assert_eq!(head(given), (colour.to_owned(), title.to_owned(), others), "{order:?} {given}");
        }
        let all = report(&program, "is_goed=ja is_vraag=ja is_fout=nee");
        assert!(all.screen.sentence.unwrap().starts_with("Dit geldt allemaal: "));
        assert_eq!(all.screen.mistakes.len(), 0);
        let Some(Outcome::All(found)) = all.outcome else { panic!("all of them") };
        assert_eq!(found.len(), 2);
    }
}

#[test]
fn of_outcomes_that_are_as_grave_the_first_of_the_rules_stands_above() {
    let other = WRONG.replace("fout", "mis");
    let (wrong, miss) = ("      | ja | - | fout | giften |\n", "      | - | ja | mis | giften |\n");
    for (rows, wanted) in [([wrong, miss], "Het is fout"), ([miss, wrong], "Het is mis")] {
        let fixture = decision(
            &[yes_no("a", ""), yes_no("b", "")].concat(),
            &["uitkomsten:\n", GOOD, WRONG, other.as_str()].concat(),
            &format!(
                "    werking: alle\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n      | - | - | goed | giften |\n{}",
                rows.concat()
            ),
        );
        let screen = report(&program(&fixture), "a=ja b=ja").screen;
        assert_eq!(screen.title.as_deref(), Some(wanted));
    }
}

/// What the document does not say stands above what is allowed, and below what is not.
#[test]
fn silence_is_graver_than_leave_and_less_than_a_question() {
    let rows = "      | ja | - | niet-geregeld | giften |\n      | - | ja | OTHER | giften |\n";
    for (other, wanted) in [("goed", "grijs"), ("vraag", "oranje"), ("fout", "rood")] {
        let fixture = decision(
            &[yes_no("a", ""), yes_no("b", "")].concat(),
            &format!("{}  niet-geregeld:\n    titel: Dat staat er niet\n", outcomes()),
            &format!(
                "    werking: alle\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n{}",
                rows.replace("OTHER", other)
            ),
        );
        let screen = report(&program(&fixture), "a=ja b=ja").screen;
        assert_eq!(screen.colour.as_deref(), Some(wanted), "{other}");
    }
}

#[test]
fn each_outcome_that_can_come_has_the_colour_of_the_gravest() {
    let fixture = decision(
        &[yes_no("a", "    weet-ik-niet: beide\n"), yes_no("b", "")].concat(),
        &outcomes(),
        "    werking: alle\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n      | - | - | goed | giften |\n      | ja | - | vraag | giften |\n      | ja | ja | fout | giften |\n      | nee | ja | vraag | giften |\n",
    );
    let program = program(&fixture);
    let told = |given: &str| -> Vec<String> {
        let report = report(&program, given);
        report.possible.iter().map(|possible| format!("{} {}", possible.outcome, possible.colour)).collect()
    };
    assert_eq!(told("a=weet-ik-niet b=ja"), ["goed en vraag en fout rood", "goed en vraag oranje"]);
    assert_eq!(told("a=weet-ik-niet b=nee"), ["goed en vraag oranje", "goed groen"]);
}

#[test]
fn ways_are_told_while_there_are_six_and_name_only_what_matters() {
    let choice = |count: usize| {
        let options: String = (0..count).map(|place| format!("      k{place}: Keuze {place}\n")).collect();
        let outcomes: String = (0..count)
            .map(|place| format!("  u{place}:\n    kleur: groen\n    kort: K\n    titel: Uitkomst {place}\n"))
            .collect();
        let rows: String =
            (0..count).map(|place| format!("      | k{place} | - | u{place} | giften |\n")).collect();
        let fixture = decision(
            &format!(
                "{}  k:\n    vraag: Welke?\n    type: keuze\n    keuzes:\n{options}    weet-ik-niet: beide\n",
                yes_no("los", "    weet-ik-niet: beide\n")
            ),
            &format!("uitkomsten:\n{outcomes}  nooit:\n    kleur: rood\n    kort: N\n    titel: N\n"),
            &format!(
                "    werking: eerste\n    tabel: |\n      | k | los | dan | bron |\n      |---|---|---|---|\n{rows}      | - | ja | nooit | giften |\n      | - | - | u0 | giften |\n"
            ),
        );
        let report = report(&program(&fixture), "los=weet-ik-niet k=weet-ik-niet");
        let ways: Vec<_> = report.possible.into_iter().map(|possible| possible.way).collect();
        (ways.len(), ways.iter().flatten().cloned().collect::<Vec<_>>())
    };
    let (count, ways) = choice(6);
    assert_eq!((count, ways.len()), (6, 6));
    assert!(ways.iter().all(|way| way.starts_with("Welke? ")), "{ways:?}");
    assert_eq!(choice(7), (7, Vec::new()));
}

// ---- why ------------------------------------------------------------------------------------------------

#[test]
fn the_row_that_decided_is_the_reason() {
    let questions = [yes_no("a", ""), yes_no("b", "")].concat();
    let reasons = |hit: &str, rows: &str, given: &str| -> Vec<String> {
        let fixture = decision(
            &questions,
            &outcomes(),
            &format!(
                "    werking: {hit}\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n{rows}"
            ),
        );
        report(&program(&fixture), given).reasons.into_iter().map(|reason| reason.text).collect()
    };
    let rows = "      | ja | - | goed | giften |\n      | nee | ja | fout | giften |\n      | - | nee | goed | kerst |\n      | - | - | vraag | giften |\n";
    // Of the first that holds only that one, of all that hold each.
    assert_eq!(reasons("eerste", rows, "a=ja b=nee"), ["Is a zo? Ja."]);
    assert_eq!(reasons("eerste", rows, "a=nee b=nee"), ["Is b zo? Nee."]);
    assert_eq!(reasons("alle", rows, "a=ja b=nee"), ["Is a zo? Ja.", "Is b zo? Nee.", "Dit geldt altijd."]);
    assert_eq!(reasons("alle", rows, "a=nee b=ja"), ["Is a zo? Nee. Is b zo? Ja.", "Dit geldt altijd."]);
    let rest = "      | ja | ja | goed | giften |\n      | - | - | fout | giften |\n";
    assert_eq!(reasons("eerste", rest, "a=nee b=ja"), ["Geen van de andere regels past."]);
    let silent = "      | ja | ja | goed | giften |\n      | - | - | niet-geregeld | giften |\n";
    assert_eq!(reasons("eerste", silent, "a=nee b=ja"), ["Het document zegt hier niets over."]);
}

#[test]
fn a_value_that_rests_on_what_is_not_known_is_named() {
    let fixture = decision(
        &[yes_no("a", "    weet-ik-niet: beide\n"), yes_no("b", "")].concat(),
        &outcomes().replace("titel: Het is goed", "titel: Het is goed\n    toont: x"),
        "    waarden:\n      x:\n        naam: Het bedrag\n        is: als a = ja dan 1 EUR anders 2 EUR\n    tabel: |\n      | b | dan | bron |\n      |---|---|---|\n      | ja | goed | giften |\n      | nee | fout | giften |\n",
    );
    let program = program(&fixture);
    let left = |given: &str| report(&program, given).screen.reservations;
    assert_eq!(left("a=weet-ik-niet b=ja"), ["“Het bedrag” hangt af van wat je niet weet"]);
    assert_eq!(left("a=weet-ik-niet b=nee"), [""; 0]);
    assert_eq!(left("a=ja b=ja"), [""; 0]);
}

#[test]
fn a_value_that_changed_since_is_named() {
    let on = |day: &str, lines: &str, more: &str| {
        let fixture = Fixture::small().edit(
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            &format!("        waarde: 50 EUR\n{lines}"),
        );
        let fixture = if more.is_empty() {
            fixture
        } else {
            fixture
                .edit(
                    "rekenhulpen/gift.yaml",
                    "uitkomsten:\n",
                    "  dag:\n    vraag: Welke dag?\n    type: datum\nuitkomsten:\n",
                )
                .edit(
                    "rekenhulpen/gift.yaml",
                    "    werking: uniek\n",
                    "    werking: uniek\n    regels-van: dag\n",
                )
        };
        let program = fixture.read().0.program("gift", "lelystad").unwrap();
        let given = format!("geld=nee waarde=20 kerst=nee {more}");
        let report = program.evaluate(&answers(&given), Some(Date::parse_iso(day).unwrap()));
        assert!(report.outcome.is_some(), "{given}");
        report.screen.remarks.join(" ").replace('\u{a0}', " ")
    };
    // The handbook was built on 22 November 2026.
    let (same, later) = (
        "      - vanaf: 2026-11-22\n        waarde: 60 EUR\n",
        "      - vanaf: 2026-12-01\n        waarde: 60 EUR\n",
    );
    let told = "Sinds 1 december 2026 geldt € 60. Deze pagina rekent nog met de regels van 22 november 2026.";
    assert_eq!(on("2026-11-22", later, ""), "");
    assert_eq!(on("2026-11-30", later, ""), "");
    assert_eq!(on("2026-12-01", later, ""), told);
    assert_eq!(on("2027-06-01", later, ""), told);
    assert_eq!(on("2027-06-01", same, ""), "");
    // Where an answer says which rules hold, a later day changes nothing.
    assert_eq!(on("2027-06-01", later, "dag=2026-11-01"), "");
}

// ---- what would change it -------------------------------------------------------------------------------

#[test]
fn only_what_was_answered_would_change_it() {
    let fixture = decision(
        &[amount("p"), yes_no("a", ""), yes_no("b", "    weet-ik-niet: ja\n")].concat(),
        &outcomes().replace("titel: Het is goed", "titel: Het is goed\n    toont: x"),
        "    waarden:\n      x:\n        naam: Het bedrag\n        is: als a = ja dan p anders 2 EUR\n    werking: eerste\n    tabel: |\n      | p | b | dan | bron |\n      |---|---|---|---|\n      | < 5 EUR | - | fout | giften |\n      | - | weet-ik-niet | vraag | giften |\n      | - | ja | goed | giften |\n      | - | nee | fout | giften |\n",
    );
    let program = program(&fixture);
    let changes = |given: &str| texts(&report(&program, given).changes);
    // `a` would change how the amount is reckoned, and is still to be asked.
    assert_eq!(
        changes("p=5 b=ja"),
        ["Hoeveel p? Bij minder dan € 5: Het is fout.", "Is b zo? Bij nee: Het is fout."]
            .map(|text| text.trim_end_matches('.').to_owned() + ".")
    );
    assert_eq!(
        changes("p=5 b=ja a=ja")[1..],
        ["Is a zo? Bij nee wordt “Het bedrag” anders berekend.", "Is b zo? Bij nee: Het is fout."]
    );
    assert_eq!(changes("p=5 b=nee"), ["Is b zo? Bij ja: Het is goed."]);
}

#[test]
fn an_answer_that_another_rules_out_would_change_nothing() {
    let fixture = decision(
        "  x:\n    vraag: Hoeveel x?\n    type: getal\n    eenheid: km\n    stap: 1 km\n    minimum: 0 km\n    maximum: 20 km\n  y:\n    vraag: Hoeveel y?\n    type: getal\n    eenheid: km\n    stap: 1 km\n    minimum: x\n    maximum: 20 km\n",
        &outcomes(),
        "    werking: eerste\n    tabel: |\n      | x | y | dan | bron |\n      |---|---|---|---|\n      | < 5 km | - | goed | giften |\n      | - | < 15 km | vraag | giften |\n      | - | - | fout | giften |\n",
    );
    let program = program(&fixture);
    assert_eq!(
        texts(&report(&program, "x=7 y=10").changes),
        ["Hoeveel x? Bij minder dan 5 km: Het is goed.", "Hoeveel y? Bij minstens 15 km: Het is fout."]
    );
}

#[test]
fn days_and_hours_that_would_change_it_are_named_as_the_rules_name_them() {
    let changes = |rows: &str, given: &str| {
        let fixture = decision(
            "  d:\n    vraag: Wanneer is het?\n    type: datum\n",
            &outcomes(),
            &format!(
                "    werking: eerste\n    tabel: |\n      | d | dan | bron |\n      |---|---|---|\n{rows}      | - | goed | giften |\n"
            ),
        );
        texts(&report(&program(&fixture), given).changes).join(" ").replace("Wanneer is het? ", "")
    };
    for (rows, day, wanted) in [
        ("      | <= 2025-05-01 | fout | giften |\n", "2025-06-01", "Op of vóór 1 mei 2025: Het is fout."),
        ("      | < 2025-05-01 | fout | giften |\n", "2025-06-01", "Vóór 1 mei 2025: Het is fout."),
        ("      | <= 2025-05-01 | fout | giften |\n", "2025-04-01", "Na 1 mei 2025: Het is goed."),
        ("      | < 2025-05-01 | fout | giften |\n", "2025-04-01", "Op of na 1 mei 2025: Het is goed."),
        ("      | = 2025-05-01 | fout | giften |\n", "2025-06-01", "Precies op 1 mei 2025: Het is fout."),
        (
            "      | = 2025-05-01 | fout | giften |\n",
            "2025-05-01",
            "Vóór 1 mei 2025: Het is goed. Na 1 mei 2025: Het is goed.",
        ),
        (
            "      | >= 2025-05-01 en <= 2025-05-31 | fout | giften |\n",
            "2025-06-01",
            "Op of na 1 mei 2025 en op of vóór 31 mei 2025: Het is fout.",
        ),
    ] {
        assert_eq!(changes(rows, &format!("d={day}")), wanted, "{rows} {day}");
    }
    // One day that no rule names.
    let later = decision(
        "  d:\n    vraag: Wanneer is het?\n    type: datum\n",
        &outcomes(),
        "    waarden:\n      s:\n        naam: S\n        is: d + 10 dagen\n    werking: eerste\n    tabel: |\n      | s | dan | bron |\n      |---|---|---|\n      | = 2025-05-11 | fout | giften |\n      | - | goed | giften |\n",
    );
    assert_eq!(
        texts(&report(&program(&later), "d=2025-06-01").changes),
        ["Wanneer is het? Precies op 1 mei 2025: Het is fout."]
    );
    let times = |sign: &str| {
        decision(
            "  van:\n    vraag: Hoe laat begon het?\n    type: tijd\n  tot:\n    vraag: Hoe laat hield het op?\n    type: tijd\n",
            &outcomes(),
            &format!(
                "    werking: eerste\n    tabel: |\n      | tot | dan | bron |\n      |---|---|---|\n      | {sign} van | fout | giften |\n      | - | goed | giften |\n"
            ),
        )
    };
    for (sign, hour, wanted) in [
        ("<=", "18.00", "Om of vóór 17.30 uur: Het is fout."),
        ("<", "18.00", "Vóór 17.30 uur: Het is fout."),
        (">", "17.30", "Na 17.30 uur: Het is fout."),
        (">=", "17.29", "Om of na 17.30 uur: Het is fout."),
        ("=", "17.29", "Precies om 17.30 uur: Het is fout."),
        ("=", "17.30", "Vóór 17.30 uur: Het is goed. Hoe laat hield het op? Na 17.30 uur: Het is goed."),
    ] {
        let fixture = times(sign);
        let changes = texts(&report(&program(&fixture), &format!("van=17.30 tot={hour}")).changes);
        let of_end: Vec<&str> =
            changes.iter().filter_map(|text| text.strip_prefix("Hoe laat hield het op? ")).collect();
        assert_eq!(of_end.join(" Hoe laat hield het op? "), wanted, "{sign} {hour}");
    }
}

// ---- what was taken for granted -------------------------------------------------------------------------

#[test]
fn what_was_passed_over_is_named_where_it_could_matter() {
    let unless = |id: &str| yes_no(id, &format!("    verplicht: nee\n    anders: tenzij {id}\n"));
    let choice = "  k:\n    vraag: Welke k?\n    type: keuze\n    verplicht: nee\n    keuzes:\n      een: Een\n      twee: Twee\n";
    let questions = [yes_no("a", ""), choice.to_owned(), unless("b"), unless("c"), unless("d")].concat();
    let head = "    werking: eerste\n    tabel: |\n      | a | k | b | c | d | dan | bron |\n      |---|---|---|---|---|---|---|\n";
    let end = "      | - | - | - | - | - | goed | giften |\n";
    let lines = "    doe:\n      fout:\n        bellen:\n          tekst: Bel.\n          als: d = ja\n      goed:\n        melden:\n          tekst: Meld het.\n          als: c = ja\n";
    let left = |rows: &str, lines: &str, given: &str| {
        let fixture = decision(&questions, &outcomes(), &format!("{head}{rows}{end}{lines}"));
        report(&program(&fixture), given).screen.reservations.join(" ")
    };
    let cases: &[(&str, &str, &str, &str)] = &[
        // One that matters by itself, and not once it was answered.
        ("      | ja | - | ja | - | - | fout | giften |\n", "", "a=ja", "tenzij b"),
        ("      | ja | - | ja | - | - | fout | giften |\n", "", "a=ja b=nee", ""),
        ("      | ja | - | ja | - | - | fout | giften |\n", "", "a=nee", ""),
        // Two that matter only together.
        ("      | ja | - | ja | ja | - | fout | giften |\n", "", "a=ja", "tenzij b tenzij c"),
        ("      | ja | - | ja | ja | - | fout | giften |\n", "", "a=ja b=nee", ""),
        // One that matters only beside another that is named already, which stays as it was taken.
        (
            "      | ja | - | ja | - | - | fout | giften |\n      | ja | - | - | ja | ja | fout | giften |\n",
            "",
            "a=ja",
            "tenzij b tenzij c tenzij d",
        ),
        (
            "      | ja | - | ja | nee | - | fout | giften |\n      | ja | - | ja | ja | - | vraag | giften |\n",
            "",
            "a=ja",
            "tenzij b",
        ),
        // A choice that was left open may still be made.
        ("      | ja | een | ja | - | - | fout | giften |\n", "", "a=ja", "tenzij b"),
        ("      | ja | een | ja | - | - | fout | giften |\n", "", "a=ja k=twee", ""),
        // A line counts only below the outcome that it stands under.
        ("      | ja | - | ja | - | - | fout | giften |\n", lines, "a=ja", "tenzij b tenzij c"),
        ("      | ja | - | ja | - | - | fout | giften |\n", lines, "a=nee", "tenzij c"),
        ("      | ja | - | ja | - | - | fout | giften |\n", lines, "a=ja b=ja", "tenzij d"),
    ];
    for (rows, lines, given, wanted) in cases {
        assert_eq!(left(rows, lines, given), *wanted, "{rows}{lines}{given}");
    }
}

// ---- how it was reckoned --------------------------------------------------------------------------------

#[test]
fn the_steps_of_a_sum_lead_along_the_arms_that_were_taken() {
    let fixture = decision(
        &[yes_no("a", ""), yes_no("b", ""), amount("p")].concat(),
        &outcomes().replace("titel: Het is goed", "titel: Het is goed\n    toont: x"),
        "    waarden:
      v:
        naam: V
        is: als b = ja dan 1 EUR anders 2 EUR
      w:
        naam: W
        is: p × 2 keer
      u:
        naam: U
        is: p + 1 EUR
      x:
        naam: X
        is: v + (als a = ja en u > 3 EUR dan v + w anders 4 EUR)
    tabel: |
      | dan | bron |
      |---|---|
      | goed | giften |
",
    );
    let program = program(&fixture);
    let steps = |given: &str| {
        let report = report(&program, given);
        let ids: Vec<&str> = report.reckoning.iter().map(|step| step.id.as_str()).collect();
        (ids.join(" "), texts(&report.changes).join(" "))
    };
    assert_eq!(
        steps("a=ja b=ja p=5"),
        (
            "v w u x".to_owned(),
            "Is a zo? Bij nee worden “W” en “X” anders berekend. Is b zo? Bij nee wordt “V” anders berekend. Hoeveel p? Bij hoogstens € 2 worden “W” en “X” anders berekend.".to_owned()
        )
    );
    assert_eq!(
        steps("a=nee b=ja p=5"),
        (
            "v u x".to_owned(),
            "Is a zo? Bij ja worden “W” en “X” anders berekend. Is b zo? Bij nee wordt “V” anders berekend."
                .to_owned()
        )
    );
}

// ---- what is still open ---------------------------------------------------------------------------------

#[test]
fn what_another_answer_rules_out_is_not_asked_while_a_comparison_is_open() {
    let questions = [yes_no("a", ""), yes_no("b", ""), amount("p"), amount("r")].concat();
    let rows = |left: &str, low: &str, high: &str| {
        format!(
            "    werking: uniek\n    tabel: |\n      | a | b | {left} | dan | bron |\n      |---|---|---|---|---|\n      | ja | - | {low} | goed | giften |\n      | ja | - | {high} | fout | giften |\n      | nee | ja | - | goed | giften |\n      | nee | nee | - | fout | giften |\n"
        )
    };
    let value = |is: &str| format!("    waarden:\n      s:\n        naam: S\n        {is}\n");
    let words = "keuzes:\n          veel: Veel\n          weinig: Weinig\n        tabel: |\n          | p | dan |\n          |---|---|\n          | >= 9 EUR | veel |\n          | < 9 EUR | weinig |";
    // What is compared, and what is asked of it once `a` is known.
    let cases: &[(&str, String, &str)] = &[
        ("an answer", rows("p", "< 9 EUR", ">= 9 EUR"), "p"),
        ("two answers", rows("p", "< r", ">= r"), "p r"),
        ("a sum", [value("is: p + r"), rows("s", "< 9 EUR", ">= 9 EUR")].concat(), "p r"),
        ("a sum and an answer", [value("is: r + 1 EUR"), rows("p", "< s", ">= s")].concat(), "p r"),
        ("a sum on the left", [value("is: r + 1 EUR"), rows("s", "< p", ">= p")].concat(), "p r"),
        ("a value of words", [value(words), rows("s", "veel", "weinig")].concat(), "p"),
        ("a fact that is asked", rows("p", "< gift.grens", ">= gift.grens"), "p gift.grens"),
    ];
    for (name, rules, wanted) in cases {
        let fixture = decision(&questions, &outcomes(), rules).edit(
            "lelystad/feiten.yaml",
            "    bron: lelystad/code#giften\n    waarden:\n      - vanaf: 2024-01-01\n        waarde: 50 EUR",
            "    bron: lelystad/code#giften\n    eenheid: EUR\n    vraag: Wat is de grens?\n    waar: het rooster\n    waarden:\n      - vanaf: 2024-01-01\n        waarde: onbekend",
        );
        let program = program(&fixture);
        assert_eq!(report(&program, "a=ja").asks.join(" "), *wanted, "{name}");
        assert_eq!(report(&program, "a=nee").asks.join(" "), "b", "{name}");
        assert_eq!(report(&program, "a=nee b=ja").asks.join(" "), "", "{name}");
        assert_eq!(report(&program, "").asks.join(" "), ["a b ", wanted].concat(), "{name}");
    }
}

#[test]
fn what_was_passed_over_is_compared_with_nothing() {
    let fixture = decision(
        &[
            amount("p"),
            amount("r").replace("    minimum", "    verplicht: nee\n    minimum"),
            yes_no("a", ""),
        ]
        .concat(),
        &outcomes(),
        "    werking: eerste\n    tabel: |\n      | p | a | dan | bron |\n      |---|---|---|---|\n      | > r | - | goed | giften |\n      | - | ja | vraag | giften |\n      | - | - | fout | giften |\n",
    );
    let program = program(&fixture);
    for (given, wanted) in [
        ("", "p r a"),
        ("r=", "a"),
        ("r=5", "p a"),
        ("p=5", "r a"),
        ("r= a=ja", ""),
        ("p=5 r=4", ""),
        ("p=5 r=5", "a"),
    ] {
        assert_eq!(report(&program, given).asks.join(" "), wanted, "{given}");
    }
    assert_eq!(report(&program, "r= a=ja").outcome, Some(Outcome::One("vraag".to_owned())));
}

#[test]
fn a_column_of_values_follows_the_row_that_decides() {
    let questions = [yes_no("a", ""), yes_no("b", "")].concat();
    let outcomes = outcomes().replace("titel: Het is goed", "titel: Het is goed\n    toont: x");
    let shown = |hit: &str, rows: &str, given: &str| {
        let fixture = decision(
            &questions,
            &outcomes,
            &format!(
                "    werking: {hit}\n    waarden:\n      y:\n        naam: Y\n        is: x\n    tabel: |\n      | a | b | dan | x | bron |\n      |---|---|---|---|---|\n{rows}"
            ),
        );
        let report = report(&program(&fixture), given);
        let values: Vec<&str> = report.values.iter().map(|(_, value)| value.value.as_str()).collect();
        (values.join(" "), report.asks.join(" "))
    };
    let so = |value: &str, asks: &str| (value.to_owned(), asks.to_owned());
    let rows = "      | ja | - | goed | 1 EUR | giften |\n      | - | ja | goed | 2 EUR | giften |\n      | - | - | goed | 3 EUR | giften |\n";
    assert_eq!(shown("eerste", rows, "b=ja"), so("", "a"));
    assert_eq!(shown("eerste", rows, "a=nee b=ja"), so("2", ""));
    assert_eq!(shown("eerste", rows, "a=ja"), so("1", ""));
    // A row without one gives none where the first decides, and leaves it to the others where all do.
    let some = "      | ja | - | goed | - | giften |\n      | - | - | goed | 2 EUR | giften |\n";
    assert_eq!(shown("eerste", some, "a=ja"), so("", ""));
    assert_eq!(shown("eerste", some, "a=nee"), so("2", ""));
    assert_eq!(shown("alle", some, "a=ja"), so("2", ""));
}

#[test]
fn a_fact_is_asked_on_the_days_on_which_it_is_not_known() {
    let unknown = |id: &str, before: &str, after: &str| {
        format!(
            "  {id}:\n    omschrijving: Grens {id}\n    bron: lelystad/code#giften\n    eenheid: EUR\n    vraag: Wat is {id}?\n    waar: het rooster\n    waarden:\n      - vanaf: onbekend\n        waarde: {before}\n      - vanaf: 2026-01-01\n        waarde: {after}\n"
        )
    };
    let fixture = decision(
        &["  dag:\n    vraag: Wanneer?\n    type: datum\n".to_owned(), amount("p")].concat(),
        &outcomes(),
        "    regels-van: dag\n    werking: eerste\n    tabel: |\n      | p | dan | bron |\n      |---|---|---|\n      | > grens.een | fout | giften |\n      | > grens.twee | vraag | giften |\n      | - | goed | giften |\n",
    )
    .edit(
        "lelystad/feiten.yaml",
        "termijn:\n",
        &["grens:\n", &unknown("een", "onbekend", "50 EUR"), &unknown("twee", "40 EUR", "onbekend"), "termijn:\n"].concat(),
    );
    let program = program(&fixture);
    for (given, asks, outcome) in [
        ("dag=2025-12-31 p=45", "grens.een", ""),
        ("dag=2025-12-31 p=45 grens.een=60", "", "vraag"),
        ("dag=2025-12-31 p=45 grens.een=44", "", "fout"),
        ("dag=2026-01-01 p=45", "grens.twee", ""),
        ("dag=2026-01-01 p=45 grens.twee=60", "", "goed"),
        ("dag=2026-01-01 p=45 grens.twee=44", "", "vraag"),
        // What was answered and is not asked there counts for nothing.
        ("dag=2026-01-01 p=45 grens.een=1 grens.twee=60", "", "goed"),
        ("dag=2026-01-01 p=55", "", "fout"),
        ("p=45", "dag grens.een grens.twee", ""),
    ] {
        let report = report(&program, given);
        let found = match &report.outcome {
            Some(Outcome::One(id)) => id.as_str(),
            _ => "",
        };
        assert_eq!((report.asks.join(" ").as_str(), found), (asks, outcome), "{given}");
    }
    // Nor is it shown again.
    let shown = report(&program, "dag=2026-01-01 p=45 grens.een=1 grens.twee=60").screen.questions;
    assert_eq!(shown, ["dag", "p", "grens.twee"]);
}

#[test]
fn before_the_first_rule_nothing_is_decided() {
    let fixture = decision(
        &["  dag:\n    vraag: Wanneer?\n    type: datum\n".to_owned(), amount("p"), yes_no("a", "")].concat(),
        &outcomes(),
        "    regels-van: dag\n    werking: uniek\n    tabel: |\n      | a | p | dan | bron |\n      |---|---|---|---|\n      | ja | - | vraag | giften |\n      | nee | > gift.grens | fout | giften |\n      | nee | <= gift.grens | goed | giften |\n",
    );
    let program = program(&fixture);
    let told = |given: &str| {
        let report = report(&program, given);
        (report.outcome, report.screen.short.unwrap_or_default())
    };
    let one = |id: &str, short: &str| (Some(Outcome::One(id.to_owned())), short.to_owned());
    assert_eq!(told("dag=2024-01-01 a=nee p=50"), one("goed", "Goed"));
    assert_eq!(told("dag=2023-12-31 a=nee p=50"), (None, "Onbekend".to_owned()));
    // What does not rest on it holds all the same.
    assert_eq!(told("dag=2023-12-31 a=ja"), one("vraag", "Vraag"));
}

/// An answer that is not known stays open, though passing over the question would mean no.
#[test]
fn not_knowing_is_not_passing_over() {
    let fixture = decision(
        &[
            yes_no("a", ""),
            yes_no("b", "    verplicht: nee\n    anders: tenzij b\n    weet-ik-niet: beide\n"),
        ]
        .concat(),
        &outcomes(),
        "    werking: eerste\n    tabel: |\n      | a | b | dan | bron |\n      |---|---|---|---|\n      | ja | - | fout | giften |\n      | - | ja | vraag | giften |\n      | - | - | goed | giften |\n",
    );
    let program = program(&fixture);
    let told = |given: &str| {
        let report = report(&program, given);
        let ids: Vec<&str> = report.possible.iter().map(|possible| possible.outcome.as_str()).collect();
        (report.outcome, ids.join(" "))
    };
    let one = |id: &str| (Some(Outcome::One(id.to_owned())), String::new());
    assert_eq!(told("a=nee"), one("goed"));
    assert_eq!(told("a=nee b="), one("goed"));
    assert_eq!(told("a=nee b=weet-ik-niet"), (None, "vraag goed".to_owned()));
    assert_eq!(told("a=ja b=weet-ik-niet"), one("fout"));
}

#[test]
fn a_program_says_whose_it_is() {
    let program = Fixture::small().book().program("gift", "almere").unwrap();
    assert_eq!(
        (program.calculator(), program.organisation(), program.title()),
        ("gift", "almere", "Mag dit?")
    );
}

/// Limits that lie between two answers, and answers without limits.
#[test]
fn what_would_change_it_lies_within_the_limits_of_a_question() {
    let changes = |limits: &str, rows: &str, given: &str| {
        let fixture = decision(
            &format!(
                "  x:\n    vraag: Hoeveel?\n    type: getal\n    eenheid: km\n    stap: 0,5 km\n{limits}"
            ),
            &outcomes(),
            &format!(
                "    werking: eerste\n    tabel: |\n      | x | dan | bron |\n      |---|---|---|\n{rows}      | - | goed | giften |\n"
            ),
        );
        texts(&report(&program(&fixture), given).changes).join(" ").replace("Hoeveel? ", "")
    };
    let low = "      | < 1 km | fout | giften |\n";
    let high = "      | > 2 km | fout | giften |\n";
    let minus = "      | < -1 km | fout | giften |\n";
    for (limits, rows, given, wanted) in [
        ("", low, "x=2", "Bij minder dan 1 km: Het is fout."),
        ("", minus, "x=2", "Bij minder dan −1 km: Het is fout."),
        ("    minimum: 0,75 km\n", low, "x=2", ""),
        ("    minimum: 0,25 km\n", low, "x=2", "Bij precies 0,5 km: Het is fout."),
        ("    maximum: 2,25 km\n", high, "x=2", ""),
        ("    maximum: 2,5 km\n", high, "x=2", "Bij precies 2,5 km: Het is fout."),
        ("    minimum: -1,25 km\n", minus, "x=2", ""),
        ("    minimum: -1,5 km\n", minus, "x=2", "Bij precies −1,5 km: Het is fout."),
        ("    maximum: -0,75 km\n", "      | > -1 km | fout | giften |\n", "x=-1", ""),
        (
            "    maximum: -0,5 km\n",
            "      | > -1 km | fout | giften |\n",
            "x=-1",
            "Bij precies −0,5 km: Het is fout.",
        ),
    ] {
        assert_eq!(changes(limits, rows, given), wanted, "{limits}{rows}{given}");
    }
    let times = |limit: &str, given: &str| {
        let fixture = decision(
            &format!(
                "  van:\n    vraag: Van hoe laat?\n    type: tijd\n  tot:\n    vraag: Tot hoe laat?\n    type: tijd\n{limit}"
            ),
            &outcomes(),
            "    werking: eerste\n    tabel: |\n      | tot | dan | bron |\n      |---|---|---|\n      | < van | fout | giften |\n      | = van | vraag | giften |\n      | - | goed | giften |\n",
        );
        let changes = texts(&report(&program(&fixture), given).changes);
        let of_end: Vec<&str> =
            changes.iter().filter_map(|text| text.strip_prefix("Tot hoe laat? ")).collect();
        of_end.join(" ")
    };
    assert_eq!(
        times("", "van=9.05 tot=10.00"),
        "Vóór 9.05 uur: Het is fout. Precies om 9.05 uur: Vraag het."
    );
    assert_eq!(times("    minimum: van\n", "van=9.05 tot=10.00"), "Precies om 9.05 uur: Vraag het.");
    assert_eq!(times("    maximum: van\n", "van=9.05 tot=9.00"), "Precies om 9.05 uur: Vraag het.");
    assert_eq!(times("    maximum: van\n", "van=9.05 tot=9.05"), "Vóór 9.05 uur: Het is fout.");
}

/// Every stretch between two limits counts: nothing is certain while one of them leads elsewhere.
#[test]
fn nothing_is_certain_while_one_stretch_leads_elsewhere() {
    let number = "  x:\n    vraag: Hoeveel?\n    type: getal\n    eenheid: km\n    stap: 1 km\n    minimum: -9 km\n    maximum: 99 km\n";
    let day = "  x:\n    vraag: Wanneer?\n    type: datum\n";
    let many = "  x:\n    vraag: Wat?\n    type: meerkeuze\n    keuzes:\n      u: U\n      v: V\n      w: W\n      z: Z\n";
    let between = |low: &str, high: &str| {
        [
            format!("< {low}"),
            format!("= {low}"),
            format!("> {low} en < {high}"),
            format!("= {high}"),
            format!("> {high}"),
        ]
        .to_vec()
    };
    let beside = |low: &str, high: &str| {
        [format!("< {low}"), format!("= {low}"), format!("= {high}"), format!("> {high}")].to_vec()
    };
    let sets = ["geen", "= 1 en met u", "= 1 en zonder u", "= 2 en met u", "= 2 en zonder u", "= 3", "= 4"]
        .map(str::to_owned)
        .to_vec();
    let two = ["zonder u en zonder v", "met u en zonder v", "zonder u en met v", "met u en met v"]
        .map(str::to_owned)
        .to_vec();
    // The question, the value made of it, and what it is held against.
    let cases: Vec<(&str, &str, Vec<String>)> = vec![
        (number, "", between("3 km", "7 km")),
        (number, "", beside("3 km", "4 km")),
        (number, "x × 2 keer", between("3 km", "8 km")),
        (number, "x + 1 km", between("-3 km", "0 km")),
        (day, "", between("2026-05-01", "2026-05-09")),
        (day, "", beside("2026-05-01", "2026-05-02")),
        (day, "x + 1 week", between("2026-05-01", "2026-05-09")),
        (day, "x + 1 week", between("2026-05-01", "2026-05-03")),
        (day, "x + 1 week", beside("2026-05-01", "2026-05-02")),
        (day, "iso-week(x)", between("week 20", "week 30")),
        (day, "iso-week(x)", between("week 20", "week 22")),
        (day, "iso-week(x)", beside("week 20", "week 21")),
        (many, "", sets),
        (many, "", two),
    ];
    for (question, is, cells) in &cases {
        let value = if is.is_empty() {
            String::new()
        } else {
            format!("    waarden:\n      s:\n        naam: S\n        is: {is}\n")
        };
        let left = if is.is_empty() { "x" } else { "s" };
        for other in 0..=cells.len() {
            let rows: String = cells
                .iter()
                .enumerate()
                .map(|(place, cell)| {
                    format!("      | {cell} | {} | giften |\n", if place == other { "fout" } else { "goed" })
                })
                .collect();
            let fixture = decision(
                question,
                &outcomes(),
                &format!(
                    "{value}    werking: uniek\n    tabel: |\n      | {left} | dan | bron |\n      |---|---|---|\n{rows}"
                ),
            );
            let report = report(&program(&fixture), "");
            let asked = other < cells.len();
            assert_eq!(
                (report.asks.len(), report.outcome.is_none()),
                (usize::from(asked), asked),
                "{is} {rows}"
            );
        }
    }
}

/// A limit that names another answer says how the two compare, before either is known.
#[test]
fn what_a_limit_rules_out_is_certain_before_anything_is_answered() {
    for (limit, left, condition, impossible) in [
        ("minimum: p", "r", "< p", true),
        ("minimum: p", "r", "<= p", false),
        ("minimum: p", "r", "> p", false),
        ("maximum: p", "r", "> p", true),
        ("maximum: p", "r", ">= p", false),
        ("maximum: p", "r", "< p", false),
        ("minimum: p", "p", "> r", true),
        ("minimum: p", "p", ">= r", false),
        ("minimum: p", "p", "< r", false),
        ("maximum: p", "p", "< r", true),
        ("maximum: p", "p", "<= r", false),
        ("maximum: p", "p", "> r", false),
    ] {
        let fixture = decision(
            &[amount("p"), format!("  r:\n    vraag: Hoeveel r?\n    type: bedrag\n    {limit}\n")].concat(),
            &outcomes(),
            &format!(
                "    werking: eerste\n    tabel: |\n      | {left} | dan | bron |\n      |---|---|---|\n      | {condition} | fout | giften |\n      | - | goed | giften |\n"
            ),
        );
        let report = report(&program(&fixture), "");
        assert_eq!(
            (report.outcome.is_some(), report.asks.is_empty()),
            (impossible, impossible),
            "{limit}: {left} {condition}"
        );
    }
}
