//! Whether situations to compare organisations in say enough.

use crate::compare::cases::open_everywhere;
use crate::registry::Registry;
use crate::rules::Calculator;
use crate::sink::Sink;

/// A situation that settles nothing anywhere compares nothing.
pub(crate) fn check(calculators: &[Calculator], registry: &Registry, sink: &mut Sink) {
    for calculator in calculators {
        for case in &calculator.cases {
            let Some(open) = open_everywhere(calculator, registry, case) else { continue };
            let mut questions: Vec<String> = Vec::new();
            for (organisation, question) in open {
                questions.push(format!("`{question}` ({organisation})"));
            }
            sink.warn(
                "W0810",
                case.span,
                format!("In de situatie “{}” staat bij geen enkele organisatie vast wat er geldt", case.name),
                format!("Geef ook antwoord op {}.", crate::kernel::dutch::list_and(&questions)),
            );
        }
    }
}
