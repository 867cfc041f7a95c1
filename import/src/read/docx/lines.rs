//! Paragraphs, rows and notes as lines, in the order and with the distance that the rest of the import reads from.

use super::body::Draft;
use crate::source::{Form, Line};

/// Lines of a document. Each is numbered with its paragraph, for there are no other lines in a word processor's
/// document; between paragraphs stands an empty one, so that nobody takes the second for the rest of the first.
pub(super) fn of(drafts: Vec<Draft>) -> Vec<Line> {
    let mut lines = Lines::default();
    let mut notes = Vec::new();
    for draft in drafts {
        match draft.form {
            // Notes wait until the list or table that they are in is done: they would cut it in two.
            Form::Note => notes.push(draft),
            Form::Item(_) | Form::Row => lines.add(draft),
            _ => {
                notes.drain(..).for_each(|note| lines.add(note));
                lines.add(draft);
            }
        }
    }
    notes.into_iter().for_each(|note| lines.add(note));
    lines.lines
}

#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    paragraphs: u32,
    last: Option<Form>,
}

impl Lines {
    fn add(&mut self, draft: Draft) {
        // A bracket behind a bracket is a link in texts that come from Markdown; here somebody typed two brackets.
        let text = draft.text.replace("](", "] (");
        let text = if matches!(draft.form, Form::Heading(_)) { text.replace('\n', " ") } else { text };
        self.paragraphs = self.paragraphs.saturating_add(1);
        if self.last.is_some_and(|last| last != Form::Row || draft.form != Form::Row) {
            self.push("", Form::Plain);
        }
        self.last = Some(draft.form);
        if draft.form == Form::Row {
            // Where its first cell is empty it starts with what parts the cells.
            return self.push(&text, Form::Row);
        }
        let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        // What stands behind a line break has no form of its own, except at the edge of a page.
        let rest = if draft.form == Form::Edge { Form::Edge } else { Form::Plain };
        let forms = std::iter::once(draft.form).chain(std::iter::repeat(rest));
        lines.zip(forms).for_each(|(line, form)| self.push(line, form));
    }

    fn push(&mut self, text: &str, form: Form) {
        self.lines.push(Line { number: self.paragraphs, text: text.to_owned(), form });
    }
}
