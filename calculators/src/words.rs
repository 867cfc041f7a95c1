//! Conditions, values and days as Dutch sentences, in the editor's own wording.

use crate::kernel::dutch;
use crate::kernel::number::Number;
use crate::kernel::quantity::{Measure, Quantity};
use crate::program::{
    Atom, Choice, Cmp, Colour, Expr, ExprId, FactValue, Function, Index, Op, Operand, Outcome, Piece,
    Program, Question, QuestionKind, Row, Test, Text, When,
};
use crate::texts::{joined, replaced, trimmed_end};
use crate::world::{BLANK, Lack, Val, World};

/// How far texts that stand in each other are filled in: a name in a sentence, and what that name names.
const MOST_WITHIN: u8 = 2;

/// Puts things into words, as far as they are known in a world.
pub(crate) struct Words<'w, 'p> {
    world: &'w World<'p>,
    /// In how many texts the text stands that is being filled in. A name may name others, which name others: without
    /// an end to it a circle never ends, and what is named twice each time doubles.
    within: u8,
}

impl<'w, 'p> Words<'w, 'p> {
    /// Words for what is known in this world.
    pub(crate) fn new(world: &'w World<'p>) -> Words<'w, 'p> {
        Words { world, within: 0 }
    }

    /// What it puts into words.
    pub(crate) fn program(&self) -> &'p Program {
        self.world.program
    }

    fn question(&self, index: Index) -> Option<&'p Question> {
        self.program().questions.get(usize::from(index))
    }

    /// A text with everything filled in. What is not known stands there by its name, in quotes: as a bare word it
    /// would read as part of the sentence.
    pub(crate) fn text(&self, text: &Text) -> String {
        let mut out = String::new();
        // How deep in an arm that does not count.
        let mut skip = 0_u32;
        for piece in &text.0 {
            match piece {
                Piece::If(_) if skip > 0 => skip += 1,
                Piece::If(id) => {
                    let holds = matches!(self.program().exprs.get(usize::from(*id)), Some(Expr::If(when, ..)) if self.holds(when));
                    skip = u32::from(!holds);
                }
                Piece::Else if skip < 2 => skip = 1 - skip,
                Piece::End => skip = skip.saturating_sub(1),
                _ if skip > 0 => {}
                Piece::Else => {}
                Piece::Plain(plain) => out.push_str(plain),
                Piece::Fact(fact) => out.push_str(&self.fact(*fact)),
                Piece::Answer(_) | Piece::Value(_) | Piece::Right(_) if self.within >= MOST_WITHIN => {
                    out.push('…');
                }
                Piece::Answer(question) => out.push_str(&self.inner().filled(Operand::Answer(*question))),
                Piece::Value(value) => out.push_str(&self.inner().filled(Operand::Value(*value))),
                Piece::Right(id) => out.push_str(&self.inner().right(*id)),
            }
        }
        out
    }

    /// Words for what stands in a text.
    fn inner(&self) -> Words<'w, 'p> {
        Words { world: self.world, within: self.within + 1 }
    }

    fn filled(&self, operand: Operand) -> String {
        match self.known(operand) {
            Some(val) => self.val(&val, Some(operand)),
            None => self.called(operand),
        }
    }

    /// What something that is not known is called in the middle of a sentence.
    pub(crate) fn called(&self, operand: Operand) -> String {
        let before = if matches!(operand, Operand::Answer(_)) { "het antwoord op “" } else { "“" };
        text![before, self.name(operand), "”"]
    }

    /// The first thing that a text names and that is not known, and why not.
    pub(crate) fn lacking(&self, text: &Text) -> Option<(Operand, Lack)> {
        for piece in &text.0 {
            let (operand, lack) = match piece {
                Piece::Answer(question) => {
                    (Operand::Answer(*question), self.world.answer(*question, BLANK).err())
                }
                Piece::Value(value) => (Operand::Value(*value), self.world.value(*value, BLANK).err()),
                // A fact waits for the day of the rules, where it has more than one value.
                Piece::Fact(fact) => {
                    match (self.program().rules_of, self.program().facts.get(usize::from(*fact))) {
                        (Some(question), Some(fact)) if fact.lines.len() > 1 => {
                            (Operand::Answer(question), self.world.rules_day(BLANK).err())
                        }
                        _ => continue,
                    }
                }
                _ => continue,
            };
            if let Some(lack) = lack {
                return Some((operand, lack));
            }
        }
        None
    }

    /// The title of an outcome; its short word where the title names what is not known.
    pub(crate) fn title(&self, outcome: &Outcome) -> String {
        self.text(if self.lacking(&outcome.title).is_none() { &outcome.title } else { &outcome.short })
    }

    /// Several texts.
    pub(crate) fn texts(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// A text, if there is one.
    pub(crate) fn maybe(&self, text: &Option<Text>) -> Option<String> {
        text.as_ref().map(|text| self.text(text))
    }

    /// A fact on the day of the rules.
    pub(crate) fn fact(&self, index: Index) -> String {
        let Some(fact) = self.program().facts.get(usize::from(index)) else { return String::new() };
        let day = self.world.rules_day(BLANK).unwrap_or(self.world.day);
        match fact.on(day) {
            Some(FactValue::Known(measure)) => dutch_measure(measure),
            Some(FactValue::Unknown) => {
                match fact.asked_as.map(|question| self.world.answer(question, BLANK)) {
                    Some(Ok(val)) => self.val(&val, None),
                    _ => "een bedrag of termijn die we niet kennen".to_owned(),
                }
            }
            Some(FactValue::Ended) | None => "(hier geldt op deze dag geen regel voor)".to_owned(),
        }
    }

    /// A value, the Dutch way.
    pub(crate) fn val(&self, val: &Val, of: Option<Operand>) -> String {
        match val {
            Val::Word(word) => self.word(*word, of),
            Val::Many(0) => "geen van deze".to_owned(),
            Val::Many(bits) => {
                let Some(Operand::Answer(question)) = of else { return String::new() };
                let options = self.question(question).map_or(&[][..], |question| question.options.as_slice());
                dutch::list_and(&self.labels(options, *bits))
            }
            Val::Amount(quantity) => match of {
                Some(Operand::Value(value)) if self.program().one_decimal(value) => one_decimal(quantity),
                // "Op hoeveel dagen reisde je? 12": the question says of what.
                Some(Operand::Answer(_)) => dutch::quantity(quantity),
                _ => dutch_measure(&Measure::Quantity(quantity.clone())),
            },
            Val::Week(week) => dutch::measure(&Measure::Week(*week)),
            Val::Date(date) => dutch::date(*date),
            Val::Time(time) => dutch::time(*time),
            Val::Text(text) => (*text).to_owned(),
        }
    }

    fn labels(&self, options: &[Choice], bits: u64) -> Vec<String> {
        let mut labels = Vec::new();
        for (place, option) in options.iter().enumerate() {
            if bits >> place & 1 == 1 {
                labels.push(self.text(&option.label));
            }
        }
        labels
    }

    fn word(&self, word: Index, of: Option<Operand>) -> String {
        let place = usize::from(word);
        match of {
            Some(Operand::Answer(index)) => {
                let Some(question) = self.question(index) else { return String::new() };
                match (question.kind, place) {
                    (QuestionKind::YesNo | QuestionKind::Tick, 0) => "ja".to_owned(),
                    (QuestionKind::YesNo | QuestionKind::Tick, 1) => "nee".to_owned(),
                    _ => question
                        .options
                        .get(place)
                        .map_or_else(|| "weet ik niet".to_owned(), |option| self.text(&option.label)),
                }
            }
            Some(Operand::Value(index)) => self
                .program()
                .values
                .get(usize::from(index))
                .and_then(|value| value.words.get(place))
                .map_or_else(String::new, |word| self.text(&word.label)),
            None => String::new(),
        }
    }

    /// Whether a line with these conditions can appear with an outcome.
    pub(crate) fn can_show(&self, outcome: Option<Index>, atoms: &[Atom]) -> bool {
        self.world.can_show(outcome, atoms)
    }

    /// Whether conditions hold for sure.
    pub(crate) fn holds(&self, atoms: &[Atom]) -> bool {
        self.world.all(atoms, BLANK) == crate::world::Tri::Yes
    }

    /// Whether conditions hold for sure; where nothing is left to ask, also those that no answer can change.
    pub(crate) fn sure(&self, atoms: &[Atom], settled: bool) -> bool {
        self.state(atoms, settled) == crate::world::Tri::Yes
    }

    /// Only where nothing is left to ask is it looked into whether what is open makes a difference.
    fn state(&self, atoms: &[Atom], settled: bool) -> crate::world::Tri {
        if settled { self.world.settled(atoms) } else { self.world.all(atoms, BLANK) }
    }

    /// What stands before a line with these conditions: nothing where they hold, and where all that is open
    /// is what the reader does not know, what would make them hold. None where the line has no place.
    pub(crate) fn before(&self, atoms: &[Atom], settled: bool) -> Option<String> {
        use crate::world::Tri;
        match self.state(atoms, settled) {
            Tri::Yes => Some(String::new()),
            Tri::Open(_) if settled => {
                let mut before = String::new();
                for atom in atoms {
                    if self.world.atom(atom, BLANK) != Tri::Yes {
                        before.push_str(&self.sentence(atom));
                        before.push(' ');
                    }
                }
                Some(text![before, "Dan: "])
            }
            _ => None,
        }
    }

    /// What something is called: the question, or the name of a value.
    pub(crate) fn name(&self, operand: Operand) -> String {
        match operand {
            Operand::Answer(index) => {
                self.question(index).map_or_else(String::new, |question| self.text(&question.label))
            }
            Operand::Value(index) => self
                .program()
                .values
                .get(usize::from(index))
                .map_or_else(String::new, |value| self.text(&value.name)),
        }
    }

    /// The right side of a comparison.
    fn right(&self, id: ExprId) -> String {
        let value = self.world.eval(id, BLANK);
        match (self.program().exprs.get(usize::from(id)), value) {
            (Some(Expr::Value(index)), Ok(val)) => {
                let operand = Operand::Value(*index);
                text![self.val(&val, Some(operand)), " (", lower(&self.name(operand)), ")"]
            }
            (Some(Expr::Answer(index)), Ok(val)) => self.val(&val, Some(Operand::Answer(*index))),
            (Some(Expr::Fact(index)), Err(_)) => self.fact(*index),
            (_, Ok(Val::Amount(quantity))) => dutch::quantity(&quantity),
            (_, Ok(val)) => self.val(&val, None),
            (Some(Expr::Value(index)), Err(_)) => self.called(Operand::Value(*index)),
            (Some(Expr::Answer(index)), Err(_)) => self.called(Operand::Answer(*index)),
            // Only a fact on an answered day is left, and that is named by what it is.
            (Some(Expr::FactOn(index, _)), Err(_)) => self.fact(*index),
            (_, Err(_)) => String::new(),
        }
    }

    /// A condition as a sentence: the question and the answer it asks for.
    pub(crate) fn sentence(&self, atom: &Atom) -> String {
        asked(&self.name(atom.left), &self.text(&atom.answer))
    }

    /// A condition that holds, as the reason for something: what was ticked, and how much it is where it is held
    /// against nothing at all. "Minstens 1" and "meer dan € 0" are true, but nobody talks like that.
    pub(crate) fn reason(&self, atom: &Atom) -> String {
        let plainly = match &atom.test {
            Test::Many { .. } => true,
            Test::Compare(parts) => parts.iter().any(|(_, right)| {
                matches!(self.world.eval(*right, BLANK), Ok(Val::Amount(limit)) if limit.number.is_zero())
            }),
            Test::OneOf(_) => false,
        };
        match self.known(atom.left) {
            Some(val) if plainly => asked(&self.name(atom.left), &self.val(&val, Some(atom.left))),
            _ => self.sentence(atom),
        }
    }

    /// Conditions as one text; none when there are none.
    pub(crate) fn condition(&self, atoms: &[Atom]) -> Option<String> {
        if atoms.is_empty() {
            return None;
        }
        let sentences: Vec<String> = atoms.iter().map(|atom| self.sentence(atom)).collect();
        Some(joined(&sentences, " "))
    }

    /// Sources: their references, and what people call them.
    pub(crate) fn sources(&self, sources: &[Index]) -> (String, String) {
        let (mut references, mut names) = (String::new(), String::new());
        for source in sources {
            let Some((reference, name)) = self.program().sources.get(usize::from(*source)) else { continue };
            if !references.is_empty() {
                references.push_str(", ");
                names.push_str("; ");
            }
            references.push_str(reference);
            names.push_str(name);
        }
        (references, names)
    }

    /// What people call the sources of a line, if it has any.
    pub(crate) fn source_names(&self, sources: &[Index]) -> Option<String> {
        let (_, names) = self.sources(sources);
        if names.is_empty() { None } else { Some(names) }
    }

    /// The conditions of a row, each as a sentence.
    pub(crate) fn row(&self, row: &Row) -> Vec<String> {
        row.when.iter().map(|atom| self.sentence(atom)).collect()
    }

    /// When a step is, without any answer: "1 week na “eerste ziektedag”".
    pub(crate) fn when(&self, when: &When) -> String {
        match when {
            When::On(day) => upper(&self.expr(*day)),
            When::By(day) => text!["Uiterlijk ", self.expr(*day)],
            When::Window(from, Some(to)) => text!["Van ", self.expr(*from), " tot en met ", self.expr(*to)],
            When::Window(from, None) => text!["Vanaf ", self.expr(*from)],
            When::Series { every, after, until } => {
                text![
                    "Elke ",
                    self.expr(*every),
                    " na ",
                    self.expr(*after),
                    ", tot en met ",
                    self.expr(*until)
                ]
            }
            When::NoDate(text) => self.text(text),
        }
    }

    /// An expression in words, with what it names by name.
    pub(crate) fn expr(&self, id: ExprId) -> String {
        let Some(expr) = self.program().exprs.get(usize::from(id)) else { return String::new() };
        match expr {
            Expr::Measure(measure) => dutch_measure(measure),
            Expr::Date(date) => dutch::date(*date),
            Expr::Word(_) => String::new(),
            Expr::Fact(fact) | Expr::FactOn(fact, _) => self.fact(*fact),
            Expr::Answer(question) => match self.question(*question) {
                Some(question) => text!["“", replaced(&question.id, '_', " "), "”"],
                None => String::new(),
            },
            Expr::Value(value) => text!["“", lower(&self.name(Operand::Value(*value))), "”"],
            Expr::Two(op, left, right)
                if self.program().is_day(*left, 0) && !self.program().is_day(*right, 0) =>
            {
                let word = if *op == Op::Sub { "vóór" } else { "na" };
                text![self.expr(*right), " ", word, " ", self.expr(*left)]
            }
            Expr::Two(op, left, right) => {
                let sign = match op {
                    Op::Add => "+",
                    Op::Sub => "−",
                    Op::Mul => "×",
                    Op::Div => "÷",
                };
                text![self.expr(*left), " ", sign, " ", self.expr(*right)]
            }
            Expr::If(when, then, other) => {
                let condition = self.condition(when).unwrap_or_default();
                text![self.expr(*then), " (", condition, "), en anders ", self.expr(*other)]
            }
            Expr::Call(function, arguments) => {
                let list: Vec<String> = arguments.iter().map(|argument| self.expr(*argument)).collect();
                match (function, list.as_slice()) {
                    (Function::Min, list) => text!["het laagste van ", dutch::list_and(list)],
                    (Function::Max, list) => text!["het hoogste van ", dutch::list_and(list)],
                    (Function::BeginWeek, [week, day]) => {
                        text!["de eerste dag van ", week, ", geteld vanaf ", day]
                    }
                    (Function::EndWeek, [week, day]) => {
                        text!["de laatste dag van ", week, ", geteld vanaf ", day]
                    }
                    (Function::EndMonth, [day]) => text!["de laatste dag van de maand van ", day],
                    (Function::IsoWeek, [day]) => text!["de week van de kalender waarin ", day, " valt"],
                    (Function::WorkingDayFrom, [day]) => text!["de eerste werkdag vanaf ", day],
                    (Function::HeatIndex, [temperature, humidity]) => {
                        text!["de hitte-index bij ", temperature, " en ", humidity]
                    }
                    _ => String::new(),
                }
            }
        }
    }

    fn known(&self, operand: Operand) -> Option<Val> {
        match operand {
            Operand::Answer(question) => self.world.answer(question, BLANK).ok(),
            Operand::Value(value) => self.world.value(value, BLANK).ok(),
        }
    }

    /// Since when there is a rule, or that it ended.
    pub(crate) fn no_rule(&self, fact: Index) -> String {
        let Some(fact) = self.program().facts.get(usize::from(fact)) else { return String::new() };
        let day = self.world.rules_day(BLANK).unwrap_or(self.world.day);
        match fact.line_on(day) {
            Some(line) => match line.from {
                Some(from) => text!["Deze regel geldt niet meer sinds ", dutch::date(from), "."],
                None => "Deze regel geldt niet meer.".to_owned(),
            },
            None => match fact.lines.first().and_then(|line| line.from) {
                Some(from) => text!["De regels die we kennen, gelden vanaf ", dutch::date(from), "."],
                None => "Voor deze dag kennen we geen regel.".to_owned(),
            },
        }
    }
}

impl Program {
    /// Whether an expression gives a day.
    pub(crate) fn is_day(&self, id: ExprId, depth: usize) -> bool {
        if depth > crate::program::DEEPEST {
            return false;
        }
        match self.exprs.get(usize::from(id)) {
            Some(Expr::Date(_)) => true,
            Some(Expr::Answer(question)) => self
                .questions
                .get(usize::from(*question))
                .is_some_and(|question| question.kind == QuestionKind::Date),
            Some(Expr::Value(value)) => self.value_is_day(*value, depth + 1),
            Some(Expr::Two(Op::Add, left, right)) => {
                self.is_day(*left, depth + 1) || self.is_day(*right, depth + 1)
            }
            Some(Expr::Two(Op::Sub, left, right)) => {
                self.is_day(*left, depth + 1) && !self.is_day(*right, depth + 1)
            }
            Some(Expr::If(_, then, _)) => self.is_day(*then, depth + 1),
            Some(Expr::Call(Function::Min | Function::Max, arguments)) => {
                arguments.first().is_some_and(|first| self.is_day(*first, depth + 1))
            }
            Some(Expr::Call(function, _)) => *function != Function::HeatIndex,
            _ => false,
        }
    }

    /// Whether a named value is a day.
    pub(crate) fn value_is_day(&self, value: Index, depth: usize) -> bool {
        match self.values.get(usize::from(value)).map(|value| &value.rule) {
            Some(crate::program::ValueRule::Expr(expr)) => self.is_day(*expr, depth + 1),
            Some(crate::program::ValueRule::Table(rows)) => {
                rows.first().is_some_and(|(_, expr)| self.is_day(*expr, depth + 1))
            }
            _ => false,
        }
    }
}

/// The word that stands before a value that is a moment: "op 1 mei", "om 14.00 uur".
pub(crate) fn preposition(val: &Val) -> &'static str {
    match val {
        Val::Date(_) => "op ",
        Val::Time(_) => "om ",
        _ => "",
    }
}

/// A comparison in words; of moments with the word that stands before them.
pub(crate) fn compared(moment: &str, cmp: Cmp) -> String {
    let (side, edge) = match cmp {
        Cmp::Less => ("vóór", false),
        Cmp::AtMost => ("vóór", true),
        Cmp::Equal => return trimmed_end(&text!["precies ", moment]).to_owned(),
        Cmp::AtLeast => ("na", true),
        Cmp::More => ("na", false),
    };
    match (moment, cmp) {
        ("", Cmp::Less) => "minder dan".to_owned(),
        ("", Cmp::AtMost) => "hoogstens".to_owned(),
        ("", Cmp::AtLeast) => "minstens".to_owned(),
        ("", _) => "meer dan".to_owned(),
        _ if edge => text![moment, "of ", side],
        _ => side.to_owned(),
    }
}

/// A question with an answer: "Waar werk je? Buiten."
pub(crate) fn asked(question: &str, answer: &str) -> String {
    if matches!(question.chars().next_back(), Some('?' | '!' | '.')) {
        ended(&text![question, " ", upper(answer)])
    } else {
        ended(&text![question, ": ", answer])
    }
}

/// A sentence with a full stop, unless it ends already.
pub(crate) fn ended(text: &str) -> String {
    let trimmed = trimmed_end(text);
    if matches!(trimmed.chars().next_back(), None | Some('.' | '?' | '!' | '…')) {
        trimmed.to_owned()
    } else {
        text![trimmed, "."]
    }
}

/// With a capital.
pub(crate) fn upper(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => std::iter::once(capital(first)).chain(letters).collect(),
        None => String::new(),
    }
}

/// Without a capital, unless the first word is an abbreviation.
pub(crate) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if small(second) == second => {
            [small(first), second].into_iter().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// The small letter: Dutch needs no more than Latin-1, and the tables for all of Unicode would be a tenth of
/// what the browser loads.
pub(crate) fn small(letter: char) -> char {
    match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        _ => letter,
    }
}

/// The capital letter.
fn capital(letter: char) -> char {
    match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => char::from_u32(letter as u32 - 32).unwrap_or(letter),
        _ => letter,
    }
}

/// A value from a fact or a rule; a count is called so.
pub(crate) fn dutch_measure(measure: &Measure) -> String {
    match measure {
        Measure::Quantity(quantity) => dutch::quantity_times(quantity),
        Measure::Week(_) => dutch::measure(measure),
    }
}

/// With exactly one decimal: "41,0 °C".
fn one_decimal(quantity: &Quantity) -> String {
    let number: Number = quantity.number;
    text![dutch::number_fixed(number, 1), dutch::NBSP, dutch::unit_text(&quantity.unit, true)]
}

impl Colour {
    /// As it is written.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Colour::Green => "groen",
            Colour::Amber => "oranje",
            Colour::Red => "rood",
            Colour::Grey => "grijs",
        }
    }
}
