//! Blocks into Markdown pages.

use std::collections::HashMap;
use std::fmt::Write;

use crate::blocks::{Block, Kind};
use crate::outline::{Outlined, id_of};
use crate::profile::Profile;
use crate::source::Source;
use crate::words::Word;

/// A document of more words than this gets a page for each of its chapters.
const MOST_WORDS: usize = 3_500;

/// A page of an imported document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The document it belongs to.
    pub document: String,
    /// Its file, from the folder of the import: `agressie-2021/_index.md`.
    pub path: String,
    /// Its title, as it stands in the document.
    pub title: String,
    /// First and last line of the document that it was made of.
    pub lines: (u32, u32),
    /// What follows the front matter.
    pub markdown: String,
    /// What can be linked to on it, in order.
    pub anchors: Vec<Anchor>,
    /// Whether the title stands in the document, or only in the profile.
    pub titled: bool,
    /// What the heading that became the title could be linked to by: links to it lead to the page.
    pub anchor: Option<String>,
}

/// A place on a page that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its id on the page.
    pub id: String,
    /// The line of the document it starts on.
    pub line: u32,
    /// What a heading says; empty for a numbered paragraph.
    pub heading: String,
    /// All words that belong to it, up to the next of its kind.
    pub text: String,
}

impl Page {
    /// The file as it is written: front matter and text.
    pub fn file(&self) -> String {
        format!(
            "---\ntitel: {}\ndocument: {}\nregels: {} t/m {}\n---\n\n{}",
            quoted(&self.title),
            self.document,
            self.lines.0,
            self.lines.1,
            self.markdown
        )
    }
}

/// A text as YAML holds it whatever is in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the pages of all documents of a file.
pub(crate) fn write(_source: &Source, parts: &[Outlined], profile: &Profile) -> Vec<Page> {
    let mut pages = Vec::new();
    for outlined in parts {
        let part = outlined.part.and_then(|index| profile.parts.get(index));
        let document = part.map_or(profile.document.as_str(), |part| part.document.as_str());
        let title = part.map_or(profile.title.as_str(), |part| part.title.as_str());
        write_document(&outlined.blocks, document, title, &mut pages);
    }
    pages
}

/// The pages of one document: one, or one for each chapter with the text before the first on the page of the folder.
fn write_document(blocks: &[Block], document: &str, title: &str, pages: &mut Vec<Page>) {
    let folder = id_of(document.rsplit('/').next().unwrap_or(document));
    let own_title = blocks.first().filter(|block| block.kind == Kind::Heading(1));
    let body = if own_title.is_some() { blocks.get(1..).unwrap_or_default() } else { blocks };
    let heading = own_title.map(Block::text);
    let lines = |blocks: &[Block]| {
        let first = blocks.first().map_or(1, |block| block.line);
        (first, blocks.iter().map(|block| block.last_line).max().unwrap_or(first))
    };
    let start = own_title.map_or_else(|| lines(blocks).0, |block| block.line);
    let words: usize = body.iter().map(|block| block.words.len()).sum();
    let top = body.iter().filter_map(depth).min().unwrap_or(2);
    let chapters: Vec<usize> =
        body.iter().enumerate().filter(|(_, block)| depth(block) == Some(top)).map(|(at, _)| at).collect();
    // Articles are too small to be pages; a regulation without chapters stays one.
    let articles =
        chapters.iter().any(|at| body[*at].anchor.as_ref().is_some_and(|id| id.starts_with("artikel-")));
    let split = words > MOST_WORDS && chapters.len() > 1 && !articles;
    let lead = if split { &body[..chapters[0]] } else { body };
    let from = pages.len();
    let mut first = page(document, format!("{folder}/_index.md"), heading, title, lead, top);
    first.lines = (start, lines(lead).1.max(start));
    pages.push(first);
    if !split {
        return;
    }
    let mut names = std::collections::HashSet::new();
    for (number, at) in chapters.iter().enumerate() {
        let end = chapters.get(number + 1).copied().unwrap_or(body.len());
        let blocks = &body[*at..end];
        let Some((head, rest)) = blocks.split_first() else { continue };
        let mut name = head.anchor.clone().unwrap_or_else(|| format!("deel-{}", number + 1));
        while !names.insert(name.clone()) {
            name.push_str("-2");
        }
        let path = format!("{folder}/{name}.md");
        let mut page = page(document, path, Some(head.text()), title, rest, top + 1);
        page.lines = lines(blocks);
        page.anchor = head.anchor.clone();
        pages.push(page);
    }
    lead_across(&mut pages[from..]);
}

/// Links within a document that lead to another of its pages get that page in front.
fn lead_across(pages: &mut [Page]) {
    let mut places: HashMap<String, (usize, bool)> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        places.extend(page.anchor.iter().map(|id| (id.clone(), (at, true))));
        places.extend(page.anchors.iter().map(|anchor| (anchor.id.clone(), (at, false))));
    }
    let files: Vec<String> =
        pages.iter().map(|page| page.path.rsplit('/').next().unwrap_or_default().to_owned()).collect();
    for (at, page) in pages.iter_mut().enumerate() {
        let mut out = String::with_capacity(page.markdown.len());
        let mut rest = page.markdown.as_str();
        while let Some(start) = rest.find("](#") {
            let (before, link) = rest.split_at(start + 2);
            out.push_str(before);
            let end = link.find(')').unwrap_or(link.len());
            let id = link.get(1..end).unwrap_or_default();
            match places.get(id) {
                Some((other, false)) if *other == at => out.push_str(&link[..end]),
                Some((other, whole)) => {
                    out.push_str(files.get(*other).map_or("", String::as_str));
                    if !whole {
                        out.push('#');
                        out.push_str(id);
                    }
                }
                None => out.push_str(&link[..end]),
            }
            rest = &link[end..];
        }
        out.push_str(rest);
        page.markdown = out;
    }
}

fn depth(block: &Block) -> Option<u8> {
    match block.kind {
        Kind::Heading(depth) => Some(depth),
        _ => None,
    }
}

/// A page of these blocks; its lines are filled in by who knows where it starts.
fn page(
    document: &str,
    path: String,
    heading: Option<String>,
    title: &str,
    blocks: &[Block],
    top: u8,
) -> Page {
    let mut writer = Writer { out: String::new(), top, list: Vec::new(), base: None, meaning: Meaning::None };
    let mut at = 0;
    while at < blocks.len() {
        let rows = crate::tables::write::run(&blocks[at..]);
        if rows > 0 {
            writer.table(&blocks[at..at + rows]);
        } else {
            writer.block(&blocks[at]);
        }
        at += rows.max(1);
    }
    let titled = heading.is_some();
    Page {
        document: document.to_owned(),
        path,
        title: heading.unwrap_or_else(|| title.to_owned()),
        lines: (0, 0),
        anchor: None,
        markdown: writer.finish(),
        anchors: anchors(blocks),
        titled,
    }
}

/// What can be linked to, each with the words up to the next of its kind.
fn anchors(blocks: &[Block]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Some(id) = block.anchor.clone() else { continue };
        let own = depth(block);
        let belongs = |other: &Block| match (own, depth(other)) {
            (Some(own), Some(other)) => other > own,
            (None, Some(_)) => false,
            (Some(_), None) => true,
            (None, None) => other.anchor.is_none(),
        };
        let rest = blocks[at + 1..].iter().take_while(|other| belongs(other));
        let text: Vec<String> = match own {
            Some(_) => rest.map(Block::text).collect(),
            None => std::iter::once(block.text()).chain(rest.map(Block::text)).collect(),
        };
        let heading = if own.is_some() { block.text() } else { String::new() };
        anchors.push(Anchor { id, line: block.line, heading, text: text.join("\n") });
    }
    anchors
}

struct Writer {
    out: String,
    /// The depth that becomes `##`.
    top: u8,
    /// The last number of each open list, and which sign stands behind it.
    list: Vec<(u32, char)>,
    /// The level of the first item since the last text that was none.
    base: Option<u8>,
    meaning: Meaning,
}

/// Whether what is written next tells what a term means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    None,
    /// The term stands there, its meaning does not yet.
    Starts,
    /// Some of its meaning does.
    GoesOn,
}

impl Writer {
    fn table(&mut self, rows: &[Block]) {
        self.list.clear();
        self.base = None;
        self.meaning = Meaning::None;
        self.out.push_str(&crate::tables::write::markdown(rows, |words| inline(words, true)));
        self.out.push('\n');
    }

    /// What a line starts with where it tells what a term means.
    fn margin(&mut self, kind: &Kind) -> &'static str {
        let tells = matches!(kind, Kind::Meaning | Kind::Item { .. });
        if !tells {
            self.meaning = Meaning::None;
        }
        match self.meaning {
            Meaning::None => "",
            Meaning::Starts => {
                self.meaning = Meaning::GoesOn;
                ": "
            }
            Meaning::GoesOn => "  ",
        }
    }

    fn block(&mut self, block: &Block) {
        let text = inline(&block.words, false);
        let margin = self.margin(&block.kind);
        match &block.kind {
            Kind::Heading(depth) => {
                self.list.clear();
                self.base = None;
                let hashes = usize::from(depth.saturating_sub(self.top)).min(4) + 2;
                let _ = write!(self.out, "{} {}", "#".repeat(hashes), text);
                if let Some(anchor) = &block.anchor {
                    let _ = write!(self.out, " {{#{anchor}}}");
                }
                self.out.push_str("\n\n");
            }
            // A number without text heads no list.
            Kind::Item { mark, .. } if text.is_empty() => {
                self.list.clear();
                self.base = None;
                let number = mark.as_ref().map_or("", |mark| mark.text.as_str());
                let _ = writeln!(self.out, "{margin}{}\n", start_safe(&escape(number, false)));
            }
            Kind::Item { mark, level } => {
                let base = *self.base.get_or_insert(*level);
                let level = usize::from(level.saturating_sub(base));
                let indent = "    ".repeat(level.min(self.list.len()));
                self.list.truncate(level.min(self.list.len()) + 1);
                let at = level.min(self.list.len());
                let mut sign = '.';
                let before = self.list.get(at).copied();
                let value = mark
                    .as_ref()
                    .filter(|mark| mark.style == crate::lines::Style::Digits)
                    .map(|mark| mark.value);
                if let Some(value) = value {
                    // Markdown counts on by itself; a list that does not gets the other sign, which starts a new one.
                    if let Some((last, used)) = before {
                        sign = if value == last + 1 { used } else { other_sign(used) };
                    }
                }
                self.list.truncate(at);
                self.list.push((value.unwrap_or(0), sign));
                let anchor = block.anchor.as_ref().map(|id| format!("{{#{id}}} ")).unwrap_or_default();
                let lead = match (mark, value) {
                    (_, Some(value)) => format!("{value}{sign} {anchor}"),
                    (Some(mark), None) => format!("- {anchor}{} ", escape(&mark.text, false)),
                    (None, None) => format!("- {anchor}"),
                };
                let _ = writeln!(self.out, "{margin}{indent}{lead}{}\n", start_safe(&text));
            }
            Kind::Term => {
                self.list.clear();
                self.base = None;
                let _ = writeln!(self.out, "{}", start_safe(&text));
                self.meaning = Meaning::Starts;
            }
            Kind::Meaning => {
                self.list.clear();
                self.base = None;
                let _ = writeln!(self.out, "{margin}{}\n", start_safe(&text));
            }
            // Written by `table`, all rows at once.
            Kind::Row => {}
            Kind::Paragraph | Kind::Loose | Kind::Section(_) | Kind::Note => {
                self.list.clear();
                self.base = None;
                let _ = writeln!(self.out, "{}\n", start_safe(&text));
            }
        }
    }

    fn finish(self) -> String {
        format!("{}\n", self.out.trim_end())
    }
}

fn other_sign(sign: char) -> char {
    if sign == '.' { ')' } else { '.' }
}

/// Words as Markdown, with their looks and links.
fn inline(words: &[Word], row: bool) -> String {
    let mut out = String::new();
    let mut open: (bool, bool, Option<std::rc::Rc<str>>) = (false, false, None);
    for word in words {
        let look = (word.look.bold, word.look.italic, word.look.link.clone());
        if look != open {
            close(&mut out, &open);
            if !out.is_empty() {
                out.push(' ');
            }
            start(&mut out, &look);
            open = look;
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&escape(&word.text, row));
    }
    close(&mut out, &open);
    out
}

fn start(out: &mut String, look: &(bool, bool, Option<std::rc::Rc<str>>)) {
    if look.2.is_some() {
        out.push('[');
    }
    if look.0 {
        out.push_str("**");
    }
    if look.1 {
        out.push('*');
    }
}

fn close(out: &mut String, look: &(bool, bool, Option<std::rc::Rc<str>>)) {
    if look.1 {
        out.push('*');
    }
    if look.0 {
        out.push_str("**");
    }
    if let Some(link) = &look.2 {
        let _ = write!(out, "]({link})");
    }
}

/// A word with the signs that Markdown would take for its own.
fn escape(text: &str, row: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '{' | '}' | '~' | '$')
            || (sign == '|' && (row || text == "|"))
            // `&amp;` typed by somebody is those five signs.
            || (sign == '&' && text.contains(';'))
        {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// A text that must not start like a heading, a list or a rule.
fn start_safe(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or("");
    let digits = first.trim_end_matches(['.', ')']);
    let ordered =
        first.len() > digits.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if ordered {
        let (number, rest) = text.split_at(digits.len());
        return format!("{number}\\{rest}");
    }
    let marks = matches!(first, "-" | "+" | "=" | "—")
        || first.starts_with(['#', '=', '+', ':'])
        || first.starts_with("--");
    if marks { format!("\\{text}") } else { text.to_owned() }
}
