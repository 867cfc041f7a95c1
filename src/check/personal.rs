//! W036: what looks like the particulars of a person. A handbook names functions and desks; the numbers of people
//! change, and are nobody's business.

use calculators::tree::Span;

use super::{Diagnostic, warning};

/// Looks through the text of a file for phone numbers of people, their mail addresses and postcodes.
///
/// Channels of desks belong in `organisatie.yaml`, which is not looked through.
pub fn particulars(text: &str, file: u32) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (word, at) in words(line) {
            let from = start + at;
            let span = |length: usize| Span { file, start: from as u32, end: (from + length) as u32 };
            if let Some(length) = mobile(&line[at..]) {
                findings.push(phone(span(length), &line[at..at + length]));
            } else if is_mail_of_a_person(word) {
                findings.push(mail(span(word.len()), word));
            } else if let Some(length) = postcode(&line[at..]) {
                findings.push(address(span(length), &line[at..at + length]));
            }
        }
        start += line.len();
    }
    findings
}

/// The words of a line with the byte where each begins; signs that belong to a number or address count as letters.
fn words(line: &str) -> impl Iterator<Item = (&str, usize)> {
    let belongs = |letter: char| letter.is_alphanumeric() || matches!(letter, '@' | '.' | '-' | '_' | '+');
    line.split(move |letter| !belongs(letter))
        .map(|word| word.trim_matches(['.', '-', '_']))
        .filter(|word| !word.is_empty())
        .map(move |word| (word, word.as_ptr() as usize - line.as_ptr() as usize))
}

/// How long the mobile number is that stands here: `06` or `+31 6` and eight digits more.
fn mobile(rest: &str) -> Option<usize> {
    let after = ["06", "+316", "+31 6", "00316", "0031 6"].into_iter().find_map(|begin| {
        let after = rest.strip_prefix(begin)?;
        Some(rest.len() - after.len())
    })?;
    let mut digits = 0;
    for (at, letter) in rest.char_indices().skip_while(|(at, _)| *at < after) {
        match letter {
            '0'..='9' => digits += 1,
            ' ' | '-' | '\u{a0}' | '.' => {}
            _ => return None,
        }
        if digits == 8 {
            let end = at + 1;
            let more = rest[end..].starts_with(|letter: char| letter.is_ascii_digit());
            return (!more).then_some(end);
        }
    }
    None
}

/// `j.jansen@…`: a name, where the box of a desk has none.
fn is_mail_of_a_person(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    host.contains('.') && name.contains('.') && name.split('.').all(|part| !part.is_empty())
}

/// `1234 AB`.
fn postcode(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits != 4 || bytes[0] == b'0' {
        return None;
    }
    let gap = usize::from(bytes.get(4) == Some(&b' '));
    let letters = bytes.get(4 + gap..6 + gap)?;
    let ends = !bytes.get(6 + gap).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 128);
    (letters.iter().all(u8::is_ascii_uppercase) && ends).then_some(6 + gap)
}

/// W0361: a number on which one person is reached.
fn phone(span: Span, number: &str) -> Diagnostic {
    warning(
        "W0361",
        span,
        format!("`{number}` lijkt het mobiele nummer van een persoon"),
        "Noem de functie en zet het nummer van de balie of het team in organisatie.yaml.",
    )
}

/// W0362: a mail address with somebody's name.
fn mail(span: Span, address: &str) -> Diagnostic {
    warning(
        "W0362",
        span,
        format!("`{address}` lijkt het mailadres van een persoon"),
        "Noem de functie en zet het adres van het team in organisatie.yaml.",
    )
}

/// W0363: a postcode, and so an address.
fn address(span: Span, code: &str) -> Diagnostic {
    warning(
        "W0363",
        span,
        format!("`{code}` lijkt een postcode"),
        "Staat hier het adres van een persoon? Haal het weg. Is het van een balie, zet het dan in organisatie.yaml.",
    )
}

#[cfg(test)]
mod tests {
    use super::particulars;

    #[test]
    fn persons_are_found_and_the_rest_is_left_alone() {
        let table: [(&str, &[&str]); 13] = [
            ("Bel 06-12345678.", &["06-12345678"]),
            ("Bel 06 12 34 56 78, na 9.00 uur.", &["06 12 34 56 78"]),
            ("Of +31 6 12345678", &["+31 6 12345678"]),
            ("Bel 0320 278 911 of 112.", &[]),
            ("Op 06-11-2024 en in 2024 is er niets.", &[]),
            ("Mail j.jansen@lelystad.example vandaag", &["j.jansen@lelystad.example"]),
            ("Mail p.en.o@x.example", &["p.en.o@x.example"]),
            ("Mail meldpunt@lelystad.example of www.lelystad.example.", &[]),
            ("Woont op 8232 AB.", &["8232 AB"]),
            ("8232AB Lelystad", &["8232AB"]),
            ("In 2024 AVG en de wet; artikel 7658 BW", &["7658 BW"]),
            ("Het bedrag is 1250 EUR per jaar", &[]),
            ("é 1234 CD\nnieuwe 0612345678", &["1234 CD", "0612345678"]),
        ];
        for (text, wanted) in table {
            let found: Vec<&str> = particulars(text, 0)
                .iter()
                .map(|finding| &text[finding.span.start as usize..finding.span.end as usize])
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
