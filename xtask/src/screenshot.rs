//! `cargo xtask screenshot`: the picture of the README, of the site as it is built now.

use crate::command;
use crate::site::{self, Build, Scratch};
use crate::{Failure, browser, root};

/// Where the README looks for it.
const PICTURE: &str = "docs/schermafdruk.png";

/// Makes the picture anew.
pub(crate) fn run() -> Result<(), Failure> {
    let tools = browser::Tools::find()?;
    let scratch = Scratch::new("screenshot")?;
    let folder = scratch.join("site");
    site::build(&site::generator(Build::Debug)?, &folder)?;
    command::run(
        tools
            .script("screenshot.mjs")
            .arg(root().join(PICTURE))
            .env("WEGWIJS_SITE", &folder)
            .env("WEGWIJS_DAY", site::DAY),
    )
}
