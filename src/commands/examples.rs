//! `wegwijs examples`: every example with what the native program makes of it, so that the tests can have the
//! browser make the same.

use clap::Args;
use serde::Serialize;

use super::{Common, Status, complain, say};
use crate::site::model;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Als JSON (iets anders is er niet)
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Example {
    rekenhulp: String,
    organisatie: String,
    naam: String,
    antwoorden: Vec<(String, String)>,
    datum: String,
    /// The rules as the browser gets them, one number a byte.
    bundel: Vec<u8>,
    verwacht: serde_json::Value,
}

pub(super) fn run(options: &Options) -> Status {
    let day = options.common.day();
    let (_, handbook, _) = match model(&options.common.site, day) {
        Ok(read) => read,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    let examples: Vec<Example> = handbook
        .rules
        .example_calls()
        .into_iter()
        .map(|(call, program)| {
            let report = program.evaluate(&call.answers, Some(day)).to_json();
            Example {
                bundel: program.to_bytes(),
                verwacht: serde_json::from_str(&report).unwrap_or_default(),
                rekenhulp: call.calculator,
                organisatie: call.organisation,
                naam: call.name,
                antwoorden: call.answers,
                datum: call.day,
            }
        })
        .collect();
    if options.json {
        say(&serde_json::to_string(&examples).unwrap_or_default());
    } else {
        say(&format!("{} voorbeelden. Met --json staan ze hier.", examples.len()));
    }
    Status::Clean
}
