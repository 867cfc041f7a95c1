//! `content/vingerafdrukken.yaml`, brought up to date with the official texts that stand there.

use std::path::Path;

use super::{Refusal, input};
use crate::handbook::Handbook;
use crate::handbook::fingerprints::{FILE, Updated};

/// Adds what is new and takes out what nothing cites any more; a paragraph that changed keeps its old fingerprint unless
/// it is among `read`: `document#anchor`, or a whole `document`. The handbook is that of the folder `site`.
///
/// # Errors
/// When the file cannot be written.
pub fn renew(site: &Path, handbook: &Handbook, read: &[String]) -> Result<Updated, Refusal> {
    let mut fingerprints = handbook.fingerprints.clone();
    let updated = fingerprints.update(&handbook.texts, &handbook.citations, read);
    if fingerprints != handbook.fingerprints {
        let path = site.join("content").join(FILE);
        std::fs::write(&path, fingerprints.to_yaml())
            .map_err(|error| input::failed(&path, "geschreven", &error))?;
    }
    Ok(updated)
}
