//! `begrippen.yaml`: terms, what they mean and what else people call them.

use calculators::tree::{Node, Span};
use search::Synonym;

use super::site::Site;
use super::{address, keys};
use crate::check::fields::not_a_map;
use crate::check::pages as found;
use crate::check::site::unknown_organisation;
use crate::diagnostics::Diagnostic;
use crate::source::fields::Fields;

/// All terms, in the order of the alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// The terms.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its anchor on the page of terms.
    pub id: String,
    /// How it is written.
    pub name: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// Its abbreviation, or what it is the abbreviation of.
    pub abbreviation: Option<String>,
    /// What else people call it; in search, the one means the other.
    pub same: Vec<String>,
    /// What people look for when they mean it; in search it leads here, and not back.
    pub synonyms: Vec<String>,
    /// The organisation that uses it so; none: everybody.
    pub organisation: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Glossary {
    /// Reads the file.
    pub fn read(node: &Node, site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        if node.entries().is_none() {
            diagnostics.push(not_a_map(node.span));
        }
        for entry in node.entries().unwrap_or_default() {
            let fields = Fields::of(&entry.value, &keys::TERM, diagnostics);
            let Some((meaning, _)) = fields.required_text("uitleg", diagnostics) else { continue };
            let id = address::slug(&entry.key);
            if let Some(first) = terms.iter().find(|term| term.id == id) {
                diagnostics.push(found::double_term(entry.key_span, first.span, &entry.key));
                continue;
            }
            let organisation = fields.text("organisatie", diagnostics);
            if let Some((organisation, span)) = &organisation
                && site.organisation(organisation).is_none()
            {
                let known = site.organisations.iter().map(|organisation| organisation.id.as_str());
                diagnostics.push(unknown_organisation(*span, organisation, known));
            }
            terms.push(Term {
                id,
                name: entry.key.clone(),
                meaning,
                abbreviation: fields.text("afkorting", diagnostics).map(|(text, _)| text),
                same: words(&fields, "synoniemen", diagnostics),
                synonyms: words(&fields, "zoekwoorden", diagnostics),
                organisation: organisation.map(|(text, _)| text),
                span: entry.key_span,
            });
        }
        terms.sort_by(|left, right| left.id.cmp(&right.id));
        Self { terms }
    }

    /// What means the same, for search; each with the number of its term.
    pub fn for_search(&self) -> impl Iterator<Item = (usize, Synonym)> + '_ {
        self.terms.iter().enumerate().flat_map(|(number, term)| {
            let synonym = |from: &String, both| Synonym {
                from: from.clone(),
                to: term.name.clone(),
                both,
                organisation: term.organisation.clone().unwrap_or_default(),
            };
            let same = term.same.iter().chain(&term.abbreviation).map(move |from| synonym(from, true));
            let leads = term.synonyms.iter().map(move |from| synonym(from, false));
            same.chain(leads).map(move |synonym| (number, synonym)).collect::<Vec<_>>()
        })
    }

    /// A term by its name or abbreviation, in any letters.
    pub fn find(&self, name: &str) -> Option<&Term> {
        let id = address::slug(name);
        self.terms.iter().find(|term| term.id == id).or_else(|| {
            self.terms
                .iter()
                .find(|term| term.abbreviation.as_deref().is_some_and(|short| address::slug(short) == id))
        })
    }
}

fn words(fields: &Fields<'_>, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    fields.texts(key, diagnostics).into_iter().map(|(word, _)| word).collect()
}
