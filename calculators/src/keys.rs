//! What may stand in each kind of YAML file: its keys, what they mean to an editor, and the form of what goes under
//! them.
//!
//! The readers check keys against these tables, and the JSON Schema that an editor's program completes from is written
//! from the same tables, so the two cannot differ.

pub use crate::registry::keys::{DOCUMENTS, FACTS, HOLIDAYS, ORGANISATION};
pub use crate::rules::keys::{CALCULATOR, KINDS_OF_KEYS, RULES};

/// The keys of one map.
#[derive(Debug)]
pub struct Block {
    /// Its name in the schema, in Dutch.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// Its keys, in the order in which they are best written.
    pub keys: &'static [Key],
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What goes under it.
    pub form: Form,
    /// The reader refuses a map without it.
    pub required: bool,
}

/// What goes under a key.
#[derive(Debug)]
pub enum Form {
    /// A sentence, or a word.
    Text,
    /// One text, or a list of them.
    Texts,
    /// `ja` or `nee`.
    YesNo,
    /// A day: 2026-01-31.
    Day,
    /// A day, or `onbekend`.
    DayOrUnknown,
    /// A whole number.
    Number,
    /// A value with its unit.
    Value,
    /// A value with its unit, `onbekend` or `vervallen`.
    FactValue,
    /// A unit.
    Unit,
    /// A sum with names of questions, values and facts.
    Sum,
    /// A condition: `geld = ja en waarde > geschenk.grens`.
    Condition,
    /// A table as text, each line between bars.
    Table,
    /// One of these words, each with what it means.
    OneOf(&'static [(&'static str, &'static str)]),
    /// A map with known keys.
    Block(&'static Block),
    /// A map with names of the editor's own; what goes under each name.
    Map(&'static Form),
    /// The same, with another form under one name.
    MapBut(&'static str, &'static Form, &'static Form),
    /// A list.
    List(&'static Form),
    /// One of these.
    Either(&'static [Form]),
    /// A map of groups in groups, with blocks at the ends; which keys tell such a block.
    Tree(&'static Block, &'static [&'static str]),
    /// A map with any keys: questions, values and columns that the editor has named.
    Anything,
}

impl Block {
    /// The names of its keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }

    /// Whether it has a key of that name.
    pub fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key.name == name)
    }
}

/// A key that may be left out.
pub const fn may(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, about, form, required: false }
}

/// A key that must be there.
pub const fn must(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, about, form, required: true }
}

/// The words of a key that takes one of some words.
pub fn words(list: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = &'static str> + Clone {
    list.iter().map(|(word, _)| *word)
}
