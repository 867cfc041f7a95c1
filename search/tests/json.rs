//! The JSON that scripts and the command line get.

#![allow(clippy::unwrap_used, clippy::panic)]

mod corpus;

use corpus::searcher;
use search::{Answer, Hit, Kind};

#[test]
fn the_answer_of_the_browser() {
    let mut answer = searcher().search("boete", Some("waterdam"), 10);
    // The weight is the business of the ranking tests.
    for hit in &mut answer.hits {
        hit.score = 1.25;
    }
    assert_eq!(
        answer.to_json(),
        concat!(
            r#"{"treffers":[{"titel":"Reiskosten","sectie":"De dienstauto's","url":"waterdam/reizen/#dienstauto","#,
            r#""organisatie":"waterdam","soort":"pagina","score":1.250,"fragment":["#,
            r#"{"tekst":"Privé rijden mag niet. De ","raak":false},{"tekst":"boete","raak":true},"#,
            r#"{"tekst":" is € 300,- per keer. Tanken doe je met de pas.","raak":false}]}],"melding":null}"#
        )
    );
}

#[test]
fn an_answer_without_hits() {
    assert_eq!(Answer::default().to_json(), r#"{"treffers":[],"melding":null}"#);
    assert_eq!(Answer::default().to_plain_json(), "[]");
    assert_eq!(
        searcher().search("qqqq", None, 10).to_json(),
        r#"{"treffers":[],"melding":"Niets gevonden voor ‘qqqq’. Probeer een ander woord of minder woorden."}"#
    );
}

#[test]
fn the_list_of_the_command_line() {
    let hit = |kind| Hit {
        title: "Een \"titel\"".into(),
        heading: String::new(),
        url: "a/b/".into(),
        organisation: String::new(),
        kind,
        score: 0.5,
        fragment: vec![("… dit ".into(), false), ("hier".into(), true), ("\n…".into(), false)],
    };
    let answer = Answer { hits: vec![hit(Kind::Page), hit(Kind::Calculator)], notice: Some("Let op".into()) };
    assert_eq!(
        answer.to_plain_json(),
        r#"[
  {"titel":"Een \"titel\"","sectie":"","url":"a/b/","organisatie":"","soort":"pagina","score":0.500,"fragment":"… dit hier\n…"},
  {"titel":"Een \"titel\"","sectie":"","url":"a/b/","organisatie":"","soort":"hulpmiddel","score":0.500,"fragment":"… dit hier\n…"}
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
