//! From the tree of a calculator to a program for each organisation.

mod calls;
mod finish;
mod lines;
mod outcomes;
mod period;
mod points;
mod questions;
mod rows;
mod situations;
mod steps;
mod values;

use std::collections::BTreeMap;

use super::examples;
use super::expression;
use super::keys;
use super::table;
use super::{Calculator, Piece, PointText, Rules, Spans, cases, cells, limits, reckon};
use crate::book::CalculatorFile;
use crate::kernel::date::MonthEnd;
use crate::kernel::dutch;
use crate::kernel::nearest::nearest;
use crate::kernel::number::{Number, Rounding};
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::program::*;
use crate::registry::{HOLIDAYS, NATIONAL, Registry, Source};
use crate::sink::{self, Fields, RULES, Sink, did_you_mean};
use crate::structure::Inputs;
use crate::tree::{Entry, Node, Span, Value};

/// What a question, value or fact is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// An amount with a unit.
    Quantity(Unit),
    /// A numbered week.
    Week,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// One of the options of this question or value.
    Word(Operand),
    /// Any number of the options of this question.
    Many(Index),
    /// Free text.
    Text,
    /// Something with a finding of its own: whatever is said of it would be noise.
    Broken,
}

impl Type {
    /// Whether two can be compared.
    pub(crate) fn fits(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Broken, _) | (_, Type::Broken) => true,
            (Type::Quantity(one), Type::Quantity(other)) => one.same_dimension(other),
            (one, other) => one == other,
        }
    }

    /// For a message.
    pub(crate) fn dutch(&self, _builder: &Builder<'_>) -> String {
        match self {
            Type::Quantity(unit) if unit.is_money() => "een bedrag in euro".to_owned(),
            Type::Quantity(unit) if unit.is_count() => "een aantal keer".to_owned(),
            Type::Quantity(unit) => format!("een waarde in {unit}"),
            Type::Week => "een weeknummer".to_owned(),
            Type::Date => "een dag".to_owned(),
            Type::Time => "een tijd".to_owned(),
            Type::Word(_) => "een keuze".to_owned(),
            Type::Many(_) => "een keuze van meer antwoorden".to_owned(),
            Type::Text => "een tekst".to_owned(),
            Type::Broken => "iets dat niet klopt".to_owned(),
        }
    }
}

/// Words of the language, which are no names.
const RESERVED: [&str; 12] =
    ["ja", "nee", "niet", "geen", "of", "en", "met", "zonder", "altijd", "dan", "anders", SILENT];
/// The outcome that any row may give.
pub(crate) const SILENT: &str = "niet-geregeld";

/// Keys of an organisation's block that make rules of its own.
const OWN_RULES: [&str; 14] = [
    "document",
    "tabel",
    "regels",
    "werking",
    "waarden",
    "stappen",
    "toont",
    "punten",
    "klaar",
    "nog-niet",
    "formulier",
    "situaties",
    "uitslag",
    "niet-geregeld",
];
/// A named value that is still to be read.
struct Pending<'a> {
    id: String,
    span: Span,
    source: PendingValue<'a>,
    state: PendingState,
}

#[derive(Clone, Copy)]
enum PendingValue<'a> {
    /// Under `waarden:`.
    Named(&'a Node),
    /// A column of the rules.
    Column,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PendingState {
    Waiting,
    Busy,
    Done(Index),
    Broken,
}

/// Builds the program of one organisation.
pub(crate) struct Builder<'a> {
    pub(crate) sink: &'a mut Sink,
    registry: &'a Registry,
    /// The organisation it is for.
    organisation: String,
    /// The organisation whose facts and rules hold.
    rules_of: String,
    document: Option<String>,
    /// The document of the block has a finding; its places cannot be looked up.
    document_broken: bool,
    /// Something it rests on has a finding elsewhere: what is left is not what the editor meant.
    poisoned: bool,
    pub(crate) program: Program,
    types: Vec<Type>,
    value_types: Vec<Type>,
    pending: Vec<Pending<'a>>,
    /// The cells of columns that give a value.
    columns: Vec<(String, Vec<Piece<'a>>)>,
    /// Ids of named values of any organisation of this calculator.
    all_values: Vec<String>,
    asked: u64,
    facts: BTreeMap<(String, String), Index>,
    names: BTreeMap<String, Span>,
    outcome_nodes: BTreeMap<String, OutcomeNodes<'a>>,
    outcome_index: BTreeMap<String, Index>,
    pub(crate) needs_calendar: bool,
    /// Where months are first added to a day.
    pub(crate) months_at: Option<Span>,
    /// Where each calculation of two values stands.
    pub(crate) spots: Vec<(ExprId, Span)>,
    spans: Spans,
    /// Questions while `als:` and limits of an earlier one are read.
    reading_questions: bool,
    points: Vec<PointText>,
    samples: Vec<(String, String)>,
    form_lines: Vec<String>,
    others: Others<'a>,
    links: Vec<calls::Link<'a>>,
    /// The question whose day decides which rules hold, as it is written.
    day_of_rules: Option<String>,
    /// Somebody says what becomes of a day that does not exist.
    month_end_stated: bool,
}

#[derive(Clone, Copy, Default)]
struct OutcomeNodes<'a> {
    shared: Option<&'a Entry>,
    own: Option<&'a Entry>,
}

/// What a calculator can name of the others.
#[derive(Clone, Copy)]
pub(crate) struct Others<'c> {
    /// The ids of all there are, broken or not.
    pub(crate) ids: &'c [&'c str],
    /// Those that were read by now and are whole.
    pub(crate) known: &'c [Calculator],
}

/// Reads a calculator; none when anything in it is wrong.
pub(crate) fn calculator(
    sink: &mut Sink,
    registry: &Registry,
    file: &CalculatorFile,
    others: Others<'_>,
) -> Option<Calculator> {
    let before = sink.errors();
    // What else is wrong with such a file would be said of something that the editor cannot see.
    if !limits::fits(sink, &file.root) || !limits::visible(sink, &file.root) {
        return None;
    }
    let fields = sink::fields(sink, RULES, &file.root, "De rekenhulp", &keys::CALCULATOR)?;
    let text_list = |sink: &mut Sink, key: &str| -> Vec<String> {
        fields
            .get(key)
            .map(|node| sink::texts(sink, RULES, node, key))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|node| node.text().map(str::to_owned))
            .collect()
    };
    let title = match fields.get("titel") {
        Some(node) => sink::text(sink, RULES, node, "De titel").map(str::to_owned),
        None => {
            sink.error(
                "W0507",
                file.root.span,
                "De rekenhulp heeft geen titel",
                "Zet er `titel:` bij, een vraag zoals een collega die stelt.",
            );
            None
        }
    };
    let kind = match fields.get("soort").map(|node| (node, sink::text(sink, RULES, node, "De soort"))) {
        Some((node, Some(text))) => kind_of(sink, node, text).map(|kind| (kind, text.to_owned())),
        Some((_, None)) => None,
        None => {
            sink.error(
                "W0507",
                file.root.span,
                "De rekenhulp heeft geen soort",
                "Zet er `soort:` bij, bijvoorbeeld `soort: beslissing`.",
            );
            None
        }
    };
    let flag = |sink: &mut Sink, key: &str| {
        fields.get(key).and_then(|node| sink::yes_no(sink, RULES, node, &format!("`{key}`"))).unwrap_or(false)
    };
    let sensitive = flag(sink, "gevoelig");
    let all_questions = flag(sink, "alles-vragen");
    let month_end = fields.get("maandeinde").and_then(|node| {
        let text = sink::text(sink, RULES, node, "Het maandeinde")?;
        let found = MonthEnd::parse(text);
        if found.is_none() {
            let help = did_you_mean(text, crate::keys::words(keys::MONTH_ENDS));
            sink.error("W0508", node.span, format!("`{text}` is geen maandeinde"), help);
        }
        found
    });
    let keywords = text_list(sink, "zoekwoorden");
    let themes = text_list(sink, "thema");
    let situations = text_list(sink, "wanneer-ik");
    let audience = text_list(sink, "voor");
    let owner = text_list(sink, "eigenaar").into_iter().next();
    let lead = text_list(sink, "inleiding").into_iter().next();
    let Some(blocks) =
        fields.get("organisaties").and_then(|node| sink::entries(sink, RULES, node, "De organisaties"))
    else {
        sink.error(
            "W0507",
            file.root.span,
            "De rekenhulp heeft geen organisaties",
            "Zet er `organisaties:` bij, met de regels per organisatie.",
        );
        return None;
    };
    let (Some(title), Some((kind, kind_name))) = (title, kind) else { return None };
    let mut misplaced = keys_of_kind(sink, fields.entries(), &kind_name);
    for entry in blocks {
        misplaced |= keys_of_kind(sink, entry.value.entries().unwrap_or_default(), &kind_name);
    }
    if misplaced {
        // What they say is not read, so whatever else could be said would be about half of it.
        return None;
    }
    let head =
        Head { id: &file.id, title: &title, kind, sensitive, all_questions, month_end, fields, others };
    let mut organisations = Vec::new();
    let mut used = Used::default();
    for entry in blocks {
        if !registry.organisations.iter().any(|(id, _)| *id == entry.key) {
            let help = did_you_mean(&entry.key, registry.organisations.iter().map(|(id, _)| id.as_str()));
            sink.error(
                "W0509",
                entry.key_span,
                format!("`{}` is geen organisatie van deze site", entry.key),
                help,
            );
            continue;
        }
        if let Some(rules) = organisation(sink, registry, &head, blocks, entry, &mut used) {
            organisations.push(rules);
        }
    }
    unused(sink, &head, &used);
    // In the order of the site, so that a comparison does not depend on the file.
    organisations
        .sort_by_key(|rules| registry.organisations.iter().position(|(id, _)| *id == rules.organisation));
    // Where rules are broken, situations name things that were left out with them.
    let cases = match fields.get("vergelijk") {
        Some(node) if sink.errors() == before && !used.poisoned => {
            cases::read(sink, registry, node, &organisations)
        }
        _ => Vec::new(),
    };
    if sink.errors() > before || used.poisoned {
        return None;
    }
    Some(Calculator {
        id: file.id.clone(),
        title,
        kind: kind_name,
        span: file.root.span,
        sensitive,
        keywords,
        themes,
        situations,
        audience,
        owner,
        lead,
        cases,
        organisations,
    })
}

/// The kinds of calculators as they are written.
const KINDS: [(&str, Kind); 6] = [
    ("beslissing", Kind::Decision),
    ("berekening", Kind::Calculation),
    ("tijdlijn", Kind::Timeline),
    ("wegwijzer", Kind::Route),
    ("checklist", Kind::Checklist),
    ("quiz", Kind::Quiz),
];

fn kind_of(sink: &mut Sink, node: &Node, text: &str) -> Option<Kind> {
    let found = KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
    if found.is_none() {
        let help = did_you_mean(text, KINDS.iter().map(|(name, _)| *name));
        sink.error("W0510", node.span, format!("`{text}` is geen soort rekenhulp"), help);
    }
    found
}

/// Whether there are keys that belong to another kind of calculator: here they say nothing.
fn keys_of_kind(sink: &mut Sink, entries: &[Entry], name: &str) -> bool {
    let mut found = false;
    for entry in entries {
        let Some((key, kinds)) = keys::KINDS_OF_KEYS.iter().find(|(key, _)| *key == entry.key) else {
            continue;
        };
        if kinds.contains(&name) {
            continue;
        }
        found = true;
        sink.error(
            "W0527",
            entry.key_span,
            format!("`{key}` hoort niet bij een rekenhulp van de soort `{name}`"),
            format!("Haal deze sleutel weg. Zij hoort bij: {}.", kinds.join(", ")),
        );
    }
    found
}

/// What all organisations share.
struct Head<'a> {
    id: &'a str,
    title: &'a str,
    kind: Kind,
    sensitive: bool,
    all_questions: bool,
    month_end: Option<MonthEnd>,
    fields: Fields<'a>,
    others: Others<'a>,
}

/// What at least one organisation uses.
#[derive(Default)]
struct Used {
    questions: Vec<String>,
    outcomes: Vec<String>,
    /// Some organisation's rules rest on something broken.
    poisoned: bool,
}

fn unused(sink: &mut Sink, head: &Head<'_>, used: &Used) {
    let lists =
        [("vragen", "vraag", &used.questions, "W0611"), ("uitkomsten", "uitkomst", &used.outcomes, "W0611")];
    for (key, what, names, code) in lists {
        for entry in head.fields.get(key).and_then(Node::entries).unwrap_or_default() {
            if !names.contains(&entry.key) {
                sink.warn(
                    code,
                    entry.key_span,
                    format!("De {what} `{}` wordt door geen enkele organisatie gebruikt", entry.key),
                    "Gebruik haar in een regel, of haal haar weg.",
                );
            }
        }
    }
}

fn organisation(
    sink: &mut Sink,
    registry: &Registry,
    head: &Head<'_>,
    blocks: &[Entry],
    entry: &Entry,
    used: &mut Used,
) -> Option<Rules> {
    let before = sink.errors();
    let what = format!("Het blok `{}`", entry.key);
    let own = sink::fields(sink, RULES, &entry.value, &what, &keys::RULES)?;
    let mut rules_entry = entry;
    let mut same_as = None;
    if let Some(node) = own.get("zelfde-als") {
        let name = sink::text(sink, RULES, node, "`zelfde-als`")?;
        let Some(base) = blocks.iter().find(|block| block.key == name && block.key != entry.key) else {
            let help = did_you_mean(
                name,
                blocks
                    .iter()
                    .map(|block| block.key.as_str())
                    .filter(|key| *key != entry.key)
                    .collect::<Vec<_>>(),
            );
            sink.error(
                "W0511",
                node.span,
                format!("`{name}` heeft in deze rekenhulp geen eigen regels"),
                help,
            );
            return None;
        };
        if base.value.get("zelfde-als").is_some() {
            sink.error(
                "W0511",
                node.span,
                format!("`{name}` neemt zelf de regels van een ander over"),
                "Noem de organisatie die de regels zelf heeft.",
            );
            return None;
        }
        for key in OWN_RULES {
            if let Some(other) = own.entry(key) {
                sink.error(
                    "W0511",
                    other.key_span,
                    format!("`{key}` kan niet samen met `zelfde-als`"),
                    "Haal een van de twee weg: eigen regels, of die van een ander.",
                );
            }
        }
        rules_entry = base;
        same_as = Some(name.to_owned());
    }
    let rules = if same_as.is_some() {
        sink::fields(
            sink,
            RULES,
            &rules_entry.value,
            &format!("Het blok `{}`", rules_entry.key),
            &keys::RULES,
        )?
    } else {
        own
    };
    let document = rules.get("document").and_then(|node| {
        let text = sink::text(sink, RULES, node, "Het document")?;
        registry.source_at(text, node.span, None, sink).map(|source| source.document)
    });
    let mut builder = Builder::new(sink, registry, head, &entry.key, &rules_entry.key, document.clone());
    builder.spans.block = entry.key_span;
    builder.document_broken = document.is_none() && rules.get("document").is_some();
    builder.poisoned = builder.document_broken;
    if let Some(node) = rules.get("niet-geregeld") {
        for key in OWN_RULES.iter().skip(1).chain(&["doe", "let-op", "onduidelijk", "voorbeelden", "bron"]) {
            if let Some(entry) = rules.entry(key).filter(|_| *key != "niet-geregeld") {
                builder.sink.error(
                    "W0518",
                    entry.key_span,
                    format!("`{key}` kan niet samen met `niet-geregeld`"),
                    "Zegt het document er wel iets over? Haal dan `niet-geregeld:` weg; een enkele regel kan de uitkomst `niet-geregeld` geven.",
                );
            }
        }
        builder.silent_block(node);
        let program = builder.program;
        let spans = builder.spans;
        return Some(Rules {
            organisation: entry.key.clone(),
            program,
            document,
            same_as,
            silent: true,
            spans,
            examples: Vec::new(),
            example_columns: Vec::new(),
            rule_columns: Vec::new(),
            examples_span: entry.key_span,
            all_questions: question_labels(head),
            points: Vec::new(),
            samples: Vec::new(),
            form_lines: Vec::new(),
            value_types: Vec::new(),
            adds_months: false,
            called: Vec::new(),
        });
    }
    builder.day_of_rules = rules.get("regels-van").and_then(Node::text).map(str::to_owned);
    builder.collect_values(blocks, rules);
    let called = builder.calls(rules);
    builder.questions(&called, head, rules, own, same_as.is_some());
    builder.outcome_nodes(head, rules, own);
    builder.rules_of_question(rules);
    builder.collect_columns(rules);
    builder.values();
    match head.kind {
        Kind::Timeline => builder.steps(rules),
        Kind::Checklist => builder.points(rules),
        Kind::Quiz => builder.situations(head, rules),
        _ => builder.rows(head, rules),
    }
    builder.lines(rules, own, same_as.is_some());
    builder.remarks(head, rules, own, same_as.as_deref());
    builder.show_values(rules);
    // Of half of what the editor wrote nothing else can be said.
    if builder.sink.errors() == before {
        builder.unused_values();
        builder.left_empty();
    }
    builder.unused_wording(own);
    used.outcomes.extend(builder.outcome_index.keys().cloned());
    builder.finish(head, before);
    used.questions.extend(builder.program.questions.iter().map(|question| question.id.clone()));
    used.poisoned |= builder.poisoned;
    let examples_node =
        own.get("voorbeelden").filter(|_| same_as.is_none()).or_else(|| rules.get("voorbeelden"));
    let examples = match examples_node {
        // Where rules are broken, examples name things that were left out with them.
        Some(node) if builder.sink.errors() == before && !builder.poisoned => {
            examples::read(builder.sink, &builder.program, node)
        }
        _ => Vec::new(),
    };
    let adds_months = builder.months_at.is_some() || called.iter().any(|call| call.rules().adds_months);
    let mut all_questions = question_labels(head);
    builder.called_labels(&mut all_questions);
    let examples_span = examples_node.map_or(entry.key_span, |node| node.span);
    Some(Rules {
        organisation: entry.key.clone(),
        program: builder.program,
        document,
        same_as,
        silent: false,
        spans: builder.spans,
        example_columns: examples_node.map(columns).unwrap_or_default(),
        rule_columns: rules.get("tabel").map(columns).unwrap_or_default(),
        examples,
        examples_span,
        all_questions,
        points: builder.points,
        samples: builder.samples,
        form_lines: builder.form_lines,
        value_types: builder.value_types,
        adds_months,
        called: called_calculators(&called),
    })
}

/// The heads of the columns of a table; of one under `tabel:` too.
fn columns(node: &Node) -> Vec<String> {
    let text = node.text().or_else(|| node.get("tabel").and_then(Node::text)).unwrap_or_default();
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let inner = head.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).unwrap_or_default();
    inner.split('|').map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
}

/// The calculators that are called, each once, with the documents they rest on.
fn called_calculators(calls: &[calls::Call<'_>]) -> Vec<(String, Vec<String>)> {
    let mut list: Vec<(String, Vec<String>)> = Vec::new();
    for call in calls {
        if !list.iter().any(|(id, _)| id == call.id()) {
            let documents = call.rules().documents().into_iter().map(str::to_owned).collect();
            list.push((call.id().to_owned(), documents));
        }
    }
    list
}

fn question_labels(head: &Head<'_>) -> Vec<(String, String)> {
    head.fields
        .get("vragen")
        .and_then(Node::entries)
        .unwrap_or_default()
        .iter()
        .map(|entry| {
            let label = entry.value.get("vraag").and_then(Node::text).unwrap_or(&entry.key);
            (entry.key.clone(), label.to_owned())
        })
        .collect()
}

impl<'a> Builder<'a> {
    fn new(
        sink: &'a mut Sink,
        registry: &'a Registry,
        head: &Head<'a>,
        organisation: &str,
        rules_of: &str,
        document: Option<String>,
    ) -> Builder<'a> {
        Builder {
            sink,
            registry,
            organisation: organisation.to_owned(),
            rules_of: rules_of.to_owned(),
            document,
            document_broken: false,
            poisoned: false,
            program: Program {
                calculator: head.id.to_owned(),
                organisation: organisation.to_owned(),
                title: head.title.to_owned(),
                kind: head.kind,
                day: registry.day,
                rules_of: None,
                rules_until: None,
                all_questions: head.all_questions,
                sensitive: head.sensitive,
                month_end: head.month_end.unwrap_or_default(),
                facts: Vec::new(),
                exprs: Vec::new(),
                questions: Vec::new(),
                unasked: Vec::new(),
                values: Vec::new(),
                outcomes: Vec::new(),
                hit: Hit::Unique,
                rows: Vec::new(),
                actions: Vec::new(),
                attention: Vec::new(),
                unclear: Vec::new(),
                remarks: Vec::new(),
                steps: Vec::new(),
                shows: 0,
                situations: Vec::new(),
                sources: Vec::new(),
                calendar: None,
                state: None,
                stamp: 0,
            },
            types: Vec::new(),
            value_types: Vec::new(),
            pending: Vec::new(),
            columns: Vec::new(),
            all_values: Vec::new(),
            asked: 0,
            facts: BTreeMap::new(),
            names: BTreeMap::new(),
            outcome_nodes: BTreeMap::new(),
            outcome_index: BTreeMap::new(),
            needs_calendar: false,
            months_at: None,
            spots: Vec::new(),
            spans: Spans::default(),
            reading_questions: false,
            points: Vec::new(),
            samples: Vec::new(),
            form_lines: Vec::new(),
            others: head.others,
            links: Vec::new(),
            day_of_rules: None,
            month_end_stated: head.month_end.is_some(),
        }
    }

    // ---- names -------------------------------------------------------------------------------------

    /// Keeps an expression; equal ones are one.
    pub(crate) fn expr(&mut self, expr: Expr) -> ExprId {
        if let Some(place) = self.program.exprs.iter().position(|known| *known == expr) {
            return place as ExprId;
        }
        // One more than a program may have: it is then refused as a whole.
        if self.program.exprs.len() >= usize::from(u16::MAX) {
            return 0;
        }
        self.program.exprs.push(expr);
        (self.program.exprs.len() - 1) as ExprId
    }

    /// Marks a question as asked.
    pub(crate) fn ask(&mut self, question: Index) {
        if !self.reading_questions && question < 64 {
            self.asked |= 1 << question;
        }
    }

    /// A question or a named value.
    pub(crate) fn named(&mut self, name: &str) -> Option<Operand> {
        if let Some(place) = self.program.questions.iter().position(|question| question.id == name) {
            return Some(Operand::Answer(place as Index));
        }
        let place = self.pending.iter().position(|value| value.id == name)?;
        Some(Operand::Value(self.value(place)))
    }

    /// What it is.
    pub(crate) fn type_of(&self, operand: Operand) -> Type {
        match operand {
            Operand::Answer(index) => self.types.get(usize::from(index)).cloned().unwrap_or(Type::Broken),
            Operand::Value(index) => {
                self.value_types.get(usize::from(index)).cloned().unwrap_or(Type::Broken)
            }
        }
    }

    /// What it is called in the file.
    pub(crate) fn name_of(&self, operand: Operand) -> String {
        self.program.id_of(operand)
    }

    /// The ids of the options of a choice.
    pub(crate) fn options(&self, operand: Operand) -> Vec<String> {
        match operand {
            Operand::Answer(index) => {
                let Some(question) = self.program.questions.get(usize::from(index)) else {
                    return Vec::new();
                };
                let mut list: Vec<String> = if question.kind == QuestionKind::YesNo {
                    vec!["ja".to_owned(), "nee".to_owned()]
                } else {
                    question.options.iter().map(|option| option.id.clone()).collect()
                };
                if question.dont_know {
                    list.push("weet-ik-niet".to_owned());
                }
                list
            }
            Operand::Value(index) => self
                .program
                .values
                .get(usize::from(index))
                .map(|value| value.words.iter().map(|word| word.id.clone()).collect())
                .unwrap_or_default(),
        }
    }

    /// Names that a condition can begin with.
    pub(crate) fn condition_names(&self) -> Vec<String> {
        self.program
            .questions
            .iter()
            .map(|question| question.id.clone())
            .chain(self.pending.iter().map(|value| value.id.clone()))
            .collect()
    }

    /// Whether an expression is the heat index, which decides nothing.
    pub(crate) fn is_heat_index(&self, id: ExprId) -> bool {
        match self.program.exprs.get(usize::from(id)) {
            Some(Expr::Value(value)) => self.program.one_decimal(*value),
            Some(Expr::Call(Function::HeatIndex, _)) => true,
            _ => false,
        }
    }

    fn claim(&mut self, name: &str, span: Span) {
        if RESERVED.contains(&name) {
            self.sink.error(
                "W0512",
                span,
                format!("`{name}` is een woord van de regeltaal en kan geen naam zijn"),
                "Kies een andere naam.",
            );
            return;
        }
        match self.names.get(name) {
            Some(other) if *other != span => {
                let related = vec![(*other, "hier staat de andere".to_owned())];
                self.sink.related(
                    crate::finding::Severity::Error,
                    "W0512",
                    span,
                    format!("De naam `{name}` wordt hier voor twee dingen gebruikt"),
                    "Geef een van de twee een andere naam.",
                    related,
                );
            }
            Some(_) => {}
            None => {
                self.names.insert(name.to_owned(), span);
            }
        }
    }

    /// A fact; its index in the program and its type.
    pub(crate) fn fact(&mut self, piece: Piece<'_>) -> Option<(Index, Type)> {
        let name = piece.text;
        let Some(entry) = self.registry.fact(&self.rules_of, name) else {
            // What is wrong with it has been said where it stands.
            if self.registry.is_broken(&self.rules_of, name) {
                self.poisoned = true;
                return None;
            }
            let known: Vec<String> = self
                .condition_names()
                .into_iter()
                .chain(self.registry.fact_names(&self.rules_of).into_iter().map(str::to_owned))
                .collect();
            let sign = name.find(['-', '/']).filter(|at| known.iter().any(|known| known == &name[..*at]));
            let help = match nearest(name, known.iter().map(String::as_str)) {
                _ if let Some(at) = sign => {
                    let (one, other) = name.split_at(at);
                    let (sign, other) = other.split_at(1);
                    format!("Is `{sign}` een rekenteken? Zet er spaties omheen: `{one} {sign} {other}`.")
                }
                _ if Unit::parse(name).is_ok() => {
                    format!("Is dit een eenheid? Zet er een getal voor (`1 {name}`), of schrijf hem vast aan de andere: `EUR/{name}`.")
                }
                _ if matches!(name, "vandaag" | "nu") => {
                    "De dag van vandaag telt niet mee in een berekening. Stel er een vraag van `type: datum` voor.".to_owned()
                }
                Some(near) => format!("Bedoel je `{near}`?"),
                None => {
                    "Gebruik een vraag, een waarde onder `waarden:` of een feit uit feiten.yaml.".to_owned()
                }
            };
            self.sink.error(
                "W0609",
                piece.span(),
                format!("`{name}` is geen vraag, geen waarde en geen feit"),
                help,
            );
            return None;
        };
        let kind = match entry.sample() {
            Some(Measure::Quantity(quantity)) => Type::Quantity(quantity.unit),
            Some(Measure::Week(_)) => Type::Week,
            None => Type::Broken,
        };
        if let Type::Quantity(unit) = &kind
            && *unit == Unit::working_days()
        {
            self.needs_calendar = true;
        }
        let (owner, name) = (entry.owner.clone(), entry.name.clone());
        let index = self.keep_fact(&owner, &name, &entry.lines, entry.origin);
        Some((index, kind))
    }

    /// A value of another kind than it is used as. A fact is shown where it stands, since its unit may be what is
    /// wrong; it is told of once, however many cells use it.
    pub(crate) fn wrong_kind(
        &mut self,
        span: Span,
        value: ExprId,
        kind: &Type,
        wanted: &str,
        shape: Option<&Type>,
    ) {
        let fact = match self.program.exprs.get(usize::from(value)) {
            Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) => self.program.facts.get(usize::from(*fact)),
            _ => None,
        };
        let found = kind.dutch(self);
        let Some(fact) = fact else {
            let message = format!("{wanted}, maar hier staat {found}");
            self.sink.error("W0602", span, message, "Gebruik hier iets van dezelfde soort en eenheid.");
            return;
        };
        let bare = fact.name.rsplit('/').next().unwrap_or(&fact.name).to_owned();
        let name = fact.name.clone();
        let entry = self.registry.facts.get(&(fact.owner.clone(), bare));
        let place = entry.and_then(|entry| entry.line_spans.last().copied().zip(entry.lines.last()));
        let related: Vec<(Span, String)> =
            place.iter().map(|(span, _)| (*span, format!("`{name}` staat hier"))).collect();
        if self.sink.findings.iter().any(|one| one.code == "W0602" && one.related == related) {
            return;
        }
        let instead = match (shape, place.map(|(_, line)| &line.value)) {
            (Some(Type::Quantity(unit)), Some(FactValue::Known(Measure::Quantity(quantity)))) => {
                Some(Quantity::new(quantity.number, unit.clone()).to_string())
            }
            (Some(Type::Week), Some(FactValue::Known(Measure::Quantity(quantity)))) => {
                Some(format!("week {}", dutch::number(quantity.number)))
            }
            _ => None,
        };
        let help = match instead {
            Some(text) => format!("Staat de eenheid in feiten.yaml verkeerd? Schrijf daar `waarde: {text}`. Is zij daar goed? Gebruik hier dan een feit of waarde van de goede soort."),
            None => "Is de waarde in feiten.yaml verkeerd? Verbeter haar daar. Is zij daar goed? Gebruik hier dan een feit of waarde van de goede soort.".to_owned(),
        };
        self.sink.related(
            crate::finding::Severity::Error,
            "W0602",
            span,
            format!("{wanted}, maar `{name}` is {found}"),
            help,
            related,
        );
    }

    /// Where a fact stands in the program.
    fn keep_fact(&mut self, owner: &str, name: &str, lines: &[FactLine], origin: Origin) -> Index {
        let key = (owner.to_owned(), name.to_owned());
        if let Some(index) = self.facts.get(&key) {
            return *index;
        }
        let index = self.program.facts.len() as Index;
        let shown = if owner == self.rules_of || owner == NATIONAL {
            name.to_owned()
        } else {
            format!("{owner}/{name}")
        };
        self.program.facts.push(Fact {
            name: shown,
            owner: owner.to_owned(),
            lines: lines.to_vec(),
            origin,
            asked_as: None,
        });
        self.facts.insert(key, index);
        index
    }

    /// `feit op vraag`: a fact on an answered day.
    pub(crate) fn fact_on(&mut self, fact: Piece<'_>, question: Piece<'_>) -> Option<(ExprId, Type)> {
        let (index, kind) = self.fact(fact)?;
        match self.named(question.text) {
            Some(Operand::Answer(place)) if self.type_of(Operand::Answer(place)) == Type::Date => {
                self.ask(place);
                Some((self.expr(Expr::FactOn(index, place)), kind))
            }
            _ => {
                self.sink.error(
                    "W0609",
                    question.span(),
                    format!("`{}` is geen vraag naar een dag", question.text),
                    "Schrijf `feit op vraag`, met een vraag van type `datum`.",
                );
                None
            }
        }
    }

    fn source_index(&mut self, source: Source) -> Index {
        let pair = (source.reference, source.name);
        if let Some(place) = self.program.sources.iter().position(|known| *known == pair) {
            return place as Index;
        }
        self.program.sources.push(pair);
        (self.program.sources.len() - 1) as Index
    }

    fn sources(&mut self, node: Option<&Node>) -> Vec<Index> {
        let Some(node) = node else { return Vec::new() };
        if self.document_broken {
            return Vec::new();
        }
        let document = self.document.clone();
        let sources = self.registry.sources(node, document.as_deref(), self.sink);
        sources.into_iter().map(|source| self.source_index(source)).collect()
    }

    fn source_cell(&mut self, cell: Piece<'_>) -> Vec<Index> {
        if self.document_broken {
            return Vec::new();
        }
        let document = self.document.clone();
        let mut list = Vec::new();
        let mut start = 0;
        for part in cell.text.split(',') {
            let piece = cell.part(start, start + part.len()).trimmed();
            start += part.len() + 1;
            if piece.text.is_empty() {
                self.sink.error(
                    "W0505",
                    cell.span(),
                    "Bij deze regel staat geen bron",
                    "Zet er de plaats in het document bij.",
                );
                continue;
            }
            if let Some(source) =
                self.registry.source_at(piece.text, piece.span(), document.as_deref(), self.sink)
            {
                list.push(self.source_index(source));
            }
        }
        list
    }

    /// A sentence with what is filled in.
    pub(crate) fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        let scalar = sink::scalar(self.sink, RULES, node, what)?;
        self.text_in(Piece { node, base: 0, text: &scalar.text })
    }

    fn text_in(&mut self, piece: Piece<'_>) -> Option<Text> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let text = piece.text;
        let mut good = true;
        while let Some(open) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| from + at) {
            let Some(close) = text.get(open..).and_then(|rest| rest.find("}}")).map(|at| open + at) else {
                self.sink.error(
                    "W0513",
                    piece.at(open, text.len()),
                    "Deze invulling wordt niet gesloten",
                    "Schrijf `{{ naam }}`.",
                );
                return None;
            };
            if open > from {
                pieces
                    .push(crate::program::Piece::Plain(text.get(from..open).unwrap_or_default().to_owned()));
            }
            let inner = piece.part(open + 2, close).trimmed();
            match self.named(inner.text) {
                Some(Operand::Answer(question)) => {
                    self.ask(question);
                    pieces.push(crate::program::Piece::Answer(question));
                }
                Some(Operand::Value(value)) => pieces.push(crate::program::Piece::Value(value)),
                None => match self.fact(inner) {
                    Some((fact, _)) => pieces.push(crate::program::Piece::Fact(fact)),
                    None => good = false,
                },
            }
            from = close + 2;
        }
        if from < text.len() {
            pieces.push(crate::program::Piece::Plain(text.get(from..).unwrap_or_default().to_owned()));
        }
        good.then_some(Text(pieces))
    }

    fn condition(&mut self, node: Option<&Node>) -> Option<Vec<Atom>> {
        let Some(node) = node else { return Some(Vec::new()) };
        sink::text(self.sink, RULES, node, "De voorwaarde")?;
        let piece = Piece::whole(node)?;
        cells::condition(self, piece)
    }
}
