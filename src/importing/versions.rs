//! Two versions of a document beside each other: files, or folders of earlier imports; and what in the handbook was
//! written from what changed.

use std::collections::BTreeMap;
use std::path::Path;

use calculators::kernel::date::Date;
use calculators::tree::Node;
use import::compare::{self, Change};
use walkdir::WalkDir;

use super::{Refusal, input};
use crate::handbook::citations::{citing, gather};
use crate::handbook::fingerprints::differing;
use crate::handbook::official::{self, CHANGES, LOG, PageText, Text, Texts};
use crate::site::model;
use crate::source::front_matter;

/// What a new version of a document changed.
#[derive(Debug)]
pub struct Compared {
    /// The id of the document, where its pages name it.
    pub document: Option<String>,
    /// The changes, in the order of the new version.
    pub changes: Vec<Change>,
    /// The old text, to find who cites it.
    old: Text,
    /// What can be linked to in the old version and says something else in the new one, or is not there.
    changed: Vec<String>,
}

impl Compared {
    /// The changes as Markdown, with what in a handbook was written from them.
    pub fn markdown(&self, resting: &[String]) -> String {
        let mut text = compare::page(&self.changes);
        if !resting.is_empty() {
            text.push_str("## Wat hierop rust\n\nLees dit na: het is geschreven uit wat veranderde.\n\n");
            for line in resting {
                text.push_str(&format!("- {line}\n"));
            }
        }
        text
    }

    /// The facts, rules and pages of a handbook that cite a paragraph that changed, each as a line; none where there is
    /// no handbook.
    pub fn resting(&self, site: &Path, day: Date, document: &str) -> Vec<String> {
        let Ok((files, handbook, _)) = model(site, day) else { return Vec::new() };
        let old = BTreeMap::from([(document.to_owned(), self.old.clone())]);
        let texts = Texts::of(old, &handbook.rules.documents());
        let citations = gather(&handbook.rules, &handbook.site, &handbook.pages, &files.texts, &texts);
        let mut lines: Vec<String> = citing(&citations, document, &self.old, &self.changed)
            .into_iter()
            .map(|citation| {
                format!("{}: {}", citation.anchor.as_deref().unwrap_or_default(), citation.by.named())
            })
            .collect();
        lines.sort();
        lines.dedup();
        lines
    }
}

/// One version, read.
#[derive(Default)]
struct Version {
    document: Option<String>,
    pages: Vec<Page>,
}

/// A page of a version, in the order of the document.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Page {
    /// The first line of the document on it.
    line: u32,
    /// Its file, from the folder of the version: `hoofdstuk-2.md`.
    path: String,
    title: String,
    markdown: String,
}

impl Version {
    fn sections(&self) -> Vec<compare::Section> {
        compare::sections(self.pages.iter().map(|page| (page.title.as_str(), page.markdown.as_str())))
    }

    fn text(&self) -> Text {
        let address = |path: &str| format!("{}/", path.trim_end_matches(".md").trim_end_matches("_index"));
        let addresses: Vec<String> = self.pages.iter().map(|page| address(&page.path)).collect();
        let pages: Vec<PageText<'_>> = self
            .pages
            .iter()
            .zip(&addresses)
            .map(|(page, address)| PageText {
                address,
                index: page.path.ends_with("_index.md"),
                title: &page.title,
                markdown: &page.markdown,
                line: page.line,
            })
            .collect();
        Text::of(&pages)
    }
}

/// Compares two versions; each is a file of a kind that can be imported, or the folder of an earlier import.
///
/// # Errors
/// When one of them cannot be read.
pub fn compare(old: &Path, new: &Path) -> Result<Compared, Refusal> {
    let (old, new) = (version(old)?, version(new)?);
    let text = old.text();
    Ok(Compared {
        changes: compare::compare(&old.sections(), &new.sections()),
        changed: differing(&text, &new.text()),
        old: text,
        document: new.document.or(old.document),
    })
}

fn version(path: &Path) -> Result<Version, Refusal> {
    if path.is_dir() {
        return of_folder(path);
    }
    let source = input::read(&[path])?;
    let imported = import::import(&source, &import::Profile::default());
    let pages = imported.pages.into_iter().map(|page| Page {
        line: page.lines.0,
        path: page.path,
        title: page.title,
        markdown: page.markdown,
    });
    Ok(Version { document: None, pages: pages.collect() })
}

/// The pages of an earlier import.
fn of_folder(folder: &Path) -> Result<Version, Refusal> {
    let mut version = Version::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            Refusal::Wrong(format!("{} kan niet worden gelezen: {error}.", folder.display()))
        })?;
        let path = entry.path();
        let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let name = below.rsplit('/').next().unwrap_or_default();
        let Some(stem) = name.strip_suffix(".md") else { continue };
        if !entry.file_type().is_file() || name == LOG || stem == CHANGES {
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|error| input::failed(path, "gelezen", &error))?;
        let split = front_matter::split(&text, 0, &mut Vec::new());
        let field = |key: &str| Some(split.front.as_ref()?.get(key).and_then(Node::text)?.to_owned());
        if version.document.is_none() {
            version.document = field("document");
        }
        version.pages.push(Page {
            line: field("regels")
                .and_then(|text| official::lines(&text))
                .map_or(u32::MAX, |(first, _)| first),
            title: field("titel").unwrap_or_default(),
            markdown: text.get(split.body_start..).unwrap_or_default().to_owned(),
            path: below,
        });
    }
    if version.pages.is_empty() {
        return Err(Refusal::Wrong(format!(
            "In {} staan geen pagina's. Noem een bestand, of de map van een eerdere import.",
            folder.display()
        )));
    }
    version.pages.sort();
    Ok(version)
}

/// Writes the page into the folder of its document; its front matter names the document, so that it stands among the
/// official texts.
///
/// # Errors
/// When it cannot be written.
pub fn write(folder: &Path, document: &str, markdown: &str) -> Result<std::path::PathBuf, Refusal> {
    let place = folder.join(format!("{CHANGES}.md"));
    let text = format!("---\ntitel: Wat is er veranderd?\ndocument: {document}\n---\n\n{markdown}");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&place, text))
        .map_err(|error| input::failed(&place, "geschreven", &error))?;
    Ok(place)
}
