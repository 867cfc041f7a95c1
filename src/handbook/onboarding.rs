//! `ORG/onboarding.yaml`: what a new colleague does, from before the first day until the third month.
//!
//! It becomes a page like any other, at `ORG/start/`: in the menu, in search, with an owner and a date.

use calculators::tree::{Node, Span};

use super::page::{FrontMatter, Page};
use super::{address, keys};
use crate::check::fields::{empty_value, not_a_map};
use crate::check::onboarding as found;
use crate::diagnostics::Diagnostic;
use crate::source::fields::Fields;

/// The name of the file in the folder of an organisation.
pub const FILE: &str = "onboarding.yaml";

/// The path of a new colleague.
#[derive(Clone, Debug)]
pub struct Onboarding {
    /// Number of its page.
    pub page: usize,
    /// What stands above it.
    pub lead: Option<(String, Span)>,
    /// The roles that have tasks of their own, in the order of the file.
    pub roles: Vec<Role>,
    /// The moments, in order of time.
    pub moments: Vec<Moment>,
}

/// Colleagues who have tasks that others do not have.
#[derive(Clone, Debug)]
pub struct Role {
    /// As tasks name it.
    pub id: String,
    /// As readers see it: "Je geeft leiding".
    pub name: String,
}

/// A moment: before the first day, the first week.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// What to do then.
    pub tasks: Vec<Task>,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its name in the file.
    pub id: String,
    /// The sentence.
    pub text: (String, Span),
    /// Ids of the roles it is for; none: for everybody.
    pub roles: Vec<String>,
    /// Pages, calculators and quizzes that help with it.
    pub see: Vec<(String, Span)>,
}

/// Reads the file of an organisation as a page and a path; `number` is the number that the page will have.
pub fn read(
    file: u32,
    organisation: &str,
    node: &Node,
    number: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Page, Onboarding)> {
    let fields = Fields::of(node, &keys::ONBOARDING, diagnostics);
    node.entries()?;
    let roles = roles(fields.node("rollen"), diagnostics);
    let mut moments = Vec::new();
    match fields.node("momenten") {
        Some(list) => {
            for entry in entries(list, "momenten", diagnostics) {
                let fields = Fields::of(&entry.value, &keys::MOMENT, diagnostics);
                let title = fields.required_text("titel", diagnostics);
                let tasks = match fields.node("taken") {
                    Some(list) => tasks(list, &roles, diagnostics),
                    None => {
                        diagnostics.push(found::no_tasks(entry.key_span, &entry.key));
                        Vec::new()
                    }
                };
                if let Some((title, _)) = title {
                    moments.push(Moment {
                        id: address::slug(&entry.key),
                        title,
                        span: entry.key_span,
                        tasks,
                    });
                }
            }
        }
        None => diagnostics.push(found::no_moments(fields.span())),
    }
    for role in &roles {
        let used = |task: &Task| task.roles.contains(&role.0.id);
        if !moments.iter().flat_map(|moment| &moment.tasks).any(used) {
            diagnostics.push(found::unused_role(role.1, &role.0.id));
        }
    }
    let page = Page {
        file,
        path: format!("{organisation}/{FILE}"),
        address: address::onboarding(organisation),
        organisation: Some(organisation.to_owned()),
        front: FrontMatter::of(&fields, diagnostics),
        body_start: 0,
        official: None,
    };
    let onboarding = Onboarding {
        page: number,
        lead: fields.text("inleiding", diagnostics),
        roles: roles.into_iter().map(|(role, _)| role).collect(),
        moments,
    };
    Some((page, onboarding))
}

fn entries<'a>(
    node: &'a Node,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> &'a [calculators::tree::Entry] {
    match node.entries() {
        Some(entries) => entries,
        None if node.value == calculators::tree::Value::Empty => {
            diagnostics.push(empty_value(node.span, key));
            &[]
        }
        None => {
            diagnostics.push(not_a_map(node.span));
            &[]
        }
    }
}

fn roles(node: Option<&Node>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Role, Span)> {
    let Some(node) = node else { return Vec::new() };
    let mut roles = Vec::new();
    for entry in entries(node, "rollen", diagnostics) {
        match entry.value.text() {
            Some(name) => {
                roles.push((Role { id: entry.key.clone(), name: name.to_owned() }, entry.key_span));
            }
            None => diagnostics.push(empty_value(entry.value.span, &entry.key)),
        }
    }
    roles
}

fn tasks(node: &Node, roles: &[(Role, Span)], diagnostics: &mut Vec<Diagnostic>) -> Vec<Task> {
    let mut tasks = Vec::new();
    for entry in entries(node, "taken", diagnostics) {
        let fields = Fields::of(&entry.value, &keys::TASK, diagnostics);
        let text = fields.required_text("taak", diagnostics);
        let mut own = Vec::new();
        for (id, span) in fields.texts("voor", diagnostics) {
            if roles.iter().any(|(role, _)| role.id == id) {
                own.push(id);
            } else {
                let known = roles.iter().map(|(role, _)| role.id.as_str());
                diagnostics.push(found::unknown_role(span, &id, known));
            }
        }
        let see = fields.texts("zie", diagnostics);
        if see.is_empty() && fields.node("zie").is_none() {
            diagnostics.push(found::task_without_page(entry.key_span, &entry.key));
        }
        if let Some(text) = text {
            tasks.push(Task { id: address::slug(&entry.key), text, roles: own, see });
        }
    }
    tasks
}
