//! Situations of a quiz: questions whose options are the three colours.

use super::*;

/// The colours from which the reader chooses, in the order of the options.
pub(super) const COLOURS: [(&str, Colour); 3] =
    [("groen", Colour::Green), ("oranje", Colour::Amber), ("rood", Colour::Red)];

impl<'a> Builder<'a> {
    /// The situations and what is said at the end.
    pub(super) fn situations(&mut self, head: &Head<'a>, rules: Fields<'a>) {
        let colours = self.colours(head);
        let Some(node) = rules.get("situaties") else {
            self.sink.error(
                "W0525",
                self.spans.block,
                "Deze quiz heeft geen situaties",
                "Zet er `situaties:` bij, of `zelfde-als:`, of `niet-geregeld:`.",
            );
            return;
        };
        if let Some(entry) = rules.entry("voorbeelden") {
            self.sink.error(
                "W0525",
                entry.key_span,
                "Een quiz heeft geen voorbeelden: elke situatie is er zelf een",
                "Haal `voorbeelden:` weg.",
            );
        }
        let Some(verdicts) = rules.get("uitslag") else {
            self.sink.error(
                "W0525",
                self.spans.block,
                "Deze quiz heeft geen uitslag",
                "Zet er `uitslag:` bij, met `alles-goed:` en `anders:`.",
            );
            return;
        };
        let Some(said) = sink::fields(self.sink, RULES, verdicts, "De uitslag", &keys::VERDICT) else {
            return;
        };
        let all = self.verdict(
            "W0525",
            verdicts,
            said.get("alles-goed"),
            ("alles-goed", Colour::Green, "Alles goed"),
        );
        let other =
            self.verdict("W0525", verdicts, said.get("anders"), ("anders", Colour::Amber, "Niet alles goed"));
        for entry in sink::entries(self.sink, RULES, node, "De situaties").unwrap_or_default() {
            self.claim(&entry.key, entry.key_span);
            self.situation(entry, &colours, other);
        }
        self.program.rows.push(Row {
            when: Vec::new(),
            outcome: all,
            values: Vec::new(),
            sources: Vec::new(),
        });
        self.program.hit = Hit::First;
        // The verdict is over all situations, and none of them waits for another.
        self.program.all_questions = true;
    }

    /// What the three colours are called.
    fn colours(&mut self, head: &Head<'a>) -> Vec<Choice> {
        let known = COLOURS.map(|(name, _)| name);
        let fields = head
            .fields
            .get("kleuren")
            .and_then(|node| sink::fields(self.sink, RULES, node, "De kleuren", &keys::COLOUR_NAMES));
        let mut options = Vec::new();
        for name in known {
            match fields.and_then(|fields| fields.get(name)) {
                Some(node) => {
                    let label = self.text(node, "De naam van de kleur").unwrap_or_default();
                    options.push(Choice { id: name.to_owned(), label });
                }
                None => self.sink.error(
                    "W0525",
                    head.fields.get("kleuren").unwrap_or(head.fields.node).span,
                    format!("Er staat niet wat `{name}` in deze quiz betekent"),
                    "Zet bovenin `kleuren:`, met een naam voor `groen`, `oranje` en `rood`.",
                ),
            }
        }
        options
    }

    fn situation(&mut self, entry: &'a Entry, colours: &[Choice], other: Index) -> Option<()> {
        let what = format!("De situatie `{}`", entry.key);
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &keys::SITUATION)?;
        for key in ["situatie", "kleur", "waarom", "bron"] {
            if fields.get(key).is_none() {
                self.sink.error(
                    "W0525",
                    entry.key_span,
                    format!("{what} heeft geen `{key}`"),
                    format!("Zet er `{key}:` bij."),
                );
            }
        }
        let colour = self.answer_colour(fields, "kleur")?;
        let also = self.answer_colour(fields, "ook-verdedigbaar");
        if also == Some(colour) {
            self.sink.error(
                "W0525",
                entry.key_span,
                format!(
                    "Bij {what} is de verdedigbare kleur dezelfde als de goede",
                    what = what.to_lowercase()
                ),
                "Noem een andere kleur, of haal `ook-verdedigbaar:` weg.",
            );
        }
        let why = self.text(fields.get("waarom")?, "`waarom`")?;
        let sources = self.sources(fields.get("bron"));
        let unclear = fields.get("onduidelijk").and_then(|node| self.unclear(&entry.key, None, node));
        if let Some(condition) = fields.get("onduidelijk").and_then(|node| node.get("als")) {
            self.sink.error(
                "W0525",
                condition.span,
                "Bij een situatie kan `onduidelijk` geen voorwaarde hebben",
                "Haal `als:` weg.",
            );
        }
        let question =
            self.listed_question(entry, fields.get("situatie")?, QuestionKind::Choice, colours.to_vec())?;
        let wrong = COLOURS
            .iter()
            .enumerate()
            .filter(|(_, (_, known))| *known != colour && Some(*known) != also)
            .fold(0_u64, |bits, (place, _)| bits | 1 << place);
        self.program.rows.push(Row {
            when: vec![Atom::new(Operand::Answer(question), Test::OneOf(wrong))],
            outcome: other,
            values: Vec::new(),
            sources: Vec::new(),
        });
        self.program.situations.push(Situation { question, colour, also, why, sources, unclear });
        Some(())
    }

    fn answer_colour(&mut self, fields: Fields<'a>, key: &str) -> Option<Colour> {
        let node = fields.get(key)?;
        let text = sink::text(self.sink, RULES, node, &format!("`{key}`"))?;
        let found = COLOURS.iter().find(|(name, _)| *name == text).map(|(_, colour)| *colour);
        if found.is_none() {
            let help = did_you_mean(text, COLOURS.map(|(name, _)| name));
            self.sink.error("W0525", node.span, format!("`{text}` is geen kleur van een quiz"), help);
        }
        found
    }
}
