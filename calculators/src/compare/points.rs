//! Points of checklists and situations of quizzes side by side.

use super::*;
use crate::program::QuestionKind;

/// One row for each point or situation that an organisation has.
pub(super) fn rows(sides: &[Side<'_>]) -> Vec<ComparisonRow> {
    let mut ids: Vec<(String, String)> = Vec::new();
    for side in sides.iter().filter(|side| !side.rules.silent) {
        let world = World::new(&side.program, Vec::new(), true);
        let words = Words::new(&world);
        for (index, question) in side.program.questions.iter().enumerate() {
            if listed(&side.program, index) && !ids.iter().any(|(id, _)| *id == question.id) {
                ids.push((question.id.clone(), words.text(&question.label)));
            }
        }
    }
    ids.into_iter()
        .map(|(id, text)| {
            let cells = sides.iter().map(|side| listed_cell(side, &id, &text)).collect();
            row(&id, text.clone(), cells)
        })
        .collect()
}

fn listed(program: &Program, index: usize) -> bool {
    program.questions.get(index).is_some_and(|question| question.kind == QuestionKind::Tick)
        || program.situations.iter().any(|situation| usize::from(situation.question) == index)
}

fn listed_cell(side: &Side<'_>, id: &str, topic: &str) -> ComparisonCell {
    if side.rules.silent {
        return silent_cell();
    }
    let program = &side.program;
    let found = program
        .questions
        .iter()
        .enumerate()
        .find(|(index, question)| question.id == id && listed(program, *index));
    let Some((index, question)) = found else {
        return cell("niet-gevraagd", vec!["Dit kennen deze regels niet.".to_owned()]);
    };
    let world = World::new(program, Vec::new(), true);
    let words = Words::new(&world);
    let mut lines = Vec::new();
    let own = words.text(&question.label);
    if own != topic {
        lines.push(ended(&own));
    }
    match program.situations.iter().find(|situation| usize::from(situation.question) == index) {
        Some(situation) => {
            let val = Val::Word(situation.colour.option());
            lines.push(ended(&words.val(&val, Some(Operand::Answer(index as Index)))));
            lines.push(ended(&words.text(&situation.why)));
        }
        None => {
            lines.push(if question.required { "Moet." } else { "Advies." }.to_owned());
            lines.extend(
                words.condition(&question.only_if).map(|condition| format!("Alleen als: {condition}")),
            );
        }
    }
    cell("regel", lines)
}
