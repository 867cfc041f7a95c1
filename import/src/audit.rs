//! Proof that nothing was lost: the words of the document, with the changes of the log, are the words of the pages,
//! in the same order.
//!
//! It reads the Markdown back with a parser of its own account and knows nothing of how the pages came about.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::log::{Log, Move};
use crate::pages::Page;
use crate::source::Source;
use crate::words::Tokens;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Words of the document.
    pub words: usize,
    /// Words that are only in the log.
    pub logged: usize,
    /// Words that are neither in a page nor in the log, with their line.
    pub lost: Vec<(u32, String)>,
    /// Words in a page that are neither in the document nor in the log.
    pub invented: Vec<String>,
}

impl Audit {
    /// Whether every word is accounted for.
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty() && self.invented.is_empty()
    }
}

/// Compares a document with what was made of it.
pub fn audit(source: &Source, pages: &[Page], log: &Log) -> Audit {
    let tokens = Tokens::of(source);
    let mut expected: Vec<Expected> = Vec::new();
    let mut audit = Audit::default();
    let mut at = 0;
    let mut changes = log.changes.iter().peekable();
    loop {
        while let Some(change) = changes.next_if(|change| change.at <= at) {
            let after = split(&change.after).map(|word| Expected { at: change.at, line: change.line, word });
            expected.extend(after);
            if change.at + change.take > at {
                let before = split(&change.before).count();
                if change.after.is_empty() {
                    audit.logged += before;
                }
                audit.words += before;
                at = change.at + change.take;
            }
        }
        let Some(token) = tokens.get(at) else { break };
        if changes.peek().is_some_and(|change| change.at <= at) {
            continue;
        }
        let words: Vec<String> = split(&token.text).collect();
        audit.words += words.len();
        expected.extend(words.into_iter().map(|word| Expected { at, line: token.line, word }));
        at += 1;
    }
    relocate(&mut expected, &log.moves);
    let expected: Vec<(u32, String)> =
        expected.into_iter().map(|expected| (expected.line, expected.word)).collect();
    let written = written(pages);
    compare(&expected, &written, &mut audit);
    audit
}

/// A word that the pages must have.
struct Expected {
    /// The word of the document it stands for, or is put in before.
    at: usize,
    line: u32,
    word: String,
}

/// Puts words where the log says that they stand.
fn relocate(expected: &mut Vec<Expected>, moves: &[Move]) {
    for moved in moves {
        let own = |word: &Expected| (moved.at..moved.at + moved.take).contains(&word.at);
        let (taken, mut left): (Vec<Expected>, Vec<Expected>) =
            std::mem::take(expected).into_iter().partition(own);
        let place = left.iter().position(|word| word.at >= moved.to).unwrap_or(left.len());
        left.splice(place..place, taken);
        *expected = left;
    }
}

/// The words in a text, as they are compared: without what only shows how it looks.
fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().filter_map(clean)
}

/// A word without the signs of Markdown and the sign behind a number; none where nothing is left.
fn clean(word: &str) -> Option<String> {
    let kept: String =
        word.chars().filter(|sign| !matches!(sign, '*' | '_' | '\\' | '`' | '#' | '|')).collect();
    let kept = match kept.strip_suffix(['.', ')']) {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => number.to_owned(),
        _ => kept,
    };
    crate::words::is_word(&kept).then_some(kept)
}

/// The words of the pages, titles included.
fn written(pages: &[Page]) -> Vec<String> {
    let mut words = Vec::new();
    for page in pages {
        if page.titled {
            words.extend(split(&page.title));
        }
        let mut lists: Vec<Option<u64>> = Vec::new();
        let mut text = String::new();
        for event in Parser::new_ext(
            &without_ids(&page.markdown),
            Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST,
        ) {
            match event {
                Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    text.push_str(&part)
                }
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Start(Tag::List(first)) => {
                    text.push(' ');
                    lists.push(first);
                }
                Event::End(TagEnd::List(_)) => {
                    lists.pop();
                }
                Event::Start(Tag::Item) => {
                    text.push(' ');
                    if let Some(Some(number)) = lists.last_mut() {
                        text.push_str(&format!("{number}. "));
                        *number += 1;
                    }
                }
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::Item
                    | TagEnd::TableCell
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition,
                ) => text.push(' '),
                _ => {}
            }
        }
        words.extend(split(&text));
    }
    words
}

/// Markdown without the ids that headings and paragraphs carry, `{#artikel-5-lid-2}`. What the document itself writes
/// with such brackets has a backslash in front.
fn without_ids(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(start) = rest.find("{#") {
        let (before, id) = rest.split_at(start);
        out.push_str(before);
        let inner = id[2..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let whole = !before.ends_with('\\') && id[2 + inner..].starts_with('}');
        // The space behind it goes too: it would count as indent of what is nested.
        let space = usize::from(id[2 + inner..].starts_with("} "));
        let length = if whole { inner + 3 + space } else { 2 };
        out.push_str(if whole { "" } else { "{#" });
        rest = &id[length..];
    }
    out.push_str(rest);
    out
}

/// Walks both rows of words; where they part, looks for the nearest place where they meet again.
fn compare(expected: &[(u32, String)], written: &[String], audit: &mut Audit) {
    const REACH: usize = 400;
    let (mut at, mut on) = (0, 0);
    while at < expected.len() || on < written.len() {
        match (expected.get(at), written.get(on)) {
            (Some((_, word)), Some(other)) if word == other => {
                at += 1;
                on += 1;
            }
            (Some(_), Some(_)) => {
                let meets = (1..REACH).find_map(|steps| {
                    (0..=steps).find_map(|skip| {
                        let (next, other) = (at + skip, on + steps - skip);
                        let same =
                            (0..3).all(|more| match (expected.get(next + more), written.get(other + more)) {
                                (Some((_, word)), Some(other)) => word == other,
                                (None, None) => true,
                                _ => false,
                            });
                        same.then_some((next, other))
                    })
                });
                let (next, other) = meets.unwrap_or((expected.len(), written.len()));
                audit.lost.extend(expected[at..next].iter().cloned());
                audit.invented.extend(written[on..other].iter().cloned());
                (at, on) = (next, other);
            }
            (Some(_), None) => {
                audit.lost.extend(expected[at..].iter().cloned());
                at = expected.len();
            }
            (None, Some(_)) => {
                audit.invented.extend(written[on..].iter().cloned());
                on = written.len();
            }
            (None, None) => break,
        }
    }
}
