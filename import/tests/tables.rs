//! Tables, however a document gives them, come out as the table that they were.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use import::audit::audit;
use import::read::{FileKind, read};
use import::{Imported, Profile, import};
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
