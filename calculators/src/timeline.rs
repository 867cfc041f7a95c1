//! Dated steps.

use crate::answers::Answers;
use crate::evaluate::{blank, lines, must_ask, no_rule, outdated, still, to_show, unclear, value_report};
use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::period;
use crate::program::{ExprId, Function, Index, Origin, Program, StepRule, Text, When};
use crate::report::{Line, Report, Step};
use crate::structure::Inputs;
use crate::texts::{digits, joined, year};
use crate::words::Words;
use crate::world::{BLANK, Given, Lack, Tri, Val, World};

/// A series never has more days than this; the reader of rules refuses one that could.
const LONGEST_SERIES: u32 = 1000;

/// When a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// On a day.
    On(Date),
    /// At latest on a day.
    By(Date),
    /// From a day, to and including another.
    Window(Date, Option<Date>),
    /// On each of these days.
    Series(Vec<Date>),
    /// Without a day: what the source says.
    NoDate,
}

/// What has become of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is not part of this timeline.
    Not,
    /// Something it rests on was passed over, or cannot be reckoned.
    LeftOut,
    /// Something it rests on is still open.
    Open,
    /// A fact it rests on has no value on that day.
    NoRule(Index),
    /// It is then, or for the time being then.
    Is(Moment, bool),
}

/// The state of one step.
pub(crate) fn state(world: &World<'_>, step: &StepRule) -> State {
    match world.all(&step.only_if, BLANK) {
        Tri::Yes => {}
        Tri::No => return State::Not,
        Tri::Open(_) => return State::Open,
        Tri::NoRule(fact) => return State::NoRule(fact),
    }
    match moment(world, &step.when) {
        Ok(moment) => State::Is(moment, provisional(world, &step.when)),
        Err(Lack::Open(_)) => State::Open,
        Err(Lack::NoRule(fact)) => State::NoRule(fact),
        Err(Lack::Nothing | Lack::Failed) => State::LeftOut,
    }
}

fn day(world: &World<'_>, expr: ExprId) -> Result<Date, Lack> {
    match world.eval(expr, BLANK)? {
        Val::Date(date) => Ok(date),
        _ => Err(Lack::Failed),
    }
}

fn moment(world: &World<'_>, when: &When) -> Result<Moment, Lack> {
    Ok(match when {
        When::On(expr) => Moment::On(day(world, *expr)?),
        When::By(expr) => Moment::By(day(world, *expr)?),
        When::Window(from, to) => {
            let from = day(world, *from)?;
            Moment::Window(from, to.map(|to| day(world, to)).transpose()?)
        }
        When::Series { every, after, until } => {
            let (after, until) = (day(world, *after)?, day(world, *until)?);
            let Val::Amount(every) = world.eval(*every, BLANK)? else { return Err(Lack::Failed) };
            Moment::Series(series(world, &every, after, until)?)
        }
        When::NoDate(_) => Moment::NoDate,
    })
}

/// Each day is so many times the interval after the first, never after the day before it: months stay put.
fn series(
    world: &World<'_>,
    every: &crate::kernel::quantity::Quantity,
    after: Date,
    until: Date,
) -> Result<Vec<Date>, Lack> {
    use crate::kernel::number::Number;
    use crate::kernel::quantity::{Quantity, add_to_date};
    let mut days = Vec::new();
    for times in 1..=LONGEST_SERIES {
        let number = every.number.checked_mul(Number::from(times)).ok_or(Lack::Failed)?;
        let length = Quantity::new(number, every.unit.clone());
        let day = add_to_date(after, &length, world.program.month_end, world.calendar())
            .map_err(|_| Lack::Failed)?;
        if day > until || day <= after {
            break;
        }
        days.push(day);
    }
    Ok(days)
}

/// The expressions that say when a step is.
pub(crate) fn exprs(when: &When) -> Vec<ExprId> {
    match when {
        When::On(expr) | When::By(expr) => vec![*expr],
        When::Window(from, Some(to)) => vec![*from, *to],
        When::Window(from, None) => vec![*from],
        When::Series { every, after, until } => vec![*every, *after, *until],
        When::NoDate(_) => Vec::new(),
    }
}

fn provisional(world: &World<'_>, when: &When) -> bool {
    let mut inputs = Inputs::default();
    for expr in exprs(when) {
        inputs.0 |= provisionals(world, expr).0;
    }
    inputs != Inputs::default()
}

/// The questions an expression rests on whose answers hold only until they are known.
fn provisionals(world: &World<'_>, expr: ExprId) -> Inputs {
    let mut inputs = world.program.inputs_of(expr);
    for index in 0..64 {
        if !world.provisional(index) {
            inputs.0 &= !(1 << index);
        }
    }
    inputs
}

/// The report of a timeline.
pub(crate) fn report(
    program: &Program,
    answers: &Answers,
    today: Option<Date>,
    pinned: Option<Date>,
) -> Report {
    let world = World::on(program, answers.given.clone(), false, pinned);
    let free = World::on(program, answers.given.clone(), true, pinned);
    let mut report = blank(program, &world, answers);
    report.asks = asks(&free);
    report.steps = Some(Vec::new());
    report.screen.questions = to_show(&free, answers, &report.asks);
    report.screen.certain = !must_ask(program, &report.asks);
    let waits = program.all_questions && !report.screen.certain || period::waits(&free);
    if !answers.mistakes.is_empty() || waits {
        report.screen.certain = false;
        return report;
    }
    let words = Words::new(&world);
    let mut steps = Vec::new();
    let (mut days, mut latest) = (Vec::new(), None);
    let mut left_out = 0;
    let mut unknown = Vec::new();
    for rule in &program.steps {
        match state(&world, rule) {
            State::Is(moment, provisional) => {
                // By first day; what has no day of its own stays behind all that it follows in the file.
                let own = first_day(&moment);
                latest = latest.max(own);
                let day = own.or(latest);
                let place = days.iter().rposition(|other| *other <= day).map_or(0, |place| place + 1);
                days.insert(place, day);
                steps.insert(place, step(&words, rule, moment, provisional));
            }
            State::NoRule(_) => {
                no_rule(&world, &mut report);
                report.screen.certain = true;
                return report;
            }
            State::LeftOut => left_out += 1,
            // Where nothing is left to ask, what is still open is what the reader does not know.
            State::Open if report.asks.is_empty() => unknown.push(words.text(&rule.title)),
            State::Not | State::Open => {}
        }
    }
    if !unknown.is_empty() {
        report.screen.sentence =
            Some(text!["Of dit erbij hoort, hangt af van wat je niet weet: ", joined(&unknown, "; "), "."]);
    }
    let open = report.asks.len();
    for index in (0..64).filter(|index| program.shows >> index & 1 == 1) {
        report.values.extend(value_report(&world, index));
    }
    // A timeline has no outcomes: only what is always said applies.
    lines(&words, 0, &mut report);
    if let Some(text) = beyond_holidays(program, &steps, &report) {
        report.screen.attention.insert(0, Line { id: "feestdagen".to_owned(), text });
    }
    if left_out > 0 && open == 0 && steps.is_empty() {
        report.screen.sentence =
            Some("Met deze datums valt er niets te berekenen. Kijk ze nog eens na.".to_owned());
    }
    if !steps.is_empty() {
        report.screen.still = still(&world, &report.asks);
        if let Some(text) = outdated(program, today) {
            report.screen.remarks.insert(0, text);
        }
    }
    report.steps = Some(steps);
    report
}

/// The first day of a step that has one.
fn first_day(moment: &Moment) -> Option<Date> {
    match moment {
        Moment::On(day) | Moment::By(day) | Moment::Window(day, _) => Some(*day),
        Moment::Series(days) => days.first().copied(),
        Moment::NoDate => None,
    }
}

/// Keeps the later of two days, where the text is one.
fn later(last: &mut Option<Date>, text: Option<&String>) {
    if let Some(text) = text {
        *last = (*last).max(Date::parse_iso(text));
    }
}

/// Whether a timeline reckons with working days at all.
pub(crate) fn uses_working_days(program: &Program) -> bool {
    use crate::kernel::quantity::{Measure, Unit};
    use crate::program::{Expr, FactValue};
    let working = |measure: &Measure| matches!(measure, Measure::Quantity(quantity) if quantity.unit == Unit::working_days());
    program.exprs.iter().any(|expr| match expr {
        Expr::Call(function, _) => *function == Function::WorkingDayFrom,
        Expr::Measure(measure) => working(measure),
        _ => false,
    }) || program.facts.iter().any(|fact| {
        fact.lines.iter().any(|line| matches!(&line.value, FactValue::Known(measure) if working(measure)))
    })
}

fn beyond_holidays(program: &Program, steps: &[Step], report: &Report) -> Option<String> {
    let calendar = program.calendar.as_ref()?;
    let mut last = None;
    let mut first: Option<Date> = None;
    for (_, value) in &report.values {
        later(&mut last, Some(&value.value));
    }
    for step in steps {
        later(&mut last, step.series.as_ref().and_then(|days| days.last()));
        later(&mut last, step.on.as_ref());
        later(&mut last, step.from.as_ref());
        later(&mut last, step.to.as_ref());
        if let Some(text) = step.on.as_ref().or(step.from.as_ref())
            && let Some(day) = Date::parse_iso(text)
            && first.is_none_or(|first| day < first)
        {
            first = Some(day);
        }
    }
    if last?.year() > calendar.last_year() {
        return Some(text![
            "De vrije dagen zijn bekend tot en met ",
            year(calendar.last_year()),
            ". Daarna kan een datum die van werkdagen afhangt nog verschuiven."
        ]);
    }
    if first?.year() < calendar.first_year() {
        return Some(text![
            "De vrije dagen zijn bekend vanaf ",
            year(calendar.first_year()),
            ". Een datum daarvoor die van werkdagen afhangt kan anders zijn geweest."
        ]);
    }
    None
}

fn step(words: &Words<'_, '_>, rule: &StepRule, moment: Moment, provisional: bool) -> Step {
    let (mut on, mut from, mut to, mut series, mut nature, mut when) = (None, None, None, None, None, None);
    let text = match &moment {
        Moment::On(day) => {
            on = Some(day.iso());
            dutch::date_short(*day)
        }
        Moment::By(day) => {
            on = Some(day.iso());
            nature = Some("uiterlijk");
            text!["uiterlijk ", dutch::date_short(*day)]
        }
        Moment::Window(first, last) => {
            from = Some(first.iso());
            to = last.map(Date::iso);
            match last {
                Some(last) => text![dutch::date_short(*first), " t/m ", dutch::date_short(*last)],
                None => text!["vanaf ", dutch::date_short(*first)],
            }
        }
        Moment::Series(days) => {
            series = Some(days.iter().map(|day| day.iso()).collect());
            match days.as_slice() {
                [] => "geen dag binnen deze tijd".to_owned(),
                [only] => dutch::date_short(*only),
                [first, .., last] => {
                    text![
                        digits(days.len()),
                        " keer, van ",
                        dutch::date_short(*first),
                        " t/m ",
                        dutch::date_short(*last)
                    ]
                }
            }
        }
        Moment::NoDate => {
            let text = match &rule.when {
                When::NoDate(text) => words.text(text),
                _ => String::new(),
            };
            when = Some(text.clone());
            text
        }
    };
    let names: Vec<&str> = rule.who.iter().map(|(_, name)| name.as_str()).collect();
    let (source, source_name) = words.sources(&rule.sources);
    Step {
        id: rule.id.clone(),
        title: words.text(&rule.title),
        on,
        from,
        to,
        series,
        nature,
        when,
        provisional,
        who: rule.who.iter().map(|(id, _)| id.clone()).collect(),
        who_name: dutch::list_and(&names),
        with_name: if rule.with.is_empty() { None } else { Some(dutch::list_and(&rule.with)) },
        origin: rule.origin.id(),
        source,
        source_name,
        actions: rule
            .actions
            .iter()
            .map(|(id, text)| Line { id: id.clone(), text: words.text(text) })
            .collect(),
        attention: words.maybe(&rule.attention),
        unclear: rule
            .unclear
            .as_ref()
            .filter(|line| words.holds(&line.only_if))
            .map(|line| unclear(words, line)),
        text: if provisional { text![text, " (voorlopig)"] } else { text },
    }
}

impl Origin {
    /// As it is written.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Origin::Document => "document",
            Origin::Law => "wet",
            Origin::Table => "tabel",
        }
    }
}

/// The open questions that can still change a step, in order.
fn asks(free: &World<'_>) -> Vec<String> {
    let program = free.program;
    let mut inputs = Inputs::default();
    for rule in &program.steps {
        let condition = free.all(&rule.only_if, BLANK);
        if condition == Tri::No {
            continue;
        }
        if condition != Tri::Yes {
            inputs.0 |= program.inputs_of_atoms(&rule.only_if).0;
        }
        for expr in exprs(&rule.when) {
            inputs.0 |= free.waits_for(expr, 0).0;
            inputs.0 |= provisionals(free, expr).0;
        }
        let mut texts: Vec<&Text> = vec![&rule.title];
        texts.extend(&rule.attention);
        for (_, text) in &rule.actions {
            texts.push(text);
        }
        if let When::NoDate(text) = &rule.when {
            texts.push(text);
        }
        for text in texts {
            inputs.0 |= program.inputs_of_text(text).0;
        }
    }
    for line in program.lines() {
        if matches!(free.all(&line.only_if, BLANK), Tri::Open(_)) {
            inputs.0 |= program.inputs_of_atoms(&line.only_if).0;
        }
    }
    let mut list = Vec::new();
    for (index, question) in program.questions.iter().enumerate() {
        let place = index as Index;
        if free.given.get(index) == Some(&Given::Open)
            && free.asked(place, BLANK) != Tri::No
            && (inputs.has(place)
                || program.all_questions
                || program.rules_until == Some(place) && period::waits(free))
        {
            list.push(question.id.clone());
        }
    }
    list
}
