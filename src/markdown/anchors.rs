//! Anchors of paragraphs and items in official text.
//!
//! A heading takes its anchor behind it; Markdown has none for the numbered paragraphs of an article. There it stands as
//! text, in front of the first word or behind the last: `1. {#artikel-5-lid-2} De melder …`.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The anchors of a text, by where its items and paragraphs begin.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    items: HashMap<usize, String>,
    paragraphs: HashMap<usize, String>,
}

impl Anchors {
    /// Takes the anchors out of the text.
    pub(super) fn take(events: &mut [(Event<'_>, Range<usize>)], body: &str) -> Self {
        let mut anchors = Self::default();
        // The first paragraph of an item that has an anchor: it was the paragraph's.
        let mut taken = None;
        for at in 0..events.len() {
            let Some((event, range)) = events.get(at) else { break };
            let (item, start) = match event {
                Event::Start(Tag::Item) => (true, range.start),
                Event::Start(Tag::Paragraph) if taken != Some(at) => (false, range.start),
                _ => continue,
            };
            let inside = matches!(events.get(at + 1), Some((Event::Start(Tag::Paragraph), _))) && item;
            let first = at + 1 + usize::from(inside);
            if let Some(id) = from_run(events.get_mut(first..).unwrap_or_default(), body) {
                let list = if item { &mut anchors.items } else { &mut anchors.paragraphs };
                list.insert(start, id);
                taken = inside.then_some(at + 1);
            }
        }
        anchors
    }

    /// The anchor of the item that begins there.
    pub(super) fn of_item(&self, start: usize) -> Option<&str> {
        self.items.get(&start).map(String::as_str)
    }

    /// The anchor of the paragraph that begins there.
    pub(super) fn of_paragraph(&self, start: usize) -> Option<&str> {
        self.paragraphs.get(&start).map(String::as_str)
    }
}

/// Takes the anchor out of a run of text: up to the end of its paragraph, or to what stands below it.
fn from_run(events: &mut [(Event<'_>, Range<usize>)], body: &str) -> Option<String> {
    let length = events
        .iter()
        .position(|(event, _)| {
            matches!(
                event,
                Event::End(TagEnd::Paragraph | TagEnd::Item)
                    | Event::Start(
                        Tag::List(_)
                            | Tag::Paragraph
                            | Tag::Table(_)
                            | Tag::CodeBlock(_)
                            | Tag::BlockQuote(_)
                    )
            )
        })
        .unwrap_or(events.len());
    let run = events.get_mut(..length)?;
    if let Some((Event::Text(text), range)) = run.first_mut()
        && let Some(id) = body.get(range.clone()).and_then(leading)
    {
        let rest = text.get(id.len() + 3..).unwrap_or_default().trim_start().to_owned();
        let id = id.to_owned();
        *text = CowStr::from(rest);
        return Some(id);
    }
    if let Some((Event::Text(text), range)) = run.last_mut()
        && let Some(id) = body.get(range.clone()).and_then(trailing)
    {
        let end = text.trim_end().len().saturating_sub(id.len() + 3);
        let rest = text.get(..end).unwrap_or_default().trim_end().to_owned();
        let id = id.to_owned();
        *text = CowStr::from(rest);
        return Some(id);
    }
    None
}

/// The id of `{#id} De melder`, as it was typed: with a backslash in it, it is text.
fn leading(source: &str) -> Option<&str> {
    let (id, rest) = source.strip_prefix("{#")?.split_once('}')?;
    (is_id(id) && (rest.is_empty() || rest.starts_with(' '))).then_some(id)
}

/// The id of `De melder {#id}`.
fn trailing(source: &str) -> Option<&str> {
    let (before, id) = source.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    (is_id(id) && (before.is_empty() || before.ends_with(' '))).then_some(id)
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
