//! `cargo xtask bench build`: how long a whole build takes, and how much memory at most. Figures, no verdict: the
//! budgets are ratios to other generators, measured on the same machine in the same run.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::program;
use crate::site::{self, Build, DAY, Scratch};
use crate::{Failure, pages, root};

const RUNS: usize = 5;
const MADE_UP: usize = 10_000;
/// How often the memory of a running build is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// Builds this handbook and a large one, several times, and prints the figures.
pub(crate) fn run() -> Result<(), Failure> {
    let generator = site::generator(Build::Release)?;
    let scratch = Scratch::new("bench")?;
    let large = scratch.join("large");
    println!("\n{MADE_UP} pagina's schrijven …");
    pages::write(&large, MADE_UP)?;

    println!("\n{:<28} {:>10} {:>24} {:>12}", "handboek", "mediaan", "snelste tot traagste", "geheugen");
    for (name, folder) in [("dit handboek".to_owned(), root()), (format!("{MADE_UP} pagina's"), large)] {
        let out = scratch.join("site");
        let build = || {
            let mut command = program(&generator);
            command.args(["build", "--datum", DAY, "--site"]).arg(&folder).arg("--out").arg(&out);
            command.stdout(Stdio::null());
            command
        };
        // The first run also fills the system's cache of files, so that the others are alike.
        let memory = peak(build())?;
        let mut times = Vec::new();
        for _ in 0..RUNS {
            remove(&out)?;
            let start = Instant::now();
            finish(build().status(), &name)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let milliseconds = |time: Duration| format!("{} ms", time.as_millis());
        let spread = format!("{} tot {}", milliseconds(times[0]), milliseconds(times[RUNS - 1]));
        let memory =
            memory.map_or_else(|| "onbekend".to_owned(), |kib| format!("{} MB", kib * 1024 / 1_000_000));
        println!("{name:<28} {:>10} {spread:>24} {memory:>12}", milliseconds(times[RUNS / 2]));
        remove(&out)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

fn finish(status: std::io::Result<std::process::ExitStatus>, what: &str) -> Result<(), Failure> {
    let status = status.map_err(|error| format!("the build of {what} cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("the build of {what} failed ({status}).")) }
}

/// The most memory that a command held at once, in KiB, where the system tells (Linux). The system keeps the high
/// mark itself, so looking now and then misses only what comes in the last two milliseconds.
fn peak(mut command: Command) -> Result<Option<u64>, Failure> {
    let complain = |error| format!("the build cannot be followed: {error}");
    let mut child = command.spawn().map_err(complain)?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut high = None;
    loop {
        let found = fs::read_to_string(&status_file).ok().as_deref().and_then(high_mark);
        high = high.max(found);
        if let Some(status) = child.try_wait().map_err(complain)? {
            return if status.success() { Ok(high) } else { Err(format!("the build failed ({status}).")) };
        }
        sleep(LOOK);
    }
}

fn high_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_mark_is_read_from_what_linux_says() {
        let status = "Name:\twegwijs\nVmPeak:\t  99000 kB\nVmHWM:\t   54321 kB\nVmRSS:\t 100 kB\n";
        assert_eq!(high_mark(status), Some(54321));
        assert_eq!(high_mark("Name:\tx\n"), None);
    }
}
