//! Compounds: a golden table of words of handbooks with their parts, and finding both ways.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use std::collections::BTreeMap;

use corpus::{ask, loaded};
use search::{Material, Section, Splits};

/// On each line a word, and behind the colon its parts; nothing behind it for a word that stays whole.
const TABLE: &str = include_str!("compounds.txt");

/// The words that stand in the handbook by themselves: those of the table of stems.
const WORDS: &str = include_str!("stems.txt");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().map(|line| line.split_once(':').unwrap()).map(|(word, parts)| (word, parts.trim()))
}

#[test]
fn the_table_holds() {
    let words = WORDS.lines().filter_map(|line| line.split(' ').next());
    let body = words.chain(rows().map(|(word, _)| word)).collect::<Vec<_>>().join(" ");
    let searcher = loaded(&Material::of(&[Section { body, ..Section::default() }]));
    let splits: BTreeMap<String, String> =
        searcher.splits().into_iter().map(|split| (split.word, split.parts.join(" "))).collect();
    let wrong: Vec<String> = rows()
        .filter_map(|(word, expected)| {
            let found = splits.get(word).map_or("", String::as_str);
            (found != expected).then(|| format!("{word}: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows().count() >= 250, "the table has {} words", rows().count());
    assert!(rows().filter(|(_, parts)| parts.is_empty()).count() >= 60, "what stays whole counts as much");
}

fn section(url: &str, body: &str) -> Section {
    Section { url: url.into(), page_title: url.into(), body: body.into(), ..Section::default() }
}

fn found(sections: &[Section], query: &str) -> Vec<String> {
    let searcher = loaded(&Material::of(sections));
    ask(&searcher, query, None, 20).hits.into_iter().map(|hit| hit.url).collect()
}

#[test]
fn a_word_finds_the_compounds_it_stands_in() {
    let sections = [
        section("zelf", "Vraag je verlof op tijd aan."),
        section("achteraan", "Zwangerschapsverlof begint zes weken voor de bevalling."),
        section("vooraan", "Een verlofaanvraag doe je in het portaal."),
        section("anders", "Hier staat iets over loon."),
    ];
    assert_eq!(found(&sections, "verlof"), ["zelf", "achteraan", "vooraan"]);
    // Not only the whole word: its plural, and the beginning of it from four letters on.
    assert_eq!(found(&sections, "verloven"), ["zelf", "achteraan", "vooraan"]);
    assert_eq!(found(&sections, "verl").len(), 3);
    let searcher = loaded(&Material::of(&sections));
    let via: Vec<Vec<String>> =
        ask(&searcher, "verlof", None, 20).hits.into_iter().map(|hit| hit.via).collect();
    assert_eq!(
        via,
        [
            vec![],
            vec!["verlof in zwangerschapsverlof".to_owned()],
            vec!["verlof in verlofaanvraag".to_owned()]
        ]
    );
}

#[test]
fn words_typed_apart_find_the_word_written_as_one_and_the_reverse() {
    let sections = [
        section("een", "De kilometervergoeding is voor iedereen gelijk."),
        section("apart", "Je krijgt een vergoeding per kilometer."),
        section("half", "Een kilometer is duizend meter."),
    ];
    let mut both = found(&sections, "kilometer vergoeding");
    both.truncate(2);
    both.sort();
    assert_eq!(both, ["apart", "een"], "before what has one of the words");
    assert_eq!(found(&sections, "kilometervergoeding"), ["een", "apart"]);
    // A compound that nobody wrote is taken apart with the words of the index.
    let sections = [
        section("apart", "Lever het formulier voor de aanvraag in."),
        section("een", "Het aanvraagformulier vind je in het portaal."),
        section("half", "Een formulier met vragen."),
    ];
    let mut both = found(&sections, "aanvraagsformulieren");
    both.sort();
    assert_eq!(both, ["apart", "een"]);
}

#[test]
fn parts_are_marked_where_they_stand() {
    let searcher = loaded(&Material::of(&[section("een", "Bel de bedrijfsarts. Een arts weet meer.")]));
    let answer = ask(&searcher, "arts", None, 1);
    let marked: Vec<&str> = answer.hits[0].places[0]
        .fragment
        .iter()
        .filter(|(_, marked)| *marked)
        .map(|(text, _)| text.as_str())
        .collect();
    assert_eq!(marked, ["bedrijfsarts", "arts"]);
}

#[test]
fn editors_can_split_and_keep_whole() {
    let sections = [section("een", "Een stoplicht en het salarishuis.")];
    let mut material = Material::of(&sections);
    material.splits = Splits {
        hints: [("stoplicht".to_owned(), vec!["stop".to_owned(), "licht".to_owned()])].into(),
        whole: ["salarishuis".to_owned()].into(),
    };
    let splits: Vec<String> = loaded(&material)
        .splits()
        .into_iter()
        .map(|split| format!("{} {}", split.word, split.parts.join("+")))
        .collect();
    assert_eq!(splits, ["stoplicht stop+licht"]);
}
