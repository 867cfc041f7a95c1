//! A handbook so large that its index is parted: pieces and texts are fetched as a page would fetch them.

#![allow(clippy::unwrap_used, clippy::panic)]

use search::{Answer, Built, Material, Query, Searcher, Section, build};

const WORDS: [&str; 40] = [
    "verlof",
    "salaris",
    "vergoeding",
    "kilometer",
    "dienst",
    "auto",
    "kleding",
    "overleg",
    "verzuim",
    "melding",
    "gesprek",
    "rooster",
    "pauze",
    "opleiding",
    "contract",
    "pensioen",
    "toeslag",
    "regeling",
    "formulier",
    "bezwaar",
    "commissie",
    "termijn",
    "bedrag",
    "factuur",
    "declaratie",
    "reis",
    "hotel",
    "parkeren",
    "fiets",
    "telefoon",
    "laptop",
    "kantoor",
    "sleutel",
    "toegang",
    "bezoek",
    "balie",
    "agressie",
    "veiligheid",
    "bril",
    "helm",
];

/// Sections that are like those of a handbook as far as an index goes: a few common words, and one that is rare.
fn sections(count: usize) -> Vec<Section> {
    let pick = |n: usize| WORDS[n % WORDS.len()];
    (0..count)
        .map(|n| Section {
            url: format!("deel-{}/bladzijde-{}/#sectie-{n}", n / 500, n / 5),
            page_title: format!("Over {} en {}", pick(n / 5), pick(n / 35)),
            heading: format!("Wat geldt voor {}?", pick(n / 3)),
            body: format!(
                "Bij {} hoort {} en soms {}. Het nummer is zaak{}. {}",
                pick(n),
                pick(n / 7),
                pick(n / 11),
                letters(n),
                if n == 4321 { "De kwiltverklaring telt." } else { "" }
            ),
            ..Section::default()
        })
        .collect()
}

/// A number in letters, so that it is a word of its own.
fn letters(mut n: usize) -> String {
    let mut out = String::new();
    loop {
        out.push(char::from(b'b' + u8::try_from(n % 20).unwrap()));
        n /= 20;
        if n == 0 {
            return out;
        }
    }
}

/// Asks as the page does: fetches what an answer lacks and asks again. Gives the answer, and how much was fetched.
fn fetch(built: &Built, searcher: &mut Searcher, text: &str) -> (Answer, usize) {
    let query = Query::new(text, None, 10);
    let mut fetched = 0;
    for _ in 0..4 {
        let answer = searcher.search(&query);
        let files = answer.needs.iter().map(|n| &built.postings[*n]);
        let files: Vec<&Vec<u8>> =
            files.chain(answer.needs_texts.iter().map(|n| &built.fragments[*n])).collect();
        if files.is_empty() {
            return (answer, fetched);
        }
        for file in files {
            fetched += file.len();
            searcher.add(file).unwrap();
        }
    }
    panic!("{text} never has enough");
}

#[test]
fn a_parted_index_gives_the_same_answers() {
    let mut material = Material::of(&sections(3000));
    let whole = build(&material);
    material.most_in_one = Some(0);
    let parted = build(&material);
    assert!(whole.postings.is_empty() && whole.fragments.len() == 1);
    assert!(parted.postings.len() > 1 && parted.fragments.len() > 1);
    let mut one = Searcher::from_bytes(&whole.index).unwrap();
    one.add(&whole.fragments[0]).unwrap();
    for query in ["verlof", "kilometer vergoeding", "ver", "hoe lang duurt de pauze", "agresie", "zaakbbc"] {
        let mut other = Searcher::from_bytes(&parted.index).unwrap();
        let (answer, _) = fetch(&parted, &mut other, query);
        assert_eq!(answer, one.search(&Query::new(query, None, 10)), "{query}");
    }
}

#[test]
fn a_hundred_thousand_sections_stay_usable() {
    let built = build(&Material::of(&sections(100_000)));
    let all: usize = built.postings.iter().chain(&built.fragments).map(Vec::len).sum();
    assert!(
        built.postings.len() > 10 && built.fragments.len() > 50,
        "{} {}",
        built.postings.len(),
        built.fragments.len()
    );
    let mut searcher = Searcher::from_bytes(&built.index).unwrap();
    for (query, expected) in
        [("kwiltverklaring", Some("deel-8/bladzijde-864/")), ("salaris pensioen", None), ("ve", None)]
    {
        let (answer, fetched) = fetch(&built, &mut searcher, query);
        assert!(!answer.hits.is_empty(), "{query}");
        assert!(answer.hits.iter().all(|hit| !hit.title.is_empty() && !hit.places[0].fragment.is_empty()));
        if let Some(url) = expected {
            assert_eq!(answer.hits[0].url, url);
            assert!(fetched < all / 20, "{query}: {fetched} of {all} bytes for one rare word");
        }
        assert!(fetched < all / 2, "{query}: {fetched} of {all} bytes");
    }
}

#[test]
fn a_piece_of_another_build_is_refused() {
    let parted = |count| {
        let mut material = Material::of(&sections(count));
        material.most_in_one = Some(0);
        build(&material)
    };
    let (one, other) = (parted(300), parted(301));
    let mut searcher = Searcher::from_bytes(&one.index).unwrap();
    assert!(searcher.add(&other.postings[0]).is_err());
    assert!(searcher.add(&other.fragments[0]).is_err());
    assert!(searcher.add(&one.postings[0]).is_ok());
    let damaged = &one.fragments[0][..one.fragments[0].len() - 1];
    assert!(searcher.add(damaged).is_err());
}
