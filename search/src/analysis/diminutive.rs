//! From a diminutive to the word it is made of: `kaartje` to `kaart`, `bloemetje` to `bloem`, `autootje` to `auto`.
//!
//! The stemmer takes `je` and `tje` off, but does not see which of the two it was: `kaartje` became `kaar`, `feestje` became
//! `fees`. What stands before tells. After n, l, r, w and a vowel the ending is `tje`, unless the vowel before is short (then it
//! would be `etje`, so the `t` is the word's own: klantje); after ng it is `kje` (woninkje) or `etje`, after m `pje`.

/// Words ending in a long vowel and r with a `t` of their own.
const OWN_T: [&str; 5] = ["kaart", "taart", "staart", "poort", "soort"];

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// How many groups of vowels there are.
fn groups(word: &[u8]) -> usize {
    word.iter().enumerate().filter(|(n, b)| is_vowel(**b) && (*n == 0 || !is_vowel(word[n - 1]))).count()
}

/// The word that a diminutive is made of, in two parts: what stays of it, and what must be put behind that. Nothing for a word that
/// is no diminutive by its letters. `oranje` and `vrije` are none; `meisje` is one without a word, and stands among the exceptions.
pub(super) fn base(word: &str) -> Option<(&str, &'static str)> {
    let stem = word.strip_suffix("jes").or_else(|| word.strip_suffix("je"))?;
    let bytes = stem.as_bytes();
    let (last, before) = bytes.split_last()?;
    if groups(before) == 0 && groups(bytes) == 0 {
        return None;
    }
    match (before, last) {
        ([.., b'i', b'n'], b'k') if groups(bytes) >= 2 => Some((stem.get(..stem.len() - 1)?, "g")),
        // Lamp has its own p: after a short vowel in the only syllable.
        ([rest @ .., b'm'], b'p') => {
            let short = matches!(rest, [.., first, second] if !is_vowel(*first) && is_vowel(*second))
                && groups(rest) == 1;
            Some((if short { stem } else { stem.get(..stem.len() - 1)? }, ""))
        }
        (_, b't') => without_t(stem),
        (_, b'b' | b'c' | b'd' | b'f' | b'g' | b'h' | b'k' | b'p' | b's' | b'v' | b'x' | b'z') => {
            Some((stem, ""))
        }
        _ => None,
    }
}

/// The word behind `…tje`, given with its `t`.
fn without_t(whole: &str) -> Option<(&str, &'static str)> {
    let short = whole.get(..whole.len() - 1)?;
    let bytes = short.as_bytes();
    let (all, fewer) = (whole.len(), short.len());
    let keep = match bytes {
        // bonnetje, sterretje; bloemetje, wandelingetje
        [.., first, second, b'e'] if first == second && !is_vowel(*first) => fewer - 2,
        [.., consonant, b'e'] if !is_vowel(*consonant) && groups(bytes) >= 2 => fewer - 1,
        // autootje, agendaatje; but praatje, bootje
        [.., first @ (b'a' | b'e' | b'o' | b'u'), second] if first == second => {
            if groups(bytes) >= 2 {
                fewer - 1
            } else {
                all
            }
        }
        // fluitje, voetje
        [.., b'u', b'i'] | [.., b'o', b'e'] => {
            if groups(bytes) >= 2 || bytes.len() > 2 && !bytes.starts_with(b"k") { all } else { fewer }
        }
        [.., b'i', b'j'] | [.., b'w'] => fewer,
        [.., first, second] if is_vowel(*first) && is_vowel(*second) => fewer,
        // potje, ritje
        [.., second] if is_vowel(*second) => all,
        [.., first, second, b'n' | b'l' | b'r'] => {
            let long = is_vowel(*first) && is_vowel(*second);
            // lepeltje, etentje; but moment and student
            let weak =
                *second == b'e' && groups(bytes) >= 2 && !short.ends_with("men") && !short.ends_with("den");
            if (long || weak) && !OWN_T.iter().any(|word| whole.ends_with(word)) || *second == b'r' {
                fewer
            } else {
                all
            }
        }
        _ => all,
    };
    Some((whole.get(..keep)?, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diminutives_lead_to_their_word() {
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
            ("woninkje", "woning"),
            ("drankje", "drank"),
            ("raampje", "raam"),
            ("filmpje", "film"),
            ("lampje", "lamp"),
            ("bodempje", "bodem"),
            ("biertje", "bier"),
            ("baantje", "baan"),
            ("klantje", "klant"),
            ("momentje", "moment"),
            ("etentje", "eten"),
            ("lepeltje", "lepel"),
            ("autootje", "auto"),
            ("praatje", "praat"),
            ("bootje", "boot"),
            ("plaatjes", "plaat"),
            ("ritje", "rit"),
            ("fluitje", "fluit"),
            ("rijtje", "rij"),
            ("partijtje", "partij"),
            ("vrouwtje", "vrouw"),
            ("telefoontje", "telefoon"),
            ("gesprekje", "gesprek"),
            ("kastje", "kast"),
        ] {
            let (stem, more) = base(small).unwrap();
            assert_eq!([stem, more].concat(), word, "{small}");
        }
    }

    #[test]
    fn what_only_ends_alike_is_none() {
        for word in
            ["oranje", "spanje", "vrije", "rookvrije", "je", "jes", "tje", "bije", "verlof", "", "è", "ëje"]
        {
            assert_eq!(base(word), None, "{word}");
        }
    }
}
