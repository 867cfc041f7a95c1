//! From answers to a result: the one evaluator, natively and in the browser.

use crate::answers::{self, Answers};
use crate::checklist;
use crate::explain;
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::program::{FactValue, Hit, Index, Kind, Operand, Piece, Program, QuestionKind, Text, UnclearRule};
use crate::quiz;
use crate::receipt::Receipt;
use crate::report::{Action, Line, Outcome, Reason, Report, Route, Screen, Unclear, ValueReport};
use crate::structure::Inputs;
pub(crate) use crate::structure::sound;
use crate::texts::{digits, joined};
use crate::timeline;
use crate::words::{Words, upper};
use crate::world::{BLANK, Decided, Effect, Given, Lack, NO_RULE, Tri, Val, World};
use crate::{period, possible, reckoning};

/// Evaluates answers as people type them.
pub(crate) fn evaluate(program: &Program, pairs: &[(String, String)], today: Option<Date>) -> Report {
    let answers = answers::read(program, pairs);
    let mut report = by_rules_of(program, &answers, today, None);
    period::settle(program, &answers, &mut report);
    if report.screen.certain && !program.sensitive {
        report.receipt = Some(Receipt::of(program, &answers.given).write());
    }
    report
}

/// How much of a result is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All that is shown.
    Whole,
    /// What comes out, with the lines of what to do: enough to hold an example against.
    Outcome,
}

/// What comes out, without why it does and what would change it.
pub(crate) fn judged(program: &Program, answers: &Answers) -> Report {
    // Whether rules change within a period is told by all that the result says.
    if program.rules_until.is_some() {
        let mut report = by_rules_of(program, answers, None, None);
        period::settle(program, answers, &mut report);
        return report;
    }
    match program.kind {
        Kind::Timeline => timeline::report(program, answers, None, None),
        _ => decision(program, answers, None, None, Extent::Outcome),
    }
}

/// The result of answers by the rules of the day, or by those of a given day.
pub(crate) fn by_rules_of(
    program: &Program,
    answers: &Answers,
    today: Option<Date>,
    pinned: Option<Date>,
) -> Report {
    if program.kind == Kind::Timeline {
        timeline::report(program, answers, today, pinned)
    } else {
        decision(program, answers, today, pinned, Extent::Whole)
    }
}

/// A report with nothing decided yet.
pub(crate) fn blank(program: &Program, world: &World<'_>, answers: &Answers) -> Report {
    let day = world.rules_day(BLANK).unwrap_or(program.day);
    let version = program.version();
    Report {
        calculator: program.calculator.clone(),
        organisation: program.organisation.clone(),
        day: day.iso(),
        outcome: None,
        actions: Vec::new(),
        values: Vec::new(),
        reasons: Vec::new(),
        changes: Vec::new(),
        asks: Vec::new(),
        reckoning: Vec::new(),
        possible: Vec::new(),
        steps: None,
        receipt: None,
        points: None,
        situations: None,
        unknown: answers.unknown.clone(),
        screen: Screen {
            mistakes: answers.mistakes.clone(),
            state: program.state.clone(),
            reckoned: text!["Gerekend met de regels van ", dutch::date(day)],
            version,
            ..Screen::default()
        },
    }
}

fn decision(
    program: &Program,
    answers: &Answers,
    today: Option<Date>,
    pinned: Option<Date>,
    extent: Extent,
) -> Report {
    // Where nothing is open there is nothing to try, and no cells are needed for it.
    let mut world = World::plain(program, answers.given.clone(), false, pinned);
    if extent == Extent::Whole || world.is_open() {
        world.lay_axes();
    }
    let mut free = World::plain(program, answers.given.clone(), true, pinned);
    let open = open_questions(&free);
    if !open.is_empty() {
        free.lay_axes();
    }
    let mut report = blank(program, &world, answers);
    report.asks = asks(&free, answers, &open);
    let mut waits = program.all_questions && unanswered_required(&free) || period::waits(&free);
    if extent == Extent::Whole {
        report.screen.questions = to_show(&free, answers, &report.asks);
    }
    let mut advised = 0;
    if program.kind == Kind::Checklist {
        let (state, count) = checklist::sort(&world, &mut report);
        match state {
            Tri::NoRule(_) => {
                no_rule(&world, &mut report);
                return report;
            }
            Tri::Open(_) => waits = true,
            Tri::Yes | Tri::No => advised = count,
        }
    }
    let certain = certain(&world);
    let settled = certain.filter(|_| answers.mistakes.is_empty() && !waits);
    if let Some(decided) = settled {
        settle(&world, decided, &mut report, today, extent);
        if advised > 0 {
            report.screen.sentence = Some(text!["Nog aan te raden: ", digits(advised), "."]);
        }
    } else if answers.given.iter().any(|given| matches!(given, Given::Unknown))
        && answers.mistakes.is_empty()
        && !waits
        && !must_ask(program, &report.asks)
    {
        possible::tell(&world, &mut report);
        lines(&Words::new(&world), 0, &mut report);
    }
    if program.kind == Kind::Quiz {
        quiz::judge(&world, &mut report);
    }
    report
}

/// All that a decided result says.
fn settle(world: &World<'_>, decided: Decided, report: &mut Report, today: Option<Date>, extent: Extent) {
    let program = world.program;
    if decided & NO_RULE != 0 {
        no_rule(world, report);
        return;
    }
    if decided == 0 {
        report.screen.head("grijs", "Geen regel", "Voor deze antwoorden staat er geen regel");
        return;
    }
    result(world, decided, report);
    report.screen.certain = true;
    if extent == Extent::Outcome {
        return;
    }
    report.reckoning = reckoning::steps(world, decided);
    report.screen.reservations = explain::reservations(world);
    not_shown(world, decided, report);
    // Of points and situations each says for itself why it is missing or wrong.
    if !matches!(program.kind, Kind::Checklist | Kind::Quiz) {
        report.reasons = reasons(world, decided);
        report.changes = explain::changes(world, decided);
    }
    report.screen.still = still(world, &report.asks);
    if let Some(text) = outdated(program, today) {
        report.screen.remarks.insert(0, text);
    }
}

/// The result that is certain, if one is.
pub(crate) fn certain(world: &World<'_>) -> Option<Decided> {
    let (found, whole) = world.outcomes(2);
    match found.as_slice() {
        [only] if whole => Some(*only),
        _ => None,
    }
}

/// The outcomes of a result.
pub(crate) fn outcomes_of(program: &Program, decided: Decided) -> Vec<&crate::program::Outcome> {
    let mut list = Vec::new();
    for (index, outcome) in program.outcomes.iter().enumerate() {
        if decided >> index & 1 == 1 {
            list.push(outcome);
        }
    }
    list
}

fn result(world: &World<'_>, decided: Decided, report: &mut Report) {
    let program = world.program;
    let words = Words::new(world);
    let mut ids = Vec::new();
    let mut titles = Vec::new();
    // Of several outcomes the gravest gives the colour and the title; the titles of all follow in the sentence.
    let mut gravest: Option<&crate::program::Outcome> = None;
    for outcome in outcomes_of(program, decided) {
        ids.push(outcome.id.clone());
        titles.push(words.title(outcome));
        for value in &outcome.shows {
            if let Some(entry) = value_report(world, *value)
                && !report.values.iter().any(|(id, _)| *id == entry.0)
            {
                report.values.push(entry);
            }
        }
        if gravest.is_none_or(|other| other.colour.gravity() < outcome.colour.gravity()) {
            gravest = Some(outcome);
        }
    }
    if let Some(outcome) = gravest {
        report.screen.colour = Some(outcome.colour.id().to_owned());
        report.screen.short = Some(words.text(&outcome.short));
        report.screen.title = Some(match words.lacking(&outcome.title) {
            None => words.text(&outcome.title),
            Some((operand, lack)) => not_known(&words, operand, lack, &report.asks),
        });
        report.screen.sentence = words.maybe(&outcome.sentence);
        report.screen.route = outcome.route.as_ref().map(|route| Route {
            to: route.to.clone(),
            channels: route.channels.clone(),
            bring: words.texts(&route.bring),
            next: words.maybe(&route.next),
            anonymous: route.anonymous,
            calculator: route.calculator.clone(),
        });
    }
    if titles.len() > 1 {
        report.screen.sentence = Some(text!["Dit geldt allemaal: ", joined(&titles, "; "), "."]);
    }
    report.outcome = match program.hit {
        Hit::All => Some(Outcome::All(ids)),
        _ => ids.pop().map(Outcome::One),
    };
    lines(&words, decided, report);
}

/// Everything that is said beside a result: what to do, what to look out for, what is unclear, what is always
/// said.
pub(crate) fn lines(words: &Words<'_, '_>, decided: Decided, report: &mut Report) {
    let program = words.program();
    // Where nothing is left to ask, what is still open is what the reader does not know.
    let settled = report.asks.is_empty();
    for line in &program.actions {
        if applies(line.outcome, decided)
            && let Some(before) = words.before(&line.only_if, settled)
        {
            report.actions.push(line.id.clone());
            report.screen.actions.push(Action {
                id: line.id.clone(),
                text: text![before, words.text(&line.text)],
                to: line.to.clone(),
                source: words.source_names(&line.sources),
            });
        }
    }
    for line in &program.attention {
        if applies(line.outcome, decided)
            && let Some(before) = words.before(&line.only_if, settled)
        {
            let text = text![before, words.text(&line.text)];
            report.screen.attention.push(Line { id: line.id.clone(), text });
        }
    }
    for line in &program.unclear {
        if applies(line.outcome, decided) && words.sure(&line.only_if, settled) {
            report.screen.unclear.push(unclear(words, line));
        }
    }
    report.screen.remarks = words.texts(&program.remarks);
}

fn applies(outcome: Option<Index>, decided: Decided) -> bool {
    outcome.is_none_or(|outcome| decided >> outcome & 1 == 1)
}

/// A hole or contradiction as the reader sees it.
pub(crate) fn unclear(words: &Words<'_, '_>, line: &UnclearRule) -> Unclear {
    Unclear {
        id: line.id.clone(),
        says: words.text(&line.says),
        reading: words.text(&line.reading),
        decides: words.maybe(&line.decides),
        source: words.source_names(&line.sources),
    }
}

/// A named value as far as it can be reckoned.
pub(crate) fn value_report(world: &World<'_>, index: Index) -> Option<(String, ValueReport)> {
    let named = world.program.values.get(usize::from(index))?;
    let val = world.value(index, BLANK).ok()?;
    let words = Words::new(world);
    let operand = Operand::Value(index);
    let (value, unit) = match &val {
        Val::Amount(quantity) if world.program.one_decimal(index) => {
            (quantity.number.plain_fixed(1), quantity.unit.text())
        }
        Val::Amount(quantity) => (quantity.number.plain(), quantity.unit.text()),
        Val::Date(date) => (date.iso(), String::new()),
        Val::Week(week) => (digits(week.get() as usize), "week".to_owned()),
        Val::Word(word) => (named.words.get(usize::from(*word))?.id.clone(), String::new()),
        Val::Time(time) => (dutch::plain_spaces(&dutch::time(*time)), String::new()),
        Val::Many(_) | Val::Text(_) => return None,
    };
    let text = words.val(&val, Some(operand));
    Some((named.id.clone(), ValueReport { name: words.text(&named.name), value, unit, text }))
}

/// The rows that decided, in words. Conditions that rest only on a skipped question are left out: the
/// reservations say what was taken for granted.
fn reasons(world: &World<'_>, decided: Decided) -> Vec<Reason> {
    let program = world.program;
    let words = Words::new(world);
    // Certain although no single row is sure: each that can still apply gives the same result.
    let (mut sure, mut open) = (Vec::new(), Vec::new());
    for row in &program.rows {
        if decided >> row.outcome & 1 == 0 {
            continue;
        }
        match world.all(&row.when, BLANK) {
            Tri::Yes => sure.push(row),
            Tri::Open(_) => open.push(row),
            Tri::No | Tri::NoRule(_) => {}
        }
    }
    if sure.is_empty() {
        sure = open;
    } else if program.hit == Hit::First {
        sure.truncate(1);
    }
    let mut reasons = Vec::new();
    for row in sure {
        let mut sentences: Vec<String> = Vec::new();
        let mut bare = true;
        for atom in &row.when {
            // What nobody could answer otherwise is no reason.
            if world.cannot_fail(atom) {
                continue;
            }
            bare = false;
            let taken_for_granted = matches!(atom.left, Operand::Answer(question)
                if !matches!(world.given.get(usize::from(question)), Some(Given::Is(_))));
            let sentence = words.reason(atom);
            if !taken_for_granted && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        let mut text = joined(&sentences, " ");
        if text.is_empty() {
            let silent = program
                .outcomes
                .get(usize::from(row.outcome))
                .is_some_and(|outcome| outcome.colour == crate::program::Colour::Grey);
            let general = match (bare, program.hit) {
                (true, _) if silent => "Het document zegt hier niets over.",
                (true, Hit::First) => "Geen van de andere regels past.",
                (true, _) => "Dit geldt altijd.",
                (false, _) => "Dit geldt als je verder niets invult.",
            };
            text.push_str(general);
        }
        let (source, source_name) = words.sources(&row.sources);
        reasons.push(Reason { text, source, source_name });
    }
    reasons
}

/// Says that no rule is known for the day.
pub(crate) fn no_rule(world: &World<'_>, report: &mut Report) {
    let words = Words::new(world);
    report.screen.head("grijs", "Onbekend", "Daarvoor kennen we de regel niet");
    let day = world.rules_day(BLANK).unwrap_or(world.day);
    report.screen.sentence = world
        .program
        .facts
        .iter()
        .position(|fact| matches!(fact.on(day), None | Some(FactValue::Ended)))
        .map(|fact| words.no_rule(fact as Index));
}

/// Where a value on this page has changed since the site was built, by the reader's own clock.
pub(crate) fn outdated(program: &Program, today: Option<Date>) -> Option<String> {
    let today = today.filter(|today| *today > program.day && program.rules_of.is_none())?;
    let mut changes = String::new();
    for fact in &program.facts {
        let Some(line) = fact.line_on(today) else { continue };
        let Some(from) = line.from.filter(|from| *from > program.day) else { continue };
        let what = match &line.value {
            FactValue::Known(measure) => text!["geldt ", crate::words::dutch_measure(measure), ". "],
            FactValue::Ended => "geldt een regel niet meer. ".to_owned(),
            FactValue::Unknown => "is een bedrag of termijn veranderd. ".to_owned(),
        };
        changes.push_str(&text!["Sinds ", dutch::date(from), " ", what]);
    }
    if changes.is_empty() {
        return None;
    }
    Some(text![changes, "Deze pagina rekent nog met de regels van ", dutch::date(program.day), "."])
}

// ---- which questions ------------------------------------------------------------------------------------

/// Everything a result of a decision shows that can differ: the outcome and each line with a condition.
pub(crate) fn effects(program: &Program) -> Vec<Effect<'_>> {
    let mut effects = vec![Effect::Decision];
    for line in program.lines() {
        if !line.only_if.is_empty() {
            effects.push(Effect::Line(line.outcome, &line.only_if));
        }
    }
    for line in &program.unclear {
        if !line.only_if.is_empty() {
            effects.push(Effect::Line(line.outcome, &line.only_if));
        }
    }
    for question in &program.questions {
        if question.kind == QuestionKind::Tick {
            effects.push(Effect::Line(None, &question.only_if));
        }
    }
    effects
}

/// Questions whose answer is filled in somewhere on a result that can still come.
fn filled_in(world: &World<'_>) -> Inputs {
    let program = world.program;
    let (found, _) = world.outcomes(usize::MAX);
    let mut inputs = Inputs::default();
    let can = |outcome: Option<Index>| {
        outcome.is_none_or(|outcome| found.iter().any(|result| result >> outcome & 1 == 1))
    };
    let mut text = |text: &Text| {
        for piece in &text.0 {
            match piece {
                // Of a value only what it still waits for.
                Piece::Value(value) => inputs.0 |= world.value_waits_for(*value).0,
                Piece::Answer(question) => {
                    inputs.0 |= program.inputs_of_operand(Operand::Answer(*question)).0;
                }
                _ => {}
            }
        }
    };
    for (index, outcome) in program.outcomes.iter().enumerate() {
        if !can(Some(index as Index)) {
            continue;
        }
        text(&outcome.title);
        if let Some(sentence) = &outcome.sentence {
            text(sentence);
        }
        if let Some(route) = &outcome.route {
            for bring in &route.bring {
                text(bring);
            }
            if let Some(next) = &route.next {
                text(next);
            }
        }
    }
    for line in program.lines() {
        if can(line.outcome) && world.all(&line.only_if, BLANK) != Tri::No {
            text(&line.text);
        }
    }
    for (index, outcome) in program.outcomes.iter().enumerate() {
        if can(Some(index as Index)) {
            for value in &outcome.shows {
                inputs.0 |= world.value_waits_for(*value).0;
            }
        }
    }
    inputs
}

/// The questions that were not answered and may be asked.
fn open_questions(free: &World<'_>) -> Vec<Index> {
    let mut open = Vec::new();
    for (index, question) in free.program.questions.iter().enumerate() {
        // A point that was not ticked is no open question: it is missing.
        if question.kind != QuestionKind::Tick
            && free.given.get(index) == Some(&Given::Open)
            && free.asked(index as Index, BLANK) != Tri::No
        {
            open.push(index as Index);
        }
    }
    open
}

/// Those of the open questions that can still change what is shown, in order. One with a wrong answer stays among
/// them: until it is mended there is no verdict.
fn asks(free: &World<'_>, answers: &Answers, open: &[Index]) -> Vec<String> {
    let program = free.program;
    let mut list = Vec::new();
    if open.is_empty() {
        return list;
    }
    let effects = effects(program);
    let filled = filled_in(free);
    for place in open.iter().copied() {
        let Some(question) = program.questions.get(usize::from(place)) else { continue };
        let wanted = program.all_questions
            || program.rules_until == Some(place) && period::waits(free)
            || answers.mistakes.iter().any(|mistake| mistake.question == question.id)
            || filled.has(place)
            || free.any_matters(&effects, place);
        if wanted {
            list.push(question.id.clone());
        }
    }
    list
}

/// Whether a question that may not be passed over is among these.
pub(crate) fn must_ask(program: &Program, asks: &[String]) -> bool {
    asks.iter().any(|id| program.questions.iter().any(|question| question.id == *id && !question.optional()))
}

/// Says of something that it is not known, and why not.
fn not_known(words: &Words<'_, '_>, operand: Operand, lack: Lack, asks: &[String]) -> String {
    let why = match lack {
        _ if !asks.is_empty() => " is nog niet bekend",
        Lack::Open(_) => " hangt af van wat je niet weet",
        _ => " is niet bekend",
    };
    text![upper(&words.called(operand)), why]
}

/// Values that would be shown, were it not for what the reader does not know.
fn not_shown(world: &World<'_>, decided: Decided, report: &mut Report) {
    let words = Words::new(world);
    for value in outcomes_of(world.program, decided).iter().flat_map(|outcome| &outcome.shows) {
        if let Err(lack @ Lack::Open(_)) = world.value(*value, BLANK)
            && report.asks.is_empty()
        {
            let text = not_known(&words, Operand::Value(*value), lack, &[]);
            if report.screen.title.as_ref() != Some(&text) {
                report.screen.reservations.push(text);
            }
        }
    }
}

fn unanswered_required(world: &World<'_>) -> bool {
    world.program.questions.iter().enumerate().any(|(index, question)| {
        !question.optional()
            && world.given.get(index) == Some(&Given::Open)
            && world.asked(index as Index, BLANK) != Tri::No
    })
}

/// The questions to show now: what was answered, what is wrong, and the next one. Questions that may be
/// skipped come along with it, so that none of them holds up what must be answered.
pub(crate) fn to_show(world: &World<'_>, answers: &Answers, asks: &[String]) -> Vec<String> {
    let program = world.program;
    let mut list = Vec::new();
    let mut next_found = false;
    for (index, question) in program.questions.iter().enumerate() {
        let asked = world.asked(index as Index, BLANK);
        if asked == Tri::No || question.kind == QuestionKind::Tick {
            continue;
        }
        let answered = world.given.get(index) != Some(&Given::Open);
        let wrong = answers.mistakes.iter().any(|mistake| mistake.question == question.id);
        let open = asks.contains(&question.id);
        let now = if program.all_questions {
            true
        } else if answered || wrong {
            // A wrong answer is itself what is open now: no further question until it is mended.
            next_found |= wrong;
            asked == Tri::Yes || wrong
        } else if open && asked == Tri::Yes && !next_found {
            next_found = !question.optional();
            true
        } else {
            false
        };
        if now {
            list.push(question.id.clone());
        }
    }
    list
}

/// What is still to come once the outcome is certain.
pub(crate) fn still(world: &World<'_>, asks: &[String]) -> Option<String> {
    let words = Words::new(world);
    match asks {
        [] => None,
        [only] => {
            let question = world.program.questions.iter().find(|question| question.id == *only)?;
            Some(text!["Nog één vraag: ", words.text(&question.label)])
        }
        // An answer may make the next question needless: so many there are at most.
        several => {
            Some(text!["Nog hoogstens ", digits(several.len()), " vragen, als je het preciezer wilt weten."])
        }
    }
}

impl crate::program::Colour {
    pub(crate) fn gravity(self) -> u8 {
        match self {
            crate::program::Colour::Green => 0,
            crate::program::Colour::Grey => 1,
            crate::program::Colour::Amber => 2,
            crate::program::Colour::Red => 3,
        }
    }
}

/// Whether a question is a yes/no that counts as no when it is skipped.
pub(crate) fn counts_as_no(program: &Program, index: usize) -> bool {
    program.questions.get(index).is_some_and(|question| {
        question.kind == QuestionKind::YesNo && !question.required && question.default.is_none()
    })
}
