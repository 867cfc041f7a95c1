//! What was written from which paragraph: facts, rules and pages with the official text they cite.

use std::ops::Range;

use calculators::book::RuleBook;
use calculators::tree::Span;
use calculators::views::DocumentView;

use super::NATIONAL;
use super::address::slug;
use super::official::{Anchor, Found, Text, Texts, wanted};
use super::page::Page;
use super::references::{leading_reference, references, words};
use super::site::Site;
use crate::diagnostics::Files;

/// Something that was written from a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document.
    pub document: String,
    /// The paragraph; none when the document as a whole is named.
    pub anchor: Option<String>,
    /// Whether the text has that paragraph.
    pub there: bool,
    /// What was written from it.
    pub by: By,
    /// Where it says so.
    pub span: Span,
}

/// What was written from a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A fact: owner and name.
    Fact(String, String),
    /// Rules of a calculator.
    Calculator {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// Whose rules.
        organisation: String,
    },
    /// A page, by its number among those of the handbook.
    Page(usize, String),
}

impl By {
    /// It by its name, in a finding.
    pub fn named(&self) -> String {
        match self {
            Self::Fact(owner, name) => format!("het feit `{name}` ({owner}) komt hieruit"),
            Self::Calculator { id, organisation, .. } => {
                format!("de rekenhulp `{id}` ({organisation}) rekent hiermee")
            }
            Self::Page(_, title) => format!("de pagina “{title}” legt dit uit"),
        }
    }
}

/// Everything that cites one of these texts, in the order of facts, rules and pages.
pub fn gather(rules: &RuleBook, site: &Site, pages: &[Page], files: &Files, texts: &Texts) -> Vec<Citation> {
    let mut list = Vec::new();
    if texts.is_empty() {
        return list;
    }
    let documents = rules.documents();
    let owners = site.organisations.iter().map(|organisation| organisation.id.as_str()).chain([NATIONAL]);
    for fact in owners.flat_map(|owner| rules.facts_of(owner)) {
        for source in &fact.sources {
            let by = By::Fact(fact.owner.clone(), fact.name.clone());
            list.extend(of_place(texts, &documents, &source.document, &source.place, by, fact.span));
        }
    }
    for cited in rules.citations() {
        let by =
            By::Calculator { id: cited.calculator, title: cited.title, organisation: cited.organisation };
        list.extend(of_place(texts, &documents, &cited.source.document, &cited.source.place, by, cited.span));
    }
    for (number, page) in pages.iter().enumerate().filter(|(_, page)| page.official.is_none()) {
        let by = || By::Page(number, page.front.title.clone());
        let own: Vec<&DocumentView> = own_documents(page, &documents);
        for ((id, span), _) in
            page.front.sources.iter().zip(&own).filter(|((id, _), _)| texts.text(id).is_some())
        {
            let citation =
                Citation { document: id.clone(), anchor: None, there: true, by: by(), span: *span };
            list.push(citation);
        }
        let all = documents_of(page, &documents);
        let text = files.get(page.file).map_or("", |file| file.text.as_str());
        let mut at = page.body_start;
        for line in text.get(page.body_start..).unwrap_or_default().split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let bare = line.trim();
            if is_source_line(bare) {
                for part in of_line(bare, &own, &all, texts) {
                    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                    let span = Span {
                        file: page.file,
                        start: place(at + indent + part.range.start),
                        end: place(at + indent + part.range.end),
                    };
                    let known = part.anchors.into_iter().map(|anchor| (anchor, true));
                    for (anchor, there) in known.chain(part.missing.map(|anchor| (anchor, false))) {
                        let document = part.document.clone();
                        list.push(Citation { document, anchor: Some(anchor), there, by: by(), span });
                    }
                }
            }
            at += line.len();
        }
    }
    list
}

/// Whether a line names sources.
pub fn is_source_line(line: &str) -> bool {
    line.starts_with("Bron:") || line.starts_with("Bronnen:")
}

/// The documents that a page was made from, in its own order.
pub fn own_documents<'a>(page: &Page, documents: &'a [DocumentView]) -> Vec<&'a DocumentView> {
    page.front
        .sources
        .iter()
        .filter_map(|(id, _)| documents.iter().find(|document| document.id == *id))
        .collect()
}

/// The documents of the organisation that a page belongs to.
pub fn documents_of<'a>(page: &Page, documents: &'a [DocumentView]) -> Vec<&'a DocumentView> {
    let own =
        |document: &&DocumentView| page.organisation.as_ref().is_some_and(|id| document.organisation == *id);
    documents.iter().filter(own).collect()
}

/// The citation of a place of `bronnen.yaml`, if its document was imported and it is known where the place is, or that
/// it is not there.
fn of_place(
    texts: &Texts,
    documents: &[DocumentView],
    document: &str,
    place: &str,
    by: By,
    span: Span,
) -> Option<Citation> {
    texts.text(document)?;
    if place.is_empty() {
        return Some(Citation { document: document.to_owned(), anchor: None, there: true, by, span });
    }
    if let Some(anchor) = texts.place(document, place) {
        let anchor = Some(anchor.id.clone());
        return Some(Citation { document: document.to_owned(), anchor, there: true, by, span });
    }
    let view = documents.iter().find(|known| known.id == document)?;
    let place = view.places.iter().find(|known| known.id == place)?;
    let anchor = Some(texts.missing(document, &place.id)?.to_owned());
    Some(Citation { document: document.to_owned(), anchor, there: false, by, span })
}

/// A part of a line of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The stretch of the line.
    pub range: Range<usize>,
    /// The document it is of.
    pub document: String,
    /// Where it leads.
    pub at: Option<String>,
    /// The paragraphs that it names.
    pub anchors: Vec<String>,
    /// A paragraph that it names and the text does not have.
    pub missing: Option<String>,
}

/// The parts of a line of sources that name an imported document: `Bron: gedragscode, hoofdstuk 2, geschenken;
/// bijlage 1.` What is not surely known leads nowhere, or to the document alone. `own` are the documents that the page was
/// made from, `all` those of its organisation.
pub fn of_line(line: &str, own: &[&DocumentView], all: &[&DocumentView], texts: &Texts) -> Vec<Part> {
    let mut list = Vec::new();
    let start = ["Bronnen:", "Bron:"].into_iter().find(|word| line.starts_with(word)).map_or(0, str::len);
    let own_of_page = own;
    let mut current: Option<&DocumentView> = match own {
        [only] => Some(only),
        _ => None,
    };
    let mut at = start;
    let mut own = own.to_vec();
    let mut first = true;
    for piece in line.get(start..).unwrap_or_default().split(';') {
        let mut from = at + piece.len() - piece.trim_start().len();
        at += piece.len() + 1;
        let mut piece = piece.trim().trim_end_matches('.');
        if let Some((theirs, length)) = of_organisation(piece, own_of_page) {
            // `Almere: gedragscode, bijlage 2`: from here on the documents of Almere.
            current = match theirs.as_slice() {
                [only] => Some(only),
                _ => None,
            };
            own = theirs;
            first = true;
            from += length;
            piece = piece.get(length..).unwrap_or_default();
        }
        let there = |name: &str| {
            let text = current.and_then(|document| texts.text(&document.id));
            text.is_some_and(|text| matches!(text.find(name), Found::At(_)))
        };
        let named = named_document(piece, &own, first).or_else(|| {
            // A page may name a document in passing, beside those it was made from.
            let head = piece.split(',').next().unwrap_or_default();
            if there(head) { None } else { named_document(piece, all, first) }
        });
        first = false;
        if let Some((document, _)) = named {
            current = Some(document);
        }
        let (Some(document), name_length) = (current, named.map_or(0, |(_, length)| length)) else {
            continue;
        };
        let Some(text) = texts.text(&document.id) else { continue };
        let place = piece.get(name_length..).unwrap_or_default().trim_start_matches([',', ' ']);
        let part = |length: usize, at: Option<String>, anchors: Vec<String>, missing: Option<String>| Part {
            range: from..from + length,
            document: document.id.clone(),
            at,
            anchors,
            missing,
        };
        if place.is_empty() {
            list.push(part(piece.len(), Some(text.start.clone()), Vec::new(), None));
            continue;
        }
        match place_in(place, document, text, texts) {
            Found::At(anchor) => {
                let mut anchors = vec![anchor.id.clone()];
                for reference in references(place) {
                    let known = reference.anchors().into_iter().find(|id| text.anchor(id).is_some());
                    anchors.extend(known.filter(|id| !anchors.contains(id) && is_plain_reference(place)));
                }
                list.push(part(piece.len(), Some(anchor.at.clone()), anchors, None));
            }
            found => {
                let missing = if found == Found::Missing { wanted(place) } else { None };
                let at = (name_length > 0).then(|| text.start.clone());
                if at.is_some() || missing.is_some() {
                    let length = if missing.is_some() { piece.len() } else { name_length };
                    list.push(part(length, at, Vec::new(), missing));
                }
            }
        }
    }
    list
}

/// The documents of the organisation that a piece begins with (`Almere: `), and how long that beginning is.
fn of_organisation<'a>(piece: &str, own: &[&'a DocumentView]) -> Option<(Vec<&'a DocumentView>, usize)> {
    let (name, rest) = piece.split_once(':')?;
    let id = slug(name);
    let theirs: Vec<&DocumentView> =
        own.iter().filter(|document| document.organisation == id).copied().collect();
    (!theirs.is_empty()).then(|| (theirs, piece.len() - rest.trim_start().len()))
}

/// Whether nothing but numbers stands in the name of a place: what is narrowed by words names one paragraph.
fn is_plain_reference(place: &str) -> bool {
    let mut rest = words(place).into_iter().skip(1);
    rest.all(|word| {
        matches!(word.as_str(), "en" | "of" | "lid") || word.starts_with(|sign: char| sign.is_ascii_digit())
    })
}

/// A place as a page names it: as `bronnen.yaml` does, or in the page's own way.
fn place_in<'a>(place: &str, document: &DocumentView, text: &'a Text, texts: &'a Texts) -> Found<'a> {
    let wanted = words(place);
    let known = document.places.iter().find(|known| words(&known.name) == wanted);
    match known.and_then(|known| texts.place(&document.id, &known.id)) {
        Some(anchor) => Found::At(anchor),
        None => text.find(place),
    }
}

/// The document whose name a piece begins with, and how long that name is: words of its title in their order, up to a
/// comma. Only the first piece may leave out the first of them ("gedragscode" for "Deventer gedragscode").
fn named_document<'a>(
    piece: &str,
    documents: &[&'a DocumentView],
    first: bool,
) -> Option<(&'a DocumentView, usize)> {
    if leading_reference(piece).is_some() {
        return None;
    }
    let mut ends: Vec<usize> = piece.match_indices(',').map(|(at, _)| at).chain([piece.len()]).collect();
    ends.reverse();
    for end in ends {
        let said = words(piece.get(..end).unwrap_or_default());
        let mut fits = documents.iter().filter(|document| {
            let title = words(&document.title);
            let mut left = title.iter();
            let within = !said.is_empty() && said.iter().all(|word| left.any(|known| known == word));
            within && (first || said.first() == title.first())
        });
        if let (Some(document), None) = (fits.next(), fits.next()) {
            return Some((document, end));
        }
    }
    None
}

/// Those that cite one of these paragraphs of a document, or something in it, or something it is in.
pub fn citing<'a>(
    citations: &'a [Citation],
    document: &str,
    text: &Text,
    changed: &[String],
) -> Vec<&'a Citation> {
    let touched: Vec<(&Anchor, &[Anchor])> =
        changed.iter().filter_map(|id| text.anchor(id)).map(|anchor| (anchor, text.below(anchor))).collect();
    citations
        .iter()
        .filter(|citation| citation.document == document)
        .filter(|citation| {
            let Some(own) = citation.anchor.as_deref() else { return false };
            let Some(own) = text.anchor(own) else { return changed.iter().any(|id| id == own) };
            let below = text.below(own);
            touched.iter().any(|(anchor, under)| under.contains(own) || below.contains(anchor))
        })
        .collect()
}
