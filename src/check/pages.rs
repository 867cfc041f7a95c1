//! W03, second part: pages among each other.

use calculators::tree::Span;

use super::files::start_of;
use super::{Diagnostic, error};

/// W0321: two pages with one address.
pub fn double_address(file: u32, other: u32, address: &str) -> Diagnostic {
    let mut finding = error(
        "W0321",
        start_of(file),
        format!("Twee pagina's krijgen het adres /{address}"),
        "Geef een van de twee bestanden een andere naam.",
    );
    finding.related.push((start_of(other), "dit is de andere".to_owned()));
    finding
}

/// W0322: an old address that is also the address of a page, or given twice.
pub fn alias_taken(span: Span, address: &str) -> Diagnostic {
    error(
        "W0322",
        span,
        format!("Het oude adres /{address} is al in gebruik"),
        "Haal het hier weg: op dat adres staat al een pagina.",
    )
}

/// W0323: an old address that could not be one.
pub fn bad_alias(span: Span, address: &str) -> Diagnostic {
    error(
        "W0323",
        span,
        format!("`{address}` kan geen adres zijn"),
        "Schrijf het pad van de oude pagina, bijvoorbeeld lelystad/gedragscode/cadeaus.",
    )
}

/// W0324: an address that the generator fills itself.
pub fn reserved_address(file: u32, address: &str) -> Diagnostic {
    error(
        "W0324",
        start_of(file),
        format!("Het adres /{address} maakt het handboek zelf"),
        "Geef het bestand een andere naam.",
    )
}

/// W0325: a glossary term twice, in other letters.
pub fn double_term(span: Span, first: Span, term: &str) -> Diagnostic {
    let mut finding = error(
        "W0325",
        span,
        format!("Het begrip `{term}` staat er al"),
        "Voeg de twee samen tot één begrip.",
    );
    finding.related.push((first, "hier staat het eerste".to_owned()));
    finding
}

/// W0326: a folder with pages and no page of its own.
pub fn folder_without_index(file: u32, folder: &str) -> Diagnostic {
    error(
        "W0326",
        start_of(file),
        format!("De map /{folder} heeft geen eigen pagina"),
        format!("Maak content/{folder}_index.md met een titel en een of twee zinnen."),
    )
}
