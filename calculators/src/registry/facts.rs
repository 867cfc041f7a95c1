//! Facts: `feiten.yaml`.

use std::cmp::Ordering;

use super::*;

impl Registry {
    pub(super) fn read_facts(&mut self, owner: &str, node: &Node, prefix: &str, sink: &mut Sink) {
        let what = if prefix.is_empty() { "feiten.yaml".to_owned() } else { format!("`{prefix}`") };
        let Some(entries) = sink::entries(sink, FACTS, node, &what) else { return };
        for entry in entries {
            let name = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            let is_fact = entry.value.entries().is_some_and(|fields| {
                fields.iter().any(|field| keys::FACT_MARKS.contains(&field.key.as_str()))
            });
            if is_fact {
                if let Some(other) = self.facts.get(&(owner.to_owned(), name.clone())) {
                    sink.related(
                        Severity::Error,
                        "W0418",
                        entry.key_span,
                        format!("Het feit `{name}` staat ook in een ander bestand"),
                        "Houd er één over: een nieuwe waarde is een regel met een nieuwe datum.",
                        vec![(other.span, "hier staat het ook".to_owned())],
                    );
                    continue;
                }
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

    pub(super) fn read_fact(
        &self,
        owner: &str,
        name: &str,
        span: Span,
        node: &Node,
        sink: &mut Sink,
    ) -> Option<FactEntry> {
        let what = format!("Het feit `{name}`");
        let fields = sink::fields(sink, FACTS, node, &what, &keys::FACT)?;
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
                    let help =
                        sink::did_you_mean(other.unwrap_or_default(), crate::keys::words(keys::ORIGINS));
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
        let help = fields
            .get("uitleg")
            .and_then(|node| sink::text(sink, FACTS, node, "De uitleg"))
            .map(str::to_owned);
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
            let Some(fields) = sink::fields(sink, FACTS, item, "Een waarde", &keys::FACT_LINE) else {
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
                            crate::kernel::quantity::instead_of_time(text).unwrap_or_else(|| error.message()),
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
        let limits = limits(fields, unit.as_ref().filter(|_| !week), &lines, &line_spans, sink);
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
            help,
            limits,
        })
    }

    pub(super) fn same_name_twice(&self, sink: &mut Sink) {
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
}

/// The lowest and the highest that a fact can be; what is known must lie between them.
fn limits(
    fields: sink::Fields<'_>,
    unit: Option<&Unit>,
    lines: &[FactLine],
    spans: &[Span],
    sink: &mut Sink,
) -> [Option<Quantity>; 2] {
    let read = ["minimum", "maximum"].map(|key| {
        let node = fields.get(key)?;
        let text = sink::text(sink, FACTS, node, &format!("`{key}`"))?;
        let (message, help) = match (Quantity::parse(text), unit) {
            (Ok(limit), Some(unit)) if limit.unit.same_dimension(unit) => return Some((limit, node.span)),
            (Ok(limit), Some(unit)) => (
                format!("`{key}` is in {}, het feit zelf is in {unit}", limit.unit),
                "Gebruik dezelfde eenheid.".to_owned(),
            ),
            (Ok(_), None) => (
                format!("Dit feit heeft geen eenheid, dus ook geen `{key}`"),
                "Haal deze regel weg.".to_owned(),
            ),
            (Err(error), _) => (format!("`{text}` is geen waarde met een eenheid"), error.message()),
        };
        sink.error("W0405", node.span, message, help);
        None
    });
    let [low, high] = &read;
    if let (Some((low, _)), Some((high, span))) = (low, high)
        && low.compare(high) == Ok(Ordering::Greater)
    {
        sink.error(
            "W0405",
            *span,
            "Het maximum is lager dan het minimum",
            "Draai ze om, of verbeter wat niet klopt.",
        );
        return [None, None];
    }
    for (line, span) in lines.iter().zip(spans) {
        let FactValue::Known(Measure::Quantity(known)) = &line.value else { continue };
        for (limit, wrong) in [(low, Ordering::Less), (high, Ordering::Greater)] {
            if let Some((limit, _)) = limit
                && known.compare(limit) == Ok(wrong)
            {
                sink.error(
                    "W0405",
                    *span,
                    format!(
                        "Deze waarde is {} dan {limit}",
                        if wrong == Ordering::Less { "lager" } else { "hoger" }
                    ),
                    "Verbeter de waarde, of maak `minimum` en `maximum` van het feit ruimer.",
                );
            }
        }
    }
    read.map(|limit| limit.map(|(limit, _)| limit))
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
