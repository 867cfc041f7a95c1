//! W03, first part: what stands in the text of a page.

use calculators::tree::Span;

use super::{Diagnostic, did_you_mean, error};

/// W0301: HTML in Markdown.
pub fn raw_html(span: Span) -> Diagnostic {
    error(
        "W0301",
        span,
        "HTML mag niet in een pagina",
        "Schrijf het in Markdown. Een `<` in een zin schrijf je als `\\<`.",
    )
}

/// W0302: a link to a page that is not there.
pub fn dead_link(span: Span, target: &str, near: Option<String>) -> Diagnostic {
    let help = near.map_or_else(
        || "Verbeter de naam van het bestand, gezien vanaf de map van deze pagina.".to_owned(),
        |near| format!("Bedoel je `{near}`?"),
    );
    error("W0302", span, format!("Deze link gaat nergens heen: er is geen pagina `{target}`"), help)
}

/// W0303: a link to a heading that is not there.
pub fn dead_anchor<'a>(
    span: Span,
    anchor: &str,
    page: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let help = did_you_mean(anchor, known.iter().copied()).unwrap_or_else(|| {
        if known.is_empty() {
            "Die pagina heeft geen koppen: haal `#` en wat erachter staat weg.".to_owned()
        } else {
            format!("Kies een van deze: {}.", known.join(", "))
        }
    });
    error("W0303", span, format!("{page} heeft geen kop `#{anchor}`"), help)
}

/// W0304: two headings with one id.
pub fn double_anchor(span: Span, first: Span, anchor: &str) -> Diagnostic {
    let mut finding = error(
        "W0304",
        span,
        format!("Twee koppen heten `#{anchor}`"),
        "Geef een van de twee een andere naam tussen `{#` en `}`.",
    );
    finding.related.push((first, "hier staat de eerste".to_owned()));
    finding
}

/// W0305: a footnote that is used and not written, or the other way round.
pub fn footnote(span: Span, name: &str, written: bool) -> Diagnostic {
    let (message, help) = if written {
        ("Nergens wordt naar deze voetnoot verwezen", "Verwijs ernaar met")
    } else {
        ("Deze voetnoot is nergens uitgeschreven", "Schrijf onderaan de pagina een regel die begint met")
    };
    let mark = if written { format!("`[^{name}]`") } else { format!("`[^{name}]:`") };
    error("W0305", span, message, format!("{help} {mark}, of haal hem weg."))
}

/// W0306: a heading one level too deep, or a second title.
pub fn heading_level(span: Span, level: u8, wanted: u8) -> Diagnostic {
    let hashes = "#".repeat(usize::from(wanted));
    let message = if level == 1 {
        "Een kop met één `#` is de titel van de pagina, en die staat al in het blok bovenaan".to_owned()
    } else {
        "Deze kop slaat een niveau over".to_owned()
    };
    error("W0306", span, message, format!("Begin de kop met `{hashes}`."))
}

/// W0307: an insertion between `{{ }}` that means nothing.
pub fn unknown_insertion(span: Span, text: &str, near: Option<String>) -> Diagnostic {
    let help = near.unwrap_or_else(|| {
        "Zet tussen de haken de naam van een feit, of rekenhulp, vergelijk, feiten, contact of begrip met een naam."
            .to_owned()
    });
    let message = if text.is_empty() {
        "Tussen `{{` en `}}` staat niets".to_owned()
    } else {
        format!("`{{{{ {text} }}}}` bestaat niet")
    };
    error("W0307", span, message, help)
}

/// W0308: `{{` without `}}`.
pub fn unclosed_insertion(span: Span) -> Diagnostic {
    error("W0308", span, "`{{` wordt niet gesloten", "Zet `}}` achter de naam, op dezelfde regel.")
}

/// W0309: a calculator, comparison or facts table in the middle of a sentence.
pub fn insertion_in_sentence(span: Span, kind: &str) -> Diagnostic {
    error(
        "W0309",
        span,
        format!("`{kind}` moet alleen op een regel staan"),
        "Zet er een lege regel boven en onder.",
    )
}

/// W0310: a calculator on a page of no organisation, or of one that has no rules for it.
pub fn no_rules_here(span: Span, calculator: &str, organisation: Option<&str>, known: &[&str]) -> Diagnostic {
    let names = known.iter().map(|id| format!("`{{{{ rekenhulp {id}/{calculator} }}}}`")).collect::<Vec<_>>();
    let message = match organisation {
        Some(organisation) => format!("`{calculator}` heeft geen regels voor {organisation}"),
        None => "Deze pagina hoort bij geen organisatie, dus is niet bekend wiens regels gelden".to_owned(),
    };
    error("W0310", span, message, format!("Noem de organisatie: {}.", names.join(" of ")))
}

/// W0311: a picture without a description.
pub fn no_description(span: Span) -> Diagnostic {
    error(
        "W0311",
        span,
        "Deze afbeelding heeft geen omschrijving",
        "Schrijf tussen de rechte haken wat er te zien is: `![omschrijving](bestand)`.",
    )
}

/// W0312: a link that would run something.
pub fn unsafe_link(span: Span, scheme: &str) -> Diagnostic {
    error(
        "W0312",
        span,
        format!("Een link mag niet met `{scheme}:` beginnen"),
        "Gebruik een pagina van het handboek, of een adres dat begint met https:, mailto: of tel:",
    )
}

/// W0313: a link to the built address instead of the file.
pub fn link_by_address(span: Span, target: &str) -> Diagnostic {
    error(
        "W0313",
        span,
        format!("`{target}` is een adres, geen bestand"),
        "Link naar het bestand van de pagina, bijvoorbeeld `../handboek/verlof.md`.",
    )
}

/// W0314: a written id that could not be one.
pub fn bad_anchor(span: Span, id: &str, proposal: &str) -> Diagnostic {
    error(
        "W0314",
        span,
        format!("`{id}` kan geen naam van een kop zijn"),
        format!("Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld `{{#{proposal}}}`."),
    )
}
