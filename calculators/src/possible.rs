//! What can come out when the reader does not know an answer: each possible outcome, and what leads to it.

use crate::evaluate::outcomes_of;
use crate::explain::{results, titles};
use crate::kernel::dutch;
use crate::program::{Colour, Index, Operand};
use crate::report::{Possible, Report};
use crate::texts::joined;
use crate::words::{Words, asked};
use crate::world::{Decided, Effect, Given, NO_RULE, Val, World};

/// More ways than this nobody reads; then the outcomes are named alone.
const MOST_WAYS: usize = 6;
/// So many answers are tried to find the ways.
const TRIES: usize = 60;

/// A result, its title with what is known under those answers, and the answers that lead to it.
type Ways = Vec<(Decided, String, Vec<String>)>;

fn add(ways: &mut Ways, decided: Decided, title: String, text: String) {
    match ways.iter_mut().find(|(known, said, _)| *known == decided && *said == title) {
        Some((.., texts)) => texts.push(text),
        None => ways.push((decided, title, vec![text])),
    }
}

/// Follows the unknown answers that matter, one after the other. False when there are too many.
fn follow(world: &World<'_>, path: &str, ways: &mut Ways, tries: &mut usize) -> bool {
    let words = Words::new(world);
    for (index, question) in world.program.questions.iter().enumerate() {
        let place = index as Index;
        if world.given.get(index) != Some(&Given::Unknown) || !world.any_matters(&[Effect::Decision], place) {
            continue;
        }
        let label = words.name(Operand::Answer(place));
        let mut here: Ways = Vec::new();
        for option in 0..question.answers() {
            if *tries == 0 {
                return false;
            }
            *tries -= 1;
            let val = Val::Word(option as Index);
            let text = words.val(&val, Some(Operand::Answer(place)));
            let known = world.with(index, val);
            match results(&known).as_slice() {
                [only] => add(&mut here, *only, titles(&known, *only), text),
                _ => {
                    let longer = text![path, asked(&label, &text), " "];
                    if !follow(&known, &longer, ways, tries) {
                        return false;
                    }
                }
            }
        }
        for (decided, title, texts) in here {
            add(ways, decided, title, text![path, asked(&label, &dutch::list_or(&texts))]);
        }
        return true;
    }
    // Nothing that is unknown matters and yet it is open: that is not told apart here.
    false
}

/// Tells what can come out.
pub(crate) fn tell(world: &World<'_>, report: &mut Report) {
    let mut ways = Vec::new();
    let whole = follow(world, "", &mut ways, &mut TRIES.clone());
    let count: usize = ways.iter().map(|(.., texts)| texts.len()).sum();
    if !whole || count > MOST_WAYS {
        ways.clear();
        for decided in results(world) {
            ways.push((decided, titles(world, decided), Vec::new()));
        }
    }
    for (decided, title, texts) in ways {
        let mut ids = Vec::new();
        let mut colour = Colour::Grey;
        for outcome in outcomes_of(world.program, decided & !NO_RULE) {
            if ids.is_empty() || colour.gravity() < outcome.colour.gravity() {
                colour = outcome.colour;
            }
            ids.push(outcome.id.as_str());
        }
        report.possible.push(Possible {
            outcome: if ids.is_empty() { "regel-onbekend".to_owned() } else { joined(&ids, " en ") },
            colour: colour.id(),
            title,
            way: if texts.is_empty() { None } else { Some(joined(&texts, " Of: ")) },
        });
    }
    report.screen.certain = true;
    report.screen.head("grijs", "Hangt ervan af", "Dat hangt af van wat je niet weet");
}
