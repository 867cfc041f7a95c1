//! The index: what is written at build time and read in the browser.
//!
//! Of a handbook as most are, two files, because a first answer needs only one of them: the **index** finds sections and
//! knows their titles, headings and addresses; the **fragments** hold the text, from which the marked pieces under a result are
//! cut. Of a very large one the index keeps only terms and numbers. Where terms stand lies in **pieces** by range of terms,
//! and what is shown in fragments by range of sections; either is fetched when a query or a result asks for it. All files
//! carry the same build number, so that pieces of two builds never meet.
//!
//! # Format, version 4
//!
//! Numbers are little-endian varints (seven bits a byte) unless a width is given. A *column* is one value after the other
//! for all items; like stands beside like, which compresses well and needs no padding. *Texts* are a column of lengths and
//! then all texts.
//!
//! ```text
//! index      = "WWZI" version:u8 analyser:u8 checksum:u32 build:u32 payload
//! checksum     of all bytes after it (FNV-1a)
//! payload    = organisations sections forms synonyms terms called meant pieces [names postings]
//!
//! organisations = count texts
//! sections   = count, columns: page, as difference with the section before (sign in the last bit); kind:u8; organisation;
//!              words in the body; words in the heading << 1 | 1, or of what a page opens with
//!              words in the title << 1; form (0: none, else number + 1)
//! forms      = count (id choice sensitive:u8 count (id label takes:u8 [unit | count (value label)*])*)*
//! synonyms   = count, column: both ways:u8; texts: from; texts: to; texts: organisation
//! terms      = count, columns: bytes shared with the term before; bytes of its own; then the bytes of its own;
//!              stem rules: count (skip cut length utf8)*; column: rule of each term (0: no stem);
//!              shapes: count (parts-1 (length link)*)*; column: shape of each term (0: no compound)
//! called     = for each form the title and the keywords of its calculator, then for each desk and term among the sections
//!              its names: count ((term << 1 | small) + 1, or 0 between two names)*
//! meant      = for each synonym the terms of from and of to, without small words unless it has no others: count term*
//! pieces     = count, column: terms in each; count of fragments, column: sections in each; in one:u8
//! names        of all sections, only when all is in one file: texts of addresses (with a slash before them; empty: page as
//!              before), titles, headings, anchors (with their sign)
//! postings   = length of the heads, heads of each term, places of each term
//! heads      = count << 1 | placed, then for each section: (gap << 1 | more) [flags [times]]
//! gap          from the section before, minus one (the first: from the start)
//! more = 0     once in the body and nowhere else
//! flags:u8     1 title, 2 heading, 4 keywords, 8 only part of a word, 16 body; with 16 follows how many times
//! places       for each section, if the term is placed: first << 1 | many [count] and the steps to the others
//!
//! piece      = "WWZP" version:u8 checksum:u32 build:u32 number postings
//! fragments  = "WWZF" version:u8 checksum:u32 build:u32 number [names] texts
//! ```
//!
//! Terms are all written forms and their variants, in the order of their bytes, so that everything that begins alike
//! stands together. Stems are not terms. A term has a rule instead that makes its stem from it (drop `skip` bytes at the front
//! and `cut` at the end, put the text behind it); the reader groups the terms by stem once, and a query asks for the group.
//! So a stem costs about a byte a term, and no word is ever kept in its stemmed form only. Parts of compounds are terms,
//! if need be without postings; which they are follows from the shape, so a compound costs a byte too.
//!
//! A reader refuses any other version.

mod bytes;
mod dictionary;
mod forms;
mod names;
mod postings;
mod reader;
mod writer;

pub(crate) use dictionary::Dictionary;
pub(crate) use postings::{Postings, Seen};
pub(crate) use reader::{Entry, Index};
pub use writer::{Built, build};

/// The version of the format.
const VERSION: u8 = 4;
const INDEX_MAGIC: &[u8; 4] = b"WWZI";
const PIECE_MAGIC: &[u8; 4] = b"WWZP";
const FRAGMENTS_MAGIC: &[u8; 4] = b"WWZF";

/// Why bytes were refused. Its text is meant for the reader of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// These are not the bytes of an index, or not of the piece asked for.
    Foreign,
    /// Made by another version of the generator.
    Version,
    /// Bytes are missing or changed.
    Damaged,
    /// The fragments were made for another index.
    Mismatch,
}

impl IndexError {
    /// What to tell the reader.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            IndexError::Foreign => "Dit is geen zoekindex. Bouw de site opnieuw.",
            IndexError::Version => "De zoekindex hoort bij een andere versie. Laad de pagina opnieuw.",
            IndexError::Damaged => "De zoekindex is beschadigd. Laad de pagina opnieuw.",
            IndexError::Mismatch => "De teksten horen niet bij deze zoekindex. Laad de pagina opnieuw.",
        }
    }
}

impl core::fmt::Display for IndexError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for IndexError {}
