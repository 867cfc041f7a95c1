//! The command line of Wegwijs.

use std::process::ExitCode;

fn main() -> ExitCode {
    wegwijs::commands::run()
}
