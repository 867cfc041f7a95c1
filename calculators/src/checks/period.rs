//! Whether an example crosses a change of the rules, where these are taken over a period.

use super::severity;
use crate::period::CHANGES;
use crate::rules::Rules;
use crate::sink::Sink;

/// A period that can cross a change has an example that does.
pub(crate) fn check(rules: &Rules, strict: bool, sink: &mut Sink) {
    let program = &rules.program;
    let changes = program.facts.iter().any(|fact| fact.lines.len() > 1);
    let named = |outcome: &Option<(String, _)>| matches!(outcome, Some((name, _)) if name == CHANGES);
    if program.rules_until.is_none()
        || !changes
        || rules.same_as.is_some()
        || rules.examples.iter().any(|example| named(&example.outcome))
    {
        return;
    }
    sink.related(
        severity(strict),
        "W0803",
        rules.examples_span,
        format!("Geen voorbeeld komt uit op `{CHANGES}`"),
        "Zet er een voorbeeld bij met een periode waarin een feit verandert.",
        Vec::new(),
    );
}
