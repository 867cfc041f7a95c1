//! `wegwijs find`.

use std::path::PathBuf;

use clap::Args;
use search::{Answer, Query, Searcher};

use super::{Common, Status, compiled, complain, queries, read_number, say, show};
use crate::diagnostics::Format;
use crate::handbook::Handbook;
use crate::render::assets::{self, Output};

#[derive(Args)]
pub(super) struct Options {
    /// Waar je naar zoekt
    #[arg(value_name = "WOORDEN", required_unless_present_any = ["toets", "samenstellingen"])]
    query: Option<String>,
    /// Organisatie die voorgaat
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// Hoeveel treffers (standaard 10)
    #[arg(long, value_name = "AANTAL", default_value_t = 10, value_parser = read_number::<usize>)]
    aantal: usize,
    /// Treffers als JSON
    #[arg(long)]
    json: bool,
    /// Laat per treffer zien waar de punten vandaan komen
    #[arg(long, conflicts_with = "json")]
    waarom: bool,
    /// Stelt alle zoekvragen uit een bestand en laat zien wat niet gevonden wordt
    #[arg(long, value_name = "VRAGEN.yaml", conflicts_with_all = ["query", "samenstellingen"])]
    toets: Option<PathBuf>,
    /// Laat zien welke woorden in delen zijn gesplitst
    #[arg(long, conflicts_with = "query")]
    samenstellingen: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(options: &Options) -> Status {
    let compiled = match compiled(&options.common, false) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    let Some(output) = compiled.output else {
        show(&compiled.diagnostics, &compiled.files.texts, Format::Tekst);
        return Status::Findings;
    };
    if let Some(organisation) = &options.org
        && compiled.handbook.site.organisation(organisation).is_none()
    {
        complain(&format!("Organisatie `{organisation}` staat niet in wegwijs.yaml."));
        return Status::Usage;
    }
    let searcher = match searcher(&output) {
        Ok(searcher) => searcher,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    if let Some(file) = &options.toets {
        return queries::run(&searcher, &compiled.handbook, file, options.json);
    }
    if options.samenstellingen {
        splits(&searcher, &compiled.handbook);
        return Status::Clean;
    }
    let text = options.query.as_deref().unwrap_or("");
    let query = Query::new(text, options.org.as_deref(), options.aantal);
    let answer = searcher.search(&query);
    if options.json {
        say(&answer.to_plain_json());
    } else {
        print(&searcher, &query, &answer, options.waarom);
    }
    Status::Clean
}

/// What a reader's browser would have after loading everything.
fn searcher(output: &Output) -> Result<Searcher, search::IndexError> {
    let files = |name: &str| {
        let stem = name.split(assets::NUMBER).next().unwrap_or(name).to_owned();
        output.iter().filter(move |(path, _)| assets::is(path, &stem) || assets::is_piece(path, &stem))
    };
    let index = files(assets::SEARCH_INDEX).next().map_or(&[][..], |(_, bytes)| bytes);
    let mut searcher = Searcher::from_bytes(index)?;
    for (_, bytes) in files(assets::SEARCH_POSTINGS).chain(files(assets::SEARCH_FRAGMENTS)) {
        searcher.add(bytes)?;
    }
    Ok(searcher)
}

fn print(searcher: &Searcher, query: &Query<'_>, answer: &Answer, why: bool) {
    if let Some(notice) = answer.notice(query.text) {
        say(&notice);
    }
    for card in &answer.cards {
        say(&format!("[{}] {}\n  /{}", card.kind.name(), card.title, card.url));
        if !card.text.is_empty() {
            say(&format!("  {}", card.text.replace('\n', " · ")));
        }
        for filled in &card.filled {
            say(&format!("  {} = {}", filled.question, filled.shown));
        }
    }
    for hit in &answer.hits {
        let via = if hit.via.is_empty() { String::new() } else { format!("  (via {})", hit.via.join("; ")) };
        say(&format!("{}{via}", hit.title));
        for place in &hit.places {
            let heading =
                if place.heading.is_empty() { String::new() } else { format!("{} · ", place.heading) };
            say(&format!("  {heading}/{}\n    {}", place.url, place.plain_fragment().replace('\n', " ")));
            if why {
                explain(searcher, query, &place.url);
            }
        }
    }
}

/// Where the points of a section come from.
fn explain(searcher: &Searcher, query: &Query<'_>, url: &str) {
    let Some(found) = searcher.explain(query, url) else { return };
    for word in &found.words {
        say(&format!(
            "    {:>7.2}  {} (zeldzaamheid {:.2}, telt {:.2} keer)",
            word.points, word.word, word.rarity, word.times
        ));
        for term in word.terms.iter().take(6) {
            say(&format!(
                "             {} · {} · {:.2} · {}",
                term.term,
                term.how,
                term.weight,
                term.fields.join(", ")
            ));
        }
    }
    if found.close > 0.0 {
        say(&format!("    {:>7.2}  woorden dicht bij elkaar", found.close));
    }
    say(&format!(
        "    {:>7.2}  samen, keer {:.2} voor de organisatie en {:.2} voor de soort",
        found.total, found.organisation, found.kind
    ));
}

/// The words that were taken apart, and where their parts are known from.
fn splits(searcher: &Searcher, handbook: &Handbook) {
    let splits = searcher.splits();
    for split in &splits {
        let from = if handbook.splits.hints.contains_key(&split.word) {
            "  (samenstellingen.yaml)"
        } else if split.own {
            ""
        } else {
            "  (woordenlijst)"
        };
        say(&format!("{}: {}{from}", split.word, split.parts.join(" + ")));
    }
    complain(&format!(
        "{} woorden gesplitst. Klopt er een niet? Zet hem in content/samenstellingen.yaml.",
        splits.len()
    ));
}
