//! What the tests share: the handbooks, a copy to change, and the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calculators::kernel::date::Date;
use tempfile::TempDir;
use wegwijs::diagnostics::{Format, print};
use wegwijs::site::{Compiled, Options, compile};

/// The day of most tests.
pub(crate) const TODAY: &str = "2026-11-22";

/// A handbook of the tests.
pub(crate) fn handbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/handboeken").join(name)
}

/// A handbook compiled with the rules of a day.
pub(crate) fn compiled(root: &Path, day: &str) -> Compiled {
    let day = Date::parse_iso(day).unwrap();
    compile(root, Options { day, strict: false, live: false }).unwrap()
}

/// All its findings as they are printed.
pub(crate) fn findings(root: &Path, format: Format) -> String {
    let compiled = compiled(root, TODAY);
    print(&compiled.diagnostics, &compiled.files.texts, format, false)
}

/// A page of a compiled handbook.
pub(crate) fn page(compiled: &Compiled, address: &str) -> String {
    let Some(output) = &compiled.output else {
        panic!("{}", print(&compiled.diagnostics, &compiled.files.texts, Format::Tekst, false));
    };
    let file = format!("{address}index.html");
    let bytes = output.get(&file).unwrap_or_else(|| panic!("{file} is not there"));
    String::from_utf8(bytes.clone()).unwrap()
}

/// Compares a whole output with the one in `snapshots/`.
pub(crate) fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A handbook of its own for a test that changes it.
pub(crate) struct Copy {
    place: TempDir,
}

impl Copy {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { place: tempfile::tempdir().unwrap() }
    }

    /// A copy of a handbook of the tests.
    pub(crate) fn of(name: &str) -> Self {
        Self::with(name, |_, bytes| bytes)
    }

    /// A copy whose texts went through a function; it gets the path too.
    pub(crate) fn with(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Self {
        let copy = Self::empty();
        let from = handbook(name);
        for path in files(&from) {
            let bytes = fs::read(from.join(&path)).unwrap();
            copy.write(&path, change(&path, bytes));
        }
        copy
    }

    /// A copy of the handbook of this project, as far as it is in Git.
    pub(crate) fn of_the_project() -> Self {
        let copy = Self::empty();
        let from = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy.write("wegwijs.yaml", fs::read(from.join("wegwijs.yaml")).unwrap());
        let content = from.join("content");
        for path in files(&content).iter().filter(|path| !path.contains("/officieel/")) {
            copy.write(&format!("content/{path}"), fs::read(content.join(path)).unwrap());
        }
        copy
    }

    /// A copy of one calculator of this project with everything that rules rest on, and without pages: a check of it
    /// says of the calculator what a check of the whole handbook says, in a fraction of the time.
    pub(crate) fn of_the_calculator(id: &str) -> Self {
        let copy = Self::of_the_project();
        let calculator = format!("rekenhulpen/{id}.yaml");
        for path in files(&copy.root().join("content")) {
            let name = path.rsplit('/').next().unwrap_or_default();
            let rules = path.contains("/feiten/")
                || ["bronnen.yaml", "feiten.yaml", "organisatie.yaml", "vrije-dagen.yaml"].contains(&name);
            let front = path.ends_with("_index.md") && path.matches('/').count() < 2;
            if front {
                copy.write(&format!("content/{path}"), format!("---\ntitel: {path}\n---\n"));
            } else if !rules && path != calculator {
                fs::remove_file(copy.root().join("content").join(&path)).unwrap();
            }
        }
        let site = copy.read("wegwijs.yaml");
        let (head, rest) = site.split_once("meest-gebruikt:\n").unwrap();
        let (_, lists) = rest.split_once("themas:\n").unwrap();
        copy.write("wegwijs.yaml", format!("{head}themas:\n{lists}"));
        copy
    }

    pub(crate) fn root(&self) -> &Path {
        self.place.path()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Replaces a stretch of a file that stands there exactly once.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}");
        self.write(path, text.replace(old, new));
    }
}

/// The paths of all files below a folder, sorted, `/` between folders.
pub(crate) fn files(root: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, out: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                out.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let mut out = Vec::new();
    walk(root, root, &mut out);
    out.sort();
    out
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program in a folder.
pub(crate) fn wegwijs(folder: &Path, args: &[&str]) -> Run {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_wegwijs")).current_dir(folder).args(args).output().unwrap();
    Run {
        status: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}
