//! All that can be answered, cut into finitely many cells that the rules cannot tell apart.
//!
//! The questions that conditions look at fall apart into groups that know nothing of each other: two questions are
//! in one group when some condition rests on both (one is held against the other, both are in one named value, a
//! limit of the one names the other). Within a group answers are cut into cells: two answers are in one cell when
//! every condition holds of both or of neither. So each condition is a set of cells of one group, each row a box of
//! such sets, and whether boxes overlap or leave a hole can be decided without sampling (`boxes`).
//!
//! How a group is cut, and why nothing is missed:
//!
//! - What is chosen from a list (yes/no, a choice, several of a list) is tried in full. Options of a multiple
//!   choice that no condition names differ only in how many there are.
//! - What is filled in (an amount, a number, a day) is a whole number of steps. A condition on it is linear, or is
//!   split until it is: each `als … dan … anders …`, each argument of `min` and `max`, each row of a table of a
//!   named value, each dated line of a fact. Which combinations of holding and failing can be is then a matter of
//!   whole numbers under linear conditions (`linear`), where "impossible" is certain.
//! - What is not linear in days (months, years, working days, the last of a month) is a shift between known
//!   bounds, and what is rounded is a whole number of its step: bounds that allow more than there is, never less.
//!   What is beyond that (a product of two answers) is allowed anything.
//! - So every cell that exists is found. Whether a cell that was found exists is shown by answers that lie in it,
//!   found by working back and tried by the evaluator itself. A cell for which none were found is not **firm**:
//!   a proof that needs it stands, a fault that rests on it alone is no fault but "not proven" (W0704).
//!
//! A named value thus never stands beside the questions it is made of as if it were free of them.
//!
//! A question with `als:` is asked in some cells and not in others; its condition is a guard, and a cell counts only
//! where the guard agrees with it. Days answered lie between 1900 and 2199, amounts below ten billion steps.

mod contest;
mod cutter;
mod grid;
mod paths;
mod reach;
mod sums;
mod witness;

use std::cell::{Cell as Counter, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::bits::Bits;
use super::linear::System;
use crate::kernel::date::{Date, MonthEnd, Time};
use crate::kernel::number::Number;
use crate::kernel::quantity::{Measure, Quantity, Unit, add_to_date};
use crate::program::*;
use crate::world::{Given, Lack, Tri, Val, World, compare, holds};

pub(crate) use contest::{Contest, Term};
pub(crate) use sums::shift_bounds;

use cutter::{Cutter, Status, opened};
use grid::{Grid, day_number, epoch};
use paths::{Case, Path};
use reach::{Reach, bit};
use sums::{Slack, Source, Sum, Sym, Truth, as_sum, demand, difference, number_of};

/// So many ways of choosing in one group, then it is not proven.
const MOST_CHOICES: usize = 20_000;
/// So many pieces in one group, then it is not proven.
const MOST_PIECES: u32 = 200_000;

/// What became of a question in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It was answered so.
    Is(Val),
    /// It was passed over.
    Skipped,
    /// It is not asked.
    NotAsked,
}

/// Answers that the conditions cannot tell apart.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Conditions that hold, by their place in [`Space::atoms`].
    pub(crate) yes: Bits,
    /// Conditions that need a fact without a value.
    pub(crate) unruled: Bits,
    /// Of the questions with a guard: which are asked.
    pub(crate) asked: u64,
    /// Whether the answers were tried and lie in it.
    pub(crate) firm: bool,
    /// Answers that lie in it; of a cell that is not firm, some.
    pub(crate) answers: Vec<(usize, Answer)>,
}

/// Questions that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) questions: u64,
    pub(crate) cells: Vec<Cell>,
}

/// A question that is asked only when its conditions hold.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub(crate) question: usize,
    pub(crate) group: usize,
    /// Places of its conditions in [`Space::atoms`].
    pub(crate) atoms: Vec<usize>,
}

/// All groups, for some conditions.
#[derive(Debug)]
pub(crate) struct Space<'p> {
    pub(crate) atoms: Vec<&'p Atom>,
    /// The group of each condition; none for one that rests on no question.
    pub(crate) homes: Vec<Option<usize>>,
    /// How conditions that rest on no question turn out.
    pub(crate) settled: Vec<Option<Tri>>,
    pub(crate) groups: Vec<Group>,
    pub(crate) guards: Vec<Guard>,
    /// Why it could not be cut at all.
    pub(crate) failed: Option<String>,
}

/// A stretch of time in which no fact changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its first day, or a day in it where it has none.
    pub(crate) day: Date,
    /// Its first day, where it has one.
    pub(crate) first: Option<Date>,
    /// Its last day, where it has one.
    pub(crate) last: Option<Date>,
}

/// What can be reckoned with: the program without what only the reader sees.
fn skeleton(program: &Program) -> Program {
    // Put together from what is needed: it is made for every space and for every set of questions that are not asked.
    let atoms = |list: &[Atom]| -> Vec<Atom> {
        list.iter().map(|atom| Atom::new(atom.left, atom.test.clone())).collect()
    };
    let choices = |list: &[Choice]| -> Vec<Choice> {
        list.iter().map(|_| Choice { id: String::new(), label: Text::default() }).collect()
    };
    let question = |question: &Question| Question {
        id: String::new(),
        label: Text::default(),
        help: None,
        options: choices(&question.options),
        only_if: Vec::new(),
        unless: None,
        step: question.step.clone(),
        unit: question.unit.clone(),
        ..*question
    };
    let value = |value: &Named| Named {
        id: String::new(),
        name: Text::default(),
        words: choices(&value.words),
        rule: match &value.rule {
            ValueRule::Table(rows) => {
                ValueRule::Table(rows.iter().map(|(when, result)| (atoms(when), *result)).collect())
            }
            other => other.clone(),
        },
        rounding: value.rounding,
        sums: Vec::new(),
    };
    let expr = |expr: &Expr| match expr {
        Expr::If(when, then, other) => Expr::If(atoms(when), *then, *other),
        other => other.clone(),
    };
    let fact = |fact: &Fact| Fact {
        name: String::new(),
        owner: String::new(),
        lines: fact.lines.clone(),
        origin: fact.origin,
        asked_as: fact.asked_as,
    };
    let row = |row: &Row| Row {
        when: atoms(&row.when),
        outcome: row.outcome,
        values: row.values.clone(),
        sources: Vec::new(),
    };
    Program {
        calculator: String::new(),
        organisation: String::new(),
        title: String::new(),
        facts: program.facts.iter().map(fact).collect(),
        exprs: program.exprs.iter().map(expr).collect(),
        questions: program.questions.iter().map(question).collect(),
        unasked: Vec::new(),
        values: program.values.iter().map(value).collect(),
        outcomes: Vec::new(),
        rows: program.rows.iter().map(row).collect(),
        actions: Vec::new(),
        attention: Vec::new(),
        unclear: Vec::new(),
        remarks: Vec::new(),
        steps: Vec::new(),
        situations: Vec::new(),
        sources: Vec::new(),
        calendar: program.calendar.clone(),
        state: None,
        rules_of: None,
        ..*program
    }
}

impl<'p> Space<'p> {
    /// Cuts what can be answered for these conditions, by the rules of one stretch of time.
    pub(crate) fn new(program: &'p Program, stretch: Stretch, conditions: &[&'p [Atom]]) -> Space<'p> {
        Space::cut(program, stretch, conditions, None)
    }

    /// The same with one more list of conditions. Groups that it does not touch are taken over as they are.
    pub(crate) fn with(&self, program: &'p Program, stretch: Stretch, more: &'p [Atom]) -> Space<'p> {
        Space::cut(program, stretch, &[more], Some(self))
    }

    fn cut(
        program: &'p Program,
        stretch: Stretch,
        conditions: &[&'p [Atom]],
        known: Option<&Space<'p>>,
    ) -> Space<'p> {
        let reach = Reach::new(program, stretch.day);
        // What is known keeps its places.
        let mut atoms: Vec<&'p Atom> = known.map_or_else(Vec::new, |known| known.atoms.clone());
        let gather = |atoms: &mut Vec<&'p Atom>, list: &'p [Atom]| {
            for atom in list {
                if !atoms.contains(&atom) {
                    atoms.push(atom);
                }
            }
        };
        for list in conditions {
            gather(&mut atoms, list);
        }
        // A question that counts brings its guard, and what the guard looks at.
        let mut relevant = 0_u64;
        let mut guarded = 0_u64;
        loop {
            let reached = atoms.iter().fold(0, |all, atom| all | reach.atom(atom));
            relevant |= reach.closed(reached);
            let fresh = relevant & !guarded;
            if fresh == 0 {
                break;
            }
            guarded |= fresh;
            for (index, question) in program.questions.iter().enumerate() {
                if fresh >> index.min(63) & 1 == 1 {
                    gather(&mut atoms, &question.only_if);
                }
            }
        }
        let mut groups: Vec<u64> = Vec::new();
        for atom in &atoms {
            join(&mut groups, reach.closed(reach.atom(atom)));
        }
        for index in 0..program.questions.len().min(64) {
            if relevant >> index & 1 == 1 {
                join(&mut groups, reach.closed(1 << index));
            }
        }
        merge_rings(program, &reach, &mut groups);
        groups.sort_by_key(|questions| questions.trailing_zeros());
        let homes: Vec<Option<usize>> = atoms
            .iter()
            .map(|atom| {
                let needs = reach.atom(atom);
                groups.iter().position(|questions| needs != 0 && questions & needs == needs)
            })
            .collect();
        let bare = skeleton(program);
        let settled = {
            let world = World::reckoner(&bare, stretch.day);
            let point = world.start();
            atoms
                .iter()
                .zip(&homes)
                .map(|(atom, home)| home.is_none().then(|| world.atom(atom, &point)))
                .collect()
        };
        let mut space = Space { atoms, homes, settled, groups: Vec::new(), guards: Vec::new(), failed: None };
        for (place, questions) in groups.iter().enumerate() {
            if let Some(cells) = known.and_then(|known| known.cells_of(*questions, place, &space)) {
                space.groups.push(Group { questions: *questions, cells });
                continue;
            }
            let cutter = Cutter {
                program,
                reach: &reach,
                stretch,
                questions: *questions,
                atoms: space
                    .homes
                    .iter()
                    .enumerate()
                    .filter(|(_, home)| **home == Some(place))
                    .map(|(atom, _)| atom)
                    .collect(),
                all: &space.atoms,
                pieces: Counter::new(MOST_PIECES),
                variants: RefCell::default(),
            };
            let cells = match cutter.cut(&bare) {
                Ok(cells) => cells,
                Err(reason) => {
                    space.failed.get_or_insert(reason);
                    Vec::new()
                }
            };
            space.groups.push(Group { questions: *questions, cells });
        }
        space.lay_guards(program);
        space
    }

    /// The cells of the group of these questions, where the same conditions look at it as in a larger space.
    fn cells_of(&self, questions: u64, place: usize, larger: &Space<'p>) -> Option<Vec<Cell>> {
        if self.failed.is_some() {
            return None;
        }
        let own = self.groups.iter().position(|group| group.questions == questions)?;
        let here = |homes: &[Option<usize>], atom: usize, group: usize| {
            homes.get(atom).is_some_and(|home| *home == Some(group))
        };
        let count = larger.atoms.len();
        let same = (0..count).all(|atom| here(&self.homes, atom, own) == here(&larger.homes, atom, place));
        let cells = &self.groups.get(own).filter(|_| same)?.cells;
        let widened =
            |cell: &Cell| Cell { yes: cell.yes.of(count), unruled: cell.unruled.of(count), ..cell.clone() };
        Some(cells.iter().map(widened).collect())
    }

    fn lay_guards(&mut self, program: &'p Program) {
        for (index, question) in program.questions.iter().enumerate() {
            let home = self.groups.iter().position(|group| group.questions >> index.min(63) & 1 == 1);
            let (Some(home), false) = (home, question.only_if.is_empty()) else { continue };
            let places: Vec<usize> = question
                .only_if
                .iter()
                .filter_map(|atom| self.atoms.iter().position(|known| *known == atom))
                .collect();
            self.guards.push(Guard { question: index, group: home, atoms: places });
        }
        // A guard that looks at its own group alone is settled in each cell.
        let mut kept = Vec::new();
        for guard in std::mem::take(&mut self.guards) {
            let own = guard
                .atoms
                .iter()
                .all(|atom| matches!(self.homes.get(*atom), Some(home) if *home == Some(guard.group)));
            if !own {
                kept.push(guard);
                continue;
            }
            if let Some(group) = self.groups.get_mut(guard.group) {
                group.cells.retain(|cell| {
                    guard.atoms.iter().all(|atom| cell.yes.has(*atom))
                        == (cell.asked >> guard.question & 1 == 1)
                });
            }
        }
        self.guards = kept;
    }

    /// Where conditions stand in [`Space::atoms`].
    pub(crate) fn places(&self, conditions: &[Atom]) -> Vec<usize> {
        conditions.iter().filter_map(|atom| self.atoms.iter().position(|known| *known == atom)).collect()
    }
}

fn join(groups: &mut Vec<u64>, questions: u64) {
    if questions == 0 {
        return;
    }
    let mut whole = questions;
    groups.retain(|group| {
        let apart = group & questions == 0;
        if !apart {
            whole |= group;
        }
        apart
    });
    groups.push(whole);
}

/// Groups that guard each other in a ring become one, so that the rest can be taken in order.
fn merge_rings(program: &Program, reach: &Reach<'_>, groups: &mut Vec<u64>) {
    loop {
        let waits: Vec<u64> = groups
            .iter()
            .map(|questions| {
                program
                    .questions
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| questions >> index.min(&63) & 1 == 1)
                    .fold(0, |all, (_, question)| all | reach.atoms(&question.only_if))
                    & !questions
            })
            .collect();
        // What can be put in order is; what is left over waits for each other.
        let mut done = 0_u64;
        let mut left: Vec<usize> = (0..groups.len()).collect();
        loop {
            let before = left.len();
            let known: u64 = groups.iter().fold(0, |all, questions| all | questions);
            left.retain(|place| {
                let waiting = waits.get(*place).copied().unwrap_or(0) & known & !done;
                let ready = waiting == 0;
                if ready {
                    done |= groups.get(*place).copied().unwrap_or(0);
                }
                !ready
            });
            if left.len() == before {
                break;
            }
        }
        if left.len() < 2 {
            return;
        }
        let ring =
            left.iter().filter_map(|place| groups.get(*place)).fold(0, |all, questions| all | questions);
        join(groups, ring);
    }
}
