//! Official documents into Markdown.
//!
//! A municipality owns its codes and regulations as text read by a machine, as Word files or as PDF. This crate
//! makes pages of them: headings with their depth, articles and paragraphs with an anchor that stays, lists, tables,
//! links where the text refers to itself, and repairs of what a machine misread. Every word of the document is in a
//! page or in the log, with the rule that took it ([`audit`] proves that for each document).
//!
//! No files, no clock, no other programs: bytes go in, pages and a log come out.
//!
//! ```text
//! bytes -> read -> Source -> furniture -> blocks -> tables -> repair -> outline -> references -> pages + log -> audit
//! ```

pub mod audit;
mod blocks;
pub mod compare;
mod furniture;
mod lines;
mod log;
mod outline;
mod pages;
mod profile;
pub mod read;
mod references;
mod repair;
pub mod source;
mod tables;
mod words;

pub use log::{Change, Doubt, Log, Move, Muddle, MuddleKind, Rule};
pub use pages::{Anchor, Page};
pub use profile::{Part, Profile};
pub use repair::is_dutch;

use source::Source;

/// What an import makes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The pages in the order of the document.
    pub pages: Vec<Page>,
    /// What was taken out, put in or changed, and what was left in doubt.
    pub log: Log,
}

/// Makes pages of a document that was read.
pub fn import(source: &Source, profile: &Profile) -> Imported {
    let mut log = Log::default();
    let tokens = words::Tokens::of(source);
    let lines = lines::classify(source, &tokens);
    let lines = furniture::take_out(source, lines, &mut log);
    let blocks = blocks::join(source, &tokens, lines, &mut log);
    let mut blocks = tables::find(source, blocks, &mut log);
    repair::words(&mut blocks, &mut log);
    let mut parts = outline::outline(blocks, profile, &mut log);
    references::link(&mut parts);
    let pages = pages::write(source, &parts, profile);
    log.finish(&tokens);
    Imported { pages, log }
}
