//! What conditions ask for and how values come about, put into words when the rules are read: the browser only
//! fills in what is known.

use crate::kernel::dutch;
use crate::kernel::quantity::Measure;
use crate::program::{
    Atom, Choice, Cmp, Expr, ExprId, Function, Op, Operand, Piece, Program, QuestionKind, Test, Text,
    ValueRule,
};
use crate::words::{compared, dutch_measure, lower};

/// Puts every condition and every named value of a program into words.
pub(crate) fn put(program: &mut Program) {
    let known = program.clone();
    let words = Said { program: &known, words: &[] };
    let each = |atoms: &mut Vec<Atom>| {
        for atom in atoms {
            atom.answer = words.answer(atom);
        }
    };
    program.questions.iter_mut().for_each(|question| each(&mut question.only_if));
    for expr in &mut program.exprs {
        if let Expr::If(when, ..) = expr {
            each(when);
        }
    }
    program.rows.iter_mut().for_each(|row| each(&mut row.when));
    program.actions.iter_mut().chain(&mut program.attention).for_each(|line| each(&mut line.only_if));
    program.unclear.iter_mut().for_each(|line| each(&mut line.only_if));
    for step in &mut program.steps {
        each(&mut step.only_if);
        step.unclear.iter_mut().for_each(|line| each(&mut line.only_if));
    }
    for (index, named) in program.values.iter_mut().enumerate() {
        if let ValueRule::Table(rows) = &mut named.rule {
            rows.iter_mut().for_each(|(when, _)| each(when));
        }
        named.sums = match &named.rule {
            ValueRule::Expr(expr) => vec![words.of(&named.words).sum(&[], *expr)],
            ValueRule::Table(rows) => {
                rows.iter().map(|(when, expr)| words.of(&named.words).sum(when, *expr)).collect()
            }
            // The rows that decided are told as reasons.
            ValueRule::Column => known
                .rows
                .iter()
                .map(|row| {
                    let given = row.values.iter().find(|(value, _)| usize::from(*value) == index);
                    given.map_or_else(Text::default, |(_, expr)| words.of(&named.words).sum(&[], *expr))
                })
                .collect(),
        };
    }
}

#[derive(Clone, Copy)]
struct Said<'p> {
    program: &'p Program,
    /// What the value can be that is put into words, where it is one of a list.
    words: &'p [Choice],
}

fn plain(out: &mut Vec<Piece>, text: &str) {
    match out.last_mut() {
        Some(Piece::Plain(last)) => last.push_str(text),
        _ => out.push(Piece::Plain(text.to_owned())),
    }
}

fn append(out: &mut Vec<Piece>, text: &Text) {
    for piece in &text.0 {
        match piece {
            Piece::Plain(text) => plain(out, text),
            piece => out.push(piece.clone()),
        }
    }
}

/// Things in a row, with a word before the last.
fn list(out: &mut Vec<Piece>, parts: &[Text], last: &str) {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            plain(out, if place + 1 == parts.len() { last } else { ", " });
        }
        append(out, part);
    }
}

fn quoted(text: &Text) -> Text {
    let mut out = Vec::new();
    plain(&mut out, "“");
    append(&mut out, text);
    plain(&mut out, "”");
    Text(out)
}

fn of(text: &str) -> Text {
    Text(vec![Piece::Plain(text.to_owned())])
}

/// Without a capital at its start.
fn small(mut text: Text) -> Text {
    if let Some(Piece::Plain(first)) = text.0.first_mut() {
        *first = lower(first);
    }
    text
}

impl Said<'_> {
    fn expr(&self, id: ExprId) -> Option<&Expr> {
        self.program.exprs.get(usize::from(id))
    }

    // ---- what a condition asks for -----------------------------------------------------------------

    /// "hoogstens € 50", "ja", "niet “Rood”".
    fn answer(&self, atom: &Atom) -> Text {
        let mut out = Vec::new();
        match &atom.test {
            Test::OneOf(bits) => self.one_of(atom.left, *bits, &mut out),
            Test::Compare(parts) => {
                if let [(Cmp::AtLeast, low), (Cmp::AtMost, high)] = parts.as_slice() {
                    plain(&mut out, "van ");
                    match (self.expr(*low), self.expr(*high)) {
                        // "van 5 t/m 10 km": the unit stands once.
                        (
                            Some(Expr::Measure(Measure::Quantity(low))),
                            Some(Expr::Measure(Measure::Quantity(high))),
                        ) if low.unit == high.unit && !low.unit.counts_money() => {
                            plain(&mut out, &dutch::number(low.number));
                        }
                        _ => out.push(Piece::Right(*low)),
                    }
                    plain(&mut out, " t/m ");
                    out.push(Piece::Right(*high));
                } else {
                    for (place, (cmp, right)) in parts.iter().enumerate() {
                        plain(&mut out, if place > 0 { " en " } else { "" });
                        match cmp {
                            Cmp::More if self.is_nothing(*right) => plain(&mut out, "meer dan niets"),
                            Cmp::Equal if self.is_nothing(*right) => plain(&mut out, "niets"),
                            cmp => {
                                plain(&mut out, &compared(self.moment(*right), *cmp));
                                plain(&mut out, " ");
                                out.push(Piece::Right(*right));
                            }
                        }
                    }
                }
            }
            Test::Many { count, with, without } => {
                let mut parts: Vec<Text> = Vec::new();
                for (cmp, number) in count {
                    parts.push(of(&match (cmp, number) {
                        (Cmp::Equal, 0) | (Cmp::AtMost, 0) | (Cmp::Less, 1) => "geen van deze".to_owned(),
                        (cmp, number) => format!("{} {number} van deze", compared("", *cmp)),
                    }));
                }
                if let Operand::Answer(index) = atom.left
                    && let Some(question) = self.program.questions.get(usize::from(index))
                {
                    for (bits, word) in [(with, "met "), (without, "zonder ")] {
                        let options = question.options.iter().enumerate();
                        for (_, option) in options.filter(|(place, _)| bits >> place & 1 == 1) {
                            let mut part = vec![Piece::Plain(word.to_owned())];
                            append(&mut part, &quoted(&option.label));
                            parts.push(Text(part));
                        }
                    }
                }
                list(&mut out, &parts, " en ");
            }
        }
        Text(out)
    }

    fn one_of(&self, left: Operand, bits: u64, out: &mut Vec<Piece>) {
        let mut choice = false;
        let mut words: Vec<Text> = Vec::new();
        match left {
            Operand::Answer(index) => {
                let Some(question) = self.program.questions.get(usize::from(index)) else { return };
                if question.kind == QuestionKind::YesNo {
                    words.extend([of("ja"), of("nee")]);
                }
                choice = question.kind == QuestionKind::Choice;
                words.extend(question.options.iter().map(|option| option.label.clone()));
                if question.dont_know {
                    words.push(of("weet ik niet"));
                }
            }
            Operand::Value(index) => {
                if let Some(named) = self.program.values.get(usize::from(index)) {
                    words.extend(named.words.iter().map(|word| word.label.clone()));
                }
            }
        }
        let (mut those, mut others) = (Vec::new(), Vec::new());
        for (place, word) in words.into_iter().enumerate() {
            if bits >> place & 1 == 1 { those.push(word) } else { others.push(word) }
        }
        match (those.as_slice(), others.as_slice()) {
            ([only], _) => append(out, only),
            (many, [other]) if many.len() > 2 => {
                plain(out, "niet ");
                append(out, &quoted(other));
            }
            // Whole sentences as options would run into each other.
            (many, _) if choice => list(out, &many.iter().map(quoted).collect::<Vec<_>>(), " of "),
            (many, _) => list(out, many, " of "),
        }
    }

    /// Whether it is no money at all.
    fn is_nothing(&self, id: ExprId) -> bool {
        matches!(self.expr(id), Some(Expr::Measure(Measure::Quantity(quantity)))
            if quantity.number.is_zero() && quantity.unit.is_money())
    }

    /// The word before a moment: a day or a time; none for anything else.
    fn moment(&self, id: ExprId) -> &'static str {
        let time = matches!(self.expr(id), Some(Expr::Answer(index))
            if self.program.questions.get(usize::from(*index)).is_some_and(|it| it.kind == QuestionKind::Time));
        match (self.program.is_day(id, 0), time) {
            (true, _) => "op ",
            (false, true) => "om ",
            (false, false) => "",
        }
    }

    // ---- how a value comes about -------------------------------------------------------------------

    /// A formula to fill in, with the row of the table that gives it.
    /// The same, for a value that is one of these words.
    fn of<'w>(&'w self, words: &'w [Choice]) -> Said<'w> {
        Said { program: self.program, words }
    }

    fn sum(&self, when: &[Atom], expr: ExprId) -> Text {
        let mut out = Vec::new();
        self.formula(expr, &mut out);
        if !when.is_empty() {
            plain(&mut out, " (");
            self.given_that(when, true, &mut out);
            plain(&mut out, ")");
        }
        Text(out)
    }

    /// "bij score van 5 t/m 10": what conditions ask for where they hold, and what is so where they do not.
    fn given_that(&self, atoms: &[Atom], hold: bool, out: &mut Vec<Piece>) {
        let mut parts: Vec<Text> = Vec::new();
        for atom in atoms {
            let (name, known) = match atom.left {
                Operand::Answer(index) => (
                    self.program.questions.get(usize::from(index)).map(|question| &question.label),
                    Piece::Answer(index),
                ),
                Operand::Value(index) => (
                    self.program.values.get(usize::from(index)).map(|named| &named.name),
                    Piece::Value(index),
                ),
            };
            let Some(name) = name else { continue };
            let asks = matches!(name.0.last(), Some(Piece::Plain(text)) if text.ends_with('?'));
            let mut part = Vec::new();
            append(&mut part, &if asks { quoted(name) } else { small(name.clone()) });
            plain(&mut part, " ");
            // Of several answers those that were ticked, and of an amount how much it is.
            let plainly = match &atom.test {
                Test::Many { .. } => true,
                Test::Compare(parts) => parts.iter().any(|(_, right)| self.is_nothing(*right)),
                Test::OneOf(_) => false,
            };
            if hold && !plainly {
                append(&mut part, &small(self.answer(atom)));
            } else {
                part.push(known);
            }
            parts.push(Text(part));
        }
        plain(out, "bij ");
        list(out, &parts, " en ");
    }

    fn formula(&self, id: ExprId, out: &mut Vec<Piece>) {
        match self.expr(id) {
            None => {}
            Some(Expr::Word(word)) => {
                if let Some(word) = self.words.get(usize::from(*word)) {
                    append(out, &word.label);
                }
            }
            // How often is plain from the sign before it.
            Some(Expr::Measure(Measure::Quantity(times))) => plain(out, &dutch::quantity(times)),
            Some(Expr::Measure(measure)) => plain(out, &dutch_measure(measure)),
            Some(Expr::Date(date)) => plain(out, &dutch::date(*date)),
            Some(Expr::Fact(_) | Expr::FactOn(..)) => out.push(Piece::Right(id)),
            Some(Expr::Answer(question)) => out.push(Piece::Answer(*question)),
            Some(Expr::Value(value)) => out.push(Piece::Value(*value)),
            Some(Expr::Two(op, left, right)) => self.two(*op, *left, *right, out),
            Some(Expr::If(when, then, other)) => {
                // Only the arm that counts is shown, and what made it count.
                out.push(Piece::If(id));
                for (arm, hold) in [(then, true), (other, false)] {
                    self.formula(*arm, out);
                    plain(out, " (");
                    self.given_that(when, hold, out);
                    plain(out, ")");
                    out.push(if hold { Piece::Else } else { Piece::End });
                }
            }
            Some(Expr::Call(function, arguments)) => {
                let list_of: Vec<Text> = arguments
                    .iter()
                    .map(|id| {
                        let mut part = Vec::new();
                        self.formula(*id, &mut part);
                        Text(part)
                    })
                    .collect();
                let (before, between) = match function {
                    Function::Min => ("het laagste van ", " en "),
                    Function::Max => ("het hoogste van ", " en "),
                    Function::BeginWeek => ("de eerste dag van ", ", geteld vanaf "),
                    Function::EndWeek => ("de laatste dag van ", ", geteld vanaf "),
                    Function::EndMonth => ("de laatste dag van de maand van ", ""),
                    Function::WorkingDayFrom => ("de eerste werkdag vanaf ", ""),
                    Function::IsoWeek => ("de kalenderweek van ", ""),
                    Function::HeatIndex => ("de hitte-index bij ", " en "),
                };
                plain(out, before);
                list(out, &list_of, between);
            }
        }
    }

    fn two(&self, op: Op, left: ExprId, right: ExprId, out: &mut Vec<Piece>) {
        let days = (self.program.is_day(left, 0), self.program.is_day(right, 0));
        let (first, word, second) = match (days, op) {
            ((true, true), _) => {
                plain(out, "het aantal dagen van ");
                (right, " tot ", left)
            }
            ((true, false), Op::Sub) => (right, " vóór ", left),
            ((true, false), _) => (right, " na ", left),
            ((false, true), _) => (left, " na ", right),
            ((false, false), Op::Add) => (left, " + ", right),
            ((false, false), Op::Sub) => (left, " − ", right),
            ((false, false), Op::Mul) => (left, " × ", right),
            ((false, false), Op::Div) => (left, " ÷ ", right),
        };
        let numbers = days == (false, false);
        // What is reckoned first without being read first stands in parentheses.
        let product = matches!(op, Op::Mul | Op::Div);
        for (id, after) in [(first, false), (second, true)] {
            let apart = numbers
                && match self.expr(id) {
                    Some(Expr::Two(Op::Add | Op::Sub, ..)) => product || after && op == Op::Sub,
                    Some(Expr::Two(..)) => after && op == Op::Div,
                    Some(Expr::Call(..) | Expr::If(..)) => true,
                    Some(Expr::Measure(Measure::Quantity(quantity))) => {
                        after && quantity.number.is_negative()
                    }
                    _ => false,
                };
            if after {
                plain(out, word);
            }
            plain(out, if apart { "(" } else { "" });
            self.formula(id, out);
            plain(out, if apart { ")" } else { "" });
        }
    }
}
