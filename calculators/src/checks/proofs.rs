//! What is proven about rules: no gap, no overlap, no row that is never reached, no condition that never
//! holds. Each with an input that shows it.

use std::cmp::Ordering;

use super::{fixed, remedies, stretches};
use crate::answers;
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::program::{Atom, ExprId, Hit, Index, Kind, Operand, Program, Test, ValueRule, When};
use crate::registry::Registry;
use crate::rules::Rules;
use crate::sink::Sink;
use crate::timeline::{Moment, State, state};
use crate::tree::Span;
use crate::words::Words;
use crate::world::{Fixed, Given, Point, Rep, Tri, Val, Var, World};

/// So many tries for one proof; a table of twenty questions needs some thousands.
const TRIES: u32 = 2_000_000;

/// Proves what can be proven about one organisation's rules.
pub(crate) fn check(rules: &Rules, registry: &Registry, sink: &mut Sink) {
    if rules.silent || rules.same_as.is_some() {
        return;
    }
    two_thresholds(rules, sink);
    let days = stretches(rules, registry.day);
    for day in &days {
        // What is wrong in one stretch is mostly wrong in all: one finding is enough.
        let before = sink.findings.len();
        let program = fixed(&rules.program, *day);
        let proof = Proof { rules, program: &program, day: (days.len() > 1).then_some(*day) };
        if program.kind == Kind::Timeline {
            proof.days_in_order(sink);
        } else {
            proof.rows(sink);
        }
        proof.value_tables(sink);
        proof.conditions(sink);
        if sink.findings.len() > before {
            break;
        }
    }
}

struct Proof<'a> {
    rules: &'a Rules,
    program: &'a Program,
    /// Named where there is more than one stretch.
    day: Option<Date>,
}

impl Proof<'_> {
    fn world(&self) -> World<'_> {
        World::new(self.program, Vec::new(), true)
    }

    fn since(&self) -> String {
        self.day.map_or_else(String::new, |day| {
            format!(" (met de regels van {})", dutch::plain_spaces(&dutch::date(day)))
        })
    }

    fn not_proven(&self, sink: &mut Sink, span: Span, what: &str) {
        sink.warn(
            "W0704",
            span,
            format!("Niet bewezen: {what}. De tabel heeft te veel mogelijkheden om ze allemaal te proberen"),
            "Splits de tabel op, of haal vragen weg die zelden verschil maken.",
        );
    }

    // ---- rows --------------------------------------------------------------------------------------

    fn rows(&self, sink: &mut Sink) {
        let program = self.program;
        let conditions: Vec<&[Atom]> = program.rows.iter().map(|row| row.when.as_slice()).collect();
        let results: Vec<String> = program
            .rows
            .iter()
            .map(|row| {
                let outcome =
                    program.outcomes.get(usize::from(row.outcome)).map_or("", |outcome| outcome.id.as_str());
                format!("{outcome} {:?}", row.values)
            })
            .collect();
        let table = self.rules.spans.table.unwrap_or(self.rules.spans.block);
        self.gap(sink, &conditions, table, &self.rules.rule_columns);
        let reported = if program.hit == Hit::Unique {
            self.overlaps(sink, &conditions, &results, &self.rules.spans.rows)
        } else {
            false
        };
        if !reported {
            self.dead(sink, &conditions, program.hit, &self.rules.spans.rows);
        }
    }

    /// Some input that matches no row.
    fn gap(&self, sink: &mut Sink, conditions: &[&[Atom]], span: Span, columns: &[String]) {
        if conditions.is_empty() {
            return;
        }
        let world = self.world();
        world.allow(TRIES);
        let test = |point: &Point| -> Result<bool, Var> {
            let mut open = None;
            for atoms in conditions {
                match world.all(atoms, point) {
                    Tri::Yes => return Ok(false),
                    Tri::Open(var) => open = open.or(Some(var)),
                    Tri::No | Tri::NoRule(_) => {}
                }
            }
            open.map_or(Ok(true), Err)
        };
        let mut point = world.start();
        if world.find(&test, &mut point) {
            let shown = self.shown(&world, &point);
            let fixed = world.fixed(&point);
            let help = match remedies::row_for_gap(self.program, fixed, conditions, columns) {
                Some(row) => format!("Zet er een regel bij, bijvoorbeeld:\n{row}"),
                None => "Zet er een regel bij voor dit geval.".to_owned(),
            };
            sink.error(
                "W0701",
                span,
                format!("Er is een gat: geen enkele regel past bij {shown}{}", self.since()),
                help,
            );
        } else if world.exhausted() {
            self.not_proven(sink, span, "dat voor elk geval een regel past");
        }
    }

    /// Two rows with different results that match the same input.
    fn overlaps(&self, sink: &mut Sink, conditions: &[&[Atom]], results: &[String], spans: &[Span]) -> bool {
        let world = self.world();
        let mut reported = false;
        for (one, first) in conditions.iter().enumerate() {
            for (other, second) in conditions.iter().enumerate().skip(one + 1) {
                if results.get(one) == results.get(other) {
                    continue;
                }
                world.allow(TRIES);
                let test = |point: &Point| -> Result<bool, Var> {
                    match (world.all(first, point), world.all(second, point)) {
                        (Tri::Yes, Tri::Yes) => Ok(true),
                        (Tri::No | Tri::NoRule(_), _) | (_, Tri::No | Tri::NoRule(_)) => Ok(false),
                        (Tri::Open(var), _) | (_, Tri::Open(var)) => Err(var),
                    }
                };
                let mut point = world.start();
                let (Some(here), Some(there)) = (spans.get(other), spans.get(one)) else { continue };
                if world.find(&test, &mut point) {
                    reported = true;
                    sink.related(
                        Severity::Error,
                        "W0702",
                        *here,
                        format!(
                            "Twee regels met een ander gevolg passen allebei bij {}{}",
                            self.shown(&world, &point),
                            self.since()
                        ),
                        remedies::apart(self.program, first, second, !self.rules.rule_columns.is_empty()),
                        vec![(*there, "dit is de andere regel".to_owned())],
                    );
                } else if world.exhausted() {
                    self.not_proven(sink, *here, "dat deze regel nergens botst met een andere");
                }
            }
        }
        reported
    }

    /// Rows that never decide.
    fn dead(&self, sink: &mut Sink, conditions: &[&[Atom]], hit: Hit, spans: &[Span]) {
        let world = self.world();
        for (index, atoms) in conditions.iter().enumerate() {
            world.allow(TRIES);
            let test = |point: &Point| -> Result<bool, Var> {
                let mut open = match world.all(atoms, point) {
                    Tri::Yes => None,
                    Tri::Open(var) => Some(var),
                    Tri::No | Tri::NoRule(_) => return Ok(false),
                };
                let others: Box<dyn Iterator<Item = &&[Atom]>> = match hit {
                    Hit::Unique => Box::new(
                        conditions
                            .iter()
                            .enumerate()
                            .filter(|(other, _)| *other != index)
                            .map(|(_, atoms)| atoms),
                    ),
                    Hit::First => Box::new(conditions.iter().take(index)),
                    Hit::All => Box::new(std::iter::empty()),
                };
                for other in others {
                    match world.all(other, point) {
                        Tri::Yes => return Ok(false),
                        Tri::Open(var) => open = open.or(Some(var)),
                        Tri::No | Tri::NoRule(_) => {}
                    }
                }
                open.map_or(Ok(true), Err)
            };
            let mut point = world.start();
            let Some(span) = spans.get(index) else { continue };
            if world.find(&test, &mut point) {
                continue;
            }
            if world.exhausted() {
                self.not_proven(sink, *span, "dat deze regel ooit de doorslag geeft");
                continue;
            }
            let message = match hit {
                Hit::Unique => "Deze regel doet nooit iets alleen: waar hij past, past ook een andere regel",
                Hit::First => "Deze regel komt nooit aan de beurt: een regel erboven past altijd eerder",
                Hit::All => "Deze regel past nooit",
            };
            sink.error(
                "W0703",
                *span,
                format!("{message}{}", self.since()),
                "Haal de regel weg, of verander zijn voorwaarden.",
            );
        }
    }

    // ---- tables of values and conditions -----------------------------------------------------------

    fn value_tables(&self, sink: &mut Sink) {
        for (index, spans) in &self.rules.spans.value_rows {
            let Some(ValueRule::Table(rows)) = self.program.values.get(*index).map(|value| &value.rule)
            else {
                continue;
            };
            let conditions: Vec<&[Atom]> = rows.iter().map(|(when, _)| when.as_slice()).collect();
            let results: Vec<String> = rows.iter().map(|(_, expr)| expr.to_string()).collect();
            let span = self.rules.spans.values.get(*index).copied().unwrap_or_default();
            self.gap(sink, &conditions, span, &[]);
            if !self.overlaps(sink, &conditions, &results, spans) {
                self.dead(sink, &conditions, Hit::Unique, spans);
            }
        }
    }

    /// Each `als` can hold and can fail.
    fn conditions(&self, sink: &mut Sink) {
        let program = self.program;
        let spans = &self.rules.spans;
        let lines =
            program.actions.iter().zip(&spans.actions).chain(program.attention.iter().zip(&spans.attention));
        for (line, span) in lines {
            self.condition(sink, &line.only_if, line.outcome, *span, &line.id);
        }
        for (line, span) in program.unclear.iter().zip(&spans.unclear) {
            self.condition(sink, &line.only_if, line.outcome, *span, &line.id);
        }
        for (step, span) in program.steps.iter().zip(&spans.steps) {
            self.condition(sink, &step.only_if, None, *span, &step.id);
        }
    }

    fn condition(&self, sink: &mut Sink, atoms: &[Atom], outcome: Option<Index>, span: Span, id: &str) {
        if atoms.is_empty() {
            return;
        }
        let world = self.world();
        for wanted in [true, false] {
            world.allow(TRIES);
            let test = |point: &Point| -> Result<bool, Var> {
                match world.all(atoms, point) {
                    Tri::Yes if !wanted => return Ok(false),
                    Tri::No | Tri::NoRule(_) if wanted => return Ok(false),
                    Tri::Open(var) => return Err(var),
                    _ => {}
                }
                match outcome {
                    Some(outcome) => Ok(world.decide(point)? >> outcome & 1 == 1),
                    None => Ok(true),
                }
            };
            if world.find(&test, &mut world.start()) {
                continue;
            }
            if world.exhausted() {
                self.not_proven(sink, span, &format!("dat `{id}` soms wel en soms niet getoond wordt"));
            } else if wanted {
                sink.warn(
                    "W0705",
                    span,
                    format!("`{id}` wordt nooit getoond: de voorwaarde is hier nooit waar{}", self.since()),
                    "Verander de voorwaarde, of haal de regel weg.",
                );
            } else {
                sink.warn(
                    "W0705",
                    span,
                    format!("De voorwaarde van `{id}` is hier altijd waar{}", self.since()),
                    "Haal `als:` weg.",
                );
            }
        }
    }

    // ---- timelines ---------------------------------------------------------------------------------

    /// `van` is never after `tot-en-met`, and a series has a day and an end: tried for each day of a four-year
    /// cycle, with every date question answered with that day.
    fn days_in_order(&self, sink: &mut Sink) {
        let dates: Vec<usize> = self
            .program
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| {
                question.kind == crate::program::QuestionKind::Date && question.until_known.is_none()
            })
            .map(|(index, _)| index)
            .collect();
        let steps: Vec<(usize, Span)> = self
            .program
            .steps
            .iter()
            .enumerate()
            .zip(&self.rules.spans.steps)
            .filter(|((_, step), _)| matches!(step.when, When::Window(_, Some(_)) | When::Series { .. }))
            .map(|((index, _), span)| (index, *span))
            .collect();
        let Some(first) = Date::from_ymd(2023, 1, 1) else { return };
        let names: Vec<String> = dates
            .iter()
            .filter_map(|index| self.program.questions.get(*index))
            .map(|question| format!("`{}`", question.id))
            .collect();
        let names = dutch::list_and(&names);
        let mut reported: Vec<usize> = Vec::new();
        // Series that have a day at all.
        let mut lived: Vec<usize> = Vec::new();
        for offset in 0..1461 {
            let Some(day) = first.add_days(offset) else { continue };
            let mut given = vec![Given::Open; self.program.questions.len()];
            for index in &dates {
                if let Some(place) = given.get_mut(*index) {
                    *place = Given::Is(Val::Date(day));
                }
            }
            let world = World::new(self.program, given, false);
            let point = world.start();
            for (index, span) in &steps {
                let Some(step) = self.program.steps.get(*index) else { continue };
                if reported.contains(index) {
                    continue;
                }
                let mut free = step.clone();
                free.only_if.clear();
                match state(&world, &free, &point) {
                    State::Is(Moment::Window(from, Some(to)), _) if from > to => {
                        reported.push(*index);
                        sink.error(
                            "W0707",
                            *span,
                            format!(
                                "De stap `{}` begint ({}) na haar einde ({}) als {names} {} is",
                                step.id,
                                from.iso(),
                                to.iso(),
                                day.iso()
                            ),
                            "Schrijf bij `van:` een vroegere dag, of bij `tot-en-met:` een latere.",
                        );
                    }
                    State::Is(Moment::Series(days), _) if days.len() >= 1000 => {
                        reported.push(*index);
                        sink.error(
                            "W0707",
                            *span,
                            format!("De reeks `{}` houdt niet op als {names} {} is", step.id, day.iso()),
                            "Verander `elke:`, `na:` of `tot-en-met:`.",
                        );
                    }
                    State::Is(Moment::Series(days), _) if !days.is_empty() => lived.push(*index),
                    _ => {}
                }
            }
        }
        for (index, span) in &steps {
            let Some(step) = self.program.steps.get(*index) else { continue };
            if matches!(step.when, When::Series { .. }) && !lived.contains(index) && !reported.contains(index)
            {
                sink.error(
                    "W0707",
                    *span,
                    format!("De reeks `{}` heeft nooit een dag", step.id),
                    "Verander `elke:`, `na:` of `tot-en-met:`.",
                );
            }
        }
    }

    // ---- words -------------------------------------------------------------------------------------

    /// What a point fixes, in words.
    fn shown(&self, world: &World<'_>, point: &Point) -> String {
        let words = Words::new(world);
        let mut list = Vec::new();
        for fixed in world.fixed(point) {
            list.push(match fixed {
                Fixed::Question(index, rep) => {
                    let Some(question) = self.program.questions.get(index) else { continue };
                    match rep {
                        Rep::Is(val) => format!("{} = {}", question.id, answers::typed(question, &val)),
                        Rep::Nothing => format!("{} overgeslagen", question.id),
                    }
                }
                Fixed::Value(index, val) => {
                    let Some(value) = self.program.values.get(index) else { continue };
                    format!(
                        "{} = {}",
                        value.id,
                        dutch::plain_spaces(&words.val(&val, Some(Operand::Value(index as Index))))
                    )
                }
                Fixed::Pair(left, right, ordering) => {
                    let sign = match ordering {
                        Ordering::Less => "<",
                        Ordering::Equal => "=",
                        Ordering::Greater => ">",
                    };
                    format!("{} {sign} {}", self.program.id_of(left), self.right_name(right))
                }
            });
        }
        if list.is_empty() { "elk antwoord".to_owned() } else { list.join(", ") }
    }

    fn right_name(&self, id: ExprId) -> String {
        use crate::program::Expr;
        match self.program.exprs.get(usize::from(id)) {
            Some(Expr::Answer(index)) => self.program.id_of(Operand::Answer(*index)),
            Some(Expr::Value(index)) => self.program.id_of(Operand::Value(*index)),
            Some(Expr::Fact(index) | Expr::FactOn(index, _)) => {
                self.program.facts.get(usize::from(*index)).map_or_else(String::new, |fact| fact.name.clone())
            }
            _ => String::new(),
        }
    }
}

/// One thing held against two different things that vary, or against one and a fixed value, cannot be proven:
/// it is to be written as a difference with a name.
fn two_thresholds(rules: &Rules, sink: &mut Sink) {
    let program = &rules.program;
    let mut seen: Vec<(Operand, Vec<ExprId>, bool)> = Vec::new();
    for atom in program.atoms() {
        let Test::Compare(parts) = &atom.test else { continue };
        for (_, right) in parts {
            let varies = program.inputs_of(*right).0 & !rules_day_input(program) != 0;
            match seen.iter_mut().find(|(left, ..)| *left == atom.left) {
                Some((_, list, fixed)) => {
                    if varies {
                        if !list.contains(right) {
                            list.push(*right);
                        }
                    } else {
                        *fixed = true;
                    }
                }
                None => seen.push((atom.left, if varies { vec![*right] } else { Vec::new() }, !varies)),
            }
        }
    }
    for (left, varying, fixed) in seen {
        if varying.len() > 1 || (varying.len() == 1 && fixed) {
            let name = match left {
                Operand::Answer(index) => {
                    program.questions.get(usize::from(index)).map(|question| question.id.clone())
                }
                Operand::Value(index) => program.values.get(usize::from(index)).map(|value| value.id.clone()),
            }
            .unwrap_or_default();
            sink.error(
                "W0706",
                rules.spans.table.unwrap_or(rules.spans.block),
                format!("`{name}` wordt vergeleken met twee dingen die los van elkaar veranderen"),
                format!("Geef het verschil een naam en vergelijk daarmee: onder `waarden:` bijvoorbeeld `verschil:` met `is: {name} - …`."),
            );
        }
    }
}

fn rules_day_input(program: &Program) -> u64 {
    let of_facts = program
        .questions
        .iter()
        .enumerate()
        .filter(|(_, question)| question.fact.is_some())
        .fold(0_u64, |bits, (index, _)| bits | 1 << index);
    program.rules_of.map_or(0, |question| 1 << question) | of_facts
}
