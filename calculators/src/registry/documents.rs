//! Documents and their places: `bronnen.yaml`.

use super::*;

impl Registry {
    pub(super) fn read_documents(&mut self, root: &Node, sink: &mut Sink) {
        if root.value == Value::Empty {
            return;
        }
        let Some(entries) = sink::entries(sink, FACTS, root, "bronnen.yaml") else { return };
        for entry in entries {
            let what = format!("Het document `{}`", entry.key);
            let Some(fields) = sink::fields(sink, FACTS, &entry.value, &what, &keys::DOCUMENT) else {
                continue;
            };
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
            let ids = || self.organisations.iter().map(|(id, _)| id.as_str()).chain([NATIONAL]);
            if !ids().any(|id| id == organisation) {
                let place = fields.get("organisatie").map_or(entry.key_span, |node| node.span);
                let message =
                    format!("{what} is van `{organisation}`, en die organisatie staat niet in wegwijs.yaml");
                sink.error("W0414", place, message, sink::did_you_mean(organisation, ids()));
            }
            let state = match fields
                .get("staat")
                .map(|node| (node, sink::text(sink, FACTS, node, "De staat")))
            {
                None | Some((_, Some("geldend") | None)) => DocumentState::Valid,
                Some((_, Some("vervallen"))) => DocumentState::Expired,
                Some((_, Some("onzeker"))) => DocumentState::Uncertain,
                Some((node, Some(other))) => {
                    let help = sink::did_you_mean(other, crate::keys::words(keys::STATES));
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
                places.extend(list.iter().filter_map(|place| read_place(place, sink)));
            }
            self.documents.insert(
                entry.key.clone(),
                DocumentEntry {
                    id: entry.key.clone(),
                    span: entry.key_span,
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
        match entry.places.iter().find(|known| known.id == place) {
            Some(known) => Ok(Source {
                reference: format!("{document}#{place}"),
                document: document.to_owned(),
                place: place.to_owned(),
                name: format!("{}, {}", entry.title, known.name),
            }),
            None => Err(SourceProblem::Place {
                document: document.to_owned(),
                name: place.to_owned(),
                nearest: nearest(place, entry.places.iter().map(|place| place.id.as_str()))
                    .map(str::to_owned),
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
}

/// A place: what people call it, or that with its paragraph.
fn read_place(place: &Entry, sink: &mut Sink) -> Option<PlaceEntry> {
    let what = format!("De plaats `{}`", place.key);
    let mut entry =
        PlaceEntry { id: place.key.clone(), name: String::new(), span: place.value.span, anchor: None };
    if place.value.entries().is_none() {
        entry.name = sink::text(sink, FACTS, &place.value, &what)?.to_owned();
        return Some(entry);
    }
    let fields = sink::fields(sink, FACTS, &place.value, &what, &keys::PLACE)?;
    let Some(name) = fields.get("noem").and_then(|node| sink::text(sink, FACTS, node, "De naam")) else {
        sink.error("W0414", place.key_span, format!("{what} heeft geen naam"), "Zet er `noem:` bij.");
        return None;
    };
    entry.name = name.to_owned();
    entry.anchor = fields.get("anker").and_then(|node| {
        let text = sink::text(sink, FACTS, node, "Het anker")?;
        Some((text.trim_start_matches('#').to_owned(), node.span))
    });
    Some(entry)
}
