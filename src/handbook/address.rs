//! Addresses: how a file's path becomes one, and how a page points at another.
//!
//! An address is a path from the root of the site without a slash in front: `lelystad/handboek/x/`, or the empty
//! text for the start page.

use super::site::Site;
use super::{CALCULATORS, NATIONAL};

/// Addresses that the generator fills itself, besides the calculators'.
pub const ALL_PAGES: &str = "alle-paginas/";
/// The register of words; its letters stand below it.
pub const REGISTER: &str = "register/";
/// The list of documents.
pub const SOURCES: &str = "bronnen/";
/// The glossary.
pub const GLOSSARY: &str = "begrippen/";
/// The desks of an organisation, below its own address.
pub const CONTACT: &str = "contact/";
/// The path of a new colleague, below the address of an organisation.
pub const ONBOARDING: &str = "start/";
/// Styles, scripts, modules, bundles and the index.
pub const ASSETS: &str = "bestanden/";

/// The address of a Markdown file by its path under `content/`.
pub fn of_path(path: &str) -> String {
    let stem = path.trim_end_matches(".md");
    match stem.strip_suffix("_index") {
        Some(folder) => folder.to_owned(),
        None => format!("{stem}/"),
    }
}

/// The overview of calculators: of an organisation, or of the whole site.
pub fn calculators(organisation: Option<&str>) -> String {
    organisation.map_or_else(|| format!("{CALCULATORS}/"), |id| format!("{id}/{CALCULATORS}/"))
}

/// The page of a calculator: of an organisation, or the one where an organisation is chosen.
pub fn calculator(organisation: Option<&str>, id: &str) -> String {
    format!("{}{id}/", calculators(organisation))
}

/// The page of a calculator for whoever owns it.
pub fn account(organisation: &str, id: &str) -> String {
    format!("{}verantwoording/", calculator(Some(organisation), id))
}

/// The desks of an organisation.
pub fn contact(organisation: &str) -> String {
    format!("{organisation}/{CONTACT}")
}

/// The path of a new colleague of an organisation.
pub fn onboarding(organisation: &str) -> String {
    format!("{organisation}/{ONBOARDING}")
}

/// Whether the generator fills an address itself.
pub fn is_reserved(address: &str, site: &Site) -> bool {
    let own = [ALL_PAGES, SOURCES, GLOSSARY];
    let below_calculators =
        |rest: &str| rest.strip_prefix(CALCULATORS).is_some_and(|rest| rest.starts_with('/'));
    own.contains(&address)
        || address.starts_with(ASSETS)
        || address.starts_with(REGISTER)
        || address.strip_prefix(NATIONAL).is_some_and(|rest| rest.starts_with('/'))
        || below_calculators(address)
        || site.organisations.iter().any(|organisation| {
            address
                .strip_prefix(&organisation.id)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| rest == CONTACT || below_calculators(rest))
        })
}

/// How a page at `from` writes the address `to` (which may end in `#anchor` or in the name of a file).
pub fn relative(from: &str, to: &str) -> String {
    let (path, anchor) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    if path == from && !anchor.is_empty() {
        return anchor.to_owned();
    }
    let from_folders: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let (folders, file) = path.rsplit_once('/').map_or(("", path), |(folders, file)| (folders, file));
    let to_folders: Vec<&str> = folders.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from_folders.iter().zip(&to_folders).take_while(|(left, right)| left == right).count();
    let mut out = "../".repeat(from_folders.len() - shared);
    for folder in &to_folders[shared..] {
        out.push_str(folder);
        out.push('/');
    }
    out.push_str(file);
    if out.is_empty() {
        out.push_str("./");
    }
    out + anchor
}

/// The way from a page back to the root of the site, with a slash at the end.
pub fn root(from: &str) -> String {
    let depth = from.split('/').filter(|part| !part.is_empty()).count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The path of a file as an address: a name may hold a space and other signs that mean something in one.
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            ' ' | '%' | '?' | '#' | '"' | '<' | '>' | '\\' | '`' | '{' | '}' | '|' | '^' => {
                out.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// `%20` and the like.
pub fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = path.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(code) if byte == b'%' => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A text as part of an address: small letters, digits and dashes; diacritics dropped.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut dash = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = plain_letter(letter);
        if plain.is_empty() {
            // An apostrophe joins: 's-Hertogenbosch, auto's.
            dash |= !matches!(letter, '\'' | '’' | '\u{ad}');
            continue;
        }
        if dash && !out.is_empty() {
            out.push('-');
        }
        dash = false;
        out.push_str(plain);
    }
    out
}

fn plain_letter(letter: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if let Some(at) = LETTERS.find(letter) {
        return &LETTERS[at..=at];
    }
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ĳ' => "ij",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_the_folders() {
        for (path, address) in [
            ("_index.md", ""),
            ("lelystad/_index.md", "lelystad/"),
            ("lelystad/handboek/x.md", "lelystad/handboek/x/"),
        ] {
            assert_eq!(of_path(path), address);
        }
    }

    #[test]
    fn a_page_points_at_another() {
        for (from, to, expected) in [
            ("", "", "./"),
            ("", "lelystad/", "lelystad/"),
            ("a/b/", "", "../../"),
            ("a/b/", "a/c/", "../c/"),
            ("a/b/", "a/b/", "./"),
            ("a/b/", "a/b/#x", "#x"),
            ("a/b/", "a/#x", "../#x"),
            ("a/", "a/b/c/", "b/c/"),
            ("a/b/", "bestanden/x.css", "../../bestanden/x.css"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} -> {to}");
        }
    }

    #[test]
    fn a_slug_has_only_plain_letters() {
        for (text, expected) in [
            ("Wat doe je als je iets aanneemt?", "wat-doe-je-als-je-iets-aanneemt"),
            ("Geënt & coördinator’s", "geent-coordinators"),
            ("  ", ""),
            ("§ 5.2", "5-2"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
