//! What developers and checks run: `cargo xtask test`, `cargo xtask bench`, `cargo xtask screenshot`.
//!
//! Nothing here depends on a crate from elsewhere, so that the first command on a fresh machine starts at once.

mod bench;
mod browser;
mod command;
mod pages;
mod screenshot;
mod site;
mod test;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test                    all tests: form, clippy, Rust, and the built handbook in a real browser
cargo xtask test --only rust        the first three
cargo xtask test --only browser     the last; names behind it choose files: --only browser search gift
cargo xtask bench sizes             weight of pages, modules and index beside their budgets
cargo xtask bench build             time and memory of a full build, of this handbook and of 10,000 pages
cargo xtask bench rules             time of proofs and examples, here and in the browser, and weight of the module
cargo xtask bench table NAME FOLDER writes a handbook with one of its tables: boom, ruim, los or grenzen
cargo xtask bench import            what importing finds, loses and repairs in five documents, and its time
cargo xtask bench search            our search beside Pagefind and MiniSearch: weight, time, what is found
cargo xtask bench pages N FOLDER    writes a handbook of N made-up pages, to try other tools on
cargo xtask screenshot              makes the picture of the README";

/// Why a task stopped, for who ran it.
type Failure = String;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => test::run(test::Part::All, &[]),
        ["test", "--only", "rust"] => test::run(test::Part::Rust, &[]),
        ["test", "--only", "browser", names @ ..] => test::run(test::Part::Browser, names),
        ["bench", "sizes"] => bench::sizes::run(),
        ["bench", "build"] => bench::build::run(),
        ["bench", "rules"] => bench::rules::run(),
        ["bench", "table", name, folder] => bench::tables::write(Path::new(folder), name),
        ["bench", "import"] => bench::import::run(),
        ["bench", "search"] => bench::search::run_all(),
        ["bench", "pages", count, folder] => match count.parse() {
            Ok(count) => pages::write(Path::new(folder), count),
            Err(_) => return usage(),
        },
        ["screenshot"] => screenshot::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => return usage(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("{HELP}");
    ExitCode::from(2)
}

/// The project's folder: the one above this crate.
fn root() -> PathBuf {
    let own =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().map_or_else(|| own.clone(), Path::to_path_buf)
}
