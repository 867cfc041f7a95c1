//! `cargo xtask bench import`: what the importer finds, loses and repairs in the five documents it was made for, and how
//! long the largest takes.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::command::{cargo, program, run as run_command};
use crate::site::{self, Build, DAY, Scratch};
use crate::{Failure, root};

/// The largest document, of 480 kB.
const LARGEST: &str = "../shared/bronnen/lelystad-personeelshandboek.txt";
const MOST: Duration = Duration::from_secs(2);
const RUNS: usize = 5;

/// Prints the figures; those of structure and words come from the tests that hold them to their least.
pub(crate) fn run() -> Result<(), Failure> {
    let document = root().join(LARGEST);
    if !document.is_file() {
        println!("{LARGEST} is er niet: zonder de vijf documenten valt er niets te meten.");
        return Ok(());
    }
    run_command(&mut cargo(&[
        "test",
        "--quiet",
        "--package",
        "import",
        "--test",
        "measures",
        "--",
        "--nocapture",
        "--test-threads",
        "1",
    ]))?;
    let generator = site::generator(Build::Release)?;
    let scratch = Scratch::new("import")?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let mut command = program(&generator);
        command.args(["import", "--datum", DAY, "--org", "lelystad", "--document", "personeelshandboek"]);
        command
            .args(["--profiel", "lelystad-handboek", "--out"])
            .arg(scratch.join("officieel"))
            .arg(&document);
        command.stdout(Stdio::null());
        let start = Instant::now();
        let status = command.status().map_err(|error| format!("the import cannot be started: {error}"))?;
        if !status.success() {
            return Err(format!("the import failed ({status})."));
        }
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let milliseconds = |time: Duration| format!("{} ms", time.as_millis());
    println!(
        "\nhandboek van 480 kB inlezen: {} (snelste {}, traagste {}; budget {})",
        milliseconds(times[RUNS / 2]),
        milliseconds(times[0]),
        milliseconds(times[RUNS - 1]),
        milliseconds(MOST)
    );
    Ok(())
}
