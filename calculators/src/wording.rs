//! Tests of words: every kind of condition as a sentence, and the steps of a calculation.

use crate::testing::{Fixture, answers};

/// A handbook with one calculator for Lelystad.
pub(crate) fn with(calculator: &str) -> Fixture {
    Fixture::small().file("rekenhulpen/proef.yaml", calculator)
}

/// Conditions as cells, each with the sentence it makes when nothing is known but what stands beside it.
#[test]
fn every_kind_of_condition_reads_as_dutch() {
    let head = "titel: Proef
soort: beslissing
maandeinde: laatste-dag
vragen:
  geld:
    vraag: Is het geld?
    type: ja/nee
    weet-ik-niet: ja
  kleur:
    vraag: Welke kleur is het?
    type: keuze
    keuzes:
      rood: Rood
      geel: Geel
      blauw: Blauw
      wit: Wit
  drukte:
    vraag: Wat speelt er mee?
    type: meerkeuze
    keuzes:
      zwaar: Zwaar werk
      nacht: Nachtwerk
      kou: Kou
  dagen:
    vraag: Op hoeveel dagen?
    type: getal
    eenheid: keer
    stap: 1 keer
  km:
    vraag: Hoe ver is het?
    type: getal
    eenheid: km
    stap: 0,1 km
  waarde:
    vraag: Hoeveel is het waard?
    type: bedrag
  prijs:
    vraag: Wat kost het nieuw?
    type: bedrag
  begin:
    vraag: Wanneer begon het?
    type: datum
  einde:
    vraag: Wanneer hield het op?
    type: datum
  van:
    vraag: Hoe laat begon het?
    type: tijd
  tot:
    vraag: Hoe laat hield het op?
    type: tijd
  deel:
    vraag: Welk deel is het?
    type: percentage
uitkomsten:
  ja-hoor:
    kleur: groen
    kort: Ja
    titel: Ja hoor
  nee-hoor:
    kleur: rood
    kort: Nee
    titel: Nee hoor
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      winst:
        naam: Winst
        is: waarde − prijs
      laatste-dag:
        naam: Laatste dag
        is: begin + 1 maand
      soort-dag:
        naam: Soort dag
        keuzes:
          werk: Werkdag
          vrij: Vrije dag
        tabel: |
          | geld | dan  |
          |------|------|
          | ja   | werk |
          | niet ja | vrij |
    regels:
      - als: CONDITION
        dan: ja-hoor
        bron: giften
      - als: geld = nee
        dan: nee-hoor
        bron: giften
";
    let cases: &[(&str, &str, &str)] = &[
        ("geld = ja", "", "Is het geld? Ja."),
        ("geld = weet-ik-niet", "", "Is het geld? Weet ik niet."),
        ("geld = ja of weet-ik-niet", "", "Is het geld? Ja of weet ik niet."),
        ("geld = niet ja", "", "Is het geld? Nee of weet ik niet."),
        ("kleur = rood", "", "Welke kleur is het? Rood."),
        ("kleur = rood of geel", "", "Welke kleur is het? “Rood” of “Geel”."),
        ("kleur = niet rood", "", "Welke kleur is het? Niet “Rood”."),
        ("drukte geen", "", "Wat speelt er mee? Geen van deze."),
        ("drukte = 1", "", "Wat speelt er mee? Precies 1 van deze."),
        ("drukte >= 2", "", "Wat speelt er mee? Minstens 2 van deze."),
        ("drukte < 2", "", "Wat speelt er mee? Minder dan 2 van deze."),
        ("drukte <= 0", "", "Wat speelt er mee? Geen van deze."),
        ("drukte met zwaar", "", "Wat speelt er mee? Met “Zwaar werk”."),
        ("drukte zonder zwaar", "", "Wat speelt er mee? Zonder “Zwaar werk”."),
        (
            "drukte >= 2 en met zwaar en zonder kou",
            "",
            "Wat speelt er mee? Minstens 2 van deze, met “Zwaar werk” en zonder “Kou”.",
        ),
        ("dagen > 12 keer", "", "Op hoeveel dagen? Meer dan 12."),
        ("dagen 5 t/m 10 keer", "", "Op hoeveel dagen? Van 5 t/m 10."),
        ("km 5 t/m 10 km", "", "Hoe ver is het? Van 5 t/m 10 km."),
        ("km > 5 km en <= 10 km", "", "Hoe ver is het? Meer dan 5 km en hoogstens 10 km."),
        ("deel >= 75 %", "", "Welk deel is het? Minstens 75 %."),
        ("waarde < 50 EUR", "", "Hoeveel is het waard? Minder dan € 50."),
        ("waarde <= gift.grens", "", "Hoeveel is het waard? Hoogstens € 50."),
        ("waarde 5 t/m 10 EUR", "", "Hoeveel is het waard? Van € 5 t/m € 10."),
        ("waarde = 12,50 EUR", "", "Hoeveel is het waard? Precies € 12,50."),
        ("waarde >= prijs", "", "Hoeveel is het waard? Minstens het antwoord op “Wat kost het nieuw?”."),
        ("waarde >= prijs", "prijs=20", "Hoeveel is het waard? Minstens € 20."),
        ("winst > 0 EUR", "", "Winst: meer dan niets."),
        ("winst = 0 EUR", "", "Winst: niets."),
        ("waarde > winst", "", "Hoeveel is het waard? Meer dan “Winst”."),
        ("prijs > winst", "waarde=30 prijs=20", "Wat kost het nieuw? Meer dan € 10 (winst)."),
        ("soort-dag = werk", "", "Soort dag: Werkdag."),
        ("begin <= 2025-05-01", "", "Wanneer begon het? Op of vóór 1 mei 2025."),
        ("begin < 2025-05-01", "", "Wanneer begon het? Vóór 1 mei 2025."),
        ("begin = 2025-05-01", "", "Wanneer begon het? Precies op 1 mei 2025."),
        ("begin >= 2025-05-01", "", "Wanneer begon het? Op of na 1 mei 2025."),
        ("begin > 2025-05-01", "", "Wanneer begon het? Na 1 mei 2025."),
        ("begin >= 2025-05-01 en <= 2025-05-31", "", "Wanneer begon het? Van 1 mei 2025 t/m 31 mei 2025."),
        ("einde > begin", "", "Wanneer hield het op? Na het antwoord op “Wanneer begon het?”."),
        ("einde > laatste-dag", "", "Wanneer hield het op? Na “Laatste dag”."),
        (
            "einde > laatste-dag",
            "begin=2025-01-31",
            "Wanneer hield het op? Na 28 februari 2025 (laatste dag).",
        ),
        ("tot > van", "", "Hoe laat hield het op? Na het antwoord op “Hoe laat begon het?”."),
        ("tot <= van", "van=14:00", "Hoe laat hield het op? Om of vóór 14.00 uur."),
        ("tot = van", "van=9.30", "Hoe laat hield het op? Precies om 9.30 uur."),
        ("geld = ja en kleur = wit", "", "Is het geld? Ja. Welke kleur is het? Wit."),
    ];
    for (condition, known, wanted) in cases {
        let (book, findings) = with(&head.replace("CONDITION", condition)).read();
        let errors: Vec<_> = findings
            .iter()
            .filter(|finding| finding.severity == crate::finding::Severity::Error)
            .map(|finding| &finding.message)
            .collect();
        assert!(errors.is_empty(), "{condition}: {errors:?}");
        let program = book.program("proef", "lelystad").unwrap();
        let given = crate::answers::read(&program, &answers(known)).given;
        let world = crate::world::World::new(&program, given, false);
        let said = crate::words::Words::new(&world).condition(&program.rows[0].when).unwrap();
        assert_eq!(said.replace('\u{a0}', " "), *wanted, "{condition} {known}");
    }
}

/// Reasons and steps say what was answered where what is asked for would sound odd.
#[test]
fn a_reason_is_said_as_a_person_would() {
    let fixture = with(
        "titel: Proef
soort: beslissing
vragen:
  drukte:
    vraag: Wat speelt er mee?
    type: meerkeuze
    keuzes:
      zwaar: Zwaar werk
      nacht: Nachtwerk
      kou: Kou
  dagen:
    vraag: Op hoeveel dagen?
    type: getal
    eenheid: keer
    minimum: 0 keer
    maximum: 10 keer
    stap: 1 keer
  kosten:
    vraag: Wat betaalde je?
    type: bedrag
    minimum: 0 EUR
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: Goed
    toont: [erbij]
  fout:
    kleur: rood
    kort: Fout
    titel: Fout
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    waarden:
      over:
        naam: Blijft over
        is: kosten - 5 EUR
      erbij:
        naam: Komt erbij
        tabel: |
          | drukte | kosten  | dan   |
          |--------|---------|-------|
          | >= 1   | > 0 EUR | 1 EUR |
          | -      | -       | 2 EUR |
    regels:
      - als: drukte >= 1 en dagen >= 0 keer en kosten > 0 EUR
        dan: goed
        bron: giften
      - als: drukte zonder kou en dagen <= 10 keer
        dan: goed
        bron: kerst
      - als: over > 0 EUR
        dan: fout
        bron: giften
      - als: dagen >= 0 keer
        dan: fout
        bron: kerst
",
    );
    let program = fixture.read().0.program("proef", "lelystad").unwrap();
    let cases = [
        (
            "drukte=zwaar,kou dagen=2 kosten=7,50",
            "Wat speelt er mee? Zwaar werk en Kou. Wat betaalde je? € 7,50.",
            "erbij: € 1 (bij “Wat speelt er mee?” Zwaar werk en Kou en “Wat betaalde je?” € 7,50)",
        ),
        ("drukte=geen dagen=2 kosten=0", "Wat speelt er mee? Geen van deze.", ""),
        ("drukte=kou dagen=2 kosten=0", "Geen van de andere regels past.", ""),
    ];
    for (given, reason, step) in cases {
        let report = program.evaluate(&answers(given), None);
        let said: Vec<String> =
            report.reasons.iter().map(|reason| reason.text.replace('\u{a0}', " ")).collect();
        assert_eq!(said, [reason], "{given}");
        let steps: Vec<String> = report
            .reckoning
            .iter()
            .filter_map(|step| Some(format!("{}: {}", step.id, step.sum.as_ref()?).replace('\u{a0}', " ")))
            .collect();
        assert!(step.is_empty() || steps.iter().any(|found| found == step), "{given}: {steps:?}");
    }
}

const SUMS: &str = "titel: Hoeveel krijg ik?
soort: berekening
maandeinde: laatste-dag
vragen:
  km:
    vraag: Hoe ver is het?
    type: getal
    eenheid: km
    stap: 0,1 km
    minimum: 0 km
    maximum: 500 km
  eraf:
    vraag: Hoeveel gaat eraf?
    type: getal
    eenheid: km
    stap: 0,1 km
    minimum: 0 km
    maximum: 500 km
  auto:
    vraag: Ging je met de auto?
    type: ja/nee
  dag:
    vraag: Wanneer was het?
    type: datum
  extra:
    vraag: Kwam er nog iets bij?
    type: bedrag
    minimum: 0 EUR
    verplicht: nee
    standaard: 0 EUR
uitkomsten:
  bedrag:
    kleur: groen
    kort: Bedrag
    titel: Je krijgt {{ totaal }}
    toont:
      - totaal
      - voor-wanneer
  niets:
    kleur: oranje
    kort: Niets
    titel: Je krijgt niets
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      telt-mee:
        naam: Kilometers die meetellen
        is: max(0 km; km − eraf)
      toeslag:
        naam: Toeslag
        tabel: |
          | telt-mee     | dan    |
          |--------------|--------|
          | <= 10 km     | 0 EUR  |
          | > 10 km en <= 60 km | 5 EUR  |
          | > 60 km      | 12,50 EUR |
      tarief:
        naam: Tarief
        is: als auto = ja dan 0,23 EUR/km anders 0,115 EUR/km
      totaal:
        naam: Totaal
        is: (telt-mee + 1 km) × tarief + toeslag + extra
        afronden: op centen, half omhoog
      voor-wanneer:
        naam: Vraag het aan tot en met
        is: einde-maand(dag + 1 maand)
      nergens:
        naam: Nergens voor
        is: totaal × 2 keer
    tabel: |
      | telt-mee | dan    | bron   |
      |----------|--------|--------|
      | <= 0 km  | niets  | giften |
      | > 0 km   | bedrag | giften |
";

#[test]
fn the_steps_of_a_calculation_have_their_numbers() {
    let book = with(SUMS).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let steps = |given: &str| -> Vec<String> {
        let report = program.evaluate(&answers(given), None);
        let line = |step: &crate::report::Reckoned| {
            let sum = step.sum.as_ref().map_or_else(String::new, |sum| format!("{sum} = "));
            format!("{}: {sum}{}", step.id, step.result).replace('\u{a0}', " ")
        };
        report.reckoning.iter().map(line).collect()
    };
    assert_eq!(
        steps("km=80 eraf=15,5 auto=nee dag=2025-01-31 extra=2"),
        [
            "telt-mee: het hoogste van 0 km en 80 km − 15,5 km = 64,5 km",
            "toeslag: € 12,50 (bij kilometers die meetellen meer dan 60 km) = € 12,50",
            "tarief: € 0,115 per km (bij “Ging je met de auto?” nee) = € 0,115 per km",
            "totaal: (64,5 km + 1 km) × € 0,115 per km + € 12,50 + € 2, afgerond op centen = € 22,03",
            "voor-wanneer: de laatste dag van de maand van 1 maand na 31 januari 2025 = 31 maart 2025",
        ]
        .map(|line| line.replace("31 maart", "28 februari"))
    );
    assert_eq!(
        steps("km=20 eraf=0 auto=ja dag=2025-03-10")[1..4],
        [
            "toeslag: € 5 (bij kilometers die meetellen meer dan 10 km en hoogstens 60 km) = € 5",
            "tarief: € 0,23 per km (bij “Ging je met de auto?” ja) = € 0,23 per km",
            "totaal: (20 km + 1 km) × € 0,23 per km + € 5 + € 0, afgerond op centen = € 9,83",
        ]
    );
    // What shows nothing was not reckoned for anybody.
    assert_eq!(steps("km=10 eraf=10 auto=ja dag=2025-03-10"), [""; 0]);
}

#[test]
fn a_calculation_tells_what_would_reckon_it_otherwise() {
    let book = with(SUMS).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&answers("km=80 eraf=15,5 auto=nee dag=2025-01-31"), None);
    let changes: Vec<String> =
        report.changes.iter().map(|change| change.text.replace('\u{a0}', " ")).collect();
    assert_eq!(
        changes,
        [
            "Hoe ver is het? Bij hoogstens 15,5 km: Je krijgt niets.",
            "Hoe ver is het? Bij meer dan 15,5 km en hoogstens 75,5 km wordt “Toeslag” anders berekend.",
            "Hoeveel gaat eraf? Bij minstens 20 km en minder dan 80 km wordt “Toeslag” anders berekend.",
            "Hoeveel gaat eraf? Bij minstens 80 km: Je krijgt niets.",
            "Ging je met de auto? Bij ja wordt “Tarief” anders berekend.",
        ]
    );
}

#[test]
fn only_what_a_value_still_waits_for_is_asked() {
    let book = with(SUMS).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&answers("km=80 eraf=15,5 auto=nee"), None);
    assert_eq!(report.asks, ["dag", "extra"]);
    // An answer may make the next question needless.
    assert_eq!(
        report.screen.still.as_deref(),
        Some("Nog hoogstens 2 vragen, als je het preciezer wilt weten.")
    );
    assert_eq!(program.evaluate(&answers("km=80 eraf=80"), None).asks, [""; 0]);
}

/// A fare by class, known exactly for each, and a way that gives none.
const FARE: &str = "titel: Wat krijg ik terug?
soort: beslissing
vragen:
  klas:
    vraag: In welke klas reis je?
    type: keuze
    keuzes:
      een: Eerste
      twee: Tweede
      staan: Staanplaats
    weet-ik-niet: beide
  kaart:
    vraag: Heb je een kaart?
    type: ja/nee
  km:
    vraag: Hoe ver is het?
    type: getal
    eenheid: km
    stap: 1 km
    minimum: 0 km
    maximum: 90 km
  dag:
    vraag: Wanneer reis je?
    type: datum
    verplicht: nee
uitkomsten:
  terug:
    kleur: groen
    kort: Vergoeding
    titel: Je kunt {{ terug-bedrag }} declareren
    toont:
      - terug-bedrag
  dagkaart:
    kleur: oranje
    kort: Dagkaart
    titel: Neem een dagkaart voor {{ dag }}
  niets:
    kleur: rood
    kort: Niets
    titel: Je krijgt niets terug
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    waarden:
      per-km:
        naam: Prijs per kilometer
        tabel: |
          | klas       | dan        |
          |------------|------------|
          | een        | 0,40 EUR/km |
          | twee       | 0,20 EUR/km |
          | staan      | 0 EUR/km    |
      terug-bedrag:
        naam: Te declareren
        is: als km > 50 km dan 15 EUR anders per-km × km
    tabel: |
      | klas  | kaart | km      | dan      | bron   |
      |-------|-------|---------|----------|--------|
      | staan | -     | -       | niets    | giften |
      | -     | ja    | -       | terug    | giften |
      | -     | nee   | < 80 km | niets    | giften |
      | -     | nee   | -       | dagkaart | giften |
";

#[test]
fn a_title_is_told_only_with_what_is_known_there() {
    let book = with(FARE).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let cases: &[(&str, &str, &[&str])] = &[
        // Where one answer leads is known with its amount.
        (
            "klas=staan kaart=ja km=10",
            "Je krijgt niets terug",
            &[
                "In welke klas reis je? Bij “Eerste”: Je kunt € 4 declareren.",
                "In welke klas reis je? Bij “Tweede”: Je kunt € 2 declareren.",
            ],
        ),
        // And with one amount where it is the same for all of them.
        (
            "klas=staan kaart=ja km=60",
            "Je krijgt niets terug",
            &["In welke klas reis je? Bij “Eerste” of “Tweede”: Je kunt € 15 declareren."],
        ),
        // A title that waits for nothing but what was answered stays as it is.
        (
            "klas=twee kaart=nee km=30 dag=2026-05-01",
            "Je krijgt niets terug",
            &[
                "Heb je een kaart? Bij ja: Je kunt € 6 declareren.",
                "Hoe ver is het? Bij minstens 80 km: Neem een dagkaart voor 1 mei 2026.",
            ],
        ),
        // What is not known is not said by its name.
        (
            "klas=twee kaart=nee km=30",
            "Je krijgt niets terug",
            &[
                "Heb je een kaart? Bij ja: Je kunt € 6 declareren.",
                "Hoe ver is het? Bij minstens 80 km: Dagkaart.",
            ],
        ),
        // The verdict itself says what it waits for.
        ("klas=twee kaart=ja", "“Te declareren” is nog niet bekend", &[]),
    ];
    for (given, title, wanted) in cases {
        let report = program.evaluate(&answers(given), None);
        assert_eq!(
            report.screen.title.map(|title| title.replace('\u{a0}', " ")).as_deref(),
            Some(*title),
            "{given}"
        );
        let changes: Vec<String> =
            report.changes.iter().map(|change| change.text.replace('\u{a0}', " ")).collect();
        assert_eq!(&changes[..wanted.len()], *wanted, "{given}");
        assert!(changes.iter().all(|text| !text.contains("Te declareren declareren")), "{given}");
    }
}

#[test]
fn an_amount_of_the_other_side_is_never_that_of_this_side() {
    let book = with(SUMS).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    // Where a limit leaves one answer it is that answer, not "hoogstens" it.
    let report = program.evaluate(&answers("km=10 eraf=0 auto=ja dag=2025-01-31"), None);
    assert!(report.changes.iter().any(|change| {
        change.text.replace('\u{a0}', " ") == "Hoe ver is het? Bij precies 0 km: Je krijgt niets."
    }));
    let report = program.evaluate(&answers("km=10 eraf=10 auto=ja dag=2025-01-31"), None);
    let changes: Vec<String> =
        report.changes.iter().map(|change| change.text.replace('\u{a0}', " ")).collect();
    assert_eq!(
        changes,
        ["Hoe ver is het? Bij meer dan 10 km: Bedrag.", "Hoeveel gaat eraf? Bij minder dan 10 km: Bedrag."]
    );
}

#[test]
fn who_does_not_know_is_told_each_amount_that_can_be() {
    let book = with(FARE).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let possible = |given: &str| -> Vec<String> {
        let report = program.evaluate(&answers(given), None);
        let line = |possible: &crate::report::Possible| {
            format!("{} {}", possible.way.clone().unwrap_or_default(), possible.title).replace('\u{a0}', " ")
        };
        report.possible.iter().map(line).collect()
    };
    assert_eq!(
        possible("klas=weet-ik-niet kaart=ja km=10"),
        [
            "In welke klas reis je? Eerste. Je kunt € 4 declareren",
            "In welke klas reis je? Tweede. Je kunt € 2 declareren",
            "In welke klas reis je? Staanplaats. Je krijgt niets terug",
        ]
    );
    assert_eq!(
        possible("klas=weet-ik-niet kaart=ja km=60"),
        [
            "In welke klas reis je? Eerste of Tweede. Je kunt € 15 declareren",
            "In welke klas reis je? Staanplaats. Je krijgt niets terug",
        ]
    );
    // An example names each outcome once.
    let example = format!(
        "{FARE}    voorbeelden: |
      | naam       | klas         | kaart | km    | dag | dan              | terug-bedrag |
      |------------|--------------|-------|-------|-----|------------------|--------------|
      | weet niet  | weet-ik-niet | ja    | 10 km | -   | terug of niets   | -            |
"
    );
    let fixture = with(&example);
    assert!(!fixture.show(&fixture.book().check()).contains("W0801"));
    // One outcome for all answers, but not one amount.
    let certain = FARE.replace("      | staan | -     | -       | niets    | giften |\n", "");
    let book = with(&certain).read().0;
    let program = book.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&answers("klas=weet-ik-niet kaart=ja km=10"), None);
    assert_eq!(
        (report.screen.title.as_deref(), report.screen.reservations.as_slice()),
        (Some("“Te declareren” hangt af van wat je niet weet"), &[][..])
    );
}

/// A value that is one of the answers to a question is told in the words of these answers.
#[test]
fn a_value_that_is_an_answer_has_its_words() {
    let fixture = with(
        "titel: Proef
soort: beslissing
vragen:
  soort:
    vraag: Welke soort?
    type: keuze
    keuzes:
      een_a: de eerste soort
      twee_b: de tweede soort
  geld:
    vraag: Is het geld?
    type: ja/nee
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: \"Het is {{ hoe }}, {{ v }} en {{ w }}\"
    toont: [v, w, hoe]
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    waarden:
      v:
        naam: De soort
        is: soort
      w:
        naam: Of het geld is
        is: geld
      hoe:
        naam: Hoe het is
        keuzes:
          lang_id: erg lang
          kort_id: kort
        tabel: |
          | v     | dan     |
          |-------|---------|
          | een_a | lang_id |
          | -     | kort_id |
    tabel: |
      | w  | dan  | bron   |
      |----|------|--------|
      | ja | goed | giften |
      | -  | goed | giften |
",
    );
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    let program = book.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&answers("soort=een_a geld=nee"), None);
    assert_eq!(report.screen.title.as_deref(), Some("Het is erg lang, de eerste soort en nee"));
    let values: Vec<&str> = report.values.iter().map(|(_, value)| value.text.as_str()).collect();
    assert_eq!(values, ["de eerste soort", "nee", "erg lang"]);
    let steps: Vec<(Option<&str>, &str)> =
        report.reckoning.iter().map(|step| (step.sum.as_deref(), step.result.as_str())).collect();
    assert_eq!(
        steps,
        [
            (None, "de eerste soort"),
            (None, "nee"),
            (Some("erg lang (bij de soort de eerste soort)"), "erg lang")
        ]
    );
}
