//! Tests of which questions are asked, and of what waits for one that is not.

use crate::testing::kinds::ROOM;
use crate::testing::{Fixture, answers, one};
use crate::wording::with;

const GIFT: &str = "rekenhulpen/gift.yaml";

// ---- what waits for a question that is not asked --------------------------------------------------------

/// A room with a question that is no more than the one before it, and one that waits for that.
fn screens() -> Fixture {
    Fixture::kinds()
        .edit(
            ROOM,
            "  hond:\n",
            "  laptop:
    vraag: Hoeveel uur daarvan op een laptop?
    type: getal
    eenheid: uur
    minimum: 0 uur
    maximum: uren
    stap: 0,5 uur
  snoeren:
    vraag: Hoeveel snoeren heeft hij?
    type: getal
    eenheid: keer
    minimum: 0 keer
    stap: 1 keer
    als: laptop > 2 uur
  hond:
",
        )
        .edit(
            ROOM,
            "      mand:\n        advies: Er staat een mand.\n        als: hond = ja\n",
            "      mand:
        advies: Er staat een mand.
        als: hond = ja
      scherm:
        moet: Er staat een los scherm.
        als: laptop > 2 uur
      goot:
        advies: De snoeren liggen in een goot.
        als: snoeren >= 3 keer
",
        )
}

#[test]
fn a_point_does_not_wait_for_what_can_no_longer_matter() {
    let fixture = screens();
    // What is known, what is still asked, which points do not apply, and what comes out.
    let cases = [
        ("", "uren laptop snoeren hond", "mand", "-"),
        // More than two hours on a laptop cannot be: nobody is asked, and nothing waits for it.
        ("uren=2", "hond", "tafel stoel mand scherm goot", "nog-niet"),
        ("uren=2 hond=nee", "", "tafel stoel mand scherm goot", "nog-niet"),
        ("uren=2,5", "laptop snoeren hond", "mand", "-"),
        ("uren=2,5 laptop=2", "hond", "mand scherm goot", "nog-niet"),
        ("uren=2,5 laptop=2,5", "snoeren hond", "mand", "-"),
        ("uren=2,5 laptop=2,5 snoeren=2", "hond", "mand goot", "nog-niet"),
    ];
    for (given, asks, not, outcome) in cases {
        let report = fixture.evaluate("kamer", given);
        let points = report.points.clone().unwrap();
        assert_eq!(
            (report.asks.join(" ").as_str(), points.not.join(" ").as_str(), one(&report)),
            (asks, not, outcome),
            "{given}"
        );
    }
}

#[test]
fn a_line_does_not_wait_for_what_can_no_longer_matter() {
    let fixture = Fixture::small()
        .edit(
            GIFT,
            "  kerst:\n",
            "  deel:\n    vraag: Welk deel betaal jij?\n    type: bedrag\n    minimum: 0 EUR\n    maximum: waarde\n  kerst:\n",
        )
        .edit(
            GIFT,
            "      aannemen:\n        melden",
            "      altijd:\n        samen:\n          tekst: Bespreek het samen.\n          als: deel > 30 EUR\n      aannemen:\n        melden",
        )
        .edit(
            GIFT,
            "    voorbeelden: |\n      | naam    | geld",
            "    onduidelijk:\n      altijd:\n        delen-of-niet:\n          staat-er: Deel het.\n          wij-lezen: Deel wat je kreeg.\n          als: deel <= 30 EUR\n    voorbeelden: |\n      | naam    | geld",
        );
    let cases = [
        ("geld=ja waarde=30 kerst=nee", "", "", 1),
        ("geld=ja waarde=31 kerst=nee", "deel", "", 0),
        ("geld=ja waarde=31 kerst=nee deel=31", "", "samen", 0),
        ("geld=ja waarde=31 kerst=nee deel=30", "", "", 1),
    ];
    for (given, asks, lines, unclear) in cases {
        let report = fixture.evaluate("gift", given);
        assert_eq!(
            (report.asks.join(" ").as_str(), report.actions.join(" ").as_str(), report.screen.unclear.len()),
            (asks, lines, unclear),
            "{given}"
        );
    }
}

// ---- what a value no longer waits for -------------------------------------------------------------------

/// What comes off counts for one way only; what was paid beside it may be left open.
const TRIP: &str = "titel: Wat krijg ik?
soort: berekening
vragen:
  samen:
    vraag: Reisde je samen?
    type: ja/nee
  km:
    vraag: Hoe ver is het?
    type: getal
    eenheid: km
    minimum: 0 km
    stap: 1 km
  eraf:
    vraag: Hoeveel gaat eraf?
    type: getal
    eenheid: km
    minimum: 0 km
    stap: 1 km
  kosten:
    vraag: Wat betaalde je nog?
    type: bedrag
    minimum: 0 EUR
    verplicht: nee
    standaard: 0 EUR
uitkomsten:
  iets:
    kleur: groen
    kort: Iets
    titel: Je krijgt iets
    toont: [totaal]
  niets:
    kleur: oranje
    kort: Niets
    titel: Je krijgt niets
organisaties:
  lelystad:
    document: lelystad/code
    werking: uniek
    waarden:
      aftrek:
        naam: Gaat eraf
        is: als samen = ja dan eraf anders 0 km
      totaal:
        naam: Totaal
        is: max(0 km; km − aftrek) × 0,10 EUR/km + kosten
    tabel: |
      | totaal  | dan   | bron   |
      |---------|-------|--------|
      | > 0 EUR | iets  | giften |
      | = 0 EUR | niets | giften |
";

#[test]
fn an_arm_that_is_ruled_out_asks_for_nothing() {
    let program = with(TRIP).read().0.program("proef", "lelystad").unwrap();
    let cases = [
        ("samen=nee", "km kosten", "-", ""),
        ("samen=nee km=80", "kosten", "iets", "Nog één vraag: Wat betaalde je nog?"),
        ("samen=nee km=80 kosten=0", "", "iets", ""),
        ("samen=ja km=80", "eraf kosten", "-", ""),
        ("km=80 kosten=5", "samen eraf", "-", ""),
    ];
    for (given, asks, outcome, still) in cases {
        let report = program.evaluate(&answers(given), None);
        assert_eq!(
            (
                report.asks.join(" ").as_str(),
                one(&report),
                report.screen.still.as_deref().unwrap_or_default()
            ),
            (asks, outcome, still),
            "{given}"
        );
    }
}

// ---- limits that come from an answer --------------------------------------------------------------------

#[test]
fn a_limit_names_the_answer_that_it_comes_from() {
    let program = with(
        "titel: Proef
soort: beslissing
vragen:
  begin:
    vraag: Wat was je eerste ziektedag?
    type: datum
    minimum: 2020-01-01
  einde:
    vraag: Wanneer was je beter?
    type: datum
    minimum: begin
    maximum: begin + 104 weken
  van:
    vraag: Hoe laat begon het?
    type: tijd
  tot:
    vraag: Hoe laat hield het op?
    type: tijd
    minimum: van
  uren:
    vraag: Hoeveel uur werk je?
    type: getal
    eenheid: uur
    minimum: 0 uur
    maximum: 24 uur
    stap: 1 uur
  laptop:
    vraag: Hoeveel uur daarvan op een laptop?
    type: getal
    eenheid: uur
    minimum: 0 uur
    maximum: uren
    stap: 1 uur
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: Goed
  fout:
    kleur: rood
    kort: Fout
    titel: Fout
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    regels:
      - als: einde > begin en tot > van en laptop >= uren
        dan: goed
        bron: giften
      - als: einde >= begin
        dan: fout
        bron: giften
",
    )
    .read()
    .0
    .program("proef", "lelystad")
    .unwrap();
    let cases = [
        ("begin=1-1-2019", "Kies een dag op of na 1 januari 2020."),
        (
            "begin=3-3-2026 einde=1-3-2026",
            "Kies een dag op of na 3 maart 2026. Dat is je antwoord op “Wat was je eerste ziektedag?”.",
        ),
        (
            "begin=3-3-2026 einde=1-3-2029",
            "Kies een dag op of voor 29 februari 2028. Dat volgt uit je antwoord op “Wat was je eerste ziektedag?”.",
        ),
        ("van=14.00 tot=13.30", "Kies 14.00 uur of later. Dat is je antwoord op “Hoe laat begon het?”."),
        ("uren=8 laptop=9", "Vul 8 uur of minder in. Dat is je antwoord op “Hoeveel uur werk je?”."),
        ("uren=25", "Vul 24 uur of minder in."),
        ("uren=8 laptop=8", ""),
    ];
    for (given, wanted) in cases {
        let report = program.evaluate(&answers(given), None);
        let said: Vec<String> =
            report.screen.mistakes.iter().map(|mistake| mistake.text.replace('\u{a0}', " ")).collect();
        assert_eq!(said.join(" "), wanted, "{given}");
    }
}
