//! What is found, and in what order.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use corpus::{ask, loaded, places, searcher, sections};
use search::{Material, Searcher, build};

fn urls(query: &str, organisation: Option<&str>) -> Vec<String> {
    places(ask(&searcher(), query, organisation, 100)).into_iter().map(|place| place.url).collect()
}

/// For each query, what must come first, asked from Waterdam.
#[test]
fn the_best_comes_first() {
    for (query, expected) in [
        ("geschenken", "hulpmiddelen/geschenk/"),
        ("uitnodiging", "waterdam/geschenken/#uitnodigingen"),
        ("hoe meld ik me ziek", "waterdam/ziek/"),
        ("week 42", "waterdam/ziek/#week-42"),
        ("42e week", "waterdam/ziek/#week-42"),
        ("wanneer begint de WIA?", "waterdam/ziek/#week-42"),
        ("WIA", "begrippen/#wia"),
        ("reintegratie", "waterdam/ziek/#reintegratie"),
        ("re-integratie", "waterdam/ziek/#reintegratie"),
        ("reïntegratieplan", "waterdam/ziek/#reintegratie"),
        ("begeleiden", "waterdam/ziek/#reintegratie"),
        ("beleid", "waterdam/beleid/"),
        ("stagiaire", "waterdam/beleid/"),
        ("verlof", "waterdam/verlof/"),
        ("feestdag", "waterdam/verlof/"),
        ("verhuisd", "waterdam/verlof/#bijzonder"),
        ("art. 12 lid 2", "waterdam/verlof/#bijzonder"),
        ("declaratie", "waterdam/reizen/"),
        ("gedeclareerd", "waterdam/reizen/"),
        ("hoeveel krijg ik per kilometer", "waterdam/reizen/"),
        ("per km", "waterdam/reizen/"),
        ("dienstauto", "waterdam/reizen/#dienstauto"),
        ("300 euro boete", "waterdam/reizen/#dienstauto"),
        ("boete van 300,-", "waterdam/reizen/#dienstauto"),
        ("26 graden", "waterdam/hitte/"),
        ("26°", "waterdam/hitte/"),
        ("12,5 procent", "waterdam/hitte/"),
        ("te heet op kantoor", "waterdam/hitte/"),
        ("RI&E", "waterdam/veilig/"),
        ("rie", "waterdam/veilig/"),
        ("7:658", "waterdam/veilig/#zorgplicht"),
        ("112", "waterdam/veilig/"),
        ("gevaar", "waterdam/veilig/"),
        ("gepest", "waterdam/vertrouwenspersoon/"),
        ("mag ik een fles wijn aannemen", "waterdam/geschenken/"),
        ("prive", "waterdam/reizen/#dienstauto"),
    ] {
        assert_eq!(urls(query, Some("waterdam")).first().map(String::as_str), Some(expected), "{query}");
    }
}

#[test]
fn the_three_ways_to_write_an_amount_find_the_same() {
    for query in ["€ 50", "€50", "50 euro", "50,-", "EUR 50", "€ 50,00"] {
        let found = urls(query, None);
        assert!(found.contains(&"waterdam/geschenken/".into()), "{query}: {found:?}");
        assert!(found.contains(&"heuvelrode/geschenken/".into()), "{query}: {found:?}");
    }
}

#[test]
fn words_that_only_look_alike_do_not_meet() {
    for (query, not) in [("begeleiding", "waterdam/beleid/"), ("144,5", "waterdam/verlof/")] {
        assert!(!urls(query, None).contains(&not.to_owned()), "{query}");
    }
}

#[test]
fn the_exact_form_stands_above_the_stem() {
    let sections: Vec<_> =
        ["Over toelagen gaat dit.", "Over toelages gaat dit.", "Over de toelage gaat dit."]
            .iter()
            .enumerate()
            .map(|(n, body)| search::Section {
                url: format!("{n}/"),
                body: (*body).into(),
                ..Default::default()
            })
            .collect();
    let searcher = loaded(&Material::of(&sections));
    for (query, first) in [("toelagen", "0/"), ("toelages", "1/"), ("toelage", "2/")] {
        let hits = places(ask(&searcher, query, None, 10));
        assert_eq!(hits.len(), 3, "{query}");
        assert_eq!(hits[0].url, first, "{query}");
        assert!(hits[0].score > hits[1].score);
    }
}

#[test]
fn the_own_organisation_comes_first_then_everybody_then_others() {
    let section = |organisation: &str| search::Section {
        url: format!("{organisation}/"),
        page_title: "Bloemen".into(),
        body: "Een bos bloemen mag.".into(),
        organisation: organisation.into(),
        ..Default::default()
    };
    let sections = [section("elders"), section(""), section("landelijk"), section("hier"), section("verweg")];
    let searcher = loaded(&Material::of(&sections));
    let order = |organisation| -> Vec<String> {
        ask(&searcher, "bloemen", organisation, 10).hits.into_iter().map(|hit| hit.organisation).collect()
    };
    assert_eq!(order(Some("hier")), ["hier", "", "landelijk", "elders", "verweg"]);
    assert_eq!(order(Some("verweg")), ["verweg", "", "landelijk", "elders", "hier"]);
    // Without an organisation all count alike, and equal hits keep the order of the index.
    assert_eq!(order(None), ["elders", "", "landelijk", "hier", "verweg"]);
    assert_eq!(order(Some("")), order(None));
    assert_eq!(order(Some("onbekend")), ["", "landelijk", "elders", "hier", "verweg"]);
}

#[test]
fn calculators_are_results_and_plain_pages_stand_above_official_text() {
    let cadeau = urls("cadeau", Some("waterdam"));
    assert_eq!(cadeau.last().map(String::as_str), Some("heuvelrode/geschenken/"), "{cadeau:?}");
    assert!(cadeau[..2].contains(&"hulpmiddelen/geschenk/".into()), "{cadeau:?}");
    let verlof = urls("verlof", Some("waterdam"));
    let place = |url: &str| verlof.iter().position(|found| found == url).unwrap();
    assert!(place("waterdam/verlof/") < place("waterdam/officieel/verlof/"));
}

#[test]
fn all_words_first_then_fewer_and_it_says_so() {
    let answer = ask(&searcher(), "boete tanken pas", Some("waterdam"), 10);
    assert_eq!(answer.hits.len(), 1);
    assert_eq!(answer.notice(""), None);

    // Both words stand nowhere together.
    let answer = ask(&searcher(), "verkering bedrijfsarts", None, 10);
    let found: Vec<String> = places(answer.clone()).into_iter().map(|place| place.url).collect();
    assert_eq!(found, ["heuvelrode/relaties/", "waterdam/ziek/#reintegratie"]);
    assert_eq!(
        answer.notice("xylofoonles").as_deref(),
        Some("Geen pagina met al deze woorden. Je ziet wat past bij een deel ervan.")
    );

    // One section has both words, others have one of them.
    let answer = ask(&searcher(), "leidinggevende register", Some("waterdam"), 10);
    assert!(answer.hits.len() > 1);

    let answer = ask(&searcher(), "ziek leidinggevende", Some("waterdam"), 10);
    assert_eq!(answer.hits[0].url, "waterdam/ziek/");
    assert!(answer.hits.len() > 1);
    assert_eq!(
        answer.notice("xylofoonles").as_deref(),
        Some("Onder de pagina's met al je woorden staan pagina's met een deel ervan.")
    );
}

#[test]
fn an_unknown_word_is_named() {
    let answer = ask(&searcher(), "verlof xylofoonles", Some("waterdam"), 10);
    assert_eq!(answer.hits[0].url, "waterdam/verlof/");
    assert_eq!(
        answer.notice("xylofoonles").as_deref(),
        Some("Niets gevonden voor ‘xylofoonles’. Je ziet wat past bij de rest van je vraag.")
    );

    let answer = ask(&searcher(), "xylofoonles", Some("waterdam"), 10);
    assert!(answer.hits.is_empty());
    assert_eq!(
        answer.notice("xylofoonles").as_deref(),
        Some("Niets gevonden voor ‘xylofoonles’. Probeer een ander woord of minder woorden.")
    );
}

#[test]
fn a_typing_mistake_is_read_as_what_was_meant_and_it_says_so() {
    for (query, meant, url) in [
        ("gschenken", "geschenken", "waterdam/geschenken/"),
        ("vertouwenspersoon", "vertrouwenspersoon", "waterdam/vertrouwenspersoon/"),
        ("gechillencommissie", "geschillencommissie", "waterdam/geschillen/"),
        ("bedirjfsarts", "bedrijfsarts", "waterdam/ziek/#reintegratie"),
        ("vakatnie", "vakantie", "waterdam/verlof/"),
    ] {
        let answer = ask(&searcher(), query, Some("waterdam"), 10);
        let notice = answer.notice(query).unwrap();
        assert_eq!(places(answer).first().map(|place| place.url.as_str()), Some(url), "{query}");
        assert!(notice.starts_with(&format!("Bedoelde je ‘{meant}’?")), "{query}: {notice}");
    }
    // What is found as it is, is not corrected; and three letters are no ground to go on.
    assert_eq!(ask(&searcher(), "verlof", None, 10).notice(""), None);
    assert!(ask(&searcher(), "vrl", None, 10).hits.is_empty());
}

#[test]
fn of_one_page_the_three_best_sections_are_shown() {
    let mut sections: Vec<_> = (0..6)
        .map(|n| search::Section {
            url: format!("lang/#deel-{n}"),
            page_title: "Pensioen".into(),
            heading: format!("Pensioen deel {n}"),
            body: "Pensioen, pensioen en nog eens pensioen.".into(),
            ..Default::default()
        })
        .collect();
    sections.push(search::Section {
        url: "kort/".into(),
        page_title: "Salaris".into(),
        body: "Over je pensioen lees je elders meer.".into(),
        ..Default::default()
    });
    let searcher = loaded(&Material::of(&sections));
    let found: Vec<String> =
        places(ask(&searcher, "pensioen", None, 10)).into_iter().map(|place| place.url).collect();
    assert_eq!(found.len(), 4);
    assert_eq!(found[3], "kort/");
}

#[test]
fn fragments_show_where_it_stands() {
    let searcher = searcher();
    let fragment = |query: &str| {
        let place = places(ask(&searcher, query, Some("waterdam"), 1)).remove(0);
        place
            .fragment
            .iter()
            .map(|(text, marked)| if *marked { format!("[{text}]") } else { text.clone() })
            .collect::<String>()
    };
    assert_eq!(
        fragment("300 euro boete"),
        "Privé rijden mag niet. De [boete] is [€ 300,-] per keer. Tanken doe je met de pas."
    );
    assert_eq!(
        fragment("hoe meld ik me ziek"),
        "Ben je [ziek]? Bel voor negen uur je leidinggevende. Een bericht in de chat telt niet."
    );
    assert_eq!(
        fragment("reintegratieplan"),
        "Samen maak je een [re-integratieplan]. De bedrijfsarts geeft advies over de begeleiding."
    );
    // While a word is typed, the whole word is marked.
    assert_eq!(
        fragment("bedrijfsa"),
        "Samen maak je een re-integratieplan. De [bedrijfsarts] geeft advies over de begeleiding."
    );
}

#[test]
fn a_fragment_of_a_long_text_begins_near_the_words() {
    let filler = "Dit is een zin die over heel iets anders gaat en die lang genoeg is. ";
    let body = format!("{}Hier staat het woord parkeerpas in de zin. {}", filler.repeat(8), filler.repeat(8));
    let built = build(&Material::of(&[search::Section { body, ..Default::default() }]));
    let mut searcher = Searcher::from_bytes(&built.index).unwrap();
    assert!(places(ask(&searcher, "parkeerpas", None, 1))[0].fragment.is_empty(), "no texts, no fragment");
    searcher.add(&built.fragments[0]).unwrap();
    let place = places(ask(&searcher, "parkeerpas", None, 1)).remove(0);
    let text = place.plain_fragment();
    assert!(text.starts_with("… Hier staat het woord parkeerpas"), "{text}");
    assert!(text.ends_with(" …") && text.len() < 260, "{text}");
}

#[test]
fn odd_queries_get_a_calm_answer() {
    let long = "verlof ".repeat(3000);
    let page = "Een geplakte bladzijde, met <script>alert(1)</script> en meer. ".repeat(400);
    let letters = "a".repeat(10_000);
    for query in [
        "",
        " ",
        "v",
        "?",
        "\u{0}\u{1}\u{2}",
        "<script>alert(1)</script>",
        ".*+?^${}()|[]\\",
        "😀",
        "\u{202e}folrev",
        "שלום",
        "de het een",
        "'",
        "-",
        "&",
        "€",
        "%",
        "°",
        "50",
        "...",
        &long,
        &page,
        &letters,
    ] {
        for limit in [0, 1, 10, usize::MAX] {
            let answer = ask(&searcher(), query, Some("waterdam"), limit);
            assert!(answer.hits.len() <= limit);
            assert!(answer.notice(query).is_none_or(|notice| notice.len() < 1500));
        }
    }
    assert!(!ask(&searcher(), &long, None, 10).hits.is_empty());
}

#[test]
fn an_empty_handbook_answers_too() {
    let built = build(&Material::default());
    let mut searcher = Searcher::from_bytes(&built.index).unwrap();
    searcher.add(&built.fragments[0]).unwrap();
    assert!(ask(&searcher, "verlof", Some("waterdam"), 10).hits.is_empty());
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let material = Material::of(&sections());
    let (one, other) = (build(&material), build(&material));
    assert_eq!(one, other);
    let (first, second) = (searcher(), searcher());
    for query in ["geschenk", "ve", "€ 50", "hoe meld ik me ziek", "gschenk", "verkering bedrijfsarts"] {
        let json = ask(&first, query, Some("waterdam"), 20).to_json();
        assert_eq!(json, ask(&first, query, Some("waterdam"), 20).to_json());
        assert_eq!(json, ask(&second, query, Some("waterdam"), 20).to_json());
    }
}
