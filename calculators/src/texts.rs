//! Texts put together and taken apart. `format!` would bring the machinery for widths, signs and debugging into the
//! browser, and the standard library's ways to join and search are each made for far more than sentences and typed
//! answers; these few are all that is needed.

/// The parts, one after the other.
macro_rules! text {
    ($($part:expr),* $(,)?) => {
        $crate::texts::joined(&[$(AsRef::<str>::as_ref(&$part)),*], "")
    };
}

/// The parts with something between each two.
pub(crate) fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// With something else in the place of a sign.
pub(crate) fn replaced(text: &str, sign: char, by: &str) -> String {
    joined(&split(text, sign), by)
}

/// What stands before and after the first such sign.
pub(crate) fn cut(text: &str, sign: char) -> Option<(&str, &str)> {
    let (place, _) = text.char_indices().find(|(_, found)| *found == sign)?;
    Some((text.get(..place)?, text.get(place + sign.len_utf8()..)?))
}

/// What stands before, between and after such signs.
pub(crate) fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, after)) = cut(rest, sign) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Without spaces at the ends.
pub(crate) fn trimmed(text: &str) -> &str {
    trimmed_end(trimmed_start(text))
}

/// Without spaces before it.
pub(crate) fn trimmed_start(text: &str) -> &str {
    let mut letters = text.chars();
    loop {
        let rest = letters.as_str();
        if !letters.next().is_some_and(char::is_whitespace) {
            return rest;
        }
    }
}

/// Without spaces after it.
pub(crate) fn trimmed_end(text: &str) -> &str {
    let mut letters = text.chars();
    loop {
        let rest = letters.as_str();
        if !letters.next_back().is_some_and(char::is_whitespace) {
            return rest;
        }
    }
}

/// Without spaces at the ends, and with one plain space for all that stand beside each other.
pub(crate) fn single_spaces(text: &str) -> String {
    let mut single = String::new();
    for letter in trimmed(text).chars() {
        if !letter.is_whitespace() {
            single.push(letter);
        } else if !single.ends_with(' ') {
            single.push(' ');
        }
    }
    single
}

/// A count in digits.
pub(crate) fn digits(count: usize) -> String {
    crate::kernel::number::digits(count as u128)
}

/// A count in at least so many digits.
pub(crate) fn padded(count: usize, width: usize) -> String {
    let mut text = digits(count);
    while text.len() < width {
        text.insert(0, '0');
    }
    text
}

/// A year in digits.
pub(crate) fn year(year: i32) -> String {
    digits(year.unsigned_abs() as usize)
}
