//! Values that another calculator gives: what its program needs for them becomes part of this one, so that
//! whoever evaluates or proves it sees one program.

use super::*;
use crate::rules::order::parts;

/// A calculator that is called, as far as it has become part of this program.
pub(super) struct Link<'a> {
    id: String,
    rules: &'a Rules,
    /// Where it is first called.
    span: Span,
    exprs: BTreeMap<ExprId, ExprId>,
    values: BTreeMap<Index, Index>,
}

/// What is called: an outcome, or a named value.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    id: &'a str,
    value: Option<Index>,
    rules: &'a Rules,
    span: Span,
}

/// A question to be: one of this calculator, or one of a calculator that it calls.
pub(super) enum Slot<'a> {
    /// Written here.
    Own(&'a Entry),
    /// The question of that place in the other's program.
    Called(Call<'a>, usize),
}

impl<'a> Builder<'a> {
    /// What a `rekenhulp:` names; none after a finding.
    fn call(&mut self, node: &'a Node) -> Option<Call<'a>> {
        let text = sink::text(self.sink, RULES, node, "De rekenhulp")?;
        let (id, value) = parts(text);
        if !self.others.ids.contains(&id) {
            let help = did_you_mean(id, self.others.ids.iter().copied());
            self.sink.error("W0528", node.span, format!("Er is geen rekenhulp `{id}`"), help);
            return None;
        }
        // What is wrong with it, or with the circle it is in, has been said.
        let Some(calculator) = self.others.known.iter().find(|calculator| calculator.id == id) else {
            self.poisoned = true;
            return None;
        };
        let organisation = &self.organisation;
        let Some(rules) = calculator.organisations.iter().find(|rules| rules.organisation == *organisation)
        else {
            let message = format!("De rekenhulp `{id}` heeft geen regels voor `{organisation}`");
            let help = "Zet ze erbij, of haal deze waarde weg.";
            self.sink.error("W0530", node.span, message, help);
            return None;
        };
        let program = &rules.program;
        let value = match value {
            None => {
                let by_rows = matches!(program.kind, Kind::Decision | Kind::Calculation | Kind::Route);
                if !by_rows || program.hit == Hit::All {
                    self.sink.error(
                        "W0530",
                        node.span,
                        format!("De rekenhulp `{id}` heeft niet één uitkomst"),
                        "Noem een waarde van die rekenhulp: `rekenhulp: naam.waarde`.",
                    );
                    return None;
                }
                None
            }
            Some(name) => {
                let Some(place) = program.values.iter().position(|value| value.id == name) else {
                    let help = if rules.silent {
                        format!(
                            "Voor `{organisation}` is daar niets geregeld. Vraag naar de uitkomst: `rekenhulp: {id}`."
                        )
                    } else {
                        did_you_mean(name, program.values.iter().map(|value| value.id.as_str()))
                    };
                    let message = format!("`{name}` is geen waarde van de rekenhulp `{id}`");
                    self.sink.error("W0530", node.span, message, help);
                    return None;
                };
                Some(place as Index)
            }
        };
        Some(Call { id, value, rules, span: node.span })
    }

    /// The calls among the named values.
    pub(super) fn calls(&mut self, rules: Fields<'a>) -> Vec<Call<'a>> {
        let values = rules.get("waarden").and_then(Node::entries).unwrap_or_default();
        values.iter().filter_map(|entry| self.call(entry.value.get(crate::rules::order::CALL)?)).collect()
    }

    /// The questions of this calculator, and among them those that only called ones have: each after what the
    /// other asks before it.
    pub(super) fn with_called(&self, own: &'a [Entry], calls: &[Call<'a>]) -> Vec<Slot<'a>> {
        let mut plan: Vec<Slot<'a>> = own.iter().map(Slot::Own).collect();
        for call in calls {
            let mut after = 0;
            for (place, question) in call.needed() {
                let known = plan.iter().position(|slot| slot.id() == question.id);
                after = match known {
                    Some(known) => after.max(known + 1),
                    None => {
                        plan.insert(after, Slot::Called(*call, place));
                        after + 1
                    }
                };
            }
        }
        plan
    }

    /// A question of a called calculator, as yet without what rests on others.
    pub(super) fn called_question(&mut self, call: Call<'a>, place: usize) {
        let Some(question) = call.rules.program.questions.get(place) else { return };
        self.claim(&question.id, call.span);
        let index = self.program.questions.len() as Index;
        self.program.questions.push(Question {
            label: Text::default(),
            help: None,
            options: question
                .options
                .iter()
                .map(|option| Choice { id: option.id.clone(), label: Text::default() })
                .collect(),
            only_if: Vec::new(),
            unless: None,
            default: None,
            until_known: None,
            minimum: None,
            maximum: None,
            ..question.clone()
        });
        self.types.push(match (question.kind, &question.unit) {
            (QuestionKind::Date, _) => Type::Date,
            (QuestionKind::Time, _) => Type::Time,
            (QuestionKind::Text, _) => Type::Text,
            (QuestionKind::Many, _) => Type::Many(index),
            (_, Some(unit)) => Type::Quantity(unit.clone()),
            _ => Type::Word(Operand::Answer(index)),
        });
    }

    /// What rests on others in the questions of called calculators, once all questions are there; and whether
    /// questions that both have are the same.
    pub(super) fn called_question_rules(&mut self, calls: &[Call<'a>], plan: &[Slot<'a>]) {
        for call in calls {
            for (_, question) in call.needed() {
                let Some(index) = self.program.questions.iter().position(|known| known.id == question.id)
                else {
                    continue;
                };
                self.asked |= 1 << index.min(63);
                let ids = |question: &Question| -> Vec<String> {
                    question.options.iter().map(|option| option.id.clone()).collect()
                };
                let same = self.program.questions.get(index).is_some_and(|known| {
                    known.kind == question.kind
                        && known.unit == question.unit
                        && known.dont_know == question.dont_know
                        && ids(known) == ids(question)
                });
                if !same {
                    self.sink.error(
                        "W0531",
                        call.span,
                        format!("De vraag `{}` is hier een andere dan in de rekenhulp `{}`", question.id, call.id),
                        "Geef haar hetzelfde type met dezelfde eenheid en keuzes, of geef haar hier een andere naam.",
                    );
                }
            }
        }
        for slot in plan {
            let Slot::Called(call, place) = slot else { continue };
            let Some(question) = call.rules.program.questions.get(*place) else { continue };
            let Some(index) = self.program.questions.iter().position(|known| known.id == question.id) else {
                continue;
            };
            let link = self.link(*call);
            let label = self.linked_text(link, &question.label);
            let help = question.help.as_ref().map(|text| self.linked_text(link, text));
            let unless = question.unless.as_ref().map(|text| self.linked_text(link, text));
            let labels: Vec<Text> =
                question.options.iter().map(|option| self.linked_text(link, &option.label)).collect();
            let only_if = self.linked_atoms(link, &question.only_if);
            let default = question.default.map(|id| self.linked_expr(link, id));
            let until_known = question.until_known.map(|id| self.linked_expr(link, id));
            let [minimum, maximum] =
                [question.minimum, question.maximum].map(|limit| self.linked_limit(link, limit));
            if let Some(own) = self.program.questions.get_mut(index) {
                own.label = label;
                own.help = help;
                own.unless = unless;
                own.only_if = only_if;
                own.default = default;
                own.until_known = until_known;
                own.minimum = minimum;
                own.maximum = maximum;
                for (option, label) in own.options.iter_mut().zip(labels) {
                    option.label = label;
                }
            }
        }
    }

    /// A limit that names a question that is not asked here is no limit.
    fn linked_limit(&mut self, link: usize, limit: Option<ExprId>) -> Option<ExprId> {
        let id = limit?;
        let inputs = self.links.get(link)?.rules.program.inputs_of(id);
        self.all_here(link, inputs).then(|| self.linked_expr(link, id))
    }

    /// Whether all these questions of the other are asked here. Those that ask for a fact come by themselves.
    fn all_here(&self, link: usize, inputs: Inputs) -> bool {
        let questions = self.links.get(link).map_or(&[][..], |link| link.rules.program.questions.as_slice());
        questions.iter().enumerate().all(|(index, question)| {
            !inputs.has(index as Index)
                || question.fact.is_some()
                || self.program.questions.iter().any(|known| known.id == question.id)
        })
    }

    /// The place of the link to a calculator; made when it is first called.
    fn link(&mut self, call: Call<'a>) -> usize {
        if let Some(place) = self.links.iter().position(|link| link.id == call.id) {
            return place;
        }
        let called = &call.rules.program;
        if call.rules.adds_months && called.month_end != self.program.month_end {
            if self.month_end_stated {
                self.sink.error(
                    "W0532",
                    call.span,
                    format!("De rekenhulp `{}` heeft een ander maandeinde dan deze", call.id),
                    "Schrijf in beide hetzelfde achter `maandeinde:`.",
                );
            }
            self.program.month_end = called.month_end;
        }
        self.month_end_stated |= call.rules.adds_months;
        self.links.push(Link {
            id: call.id.to_owned(),
            rules: call.rules,
            span: call.span,
            exprs: BTreeMap::new(),
            values: BTreeMap::new(),
        });
        self.links.len() - 1
    }

    /// A named value that is what another calculator says.
    pub(super) fn called_value(&mut self, node: &'a Node) -> Option<(ValueRule, Vec<Choice>, Type)> {
        let call = self.call(node)?;
        let link = self.link(call);
        match call.value {
            Some(value) => {
                let index = self.linked_value(link, value)?;
                let words = self
                    .program
                    .values
                    .get(usize::from(index))
                    .map_or_else(Vec::new, |value| value.words.clone());
                let kind = self.type_of(Operand::Value(index));
                Some((ValueRule::Expr(self.expr(Expr::Value(index))), words, kind))
            }
            None => {
                let program = &call.rules.program;
                let words = program
                    .outcomes
                    .iter()
                    .map(|outcome| Choice {
                        id: outcome.id.clone(),
                        label: self.linked_text(link, &outcome.title),
                    })
                    .collect();
                let results = program.rows.iter().map(|row| self.expr(Expr::Word(row.outcome))).collect();
                let rule = self.linked_rows(link, results);
                Some((rule, words, Type::Word(Operand::Value(0))))
            }
        }
    }

    /// The rows of the other as the rule of a value, with one result each.
    fn linked_rows(&mut self, link: usize, results: Vec<ExprId>) -> ValueRule {
        let Some(rules) = self.links.get(link).map(|link| link.rules) else {
            return ValueRule::Table(Vec::new());
        };
        let rows: Vec<(Vec<Atom>, ExprId)> = rules
            .program
            .rows
            .iter()
            .zip(results)
            .map(|(row, result)| (self.linked_atoms(link, &row.when), result))
            .collect();
        if rules.program.hit != Hit::First {
            return ValueRule::Table(rows);
        }
        // What comes first goes before the rest. That some row fits has been proven, so the last needs no condition.
        let mut rows = rows.into_iter().rev();
        let Some((_, last)) = rows.next() else { return ValueRule::Table(Vec::new()) };
        ValueRule::Expr(rows.fold(last, |other, (when, result)| self.expr(Expr::If(when, result, other))))
    }

    fn linked_value(&mut self, link: usize, value: Index) -> Option<Index> {
        let known = self.links.get(link)?;
        if let Some(index) = known.values.get(&value) {
            return Some(*index);
        }
        let (rules, called, span) = (known.rules, known.id.clone(), known.span);
        let named = rules.program.values.get(usize::from(value))?;
        let name = self.linked_text(link, &named.name);
        let mut words = Vec::new();
        for word in &named.words {
            words.push(Choice { id: word.id.clone(), label: self.linked_text(link, &word.label) });
        }
        let rule = match &named.rule {
            ValueRule::Expr(expr) => ValueRule::Expr(self.linked_expr(link, *expr)),
            ValueRule::Table(rows) => {
                let rows = rows
                    .iter()
                    .map(|(when, result)| (self.linked_atoms(link, when), self.linked_expr(link, *result)));
                ValueRule::Table(rows.collect())
            }
            ValueRule::Column => self.linked_column(link, value, span)?,
        };
        let index = self.program.values.len() as Index;
        self.program.values.push(Named {
            id: format!("{called}.{}", named.id),
            name,
            words,
            rule,
            rounding: named.rounding,
            sums: Vec::new(),
        });
        self.value_types.push(match rules.value_types.get(usize::from(value)) {
            Some(Type::Word(Operand::Answer(question))) => {
                Type::Word(Operand::Answer(self.linked_question(link, *question)))
            }
            Some(Type::Word(_)) => Type::Word(Operand::Value(index)),
            Some(kind) => kind.clone(),
            None => Type::Broken,
        });
        self.spans.values.push(span);
        self.links.get_mut(link)?.values.insert(value, index);
        Some(index)
    }

    /// A column of the other's rows.
    fn linked_column(&mut self, link: usize, value: Index, span: Span) -> Option<ValueRule> {
        let (rules, called) = self.links.get(link).map(|link| (link.rules, link.id.clone()))?;
        let given: Vec<Option<ExprId>> = rules
            .program
            .rows
            .iter()
            .map(|row| row.values.iter().find(|(known, _)| *known == value).map(|(_, expr)| *expr))
            .collect();
        if rules.program.hit == Hit::Unique {
            let mut rows = Vec::new();
            for (row, expr) in rules.program.rows.iter().zip(given) {
                if let Some(expr) = expr {
                    rows.push((self.linked_atoms(link, &row.when), self.linked_expr(link, expr)));
                }
            }
            return Some(ValueRule::Table(rows));
        }
        let all: Option<Vec<ExprId>> = given.into_iter().collect();
        let Some(all) = all.filter(|_| rules.program.hit == Hit::First) else {
            self.sink.error(
                "W0530",
                span,
                format!("De kolom in de tabel van `{called}` geeft niet bij elke regel een waarde"),
                "Maak er in die rekenhulp een waarde met een eigen tabel van, of gebruik daar `werking: uniek`.",
            );
            return None;
        };
        let results = all.into_iter().map(|expr| self.linked_expr(link, expr)).collect();
        Some(self.linked_rows(link, results))
    }

    /// Where a question of the other stands here.
    fn linked_question(&self, link: usize, question: Index) -> Index {
        let id = self
            .links
            .get(link)
            .and_then(|link| link.rules.program.questions.get(usize::from(question)))
            .map(|question| question.id.as_str());
        let place = self.program.questions.iter().position(|known| Some(known.id.as_str()) == id);
        place.map_or(Index::MAX, |place| place as Index)
    }

    fn linked_expr(&mut self, link: usize, id: ExprId) -> ExprId {
        let Some(known) = self.links.get(link) else { return 0 };
        if let Some(done) = known.exprs.get(&id) {
            return *done;
        }
        let rules = known.rules;
        let program = &rules.program;
        let expr = match program.exprs.get(usize::from(id)) {
            None => return 0,
            Some(Expr::Fact(fact)) => {
                let fact = self.linked_fact(rules, *fact);
                // Whoever takes facts at an answered day does so here too; else they follow the day of this one.
                match program.rules_of {
                    Some(day)
                        if program.questions.get(usize::from(day)).map(|day| &day.id)
                            != self.day_of_rules.as_ref() =>
                    {
                        Expr::FactOn(fact, self.linked_question(link, day))
                    }
                    _ => Expr::Fact(fact),
                }
            }
            Some(Expr::FactOn(fact, day)) => {
                Expr::FactOn(self.linked_fact(rules, *fact), self.linked_question(link, *day))
            }
            Some(Expr::Answer(question)) => Expr::Answer(self.linked_question(link, *question)),
            Some(Expr::Value(value)) => match self.linked_value(link, *value) {
                Some(value) => Expr::Value(value),
                None => return 0,
            },
            Some(Expr::Two(op, left, right)) => {
                Expr::Two(*op, self.linked_expr(link, *left), self.linked_expr(link, *right))
            }
            Some(Expr::If(when, then, other)) => Expr::If(
                self.linked_atoms(link, when),
                self.linked_expr(link, *then),
                self.linked_expr(link, *other),
            ),
            Some(Expr::Call(function, arguments)) => {
                Expr::Call(*function, arguments.iter().map(|id| self.linked_expr(link, *id)).collect())
            }
            Some(other) => other.clone(),
        };
        let done = self.expr(expr);
        if let Some(known) = self.links.get_mut(link) {
            known.exprs.insert(id, done);
        }
        done
    }

    fn linked_atoms(&mut self, link: usize, atoms: &[Atom]) -> Vec<Atom> {
        atoms
            .iter()
            .map(|atom| {
                let left = match atom.left {
                    Operand::Answer(question) => Operand::Answer(self.linked_question(link, question)),
                    Operand::Value(value) => {
                        let value = self.linked_value(link, value);
                        Operand::Value(value.unwrap_or(Index::MAX))
                    }
                };
                let test = match &atom.test {
                    Test::Compare(parts) => Test::Compare(
                        parts.iter().map(|(cmp, right)| (*cmp, self.linked_expr(link, *right))).collect(),
                    ),
                    other => other.clone(),
                };
                Atom::new(left, test)
            })
            .collect()
    }

    fn linked_fact(&mut self, rules: &Rules, fact: Index) -> Index {
        let Some(fact) = rules.program.facts.get(usize::from(fact)) else { return Index::MAX };
        let name = fact.name.rsplit('/').next().unwrap_or(&fact.name).to_owned();
        self.keep_fact(&fact.owner, &name, &fact.lines, fact.origin)
    }

    fn linked_text(&mut self, link: usize, text: &Text) -> Text {
        use crate::program::Piece as Part;
        let Some(rules) = self.links.get(link).map(|link| link.rules) else { return Text::default() };
        let pieces = text.0.iter().map(|piece| {
            let unknown = Part::Plain("…".to_owned());
            match piece {
                Part::Plain(_) => piece.clone(),
                Part::Fact(fact) => Part::Fact(self.linked_fact(rules, *fact)),
                // A question that is not asked here has no answer to fill in.
                Part::Answer(question) => match self.linked_question(link, *question) {
                    Index::MAX => unknown,
                    question => Part::Answer(question),
                },
                Part::Value(value) if self.all_here(link, rules.program.inputs_of_value(*value)) => {
                    self.linked_value(link, *value).map_or(unknown, Part::Value)
                }
                Part::Value(_) => unknown,
                // Only the words of conditions and sums hold these, and they are made anew.
                Part::Right(_) | Part::If(_) | Part::Else | Part::End => unknown,
            }
        });
        Text(pieces.collect())
    }
}

impl<'a> Call<'a> {
    /// The questions that what is called rests on, in the other's order. Those that ask for a fact come by themselves.
    fn needed(self) -> Vec<(usize, &'a Question)> {
        let program = &self.rules.program;
        let inputs = match self.value {
            Some(value) => program.inputs_of_value(value),
            None => program.inputs_of_rows(),
        };
        let questions = program.questions.iter().enumerate();
        questions.filter(|(place, question)| inputs.has(*place as Index) && question.fact.is_none()).collect()
    }

    /// The calculator.
    pub(super) fn id(self) -> &'a str {
        self.id
    }

    /// Its rules.
    pub(super) fn rules(self) -> &'a Rules {
        self.rules
    }
}

impl Slot<'_> {
    fn id(&self) -> &str {
        match self {
            Slot::Own(entry) => &entry.key,
            Slot::Called(call, place) => {
                call.rules.program.questions.get(*place).map_or("", |question| question.id.as_str())
            }
        }
    }
}
