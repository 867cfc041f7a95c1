//! Words whose stem is known better than the stemmer knows it.
//!
//! The stemmer takes `ge` out of the middle of words (begeleiding would meet beleid, gemeente would meet mening) and
//! keeps strong participles apart from their verb (aangenomen, aannemen). Two lists stand before it, a word and its stem
//! on each line, or only the word where that is its own stem. They are kept in the order of the alphabet, which a test
//! holds them to, and as plain text, which is the smallest they can be in the browser.

/// Words, without accents, and their stem. They hold for the whole word only.
const WORDS: &str = include_str!("exceptions-words.txt");

/// Words that also hold as the end of a longer one: verzuimbegeleiding, aangenomen, feestdagen. Five letters at least, so
/// that they do not turn up inside other words by chance.
const TAILS: &str = include_str!("exceptions-tails.txt");

/// The stem of a word that stands in the lists, in two parts: what stands before the known end (often nothing), and the
/// stem of that end.
pub(super) fn lookup(word: &str) -> Option<(&str, &'static str)> {
    if let Some(stem) = find(WORDS, word) {
        return Some(("", stem));
    }
    // The longest known end first: `begeleiding` before anything that it ends in.
    word.char_indices().filter(|(at, _)| *at == 0 || *at >= 2).find_map(|(at, _)| {
        let (before, tail) = word.split_at_checked(at)?;
        if tail.len() < 5 {
            return None;
        }
        Some((before, find(TAILS, tail)?))
    })
}

/// The stem that stands beside a word: halves the text again and again, each time at the line that a half falls in.
fn find(list: &'static str, word: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list.get(low..middle)?.rfind('\n').map_or(low, |before| low + before + 1);
        let end = list.get(start..)?.find('\n').map_or(list.len(), |after| start + after);
        let line = list.get(start..end)?;
        let (known, stem) = line.split_once(' ').unwrap_or((line, line));
        match known.cmp(word) {
            core::cmp::Ordering::Equal => return Some(stem),
            core::cmp::Ordering::Less => low = end + 1,
            core::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &str) -> Vec<&str> {
        list.lines().filter_map(|line| line.split(' ').next()).collect()
    }

    #[test]
    fn the_lists_are_in_order_and_without_doubles() {
        for list in [WORDS, TAILS] {
            assert!(list.is_ascii() && list.ends_with('\n'));
            for pair in words(list).windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
        for word in words(TAILS) {
            assert!(word.len() >= 5, "{word} is too short for an end");
            assert!(find(WORDS, word).is_none(), "{word} stands in both lists");
        }
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for list in [WORDS, TAILS] {
            for line in list.lines() {
                let (word, stem) = line.split_once(' ').unwrap_or((line, line));
                assert_eq!(find(list, word), Some(stem), "{word}");
                assert_eq!(find(list, &word[1..]).is_some(), words(list).contains(&&word[1..]));
                assert_eq!(find(list, &format!("{word}\u{7f}")), None);
            }
            assert_eq!(find(list, ""), None);
            assert_eq!(find(list, "{"), None);
        }
    }

    #[test]
    fn an_end_is_found_in_a_longer_word() {
        assert_eq!(lookup("verzuimbegeleiding"), Some(("verzuim", "begeleid")));
        assert_eq!(lookup("aangenomen"), Some(("aan", "neem")));
        assert_eq!(lookup("feestdagen"), Some(("feest", "dag")));
        assert_eq!(lookup("verlof"), None);
        assert_eq!(lookup(""), None);
    }
}
