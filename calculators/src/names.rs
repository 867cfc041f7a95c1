//! Names that people mistype, and the nearest one that exists.

/// The known name nearest to the one typed, if it is near enough to have been meant: at most a third of its
/// letters differ (two neighbours changed places count as one), or one is the beginning of the other.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    if typed.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        let distance = if typed.len() >= 4 && (letters.starts_with(&typed) || typed.starts_with(&letters)) {
            1
        } else {
            distance(&typed, &letters)
        };
        if distance * 3 <= typed.len().max(letters.len()) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).
fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut here = vec![row + 1; width];
        for (column, other) in right.iter().enumerate() {
            let mut least = (above[column] + usize::from(letter != other)).min(above[column + 1] + 1);
            least = least.min(here[column] + 1);
            let swapped = row > 0
                && column > 0
                && left.get(row - 1) == Some(other)
                && right.get(column - 1) == Some(letter)
                && letter != other;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            here[column + 1] = least;
        }
        before = std::mem::replace(&mut above, here);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_only_when_it_is_near() {
        let known = ["waarde", "huisadres", "onderhandeling", "geld"];
        for (typed, expected) in [
            ("waarden", Some("waarde")),
            ("wardee", Some("waarde")),
            ("Huisadres", Some("huisadres")),
            ("gedl", Some("geld")),
            ("onderhand", Some("onderhandeling")),
            ("fiets", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known.into_iter()), expected, "{typed}");
        }
    }
}
