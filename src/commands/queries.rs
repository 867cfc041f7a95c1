//! `wegwijs find --toets`: many queries at once, and what share of them finds what it should.

use calculators::keys::{Block, Form, may, must};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex_lite::Regex;
use search::{Query, Searcher};

use super::{Status, complain, say, show};
use crate::diagnostics::{Diagnostic, Files, Format};
use crate::handbook::Handbook;
use crate::source::fields::Fields;
use crate::source::yaml;

/// So far down a result still counts.
const DEEP: usize = 10;
/// A query of a file of queries.
static QUERY: Block = Block {
    name: "zoekvraag",
    about: "Een zoekvraag en wat zij moet vinden",
    keys: &[
        must("zoek", Form::Text, "Wat iemand typt"),
        may("doel", Form::Text, "Wat gevonden moet worden, als patroon"),
        may("organisatie", Form::Text, "De organisatie van wie zoekt"),
        may("soort", Form::Text, "De soort vraag, om ze bij elkaar te tellen"),
    ],
};

/// A query and what it must find.
struct Asked {
    text: String,
    organisation: Option<String>,
    kind: String,
    /// What title, heading or address of a right answer look like; nothing where any answer will do.
    goal: Option<Regex>,
}

/// What came of a query.
enum Outcome {
    /// The place of the first right answer, from 1.
    At(usize),
    /// There are right answers, but none among the first.
    Missed(String),
    /// No page, calculator, term or desk of the handbook is a right answer.
    NoPage,
}

/// Asks all queries of a file. A query that is missed is a finding.
pub(super) fn run(searcher: &Searcher, handbook: &Handbook, file: &Path, json: bool) -> Status {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            complain(&format!("{} kan niet gelezen worden ({error}). Controleer de naam.", file.display()));
            return Status::Usage;
        }
    };
    let mut files = Files::default();
    let number = files.add(file.to_string_lossy(), &text);
    let mut findings = Vec::new();
    let queries = read(&text, number, &mut findings);
    if !findings.is_empty() {
        show(&findings, &files, Format::Tekst);
        return Status::Findings;
    }
    let outcomes: Vec<(&Asked, Outcome)> =
        queries.iter().map(|asked| (asked, ask(searcher, handbook, asked))).collect();
    if json {
        print_json(&outcomes)
    } else {
        print(&outcomes)
    }
    let missed = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Missed(_)));
    if missed { Status::Findings } else { Status::Clean }
}

fn read(text: &str, number: u32, findings: &mut Vec<Diagnostic>) -> Vec<Asked> {
    let Some(root) = yaml::read(text, number, 0, findings) else { return Vec::new() };
    let mut out = Vec::new();
    for item in root.items().unwrap_or_default() {
        let fields = Fields::of(item, &QUERY, findings);
        let Some((text, _)) = fields.required_text("zoek", findings) else { continue };
        let goal = fields.text("doel", findings).and_then(|(pattern, span)| match Regex::new(&pattern) {
            Ok(regex) => Some(regex),
            Err(error) => {
                findings.push(crate::check::search::bad_pattern(span, &error.to_string()));
                None
            }
        });
        let organisation = fields.text("organisatie", findings).map(|(text, _)| text);
        out.push(Asked {
            text,
            organisation: organisation.filter(|id| id != "alle"),
            kind: fields.text("soort", findings).map_or_else(String::new, |(text, _)| text),
            goal,
        });
    }
    out
}

fn ask(searcher: &Searcher, handbook: &Handbook, asked: &Asked) -> Outcome {
    let answer = searcher.search(&Query::new(&asked.text, asked.organisation.as_deref(), DEEP));
    let Some(goal) = &asked.goal else {
        let found = !answer.hits.is_empty() || !answer.cards.is_empty();
        return if found { Outcome::At(1) } else { Outcome::Missed("niets".to_owned()) };
    };
    let fits =
        |texts: &[&str]| texts.iter().any(|text| goal.is_match(&text.to_lowercase()) || goal.is_match(text));
    let cards = answer.cards.iter().map(|card| fits(&[&card.title, &card.url]));
    let hits = answer.hits.iter().map(|hit| {
        fits(&[&hit.title, &hit.url]) || hit.places.iter().any(|place| fits(&[&place.heading, &place.url]))
    });
    if let Some(at) = cards.chain(hits).take(DEEP).position(|right| right) {
        return Outcome::At(at + 1);
    }
    let own = |organisation: Option<&str>| {
        organisation.is_none_or(|id| asked.organisation.as_deref().is_none_or(|own| own == id))
    };
    let pages = handbook.pages.iter().filter(|page| own(page.organisation.as_deref()));
    let there = pages.into_iter().any(|page| fits(&[&page.front.title, &page.address]))
        || handbook.rules.calculators().iter().any(|calculator| {
            fits(&[&calculator.title, &calculator.id])
                && calculator.organisations.iter().any(|id| own(Some(id)))
        });
    if !there {
        return Outcome::NoPage;
    }
    let first = answer.cards.first().map(|card| card.url.clone());
    Outcome::Missed(
        first
            .or_else(|| answer.hits.first().map(|hit| hit.url.clone()))
            .unwrap_or_else(|| "niets".to_owned()),
    )
}

/// Counts of some queries.
#[derive(Default)]
struct Counts {
    asked: usize,
    first: usize,
    among_five: usize,
    /// The sum of one divided by the place.
    reciprocal: f64,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        self.asked += 1;
        if let Outcome::At(place) = outcome {
            self.first += usize::from(*place == 1);
            self.among_five += usize::from(*place <= 5);
            #[allow(clippy::cast_precision_loss)]
            let share = 1.0 / *place as f64;
            self.reciprocal += share;
        }
    }

    /// Recall at one and five, and the mean reciprocal rank over ten.
    #[allow(clippy::cast_precision_loss)]
    fn shares(&self) -> [f64; 3] {
        let all = self.asked.max(1) as f64;
        [self.first as f64 / all, self.among_five as f64 / all, self.reciprocal / all]
    }
}

/// Counts by kind of query, and all together at the end; queries without a page are left out.
fn counts<'a>(outcomes: &'a [(&Asked, Outcome)]) -> Vec<(&'a str, Counts)> {
    let mut kinds: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for (asked, outcome) in outcomes.iter().filter(|(_, outcome)| !matches!(outcome, Outcome::NoPage)) {
        kinds.entry(&asked.kind).or_default().add(outcome);
        all.add(outcome);
    }
    kinds.into_iter().chain([("alles", all)]).collect()
}

fn print(outcomes: &[(&Asked, Outcome)]) {
    say(&format!("{:<16} {:>7} {:>9} {:>9} {:>9}", "soort", "vragen", "eerste", "eerste 5", "MRR"));
    for (kind, counts) in counts(outcomes) {
        let [first, five, mean] = counts.shares();
        let percent = |share: f64| format!("{:.0}%", share * 100.0);
        say(&format!(
            "{kind:<16} {:>7} {:>9} {:>9} {mean:>9.2}",
            counts.asked,
            percent(first),
            percent(five)
        ));
    }
    for (asked, outcome) in outcomes {
        let whose = asked.organisation.as_deref().unwrap_or("alle");
        match outcome {
            Outcome::At(place) if *place > 5 => {
                say(&format!("laag op plaats {place}: {} ({whose})", asked.text))
            }
            Outcome::Missed(first) => say(&format!("niet gevonden: {} ({whose}), wel: /{first}", asked.text)),
            _ => {}
        }
    }
    for (asked, _) in outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::NoPage)) {
        let whose = asked.organisation.as_deref().unwrap_or("alle");
        say(&format!("geen pagina: {} ({whose})", asked.text));
    }
}

fn print_json(outcomes: &[(&Asked, Outcome)]) {
    let shares: serde_json::Map<String, serde_json::Value> = counts(outcomes)
        .into_iter()
        .map(|(kind, counts)| {
            let [first, five, mean] = counts.shares();
            (kind.to_owned(), serde_json::json!({"vragen": counts.asked, "eerste": first, "eerste-5": five, "mrr-10": mean}))
        })
        .collect();
    let places: Vec<serde_json::Value> = outcomes
        .iter()
        .map(|(asked, outcome)| {
            let (place, page) = match outcome {
                Outcome::At(place) => (Some(*place), true),
                Outcome::Missed(_) => (None, true),
                Outcome::NoPage => (None, false),
            };
            serde_json::json!({"zoek": asked.text, "organisatie": asked.organisation, "plaats": place, "pagina": page})
        })
        .collect();
    say(&serde_json::json!({"soorten": shares, "vragen": places}).to_string());
}
