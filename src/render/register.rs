//! The register: every word that a page, a calculator or a term is found by, from A to Z. It is to a reader without scripts
//! what search is to the others.

use std::collections::BTreeMap;

use super::Workshop;
use super::view::{Register, RegisterEntry, RegisterGoal, RegisterLetter};
use crate::handbook::address::{self, relative};
use crate::markdown::typography::capital;

/// The register as seen from its own page.
pub(super) fn register(shop: &Workshop) -> Register {
    // By the word without accents and capitals, so that two ways to write it are one entry.
    let mut words: BTreeMap<String, (String, Vec<RegisterGoal>)> = BTreeMap::new();
    let mut add = |word: &str, title: &str, address: &str, whose: &str| {
        let key = search::analysis::fold(&word.to_lowercase());
        let (_, goals) = words.entry(key).or_insert_with(|| (word.to_owned(), Vec::new()));
        let url = relative(address::REGISTER, address);
        if !goals.iter().any(|known| known.url == url) {
            goals.push(RegisterGoal { title: capital(title), url, whose: whose.to_owned() });
        }
    };
    let handbook = shop.handbook;
    // Official texts are found through the pages that explain them.
    for page in handbook.pages.iter().filter(|page| page.official.is_none()) {
        let whose = page.organisation.as_ref().map(|id| shop.organisation_name(id)).unwrap_or_default();
        for word in page.front.keywords.iter().chain([&page.front.title]).filter(|_| !page.address.is_empty())
        {
            add(word, &page.front.title, &page.address, &whose);
        }
    }
    for calculator in handbook.rules.calculators() {
        let address = address::calculator(None, &calculator.id);
        for word in &calculator.keywords {
            add(word, &calculator.title, &address, &shop.engine.word("hulpmiddel"));
        }
    }
    for term in &handbook.glossary.terms {
        let address = format!("{}#{}", address::GLOSSARY, term.id);
        for word in [&term.name].into_iter().chain(&term.abbreviation).chain(&term.same).chain(&term.synonyms)
        {
            add(word, &term.name, &address, &shop.engine.word("zoeken_begrip"));
        }
    }

    let mut letters: Vec<RegisterLetter> = Vec::new();
    for (key, (word, goals)) in words {
        let first = key.chars().next().filter(char::is_ascii_lowercase);
        let letter = first.map_or_else(|| "0-9".to_owned(), |first| first.to_uppercase().to_string());
        let entry = RegisterEntry { word, goals };
        // What begins with a sign or another alphabet's letter stands with the digits, wherever it is sorted.
        match letters.iter_mut().find(|known| known.name == letter) {
            Some(known) => known.entries.push(entry),
            None => letters.push(RegisterLetter { name: letter, entries: vec![entry] }),
        }
    }
    Register { title: shop.engine.word("register"), letters }
}
