//! A calculator of one organisation, ready to be evaluated: what travels to the browser.
//!
//! A program is made of numbers that point into its own lists. The reader of rules builds it, and
//! [`Program::from_bytes`] checks every such number, so that the evaluator can trust them.

use crate::codec::{Compact, Reader};
use crate::kernel::date::{Date, MonthEnd};
use crate::kernel::holidays::Calendar;
use crate::kernel::number::Rounding;
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::report::Report;

/// Index into one of the program's lists.
pub(crate) type Index = u16;

/// Index of an expression. An expression points only at earlier ones, so nothing recurses for ever.
pub(crate) type ExprId = u16;

/// Options of one question, and questions of one calculator, each fit into the bits of a word.
pub(crate) const MOST_OPTIONS: usize = 60;
/// See [`MOST_OPTIONS`].
pub(crate) const MOST_QUESTIONS: usize = 60;
/// Expressions and conditions nest no deeper than this; more is refused by reader and decoder alike.
pub(crate) const DEEPEST: usize = 40;

/// First byte of the compact form: raised when its shape changes.
pub(crate) const FORMAT: u8 = 5;

/// A calculator of one organisation, with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub(crate) calculator: String,
    pub(crate) organisation: String,
    pub(crate) title: String,
    pub(crate) kind: Kind,
    /// The day of the site.
    pub(crate) day: Date,
    /// The question whose date decides which rules hold.
    pub(crate) rules_of: Option<Index>,
    /// The question whose date is the last that the same rules must hold on.
    pub(crate) rules_until: Option<Index>,
    pub(crate) all_questions: bool,
    pub(crate) sensitive: bool,
    pub(crate) month_end: MonthEnd,
    pub(crate) facts: Vec<Fact>,
    /// Every expression; each points only at earlier ones.
    pub(crate) exprs: Vec<Expr>,
    pub(crate) questions: Vec<Question>,
    /// Questions of the calculator that this organisation does not ask.
    pub(crate) unasked: Vec<String>,
    /// Named values; each rests only on earlier ones.
    pub(crate) values: Vec<Named>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) hit: Hit,
    pub(crate) rows: Vec<Row>,
    pub(crate) actions: Vec<LineRule>,
    pub(crate) attention: Vec<LineRule>,
    pub(crate) unclear: Vec<UnclearRule>,
    pub(crate) remarks: Vec<Text>,
    pub(crate) steps: Vec<StepRule>,
    /// The named values that stand above a timeline, as bits.
    pub(crate) shows: u64,
    pub(crate) situations: Vec<Situation>,
    /// Sources: reference and what people call it.
    pub(crate) sources: Vec<(String, String)>,
    /// Only where working days are reckoned with.
    pub(crate) calendar: Option<Calendar>,
    /// Said first, when the document is not simply in force.
    pub(crate) state: Option<String>,
    /// Stamp of the bytes that this program is, or was read from.
    pub(crate) stamp: u32,
}

/// What a program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One outcome, or all that apply.
    Decision,
    /// Amounts, with one outcome or several.
    Calculation,
    /// A desk to go to.
    Route,
    /// Dated steps.
    Timeline,
    /// Points to tick.
    Checklist,
    /// Situations to judge.
    Quiz,
}

/// How the rows of a table are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// Exactly one result matches.
    Unique,
    /// The first row that matches.
    First,
    /// All rows that match.
    All,
}

/// A fact with its dated values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    /// As it is named for the reader of findings: `geschenk.grens`.
    pub(crate) name: String,
    /// Whose it is.
    pub(crate) owner: String,
    /// Oldest first.
    pub(crate) lines: Vec<FactLine>,
    pub(crate) origin: Origin,
    /// The question that asks for it on days it is not known.
    pub(crate) asked_as: Option<Index>,
}

/// One dated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactLine {
    /// Its first day; none holds from always.
    pub(crate) from: Option<Date>,
    pub(crate) value: FactValue,
}

/// What a dated line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FactValue {
    /// A value.
    Known(Measure),
    /// Not known; the reader is asked.
    Unknown,
    /// The rule ended.
    Ended,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A document of the organisation.
    Document,
    /// The law.
    Law,
    /// A table that changes by year.
    Table,
}

/// Text with places where something is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) Vec<Piece>);

impl Text {
    /// The answers and named values that are filled in.
    pub(crate) fn operands(&self) -> impl Iterator<Item = Operand> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Answer(question) => Some(Operand::Answer(*question)),
            Piece::Value(value) => Some(Operand::Value(*value)),
            _ => None,
        })
    }
}

/// A stretch of [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands.
    Plain(String),
    /// A fact, on the day of the rules.
    Fact(Index),
    /// An answer.
    Answer(Index),
    /// A named value.
    Value(Index),
    /// What something is held against, or a fact on its day.
    Right(ExprId),
    /// What follows stands there where the condition of this `als` holds,
    If(ExprId),
    /// and what follows this where it does not,
    Else,
    /// up to here.
    End,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) label: Text,
    pub(crate) help: Option<Text>,
    pub(crate) kind: QuestionKind,
    /// Of a choice; yes and no are not listed.
    pub(crate) options: Vec<Choice>,
    /// "Weet ik niet" is an answer: the option after the last.
    pub(crate) dont_know: bool,
    /// Who does not know is shown all that can come out; no rule is needed for it.
    pub(crate) both: bool,
    /// Asked only then.
    pub(crate) only_if: Vec<Atom>,
    pub(crate) required: bool,
    /// What to say when it was skipped.
    pub(crate) unless: Option<Text>,
    /// What a skipped question counts as.
    pub(crate) default: Option<ExprId>,
    /// What holds, for the time being, until it is known.
    pub(crate) until_known: Option<ExprId>,
    pub(crate) minimum: Option<ExprId>,
    pub(crate) maximum: Option<ExprId>,
    pub(crate) step: Option<Quantity>,
    /// Of an amount, a number or a percentage.
    pub(crate) unit: Option<Unit>,
    /// The fact that it asks for.
    pub(crate) fact: Option<Index>,
    /// All that rules hold it against runs straight on with it, so that every edge can be found.
    pub(crate) steady: bool,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuestionKind {
    /// Options 0 ja, 1 nee.
    YesNo,
    /// One option.
    Choice,
    /// Any number of options.
    Many,
    /// Money.
    Amount,
    /// A number with a unit.
    Number,
    /// A percentage.
    Percentage,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// Free text.
    Text,
    /// A point of a checklist: options as yes and no. Left out it is not ticked. One that is required decides
    /// whether all is ready; the others are advice.
    Tick,
}

/// An option of a choice, or a word that a named value can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) label: Text,
}

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: Text,
    /// The words it can be; empty for amounts and dates.
    pub(crate) words: Vec<Choice>,
    pub(crate) rule: ValueRule,
    pub(crate) rounding: Option<Rounding>,
    /// How it comes about, in words to fill in: one for each row that can give it, in order.
    pub(crate) sums: Vec<Text>,
}

impl Named {
    /// Whether it comes from a calculator that is called: the examples of that one try it.
    pub(crate) fn is_called(&self) -> bool {
        self.id.contains('.')
    }
}

/// How a named value is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ValueRule {
    /// By an expression.
    Expr(ExprId),
    /// By a table of its own.
    Table(Vec<(Vec<Atom>, ExprId)>),
    /// By a column of the rows.
    Column,
}

/// An outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) id: String,
    pub(crate) colour: Colour,
    pub(crate) short: Text,
    pub(crate) title: Text,
    pub(crate) sentence: Option<Text>,
    /// Named values it shows.
    pub(crate) shows: Vec<Index>,
    pub(crate) route: Option<RouteRule>,
}

/// Where an outcome sends the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RouteRule {
    pub(crate) to: Vec<String>,
    pub(crate) channels: Vec<(String, String)>,
    pub(crate) bring: Vec<Text>,
    pub(crate) next: Option<Text>,
    pub(crate) anonymous: Option<bool>,
    pub(crate) calculator: Option<String>,
}

/// The colour of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    /// Go.
    Green = 0,
    /// Careful.
    Amber,
    /// Stop.
    Red,
    /// The document is silent.
    Grey,
}

/// A row of a decision table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) when: Vec<Atom>,
    pub(crate) outcome: Index,
    /// Named values that this row gives.
    pub(crate) values: Vec<(Index, ExprId)>,
    pub(crate) sources: Vec<Index>,
}

/// One condition: all of a list hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) left: Operand,
    pub(crate) test: Test,
    /// What it asks for, in words: "hoogstens € 50", "ja".
    pub(crate) answer: Text,
}

impl Atom {
    /// A condition whose words are still to come.
    pub(crate) fn new(left: Operand, test: Test) -> Atom {
        Atom { left, test, answer: Text::default() }
    }
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Operand {
    /// An answer.
    Answer(Index),
    /// A named value.
    Value(Index),
}

/// What a condition asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// It is one of these options (bits).
    OneOf(u64),
    /// All of these comparisons hold.
    Compare(Vec<(Cmp, ExprId)>),
    /// Of a multiple choice: how many, which must be and which must not be.
    Many {
        /// All of these hold of the number chosen.
        count: Vec<(Cmp, u32)>,
        /// Bits that must be chosen.
        with: u64,
        /// Bits that must not be chosen.
        without: u64,
    },
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cmp {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A value with its unit, or a numbered week.
    Measure(Measure),
    /// A day.
    Date(Date),
    /// A word of a named value, or an option of a question.
    Word(Index),
    /// A fact on the day of the rules.
    Fact(Index),
    /// A fact on an answered day.
    FactOn(Index, Index),
    /// An answer.
    Answer(Index),
    /// A named value.
    Value(Index),
    /// Two values reckoned together.
    Two(Op, ExprId, ExprId),
    /// `als … dan … anders …`
    If(Vec<Atom>, ExprId, ExprId),
    /// A named function.
    Call(Function, Vec<ExprId>),
}

/// An operation on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// A named function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// `min(a; b)`
    Min,
    /// `max(a; b)`
    Max,
    /// `begin-week(week; dag)`
    BeginWeek,
    /// `einde-week(week; dag)`
    EndWeek,
    /// `einde-maand(dag)`
    EndMonth,
    /// `werkdag-vanaf(dag)`
    WorkingDayFrom,
    /// `iso-week(dag)`
    IsoWeek,
    /// `hitte-index(temperatuur; vochtigheid)`
    HeatIndex,
}

/// A line of what to do or to look out for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineRule {
    pub(crate) id: String,
    /// Under which outcome; none is always.
    pub(crate) outcome: Option<Index>,
    pub(crate) only_if: Vec<Atom>,
    pub(crate) text: Text,
    /// The desks it sends to, in words.
    pub(crate) to: Option<String>,
    pub(crate) sources: Vec<Index>,
}

/// A hole or contradiction in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnclearRule {
    pub(crate) id: String,
    /// Under which outcome; none is always.
    pub(crate) outcome: Option<Index>,
    pub(crate) only_if: Vec<Atom>,
    pub(crate) says: Text,
    pub(crate) reading: Text,
    pub(crate) decides: Option<Text>,
    pub(crate) sources: Vec<Index>,
}

/// A step of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StepRule {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) only_if: Vec<Atom>,
    pub(crate) when: When,
    /// Ids and names of who acts.
    pub(crate) who: Vec<(String, String)>,
    /// Names of whom they act with.
    pub(crate) with: Vec<String>,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<Index>,
    pub(crate) actions: Vec<(String, Text)>,
    pub(crate) attention: Option<Text>,
    pub(crate) unclear: Option<UnclearRule>,
}

/// A situation of a quiz: what a good answer to its question is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Situation {
    /// The question, whose options are the colours from green to red.
    pub(crate) question: Index,
    pub(crate) colour: Colour,
    /// Another colour that counts as right.
    pub(crate) also: Option<Colour>,
    pub(crate) why: Text,
    pub(crate) sources: Vec<Index>,
    pub(crate) unclear: Option<UnclearRule>,
}

/// When a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// On a day.
    On(ExprId),
    /// On a last day.
    By(ExprId),
    /// From a day, to and including another, or from that day on.
    Window(ExprId, Option<ExprId>),
    /// Every so often after a day, to and including another.
    Series {
        /// The interval.
        every: ExprId,
        /// The day it is added to.
        after: ExprId,
        /// The last day that counts.
        until: ExprId,
    },
    /// The source gives no day.
    NoDate(Text),
}

/// The bytes are no program that can be evaluated here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamagedProgram {
    /// Made by another version of the generator.
    OtherFormat,
    /// Cut off, changed on the way, or never a program.
    Damaged,
}

impl DamagedProgram {
    /// What to say to the reader.
    pub fn message(self) -> &'static str {
        match self {
            DamagedProgram::OtherFormat => {
                "De regels van dit hulpmiddel zijn van een andere versie dan deze pagina. Laad de pagina opnieuw."
            }
            DamagedProgram::Damaged => {
                "De regels van dit hulpmiddel zijn beschadigd. Laad de pagina opnieuw."
            }
        }
    }

    /// Said in the place of a result.
    pub fn as_json(self) -> String {
        crate::json::Json::object(|json| json.text("storing", self.message()))
    }
}

impl std::fmt::Display for DamagedProgram {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.message())
    }
}

impl std::error::Error for DamagedProgram {}

impl Program {
    fn packed(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        self.put(&mut bytes);
        bytes
    }

    /// The compact form for the browser: the format, the program, and its stamp to know it whole by.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.packed();
        let stamp = stamp(&bytes);
        bytes.extend_from_slice(&stamp.to_le_bytes());
        bytes
    }

    /// Reads the compact form; never panics, and refuses a program of another format, one that changed on the
    /// way, and one that points outside itself.
    pub fn from_bytes(bytes: &[u8]) -> Result<Program, DamagedProgram> {
        let (program, fault) = Program::read(bytes);
        fault.map_or(Ok(program), Err)
    }

    /// As [`from_bytes`](Program::from_bytes), for a page: it stays as long as the page does, so that the code that
    /// would clear it away need not be loaded.
    pub fn for_page(bytes: &[u8]) -> Result<&'static Program, DamagedProgram> {
        let (program, fault) = Program::read(bytes);
        let program = Box::leak(Box::new(program));
        fault.map_or(Ok(program), Err)
    }

    /// What the bytes say, and what is wrong with them.
    fn read(bytes: &[u8]) -> (Program, Option<DamagedProgram>) {
        let (packed, end) = bytes.split_last_chunk().unwrap_or((&[], &[0; 4]));
        let (format, body) = packed.split_first().unwrap_or((&FORMAT, &[]));
        let mut reader = Reader::new(body);
        let mut program = Program::get(&mut reader);
        program.stamp = stamp(packed);
        let whole = program.stamp == u32::from_le_bytes(*end) && reader.done();
        let fault = if *format != FORMAT {
            Some(DamagedProgram::OtherFormat)
        } else if whole && crate::evaluate::sound(&program) {
            None
        } else {
            Some(DamagedProgram::Damaged)
        };
        (program, fault)
    }

    /// With the stamp that its bytes give it.
    pub(crate) fn stamped(mut self) -> Program {
        self.stamp = stamp(&self.packed());
        self
    }

    /// A stamp of the rules: eight hexadecimal digits that change when anything in the program does.
    pub fn version(&self) -> String {
        let digits = b"0123456789abcdef";
        (0..8).rev().map(|place| digits[(self.stamp >> (4 * place) & 15) as usize] as char).collect()
    }

    /// The calculator's id.
    pub fn calculator(&self) -> &str {
        &self.calculator
    }

    /// The organisation's id.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The calculator's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Evaluates answers as people type them. `today` marks things only, it decides nothing.
    pub fn evaluate(&self, answers: &[(String, String)], today: Option<Date>) -> Report {
        crate::evaluate::evaluate(self, answers, today)
    }

    /// The calendar file of a timeline; none for another kind or without any date. `remind` adds an alarm to what
    /// is still to come.
    pub fn calendar(&self, answers: &[(String, String)], today: Date, remind: bool) -> Option<String> {
        crate::ics::calendar(self, answers, today, remind)
    }
}

/// FNV-1a, folded: tiny, stable for ever, and no more is asked of it than to tell two versions apart.
pub(crate) fn stamp(bytes: &[u8]) -> u32 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) as u32 ^ hash as u32
}
