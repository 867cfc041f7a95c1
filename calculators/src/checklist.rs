//! Which points of a checklist apply, and which of those are missing.

use crate::program::{Index, Program, QuestionKind};
use crate::report::{Points, Report};
use crate::texts::digits;
use crate::world::{Given, Tri, Val, World};

/// Tells the points that apply from those that do not, and shows the former. `Tri::Open` while that is not settled for all of them.
pub(crate) fn sort(world: &World<'_>, report: &mut Report) -> Tri {
    let mut points = Points::default();
    let mut state = Tri::Yes;
    for (index, question) in world.program.questions.iter().enumerate() {
        if question.kind != QuestionKind::Tick {
            continue;
        }
        match world.asked(index as Index, &world.start()) {
            Tri::Yes => {
                report.screen.questions.push(question.id.clone());
                if world.given.get(index) != Some(&Given::Is(Val::Word(0))) {
                    points.missing.push(question.id.clone());
                }
            }
            Tri::No => points.not.push(question.id.clone()),
            other => state = other,
        }
    }
    report.points = Some(points);
    state
}

/// How much is missing, in a sentence.
pub(crate) fn tell(program: &Program, report: &mut Report) {
    let Some(points) = &report.points else { return };
    let (mut must, mut advice) = (0, 0);
    for question in &program.questions {
        if points.missing.contains(&question.id) {
            let count = if question.required { &mut must } else { &mut advice };
            *count += 1;
        }
    }
    let mut parts = Vec::new();
    for (count, what) in [(must, "Nog nodig: "), (advice, "Nog aan te raden: ")] {
        if count > 0 {
            parts.push(text![what, digits(count), "."]);
        }
    }
    if !parts.is_empty() {
        report.screen.sentence = Some(parts.join(" "));
    }
}
