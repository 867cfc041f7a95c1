//! The page of a calculator for whoever owns it: what it asks, the rules with their values, the facts, the examples,
//! what the documents leave open, and what checking it found.

use calculators::kernel::date::Date;
use calculators::kernel::dutch;
use calculators::views::{FactView, FieldKind, FormQuestion};

use super::parts;
use super::view::{Account, AccountExample, AccountQuestion, Facts, Link, NamedText};
use super::{Workshop, tera_message};
use crate::handbook::address::{self, relative};
use crate::markdown::typography::capital;

/// What the page says; none when there is no such calculator.
pub(super) fn account(shop: &Workshop, id: &str, organisation: &str) -> Option<Account> {
    let rules = &shop.handbook.rules;
    let address = address::account(organisation, id);
    let calculator = rules.calculators().into_iter().find(|one| one.id == id)?;
    let description = shop.handbook.describe(id, organisation)?;
    let table = rules.table(id, organisation)?;
    let view = parts::calculator(shop, id, organisation, &address, true)?;
    let facts: Vec<FactView> = rules
        .program_facts(id, organisation)
        .iter()
        .filter_map(|(owner, name)| rules.fact(owner, name))
        .collect();
    let next = facts.iter().filter_map(|fact| fact.next_value.as_ref().map(|(day, _)| *day)).min();
    let review = description.document.as_ref().and_then(|document| document.review.clone());
    let own = shop
        .handbook
        .unclear()
        .iter()
        .filter(|item| item.calculator == id && item.organisation == organisation);
    Some(Account {
        title: shop.engine.word("verantwoording_van").replace("{titel}", &calculator.title),
        calculator: Link {
            title: calculator.title.clone(),
            url: relative(&address, &address::calculator(Some(organisation), id)),
        },
        particulars: particulars(shop, &calculator, next, review, &view),
        state: view.state,
        questions: description.questions.iter().map(|question| asked(shop, question)).collect(),
        columns: table.columns,
        rows: table.rows,
        hit: table.hit.map(|hit| shop.engine.word(&format!("werking_{hit}"))),
        values: table.values.into_iter().map(|(name, text)| NamedText { name, text }).collect(),
        facts_html: facts_html(shop, &facts, &address),
        examples: rules
            .tried(id, Some(organisation))
            .into_iter()
            .map(|example| AccountExample {
                name: example.name,
                day: Date::parse_iso(&example.day).map(parts::day).unwrap_or_default(),
                results: example
                    .results
                    .into_iter()
                    .map(|(name, text)| if name == "dan" { text } else { format!("{name}: {text}") })
                    .collect(),
                right: example.wrong.is_empty(),
            })
            .collect(),
        unclear: own.map(|item| parts::unclear(shop, item, &address)).collect(),
        warnings: shop
            .warnings
            .iter()
            .filter(|(file, _)| *file == calculator.span.file)
            .map(|(_, text)| text.clone())
            .collect(),
        rules_of: view.rules_of,
        version: view.version,
        sources: view.sources,
        owner: calculator.owner,
        checked: None,
        check_again: None,
    })
}

fn particulars(
    shop: &Workshop,
    calculator: &calculators::views::CalculatorView,
    next: Option<Date>,
    review: Option<String>,
    view: &super::view::Calculator,
) -> Vec<NamedText> {
    let mut list = Vec::new();
    let mut add =
        |word: &str, text: String| list.push(NamedText { name: capital(&shop.engine.word(word)), text });
    add("verantwoording_bestand", format!("content/rekenhulpen/{}.yaml", calculator.id));
    add(
        "eigenaar",
        calculator.owner.clone().unwrap_or_else(|| shop.engine.word("verantwoording_geen_eigenaar")),
    );
    add(
        "verantwoording_wijzigt",
        next.map_or_else(|| shop.engine.word("verantwoording_wijzigt_niet"), dutch::date),
    );
    if let Some(review) = review {
        add("bron_herzien", review);
    }
    if let Some(other) = &view.same_as {
        add("regels_van", other.clone());
    }
    list
}

fn asked(shop: &Workshop, question: &FormQuestion) -> AccountQuestion {
    let labels: Vec<&str> = question.options.iter().map(|(_, label)| label.as_str()).collect();
    let answers = match question.kind {
        _ if !labels.is_empty() => labels.join(", "),
        FieldKind::Amount => shop.engine.word("antwoord_bedrag"),
        FieldKind::Number | FieldKind::Percentage => question.unit.clone().unwrap_or_default(),
        FieldKind::Date => shop.engine.word("antwoord_datum"),
        FieldKind::Time => shop.engine.word("antwoord_tijd"),
        _ => shop.engine.word("antwoord_tekst"),
    };
    let mut about: Vec<String> = vec![answers];
    about.extend(question.limits.clone());
    if !question.required {
        about.push(shop.engine.word("mag_leeg"));
    }
    about.extend(question.only_if.as_ref().map(|when| format!("{} {when}", shop.engine.word("alleen_als"))));
    AccountQuestion { id: question.id.clone(), text: question.label.clone(), answers: about.join("; ") }
}

fn facts_html(shop: &Workshop, facts: &[FactView], address: &str) -> Option<String> {
    if facts.is_empty() {
        return None;
    }
    let several =
        facts.windows(2).any(|pair| pair.first().map(|one| &one.owner) != pair.get(1).map(|one| &one.owner));
    let rows = facts
        .iter()
        .map(|fact| {
            let mut row = parts::fact_row(shop, fact, address, several);
            row.description = format!("{} ({})", row.description, fact.name);
            row
        })
        .collect();
    let html = shop.engine.part("feiten.html", "facts", &Facts { title: None, rows });
    Some(html.unwrap_or_else(|error| tera_message(&error)))
}
