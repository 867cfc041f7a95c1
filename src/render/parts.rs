//! What the model says, as the plain values that templates get.

use calculators::kernel::date::{Date, parse_typed};
use calculators::kernel::dutch;
use calculators::views::{
    ChannelView, ConditionalText, Description, DeskView, FactView, FieldKind, FormQuestion, OriginView,
    OutcomeView, SourceView, UnclearView,
};

use super::view::{self, Day, Link, Outcome, RuleGroup, RuleLine, RuleRow, Source};
use super::{Workshop, kinds};
use crate::handbook::address::{self, relative, slug};
use crate::handbook::citations::By;
use crate::markdown::typography::{bind, capital};

/// A day for a template.
pub(super) fn day(date: Date) -> Day {
    Day { iso: date.iso(), text: dutch::date(date) }
}

/// Where a document stands on the page of sources.
pub(super) fn document_anchor(id: &str) -> String {
    slug(&id.replace('/', "-"))
}

/// A source with a link to its paragraph of the official text, or without that to its line on the page of sources.
pub(super) fn source(shop: &Workshop, source: &SourceView, from: &str) -> Source {
    let official = shop.handbook.texts.address(&source.document, &source.place);
    let listed = || format!("{}#{}", address::SOURCES, document_anchor(&source.document));
    Source {
        text: source.name.clone(),
        url: Some(relative(from, &official.map_or_else(listed, str::to_owned))),
        origin: "document".to_owned(),
        looked_up: None,
    }
}

pub(super) fn sources(shop: &Workshop, list: &[SourceView], from: &str) -> Vec<Source> {
    list.iter().map(|one| source(shop, one, from)).collect()
}

/// The word for where a number comes from.
pub(super) fn origin(origin: OriginView) -> &'static str {
    match origin {
        OriginView::Document => "document",
        OriginView::Wet => "wet",
        OriginView::Tabel => "tabel",
    }
}

/// A calculator of an organisation as it stands on the page at `from`. None when there is no such calculator.
pub(super) fn calculator(
    shop: &Workshop,
    id: &str,
    organisation: &str,
    from: &str,
    own_page: bool,
) -> Option<view::Calculator> {
    let description = shop.handbook.describe(id, organisation)?;
    let at = |path: &str| relative(from, path);
    let sensitive = description.sensitive;
    Some(view::Calculator {
        id: id.to_owned(),
        kind: description.kind.clone(),
        title: description.title.clone(),
        lead: description.lead.clone(),
        organisation: organisation.to_owned(),
        organisation_name: shop.organisation_name(organisation),
        own_page,
        url: at(&address::calculator(Some(organisation), id)),
        sensitive,
        ask_all: description.all_questions,
        module: at(&shop.assets.calculator_module),
        wasm: at(&shop.assets.calculator_wasm),
        bundle: shop.bundle(id, organisation).map(at).unwrap_or_default(),
        kind_script: shop.assets.kind_scripts.get(&description.kind).map(|script| at(script)),
        file_name: if sensitive { "afspraak".to_owned() } else { id.to_owned() },
        state: description.state.clone(),
        same_as: description.same_as.clone(),
        silent: description
            .silent
            .as_ref()
            .map(|text| view::Silent { text: text.clone(), ..Default::default() }),
        questions: description
            .questions
            .iter()
            .filter(|asked| {
                let id = &asked.id;
                // Points and situations are drawn in their own way.
                !description.points.iter().any(|point| point.id == *id)
                    && !description.situations.iter().any(|situation| situation.id == *id)
            })
            .map(question)
            .collect(),
        points: kinds::points(shop, description, from),
        form_lines: description.form_lines.iter().map(|line| capital(line)).collect(),
        verdicts: if description.points.is_empty() {
            Vec::new()
        } else {
            description.outcomes.iter().map(outcome_look).collect()
        },
        situations: kinds::situations(shop, description, from),
        rules: rule_groups(shop, description, from),
        formulas: description.values.iter().filter_map(kinds::formula).collect(),
        rules_in_order: description.rules_in_order,
        steps: description.steps.iter().map(|step| step_rule(shop, step, from)).collect(),
        always: Vec::new(),
        unclear: description.unclear.iter().map(|one| unclear(shop, one, from)).collect(),
        remarks: description.remarks.clone(),
        examples: description.examples.iter().map(|one| example(one, description)).collect(),
        sources: description
            .document
            .iter()
            .map(|document| document_source(shop, &document.id, &document.title, from))
            .collect(),
        rules_of: day(shop.handbook.day),
        version: description.version.clone(),
    })
}

/// A whole document as a source.
pub(super) fn document_source(shop: &Workshop, id: &str, title: &str, from: &str) -> Source {
    let official = shop.handbook.texts.address(id, "");
    let listed = || format!("{}#{}", address::SOURCES, document_anchor(id));
    Source {
        text: title.to_owned(),
        url: Some(relative(from, &official.map_or_else(listed, str::to_owned))),
        origin: "document".to_owned(),
        looked_up: None,
    }
}

/// Who explains the paragraphs of a document whose names are wanted; without a paragraph, the document as a whole.
pub(super) fn cited(
    shop: &Workshop,
    document: &str,
    wanted: impl Fn(&str) -> bool,
    from: &str,
) -> view::Cited {
    let mut cited = view::Cited::default();
    let add = |list: &mut Vec<Link>, title: &str, to: &str| {
        let link = Link { title: title.to_owned(), url: relative(from, to) };
        if !list.iter().any(|known| known.url == link.url) {
            list.push(link);
        }
    };
    for citation in shop.cited.get(document).map(Vec::as_slice).unwrap_or_default() {
        if !citation.there || !wanted(citation.anchor.as_deref().unwrap_or_default()) {
            continue;
        }
        match &citation.by {
            By::Page(number, title) => {
                if let Some(page) = shop.handbook.pages.get(*number) {
                    add(&mut cited.pages, title, &page.address);
                }
            }
            By::Calculator { id, title, organisation } => {
                add(&mut cited.calculators, title, &address::calculator(Some(organisation), id));
            }
            // A fact is read on the pages and in the calculators that use it.
            By::Fact(..) => {}
        }
    }
    cited
}

/// The same as it stands under a paragraph; nothing where nobody explains it.
pub(super) fn cited_html(shop: &Workshop, cited: &view::Cited) -> Result<String, tera::Error> {
    if cited.pages.is_empty() && cited.calculators.is_empty() {
        return Ok(String::new());
    }
    shop.engine.part("geciteerd.html", "cited", cited)
}

fn question(question: &FormQuestion) -> view::Question {
    let kind = match question.kind {
        FieldKind::YesNo => "ja/nee",
        FieldKind::Choice => "keuze",
        FieldKind::Many => "meerkeuze",
        FieldKind::Amount => "bedrag",
        FieldKind::Number => "getal",
        FieldKind::Percentage => "percentage",
        FieldKind::Date => "datum",
        FieldKind::Time => "tijd",
        FieldKind::Text => "tekst",
        FieldKind::Tick => "vinkje",
    };
    view::Question {
        id: question.id.clone(),
        text: bind(&question.label),
        help: question.help.as_deref().map(bind),
        kind: kind.to_owned(),
        choices: question
            .options
            .iter()
            .map(|(value, label)| view::Choice { value: value.clone(), label: bind(label) })
            .collect(),
        unit: question.unit.clone(),
        unit_first: question.kind == FieldKind::Amount,
        example: question.example.clone(),
        optional: !question.required,
        condition: question.only_if.as_deref().map(bind),
    }
}

/// The rows by outcome, or in their own order where the first that fits holds.
fn rule_groups(shop: &Workshop, description: &Description, from: &str) -> Vec<RuleGroup> {
    let mut groups: Vec<(String, RuleGroup)> = Vec::new();
    for row in &description.rules {
        let known = if description.rules_in_order {
            groups.last_mut().filter(|(id, _)| *id == row.outcome)
        } else {
            groups.iter_mut().find(|(id, _)| *id == row.outcome)
        };
        let conditions = row.conditions.iter().map(|text| bind(text)).collect();
        let rule = RuleRow { conditions, sources: sources(shop, &row.sources, from) };
        if let Some((_, group)) = known {
            group.rows.push(rule);
            continue;
        }
        let outcome = description.outcomes.iter().find(|outcome| outcome.id == row.outcome);
        groups.push((
            row.outcome.clone(),
            RuleGroup {
                outcome: outcome.map_or_else(
                    || Outcome {
                        colour: row.colour.clone(),
                        word: row.outcome_text.clone(),
                        title: String::new(),
                    },
                    outcome_look,
                ),
                id: row.outcome.clone(),
                rows: vec![rule],
                route: outcome
                    .and_then(|outcome| outcome.route.as_ref())
                    .map(|route| kinds::route(shop, route, &description.organisation, from)),
                lines: outcome.map(|outcome| outcome.actions.iter().map(line).collect()).unwrap_or_default(),
            },
        ));
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A way to reach a desk.
pub(super) fn channel(channel: &ChannelView) -> view::Channel {
    view::Channel { kind: channel.kind.clone(), text: channel.text.clone(), url: channel.link.clone() }
}

fn outcome_look(outcome: &OutcomeView) -> Outcome {
    Outcome { colour: outcome.colour.clone(), word: outcome.short.clone(), title: bind(&outcome.title) }
}

fn line(text: &ConditionalText) -> RuleLine {
    RuleLine { text: bind(&text.text), condition: text.only_if.as_deref().map(bind) }
}

pub(super) fn unclear(shop: &Workshop, unclear: &UnclearView, from: &str) -> view::Unclear {
    view::Unclear {
        says: bind(&unclear.says),
        reading: bind(&unclear.reading),
        decides: unclear.decides.clone(),
        condition: unclear.only_if.clone(),
        sources: sources(shop, &unclear.sources, from),
    }
}

fn step_rule(shop: &Workshop, step: &calculators::views::StepView, from: &str) -> view::StepRule {
    let who = match &step.with {
        Some(with) => format!("{}, met {with}", step.who),
        None => step.who.clone(),
    };
    view::StepRule {
        title: bind(&step.title),
        when: bind(&step.when),
        who: (!who.is_empty()).then_some(who),
        origin: origin(step.origin).to_owned(),
        condition: step.only_if.as_deref().map(bind),
        lines: step.actions.iter().map(|text| RuleLine { text: bind(text), condition: None }).collect(),
        attention: step.attention.as_deref().map(bind),
        unclear: step.unclear.as_ref().map(|one| unclear(shop, one, from)),
        sources: sources(shop, &step.sources, from),
    }
}

fn example(example: &calculators::views::ExampleView, description: &Description) -> view::Example {
    let outcome = example.outcome.as_ref().map(|title| {
        description.outcomes.iter().find(|outcome| outcome.title == *title).map_or_else(
            || Outcome {
                colour: example.colour.clone().unwrap_or_default(),
                word: String::new(),
                title: title.clone(),
            },
            outcome_look,
        )
    });
    view::Example {
        name: example.name.clone(),
        answers: example
            .inputs
            .iter()
            .map(|(question, answer)| view::ExampleAnswer {
                question: question.clone(),
                answer: bind(answer),
            })
            .collect(),
        outcome,
        lines: example.results.iter().map(|line| bind(line)).collect(),
        values: Vec::new(),
        steps: Vec::new(),
        // As people write it: `1 januari 2027`.
        rules_of: example.rules_of.as_deref().and_then(|text| parse_typed(text).ok()).map(day),
    }
}

/// The comparison of a calculator between organisations. None when there is no such calculator.
pub(super) fn comparison(shop: &Workshop, id: &str, from: &str) -> Option<view::Comparison> {
    let comparison = shop.handbook.rules.compare(id)?;
    Some(view::Comparison {
        id: id.to_owned(),
        title: comparison.title.clone(),
        by_situation: comparison.by_situation,
        wide: comparison.columns.len() > 3,
        columns: comparison
            .columns
            .iter()
            .map(|column| view::ComparisonColumn {
                name: column.name.clone(),
                url: shop
                    .bundle(id, &column.organisation)
                    .map(|_| relative(from, &address::calculator(Some(&column.organisation), id))),
                sources: column
                    .document
                    .iter()
                    .map(|document| document_source(shop, &document.id, &document.title, from))
                    .collect(),
            })
            .collect(),
        rows: comparison
            .rows
            .iter()
            .map(|row| view::ComparisonRow {
                title: row.topic.clone(),
                differs: !row.same,
                cells: row
                    .cells
                    .iter()
                    .map(|cell| view::ComparisonCell {
                        outcomes: cell
                            .outcomes
                            .iter()
                            .map(|outcome| Outcome {
                                colour: outcome.colour.clone(),
                                word: outcome.short.clone(),
                                title: outcome.title.clone(),
                            })
                            .collect(),
                        lines: cell.lines.clone(),
                        silent: !matches!(cell.kind.as_str(), "regel" | "uitkomst"),
                    })
                    .collect(),
            })
            .collect(),
        rules_of: day(shop.handbook.day),
    })
}

/// A desk.
pub(super) fn contact(desk: &DeskView) -> view::Contact {
    view::Contact {
        id: desk.id.clone(),
        name: capital(&desk.name),
        channels: desk.channels.iter().map(channel).collect(),
        note: None,
        sources: Vec::new(),
    }
}

/// A fact as a row of a table.
pub(super) fn fact_row(
    shop: &Workshop,
    fact: &FactView,
    from: &str,
    name_organisation: bool,
) -> view::FactRow {
    let mut sources = sources(shop, &fact.sources, from);
    if let Some(name) = &fact.origin_name {
        sources.push(Source {
            text: name.clone(),
            url: None,
            origin: origin(fact.origin).to_owned(),
            looked_up: fact.looked_up.map(day),
        });
    }
    view::FactRow {
        description: fact.description.clone(),
        organisation: name_organisation.then(|| shop.organisation_name(&fact.owner)),
        value: fact.text.clone(),
        find: fact.missing.clone(),
        from: fact.since_day.map(day),
        next: fact
            .next_value
            .as_ref()
            .map(|(from, value)| view::NextValue { from: day(*from), value: value.clone() }),
        sources,
    }
}
