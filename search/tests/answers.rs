//! What stands above the results, what means the same, and how words stand together.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use corpus::{ask, loaded, places};
use search::{Answer, Choice, Form, Kind, Material, Query, Question, Searcher, Section, Synonym, Takes};

fn section(url: &str, title: &str, body: &str, organisation: &str, kind: Kind) -> Section {
    Section {
        url: url.into(),
        page_title: title.into(),
        body: body.into(),
        organisation: organisation.into(),
        kind,
        ..Section::default()
    }
}

fn calculator(
    organisation: &str,
    id: &str,
    title: &str,
    keywords: &[&str],
    questions: Vec<Question>,
) -> Section {
    let sensitive = id == "tijdlijn";
    let choice = format!("rekenhulpen/{id}/");
    let body = questions.iter().map(|question| question.label.as_str()).collect::<Vec<_>>().join("\n");
    Section {
        keywords: keywords.iter().map(|word| (*word).to_owned()).collect(),
        form: Some(Form { id: id.into(), sensitive, choice, questions }),
        ..section(&format!("{organisation}/rekenhulpen/{id}/"), title, &body, organisation, Kind::Calculator)
    }
}

fn question(id: &str, label: &str, takes: Takes) -> Question {
    Question { id: id.into(), label: label.into(), takes }
}

fn material() -> Material {
    let amount = || vec![question("waarde", "Hoeveel is het waard?", Takes::Amount)];
    let place = Takes::Choices(vec![
        Choice { value: "binnen".into(), label: "Binnen".into() },
        Choice { value: "buiten".into(), label: "Buiten".into() },
    ]);
    let synonym = |from: &str, to: &str, both, organisation: &str| Synonym {
        from: from.into(),
        to: to.into(),
        both,
        organisation: organisation.into(),
    };
    let mut term = section("begrippen/#wia", "WIA", "Wet voor wie lang ziek is.", "", Kind::Term);
    term.keywords = vec!["Wet werk en inkomen".into(), "uitkering".into()];
    Material {
        sections: vec![
            section("a/geschenken/", "Geschenken", "Een geschenk boven € 50 weiger je.", "a", Kind::Page),
            section("b/geschenken/", "Geschenken", "Een geschenk meld je bij je chef.", "b", Kind::Page),
            section("a/ziek/", "Ziek", "De uitkering komt na 104 weken. Meld je beter.", "a", Kind::Page),
            section("a/wet/", "De wet", "Werk en inkomen staan in de wet.", "a", Kind::Page),
            calculator("a", "geschenk", "Mag ik dit geschenk aannemen?", &["gift"], amount()),
            calculator("b", "geschenk", "Mag ik dit geschenk aannemen?", &["gift"], amount()),
            calculator(
                "a",
                "tijdlijn",
                "Wat moet er wanneer?",
                &["ziek"],
                vec![question("eerste", "Wat was je eerste ziektedag?", Takes::Date)],
            ),
            calculator(
                "a",
                "warmte",
                "Is het te warm?",
                &["graden", "heet"],
                vec![
                    question("warm", "Hoe warm is het?", Takes::Number("°C".into())),
                    question("plek", "Waar werk je?", place),
                ],
            ),
            term,
            section("a/contact/#vp", "De vertrouwenspersoon", "vp@a.nl\n0320 - 12", "a", Kind::Contact),
        ],
        synonyms: vec![
            synonym("cadeau", "geschenk", true, ""),
            synonym("WIA", "Wet werk en inkomen", true, ""),
            synonym("uitkering", "WIA", false, ""),
            synonym("baas", "chef", true, "b"),
        ],
        ..Material::default()
    }
}

fn answer(query: &str, organisation: &str) -> Answer {
    ask(&loaded(&material()), query, Some(organisation), 10)
}

/// Cards as text: title, and what is filled in.
fn cards(answer: &Answer) -> Vec<String> {
    let filled = |card: &search::Card| {
        card.filled.iter().map(|filled| format!(" {}={}", filled.question, filled.value)).collect::<String>()
    };
    answer.cards.iter().map(|card| format!("{}{}", card.url, filled(card))).collect()
}

#[test]
fn a_calculator_that_fits_is_filled_in_with_what_the_query_tells() {
    for (query, expected) in [
        ("cadeau 40 euro", "a/rekenhulpen/geschenk/ waarde=40"),
        ("geschenk van € 12,50", "a/rekenhulpen/geschenk/ waarde=12,5"),
        ("geschenk", "a/rekenhulpen/geschenk/"),
        ("mag ik deze gift aannemen", "a/rekenhulpen/geschenk/"),
        ("eerste ziektedag 3 maart 2026", "a/rekenhulpen/tijdlijn/ eerste=3 maart 2026"),
        ("26 graden buiten", "a/rekenhulpen/warmte/ warm=26 plek=buiten"),
        ("te heet", "a/rekenhulpen/warmte/"),
    ] {
        let answer = answer(query, "a");
        assert_eq!(cards(&answer).first().map(String::as_str), Some(expected), "{query}");
        assert!(answer.unknown.is_empty(), "what is filled in is not missed: {query} {:?}", answer.unknown);
        assert!(answer.corrected.is_empty(), "{query}");
        assert!(
            places(answer.clone())
                .iter()
                .skip(answer.cards.len())
                .all(|place| place.url != answer.cards[0].url)
        );
    }
    assert!(answer("eerste ziektedag 3 maart 2026", "a").cards[0].sensitive);
    assert!(
        cards(&answer("geschenk weigeren bezorgd buurman", "a")).is_empty(),
        "too little of it is answered"
    );
    assert!(cards(&answer("104 weken", "a")).is_empty());
}

/// What calculators are called, and which of them a query opens.
#[test]
fn a_calculator_answers_by_its_names_only() {
    let calculators: [(&str, &str, &[&str]); 5] = [
        (
            "ziek",
            "Wat moet er wanneer gebeuren als ik ziek ben?",
            &["UWV", "re-integratie", "twee jaar ziek"],
        ),
        ("loopbaan", "Hoe loopt mijn traject naar ander werk?", &["inschrijven UWV", "boventallig"]),
        ("melder", "Hoe meld ik me ziek of beter?", &["ik ben ziek", "griep", "gedragscode"]),
        ("aangifte", "Wie doet aangifte bij de politie?", &["anoniem aangifte", "wijkagent"]),
        ("bodycam", "Mag ik filmen met de bodycam?", &["camera"]),
    ];
    let mut sections: Vec<Section> = calculators
        .iter()
        .map(|(id, title, keywords)| calculator("a", id, title, keywords, vec![]))
        .collect();
    // What stands among the questions is no name.
    sections[1].body = "Heb je schulden?".into();
    let page =
        |url: &str, title: &str| section(url, title, "Werk, ziek, melden en anoniem.", "a", Kind::Page);
    sections.extend([page("a/code/", "Gedragscode"), page("a/melden/", "Anoniem melden")]);
    sections.push(section("begrippen/#gedragscode", "gedragscode", "De regels.", "", Kind::Term));
    sections.push(section("a/contact/#uwv", "UWV", "uwv.nl", "landelijk", Kind::Contact));
    sections.push(section(
        "a/contact/#post",
        "Het postvak voor klachten over werk",
        "x@a.nl",
        "a",
        Kind::Contact,
    ));
    let searcher = loaded(&Material::of(&sections));
    for (query, expected) in [
        ("uwv", &["a/contact/#uwv", "a/rekenhulpen/ziek/"][..]),
        ("inschrijven uwv", &["a/rekenhulpen/loopbaan/"]),
        ("uwv bellen", &["a/contact/#uwv", "a/rekenhulpen/ziek/"][..1]),
        ("ik ben ziek", &["a/rekenhulpen/melder/"]),
        ("anoniem melden", &[]),
        ("schulden", &[]),
        ("werk", &[]),
        ("camera", &["a/rekenhulpen/bodycam/"]),
        // A keyword only leads to a calculator; the term is called so.
        ("gedrags code", &["begrippen/#gedragscode", "a/rekenhulpen/melder/"]),
    ] {
        assert_eq!(cards(&ask(&searcher, query, Some("a"), 10)), expected, "{query}");
    }
}

#[test]
fn a_choice_by_itself_is_no_question() {
    let leave = Choice { value: "verlof".into(), label: "Ik had verlof".into() };
    let why = question("reden", "Waarom was je weg?", Takes::Choices(vec![leave]));
    let sections = [calculator("a", "weg", "Hoe word ik beoordeeld?", &["beoordeling na ziekte"], vec![why])];
    let searcher = loaded(&Material::of(&sections));
    let cards = |query| cards(&ask(&searcher, query, Some("a"), 10));
    assert!(cards("verlof").is_empty());
    assert_eq!(cards("beoordeeld met verlof"), ["a/rekenhulpen/weg/ reden=verlof"]);
}

#[test]
fn a_calculator_of_many_organisations_comes_once() {
    let title = "Mag ik dit geschenk aannemen?";
    let of = |organisation| calculator(organisation, "geschenk", title, &["gift"], vec![]);
    let searcher = loaded(&Material::of(&[of("a"), of("b"), of("c")]));
    for organisation in [None, Some("b")] {
        let answer = ask(&searcher, "wie mag een geschenk zomaar aannemen", organisation, 10);
        let urls: Vec<String> = answer.hits.iter().map(|hit| hit.url.clone()).collect();
        assert_eq!(urls.len() + answer.cards.len(), 1, "{organisation:?}: {urls:?}");
    }
}

#[test]
fn without_an_organisation_the_reader_chooses_whose_rules() {
    let answer = ask(&loaded(&material()), "cadeau 40 euro", None, 10);
    assert_eq!(cards(&answer), ["rekenhulpen/geschenk/"]);
    assert_eq!(cards(&self::answer("cadeau", "b")), ["b/rekenhulpen/geschenk/"]);
}

#[test]
fn a_term_tells_its_meaning_and_a_desk_how_to_reach_it() {
    let term = answer("WIA", "a");
    assert_eq!((term.cards[0].kind, term.cards[0].text.as_str()), (Kind::Term, "Wet voor wie lang ziek is."));
    // What merely leads to a term is not its name.
    assert!(answer("uitkering", "a").cards.is_empty());
    let desk = answer("vertrouwenspersoon", "a");
    assert_eq!((desk.cards[0].kind, desk.cards[0].text.as_str()), (Kind::Contact, "vp@a.nl\n0320 - 12"));
    assert!(answer("vertrouwenspersoon", "b").cards.is_empty(), "that of another organisation");
}

#[test]
fn what_means_the_same_is_found_and_named() {
    let via = |query: &str, organisation: &str| -> Vec<String> {
        answer(query, organisation)
            .hits
            .into_iter()
            .flat_map(|hit| hit.via.into_iter().map(move |via| format!("{} {via}", hit.url)))
            .collect()
    };
    assert!(
        via("cadeau", "a").contains(&"a/geschenken/ cadeau = geschenk".into()),
        "{:?}",
        via("cadeau", "a")
    );
    // A phrase stands for one word, and a word for a phrase.
    assert!(via("WIA", "a").contains(&"a/wet/ WIA = Wet werk en inkomen".into()), "{:?}", via("WIA", "a"));
    assert!(cards(&answer("wet werk en inkomen", "a")).contains(&"begrippen/#wia".into()));
    // One way is not the other: who looks for WIA does not look for every uitkering.
    assert!(answer("uitkering", "a").hits.iter().any(|hit| hit.title == "WIA"));
    assert!(answer("WIA", "a").hits.iter().all(|hit| hit.url != "a/ziek/"));
    // What only another organisation says is no synonym here.
    assert!(via("baas", "b").contains(&"b/geschenken/ baas = chef".into()));
    assert!(via("baas", "a").is_empty());
    // Most of a word is enough, so that nothing jumps with the last letter.
    assert!(answer("cade", "a").hits.iter().any(|hit| hit.url == "a/geschenken/"));
}

#[test]
fn words_close_together_and_in_order_come_first() {
    let filler = "en daarna staat er een heel stuk tekst over andere dingen voordat het volgende woord komt ";
    let sections = [
        section("ver", "", &format!("Declareren mag. {filler} De bon bewaar je."), "", Kind::Page),
        section("omgekeerd", "", &format!("{filler} een bon declareren {filler}"), "", Kind::Page),
        section("dicht", "", &format!("{filler} declareren bon {filler}"), "", Kind::Page),
    ];
    let searcher = loaded(&Material::of(&sections));
    let found: Vec<String> =
        ask(&searcher, "declareren bon", None, 10).hits.into_iter().map(|hit| hit.url).collect();
    assert_eq!(found, ["dicht", "omgekeerd", "ver"]);
}

#[test]
fn a_page_with_all_words_in_several_sections_stands_above_one_with_fewer() {
    let on = |url: &str, body: &str| section(url, url.split('#').next().unwrap(), body, "", Kind::Page);
    let sections = [
        on("half", "Declareren, declareren, declareren en nog eens declareren."),
        on("heel#een", "Declareren doe je in het portaal."),
        on("heel#twee", "Bewaar de bon vijf jaar."),
    ];
    let searcher = loaded(&Material::of(&sections));
    let found: Vec<String> =
        ask(&searcher, "declareren bon", None, 10).hits.into_iter().map(|hit| hit.url).collect();
    assert_eq!(found[0], "heel");
}

#[test]
fn official_text_stands_below_plain_pages_with_as_many_words() {
    let sections = [
        section("officieel", "Verlofregeling verlof", "Verlof verlof verlof.", "", Kind::Official),
        section("gewoon", "Vrij", "Hoe lang voordat verlof begint, en wat dan.", "", Kind::Page),
    ];
    let searcher = loaded(&Material::of(&sections));
    let found: Vec<String> = ask(&searcher, "verlof", None, 10).hits.into_iter().map(|hit| hit.url).collect();
    assert_eq!(found, ["gewoon", "officieel"]);
}

#[test]
fn filters_leave_others_out() {
    let searcher = loaded(&material());
    let urls = |query: &Query| -> Vec<String> {
        let answer = searcher.search(query);
        places(answer).into_iter().map(|place| place.url).collect()
    };
    let mut query = Query::new("geschenk", Some("a"), 10);
    assert!(urls(&query).contains(&"b/geschenken/".into()));
    query.only_own = true;
    assert!(!urls(&query).contains(&"b/geschenken/".into()));
    query.kind = Some(Kind::Calculator);
    assert_eq!(urls(&query), ["a/rekenhulpen/geschenk/"]);
}

#[test]
fn an_unknown_word_gets_suggestions_and_no_random_beginning() {
    let searcher = loaded(&material());
    let answer = ask(&searcher, "geschnekjes", None, 10);
    assert!(answer.hits.is_empty());
    assert_eq!(answer.suggestions.first().map(String::as_str), Some("geschenken"), "{answer:?}");
    let answer = ask(&searcher, "gesxyz", None, 10);
    assert!(answer.hits.is_empty() && answer.suggestions.is_empty(), "{answer:?}");
}

#[test]
fn a_word_that_nobody_wrote_is_found_by_the_known_word_that_it_ends_or_begins_with() {
    let sections = [
        section("bril/", "Bril", "Een bril voor het scherm.", "", Kind::Page),
        section("bodycam/", "Bodycam", "Een bodycam start je zelf.", "", Kind::Page),
        section("merk/", "Merk", "Het merk van een apparaat.", "", Kind::Page),
    ];
    let searcher = loaded(&Material::of(&sections));
    for (query, expected) in [
        ("computerbril", Some("bril/")),
        ("bodycamera", Some("bodycam/")),
        // Too little is left of it, or what is left is another word: a stem is no word that somebody wrote.
        ("brilfoon", None),
        ("xmerken", None),
    ] {
        let answer = searcher.search(&Query::new(query, None, 5));
        assert_eq!(answer.hits.first().map(|hit| hit.url.as_str()), expected, "{query}");
    }
}

#[test]
fn an_explanation_adds_up() {
    let searcher = loaded(&material());
    let query = Query::new("cadeau weigeren", Some("a"), 10);
    let answer = searcher.search(&query);
    let place = &answer.hits[0].places[0];
    let why = searcher.explain(&query, &place.url).unwrap();
    let sum: f32 = why.words.iter().map(|word| word.points).sum::<f32>() + why.close;
    assert!((sum * why.organisation * why.kind - why.total).abs() < 0.001, "{why:?}");
    assert_eq!(why.words.len(), 2);
    assert_eq!(why.words[0].terms[0].how, "cadeau = geschenk");
    assert_eq!(searcher.explain(&query, "nergens"), None);
}

#[test]
fn what_leads_nowhere_is_known_at_build_time() {
    let mut material = material();
    material.synonyms.push(Synonym {
        from: "draaiorgel".into(),
        to: "pierement".into(),
        both: true,
        organisation: String::new(),
    });
    let built = search::build(&material);
    // WIA stands in the glossary alone, the pierement nowhere.
    assert_eq!(built.dead, [2, material.synonyms.len() - 1]);
    assert!(Searcher::from_bytes(&built.index).is_ok());
}
