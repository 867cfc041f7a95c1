use proptest::prelude::*;

use super::address::{calculator, calculators, contact, is_reserved, of_path, relative, root, slug};
use super::navigation::Tree;
use super::*;

/// A handbook from texts by path.
fn handbook(texts: &[(&str, &str)]) -> (Handbook, Vec<(&'static str, String)>) {
    let mut files = SiteFiles::default();
    for (path, text) in texts {
        let number = files.texts.add(*path, *text);
        if *path == "wegwijs.yaml" {
            files.site = number;
        } else {
            files.content.push(number);
        }
    }
    let mut diagnostics = Vec::new();
    let day = Date::from_ymd(2026, 11, 22).unwrap();
    let handbook = Handbook::read(&files, Choice { day, strict: false }, &mut diagnostics);
    let place = |finding: &Diagnostic| files.texts.get(finding.span.file).unwrap().path.clone();
    let findings = diagnostics.iter().map(|finding| (finding.code, place(finding))).collect();
    (handbook, findings)
}

const SITE: (&str, &str) =
    ("wegwijs.yaml", "naam: Test\norganisaties:\n  dorp: Gemeente Dorp\n  stad: Gemeente Stad\n");

fn page(title: &str, order: Option<i64>) -> String {
    let order = order.map_or(String::new(), |order| format!("volgorde: {order}\n"));
    format!("---\ntitel: {title}\n{order}---\n\nTekst.\n")
}

#[test]
fn pages_stand_in_the_order_of_a_reader() {
    let (a, b, c, d, e, f, g, h) = (
        page("Begin", None),
        page("Dorp", None),
        page("Zaken", Some(1)),
        page("Élan", None),
        page("appels", None),
        page("Laatste met nummer", Some(10)),
        page("Stad", None),
        page("Bij zaken", Some(-5)),
    );
    let (handbook, findings) = handbook(&[
        SITE,
        ("content/_index.md", &a),
        ("content/dorp/_index.md", &b),
        ("content/dorp/appels.md", &e),
        ("content/dorp/elan.md", &d),
        ("content/dorp/laatste.md", &f),
        ("content/dorp/zaken/_index.md", &c),
        ("content/dorp/zaken/bij.md", &h),
        ("content/stad/_index.md", &g),
    ]);
    assert_eq!(findings, []);
    let tree = Tree::of(&handbook);
    let addresses: Vec<&str> =
        tree.reading_order().iter().map(|&number| handbook.pages[number].address.as_str()).collect();
    assert_eq!(
        addresses,
        [
            "",
            "dorp/",
            "dorp/zaken/",
            "dorp/zaken/bij/",
            "dorp/laatste/",
            "dorp/appels/",
            "dorp/elan/",
            "stad/"
        ]
    );

    let number = |address: &str| handbook.page_number(address).unwrap();
    let name = |page: Option<usize>| page.map(|page| handbook.pages[page].address.as_str());
    let neighbours = |address: &str| {
        let (before, after) = tree.neighbours(&handbook, number(address));
        (name(before), name(after))
    };
    assert_eq!(neighbours("dorp/zaken/bij/"), (Some("dorp/zaken/"), Some("dorp/laatste/")));
    assert_eq!(neighbours("dorp/"), (None, Some("dorp/zaken/")), "the start page belongs to nobody");
    assert_eq!(
        neighbours("dorp/elan/"),
        (Some("dorp/appels/"), None),
        "the next one is another organisation's"
    );
    assert_eq!(neighbours("stad/"), (None, None));

    let above: Vec<&str> = tree
        .above(number("dorp/zaken/bij/"))
        .into_iter()
        .map(|page| handbook.pages[page].address.as_str())
        .collect();
    assert_eq!(above, ["", "dorp/", "dorp/zaken/"]);
    assert!(tree.above(number("")).is_empty());
}

#[test]
fn a_page_belongs_to_the_organisation_of_its_folder() {
    let text = page("Titel", None);
    let (handbook, _) = handbook(&[
        SITE,
        ("content/_index.md", &text),
        ("content/dorp/_index.md", &text),
        ("content/dorp/a/_index.md", &text),
        ("content/dorpje/_index.md", &text),
    ]);
    let whose = |address: &str| handbook.page_at_address(address).unwrap().organisation.clone();
    assert_eq!(whose(""), None);
    assert_eq!(whose("dorp/").as_deref(), Some("dorp"));
    assert_eq!(whose("dorp/a/").as_deref(), Some("dorp"));
    assert_eq!(whose("dorpje/"), None);
}

#[test]
fn findings_about_pages_among_each_other() {
    let text = page("Titel", None);
    let alias = |alias: &str| format!("---\ntitel: Titel\naliassen: {alias}\n---\n");
    let start = ("content/_index.md", text.as_str());
    let village = ("content/dorp/_index.md", text.as_str());
    for (pages, expected) in [
        (vec![start, village, ("content/dorp.md", &text)], vec![("W0321", "content/dorp/_index.md")]),
        (vec![village], vec![("W0326", "content/dorp/_index.md")]),
        (
            vec![start, ("content/dorp/a.md", &text), ("content/dorp/b.md", &text)],
            vec![("W0326", "content/dorp/a.md")],
        ),
        (vec![start, village, ("content/dorp/Ä.md", &text)], vec![("W0114", "content/dorp/Ä.md")]),
        (vec![start, ("content/bronnen.md", &text)], vec![("W0324", "content/bronnen.md")]),
        (
            vec![start, ("content/a.md", &alias("b")), ("content/b.md", &text)],
            vec![("W0322", "content/a.md")],
        ),
        (
            vec![start, ("content/a.md", &alias("c")), ("content/b.md", &alias("/c/"))],
            vec![("W0322", "content/b.md")],
        ),
        (vec![start, ("content/a.md", &alias("a b"))], vec![("W0323", "content/a.md")]),
        (vec![start, ("content/a.md", &alias("/"))], vec![("W0323", "content/a.md")]),
        (vec![start, ("content/a.md", &alias("a"))], vec![("W0322", "content/a.md")]),
    ] {
        let mut texts = vec![SITE];
        texts.extend(pages.iter().copied());
        texts[1..].sort_unstable();
        let (_, found) = handbook(&texts);
        let found: Vec<(&str, &str)> = found.iter().map(|(code, path)| (*code, path.as_str())).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn whoever_can_be_reached_has_a_page() {
    let desk = |channel: &str| format!("functies:\n  balie:\n    noem: de balie\n{channel}");
    let (with, without) = (desk("    kanalen:\n      - web: balie.nl\n"), desk(""));
    for (dorp, everybody, expected) in [
        (&with, &with, &["dorp", "landelijk"][..]),
        (&without, &with, &["landelijk"]),
        (&with, &without, &["dorp"]),
        (&without, &without, &[]),
    ] {
        let (handbook, _) = handbook(&[
            SITE,
            ("content/_index.md", &page("Titel", None)),
            ("content/dorp/organisatie.yaml", dorp),
            ("content/landelijk/organisatie.yaml", everybody),
        ]);
        assert_eq!(handbook.with_desks().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn addresses_that_the_generator_fills_are_kept_free() {
    let (handbook, _) = handbook(&[SITE, ("content/_index.md", &page("Titel", None))]);
    for (address, reserved) in [
        ("bronnen/", true),
        ("begrippen/", true),
        ("alle-paginas/", true),
        ("bestanden/x/", true),
        ("rekenhulpen/", true),
        ("rekenhulpen/geschenk/", true),
        ("register/", true),
        ("register/a/", true),
        ("registers/", false),
        ("dorp/contact/", true),
        ("dorp/rekenhulpen/geschenk/", true),
        ("landelijk/", true),
        ("elders/contact/", false),
        ("dorp/bronnen/", false),
        ("dorp/contacten/", false),
        ("rekenhulpen-uitleg/", false),
        ("", false),
    ] {
        assert_eq!(is_reserved(address, &handbook.site), reserved, "{address}");
    }
}

#[test]
fn addresses_are_made_in_one_way() {
    assert_eq!(calculators(None), "rekenhulpen/");
    assert_eq!(calculators(Some("dorp")), "dorp/rekenhulpen/");
    assert_eq!(calculator(Some("dorp"), "geschenk"), "dorp/rekenhulpen/geschenk/");
    assert_eq!(contact("dorp"), "dorp/contact/");
    assert_eq!(of_path("a/b.md"), "a/b/");
    for (from, to) in [("", "./"), ("a/", "../"), ("a/b/c/", "../../../")] {
        assert_eq!(root(from), to);
    }
}

#[test]
fn a_term_is_found_by_its_name_or_abbreviation() {
    let (handbook, findings) = handbook(&[
        SITE,
        ("content/_index.md", &page("Titel", None)),
        (
            "content/begrippen.yaml",
            "plan van aanpak:\n  uitleg: Wat je doet.\n  afkorting: PvA\nWIA:\n  uitleg: Een wet.\n",
        ),
    ]);
    assert_eq!(findings, []);
    let name = |text: &str| handbook.glossary.find(text).map(|term| term.name.as_str());
    for text in ["plan van aanpak", "Plan van Aanpak", "plan-van-aanpak", "PvA", "pva"] {
        assert_eq!(name(text), Some("plan van aanpak"), "{text}");
    }
    assert_eq!(name("wia"), Some("WIA"));
    assert_eq!(name("weg"), None);
    let order: Vec<&str> = handbook.glossary.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(order, ["plan van aanpak", "WIA"]);
}

#[test]
fn the_name_of_a_file_as_an_address() {
    for (path, encoded) in [
        ("a/b.pdf", "a/b.pdf"),
        ("a b.pdf", "a%20b.pdf"),
        ("50%.pdf", "50%25.pdf"),
        ("é#1?.pdf", "é%231%3F.pdf"),
    ] {
        assert_eq!(super::address::encode(path), encoded);
        assert_eq!(super::address::decode(encoded), path);
    }
    for (text, expected) in
        [("/%zz", "/%zz"), ("/%", "/%"), ("/é", "/é"), ("%c3%a9", "é"), ("%ff", "\u{fffd}")]
    {
        assert_eq!(super::address::decode(text), expected);
    }
}

/// A part of an address.
fn address() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-c]{1,2}", 0..4)
        .prop_map(|parts| parts.iter().map(|part| format!("{part}/")).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// What a page writes leads, as a browser reads it, to where it should.
    #[test]
    fn a_relative_address_arrives(from in address(), to in address(), file in "(x\\.css)?", anchor in "(#y)?") {
        let target = format!("{to}{file}{anchor}");
        let written = relative(&from, &target);
        prop_assert!(!written.is_empty() && !written.starts_with('/'));
        let (path, found) = written.split_at(written.find('#').unwrap_or(written.len()));
        prop_assert_eq!(found, anchor);
        let mut folders: Vec<&str> = from.split_terminator('/').collect();
        let mut last = "";
        for part in path.split_inclusive('/') {
            match part {
                "../" => { prop_assert!(folders.pop().is_some(), "{} leaves the site", written); }
                "./" => {}
                part => match part.strip_suffix('/') {
                    Some(folder) => folders.push(folder),
                    None => last = part,
                },
            }
        }
        let arrived: String = folders.iter().map(|folder| format!("{folder}/")).collect::<String>() + last;
        prop_assert_eq!(arrived, format!("{to}{file}"));
    }

    #[test]
    fn a_slug_is_one_already(text in "\\PC{0,24}") {
        let once = slug(&text);
        prop_assert_eq!(&slug(&once), &once);
        prop_assert!(once.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert!(!once.starts_with('-') && !once.ends_with('-'));
    }
}
