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
#[derive(Clone, Debug)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { rest: bytes }
    }

    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn byte(&mut self) -> Result<u8, IndexError> {
        let (first, rest) = self.rest.split_first().ok_or(IndexError::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn number(&mut self) -> Result<u32, IndexError> {
        let mut value = 0_u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            // The fifth byte has room for four bits.
            if shift == 28 && bits > 0x0f {
                return Err(IndexError::Damaged);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(IndexError::Damaged)
    }

    pub(super) fn size(&mut self) -> Result<usize, IndexError> {
        Ok(self.number()? as usize)
    }

    /// A count of things that take at least `least` bytes each in what follows. A false count is refused before anything
    /// is reserved for it.
    pub(super) fn count(&mut self, least: usize) -> Result<usize, IndexError> {
        let count = self.size()?;
        if count.checked_mul(least).is_none_or(|bytes| bytes > self.left()) {
            Err(IndexError::Damaged)
        } else {
            Ok(count)
        }
    }

    pub(super) fn fixed(&mut self) -> Result<u32, IndexError> {
        let bytes = self.take(4)?;
        Ok(bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], IndexError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(IndexError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A column of numbers.
    pub(super) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, IndexError> {
        let mut out = Vec::with_capacity(count.min(self.left()));
        for _ in 0..count {
            out.push(self.number()?);
        }
        Ok(out)
    }

    /// The texts whose lengths were read before.
    pub(super) fn texts(&mut self, lengths: impl Iterator<Item = u32>) -> Result<Texts, IndexError> {
        let mut ends = Vec::new();
        let mut end = 0_u32;
        for length in lengths {
            end = end.checked_add(length).ok_or(IndexError::Damaged)?;
            ends.push(end);
        }
        let text = core::str::from_utf8(self.take(end as usize)?).map_err(|_| IndexError::Damaged)?;
        if ends.iter().any(|end| !text.is_char_boundary(*end as usize)) {
            return Err(IndexError::Damaged);
        }
        Ok(Texts { text: text.to_owned(), ends })
    }
}

/// Many texts in one.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, n: usize) -> &str {
        let Some(end) = self.ends.get(n) else { return "" };
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
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
            prop_assert_eq!(bytes.numbers(values.len()), Ok(values));
            prop_assert_eq!(bytes.left(), 0);
        }

        #[test]
        fn any_bytes_are_a_number_or_an_error(raw in proptest::collection::vec(any::<u8>(), 0..12)) {
            let mut bytes = Bytes::new(&raw);
            while bytes.number().is_ok() {}
        }
    }

    #[test]
    fn a_number_too_long_is_refused() {
        for raw in [&[0xff, 0xff, 0xff, 0xff, 0x1f][..], &[0x80, 0x80, 0x80, 0x80, 0x80, 0x00], &[0x80]] {
            assert_eq!(Bytes::new(raw).number(), Err(IndexError::Damaged));
        }
    }

    #[test]
    fn a_false_count_reserves_nothing() {
        let mut out = Vec::new();
        put_number(&mut out, u32::MAX);
        assert_eq!(Bytes::new(&out).count(1), Err(IndexError::Damaged));
    }
}
