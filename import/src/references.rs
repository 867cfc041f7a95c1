//! Where a document refers to itself: "artikel 4 lid 5", "hoofdstuk 2", "bijlage 1" become links to that place.

use std::collections::HashSet;
use std::rc::Rc;

use crate::blocks::{Block, Kind};
use crate::outline::{Outlined, id_of};
use crate::words::Word;

/// Makes links of references that have a target in the same document.
pub(crate) fn link(parts: &mut [Outlined]) {
    for part in parts {
        let targets: HashSet<String> = part.blocks.iter().filter_map(|block| block.anchor.clone()).collect();
        let mut article: Option<String> = None;
        for block in &mut part.blocks {
            if let Kind::Heading(_) = block.kind {
                article = block.anchor.clone().filter(|id| id.starts_with("artikel-"));
                continue;
            }
            if !matches!(block.kind, Kind::Row | Kind::Term) {
                link_block(block, &targets, article.as_deref());
            }
        }
    }
}

fn link_block(block: &mut Block, targets: &HashSet<String>, article: Option<&str>) {
    let mut at = 0;
    while at < block.words.len() {
        let Some((length, target)) = reference(&block.words[at..], article) else {
            at += 1;
            continue;
        };
        let elsewhere = cites_other(&block.words[at + length - 1..]);
        // A paragraph without an anchor of its own is found by its article.
        let target = if targets.contains(&target) {
            Some(target)
        } else {
            target
                .split_once("-lid-")
                .map(|(article, _)| article.to_owned())
                .filter(|id| targets.contains(id))
        };
        if let (false, Some(target)) = (elsewhere, target) {
            let link: Rc<str> = format!("#{target}").into();
            for word in &mut block.words[at..at + length] {
                word.look.link.get_or_insert_with(|| link.clone());
            }
        }
        at += length;
    }
}

/// A word in small letters without the signs around it.
fn plain(word: &Word) -> String {
    crate::words::core(&word.text).1.to_lowercase()
}

/// A number as references write it: `4`, `12a`, `3.18`, `II`.
fn number(word: Option<&Word>) -> Option<String> {
    let inner = plain(word?);
    let digits = inner.starts_with(|sign: char| sign.is_ascii_digit());
    let short = inner.chars().count() <= 6 && !inner.contains([':', '/']);
    (digits && short).then(|| id_of(&inner))
}

/// The reference that starts with these words: how many words it takes and what it leads to.
fn reference(words: &[Word], article: Option<&str>) -> Option<(usize, String)> {
    let first = words.first()?;
    let stops = |word: &Word| word.text.ends_with(['.', ';', ':']);
    match plain(first).as_str() {
        name @ ("artikel" | "art") => {
            let number = number(words.get(1))?;
            let _ = name;
            let id = format!("artikel-{number}");
            let open = words.get(1).is_some_and(|word| !stops(word));
            if open
                && words.get(2).map(plain).as_deref() == Some("lid")
                && let Some(paragraph) = self::number(words.get(3))
            {
                return Some((4, format!("{id}-lid-{paragraph}")));
            }
            Some((2, id))
        }
        name @ ("hoofdstuk" | "bijlage") => {
            let number = number(words.get(1))?;
            Some((2, format!("{name}-{number}")))
        }
        "lid" => {
            let number = number(words.get(1))?;
            Some((2, format!("{}-lid-{number}", article?)))
        }
        _ => None,
    }
}

/// Whether what follows a reference says that it is of another text: `artikel 7:611 BW`, `artikel 4, lid 1 AVG`,
/// `artikel 5 van de Wet`. The first of the words is the last of the reference.
fn cites_other(words: &[Word]) -> bool {
    let ends = words.first().is_some_and(|word| word.text.ends_with(['.', ';', ':', ')']));
    if ends {
        return false;
    }
    let mut rest = words.iter().skip(1).map(plain);
    let mut raw = words.iter().skip(1).map(|word| crate::words::core(&word.text).1);
    for _ in 0..8 {
        let (Some(word), Some(text)) = (rest.next(), raw.next()) else { return false };
        match word.as_str() {
            // `lid 1 onder b, van de …`: still the same reference.
            "lid" | "onder" | "sub" | "aanhef" | "en" | "van" | "de" | "het" | "eerste" | "tweede"
            | "derde" | "uit" => {}
            "deze" | "dit" | "onze" => return false,
            _ if word.chars().all(|sign| sign.is_ascii_digit()) || word.chars().count() == 1 => {}
            _ => {
                let capitals = text.chars().filter(|sign| sign.is_uppercase()).count();
                let law = word.starts_with("wet")
                    || word.ends_with("wet")
                    || word.ends_with("besluit")
                    || word.ends_with("richtlijn")
                    || word.starts_with("richtlijn")
                    || word.starts_with("cao")
                    || word == "verordening"
                    || word == "burgerlijk";
                let abbreviation = capitals >= 2 || (capitals == 1 && text.chars().count() <= 3);
                return law || abbreviation;
            }
        }
    }
    false
}
