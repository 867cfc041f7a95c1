//! The events of a page's Markdown, turned into HTML, headings and text for search.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use calculators::tree::Span;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::anchors::Anchors;
use super::headings::{Heading, Ids};
use super::html::{escape, escape_into};
use super::insertion::{Insertion, KINDS, Stretch, stretches};
use super::{Manner, Surroundings, typography};
use crate::check::markdown as found;
use crate::check::{did_you_mean, markdown};
use crate::diagnostics::Diagnostic;

/// A page's text, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The body.
    pub html: String,
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Its text by heading, for search; the first has no heading.
    pub sections: Vec<Section>,
    /// Anchors that it points at.
    pub places: Vec<Place>,
    /// What was inserted, in order.
    pub insertions: Vec<Insertion>,
    /// Of official text: all that can be linked to, in order.
    pub pieces: Vec<Piece>,
}

/// The text of a heading, paragraph or item that can be linked to, up to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its id.
    pub id: String,
    /// The level of a heading; [`Piece::PAGE`] and [`Piece::PARAGRAPH`] for what is none.
    pub level: u8,
    /// What a heading says.
    pub heading: String,
    /// What stands under it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Piece {
    /// The page itself, above all headings.
    pub const PAGE: u8 = 1;
    /// Below all headings.
    pub const PARAGRAPH: u8 = 7;
}

/// The plain text under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The id of the heading; empty for what stands before the first.
    pub anchor: String,
    /// The heading.
    pub heading: String,
    /// The text, blocks parted by a line break.
    pub text: String,
}

/// An anchor on some page that a link points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The address of the page.
    pub address: String,
    /// The anchor.
    pub anchor: String,
    /// The link.
    pub span: Span,
}

/// The flags, one by one: the set of all of them holds an old kind of footnote that switches the new one off.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Official text has no notes and quotes of its own: a sign of which Markdown makes more than it says is that sign.
fn official_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Compiles the Markdown that begins at `body_start` in file `file`.
pub fn compile(
    text: &str,
    file: u32,
    body_start: usize,
    around: &dyn Surroundings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Document {
    let body = &text[body_start..];
    let mut dangling = Vec::new();
    let mut callback = |link: pulldown_cmark::BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            dangling.push((link.span.clone(), link.reference.to_string()));
        }
        None
    };
    let manner = around.manner();
    let options = if manner == Manner::Own { options() } else { official_options() };
    let parser = Parser::new_with_broken_link_callback(body, options, Some(&mut callback));
    let mut events: Vec<(Event, Range<usize>)> =
        TextMergeWithOffset::new(parser.into_offset_iter()).collect();
    let anchors = if manner == Manner::Own { Anchors::default() } else { Anchors::take(&mut events, body) };
    let mut writer = Writer {
        body,
        file,
        body_start,
        around,
        diagnostics,
        document: Document { sections: vec![Section::default()], ..Document::default() },
        ids: Ids::default(),
        notes: Vec::new(),
        footnotes: BTreeMap::new(),
        references: Vec::new(),
        table: None,
        lists: Vec::new(),
        link_ends: Vec::new(),
        pictures: Vec::new(),
        code: false,
        manner,
        anchors,
        items: Vec::new(),
        paragraph: None,
        mark: None,
        source: false,
        above: 1,
    };
    if manner != Manner::Own {
        writer.piece("", Piece::PAGE, "", Span { file, start: body_start as u32, end: body_start as u32 });
    }
    for (range, name) in dangling {
        let span = writer.span(&range);
        writer.diagnostics.push(markdown::dead_link(span, &name, None));
    }
    writer.write(&events);
    writer.finish()
}

/// A footnote: where it is first referred to, and its text.
#[derive(Debug, Default)]
struct Footnote {
    html: String,
    span: Span,
    number: Option<usize>,
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// The first cell of each row says what the row is about.
    row_heads: bool,
    cell_start: usize,
    text_start: usize,
}

struct Writer<'a, 'd> {
    body: &'a str,
    file: u32,
    body_start: usize,
    around: &'a dyn Surroundings,
    diagnostics: &'d mut Vec<Diagnostic>,
    document: Document,
    ids: Ids,
    /// Open notes and footnotes: what the HTML held before them.
    notes: Vec<(String, String)>,
    footnotes: BTreeMap<String, Footnote>,
    /// Names of footnotes in the order of their first reference, with the number of references so far.
    references: Vec<(String, usize)>,
    table: Option<Table>,
    /// For each open list its first number, if it is numbered.
    lists: Vec<Option<u64>>,
    link_ends: Vec<&'static str>,
    /// Open pictures, the innermost last.
    pictures: Vec<Picture>,
    /// Inside a block of code, where nothing is replaced.
    code: bool,
    manner: Manner,
    anchors: Anchors,
    /// For each open item its anchor, if it has one.
    items: Vec<Option<String>>,
    /// The anchor of the open paragraph.
    paragraph: Option<String>,
    /// An anchor that still gets its link.
    mark: Option<String>,
    /// Inside a line that names sources.
    source: bool,
    /// The level of the last heading of official text.
    above: u8,
}

/// A picture whose description is being read: as plain text, since an attribute holds no marks.
struct Picture {
    /// What the HTML held before it.
    before: String,
    /// Where its description begins in the text for search.
    text_start: usize,
    target: String,
    span: Span,
}

impl<'a> Writer<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        let at = |byte: usize| (self.body_start + byte.min(self.body.len())) as u32;
        Span { file: self.file, start: at(range.start), end: at(range.end) }
    }

    fn push(&mut self, html: &str) {
        self.document.html.push_str(html);
    }

    /// Adds to the text for search.
    fn say(&mut self, text: &str) {
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push_str(text);
        }
        if let Some(piece) = self.document.pieces.last_mut() {
            piece.text.push_str(text);
        }
    }

    /// Begins what an anchor leads to.
    fn piece(&mut self, id: &str, level: u8, heading: &str, span: Span) {
        self.document.pieces.push(Piece {
            id: id.to_owned(),
            level,
            heading: heading.to_owned(),
            text: String::new(),
            span,
        });
    }

    /// The anchor of an item or paragraph, as an attribute; it is given out once.
    fn anchor(&mut self, id: Option<&str>, range: &Range<usize>) -> Option<String> {
        let id = id?;
        let mark = format!("{{#{id}}}");
        let at = self.body.get(range.clone()).and_then(|source| source.find(&mark)).unwrap_or_default();
        let span = self.span(&(range.start + at..range.start + at + mark.len()));
        let id = self.ids.give(Some(id), "", span, self.diagnostics);
        self.piece(&id, Piece::PARAGRAPH, "", span);
        self.mark = Some(id.clone());
        Some(id)
    }

    /// The link to the item or paragraph that is open, once.
    fn mark(&mut self) {
        if let Some(id) = self.mark.take() {
            let label = id.replace('-', " ");
            let _ = write!(
                self.document.html,
                " <a class=\"anker\" href=\"#{id}\" aria-label=\"Link naar: {label}\">#</a>"
            );
        }
    }

    /// What stands under an anchor.
    fn under(&mut self, id: &str) {
        let html = self.around.under(id);
        self.push(&html);
    }

    fn write(&mut self, events: &[(Event<'a>, Range<usize>)]) {
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            at += 1;
            match event {
                Event::Start(Tag::Paragraph) => {
                    if self.manner != Manner::Own {
                        self.official_paragraph(range);
                        continue;
                    }
                    if let Some(skip) = self.block_insertion(&events[at..], TagEnd::Paragraph) {
                        // The end of the paragraph goes with it.
                        at += skip + 1;
                        continue;
                    }
                    let rest = self.body[range.start..].trim_start();
                    self.source = rest.starts_with("Bron:") || rest.starts_with("Bronnen:");
                    self.push(if self.source { "<p class=\"bron\">" } else { "<p>" });
                }
                Event::End(TagEnd::Paragraph) => {
                    self.mark();
                    self.push("</p>\n");
                    self.say("\n");
                    self.source = false;
                    if let Some(id) = self.paragraph.take() {
                        self.under(&id);
                    }
                }
                Event::Start(Tag::Heading { level, id, .. }) => {
                    at += self.heading(*level as u8, id.as_deref(), range, &events[at..]);
                }
                Event::Start(Tag::Item) => {
                    self.start(&Tag::Item, range);
                    if self.manner != Manner::Own {
                        continue;
                    }
                    // In a list of desks each is shown with how to reach it.
                    at += self.block_insertion(&events[at..], TagEnd::Item).unwrap_or(0);
                }
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(*tag),
                Event::Text(text) => self.text(text, range),
                Event::Code(text) => {
                    self.push("<code>");
                    escape_into(&mut self.document.html, text);
                    self.push("</code>");
                    self.say(text);
                }
                Event::Html(text) | Event::InlineHtml(text) if self.manner != Manner::Own => {
                    let text = text.clone();
                    self.plain(&text);
                }
                // Reported as a whole where the block begins.
                Event::Html(_) => {}
                Event::InlineHtml(_) => {
                    let span = self.span(range);
                    self.diagnostics.push(found::raw_html(span));
                }
                Event::FootnoteReference(name) => self.reference(name, range),
                Event::SoftBreak => {
                    self.push("\n");
                    self.say(" ");
                }
                Event::HardBreak => {
                    self.push("<br>\n");
                    self.say(" ");
                }
                Event::Rule => self.push("<hr>\n"),
                Event::TaskListMarker(done) => {
                    let html = if *done {
                        "<input type=\"checkbox\" disabled checked aria-label=\"Gedaan\"> "
                    } else {
                        "<input type=\"checkbox\" disabled aria-label=\"Nog te doen\"> "
                    };
                    self.push(html);
                }
                Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, range),
            }
        }
    }

    /// A paragraph that holds an insertion and nothing else, or an item of a list that holds a desk and nothing else.
    /// Gives how many events it took before the end.
    fn block_insertion(&mut self, events: &[(Event<'a>, Range<usize>)], end: TagEnd) -> Option<usize> {
        let [(Event::Text(text), range), (Event::End(found), _), ..] = events else {
            return None;
        };
        if *found != end {
            return None;
        }
        let [Stretch::Braces(inside, ..)] = stretches(text.trim())[..] else { return None };
        let insertion = Insertion::parse(inside)?;
        let alone = match end {
            TagEnd::Item => matches!(insertion, Insertion::Contact(_)),
            _ => !matches!(insertion, Insertion::Fact(_) | Insertion::Term(_)),
        };
        if !alone {
            return None;
        }
        let span = self.span(range);
        match self.around.block(&insertion, span) {
            Ok(inserted) => {
                self.push(&inserted.html);
                self.push("\n");
                self.say(&inserted.text);
                self.say("\n");
                self.document.insertions.push(insertion);
            }
            Err(finding) => self.diagnostics.push(*finding),
        }
        Some(1)
    }

    /// A heading up to its end. Gives how many events it took.
    fn heading(
        &mut self,
        level: u8,
        written: Option<&str>,
        range: &Range<usize>,
        events: &[(Event<'a>, Range<usize>)],
    ) -> usize {
        let count = events
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
            .unwrap_or(events.len());
        let span = self.span(&(range.start..range.end.max(range.start)));
        let official = self.manner != Manner::Own;
        let level = if official {
            // A document may skip a level; whoever goes through its headings by ear should not.
            let level = level.clamp(2, self.above + 1);
            self.above = level;
            level
        } else {
            self.ids.check_level(level, span, self.diagnostics);
            level
        };
        let pieces = self.document.pieces.len();
        let above_length = self.document.pieces.last().map_or(0, |piece| piece.text.len());
        // The text of a heading is written apart: its id must stand before it, and it begins a section of its own.
        let html = std::mem::take(&mut self.document.html);
        self.document.sections.push(Section::default());
        self.write(&events[..count]);
        let inner = std::mem::replace(&mut self.document.html, html);
        let text =
            self.document.sections.last().map(|section| section.text.trim().to_owned()).unwrap_or_default();
        let id = self.ids.give(written, &text, span, self.diagnostics);
        if official {
            // What a heading says was added to the piece above it.
            if let Some(above) = pieces.checked_sub(1).and_then(|last| self.document.pieces.get_mut(last)) {
                above.text.truncate(above_length);
            }
            self.piece(&id, level.clamp(2, 6), &text, span);
        }
        if let Some(section) = self.document.sections.last_mut() {
            *section = Section { anchor: id.clone(), heading: text.clone(), text: String::new() };
        }
        let level = level.clamp(2, 6);
        let label = escape(&text);
        let _ = writeln!(
            self.document.html,
            "<h{level} id=\"{id}\">{inner} <a class=\"anker\" href=\"#{id}\" aria-label=\"Link naar: {label}\">#</a></h{level}>"
        );
        if official {
            self.under(&id);
        }
        self.document.headings.push(Heading { level, id, text, span });
        count + 1
    }

    /// The beginning of a paragraph of official text.
    fn official_paragraph(&mut self, range: &Range<usize>) {
        let id = self.anchors.of_paragraph(range.start).map(str::to_owned);
        self.paragraph = self.anchor(id.as_deref(), range);
        match &self.paragraph {
            Some(id) => {
                let open = format!("<p id=\"{id}\">");
                self.push(&open);
            }
            None => self.push("<p>"),
        }
    }

    fn start(&mut self, tag: &Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::BlockQuote(None) => self.push("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let kind = match kind {
                    BlockQuoteKind::Note => "note",
                    BlockQuoteKind::Tip => "tip",
                    BlockQuoteKind::Important => "important",
                    BlockQuoteKind::Warning => "warning",
                    BlockQuoteKind::Caution => "caution",
                };
                let before = std::mem::take(&mut self.document.html);
                self.notes.push((kind.to_owned(), before));
            }
            Tag::CodeBlock(kind) => {
                self.code = true;
                match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => {
                        let language = escape(language.split_whitespace().next().unwrap_or(""));
                        let _ = write!(self.document.html, "<pre><code class=\"language-{language}\">");
                    }
                    _ => self.push("<pre><code>"),
                }
            }
            Tag::HtmlBlock if self.manner != Manner::Own => self.push("<p>"),
            Tag::HtmlBlock => {
                let length = self.body.get(range.clone()).map_or(range.len(), |block| block.trim_end().len());
                let span = self.span(&(range.start..range.start + length));
                self.diagnostics.push(found::raw_html(span));
            }
            Tag::List(start) => {
                self.mark();
                self.lists.push(*start);
                match start {
                    Some(1) => self.push("<ol>\n"),
                    Some(number) => {
                        let _ = writeln!(self.document.html, "<ol start=\"{number}\">");
                    }
                    None => self.push("<ul>\n"),
                }
            }
            Tag::Item => {
                let id = self.anchors.of_item(range.start).map(str::to_owned);
                let id = self.anchor(id.as_deref(), range);
                match &id {
                    Some(id) => {
                        let open = format!("<li id=\"{id}\">");
                        self.push(&open);
                    }
                    None => self.push("<li>"),
                }
                self.items.push(id);
            }
            Tag::FootnoteDefinition(name) => {
                let before = std::mem::take(&mut self.document.html);
                self.notes.push((name.to_string(), before));
                let span = self.span(range);
                self.footnotes.entry(name.to_string()).or_default().span = span;
            }
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => {
                let heading =
                    self.document.headings.last().map_or(String::new(), |heading| heading.text.clone());
                let label = if heading.is_empty() { "Tabel".to_owned() } else { format!("Tabel: {heading}") };
                // A column for each of four organisations asks for more room than text does.
                self.push(if alignments.len() > 4 {
                    "<div class=\"tabel breed\""
                } else {
                    "<div class=\"tabel\""
                });
                self.push(" role=\"region\" tabindex=\"0\" aria-label=\"");
                escape_into(&mut self.document.html, &label);
                self.push("\"><table>\n");
                self.table = Some(Table {
                    alignments: alignments.clone(),
                    column: 0,
                    head: false,
                    row_heads: false,
                    cell_start: 0,
                    text_start: 0,
                });
            }
            Tag::TableHead => {
                self.push("<thead><tr>");
                if let Some(table) = &mut self.table {
                    table.head = true;
                    table.column = 0;
                }
            }
            Tag::TableRow => {
                self.push("<tr>");
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
            }
            Tag::TableCell => {
                let text_start = self.document.sections.last().map_or(0, |section| section.text.len());
                if let Some(table) = &mut self.table {
                    table.cell_start = self.document.html.len();
                    table.text_start = text_start;
                }
            }
            Tag::Emphasis => self.push("<em>"),
            // Who hears the page must be told what others see.
            Tag::Strong if self.manner == Manner::Changes => {
                self.push("<ins><span class=\"stil\">[nieuw: </span>");
            }
            Tag::Strikethrough if self.manner == Manner::Changes => {
                self.push("<del><span class=\"stil\">[vervallen: </span>");
            }
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => self.picture(dest_url, range),
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(None) => self.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => {
                if let Some((kind, before)) = self.notes.pop() {
                    let inner = std::mem::replace(&mut self.document.html, before);
                    let note = self.around.note(&kind, inner.trim_end());
                    self.push(&note);
                    self.push("\n");
                }
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.push("</code></pre>\n");
                self.say("\n");
            }
            TagEnd::List(_) => {
                let ordered = self.lists.pop().flatten().is_some();
                self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.mark();
                if let Some(id) = self.items.pop().flatten() {
                    self.under(&id);
                }
                self.push("</li>\n");
                self.say("\n");
            }
            TagEnd::FootnoteDefinition => {
                if let Some((name, before)) = self.notes.pop() {
                    let inner = std::mem::replace(&mut self.document.html, before);
                    self.footnotes.entry(name).or_default().html = inner;
                }
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.push("</dt>\n");
                self.say(": ");
            }
            TagEnd::DefinitionListDefinition => {
                self.push("</dd>\n");
                self.say("\n");
            }
            TagEnd::Table => {
                self.push("</tbody></table></div>\n");
                self.table = None;
            }
            TagEnd::TableHead => {
                self.push("</tr></thead>\n<tbody>\n");
                if let Some(table) = &mut self.table {
                    table.head = false;
                }
                self.say("\n");
            }
            TagEnd::TableRow => {
                self.push("</tr>\n");
                self.say("\n");
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong if self.manner == Manner::Changes => {
                self.push("<span class=\"stil\">]</span></ins>");
            }
            TagEnd::Strikethrough if self.manner == Manner::Changes => {
                self.push("<span class=\"stil\">]</span></del>");
            }
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Image => self.picture_end(),
            TagEnd::Link => {
                if let Some(end) = self.link_ends.pop() {
                    self.push(end);
                }
            }
            TagEnd::HtmlBlock if self.manner != Manner::Own => self.push("</p>\n"),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Closes a cell of a table: numbers stand to the right.
    fn cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let text = self
            .document
            .sections
            .last()
            .and_then(|section| section.text.get(table.text_start..))
            .unwrap_or("")
            .trim();
        let number = !text.is_empty()
            && text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '€')
            && text.chars().all(|letter| letter.is_ascii_digit() || "€.,-% \u{a0}".contains(letter));
        let right =
            matches!(table.alignments.get(table.column), Some(Alignment::Right)) || (number && !table.head);
        let class = if right { " class=\"getal\"" } else { "" };
        // A header without a word heads nothing; under it stands what each row is about.
        if table.head && table.column == 0 {
            table.row_heads = text.is_empty();
        }
        let (open, close) = if table.head && !text.is_empty() {
            (format!("<th scope=\"col\"{class}>"), "</th>")
        } else if !table.head && table.column == 0 && table.row_heads && !text.is_empty() {
            (format!("<th scope=\"row\"{class}>"), "</th>")
        } else {
            (format!("<td{class}>"), "</td>")
        };
        table.column += 1;
        self.document.html.insert_str(table.cell_start, &open);
        self.push(close);
        // Space to the search, the end of a sentence to who counts words.
        self.say("\t");
    }

    fn link(&mut self, kind: LinkType, target: &str, range: &Range<usize>) {
        let span = self.span(range);
        let mail = matches!(kind, LinkType::Email).then(|| format!("mailto:{target}"));
        match self.around.link(mail.as_deref().unwrap_or(target), span) {
            Ok(target) => {
                self.push("<a href=\"");
                escape_into(&mut self.document.html, &target.url);
                self.push(if target.external { "\" rel=\"noreferrer\">" } else { "\">" });
                self.link_ends.push("</a>");
                if let Some((address, anchor)) = target.anchor {
                    self.document.places.push(Place { address, anchor, span });
                }
            }
            Err(finding) => {
                self.diagnostics.push(*finding);
                self.link_ends.push("");
            }
        }
    }

    /// A picture; its description follows.
    fn picture(&mut self, target: &str, range: &Range<usize>) {
        let picture = Picture {
            before: std::mem::take(&mut self.document.html),
            text_start: self.document.sections.last().map_or(0, |section| section.text.len()),
            target: target.to_owned(),
            span: self.span(range),
        };
        self.pictures.push(picture);
    }

    /// The end of a picture: what was read since its beginning is its description.
    fn picture_end(&mut self) {
        let Some(picture) = self.pictures.pop() else { return };
        self.document.html = picture.before;
        let text = self.document.sections.last().and_then(|section| section.text.get(picture.text_start..));
        let description = text.unwrap_or("").trim().to_owned();
        if description.is_empty() && self.manner == Manner::Own {
            self.diagnostics.push(found::no_description(picture.span));
        }
        match self.around.picture(&picture.target, picture.span) {
            Ok(url) => {
                self.push("<img src=\"");
                escape_into(&mut self.document.html, &url);
                self.push("\" loading=\"lazy\" alt=\"");
                escape_into(&mut self.document.html, &description);
                self.push("\">");
            }
            Err(finding) => self.diagnostics.push(*finding),
        }
    }

    fn reference(&mut self, name: &str, range: &Range<usize>) {
        let span = self.span(range);
        let position = self.references.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.references.push((name.to_owned(), 0));
            self.references.len() - 1
        });
        let number = position + 1;
        let times = &mut self.references[position].1;
        *times += 1;
        let id = if *times == 1 { format!("vn-ref-{number}") } else { format!("vn-ref-{number}-{times}") };
        let footnote = self.footnotes.entry(name.to_owned()).or_default();
        if footnote.number.is_none() {
            footnote.number = Some(number);
            if footnote.html.is_empty() {
                footnote.span = span;
            }
        }
        let _ = write!(
            self.document.html,
            "<sup class=\"noot-ref\"><a id=\"{id}\" href=\"#vn-{number}\" aria-label=\"Voetnoot {number}\">{number}</a></sup>"
        );
    }

    /// Text, with what stands between braces replaced.
    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.code {
            escape_into(&mut self.document.html, text);
            self.say(text);
            return;
        }
        if self.manner != Manner::Own {
            self.plain(text);
            return;
        }
        self.lost_footnotes(range);
        if self.source && !text.contains("{{") {
            self.source_line(text);
            return;
        }
        if !text.contains("{{") {
            self.plain(text);
            return;
        }
        // Typographic quotes make text and source differ in length, so places are found again in the source.
        let source = &self.body[range.start.min(self.body.len())..range.end.min(self.body.len())];
        let mut from = 0;
        for stretch in stretches(text) {
            match stretch {
                Stretch::Plain(plain) => self.plain(plain),
                Stretch::Braces(inside, ..) => {
                    let open = source
                        .get(from..)
                        .and_then(|rest| rest.find("{{"))
                        .map_or(from, |found| from + found);
                    let close = source
                        .get(open..)
                        .and_then(|rest| rest.find("}}"))
                        .map_or(source.len(), |found| open + found + 2);
                    from = close;
                    let span = self.span(&(range.start + open..range.start + close));
                    self.insert(inside, span);
                }
                Stretch::Unclosed(rest, _) => {
                    let open = source
                        .get(from..)
                        .and_then(|rest| rest.find("{{"))
                        .map_or(from, |found| from + found);
                    let span = self.span(&(range.start + open..range.start + source.len()));
                    self.diagnostics.push(found::unclosed_insertion(span));
                    self.plain(rest);
                }
            }
        }
    }

    /// A line that names sources, with what it leads to.
    fn source_line(&mut self, text: &str) {
        let mut from = 0;
        for (stretch, url) in self.around.sources(text) {
            let (Some(before), Some(inside)) = (text.get(from..stretch.start), text.get(stretch.clone()))
            else {
                continue;
            };
            self.plain(before);
            self.push("<a href=\"");
            escape_into(&mut self.document.html, &url);
            self.push("\">");
            self.plain(inside);
            self.push("</a>");
            from = stretch.end;
        }
        self.plain(text.get(from..).unwrap_or_default());
    }

    /// A reference to a footnote that is written nowhere stays text: `[^naam]`.
    fn lost_footnotes(&mut self, range: &Range<usize>) {
        let Some(source) = self.body.get(range.clone()) else { return };
        for (start, _) in source.match_indices("[^") {
            let name = source[start + 2..].split([']', '[', '\n']).next().unwrap_or("");
            let end = start + 2 + name.len();
            let escaped = self.body[..range.start + start].ends_with('\\');
            if escaped || name.trim().is_empty() || !source[end..].starts_with(']') {
                continue;
            }
            let span = self.span(&(range.start + start..range.start + end + 1));
            self.diagnostics.push(found::footnote(span, name, false));
        }
    }

    fn insert(&mut self, inside: &str, span: Span) {
        let Some(insertion) = Insertion::parse(inside) else {
            let first = inside.split_whitespace().next().unwrap_or("");
            // A kind without a name is no mistake in the kind.
            let near = did_you_mean(first, KINDS.into_iter()).filter(|_| !KINDS.contains(&first));
            self.diagnostics.push(found::unknown_insertion(span, inside, near));
            return;
        };
        match self.around.inline(&insertion, span) {
            Ok(inserted) => {
                self.push(&inserted.html);
                self.say(&inserted.text);
                self.document.insertions.push(insertion);
            }
            Err(finding) => self.diagnostics.push(*finding),
        }
    }

    fn plain(&mut self, text: &str) {
        let bound = typography::bind(text);
        escape_into(&mut self.document.html, &bound);
        self.say(text);
    }

    /// Footnotes at the end, and what is missing of them.
    fn finish(mut self) -> Document {
        for (name, footnote) in &self.footnotes {
            if footnote.number.is_none() {
                self.diagnostics.push(found::footnote(footnote.span, name, true));
            } else if footnote.html.is_empty() {
                self.diagnostics.push(found::footnote(footnote.span, name, false));
            }
        }
        if !self.references.is_empty() {
            let mut out = String::from("<section class=\"voetnoten\" aria-label=\"Voetnoten\"><ol>\n");
            for (position, (name, times)) in self.references.iter().enumerate() {
                let number = position + 1;
                let html = self.footnotes.get(name).map_or("", |footnote| footnote.html.trim_end());
                let mut back = String::new();
                for time in 1..=*times {
                    let id = if time == 1 {
                        format!("vn-ref-{number}")
                    } else {
                        format!("vn-ref-{number}-{time}")
                    };
                    let _ = write!(back, " <a href=\"#{id}\" aria-label=\"Terug naar de tekst\">↩</a>");
                }
                let item = html.strip_suffix("</p>").map_or_else(
                    || format!("{html}{back}"),
                    |without_end| format!("{without_end}{back}</p>"),
                );
                let _ = writeln!(out, "<li id=\"vn-{number}\">{item}</li>");
            }
            out.push_str("</ol></section>\n");
            self.document.html.push_str(&out);
        }
        for section in &mut self.document.sections {
            let trimmed =
                section.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
            section.text = trimmed.join("\n");
        }
        self.document
    }
}
