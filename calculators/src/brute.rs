//! Tests against trying everything: what would change an outcome, on small programs made up at random.

use proptest::prelude::*;

use crate::answers;
use crate::explain::groups;
use crate::kernel::date::Date;
use crate::report::Outcome;
use crate::testing::Fixture;
use crate::wording::with;
use crate::world::{Val, World};

const HEAD: &str = "titel: Proef
soort: beslissing
maandeinde: laatste-dag
vragen:
  x:
    vraag: Hoeveel x?
    type: getal
    eenheid: km
    stap: 0,5 km
    minimum: -4 km
    maximum: 20 km
  y:
    vraag: Hoeveel y?
    type: getal
    eenheid: km
    stap: 0,5 km
    minimum: LIMIT
    maximum: 20 km
  b:
    vraag: Is het b?
    type: ja/nee
  d:
    vraag: Welke dag?
    type: datum
    minimum: 2025-01-01
    maximum: 2025-03-31
uitkomsten:
  een:
    kleur: groen
    kort: Een
    titel: Een
  twee:
    kleur: oranje
    kort: Twee
    titel: Twee
  drie:
    kleur: rood
    kort: Drie
    titel: Drie
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
";

/// An expression in kilometres.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => Just("x".to_owned()),
        1 => Just("y".to_owned()),
        2 => (-5_i32..20).prop_map(|number| format!("({number} km)")),
        1 => Just("2,25 km".to_owned()),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("min({one}; {other})")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("max({one}; {other})")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one} + {other})")),
            (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one} − {other})")),
            inner.clone().prop_map(|one| format!("({one} × 2 keer)")),
            inner.clone().prop_map(|one| format!("({one} ÷ 3 keer)")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| format!("(als b = ja dan {one} anders {other})")),
            (-3_i32..15, inner.clone(), inner)
                .prop_map(|(cut, one, other)| format!("(als x >= {cut} km dan {one} anders {other})")),
        ]
    })
}

fn comparison() -> impl Strategy<Value = String> {
    (prop_oneof![Just("<"), Just("<="), Just("="), Just(">="), Just(">")], -6_i32..30)
        .prop_map(|(sign, cut)| format!("{sign} {cut} km"))
}

/// Whether an answer is among those that words name: "meer dan 5 km en hoogstens 10 km".
fn named(words: &str, number: f64) -> bool {
    words == "elk antwoord"
        || words.replace('\u{a0}', " ").split(" en ").all(|part| {
            let cut = |rest: &str| -> f64 {
                rest.trim_end_matches(" km").replace('−', "-").replace(',', ".").parse().unwrap()
            };
            [
                ("minder dan ", number < 0.0),
                ("hoogstens ", false),
                ("precies ", false),
                ("minstens ", false),
                ("meer dan ", false),
            ]
            .iter()
            .find_map(|(sign, _)| {
                let cut = cut(part.strip_prefix(sign)?);
                Some(match *sign {
                    "minder dan " => number < cut,
                    "hoogstens " => number <= cut,
                    "precies " => number == cut,
                    "minstens " => number >= cut,
                    _ => number > cut,
                })
            })
            .unwrap_or_else(|| panic!("{words}"))
        })
}

/// Checks the claims about `x` against trying every answer; says how many claims there were.
fn every_answer(fixture: &Fixture, y: i32, b: bool) -> usize {
    let (book, findings) = fixture.read();
    let program = book.program("proef", "lelystad").unwrap_or_else(|| panic!("{}", fixture.show(&findings)));
    let answered = |x: f64| -> Vec<(String, String)> {
        let number = |number: f64| number.to_string().replace('.', ",");
        let answers = [
            ("x", number(x)),
            ("y", number(f64::from(y) / 2.0)),
            ("b", if b { "ja" } else { "nee" }.to_owned()),
        ];
        answers.into_iter().map(|(id, text)| (id.to_owned(), text)).collect()
    };
    let given = answers::read(&program, &answered(3.0)).given;
    let world = World::new(&program, given, false);
    let index = program.questions.iter().position(|question| question.id == "x").unwrap();
    let groups = groups(&world, index, false, None);
    for half in (-8..=40).filter(|_| !groups.is_empty()) {
        let x = f64::from(half) / 2.0;
        let report = program.evaluate(&answered(x), None);
        let among: Vec<_> = groups.iter().filter(|group| named(&group.words, x)).collect();
        let [group] = among.as_slice() else { panic!("x = {x}: {among:?} of {groups:?}") };
        let claimed: Vec<&str> = crate::evaluate::outcomes_of(&program, group.way.results.iter().sum())
            .iter()
            .map(|outcome| outcome.id.as_str())
            .collect();
        match &report.outcome {
            Some(Outcome::One(id)) => assert_eq!(claimed, [id.as_str()], "x = {x}: {groups:?}"),
            // Another answer cannot stand beside this one.
            _ => assert!(
                claimed.is_empty() && !report.screen.mistakes.is_empty(),
                "x = {x}: {groups:?} {report:?}"
            ),
        }
    }
    groups.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_would_change_the_outcome_is_what_trying_every_answer_shows(
        one in expression(),
        other in expression(),
        cuts in prop::collection::vec(comparison(), 2),
        tables in prop::collection::vec(-6_i32..25, 2),
        rounded in any::<bool>(),
        pair in any::<bool>(),
        limited in any::<bool>(),
        y in -8_i32..=40,
        b in any::<bool>(),
    ) {
        // Now and then `y` may not be less than `x`.
        let limit = if limited { "x" } else { "-4 km" };
        let y = if limited { y.max(6) } else { y };
        let rounding = if rounded { "\n        afronden: op helen, half omhoog" } else { "" };
        let third = if pair { "y" } else { "6 km" };
        let text = format!(
            "{}    waarden:
      eerst:
        naam: Eerst
        is: {one}{rounding}
      dan-nog:
        naam: Dan nog
        is: {other}
      staffel:
        naam: Staffel
        tabel: |
          | eerst | dan |
          |---|---|
          | < {low} km | 1 km |
          | >= {low} km | 7 km |
    tabel: |
      | eerst | dan-nog | staffel | x | b | dan | bron |
      |---|---|---|---|---|---|---|
      | {} | - | - | - | - | een | giften |
      | - | {} | - | - | - | twee | giften |
      | - | - | > 5 km | > {third} | - | drie | giften |
      | - | - | - | <= {high} km | nee | twee | giften |
      | - | - | - | - | - | een | giften |
",
            HEAD.replace("LIMIT", limit), cuts[0], cuts[1], low = tables[0], high = tables[1],
        );
        every_answer(&with(&text), y, b);
    }
}

/// A day reckoned with, and the day it is held against.
fn day() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => Just("d".to_owned()), 1 => Just("2025-02-10".to_owned())];
    leaf.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            (inner.clone(), 0_u8..40).prop_map(|(one, number)| format!("({one} + {number} dagen)")),
            (inner.clone(), 1_u8..3).prop_map(|(one, number)| format!("({one} + {number} maanden)")),
            (inner.clone(), 1_u8..9).prop_map(|(one, number)| format!("({one} + {number} werkdagen)")),
            inner.clone().prop_map(|one| format!("einde-maand({one})")),
            inner.clone().prop_map(|one| format!("werkdag-vanaf({one})")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("min({one}; {other})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stretches_of_days_are_what_trying_every_day_shows(
        one in day(),
        other in day(),
        length in 1_u8..60,
        cut in 1_u8..28,
    ) {
        let text = format!(
            "{}    waarden:
      eerst:
        naam: Eerst
        is: {one}
      dan-nog:
        naam: Dan nog
        is: {other}
      tussen:
        naam: Tussen
        is: dan-nog − 2025-01-15
    tabel: |
      | eerst | dan-nog | tussen | d | dan | bron |
      |---|---|---|---|---|---|
      | > 2025-03-{cut:02} | - | - | - | een | giften |
      | - | <= 2025-02-{cut:02} | - | - | twee | giften |
      | - | - | > {length} dagen | - | drie | giften |
      | - | - | - | = 2025-02-14 | een | giften |
      | - | - | - | - | twee | giften |
",
            HEAD.replace("LIMIT", "-4 km")
        );
        let program = with(&text).read().0.program("proef", "lelystad").unwrap();
        let answered = |day: Date| vec![("d".to_owned(), day.iso())];
        let first = Date::from_ymd(2025, 1, 1).unwrap();
        let days: Vec<Date> = (0..90).map(|offset| first.add_days(offset).unwrap()).collect();
        let index = program.questions.iter().position(|question| question.id == "d").unwrap();
        let world = World::new(&program, answers::read(&program, &answered(first)).given, false);
        let stretches = crate::edges::stretches(&world, index);
        prop_assert!(!stretches.is_empty() || !program.questions[index].steady);
        let inside = |day: Date, stretch: &crate::edges::Stretch| {
            let is = |val: &Option<Val>, low: bool| match val {
                Some(Val::Date(bound)) => if low { *bound <= day } else { day <= *bound },
                _ => true,
            };
            is(&stretch.first, true) && is(&stretch.last, false)
        };
        for day in days.into_iter().filter(|_| !stretches.is_empty()) {
            let among: Vec<_> = stretches.iter().filter(|stretch| inside(day, stretch)).collect();
            prop_assert_eq!(among.len(), 1);
            let Val::Date(inner) = among[0].inner else { panic!("a day") };
            prop_assert_eq!(
                program.evaluate(&answered(day), None).outcome,
                program.evaluate(&answered(inner), None).outcome,
                "{} stands for {}", inner.iso(), day.iso()
            );
        }
    }
}

/// What goes up and down with an answer has no edges that halving finds: nothing is claimed.
#[test]
fn nothing_is_claimed_where_edges_cannot_be_found() {
    let text = |value: &str| {
        format!(
            "{}    waarden:
      weg:
        naam: Weg
        {value}
    tabel: |
      | weg | y | b | dan | bron |
      |---|---|---|---|---|
      | > 3 keer | - | - | een | giften |
      | - | > 2 km | ja | drie | giften |
      | - | - | - | twee | giften |
",
            HEAD.replace("LIMIT", "-4 km")
        )
    };
    assert_eq!(every_answer(&with(&text("is: (x ÷ 1 km) × (x ÷ 1 km) × 1 keer")), 2, false), 0);
    assert!(every_answer(&with(&text("is: (x ÷ 1 km) × 2 keer")), 2, false) > 1);
}
