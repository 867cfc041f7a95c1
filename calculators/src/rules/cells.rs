//! Conditions: cells of a table, and `als:`.

use super::Piece;
use super::build::{Builder, Type};
use super::expression;
use crate::answers::DONT_KNOW;
use crate::program::{Atom, Cmp, Expr, ExprId, Operand, QuestionKind, Test};
use crate::sink::{did_you_mean, instead};

const COMPARISONS: [(&str, Cmp); 7] = [
    ("<=", Cmp::AtMost),
    ("≤", Cmp::AtMost),
    (">=", Cmp::AtLeast),
    ("≥", Cmp::AtLeast),
    ("<", Cmp::Less),
    (">", Cmp::More),
    ("=", Cmp::Equal),
];

/// Whether a cell says that it does not matter.
pub(crate) fn is_any(text: &str) -> bool {
    matches!(text, "-" | "–" | "—")
}

/// A cell under an operand: no condition, a condition, or `Err` after a finding.
pub(crate) fn cell(builder: &mut Builder<'_>, operand: Operand, cell: Piece<'_>) -> Result<Option<Atom>, ()> {
    let cell = cell.trimmed();
    if cell.text.is_empty() {
        builder.sink.error("W0505", cell.span(), "Deze cel is leeg", "Maakt het niet uit? Schrijf dan `-`.");
        return Err(());
    }
    if is_any(cell.text) {
        return Ok(None);
    }
    if expression::too_long(builder, cell) {
        return Err(());
    }
    test(builder, operand, cell).map(|test| Some(Atom::new(operand, test))).ok_or(())
}

fn test(builder: &mut Builder<'_>, operand: Operand, cell: Piece<'_>) -> Option<Test> {
    match builder.type_of(operand) {
        Type::Broken => None,
        Type::Text => {
            builder.sink.error(
                "W0606",
                cell.span(),
                "Een tekst kan geen voorwaarde zijn",
                "Gebruik een keuze of ja/nee.",
            );
            None
        }
        Type::Word(_) => words(builder, operand, cell).map(Test::OneOf),
        Type::Many(_) => many(builder, operand, cell),
        kind => compare(builder, operand, &kind, cell),
    }
}

/// Splits on a word with white space on both sides, with the place of each part.
fn split<'a>(piece: Piece<'a>, word: &str) -> Vec<Piece<'a>> {
    let mut parts = Vec::new();
    let (mut from, mut look) = (0, 0);
    while let Some(found) = piece.text.get(look..).and_then(|rest| rest.find(word)).map(|at| look + at) {
        let end = found + word.len();
        let before = piece.text.get(..found).is_some_and(|text| text.ends_with(char::is_whitespace));
        let after = piece.text.get(end..).is_some_and(|text| text.starts_with(char::is_whitespace));
        if before && after {
            parts.push(piece.part(from, found).trimmed());
            from = end;
        }
        look = end;
    }
    parts.push(piece.part(from, piece.text.len()).trimmed());
    parts
}

/// `a`, `a of b`, `niet a`.
fn words(builder: &mut Builder<'_>, operand: Operand, cell: Piece<'_>) -> Option<u64> {
    let options = builder.options(operand);
    let all = options.iter().enumerate().fold(0_u64, |bits, (place, _)| bits | 1 << place);
    // In `als:` an equals sign may stand before the word.
    let cell = match cell.text.strip_prefix('=') {
        Some(_) => cell.part(1, cell.text.len()).trimmed(),
        None => cell,
    };
    if let Some(rest) = cell.text.strip_prefix("niet ") {
        let start = cell.text.len() - rest.len();
        let inner = cell.part(start, cell.text.len()).trimmed();
        if inner.text.contains(" of ") {
            builder.sink.error(
                "W0506",
                cell.span(),
                "`niet` met `of` kan op twee manieren gelezen worden",
                "Noem de antwoorden die wel bedoeld zijn: `a of b`.",
            );
            return None;
        }
        return word(builder, operand, &options, inner).map(|bit| all & !bit);
    }
    let mut bits = 0;
    for part in split(cell, "of") {
        bits |= word(builder, operand, &options, part)?;
    }
    Some(bits)
}

fn word(builder: &mut Builder<'_>, operand: Operand, options: &[String], piece: Piece<'_>) -> Option<u64> {
    if let Some(place) = options.iter().position(|option| option == piece.text) {
        return Some(1 << place);
    }
    let question = match operand {
        Operand::Answer(index) => builder.program.questions.get(usize::from(index)),
        Operand::Value(_) => None,
    };
    if piece.text == DONT_KNOW && question.is_some_and(|question| question.both) {
        let name = builder.name_of(operand);
        builder.sink.error(
            "W0535",
            piece.span(),
            format!("`{name}` heeft `weet-ik-niet: beide`, dus bij dat antwoord past nooit een regel"),
            "Haal dit antwoord hier weg: de lezer krijgt alle mogelijke uitkomsten te zien. Wil je zelf zeggen wat er dan geldt? Schrijf bij de vraag `weet-ik-niet: ja`.",
        );
        return None;
    }
    let is_yes_no = question.is_some_and(|question| question.kind == QuestionKind::YesNo);
    let lower = piece.text.to_lowercase();
    let help = if is_yes_no && matches!(lower.as_str(), "yes" | "no" | "true" | "false" | "y" | "n" | "j") {
        instead(piece.text)
    } else {
        did_you_mean(piece.text, options.iter().map(String::as_str))
    };
    let name = builder.name_of(operand);
    let code = if is_yes_no && instead(piece.text) != instead("") { "W0503" } else { "W0607" };
    builder.sink.error(code, piece.span(), format!("`{}` is geen antwoord op `{name}`", piece.text), help);
    None
}

/// `geen`, `= 1`, `>= 2`, `met zwaar`, `zonder zwaar`, joined by `en`.
fn many(builder: &mut Builder<'_>, operand: Operand, cell: Piece<'_>) -> Option<Test> {
    let options = builder.options(operand);
    let (mut count, mut with, mut without) = (Vec::new(), 0_u64, 0_u64);
    for part in split(cell, "en") {
        let part = match part.text.strip_prefix("= geen") {
            Some("") => part.part(2, part.text.len()),
            _ => part,
        };
        if part.text == "geen" {
            count.push((Cmp::Equal, 0));
        } else if let Some(rest) = part.text.strip_prefix("met ") {
            with |= word(
                builder,
                operand,
                &options,
                part.part(part.text.len() - rest.len(), part.text.len()).trimmed(),
            )?;
        } else if let Some(rest) = part.text.strip_prefix("zonder ") {
            without |= word(
                builder,
                operand,
                &options,
                part.part(part.text.len() - rest.len(), part.text.len()).trimmed(),
            )?;
        } else if let Some((cmp, rest)) = comparison(part) {
            let number = rest.text.strip_suffix("keer").unwrap_or(rest.text).trim().parse::<u32>();
            let Ok(number) = number else {
                builder.sink.error(
                    "W0607",
                    rest.span(),
                    format!("`{}` is geen aantal", rest.text),
                    "Schrijf bijvoorbeeld `>= 2`.",
                );
                return None;
            };
            if number as usize > options.len() {
                builder.sink.error(
                    "W0607",
                    rest.span(),
                    format!("Er zijn maar {} antwoorden om uit te kiezen", options.len()),
                    "Kies een lager aantal.",
                );
                return None;
            }
            count.push((cmp, number));
        } else {
            let help = if options.iter().any(|option| option == part.text) {
                format!("Schrijf `met {}` of `zonder {}`.", part.text, part.text)
            } else {
                "Schrijf hoeveel (`geen`, `= 1`, `>= 2`) of welke (`met …`, `zonder …`).".to_owned()
            };
            builder.sink.error(
                "W0607",
                part.span(),
                format!("`{}` past niet bij een vraag met meer antwoorden", part.text),
                help,
            );
            return None;
        }
    }
    Some(Test::Many { count, with, without })
}

/// The comparison at the start of a piece.
fn comparison(piece: Piece<'_>) -> Option<(Cmp, Piece<'_>)> {
    COMPARISONS.iter().find_map(|(sign, cmp)| {
        piece.text.strip_prefix(sign).map(|_| (*cmp, piece.part(sign.len(), piece.text.len()).trimmed()))
    })
}

/// One or two comparisons joined by `en`, `5 t/m 10`, or a value alone.
fn compare(builder: &mut Builder<'_>, operand: Operand, kind: &Type, cell: Piece<'_>) -> Option<Test> {
    if let Some(at) = cell.text.find(" t/m ") {
        let from = cell.part(0, at).trimmed();
        let to = cell.part(at + 5, cell.text.len()).trimmed();
        let high = right(builder, operand, kind, to)?;
        // `5 t/m 10 km`: the unit stands once.
        let bare = from
            .text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-' | '−'));
        let low = if bare && !matches!(kind, Type::Date) {
            let unit: String = to
                .text
                .chars()
                .skip_while(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-' | ' '))
                .collect();
            let text = format!("{} {unit}", from.text);
            match crate::kernel::quantity::Measure::parse(&text) {
                Ok(measure) => builder.expr(Expr::Measure(measure)),
                Err(_) => return right(builder, operand, kind, from).map(|_| Test::Compare(Vec::new())),
            }
        } else {
            right(builder, operand, kind, from)?
        };
        return Some(Test::Compare(vec![(Cmp::AtLeast, low), (Cmp::AtMost, high)]));
    }
    let parts = split(cell, "en");
    if parts.len() > 2 {
        builder.sink.error(
            "W0506",
            cell.span(),
            "Een cel heeft hoogstens twee vergelijkingen",
            "Schrijf bijvoorbeeld `> 26 °C en <= 28 °C`.",
        );
        return None;
    }
    let mut list = Vec::new();
    for part in parts {
        let (cmp, value) = comparison(part).unwrap_or((Cmp::Equal, part));
        list.push((cmp, right(builder, operand, kind, value)?));
    }
    let _ = kind;
    Some(Test::Compare(list))
}

/// What something is compared with.
fn right(builder: &mut Builder<'_>, operand: Operand, kind: &Type, piece: Piece<'_>) -> Option<ExprId> {
    if piece.text.is_empty() {
        builder.sink.error(
            "W0506",
            piece.span(),
            "Na dit teken ontbreekt een waarde",
            "Zet er een waarde met een eenheid of de naam van een feit achter.",
        );
        return None;
    }
    let first = piece.text.chars().next().unwrap_or(' ');
    let negative = matches!(first, '-' | '−' | '–')
        && piece.text.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
    if matches!(piece.text, "ja" | "nee") || piece.text.starts_with("niet ") {
        let (name, what) = (builder.name_of(operand), kind.dutch(builder));
        builder.sink.error(
            "W0602",
            piece.span(),
            format!("`{name}` is {what}, maar hier staat `{}`", piece.text),
            format!("Is `{name}` een ja/nee-vraag? Zet er dan `type: ja/nee` bij. Anders vergelijk je met een waarde, bijvoorbeeld `<= 50 EUR`."),
        );
        return None;
    }
    let is_week = piece
        .text
        .strip_prefix("week ")
        .is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_digit()));
    let (id, other) = if first.is_ascii_digit() || negative || is_week {
        expression::literal(builder, piece)?
    } else if let Some((name, question)) = piece.text.split_once(" op ") {
        let start = name.len() + 4;
        builder.fact_on(
            piece.part(0, name.len()).trimmed(),
            piece.part(start, start + question.len()).trimmed(),
        )?
    } else if piece.text.contains([' ', '(', ';']) {
        builder.sink.error(
            "W0506",
            piece.span(),
            "Hier kan geen berekening staan",
            "Geef de berekening een naam onder `waarden:` en vergelijk met die naam.",
        );
        return None;
    } else {
        expression::operand(builder, piece)?
    };
    if other == Type::Broken {
        return None;
    }
    if !kind.fits(&other) {
        let (left, what) = (builder.name_of(operand), kind.dutch(builder));
        builder.wrong_kind(piece.span(), id, &other, &format!("`{left}` is {what}"), Some(kind));
        return None;
    }
    if builder.is_heat_index(id) {
        builder.sink.error(
            "W0608",
            piece.span(),
            "De hitte-index kan geen voorwaarde zijn",
            "Gebruik hem alleen om te laten zien: zet hem bij `toont:`.",
        );
        return None;
    }
    Some(id)
}

/// `als:`: cells with the name in front, joined by `en`. `None` after a finding.
pub(crate) fn condition(builder: &mut Builder<'_>, piece: Piece<'_>) -> Option<Vec<Atom>> {
    let piece = piece.trimmed();
    if expression::too_long(builder, piece) {
        return None;
    }
    let mut atoms = Vec::new();
    let mut pending: Option<(Operand, Piece<'_>)> = None;
    for part in split(piece, "en") {
        let length =
            part.text.find([' ', '\u{a0}', '\t', '\n', '<', '>', '=', '≤', '≥']).unwrap_or(part.text.len());
        let name = part.part(0, length);
        let rest = part.part(length, part.text.len()).trimmed();
        let goes_on = comparison(part).is_some() || matches!(name.text, "met" | "zonder" | "geen");
        if goes_on && let Some((operand, cell)) = pending {
            // `waarde > 5 EUR en < 10 EUR`: the same name goes on.
            let joined = Piece { node: cell.node, base: cell.base, text: piece_through(piece, cell, part) };
            pending = Some((operand, joined));
            continue;
        }
        if let Some((operand, cell)) = pending.take() {
            atoms.push(one(builder, operand, cell)?);
        }
        let Some(operand) = builder.named(name.text) else {
            let known = builder.condition_names();
            let help = did_you_mean(name.text, known.iter().map(String::as_str));
            builder.sink.error(
                "W0609",
                name.span(),
                format!("`{}` is geen vraag en geen waarde", name.text),
                help,
            );
            return None;
        };
        if let Operand::Answer(question) = operand {
            builder.ask(question);
        }
        if rest.text.is_empty() {
            builder.sink.error(
                "W0506",
                name.span(),
                format!("Na `{}` ontbreekt wat het moet zijn", name.text),
                "Schrijf bijvoorbeeld `geld = ja`.",
            );
            return None;
        }
        if let Some(at) = rest.text.find(" of ") {
            let after = rest.part(at + 4, rest.text.len()).trimmed();
            let next: String = after.text.chars().take_while(|letter| !letter.is_whitespace()).collect();
            if after.text.contains('=') && builder.named(&next).is_some() {
                builder.sink.error(
                    "W0506",
                    rest.span(),
                    "Tussen twee namen kan geen `of` staan",
                    "Schrijf twee regels, elk met een eigen `als:`.",
                );
                return None;
            }
        }
        pending = Some((operand, rest));
    }
    if let Some((operand, cell)) = pending.take() {
        atoms.push(one(builder, operand, cell)?);
    }
    Some(atoms)
}

/// The stretch of `whole` from the start of one part through the end of another.
fn piece_through<'a>(whole: Piece<'a>, from: Piece<'a>, to: Piece<'a>) -> &'a str {
    let start = from.base - whole.base;
    let end = to.base - whole.base + to.text.len();
    whole.text.get(start..end).unwrap_or_default()
}

fn one(builder: &mut Builder<'_>, operand: Operand, cell: Piece<'_>) -> Option<Atom> {
    if let Operand::Value(value) = operand
        && builder.program.one_decimal(value)
    {
        builder.sink.error(
            "W0608",
            cell.span(),
            "De hitte-index kan geen voorwaarde zijn",
            "Gebruik hem alleen om te laten zien: zet hem bij `toont:`.",
        );
        return None;
    }
    test(builder, operand, cell).map(|test| Atom::new(operand, test))
}
