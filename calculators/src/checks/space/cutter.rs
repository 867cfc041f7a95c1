//! A group, cut into cells: every way of choosing, and for each of them the numbers.

use super::*;

/// A comparison with a place on the grid (and whether it is exactly there), or how it turns out without.
type Part = (Cmp, Result<(i128, bool), Truth>);

/// Cuts one group.
pub(super) struct Cutter<'a, 'p> {
    pub(super) program: &'p Program,
    pub(super) reach: &'a Reach<'p>,
    pub(super) stretch: Stretch,
    pub(super) questions: u64,
    /// The conditions of this group, by their place among all.
    pub(super) atoms: Vec<usize>,
    pub(super) all: &'a [&'p Atom],
    pub(super) pieces: Counter<u32>,
    /// Programs in which some questions are not asked, by those questions. Many ways of choosing share one.
    pub(super) variants: RefCell<BTreeMap<u64, Rc<Program>>>,
}

/// What became of a question, before numbers are known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Status {
    Is(Val),
    Number,
    Skipped,
    NotAsked,
}

impl Cutter<'_, '_> {
    pub(super) fn members(&self) -> Vec<usize> {
        (0..self.program.questions.len().min(64)).filter(|index| self.questions >> index & 1 == 1).collect()
    }

    pub(super) fn statuses(&self, index: usize) -> Vec<Status> {
        let Some(question) = self.program.questions.get(index) else { return Vec::new() };
        let mut list: Vec<Status> = match question.kind {
            QuestionKind::YesNo | QuestionKind::Tick | QuestionKind::Choice => {
                (0..question.answers()).map(|option| Status::Is(Val::Word(option as Index))).collect()
            }
            QuestionKind::Many => self.subsets(index, question.options.len()),
            QuestionKind::Text => vec![Status::Is(Val::Text(""))],
            _ => vec![Status::Number],
        };
        let stands_in = question.default.is_some() || question.until_known.is_some();
        // A question of yes or no that is passed over counts as no, and so does a point.
        let counts_as_no = matches!(question.kind, QuestionKind::YesNo | QuestionKind::Tick);
        if stands_in || !question.required && !counts_as_no {
            list.push(Status::Skipped);
        }
        if !question.only_if.is_empty() {
            list.push(Status::NotAsked);
        }
        // A fact that is known on this day is not asked for.
        if let Some(fact) = question.fact
            && self.reach.asked_for(fact) == 0
        {
            list = vec![Status::NotAsked];
        }
        list
    }

    /// Every choice of what the conditions name, with every number of the rest.
    pub(super) fn subsets(&self, index: usize, options: usize) -> Vec<Status> {
        let mut named = 0_u64;
        for atom in self.program.atoms() {
            if let (Operand::Answer(question), Test::Many { with, without, .. }) = (atom.left, &atom.test)
                && usize::from(question) == index
            {
                named |= with | without;
            }
        }
        let options = options.min(MOST_OPTIONS);
        let members: Vec<usize> = (0..options).filter(|bit| named >> bit & 1 == 1).collect();
        let others: Vec<usize> = (0..options).filter(|bit| named >> bit & 1 == 0).collect();
        let mut list = Vec::new();
        for subset in 0..1_u64 << members.len().min(16) {
            let chosen = members.iter().take(16).enumerate().fold(0_u64, |bits, (place, member)| {
                if subset >> place & 1 == 1 { bits | 1 << member } else { bits }
            });
            for count in 0..=others.len() {
                let extra = others.iter().take(count).fold(0_u64, |bits, other| bits | 1 << other);
                list.push(Status::Is(Val::Many(chosen | extra)));
            }
        }
        list
    }

    pub(super) fn cut(&self, bare: &Program) -> Result<Vec<Cell>, String> {
        let members = self.members();
        let statuses: Vec<Vec<Status>> = members.iter().map(|index| self.statuses(*index)).collect();
        let ways = statuses.iter().try_fold(1_usize, |all, list| all.checked_mul(list.len().max(1)));
        if ways.is_none_or(|ways| ways > MOST_CHOICES) {
            return Err(format!("{} hangen met elkaar samen op te veel manieren", self.names(&members)));
        }
        if let ([only], [list]) = (members.as_slice(), statuses.as_slice())
            && let Some(cells) = self.alone(bare, *only, list)
        {
            return Ok(cells);
        }
        let mut cells = Cells::default();
        let mut picks = vec![0_usize; members.len()];
        loop {
            let chosen: Vec<(usize, &Status)> = members
                .iter()
                .zip(&picks)
                .zip(&statuses)
                .filter_map(|((index, pick), list)| Some((*index, list.get(*pick)?)))
                .collect();
            self.choice(bare, &chosen, &mut cells)?;
            let mut place = 0;
            loop {
                let (Some(pick), Some(list)) = (picks.get_mut(place), statuses.get(place)) else {
                    return Ok(cells.list);
                };
                *pick += 1;
                if *pick < list.len() {
                    break;
                }
                *pick = 0;
                place += 1;
            }
        }
    }

    pub(super) fn names(&self, members: &[usize]) -> String {
        let names: Vec<String> = members
            .iter()
            .filter_map(|index| self.program.questions.get(*index))
            .map(|question| format!("`{}`", question.id))
            .collect();
        names.join(", ")
    }

    /// A program in which these questions are not asked.
    pub(super) fn variant(&self, bare: &Program, chosen: &[(usize, &Status)]) -> Option<Rc<Program>> {
        let absent = among(chosen, |status| *status == Status::NotAsked);
        if absent == 0 {
            return None;
        }
        let mut variants = self.variants.borrow_mut();
        let variant = variants.entry(absent).or_insert_with(|| {
            let mut program = bare.clone();
            for (index, question) in program.questions.iter_mut().enumerate().take(64) {
                if absent >> index & 1 == 1 {
                    // A question for a fact that is not there is never asked.
                    question.fact = Some(Index::MAX);
                }
            }
            Rc::new(program)
        });
        Some(Rc::clone(variant))
    }

    pub(super) fn asked(&self, chosen: &[(usize, &Status)]) -> u64 {
        among(chosen, |status| *status != Status::NotAsked)
    }

    /// One way of choosing what is chosen, with all numbers.
    pub(super) fn choice(
        &self,
        bare: &Program,
        chosen: &[(usize, &Status)],
        cells: &mut Cells,
    ) -> Result<(), String> {
        let variant = self.variant(bare, chosen);
        let program = variant.as_deref().unwrap_or(bare);
        let (world, numbers, fixed) = opened(program, self.stretch.day, chosen);
        let asked = self.asked(chosen);
        if numbers.is_empty() {
            let (yes, unruled) = self.signature(&world);
            cells.add(Cell { yes, unruled, asked, firm: true, answers: fixed });
            return Ok(());
        }
        let case =
            Case { cutter: self, program, world: RefCell::new(world), numbers, slacks: RefCell::default() };
        let mut leaves = Vec::new();
        for path in case.limited() {
            case.walk(0, path, self.none(), self.none(), &mut leaves);
        }
        if self.pieces.get() == 0 {
            return Err(format!(
                "{} hangen met elkaar samen op te veel manieren",
                self.names(&self.members())
            ));
        }
        for (path, yes, unruled) in leaves {
            if cells.is_firm(&yes, &unruled, asked) {
                continue;
            }
            let mut found = false;
            let mut some = Vec::new();
            case.witness(&path, &mut |world, numbers| {
                let (here, there) = self.signature(world);
                found = here == yes && there == unruled;
                let mut answers = fixed.clone();
                answers.extend(numbers.iter().map(|(index, val)| (*index, Answer::Is(val.clone()))));
                answers.sort_by_key(|(index, _)| *index);
                if found || some.is_empty() {
                    some = answers.clone();
                }
                cells.add(Cell { yes: here, unruled: there, asked, firm: true, answers });
                found
            });
            // Where the bounds leave few answers, all are tried: then what was not found is not there.
            let mut whole = found;
            if !found {
                whole = case.every(&path, &mut |world, numbers| {
                    let (here, there) = self.signature(world);
                    let mut answers = fixed.clone();
                    answers.extend(numbers.iter().map(|(index, val)| (*index, Answer::Is(val.clone()))));
                    answers.sort_by_key(|(index, _)| *index);
                    let found = here == yes && there == unruled;
                    cells.add(Cell { yes: here, unruled: there, asked, firm: true, answers });
                    found
                });
            }
            if !whole {
                cells.add(Cell { yes, unruled, asked, firm: false, answers: some });
            }
        }
        Ok(())
    }

    pub(super) fn none(&self) -> Bits {
        Bits::none(self.all.len())
    }

    /// Which conditions hold.
    pub(super) fn signature(&self, world: &World<'_>) -> (Bits, Bits) {
        let (mut yes, mut unruled) = (self.none(), self.none());
        let point = world.start();
        for place in &self.atoms {
            match self.all.get(*place).map(|atom| world.atom(atom, &point)) {
                Some(Tri::Yes) => yes.put(*place),
                Some(Tri::NoRule(_)) => unruled.put(*place),
                _ => {}
            }
        }
        (yes, unruled)
    }

    // ---- one number by itself ----------------------------------------------------------------------

    /// A single number that is held against fixed values only: its cuts are the values, and every stretch between.
    pub(super) fn alone(&self, bare: &Program, index: usize, statuses: &[Status]) -> Option<Vec<Cell>> {
        if !statuses.contains(&Status::Number) {
            return None;
        }
        let question = self.program.questions.get(index)?;
        if question.kind == QuestionKind::Time {
            return None;
        }
        let world = World::reckoner(bare, self.stretch.day);
        let point = world.start();
        let grid = Grid::of(question)?;
        // Each comparison as a place on the grid and whether it is exactly there.
        let mut cuts: Vec<(i128, bool)> = Vec::new();
        let mut parts_of: Vec<(usize, Vec<Part>)> = Vec::new();
        for place in &self.atoms {
            let atom = self.all.get(*place)?;
            let (Operand::Answer(_), Test::Compare(parts)) = (atom.left, &atom.test) else { return None };
            let mut list = Vec::new();
            for (cmp, right) in parts {
                if self.reach.expr(*right) != 0 {
                    return None;
                }
                let cut = match world.eval(*right, &point) {
                    Ok(val) => {
                        let cut = grid.place(&val)?;
                        cuts.push(cut);
                        Ok(cut)
                    }
                    Err(Lack::NoRule(_)) => Err(Truth::Unruled),
                    Err(_) => Err(Truth::No),
                };
                list.push((*cmp, cut));
            }
            parts_of.push((*place, list));
        }
        let (mut low, mut high) = grid.bounds();
        if self.program.rules_of == Some(index as Index) {
            low = self.stretch.first.map_or(low, |day| low.max(day_number(day)));
            high = self.stretch.last.map_or(high, |day| high.min(day_number(day)));
        }
        for (limit, is_low) in [(question.minimum, true), (question.maximum, false)] {
            let Some(expr) = limit else { continue };
            let Ok(val) = world.eval(expr, &point) else { continue };
            let (floor, exact) = grid.place(&val)?;
            if is_low {
                low = low.max(if exact { floor } else { floor + 1 });
            } else {
                high = high.min(floor);
            }
        }
        // The nearest round numbers come first: they read better where either will do.
        let mut points: Vec<i128> = Vec::new();
        for coarse in [grid.coarse, 1] {
            for (floor, exact) in &cuts {
                let down = floor.div_euclid(coarse) * coarse;
                points.extend([down, down + coarse]);
                if *exact {
                    points.extend([*floor, down - coarse]);
                }
            }
        }
        points.push(grid.usual(low, high, self.stretch.day));
        points.extend([low, high]);
        let mut cells = Cells::default();
        for status in statuses {
            let asked = if *status == Status::NotAsked { 0 } else { 1 << index };
            if *status != Status::Number {
                let chosen = [(index, status)];
                self.choice(bare, &chosen, &mut cells).ok()?;
                continue;
            }
            for point in &points {
                if *point < low || *point > high {
                    continue;
                }
                let (mut yes, mut unruled) = (self.none(), self.none());
                for (place, parts) in &parts_of {
                    let mut truth = Truth::Yes;
                    for (cmp, cut) in parts {
                        truth = match cut {
                            Ok((floor, exact)) => {
                                let ordering = match point.cmp(floor) {
                                    Ordering::Equal if !exact => Ordering::Less,
                                    ordering => ordering,
                                };
                                if cmp.holds(ordering) { Truth::Yes } else { Truth::No }
                            }
                            Err(truth) => *truth,
                        };
                        if truth != Truth::Yes {
                            break;
                        }
                    }
                    match truth {
                        Truth::Yes => yes.put(*place),
                        Truth::Unruled => unruled.put(*place),
                        Truth::No => {}
                    }
                }
                if !cells.is_firm(&yes, &unruled, asked) {
                    let val = grid.val(*point)?;
                    let answers = vec![(index, Answer::Is(val))];
                    cells.add(Cell { yes, unruled, asked, firm: true, answers });
                }
            }
        }
        Some(cells.list)
    }
}

/// The questions of which the status is so, as bits.
fn among(chosen: &[(usize, &Status)], is: impl Fn(&Status) -> bool) -> u64 {
    chosen.iter().filter(|(_, status)| is(status)).fold(0, |bits, (index, _)| bits | 1 << index)
}

/// What is known when only numbers are still open: the questions that are, and the answers that are fixed.
pub(super) fn opened<'w>(
    program: &'w Program,
    day: Date,
    chosen: &[(usize, &Status)],
) -> (World<'w>, Vec<usize>, Vec<(usize, Answer)>) {
    let mut world = World::reckoner(program, day);
    let (mut numbers, mut fixed) = (Vec::new(), Vec::new());
    for (index, status) in chosen {
        let (given, answer) = match status {
            Status::Is(val) => (Given::Is(val.clone()), Answer::Is(val.clone())),
            Status::Skipped => (Given::Skipped, Answer::Skipped),
            Status::NotAsked => (Given::Open, Answer::NotAsked),
            Status::Number => {
                numbers.push(*index);
                continue;
            }
        };
        if let Some(place) = world.given.get_mut(*index) {
            *place = given;
        }
        fixed.push((*index, answer));
    }
    (world, numbers, fixed)
}

/// The cells found so far, each kind once.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) list: Vec<Cell>,
    pub(super) known: std::collections::HashMap<(Bits, Bits, u64), usize>,
}

impl Cells {
    pub(super) fn is_firm(&self, yes: &Bits, unruled: &Bits, asked: u64) -> bool {
        let key = (yes.clone(), unruled.clone(), asked);
        self.known.get(&key).and_then(|place| self.list.get(*place)).is_some_and(|cell| cell.firm)
    }

    pub(super) fn add(&mut self, cell: Cell) {
        let key = (cell.yes.clone(), cell.unruled.clone(), cell.asked);
        match self.known.get(&key) {
            Some(place) => {
                if let Some(known) = self.list.get_mut(*place)
                    && cell.firm
                    && !known.firm
                {
                    *known = cell;
                }
            }
            None => {
                self.known.insert(key, self.list.len());
                self.list.push(cell);
            }
        }
    }
}
