//! What examples leave untried: rows, outcomes, both sides of every threshold, arms of `als`, `min` and `max`, steps,
//! and the days on which a calendar does something of its own. Each finding shows an example that would do.
//!
//! Something that no answers can bring about is not asked for; that it cannot be is proven, not guessed.

use std::cmp::Ordering;
use std::rc::Rc;

use super::boxes::Found;
use super::edges::{self, Edge, Way};
use super::examples::{OnDays, world_of};
use super::paste::Paste;
use super::{severity, stretches};
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::program::{
    Atom, Cmp, Expr, ExprId, Hit, Index, Kind, Op, Operand, Program, Question, Row, Test, ValueRule, When,
};
use crate::rules::Rules;
use crate::rules::examples::Example;
use crate::sink::Sink;
use crate::timeline::{State, exprs, state};
use crate::tree::Span;
use crate::words::Words;
use crate::world::{Tri, Val, World, compare};

/// How bad it is that something is untried.
#[derive(Clone, Copy, Debug)]
struct Demand {
    severity: Severity,
    /// The value had its examples once: it must have been changed in place.
    overwritten: bool,
}

/// Checks what the examples, all of which come out on the days beside them, leave untried.
pub(crate) fn check(programs: &OnDays<'_>, good: &[(&Example, Date)], strict: bool, sink: &mut Sink) {
    let (rules, day) = (programs.rules, programs.registry.day);
    let demand = Demand { severity: severity(strict), overwritten: false };
    let newest = stretches(rules, day).into_iter().rfind(|newest| *newest > day);
    if rules.program.rules_of.is_none()
        && rules.program.kind != Kind::Timeline
        && let Some(newest) = newest
    {
        // A value that is followed by another had its examples when it was written: without them it was overwritten.
        on_day(programs, good, day, Demand { severity: Severity::Error, overwritten: true }, sink);
        on_day(programs, good, newest, demand, sink);
    } else {
        on_day(programs, good, day, demand, sink);
    }
    let own: Vec<Rc<Program>> = good.iter().map(|(_, day)| programs.on(*day)).collect();
    let worlds: Vec<World<'_>> =
        own.iter().zip(good).map(|(program, (example, _))| world_of(program, example)).collect();
    let program = programs.on(day);
    let rest = Rest { rules, program: &program, worlds: &worlds, severity: demand.severity };
    rest.arms(sink);
    if rules.program.kind == Kind::Timeline {
        rest.steps(sink);
    }
}

fn on_day(programs: &OnDays<'_>, good: &[(&Example, Date)], day: Date, demand: Demand, sink: &mut Sink) {
    let (rules, registry) = (programs.rules, programs.registry);
    let program = programs.on(day);
    let holding: Vec<&Example> = good
        .iter()
        .filter(|(example, own)| *own == day || programs.holds(example, day))
        .map(|(example, _)| *example)
        .collect();
    let worlds: Vec<World<'_>> = holding.iter().map(|example| world_of(&program, example)).collect();
    let paste = Paste { rules, program: &program, worlds: &worlds };
    let of_day = if day == registry.day {
        String::new()
    } else {
        format!(" met de regels vanaf {}", dutch::plain_spaces(&dutch::date(day)))
    };
    let proposed = thresholds(&paste, &of_day, demand, sink);
    let mut untried: Vec<Index> = Vec::new();
    for (index, row) in program.rows.iter().enumerate() {
        if worlds.iter().any(|world| decides(world, index, row)) {
            continue;
        }
        untried.push(row.outcome);
        // Rows that no line of the file stands for have no place of their own to ask for an example.
        let Some(span) = rules.spans.rows.get(index) else { continue };
        let text = row_text(&paste, index, row);
        // The example that a threshold asks for may try this row as well.
        let asked_for = text.as_deref().is_some_and(|text| proposed.iter().any(|one| same_cells(one, text)));
        if !asked_for {
            sink.related(
                demand.severity,
                "W0802",
                *span,
                format!("Geen voorbeeld probeert deze regel{of_day}"),
                paste.help(text, "Zet er een voorbeeld bij waarvoor deze regel geldt."),
                Vec::new(),
            );
        }
    }
    for (index, outcome) in program.outcomes.iter().enumerate() {
        // Where there is but one, there is nothing to tell apart.
        let giving = program.rows.iter().position(|row| usize::from(row.outcome) == index);
        let tried = holding.iter().any(|example| {
            example
                .outcome
                .as_ref()
                .is_some_and(|(name, _)| name.split(" en ").any(|name| name == outcome.id))
        });
        // A row without an example says it already.
        let told = untried.contains(&(index as Index));
        if let (Some(row), true, false) = (giving, program.outcomes.len() > 1, tried || told) {
            let text = program.rows.get(row).and_then(|found| row_text(&paste, row, found));
            sink.related(
                demand.severity,
                "W0803",
                rules.examples_span,
                format!("Geen voorbeeld komt uit op `{}`{of_day}", outcome.id),
                paste.help(text, "Zet er een voorbeeld bij dat deze uitkomst heeft."),
                Vec::new(),
            );
        }
    }
}

/// Whether two proposed rows are the same but for their names.
fn same_cells(one: &str, other: &str) -> bool {
    let cells = |row: &str| row.splitn(3, '|').nth(2).map(str::to_owned);
    cells(one).is_some_and(|found| cells(other) == Some(found))
}

fn decides(world: &World<'_>, index: usize, row: &Row) -> bool {
    let point = world.start();
    let first = world.program.hit != Hit::First
        || world.program.rows.iter().take(index).all(|earlier| world.all(&earlier.when, &point) == Tri::No);
    first && world.all(&row.when, &point) == Tri::Yes
}

fn row_text(paste: &Paste<'_>, index: usize, row: &Row) -> Option<String> {
    let name = "geef dit een naam";
    let wanted = |world: &World<'_>| decides(world, index, row);
    if let Some(world) = paste.nearby(&wanted)
        && let Some(text) = paste.text(&world, name, &[])
    {
        return Some(text);
    }
    let earlier: Vec<&[Atom]> = match paste.program.hit {
        Hit::First => paste.program.rows.iter().take(index).map(|row| row.when.as_slice()).collect(),
        _ => Vec::new(),
    };
    match paste.prove(paste.program, &[&row.when], &earlier) {
        Found::Yes(witness) => {
            let world = paste.whole(&witness)?;
            if wanted(&world) { paste.text(&world, name, &[]) } else { None }
        }
        _ => None,
    }
}

// ---- thresholds -----------------------------------------------------------------------------------------

/// A point at a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Below,
    At,
    Above,
    /// Just below or just above: for what must be exactly something.
    Beside,
}

impl Side {
    fn dutch(self) -> &'static str {
        match self {
            Side::Below => "net onder",
            Side::At => "precies",
            Side::Above => "net boven",
            Side::Beside => "net naast",
        }
    }
}

fn parts(atom: &Atom) -> Option<&Vec<(Cmp, ExprId)>> {
    match &atom.test {
        Test::Compare(parts) => Some(parts),
        _ => None,
    }
}

/// Every list of conditions there is: rows, lines, steps, questions, tables of named values, and `als` in a
/// calculation.
fn contexts(program: &Program) -> Vec<&[Atom]> {
    let mut list: Vec<&[Atom]> = program.rows.iter().map(|row| row.when.as_slice()).collect();
    list.extend(program.actions.iter().chain(&program.attention).map(|line| line.only_if.as_slice()));
    list.extend(program.unclear.iter().map(|line| line.only_if.as_slice()));
    for value in program.values.iter().filter(|value| !value.is_called()) {
        if let ValueRule::Table(rows) = &value.rule {
            list.extend(rows.iter().map(|(when, _)| when.as_slice()));
        }
    }
    for expr in &program.exprs {
        if let Expr::If(when, ..) = expr {
            list.push(when);
        }
    }
    list.extend(program.questions.iter().map(|question| question.only_if.as_slice()));
    for step in &program.steps {
        list.push(&step.only_if);
        list.extend(step.unclear.iter().map(|line| line.only_if.as_slice()));
    }
    list
}

/// Both sides of every threshold: the value itself and one step beyond, with the rest of the row as it asks. Gives the
/// examples that it proposes.
fn thresholds(paste: &Paste<'_>, of_day: &str, demand: Demand, sink: &mut Sink) -> Vec<String> {
    let (program, worlds) = (paste.program, paste.worlds);
    let blank = World::new(program, Vec::new(), true);
    let conditions = contexts(program);
    let mut wanted: Vec<(Operand, ExprId, Side)> = Vec::new();
    for atom in conditions.iter().copied().flatten() {
        for (cmp, right) in parts(atom).into_iter().flatten() {
            let sides: &[Side] = match cmp {
                Cmp::More | Cmp::AtMost => &[Side::At, Side::Above],
                Cmp::Less | Cmp::AtLeast => &[Side::Below, Side::At],
                Cmp::Equal => &[Side::At, Side::Beside],
            };
            for side in sides {
                if !wanted.contains(&(atom.left, *right, *side)) {
                    wanted.push((atom.left, *right, *side));
                }
            }
        }
    }
    let words = Words::new(&blank);
    let mut list: Vec<String> = Vec::new();
    let mut rows: Vec<String> = Vec::new();
    for (left, right, side) in wanted {
        if !attainable(&blank, left, right, side) {
            continue;
        }
        let does = |world: &World<'_>| {
            side_of(world, left, right)
                .is_some_and(|found| found == side || side == Side::Beside && found != Side::At)
                && conditions.iter().any(|atoms| context_holds(world, atoms, left, right))
        };
        if worlds.iter().any(does) {
            continue;
        }
        let against = dutch::plain_spaces(&words.expr(right));
        let name = format!(
            "{} de grens, {against}",
            match side {
                Side::At => "precies op",
                other => other.dutch(),
            }
        );
        // Rows come before lines with a condition: what settles the outcome is the better example.
        let near = conditions
            .iter()
            .filter(|atoms| atoms.iter().any(|atom| about(atom, left, right)))
            .find_map(|atoms| paste.nearby(&|world| does(world) && context_holds(world, atoms, left, right)));
        let world = match near {
            Some(world) => Some(world),
            None => match at_threshold(paste, &conditions, left, right, side) {
                // No answers are there.
                Found::No => continue,
                Found::Yes(witness) => paste.whole(&witness).filter(|world| does(world)),
                Found::Unproven(_) => None,
            },
        };
        list.push(format!("{} {} {against}", program.id_of(left), side.dutch()));
        if let Some(row) = world.and_then(|world| paste.text(&world, &name, &[]))
            && !rows.contains(&row)
        {
            rows.push(row);
        }
    }
    if list.is_empty() {
        return rows;
    }
    list.dedup();
    let mut help = if rows.is_empty() {
        "Zet voor elke kant van de grens een voorbeeld erbij.".to_owned()
    } else {
        format!("Zet deze regels bij de voorbeelden, en kijk na of ze kloppen:\n{}", rows.join("\n"))
    };
    if demand.overwritten {
        help.insert_str(
            0,
            "Is een waarde overschreven? Zet haar terug, en zet er een regel met een nieuwe datum onder. ",
        );
    }
    let day_name = if of_day.is_empty() { String::new() } else { format!(" (vanaf {})", paste.day().iso()) };
    sink.related(
        demand.severity,
        "W0804",
        paste.rules.examples_span,
        format!("Bij een grens ontbreekt een voorbeeld{day_name}: {}", list.join("; ")),
        help,
        Vec::new(),
    );
    rows
}

/// Answers at a threshold, in any of the conditions that look at it.
fn at_threshold(
    paste: &Paste<'_>,
    conditions: &[&[Atom]],
    left: Operand,
    right: ExprId,
    side: Side,
) -> Found {
    let sides: &[Side] = if side == Side::Beside { &[Side::Above, Side::Below] } else { &[side] };
    let mut open = None;
    for side in sides {
        let Some((program, exact)) = beside(paste.program, left, right, *side) else {
            open = Some(String::new());
            continue;
        };
        for atoms in conditions {
            if !atoms.iter().any(|atom| about(atom, left, right)) {
                continue;
            }
            let mut all: Vec<Atom> = atoms.iter().filter(|atom| atom.left != left).cloned().collect();
            all.push(exact.clone());
            match paste.prove(&program, &[&all], &[]) {
                Found::Yes(witness) => return Found::Yes(witness),
                Found::No => {}
                Found::Unproven(why) => open = Some(why),
            }
        }
    }
    open.map_or(Found::No, Found::Unproven)
}

/// A program that can say "so much beside that", and the condition that says it.
fn beside(program: &Program, left: Operand, right: ExprId, side: Side) -> Option<(Program, Atom)> {
    let mut program = program.clone();
    let (cmp, right) = match (left, side) {
        (_, Side::At) => (Cmp::Equal, right),
        // What is made of answers has no step of its own.
        (Operand::Value(_), Side::Below) => (Cmp::Less, right),
        (Operand::Value(_), _) => (Cmp::More, right),
        (Operand::Answer(index), side) => {
            let question = program.questions.get(usize::from(index))?.clone();
            let blank = World::new(&program, Vec::new(), true);
            let fixed = blank.eval(right, &blank.start()).ok();
            drop(blank);
            let expr = match fixed {
                Some(cut) => match at_side(&question, &cut, side)? {
                    Val::Date(day) => Expr::Date(day),
                    Val::Amount(quantity) => Expr::Measure(Measure::Quantity(quantity)),
                    _ => return None,
                },
                None => {
                    let step = match &question.unit {
                        Some(unit) => Quantity::new(question.grid(), unit.clone()),
                        None => Quantity::new(crate::kernel::number::Number::ONE, Unit::days()),
                    };
                    program.exprs.push(Expr::Measure(Measure::Quantity(step)));
                    let step = ExprId::try_from(program.exprs.len() - 1).ok()?;
                    Expr::Two(if side == Side::Below { Op::Sub } else { Op::Add }, right, step)
                }
            };
            program.exprs.push(expr);
            (Cmp::Equal, ExprId::try_from(program.exprs.len() - 1).ok()?)
        }
    };
    Some((program, Atom::new(left, Test::Compare(vec![(cmp, right)]))))
}

/// Whether an answer can be on that side of a threshold at all.
fn attainable(blank: &World<'_>, left: Operand, right: ExprId, side: Side) -> bool {
    let Operand::Answer(index) = left else { return true };
    let Some(question) = blank.program.questions.get(usize::from(index)) else { return false };
    let Ok(cut) = blank.eval(right, &blank.start()) else { return true };
    at_side(question, &cut, side).is_some_and(|val| {
        let (low, high) = blank.limits(usize::from(index));
        low.is_none_or(|low| compare(&val, &low) != Some(Ordering::Less))
            && high.is_none_or(|high| compare(&val, &high) != Some(Ordering::Greater))
    })
}

fn at_side(question: &Question, cut: &Val, side: Side) -> Option<Val> {
    match side {
        Side::Below => question.around(cut, Ordering::Less),
        Side::At => question.around(cut, Ordering::Equal),
        Side::Above => question.around(cut, Ordering::Greater),
        Side::Beside => {
            question.around(cut, Ordering::Greater).or_else(|| question.around(cut, Ordering::Less))
        }
    }
}

/// On which side of a threshold an example is, if it is right at it.
fn side_of(world: &World<'_>, left: Operand, right: ExprId) -> Option<Side> {
    let point = world.start();
    let cut = world.eval(right, &point).ok()?;
    match left {
        Operand::Answer(index) => {
            let val = world.answer(index, &point).ok()?;
            let question = world.program.questions.get(usize::from(index))?;
            let side = match compare(&val, &cut)? {
                Ordering::Less => Side::Below,
                Ordering::Equal => Side::At,
                Ordering::Greater => Side::Above,
            };
            let near = at_side(question, &cut, side)?;
            (compare(&near, &val) == Some(Ordering::Equal)).then_some(side)
        }
        Operand::Value(index) => {
            // What is made of answers has no step of its own: any value beyond will do.
            let val = world.value(index, &point).ok()?;
            match compare(&val, &cut)? {
                Ordering::Less => Some(Side::Below),
                Ordering::Equal => Some(Side::At),
                Ordering::Greater => Some(Side::Above),
            }
        }
    }
}

fn about(atom: &Atom, left: Operand, right: ExprId) -> bool {
    atom.left == left && parts(atom).is_some_and(|parts| parts.iter().any(|(_, other)| *other == right))
}

/// Whether the rest of a condition that holds `left` against `right` is as it asks.
fn context_holds(world: &World<'_>, atoms: &[Atom], left: Operand, right: ExprId) -> bool {
    atoms.iter().any(|atom| about(atom, left, right))
        && atoms
            .iter()
            .filter(|atom| atom.left != left)
            .all(|atom| world.atom(atom, &world.start()) == Tri::Yes)
}

// ---- arms, steps and the calendar -----------------------------------------------------------------------

struct Rest<'a> {
    rules: &'a Rules,
    program: &'a Program,
    /// Every example on its own day.
    worlds: &'a [World<'a>],
    severity: Severity,
}

impl<'a> Rest<'a> {
    fn paste(&self) -> Paste<'a> {
        Paste { rules: self.rules, program: self.program, worlds: self.worlds }
    }

    /// Each arm of every `als`, `min` and `max`.
    fn arms(&self, sink: &mut Sink) {
        let spans = &self.rules.spans;
        let mut owners: Vec<(ExprId, &'a [Atom], Span, &str)> = Vec::new();
        let own = self.program.values.iter().enumerate().filter(|(_, value)| !value.is_called());
        for (index, value) in own {
            let span = spans.values.get(index).copied().unwrap_or(spans.block);
            match &value.rule {
                ValueRule::Expr(expr) => owners.push((*expr, &[], span, &value.id)),
                ValueRule::Table(rows) => {
                    owners.extend(
                        rows.iter().map(|(when, expr)| (*expr, when.as_slice(), span, value.id.as_str())),
                    );
                }
                ValueRule::Column => {
                    for row in &self.program.rows {
                        let own = row.values.iter().filter(|(known, _)| usize::from(*known) == index);
                        owners.extend(
                            own.map(|(_, expr)| (*expr, row.when.as_slice(), span, value.id.as_str())),
                        );
                    }
                }
            }
        }
        for (step, span) in self.program.steps.iter().zip(&spans.steps) {
            owners.extend(
                exprs(&step.when)
                    .into_iter()
                    .map(|expr| (expr, step.only_if.as_slice(), *span, step.id.as_str())),
            );
        }
        for (expr, only_if, span, name) in owners {
            for (edge, way) in edges::listed(self.program, expr, false) {
                if edge.of_calendar() {
                    continue;
                }
                let does = |world: &World<'_>| {
                    world.all(only_if, &world.start()) == Tri::Yes
                        && edges::taken(world, expr, false).contains(&edge)
                };
                if self.worlds.iter().any(does) {
                    continue;
                }
                self.arm(&does, edge, &way, only_if, span, name, sink);
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one place of one expression")]
    fn arm(
        &self,
        does: &dyn Fn(&World<'_>) -> bool,
        edge: Edge,
        way: &Way<'_>,
        only_if: &[Atom],
        span: Span,
        name: &str,
        sink: &mut Sink,
    ) {
        let paste = self.paste();
        let title = match edge {
            Edge::Branch(_, true) => "`als` waar is".to_owned(),
            Edge::Branch(_, false) => "`als` niet waar is".to_owned(),
            Edge::Pick(id, place) => {
                let what = match self.program.exprs.get(usize::from(id)) {
                    Some(Expr::Call(crate::program::Function::Max, _)) => "max",
                    _ => "min",
                };
                let count = ["eerste", "tweede", "derde", "vierde"].get(place).copied().unwrap_or("latere");
                format!("`{what}` het {count} deel kiest, en geen ander even goed is")
            }
            _ => return,
        };
        let mut hold = way.hold.clone();
        hold.push(only_if);
        let world = match paste.nearby(does) {
            Some(world) => Some(world),
            None => {
                let found = match edge {
                    Edge::Pick(id, place) => match edges::picked(self.program, id, place) {
                        Some((program, atoms)) => {
                            hold.push(&atoms);
                            paste.prove(&program, &hold, &way.fail)
                        }
                        None => Found::Unproven(String::new()),
                    },
                    _ => paste.prove(self.program, &hold, &way.fail),
                };
                match found {
                    Found::No => return,
                    Found::Yes(witness) => paste.whole(&witness).filter(|world| does(world)),
                    Found::Unproven(_) => None,
                }
            }
        };
        let text = world.and_then(|world| paste.text(&world, "geef dit een naam", &[name]));
        sink.related(
            self.severity,
            "W0806",
            span,
            format!("Geen voorbeeld rekent `{name}` uit terwijl {title}"),
            paste.help(text, "Zet er een voorbeeld bij waarin dat zo is."),
            Vec::new(),
        );
    }

    /// Every dated step, and what the calendar does to it.
    fn steps(&self, sink: &mut Sink) {
        for (step, span) in self.program.steps.iter().zip(&self.rules.spans.steps) {
            if matches!(step.when, When::NoDate(_)) {
                continue;
            }
            let paste = self.paste();
            // Only an example that says when the step is tries it.
            let trying: Vec<&World<'_>> = self
                .worlds
                .iter()
                .zip(&self.rules.examples)
                .filter(|(_, example)| {
                    example.expected.iter().any(|(name, wanted, _)| *name == step.id && wanted != "niet")
                })
                .map(|(world, _)| world)
                .collect();
            let dated = |world: &World<'_>| matches!(state(world, step), State::Is(..));
            if trying.is_empty() {
                let world = self.worlds.iter().find(|world| dated(world));
                let text = match world {
                    Some(world) => paste.text(world, "geef dit een naam", &[&step.id]),
                    None => paste
                        .nearby(&dated)
                        .and_then(|world| paste.text(&world, "geef dit een naam", &[&step.id])),
                };
                sink.related(
                    self.severity,
                    "W0805",
                    *span,
                    format!("Geen voorbeeld kijkt na wanneer de stap `{}` is", step.id),
                    paste.help(
                        text,
                        &format!("Zet bij een voorbeeld onder `dan:` een regel `{}: ` met de dag.", step.id),
                    ),
                    Vec::new(),
                );
                continue;
            }
            for expr in exprs(&step.when) {
                for (edge, _) in edges::listed(self.program, expr, true) {
                    let does =
                        |world: &World<'_>| dated(world) && edges::taken(world, expr, true).contains(&edge);
                    if !edge.of_calendar() || trying.iter().any(|world| does(world)) {
                        continue;
                    }
                    // Every day of four years was tried: where it never comes about it is not asked for.
                    let Some(world) = paste.nearby(&does) else { continue };
                    let (code, message) = match edge {
                        Edge::ShortMonth(_) => {
                            ("W0807", "op een dag begint die de latere maand niet heeft, zoals 31 januari")
                        }
                        Edge::Holiday(_) => ("W0808", "werkdagen telt over een feestdag heen"),
                        _ => ("W0809", "opschuift naar een werkdag"),
                    };
                    sink.related(
                        self.severity,
                        code,
                        *span,
                        format!("Geen voorbeeld kijkt de stap `{}` na als zij {message}", step.id),
                        paste.help(paste.text(&world, "geef dit een naam", &[&step.id]), ""),
                        Vec::new(),
                    );
                }
            }
        }
    }
}
