//! `content/vingerafdrukken.yaml`, brought up to date with the official texts that stand there.

use std::path::Path;

use calculators::kernel::date::Date;

use super::{Refusal, input};
use crate::handbook::Handbook;
use crate::handbook::fingerprints::{FILE, Updated};
use crate::site::model;

/// Adds what is new and takes out what nothing cites any more; a paragraph that changed keeps its old fingerprint unless
/// it is among `read`: `document#anchor`, or a whole `document`. Gives the handbook as it was read, too.
///
/// # Errors
/// When there is no handbook, or its file cannot be written.
pub fn renew(site: &Path, day: Date, read: &[String]) -> Result<(Handbook, Updated), Refusal> {
    let (_, handbook, _) = model(site, day)?;
    let mut fingerprints = handbook.fingerprints.clone();
    let updated = fingerprints.update(&handbook.texts, &handbook.citations, read);
    if fingerprints != handbook.fingerprints {
        let path = site.join("content").join(FILE);
        std::fs::write(&path, fingerprints.to_yaml())
            .map_err(|error| input::failed(&path, "geschreven", &error))?;
    }
    Ok((handbook, updated))
}
