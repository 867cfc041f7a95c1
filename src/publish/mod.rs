//! Puts a site in place: as a whole, or not at all.

mod exchange;
mod tree;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::files::reason;

/// Why a site was not put in place. The old one still stands.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder is not one that a site may replace.
    #[error(
        "{folder} is niet door wegwijs gemaakt: er staat {found} in. Kies met --out een andere map, of haal de map zelf weg."
    )]
    NotOurs {
        /// The folder.
        folder: String,
        /// A file in it that no site has.
        found: String,
    },
    /// The folder is where a disk is attached, so it cannot be exchanged.
    #[error(
        "{0} is het aankoppelpunt van een schijf en kan niet in één stap worden vervangen. Kies met --out een map erin, bijvoorbeeld {0}/site."
    )]
    MountPoint(String),
    /// The disk is full, may not be written to, or the like.
    #[error("{path} kan niet worden geschreven: {why}. Wat er stond, staat er nog.")]
    Write {
        /// What could not be written.
        path: String,
        /// Why not.
        why: String,
    },
}

/// The file in a built site by which the next build knows that the folder is a site, and which files it may keep.
pub const MANIFEST: &str = ".wegwijs";

/// How a site was put in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files in the site.
    pub files: usize,
    /// Files that differ from the site that stood there.
    pub changed: usize,
}

/// Writes a site beside `folder` and puts it there in one step.
///
/// # Errors
/// When anything cannot be written; the old site then still stands.
pub fn publish(output: &BTreeMap<String, Vec<u8>>, folder: &Path) -> Result<Published, PublishError> {
    let folder = absolute(folder)?;
    exchange::finish_interrupted(&folder)?;
    check_ours(&folder)?;
    let fresh = sibling(&folder, "nieuw");
    tree::remove(&fresh)?;
    let written = tree::write(output, &folder, &fresh);
    let published = match written {
        Ok(published) => published,
        Err(error) => {
            // A half-written tree helps nobody; if it cannot be removed either, the next build does.
            let _ = tree::remove(&fresh);
            return Err(error);
        }
    };
    exchange::exchange(&fresh, &folder)?;
    Ok(published)
}

/// A folder beside the site's, hidden, for what is not in place yet or any more.
fn sibling(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!(".{name}.{what}"))
}

fn absolute(folder: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(folder).map_err(|error| failed(folder, &error))?;
    // A link to a folder is followed, so that what it points at is replaced and not the link.
    Ok(absolute.canonicalize().unwrap_or(absolute))
}

/// A folder that holds something else than a site is never replaced.
fn check_ours(folder: &Path) -> Result<(), PublishError> {
    if !folder.exists() || folder.join(MANIFEST).is_file() {
        return Ok(());
    }
    let mut entries = folder.read_dir().map_err(|error| failed(folder, &error))?;
    match entries.next() {
        None => Ok(()),
        Some(entry) => Err(PublishError::NotOurs {
            folder: folder.display().to_string(),
            found: entry.map(|entry| entry.file_name().to_string_lossy().into_owned()).unwrap_or_default(),
        }),
    }
}

fn failed(path: &Path, error: &io::Error) -> PublishError {
    PublishError::Write { path: path.display().to_string(), why: reason(error) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_site_replaces_the_one_before_it_as_a_whole() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("public");
        let first = publish(&site(&[("index.html", "een"), ("oud/index.html", "oud")]), &folder).unwrap();
        assert_eq!(first, Published { files: 2, changed: 2 });
        let second =
            publish(&site(&[("index.html", "een"), ("nieuw/index.html", "nieuw")]), &folder).unwrap();
        assert_eq!(second, Published { files: 2, changed: 1 });
        assert_eq!(fs::read_to_string(folder.join("nieuw/index.html")).unwrap(), "nieuw");
        assert!(!folder.join("oud").exists());
        let left: Vec<_> =
            fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["public"], "nothing is left beside it");
    }

    #[test]
    fn a_folder_with_other_things_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("brief.txt"), "bewaren").unwrap();
        let error = publish(&site(&[("index.html", "een")]), place.path()).unwrap_err();
        assert!(matches!(error, PublishError::NotOurs { found, .. } if found == "brief.txt"));
        assert_eq!(fs::read_to_string(place.path().join("brief.txt")).unwrap(), "bewaren");
    }

    #[test]
    fn when_writing_fails_the_old_site_stands() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("public");
        publish(&site(&[("index.html", "oud")]), &folder).unwrap();
        // A name that is too long for any disk fails as a full disk does: in the middle of writing.
        let long = format!("{}/index.html", "x".repeat(300));
        let error = publish(&site(&[("index.html", "nieuw"), (&long, "te lang")]), &folder).unwrap_err();
        assert!(matches!(error, PublishError::Write { .. }), "{error}");
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "oud");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "the half tree is gone");
    }

    #[test]
    fn a_build_that_was_stopped_between_two_renames_is_finished() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("public");
        publish(&site(&[("index.html", "nieuw")]), &folder).unwrap();
        // As it lies when the old site is moved away and the new one not yet in its place.
        fs::rename(&folder, sibling(&folder, "nieuw")).unwrap();
        fs::create_dir(sibling(&folder, "oud")).unwrap();
        exchange::finish_interrupted(&folder).unwrap();
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "nieuw");
        assert!(!sibling(&folder, "oud").exists());
    }
}
