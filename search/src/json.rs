//! The little JSON that is written here. A serialiser, or the formatting of the standard library, would weigh more in
//! the browser than the rest of the query.

/// Writes `text` as a JSON string.
pub(crate) fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                out.push_str("\\u00");
                out.push(if c < '\u{10}' { '0' } else { '1' });
                out.push(char::from_digit(u32::from(c) & 15, 16).unwrap_or('0'));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writes a member `"name":"text"`.
pub(crate) fn member(out: &mut String, name: &str, text: &str) {
    string(out, name);
    out.push(':');
    string(out, text);
}

/// Writes a list.
pub(crate) fn list<T>(out: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// Writes a whole number.
pub(crate) fn number(out: &mut String, number: usize) {
    digits(out, u32::try_from(number).unwrap_or(u32::MAX), 1);
}

/// Writes a score with three decimals, in the same digits on every machine.
pub(crate) fn score(out: &mut String, score: f32) {
    // Scores are small and never negative; the cast saturates should that ever change.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let thousandths = (score * 1000.0 + 0.5) as u32;
    digits(out, thousandths / 1000, 1);
    out.push('.');
    digits(out, thousandths % 1000, 3);
}

/// Writes a number with at least so many digits.
fn digits(out: &mut String, number: u32, least: u32) {
    if number >= 10 || least > 1 {
        digits(out, number / 10, least.saturating_sub(1));
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut out = String::new();
        string(&mut out, "a\"b\\c\n\u{1}\u{1f}é<");
        assert_eq!(out, r#""a\"b\\c\n\u0001\u001fé<""#);
    }

    #[test]
    fn scores_have_three_decimals() {
        for (value, text) in
            [(0.0, "0.000"), (1.5, "1.500"), (12.3456, "12.346"), (0.0449, "0.045"), (1005.0, "1005.000")]
        {
            let mut out = String::new();
            score(&mut out, value);
            assert_eq!(out, text);
        }
    }
}
