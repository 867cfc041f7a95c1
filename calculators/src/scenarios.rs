//! Tests of whole results: from YAML to what the reader sees.

use std::fmt::Write as _;

use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::program::Program;
use crate::report::{Outcome, Report};
use crate::testing::{Fixture, answers, one};

/// Compares with a file beside the tests; with `BLESS=1` writes it.
pub(crate) fn snapshot(name: &str, found: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let found = found.replace('\u{a0}', "~");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    if wanted != found {
        let line = wanted.lines().zip(found.lines()).position(|(one, other)| one != other);
        let at = line.unwrap_or_else(|| wanted.lines().count().min(found.lines().count()));
        panic!(
            "{name} differs at line {}:\n- {}\n+ {}",
            at + 1,
            wanted.lines().nth(at).unwrap_or("(end)"),
            found.lines().nth(at).unwrap_or("(end)")
        );
    }
}

// ---- findings -------------------------------------------------------------------------------------------

use crate::testing::kinds::{DESK, LIGHTS, PART, ROOM, TRIP};

use crate::testing::calls::{CLASS, TOGETHER};

const GIFT: &str = "rekenhulpen/gift.yaml";
const WAIT: &str = "rekenhulpen/wachten.yaml";

#[test]
fn the_small_handbook_is_in_order() {
    let fixture = Fixture::small();
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    assert_eq!(fixture.show(&book.check()), "");
    let fixture = Fixture::kinds();
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    assert_eq!(fixture.show(&book.check()), "");
    assert_eq!(book.calculators().len(), 7);
    let fixture = Fixture::calls();
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    assert_eq!(fixture.show(&book.check()), "");
}

#[test]
fn every_mistake_has_its_finding() {
    // What is changed, where, from what, to what.
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "an unknown key in a fact",
            "lelystad/feiten.yaml",
            "    omschrijving: Tot",
            "    omschrijvign: Tot",
        ),
        ("a fact without a source", "lelystad/feiten.yaml", "    bron: lelystad/code#giften\n", ""),
        ("a document of nobody", "bronnen.yaml", "organisatie: lelystad", "organisatie: lelystat"),
        ("a place that is not listed", "lelystad/feiten.yaml", "lelystad/code#giften", "lelystad/code#gifte"),
        (
            "a document that is not listed",
            "lelystad/feiten.yaml",
            "lelystad/code#giften",
            "lelystad/cod#giften",
        ),
        ("a value that lost its unit", "lelystad/feiten.yaml", "waarde: 50 EUR", "waarde: 50"),
        ("a decimal point", "lelystad/feiten.yaml", "waarde: 50 EUR", "waarde: 50.25 EUR"),
        ("an unknown unit", "lelystad/feiten.yaml", "3 werkdagen", "3 werkdaagen"),
        ("a day that does not exist", "lelystad/feiten.yaml", "2024-01-01", "2024-02-30"),
        (
            "days out of order",
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            "        waarde: 50 EUR\n      - vanaf: 2023-01-01\n        waarde: 60 EUR",
        ),
        (
            "another unit on a later day",
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            "        waarde: 50 EUR\n      - vanaf: 2025-01-01\n        waarde: 60 km",
        ),
        ("unknown without a question", "lelystad/feiten.yaml", "waarde: 50 EUR", "waarde: onbekend"),
        (
            "a limit of a fact in another unit",
            "lelystad/feiten.yaml",
            "code#giften\n    waarden",
            "code#giften\n    minimum: 5 km\n    waarden",
        ),
        (
            "a limit of a fact without a unit",
            "lelystad/feiten.yaml",
            "code#giften\n    waarden",
            "code#giften\n    maximum: 5\n    waarden",
        ),
        (
            "limits of a fact the wrong way round",
            "lelystad/feiten.yaml",
            "code#giften\n    waarden",
            "code#giften\n    minimum: 60 EUR\n    maximum: 40 EUR\n    waarden",
        ),
        (
            "a value beyond the limits of its fact",
            "lelystad/feiten.yaml",
            "code#giften\n    waarden",
            "code#giften\n    minimum: 0 EUR\n    maximum: 40 EUR\n    waarden",
        ),
        (
            "limits of a question the wrong way round",
            GIFT,
            "    minimum: 0 EUR\n",
            "    minimum: 0 EUR\n    maximum: -1 EUR\n",
        ),
        (
            "an example that is no answer",
            GIFT,
            "    minimum: 0 EUR\n",
            "    minimum: 0 EUR\n    voorbeeld: veel\n",
        ),
        (
            "an example below the limit",
            GIFT,
            "    minimum: 0 EUR\n",
            "    minimum: 20 EUR\n    voorbeeld: 19,95\n",
        ),
        (
            "an example where nothing is typed",
            GIFT,
            "    vraag: Is het geld?\n",
            "    vraag: Is het geld?\n    voorbeeld: ja\n",
        ),
        (
            "a decimal comma in braces",
            "lelystad/feiten.yaml",
            "      - vanaf: 2024-01-01\n        waarde: 50 EUR",
            "      - { vanaf: 2024-01-01, waarde: 50,01 EUR }",
        ),
        ("a law without its name", "landelijk/feiten.yaml", "    naam: Wachtwet\n", ""),
        (
            "the same fact twice",
            "landelijk/feiten.yaml",
            "wacht:",
            "gift:\n  grens:\n    omschrijving: Dubbel\n    bron: lelystad/code#giften\n    waarden:\n      - vanaf: onbekend\n        waarde: 1 EUR\nwacht:",
        ),
        ("an unknown holiday", "landelijk/vrije-dagen.yaml", "tweede-kerstdag", "tweede-kersdag"),
        ("a desk without a name", "landelijk/organisatie.yaml", "    noem: jij", "    kanalen: []"),
        ("a document without a title", "bronnen.yaml", "  titel: Code\n", ""),
        ("an unknown key in a calculator", GIFT, "titel: Mag dit?", "titel: Mag dit?\nzoekwoord: gift"),
        ("the keys of another kind", GIFT, "soort: beslissing", "soort: quiz"),
        ("a kind that is misspelt", GIFT, "soort: beslissing", "soort: beslising"),
        ("an organisation of nobody", GIFT, "  almere:\n    document", "  almeer:\n    document"),
        ("yes instead of ja", GIFT, "| ja   | -             | -", "| yes  | -             | -"),
        ("no instead of nee", GIFT, "verplicht: nee", "verplicht: no"),
        ("an empty cell", GIFT, "| nee  | -             | ja ", "| nee  |               | ja "),
        (
            "an unknown outcome",
            GIFT,
            "| ja   | -             | -     | weigeren |",
            "| ja   | -             | -     | weigern  |",
        ),
        (
            "an unknown question over a column",
            GIFT,
            "| geld | waarde        | kerst | dan ",
            "| gelt | waarde        | kerst | dan ",
        ),
        ("an unknown fact in a cell", GIFT, "> gift.grens ", "> gift.gerns "),
        ("another unit in a cell", GIFT, "> gift.grens ", "> 50 km      "),
        ("a number without a unit in a cell", GIFT, "> gift.grens ", "> 50         "),
        ("a calculation in a cell", GIFT, "> gift.grens ", "> 2 * 3 EUR  "),
        (
            "a row with a cell too few",
            GIFT,
            "| ja   | -             | -     | weigeren | giften |",
            "| ja   | -             | weigeren | giften |",
        ),
        ("an unknown place in a row", GIFT, "| aannemen | kerst  |", "| aannemen | kerts  |"),
        (
            "a table without its block sign",
            GIFT,
            "werking: uniek\n    tabel: |",
            "werking: uniek\n    tabel: >",
        ),
        ("an unknown way of reading", GIFT, "werking: uniek", "werking: uneik"),
        (
            "a question without a type",
            GIFT,
            "    vraag: Is het geld?\n    type: ja/nee\n",
            "    vraag: Is het geld?\n",
        ),
        ("an unknown type", GIFT, "type: bedrag", "type: bedrang"),
        ("a skipped question without a word on it", GIFT, "    anders: tenzij het een kerstpakket is\n", ""),
        (
            "a question nobody uses",
            GIFT,
            "  kerst:\n    vraag",
            "  los:\n    vraag: Los?\n    type: ja/nee\n  kerst:\n    vraag",
        ),
        (
            "a name of the language",
            GIFT,
            "  kerst:\n    vraag",
            "  of:\n    vraag: Of?\n    type: ja/nee\n  kerst:\n    vraag",
        ),
        (
            "a colour of an organisation",
            GIFT,
            "    document: almere/code",
            "    document: almere/code\n    uitkomsten:\n      aannemen:\n        kleur: rood",
        ),
        ("an unknown colour", GIFT, "kleur: rood", "kleur: rod"),
        (
            "a line under an outcome that is not there",
            GIFT,
            "    doe:\n      aannemen:",
            "    doe:\n      aannemn:",
        ),
        ("an unknown filling in a sentence", GIFT, "{{ gift.grens }}", "{{ gift.grns }}"),
        (
            "a sentence with a colon",
            GIFT,
            "        melden: Meld het",
            "        melden:\n          Let op: Meld het",
        ),
        ("an unknown name in a condition", GIFT, "als: waarde > gift.grens", "als: warde > gift.grens"),
        ("a condition without a value", GIFT, "als: waarde > gift.grens", "als: waarde >"),
        (
            "an example with an unknown column",
            GIFT,
            "      | naam    | geld | waarde    | kerst |",
            "      | naam    | geld | wardee    | kerst |",
        ),
        ("an example with an unknown line", GIFT, "| melden, delen |", "| melden, deeln |"),
        ("an unknown key in a step", WAIT, "        uiterlijk: ontvangen", "        uiterlyk: ontvangen"),
        (
            "a step with two moments",
            WAIT,
            "        zonder-datum: Als",
            "        op: ontvangen\n        zonder-datum: Als",
        ),
        ("a day plus money", WAIT, "ontvangen + termijn.antwoord", "ontvangen + 3 EUR"),
        (
            "a step that is no day",
            WAIT,
            "uiterlijk: ontvangen + termijn.antwoord",
            "uiterlijk: termijn.antwoord",
        ),
        (
            "months without a rule for the end",
            WAIT,
            "zolang-onbekend: ontvangen + 1 week",
            "zolang-onbekend: ontvangen + 1 maand",
        ),
        ("an unknown function", WAIT, "einde-week(", "eind-week("),
        (
            "a comma between arguments",
            WAIT,
            "einde-week(wacht.weken; ontvangen)",
            "einde-week(wacht.weken, ontvangen)",
        ),
        ("a bare number", WAIT, "laatste + 1 dag", "laatste + 1"),
        ("a time of day in a table", GIFT, "> gift.grens ", "> 22.00      "),
        ("a time of day with a colon", GIFT, "als: waarde > gift.grens", "als: waarde > 22:00"),
        ("a desk that does not exist", WAIT, "        wie: leidinggevende\n", "        wie: leidingevende\n"),
        ("a value out of itself", WAIT, "is: einde-week(wacht.weken; ontvangen)", "is: laatste + 1 dag"),
        (
            "a question that names its own answer",
            WAIT,
            "    vraag: Wanneer is het getekend?",
            "    vraag: Is het op {{ getekend }} getekend?",
        ),
        (
            "a value named by a question that the value names",
            WAIT,
            "    vraag: Wanneer is het getekend?
    type: datum
    minimum: ontvangen
    zolang-onbekend: ontvangen + 1 week
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      laatste:
        naam: Laatste dag van het wachten",
            "    vraag: Is het vóór {{ laatste }} getekend?
    type: datum
    minimum: ontvangen
    zolang-onbekend: ontvangen + 1 week
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      laatste:
        naam: Laatste dag na {{ getekend }}",
        ),
        (
            "a question that waits for a later one",
            WAIT,
            "    vraag: Wanneer kwam het binnen?",
            "    vraag: Wanneer kwam het binnen?\n    maximum: getekend",
        ),
        (
            "rules of somebody without rules",
            GIFT,
            "    document: almere/code\n    tabel:",
            "    zelfde-als: lelystd\n    tabel:",
        ),
        // What only the checks find.
        ("a gap", GIFT, "<= gift.grens", "< gift.grens "),
        ("an overlap", GIFT, "> gift.grens ", ">= gift.grens"),
        (
            "a dead row",
            GIFT,
            "      | ja   | -             | -     | weigeren | giften |\n",
            "      | ja   | -             | -     | weigeren | giften |\n      | ja   | -             | ja    | weigeren | giften |\n",
        ),
        (
            "a condition that never holds",
            GIFT,
            "als: waarde > gift.grens",
            "als: waarde > gift.grens en kerst = nee",
        ),
        (
            "a false example",
            GIFT,
            "| te veel | nee  | 50,01 EUR | -     | weigeren |",
            "| te veel | nee  | 50,01 EUR | -     | aannemen |",
        ),
        (
            "an example that leaves it open",
            GIFT,
            "| precies | nee  | 50 EUR    | -     | aannemen |",
            "| precies | -    | 50 EUR    | -     | aannemen |",
        ),
        (
            "an example with the wrong lines",
            GIFT,
            "| aannemen | melden, delen |",
            "| aannemen | melden        |",
        ),
        (
            "a row that no example tries",
            GIFT,
            "      | pakket  | nee  | 50,01 EUR | ja    | aannemen | melden, delen |\n",
            "",
        ),
        (
            "a side that no example tries",
            GIFT,
            "      | te veel | nee  | 50,01 EUR | -     | weigeren | geen          |\n",
            "",
        ),
        ("a step that no example tries", WAIT, "          antwoord: 2025-12-31\n", ""),
        ("a wrong day", WAIT, "antwoord: 2025-12-31", "antwoord: 2025-12-30"),
        ("a value overwritten in place", "lelystad/feiten.yaml", "waarde: 50 EUR", "waarde: 60 EUR"),
        (
            "a new dated line",
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            "        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR",
        ),
        (
            "compared with two things that vary",
            WAIT,
            "        titel: Ooit\n",
            "        titel: Ooit\n        als: getekend > ontvangen en getekend > 2020-01-01\n",
        ),
        ("a step that ends before it begins", WAIT, "tot-en-met: laatste + 1 dag", "tot-en-met: ontvangen"),
        ("a series without an end in sight", WAIT, "        elke: 1 week", "        elke: 1 jaar"),
        // Calculations and routes.
        ("a calculation without a source", PART, "    bron: giften\n", ""),
        (
            "a calculation with two outcomes and no table",
            PART,
            "organisaties:",
            "  niets:\n    kleur: rood\n    kort: Niets\n    titel: Niets\norganisaties:",
        ),
        ("an outcome that shows what is not there", PART, "toont: kwart", "toont: kwrat"),
        ("another unit in a column of values", TRIP, "15 km  ", "15 EUR "),
        ("a column of values that nobody gives", TRIP, "| 60 km   | giften", "|         | giften"),
        (
            "a column of values that is never filled",
            TRIP,
            "| 60 km   | giften |\n      | fiets     | vergoed        | 15 km ",
            "| -       | giften |\n      | fiets     | vergoed        | -     ",
        ),
        (
            "a colour of silence",
            DESK,
            "        titel: Over ideeën",
            "        kleur: rood\n        titel: Over ideeën",
        ),
        ("a question called silence", PART, "  geheel:\n    vraag", "  niet-geregeld:\n    vraag"),
        ("a calculator that does not exist", DESK, "rekenhulp: wachten", "rekenhulp: wachtne"),
        ("yes as to anonymous", DESK, "anoniem: nee", "anoniem: no"),
        ("an unknown channel", DESK, "- brief: Postbus 1", "- bref: Postbus 1"),
        ("a route to nobody", DESK, "naar: [leidinggevende, balie]", "naar: [leidinggevende, bailie]"),
        ("a route without examples of an outcome", DESK, "      | idee   | idee   | niet-geregeld |\n", ""),
        (
            "silence and rules at once",
            TRIP,
            "    niet-geregeld:\n      zin",
            "    bron: giften\n    niet-geregeld:\n      zin",
        ),
        ("silence without a sentence", TRIP, "      zin: De code zegt niets over reizen.\n", ""),
        // Calculators that ask others.
        ("a call to nobody", TOGETHER, "rekenhulp: klasse\n", "rekenhulp: klase\n"),
        ("a call to a value that is not there", TOGETHER, "klasse.prijs", "klasse.prijzen"),
        ("a call to itself", TOGETHER, "rekenhulp: klasse\n", "rekenhulp: samen\n"),
        (
            "a circle of calls",
            CLASS,
            "      geldig:\n        naam: Geldig tot en met\n        is: dag + 1 maand",
            "      geldig:\n        naam: Geldig\n        rekenhulp: samen.ritprijs",
        ),
        ("the outcome of a timeline", TOGETHER, "rekenhulp: klasse\n", "rekenhulp: wachten\n"),
        ("the outcome of a checklist", TOGETHER, "rekenhulp: klasse\n", "rekenhulp: kamer\n"),
        ("all outcomes at once", CLASS, "werking: eerste", "werking: alle"),
        (
            "a question of another type",
            TOGETHER,
            "    vraag: Waarmee ga je?\n    type: keuze",
            "    vraag: Waarmee ga je?\n    type: meerkeuze",
        ),
        ("a choice fewer", TOGETHER, "      fiets: Fiets\n", ""),
        (
            "a call and an expression",
            TOGETHER,
            "rekenhulp: klasse.prijs",
            "rekenhulp: klasse.prijs\n        is: 2 EUR",
        ),
        (
            "a call with words of its own",
            TOGETHER,
            "rekenhulp: klasse\n",
            "rekenhulp: klasse\n        keuzes:\n          eerste: Ja\n",
        ),
        ("another end of the month", TOGETHER, "maandeinde: laatste-dag", "maandeinde: volgende-dag"),
        ("an outcome that the other does not have", TOGETHER, "| tweede     | ja ", "| derde      | ja "),
        (
            "a call for an organisation without rules",
            TOGETHER,
            "  lelystad:\n    document: lelystad/code\n",
            "  almere:\n    document: almere/code\n",
        ),
        ("a value named like a question of the other", TOGETHER, "      reisklasse:\n", "      lang:\n"),
        ("a broken calculator that is asked", CLASS, "type: datum", "type: dautm"),
        // Checklists.
        (
            "a checklist without points",
            ROOM,
            "    punten:\n      deur:\n        moet",
            "    punt:\n      deur:\n        moet",
        ),
        ("a checklist without its word", ROOM, "    klaar: Je kamer is in orde.\n", ""),
        (
            "a point that is both",
            ROOM,
            "        moet: De deur kan dicht.",
            "        moet: De deur kan dicht.\n        advies: Ja.",
        ),
        ("a point without a sentence", ROOM, "        advies: Er staat een mand.\n", ""),
        ("an unknown key in a point", ROOM, "        kop: Zitten", "        kopp: Zitten"),
        ("a point that waits for what is not there", ROOM, "als: hond = ja", "als: hodn = ja"),
        ("a point that never applies", ROOM, "als: hond = ja", "als: uren > 24 uur"),
        ("an example that misses an unknown point", ROOM, "mist: stoel", "mist: steol"),
        ("an example that misses a point that does not apply", ROOM, "mist: stoel", "mist: [stoel, mand]"),
        ("an example where another point applies", ROOM, "geldt-niet: mand", "geldt-niet: [mand, stoel]"),
        (
            "an example with a wrong verdict",
            ROOM,
            "mist: stoel\n        geldt-niet: mand\n        dan: klaar",
            "mist: stoel\n        geldt-niet: mand\n        dan: nog-niet",
        ),
        (
            "a point that no example misses",
            ROOM,
            "mist: [deur, tafel, mand]",
            "mist: [deur, tafel]\n        hond: nee",
        ),
        ("a point that is in every example", ROOM, "      | open  | deur | -          | nog-niet |\n", ""),
        ("a side of a point that no example tries", ROOM, "        uren: 2 uur", "        uren: 1 uur"),
        ("a table in a checklist", ROOM, "    formulier:", "    werking: uniek\n    formulier:"),
        // Quizzes.
        ("a quiz without situations", LIGHTS, "    situaties:", "    situatie:"),
        ("a quiz without its verdict", LIGHTS, "    uitslag:", "    uitslagen:"),
        ("a quiz with half a verdict", LIGHTS, "      anders: Lees nog eens waarom.\n", ""),
        ("a colour without a name", LIGHTS, "  oranje: Overleggen\n", ""),
        ("an unknown colour of a situation", LIGHTS, "kleur: rood", "kleur: paars"),
        ("the same colour twice", LIGHTS, "ook-verdedigbaar: oranje", "ook-verdedigbaar: groen"),
        ("a situation without a why", LIGHTS, "        waarom: Een reis is te veel.\n", ""),
        (
            "a situation without a source",
            LIGHTS,
            "        waarom: Een reis is te veel.\n        bron: kerst\n",
            "        waarom: Een reis is te veel.\n",
        ),
        ("examples of a quiz", LIGHTS, "    uitslag:", "    voorbeelden: []\n    uitslag:"),
    ];
    let mut out = String::new();
    for (name, path, from, to) in cases {
        let fixture = match *path {
            CLASS | TOGETHER => Fixture::calls(),
            TRIP | PART | DESK | ROOM | LIGHTS => Fixture::kinds(),
            _ => Fixture::small(),
        };
        let fixture = fixture.edit(path, from, to);
        let findings = fixture.checked();
        assert!(!findings.is_empty(), "{name}: nothing was found");
        let _ = writeln!(out, "# {name}\n{}\n", fixture.show(&findings));
    }
    snapshot("findings.txt", &out);
}

#[test]
fn strict_makes_missing_examples_errors() {
    let mut fixture = Fixture::small().edit(
        "lelystad/feiten.yaml",
        "        waarde: 50 EUR",
        "        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR",
    );
    let warnings = fixture.book().check();
    assert!(!warnings.is_empty() && warnings.iter().all(|finding| finding.severity == Severity::Warning));
    fixture.strict = true;
    assert!(fixture.book().check().iter().all(|finding| finding.severity == Severity::Error));
}

#[test]
fn rules_that_rest_on_a_broken_fact_are_left_out() {
    // What was dropped with the fact would make the rest say something else than was meant.
    let (book, _) = Fixture::small().edit("lelystad/feiten.yaml", "waarde: 50 EUR", "waarde: 50").read();
    assert!(book.program("gift", "lelystad").is_none());
    assert!(matches!(book.fact_text("lelystad", "gift.grens"), Err(crate::views::FactProblem::Broken)));
    let (book, _) = Fixture::small().edit("bronnen.yaml", "  titel: Code\n", "").read();
    assert!(book.program("gift", "lelystad").is_none());
}

#[test]
fn a_broken_calculator_is_left_out_and_the_rest_stays() {
    let (book, findings) = Fixture::small().edit(GIFT, "type: bedrag", "type: bedrang").read();
    assert!(!findings.is_empty());
    assert!(book.program("gift", "lelystad").is_none());
    assert!(book.program("wachten", "lelystad").is_some());
}

// ---- results --------------------------------------------------------------------------------------------

#[test]
fn whole_results() {
    let book = Fixture::small().book();
    let mut out = String::new();
    for (id, organisation, given) in [
        ("gift", "lelystad", "geld=nee waarde=50"),
        ("gift", "lelystad", "geld=nee"),
        ("gift", "lelystad", "geld=ja waarde="),
        ("gift", "almere", "waarde=25"),
        ("wachten", "lelystad", "ontvangen=24-12-2025"),
    ] {
        let report = book.program(id, organisation).unwrap().evaluate(&answers(given), Some(book.day()));
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        let text = report.to_text(&book.wording(id, organisation));
        let _ = writeln!(
            out,
            "# {id} {organisation} {given}\n{}\n{text}\n",
            serde_json::to_string_pretty(&json).unwrap()
        );
    }
    let book = Fixture::kinds().book();
    for (id, given) in [
        ("reis", "manier=auto afstand=12,34 "),
        ("reis", "manier=auto afstand=12,3"),
        ("reis", "manier=vliegtuig"),
        ("deel", "geheel=10"),
        ("loket", "wat=klacht"),
        ("loket", "wat=idee"),
        ("kamer", ""),
        ("kamer", "deur=ja"),
        ("kamer", "uren=8 deur=ja"),
        ("kamer", "uren=2 hond=ja deur=ja"),
        ("stoplicht", ""),
        ("stoplicht", "fles=oranje"),
        ("stoplicht", "fles=oranje reis=groen"),
        ("stoplicht", "fles=groen reis=rood"),
    ] {
        let report = book.program(id, "lelystad").unwrap().evaluate(&answers(given), Some(book.day()));
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        let text = report.to_text(&book.wording(id, "lelystad"));
        let _ = writeln!(out, "# {id} {given}\n{}\n{text}\n", serde_json::to_string_pretty(&json).unwrap());
    }
    snapshot("results.txt", &out);
}

/// What a page shows of a step stands in the text too.
#[test]
fn a_printed_step_has_its_sources_and_what_is_unclear() {
    let book = Fixture::small()
        .edit(
            WAIT,
            "        wie: leidinggevende\n        bron: giften\n        let-op: Wacht niet langer dan tot {{ laatste }}.\n",
            "        wie: medewerker
        met: leidinggevende
        bron: giften
        let-op: Wacht niet langer dan tot {{ laatste }}.
        doe:
          vragen: Vraag erom.
        onduidelijk:
          staat-er: Binnen drie dagen.
          wij-lezen: Binnen drie werkdagen.
          wie-beslist: De directeur.
          bron: kerst\n",
        )
        .book();
    let program = book.program("wachten", "lelystad").unwrap();
    let text = program
        .evaluate(&answers("ontvangen=24-12-2025"), None)
        .to_text(&book.wording("wachten", "lelystad"));
    let wanted = "
Uiterlijk wo 31 dec 2025: Je krijgt antwoord
  Jij, met je leidinggevende (regeling)
  - Vraag erom.
  Let op: Wacht niet langer dan tot 3 februari 2026.
  Bron: Code, hoofdstuk 2
  De regeling is hier niet duidelijk
    Er staat: Binnen drie dagen.
    Wij lezen: Binnen drie werkdagen.
    Wie beslist: De directeur.
    Bron: Code, hoofdstuk 3
";
    assert!(text.contains(wanted.trim_start()), "{text}");
}

#[test]
fn whole_descriptions_and_comparisons() {
    let book = Fixture::small().book();
    let mut out = String::new();
    for (id, organisation) in [("gift", "lelystad"), ("wachten", "lelystad")] {
        let text = serde_json::to_string_pretty(&book.describe(id, organisation).unwrap()).unwrap();
        let _ = writeln!(out, "# {id} {organisation}\n{text}\n");
    }
    let kinds = Fixture::kinds().book();
    for id in ["reis", "deel", "loket", "kamer", "stoplicht"] {
        let text = serde_json::to_string_pretty(&kinds.describe(id, "lelystad").unwrap()).unwrap();
        let _ = writeln!(out, "# {id}\n{text}\n");
    }
    for (book, id) in [(&book, "gift"), (&kinds, "reis"), (&kinds, "kamer"), (&kinds, "stoplicht")] {
        let text = serde_json::to_string_pretty(&book.compare(id).unwrap()).unwrap();
        let _ = writeln!(out, "# compare {id}\n{text}\n");
    }
    snapshot("descriptions.txt", &out);
}

/// What another calculator says inside this one is what it says by itself, for many answers.
#[test]
fn a_called_calculator_says_what_it_says_by_itself() {
    let book = Fixture::calls().book();
    let together = book.program("samen", "lelystad").unwrap();
    let own: Vec<&str> = together.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(own, ["dag", "lang", "zwaar", "haast", "manier", "afstand", "klasse.toeslag"]);
    let mut compared = 0;
    for manner in ["auto", "fiets", "vliegtuig"] {
        for distance in ["0", "15", "15,1", "60", "60,1"] {
            for day in ["31-1-2025", "1-12-2019", "1-3-2026"] {
                for hours in ["2", "3", "6", "7"] {
                    for heavy in ["ja", "nee"] {
                        let trip = format!("manier={manner} afstand={distance}");
                        let class = format!("dag={day} lang={hours} zwaar={heavy} klasse.toeslag=4");
                        let alone = |id: &str, given: &str| {
                            book.program(id, "lelystad").unwrap().evaluate(&answers(given), None)
                        };
                        let (trip_alone, class_alone) = (alone("reis", &trip), alone("klasse", &class));
                        let report = together.evaluate(&answers(&format!("{trip} {class} haast=nee")), None);
                        assert_eq!(report.screen.mistakes, []);
                        let value = |report: &Report, id: &str| {
                            report
                                .values
                                .iter()
                                .find(|(known, _)| known == id)
                                .map(|(_, value)| value.value.clone())
                        };
                        if report.outcome.is_none() || one(&report) == "niet-geregeld" {
                            assert_eq!(one(&trip_alone), "niet-geregeld");
                            continue;
                        }
                        compared += 1;
                        assert_eq!(value(&report, "reis-uitkomst").as_deref(), Some(one(&trip_alone)));
                        assert_eq!(
                            value(&report, "reisklasse").as_deref(),
                            Some(one(&class_alone)),
                            "{class}"
                        );
                        if one(&report) == "goed" {
                            assert_eq!(value(&report, "reisbedrag"), value(&trip_alone, "bedrag"));
                        }
                        if one(&class_alone) == "eerste" {
                            // Whole numbers of euros here, so that rounding changes nothing.
                            assert_eq!(value(&report, "ritprijs"), value(&class_alone, "prijs"), "{class}");
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
    // Only what matters is asked, whoever asks it.
    let report = together.evaluate(&answers("manier=vliegtuig"), None);
    assert_eq!((one(&report), report.asks.len()), ("niet-geregeld", 0));
    let report = together.evaluate(&answers("manier=fiets afstand=20"), None);
    assert_eq!(one(&report), "goed");
    // The page says whom it asks, and what these reckon.
    let description = book.describe("samen", "lelystad").unwrap();
    assert_eq!(description.calls, ["reis", "klasse"]);
    assert!(description.values.iter().any(|value| value.id == "reis.telt" && value.how.is_some()));
    let bytes = together.to_bytes();
    assert_eq!(Program::from_bytes(&bytes).unwrap(), together);
}

#[test]
fn a_called_document_that_is_not_in_force_is_said_first() {
    let fixture = Fixture::calls().edit("bronnen.yaml", "    kerst: hoofdstuk 3\n", "    kerst: hoofdstuk 3\nlelystad/oud:\n  titel: Oude code\n  organisatie: lelystad\n  staat: vervallen\n  plaatsen:\n    giften: alles\n    kerst: nog iets\n").edit(
        CLASS,
        "    document: lelystad/code",
        "    document: lelystad/oud",
    );
    let book = fixture.book();
    let state = |id: &str| book.program(id, "lelystad").unwrap().evaluate(&[], None).screen.state;
    assert!(state("klasse").is_some());
    assert_eq!(state("samen"), state("klasse"));
    assert_eq!(state("reis"), None);
}

/// The calls that the issue fixes, on the handbook itself.
#[test]
fn the_four_gift_rules() {
    let book = Fixture::content().book();
    let lelystad = "onderhandeling=nee huisadres=nee geld=nee";
    let almere =
        "geld=nee attentie=nee onderhandeling=nee gever_heeft_nodig=nee tegenprestatie=nee huisadres=nee";
    let deventer = "gebruikelijk=ja tegenprestatie=nee";
    let maastricht = "kwetsend=nee gebruikelijk=ja praktisch_onmogelijk=nee";
    for (organisation, rest, value, outcome) in [
        ("lelystad", lelystad, "50", "melden"),
        ("lelystad", lelystad, "50,01", "weigeren"),
        ("deventer", deventer, "€__50", "melden"),
        ("deventer", deventer, "50,01", "weigeren"),
        ("almere", almere, "49,99", "melden"),
        ("almere", almere, "50", "overleggen"),
        ("almere", almere, "50,01", "weigeren"),
        ("maastricht", maastricht, "49,99", "melden"),
        ("maastricht", maastricht, "50", "weigeren"),
    ] {
        let program = book.program("geschenk", organisation).unwrap();
        let report = program.evaluate(&answers(&format!("{rest} waarde={value}")), None);
        assert_eq!(one(&report), outcome, "{organisation} {value}: {:?}", report.screen.mistakes);
    }
    let program = book.program("geschenk", "lelystad").unwrap();
    let report = program.evaluate(&answers(&format!("{lelystad} waarde=50")), None);
    assert_eq!(report.asks, ["teamafspraak"]);
    assert!(report.screen.certain);
    assert_eq!(report.screen.reservations.len(), 1);
    // What this organisation does not ask is left out of account; what nobody asks is an error.
    let report = program.evaluate(&answers(&format!("{lelystad} waarde=50 kwetsend=misschien")), None);
    assert_eq!((one(&report), report.unknown.len()), ("melden", 0));
    let report = program.evaluate(&answers(&format!("{lelystad} waarde=50 warde=3")), None);
    assert_eq!((one(&report), report.unknown.as_slice()), ("-", &["warde".to_owned()][..]));
    // An offered gift is reported even when refused in Deventer, but not in Lelystad.
    let refused = |organisation: &str, given: &str| {
        book.program("geschenk", organisation).unwrap().evaluate(&answers(given), None).actions
    };
    assert!(!refused("deventer", "waarde=80 gebruikelijk=ja tegenprestatie=nee").is_empty());
    assert!(refused("lelystad", "geld=ja").is_empty());
}

#[test]
fn the_compass_waits_for_all_five() {
    let book = Fixture::content().book();
    let program = book.program("moreel-kompas", "lelystad").unwrap();
    let four = "toegestaan=ja belangen_gescheiden=ja integer_gezien=ja spiegel=nee";
    let report = program.evaluate(&answers(four), None);
    assert_eq!((one(&report), report.asks.as_slice()), ("-", &["verantwoorden".to_owned()][..]));
    assert_eq!(report.screen.questions.len(), 5);
    assert_eq!(
        one(&program.evaluate(&answers(&format!("{four} verantwoorden=weet-ik-niet")), None)),
        "bespreken"
    );
    let all = four.replace("spiegel=nee", "spiegel=ja");
    assert_eq!(one(&program.evaluate(&answers(&format!("{all} verantwoorden=ja")), None)), "doorgaan");
}

#[test]
fn the_heat_index_is_shown_but_decides_nothing() {
    let book = Fixture::content().book();
    let program = book.program("werkplektemperatuur", "lelystad").unwrap();
    let report = program.evaluate(&answers("plek=buiten temperatuur=32,2 luchtvochtigheid=70"), None);
    assert_eq!(one(&report), "hitte-maatregelen");
    let (id, value) = report.values.first().unwrap();
    assert_eq!((id.as_str(), value.value.as_str(), value.unit.as_str()), ("hitte-index", "41.0", "°C"));
    let without = program.evaluate(&answers("plek=buiten temperatuur=32,2"), None);
    assert_eq!(
        (one(&without), without.values.len(), without.asks.as_slice()),
        ("hitte-maatregelen", 0, &["luchtvochtigheid".to_owned()][..])
    );
}

/// The keys of many a phone have no comma. Where thousands could be meant, nothing is guessed.
#[test]
fn a_point_is_a_comma_only_where_no_thousands_can_be_meant() {
    let book = Fixture::content().book();
    let mistakes = |id: &str, text: &str| {
        let report = book.program(id, "lelystad").unwrap().evaluate(&answers(text), None);
        report.screen.mistakes.iter().map(|mistake| mistake.text.clone()).collect::<Vec<_>>()
    };
    let inside = "plek=binnen werk=licht";
    assert_eq!(mistakes("werkplektemperatuur", &format!("{inside} temperatuur=26.1")), [""; 0]);
    assert_eq!(mistakes("geschenk", "waarde=12.50"), ["Gebruik een komma en geen punt: 12,50."]);
    let program = book.program("werkplektemperatuur", "lelystad").unwrap();
    let report = program.evaluate(&answers(&format!("{inside} temperatuur=26.1")), None);
    assert_eq!(one(&report), "maatregelen");
}

#[test]
fn the_long_road_of_illness() {
    let book = Fixture::content().book();
    let program = book.program("wia-tijdlijn", "lelystad").unwrap();
    let report = program.evaluate(&answers("eerste_ziektedag=2025-01-06"), None);
    let steps = report.steps.unwrap();
    let step = |id: &str| steps.iter().find(|step| step.id == id).unwrap();
    for (id, day) in [
        ("ziekmelding", "2025-01-06"),
        ("weekgesprek", "2025-01-13"),
        ("maandgesprek", "2025-02-06"),
        ("probleemanalyse", "2025-02-16"),
        ("plan-van-aanpak", "2025-03-02"),
        ("halfjaarevaluatie", "2025-07-06"),
        ("opschudmoment", "2026-01-06"),
        ("vervroegde-wia", "2026-04-26"),
        ("einde-wachttijd", "2027-01-03"),
    ] {
        assert_eq!(step(id).on.as_deref(), Some(day), "{id}");
    }
    for (id, from, to) in
        [("uwv-melding", "2025-10-20", "2025-10-26"), ("wia-aanvraag", "2026-09-14", "2026-10-18")]
    {
        assert_eq!((step(id).from.as_deref(), step(id).to.as_deref()), (Some(from), Some(to)), "{id}");
    }
    assert_eq!((step("probleemanalyse").origin, step("opschudmoment").origin), ("wet", "document"));
    assert!(step("evaluatie-plan").provisional);
    assert_eq!(step("evaluatie-plan").series.as_ref().map(Vec::len), Some(16));
    assert!(step("uwv-melding").attention.as_ref().unwrap().contains("27 oktober 2025"));
    // A last day beyond the years whose holidays are known is said.
    let late = program.evaluate(&answers("eerste_ziektedag=2028-01-03"), None);
    assert!(late.screen.attention.iter().any(|line| line.id == "feestdagen"));
    assert!(!report.screen.attention.iter().any(|line| line.id == "feestdagen"));
}

#[test]
fn the_handbook_is_proven_and_its_examples_come_out() {
    let fixture = Fixture::content();
    assert_eq!(fixture.show(&fixture.book().check()), "");
}

/// The trials that lie beside the project.
#[test]
fn the_trials_are_proven_and_their_examples_come_out() {
    let Some(fixture) = Fixture::trials() else {
        println!("overgeslagen: de proeven liggen hier niet");
        return;
    };
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    // What their examples do not try; all else is proven.
    let untried = ["W0804 let op rekenhulpen/bril.yaml", "W0807 let op rekenhulpen/vwnw-tijdlijn.yaml"];
    let shown = fixture.show(&book.check());
    let codes: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("W0"))
        .map(|line| line.split(".yaml").next().unwrap_or_default())
        .collect();
    assert_eq!(codes, untried.map(|line| line.trim_end_matches(".yaml")), "{shown}");
    assert_eq!(book.calculators().len(), 26);
}

// ---- what is missing, ready to paste ---------------------------------------------------------------------

const STEPS: &str = "titel: Wanneer?
soort: tijdlijn
maandeinde: laatste-dag
vragen:
  begin:
    vraag: Wanneer begint het?
    type: datum
  soort:
    vraag: Wat voor soort?
    type: keuze
    keuzes:
      kort: Kort
      lang: Lang
  uren:
    vraag: Hoeveel uur?
    type: getal
    eenheid: uur
    stap: 1 uur
    minimum: 0 uur
    maximum: 40 uur
    als: soort = lang
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      termijn:
        naam: Termijn
        is: als uren >= 20 uur dan 6 weken anders 4 weken
    stappen:
      na-een-maand:
        titel: Na een maand
        op: begin + 1 maand
        wie: medewerker
        bron: giften
      antwoord:
        titel: Antwoord
        uiterlijk: begin + 3 werkdagen
        wie: leidinggevende
        bron: giften
      geschoven:
        titel: Geschoven
        op: werkdag-vanaf(begin + 1 dag)
        wie: medewerker
        bron: giften
      laatste:
        titel: Laatste
        op: max(begin + termijn; begin + 1 maand)
        wie: medewerker
        bron: giften
        als: soort = lang
    voorbeelden:
      - naam: gewoon
        begin: 2026-03-02
        soort: lang
        uren: 30 uur
        dan:
          na-een-maand: 2026-04-02
          antwoord: 2026-03-05
          geschoven: 2026-03-03
          laatste: 2026-04-13
";

const SUM: &str = "titel: Hoeveel krijg ik?
soort: berekening
vragen:
  afstand:
    vraag: Hoe ver?
    type: getal
    eenheid: km
    stap: 1 km
    minimum: 0 km
  dagen:
    vraag: Hoe vaak?
    type: getal
    eenheid: keer
    stap: 1 keer
    minimum: 0 keer
    maximum: 31 keer
  fiets:
    vraag: Met de fiets?
    type: ja/nee
  ver:
    vraag: Is er een reden voor een extra reis?
    type: ja/nee
    als: telt > 100 km
uitkomsten:
  bedrag:
    kleur: groen
    kort: Bedrag
    titel: Je krijgt een bedrag
    toont:
      - totaal
  niets:
    kleur: rood
    kort: Niets
    titel: Je krijgt niets
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      telt:
        naam: Telt mee
        is: min(afstand; 60 km) × dagen
      tarief:
        naam: Tarief
        is: als fiets = ja dan 0,10 EUR/km anders 0,20 EUR/km
      totaal:
        naam: Totaal
        is: telt × tarief
        afronden: op centen, half omhoog
    tabel: |
      | telt   | ver | dan    | bron   |
      |--------|-----|--------|--------|
      | > 0 km | nee | bedrag | giften |
      | > 0 km | ja  | niets  | giften |
      | > 0 km | -   | bedrag | giften |
      | = 0 km | -   | niets  | giften |
    werking: eerste
    voorbeelden: |
      | naam   | afstand | dagen  | fiets | ver | dan    | totaal    |
      |--------|---------|--------|-------|-----|--------|-----------|
      | gewoon | 10 km   | 5 keer | nee   | -   | bedrag | 10,00 EUR |
";

/// The lines that the findings offer to paste.
fn offered(findings: &[crate::finding::Finding]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for finding in findings {
        let Some((_, lines)) = finding.help.split_once(":\n") else { continue };
        for line in lines.lines() {
            if line.starts_with("- ") || line.starts_with('|') || list.is_empty() {
                list.push(line.to_owned());
            } else if let Some(last) = list.last_mut() {
                *last += "\n";
                *last += line;
            }
        }
    }
    list.sort();
    list.dedup();
    list
}

/// Pasting what is offered is all that it takes.
#[test]
fn what_is_offered_to_paste_is_enough() {
    for (name, text) in [("tijd", STEPS), ("som", SUM)] {
        let path = format!("rekenhulpen/{name}.yaml");
        let mut text = text.to_owned();
        let mut out = String::new();
        let mut clean = false;
        for round in 0..6 {
            let fixture = Fixture::small().file(&path, &text);
            let (book, findings) = fixture.read();
            assert_eq!(fixture.show(&findings), "", "{text}");
            let findings = book.check();
            let _ = writeln!(out, "# {name}, round {round}\n{}\n", fixture.show(&findings));
            if findings.is_empty() {
                clean = true;
                break;
            }
            assert!(findings.iter().all(|finding| finding.code.starts_with("W08")), "{out}");
            let lines = offered(&findings);
            assert!(!lines.is_empty(), "{out}");
            for (place, line) in lines.iter().enumerate() {
                let line = line.replacen("geef dit een naam", &format!("nieuw {round}-{place}"), 1);
                for part in line.lines() {
                    text += &format!("      {part}\n");
                }
            }
        }
        assert!(clean, "{out}");
        snapshot(&format!("untried-{name}.txt"), &out);
    }
}

/// Working days beyond the years whose holidays are known.
#[test]
fn working_days_end_with_the_holidays() {
    let shown = |year: i32| {
        let fixture = Fixture::small()
            .edit(
                "rekenhulpen/wachten.yaml",
                "ontvangen + termijn.antwoord",
                "ontvangen + 2 jaar + termijn.antwoord",
            )
            .edit("rekenhulpen/wachten.yaml", "soort: tijdlijn", "soort: tijdlijn\nmaandeinde: laatste-dag")
            .on(year, 6, 1);
        fixture.show(&fixture.read().0.check())
    };
    assert!(!shown(2026).contains("W0708"), "{}", shown(2026));
    assert!(shown(2027).contains("W0708"), "{}", shown(2027));
}

/// What was checked before is checked again only where something changed that it rests on.
#[test]
fn only_what_changed_is_checked_again() {
    use crate::book::Kept;
    let mut kept = Kept::default();
    let mut check = |fixture: &Fixture| {
        let findings = fixture.read().0.check_again(&mut kept);
        assert_eq!(findings, fixture.read().0.check());
        kept.checked()
    };
    let fixture = Fixture::small();
    // Two organisations of one calculator, and one of the other.
    assert_eq!(check(&fixture), 3);
    assert_eq!(check(&fixture), 0);
    // One file: the organisations after the change stand elsewhere too.
    assert_eq!(check(&fixture.edit(WAIT, "Over Kerst", "Over de kerst")), 1);
    let fixture = Fixture::small();
    assert_eq!(check(&fixture), 1);
    // A fact that one of them uses.
    assert_eq!(check(&Fixture::small().edit("almere/feiten.yaml", "25 EUR", "26 EUR")), 1);
    assert_eq!(check(&Fixture::small().on(2026, 11, 23)), 3);
}

// ---- stories --------------------------------------------------------------------------------------------

#[test]
fn a_new_dated_line_is_followed_from_its_day() {
    let later = |fixture: Fixture| {
        fixture.edit(
            "lelystad/feiten.yaml",
            "        waarde: 50 EUR",
            "        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR",
        )
    };
    let before = later(Fixture::small()).book();
    let after = later(Fixture::small()).on(2027, 1, 1).book();
    assert_eq!(before.fact_text("lelystad", "gift.grens").unwrap(), "€\u{a0}50");
    assert_eq!(after.fact_text("lelystad", "gift.grens").unwrap(), "€\u{a0}60");
    let change = before.next_change().unwrap();
    assert_eq!(
        (change.day.iso(), change.facts),
        ("2027-01-01".to_owned(), vec!["lelystad/gift.grens".to_owned()])
    );
    assert_eq!(after.next_change(), None);
    let given = answers("geld=nee waarde=55 kerst=nee");
    let (old, new) =
        (before.program("gift", "lelystad").unwrap(), after.program("gift", "lelystad").unwrap());
    assert_eq!(one(&old.evaluate(&given, None)), "weigeren");
    assert_eq!(one(&new.evaluate(&given, None)), "aannemen");
    assert_ne!(old.version(), new.version());
    // The comparison is made from the same rules.
    assert_ne!(before.compare("gift"), after.compare("gift"));
    // The reader's clock decides nothing, but says that something has changed since.
    let day = crate::kernel::date::Date::from_ymd(2027, 3, 1);
    let report = old.evaluate(&given, day);
    assert_eq!(one(&report), "weigeren");
    assert!(report.screen.remarks.first().unwrap().starts_with("Sinds 1 januari 2027 geldt €\u{a0}60."));
}

#[test]
fn a_changed_row_changes_the_comparison() {
    let before = Fixture::small().book().compare("gift").unwrap();
    let after = Fixture::small()
        .edit(GIFT, "als: waarde < gift.grens", "als: waarde < 10 EUR")
        .edit(GIFT, "als: waarde >= gift.grens", "als: waarde >= 10 EUR")
        .read()
        .0
        .compare("gift")
        .unwrap();
    assert_ne!(before, after);
}

#[test]
fn rules_of_an_answered_day() {
    let fixture = Fixture::small()
        .edit("lelystad/feiten.yaml", "      - vanaf: onbekend\n        waarde: 3 werkdagen", "      - vanaf: 2025-01-01\n        waarde: 3 werkdagen\n      - vanaf: 2026-01-01\n        waarde: 5 werkdagen")
        .edit(WAIT, "    document: lelystad/code\n", "    document: lelystad/code\n    regels-van: ontvangen\n");
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    let program = book.program("wachten", "lelystad").unwrap();
    let day = |given: &str| {
        let report = program.evaluate(&answers(given), None);
        let step = report.steps.unwrap().into_iter().find(|step| step.id == "antwoord");
        (report.day, step.and_then(|step| step.on), report.screen.title)
    };
    let known = |on: &str, day: &str| (on.to_owned(), Some(day.to_owned()), None);
    assert_eq!(day("ontvangen=2025-12-22"), known("2025-12-22", "2025-12-29"));
    assert_eq!(day("ontvangen=2026-01-05"), known("2026-01-05", "2026-01-12"));
    let unknown = day("ontvangen=2024-12-31");
    assert_eq!((unknown.1, unknown.2.as_deref()), (None, Some("Daarvoor kennen we de regel niet")));
}

fn fixture_of_unknown() -> Fixture {
    Fixture::small().edit(
        "lelystad/feiten.yaml",
        "    bron: lelystad/code#giften\n    waarden:\n      - vanaf: 2024-01-01\n        waarde: 50 EUR",
        "    bron: lelystad/code#giften\n    eenheid: EUR\n    vraag: Wat is de grens?\n    waar: het rooster\n    waarden:\n      - vanaf: 2024-01-01\n        waarde: onbekend",
    )
}

#[test]
fn an_unknown_fact_is_asked() {
    let fixture = fixture_of_unknown();
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    // The answer that stands for it is held against in the proofs as any other.
    let proven = |fixture: &Fixture| {
        let findings = fixture.read().0.check();
        findings.iter().map(|finding| finding.code).filter(|code| code.starts_with("W07")).collect::<Vec<_>>()
    };
    assert_eq!(proven(&fixture), [""; 0]);
    assert_eq!(proven(&fixture.edit(GIFT, "<= gift.grens", "< gift.grens ")), ["W0701"]);
    assert_eq!(proven(&fixture_of_unknown().edit(GIFT, "> gift.grens ", ">= gift.grens")), ["W0702"]);
    let program = book.program("gift", "lelystad").unwrap();
    let report = program.evaluate(&answers("geld=nee waarde=55 kerst=nee"), None);
    assert_eq!((one(&report), report.asks.as_slice()), ("-", &["gift.grens".to_owned()][..]));
    let report = program.evaluate(&answers("geld=nee waarde=55 kerst=nee gift.grens=60"), None);
    assert_eq!((one(&report), report.asks.len()), ("aannemen", 0));
}

#[test]
fn a_fact_that_is_asked_has_limits_and_help() {
    let limited = |limits: &str| {
        fixture_of_unknown().edit("lelystad/feiten.yaml", "    vraag: Wat is de grens?\n", limits)
    };
    let fixture = limited(
        "    vraag: Wat is de grens?\n    uitleg: Een bedrag, bijvoorbeeld 50.\n    minimum: 1 EUR\n    maximum: 500 EUR\n",
    );
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "");
    let program = book.program("gift", "lelystad").unwrap();
    assert_eq!(Program::from_bytes(&program.to_bytes()), Ok(program.clone()));
    for (typed, wanted) in [
        ("0,50", "Vul € 1 of meer in."),
        ("1", ""),
        // Where no thousands can be meant a point is a comma, as for a question.
        ("12.5", ""),
        ("500", ""),
        ("5000", "Vul € 500 of minder in."),
    ] {
        let given = format!("geld=nee waarde=10 kerst=nee gift.grens={typed}");
        let report = program.evaluate(&answers(&given), None);
        let mistakes: Vec<String> =
            report.screen.mistakes.iter().map(|mistake| mistake.text.replace('\u{a0}', " ")).collect();
        assert_eq!(mistakes.join(" "), wanted, "{typed}");
    }
    let form = book.describe("gift", "lelystad").unwrap().questions;
    let asked = form.iter().find(|question| question.id == "gift.grens").unwrap();
    assert_eq!(
        (asked.help.as_deref(), asked.example.as_deref()),
        (
            Some("Een bedrag, bijvoorbeeld 50. Dit staat niet in het handboek. Kijk bij het rooster."),
            Some("24,95")
        )
    );
    // What lies beyond the limits is no hole in the rules.
    let proven = |fixture: Fixture| {
        let findings = fixture.edit(GIFT, "> gift.grens ", "> 100 EUR    ").read().0.check();
        findings.iter().map(|finding| finding.code).filter(|code| code.starts_with("W07")).collect::<Vec<_>>()
    };
    let question = "    vraag: Wat is de grens?\n";
    assert_eq!(proven(limited(question)), ["W0701", "W0702"]);
    assert_eq!(proven(limited(&format!("{question}    maximum: 100 EUR\n"))), ["W0701"]);
    assert_eq!(proven(limited(&format!("{question}    minimum: 100 EUR\n    maximum: 100 EUR\n"))), [""; 0]);
}

#[test]
fn a_text_that_may_stay_empty_is_a_finding() {
    let row = "      | fiets     | vergoed        | 15 km   | giften |\n";
    let optional = "    stap: 0,1 km\n    verplicht: nee\n";
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("    titel: Je krijgt {{ bedrag }}", "    titel: Je krijgt {{ hoogste }}")], ""),
        // A row that does not give it.
        (
            &[
                ("    titel: Je krijgt {{ bedrag }}", "    titel: Je krijgt {{ hoogste }}"),
                (row, "      | fiets     | vergoed        | -       | giften |\n"),
            ],
            "W0619 let op rekenhulpen/reis.yaml:18:3 [vergoed] `{{ hoogste }}` kan leeg blijven: een regel geeft deze waarde niet.",
        ),
        // A question that may be skipped, unless it then counts as something.
        (
            &[
                ("    stap: 0,1 km\n", optional),
                ("    toont:\n", "    zin: Voor {{ afstand }}.\n    toont:\n"),
            ],
            "W0619 let op rekenhulpen/reis.yaml:19:3 [vergoed] `{{ afstand }}` kan leeg blijven: deze vraag mag overgeslagen worden.",
        ),
        (
            &[
                ("    stap: 0,1 km\n", "    stap: 0,1 km\n    verplicht: nee\n    standaard: 1 km\n"),
                ("    toont:\n", "    zin: Voor {{ afstand }}.\n    toont:\n"),
            ],
            "",
        ),
        // A line with a condition is left out by it.
        (
            &[
                ("    stap: 0,1 km\n", optional),
                (
                    "    voorbeelden: |",
                    "    doe:\n      vergoed:\n        ver:\n          tekst: Rijd {{ afstand }}.\n          als: afstand > 10 km\n    voorbeelden: |",
                ),
            ],
            "",
        ),
    ];
    for (edits, wanted) in cases {
        let fixture = edits.iter().fold(Fixture::kinds(), |fixture, (from, to)| fixture.edit(TRIP, from, to));
        let findings = fixture.read().1;
        let found: Vec<_> = findings.into_iter().filter(|finding| finding.code == "W0619").collect();
        let shown = fixture.show(&found);
        assert!(
            if wanted.is_empty() { shown.is_empty() } else { shown.starts_with(wanted) },
            "{wanted}: {shown}"
        );
    }
}

#[test]
fn a_timeline_shows_the_values_it_names() {
    let value = |fixture: Fixture| -> String {
        let report = fixture
            .book()
            .program("wachten", "lelystad")
            .unwrap()
            .evaluate(&answers("ontvangen=2026-01-01"), None);
        report.values.iter().map(|(id, _)| id.as_str()).collect()
    };
    let shown = |what: &str| {
        Fixture::small().edit(WAIT, "    stappen:\n", &format!("    toont: {what}\n    stappen:\n"))
    };
    assert_eq!(value(Fixture::small()), "");
    assert_eq!(value(shown("laatste")), "laatste");
    let fixture = shown("laatst");
    assert!(fixture.show(&fixture.read().1).starts_with("W0609"));
    // What no step uses and nobody sees is not needed.
    let more = Fixture::small().edit(
        WAIT,
        "      laatste:\n",
        "      nergens:\n        naam: Nergens\n        is: ontvangen + 3 dagen\n      laatste:\n",
    );
    assert!(more.show(&more.read().1).starts_with("W0611"));
}

/// What has no day stays behind all that stands above it in the file, whatever the days turn out to be.
#[test]
fn steps_are_told_in_the_order_of_their_days() {
    let fixture = Fixture::small().edit(
        WAIT,
        "    stappen:\n",
        "    stappen:
      eerst:
        titel: Eerst
        op: ontvangen
        wie: medewerker
        bron: giften
      na-eerst:
        titel: Dan
        zonder-datum: Dan
        wie: medewerker
        bron: giften
      laat:
        titel: Laat
        op: ontvangen + 40 weken
        wie: medewerker
        bron: giften
      tussen:
        titel: Ertussen
        op: ontvangen + 39 weken
        wie: medewerker
        bron: giften
      na-laat:
        titel: Daarna
        zonder-datum: Daarna
        wie: medewerker
        bron: giften
",
    );
    let program = fixture.book().program("wachten", "lelystad").unwrap();
    let report = program.evaluate(&answers("ontvangen=2026-01-01 getekend=2026-01-01"), None);
    let steps: Vec<String> = report.steps.unwrap().into_iter().map(|step| step.id).collect();
    assert_eq!(steps[..2], ["eerst", "na-eerst"]);
    assert_eq!(steps[steps.len() - 4..], ["tussen", "laat", "na-laat", "ooit"]);
}

#[test]
fn an_example_of_an_answer_is_one_that_is_taken() {
    let of = |rest: &str| {
        let book = Fixture::small().edit(GIFT, "    minimum: 0 EUR\n", rest).read().0;
        let form = book.describe("gift", "lelystad").unwrap().questions;
        form.into_iter().find(|question| question.id == "waarde").unwrap().example.unwrap_or_default()
    };
    for (rest, wanted) in [
        ("    minimum: 0 EUR\n", "24,95"),
        ("    minimum: 1000 EUR\n", "2.495"),
        ("    minimum: 0 EUR\n    maximum: 1 EUR\n", "0,25"),
        ("    minimum: 40000 EUR\n", "40000"),
        ("    minimum: 0 EUR\n    voorbeeld: 2.750\n", "2.750"),
    ] {
        assert_eq!(of(rest), wanted, "{rest}");
    }
}

#[test]
fn all_that_apply_and_the_first_that_applies() {
    let all = Fixture::small().edit(GIFT, "werking: uniek", "werking: alle");
    let report = all
        .read()
        .0
        .program("gift", "lelystad")
        .unwrap()
        .evaluate(&answers("geld=nee waarde=80 kerst=ja"), None);
    assert_eq!(report.outcome, Some(Outcome::All(vec!["aannemen".to_owned()])));
    let first = Fixture::small().edit(GIFT, "werking: uniek", "werking: eerste").edit(
        GIFT,
        "| nee  | <= gift.grens | nee   | aannemen | giften |",
        "| -    | -             | -     | aannemen | giften |",
    );
    let (book, findings) = first.read();
    assert_eq!(first.show(&findings), "");
    let program = book.program("gift", "lelystad").unwrap();
    assert_eq!(one(&program.evaluate(&answers("geld=nee waarde=50"), None)), "aannemen");
    assert_eq!(one(&program.evaluate(&answers("geld=ja waarde=50"), None)), "weigeren");
}

#[test]
fn a_silent_document_gives_no_permission() {
    let fixture = Fixture::small().edit(
        GIFT,
        "    document: almere/code\n    tabel:\n      - als: waarde < gift.grens\n        dan: aannemen\n        bron: giften\n      - als: waarde >= gift.grens\n        dan: weigeren\n        bron: giften\n    voorbeelden: |\n      | naam    | waarde    | dan      | doe  |\n      |---------|-----------|----------|------|\n      | net mag | 24,99 EUR | aannemen | geen |\n      | precies | 25 EUR    | weigeren | geen |\n",
        "    niet-geregeld:\n      zin: De code zegt hier niets over.\n      vraag-na-bij: leidinggevende\n      bron: almere/code#giften\n",
    );
    let book = fixture.book();
    assert_eq!(fixture.show(&book.check()), "");
    let report = book.program("gift", "almere").unwrap().evaluate(&[], None);
    assert_eq!(
        (one(&report), report.screen.colour.as_deref(), report.asks.len()),
        ("niet-geregeld", Some("grijs"), 0)
    );
    assert_eq!(
        report.screen.sentence.as_deref(),
        Some("De code zegt hier niets over. Vraag het na bij je leidinggevende.")
    );
    let comparison = book.compare("gift").unwrap();
    assert!(comparison.rows.iter().all(|row| row.cells.last().unwrap().kind == "niet-geregeld"));
}

// ---- bytes and calendars --------------------------------------------------------------------------------

#[test]
fn a_program_survives_the_journey() {
    let book = Fixture::content().book();
    for calculator in book.calculators() {
        for organisation in &calculator.organisations {
            let program = book.program(&calculator.id, organisation).unwrap();
            let bytes = program.to_bytes();
            assert_eq!(Program::from_bytes(&bytes).unwrap(), program);
            assert!(bytes.len() < 16_000, "{} {organisation} {}", calculator.id, bytes.len());
            for cut in 0..bytes.len() {
                assert!(Program::from_bytes(&bytes[..cut]).is_err(), "{} cut at {cut}", calculator.id);
            }
            let mut longer = bytes;
            longer.push(0);
            assert!(Program::from_bytes(&longer).is_err());
        }
    }
}

#[test]
fn a_bundle_of_another_format_or_damaged_is_refused_with_its_message() {
    use crate::program::DamagedProgram;
    let bytes = Fixture::small().book().program("gift", "lelystad").unwrap().to_bytes();
    let message = |bytes: &[u8]| Program::from_bytes(bytes).err().map(DamagedProgram::message);
    let damaged = Some("De regels van dit hulpmiddel zijn beschadigd. Laad de pagina opnieuw.");
    let other = Some(
        "De regels van dit hulpmiddel zijn van een andere versie dan deze pagina. Laad de pagina opnieuw.",
    );
    assert_eq!(message(&bytes), None);
    for format in (0..=255).filter(|format| *format != bytes[0]) {
        let mut of_another = bytes.clone();
        of_another[0] = format;
        assert_eq!(message(&of_another), other, "{format}");
    }
    // A value that was changed on the way still reads as a program, but never as this one.
    let mut changed = bytes.clone();
    let last = changed.len() - 5;
    changed[last] ^= 1;
    assert_eq!(message(&changed), damaged);
    assert_eq!((message(&[]), message(&bytes[..3]), message(&bytes[..40])), (damaged, damaged, damaged));
}

#[test]
fn every_example_comes_out_the_same_after_the_journey() {
    let book = Fixture::content().book();
    let calls = book.example_calls();
    assert!(calls.len() > 50);
    for (call, program) in calls {
        let there = Program::from_bytes(&program.to_bytes()).unwrap();
        assert_eq!(
            there.evaluate(&call.answers, None),
            program.evaluate(&call.answers, None),
            "{}",
            call.name
        );
    }
}

#[test]
fn a_calendar_file() {
    let book = Fixture::small().book();
    let program = book.program("wachten", "lelystad").unwrap();
    let file = program.calendar(&answers("ontvangen=24-12-2025"), book.day(), false).unwrap();
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    snapshot("calendar.txt", &file.replace("\r\n", "\n"));
    assert_eq!(program.calendar(&answers("ontvangen=24-13-2025"), book.day(), false), None);
    assert_eq!(program.calendar(&[], book.day(), false), None);
    assert_eq!(
        book.program("gift", "lelystad").unwrap().calendar(&answers("geld=ja"), book.day(), false),
        None
    );
}

/// The alarms of a calendar file, and the file without them.
fn alarms(file: &str) -> (Vec<String>, String) {
    let mut blocks = file.split("BEGIN:VALARM\r\n");
    let mut rest = blocks.next().unwrap().to_owned();
    let mut found = Vec::new();
    for block in blocks {
        let (alarm, after) = block.split_once("END:VALARM\r\n").unwrap();
        found.push(alarm.to_owned());
        rest.push_str(after);
    }
    (found, rest)
}

#[test]
fn alarms_ring_for_what_is_still_to_come_and_change_nothing_else() {
    let book = Fixture::small().book();
    let program = book.program("wachten", "lelystad").unwrap();
    let given = answers("ontvangen=24-12-2025");
    for today in ["2025-12-01", "2025-12-24", "2025-12-31", "2026-02-01", "2027-01-01"] {
        let day = Date::parse_iso(today).unwrap();
        let silent = program.calendar(&given, day, false).unwrap();
        let (found, rest) = alarms(&program.calendar(&given, day, true).unwrap());
        assert_eq!(rest, silent, "{today}");
        let starts = silent.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
        let to_come = starts.filter(|start| **start > *today.replace('-', "")).count();
        assert_eq!(found.len(), to_come, "{today}");
        for alarm in found {
            assert!(alarm.starts_with("ACTION:DISPLAY\r\nTRIGGER:-PT15H\r\nDESCRIPTION:"), "{alarm}");
        }
    }
}

#[test]
fn a_sensitive_calendar_file_tells_nothing() {
    let book = Fixture::small().edit(WAIT, "soort: tijdlijn", "soort: tijdlijn\ngevoelig: ja").book();
    let program = book.program("wachten", "lelystad").unwrap();
    let file = program.calendar(&answers("ontvangen=24-12-2025"), book.day(), false).unwrap();
    for word in ["antwoord", "wachten", "Code", "leidinggevende", "DESCRIPTION"] {
        assert!(!file.contains(word), "{word}");
    }
    assert!(file.contains("SUMMARY:Afspraak\r\n") && file.contains("CLASS:PRIVATE\r\n"));
    let day = Date::parse_iso("2025-12-01").unwrap();
    let (found, _) = alarms(&program.calendar(&answers("ontvangen=24-12-2025"), day, true).unwrap());
    assert!(!found.is_empty());
    assert!(found.iter().all(|alarm| alarm.ends_with("DESCRIPTION:Afspraak\r\n")));
}
