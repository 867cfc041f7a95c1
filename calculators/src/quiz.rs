//! How the answers to the situations of a quiz are judged.

use crate::evaluate::unclear;
use crate::program::Colour;
use crate::report::{Report, Verdict};
use crate::texts::digits;
use crate::words::Words;
use crate::world::{Given, Val, World};

/// Judges each situation that was answered, and counts them once all are.
pub(crate) fn judge(world: &World<'_>, report: &mut Report) {
    let words = Words::new(world);
    let mut right = 0;
    let mut verdicts = Vec::new();
    for situation in &world.program.situations {
        let place = usize::from(situation.question);
        let (Some(question), Some(Given::Is(Val::Word(answer)))) =
            (world.program.questions.get(place), world.given.get(place))
        else {
            continue;
        };
        let verdict = if *answer == situation.colour.option() {
            "goed"
        } else if situation.also.is_some_and(|also| also.option() == *answer) {
            "kan-ook"
        } else {
            "anders"
        };
        right += usize::from(verdict != "anders");
        let named = |colour: Colour| {
            question.options.get(usize::from(colour.option())).map(|option| words.text(&option.label))
        };
        verdicts.push(Verdict {
            id: question.id.clone(),
            verdict,
            colour: situation.colour.id(),
            colour_name: named(situation.colour).unwrap_or_default(),
            also: situation.also.and_then(named),
            why: words.text(&situation.why),
            source: words.source_names(&situation.sources),
            unclear: situation.unclear.as_ref().map(|line| unclear(&words, line)),
        });
    }
    if report.outcome.is_some() {
        let all = world.program.situations.len();
        report.screen.sentence = Some(text![digits(right), " van de ", digits(all), " goed."]);
    }
    report.situations = Some(verdicts);
}

impl Colour {
    /// Which option of a situation it is.
    pub(crate) fn option(self) -> u16 {
        self as u16
    }
}
