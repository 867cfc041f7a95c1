//! Whether worked examples come out, and what they leave untried.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::suspects::{self, About};
use super::{severity, stretches};
use crate::answers;
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::quantity::Measure;
use crate::program::{
    Atom, Cmp, ExprId, Hit, Index, Kind, Operand, Program, Question, QuestionKind, Row, Test,
};
use crate::registry::Registry;
use crate::report::{Outcome, Points, Report};
use crate::rules::Rules;
use crate::rules::examples::Example;
use crate::sink::Sink;
use crate::timeline::{Moment, State, state};
use crate::tree::Span;
use crate::words::Words;
use crate::world::{Tri, Val, World, compare};

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
        .find(|day| mismatches(&rules.on(*day, registry), example).is_empty())
        .unwrap_or(fallback);
    Run { day, answers, program: rules.on(day, registry) }
}

/// Whether an example comes out by the rules of a day.
pub(crate) fn holds_on(rules: &Rules, example: &Example, day: Date, registry: &Registry) -> bool {
    mismatches(&rules.on(day, registry), example).is_empty()
}

fn world_of<'p>(program: &'p Program, example: &Example) -> World<'p> {
    World::new(program, answers::read(program, &pairs(example)).given, false)
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
        return Some(moment_text(&state(&world, step, &point)));
    }
    let index = program.values.iter().position(|value| value.id == name)? as Index;
    world.value(index, &point).ok().map(|val| value_text(program, index, &val))
}

fn mismatches(program: &Program, example: &Example) -> Vec<Mismatch> {
    let report = program.evaluate(&pairs(example), None);
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
    let world = world_of(program, example);
    if example.no_rule {
        let unknown =
            program.steps.iter().any(|step| matches!(state(&world, step, &world.start()), State::NoRule(_)));
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
        // What can come out has no order.
        let mut found: Vec<&str> = report.possible.iter().map(|possible| possible.outcome.as_str()).collect();
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
        let found = moment_text(&state(world, step, &point));
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

fn value_text(program: &Program, index: Index, val: &Val) -> String {
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

/// Checks all examples of an organisation.
pub(crate) fn check(rules: &Rules, registry: &Registry, strict: bool, sink: &mut Sink) {
    if rules.silent || rules.program.kind == Kind::Quiz {
        return;
    }
    let good = false_examples(rules, registry, sink);
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
    if good < rules.examples.len() {
        // What is untried says little while examples are wrong.
        return;
    }
    if rules.program.kind == Kind::Timeline {
        untried_steps(rules, registry, strict, sink);
        return;
    }
    let demand = Demand { severity: severity(strict), overwritten: false };
    let newest = stretches(rules, registry.day).into_iter().rfind(|day| *day > registry.day);
    if rules.program.rules_of.is_none()
        && let Some(newest) = newest
    {
        // A value that is followed by another had its examples when it was written: without them it was overwritten.
        untried(rules, registry, registry.day, Demand { severity: Severity::Error, overwritten: true }, sink);
        untried(rules, registry, newest, demand, sink);
    } else {
        untried(rules, registry, registry.day, demand, sink);
    }
}

/// Reports the examples that do not come out, together where they probably have one cause; how many do come out.
fn false_examples(rules: &Rules, registry: &Registry, sink: &mut Sink) -> usize {
    let mut good = 0;
    let mut wrong: Vec<(&Example, Mismatch, BTreeSet<Index>, Date)> = Vec::new();
    for example in &rules.examples {
        let candidates = days(rules, example, registry.day);
        let found: Vec<(Date, Vec<Mismatch>)> =
            candidates.iter().map(|day| (*day, mismatches(&rules.on(*day, registry), example))).collect();
        if found.iter().any(|(_, mismatches)| mismatches.is_empty()) {
            good += 1;
            continue;
        }
        let Some((newest, mismatches)) = found.into_iter().next() else { continue };
        let program = rules.on(newest, registry);
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
        let program = rules.on(*day, registry);
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

fn parts(atom: &Atom) -> Option<&Vec<(Cmp, ExprId)>> {
    match &atom.test {
        Test::Compare(parts) => Some(parts),
        _ => None,
    }
}

// ---- what is untried ------------------------------------------------------------------------------------

fn untried_steps(rules: &Rules, registry: &Registry, strict: bool, sink: &mut Sink) {
    let program = rules.on(registry.day, registry);
    for (step, span) in program.steps.iter().zip(&rules.spans.steps) {
        let dated = !matches!(step.when, crate::program::When::NoDate(_));
        let tried = rules
            .examples
            .iter()
            .flat_map(|example| &example.expected)
            .any(|(name, wanted, _)| *name == step.id && wanted != "niet");
        if dated && !tried {
            sink.related(
                severity(strict),
                "W0805",
                *span,
                format!("Geen voorbeeld kijkt na wanneer de stap `{}` is", step.id),
                format!("Zet bij een voorbeeld onder `dan:` een regel `{}: ` met de dag.", step.id),
                Vec::new(),
            );
        }
    }
}

/// A point at a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Below,
    At,
    Above,
    /// Just below or just above: for what must be exactly something.
    Beside,
}

/// How bad it is that something is untried.
#[derive(Clone, Copy, Debug)]
struct Demand {
    severity: Severity,
    /// The value had its examples once: it must have been changed in place.
    overwritten: bool,
}

fn untried(rules: &Rules, registry: &Registry, day: Date, demand: Demand, sink: &mut Sink) {
    let program = rules.on(day, registry);
    let holding: Vec<&Example> =
        rules.examples.iter().filter(|example| mismatches(&program, example).is_empty()).collect();
    let worlds: Vec<World<'_>> = holding.iter().map(|example| world_of(&program, example)).collect();
    let of_day = if day == registry.day {
        String::new()
    } else {
        format!(" met de regels vanaf {}", dutch::plain_spaces(&dutch::date(day)))
    };
    let proposed = thresholds(rules, &program, day, &of_day, &worlds, demand, sink);
    let mut untried_outcomes: Vec<Index> = Vec::new();
    for (index, row) in program.rows.iter().enumerate() {
        let tried = worlds.iter().any(|world| decides(world, index, row));
        if tried {
            continue;
        }
        untried_outcomes.push(row.outcome);
        let help = paste_row(rules, &program, row, &worlds);
        // The example that a threshold asks for may try this row as well.
        let asked_for = |one: &String| one.splitn(3, '|').nth(2).is_some_and(|cells| help.ends_with(cells));
        if !proposed.iter().any(asked_for)
            && let Some(span) = rules.spans.rows.get(index)
        {
            sink.related(
                demand.severity,
                "W0802",
                *span,
                format!("Geen voorbeeld probeert deze regel{of_day}"),
                help,
                Vec::new(),
            );
        }
    }
    for (index, outcome) in program.outcomes.iter().enumerate() {
        // Where there is but one, there is nothing to tell apart.
        let given =
            program.outcomes.len() > 1 && program.rows.iter().any(|row| usize::from(row.outcome) == index);
        let tried = holding
            .iter()
            .any(|example| example.outcome.as_ref().is_some_and(|(name, _)| *name == outcome.id));
        if given && !tried && !untried_outcomes.contains(&(index as Index)) {
            sink.related(
                demand.severity,
                "W0803",
                rules.examples_span,
                format!("Geen voorbeeld komt uit op `{}`{of_day}", outcome.id),
                "Zet er een voorbeeld bij dat deze uitkomst heeft.",
                Vec::new(),
            );
        }
    }
}

fn decides(world: &World<'_>, index: usize, row: &Row) -> bool {
    let point = world.start();
    let first = world.program.hit != Hit::First
        || world.program.rows.iter().take(index).all(|earlier| world.all(&earlier.when, &point) == Tri::No);
    first && world.all(&row.when, &point) == Tri::Yes
}

/// Both sides of every threshold: the value itself and one step beyond, with the rest of the row as it asks. Gives the
/// examples that it proposes.
fn thresholds(
    rules: &Rules,
    program: &Program,
    day: Date,
    of_day: &str,
    worlds: &[World<'_>],
    demand: Demand,
    sink: &mut Sink,
) -> Vec<String> {
    let blank = World::new(program, Vec::new(), true);
    let ticks = program.questions.iter().filter(|question| question.kind == QuestionKind::Tick);
    let conditions: Vec<&[Atom]> = program
        .rows
        .iter()
        .map(|row| row.when.as_slice())
        .chain(program.actions.iter().chain(&program.attention).map(|line| line.only_if.as_slice()))
        .chain(program.unclear.iter().map(|line| line.only_if.as_slice()))
        .chain(ticks.map(|question| question.only_if.as_slice()))
        .collect();
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
    let mut missing: Vec<(Operand, ExprId, Side)> = Vec::new();
    for (left, right, side) in wanted {
        if !attainable(&blank, left, right, side) {
            continue;
        }
        let tried = worlds.iter().any(|world| {
            side_of(world, left, right)
                .is_some_and(|found| found == side || side == Side::Beside && found != Side::At)
                && conditions.iter().any(|atoms| context_holds(world, atoms, left, right))
        });
        if !tried {
            missing.push((left, right, side));
        }
    }
    if missing.is_empty() {
        return Vec::new();
    }
    let words = Words::new(&blank);
    let mut list: Vec<String> = Vec::new();
    let mut rows: Vec<String> = Vec::new();
    for (left, right, side) in &missing {
        let name = program.id_of(*left);
        let place = match side {
            Side::Below => "net onder",
            Side::At => "precies",
            Side::Above => "net boven",
            Side::Beside => "net naast",
        };
        list.push(format!("{name} {place} {}", dutch::plain_spaces(&words.expr(*right))));
        if let Some(row) = paste_threshold(rules, program, &conditions, worlds, *left, *right, *side)
            && !rows.contains(&row)
        {
            rows.push(row);
        }
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
    let day_name = if of_day.is_empty() { String::new() } else { format!(" (vanaf {})", day.iso()) };
    sink.related(
        demand.severity,
        "W0804",
        rules.examples_span,
        format!("Bij een grens ontbreekt een voorbeeld{day_name}: {}", list.join("; ")),
        help,
        Vec::new(),
    );
    rows
}

/// Whether an answer can be on that side of a threshold at all.
fn attainable(blank: &World<'_>, left: Operand, right: ExprId, side: Side) -> bool {
    let Operand::Answer(index) = left else { return true };
    let Some(question) = blank.program.questions.get(usize::from(index)) else { return false };
    let Ok(cut) = blank.eval(right, &blank.start()) else { return true };
    at_side(question, &cut, side).is_some_and(|val| inside(blank, usize::from(index), &val))
}

fn inside(blank: &World<'_>, index: usize, val: &Val) -> bool {
    let (low, high) = blank.limits(index);
    low.is_none_or(|low| compare(val, &low) != Some(Ordering::Less))
        && high.is_none_or(|high| compare(val, &high) != Some(Ordering::Greater))
}

fn at_side(question: &Question, cut: &Val, side: Side) -> Option<Val> {
    let (below, exact, above) = question.around(cut);
    match side {
        Side::Below => below,
        Side::At => exact,
        Side::Above => above,
        Side::Beside => above.or(below),
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
            [Side::Below, Side::At, Side::Above].into_iter().find(|side| {
                at_side(question, &cut, *side)
                    .is_some_and(|near| compare(&near, &val) == Some(Ordering::Equal))
            })
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

/// Whether the rest of a condition that holds `left` against `right` is as it asks.
fn context_holds(world: &World<'_>, atoms: &[Atom], left: Operand, right: ExprId) -> bool {
    let about = |atom: &Atom| {
        atom.left == left && parts(atom).is_some_and(|parts| parts.iter().any(|(_, other)| *other == right))
    };
    atoms.iter().any(about)
        && atoms
            .iter()
            .filter(|atom| atom.left != left)
            // What an example leaves open it stands for: its outcome is certain whatever that is.
            .all(|atom| matches!(world.atom(atom, &world.start()), Tri::Yes | Tri::Open(_)))
}

/// An example row for a threshold, made of an example that is nearly there.
fn paste_threshold(
    rules: &Rules,
    program: &Program,
    conditions: &[&[Atom]],
    worlds: &[World<'_>],
    left: Operand,
    right: ExprId,
    side: Side,
) -> Option<String> {
    let Operand::Answer(index) = left else { return None };
    let question = program.questions.get(usize::from(index))?;
    // Rows come before lines with a condition: what settles the outcome is the better example.
    let base = conditions
        .iter()
        .find_map(|atoms| worlds.iter().find(|world| context_holds(world, atoms, left, right)))?;
    let cut = base.eval(right, &base.start()).ok()?;
    let val = at_side(question, &cut, side)?;
    let world = base.with(usize::from(index), val);
    let place = match side {
        Side::Below => "net onder de grens",
        Side::At => "precies op de grens",
        Side::Above => "net boven de grens",
        Side::Beside => "net naast de grens",
    };
    example_row(
        rules,
        program,
        &world,
        &format!("{place}, {}", dutch::plain_spaces(&Words::new(base).expr(right))),
    )
}

/// An example row for a rule that none tries: the help that goes with it.
fn paste_row(rules: &Rules, program: &Program, row: &Row, worlds: &[World<'_>]) -> String {
    let base = worlds.first().map(|world| world.given.clone()).unwrap_or_default();
    let mut world = World::new(program, base, false);
    for atom in &row.when {
        let Operand::Answer(index) = atom.left else { continue };
        let open = World::new(program, Vec::new(), true);
        let fitting = open
            .reps(usize::from(index))
            .iter()
            .filter_map(|rep| match rep {
                crate::world::Rep::Is(val) => Some(val.clone()),
                crate::world::Rep::Nothing => None,
            })
            .find(|val| open.with(usize::from(index), val.clone()).atom(atom, &open.start()) == Tri::Yes);
        if let Some(val) = fitting {
            world = world.with(usize::from(index), val);
        }
    }
    if world.all(&row.when, &world.start()) != Tri::Yes {
        return "Zet er een voorbeeld bij waarvoor deze regel geldt.".to_owned();
    }
    match example_row(rules, program, &world, "geef dit een naam") {
        Some(text) => format!("Zet deze regel bij de voorbeelden, en kijk na of hij klopt:\n{text}"),
        None => "Zet er een voorbeeld bij waarvoor deze regel geldt.".to_owned(),
    }
}

/// What a world gives, as a row under the columns that the examples have.
fn example_row(rules: &Rules, program: &Program, world: &World<'_>, name: &str) -> Option<String> {
    if rules.example_columns.is_empty() {
        return None;
    }
    let typed: Vec<(String, String)> = program
        .questions
        .iter()
        .zip(&world.given)
        .filter_map(|(question, given)| match given {
            crate::world::Given::Is(val) => Some((question.id.clone(), answers::typed(question, val))),
            _ => None,
        })
        .collect();
    let report = program.evaluate(&typed, None);
    let cells: Vec<String> = rules
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
                None => program
                    .values
                    .iter()
                    .position(|value| value.id == column)
                    .and_then(|index| {
                        let val = world.value(index as Index, &world.start()).ok()?;
                        Some(value_text(program, index as Index, &val))
                    })
                    .unwrap_or_else(|| "-".to_owned()),
            },
        })
        .collect();
    report.outcome.as_ref()?;
    Some(format!("| {} |", cells.join(" | ")))
}
