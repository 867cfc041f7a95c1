//! Nothing that the whole word finds is lost while it is typed.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use corpus::{ask, loaded, searcher, sections};
use proptest::prelude::*;
use search::{Material, Searcher, Section};

/// The words of a text as somebody would type them: what stands between spaces, without the marks of a sentence.
fn typed(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '€'))
        .filter(|w| !w.is_empty())
}

/// Every beginning of a word, from two letters on.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = word.char_indices().map(|(n, _)| n).chain([word.len()]).skip(2).collect();
    ends.into_iter().map(|end| &word[..end])
}

fn assert_found(searcher: &Searcher, query: &str, section: &Section) {
    let answer = ask(searcher, query, None, usize::MAX);
    // Of a page the best sections are shown, so it is the page that must be there; or a card that stands for it.
    let page = section.url.split('#').next().unwrap();
    assert!(
        answer.hits.iter().any(|hit| hit.url == page)
            || answer.cards.iter().any(|card| card.url == section.url),
        "‘{query}’ does not find {} ({:?})",
        section.url,
        section.body
    );
}

#[test]
fn every_beginning_of_every_word_finds_its_section() {
    let searcher = searcher();
    let mut tried = 0;
    for section in sections() {
        let texts =
            [&section.page_title, &section.heading, &section.body].into_iter().chain(&section.keywords);
        for word in texts.flat_map(|text| typed(text)) {
            for beginning in beginnings(word) {
                assert_found(&searcher, beginning, &section);
                assert_found(&searcher, &beginning.to_uppercase(), &section);
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "only {tried} beginnings tried");
}

#[test]
fn a_second_word_that_is_typed_keeps_what_it_will_find() {
    let searcher = searcher();
    for section in sections() {
        let words: Vec<&str> = typed(&section.body).collect();
        for pair in words.windows(2) {
            for beginning in beginnings(pair[1]) {
                assert_found(&searcher, &format!("{} {beginning}", pair[0]), &section);
            }
        }
    }
}

#[test]
fn amounts_and_references_stay_while_they_are_typed() {
    let searcher = searcher();
    let all = sections();
    let section = |url: &str| all.iter().find(|s| s.url == url).unwrap();
    for (query, url) in [
        ("€ 300", "waterdam/reizen/#dienstauto"),
        ("300 euro", "waterdam/reizen/#dienstauto"),
        ("€ 0,23", "waterdam/reizen/"),
        ("0,23 euro per km", "waterdam/reizen/"),
        ("artikel 12 lid 2", "waterdam/verlof/#bijzonder"),
        ("26 graden", "waterdam/hitte/"),
        ("12,5 procent", "waterdam/hitte/"),
        ("7:658", "waterdam/veilig/#zorgplicht"),
        ("ri&e", "waterdam/veilig/"),
        ("dienstauto's", "waterdam/reizen/#dienstauto"),
    ] {
        for beginning in beginnings(query) {
            if beginning.chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
                assert_found(&searcher, beginning, section(url));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_word_is_found_by_any_beginning(
        bodies in proptest::collection::vec("([a-zA-Zéëï]{2,12}([-'.&][a-z]{2,6})?|[0-9]{2,4}(,[0-9]{2})?|[1-9]\\.[0-9]{3})( ([a-zA-Zéëï]{2,12}|€ [0-9]{2,3}(,-)?|[0-9]{2} (euro|graden|uur|%))){0,8}", 1..6)
    ) {
        let sections: Vec<Section> = bodies
            .iter()
            .enumerate()
            .map(|(n, body)| Section { url: format!("{n}/"), body: body.clone(), ..Section::default() })
            .collect();
        let searcher = loaded(&Material::of(&sections));
        for section in &sections {
            for word in typed(&section.body) {
                for beginning in beginnings(word) {
                    assert_found(&searcher, beginning, section);
                }
            }
        }
    }

    #[test]
    fn any_query_gets_an_answer(query in any::<String>(), organisation in "[a-z]{0,8}") {
        let answer = ask(&searcher(), &query, Some(&organisation), 20);
        for place in answer.hits.into_iter().flat_map(|hit| hit.places) {
            prop_assert!(!place.plain_fragment().is_empty());
        }
    }

    #[test]
    fn any_sections_make_an_index_that_comes_back(
        texts in proptest::collection::vec((any::<String>(), any::<String>(), any::<String>(), any::<String>()), 0..8)
    ) {
        let sections: Vec<Section> = texts
            .into_iter()
            .map(|(url, page_title, heading, body)| Section { url, page_title, heading, body, ..Section::default() })
            .collect();
        let searcher = loaded(&Material::of(&sections));
        for section in &sections {
            let answer = ask(&searcher, &section.body, None, usize::MAX);
            for hit in answer.hits {
                for place in hit.places {
                    let same = |s: &Section| s.page_title == hit.title && s.heading == place.heading;
                    let known = sections.iter().any(|s| s.url == place.url && same(s));
                    prop_assert!(known);
                }
            }
        }
    }
}
