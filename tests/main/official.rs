//! Official text in a handbook: its pages, the way from a source to its paragraph and back, and what is said when a
//! paragraph changes.

use std::fs;
use std::path::Path;

use search::{Kind, Query, Searcher};
use wegwijs::handbook::citations::{By, citing};
use wegwijs::handbook::fingerprints::differing;
use wegwijs::handbook::official::{Found, PageText, Text};
use wegwijs::render::assets;
use wegwijs::site::Compiled;

use crate::help::{Copy, TODAY, compiled, findings, handbook, page, snapshot, wegwijs};
use wegwijs::diagnostics::Format;

const CODE: &str = "content/dorp/officieel/gedragscode-2024/hoofdstuk-2.md";
const PRINTS: &str = "content/vingerafdrukken.yaml";

/// The part of a page that is its own.
fn body(html: &str) -> String {
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap() + "</main>".len();
    html[start..end].to_owned() + "\n"
}

fn with_texts() -> Compiled {
    compiled(&handbook("officieel"), TODAY)
}

#[test]
fn official_pages_as_they_come_out() {
    let site = with_texts();
    for (name, address) in [
        ("lijst", "dorp/officieel/"),
        ("begin", "dorp/officieel/gedragscode-2024/"),
        ("hoofdstuk-1", "dorp/officieel/gedragscode-2024/hoofdstuk-1/"),
        ("hoofdstuk-2", "dorp/officieel/gedragscode-2024/hoofdstuk-2/"),
        ("veranderd", "dorp/officieel/gedragscode-2024/wat-is-er-veranderd/"),
        ("vervallen", "dorp/officieel/oude-regeling/"),
    ] {
        snapshot(&format!("officieel-{name}"), &body(&page(&site, address)));
    }
}

/// Where each link of a stretch of a page leads.
fn links(html: &str) -> Vec<&str> {
    html.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn sources_lead_to_their_paragraph() {
    let site = with_texts();
    let html = page(&site, "dorp/regels/geschenken/");
    let lines: Vec<Vec<&str>> = html
        .split("<p class=\"bron\">")
        .skip(1)
        .map(|rest| links(rest.split("</p>").next().unwrap()))
        .collect();
    let code = "../../officieel/gedragscode-2024/";
    let at = |place: &str| format!("{code}{place}");
    assert_eq!(
        lines,
        [
            // Of two paragraphs the first; and the one that an editor named by its anchor.
            vec![at("hoofdstuk-2/#artikel-3-lid-1").as_str(), at("hoofdstuk-2/#slotzin").as_str()],
            // Nobody knows where "de inleiding" is: the document alone. Another document goes by its own name.
            vec![code, "../../officieel/oude-regeling/#artikel-1"],
            // The heading of those words in that chapter.
            vec![at("hoofdstuk-1/#artikel-2").as_str()],
            // Of the village its own; that of the town was not imported, and is not taken for the village's.
            vec![at("hoofdstuk-2/#artikel-3").as_str()],
        ]
    );
    // A fact, the rows of a calculator, and the list of sources.
    assert!(html.contains("href=\"../../officieel/gedragscode-2024/hoofdstuk-2/#artikel-3-lid-2\""));
    let calculator = page(&site, "dorp/rekenhulpen/geschenk/");
    for place in ["#artikel-3-lid-2", "#artikel-3"] {
        let link = format!("href=\"../../officieel/gedragscode-2024/hoofdstuk-2/{place}\"");
        assert!(calculator.contains(&link), "{link}");
    }
    let sources = page(&site, "bronnen/");
    assert!(sources.contains("href=\"../dorp/officieel/gedragscode-2024/\""), "{sources}");
    assert!(sources.contains("href=\"../dorp/officieel/gedragscode-2024/hoofdstuk-2/#slotzin\""));
    assert!(sources.contains("Waar het nog meer over gaat</li>"), "{sources}");
}

/// The same handbook without its texts: what was there before, and nothing else.
#[test]
fn without_an_import_nothing_is_different() {
    let copy = Copy::of("officieel");
    fs::remove_dir_all(copy.root().join("content/dorp/officieel")).unwrap();
    assert_eq!(findings(copy.root(), Format::Tekst), "");
    let site = compiled(copy.root(), TODAY);
    assert!(site.handbook.citations.is_empty());
    let with = with_texts();
    let all = |site: &Compiled| site.output.as_ref().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(all(&with).iter().any(|path| path.contains("/officieel/")));
    assert!(!all(&site).iter().any(|path| path.contains("/officieel/")));
    let html = page(&site, "dorp/regels/geschenken/");
    assert!(
        html.contains(
            "<p class=\"bron\">Bron: gedragscode, artikel\u{a0}3 lid\u{a0}1 en 2; de laatste regel.</p>"
        ),
        "{html}"
    );
    assert!(html.contains("href=\"../../../bronnen/#dorp-gedragscode-2024\""), "{html}");
    // Without a text there is nothing to hold a fingerprint against, nor to take one from.
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--vingerafdrukken"]);
    assert_eq!((run.status, run.err.contains("wegwijs import")), (1, true), "{}", run.err);
}

#[test]
fn search_knows_what_is_official_and_puts_it_below() {
    let site = with_texts();
    let output = site.output.as_ref().unwrap();
    let file = |name: &str| output.iter().find(|(path, _)| assets::is(path, name)).unwrap().1;
    let searcher = Searcher::from_bytes(file(assets::SEARCH_INDEX)).unwrap();
    let answer = searcher.search(&Query::new("geschenk", Some("dorp"), 50));
    let found: Vec<(&str, Kind)> = answer.hits.iter().map(|hit| (hit.url.as_str(), hit.kind)).collect();
    let plain = found.iter().position(|(url, _)| *url == "dorp/regels/geschenken/").unwrap();
    let official = found.iter().position(|(url, _)| url.ends_with("/hoofdstuk-2/")).unwrap();
    assert!(plain < official, "{found:?}");
    assert_eq!(found[official].1, Kind::Official);
    assert_eq!(answer.hits[official].places[0].url, "dorp/officieel/gedragscode-2024/hoofdstuk-2/#artikel-3");
    assert_eq!(answer.hits[official].title, "Gedragscode van het dorp: Hoofdstuk 2 Geschenken");
    // What changed is said on its own page alone, and the log is no page.
    assert!(!found.iter().any(|(url, _)| url.contains("veranderd") || url.contains("log")), "{found:?}");
    assert!(!output.keys().any(|path| path.contains("import")), "the log is published");
}

/// A rewording is found, with everything that was written from it; another layout is none.
#[test]
fn a_changed_paragraph_names_what_was_written_from_it() {
    let copy = Copy::of("officieel");
    let text = copy.read(CODE);
    copy.write(CODE, text.replace("ten hoogste vijftig", "TEN HOOGSTE\nvijftig"));
    assert_eq!(findings(copy.root(), Format::Tekst), "");
    copy.replace(CODE, "vijftig euro mag", "zestig euro mag");
    snapshot("officieel-veranderde-alinea", &findings(copy.root(), Format::Tekst));

    // Bringing the file up to date never takes a change for read.
    let before = copy.read(PRINTS);
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--vingerafdrukken"]);
    assert_eq!((run.status, run.err.matches("W0393").count()), (0, 2), "{}", run.err);
    assert_eq!(copy.read(PRINTS), before);
    assert_eq!(wegwijs(copy.root(), &["check", "--datum", TODAY, "--streng"]).status, 1);
    // Somebody read one of the two, then the other.
    let one = "dorp/gedragscode-2024#artikel-3-lid-2";
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--gelezen", one]);
    assert_eq!((run.status, run.err.matches("W0393").count()), (0, 1), "{}", run.err);
    assert!(run.out.contains("1 nagelezen"), "{}", run.out);
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--gelezen", "dorp/gedragscode-2024"]);
    assert_eq!(run.err, "");
    assert_ne!(copy.read(PRINTS), before);
    // What is not there cannot have been read.
    let run =
        wegwijs(copy.root(), &["check", "--datum", TODAY, "--gelezen", "dorp/gedragscode-2024#artikel-9"]);
    assert_eq!(run.status, 2, "{}", run.err);
}

#[test]
fn a_lost_paragraph_is_told_once() {
    let copy = Copy::of("officieel");
    copy.replace(CODE, " {#artikel-3-lid-2}", "");
    copy.replace(CODE, "## Artikel 3 Geschenken {#artikel-3}", "## Artikel 5 Geschenken {#artikel-5}");
    copy.replace(CODE, "{#artikel-3-lid-1} ", "");
    snapshot("officieel-verdwenen-alinea", &findings(copy.root(), Format::Tekst));
}

/// The file that is in Git says nothing of the text.
#[test]
fn fingerprints_hold_no_text() {
    let copy = Copy::of("officieel");
    let known = copy.read(PRINTS);
    fs::remove_file(copy.root().join(PRINTS)).unwrap();
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--vingerafdrukken"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(copy.read(PRINTS), known);
    assert!(run.out.contains("dorp/gedragscode-2024#nergens: waar het nog meer over gaat"), "{}", run.out);
    let lines = known.lines().filter(|line| line.starts_with("  "));
    assert!(lines.clone().count() > 4);
    for line in lines {
        let (anchor, print) = line.trim().split_once(": ").unwrap();
        assert!(anchor.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{line}");
        assert!(
            print.len() == 18 && print.trim_matches('"').bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{line}"
        );
    }
}

/// The text of a document from the Markdown of its only page.
fn text(markdown: &str) -> Text {
    Text::of(&[PageText { address: "a/", index: true, title: "Code", markdown, line: 1 }])
}

#[test]
fn a_comparison_asks_who_cites_what_changed() {
    let site = with_texts();
    let document = "dorp/gedragscode-2024";
    let known = site.handbook.texts.text(document).unwrap();
    let who = |changed: &[&str]| {
        let changed: Vec<String> = changed.iter().map(|id| (*id).to_owned()).collect();
        let mut names: Vec<String> = citing(&site.handbook.citations, document, known, &changed)
            .iter()
            .map(|citation| match &citation.by {
                By::Fact(owner, name) => format!("{owner}/{name}"),
                By::Calculator { id, .. } => id.clone(),
                By::Page(_, title) => title.clone(),
            })
            .collect();
        names.dedup();
        names.join(", ")
    };
    assert_eq!(who(&["artikel-3-lid-2"]), "dorp/geschenk.grens, geschenk, Geschenken in het dorp");
    // Who cites the whole article hears of each of its paragraphs, and the other way round.
    assert_eq!(who(&["artikel-3-lid-1"]), "geschenk, Geschenken in het dorp");
    assert_eq!(who(&["artikel-3"]), "dorp/geschenk.grens, geschenk, Geschenken in het dorp");
    assert_eq!(who(&["artikel-2"]), "Geschenken in het dorp");
    assert_eq!(who(&["artikel-1"]), "");
    assert_eq!(who(&["artikel-99"]), "");

    let old = text(
        "## Artikel 1 {#artikel-1}\n\n1. {#artikel-1-lid-1} Een.\n\n2. {#artikel-1-lid-2} Twee.\n\n## Slot {#slot}\n\nUit.\n",
    );
    let new =
        text("## Artikel 1 {#artikel-1}\n\n1. {#artikel-1-lid-1} Een!\n\n2. {#artikel-1-lid-2} Drie.\n");
    assert_eq!(differing(&old, &new), ["artikel-1-lid-2", "slot"]);
    assert_eq!(differing(&old, &old), [""; 0]);
}

#[test]
fn a_place_is_found_by_what_people_call_it() {
    let text = text(
        "## 2.1 Moreel kompas {#2-1}\n\nA.\n\n## Hoofdstuk 3 {#hoofdstuk-3}\n\n### Onze regels {#onze-regels}\n\nB.\n\n\
         ## Hoofdstuk 4 {#hoofdstuk-4}\n\n### Onze regels {#onze-regels-2}\n\nC.\n\n### Media {#media}\n\nD.\n\n\
         ## Artikel 5.3 Indienen {#5-3}\n\n1. {#5-3-lid-1} E.\n\n## Bijlage 1 Gouden regels {#bijlage-1}\n\nF.\n",
    );
    for (name, expected) in [
        ("onderdeel 2.1, moreel kompas", Some("2-1")),
        ("moreel kompas", Some("2-1")),
        ("hoofdstuk 3, onze regels", Some("onze-regels")),
        ("hoofdstuk 4, onze regels", Some("onze-regels-2")),
        ("Hoofdstuk 4, contact met de media", Some("hoofdstuk-4")),
        ("artikel 5.3 lid 1", Some("5-3-lid-1")),
        ("artikel 5.3 lid 2", Some("5-3")),
        ("bijlage 1 (alleen de titel)", Some("bijlage-1")),
        ("samenvatting, bijlage 1", Some("bijlage-1")),
        ("gouden regels", Some("bijlage-1")),
        // Which of the two nobody knows.
        ("onze regels", None),
        ("vuistregels", None),
        ("stap 4, vuistregels", None),
        ("", None),
    ] {
        let found = text.find(name);
        let id = match found {
            Found::At(anchor) => Some(anchor.id.as_str()),
            _ => None,
        };
        assert_eq!(id, expected, "{name}");
    }
    assert_eq!(text.find("bijlage 7, media"), Found::Missing);
    assert_eq!(text.find("hoofdstuk 9"), Found::Missing);
}

/// The text of a document is in no version of this project.
#[test]
fn official_texts_stay_out_of_git() {
    let ignored = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "/content/*/officieel/"));
}
