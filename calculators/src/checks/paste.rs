//! Examples that are not there yet, ready to paste: answers that do what no example does, with what the rules make
//! of them.

use super::boxes::{Boxes, Found, Witness};
use super::examples::{moment_text, value_text};
use super::space::{Answer, Space, Stretch};
use super::times;
use crate::answers;
use crate::kernel::date::Date;
use crate::program::{Atom, Index, Program, QuestionKind};
use crate::report::Outcome;
use crate::rules::Rules;
use crate::timeline::{State, state};
use crate::world::{Given, Rep, Tri, Val, World};

/// So many answers are asked for in turn before an outcome must be certain.
const ROUNDS: usize = 60;

/// Looks for examples that could be added.
pub(crate) struct Paste<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) program: &'a Program,
    /// The examples that come out, as they are known.
    pub(crate) worlds: &'a [World<'a>],
}

impl<'a> Paste<'a> {
    /// The stretch of time around the day of the rules.
    pub(crate) fn stretch(&self) -> Stretch {
        let day = self.program.day;
        let around = times(self.program, day).into_iter().find(|stretch| {
            stretch.first.is_none_or(|first| first <= day) && stretch.last.is_none_or(|last| day <= last)
        });
        around.map_or(Stretch { day, first: None, last: None }, |stretch| Stretch { day, ..stretch })
    }

    /// Answers that meet all of `hold` and none of `fail`, if there are any; `program` may know more than the rules.
    pub(crate) fn prove(&self, program: &Program, hold: &[&[Atom]], fail: &[&[Atom]]) -> Found {
        let all: Vec<&[Atom]> = hold.iter().chain(fail).copied().collect();
        let space = Space::new(program, self.stretch(), &all);
        let boxes = Boxes::new(&space);
        let inside: Vec<_> = hold.iter().map(|atoms| boxes.shape(atoms)).collect();
        let outside: Vec<_> = fail.iter().map(|atoms| boxes.shape(atoms)).collect();
        boxes.find(&inside.iter().collect::<Vec<_>>(), &outside.iter().collect::<Vec<_>>(), false)
    }

    /// An example with one answer changed that does what is wanted.
    pub(crate) fn nearby(&self, want: &dyn Fn(&World<'_>) -> bool) -> Option<World<'a>> {
        let free = World::new(self.program, Vec::new(), true);
        for base in self.worlds {
            for (index, question) in self.program.questions.iter().enumerate() {
                if !matches!(base.given.get(index), Some(Given::Is(_))) {
                    continue;
                }
                let mut tries: Vec<Val> = free
                    .reps(index)
                    .iter()
                    .filter_map(|rep| if let Rep::Is(val) = rep { Some(val.clone()) } else { None })
                    .collect();
                if question.kind == QuestionKind::Date {
                    tries.extend(self.around(base, index));
                }
                for val in tries {
                    let world = self.like(base, index, val);
                    if want(&world) && self.accepted(&world) {
                        return Some(world);
                    }
                }
            }
        }
        None
    }

    /// Every day of four years around an answered day: a leap day, all holidays and every weekday are among them.
    fn around(&self, base: &World<'_>, index: usize) -> Vec<Val> {
        let Some(Given::Is(Val::Date(day))) = base.given.get(index) else { return Vec::new() };
        (-30..1461).filter_map(|days| day.add_days(days)).map(Val::Date).collect()
    }

    fn like(&self, base: &World<'_>, index: usize, val: Val) -> World<'a> {
        let mut world = World::reckoner(self.program, self.program.day);
        world.given = base.given.clone();
        if let Some(place) = world.given.get_mut(index) {
            *place = Given::Is(val);
        }
        world
    }

    fn typed(&self, world: &World<'_>) -> Vec<(String, String)> {
        let point = world.start();
        self.program
            .questions
            .iter()
            .zip(&world.given)
            .enumerate()
            .filter_map(|(index, (question, given))| match given {
                Given::Is(val) if world.asked(index as Index, &point) == Tri::Yes => {
                    Some((question.id.clone(), answers::typed(question, val)))
                }
                _ => None,
            })
            .collect()
    }

    /// Whether these answers would be taken as typed.
    fn accepted(&self, world: &World<'_>) -> bool {
        answers::read(self.program, &self.typed(world)).mistakes.is_empty()
    }

    /// A witness made whole: what it says, and what else is needed to be certain, like in an example that is near.
    pub(crate) fn whole(&self, witness: &Witness) -> Option<World<'a>> {
        let mut world = World::reckoner(self.program, self.program.day);
        let mut kept_open = Vec::new();
        for (index, answer) in &witness.answers {
            let Some(place) = world.given.get_mut(*index) else { continue };
            match answer {
                Answer::Is(val) => *place = Given::Is(val.clone()),
                Answer::Skipped => {
                    *place = Given::Skipped;
                    kept_open.push(*index);
                }
                Answer::NotAsked => kept_open.push(*index),
            }
        }
        if let Some(day) = self.program.rules_of
            && let Some(place) = world.given.get_mut(usize::from(day))
            && *place == Given::Open
        {
            *place = Given::Is(Val::Date(self.program.day));
        }
        let near = self.worlds.iter().max_by_key(|base| {
            base.given
                .iter()
                .zip(&world.given)
                .filter(|(one, other)| one == other && **one != Given::Open)
                .count()
        });
        let free = World::new(self.program, Vec::new(), true);
        for _ in 0..ROUNDS {
            let report = self.program.evaluate(&self.typed(&world), None);
            if !report.screen.mistakes.is_empty() {
                return None;
            }
            let certain = report.outcome.is_some() || report.steps.is_some() && report.screen.certain;
            let needed = report.asks.iter().find_map(|id| {
                let index = self.program.questions.iter().position(|question| question.id == *id)?;
                let must = !certain || !self.program.questions.get(index)?.optional();
                (must && !kept_open.contains(&index)).then_some(index)
            });
            let Some(index) = needed else { return certain.then_some(world) };
            let like = near.and_then(|base| match base.given.get(index) {
                Some(Given::Is(val)) => Some(val.clone()),
                _ => None,
            });
            let any = || {
                free.reps(index)
                    .iter()
                    .find_map(|rep| if let Rep::Is(val) = rep { Some(val.clone()) } else { None })
            };
            let val = like.or_else(any)?;
            if let Some(place) = world.given.get_mut(index) {
                *place = Given::Is(val);
            }
        }
        None
    }

    // ---- how it is written -------------------------------------------------------------------------

    /// What a world gives, as examples are written here: a row under their columns, or an item of their list. A
    /// name for it, and the steps it is about (none: all).
    pub(crate) fn text(&self, world: &World<'_>, name: &str, steps: &[&str]) -> Option<String> {
        if self.rules.example_columns.is_empty() {
            self.item(world, name, steps)
        } else {
            self.row(world, name)
        }
    }

    fn row(&self, world: &World<'_>, name: &str) -> Option<String> {
        let typed = self.typed(world);
        let report = self.program.evaluate(&typed, None);
        report.outcome.as_ref()?;
        let cells: Vec<String> = self
            .rules
            .example_columns
            .iter()
            .map(|column| match column.as_str() {
                "naam" => name.to_owned(),
                "dan" => match &report.outcome {
                    Some(Outcome::One(id)) => id.clone(),
                    Some(Outcome::All(ids)) => ids.join(" en "),
                    None => "-".to_owned(),
                },
                "doe" if report.actions.is_empty() => "geen".to_owned(),
                "doe" => report.actions.join(", "),
                "regels-op" => "-".to_owned(),
                column => match typed.iter().find(|(id, _)| id == column) {
                    Some((_, text)) => text.clone(),
                    None => self.named(world, column).unwrap_or_else(|| "-".to_owned()),
                },
            })
            .collect();
        let row = format!("| {} |", cells.join(" | "));
        // An answer without a column would be lost.
        let lost: Vec<String> = typed
            .iter()
            .filter(|(id, text)| {
                !self.rules.example_columns.contains(id)
                    && !self.worlds.iter().any(|base| self.typed(base).contains(&(id.clone(), text.clone())))
            })
            .map(|(id, text)| format!("`{id}` met `{text}`"))
            .collect();
        Some(if lost.is_empty() { row } else { format!("{row} (en een kolom {})", lost.join(", ")) })
    }

    fn named(&self, world: &World<'_>, id: &str) -> Option<String> {
        let index = self.program.values.iter().position(|value| value.id == id)? as Index;
        let val = world.value(index, &world.start()).ok()?;
        Some(value_text(self.program, index, &val))
    }

    fn item(&self, world: &World<'_>, name: &str, steps: &[&str]) -> Option<String> {
        let mut lines = vec![format!("- naam: {name}")];
        for (id, text) in self.typed(world) {
            lines.push(format!("  {id}: {text}"));
        }
        let mut wanted = Vec::new();
        let point = world.start();
        for step in &self.program.steps {
            let found = state(world, step);
            let counts = steps.is_empty() || steps.contains(&step.id.as_str());
            if counts && !matches!(found, State::Open | State::LeftOut) {
                wanted.push(format!("    {}: {}", step.id, moment_text(&found)));
            }
        }
        for (index, value) in self.program.values.iter().enumerate() {
            if steps.contains(&value.id.as_str())
                && let Ok(val) = world.value(index as Index, &point)
            {
                wanted.push(format!("    {}: {}", value.id, value_text(self.program, index as Index, &val)));
            }
        }
        if self.program.steps.is_empty() {
            let report = self.program.evaluate(&self.typed(world), None);
            let outcome = match report.outcome.as_ref()? {
                Outcome::One(id) => id.clone(),
                Outcome::All(ids) => ids.join(" en "),
            };
            lines.push(format!("  dan: {outcome}"));
            if !self.program.actions.is_empty() {
                let actions =
                    if report.actions.is_empty() { "geen".to_owned() } else { report.actions.join(", ") };
                lines.push(format!("  doe: {actions}"));
            }
        } else {
            if wanted.is_empty() {
                return None;
            }
            lines.push("  dan:".to_owned());
            lines.extend(wanted);
        }
        Some(lines.join("\n"))
    }

    /// The help that goes with a missing example.
    pub(crate) fn help(&self, text: Option<String>, otherwise: &str) -> String {
        match text {
            Some(text) => format!("Zet dit bij de voorbeelden, en kijk na of het klopt:\n{text}"),
            None => otherwise.to_owned(),
        }
    }

    /// The day the rules are of.
    pub(crate) fn day(&self) -> Date {
        self.program.day
    }
}
