//! The model as a site: pages through the templates, calculators as programs for the browser, search as an index.

mod account;
pub mod assets;
mod frame;
mod kinds;
mod onboarding;
mod pages;
mod parts;
mod register;
mod search_index;
mod surroundings;
pub mod templates;
pub mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use calculators::finding::Severity;
use calculators::tree::Span;
use calculators::views::DocumentView;

use crate::check::markdown::dead_anchor;
use crate::check::official::double_in_document;
use crate::diagnostics::Diagnostic;
use crate::handbook::Handbook;
use crate::handbook::citations::Citation;
use crate::handbook::navigation::Tree;
use crate::handbook::official::Shows;
use crate::markdown::{Document, compile};
use crate::source::files::SiteFiles;
use assets::Output;
use surroundings::PageSurroundings;
use templates::Engine;
use view::Assets;

/// The script of `serve` that reloads a page, as an address; only while editing.
pub const RELOAD_SCRIPT: &str = "bestanden/herladen.js";

/// Everything at hand while a site is made.
pub struct Workshop<'a> {
    /// The model.
    pub handbook: &'a Handbook,
    /// The files it was read from.
    pub files: &'a SiteFiles,
    /// The templates.
    pub engine: &'a Engine,
    /// The order of pages.
    pub tree: Tree,
    /// Addresses of styles, scripts and modules.
    pub assets: Assets,
    /// Addresses of calculators for the browser, by id and organisation.
    bundles: BTreeMap<(String, String), String>,
    /// Whose desks have a page; asked on every page, so found once.
    with_desks: BTreeSet<String>,
    /// Whether pages reload by themselves.
    live: bool,
    /// What checking the rules found and does not stop the site: file and message.
    warnings: Vec<(u32, String)>,
    /// The documents; asked for every line of sources, so made once.
    documents: Vec<DocumentView>,
    /// What was written from each document.
    cited: HashMap<&'a str, Vec<&'a Citation>>,
}

impl Workshop<'_> {
    /// Where a calculator's program lies.
    fn bundle(&self, id: &str, organisation: &str) -> Option<&str> {
        self.bundles.get(&(id.to_owned(), organisation.to_owned())).map(String::as_str)
    }

    /// The name of an organisation; of what belongs to all, the word for it.
    fn organisation_name(&self, id: &str) -> String {
        self.handbook
            .site
            .organisation(id)
            .map_or_else(|| self.engine.word("landelijk"), |organisation| organisation.name.clone())
    }
}

/// Makes the site, and gives each page beside it as it was read, without its HTML, which stands in the site. Findings are
/// added; with errors among them the output must not be published.
pub fn render(
    handbook: &Handbook,
    files: &SiteFiles,
    live: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Output, Vec<Document>) {
    let engine = Engine::new(files, diagnostics);
    let mut out = Output::new();
    let assets = assets::write(files, &mut out);
    let bundles = write_bundles(handbook, &mut out);
    let with_desks = handbook.with_desks().map(str::to_owned).collect();
    let tree = Tree::of(handbook);
    let warnings = warnings(diagnostics);
    let mut cited: HashMap<&str, Vec<&Citation>> = HashMap::new();
    for citation in &handbook.citations {
        cited.entry(&citation.document).or_default().push(citation);
    }
    let documents = handbook.rules.documents();
    let mut shop = Workshop {
        handbook,
        files,
        engine: &engine,
        tree,
        assets,
        bundles,
        with_desks,
        live,
        warnings,
        documents,
        cited,
    };

    let mut documents = compile_pages(&shop, diagnostics);
    check_anchors(handbook, &documents, diagnostics);
    check_names(handbook, &documents, diagnostics);

    // The index takes as long as the pages do, so both are made at once; its address follows from its sections.
    let material = search_index::material(handbook, &documents);
    let stamp = search_index::stamp(&material, &shop.assets.search_wasm);
    shop.assets.search_index = assets::named(assets::SEARCH_INDEX, &stamp);
    // Of a very large handbook there are many of either; the script puts the number in place of the hash sign.
    shop.assets.search_postings = assets::named(assets::SEARCH_POSTINGS, &stamp);
    shop.assets.search_fragments = assets::named(assets::SEARCH_FRAGMENTS, &stamp);
    let index = move || {
        let built = search::build(&material);
        // All text of the handbook once more, which the pages that are still to come have better use for.
        drop(material);
        built
    };
    let bodies = documents.iter_mut().map(|document| std::mem::take(&mut document.html)).collect();
    let (built, pages) = rayon::join(index, || pages::write(&shop, bodies, &documents));
    search_index::report_dead(handbook, &built.dead, diagnostics);
    out.insert(shop.assets.search_index.clone(), built.index);
    for (address, files) in
        [(&shop.assets.search_postings, built.postings), (&shop.assets.search_fragments, built.fragments)]
    {
        for (number, file) in files.into_iter().enumerate() {
            out.insert(address.replace(assets::NUMBER, &number.to_string()), file);
        }
    }
    match pages {
        Ok(pages) => out.extend(pages),
        Err(error) => {
            let message = tera_message(&error);
            let place = templates::place_of(files, &message);
            diagnostics.push(crate::check::templates::broken_template(place, "van een pagina", &message));
        }
    }
    for (path, bytes) in &files.media {
        out.insert(path.clone(), bytes.clone());
    }
    (out, documents)
}

/// The findings about rules that leave the site standing, in the order of their files.
fn warnings(diagnostics: &[Diagnostic]) -> Vec<(u32, String)> {
    let mut list: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Warning && finding.code >= "W05")
        .collect();
    list.sort_by_key(|finding| (finding.span, finding.code));
    list.iter().map(|finding| (finding.span.file, format!("{}.", finding.message))).collect()
}

/// What Tera says, with its causes.
fn tera_message(error: &tera::Error) -> String {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message.push('\n');
        message.push_str(&inner.to_string());
        cause = inner.source();
    }
    message
}

fn write_bundles(handbook: &Handbook, out: &mut Output) -> BTreeMap<(String, String), String> {
    let mut bundles = BTreeMap::new();
    for calculator in handbook.rules.calculators() {
        for organisation in &calculator.organisations {
            let Some(program) = handbook.rules.program(&calculator.id, organisation) else { continue };
            let name = format!("{}-{organisation}.regels", calculator.id);
            let address = assets::add(out, &name, program.to_bytes());
            bundles.insert((calculator.id.clone(), organisation.clone()), address);
        }
    }
    bundles
}

fn compile_pages(shop: &Workshop, diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let compiled: Vec<(Document, Vec<Diagnostic>)> = shop
        .handbook
        .pages
        .par_iter()
        .enumerate()
        .map(|(number, page)| {
            let mut findings = Vec::new();
            let text = shop.files.texts.get(page.file).map_or("", |file| file.text.as_str());
            let around = PageSurroundings::new(shop, page);
            let document = match shop.handbook.onboarding.iter().find(|path| path.page == number) {
                Some(path) => onboarding::compile(path, text, page.file, &around, &mut findings),
                None => compile(text, page.file, page.body_start, &around, &mut findings),
            };
            findings.extend(around.into_findings());
            (document, findings)
        })
        .collect();
    let mut documents = Vec::with_capacity(compiled.len());
    for (document, findings) in compiled {
        documents.push(document);
        diagnostics.extend(findings);
    }
    documents
}

/// Checks the anchors that pages point at, now that all headings are known.
fn check_anchors(handbook: &Handbook, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    for document in documents {
        for place in &document.places {
            let Some(number) = handbook.page_number(&place.address) else { continue };
            let headings = &documents[number].headings;
            let pieces = &documents[number].pieces;
            let mut ids =
                headings.iter().map(|heading| &heading.id).chain(pieces.iter().map(|piece| &piece.id));
            if !ids.any(|id| *id == place.anchor) {
                let title = format!("“{}”", handbook.pages[number].front.title);
                let known: Vec<&str> = match pieces.as_slice() {
                    [] => headings.iter().map(|heading| heading.id.as_str()).collect(),
                    pieces => {
                        pieces.iter().map(|piece| piece.id.as_str()).filter(|id| !id.is_empty()).collect()
                    }
                };
                let known = known.into_iter();
                diagnostics.push(dead_anchor(place.span, &place.anchor, &title, known));
            }
        }
    }
}

/// Checks that a name stands on one page of an official text only: sources name the document, not the page.
fn check_names(handbook: &Handbook, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    let mut given: HashMap<(&str, &str), (usize, Span)> = HashMap::new();
    for (number, (page, document)) in handbook.pages.iter().zip(documents).enumerate() {
        let Some(official) = page.official.as_ref().filter(|official| official.shows == Shows::Text) else {
            continue;
        };
        for piece in document.pieces.iter().filter(|piece| !piece.id.is_empty()) {
            let (first, span) = *given.entry((&official.document, &piece.id)).or_insert((number, piece.span));
            if first != number {
                diagnostics.push(double_in_document(piece.span, span, &piece.id));
            }
        }
    }
}
