//! What search gets to know: sections of pages, calculators, terms and desks, and what editors say means the same.

use calculators::views::{FieldKind, FormQuestion};
use search::{Choice, Form, Kind, Material, Question, Section, Takes};

use crate::check::search::dead_synonyms;
use crate::diagnostics::Diagnostic;

use crate::handbook::official::Shows;
use crate::handbook::page::Page;
use crate::handbook::{COMPARISONS, Handbook, address};
use crate::markdown::Document;
use crate::markdown::typography::capital;

/// Everything that the index is made of.
pub(super) fn material(handbook: &Handbook, documents: &[Document]) -> Material {
    Material {
        sections: sections(handbook, documents),
        synonyms: handbook.glossary.for_search().map(|(_, synonym)| synonym).collect(),
        splits: handbook.splits.clone(),
        most_in_one: None,
    }
}

/// Reports the terms whose synonyms lead nowhere, by the numbers of the synonyms. Only what means the same must stand
/// somewhere in other words; what merely leads to a term finds its meaning.
pub(super) fn report_dead(handbook: &Handbook, dead: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    let mut reported = Vec::new();
    for (number, (term, _)) in handbook.glossary.for_search().enumerate() {
        if dead.contains(&number) && !reported.contains(&term) {
            reported.push(term);
            if let Some(term) = handbook.glossary.terms.get(term).filter(|term| !term.same.is_empty()) {
                diagnostics.push(dead_synonyms(term.span, &term.name));
            }
        }
    }
}

/// All sections, pages first in the order of their paths.
fn sections(handbook: &Handbook, documents: &[Document]) -> Vec<Section> {
    let mut out = Vec::new();
    for (page, document) in handbook.pages.iter().zip(documents) {
        let kind = match page.official.as_ref().map(|official| official.shows) {
            Some(Shows::Text) => Kind::Official,
            // Lists and changes only repeat what stands elsewhere.
            Some(Shows::Documents | Shows::Changes) => continue,
            None if page.path.starts_with(COMPARISONS) => Kind::Comparison,
            None => Kind::Page,
        };
        for (position, section) in document.sections.iter().enumerate() {
            if position > 0 && section.heading.is_empty() && section.text.is_empty() {
                continue;
            }
            let anchor =
                if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
            out.push(Section {
                url: format!("{}{anchor}", page.address),
                page_title: title_in_search(handbook, page),
                heading: section.heading.clone(),
                body: section.text.clone(),
                organisation: page.organisation.clone().unwrap_or_default(),
                kind,
                keywords: if position == 0 { page.front.keywords.clone() } else { Vec::new() },
                form: None,
            });
        }
    }
    calculators(handbook, &mut out);
    terms(handbook, &mut out);
    desks(handbook, &mut out);
    out
}

/// The title of a page; a part of an official text is told with its document.
fn title_in_search(handbook: &Handbook, page: &Page) -> String {
    let title = page.front.title.clone();
    let Some(official) = &page.official else { return title };
    match handbook.rules.document(&official.document) {
        Ok(document) if document.title != title => format!("{}: {title}", document.title),
        _ => title,
    }
}

/// Stands for everything that an index is made of, so that its address is known before it is made: `module` is the
/// address of the search module, which changes with the code.
pub(super) fn stamp(material: &Material, module: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut text = |text: &str| {
        // The length before the text keeps "ab", "c" apart from "a", "bc".
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    text(module);
    for section in &material.sections {
        let texts =
            [&section.url, &section.page_title, &section.heading, &section.body, &section.organisation];
        texts.into_iter().chain(&section.keywords).for_each(|part| text(part));
        text(section.kind.name());
        text(&section.form.as_ref().map_or_else(String::new, |form| format!("{form:?}")));
    }
    text(&format!("{:?}", material.synonyms));
    text(&format!("{:?}", material.splits));
    hasher.finalize()
}

fn calculators(handbook: &Handbook, out: &mut Vec<Section>) {
    for calculator in handbook.rules.calculators() {
        for organisation in &calculator.organisations {
            let Some(description) = handbook.describe(&calculator.id, organisation) else { continue };
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
                form: Some(Form {
                    id: calculator.id.clone(),
                    sensitive: calculator.sensitive,
                    choice: address::calculator(None, &calculator.id),
                    // What somebody would do in a quiz cannot stand in a query.
                    questions: match calculator.kind.as_str() {
                        "quiz" => Vec::new(),
                        _ => description.questions.iter().filter_map(question).collect(),
                    },
                }),
            });
        }
    }
}

/// A question, if a query can answer it.
fn question(question: &FormQuestion) -> Option<Question> {
    let takes = match question.kind {
        FieldKind::Amount => Takes::Amount,
        FieldKind::Date => Takes::Date,
        FieldKind::Percentage => Takes::Percentage,
        FieldKind::Number => Takes::Number(question.unit.clone()?),
        FieldKind::Choice | FieldKind::Many => Takes::Choices(
            question
                .options
                .iter()
                .map(|(value, label)| Choice { value: value.clone(), label: label.clone() })
                .collect(),
        ),
        FieldKind::YesNo | FieldKind::Time | FieldKind::Text | FieldKind::Tick => return None,
    };
    Some(Question { id: question.id.clone(), label: question.label.clone(), takes })
}

fn terms(handbook: &Handbook, out: &mut Vec<Section>) {
    for term in &handbook.glossary.terms {
        let keywords = term.same.iter().chain(&term.synonyms).chain(&term.abbreviation).cloned().collect();
        out.push(Section {
            url: format!("{}#{}", address::GLOSSARY, term.id),
            page_title: term.name.clone(),
            heading: String::new(),
            body: term.meaning.clone(),
            organisation: term.organisation.clone().unwrap_or_default(),
            kind: Kind::Term,
            keywords,
            form: None,
        });
    }
}

fn desks(handbook: &Handbook, out: &mut Vec<Section>) {
    for owner in handbook.with_desks() {
        for desk in handbook.desks(owner) {
            let channels = desk.channels.iter().map(|channel| channel.text.as_str());
            out.push(Section {
                url: format!("{}#{}", address::contact(owner), desk.id),
                page_title: capital(&desk.name),
                heading: String::new(),
                body: channels.collect::<Vec<_>>().join("\n"),
                organisation: owner.to_owned(),
                kind: Kind::Contact,
                keywords: Vec::new(),
                form: None,
            });
        }
    }
}
