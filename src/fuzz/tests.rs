//! The readers over what is kept and what is generated.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// Runs a reader over the files of its folder in `fuzz/kept/`.
fn kept(folder: &str, read: fn(&[u8])) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/kept").join(folder);
    let mut count = 0;
    for entry in std::fs::read_dir(&path).unwrap() {
        let file = entry.unwrap().path();
        println!("{}", file.display());
        read(&std::fs::read(&file).unwrap());
        count += 1;
    }
    assert!(count > 0, "{} is empty", path.display());
}

#[test]
fn the_handbook_of_the_readers_is_in_order() {
    let mut files = handbook().clone();
    for (id, text) in [("beslissing", DECISION), ("tijdlijn", TIMELINE)] {
        files.calculators.push(CalculatorFile { id: id.to_owned(), root: tree(text).unwrap() });
    }
    let (_, findings) = RuleBook::read(&files);
    assert_eq!(findings, []);
    assert_eq!(programs().len(), 2);
    // An expression that is good becomes a program, so what comes after reading is tried too.
    for (template, text) in
        templates().iter().zip(["bedrag * aantal", "dag + 1 maand", "geld = ja en wat met zwaar"])
    {
        let mut root = template.clone();
        put(&mut root, text);
        let mut files = handbook().clone();
        files.calculators.push(CalculatorFile { id: "x".to_owned(), root });
        assert!(RuleBook::read(&files).0.program("x", ORGANISATION).is_some(), "{text}");
    }
}

#[test]
fn what_is_kept_is_read() {
    kept("rule", rule);
    kept("facts", facts);
    kept("expression", expression);
    kept("answers", answers);
    kept("bundle", bundle);
    kept("document", document);
}

/// Calculators to start from: those of the small handbook and the real ones.
fn calculators() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut texts =
            vec![DECISION.to_owned(), TIMELINE.to_owned(), DECISION.to_owned(), TIMELINE.to_owned()];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/rekenhulpen");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let yaml = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "yaml"));
        texts.extend(yaml.map(|path| std::fs::read_to_string(path).unwrap()));
        texts
    })
}

/// Words, signs and values of the language, and what is easily taken for them.
const WORDS: [&str; 96] = [
    "bedrag",
    "aantal",
    "dag",
    "geld",
    "soort",
    "wat",
    "grens.bedrag",
    "termijn.antwoord",
    "termijn.week",
    "laatste",
    "ja",
    "nee",
    "een",
    "bon",
    "zwaar",
    "weet-ik-niet",
    "als",
    "dan",
    "anders",
    "en",
    "of",
    "niet",
    "met",
    "zonder",
    "geen",
    "t/m",
    "op",
    "+",
    "-",
    "−",
    "–",
    "*",
    "×",
    "/",
    "÷",
    "(",
    ")",
    ";",
    ",",
    "=",
    "<",
    "<=",
    "≥",
    ">",
    "min",
    "max(",
    "min(",
    "begin-week(",
    "einde-week(",
    "einde-maand(",
    "werkdag-vanaf(",
    "iso-week(",
    "hitte-index(",
    "5 EUR",
    "0 EUR",
    "-3 EUR",
    "2 keer",
    "0 keer",
    "75 %",
    "0,28 EUR/km",
    "25 °C",
    "36 uur",
    "48 uur",
    "1 dag",
    "7 werkdagen",
    "2 weken",
    "1 maand",
    "18 maanden",
    "1 jaar",
    "10.000 jaar",
    "1,5 weken",
    "week 6",
    "week 9999",
    "2026-02-28",
    "2024-02-29",
    "9999-12-31",
    "0001-01-01",
    "2026-13-01",
    "2",
    "50,01",
    "€ 5",
    "1234567890123456789012345678901234567890",
    "\u{200b}",
    "\u{202e}",
    "\u{a0}",
    "هل",
    "{{",
    "}}",
    "{{ bedrag }}",
    "|",
    "#",
    "'",
    "\"",
    "\n",
    "\t",
    "é",
];

/// Lines and pieces of calculators.
const LINES: [&str; 30] = [
    "\n",
    "\n  ",
    "\n    ",
    "\n      - ",
    ": ",
    ":",
    "|",
    "| - |",
    "|---|",
    "tabel: |",
    "vragen:",
    "als: ",
    "type: ",
    "type: datum",
    "standaard: ",
    "minimum: ",
    "verplicht: nee",
    "zolang-onbekend: ",
    "zelfde-als: ",
    "waarden:",
    "is: ",
    "stappen:",
    "elke: ",
    "niet-geregeld:",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
];

fn soup(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(WORDS.as_slice()), 0..most).prop_map(|words| words.join(" "))
}

/// Something done to a text: where, how far, what with.
fn changes() -> impl Strategy<Value = Vec<(u8, Index, Index, String)>> {
    let piece = prop_oneof![
        select(WORDS.as_slice()).prop_map(str::to_owned),
        select(LINES.as_slice()).prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    prop::collection::vec((0_u8..6, any::<Index>(), any::<Index>(), piece), 1..5)
}

fn changed(text: &str, changes: &[(u8, Index, Index, String)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (how, from, to, piece) in changes {
        if letters.is_empty() {
            break;
        }
        let (from, to) = (from.index(letters.len()), to.index(letters.len()));
        let near = (from + to % 12).min(letters.len());
        let line = |at: usize, letters: &[char]| {
            let start = letters[..at].iter().rposition(|letter| *letter == '\n').map_or(0, |found| found + 1);
            let end = letters[at..]
                .iter()
                .position(|letter| *letter == '\n')
                .map_or(letters.len(), |found| at + found + 1);
            start..end
        };
        match how {
            0 => drop(letters.splice(from..from, piece.chars())),
            1 => drop(letters.splice(from..near, piece.chars())),
            2 => drop(letters.drain(from..near)),
            3 => drop(letters.drain(line(from, &letters))),
            4 => {
                let copy: Vec<char> = letters[line(from, &letters)].to_vec();
                let at = line(to, &letters).start;
                letters.splice(at..at, copy);
            }
            _ if to % 20 == 0 => letters.truncate(from),
            _ => letters.swap(from, to),
        }
    }
    letters.into_iter().collect()
}

/// So many cases, and no files of its own.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

// 20,000 in all.

proptest! {
    #![proptest_config(cases(2_500))]

    #[test]
    fn changed_calculators(text in select(calculators()), changes in changes()) {
        rule(changed(&text, &changes).as_bytes());
    }

    #[test]
    fn changed_facts(text in select([FACTS, DESKS, HOLIDAYS, SOURCES].as_slice()), changes in changes()) {
        facts(changed(text, &changes).as_bytes());
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn random_bytes_as_a_calculator(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        rule(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(4_500))]

    #[test]
    fn expressions_of_words(text in soup(12)) {
        expression(text.as_bytes());
    }

    #[test]
    fn answers_of_words(
        pairs in prop::collection::vec(
            (
                select(["geld", "bedrag", "soort", "wat", "dag", "getekend", "wie"].as_slice()),
                prop_oneof![soup(3), "[-0-9,.€ jane%/]{0,12}", "[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", "\\PC{0,16}"],
            ),
            0..7,
        ),
    ) {
        let lines: Vec<String> = pairs.iter().map(|(question, answer)| format!("{question}={answer}")).collect();
        answers(lines.join("\n").as_bytes());
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn expressions_of_any_letters(text in "\\PC{0,40}") {
        expression(text.as_bytes());
    }

    #[test]
    fn bundles_of_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = bytes;
        // Mostly of the right version, so that it is read at all.
        if let (Some(first), Some(version)) = (bytes.first_mut(), programs()[0].to_bytes().first()) && *first > 20 {
            *first = *version;
        }
        bundle(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(3_500))]

    #[test]
    fn damaged_bundles(
        which in 0_usize..2,
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..5),
        cut in any::<Index>(),
        shorter in 0_u8..4,
    ) {
        let mut bytes = programs()[which].to_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if shorter == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        bundle(&bytes);
    }
}
