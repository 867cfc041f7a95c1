//! The register: every word that a page, a calculator or a term is found by, from A to Z. It is to a reader without scripts
//! what search is to the others.
//!
//! A small register is one page. A large one is an entrance with the letters and a page for each of them, so that no reader
//! loads words that begin with another letter.

use std::collections::BTreeMap;

use super::Workshop;
use super::view::{Link, Register, RegisterEntry, RegisterGoal, RegisterLetter, RegisterList};
use crate::handbook::address::{self, relative};
use crate::markdown::typography::capital;

/// So many links are read on one page: the whole register, or a part of a letter.
const WHOLE: usize = 300;
const PART: usize = 500;

/// A page of the register.
pub(super) struct Sheet {
    /// Where it stands.
    pub address: String,
    /// What stands on it.
    pub page: Register,
    /// The pages before and after it, when it is one of a row.
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// A word and where it leads: title, address and whose that is.
type Word = (String, Vec<(String, String, String)>);

/// The pages of the register, the one that all others link to first.
pub(super) fn register(shop: &Workshop) -> Vec<Sheet> {
    let words = Words {
        title: shop.engine.word("register"),
        part: shop.engine.word("register_deel"),
        one: shop.engine.word("register_een"),
        more: shop.engine.word("register_aantal"),
    };
    sheets(by_letter(gather(shop)), &words)
}

/// All words in order, by the word without accents and capitals, so that two ways to write it are one entry.
fn gather(shop: &Workshop) -> BTreeMap<String, Word> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut add = |word: &str, title: &str, address: &str, whose: &str| {
        let key = search::analysis::fold(&word.to_lowercase());
        let (_, goals) = words.entry(key).or_insert_with(|| (word.to_owned(), Vec::new()));
        if !goals.iter().any(|(_, known, _)| known == address) {
            goals.push((capital(title), address.to_owned(), whose.to_owned()));
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
    words
}

/// The words under their letters. What begins with a sign or another alphabet's letter stands with the digits.
fn by_letter(words: BTreeMap<String, Word>) -> Vec<(String, Vec<Word>)> {
    let mut letters: Vec<(String, Vec<Word>)> = Vec::new();
    for (key, word) in words {
        let first = key.chars().next().filter(char::is_ascii_lowercase);
        let letter = first.map_or_else(|| "0-9".to_owned(), |first| first.to_uppercase().to_string());
        match letters.iter_mut().find(|(known, _)| *known == letter) {
            Some((_, entries)) => entries.push(word),
            None => letters.push((letter, vec![word])),
        }
    }
    letters
}

/// What the pages of the register say.
struct Words {
    title: String,
    /// The title of a page of one letter.
    part: String,
    one: String,
    more: String,
}

impl Words {
    fn count(&self, number: usize) -> String {
        if number == 1 { self.one.clone() } else { self.more.replace("{n}", &number.to_string()) }
    }
}

fn links(words: &[Word]) -> usize {
    words.iter().map(|(_, goals)| goals.len()).sum()
}

/// A list of words as seen from an address.
fn list(name: &str, words: &[Word], from: &str) -> RegisterList {
    let goal = |(title, address, whose): &(String, String, String)| RegisterGoal {
        title: title.clone(),
        url: relative(from, address),
        whose: whose.clone(),
    };
    let entry =
        |(word, goals): &Word| RegisterEntry { word: word.clone(), goals: goals.iter().map(goal).collect() };
    RegisterList { name: name.to_owned(), entries: words.iter().map(entry).collect() }
}

/// A letter, or a part of one that is too large for a page.
struct Part {
    name: String,
    address: String,
    words: Vec<Word>,
}

fn sheets(letters: Vec<(String, Vec<Word>)>, said: &Words) -> Vec<Sheet> {
    let start = address::REGISTER;
    let all: usize = letters.iter().map(|(_, words)| links(words)).sum();
    if all <= WHOLE {
        let jump = |(name, words): &(String, Vec<Word>)| RegisterLetter {
            name: name.clone(),
            url: format!("#letter-{name}"),
            count: said.count(words.len()),
            current: false,
        };
        let page = Register {
            title: said.title.clone(),
            letters: letters.iter().map(jump).collect(),
            lists: letters.iter().map(|(name, words)| list(name, words, start)).collect(),
        };
        return vec![Sheet { address: start.to_owned(), page, previous: None, next: None }];
    }
    let parts: Vec<Part> = letters.into_iter().flat_map(|(name, words)| parts(&name, words)).collect();
    let row = |from: &str, here: Option<usize>| -> Vec<RegisterLetter> {
        let letter = |(number, part): (usize, &Part)| RegisterLetter {
            name: part.name.clone(),
            url: relative(from, &part.address),
            count: said.count(part.words.len()),
            current: here == Some(number),
        };
        parts.iter().enumerate().map(letter).collect()
    };
    let title = |part: &Part| said.part.replace("{letter}", &part.name);
    let entrance = Register { title: said.title.clone(), letters: row(start, None), lists: Vec::new() };
    let mut out = vec![Sheet { address: start.to_owned(), page: entrance, previous: None, next: None }];
    for (number, part) in parts.iter().enumerate() {
        let beside = |number: Option<usize>| {
            let other = parts.get(number?)?;
            Some(Link { title: title(other), url: relative(&part.address, &other.address) })
        };
        let page = Register {
            title: title(part),
            letters: row(&part.address, Some(number)),
            lists: vec![list(&part.name, &part.words, &part.address)],
        };
        out.push(Sheet {
            address: part.address.clone(),
            page,
            previous: beside(number.checked_sub(1)),
            next: beside(number.checked_add(1)),
        });
    }
    out
}

/// The words of a letter, in as few pages as hold them, each about as long as the others.
fn parts(letter: &str, words: Vec<Word>) -> Vec<Part> {
    let count = links(&words).div_ceil(PART).max(1);
    let each = links(&words).div_ceil(count);
    let mut shares: Vec<Vec<Word>> = vec![Vec::new()];
    let mut taken = 0;
    for word in words {
        if taken >= each * shares.len() {
            shares.push(Vec::new());
        }
        taken += word.1.len();
        if let Some(share) = shares.last_mut() {
            share.push(word);
        }
    }
    let slug = address::slug(letter);
    let several = shares.len() > 1;
    shares
        .into_iter()
        .enumerate()
        .map(|(number, words)| Part {
            name: if several { format!("{letter} {}", number + 1) } else { letter.to_owned() },
            address: match number {
                0 => format!("{}{slug}/", address::REGISTER),
                _ => format!("{}{slug}-{}/", address::REGISTER, number + 1),
            },
            words,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said() -> Words {
        Words {
            title: "Register".to_owned(),
            part: "Register: {letter}".to_owned(),
            one: "1 woord".to_owned(),
            more: "{n} woorden".to_owned(),
        }
    }

    /// So many words, each with one goal, that begin with a letter.
    fn words(letter: char, count: usize) -> impl Iterator<Item = (String, Word)> {
        (0..count).map(move |number| {
            let word = format!("{letter}woord{number:04}");
            let goal = ("Titel".to_owned(), "lelystad/x/".to_owned(), String::new());
            (word.clone(), (word, vec![goal]))
        })
    }

    fn of(counts: &[(char, usize)]) -> Vec<Sheet> {
        sheets(by_letter(counts.iter().flat_map(|&(letter, count)| words(letter, count)).collect()), &said())
    }

    #[test]
    fn a_small_register_is_one_page() {
        let sheets = of(&[('a', 1), ('b', 4), ('7', 2)]);
        assert_eq!(sheets.len(), 1);
        let page = &sheets[0].page;
        let urls: Vec<_> = page.letters.iter().map(|letter| (&*letter.url, &*letter.count)).collect();
        assert_eq!(
            urls,
            [("#letter-0-9", "2 woorden"), ("#letter-A", "1 woord"), ("#letter-B", "4 woorden")]
        );
        assert_eq!(page.lists.len(), 3);
        assert_eq!(page.lists[1].entries[0].goals[0].url, "../lelystad/x/");
    }

    #[test]
    fn a_large_one_is_an_entrance_and_a_page_for_each_letter() {
        let sheets = of(&[('a', 200), ('b', 300), ('7', 2)]);
        let addresses: Vec<_> = sheets.iter().map(|sheet| &*sheet.address).collect();
        assert_eq!(addresses, ["register/", "register/0-9/", "register/a/", "register/b/"]);
        assert!(sheets[0].page.lists.is_empty());
        assert_eq!(sheets[0].page.letters[1].url, "a/");
        let a = &sheets[2];
        assert_eq!(a.page.title, "Register: A");
        assert_eq!(a.page.lists[0].entries[0].goals[0].url, "../../lelystad/x/");
        let current: Vec<_> = a.page.letters.iter().map(|letter| letter.current).collect();
        assert_eq!(current, [false, true, false]);
        assert_eq!(a.previous.as_ref().map(|link| &*link.url), Some("../0-9/"));
        assert_eq!(a.next.as_ref().map(|link| &*link.title), Some("Register: B"));
        assert!(sheets[1].previous.is_none() && sheets[3].next.is_none());
    }

    #[test]
    fn a_letter_with_very_many_words_has_more_pages_and_loses_none() {
        let sheets = of(&[('a', 3), ('s', 1201)]);
        let addresses: Vec<_> = sheets.iter().skip(1).map(|sheet| &*sheet.address).collect();
        assert_eq!(addresses, ["register/a/", "register/s/", "register/s-2/", "register/s-3/"]);
        let counts: Vec<_> = sheets.iter().skip(2).map(|sheet| sheet.page.lists[0].entries.len()).collect();
        assert_eq!(counts.iter().sum::<usize>(), 1201);
        assert!(counts.iter().all(|count| *count <= PART), "{counts:?}");
        assert_eq!(sheets[2].page.title, "Register: S 1");
    }
}
