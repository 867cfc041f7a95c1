//! W039: official text, and what was written from it. It is not in Git, so it never stops the site: what is wrong with
//! it is a warning, unless the check is strict.

use calculators::finding::Severity;
use calculators::tree::Span;

use super::{Diagnostic, error, warning};

/// W0391: lines that are no range.
pub fn bad_lines(span: Span, text: &str) -> Diagnostic {
    warning(
        "W0391",
        span,
        format!("`{text}` zijn geen regels van een document"),
        "Schrijf de eerste en de laatste regel, bijvoorbeeld `12 t/m 340`.",
    )
}

/// W0392: a source names a paragraph that the text does not have.
pub fn no_such_paragraph(span: Span, document: &str, anchor: &str, near: &[&str]) -> Diagnostic {
    let help = one_of(near).map_or_else(String::new, |near| format!("Bedoel je {near}? "));
    warning(
        "W0392",
        span,
        format!("De officiële tekst van “{document}” heeft geen `#{anchor}`"),
        format!(
            "{help}Zoek op waar dit nu staat. Zet in bronnen.yaml bij de plaats `anker:` met de goede naam, of verbeter hoe de plaats heet."
        ),
    )
}

/// "`a`, `b` of `c`".
fn one_of(names: &[&str]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (last, before) = names.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} of {last}", before.join(", ")) })
}

/// W0393: a paragraph that something was written from says something else now.
pub fn changed_paragraph(
    span: Span,
    document: &str,
    anchor: &str,
    begins: &str,
    users: Vec<(Span, String)>,
    strict: bool,
) -> Diagnostic {
    let reference = format!("{document}#{anchor}");
    let finding = warning(
        "W0393",
        span,
        format!("De officiële tekst van `{reference}` is veranderd. Er staat nu: “{begins}”"),
        format!(
            "Lees de nieuwe tekst, en verbeter wat hieruit komt en niet meer klopt. Klopt alles weer? Leg het vast: wegwijs check --gelezen {reference}"
        ),
    );
    resting(finding, users, strict)
}

/// W0394: a paragraph that something was written from is gone.
pub fn lost_paragraph(
    span: Span,
    document: &str,
    anchor: &str,
    near: &[&str],
    users: Vec<(Span, String)>,
    strict: bool,
) -> Diagnostic {
    let maybe = one_of(near).map_or_else(String::new, |near| format!(" Misschien staat het nu in {near}."));
    let finding = warning(
        "W0394",
        span,
        format!("De officiële tekst heeft geen `{document}#{anchor}` meer"),
        format!(
            "Zoek op waar dit nu staat, of dat het vervallen is.{maybe} Verbeter wat hieruit komt, en leg het vast: wegwijs check --vingerafdrukken"
        ),
    );
    resting(finding, users, strict)
}

/// A finding with what was written from the paragraph; a strict check stops at it.
fn resting(mut finding: Diagnostic, users: Vec<(Span, String)>, strict: bool) -> Diagnostic {
    if strict {
        finding.severity = Severity::Error;
    }
    finding.related = users;
    finding
}

/// W0395: the imported version is not the one that `bronnen.yaml` names.
pub fn other_version(span: Span, document: &str, imported: &str, known: &str) -> Diagnostic {
    warning(
        "W0395",
        span,
        format!("Van `{document}` is versie {imported} ingelezen, en in bronnen.yaml staat versie {known}"),
        "Lees de goede versie in met `wegwijs import`, of verbeter `versie:` in bronnen.yaml.",
    )
}

/// W0396: one name for two places of a document: whoever links to it does not know which it will be.
pub fn double_in_document(span: Span, first: Span, anchor: &str) -> Diagnostic {
    let mut finding = warning(
        "W0396",
        span,
        format!("`#{anchor}` staat op twee pagina's van dit document"),
        "Geef een van de twee een andere naam tussen `{#` en `}`. Tot dan leidt een bron naar de eerste.",
    );
    finding.related.push((first, "hier staat de eerste".to_owned()));
    finding
}

/// W0397: something else than a fingerprint in the file of fingerprints.
pub fn bad_fingerprint(span: Span) -> Diagnostic {
    error(
        "W0397",
        span,
        "Dit is geen vingerafdruk",
        "Dit bestand schrijft Wegwijs zelf. Haal de regel weg en voer uit: wegwijs check --vingerafdrukken",
    )
}
