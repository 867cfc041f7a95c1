//! Diagrams (SmartArt): their texts stand in parts of their own.

use unicode_normalization::UnicodeNormalization;

use super::ReadError;
use super::xml::Xml;

/// The texts of a diagram, in the order in which they were made.
pub(super) fn read(xml: &mut Xml) -> Result<Vec<String>, ReadError> {
    let mut texts = Vec::new();
    xml.root()?;
    paragraphs(xml, &mut texts)?;
    texts.retain(|text| !text.is_empty());
    Ok(texts)
}

/// Looks for paragraphs in the open element, to its end.
fn paragraphs(xml: &mut Xml, texts: &mut Vec<String>) -> Result<(), ReadError> {
    while let Some(element) = xml.child()? {
        if element.name() == "p" {
            let mut text = String::new();
            runs(xml, &mut text)?;
            texts.push(text.trim().nfc().collect());
        } else {
            paragraphs(xml, texts)?;
        }
    }
    Ok(())
}

/// The text in the open element, to its end.
fn runs(xml: &mut Xml, text: &mut String) -> Result<(), ReadError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => text.push_str(&xml.text()?),
            "br" => {
                text.push(' ');
                xml.skip()?;
            }
            _ => runs(xml, text)?,
        }
    }
    Ok(())
}
