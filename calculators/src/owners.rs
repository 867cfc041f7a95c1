//! Tests of what the owner of rules sees: examples with what came of them, rules as a table, what rests on a document
//! that ended, and what is said of mistakes that only few make.

use std::fmt::Write as _;

use crate::finding::Finding;
use crate::scenarios::snapshot;
use crate::testing::Fixture;
use crate::testing::kinds::{DESK, PART, ROOM, TRIP};

const GIFT: &str = "rekenhulpen/gift.yaml";
const WAIT: &str = "rekenhulpen/wachten.yaml";

/// Code and message of what is found.
fn found(fixture: &Fixture, code: &str) -> Vec<String> {
    let list = fixture.checked().into_iter().filter(|finding| finding.code == code);
    list.map(|finding| finding.message.replace('\u{a0}', " ")).collect()
}

#[test]
fn examples_and_tables_as_their_owner_checks_them() {
    // Right ones, and some that went wrong in each way there is.
    let right = Fixture::kinds();
    let wrong = Fixture::kinds()
        .edit(GIFT, "| te veel | nee  | 50,01 EUR | -     | weigeren |", "| te veel | nee  | 50,01 EUR | -     | aannemen |")
        .edit(GIFT, "| precies | nee  | 50 EUR    | -     | aannemen |", "| precies | nee  | -         | -     | aannemen |")
        .edit(GIFT, "| aannemen | melden, delen |", "| aannemen | melden        |")
        .edit(WAIT, "antwoord: 2025-12-31", "antwoord: 2025-12-30")
        .edit(TRIP, "| 13,80 EUR |", "| 13,81 EUR |")
        .edit(PART, "| 2,50 EUR |", "| 2,50 km  |")
        .edit(ROOM, "        mist: stoel\n", "        mist: tafel\n")
        .edit("lelystad/feiten.yaml", "      - vanaf: onbekend\n        waarde: 3 werkdagen", "      - vanaf: onbekend\n        waarde: 3 werkdagen\n      - vanaf: 2027-01-01\n        waarde: 5 werkdagen");
    let mut out = String::new();
    for (name, fixture) in [("right", right), ("wrong", wrong)] {
        let book = fixture.read().0;
        for id in ["gift", "wachten", "reis", "deel", "loket", "kamer", "stoplicht"] {
            for tried in book.tried(id, None) {
                let pairs = |list: &[(String, String)]| -> Vec<String> {
                    list.iter().map(|(name, text)| format!("{name} = {text}")).collect()
                };
                let _ = writeln!(
                    out,
                    "{name} {} {} {}: {}: {} -> {} {}",
                    tried.calculator,
                    tried.organisation,
                    tried.day,
                    tried.name,
                    pairs(&tried.answers).join("; "),
                    pairs(&tried.results).join("; "),
                    tried.wrong.join(" / ")
                );
            }
        }
        if name == "right" {
            for (id, organisation) in [
                ("gift", "lelystad"),
                ("gift", "almere"),
                ("wachten", "lelystad"),
                ("reis", "lelystad"),
                ("reis", "almere"),
                ("deel", "lelystad"),
                ("loket", "lelystad"),
                ("kamer", "lelystad"),
            ] {
                let table = book.table(id, organisation).unwrap();
                let _ = writeln!(
                    out,
                    "# {id} {organisation} {:?} {:?} {:?}\n{}",
                    table.hit,
                    table.values,
                    table.facts,
                    table.columns.join(" | ")
                );
                for row in table.rows {
                    let _ = writeln!(out, "{}", row.join(" | "));
                }
            }
        }
    }
    snapshot("owners.txt", &out);
    // Of one organisation only its own.
    let book = Fixture::small().book();
    assert_eq!((book.tried("gift", Some("almere")).len(), book.tried("gift", None).len()), (2, 6));
    assert_eq!(book.tried("nergens", None).len(), 0);
    assert!(book.table("gift", "deventer").is_none());
}

#[test]
fn the_order_of_a_table_and_how_it_is_read_stay_as_they_were_written() {
    let first = Fixture::small().edit(GIFT, "werking: uniek", "werking: eerste");
    assert_eq!(first.read().0.table("gift", "lelystad").unwrap().hit.as_deref(), Some("eerste"));
    let all = Fixture::small().edit(GIFT, "werking: uniek", "werking: alle");
    assert_eq!(all.read().0.table("gift", "lelystad").unwrap().hit.as_deref(), Some("alle"));
    let table = Fixture::small().book().table("gift", "lelystad").unwrap();
    assert_eq!(table.columns, ["geld", "waarde", "kerst", "dan", "bron"]);
    assert_eq!(table.rows[1], ["nee", "> 50 EUR", "nee", "weigeren", "giften"]);
    assert_eq!(table.hit.as_deref(), Some("uniek"));
    assert_eq!(Fixture::kinds().book().table("deel", "lelystad").unwrap().hit, None);
}

/// Of a long row of days only what is different is told.
#[test]
fn days_that_are_different_are_told_apart_from_those_that_are_not() {
    let told = |days: &str| {
        let fixture = Fixture::small().edit(
            WAIT,
            "elke-week: 2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig",
            &format!("elke-week: {days}"),
        );
        let found = found(&fixture, "W0801");
        found
            .first()
            .map_or_else(String::new, |text| text.split("`elke-week` ").nth(1).unwrap_or_default().to_owned())
    };
    for (days, wanted) in [
        ("2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig", ""),
        ("2026-01-07, 2026-01-14, 2026-01-28 voorlopig", "heeft ook `2026-01-21`"),
        ("2026-01-07, 2026-01-14, 2026-01-20, 2026-01-21, 2026-01-28 voorlopig", "heeft `2026-01-20` niet"),
        ("2026-01-07, 2026-01-13, 2026-01-21, 2026-01-28 voorlopig", "heeft `2026-01-14`, niet `2026-01-13`"),
        (
            "2026-01-06, 2026-01-13, 2026-01-20, 2026-01-28 voorlopig",
            "heeft `2026-01-07`, `2026-01-14`, `2026-01-21`, niet `2026-01-06`, `2026-01-13`, `2026-01-20`",
        ),
        // With a day too few to call it a row, with all of them different, and with the same days in another way.
        (
            "2026-01-07, 2026-01-14",
            "is `2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig`, niet `2026-01-07, 2026-01-14`",
        ),
        (
            "2026-01-06, 2026-01-13, 2026-01-20, 2026-01-27 voorlopig",
            "is `2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig`, niet `2026-01-06, 2026-01-13, 2026-01-20, 2026-01-27 voorlopig`",
        ),
        (
            "2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28",
            "is `2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig`, niet `2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28`",
        ),
        (
            "2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04, 2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig",
            "is `2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig`, niet `2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04, 2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig`",
        ),
    ] {
        assert_eq!(told(days), wanted, "{days}");
    }
}

#[test]
fn a_value_that_an_example_cannot_mean_is_told() {
    let fixture = Fixture::kinds().edit(PART, "| 2,50 EUR |", "| veel     |");
    assert_eq!(
        found(&fixture, "W0801"),
        [
            "Het voorbeeld “tien” komt niet uit: `veel` is geen waarde die `kwart` kan hebben; schrijf haar met een eenheid"
        ]
    );
    let fixture = Fixture::kinds().edit(
        DESK,
        "| vraag  | vraag  | vragen        |",
        "| vraag  | vraag  | klagen        |",
    );
    assert_eq!(
        found(&fixture, "W0801"),
        ["Het voorbeeld “vraag” komt niet uit: er staat `klagen`, maar er komt `vragen` uit"]
    );
}

#[test]
fn what_an_example_asks_for_is_held_against_what_comes_out() {
    let gift = |from: &str, to: &str| found(&Fixture::small().edit(GIFT, from, to), "W0801").join(" ");
    // An answer that cannot be given.
    assert_eq!(
        gift(
            "| te veel | nee  | 50,01 EUR | -     | weigeren | geen          |",
            "| te veel | nee  | -5 EUR | -     | weigeren | geen          |"
        ),
        "Het voorbeeld “te veel” komt niet uit: het antwoord op `waarde` kan niet: Vul € 0 of meer in."
    );
    let fixture =
        Fixture::small().edit(GIFT, "| te veel | nee  | 50,01 EUR |", "| te veel | nee  | -5 EUR    |");
    let wrong: Vec<Finding> =
        fixture.checked().into_iter().filter(|finding| finding.code == "W0801").collect();
    assert_eq!(wrong.iter().map(|finding| fixture.text(finding.span)).collect::<Vec<_>>(), ["-5 EUR"]);
    // All that apply, of which there may be but one.
    let all = |dan: &str| {
        let fixture = Fixture::small().edit(GIFT, "werking: uniek", "werking: alle").edit(
            GIFT,
            "| nee  | 50 EUR    | -     | aannemen |",
            &format!("| nee  | 50 EUR    | -     | {dan} |"),
        );
        found(&fixture, "W0801").join(" ")
    };
    assert_eq!(all("aannemen"), "");
    assert_eq!(
        all("weigeren"),
        "Het voorbeeld “precies” komt niet uit: er staat `weigeren`, maar er komt `aannemen` uit"
    );
    // A word that a value can be, and one that it cannot.
    let word = |wanted: &str| {
        let text = format!(
            "titel: Proef\nsoort: beslissing\nvragen:\n  geld:\n    vraag: Is het geld?\n    type: ja/nee\nuitkomsten:\n  klaar:\n    kleur: groen\n    kort: Klaar\n    titel: Klaar\n    toont: hoe\norganisaties:\n  lelystad:\n    document: lelystad/code\n    waarden:\n      hoe:\n        naam: Hoe\n        keuzes:\n          veel: Erg veel\n          weinig: Weinig\n        tabel: |\n          | geld | dan |\n          |---|---|\n          | ja | veel |\n          | nee | weinig |\n    tabel: |\n      | dan | bron |\n      |---|---|\n      | klaar | giften |\n    voorbeelden: |\n      | naam | geld | dan | hoe |\n      |---|---|---|---|\n      | een | ja | klaar | {wanted} |\n      | twee | nee | klaar | weinig |\n"
        );
        let fixture = Fixture::small().file("rekenhulpen/proef.yaml", &text);
        let list = fixture
            .checked()
            .into_iter()
            .filter(|finding| finding.severity == crate::finding::Severity::Error);
        list.map(|finding| finding.message).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(word("veel"), "");
    assert_eq!(word("weinig"), "Het voorbeeld “een” komt niet uit: `hoe` is veel, niet weinig");
    // A day for which no rule is known.
    let unknown = |day: &str| {
        let fixture = Fixture::small()
            .edit(WAIT, "    document: lelystad/code\n", "    document: lelystad/code\n    regels-van: ontvangen\n")
            .edit("lelystad/feiten.yaml", "      - vanaf: onbekend\n        waarde: 3 werkdagen", "      - vanaf: 2025-01-01\n        waarde: 3 werkdagen")
            .edit(WAIT, "    voorbeelden:\n", &format!("    voorbeelden:\n      - naam: Te vroeg\n        ontvangen: {day}\n        dan: regel-onbekend\n"));
        found(&fixture, "W0801").join(" ")
    };
    assert_eq!(unknown("2024-12-31"), "");
    assert_eq!(
        unknown("2025-01-01"),
        "Het voorbeeld “Te vroeg” komt niet uit: er is voor deze dag wel een regel bekend"
    );
}

// ---- what rules rest on ---------------------------------------------------------------------------------

#[test]
fn a_document_that_ended_or_is_to_be_looked_at_is_told_from_its_day() {
    let with =
        |lines: &str| Fixture::small().edit("bronnen.yaml", "  staat: geldend\n", &format!("{lines}\n"));
    let codes = |lines: &str| {
        let fixture = with(lines);
        let list: Vec<String> = fixture
            .checked()
            .iter()
            .filter(|finding| finding.code.starts_with("W082"))
            .map(|finding| format!("{} {}", finding.code, finding.message.replace('\u{a0}', " ")))
            .collect();
        list.join(" ")
    };
    let ended = "W0820 “Code” liep tot en met 21 november 2026, maar er wordt nog mee gerekend";
    let review = "W0821 “Code” zou op 21 november 2026 opnieuw bekeken worden";
    for (lines, wanted) in [
        // The day is 22 November 2026: it ends with its last day, and is due from the day after.
        ("  staat: geldend", ""),
        ("  staat: geldend\n  loopt-tot: 2026-11-22", ""),
        ("  staat: geldend\n  loopt-tot: 2026-11-23", ""),
        ("  staat: geldend\n  loopt-tot: 2026-11-21", ended),
        ("  staat: vervallen\n  loopt-tot: 2026-11-21", ended),
        ("  staat: vervallen", "W0820 “Code” geldt niet meer, maar er wordt nog mee gerekend"),
        ("  staat: onzeker\n  loopt-tot: 2026-11-21", ""),
        ("  staat: geldend\n  herzien: 2026-11-22", ""),
        ("  staat: geldend\n  herzien: 2026-11-23", ""),
        ("  staat: geldend\n  herzien: 2026-11-21", review),
        ("  staat: onzeker\n  herzien: 2026-11-21", review),
        ("  staat: geldend\n  loopt-tot: 2026-11-21\n  herzien: 2026-11-21", ended),
    ] {
        assert_eq!(codes(lines), wanted, "{lines}");
    }
}

#[test]
fn a_value_of_a_table_is_looked_up_every_year() {
    let told = |day: &str| {
        let fixture = Fixture::small().edit(
            "landelijk/feiten.yaml",
            "    herkomst: wet\n    naam: Wachtwet\n    opgezocht: 2026-11-22\n",
            &format!("    herkomst: tabel\n    naam: Wachttabel\n    opgezocht: {day}\n"),
        );
        found(&fixture, "W0822").join(" ")
    };
    assert_eq!(told("2026-01-01"), "");
    assert_eq!(told("2026-11-22"), "");
    assert_eq!(
        told("2025-12-31"),
        "`wacht.weken` komt uit een tabel en is in 2025 voor het laatst opgezocht"
    );
    assert_eq!(
        told("2020-06-01"),
        "`wacht.weken` komt uit een tabel en is in 2020 voor het laatst opgezocht"
    );
    // A law is not looked up anew.
    let law =
        Fixture::small().edit("landelijk/feiten.yaml", "opgezocht: 2026-11-22", "opgezocht: 2020-11-22");
    assert_eq!(found(&law, "W0822"), [""; 0]);
}

// ---- mistakes that few make -----------------------------------------------------------------------------

#[test]
fn ways_of_rounding_and_units_that_are_not_known_are_explained() {
    let rounding = |text: &str| {
        let fixture =
            Fixture::kinds().edit(PART, "afronden: op centen, half omhoog", &format!("afronden: {text}"));
        let list: Vec<String> = fixture.checked().iter().map(|finding| finding.help.clone()).collect();
        list.first().cloned().unwrap_or_default()
    };
    for (text, wanted) in [
        ("op centen", "Schrijf waarop je afrondt"),
        ("op knikkers, omhoog", "Op “knikkers” kan niet worden afgerond."),
        ("op centen, zijwaarts", "“zijwaarts” is geen manier van afronden."),
    ] {
        assert!(rounding(text).starts_with(wanted), "{text}: {}", rounding(text));
    }
    let unit = |text: &str| {
        let fixture = Fixture::kinds().edit(TRIP, "    eenheid: km\n", &format!("    eenheid: {text}\n"));
        let list: Vec<String> = fixture
            .checked()
            .iter()
            .filter(|finding| finding.message.contains("eenheid"))
            .map(|finding| format!("{} {}", finding.message, finding.help))
            .collect();
        list.first().cloned().unwrap_or_default()
    };
    for (text, wanted) in [
        ("kilometre", "De eenheid “kilometre” kennen we niet."),
        ("dagn", "Bedoel je “dagen”?"),
        // Of two letters nothing is guessed.
        ("kn", "Kies bijvoorbeeld EUR, km"),
    ] {
        assert!(unit(text).contains(wanted), "{text}: {}", unit(text));
    }
}
