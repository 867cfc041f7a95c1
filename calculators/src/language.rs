//! What calculations and moments mean: how each way of saying a term is written, and what comes out.

use std::fmt::Write as _;

use crate::scenarios::snapshot;
use crate::testing::{Fixture, answers};

const HOLIDAYS: &str = "naam: Algemene termijnenwet
herkomst: wet
opgezocht: 2026-11-22
bekend-vanaf: 2020
bekend-tot-en-met: 2030
tellen-mee:
  - nieuwjaarsdag
  - goede-vrijdag
  - tweede-paasdag
  - koningsdag
  - bevrijdingsdag
  - hemelvaartsdag
  - tweede-pinksterdag
  - eerste-kerstdag
  - tweede-kerstdag
gelijkgesteld:
  - 2026-05-15
";

/// A timeline of one step, at this moment.
fn timeline(month_end: &str, moment: &str) -> Fixture {
    let text = format!(
        "titel: Wanneer?
soort: tijdlijn
maandeinde: {month_end}
vragen:
  dag:
    vraag: Welke dag?
    type: datum
organisaties:
  lelystad:
    document: lelystad/code
    stappen:
      stap:
        titel: Dan
        {}
        wie: medewerker
        bron: giften
",
        moment.replace("; ", "\n        ").replace('|', ";")
    );
    Fixture::small().file("landelijk/vrije-dagen.yaml", HOLIDAYS).file("rekenhulpen/x.yaml", &text)
}

/// The days of that step for a day that is answered.
fn days(month_end: &str, moment: &str, given: &str) -> String {
    let fixture = timeline(month_end, moment);
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "", "{moment}");
    let program = book.program("x", "lelystad").unwrap();
    let report = program.evaluate(&answers(&format!("dag={given}")), None);
    let steps = report.steps.unwrap();
    let Some(step) = steps.first() else { return "-".to_owned() };
    match (&step.on, &step.from, &step.to, &step.series) {
        (Some(on), ..) => on.clone(),
        (None, Some(from), Some(to), _) => format!("{from} t/m {to}"),
        (None, Some(from), None, _) => format!("vanaf {from}"),
        (.., Some(series)) => series.join(", "),
        _ => "?".to_owned(),
    }
}

/// What a rule says in words, how it is written, from which day, and the day that comes out.
#[test]
fn every_way_of_saying_a_term() {
    for (said, moment, from, expected) in [
        // The first day does not count, unless it is said to.
        ("binnen 6 weken na de dag", "uiterlijk: dag + 6 weken", "2026-01-05", "2026-02-16"),
        (
            "binnen 6 weken, de dag zelf telt mee",
            "uiterlijk: dag + 6 weken - 1 dag",
            "2026-01-05",
            "2026-02-15",
        ),
        ("uiterlijk 3 dagen ervoor", "uiterlijk: dag - 3 dagen", "2026-03-02", "2026-02-27"),
        ("vóór de dag", "uiterlijk: dag - 1 dag", "2026-03-01", "2026-02-28"),
        ("vóór de dag, in een schrikkeljaar", "uiterlijk: dag - 1 dag", "2028-03-01", "2028-02-29"),
        ("op de dag zelf", "op: dag", "2026-12-31", "2026-12-31"),
        ("de dag erna", "op: dag + 1 dag", "2026-12-31", "2027-01-01"),
        ("vanaf de dag", "van: dag", "2026-02-28", "vanaf 2026-02-28"),
        ("na de dag", "van: dag + 1 dag", "2026-02-28", "vanaf 2026-03-01"),
        (
            "in de twee weken erna",
            "van: dag + 1 dag; tot-en-met: dag + 2 weken",
            "2026-12-25",
            "2026-12-26 t/m 2027-01-08",
        ),
        (
            "in de laatste maand ervoor",
            "van: dag - 1 maand; tot-en-met: dag - 1 dag",
            "2026-03-31",
            "2026-02-28 t/m 2026-03-30",
        ),
        // Months: a day that does not exist is the last of its month.
        ("een maand later", "op: dag + 1 maand", "2026-01-31", "2026-02-28"),
        ("een maand later, schrikkeljaar", "op: dag + 1 maand", "2028-01-31", "2028-02-29"),
        ("twee maanden later in een stap", "op: dag + 2 maanden", "2026-01-31", "2026-03-31"),
        ("twee maanden later in twee stappen", "op: dag + 1 maand + 1 maand", "2026-01-31", "2026-03-28"),
        ("heen en terug", "op: dag + 1 maand - 1 maand", "2026-01-31", "2026-01-28"),
        ("eerst een dag, dan een maand", "op: dag + 1 dag + 1 maand", "2026-01-30", "2026-02-28"),
        ("eerst een maand, dan een dag", "op: dag + 1 maand + 1 dag", "2026-01-30", "2026-03-01"),
        ("18 maanden", "op: dag + 18 maanden", "2025-08-31", "2027-02-28"),
        ("een jaar na een schrikkeldag", "op: dag + 1 jaar", "2024-02-29", "2025-02-28"),
        ("vier jaar na een schrikkeldag", "op: dag + 4 jaar", "2024-02-29", "2028-02-29"),
        ("een jaar voor een schrikkeldag", "op: dag - 1 jaar", "2024-02-29", "2023-02-28"),
        ("einde van de maand", "op: einde-maand(dag)", "2028-02-01", "2028-02-29"),
        ("einde van de volgende maand", "op: einde-maand(dag + 1 maand)", "2026-01-31", "2026-02-28"),
        ("de eerste van de volgende maand", "op: einde-maand(dag) + 1 dag", "2026-12-15", "2027-01-01"),
        // Working days: the day itself never counts; weekends and holidays do not.
        ("7 werkdagen erna", "uiterlijk: dag + 7 werkdagen", "2026-12-23", "2027-01-05"),
        ("3 werkdagen ervoor", "uiterlijk: dag - 3 werkdagen", "2027-01-04", "2026-12-29"),
        ("3 werkdagen ervoor, lang minteken", "uiterlijk: dag − 3 werkdagen", "2027-01-04", "2026-12-29"),
        ("3 werkdagen ervoor, kort streepje", "uiterlijk: dag – 3 werkdagen", "2027-01-04", "2026-12-29"),
        ("een werkdag na vrijdag", "op: dag + 1 werkdag", "2026-11-20", "2026-11-23"),
        ("een werkdag na zaterdag", "op: dag + 1 werkdag", "2026-11-21", "2026-11-23"),
        ("over Pasen", "op: dag + 1 werkdag", "2026-04-02", "2026-04-07"),
        ("over Hemelvaart en de dag erna", "op: dag + 1 werkdag", "2026-05-13", "2026-05-18"),
        ("dag blijft in het weekend", "op: dag + 1 week", "2026-11-21", "2026-11-28"),
        ("schuift naar een werkdag", "op: werkdag-vanaf(dag + 1 week)", "2026-11-21", "2026-11-30"),
        ("schuift niet van een werkdag", "op: werkdag-vanaf(dag)", "2026-11-20", "2026-11-20"),
        ("schuift over Kerst en het weekend", "op: werkdag-vanaf(dag)", "2026-12-25", "2026-12-28"),
        ("schuift over Nieuwjaar", "op: werkdag-vanaf(dag)", "2027-01-01", "2027-01-04"),
        // Weeks.
        ("week 6 van ziekte, laatste dag", "uiterlijk: einde-week(week 6| dag)", "2025-01-06", "2025-02-16"),
        ("week 42 van ziekte, eerste dag", "op: begin-week(week 42| dag)", "2025-01-06", "2025-10-20"),
        ("week 1 van ziekte begint zelf", "op: begin-week(week 1| dag)", "2025-12-31", "2025-12-31"),
        ("week 104, over een schrikkeldag", "op: einde-week(week 104| dag)", "2027-03-01", "2029-02-25"),
        (
            "week 42 van de kalender van 2026",
            "op: max(dag| begin-week(week 42| 2025-12-29))",
            "2026-01-01",
            "2026-10-12",
        ),
        // Hours only as whole days; the clock of summer and winter plays no part.
        ("48 uur", "uiterlijk: dag + 48 uur", "2026-12-31", "2027-01-02"),
        ("24 uur, klok vooruit", "uiterlijk: dag + 24 uur", "2026-03-28", "2026-03-29"),
        ("24 uur, op de dag van 23 uur", "uiterlijk: dag + 24 uur", "2026-03-29", "2026-03-30"),
        ("24 uur, op de dag van 25 uur", "uiterlijk: dag + 24 uur", "2026-10-25", "2026-10-26"),
        ("een dag, klok achteruit", "op: dag + 1 dag", "2026-10-24", "2026-10-25"),
        // Series: so many times the interval after its start.
        (
            "elke 6 weken",
            "elke: 6 weken; na: dag; tot-en-met: dag + 20 weken",
            "2026-01-01",
            "2026-02-12, 2026-03-26, 2026-05-07",
        ),
        (
            "elke maand, niet van de vorige af",
            "elke: 1 maand; na: dag; tot-en-met: dag + 4 maanden",
            "2026-01-31",
            "2026-02-28, 2026-03-31, 2026-04-30, 2026-05-31",
        ),
        ("een reeks die nooit begint", "elke: 1 maand; na: dag; tot-en-met: dag + 1 week", "2026-01-31", ""),
        (
            "elke 2 werkdagen",
            "elke: 2 werkdagen; na: dag; tot-en-met: dag + 1 week",
            "2026-12-24",
            "2026-12-29, 2026-12-31",
        ),
        // The earlier and the later of two days.
        ("de vroegste van twee", "op: min(dag + 1 maand| dag + 30 dagen)", "2026-02-01", "2026-03-01"),
        ("de laatste van twee", "op: max(dag + 1 maand| dag + 30 dagen)", "2026-02-01", "2026-03-03"),
        ("niet eerder dan een vaste dag", "op: max(dag| 2027-01-01)", "2026-12-31", "2027-01-01"),
        (
            "afhankelijk van de dag",
            "op: als dag < 2027-01-01 dan dag + 1 jaar anders dag + 2 jaar",
            "2026-12-31",
            "2027-12-31",
        ),
    ] {
        assert_eq!(days("laatste-dag", moment, from), expected, "{said}: {moment}");
    }
}

#[test]
fn with_the_next_day_as_the_clamp() {
    for (moment, from, expected) in [
        ("op: dag + 1 maand", "2026-01-31", "2026-03-01"),
        ("op: dag + 1 maand", "2028-01-30", "2028-03-01"),
        ("op: dag + 1 maand", "2028-01-29", "2028-02-29"),
        ("op: dag + 1 maand + 1 maand", "2026-01-31", "2026-04-01"),
        ("op: dag + 2 maanden", "2026-01-31", "2026-03-31"),
        ("op: dag - 1 maand", "2026-03-31", "2026-03-01"),
        ("op: dag + 1 jaar", "2024-02-29", "2025-03-01"),
        ("op: dag + 10 maanden", "2026-12-31", "2027-10-31"),
        ("op: dag + 2 maanden", "2026-12-31", "2027-03-01"),
        (
            "elke: 1 maand; na: dag; tot-en-met: dag + 3 maanden",
            "2026-01-31",
            "2026-03-01, 2026-03-31, 2026-05-01",
        ),
    ] {
        assert_eq!(days("volgende-dag", moment, from), expected, "{moment} {from}");
    }
}

/// A decision with these questions and the value `x`.
fn decision(questions: &str, lines: &str) -> Fixture {
    let text = format!(
        "titel: Hoeveel?
soort: beslissing
maandeinde: laatste-dag
vragen:
{questions}
uitkomsten:
  klaar:
    kleur: groen
    kort: Klaar
    titel: Klaar
    toont: x
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      x:
        naam: X
        {lines}
    tabel: |
      | dan   | bron   |
      |-------|--------|
      | klaar | giften |
    voorbeelden: |
      | naam | dan   |
      |------|-------|
      | een  | klaar |
"
    );
    Fixture::small().file("landelijk/vrije-dagen.yaml", HOLIDAYS).file("rekenhulpen/x.yaml", &text)
}

const QUESTIONS: &str = "  prijs:
    vraag: Prijs?
    type: bedrag
    minimum: 0 EUR
    standaard: 10 EUR
    verplicht: nee
  afstand:
    vraag: Afstand?
    type: getal
    eenheid: km
    stap: 1 km
    minimum: 1 km
    standaard: 40 km
    verplicht: nee
  dag:
    vraag: Dag?
    type: datum
    standaard: 2026-11-22
    verplicht: nee
  geld:
    vraag: Geld?
    type: ja/nee";

/// The value of an expression, for the answers that stand in [`QUESTIONS`].
fn value(lines: &str) -> String {
    let fixture = decision(QUESTIONS, lines);
    let (book, findings) = fixture.read();
    let unused: Vec<_> = findings.into_iter().filter(|finding| finding.code != "W0611").collect();
    assert_eq!(fixture.show(&unused), "", "{lines}");
    let report = book.program("x", "lelystad").unwrap().evaluate(&answers("geld=ja"), None);
    let (_, value) = report.values.first().unwrap();
    format!("{} {}", value.value, value.unit).trim().to_owned()
}

#[test]
fn what_calculations_come_to() {
    for (expr, expected) in [
        ("0,28 EUR/km * afstand", "11.2 EUR"),
        ("afstand × 0,28 EUR/km", "11.2 EUR"),
        ("prijs / 8 uur", "1.25 EUR/uur"),
        ("prijs ÷ 8 uur * 36 uur", "45 EUR"),
        ("10 EUR/uur * 36 uur/week * 2 weken", "720 EUR"),
        ("75 % * prijs", "7.5 EUR"),
        ("prijs * 75 % + 5 EUR", "12.5 EUR"),
        ("prijs - 50 %* prijs", "5 EUR"),
        ("prijs / 4 keer", "2.5 EUR"),
        ("prijs / 2,50 EUR", "4 keer"),
        ("prijs - 2 EUR - 3 EUR", "5 EUR"),
        ("prijs - (2 EUR - 3 EUR)", "11 EUR"),
        ("prijs − 12 EUR", "-2 EUR"),
        ("-3 EUR + prijs", "7 EUR"),
        ("−3 EUR + prijs", "7 EUR"),
        ("–3 EUR + prijs", "7 EUR"),
        ("prijs / 3 keer * 3 keer", "10 EUR"),
        ("2 EUR + 3 EUR * 4 keer", "14 EUR"),
        ("2 weken + 3 dagen", "17 dagen"),
        ("1 jaar - 6 maanden", "6 maanden"),
        ("min(prijs; 8 EUR; 9 EUR)", "8 EUR"),
        ("max(prijs; 8 EUR)", "10 EUR"),
        ("als geld = ja dan prijs anders 0 EUR", "10 EUR"),
        ("als geld = nee dan prijs anders 2 EUR + 3 EUR", "5 EUR"),
        ("als prijs >= 10 EUR en afstand < 40 km dan 1 EUR anders 2 EUR", "2 EUR"),
        ("als  prijs  >=  10 EUR  en  afstand  <=  40 km  dan  1 EUR  anders  2 EUR", "1 EUR"),
        ("(als geld = ja dan 3 EUR anders 4 EUR) + prijs", "13 EUR"),
        ("dag - 2026-11-01", "21 dagen"),
        ("2026-01-01 - dag", "-325 dagen"),
        ("(dag - 2026-11-01) / 1 week", "3 keer"),
        ("dag + 1 maand - dag", "30 dagen"),
        ("iso-week(dag)", "47 week"),
        ("iso-week(2027-01-03)", "53 week"),
        ("iso-week(2024-12-30)", "1 week"),
        ("iso-week(2026-02-29 + 1 dag)", ""),
        ("begin-week(week 3; dag)", "2026-12-06"),
        ("hitte-index(32 °C; 70 %)", "40.4 °C"),
    ] {
        if expected.is_empty() {
            assert!(!decision(QUESTIONS, &format!("is: {expr}")).read().1.is_empty(), "{expr}");
        } else {
            assert_eq!(value(&format!("is: {expr}")), expected, "{expr}");
        }
    }
    for (rounding, expected) in [
        ("op centen, half omhoog", "3.34 EUR"),
        ("op centen, half omlaag", "3.33 EUR"),
        ("op centen, half even", "3.34 EUR"),
        ("op centen, omhoog", "3.34 EUR"),
        ("op centen, omlaag", "3.33 EUR"),
        ("op 5 cent, half omhoog", "3.35 EUR"),
        ("op hele euro's, omlaag", "3 EUR"),
        ("op 10 euro, omhoog", "10 EUR"),
        ("op helen, half omhoog", "3 EUR"),
        ("op 1 decimaal, half even", "3.3 EUR"),
        ("op 3 decimalen, half even", "3.335 EUR"),
    ] {
        assert_eq!(
            value(&format!("is: prijs * 33,35 %\n        afronden: {rounding}")),
            expected,
            "{rounding}"
        );
    }
}

/// What people type, and what is said of it.
#[test]
fn what_is_written_otherwise_is_explained() {
    let mut out = String::new();
    for expr in [
        "prijs * 2",
        "2",
        "75 % van prijs",
        "prijs keer 2 keer",
        "prijs x 2 keer",
        "prijs min 2 EUR",
        "prijs plus 2 EUR",
        "prijs gedeeld door 2 keer",
        "prijs : 2 keer",
        "prijs -2 EUR",
        "prijs- 2 EUR",
        "prijs-2 EUR",
        "prijs/2 keer",
        "prijs−2 EUR",
        "€ 5 + prijs",
        "prijs + 5.50 EUR",
        "prijs + 5 euro",
        "36 EUR / uur * 2 uur",
        "prijs + afstand",
        "prijs + 2 weken",
        "2 weken + dag",
        "3 weken na dag",
        "2 dagen voor dag",
        "dag + dag",
        "dag + 2 EUR",
        "dag + 1,5 weken",
        "dag + 36 uur",
        "dag + 8.000 jaar",
        "dag + 20.000 werkdagen",
        "vandaag + 1 week",
        "week 42 van 2026",
        "week 53 van 2026",
        "week 53 van 2027",
        "dag + week 42",
        "min(prijs, 5 EUR)",
        "min(prijs)",
        "afronden(prijs)",
        "round(prijs)",
        "som(prijs; prijs)",
        "weeknummer(dag)",
        "iso-weeks(dag)",
        "als geld dan prijs anders 0 EUR",
        "als geld = ja prijs anders 0 EUR",
        "als geld = ja dan prijs",
        "als geld = yes dan prijs anders 0 EUR",
        "als prijs > 5 dan prijs anders 0 EUR",
        "als prijs != 5 EUR dan prijs anders 0 EUR",
        "prijs > 5 EUR",
        "(prijs + 2 EUR",
        "prijs + 2 EUR)",
        "prijs +",
        "+ prijs",
        "prijs ^ 2 keer",
        "prijs + 'geld'",
        "prijs + [geld]",
        "prijz + 2 EUR",
        "prijs\u{200b} + 2 EUR",
        "prijs\u{202e} + 2 EUR",
        "prijs / 0 keer",
        "prijs / prijs",
        "prijs / (afstand - 1 km)",
        "prijs / (afstand - 5 km)",
        "als prijs > 0 EUR dan prijs / prijs anders 1 keer",
        "als prijs = 0 EUR dan 1 keer anders prijs / prijs",
        "prijs / max(prijs; 1 EUR)",
        "prijs / afstand",
        "prijs * 1234567890123456789012345678901234567890 keer",
        "999999999999999999999999999999 EUR * 999999999999999999999999999999 keer",
    ] {
        let fixture = decision(QUESTIONS, &format!("is: {}", yaml(expr)));
        let (book, findings) = fixture.read();
        let findings: Vec<_> = findings.into_iter().filter(|finding| finding.code != "W0611").collect();
        let shown = fixture.show(&findings).replace(" fout rekenhulpen/x.yaml", "");
        let shown = if shown.is_empty() { "in orde".to_owned() } else { shown };
        let _ = writeln!(out, "# {}\n{shown}\n", expr.escape_debug());
        assert_eq!(book.program("x", "lelystad").is_some(), findings.is_empty(), "{expr}");
    }
    for moment in [
        "binnen: 6 weken",
        "vóór: dag",
        "voor: dag",
        "tot: dag",
        "vanaf: dag",
        "datum: dag",
        "op: dag; uiterlijk: dag",
        "van: dag; tot: dag + 1 week",
        "elke: 1 week; na: dag",
        "elke: 2 EUR; na: dag; tot-en-met: dag + 1 week",
        "uiterlijk: 6 weken na dag",
        "uiterlijk: 6 weken",
        "op: 2026-02-29",
        "op: 29-02-2028",
        "op: 9999-12-31 + 1 dag",
        "op: 0001-01-01 - 1 dag",
        "op: 10000-01-01",
        "op: 0000-01-01",
    ] {
        let fixture = timeline("laatste-dag", moment);
        let mut findings = fixture.checked();
        findings.retain(|finding| finding.code != "W0611" && finding.code != "W0805");
        let shown = fixture.show(&findings).replace(" fout rekenhulpen/x.yaml", "");
        assert!(!shown.is_empty(), "{moment}");
        let _ = writeln!(out, "# {moment}\n{shown}\n");
    }
    snapshot("spellings.txt", &out.replace(['\u{200b}', '\u{202e}'], "~"));
}

/// A text as YAML takes it literally, quoted where it would not.
fn yaml(text: &str) -> String {
    if text.contains(": ") || text.starts_with(['-', '[', '\'', '%']) {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

/// A week of the calendar is a threshold like any other: both sides of it are proven.
#[test]
fn a_week_of_the_calendar_decides() {
    let text = "titel: Mag het?
soort: beslissing
vragen:
  dag:
    vraag: Dag?
    type: datum
uitkomsten:
  zomer:
    kleur: groen
    kort: Ja
    titel: Ja
  winter:
    kleur: rood
    kort: Nee
    titel: Nee
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      week-van-de-dag:
        naam: Week
        is: iso-week(dag)
    tabel: |
      | week-van-de-dag         | dan    | bron   |
      |-------------------------|--------|--------|
      | < week 14               | winter | giften |
      | week 14 t/m week 43     | zomer  | giften |
      | > week 43               | winter | giften |
    voorbeelden: |
      | naam            | dag        | dan    | week-van-de-dag |
      |-----------------|------------|--------|-----------------|
      | laatste winter  | 2026-03-29 | winter | week 13         |
      | eerste zomer    | 2026-03-30 | zomer  | week 14         |
      | laatste zomer   | 2026-10-25 | zomer  | week 43         |
      | eerste winter   | 2026-10-26 | winter | week 44         |
      | de 53e          | 2027-01-03 | winter | week 53         |
";
    let fixture = Fixture::small().file("rekenhulpen/x.yaml", text);
    // The examples come out; that nothing is left out is told as not proven, since weeks follow no line of days.
    let findings = fixture.book().check();
    assert!(findings.iter().all(|finding| finding.code == "W0704"), "{}", fixture.show(&findings));
}
