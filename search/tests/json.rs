//! The JSON that scripts and the command line get.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use corpus::{ask, searcher};
use search::{Answer, Card, Filled, Hit, Kind, Place};

#[test]
fn the_answer_of_the_browser() {
    let answer = ask(&searcher(), "boete", Some("waterdam"), 10);
    assert_eq!(
        answer.to_json(),
        concat!(
            r#"{"kaarten":[],"treffers":[{"titel":"Reiskosten","url":"waterdam/reizen/","#,
            r#""organisatie":"waterdam","soort":"pagina","via":[],"secties":[{"#,
            r#""kop":"De dienstauto's","url":"waterdam/reizen/#dienstauto","fragment":["#,
            r#""Privé rijden mag niet. De ","boete"," is € 300,- per keer. Tanken doe je met de pas."]}]}],"#,
            r#""totaal":1,"verbeterd":[],"onbekend":[],"suggesties":[],"minder":0,"nodig":[],"teksten":[]}"#
        )
    );
}

#[test]
fn an_answer_without_hits() {
    let empty = r#"{"kaarten":[],"treffers":[],"totaal":0,"verbeterd":[],"onbekend":[],"suggesties":[],"minder":0,"nodig":[],"teksten":[]}"#;
    assert_eq!(Answer::default().to_json(), empty);
    assert_eq!(Answer::default().to_plain_json(), "[]");
    let answer = ask(&searcher(), "qqqq", None, 10);
    assert_eq!(answer.to_json(), empty.replace("\"onbekend\":[]", "\"onbekend\":[\"qqqq\"]"));
    let sentence = "Niets gevonden voor ‘qqqq’. Probeer een ander woord of minder woorden.";
    assert_eq!(answer.notice("qqqq").as_deref(), Some(sentence));
}

fn hit(kind: Kind) -> Hit {
    let place = |heading: &str, url: &str| Place {
        heading: heading.into(),
        url: url.into(),
        score: 0.5,
        fragment: vec![("… dit ".into(), false), ("hier".into(), true), ("\n…".into(), false)],
    };
    Hit {
        title: "Een \"titel\"".into(),
        url: "a/b/".into(),
        organisation: String::new(),
        kind,
        score: 0.5,
        via: vec!["cadeau = geschenk".into()],
        places: vec![place("Kop", "a/b/#kop"), place("", "a/b/")],
    }
}

fn card() -> Card {
    let filled = Filled { question: "waarde".into(), value: "40".into(), shown: "€ 40".into() };
    Card {
        kind: Kind::Calculator,
        title: "Mag dit?".into(),
        url: "a/rekenhulpen/geschenk/".into(),
        organisation: "a".into(),
        form: "geschenk".into(),
        filled: vec![filled],
        ..Card::default()
    }
}

#[test]
fn cards_and_hits_in_the_browser() {
    let answer = Answer {
        cards: vec![card()],
        hits: vec![hit(Kind::Page)],
        total: 1,
        needs: vec![2, 7],
        ..Answer::default()
    };
    assert_eq!(
        answer.to_json(),
        concat!(
            r#"{"kaarten":[{"titel":"Mag dit?","url":"a/rekenhulpen/geschenk/","organisatie":"a","soort":"hulpmiddel","#,
            r#""tekst":"","hulpmiddel":"geschenk","invullen":[["waarde","40","€ 40"]],"gevoelig":false}],"#,
            r#""treffers":[{"titel":"Een \"titel\"","url":"a/b/","organisatie":"","soort":"pagina","#,
            r#""via":["cadeau = geschenk"],"secties":["#,
            r#"{"kop":"Kop","url":"a/b/#kop","fragment":["… dit ","hier","\n…"]},"#,
            r#"{"kop":"","url":"a/b/","fragment":["… dit ","hier","\n…"]}]}],"#,
            r#""totaal":1,"verbeterd":[],"onbekend":[],"suggesties":[],"minder":0,"nodig":[2,7],"teksten":[]}"#
        )
    );
}

#[test]
fn a_fragment_that_begins_with_a_mark_has_an_empty_part_first() {
    let mut hit = hit(Kind::Page);
    hit.places.truncate(1);
    hit.places[0].fragment = vec![("hier".into(), true), (" staat".into(), false)];
    let json = Answer { hits: vec![hit], ..Answer::default() }.to_json();
    assert!(json.contains(r#""fragment":["","hier"," staat"]"#), "{json}");
}

#[test]
fn the_list_of_the_command_line() {
    let mut plain = hit(Kind::Official);
    plain.via.clear();
    plain.places.truncate(1);
    let answer = Answer { cards: vec![card()], hits: vec![hit(Kind::Page), plain], ..Answer::default() };
    assert_eq!(
        answer.to_plain_json(),
        r#"[
  {"titel":"Mag dit?","sectie":"","url":"a/rekenhulpen/geschenk/","organisatie":"a","soort":"hulpmiddel","score":null,"fragment":"","kaart":true,"invullen":{"waarde":"40"}},
  {"titel":"Een \"titel\"","sectie":"Kop","url":"a/b/#kop","organisatie":"","soort":"pagina","score":0.500,"fragment":"… dit hier\n…","via":["cadeau = geschenk"],"ook":["a/b/"]},
  {"titel":"Een \"titel\"","sectie":"Kop","url":"a/b/#kop","organisatie":"","soort":"officieel","score":0.500,"fragment":"… dit hier\n…"}
]"#
    );
}

#[test]
fn every_kind_has_its_name() {
    assert_eq!(
        Kind::ALL.map(Kind::name),
        ["pagina", "hulpmiddel", "vergelijking", "begrip", "contact", "officieel"]
    );
}
