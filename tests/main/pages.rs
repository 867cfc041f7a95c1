//! A good handbook: its pages as they come out.

use std::collections::BTreeSet;

use search::{Query, Searcher};
use wegwijs::handbook::address::decode;
use wegwijs::render::assets;
use wegwijs::site::Compiled;

use crate::help::{Copy, TODAY, compiled, handbook, page, snapshot};

fn good() -> Compiled {
    compiled(&handbook("goed"), TODAY)
}

/// The part of a page that is its own.
fn body(html: &str) -> String {
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap() + "</main>".len();
    without_hashes(&html[start..end]) + "\n"
}

/// The names of assets hold a hash of what is in them, and versions one of the rules: neither says anything here.
fn without_hashes(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("bestanden/") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find(['"', ' ', '>']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        // `naam-0123456789`.
        let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
        out.push_str(&format!("{stem}-HASH.{kind}"));
        rest = after;
    }
    out.push_str(rest);
    let Some(at) = out.find(", versie ") else { return out };
    let version = at + ", versie ".len();
    let end = version + out[version..].find('.').unwrap();
    out.replace_range(version..end, "VERSIE");
    out
}

#[test]
fn a_page_with_everything() {
    snapshot("goed-opmaak", &body(&page(&good(), "dorp/regels/opmaak/")));
}

#[test]
fn a_page_with_insertions() {
    snapshot("goed-lunch", &body(&page(&good(), "dorp/regels/lunch/")));
}

#[test]
fn a_calculator_has_its_sentence_above_its_questions() {
    let html = page(&compiled(&handbook("soorten"), TODAY), "dorp/rekenhulpen/fietsgeld/");
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} is not there"));
    assert!(at("alleen je kilometers en je fietsdagen nodig") < at("<form"), "before the form");
}

/// In the order of `wegwijs.yaml`; what is made for a situation before what is also of use, and nothing empty.
#[test]
fn calculators_stand_under_situations_and_themes() {
    let site = compiled(&handbook("soorten"), TODAY);
    snapshot("soorten-hulpmiddelen", &body(&page(&site, "dorp/rekenhulpen/")));
    snapshot("soorten-hulpmiddelen-van-allen", &body(&page(&site, "rekenhulpen/")));
}

#[test]
fn the_path_of_a_new_colleague() {
    snapshot("goed-onboarding", &body(&page(&good(), "dorp/start/")));
}

/// What an owner sees of a calculator; search leads readers to the calculator itself.
#[test]
fn a_calculator_for_its_owner() {
    let site = good();
    let html = page(&site, "dorp/rekenhulpen/lunch/verantwoording/");
    snapshot("goed-verantwoording", &body(&html));
    assert!(page(&site, "dorp/rekenhulpen/lunch/").contains("href=\"verantwoording/\""));
    let output = site.output.as_ref().unwrap();
    let file = |name: &str| output.iter().find(|(path, _)| assets::is(path, name)).unwrap().1;
    let searcher = Searcher::from_bytes(file(assets::SEARCH_INDEX)).unwrap();
    for query in ["verantwoording", "lunch", "beheert"] {
        let answer = searcher.search(&Query::new(query, Some("dorp"), 50));
        assert!(answer.hits.iter().all(|hit| !hit.url.ends_with("verantwoording/")), "{query}");
    }
}

/// What checking a calculator leaves open is told to its owner.
#[test]
fn what_is_not_tried_is_told_to_the_owner() {
    let copy = Copy::of("geschenk");
    copy.replace(
        "content/dorp/feiten.yaml",
        "        waarde: 50 EUR\n",
        "        waarde: 50 EUR\n      - vanaf: 2027-01-01\n        waarde: 60 EUR\n",
    );
    let site = compiled(copy.root(), TODAY);
    let html = page(&site, "dorp/rekenhulpen/geschenk/verantwoording/").replace('\u{a0}', " ");
    assert!(html.contains("Bij een grens ontbreekt een voorbeeld (vanaf 2027-01-01)"), "{html}");
    // The next day on which something changes, and what it becomes.
    assert!(html.contains("1 januari 2027") && html.contains("€ 60"), "{html}");
    let before = compiled(&handbook("geschenk"), TODAY);
    let html = page(&before, "dorp/rekenhulpen/geschenk/verantwoording/");
    assert!(html.contains("Nog niet bekend") && !html.contains("ontbreekt een voorbeeld"), "{html}");
}

#[test]
fn start_pages() {
    snapshot("goed-begin", &without_hashes(&page(&good(), "")));
    snapshot("goed-dorp", &body(&page(&good(), "dorp/")));
}

#[test]
fn pages_that_the_generator_makes() {
    let site = good();
    for (name, address) in [
        ("rekenhulp", "dorp/rekenhulpen/lunch/"),
        ("rekenhulp-kiezen", "rekenhulpen/lunch/"),
        ("rekenhulpen", "rekenhulpen/"),
        ("alle-paginas", "alle-paginas/"),
        ("bronnen", "bronnen/"),
        ("begrippen", "begrippen/"),
        ("contact", "dorp/contact/"),
        ("verhuisd", "dorp/regels/broodjes/"),
    ] {
        snapshot(&format!("goed-{name}"), &body(&page(&site, address)));
    }
}

#[test]
fn the_page_for_an_address_where_nothing_is() {
    let site = good();
    let html = String::from_utf8(site.output.unwrap()["404.html"].clone()).unwrap();
    snapshot("goed-404", &without_hashes(&html));
    for url in urls(&html) {
        assert!(
            url.starts_with("/handboek/") || url.starts_with('#'),
            "{url} would depend on the address asked for"
        );
    }
}

#[test]
fn what_stands_in_the_site() {
    let site = good();
    let mut list: Vec<String> = site.output.unwrap().keys().map(|path| without_hashes(path)).collect();
    list.sort();
    snapshot("goed-bestanden", &(list.join("\n") + "\n"));
}

#[test]
fn a_list_of_addresses_for_other_programs() {
    let site = good();
    let list = String::from_utf8(site.output.unwrap()["sitemap.xml"].clone()).unwrap();
    snapshot("goed-sitemap", &list);
    assert!(
        !compiled(&handbook("klein"), TODAY).output.unwrap().contains_key("sitemap.xml"),
        "no address, no list"
    );
}

/// What `href` and `src` point at.
fn urls(html: &str) -> Vec<String> {
    ["href=\"", "src=\"", "data-module=\"", "data-wasm=\"", "data-bundel=\""]
        .iter()
        .flat_map(|name| html.split(name).skip(1))
        .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
        .collect()
}

/// The ids of a page.
fn ids(html: &str) -> Vec<&str> {
    html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// Where a relative address leads, seen from a page.
fn resolve(from: &str, url: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in url.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop().expect("a link leaves the site");
            }
            part => folders.push(part),
        }
    }
    let path = folders.join("/");
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

/// Every link of every page leads to a file of the site, and every anchor to an id on it; no id stands twice.
#[test]
fn every_link_arrives() {
    for (name, pages_checked) in [("goed", 15), ("geschenk", 8), ("klein", 3)] {
        let output = compiled(&handbook(name), TODAY).output.unwrap();
        let mut pages = 0;
        for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with("index.html")) {
            pages += 1;
            let html = std::str::from_utf8(bytes).unwrap();
            let own = ids(html);
            let different: BTreeSet<&&str> = own.iter().collect();
            assert_eq!(own.len(), different.len(), "{name}/{path}: an id twice in {own:?}");
            for url in urls(html) {
                if url.starts_with("https://") || url.starts_with("mailto:") || url.starts_with("tel:") {
                    continue;
                }
                let (file, anchor) = url.split_once('#').unwrap_or((&url, ""));
                let file = if file.is_empty() { path.clone() } else { resolve(path, &decode(file)) };
                let target = output.get(&file);
                assert!(target.is_some(), "{name}/{path}: {url} leads to {file}, which is not there");
                if !anchor.is_empty() {
                    let target = std::str::from_utf8(target.unwrap()).unwrap();
                    assert!(ids(target).contains(&anchor), "{name}/{path}: {url} leads to no id");
                }
            }
        }
        assert!(pages >= pages_checked, "{name}: {pages}");
    }
}

/// No page asks another server for anything, runs a script that stands in it, or has HTML that no template wrote.
#[test]
fn every_page_is_closed() {
    for name in ["goed", "geschenk", "klein"] {
        for (path, bytes) in compiled(&handbook(name), TODAY).output.unwrap() {
            if !path.ends_with(".html") {
                continue;
            }
            let html = String::from_utf8(bytes).unwrap();
            assert!(html.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{name}/{path}");
            assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "{name}/{path}");
            assert!(html.contains("<html lang=\"nl\""), "{name}/{path}");
            assert!(
                !html.contains("<style") && !html.contains(" style=\"") && !html.contains(" onclick"),
                "{name}/{path}"
            );
            for script in html.split("<script").skip(1) {
                let tag = script.split('>').next().unwrap();
                assert!(tag.contains("src=\""), "{name}/{path}: a script stands in the page: {tag}");
            }
            for name in ["src=\"http", "src=\"//", "<iframe", "{{", "}}"] {
                let code = html.contains("<pre><code") || html.contains("<code>");
                assert!(!html.contains(name) || (code && name.contains(['{', '}'])), "{path}: {name}");
            }
        }
    }
}

#[test]
fn the_same_site_gives_the_same_bytes_wherever_it_stands() {
    let elsewhere = Copy::of("goed");
    let here = good().output.unwrap();
    let there = compiled(elsewhere.root(), TODAY).output.unwrap();
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, bytes) in &here {
        assert!(there[path] == *bytes, "{path}");
    }
}

/// An address without a folder needs no prefix; one with a folder has it in the page for lost addresses alone.
#[test]
fn only_the_lost_page_knows_where_the_site_stands() {
    let bare = Copy::of("goed");
    bare.replace("wegwijs.yaml", "https://intranet.example.nl/handboek/", "https://handboek.example.nl");
    let output = compiled(bare.root(), TODAY).output.unwrap();
    let lost = String::from_utf8(output["404.html"].clone()).unwrap();
    assert!(urls(&lost).iter().all(|url| url.starts_with('/') || url.starts_with('#')), "{:?}", urls(&lost));
    assert!(!lost.contains("/handboek/"));
    let page = page(&compiled(bare.root(), TODAY), "dorp/regels/lunch/");
    assert!(page.contains("rel=\"canonical\" href=\"https://handboek.example.nl/dorp/regels/lunch/\""));
}

#[test]
fn own_templates_words_and_styles_take_the_place_of_the_built_in_ones() {
    let copy = Copy::of("goed");
    copy.write(
        "templates/noot.html",
        "<aside class=\"eigen\">{{ note.kind }}: {{ note.body_html | safe }}</aside>\n",
    );
    copy.write("templates/woorden.yaml", "alle_paginas: Alles op een rij\n");
    copy.write("templates/eigen.css", ":root { --wegwijs-eigen: 1; }\n");
    let site = compiled(copy.root(), TODAY);
    let html = page(&site, "dorp/regels/opmaak/");
    assert!(html.contains("<aside class=\"eigen\">tip: <p>Een tip.</p>"), "{html}");
    assert!(html.contains("Alles op een rij"));
    let output = site.output.unwrap();
    let style = output.iter().find(|(path, _)| path.starts_with("bestanden/stijl")).unwrap().1;
    let style = std::str::from_utf8(style).unwrap();
    assert!(style.trim_end().ends_with(":root { --wegwijs-eigen: 1; }") && style.len() > 1000);
}
