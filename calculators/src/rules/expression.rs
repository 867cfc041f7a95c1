//! Expressions: `min(prijs; hoogste-bedrag)`, `eerste_ziektedag + verzuim.weekgesprek`.

use super::Piece;
use super::build::{Builder, Type};
use super::limits::LONGEST_CALCULATION;
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

pub(crate) const FUNCTIONS: [(&str, Function); 8] = [
    ("min", Function::Min),
    ("max", Function::Max),
    ("begin-week", Function::BeginWeek),
    ("einde-week", Function::EndWeek),
    ("einde-maand", Function::EndMonth),
    ("werkdag-vanaf", Function::WorkingDayFrom),
    ("iso-week", Function::IsoWeek),
    ("hitte-index", Function::HeatIndex),
];

/// Reads a whole expression; `None` after a finding.
pub(crate) fn read(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<(ExprId, Type)> {
    let piece = piece.trimmed();
    if too_long(builder, piece) {
        return None;
    }
    let tokens = tokens(builder, piece)?;
    let mut parser = Parser { piece, tokens, place: 0, depth: 0 };
    let result = parser.expr(builder)?;
    if let Some(token) = parser.tokens.get(parser.place) {
        let text = piece.text.get(token.start..token.end).unwrap_or_default();
        builder.sink.error(
            "W0601",
            piece.at(token.start, token.end),
            format!("Na deze berekening staat nog `{text}`"),
            instead(piece.text, *token),
        );
        return None;
    }
    Some(result)
}

/// Whether a calculation or condition is longer than anybody can follow.
pub(crate) fn too_long(builder: &mut Builder<'_>, piece: Piece<'_>) -> bool {
    let letters = piece.text.chars().count();
    if letters > LONGEST_CALCULATION {
        builder.sink.error(
            "W0614",
            piece.span(),
            format!(
                "Hier staan {letters} tekens, meer dan de {LONGEST_CALCULATION} die kunnen worden gelezen"
            ),
            "Geef een deel ervan een eigen naam onder `waarden:`.",
        );
        return true;
    }
    false
}

/// What to write for a word or sign that people use in a calculation and the language does not.
fn instead(text: &str, token: Token) -> String {
    let before = text.get(..token.start).unwrap_or_default().trim_end();
    let after = text.get(token.end..).unwrap_or_default().trim_start();
    let word = text.get(token.start..token.end).unwrap_or_default().to_lowercase();
    let with = |sign: &str| format!("Schrijf `{before} {sign} {after}`.");
    match word.as_str() {
        "van" if before.starts_with("week ") => iso_week_of(before, after)
            .unwrap_or_else(|| "Schrijf de dag zelf, zoals `2026-10-12`.".to_owned()),
        "van" | "keer" | "maal" | "x" if !after.is_empty() => with("*"),
        "plus" if !after.is_empty() => with("+"),
        "min" if !after.is_empty() => with("-"),
        ")" => "Haal het haakje weg, of zet er ergens een `(` bij.".to_owned(),
        "gedeeld" => "Delen gaat met ` / `.".to_owned(),
        "na" if !after.is_empty() => format!("Zet de dag vooraan: `{after} + {before}`."),
        "voor" | "vóór" if !after.is_empty() => format!("Zet de dag vooraan: `{after} - {before}`."),
        "en" | "of" | "<" | ">" | "=" | "≤" | "≥" => {
            "Vergelijken kan alleen tussen `als` en `dan`: als … dan … anders ….".to_owned()
        }
        _ => "Zet er een rekenteken voor (`+ - * /`, met spaties eromheen), of haal het weg.".to_owned(),
    }
}

/// `week 42 van 2026`: the days of that week by the calendar.
fn iso_week_of(before: &str, after: &str) -> Option<String> {
    let week: i64 = before.strip_prefix("week ")?.trim().parse().ok()?;
    let year: i32 = after.get(..4)?.parse().ok()?;
    // The week of 4 January is the first.
    let fourth = Date::from_ymd(year, 1, 4)?;
    let monday = fourth.add_days(7 * (week - 1) - i64::from(fourth.weekday().number()) + 1)?;
    let known = (1..=53).contains(&week) && monday.iso_week() == (year, u8::try_from(week).ok()?);
    Some(if known {
        let sunday = monday.add_days(6)?;
        format!(
            "Schrijf de dag zelf: die week van de kalender begint op maandag {monday} en eindigt op zondag {sunday}."
        )
    } else {
        format!("Het jaar {year} heeft geen week {week}. Schrijf de dag zelf, zoals `2026-10-12`.")
    })
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
        let negative = matches!(letter, '-' | '−' | '–')
            && starts_value
            && next.is_some_and(|next| next.is_ascii_digit());
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
        let (message, help) = strange(letter);
        builder.sink.error("W0601", piece.at(place, place + width), message, help);
        return None;
    }
    Some(list)
}

/// What to say of a sign that no calculation has.
fn strange(letter: char) -> (String, &'static str) {
    let help = match letter {
        ',' => {
            let message = "Hier staat een komma tussen twee waarden".to_owned();
            return (message, "Zet tussen twee waarden een puntkomma: `min(a; b)`.");
        }
        '€' => "Zet de eenheid achter het getal: `50 EUR`.",
        ':' => "Delen gaat met ` / `.",
        '^' | '²' | '³' => "Schrijf de vermenigvuldiging uit: `a * a`.",
        '\'' | '"' | '“' | '”' | '‘' | '’' | '`' => "Haal de aanhalingstekens weg.",
        '[' | ']' | '{' | '}' => "Gebruik ronde haakjes.",
        '!' | '≠' => "Keer de voorwaarde om: `als a = b dan … anders …`.",
        _ => "Gebruik namen, waarden met een eenheid, `+ - * /` en haakjes.",
    };
    (format!("`{letter}` kan hier niet staan"), help)
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
                let help = match (op, one, other) {
                    (Op::Add, Type::Quantity(_), Type::Date) => {
                        "Zet de dag vooraan en tel de termijn erbij op: `dag + 2 weken`."
                    }
                    (Op::Add, Type::Date, Type::Date) => {
                        "Dagen kun je van elkaar aftrekken, of er een termijn bij optellen."
                    }
                    (_, Type::Week, _) | (_, _, Type::Week) => {
                        "Maak van een weeknummer een dag: `begin-week(week 6; dag)` of `einde-week(week 6; dag)`."
                    }
                    _ => "Reken met bedragen en hoeveelheden, of tel een termijn bij een dag op.",
                };
                builder.sink.error("W0602", span, message, help);
                return None;
            }
        };
        // A minus glued to a name would be part of that name.
        let around = self
            .piece
            .text
            .get(..sign.start)
            .is_some_and(|before| before.ends_with(char::is_whitespace))
            && self.piece.text.get(sign.end..).is_some_and(|after| after.starts_with(char::is_whitespace));
        if op == Op::Sub && !around {
            builder.sink.error(
                "W0601",
                self.piece.at(sign.start, sign.end),
                "Een minteken heeft aan beide kanten een spatie",
                "Schrijf ` - ` met spaties.",
            );
            return None;
        }
        let id = builder.expr(Expr::Two(op, left.0, right.0));
        builder.spots.push((id, span));
        Some((id, result))
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
            let help = match name.as_str() {
                "afronden" | "rond" | "round" => {
                    "Afronden staat op een eigen regel bij de waarde: `afronden: op centen, half omhoog`."
                        .to_owned()
                }
                "som" | "sum" => "Tel op met ` + `.".to_owned(),
                "als" | "if" => "Schrijf: als … dan … anders ….".to_owned(),
                "week" | "weeknummer" | "isoweek" => {
                    "Bedoel je `iso-week(dag)`, de week van de kalender, of `begin-week(week 6; dag)`?"
                        .to_owned()
                }
                _ => did_you_mean(&name, FUNCTIONS.iter().map(|(known, _)| *known)),
            };
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
            (Function::IsoWeek, [Type::Date]) => Some(Type::Week),
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
                Function::IsoWeek => "iso-week(dag)",
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
    let text = piece.text.replace(['−', '–'], "-");
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
            // A day in another order, or with a year of another length.
            if text.split('-').count() == 3 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            {
                let help = match crate::kernel::date::parse_typed(&text) {
                    Ok(day) => format!("Schrijf de dag als jaar, maand, dag: `{day}`."),
                    Err(_) => "Schrijf de dag als jaar, maand, dag: `2026-11-22`.".to_owned(),
                };
                let message = format!("`{text}` is zo geen dag");
                builder.sink.error("W0605", piece.span(), message, help);
                return None;
            }
            if let Some(help) = crate::kernel::quantity::instead_of_time(&text) {
                let message = format!("`{text}` is geen waarde met een eenheid");
                builder.sink.error("W0605", piece.span(), message, help);
                return None;
            }
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
