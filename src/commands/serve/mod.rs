//! `wegwijs serve`: the site in the browser, made anew at every save.

mod http;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use calculators::book::Kept;
use calculators::kernel::date::Date;
use clap::Args;

use super::{Common, Status, complain, read_number, say, show};
use crate::diagnostics::{Diagnostic, Files, Format, has_errors, print};
use crate::render::RELOAD_SCRIPT;
use crate::render::assets::Output;
use crate::site::{self, compile_again};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Poort op 127.0.0.1 (standaard 4040); 0 kiest een vrije
    #[arg(long, value_name = "POORT", default_value_t = 4040, value_parser = read_number::<u16>)]
    poort: u16,
}

/// What the browser may ask for: the last good site, and what is wrong now.
#[derive(Debug, Default)]
struct Shown {
    output: Output,
    /// The findings as text; empty when nothing stops the build.
    errors: String,
    /// Counts the builds, so that a page knows when it is old.
    version: u64,
}

/// The site between the thread that builds it and those that serve it.
type Shelf = Arc<Mutex<Shown>>;

fn lock(shelf: &Shelf) -> std::sync::MutexGuard<'_, Shown> {
    // A thread that panicked left a whole value behind: it is only ever replaced.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn run(options: &Options) -> Status {
    let root = &options.common.site;
    let shelf: Shelf = Shelf::default();
    let start = Instant::now();
    let mut kept = Kept::default();
    if let Err(error) = rebuild(root, options.common.datum, &shelf, &mut kept) {
        complain(&error.to_string());
        return Status::Findings;
    }
    let listener = match listen(options.poort) {
        Ok(listener) => listener,
        Err(error) => {
            complain(&format!(
                "Poort {} kan niet worden gebruikt ({error}). Kies een andere met --poort.",
                options.poort
            ));
            return Status::Findings;
        }
    };
    let address =
        listener.local_addr().unwrap_or_else(|_| SocketAddr::from((Ipv4Addr::LOCALHOST, options.poort)));
    say(&format!(
        "Gebouwd in {} ms. Open http://{address}/ en stop met Ctrl+C.",
        start.elapsed().as_millis()
    ));
    let watched = Arc::clone(&shelf);
    let (folder, day) = (root.clone(), options.common.datum);
    let watcher = watch::watch(root, move || {
        let start = Instant::now();
        match rebuild(&folder, day, &watched, &mut kept) {
            Ok(true) => say(&format!("Opnieuw gebouwd in {} ms.", start.elapsed().as_millis())),
            Ok(false) => complain("De vorige goede site blijft staan."),
            Err(error) => complain(&error.to_string()),
        }
    });
    if let Err(error) = &watcher {
        complain(&format!("Wijzigingen worden niet gezien ({error}). Start opnieuw na een wijziging."));
    }
    http::serve(&listener, &shelf);
    Status::Clean
}

/// The port asked for. The usual one may be taken by another handbook: then a free one.
fn listen(port: u16) -> std::io::Result<TcpListener> {
    let usual = 4040;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .or_else(|error| if port == usual { TcpListener::bind((Ipv4Addr::LOCALHOST, 0)) } else { Err(error) })
}

/// Builds the site. With errors the last good one stays; gives whether there were none.
fn rebuild(
    root: &Path,
    day: Option<Date>,
    shelf: &Shelf,
    kept: &mut Kept,
) -> Result<bool, crate::source::files::NoSite> {
    let asked = site::Options { day: day.unwrap_or_else(super::today), strict: false, live: true };
    let compiled = compile_again(root, asked, kept)?;
    show(&compiled.diagnostics, &compiled.files.texts, Format::Tekst);
    let mut shown = lock(shelf);
    shown.version += 1;
    let good = compiled.output.is_some();
    shown.errors = if good { String::new() } else { errors(&compiled.diagnostics, &compiled.files.texts) };
    if let Some(mut output) = compiled.output {
        output.insert(RELOAD_SCRIPT.to_owned(), include_bytes!("herladen.js").to_vec());
        shown.output = output;
    }
    Ok(good)
}

/// The errors alone, as they are drawn over the page.
fn errors(findings: &[Diagnostic], files: &Files) -> String {
    let errors: Vec<Diagnostic> =
        findings.iter().filter(|finding| has_errors(std::slice::from_ref(finding))).cloned().collect();
    print(&errors, files, Format::Tekst, false)
}
