//! From a diminutive to the word it is made of, where the stemmer does not see it.
//!
//! The stemmer takes `je` and `tje` off, but cannot tell which of the two it was: `kaartje` became `kaar`, `feestje` became `fees`.
//! What stands before tells. The ending is `tje` after a vowel, w and j, and after n, l and r if the vowel before is long or
//! weak (baantje, lepeltje); after a short one it would be `etje`, so the `t` is the word's own
//! (klantje), as the `p` behind m is (lampje).

/// What ends in a `t` of its own, though it looks otherwise: kaart, taart, staart, poort, soort, moment, student.
const OWN_T: [&str; 5] = ["taart", "kaart", "oort", "ment", "dent"];

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The word that a diminutive is made of. Nothing where the stemmer knows as well, or where the word is no diminutive by its
/// letters. `oranje` and `vrije` are none; `meisje` is one without a word, and stands among the exceptions.
pub(super) fn base(word: &str) -> Option<&str> {
    let stem = word.strip_suffix("jes").or_else(|| word.strip_suffix("je"))?;
    let own = match stem.as_bytes() {
        [.., before, vowel, b'n' | b'l', b't'] | [.., before, vowel, b'm', b'p'] if is_vowel(*vowel) => {
            !is_vowel(*before) && *vowel != b'e' || OWN_T.iter().any(|end| stem.ends_with(end))
        }
        [.., b'm', b'p'] => false,
        [.., b'r', b't'] => OWN_T.iter().any(|end| stem.ends_with(end)),
        [.., before, b't'] => !is_vowel(*before) && !matches!(before, b'j' | b'w'),
        [_, .., last] => !is_vowel(*last) && !matches!(last, b'j' | b'l'..=b'n' | b'r' | b'w'),
        _ => false,
    };
    own.then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::super::Stemmer;
    use super::*;

    #[test]
    fn diminutives_meet_their_word() {
        let stemmer = Stemmer::new();
        for (small, word) in [
            ("cadeautje", "cadeau"),
            ("kaartjes", "kaart"),
            ("taartje", "taart"),
            ("haartje", "haar"),
            ("feestje", "feest"),
            ("bosje", "bos"),
            ("pakje", "pak"),
            ("dagje", "dag"),
            ("bonnetje", "bon"),
            ("sterretje", "ster"),
            ("bloemetje", "bloem"),
            ("hebbedingetje", "hebbeding"),
            ("drankje", "drank"),
            ("raampje", "raam"),
            ("filmpje", "film"),
            ("lampje", "lamp"),
            ("biertje", "bier"),
            ("baantje", "baan"),
            ("klantje", "klant"),
            ("momentje", "moment"),
            ("etentje", "eten"),
            ("lepeltje", "lepel"),
            ("praatje", "praat"),
            ("bootje", "boot"),
            ("poortje", "poort"),
            ("plaatjes", "plaat"),
            ("ritje", "rit"),
            ("fluitje", "fluit"),
            ("vrouwtje", "vrouw"),
            ("telefoontje", "telefoon"),
            ("gesprekje", "gesprek"),
            ("kastje", "kast"),
        ] {
            assert_eq!(stemmer.stem(small), stemmer.stem(word), "{small}");
        }
    }

    #[test]
    fn what_only_ends_alike_is_none() {
        for word in
            ["oranje", "spanje", "vrije", "rookvrije", "je", "jes", "tje", "bije", "verlof", "", "è", "tjes"]
        {
            assert_eq!(base(word), None, "{word}");
        }
    }
}
