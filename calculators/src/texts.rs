//! Texts put together. `format!` would bring the machinery for widths, signs and debugging into the browser;
//! sentences need no more than their parts in a row.

/// The parts, one after the other.
macro_rules! text {
    ($($part:expr),* $(,)?) => {
        [$(AsRef::<str>::as_ref(&$part)),*].concat()
    };
}

/// A count in digits.
pub(crate) fn digits(count: usize) -> String {
    let mut rest = count;
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return text;
        }
    }
}

/// A year in digits.
pub(crate) fn year(year: i32) -> String {
    digits(year.unsigned_abs() as usize)
}
