//! A regulation as Word keeps it, imported whole.

use super::*;
use crate::audit::audit;
use crate::{Profile, import};

fn regulation() -> Vec<u8> {
    let numbering = [
        definition(
            1,
            &[
                level(0, "decimal", "Hoofdstuk %1", "<w:pStyle w:val=\"Kop1\"/>"),
                level(1, "decimal", "Artikel %2", "<w:lvlRestart w:val=\"0\"/><w:pStyle w:val=\"Kop2\"/>"),
                level(2, "decimal", "%3.", "<w:pStyle w:val=\"Lid\"/>"),
                level(3, "lowerLetter", "%4.", "<w:pStyle w:val=\"Onderdeel\"/>"),
            ],
        ),
        list(1, 1, ""),
        definition(2, &[level(0, "bullet", "\u{f0b7}", "")]),
        list(2, 2, ""),
    ]
    .concat();
    let numbered = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let styles = [
        style("Titel", "Title", ""),
        style("Kop1", "heading 1", numbered),
        style("Kop2", "heading 2", numbered),
        style("Lid", "Lid", numbered),
        style("Onderdeel", "Onderdeel", numbered),
    ]
    .concat();
    let footnotes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("", " Staatsblad 2016, 196."));
    let of = |style: &str, text: &str| p(&format!("<w:pStyle w:val=\"{style}\"/>"), text);
    let text = [
        of("Titel", "Regeling fietsen gemeente Het Dorp"),
        p(
            "",
            "Het college van burgemeester en wethouders van Het Dorp, gelet op artikel 160 van de Gemeentewet, besluit vast te stellen de volgende regeling:",
        ),
        of("Kop1", "Algemeen"),
        of("Kop2", "Begrippen"),
        p("", "In deze regeling wordt verstaan onder:"),
        table(
            2,
            &[
                row(&["Begrip", "Betekenis"]),
                row(&["fiets", "een rijwiel met of zonder trapondersteuning"]),
                row(&["werknemer", "degene die in dienst is van de gemeente"]),
            ],
        ),
        of("Kop2", "Aanspraak"),
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Lid\"/></w:pPr>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>",
            r("De werknemer heeft aanspraak op een vergoeding als bedoeld in de wet"),
            r(" en in deze regeling.")
        ),
        of("Lid", "De aanspraak vervalt als de werknemer:"),
        of("Onderdeel", "de fiets verkoopt, of"),
        of("Onderdeel", "uit dienst gaat."),
        of("Kop1", "Slot"),
        of("Kop2", "Hoogte"),
        of("Lid", "De vergoeding is € 250 per jaar, zie artikel 2 lid 1."),
        of("Lid", "Voor de vergoeding telt mee:"),
        item(2, 0, "de fiets;"),
        item(2, 0, "het slot."),
    ];
    docx(
        &text.concat(),
        Beside { styles: &styles, numbering: &numbering, footnotes: &footnotes, endnotes: "" },
    )
}

#[test]
fn a_regulation_becomes_a_page_and_loses_no_word() {
    let source = read(&regulation(), FileKind::Docx).expect("a document");
    let profile =
        Profile { title: "Fietsen".to_owned(), document: "dorp/fietsen".to_owned(), parts: Vec::new() };
    let made = import(&source, &profile);
    let audit = audit(&source, &made.pages, &made.log);
    assert!(audit.is_whole(), "{audit:?}");
    let pages: Vec<String> = made.pages.iter().map(crate::Page::file).collect();
    assert_eq!(pages.join("\n=====\n"), include_str!("regulation.md"));
}

/// They are in the log as what they are, once each, and not in the text.
#[test]
fn heads_and_feet_of_pages_are_in_the_log_alone() {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: u8, kind: &str, file: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{KIND}/{kind}\" Target=\"{file}.xml\"/>")
    };
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}{}</Relationships>",
        relation(1, "header", "header1"),
        relation(2, "footer", "footer1"),
        relation(3, "footer", "footer2")
    );
    let foot = part("ftr", &p("", "Vastgesteld door het college"));
    let parts = [
        ("word/document.xml", part("document", &format!("<w:body>{}</w:body>", p("", "De tekst zelf.")))),
        ("word/_rels/document.xml.rels", relations),
        ("word/header1.xml", part("hdr", &p("", "Gemeente Het Dorp"))),
        ("word/footer1.xml", foot.clone()),
        ("word/footer2.xml", foot),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let source = read(&zip(&parts), FileKind::Docx).expect("a document");
    let imported = import(&source, &Profile::default());
    let audit = audit(&source, &imported.pages, &imported.log);
    assert_eq!((audit.lost, audit.invented), (vec![], vec![]));
    let logged: Vec<(&str, &str)> =
        imported.log.changes.iter().map(|change| (change.rule.name(), change.before.as_str())).collect();
    assert_eq!(
        logged,
        [("kop- of voetregel", "Gemeente Het Dorp"), ("kop- of voetregel", "Vastgesteld door het college")]
    );
    assert_eq!(imported.pages[0].markdown, "De tekst zelf.\n");
}
