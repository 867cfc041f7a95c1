//! `wegwijs meet`: how long the proofs and the examples of a handbook take, for `cargo xtask bench rules`.

use std::time::Instant;

use calculators::book::Kept;
use clap::Args;

use super::{Common, Status, complain, read_number, say};
use crate::site::{model, prove};

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
    /// Hoe vaak; de snelste keer telt, want de rest is wachten op anderen
    #[arg(long, value_name = "AANTAL", default_value_t = 15, value_parser = read_number::<u32>)]
    keer: u32,
}

pub(super) fn run(options: &Options) -> Status {
    let day = options.common.day();
    let (_, handbook, read) = match model(&options.common.site, day) {
        Ok(read) => read,
        Err(error) => {
            complain(&error.to_string());
            return Status::Findings;
        }
    };
    let (mut proofs, mut again, mut examples) = (Vec::new(), Vec::new(), Vec::new());
    let calls = handbook.rules.example_calls();
    let mut findings = Vec::new();
    for _ in 0..options.keer.max(1) {
        let mut kept = Kept::default();
        let start = Instant::now();
        findings = prove(&handbook.rules, &mut kept);
        proofs.push(start.elapsed());
        let start = Instant::now();
        prove(&handbook.rules, &mut kept);
        again.push(start.elapsed());
        let start = Instant::now();
        for (call, program) in &calls {
            let _ = program.evaluate(&call.answers, Some(day)).to_json();
        }
        examples.push(start.elapsed());
    }
    let best = |times: Vec<std::time::Duration>| times.into_iter().min().map_or(0, |time| time.as_micros());
    let codes: Vec<&str> = read.iter().chain(&findings).map(|finding| finding.code).collect();
    say(&serde_json::json!({
        "rekenhulpen": handbook.rules.calculators().len(),
        "bewijzen": best(proofs),
        "ongewijzigd": best(again),
        "voorbeelden": calls.len(),
        "rekenen": best(examples),
        "bevindingen": codes,
    })
    .to_string());
    Status::Clean
}
