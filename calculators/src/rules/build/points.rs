//! Points of a checklist: questions to tick, and what only the page says beside them.

use super::*;
use crate::rules::PointText;

impl<'a> Builder<'a> {
    /// The points, what is said when all is ready or not yet, and the lines of the printed form.
    pub(super) fn points(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("punten") else {
            self.sink.error(
                "W0524",
                self.spans.block,
                "Deze checklist heeft geen punten",
                "Zet er `punten:` bij, of `zelfde-als:`, of `niet-geregeld:`.",
            );
            return;
        };
        let ready = self.verdict("W0524", rules.node, rules.get("klaar"), ("klaar", Colour::Green, "Klaar"));
        let not_yet =
            self.verdict("W0524", rules.node, rules.get("nog-niet"), ("nog-niet", Colour::Amber, "Nog niet"));
        for entry in sink::entries(self.sink, RULES, node, "De punten").unwrap_or_default() {
            self.claim(&entry.key, entry.key_span);
            self.point(entry, not_yet);
        }
        let rest = Row { when: Vec::new(), outcome: ready, values: Vec::new(), sources: Vec::new() };
        self.program.rows.push(rest);
        self.program.hit = Hit::First;
        if let Some(node) = rules.get("formulier") {
            let lines = sink::texts(self.sink, RULES, node, "De regel van het formulier");
            self.form_lines = lines.into_iter().filter_map(|line| line.text().map(str::to_owned)).collect();
        }
    }

    /// An outcome that a checklist or quiz has by itself: its id, its colour and its short word are fixed.
    pub(super) fn verdict(
        &mut self,
        code: &'static str,
        block: &Node,
        node: Option<&'a Node>,
        (id, colour, short): (&str, Colour, &str),
    ) -> Index {
        let title = match node {
            Some(node) => self.text(node, &format!("`{id}`")),
            None => {
                self.sink.error(
                    code,
                    block.span,
                    format!("Er staat niet wat de lezer hoort bij `{id}`"),
                    format!("Zet er `{id}:` bij, met een zin."),
                );
                None
            }
        };
        self.program.outcomes.push(Outcome {
            id: id.to_owned(),
            colour,
            short: Text(vec![crate::program::Piece::Plain(short.to_owned())]),
            title: title.unwrap_or_default(),
            sentence: None,
            shows: Vec::new(),
            route: None,
        });
        let index = (self.program.outcomes.len() - 1) as Index;
        self.spans.outcomes.push(node.map_or(self.spans.block, |node| node.span));
        self.outcome_index.insert(id.to_owned(), index);
        index
    }

    fn point(&mut self, entry: &'a Entry, not_yet: Index) -> Option<()> {
        let what = format!("Het punt `{}`", entry.key);
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &keys::POINT)?;
        let (node, must) = match (fields.get("moet"), fields.get("advies")) {
            (Some(node), None) => (node, true),
            (None, Some(node)) => (node, false),
            (one, _) => {
                let message = if one.is_some() {
                    format!("{what} is `moet` en `advies` tegelijk")
                } else {
                    format!("{what} heeft geen zin")
                };
                self.sink.error(
                    "W0524",
                    entry.key_span,
                    message,
                    "Schrijf de zin achter `moet:` of `advies:`.",
                );
                return None;
            }
        };
        let only_if = self.condition(fields.get("als"));
        let heading = fields.get("kop").and_then(|node| self.text(node, "De kop"));
        let names: Vec<String> = fields
            .get("wie")
            .map(|node| self.desks(node))
            .unwrap_or_default()
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        let mut actions = Vec::new();
        if let Some(node) = fields.get("doe") {
            for line in sink::entries(self.sink, RULES, node, "`doe`").unwrap_or_default() {
                self.claim(&line.key, line.key_span);
                actions.extend(self.text(&line.value, "De zin").map(|text| (line.key.clone(), text)));
            }
        }
        let attention = fields.get("let-op").and_then(|node| self.text(node, "`let-op`"));
        let unclear = fields.get("onduidelijk").and_then(|node| self.unclear(&entry.key, None, node));
        let sources = self.sources(fields.get("bron"));
        let index = self.listed_question(entry, node, QuestionKind::Tick, Vec::new())?;
        if let Some(question) = self.program.questions.get_mut(usize::from(index)) {
            question.required = must;
            question.only_if = only_if?;
        }
        if must {
            let unticked = Atom::new(Operand::Answer(index), Test::OneOf(2));
            self.program.rows.push(Row {
                when: vec![unticked],
                outcome: not_yet,
                values: Vec::new(),
                sources: Vec::new(),
            });
        }
        self.points.push(PointText {
            heading,
            who: (!names.is_empty()).then(|| dutch::list_and(&names)),
            actions,
            attention,
            sources,
            unclear,
        });
        self.spans.points.push(entry.key_span);
        Some(())
    }

    /// A point or situation as the question that it is.
    pub(super) fn listed_question(
        &mut self,
        entry: &Entry,
        node: &Node,
        kind: QuestionKind,
        options: Vec<Choice>,
    ) -> Option<Index> {
        let index = self.program.questions.len();
        if index >= MOST_QUESTIONS - 8 {
            self.sink.error(
                "W0524",
                entry.key_span,
                format!("Meer dan {} vragen, punten en situaties samen is te veel", MOST_QUESTIONS - 8),
                "Maak er twee rekenhulpen van.",
            );
            return None;
        }
        // Wording may name facts; what it says about questions never makes these asked.
        self.reading_questions = true;
        let label = self.text(node, "De zin");
        self.reading_questions = false;
        self.program.questions.push(Question {
            id: entry.key.clone(),
            label: label?,
            help: None,
            kind,
            options,
            dont_know: false,
            both: false,
            steady: false,
            only_if: Vec::new(),
            required: true,
            unless: None,
            default: None,
            until_known: None,
            minimum: None,
            maximum: None,
            step: None,
            unit: None,
            fact: None,
        });
        self.types.push(Type::Word(Operand::Answer(index as Index)));
        self.ask(index as Index);
        Some(index as Index)
    }
}
