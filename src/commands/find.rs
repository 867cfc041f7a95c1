//! `wegwijs find`.

use clap::Args;
use search::Searcher;

use super::{Common, Status, compiled, complain, read_number, say, show};
use crate::diagnostics::Format;
use crate::render::assets;

#[derive(Args)]
pub(super) struct Options {
    /// Waar je naar zoekt
    #[arg(value_name = "WOORDEN")]
    query: String,
    /// Organisatie die voorgaat
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// Hoeveel treffers (standaard 10)
    #[arg(long, value_name = "AANTAL", default_value_t = 10, value_parser = read_number::<usize>)]
    aantal: usize,
    /// Treffers als JSON
    #[arg(long)]
    json: bool,
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
    let file = |stem: &str| {
        output.iter().find(|(path, _)| assets::is(path, stem)).map_or(&[][..], |(_, bytes)| bytes)
    };
    let searcher = Searcher::from_bytes(file(assets::SEARCH_INDEX)).and_then(|mut searcher| {
        searcher.load_fragments(file(assets::SEARCH_FRAGMENTS))?;
        Ok(searcher)
    });
    let searcher = match searcher {
        Ok(searcher) => searcher,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    let answer = searcher.search(&options.query, options.org.as_deref(), options.aantal);
    if options.json {
        say(&answer.to_plain_json());
        return Status::Clean;
    }
    if let Some(notice) = &answer.notice {
        say(notice);
    }
    for hit in &answer.hits {
        let heading = if hit.heading.is_empty() { String::new() } else { format!(" › {}", hit.heading) };
        say(&format!("{}{heading}\n  /{}\n  {}", hit.title, hit.url, hit.plain_fragment()));
    }
    if answer.hits.is_empty() && answer.notice.is_none() {
        say("Niets gevonden.");
    }
    Status::Clean
}
