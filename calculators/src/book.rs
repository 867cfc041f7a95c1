//! Everything that the rule files say, read and checked.

use std::sync::OnceLock;

use crate::checks;
use crate::checks::kept::Checked;
pub use crate::checks::kept::Kept;
use crate::compare;
use crate::describe;
use crate::finding::Finding;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::nearest::nearest;
use crate::program::{FactLine, FactValue, Operand, Origin, Program};
use crate::registry::{DocumentEntry, DocumentState, FactEntry, Registry, Source, SourceProblem};
use crate::rules::order::order;
use crate::rules::{Calculator, Rules, build, limits};
use crate::sink::Sink;
use crate::tree::Node;
use crate::tried;
use crate::views::*;
use crate::words::{Words, dutch_measure};
use crate::world::World;

/// The files that rules are made of, as trees. Nothing here is read from disk: whoever calls does that.
#[derive(Clone, Debug)]
pub struct RuleFiles {
    /// The organisations of the site in its order; `landelijk` is not among them.
    pub organisations: Vec<OrganisationEntry>,
    /// `content/ORG/feiten.yaml` and `content/landelijk/feiten.yaml`.
    pub facts: Vec<OwnedFile>,
    /// `content/ORG/organisatie.yaml` and `content/landelijk/organisatie.yaml`.
    pub desks: Vec<OwnedFile>,
    /// `content/landelijk/vrije-dagen.yaml`, and an organisation's own where it replaces the set.
    pub holidays: Vec<OwnedFile>,
    /// `content/bronnen.yaml`.
    pub sources: Option<Node>,
    /// `content/rekenhulpen/*.yaml`.
    pub calculators: Vec<CalculatorFile>,
    /// The day of the site.
    pub day: Date,
    /// Warnings about missing examples become errors.
    pub strict: bool,
}

/// An organisation of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationEntry {
    /// Its id, the name of its folder.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A file that belongs to an organisation or to `landelijk`.
#[derive(Clone, Debug)]
pub struct OwnedFile {
    /// The organisation's id, or `landelijk`.
    pub owner: String,
    /// What stands in it.
    pub root: Node,
}

/// A calculator's file.
#[derive(Clone, Debug)]
pub struct CalculatorFile {
    /// The name of the file without `.yaml`.
    pub id: String,
    /// What stands in it.
    pub root: Node,
}

/// What the rule files say. A file or calculator that is broken is left out, the rest stays.
#[derive(Clone, Debug)]
pub struct RuleBook {
    pub(crate) registry: Registry,
    pub(crate) calculators: Vec<Calculator>,
    pub(crate) strict: bool,
}

impl RuleBook {
    /// Reads everything; never panics and gathers all findings, in no particular order.
    pub fn read(files: &RuleFiles) -> (RuleBook, Vec<Finding>) {
        let mut sink = Sink::default();
        let owned = files.facts.iter().chain(&files.desks).chain(&files.holidays).map(|file| &file.root);
        for root in owned.chain(&files.sources) {
            limits::visible(&mut sink, root);
        }
        let registry = Registry::read(files, &mut sink);
        let ids: Vec<&str> = files.calculators.iter().map(|file| file.id.as_str()).collect();
        let places = order(&mut sink, &files.calculators);
        let mut calculators: Vec<Calculator> = Vec::new();
        for file in places.into_iter().filter_map(|place| files.calculators.get(place)) {
            let others = build::Others { ids: &ids, known: &calculators };
            calculators.extend(build::calculator(&mut sink, &registry, file, others));
        }
        calculators.sort_by_key(|calculator| ids.iter().position(|id| *id == calculator.id));
        (RuleBook { registry, calculators, strict: files.strict }, sink.findings)
    }

    fn rules(&self, id: &str, organisation: &str) -> Option<&Rules> {
        self.calculators
            .iter()
            .find(|calculator| calculator.id == id)?
            .organisations
            .iter()
            .find(|rules| rules.organisation == organisation)
    }

    /// Runs the examples and the proofs over all calculators.
    pub fn check(&self) -> Vec<Finding> {
        self.check_again(&mut Kept::default())
    }

    /// As [`RuleBook::check`], but what was found before is only looked for again where something changed that it
    /// rests on. What was kept is replaced by what this check found.
    pub fn check_again(&self, kept: &mut Kept) -> Vec<Finding> {
        self.check_by(kept, |count, one| (0..count).for_each(one))
    }

    /// As [`RuleBook::check_again`], for whoever has several threads: `all` is given how many things there are to check
    /// and what checks one of them by its number, and calls it once for each, in any order and side by side.
    pub fn check_by(
        &self,
        kept: &mut Kept,
        all: impl FnOnce(usize, &(dyn Fn(usize) + Sync)),
    ) -> Vec<Finding> {
        let before = kept.begin();
        let mut sources = Sink::default();
        checks::sources::check(&self.calculators, &self.registry, self.strict, &mut sources);
        let mut findings: Vec<Finding> = sources.findings;
        let compared: Vec<(&Calculator, OnceLock<Vec<Finding>>)> = self
            .calculators
            .iter()
            .filter(|calculator| !calculator.cases.is_empty())
            .map(|calculator| (calculator, OnceLock::new()))
            .collect();
        let compare = |calculator: &Calculator| {
            let mut sink = Sink::default();
            checks::cases::check(calculator, &self.registry, &mut sink);
            sink.findings
        };
        // Whoever takes over rules comes after whoever wrote them: what is wrong is told where it was written.
        let (own, taken): (Vec<_>, Vec<_>) = self
            .calculators
            .iter()
            .flat_map(|calculator| {
                calculator.organisations.iter().map(|rules| (calculator.id.as_str(), rules))
            })
            .partition(|(_, rules)| rules.same_as.is_none());
        let places: Vec<(&str, &Rules, OnceLock<Checked>)> =
            own.into_iter().chain(taken).map(|(id, rules)| (id, rules, OnceLock::new())).collect();
        let look = |id: &str, rules: &Rules| before.look(id, rules, &self.registry, self.strict);
        all(places.len() + compared.len(), &|place| {
            if let Some((id, rules, found)) = places.get(place) {
                found.get_or_init(|| look(id, rules));
            } else if let Some((calculator, found)) = compared.get(place - places.len()) {
                found.get_or_init(|| compare(calculator));
            }
        });
        for (calculator, found) in compared {
            findings.extend(found.into_inner().unwrap_or_else(|| compare(calculator)));
        }
        for (id, rules, found) in places {
            let checked = found.into_inner().unwrap_or_else(|| look(id, rules));
            for finding in kept.keep(checked) {
                // Rules that another organisation takes over are wrong once.
                let told =
                    findings.iter().any(|known| known.code == finding.code && known.span == finding.span);
                if !told || rules.same_as.is_none() {
                    findings.push(finding);
                }
            }
        }
        findings
    }

    /// The day of the site.
    pub fn day(&self) -> Date {
        self.registry.day
    }

    /// The program of a calculator for an organisation on the day of the site.
    pub fn program(&self, id: &str, organisation: &str) -> Option<Program> {
        Some(self.rules(id, organisation)?.on(self.registry.day, &self.registry).lean())
    }

    /// All calculators that could be read, in the order of their files.
    pub fn calculators(&self) -> Vec<CalculatorView> {
        self.calculators
            .iter()
            .map(|calculator| CalculatorView {
                id: calculator.id.clone(),
                title: calculator.title.clone(),
                kind: calculator.kind.clone(),
                sensitive: calculator.sensitive,
                keywords: calculator.keywords.clone(),
                themes: calculator.themes.clone(),
                situations: calculator.situations.clone(),
                audience: calculator.audience.clone(),
                owner: calculator.owner.clone(),
                organisations: calculator
                    .organisations
                    .iter()
                    .map(|rules| rules.organisation.clone())
                    .collect(),
                documents: {
                    let mut list: Vec<String> =
                        calculator.organisations.iter().filter_map(|rules| rules.document.clone()).collect();
                    list.sort();
                    list.dedup();
                    list
                },
                span: calculator.span,
            })
            .collect()
    }

    /// A fact's value on the day of the site the Dutch way, as `{{ name }}` prints it.
    pub fn fact_text(&self, organisation: &str, name: &str) -> Result<String, FactProblem> {
        let Some(fact) = self.registry.fact(organisation, name) else {
            if self.registry.is_broken(organisation, name) {
                return Err(FactProblem::Broken);
            }
            return Err(FactProblem::Unknown { nearest: self.registry.nearest_fact(organisation, name) });
        };
        let day = self.registry.day;
        match fact.line_on(day).map(|line| &line.value) {
            Some(FactValue::Known(measure)) => Ok(dutch_measure(measure)),
            _ => Err(FactProblem::NoValue { why: why_missing(fact, day) }),
        }
    }

    /// A fact with its source and history.
    pub fn fact(&self, organisation: &str, name: &str) -> Option<FactView> {
        self.registry.fact(organisation, name).map(|fact| self.fact_view(fact))
    }

    /// All facts that stand in an organisation's own file (or in `landelijk`).
    pub fn facts_of(&self, owner: &str) -> Vec<FactView> {
        self.registry
            .facts
            .values()
            .filter(|fact| fact.owner == owner)
            .map(|fact| self.fact_view(fact))
            .collect()
    }

    fn fact_view(&self, fact: &FactEntry) -> FactView {
        let day = self.registry.day;
        let say = |value: &FactValue| match value {
            FactValue::Known(measure) => dutch_measure(measure),
            FactValue::Unknown => "niet bekend".to_owned(),
            FactValue::Ended => "vervallen".to_owned(),
        };
        let since = |from: Option<Date>| match from {
            Some(from) => format!("sinds {}", dutch::date(from)),
            None => "het document noemt geen begindag".to_owned(),
        };
        let line = fact.line_on(day);
        let text = match line.map(|line| &line.value) {
            Some(FactValue::Known(measure)) => Some(dutch_measure(measure)),
            _ => None,
        };
        FactView {
            owner: fact.owner.clone(),
            name: fact.name.clone(),
            description: fact.description.clone(),
            since: line.map(|line| since(line.from)),
            missing: if text.is_none() { Some(why_missing(fact, day)) } else { None },
            text,
            origin: match fact.origin {
                Origin::Document => OriginView::Document,
                Origin::Law => OriginView::Wet,
                Origin::Table => OriginView::Tabel,
            },
            origin_name: fact.origin_name.clone(),
            looked_up: fact.looked_up,
            sources: fact.sources.iter().map(source_view).collect(),
            since_day: line.and_then(|line| line.from),
            next_value: fact.next_after(day).and_then(|line| line.from.map(|from| (from, say(&line.value)))),
            history: fact.lines.iter().map(|line| (since(line.from), say(&line.value))).collect(),
            span: fact.span,
        }
    }

    /// Facts that a calculator of an organisation uses: owner and name.
    pub fn program_facts(&self, id: &str, organisation: &str) -> Vec<(String, String)> {
        self.program(id, organisation)
            .map_or_else(Vec::new, |program| program.facts.iter().map(full_name).collect())
    }

    /// Facts that a calculator uses: owner and name.
    pub fn facts_in_use(&self) -> Vec<(String, String)> {
        let mut list: Vec<(String, String)> = self
            .calculators
            .iter()
            .flat_map(|calculator| &calculator.organisations)
            .flat_map(|rules| &rules.program.facts)
            .map(full_name)
            .collect();
        list.sort();
        list.dedup();
        list
    }

    /// The next day after the site's on which a fact changes.
    pub fn next_change(&self) -> Option<ChangeView> {
        let day = self.registry.day;
        let next = self.registry.facts.values().filter_map(|fact| fact.next_after(day)?.from).min()?;
        let facts = self
            .registry
            .facts
            .values()
            .filter(|fact| fact.lines.iter().any(|line| line.from == Some(next)))
            .map(|fact| format!("{}/{}", fact.owner, fact.name))
            .collect();
        Some(ChangeView { day: next, facts })
    }

    /// A function or desk by its id; else the nearest id.
    pub fn desk(&self, organisation: &str, id: &str) -> Result<DeskView, Option<String>> {
        match self.registry.desk(organisation, id) {
            Some(desk) => Ok(DeskView {
                id: desk.id.clone(),
                owner: desk.owner.clone(),
                name: desk.name.clone(),
                channels: desk.channels.iter().map(|(kind, text)| channel_view(kind, text)).collect(),
            }),
            None => Err(nearest(id, self.registry.desk_names(organisation)).map(str::to_owned)),
        }
    }

    /// The functions and desks that stand in an organisation's own file (or in `landelijk`).
    pub fn desks_of(&self, owner: &str) -> Vec<DeskView> {
        let names = self.registry.desk_names(owner);
        names
            .into_iter()
            .filter_map(|id| self.desk(owner, id).ok())
            .filter(|desk| desk.owner == owner)
            .collect()
    }

    /// All documents.
    pub fn documents(&self) -> Vec<DocumentView> {
        self.registry.documents.values().map(|entry| self.document_view(entry)).collect()
    }

    /// A document by its id; else the nearest id.
    pub fn document(&self, id: &str) -> Result<DocumentView, Option<String>> {
        match self.registry.documents.get(id) {
            Some(entry) => Ok(self.document_view(entry)),
            None => Err(nearest(id, self.registry.documents.keys().map(String::as_str)).map(str::to_owned)),
        }
    }

    fn document_view(&self, entry: &DocumentEntry) -> DocumentView {
        DocumentView {
            id: entry.id.clone(),
            title: entry.title.clone(),
            organisation: entry.organisation.clone(),
            version: entry.version.clone(),
            decided: entry.decided.map(dutch::date),
            in_force: entry.in_force.map(dutch::date),
            until: entry.until.map(dutch::date),
            review: entry.review.map(dutch::date),
            state: match entry.state {
                DocumentState::Valid => "geldend",
                DocumentState::Expired => "vervallen",
                DocumentState::Uncertain => "onzeker",
            }
            .to_owned(),
            warning: self.registry.warning(&entry.id, self.registry.day),
            places: entry
                .places
                .iter()
                .map(|place| PlaceView {
                    id: place.id.clone(),
                    name: place.name.clone(),
                    anchor: place.anchor.as_ref().map(|(anchor, _)| anchor.clone()),
                    span: place.anchor.as_ref().map_or(place.span, |(_, span)| *span),
                })
                .collect(),
        }
    }

    /// A place (`document#plaats`, or a document alone); else the nearest.
    pub fn source(&self, reference: &str) -> Result<SourceView, Option<String>> {
        match self.registry.source(reference, None) {
            Ok(source) => Ok(source_view(&source)),
            Err(SourceProblem::NoDocument | SourceProblem::Broken) => Err(None),
            Err(SourceProblem::Document { nearest, .. }) => Err(nearest),
            Err(SourceProblem::Place { document, nearest, .. }) => {
                Err(nearest.map(|place| format!("{document}#{place}")))
            }
        }
    }

    /// The places in documents that rules rest on. What an organisation takes over from another is cited there.
    pub fn citations(&self) -> Vec<CitationView> {
        let mut list = Vec::new();
        for calculator in &self.calculators {
            for rules in calculator.organisations.iter().filter(|rules| rules.same_as.is_none()) {
                for (number, (reference, _)) in rules.program.sources.iter().enumerate() {
                    let Ok(source) = self.source(reference) else { continue };
                    list.push(CitationView {
                        calculator: calculator.id.clone(),
                        title: calculator.title.clone(),
                        organisation: rules.organisation.clone(),
                        source,
                        span: rules.first_that_cites(number),
                    });
                }
            }
        }
        list
    }

    /// Everything the documents leave open, for the owner of the text.
    pub fn unclear(&self) -> Vec<UnclearView> {
        self.calculators.iter().flat_map(|calculator| describe::unclear(calculator, &self.registry)).collect()
    }

    /// A calculator of an organisation in words.
    pub fn describe(&self, id: &str, organisation: &str) -> Option<Description> {
        let calculator = self.calculators.iter().find(|calculator| calculator.id == id)?;
        let rules = self.rules(id, organisation)?;
        let document = rules.document.as_deref().and_then(|id| self.document(id).ok());
        Some(describe::describe(calculator, rules, &self.registry, document))
    }

    /// How an organisation words the questions, points and situations of a calculator, by their ids.
    pub fn wording(&self, id: &str, organisation: &str) -> Vec<(String, String)> {
        let Some(rules) = self.rules(id, organisation) else { return Vec::new() };
        let program = rules.on(self.registry.day, &self.registry);
        let world = World::new(&program, Vec::new(), true);
        let words = Words::new(&world);
        let questions = program.questions.iter().zip(0..);
        questions.map(|(question, index)| (question.id.clone(), words.name(Operand::Answer(index)))).collect()
    }

    /// A calculator for all organisations side by side; none when there is no such calculator.
    pub fn compare(&self, id: &str) -> Option<Comparison> {
        let calculator = self.calculators.iter().find(|calculator| calculator.id == id)?;
        Some(compare::compare(calculator, &self.registry, &|id| self.document(id).ok()))
    }

    /// The examples of a calculator with what came of each: of one organisation, or of all.
    pub fn tried(&self, id: &str, organisation: Option<&str>) -> Vec<TriedView> {
        self.calculators
            .iter()
            .filter(|calculator| calculator.id == id)
            .flat_map(|calculator| calculator.organisations.iter().map(move |rules| (calculator, rules)))
            .filter(|(_, rules)| organisation.is_none_or(|organisation| rules.organisation == organisation))
            .flat_map(|(calculator, rules)| tried::examples(calculator, rules, &self.registry))
            .collect()
    }

    /// A calculator of an organisation as a table with the values of the day.
    pub fn table(&self, id: &str, organisation: &str) -> Option<TableView> {
        let calculator = self.calculators.iter().find(|calculator| calculator.id == id)?;
        Some(tried::table(calculator, self.rules(id, organisation)?, &self.registry))
    }

    /// All examples as calls, with the program of their day.
    pub fn example_calls(&self) -> Vec<(ExampleCall, Program)> {
        self.calculators.iter().flat_map(|calculator| describe::calls(calculator, &self.registry)).collect()
    }
}

fn why_missing(fact: &FactEntry, day: Date) -> String {
    match fact.line_on(day) {
        None => match fact.lines.first().and_then(|line| line.from) {
            Some(from) => format!("Dit geldt pas vanaf {}.", dutch::date(from)),
            None => "Hiervoor is geen waarde bekend.".to_owned(),
        },
        Some(FactLine { value: FactValue::Ended, from }) => match from {
            Some(from) => format!("Dit is vervallen op {}.", dutch::date(*from)),
            None => "Dit is vervallen.".to_owned(),
        },
        Some(_) => match &fact.place {
            Some(place) => format!("Deze waarde is niet bekend. Kijk bij {place}."),
            None => "Deze waarde is niet bekend.".to_owned(),
        },
    }
}

/// A source for a page.
pub(crate) fn source_view(source: &Source) -> SourceView {
    SourceView {
        reference: source.reference.clone(),
        document: source.document.clone(),
        place: source.place.clone(),
        name: source.name.clone(),
    }
}

/// A fact of a program as owner and name; a program may hold the name in full.
fn full_name(fact: &crate::program::Fact) -> (String, String) {
    (fact.owner.clone(), fact.name.rsplit('/').next().unwrap_or(&fact.name).to_owned())
}

/// A way to reach a desk for a page.
pub(crate) fn channel_view(kind: &str, text: &str) -> ChannelView {
    let link = match kind {
        "mail" if text.contains('@') && !text.contains(' ') => Some(format!("mailto:{text}")),
        "telefoon" => {
            // "8244 (intern)" can only be dialled inside, "(070) 414 20 00" from anywhere.
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let plain = text
                .chars()
                .all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '(' | ')' | '+'));
            (plain && !digits.is_empty()).then(|| format!("tel:{digits}"))
        }
        "web" if !text.contains(' ') => {
            Some(if text.starts_with("https://") { text.to_owned() } else { format!("https://{text}") })
        }
        _ => None,
    };
    ChannelView { kind: kind.to_owned(), text: text.to_owned(), link }
}
