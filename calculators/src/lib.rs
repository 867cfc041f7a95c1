//! Facts, the rule language, its checks, evaluation and explanation.
//!
//! Pure: no files, clock, network or browser. "Today" is an argument. The same source runs natively and in
//! the browser and gives the same answers in both.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, clippy::dbg_macro))]

#[macro_use]
mod texts;

mod answers;
#[cfg(test)]
mod asking;
pub mod book;
#[cfg(test)]
mod brute;
mod checklist;
mod checks;
mod codec;
pub mod codes;
mod compare;
#[cfg(test)]
mod dated;
mod describe;
mod edges;
mod evaluate;
mod explain;
#[cfg(test)]
mod extremes;
#[cfg(test)]
mod faults;
pub mod finding;
mod ics;
mod json;
pub mod kernel;
pub mod keys;
#[cfg(test)]
mod language;
#[cfg(test)]
mod owners;
mod period;
mod possible;
mod printed;
pub mod program;
#[cfg(test)]
mod properties;
mod quiz;
pub mod receipt;
mod reckoning;
mod registry;
pub mod report;
pub mod request;
mod rules;
#[cfg(test)]
mod scenarios;
mod sheet;
#[cfg(test)]
mod shown;
mod sink;
mod structure;
#[cfg(test)]
mod testing;
mod timeline;
pub mod tree;
mod tried;
#[cfg(test)]
mod typed;
#[cfg(test)]
mod uncertain;
pub mod views;
#[cfg(test)]
mod wording;
mod words;
mod world;
