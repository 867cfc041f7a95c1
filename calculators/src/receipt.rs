//! The receipt of a result: one line, to print or to type, from which the result can be reckoned again.
//!
//! `wegwijs:1:geschenk:lelystad:2026-11-22:0a1b2c3d:waarde=50;geld=nee`: calculator, organisation, day of the
//! site, stamp of the rules, and the answers as they are typed. What is no plain letter, digit or one of `-_.,/`
//! is written as `%` with the two hexadecimal digits of each of its bytes, so the signs between the parts never
//! stand inside one, and a line that a printer broke is still one line.

use crate::answers::{DONT_KNOW, plainly};
use crate::kernel::date::Date;
use crate::program::Program;
use crate::world::Given;

const MARK: &str = "wegwijs";
const FORM: &str = "1";

/// What a receipt says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The calculator.
    pub calculator: String,
    /// The organisation.
    pub organisation: String,
    /// The day of the site.
    pub day: Date,
    /// The stamp of the rules.
    pub version: String,
    /// The answers, in the order of the questions; an empty one was passed over on purpose.
    pub answers: Vec<(String, String)>,
}

/// Why a text is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReceipt {
    /// Something else.
    Other,
    /// A receipt of another form.
    Form,
    /// A receipt of which this part cannot be right.
    Part(&'static str),
}

impl NoReceipt {
    /// What to do, in Dutch.
    pub fn message(self) -> String {
        match self {
            NoReceipt::Other => {
                "Dit is geen bon. Neem de hele regel over die met `wegwijs:1:` begint.".to_owned()
            }
            NoReceipt::Form => {
                "Deze bon is van een andere versie van Wegwijs. Reken hem na met die versie.".to_owned()
            }
            NoReceipt::Part(part) => {
                text!["De bon is beschadigd: ", part, " klopt niet. Neem de hele regel nog eens over."]
            }
        }
    }
}

impl Receipt {
    /// The line.
    pub fn write(&self) -> String {
        let mut out = text![MARK, ":", FORM];
        let day = self.day.iso();
        for part in [&self.calculator, &self.organisation, &day, &self.version] {
            out.push(':');
            escape(part, &mut out);
        }
        let mut sign = ':';
        for (name, answer) in &self.answers {
            out.push(sign);
            escape(name, &mut out);
            out.push('=');
            escape(answer, &mut out);
            sign = ';';
        }
        if sign == ':' {
            out.push(sign);
        }
        out
    }

    /// Reads a line back; what is not exactly a receipt is none.
    pub fn read(text: &str) -> Result<Receipt, NoReceipt> {
        let line: String = text.split_whitespace().collect();
        let parts: Vec<&str> = line.split(':').collect();
        let (form, rest) = match parts.as_slice() {
            [MARK, form, rest @ ..] => (*form, rest),
            _ => return Err(NoReceipt::Other),
        };
        if form != FORM {
            let number = !form.is_empty() && form.bytes().all(|byte| byte.is_ascii_digit());
            return Err(if number { NoReceipt::Form } else { NoReceipt::Part("het getal na `wegwijs:`") });
        }
        let [calculator, organisation, day, version, answers] = rest else {
            return Err(NoReceipt::Part("het aantal dubbele punten"));
        };
        let name = |text: &str, part| match unescape(text) {
            Some(name) if !name.is_empty() => Ok(name),
            _ => Err(NoReceipt::Part(part)),
        };
        let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if version.len() != 8 || !version.bytes().all(hexadecimal) {
            return Err(NoReceipt::Part("de versie"));
        }
        let mut list: Vec<(String, String)> = Vec::new();
        for pair in answers.split(';').filter(|_| !answers.is_empty()) {
            let (question, answer) = pair.split_once('=').ok_or(NoReceipt::Part("een antwoord"))?;
            let question = name(question, "de naam van een vraag")?;
            let answer = unescape(answer).ok_or(NoReceipt::Part("een antwoord"))?;
            if list.iter().any(|(known, _)| *known == question) {
                return Err(NoReceipt::Part("een vraag die er twee keer staat"));
            }
            list.push((question, answer));
        }
        Ok(Receipt {
            calculator: name(calculator, "de naam van het hulpmiddel")?,
            organisation: name(organisation, "de organisatie")?,
            day: Date::parse_iso(day).ok_or(NoReceipt::Part("de datum"))?,
            version: (*version).to_owned(),
            answers: list,
        })
    }

    /// The receipt of what was answered.
    pub(crate) fn of(program: &Program, given: &[Given]) -> Receipt {
        let mut answers = Vec::new();
        for (question, given) in program.questions.iter().zip(given) {
            let answer = match given {
                Given::Open => continue,
                Given::Skipped => String::new(),
                Given::Unknown => DONT_KNOW.to_owned(),
                Given::Is(val) => plainly(question, val),
            };
            answers.push((question.id.clone(), answer));
        }
        Receipt {
            calculator: program.calculator.clone(),
            organisation: program.organisation.clone(),
            day: program.day,
            version: program.version(),
            answers,
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' | b',' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(char::from_digit(digit.into(), 16));
            }
        }
    }
}

/// The text again; none when it is not written as [`escape`] writes.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            bytes.push((digit(rest.next())? << 4 | digit(rest.next())?) as u8);
        } else if byte.is_ascii_graphic() {
            bytes.push(byte);
        } else {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixture, answers};
    use proptest::prelude::*;

    #[test]
    fn a_receipt_is_written_and_replayed() {
        let book = Fixture::small().book();
        let program = book.program("gift", "lelystad").unwrap();
        let report = program.evaluate(&answers("geld=nee waarde=€__1.050,5 kerst="), None);
        let line = report.receipt.clone().unwrap();
        assert_eq!(
            line,
            format!("wegwijs:1:gift:lelystad:2026-11-22:{}:geld=nee;waarde=1050,5;kerst=", program.version())
        );
        let receipt = Receipt::read(&line).unwrap();
        assert_eq!(receipt.version, program.version());
        assert_eq!(program.evaluate(&receipt.answers, None), report);
        // A line that was broken in print.
        let (one, other) = line.split_at(40);
        assert_eq!(Receipt::read(&format!("  {one}\n  {other}\n")), Ok(receipt));
    }

    #[test]
    fn every_example_can_be_replayed_from_its_receipt() {
        let book = Fixture::content().book();
        let mut replayed = 0;
        for (call, program) in book.example_calls() {
            let report = program.evaluate(&call.answers, None);
            let Some(line) = &report.receipt else {
                assert!(program.sensitive || !report.screen.certain, "{}", call.name);
                continue;
            };
            let receipt = Receipt::read(line).unwrap();
            assert_eq!(receipt.day, program.day);
            assert_eq!(program.evaluate(&receipt.answers, None), report, "{}", call.name);
            replayed += 1;
        }
        assert!(replayed > 40);
    }

    #[test]
    fn no_receipt_of_what_is_sensitive_open_or_wrong() {
        let receipt = |fixture: Fixture, given: &str| fixture.evaluate("gift", given).receipt;
        let sensitive = || {
            Fixture::small().edit(
                "rekenhulpen/gift.yaml",
                "soort: beslissing",
                "soort: beslissing\ngevoelig: ja",
            )
        };
        assert_eq!(receipt(sensitive(), "geld=ja"), None);
        assert!(receipt(Fixture::small(), "geld=ja").is_some());
        assert_eq!(receipt(Fixture::small(), "geld=nee"), None);
        assert_eq!(receipt(Fixture::small(), "geld=ja waarde=veel"), None);
    }

    #[test]
    fn what_is_no_receipt_is_refused_with_what_to_do() {
        let good = "wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld=nee;waarde=50";
        assert!(Receipt::read(good).is_ok());
        for (text, wanted) in [
            ("", NoReceipt::Other),
            ("geschenk", NoReceipt::Other),
            ("wegwijs", NoReceipt::Other),
            ("wegwijs:2:anders", NoReceipt::Form),
            ("wegwijs:een:gift", NoReceipt::Part("het getal na `wegwijs:`")),
            ("wegwijs:1:gift:lelystad", NoReceipt::Part("het aantal dubbele punten")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d", NoReceipt::Part("het aantal dubbele punten")),
            ("wegwijs:1::lelystad:2026-11-22:0a1b2c3d:", NoReceipt::Part("de naam van het hulpmiddel")),
            ("wegwijs:1:gift::2026-11-22:0a1b2c3d:", NoReceipt::Part("de organisatie")),
            ("wegwijs:1:gift:lelystad:2026-11-31:0a1b2c3d:", NoReceipt::Part("de datum")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3:", NoReceipt::Part("de versie")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0A1B2C3D:", NoReceipt::Part("de versie")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld", NoReceipt::Part("een antwoord")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld=%4", NoReceipt::Part("een antwoord")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld=%zz", NoReceipt::Part("een antwoord")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld=%ff", NoReceipt::Part("een antwoord")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:geld=é", NoReceipt::Part("een antwoord")),
            ("wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:=ja", NoReceipt::Part("de naam van een vraag")),
            (
                "wegwijs:1:gift:lelystad:2026-11-22:0a1b2c3d:a=ja;a=nee",
                NoReceipt::Part("een vraag die er twee keer staat"),
            ),
        ] {
            assert_eq!(Receipt::read(text), Err(wanted), "{text}");
            assert!(wanted.message().ends_with('.'));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_reads_back(
            names in prop::collection::vec("\\PC{1,12}", 2),
            day in 0_i32..80_000,
            stamp in any::<u32>(),
            answers in prop::collection::btree_map("[a-z_./é;=:% ]{1,8}", any::<String>(), 0..5),
        ) {
            let receipt = Receipt {
                calculator: names[0].clone(),
                organisation: names[1].clone(),
                day: Date::from_days(day).unwrap(),
                version: format!("{stamp:08x}"),
                answers: answers.into_iter().collect(),
            };
            let line = receipt.write();
            prop_assert!(line.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'`$\\".contains(&byte)), "{}", line);
            prop_assert_eq!(Receipt::read(&line), Ok(receipt));
        }

        #[test]
        fn any_text_reads_as_a_receipt_or_not_at_all(text in "(wegwijs:1:)?[a-z0-9:;=%é -]{0,60}") {
            if let Ok(receipt) = Receipt::read(&text) {
                prop_assert_eq!(Receipt::read(&receipt.write()), Ok(receipt));
            }
        }
    }
}
