//! Two versions of a document beside each other: files, or folders of earlier imports.

use std::path::{Path, PathBuf};

use calculators::tree::Node;
use import::compare::{self, Change, Section};
use walkdir::WalkDir;

use super::{Refusal, input, is_page};
use crate::source::front_matter;

/// The page that tells what a new version changed, in the folder of its document.
pub const PAGE: &str = "wat-is-er-veranderd.md";

/// What a new version of a document changed.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The id of the document, where its pages name it.
    pub document: Option<String>,
    /// The changes, in the order of the new version.
    pub changes: Vec<Change>,
}

impl Compared {
    /// The changes as Markdown.
    pub fn markdown(&self) -> String {
        compare::page(&self.changes)
    }

    /// What can be linked to in the old version and says something else in the new one, or is not there.
    pub fn touched(&self) -> Vec<&str> {
        let ids = self.changes.iter().filter_map(|change| match change {
            Change::Added(_) => None,
            Change::Removed(old) | Change::Changed { old, .. } => Some(old.id.as_str()),
        });
        ids.filter(|id| !id.is_empty()).collect()
    }
}

/// One version, read.
struct Version {
    document: Option<String>,
    sections: Vec<Section>,
}

/// Compares two versions; each is a file of a kind that can be imported, or the folder of an earlier import.
///
/// # Errors
/// When one of them cannot be read.
pub fn compare(old: &Path, new: &Path) -> Result<Compared, Refusal> {
    let (old, new) = (version(old)?, version(new)?);
    Ok(Compared {
        document: new.document.or(old.document),
        changes: compare::compare(&old.sections, &new.sections),
    })
}

fn version(path: &Path) -> Result<Version, Refusal> {
    if path.is_dir() {
        return of_folder(path);
    }
    let source = input::read(&[path])?;
    let imported = import::import(&source, &import::Profile::default());
    let pages = imported.pages.iter().map(|page| (page.title.as_str(), page.markdown.as_str()));
    Ok(Version { document: None, sections: compare::sections(pages) })
}

/// The pages of an earlier import in the order of their document.
fn of_folder(folder: &Path) -> Result<Version, Refusal> {
    let mut pages: Vec<(u32, PathBuf, String, String)> = Vec::new();
    let mut document = None;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            Refusal::Wrong(format!("{} kan niet worden gelezen: {error}.", folder.display()))
        })?;
        let path = entry.path();
        if !entry.file_type().is_file() || !is_page(path) || path.file_name().is_some_and(|name| name == PAGE)
        {
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|error| input::failed(path, "gelezen", &error))?;
        let split = front_matter::split(&text, 0, &mut Vec::new());
        let field = |key: &str| {
            let front = split.front.as_ref()?;
            Some(front.get(key).and_then(Node::text)?.to_owned())
        };
        if document.is_none() {
            document = field("document");
        }
        let title = field("titel").unwrap_or_default();
        let first =
            field("regels").and_then(|lines| lines.split(' ').next()?.parse().ok()).unwrap_or(u32::MAX);
        let body = text.get(split.body_start..).unwrap_or_default().to_owned();
        pages.push((first, path.to_owned(), title, body));
    }
    if pages.is_empty() {
        return Err(Refusal::Wrong(format!(
            "In {} staan geen pagina's. Noem een bestand, of de map van een eerdere import.",
            folder.display()
        )));
    }
    pages.sort();
    let texts = pages.iter().map(|(_, _, title, body)| (title.as_str(), body.as_str()));
    Ok(Version { document, sections: compare::sections(texts) })
}

/// Writes the page, in a folder that is made where it is not there.
///
/// # Errors
/// When it cannot be written.
pub fn write(place: &Path, text: &str) -> Result<(), Refusal> {
    let done =
        place.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(place, text));
    done.map_err(|error| input::failed(place, "geschreven", &error))
}

/// The page as a file: its front matter names the document, so that it stands among the official texts.
pub fn page(document: &str, markdown: &str) -> String {
    format!("---\ntitel: Wat is er veranderd?\ndocument: {document}\n---\n\n{markdown}")
}
