//! Roman numerals that were read as letters: `IlI` where `fase I` and `fase II` stand before it.

use std::collections::HashMap;

use crate::words::core;

/// The numerals that a machine gets wrong are the short ones.
const NUMERALS: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];

/// How far each word that stands before numerals was counted.
#[derive(Default)]
pub(super) struct Counted {
    last: HashMap<String, usize>,
}

impl Counted {
    /// What a numeral should be, where the count shows that it is one; `before` is the word in front of it.
    pub(super) fn mend(&mut self, before: &str, text: &str) -> Option<String> {
        let letters = |sign: char| matches!(sign, 'I' | 'V' | 'l' | '|');
        let start = text.find(letters)?;
        let inner: String = text[start..].chars().take_while(|sign| letters(*sign)).collect();
        let (open, close) = (&text[..start], &text[start + inner.len()..]);
        // Anything else around it makes it a word.
        if before.is_empty() || !core(open).1.is_empty() || !core(close).1.is_empty() {
            return None;
        }
        let numeral = inner.replace(['l', '|'], "I");
        let value = NUMERALS.iter().position(|known| **known == numeral)? + 1;
        if numeral == inner {
            self.last.insert(before.to_owned(), value);
            return None;
        }
        let next = self.last.get(before).is_some_and(|last| last + 1 == value);
        (next && value > 1).then(|| {
            self.last.insert(before.to_owned(), value);
            format!("{open}{numeral}{close}")
        })
    }
}
