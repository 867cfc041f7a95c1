//! An editor changes the policy: one dated line, and page, calculator, comparison and search follow from that day.

use search::Searcher;
use wegwijs::diagnostics::{Format, print};
use wegwijs::render::assets;
use wegwijs::site::Compiled;

use crate::help::{Copy, Run, compiled, page, wegwijs};

const FACTS: &str = "content/dorp/feiten.yaml";
const CALCULATOR: &str = "content/rekenhulpen/geschenk.yaml";
const OLD: &str = "      - vanaf: 2024-05-23\n        waarde: 50 EUR\n";
const NEW: &str =
    "      - vanaf: 2024-05-23\n        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR\n";

/// The handbook after the editor added a line.
fn with_new_line() -> Copy {
    let copy = Copy::of("geschenk");
    copy.replace(FACTS, OLD, NEW);
    copy
}

/// The text of a page without tags, spaces as one.
fn text(html: &str) -> String {
    let mut out = String::new();
    for (position, piece) in html.split('<').enumerate() {
        out.push(' ');
        out.push_str(if position == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) });
    }
    out.replace("&nbsp;", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The row of the comparison that is about a subject, as text.
fn row(compiled: &Compiled, subject: &str) -> String {
    let html = page(compiled, "vergelijken/geschenk/");
    let rows = html.split("<tr").skip(1).map(|row| text(row.split("</tr>").next().unwrap_or(row)));
    let rows: Vec<String> = rows.filter(|row| row.contains(subject)).collect();
    assert_eq!(rows.len(), 1, "{subject}: {rows:#?}\n{html}");
    rows[0].clone()
}

fn calc(copy: &Copy, day: &str, value: &str) -> serde_json::Value {
    let value = format!("waarde={value}");
    let Run { status, out, err } = wegwijs(
        copy.root(),
        &["calc", "geschenk", "--org", "dorp", "geld=nee", &value, "--datum", day, "--json"],
    );
    assert_eq!(status, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// What search shows of a page.
fn found(compiled: &Compiled, query: &str) -> String {
    let output = compiled.output.as_ref().unwrap();
    let file = |name: &str| output.iter().find(|(path, _)| assets::is(path, name)).unwrap().1;
    let mut searcher = Searcher::from_bytes(file(assets::SEARCH_INDEX)).unwrap();
    searcher.add(file(&assets::SEARCH_FRAGMENTS.replace(assets::NUMBER, "0"))).unwrap();
    let answer = searcher.search(&search::Query::new(query, Some("dorp"), 10));
    let hits = answer.hits.iter().filter(|hit| hit.url.starts_with("dorp/geschenken/"));
    hits.flat_map(|hit| &hit.places)
        .map(search::Place::plain_fragment)
        .collect::<Vec<_>>()
        .join("\n")
        .replace('\u{a0}', " ")
}

#[test]
fn before_the_day_the_old_value_holds_everywhere() {
    let copy = with_new_line();
    let site = compiled(copy.root(), "2026-12-31");
    let html = page(&site, "dorp/geschenken/");
    assert!(text(&html).contains("Een geschenk van € 50 of minder mag je aannemen"), "{html}");
    assert!(row(&site, "waard").contains("€ 50"), "{}", row(&site, "waard"));
    assert!(!row(&site, "waard").contains("€ 60"));
    assert!(found(&site, "geschenk minder").contains("€ 50"), "{}", found(&site, "geschenk minder"));
    assert_eq!(calc(&copy, "2026-12-31", "60")["uitkomst"], "weigeren");
    assert_eq!(calc(&copy, "2026-12-31", "50")["uitkomst"], "melden");
    // The page knows already what it will say once the day has come.
    assert!(html.contains("data-vanaf=\"2027-01-01\""), "{html}");
}

#[test]
fn from_the_day_on_the_new_value_holds_everywhere() {
    let copy = with_new_line();
    for day in ["2027-01-01", "2030-06-15"] {
        let site = compiled(copy.root(), day);
        let html = page(&site, "dorp/geschenken/");
        assert!(text(&html).contains("Een geschenk van € 60 of minder mag je aannemen"), "{html}");
        let row = row(&site, "waard");
        assert!(row.contains("€ 60") && row.contains("€ 50"), "the city keeps its own: {row}");
        assert!(found(&site, "geschenk minder").contains("€ 60"));
        let answer = calc(&copy, day, "60");
        assert_eq!(answer["uitkomst"], "melden");
        assert_eq!(answer["datum"], day);
        assert_eq!(calc(&copy, day, "60,01")["uitkomst"], "weigeren");
    }
}

/// The same in the handbook of the project.
#[test]
fn a_line_in_the_handbook_of_the_project_is_followed() {
    let copy = Copy::of_the_project();
    copy.replace("content/lelystad/feiten.yaml", OLD, NEW);
    for (day, limit, outcome) in [("2026-12-31", "€ 50", "weigeren"), ("2027-01-01", "€ 60", "melden")] {
        let site = compiled(copy.root(), day);
        let shown = text(&page(&site, "lelystad/gedragscode/geschenken/")).replace('\u{a0}', " ");
        assert!(shown.contains(limit), "{shown}");
        assert!(text(&page(&site, "vergelijken/geschenken/")).replace('\u{a0}', " ").contains(limit));
        let answers =
            ["waarde=60", "geld=nee", "onderhandeling=nee", "huisadres=nee", "--json", "--datum", day];
        let run = wegwijs(copy.root(), &[&["calc", "geschenk", "--org", "lelystad"], &answers[..]].concat());
        assert_eq!(run.status, 0, "{}", run.err);
        let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(answer["uitkomst"], outcome, "{day}");
    }
    // Overwritten in place it is refused.
    copy.replace("content/lelystad/feiten.yaml", NEW, &OLD.replace("50", "60"));
    let run = wegwijs(copy.root(), &["build", "--datum", "2026-11-22"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("“een cent te veel” komt niet uit"), "{}", run.err);
}

/// What the page itself carries for the browser answers the same.
#[test]
fn the_bundle_of_the_page_has_the_rules_of_its_day() {
    let copy = with_new_line();
    for (day, outcome) in [("2026-12-31", "weigeren"), ("2027-01-01", "melden")] {
        let site = compiled(copy.root(), day);
        let html = page(&site, "dorp/geschenken/");
        let output = site.output.as_ref().unwrap();
        let (path, bytes) = output.iter().find(|(path, _)| assets::is(path, "geschenk-dorp.regels")).unwrap();
        assert!(html.contains(path.as_str()), "the page points at {path}");
        let program = calculators::program::Program::from_bytes(bytes).unwrap();
        let pairs =
            [("geld", "nee"), ("waarde", "60")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let report: serde_json::Value =
            serde_json::from_str(&program.evaluate(&pairs, None).to_json()).unwrap();
        assert_eq!(report["uitkomst"], outcome, "{day}");
        assert_eq!(report["datum"], day);
    }
}

#[test]
fn the_new_line_is_accepted_and_its_missing_examples_are_named() {
    let copy = with_new_line();
    for command in [&["check", "--datum", "2026-11-22"][..], &["build", "--datum", "2026-11-22"]] {
        let run = wegwijs(copy.root(), command);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let run = wegwijs(copy.root(), &["check", "--datum", "2026-11-22"]);
    assert!(run.err.contains("waarschuwing[W"), "{}", run.err);
    assert!(run.err.contains("60 EUR") && run.err.contains("60,01 EUR"), "ready to paste: {}", run.err);
    let strict = wegwijs(copy.root(), &["check", "--datum", "2026-11-22", "--streng"]);
    assert_eq!(strict.status, 1, "{}", strict.err);
    assert!(strict.err.contains("fout[W"), "{}", strict.err);
    let build = wegwijs(copy.root(), &["build", "--datum", "2026-11-22"]);
    assert!(build.out.contains("1 januari 2027"), "the next day on which something changes: {}", build.out);
}

#[test]
fn overwriting_the_old_value_is_refused() {
    let copy = Copy::of("geschenk");
    let before = wegwijs(copy.root(), &["build", "--datum", "2026-11-22"]);
    assert_eq!(before.status, 0, "{}", before.err);
    let page_before = copy.read("public/dorp/geschenken/index.html");
    copy.replace(FACTS, "waarde: 50 EUR", "waarde: 60 EUR");
    for command in ["check", "build"] {
        let run = wegwijs(copy.root(), &[command, "--datum", "2026-11-22"]);
        assert_eq!(run.status, 1, "{}", run.err);
        assert!(run.err.contains("een cent te veel"), "names the example that no longer holds: {}", run.err);
        assert!(!run.err.contains("tientje"), "and no other: {}", run.err);
        assert!(
            run.err.contains("Verandert het beleid?") && run.err.contains("tikfout"),
            "both ways out: {}",
            run.err
        );
    }
    assert_eq!(copy.read("public/dorp/geschenken/index.html"), page_before, "the old site stands");
}

/// With a line under it, the old examples may happen to hold on the new value: that the old value has lost its own is
/// then what shows that it was overwritten.
#[test]
fn overwriting_a_value_that_has_a_successor_is_refused_too() {
    let copy = with_new_line();
    copy.replace(FACTS, "waarde: 50 EUR", "waarde: 45 EUR");
    let run = wegwijs(copy.root(), &["check", "--datum", "2026-11-22"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("Is een waarde overschreven?"), "{}", run.err);
    assert!(run.err.contains("waarde precies € 45"), "{}", run.err);
}

#[test]
fn the_comparison_is_made_from_the_rules() {
    let copy = Copy::of("geschenk");
    let day = "2026-11-22";
    let before = row(&compiled(copy.root(), day), "waard");
    assert!(before.contains("€ 50") && !before.contains("€ 35"), "{before}");

    // A fact of the city, with its examples.
    copy.replace("content/stad/feiten.yaml", "waarde: 50 EUR", "waarde: 35 EUR");
    copy.replace(
        CALCULATOR,
        "| nee  | 49,99 EUR | nee      | melden   |",
        "| nee  | 34,99 EUR | nee      | melden   |",
    );
    copy.replace(
        CALCULATOR,
        "| nee  | 50 EUR    | nee      | weigeren |",
        "| nee  | 35 EUR    | nee      | weigeren |",
    );
    let fact = row(&compiled(copy.root(), day), "waard");
    assert!(fact.contains("€ 35") && fact.contains("€ 50"), "{fact}");

    // A row of the village: exactly € 50 is too much from now on.
    copy.replace(
        CALCULATOR,
        "| -    | > geschenk.grens  | weigeren |",
        "| -    | >= geschenk.grens | weigeren |",
    );
    copy.replace(
        CALCULATOR,
        "| nee  | <= geschenk.grens | melden   |",
        "| nee  | < geschenk.grens  | melden   |",
    );
    copy.replace(
        CALCULATOR,
        "| nee  | 50 EUR    | melden   | leidinggevende |",
        "| nee  | 49,99 EUR | melden   | leidinggevende |",
    );
    copy.replace(
        CALCULATOR,
        "| nee  | 50,01 EUR | weigeren | geen           |",
        "| nee  | 50 EUR    | weigeren | geen           |",
    );
    let compiled = compiled(copy.root(), day);
    let findings = print(&compiled.diagnostics, &compiled.files.texts, Format::Tekst, false);
    assert!(compiled.output.is_some(), "{findings}");
    let rule = row(&compiled, "waard");
    assert_ne!(rule, fact);
    // Both say now that the value must be less.
    assert!(rule.contains("Minder dan € 50") && rule.contains("Minder dan € 35"), "{rule}");
}

/// A situation stands in the comparison with its shape and word, and follows the policy by itself.
#[test]
fn situations_follow_the_rules_too() {
    let copy = with_new_line();
    copy.replace(
        CALCULATOR,
        "organisaties:\n",
        "vergelijk:\n  - naam: Een trui van 55 euro\n    geld: nee\n    waarde: 55 EUR\n    attentie: nee\norganisaties:\n",
    );
    let before = compiled(copy.root(), "2026-11-22");
    let html = page(&before, "vergelijken/geschenk/");
    assert!(html.contains("vorm-rood") && !html.contains("vorm-groen"), "{html}");
    assert!(html.contains(">Situatie</th>"), "{html}");
    // What is left of the tag of the row is its end; a row that differs has a class as well.
    assert_eq!(
        row(&before, "trui"),
        "> Een trui van 55 euro Niet doen Neem het niet aan Niet doen Neem het niet aan"
    );
    let after = compiled(copy.root(), "2027-01-01");
    assert_eq!(
        row(&after, "trui"),
        "class=\"verschilt\"> Een trui van 55 euro verschilt Dit mag Je mag het aannemen, maar meld het \
         Vertel je leidinggevende dat je het hebt aangenomen. Niet doen Neem het niet aan"
    );
}
