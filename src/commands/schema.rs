//! `wegwijs schema`: the schemas by which an editor's program completes and checks YAML.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Status, complain, say};
use crate::schema::{FOLDER, MARK, files, mark_of};
use crate::source::files::reason;

#[derive(Args)]
pub(super) struct Options {
    /// Map van het handboek (standaard hier)
    #[arg(long, value_name = "MAP", default_value = ".")]
    site: PathBuf,
    /// Map voor de schema's (standaard schema/ in het handboek)
    #[arg(long, value_name = "MAP")]
    out: Option<PathBuf>,
    /// Zet ook in elk YAML-bestand dat er geen heeft de regel die naar zijn schema verwijst
    #[arg(long, conflicts_with = "out")]
    verwijs: bool,
}

pub(super) fn run(options: &Options) -> Status {
    let folder = options.out.clone().unwrap_or_else(|| options.site.join(FOLDER));
    if let Err(failure) = write_to(&folder) {
        complain(&failure);
        return Status::Findings;
    }
    say(&format!("De schema's staan in {}.", folder.display()));
    if options.verwijs {
        let mut marked = 0;
        for path in yaml_files(&options.site) {
            match mark(&options.site, &path) {
                Ok(true) => marked += 1,
                Ok(false) => {}
                Err(failure) => {
                    complain(&failure);
                    return Status::Findings;
                }
            }
        }
        say(&format!("Verwijzingen erbij: {marked}."));
    }
    Status::Clean
}

/// Writes all schemas into a folder, which is made where it is not there.
///
/// # Errors
/// Says in Dutch what could not be written.
pub(super) fn write_to(folder: &Path) -> Result<(), String> {
    let failed = |path: &Path, error: &std::io::Error| {
        format!("{} kan niet worden geschreven: {}.", path.display(), reason(error))
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for (name, text) in files() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

/// Puts the first line into a file that has none; whether it did.
fn mark(site: &Path, path: &str) -> Result<bool, String> {
    let Some(line) = mark_of(path) else { return Ok(false) };
    let file = site.join(path);
    let failed = |error: &std::io::Error| format!("{path} kan niet worden veranderd: {}.", reason(error));
    let text = fs::read_to_string(&file).map_err(|error| failed(&error))?;
    if text.trim_start_matches('\u{feff}').starts_with(MARK) {
        return Ok(false);
    }
    fs::write(&file, format!("{line}\n{text}")).map_err(|error| failed(&error))?;
    Ok(true)
}

/// The paths of the YAML files of a site that have a schema, `/` between folders.
fn yaml_files(site: &Path) -> Vec<String> {
    let mut found: Vec<String> = ["wegwijs.yaml", "templates/woorden.yaml"]
        .into_iter()
        .filter(|path| site.join(path).is_file())
        .map(str::to_owned)
        .collect();
    let mut folders = vec!["content".to_owned(), "profielen".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(site.join(&folder)).into_iter().flatten().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() && mark_of(&path).is_some() => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
