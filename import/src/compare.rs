//! What a new version of a document changes: sections added, removed, renamed and changed, word by word.
//!
//! Works on Markdown as [`crate::import`] writes it, so that an earlier import can be compared with a new one as well
//! as two files.

use std::collections::HashMap;
use std::fmt::Write;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::outline::title_key;

/// A part of a document under one heading, without what stands under headings of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What it can be linked to by; empty for the text before the first heading.
    pub id: String,
    /// The heading, numbers included.
    pub heading: String,
    /// How deep, from 1.
    pub depth: u8,
    /// Its words.
    pub words: Vec<String>,
}

/// What became of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only in the new version.
    Added(Section),
    /// Only in the old version.
    Removed(Section),
    /// In both, with other words or another heading.
    Changed {
        /// As it was.
        old: Section,
        /// As it is.
        new: Section,
        /// All words of both, in order.
        words: Vec<Run>,
    },
}

/// Words in a row of which the same became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// In both versions.
    Same(Vec<String>),
    /// Only in the old one.
    Gone(Vec<String>),
    /// Only in the new one.
    New(Vec<String>),
}

/// The sections of a document's pages, each page a title and its Markdown.
pub fn sections<'a>(pages: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Section> {
    let mut sections = Vec::new();
    for (title, markdown) in pages {
        read_page(title, markdown, &mut sections);
    }
    sections
}

/// What pages hold besides plain Markdown.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_HEADING_ATTRIBUTES).union(Options::ENABLE_DEFINITION_LIST);

fn read_page(title: &str, markdown: &str, into: &mut Vec<Section>) {
    into.push(Section { id: String::new(), heading: title.to_owned(), depth: 1, words: Vec::new() });
    let mut text = String::new();
    let mut heading: Option<u8> = None;
    let mut numbers: Vec<Option<u64>> = Vec::new();
    let flush = |text: &mut String, into: &mut Vec<Section>| {
        let words = text.split_whitespace().map(str::to_owned);
        if let Some(section) = into.last_mut() {
            section.words.extend(words);
        }
        text.clear();
    };
    for event in Parser::new_ext(markdown, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                flush(&mut text, into);
                heading = Some(depth(level));
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                into.push(Section { id, heading: String::new(), depth: depth(level), words: Vec::new() });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let (Some(_), Some(section)) = (heading.take(), into.last_mut()) {
                    section.heading = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                text.clear();
            }
            Event::Start(Tag::List(first)) => {
                text.push(' ');
                numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                text.push(' ');
                if let Some(Some(number)) = numbers.last_mut() {
                    let _ = write!(text, "{number}. ");
                    *number += 1;
                }
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) => text.push(' '),
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&part)
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    flush(&mut text, into);
    for section in into {
        section.words.retain(|word| !(word.starts_with("{#") && word.ends_with('}')));
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// How much of the words two sections must share to be one section under another name, in parts of a hundred.
const SHARED: usize = 40;

/// What the new version changes, in the order of the new version; what was removed stands where it was.
pub fn compare(old: &[Section], new: &[Section]) -> Vec<Change> {
    let keys =
        |sections: &[Section]| sections.iter().map(|section| title_key(&section.heading)).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut changes = Vec::new();
    let mut old_from = 0;
    let mut new_from = 0;
    let matched = common(&old_keys, &new_keys);
    for (at, on) in matched.into_iter().chain([(old.len(), new.len())]) {
        between(&old[old_from..at], &new[new_from..on], &mut changes);
        if let (Some(before), Some(after)) = (old.get(at), new.get(on)) {
            changes.extend(changed(before, after));
        }
        (old_from, new_from) = (at + 1, on + 1);
    }
    changes
}

/// A section in both versions, if anything of it changed.
fn changed(old: &Section, new: &Section) -> Option<Change> {
    let same = old.words == new.words && old.heading == new.heading;
    (!same).then(|| Change::Changed {
        old: old.clone(),
        new: new.clone(),
        words: runs(&old.words, &new.words),
    })
}

/// Sections between two that kept their name: renamed ones are found by what they share, the others came or went.
fn between(old: &[Section], new: &[Section], changes: &mut Vec<Change>) {
    let mut taken = vec![false; old.len()];
    let mut renamed: Vec<Option<usize>> = vec![None; new.len()];
    for (on, section) in new.iter().enumerate() {
        let best = old
            .iter()
            .enumerate()
            .filter(|(at, _)| !taken[*at])
            .map(|(at, other)| (shared(other, section), at))
            .max_by_key(|(shared, at)| (*shared, std::cmp::Reverse(*at)));
        if let Some((shared, at)) = best
            && shared >= SHARED
        {
            taken[at] = true;
            renamed[on] = Some(at);
        }
    }
    let gone = old
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| !**taken)
        .map(|(section, _)| Change::Removed(section.clone()));
    changes.extend(gone);
    for (section, renamed) in new.iter().zip(renamed) {
        match renamed.and_then(|at| old.get(at)) {
            Some(before) => changes.extend(changed(before, section)),
            None => changes.push(Change::Added(section.clone())),
        }
    }
}

/// How much of the words two sections share, in parts of a hundred of the shorter one.
fn shared(old: &Section, new: &Section) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in &old.words {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    let mut both = 0;
    for word in &new.words {
        if let Some(count) = counts.get_mut(word.as_str())
            && *count > 0
        {
            *count -= 1;
            both += 1;
        }
    }
    both * 100 / old.words.len().min(new.words.len()).max(1)
}

/// The most cells of a table for comparing; longer rows are compared in halves where they meet.
const MOST_CELLS: usize = 6_000_000;

/// The longest common subsequence of two rows, as pairs of places.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let end =
        old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (middle_old, middle_new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    pairs.extend(table(middle_old, middle_new).into_iter().map(|(at, on)| (at + start, on + start)));
    pairs.extend((0..end).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back)));
    pairs
}

fn table<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST_CELLS {
        return Vec::new();
    }
    let mut best = vec![0_u32; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for on in (0..new.len()).rev() {
            best[at * width + on] = if old[at] == new[on] {
                best[(at + 1) * width + on + 1] + 1
            } else {
                best[(at + 1) * width + on].max(best[at * width + on + 1])
            };
        }
    }
    let (mut at, mut on, mut pairs) = (0, 0, Vec::new());
    while at < old.len() && on < new.len() {
        if old[at] == new[on] {
            pairs.push((at, on));
            at += 1;
            on += 1;
        } else if best[(at + 1) * width + on] >= best[at * width + on + 1] {
            at += 1;
        } else {
            on += 1;
        }
    }
    pairs
}

/// The words of two versions in runs.
fn runs(old: &[String], new: &[String]) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut at, mut on) = (0, 0);
    let mut same: Vec<String> = Vec::new();
    for (next, other) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        if next > at || other > on {
            if !same.is_empty() {
                runs.push(Run::Same(std::mem::take(&mut same)));
            }
            if next > at {
                runs.push(Run::Gone(old[at..next].to_vec()));
            }
            if other > on {
                runs.push(Run::New(new[on..other].to_vec()));
            }
        }
        same.extend(old.get(next).cloned());
        (at, on) = (next + 1, other + 1);
    }
    if !same.is_empty() {
        runs.push(Run::Same(same));
    }
    runs
}

/// How many words around a change are shown.
const AROUND: usize = 12;

/// The page that shows the changes, as Markdown. What went is struck through, what came is bold; a long stretch that
/// stayed is shortened.
pub fn page(changes: &[Change]) -> String {
    let mut out = String::new();
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|change| wanted(change)).count();
    let (added, removed) = (
        count(|change| matches!(change, Change::Added(_))),
        count(|change| matches!(change, Change::Removed(_))),
    );
    let changed = changes.len() - added - removed;
    if changes.is_empty() {
        return "Er is niets veranderd.\n".to_owned();
    }
    let _ = writeln!(
        out,
        "Nieuw: {added}. Vervallen: {removed}. Gewijzigd: {changed}. Doorgehaald is vervallen, vet is nieuw.\n"
    );
    for change in changes {
        match change {
            Change::Added(section) => {
                let _ = writeln!(out, "## Nieuw: {}\n\n{}\n", safe(&section.heading), new(&section.words));
            }
            Change::Removed(section) => {
                let _ =
                    writeln!(out, "## Vervallen: {}\n\n{}\n", safe(&section.heading), gone(&section.words));
            }
            Change::Changed { old, new, words } => {
                let _ = writeln!(out, "## Gewijzigd: {}\n", safe(&new.heading));
                if old.heading != new.heading {
                    let _ = writeln!(out, "Heette: {}\n", safe(&old.heading));
                }
                let _ = writeln!(out, "{}\n", shown(words));
            }
        }
    }
    out
}

fn shown(words: &[Run]) -> String {
    let mut parts = Vec::new();
    let last = words.len().saturating_sub(1);
    for (at, run) in words.iter().enumerate() {
        parts.push(match run {
            Run::Gone(words) => gone(words),
            Run::New(words) => new(words),
            Run::Same(words) if words.len() <= 2 * AROUND + 4 => safe(&words.join(" ")),
            Run::Same(words) => {
                let head = if at == 0 { String::new() } else { safe(&words[..AROUND].join(" ")) };
                let tail =
                    if at == last { String::new() } else { safe(&words[words.len() - AROUND..].join(" ")) };
                format!("{head} […] {tail}").trim().to_owned()
            }
        });
    }
    parts.join(" ")
}

fn gone(words: &[String]) -> String {
    if words.is_empty() { String::new() } else { format!("~~{}~~", safe(&words.join(" "))) }
}

fn new(words: &[String]) -> String {
    if words.is_empty() { String::new() } else { format!("**{}**", safe(&words.join(" "))) }
}

/// Words with the signs that Markdown would take for its own.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '{' | '}' | '~' | '#' | '|') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Vooraf.\n\n## Artikel 1 Doel {#artikel-1}\n\n1. {#artikel-1-lid-1} De regels gelden voor iedereen.\n\n2. Ook buiten werktijd.\n\n## Artikel 2 Geschenken {#artikel-2}\n\nTot 25 euro mag je het houden.\n\n## Artikel 3 Liefde {#artikel-3}\n\nJe meldt een relatie met een ondergeschikte bij je leidinggevende.\n\n## Artikel 4 Slot {#artikel-4}\n\nDit geldt vanaf 2020.\n";
    const NEW: &str = "Vooraf.\n\n## Artikel 1 Doel {#artikel-1}\n\n1. {#artikel-1-lid-1} De regels gelden voor iedereen.\n\n2. Ook buiten werktijd.\n\n## Artikel 2 Geschenken {#artikel-2}\n\nTot en met 50 euro mag je het houden.\n\n## Artikel 3 Privérelaties {#artikel-3}\n\nJe meldt een relatie met een ondergeschikte of collega bij je leidinggevende.\n\n## Artikel 3a Familie {#artikel-3a}\n\nOok familie telt mee.\n\n";

    #[test]
    fn sections_come_go_and_change() {
        let old = sections([("Code", OLD)]);
        let new = sections([("Code", NEW)]);
        let page = page(&compare(&old, &new));
        assert_eq!(
            page,
            "Nieuw: 1. Vervallen: 1. Gewijzigd: 2. Doorgehaald is vervallen, vet is nieuw.\n\n\
             ## Gewijzigd: Artikel 2 Geschenken\n\nTot ~~25~~ **en met 50** euro mag je het houden.\n\n\
             ## Vervallen: Artikel 4 Slot\n\n~~Dit geldt vanaf 2020.~~\n\n\
             ## Gewijzigd: Artikel 3 Privérelaties\n\nHeette: Artikel 3 Liefde\n\nJe meldt een relatie met een ondergeschikte **of collega** bij je leidinggevende.\n\n\
             ## Nieuw: Artikel 3a Familie\n\n**Ook familie telt mee.**\n\n"
        );
        assert_eq!(super::page(&compare(&old, &old)), "Er is niets veranderd.\n");
    }

    #[test]
    fn the_runs_hold_both_versions() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for (old, new) in
            [("a b c d", "a x c d e"), ("", "a b"), ("a b", ""), ("a", "a"), ("a b a b", "b a b a")]
        {
            let (old, new) = (words(old), words(new));
            let runs = runs(&old, &new);
            let side = |wanted: fn(&Run) -> Option<&Vec<String>>| -> Vec<String> {
                runs.iter().filter_map(wanted).flatten().cloned().collect()
            };
            let kept = side(|run| match run {
                Run::Same(words) | Run::Gone(words) => Some(words),
                Run::New(_) => None,
            });
            let now = side(|run| match run {
                Run::Same(words) | Run::New(words) => Some(words),
                Run::Gone(_) => None,
            });
            assert_eq!((kept, now), (old, new));
        }
    }
}
