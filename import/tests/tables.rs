//! Tables, however a document gives them, come out as the table that they were.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use import::audit::audit;
use import::read::{FileKind, read};
use import::{Imported, MuddleKind, Profile, import};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn made(text: &str, kind: FileKind) -> Imported {
    let source = read(text.as_bytes(), kind).unwrap();
    let profile = Profile { title: "Proef".to_owned(), document: "dorp/proef".to_owned(), parts: Vec::new() };
    let made = import(&source, &profile);
    let audit = audit(&source, &made.pages, &made.log);
    assert!(audit.is_whole(), "{audit:?}\n{}", made.pages[0].markdown);
    made
}

fn markdown(text: &str, kind: FileKind) -> String {
    made(text, kind).pages.iter().map(|page| page.markdown.clone()).collect()
}

type Table = Vec<Vec<String>>;

/// The tables of a text, read back.
fn tables(markdown: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => {
                inside = true;
                tables.push(Vec::new());
            }
            Event::End(TagEnd::Table) => inside = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => tables.last_mut().unwrap().push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                tables.last_mut().unwrap().last_mut().unwrap().push(String::new())
            }
            Event::Text(text) | Event::Code(text) if inside => {
                tables.last_mut().unwrap().last_mut().unwrap().last_mut().unwrap().push_str(&text);
            }
            _ => {}
        }
    }
    tables
}

fn table(rows: &[&[&str]]) -> Table {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

#[test]
fn of_markdown() {
    let text = "## Bedragen\n\nZie hieronder.\n\n| Soort | Bedrag |\n|:---|--:|\n| Ontbijt | € 12 |\n| Lunch \\| brood | |\n| **Diner**<br>laat | € 30 |\n\nTot slot.\n";
    let markdown = markdown(text, FileKind::Text);
    let expected = table(&[
        &["Soort", "Bedrag"],
        &["Ontbijt", "€ 12"],
        &["Lunch | brood", ""],
        &["Diner · laat", "€ 30"],
    ]);
    assert_eq!(tables(&markdown), [expected], "{markdown}");
    assert!(markdown.ends_with("\n\nTot slot.\n"), "{markdown}");
}

#[test]
fn rows_of_different_lengths_and_two_tables() {
    let text = "## Kop\n\n| A | B | C |\n|---|---|---|\n| een |\n| een | twee | drie | vier |\n\n| D | E |\n|---|---|\n| vijf | zes |\n";
    let markdown = markdown(text, FileKind::Text);
    let expected = [
        table(&[&["A", "B", "C", ""], &["een", "", "", ""], &["een", "twee", "drie", "vier"]]),
        table(&[&["D", "E"], &["vijf", "zes"]]),
    ];
    assert_eq!(tables(&markdown), expected, "{markdown}");
}

#[test]
fn of_columns_under_each_other() {
    let text = "Artikel 3 Sanctie\n\nDe sanctie hangt af van het gedrag.\n\n\
        Soort gedrag           Sanctie                 Bij herhaling\n\
        Schelden               Waarschuwing            Ontzegging 3 maanden\n\
        Dreigen en/of          Ontzegging 6 maanden    Ontzegging 12 maanden\n\
        geweld tegen zaken\n\
        Geweld tegen mensen    Toepassing van de       Verhoging van de\n\
        \u{20}                      zwaarste sanctie        zwaarste sanctie\n\n\
        Bij herhaling wordt de sanctie zwaarder.\n";
    let markdown = markdown(text, FileKind::Layout);
    let expected = table(&[
        &["Soort gedrag", "Sanctie", "Bij herhaling"],
        &["Schelden", "Waarschuwing", "Ontzegging 3 maanden"],
        &["Dreigen en/of geweld tegen zaken", "Ontzegging 6 maanden", "Ontzegging 12 maanden"],
        &["Geweld tegen mensen", "Toepassing van de zwaarste sanctie", "Verhoging van de zwaarste sanctie"],
    ]);
    assert_eq!(tables(&markdown), [expected], "{markdown}");
}

#[test]
fn words_broken_off_in_a_cell_are_joined_there() {
    let text = "Taak            Wie doet het\n\
        Controle        De functio-\n\
        \u{20}               naris van de gemeente\n\
        Beheer          De beheerder\n\
        Toezicht        De griffier\n";
    let markdown = markdown(text, FileKind::Layout);
    assert!(markdown.contains("| Controle | De functionaris van de gemeente |"), "{markdown}");
}

#[test]
fn numbers_stand_under_each_other_by_their_end() {
    let text = "Jaar      Bedrag    Maximum\n2023       € 7,50       € 90\n2024      € 12,00      € 110\n2025     € 112,00    € 1.110\n";
    let markdown = markdown(text, FileKind::Layout);
    let expected = table(&[
        &["Jaar", "Bedrag", "Maximum"],
        &["2023", "€ 7,50", "€ 90"],
        &["2024", "€ 12,00", "€ 110"],
        &["2025", "€ 112,00", "€ 1.110"],
    ]);
    assert_eq!(tables(&markdown), [expected], "{markdown}");
}

#[test]
fn what_only_looks_like_columns_is_no_table() {
    let cases = [
        (
            "a list",
            "1.   De werknemer meldt dit.\n2.   De leidinggevende besluit.\n3.   Het college hoort dat.\n",
        ),
        ("points", "•    eerste punt\n•    tweede punt\n•    derde punt\n"),
        (
            "contents",
            "Inhoud\n\n1 Begin              3\n2 Regels             4\n3 Einde              9\n4 Bijlage           12\n",
        ),
        ("dotted", "Begin ..........     3\nRegels .........     4\nEinde ..........     9\n"),
        ("signature", "Naam:                 Datum:\nHandtekening:\n"),
        (
            "justified",
            "De  werknemer meldt dit  aan de leidinggevende.\nHet college  besluit daarna  over het  verzoek.\nDe griffier hoort  dat ook  en schrijft het  op.\n",
        ),
    ];
    for (name, text) in cases {
        let markdown = markdown(text, FileKind::Layout);
        assert!(tables(&markdown).is_empty(), "{name}: {markdown}");
    }
}

#[test]
fn two_columns_of_running_text_are_read_one_after_the_other() {
    let left = [
        "De gemeente wil een goede werkgever",
        "zijn en maakt daarom afspraken met",
        "de werknemers. Die afspraken staan",
        "in deze regeling, die elk jaar wordt",
        "besproken met de raad. De griffier",
        "schrijft op wat er is besproken en",
        "stuurt dat aan het college, dat er",
        "binnen een maand over besluit en de",
        "raad laat weten wat het vindt.",
    ];
    let right = [
        "De werknemer houdt zich aan de tijd",
        "die is afgesproken en meldt het als",
        "dat niet lukt. De leidinggevende is",
        "er om te helpen en zoekt samen naar",
        "een oplossing. Komen zij er samen",
        "niet uit, dan beslist de directeur,",
        "die eerst met beiden praat en dan",
        "een besluit neemt dat op papier komt",
        "te staan.",
    ];
    let text: String = left.iter().zip(right).map(|(left, right)| format!("{left:<40}{right}\n")).collect();
    let markdown = markdown(&text, FileKind::Layout);
    assert!(markdown.contains("vindt.\n\nDe werknemer"), "{markdown}");
    assert!(markdown.contains("afspraken met de werknemers."), "{markdown}");
    assert!(markdown.contains("directeur, die eerst"), "{markdown}");
}

/// What each entry of the lists of terms says, term and meaning.
fn terms(markdown: &str) -> Vec<(String, String)> {
    let mut terms: Vec<(String, String)> = Vec::new();
    let mut inside = 0;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST) {
        match event {
            Event::Start(Tag::DefinitionListTitle) => {
                terms.push((String::new(), String::new()));
                inside = 1;
            }
            Event::Start(Tag::DefinitionListDefinition) => inside = 2,
            Event::End(TagEnd::DefinitionList) => inside = 0,
            Event::Start(Tag::Paragraph | Tag::Item)
                if inside == 2 && !terms.last().unwrap().1.is_empty() =>
            {
                terms.last_mut().unwrap().1.push_str(" / ");
            }
            Event::Text(text) if inside == 1 => terms.last_mut().unwrap().0.push_str(&text),
            Event::Text(text) if inside == 2 => terms.last_mut().unwrap().1.push_str(&text),
            _ => {}
        }
    }
    terms
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(term, meaning)| ((*term).to_owned(), (*meaning).to_owned())).collect()
}

/// What the log says of lines that could not be put together.
fn muddles(made: &Imported) -> Vec<((u32, u32), MuddleKind)> {
    made.log.muddles.iter().map(|muddle| (muddle.lines, muddle.kind)).collect()
}

#[test]
fn a_head_that_every_row_answers_to_makes_a_table() {
    let text = "Het schema is dit.\n\nRichtlijn:\nGedrag Sanctie Herhaling*\n\
        Schelden Schriftelijke waarschuwing Verbod 3 maanden\n\
        Discriminatie Verbod 3 maanden Verbod 6 maanden\n\
        Geweld en/of Verbod 6 maanden Verbod 12 maanden\n\
        dreigen (tegen zaken)\n\
        Combinatie van Toepassing van de sanctie op de Verhoging van de sanctie op de\n\
        gedragingen gedraging met de meeste gedraging met de meeste\n\n\
        *Bij herhaling wordt de sanctie zwaarder.\n";
    let made = made(text, FileKind::Text);
    let markdown = &made.pages[0].markdown;
    let expected = table(&[
        &["Gedrag", "Sanctie", "Herhaling*"],
        &["Schelden", "Schriftelijke waarschuwing", "Verbod 3 maanden"],
        &["Discriminatie", "Verbod 3 maanden", "Verbod 6 maanden"],
        &["Geweld en/of dreigen (tegen zaken)", "Verbod 6 maanden", "Verbod 12 maanden"],
    ]);
    assert_eq!(tables(markdown), [expected], "{markdown}");
    // What is moved is in the log; the last row, of which the cells cannot be told, is left and named.
    let moved: Vec<(u32, &str)> =
        made.log.moves.iter().map(|moved| (moved.line, moved.words.as_str())).collect();
    assert_eq!(moved, [(8, "dreigen (tegen zaken)")]);
    assert_eq!(muddles(&made), [((9, 10), MuddleKind::Table)]);
    assert!(markdown.contains("\n\nCombinatie van Toepassing van de sanctie op de Verhoging"), "{markdown}");
    assert!(made.log.file().contains("| 9 t/m 10 | tabel onleesbaar"), "{}", made.log.file());
}

#[test]
fn scores_that_count_make_a_table() {
    for head in ["Score Omschrijving", "Score | Omschrijving"] {
        let text = format!(
            "Zie hieronder.\n\n{head}\n\n1 Het gaat in de gesprekken om het melden.\n2 Het gesprek is een deel van het werk. Het gaat\nom hulp.\n\n3 Het gaat om het krijgen van hulp: er is\n\nsprake van een geschil.\n\nToelichting\n\nDit is de toelichting bij de score.\n"
        );
        let markdown = markdown(&text, FileKind::Text);
        let expected = table(&[
            &["Score", "Omschrijving"],
            &["1", "Het gaat in de gesprekken om het melden."],
            &["2", "Het gesprek is een deel van het werk. Het gaat om hulp."],
            &["3", "Het gaat om het krijgen van hulp: er is sprake van een geschil."],
        ]);
        assert_eq!(tables(&markdown), [expected], "{markdown}");
    }
}

#[test]
fn shares_with_what_they_give() {
    let text = "De toelage is dit.\n\nKlasse A:\nMinder dan 30% 30-60% Meer dan 60%\nn.v.t. Categorie 1 Categorie 2\n";
    let markdown = markdown(text, FileKind::Text);
    let expected =
        table(&[&["Minder dan 30%", "30-60%", "Meer dan 60%"], &["n.v.t.", "Categorie 1", "Categorie 2"]]);
    assert_eq!(tables(&markdown), [expected], "{markdown}");
}

#[test]
fn terms_behind_bars_tabs_and_numbers() {
    let cases: [(&str, &[(&str, &str)]); 3] = [
        (
            "Dit zijn de afkortingen:\n\nWIA | Wet werk en inkomen\nWGA | Regeling werkhervatting\nIVA Regeling inkomen\n\nUWV | Uitvoering\n\nTot slot volgt dit.\n",
            &[
                ("WIA", "Wet werk en inkomen"),
                ("WGA", "Regeling werkhervatting"),
                ("IVA", "Regeling inkomen"),
                ("UWV", "Uitvoering"),
            ],
        ),
        (
            "Onderwerp\t: Fiets\nDatum\t: 20-09-2022\nVorm\t<p>a. gratis</p> <p>b. betaald</p>\n",
            &[("Onderwerp", "Fiets"), ("Datum", "20-09-2022"), ("Vorm", "a. gratis / b. betaald")],
        ),
        (
            "Nummers:\n\nPolitie 0900 8844\nBrandweer 0900 0165\nGGD 0320 - 276337\n\nBel bij nood altijd eerst 112.\n",
            &[("Politie", "0900 8844"), ("Brandweer", "0900 0165"), ("GGD", "0320 - 276337")],
        ),
    ];
    for (text, expected) in cases {
        let markdown = markdown(text, FileKind::Text);
        assert_eq!(terms(&markdown), pairs(expected), "{markdown}");
    }
}

#[test]
fn terms_of_an_article_of_definitions() {
    let text = "Artikel 1 Begripsbepalingen\n\nIn deze regeling wordt verstaan onder:\n\n\
        Algemeen directeur De gemeentesecretaris tevens directeur van de gemeente.\n\n\
        AVG Algemene Verordening Gegevensbescherming.\n\n\
        Griffier de griffier van de gemeente of diens vervanger, die ook in de raad de\n\
        leiding heeft\n\n\
        Melding melding van een vermoeden van een misstand\n\n\
        Personele gevolgen:\nGevolgen voor de functie.\n\n\
        Klager\n\nEen persoon die werkzaam is in de organisatie en een klacht indient.\n\n\
        Discriminatie\n\na. Het maken van onderscheid tussen personen.\n\nb. Het opleggen van eisen aan personen.\n\n\
        Afdeling advies van het de afdeling advies van het huis\n\n\
        Artikel 2 Toepassing\n\nDeze regeling geldt voor iedereen.\n";
    let made = made(text, FileKind::Text);
    let markdown = &made.pages[0].markdown;
    let expected = pairs(&[
        ("Algemeen directeur", "De gemeentesecretaris tevens directeur van de gemeente."),
        ("AVG", "Algemene Verordening Gegevensbescherming."),
        ("Griffier", "de griffier van de gemeente of diens vervanger, die ook in de raad de leiding heeft"),
        ("Melding", "melding van een vermoeden van een misstand"),
        ("Personele gevolgen:", "Gevolgen voor de functie."),
        ("Klager", "Een persoon die werkzaam is in de organisatie en een klacht indient."),
        (
            "Discriminatie",
            "a. Het maken van onderscheid tussen personen. / b. Het opleggen van eisen aan personen.",
        ),
    ]);
    let found: Vec<(String, String)> = terms(markdown)
        .into_iter()
        .map(|(term, meaning)| (term, meaning.trim_start_matches(" / ").replace(" /  / ", " / ")))
        .collect();
    assert_eq!(found, expected, "{markdown}");
    // A term that may go on is not split from its meaning.
    assert!(markdown.contains("\nAfdeling advies van het de afdeling"), "{markdown}");
    assert_eq!(muddles(&made), [((27, 27), MuddleKind::Terms)]);
    let heads: Vec<&str> = made.pages[0].anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(heads, ["artikel-1", "artikel-2"]);
}

#[test]
fn headings_below_definitions_without_a_number_stay_headings() {
    let text = "Definities\n\nCollege: het college van de gemeente.\n\nDoel\n\nDeze regeling geeft de werknemer een fiets van de zaak.\n\nAanvraag\n\nDe werknemer vraagt de fiets aan bij het college.\n";
    let made = made(text, FileKind::Text);
    let heads: Vec<&str> = made.pages[0].anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(heads, ["definities", "doel", "aanvraag"]);
    assert!(made.log.muddles.is_empty());
}

#[test]
fn terms_read_apart_from_their_meaning_stay_where_they_are() {
    let text = "Artikel 1 Begripsbepalingen\n\nBeheerder\n\nCollege\n\nDienstauto\n\nDirecteur\n\nGebruiker\n\n\
        De werknemer die de rit controleert en daarvan verslag doet.\n\nHet college van de gemeente.\n\nEen auto van de gemeente.\n\n\
        Lid van de directie\n\nDe medewerker die in de auto rijdt.\n\nArtikel 2 Toepassing\n\nDeze regeling geldt voor iedereen.\n";
    let made = made(text, FileKind::Text);
    let heads: Vec<&str> = made.pages[0].anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(heads, ["artikel-1", "artikel-2"]);
    assert!(terms(&made.pages[0].markdown).is_empty());
    assert_eq!(muddles(&made), [((3, 21), MuddleKind::TermsApart)]);
}

#[test]
fn columns_read_across_stay_and_are_named() {
    let cases = [
        "De tabel staat hier.\n\nHoofdgroep\n\nSN | I 11 111 v |V VI\n1 4\n\nen\n\n5\n2 6 4\n\nt/m | t/m\n\n8 6\n\nDeze tabel leidt tot een goede verhouding tussen de groepen.\n",
        "De figuur staat hier.\n\nOmbuigen Ombuigen Ombuigen Grenzen stellen Serieus nemen\nMeeveren Meeveren Kort negeren Gedrag benoemen Meeveren\nToelichten Toelichten Gedrag benoemen Norm aangeven Toelichten\nAfronden Afronden Tot de orde roepen Gesprek beëindigen Afronden\n\nDit is een zin die eronder staat en gewoon doorloopt.\n",
    ];
    for text in cases {
        let made = made(text, FileKind::Text);
        let markdown = &made.pages[0].markdown;
        assert_eq!(made.log.muddles.len(), 1, "{:?}\n{markdown}", made.log.muddles);
        assert!(tables(markdown).is_empty() && terms(markdown).is_empty(), "{markdown}");
    }
}

#[test]
fn wide_gaps_that_are_no_table_are_named() {
    let text = "Links een regel tekst     rechts een andere regel\nen hier gaat het door met     nog meer woorden ernaast\nof niet     want dit staat scheef\n";
    let made = made(text, FileKind::Layout);
    assert_eq!(muddles(&made), [((1, 3), MuddleKind::Gaps)], "{}", made.pages[0].markdown);
}

#[test]
fn columns_in_an_article_of_definitions_are_terms() {
    let text = "Artikel 1 Begrippen\n\nAfdeling advies       de afdeling van het huis die\nvan het huis          adviseert\n\nGemeente              de gemeente Dorp\n\nWerkgever             de gemeente die iemand in\n                      dienst heeft\n\nArtikel 2 Doel\n\nDeze regeling geldt voor iedereen.\n";
    let markdown = markdown(text, FileKind::Layout);
    let expected = pairs(&[
        ("Afdeling advies van het huis", "de afdeling van het huis die adviseert"),
        ("Gemeente", "de gemeente Dorp"),
        ("Werkgever", "de gemeente die iemand in dienst heeft"),
    ]);
    assert_eq!(terms(&markdown), expected, "{markdown}");
}

/// The sanctions of the handbook that the rules for tables were made with; only where that document is at hand.
#[test]
fn sanctions_of_the_handbook() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/bronnen/lelystad-personeelshandboek.txt");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let markdown = markdown(&text, FileKind::Text);
    let row = "| Bedreiging en/of fysieke agressie (zaakgericht geweld) | Ontzegging 6 maanden | Ontzegging 12 maanden |";
    assert!(markdown.contains(row));
    assert!(tables(&markdown).len() >= 7);
    assert!(terms(&markdown).len() >= 100);
}

/// Words that need no repair and are no marks.
const WORDS: [&str; 16] = [
    "werknemer",
    "gemeente",
    "regeling",
    "besluit",
    "leidinggevende",
    "melding",
    "gesprek",
    "tijd",
    "fiets",
    "auto",
    "bedrag",
    "jaar",
    "maand",
    "uren",
    "verlof",
    "college",
];

#[derive(Clone, Debug)]
struct Layout {
    cells: Vec<Vec<Vec<usize>>>,
    widths: Vec<usize>,
    gap: usize,
    parted: bool,
    framed: bool,
}

fn layouts() -> impl Strategy<Value = Layout> {
    (2..5usize, 3..7usize).prop_flat_map(|(columns, rows)| {
        let cell = |least: usize| proptest::collection::vec(0..WORDS.len(), least..7);
        let row = (cell(1), cell(1), cell(0), cell(0)).prop_map(|(a, b, c, d)| vec![a, b, c, d]);
        let rows = proptest::collection::vec(row, rows);
        (rows, proptest::collection::vec(15..23usize, 4), 2..6usize, any::<bool>(), any::<bool>()).prop_map(
            move |(mut cells, mut widths, gap, parted, framed)| {
                widths.truncate(columns);
                let last = cells.len() - 1;
                for (at, row) in cells.iter_mut().enumerate() {
                    row.truncate(columns);
                    for cell in row.iter_mut().filter(|cell| cell.is_empty() && (at == 0 || at == last)) {
                        cell.push(at);
                    }
                }
                Layout { cells, widths, gap, parted, framed }
            },
        )
    })
}

fn said(cell: &[usize]) -> String {
    let words: Vec<&str> = cell.iter().map(|word| WORDS[*word]).collect();
    let text = words.join(" ");
    let first: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
    first + text.get(1..).unwrap_or("")
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn printed(layout: &Layout) -> String {
    let mut text = String::new();
    if layout.framed {
        text.push_str("De bedragen staan hieronder, zoals het college ze heeft vastgesteld in een besluit dat nog geldt.\n\n");
    }
    for row in &layout.cells {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&layout.widths).map(|(cell, width)| wrapped(&said(cell), *width)).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(&layout.widths) {
                line.push_str(&format!(
                    "{:<w$}",
                    cell.get(at).map_or("", String::as_str),
                    w = width + layout.gap
                ));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        if layout.parted {
            text.push('\n');
        }
    }
    if layout.framed {
        text.push_str(
            "\nDe werknemer krijgt bericht van elk besluit dat het college over deze bedragen neemt.\n",
        );
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cells_laid_out_in_columns_come_back(layout in layouts()) {
        let text = printed(&layout);
        let markdown = markdown(&text, FileKind::Layout);
        let expected: Table = layout.cells.iter().map(|row| row.iter().map(|cell| said(cell)).collect()).collect();
        prop_assert_eq!(tables(&markdown), [expected], "{}\n{}", text, markdown);
    }

    #[test]
    fn whatever_stands_in_columns_is_whole(
        lines in proptest::collection::vec((0..12usize, 0..40usize, "[a-z|\\\\ A-Z.:-]{0,30}", 0..6usize, "[a-z|\\\\ 0-9é]{0,20}"), 0..25)
    ) {
        let text: String = lines
            .iter()
            .map(|(indent, width, left, gap, right)| format!("{}{left:<width$}{}{right}\n", " ".repeat(*indent), " ".repeat(*gap)))
            .collect();
        if read(text.as_bytes(), FileKind::Layout).is_ok() {
            made(&text, FileKind::Layout);
        }
    }
}
