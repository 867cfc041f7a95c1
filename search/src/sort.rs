//! One way to sort.
//!
//! Everything that a query sorts is a number, so the browser needs no more than this; the sorting of the standard library is
//! a few percent quicker and weighs twenty times as much.

/// Puts numbers in order.
pub(crate) fn sort(keys: &mut [u64]) {
    let mut end = keys.len();
    let mut root = end / 2;
    while end > 1 {
        if root > 0 {
            // First a heap is made of all of them …
            root -= 1;
        } else {
            // … then the highest is taken off again and again.
            end -= 1;
            keys.swap(0, end);
        }
        sink(keys, root, end);
    }
}

/// Lets a number sink to its place in the heap before `end`.
fn sink(keys: &mut [u64], mut at: usize, end: usize) {
    loop {
        let mut child = 2 * at + 1;
        if child + 1 < end && keys.get(child) < keys.get(child + 1) {
            child += 1;
        }
        if child >= end || keys.get(at) >= keys.get(child) {
            return;
        }
        keys.swap(at, child);
        at = child;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_library_does(mut keys in proptest::collection::vec(0_u64..50, 0..70)) {
            let mut expected = keys.clone();
            expected.sort_unstable();
            sort(&mut keys);
            prop_assert_eq!(keys, expected);
        }
    }
}
