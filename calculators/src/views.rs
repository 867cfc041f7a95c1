//! What pages, comparisons and the command line get to see: plain values without rules in them, every
//! text already Dutch and filled in.

use serde::Serialize;

use crate::kernel::date::Date;
use crate::tree::Span;

/// A source as people call it, with the reference an editor wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// `lelystad/gedragscode-2024#geschenken-regels`.
    pub reference: String,
    /// `lelystad/gedragscode-2024`.
    pub document: String,
    /// `geschenken-regels`; empty when the whole document is meant.
    pub place: String,
    /// "Gedragscode ambtenaren gemeente Lelystad 2024, hoofdstuk 2, corruptie voorkomen".
    pub name: String,
}

/// A document of `bronnen.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The organisation that owns it.
    pub organisation: String,
    /// The version, where known.
    pub version: Option<String>,
    /// The day of the decision.
    pub decided: Option<String>,
    /// First day it holds, in words.
    pub in_force: Option<String>,
    /// Last day it holds, in words.
    pub until: Option<String>,
    /// The day it is, or was, to be looked at again.
    pub review: Option<String>,
    /// `geldend`, `vervallen` or `onzeker`.
    pub state: String,
    /// What to say first where the document is not simply in force.
    pub warning: Option<String>,
    /// Its places.
    pub places: Vec<PlaceView>,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The paragraph of the official text, where an editor says which it is.
    pub anchor: Option<String>,
    /// Where the anchor stands, else the name.
    #[serde(skip)]
    pub span: Span,
}

/// A place in a document that the rules of a calculator rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationView {
    /// The calculator.
    pub calculator: String,
    /// Its title.
    pub title: String,
    /// Whose rules.
    pub organisation: String,
    /// The place.
    pub source: SourceView,
    /// The first row or step that names it, else the rules of the organisation.
    pub span: Span,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginView {
    /// A document of the organisation.
    Document,
    /// The law.
    Wet,
    /// A table that changes by year.
    Tabel,
}

/// A fact on the day of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// The organisation in whose file it stands, or `landelijk`.
    pub owner: String,
    /// Its name, `geschenk.grens`.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Its value on the day of the site, the Dutch way; none before its first day, after it ended, or when
    /// it is not known.
    pub text: Option<String>,
    /// The day since when this value holds, in words ("sinds 23 mei 2024"), or that the document bears no date.
    pub since: Option<String>,
    /// Why there is no value, in words.
    pub missing: Option<String>,
    /// Document, law or table.
    pub origin: OriginView,
    /// Name of the law or table.
    pub origin_name: Option<String>,
    /// The day it was looked up.
    #[serde(skip)]
    pub looked_up: Option<Date>,
    /// Its sources.
    pub sources: Vec<SourceView>,
    /// The day since when this value holds; none where the document bears no date.
    #[serde(skip)]
    pub since_day: Option<Date>,
    /// The next day on which it changes and what it becomes, the Dutch way or `vervallen`.
    #[serde(skip)]
    pub next_value: Option<(Date, String)>,
    /// All its lines, oldest first: since when (in words) and what.
    pub history: Vec<(String, String)>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// Why a fact cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactProblem {
    /// There is no such fact; the nearest that there is.
    Unknown {
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// It is there, with a finding of its own.
    Broken,
    /// It has no value on the day of the site; the sentence says why.
    NoValue {
        /// "Geldt pas vanaf 1 januari 2027".
        why: String,
    },
}

/// The next day on which something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// The day.
    pub day: Date,
    /// The facts that change then, `lelystad/geschenk.grens`.
    pub facts: Vec<String>,
}

/// A function or desk with its ways to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskView {
    /// Its id.
    pub id: String,
    /// The organisation in whose file it stands, or `landelijk`.
    pub owner: String,
    /// What it is called in a sentence.
    pub name: String,
    /// Its channels.
    pub channels: Vec<ChannelView>,
}

/// One way to reach a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelView {
    /// `mail`, `telefoon`, `brief`, `web`, `gesprek`, `portaal` or `onbekend`.
    pub kind: String,
    /// The number, the address, or why it is not known.
    pub text: String,
    /// What a link would point at (`mailto:`, `tel:`, `https:`), where one can be made.
    pub link: Option<String>,
}

/// A calculator, for lists of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalculatorView {
    /// Its id: the name of its file.
    pub id: String,
    /// Its title, a question.
    pub title: String,
    /// `beslissing`, `tijdlijn`, …
    pub kind: String,
    /// Nothing is kept, no link is offered.
    pub sensitive: bool,
    /// Words it is found by.
    pub keywords: Vec<String>,
    /// Its theme.
    pub themes: Vec<String>,
    /// Situations it is listed under.
    pub situations: Vec<String>,
    /// Who it is for.
    pub audience: Vec<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// The organisations that have it, in the order of the site.
    pub organisations: Vec<String>,
    /// The documents it rests on.
    pub documents: Vec<String>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Yes or no.
    #[serde(rename = "ja-nee")]
    YesNo,
    /// One of the options.
    #[serde(rename = "keuze")]
    Choice,
    /// Any number of the options.
    #[serde(rename = "meerkeuze")]
    Many,
    /// An amount of money.
    #[serde(rename = "bedrag")]
    Amount,
    /// A number with a unit.
    #[serde(rename = "getal")]
    Number,
    /// A percentage.
    #[serde(rename = "percentage")]
    Percentage,
    /// A date.
    #[serde(rename = "datum")]
    Date,
    /// A time of day.
    #[serde(rename = "tijd")]
    Time,
    /// Free text, only for a printed form.
    #[serde(rename = "tekst")]
    Text,
    /// A box to tick: a point of a checklist.
    #[serde(rename = "vinkje")]
    Tick,
}

/// A question as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormQuestion {
    /// Its id, the name of its field.
    pub id: String,
    /// The question.
    pub label: String,
    /// Help under it.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: FieldKind,
    /// The options of a yes/no, a choice or a multiple choice: what to send and what to show.
    pub options: Vec<(String, String)>,
    /// The unit beside the field ("km", "€").
    pub unit: Option<String>,
    /// Lowest and highest answer and the step, in words, where they are fixed.
    pub limits: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// When it is asked, in words; empty when always.
    pub only_if: Option<String>,
    /// What a field could show as an example of a good answer ("24,95").
    pub example: Option<String>,
}

/// An outcome as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeView {
    /// Its id.
    pub id: String,
    /// `groen`, `oranje`, `rood` or `grijs`.
    pub colour: String,
    /// The short word in the shape.
    pub short: String,
    /// The title.
    pub title: String,
    /// One sentence more.
    pub sentence: Option<String>,
    /// What to do, with the condition in words where there is one.
    pub actions: Vec<ConditionalText>,
    /// What to look out for.
    pub attention: Vec<ConditionalText>,
    /// Names of the values it shows.
    pub shows: Vec<String>,
    /// Where it sends the reader.
    pub route: Option<RouteView>,
}

/// Where an outcome sends the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RouteView {
    /// Whom to go to, each with its own channels; without any where the route names its own.
    pub desks: Vec<DeskView>,
    /// The channels of this route, where they are not those of the desks.
    pub channels: Vec<ChannelView>,
    /// What to bring.
    pub bring: Vec<String>,
    /// What happens next.
    pub next: Option<String>,
    /// Whether it can be done without a name; none where nobody says.
    pub anonymous: Option<bool>,
    /// The id of the calculator that comes next.
    pub calculator: Option<String>,
}

/// A named value in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is reckoned; none where a table or a column of the rules gives it.
    pub how: Option<String>,
    /// The rows of its table: the conditions and the value.
    pub rows: Vec<(String, String)>,
    /// How it is rounded, as the editor wrote it.
    pub rounding: Option<String>,
}

/// A point of a checklist in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointView {
    /// Its id, that of its question.
    pub id: String,
    /// The heading that begins with it.
    pub heading: Option<String>,
    /// The sentence.
    pub text: String,
    /// It must be so; else it is advice.
    pub must: bool,
    /// When it applies, in words; none when always.
    pub only_if: Option<String>,
    /// Who acts.
    pub who: Option<String>,
    /// What to do.
    pub actions: Vec<String>,
    /// What to look out for.
    pub attention: Option<String>,
    /// What the document leaves open here.
    pub unclear: Option<UnclearView>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

/// A situation of a quiz with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SituationView {
    /// Its id, that of its question.
    pub id: String,
    /// What happens.
    pub text: String,
    /// The right colour: `groen`, `oranje` or `rood`.
    pub colour: String,
    /// What that colour is called.
    pub colour_name: String,
    /// Another colour that counts as right, and what it is called.
    pub also: Option<(String, String)>,
    /// Why.
    pub why: String,
    /// What the document leaves open here.
    pub unclear: Option<UnclearView>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

/// A line with its condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionalText {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// When it is shown, in words; none when always.
    pub only_if: Option<String>,
}

/// One row of a decision table in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleRowView {
    /// Each condition as a sentence.
    pub conditions: Vec<String>,
    /// The id of the outcome.
    pub outcome: String,
    /// The short word and title of the outcome.
    pub outcome_text: String,
    /// Its colour.
    pub colour: String,
    /// Values the row gives, in words.
    pub values: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

/// A hole or contradiction in a document, and how it is read here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnclearView {
    /// The calculator.
    pub calculator: String,
    /// The organisation.
    pub organisation: String,
    /// Its id.
    pub id: String,
    /// What the document says.
    pub says: String,
    /// How we read it.
    pub reading: String,
    /// Who decides.
    pub decides: Option<String>,
    /// When it is shown, in words.
    pub only_if: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

/// A step of a timeline in words, without a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// Who acts.
    pub who: String,
    /// With whom.
    pub with: Option<String>,
    /// Document, law or table.
    pub origin: OriginView,
    /// When it is part of the timeline, in words.
    pub only_if: Option<String>,
    /// What to do.
    pub actions: Vec<String>,
    /// What to look out for.
    pub attention: Option<String>,
    /// What the document leaves open here.
    pub unclear: Option<UnclearView>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

/// A worked example in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExampleView {
    /// Its name.
    pub name: String,
    /// The answers: question and answer.
    pub inputs: Vec<(String, String)>,
    /// The outcome; none for a timeline.
    pub outcome: Option<String>,
    /// Its colour.
    pub colour: Option<String>,
    /// What to do, the values, or the dated steps.
    pub results: Vec<String>,
    /// The day of its rules, where it is not the day of the site.
    pub rules_of: Option<String>,
}

/// A calculator of one organisation in words, for a page without a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Description {
    /// The calculator.
    pub id: String,
    /// The organisation.
    pub organisation: String,
    /// Its title.
    pub title: String,
    /// A sentence above the questions.
    pub lead: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Nothing is kept, no link is offered.
    pub sensitive: bool,
    /// All questions come before the answer.
    pub all_questions: bool,
    /// The questions that this organisation asks.
    pub questions: Vec<FormQuestion>,
    /// The first row that fits holds, so the order of the rows counts.
    pub rules_in_order: bool,
    /// How the rows are read, in words.
    pub how: Option<String>,
    /// The rows in words.
    pub rules: Vec<RuleRowView>,
    /// The outcomes that the rows give.
    pub outcomes: Vec<OutcomeView>,
    /// The steps in words.
    pub steps: Vec<StepView>,
    /// The named values that outcomes show, and those these are reckoned from.
    pub values: Vec<ValueView>,
    /// The points of a checklist, in order; their boxes are among the questions.
    pub points: Vec<PointView>,
    /// Lines to fill in on a printed checklist.
    pub form_lines: Vec<String>,
    /// The situations of a quiz, in order; their questions are among the questions.
    pub situations: Vec<SituationView>,
    /// The ids of calculators that it asks for a result.
    pub calls: Vec<String>,
    /// The worked examples, as they come out.
    pub examples: Vec<ExampleView>,
    /// What the documents leave open.
    pub unclear: Vec<UnclearView>,
    /// Lines on every result.
    pub remarks: Vec<String>,
    /// The organisation's document says nothing: what to say instead of rules.
    pub silent: Option<String>,
    /// Whose rules these are, where they are another organisation's.
    pub same_as: Option<String>,
    /// Said first, when the document is not simply in force.
    pub state: Option<String>,
    /// The document.
    pub document: Option<DocumentView>,
    /// "Gerekend met de regels van 22 november 2026".
    pub reckoned: String,
    /// The version stamp of the rules.
    pub version: String,
}

/// The same calculator for all organisations, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The calculator.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its rows are situations, and not what the rules are made of.
    pub by_situation: bool,
    /// One an organisation.
    pub columns: Vec<ComparisonColumn>,
    /// One a topic or situation.
    pub rows: Vec<ComparisonRow>,
}

/// An organisation in a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparisonColumn {
    /// The organisation.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// The document it rests on.
    pub document: Option<DocumentView>,
    /// Whose rules these are, where they are another organisation's.
    pub same_as: Option<String>,
}

/// A topic in a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparisonRow {
    /// Its id: a question, an outcome, a step, or the number of a situation.
    pub id: String,
    /// What it is about.
    pub topic: String,
    /// One a column.
    pub cells: Vec<ComparisonCell>,
    /// All organisations say the same here.
    pub same: bool,
}

/// What one organisation says on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparisonCell {
    /// `regel`; `uitkomst` (of a situation), `hangt-af` (its rules ask more); `niet-gevraagd` (its rules do not name it) or
    /// `niet-geregeld` (its document is silent).
    pub kind: String,
    /// What comes out of a situation.
    pub outcomes: Vec<ComparisonOutcome>,
    /// Short plain sentences.
    pub lines: Vec<String>,
}

/// What comes out of a situation for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparisonOutcome {
    /// `groen`, `oranje`, `rood` or `grijs`.
    pub colour: String,
    /// The short word in the shape.
    pub short: String,
    /// The title, as far as it is known.
    pub title: String,
}

/// An example as a call, for tests that run it elsewhere (in a browser) and compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExampleCall {
    /// The calculator.
    pub calculator: String,
    /// The organisation.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// The answers as they would be typed: id and text.
    pub answers: Vec<(String, String)>,
    /// The day whose rules it uses.
    pub day: String,
}

/// A worked example with what came of it, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TriedView {
    /// The calculator.
    #[serde(rename = "rekenhulp")]
    pub calculator: String,
    /// The organisation.
    #[serde(rename = "organisatie")]
    pub organisation: String,
    /// Its name.
    #[serde(rename = "naam")]
    pub name: String,
    /// The day whose rules it uses.
    #[serde(rename = "datum")]
    pub day: String,
    /// The answers: question and what is typed.
    #[serde(rename = "antwoorden")]
    pub answers: Vec<(String, String)>,
    /// What came out, by the column or key that the example has for it.
    #[serde(rename = "uitkomst")]
    pub results: Vec<(String, String)>,
    /// What came out otherwise than it says, in words; empty when it is right.
    #[serde(rename = "fout")]
    pub wrong: Vec<String>,
}

/// One organisation's rules as a table, with the values of the day in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableView {
    /// The calculator.
    #[serde(rename = "rekenhulp")]
    pub calculator: String,
    /// The organisation.
    #[serde(rename = "organisatie")]
    pub organisation: String,
    /// The title of the calculator.
    #[serde(rename = "titel")]
    pub title: String,
    /// Its kind.
    #[serde(rename = "soort")]
    pub kind: String,
    /// The day whose values it holds.
    #[serde(rename = "datum")]
    pub day: String,
    /// `uniek`, `eerste` or `alle`, where there is more than one row.
    #[serde(rename = "werking")]
    pub hit: Option<String>,
    /// Whose rules these are, where they are another organisation's.
    #[serde(rename = "zelfde_als")]
    pub same_as: Option<String>,
    /// The facts that are reckoned with and their value on the day.
    #[serde(rename = "feiten")]
    pub facts: Vec<(String, String)>,
    /// Named values and how they are reckoned.
    #[serde(rename = "waarden")]
    pub values: Vec<(String, String)>,
    /// The names of the columns.
    #[serde(rename = "kolommen")]
    pub columns: Vec<String>,
    /// The rows, a cell for each column.
    #[serde(rename = "rijen")]
    pub rows: Vec<Vec<String>>,
}
