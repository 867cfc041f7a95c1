//! Rules as somebody checks them: the examples with what came of each, and the table with its values filled in.

use crate::checks::examples as runs;
use crate::kernel::dutch;
use crate::program::{Atom, FactValue, Hit, Index, Kind, Operand, Program, ValueRule};
use crate::registry::Registry;
use crate::report::Outcome;
use crate::rules::examples::Example;
use crate::rules::{Calculator, Rules};
use crate::sheet::{ANY, Sheet};
use crate::views::{TableView, TriedView};
use crate::words::Words;
use crate::world::World;

/// All examples of one organisation's rules, in the order of the file.
pub(crate) fn examples(calculator: &Calculator, rules: &Rules, registry: &Registry) -> Vec<TriedView> {
    rules.examples.iter().map(|example| tried(calculator, rules, registry, example)).collect()
}

fn tried(calculator: &Calculator, rules: &Rules, registry: &Registry, example: &Example) -> TriedView {
    let run = runs::run(rules, example, registry);
    let report = run.program.evaluate(&run.answers, None);
    let mut results: Vec<(String, String)> = Vec::new();
    match &report.outcome {
        Some(Outcome::One(id)) => results.push(("dan".to_owned(), id.clone())),
        Some(Outcome::All(ids)) => results.push(("dan".to_owned(), ids.join(" en "))),
        None if example.outcome.is_some() => results.push(("dan".to_owned(), ANY.to_owned())),
        None => {}
    }
    if example.lines.is_some() {
        let lines = if report.actions.is_empty() { "geen".to_owned() } else { report.actions.join(", ") };
        results.push(("doe".to_owned(), lines));
    }
    for (name, ..) in &example.expected {
        let found = runs::named_result(&run.program, example, name).unwrap_or_else(|| ANY.to_owned());
        results.push((name.clone(), found));
    }
    if example.no_rule {
        let known = if runs::wrong(&run.program, example).is_empty() { "regel-onbekend" } else { ANY };
        results.push(("dan".to_owned(), known.to_owned()));
    }
    TriedView {
        calculator: calculator.id.clone(),
        organisation: rules.organisation.clone(),
        name: example.name.clone(),
        day: run.day.iso(),
        wrong: runs::wrong(&run.program, example),
        answers: run.answers,
        results,
    }
}

/// The rules of one organisation as a table.
pub(crate) fn table(calculator: &Calculator, rules: &Rules, registry: &Registry) -> TableView {
    let program = rules.on(registry.day, registry).lean();
    let world = World::new(&program, Vec::new(), true);
    let words = Words::new(&world);
    let sheet = Sheet { program: &program, filled: true };
    let place = |sources: &[Index]| -> String {
        let names = sources.iter().filter_map(|index| program.sources.get(usize::from(*index)));
        names
            .map(|(reference, _)| reference.split_once('#').map_or(reference.as_str(), |(_, place)| place))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (columns, rows) = if program.kind == Kind::Timeline {
        let head = ["stap", "wanneer", "als", "wie", "bron"].map(str::to_owned).to_vec();
        let rows = program.steps.iter().map(|step| {
            let names: Vec<&str> = step.who.iter().map(|(_, name)| name.as_str()).collect();
            let only_if = sheet.typed_condition(&step.only_if);
            let only_if = if only_if.is_empty() { ANY.to_owned() } else { only_if };
            let when = dutch::plain_spaces(&words.when(&step.when));
            vec![step.id.clone(), when, only_if, dutch::list_and(&names), place(&step.sources)]
        });
        (head, rows.collect())
    } else {
        let operands = operands(&program, &rules.rule_columns);
        let extra: Vec<usize> = (0..program.values.len())
            .filter(|index| {
                matches!(program.values.get(*index).map(|value| &value.rule), Some(ValueRule::Column))
            })
            .collect();
        let mut head: Vec<String> = operands.iter().map(|left| program.id_of(*left)).collect();
        head.push("dan".to_owned());
        head.extend(
            extra.iter().filter_map(|index| program.values.get(*index)).map(|value| value.id.clone()),
        );
        head.push("bron".to_owned());
        let rows = program.rows.iter().map(|row| {
            let mut cells: Vec<String> = operands.iter().map(|left| cell(sheet, &row.when, *left)).collect();
            let outcome = program.outcomes.get(usize::from(row.outcome));
            cells.push(outcome.map_or_else(String::new, |outcome| outcome.id.clone()));
            for index in &extra {
                let given = row.values.iter().find(|(value, _)| usize::from(*value) == *index);
                cells.push(given.map_or_else(|| ANY.to_owned(), |(_, expr)| sheet.typed(*expr)));
            }
            cells.push(place(&row.sources));
            cells
        });
        (head, rows.collect())
    };
    let values = program.values.iter().filter_map(|value| {
        let ValueRule::Expr(expr) = &value.rule else { return None };
        Some((value.id.clone(), sheet.typed(*expr)))
    });
    let facts = program.facts.iter().map(|fact| {
        let value = match fact.on(registry.day) {
            Some(FactValue::Known(measure)) => measure.to_string(),
            Some(FactValue::Unknown) => "onbekend".to_owned(),
            Some(FactValue::Ended) => "vervallen".to_owned(),
            None => "nog geen waarde".to_owned(),
        };
        (fact.name.clone(), value)
    });
    TableView {
        facts: facts.collect(),
        calculator: calculator.id.clone(),
        organisation: rules.organisation.clone(),
        title: calculator.title.clone(),
        kind: calculator.kind.clone(),
        day: registry.day.iso(),
        hit: (program.rows.len() > 1).then(|| hit(program.hit).to_owned()),
        same_as: rules.same_as.clone(),
        values: values.collect(),
        columns,
        rows,
    }
}

fn hit(hit: Hit) -> &'static str {
    match hit {
        Hit::Unique => "uniek",
        Hit::First => "eerste",
        Hit::All => "alle",
    }
}

/// What the rows look at: in the order of the editor's own table, else in the order in which they come.
fn operands(program: &Program, columns: &[String]) -> Vec<Operand> {
    let mut list: Vec<Operand> = Vec::new();
    for atom in program.rows.iter().flat_map(|row| &row.when) {
        if !list.contains(&atom.left) {
            list.push(atom.left);
        }
    }
    list.sort_by_key(|left| columns.iter().position(|column| *column == program.id_of(*left)));
    list
}

fn cell(sheet: Sheet<'_>, atoms: &[Atom], left: Operand) -> String {
    let cells: Vec<String> =
        atoms.iter().filter(|atom| atom.left == left).map(|atom| sheet.cell(atom)).collect();
    if cells.is_empty() { ANY.to_owned() } else { cells.join(" en ") }
}
