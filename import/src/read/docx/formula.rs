//! Formulas on one line: without their lines and heights a half would read as `12`.

use super::ReadError;
use super::xml::{Space, Xml};

/// Reads the open element of a formula to its end.
pub(super) fn read(xml: &mut Xml) -> Result<String, ReadError> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        let part = match (element.space, element.name()) {
            (Space::Math | Space::Word, "t") => xml.text()?,
            (Space::Math, "num" | "sub" | "lim") => bracketed(&read(xml)?),
            (Space::Math, "den") => format!("/{}", bracketed(&read(xml)?)),
            (Space::Math, "sup" | "deg") => power(&read(xml)?),
            (Space::Math, "rad") => format!("√{}", bracketed(&read(xml)?)),
            (Space::Math, "naryPr") => property(xml, "chr")?.unwrap_or_else(|| "∫".to_owned()),
            (Space::Math, "d") => delimited(xml)?,
            // What a sum, a root or a function is of.
            (Space::Math, "e") if !text.is_empty() => format!(" {}", read(xml)?),
            // A row of a matrix; lines under each other.
            (Space::Math, "mr") => format!("{} ", main_parts(xml)?.join(" ")),
            (Space::Math, "eqArr") => main_parts(xml)?.join("; "),
            (Space::Math, name) if !name.ends_with("Pr") => read(xml)?,
            (Space::Word, "ins" | "moveTo" | "r") => read(xml)?,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        text.push_str(&part);
    }
    Ok(text)
}

/// What stands between brackets, with the brackets.
fn delimited(xml: &mut Xml) -> Result<String, ReadError> {
    let (mut open, mut close) = ("(".to_owned(), ")".to_owned());
    let mut parts = Vec::new();
    while let Some(element) = xml.child()? {
        match (element.space, element.name()) {
            (Space::Math, "dPr") => {
                while let Some(element) = xml.child()? {
                    match element.name() {
                        "begChr" => open = xml.value(&element)?.unwrap_or_default(),
                        "endChr" => close = xml.value(&element)?.unwrap_or_default(),
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
            (Space::Math, "e") => parts.push(read(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(format!("{open}{}{close}", parts.join("|")))
}

/// The main parts of the open element, to its end.
fn main_parts(xml: &mut Xml) -> Result<Vec<String>, ReadError> {
    let mut parts = Vec::new();
    while let Some(element) = xml.child()? {
        match (element.space, element.name()) {
            (Space::Math, "e") => parts.push(read(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(parts)
}

/// The value of one of the properties in the open element.
fn property(xml: &mut Xml, name: &str) -> Result<Option<String>, ReadError> {
    let mut found = None;
    while let Some(element) = xml.child()? {
        if element.name() == name {
            found = xml.value(&element)?;
        }
        xml.skip()?;
    }
    Ok(found)
}

/// Digits as a power; anything else behind a `^`.
fn power(text: &str) -> String {
    match raised(text) {
        Some(power) => power,
        None if text.is_empty() => String::new(),
        None => format!("^{}", bracketed(text)),
    }
}

/// Digits as they are written above the line. `None` where there is anything else.
pub(super) fn raised(text: &str) -> Option<String> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |sign: char| DIGITS.get(usize::try_from(sign.to_digit(10)?).ok()?).copied();
    text.chars().map(digit).collect::<Option<String>>().filter(|text| !text.is_empty())
}

/// In brackets where it is more than one word, and stands in none.
fn bracketed(text: &str) -> String {
    let text = text.trim();
    let word = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | ',' | '%' | '€');
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let bracketed = inner.is_some_and(|inner| !inner.contains(['(', ')']));
    if bracketed || text.chars().all(word) { text.to_owned() } else { format!("({text})") }
}
