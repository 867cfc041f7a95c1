//! The files of a document into one source.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use import::read::{self, FileKind, MAX_BYTES, ReadError};
use import::source::Source;

use super::Refusal;
use crate::source::files::reason;

/// What `pdftotext` ends with when a password is asked for, by the words of its complaint.
const PASSWORD: &str = "Incorrect password";

/// Reads files that together are one document: their lines are numbered on.
pub(super) fn read(files: &[impl AsRef<Path>]) -> Result<Source, Refusal> {
    let sources: Vec<Source> = files.iter().map(|file| read_one(file.as_ref())).collect::<Result<_, _>>()?;
    Ok(Source::joined(sources))
}

fn read_one(path: &Path) -> Result<Source, Refusal> {
    let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase());
    let wrong = |error: &ReadError| Refusal::Wrong(format!("{}: {}.", path.display(), error.message()));
    let (bytes, kind) = match kind.as_deref() {
        Some("txt" | "md" | "markdown") => (bytes(path)?, FileKind::Text),
        Some("docx") => (bytes(path)?, FileKind::Docx),
        Some("pdf") => (text_of_pdf(path)?, FileKind::Layout),
        _ => {
            return Err(Refusal::Wrong(format!(
                "{} kan niet worden ingelezen. Geef een .txt, .md, .docx of .pdf.",
                path.display()
            )));
        }
    };
    read::read(&bytes, kind).map_err(|error| wrong(&error))
}

/// The bytes of a file; a file that is far too large is not read at all.
fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limit()).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(failed(path, "gelezen", &error)),
    }
}

/// One byte more than may be read: enough to see that a file is too large.
fn limit() -> u64 {
    MAX_BYTES as u64 + 1
}

/// What `pdftotext` makes of a file, with columns where they stand.
fn text_of_pdf(path: &Path) -> Result<Vec<u8>, Refusal> {
    let wrong = |error: &ReadError| Refusal::Wrong(format!("{}: {}.", path.display(), error.message()));
    let mut start = [0_u8; 5];
    let begun = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    match begun {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            return Err(wrong(&ReadError::Empty));
        }
        Err(error) => return Err(failed(path, "gelezen", &error)),
        Ok(()) if &start != b"%PDF-" => return Err(wrong(&ReadError::OtherKind("geen PDF"))),
        Ok(()) => {}
    }
    let absolute = std::path::absolute(path).map_err(|error| failed(path, "gelezen", &error))?;
    let mut program = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-eol", "unix"])
        .arg(&absolute)
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Refusal::Wrong(format!(
                "{}: voor een PDF is het programma pdftotext nodig, en dat is er niet. Installeer poppler-utils, of sla de PDF op als tekst of als Word-document.",
                path.display()
            )),
            _ => Refusal::Wrong(format!("pdftotext start niet: {}. Sla de PDF op als tekst.", reason(&error))),
        })?;
    let mut text = Vec::new();
    if let Some(out) = program.stdout.take() {
        out.take(limit()).read_to_end(&mut text).map_err(|error| failed(path, "gelezen", &error))?;
    }
    if text.len() > MAX_BYTES {
        let _ = program.kill();
    }
    let ended = program.wait_with_output().map_err(|error| failed(path, "gelezen", &error))?;
    if text.len() > MAX_BYTES {
        return Err(wrong(&ReadError::TooLarge));
    }
    if ended.status.success() {
        return Ok(text);
    }
    let complaint = String::from_utf8_lossy(&ended.stderr).into_owned();
    Err(wrong(&if complaint.contains(PASSWORD) {
        ReadError::Encrypted
    } else {
        ReadError::Damaged(complaint.lines().next().unwrap_or("pdftotext").to_owned())
    }))
}

/// What could not be done with a file or folder.
pub(super) fn failed(path: &Path, done: &str, error: &std::io::Error) -> Refusal {
    Refusal::Wrong(format!("{} kan niet worden {done}: {}.", path.display(), reason(error)))
}
