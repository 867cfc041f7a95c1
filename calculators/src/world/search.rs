//! Trying cells: what can still come out, what an answer can still change, where a condition holds.

use super::*;

impl<'p> World<'p> {
    /// What the rows decide at this point.
    pub(crate) fn decide(&self, point: &Point) -> Result<Decided, Var> {
        if self.program.rows.is_empty() {
            return Ok(u64::from(!self.program.outcomes.is_empty()));
        }
        let mut open = None;
        let mut no_rule = false;
        let mut all = 0;
        for row in &self.program.rows {
            match self.all(&row.when, point) {
                Tri::Yes if self.program.hit == Hit::All => all |= 1 << row.outcome,
                Tri::Yes => return Ok(1 << row.outcome),
                Tri::Open(var) if self.program.hit == Hit::First => return Err(var),
                Tri::Open(var) => open = open.or(Some(var)),
                Tri::NoRule(_) => no_rule = true,
                Tri::No => {}
            }
        }
        match open {
            Some(var) => Err(var),
            None if no_rule => Ok(NO_RULE),
            None => Ok(all),
        }
    }

    fn effect(&self, effect: Effect<'_>, point: &Point) -> Result<Decided, Var> {
        let (outcome, only_if) = match effect {
            Effect::Decision => return self.decide(point),
            Effect::Line(outcome, only_if) => (outcome, only_if),
        };
        let condition = self.all(only_if, point);
        if matches!(condition, Tri::No | Tri::NoRule(_)) {
            return Ok(0);
        }
        if let Some(outcome) = outcome
            && self.decide(point)? >> outcome & 1 == 0
        {
            return Ok(0);
        }
        match condition {
            Tri::Open(var) => Err(var),
            _ => Ok(1),
        }
    }

    /// Whether what the rows decide still depends on something.
    pub(crate) fn is_open(&self) -> bool {
        self.decide(&self.start()).is_err()
    }

    /// All that the rows can still decide, up to `enough` different results; false when cut short.
    pub(crate) fn outcomes(&self, enough: usize) -> (Vec<Decided>, bool) {
        self.refresh();
        let mut found = Vec::new();
        let whole = self.results(&mut self.start(), enough, &mut found);
        (found, whole)
    }

    fn results(&self, point: &mut Point, enough: usize, found: &mut Vec<Decided>) -> bool {
        if !self.spend() {
            return false;
        }
        match self.decide(point) {
            Ok(result) => {
                if !found.contains(&result) {
                    found.push(result);
                }
                true
            }
            // What stays open although it is fixed cannot be settled here: the safe answer is given.
            Err(var) if self.is_set(point, var) => false,
            Err(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let whole = self.results(point, enough, found);
                    self.set(point, var, None);
                    if found.len() >= enough {
                        return true;
                    }
                    if !whole {
                        return false;
                    }
                }
                true
            }
        }
    }

    /// Whether some way of answering the other open questions makes one of these effects depend on the question.
    pub(crate) fn any_matters(&self, effects: &[Effect<'_>], question: Index) -> bool {
        for effect in effects {
            self.refresh();
            if self.matters(*effect, question, &mut self.start()) {
                return true;
            }
        }
        false
    }

    fn matters(&self, effect: Effect<'_>, question: Index, point: &mut Point) -> bool {
        let mut found = Vec::new();
        match self.vary(effect, question, point, &mut found) {
            Vary::Differs => true,
            Vary::Same => false,
            Vary::Needs(var) if self.is_set(point, var) => true,
            Vary::Needs(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let matters = self.matters(effect, question, point);
                    self.set(point, var, None);
                    if matters {
                        return true;
                    }
                }
                false
            }
        }
    }

    /// Varies only what rests on the question.
    fn vary(&self, effect: Effect<'_>, question: Index, point: &mut Point, found: &mut Vec<Decided>) -> Vary {
        if !self.spend() {
            return Vary::Differs;
        }
        match self.effect(effect, point) {
            Ok(result) => {
                if !found.contains(&result) {
                    found.push(result);
                }
                if found.len() > 1 { Vary::Differs } else { Vary::Same }
            }
            Err(var) if self.is_set(point, var) => Vary::Differs,
            Err(var) if self.rests_on(var, question) => {
                let mut needs = None;
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    let outcome = self.vary(effect, question, point, found);
                    self.set(point, var, None);
                    match outcome {
                        Vary::Differs => return Vary::Differs,
                        Vary::Needs(other) => needs = needs.or(Some(other)),
                        Vary::Same => {}
                    }
                }
                needs.map_or(Vary::Same, Vary::Needs)
            }
            Err(var) => Vary::Needs(var),
        }
    }

    /// Whether a line with these conditions can appear with an outcome.
    pub(crate) fn can_show(&self, outcome: Option<Index>, atoms: &[Atom]) -> bool {
        self.refresh();
        let test = |point: &Point| -> Result<bool, Var> {
            match self.all(atoms, point) {
                Tri::No | Tri::NoRule(_) => return Ok(false),
                Tri::Open(var) => return Err(var),
                Tri::Yes => {}
            }
            match outcome {
                Some(outcome) => Ok(self.decide(point)? >> outcome & 1 == 1),
                None => Ok(true),
            }
        };
        self.find(&test, &mut self.start()) || self.exhausted()
    }

    /// Whether all of these hold, over every answer that can still be given: what is open but makes no difference
    /// is settled, as it is for whoever asks which questions still matter.
    pub(crate) fn settled(&self, atoms: &[Atom]) -> Tri {
        let state = self.all(atoms, BLANK);
        if !matches!(state, Tri::Open(_)) {
            return state;
        }
        // A world that was only made to reckon with has no cells to try.
        let laid;
        let world = if self.axes.is_empty() {
            laid = World::on(self.program, self.given.clone(), self.free, self.pinned);
            &laid
        } else {
            self
        };
        if !world.can_show(None, atoms) {
            return Tri::No;
        }
        world.refresh();
        let fails = |point: &Point| match world.all(atoms, point) {
            Tri::Open(var) => Err(var),
            holds => Ok(holds != Tri::Yes),
        };
        if world.find(&fails, &mut world.start()) || world.exhausted() { state } else { Tri::Yes }
    }

    /// A point where the test holds, tried cell by cell; the test says what it still needs to know.
    pub(crate) fn find(&self, test: &dyn Fn(&Point) -> Result<bool, Var>, point: &mut Point) -> bool {
        if !self.spend() {
            return false;
        }
        match test(point) {
            Ok(found) => found,
            Err(var) if self.is_set(point, var) => {
                // Not found, and not proven either.
                self.allow(0);
                false
            }
            Err(var) => {
                for cell in 0..self.cells(var) {
                    self.set(point, var, Some(cell));
                    if self.find(test, point) {
                        return true;
                    }
                    self.set(point, var, None);
                }
                false
            }
        }
    }
}

/// Something that a result shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Effect<'p> {
    /// What the rows decide.
    Decision,
    /// A line that stands under an outcome, or always, and only if these hold.
    Line(Option<Index>, &'p [Atom]),
}

/// What came of varying one question.
enum Vary {
    /// Two different results were seen.
    Differs,
    /// Always the same.
    Same,
    /// That depends on something else.
    Needs(Var),
}
