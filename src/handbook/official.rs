//! The official text of documents, where somebody imported it: `content/ORG/officieel/…`. It is never in Git, so all
//! that follows from it must do without.
//!
//! A document has pages, and on them anchors: headings, numbered paragraphs, and the pages themselves by the name of
//! their file. What an anchor holds is everything up to the next of its kind.

use std::collections::{BTreeMap, HashMap};

use calculators::kernel::nearest::nearest;
use calculators::tree::{Node, Span};
use calculators::views::{DocumentView, PlaceView};

use super::citations::{By, Citation};
use super::fingerprints::Fingerprints;
use super::keys;
use super::references::{Reference, leading_reference, words};
use crate::check::official as found;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Inserted, Insertion, Manner, Piece, Surroundings, Target, compile};
use crate::source::fields::Fields;

/// The folder of official texts, in that of an organisation.
pub const FOLDER: &str = "officieel";
/// What an import says of itself; never a page.
pub const LOG: &str = "import.log.md";
/// The page that shows what a new version of a document changes.
pub const CHANGES: &str = "wat-is-er-veranderd";
/// The title of the page above all official texts of an organisation.
pub const TITLE: &str = "Officiële teksten";

/// What makes a page official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialPage {
    /// The document in `bronnen.yaml`; empty for the page above all documents.
    pub document: String,
    /// Where the document is named.
    pub span: Span,
    /// The first and last line that it was made of.
    pub lines: Option<(u32, u32)>,
    /// The version that was imported, where the import knows it.
    pub version: Option<String>,
    /// What it shows.
    pub shows: Shows,
}

/// What an official page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The list of documents.
    Documents,
    /// The text of a document.
    Text,
    /// What a new version changes.
    Changes,
}

/// Whether a path under `content/` lies among the official texts of an organisation.
pub fn is_official(path: &str) -> bool {
    path.split('/').nth(1) == Some(FOLDER)
}

/// Whether a path under `content/` is what an import says of itself.
pub fn is_log(path: &str) -> bool {
    is_official(path) && path.rsplit('/').next() == Some(LOG)
}

impl OfficialPage {
    /// Reads what only official pages say in their front matter. Without a document that can be read the page stands
    /// there all the same.
    pub(super) fn read(
        path: &str,
        file: u32,
        front: Option<&Node>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let changes = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")) == Some(CHANGES);
        let mut page = Self {
            document: String::new(),
            span: Span { file, start: 0, end: 0 },
            lines: None,
            version: None,
            shows: if changes { Shows::Changes } else { Shows::Text },
        };
        let Some(fields) = front.map(|node| Fields::of(node, &keys::OFFICIAL, diagnostics)) else {
            return page;
        };
        if let Some((document, span)) = fields.required_text("document", diagnostics) {
            (page.document, page.span) = (document, span);
        }
        page.version = fields.text("versie", diagnostics).map(|(version, _)| version);
        if let Some((text, span)) = fields.text("regels", diagnostics) {
            page.lines = lines(&text);
            if page.lines.is_none() {
                diagnostics.push(found::bad_lines(span, &text));
            }
        }
        page
    }
}

/// The lines of a document that a page holds: `12 t/m 340`, or one line.
pub fn lines(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once(" t/m ").unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// A page of a document, as it is needed to find places in it.
#[derive(Clone, Copy, Debug)]
pub struct PageText<'a> {
    /// Where it stands: `lelystad/officieel/gedragscode-2024/hoofdstuk-2/`.
    pub address: &'a str,
    /// Whether it is the page of its folder.
    pub index: bool,
    /// Its title.
    pub title: &'a str,
    /// Its Markdown, without front matter.
    pub markdown: &'a str,
    /// Its first line in the document: pages follow each other by it.
    pub line: u32,
}

/// The official text of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The address of its first page.
    pub start: String,
    /// All that can be linked to, in the order of the document.
    pub anchors: Vec<Anchor>,
    by_id: HashMap<String, usize>,
}

/// A place in an official text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its name in the document: `artikel-5-lid-2`, or of a whole page the name of its file.
    pub id: String,
    /// Where it is on the site: the address of the page, with `#` and the id unless it is the page itself.
    pub at: String,
    /// 1 for a page, 2 to 6 for a heading, more for a paragraph.
    pub level: u8,
    /// What its heading says, if it is one.
    pub heading: String,
    /// Its own words up to the next anchor, as they are written.
    text: String,
}

/// What a name of a place leads to in an official text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// This.
    At(&'a Anchor),
    /// It names a place that the text does not have.
    Missing,
    /// It does not say where in the text it is; nobody guesses.
    Unknown,
}

impl Anchor {
    /// Its own words up to the next anchor, as they are written; of a heading without the heading itself.
    pub fn own_words(&self) -> &str {
        &self.text
    }
}

impl Text {
    /// Reads the pages of a document.
    pub fn of(pages: &[PageText<'_>]) -> Self {
        let mut pages: Vec<&PageText> = pages.iter().collect();
        // The page of the folder comes before what is in the folder.
        pages.sort_by_key(|page| (page.line, !page.index, page.address));
        let start = pages.iter().min_by_key(|page| (page.address.len(), page.line));
        let mut text =
            Self { start: start.map_or_else(String::new, |page| page.address.to_owned()), ..Self::default() };
        for page in pages {
            text.read(page);
        }
        for (number, anchor) in text.anchors.iter().enumerate() {
            text.by_id.entry(anchor.id.clone()).or_insert(number);
        }
        text
    }

    fn read(&mut self, page: &PageText<'_>) {
        let document = compile(page.markdown, 0, 0, &Bare, &mut Vec::new());
        let name = page.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        for piece in document.pieces {
            let whole = piece.level == Piece::PAGE;
            self.anchors.push(Anchor {
                at: if whole { page.address.to_owned() } else { format!("{}#{}", page.address, piece.id) },
                id: match (whole, page.index) {
                    (true, true) => String::new(),
                    (true, false) => name.to_owned(),
                    (false, _) => piece.id,
                },
                level: piece.level,
                heading: if whole { page.title.to_owned() } else { piece.heading },
                text: piece.text,
            });
        }
    }

    /// An anchor by its name.
    pub fn anchor(&self, id: &str) -> Option<&Anchor> {
        self.anchors.get(*self.by_id.get(id).filter(|_| !id.is_empty())?)
    }

    /// An anchor and all below it.
    pub(super) fn below(&self, anchor: &Anchor) -> &[Anchor] {
        let Some(start) = self.anchors.iter().position(|known| known == anchor) else { return &[] };
        let rest = self.anchors.get(start + 1..).unwrap_or_default();
        let count = rest.iter().take_while(|other| other.level > anchor.level).count();
        self.anchors.get(start..=start + count).unwrap_or_default()
    }

    /// The words of an anchor with all that stands under it, as they are written: of a heading without the heading
    /// itself, which may be worded anew when nothing of the rule changes.
    pub fn words_of(&self, id: &str) -> Option<String> {
        let anchor = self.anchor(id)?;
        let mut out = String::new();
        for (number, part) in self.below(anchor).iter().enumerate() {
            let heading = if number == 0 { "" } else { part.heading.as_str() };
            for text in [heading, part.text.as_str()] {
                out.push_str(text);
                out.push('\n');
            }
        }
        Some(out)
    }

    /// What people call a place, found: by a reference in it ("artikel 4 lid 5", "bijlage 2"), by the words of a
    /// heading, or by both ("hoofdstuk 2, relaties op het werk"). Never by what is merely like it.
    pub fn find(&self, name: &str) -> Found<'_> {
        let mut found: Option<&Anchor> = None;
        let (mut missing, mut open) = (false, true);
        let name = name.split('(').next().unwrap_or(name);
        for part in parts(name) {
            let reference = leading_reference(part);
            let next = match (&reference, found) {
                (Some(reference), above) => {
                    let known = self.referred(reference, above);
                    if known.is_none() && above.is_none() {
                        missing |= reference.certain();
                        // Where the text numbers nothing of this kind, the words beside the number say enough.
                        open &= !self.anchors.iter().any(|anchor| anchor.id.starts_with(&reference.stem()));
                    }
                    known
                }
                (None, above) => self.headed(part, above),
            };
            match next {
                Some(next) => found = Some(next),
                // A place must be found before it can be narrowed.
                None if found.is_none() && open => {}
                None => break,
            }
        }
        match found {
            Some(anchor) => Found::At(anchor),
            None if missing => Found::Missing,
            None => Found::Unknown,
        }
    }

    /// What a reference leads to, within a place that was found before it.
    fn referred(&self, reference: &Reference, above: Option<&Anchor>) -> Option<&Anchor> {
        let known = reference.anchors().into_iter().find_map(|id| self.anchor(&id))?;
        above.is_none_or(|above| self.below(above).contains(known)).then_some(known)
    }

    /// The only heading that says this, within a place that was found before it.
    fn headed(&self, name: &str, above: Option<&Anchor>) -> Option<&Anchor> {
        let wanted = words(name);
        if wanted.is_empty() {
            return None;
        }
        let all =
            above.map_or(self.anchors.as_slice(), |above| self.below(above).get(1..).unwrap_or_default());
        let mut fits = all.iter().filter(|anchor| {
            // "Artikel 3 Interne melding" and "2.1 Moreel kompas" are known by their words.
            let said = words(&anchor.heading);
            let start = said.iter().position(|word| !is_number(word) && !is_kind(word)).unwrap_or(0);
            !anchor.id.is_empty() && (said == wanted || said.get(start..) == Some(wanted.as_slice()))
        });
        let first = fits.next()?;
        fits.next().is_none().then_some(first)
    }

    /// The headings that share most words with a name, at most three: proposals, for an editor to choose from.
    fn alike(&self, name: &str) -> Vec<&str> {
        let wanted: Vec<String> = words(name).into_iter().filter(|word| word.chars().count() > 3).collect();
        let mut scored: Vec<(usize, usize, &str)> = self
            .anchors
            .iter()
            .enumerate()
            .filter(|(_, anchor)| !anchor.id.is_empty())
            .filter_map(|(number, anchor)| {
                let said = words(&anchor.heading);
                let shared = wanted.iter().filter(|word| said.contains(word)).count();
                (shared > 0).then_some((usize::MAX - shared, number, anchor.id.as_str()))
            })
            .collect();
        scored.sort_unstable();
        scored.into_iter().take(3).map(|(_, _, id)| id).collect()
    }

    /// The names most like one that is not there, best first, at most three.
    pub fn near(&self, id: &str) -> Vec<&str> {
        let stem = id.rsplit_once("-lid-").map_or(id, |(stem, _)| stem);
        let mut left: Vec<&str> = self.by_id.keys().map(String::as_str).filter(|id| !id.is_empty()).collect();
        left.sort_unstable();
        // What was a paragraph of an article is likeliest to stand there still.
        let mut near: Vec<&str> = left.iter().copied().filter(|known| *known == stem).collect();
        while near.len() < 3 {
            left.retain(|known| !near.contains(known));
            let Some(next) = nearest(id, left.iter().copied()) else { break };
            near.push(next);
        }
        near
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit()) || (word.len() == 1 && word != "u")
}

fn is_kind(word: &str) -> bool {
    matches!(word, "artikel" | "hoofdstuk" | "bijlage" | "paragraaf" | "onderdeel" | "deel" | "stap")
}

/// A name in its parts: what stands between commas, unless a number is all that stands there ("lid 1, 3 en 5").
fn parts(name: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    for (at, _) in name.match_indices(',') {
        let rest = name.get(at + 1..).unwrap_or_default().trim_start();
        if rest.starts_with(|sign: char| sign.is_ascii_digit()) || rest.starts_with("lid ") {
            continue;
        }
        list.extend(name.get(start..at).map(str::trim));
        start = at + 1;
    }
    list.extend(name.get(start..).map(str::trim));
    list.retain(|part| !part.is_empty());
    list
}

/// All official texts that are there, by document.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    documents: BTreeMap<String, Text>,
    /// Where each place of `bronnen.yaml` is, by document and place: the number of its anchor.
    places: HashMap<(String, String), usize>,
    /// Places that name a paragraph which the text does not have, with its name.
    missing: Vec<MissingPlace>,
}

/// A place of `bronnen.yaml` that names a paragraph which the text does not have.
#[derive(Clone, Debug)]
struct MissingPlace {
    document: String,
    place: String,
    anchor: String,
    span: Span,
}

impl Texts {
    /// Puts the texts together with the places that `bronnen.yaml` names in them.
    pub fn of(documents: BTreeMap<String, Text>, known: &[DocumentView]) -> Self {
        let mut texts = Self { documents, places: HashMap::new(), missing: Vec::new() };
        for document in known {
            let Some(text) = texts.documents.get(&document.id) else { continue };
            for place in &document.places {
                let found = match &place.anchor {
                    Some(id) => text.anchor(id).map_or(Found::Missing, Found::At),
                    None => text.find(&place.name),
                };
                match found {
                    Found::At(anchor) => {
                        if let Some(number) = text.anchors.iter().position(|known| known == anchor) {
                            texts.places.insert((document.id.clone(), place.id.clone()), number);
                        }
                    }
                    Found::Missing => {
                        texts.missing.push(MissingPlace {
                            document: document.id.clone(),
                            place: place.id.clone(),
                            anchor: place.anchor.clone().or_else(|| wanted(&place.name)).unwrap_or_default(),
                            span: place.span,
                        });
                    }
                    Found::Unknown => {}
                }
            }
        }
        texts
    }

    /// The paragraph that a place names and the text does not have.
    pub fn missing(&self, document: &str, place: &str) -> Option<&str> {
        let known = self.missing.iter().find(|known| known.document == document && known.place == place)?;
        Some(&known.anchor)
    }

    /// Reports the sources that name a paragraph which the text does not have: places of `bronnen.yaml`, and lines of
    /// pages. What has a fingerprint was there once, and is told as lost.
    pub(super) fn report_missing(
        &self,
        citations: &[Citation],
        fingerprints: &Fingerprints,
        known: &[DocumentView],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let places = self.missing.iter().map(|one| (one.span, one.document.as_str(), one.anchor.as_str()));
        let lines = citations
            .iter()
            .filter(|one| !one.there && matches!(one.by, By::Page(..)))
            .filter_map(|one| Some((one.span, one.document.as_str(), one.anchor.as_deref()?)));
        // A paragraph is missing once, wherever it is named.
        let mut told: BTreeMap<(&str, &str), Vec<Span>> = BTreeMap::new();
        for (span, document, anchor) in places.chain(lines) {
            if !fingerprints.has(document, anchor) {
                told.entry((document, anchor)).or_default().push(span);
            }
        }
        for ((document, anchor), spans) in told {
            let (Some(text), Some((first, rest))) = (self.documents.get(document), spans.split_first())
            else {
                continue;
            };
            let title = known.iter().find(|known| known.id == document).map_or(document, |one| &one.title);
            let mut finding = found::no_such_paragraph(*first, title, anchor, &text.near(anchor));
            finding.related = rest.iter().map(|span| (*span, "ook hier".to_owned())).collect();
            diagnostics.push(finding);
        }
    }

    /// Places of imported documents of which it is not known where they are, each with headings that share words with it:
    /// document, place, what people call it, names of paragraphs.
    pub fn unplaced<'a>(&'a self, known: &'a [DocumentView]) -> Vec<(&'a str, &'a PlaceView, Vec<&'a str>)> {
        let mut list = Vec::new();
        for document in known {
            let Some(text) = self.documents.get(&document.id) else { continue };
            for place in document.places.iter().filter(|place| self.place(&document.id, &place.id).is_none())
            {
                list.push((document.id.as_str(), place, text.alike(&place.name)));
            }
        }
        list
    }

    /// Whether nothing was imported.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The text of a document.
    pub fn text(&self, document: &str) -> Option<&Text> {
        self.documents.get(document)
    }

    /// The documents that were imported, by their ids.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.documents.iter().map(|(id, text)| (id.as_str(), text))
    }

    /// The paragraph of a place of `bronnen.yaml`.
    pub fn place(&self, document: &str, place: &str) -> Option<&Anchor> {
        let number = self.places.get(&(document.to_owned(), place.to_owned()))?;
        self.documents.get(document)?.anchors.get(*number)
    }

    /// Where a source can be read: its paragraph, or the beginning of its document when the whole of it is meant.
    pub fn address(&self, document: &str, place: &str) -> Option<&str> {
        if place.is_empty() {
            return self.documents.get(document).map(|text| text.start.as_str());
        }
        self.place(document, place).map(|anchor| anchor.at.as_str())
    }
}

/// The anchor that a name asks for.
pub(super) fn wanted(name: &str) -> Option<String> {
    let mut references = parts(name).into_iter().filter_map(leading_reference);
    references.find(Reference::certain)?.anchors().into_iter().next()
}

/// Official text alone, without a handbook around it.
struct Bare;

impl Surroundings for Bare {
    fn manner(&self) -> Manner {
        Manner::Official
    }

    fn inline(&self, _: &Insertion, _: Span) -> Result<Inserted, Box<Diagnostic>> {
        Ok(Inserted::default())
    }

    fn block(&self, _: &Insertion, _: Span) -> Result<Inserted, Box<Diagnostic>> {
        Ok(Inserted::default())
    }

    fn note(&self, _: &str, html: &str) -> String {
        html.to_owned()
    }

    fn link(&self, _: &str, _: Span) -> Result<Target, Box<Diagnostic>> {
        Ok(Target::default())
    }

    fn picture(&self, _: &str, _: Span) -> Result<String, Box<Diagnostic>> {
        Ok(String::new())
    }
}
