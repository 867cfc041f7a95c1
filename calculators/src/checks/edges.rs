//! Places in an expression where one example is not enough: the arms of `als`, `min` and `max`, a month that is too
//! short, a holiday among working days, a day that moves.

use std::cmp::Ordering;

use crate::kernel::quantity::Unit;
use crate::program::{Atom, DEEPEST, Expr, ExprId, Function, Operand, Program, ValueRule};
use crate::world::{Tri, Val, World, compare};

/// Something that an expression can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// `als … dan … anders …` takes its first or its second arm.
    Branch(ExprId, bool),
    /// `min` or `max` takes this argument, and no other would do.
    Pick(ExprId, usize),
    /// Months or years end on a day that does not exist.
    ShortMonth(ExprId),
    /// A holiday lies among the working days.
    Holiday(ExprId),
    /// `werkdag-vanaf` gives a later day.
    Moved(ExprId),
}

impl Edge {
    /// Whether it is about the calendar and not about arms.
    pub(crate) fn of_calendar(self) -> bool {
        matches!(self, Edge::ShortMonth(_) | Edge::Holiday(_) | Edge::Moved(_))
    }
}

/// What has to be so for a place to be reached at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Way<'p> {
    pub(crate) hold: Vec<&'p [Atom]>,
    pub(crate) fail: Vec<&'p [Atom]>,
}

/// All that an expression can do, with the way there; named values are followed where `deep`.
pub(crate) fn listed<'p>(program: &'p Program, id: ExprId, deep: bool) -> Vec<(Edge, Way<'p>)> {
    let mut list = Vec::new();
    gather(program, id, deep, &Way::default(), &mut list, 0);
    list
}

fn gather<'p>(
    program: &'p Program,
    id: ExprId,
    deep: bool,
    way: &Way<'p>,
    list: &mut Vec<(Edge, Way<'p>)>,
    depth: usize,
) {
    if depth > DEEPEST {
        return;
    }
    let mut put = |edge: Edge, way: &Way<'p>| {
        if !list.iter().any(|(known, _)| *known == edge) {
            list.push((edge, way.clone()));
        }
    };
    match program.exprs.get(usize::from(id)) {
        Some(Expr::If(when, then, other)) => {
            let (mut yes, mut no) = (way.clone(), way.clone());
            yes.hold.push(when);
            no.fail.push(when);
            put(Edge::Branch(id, true), &yes);
            put(Edge::Branch(id, false), &no);
            gather(program, *then, deep, &yes, list, depth + 1);
            gather(program, *other, deep, &no, list, depth + 1);
        }
        Some(Expr::Call(function, arguments)) => {
            match function {
                Function::Min | Function::Max => {
                    for place in 0..arguments.len() {
                        put(Edge::Pick(id, place), way);
                    }
                }
                Function::WorkingDayFrom => put(Edge::Moved(id), way),
                _ => {}
            }
            for argument in arguments {
                gather(program, *argument, deep, way, list, depth + 1);
            }
        }
        Some(Expr::Two(_, left, right)) => {
            for length in [*left, *right] {
                if unit(program, length).is_some_and(|unit| unit.same_dimension(&Unit::months())) {
                    put(Edge::ShortMonth(id), way);
                }
                if unit(program, length).is_some_and(|unit| unit.same_dimension(&Unit::working_days())) {
                    put(Edge::Holiday(id), way);
                }
            }
            gather(program, *left, deep, way, list, depth + 1);
            gather(program, *right, deep, way, list, depth + 1);
        }
        Some(Expr::Value(value)) if deep => {
            for expr in program.exprs_of_value(*value) {
                gather(program, expr, deep, way, list, depth + 1);
            }
        }
        _ => {}
    }
}

/// The unit of a fixed value or a fact, which is where lengths of time come from.
fn unit(program: &Program, id: ExprId) -> Option<Unit> {
    use crate::kernel::quantity::Measure;
    use crate::program::FactValue;
    match program.exprs.get(usize::from(id))? {
        Expr::Measure(Measure::Quantity(quantity)) => Some(quantity.unit.clone()),
        Expr::Fact(fact) | Expr::FactOn(fact, _) => {
            program.facts.get(usize::from(*fact))?.lines.iter().find_map(|line| match &line.value {
                FactValue::Known(Measure::Quantity(quantity)) => Some(quantity.unit.clone()),
                _ => None,
            })
        }
        _ => None,
    }
}

/// What an expression does with these answers.
pub(crate) fn taken(world: &World<'_>, id: ExprId, deep: bool) -> Vec<Edge> {
    let mut list = Vec::new();
    follow(world, id, deep, &mut list, 0);
    list
}

fn follow(world: &World<'_>, id: ExprId, deep: bool, list: &mut Vec<Edge>, depth: usize) {
    let point = world.start();
    let program = world.program;
    // What cannot be reckoned tries nothing.
    if depth > DEEPEST || world.eval(id, &point).is_err() {
        return;
    }
    match program.exprs.get(usize::from(id)) {
        Some(Expr::If(when, then, other)) => {
            let holds = world.all(when, &point) == Tri::Yes;
            list.push(Edge::Branch(id, holds));
            follow(world, if holds { *then } else { *other }, deep, list, depth + 1);
        }
        Some(Expr::Call(function, arguments)) => {
            let values: Vec<Val> =
                arguments.iter().filter_map(|argument| world.eval(*argument, &point).ok()).collect();
            match function {
                Function::Min | Function::Max if values.len() == arguments.len() => {
                    let wanted = if *function == Function::Min { Ordering::Less } else { Ordering::Greater };
                    for (place, val) in values.iter().enumerate() {
                        let best = values
                            .iter()
                            .enumerate()
                            .all(|(other, against)| other == place || compare(val, against) == Some(wanted));
                        if best {
                            list.push(Edge::Pick(id, place));
                        }
                    }
                }
                Function::WorkingDayFrom => {
                    if let (Some(Val::Date(from)), Ok(Val::Date(to))) =
                        (values.first(), world.eval(id, &point))
                        && *from != to
                    {
                        list.push(Edge::Moved(id));
                    }
                }
                _ => {}
            }
            for argument in arguments {
                follow(world, *argument, deep, list, depth + 1);
            }
        }
        Some(Expr::Two(_, left, right)) => {
            let sides = [world.eval(*left, &point), world.eval(*right, &point)];
            let mut day = None;
            let mut length = None;
            for side in sides.into_iter().flatten() {
                match side {
                    Val::Date(date) => day = Some(date),
                    Val::Amount(quantity) => length = Some(quantity),
                    _ => {}
                }
            }
            if let (Some(from), Some(length), Ok(Val::Date(to))) = (day, length, world.eval(id, &point)) {
                if length.unit.same_dimension(&Unit::months()) && from.day() != to.day() {
                    list.push(Edge::ShortMonth(id));
                }
                if length.unit.same_dimension(&Unit::working_days()) {
                    let (first, last) = if from < to { (from, to) } else { (to, from) };
                    let mut day = first;
                    while day < last {
                        let Some(next) = day.next_day() else { break };
                        day = next;
                        if !day.is_weekend() && !world.calendar().is_working_day(day) {
                            list.push(Edge::Holiday(id));
                            break;
                        }
                    }
                }
            }
            follow(world, *left, deep, list, depth + 1);
            follow(world, *right, deep, list, depth + 1);
        }
        Some(Expr::Value(value)) if deep => {
            let expr = match program.values.get(usize::from(*value)).map(|value| &value.rule) {
                Some(ValueRule::Expr(expr)) => Some(*expr),
                Some(ValueRule::Table(rows)) => rows
                    .iter()
                    .find(|(when, _)| world.all(when, &point) == Tri::Yes)
                    .map(|(_, result)| *result),
                _ => None,
            };
            if let Some(expr) = expr {
                follow(world, expr, deep, list, depth + 1);
            }
        }
        _ => {}
    }
}

/// A program in which each argument of `min` or `max` has a name, and the condition that only this one will do.
pub(crate) fn picked(program: &Program, id: ExprId, place: usize) -> Option<(Program, Vec<Atom>)> {
    use crate::program::{Cmp, Named, Test, Text};
    let Some(Expr::Call(function, arguments)) = program.exprs.get(usize::from(id)) else { return None };
    let own = arguments.get(place)?;
    let cmp = if *function == Function::Min { Cmp::Less } else { Cmp::More };
    let mut program = program.clone();
    let value = u16::try_from(program.values.len()).ok()?;
    program.values.push(Named {
        id: String::new(),
        name: Text::default(),
        words: Vec::new(),
        rule: ValueRule::Expr(*own),
        rounding: None,
        sums: Vec::new(),
    });
    let atoms = arguments
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place)
        .map(|(_, other)| Atom::new(Operand::Value(value), Test::Compare(vec![(cmp, *other)])))
        .collect();
    Some((program, atoms))
}
