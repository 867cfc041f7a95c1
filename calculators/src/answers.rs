//! Answers as people type them, made into values; and what to say when that does not work.

use crate::kernel::date;
use crate::kernel::dutch::{self, InputError};
use crate::kernel::number::Number;
use crate::kernel::quantity::Quantity;
use crate::program::{Expr, ExprId, Index, Operand, Program, Question, QuestionKind};
use crate::report::Mistake;
use crate::texts::{joined, replaced, split, trimmed};
use crate::words::{Words, small};
use crate::world::{BLANK, Given, Tri, Val, World, outside};

/// The word for "I do not know" among answers.
pub(crate) const DONT_KNOW: &str = "weet-ik-niet";
/// The word for choosing nothing.
pub(crate) const NONE: &str = "geen";

/// What was answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    /// One for each question.
    pub(crate) given: Vec<Given>,
    /// What is wrong, in the order of the questions.
    pub(crate) mistakes: Vec<Mistake>,
    /// Names that the calculator does not know.
    pub(crate) unknown: Vec<String>,
}

/// Reads answers: pairs of a question's id and what was typed.
pub(crate) fn read(program: &Program, pairs: &[(String, String)]) -> Answers {
    let mut answers = Answers { given: vec![Given::Open; program.questions.len()], ..Answers::default() };
    for (index, question) in program.questions.iter().enumerate() {
        let mut typed: Vec<&str> = Vec::new();
        for (name, text) in pairs {
            if *name == question.id {
                typed.push(trimmed(text));
            }
        }
        let Some(&last) = typed.last() else { continue };
        // A later question sees the answers before it: a limit may name one, and so may "alleen als".
        let world = World::known_by(program, answers.given.clone());
        if world.asked(index as Index, BLANK) == Tri::No {
            continue;
        }
        let result = if question.both && means_dont_know(last) {
            Ok(Given::Unknown)
        } else if question.kind == QuestionKind::Many {
            typed.retain(|text| !text.is_empty());
            if typed.is_empty() {
                Ok(Given::Skipped)
            } else {
                many(&world, question, &typed).map(|bits| Given::Is(Val::Many(bits)))
            }
        } else if last.is_empty() {
            Ok(Given::Skipped)
        } else {
            one(&world, index, question, last).map(Given::Is)
        };
        let result = match result {
            Ok(Given::Skipped) if !question.optional() => Err(empty(&world, question)),
            result => result,
        };
        match result {
            Ok(given) => {
                if let Some(place) = answers.given.get_mut(index) {
                    *place = given;
                }
            }
            Err(text) => answers.mistakes.push(Mistake { question: question.id.clone(), text }),
        }
    }
    for (name, _) in pairs {
        let known =
            program.questions.iter().any(|question| question.id == *name) || program.unasked.contains(name);
        if !known && !answers.unknown.contains(name) {
            answers.unknown.push(name.clone());
            let names: Vec<&str> = program.questions.iter().map(|question| question.id.as_str()).collect();
            let text =
                text!["Dit hulpmiddel kent geen vraag “", name, "”. Kies uit: ", joined(&names, ", "), "."];
            answers.mistakes.push(Mistake { question: name.clone(), text });
        }
    }
    answers
}

/// What to say about an empty answer.
fn empty(world: &World<'_>, question: &Question) -> String {
    let words = Words::new(world);
    match question.kind {
        QuestionKind::YesNo if question.dont_know || question.both => {
            "Kies ja, nee of weet ik niet.".to_owned()
        }
        QuestionKind::YesNo | QuestionKind::Tick => "Kies ja of nee.".to_owned(),
        QuestionKind::Choice => text!["Kies een antwoord: ", options(&words, question), "."],
        QuestionKind::Many => "Kies wat klopt, of kies “geen van deze”.".to_owned(),
        QuestionKind::Amount | QuestionKind::Number | QuestionKind::Percentage => match &question.unit {
            Some(unit) => {
                dutch::parse_answer("", unit).err().map_or_else(String::new, |error| error.message())
            }
            None => "Vul een getal in.".to_owned(),
        },
        QuestionKind::Date => date::parse_typed("").err().map_or_else(String::new, |error| error.message()),
        QuestionKind::Time => {
            date::parse_time("").err().map_or_else(String::new, |error| error.message().to_owned())
        }
        QuestionKind::Text => "Vul iets in.".to_owned(),
    }
}

fn options(words: &Words<'_, '_>, question: &Question) -> String {
    let mut labels = Vec::new();
    for option in &question.options {
        labels.push(text!["“", words.text(&option.label), "”"]);
    }
    if question.dont_know || question.both {
        labels.push("“weet ik niet”".to_owned());
    }
    dutch::list_or(&labels)
}

/// One answer as typed: what it means, or what to do.
pub(crate) fn one(world: &World<'_>, index: usize, question: &Question, text: &str) -> Result<Val, String> {
    let words = Words::new(world);
    match question.kind {
        QuestionKind::YesNo | QuestionKind::Tick => {
            if question.dont_know && means_dont_know(text) {
                return Ok(Val::Word(2));
            }
            match dutch::parse_yes_no(text) {
                Ok(yes) => Ok(Val::Word(u16::from(!yes))),
                Err(_) => Err(empty(world, question)),
            }
        }
        QuestionKind::Choice => {
            if question.dont_know && means_dont_know(text) {
                return Ok(Val::Word(question.options.len() as Index));
            }
            option(&words, question, text)
                .map(|option| Val::Word(option as Index))
                .ok_or_else(|| text!["“", text, "” is hier geen antwoord. ", empty(world, question)])
        }
        QuestionKind::Many => many(world, question, &[text]).map(Val::Many),
        QuestionKind::Amount | QuestionKind::Number | QuestionKind::Percentage => {
            let Some(unit) = &question.unit else { return Err("Vul een getal in.".to_owned()) };
            let (low, high) = world.limits(index);
            let bound = |val: Option<Val>| match val {
                Some(Val::Amount(quantity)) => Some(quantity),
                _ => None,
            };
            let (low, high): (Option<Quantity>, Option<Quantity>) = (bound(low), bound(high));
            let quantity = match dutch::parse_answer(text, unit) {
                // The keys of many a phone have no comma. Where no thousands can be meant, a point is one.
                Err(InputError::DecimalPoint { suggestion })
                    if high.as_ref().is_some_and(|high| high.number < Number::from_int(1000)) =>
                {
                    dutch::parse_answer(&suggestion, unit)
                }
                read => read,
            };
            let quantity = quantity.map_err(|error| error.message())?;
            let step = question.step.clone().or_else(|| {
                // Nobody pays less than a cent.
                (question.kind == QuestionKind::Amount).then(|| Quantity::new(question.grid(), unit.clone()))
            });
            dutch::check_limits(&quantity, low.as_ref(), high.as_ref(), step.as_ref()).map_err(|error| {
                let limit = match error {
                    InputError::BelowMinimum { .. } => question.minimum,
                    InputError::AboveMaximum { .. } => question.maximum,
                    _ => None,
                };
                text![error.message(), because(&words, limit)]
            })?;
            Ok(Val::Amount(quantity))
        }
        QuestionKind::Date => {
            let day = date::parse_typed(text).map_err(|error| error.message())?;
            let (low, high) = world.limits(index);
            let val = Val::Date(day);
            if let Some(Val::Date(low)) = low
                && day < low
            {
                return Err(text![
                    "Kies een dag op of na ",
                    dutch::date(low),
                    ".",
                    because(&words, question.minimum)
                ]);
            }
            if let Some(Val::Date(high)) = high
                && day > high
            {
                return Err(text![
                    "Kies een dag op of voor ",
                    dutch::date(high),
                    ".",
                    because(&words, question.maximum)
                ]);
            }
            Ok(val)
        }
        QuestionKind::Time => {
            let val = date::parse_time(text).map(Val::Time).map_err(|error| error.message())?;
            let (low, high) = world.limits(index);
            if outside(&val, low.as_ref(), None)
                && let Some(low) = low
            {
                let limit = words.val(&low, None);
                return Err(text!["Kies ", limit, " of later.", because(&words, question.minimum)]);
            }
            if outside(&val, None, high.as_ref())
                && let Some(high) = high
            {
                let limit = words.val(&high, None);
                return Err(text!["Kies ", limit, " of eerder.", because(&words, question.maximum)]);
            }
            Ok(val)
        }
        // Kept for good: a few words for each answer, and in return no value needs clearing away, which would be
        // code in every place that holds one.
        QuestionKind::Text => Ok(Val::Text(String::leak(text.chars().take(500).collect()))),
    }
}

/// Which answer a limit comes from: who sees a day that nobody named cannot know which of the two to mend.
fn because(words: &Words<'_, '_>, limit: Option<ExprId>) -> String {
    let Some(id) = limit else { return String::new() };
    let (question, how) = match words.program().exprs.get(usize::from(id)) {
        Some(Expr::Answer(question)) => (Some(*question), "is"),
        _ => {
            let inputs = words.program().inputs_of(id);
            ((0..64).rev().find(|question| inputs.has(*question)), "volgt uit")
        }
    };
    match question {
        Some(question) => {
            text![" Dat ", how, " je antwoord op “", words.name(Operand::Answer(question)), "”."]
        }
        None => String::new(),
    }
}

fn means_dont_know(text: &str) -> bool {
    let plain: String =
        plain(text).chars().map(|letter| if letter == '-' || letter == '_' { ' ' } else { letter }).collect();
    matches!(trimmed(&plain), "weet ik niet" | "?" | "weet niet" | "ik weet het niet" | "onbekend")
}

/// The option that a text means, by its id or by its label.
fn option(words: &Words<'_, '_>, question: &Question, text: &str) -> Option<usize> {
    let typed = plain(text);
    question.options.iter().position(|option| option.id == text).or_else(|| {
        question
            .options
            .iter()
            .position(|option| plain(&option.id) == typed || plain(&words.text(&option.label)) == typed)
    })
}

fn plain(text: &str) -> String {
    trimmed(&dutch::plain_spaces(text)).chars().map(small).collect()
}

fn many(world: &World<'_>, question: &Question, texts: &[&str]) -> Result<u64, String> {
    let words = Words::new(world);
    let mut bits = 0;
    let mut none = false;
    for text in texts {
        let commas = replaced(text, ';', ",");
        // A label may hold a comma itself, so the whole is tried before its parts.
        let parts: Vec<&str> = match option(&words, question, text) {
            Some(_) => vec![text],
            None => split(&commas, ','),
        };
        for part in parts {
            let part = trimmed(part);
            if part.is_empty() {
                continue;
            }
            if matches!(plain(part).as_str(), "geen" | "geen van deze" | "niets") {
                none = true;
            } else if let Some(option) = option(&words, question, part) {
                bits |= 1 << option;
            } else {
                return Err(text![
                    "“",
                    part,
                    "” is hier geen antwoord. Kies uit: ",
                    options(&words, question),
                    "."
                ]);
            }
        }
    }
    match (none, bits) {
        (true, 0) => Ok(0),
        (true, _) => Err("Kies óf “geen van deze” óf wat er klopt, niet allebei.".to_owned()),
        (false, 0) => Err(empty(world, question)),
        (false, bits) => Ok(bits),
    }
}

/// An answer as somebody would type it, so that it reads back as the same answer; an amount with its unit.
pub(crate) fn typed(question: &Question, val: &Val) -> String {
    match val {
        Val::Amount(quantity) => quantity.to_string(),
        val => plainly(question, val),
    }
}

/// The same in as few letters as will do: an amount without its unit.
pub(crate) fn plainly(question: &Question, val: &Val) -> String {
    match val {
        Val::Word(option) => match (question.kind, option) {
            (QuestionKind::YesNo | QuestionKind::Tick, 0) => "ja".to_owned(),
            (QuestionKind::YesNo | QuestionKind::Tick, 1) => "nee".to_owned(),
            (_, option) => question
                .options
                .get(usize::from(*option))
                .map_or_else(|| DONT_KNOW.to_owned(), |option| option.id.clone()),
        },
        Val::Many(0) => NONE.to_owned(),
        Val::Many(bits) => {
            let ids: Vec<&str> = question
                .options
                .iter()
                .enumerate()
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, option)| option.id.as_str())
                .collect();
            joined(&ids, ", ")
        }
        Val::Amount(quantity) => {
            let (number, decimals) = quantity.number.shown();
            number.written(decimals, ',', None, '-')
        }
        // Nobody is asked for a numbered week.
        Val::Week(_) => String::new(),
        Val::Date(date) => date.iso(),
        Val::Time(time) => dutch::plain_spaces(&dutch::time(*time)),
        Val::Text(text) => (*text).to_owned(),
    }
}
