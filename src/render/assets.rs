//! Styles, scripts and modules: named by their content, so that a browser may keep them for ever.

use std::collections::BTreeMap;

use super::templates::{OWN_STYLES, TEMPLATES};
use super::view::Assets;
use crate::handbook::address::ASSETS;
use crate::source::files::SiteFiles;

/// What wasm-bindgen made of the two browser crates; see `build.rs`.
mod browser {
    macro_rules! module {
        ($name:literal) => {
            include_bytes!(concat!(env!("OUT_DIR"), "/browser/", $name))
        };
    }
    pub(super) const CALCULATORS_SCRIPT: &[u8] = module!("calculators_browser.js");
    pub(super) const CALCULATORS_MODULE: &[u8] = module!("calculators_browser_bg.wasm");
    pub(super) const SEARCH_SCRIPT: &[u8] = module!("search_browser.js");
    pub(super) const SEARCH_MODULE: &[u8] = module!("search_browser_bg.wasm");
}

/// Files of the site by address.
pub type Output = BTreeMap<String, Vec<u8>>;

/// The name of the search index, before its hash.
pub const SEARCH_INDEX: &str = "zoekindex.bin";
/// The name of a piece of the index, before its hash.
pub const SEARCH_POSTINGS: &str = "zoekdeel_N_.bin";
/// The name of the texts that search shows, before its hash.
pub const SEARCH_FRAGMENTS: &str = "zoekteksten_N_.bin";
/// What stands for the number of a piece in a name.
pub const NUMBER: &str = "_N_";

/// The kinds of calculators that need a script beside `rekenhulp.js`; it is called by the kind.
const KINDS: [&str; 3] = ["tijdlijn", "checklist", "quiz"];

/// Whether an address is that of the asset of this name.
pub fn is(address: &str, name: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    address
        .strip_prefix(ASSETS)
        .and_then(|rest| rest.strip_prefix(stem))
        .is_some_and(|rest| rest.starts_with('-') && rest.ends_with(extension))
}

/// Whether an address is that of a numbered piece of the asset of this name.
pub fn is_piece(address: &str, stem: &str) -> bool {
    let rest = address.strip_prefix(ASSETS).and_then(|rest| rest.strip_prefix(stem));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()) && rest.ends_with(".bin"))
}

/// Puts a file among the assets and gives its address, which holds a hash of what is in it.
pub fn add(out: &mut Output, name: &str, bytes: Vec<u8>) -> String {
    let address = named(name, &blake3::hash(&bytes));
    out.insert(address.clone(), bytes);
    address
}

/// The address of an asset whose content this hash stands for.
pub fn named(name: &str, hash: &blake3::Hash) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{ASSETS}{stem}-{}.{extension}", &hash.to_hex()[..10])
}

/// Writes styles, scripts and modules; the index of search comes later, when the pages are known.
pub fn write(files: &SiteFiles, out: &mut Output) -> Assets {
    let mut style = text(files, "stijl.css").unwrap_or_default();
    if let Some(own) = own_text(files, OWN_STYLES) {
        style.push('\n');
        style.push_str(own);
    }
    let mut template = |name: &str| add(out, name, text(files, name).unwrap_or_default().into_bytes());
    let page_script = template("pagina.js");
    let search_script = template("zoeken.js");
    let calculator_script = template("rekenhulp.js");
    let kind_scripts =
        KINDS.iter().map(|kind| ((*kind).to_owned(), template(&format!("{kind}.js")))).collect();
    let icon = template("icoon.svg");
    Assets {
        style: add(out, "stijl.css", style.into_bytes()),
        page_script,
        search_script,
        calculator_script,
        kind_scripts,
        icon,
        search_module: add(out, "zoekmodule.js", browser::SEARCH_SCRIPT.to_vec()),
        search_wasm: add(out, "zoekmodule.wasm", browser::SEARCH_MODULE.to_vec()),
        calculator_module: add(out, "rekenmodule.js", browser::CALCULATORS_SCRIPT.to_vec()),
        calculator_wasm: add(out, "rekenmodule.wasm", browser::CALCULATORS_MODULE.to_vec()),
        ..Assets::default()
    }
}

/// A template file's text: the site's own, or the built-in one.
fn text(files: &SiteFiles, name: &str) -> Option<String> {
    own_text(files, name)
        .map(str::to_owned)
        .or_else(|| TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()))
}

fn own_text<'a>(files: &'a SiteFiles, name: &str) -> Option<&'a str> {
    files
        .templates
        .iter()
        .filter_map(|&number| files.texts.get(number))
        .find(|file| file.path.trim_start_matches("templates/") == name)
        .map(|file| file.text.as_str())
}
