//! The command line: one thin file for each command.

mod build;
mod calc;
mod check;
mod examples;
mod find;
mod import;
mod language;
mod measure;
mod new;
mod queries;
mod receipt;
mod schema;
mod serve;
mod unclear;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use calculators::kernel::date::Date;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::diagnostics::{Diagnostic, Files, Format, count, print};
use crate::markdown::typography::capital;
use crate::site::{self, Compiled, compile};

/// What a command ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Clean,
    /// Findings, a false example, no site.
    Findings,
    /// The command was used wrongly.
    Usage,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Usage => 2,
        })
    }
}

#[derive(Parser)]
#[command(
    name = "wegwijs",
    version,
    about = "Maakt van Markdown en YAML een handboek met zoeken en hulpmiddelen",
    disable_help_subcommand = true
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bouw de site in public/
    Build(build::Options),
    /// Toon de site in de browser en ververs bij elke opslag
    Serve(serve::Options),
    /// Kijk alles na zonder iets te schrijven
    Check(check::Options),
    /// Reken een hulpmiddel door
    Calc(calc::Options),
    /// Zoek in het handboek
    Find(find::Options),
    /// Lees een officieel document in, of vergelijk twee versies ervan
    Import(import::Options),
    /// Maak een nieuw handboek
    New(new::Options),
    /// Schrijf de schema's waarmee een programma voor tekst YAML aanvult en nakijkt
    Schema(schema::Options),
    /// Alle voorbeelden met hun uitkomst, voor wie ze ergens anders narekent
    #[command(hide = true)]
    Examples(examples::Options),
    /// Hoe lang bewijzen en voorbeelden duren, in microseconden
    #[command(hide = true, name = "meet")]
    Measure(measure::Options),
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// Map van het handboek (standaard hier)
    #[arg(long, value_name = "MAP", default_value = ".")]
    pub(crate) site: PathBuf,
    /// Dag waarvan de regels gelden, bijvoorbeeld 2027-01-01 (standaard vandaag)
    #[arg(long, value_name = "DAG", value_parser = read_day)]
    pub(crate) datum: Option<Date>,
}

impl Common {
    /// The day asked for, or today.
    pub(crate) fn day(&self) -> Date {
        self.datum.unwrap_or_else(today)
    }
}

fn read_day(text: &str) -> Result<Date, String> {
    Date::parse_iso(text)
        .ok_or_else(|| "geen bestaande dag; schrijf jaar-maand-dag, bijvoorbeeld 2027-01-01".to_owned())
}

/// A whole number that fits where it is needed.
fn read_number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| "geen heel getal dat hier past".to_owned())
}

/// The day of the machine's clock: the only place that reads it.
fn today() -> Date {
    let day = jiff::Zoned::now().date();
    let from_clock =
        Date::from_ymd(i32::from(day.year()), day.month().unsigned_abs(), day.day().unsigned_abs());
    from_clock.unwrap_or(Date::MIN)
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let matches = language::dutch(Line::command()).try_get_matches();
    let status = match matches.and_then(|matches| Line::from_arg_matches(&matches)) {
        Ok(line) => match line.command {
            Command::Build(options) => build::run(&options),
            Command::Serve(options) => serve::run(&options),
            Command::Check(options) => check::run(&options),
            Command::Calc(options) => calc::run(&options),
            Command::Find(options) => find::run(&options),
            Command::Import(options) => import::run(&options),
            Command::New(options) => new::run(&options),
            Command::Schema(options) => schema::run(&options),
            Command::Examples(options) => examples::run(&options),
            Command::Measure(options) => measure::run(&options),
        },
        // Help and version come as errors too, and so does nothing at all.
        Err(error)
            if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand =>
        {
            let _ = error.print();
            if error.use_stderr() { Status::Usage } else { Status::Clean }
        }
        Err(error) => {
            complain(&language::mistake(&error));
            Status::Usage
        }
    };
    status.into()
}

/// Compiles the site, for a command that is done when there is none.
fn compiled(common: &Common, strict: bool) -> Result<Compiled, Status> {
    let asked = site::Options { day: common.day(), strict, live: false };
    compile(&common.site, asked).map_err(|error| {
        complain(&error.to_string());
        Status::Findings
    })
}

/// Writes a line to standard output; a reader that went away is no error.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Writes a line to standard error.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Shows findings: for people on standard error, for programs on standard output.
fn show(findings: &[Diagnostic], files: &Files, format: Format) {
    let text = print(findings, files, format, std::io::stderr().is_terminal());
    match format {
        Format::Tekst => {
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
            if !findings.is_empty() {
                complain(&format!("{}.", capital(&count(findings))));
            }
        }
        Format::Json | Format::Github => {
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
        }
    }
}
