//! The questions of calculators, for what a query already answers.

use super::bytes::{Bytes, put_size};
use crate::section::{Choice, Form, Question, Takes};

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_size(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Writes one form.
pub(super) fn write(out: &mut Vec<u8>, form: &Form) {
    put_text(out, &form.id);
    put_text(out, &form.choice);
    out.push(u8::from(form.sensitive));
    put_size(out, form.questions.len());
    for question in &form.questions {
        put_text(out, &question.id);
        put_text(out, &question.label);
        match &question.takes {
            Takes::Amount => out.push(0),
            Takes::Date => out.push(1),
            Takes::Percentage => out.push(2),
            Takes::Number(unit) => {
                out.push(3);
                put_text(out, unit);
            }
            Takes::Choices(choices) => {
                out.push(4);
                put_size(out, choices.len());
                for choice in choices {
                    put_text(out, &choice.value);
                    put_text(out, &choice.label);
                }
            }
        }
    }
}

fn text(bytes: &mut Bytes<'_>) -> String {
    let length = bytes.count(1);
    let text = core::str::from_utf8(bytes.take(length));
    bytes.check(text.is_ok());
    text.unwrap_or("").to_owned()
}

/// Reads one form.
pub(super) fn read(bytes: &mut Bytes<'_>) -> Form {
    let (id, choice) = (text(bytes), text(bytes));
    let mut form = Form { id, choice, sensitive: bytes.byte() == 1, questions: Vec::new() };
    for _ in 0..bytes.count(3) {
        let (id, label) = (text(bytes), text(bytes));
        let takes = match bytes.byte() {
            0 => Takes::Amount,
            1 => Takes::Date,
            2 => Takes::Percentage,
            3 => Takes::Number(text(bytes)),
            kind => {
                bytes.check(kind == 4);
                let mut choices = Vec::new();
                for _ in 0..bytes.count(2) {
                    choices.push(Choice { value: text(bytes), label: text(bytes) });
                }
                Takes::Choices(choices)
            }
        };
        form.questions.push(Question { id, label, takes });
    }
    form
}
