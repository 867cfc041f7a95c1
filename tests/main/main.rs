//! The generator from outside: small handbooks in `handboeken/`, and what must come of them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod broken_copies;
mod calc;
mod command_line;
mod coverage;
mod findings;
mod help;
mod importing;
mod official;
mod pages;
mod queries;
mod receipts;
mod schema;
mod story;
