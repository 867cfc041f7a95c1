//! Writes a tree of files; what did not change is shared with the tree that stands there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{MANIFEST, PublishError, Published, failed};

/// Writes `output` to the folder `fresh`. Files that stand the same in `old` are linked, not written, where the
/// disk can do that.
pub(super) fn write(
    output: &BTreeMap<String, Vec<u8>>,
    old: &Path,
    fresh: &Path,
) -> Result<Published, PublishError> {
    let folders: BTreeSet<&Path> = output.keys().filter_map(|path| Path::new(path).parent()).collect();
    fs::create_dir_all(fresh).map_err(|error| failed(fresh, &error))?;
    for folder in folders {
        let folder = fresh.join(folder);
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    }
    let hashes: BTreeMap<&str, String> = output
        .par_iter()
        .map(|(path, bytes)| (path.as_str(), blake3::hash(bytes).to_hex().to_string()))
        .collect();
    let before = manifest(&old.join(MANIFEST));
    let written: Vec<bool> = output
        .par_iter()
        .map(|(path, bytes)| {
            let same = before.get(path.as_str()).is_some_and(|hash| Some(hash) == hashes.get(path.as_str()));
            let target = fresh.join(path);
            // The manifest says that it is the same; a file that somebody changed by hand since is written anew.
            let whole = |file: &Path| fs::metadata(file).is_ok_and(|meta| meta.len() == bytes.len() as u64);
            if same && whole(&old.join(path)) && fs::hard_link(old.join(path), &target).is_ok() {
                return Ok(false);
            }
            fs::write(&target, bytes).map_err(|error| failed(&target, &error))?;
            Ok(!same)
        })
        .collect::<Result<_, PublishError>>()?;
    let list: String = hashes.iter().map(|(path, hash)| format!("{hash} {path}\n")).collect();
    let target = fresh.join(MANIFEST);
    fs::write(&target, list).map_err(|error| failed(&target, &error))?;
    Ok(Published { files: output.len(), changed: written.into_iter().filter(|changed| *changed).count() })
}

/// The hashes of the site that stands there, by path; empty when there is none.
fn manifest(file: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
        .collect()
}

/// Removes a tree, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(folder, &error)),
        _ => Ok(()),
    }
}
