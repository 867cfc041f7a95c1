//! Reading and writing bytes. Reading never goes past the end and never reserves more than the bytes can hold.

use super::IndexError;

/// Writes a number in groups of seven bits, the lowest first.
pub(super) fn put_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        #[allow(clippy::cast_possible_truncation)]
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    #[allow(clippy::cast_possible_truncation)]
    out.push(value as u8);
}

/// Writes a length or a count. More than four thousand million of anything does not fit in a browser.
pub(super) fn put_size(out: &mut Vec<u8>, value: usize) {
    put_number(out, u32::try_from(value).unwrap_or(u32::MAX));
}

/// The checksum of the format: FNV-1a.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Reads bytes from front to back.
///
/// What is wrong is remembered, not returned: from there on everything is zero or empty, and who reads asks once, at the end,
/// whether all was well. A way out behind each of some fifty readings would weigh more than the readings themselves.
#[derive(Clone, Debug)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
    failed: bool,
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { rest: bytes, failed: false }
    }

    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Says that the bytes are wrong.
    pub(super) fn fail(&mut self) {
        self.rest = &[];
        self.failed = true;
    }

    /// Whether anything was wrong so far.
    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    /// Says that the bytes are wrong unless this holds.
    pub(super) fn check(&mut self, holds: bool) {
        if !holds {
            self.fail();
        }
    }

    /// All was well, and nothing is left.
    pub(super) fn end(&self) -> Result<(), IndexError> {
        if self.failed || !self.rest.is_empty() { Err(IndexError::Damaged) } else { Ok(()) }
    }

    pub(super) fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => {
                self.fail();
                0
            }
        }
    }

    pub(super) fn number(&mut self) -> u32 {
        let mut value = 0_u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte();
            let bits = u32::from(byte & 0x7f);
            // The fifth byte has room for four bits.
            if shift == 28 && bits > 0x0f {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return value;
            }
        }
        self.fail();
        0
    }

    pub(super) fn size(&mut self) -> usize {
        self.number() as usize
    }

    /// A count of things that take at least `least` bytes each in what follows. A false count is refused before anything
    /// is reserved for it.
    pub(super) fn count(&mut self, least: usize) -> usize {
        let count = self.size();
        if count.checked_mul(least).is_none_or(|bytes| bytes > self.left()) {
            self.fail();
            return 0;
        }
        count
    }

    pub(super) fn fixed(&mut self) -> u32 {
        self.take(4).iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
    }

    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    /// A column of numbers: as many as said, unless the bytes end before.
    pub(super) fn numbers(&mut self, count: usize) -> Vec<u32> {
        let mut out = Vec::with_capacity(count.min(self.left()));
        while out.len() < count && !self.failed {
            out.push(self.number());
        }
        out
    }

    /// So many texts: their lengths, then all of them.
    pub(super) fn texts(&mut self, count: usize) -> Texts {
        let mut ends = self.numbers(count);
        let mut end = 0_u32;
        for length in &mut ends {
            end = end.saturating_add(*length);
            *length = end;
        }
        let text = core::str::from_utf8(self.take(end as usize)).unwrap_or("");
        let whole = text.len() == end as usize && ends.iter().all(|end| text.is_char_boundary(*end as usize));
        self.check(whole);
        Texts { text: text.to_owned(), ends }
    }
}

/// Many texts in one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, n: usize) -> &str {
        let Some(end) = self.ends.get(n) else { return "" };
        let start = n.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..*end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values in proptest::collection::vec(any::<u32>(), 0..50)) {
            let mut out = Vec::new();
            for value in &values {
                put_number(&mut out, *value);
            }
            let mut bytes = Bytes::new(&out);
            prop_assert_eq!(bytes.numbers(values.len()), values);
            prop_assert_eq!(bytes.end(), Ok(()));
        }

        #[test]
        fn any_bytes_are_numbers_or_fail(raw in proptest::collection::vec(any::<u8>(), 0..12)) {
            let mut bytes = Bytes::new(&raw);
            while bytes.left() > 0 {
                bytes.number();
            }
            prop_assert_eq!(bytes.end().is_err(), bytes.failed());
            // Once wrong, always wrong.
            bytes.number();
            prop_assert!(bytes.failed());
        }
    }

    #[test]
    fn a_number_too_long_is_refused() {
        for raw in [&[0xff, 0xff, 0xff, 0xff, 0x1f][..], &[0x80, 0x80, 0x80, 0x80, 0x80, 0x00], &[0x80]] {
            let mut bytes = Bytes::new(raw);
            assert_eq!(bytes.number(), 0);
            assert!(bytes.failed());
        }
    }

    #[test]
    fn a_false_count_reserves_nothing() {
        let mut out = Vec::new();
        put_number(&mut out, u32::MAX);
        let mut bytes = Bytes::new(&out);
        assert_eq!(bytes.count(1), 0);
        assert!(bytes.failed());
        assert!(Bytes::new(&out).numbers(usize::MAX).len() < 3);
    }
}
