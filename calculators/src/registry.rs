//! Facts, documents, desks and holidays: what rules are made of, read and looked up.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::RuleFiles;
use crate::finding::Severity;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::kernel::holidays::{Calendar, Holiday};
use crate::kernel::nearest::nearest;
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::program::{FactLine, FactValue, Origin};
use crate::sink::{self, FACTS, Sink};
use crate::tree::{Node, Span, Value};

/// The owner of what holds for all.
pub(crate) const NATIONAL: &str = "landelijk";

/// What the set of holidays is called among broken things.
pub(crate) const HOLIDAYS: &str = "vrije-dagen";

/// A fact as an editor wrote it.
#[derive(Clone, Debug)]
pub(crate) struct FactEntry {
    pub(crate) owner: String,
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) description: String,
    pub(crate) lines: Vec<FactLine>,
    /// Where the value of each line stands.
    pub(crate) line_spans: Vec<Span>,
    pub(crate) origin: Origin,
    pub(crate) origin_name: Option<String>,
    pub(crate) looked_up: Option<Date>,
    pub(crate) sources: Vec<Source>,
    /// The unit of its values; none for a numbered week.
    pub(crate) unit: Option<Unit>,
    pub(crate) question: Option<String>,
    pub(crate) place: Option<String>,
}

/// A source that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) reference: String,
    pub(crate) document: String,
    pub(crate) place: String,
    pub(crate) name: String,
}

/// A document as an editor wrote it.
#[derive(Clone, Debug)]
pub(crate) struct DocumentEntry {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) version: Option<String>,
    pub(crate) decided: Option<Date>,
    pub(crate) in_force: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) review: Option<Date>,
    pub(crate) state: DocumentState,
    pub(crate) places: Vec<(String, String)>,
}

/// Whether a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentState {
    /// It does.
    Valid,
    /// It ended.
    Expired,
    /// Nobody is sure.
    Uncertain,
}

/// A function or desk as an editor wrote it.
#[derive(Clone, Debug)]
pub(crate) struct DeskEntry {
    pub(crate) owner: String,
    pub(crate) id: String,
    pub(crate) name: String,
    /// Kind and text.
    pub(crate) channels: Vec<(String, String)>,
}

/// Everything that can be looked up.
#[derive(Clone, Debug)]
pub(crate) struct Registry {
    pub(crate) day: Date,
    pub(crate) organisations: Vec<(String, String)>,
    pub(crate) facts: BTreeMap<(String, String), FactEntry>,
    pub(crate) documents: BTreeMap<String, DocumentEntry>,
    pub(crate) desks: BTreeMap<(String, String), DeskEntry>,
    pub(crate) calendars: BTreeMap<String, Calendar>,
    /// Facts, documents and functions that are there but have a finding of their own: to say of every place
    /// that names them that they do not exist would be noise, and false.
    broken: BTreeSet<(String, String)>,
}

impl Registry {
    /// Reads all files but the calculators.
    pub(crate) fn read(files: &RuleFiles, sink: &mut Sink) -> Registry {
        let mut registry = Registry {
            day: files.day,
            organisations: files
                .organisations
                .iter()
                .map(|entry| (entry.id.clone(), entry.name.clone()))
                .collect(),
            facts: BTreeMap::new(),
            documents: BTreeMap::new(),
            desks: BTreeMap::new(),
            calendars: BTreeMap::new(),
            broken: BTreeSet::new(),
        };
        if let Some(root) = &files.sources {
            registry.read_documents(root, sink);
        }
        for file in &files.desks {
            registry.read_desks(&file.owner, &file.root, sink);
        }
        for file in &files.facts {
            if file.root.value != Value::Empty {
                registry.read_facts(&file.owner, &file.root, "", sink);
            }
        }
        for file in &files.holidays {
            let before = sink.errors();
            match registry.read_holidays(&file.root, sink) {
                Some(calendar) if sink.errors() == before => {
                    registry.calendars.insert(file.owner.clone(), calendar);
                }
                _ => {
                    registry.broken.insert((file.owner.clone(), HOLIDAYS.to_owned()));
                }
            }
        }
        registry.same_name_twice(sink);
        registry
    }

    /// Whether a name stands for something broken in an organisation or for all.
    pub(crate) fn is_broken(&self, organisation: &str, name: &str) -> bool {
        let (owner, bare) = name.split_once('/').unwrap_or((organisation, name));
        [owner, NATIONAL].iter().any(|owner| self.broken.contains(&((*owner).to_owned(), bare.to_owned())))
    }

    /// An organisation's name.
    pub(crate) fn organisation_name(&self, id: &str) -> String {
        self.organisations
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    // ---- documents ---------------------------------------------------------------------------------

    fn read_documents(&mut self, root: &Node, sink: &mut Sink) {
        if root.value == Value::Empty {
            return;
        }
        let Some(entries) = sink::entries(sink, FACTS, root, "bronnen.yaml") else { return };
        for entry in entries {
            let known = [
                "titel",
                "organisatie",
                "versie",
                "besluit",
                "in-werking",
                "loopt-tot",
                "herzien",
                "staat",
                "plaatsen",
            ];
            let what = format!("Het document `{}`", entry.key);
            let Some(fields) = sink::fields(sink, FACTS, &entry.value, &what, &known) else { continue };
            let Some(title) = fields.get("titel").and_then(|node| sink::text(sink, FACTS, node, "De titel"))
            else {
                sink.error(
                    "W0414",
                    entry.key_span,
                    format!("{what} heeft geen titel"),
                    "Zet er `titel:` bij.",
                );
                self.broken.insert((String::new(), entry.key.clone()));
                continue;
            };
            let day = |sink: &mut Sink, key: &str| {
                let node = fields.get(key)?;
                let text = sink::text(sink, FACTS, node, key)?;
                if text == "onbekend" { None } else { read_day(sink, node, text) }
            };
            let (decided, in_force) = (day(sink, "besluit"), day(sink, "in-werking"));
            let (until, review) = (day(sink, "loopt-tot"), day(sink, "herzien"));
            let organisation = fields
                .get("organisatie")
                .and_then(|node| sink::text(sink, FACTS, node, "De organisatie"))
                .unwrap_or_else(|| entry.key.split('/').next().unwrap_or_default());
            let state = match fields
                .get("staat")
                .map(|node| (node, sink::text(sink, FACTS, node, "De staat")))
            {
                None | Some((_, Some("geldend") | None)) => DocumentState::Valid,
                Some((_, Some("vervallen"))) => DocumentState::Expired,
                Some((_, Some("onzeker"))) => DocumentState::Uncertain,
                Some((node, Some(other))) => {
                    let help = sink::did_you_mean(other, ["geldend", "vervallen", "onzeker"]);
                    sink.error("W0414", node.span, format!("`{other}` is geen staat van een document"), help);
                    DocumentState::Uncertain
                }
            };
            let version = fields
                .get("versie")
                .and_then(|node| sink::text(sink, FACTS, node, "De versie"))
                .filter(|text| *text != "onbekend")
                .map(str::to_owned);
            let mut places = Vec::new();
            if let Some(node) = fields.get("plaatsen")
                && let Some(list) = sink::entries(sink, FACTS, node, "De plaatsen")
            {
                for place in list {
                    if let Some(name) =
                        sink::text(sink, FACTS, &place.value, &format!("De plaats `{}`", place.key))
                    {
                        places.push((place.key.clone(), name.to_owned()));
                    }
                }
            }
            self.documents.insert(
                entry.key.clone(),
                DocumentEntry {
                    id: entry.key.clone(),
                    title: title.to_owned(),
                    organisation: organisation.to_owned(),
                    version,
                    decided,
                    in_force,
                    until,
                    review,
                    state,
                    places,
                },
            );
        }
    }

    /// A source by its reference; a place alone belongs to the document named once for its block.
    pub(crate) fn source(&self, reference: &str, document: Option<&str>) -> Result<Source, SourceProblem> {
        let (document, place) = match reference.split_once('#') {
            Some((document, place)) => (document, place),
            None if self.documents.contains_key(reference) || reference.contains('/') => (reference, ""),
            None => match document {
                Some(document) => (document, reference),
                None => return Err(SourceProblem::NoDocument),
            },
        };
        let Some(entry) = self.documents.get(document) else {
            if self.broken.contains(&(String::new(), document.to_owned())) {
                return Err(SourceProblem::Broken);
            }
            return Err(SourceProblem::Document {
                name: document.to_owned(),
                nearest: nearest(document, self.documents.keys().map(String::as_str)).map(str::to_owned),
            });
        };
        if place.is_empty() {
            return Ok(Source {
                reference: document.to_owned(),
                document: document.to_owned(),
                place: String::new(),
                name: entry.title.clone(),
            });
        }
        match entry.places.iter().find(|(id, _)| id == place) {
            Some((_, name)) => Ok(Source {
                reference: format!("{document}#{place}"),
                document: document.to_owned(),
                place: place.to_owned(),
                name: format!("{}, {name}", entry.title),
            }),
            None => Err(SourceProblem::Place {
                document: document.to_owned(),
                name: place.to_owned(),
                nearest: nearest(place, entry.places.iter().map(|(id, _)| id.as_str())).map(str::to_owned),
            }),
        }
    }

    /// The sources under a key `bron`: a reference or a list of them; each that does not exist is a finding.
    pub(crate) fn sources(&self, node: &Node, document: Option<&str>, sink: &mut Sink) -> Vec<Source> {
        sink::texts(sink, FACTS, node, "De bron")
            .into_iter()
            .filter_map(|node| {
                let text = node.text().unwrap_or_default();
                self.source_at(text, node.span, document, sink)
            })
            .collect()
    }

    /// A source at a place; one that does not exist is a finding.
    pub(crate) fn source_at(
        &self,
        text: &str,
        span: Span,
        document: Option<&str>,
        sink: &mut Sink,
    ) -> Option<Source> {
        match self.source(text.trim(), document) {
            Ok(source) => Some(source),
            Err(SourceProblem::Broken) => None,
            Err(SourceProblem::NoDocument) => {
                sink.error(
                    "W0411",
                    span,
                    format!("Bij `{text}` staat niet van welk document het een plaats is"),
                    "Schrijf `document#plaats`, of zet eenmaal `document:` in dit blok.",
                );
                None
            }
            Err(SourceProblem::Document { name, nearest }) => {
                let help = match nearest {
                    Some(near) => format!("Bedoel je `{near}`? Anders zet je het document in bronnen.yaml."),
                    None => "Zet het document in bronnen.yaml.".to_owned(),
                };
                sink.error("W0411", span, format!("Het document `{name}` staat niet in bronnen.yaml"), help);
                None
            }
            Err(SourceProblem::Place { document, name, nearest }) => {
                let help = match nearest {
                    Some(near) => format!(
                        "Bedoel je `{near}`? Anders zet je de plaats in bronnen.yaml onder `{document}`."
                    ),
                    None => format!("Zet de plaats in bronnen.yaml onder `plaatsen:` van `{document}`."),
                };
                sink.error("W0412", span, format!("`{document}` heeft geen plaats `{name}`"), help);
                None
            }
        }
    }

    /// What to say first about a document that is not simply in force on a day.
    pub(crate) fn warning(&self, document: &str, day: Date) -> Option<String> {
        let entry = self.documents.get(document)?;
        let ended = entry.until.filter(|until| *until < day);
        match (entry.state, ended) {
            (DocumentState::Expired, Some(until)) => Some(format!(
                "{} gold tot en met {}. Deze regels gelden niet meer.",
                entry.title,
                dutch::date(until)
            )),
            (DocumentState::Expired, None) => Some(format!("{} geldt niet meer.", entry.title)),
            (DocumentState::Uncertain, Some(until)) => Some(format!(
                "{} liep tot en met {}. Of deze regels nog gelden, is niet zeker.",
                entry.title,
                dutch::date(until)
            )),
            (DocumentState::Uncertain, None) => {
                Some(format!("Het is niet zeker of dit document nog geldt: {}.", entry.title))
            }
            (DocumentState::Valid, Some(until)) => {
                Some(format!("{} liep tot en met {}.", entry.title, dutch::date(until)))
            }
            (DocumentState::Valid, None) => entry
                .in_force
                .filter(|from| *from > day)
                .map(|from| format!("{} geldt pas vanaf {}.", entry.title, dutch::date(from))),
        }
    }

    // ---- desks -------------------------------------------------------------------------------------

    fn read_desks(&mut self, owner: &str, root: &Node, sink: &mut Sink) {
        if root.value == Value::Empty {
            return;
        }
        let known = ["naam", "functies"];
        let Some(fields) = sink::fields(sink, FACTS, root, "organisatie.yaml", &known) else { return };
        let Some(node) = fields.get("functies") else { return };
        let Some(list) = sink::entries(sink, FACTS, node, "De functies") else { return };
        for entry in list {
            let what = format!("De functie `{}`", entry.key);
            let Some(fields) = sink::fields(sink, FACTS, &entry.value, &what, &["noem", "kanalen"]) else {
                continue;
            };
            let Some(name) = fields.get("noem").and_then(|node| sink::text(sink, FACTS, node, "De naam"))
            else {
                sink.error(
                    "W0415",
                    entry.key_span,
                    format!("{what} heeft geen naam"),
                    "Zet er `noem:` bij, zoals je het in een zin zegt.",
                );
                self.broken.insert((owner.to_owned(), entry.key.clone()));
                continue;
            };
            let channels = fields.get("kanalen").map(|node| read_channels(node, sink)).unwrap_or_default();
            self.desks.insert(
                (owner.to_owned(), entry.key.clone()),
                DeskEntry { owner: owner.to_owned(), id: entry.key.clone(), name: name.to_owned(), channels },
            );
        }
    }

    /// A function or desk, in the organisation and then for all.
    pub(crate) fn desk(&self, organisation: &str, id: &str) -> Option<&DeskEntry> {
        if let Some((owner, id)) = id.split_once('/') {
            return self.desks.get(&(owner.to_owned(), id.to_owned()));
        }
        [organisation, NATIONAL]
            .iter()
            .find_map(|owner| self.desks.get(&((*owner).to_owned(), id.to_owned())))
    }

    /// The ids of desks an organisation can name.
    pub(crate) fn desk_names(&self, organisation: &str) -> Vec<&str> {
        self.desks
            .values()
            .filter(|desk| desk.owner == organisation || desk.owner == NATIONAL)
            .map(|desk| desk.id.as_str())
            .collect()
    }

    // ---- facts -------------------------------------------------------------------------------------

    fn read_facts(&mut self, owner: &str, node: &Node, prefix: &str, sink: &mut Sink) {
        let what = if prefix.is_empty() { "feiten.yaml".to_owned() } else { format!("`{prefix}`") };
        let Some(entries) = sink::entries(sink, FACTS, node, &what) else { return };
        for entry in entries {
            let name = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            let is_fact = entry.value.entries().is_some_and(|fields| {
                fields.iter().any(|field| {
                    matches!(field.key.as_str(), "waarden" | "omschrijving" | "bron" | "herkomst")
                })
            });
            if is_fact {
                match self.read_fact(owner, &name, entry.key_span, &entry.value, sink) {
                    Some(fact) => {
                        self.facts.insert((owner.to_owned(), name), fact);
                    }
                    None => {
                        self.broken.insert((owner.to_owned(), name));
                    }
                }
            } else if prefix.matches('.').count() < 3 {
                self.read_facts(owner, &entry.value, &name, sink);
            } else {
                sink.error(
                    "W0404",
                    entry.key_span,
                    format!("`{name}` is geen feit"),
                    "Zet er `omschrijving:`, `bron:` en `waarden:` onder.",
                );
            }
        }
    }

    fn read_fact(
        &self,
        owner: &str,
        name: &str,
        span: Span,
        node: &Node,
        sink: &mut Sink,
    ) -> Option<FactEntry> {
        let known =
            ["omschrijving", "bron", "herkomst", "naam", "opgezocht", "eenheid", "vraag", "waar", "waarden"];
        let what = format!("Het feit `{name}`");
        let fields = sink::fields(sink, FACTS, node, &what, &known)?;
        let description = match fields.get("omschrijving") {
            Some(node) => sink::text(sink, FACTS, node, "De omschrijving")?.to_owned(),
            None => {
                sink.error(
                    "W0404",
                    span,
                    format!("{what} heeft geen omschrijving"),
                    "Zet er `omschrijving:` bij: één zin die zegt wat het is.",
                );
                return None;
            }
        };
        let origin =
            match fields.get("herkomst").map(|node| (node, sink::text(sink, FACTS, node, "De herkomst"))) {
                None => Origin::Document,
                Some((_, Some("document"))) => Origin::Document,
                Some((_, Some("wet"))) => Origin::Law,
                Some((_, Some("tabel"))) => Origin::Table,
                Some((node, other)) => {
                    let help = sink::did_you_mean(other.unwrap_or_default(), ["wet", "tabel", "document"]);
                    sink.error("W0408", node.span, "Deze herkomst kennen we niet", help);
                    return None;
                }
            };
        let sources = fields.get("bron").map(|node| self.sources(node, None, sink)).unwrap_or_default();
        let origin_name =
            fields.get("naam").and_then(|node| sink::text(sink, FACTS, node, "De naam")).map(str::to_owned);
        let looked_up = fields.get("opgezocht").and_then(|node| {
            let text = sink::text(sink, FACTS, node, "De dag")?;
            read_day(sink, node, text)
        });
        match origin {
            Origin::Document if fields.get("bron").is_none() => {
                sink.error(
                    "W0408",
                    span,
                    format!("{what} heeft geen bron"),
                    "Zet er `bron: document#plaats` bij, of `herkomst: wet` met de naam van de wet.",
                );
                return None;
            }
            Origin::Law | Origin::Table if origin_name.is_none() => {
                sink.error(
                    "W0408",
                    span,
                    format!("{what} komt uit een wet of tabel, maar er staat niet welke"),
                    "Zet er `naam:` bij, en `opgezocht:` met de dag.",
                );
            }
            _ => {}
        }
        let mut unit = fields.get("eenheid").and_then(|node| {
            let text = sink::text(sink, FACTS, node, "De eenheid")?;
            match Unit::parse(text) {
                Ok(unit) => Some(unit),
                Err(error) => {
                    sink.error(
                        "W0405",
                        node.span,
                        format!("De eenheid `{text}` kennen we niet"),
                        error.message(),
                    );
                    None
                }
            }
        });
        let question =
            fields.get("vraag").and_then(|node| sink::text(sink, FACTS, node, "De vraag")).map(str::to_owned);
        let place =
            fields.get("waar").and_then(|node| sink::text(sink, FACTS, node, "De plek")).map(str::to_owned);
        let Some(list) = fields.get("waarden") else {
            sink.error(
                "W0404",
                span,
                format!("{what} heeft geen waarden"),
                "Zet er `waarden:` onder, met `- vanaf:` en `waarde:`.",
            );
            return None;
        };
        let Some(items) = list.items() else {
            sink.error(
                "W0402",
                list.span,
                "De waarden moeten een lijst zijn",
                "Begin elke waarde met `- vanaf:` en zet `waarde:` eronder.",
            );
            return None;
        };
        let before = sink.errors();
        let mut lines: Vec<FactLine> = Vec::new();
        let mut line_spans = Vec::new();
        let mut week = false;
        for item in items {
            let Some(fields) = sink::fields(sink, FACTS, item, "Een waarde", &["vanaf", "waarde", "bron"])
            else {
                continue;
            };
            let from_node = fields.get("vanaf");
            let from = match from_node.map(|node| (node, sink::text(sink, FACTS, node, "De begindag"))) {
                None => {
                    sink.error(
                        "W0406",
                        item.span,
                        "Bij deze waarde staat niet vanaf wanneer zij geldt",
                        "Zet er `vanaf:` bij met een dag (2026-01-01), of `vanaf: onbekend`.",
                    );
                    continue;
                }
                Some((_, Some("onbekend"))) => None,
                Some((node, Some(text))) => match read_day(sink, node, text) {
                    Some(day) => Some(day),
                    None => continue,
                },
                Some((_, None)) => continue,
            };
            let Some(value_node) = fields.get("waarde") else {
                sink.error(
                    "W0404",
                    item.span,
                    "Bij deze begindag staat geen waarde",
                    "Zet er `waarde:` bij, met een eenheid.",
                );
                continue;
            };
            let Some(text) = sink::text(sink, FACTS, value_node, "De waarde") else { continue };
            let value = match text {
                "onbekend" => {
                    if unit.is_none() && !week || question.is_none() || place.is_none() {
                        sink.error(
                            "W0407",
                            value_node.span,
                            format!("{what} is onbekend, maar er staat niet bij hoe je ernaar vraagt"),
                            "Zet `eenheid:`, `vraag:` en `waar:` bij het feit, dan vraagt het hulpmiddel het aan de lezer.",
                        );
                        continue;
                    }
                    FactValue::Unknown
                }
                "vervallen" => FactValue::Ended,
                text => match Measure::parse(text) {
                    Ok(measure) => {
                        match &measure {
                            Measure::Quantity(quantity) => match &unit {
                                Some(known) if !known.same_dimension(&quantity.unit) => {
                                    sink.error(
                                        "W0405",
                                        value_node.span,
                                        format!("Deze waarde is in {}, de andere waarden van `{name}` zijn in {known}", quantity.unit),
                                        "Gebruik voor alle waarden van een feit dezelfde eenheid.",
                                    );
                                    continue;
                                }
                                Some(_) => {}
                                None => unit = Some(quantity.unit.clone()),
                            },
                            Measure::Week(_) => week = true,
                        }
                        FactValue::Known(measure)
                    }
                    Err(error) => {
                        sink.error(
                            "W0405",
                            value_node.span,
                            format!("`{text}` is geen waarde met een eenheid"),
                            error.message(),
                        );
                        continue;
                    }
                },
            };
            if let Some(previous) = lines.last()
                && (from.is_none() || previous.from >= from)
            {
                let span = from_node.map_or(item.span, |node| node.span);
                sink.error(
                    "W0406",
                    span,
                    "Deze begindag ligt niet na die van de regel erboven",
                    "Zet de waarden op volgorde van dag, de oudste eerst; `vanaf: onbekend` kan alleen de eerste zijn.",
                );
                continue;
            }
            lines.push(FactLine { from, value });
            line_spans.push(value_node.span);
        }
        // A fact with a line that cannot be read would hold the value of another day.
        if lines.is_empty() || sink.errors() > before {
            return None;
        }
        Some(FactEntry {
            owner: owner.to_owned(),
            name: name.to_owned(),
            span,
            description,
            lines,
            line_spans,
            origin,
            origin_name,
            looked_up,
            sources,
            unit: if week { None } else { unit },
            question,
            place,
        })
    }

    fn same_name_twice(&self, sink: &mut Sink) {
        for ((owner, name), fact) in &self.facts {
            if owner != NATIONAL
                && let Some(other) = self.facts.get(&(NATIONAL.to_owned(), name.clone()))
            {
                sink.related(
                    Severity::Error,
                    "W0409",
                    fact.span,
                    format!("Het feit `{name}` staat ook in landelijk/feiten.yaml"),
                    "Geef een van de twee een andere naam.",
                    vec![(other.span, "hier staat het andere".to_owned())],
                );
            }
        }
    }

    /// A fact by the name that an organisation uses for it.
    pub(crate) fn fact(&self, organisation: &str, name: &str) -> Option<&FactEntry> {
        if let Some((owner, name)) = name.split_once('/') {
            return self.facts.get(&(owner.to_owned(), name.to_owned()));
        }
        [organisation, NATIONAL]
            .iter()
            .find_map(|owner| self.facts.get(&((*owner).to_owned(), name.to_owned())))
    }

    /// The names of facts that an organisation can use without naming an owner.
    pub(crate) fn fact_names(&self, organisation: &str) -> Vec<&str> {
        self.facts
            .values()
            .filter(|fact| fact.owner == organisation || fact.owner == NATIONAL)
            .map(|fact| fact.name.as_str())
            .collect()
    }

    /// The nearest name of a fact.
    pub(crate) fn nearest_fact(&self, organisation: &str, name: &str) -> Option<String> {
        if name.contains('/') {
            let full: Vec<String> =
                self.facts.keys().map(|(owner, name)| format!("{owner}/{name}")).collect();
            return nearest(name, full.iter().map(String::as_str)).map(str::to_owned);
        }
        nearest(name, self.fact_names(organisation)).map(str::to_owned)
    }

    // ---- holidays ----------------------------------------------------------------------------------

    fn read_holidays(&self, root: &Node, sink: &mut Sink) -> Option<Calendar> {
        if root.value == Value::Empty {
            return None;
        }
        let known = [
            "naam",
            "herkomst",
            "bron",
            "opgezocht",
            "bekend-vanaf",
            "bekend-tot-en-met",
            "tellen-mee",
            "gelijkgesteld",
        ];
        let fields = sink::fields(sink, FACTS, root, "vrije-dagen.yaml", &known)?;
        let year = |sink: &mut Sink, key: &str| {
            let node = fields.get(key)?;
            let text = sink::text(sink, FACTS, node, "Het jaar")?;
            match text.parse::<i32>() {
                Ok(year) if (1900..=2200).contains(&year) => Some(year),
                _ => {
                    sink.error(
                        "W0416",
                        node.span,
                        format!("`{text}` is geen jaar"),
                        "Schrijf een jaar met vier cijfers.",
                    );
                    None
                }
            }
        };
        let first = year(sink, "bekend-vanaf").unwrap_or(1980);
        let Some(last) = year(sink, "bekend-tot-en-met") else {
            sink.error(
                "W0416",
                root.span,
                "Er staat niet tot en met welk jaar de vrije dagen bekend zijn",
                "Zet er `bekend-tot-en-met:` bij, met een jaar.",
            );
            return None;
        };
        let mut kinds = Vec::new();
        match fields.get("tellen-mee") {
            None => sink.error(
                "W0416",
                root.span,
                "Er staat niet welke feestdagen meetellen",
                "Zet er `tellen-mee:` bij, met een lijst.",
            ),
            Some(node) => {
                for item in sink::texts(sink, FACTS, node, "Een feestdag") {
                    let text = item.text().unwrap_or_default();
                    match Holiday::from_id(text) {
                        Some(kind) => kinds.push(kind),
                        None => {
                            let help = sink::did_you_mean(text, Holiday::ALL.iter().map(|kind| kind.id()));
                            sink.error(
                                "W0416",
                                item.span,
                                format!("`{text}` is geen feestdag die we kennen"),
                                help,
                            );
                        }
                    }
                }
            }
        }
        let mut decreed = Vec::new();
        if let Some(node) = fields.get("gelijkgesteld") {
            for item in node.items().unwrap_or_default() {
                let Some(text) = sink::text(sink, FACTS, item, "Een dag") else { continue };
                let Some(day) = read_day(sink, item, text) else { continue };
                if (first..=last).contains(&day.year()) {
                    decreed.push(day);
                } else {
                    sink.error(
                        "W0416",
                        item.span,
                        format!("{text} valt buiten de jaren waarvan de dagen bekend zijn"),
                        "Verander `bekend-vanaf` of `bekend-tot-en-met`, of haal de dag weg.",
                    );
                }
            }
        }
        Some(Calendar::new(kinds, decreed, first, last))
    }

    /// The working days of an organisation: its own set, or that of all.
    pub(crate) fn calendar(&self, organisation: &str) -> Option<&Calendar> {
        self.calendars.get(organisation).or_else(|| self.calendars.get(NATIONAL))
    }
}

/// What is wrong with a reference to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SourceProblem {
    /// A place without a document.
    NoDocument,
    /// The document has a finding of its own.
    Broken,
    /// No such document.
    Document {
        /// As it was written.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// No such place.
    Place {
        /// The document.
        document: String,
        /// As it was written.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
}

/// Channels: a list of `soort: tekst`.
pub(crate) fn read_channels(node: &Node, sink: &mut Sink) -> Vec<(String, String)> {
    let known = ["mail", "telefoon", "brief", "web", "gesprek", "portaal", "onbekend"];
    let Some(items) = node.items() else {
        sink.error(
            "W0402",
            node.span,
            "De kanalen moeten een lijst zijn",
            "Schrijf bijvoorbeeld `- telefoon: \"112\"`.",
        );
        return Vec::new();
    };
    let mut list = Vec::new();
    for item in items {
        let Some(fields) = sink::fields(sink, FACTS, item, "Een kanaal", &known) else { continue };
        for kind in known {
            if let Some(text) = fields.get(kind).and_then(|node| sink::text(sink, FACTS, node, "Het kanaal"))
            {
                list.push((kind.to_owned(), text.to_owned()));
            }
        }
    }
    list
}

/// A day written the way files do: 2026-01-31.
pub(crate) fn read_day(sink: &mut Sink, node: &Node, text: &str) -> Option<Date> {
    match Date::parse_iso(text) {
        Some(day) => Some(day),
        None => {
            let help = match crate::kernel::date::parse_typed(text) {
                Ok(day) => format!("Schrijf `{}`.", day.iso()),
                Err(error) => {
                    format!("Schrijf jaar, maand en dag, bijvoorbeeld 2026-01-31. {}", error.message())
                }
            };
            sink.error("W0410", node.span, format!("`{text}` is geen dag die we kunnen lezen"), help);
            None
        }
    }
}

impl FactEntry {
    /// The line that holds on a day.
    pub(crate) fn line_on(&self, day: Date) -> Option<&FactLine> {
        self.lines.iter().rev().find(|line| line.from.is_none_or(|from| from <= day))
    }

    /// The next line after a day.
    pub(crate) fn next_after(&self, day: Date) -> Option<&FactLine> {
        self.lines.iter().find(|line| line.from.is_some_and(|from| from > day))
    }

    /// A value that tells the type of the fact.
    pub(crate) fn sample(&self) -> Option<Measure> {
        self.lines
            .iter()
            .find_map(|line| match &line.value {
                FactValue::Known(measure) => Some(measure.clone()),
                _ => None,
            })
            .or_else(|| {
                self.unit
                    .clone()
                    .map(|unit| Measure::Quantity(Quantity::new(crate::kernel::number::Number::ONE, unit)))
            })
    }
}
