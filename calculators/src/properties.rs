//! What must hold for any answers and any bytes, tried on many of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::book::RuleBook;
use crate::program::{DamagedProgram, Program};
use crate::report::{Outcome, Report};
use crate::testing::Fixture;
use crate::tree::{Entry, Node, Scalar, Style, Value};

/// An answer that may be left out.
type Choices = Vec<(String, Vec<Option<String>>)>;

/// What a result shows.
fn shown(report: &Report) -> String {
    let outcome = match &report.outcome {
        Some(Outcome::One(id)) => id.clone(),
        other => format!("{other:?}"),
    };
    let attention: Vec<&str> = report.screen.attention.iter().map(|line| line.id.as_str()).collect();
    let unclear: Vec<&str> = report.screen.unclear.iter().map(|line| line.id.as_str()).collect();
    format!("{outcome} {:?} {attention:?} {unclear:?} {:?}", report.actions, report.values)
}

/// All ways of answering everything, each with what it shows.
fn completions(program: &Program, choices: &Choices) -> BTreeMap<Vec<usize>, (String, String)> {
    let mut all = BTreeMap::new();
    let mut picks = vec![0; choices.len()];
    loop {
        let answers: Vec<(String, String)> = choices
            .iter()
            .zip(&picks)
            .filter_map(|((id, options), pick)| Some((id.clone(), options[*pick].clone()?)))
            .collect();
        let report = program.evaluate(&answers, None);
        assert!(report.screen.mistakes.is_empty(), "{answers:?}: {:?}", report.screen.mistakes);
        assert!(report.outcome.is_some(), "{answers:?}");
        let outcome = format!("{:?}", report.outcome);
        all.insert(picks.clone(), (outcome, shown(&report)));
        let mut place = 0;
        loop {
            if place == picks.len() {
                return all;
            }
            picks[place] += 1;
            if picks[place] < choices[place].1.len() {
                break;
            }
            picks[place] = 0;
            place += 1;
        }
    }
}

fn some(options: &[&str]) -> Vec<Option<String>> {
    options.iter().map(|option| Some((*option).to_owned())).collect()
}

/// Asks exactly what can still matter, and decides exactly when nothing can change it any more: compared with
/// trying all answers.
fn exact(id: &str, organisation: &str, choices: &Choices, optional: &[&str]) {
    let book = Fixture::content().book();
    let program = book.program(id, organisation).unwrap();
    let asked: Vec<&str> = program.questions.iter().map(|question| question.id.as_str()).collect();
    let named: Vec<&str> = choices.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(asked, named, "the questions of {id} for {organisation}");
    let all = completions(&program, choices);
    // Each question open or answered: a number per question counts through all partial answers.
    let total: usize = choices.iter().map(|(_, options)| options.len() + 1).product();
    let stride = (total / 150).max(1) | 1;
    for number in (0..total).step_by(stride) {
        let mut rest = number;
        let partial: Vec<Option<usize>> = choices
            .iter()
            .map(|(_, options)| {
                let digit = rest % (options.len() + 1);
                rest /= options.len() + 1;
                // Leaving out an answer that may be left out is the same as not having got to it.
                digit.checked_sub(1).filter(|pick| options[*pick].is_some())
            })
            .collect();
        let answers: Vec<(String, String)> = choices
            .iter()
            .zip(&partial)
            .filter_map(|((id, options), pick)| Some((id.clone(), options[(*pick)?].clone()?)))
            .collect();
        let report = program.evaluate(&answers, None);
        let fits = |picks: &Vec<usize>| {
            picks.iter().zip(&partial).all(|(pick, known)| known.is_none_or(|known| known == *pick))
        };
        // A yes/no that may be skipped counts as no for the outcome, until it is answered.
        let counted = |picks: &Vec<usize>| {
            choices.iter().zip(picks).zip(&partial).all(|(((id, options), pick), known)| {
                known.is_some()
                    || !optional.contains(&id.as_str())
                    || options[*pick].as_deref().is_none_or(|text| text == "nee")
            })
        };
        let mut outcomes: Vec<&str> = all
            .iter()
            .filter(|(picks, _)| fits(picks) && counted(picks))
            .map(|(_, (outcome, _))| outcome.as_str())
            .collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        assert_eq!(report.outcome.is_some(), outcomes.len() == 1, "{organisation} {answers:?}: {outcomes:?}");
        if let [only] = outcomes.as_slice() {
            assert_eq!(format!("{:?}", report.outcome), *only, "{organisation} {answers:?}");
        }
        let mut wanted = Vec::new();
        for (place, (id, options)) in choices.iter().enumerate() {
            if partial[place].is_some() {
                continue;
            }
            let matters = all.iter().filter(|(picks, _)| fits(picks)).any(|(picks, (_, here))| {
                (0..options.len()).any(|other| {
                    let mut changed = picks.clone();
                    changed[place] = other;
                    all[&changed].1 != *here
                })
            });
            if matters {
                wanted.push(id.clone());
            }
        }
        assert_eq!(report.asks, wanted, "{organisation} {answers:?}");
    }
}

#[test]
fn lelystad_asks_exactly_what_matters() {
    let choices = vec![
        ("geld".to_owned(), some(&["ja", "nee"])),
        ("waarde".to_owned(), some(&["0", "50", "50,01"])),
        ("onderhandeling".to_owned(), some(&["ja", "nee"])),
        ("huisadres".to_owned(), some(&["ja", "nee"])),
        ("teamafspraak".to_owned(), some(&["ja", "nee"])),
    ];
    exact("geschenk", "lelystad", &choices, &["teamafspraak"]);
}

#[test]
fn almere_asks_exactly_what_matters() {
    let choices =
        ["geld", "waarde", "attentie", "onderhandeling", "gever_heeft_nodig", "tegenprestatie", "huisadres"]
            .into_iter()
            .map(|id| {
                let options =
                    if id == "waarde" { some(&["49,99", "50", "50,01"]) } else { some(&["ja", "nee"]) };
                (id.to_owned(), options)
            })
            .collect();
    exact("geschenk", "almere", &choices, &[]);
}

#[test]
fn the_workplace_asks_exactly_what_matters() {
    let choices = vec![
        ("plek".to_owned(), some(&["binnen", "buiten"])),
        ("werk".to_owned(), some(&["licht", "intensief", "zeer-intensief"])),
        ("luchtstroom".to_owned(), some(&["ja", "nee"])),
        (
            "temperatuur".to_owned(),
            some(&["4,9", "5", "23", "23,1", "25", "25,1", "26", "26,1", "28", "28,1"]),
        ),
        ("luchtvochtigheid".to_owned(), vec![Some("70".to_owned()), None]),
    ];
    exact("werkplektemperatuur", "lelystad", &choices, &["luchtvochtigheid"]);
}

// ---- anything at all ------------------------------------------------------------------------------------

/// Changes one place of a tree.
fn spoil(node: &mut Node, place: &mut usize, with: &Value) {
    if *place == 0 {
        node.value = with.clone();
        *place = usize::MAX;
        return;
    }
    *place -= 1;
    match &mut node.value {
        Value::List { items, .. } => {
            for item in items {
                if *place == usize::MAX {
                    return;
                }
                spoil(item, place, with);
            }
        }
        Value::Map { entries, .. } => {
            for entry in entries {
                if *place == usize::MAX {
                    return;
                }
                spoil(&mut entry.value, place, with);
            }
        }
        _ => {}
    }
}

fn oddity() -> impl Strategy<Value = Value> {
    let scalar = |text: String| Value::Scalar(Scalar { text, style: Style::Plain, lines: Vec::new() });
    prop_oneof![
        Just(Value::Empty),
        Just(Value::List { items: Vec::new(), flow: true }),
        Just(Value::Map { entries: Vec::<Entry>::new(), flow: false }),
        "[-|=<>{}() a-z0-9_.,;€%°+*/]{0,24}".prop_map(scalar),
        prop_oneof![
            Just("als geld = ja dan 5 EUR anders 6 EUR"),
            Just("min(waarde; waarde; 3 EUR"),
            Just("ontvangen + 999999999 dagen"),
            Just("((((((((((((((((((((((((((((((((((((((((ontvangen"),
            Just("9999-12-31"),
            Just("waarde en en en"),
            Just("| a | b |\n| c |"),
            Just("{{ {{ waarde }}"),
            Just("0 EUR"),
            Just("week 9999"),
        ]
        .prop_map(move |text| scalar(text.to_owned())),
    ]
}

/// Puts the stamp behind bytes that they would have as a program.
fn restamp(bytes: &mut Vec<u8>) {
    let stamp = crate::program::stamp(bytes);
    bytes.extend_from_slice(&stamp.to_le_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_file_is_a_finding_and_no_panic(file in 0_usize..15, place in 0_usize..120, with in oddity()) {
        // The larger handbook only where one of its own files is spoilt.
        let fixture = if file < 8 { Fixture::small() } else { Fixture::calls() };
        let mut files = fixture.rule_files();
        let mut place = place;
        let root = match file {
            0 => files.sources.as_mut(),
            1 => files.desks.first_mut().map(|file| &mut file.root),
            2..=4 => files.facts.get_mut(file - 2).map(|file| &mut file.root),
            5 => files.holidays.first_mut().map(|file| &mut file.root),
            _ => files.calculators.get_mut(file - 6).map(|file| &mut file.root),
        };
        if let Some(root) = root {
            spoil(root, &mut place, &with);
        }
        let (book, _) = RuleBook::read(&files);
        book.check();
        for calculator in book.calculators() {
            for organisation in &calculator.organisations {
                book.describe(&calculator.id, organisation);
                if let Some(program) = book.program(&calculator.id, organisation) {
                    prop_assert!(Program::from_bytes(&program.to_bytes()).is_ok());
                }
            }
            book.compare(&calculator.id);
        }
    }

    #[test]
    fn a_bundle_that_changed_on_the_way_is_refused(place in any::<prop::sample::Index>(), by in 1_u8..=255) {
        let mut bytes = Fixture::small().book().program("gift", "lelystad").unwrap().to_bytes();
        let place = place.index(bytes.len());
        bytes[place] = bytes[place].wrapping_add(by);
        let wanted = if place == 0 { DamagedProgram::OtherFormat } else { DamagedProgram::Damaged };
        prop_assert_eq!(Program::from_bytes(&bytes), Err(wanted));
    }

    // With a stamp that fits what was changed, only the reader itself stands between the bytes and the evaluator.
    #[test]
    fn damaged_bytes_are_an_error_or_a_program_but_never_a_panic(
        which in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let book = Fixture::calls().book();
        let (id, given) = [
            ("gift", "geld=nee waarde=50,01"),
            ("wachten", "ontvangen=24-12-2025"),
            ("kamer", "uren=8 deur=ja"),
            ("stoplicht", "fles=groen reis=groen"),
            ("samen", "manier=auto afstand=60 dag=1-3-2025 lang=3 zwaar=nee"),
        ][which];
        let mut bytes = book.program(id, "lelystad").unwrap().to_bytes();
        bytes.truncate(bytes.len() - 4);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        restamp(&mut bytes);
        if let Ok(program) = Program::from_bytes(&bytes) {
            let answers = crate::testing::answers(given);
            program.evaluate(&answers, Some(book.day())).to_json();
            program.evaluate(&[], None).to_text(&[]);
            program.calendar(&answers, book.day(), true);
        }
    }

    #[test]
    fn random_bytes_are_no_program(mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        bytes.insert(0, crate::program::FORMAT);
        restamp(&mut bytes);
        if let Ok(program) = Program::from_bytes(&bytes) {
            program.evaluate(&[], None).to_json();
        }
    }

    #[test]
    fn whatever_is_typed_gives_a_verdict_only_when_it_was_understood(text in "[-0-9,.€ jane%/]{0,12}") {
        let book = Fixture::small().book();
        let program = book.program("gift", "lelystad").unwrap();
        let answers = [("geld", "nee"), ("waarde", text.as_str()), ("kerst", "nee")].map(|(id, text)| (id.to_owned(), text.to_owned()));
        let report = program.evaluate(&answers, None);
        prop_assert_eq!(report.outcome.is_some(), report.screen.mistakes.is_empty());
        let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
        prop_assert_eq!(json["uitkomst"].is_null(), report.outcome.is_none());
    }

    #[test]
    fn the_order_of_answers_does_not_matter(order in Just(vec!["geld=nee", "waarde=20", "kerst=ja"]).prop_shuffle()) {
        let book = Fixture::small().book();
        let program = book.program("gift", "lelystad").unwrap();
        let report = program.evaluate(&crate::testing::answers(&order.join(" ")), None);
        prop_assert_eq!(report.outcome, Some(Outcome::One("aannemen".to_owned())));
    }
}
