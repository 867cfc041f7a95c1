//! One calculator for all organisations side by side, made from the rules themselves: whoever changes a fact
//! or a row changes the comparison.

pub(crate) mod cases;
mod points;
#[cfg(test)]
mod tests;

use crate::explain::{Group, groups, titles};
use crate::kernel::dutch;
use crate::program::{Atom, Index, Kind, Operand, Program, Row};
use crate::registry::Registry;
use crate::rules::{Calculator, Rules};
use crate::views::{Comparison, ComparisonCell, ComparisonColumn, ComparisonRow, DocumentView};
use crate::words::{Words, ended, upper};
use crate::world::{Val, World};

/// An organisation while comparing.
struct Side<'a> {
    rules: &'a Rules,
    program: Program,
}

/// All organisations of a calculator side by side.
pub(crate) fn compare(
    calculator: &Calculator,
    registry: &Registry,
    document: &dyn Fn(&str) -> Option<DocumentView>,
) -> Comparison {
    let sides = sides(calculator, registry);
    let columns = sides
        .iter()
        .map(|side| ComparisonColumn {
            organisation: side.rules.organisation.clone(),
            name: registry.organisation_name(&side.rules.organisation),
            document: rests_on(side).and_then(document),
            same_as: side.rules.same_as.as_deref().map(|name| registry.organisation_name(name)),
        })
        .collect();
    let by_situation = !calculator.cases.is_empty();
    let mut rows = Vec::new();
    if by_situation {
        rows.extend(cases::rows(&sides, &calculator.cases));
    } else {
        rows.extend(by_subject(&sides));
    }
    Comparison { id: calculator.id.clone(), title: calculator.title.clone(), by_situation, columns, rows }
}

/// Its document; of one that is silent, the one in which was looked.
fn rests_on<'s>(side: &'s Side<'_>) -> Option<&'s str> {
    let looked_in = || side.program.sources.first().and_then(|(reference, _)| reference.split('#').next());
    side.rules.document.as_deref().or_else(looked_in)
}

fn sides<'a>(calculator: &'a Calculator, registry: &Registry) -> Vec<Side<'a>> {
    let side = |rules: &'a Rules| Side { rules, program: rules.by_day(registry.day, registry) };
    calculator.organisations.iter().map(side).collect()
}

/// What the rules are made of, side by side: their questions and outcomes, steps, points or situations.
fn by_subject(sides: &[Side<'_>]) -> Vec<ComparisonRow> {
    let mut rows = Vec::new();
    rows.extend(silence(sides));
    if sides.iter().any(|side| side.program.kind == Kind::Timeline) {
        rows.extend(step_rows(sides));
    } else if sides.iter().any(|side| matches!(side.program.kind, Kind::Checklist | Kind::Quiz)) {
        rows.extend(points::rows(sides));
        rows.extend(outcome_rows(sides));
    } else {
        rows.extend(question_rows(sides));
        rows.extend(outcome_rows(sides));
    }
    rows.extend(unclear_row(sides));
    rows
}

fn cell(kind: &str, lines: Vec<String>) -> ComparisonCell {
    ComparisonCell { kind: kind.to_owned(), outcomes: Vec::new(), lines }
}

fn silent_cell() -> ComparisonCell {
    cell("niet-geregeld", vec!["Niet geregeld.".to_owned()])
}

fn row(id: &str, topic: String, cells: Vec<ComparisonCell>) -> ComparisonRow {
    let same = cells.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
    ComparisonRow { id: id.to_owned(), topic, cells, same }
}

/// What is said for organisations whose document is silent on all of it.
fn silence(sides: &[Side<'_>]) -> Option<ComparisonRow> {
    if !sides.iter().any(|side| side.rules.silent) {
        return None;
    }
    let cells = sides
        .iter()
        .map(|side| {
            let world = World::new(&side.program, Vec::new(), true);
            let words = Words::new(&world);
            let sentence = side.program.outcomes.first().and_then(|outcome| outcome.sentence.as_ref());
            match sentence.filter(|_| side.rules.silent) {
                Some(text) => cell("niet-geregeld", vec![words.text(text)]),
                None => cell("regel", vec!["Wel geregeld.".to_owned()]),
            }
        })
        .collect();
    Some(row("geregeld", "Staat er iets over in de regels?".to_owned(), cells))
}

// ---- decisions ------------------------------------------------------------------------------------------

/// One row for each question that at least one organisation's rules name.
fn question_rows(sides: &[Side<'_>]) -> Vec<ComparisonRow> {
    // One organisation may ask what another calculator asks, where the next does not.
    let mut all: Vec<&(String, String)> = Vec::new();
    for question in sides.iter().flat_map(|side| &side.rules.all_questions) {
        if !all.iter().any(|(id, _)| *id == question.0) {
            all.push(question);
        }
    }
    all.into_iter()
        .filter_map(|(id, label)| {
            let mut cells: Vec<ComparisonCell> = sides.iter().map(|side| question_cell(side, id)).collect();
            let choices: Vec<Option<String>> = sides.iter().map(|side| choices(side, id)).collect();
            let listed: Vec<&String> = choices.iter().flatten().collect();
            // The same question with other answers to choose from is another question.
            if listed.windows(2).any(|pair| matches!(pair, [one, other] if one != other)) {
                for (cell, choices) in cells.iter_mut().zip(&choices) {
                    cell.lines.extend(choices.clone());
                }
            }
            if cells.iter().all(|cell| cell.kind != "regel") {
                return None;
            }
            // Where all that ask it word it in the same way of their own, that wording is the topic.
            Some(row(id, label.clone(), cells))
        })
        .collect()
}

/// What there is to choose from, for a choice.
fn choices(side: &Side<'_>, id: &str) -> Option<String> {
    let question = side.program.questions.iter().find(|question| question.id == id)?;
    let world = World::new(&side.program, Vec::new(), true);
    let words = Words::new(&world);
    let labels: Vec<String> =
        question.options.iter().map(|option| format!("“{}”", words.text(&option.label))).collect();
    (!labels.is_empty()).then(|| ended(&format!("Keuzes: {}", dutch::list_or(&labels))))
}

fn question_cell(side: &Side<'_>, id: &str) -> ComparisonCell {
    if side.rules.silent {
        return silent_cell();
    }
    let program = &side.program;
    let Some(index) = program.questions.iter().position(|question| question.id == id) else {
        return cell("niet-gevraagd", vec!["Maakt in deze regels niet uit.".to_owned()]);
    };
    let named = |atoms: &[Atom]| atoms.iter().any(|atom| atom.left == Operand::Answer(index as Index));
    let decides =
        program.rows.iter().any(|row| named(&row.when)) || !program.inputs_of_rows().has(index as Index);
    let world = World::new(program, Vec::new(), true);
    let words = Words::new(&world);
    let mut lines = Vec::new();
    let own = program.questions.get(index).map(|question| words.text(&question.label));
    let shared = side.rules.all_questions.iter().find(|(known, _)| known == id).map(|(_, label)| label);
    if let (Some(own), Some(shared)) = (&own, shared)
        && own != shared
    {
        lines.push(format!("Hier is de vraag: {own}"));
    }
    let groups = groups(&world, index, true, None);
    let deciding = said(
        &world,
        &groups,
        program
            .questions
            .get(index)
            .is_some_and(|question| question.unit.is_some() || question.options.len() > 2),
    );
    let found = deciding.len();
    lines.extend(deciding);
    if found == 0 && decides {
        lines.extend(together_with(&world, index as Index));
    }
    lines.extend(lines_about(side, index as Index));
    if lines.is_empty() {
        lines.push("Telt mee, samen met andere antwoorden.".to_owned());
    }
    cell("regel", lines)
}

/// What each group of answers leads to by itself, whatever the rest is. Where no answer settles it, and for
/// amounts and choices always, also what only these answers still allow.
fn said(world: &World<'_>, groups: &[Group], always_possible: bool) -> Vec<String> {
    let common: Vec<u64> = groups
        .first()
        .map(|first| {
            let shared = |result: &u64| groups.iter().all(|group| group.way.results.contains(result));
            first.way.results.iter().copied().filter(shared).collect()
        })
        .unwrap_or_default();
    let own = |group: &Group| -> Vec<u64> {
        group.way.results.iter().copied().filter(|result| !common.contains(result)).collect()
    };
    let settles = groups.iter().any(|group| group.way.results.len() == 1);
    let each_its_own = groups.iter().all(|group| !own(group).is_empty());
    let mut lines = Vec::new();
    for group in groups {
        if let [only] = group.way.results.as_slice() {
            lines.push(ended(&format!("{}: {}", upper(&group.words), titles(world, *only))));
            continue;
        }
        if !(always_possible || !settles && each_its_own) {
            continue;
        }
        match own(group).as_slice() {
            [] => {}
            [only] => {
                lines.push(format!(
                    "{}: {}, als de rest ook klopt.",
                    upper(&group.words),
                    titles(world, *only)
                ));
            }
            several => {
                let titles: Vec<String> =
                    several.iter().map(|result| format!("“{}”", titles(world, *result))).collect();
                lines.push(format!(
                    "{}: {}. Dat hangt van de rest af.",
                    upper(&group.words),
                    dutch::list_or(&titles)
                ));
            }
        }
    }
    lines
}

/// Rows that name the question together with something else; those with the fewest other conditions.
fn together_with(world: &World<'_>, index: Index) -> Vec<String> {
    let words = Words::new(world);
    let about = |row: &&Row| row.when.iter().any(|atom| atom.left == Operand::Answer(index));
    let least = world.program.rows.iter().filter(about).map(|row| row.when.len()).min().unwrap_or(0);
    world
        .program
        .rows
        .iter()
        .filter(about)
        .filter(|row| row.when.len() == least)
        .take(4)
        .map(|row| {
            let own: Vec<String> = row
                .when
                .iter()
                .filter(|atom| atom.left == Operand::Answer(index))
                .map(|atom| words.text(&atom.answer))
                .collect();
            let others: Vec<String> = row
                .when
                .iter()
                .filter(|atom| atom.left != Operand::Answer(index))
                .map(|atom| words.sentence(atom))
                .collect();
            let outcome = world.program.outcomes.get(usize::from(row.outcome));
            let title = outcome.map_or_else(String::new, |outcome| words.title(outcome));
            let with = if others.is_empty() { String::new() } else { format!(" ({})", others.join(" ")) };
            ended(&format!("{}{with}: {title}", upper(&dutch::list_and(&own))))
        })
        .collect()
}

/// Lines of what to do that hang on this question.
fn lines_about(side: &Side<'_>, index: Index) -> Vec<String> {
    let world = World::new(&side.program, Vec::new(), true);
    let words = Words::new(&world);
    side.program
        .actions
        .iter()
        .filter(|line| matches!(line.only_if.as_slice(), [only] if only.left == Operand::Answer(index)))
        .filter_map(|line| {
            let answer = line.only_if.first().map(|atom| words.text(&atom.answer))?;
            Some(format!("{}: {}", upper(&answer), words.text(&line.text)))
        })
        .collect()
}

/// One row for each outcome that an organisation's rules can have: what to do then.
fn outcome_rows(sides: &[Side<'_>]) -> Vec<ComparisonRow> {
    let mut ids: Vec<(String, String)> = Vec::new();
    for side in sides.iter().filter(|side| !side.rules.silent) {
        let world = World::new(&side.program, Vec::new(), true);
        let words = Words::new(&world);
        for outcome in &side.program.outcomes {
            if !ids.iter().any(|(id, _)| *id == outcome.id) {
                ids.push((outcome.id.clone(), words.title(outcome)));
            }
        }
    }
    ids.into_iter()
        .map(|(id, title)| {
            let cells = sides.iter().map(|side| outcome_cell(side, &id, &title)).collect();
            row(&id, title.clone(), cells)
        })
        .collect()
}

fn outcome_cell(side: &Side<'_>, id: &str, title: &str) -> ComparisonCell {
    if side.rules.silent {
        return silent_cell();
    }
    let program = &side.program;
    let Some(index) = program.outcomes.iter().position(|outcome| outcome.id == id) else {
        return cell("niet-gevraagd", vec!["Deze uitkomst kennen deze regels niet.".to_owned()]);
    };
    let world = World::new(program, Vec::new(), true);
    let words = Words::new(&world);
    let mut lines = Vec::new();
    if let Some(own) = program.outcomes.get(index).map(|outcome| words.title(outcome))
        && own != title
    {
        lines.push(ended(&own));
    }
    // What is always to be looked out for says nothing about this outcome.
    let own_attention = program.attention.iter().filter(|line| line.outcome.is_some());
    for line in program.actions.iter().chain(own_attention) {
        let other = line.outcome.is_some_and(|outcome| usize::from(outcome) != index);
        if other || !world.can_show(Some(index as Index), &line.only_if) {
            continue;
        }
        let text = words.text(&line.text);
        lines.push(match words.condition(&line.only_if) {
            Some(condition) => format!("{text} ({condition})"),
            None => text,
        });
    }
    if lines.is_empty() {
        lines.push("Verder niets.".to_owned());
    }
    cell("regel", lines)
}

// ---- timelines ------------------------------------------------------------------------------------------

fn step_rows(sides: &[Side<'_>]) -> Vec<ComparisonRow> {
    let mut ids: Vec<(String, String)> = Vec::new();
    for side in sides {
        let world = World::new(&side.program, Vec::new(), true);
        let words = Words::new(&world);
        for step in &side.program.steps {
            if !ids.iter().any(|(id, _)| *id == step.id) {
                ids.push((step.id.clone(), words.text(&step.title)));
            }
        }
    }
    ids.into_iter()
        .map(|(id, title)| {
            let cells = sides
                .iter()
                .map(|side| {
                    if side.rules.silent {
                        return silent_cell();
                    }
                    let world = World::new(&side.program, Vec::new(), true);
                    let words = Words::new(&world);
                    match side.program.steps.iter().find(|step| step.id == id) {
                        None => cell("niet-gevraagd", vec!["Deze stap kennen deze regels niet.".to_owned()]),
                        Some(step) => {
                            let names: Vec<&str> = step.who.iter().map(|(_, name)| name.as_str()).collect();
                            let mut lines = vec![
                                ended(&words.when(&step.when)),
                                ended(&format!("Wie: {}", dutch::list_and(&names))),
                            ];
                            lines.extend(
                                words
                                    .condition(&step.only_if)
                                    .map(|condition| format!("Alleen als: {condition}")),
                            );
                            cell("regel", lines)
                        }
                    }
                })
                .collect();
            row(&id, title, cells)
        })
        .collect()
}

/// What the documents leave open, side by side.
fn unclear_row(sides: &[Side<'_>]) -> Option<ComparisonRow> {
    if sides.iter().all(|side| side.program.unclear.is_empty()) {
        return None;
    }
    let cells = sides
        .iter()
        .map(|side| {
            if side.rules.silent {
                return silent_cell();
            }
            let world = World::new(&side.program, Vec::new(), true);
            let words = Words::new(&world);
            let lines: Vec<String> = side
                .program
                .unclear
                .iter()
                .map(|rule| format!("{} Wij lezen: {}", words.text(&rule.says), words.text(&rule.reading)))
                .collect();
            if lines.is_empty() {
                cell("regel", vec!["Niets dat ons opviel.".to_owned()])
            } else {
                cell("regel", lines)
            }
        })
        .collect();
    Some(row("onduidelijk", "Wat is niet duidelijk in het document?".to_owned(), cells))
}
