//! What one kind of calculator has and the others have not: routes, values that are reckoned, points, situations.

use calculators::views::{
    Description, PointView, RouteView, SituationView, SourceView, UnclearView, ValueView,
};

use super::Workshop;
use super::parts::{channel, contact, sources, unclear};
use super::view::{Formula, Link, Outcome, Point, PointGroup, Route, RuleLine, Situation, Unclear};
use crate::handbook::address::{self, relative};
use crate::markdown::typography::{bind, capital};

/// Where an outcome sends the reader. A calculator that comes next is linked where this organisation has it.
pub(super) fn route(shop: &Workshop, route: &RouteView, organisation: &str, from: &str) -> Route {
    let next = route.calculator.as_ref().and_then(|id| {
        shop.bundle(id, organisation)?;
        let known = shop.handbook.rules.calculators();
        let title = known.into_iter().find(|calculator| calculator.id == *id)?.title;
        Some(Link { title, url: relative(from, &address::calculator(Some(organisation), id)) })
    });
    Route {
        desks: route.desks.iter().map(contact).collect(),
        channels: route.channels.iter().map(channel).collect(),
        anonymity: route.anonymous.map(|yes| if yes { "anoniem_wel" } else { "anoniem_niet" }.to_owned()),
        bring: route.bring.iter().map(|line| bind(line)).collect(),
        next: route.next.as_deref().map(bind),
        calculator: next,
    }
}

/// How a named value is reckoned. None where only the rows of the rules say it.
pub(super) fn formula(value: &ValueView) -> Option<Formula> {
    if value.how.is_none() && value.rows.is_empty() {
        return None;
    }
    Some(Formula {
        name: value.name.clone(),
        how: value.how.as_deref().map(capital),
        rows: value
            .rows
            .iter()
            .map(|(condition, result)| RuleLine { text: capital(result), condition: Some(condition.clone()) })
            .collect(),
        rounding: value.rounding.clone(),
    })
}

/// The points by their headings. A source that all points of a group have is named once, else where it is another
/// than that of the point above.
pub(super) fn points(shop: &Workshop, description: &Description, from: &str) -> Vec<PointGroup> {
    let mut groups: Vec<(PointGroup, &[SourceView])> = Vec::new();
    for point in &description.points {
        let view = Point { sources: sources(shop, &point.sources, from), ..self::point(shop, point, from) };
        match groups.last_mut() {
            Some((group, shared)) if point.heading.is_none() => {
                if *shared != point.sources.as_slice() {
                    *shared = &[];
                }
                group.points.push(view);
            }
            _ => groups.push((
                PointGroup { title: point.heading.clone(), points: vec![view], sources: Vec::new() },
                &point.sources,
            )),
        }
    }
    groups
        .into_iter()
        .map(|(mut group, shared)| {
            if !shared.is_empty() {
                group.sources = sources(shop, shared, from);
            }
            let mut above: Vec<String> = group.sources.iter().map(|source| source.text.clone()).collect();
            for point in &mut group.points {
                let own: Vec<String> = point.sources.iter().map(|source| source.text.clone()).collect();
                if own == above {
                    point.sources.clear();
                }
                above = own;
            }
            group
        })
        .collect()
}

fn point(shop: &Workshop, point: &PointView, from: &str) -> Point {
    Point {
        id: point.id.clone(),
        text: bind(&point.text),
        must: point.must,
        condition: point.only_if.as_deref().map(bind),
        who: point.who.clone(),
        lines: point.actions.iter().map(|line| bind(line)).collect(),
        attention: point.attention.as_deref().map(bind),
        unclear: point.unclear.as_ref().map(|one| own_unclear(shop, one, &point.sources, from)),
        sources: Vec::new(),
    }
}

/// The situations with what can be chosen.
pub(super) fn situations(shop: &Workshop, description: &Description, from: &str) -> Vec<Situation> {
    let look = |colour: &str, word: &str| Outcome {
        colour: colour.to_owned(),
        word: word.to_owned(),
        ..Outcome::default()
    };
    let situation = |situation: &SituationView| {
        let question = description.questions.iter().find(|question| question.id == situation.id);
        let options = question.map(|question| question.options.as_slice()).unwrap_or_default();
        Situation {
            id: situation.id.clone(),
            text: bind(&situation.text),
            choices: options.iter().map(|(colour, word)| look(colour, word)).collect(),
            answer: look(&situation.colour, &situation.colour_name),
            also: situation.also.as_ref().map(|(colour, word)| look(colour, word)),
            why: bind(&situation.why),
            unclear: situation.unclear.as_ref().map(|one| own_unclear(shop, one, &situation.sources, from)),
            sources: sources(shop, &situation.sources, from),
        }
    };
    description.situations.iter().map(situation).collect()
}

/// What is unclear about a point or situation; its source is named only where it is another.
fn own_unclear(shop: &Workshop, one: &UnclearView, above: &[SourceView], from: &str) -> Unclear {
    let mut view = unclear(shop, one, from);
    if one.sources.as_slice() == above {
        view.sources.clear();
    }
    view
}
