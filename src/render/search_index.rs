//! What search gets to know: sections of pages, calculators, terms and desks.

use search::{Kind, Section};

use crate::handbook::{COMPARISONS, Handbook, address};
use crate::markdown::Document;
use crate::markdown::typography::capital;

/// All sections, pages first in the order of their paths.
pub(super) fn sections(handbook: &Handbook, documents: &[Document]) -> Vec<Section> {
    let mut out = Vec::new();
    for (page, document) in handbook.pages.iter().zip(documents) {
        let kind = if page.path.starts_with(COMPARISONS) { Kind::Comparison } else { Kind::Page };
        for (position, section) in document.sections.iter().enumerate() {
            if position > 0 && section.heading.is_empty() && section.text.is_empty() {
                continue;
            }
            let anchor =
                if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
            out.push(Section {
                url: format!("{}{anchor}", page.address),
                page_title: page.front.title.clone(),
                heading: section.heading.clone(),
                body: section.text.clone(),
                organisation: page.organisation.clone().unwrap_or_default(),
                kind,
                keywords: if position == 0 { page.front.keywords.clone() } else { Vec::new() },
            });
        }
    }
    calculators(handbook, &mut out);
    terms(handbook, &mut out);
    desks(handbook, &mut out);
    out
}

/// Stands for everything that an index is made of, so that its address is known before it is made: `module` is the
/// address of the search module, which changes with the code.
pub(super) fn stamp(sections: &[Section], module: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(module.as_bytes());
    for section in sections {
        let texts =
            [&section.url, &section.page_title, &section.heading, &section.body, &section.organisation];
        for text in texts.into_iter().chain(&section.keywords) {
            // The length before the text keeps "ab", "c" apart from "a", "bc".
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.update(section.kind.name().as_bytes());
    }
    hasher.finalize()
}

fn calculators(handbook: &Handbook, out: &mut Vec<Section>) {
    for calculator in handbook.rules.calculators() {
        for organisation in &calculator.organisations {
            let Some(description) = handbook.rules.describe(&calculator.id, organisation) else { continue };
            let questions = description.questions.iter().map(|question| question.label.as_str());
            let outcomes = description.outcomes.iter().map(|outcome| outcome.title.as_str());
            let steps = description.steps.iter().map(|step| step.title.as_str());
            out.push(Section {
                url: address::calculator(Some(organisation), &calculator.id),
                page_title: calculator.title.clone(),
                heading: String::new(),
                body: questions.chain(outcomes).chain(steps).collect::<Vec<_>>().join("\n"),
                organisation: organisation.clone(),
                kind: Kind::Calculator,
                keywords: calculator.keywords.clone(),
            });
        }
    }
}

fn terms(handbook: &Handbook, out: &mut Vec<Section>) {
    for term in &handbook.glossary.terms {
        let mut keywords = term.synonyms.clone();
        keywords.extend(term.abbreviation.clone());
        out.push(Section {
            url: format!("{}#{}", address::GLOSSARY, term.id),
            page_title: term.name.clone(),
            heading: String::new(),
            body: term.meaning.clone(),
            organisation: term.organisation.clone().unwrap_or_default(),
            kind: Kind::Term,
            keywords,
        });
    }
}

fn desks(handbook: &Handbook, out: &mut Vec<Section>) {
    for organisation in &handbook.site.organisations {
        for desk in handbook.desks(&organisation.id) {
            let channels = desk.channels.iter().map(|channel| channel.text.as_str());
            out.push(Section {
                url: format!("{}#{}", address::contact(&organisation.id), desk.id),
                page_title: capital(&desk.name),
                heading: String::new(),
                body: channels.collect::<Vec<_>>().join("\n"),
                organisation: organisation.id.clone(),
                kind: Kind::Contact,
                keywords: Vec::new(),
            });
        }
    }
}
