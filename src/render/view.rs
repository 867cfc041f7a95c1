//! What the templates get: plain values, with every sentence written out and every address worked out.
//!
//! A template decides nothing about rules, dates or links; it only says where things stand. So everything here is
//! text, a flag or a list. Fields that end in `html` hold HTML that is already safe; all other text is escaped by
//! the templates.
//!
//! | template | keys in its context |
//! |---|---|
//! | every page | `site` ([`Site`]), `woorden` ([`Words`]), `frame` ([`Frame`]) and `page` (below) |
//! | `pagina.html` | `page`: [`Page`] |
//! | `start.html` | `page`: [`Start`] |
//! | `rekenhulp-pagina.html` | `page`: [`CalculatorPage`] |
//! | `rekenhulp-verantwoording.html` | `page`: [`Account`] |
//! | `rekenhulpen.html` | `page`: [`Calculators`] |
//! | `alle-paginas.html` | `page`: [`AllPages`] |
//! | `register.html` | `page`: [`Register`] |
//! | `bronnen.html` | `page`: [`Sources`] |
//! | `begrippen.html` | `page`: [`GlossaryPage`] |
//! | `contacten.html` | `page`: [`ContactPage`] |
//! | `niet-gevonden.html` | `page`: [`NotFound`] |
//! | `verhuisd.html` | `site`, `woorden`, `page`: [`Moved`] (a page of its own, without the frame) |
//! | `rekenhulp.html` | `woorden`, `calculator`: [`Calculator`] |
//! | `vergelijking.html` | `woorden`, `comparison`: [`Comparison`] |
//! | `feiten.html` | `woorden`, `facts`: [`Facts`] |
//! | `onboarding.html` | `woorden`, `onboarding`: [`Onboarding`] |
//! | `contact.html` | `woorden`, `contact`: [`Contact`] |
//! | `begrip.html` | `woorden`, `term`: [`Term`] |
//! | `noot.html` | `woorden`, `note`: [`Note`] |
//!
//! The last six are parts: they are rendered apart, and what comes out is set into the body of a page.

use std::collections::BTreeMap;

use serde::Serialize;

/// The content security policy of every page, in its meta tag and for servers to send. Opened only for what is
/// used: own scripts, own styles, own pictures, own data, and compiling the two WebAssembly modules.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The words of the interface by key, from `woorden.yaml`; a site may replace any of them.
pub type Words = BTreeMap<String, String>;

/// What is the same on every page of a site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Site {
    /// The name of the handbook.
    pub name: String,
    /// [`CONTENT_SECURITY_POLICY`].
    pub policy: String,
    /// The files that pages load.
    pub assets: Assets,
    /// The script that reloads the page while editing, as a path from the root of the site; only under `serve`.
    pub reload: Option<String>,
}

/// Files that pages load, named by their content. Each is a path from the root of the site, without a slash in
/// front; templates write [`Frame::root`] before it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Assets {
    /// `stijl.css`.
    pub style: String,
    /// `pagina.js`, on every page.
    pub page_script: String,
    /// `zoeken.js`, loaded when the search field is used.
    pub search_script: String,
    /// `rekenhulp.js`, loaded on pages with a calculator.
    pub calculator_script: String,
    /// What calculators of one kind need beside that, by kind: `tijdlijn.js`, `checklist.js`, `quiz.js`.
    pub kind_scripts: BTreeMap<String, String>,
    /// The icon in the tab of the browser, `icoon.svg`.
    pub icon: String,
    /// The script that wasm-bindgen wrote for the search module.
    pub search_module: String,
    /// The search module itself.
    pub search_wasm: String,
    /// The search index.
    pub search_index: String,
    /// The texts that search shows under its results, loaded after the index.
    pub search_fragments: String,
    /// The pieces of the index of a very large handbook; `_N_` stands for the number.
    pub search_postings: String,
    /// The script that wasm-bindgen wrote for the calculators module. [`Calculator::module`] says it again,
    /// as seen from the page.
    pub calculator_module: String,
    /// The calculators module itself.
    pub calculator_wasm: String,
}

/// A title with its address, as seen from the page it stands on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// What is read.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A link with one sentence about what is behind it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Entry {
    /// What is read.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// One sentence in plain text, without the title.
    pub description: Option<String>,
}

/// A day, twice.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Day {
    /// `2026-11-22`.
    pub iso: String,
    /// `22 november 2026`, with no-break spaces.
    pub text: String,
}

/// What stands around the text of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The way back to the root of the site, with a slash at the end: `../../`, `./`, or for the page that says
    /// that nothing was found `/` with the path prefix of the site's address.
    pub root: String,
    /// The title in the tab of the browser: page, organisation, handbook.
    pub title: String,
    /// One sentence for lists of results elsewhere.
    pub description: Option<String>,
    /// The full address, only when the site knows its own.
    pub canonical: Option<String>,
    /// The start page of the site.
    pub home: String,
    /// The organisation this page belongs to.
    pub organisation: Option<Organisation>,
    /// All organisations, the own one included, to switch between. Empty with only one.
    pub organisations: Vec<OrganisationChoice>,
    /// This part of the handbook. Only the branch of this page is open, so that a page stays small in a large
    /// handbook.
    pub navigation: Vec<NavigationEntry>,
    /// The way here, from the start to the page above this one; this page itself is not in it.
    pub breadcrumbs: Vec<Link>,
    /// The headings of this page.
    pub contents: Vec<ContentsEntry>,
    /// The page before this one in reading order.
    pub previous: Option<Link>,
    /// The page after this one in reading order.
    pub next: Option<Link>,
    /// The page that lists all pages.
    pub all_pages: String,
    /// The register of words.
    pub register: String,
    /// The overview of calculators (of this organisation where there is one).
    pub calculators: Option<String>,
    /// The list of sources.
    pub sources: Option<String>,
    /// More at the foot of the page: the terms, and the desks of this organisation.
    pub more: Vec<Link>,
    /// The day whose rules this site shows.
    pub rules_of: Day,
    /// Whether this page has a calculator; its script is then fetched beforehand.
    pub has_calculator: bool,
}

/// The organisation of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Organisation {
    /// `lelystad`.
    pub id: String,
    /// `Gemeente Lelystad`.
    pub name: String,
    /// Its own start page.
    pub url: String,
}

/// One line of the organisation switch.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrganisationChoice {
    /// `lelystad`; the search names its results by it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The same subject there, or else its start page.
    pub url: String,
    /// Whether this page is its.
    pub current: bool,
    /// Whether `url` is the same subject there.
    pub same_subject: bool,
}

/// One line of the navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavigationEntry {
    /// What is read.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether this page is below it.
    pub open: bool,
    /// What is below it; filled only where `open` or `current`. At most three levels deep.
    pub children: Vec<NavigationEntry>,
}

/// A heading of this page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentsEntry {
    /// Its id.
    pub id: String,
    /// Its text.
    pub title: String,
    /// Headings of the third level below it.
    pub children: Vec<ContentsEntry>,
}

/// A source, as it is named to the reader.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Source {
    /// Document and place: `Gedragscode, hoofdstuk 2, corruptie voorkomen`.
    pub text: String,
    /// Where it can be read: the official text, the law, or its line on the page of sources.
    pub url: Option<String>,
    /// Where it comes from: `document`, `wet` or `tabel`. The last two are named as such.
    pub origin: String,
    /// For a law or table: the day it was looked up.
    pub looked_up: Option<Day>,
}

/// A page of text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// The only heading of the first level.
    pub title: String,
    /// The body, with all insertions in it.
    pub body_html: String,
    /// Said above the text, when the document is not in force or its state is not certain. Plain sentences.
    pub banner: Option<String>,
    /// Values on this page that change after the day of the rules.
    pub changes: Vec<Change>,
    /// The pages below this one, for a page that opens a section.
    pub children: Vec<Entry>,
    /// What the page was made from.
    pub sources: Vec<Source>,
    /// The function that answers for it.
    pub owner: Option<String>,
    /// When it was checked.
    pub checked: Option<Day>,
    /// When it is to be checked again. From that day the page says by itself that it is late.
    pub check_again: Option<Day>,
}

/// A page of official text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Official {
    /// The only heading of the first level.
    pub title: String,
    /// What this text is: `Dit is de officiële tekst. Die telt.`
    pub heading: String,
    /// Said above it, when the document is not in force or its state is not certain.
    pub banner: Option<String>,
    /// The document, with its line on the page of sources.
    pub document: Link,
    /// The lines of the document that the page was made of, in words.
    pub lines: Option<String>,
    /// Version, state and days, in order.
    pub particulars: Vec<Particular>,
    /// Who explains it.
    pub explained: Cited,
    /// The same, as it stands under a paragraph.
    pub explained_html: String,
    /// What the last version changed.
    pub changes: Option<Link>,
    /// The text.
    pub body_html: String,
    /// The pages below this one.
    pub children: Vec<Entry>,
}

/// Who explains a paragraph of official text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cited {
    /// Pages in plain words.
    pub pages: Vec<Link>,
    /// Calculators that reckon with it.
    pub calculators: Vec<Link>,
}

/// A value that changes after the day of the rules. It is in the page, hidden, and shown by the script from its
/// day on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Change {
    /// From when.
    pub from: Day,
    /// The whole sentence: `Sinds 1 januari 2027 geldt € 60 (op deze pagina staat nog € 50).`
    pub text: String,
}

/// The start page of the site, or of one organisation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Start {
    /// The only heading of the first level.
    pub title: String,
    /// The first paragraph of what the author wrote: in short.
    pub lead_html: String,
    /// The rest of it, below what can be chosen.
    pub body_html: String,
    /// To choose from; empty on the start page of an organisation.
    pub organisations: Vec<Entry>,
    /// The calculators used most.
    pub calculators: Vec<Entry>,
    /// The parts of the handbook with their pages; on the start page of an organisation.
    pub sections: Vec<Section>,
    /// Values on this page that change after the day of the rules.
    pub changes: Vec<Change>,
}

/// A part of the handbook.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// Its title; empty for pages right below a group.
    pub title: String,
    /// Its own page, if it has one.
    pub url: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Its pages.
    pub pages: Vec<Link>,
}

/// The page of one calculator.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalculatorPage {
    /// The only heading of the first level.
    pub title: String,
    /// What `rekenhulp.html` made of the calculator, rendered with [`Calculator::own_page`].
    pub calculator_html: String,
    /// Pages of this handbook about the same subject.
    pub related: Vec<Link>,
    /// The comparison of this calculator between organisations.
    pub comparison: Option<Link>,
    /// The page for whoever owns it.
    pub account: Link,
    /// Values in this calculator that change after the day of the rules.
    pub changes: Vec<Change>,
    /// What the rules were made from.
    pub sources: Vec<Source>,
    /// The function that answers for it.
    pub owner: Option<String>,
    /// When it was checked.
    pub checked: Option<Day>,
    /// When it is to be checked again.
    pub check_again: Option<Day>,
}

/// The overview of calculators.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Calculators {
    /// The only heading of the first level.
    pub title: String,
    /// By the situation that somebody is in.
    pub situations: Vec<LinkGroup>,
    /// By theme, or one group without a title.
    pub groups: Vec<CalculatorGroup>,
}

/// Links under a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkGroup {
    /// The heading.
    pub title: String,
    /// The links, in order.
    pub links: Vec<Link>,
}

/// Calculators of one theme.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalculatorGroup {
    /// Its name; none when there is only one group.
    pub title: Option<String>,
    /// The calculators.
    pub calculators: Vec<CalculatorEntry>,
}

/// A calculator in the overview.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CalculatorEntry {
    /// Its title, a question.
    pub title: String,
    /// Its page; for an overview over all organisations the first of `organisations`.
    pub url: String,
    /// What it gives, in words: `Tijdlijn` (in the words of the interface as `soort_tijdlijn`).
    pub kind: String,
    /// Its pages per organisation; empty in the overview of one organisation.
    pub organisations: Vec<Link>,
}

/// The list of all pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AllPages {
    /// The only heading of the first level.
    pub title: String,
    /// By organisation, then by section.
    pub groups: Vec<PageGroup>,
}

/// Pages of one organisation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageGroup {
    /// The name of the organisation, or of what belongs to all.
    pub title: String,
    /// Its id, to jump to.
    pub id: String,
    /// Its own page, if it has one.
    pub url: Option<String>,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// A page of the register of words: the whole, the entrance to its letters, or one letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Register {
    /// The only heading of the first level.
    pub title: String,
    /// The letters: places on this page, or pages.
    pub letters: Vec<RegisterLetter>,
    /// The words on this page; none at the entrance.
    pub lists: Vec<RegisterList>,
}

/// A letter of the register.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterLetter {
    /// The letter, or `0-9` for all else.
    pub name: String,
    /// Where its words stand.
    pub url: String,
    /// How many there are, said in words.
    pub count: String,
    /// Whether this is its page.
    pub current: bool,
}

/// The words with one first letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterList {
    /// The letter, or `0-9` for all else.
    pub name: String,
    /// The words, in order.
    pub entries: Vec<RegisterEntry>,
}

/// A word of the register.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterEntry {
    /// The word.
    pub word: String,
    /// Where it leads.
    pub goals: Vec<RegisterGoal>,
}

/// Where a word of the register leads.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegisterGoal {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The organisation it is of, or what it is; empty for a page for everybody.
    pub whose: String,
}

/// The page of sources.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sources {
    /// The only heading of the first level.
    pub title: String,
    /// By organisation; laws and tables last.
    pub groups: Vec<SourceGroup>,
}

/// Documents of one organisation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceGroup {
    /// The name of the organisation, or `Wetten en tabellen`.
    pub title: String,
    /// Its id, to jump to.
    pub id: String,
    /// Its documents.
    pub documents: Vec<Document>,
}

/// A document on the page of sources.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Document {
    /// Its anchor on this page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the official text is, if it is in the handbook or on the web.
    pub url: Option<String>,
    /// `geldend`, `vervallen` or `onzeker`.
    pub state: String,
    /// What is known about it in order, as words and value: version, decided, in force, runs until, to be reviewed,
    /// looked up.
    pub particulars: Vec<Particular>,
    /// The places that are referred to.
    pub places: Vec<Place>,
    /// The pages and calculators made from it.
    pub used_by: Vec<Link>,
}

/// A word with its value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Particular {
    /// `In werking`.
    pub name: String,
    /// `23 mei 2024`.
    pub value: String,
}

/// A place in a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Place {
    /// Its anchor on this page.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The paragraph in the official text.
    pub url: Option<String>,
}

/// The page that says that nothing was found at an address.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotFound {
    /// The only heading of the first level.
    pub title: String,
    /// Where to go on: the organisations, the calculators.
    pub suggestions: Vec<Link>,
}

/// The page left at an address that moved.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Moved {
    /// The page as it is called now.
    pub title: String,
    /// Where it is now, as seen from the old address.
    pub url: String,
    /// The way back to the root of the site.
    pub root: String,
}

/// A calculator as it stands in a page: the form that the script brings to life, and what can be read without it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Calculator {
    /// `geschenk`; the anchor of the block on a page is `hulp-geschenk`.
    pub id: String,
    /// `beslissing`, `berekening`, `tijdlijn`, `wegwijzer`, `checklist` or `quiz`.
    pub kind: String,
    /// The question it answers.
    pub title: String,
    /// A sentence above the questions.
    pub lead: Option<String>,
    /// `lelystad`.
    pub organisation: String,
    /// `Gemeente Lelystad`.
    pub organisation_name: String,
    /// Whether it stands on its own page: then the title is the heading of the page, and rules and examples are
    /// unfolded.
    pub own_page: bool,
    /// Its own page, as seen from here.
    pub url: String,
    /// Whether its answers may be kept nowhere.
    pub sensitive: bool,
    /// Whether all questions are asked before the answer.
    pub ask_all: bool,
    /// The script of the module, as seen from this page.
    pub module: String,
    /// The module, as seen from this page.
    pub wasm: String,
    /// The rules of this calculator for this organisation, as seen from this page.
    pub bundle: String,
    /// The script that only calculators of this kind need, as seen from this page.
    pub kind_script: Option<String>,
    /// The name the calendar file gets, without ending; neutral for a sensitive calculator (`afspraak`).
    pub file_name: String,
    /// Said first, when the document is not in force.
    pub state: Option<String>,
    /// Whose rules these are, when another organisation's are used (`zelfde-als`).
    pub same_as: Option<String>,
    /// Said instead of all, when the document of this organisation is silent (`niet-geregeld`). The form and the
    /// rules are then left out.
    pub silent: Option<Silent>,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// The points of a checklist.
    pub points: Vec<PointGroup>,
    /// Lines to fill in by hand on a printed checklist: name, date, signature.
    pub form_lines: Vec<String>,
    /// The situations of a quiz.
    pub situations: Vec<Situation>,
    /// How the values that are shown are reckoned, in words.
    pub formulas: Vec<Formula>,
    /// What a checklist can come to.
    pub verdicts: Vec<Outcome>,
    /// The rules in words, of a calculator with a table.
    pub rules: Vec<RuleGroup>,
    /// Whether the first rule that fits holds (`werking: eerste`).
    pub rules_in_order: bool,
    /// The steps in words, of a timeline.
    pub steps: Vec<StepRule>,
    /// Lines of what to do that go with every outcome.
    pub always: Vec<RuleLine>,
    /// Where the source is not clear, and how it is read.
    pub unclear: Vec<Unclear>,
    /// Lines said with every result.
    pub remarks: Vec<String>,
    /// The examples that the build has checked.
    pub examples: Vec<Example>,
    /// What the rules were made from.
    pub sources: Vec<Source>,
    /// The day whose rules these are.
    pub rules_of: Day,
    /// The stamp of these rules.
    pub version: String,
}

/// An organisation whose document does not say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Silent {
    /// What is said.
    pub text: String,
    /// Where to ask.
    pub ask: Vec<String>,
    /// The source.
    pub sources: Vec<Source>,
}

/// A question of a calculator.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Question {
    /// `waarde`, as the rules call it.
    pub id: String,
    /// The question.
    pub text: String,
    /// Help under it, in plain text.
    pub help: Option<String>,
    /// The type: `ja/nee`, `keuze`, `meerkeuze`, `bedrag`, `getal`, `percentage`, `datum`,
    /// `tijd` or `tekst`. Of the first three the choices are drawn, of the others one field.
    pub kind: String,
    /// What can be chosen, with `ja`, `nee` and `weet-ik-niet` written out where they belong.
    pub choices: Vec<Choice>,
    /// The unit that stands beside the field: `€`, `°C`, `km`.
    pub unit: Option<String>,
    /// Whether the unit stands before the field (`€`).
    pub unit_first: bool,
    /// How an answer may look: `24,95`, `6-1-2025`. Shown as "Bijvoorbeeld …".
    pub example: Option<String>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// When it is asked, in words, if not always.
    pub condition: Option<String>,
}

/// A choice of a question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Choice {
    /// What the rules call it.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// Points of a checklist under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointGroup {
    /// The heading; none for points before the first.
    pub title: Option<String>,
    /// The points.
    pub points: Vec<Point>,
    /// The source, when it is the same for all of them; the points then name none.
    pub sources: Vec<Source>,
}

/// A point of a checklist.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Point {
    /// `blad`, as the rules call it.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Whether it must be; otherwise it is advice.
    pub must: bool,
    /// When it applies, in words, if not always.
    pub condition: Option<String>,
    /// Who helps with it.
    pub who: Option<String>,
    /// What to do for it.
    pub lines: Vec<String>,
    /// What to look out for.
    pub attention: Option<String>,
    /// Where the source is not clear.
    pub unclear: Option<Unclear>,
    /// The source, unless the group names it.
    pub sources: Vec<Source>,
}

/// A situation of a quiz, with its answer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Situation {
    /// `skybox`, as the rules call it.
    pub id: String,
    /// What happens.
    pub text: String,
    /// What can be chosen, in the order green, amber, red; `title` is empty.
    pub choices: Vec<Outcome>,
    /// The right choice.
    pub answer: Outcome,
    /// A choice that counts as right too.
    pub also: Option<Outcome>,
    /// Why.
    pub why: String,
    /// Where the source is not clear.
    pub unclear: Option<Unclear>,
    /// The source.
    pub sources: Vec<Source>,
}

/// How a named value is reckoned.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Formula {
    /// Its name.
    pub name: String,
    /// How, in words; none where it differs by condition.
    pub how: Option<String>,
    /// What it is under which condition.
    pub rows: Vec<RuleLine>,
    /// How it is rounded: `op centen, half omhoog`.
    pub rounding: Option<String>,
}

/// Where an outcome sends the reader.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Route {
    /// Whom to go to, each with its own channels.
    pub desks: Vec<Contact>,
    /// Channels for this route alone, instead of those of the desks.
    pub channels: Vec<Channel>,
    /// The key of the word that says whether it can be done without a name: `anoniem_wel` or `anoniem_niet`.
    pub anonymity: Option<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// What happens next.
    pub next: Option<String>,
    /// The calculator that comes next.
    pub calculator: Option<Link>,
}

/// The look of an outcome: a shape with a word.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// `groen`, `oranje`, `rood` or `grijs`.
    pub colour: String,
    /// The short word: `Dit mag`.
    pub word: String,
    /// The sentence: `Je mag het aannemen, maar meld het`.
    pub title: String,
}

/// The rules that lead to one outcome. Without `rules_in_order` each outcome has one group; with it the rows stay
/// in the order of the table, and an outcome may come back.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RuleGroup {
    /// The id of the outcome.
    pub id: String,
    /// The outcome.
    pub outcome: Outcome,
    /// Each of these leads to it.
    pub rows: Vec<RuleRow>,
    /// What to do then.
    pub lines: Vec<RuleLine>,
    /// Where to go then.
    pub route: Option<Route>,
}

/// One row of a table in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RuleRow {
    /// What must all hold, in words. Empty: always.
    pub conditions: Vec<String>,
    /// The source.
    pub sources: Vec<Source>,
}

/// A line of what to do, with when it holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RuleLine {
    /// The sentence.
    pub text: String,
    /// When, in words, if not always.
    pub condition: Option<String>,
}

/// Where the source is not clear.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Unclear {
    /// What the source says.
    pub says: String,
    /// How it is read here.
    pub reading: String,
    /// Who decides.
    pub decides: Option<String>,
    /// When it matters, in words, if not always.
    pub condition: Option<String>,
    /// The source.
    pub sources: Vec<Source>,
}

/// A step of a timeline in words, without an answered day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StepRule {
    /// Its title.
    pub title: String,
    /// When, in words: `7 dagen na de eerste ziektedag`.
    pub when: String,
    /// Who acts: `jij en je leidinggevende`.
    pub who: Option<String>,
    /// `document`, `wet` or `tabel`.
    pub origin: String,
    /// When it applies, in words, if not always.
    pub condition: Option<String>,
    /// What to do.
    pub lines: Vec<RuleLine>,
    /// What to look out for.
    pub attention: Option<String>,
    /// Where the source is not clear.
    pub unclear: Option<Unclear>,
    /// The source.
    pub sources: Vec<Source>,
}

/// An example that the build has checked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// What was answered; questions left open are left out.
    pub answers: Vec<ExampleAnswer>,
    /// The outcome, where there is one.
    pub outcome: Option<Outcome>,
    /// What to do.
    pub lines: Vec<String>,
    /// Values shown.
    pub values: Vec<Particular>,
    /// The steps with their days, of a timeline.
    pub steps: Vec<ExampleStep>,
    /// The day of its rules, when it is not the day of the site.
    pub rules_of: Option<Day>,
}

/// An answer in an example.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExampleAnswer {
    /// The question.
    pub question: String,
    /// The answer as it is read: `€ 50`, `nee`.
    pub answer: String,
}

/// A step in an example.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExampleStep {
    /// Its title.
    pub title: String,
    /// Its day or days: `ma 20 okt 2025 t/m zo 26 okt 2025`.
    pub days: String,
    /// Whether it rests on a day that is not known yet.
    pub provisional: bool,
}

/// Organisations side by side.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Comparison {
    /// The calculator it was made from.
    pub id: String,
    /// What is compared, as the caption of the table.
    pub title: String,
    /// The rows are situations, and not what the rules are made of.
    pub by_situation: bool,
    /// Whether it asks for more room than text does.
    pub wide: bool,
    /// One for each organisation.
    pub columns: Vec<ComparisonColumn>,
    /// Rows from the rules.
    pub rows: Vec<ComparisonRow>,
    /// The day whose rules are compared.
    pub rules_of: Day,
}

/// An organisation in a comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparisonColumn {
    /// Its name.
    pub name: String,
    /// Its calculator.
    pub url: Option<String>,
    /// The document its rules come from.
    pub sources: Vec<Source>,
}

/// A row of a comparison: a situation or a subject, with what each organisation says.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparisonRow {
    /// The situation: `Het is precies € 50 waard`.
    pub title: String,
    /// Whether the organisations differ here.
    pub differs: bool,
    /// One for each column, in the same order.
    pub cells: Vec<ComparisonCell>,
}

/// What one organisation says about it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparisonCell {
    /// The outcomes that follow, if any.
    pub outcomes: Vec<Outcome>,
    /// Sentences or values, each on a line of its own.
    pub lines: Vec<String>,
    /// Whether its rules decide nothing about it; `lines` says why: they are silent, do not ask it, or ask more.
    pub silent: bool,
}

/// Facts side by side.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    /// What they have in common, as the caption of the table.
    pub title: Option<String>,
    /// The facts.
    pub rows: Vec<FactRow>,
}

/// One fact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactRow {
    /// Its meaning.
    pub description: String,
    /// The organisation, when facts of several stand side by side.
    pub organisation: Option<String>,
    /// The value on the day of the rules: `€ 50`. None when it is not known.
    pub value: Option<String>,
    /// Where to find it, when it is not known.
    pub find: Option<String>,
    /// From when it holds. None where the document bears no date.
    pub from: Option<Day>,
    /// What it becomes next, if that is known.
    pub next: Option<NextValue>,
    /// The source.
    pub sources: Vec<Source>,
}

/// A value that comes later.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NextValue {
    /// From when.
    pub from: Day,
    /// The value, or `vervallen`.
    pub value: String,
}

/// A desk or function with the ways to reach it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contact {
    /// Its id, also its anchor on the page of desks.
    pub id: String,
    /// `De vertrouwenspersoon`.
    pub name: String,
    /// The ways to reach it.
    pub channels: Vec<Channel>,
    /// One sentence more.
    pub note: Option<String>,
    /// The source.
    pub sources: Vec<Source>,
}

/// A way to reach a desk.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Channel {
    /// `mail`, `telefoon`, `brief`, `web`, `gesprek`, `portaal` or `onbekend`; the word for it is in the words of
    /// the interface as `kanaal_mail` and so on.
    pub kind: String,
    /// The number, the address, or why it is not known.
    pub text: String,
    /// `mailto:`, `tel:` or `https:`, where there is one.
    pub url: Option<String>,
}

/// A term with its meaning, inside a sentence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Term {
    /// An id that is used once on the page.
    pub id: String,
    /// The term as it stands in the sentence.
    pub text: String,
    /// What it means.
    pub meaning: String,
    /// Where more is said.
    pub url: Option<String>,
}

/// A note in the text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Note {
    /// `note`, `tip`, `important`, `warning` or `caution`; the title is in the words of the interface as `noot_note`
    /// and so on.
    pub kind: String,
    /// What it says.
    pub body_html: String,
}

/// The page of all terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryPage {
    /// The only heading of the first level.
    pub title: String,
    /// The terms by the alphabet.
    pub terms: Vec<GlossaryEntry>,
}

/// A term on the page of all terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryEntry {
    /// Its anchor.
    pub id: String,
    /// The term.
    pub name: String,
    /// Its abbreviation, or what it is short for.
    pub abbreviation: Option<String>,
    /// What it means.
    pub meaning: String,
    /// What else people call it.
    pub synonyms: Vec<String>,
    /// The organisation that uses it so, if not all.
    pub organisation: Option<String>,
}

/// The desks of an organisation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactPage {
    /// The only heading of the first level.
    pub title: String,
    /// The desks.
    pub contacts: Vec<Contact>,
}

/// The path of a new colleague: moments in order of time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Onboarding {
    /// What stands above it, as HTML.
    pub lead_html: Option<String>,
    /// The moments.
    pub moments: Vec<OnboardingMoment>,
}

/// A moment of that path.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnboardingMoment {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// First what everybody does, then each role.
    pub groups: Vec<OnboardingGroup>,
}

/// Tasks of the same people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnboardingGroup {
    /// Who they are; none: everybody.
    pub role: Option<String>,
    /// What they do.
    pub tasks: Vec<OnboardingTask>,
}

/// One thing to do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnboardingTask {
    /// The sentence, as HTML.
    pub text_html: String,
    /// What helps with it.
    pub links: Vec<OnboardingLink>,
}

/// A page or a calculator that helps with a task.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnboardingLink {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What kind of calculator it is, if it is one.
    pub kind: Option<String>,
}

/// The page of a calculator for whoever owns it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Account {
    /// The only heading of the first level.
    pub title: String,
    /// The calculator itself.
    pub calculator: Link,
    /// Its file, its owner, when a value changes next, and the like.
    pub particulars: Vec<NamedText>,
    /// Said first, when the document is not simply in force.
    pub state: Option<String>,
    /// The questions that this organisation asks.
    pub questions: Vec<AccountQuestion>,
    /// The columns of the rules, or of the steps of a timeline.
    pub columns: Vec<String>,
    /// The rules as cells with their values filled in.
    pub rows: Vec<Vec<String>>,
    /// How the rows are read.
    pub hit: Option<String>,
    /// Named values and how they are reckoned.
    pub values: Vec<NamedText>,
    /// What `feiten.html` made of the facts that are reckoned with.
    pub facts_html: Option<String>,
    /// The examples and what came of them.
    pub examples: Vec<AccountExample>,
    /// What the document leaves open.
    pub unclear: Vec<Unclear>,
    /// What is not proven, not tried, or perhaps no longer so.
    pub warnings: Vec<String>,
    /// The day whose rules it shows.
    pub rules_of: Day,
    /// The version stamp of the rules.
    pub version: String,
    /// What the rules were made from.
    pub sources: Vec<Source>,
    /// The function that answers for it.
    pub owner: Option<String>,
    /// When it was checked.
    pub checked: Option<Day>,
    /// When it is to be checked again.
    pub check_again: Option<Day>,
}

/// A question as its owner sees it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AccountQuestion {
    /// As rules name it.
    pub id: String,
    /// The question.
    pub text: String,
    /// How it is answered, within which limits, and when it is asked.
    pub answers: String,
}

/// An example as its owner sees it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AccountExample {
    /// Its name.
    pub name: String,
    /// The day whose rules it uses.
    pub day: Day,
    /// What came out.
    pub results: Vec<String>,
    /// Whether that is what it says.
    pub right: bool,
}

/// Something with a name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NamedText {
    /// The name.
    pub name: String,
    /// What there is to say.
    pub text: String,
}
