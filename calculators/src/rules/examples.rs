//! Worked examples, as an editor writes them.

use super::Piece;
use super::cells::is_any;
use super::table;
use crate::kernel::date::Date;
use crate::period::CHANGES;
use crate::program::{Hit, Kind, Program, QuestionKind};
use crate::registry::read_day;
use crate::sink::{self, RULES, Sink, did_you_mean};
use crate::tree::{Entry, Node, Span, Value};

/// A worked example.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// Answers as they are typed: question, text, place.
    pub(crate) inputs: Vec<(String, String, Span)>,
    /// The outcome it must have.
    pub(crate) outcome: Option<(String, Span)>,
    /// The lines of what to do that must appear, no more and no less.
    pub(crate) lines: Option<(Vec<String>, Span)>,
    /// Named values and steps: name, what it must be, place.
    pub(crate) expected: Vec<(String, String, Span)>,
    /// The day whose rules it uses, where the editor says so.
    pub(crate) rules_of: Option<Date>,
    /// No rule is known for its day.
    pub(crate) no_rule: bool,
    /// Points of a checklist that must be missing; all others are ticked.
    pub(crate) missing: (Vec<String>, Span),
    /// Points of a checklist that must not apply.
    pub(crate) not: Option<(Vec<String>, Span)>,
}

/// Reads the examples of an organisation.
pub(crate) fn read(sink: &mut Sink, program: &Program, node: &Node) -> Vec<Example> {
    match &node.value {
        Value::Scalar(_) => table_of(sink, program, node, None),
        Value::Map { .. } => {
            let Some(fields) = sink::fields(sink, RULES, node, "De voorbeelden", &super::keys::EXAMPLES)
            else {
                return Vec::new();
            };
            let base = fields
                .get("uitgangspunt")
                .and_then(|node| sink::entries(sink, RULES, node, "Het uitgangspunt"));
            match fields.get("tabel") {
                Some(table) => table_of(sink, program, table, base),
                None => {
                    sink.error(
                        "W0523",
                        node.span,
                        "Bij het uitgangspunt ontbreekt een tabel",
                        "Zet er `tabel: |` onder.",
                    );
                    Vec::new()
                }
            }
        }
        Value::List { items, .. } => items.iter().filter_map(|item| of_list(sink, program, item)).collect(),
        Value::Empty => Vec::new(),
    }
}

/// Keys of an example of a checklist.
const MISSING: &str = "mist";
const NOT: &str = "geldt-niet";

/// What a column or key of an example can be.
enum Column {
    Name,
    Question(String),
    Outcome,
    Lines,
    Day,
    Value(String),
    /// Points that are missing.
    Missing,
    /// Points that do not apply.
    Not,
    /// A question of the calculator that this organisation does not ask: harmless.
    Ignored,
    Unknown,
}

fn column(sink: &mut Sink, program: &Program, name: &str, span: Span) -> Column {
    match name {
        "naam" => return Column::Name,
        "dan" => return Column::Outcome,
        "doe" => return Column::Lines,
        "regels-op" => return Column::Day,
        MISSING if program.kind == Kind::Checklist => return Column::Missing,
        NOT if program.kind == Kind::Checklist => return Column::Not,
        _ => {}
    }
    if program.questions.iter().any(|question| question.id == name && question.kind != QuestionKind::Tick) {
        return Column::Question(name.to_owned());
    }
    if program.values.iter().any(|value| value.id == name) {
        return Column::Value(name.to_owned());
    }
    if program.unasked.iter().any(|question| question == name) {
        return Column::Ignored;
    }
    let known: Vec<&str> = program
        .questions
        .iter()
        .filter(|question| question.kind != QuestionKind::Tick)
        .map(|question| question.id.as_str())
        .chain(program.values.iter().map(|value| value.id.as_str()))
        .chain(["naam", "dan", "doe", "regels-op"])
        .chain([MISSING, NOT].into_iter().filter(|_| program.kind == Kind::Checklist))
        .collect();
    sink.error(
        "W0523",
        span,
        format!("`{name}` is geen vraag en geen waarde van deze organisatie"),
        did_you_mean(name, known),
    );
    Column::Unknown
}

fn table_of(sink: &mut Sink, program: &Program, node: &Node, base: Option<&[Entry]>) -> Vec<Example> {
    let Some(sheet) = table::sheet(sink, node, "De tabel met voorbeelden") else { return Vec::new() };
    let columns: Vec<Column> =
        sheet.header.iter().map(|cell| column(sink, program, cell.text, cell.span())).collect();
    for entry in base.unwrap_or_default() {
        column(sink, program, &entry.key, entry.key_span);
    }
    let has_outcome = columns.iter().any(|column| matches!(column, Column::Outcome));
    // Where there is but one outcome, an example is about its values.
    if !has_outcome && (program.kind == Kind::Decision || program.outcomes.len() > 1) {
        sink.error(
            "W0523",
            node.span,
            "De voorbeelden hebben geen kolom `dan`",
            "Zet in `dan` welke uitkomst elk voorbeeld hoort te hebben.",
        );
    }
    let mut examples = Vec::new();
    for row in &sheet.rows {
        let mut example = blank(row.span);
        for entry in base.unwrap_or_default() {
            let named = sheet.header.iter().any(|cell| cell.text == entry.key);
            let text = value_text(&entry.value);
            if !named && !is_any(&text) && program.questions.iter().any(|question| question.id == entry.key) {
                example.inputs.push((entry.key.clone(), text, entry.value.span));
            }
        }
        for (column, cell) in columns.iter().zip(&row.cells) {
            cell_of(sink, program, &mut example, column, *cell, base);
        }
        if example.name.is_empty() {
            example.name = format!("voorbeeld {}", examples.len() + 1);
        }
        tick_the_rest(program, &mut example);
        examples.push(example);
    }
    examples
}

fn blank(span: Span) -> Example {
    Example {
        name: String::new(),
        span,
        inputs: Vec::new(),
        outcome: None,
        lines: None,
        expected: Vec::new(),
        rules_of: None,
        no_rule: false,
        missing: (Vec::new(), span),
        not: None,
    }
}

fn cell_of(
    sink: &mut Sink,
    program: &Program,
    example: &mut Example,
    column: &Column,
    cell: Piece<'_>,
    base: Option<&[Entry]>,
) {
    if cell.text.is_empty() && !matches!(column, Column::Ignored | Column::Unknown) {
        sink.error(
            "W0505",
            cell.span(),
            "Deze cel is leeg",
            "Niet beantwoord, of hier niet nagekeken? Schrijf `-`.",
        );
        return;
    }
    match column {
        Column::Name => example.name = cell.text.to_owned(),
        Column::Outcome => {
            example.outcome = Some((cell.text.to_owned(), cell.span()));
            if program.kind != Kind::Timeline || cell.text == CHANGES {
                known_outcome(sink, program, cell.text, cell.span());
            }
        }
        Column::Lines => example.lines = lines(sink, program, cell),
        Column::Day => {
            if !is_any(cell.text) {
                example.rules_of = Date::parse_iso(cell.text);
                if example.rules_of.is_none() {
                    sink.error(
                        "W0410",
                        cell.span(),
                        format!("`{}` is geen dag die we kunnen lezen", cell.text),
                        "Schrijf jaar, maand en dag, bijvoorbeeld 2026-01-31.",
                    );
                }
            }
        }
        Column::Question(id) => {
            let text = if cell.text == "=" {
                match base.unwrap_or_default().iter().find(|entry| entry.key == *id) {
                    Some(entry) => value_text(&entry.value),
                    None => {
                        sink.error(
                            "W0523",
                            cell.span(),
                            format!("`=` verwijst naar het uitgangspunt, maar daar staat `{id}` niet in"),
                            "Zet het in `uitgangspunt:`, of vul hier een antwoord in.",
                        );
                        return;
                    }
                }
            } else {
                cell.text.to_owned()
            };
            if !is_any(&text) {
                example.inputs.push((id.clone(), text, cell.span()));
            }
        }
        Column::Value(id) => {
            if !is_any(cell.text) {
                example.expected.push((id.clone(), cell.text.to_owned(), cell.span()));
            }
        }
        Column::Missing => example.missing = (points(sink, program, cell), cell.span()),
        Column::Not => example.not = Some((points(sink, program, cell), cell.span())),
        Column::Ignored | Column::Unknown => {}
    }
}

/// Whether a result can be called so: an outcome, all that apply (`a en b`), all that can be where an answer is
/// unknown (`a of b`), or that the rules change.
fn known_outcome(sink: &mut Sink, program: &Program, text: &str, span: Span) {
    let period = program.rules_until.map(|_| CHANGES);
    if period == Some(text) {
        return;
    }
    let known: Vec<&str> = program.outcomes.iter().map(|outcome| outcome.id.as_str()).chain(period).collect();
    let both = program.questions.iter().any(|question| question.both);
    let possible: Vec<&str> = if both { text.split(" of ").collect() } else { vec![text] };
    for name in possible.into_iter().flat_map(|one| {
        let all: Vec<&str> = if program.hit == Hit::All { one.split(" en ").collect() } else { vec![one] };
        all
    }) {
        if !known.contains(&name) {
            let help = did_you_mean(name, known.clone());
            sink.error("W0523", span, format!("De uitkomst `{name}` komt in deze regels niet voor"), help);
        }
    }
}

/// Points by their ids; `-` and `geen` are none.
fn points(sink: &mut Sink, program: &Program, cell: Piece<'_>) -> Vec<String> {
    let mut list = Vec::new();
    if is_any(cell.text) || cell.text == "geen" {
        return list;
    }
    let mut start = 0;
    for part in cell.text.split(',') {
        let piece = cell.part(start, start + part.len()).trimmed();
        start += part.len() + 1;
        list.extend(point(sink, program, piece.text, piece.span()));
    }
    list
}

fn point(sink: &mut Sink, program: &Program, id: &str, span: Span) -> Option<String> {
    let ticks = program.questions.iter().filter(|question| question.kind == QuestionKind::Tick);
    let known: Vec<&str> = ticks.map(|question| question.id.as_str()).collect();
    if known.contains(&id) {
        return Some(id.to_owned());
    }
    sink.error("W0523", span, format!("`{id}` is geen punt van deze checklist"), did_you_mean(id, known));
    None
}

/// A list of points, or one alone.
fn point_list(sink: &mut Sink, program: &Program, node: &Node) -> Vec<String> {
    match &node.value {
        Value::List { items, .. } if items.is_empty() => Vec::new(),
        Value::List { .. } => sink::texts(sink, RULES, node, "Het punt")
            .into_iter()
            .filter_map(|item| point(sink, program, item.text().unwrap_or_default(), item.span))
            .collect(),
        _ => Piece::whole(node).map(|piece| points(sink, program, piece)).unwrap_or_default(),
    }
}

/// What an example of a checklist does not call missing is ticked.
fn tick_the_rest(program: &Program, example: &mut Example) {
    for question in &program.questions {
        if question.kind == QuestionKind::Tick && !example.missing.0.contains(&question.id) {
            example.inputs.push((question.id.clone(), "ja".to_owned(), example.span));
        }
    }
}

fn lines(sink: &mut Sink, program: &Program, cell: Piece<'_>) -> Option<(Vec<String>, Span)> {
    if is_any(cell.text) {
        return None;
    }
    if cell.text == "geen" {
        return Some((Vec::new(), cell.span()));
    }
    let mut list = Vec::new();
    let mut start = 0;
    for part in cell.text.split(',') {
        let piece = cell.part(start, start + part.len()).trimmed();
        start += part.len() + 1;
        if program.actions.iter().any(|line| line.id == piece.text) {
            list.push(piece.text.to_owned());
        } else {
            let known: Vec<&str> =
                program.actions.iter().map(|line| line.id.as_str()).chain(["geen"]).collect();
            sink.error(
                "W0523",
                piece.span(),
                format!("`{}` is geen regel onder `doe:`", piece.text),
                did_you_mean(piece.text, known),
            );
        }
    }
    Some((list, cell.span()))
}

/// A value of a list as text: what somebody would type.
pub(crate) fn value_text(node: &Node) -> String {
    match &node.value {
        Value::List { items, .. } if items.is_empty() => "geen".to_owned(),
        Value::List { items, .. } => items.iter().filter_map(Node::text).collect::<Vec<_>>().join(", "),
        _ => node.text().unwrap_or("-").to_owned(),
    }
}

fn of_list(sink: &mut Sink, program: &Program, item: &Node) -> Option<Example> {
    let entries = sink::entries(sink, RULES, item, "Een voorbeeld")?;
    let mut example = blank(item.span);
    for entry in entries {
        match entry.key.as_str() {
            "naam" => {
                example.name = sink::text(sink, RULES, &entry.value, "De naam").unwrap_or_default().to_owned()
            }
            "regels-op" => {
                if let Some(text) = sink::text(sink, RULES, &entry.value, "De dag") {
                    example.rules_of = read_day(sink, &entry.value, text);
                }
            }
            "doe" => {
                if let Some(piece) = Piece::whole(&entry.value) {
                    example.lines = lines(sink, program, piece);
                }
            }
            "dan" => match &entry.value.value {
                Value::Map { entries, .. } => {
                    for wanted in entries {
                        let known = program.steps.iter().any(|step| step.id == wanted.key)
                            || program.values.iter().any(|value| value.id == wanted.key);
                        if !known {
                            let names: Vec<&str> = program
                                .steps
                                .iter()
                                .map(|step| step.id.as_str())
                                .chain(program.values.iter().map(|value| value.id.as_str()))
                                .collect();
                            sink.error(
                                "W0523",
                                wanted.key_span,
                                format!("`{}` is geen stap en geen waarde", wanted.key),
                                format!(
                                    "{} Is de stap weggehaald? Haal dan ook deze regel weg.",
                                    did_you_mean(&wanted.key, names)
                                ),
                            );
                            continue;
                        }
                        if let Some(text) = sink::text(sink, RULES, &wanted.value, "Wat eruit komt") {
                            example.expected.push((wanted.key.clone(), text.to_owned(), wanted.value.span));
                        }
                    }
                }
                Value::Scalar(scalar) if scalar.text == "regel-onbekend" => example.no_rule = true,
                Value::Scalar(scalar)
                    if program.kind != Kind::Timeline
                        || scalar.text == CHANGES && program.rules_until.is_some() =>
                {
                    known_outcome(sink, program, &scalar.text, entry.value.span);
                    example.outcome = Some((scalar.text.clone(), entry.value.span));
                }
                _ => sink.error(
                    "W0523",
                    entry.value.span,
                    "Onder `dan` staat niet wat eruit komt",
                    "Zet onder `dan:` elke stap met haar dag, of schrijf `dan: regel-onbekend`.",
                ),
            },
            name => match column(sink, program, name, entry.key_span) {
                Column::Question(id) => {
                    let text = value_text(&entry.value);
                    if !is_any(&text) {
                        example.inputs.push((id, text, entry.value.span));
                    }
                }
                Column::Value(id) => {
                    if let Some(text) = sink::text(sink, RULES, &entry.value, "De waarde") {
                        example.expected.push((id, text.to_owned(), entry.value.span));
                    }
                }
                Column::Missing => {
                    example.missing = (point_list(sink, program, &entry.value), entry.value.span)
                }
                Column::Not => {
                    example.not = Some((point_list(sink, program, &entry.value), entry.value.span))
                }
                _ => {}
            },
        }
    }
    tick_the_rest(program, &mut example);
    if example.name.is_empty() {
        sink.error("W0523", item.span, "Dit voorbeeld heeft geen naam", "Zet er `- naam:` boven.");
    }
    Some(example)
}
