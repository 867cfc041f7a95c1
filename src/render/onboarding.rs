//! The path of a new colleague as the text of a page.

use calculators::tree::Span;

use super::surroundings::PageSurroundings;
use super::view;
use crate::diagnostics::Diagnostic;
use crate::handbook::onboarding::{Moment, Onboarding, Role, Task};
use crate::markdown::{self, Document, Heading, Place};

/// Makes the page's text; sentences may hold what a sentence of any page may hold.
pub(super) fn compile(
    onboarding: &Onboarding,
    text: &str,
    file: u32,
    around: &PageSurroundings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Document {
    let mut maker = Maker { text, file, around, diagnostics, document: Document::default() };
    maker.document.sections.push(markdown::Section::default());
    let lead_html = onboarding.lead.as_ref().map(|(lead, span)| maker.sentences(lead, *span));
    let moments = onboarding.moments.iter().map(|moment| maker.moment(onboarding, moment)).collect();
    let mut document = maker.document;
    match around.rendered("onboarding.html", "onboarding", &view::Onboarding { lead_html, moments }) {
        Ok(html) => document.html = html,
        Err(finding) => diagnostics.push(*finding),
    }
    document
}

struct Maker<'a, 'b> {
    text: &'a str,
    file: u32,
    around: &'a PageSurroundings<'b>,
    diagnostics: &'a mut Vec<Diagnostic>,
    document: Document,
}

impl Maker<'_, '_> {
    fn moment(&mut self, onboarding: &Onboarding, moment: &Moment) -> view::OnboardingMoment {
        self.document.headings.push(Heading {
            level: 2,
            id: moment.id.clone(),
            text: moment.title.clone(),
            span: moment.span,
        });
        self.document.sections.push(markdown::Section {
            anchor: moment.id.clone(),
            heading: moment.title.clone(),
            text: String::new(),
        });
        // Made once, also when several roles have it: its words count once in search, its mistakes are told once.
        let made: Vec<(&Task, view::OnboardingTask)> =
            moment.tasks.iter().map(|task| (task, self.task(task))).collect();
        let group = |role: Option<&Role>| view::OnboardingGroup {
            role: role.map(|role| role.name.clone()),
            tasks: made
                .iter()
                .filter(|(task, _)| role.map_or(task.roles.is_empty(), |role| task.roles.contains(&role.id)))
                .map(|(_, task)| task.clone())
                .collect(),
        };
        let groups = std::iter::once(None)
            .chain(onboarding.roles.iter().map(Some))
            .map(group)
            .filter(|group| !group.tasks.is_empty())
            .collect();
        view::OnboardingMoment { id: moment.id.clone(), title: moment.title.clone(), groups }
    }

    fn task(&mut self, task: &Task) -> view::OnboardingTask {
        let html = self.sentences(&task.text.0, task.text.1);
        let text_html = match html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
            Some(sentence) if !sentence.contains("<p>") => sentence.to_owned(),
            _ => html,
        };
        let mut links = Vec::new();
        for (target, span) in &task.see {
            match self.around.titled(target, *span) {
                Ok(titled) => {
                    if let Some((address, anchor)) = titled.target.anchor {
                        self.document.places.push(Place { address, anchor, span: *span });
                    }
                    links.push(view::OnboardingLink {
                        title: titled.title,
                        url: titled.target.url,
                        kind: titled.kind,
                    });
                }
                Err(finding) => self.diagnostics.push(*finding),
            }
        }
        view::OnboardingTask { text_html, links }
    }

    /// Compiles Markdown that stands as a value in YAML.
    fn sentences(&mut self, value: &str, span: Span) -> String {
        let (start, end) = (span.start as usize, span.end as usize);
        let mut findings = Vec::new();
        // Written plainly, the value stands in the file letter by letter, and places are exact. Quoted or folded,
        // they are those of the whole value.
        let plain = self.text.get(start..end) == Some(value);
        let piece = if plain {
            let text = self.text.get(..end).unwrap_or_default();
            markdown::compile(text, self.file, start, self.around, &mut findings)
        } else {
            markdown::compile(value, self.file, 0, self.around, &mut findings)
        };
        for mut finding in findings {
            if !plain {
                finding.span = span;
            }
            self.diagnostics.push(finding);
        }
        self.document.places.extend(piece.places);
        self.document.insertions.extend(piece.insertions);
        if let Some(section) = self.document.sections.last_mut() {
            for found in piece.sections {
                if !section.text.is_empty() {
                    section.text.push('\n');
                }
                section.text.push_str(&found.text);
            }
        }
        piece.html
    }
}
