//! Whether worked examples come out; what they leave untried is told by `untried`.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::suspects::{self, About};
use super::{severity, stretches, untried};
use crate::answers;
use crate::evaluate::judged;
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::quantity::Measure;
use crate::program::{Index, Kind, Program};
use crate::registry::Registry;
use crate::report::{Outcome, Points, Report};
use crate::rules::Rules;
use crate::rules::examples::Example;
use crate::sink::Sink;
use crate::timeline::{Moment, State, state};
use crate::tree::Span;
use crate::world::{Val, World, compare};

/// Something that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mismatch {
    span: Span,
    message: String,
    about: About,
}

/// An example on the day whose rules it follows.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The day.
    pub(crate) day: Date,
    /// What was typed.
    pub(crate) answers: Vec<(String, String)>,
    /// The program of that day.
    pub(crate) program: Program,
}

/// The answers of an example as pairs.
pub(crate) fn pairs(example: &Example) -> Vec<(String, String)> {
    example.inputs.iter().map(|(name, text, _)| (name.clone(), text.clone())).collect()
}

/// The days an example may be about, best first.
fn days(rules: &Rules, example: &Example, site: Date) -> Vec<Date> {
    if let Some(day) = example.rules_of {
        return vec![day];
    }
    if rules.program.rules_of.is_some() {
        return vec![site];
    }
    let mut days = stretches(rules, site);
    days.reverse();
    if days.is_empty() {
        days.push(site);
    }
    days
}

/// An example on its own day: the newest on which it comes out.
pub(crate) fn run(rules: &Rules, example: &Example, registry: &Registry) -> Run {
    let candidates = days(rules, example, registry.day);
    let answers = pairs(example);
    let fallback = candidates.first().copied().unwrap_or(registry.day);
    let day = candidates
        .into_iter()
        .find(|day| mismatches(&rules.by_day(*day, registry), example).is_empty())
        .unwrap_or(fallback);
    Run { day, answers, program: rules.on(day, registry) }
}

/// Whether an example comes out by the rules of a day.
pub(crate) fn holds_on(rules: &Rules, example: &Example, day: Date, registry: &Registry) -> bool {
    mismatches(&rules.by_day(day, registry), example).is_empty()
}

pub(crate) fn world_of<'p>(program: &'p Program, example: &Example) -> World<'p> {
    World::known_by(program, answers::read(program, &pairs(example)).given)
}

/// What of an example came out otherwise, in words.
pub(crate) fn wrong(program: &Program, example: &Example) -> Vec<String> {
    mismatches(program, example).into_iter().map(|mismatch| mismatch.message).collect()
}

/// What an example asks for by name, as it came out: a step or a named value, as it is typed.
pub(crate) fn named_result(program: &Program, example: &Example, name: &str) -> Option<String> {
    let world = world_of(program, example);
    let point = world.start();
    if let Some(step) = program.steps.iter().find(|step| step.id == name) {
        return Some(moment_text(&state(&world, step)));
    }
    let index = program.values.iter().position(|value| value.id == name)? as Index;
    world.value(index, &point).ok().map(|val| value_text(program, index, &val))
}

fn mismatches(program: &Program, example: &Example) -> Vec<Mismatch> {
    let answers = answers::read(program, &pairs(example));
    let report = judged(program, &answers);
    let mut list = Vec::new();
    for mistake in &report.screen.mistakes {
        let span = example
            .inputs
            .iter()
            .find(|(name, ..)| *name == mistake.question)
            .map_or(example.span, |(.., span)| *span);
        list.push(Mismatch {
            span,
            message: format!("het antwoord op `{}` kan niet: {}", mistake.question, mistake.text),
            about: About::Other,
        });
    }
    if !list.is_empty() {
        return list;
    }
    let world = World::known_by(program, answers.given);
    if example.no_rule {
        let unknown = program.steps.iter().any(|step| matches!(state(&world, step), State::NoRule(_)));
        if !unknown {
            list.push(Mismatch {
                span: example.span,
                message: "er is voor deze dag wel een regel bekend".to_owned(),
                about: About::Other,
            });
        }
        return list;
    }
    if let Some((wanted, span)) = &example.outcome {
        list.extend(outcome_mismatch(&report, wanted, *span));
    }
    if let Some(points) = &report.points {
        list.extend(points_mismatch(points, example));
    }
    if let Some((wanted, span)) = &example.lines {
        let same =
            wanted.len() == report.actions.len() && wanted.iter().all(|id| report.actions.contains(id));
        if !same && list.is_empty() {
            let found = if report.actions.is_empty() { "geen".to_owned() } else { report.actions.join(", ") };
            let either = wanted.iter().chain(&report.actions);
            let differs =
                either.filter(|id| wanted.contains(id) != report.actions.contains(id)).cloned().collect();
            list.push(Mismatch {
                span: *span,
                message: format!("bij `doe` komt `{found}` eruit"),
                about: About::Lines(differs),
            });
        }
    }
    for (name, wanted, span) in &example.expected {
        if let Some(message) = expected_mismatch(program, &world, name, wanted) {
            list.push(Mismatch { span: *span, message, about: About::Named(name.clone()) });
        }
    }
    list
}

/// The points of a checklist that are missing or do not apply, against those that should.
fn points_mismatch(points: &Points, example: &Example) -> Vec<Mismatch> {
    let mut list = Vec::new();
    let mut compare = |key: &str, found: &[String], (wanted, span): &(Vec<String>, Span)| {
        if wanted.len() != found.len() || !wanted.iter().all(|id| found.contains(id)) {
            let found = if found.is_empty() { "geen".to_owned() } else { found.join(", ") };
            list.push(Mismatch {
                span: *span,
                message: format!("bij `{key}` komt `{found}` eruit"),
                about: About::Other,
            });
        }
    };
    compare("mist", &points.missing, &example.missing);
    if let Some(not) = &example.not {
        compare("geldt-niet", &points.not, not);
    }
    list
}

fn outcome_mismatch(report: &Report, wanted: &str, span: Span) -> Option<Mismatch> {
    if !report.possible.is_empty() {
        // What can come out has no order, and one outcome may come out with several amounts.
        let mut found: Vec<&str> = Vec::new();
        for possible in &report.possible {
            if !found.contains(&possible.outcome.as_str()) {
                found.push(&possible.outcome);
            }
        }
        let mut named: Vec<&str> = wanted.split(" of ").collect();
        let message = format!("er staat `{wanted}`, maar er kan `{}` uit komen", found.join(" of "));
        found.sort_unstable();
        named.sort_unstable();
        return (found != named).then_some(Mismatch {
            span,
            message,
            about: About::Outcome(wanted.to_owned()),
        });
    }
    let message = match &report.outcome {
        Some(Outcome::One(found)) if found == wanted => return None,
        Some(Outcome::All(found))
            if found.join(" en ") == wanted
                || (found.len() == 1 && found.first().is_some_and(|only| only == wanted)) =>
        {
            return None;
        }
        Some(Outcome::One(found)) => format!("er staat `{wanted}`, maar er komt `{found}` uit"),
        Some(Outcome::All(found)) => {
            format!("er staat `{wanted}`, maar er komt `{}` uit", found.join(" en "))
        }
        None if report.asks.is_empty() => format!("er staat `{wanted}`, maar er komt niets uit"),
        None => format!(
            "er staat `{wanted}`, maar de uitkomst staat nog niet vast zonder {}",
            report.asks.join(", ")
        ),
    };
    Some(Mismatch { span, message, about: About::Outcome(wanted.to_owned()) })
}

fn expected_mismatch(program: &Program, world: &World<'_>, name: &str, wanted: &str) -> Option<String> {
    let point = world.start();
    if let Some(step) = program.steps.iter().find(|step| step.id == name) {
        let found = moment_text(&state(world, step));
        let plain: String = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
        return (found != plain).then(|| match different_days(&found, &plain) {
            Some(message) => format!("`{name}` {message}"),
            None => format!("`{name}` is `{found}`, niet `{plain}`"),
        });
    }
    let index = program.values.iter().position(|value| value.id == name)? as Index;
    let wanted_val = match program.values.get(usize::from(index)) {
        Some(value) if !value.words.is_empty() => {
            value.words.iter().position(|word| word.id == wanted).map(|place| Val::Word(place as Index))
        }
        _ => match Date::parse_iso(wanted) {
            Some(day) => Some(Val::Date(day)),
            None => match Measure::parse(wanted) {
                Ok(Measure::Quantity(quantity)) => Some(Val::Amount(quantity)),
                Ok(Measure::Week(week)) => Some(Val::Week(week)),
                Err(_) => None,
            },
        },
    };
    let Some(wanted_val) = wanted_val else {
        return Some(format!(
            "`{wanted}` is geen waarde die `{name}` kan hebben; schrijf haar met een eenheid"
        ));
    };
    let found = match world.value(index, &point) {
        Ok(found) if found == wanted_val || compare(&found, &wanted_val) == Some(Ordering::Equal) => {
            return None;
        }
        Ok(found) => value_text(program, index, &found),
        Err(_) => "niet te berekenen".to_owned(),
    };
    Some(format!("`{name}` is {found}, niet {wanted}"))
}

/// What is different in two long rows of days; none where one is no row.
fn different_days(found: &str, wanted: &str) -> Option<String> {
    const MANY: usize = 3;
    let days = |text: &str| -> Vec<String> {
        text.split(", ").map(|day| day.trim_end_matches(" voorlopig").to_owned()).collect()
    };
    let (found, wanted) = (days(found), days(wanted));
    if found.len() < MANY || wanted.len() < MANY {
        return None;
    }
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|day| !other.contains(day)).cloned().collect()
    };
    let (more, less) = (only(&found, &wanted), only(&wanted, &found));
    if more.len() > MANY || less.len() > MANY || more.is_empty() && less.is_empty() {
        return None;
    }
    let list = |days: &[String]| format!("`{}`", days.join("`, `"));
    Some(match (more.is_empty(), less.is_empty()) {
        (true, _) => format!("heeft {} niet", list(&less)),
        (_, true) => format!("heeft ook {}", list(&more)),
        _ => format!("heeft {}, niet {}", list(&more), list(&less)),
    })
}

pub(crate) fn value_text(program: &Program, index: Index, val: &Val) -> String {
    match val {
        Val::Amount(quantity) => quantity.to_string(),
        Val::Date(day) => day.iso(),
        Val::Week(week) => week.to_string(),
        Val::Word(word) => program
            .values
            .get(usize::from(index))
            .and_then(|value| value.words.get(usize::from(*word)))
            .map_or_else(String::new, |word| word.id.clone()),
        Val::Time(time) => dutch::plain_spaces(&dutch::time(*time)),
        Val::Many(_) | Val::Text(_) => String::new(),
    }
}

/// A step as examples write it.
pub(crate) fn moment_text(state: &State) -> String {
    match state {
        State::Not | State::LeftOut => "niet".to_owned(),
        State::Open => "nog niet bekend".to_owned(),
        State::NoRule(_) => "regel-onbekend".to_owned(),
        State::Is(moment, provisional) => {
            let text = match moment {
                Moment::On(day) | Moment::By(day) => day.iso(),
                Moment::Window(from, Some(to)) => format!("{} t/m {}", from.iso(), to.iso()),
                Moment::Window(from, None) => format!("vanaf {}", from.iso()),
                Moment::Series(days) => days.iter().map(|day| day.iso()).collect::<Vec<_>>().join(", "),
                Moment::NoDate => "zonder-datum".to_owned(),
            };
            if *provisional { format!("{text} voorlopig") } else { text }
        }
    }
}

/// The program of each day that was asked for, made once.
pub(crate) struct OnDays<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) registry: &'a Registry,
    known: RefCell<Vec<(Date, Rc<Program>)>>,
}

impl<'a> OnDays<'a> {
    pub(crate) fn new(rules: &'a Rules, registry: &'a Registry) -> OnDays<'a> {
        OnDays { rules, registry, known: RefCell::default() }
    }

    /// The program of a day.
    pub(crate) fn on(&self, day: Date) -> Rc<Program> {
        let known = self
            .known
            .borrow()
            .iter()
            .find(|(known, _)| *known == day)
            .map(|(_, program)| Rc::clone(program));
        known.unwrap_or_else(|| {
            let program = Rc::new(self.rules.by_day(day, self.registry));
            self.known.borrow_mut().push((day, Rc::clone(&program)));
            program
        })
    }

    /// What an example comes to on its own day: the newest on which it comes out.
    pub(crate) fn newest(&self, example: &Example) -> Report {
        let days = days(self.rules, example, self.registry.day);
        let day = days.iter().find(|day| self.holds(example, **day)).or(days.first());
        let program = self.on(day.copied().unwrap_or(self.registry.day));
        judged(&program, &answers::read(&program, &pairs(example)))
    }

    /// Whether an example comes out by the rules of a day.
    pub(crate) fn holds(&self, example: &Example, day: Date) -> bool {
        mismatches(&self.on(day), example).is_empty()
    }
}

/// Checks all examples of an organisation.
pub(crate) fn check(rules: &Rules, registry: &Registry, strict: bool, sink: &mut Sink) {
    if rules.silent || rules.program.kind == Kind::Quiz {
        return;
    }
    let programs = OnDays::new(rules, registry);
    let good = false_examples(&programs, sink);
    if rules.same_as.is_some() {
        return;
    }
    if rules.examples.is_empty() {
        sink.related(
            severity(strict),
            "W0802",
            rules.spans.block,
            format!("De regels van `{}` hebben geen voorbeelden", rules.organisation),
            "Zet er `voorbeelden:` bij: voor elke regel ten minste één.",
            Vec::new(),
        );
        return;
    }
    // What is untried says little while examples are wrong.
    if good.len() == rules.examples.len() {
        untried::check(&programs, &good, strict, sink);
    }
}

/// Reports the examples that do not come out, together where they probably have one cause. Gives those that do, with the
/// newest day on which they do.
fn false_examples<'a>(programs: &OnDays<'a>, sink: &mut Sink) -> Vec<(&'a Example, Date)> {
    let (rules, registry) = (programs.rules, programs.registry);
    let mut good = Vec::new();
    let mut wrong: Vec<(&Example, Mismatch, BTreeSet<Index>, Date)> = Vec::new();
    for example in &rules.examples {
        let candidates = days(rules, example, registry.day);
        let found: Vec<(Date, Vec<Mismatch>)> =
            candidates.iter().map(|day| (*day, mismatches(&programs.on(*day), example))).collect();
        if let Some((day, _)) = found.iter().find(|(_, mismatches)| mismatches.is_empty()) {
            good.push((example, *day));
            continue;
        }
        let Some((newest, mismatches)) = found.into_iter().next() else { continue };
        let program = programs.on(newest);
        let world = world_of(&program, example);
        for mismatch in mismatches {
            let facts = suspects::suspects(&program, &world, &mismatch.about);
            wrong.push((example, mismatch, facts, newest));
        }
    }
    let suspected: Vec<BTreeSet<Index>> = wrong.iter().map(|(_, _, facts, _)| facts.clone()).collect();
    let shaky = sink.findings.iter().any(|finding| {
        let spans = &rules.spans;
        matches!(finding.code, "W0701" | "W0702" | "W0703" | "W0707")
            && (Some(finding.span) == spans.table
                || spans.rows.contains(&finding.span)
                || spans.steps.contains(&finding.span))
    });
    // Rules that another organisation takes over come with their examples; these are wrong once.
    let told: Vec<Span> =
        sink.findings.iter().filter(|finding| finding.code == "W0801").map(|finding| finding.span).collect();
    for (members, facts) in suspects::groups(&suspected) {
        let mut group: Vec<_> = members.iter().filter_map(|place| wrong.get(*place)).collect();
        // What is said in the fewest words comes first.
        if let Some(short) =
            (0..group.len()).min_by_key(|place| group.get(*place).map(|one| one.1.message.len()))
        {
            let first = group.remove(short);
            group.insert(0, first);
        }
        let mut group = group.into_iter();
        let Some((example, mismatch, _, day)) = group.next() else { continue };
        if told.contains(&mismatch.span) {
            continue;
        }
        let program = programs.on(*day);
        let facts: Vec<_> = facts
            .into_iter()
            .filter_map(|fact| suspects::described(&program, registry, *day, fact))
            .collect();
        let mut related: Vec<(Span, String)> = facts
            .iter()
            .filter_map(|fact| fact.span.map(|span| (span, format!("`{}` staat hier", fact.name))))
            .collect();
        related.extend(group.map(|(example, mismatch, ..)| {
            (mismatch.span, format!("“{}”: {}", example.name, mismatch.message))
        }));
        let mut message = format!("Het voorbeeld “{}” komt niet uit: {}", example.name, mismatch.message);
        match members.len() {
            1 => {}
            2 => message.push_str(". Daardoor klopt er nog een niet"),
            more => message.push_str(&format!(". Daardoor kloppen er nog {} niet", more - 1)),
        }
        let help = if shaky {
            "Verbeter eerst de fout in de regels. Komt dit dan nog niet uit, verbeter dan de regels of het voorbeeld."
                .to_owned()
        } else {
            ways_out(&facts, members.len())
        };
        sink.related(Severity::Error, "W0801", mismatch.span, message, help, related);
    }
    good
}

/// What to do about examples that do not come out.
fn ways_out(facts: &[suspects::Suspect], examples: usize) -> String {
    let names: Vec<String> = facts.iter().map(|fact| format!("`{}`", fact.name)).collect();
    let (Some(first), last) =
        (facts.first(), if examples == 1 { "dit voorbeeld" } else { "deze voorbeelden" })
    else {
        return "Kloppen de regels? Verbeter dan het voorbeeld. Klopt het voorbeeld? Verbeter dan de regels."
            .to_owned();
    };
    let value = match &first.value {
        Some(value) if facts.len() == 1 => value.as_str(),
        _ => "…",
    };
    format!(
        "Is {} veranderd?\n- Verandert het beleid? Zet de oude waarde terug en zet de nieuwe eronder, met haar begindag:\n      - vanaf: jjjj-mm-dd\n        waarde: {value}\n- Een tikfout van nu? Zet de oude waarde terug.\n- Was de oude waarde een tikfout? Verbeter dan ook {last}.\nNiets veranderd? Kijk dan de regels na.",
        dutch::list_or(&names)
    )
}
