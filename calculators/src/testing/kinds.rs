//! A small calculator of every kind beside the gift and the timeline.

use super::Fixture;

/// Where they stand.
pub(crate) const TRIP: &str = "rekenhulpen/reis.yaml";
/// A calculation without a table.
pub(crate) const PART: &str = "rekenhulpen/deel.yaml";
/// A route.
pub(crate) const DESK: &str = "rekenhulpen/loket.yaml";
/// A checklist.
pub(crate) const ROOM: &str = "rekenhulpen/kamer.yaml";
/// A quiz.
pub(crate) const LIGHTS: &str = "rekenhulpen/stoplicht.yaml";

impl Fixture {
    /// The small handbook with a calculator of every other kind.
    pub(crate) fn kinds() -> Fixture {
        let mut fixture = Fixture::small();
        for (path, text) in KINDS {
            fixture = fixture.file(path, text);
        }
        fixture
    }
}

const KINDS: [(&str, &str); 7] = [
    (
        "lelystad/organisatie.yaml",
        "functies:
  balie:
    noem: de balie
    kanalen:
      - telefoon: \"14 0320\"
      - gesprek: In de hal
",
    ),
    (
        "lelystad/feiten.yaml",
        "gift:
  grens:
    omschrijving: Tot en met dit bedrag mag het
    bron: lelystad/code#giften
    waarden:
      - vanaf: 2024-01-01
        waarde: 50 EUR
termijn:
  antwoord:
    omschrijving: Binnen deze tijd is er antwoord
    bron: lelystad/code#kerst
    waarden:
      - vanaf: onbekend
        waarde: 3 werkdagen
reis:
  tarief:
    omschrijving: Zoveel per kilometer
    bron: lelystad/code#giften
    waarden:
      - vanaf: onbekend
        waarde: 0,23 EUR/km
kamer:
  uren:
    omschrijving: Tot en met zoveel uur per dag gelden de eisen niet
    bron: lelystad/code#giften
    waarden:
      - vanaf: onbekend
        waarde: 2 uur
",
    ),
    (
        TRIP,
        "titel: Wat krijg ik voor mijn reis?
soort: berekening
vragen:
  manier:
    vraag: Hoe reis je?
    type: keuze
    keuzes:
      auto: Met de auto
      fiets: Met de fiets
      vliegtuig: Met het vliegtuig
  afstand:
    vraag: Hoe ver is het?
    type: getal
    eenheid: km
    minimum: 0 km
    stap: 0,1 km
uitkomsten:
  vergoed:
    kleur: groen
    kort: Vergoeding
    titel: Je krijgt {{ bedrag }}
    toont:
      - bedrag
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      telt:
        naam: Afstand die telt
        is: min(afstand; hoogste)
      bedrag:
        naam: Bedrag
        is: telt × reis.tarief
        afronden: op centen, half omhoog
    werking: uniek
    tabel: |
      | manier    | dan            | hoogste | bron   |
      |-----------|----------------|---------|--------|
      | auto      | vergoed        | 60 km   | giften |
      | fiets     | vergoed        | 15 km   | giften |
      | vliegtuig | niet-geregeld  | -       | kerst  |
    voorbeelden: |
      | naam          | manier    | afstand | dan           | hoogste | telt    | bedrag    |
      |---------------|-----------|---------|---------------|---------|---------|-----------|
      | met de auto   | auto      | 60,1 km | vergoed       | 60 km   | 60 km   | 13,80 EUR |
      | korte rit     | auto      | 59,9 km | vergoed       | -       | 59,9 km | 13,78 EUR |
      | precies       | auto      | 60 km   | vergoed       | -       | 60 km   | 13,80 EUR |
      | met de fiets  | fiets     | 10,1 km | vergoed       | 15 km   | -       | 2,32 EUR  |
      | door de lucht | vliegtuig | -       | niet-geregeld | -       | -       | -         |
  almere:
    document: almere/code
    niet-geregeld:
      zin: De code zegt niets over reizen.
      vraag-na-bij: leidinggevende
      bron: giften
",
    ),
    (
        PART,
        "titel: Hoeveel is een kwart?
soort: berekening
vragen:
  geheel:
    vraag: Hoeveel is het geheel?
    type: bedrag
    minimum: 0 EUR
uitkomsten:
  deel:
    kleur: groen
    kort: Deel
    titel: Een kwart is {{ kwart }}
    toont: kwart
organisaties:
  lelystad:
    document: lelystad/code
    bron: giften
    waarden:
      kwart:
        naam: Een kwart
        is: geheel / 4 keer
        afronden: op centen, half omhoog
    voorbeelden: |
      | naam         | geheel | kwart    |
      |--------------|--------|----------|
      | tien         | 10 EUR | 2,50 EUR |
      | halve centen | 50,50 EUR | 12,63 EUR |
",
    ),
    (
        DESK,
        "titel: Waar kan ik terecht?
soort: wegwijzer
vragen:
  wat:
    vraag: Wat heb je?
    type: keuze
    keuzes:
      klacht: Een klacht
      vraag: Een vraag
      idee: Een idee
uitkomsten:
  klagen:
    kleur: oranje
    kort: Schrijf
    titel: Schrijf een brief
    naar: leidinggevende
    kanalen:
      - brief: Postbus 1
      - onbekend: Het nummer staat niet in de code.
    neem-mee:
      - Je klacht, onder {{ gift.grens }}
      - Je naam
    daarna: Binnen {{ termijn.antwoord }} hoor je iets.
    anoniem: nee
    rekenhulp: wachten
  vragen:
    kleur: groen
    kort: Vraag
    titel: Vraag het
    naar: [leidinggevende, balie]
organisaties:
  lelystad:
    document: lelystad/code
    werking: uniek
    tabel: |
      | wat    | dan           | bron   |
      |--------|---------------|--------|
      | klacht | klagen        | giften |
      | vraag  | vragen        | kerst  |
      | idee   | niet-geregeld | kerst  |
    uitkomsten:
      vragen:
        anoniem: ja
      niet-geregeld:
        titel: Over ideeën staat er niets
        naar: balie
    voorbeelden: |
      | naam   | wat    | dan           |
      |--------|--------|---------------|
      | klacht | klacht | klagen        |
      | vraag  | vraag  | vragen        |
      | idee   | idee   | niet-geregeld |
",
    ),
    (
        ROOM,
        "titel: Is mijn kamer in orde?
soort: checklist
vragen:
  uren:
    vraag: Hoeveel uur werk je daar?
    type: getal
    eenheid: uur
    minimum: 0 uur
    maximum: 24 uur
    stap: 0,5 uur
  hond:
    vraag: Heb je een hond?
    type: ja/nee
    verplicht: nee
    anders: tenzij je een hond hebt
organisaties:
  lelystad:
    document: lelystad/code
    klaar: Je kamer is in orde.
    nog-niet: Werk er niet langer dan {{ kamer.uren }}.
    punten:
      deur:
        kop: Binnenkomen
        moet: De deur kan dicht.
        bron: giften
        wie: [medewerker, leidinggevende]
        doe:
          proberen: Probeer het.
        let-op: Ook in de zomer.
      tafel:
        kop: Zitten
        moet: Er staat een tafel voor meer dan {{ kamer.uren }}.
        als: uren > kamer.uren
        bron: giften
      stoel:
        advies: Er staat een stoel.
        als: uren > kamer.uren en hond = nee
        bron: kerst
        onduidelijk:
          staat-er: Een stoel.
          wij-lezen: Een stoel met een rug.
      mand:
        advies: Er staat een mand.
        als: hond = ja
    doe:
      nog-niet:
        ruimen:
          tekst: Ruim de kamer op.
          als: uren >= 8 uur
      klaar:
        tekenen: Teken het formulier.
    formulier:
      - Naam
      - Handtekening
    voorbeelden:
      - naam: Kort
        uren: 2 uur
        mist: []
        geldt-niet: [tafel, stoel, mand]
        dan: klaar
        doe: tekenen
      - naam: Net langer, zonder stoel
        uren: 2,5 uur
        mist: stoel
        geldt-niet: mand
        dan: klaar
      - naam: Lang, met hond
        uren: 8 uur
        hond: ja
        mist: [deur, tafel, mand]
        geldt-niet: [stoel]
        dan: nog-niet
        doe: ruimen
      - naam: Bijna lang
        uren: 7,5 uur
        mist: [deur]
        geldt-niet: [mand]
        dan: nog-niet
        doe: geen
  almere:
    document: almere/code
    klaar: Je kamer is klaar.
    nog-niet: Je kamer is nog niet klaar.
    punten:
      deur:
        moet: De deur kan op slot.
        bron: giften
    voorbeelden: |
      | naam  | mist | geldt-niet | dan      |
      |-------|------|------------|----------|
      | open  | deur | -          | nog-niet |
      | dicht | geen | geen       | klaar    |
",
    ),
    (
        LIGHTS,
        "titel: Wat doe jij?
soort: quiz
kleuren:
  groen: Doen
  oranje: Overleggen
  rood: Laten
organisaties:
  lelystad:
    document: lelystad/code
    situaties:
      fles:
        situatie: Je krijgt een fles van {{ gift.grens }}.
        kleur: groen
        ook-verdedigbaar: oranje
        waarom: Tot en met {{ gift.grens }} mag het.
        bron: giften
        onduidelijk:
          staat-er: Een fles.
          wij-lezen: Ook een volle.
      reis:
        situatie: Je krijgt een reis.
        kleur: rood
        waarom: Een reis is te veel.
        bron: kerst
    uitslag:
      alles-goed: Alles goed.
      anders: Lees nog eens waarom.
  almere:
    niet-geregeld:
      zin: De code geeft geen voorbeelden.
      bron: almere/code#giften
",
    ),
];
