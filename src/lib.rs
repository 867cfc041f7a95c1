//! Wegwijs compiles a folder of Markdown and YAML into a handbook site: pages, a search that understands Dutch and
//! small calculators, all from the same source.
//!
//! The way through it is one direction: [`source`] reads files, [`handbook`] makes the model of them, [`check`] says
//! what is wrong, [`markdown`] and [`render`] make pages, [`publish`] puts them in place. [`commands`] are the thin
//! ends of the command line.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

pub mod check;
pub mod commands;
pub mod diagnostics;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
pub mod handbook;
pub mod importing;
pub mod markdown;
pub mod publish;
pub mod reading_level;
pub mod render;
pub mod schema;
pub mod site;
pub mod source;
