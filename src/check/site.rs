//! W02, third part: `wegwijs.yaml`.

use calculators::tree::Span;

use super::{Diagnostic, did_you_mean, error};

/// W0221: an organisation that is not in `organisaties:`.
pub fn unknown_organisation<'a>(span: Span, id: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(id, known).unwrap_or_else(|| {
        "Zet de organisatie bij `organisaties:` in wegwijs.yaml, of verbeter de naam.".to_owned()
    });
    error("W0221", span, format!("Organisatie `{id}` staat niet in wegwijs.yaml"), help)
}

/// W0222: an address that is not one.
pub fn bad_address(span: Span, address: &str) -> Diagnostic {
    error(
        "W0222",
        span,
        format!("`{address}` is geen webadres"),
        "Schrijf het hele adres, bijvoorbeeld https://intranet.example.nl/handboek/",
    )
}

/// W0224: an organisation whose id could not be the name of a folder.
pub fn bad_organisation(span: Span, id: &str, proposal: &str) -> Diagnostic {
    let proposal = if proposal.is_empty() { "gemeente" } else { proposal };
    error(
        "W0224",
        span,
        format!("`{id}` kan geen naam van een map zijn"),
        format!(
            "Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld `{proposal}`; de gewone naam staat achter de dubbele punt."
        ),
    )
}

/// W0223: an organisation whose id would collide with the folders of the site itself.
pub fn reserved_organisation(span: Span, id: &str) -> Diagnostic {
    error(
        "W0223",
        span,
        format!("`{id}` is een map van het handboek zelf en kan geen organisatie zijn"),
        "Kies een andere naam voor deze organisatie.",
    )
}

/// W0225: a theme or a situation that no list of the site has.
pub fn unlisted<'a>(span: Span, key: &str, text: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let list = if key == "thema" { "themas" } else { "situaties" };
    let help = did_you_mean(text, known)
        .unwrap_or_else(|| format!("Kies er een van `{list}:` in wegwijs.yaml, of zet deze erbij."));
    error("W0225", span, format!("`{text}` staat niet bij `{list}:` in wegwijs.yaml"), help)
}
