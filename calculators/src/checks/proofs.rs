//! What is proven about rules: no gap, no overlap, no row that is never reached, no condition that always or
//! never holds. Each with answers that show it. How it is decided stands in `space` and `boxes`.

use std::cell::{OnceCell, RefCell};

use super::boxes::{Boxes, Found, Shape, Witness};
use super::days;
use super::space::{Answer, Space, Stretch};
use super::{fixed, remedies, times};
use crate::answers;
use crate::finding::Severity;
use crate::kernel::dutch;
use crate::program::{Atom, Expr, ExprId, Hit, Index, Kind, Operand, Program, QuestionKind, Test, ValueRule};
use crate::registry::Registry;
use crate::rules::Rules;
use crate::sink::Sink;
use crate::tree::Span;
use crate::world::{Given, Val, World};

/// Proves what can be proven about one organisation's rules.
pub(crate) fn check(rules: &Rules, registry: &Registry, sink: &mut Sink) {
    if rules.silent || rules.same_as.is_some() {
        return;
    }
    two_thresholds(rules, sink);
    let stretches = times(&rules.program, registry.day);
    for stretch in &stretches {
        // What is wrong in one stretch is mostly wrong in all: one finding is enough.
        let before = sink.findings.len();
        let mut program = fixed(&rules.program, stretch.day);
        // The question that decides which rules hold says that they are those of this stretch.
        program.rules_of = rules.program.rules_of;
        let proof = Proof {
            rules,
            program: &program,
            stretch: *stretch,
            named: stretches.len() > 1,
            space: OnceCell::new(),
            fine: RefCell::default(),
        };
        if program.kind == Kind::Timeline {
            days::check(rules, &program, *stretch, &proof.since(), sink);
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
    stretch: Stretch,
    /// Whether there is more than one stretch, so that it is to be named.
    named: bool,
    /// What the rows cut.
    space: OnceCell<Space<'a>>,
    /// Conditions, with the outcome that they stand under, that can be true and can be false.
    fine: RefCell<Vec<(Option<Index>, &'a [Atom])>>,
}

/// Why something could not be proven, as a finding.
pub(crate) fn not_proven(sink: &mut Sink, span: Span, what: &str, why: &str) {
    sink.warn(
        "W0704",
        span,
        format!("Niet bewezen: {what}. De reden: {why}"),
        "Reken dit zelf na. Splits een tabel met veel vragen op, en vergelijk liever met een vaste waarde dan met een product van twee antwoorden.",
    );
}

impl<'a> Proof<'a> {
    fn since(&self) -> String {
        if self.named {
            format!(" (met de regels van {})", dutch::plain_spaces(&dutch::date(self.stretch.day)))
        } else {
            String::new()
        }
    }

    fn row_conditions(&self) -> Vec<&'a [Atom]> {
        self.program.rows.iter().map(|row| row.when.as_slice()).collect()
    }

    fn row_space(&self) -> &Space<'a> {
        self.space.get_or_init(|| Space::new(self.program, self.stretch, &self.row_conditions()))
    }

    // ---- rows --------------------------------------------------------------------------------------

    fn rows(&self, sink: &mut Sink) {
        let program = self.program;
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
        let conditions = self.row_conditions();
        if conditions.is_empty() {
            return;
        }
        let boxes = Boxes::new(self.row_space());
        let shapes: Vec<Shape> = conditions.iter().map(|atoms| boxes.shape(atoms)).collect();
        self.gap(sink, &boxes, &shapes, &conditions, table, &self.rules.rule_columns);
        let reported = program.hit == Hit::Unique
            && self.overlaps(sink, &boxes, &shapes, &conditions, &results, &self.rules.spans.rows);
        if !reported {
            self.dead(sink, &boxes, &shapes, &conditions, program.hit, &self.rules.spans.rows);
        }
    }

    /// Some input that matches no row.
    fn gap(
        &self,
        sink: &mut Sink,
        boxes: &Boxes<'_, '_>,
        shapes: &[Shape],
        conditions: &[&[Atom]],
        span: Span,
        columns: &[String],
    ) {
        let all: Vec<&Shape> = shapes.iter().collect();
        match boxes.find(&[], &all, true) {
            Found::Yes(witness) => {
                let fixed = self.fixed(&witness, columns);
                let help = match remedies::row_for_gap(self.program, fixed, conditions, columns) {
                    Some(row) => format!("Zet er een regel bij, bijvoorbeeld:\n{row}"),
                    None => "Zet er een regel bij voor dit geval.".to_owned(),
                };
                sink.error(
                    "W0701",
                    span,
                    format!(
                        "Er is een gat: geen enkele regel past bij {}{}",
                        self.shown(&witness),
                        self.since()
                    ),
                    help,
                );
            }
            Found::No => {}
            Found::Unproven(why) => not_proven(sink, span, "dat voor elk geval een regel past", &why),
        }
    }

    /// Two rows with different results that match the same input.
    fn overlaps(
        &self,
        sink: &mut Sink,
        boxes: &Boxes<'_, '_>,
        shapes: &[Shape],
        conditions: &[&[Atom]],
        results: &[String],
        spans: &[Span],
    ) -> bool {
        let mut reported = false;
        for (one, first) in shapes.iter().enumerate() {
            for (other, second) in shapes.iter().enumerate().skip(one + 1) {
                if results.get(one) == results.get(other) {
                    continue;
                }
                let (Some(here), Some(there)) = (spans.get(other), spans.get(one)) else { continue };
                match boxes.find(&[first, second], &[], false) {
                    Found::Yes(witness) => {
                        reported = true;
                        sink.related(
                            Severity::Error,
                            "W0702",
                            *here,
                            format!(
                                "Twee regels met een ander gevolg passen allebei bij {}{}",
                                self.shown(&witness),
                                self.since()
                            ),
                            match (conditions.get(one), conditions.get(other)) {
                                (Some(upper), Some(lower)) => {
                                    let table = !self.rules.rule_columns.is_empty();
                                    remedies::apart(self.program, upper, lower, table)
                                }
                                _ => String::new(),
                            },
                            vec![(*there, "dit is de andere regel".to_owned())],
                        );
                    }
                    Found::No => {}
                    Found::Unproven(why) => {
                        not_proven(sink, *here, "dat deze regel nergens botst met een andere", &why);
                    }
                }
            }
        }
        reported
    }

    /// Rows that never decide.
    fn dead(
        &self,
        sink: &mut Sink,
        boxes: &Boxes<'_, '_>,
        shapes: &[Shape],
        conditions: &[&[Atom]],
        hit: Hit,
        spans: &[Span],
    ) {
        for (index, shape) in shapes.iter().enumerate() {
            let Some(span) = spans.get(index) else { continue };
            // A rule that did not hold yet, or not any more, is not reached for that reason alone.
            if shape.is_unruled() {
                continue;
            }
            match self.decides(boxes, shapes, index, hit) {
                Found::Yes(_) => {}
                Found::Unproven(why) => {
                    not_proven(sink, *span, "dat deze regel ooit de doorslag geeft", &why)
                }
                Found::No if self.decides_on_another_day(conditions, index, hit) => {}
                Found::No => {
                    let message = match hit {
                        Hit::Unique => {
                            "Deze regel doet nooit iets alleen: waar hij past, past ook een andere regel"
                        }
                        Hit::First => {
                            "Deze regel komt nooit aan de beurt: een regel erboven past altijd eerder"
                        }
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
        }
    }

    /// Whether some input makes a row decide.
    fn decides(&self, boxes: &Boxes<'_, '_>, shapes: &[Shape], index: usize, hit: Hit) -> Found {
        let others: Vec<&Shape> = match hit {
            Hit::Unique => shapes
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, shape)| shape)
                .collect(),
            Hit::First => shapes.iter().take(index).collect(),
            Hit::All => Vec::new(),
        };
        let own: Vec<&Shape> = shapes.get(index).into_iter().collect();
        boxes.find(&own, &others, false)
    }

    /// The same rules for whatever day is answered: none where no answer says which rules hold.
    fn on_any_day(&self) -> Option<Proof<'a>> {
        self.program.rules_of?;
        let bounded = self.stretch.first.is_some() || self.stretch.last.is_some();
        bounded.then(|| Proof {
            rules: self.rules,
            program: self.program,
            stretch: Stretch { first: None, last: None, ..self.stretch },
            named: self.named,
            space: OnceCell::new(),
            fine: RefCell::default(),
        })
    }

    /// Whether a row is out of reach only because it looks at the very day whose rules hold, and that day lies in
    /// another stretch.
    fn decides_on_another_day(&self, conditions: &[&[Atom]], index: usize, hit: Hit) -> bool {
        let Some(proof) = self.on_any_day() else { return false };
        let space = Space::new(proof.program, proof.stretch, conditions);
        let boxes = Boxes::new(&space);
        let shapes: Vec<Shape> = conditions.iter().map(|atoms| boxes.shape(atoms)).collect();
        !matches!(proof.decides(&boxes, &shapes, index, hit), Found::No)
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
            let space = Space::new(self.program, self.stretch, &conditions);
            let boxes = Boxes::new(&space);
            let shapes: Vec<Shape> = conditions.iter().map(|atoms| boxes.shape(atoms)).collect();
            self.gap(sink, &boxes, &shapes, &conditions, span, &[]);
            if !self.overlaps(sink, &boxes, &shapes, &conditions, &results, spans) {
                self.dead(sink, &boxes, &shapes, &conditions, Hit::Unique, spans);
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
            if let Some(line) = &step.unclear {
                self.condition(sink, &line.only_if, None, *span, &line.id);
            }
            for expr in crate::timeline::exprs(&step.when) {
                self.arms(sink, expr, *span, &step.id, 0);
            }
        }
        // Those of points have places of their own, and are proven with these.
        for question in program.questions.iter().filter(|question| question.kind != QuestionKind::Tick) {
            self.condition(sink, &question.only_if, None, spans.block, &question.id);
        }
        for (index, value) in program.values.iter().enumerate() {
            let span = spans.values.get(index).copied().unwrap_or(spans.block);
            match &value.rule {
                ValueRule::Expr(expr) => self.arms(sink, *expr, span, &value.id, 0),
                ValueRule::Table(rows) => {
                    for (_, expr) in rows {
                        self.arms(sink, *expr, span, &value.id, 0);
                    }
                }
                ValueRule::Column => {}
            }
        }
    }

    /// The conditions inside an expression.
    fn arms(&self, sink: &mut Sink, id: ExprId, span: Span, name: &str, depth: usize) {
        if depth > crate::program::DEEPEST {
            return;
        }
        match self.program.exprs.get(usize::from(id)) {
            Some(Expr::If(when, then, other)) => {
                self.condition(sink, when, None, span, name);
                self.arms(sink, *then, span, name, depth + 1);
                self.arms(sink, *other, span, name, depth + 1);
            }
            Some(Expr::Two(_, left, right)) => {
                self.arms(sink, *left, span, name, depth + 1);
                self.arms(sink, *right, span, name, depth + 1);
            }
            Some(Expr::Call(_, arguments)) => {
                for argument in arguments {
                    self.arms(sink, *argument, span, name, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn condition(&self, sink: &mut Sink, atoms: &'a [Atom], outcome: Option<Index>, span: Span, id: &str) {
        // Several lines often have one condition.
        if atoms.is_empty() || self.fine.borrow().contains(&(outcome, atoms)) {
            return;
        }
        let before = sink.findings.len();
        // Together with the rows only where an outcome has to be reached first.
        let (rows, own): (Vec<&'a [Atom]>, Space<'a>);
        let space = match outcome {
            Some(_) => {
                rows = self.row_conditions();
                let known = self.row_space();
                if atoms.iter().all(|atom| known.atoms.contains(&atom)) {
                    known
                } else {
                    own = known.with(self.program, self.stretch, atoms);
                    &own
                }
            }
            None => {
                rows = Vec::new();
                own = Space::new(self.program, self.stretch, &[atoms]);
                &own
            }
        };
        let boxes = Boxes::new(space);
        let shapes: Vec<Shape> = rows.iter().map(|atoms| boxes.shape(atoms)).collect();
        let line = boxes.shape(atoms);
        // Where its rule did not hold yet there is nothing to show.
        if line.is_unruled() {
            return;
        }
        for wanted in [true, false] {
            let (can, reasons) = self.ways(&boxes, &shapes, &line, outcome, wanted);
            if can || reasons.is_empty() && self.can_on_another_day(atoms, outcome, wanted) {
                continue;
            }
            if let Some(why) = reasons.first() {
                let what = if wanted { "soms waar is" } else { "soms niet waar is" };
                not_proven(sink, span, &format!("dat de voorwaarde van `{id}` {what}"), why);
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
        if sink.findings.len() == before {
            self.fine.borrow_mut().push((outcome, atoms));
        }
    }

    /// Whether a condition can hold, or can fail, and what is not proven about it.
    fn ways(
        &self,
        boxes: &Boxes<'_, '_>,
        shapes: &[Shape],
        line: &Shape,
        outcome: Option<Index>,
        wanted: bool,
    ) -> (bool, Vec<String>) {
        let mut reasons = Vec::new();
        // Every way in which the outcome is reached; without one, any way at all.
        let ways: Vec<Option<usize>> = match outcome {
            Some(outcome) => (0..shapes.len())
                .filter(|row| self.program.rows.get(*row).is_some_and(|row| row.outcome == outcome))
                .map(Some)
                .collect(),
            None => vec![None],
        };
        for way in ways {
            let mut inside: Vec<&Shape> = way.and_then(|row| shapes.get(row)).into_iter().collect();
            let mut outside: Vec<&Shape> = match (way, self.program.hit) {
                (Some(row), Hit::First) => shapes.iter().take(row).collect(),
                _ => Vec::new(),
            };
            if wanted {
                inside.push(line);
            } else {
                outside.push(line);
            }
            match boxes.find(&inside, &outside, false) {
                Found::Yes(_) => return (true, reasons),
                Found::No => {}
                Found::Unproven(why) => reasons.push(why),
            }
        }
        (false, reasons)
    }

    /// As [`Proof::decides_on_another_day`], of a condition that does not hold, or does not fail.
    fn can_on_another_day(&self, atoms: &'a [Atom], outcome: Option<Index>, wanted: bool) -> bool {
        let Some(proof) = self.on_any_day() else { return false };
        let rows = if outcome.is_some() { proof.row_conditions() } else { Vec::new() };
        let all: Vec<&[Atom]> = rows.iter().copied().chain([atoms]).collect();
        let space = Space::new(proof.program, proof.stretch, &all);
        let boxes = Boxes::new(&space);
        let shapes: Vec<Shape> = rows.iter().map(|atoms| boxes.shape(atoms)).collect();
        let (can, reasons) = proof.ways(&boxes, &shapes, &boxes.shape(atoms), outcome, wanted);
        can || !reasons.is_empty()
    }

    // ---- words -------------------------------------------------------------------------------------

    /// The answers that something turns on, in words.
    fn shown(&self, witness: &Witness) -> String {
        let mut list = Vec::new();
        for (index, answer) in &witness.answers {
            if witness.turns_on >> (*index).min(63) & 1 == 0 {
                continue;
            }
            let Some(question) = self.program.questions.get(*index) else { continue };
            list.push(match answer {
                Answer::Is(val) => format!("{} = {}", question.id, answers::typed(question, val)),
                Answer::Skipped => format!("{} overgeslagen", question.id),
                Answer::NotAsked => continue,
            });
        }
        if list.is_empty() { "elk antwoord".to_owned() } else { list.join(", ") }
    }

    /// What the answers of a witness make of the columns of the table.
    fn fixed(&self, witness: &Witness, columns: &[String]) -> Vec<(Operand, Val)> {
        let world = world_of(self.program, witness);
        let turns = |bits: u64| bits & witness.turns_on != 0;
        let mut list = Vec::new();
        for (index, answer) in &witness.answers {
            if let Answer::Is(val) = answer
                && turns(1 << (*index).min(63))
            {
                list.push((Operand::Answer(*index as Index), val.clone()));
            }
        }
        for (index, value) in self.program.values.iter().enumerate() {
            let place = index as Index;
            if columns.contains(&value.id)
                && turns(self.program.inputs_of_value(place).0)
                && let Ok(val) = world.value(place, &world.start())
            {
                list.push((Operand::Value(place), val));
            }
        }
        list
    }
}

/// What is known when a witness answers.
fn world_of<'p>(program: &'p Program, witness: &Witness) -> World<'p> {
    let mut given = vec![Given::Open; program.questions.len()];
    for (index, answer) in &witness.answers {
        let (Some(place), Answer::Is(val)) = (given.get_mut(*index), answer) else { continue };
        *place = Given::Is(val.clone());
    }
    World::new(program, given, false)
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
