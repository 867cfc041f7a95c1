//! Whose fault it probably is that an example does not come out: the facts that the difference rests on.

use std::collections::BTreeSet;

use crate::kernel::date::Date;
use crate::program::{Atom, Cmp, ExprId, FactValue, Index, Program, Row, Test, ValueRule};
use crate::registry::Registry;
use crate::tree::Span;
use crate::world::{Tri, World};

/// What of an example came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Something that no number decides.
    Other,
    /// The outcome: what the editor wanted.
    Outcome(String),
    /// The lines of what to do: those that are missing or too many.
    Lines(Vec<String>),
    /// A named value or a step.
    Named(String),
}

/// The facts that may be wrong, as places in the program.
pub(super) fn suspects(program: &Program, world: &World<'_>, about: &About) -> BTreeSet<Index> {
    match about {
        About::Other => BTreeSet::new(),
        About::Outcome(wanted) => of_outcome(program, world, wanted),
        About::Lines(ids) => program
            .actions
            .iter()
            .filter(|line| ids.contains(&line.id))
            .flat_map(|line| compared(program, &line.only_if))
            .collect(),
        About::Named(id) => of_name(program, id),
    }
}

/// Facts that keep a row with the wanted outcome from holding, above all those that let another one hold.
fn of_outcome(program: &Program, world: &World<'_>, wanted: &str) -> BTreeSet<Index> {
    let point = world.start();
    let gives =
        |row: &Row| program.outcomes.get(usize::from(row.outcome)).is_some_and(|one| one.id == wanted);
    let (mut holding, mut kept) = (BTreeSet::new(), BTreeSet::new());
    let mut found = false;
    for row in &program.rows {
        if world.all(&row.when, &point) == Tri::Yes {
            found = true;
            holding.extend(compared(program, &row.when));
        } else if gives(row) {
            kept.extend(keeping(program, world, &row.when).unwrap_or_default());
        }
    }
    // Where no row holds at all, the table has a hole; the proofs say so.
    if !found {
        return BTreeSet::new();
    }
    let both: BTreeSet<Index> = holding.intersection(&kept).copied().collect();
    if both.is_empty() { kept } else { both }
}

/// The facts in the comparisons that fail; none where something else fails too.
fn keeping(program: &Program, world: &World<'_>, atoms: &[Atom]) -> Option<BTreeSet<Index>> {
    let point = world.start();
    let mut facts = BTreeSet::new();
    for atom in atoms {
        if world.atom(atom, &point) == Tri::Yes {
            continue;
        }
        for part in parts(atom)? {
            let single = Atom::new(atom.left, Test::Compare(vec![*part]));
            if world.atom(&single, &point) != Tri::Yes {
                let of_part = program.facts_of(part.1);
                if of_part.is_empty() {
                    return None;
                }
                facts.extend(of_part);
            }
        }
    }
    Some(facts)
}

fn compared(program: &Program, atoms: &[Atom]) -> BTreeSet<Index> {
    atoms.iter().filter_map(parts).flatten().flat_map(|(_, right)| program.facts_of(*right)).collect()
}

fn parts(atom: &Atom) -> Option<&Vec<(Cmp, ExprId)>> {
    match &atom.test {
        Test::Compare(parts) => Some(parts),
        _ => None,
    }
}

/// The facts that a step or a named value is reckoned with.
fn of_name(program: &Program, id: &str) -> BTreeSet<Index> {
    let mut facts = BTreeSet::new();
    if let Some(step) = program.steps.iter().find(|step| step.id == id) {
        for expr in crate::timeline::exprs(&step.when) {
            facts.extend(of_expr(program, expr));
        }
    } else if let Some(value) = program.values.iter().find(|value| value.id == id) {
        match &value.rule {
            ValueRule::Expr(expr) => facts.extend(of_expr(program, *expr)),
            ValueRule::Table(rows) => {
                for (when, expr) in rows {
                    facts.extend(compared(program, when));
                    facts.extend(of_expr(program, *expr));
                }
            }
            ValueRule::Column => {}
        }
    }
    facts
}

/// Also what a question counts as while it is open.
fn of_expr(program: &Program, expr: ExprId) -> BTreeSet<Index> {
    let mut facts: BTreeSet<Index> = program.facts_of(expr).into_iter().collect();
    let inputs = program.inputs_of(expr);
    for (index, question) in program.questions.iter().enumerate() {
        if inputs.has(index as Index) {
            let stands_for = [question.until_known, question.default];
            facts.extend(stands_for.into_iter().flatten().flat_map(|expr| program.facts_of(expr)));
        }
    }
    facts
}

/// A fact for a finding: its name, its value as it is typed, and where that stands.
pub(super) struct Suspect {
    pub(super) name: String,
    pub(super) value: Option<String>,
    pub(super) span: Option<Span>,
}

/// What there is to say of a suspect on a day.
pub(super) fn described(program: &Program, registry: &Registry, day: Date, index: Index) -> Option<Suspect> {
    let fact = program.facts.get(usize::from(index))?;
    let bare = fact.name.rsplit('/').next().unwrap_or(&fact.name);
    let entry = registry.facts.get(&(fact.owner.clone(), bare.to_owned()));
    let place =
        entry.and_then(|entry| entry.lines.iter().rposition(|line| line.from.is_none_or(|from| from <= day)));
    let span = entry.zip(place).and_then(|(entry, place)| entry.line_spans.get(place).copied());
    let value = match fact.on(day) {
        Some(FactValue::Known(measure)) => Some(measure.to_string()),
        _ => None,
    };
    Some(Suspect { name: fact.name.clone(), value, span })
}

/// Puts what came out otherwise together by the facts it probably rests on: each group with the facts that all of
/// it shares. What rests on no fact is a group of its own.
pub(super) fn groups(suspects: &[BTreeSet<Index>]) -> Vec<(Vec<usize>, Vec<Index>)> {
    let mut left: Vec<usize> = (0..suspects.len()).collect();
    let mut list = Vec::new();
    let has = |place: &usize, fact: &Index| suspects.get(*place).is_some_and(|set| set.contains(fact));
    while let Some(first) = left.first().copied() {
        let all: BTreeSet<Index> =
            left.iter().filter_map(|place| suspects.get(*place)).flatten().copied().collect();
        let count = |fact: &Index| left.iter().filter(|place| has(place, fact)).count();
        // The earliest of those that explain the most.
        let Some(best) = all.iter().max_by_key(|fact| (count(fact), std::cmp::Reverse(**fact))).copied()
        else {
            list.push((vec![first], Vec::new()));
            left.remove(0);
            continue;
        };
        let members: Vec<usize> = left.iter().copied().filter(|place| has(place, &best)).collect();
        let shared =
            all.iter().copied().filter(|fact| members.iter().all(|place| has(place, fact))).collect();
        left.retain(|place| !members.contains(place));
        list.push((members, shared));
    }
    list.sort();
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(facts: &[Index]) -> BTreeSet<Index> {
        facts.iter().copied().collect()
    }

    #[test]
    fn what_rests_on_the_same_fact_is_told_at_once() {
        type Group = (&'static [usize], &'static [Index]);
        let cases: [(&[&[Index]], &[Group]); 5] = [
            (&[], &[]),
            (&[&[]], &[(&[0], &[])]),
            (&[&[1], &[1]], &[(&[0, 1], &[1])]),
            (&[&[1, 2], &[2], &[], &[2, 3]], &[(&[0, 1, 3], &[2]), (&[2], &[])]),
            (&[&[4, 5], &[6]], &[(&[0], &[4, 5]), (&[1], &[6])]),
        ];
        for (given, expected) in cases {
            let given: Vec<BTreeSet<Index>> = given.iter().map(|facts| set(facts)).collect();
            let expected: Vec<(Vec<usize>, Vec<Index>)> =
                expected.iter().map(|(places, facts)| (places.to_vec(), facts.to_vec())).collect();
            assert_eq!(groups(&given), expected, "{given:?}");
        }
    }
}
