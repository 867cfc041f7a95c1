//! Steps of timelines.

use super::*;

/// How people say when something is, and what the language has for it.
const SAID: [(&str, &str); 9] = [
    (
        "binnen",
        "Schrijf de laatste dag: binnen 6 weken na een dag is `uiterlijk: dag + 6 weken`. Telt die dag zelf mee, dan is het `uiterlijk: dag + 6 weken - 1 dag`.",
    ),
    ("vóór", "Schrijf de laatste dag die nog goed is: vóór een dag is `uiterlijk: dag - 1 dag`."),
    ("voor", "Schrijf de laatste dag die nog goed is: voor een dag is `uiterlijk: dag - 1 dag`."),
    ("tot", "Er is geen `tot`: schrijf `tot-en-met:` met de laatste dag die meetelt, zoals `dag - 1 dag`."),
    ("vanaf", "Schrijf `van:`; zonder `tot-en-met:` geldt het vanaf die dag."),
    ("tijdens", "Schrijf `van:` met `tot-en-met:`."),
    ("datum", "Schrijf `op:` met de dag."),
    ("laatste-dag", "Schrijf `uiterlijk:` met de dag."),
    ("herhaal", "Schrijf `elke:` met een termijn, `na:` met de dag waarna het begint, en `tot-en-met:`."),
];

impl<'a> Builder<'a> {
    pub(super) fn steps(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("stappen") else {
            self.sink.error(
                "W0521",
                self.spans.block,
                "Deze tijdlijn heeft geen stappen",
                "Zet er `stappen:` bij.",
            );
            return;
        };
        for entry in sink::entries(self.sink, RULES, node, "De stappen").unwrap_or_default() {
            self.claim(&entry.key, entry.key_span);
            if let Some(step) = self.step(entry) {
                self.program.steps.push(step);
                self.spans.steps.push(entry.key_span);
            }
        }
    }

    pub(super) fn step(&mut self, entry: &'a Entry) -> Option<StepRule> {
        let what = format!("De stap `{}`", entry.key);
        let mut said = false;
        for key in entry.value.entries().unwrap_or_default() {
            if let Some((word, help)) = SAID.iter().find(|(word, _)| *word == key.key) {
                let message = format!("`{word}` is geen moment van een stap");
                self.sink.error("W0521", key.key_span, message, *help);
                said = true;
            }
        }
        if said {
            return None;
        }
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &keys::STEP)?;
        for key in ["titel", "wie", "bron"] {
            if fields.get(key).is_none() {
                self.sink.error(
                    "W0521",
                    entry.key_span,
                    format!("{what} heeft geen `{key}`"),
                    format!("Zet er `{key}:` bij."),
                );
            }
        }
        let title = self.text(fields.get("titel")?, "De titel")?;
        let who = fields.get("wie").map(|node| self.desks(node)).unwrap_or_default();
        let with = fields
            .get("met")
            .map(|node| self.desks(node))
            .unwrap_or_default()
            .into_iter()
            // Behind "met" the reader is "jou".
            .map(|(_, name)| if name == "jij" { "jou".to_owned() } else { name })
            .collect();
        let only_if = self.condition(fields.get("als"));
        let when = self.when(entry, fields);
        let sources = self.sources(fields.get("bron"));
        let attention = fields.get("let-op").and_then(|node| self.text(node, "`let-op`"));
        let unclear = fields.get("onduidelijk").and_then(|node| self.unclear(&entry.key, None, node));
        let mut actions = Vec::new();
        if let Some(node) = fields.get("doe") {
            for line in sink::entries(self.sink, RULES, node, "`doe`").unwrap_or_default() {
                if let Some(text) = self.text(&line.value, "De zin") {
                    self.claim(&line.key, line.key_span);
                    actions.push((line.key.clone(), text));
                }
            }
        }
        let when = when?;
        let origin = self.origin(&when);
        Some(StepRule {
            id: entry.key.clone(),
            title,
            only_if: only_if?,
            when,
            who,
            with,
            origin,
            sources,
            actions,
            attention,
            unclear,
        })
    }

    pub(super) fn when(&mut self, entry: &'a Entry, fields: Fields<'a>) -> Option<When> {
        let kinds: Vec<&str> = ["op", "uiterlijk", "van", "elke", "zonder-datum"]
            .into_iter()
            .filter(|key| fields.get(key).is_some())
            .collect();
        let [kind] = kinds.as_slice() else {
            let (message, start) = if kinds.is_empty() {
                (format!("De stap `{}` heeft geen moment", entry.key), "Zet er een dag bij met één")
            } else {
                let message =
                    format!("De stap `{}` heeft meer dan één moment: {}", entry.key, kinds.join(", "));
                (message, "Kies één")
            };
            self.sink.error("W0521", entry.key_span, message, format!("{start} van `op:`, `uiterlijk:`, `van:` met `tot-en-met:`, `elke:` met `na:`, of `zonder-datum:`."));
            return None;
        };
        let stray = |allowed: &[&str]| {
            ["tot-en-met", "na"].into_iter().find(|key| fields.get(key).is_some() && !allowed.contains(key))
        };
        let allowed: &[&str] = match *kind {
            "van" => &["tot-en-met"],
            "elke" => &["tot-en-met", "na"],
            _ => &[],
        };
        if let Some(key) = stray(allowed)
            && let Some(other) = fields.entry(key)
        {
            self.sink.error(
                "W0521",
                other.key_span,
                format!("`{key}` hoort niet bij `{kind}`"),
                "Haal het weg, of gebruik `van:` met `tot-en-met:`.",
            );
            return None;
        }
        match *kind {
            "op" => Some(When::On(self.day(fields, "op")?)),
            "uiterlijk" => Some(When::By(self.day(fields, "uiterlijk")?)),
            "van" => {
                let from = self.day(fields, "van")?;
                let to = if fields.get("tot-en-met").is_some() {
                    Some(self.day(fields, "tot-en-met")?)
                } else {
                    None
                };
                Some(When::Window(from, to))
            }
            "elke" => {
                let node = fields.get("elke")?;
                sink::text(self.sink, RULES, node, "`elke`")?;
                let (every, kind) = expression::read(self, Piece::whole(node)?)?;
                match &kind {
                    Type::Quantity(unit) if unit.is_duration() => {
                        if unit.same_dimension(&Unit::months()) {
                            self.months_at.get_or_insert(node.span);
                        }
                    }
                    Type::Broken => return None,
                    other => {
                        let message =
                            format!("`elke` is {}, maar hoort een termijn te zijn", other.dutch(self));
                        self.sink.error("W0602", node.span, message, "Schrijf bijvoorbeeld `elke: 6 weken`.");
                        return None;
                    }
                }
                for key in ["na", "tot-en-met"] {
                    if fields.get(key).is_none() {
                        self.sink.error(
                            "W0521",
                            entry.key_span,
                            format!("Bij `elke` ontbreekt `{key}`"),
                            "Een reeks heeft `elke:`, `na:` en `tot-en-met:` nodig.",
                        );
                        return None;
                    }
                }
                let after = self.day(fields, "na")?;
                let until = self.day(fields, "tot-en-met")?;
                Some(When::Series { every, after, until })
            }
            _ => Some(When::NoDate(self.text(fields.get("zonder-datum")?, "`zonder-datum`")?)),
        }
    }

    pub(super) fn day(&mut self, fields: Fields<'a>, key: &str) -> Option<ExprId> {
        let node = fields.get(key)?;
        sink::text(self.sink, RULES, node, &format!("`{key}`"))?;
        let (id, kind) = expression::read(self, Piece::whole(node)?)?;
        match kind {
            Type::Date => Some(id),
            Type::Broken => None,
            other => {
                let message = format!("`{key}` is {}, maar hoort een dag te zijn", other.dutch(self));
                self.sink.error(
                    "W0602",
                    node.span,
                    message,
                    "Begin met een vraag naar een datum, bijvoorbeeld `eerste_ziektedag + 1 week`.",
                );
                None
            }
        }
    }

    /// Where the day of a step comes from: the law or a table only when nothing of the document is in it.
    pub(super) fn origin(&self, when: &When) -> Origin {
        let facts: Vec<Origin> = crate::timeline::exprs(when)
            .into_iter()
            .flat_map(|id| self.program.facts_of(id))
            .filter_map(|fact| self.program.facts.get(usize::from(fact)))
            .map(|fact| fact.origin)
            .collect();
        if facts.is_empty() || facts.contains(&Origin::Document) {
            Origin::Document
        } else if facts.contains(&Origin::Table) {
            Origin::Table
        } else {
            Origin::Law
        }
    }
}
