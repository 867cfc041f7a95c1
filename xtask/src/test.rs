//! `cargo xtask test`: everything that must hold, the quickest first.

use std::time::Instant;

use crate::command;
use crate::site::Build;
use crate::{Failure, browser, root};

/// Which tests to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of them.
    All,
    /// Without a browser.
    Rust,
    /// Only in the browser.
    Browser,
}

/// Runs the tests; `names` choose among the files of the browser's.
pub(crate) fn run(part: Part, names: &[&str]) -> Result<(), Failure> {
    let start = Instant::now();
    known(names)?;
    // What the browser needs is looked for first: nobody waits for a compiler to hear that Node is missing.
    let tools = if part == Part::Rust { None } else { Some(browser::Tools::find()?) };
    if part != Part::Browser {
        run_all(&[
            &["fmt", "--all", "--check"],
            &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
            &["test", "--workspace"],
        ])?;
    }
    if let Some(tools) = tools {
        // The build that the Rust tests made already, so only the last step of the linker is left. What runs in the
        // browser is the same either way: the modules are always compiled for size.
        browser::test(&tools, Build::Debug, names)?;
    }
    println!("\nAll tests that were asked for passed in {} s.", start.elapsed().as_secs());
    Ok(())
}

fn run_all(commands: &[&[&str]]) -> Result<(), Failure> {
    commands.iter().try_for_each(|arguments| command::run(&mut command::cargo(arguments)))
}

/// Whether there are tests of these names, before anything is built for them.
fn known(names: &[&str]) -> Result<(), Failure> {
    let e2e = root().join("e2e");
    match names.iter().find(|name| !e2e.join(format!("{name}.test.mjs")).is_file()) {
        Some(missing) => Err(format!("There is no e2e/{missing}.test.mjs.")),
        None => Ok(()),
    }
}
