//! The evaluator against the same rules: what is certain, and what is still asked, against trying every answer.

use proptest::prelude::*;

use super::{Input, Right, Rules, SOURCES, rules};
use crate::program::Program;
use crate::report::{Outcome, Report};
use crate::testing::Fixture;

const QUESTIONS: [&str; 5] = ["geld", "soort", "extra", "waarde", "vorige"];

/// The answers of an input, each as it is typed; none to a question that is not asked.
fn answers(input: Input) -> [Option<String>; 5] {
    let yes_no = |answer: bool| if answer { "ja" } else { "nee" }.to_owned();
    [
        Some(yes_no(input.geld)),
        Some(["a", "b", "c", "weet-ik-niet"][input.soort].to_owned()),
        input.extra.map(yes_no),
        Some(input.waarde.to_string()),
        Some(input.vorige.to_string()),
    ]
}

/// What comes out of an input by the rules themselves: the outcomes, in order.
fn outcome(rules: &Rules, input: Input, fact: i64) -> Vec<usize> {
    let mut found: Vec<usize> =
        rules.rows.iter().filter(|row| rules.matches(row, input, fact)).map(|row| row.outcome).collect();
    if rules.hit != "alle" {
        found.truncate(1);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The same of a report; none where nothing is certain.
fn told(report: &Report) -> Option<Vec<usize>> {
    let place = |id: &String| ["een", "twee", "drie"].iter().position(|known| known == id).unwrap();
    match &report.outcome {
        Some(Outcome::One(id)) => Some(vec![place(id)]),
        Some(Outcome::All(ids)) => {
            let mut places: Vec<usize> = ids.iter().map(place).collect();
            places.sort_unstable();
            Some(places)
        }
        None => (report.screen.short.as_deref() == Some("Geen regel")).then(Vec::new),
    }
}

fn program(rules: &Rules, fact: i64) -> Program {
    let facts = format!(
        "grens:\n  omschrijving: Grens\n  bron: lelystad/code#plek\n  waarden:\n    - vanaf: onbekend\n      waarde: {fact} EUR\n"
    );
    let fixture = Fixture::new()
        .file("bronnen.yaml", SOURCES)
        .file("lelystad/feiten.yaml", &facts)
        .file("rekenhulpen/proef.yaml", &rules.text().0);
    let (book, findings) = fixture.read();
    book.program("proef", "lelystad").unwrap_or_else(|| panic!("{}", fixture.show(&findings)))
}

/// Whether two inputs differ in nothing but this question, and in what is asked because of it.
fn differ_in(question: usize, one: &[Option<String>; 5], other: &[Option<String>; 5]) -> bool {
    one[question] != other[question]
        && (0..5).all(|place| {
            place == question
                || one[place] == other[place]
                || place == 2 && (one[2].is_none() || other[2].is_none())
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_certain_and_what_is_asked_is_what_trying_everything_shows(
        rules in rules(),
        fact in 0_i64..7,
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..32), 6),
    ) {
        let inputs = rules.inputs();
        // Where rows overlap that may not, which of them is met first says nothing.
        let overlapping = rules.hit == "uniek"
            && inputs.iter().any(|input| {
                rules.rows.iter().filter(|row| rules.matches(row, *input, fact)).count() > 1
            });
        let rules = if overlapping { Rules { hit: "eerste", ..rules } } else { rules };
        // Where two amounts are held against each other more ways are thought possible than there are.
        let apart = !rules.floor
            && rules.made == 0
            && rules.rows.iter().all(|row| {
                row.column.iter().chain(&row.second).all(|(_, right)| !matches!(right, Right::Other))
            });
        let program = program(&rules, fact);
        for (pick, mask) in picks {
            let chosen = answers(*pick.get(&inputs));
            let given: Vec<(String, String)> = (0..5)
                .filter(|place| mask >> place & 1 == 1)
                .filter_map(|place| Some((QUESTIONS[place].to_owned(), chosen[place].clone()?)))
                .collect();
            let fits: Vec<([Option<String>; 5], Vec<usize>)> = inputs
                .iter()
                .map(|input| (answers(*input), *input))
                .filter(|(answers, _)| {
                    given.iter().all(|(name, text)| {
                        let place = QUESTIONS.iter().position(|question| question == name).unwrap();
                        answers[place].as_ref().is_none_or(|answer| answer == text)
                    })
                })
                .map(|(answers, input)| (answers, outcome(&rules, input, fact)))
                .collect();
            let mut ways: Vec<&Vec<usize>> = fits.iter().map(|(_, outcome)| outcome).collect();
            ways.sort();
            ways.dedup();
            let report = program.evaluate(&given, None);
            prop_assert!(report.screen.mistakes.is_empty(), "{:?} {:?}", given, report.screen.mistakes);
            let told = told(&report);
            if let Some(told) = &told {
                prop_assert_eq!(&ways, &vec![told], "{:?}\n{}", given, rules.text().0);
            }
            let wanted: Vec<&str> = (0..5)
                .filter(|place| !given.iter().any(|(name, _)| name == QUESTIONS[*place]))
                .filter(|place| {
                    fits.iter().enumerate().any(|(at, (one, here))| {
                        fits[at + 1..].iter().any(|(other, there)| here != there && differ_in(*place, one, other))
                    })
                })
                .map(|place| QUESTIONS[place])
                .collect();
            if apart {
                prop_assert_eq!(told.is_some(), ways.len() == 1, "{:?} {:?}\n{}", given, ways, rules.text().0);
                prop_assert_eq!(&report.asks, &wanted, "{:?}\n{}", given, rules.text().0);
            } else {
                prop_assert!(
                    wanted.iter().all(|question| report.asks.iter().any(|asked| asked == question)),
                    "{:?}: {:?} lacks one of {:?}\n{}", given, report.asks, wanted, rules.text().0
                );
            }
        }
    }
}
