//! The five documents that the importer was made for, beside lists made by hand: what of their structure is found, what
//! is lost, what is repaired. Skipped where the documents are not there; `cargo xtask bench import` shows the figures.
//!
//! The lists (`gold/*.tsv`) hold line numbers and ids, no text; that of the repairs (`herstel.tsv`) holds the few words
//! that each is about. They were used while the rules were written, so they
//! measure what was reached for these documents, not what another document will give.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use import::audit::audit;
use import::read::{FileKind, read};
use import::source::Source;
use import::{Imported, Part, Profile, import, is_dutch};

/// The least share of the headings and articles that is found, and of what is found that is one.
const LEAST: f64 = 0.98;
/// The most words that are in the log alone.
const MOST_LOGGED: f64 = 0.03;

/// A list made by hand: its name, the document, the lines it covers.
const LISTS: [(&str, &str, u32, u32); 6] = [
    ("almere", "almere-gedragscode-2016", 1, u32::MAX),
    ("deventer", "deventer-gedragscode", 1, u32::MAX),
    ("maastricht", "maastricht-gedragscode", 1, u32::MAX),
    ("lelystad-gedragscode", "lelystad-gedragscode-2024", 1, u32::MAX),
    ("lelystad-klokkenluiders", HANDBOOK, 4984, 5610),
    ("lelystad-reiskosten", HANDBOOK, 8723, 9023),
];
const DOCUMENTS: [&str; 5] = [
    "almere-gedragscode-2016",
    "deventer-gedragscode",
    "maastricht-gedragscode",
    "lelystad-gedragscode-2024",
    HANDBOOK,
];
const HANDBOOK: &str = "lelystad-personeelshandboek";

/// A line of a list.
struct Entry {
    line: u32,
    /// A numbered paragraph; else a heading or an article.
    paragraph: bool,
    /// Its id; none where the list leaves it open.
    id: Option<String>,
    /// Whoever made the list was not sure: found or not, both are right.
    open: bool,
}

fn gold(name: &str) -> Vec<Entry> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(format!("{name}.tsv"));
    let text = fs::read_to_string(path).unwrap();
    let entry = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        Entry {
            line: fields[0].parse().unwrap(),
            paragraph: fields[1].starts_with("lid"),
            id: Some(fields[3].to_owned()).filter(|id| id != "-"),
            open: fields.get(4) == Some(&"?"),
        }
    };
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(entry).collect()
}

/// A document with what came of it.
struct Case {
    source: Source,
    imported: Imported,
}

fn documents() -> Option<BTreeMap<&'static str, Case>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/bronnen");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    let case = |name: &'static str| {
        let bytes = fs::read(folder.join(format!("{name}.txt"))).unwrap();
        let source = read(&bytes, FileKind::Text).unwrap();
        let mut profile =
            Profile { title: name.to_owned(), document: format!("x/{name}"), parts: Vec::new() };
        if name == HANDBOOK {
            let starts = gold("lelystad-delen").into_iter().filter(|entry| !entry.open);
            profile.parts = starts
                .map(|entry| Part {
                    starts: source.lines[entry.line as usize - 1].text.clone(),
                    document: format!("x/deel-{}", entry.line),
                    title: String::new(),
                })
                .collect();
        }
        let imported = import(&source, &profile);
        (name, Case { source, imported })
    };
    Some(DOCUMENTS.into_iter().map(case).collect())
}

/// Everything that was found to be a heading or a numbered paragraph: its line, whether it is a paragraph, its id.
fn found(imported: &Imported) -> BTreeMap<u32, (bool, String)> {
    let mut found = BTreeMap::new();
    for page in &imported.pages {
        if page.titled {
            found.insert(page.lines.0, (false, page.anchor.clone().unwrap_or_default()));
        }
        for anchor in &page.anchors {
            found.insert(anchor.line, (anchor.heading.is_empty(), anchor.id.clone()));
        }
    }
    found
}

#[test]
fn headings_and_articles_are_found() {
    let Some(documents) = documents() else { return };
    println!(
        "\n{:<26} {:>6} {:>8} {:>10} {:>8}",
        "koppen, artikelen en leden", "lijst", "gevonden", "terecht", "namen"
    );
    for (list, document, first, last) in LISTS {
        let all = gold(list);
        let open: BTreeSet<u32> = all.iter().filter(|entry| entry.open).map(|entry| entry.line).collect();
        let firm: BTreeMap<u32, &Entry> =
            all.iter().filter(|entry| !entry.open).map(|entry| (entry.line, entry)).collect();
        let mut found = found(&documents[document].imported);
        found.retain(|line, _| (first..=last).contains(line));
        let right: Vec<u32> = firm
            .iter()
            .filter(|(line, entry)| {
                found.get(line).is_some_and(|(paragraph, _)| *paragraph == entry.paragraph)
            })
            .map(|(line, _)| *line)
            .collect();
        let extra = found.keys().filter(|line| !firm.contains_key(line) && !open.contains(line)).count();
        let named =
            right.iter().filter(|line| firm[line].id.as_ref().is_none_or(|id| *id == found[line].1)).count();
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        let (recall, precision) = (share(right.len(), firm.len()), share(right.len(), right.len() + extra));
        println!(
            "{list:<26} {:>6} {recall:>8.3} {precision:>10.3} {:>8}",
            firm.len(),
            format!("{named}/{}", right.len())
        );
        let missed: Vec<u32> = firm.keys().filter(|line| !right.contains(line)).copied().collect();
        assert!(recall >= LEAST && precision >= LEAST, "{list}: missed {missed:?}");
        assert!(share(named, right.len()) >= LEAST, "{list}: {named} of {} have their name", right.len());
    }
}

#[test]
fn every_regulation_starts_its_own_page() {
    let Some(documents) = documents() else { return };
    let pages = &documents[HANDBOOK].imported.pages;
    let starts: Vec<u32> =
        gold("lelystad-delen").into_iter().filter(|entry| !entry.open).map(|entry| entry.line).collect();
    let own =
        |line: &u32| pages.iter().any(|page| page.lines.0 == *line && page.path.ends_with("/_index.md"));
    println!(
        "\nregelingen met een eigen pagina: {} van {}",
        starts.iter().filter(|line| own(line)).count(),
        starts.len()
    );
    assert!(starts.len() >= 29);
    let missed: Vec<&u32> = starts.iter().filter(|line| !own(line)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn no_word_is_lost_and_little_is_in_the_log_alone() {
    let Some(documents) = documents() else { return };
    println!(
        "\n{:<28} {:>7} {:>6} {:>9} {:>16} {:>10} {:>10}",
        "woorden", "bron", "kwijt", "verzonnen", "alleen in log", "onbekend", "daarna"
    );
    for (name, Case { source, imported }) in documents {
        let audit = audit(&source, &imported.pages, &imported.log);
        let logged = audit.logged as f64 / audit.words as f64;
        let before = unknown(source.lines.iter().map(|line| line.text.as_str()));
        let texts: Vec<String> = imported
            .pages
            .iter()
            .map(|page| without(&without(&page.markdown, "{#", '}'), "](", ')'))
            .collect();
        let after = unknown(texts.iter().map(String::as_str));
        println!(
            "{name:<28} {:>7} {:>6} {:>9} {:>16} {before:>10} {after:>10}",
            audit.words,
            audit.lost.len(),
            audit.invented.len(),
            format!("{} ({:.1} %)", audit.logged, logged * 100.0),
        );
        assert_eq!((audit.lost, audit.invented), (vec![], vec![]), "{name}");
        assert!(logged < MOST_LOGGED, "{name}");
        assert!(after < before, "{name}");
    }
}

#[test]
fn repairs_that_were_judged_stay_right() {
    let Some(documents) = documents() else { return };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/herstel.tsv");
    let list = fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> =
        list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let made = |row: &[&str]| {
        let line: u32 = row[1].parse().unwrap();
        let mut changes = documents[row[0]].imported.log.changes.iter();
        changes.any(|change| change.line == line && change.before == row[2] && change.after == row[3])
    };
    let (good, bad): (Vec<&Vec<&str>>, Vec<&Vec<&str>>) = rows.iter().partition(|row| row[4] == "goed");
    let again: Vec<_> = bad.iter().filter(|row| made(row)).collect();
    let missing: Vec<_> = good.iter().filter(|row| !made(row)).collect();
    println!(
        "\nherstellingen in de steekproef: {}, daarvan {} goed en gemaakt, {} fout en gemaakt ({} fout en niet meer gemaakt)",
        rows.len(),
        good.len() - missing.len(),
        again.len(),
        bad.len() - again.len(),
    );
    assert!(again.is_empty(), "wrong, and made again: {again:?}");
    assert!(missing.is_empty(), "right, and no longer made: {missing:?}");
}

/// Markdown without what stands between two signs: ids, and where links lead.
fn without(markdown: &str, open: &str, close: char) -> String {
    let mut parts = markdown.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + " " + part.split_once(close).map_or("", |(_, rest)| rest))
}

/// Words of letters alone that the dictionary does not have.
fn unknown<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines
        .flat_map(|line| line.split(|sign: char| !(sign.is_alphanumeric() || "-'’".contains(sign))))
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .filter(|word| {
            word.chars().any(char::is_alphabetic) && !word.chars().any(|sign| sign.is_ascii_digit())
        })
        .filter(|word| !is_dutch(word))
        .count()
}
