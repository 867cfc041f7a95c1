//! Which points of a checklist apply, and which of those are missing.

use crate::program::QuestionKind;
use crate::report::{Points, Report};
use crate::world::{Given, Tri, Val, World};

/// Tells the points that apply from those that do not, shows the former, and counts what is
/// advised and missing.
/// `Tri::Open` while it is not settled for all of them.
pub(crate) fn sort(world: &World<'_>, report: &mut Report) -> (Tri, usize) {
    let mut points = Points::default();
    let mut state = Tri::Yes;
    let mut advice = 0;
    for (index, question) in world.program.questions.iter().enumerate() {
        if question.kind != QuestionKind::Tick {
            continue;
        }
        // Whatever is still to be answered may make no difference: then nobody is asked, and the point waits for nothing.
        match world.settled(&question.only_if) {
            Tri::Yes => {
                report.screen.questions.push(question.id.clone());
                if !matches!(world.given.get(index), Some(Given::Is(Val::Word(0)))) {
                    points.missing.push(question.id.clone());
                    advice += usize::from(!question.required);
                }
            }
            Tri::No => points.not.push(question.id.clone()),
            other => state = other,
        }
    }
    report.points = Some(points);
    (state, advice)
}
