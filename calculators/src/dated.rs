//! Tests of timelines: what is asked, what stands there while something is open, and where holidays end.

use crate::program::Program;
use crate::testing::{Fixture, report};

const HEAD: &str = "titel: Wanneer?
soort: tijdlijn
maandeinde: laatste-dag
";

const QUESTIONS: &str = "vragen:
  begin:
    vraag: Wanneer begon het?
    type: datum
  einde:
    vraag: Wanneer hield het op?
    type: datum
  ziek:
    vraag: Was je ziek?
    type: ja/nee
    weet-ik-niet: beide
  los:
    vraag: Wanneer viel het op?
    type: datum
    verplicht: nee
organisaties:
  lelystad:
    document: lelystad/code
";

/// Steps as a short list: each with its lines.
fn steps(list: &[(&str, &[&str])]) -> String {
    let mut text = "    stappen:\n".to_owned();
    for (id, lines) in list {
        text += &format!(
            "      {id}:\n        titel: Stap {id}\n        wie: medewerker\n        bron: giften\n"
        );
        for line in *lines {
            text += &format!("        {line}\n");
        }
    }
    text
}

fn timeline(head: &str, rest: &str) -> Fixture {
    Fixture::small().file("rekenhulpen/x.yaml", &[HEAD, head, QUESTIONS, rest].concat())
}

fn program(fixture: &Fixture) -> Program {
    fixture.program("x")
}

/// The steps that stand there, what is asked, and whether it is certain.
fn told(program: &Program, given: &str) -> (String, String, bool) {
    let report = report(program, given);
    let ids: Vec<&str> = report.steps.as_ref().unwrap().iter().map(|step| step.id.as_str()).collect();
    (ids.join(" "), report.asks.join(" "), report.screen.certain)
}

fn so(steps: &str, asks: &str, certain: bool) -> (String, String, bool) {
    (steps.to_owned(), asks.to_owned(), certain)
}

#[test]
fn steps_that_are_known_stand_there_while_others_are_open() {
    let list = steps(&[
        ("eerst", &["op: begin + 1 week"]),
        ("daarna", &["op: einde + 1 week", "als: ziek = ja"]),
        ("ooit", &["op: los + 1 week"]),
    ]);
    let one_by_one = program(&timeline("", &list));
    assert_eq!(told(&one_by_one, ""), so("", "begin einde ziek los", false));
    assert_eq!(told(&one_by_one, "begin=2026-01-01"), so("eerst", "einde ziek los", false));
    assert_eq!(told(&one_by_one, "begin=2026-01-01 ziek=nee"), so("eerst", "los", true));
    assert_eq!(told(&one_by_one, "begin=2026-01-01 ziek=ja"), so("eerst", "einde los", false));
    assert_eq!(
        told(&one_by_one, "begin=2026-01-01 einde=2026-02-01 ziek=ja los=2026-03-01"),
        so("eerst daarna ooit", "", true)
    );
    // With a mistake nothing stands there, however much is known.
    assert_eq!(told(&one_by_one, "begin=2026-01-01 ziek=nee los=ooit"), so("", "los", false));
    let at_once = program(&timeline("alles-vragen: ja\n", &list));
    assert_eq!(told(&at_once, "begin=2026-01-01"), so("", "einde ziek los", false));
    assert_eq!(told(&at_once, "begin=2026-01-01 einde=2026-02-01 ziek=nee"), so("eerst", "los", true));
}

#[test]
fn conditions_and_lines_are_asked_for_while_they_are_open() {
    let list = [
        steps(&[("eerst", &["op: begin"]), ("daarna", &["op: begin + 1 dag", "als: ziek = ja"])]),
        "    doe:\n      altijd:\n        bellen:\n          tekst: Bel.\n          als: los > 2026-01-01\n          naar: leidinggevende\n        schrijven:\n          tekst: Schrijf.\n          als: einde > 2026-01-01\n".to_owned(),
    ]
    .concat();
    let program = program(&timeline("", &list));
    assert_eq!(told(&program, "begin=2026-01-01").1, "einde ziek los");
    assert_eq!(told(&program, "begin=2026-01-01 einde=2026-01-02 ziek=nee").1, "los");
    let said = |given: &str| report(&program, given).actions.join(" ");
    assert_eq!(said("begin=2026-01-01 einde=2026-01-02 ziek=nee los=2026-01-02"), "bellen schrijven");
    assert_eq!(said("begin=2026-01-01 einde=2026-01-01 ziek=nee los=2026-01-02"), "bellen");
}

#[test]
fn what_rests_on_what_is_not_known_is_named_once_nothing_is_asked() {
    let list = steps(&[
        ("eerst", &["op: begin"]),
        ("daarna", &["op: begin + 1 dag", "als: ziek = ja"]),
        ("ook", &["op: begin + 2 dagen", "als: ziek = nee"]),
        ("later", &["op: einde"]),
    ]);
    let program = program(&timeline("", &list));
    let sentence = |given: &str| report(&program, given).screen.sentence.unwrap_or_default();
    assert_eq!(sentence("begin=2026-01-01 ziek=weet-ik-niet"), "");
    assert_eq!(
        sentence("begin=2026-01-01 einde=2026-01-01 ziek=weet-ik-niet"),
        "Of dit erbij hoort, hangt af van wat je niet weet: Stap daarna; Stap ook."
    );
    assert_eq!(sentence("begin=2026-01-01 einde=2026-01-01 ziek=ja"), "");
}

#[test]
fn days_with_which_nothing_can_be_reckoned_are_told() {
    let only = program(&timeline(
        "",
        &steps(&[
            ("ooit", &["op: los"]),
            ("daarna", &["op: los + 1 dag"]),
            ("ook", &["op: los", "als: ziek = ja"]),
        ]),
    ));
    let both = program(&timeline("", &steps(&[("eerst", &["op: begin"]), ("ooit", &["op: los"])])));
    let none = program(&timeline("", &steps(&[("daarna", &["op: begin", "als: ziek = ja"])])));
    let sentence =
        |program: &Program, given: &str| report(program, given).screen.sentence.unwrap_or_default();
    let nothing = "Met deze datums valt er niets te berekenen. Kijk ze nog eens na.";
    assert_eq!(sentence(&only, "los= ziek=nee"), nothing);
    assert_eq!(sentence(&only, "los= ziek=ja"), nothing);
    // While something is asked it may still come, and where a step stands there something was reckoned.
    assert_eq!(sentence(&only, "ziek=nee"), "");
    assert_eq!(sentence(&only, "los="), "");
    assert_eq!(sentence(&only, "los=2026-01-01 ziek=nee"), "");
    assert_eq!(sentence(&both, "begin=2026-01-01 los="), "");
    // A step that is not part of it is nothing left out.
    assert_eq!(sentence(&none, "begin=2026-01-01 ziek=nee"), "");
}

#[test]
fn days_beyond_the_known_holidays_are_told() {
    let holidays = "naam: Algemene termijnenwet\nherkomst: wet\nopgezocht: 2026-11-22\nbekend-vanaf: 2020\nbekend-tot-en-met: 2030\ntellen-mee:\n  - eerste-kerstdag\ngelijkgesteld: []\n";
    let told = |list: &str, given: &str| {
        let fixture = timeline("", list).file("landelijk/vrije-dagen.yaml", holidays);
        let attention = report(&program(&fixture), given).screen.attention;
        let said: Vec<String> = attention.into_iter().map(|line| line.text).collect();
        let said = said.join(" ");
        assert!(said.is_empty() || said.starts_with("De vrije dagen zijn bekend "), "{said}");
        said.split('.').next().unwrap_or_default().replace("De vrije dagen zijn bekend ", "")
    };
    let first = steps(&[("een", &["op: werkdag-vanaf(begin)"]), ("twee", &["op: einde"])]);
    let series = steps(&[("een", &["elke: 1 week", "na: werkdag-vanaf(begin)", "tot-en-met: einde"])]);
    let window = steps(&[("een", &["van: werkdag-vanaf(begin)", "tot-en-met: einde"])]);
    let open = steps(&[("een", &["van: begin"]), ("twee", &["uiterlijk: werkdag-vanaf(einde)"])]);
    let (early, late) = ("vanaf 2020", "tot en met 2030");
    for (list, begin, end, wanted) in [
        (&first, "2020-01-01", "2030-12-31", ""),
        (&first, "2020-01-01", "2031-01-01", late),
        (&first, "2019-12-31", "2030-12-31", early),
        (&first, "2019-12-30", "2030-12-31", early),
        (&first, "2025-06-02", "2019-12-31", early),
        (&first, "2019-12-30", "2031-01-01", late),
        (&first, "2030-12-31", "2026-01-01", ""),
        (&first, "2031-01-01", "2026-01-01", late),
        (&window, "2026-01-05", "2030-12-31", ""),
        (&window, "2026-01-05", "2031-01-01", late),
        (&window, "2019-12-30", "2026-01-01", early),
        (&series, "2030-12-16", "2030-12-31", ""),
        (&series, "2030-12-16", "2031-01-15", late),
        (&open, "2019-12-31", "2026-01-05", early),
        (&open, "2031-01-01", "2026-01-05", late),
        (&open, "2020-01-01", "2026-01-05", ""),
    ] {
        assert_eq!(told(list, &format!("begin={begin} einde={end}")), wanted, "{list} {begin} {end}");
    }
}

/// What an example of a timeline asks for beside its days.
#[test]
fn an_example_of_a_timeline_is_held_against_its_lines() {
    let list = |lines: &str| {
        [
            steps(&[("eerst", &["op: begin"])]),
            "    doe:\n      altijd:\n        bellen:\n          tekst: Bel.\n          als: ziek = ja\n        schrijven: Schrijf.\n".to_owned(),
            format!("    voorbeelden:\n      - naam: Ziek\n        begin: 2026-01-01\n        ziek: ja\n        doe: {lines}\n        dan:\n          eerst: 2026-01-01\n"),
        ]
        .concat()
    };
    let found = |lines: &str| {
        let fixture = timeline("", &list(lines));
        let mut findings = fixture.checked();
        findings.retain(|finding| finding.code == "W0801");
        fixture.show(&findings)
    };
    assert_eq!(found("bellen, schrijven"), "");
    let wrong = found("schrijven");
    assert!(wrong.contains("`bellen, schrijven`"), "{wrong}");
}

// ---- periods --------------------------------------------------------------------------------------------

/// The days on which rules change are told in order, however the facts stand in the file.
#[test]
fn several_facts_that_change_within_a_period_are_told_in_order() {
    let fixture = Fixture::small()
        .edit("lelystad/feiten.yaml", "        waarde: 50 EUR", "        waarde: 50 EUR\n      - vanaf: 2026-03-01\n        waarde: 60 EUR")
        .edit(
            "lelystad/feiten.yaml",
            "termijn:\n",
            "  bodem:\n    omschrijving: Tot dit bedrag mag het altijd\n    bron: lelystad/code#giften\n    waarden:\n      - vanaf: 2024-01-01\n        waarde: 5 EUR\n      - vanaf: 2026-02-01\n        waarde: 6 EUR\n      - vanaf: 2026-04-01\n        waarde: 7 EUR\ntermijn:\n",
        )
        .file(
            "rekenhulpen/x.yaml",
            "titel: Hoeveel?
soort: berekening
vragen:
  begin:
    vraag: Wat is de eerste dag?
    type: datum
  einde:
    vraag: Wat is de laatste dag?
    type: datum
    minimum: begin
uitkomsten:
  bedrag:
    kleur: groen
    kort: Bedrag
    titel: Bedrag
    toont: samen
organisaties:
  lelystad:
    document: lelystad/code
    bron: giften
    regels-van: begin t/m einde
    waarden:
      samen:
        naam: Samen
        is: gift.grens + gift.bodem
",
        );
    let program = program(&fixture);
    let sentence = |given: &str| report(&program, given).screen.sentence.unwrap_or_default();
    let asks = |given: &str| report(&program, given).asks.join(" ");
    assert_eq!(
        sentence("begin=2026-01-01 einde=2026-12-31"),
        "Op 1 februari 2026, 1 maart 2026 en 1 april 2026 veranderen regels waar de uitkomst op rust. Reken elk deel apart uit: 1 januari 2026 t/m 31 januari 2026, 1 februari 2026 t/m 28 februari 2026, 1 maart 2026 t/m 31 maart 2026 en 1 april 2026 t/m 31 december 2026."
    );
    assert_eq!(sentence("begin=2026-02-01 einde=2026-02-28"), "");
    assert_eq!(
        sentence("begin=2026-03-31 einde=2026-04-01"),
        "Op 1 april 2026 veranderen regels waar de uitkomst op rust. Reken elk deel apart uit: 31 maart 2026 en 1 april 2026."
    );
    assert_eq!(asks("begin=2026-03-31"), "einde");
    assert_eq!(asks("begin=2026-04-01"), "");
}

#[test]
fn a_timeline_asks_for_the_last_day_only_where_something_changes_after_the_first() {
    let fixture = Fixture::small()
        .edit(
            "lelystad/feiten.yaml",
            "        waarde: 3 werkdagen",
            "        waarde: 3 werkdagen\n      - vanaf: 2026-03-01\n        waarde: 5 werkdagen",
        )
        .file(
            "rekenhulpen/x.yaml",
            "titel: Wanneer?
soort: tijdlijn
vragen:
  begin:
    vraag: Wat is de eerste dag?
    type: datum
  einde:
    vraag: Wat is de laatste dag?
    type: datum
    minimum: begin
organisaties:
  lelystad:
    document: lelystad/code
    regels-van: begin t/m einde
    stappen:
      eerst:
        titel: Eerst
        op: begin + termijn.antwoord
        wie: medewerker
        bron: giften
",
        );
    let program = program(&fixture);
    assert_eq!(told(&program, ""), so("", "begin einde", false));
    assert_eq!(told(&program, "begin=2026-02-28"), so("", "einde", false));
    assert_eq!(told(&program, "begin=2026-03-01"), so("eerst", "", true));
    assert_eq!(told(&program, "begin=2026-02-02 einde=2026-02-28"), so("eerst", "", true));
    assert_eq!(told(&program, "begin=2026-02-02 einde=2026-03-01"), so("", "", true));
}
