//! A calculator in words, for pages without a script and for the form of the page with one.

use crate::answers;
use crate::book::{channel_view, source_view};
use crate::checks::examples as runs;
use crate::kernel::dutch;
use crate::kernel::number::Rounding;
use crate::kernel::quantity::Measure;
use crate::program::{
    Atom, Choice, Colour, Expr, ExprId, FactValue, Hit, Index, Kind, LineRule, Operand, Origin, Program,
    Question, QuestionKind, RouteRule, Situation, Test, UnclearRule, ValueRule,
};
use crate::registry::Registry;
use crate::rules::examples::Example;
use crate::rules::{Calculator, Rules};
use crate::views::*;
use crate::words::{Words, upper};
use crate::world::{Given, Tri, Val, World};

/// One organisation's rules in words.
pub(crate) fn describe(
    calculator: &Calculator,
    rules: &Rules,
    registry: &Registry,
    document: Option<DocumentView>,
) -> Description {
    let program = rules.on(registry.day, registry);
    let world = World::new(&program, Vec::new(), true);
    let words = Words::new(&world);
    let writer = Writer { calculator, rules, registry, program: &program, words: &words };
    let by_rows = !rules.silent && !matches!(program.kind, Kind::Checklist | Kind::Quiz);
    Description {
        id: calculator.id.clone(),
        organisation: rules.organisation.clone(),
        title: calculator.title.clone(),
        lead: calculator.lead.clone(),
        kind: calculator.kind.clone(),
        sensitive: calculator.sensitive,
        all_questions: program.all_questions,
        questions: questions(&program, &world, &rules.samples),
        rules_in_order: by_rows && program.hit == Hit::First,
        how: if by_rows && program.rows.len() > 1 { Some(how(program.hit).to_owned()) } else { None },
        rules: if by_rows { writer.rows() } else { Vec::new() },
        outcomes: if rules.silent { Vec::new() } else { writer.outcomes() },
        steps: writer.steps(),
        values: writer.values(),
        points: writer.points(),
        form_lines: rules.form_lines.clone(),
        situations: writer.situations(),
        calls: rules.called.iter().map(|(id, _)| id.clone()).collect(),
        examples: rules.examples.iter().map(|example| writer.example(example)).collect(),
        unclear: writer.unclear(),
        remarks: program.remarks.iter().map(|text| words.text(text)).collect(),
        silent: if rules.silent {
            program
                .outcomes
                .first()
                .and_then(|outcome| outcome.sentence.as_ref())
                .map(|text| words.text(text))
        } else {
            None
        },
        same_as: rules.same_as.as_deref().map(|name| registry.organisation_name(name)),
        state: program.state.clone(),
        document,
        reckoned: format!("Gerekend met de regels van {}", dutch::date(registry.day)),
        version: program.clone().lean().version(),
    }
}

fn how(hit: Hit) -> &'static str {
    match hit {
        Hit::Unique => {
            "Een regel geldt als alles wat erin staat klopt. Wat er niet in staat, maakt voor die regel niet uit."
        }
        Hit::First => "Lees van boven naar beneden. De eerste regel die past, telt.",
        Hit::All => "Alle regels die passen, gelden samen.",
    }
}

/// The named values that an expression names itself.
fn values_of(program: &Program, id: ExprId, list: &mut Vec<Index>) {
    match program.exprs.get(usize::from(id)) {
        Some(Expr::Value(value)) => list.push(*value),
        Some(Expr::Two(_, left, right)) => {
            values_of(program, *left, list);
            values_of(program, *right, list);
        }
        Some(Expr::If(when, then, other)) => {
            values_of_atoms(program, when, list);
            values_of(program, *then, list);
            values_of(program, *other, list);
        }
        Some(Expr::Call(_, arguments)) => arguments.iter().for_each(|id| values_of(program, *id, list)),
        _ => {}
    }
}

fn values_of_atoms(program: &Program, atoms: &[Atom], list: &mut Vec<Index>) {
    for atom in atoms {
        if let Operand::Value(value) = atom.left {
            list.push(value);
        }
        if let Test::Compare(parts) = &atom.test {
            parts.iter().for_each(|(_, right)| values_of(program, *right, list));
        }
    }
}

/// The questions of a program as a form shows them.
fn questions(program: &Program, world: &World<'_>, samples: &[(String, String)]) -> Vec<FormQuestion> {
    program
        .questions
        .iter()
        .enumerate()
        .filter(|(index, question)| {
            question.fact.is_none() || world.asked(*index as Index, &world.start()) != Tri::No
        })
        .map(|(index, question)| form_question(index, question, world, samples))
        .collect()
}

fn form_question(
    index: usize,
    question: &Question,
    world: &World<'_>,
    samples: &[(String, String)],
) -> FormQuestion {
    let words = Words::new(world);
    let mut options: Vec<(String, String)> = match question.kind {
        QuestionKind::YesNo | QuestionKind::Tick => {
            vec![("ja".to_owned(), "Ja".to_owned()), ("nee".to_owned(), "Nee".to_owned())]
        }
        _ => question.options.iter().map(|Choice { id, label }| (id.clone(), words.text(label))).collect(),
    };
    if question.dont_know || question.both {
        options.push((answers::DONT_KNOW.to_owned(), "Weet ik niet".to_owned()));
    }
    if question.kind == QuestionKind::Many {
        options.push((answers::NONE.to_owned(), "Geen van deze".to_owned()));
    }
    let limit = |val: Option<Val>| val.map(|val| words.val(&val, Some(Operand::Answer(index as Index))));
    let (low, high) = world.limits(index);
    let limits = match (limit(low), limit(high)) {
        (Some(low), Some(high)) => Some(format!("van {low} tot en met {high}")),
        (Some(low), None) => Some(format!("vanaf {low}")),
        (None, Some(high)) => Some(format!("tot en met {high}")),
        (None, None) => None,
    };
    FormQuestion {
        id: question.id.clone(),
        label: words.text(&question.label),
        help: question.help.as_ref().map(|text| words.text(text)),
        kind: match question.kind {
            QuestionKind::YesNo => FieldKind::YesNo,
            QuestionKind::Choice => FieldKind::Choice,
            QuestionKind::Many => FieldKind::Many,
            QuestionKind::Amount => FieldKind::Amount,
            QuestionKind::Number => FieldKind::Number,
            QuestionKind::Percentage => FieldKind::Percentage,
            QuestionKind::Date => FieldKind::Date,
            QuestionKind::Time => FieldKind::Time,
            QuestionKind::Text => FieldKind::Text,
            QuestionKind::Tick => FieldKind::Tick,
        },
        options,
        unit: question.unit.as_ref().map(|unit| dutch::unit_text(unit, true)),
        limits,
        required: !question.optional(),
        only_if: words.condition(&question.only_if),
        example: sample(index, question, world, samples),
    }
}

/// A good answer, to show what one looks like: what an editor wrote, else the last value of a fact that is asked, else
/// the first of some usual ones that the question takes.
fn sample(
    index: usize,
    question: &Question,
    world: &World<'_>,
    samples: &[(String, String)],
) -> Option<String> {
    if let Some((_, text)) = samples.iter().find(|(id, _)| *id == question.id) {
        return Some(text.clone());
    }
    let fact = question.fact.and_then(|fact| world.program.facts.get(usize::from(fact)));
    let known =
        fact.into_iter().flat_map(|fact| fact.lines.iter().rev()).find_map(|line| match &line.value {
            FactValue::Known(Measure::Quantity(quantity)) => Some(Val::Amount(quantity.clone())),
            _ => None,
        });
    let usual: &[&str] = match question.kind {
        QuestionKind::Amount => &["24,95", "249,50", "2.495", "2,50", "0,25"],
        QuestionKind::Number => &["12,5", "12", "2,5", "3", "0,5", "0,25", "1", "120", "1.200"],
        QuestionKind::Percentage => &["70", "12,5", "3", "0,5", "120"],
        QuestionKind::Date => &["6-1-2025"],
        QuestionKind::Time => &["14.00", "9.00", "19.00"],
        _ => return None,
    };
    // Whole steps are shown as whole numbers, also where a half is one of them.
    let whole = question.step.as_ref().is_some_and(|step| step.number.is_integer());
    let usual = usual.iter().filter(|text| !whole || !text.contains(',')).map(|text| (*text).to_owned());
    let (low, high) = world.limits(index);
    let typed = |val: Val| match val {
        Val::Date(day) => format!("{}-{}-{}", day.day(), day.month(), day.year()),
        val => answers::plainly(question, &val),
    };
    known
        .map(typed)
        .into_iter()
        .chain(usual)
        .chain([low, high].into_iter().flatten().map(typed))
        .find(|text| answers::one(world, index, question, text).is_ok())
}

struct Writer<'a, 'w, 'p> {
    calculator: &'a Calculator,
    rules: &'a Rules,
    registry: &'a Registry,
    program: &'p Program,
    words: &'a Words<'w, 'p>,
}

impl Writer<'_, '_, '_> {
    fn sources(&self, sources: &[Index]) -> Vec<SourceView> {
        sources
            .iter()
            .filter_map(|index| self.program.sources.get(usize::from(*index)))
            .filter_map(|(reference, _)| self.registry.source(reference, None).ok())
            .map(|source| source_view(&source))
            .collect()
    }

    fn rows(&self) -> Vec<RuleRowView> {
        let program = self.program;
        program
            .rows
            .iter()
            .map(|row| {
                let outcome = program.outcomes.get(usize::from(row.outcome));
                let mut conditions = self.words.row(row);
                if conditions.is_empty() {
                    let text = if program.hit == Hit::First { "In alle andere gevallen." } else { "Altijd." };
                    conditions.push(text.to_owned());
                }
                RuleRowView {
                    conditions,
                    outcome: outcome.map_or_else(String::new, |outcome| outcome.id.clone()),
                    outcome_text: outcome.map_or_else(String::new, |outcome| self.words.text(&outcome.title)),
                    colour: outcome.map_or_else(String::new, |outcome| outcome.colour.id().to_owned()),
                    values: row
                        .values
                        .iter()
                        .map(|(value, expr)| {
                            format!(
                                "{}: {}",
                                self.words.name(Operand::Value(*value)),
                                self.given(*value, *expr)
                            )
                        })
                        .collect(),
                    sources: self.sources(&row.sources),
                }
            })
            .collect()
    }

    fn lines(&self, lines: &[LineRule], outcome: Option<Index>) -> Vec<ConditionalText> {
        lines
            .iter()
            .filter(|line| line.outcome.is_none() || line.outcome == outcome)
            .filter(|line| self.words.can_show(outcome, &line.only_if))
            .map(|line| ConditionalText {
                id: line.id.clone(),
                text: self.words.text(&line.text),
                only_if: self.words.condition(&line.only_if),
            })
            .collect()
    }

    fn outcomes(&self) -> Vec<OutcomeView> {
        self.program
            .outcomes
            .iter()
            .enumerate()
            .map(|(index, outcome)| OutcomeView {
                id: outcome.id.clone(),
                colour: outcome.colour.id().to_owned(),
                short: self.words.text(&outcome.short),
                title: self.words.text(&outcome.title),
                sentence: outcome.sentence.as_ref().map(|text| self.words.text(text)),
                actions: self.lines(&self.program.actions, Some(index as Index)),
                attention: self.lines(&self.program.attention, Some(index as Index)),
                shows: outcome.shows.iter().map(|value| self.words.name(Operand::Value(*value))).collect(),
                route: outcome.route.as_ref().map(|route| self.route(route)),
            })
            .collect()
    }

    /// A route knows its desks by name and its channels as one list. Whose each channel is can be said again where
    /// they are the desks' own.
    fn route(&self, route: &RouteRule) -> RouteView {
        let organisation = &self.rules.organisation;
        let views = |channels: &[(String, String)]| {
            channels.iter().map(|(kind, text)| channel_view(kind, text)).collect::<Vec<_>>()
        };
        let entries: Vec<_> = self
            .registry
            .desk_names(organisation)
            .into_iter()
            .filter_map(|id| self.registry.desk(organisation, id))
            .collect();
        let desk = |name: &String| entries.iter().find(|desk| desk.name == *name);
        let own: Vec<_> = route.to.iter().filter_map(desk).flat_map(|desk| desk.channels.clone()).collect();
        let theirs = own == route.channels;
        let view = |name: &String| {
            let known = desk(name);
            DeskView {
                id: known.map(|desk| desk.id.clone()).unwrap_or_default(),
                owner: known.map(|desk| desk.owner.clone()).unwrap_or_default(),
                name: name.clone(),
                channels: known.filter(|_| theirs).map(|desk| views(&desk.channels)).unwrap_or_default(),
            }
        };
        RouteView {
            desks: route.to.iter().map(view).collect(),
            channels: if theirs { Vec::new() } else { views(&route.channels) },
            bring: self.words.texts(&route.bring),
            next: self.words.maybe(&route.next),
            anonymous: route.anonymous,
            calculator: route.calculator.clone(),
        }
    }

    /// Values that are shown, with all they are reckoned from: without a table they are the rule itself.
    fn values(&self) -> Vec<ValueView> {
        let program = self.program;
        let mut wanted: Vec<Index> =
            program.outcomes.iter().flat_map(|outcome| outcome.shows.clone()).collect();
        let mut place = 0;
        while let Some(value) = wanted.get(place) {
            let mut more = Vec::new();
            match program.values.get(usize::from(*value)).map(|value| &value.rule) {
                Some(ValueRule::Expr(expr)) => values_of(program, *expr, &mut more),
                Some(ValueRule::Table(rows)) => {
                    for (when, expr) in rows {
                        values_of_atoms(program, when, &mut more);
                        values_of(program, *expr, &mut more);
                    }
                }
                _ => {}
            }
            more.retain(|value| !wanted.contains(value));
            wanted.extend(more);
            place += 1;
        }
        // Each rests only on earlier ones.
        wanted.sort_unstable();
        wanted.dedup();
        wanted.into_iter().filter_map(|index| self.value(index)).collect()
    }

    /// What a row gives a named value, in words.
    fn given(&self, value: Index, expr: ExprId) -> String {
        match self.program.exprs.get(usize::from(expr)) {
            Some(Expr::Word(word)) => self.words.val(&Val::Word(*word), Some(Operand::Value(value))),
            _ => self.words.expr(expr),
        }
    }

    fn value(&self, index: Index) -> Option<ValueView> {
        let named = self.program.values.get(usize::from(index))?;
        let result = |expr: ExprId| self.given(index, expr);
        let (how, rows) = match &named.rule {
            ValueRule::Expr(expr) => (Some(result(*expr)), Vec::new()),
            ValueRule::Table(rows) => {
                let rows = rows.iter().map(|(when, expr)| {
                    (self.words.condition(when).unwrap_or_else(|| "Altijd.".to_owned()), result(*expr))
                });
                (None, rows.collect())
            }
            ValueRule::Column => (None, Vec::new()),
        };
        Some(ValueView {
            id: named.id.clone(),
            name: self.words.text(&named.name),
            how,
            rows,
            rounding: named.rounding.map(Rounding::dutch),
        })
    }

    fn points(&self) -> Vec<PointView> {
        let ticks = self.program.questions.iter().filter(|question| question.kind == QuestionKind::Tick);
        ticks
            .zip(&self.rules.points)
            .map(|(question, point)| PointView {
                id: question.id.clone(),
                heading: self.words.maybe(&point.heading),
                text: self.words.text(&question.label),
                must: question.required,
                only_if: self.words.condition(&question.only_if),
                who: point.who.clone(),
                actions: point.actions.iter().map(|(_, text)| self.words.text(text)).collect(),
                attention: self.words.maybe(&point.attention),
                unclear: point.unclear.as_ref().map(|rule| self.unclear_view(rule, &rule.only_if)),
                sources: self.sources(&point.sources),
            })
            .collect()
    }

    fn situations(&self) -> Vec<SituationView> {
        let named = |situation: &Situation, colour: Colour| {
            let operand = Operand::Answer(situation.question);
            (colour.id().to_owned(), self.words.val(&Val::Word(colour.option()), Some(operand)))
        };
        self.program
            .situations
            .iter()
            .map(|situation| {
                let (colour, colour_name) = named(situation, situation.colour);
                SituationView {
                    id: self.program.id_of(Operand::Answer(situation.question)),
                    text: self.words.name(Operand::Answer(situation.question)),
                    colour,
                    colour_name,
                    also: situation.also.map(|also| named(situation, also)),
                    why: self.words.text(&situation.why),
                    unclear: situation.unclear.as_ref().map(|rule| self.unclear_view(rule, &rule.only_if)),
                    sources: self.sources(&situation.sources),
                }
            })
            .collect()
    }

    fn unclear_view(&self, rule: &UnclearRule, only_if: &[Atom]) -> UnclearView {
        UnclearView {
            calculator: self.calculator.id.clone(),
            organisation: self.rules.organisation.clone(),
            id: rule.id.clone(),
            says: self.words.text(&rule.says),
            reading: self.words.text(&rule.reading),
            decides: rule.decides.as_ref().map(|text| self.words.text(text)),
            only_if: self.words.condition(only_if),
            sources: self.sources(&rule.sources),
        }
    }

    fn unclear(&self) -> Vec<UnclearView> {
        self.program.unclear.iter().map(|rule| self.unclear_view(rule, &rule.only_if)).collect()
    }

    fn steps(&self) -> Vec<StepView> {
        self.program
            .steps
            .iter()
            .map(|step| {
                let names: Vec<&str> = step.who.iter().map(|(_, name)| name.as_str()).collect();
                StepView {
                    id: step.id.clone(),
                    title: self.words.text(&step.title),
                    when: self.words.when(&step.when),
                    who: dutch::list_and(&names),
                    with: if step.with.is_empty() { None } else { Some(dutch::list_and(&step.with)) },
                    origin: match step.origin {
                        Origin::Document => OriginView::Document,
                        Origin::Law => OriginView::Wet,
                        Origin::Table => OriginView::Tabel,
                    },
                    only_if: self.words.condition(&step.only_if),
                    actions: step.actions.iter().map(|(_, text)| self.words.text(text)).collect(),
                    attention: step.attention.as_ref().map(|text| self.words.text(text)),
                    unclear: step.unclear.as_ref().map(|rule| self.unclear_view(rule, &rule.only_if)),
                    sources: self.sources(&step.sources),
                }
            })
            .collect()
    }

    /// An example as it comes out: on the day of the site if it holds then, else on its own day.
    fn example(&self, example: &Example) -> ExampleView {
        let today = self.rules.program.rules_of.is_none()
            && example.rules_of.is_none()
            && runs::holds_on(self.rules, example, self.registry.day, self.registry);
        let run = runs::run(self.rules, example, self.registry);
        let program = if today { self.rules.on(self.registry.day, self.registry) } else { run.program };
        let read = answers::read(&program, &run.answers);
        let world = World::new(&program, read.given.clone(), false);
        let words = Words::new(&world);
        let inputs = program
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| question.kind != QuestionKind::Tick)
            .filter_map(|(index, question)| match read.given.get(index) {
                Some(Given::Is(val)) => {
                    let text = words.val(val, Some(Operand::Answer(index as Index)));
                    Some((words.text(&question.label), upper(&text)))
                }
                _ => None,
            })
            .collect();
        let report = program.evaluate(&run.answers, None);
        let mut results: Vec<String> =
            report.screen.actions.iter().map(|action| action.text.clone()).collect();
        if program.kind == Kind::Timeline {
            let named = |id: &str| example.expected.iter().any(|(name, ..)| name == id);
            results = report
                .steps
                .iter()
                .flatten()
                .filter(|step| named(&step.id))
                .map(|step| format!("{}: {}", step.title, step.text))
                .collect();
            let values = report.values.iter().filter(|(id, _)| named(id));
            results.extend(values.map(|(_, value)| format!("{}: {}", value.name, value.text)));
            if results.is_empty() {
                results.extend(report.screen.title.clone());
            }
        } else {
            let values = report.values.iter().map(|(_, value)| format!("{}: {}", value.name, value.text));
            results.splice(0..0, values);
            let missing = report.points.iter().flat_map(|points| &points.missing);
            let asked = |id: &String| program.questions.iter().find(|question| question.id == *id);
            results.extend(
                missing
                    .filter_map(asked)
                    .map(|question| format!("Ontbreekt: {}", words.text(&question.label))),
            );
        }
        ExampleView {
            name: upper(&example.name),
            inputs,
            outcome: report.screen.title.clone().filter(|_| program.kind != Kind::Timeline),
            colour: report.screen.colour.clone(),
            results,
            rules_of: if today || self.rules.program.rules_of.is_some() {
                None
            } else {
                Some(dutch::date(run.day))
            },
        }
    }
}

/// All that the documents leave open in a calculator, with what single steps leave open.
pub(crate) fn unclear(calculator: &Calculator, registry: &Registry) -> Vec<UnclearView> {
    let mut list = Vec::new();
    for rules in &calculator.organisations {
        let program = rules.on(registry.day, registry);
        let world = World::new(&program, Vec::new(), true);
        let words = Words::new(&world);
        let writer = Writer { calculator, rules, registry, program: &program, words: &words };
        list.extend(writer.unclear());
        list.extend(
            program
                .steps
                .iter()
                .filter_map(|step| step.unclear.as_ref())
                .chain(rules.points.iter().filter_map(|point| point.unclear.as_ref()))
                .chain(program.situations.iter().filter_map(|situation| situation.unclear.as_ref()))
                .map(|rule| writer.unclear_view(rule, &rule.only_if)),
        );
    }
    list
}

/// All examples of a calculator as calls with the program of their day.
pub(crate) fn calls(calculator: &Calculator, registry: &Registry) -> Vec<(ExampleCall, Program)> {
    let mut list = Vec::new();
    for rules in &calculator.organisations {
        for example in &rules.examples {
            let run = runs::run(rules, example, registry);
            let call = ExampleCall {
                calculator: calculator.id.clone(),
                organisation: rules.organisation.clone(),
                name: example.name.clone(),
                answers: run.answers,
                day: run.day.iso(),
            };
            list.push((call, run.program.lean()));
        }
    }
    list
}
