//! Whether situations to compare organisations in say enough.

use crate::compare::cases::open_everywhere;
use crate::kernel::dutch;
use crate::registry::Registry;
use crate::rules::Calculator;
use crate::sink::Sink;

/// A situation that settles nothing anywhere compares nothing.
pub(crate) fn check(calculator: &Calculator, registry: &Registry, sink: &mut Sink) {
    for (case, open) in open_everywhere(calculator, registry) {
        let questions: Vec<String> = open
            .into_iter()
            .map(|(organisation, question)| format!("`{question}` ({organisation})"))
            .collect();
        sink.warn(
            "W0810",
            case.span,
            format!("In de situatie “{}” staat bij geen enkele organisatie vast wat er geldt", case.name),
            format!("Geef ook antwoord op {}.", dutch::list_and(&questions)),
        );
    }
}
