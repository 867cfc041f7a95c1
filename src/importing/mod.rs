//! An official document as pages of the handbook: reads its files, has the crate `import` make Markdown of them, and
//! puts the pages in their folder as a whole or not at all.

mod input;
mod profile;
pub mod renewal;
pub mod versions;

use std::collections::BTreeMap;
use std::path::PathBuf;

use calculators::kernel::date::Date;
use import::audit::audit;
use import::{Imported, Page, Profile};

use crate::diagnostics::{Diagnostic, Files};
use crate::handbook::fingerprints::Updated;
use crate::handbook::official::{FOLDER, LOG};
use crate::handbook::{Handbook, address};
use crate::publish::{PublishError, publish};
use crate::site::model;
use crate::source::files::NoSite;

/// What to import, and as what.
#[derive(Clone, Debug)]
pub struct Request {
    /// The files, which together are one document, in order.
    pub files: Vec<PathBuf>,
    /// The folder of the handbook.
    pub site: PathBuf,
    /// The day whose rules hold: for what the handbook knows of its documents.
    pub day: Date,
    /// The organisation's id.
    pub organisation: String,
    /// The id of the document without the organisation: `gedragscode-2024`.
    pub document: String,
    /// `profielen/NAAM.yaml` in the handbook, or the path of such a file.
    pub profile: Option<String>,
    /// Where the folder of the document comes; `content/ORG/officieel` if none.
    pub out: Option<PathBuf>,
}

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The folder with the pages.
    pub folder: PathBuf,
    /// How many pages.
    pub pages: usize,
    /// Words of the document.
    pub words: usize,
    /// Words that are in the log alone.
    pub logged: usize,
    /// Words that may be misread and were left as they are.
    pub doubts: usize,
    /// Places with columns that could not be put together.
    pub muddles: usize,
    /// What became of the fingerprints of paragraphs; none where the pages went elsewhere.
    pub fingerprints: Option<Updated>,
}

/// Why nothing was imported; what stood there stands there still.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no handbook to import into.
    #[error(transparent)]
    NoSite(#[from] NoSite),
    /// The pages cannot be put in place.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file, a name or the profile is wrong; what and what to do.
    #[error("{0}")]
    Wrong(String),
    /// Findings in the profile.
    #[error("Het profiel klopt nog niet.")]
    Profile(Vec<Diagnostic>, Box<Files>),
}

/// Imports a document.
///
/// # Errors
/// When a file cannot be read, something is named that is not there, or the pages cannot be written.
pub fn run(request: &Request) -> Result<Outcome, Refusal> {
    let id = request.document.as_str();
    let proposal = address::slug(id);
    if proposal != id || id.is_empty() {
        let proposal = if proposal.is_empty() { "gedragscode-2024" } else { proposal.as_str() };
        return Err(Refusal::Wrong(format!(
            "`{id}` kan geen naam van een document zijn. Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld `{proposal}`."
        )));
    }
    let handbook = handbook(request)?;
    let profile = profile_of(request, handbook.as_ref())?;
    let source = input::read(&request.files)?;
    let imported = import::import(&source, &profile);
    every_part_is_there(&profile, &imported)?;
    let audit = audit(&source, &imported.pages, &imported.log);
    // A word that fell away without a rule is a mistake of this program: rather no pages than pages with a hole.
    let slip = match (audit.lost.first(), audit.invented.first()) {
        (Some((line, word)), _) => Some(format!("Van regel {line} zou “{word}” wegvallen.")),
        (None, Some(word)) => {
            Some(format!("In de pagina's zou “{word}” staan, dat niet in het document staat."))
        }
        (None, None) => None,
    };
    if let Some(slip) = slip {
        return Err(Refusal::Wrong(format!(
            "{slip} Er is niets geschreven. Meld dit aan de makers, met het bestand erbij."
        )));
    }
    let tree = tree(&profile, &imported);
    let parent = request.out.clone().unwrap_or_else(|| {
        ["content", &request.organisation, FOLDER]
            .iter()
            .fold(request.site.clone(), |path, part| path.join(part))
    });
    let folder = parent.join(id);
    std::fs::create_dir_all(&parent).map_err(|error| input::failed(&parent, "gemaakt", &error))?;
    publish(&tree, &folder)?;
    let fingerprints = match request.out {
        None => {
            // Once more: now its pages are among the official texts.
            let (_, handbook, _) = model(&request.site, request.day)?;
            Some(renewal::renew(&request.site, &handbook, &[])?)
        }
        Some(_) => None,
    };
    Ok(Outcome {
        folder,
        pages: imported.pages.len(),
        words: audit.words,
        logged: audit.logged,
        doubts: imported.log.doubts.len(),
        muddles: imported.log.muddles.len(),
        fingerprints,
    })
}

/// The handbook that the document belongs to; none where the pages go elsewhere and there is no handbook.
fn handbook(request: &Request) -> Result<Option<Handbook>, Refusal> {
    let (_, handbook, _) = match model(&request.site, request.day) {
        Ok(model) => model,
        Err(_) if request.out.is_some() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if handbook.site.organisation(&request.organisation).is_none() {
        let known: Vec<&str> = handbook.site.organisations.iter().map(|one| one.id.as_str()).collect();
        return Err(Refusal::Wrong(format!(
            "`{}` is geen organisatie van dit handboek. Kies met --org: {}.",
            request.organisation,
            known.join(", ")
        )));
    }
    Ok(Some(handbook))
}

/// The profile, with the titles that the handbook knows; each of its documents is one of `bronnen.yaml`.
fn profile_of(request: &Request, handbook: Option<&Handbook>) -> Result<Profile, Refusal> {
    let document = format!("{}/{}", request.organisation, request.document);
    let mut made = match &request.profile {
        Some(name) => profile::read(name, &request.site)?,
        None => Profile::default(),
    };
    made.document = document;
    if let Some(handbook) = handbook {
        for id in std::iter::once(&made.document).chain(made.parts.iter().map(|part| &part.document)) {
            if let Err(near) = handbook.rules.document(id) {
                let near = near.map_or(String::new(), |near| format!(" Bedoel je `{near}`?"));
                return Err(Refusal::Wrong(format!(
                    "Document `{id}` staat niet in content/bronnen.yaml.{near} Zet het erbij, of verbeter de naam."
                )));
            }
        }
        if made.title.is_empty()
            && let Ok(known) = handbook.rules.document(&made.document)
        {
            made.title = known.title;
        }
    }
    if made.title.is_empty() {
        made.title.clone_from(&made.document);
    }
    Ok(made)
}

fn every_part_is_there(profile: &Profile, imported: &Imported) -> Result<(), Refusal> {
    let missing =
        profile.parts.iter().find(|part| !imported.pages.iter().any(|page| page.document == part.document));
    match missing {
        None => Ok(()),
        Some(part) => Err(Refusal::Wrong(format!(
            "De regel “{}” waarmee {} begint, staat niet in het bestand. Neem de regel over zoals hij daar staat, of haal dit deel uit het profiel.",
            part.starts, part.document
        ))),
    }
}

/// The files of the import by their path: the document itself at the top, its parts in folders of their own.
fn tree(profile: &Profile, imported: &Imported) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for page in &imported.pages {
        let path = if page.document == profile.document {
            page.path.split_once('/').map_or(page.path.as_str(), |(_, below)| below)
        } else {
            page.path.as_str()
        };
        tree.insert(path.to_owned(), page.file().into_bytes());
    }
    // A folder has a page of its own, also where no line of the file stands outside the parts.
    tree.entry("_index.md".to_owned()).or_insert_with(|| {
        let first = imported.pages.iter().map(|page| page.lines.0).min().unwrap_or(1);
        let cover = Page {
            document: profile.document.clone(),
            path: "_index.md".to_owned(),
            title: profile.title.clone(),
            lines: (first, first),
            markdown: String::new(),
            anchors: Vec::new(),
            titled: false,
            anchor: None,
        };
        cover.file().into_bytes()
    });
    tree.insert(LOG.to_owned(), imported.log.file().into_bytes());
    tree
}
