//! What to do, what to look out for, what a document leaves open, and what is said on every result.

use super::*;

impl<'a> Builder<'a> {
    pub(super) fn lines(&mut self, rules: Fields<'a>, own: Fields<'a>, borrowed: bool) {
        let blocks: Vec<Fields<'a>> = if borrowed { vec![rules, own] } else { vec![rules] };
        for (round, fields) in blocks.into_iter().enumerate() {
            for (key, is_action) in [("doe", true), ("let-op", false)] {
                let Some(node) = fields.get(key) else { continue };
                for (outcome, entry) in self.under_outcomes(node, key) {
                    let Some(rule) = self.line(outcome, entry) else { continue };
                    let (list, spans) = if is_action {
                        (&mut self.program.actions, &mut self.spans.actions)
                    } else {
                        (&mut self.program.attention, &mut self.spans.attention)
                    };
                    // Whoever takes over rules may word a line: the same id under the same outcome.
                    let known =
                        list.iter().position(|line| line.id == rule.id && line.outcome == rule.outcome);
                    match (round, known) {
                        (1, Some(place)) => {
                            if let Some(line) = list.get_mut(place) {
                                *line = rule;
                            }
                        }
                        _ => {
                            list.push(rule);
                            spans.push(entry.key_span);
                            if round == 0 {
                                self.claim(&entry.key, entry.key_span);
                            }
                        }
                    }
                }
            }
            let Some(node) = fields.get("onduidelijk") else { continue };
            for (outcome, entry) in self.under_outcomes(node, "onduidelijk") {
                if let Some(rule) = self.unclear(&entry.key, outcome, &entry.value) {
                    if round == 0 {
                        self.claim(&entry.key, entry.key_span);
                    }
                    self.program.unclear.push(rule);
                    self.spans.unclear.push(entry.key_span);
                }
            }
        }
    }

    /// The lines under each outcome, or under `altijd`.
    pub(super) fn under_outcomes(&mut self, node: &'a Node, key: &str) -> Vec<(Option<Index>, &'a Entry)> {
        let mut list = Vec::new();
        for block in sink::entries(self.sink, RULES, node, &format!("`{key}`")).unwrap_or_default() {
            let outcome = if block.key == "altijd" {
                None
            } else if let Some(index) = self.outcome_index.get(&block.key) {
                Some(*index)
            } else {
                let message = if self.outcome_nodes.contains_key(&block.key) {
                    format!("De uitkomst `{}` komt in deze regels niet voor", block.key)
                } else {
                    format!("`{}` is geen uitkomst", block.key)
                };
                let known: Vec<String> =
                    self.outcome_index.keys().cloned().chain(["altijd".to_owned()]).collect();
                self.sink.error(
                    "W0517",
                    block.key_span,
                    message,
                    did_you_mean(&block.key, known.iter().map(String::as_str)),
                );
                continue;
            };
            for entry in
                sink::entries(self.sink, RULES, &block.value, &format!("`{}`", block.key)).unwrap_or_default()
            {
                list.push((outcome, entry));
            }
        }
        list
    }

    pub(super) fn line(&mut self, outcome: Option<Index>, entry: &'a Entry) -> Option<LineRule> {
        let mut rule = LineRule {
            id: entry.key.clone(),
            outcome,
            only_if: Vec::new(),
            text: Text::default(),
            to: None,
            sources: Vec::new(),
        };
        if !matches!(entry.value.value, Value::Map { flow: false, .. }) {
            rule.text = self.text(&entry.value, "De zin")?;
            return Some(rule);
        }
        if entry.value.get("tekst").is_none() {
            // `Let op: doe dit` was read as a key with a value.
            let known = entry.value.entries().is_some_and(|fields| {
                fields.iter().any(|field| matches!(field.key.as_str(), "als" | "naar" | "bron"))
            });
            if known {
                self.sink.error(
                    "W0520",
                    entry.key_span,
                    format!("De regel `{}` heeft geen tekst", entry.key),
                    "Zet er `tekst:` bij.",
                );
            } else {
                sink::text(self.sink, RULES, &entry.value, "De zin");
            }
            return None;
        }
        let fields =
            sink::fields(self.sink, RULES, &entry.value, &format!("De regel `{}`", entry.key), &keys::LINE)?;
        rule.text = self.text(fields.get("tekst")?, "De zin")?;
        rule.only_if = self.condition(fields.get("als"))?;
        if let Some(node) = fields.get("naar") {
            let names: Vec<String> = self.desks(node).into_iter().map(|(_, name)| name).collect();
            rule.to = (!names.is_empty()).then(|| dutch::list_and(&names));
        }
        rule.sources = self.sources(fields.get("bron"));
        Some(rule)
    }

    pub(super) fn unclear(
        &mut self,
        id: &str,
        outcome: Option<Index>,
        node: &'a Node,
    ) -> Option<UnclearRule> {
        let fields = sink::fields(self.sink, RULES, node, "`onduidelijk`", &keys::UNCLEAR)?;
        for key in ["staat-er", "wij-lezen"] {
            if fields.get(key).is_none() {
                self.sink.error(
                    "W0520",
                    node.span,
                    format!("Bij `onduidelijk` ontbreekt `{key}`"),
                    "Schrijf `staat-er:` wat het document zegt en `wij-lezen:` hoe wij het lezen.",
                );
                return None;
            }
        }
        let says = self.text(fields.get("staat-er")?, "`staat-er`")?;
        let reading = self.text(fields.get("wij-lezen")?, "`wij-lezen`")?;
        let decides = fields.get("wie-beslist").and_then(|node| self.text(node, "`wie-beslist`"));
        let only_if = self.condition(fields.get("als"))?;
        let sources = self.sources(fields.get("bron"));
        Some(UnclearRule { id: id.to_owned(), outcome, only_if, says, reading, decides, sources })
    }

    pub(super) fn remarks(
        &mut self,
        head: &Head<'a>,
        rules: Fields<'a>,
        own: Fields<'a>,
        same_as: Option<&str>,
    ) {
        let mut nodes: Vec<&'a Node> = Vec::new();
        nodes.extend(head.fields.get("opmerkingen"));
        nodes.extend(rules.get("opmerkingen"));
        if let Some(name) = same_as {
            nodes.extend(own.get("opmerkingen"));
            // Said even where the editor does not say it: whose rules these are.
            if own.get("opmerkingen").is_none() {
                let text = format!("Dit zijn de regels van {}.", self.registry.organisation_name(name));
                self.program.remarks.push(Text(vec![crate::program::Piece::Plain(text)]));
            }
        }
        for node in nodes {
            for item in sink::texts(self.sink, RULES, node, "De opmerking") {
                let text = self.text(item, "De opmerking");
                self.program.remarks.extend(text);
            }
        }
    }
}
