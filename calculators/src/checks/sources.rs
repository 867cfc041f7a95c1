//! Whether what rules rest on still holds: documents that ended or were to be looked at again, and tables of
//! another year.

use std::collections::BTreeMap;

use super::severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::program::Origin;
use crate::registry::{DocumentState, Registry};
use crate::rules::{Calculator, Rules};
use crate::sink::Sink;
use crate::tree::Span;

/// Where something is used: the blocks of calculators.
type Users = Vec<(Span, String)>;

/// Checks everything that the rules rest on, each document and fact once.
pub(crate) fn check(calculators: &[Calculator], registry: &Registry, strict: bool, sink: &mut Sink) {
    let mut documents: BTreeMap<String, Users> = BTreeMap::new();
    let mut facts: BTreeMap<(String, String), Users> = BTreeMap::new();
    for calculator in calculators {
        for rules in &calculator.organisations {
            let user = (rules.spans.block, format!("`{}` rekent ermee", calculator.id));
            let add = |list: &mut Users| {
                if !list.contains(&user) {
                    list.push(user.clone());
                }
            };
            for document in rests_on(rules) {
                add(documents.entry(document).or_default());
            }
            for fact in &rules.program.facts {
                let bare = fact.name.rsplit('/').next().unwrap_or(&fact.name);
                add(facts.entry((fact.owner.clone(), bare.to_owned())).or_default());
            }
        }
    }
    for (id, users) in documents {
        document(&id, users, registry, strict, sink);
    }
    for (name, users) in facts {
        table_value(&name, users, registry, strict, sink);
    }
}

/// The documents of a block and of its single sources.
fn rests_on(rules: &Rules) -> Vec<String> {
    let mut list: Vec<String> = rules.document.iter().cloned().collect();
    for (reference, _) in &rules.program.sources {
        let document = reference.split('#').next().unwrap_or(reference);
        if !list.iter().any(|known| known == document) {
            list.push(document.to_owned());
        }
    }
    list
}

fn document(id: &str, mut users: Users, registry: &Registry, strict: bool, sink: &mut Sink) {
    let Some(entry) = registry.documents.get(id) else { return };
    users.sort();
    let plain = |day: Date| dutch::plain_spaces(&dutch::date(day));
    // Where the editor says that a document is uncertain, the reader is told so: nothing is forgotten.
    if entry.state != DocumentState::Uncertain {
        let ended = entry.until.filter(|until| *until < registry.day);
        let message = match (ended, entry.state) {
            (Some(until), _) => Some(format!(
                "“{}” liep tot en met {}, maar er wordt nog mee gerekend",
                entry.title,
                plain(until)
            )),
            (None, DocumentState::Expired) => {
                Some(format!("“{}” geldt niet meer, maar er wordt nog mee gerekend", entry.title))
            }
            _ => None,
        };
        if let Some(message) = message {
            sink.related(
                severity(strict),
                "W0820",
                entry.span,
                message,
                format!("Is er een opvolger? Zet die in bronnen.yaml en noem hem in de rekenhulp bij `document:`. Geldt het document nog? Verbeter dan hier `loopt-tot:` of `staat:`. Is dat niet zeker? Zet er bij `{id}`: `staat: onzeker`."),
                users,
            );
            return;
        }
    }
    if let Some(review) = entry.review.filter(|review| *review < registry.day) {
        sink.related(
            severity(strict),
            "W0821",
            entry.span,
            format!("“{}” zou op {} opnieuw bekeken worden", entry.title, plain(review)),
            "Kijk of er een nieuwe versie is. Is het document nog hetzelfde? Zet dan bij `herzien:` de volgende dag waarop iemand ernaar kijkt.",
            users,
        );
    }
}

/// A value of a yearly table that was looked up in an earlier year may have been replaced.
fn table_value(name: &(String, String), users: Users, registry: &Registry, strict: bool, sink: &mut Sink) {
    let Some(fact) = registry.facts.get(name).filter(|fact| fact.origin == Origin::Table) else { return };
    let Some(looked_up) = fact.looked_up.filter(|day| day.year() < registry.day.year()) else { return };
    sink.related(
        severity(strict),
        "W0822",
        fact.span,
        format!(
            "`{}` komt uit een tabel en is in {} voor het laatst opgezocht",
            fact.name,
            looked_up.year()
        ),
        "Zoek de waarde van dit jaar op. Is zij veranderd? Zet er onder `waarden:` een regel met haar begindag bij. Zet daarna bij `opgezocht:` de dag van vandaag.",
        users,
    );
}
