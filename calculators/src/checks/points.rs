//! What is proven about the points of a checklist, and what its examples leave untried.

use super::examples::OnDays;
use super::{fixed, severity, stretches};
use crate::program::{Kind, QuestionKind};
use crate::registry::Registry;
use crate::report::Points;
use crate::rules::Rules;
use crate::sink::Sink;
use crate::world::{Point, Tri, World};

/// So many tries for one condition.
const TRIES: u32 = 200_000;

/// Each condition of a point can hold and can fail, in every stretch of time in which no fact changes.
pub(crate) fn prove(rules: &Rules, registry: &Registry, sink: &mut Sink) {
    if rules.silent || rules.same_as.is_some() {
        return;
    }
    let days = if rules.spans.points.is_empty() { Vec::new() } else { stretches(rules, registry.day) };
    for day in days {
        let before = sink.findings.len();
        let program = fixed(&rules.program, day);
        let world = World::new(&program, Vec::new(), true);
        let ticks = program.questions.iter().filter(|question| question.kind == QuestionKind::Tick);
        for (question, span) in
            ticks.zip(&rules.spans.points).filter(|(question, _)| !question.only_if.is_empty())
        {
            for wanted in [true, false] {
                world.allow(TRIES);
                let test = |point: &Point| match world.all(&question.only_if, point) {
                    Tri::Yes => Ok(wanted),
                    Tri::Open(var) => Err(var),
                    Tri::No | Tri::NoRule(_) => Ok(!wanted),
                };
                if world.find(&test, &mut world.start()) {
                    continue;
                }
                let id = &question.id;
                let (code, message, help) = match (world.exhausted(), wanted) {
                    (true, _) => (
                        "W0704",
                        format!("Niet bewezen: dat `{id}` soms wel en soms niet geldt"),
                        "Maak de voorwaarde eenvoudiger.",
                    ),
                    (false, true) => (
                        "W0705",
                        format!("Het punt `{id}` geldt nooit: de voorwaarde is nooit waar"),
                        "Verander de voorwaarde, of haal het punt weg.",
                    ),
                    (false, false) => (
                        "W0705",
                        format!("De voorwaarde van het punt `{id}` is altijd waar"),
                        "Haal `als:` weg.",
                    ),
                };
                sink.warn(code, *span, message, help);
            }
        }
        if sink.findings.len() > before {
            break;
        }
    }
}

/// Every point is once missing or once not applicable, and every condition once true and once false.
pub(crate) fn check(rules: &Rules, registry: &Registry, strict: bool, sink: &mut Sink) {
    let skip = rules.silent || rules.same_as.is_some() || rules.examples.is_empty();
    if rules.program.kind != Kind::Checklist || skip {
        return;
    }
    let programs = OnDays::new(rules, registry);
    let found: Vec<Points> =
        rules.examples.iter().filter_map(|example| programs.newest(example).points).collect();
    let ticks = rules.program.questions.iter().filter(|question| question.kind == QuestionKind::Tick);
    for (question, span) in ticks.zip(&rules.spans.points) {
        let id = &question.id;
        let not = found.iter().filter(|points| points.not.contains(id)).count();
        let missing = found.iter().any(|points| points.missing.contains(id));
        let (message, help) = if question.only_if.is_empty() || not == 0 {
            if !missing && not == 0 {
                (
                    format!("In geen voorbeeld ontbreekt het punt `{id}`"),
                    format!("Zet het bij een voorbeeld onder `mist:`: `mist: [{id}]`."),
                )
            } else if question.only_if.is_empty() {
                continue;
            } else {
                (
                    format!("In elk voorbeeld geldt het punt `{id}`"),
                    format!("Maak een voorbeeld waarin het niet geldt, met `geldt-niet: [{id}]`."),
                )
            }
        } else if not == found.len() {
            (
                format!("In geen enkel voorbeeld geldt het punt `{id}`"),
                "Maak een voorbeeld waarin zijn `als:` klopt.".to_owned(),
            )
        } else {
            continue;
        };
        sink.related(severity(strict), "W0526", *span, message, help, Vec::new());
    }
}
