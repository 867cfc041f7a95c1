//! Situations to compare organisations in, as an editor writes them under `vergelijk:`.

use super::examples::value_text;
use super::{Rules, keys};
use crate::answers::{self, DONT_KNOW, NONE};
use crate::program::{Program, Question, QuestionKind};
use crate::registry::Registry;
use crate::rules::cells::is_any;
use crate::sink::{self, RULES, Sink, did_you_mean};
use crate::tree::{Entry, Node, Span, Value};

/// A situation with the answers that are given in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// In the order written, those of the starting point first: question, text, place.
    pub(crate) answers: Vec<(String, String, Span)>,
}

/// What of a situation one organisation's rules can be asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// The answers to questions that it has, among the answers that it has.
    pub(crate) pairs: Vec<(String, String)>,
    /// The questions to which the situation gives only answers that its rules do not name. A choice is then left open; of
    /// several options none holds.
    pub(crate) unnamed: Vec<String>,
}

impl Asked {
    /// Without "none of these", where that only means that its rules do not name what is the case.
    pub(crate) fn without_unnamed(mut self) -> Asked {
        self.pairs.retain(|(id, _)| !self.unnamed.contains(id));
        self
    }
}

impl Case {
    /// The answers that an organisation's rules know. What it does not ask, and what it does not list, is left out: the
    /// organisations do not all ask the same.
    pub(crate) fn asked(&self, program: &Program) -> Asked {
        let mut asked = Asked::default();
        for (id, text, _) in &self.answers {
            let Some(question) = program.questions.iter().find(|question| question.id == *id) else {
                continue;
            };
            let known: Vec<&str> =
                parts(question, text).into_iter().filter(|part| is_answer(question, part)).collect();
            match question.kind {
                QuestionKind::Choice if known.is_empty() => asked.unnamed.push(id.clone()),
                QuestionKind::Many if known.is_empty() => {
                    asked.unnamed.push(id.clone());
                    asked.pairs.push((id.clone(), NONE.to_owned()));
                }
                QuestionKind::Many => asked.pairs.push((id.clone(), known.join(", "))),
                _ => asked.pairs.push((id.clone(), text.clone())),
            }
        }
        asked
    }
}

/// The options in an answer; of a question without options the whole.
fn parts<'t>(question: &Question, text: &'t str) -> Vec<&'t str> {
    match question.kind {
        QuestionKind::Many => text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
        _ => vec![text],
    }
}

/// Whether a question that has options has this one, or whether it stands for none of them.
fn is_answer(question: &Question, part: &str) -> bool {
    match part {
        NONE if question.kind == QuestionKind::Many => true,
        DONT_KNOW if question.dont_know || question.both => true,
        _ => question.options.iter().any(|option| option.id == part),
    }
}

/// Reads the situations, and holds their answers against the rules of all organisations.
pub(crate) fn read(sink: &mut Sink, registry: &Registry, node: &Node, organisations: &[Rules]) -> Vec<Case> {
    let (base, list) = match &node.value {
        Value::Map { .. } => {
            let Some(fields) = sink::fields(sink, RULES, node, "De vergelijking", &keys::COMPARE) else {
                return Vec::new();
            };
            let base = fields
                .get("uitgangspunt")
                .and_then(|node| sink::entries(sink, RULES, node, "Het uitgangspunt"))
                .unwrap_or_default();
            (base, fields.get("situaties"))
        }
        _ => (&[][..], Some(node)),
    };
    let Some(Node { value: Value::List { items, .. }, .. }) = list else {
        sink.error(
            "W0538",
            list.unwrap_or(node).span,
            "Onder `vergelijk` staat geen lijst van situaties",
            "Begin elke situatie met `- naam:`, met de antwoorden eronder. Zet de lijst onder `situaties:` als er een `uitgangspunt:` is.",
        );
        return Vec::new();
    };
    let programs: Vec<(&str, Program)> = organisations
        .iter()
        .filter(|rules| !rules.silent)
        .map(|rules| (rules.organisation.as_str(), rules.on(registry.day, registry)))
        .collect();
    let base = answers_of(sink, &programs, base);
    let mut cases: Vec<Case> = Vec::new();
    for item in items {
        let Some(case) = case(sink, registry, &programs, item, &base) else { continue };
        if let Some(other) = cases.iter().find(|other| other.name == case.name) {
            sink.related(
                crate::finding::Severity::Error,
                "W0538",
                case.span,
                format!("Twee situaties heten “{}”", case.name),
                "Geef een van de twee een andere naam.",
                vec![(other.span, "hier staat de andere".to_owned())],
            );
        }
        cases.push(case);
    }
    cases
}

type Given = (String, String, Span);

fn case(
    sink: &mut Sink,
    registry: &Registry,
    programs: &[(&str, Program)],
    item: &Node,
    base: &[Given],
) -> Option<Case> {
    let entries = sink::entries(sink, RULES, item, "Een situatie")?;
    let named = entries.iter().find(|entry| entry.key == "naam");
    let Some(named) = named else {
        sink.error(
            "W0538",
            item.span,
            "Deze situatie heeft geen naam",
            "Zet er `- naam:` boven, in de woorden van een collega.",
        );
        return None;
    };
    let name = sink::text(sink, RULES, &named.value, "De naam")?.to_owned();
    let own = answers_of(sink, programs, entries);
    let kept = base.iter().filter(|(id, ..)| !entries.iter().any(|entry| entry.key == *id));
    let answers: Vec<Given> = kept.chain(&own).cloned().collect();
    let case = Case { name, span: named.value.span, answers };
    for (organisation, program) in programs {
        for mistake in answers::read(program, &case.asked(program).pairs).mistakes {
            let given = case.answers.iter().find(|(id, ..)| *id == mistake.question);
            sink.error(
                "W0538",
                given.map_or(case.span, |(.., span)| *span),
                format!(
                    "In de situatie “{}” kan het antwoord op `{}` niet voor {}: {}",
                    case.name,
                    mistake.question,
                    registry.organisation_name(organisation),
                    mistake.text.trim_end_matches('.')
                ),
                "Geef een antwoord dat past, of haal deze regel weg.",
            );
        }
    }
    Some(case)
}

/// The answers in a map; what names no question or no answer of any organisation is a finding.
fn answers_of(sink: &mut Sink, programs: &[(&str, Program)], entries: &[Entry]) -> Vec<Given> {
    let mut list = Vec::new();
    for entry in entries.iter().filter(|entry| entry.key != "naam") {
        let questions: Vec<&Question> = programs
            .iter()
            .flat_map(|(_, program)| &program.questions)
            .filter(|question| question.id == entry.key)
            .collect();
        let Some(first) = questions.first() else {
            let mut known: Vec<&str> = Vec::new();
            for question in programs.iter().flat_map(|(_, program)| &program.questions) {
                if !known.contains(&question.id.as_str()) {
                    known.push(&question.id);
                }
            }
            sink.error(
                "W0538",
                entry.key_span,
                format!("`{}` is geen vraag van een organisatie in deze rekenhulp", entry.key),
                did_you_mean(&entry.key, known),
            );
            continue;
        };
        let text = value_text(&entry.value);
        if is_any(&text) {
            continue;
        }
        if matches!(first.kind, QuestionKind::Choice | QuestionKind::Many) {
            let unknown = parts(first, &text)
                .into_iter()
                .find(|part| !questions.iter().any(|question| is_answer(question, part)));
            if let Some(part) = unknown {
                let mut known: Vec<&str> = Vec::new();
                for option in questions.iter().flat_map(|question| &question.options) {
                    if !known.contains(&option.id.as_str()) {
                        known.push(&option.id);
                    }
                }
                sink.error(
                    "W0538",
                    entry.value.span,
                    format!("`{part}` is bij geen enkele organisatie een antwoord op `{}`", entry.key),
                    did_you_mean(part, known),
                );
                continue;
            }
        }
        list.push((entry.key.clone(), text, entry.value.span));
    }
    list
}
