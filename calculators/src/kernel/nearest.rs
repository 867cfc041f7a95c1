//! "Bedoel je …?": the known name that is nearest to what was typed.

/// The candidate nearest to `text`, or `None` when none is near enough to be a likely slip.
///
/// Distance is the number of letters added, dropped, changed or swapped with their neighbour, capitals
/// (of a to z) not counted. Near enough is a third of the longer word, at least one. Of equals the first wins, so the
/// answer depends on nothing but the order given.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = letters(text);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let known = letters(candidate);
        let allowed = (typed.len().max(known.len()) / 3).max(1);
        if typed.len().abs_diff(known.len()) > allowed {
            continue;
        }
        let distance = distance(&typed, &known);
        // A word of which every letter differs is not a slip, however short it is.
        if distance > allowed || distance >= known.len() {
            continue;
        }
        if best.is_none_or(|(so_far, _)| distance < so_far) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn letters(text: &str) -> Vec<char> {
    text.chars().map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Optimal string alignment distance: three rows of the usual table are kept.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, &left) in a.iter().enumerate() {
        let mut current = Vec::with_capacity(b.len() + 1);
        current.push(row + 1);
        let mut last = row + 1;
        let mut previous_right = None;
        for (column, &right) in b.iter().enumerate() {
            let at = |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = at(&above, column) + usize::from(left != right);
            cost = cost.min(at(&above, column + 1) + 1).min(last + 1);
            if let (Some(up), Some(back)) = (previous, previous_right)
                && left == back
                && up == right
                && column > 0
            {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            current.push(cost);
            last = cost;
            previous_right = Some(right);
        }
        before = above;
        above = current;
        previous = Some(left);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["weigeren", "melden", "aannemen", "EUR", "dag"];
        for (typed, expected) in [
            ("weigern", Some("weigeren")),
            ("wiegeren", Some("weigeren")),
            ("Melden", Some("melden")),
            ("meldne", Some("melden")),
            ("eur", Some("EUR")),
            ("ERU", Some("EUR")),
            ("dqg", Some("dag")),
            ("overleggen", None),
            ("", None),
            ("x", None),
            ("kilometer", None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }

    #[test]
    fn distance_counts_single_slips_as_one() {
        let count = |a: &str, b: &str| distance(&letters(a), &letters(b));
        assert_eq!(count("abc", "abc"), 0);
        assert_eq!(count("abc", "acb"), 1);
        assert_eq!(count("abc", "ab"), 1);
        assert_eq!(count("", "ab"), 2);
        assert_eq!(count("xyb", "b"), 2);
        assert_eq!(count("b", "xyb"), 2);
        assert_eq!(count("abcd", ""), 4);
        assert_eq!(count("kitten", "sitting"), 3);
    }

    #[test]
    fn of_equals_the_first_wins() {
        assert_eq!(nearest("bat", ["bar", "bas"]), Some("bar"));
    }
}
