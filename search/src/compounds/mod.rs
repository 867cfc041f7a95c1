//! Compounds: a word made of words.
//!
//! Dutch writes `vakantieverlof` as one word, so who looks for `verlof` must find it, and who looks for
//! `kilometervergoeding` must find `vergoeding per kilometer`. One function takes a word apart, at build time with the words
//! of the handbook and a list of common ones ([`Vocabulary`]), at query time with the terms of the index.
//!
//! The whole word always stays; its parts stand beside it and weigh less. A wrong part is worse than none, so small words,
//! particles of verbs, endings and verbs are never parts, and editors have the last word: [`Splits`].

mod vocabulary;

pub(crate) use vocabulary::Vocabulary;
pub use vocabulary::{Split, Splits};

use crate::analysis::{has, is_small};
use core::ops::Range;

/// The fewest letters of a word that is taken apart.
pub(crate) const SHORTEST: usize = 6;
/// The most parts of a word.
const MOST: u8 = 4;

/// What stands between two parts, and what it costs to suppose it.
const LINKS: [(&str, u32); 5] = [("", 0), ("s", 1), ("en", 2), ("e", 3), ("er", 4)];
/// What a doubled consonant costs with its `e` or `en`: zon-ne-bril, pad-den-poel.
const DOUBLED: u32 = 3;

/// What a part costs: the fewest parts win, and among those the best known.
pub(crate) const KNOWN: u32 = 10;

/// Words that are no part of a compound: what makes verbs (overleggen, toestaan) and what is only an ending (vol, loos).
const NO_PARTS: &str = " af achter altijd anders baar been binnen boven bovenop buiten doen echt eens elk ene eren erg \
    even geef geen ging gever gevers graag haal haar heel heid hem her hier hoog houdt jaar keer kom komt laat lang langs \
    laten lijk loos maal maak maakt maken man matig mede mee meer mens minder moest na naast nee neem neer neemt nemen \
    niet non onder ont onze open pas rond ruim samen schap sinds slot soms staan steeds stel sta tegen terug toe tot \
    val vast ver vol volgt vooral voort vrij waard want waar ware weg weer wees werd wijze wordt zaak zaam zeg \
    zelf zet zien ziet zien zijds ";

/// Whether a word may be a part of another.
fn can_be_part(word: &str) -> bool {
    !is_small(word) && !has(NO_PARTS, word)
}

/// The way on from one place in a word.
#[derive(Clone, Copy)]
struct Step {
    cost: u32,
    /// The end of the part that begins here, and where the next begins.
    end: usize,
    next: usize,
    /// How many parts there are from here on.
    parts: u8,
}

/// The parts of a word, in order; nothing when it has none. `cost` says what a part costs, and nothing for a word that is not
/// known; its second argument is whether the part is the last, which alone can be inflected.
pub(crate) fn split(word: &str, cost: &dyn Fn(&str, bool) -> Option<u32>) -> Vec<Range<usize>> {
    let length = word.len();
    let mut best: Vec<Option<Step>> = vec![None; length + 1];
    for start in (0..length).rev() {
        let mut found: Option<Step> = None;
        for end in start + 3..=length {
            if end - start == length {
                continue;
            }
            let Some(part) = word.get(start..end) else { continue };
            let after = |next: usize, link: u32, known: u32| -> Option<Step> {
                let rest = if next == length {
                    Step { cost: 0, end, next, parts: 0 }
                } else {
                    (*best.get(next)?)?
                };
                Some(Step { cost: known + link + rest.cost, end, next, parts: rest.parts + 1 })
            };
            let rest = word.get(end..).unwrap_or("");
            // Looking up costs most, so the rest must be possible before the part is asked for.
            let mut ways: Vec<Step> = Vec::new();
            if rest.is_empty() {
                ways.extend(after(end, 0, 0));
            } else {
                for (link, price) in LINKS {
                    if rest.starts_with(link) && rest.len() > link.len() {
                        ways.extend(after(end + link.len(), price, 0));
                    }
                }
                for ending in ["e", "en"] {
                    let last = part.bytes().last();
                    if rest.bytes().next() == last
                        && rest.get(1..).is_some_and(|more| more.starts_with(ending))
                    {
                        let next = end + 1 + ending.len();
                        if next < length {
                            ways.extend(after(next, DOUBLED, 0));
                        }
                    }
                }
            }
            let Some(way) = ways.into_iter().filter(|way| way.parts <= MOST).min_by_key(|way| way.cost)
            else {
                continue;
            };
            if found.is_some_and(|known| known.cost <= way.cost) || !can_be_part(part) {
                continue;
            }
            if let Some(price) = cost(part, rest.is_empty()) {
                let way = Step { cost: way.cost + price, ..way };
                if found.is_none_or(|known| way.cost < known.cost) {
                    found = Some(way);
                }
            }
        }
        if let Some(place) = best.get_mut(start) {
            *place = found;
        }
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(Some(step)) = best.get(at) {
        parts.push(at..step.end);
        at = step.next;
    }
    if at == length { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str, known: &[&str]) -> String {
        let cost = |part: &str, _: bool| known.contains(&part).then_some(KNOWN);
        split(word, &cost).into_iter().map(|part| &word[part]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn links_between_parts() {
        for (word, known, expected) in [
            ("vakantieverlof", &["vakantie", "verlof"][..], "vakantie verlof"),
            ("zwangerschapsverlof", &["zwangerschap", "verlof"], "zwangerschap verlof"),
            (
                "medewerkersvertegenwoordiger",
                &["medewerker", "medewerkers", "vertegenwoordiger"],
                "medewerkers vertegenwoordiger",
            ),
            ("kinderarts", &["kind", "arts"], "kind arts"),
            ("pannenkoek", &["pan", "koek"], "pan koek"),
            ("paddenpoel", &["pad", "poel"], "pad poel"),
            ("zonnebril", &["zon", "bril"], "zon bril"),
            ("hondenhok", &["hond", "hok"], "hond hok"),
            ("tijdelijk", &["tijd", "lijk"], ""),
            ("verlof", &["verlof"], ""),
            ("geënquêteerdenlijst", &["geënquêteerde", "lijst"], ""),
            ("ideeënbus", &["idee", "bus", "ideeën"], "ideeën bus"),
        ] {
            assert_eq!(parts(word, known), expected, "{word}");
        }
    }

    #[test]
    fn the_fewest_parts_win() {
        let known = ["verlof", "aanvraag", "formulier", "aanvraagformulier"];
        assert_eq!(parts("verlofaanvraagformulier", &known), "verlof aanvraagformulier");
        assert_eq!(parts("verlofaanvraagformulier", &known[..3]), "verlof aanvraag formulier");
        assert_eq!(
            parts("aaaabbbbccccddddeeee", &["aaaa", "bbbb", "cccc", "dddd", "eeee"]),
            "",
            "five are too many"
        );
    }

    #[test]
    fn small_words_and_particles_are_no_parts() {
        let known = ["over", "werk", "voor", "beeld", "toe", "stemming", "een", "ieder", "waarde", "vol"];
        for word in ["overwerk", "voorbeeld", "toestemming", "iedereen", "waardevol"] {
            assert_eq!(parts(word, &known), "", "{word}");
        }
    }

    #[test]
    fn any_word_gives_parts_of_it_and_no_panic() {
        for word in ["", "a", "ë", "日本語日本語", "ééééééé", "sssssssss"] {
            let all = |_: &str, _: bool| Some(KNOWN);
            for part in split(word, &all) {
                assert!(word.get(part).is_some());
            }
        }
        let long = "abc".repeat(21);
        assert!(!split(&long, &|_, _| Some(KNOWN)).is_empty());
    }
}
