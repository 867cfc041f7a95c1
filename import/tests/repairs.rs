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

fn doubts(imported: &Imported) -> Vec<&str> {
    imported.log.doubts.iter().map(|doubt| doubt.word.as_str()).collect()
}

fn text(imported: &Imported) -> String {
    imported.pages.iter().map(|page| page.markdown.as_str()).collect()
}

#[test]
fn words_are_mended_where_that_is_certain() {
    let cases: [(&str, &[&str]); 23] = [
        // Abbreviations without their stops, and short words that may be anything.
        ("De fiets is iom de beheerder en evt via de post te halen.", &[]),
        ("De fiets staat bij de moi in het rek.", &[]),
        // A stop on its own ends a sentence or is left.
        ("De fiets staat in het rek . Daarna gaat het licht uit .", &["rek . > rek.", "uit . > uit."]),
        ("De fiets met licht . zonder licht staat in het rek.", &[]),
        ("De fiets , ook met licht, staat in het rek.", &["fiets , > fiets,"]),
        // Addresses.
        ("https://fietsen.voorbeeld/\nhttps://rekken.voorbeeld/regels", &[]),
        ("Bel het fietsenhok op 012-\n345678/ hok@rek.voorbeeld", &["012- 345678/ > 012-345678/"]),
        ("Schrijf naar hok@rekIvoorbeeld .", &[]),
        ("Zie de regels voor het huren/\nlenen van een fiets.", &["huren/ lenen > huren/lenen"]),
        // A space behind a hyphen: as it is written elsewhere, as one word, with the hyphen that vowels ask for.
        ("Een fietsen- stalling en nog een fietsenstalling.", &["fietsen- stalling > fietsenstalling"]),
        ("Wie een dienst- fiets heeft, zet zijn dienst-fiets weg.", &["dienst- fiets > dienst-fiets"]),
        ("Er is een veiligheids- probleem bij het rek.", &["veiligheids- probleem > veiligheidsprobleem"]),
        ("De fiets is van zwolfer- kwastel gemaakt.", &[]),
        ("Het fiets- en voetpad is dicht.", &[]),
        // Accents, with the word between two parts.
        (
            "Er zijn inconveniéntenregels en de co€rdinator fietst.",
            &["inconveniéntenregels > inconveniëntenregels"],
        ),
        ("Zij gaan initi€ren en fietsen.", &["initi€ren > initiëren"]),
        // A capital in front of what is mended without one.
        (
            "Bramdmelder is stuk. Wie de bramdmelder ziet, hoort de brandmelder.",
            &["Bramdmelder > Brandmelder", "bramdmelder > brandmelder"],
        ),
        ("BESCHRUVING VAN HET HOK", &["BESCHRUVING > BESCHRIJVING"]),
        ("De fiets is weg. 0ok het rek is weg. Het is 0ok laat.", &["0ok > Ook", "0ok > ook"]),
        // Words that stick together.
        ("De huur is laag. Dein lid 2 genoemde huur is hoog. Ik dein mee.", &["Dein > De in"]),
        (
            "Wie als gast in het hok is, weet als gast in het rek te kijken, als dat in zicht is. Alsin het hok.",
            &["Alsin > Als in"],
        ),
        ("Dat zijn gekwalificeerden en de gekwalificeerd en de gekwalificeerd en gekwalificeerd en op.", &[]),
        (
            "Er zijn risicoanalyses. Daarvoor is eenrisicoanalyse nodig.",
            &["eenrisicoanalyse > een risicoanalyse"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(changes(&of(text)), expected, "{text}");
    }
}

#[test]
fn what_could_be_two_things_is_listed() {
    let cases = [
        ("De fiets is van zwolfer- kwastel gemaakt.", "zwolfer- kwastel"),
        ("De fiets staat bij de moi in het rek.", "moi"),
    ];
    for (text, expected) in cases {
        assert!(doubts(&of(text)).contains(&expected), "{text}");
    }
}

#[test]
fn numerals_count_on_from_those_before_them() {
    let text = "Fase I: huren.\n\nFase II: fietsen.\n\nFase IlI: inleveren.\n\nStap IlI: niets.\n";
    assert_eq!(changes(&of(text)), ["IlI: > III:"]);
}

#[test]
fn a_capital_in_a_word_parts_cells_only_where_there_are_cells() {
    let sentence = "De beheerder van het hok ziet wie er binnenkomtEen fiets staat daar goed.";
    assert_eq!(changes(&of(sentence)), ["binnenkomtEen > binnenkomt Een"]);
    let table =
        format!("Hok | Rek | Fiets\n{sentence}\nRek | Hok | Slot\nSlot | Rek | Hok\nHok | Slot | Rek\n");
    let imported = of(&table);
    assert!(
        changes(&imported).iter().all(|change| !change.contains("binnenkomt")),
        "{:?}",
        changes(&imported)
    );
    assert!(doubts(&imported).contains(&"binnenkomtEen"));
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
