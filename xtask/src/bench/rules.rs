//! `cargo xtask bench rules`: how long the proofs and the examples take beside their budgets, and what the module that
//! reckons in the browser weighs. Fails when the module is too heavy; times depend on the machine and only tell.

use std::fs;
use std::path::Path;

use super::{sizes, tables};
use crate::command::{output, program};
use crate::site::{self, Build, DAY, Scratch};
use crate::{Failure, browser, root};

/// Of a table of twelve questions and sixty rows, in microseconds.
const TABLE: u64 = 50_000;
/// Of all calculators together.
const CATALOGUE: u64 = 40_000;
/// Of one answer.
const ANSWER: u64 = 5_000;
/// Where trial calculators may lie, beside the project.
const TRIALS: &str = "../shared/design/proef";

/// Measures and prints.
pub(crate) fn run() -> Result<(), Failure> {
    let generator = site::generator(Build::Release)?;
    let scratch = Scratch::new("rules")?;
    println!("\n{:<66} {:>10} {:>10}", "wat", "tijd", "budget");

    let own = measure(&generator, &root())?;
    line(
        &format!("bewijzen en voorbeelden van {} rekenhulpen", own.calculators),
        own.proofs,
        Some(CATALOGUE),
    );
    line("  hetzelfde, niets gewijzigd", own.again, None);
    line(&format!("{} voorbeelden uitrekenen", own.examples), own.reckoning, None);
    line("  per voorbeeld", per(own.reckoning, own.examples), Some(ANSWER));

    let trials = std::env::var_os("WEGWIJS_PROEF").map_or_else(|| root().join(TRIALS), Into::into);
    if trials.is_dir() {
        let folder = scratch.join("proeven");
        copy_trials(&trials, &folder)?;
        let found = measure(&generator, &folder)?;
        line(
            &format!("bewijzen en voorbeelden van {} proeven", found.calculators),
            found.proofs,
            Some(CATALOGUE),
        );
    } else {
        println!("{:<66} {:>10}", "proeven", "niet hier");
    }
    for (name, what) in tables::TABLES {
        let folder = scratch.join(name);
        tables::write(&folder, name)?;
        let found = measure(&generator, &folder)?;
        line(&format!("{name}: {what}"), found.proofs, Some(TABLE));
    }

    let folder = scratch.join("site");
    site::build(&generator, &folder)?;
    in_browser(&generator, &folder, &scratch)?;

    let weight = sizes::module(&folder, &scratch)?;
    let verdict = if weight <= sizes::CALCULATORS { "binnen" } else { "boven" };
    println!(
        "\n{:<66} {weight:>10} {:>10}  {verdict}",
        "module en laadscript, Brotli 11, in bytes",
        sizes::CALCULATORS
    );
    if weight > sizes::CALCULATORS {
        return Err(format!("the module is {} bytes over its budget.", weight - sizes::CALCULATORS));
    }
    Ok(())
}

fn line(what: &str, time: u64, budget: Option<u64>) {
    let shown = |time: u64| format!("{}.{:02} ms", time / 1000, time % 1000 / 10);
    match budget {
        Some(budget) => {
            let verdict = if time <= budget { "binnen" } else { "boven" };
            println!("{what:<66} {:>10} {:>10}  {verdict}", shown(time), shown(budget));
        }
        None => println!("{what:<66} {:>10}", shown(time)),
    }
}

fn per(time: u64, count: u64) -> u64 {
    time.checked_div(count).unwrap_or(0)
}

/// What the generator tells about itself.
struct Measured {
    calculators: u64,
    proofs: u64,
    again: u64,
    examples: u64,
    reckoning: u64,
}

fn measure(generator: &Path, folder: &Path) -> Result<Measured, Failure> {
    let said = crate::command::read(program(generator).args(["meet", "--datum", DAY, "--site"]).arg(folder))?;
    let number = |key: &str| -> Result<u64, Failure> {
        let (_, rest) =
            said.split_once(&format!("\"{key}\":")).ok_or_else(|| format!("no {key} in {said}"))?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().map_err(|_| format!("no number for {key} in {said}"))
    };
    Ok(Measured {
        calculators: number("rekenhulpen")?,
        proofs: number("bewijzen")?,
        again: number("ongewijzigd")?,
        examples: number("voorbeelden")?,
        reckoning: number("rekenen")?,
    })
}

/// Lays the trials out as a handbook of their own.
fn copy_trials(trials: &Path, folder: &Path) -> Result<(), Failure> {
    let copy = |from: &Path, to: &str| -> Result<(), Failure> {
        let to = folder.join(to);
        let complain = |error| format!("{}: {error}", to.display());
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(complain)?;
        }
        fs::copy(from, &to).map(drop).map_err(complain)
    };
    copy(&root().join("wegwijs.yaml"), "wegwijs.yaml")?;
    copy(&root().join("content/landelijk/vrije-dagen.yaml"), "content/landelijk/vrije-dagen.yaml")?;
    let complain = |error: std::io::Error| format!("{}: {error}", trials.display());
    for entry in fs::read_dir(trials).map_err(complain)? {
        let path = entry.map_err(complain)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "bronnen.yaml" {
            copy(&path, "content/bronnen.yaml")?;
        }
        for file in ["feiten", "organisatie"] {
            let owner = name.strip_prefix(&format!("{file}-")).and_then(|rest| rest.strip_suffix(".yaml"));
            if let Some(owner) = owner {
                copy(&path, &format!("content/{owner}/{file}.yaml"))?;
            }
        }
    }
    for entry in fs::read_dir(trials.join("rekenhulpen")).map_err(complain)? {
        let path = entry.map_err(complain)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        copy(&path, &format!("content/rekenhulpen/{name}"))?;
    }
    Ok(())
}

/// Every example once more by the module that readers get, where there is a browser.
fn in_browser(generator: &Path, folder: &Path, scratch: &Scratch) -> Result<(), Failure> {
    let Some(tools) = browser::Tools::here() else {
        println!("\n{:<66} {:>10}", "voorbeelden in de browser", "geen Node met Chromium hier");
        return Ok(());
    };
    let examples = scratch.join("examples.json");
    let native = crate::command::read(program(generator).args(["examples", "--json", "--datum", DAY]))?;
    fs::write(&examples, native).map_err(|error| format!("{}: {error}", examples.display()))?;
    let said = output(
        tools
            .script("bench-examples.mjs")
            .env("WEGWIJS_SITE", folder)
            .env("WEGWIJS_EXAMPLES", &examples)
            .env("WEGWIJS_DAY", DAY),
    )?;
    let mut numbers = said.split_whitespace().filter_map(|word| word.parse::<u64>().ok());
    let (Some(count), Some(load), Some(all)) = (numbers.next(), numbers.next(), numbers.next()) else {
        return Err(format!("the browser told no figures: {said}"));
    };
    println!();
    line("in Chromium: module laden en starten", load, None);
    line(&format!("in Chromium: {count} voorbeelden laden en uitrekenen"), all, None);
    line("  per voorbeeld", per(all, count), Some(ANSWER));
    Ok(())
}
