//! What is mended, what is left, and what is left with a doubt: each rule by a text of a few lines.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use import::audit::audit;
use import::read::{FileKind, read};
use import::{Imported, Profile, Rule, import};

fn of(text: &str) -> Imported {
    let source = read(text.as_bytes(), FileKind::Text).unwrap();
    let imported = import(&source, &Profile::default());
    let audit = audit(&source, &imported.pages, &imported.log);
    assert!(audit.is_whole(), "{text}\n{:?} {:?}", audit.lost, audit.invented);
    imported
}

/// The changes but those of every list, as `before > after`.
fn changes(imported: &Imported) -> Vec<String> {
    let changes = imported.log.changes.iter().filter(|change| change.rule != Rule::Bullet);
    changes.map(|change| format!("{} > {}", change.before, change.after)).collect()
}

fn text(imported: &Imported) -> String {
    imported.pages.iter().map(|page| page.markdown.as_str()).collect()
}

#[test]
fn marks_of_a_list_are_read_by_their_neighbours() {
    let text = "Artikel 1 Fietsen\n\nDe beheerder schrijft op:\n\na. De kleur van de fiets;\n\nDe maat van de fiets;\n\n\
                C. De naam van de huurder;\n\nd. De dag van de huur;\n\n€. De stand van de teller;\n\nf. De prijs.\n";
    let imported = of(text);
    assert_eq!(changes(&imported), [" > b.", "C. > c.", "€. > e."]);
    assert!(self::text(&imported).contains("- e. De stand"));

    let text = "Artikel 1 Fietsen\n\nOnder schade wordt verstaan:\n\na. een lekke band;\n\nroest;\n\neen slag in het wiel;\n\
                \nscheve\u{20}spaken, en\n\n€. een kapot slot.\n\nArtikel 2 Slot\n\nC. Kwastel beheert het hok.\n";
    assert_eq!(changes(&of(text)), [" > b.", " > c.", " > d.", "€. > e."]);

    let text = "Artikel 1 Fietsen\n\n1. De huurder mag fietsen als:\na. de beheerder denkt dat:\ni de fiets heel is; of\n\
                ii. de huurder de fiets zelf heel maakt en daarna ook weer in het rek van het hok zet; of\n\
                iii. de fiets niet van het hok is.\n";
    let imported = of(text);
    assert_eq!(changes(&imported), ["i > i."]);
    assert!(self::text(&imported).contains("- ii. de huurder"), "{}", self::text(&imported));
}

#[test]
fn rubble_of_a_column_of_numbers_is_no_text() {
    let text = "Artikel 4 Taken\n\n1.\n\no\n\nDe beheerder houdt bij wie er een fiets heeft en wanneer die weer terug is.\n\n\
                De beheerder stuurt elk jaar een lijst van alle fietsen aan de eigenaar van het hok.\n\n\
                De beheerder zwijgt over wie er een fiets heeft, ook als de eigenaar van het hok of een\n\
                huurder daarnaar vraagt. Wie helpt, zwijgt ook over alles wat hij ziet.\n\
                De beheerder zorgt dat ieder het hok kent.\n\nEen lijst gaat na een jaar weg.\n\nArtikel 5 Slot\n\nHet hok gaat dicht.\n";
    let imported = of(text);
    assert_eq!(changes(&imported), ["o > ", " > 2.", " > 3.", " > 4.", " > 5."]);
    let text = self::text(&imported);
    assert!(text.contains("1. {#artikel-4-lid-1} De beheerder houdt bij"), "{text}");
    assert!(text.contains("4. {#artikel-4-lid-4} De beheerder zorgt"), "{text}");
}

#[test]
fn a_line_under_each_article_is_text_with_an_empty_line_above_it_or_without() {
    let text = "Artikel 1 Huur\n\nUitleg bij artikel 3.4 Wielerwet\n\n1. De huur is laag.\n\n2. De huur is niet hoog.\n\n\
                Artikel 2 Slot\nUitleg bij artikel 3.6 Wielerwet\n\n1. Het slot is heel.\n\n2. Het slot is dicht.\n\n\
                Artikel 3 Rek\nUitleg bij artikel 3.9 Wielerwet\n\n1. Het rek is vol.\n\n2. Het rek is leeg.\n";
    let imported = of(text);
    assert_eq!(changes(&imported), [""; 0]);
    let text = self::text(&imported);
    assert!(text.contains("1. {#artikel-1-lid-1} De huur"), "{text}");
    assert!(!text.contains("# Uitleg"), "{text}");
}
