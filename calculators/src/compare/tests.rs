//! Comparisons as a reader sees them, and what is told of situations that cannot be compared in.

use std::fmt::Write as _;

use crate::scenarios::snapshot;
use crate::testing::Fixture;
use crate::views::{Comparison, ComparisonCell};

const OUTING: &str = "rekenhulpen/uitje.yaml";

const TEXT: &str = "titel: Mag ik mee?
soort: beslissing
vragen:
  soort:
    vraag: Wat is het?
    type: keuze
    keuzes:
      lunch: Een lunch
      reis: Een reis
      feest: Een feest
  kenmerken:
    vraag: Wat klopt er?
    type: meerkeuze
    keuzes:
      duur: Het is duur
      ver: Het is ver weg
      geheim: Niemand mag het weten
  nut:
    vraag: Heb je er iets aan?
    type: ja/nee
    weet-ik-niet: beide
  kosten:
    vraag: Wat kost het?
    type: bedrag
    minimum: 0 EUR
uitkomsten:
  weigeren:
    kleur: rood
    kort: Niet doen
    titel: Ga niet mee
  vragen:
    kleur: oranje
    kort: Eerst vragen
    titel: Vraag het eerst
    naar: [leidinggevende, medewerker]
  meegaan:
    kleur: groen
    kort: Dit mag
    titel: Ga mee voor {{ kosten }}
vergelijk:
  uitgangspunt:
    kenmerken: geen
    nut: ja
    kosten: 10 EUR
  situaties:
    - naam: Een lunch
      soort: lunch
    - naam: Een dure lunch
      soort: lunch
      kenmerken: duur
      kosten: 100 EUR
    - naam: Een geheime lunch, ver weg
      soort: lunch
      kenmerken: [geheim, ver]
    - naam: Een geheime lunch
      soort: lunch
      kenmerken: [geheim]
    - naam: Een feest
      soort: feest
    - naam: Een reis, je weet niet waarvoor
      soort: reis
      nut: weet-ik-niet
    - naam: Een reis, en meer zeggen we niet
      soort: reis
      nut: '-'
    - naam: Iets van 100 euro
      nut: '-'
      kosten: 100 EUR
organisaties:
  lelystad:
    document: lelystad/code
    uitkomsten:
      meegaan:
        titel: Ga mee
    vragen:
      kenmerken:
        keuzes: [duur, ver]
    werking: uniek
    tabel: |
      | soort      | kenmerken | nut | dan     | bron   |
      |------------|-----------|-----|---------|--------|
      | feest      | -         | -   | weigeren | giften |
      | niet feest | >= 1      | -   | vragen  | giften |
      | niet feest | geen      | nee | weigeren | giften |
      | niet feest | geen      | ja  | meegaan | giften |
    doe:
      altijd:
        zeg-het:
          tekst: Zeg altijd waar je bent.
        betaal:
          tekst: Betaal je eigen treinkaartje.
          als: soort = reis
      vragen:
        hoe: Stuur een bericht.
    voorbeelden: |
      | naam  | soort | kenmerken | nut | dan     |
      |-------|-------|-----------|-----|---------|
      | a     | feest | -         | -   | weigeren |
      | b     | lunch | duur      | -   | vragen  |
      | c     | lunch | geen      | nee | weigeren |
      | d     | reis  | geen      | ja  | meegaan |
  almere:
    document: almere/code
    vragen:
      soort:
        keuzes: [lunch, reis]
      kenmerken:
        keuzes: [geheim]
      kosten:
        vraag: Wat kost het ongeveer?
    werking: uniek
    tabel: |
      | soort | kenmerken  | kosten    | dan      | bron   |
      |-------|------------|-----------|----------|--------|
      | -     | met geheim | -         | weigeren | giften |
      | -     | geen       | > 50 EUR  | vragen   | giften |
      | lunch | geen       | <= 50 EUR | meegaan  | giften |
      | reis  | geen       | <= 50 EUR | weigeren | giften |
    voorbeelden: |
      | naam  | soort | kenmerken | kosten    | dan      |
      |-------|-------|-----------|-----------|----------|
      | a     | lunch | geen      | 50 EUR    | meegaan  |
      | b     | lunch | geen      | 50,01 EUR | vragen   |
      | c     | reis  | geen      | 50 EUR    | weigeren |
      | d     | -     | geheim    | -         | weigeren |
  urk:
    niet-geregeld:
      zin: De code zegt hier niets over.
";

fn outing() -> Fixture {
    Fixture::small().also("urk", "Gemeente Urk").file(OUTING, TEXT)
}

fn cell(cell: &ComparisonCell) -> String {
    let outcomes = cell.outcomes.iter().map(|one| format!("({}) {}. {}.", one.colour, one.short, one.title));
    let parts: Vec<String> = outcomes.chain(cell.lines.iter().cloned()).collect();
    format!("[{}] {}", cell.kind, parts.join(" / "))
}

fn text(comparison: &Comparison) -> String {
    let mut out = String::new();
    for row in &comparison.rows {
        let _ = writeln!(out, "{}: {}", if row.same { "gelijk" } else { "verschilt" }, row.topic);
        for (column, one) in comparison.columns.iter().zip(&row.cells) {
            let _ = writeln!(out, "  {} {}", column.organisation, cell(one));
        }
    }
    out
}

#[test]
fn situations_come_out_by_the_rules_of_each() {
    let fixture = outing();
    let book = fixture.book();
    assert_eq!(fixture.show(&book.check()), "");
    let by_situation = book.compare("uitje").unwrap();
    // Without situations the rules themselves stand side by side.
    let at = TEXT.find("vergelijk:").unwrap();
    let end = TEXT.find("organisaties:").unwrap();
    let rules = fixture.edit(OUTING, &TEXT[at..end], "").book().compare("uitje").unwrap();
    assert!(by_situation.by_situation && !rules.by_situation);
    snapshot("comparisons.txt", &format!("# situations\n{}\n# rules\n{}", text(&by_situation), text(&rules)));
}

#[test]
fn the_same_question_with_other_answers_is_another_question() {
    let topic = |fixture: Fixture| {
        let comparison = fixture.read().0.compare("uitje").unwrap();
        let row = comparison.rows.into_iter().find(|row| row.id == "kenmerken").unwrap();
        (row.same, row.cells.iter().map(cell).collect::<Vec<_>>())
    };
    let at = TEXT.find("vergelijk:").unwrap();
    let end = TEXT.find("organisaties:").unwrap();
    let lelystad = TEXT.find("  lelystad:").unwrap();
    let almere = TEXT.find("  almere:").unwrap();
    let block = &TEXT[lelystad..almere];
    let both = |block: &str| {
        let second =
            block.replace("  lelystad:\n    document: lelystad/code", "  almere:\n    document: almere/code");
        let text = format!("{}organisaties:\n{}{second}", &TEXT[..at], &TEXT[lelystad..almere]);
        assert!(end < lelystad);
        Fixture::small().file(OUTING, &text)
    };
    let (same, cells) = topic(both(block));
    assert!(same && !cells[0].contains("Keuzes"), "{cells:?}");
    let (same, cells) = topic(both(&block.replace("keuzes: [duur, ver]", "keuzes: [duur, geheim]")));
    assert!(!same, "{cells:?}");
    assert!(cells[0].ends_with("Keuzes: “Het is duur” of “Het is ver weg”."), "{cells:?}");
    assert!(cells[1].ends_with("Keuzes: “Het is duur” of “Niemand mag het weten”."), "{cells:?}");
}

#[test]
fn situations_that_compare_nothing_are_told() {
    let edits: &[(&str, &str, &str)] = &[
        ("an unknown question", "      kenmerken: duur\n", "      kenmerk: duur\n"),
        ("an unknown answer", "      kenmerken: duur\n", "      kenmerken: duurder\n"),
        ("an unknown answer among others", "[geheim, ver]", "[geheim, verder]"),
        ("an unknown choice", "      soort: feest\n", "      soort: feestje\n"),
        ("an answer that cannot be", "      kosten: 100 EUR\n", "      kosten: 100 km\n"),
        ("none and something", "[geheim, ver]", "[geen, ver]"),
        ("an unknown question in the starting point", "    nut: ja\n", "    nuttig: ja\n"),
        ("a situation without a name", "    - naam: Een lunch\n      soort", "    - soort"),
        ("two situations of one name", "naam: Een feest", "naam: Een lunch"),
        ("no list", "  situaties:\n", "  situatie:\n"),
        (
            "not a list",
            TEXT.get(TEXT.find("vergelijk:").unwrap()..TEXT.find("organisaties:").unwrap()).unwrap(),
            "vergelijk: lunch\n",
        ),
        (
            "a situation that settles nothing",
            "    nut: ja\n    kosten: 10 EUR\n",
            "    nut: '-'\n    kosten: '-'\n",
        ),
    ];
    let mut out = String::new();
    for (name, from, to) in edits {
        let fixture = outing().edit(OUTING, from, to);
        let _ = writeln!(out, "# {name}\n{}\n", fixture.show(&fixture.checked()));
    }
    snapshot("comparison-findings.txt", &out);
}

#[test]
fn a_timeline_has_no_situations() {
    let fixture =
        Fixture::small().edit("rekenhulpen/wachten.yaml", "organisaties:", "vergelijk: []\norganisaties:");
    let (_, findings) = fixture.read();
    assert!(fixture.show(&findings).contains("W0527"), "{}", fixture.show(&findings));
}
