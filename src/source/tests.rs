use calculators::kernel::date::Date;
use calculators::keys::{Block, Form, may};
use calculators::tree::{Node, Span, Style, Value};
use proptest::prelude::*;

use super::fields::Fields;
use super::files::decode;
use super::{front_matter, yaml};
use crate::diagnostics::{Diagnostic, Files};

fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let node = yaml::read(text, 3, 0, &mut diagnostics);
    (node, diagnostics)
}

fn good(text: &str) -> Node {
    let (node, diagnostics) = read(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    node.unwrap()
}

fn at(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// Every value and key of a tree with the place where it stands.
fn places(node: &Node, out: &mut Vec<Span>) {
    out.push(node.span);
    match &node.value {
        Value::List { items, .. } => items.iter().for_each(|item| places(item, out)),
        Value::Map { entries, .. } => {
            for entry in entries {
                out.push(entry.key_span);
                places(&entry.value, out);
            }
        }
        Value::Scalar(_) | Value::Empty => {}
    }
}

#[test]
fn scalars_stay_as_typed() {
    for (text, expected) in [
        ("a: 012", "012"),
        ("a: no", "no"),
        ("a: 2026-11-22", "2026-11-22"),
        ("a: 50,01 EUR", "50,01 EUR"),
        ("a: 1_000", "1_000"),
        ("a: 9:30", "9:30"),
        ("a: 'het''s'", "het's"),
        ("a: \"een: twee # drie\"", "een: twee # drie"),
        ("a: \"é\\n\"", "é\n"),
        ("a: >\n  een\n  twee", "een twee\n"),
        ("a: een\n  twee", "een twee"),
        ("a: ja  ", "ja"),
    ] {
        assert_eq!(good(text).get("a").unwrap().text(), Some(expected), "{text}");
    }
    for text in ["a:", "a: ~", "a: null", "a:\nb: c"] {
        assert_eq!(good(text).get("a").unwrap().value, Value::Empty, "{text}");
    }
    assert_eq!(good("a: \"\"").get("a").unwrap().text(), Some(""));
    assert_eq!(good("a: \"null\"").get("a").unwrap().text(), Some("null"));
    assert_eq!(good("").value, Value::Empty);
    assert_eq!(good("# niets\n").value, Value::Empty);
}

#[test]
fn every_value_knows_where_it_stands() {
    for end in ["\n", "\r\n"] {
        let text =
            "naam: Wegwijs\nlijst:\n  - één\n  - twee woorden\nmap:\n  sleutel: \"waarde\"\nkort: [a, b]\n"
                .replace('\n', end);
        let root = good(&text);
        assert_eq!(at(&text, root.get("naam").unwrap().span), "Wegwijs");
        let items = root.get("lijst").unwrap().items().unwrap();
        assert_eq!(at(&text, items[0].span), "één");
        assert_eq!(at(&text, items[1].span), "twee woorden");
        assert_eq!(at(&text, root.get("map").unwrap().get("sleutel").unwrap().span), "\"waarde\"");
        assert_eq!(at(&text, root.get("kort").unwrap().span), "[a, b]");
        let keys: Vec<&str> = root.entries().unwrap().iter().map(|entry| at(&text, entry.key_span)).collect();
        assert_eq!(keys, ["naam", "lijst", "map", "kort"]);
    }
}

/// A cell of a table in a block is pointed at to the letter.
#[test]
fn a_cell_in_a_block_knows_where_it_stands() {
    for end in ["\n", "\r\n"] {
        let text =
            "org:\n  tabel: |\n    | é | waarde |\n\n      | x | 50 EUR |\n    | y | 60 EUR |\n  na: iets\n"
                .replace('\n', end);
        let root = good(&text);
        let table = root.get("org").unwrap().get("tabel").unwrap();
        let Value::Scalar(scalar) = &table.value else { panic!("{table:?}") };
        assert_eq!(scalar.style, Style::Literal);
        assert_eq!(scalar.text, "| é | waarde |\n\n  | x | 50 EUR |\n| y | 60 EUR |\n");
        for cell in ["é", "waarde", "50 EUR", "60 EUR", "| y |"] {
            let start = scalar.text.find(cell).unwrap();
            let span = scalar.place(table.span, start, start + cell.len());
            assert_eq!(at(&text, span), cell);
        }
        assert_eq!(at(&text, root.get("org").unwrap().get("na").unwrap().span), "iets");
    }
}

#[test]
fn blocks_of_every_kind_keep_their_lines() {
    for text in [
        "a: |\n  een\n  twee\n",
        "a: |-\n  een\n  twee\n",
        "a: |+\n  een\n  twee\n\n",
        "a: |2\n  een\n  twee\n",
        "a: |\n\n\n  een\n  twee",
    ] {
        let root = good(text);
        let node = root.get("a").unwrap();
        let Value::Scalar(scalar) = &node.value else { panic!("{node:?}") };
        for word in ["een", "twee"] {
            let start = scalar.text.find(word).unwrap();
            assert_eq!(at(text, scalar.place(node.span, start, start + word.len())), word, "{text:?}");
        }
    }
}

/// Front matter is a piece of a file; its places are places in the file.
#[test]
fn front_matter_knows_where_it_stands_in_the_page() {
    for end in ["\n", "\r\n"] {
        let text = "---\ntitel: Één\nwoorden:\n  - twee\n---\n\nTekst --- hier.\n".replace('\n', end);
        let mut diagnostics = Vec::new();
        let split = front_matter::split(&text, 3, &mut diagnostics);
        assert!(diagnostics.is_empty());
        let front = split.front.unwrap();
        assert_eq!(at(&text, front.get("titel").unwrap().span), "Één");
        assert_eq!(at(&text, front.get("woorden").unwrap().items().unwrap()[0].span), "twee");
        assert_eq!(text[split.body_start..].trim(), "Tekst --- hier.");
    }
}

#[test]
fn front_matter_that_is_not_there_or_not_closed() {
    for (text, code, body) in [
        ("", "W0211", 0),
        ("Tekst", "W0211", 0),
        ("\n---\ntitel: a\n---\n", "W0211", 0),
        (" ---\ntitel: a\n---\n", "W0211", 0),
        ("---", "W0212", 3),
        ("---\ntitel: a\n", "W0212", 13),
        ("---\ntitel: a\n ---\n", "W0212", 18),
    ] {
        let mut diagnostics = Vec::new();
        let split = front_matter::split(text, 3, &mut diagnostics);
        assert_eq!(diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code], "{text:?}");
        assert_eq!(split.body_start, body, "{text:?}");
    }
    let mut diagnostics = Vec::new();
    let split = front_matter::split("---\n---", 3, &mut diagnostics);
    assert_eq!((split.body_start, diagnostics.len()), (7, 0));
}

#[test]
fn each_trap_shows_the_line_as_it_should_be() {
    for (line, code, expected) in [
        ("a: {{ b.c }} mag", "W0101", "a: \"{{ b.c }} mag\""),
        ("a: %deel", "W0101", "a: \"%deel\""),
        ("a: - niet", "W0101", "a: \"- niet\""),
        ("a: > 50 EUR", "W0101", "a: \"> 50 EUR\""),
        ("a: 's Ochtends", "W0101", "a: \"'s Ochtends\""),
        ("a: \"Nee\" zeggen", "W0101", "a: \"'Nee' zeggen\""),
        ("a: Let op: doe dit", "W0101", "a: \"Let op: doe dit\""),
        ("a: @naam", "W0101", "a: \"@naam\""),
        ("a: `code`", "W0101", "a: \"`code`\""),
        ("a: *ster*", "W0101", "a: \"*ster*\""),
        ("a: &en", "W0105", "\"&en\""),
        ("a: !uit roep", "W0105", "\"!uit roep\""),
        ("a: nummer #1", "W0104", "a: \"nummer #1\""),
        ("a: #1", "W0104", "a: \"#1\""),
        ("lijst:\n  - {{ b.c }} mag", "W0101", "- \"{{ b.c }} mag\""),
        ("lijst:\n  - é nummer #1", "W0104", "- \"é nummer #1\""),
    ] {
        let (_, diagnostics) = read(line);
        assert_eq!(diagnostics.len(), 1, "{line}: {diagnostics:?}");
        assert_eq!(diagnostics[0].code, code, "{line}");
        assert!(diagnostics[0].help.contains(expected), "{line}: {}", diagnostics[0].help);
    }
}

/// The line that a finding proposes is read as the sentence that was meant.
#[test]
fn the_line_proposed_is_good() {
    for sentence in [
        "{{ b.c }} mag",
        "%deel",
        "- niet",
        "> 50 EUR",
        "'s Ochtends",
        "Let op: doe dit",
        "nummer #1",
        "@naam",
    ] {
        let (_, diagnostics) = read(&format!("a: {sentence}"));
        let help = &diagnostics[0].help;
        let line = &help[help.find("a: \"").unwrap()..];
        let line = &line[..=line.rfind('"').unwrap()];
        assert_eq!(good(line).get("a").unwrap().text(), Some(sentence), "{line}");
    }
}

#[test]
fn what_yaml_reads_as_it_stands_is_no_trap() {
    for text in [
        "a: Wat? Ja!",
        "a: 5 % van 10",
        "a: niet-doen",
        "a: het is 's avonds",
        "a: 9:30 tot 10:30",
        "a: https://example.org/x#y",
        "a: een 'woord' erin",
        "a: \"'s Ochtends\"",
        "a: '\"Nee\" zeggen'",
        "a: tot {{ b.c }} mag het",
        "a: |\n  Let op: alles # mag\n  {{ hier }}",
        "# een opmerking\na: b\n# nog een\n",
        "a:\n  # erin\n  b: c",
        "vragen:\n  b:\n    c: d",
    ] {
        good(text);
    }
}

#[test]
fn keys_are_there_once() {
    let text = "a: 1\nb: 2\na: 3\n";
    let (node, diagnostics) = read(text);
    assert_eq!(node.unwrap().get("a").unwrap().text(), Some("1"), "the first one counts");
    assert_eq!(diagnostics[0].code, "W0103");
    assert_eq!(diagnostics[0].span.start, 10);
    assert_eq!(at(text, diagnostics[0].related[0].0), "a");
}

#[test]
fn a_file_made_to_exhaust_is_refused() {
    for text in [
        "[".repeat(100_000),
        "a:\n".repeat(3) + &"- ".repeat(50_000),
        "{".repeat(5_000),
        format!("a: {}", "&b ".repeat(9)),
    ] {
        let (_, diagnostics) = read(&text);
        assert!(!diagnostics.is_empty());
    }
    // The classic bomb needs aliases, and there are none.
    let (_, diagnostics) = read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
    assert!(diagnostics.iter().any(|finding| finding.code == "W0105"), "{diagnostics:?}");
}

static BLOCK: Block = Block {
    name: "proef",
    about: "",
    keys: &[
        may("naam", Form::Text, ""),
        may("dag", Form::Day, ""),
        may("getal", Form::Number, ""),
        may("woorden", Form::Texts, ""),
    ],
};

fn fields(text: &str, ask: impl Fn(&Fields, &mut Vec<Diagnostic>)) -> Vec<(&'static str, String)> {
    let node = good(text);
    let mut diagnostics = Vec::new();
    let fields = Fields::of(&node, &BLOCK, &mut diagnostics);
    ask(&fields, &mut diagnostics);
    diagnostics.iter().map(|finding| (finding.code, at(text, finding.span).to_owned())).collect()
}

#[test]
fn fields_are_read_with_their_findings() {
    let none: [(&str, String); 0] = [];
    let found = fields("naam: ' Ja '\ndag: 2026-02-28\ngetal: -3\nwoorden: een", |fields, out| {
        assert_eq!(fields.text("naam", out).unwrap().0, "Ja");
        assert_eq!(fields.date("dag", out).unwrap().0, Date::from_ymd(2026, 2, 28).unwrap());
        assert_eq!(fields.number("getal", out), Some(-3));
        assert_eq!(fields.texts("woorden", out)[0].0, "een");
        assert!(fields.text("weg", out).is_none());
    });
    assert_eq!(found, none);

    let found =
        fields("naem: x\ndag: 2026-02-29\ngetal: 3,5\nwoorden:\n  - a\n  - [b]\n  -\n", |fields, out| {
            assert!(fields.required_text("naam", out).is_none());
            assert!(fields.date("dag", out).is_none());
            assert!(fields.number("getal", out).is_none());
            assert_eq!(fields.texts("woorden", out).len(), 1);
        });
    let codes: Vec<(&str, &str)> = found.iter().map(|(code, place)| (*code, place.as_str())).collect();
    assert_eq!(
        codes,
        [
            ("W0201", "naem"),
            ("W0203", ""),
            ("W0206", "2026-02-29"),
            ("W0207", "3,5"),
            ("W0205", "[b]"),
            ("W0204", "")
        ]
    );

    // What is no map at all is said once.
    let found = fields("naam", |fields, out| assert!(fields.required_text("naam", out).is_none()));
    assert_eq!(found, [("W0202", "naam".to_owned())]);
    let found = fields("naam:x", |fields, out| assert!(fields.required_text("naam", out).is_none()));
    assert_eq!(found, [("W0101", "naam:x".to_owned())]);
}

#[test]
fn bytes_become_text() {
    for (bytes, text, code) in [
        (&b"een"[..], "een", None),
        (b"\xef\xbb\xbfeen", "een", None),
        (b"e\xc3\xa9n", "eén", None),
        (b"\xef\xbb\xbfa\xe9b", "a\u{fffd}b", Some(1)),
        (b"\xff", "\u{fffd}", Some(0)),
        (b"", "", None),
    ] {
        let (mut files, mut diagnostics) = (Files::default(), Vec::new());
        let number = decode("x.md", bytes.to_vec(), &mut files, &mut diagnostics);
        assert_eq!(files.get(number).unwrap().text, text);
        assert_eq!(diagnostics.first().map(|finding| finding.span.start), code);
    }
}

/// Pieces that YAML gives a meaning, to put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "a: ",
            "b:",
            "- ",
            "  ",
            "    ",
            "\n",
            "\n",
            "\r\n",
            "\t",
            "|",
            "|\n",
            ">\n",
            ">",
            "'",
            "\"",
            "\\",
            "{",
            "}",
            "{{",
            "}}",
            "[",
            "]",
            ",",
            ": ",
            ":",
            "#",
            " #",
            "---\n",
            "...\n",
            "&x ",
            "*x",
            "!t ",
            "? ",
            "%",
            "@",
            "`",
            "~",
            "é",
            "€",
            "🎉",
            "\u{feff}",
            "\u{85}",
            "\u{2028}",
            "\u{0}",
            "| x | y |\n",
            "titel",
            "50,01 EUR",
            "no",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_yaml_is_read_or_refused(text in pieces(), before in "[a-zé\n]{0,6}") {
        let whole = format!("{before}{text}");
        let mut diagnostics = Vec::new();
        let node = yaml::read(&text, 3, before.len(), &mut diagnostics);
        prop_assert!(node.is_some() || !diagnostics.is_empty());
        let mut spans: Vec<Span> = diagnostics.iter().map(|finding| finding.span).collect();
        if let Some(node) = &node {
            places(node, &mut spans);
        }
        for span in spans {
            prop_assert!(span.start as usize >= before.len(), "{:?}", span);
            prop_assert!(whole.get(span.start as usize..span.end as usize).is_some(), "{:?} in {:?}", span, whole);
        }
    }

    #[test]
    fn any_page_is_split(text in pieces(), fence in any::<bool>()) {
        let whole = if fence { format!("---\n{text}") } else { text };
        let mut diagnostics = Vec::new();
        let split = front_matter::split(&whole, 3, &mut diagnostics);
        prop_assert!(whole.get(split.body_start..).is_some());
        for finding in &diagnostics {
            let span = finding.span;
            prop_assert!(whole.get(span.start as usize..span.end as usize).is_some(), "{:?} in {:?}", finding, whole);
        }
    }

    /// Every letter of a block that was read stands in the file where the tree says.
    #[test]
    fn cells_are_pointed_at_to_the_letter(
        lines in proptest::collection::vec("[ -~é€]{0,8}[a-z]", 1..5),
        windows in any::<bool>(),
        indent in 1..5_usize,
    ) {
        let end = if windows { "\r\n" } else { "\n" };
        let mut text = format!("a: |{end}{}x{end}", " ".repeat(indent));
        for line in &lines {
            text.push_str(&format!("{}{line}{end}", " ".repeat(indent)));
        }
        let mut diagnostics = Vec::new();
        let node = yaml::read(&text, 0, 0, &mut diagnostics).unwrap();
        let block = node.get("a").unwrap();
        let Value::Scalar(scalar) = &block.value else { panic!("{block:?}") };
        for (start, letter) in scalar.text.char_indices().filter(|(_, letter)| *letter != '\n') {
            let span = scalar.place(block.span, start, start + letter.len_utf8());
            let written = text.get(span.start as usize..span.end as usize).unwrap_or_default();
            prop_assert_eq!(written, letter.to_string());
        }
    }
}
