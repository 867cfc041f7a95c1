//! Nothing is lost: whatever the document, its words are in the pages or in the log.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use import::audit::audit;
use import::read::{FileKind, read};
use import::{Imported, Part, Profile, import};
use proptest::prelude::*;

fn profile() -> Profile {
    Profile {
        title: "Proef".to_owned(),
        document: "dorp/proef".to_owned(),
        parts: vec![Part {
            starts: "Regeling fietsen".to_owned(),
            document: "dorp/fietsen".to_owned(),
            title: String::new(),
        }],
    }
}

/// What documents are made of, and what machines make of it.
const PIECES: [&str; 90] = [
    "€. De stand van de teller;",
    "C. De naam van de huurder;",
    "|.  een slot.",
    "i de fiets heel is; of",
    "ii. de fiets van het hok is, en",
    "o",
    "een fiets- bel en een fase IlI: na fase II",
    "https://fiets.voorbeeld/",
    "de fiets . zonder licht ,",
    "Uitwerking van artikel 3.4 Wielerwet",
    "Inhoudsopgave",
    "Artikel 1 Begrip",
    "Artikel 2. Doel.",
    "Hoofdstuk 1 Begin......cooi e 3",
    "Hoofdstuk 1 Begin",
    "Lid 1",
    "1.",
    "7.",
    "10.",
    "1. De werknemer meldt dit",
    "2. De regeling",
    "3) Een derde punt;",
    "4, Deze procedure",
    "a. een deel",
    "b Door werknemer",
    "c. nog een",
    ". in kaart brengen",
    "o Zorg voor opvang",
    "e een gevaar",
    "- ✚ Wij delen",
    "L] probeer",
    "— ons houden aan",
    "uhAwNnN",
    "w",
    "®coo oo",
    "2.1 Vastleggen",
    "2.1.1 Melden van een voorval in de praktijk",
    "Regeling fietsen",
    "Handboek oktober 2024 8 4 . >$",
    "Handboek oktober 2024 9 4 . >$",
    "Handboek oktober 2024 13 4 . >$",
    "De cliént belt de P&0O en lk bel ook .",
    "zie artikel 2 lid 1, en bijlage 3",
    "een regel die vol is en doorloopt tot de rand van het papier, zodat het volgende woord er niet meer bij past en re-",
    "integratieplan volgt.",
    "de woon- werkafstand",
    "vervolge ns",
    "Hetinlid 1 staat",
    "€",
    "0,28 netto",
    "| Receptie | 0320 |",
    "## Kop met **vet**",
    "**Vuistregels:**",
    "*schuin* en [een link](#) en [echt](https://voorbeeld.nl/a_b)",
    "[Terug naar inhoud](#)",
    "<li>een</li><li>twee</li>",
    "noot<sup>1</sup>",
    "\\* los",
    "a < b & c > d {#x} `code` $5 ~x~",
    "1°.een schending",
    "=====",
    "---",
    "***",
    "+ plus",
    "12",
    " eerste regel van een bladzijde",
    "Score Omschrijving",
    "Score | Omschrijving",
    "1 Na de opleiding",
    "2 Het contact is",
    "3 Een keuze",
    "Hoofdgroep Sanctie Herhaling*",
    "Verbale agressie Schriftelijke waarschuwing Ontzegging 3 maanden",
    "Bedreiging en/of Ontzegging 6 maanden Ontzegging 12 maanden",
    "fysieke agressie (zaakgericht)",
    "Minder dan 30% 30-60% Meer dan 60%",
    "n.v.t. Categorie 1 Categorie 2",
    "WIA | Wet werk",
    "IVA Regeling inkomen",
    "Artikel 3 Begripsbepalingen",
    "CAO:",
    "Griffier",
    "De griffier van de gemeente Lelystad.",
    "Melder een melder die iets meldt",
    "Definities",
    "Datum\t: 20-09-2022",
    "Nummer\t: 2022",
    "Taak\tWie\tWanneer",
    "Politie 0900 8844",
    "5 10 | 4t/m",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let Ok(source) = read(text.as_bytes(), FileKind::Text) else { return Ok(()) };
    let made = import(&source, &profile());
    let audit = audit(&source, &made.pages, &made.log);
    prop_assert!(audit.is_whole(), "{audit:?}\n{}", shown(&made));
    let again = import(&source, &profile());
    prop_assert_eq!(made, again);
    Ok(())
}

fn shown(made: &Imported) -> String {
    let pages: Vec<String> = made.pages.iter().map(import::Page::file).collect();
    format!("{}\n{:#?}", pages.join("\n=====\n"), made.log.changes)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn of_documents_as_machines_read_them(
        lines in proptest::collection::vec((proptest::sample::select(PIECES.to_vec()), 0..3usize), 1..30)
    ) {
        let mut text = String::new();
        for (line, empty) in lines {
            text.push_str(line);
            text.push_str(&"\n".repeat(empty + 1));
        }
        check(&text)?;
    }

    #[test]
    fn of_any_text(text in "[ -~éëï€’“”\n\t]{0,300}") {
        check(&text)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for kind in [FileKind::Text, FileKind::Layout, FileKind::Docx] {
            if let Ok(source) = read(&bytes, kind) {
                let made = import(&source, &profile());
                prop_assert!(audit(&source, &made.pages, &made.log).is_whole());
            }
        }
    }
}
