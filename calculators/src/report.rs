//! What comes out of an evaluation, in the one shape that the command line and the browser share.

use crate::json::Json;

/// The result of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The calculator.
    pub calculator: String,
    /// The organisation.
    pub organisation: String,
    /// The day whose rules were used.
    pub day: String,
    /// The outcome; none while it is open.
    pub outcome: Option<Outcome>,
    /// Ids of the lines of what to do.
    pub actions: Vec<String>,
    /// Named values shown.
    pub values: Vec<(String, ValueReport)>,
    /// The rows that decided, in words.
    pub reasons: Vec<Reason>,
    /// What would change the outcome.
    pub changes: Vec<Change>,
    /// Questions that can still change something.
    pub asks: Vec<String>,
    /// What a page draws beside that.
    pub screen: Screen,
    /// How the values shown were reckoned.
    pub reckoning: Vec<Reckoned>,
    /// What can come out, where the reader does not know an answer.
    pub possible: Vec<Possible>,
    /// The dated steps of a timeline.
    pub steps: Option<Vec<Step>>,
    /// A line from which the result can be reckoned again; none while nothing is certain, and never of a
    /// sensitive calculator.
    pub receipt: Option<String>,
    /// What has become of the points of a checklist.
    pub points: Option<Points>,
    /// How the answers of a quiz are judged.
    pub situations: Option<Vec<Verdict>>,
    /// Names that this calculator does not know at all: wrong usage on the command line.
    pub unknown: Vec<String>,
}

/// One outcome, or all that apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `uniek`, `eerste`.
    One(String),
    /// `alle`.
    All(Vec<String>),
}

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueReport {
    /// What it is called.
    pub name: String,
    /// Its value, for machines: `41.1`, `2026-07-01`, the id of a word.
    pub value: String,
    /// Its unit; empty for a date or a word.
    pub unit: String,
    /// Its value the Dutch way.
    pub text: String,
}

/// A step of a calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The named value.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it was reckoned, with the numbers filled in; none where that is the result itself.
    pub sum: Option<String>,
    /// What it is.
    pub result: String,
}

/// An outcome that can still be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Its id.
    pub outcome: String,
    /// `groen`, `oranje`, `rood` or `grijs`.
    pub colour: &'static str,
    /// Its title.
    pub title: String,
    /// The answers that lead to it; none where there are too many to say.
    pub way: Option<String>,
}

/// A row that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its conditions in words.
    pub text: String,
    /// Where it comes from.
    pub source: String,
    /// What people call that.
    pub source_name: String,
}

/// Something that would change the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In words.
    pub text: String,
}

/// What a page draws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// `groen`, `oranje`, `rood` or `grijs`.
    pub colour: Option<String>,
    /// The short word.
    pub short: Option<String>,
    /// The title of the outcome.
    pub title: Option<String>,
    /// One sentence more.
    pub sentence: Option<String>,
    /// Whether the outcome is certain.
    pub certain: bool,
    /// Questions to show now.
    pub questions: Vec<String>,
    /// What is wrong with an answer.
    pub mistakes: Vec<Mistake>,
    /// What to do.
    pub actions: Vec<Action>,
    /// What to look out for.
    pub attention: Vec<Line>,
    /// Lines on every result.
    pub remarks: Vec<String>,
    /// What was taken for granted because it was skipped.
    pub reservations: Vec<String>,
    /// What the document leaves open.
    pub unclear: Vec<Unclear>,
    /// Said first, when the document is not simply in force.
    pub state: Option<String>,
    /// What is still to come.
    pub still: Option<String>,
    /// Where to go, for outcomes that give a route.
    pub route: Option<Route>,
    /// "Gerekend met de regels van 22 november 2026".
    pub reckoned: String,
    /// The version stamp.
    pub version: String,
}

impl Screen {
    /// The colour, the short word and the title.
    pub(crate) fn head(&mut self, colour: &str, short: &str, title: &str) {
        self.colour = Some(colour.to_owned());
        self.short = Some(short.to_owned());
        self.title = Some(title.to_owned());
    }
}

/// A wrong answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The question.
    pub question: String,
    /// What to fill in.
    pub text: String,
}

/// A line of what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The desk it sends to, in words.
    pub to: Option<String>,
    /// Where it comes from, as people call it.
    pub source: Option<String>,
}

/// A line with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
}

/// A hole or contradiction in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// Its id.
    pub id: String,
    /// What the document says.
    pub says: String,
    /// How we read it.
    pub reading: String,
    /// Who decides.
    pub decides: Option<String>,
    /// Where it comes from, as people call it.
    pub source: Option<String>,
}

/// Where an outcome sends the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The desks, in words.
    pub to: Vec<String>,
    /// Ways to reach them: kind, text.
    pub channels: Vec<(String, String)>,
    /// What to bring.
    pub bring: Vec<String>,
    /// What happens next.
    pub next: Option<String>,
    /// Whether it can be done without a name.
    pub anonymous: Option<bool>,
    /// The calculator that comes next.
    pub calculator: Option<String>,
}

/// What has become of the points of a checklist, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// Those that apply and are not ticked.
    pub missing: Vec<String>,
    /// Those that do not apply.
    pub not: Vec<String>,
}

/// How an answer to a situation of a quiz is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The situation.
    pub id: String,
    /// `goed`, `kan-ook` or `anders`.
    pub verdict: &'static str,
    /// The right colour.
    pub colour: &'static str,
    /// What that colour is called.
    pub colour_name: String,
    /// What another colour is called that counts as right.
    pub also: Option<String>,
    /// Why.
    pub why: String,
    /// Where it comes from, as people call it.
    pub source: Option<String>,
    /// What the document leaves open here.
    pub unclear: Option<Unclear>,
}

/// A step of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day.
    pub on: Option<String>,
    /// First day of a window.
    pub from: Option<String>,
    /// Last day of a window, included.
    pub to: Option<String>,
    /// The days of a series.
    pub series: Option<Vec<String>>,
    /// `uiterlijk` where it is a last day.
    pub nature: Option<&'static str>,
    /// When there is no date: what the source says.
    pub when: Option<String>,
    /// Rests on a day that is not known yet.
    pub provisional: bool,
    /// Ids of who acts.
    pub who: Vec<String>,
    /// Who acts, in words.
    pub who_name: String,
    /// With whom, in words.
    pub with_name: Option<String>,
    /// `document`, `wet` or `tabel`.
    pub origin: &'static str,
    /// Where it comes from.
    pub source: String,
    /// What people call that.
    pub source_name: String,
    /// What to do.
    pub actions: Vec<Line>,
    /// What to look out for.
    pub attention: Option<String>,
    /// What the document leaves open here.
    pub unclear: Option<Unclear>,
    /// When, in words.
    pub text: String,
}

/// A line with an id.
fn line(json: &mut Json, line: &Line) {
    json.text("id", &line.id);
    json.text("tekst", &line.text);
}

fn unclear(json: &mut Json, unclear: &Unclear) {
    json.text("id", &unclear.id);
    json.text("staat_er", &unclear.says);
    json.text("wij_lezen", &unclear.reading);
    json.maybe("wie_beslist", &unclear.decides);
    json.maybe("bron", &unclear.source);
}

fn verdict(json: &mut Json, verdict: &Verdict) {
    json.text("id", &verdict.id);
    json.text("oordeel", verdict.verdict);
    json.text("kleur", verdict.colour);
    json.text("kleur_naam", &verdict.colour_name);
    json.maybe("ook_naam", &verdict.also);
    json.text("waarom", &verdict.why);
    json.maybe("bron_naam", &verdict.source);
    if let Some(rule) = &verdict.unclear {
        json.inner("onduidelijk", |json| unclear(json, rule));
    }
}

fn step(json: &mut Json, step: &Step) {
    json.text("id", &step.id);
    json.text("titel", &step.title);
    json.maybe("op", &step.on);
    json.maybe("van", &step.from);
    json.maybe("tot", &step.to);
    if let Some(days) = &step.series {
        json.texts("reeks", days);
    }
    if let Some(nature) = step.nature {
        json.text("aard", nature);
    }
    json.maybe("wanneer", &step.when);
    if step.provisional {
        json.flag("voorlopig", true);
    }
    json.texts("wie", &step.who);
    json.text("wie_naam", &step.who_name);
    json.maybe("met_naam", &step.with_name);
    json.text("herkomst", step.origin);
    json.text("bron", &step.source);
    json.text("bron_naam", &step.source_name);
    json.list("doe", &step.actions, line);
    json.maybe("let_op", &step.attention);
    if let Some(rule) = &step.unclear {
        json.inner("onduidelijk", |json| unclear(json, rule));
    }
    json.text("tekst", &step.text);
}

fn screen(json: &mut Json, screen: &Screen) {
    json.maybe("kleur", &screen.colour);
    json.maybe("kort", &screen.short);
    json.maybe("titel", &screen.title);
    json.maybe("zin", &screen.sentence);
    json.flag("zeker", screen.certain);
    json.texts("vragen", &screen.questions);
    json.list("fouten", &screen.mistakes, |json, mistake| {
        json.text("vraag", &mistake.question);
        json.text("tekst", &mistake.text);
    });
    json.list("doe", &screen.actions, |json, action| {
        json.text("id", &action.id);
        json.text("tekst", &action.text);
        json.maybe("naar", &action.to);
        json.maybe("bron", &action.source);
    });
    json.list("let_op", &screen.attention, line);
    json.texts("opmerkingen", &screen.remarks);
    json.texts("voorbehoud", &screen.reservations);
    json.list("onduidelijk", &screen.unclear, unclear);
    json.maybe("staat", &screen.state);
    json.maybe("nog", &screen.still);
    if let Some(route) = &screen.route {
        json.inner("route", |json| {
            json.texts("naar", &route.to);
            json.list("kanalen", &route.channels, |json, (kind, text)| {
                json.text("soort", kind);
                json.text("tekst", text);
            });
            json.texts("neem_mee", &route.bring);
            json.maybe("daarna", &route.next);
            if let Some(anonymous) = route.anonymous {
                json.flag("anoniem", anonymous);
            }
            json.maybe("rekenhulp", &route.calculator);
        });
    }
    json.text("rekent_met", &screen.reckoned);
    json.text("versie", &screen.version);
}

impl Report {
    /// The JSON that the command line prints and the browser reads.
    pub fn to_json(&self) -> String {
        Json::object(|json| {
            json.text("rekenhulp", &self.calculator);
            json.text("organisatie", &self.organisation);
            json.text("datum", &self.day);
            match &self.outcome {
                None => json.null("uitkomst"),
                Some(Outcome::One(id)) => json.text("uitkomst", id),
                Some(Outcome::All(ids)) => json.texts("uitkomst", ids),
            }
            json.texts("doe", &self.actions);
            json.inner("waarden", |json| {
                for (id, value) in &self.values {
                    json.inner(id, |json| {
                        json.text("naam", &value.name);
                        json.text("waarde", &value.value);
                        json.text("eenheid", &value.unit);
                        json.text("tekst", &value.text);
                    });
                }
            });
            json.list("redenen", &self.reasons, |json, reason| {
                json.text("tekst", &reason.text);
                json.text("bron", &reason.source);
                json.text("bron_naam", &reason.source_name);
            });
            if !self.reckoning.is_empty() {
                json.list("rekening", &self.reckoning, |json, step| {
                    json.text("id", &step.id);
                    json.text("naam", &step.name);
                    json.maybe("som", &step.sum);
                    json.text("uitkomst", &step.result);
                });
            }
            if !self.possible.is_empty() {
                json.list("mogelijk", &self.possible, |json, possible| {
                    json.text("uitkomst", &possible.outcome);
                    json.text("kleur", possible.colour);
                    json.text("titel", &possible.title);
                    json.maybe("als", &possible.way);
                });
            }
            json.maybe("bon", &self.receipt);
            json.list("wijzigt", &self.changes, |json, change| json.text("tekst", &change.text));
            json.texts("vraagt", &self.asks);
            json.inner("scherm", |json| screen(json, &self.screen));
            if let Some(steps) = &self.steps {
                json.list("stappen", steps, step);
            }
            if let Some(points) = &self.points {
                json.texts("mist", &points.missing);
                json.texts("geldt_niet", &points.not);
            }
            if let Some(verdicts) = &self.situations {
                json.list("situaties", verdicts, verdict);
            }
        })
    }
}
