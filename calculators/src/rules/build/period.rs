//! `regels-van:`: the question whose day decides which rules hold, or the first and last day of a period.

use super::*;

/// Between the two questions of a period.
const THROUGH: &str = " t/m ";

impl<'a> Builder<'a> {
    pub(super) fn rules_of_question(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("regels-van") else { return };
        if sink::text(self.sink, RULES, node, "`regels-van`").is_none() {
            return;
        }
        let Some(whole) = Piece::whole(node).map(Piece::trimmed) else { return };
        let Some(at) = whole.text.find(THROUGH) else {
            self.program.rules_of = if whole.text.contains(char::is_whitespace) {
                self.not_a_period(whole);
                None
            } else {
                self.day_of_rules(whole)
            };
            return;
        };
        let first = whole.part(0, at).trimmed();
        let last = whole.part(at + THROUGH.len(), whole.text.len()).trimmed();
        if first.text.contains(char::is_whitespace) || last.text.contains(char::is_whitespace) {
            self.not_a_period(whole);
            return;
        }
        let (Some(begin), Some(end)) = (self.day_of_rules(first), self.day_of_rules(last)) else { return };
        if begin == end {
            self.sink.error(
                "W0536",
                whole.span(),
                format!("Deze periode begint en eindigt met dezelfde vraag `{}`", first.text),
                format!("Noem twee vragen, of schrijf `regels-van: {}`.", first.text),
            );
            return;
        }
        // Days the wrong way round are no period, and must be asked again instead of reckoned with.
        let minimum = self.program.questions.get(usize::from(end)).and_then(|question| question.minimum);
        let from_begin = minimum.and_then(|id| self.program.exprs.get(usize::from(id)));
        if from_begin != Some(&Expr::Answer(begin)) {
            self.sink.error(
                "W0537",
                last.span(),
                format!("De laatste dag `{}` kan hier voor de eerste dag liggen", last.text),
                format!("Zet bij de vraag `{}`: `minimum: {}`.", last.text, first.text),
            );
            return;
        }
        self.program.rules_of = Some(begin);
        self.program.rules_until = Some(end);
    }

    fn not_a_period(&mut self, piece: Piece<'_>) {
        self.sink.error(
            "W0536",
            piece.span(),
            format!("`{}` is geen vraag en geen periode", piece.text),
            "Schrijf één vraag naar een dag, of twee met ` t/m ` ertussen: `regels-van: begin t/m einde`.",
        );
    }

    fn day_of_rules(&mut self, piece: Piece<'_>) -> Option<Index> {
        let text = piece.text;
        match self.named(text) {
            Some(Operand::Answer(index)) if self.type_of(Operand::Answer(index)) == Type::Date => {
                let depends = self.program.questions.get(usize::from(index)).is_some_and(|question| {
                    !question.only_if.is_empty()
                        || question.until_known.is_some()
                        || question.default.is_some()
                        || !question.required
                });
                if depends {
                    self.sink.error(
                        "W0515",
                        piece.span(),
                        format!(
                            "`{text}` wordt niet altijd gevraagd, dus de dag van de regels staat niet vast"
                        ),
                        "Kies een vraag die altijd beantwoord wordt.",
                    );
                    return None;
                }
                self.ask(index);
                Some(index)
            }
            _ => {
                let names: Vec<String> = self
                    .program
                    .questions
                    .iter()
                    .filter(|question| question.kind == QuestionKind::Date)
                    .map(|question| question.id.clone())
                    .collect();
                let help = did_you_mean(text, names.iter().map(String::as_str));
                self.sink.error("W0609", piece.span(), format!("`{text}` is geen vraag naar een dag"), help);
                None
            }
        }
    }
}
