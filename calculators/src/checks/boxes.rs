//! Whether some answers meet some rows and miss others: the one question behind gaps, overlaps and dead rows.
//!
//! A row is a box: for each group of questions the set of cells in which its conditions hold. A place that lies in
//! certain boxes and outside others is looked for group by group. Cells that leave the same boxes in play count as
//! one, and what was looked at in vain is kept by the boxes that were still in play, so that a table with many rows
//! that do not care about most questions costs little more than one with few.

use std::collections::HashSet;

use super::bits::Bits;
use super::space::{Answer, Space};
use crate::program::Atom;
use crate::world::Tri;

/// So many places are looked at for one question, then it is not proven.
const MOST: u32 = 300_000;

/// A row, cut into the cells of each group.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// For each group: the cells in which all its conditions hold. None where it does not look at the group.
    yes: Vec<Option<Bits>>,
    /// As `yes`, with the cells where only a fact without a value keeps it from holding.
    maybe: Vec<Option<Bits>>,
    /// Whether a condition that rests on no question fails, or needs a fact without a value.
    never: bool,
    unruled: bool,
}

impl Shape {
    /// Whether some condition needs a fact without a value, wherever that is.
    pub(crate) fn is_unruled(&self) -> bool {
        self.unruled || self.yes != self.maybe
    }
}

/// What came of looking.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// These answers.
    Yes(Witness),
    /// There are none.
    No,
    /// That is not proven, and why.
    Unproven(String),
}

/// Answers that show something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Witness {
    /// Of all questions that were looked at.
    pub(crate) answers: Vec<(usize, Answer)>,
    /// Those of them that it turns on.
    pub(crate) turns_on: u64,
}

/// Boxes in a space.
pub(crate) struct Boxes<'s, 'p> {
    space: &'s Space<'p>,
    guards: Vec<GuardShape>,
}

struct GuardShape {
    question: usize,
    group: usize,
    shape: Shape,
    /// The groups its conditions look at.
    looks: u64,
}

impl<'s, 'p> Boxes<'s, 'p> {
    pub(crate) fn new(space: &'s Space<'p>) -> Boxes<'s, 'p> {
        let mut boxes = Boxes { space, guards: Vec::new() };
        boxes.guards = space
            .guards
            .iter()
            .map(|guard| {
                let shape = boxes.shape_of(&guard.atoms);
                let looks = shape
                    .yes
                    .iter()
                    .enumerate()
                    .filter(|(_, cells)| cells.is_some())
                    .fold(0, |bits, (group, _)| bits | 1_u64 << group.min(63));
                GuardShape { question: guard.question, group: guard.group, shape, looks }
            })
            .collect();
        boxes
    }

    /// A row.
    pub(crate) fn shape(&self, conditions: &[Atom]) -> Shape {
        self.shape_of(&self.space.places(conditions))
    }

    fn shape_of(&self, atoms: &[usize]) -> Shape {
        let groups = self.space.groups.len();
        let mut shape =
            Shape { yes: vec![None; groups], maybe: vec![None; groups], never: false, unruled: false };
        for (group, content) in self.space.groups.iter().enumerate() {
            let own: Vec<usize> = atoms
                .iter()
                .copied()
                .filter(|atom| self.space.homes.get(*atom) == Some(&Some(group)))
                .collect();
            if own.is_empty() {
                continue;
            }
            let mut yes = Bits::none(content.cells.len());
            let mut maybe = yes.clone();
            for (place, cell) in content.cells.iter().enumerate() {
                if own.iter().all(|atom| cell.yes.has(*atom)) {
                    yes.put(place);
                }
                if own.iter().all(|atom| cell.yes.has(*atom) || cell.unruled.has(*atom)) {
                    maybe.put(place);
                }
            }
            for (list, cells) in [(&mut shape.yes, yes), (&mut shape.maybe, maybe)] {
                if let Some(place) = list.get_mut(group) {
                    *place = Some(cells);
                }
            }
        }
        for atom in atoms {
            match self.space.settled.get(*atom) {
                Some(Some(Tri::Yes)) | Some(None) | None => {}
                Some(Some(Tri::NoRule(_))) => shape.unruled = true,
                Some(Some(_)) => shape.never = true,
            }
        }
        shape
    }

    /// Answers for which all of `inside` hold and none of `outside`. Under `lenient` a row that lacks only the value
    /// of a fact counts as holding where it is to be missed: there the calculator says that it knows no rule.
    pub(crate) fn find(&self, inside: &[&Shape], outside: &[&Shape], lenient: bool) -> Found {
        if let Some(reason) = &self.space.failed {
            return Found::Unproven(reason.clone());
        }
        if self.space.groups.len() > 63 {
            return Found::Unproven("er zijn te veel vragen".to_owned());
        }
        match self.search(inside, outside, lenient, false) {
            Ok(None) => Found::No,
            Ok(Some(witness)) if witness.1 => Found::Yes(witness.0),
            // It may rest on a cell that nobody can be in.
            Ok(Some(_)) => match self.search(inside, outside, lenient, true) {
                Ok(Some(witness)) => Found::Yes(witness.0),
                Ok(None) => Found::Unproven(
                    "er zit een berekening in die niet in alle gevallen door te rekenen is".to_owned(),
                ),
                Err(()) => Found::Unproven(too_many()),
            },
            Err(()) => Found::Unproven(too_many()),
        }
    }

    fn search(
        &self,
        inside: &[&Shape],
        outside: &[&Shape],
        lenient: bool,
        firm: bool,
    ) -> Result<Option<(Witness, bool)>, ()> {
        if inside.iter().any(|shape| shape.never || shape.unruled) {
            return Ok(None);
        }
        let mut allowed: Vec<Bits> = Vec::with_capacity(self.space.groups.len());
        for (group, content) in self.space.groups.iter().enumerate() {
            let mut cells = Bits::all(content.cells.len());
            for shape in inside {
                if let Some(Some(own)) = shape.yes.get(group) {
                    cells.keep(own);
                }
            }
            if firm {
                for (place, cell) in content.cells.iter().enumerate() {
                    if !cell.firm {
                        cells.drop(place);
                    }
                }
            }
            if cells.is_empty() {
                return Ok(None);
            }
            allowed.push(cells);
        }
        // Rows to be missed: those that cannot be met any more fall out, in each group the cells that meet them.
        let mut rows: Vec<Vec<Option<Bits>>> = Vec::new();
        for shape in outside {
            if shape.never || shape.unruled && !lenient {
                continue;
            }
            let own = if lenient { &shape.maybe } else { &shape.yes };
            let mut row = Vec::with_capacity(own.len());
            let mut apart = false;
            for (cells, allowed) in own.iter().zip(&allowed) {
                let cells = cells.as_ref().and_then(|cells| {
                    apart |= !cells.meets(allowed);
                    (!allowed.within(cells)).then(|| cells.clone())
                });
                row.push(cells);
            }
            if !apart {
                rows.push(row);
            }
        }
        let looks_at = self.guards.iter().fold(0, |all, guard| all | guard.looks | 1 << guard.group);
        let mut search = Search {
            boxes: self,
            allowed,
            rows,
            looks_at,
            failed: HashSet::new(),
            picks: vec![None; self.space.groups.len()],
            turns_on: 0,
            left: MOST,
        };
        let alive = Bits::all(search.rows.len());
        let guards = Bits::all(self.guards.len());
        let found = search.go(0, &alive, &guards)?;
        if !found {
            return Ok(None);
        }
        let mut answers = Vec::new();
        let mut sure = true;
        for (group, content) in self.space.groups.iter().enumerate() {
            // A group that nothing turned on: any cell that is allowed, a firm one where there is one.
            let free = || {
                let cells = search.allowed.get(group)?;
                let firm = |place: &usize| content.cells.get(*place).is_some_and(|cell| cell.firm);
                cells.iter().find(firm).or_else(|| cells.iter().next())
            };
            let pick = search.picks.get(group).copied().flatten().or_else(free);
            let Some(cell) = pick.and_then(|pick| content.cells.get(pick)) else { continue };
            sure &= cell.firm;
            answers.extend(cell.answers.iter().cloned());
        }
        answers.sort_by_key(|(question, _)| *question);
        let mut turns_on = 0_u64;
        for (group, content) in self.space.groups.iter().enumerate() {
            let held = inside.iter().any(|shape| matches!(shape.yes.get(group), Some(Some(_))));
            if held || search.turns_on >> group & 1 == 1 {
                turns_on |= content.questions;
            }
        }
        // Where a question was not asked, it turns on what keeps it from being asked.
        for guard in &self.guards {
            let own = self.space.groups.get(guard.group).map_or(0, |group| group.questions);
            if own & turns_on != 0 {
                for (group, content) in self.space.groups.iter().enumerate() {
                    if guard.looks >> group & 1 == 1 {
                        turns_on |= content.questions;
                    }
                }
            }
        }
        Ok(Some((Witness { answers, turns_on }, sure)))
    }
}

fn too_many() -> String {
    "er zijn te veel mogelijkheden om ze allemaal na te gaan".to_owned()
}

struct Search<'b, 's, 'p> {
    boxes: &'b Boxes<'s, 'p>,
    allowed: Vec<Bits>,
    rows: Vec<Vec<Option<Bits>>>,
    looks_at: u64,
    failed: HashSet<(u64, Bits, Bits)>,
    picks: Vec<Option<usize>>,
    /// The groups that rows were told apart by.
    turns_on: u64,
    left: u32,
}

impl Search<'_, '_, '_> {
    /// `done`: groups with a cell; `alive`: rows that are still met; `guards`: guards that still hold.
    fn go(&mut self, done: u64, alive: &Bits, guards: &Bits) -> Result<bool, ()> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return Err(());
        }
        let groups = self.allowed.len();
        let all = if groups >= 64 { u64::MAX } else { (1_u64 << groups) - 1 };
        let open = all & !done;
        // A row with nothing left to fail on is met.
        let mut counts = vec![0_u32; groups];
        for row in alive.iter() {
            let Some(cells) = self.rows.get(row) else { continue };
            let mut fails = false;
            for (group, own) in cells.iter().enumerate() {
                if own.is_some() && open >> group & 1 == 1 {
                    fails = true;
                    if let Some(count) = counts.get_mut(group) {
                        *count += 1;
                    }
                }
            }
            if !fails {
                return Ok(false);
            }
        }
        // Without rows to miss, only what guards look at must still agree.
        let needed = if alive.is_empty() { open & self.looks_at } else { open };
        if needed == 0 {
            return Ok(true);
        }
        let key = (done, alive.clone(), guards.clone());
        if self.failed.contains(&key) {
            return Ok(false);
        }
        // Guards are looked at after what they rest on; of what is ready, the group that most rows look at.
        let ready = (0..groups).filter(|group| {
            needed >> group & 1 == 1
                && self
                    .boxes
                    .guards
                    .iter()
                    .all(|guard| guard.group != *group || guard.looks & open & !(1 << *group) == 0)
        });
        let best = ready.max_by_key(|group| (counts.get(*group).copied().unwrap_or(0), usize::MAX - group));
        // What waits for a group that no row looks at: that group first.
        let Some(group) = best.or_else(|| (0..groups).find(|group| needed >> group & 1 == 1)) else {
            return Ok(true);
        };
        let Some(cells) = self.allowed.get(group).cloned() else { return Ok(false) };
        let mut kinds: Vec<(usize, Bits, Bits)> = Vec::new();
        for cell in cells.iter() {
            let Some(content) = self.boxes.space.groups.get(group).and_then(|group| group.cells.get(cell))
            else {
                continue;
            };
            let agrees = self.boxes.guards.iter().enumerate().all(|(place, guard)| {
                guard.group != group
                    || (guards.has(place)
                        && !guard.shape.never
                        && !guard.shape.unruled
                        && guard
                            .shape
                            .yes
                            .get(group)
                            .and_then(Option::as_ref)
                            .is_none_or(|own| own.has(cell)))
                        == (content.asked >> guard.question & 1 == 1)
            });
            if !agrees {
                continue;
            }
            let mut next = alive.clone();
            for row in alive.iter() {
                let meets = self
                    .rows
                    .get(row)
                    .and_then(|cells| cells.get(group))
                    .and_then(Option::as_ref)
                    .is_none_or(|own| own.has(cell));
                if !meets {
                    next.drop(row);
                }
            }
            let mut still = guards.clone();
            for (place, guard) in self.boxes.guards.iter().enumerate() {
                let holds =
                    guard.shape.yes.get(group).and_then(Option::as_ref).is_none_or(|own| own.has(cell));
                // One that was looked at counts no more.
                if !holds || guard.group == group {
                    still.drop(place);
                }
            }
            let same = kinds.iter_mut().find(|(_, rows, others)| *rows == next && *others == still);
            match same {
                Some(known) => {
                    let firm = |place: usize| {
                        let group = self.boxes.space.groups.get(group);
                        group.and_then(|group| group.cells.get(place)).is_some_and(|cell| cell.firm)
                    };
                    if content.firm && !firm(known.0) {
                        known.0 = cell;
                    }
                }
                None => kinds.push((cell, next, still)),
            }
        }
        kinds.sort_by_key(|(_, rows, _)| rows.len());
        let told = counts.get(group).is_some_and(|count| *count > 0);
        for (cell, rows, others) in kinds {
            if let Some(pick) = self.picks.get_mut(group) {
                *pick = Some(cell);
            }
            let before = self.turns_on;
            if told {
                self.turns_on |= 1 << group;
            }
            if self.go(done | 1 << group, &rows, &others)? {
                return Ok(true);
            }
            self.turns_on = before;
        }
        if let Some(pick) = self.picks.get_mut(group) {
            *pick = None;
        }
        self.failed.insert(key);
        Ok(false)
    }
}
