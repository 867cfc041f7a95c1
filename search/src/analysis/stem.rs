//! From a form to its Dutch stem.
//!
//! The stemmer is Snowball's for Dutch (Kraaij and Pohlmann). Before it stand the exceptions, and diminutives lose their ending; after it three repairs bring
//! together what it leaves apart:
//!
//! - it keeps the `t` and `d` of many verbs (adviseert, beoordeeld), so they are taken off;
//! - it lengthens a vowel for one form of a word and not for another (bijlagen, bijlage; adviseren, geadviseerd), so a
//!   double vowel at the end counts as a single one;
//! - it takes `ig` off some forms of a verb and not off others (uitnodigen, uitgenodigd), so it is taken off all.
//!
//! Almost all of this touches only stems of at least two syllables: in short words the difference carries the meaning (`maan`, `man`).

use super::letters::is_letter;
use super::normalise::fold;
use super::{diminutive, exceptions};
use frostem::Algorithm;

/// The Dutch stemmer, ready for use.
#[derive(Clone)]
pub struct Stemmer {
    snowball: frostem::Stemmer,
}

impl core::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Stemmer")
    }
}

impl Default for Stemmer {
    fn default() -> Self {
        Stemmer::new()
    }
}

impl Stemmer {
    /// A stemmer.
    #[must_use]
    pub fn new() -> Stemmer {
        Stemmer { snowball: frostem::Stemmer::new(Algorithm::Dutch) }
    }

    /// The stem of a form, or nothing for a form that is no word (a number, an amount, a reference).
    ///
    /// ```
    /// use search::analysis::Stemmer;
    /// let stemmer = Stemmer::new();
    /// assert_eq!(stemmer.stem("beoordelingen"), stemmer.stem("beoordeling"));
    /// assert_ne!(stemmer.stem("begeleiding"), stemmer.stem("beleid"));
    /// assert_eq!(stemmer.stem("7:658"), None);
    /// ```
    #[must_use]
    pub fn stem(&self, form: &str) -> Option<String> {
        if !form.chars().all(|c| is_letter(c) || c == '-' || c == '\'') {
            return None;
        }
        // Only the last part of `re-integratieplan` is inflected.
        let (head, last) = form.rsplit_once('-').unwrap_or(("", form));
        let mut stem: String = fold(head);
        stem.retain(|c| c != '-' && c != '\'');
        // `auto's` and `iemand's` end in something that is never part of the stem.
        let last = last.strip_suffix("'s").or_else(|| last.strip_suffix("'tje")).unwrap_or(last);
        let mut last: String = last.chars().filter(|c| *c != '\'').collect();
        let mut plain = fold(&last);
        let mut known = exceptions::lookup(&plain);
        if known.is_none()
            && let Some(word) = diminutive::base(&last)
        {
            last = word.to_owned();
            plain = fold(&last);
            known = exceptions::lookup(&plain);
        }
        if let Some((before, tail)) = known {
            stem.push_str(before);
            stem.push_str(tail);
        } else {
            stem.push_str(&fold(&self.snowball.stem(&last)));
        }
        repair(&mut stem);
        Some(stem)
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// How many groups of vowels a stem has, which is close to its number of syllables.
fn syllables(stem: &[u8]) -> usize {
    stem.iter().enumerate().filter(|(n, b)| is_vowel(**b) && (*n == 0 || !is_vowel(stem[n - 1]))).count()
}

/// The repairs that the module describes. All letters looked at are ASCII, so bytes will do.
fn repair(stem: &mut String) {
    if ends_in_inflection(stem.as_bytes()) {
        stem.pop();
    }
    if let Some(short) = stem.strip_suffix("ig")
        && short.bytes().last().is_some_and(|b| !is_vowel(b))
        && syllables(short.as_bytes()) >= 2
    {
        stem.truncate(short.len());
    }
    let bytes = stem.as_bytes();
    if let [.., first, second, last] = bytes
        && first == second
        && matches!(first, b'a' | b'e' | b'o' | b'u')
        && last.is_ascii_alphabetic()
        && !is_vowel(*last)
        && syllables(bytes) >= 2
    {
        stem.remove(stem.len() - 2);
    }
}

/// Whether the last letter is the `t` or `d` of an inflected verb: aanneemt, adviseert, beoordeeld, bevestigd, vergaderd.
/// Where that cannot be told from the letters alone (avond, verwacht), it is taken for a part of the word.
fn ends_in_inflection(stem: &[u8]) -> bool {
    let Some((b't' | b'd', rest)) = stem.split_last() else { return false };
    match rest {
        [.., b'd'] => stem.ends_with(b"dt"),
        [.., b'i', b'g'] | [.., b'e', b'r' | b'l'] => syllables(rest) >= 2,
        [.., first, second, b'f' | b'g' | b'k' | b'l' | b'm' | b'p']
            if first == second && is_vowel(*first) =>
        {
            true
        }
        [.., first, second, last] if first == second && is_vowel(*first) && !is_vowel(*last) => {
            syllables(rest) >= 2
        }
        [.., first, second, _, b's'] if first == second && is_vowel(*first) => syllables(rest) >= 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_keep_their_vowel() {
        for (long, short) in [
            ("maan", "man"),
            ("taak", "tak"),
            ("loon", "lon"),
            ("raad", "rad"),
            ("bedreig", "bedre"),
            ("avond", "avon"),
            ("verwacht", "verwach"),
        ] {
            let mut stem = String::from(long);
            repair(&mut stem);
            assert_eq!(stem, long);
            assert_ne!(stem, short);
        }
    }

    #[test]
    fn long_words_lose_it() {
        for (long, short) in [
            ("adviseer", "adviser"),
            ("bijlaag", "bijlag"),
            ("uitnodig", "uitnod"),
            ("beledig", "beled"),
            ("beveiligd", "beveil"),
            ("beoordeeld", "beoordel"),
            ("verplaatst", "verplaats"),
            ("vergaderd", "vergader"),
            ("scheldt", "scheld"),
        ] {
            let mut stem = String::from(long);
            repair(&mut stem);
            assert_eq!(stem, short);
        }
    }

    #[test]
    fn what_is_no_word_has_no_stem() {
        let stemmer = Stemmer::new();
        for form in ["50", "7:658", "€50", "b&w", "week 42", "covid-19"] {
            assert_eq!(stemmer.stem(form), None, "{form}");
        }
    }

    #[test]
    fn odd_input_gives_something_and_no_panic() {
        let stemmer = Stemmer::new();
        for form in ["", "-", "'", "'s", "ë", "日本", "ѣ", "aaaa", "ig", "eeeë"] {
            assert!(stemmer.stem(form).is_some(), "{form:?}");
        }
    }
}
