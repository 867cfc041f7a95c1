//! Expressions: `min(prijs; hoogste-bedrag)`, `eerste_ziektedag + verzuim.weekgesprek`.

use super::Piece;
use super::build::{Builder, Type};
use crate::kernel::date::Date;
use crate::kernel::number::Number;
use crate::kernel::quantity::{Measure, Quantity, Unit};
use crate::program::{DEEPEST, Expr, ExprId, Function, Op, Operand};
use crate::sink::did_you_mean;

/// A word, number or sign of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A value with its unit, or a day.
    Literal,
    /// A name or a word of the language.
    Name,
    Open,
    Close,
    Semicolon,
    Plus,
    Minus,
    Times,
    Divide,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    sign: Sign,
    start: usize,
    end: usize,
}

pub(crate) const FUNCTIONS: [(&str, Function); 7] = [
    ("min", Function::Min),
    ("max", Function::Max),
    ("begin-week", Function::BeginWeek),
    ("einde-week", Function::EndWeek),
    ("einde-maand", Function::EndMonth),
    ("werkdag-vanaf", Function::WorkingDayFrom),
    ("hitte-index", Function::HeatIndex),
];

/// Reads a whole expression; `None` after a finding.
pub(crate) fn read(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<(ExprId, Type)> {
    let piece = piece.trimmed();
    let tokens = tokens(builder, piece)?;
    let mut parser = Parser { piece, tokens, place: 0, depth: 0 };
    let result = parser.expr(builder)?;
    if let Some(token) = parser.tokens.get(parser.place) {
        let text = piece.text.get(token.start..token.end).unwrap_or_default();
        builder.sink.error(
            "W0601",
            piece.at(token.start, token.end),
            format!("Na deze berekening staat nog `{text}`"),
            "Zet er een rekenteken voor (`+ - * /`, met spaties eromheen), of haal het weg.",
        );
        return None;
    }
    Some(result)
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '/')
}

fn tokens(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<Vec<Token>> {
    let text = piece.text;
    let mut list: Vec<Token> = Vec::new();
    let mut place = 0;
    while let Some(letter) = text.get(place..).and_then(|rest| rest.chars().next()) {
        let width = letter.len_utf8();
        if letter.is_whitespace() {
            place += width;
            continue;
        }
        let next = text.get(place + width..).and_then(|rest| rest.chars().next());
        let starts_value =
            list.last().is_none_or(|token| !matches!(token.sign, Sign::Literal | Sign::Name | Sign::Close));
        let negative =
            matches!(letter, '-' | '−') && starts_value && next.is_some_and(|next| next.is_ascii_digit());
        if letter.is_ascii_digit() || negative {
            let end = literal_end(text, place + width);
            list.push(Token { sign: Sign::Literal, start: place, end });
            place = end;
            continue;
        }
        let sign = match letter {
            '(' => Some(Sign::Open),
            ')' => Some(Sign::Close),
            ';' => Some(Sign::Semicolon),
            '+' => Some(Sign::Plus),
            '-' | '−' | '–' => Some(Sign::Minus),
            '*' | '×' => Some(Sign::Times),
            '/' | '÷' => Some(Sign::Divide),
            _ => None,
        };
        if let Some(sign) = sign {
            list.push(Token { sign, start: place, end: place + width });
            place += width;
            continue;
        }
        if is_name(letter) {
            let length: usize = text
                .get(place..)
                .unwrap_or_default()
                .chars()
                .take_while(|letter| is_name(*letter))
                .map(char::len_utf8)
                .sum();
            let word = text.get(place..place + length).unwrap_or_default();
            // A numbered week is one value: `week 42`.
            let rest = text.get(place + length..).unwrap_or_default();
            let number = rest.trim_start().chars().take_while(char::is_ascii_digit).count();
            if word == "week" && number > 0 && rest.starts_with(char::is_whitespace) {
                let end = place + length + (rest.len() - rest.trim_start().len()) + number;
                list.push(Token { sign: Sign::Literal, start: place, end });
                place = end;
                continue;
            }
            list.push(Token { sign: Sign::Name, start: place, end: place + length });
            place += length;
            continue;
        }
        // Conditions inside `als … dan` hold comparisons; they are read by themselves.
        if matches!(letter, '<' | '>' | '=' | '≤' | '≥') {
            list.push(Token { sign: Sign::Name, start: place, end: place + width });
            place += width;
            continue;
        }
        if letter == ',' {
            builder.sink.error(
                "W0601",
                piece.at(place, place + width),
                "Hier staat een komma tussen twee waarden",
                "Zet tussen twee waarden een puntkomma: `min(a; b)`.",
            );
        } else {
            builder.sink.error(
                "W0601",
                piece.at(place, place + width),
                format!("`{letter}` kan hier niet staan"),
                "Gebruik namen, waarden met een eenheid, `+ - * /` en haakjes.",
            );
        }
        return None;
    }
    Some(list)
}

/// Where a number with its unit ends.
fn literal_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let digits: usize = rest
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-'))
        .map(char::len_utf8)
        .sum();
    let after = from + digits;
    let tail = text.get(after..).unwrap_or_default();
    let gap = tail.len() - tail.trim_start().len();
    let unit = tail.trim_start();
    let length: usize = unit
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '°' | '%' | '/' | '€'))
        .map(char::len_utf8)
        .sum();
    let word = unit.get(..length).unwrap_or_default();
    let joins = matches!(word, "dan" | "anders" | "en" | "of" | "t") || word.starts_with('/');
    if length == 0 || joins { after } else { after + gap + length }
}

struct Parser<'t> {
    piece: Piece<'t>,
    tokens: Vec<Token>,
    place: usize,
    depth: usize,
}

impl Parser<'_> {
    fn text(&self, token: Token) -> &str {
        self.piece.text.get(token.start..token.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.place).copied()
    }

    fn word(&self) -> Option<&str> {
        self.peek().filter(|token| token.sign == Sign::Name).map(|token| self.text(token))
    }

    fn fail<T>(&self, builder: &mut Builder<'_>, message: &str, help: &str) -> Option<T> {
        let span = match self.peek() {
            Some(token) => self.piece.at(token.start, token.end),
            None => self.piece.at(self.piece.text.len(), self.piece.text.len()),
        };
        builder.sink.error("W0601", span, message, help);
        None
    }

    fn expr(&mut self, builder: &mut Builder<'_>) -> Option<(ExprId, Type)> {
        self.depth += 1;
        if self.depth > DEEPEST / 2 {
            return self.fail(
                builder,
                "Deze berekening zit te diep in elkaar",
                "Geef een deel ervan een eigen naam onder `waarden:`.",
            );
        }
        let result = if self.word() == Some("als") { self.choice(builder) } else { self.sum(builder) };
        self.depth -= 1;
        result
    }

    fn choice(&mut self, builder: &mut Builder<'_>) -> Option<(ExprId, Type)> {
        let from = self.peek()?.end;
        self.place += 1;
        while self.peek().is_some() && self.word() != Some("dan") {
            self.place += 1;
        }
        let Some(then) = self.peek() else {
            return self.fail(builder, "Na `als` ontbreekt `dan`", "Schrijf: als … dan … anders ….");
        };
        let condition = self.piece.part(from, then.start).trimmed();
        let atoms = super::cells::condition(builder, condition);
        self.place += 1;
        let (one, one_type) = self.expr(builder)?;
        if self.word() != Some("anders") {
            return self.fail(builder, "Na `dan` ontbreekt `anders`", "Schrijf: als … dan … anders ….");
        }
        let start = self.peek()?.end;
        self.place += 1;
        let (other, other_type) = self.expr(builder)?;
        if !one_type.fits(&other_type) {
            builder.sink.error(
                "W0603",
                self.piece.at(start, self.piece.text.len()),
                format!(
                    "`dan` geeft {}, `anders` geeft {}",
                    one_type.dutch(builder),
                    other_type.dutch(builder)
                ),
                "Laat beide dezelfde soort waarde geven.",
            );
            return None;
        }
        let id = builder.expr(Expr::If(atoms?, one, other));
        Some((id, one_type))
    }

    fn sum(&mut self, builder: &mut Builder<'_>) -> Option<(ExprId, Type)> {
        let start = self.peek().map_or(0, |token| token.start);
        let mut left = self.product(builder)?;
        loop {
            let op = match self.peek().map(|token| token.sign) {
                Some(Sign::Plus) => Op::Add,
                Some(Sign::Minus) => Op::Sub,
                _ => return Some(left),
            };
            let sign = self.peek()?;
            self.place += 1;
            let right = self.product(builder)?;
            left = self.two(builder, op, left, right, start, sign)?;
        }
    }

    fn product(&mut self, builder: &mut Builder<'_>) -> Option<(ExprId, Type)> {
        let start = self.peek().map_or(0, |token| token.start);
        let mut left = self.primary(builder)?;
        loop {
            let op = match self.peek().map(|token| token.sign) {
                Some(Sign::Times) => Op::Mul,
                Some(Sign::Divide) => Op::Div,
                _ => return Some(left),
            };
            let sign = self.peek()?;
            self.place += 1;
            let right = self.primary(builder)?;
            left = self.two(builder, op, left, right, start, sign)?;
        }
    }

    fn two(
        &mut self,
        builder: &mut Builder<'_>,
        op: Op,
        left: (ExprId, Type),
        right: (ExprId, Type),
        start: usize,
        sign: Token,
    ) -> Option<(ExprId, Type)> {
        let end =
            self.tokens.get(self.place.saturating_sub(1)).map_or(self.piece.text.len(), |token| token.end);
        let span = self.piece.at(start, end);
        let result = match (op, &left.1, &right.1) {
            (_, Type::Broken, _) | (_, _, Type::Broken) => Type::Broken,
            (Op::Add, Type::Date, Type::Quantity(unit)) | (Op::Sub, Type::Date, Type::Quantity(unit)) => {
                if !unit.is_duration() {
                    builder.sink.error(
                        "W0602",
                        span,
                        format!("Bij een dag kun je geen {unit} optellen of aftrekken"),
                        "Gebruik dagen, werkdagen, weken, maanden, jaren, of uren in veelvouden van 24.",
                    );
                    return None;
                }
                if *unit == Unit::working_days() {
                    builder.needs_calendar = true;
                }
                if unit.same_dimension(&Unit::months()) {
                    builder.months_at.get_or_insert(span);
                }
                Type::Date
            }
            (Op::Sub, Type::Date, Type::Date) => Type::Quantity(Unit::days()),
            (op, Type::Quantity(one), Type::Quantity(other)) => {
                // Twos, because nothing may come out as nought: only the unit is asked for.
                let two = Number::from_int(2);
                let (one_value, other_value) =
                    (Quantity::new(two, one.clone()), Quantity::new(two, other.clone()));
                let result = match op {
                    Op::Add => one_value.add(&other_value),
                    Op::Sub => one_value.sub(&other_value),
                    Op::Mul => one_value.mul(&other_value),
                    Op::Div => one_value.div(&other_value),
                };
                match result {
                    Ok(result) => Type::Quantity(result.unit),
                    Err(error) => {
                        builder.sink.error(
                            "W0602",
                            span,
                            format!("Deze eenheden passen niet bij elkaar: {one} en {other}"),
                            error.message(),
                        );
                        return None;
                    }
                }
            }
            (_, one, other) => {
                let message = format!(
                    "Met {} en {} kun je hier niet rekenen",
                    one.dutch(builder),
                    other.dutch(builder)
                );
                builder.sink.error(
                    "W0602",
                    span,
                    message,
                    "Reken met bedragen en hoeveelheden, of tel een termijn bij een dag op.",
                );
                return None;
            }
        };
        // A minus glued to a name would be part of that name.
        let around = self.piece.text.get(..sign.start).is_some_and(|before| before.ends_with(' '))
            && self.piece.text.get(sign.end..).is_some_and(|after| after.starts_with(' '));
        if op == Op::Sub && !around {
            builder.sink.error(
                "W0601",
                self.piece.at(sign.start, sign.end),
                "Een minteken heeft aan beide kanten een spatie",
                "Schrijf ` - ` met spaties.",
            );
            return None;
        }
        Some((builder.expr(Expr::Two(op, left.0, right.0)), result))
    }

    fn primary(&mut self, builder: &mut Builder<'_>) -> Option<(ExprId, Type)> {
        let Some(token) = self.peek() else {
            return self.fail(builder, "Hier ontbreekt een waarde", "Vul de berekening aan.");
        };
        match token.sign {
            Sign::Open => {
                self.place += 1;
                let inner = self.expr(builder)?;
                self.close(builder)?;
                Some(inner)
            }
            Sign::Literal => {
                self.place += 1;
                literal(builder, self.piece.part(token.start, token.end))
            }
            Sign::Name => {
                let called = self
                    .tokens
                    .get(self.place + 1)
                    .is_some_and(|next| next.sign == Sign::Open && next.start == token.end);
                self.place += 1;
                if called { self.call(builder, token) } else { self.named(builder, token) }
            }
            _ => self.fail(builder, "Hier hoort een waarde of een naam", "Vul de berekening aan."),
        }
    }

    fn named(&mut self, builder: &mut Builder<'_>, token: Token) -> Option<(ExprId, Type)> {
        let piece = self.piece.part(token.start, token.end);
        if self.word() == Some("op")
            && let Some(question) =
                self.tokens.get(self.place + 1).copied().filter(|token| token.sign == Sign::Name)
        {
            self.place += 2;
            return builder.fact_on(piece, self.piece.part(question.start, question.end));
        }
        operand(builder, piece)
    }

    fn close(&mut self, builder: &mut Builder<'_>) -> Option<()> {
        if self.peek().map(|token| token.sign) != Some(Sign::Close) {
            return self.fail(builder, "Hier ontbreekt een haakje `)`", "Sluit het haakje.");
        }
        self.place += 1;
        Some(())
    }

    fn call(&mut self, builder: &mut Builder<'_>, token: Token) -> Option<(ExprId, Type)> {
        let name = self.text(token).to_owned();
        let span = self.piece.at(token.start, token.end);
        self.place += 1;
        let mut arguments: Vec<(ExprId, Type)> = Vec::new();
        loop {
            arguments.push(self.expr(builder)?);
            match self.peek().map(|token| token.sign) {
                Some(Sign::Semicolon) => self.place += 1,
                _ => break,
            }
        }
        self.close(builder)?;
        let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let help = did_you_mean(&name, FUNCTIONS.iter().map(|(known, _)| *known));
            builder.sink.error("W0604", span, format!("`{name}` is geen berekening die we kennen"), help);
            return None;
        };
        let types: Vec<&Type> = arguments.iter().map(|(_, kind)| kind).collect();
        if types.contains(&&Type::Broken) {
            return None;
        }
        let result = match (function, types.as_slice()) {
            (Function::Min | Function::Max, [first, rest @ ..])
                if !rest.is_empty() && rest.iter().all(|other| first.fits(other)) =>
            {
                match first {
                    Type::Quantity(_) | Type::Date => Some((*first).clone()),
                    _ => None,
                }
            }
            (Function::BeginWeek | Function::EndWeek, [Type::Week, Type::Date]) => Some(Type::Date),
            (Function::EndMonth, [Type::Date]) => Some(Type::Date),
            (Function::WorkingDayFrom, [Type::Date]) => {
                builder.needs_calendar = true;
                Some(Type::Date)
            }
            (Function::HeatIndex, [Type::Quantity(temperature), Type::Quantity(humidity)])
                if *temperature == Unit::celsius() && humidity.is_percent() =>
            {
                Some(Type::Quantity(Unit::celsius()))
            }
            _ => None,
        };
        let Some(result) = result else {
            let shape = match function {
                Function::Min => "min(a; b) met waarden van dezelfde eenheid",
                Function::Max => "max(a; b) met waarden van dezelfde eenheid",
                Function::BeginWeek => "begin-week(week 6; dag)",
                Function::EndWeek => "einde-week(week 6; dag)",
                Function::EndMonth => "einde-maand(dag)",
                Function::WorkingDayFrom => "werkdag-vanaf(dag)",
                Function::HeatIndex => "hitte-index(temperatuur in °C; vochtigheid in %)",
            };
            // A fact whose unit was changed is the likeliest cause, and is shown where it stands.
            if let (Function::BeginWeek | Function::EndWeek, [(week, kind), ..]) =
                (function, arguments.as_slice())
                && *kind != Type::Week
            {
                let wanted = format!("`{name}` begint met een weeknummer");
                builder.wrong_kind(span, *week, kind, &wanted, Some(&Type::Week));
                return None;
            }
            builder.sink.error(
                "W0602",
                span,
                format!("`{name}` krijgt hier niet wat het nodig heeft"),
                format!("Schrijf {shape}."),
            );
            return None;
        };
        let ids = arguments.iter().map(|(id, _)| *id).collect();
        Some((builder.expr(Expr::Call(*function, ids)), result))
    }
}

/// A value with its unit, a numbered week or a day.
pub(crate) fn literal(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<(ExprId, Type)> {
    let text = piece.text.replace('−', "-");
    let looks_like_day = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
    if looks_like_day {
        return match Date::parse_iso(&text) {
            Some(day) => Some((builder.expr(Expr::Date(day)), Type::Date)),
            None => {
                builder.sink.error(
                    "W0605",
                    piece.span(),
                    format!("De dag {text} bestaat niet"),
                    "Schrijf jaar, maand en dag van een dag die bestaat.",
                );
                None
            }
        };
    }
    match Measure::parse(&text) {
        Ok(measure) => {
            let kind = match &measure {
                Measure::Quantity(quantity) => Type::Quantity(quantity.unit.clone()),
                Measure::Week(_) => Type::Week,
            };
            Some((builder.expr(Expr::Measure(measure)), kind))
        }
        Err(error) => {
            let help = match &error {
                crate::kernel::quantity::ParseError::MissingUnit { .. } => {
                    format!(
                        "Zet er een eenheid bij: `{text} EUR`, `{text} km`, of voor een los aantal `{text} keer`."
                    )
                }
                other => other.message(),
            };
            builder.sink.error(
                "W0605",
                piece.span(),
                format!("`{text}` is geen waarde met een eenheid"),
                help,
            );
            None
        }
    }
}

/// A question, a named value or a fact.
pub(crate) fn operand(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<(ExprId, Type)> {
    match builder.named(piece.text) {
        Some(Operand::Answer(question)) => {
            builder.ask(question);
            let kind = builder.type_of(Operand::Answer(question));
            Some((builder.expr(Expr::Answer(question)), kind))
        }
        Some(Operand::Value(value)) => {
            let kind = builder.type_of(Operand::Value(value));
            Some((builder.expr(Expr::Value(value)), kind))
        }
        None => {
            let (fact, kind) = builder.fact(piece)?;
            Some((builder.expr(Expr::Fact(fact)), kind))
        }
    }
}
