//! Every reader of what others wrote, as one function of bytes: whatever the bytes are, it ends in a value or a
//! finding, never in a panic and never in an endless search.
//!
//! The tests of this module run them over the files of `fuzz/kept/` and over thousands of generated inputs; the
//! targets in `fuzz/` run them for as long as somebody likes. Both read with the generator's own YAML reader.

#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use calculators::book::{CalculatorFile, OrganisationEntry, OwnedFile, RuleBook, RuleFiles};
use calculators::finding::Severity;
use calculators::kernel::date::Date;
use calculators::program::Program;
use calculators::tree::{Node, Value};

use import::Profile;
use import::read::FileKind;

use crate::source::yaml;

/// The organisation of the handbook that the readers are tried in.
const ORGANISATION: &str = "lelystad";
/// Where an expression is put.
const PLACE: &str = "plaats";

const SOURCES: &str = include_str!("handboek/bronnen.yaml");
const FACTS: &str = include_str!("handboek/feiten.yaml");
const DESKS: &str = include_str!("handboek/organisatie.yaml");
const HOLIDAYS: &str = include_str!("handboek/vrije-dagen.yaml");
const QUESTIONS: &str = include_str!("handboek/vragen.yaml");
const VALUE: &str = include_str!("handboek/waarde.yaml");
const MOMENT: &str = include_str!("handboek/moment.yaml");
const CONDITION: &str = include_str!("handboek/voorwaarde.yaml");
const DECISION: &str = include_str!("handboek/beslissing.yaml");
const TIMELINE: &str = include_str!("handboek/tijdlijn.yaml");

/// A calculator's file: read, checked, described, compared, made into bytes and back, and evaluated.
pub fn rule(bytes: &[u8]) {
    let Some(root) = tree(&String::from_utf8_lossy(bytes)) else { return };
    let mut files = handbook().clone();
    files.calculators = vec![CalculatorFile { id: "x".to_owned(), root }];
    try_out(&files);
}

/// The same text as facts, as documents, as functions and as holidays.
pub fn facts(bytes: &[u8]) {
    let Some(root) = tree(&String::from_utf8_lossy(bytes)) else { return };
    let own = |owner: &str| OwnedFile { owner: owner.to_owned(), root: root.clone() };
    for place in 0..4 {
        let mut files = handbook().clone();
        match place {
            0 => files.facts.push(own(ORGANISATION)),
            1 => files.desks = vec![own("landelijk")],
            2 => files.holidays = vec![own("landelijk")],
            _ => files.sources = Some(root.clone()),
        }
        try_out(&files);
    }
}

/// A calculation, as a named value and as the day of a step, and a condition.
pub fn expression(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for template in templates() {
        let mut root = template.clone();
        put(&mut root, &text);
        let mut files = handbook().clone();
        files.calculators.push(CalculatorFile { id: "x".to_owned(), root });
        try_out(&files);
    }
}

/// Answers, each on a line as `vraag=antwoord`, to every calculator of the handbook.
pub fn answers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let pairs: Vec<(String, String)> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(question, answer)| (question.to_owned(), answer.to_owned()))
        .collect();
    for program in programs() {
        evaluate(program, &pairs);
    }
}

/// An official document, as each kind of file: read, made into pages, and no word of it lost.
pub fn document(bytes: &[u8]) {
    for kind in [FileKind::Text, FileKind::Layout, FileKind::Docx] {
        let Ok(source) = import::read::read(bytes, kind) else { continue };
        let imported = import::import(&source, &Profile::default());
        let audit = import::audit::audit(&source, &imported.pages, &imported.log);
        assert!(audit.lost.is_empty() && audit.invented.is_empty(), "{kind:?}: {audit:?}");
    }
}

/// The bytes of a program, as the browser loads them.
pub fn bundle(bytes: &[u8]) {
    if let Ok(program) = Program::from_bytes(bytes) {
        // Another writing of the same program may be read; ours is one and the same.
        let again = Program::from_bytes(&program.to_bytes()).map(|program| program.to_bytes());
        assert!(again == Ok(program.to_bytes()), "a program survives the journey");
        evaluate(&program, &[]);
        evaluate(
            &program,
            &[("bedrag".to_owned(), "7".to_owned()), ("dag".to_owned(), "24-12-2026".to_owned())],
        );
    }
}

/// The handbook without calculators; read once.
fn handbook() -> &'static RuleFiles {
    static HANDBOOK: OnceLock<RuleFiles> = OnceLock::new();
    HANDBOOK.get_or_init(|| {
        let own = |owner: &str, text: &str| {
            tree(text).map(|root| OwnedFile { owner: owner.to_owned(), root }).into_iter().collect()
        };
        RuleFiles {
            organisations: vec![OrganisationEntry {
                id: ORGANISATION.to_owned(),
                name: "Lelystad".to_owned(),
            }],
            facts: own(ORGANISATION, FACTS),
            desks: own("landelijk", DESKS),
            holidays: own("landelijk", HOLIDAYS),
            sources: tree(SOURCES),
            calculators: Vec::new(),
            day: Date::from_ymd(2026, 11, 22).unwrap_or(Date::MIN),
            strict: false,
        }
    })
}

/// Calculators with room for an expression.
fn templates() -> &'static [Node] {
    static TEMPLATES: OnceLock<Vec<Node>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        [VALUE, MOMENT, CONDITION].iter().filter_map(|rest| tree(&[QUESTIONS, *rest].concat())).collect()
    })
}

/// Its calculators.
fn programs() -> &'static [Program] {
    static PROGRAMS: OnceLock<Vec<Program>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let mut files = handbook().clone();
        for (id, text) in [("beslissing", DECISION), ("tijdlijn", TIMELINE)] {
            files.calculators.extend(tree(text).map(|root| CalculatorFile { id: id.to_owned(), root }));
        }
        let (book, _) = RuleBook::read(&files);
        ["beslissing", "tijdlijn"].iter().filter_map(|id| book.program(id, ORGANISATION)).collect()
    })
}

/// Everything that is done with rule files.
fn try_out(files: &RuleFiles) {
    let (book, findings) = RuleBook::read(files);
    let read = book.calculators();
    assert!(
        read.len() == files.calculators.len()
            || findings.iter().any(|finding| finding.severity == Severity::Error),
        "what is left out has a finding"
    );
    book.check();
    for calculator in read {
        book.compare(&calculator.id);
        for organisation in &calculator.organisations {
            book.describe(&calculator.id, organisation);
            let Some(program) = book.program(&calculator.id, organisation) else { continue };
            assert_eq!(
                Program::from_bytes(&program.to_bytes()).as_ref(),
                Ok(&program),
                "a program survives the journey"
            );
            evaluate(&program, &[]);
        }
    }
}

/// A result in every form.
fn evaluate(program: &Program, answers: &[(String, String)]) {
    let day = Date::from_ymd(2027, 3, 28);
    let report = program.evaluate(answers, day);
    report.to_text(&[]);
    assert!(serde_json::from_str::<serde_json::Value>(&report.to_json()).is_ok(), "a result is JSON");
    if let Some(file) = program.calendar(answers, day.unwrap_or(Date::MIN), true) {
        assert!(
            file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')),
            "a calendar file has short lines"
        );
    }
}

/// The text as a tree; none where it is no YAML that the generator takes.
fn tree(text: &str) -> Option<Node> {
    let mut diagnostics = Vec::new();
    let root = yaml::read(text, 0, 0, &mut diagnostics);
    assert!(root.is_some() || !diagnostics.is_empty(), "a text that is not read has a finding");
    root
}

/// Puts a text where the tree has room for it.
fn put(node: &mut Node, text: &str) {
    match &mut node.value {
        Value::Scalar(scalar) if scalar.text == PLACE => scalar.text = text.to_owned(),
        Value::Scalar(_) | Value::Empty => {}
        Value::List { items, .. } => items.iter_mut().for_each(|item| put(item, text)),
        Value::Map { entries, .. } => entries.iter_mut().for_each(|entry| put(&mut entry.value, text)),
    }
}
