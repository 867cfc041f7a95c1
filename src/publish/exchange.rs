//! Two folders change places in one step, where the system can do that; elsewhere in two, with what is needed to
//! finish it if the first was the last.

use std::fs;
use std::io;
use std::path::Path;

use super::{PublishError, failed, sibling, tree};

/// Puts `fresh` in the place of `folder`, whose content is removed.
pub(super) fn exchange(fresh: &Path, folder: &Path) -> Result<(), PublishError> {
    if !folder.exists() {
        return fs::rename(fresh, folder).map_err(|error| refused(folder, &error));
    }
    if swap(fresh, folder)? {
        // What was the old site lies at `fresh` now.
        return tree::remove(fresh);
    }
    let old = sibling(folder, "oud");
    tree::remove(&old)?;
    fs::rename(folder, &old).map_err(|error| refused(folder, &error))?;
    fs::rename(fresh, folder).map_err(|error| refused(folder, &error))?;
    tree::remove(&old)
}

/// Finishes an exchange in two steps that was stopped after the first: the old site is away (it lies beside), the
/// new one is whole and not yet in its place.
pub(super) fn finish_interrupted(folder: &Path) -> Result<(), PublishError> {
    let (fresh, old) = (sibling(folder, "nieuw"), sibling(folder, "oud"));
    if !old.exists() {
        return Ok(());
    }
    if !folder.exists() {
        let whole = if fresh.join(super::MANIFEST).is_file() { &fresh } else { &old };
        fs::rename(whole, folder).map_err(|error| refused(folder, &error))?;
    }
    tree::remove(&old)
}

/// One step, on Linux; false where the system or the disk cannot.
#[cfg(target_os = "linux")]
fn swap(fresh: &Path, folder: &Path) -> Result<bool, PublishError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, fresh, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(refused(folder, &io::Error::from(error))),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(_fresh: &Path, _folder: &Path) -> Result<bool, PublishError> {
    Ok(false)
}

/// A folder where a disk is attached can be neither renamed nor exchanged.
fn refused(folder: &Path, error: &io::Error) -> PublishError {
    if matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices) {
        return PublishError::MountPoint(folder.display().to_string());
    }
    failed(folder, error)
}
