//! The one text analyser: from a text, or a query, to [`Token`]s with all the forms a word can be found by.
//!
//! - `normalise`: one spelling of every letter (case, composed accents, apostrophes, hyphens), with positions kept
//! - `letters`: what a letter is
//! - `tokens`: words, numbers, amounts, references, and the forms of each
//! - `stem`, `exceptions` and `diminutive`: from a form to its Dutch stem
//! - `small`: the words that weigh little
//!
//! A stem is only ever compared with another stem and never shown.

mod diminutive;
mod exceptions;
mod letters;
mod normalise;
mod small;
mod stem;
mod tokens;

pub(crate) use letters::{is_letter, is_word, only_letters};
pub use normalise::fold;
pub(crate) use small::{has, is_small};
pub use stem::Stemmer;
pub use tokens::{Form, Role, Token, tokens};

/// Goes up with every change that makes another form or stem of the same text. An index written by another analyser is
/// refused: it would miss words without anybody noticing.
pub const VERSION: u8 = 3;

/// No form is longer than this, in bytes. Longer runs of letters are cut, in index and query alike.
pub const LONGEST_FORM: usize = 64;
