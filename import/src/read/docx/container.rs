//! The zip container, unpacked with limits: what it says of its own sizes is never trusted.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;

/// The most entries of a container. A report with a photo on every page has some hundreds.
const MAX_ENTRIES: usize = 10_000;

/// The most bytes of all parts that are read, after unpacking: some five thousand pages of text. Pictures are never
/// unpacked.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// What an entry in the list of a zip file starts with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A zip file in memory.
pub(super) struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name, as [`plain`] writes names.
    entries: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// A name of a part as it is compared: programs differ in capitals and in the slash.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

impl<'a> Container<'a> {
    /// Reads the list of entries.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        // Before the list is read: each entry in it takes memory, and each starts with this.
        if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).nth(MAX_ENTRIES).is_some() {
            return Err(ReadError::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| ReadError::Damaged("het zip-bestand".to_owned()))?;
        let mut entries = HashMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                entries.insert(plain(&name), index);
            }
        }
        Ok(Self { archive, entries, left: MAX_UNPACKED })
    }

    /// Whether it holds a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&plain(name))
    }

    /// Whether it holds parts in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.entries.keys().any(|name| name.starts_with(folder))
    }

    /// The text of a part, or `None` where there is no such part; `part` is what it is called in a message.
    pub(super) fn read(&mut self, name: &str, part: &str) -> Result<Option<String>, ReadError> {
        let damaged = || ReadError::Damaged(part.to_owned());
        let Some(index) = self.entries.get(&plain(name)) else { return Ok(None) };
        let entry = match self.archive.by_index(*index) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => return Err(damaged()),
        };
        // One that says so itself need not be unpacked to be refused; one that lies is stopped on the way.
        if entry.size() > self.left {
            return Err(ReadError::TooLarge);
        }
        let mut bytes = Vec::new();
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(size).ok_or(ReadError::TooLarge)?;
        decode(bytes).map(Some).ok_or_else(damaged)
    }
}

/// The standard allows UTF-8 and UTF-16.
fn decode(bytes: Vec<u8>) -> Option<String> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => {
            let (text, _, broken) = encoding.decode(&bytes);
            (!broken).then(|| text.into_owned())
        }
        None => String::from_utf8(bytes).ok(),
    }
}
