//! Bytes into a [`Source`], by kind of file.

mod columns;
mod docx;
mod text;

use crate::source::Source;

/// The largest file that is read: far above any regulation, far below what fills a machine.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The most lines of a document.
pub const MAX_LINES: usize = 500_000;

/// What kind of file the bytes are said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Text, also Markdown.
    Text,
    /// Text of a PDF as `pdftotext -layout` gives it: pages end in a form feed, columns stand under each other.
    Layout,
    /// Office Open XML of a word processor.
    Docx,
}

/// Why a file cannot be read. Each has a message for the editor ([`ReadError::message`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No text in it.
    Empty,
    /// Not text of any kind known here.
    Binary,
    /// Larger than [`MAX_BYTES`] or longer than [`MAX_LINES`].
    TooLarge,
    /// The file is of another kind than its name says; the kind it seems to be.
    OtherKind(&'static str),
    /// A damaged or unreadable container, with the part that could not be read.
    Damaged(String),
    /// Protected with a password.
    Encrypted,
}

impl ReadError {
    /// In Dutch, with what to do.
    pub fn message(&self) -> String {
        match self {
            Self::Empty => {
                "er staat geen tekst in dit bestand; is het een scan, laat er dan eerst tekst van maken"
                    .to_owned()
            }
            Self::Binary => "dit is geen tekst; geef een .txt, .md, .docx of .pdf".to_owned(),
            Self::TooLarge => format!(
                "dit bestand is te groot (meer dan {} MB of {MAX_LINES} regels); splits het of haal de plaatjes eruit",
                MAX_BYTES / 1024 / 1024
            ),
            Self::OtherKind(kind) => {
                format!("de naam zegt iets anders dan de inhoud: dit lijkt {kind}; geef het de goede naam")
            }
            Self::Damaged(part) => {
                format!("dit bestand is beschadigd ({part}); sla het opnieuw op en probeer het nog eens")
            }
            Self::Encrypted => {
                "dit bestand is beveiligd met een wachtwoord; sla het zonder wachtwoord op".to_owned()
            }
        }
    }
}

/// Reads a document.
pub fn read(bytes: &[u8], kind: FileKind) -> Result<Source, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if let Some(other) = other_kind(bytes, kind) {
        return Err(other);
    }
    let source = match kind {
        FileKind::Text => text::read(&text::decode(bytes)?),
        FileKind::Layout => text::read_layout(&text::decode(bytes)?),
        FileKind::Docx => docx::read(bytes)?,
    };
    if source.lines.len() > MAX_LINES {
        return Err(ReadError::TooLarge);
    }
    if !source.lines.iter().any(|line| line.text.chars().any(char::is_alphanumeric)) {
        return Err(ReadError::Empty);
    }
    Ok(source)
}

/// What the first bytes say, where that is not what the name says.
fn other_kind(bytes: &[u8], kind: FileKind) -> Option<ReadError> {
    let seems = if bytes.starts_with(b"%PDF-") {
        "een PDF (.pdf)"
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        "een zip-bestand of een Word-document (.docx)"
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // Old Word files and encrypted new ones share this container; the encrypted names what it holds.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Some(if kind == FileKind::Docx && encrypted {
            ReadError::Encrypted
        } else {
            ReadError::OtherKind("een oud Word-document (.doc)")
        });
    } else if bytes.starts_with(b"{\\rtf") {
        "een RTF-document (.rtf)"
    } else if kind == FileKind::Docx && !bytes.is_empty() {
        "geen Word-document"
    } else {
        return None;
    };
    let fits = kind == FileKind::Docx && bytes.starts_with(b"PK");
    (!fits).then_some(ReadError::OtherKind(seems))
}
