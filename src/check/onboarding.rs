//! W035: the path of a new colleague.

use calculators::tree::Span;

use super::{Diagnostic, did_you_mean, error, warning};

/// W0351: no moments at all.
pub fn no_moments(span: Span) -> Diagnostic {
    error(
        "W0351",
        span,
        "Er staan geen momenten in",
        "Zet er `momenten:` bij, met daaronder bijvoorbeeld `eerste-dag:` met een `titel` en `taken`.",
    )
}

/// W0352: a moment without tasks.
pub fn no_tasks(span: Span, moment: &str) -> Diagnostic {
    error(
        "W0352",
        span,
        format!("Bij `{moment}` staan geen taken"),
        "Zet er `taken:` onder, of haal het moment weg.",
    )
}

/// W0353: a role that is not in the list.
pub fn unknown_role<'a>(span: Span, role: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(role, known)
        .unwrap_or_else(|| "Zet de rol bovenin bij `rollen:`, of haal haar hier weg.".to_owned());
    error("W0353", span, format!("De rol `{role}` staat niet bij `rollen:`"), help)
}

/// W0354: a role without a task.
pub fn unused_role(span: Span, role: &str) -> Diagnostic {
    warning(
        "W0354",
        span,
        format!("De rol `{role}` heeft geen enkele taak"),
        "Zet haar bij een taak onder `voor:`, of haal haar weg.",
    )
}

/// W0355: a task that leads nowhere.
pub fn task_without_page(span: Span, task: &str) -> Diagnostic {
    warning(
        "W0355",
        span,
        format!("De taak `{task}` verwijst nergens naar"),
        "Zet er `zie:` bij, met de pagina of de rekenhulp die erbij helpt.",
    )
}
