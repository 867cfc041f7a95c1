//! The model: a site with its organisations, pages, terms and rules, and everything they refer to resolved.

pub mod address;
mod catalogue;
pub mod citations;
mod compounds;
mod described;
pub mod fingerprints;
pub mod glossary;
pub mod keys;
pub mod navigation;
pub mod official;
pub mod omitted;
pub mod onboarding;
pub mod page;
pub mod references;
pub mod site;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use calculators::book::{CalculatorFile, OrganisationEntry, OwnedFile, RuleBook, RuleFiles};
use calculators::kernel::date::Date;
use calculators::tree::{Node, Value};
use calculators::views::{Description, DeskView, UnclearView};

use crate::check::files as file_findings;
use crate::check::pages as found;
use crate::diagnostics::Diagnostic;
use crate::reading_level::HardWord;
use crate::source::fields::map_of_texts;
use crate::source::files::SiteFiles;
use crate::source::yaml;
use citations::Citation;
use fingerprints::Fingerprints;
use glossary::Glossary;
use official::{OfficialPage, PageText, Shows, Text, Texts};
use omitted::Omitted;
use onboarding::Onboarding;
use page::Page;
use search::Splits;
use site::Site;

/// The folder of what the law and yearly tables give.
pub const NATIONAL: &str = "landelijk";
/// The folder of the calculators.
pub const CALCULATORS: &str = "rekenhulpen";
/// The folder of comparisons.
pub const COMPARISONS: &str = "vergelijken";

/// Words that few people use, each with what to write instead.
const HARD_WORDS: &str = "moeilijke-woorden.yaml";
/// What pages leave out of documents.
const OMISSIONS: &str = "weggelaten.yaml";
/// The file of what editors say about taking words apart.
const SPLITS: &str = "samenstellingen.yaml";

/// Everything that a site says.
#[derive(Debug)]
pub struct Handbook {
    /// `wegwijs.yaml`.
    pub site: Site,
    /// The pages, in the order of their paths.
    pub pages: Vec<Page>,
    /// `begrippen.yaml`.
    pub glossary: Glossary,
    /// `ORG/onboarding.yaml`, for each organisation that has one.
    pub onboarding: Vec<Onboarding>,
    /// `moeilijke-woorden.yaml`: hints for writers.
    pub hard_words: Vec<HardWord>,
    /// `weggelaten.yaml`: for a check beside the documents.
    pub omitted: Vec<Omitted>,
    /// `samenstellingen.yaml`.
    pub splits: Splits,
    /// Facts, sources, desks and calculators.
    pub rules: RuleBook,
    /// Paths under `content/` of pictures and other files that are copied.
    pub media: BTreeSet<String>,
    /// The day whose rules the site shows.
    pub day: Date,
    /// The official texts that were imported.
    pub texts: Texts,
    /// What was written from which of their paragraphs.
    pub citations: Vec<Citation>,
    /// `vingerafdrukken.yaml`: what those paragraphs said when it was written.
    pub fingerprints: Fingerprints,
    /// Calculators that have a file but cannot be read: its own findings say why.
    pub broken_calculators: BTreeSet<String>,
    described: described::Described,
    by_path: HashMap<String, usize>,
    by_address: HashMap<String, usize>,
}

/// What a reader of a handbook may choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The day whose rules are shown.
    pub day: Date,
    /// Missing examples are errors.
    pub strict: bool,
}

impl Handbook {
    /// Reads the model from the files. Everything that is wrong is reported; what remains is still usable, so
    /// that a single mistake does not hide the others.
    pub fn read(files: &SiteFiles, choice: Choice, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let site_text = files.texts.get(files.site).map_or("", |file| file.text.as_str());
        let site = yaml::read(site_text, files.site, 0, diagnostics)
            .map_or_else(Site::default, |node| Site::read(&node, diagnostics));

        let mut rule_files = RuleFiles {
            organisations: site
                .organisations
                .iter()
                .map(|organisation| OrganisationEntry {
                    id: organisation.id.clone(),
                    name: organisation.name.clone(),
                })
                .collect(),
            facts: Vec::new(),
            desks: Vec::new(),
            holidays: Vec::new(),
            sources: None,
            calculators: Vec::new(),
            day: choice.day,
            strict: choice.strict,
        };
        let mut pages = Vec::new();
        let mut glossary = Glossary::default();
        let mut hard_words = Vec::new();
        let mut paths_of_newcomers = Vec::new();
        let mut broken_calculators: BTreeSet<String> = BTreeSet::new();
        let mut omitted = Vec::new();
        let mut splits = Splits::default();
        let mut fingerprints = Fingerprints::default();
        for &number in &files.content {
            let Some(file) = files.texts.get(number) else { continue };
            let path = file.path.trim_start_matches("content/");
            if official::is_log(path) {
                continue;
            }
            if path.ends_with(".md") {
                pages.extend(Page::read(number, path, &file.text, &site, diagnostics));
                continue;
            }
            broken_calculators.extend(calculator_id(path));
            let Some(root) = yaml::read(&file.text, number, 0, diagnostics) else { continue };
            if let Some((owner, onboarding::FILE)) = path.split_once('/')
                && site.organisation(owner).is_some()
            {
                if let Some((page, path)) = onboarding::read(number, owner, &root, pages.len(), diagnostics) {
                    pages.push(page);
                    paths_of_newcomers.push(path);
                }
                continue;
            }
            if path == HARD_WORDS {
                let texts = map_of_texts(&root, diagnostics).into_iter();
                hard_words =
                    texts.map(|(word, instead)| HardWord { word: word.to_lowercase(), instead }).collect();
                continue;
            }
            if path == OMISSIONS {
                omitted = omitted::read(&root, diagnostics);
                continue;
            }
            if path == fingerprints::FILE {
                fingerprints = Fingerprints::read(&root, diagnostics);
                continue;
            }
            if path == SPLITS {
                splits = compounds::read(&root, diagnostics);
                continue;
            }
            sort_out(path, number, root, &site, &mut rule_files, &mut glossary, diagnostics);
        }
        catalogue::check(&site, &rule_files.calculators, diagnostics);
        let (rules, findings) = RuleBook::read(&rule_files);
        diagnostics.extend(findings);
        for calculator in rules.calculators() {
            broken_calculators.remove(&calculator.id);
        }

        let documents = rules.documents();
        add_lists_of_texts(&mut pages, files);
        let texts = Texts::of(read_texts(&pages, files), &documents);
        for page in &mut pages {
            // In a list a document has the name that its readers know, whatever its own title says.
            if let Some(official) = &page.official
                && texts.address(&official.document, "") == Some(&page.address)
                && let Some(document) = documents.iter().find(|document| document.id == official.document)
            {
                page.front.short.get_or_insert_with(|| document.title.clone());
            }
        }
        let citations = citations::gather(&rules, &site, &pages, &files.texts, &texts);
        texts.report_missing(&citations, &fingerprints, &documents, diagnostics);
        fingerprints.check(&texts, &citations, choice.strict, diagnostics);
        let described = described::Described::of(&rules);
        let media = files.media.iter().map(|(path, _)| path.clone()).collect();
        let mut handbook = Self {
            site,
            pages,
            glossary,
            onboarding: paths_of_newcomers,
            hard_words,
            omitted,
            splits,
            rules,
            described,
            media,
            day: choice.day,
            texts,
            citations,
            fingerprints,
            broken_calculators,
            by_path: HashMap::new(),
            by_address: HashMap::new(),
        };
        handbook.find_addresses(diagnostics);
        handbook.check_pages(diagnostics);
        handbook
    }

    /// The page of a file, by its path under `content/`.
    pub fn page_at_path(&self, path: &str) -> Option<&Page> {
        self.pages.get(*self.by_path.get(path)?)
    }

    /// The page at an address (`lelystad/gedragscode/`).
    pub fn page_at_address(&self, address: &str) -> Option<&Page> {
        self.pages.get(*self.by_address.get(address)?)
    }

    /// The number of the page at an address.
    pub fn page_number(&self, address: &str) -> Option<usize> {
        self.by_address.get(address).copied()
    }

    /// The paths of all pages, to find the nearest.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|page| page.path.as_str())
    }

    /// The functions and desks of an organisation that can be reached, or of which it is said why not.
    pub fn desks(&self, organisation: &str) -> Vec<DeskView> {
        self.rules.desks_of(organisation).into_iter().filter(|desk| !desk.channels.is_empty()).collect()
    }

    /// Everybody with a page of desks: organisations, and last what belongs to all.
    pub fn with_desks(&self) -> impl Iterator<Item = &str> {
        let organisations = self.site.organisations.iter().map(|organisation| organisation.id.as_str());
        organisations.chain([NATIONAL]).filter(|id| !self.desks(id).is_empty())
    }

    fn find_addresses(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut aliases: BTreeSet<&str> = BTreeSet::new();
        for (number, page) in self.pages.iter().enumerate() {
            self.by_path.insert(page.path.clone(), number);
            match self.by_address.get(&page.address).and_then(|&first| self.pages.get(first)) {
                Some(first) => diagnostics.push(found::double_address(page.file, first.file, &page.address)),
                None => {
                    self.by_address.insert(page.address.clone(), number);
                }
            }
            if address::is_reserved(&page.address, &self.site) {
                diagnostics.push(found::reserved_address(page.file, &page.address));
            }
        }
        for page in &self.pages {
            for (alias, span) in &page.front.aliases {
                if self.by_address.contains_key(alias)
                    || address::is_reserved(alias, &self.site)
                    || !aliases.insert(alias)
                {
                    diagnostics.push(found::alias_taken(*span, alias));
                }
            }
        }
    }

    /// A calculator of an organisation in words; none when there is no such calculator.
    pub fn describe(&self, id: &str, organisation: &str) -> Option<&Description> {
        self.described.calculator(&self.rules, id, organisation)
    }

    /// Everything the documents leave open, for the owners of the texts.
    pub fn unclear(&self) -> &[UnclearView] {
        self.described.unclear(&self.rules)
    }

    /// What can only be said of a page when all of them are known.
    fn check_pages(&self, diagnostics: &mut Vec<Diagnostic>) {
        use crate::check::{did_you_mean, front_matter, insertions::unknown_calculator};
        let mut folders = BTreeSet::new();
        let documents = self.rules.documents();
        for page in &self.pages {
            for (document, span) in &page.front.sources {
                if self.rules.document(document).is_err() {
                    let known = documents.iter().map(|document| document.id.as_str());
                    diagnostics.push(front_matter::unknown_document(*span, document, known));
                }
            }
            if let Some((again, span)) = page.front.check_again {
                if page.front.checked.is_some_and(|(checked, _)| again < checked) {
                    diagnostics.push(front_matter::dates_in_disorder(span));
                } else if again < self.day {
                    diagnostics
                        .push(front_matter::check_again(span, &calculators::kernel::dutch::date(again)));
                }
            }
            if let Some(official) = &page.official {
                self.check_official(official, &documents, diagnostics);
                continue;
            }
            let folder = page.folder();
            let lost = !page.address.is_empty() && self.page_at_address(&folder).is_none();
            if lost && folders.insert(folder.clone()) {
                diagnostics.push(found::folder_without_index(page.file, &folder));
            }
        }
        let calculators = self.rules.calculators();
        for (id, span) in &self.site.featured {
            let mut known = calculators.iter().map(|calculator| calculator.id.as_str());
            let broken = self.broken_calculators.contains(id);
            if !broken && !known.clone().any(|known| known == id) {
                let near = did_you_mean(id, &mut known);
                diagnostics.push(unknown_calculator(*span, id, near));
            }
        }
    }
}

impl Handbook {
    /// An official page names a document, in the version that `bronnen.yaml` knows.
    fn check_official(
        &self,
        page: &OfficialPage,
        documents: &[calculators::views::DocumentView],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        use crate::check::{front_matter, official as found};
        if page.document.is_empty() {
            return;
        }
        let Some(document) = documents.iter().find(|document| document.id == page.document) else {
            let known = documents.iter().map(|document| document.id.as_str());
            diagnostics.push(front_matter::unknown_document(page.span, &page.document, known));
            return;
        };
        if let (Some(imported), Some(known)) = (&page.version, &document.version)
            && imported != known
        {
            diagnostics.push(found::other_version(page.span, &document.id, imported, known));
        }
    }
}

/// Puts a page above the official texts of each organisation that has any: an import makes none.
fn add_lists_of_texts(pages: &mut Vec<Page>, files: &SiteFiles) {
    let mut lists: Vec<Page> = Vec::new();
    for page in pages.iter().filter(|page| page.official.is_some()) {
        let Some(organisation) = &page.organisation else { continue };
        let path = format!("{organisation}/{}/_index.md", official::FOLDER);
        if lists.iter().chain(pages.iter()).any(|known| known.path == path) {
            continue;
        }
        // It has no file of its own: it stands at the end of the first that is in its list, where nothing follows.
        let end = files.texts.get(page.file).map_or(0, |file| file.text.len());
        let span = calculators::tree::Span { file: page.file, start: 0, end: 0 };
        lists.push(Page {
            file: page.file,
            address: address::of_path(&path),
            path,
            organisation: Some(organisation.clone()),
            front: page::FrontMatter { title: official::TITLE.to_owned(), ..page::FrontMatter::default() },
            body_start: end,
            official: Some(OfficialPage {
                document: String::new(),
                span,
                lines: None,
                version: None,
                shows: Shows::Documents,
            }),
        });
    }
    pages.extend(lists);
}

/// The official texts by document.
fn read_texts(pages: &[Page], files: &SiteFiles) -> BTreeMap<String, Text> {
    let mut documents: BTreeMap<&str, Vec<PageText<'_>>> = BTreeMap::new();
    for page in pages {
        let Some(official) = page.official.as_ref().filter(|one| one.shows == Shows::Text) else { continue };
        let text = files.texts.get(page.file).map_or("", |file| file.text.as_str());
        documents.entry(&official.document).or_default().push(PageText {
            address: &page.address,
            index: page.is_index(),
            title: &page.front.title,
            markdown: text.get(page.body_start..).unwrap_or_default(),
            line: official.lines.map_or(u32::MAX, |(first, _)| first),
        });
    }
    documents.into_iter().map(|(id, pages)| (id.to_owned(), Text::of(&pages))).collect()
}

/// The calculator whose file this is, by its path under `content/`.
fn calculator_id(path: &str) -> Option<String> {
    let name = path.strip_prefix(CALCULATORS)?.strip_prefix('/')?;
    (!name.contains('/')).then(|| name.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned())
}

/// Puts a YAML file where it belongs by its place in the tree.
fn sort_out(
    path: &str,
    number: u32,
    root: Node,
    site: &Site,
    rules: &mut RuleFiles,
    glossary: &mut Glossary,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let parts: Vec<&str> = path.split('/').collect();
    let empty = root.value == Value::Empty;
    let owned = |owner: &str| owner == NATIONAL || site.organisation(owner).is_some();
    match parts.as_slice() {
        _ if empty => diagnostics.push(file_findings::empty_file(number)),
        ["bronnen.yaml"] => rules.sources = Some(root),
        ["begrippen.yaml"] => *glossary = Glossary::read(&root, site, diagnostics),
        [CALCULATORS, _] => {
            rules.calculators.extend(calculator_id(path).map(|id| CalculatorFile { id, root }));
        }
        // Many facts read better as one file for each subject.
        [owner, "feiten", _] if owned(owner) => {
            rules.facts.push(OwnedFile { owner: (*owner).to_owned(), root });
        }
        [owner, name] if owned(owner) => {
            let file = OwnedFile { owner: (*owner).to_owned(), root };
            match *name {
                "feiten.yaml" => rules.facts.push(file),
                "organisatie.yaml" => rules.desks.push(file),
                "vrije-dagen.yaml" => rules.holidays.push(file),
                _ => diagnostics.push(file_findings::unknown_file(number, name)),
            }
        }
        _ => diagnostics.push(file_findings::unknown_file(number, path)),
    }
}
