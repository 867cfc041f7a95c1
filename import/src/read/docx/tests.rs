//! Documents made here, read whole.

mod hostile;
mod shown;
mod whole;

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::read::{FileKind, ReadError, read};
use crate::source::Form;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A zip file of these parts.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// A part with this outermost element.
fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{WORD}\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:wps=\"urn:wps\">{inner}</w:{root}>"
    )
}

/// The parts of a document beside its text.
#[derive(Clone, Copy, Default)]
struct Beside<'a> {
    styles: &'a str,
    numbering: &'a str,
    footnotes: &'a str,
    endnotes: &'a str,
}

/// The file of a document, with its parts under their usual names.
fn docx(body: &str, beside: Beside) -> Vec<u8> {
    let parts = [
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/styles.xml", part("styles", beside.styles)),
        ("word/numbering.xml", part("numbering", beside.numbering)),
        ("word/footnotes.xml", part("footnotes", beside.footnotes)),
        ("word/endnotes.xml", part("endnotes", beside.endnotes)),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    zip(&parts)
}

/// A paragraph with these properties and this text.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run with this text.
fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

/// A row of a table with these cells.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p("", text))).collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn table(columns: usize, rows: &[String]) -> String {
    format!("<w:tbl><w:tblGrid>{}</w:tblGrid>{}</w:tbl>", "<w:gridCol/>".repeat(columns), rows.concat())
}

/// A level of a list: its number, how it counts, what it shows, and what else it says.
fn level(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>{more}</w:lvl>"
    )
}

fn definition(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

fn list(id: u32, definition: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{more}</w:num>")
}

fn style(id: &str, name: &str, more: &str) -> String {
    format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
}

/// What is read, line by line, with its form in front; empty lines left out.
fn shown(bytes: &[u8]) -> Vec<String> {
    let source = match read(bytes, FileKind::Docx) {
        Ok(source) => source,
        Err(error) => return vec![format!("{error:?}")],
    };
    let lines = source.lines.iter().filter(|line| !line.text.is_empty());
    lines
        .map(|line| match line.form {
            Form::Plain => line.text.clone(),
            Form::Heading(depth) => format!("H{depth} {}", line.text),
            Form::Item(depth) => format!("I{depth} {}", line.text),
            Form::Row => format!("R {}", line.text),
            Form::Note => format!("N {}", line.text),
            Form::PageStart => format!("? {}", line.text),
            Form::Edge => format!("E {}", line.text),
        })
        .collect()
}

/// What is read of a text without anything beside it.
fn body(text: &str) -> Vec<String> {
    shown(&docx(text, Beside::default()))
}
