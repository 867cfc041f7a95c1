//! The file tree of a site: `wegwijs.yaml` and everything under `content/`, and its own templates.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::check::files as found;
use crate::diagnostics::{Diagnostic, Files};
use calculators::tree::Span;

/// The name of the file that makes a folder a site.
pub const SITE_FILE: &str = "wegwijs.yaml";

/// Everything read from a site's folder, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct SiteFiles {
    /// The texts; findings point into them.
    pub texts: Files,
    /// Number of `wegwijs.yaml`.
    pub site: u32,
    /// Numbers of the Markdown and YAML files under `content/`.
    pub content: Vec<u32>,
    /// Numbers of the files under `templates/` that replace the built-in ones.
    pub templates: Vec<u32>,
    /// Files that are copied as they are (pictures, PDF): path under `content/`, and bytes.
    pub media: Vec<(String, Vec<u8>)>,
}

/// Why a folder is not a site.
#[derive(Debug, thiserror::Error)]
pub enum NoSite {
    /// There is no `wegwijs.yaml`.
    #[error(
        "in {0} staat geen wegwijs.yaml. Noem de map van een handboek met --site, of maak er een met `wegwijs new site MAP`."
    )]
    Missing(String),
}

/// Extensions of files that may lie beside the pages and are copied.
const MEDIA: [&str; 8] = ["png", "jpg", "jpeg", "svg", "webp", "gif", "pdf", "docx"];

/// Reads a site. What cannot be read becomes a finding, and the rest is read all the same.
///
/// # Errors
/// When the folder has no `wegwijs.yaml`.
pub fn read(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<SiteFiles, NoSite> {
    if !root.join(SITE_FILE).is_file() {
        return Err(NoSite::Missing(root.display().to_string()));
    }
    let mut files = SiteFiles::default();
    files.site = read_text(root, SITE_FILE, &mut files.texts, diagnostics);
    for path in paths_under(root, "content", &mut files.texts, diagnostics) {
        match extension(&path) {
            "md" | "yaml" | "yml" => {
                let number = read_text(root, &path, &mut files.texts, diagnostics);
                files.content.push(number);
            }
            kind if MEDIA.contains(&kind) => match fs::read(root.join(&path)) {
                Ok(bytes) => files.media.push((path.trim_start_matches("content/").to_owned(), bytes)),
                Err(error) => {
                    let number = files.texts.add(&path, "");
                    diagnostics.push(found::unreadable(number, &reason(&error)));
                }
            },
            _ => {}
        }
    }
    for path in paths_under(root, "templates", &mut files.texts, diagnostics) {
        let number = read_text(root, &path, &mut files.texts, diagnostics);
        files.templates.push(number);
    }
    if !files
        .content
        .iter()
        .any(|&number| files.texts.get(number).is_some_and(|file| file.path.ends_with(".md")))
    {
        diagnostics.push(found::no_pages(files.site));
    }
    Ok(files)
}

/// The paths of the files in a folder of the site, sorted, `/` between folders; hidden files are left out.
fn paths_under(
    root: &Path,
    folder: &str,
    texts: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let start = root.join(folder);
    if !start.is_dir() {
        return Vec::new();
    }
    let mut paths = Vec::new();
    let walk = WalkDir::new(&start)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let parts: Vec<_> = relative
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy().into_owned())
                    .collect();
                paths.push(parts.join("/"));
            }
            Ok(_) => {}
            Err(error) => {
                let path =
                    error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new(folder));
                let number = texts.add(path.to_string_lossy(), "");
                let why = error.io_error().map_or_else(|| "de map verwijst naar zichzelf".to_owned(), reason);
                diagnostics.push(found::unreadable(number, &why));
            }
        }
    }
    paths.sort();
    paths
}

/// The last part of a path behind its dot, in lower case letters as written.
fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Reads a text into `texts`. What is no UTF-8 is read as far as it goes, with a finding; the site is then not
/// built, but other findings still show.
fn read_text(root: &Path, path: &str, texts: &mut Files, diagnostics: &mut Vec<Diagnostic>) -> u32 {
    match fs::read(root.join(path)) {
        Ok(bytes) => decode(path, bytes, texts, diagnostics),
        Err(error) => {
            let number = texts.add(path, "");
            diagnostics.push(found::unreadable(number, &reason(&error)));
            number
        }
    }
}

/// Adds the text of a file; a byte order mark is dropped.
pub fn decode(path: &str, bytes: Vec<u8>, texts: &mut Files, diagnostics: &mut Vec<Diagnostic>) -> u32 {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map_or(bytes.clone(), <[u8]>::to_vec);
    match String::from_utf8(bytes) {
        Ok(text) => texts.add(path, text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let number = texts.add(path, text);
            let start = valid as u32;
            // The replacement character takes three bytes.
            diagnostics.push(found::not_utf8(Span { file: number, start, end: start + 3 }));
            number
        }
    }
}

/// Whether a link on disk leads back to itself.
#[cfg(unix)]
fn goes_round(error: &std::io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn goes_round(_error: &std::io::Error) -> bool {
    false
}

/// What the system says of an error, in Dutch where it is one that an editor meets.
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "het is er niet".to_owned(),
        ErrorKind::PermissionDenied => "je mag het niet lezen of schrijven".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "de schijf is vol".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "deze schijf is alleen-lezen".to_owned(),
        ErrorKind::IsADirectory => "het is een map".to_owned(),
        _ if goes_round(error) => "het verwijst naar zichzelf".to_owned(),
        _ => error.to_string(),
    }
}
