//! Search for a Dutch handbook: an index of sections that answers in the browser as you type.
//!
//! The crate is pure. It takes [`Material`] and gives bytes ([`build`]); it takes those bytes and a query and gives
//! an [`Answer`] ([`Searcher`]). It reads no files, asks no clock and knows no page, so the same source gives the same
//! answers natively and in WASM.
//!
//! The way through it:
//!
//! ```text
//! Material -> analysis, compounds -> index (writer) -> bytes -> index (reader) \
//!                                                                  query (parse, match, rank, fragment) -> Answer
//!                               query text -> analysis             /
//! ```
//!
//! There is one text analyser, [`analysis`]. What is indexed and what is asked go through the same function, so
//! a word that is written in a section can always be found by typing it, and by every beginning of it.
//!
//! ```
//! use search::{Material, Query, Searcher, Section, build};
//!
//! let section = Section {
//!     url: "handboek/verlof/#aanvragen".into(),
//!     page_title: "Verlof".into(),
//!     heading: "Verlof aanvragen".into(),
//!     body: "Vraag je vakantie twee weken van tevoren aan.".into(),
//!     ..Section::default()
//! };
//! let built = build(&Material::of(&[section]));
//! let mut searcher = Searcher::from_bytes(&built.index)?;
//! searcher.add(&built.fragments[0])?;
//! let answer = searcher.search(&Query::new("vakanties", None, 10));
//! assert_eq!(answer.hits[0].places[0].url, "handboek/verlof/#aanvragen");
//! # Ok::<(), search::IndexError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

pub mod analysis;
mod answer;
mod compounds;
pub mod index;
mod json;
mod query;
mod section;
mod sort;

pub use answer::{Answer, Card, Fewer, Fragment, Hit, Place};
pub use compounds::{Split, Splits};
pub use index::{Built, IndexError, build};
pub use query::{Explanation, Filled, Query, Reached, Searcher, WordPoints};
pub use section::{Choice, Form, Kind, Material, Question, Section, Synonym, Takes};
