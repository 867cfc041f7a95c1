//! The words that lie nearest to one that was typed wrong.

use crate::analysis::is_letter;
use crate::index::Dictionary;
use crate::sort::sort;

/// A word that may have been meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near(u64);

impl Near {
    /// How many letters were left out, put in, mistaken or exchanged.
    pub(super) fn mistakes(self) -> u64 {
        self.0 >> 48
    }

    /// The word.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn term(self) -> u32 {
        self.0 as u32
    }
}

/// The words within so many mistakes of this one, the nearest first.
pub(super) fn nearest(dictionary: &Dictionary, typed: &str, most: usize) -> Vec<Near> {
    let typed: Vec<char> = typed.chars().collect();
    let mut found = Vec::new();
    if !typed.iter().all(is_plain) {
        return Vec::new();
    }
    let mut letters = Vec::new();
    for term in 0..u32::try_from(dictionary.len()).unwrap_or(u32::MAX) {
        // A letter is one to four bytes, so far too short or too long shows before decoding.
        let length = dictionary.term(term).len();
        if length + most < typed.len() || length > 4 * (typed.len() + most) {
            continue;
        }
        letters.clear();
        letters.extend(dictionary.text(term).chars());
        if letters.len().abs_diff(typed.len()) > most || !letters.iter().all(is_plain) {
            continue;
        }
        let Some(mistakes) = distance(&typed, &letters, most) else { continue };
        // A mistake in the first letter is rare, and two mistakes there make another word: opleiding, inleiding.
        let first = letters.first() == typed.first();
        if mistakes > 0 && (first || mistakes == 1) {
            // Then a word with the same first letter comes first, and one of about the same length.
            let length = letters.len().abs_diff(typed.len()) as u64;
            found.push((mistakes as u64) << 48 | u64::from(!first) << 40 | length << 32 | u64::from(term));
        }
    }
    sort(&mut found);
    found.into_iter().map(Near).collect()
}

fn is_plain(c: &char) -> bool {
    is_letter(*c) || *c == '-'
}

/// How many letters were left out, put in, mistaken or exchanged with their neighbour; nothing when more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    // Three rows of the table of Damerau and Levenshtein; an exchange looks two rows back.
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut this: Vec<usize> = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        this[0] = i + 1;
        let mut least = this[0];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(this[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            this[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        core::mem::swap(&mut before, &mut last);
        core::mem::swap(&mut last, &mut this);
    }
    last.last().copied().filter(|mistakes| *mistakes <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, most, expected) in [
            ("geschenk", "geschenk", 2, Some(0)),
            ("gschenk", "geschenk", 2, Some(1)),
            ("gechillencommissie", "geschillencommissie", 2, Some(1)),
            ("vertouwenspersoon", "vertrouwenspersoon", 2, Some(1)),
            ("werkne", "werken", 1, Some(1)),
            ("ambseed", "ambtseed", 1, Some(1)),
            ("verhuisbonis", "verhuisbonus", 2, Some(1)),
            ("abc", "cba", 1, None),
            ("bril", "brillen", 2, None),
            ("", "ab", 2, Some(2)),
            ("ab", "", 1, None),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(a), &letters(b), most), expected, "{a} {b}");
        }
    }
}
