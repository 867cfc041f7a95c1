//! W01, second half: files that cannot be read.

use calculators::tree::Span;

use super::{Diagnostic, did_you_mean, error};

/// The beginning of a file: for what is wrong with a file as a whole.
pub fn start_of(file: u32) -> Span {
    Span { file, start: 0, end: 0 }
}

/// W0111: the file cannot be opened or read.
pub fn unreadable(file: u32, why: &str) -> Diagnostic {
    error(
        "W0111",
        start_of(file),
        format!("Dit bestand kan niet worden gelezen ({why})"),
        "Kijk of het bestand er is en of je het mag lezen.",
    )
}

/// W0112: bytes that are no UTF-8.
pub fn not_utf8(span: Span) -> Diagnostic {
    error(
        "W0112",
        span,
        "Hier staat een teken dat geen UTF-8 is",
        "Sla het bestand opnieuw op met de codering UTF-8.",
    )
}

/// W0113: a folder `content/` without pages.
pub fn no_pages(file: u32) -> Diagnostic {
    error(
        "W0113",
        start_of(file),
        "In `content/` staat geen enkele pagina",
        "Zet er een bestand `_index.md` in: dat wordt de startpagina.",
    )
}

/// W0114: a name that would not survive as an address.
pub fn bad_name(file: u32, name: &str, proposal: &str) -> Diagnostic {
    error(
        "W0114",
        start_of(file),
        format!("De naam `{name}` kan geen deel van een adres zijn"),
        format!("Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld `{proposal}`."),
    )
}

/// W0115: a YAML file with nothing in it.
pub fn empty_file(file: u32) -> Diagnostic {
    error("W0115", start_of(file), "Dit bestand is leeg", "Vul het, of haal het weg.")
}

/// W0116: a YAML file that no part of a handbook reads.
pub fn unknown_file(file: u32, name: &str) -> Diagnostic {
    let known = [
        "wegwijs.yaml",
        "bronnen.yaml",
        "begrippen.yaml",
        "moeilijke-woorden.yaml",
        "feiten.yaml",
        "onboarding.yaml",
        "organisatie.yaml",
        "vingerafdrukken.yaml",
        "vrije-dagen.yaml",
    ];
    let last = name.rsplit('/').next().unwrap_or(name);
    let help = did_you_mean(last, known.into_iter().filter(|known| *known != last)).unwrap_or_else(|| {
        "Zet feiten.yaml (of feiten/ONDERWERP.yaml), organisatie.yaml, onboarding.yaml en vrije-dagen.yaml in de map van een organisatie uit wegwijs.yaml, bronnen.yaml, \
         begrippen.yaml en moeilijke-woorden.yaml in content/ en rekenhulpen in content/rekenhulpen/."
            .to_owned()
    });
    error("W0116", start_of(file), format!("`{name}` wordt hier door niets gelezen"), help)
}
