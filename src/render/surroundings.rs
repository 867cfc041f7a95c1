//! The handbook as a page's Markdown sees it: what its links and insertions mean.

use std::cell::RefCell;
use std::ops::Range;

use calculators::kernel::nearest::nearest;
use calculators::tree::Span;
use calculators::views::FactProblem;

use super::templates::place_of;
use super::view::{Facts, Note, Term};
use super::{Workshop, parts, tera_message};
use crate::check::templates::broken_template;
use crate::check::{did_you_mean, insertions as missing, markdown as found};
use crate::diagnostics::Diagnostic;
use crate::handbook::CALCULATORS;
use crate::handbook::address::{self, relative};
use crate::handbook::citations::{documents_of, of_line, own_documents};
use crate::handbook::official::Shows;
use crate::handbook::page::Page;
use crate::markdown::html::escape;
use crate::markdown::{Inserted, Insertion, Manner, Surroundings, Target};

/// One page in its handbook.
pub(super) struct PageSurroundings<'a> {
    shop: &'a Workshop<'a>,
    page: &'a Page,
    /// Anchors of terms given out on this page.
    terms: RefCell<usize>,
    /// What went wrong in a template while a note was made.
    failed: RefCell<Vec<Diagnostic>>,
}

/// A link and what it leads to.
pub(super) struct Titled {
    /// The title of the page or calculator.
    pub(super) title: String,
    /// What kind of calculator it is, if it is one.
    pub(super) kind: Option<String>,
    /// Where it leads.
    pub(super) target: Target,
}

impl<'a> PageSurroundings<'a> {
    /// The surroundings of a page.
    pub(super) fn new(shop: &'a Workshop<'a>, page: &'a Page) -> Self {
        Self { shop, page, terms: RefCell::new(0), failed: RefCell::new(Vec::new()) }
    }

    /// Findings about templates, gathered while the page was made.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.failed.into_inner()
    }

    fn organisation(&self) -> &str {
        self.page.organisation.as_deref().unwrap_or("")
    }

    /// A part of the page made by a template of its own.
    pub(super) fn rendered<T: serde::Serialize>(
        &self,
        template: &str,
        key: &'static str,
        value: &T,
    ) -> Result<String, Box<Diagnostic>> {
        self.shop.engine.part(template, key, value).map_err(|error| {
            let message = tera_message(&error);
            Box::new(broken_template(place_of(self.shop.files, &message), template, &message))
        })
    }

    /// A fact's text, or why there is none.
    fn fact(&self, name: &str, span: Span) -> Result<String, Box<Diagnostic>> {
        let finding = match self.shop.handbook.rules.fact_text(self.organisation(), name) {
            Ok(text) => return Ok(text),
            // What is wrong with it has been said where it stands.
            Err(FactProblem::Broken) => return Ok(String::new()),
            Err(FactProblem::Unknown { nearest }) => missing::unknown_fact(span, name, nearest.as_deref()),
            Err(FactProblem::NoValue { why }) => missing::fact_without_value(span, name, &why),
        };
        Err(Box::new(finding))
    }

    /// Whose rules a calculator on this page uses.
    fn calculator_organisation(
        &self,
        id: &str,
        named: Option<&str>,
        span: Span,
    ) -> Result<String, Box<Diagnostic>> {
        let all = self.shop.handbook.rules.calculators();
        let Some(calculator) = all.iter().find(|calculator| calculator.id == id) else {
            let near = did_you_mean(id, all.iter().map(|calculator| calculator.id.as_str()));
            return Err(Box::new(missing::unknown_calculator(span, id, near)));
        };
        let organisation = named.or(self.page.organisation.as_deref());
        match organisation {
            Some(organisation) if calculator.organisations.iter().any(|known| known == organisation) => {
                Ok(organisation.to_owned())
            }
            _ => {
                let known: Vec<&str> = calculator.organisations.iter().map(String::as_str).collect();
                Err(Box::new(found::no_rules_here(span, id, organisation, &known)))
            }
        }
    }

    /// A link with the title of what is behind it.
    pub(super) fn titled(&self, target: &str, span: Span) -> Result<Titled, Box<Diagnostic>> {
        let target_of = self.link(target, span)?;
        let path = target.split('#').next().unwrap_or(target);
        let joined = join(self.page.path.rsplit_once('/').map_or("", |(folder, _)| folder), path);
        let path = joined.as_deref().unwrap_or(path);
        let calculators = self.shop.handbook.rules.calculators();
        let calculator = path
            .strip_prefix(CALCULATORS)
            .and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".yaml"))
            .and_then(|id| calculators.iter().find(|calculator| calculator.id == id));
        let title = match (self.shop.handbook.page_at_path(path), calculator) {
            (Some(page), _) => page.front.title.clone(),
            (None, Some(calculator)) => calculator.title.clone(),
            (None, None) if path == "bronnen.yaml" => self.shop.engine.word("bronnen"),
            (None, None) if path == "begrippen.yaml" => self.shop.engine.word("begrippen"),
            (None, None) if path.ends_with("organisatie.yaml") => self.shop.engine.word("contact"),
            (None, None) => path.to_owned(),
        };
        let kind = calculator.map(|calculator| self.shop.engine.word(&format!("soort_{}", calculator.kind)));
        Ok(Titled { title, kind, target: target_of })
    }

    /// The address of a YAML file or picture that a page links to by its name.
    fn other_file(&self, path: &str) -> Option<String> {
        let organisation = self.page.organisation.as_deref();
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["bronnen.yaml"] => Some(address::SOURCES.to_owned()),
            ["begrippen.yaml"] if !self.shop.handbook.glossary.terms.is_empty() => {
                Some(address::GLOSSARY.to_owned())
            }
            [owner, "organisatie.yaml"] => {
                self.shop.with_desks.contains(*owner).then(|| address::contact(owner))
            }
            [CALCULATORS, file] => {
                let id = file.strip_suffix(".yaml")?;
                if self.shop.handbook.broken_calculators.contains(id) {
                    return Some(address::calculator(None, id));
                }
                let calculator =
                    self.shop.handbook.rules.calculators().into_iter().find(|one| one.id == id)?;
                let own =
                    organisation.filter(|own| calculator.organisations.iter().any(|known| known == own));
                Some(address::calculator(own, id))
            }
            _ => self.shop.handbook.media.contains(path).then(|| address::encode(path)),
        }
    }

    /// The anchors of a page that the generator makes, where a link may point at one.
    fn anchors(&self, address: &str) -> Option<Vec<String>> {
        let rules = &self.shop.handbook.rules;
        match address {
            address::GLOSSARY => {
                Some(self.shop.handbook.glossary.terms.iter().map(|term| term.id.clone()).collect())
            }
            address::SOURCES => Some(
                rules
                    .documents()
                    .iter()
                    .flat_map(|document| {
                        let id = parts::document_anchor(&document.id);
                        let places = document.places.iter().map(|place| format!("{id}-{}", place.id));
                        places.chain(std::iter::once(id.clone())).collect::<Vec<_>>()
                    })
                    .collect(),
            ),
            _ => None,
        }
    }
}

/// A path as seen from a folder; none when it leaves the content.
fn join(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

impl Surroundings for PageSurroundings<'_> {
    fn manner(&self) -> Manner {
        match self.page.official.as_ref().map(|official| official.shows) {
            None => Manner::Own,
            Some(Shows::Changes) => Manner::Changes,
            Some(Shows::Text | Shows::Documents) => Manner::Official,
        }
    }

    fn sources(&self, line: &str) -> Vec<(Range<usize>, String)> {
        let handbook = self.shop.handbook;
        if handbook.texts.is_empty() {
            return Vec::new();
        }
        let own = own_documents(self.page, &self.shop.documents);
        let all = documents_of(self.page, &self.shop.documents);
        let parts = of_line(line, &own, &all, &handbook.texts).into_iter();
        parts.filter_map(|part| Some((part.range, relative(&self.page.address, &part.at?)))).collect()
    }

    fn under(&self, anchor: &str) -> String {
        let Some(official) = &self.page.official else { return String::new() };
        let cited = parts::cited(self.shop, &official.document, |own| own == anchor, &self.page.address);
        parts::cited_html(self.shop, &cited).unwrap_or_else(|error| {
            let message = tera_message(&error);
            let place = place_of(self.shop.files, &message);
            self.failed.borrow_mut().push(broken_template(place, "geciteerd.html", &message));
            String::new()
        })
    }

    fn inline(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>> {
        match insertion {
            Insertion::Fact(name) => {
                let text = self.fact(name, span)?;
                Ok(Inserted { html: format!("<span class=\"feit\">{}</span>", escape(&text)), text })
            }
            Insertion::Term(name) => {
                let Some(term) = self.shop.handbook.glossary.find(name) else {
                    let names = self.shop.handbook.glossary.terms.iter().map(|term| term.name.as_str());
                    return Err(Box::new(missing::unknown_term(span, name, did_you_mean(name, names))));
                };
                let mut count = self.terms.borrow_mut();
                *count += 1;
                let value = Term {
                    id: format!("begrip-{count}"),
                    text: name.clone(),
                    meaning: term.meaning.clone(),
                    url: Some(relative(&self.page.address, &format!("{}#{}", address::GLOSSARY, term.id))),
                };
                let html = self.rendered("begrip.html", "term", &value)?;
                Ok(Inserted { html: html.trim_end().to_owned(), text: name.clone() })
            }
            Insertion::Contact(function) => {
                let desk = self.desk(function, span)?;
                Ok(Inserted { html: escape(&desk.name), text: desk.name })
            }
            _ => Err(Box::new(found::insertion_in_sentence(span, insertion.kind()))),
        }
    }

    fn block(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>> {
        match insertion {
            // What is wrong with it has been said where it stands, and no page is written.
            Insertion::Calculator { id, .. } | Insertion::Comparison(id)
                if self.shop.handbook.broken_calculators.contains(id) =>
            {
                Ok(Inserted { html: String::new(), text: String::new() })
            }
            Insertion::Calculator { id, organisation } => {
                let organisation = self.calculator_organisation(id, organisation.as_deref(), span)?;
                let Some(value) = parts::calculator(self.shop, id, &organisation, &self.page.address, false)
                else {
                    return Err(Box::new(missing::unknown_calculator(span, id, None)));
                };
                let html = self.rendered("rekenhulp.html", "calculator", &value)?;
                // Search knows a calculator by itself.
                Ok(Inserted { html, text: String::new() })
            }
            Insertion::Comparison(id) => {
                let Some(value) = parts::comparison(self.shop, id, &self.page.address) else {
                    let all = self.shop.handbook.rules.calculators();
                    let near = did_you_mean(id, all.iter().map(|calculator| calculator.id.as_str()));
                    return Err(Box::new(missing::unknown_calculator(span, id, near)));
                };
                let html = self.rendered("vergelijking.html", "comparison", &value)?;
                let text = value
                    .rows
                    .iter()
                    .map(|row| {
                        let cells = row.cells.iter().map(|cell| {
                            let outcomes =
                                cell.outcomes.iter().map(|one| format!("{}. {}.", one.word, one.title));
                            outcomes.chain(cell.lines.iter().cloned()).collect::<Vec<_>>().join(" ")
                        });
                        std::iter::once(row.title.clone()).chain(cells).collect::<Vec<_>>().join("\t")
                    })
                    .collect::<Vec<_>>()
                    .join("\n");
                Ok(Inserted { html, text })
            }
            Insertion::Facts(names) => {
                let mut facts = Vec::new();
                for name in names {
                    self.known_fact(name, span)?;
                    facts.extend(self.shop.handbook.rules.fact(self.organisation(), name));
                }
                let several = facts.windows(2).any(|pair| pair[0].owner != pair[1].owner);
                let rows = facts
                    .iter()
                    .map(|fact| parts::fact_row(self.shop, fact, &self.page.address, several))
                    .collect::<Vec<_>>();
                let text = rows
                    .iter()
                    .map(|row| format!("{}: {}", row.description, row.value.as_deref().unwrap_or("onbekend")))
                    .collect::<Vec<_>>()
                    .join("\n");
                let html = self.rendered("feiten.html", "facts", &Facts { title: None, rows })?;
                Ok(Inserted { html, text })
            }
            Insertion::Contact(function) => {
                let desk = self.desk(function, span)?;
                let value = parts::contact(&desk);
                let channels = value.channels.iter().map(|channel| channel.text.as_str());
                let text = std::iter::once(value.name.as_str()).chain(channels).collect::<Vec<_>>().join(" ");
                Ok(Inserted { html: self.rendered("contact.html", "contact", &value)?, text })
            }
            Insertion::Fact(_) | Insertion::Term(_) => self.inline(insertion, span),
        }
    }

    fn note(&self, kind: &str, html: &str) -> String {
        let note = Note { kind: kind.to_owned(), body_html: html.to_owned() };
        self.rendered("noot.html", "note", &note).unwrap_or_else(|finding| {
            self.failed.borrow_mut().push(*finding);
            html.to_owned()
        })
    }

    fn link(&self, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        if let Some((scheme, _)) = target.split_once(':')
            && !scheme.contains(['/', '#', '.'])
        {
            return match scheme {
                "https" | "http" => Ok(Target { url: target.to_owned(), external: true, anchor: None }),
                "mailto" | "tel" => Ok(Target { url: target.to_owned(), external: false, anchor: None }),
                _ => Err(Box::new(found::unsafe_link(span, scheme))),
            };
        }
        if target.starts_with('/') {
            return Err(Box::new(found::link_by_address(span, target)));
        }
        let (path, anchor) =
            target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let folder = self.page.path.rfind('/').map_or("", |slash| &self.page.path[..slash]);
        let to = if path.is_empty() {
            self.page.address.clone()
        } else {
            let joined = join(folder, &address::decode(path));
            let page = joined.as_deref().and_then(|path| self.shop.handbook.page_at_path(path));
            match (page, joined) {
                (Some(page), _) => page.address.clone(),
                (None, Some(joined)) => match self.other_file(&joined) {
                    Some(other) => {
                        if let (Some(anchor), Some(known)) = (anchor, self.anchors(&other))
                            && !known.iter().any(|known| known == anchor)
                        {
                            let known = known.iter().map(String::as_str);
                            return Err(Box::new(found::dead_anchor(span, anchor, path, known)));
                        }
                        let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
                        let url = relative(&self.page.address, &format!("{other}{anchor}"));
                        return Ok(Target { url, external: false, anchor: None });
                    }
                    None => return Err(Box::new(self.dead_link(path, &joined, span))),
                },
                (None, None) => return Err(Box::new(found::dead_link(span, path, None))),
            }
        };
        let url = match anchor {
            Some(anchor) => relative(&self.page.address, &format!("{to}#{anchor}")),
            None => relative(&self.page.address, &to),
        };
        let anchor = anchor.map(|anchor| (to, anchor.to_owned()));
        Ok(Target { url, external: false, anchor })
    }

    fn picture(&self, target: &str, span: Span) -> Result<String, Box<Diagnostic>> {
        let folder = self.page.path.rfind('/').map_or("", |slash| &self.page.path[..slash]);
        let path =
            join(folder, &address::decode(target)).filter(|path| self.shop.handbook.media.contains(path));
        match path {
            Some(path) => Ok(relative(&self.page.address, &address::encode(&path))),
            None => {
                let near = did_you_mean(target, self.shop.handbook.media.iter().map(String::as_str));
                Err(Box::new(missing::no_picture(span, target, near)))
            }
        }
    }
}

impl PageSurroundings<'_> {
    fn desk(&self, function: &str, span: Span) -> Result<calculators::views::DeskView, Box<Diagnostic>> {
        self.shop
            .handbook
            .rules
            .desk(self.organisation(), function)
            .map_err(|near| Box::new(missing::unknown_desk(span, function, near.as_deref())))
    }

    /// A fact that may lack a value today, but not a name.
    fn known_fact(&self, name: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        match self.shop.handbook.rules.fact_text(self.organisation(), name) {
            Err(FactProblem::Unknown { nearest }) => {
                Err(Box::new(missing::unknown_fact(span, name, nearest.as_deref())))
            }
            _ => Ok(()),
        }
    }

    /// A finding with the nearest page: one of that name elsewhere, or a name much like it.
    fn dead_link(&self, written: &str, joined: &str, span: Span) -> Diagnostic {
        let name = joined.rsplit('/').next().unwrap_or(joined);
        let same_name = self.shop.handbook.paths().find(|path| path.rsplit('/').next() == Some(name));
        let near = same_name
            .map(str::to_owned)
            .or_else(|| nearest(joined, self.shop.handbook.paths()).map(str::to_owned));
        let near = near.map(|path| {
            let folder = self.page.path.rfind('/').map_or("", |slash| &self.page.path[..=slash]);
            relative(folder, &path)
        });
        found::dead_link(span, written, near)
    }
}
