//! What a page asks, in the bytes it sends.

use crate::kernel::date::Date;
use crate::texts::split;

/// Reads a request: a line with today's date, which only marks what has changed since the site was built, and for
/// each answer a line with the question's id and a line with what was typed.
pub fn read(request: &[u8]) -> (Option<Date>, Vec<(String, String)>) {
    let mut lines = split(std::str::from_utf8(request).unwrap_or(""), '\n').into_iter();
    let today = lines.next().and_then(Date::parse_iso);
    let mut pairs = Vec::new();
    while let (Some(name), Some(text)) = (lines.next(), lines.next()) {
        pairs.push((name.to_owned(), text.to_owned()));
    }
    (today, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_pairs_of_lines() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let day = Date::parse_iso("2026-11-22");
        for (request, expected) in [
            ("2026-11-22", (day, vec![])),
            ("2026-11-22\nwaarde\n49,95", (day, vec![pair("waarde", "49,95")])),
            ("2026-11-22\nwaarde\n\nvan\nhandel", (day, vec![pair("waarde", ""), pair("van", "handel")])),
            // Half a pair is nothing, and neither is a day that does not exist.
            ("2026-11-22\nwaarde", (day, vec![])),
            ("2026-11-31\nwaarde\n5", (None, vec![pair("waarde", "5")])),
            ("", (None, vec![])),
        ] {
            assert_eq!(read(request.as_bytes()), expected, "{request:?}");
        }
        assert_eq!(read(&[0xff, b'\n', b'a', b'\n', b'b']), (None, vec![]));
    }

    #[test]
    fn a_damaged_bundle_is_told_in_the_place_of_a_result() {
        assert_eq!(
            crate::program::DamagedProgram::Damaged.as_json(),
            r#"{"storing":"De regels van dit hulpmiddel zijn beschadigd. Laad de pagina opnieuw."}"#
        );
    }
}
