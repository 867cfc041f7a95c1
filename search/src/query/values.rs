//! What a query already tells a calculator: an amount, a date, a temperature.

use crate::analysis::{Role, Stemmer, Token, has, is_small, tokens};
use crate::section::{Choice, Form, Takes};

/// The months, by their first three letters.
const MONTHS: &str = "jan feb maa mrt apr mei jun jul aug sep okt nov dec ";

/// What kind of value a piece of a query is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    Amount,
    Percentage,
    Date,
    /// A number with its unit.
    Number(&'static str),
}

/// A value in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    sort: Sort,
    /// As a calculator reads it.
    text: String,
    /// The written forms of the words that make it.
    words: Vec<String>,
}

/// A question that a query answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The question.
    pub question: String,
    /// The answer, as the calculator reads it.
    pub value: String,
    /// The answer, as people read it.
    pub shown: String,
}

/// Units as the analyser writes them behind a number, and as calculators name them.
const UNITS: [(&str, &str); 7] = [
    ("°", "°C"),
    (" km", "km"),
    (" uur", "uur"),
    (" dagen", "dag"),
    (" weken", "we"),
    (" maanden", "maand"),
    (" jaar", "jaar"),
];

/// The values in a query.
fn values(query: &str) -> Vec<Value> {
    let tokens = tokens(query);
    let mut found = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let written = token.written();
        let text = |at: usize| tokens.get(at).map_or("", |token| token.written());
        // 3 maart 2026, 3-3-2026
        let month = text(n + 1);
        let long = is_number(written, 2)
            && is_number(text(n + 2), 4)
            && month.get(..3).is_some_and(|month| has(MONTHS, month));
        let mut numbers = written.split('-');
        let mut next = |digits| numbers.next().is_some_and(|part| is_number(part, digits));
        let short = next(2) && next(2) && next(4) && numbers.next().is_none();
        if long || short {
            let words: Vec<String> =
                (n..if long { n + 3 } else { n + 1 }).map(|at| text(at).to_owned()).collect();
            found.push(Value { sort: Sort::Date, text: words.join(" "), words });
            continue;
        }
        for form in token.forms.iter().filter(|form| form.role == Role::Combined) {
            let (sort, text) = if let Some(amount) = form.text.strip_prefix('€') {
                (Sort::Amount, amount)
            } else if let Some(number) = form.text.strip_suffix('%') {
                (Sort::Percentage, number)
            } else if let Some((number, unit)) =
                UNITS.iter().find_map(|(sign, unit)| Some((form.text.strip_suffix(sign)?, *unit)))
            {
                (Sort::Number(unit), number)
            } else {
                continue;
            };
            let mut words = vec![written.to_owned()];
            // The word or sign that gives the number its meaning stands on either side of it.
            for beside in [n.wrapping_sub(1), n + 1] {
                let word = unit_word(tokens.get(beside).map_or("", |token| token.written()));
                words.extend(word);
            }
            found.push(Value { sort, text: text.to_owned(), words });
        }
    }
    found
}

/// A word that is a unit.
fn unit_word(word: &str) -> Option<String> {
    let known = "euro euro's eur procent graden km kilometer uur uren dag dagen week weken maand maanden jaar celsius";
    has(known, word).then(|| word.to_owned())
}

fn is_number(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (most < 4 || text.len() == 4)
}

/// What a query tells a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) filled: Vec<Filled>,
    /// The words (as written) that it is filled with; first those of values, then those of so many choices.
    pub(super) used: Vec<String>,
    pub(super) chosen: usize,
    /// The stems of the words of the questions that are filled.
    pub(super) about: Vec<String>,
}

/// The words (as written) of the dates in a query. Nobody expects to find those in a handbook.
pub(super) fn dates(query: &str) -> Vec<String> {
    values(query).into_iter().filter(|value| value.sort == Sort::Date).flat_map(|value| value.words).collect()
}

/// What a query tells any form.
pub(super) struct Given {
    /// The stems of its words.
    asked: Vec<String>,
    values: Vec<Value>,
}

impl Given {
    pub(super) fn of(query: &str, stemmer: &Stemmer) -> Given {
        Given { asked: stems(query, stemmer), values: values(query) }
    }
}

/// What a query fills in of a form.
pub(super) fn fill(given: &Given, form: &Form, stemmer: &Stemmer) -> Told {
    let mut told = Told::default();
    let Given { asked, values } = given;
    let mut taken = vec![false; form.questions.len()];
    for value in values {
        // Of several questions for such a value, the one whose words are asked, else the first.
        let mut best: Option<(usize, usize)> = None;
        for (n, question) in form.questions.iter().enumerate() {
            let fits = match (&question.takes, &value.sort) {
                (Takes::Amount, Sort::Amount)
                | (Takes::Date, Sort::Date)
                | (Takes::Percentage, Sort::Percentage) => true,
                (Takes::Number(unit), Sort::Number(sort)) => unit.starts_with(sort),
                _ => false,
            };
            if !fits || taken.get(n) != Some(&false) {
                continue;
            }
            let alike = stems(&question.label, stemmer).iter().filter(|stem| asked.contains(stem)).count();
            if best.is_none_or(|(known, _)| alike > known) {
                best = Some((alike, n));
            }
        }
        if let Some((_, n)) = best
            && let Some(question) = form.questions.get(n)
        {
            if let Some(taken) = taken.get_mut(n) {
                *taken = true;
            }
            let shown = match value.sort {
                Sort::Amount => ["€\u{a0}", &value.text].concat(),
                Sort::Percentage => [&value.text, "%"].concat(),
                Sort::Number(_) => match &question.takes {
                    Takes::Number(unit) => [&value.text, "\u{a0}", unit].concat(),
                    _ => value.text.clone(),
                },
                Sort::Date => value.text.clone(),
            };
            told.about.extend(stems(&question.label, stemmer));
            told.filled.push(Filled { question: question.id.clone(), value: value.text.clone(), shown });
            told.used.extend_from_slice(&value.words);
        }
    }
    for question in &form.questions {
        let Takes::Choices(choices) = &question.takes else { continue };
        let mut best: Option<(usize, &Choice)> = None;
        for choice in choices {
            // Most are not asked for, which their first word shows: stems are dear, and a handbook has thousands of choices.
            let mut words = 0;
            let all =
                tokens(&choice.label).iter().map(Token::written).filter(|word| !is_small(word)).all(|word| {
                    stemmer.stem(word).is_none_or(|stem| {
                        words += 1;
                        asked.contains(&stem)
                    })
                });
            if all && words > 0 && best.is_none_or(|(known, _)| words > known) {
                best = Some((words, choice));
            }
        }
        if let Some((_, choice)) = best {
            told.filled.push(Filled {
                question: question.id.clone(),
                value: choice.value.clone(),
                shown: choice.label.clone(),
            });
            let before = told.used.len();
            told.used.extend(tokens(&choice.label).iter().map(|token| token.written().to_owned()));
            told.chosen += told.used.len() - before;
        }
    }
    told
}

/// The stems of the words of a text, small ones left out.
fn stems(text: &str, stemmer: &Stemmer) -> Vec<String> {
    tokens(text).iter().filter(|t| !is_small(t.written())).filter_map(|t| stemmer.stem(t.written())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::Question;

    fn form() -> Form {
        let question = |id: &str, label: &str, takes| Question { id: id.into(), label: label.into(), takes };
        let choice = |value: &str, label: &str| Choice { value: value.into(), label: label.into() };
        Form {
            id: "alles".into(),
            choice: String::new(),
            sensitive: false,
            questions: vec![
                question("waarde", "Hoeveel is het waard?", Takes::Amount),
                question("kosten", "Hoeveel betaal je zelf aan kosten?", Takes::Amount),
                question("begin", "Wat was je eerste ziektedag?", Takes::Date),
                question("eind", "Wanneer was je beter?", Takes::Date),
                question("warmte", "Hoe warm is het?", Takes::Number("°C".into())),
                question("weg", "Hoe ver?", Takes::Number("km".into())),
                question("vocht", "Hoe vochtig?", Takes::Percentage),
                question(
                    "plek",
                    "Waar werk je?",
                    Takes::Choices(vec![
                        choice("binnen", "Binnen"),
                        choice("buiten", "Buiten"),
                        choice("buiten-zwaar", "Buiten, zwaar werk"),
                    ]),
                ),
            ],
        }
    }

    #[test]
    fn queries_fill_forms() {
        let stemmer = Stemmer::new();
        for (query, expected) in [
            ("cadeau 40 euro", "waarde=40"),
            ("cadeau van € 1.250,50", "waarde=1250,5"),
            ("kosten 12,50 euro", "kosten=12,5"),
            ("eerste ziektedag 3 maart 2026", "begin=3 maart 2026"),
            ("ziek sinds 3-3-2026", "begin=3-3-2026"),
            ("beter op 3 mei 2026, ziek op 1 mei 2026", "eind=3 mei 2026 begin=1 mei 2026"),
            ("26 graden binnen", "warmte=26 plek=binnen"),
            ("26,5 °C buiten", "warmte=26,5 plek=buiten"),
            ("zwaar werken buiten", "plek=buiten-zwaar"),
            ("40 km", "weg=40"),
            ("80% vocht", "vocht=80"),
            ("50 kilometer van huis", "weg=50"),
            ("40", ""),
            ("3 maart", ""),
            ("31-12", ""),
            ("", ""),
        ] {
            let filled = fill(&Given::of(query, &stemmer), &form(), &stemmer).filled;
            let shown: Vec<String> = filled.iter().map(|f| format!("{}={}", f.question, f.value)).collect();
            assert_eq!(shown.join(" "), expected, "{query}");
        }
    }

    #[test]
    fn the_words_that_fill_are_named() {
        let stemmer = Stemmer::new();
        let told = fill(&Given::of("cadeau van € 40 binnen", &stemmer), &form(), &stemmer);
        assert_eq!(told.filled[0].shown, "€\u{a0}40");
        assert_eq!(told.filled[1].shown, "Binnen");
        assert_eq!(told.used, ["40", "euro", "binnen"]);
        assert_eq!(dates("beter op 3 mei 2026 of 4-5-2026, niet op 6 mei"), ["3", "mei", "2026", "4-5-2026"]);
    }
}
