//! `cargo xtask bench search`: our search beside Pagefind and MiniSearch, over the same pages and queries. Figures, no
//! verdict: what counts is what stands side by side, on the same machine in the same run.

use std::fs;

use crate::command::{program, read, run, which};
use crate::site::{self, Build, DAY, Scratch};
use crate::{Failure, browser, root};

/// The queries that nobody looked at while tuning.
const QUERIES: &str = "tests/zoekvragen/ongezien-3.yaml";

/// Builds the handbook, installs the others, and measures.
pub(crate) fn run_all() -> Result<(), Failure> {
    let tools = browser::Tools::find()?;
    let folder = root().join("e2e/zoekmeting");
    if !folder.join("node_modules/pagefind").is_dir() {
        let npm = which(if cfg!(windows) { "npm.cmd" } else { "npm" })
            .ok_or("npm is missing; it comes with Node. Install it, then run this again.")?;
        run(program(npm).current_dir(&folder).arg("ci"))?;
    }
    let generator = site::generator(Build::Release)?;
    let scratch = Scratch::new("search")?;
    let out = scratch.join("site");
    site::build(&generator, &out)?;
    let answers = scratch.join("answers.json");
    // A query that is missed makes the command fail; its answers are what is wanted all the same.
    let asked = program(&generator)
        .args(["find", "--toets", QUERIES, "--json", "--datum", DAY])
        .output()
        .map_err(|error| format!("the generator cannot be started: {error}"))?;
    fs::write(&answers, asked.stdout)
        .map_err(|error| format!("{} cannot be written: {error}", answers.display()))?;
    print!("{}", read(tools.script("zoekmeting/measure.mjs").arg(&out).arg(&answers).arg(QUERIES))?);
    Ok(())
}
