//! Tests of what is not certain: answers that the reader does not know, and periods in which rules change.

use crate::report::{Outcome, Report};
use crate::testing::{Fixture, answers};
use crate::wording::with;

const GIFT: &str = "rekenhulpen/gift.yaml";
const WAIT: &str = "rekenhulpen/wachten.yaml";

fn both() -> Fixture {
    Fixture::small().edit(
        GIFT,
        "    vraag: Is het geld?\n    type: ja/nee\n",
        "    vraag: Is het geld?\n    type: ja/nee\n    weet-ik-niet: beide\n",
    )
}

fn evaluate(fixture: &Fixture, given: &str) -> Report {
    fixture.evaluate("gift", given)
}

/// Outcome, colour and way of each.
fn possible(report: &Report) -> Vec<String> {
    let way = |way: &Option<String>| way.clone().unwrap_or_else(|| "-".to_owned());
    report
        .possible
        .iter()
        .map(|possible| format!("{} {} {}", possible.outcome, possible.colour, way(&possible.way)))
        .collect()
}

// ---- weet-ik-niet: beide --------------------------------------------------------------------------------

#[test]
fn who_does_not_know_sees_all_that_can_come_out() {
    let fixture = both();
    assert_eq!(fixture.show(&fixture.book().check()), "", "no row is needed for it");
    // It stays open, is not asked again, and what it may still bring up is.
    let report = evaluate(&fixture, "geld=weet-ik-niet");
    assert_eq!((report.asks.join(" ").as_str(), report.possible.len()), ("waarde kerst", 0));
    assert_eq!(report.screen.questions, ["geld", "waarde"]);
    assert!(!report.screen.certain && report.receipt.is_none());
    let report = evaluate(&fixture, "geld=weet-ik-niet waarde=20");
    assert_eq!(report.outcome, None);
    assert!(report.screen.certain);
    assert_eq!(possible(&report), ["weigeren rood Is het geld? Ja.", "aannemen groen Is het geld? Nee."]);
    assert_eq!(report.screen.colour.as_deref(), Some("grijs"));
    assert_eq!(report.screen.short.as_deref(), Some("Hangt ervan af"));
    assert_eq!(report.screen.title.as_deref(), Some("Dat hangt af van wat je niet weet"));
    assert!(report.receipt.unwrap().ends_with(":geld=weet-ik-niet;waarde=20"));
    // Where it makes no difference the outcome is certain all the same.
    let report = evaluate(&fixture, "geld=weet-ik-niet waarde=80 kerst=nee");
    assert_eq!(report.outcome, Some(Outcome::One("weigeren".to_owned())));
    // An answer that the rules know is another thing.
    let other = Fixture::small();
    assert_eq!(evaluate(&other, "geld=weet-ik-niet").screen.mistakes.len(), 1);
}

#[test]
fn an_example_names_all_that_can_come_out() {
    let row = "      | geld    | ja   | 5 EUR     | -     | weigeren | geen          |\n";
    let example = |dan: &str| {
        let line = format!("      | weet niet | weet-ik-niet | 20 EUR | - | {dan} | geen |\n");
        let fixture = both().edit(GIFT, row, &format!("{row}{line}"));
        fixture.show(&fixture.checked())
    };
    assert_eq!(example("weigeren of aannemen"), "");
    assert_eq!(example("aannemen of weigeren"), "");
    let wrong = example("weigeren");
    assert!(wrong.contains("er kan `weigeren of aannemen` uit komen"), "{wrong}");
    let unknown = example("weigeren of aanemen");
    assert!(unknown.contains("W0523"), "{unknown}");
}

#[test]
fn several_unknown_answers_are_told_together_while_they_are_few() {
    let text = |rows: &str, more: &str| {
        format!(
            "titel: Proef
soort: beslissing
vragen:
  a:
    vraag: Is a zo?
    type: ja/nee
    weet-ik-niet: beide
  k:
    vraag: Welke k?
    type: keuze
    keuzes:
      een: Een
      twee: Twee
      drie: Drie
    weet-ik-niet: beide
  b:
    vraag: Is b zo?
    type: ja/nee
    weet-ik-niet: beide
  wel:
    vraag: Is het wel zo?
    type: ja/nee
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: Het is goed
  fout:
    kleur: rood
    kort: Fout
    titel: Het is fout
  vraag:
    kleur: oranje
    kort: Vraag
    titel: Vraag het
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    tabel: |
      | a | k | b | wel | dan | bron |
      |---|---|---|-----|-----|------|
{rows}{more}"
        )
    };
    let rows = "      | nee | - | - | - | fout | giften |
      | - | - | - | nee | vraag | giften |
      | - | een of twee | - | - | goed | giften |
      | - | - | ja | - | goed | giften |
      | - | - | - | - | fout | giften |
";
    let lines = "    doe:
      altijd:
        bellen:
          tekst: Bel even.
          als: a = ja en wel = ja
        niets: Doe verder niets.
";
    let program = with(&text(rows, lines)).read().0.program("proef", "lelystad").unwrap();
    let told = |given: &str| {
        let report = program.evaluate(&answers(given), None);
        assert_eq!(report.asks, [""; 0], "{given}");
        (possible(&report), report)
    };
    let (ways, report) = told("a=weet-ik-niet k=weet-ik-niet b=weet-ik-niet wel=ja");
    assert_eq!(
        ways,
        [
            "goed groen Is a zo? Ja. Welke k? Drie. Is b zo? Ja. Of: Is a zo? Ja. Welke k? Een of Twee.",
            "fout rood Is a zo? Ja. Welke k? Drie. Is b zo? Nee. Of: Is a zo? Nee.",
        ]
    );
    // A line that hangs on it says on what.
    let said: Vec<&str> = report.screen.actions.iter().map(|action| action.text.as_str()).collect();
    assert_eq!(said, ["Is a zo? Ja. Dan: Bel even.", "Doe verder niets."]);
    let (ways, _) = told("a=ja k=weet-ik-niet b=weet-ik-niet wel=ja");
    assert_eq!(
        ways,
        [
            "goed groen Welke k? Drie. Is b zo? Ja. Of: Welke k? Een of Twee.",
            "fout rood Welke k? Drie. Is b zo? Nee.",
        ]
    );
    let (ways, _) = told("a=ja k=weet-ik-niet b=nee wel=ja");
    assert_eq!(ways, ["goed groen Welke k? Een of Twee.", "fout rood Welke k? Drie."]);
    // Too many ways to read: only what can come out.
    let many = "      | ja | een | ja | - | goed | giften |
      | nee | een | ja | - | fout | giften |
      | ja | een | nee | - | vraag | giften |
      | nee | twee | ja | - | goed | giften |
      | ja | twee | nee | - | fout | giften |
      | nee | drie | nee | - | goed | giften |
      | ja | drie | ja | - | vraag | giften |
      | - | - | - | - | vraag | giften |
";
    let program = with(&text(many, "")).read().0.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&answers("a=weet-ik-niet k=weet-ik-niet b=weet-ik-niet"), None);
    assert_eq!(possible(&report), ["goed groen -", "fout rood -", "vraag oranje -"]);
}

#[test]
fn a_row_for_an_answer_that_gets_none_is_a_finding() {
    let fixture = both().edit(
        GIFT,
        "| ja   | -             | -     | weigeren",
        "| weet-ik-niet   | -             | -     | weigeren",
    );
    let (_, findings) = fixture.read();
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["W0535"]);
    let fixture = both().edit(GIFT, "weet-ik-niet: beide", "weet-ik-niet: allebei");
    let shown = fixture.show(&fixture.read().1);
    assert!(
        shown.starts_with(
            "W0514 fout rekenhulpen/gift.yaml:7:19 [allebei] `weet-ik-niet` is `ja`, `nee` of `beide`"
        ),
        "{shown}"
    );
}

// ---- regels-van: begin t/m einde ------------------------------------------------------------------------

/// € 50 until 2025, € 60 in 2025, € 70 from 2026.
fn period() -> Fixture {
    Fixture::small()
        .edit(
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            "        waarde: 50 EUR\n      - vanaf: 2025-01-01\n        waarde: 60 EUR\n      - vanaf: 2026-01-01\n        waarde: 70 EUR",
        )
        .edit(
            GIFT,
            "uitkomsten:\n",
            "  begin:\n    vraag: Wat is de eerste dag?\n    type: datum\n  einde:\n    vraag: Wat is de laatste dag?\n    type: datum\n    minimum: begin\nuitkomsten:\n",
        )
        .edit(GIFT, "    werking: uniek\n", "    werking: uniek\n    regels-van: begin t/m einde\n")
        .edit(
            GIFT,
            "      | naam    | geld | waarde    | kerst | dan      | doe           |
      |---------|------|-----------|-------|----------|---------------|
      | geld    | ja   | 5 EUR     | -     | weigeren | geen          |
      | precies | nee  | 50 EUR    | -     | aannemen | melden        |
      | te veel | nee  | 50,01 EUR | -     | weigeren | geen          |
      | pakket  | nee  | 50,01 EUR | ja    | aannemen | melden, delen |
",
            "      | naam    | geld | waarde    | kerst | begin      | einde      | dan      | doe           |
      |---------|------|-----------|-------|------------|------------|----------|---------------|
      | geld    | ja   | 5 EUR     | -     | 2024-02-01 | 2024-03-01 | weigeren | geen          |
      | precies | nee  | 50 EUR    | -     | 2024-02-01 | 2024-12-31 | aannemen | melden        |
      | te veel | nee  | 50,01 EUR | -     | 2024-02-01 | 2024-12-31 | weigeren | geen          |
      | pakket  | nee  | 50,01 EUR | ja    | 2024-02-01 | 2024-12-31 | aannemen | melden, delen |
      | beide   | nee  | 55 EUR    | -     | 2024-02-01 | 2025-01-01 | regels-veranderen | geen |
",
        )
}

#[test]
fn a_period_in_which_rules_change_is_an_outcome_of_its_own() {
    let fixture = period();
    assert_eq!(fixture.show(&fixture.book().check()), "");
    let program = fixture.book().program("gift", "lelystad").unwrap();
    let outcome = |given: &str| match program.evaluate(&answers(given), None).outcome {
        Some(Outcome::One(id)) => id,
        other => format!("{other:?}"),
    };
    for (given, wanted) in [
        // The last day before the change, and the day itself: after the first day, at latest on the last.
        ("geld=nee waarde=55 kerst=nee begin=2024-12-01 einde=2024-12-31", "weigeren"),
        ("geld=nee waarde=55 kerst=nee begin=2024-12-01 einde=2025-01-01", "regels-veranderen"),
        ("geld=nee waarde=55 kerst=nee begin=2025-01-01 einde=2025-12-31", "aannemen"),
        ("geld=nee waarde=55 kerst=nee begin=2024-12-01 einde=2026-06-01", "regels-veranderen"),
        // A result that does not rest on it holds for the whole period.
        ("geld=ja waarde=55 kerst=nee begin=2024-12-01 einde=2025-06-01", "weigeren"),
    ] {
        assert_eq!(outcome(given), wanted, "{given}");
    }
    let report =
        program.evaluate(&answers("geld=nee waarde=55 kerst=nee begin=2024-12-01 einde=2026-06-01"), None);
    assert_eq!(report.screen.title.as_deref(), Some("In deze periode veranderen de regels"));
    assert_eq!(
        report.screen.sentence.as_deref(),
        Some(
            "Op 1 januari 2025 en 1 januari 2026 veranderen regels waar de uitkomst op rust. Reken elk deel apart uit: 1 december 2024 t/m 31 december 2024, 1 januari 2025 t/m 31 december 2025 en 1 januari 2026 t/m 1 juni 2026."
        )
    );
    assert_eq!((report.screen.colour.as_deref(), report.screen.certain), (Some("grijs"), true));
    assert!(report.reasons.is_empty() && report.actions.is_empty() && report.receipt.is_some());
}

#[test]
fn the_last_day_is_asked_only_where_something_changes_after_the_first() {
    let program = period().book().program("gift", "lelystad").unwrap();
    let report = |given: &str| program.evaluate(&answers(given), None);
    let open = report("geld=nee waarde=55 kerst=nee begin=2024-12-01");
    assert_eq!((open.outcome, open.asks.join(" ").as_str()), (None, "einde"));
    let newest = report("geld=nee waarde=55 kerst=nee begin=2026-02-01");
    assert_eq!((newest.outcome, newest.asks.len()), (Some(Outcome::One("aannemen".to_owned())), 0));
    let wrong = report("geld=nee waarde=55 kerst=nee begin=2026-02-01 einde=2026-01-01");
    assert_eq!(wrong.screen.mistakes.len(), 1);
}

#[test]
fn a_period_that_no_example_crosses_is_named() {
    let fixture = period().edit(
        GIFT,
        "      | beide   | nee  | 55 EUR    | -     | 2024-02-01 | 2025-01-01 | regels-veranderen | geen |\n",
        "",
    );
    let shown = fixture.show(&fixture.book().check());
    assert!(shown.contains("W0803") && shown.contains("`regels-veranderen`"), "{shown}");
}

#[test]
fn a_period_is_written_in_one_way() {
    for (text, code) in [
        ("begin tot einde", "W0536"),
        ("begin - einde", "W0536"),
        ("begin einde", "W0536"),
        ("begin t/m begin", "W0536"),
        ("begin t/m tot einde", "W0536"),
        ("einde t/m begin", "W0537"),
        ("begin t/m eind", "W0609"),
        ("waarde t/m einde", "W0609"),
    ] {
        let fixture = period().edit(GIFT, "begin t/m einde", text);
        let codes: Vec<&str> = fixture
            .read()
            .1
            .iter()
            .filter(|finding| finding.severity == crate::finding::Severity::Error)
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, [code], "{text}");
    }
}

#[test]
fn a_timeline_of_a_period_says_so_too() {
    let fixture = Fixture::small()
        .edit(
            "lelystad/feiten.yaml",
            "        waarde: 3 werkdagen",
            "        waarde: 3 werkdagen\n      - vanaf: 2026-01-01\n        waarde: 5 werkdagen",
        )
        .edit(
            WAIT,
            "organisaties:\n",
            "  klaar:\n    vraag: Tot wanneer?\n    type: datum\n    minimum: ontvangen\norganisaties:\n",
        )
        .edit(
            WAIT,
            "    document: lelystad/code\n",
            "    document: lelystad/code\n    regels-van: ontvangen t/m klaar\n",
        );
    let program = fixture.read().0.program("wachten", "lelystad").unwrap();
    let report = |given: &str| program.evaluate(&answers(given), None);
    assert_eq!(report("ontvangen=2025-12-01").asks, ["getekend", "klaar"]);
    let inside = report("ontvangen=2025-12-01 klaar=2025-12-31");
    assert_eq!((inside.outcome.clone(), inside.steps.map(|steps| steps.len())), (None, Some(4)));
    let across = report("ontvangen=2025-12-01 klaar=2026-01-01");
    assert_eq!(across.outcome, Some(Outcome::One("regels-veranderen".to_owned())));
    assert_eq!(across.steps.map(|steps| steps.len()), Some(0));
    let day = crate::kernel::date::Date::from_ymd(2026, 11, 22).unwrap();
    assert!(program.calendar(&answers("ontvangen=2025-12-01 klaar=2025-12-31"), day, false).is_some());
    assert_eq!(program.calendar(&answers("ontvangen=2025-12-01 klaar=2026-01-01"), day, false), None);
    // An example of a timeline names it like any outcome.
    let named = fixture.edit(
        WAIT,
        "    voorbeelden:\n",
        "    voorbeelden:\n      - naam: Over de jaarwisseling\n        ontvangen: 2025-12-01\n        klaar: 2026-01-01\n        dan: regels-veranderen\n",
    );
    let (book, findings) = named
        .edit(
            WAIT,
            "        ontvangen: 2025-12-24\n",
            "        ontvangen: 2025-12-24\n        klaar: 2025-12-31\n",
        )
        .read();
    assert!(findings.is_empty() && book.check().is_empty(), "{findings:?} {:?}", book.check());
}
