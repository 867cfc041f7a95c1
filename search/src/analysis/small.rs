//! The small words that sentences hang together by.

use super::normalise::fold;

/// Small words that questions are made of, in alphabetical order. They are looked for like any other, but weigh little and
/// need not be there; where they stand is not kept, and no word has one of them as a part. Words that turn a rule round
/// (niet, geen, meer, tot, zonder, tegen) are not among them.
const SMALL: &str = " aan al als ben bij daar dan dat de deze die dit door dus een en er ga gaan gaat had heb hebben \
    hebt heeft het hij hoe hoeveel hun iemand iets ik in is je jij jou jouw jullie kan krijg krijgt kun kunnen kunt \
    maar mag me met mij mijn moet moeten mogen naar nog nu of om ons ook op over per s te toch tussen u uit uw vaak van veel \
    voor waar waarom wanneer wat we wel welk welke wie wij wil word worden wordt ze zich zij zijn zo zou ";

/// Whether a word is one of the small ones.
pub(crate) fn is_small(word: &str) -> bool {
    // Nothing longer is among them, so most words are known without looking.
    word.len() <= 9 && has(SMALL, &fold(word))
}

/// Whether a list of words between spaces has a word.
pub(crate) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.as_bytes().split(|byte| *byte == b' ').any(|known| known == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_a_rule_round_is_not_small() {
        for word in ["niet", "geen", "meer", "tot", "zonder", "tegen", "minder", "", " "] {
            assert!(!is_small(word), "{word} turns a rule round");
        }
        for word in ["aan", "hoeveel", "zou", "één"] {
            assert!(is_small(word), "{word}");
        }
    }

    #[test]
    fn the_list_is_in_order() {
        let words: Vec<&str> = SMALL.split_whitespace().collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }
}
