//! The generator as built here, and sites made with it in a folder that goes away afterwards.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use crate::Failure;
use crate::command::{cargo, output, program, run};

/// The day whose rules the tests and the figures are about.
pub(crate) const DAY: &str = "2026-11-22";

/// Which build of the generator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// The one that tests use.
    Debug,
    /// The one that editors use.
    Release,
}

/// Builds the generator and gives its file.
pub(crate) fn generator(build: Build) -> Result<PathBuf, Failure> {
    let arguments: &[&str] = match build {
        Build::Debug => &["build", "--package", "wegwijs"],
        Build::Release => &["build", "--release", "--package", "wegwijs"],
    };
    run(&mut cargo(arguments))?;
    // Beside this very program, wherever the target folder may be.
    let own =
        env::current_exe().map_err(|error| format!("this program does not know where it is: {error}"))?;
    let folder = own.parent().unwrap_or(Path::new("."));
    let folder = match build {
        Build::Debug => folder.to_owned(),
        Build::Release => folder.with_file_name("release"),
    };
    let file = folder.join(format!("wegwijs{}", env::consts::EXE_SUFFIX));
    if file.is_file() { Ok(file) } else { Err(format!("{} was not built.", file.display())) }
}

/// Builds the site of this project into a folder; gives what the generator said.
pub(crate) fn build(generator: &Path, out: &Path) -> Result<String, Failure> {
    let said = output(program(generator).args(["build", "--datum", DAY, "--out"]).arg(out))?;
    print!("{said}");
    Ok(said)
}

/// A folder of this run alone, removed at its end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder.
    pub(crate) fn new(purpose: &str) -> Result<Self, Failure> {
        let folder = env::temp_dir().join(format!("wegwijs-{purpose}-{}", process::id()));
        fs::create_dir_all(&folder)
            .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        Ok(Self(folder))
    }

    /// A file or folder in it.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}
