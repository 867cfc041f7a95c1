//! The built handbook in a real browser: what that needs, and running it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::command::{output, program, read, run, which};
use crate::site::{self, Build, Scratch};
use crate::{Failure, root};

/// The oldest Node that the packages in `e2e/package-lock.json` run on.
const NODE: (u32, u32) = (20, 19);
/// Names that Chromium goes by.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// How the generator prints the policy that a server should send.
const POLICY: &str = "Content-Security-Policy: ";

/// What the tests in the browser run with.
pub(crate) struct Tools {
    node: PathBuf,
    chromium: PathBuf,
}

impl Tools {
    /// Finds Node and Chromium and installs the packages. Installs Chromium too where this may be done; otherwise
    /// says which command does it.
    pub(crate) fn find() -> Result<Self, Failure> {
        let node = node()?;
        packages()?;
        Ok(Self { node, chromium: chromium()? })
    }

    /// What is there already; installs nothing.
    pub(crate) fn here() -> Option<Self> {
        let installed = root().join("e2e/node_modules/.wegwijs-lock").is_file();
        let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| file.is_file());
        let chromium = named.or_else(known_chromium)?;
        Some(Self { node: node().ok()?, chromium }).filter(|_| installed)
    }

    /// A script of `e2e/`, told where the browser is.
    pub(crate) fn script(&self, name: &str) -> Command {
        let mut command = program(&self.node);
        command.arg(Path::new("e2e").join(name)).env("WEGWIJS_CHROMIUM", &self.chromium);
        command
    }
}

/// Builds the handbook and runs the tests on it.
pub(crate) fn test(tools: &Tools, build: Build, names: &[&str]) -> Result<(), Failure> {
    let generator = site::generator(build)?;
    let scratch = Scratch::new("e2e")?;
    let folder = scratch.join("site");
    let said = site::build(&generator, &folder)?;
    let policy = said
        .lines()
        .find_map(|line| line.split_once(POLICY))
        .map(|(_, policy)| policy.trim())
        .ok_or("the build did not print the content security policy for servers.")?;
    let examples = scratch.join("examples.json");
    let native = output(program(&generator).args(["examples", "--json", "--datum", site::DAY]))?;
    fs::write(&examples, native)
        .map_err(|error| format!("{} cannot be written: {error}", examples.display()))?;
    run(tools
        .script("run.mjs")
        .args(names)
        .env("WEGWIJS_ROOT", root())
        .env("WEGWIJS_PROGRAM", &generator)
        .env("WEGWIJS_DAY", site::DAY)
        .env("WEGWIJS_SITE", &folder)
        .env("WEGWIJS_POLICY", policy)
        .env("WEGWIJS_EXAMPLES", &examples)
        .env("WEGWIJS_SCRATCH", scratch.join("")))
}

fn node() -> Result<PathBuf, Failure> {
    let wanted = format!(
        "The tests in the browser need Node {}.{} or newer with npm. Install it (Debian and Ubuntu: \
         `sudo apt-get install nodejs npm` where that is new enough, else from nodejs.org), then run this again.",
        NODE.0, NODE.1
    );
    let node = which(&format!("node{}", env::consts::EXE_SUFFIX)).ok_or_else(|| wanted.clone())?;
    let version = read(program(&node).arg("--version"))?;
    if version_of(&version).is_some_and(|found| found >= NODE) {
        Ok(node)
    } else {
        Err(format!("{wanted} Found: {}.", version.trim()))
    }
}

/// `v20.20.2` as major and minor.
fn version_of(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(|part| part.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Installs the packages of the lock file, unless those are there already.
fn packages() -> Result<(), Failure> {
    let e2e = root().join("e2e");
    let read_lock = |path: &Path| fs::read(path).ok();
    let wanted = read_lock(&e2e.join("package-lock.json")).ok_or("e2e/package-lock.json cannot be read.")?;
    let installed = e2e.join("node_modules/.wegwijs-lock");
    if read_lock(&installed).is_some_and(|lock| lock == wanted) {
        return Ok(());
    }
    let npm = which(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .ok_or("npm is missing; it comes with Node. Install it, then run this again.")?;
    // No package may fetch a browser of its own.
    run(program(npm).current_dir(&e2e).arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&installed, wanted)
        .map_err(|error| format!("{} cannot be written: {error}", installed.display()))
}

fn chromium() -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let file = PathBuf::from(named);
        return if file.is_file() {
            Ok(file)
        } else {
            Err(format!("CHROMIUM names {}, which is not there.", file.display()))
        };
    }
    if let Some(found) = known_chromium() {
        return Ok(found);
    }
    let by_hand = "Chromium is missing. Install it with\n\n    sudo apt-get update && sudo apt-get install -y \
                   chromium\n\nor by the means of your system, or set CHROMIUM to the program of a Chromium or \
                   Chrome that you have. Then run this again.";
    let (Some(apt), Some(rights)) = (which("apt-get"), rights()) else { return Err(by_hand.to_owned()) };
    println!("\nChromium is missing; it is installed with apt-get.");
    for arguments in [&["update"][..], &["install", "-y", "chromium"]] {
        let mut command = match &rights {
            Rights::Root => program(&apt),
            Rights::Sudo(sudo) => {
                let mut command = program(sudo);
                command.args(["-n", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt);
                command
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q"]).args(arguments);
        run(&mut command).map_err(|why| format!("{why}\n{by_hand}"))?;
    }
    known_chromium().ok_or_else(|| by_hand.to_owned())
}

fn known_chromium() -> Option<PathBuf> {
    let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    CHROMIUM.iter().find_map(|name| which(name)).or_else(|| mac.is_file().then(|| mac.to_owned()))
}

/// In what way packages of the system may be installed without asking anybody.
enum Rights {
    Root,
    Sudo(PathBuf),
}

fn rights() -> Option<Rights> {
    if read(Command::new("id").arg("-u").stdin(Stdio::null())).is_ok_and(|id| id.trim() == "0") {
        return Some(Rights::Root);
    }
    let sudo = which("sudo")?;
    let status = Command::new(&sudo)
        .args(["-n", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success()).then_some(Rights::Sudo(sudo))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_number() {
        assert_eq!(version_of("v20.19.0\n"), Some((20, 19)));
        assert_eq!(version_of("v24.1.0"), Some((24, 1)));
        assert!(version_of("v9.11.2").is_some_and(|found| found < NODE));
        assert_eq!(version_of("unknown"), None);
    }
}
