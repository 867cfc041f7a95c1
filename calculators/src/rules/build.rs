//! From the tree of a calculator to a program for each organisation.

use std::collections::BTreeMap;

use super::examples;
use super::expression;
use super::table;
use super::{Calculator, Piece, Rules, Spans, cells};
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
const RESERVED: [&str; 11] =
    ["ja", "nee", "niet", "geen", "of", "en", "met", "zonder", "altijd", "dan", "anders"];
/// The outcome that any row may give.
pub(crate) const SILENT: &str = "niet-geregeld";

const CALCULATOR_KEYS: [&str; 16] = [
    "titel",
    "soort",
    "vragen",
    "uitkomsten",
    "organisaties",
    "gevoelig",
    "zoekwoorden",
    "thema",
    "wanneer-ik",
    "voor",
    "eigenaar",
    "opmerkingen",
    "alles-vragen",
    "maandeinde",
    "kleuren",
    "inleiding",
];
const ORGANISATION_KEYS: [&str; 22] = [
    "document",
    "vragen",
    "uitkomsten",
    "werking",
    "tabel",
    "regels",
    "waarden",
    "doe",
    "let-op",
    "onduidelijk",
    "opmerkingen",
    "voorbeelden",
    "stappen",
    "regels-van",
    "zelfde-als",
    "niet-geregeld",
    "bron",
    "punten",
    "klaar",
    "nog-niet",
    "formulier",
    "situaties",
];
const ROUTE_KEYS: [&str; 6] = ["naar", "kanalen", "neem-mee", "daarna", "anoniem", "rekenhulp"];

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
    spans: Spans,
    /// Questions while `als:` and limits of an earlier one are read.
    reading_questions: bool,
}

#[derive(Clone, Copy, Default)]
struct OutcomeNodes<'a> {
    shared: Option<&'a Entry>,
    own: Option<&'a Entry>,
}

/// Reads a calculator; none when anything in it is wrong.
pub(crate) fn calculator(sink: &mut Sink, registry: &Registry, file: &CalculatorFile) -> Option<Calculator> {
    let before = sink.errors();
    let fields = sink::fields(sink, RULES, &file.root, "De rekenhulp", &CALCULATOR_KEYS)?;
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
            let help = did_you_mean(text, ["laatste-dag", "volgende-dag"]);
            sink.error("W0508", node.span, format!("`{text}` is geen maandeinde"), help);
        }
        found
    });
    let keywords = text_list(sink, "zoekwoorden");
    let themes = text_list(sink, "thema");
    let situations = text_list(sink, "wanneer-ik");
    let audience = text_list(sink, "voor");
    let owner = text_list(sink, "eigenaar").into_iter().next();
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
    let head = Head { id: &file.id, title: &title, kind, sensitive, all_questions, month_end, fields };
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
        organisations,
    })
}

fn kind_of(sink: &mut Sink, node: &Node, text: &str) -> Option<Kind> {
    match text {
        "beslissing" => Some(Kind::Decision),
        "tijdlijn" => Some(Kind::Timeline),
        "berekening" | "wegwijzer" | "checklist" | "quiz" => {
            sink.error(
                "W0510",
                node.span,
                format!("De soort `{text}` werkt in deze versie nog niet"),
                "Gebruik `beslissing` of `tijdlijn`, of zet dit bestand voorlopig buiten `rekenhulpen/`.",
            );
            None
        }
        other => {
            let known = ["beslissing", "berekening", "tijdlijn", "wegwijzer", "checklist", "quiz"];
            sink.error(
                "W0510",
                node.span,
                format!("`{other}` is geen soort rekenhulp"),
                did_you_mean(other, known),
            );
            None
        }
    }
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
    let own = sink::fields(sink, RULES, &entry.value, &what, &ORGANISATION_KEYS)?;
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
        for key in ["tabel", "regels", "stappen", "waarden", "werking", "niet-geregeld", "document"] {
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
            &ORGANISATION_KEYS,
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
        });
    }
    builder.collect_values(blocks, rules);
    builder.questions(head, rules, own, same_as.is_some());
    builder.outcome_nodes(head, rules, own);
    builder.rules_of_question(rules);
    builder.collect_columns(rules);
    builder.values();
    match head.kind {
        Kind::Timeline => builder.steps(rules),
        _ => builder.rows(head, rules),
    }
    builder.lines(rules, own, same_as.is_some());
    builder.remarks(head, rules, own, same_as.as_deref());
    builder.show_values();
    builder.unused_values();
    builder.unused_wording(own);
    used.outcomes.extend(builder.outcome_index.keys().cloned());
    builder.finish(head);
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
        all_questions: question_labels(head),
    })
}

/// The heads of the columns of a table; of one under `tabel:` too.
fn columns(node: &Node) -> Vec<String> {
    let text = node.text().or_else(|| node.get("tabel").and_then(Node::text)).unwrap_or_default();
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let inner = head.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).unwrap_or_default();
    inner.split('|').map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
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
        head: &Head<'_>,
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
            spans: Spans::default(),
            reading_questions: false,
        }
    }

    // ---- names -------------------------------------------------------------------------------------

    /// Keeps an expression; equal ones are one.
    pub(crate) fn expr(&mut self, expr: Expr) -> ExprId {
        if let Some(place) = self.program.exprs.iter().position(|known| *known == expr) {
            return place as ExprId;
        }
        if self.program.exprs.len() >= usize::from(u16::MAX) - 1 {
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
        match operand {
            Operand::Answer(index) => self
                .program
                .questions
                .get(usize::from(index))
                .map_or_else(String::new, |question| question.id.clone()),
            Operand::Value(index) => {
                self.program.values.get(usize::from(index)).map_or_else(String::new, |value| value.id.clone())
            }
        }
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
            let help = match nearest(name, known.iter().map(String::as_str)) {
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
        let key = (entry.owner.clone(), entry.name.clone());
        let index = match self.facts.get(&key) {
            Some(index) => *index,
            None => {
                let index = self.program.facts.len() as Index;
                let shown = if entry.owner == self.rules_of || entry.owner == NATIONAL {
                    entry.name.clone()
                } else {
                    format!("{}/{}", entry.owner, entry.name)
                };
                self.program.facts.push(Fact {
                    name: shown,
                    owner: entry.owner.clone(),
                    lines: entry.lines.clone(),
                    origin: entry.origin,
                    asked_as: None,
                });
                self.facts.insert(key, index);
                index
            }
        };
        Some((index, kind))
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

    // ---- questions ---------------------------------------------------------------------------------

    fn questions(&mut self, head: &Head<'a>, rules: Fields<'a>, own: Fields<'a>, borrowed: bool) {
        let Some(node) = head.fields.get("vragen") else { return };
        let Some(entries) = sink::entries(self.sink, RULES, node, "De vragen") else { return };
        if entries.len() > MOST_QUESTIONS - 8 {
            self.sink.error(
                "W0514",
                node.span,
                format!("Meer dan {} vragen is te veel", MOST_QUESTIONS - 8),
                "Maak er twee rekenhulpen van.",
            );
            return;
        }
        let wording = |fields: Fields<'a>| fields.get("vragen").and_then(Node::entries).unwrap_or_default();
        let mut overrides: Vec<&'a Entry> = wording(rules).iter().collect();
        if borrowed {
            overrides.extend(wording(own));
        }
        for entry in &overrides {
            if !entries.iter().any(|question| question.key == entry.key) {
                let help = did_you_mean(
                    &entry.key,
                    entries.iter().map(|question| question.key.as_str()).collect::<Vec<_>>(),
                );
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("`{}` is geen vraag van deze rekenhulp", entry.key),
                    help,
                );
            }
        }
        let mut later: Vec<(usize, Fields<'a>)> = Vec::new();
        for entry in entries {
            let changes: Vec<&'a Entry> =
                overrides.iter().copied().filter(|change| change.key == entry.key).collect();
            if let Some(fields) = self.question(entry, &changes) {
                later.push((self.program.questions.len() - 1, fields));
            }
        }
        // Conditions and limits name other questions, so all of these are known first.
        self.reading_questions = true;
        for (index, fields) in later {
            self.question_rules(index, fields);
        }
        self.reading_questions = false;
    }

    fn question(&mut self, entry: &'a Entry, changes: &[&'a Entry]) -> Option<Fields<'a>> {
        let known = [
            "vraag",
            "uitleg",
            "type",
            "keuzes",
            "eenheid",
            "stap",
            "minimum",
            "maximum",
            "als",
            "verplicht",
            "anders",
            "standaard",
            "zolang-onbekend",
            "weet-ik-niet",
        ];
        let what = format!("De vraag `{}`", entry.key);
        self.claim(&entry.key, entry.key_span);
        let bad = entry.key.contains(|letter: char| {
            !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        });
        if bad {
            let better: String = entry.key.to_lowercase().replace(['-', ' '], "_");
            self.sink.error(
                "W0512",
                entry.key_span,
                format!("`{}` is geen goede naam voor een vraag", entry.key),
                format!("Gebruik kleine letters, cijfers en `_`: `{better}`."),
            );
        }
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &known)?;
        let mut label_node = fields.get("vraag");
        let mut help_node = fields.get("uitleg");
        let mut choices: Option<&'a Node> = None;
        for change in changes {
            let what = format!("De eigen vraag `{}`", change.key);
            let Some(own) =
                sink::fields(self.sink, RULES, &change.value, &what, &["vraag", "uitleg", "keuzes"])
            else {
                continue;
            };
            label_node = own.get("vraag").or(label_node);
            help_node = own.get("uitleg").or(help_node);
            choices = own.get("keuzes").or(choices);
        }
        let kind = match fields.get("type").map(|node| (node, sink::text(self.sink, RULES, node, "Het type")))
        {
            Some((node, Some(text))) => match text {
                "ja/nee" => Some(QuestionKind::YesNo),
                "keuze" => Some(QuestionKind::Choice),
                "meerkeuze" => Some(QuestionKind::Many),
                "bedrag" => Some(QuestionKind::Amount),
                "getal" => Some(QuestionKind::Number),
                "percentage" => Some(QuestionKind::Percentage),
                "datum" => Some(QuestionKind::Date),
                "tijd" => Some(QuestionKind::Time),
                "tekst" => Some(QuestionKind::Text),
                other => {
                    let known = [
                        "ja/nee",
                        "keuze",
                        "meerkeuze",
                        "bedrag",
                        "getal",
                        "percentage",
                        "datum",
                        "tijd",
                        "tekst",
                    ];
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("`{other}` is geen type van een vraag"),
                        did_you_mean(other, known),
                    );
                    None
                }
            },
            Some((_, None)) => None,
            None => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("{what} heeft geen type"),
                    "Zet er `type:` bij, bijvoorbeeld `type: ja/nee`.",
                );
                None
            }
        };
        let flag = |builder: &mut Builder<'a>, key: &str| {
            fields.get(key).and_then(|node| sink::yes_no(builder.sink, RULES, node, &format!("`{key}`")))
        };
        let required = flag(self, "verplicht").unwrap_or(true);
        let dont_know = flag(self, "weet-ik-niet").unwrap_or(false);
        if label_node.is_none() {
            self.sink.error(
                "W0514",
                entry.key_span,
                format!("{what} heeft geen tekst"),
                "Zet er `vraag:` bij, de zin die de lezer ziet.",
            );
        }
        let broken = kind.is_none();
        let kind = kind.unwrap_or(QuestionKind::Text);
        if dont_know && !matches!(kind, QuestionKind::YesNo | QuestionKind::Choice) {
            let span = fields.entry("weet-ik-niet").map_or(entry.key_span, |entry| entry.key_span);
            self.sink.error(
                "W0514",
                span,
                "`weet-ik-niet` kan alleen bij ja/nee en bij een keuze",
                "Haal deze regel weg.",
            );
        }
        let index = self.program.questions.len();
        let unit = self.question_unit(kind, fields, entry);
        let options = self.question_options(kind, fields, choices, entry);
        let step = fields.get("stap").and_then(|node| {
            let text = sink::text(self.sink, RULES, node, "De stap")?;
            match Quantity::parse(text) {
                Ok(quantity)
                    if unit.as_ref().is_some_and(|unit| quantity.unit == *unit)
                        && quantity.number > Number::ZERO =>
                {
                    Some(quantity)
                }
                Ok(_) => {
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("De stap `{text}` past niet bij deze vraag"),
                        "Schrijf een stap groter dan nul in de eenheid van de vraag.",
                    );
                    None
                }
                Err(error) => {
                    self.sink.error(
                        "W0605",
                        node.span,
                        format!("`{text}` is geen stap met een eenheid"),
                        error.message(),
                    );
                    None
                }
            }
        });
        if kind == QuestionKind::Number && fields.get("stap").is_none() {
            self.sink.error(
                "W0514",
                entry.key_span,
                format!("{what} heeft geen stap"),
                "Zet er `stap:` bij: het kleinste verschil dat telt, bijvoorbeeld `stap: 1 km`.",
            );
        }
        self.types.push(match (broken, kind, &unit) {
            (true, ..) => Type::Broken,
            (_, QuestionKind::YesNo | QuestionKind::Choice, _) => Type::Word(Operand::Answer(index as Index)),
            (_, QuestionKind::Many, _) => Type::Many(index as Index),
            (_, QuestionKind::Date, _) => Type::Date,
            (_, QuestionKind::Time, _) => Type::Time,
            (_, QuestionKind::Text, _) => Type::Text,
            (_, _, Some(unit)) => Type::Quantity(unit.clone()),
            (_, _, None) => Type::Broken,
        });
        self.program.questions.push(Question {
            id: entry.key.clone(),
            label: Text::default(),
            help: None,
            kind,
            options,
            dont_know,
            only_if: Vec::new(),
            required,
            unless: None,
            default: None,
            until_known: None,
            minimum: None,
            maximum: None,
            step,
            unit,
            fact: None,
        });
        // Wording may name facts; what it says about other questions never makes these asked.
        self.reading_questions = true;
        let label = label_node.and_then(|node| self.text(node, "De vraag"));
        let help = help_node.and_then(|node| self.text(node, "De uitleg"));
        self.reading_questions = false;
        if let Some(question) = self.program.questions.get_mut(index) {
            question.label = label.unwrap_or_default();
            question.help = help;
        }
        Some(fields)
    }

    fn question_unit(&mut self, kind: QuestionKind, fields: Fields<'_>, entry: &Entry) -> Option<Unit> {
        let node = fields.get("eenheid");
        match (kind, node) {
            (QuestionKind::Amount, None) => Some(Unit::euro()),
            (QuestionKind::Percentage, None) => Some(Unit::percent()),
            (QuestionKind::Number | QuestionKind::Amount, Some(node)) => {
                let text = sink::text(self.sink, RULES, node, "De eenheid")?;
                match Unit::parse(text) {
                    Ok(unit) => Some(unit),
                    Err(error) => {
                        self.sink.error(
                            "W0605",
                            node.span,
                            format!("De eenheid `{text}` kennen we niet"),
                            error.message(),
                        );
                        None
                    }
                }
            }
            (QuestionKind::Number, None) => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("De vraag `{}` heeft geen eenheid", entry.key),
                    "Zet er `eenheid:` bij; voor een los aantal `eenheid: keer`.",
                );
                None
            }
            (_, Some(node)) => {
                self.sink.error(
                    "W0514",
                    node.span,
                    "Bij dit type hoort geen eenheid",
                    "Haal deze regel weg.",
                );
                None
            }
            _ => None,
        }
    }

    fn question_options(
        &mut self,
        kind: QuestionKind,
        fields: Fields<'a>,
        own: Option<&'a Node>,
        entry: &Entry,
    ) -> Vec<Choice> {
        let node = fields.get("keuzes");
        match (kind, node) {
            (QuestionKind::Choice | QuestionKind::Many, None) => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("De vraag `{}` heeft geen keuzes", entry.key),
                    "Zet er `keuzes:` onder, elk als `naam: wat de lezer ziet`.",
                );
                Vec::new()
            }
            (QuestionKind::Choice | QuestionKind::Many, Some(node)) => {
                let Some(list) = sink::entries(self.sink, RULES, node, "De keuzes") else {
                    return Vec::new();
                };
                if list.len() > MOST_OPTIONS {
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("Meer dan {MOST_OPTIONS} keuzes is te veel"),
                        "Maak er twee vragen van.",
                    );
                    return Vec::new();
                }
                let mut options: Vec<Choice> = Vec::new();
                for option in list {
                    if RESERVED.contains(&option.key.as_str()) {
                        self.sink.error(
                            "W0512",
                            option.key_span,
                            format!("`{}` is een woord van de regeltaal en kan geen keuze zijn", option.key),
                            "Kies een andere naam.",
                        );
                    }
                    if let Some(label) = self.text(&option.value, "De keuze") {
                        options.push(Choice { id: option.key.clone(), label });
                    }
                }
                self.own_options(options, own)
            }
            (_, Some(node)) => {
                self.sink.error(
                    "W0514",
                    node.span,
                    "Bij dit type horen geen keuzes",
                    "Maak er `type: keuze` van, of haal de keuzes weg.",
                );
                Vec::new()
            }
            (_, None) => Vec::new(),
        }
    }

    /// An organisation may list fewer choices, or word them.
    fn own_options(&mut self, options: Vec<Choice>, own: Option<&'a Node>) -> Vec<Choice> {
        let Some(node) = own else { return options };
        let mut kept: Vec<Choice> = Vec::new();
        let names: Vec<(&'a str, Span, Option<&'a Node>)> = match &node.value {
            Value::List { items, .. } => {
                items.iter().filter_map(|item| item.text().map(|text| (text, item.span, None))).collect()
            }
            Value::Map { entries, .. } => {
                entries.iter().map(|entry| (entry.key.as_str(), entry.key_span, Some(&entry.value))).collect()
            }
            _ => Vec::new(),
        };
        for (name, span, label) in names {
            match options.iter().find(|option| option.id == name) {
                Some(option) => {
                    let label = label.and_then(|node| self.text(node, "De keuze"));
                    kept.push(Choice {
                        id: option.id.clone(),
                        label: label.unwrap_or_else(|| option.label.clone()),
                    });
                }
                None => {
                    let help = did_you_mean(
                        name,
                        options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(),
                    );
                    self.sink.error("W0514", span, format!("`{name}` is geen keuze van deze vraag"), help);
                }
            }
        }
        kept
    }

    fn question_rules(&mut self, index: usize, fields: Fields<'a>) {
        let only_if = self.condition(fields.get("als")).unwrap_or_default();
        let Some(question) = self.program.questions.get(index) else { return };
        let (kind, required) = (question.kind, question.required);
        let own_type = self.types.get(index).cloned().unwrap_or(Type::Broken);
        let unless = fields.get("anders").and_then(|node| self.text(node, "`anders`"));
        if let Some(entry) = fields.entry("anders")
            && (required || kind != QuestionKind::YesNo)
        {
            self.sink.error(
                "W0514",
                entry.key_span,
                "`anders` hoort bij een ja/nee-vraag die overgeslagen mag worden",
                "Zet er `verplicht: nee` bij, of haal `anders` weg.",
            );
        }
        if !required && kind == QuestionKind::YesNo && unless.is_none() {
            let span = fields.entry("verplicht").map_or(fields.node.span, |entry| entry.key_span);
            self.sink.error("W0514", span, "Wie deze vraag overslaat, hoort in het antwoord wat er dan is aangenomen", "Zet er `anders:` bij, bijvoorbeeld `anders: tenzij je team heeft afgesproken niets aan te nemen`.");
        }
        let expr = |builder: &mut Builder<'a>, key: &str| -> Option<ExprId> {
            let node = fields.get(key)?;
            sink::text(builder.sink, RULES, node, &format!("`{key}`"))?;
            let (id, found) = expression::read(builder, Piece::whole(node)?)?;
            if !own_type.fits(&found) {
                let message = format!(
                    "`{key}` is {}, de vraag zelf is {}",
                    found.dutch(builder),
                    own_type.dutch(builder)
                );
                builder.sink.error("W0602", node.span, message, "Gebruik dezelfde soort waarde en eenheid.");
                return None;
            }
            Some(id)
        };
        let default = match own_type {
            Type::Word(_) => None,
            _ => expr(self, "standaard"),
        };
        let until_known = expr(self, "zolang-onbekend");
        let minimum = expr(self, "minimum");
        let maximum = expr(self, "maximum");
        if let Some(entry) = fields.entry("zolang-onbekend")
            && kind != QuestionKind::Date
        {
            self.sink.error(
                "W0514",
                entry.key_span,
                "`zolang-onbekend` hoort bij een vraag van type `datum`",
                "Haal deze regel weg, of gebruik `standaard:`.",
            );
        }
        let mut inputs = self.program.inputs_of_atoms(&only_if);
        for id in [default, until_known, minimum, maximum].into_iter().flatten() {
            inputs.0 |= self.program.inputs_of(id).0;
        }
        let earlier = (1_u64 << index.min(63)) - 1;
        if inputs.0 & !earlier != 0 {
            self.sink.error(
                "W0515",
                fields.node.span,
                "Deze vraag hangt af van een vraag die later komt, of van zichzelf",
                "Zet de vraag waar zij van afhangt erboven.",
            );
            return;
        }
        if let Some(question) = self.program.questions.get_mut(index) {
            question.only_if = only_if;
            question.unless = unless;
            question.default = default;
            question.until_known = until_known;
            question.minimum = minimum;
            question.maximum = maximum;
        }
    }

    fn rules_of_question(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("regels-van") else { return };
        let Some(text) = sink::text(self.sink, RULES, node, "`regels-van`") else { return };
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
                        node.span,
                        format!(
                            "`{text}` wordt niet altijd gevraagd, dus de dag van de regels staat niet vast"
                        ),
                        "Kies een vraag die altijd beantwoord wordt.",
                    );
                    return;
                }
                self.ask(index);
                self.program.rules_of = Some(index);
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
                self.sink.error("W0609", node.span, format!("`{text}` is geen vraag naar een dag"), help);
            }
        }
    }

    // ---- named values ------------------------------------------------------------------------------

    fn collect_values(&mut self, blocks: &'a [Entry], rules: Fields<'a>) {
        for block in blocks {
            for entry in block.value.get("waarden").and_then(Node::entries).unwrap_or_default() {
                self.all_values.push(entry.key.clone());
            }
        }
        let Some(node) = rules.get("waarden") else { return };
        let Some(entries) = sink::entries(self.sink, RULES, node, "De waarden") else { return };
        for entry in entries {
            self.claim(&entry.key, entry.key_span);
            self.pending.push(Pending {
                id: entry.key.clone(),
                span: entry.key_span,
                source: PendingValue::Named(&entry.value),
                state: PendingState::Waiting,
            });
        }
    }

    fn values(&mut self) {
        let mut place = 0;
        while place < self.pending.len() {
            self.value(place);
            place += 1;
        }
    }

    /// Reads a named value if that was not done yet; one that is broken has an index that points nowhere.
    fn value(&mut self, place: usize) -> Index {
        const NOWHERE: Index = Index::MAX;
        let Some(pending) = self.pending.get_mut(place) else { return NOWHERE };
        match pending.state {
            PendingState::Done(index) => return index,
            PendingState::Broken => return NOWHERE,
            PendingState::Busy => {
                let (span, id) = (pending.span, pending.id.clone());
                pending.state = PendingState::Broken;
                self.sink.error(
                    "W0610",
                    span,
                    format!("`{id}` wordt uiteindelijk uit zichzelf berekend"),
                    "Haal de kring eruit: een waarde kan niet van zichzelf afhangen.",
                );
                return NOWHERE;
            }
            PendingState::Waiting => pending.state = PendingState::Busy,
        }
        let (id, span, source) = (pending.id.clone(), pending.span, pending.source);
        let was_reading = std::mem::replace(&mut self.reading_questions, false);
        let built = match source {
            PendingValue::Named(node) => self.named_value(&id, node),
            PendingValue::Column => self.column_value(&id),
        };
        self.reading_questions = was_reading;
        let state = match built {
            Some((named, kind)) => {
                self.program.values.push(named);
                let index = (self.program.values.len() - 1) as Index;
                let kind = match kind {
                    Type::Word(Operand::Value(_)) => Type::Word(Operand::Value(index)),
                    other => other,
                };
                self.value_types.push(kind);
                self.spans.values.push(span);
                PendingState::Done(index)
            }
            None => PendingState::Broken,
        };
        if let Some(pending) = self.pending.get_mut(place)
            && pending.state == PendingState::Busy
        {
            pending.state = state;
        }
        match state {
            PendingState::Done(index) => index,
            _ => NOWHERE,
        }
    }

    fn named_value(&mut self, id: &str, node: &'a Node) -> Option<(Named, Type)> {
        let what = format!("De waarde `{id}`");
        let fields = sink::fields(
            self.sink,
            RULES,
            node,
            &what,
            &["naam", "is", "tabel", "keuzes", "afronden", "bron"],
        )?;
        let name = match fields.get("naam") {
            Some(node) => self.text(node, "De naam")?,
            None => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft geen naam"),
                    "Zet er `naam:` bij, zoals de lezer haar ziet.",
                );
                return None;
            }
        };
        let rounding = fields.get("afronden").and_then(|node| {
            let text = sink::text(self.sink, RULES, node, "Het afronden")?;
            match Rounding::parse(text) {
                Ok(rounding) => Some((rounding, node.span)),
                Err(error) => {
                    self.sink.error(
                        "W0516",
                        node.span,
                        format!("`{text}` is geen manier van afronden"),
                        error.message(),
                    );
                    None
                }
            }
        });
        let mut words = Vec::new();
        if let Some(node) = fields.get("keuzes") {
            for entry in sink::entries(self.sink, RULES, node, "De keuzes")? {
                let label = self.text(&entry.value, "De keuze")?;
                words.push(Choice { id: entry.key.clone(), label });
            }
        }
        let (rule, kind) = match (fields.get("is"), fields.get("tabel")) {
            (Some(node), None) => {
                sink::text(self.sink, RULES, node, "De berekening")?;
                let (expr, kind) = expression::read(self, Piece::whole(node)?)?;
                (ValueRule::Expr(expr), kind)
            }
            (None, Some(node)) => self.value_table(node, &words)?,
            (Some(_), Some(_)) => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft een berekening en een tabel"),
                    "Kies `is:` of `tabel:`.",
                );
                return None;
            }
            (None, None) => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft geen berekening"),
                    "Zet er `is:` of `tabel:` bij.",
                );
                return None;
            }
        };
        if let Some((rounding, span)) = rounding
            && let Type::Quantity(unit) = &kind
            && Quantity::new(Number::ONE, unit.clone()).round(rounding).is_err()
        {
            self.sink.error(
                "W0516",
                span,
                format!("Een waarde in {unit} kan niet op centen worden afgerond"),
                "Rond af op decimalen of op helen.",
            );
        }
        Some((
            Named { id: id.to_owned(), name, words, rule, rounding: rounding.map(|(rounding, _)| rounding) },
            kind,
        ))
    }

    fn value_table(&mut self, node: &'a Node, words: &[Choice]) -> Option<(ValueRule, Type)> {
        let sheet = table::sheet(self.sink, node, "De tabel van deze waarde")?;
        let Some(then) = sheet.header.iter().position(|cell| cell.text == "dan") else {
            self.sink.error(
                "W0504",
                node.span,
                "Deze tabel heeft geen kolom `dan`",
                "Zet de waarde in een kolom `dan`.",
            );
            return None;
        };
        let operands = self.operands(sheet.header.get(..then).unwrap_or_default());
        let mut rows = Vec::new();
        let mut spans = Vec::new();
        let mut kind: Option<Type> = None;
        let mut good = true;
        for row in &sheet.rows {
            let when = self.row_condition(&operands, &row.cells);
            let Some(cell) = row.cells.get(then).copied() else { continue };
            let result = if words.is_empty() {
                expression::read(self, cell)
            } else {
                match words.iter().position(|word| word.id == cell.text) {
                    Some(place) => {
                        let id = self.expr(Expr::Word(place as Index));
                        Some((id, Type::Word(Operand::Value(0))))
                    }
                    None => {
                        let help = did_you_mean(
                            cell.text,
                            words.iter().map(|word| word.id.as_str()).collect::<Vec<_>>(),
                        );
                        self.sink.error(
                            "W0607",
                            cell.span(),
                            format!("`{}` staat niet bij de keuzes van deze waarde", cell.text),
                            help,
                        );
                        None
                    }
                }
            };
            let (Some(when), Some((expr, found))) = (when, result) else {
                good = false;
                continue;
            };
            if let Some(known) = &kind
                && !known.fits(&found)
            {
                let message = format!(
                    "Deze regel geeft {}, de regels erboven {}",
                    found.dutch(self),
                    known.dutch(self)
                );
                self.sink.error(
                    "W0603",
                    cell.span(),
                    message,
                    "Laat elke regel dezelfde soort waarde geven.",
                );
                good = false;
            }
            kind.get_or_insert(found);
            rows.push((when, expr));
            spans.push(row.span);
        }
        if !good {
            return None;
        }
        let kind = kind?;
        self.spans.value_rows.push((self.program.values.len(), spans));
        Some((ValueRule::Table(rows), kind))
    }

    fn column_value(&mut self, id: &str) -> Option<(Named, Type)> {
        let cells = self.columns.iter().find(|(name, _)| name == id).map(|(_, cells)| cells.clone())?;
        let first = cells.into_iter().find(|cell| !cells::is_any(cell.text))?;
        let (_, kind) = expression::read(self, first)?;
        let name = Text(vec![crate::program::Piece::Plain(crate::words::upper(&id.replace('-', " ")))]);
        Some((
            Named { id: id.to_owned(), name, words: Vec::new(), rule: ValueRule::Column, rounding: None },
            kind,
        ))
    }

    // ---- outcomes ----------------------------------------------------------------------------------

    fn outcome_nodes(&mut self, head: &Head<'a>, rules: Fields<'a>, own: Fields<'a>) {
        let shared = head.fields.get("uitkomsten");
        if let Some(node) = shared {
            for entry in sink::entries(self.sink, RULES, node, "De uitkomsten").unwrap_or_default() {
                self.claim(&entry.key, entry.key_span);
                self.outcome_nodes.entry(entry.key.clone()).or_default().shared = Some(entry);
            }
        }
        for fields in [rules, own] {
            let Some(node) = fields.get("uitkomsten") else { continue };
            for entry in sink::entries(self.sink, RULES, node, "De uitkomsten").unwrap_or_default() {
                if entry.key != SILENT
                    && self.outcome_nodes.get(&entry.key).is_none_or(|nodes| nodes.shared.is_none())
                {
                    let known: Vec<String> = self.outcome_nodes.keys().cloned().collect();
                    let help = did_you_mean(&entry.key, known.iter().map(String::as_str));
                    self.sink.error(
                        "W0517",
                        entry.key_span,
                        format!("`{}` is geen uitkomst van deze rekenhulp", entry.key),
                        help,
                    );
                    continue;
                }
                if let Some(colour) =
                    entry.value.entries().and_then(|list| list.iter().find(|field| field.key == "kleur"))
                {
                    self.sink.error(
                        "W0517",
                        colour.key_span,
                        "De kleur van een uitkomst is voor alle organisaties gelijk",
                        "Haal `kleur:` hier weg.",
                    );
                }
                self.outcome_nodes.entry(entry.key.clone()).or_default().own = Some(entry);
            }
        }
    }

    fn outcome(&mut self, name: &str, span: Span) -> Option<Index> {
        if let Some(index) = self.outcome_index.get(name) {
            return Some(*index);
        }
        let nodes = self.outcome_nodes.get(name).copied().unwrap_or_default();
        if nodes.shared.is_none() && name != SILENT {
            let known: Vec<String> = self.outcome_nodes.keys().cloned().chain([SILENT.to_owned()]).collect();
            let help = did_you_mean(name, known.iter().map(String::as_str));
            self.sink.error("W0517", span, format!("`{name}` is geen uitkomst van deze rekenhulp"), help);
            return None;
        }
        let known: Vec<&str> =
            ["kleur", "kort", "titel", "zin", "toont"].into_iter().chain(ROUTE_KEYS).collect();
        let mut fields: Vec<Fields<'a>> = Vec::new();
        for entry in [nodes.own, nodes.shared].into_iter().flatten() {
            fields.extend(sink::fields(
                self.sink,
                RULES,
                &entry.value,
                &format!("De uitkomst `{name}`"),
                &known,
            ));
        }
        let get = |key: &str| fields.iter().find_map(|fields| fields.get(key));
        let colour = if name == SILENT {
            Colour::Grey
        } else {
            match get("kleur").map(|node| (node, node.text())) {
                Some((_, Some("groen"))) => Colour::Green,
                Some((_, Some("oranje"))) => Colour::Amber,
                Some((_, Some("rood"))) => Colour::Red,
                Some((node, other)) => {
                    let help = did_you_mean(other.unwrap_or_default(), ["groen", "oranje", "rood"]);
                    self.sink.error("W0517", node.span, "Dit is geen kleur van een uitkomst", help);
                    Colour::Grey
                }
                None => {
                    let at = nodes.shared.map_or(span, |entry| entry.key_span);
                    self.sink.error(
                        "W0517",
                        at,
                        format!("De uitkomst `{name}` heeft geen kleur"),
                        "Zet er `kleur: groen`, `oranje` of `rood` bij.",
                    );
                    Colour::Grey
                }
            }
        };
        let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
        let part = |builder: &mut Builder<'a>, key: &str, fallback: &str| match get(key) {
            Some(node) => builder.text(node, &format!("`{key}`")).unwrap_or_default(),
            None if name == SILENT => plain(fallback),
            None => {
                let at = nodes.shared.map_or(span, |entry| entry.key_span);
                builder.sink.error(
                    "W0517",
                    at,
                    format!("De uitkomst `{name}` heeft geen `{key}`"),
                    format!("Zet er `{key}:` bij."),
                );
                Text::default()
            }
        };
        let short = part(self, "kort", "Niet geregeld");
        let title = part(self, "titel", "Dit staat niet in de regels");
        let sentence = match get("zin") {
            Some(node) => self.text(node, "De zin"),
            None if name == SILENT => {
                Some(plain("Het document zegt hier niets over. Vraag het na voordat je iets doet."))
            }
            None => None,
        };
        let route = self.route(&get);
        self.program.outcomes.push(Outcome {
            id: name.to_owned(),
            colour,
            short,
            title,
            sentence,
            shows: Vec::new(),
            route,
        });
        let index = (self.program.outcomes.len() - 1) as Index;
        self.spans.outcomes.push(nodes.own.or(nodes.shared).map_or(span, |entry| entry.key_span));
        self.outcome_index.insert(name.to_owned(), index);
        if self.program.outcomes.len() > 60 {
            self.sink.error(
                "W0517",
                span,
                "Meer dan 60 uitkomsten is te veel",
                "Maak er twee rekenhulpen van.",
            );
        }
        Some(index)
    }

    fn route(&mut self, get: &dyn Fn(&str) -> Option<&'a Node>) -> Option<RouteRule> {
        if ROUTE_KEYS.iter().all(|key| get(key).is_none()) {
            return None;
        }
        let mut route = RouteRule::default();
        let mut desks = Vec::new();
        if let Some(node) = get("naar") {
            desks = self.desks(node);
        }
        route.to = desks.iter().map(|(_, name)| name.clone()).collect();
        route.channels = match get("kanalen") {
            Some(node) => crate::registry::read_channels(node, self.sink),
            None => desks
                .iter()
                .filter_map(|(id, _)| self.registry.desk(&self.organisation, id))
                .flat_map(|desk| desk.channels.clone())
                .collect(),
        };
        if let Some(node) = get("neem-mee") {
            for item in sink::texts(self.sink, RULES, node, "Wat je meeneemt") {
                route.bring.extend(self.text(item, "Wat je meeneemt"));
            }
        }
        route.next = get("daarna").and_then(|node| self.text(node, "`daarna`"));
        route.anonymous = get("anoniem").and_then(|node| sink::yes_no(self.sink, RULES, node, "`anoniem`"));
        route.calculator = get("rekenhulp")
            .and_then(|node| sink::text(self.sink, RULES, node, "De rekenhulp"))
            .map(str::to_owned);
        Some(route)
    }

    /// Functions and desks by id: id and name.
    fn desks(&mut self, node: &Node) -> Vec<(String, String)> {
        let mut list = Vec::new();
        for item in sink::texts(self.sink, RULES, node, "De functie") {
            let id = item.text().unwrap_or_default();
            match self
                .registry
                .desk(&self.organisation, id)
                .or_else(|| self.registry.desk(&self.rules_of, id))
            {
                Some(desk) => list.push((desk.id.clone(), desk.name.clone())),
                None if self.registry.is_broken(&self.organisation, id) => self.poisoned = true,
                None => {
                    let help = match nearest(id, self.registry.desk_names(&self.organisation)) {
                        Some(near) => {
                            format!("Bedoel je `{near}`? Anders zet je de functie in organisatie.yaml.")
                        }
                        None => "Zet de functie in organisatie.yaml, met `noem:`.".to_owned(),
                    };
                    self.sink.error("W0417", item.span, format!("De functie `{id}` bestaat niet"), help);
                }
            }
        }
        list
    }

    /// Values that outcomes show. One that only other organisations have is left out here.
    fn show_values(&mut self) {
        let names: Vec<(Index, String)> =
            self.outcome_index.iter().map(|(name, index)| (*index, name.clone())).collect();
        for (index, name) in names {
            let nodes = self.outcome_nodes.get(&name).copied().unwrap_or_default();
            let node =
                [nodes.own, nodes.shared].into_iter().flatten().find_map(|entry| entry.value.get("toont"));
            let Some(node) = node else { continue };
            let mut shows = Vec::new();
            for item in sink::texts(self.sink, RULES, node, "Wat de uitkomst toont") {
                let id = item.text().unwrap_or_default();
                match self.pending.iter().position(|value| value.id == id) {
                    Some(place) => {
                        let value = self.value(place);
                        if value != Index::MAX {
                            shows.push(value);
                        }
                    }
                    None if self.all_values.iter().any(|known| known == id) => {}
                    None => {
                        let known: Vec<String> = self.pending.iter().map(|value| value.id.clone()).collect();
                        let help = did_you_mean(id, known.iter().map(String::as_str));
                        self.sink.error(
                            "W0609",
                            item.span,
                            format!("`{id}` is geen waarde van deze rekenhulp"),
                            help,
                        );
                    }
                }
            }
            if let Some(outcome) = self.program.outcomes.get_mut(usize::from(index)) {
                outcome.shows = shows;
            }
        }
    }

    fn silent_block(&mut self, node: &'a Node) {
        let Some(fields) =
            sink::fields(self.sink, RULES, node, "`niet-geregeld`", &["zin", "vraag-na-bij", "bron"])
        else {
            return;
        };
        let mut sentence = match fields.get("zin") {
            Some(node) => self.text(node, "De zin").unwrap_or_default(),
            None => {
                self.sink.error(
                    "W0518",
                    node.span,
                    "Bij `niet-geregeld` ontbreekt een zin",
                    "Zet er `zin:` bij: dat het document hier niets over zegt.",
                );
                Text::default()
            }
        };
        if let Some(node) = fields.get("vraag-na-bij") {
            let names: Vec<String> = self.desks(node).into_iter().map(|(_, name)| name).collect();
            if !names.is_empty() {
                sentence.0.push(crate::program::Piece::Plain(format!(
                    " Vraag het na bij {}.",
                    dutch::list_or(&names)
                )));
            }
        }
        let sources = self.sources(fields.get("bron"));
        let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
        self.program.kind = Kind::Decision;
        self.program.outcomes.push(Outcome {
            id: SILENT.to_owned(),
            colour: Colour::Grey,
            short: plain("Niet geregeld"),
            title: plain("Dit staat niet in de regels"),
            sentence: Some(sentence),
            shows: Vec::new(),
            route: None,
        });
        self.program.rows.push(Row { when: Vec::new(), outcome: 0, values: Vec::new(), sources });
        self.spans.rows.push(node.span);
        self.spans.outcomes.push(node.span);
    }

    // ---- rows --------------------------------------------------------------------------------------

    fn operands(&mut self, header: &[Piece<'a>]) -> Vec<(Piece<'a>, Option<Operand>)> {
        header
            .iter()
            .map(|cell| {
                let operand = self.named(cell.text);
                match operand {
                    Some(Operand::Answer(question)) => self.ask(question),
                    Some(Operand::Value(value)) if value != Index::MAX && self.program.one_decimal(value) => {
                        self.sink.error(
                            "W0608",
                            cell.span(),
                            "De hitte-index kan geen voorwaarde zijn",
                            "Gebruik hem alleen om te laten zien: zet hem bij `toont:`.",
                        );
                    }
                    Some(_) => {}
                    None => {
                        let known = self.condition_names();
                        let help = did_you_mean(cell.text, known.iter().map(String::as_str));
                        self.sink.error(
                            "W0609",
                            cell.span(),
                            format!("`{}` is geen vraag en geen waarde", cell.text),
                            help,
                        );
                    }
                }
                (*cell, operand)
            })
            .collect()
    }

    fn row_condition(
        &mut self,
        operands: &[(Piece<'a>, Option<Operand>)],
        cells: &[Piece<'a>],
    ) -> Option<Vec<Atom>> {
        let mut atoms = Vec::new();
        let mut good = true;
        for ((_, operand), cell) in operands.iter().zip(cells) {
            match operand {
                Some(operand) => match cells::cell(self, *operand, *cell) {
                    Ok(atom) => atoms.extend(atom),
                    Err(()) => good = false,
                },
                None => good = false,
            }
        }
        good.then_some(atoms)
    }

    fn rows(&mut self, head: &Head<'a>, rules: Fields<'a>) {
        if let Some(node) = rules.get("werking") {
            match node.text() {
                Some("uniek") => self.program.hit = Hit::Unique,
                Some("eerste") => self.program.hit = Hit::First,
                Some("alle") => self.program.hit = Hit::All,
                other => {
                    let help = did_you_mean(other.unwrap_or_default(), ["uniek", "eerste", "alle"]);
                    self.sink.error("W0519", node.span, "Deze werking kennen we niet", help);
                }
            }
        }
        let node = rules.get("tabel").or_else(|| rules.get("regels"));
        let Some(node) = node else {
            if head.kind == Kind::Calculation {
                self.only_outcome(head, rules);
            } else {
                self.sink.error(
                    "W0519",
                    self.spans.block,
                    "Deze organisatie heeft geen regels",
                    "Zet er `tabel: |` bij, of `zelfde-als:`, of `niet-geregeld:`.",
                );
            }
            return;
        };
        self.spans.table = Some(node.span);
        match &node.value {
            Value::List { items, .. } => self.rule_list(items),
            _ => self.rule_table(node),
        }
    }

    fn only_outcome(&mut self, head: &Head<'a>, rules: Fields<'a>) {
        let names: Vec<(String, Span)> = head
            .fields
            .get("uitkomsten")
            .and_then(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| (entry.key.clone(), entry.key_span))
            .collect();
        let [(name, span)] = names.as_slice() else {
            self.sink.error(
                "W0519",
                self.spans.block,
                "Een berekening zonder tabel heeft precies één uitkomst",
                "Zet er een tabel bij, of houd één uitkomst over.",
            );
            return;
        };
        let sources = self.sources(rules.get("bron"));
        if sources.is_empty() {
            self.sink.error(
                "W0519",
                self.spans.block,
                "Een berekening zonder tabel heeft een bron nodig",
                "Zet er `bron:` bij.",
            );
        }
        if let Some(outcome) = self.outcome(name, *span) {
            self.program.rows.push(Row { when: Vec::new(), outcome, values: Vec::new(), sources });
            self.spans.rows.push(self.spans.block);
        }
    }

    /// Columns between `dan` and `bron` are named values; other values may rest on them, so they are known first.
    fn collect_columns(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("tabel").filter(|node| node.text().is_some()) else { return };
        // What is wrong with the table itself is said when its rows are read.
        let Some(sheet) = table::sheet(&mut Sink::default(), node, "De tabel") else { return };
        let find = |name: &str| sheet.header.iter().position(|cell| cell.text == name);
        let (Some(then), Some(source)) = (find("dan"), find("bron")) else { return };
        for (place, cell) in sheet.header.iter().enumerate() {
            if place <= then || place >= source {
                continue;
            }
            self.claim(cell.text, cell.span());
            let cells = sheet.rows.iter().filter_map(|row| row.cells.get(place).copied()).collect();
            self.columns.push((cell.text.to_owned(), cells));
            self.pending.push(Pending {
                id: cell.text.to_owned(),
                span: cell.span(),
                source: PendingValue::Column,
                state: PendingState::Waiting,
            });
        }
    }

    fn rule_table(&mut self, node: &'a Node) {
        let Some(sheet) = table::sheet(self.sink, node, "De tabel") else { return };
        let find = |name: &str| sheet.header.iter().position(|cell| cell.text == name);
        let Some(then) = find("dan") else {
            self.sink.error(
                "W0504",
                node.span,
                "De tabel heeft geen kolom `dan`",
                "Zet de uitkomst in een kolom `dan`.",
            );
            return;
        };
        let Some(source) = find("bron") else {
            self.sink.error(
                "W0504",
                node.span,
                "De tabel heeft geen kolom `bron`",
                "Zet in de laatste kolom `bron` waar de regel staat.",
            );
            return;
        };
        if source < then || source + 1 != sheet.header.len() {
            self.sink.error(
                "W0504",
                node.span,
                "De kolommen staan niet in de goede volgorde",
                "Zet eerst de voorwaarden, dan `dan`, dan waarden, en als laatste `bron`.",
            );
            return;
        }
        let columns: Vec<(usize, Piece<'a>)> = sheet
            .header
            .iter()
            .copied()
            .enumerate()
            .filter(|(place, _)| *place > then && *place < source)
            .collect();
        let operands = self.operands(sheet.header.get(..then).unwrap_or_default());
        for row in &sheet.rows {
            let when = self.row_condition(&operands, row.cells.get(..then).unwrap_or_default());
            let outcome = row.cells.get(then).copied().and_then(|cell| self.outcome_cell(cell));
            let sources =
                row.cells.get(source).copied().map(|cell| self.source_cell(cell)).unwrap_or_default();
            let values = self.row_values(&columns, &row.cells);
            if let (Some(when), Some(outcome)) = (when, outcome) {
                self.program.rows.push(Row { when, outcome, values, sources });
                self.spans.rows.push(row.span);
            }
        }
    }

    fn outcome_cell(&mut self, cell: Piece<'_>) -> Option<Index> {
        if cell.text.is_empty() || cells::is_any(cell.text) {
            self.sink.error(
                "W0505",
                cell.span(),
                "Bij deze regel staat geen uitkomst",
                "Zet er een uitkomst bij.",
            );
            return None;
        }
        self.outcome(cell.text, cell.span())
    }

    fn row_values(&mut self, columns: &[(usize, Piece<'a>)], cells: &[Piece<'a>]) -> Vec<(Index, ExprId)> {
        let mut list = Vec::new();
        for (place, header) in columns {
            let Some(cell) = cells.get(*place).copied() else { continue };
            if cells::is_any(cell.text) {
                continue;
            }
            if cell.text.is_empty() {
                self.sink.error(
                    "W0505",
                    cell.span(),
                    "Deze cel is leeg",
                    "Geeft deze regel geen waarde? Schrijf dan `-`.",
                );
                continue;
            }
            let Some(value) =
                self.pending.iter().position(|value| value.id == header.text).map(|place| self.value(place))
            else {
                continue;
            };
            let Some((expr, kind)) = expression::read(self, cell) else { continue };
            let known = self.type_of(Operand::Value(value));
            if !known.fits(&kind) {
                let message = format!("Deze cel is {}, de kolom is {}", kind.dutch(self), known.dutch(self));
                self.sink.error(
                    "W0603",
                    cell.span(),
                    message,
                    "Gebruik in een kolom steeds dezelfde eenheid.",
                );
                continue;
            }
            if value != Index::MAX {
                list.push((value, expr));
            }
        }
        list
    }

    fn rule_list(&mut self, items: &'a [Node]) {
        for item in items {
            let Some(fields) = sink::fields(self.sink, RULES, item, "Een regel", &["als", "dan", "bron"])
            else {
                continue;
            };
            let when = self.condition(fields.get("als"));
            let outcome = match fields.get("dan") {
                Some(node) => {
                    let name = sink::text(self.sink, RULES, node, "De uitkomst").unwrap_or_default();
                    if name.is_empty() { None } else { self.outcome(name, node.span) }
                }
                None => {
                    self.sink.error(
                        "W0505",
                        item.span,
                        "Bij deze regel staat geen uitkomst",
                        "Zet er `dan:` bij.",
                    );
                    None
                }
            };
            if fields.get("bron").is_none() {
                self.sink.error("W0505", item.span, "Bij deze regel staat geen bron", "Zet er `bron:` bij.");
            }
            let sources = self.sources(fields.get("bron"));
            if let (Some(when), Some(outcome)) = (when, outcome) {
                self.program.rows.push(Row { when, outcome, values: Vec::new(), sources });
                self.spans.rows.push(item.span);
            }
        }
    }

    // ---- lines -------------------------------------------------------------------------------------

    fn lines(&mut self, rules: Fields<'a>, own: Fields<'a>, borrowed: bool) {
        let blocks: Vec<Fields<'a>> = if borrowed { vec![rules, own] } else { vec![rules] };
        for (round, fields) in blocks.into_iter().enumerate() {
            for (key, is_action) in [("doe", true), ("let-op", false)] {
                let Some(node) = fields.get(key) else { continue };
                for (outcome, entry) in self.under_outcomes(node, key) {
                    let Some(rule) = self.line(outcome, entry) else { continue };
                    let (list, spans) = if is_action {
                        (&mut self.program.actions, &mut self.spans.actions)
                    } else {
                        (&mut self.program.attention, &mut self.spans.attention)
                    };
                    // Whoever takes over rules may word a line: the same id under the same outcome.
                    let known =
                        list.iter().position(|line| line.id == rule.id && line.outcome == rule.outcome);
                    match (round, known) {
                        (1, Some(place)) => {
                            if let Some(line) = list.get_mut(place) {
                                *line = rule;
                            }
                        }
                        _ => {
                            list.push(rule);
                            spans.push(entry.key_span);
                            if round == 0 {
                                self.claim(&entry.key, entry.key_span);
                            }
                        }
                    }
                }
            }
            let Some(node) = fields.get("onduidelijk") else { continue };
            for (outcome, entry) in self.under_outcomes(node, "onduidelijk") {
                if let Some(rule) = self.unclear(&entry.key, outcome, &entry.value) {
                    if round == 0 {
                        self.claim(&entry.key, entry.key_span);
                    }
                    self.program.unclear.push(rule);
                    self.spans.unclear.push(entry.key_span);
                }
            }
        }
    }

    /// The lines under each outcome, or under `altijd`.
    fn under_outcomes(&mut self, node: &'a Node, key: &str) -> Vec<(Option<Index>, &'a Entry)> {
        let mut list = Vec::new();
        for block in sink::entries(self.sink, RULES, node, &format!("`{key}`")).unwrap_or_default() {
            let outcome = if block.key == "altijd" {
                None
            } else if let Some(index) = self.outcome_index.get(&block.key) {
                Some(*index)
            } else {
                let message = if self.outcome_nodes.contains_key(&block.key) {
                    format!("De uitkomst `{}` komt in deze regels niet voor", block.key)
                } else {
                    format!("`{}` is geen uitkomst", block.key)
                };
                let known: Vec<String> =
                    self.outcome_index.keys().cloned().chain(["altijd".to_owned()]).collect();
                self.sink.error(
                    "W0517",
                    block.key_span,
                    message,
                    did_you_mean(&block.key, known.iter().map(String::as_str)),
                );
                continue;
            };
            for entry in
                sink::entries(self.sink, RULES, &block.value, &format!("`{}`", block.key)).unwrap_or_default()
            {
                list.push((outcome, entry));
            }
        }
        list
    }

    fn line(&mut self, outcome: Option<Index>, entry: &'a Entry) -> Option<LineRule> {
        let mut rule = LineRule {
            id: entry.key.clone(),
            outcome,
            only_if: Vec::new(),
            text: Text::default(),
            to: None,
            sources: Vec::new(),
        };
        if !matches!(entry.value.value, Value::Map { flow: false, .. }) {
            rule.text = self.text(&entry.value, "De zin")?;
            return Some(rule);
        }
        if entry.value.get("tekst").is_none() {
            // `Let op: doe dit` was read as a key with a value.
            let known = entry.value.entries().is_some_and(|fields| {
                fields.iter().any(|field| matches!(field.key.as_str(), "als" | "naar" | "bron"))
            });
            if known {
                self.sink.error(
                    "W0520",
                    entry.key_span,
                    format!("De regel `{}` heeft geen tekst", entry.key),
                    "Zet er `tekst:` bij.",
                );
            } else {
                sink::text(self.sink, RULES, &entry.value, "De zin");
            }
            return None;
        }
        let fields = sink::fields(
            self.sink,
            RULES,
            &entry.value,
            &format!("De regel `{}`", entry.key),
            &["tekst", "als", "naar", "bron"],
        )?;
        rule.text = self.text(fields.get("tekst")?, "De zin")?;
        rule.only_if = self.condition(fields.get("als"))?;
        if let Some(node) = fields.get("naar") {
            let names: Vec<String> = self.desks(node).into_iter().map(|(_, name)| name).collect();
            rule.to = (!names.is_empty()).then(|| dutch::list_and(&names));
        }
        rule.sources = self.sources(fields.get("bron"));
        Some(rule)
    }

    fn unclear(&mut self, id: &str, outcome: Option<Index>, node: &'a Node) -> Option<UnclearRule> {
        let known = ["staat-er", "wij-lezen", "wie-beslist", "als", "bron"];
        let fields = sink::fields(self.sink, RULES, node, "`onduidelijk`", &known)?;
        for key in ["staat-er", "wij-lezen"] {
            if fields.get(key).is_none() {
                self.sink.error(
                    "W0520",
                    node.span,
                    format!("Bij `onduidelijk` ontbreekt `{key}`"),
                    "Schrijf `staat-er:` wat het document zegt en `wij-lezen:` hoe wij het lezen.",
                );
                return None;
            }
        }
        let says = self.text(fields.get("staat-er")?, "`staat-er`")?;
        let reading = self.text(fields.get("wij-lezen")?, "`wij-lezen`")?;
        let decides = fields.get("wie-beslist").and_then(|node| self.text(node, "`wie-beslist`"));
        let only_if = self.condition(fields.get("als"))?;
        let sources = self.sources(fields.get("bron"));
        Some(UnclearRule { id: id.to_owned(), outcome, only_if, says, reading, decides, sources })
    }

    fn remarks(&mut self, head: &Head<'a>, rules: Fields<'a>, own: Fields<'a>, same_as: Option<&str>) {
        let mut nodes: Vec<&'a Node> = Vec::new();
        nodes.extend(head.fields.get("opmerkingen"));
        nodes.extend(rules.get("opmerkingen"));
        if let Some(name) = same_as {
            nodes.extend(own.get("opmerkingen"));
            // Said even where the editor does not say it: whose rules these are.
            if own.get("opmerkingen").is_none() {
                let text = format!("Dit zijn de regels van {}.", self.registry.organisation_name(name));
                self.program.remarks.push(Text(vec![crate::program::Piece::Plain(text)]));
            }
        }
        for node in nodes {
            for item in sink::texts(self.sink, RULES, node, "De opmerking") {
                let text = self.text(item, "De opmerking");
                self.program.remarks.extend(text);
            }
        }
    }

    // ---- steps -------------------------------------------------------------------------------------

    fn steps(&mut self, rules: Fields<'a>) {
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

    fn step(&mut self, entry: &'a Entry) -> Option<StepRule> {
        let known = [
            "titel",
            "wie",
            "met",
            "als",
            "doe",
            "let-op",
            "bron",
            "onduidelijk",
            "op",
            "uiterlijk",
            "van",
            "tot-en-met",
            "elke",
            "na",
            "zonder-datum",
        ];
        let what = format!("De stap `{}`", entry.key);
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &known)?;
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
            .map(|(_, name)| name)
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

    fn when(&mut self, entry: &'a Entry, fields: Fields<'a>) -> Option<When> {
        let kinds: Vec<&str> = ["op", "uiterlijk", "van", "elke", "zonder-datum"]
            .into_iter()
            .filter(|key| fields.get(key).is_some())
            .collect();
        let [kind] = kinds.as_slice() else {
            let message = if kinds.is_empty() {
                format!("De stap `{}` heeft geen moment", entry.key)
            } else {
                format!("De stap `{}` heeft meer dan één moment: {}", entry.key, kinds.join(", "))
            };
            self.sink.error("W0521", entry.key_span, message, "Kies één van `op:`, `uiterlijk:`, `van:` met `tot-en-met:`, `elke:` met `na:`, of `zonder-datum:`.");
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

    fn day(&mut self, fields: Fields<'a>, key: &str) -> Option<ExprId> {
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
    fn origin(&self, when: &When) -> Origin {
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

    // ---- the end -----------------------------------------------------------------------------------

    fn unused_values(&mut self) {
        let program = &self.program;
        let mut used: Vec<Index> =
            program.outcomes.iter().flat_map(|outcome| outcome.shows.clone()).collect();
        for atom in program.atoms() {
            if let Operand::Value(value) = atom.left {
                used.push(value);
            }
        }
        used.extend(program.exprs.iter().filter_map(|expr| match expr {
            Expr::Value(value) => Some(*value),
            _ => None,
        }));
        used.extend(self.texts().iter().flat_map(|text| &text.0).filter_map(|piece| match piece {
            crate::program::Piece::Value(value) => Some(*value),
            _ => None,
        }));
        let unused: Vec<(Span, String)> = self
            .program
            .values
            .iter()
            .enumerate()
            .filter(|(index, _)| !used.contains(&(*index as Index)) && self.program.kind != Kind::Timeline)
            .filter_map(|(index, value)| self.spans.values.get(index).map(|span| (*span, value.id.clone())))
            .collect();
        for (span, id) in unused {
            self.sink.warn(
                "W0611",
                span,
                format!("De waarde `{id}` wordt nergens gebruikt"),
                "Zet haar bij `toont:` van een uitkomst, gebruik haar in een regel, of haal haar weg.",
            );
        }
    }

    fn unused_wording(&mut self, own: Fields<'a>) {
        for entry in own.get("vragen").and_then(Node::entries).unwrap_or_default() {
            let asked = self
                .program
                .questions
                .iter()
                .position(|question| question.id == entry.key)
                .is_some_and(|index| self.asked >> index & 1 == 1);
            if !asked && self.program.questions.iter().any(|question| question.id == entry.key) {
                self.sink.warn(
                    "W0611",
                    entry.key_span,
                    format!(
                        "De eigen tekst van `{}` wordt niet gebruikt: de regels noemen deze vraag niet",
                        entry.key
                    ),
                    "Gebruik de vraag in een regel, of haal de tekst weg.",
                );
            }
        }
        for entry in own.get("uitkomsten").and_then(Node::entries).unwrap_or_default() {
            if !self.outcome_index.contains_key(&entry.key) && self.outcome_nodes.contains_key(&entry.key) {
                self.sink.warn(
                    "W0611",
                    entry.key_span,
                    format!(
                        "De eigen tekst van `{}` wordt niet gebruikt: de regels geven deze uitkomst niet",
                        entry.key
                    ),
                    "Gebruik de uitkomst in een regel, of haal de tekst weg.",
                );
            }
        }
    }

    fn texts(&self) -> Vec<&Text> {
        let program = &self.program;
        let mut list: Vec<&Text> = Vec::new();
        for outcome in &program.outcomes {
            list.extend([&outcome.short, &outcome.title]);
            list.extend(&outcome.sentence);
        }
        list.extend(program.actions.iter().chain(&program.attention).map(|line| &line.text));
        for line in &program.unclear {
            list.extend([&line.says, &line.reading]);
        }
        list.extend(&program.remarks);
        for step in &program.steps {
            list.push(&step.title);
            list.extend(&step.attention);
            list.extend(step.actions.iter().map(|(_, text)| text));
        }
        list
    }

    /// Leaves out what is not asked, adds questions for facts that are not known, and settles the calendar.
    fn finish(&mut self, head: &Head<'_>) {
        if let (Some(span), None) = (self.months_at, head.month_end) {
            self.sink.error(
                "W0612",
                span,
                "Hier komen maanden of jaren bij een dag, maar er staat niet wat er gebeurt als die dag niet bestaat",
                "Zet bovenin `maandeinde: laatste-dag` (31 januari en een maand later is 28 februari) of `maandeinde: volgende-dag`.",
            );
        }
        // What an asked question waits for is asked too.
        loop {
            let mut all = self.asked;
            for (index, question) in self.program.questions.iter().enumerate() {
                if all >> index & 1 == 1 {
                    let mut inputs = self.program.inputs_of_atoms(&question.only_if);
                    for id in [question.default, question.until_known].into_iter().flatten() {
                        inputs.0 |= self.program.inputs_of(id).0;
                    }
                    all |= inputs.0;
                }
            }
            if all == self.asked {
                break;
            }
            self.asked = all;
        }
        self.prune();
        self.ask_unknown_facts();
        if crate::timeline::uses_working_days(&self.program) {
            match self.registry.calendar(&self.organisation) {
                Some(calendar) => self.program.calendar = Some(calendar.clone()),
                None if self.registry.is_broken(&self.organisation, HOLIDAYS) => self.poisoned = true,
                None => self.sink.error(
                    "W0613",
                    self.spans.block,
                    "Deze regels rekenen met werkdagen, maar er is geen landelijk/vrije-dagen.yaml",
                    "Zet in dat bestand welke feestdagen meetellen.",
                ),
            }
        }
        // What cannot make the journey to the browser is refused here, and not there.
        if Program::from_bytes(&self.program.to_bytes()).is_err() && self.sink.errors() == 0 {
            self.sink.error(
                "W0522",
                self.spans.block,
                "Deze regels zitten te diep in elkaar om te kunnen berekenen",
                "Splits lange berekeningen op in waarden met een eigen naam.",
            );
        }
    }

    fn prune(&mut self) {
        let asked = self.asked;
        let mut map: Vec<Option<Index>> = Vec::new();
        let mut kept = Vec::new();
        let mut types = Vec::new();
        for (index, question) in std::mem::take(&mut self.program.questions).into_iter().enumerate() {
            if asked >> index & 1 == 1 {
                map.push(Some(kept.len() as Index));
                kept.push(question);
                types.extend(self.types.get(index).cloned());
            } else {
                map.push(None);
                self.program.unasked.push(question.id);
            }
        }
        // A limit that names a question this organisation does not ask is no limit here.
        for question in &mut kept {
            for limit in [&mut question.minimum, &mut question.maximum] {
                let gone = limit.is_some_and(|id| {
                    let mut inputs = Inputs::default();
                    inputs_of_answers(&self.program.exprs, id, &mut inputs);
                    map.iter().enumerate().any(|(index, to)| to.is_none() && inputs.has(index as Index))
                });
                if gone {
                    *limit = None;
                }
            }
        }
        self.program.questions = kept;
        self.types = types;
        let to = |index: &mut Index| {
            if let Some(Some(new)) = map.get(usize::from(*index)) {
                *index = *new;
            }
        };
        let program = &mut self.program;
        for expr in &mut program.exprs {
            match expr {
                // What named only questions that are gone points nowhere any more and is never looked at.
                Expr::Answer(index) | Expr::FactOn(_, index) => {
                    if matches!(map.get(usize::from(*index)), Some(None)) {
                        *expr = Expr::Word(0);
                    } else {
                        to(index);
                    }
                }
                Expr::If(atoms, ..) => atoms_to(atoms, &map),
                _ => {}
            }
        }
        if let Some(index) = &mut program.rules_of {
            to(index);
        }
        for question in &mut program.questions {
            atoms_to(&mut question.only_if, &map);
            text_to(&mut question.label, &map);
            question.help.iter_mut().chain(&mut question.unless).for_each(|text| text_to(text, &map));
            question.options.iter_mut().for_each(|option| text_to(&mut option.label, &map));
        }
        for value in &mut program.values {
            text_to(&mut value.name, &map);
            if let ValueRule::Table(rows) = &mut value.rule {
                rows.iter_mut().for_each(|(atoms, _)| atoms_to(atoms, &map));
            }
        }
        for outcome in &mut program.outcomes {
            text_to(&mut outcome.short, &map);
            text_to(&mut outcome.title, &map);
            outcome.sentence.iter_mut().for_each(|text| text_to(text, &map));
            if let Some(route) = &mut outcome.route {
                route.bring.iter_mut().chain(&mut route.next).for_each(|text| text_to(text, &map));
            }
        }
        program.rows.iter_mut().for_each(|row| atoms_to(&mut row.when, &map));
        for line in program.actions.iter_mut().chain(&mut program.attention) {
            atoms_to(&mut line.only_if, &map);
            text_to(&mut line.text, &map);
        }
        let unclear = |line: &mut UnclearRule| {
            atoms_to(&mut line.only_if, &map);
            text_to(&mut line.says, &map);
            text_to(&mut line.reading, &map);
            line.decides.iter_mut().for_each(|text| text_to(text, &map));
        };
        program.unclear.iter_mut().for_each(unclear);
        program.remarks.iter_mut().for_each(|text| text_to(text, &map));
        for step in &mut program.steps {
            atoms_to(&mut step.only_if, &map);
            text_to(&mut step.title, &map);
            step.attention.iter_mut().for_each(|text| text_to(text, &map));
            step.actions.iter_mut().for_each(|(_, text)| text_to(text, &map));
            step.unclear.iter_mut().for_each(unclear);
            if let When::NoDate(text) = &mut step.when {
                text_to(text, &map);
            }
        }
    }

    /// A fact that is not known on some day is asked of the reader then.
    fn ask_unknown_facts(&mut self) {
        let reckoned: Vec<Index> = self
            .program
            .exprs
            .iter()
            .filter_map(|expr| match expr {
                Expr::Fact(fact) | Expr::FactOn(fact, _) => Some(*fact),
                _ => None,
            })
            .collect();
        for index in 0..self.program.facts.len() as Index {
            let Some(fact) = self.program.facts.get(usize::from(index)) else { continue };
            let unknown = fact.lines.iter().any(|line| line.value == FactValue::Unknown);
            if !unknown || !reckoned.contains(&index) {
                continue;
            }
            let Some(entry) =
                self.registry.fact(&fact.owner, fact.name.rsplit('/').next().unwrap_or(&fact.name))
            else {
                continue;
            };
            let Some(unit) = entry.unit.clone() else { continue };
            let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
            let kind = if unit.is_money() {
                QuestionKind::Amount
            } else if unit.is_percent() {
                QuestionKind::Percentage
            } else {
                QuestionKind::Number
            };
            let place = self.program.questions.len() as Index;
            let question = Question {
                id: fact.name.clone(),
                label: plain(entry.question.as_deref().unwrap_or(&entry.description)),
                help: entry
                    .place
                    .as_deref()
                    .map(|place| plain(&format!("Dit staat niet in het handboek. Kijk bij {place}."))),
                kind,
                options: Vec::new(),
                dont_know: false,
                only_if: Vec::new(),
                required: true,
                unless: None,
                default: None,
                until_known: None,
                minimum: None,
                maximum: None,
                step: None,
                unit: Some(unit.clone()),
                fact: Some(index),
            };
            self.program.questions.push(question);
            self.types.push(Type::Quantity(unit));
            if let Some(fact) = self.program.facts.get_mut(usize::from(index)) {
                fact.asked_as = Some(place);
            }
        }
    }
}

fn inputs_of_answers(exprs: &[Expr], id: ExprId, inputs: &mut Inputs) {
    match exprs.get(usize::from(id)) {
        Some(Expr::Answer(question) | Expr::FactOn(_, question)) if *question < 64 => {
            inputs.0 |= 1 << question
        }
        Some(Expr::Two(_, left, right) | Expr::If(_, left, right)) if *left < id && *right < id => {
            inputs_of_answers(exprs, *left, inputs);
            inputs_of_answers(exprs, *right, inputs);
        }
        Some(Expr::Call(_, arguments)) => {
            for argument in arguments.iter().filter(|argument| **argument < id) {
                inputs_of_answers(exprs, *argument, inputs);
            }
        }
        _ => {}
    }
}

fn atoms_to(atoms: &mut [Atom], map: &[Option<Index>]) {
    for atom in atoms {
        if let Operand::Answer(index) = &mut atom.left
            && let Some(Some(new)) = map.get(usize::from(*index))
        {
            *index = *new;
        }
    }
}

fn text_to(text: &mut Text, map: &[Option<Index>]) {
    for piece in &mut text.0 {
        if let crate::program::Piece::Answer(index) = piece {
            match map.get(usize::from(*index)) {
                Some(Some(new)) => *index = *new,
                _ => *piece = crate::program::Piece::Plain(String::new()),
            }
        }
    }
}
