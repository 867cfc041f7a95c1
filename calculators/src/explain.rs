//! Why it came out so, and what would make it come out otherwise.

use std::cmp::Ordering;

use crate::edges;
use crate::evaluate::{counts_as_no, effects, outcomes_of};
use crate::kernel::dutch;
use crate::program::{Cmp, Index, Operand, Program, QuestionKind, Test};
use crate::reckoning::{self, Arms};
use crate::report::Change;
use crate::structure::Inputs;
use crate::words::{Words, asked, compared, preposition};
use crate::world::{BLANK, Decided, Given, NO_RULE, Tri, Val, World, compare, in_order};

/// Answers to one question that lead to the same results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The answers in words: "meer dan € 50", "ja".
    pub(crate) words: String,
    pub(crate) way: Way,
}

/// What an answer leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// What can come out, whatever the rest is.
    pub(crate) results: Vec<Decided>,
    /// The values shown that are then reckoned in another way than now.
    otherwise: Vec<Index>,
    /// What the other outcome is called there.
    title: String,
}

/// What came out, and by which arms and rows the values that it shows were reckoned.
pub(crate) type Now = (Decided, Arms);

/// What an answer leads to in its world. `said` knows what is the same for all answers that the words stand for.
fn way(world: &World<'_>, now: Option<&Now>, said: &World<'_>) -> Way {
    let mut way = Way { results: results(world), ..Way::default() };
    if let (Some((decided, arms)), [only]) = (now, way.results.as_slice()) {
        if only != decided {
            way.title = titles(said, *only);
            return way;
        }
        for (value, there) in reckoning::arms(world, *decided).iter().enumerate() {
            if arms.get(value) != Some(there) {
                way.otherwise.push(value as Index);
            }
        }
    }
    way
}

/// All answers to a question, grouped by what can come out. "Weet ik niet" only where asked for.
pub(crate) fn groups(world: &World<'_>, index: usize, with_dont_know: bool, now: Option<&Now>) -> Vec<Group> {
    let Some(question) = world.program.questions.get(index) else { return Vec::new() };
    let words = Words::new(world);
    // Each answer that there is, and whether it is quoted.
    let mut vals = Vec::new();
    match question.kind {
        QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Tick => {
            let known = question.answers() - usize::from(question.dont_know && !with_dont_know);
            for option in 0..known {
                vals.push((Val::Word(option as Index), question.kind == QuestionKind::Choice));
            }
        }
        QuestionKind::Many => {
            vals.push((Val::Many(0), false));
            for option in 0..question.options.len() {
                vals.push((Val::Many(1 << option), true));
            }
        }
        QuestionKind::Text => {}
        _ => return stretches(world, index, now),
    }
    let mut groups: Vec<(Vec<String>, Way)> = Vec::new();
    for (val, quoted) in vals {
        let text = words.val(&val, Some(Operand::Answer(index as Index)));
        let text = if quoted { text!["“", text, "”"] } else { text };
        let there = world.with(index, val);
        let way = way(&there, now, &there);
        match groups.iter_mut().find(|(_, known)| *known == way) {
            Some((texts, _)) => texts.push(text),
            None => groups.push((vec![text], way)),
        }
    }
    groups.into_iter().map(|(texts, way)| Group { words: dutch::list_or(&texts), way }).collect()
}

/// All that can come out.
pub(crate) fn results(world: &World<'_>) -> Vec<Decided> {
    let (found, _) = world.outcomes(usize::MAX);
    // Smallest first; there are never more than a few.
    let mut sorted: Vec<Decided> = Vec::with_capacity(found.len());
    for item in found {
        match sorted.iter().position(|known| *known > item) {
            Some(place) => sorted.insert(place, item),
            None => sorted.push(item),
        }
    }
    sorted
}

/// The thresholds that the rules hold a question against, as far as they are known.
pub(crate) fn thresholds(world: &World<'_>, index: Index) -> Vec<Val> {
    let mut cuts: Vec<Val> = Vec::new();
    for atom in world.program.atoms() {
        let Test::Compare(parts) = &atom.test else { continue };
        for (_, right) in parts {
            let cut = if atom.left == Operand::Answer(index) {
                world.eval(*right, BLANK).ok()
            } else if matches!(world.program.exprs.get(usize::from(*right)), Some(crate::program::Expr::Answer(other)) if *other == index)
            {
                match atom.left {
                    Operand::Answer(question) => world.answer(question, BLANK).ok(),
                    Operand::Value(value) => world.value(value, BLANK).ok(),
                }
            } else {
                None
            };
            cuts.extend(cut);
        }
    }
    in_order(&cuts)
}

/// A bound of a stretch and whether it belongs to it.
type Bound<'v> = Option<(&'v Val, bool)>;

fn stretches(world: &World<'_>, index: usize, now: Option<&Now>) -> Vec<Group> {
    let mut runs: Vec<(edges::Stretch, Way)> = Vec::new();
    let said = world.without(index);
    for stretch in edges::stretches(world, index) {
        let there = world.with(index, stretch.inner.clone());
        // An answer under which another answer could not have been given leads nowhere.
        let mut possible = true;
        for (other, given) in there.given.iter().enumerate() {
            if let Given::Is(val) = given {
                possible &= other == index || edges::within(&there, other, val);
            }
        }
        let way = if possible { way(&there, now, &said) } else { Way::default() };
        match runs.last_mut() {
            Some((run, known)) if *known == way => {
                run.last = stretch.last;
                run.until = stretch.until;
            }
            _ => runs.push((stretch, way)),
        }
    }
    if runs.len() < 2 {
        return Vec::new();
    }
    let named = thresholds(world, index as Index);
    let is_named = |val: &Val| named.iter().any(|cut| compare(cut, val) == Some(Ordering::Equal));
    let words = Words::new(world);
    let (_, most) = world.limits(index);
    let mut groups = Vec::new();
    let mut low: Bound<'_> = None;
    for (place, (run, way)) in runs.iter().enumerate() {
        let above = runs.get(place + 1).and_then(|(next, _)| next.first.as_ref());
        let (high, next) = match (&run.last, above) {
            (Some(last), Some(above)) if run.until.unwrap_or_else(|| !is_named(last)) => {
                (Some((above, false)), Some((above, true)))
            }
            (Some(last), Some(_)) => (Some((last, true)), Some((last, false))),
            _ => (None, None),
        };
        // One answer by itself: between two edges, or where a limit leaves no more ("hoogstens 0 km" is "precies 0 km").
        let only = match (&run.first, &run.last) {
            (Some(first), Some(last)) if first == last => Some(first),
            (None, Some(last)) if run.inner == *last => Some(last),
            (Some(first), None) if most.as_ref() == Some(first) => Some(first),
            _ => None,
        };
        let text = match only {
            Some(only) => range(&words, index as Index, Some((only, true)), Some((only, true))),
            None => range(&words, index as Index, low, high),
        };
        groups.push(Group { words: text, way: way.clone() });
        low = next;
    }
    groups
}

fn range(words: &Words<'_, '_>, index: Index, low: Bound<'_>, high: Bound<'_>) -> String {
    let say = |val: &Val| words.val(val, Some(Operand::Answer(index)));
    if let (Some((low, true)), Some((high, true))) = (low, high)
        && compare(low, high) == Some(Ordering::Equal)
    {
        return text![compared(preposition(low), Cmp::Equal), " ", say(low)];
    }
    let mut parts = Vec::new();
    if let Some((val, included)) = low {
        let cmp = if included { Cmp::AtLeast } else { Cmp::More };
        parts.push(text![compared(preposition(val), cmp), " ", say(val)]);
    }
    if let Some((val, included)) = high {
        let cmp = if included { Cmp::AtMost } else { Cmp::Less };
        parts.push(text![compared(preposition(val), cmp), " ", say(val)]);
    }
    if parts.is_empty() { "elk antwoord".to_owned() } else { dutch::list_and(&parts) }
}

/// What the outcomes of a result are called, as far as their titles are known in this world.
pub(crate) fn titles(world: &World<'_>, decided: Decided) -> String {
    if decided & NO_RULE != 0 {
        return "Daarvoor kennen we de regel niet".to_owned();
    }
    let words = Words::new(world);
    let mut titles = Vec::new();
    for outcome in outcomes_of(world.program, decided) {
        titles.push(words.title(outcome));
    }
    dutch::list_and(&titles)
}

/// What would change the outcome: for each answer the nearest other side.
pub(crate) fn changes(world: &World<'_>, decided: Decided) -> Vec<Change> {
    let program = world.program;
    let words = Words::new(world);
    let now = (decided, reckoning::arms(world, decided));
    let mut list = Vec::new();
    for (index, question) in program.questions.iter().enumerate() {
        let answered = matches!(world.given.get(index), Some(Given::Is(_)));
        if !answered || world.asked(index as Index, BLANK) != Tri::Yes {
            continue;
        }
        let label = words.text(&question.label);
        // "Na 1 mei 2025", but "bij meer dan € 50".
        let moment = matches!(question.kind, QuestionKind::Date | QuestionKind::Time);
        for group in groups(world, index, false, Some(&now)) {
            let then = match group.way.results.as_slice() {
                [] | [0] => continue,
                [only] if *only == decided => {
                    let mut names = Vec::new();
                    for value in &group.way.otherwise {
                        names.push(text!["“", words.name(Operand::Value(*value)), "”"]);
                    }
                    match names.as_slice() {
                        [] => continue,
                        [only] => text![" wordt ", only, " anders berekend"],
                        several => text![" worden ", dutch::list_and(several), " anders berekend"],
                    }
                }
                [_] => text![": ", group.way.title],
                _ => " hangt het van de andere antwoorden af".to_owned(),
            };
            let text = asked(&label, &text![if moment { "" } else { "Bij " }, group.words, then]);
            list.push(Change { text });
        }
    }
    list
}

/// What was taken for granted because a question was passed over, where it could matter.
pub(crate) fn reservations(world: &World<'_>) -> Vec<String> {
    let program = world.program;
    let now = signature(world);
    let (mut passed, mut named) = (Inputs::default(), Inputs::default());
    for (index, question) in program.questions.iter().enumerate() {
        if question.unless.is_some()
            && counts_as_no(program, index)
            && !matches!(world.given.get(index), Some(Given::Is(_) | Given::Unknown))
            && world.asked(index as Index, BLANK) != Tri::No
        {
            passed.add(index as Index);
            if signature(&world.with(index, Val::Word(0))) != now {
                named.add(index as Index);
            }
        }
    }
    // Some matter only together: with those already named fixed at "nee", the rest is tried in any combination.
    let mut given = world.given.clone();
    for (index, place) in given.iter_mut().enumerate() {
        *place = match &*place {
            known @ (Given::Is(_) | Given::Unknown) => known.clone(),
            _ if passed.has(index as Index) && !named.has(index as Index) => Given::Open,
            Given::Open if !counts_as_no(program, index) => Given::Open,
            _ => Given::Skipped,
        };
    }
    let rest = World::new(program, given, true);
    let together = effects(program);
    let words = Words::new(world);
    let mut list = Vec::new();
    for (index, question) in program.questions.iter().enumerate() {
        let place = index as Index;
        if named.has(place) || passed.has(place) && rest.any_matters(&together, place) {
            list.extend(question.unless.as_ref().map(|text| words.text(text)));
        }
    }
    list
}

/// What a result shows: enough to see whether another answer would show something else.
fn signature(world: &World<'_>) -> (Vec<Decided>, Vec<Tri>) {
    let program: &Program = world.program;
    let results = results(world);
    let shown = |outcome: Option<Index>| {
        outcome.is_none_or(|outcome| results.iter().any(|result| result >> outcome & 1 == 1))
    };
    let mut lines = Vec::new();
    for line in program.lines() {
        lines.push(if shown(line.outcome) { world.all(&line.only_if, BLANK) } else { Tri::No });
    }
    for line in &program.unclear {
        lines.push(if shown(line.outcome) { world.all(&line.only_if, BLANK) } else { Tri::No });
    }
    (results, lines)
}
