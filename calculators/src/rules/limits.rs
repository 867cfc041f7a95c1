//! What a file may hold at most, and signs that nobody can see: looked at before anything is read, so that no file,
//! however large or strange, keeps the reader or the proofs busy.

use std::collections::HashMap;

use crate::program::*;
use crate::sink::{self, Sink};
use crate::tree::{Node, Style, Value};

/// Rows of one table, and lines under one key: five times the longest real ones.
const MOST_ROWS: usize = 500;
/// Columns of one table: every question, value and heading there can be.
const MOST_COLUMNS: usize = 80;
/// Letters of one text.
const LONGEST_TEXT: usize = 20_000;
/// Letters of one calculation or condition.
pub(crate) const LONGEST_CALCULATION: usize = 2_000;
/// Steps that working out any one thing may take, and all of it together.
const MOST_STEPS: u64 = 5_000;
const MOST_STEPS_IN_ALL: u64 = 200_000;

/// Whether a calculator's file has a size that can be read; else a finding says what is too large.
pub(crate) fn fits(sink: &mut Sink, node: &Node) -> bool {
    match &node.value {
        Value::Empty => true,
        Value::Scalar(scalar) => {
            let table = scalar.style == Style::Literal && scalar.text.trim_start().starts_with('|');
            let (what, most, help) = if table {
                let rows = scalar.text.lines().filter(|line| !line.trim().is_empty()).count();
                let columns = scalar.text.lines().map(|line| line.matches('|').count()).max().unwrap_or(0);
                if rows > MOST_ROWS {
                    (
                        format!("Deze tabel heeft {rows} regels"),
                        MOST_ROWS,
                        "Voeg regels samen, of maak er twee rekenhulpen van.",
                    )
                } else if columns > MOST_COLUMNS {
                    (
                        format!("Deze tabel heeft {columns} kolommen"),
                        MOST_COLUMNS,
                        "Haal kolommen weg, of maak er twee rekenhulpen van.",
                    )
                } else {
                    return scalar.text.lines().all(|line| line.len() <= LONGEST_TEXT)
                        || too_much(
                            sink,
                            node,
                            "Een regel van deze tabel is te lang".to_owned(),
                            LONGEST_TEXT,
                            "Kort de regel in.",
                        );
                }
            } else if scalar.text.len() > LONGEST_TEXT {
                let letters = scalar.text.chars().count();
                (
                    format!("Deze tekst heeft {letters} tekens"),
                    LONGEST_TEXT,
                    "Kort de tekst in, of zet hem op een pagina.",
                )
            } else {
                return true;
            };
            too_much(sink, node, what, most, help)
        }
        // Everything is looked at, not only what comes before the first that is too large.
        Value::List { items, .. } => {
            few(sink, node, items.len()) && items.iter().filter(|item| !fits(sink, item)).count() == 0
        }
        Value::Map { entries, .. } => {
            few(sink, node, entries.len())
                && entries.iter().filter(|entry| !fits(sink, &entry.value)).count() == 0
        }
    }
}

fn few(sink: &mut Sink, node: &Node, count: usize) -> bool {
    count <= MOST_ROWS
        || too_much(
            sink,
            node,
            format!("Hier staan {count} regels onder elkaar"),
            MOST_ROWS,
            "Maak er twee rekenhulpen van.",
        )
}

fn too_much(sink: &mut Sink, node: &Node, what: String, most: usize, help: &str) -> bool {
    let message = format!("{what}, meer dan de {most} die kunnen worden gelezen");
    sink.error("W0614", node.span, message, help);
    false
}

/// Whether there are no signs that nobody sees but that make two words differ, or turn the direction in which a line
/// is read; each is a finding.
pub(crate) fn visible(sink: &mut Sink, node: &Node) -> bool {
    let before = sink.findings.len();
    look(sink, node);
    sink.findings.len() == before
}

fn look(sink: &mut Sink, node: &Node) {
    match &node.value {
        Value::Empty => {}
        Value::Scalar(scalar) => {
            let table = scalar.style == Style::Literal && scalar.text.trim_start().starts_with('|');
            if let Some((at, letter)) = hidden(&scalar.text, table) {
                let span = sink::place(node, at, at + letter.len_utf8());
                say(sink, span, letter);
            }
        }
        Value::List { items, .. } => items.iter().for_each(|item| look(sink, item)),
        Value::Map { entries, .. } => {
            for entry in entries {
                if let Some((_, letter)) = hidden(&entry.key, true) {
                    say(sink, entry.key_span, letter);
                }
                look(sink, &entry.value);
            }
        }
    }
}

fn say(sink: &mut Sink, span: crate::tree::Span, letter: char) {
    sink.error(
        "W0617",
        span,
        format!("Hier staat een onzichtbaar teken (U+{:04X})", u32::from(letter)),
        "Haal het weg: typ het woord opnieuw in plaats van het te plakken.",
    );
}

/// The first sign that cannot be seen. In running text a soft hyphen is of use, and so is a joiner between signs of
/// scripts that need it; in a name or a table neither is.
fn hidden(text: &str, strict: bool) -> Option<(usize, char)> {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let found = match letter {
            '\n' | '\t' | '\r' => false,
            '\u{ad}' => strict,
            '\u{200c}' | '\u{200d}' => strict || before.is_ascii(),
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
            '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
            other => other.is_control(),
        };
        if found {
            return Some((at, letter));
        }
        before = letter;
    }
    None
}

/// Whether everything can be worked out in a moment: a value that names another one twice, which names another one
/// twice, and so on, would double with each.
pub(crate) fn quick(program: &Program) -> bool {
    let mut work = Work { program, exprs: HashMap::new(), values: HashMap::new(), questions: HashMap::new() };
    let mut all: u64 = 0;
    for row in &program.rows {
        all = all.saturating_add(work.atoms(&row.when));
        for (_, expr) in &row.values {
            all = all.saturating_add(work.expr(*expr));
        }
    }
    for atom in program.atoms() {
        all = all.saturating_add(work.atoms(std::slice::from_ref(atom)));
    }
    for index in 0..program.values.len() {
        all = all.saturating_add(work.value(index as Index));
    }
    for step in &program.steps {
        for expr in crate::timeline::exprs(&step.when) {
            all = all.saturating_add(work.expr(expr));
        }
    }
    let longest = work.exprs.values().chain(work.values.values()).chain(work.questions.values()).max();
    all <= MOST_STEPS_IN_ALL && longest.is_none_or(|steps| *steps <= MOST_STEPS)
}

/// How many steps each part takes, remembered.
struct Work<'p> {
    program: &'p Program,
    exprs: HashMap<ExprId, u64>,
    values: HashMap<Index, u64>,
    questions: HashMap<Index, u64>,
}

impl Work<'_> {
    fn sum(list: impl IntoIterator<Item = u64>) -> u64 {
        list.into_iter().fold(1, u64::saturating_add)
    }

    fn expr(&mut self, id: ExprId) -> u64 {
        if let Some(known) = self.exprs.get(&id) {
            return *known;
        }
        let program = self.program;
        let steps = match program.exprs.get(usize::from(id)) {
            Some(Expr::Answer(question) | Expr::FactOn(_, question)) => self.question(*question),
            Some(Expr::Fact(_)) => program.rules_of.map_or(1, |question| self.question(question)),
            Some(Expr::Value(value)) => self.value(*value),
            Some(Expr::Two(_, left, right)) => Work::sum([self.expr(*left), self.expr(*right)]),
            Some(Expr::If(when, then, other)) => {
                Work::sum([self.atoms(when), self.expr(*then), self.expr(*other)])
            }
            Some(Expr::Call(_, arguments)) => {
                let list: Vec<u64> = arguments.iter().map(|argument| self.expr(*argument)).collect();
                Work::sum(list)
            }
            _ => 1,
        };
        self.exprs.insert(id, steps);
        steps
    }

    fn value(&mut self, index: Index) -> u64 {
        if let Some(known) = self.values.get(&index) {
            return *known;
        }
        let program = self.program;
        let steps = match program.values.get(usize::from(index)).map(|value| &value.rule) {
            Some(ValueRule::Expr(expr)) => self.expr(*expr),
            Some(ValueRule::Table(rows)) => {
                let conditions: Vec<u64> = rows.iter().map(|(when, _)| self.atoms(when)).collect();
                let result = rows.iter().map(|(_, expr)| self.expr(*expr)).max().unwrap_or(0);
                Work::sum(conditions).saturating_add(result)
            }
            Some(ValueRule::Column) => {
                let conditions: Vec<u64> = program.rows.iter().map(|row| self.atoms(&row.when)).collect();
                Work::sum(conditions)
            }
            None => 1,
        };
        self.values.insert(index, steps);
        steps
    }

    fn question(&mut self, index: Index) -> u64 {
        if let Some(known) = self.questions.get(&index) {
            return *known;
        }
        let Some(question) = self.program.questions.get(usize::from(index)) else { return 1 };
        let mut steps = self.atoms(&question.only_if);
        for expr in [question.default, question.until_known].into_iter().flatten() {
            steps = steps.saturating_add(self.expr(expr));
        }
        self.questions.insert(index, steps);
        steps
    }

    fn atoms(&mut self, atoms: &[Atom]) -> u64 {
        let mut steps: u64 = 1;
        for atom in atoms {
            steps = steps.saturating_add(match atom.left {
                Operand::Answer(question) => self.question(question),
                Operand::Value(value) => self.value(value),
            });
            if let Test::Compare(parts) = &atom.test {
                for (_, right) in parts {
                    steps = steps.saturating_add(self.expr(*right));
                }
            }
        }
        steps
    }
}
