//! `profielen/NAAM.yaml`: what an editor tells of a document before it is imported.

use std::fs;
use std::path::{Path, PathBuf};

use import::{Part, Profile};

use super::Refusal;
use super::input::failed;
use crate::check::fields::empty_value;
use crate::diagnostics::{Diagnostic, Files, has_errors};
use crate::handbook::keys;
use crate::source::fields::Fields;
use crate::source::yaml;

/// The folder of profiles in a handbook.
pub(super) const FOLDER: &str = "profielen";

/// Reads a profile by its name in the handbook, or by its path.
pub(super) fn read(name: &str, site: &Path) -> Result<Profile, Refusal> {
    let path = if name.ends_with(".yaml") {
        PathBuf::from(name)
    } else {
        site.join(FOLDER).join(format!("{name}.yaml"))
    };
    let text = fs::read_to_string(&path).map_err(|error| failed(&path, "gelezen", &error))?;
    let mut files = Files::default();
    let mut diagnostics = Vec::new();
    let number = files.add(path.display().to_string(), &text);
    let profile = of(&text, number, &mut diagnostics);
    if has_errors(&diagnostics) {
        return Err(Refusal::Profile(diagnostics, Box::new(files)));
    }
    Ok(profile)
}

fn of(text: &str, file: u32, diagnostics: &mut Vec<Diagnostic>) -> Profile {
    let mut profile = Profile::default();
    let Some(node) = yaml::read(text, file, 0, diagnostics) else { return profile };
    let fields = Fields::of(&node, &keys::PROFILE, diagnostics);
    if let Some((title, _)) = fields.text("titel", diagnostics) {
        profile.title = title;
    }
    let Some(parts) = fields.node("delen") else { return profile };
    match parts.items() {
        Some(items) => {
            for item in items {
                let fields = Fields::of(item, &keys::PROFILE_PART, diagnostics);
                let starts = fields.required_text("begint", diagnostics);
                let document = fields.required_text("document", diagnostics);
                let title = fields.text("titel", diagnostics).map(|(title, _)| title).unwrap_or_default();
                if let (Some((starts, _)), Some((document, _))) = (starts, document) {
                    profile.parts.push(Part { starts, document, title });
                }
            }
        }
        None => diagnostics.push(empty_value(parts.span, "delen")),
    }
    profile
}
