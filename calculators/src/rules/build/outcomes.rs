//! Outcomes, the routes they give, and silence.

use super::*;

impl<'a> Builder<'a> {
    pub(super) fn outcome_nodes(&mut self, head: &Head<'a>, rules: Fields<'a>, own: Fields<'a>) {
        let shared = head.fields.get("uitkomsten");
        if let Some(node) = shared {
            for entry in sink::entries(self.sink, RULES, node, "De uitkomsten").unwrap_or_default() {
                if entry.key != SILENT {
                    self.claim(&entry.key, entry.key_span);
                }
                self.outcome_nodes.entry(entry.key.clone()).or_default().shared = Some(entry);
            }
        }
        for fields in [rules, own] {
            let Some(node) = fields.get("uitkomsten") else { continue };
            for entry in sink::entries(self.sink, RULES, node, "De uitkomsten").unwrap_or_default() {
                if entry.key != SILENT
                    && self.outcome_nodes.get(&entry.key).is_none_or(|nodes| nodes.shared.is_none())
                {
                    let known: Vec<String> = self.outcome_nodes.keys().cloned().collect();
                    let help = did_you_mean(&entry.key, known.iter().map(String::as_str));
                    self.sink.error(
                        "W0517",
                        entry.key_span,
                        format!("`{}` is geen uitkomst van deze rekenhulp", entry.key),
                        help,
                    );
                    continue;
                }
                if entry.key != SILENT
                    && let Some(colour) =
                        entry.value.entries().and_then(|list| list.iter().find(|field| field.key == "kleur"))
                {
                    self.sink.error(
                        "W0517",
                        colour.key_span,
                        "De kleur van een uitkomst is voor alle organisaties gelijk",
                        "Haal `kleur:` hier weg.",
                    );
                }
                self.outcome_nodes.entry(entry.key.clone()).or_default().own = Some(entry);
            }
        }
    }

    pub(super) fn outcome(&mut self, name: &str, span: Span) -> Option<Index> {
        if let Some(index) = self.outcome_index.get(name) {
            return Some(*index);
        }
        let nodes = self.outcome_nodes.get(name).copied().unwrap_or_default();
        if nodes.shared.is_none() && name != SILENT {
            let known: Vec<String> = self.outcome_nodes.keys().cloned().chain([SILENT.to_owned()]).collect();
            let help = did_you_mean(name, known.iter().map(String::as_str));
            self.sink.error("W0517", span, format!("`{name}` is geen uitkomst van deze rekenhulp"), help);
            return None;
        }
        let mut fields: Vec<Fields<'a>> = Vec::new();
        for entry in [nodes.own, nodes.shared].into_iter().flatten() {
            fields.extend(sink::fields(
                self.sink,
                RULES,
                &entry.value,
                &format!("De uitkomst `{name}`"),
                &keys::OUTCOME,
            ));
        }
        // Whoever sends the reader elsewhere does not mean the ways to reach the shared desk.
        let own_desk = nodes.own.is_some() && fields.first().is_some_and(|own| own.get("naar").is_some());
        let get = |key: &str| {
            let known = if key == "kanalen" && own_desk { 1 } else { fields.len() };
            fields.iter().take(known).find_map(|fields| fields.get(key))
        };
        let colour = if name == SILENT {
            if let Some(node) = get("kleur") {
                self.sink.error(
                    "W0517",
                    node.span,
                    "De uitkomst `niet-geregeld` is altijd grijs",
                    "Haal `kleur:` hier weg.",
                );
            }
            Colour::Grey
        } else {
            match get("kleur").map(|node| (node, node.text())) {
                Some((_, Some("groen"))) => Colour::Green,
                Some((_, Some("oranje"))) => Colour::Amber,
                Some((_, Some("rood"))) => Colour::Red,
                Some((node, other)) => {
                    let help = did_you_mean(other.unwrap_or_default(), crate::keys::words(keys::COLOURS));
                    self.sink.error("W0517", node.span, "Dit is geen kleur van een uitkomst", help);
                    Colour::Grey
                }
                None => {
                    let at = nodes.shared.map_or(span, |entry| entry.key_span);
                    self.sink.error(
                        "W0517",
                        at,
                        format!("De uitkomst `{name}` heeft geen kleur"),
                        "Zet er `kleur: groen`, `oranje` of `rood` bij.",
                    );
                    Colour::Grey
                }
            }
        };
        let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
        let part = |builder: &mut Builder<'a>, key: &str, fallback: &str| match get(key) {
            Some(node) => builder.text(node, &format!("`{key}`")).unwrap_or_default(),
            None if name == SILENT => plain(fallback),
            None => {
                let at = nodes.shared.map_or(span, |entry| entry.key_span);
                builder.sink.error(
                    "W0517",
                    at,
                    format!("De uitkomst `{name}` heeft geen `{key}`"),
                    format!("Zet er `{key}:` bij."),
                );
                Text::default()
            }
        };
        let short = part(self, "kort", "Niet geregeld");
        let title = part(self, "titel", "Dit staat niet in de regels");
        let sentence = match get("zin") {
            Some(node) => self.text(node, "De zin"),
            None if name == SILENT => {
                Some(plain("Het document zegt hier niets over. Vraag het na voordat je iets doet."))
            }
            None => None,
        };
        let route = self.route(&get);
        self.program.outcomes.push(Outcome {
            id: name.to_owned(),
            colour,
            short,
            title,
            sentence,
            shows: Vec::new(),
            route,
        });
        let index = (self.program.outcomes.len() - 1) as Index;
        self.spans.outcomes.push(nodes.own.or(nodes.shared).map_or(span, |entry| entry.key_span));
        self.outcome_index.insert(name.to_owned(), index);
        if self.program.outcomes.len() > 60 {
            self.sink.error(
                "W0517",
                span,
                "Meer dan 60 uitkomsten is te veel",
                "Maak er twee rekenhulpen van.",
            );
        }
        Some(index)
    }

    pub(super) fn route(&mut self, get: &dyn Fn(&str) -> Option<&'a Node>) -> Option<RouteRule> {
        if keys::ROUTE_KEYS.iter().all(|key| get(key).is_none()) {
            return None;
        }
        let mut route = RouteRule::default();
        let mut desks = Vec::new();
        if let Some(node) = get("naar") {
            desks = self.desks(node);
        }
        route.to = desks.iter().map(|(_, name)| name.clone()).collect();
        route.channels = match get("kanalen") {
            Some(node) => crate::registry::read_channels(node, self.sink),
            None => desks
                .iter()
                .filter_map(|(id, _)| {
                    self.registry
                        .desk(&self.organisation, id)
                        .or_else(|| self.registry.desk(&self.rules_of, id))
                })
                .flat_map(|desk| desk.channels.clone())
                .collect(),
        };
        if let Some(node) = get("neem-mee") {
            for item in sink::texts(self.sink, RULES, node, "Wat je meeneemt") {
                route.bring.extend(self.text(item, "Wat je meeneemt"));
            }
        }
        route.next = get("daarna").and_then(|node| self.text(node, "`daarna`"));
        route.anonymous = get("anoniem").and_then(|node| sink::yes_no(self.sink, RULES, node, "`anoniem`"));
        route.calculator = get("rekenhulp").and_then(|node| {
            let id = sink::text(self.sink, RULES, node, "De rekenhulp")?;
            if !self.others.ids.contains(&id) {
                let help = did_you_mean(id, self.others.ids.iter().copied());
                self.sink.error("W0528", node.span, format!("Er is geen rekenhulp `{id}`"), help);
            }
            Some(id.to_owned())
        });
        Some(route)
    }

    /// Functions and desks by id: id and name.
    pub(super) fn desks(&mut self, node: &Node) -> Vec<(String, String)> {
        let mut list = Vec::new();
        for item in sink::texts(self.sink, RULES, node, "De functie") {
            let id = item.text().unwrap_or_default();
            match self
                .registry
                .desk(&self.organisation, id)
                .or_else(|| self.registry.desk(&self.rules_of, id))
            {
                Some(desk) => list.push((desk.id.clone(), desk.name.clone())),
                None if self.registry.is_broken(&self.organisation, id) => self.poisoned = true,
                None => {
                    let help = match nearest(id, self.registry.desk_names(&self.organisation)) {
                        Some(near) => {
                            format!("Bedoel je `{near}`? Anders zet je de functie in organisatie.yaml.")
                        }
                        None => "Zet de functie in organisatie.yaml, met `noem:`.".to_owned(),
                    };
                    self.sink.error("W0417", item.span, format!("De functie `{id}` bestaat niet"), help);
                }
            }
        }
        list
    }

    /// Values that outcomes show, or that stand above a timeline.
    pub(super) fn show_values(&mut self, rules: Fields<'a>) {
        if let Some(node) = rules.get("toont") {
            for value in self.shown(node, "Wat de tijdlijn toont") {
                self.program.shows |= 1_u64.checked_shl(value.into()).unwrap_or(0);
            }
        }
        let names: Vec<(Index, String)> =
            self.outcome_index.iter().map(|(name, index)| (*index, name.clone())).collect();
        for (index, name) in names {
            let nodes = self.outcome_nodes.get(&name).copied().unwrap_or_default();
            let node =
                [nodes.own, nodes.shared].into_iter().flatten().find_map(|entry| entry.value.get("toont"));
            let Some(node) = node else { continue };
            let shows = self.shown(node, "Wat de uitkomst toont");
            if let Some(outcome) = self.program.outcomes.get_mut(usize::from(index)) {
                outcome.shows = shows;
            }
        }
    }

    /// The values that a list names. One that only other organisations have is left out here.
    fn shown(&mut self, node: &'a Node, what: &str) -> Vec<Index> {
        let mut shows = Vec::new();
        for item in sink::texts(self.sink, RULES, node, what) {
            let id = item.text().unwrap_or_default();
            match self.pending.iter().position(|value| value.id == id) {
                Some(place) => {
                    let value = self.value(place);
                    if value != Index::MAX {
                        shows.push(value);
                    }
                }
                None if self.all_values.iter().any(|known| known == id) => {}
                None => {
                    let known: Vec<String> = self.pending.iter().map(|value| value.id.clone()).collect();
                    let help = did_you_mean(id, known.iter().map(String::as_str));
                    self.sink.error(
                        "W0609",
                        item.span,
                        format!("`{id}` is geen waarde van deze rekenhulp"),
                        help,
                    );
                }
            }
        }
        shows
    }

    pub(super) fn silent_block(&mut self, node: &'a Node) {
        let Some(fields) = sink::fields(self.sink, RULES, node, "`niet-geregeld`", &keys::SILENT) else {
            return;
        };
        let mut sentence = match fields.get("zin") {
            Some(node) => self.text(node, "De zin").unwrap_or_default(),
            None => {
                self.sink.error(
                    "W0518",
                    node.span,
                    "Bij `niet-geregeld` ontbreekt een zin",
                    "Zet er `zin:` bij: dat het document hier niets over zegt.",
                );
                Text::default()
            }
        };
        if let Some(node) = fields.get("vraag-na-bij") {
            let names: Vec<String> = self.desks(node).into_iter().map(|(_, name)| name).collect();
            if !names.is_empty() {
                sentence.0.push(crate::program::Piece::Plain(format!(
                    " Vraag het na bij {}.",
                    dutch::list_or(&names)
                )));
            }
        }
        let sources = self.sources(fields.get("bron"));
        let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
        self.program.kind = Kind::Decision;
        self.program.outcomes.push(Outcome {
            id: SILENT.to_owned(),
            colour: Colour::Grey,
            short: plain("Niet geregeld"),
            title: plain("Dit staat niet in de regels"),
            sentence: Some(sentence),
            shows: Vec::new(),
            route: None,
        });
        self.program.rows.push(Row { when: Vec::new(), outcome: 0, values: Vec::new(), sources });
        self.spans.rows.push(node.span);
        self.spans.outcomes.push(node.span);
    }
}
