//! Calculators that ask others for their result.

use super::Fixture;

/// One that asks several.
pub(crate) const TOGETHER: &str = "rekenhulpen/samen.yaml";
/// One whose first row that fits counts, with facts of an answered day.
pub(crate) const CLASS: &str = "rekenhulpen/klasse.yaml";

impl Fixture {
    /// All kinds, and a calculator that asks some of them.
    pub(crate) fn calls() -> Fixture {
        // Facts are read as one file for an organisation.
        Fixture::kinds()
            .edit(
                "lelystad/feiten.yaml",
                "kamer:\n",
                "klasse:
  toeslag:
    omschrijving: Zoveel per rit extra
    bron: lelystad/code#kerst
    eenheid: EUR
    vraag: Hoeveel is de toeslag?
    waar: de kaart
    waarden:
      - vanaf: 2020-01-01
        waarde: 2 EUR
      - vanaf: 2026-01-01
        waarde: onbekend
kamer:
",
            )
            .file(CLASS, CLASS_TEXT)
            .file(TOGETHER, TOGETHER_TEXT)
    }
}

const CLASS_TEXT: &str = "titel: In welke klasse reis ik?
soort: beslissing
maandeinde: laatste-dag
vragen:
  dag:
    vraag: Wanneer reis je?
    type: datum
  lang:
    vraag: Hoe lang ben je onderweg?
    type: getal
    eenheid: uur
    minimum: 0 uur
    stap: 1 uur
  zwaar:
    vraag: Heb je veel bij je?
    type: ja/nee
    als: lang >= 3 uur
uitkomsten:
  eerste:
    kleur: groen
    kort: Eerste
    titel: Reis eerste klas
    toont: [prijs, geldig]
  tweede:
    kleur: oranje
    kort: Tweede
    titel: Reis tweede klas
organisaties:
  lelystad:
    document: lelystad/code
    regels-van: dag
    waarden:
      prijs:
        naam: Prijs van de rit
        is: lang * 1 EUR/uur + klasse.toeslag + extra
      geldig:
        naam: Geldig tot en met
        is: dag + 1 maand
    werking: eerste
    tabel: |
      | zwaar | lang    | dan    | extra | bron   |
      |-------|---------|--------|-------|--------|
      | ja    | -       | eerste | 5 EUR | giften |
      | -     | > 6 uur | eerste | 3 EUR | giften |
      | -     | -       | tweede | 0 EUR | kerst  |
    voorbeelden: |
      | naam   | dag        | lang  | zwaar | dan    | prijs  | geldig     | regels-op  |
      |--------|------------|-------|-------|--------|--------|------------|------------|
      | zwaar  | 2025-01-31 | 3 uur | ja    | eerste | 10 EUR | 2025-02-28 | -          |
      | net te kort | 2025-01-31 | 2 uur | -     | tweede | -      | -          | -          |
      | lang   | 2025-01-31 | 7 uur | nee   | eerste | 12 EUR | -          | -          |
      | te kort | 2025-01-31 | 6 uur | nee   | tweede | 8 EUR  | -          | -          |
";

const TOGETHER_TEXT: &str = "titel: Is deze reis in orde?
soort: beslissing
maandeinde: laatste-dag
vragen:
  haast:
    vraag: Heb je haast?
    type: ja/nee
  manier:
    vraag: Waarmee ga je?
    type: keuze
    keuzes:
      auto: Auto
      fiets: Fiets
      vliegtuig: Vliegtuig
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: Ga maar, voor {{ reisbedrag }}
    toont: [reis-uitkomst, reisbedrag, reisklasse, ritprijs]
  vragen:
    kleur: oranje
    kort: Vraag
    titel: Vraag het eerst
    toont: [reis-uitkomst, reisklasse, ritprijs]
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      reis-uitkomst:
        naam: Wat je voor de reis krijgt
        rekenhulp: reis
      reisbedrag:
        naam: Bedrag voor de reis
        rekenhulp: reis.bedrag
      reisklasse:
        naam: Klasse
        rekenhulp: klasse
      ritprijs:
        naam: Prijs van de rit
        rekenhulp: klasse.prijs
        afronden: op hele euro's, omhoog
    werking: uniek
    tabel: |
      | reis-uitkomst | reisbedrag | reisklasse | haast | dan           | bron   |
      |---------------|------------|------------|-------|---------------|--------|
      | niet-geregeld | -          | -          | -     | niet-geregeld | giften |
      | vergoed       | <= 9,20 EUR | -          | -     | goed          | giften |
      | vergoed       | > 9,20 EUR  | eerste     | -     | vragen        | giften |
      | vergoed       | > 9,20 EUR  | tweede     | ja    | vragen        | kerst  |
      | vergoed       | > 9,20 EUR  | tweede     | nee   | goed          | kerst  |
    voorbeelden: |
      | naam       | manier    | afstand | dag        | lang  | zwaar | haast | dan           | reisbedrag | ritprijs |
      |------------|-----------|---------|------------|-------|-------|-------|---------------|------------|----------|
      | weg        | vliegtuig | -       | -          | -     | -     | -     | niet-geregeld | -          | -        |
      | dichtbij   | auto      | 40 km   | 2025-03-01 | 2 uur | -     | -     | goed          | 9,20 EUR   | 4 EUR    |
      | ver, zwaar | auto      | 60 km   | 2025-03-01 | 3 uur | ja    | -     | vragen        | 13,80 EUR  | 10 EUR   |
      | ver, haast | auto      | 60 km   | 2025-03-01 | 6 uur | nee   | ja    | vragen        | 13,80 EUR  | 8 EUR    |
      | ver, lang  | auto      | 60 km   | 2025-03-01 | 7 uur | nee   | nee   | vragen        | 13,80 EUR  | 12 EUR   |
      | ver        | auto      | 60 km   | 2025-03-01 | 6 uur | nee   | nee   | goed          | 13,80 EUR  | 8 EUR    |
";
