//! Tables of rules made up to be hard: twelve questions and sixty rows.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Failure;

const ROWS: usize = 60;
/// Options of each question; a question with none is an amount.
const QUESTIONS: [usize; 12] = [2, 4, 0, 2, 4, 0, 0, 2, 4, 0, 2, 0];
/// Amounts lie between nothing and this.
const MOST: u64 = 1000;

/// The tables by name, with what each is.
pub(crate) const TABLES: [(&str, &str); 4] = [
    ("boom", "60 regels die alles precies een keer delen"),
    ("ruim", "dezelfde, elke regel breder gemaakt: alles overlapt"),
    ("los", "60 regels met twee of drie voorwaarden, en een voor de rest"),
    ("grenzen", "60 regels met elk een ander stuk van elk bedrag"),
];

/// Numbers that look thrown, the same ones every time.
struct Thrown(u64);

impl Thrown {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }
}

/// What a row asks of a question: options as bits, or an amount from and up to and including.
#[derive(Clone, Copy)]
struct Cell {
    from: u64,
    to: u64,
}

type Row = Vec<Cell>;

fn whole() -> Row {
    QUESTIONS
        .iter()
        .map(|options| {
            if *options == 0 { Cell { from: 0, to: MOST } } else { Cell { from: (1 << options) - 1, to: 0 } }
        })
        .collect()
}

/// Splits a box in two along a question; none where it is too thin.
fn split(row: &Row, question: usize, thrown: &mut Thrown) -> Option<(Row, Row)> {
    let cell = row[question];
    let (mut one, mut other) = (row.clone(), row.clone());
    if QUESTIONS[question] == 0 {
        if cell.to <= cell.from + 1 {
            return None;
        }
        let cut = cell.from + thrown.below(cell.to - cell.from - 1);
        one[question].to = cut;
        other[question].from = cut + 1;
    } else {
        if cell.from.count_ones() < 2 {
            return None;
        }
        let lowest = cell.from & cell.from.wrapping_neg();
        one[question].from = lowest;
        other[question].from = cell.from & !lowest;
    }
    Some((one, other))
}

fn parted(thrown: &mut Thrown) -> Vec<Row> {
    let mut rows = vec![whole()];
    while rows.len() < ROWS {
        let place = usize::try_from(thrown.below(rows.len() as u64)).unwrap_or(0);
        let question = usize::try_from(thrown.below(12)).unwrap_or(0);
        if let Some((one, other)) = split(&rows[place], question, thrown) {
            rows[place] = one;
            rows.push(other);
        }
    }
    rows
}

fn rows(name: &str, thrown: &mut Thrown) -> Vec<Row> {
    match name {
        "boom" => parted(thrown),
        "ruim" => {
            let mut rows = parted(thrown);
            for row in &mut rows {
                let question = usize::try_from(thrown.below(12)).unwrap_or(0);
                row[question] = whole()[question];
            }
            rows
        }
        "los" => {
            let mut rows: Vec<Row> = (1..ROWS)
                .map(|_| {
                    let mut row = whole();
                    for _ in 0..2 + thrown.below(2) {
                        let question = usize::try_from(thrown.below(12)).unwrap_or(0);
                        row[question] = narrow(question, thrown);
                    }
                    row
                })
                .collect();
            rows.push(whole());
            rows
        }
        _ => {
            let mut rows: Vec<Row> = (1..ROWS)
                .map(|_| {
                    (0..12)
                        .map(|question| {
                            if QUESTIONS[question] == 0 {
                                narrow(question, thrown)
                            } else {
                                whole()[question]
                            }
                        })
                        .collect()
                })
                .collect();
            rows.push(whole());
            rows
        }
    }
}

fn narrow(question: usize, thrown: &mut Thrown) -> Cell {
    match QUESTIONS[question] {
        0 => {
            let from = thrown.below(MOST);
            Cell { from, to: (from + 1 + thrown.below(400)).min(MOST) }
        }
        options => Cell { from: 1 << thrown.below(options as u64), to: 0 },
    }
}

fn cell(question: usize, cell: Cell) -> String {
    match QUESTIONS[question] {
        0 => match (cell.from, cell.to) {
            (0, MOST) => "-".to_owned(),
            (from, MOST) => format!(">= {from} EUR"),
            (0, to) => format!("<= {to} EUR"),
            (from, to) => format!(">= {from} EUR en <= {to} EUR"),
        },
        options if cell.from == (1 << options) - 1 => "-".to_owned(),
        2 => (if cell.from == 1 { "ja" } else { "nee" }).to_owned(),
        options => {
            let names: Vec<&str> = (0..options)
                .filter(|bit| cell.from >> bit & 1 == 1)
                .map(|bit| ["a", "b", "c", "d"][bit])
                .collect();
            names.join(" of ")
        }
    }
}

/// Writes a handbook with one of these tables.
pub(crate) fn write(folder: &Path, name: &str) -> Result<(), Failure> {
    let mut thrown = Thrown(20_261_122);
    let mut text = String::from("titel: Een tabel om te bewijzen\nsoort: beslissing\nvragen:\n");
    for (question, options) in QUESTIONS.iter().enumerate() {
        let _ = writeln!(text, "  v{question}:\n    vraag: Vraag {question}?");
        let _ = match options {
            0 => writeln!(
                text,
                "    type: bedrag\n    stap: 1 EUR\n    minimum: 0 EUR\n    maximum: {MOST} EUR"
            ),
            2 => writeln!(text, "    type: ja/nee"),
            _ => {
                writeln!(text, "    type: keuze\n    keuzes:\n      a: A\n      b: B\n      c: C\n      d: D")
            }
        };
    }
    text.push_str("uitkomsten:\n");
    for outcome in ["een", "twee", "drie"] {
        let _ =
            writeln!(text, "  {outcome}:\n    kleur: groen\n    kort: Kort\n    titel: Uitkomst {outcome}");
    }
    let hit = if name == "boom" { "uniek" } else { "eerste" };
    let _ = writeln!(
        text,
        "organisaties:\n  dorp:\n    document: dorp/regels\n    werking: {hit}\n    tabel: |\n      | {} | dan | bron |",
        (0..12).map(|question| format!("v{question}")).collect::<Vec<_>>().join(" | ")
    );
    for row in rows(name, &mut thrown) {
        let cells: Vec<String> =
            row.iter().enumerate().map(|(question, found)| cell(question, *found)).collect();
        let outcome = ["een", "twee", "drie"][usize::try_from(thrown.below(3)).unwrap_or(0)];
        let _ = writeln!(text, "      | {} | {outcome} | plek |", cells.join(" | "));
    }
    let files = [
        ("wegwijs.yaml", "naam: Tabellen\norganisaties:\n  dorp: Dorp\n".to_owned()),
        ("content/_index.md", "---\ntitel: Tabellen\nkort: Om te bewijzen.\n---\n\nOm te bewijzen.\n".to_owned()),
        (
            "content/bronnen.yaml",
            "dorp/regels:\n  titel: Regels\n  organisatie: dorp\n  staat: geldend\n  plaatsen:\n    plek: artikel 1\n".to_owned(),
        ),
        ("content/rekenhulpen/tabel.yaml", text),
    ];
    for (path, text) in files {
        let file = folder.join(path);
        let complain = |error| format!("{}: {error}", file.display());
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(complain)?;
        }
        fs::write(&file, text).map_err(complain)?;
    }
    Ok(())
}
