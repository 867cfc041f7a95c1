//! Rules as an editor types them: conditions as cells of a table.

use crate::answers::DONT_KNOW;
use crate::program::{
    Atom, Cmp, Expr, ExprId, FactValue, Function, Index, Op, Operand, Program, QuestionKind, Test,
};

/// What a cell says where it does not matter.
pub(crate) const ANY: &str = "-";

impl Program {
    /// The words that an answer or value can be, in the order of their bits.
    pub(crate) fn words_of(&self, operand: Operand) -> Vec<&str> {
        match operand {
            Operand::Answer(index) => {
                let Some(question) = self.questions.get(usize::from(index)) else { return Vec::new() };
                let mut list: Vec<&str> = if question.kind == QuestionKind::YesNo {
                    vec!["ja", "nee"]
                } else {
                    question.options.iter().map(|option| option.id.as_str()).collect()
                };
                if question.dont_know {
                    list.push(DONT_KNOW);
                }
                list
            }
            Operand::Value(index) => self
                .values
                .get(usize::from(index))
                .map(|value| value.words.iter().map(|word| word.id.as_str()).collect())
                .unwrap_or_default(),
        }
    }
}

/// A program as it is typed.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'p> {
    pub(crate) program: &'p Program,
    /// Facts by their value on the day of the program, and not by their name.
    pub(crate) filled: bool,
}

impl Sheet<'_> {
    /// A condition as a cell under the name of what it looks at.
    pub(crate) fn cell(&self, atom: &Atom) -> String {
        match &atom.test {
            Test::OneOf(bits) => one_of(&self.program.words_of(atom.left), *bits),
            Test::Compare(parts) => parts
                .iter()
                .map(|(cmp, right)| format!("{} {}", sign(*cmp), self.typed(*right)))
                .collect::<Vec<_>>()
                .join(" en "),
            Test::Many { count, with, without } => {
                let words = self.program.words_of(atom.left);
                let mut list: Vec<String> = count
                    .iter()
                    .map(|(cmp, number)| match (cmp, number) {
                        (Cmp::Equal, 0) => "geen".to_owned(),
                        _ => format!("{} {number}", sign(*cmp)),
                    })
                    .collect();
                for (word, bits) in [("met", with), ("zonder", without)] {
                    list.extend(chosen(&words, *bits).map(|id| format!("{word} {id}")));
                }
                list.join(" en ")
            }
        }
    }

    /// Conditions as they stand behind `als:`.
    pub(crate) fn typed_condition(&self, atoms: &[Atom]) -> String {
        let one = |atom: &Atom| {
            let (name, cell) = (self.program.id_of(atom.left), self.cell(atom));
            if matches!(atom.test, Test::OneOf(_)) {
                format!("{name} = {cell}")
            } else {
                format!("{name} {cell}")
            }
        };
        atoms.iter().map(one).collect::<Vec<_>>().join(" en ")
    }

    /// An expression by the names and values that it is made of.
    pub(crate) fn typed(&self, id: ExprId) -> String {
        self.typed_within(id, 0)
    }

    fn typed_within(&self, id: ExprId, depth: usize) -> String {
        let Some(expr) = self.program.exprs.get(usize::from(id)).filter(|_| depth <= crate::program::DEEPEST)
        else {
            return "…".to_owned();
        };
        let inner = |id: ExprId| self.typed_within(id, depth + 1);
        // A sum inside something else needs brackets to be read the same.
        let part = |id: ExprId| match self.program.exprs.get(usize::from(id)) {
            Some(Expr::Two(..) | Expr::If(..)) => format!("({})", inner(id)),
            _ => inner(id),
        };
        match expr {
            Expr::Measure(measure) => measure.to_string(),
            Expr::Date(day) => day.iso(),
            Expr::Word(word) => word.to_string(),
            Expr::Fact(fact) => self.fact_name(*fact),
            Expr::FactOn(fact, question) => {
                format!("{} op {}", self.fact_name(*fact), self.program.id_of(Operand::Answer(*question)))
            }
            Expr::Answer(question) => self.program.id_of(Operand::Answer(*question)),
            Expr::Value(value) => self.program.id_of(Operand::Value(*value)),
            Expr::Two(op, left, right) => {
                let op = match op {
                    Op::Add => "+",
                    Op::Sub => "-",
                    Op::Mul => "*",
                    Op::Div => "/",
                };
                format!("{} {op} {}", part(*left), part(*right))
            }
            Expr::If(when, then, other) => {
                format!("als {} dan {} anders {}", self.typed_condition(when), part(*then), part(*other))
            }
            Expr::Call(function, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|id| inner(*id)).collect();
                format!("{}({})", name_of(*function), arguments.join("; "))
            }
        }
    }

    fn fact_name(&self, fact: Index) -> String {
        let Some(fact) = self.program.facts.get(usize::from(fact)) else { return String::new() };
        match fact.on(self.program.day) {
            Some(FactValue::Known(measure)) if self.filled => measure.to_string(),
            _ => fact.name.clone(),
        }
    }
}

/// `a of b`, or `niet c` where that is shorter.
fn one_of(words: &[&str], bits: u64) -> String {
    let (has, lacks): (Vec<&str>, Vec<&str>) =
        (chosen(words, bits).collect(), chosen(words, !bits).collect());
    match lacks.as_slice() {
        [] => ANY.to_owned(),
        [only] if has.len() > 1 => format!("niet {only}"),
        _ => has.join(" of "),
    }
}

fn chosen<'a>(words: &'a [&'a str], bits: u64) -> impl Iterator<Item = &'a str> {
    words
        .iter()
        .enumerate()
        .filter(move |(place, _)| *place < 64 && bits >> place & 1 == 1)
        .map(|(_, word)| *word)
}

/// How a comparison is written.
pub(crate) fn sign(cmp: Cmp) -> &'static str {
    match cmp {
        Cmp::Less => "<",
        Cmp::AtMost => "<=",
        Cmp::Equal => "=",
        Cmp::AtLeast => ">=",
        Cmp::More => ">",
    }
}

fn name_of(function: Function) -> &'static str {
    crate::rules::expression::FUNCTIONS
        .iter()
        .find(|(_, known)| *known == function)
        .map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    /// Each cell of the handbook's own tables is written back as the editor typed it.
    #[test]
    fn tables_of_the_handbook_are_typed_back() {
        let mut fixtures = vec![Fixture::small(), Fixture::content()];
        fixtures.extend(Fixture::trials());
        let mut cells = 0;
        for fixture in fixtures {
            let (book, _) = fixture.read();
            for rules in book.calculators.iter().flat_map(|calculator| &calculator.organisations) {
                let Some(table) = rules.spans.table.filter(|_| !rules.rule_columns.is_empty()) else {
                    continue;
                };
                let lines = fixture.text(table).lines().skip(2).collect::<Vec<_>>();
                let sheet = Sheet { program: &rules.program, filled: false };
                for (line, row) in lines.iter().zip(&rules.program.rows) {
                    let typed = line.trim().trim_matches('|').split('|');
                    for (name, typed) in
                        rules.rule_columns.iter().zip(typed).take_while(|(name, _)| *name != "dan")
                    {
                        let atom = row.when.iter().find(|atom| rules.program.id_of(atom.left) == *name);
                        let written = atom.map_or_else(|| ANY.to_owned(), |atom| sheet.cell(atom));
                        assert_eq!(same(&written), same(typed), "{name} in {line}");
                        cells += 1;
                    }
                }
            }
        }
        assert!(cells > 100, "{cells}");
    }

    /// What is meant, where there is more than one way to write it.
    fn same(cell: &str) -> String {
        let cell = cell.trim().replace('≤', "<=").replace('≥', ">=");
        match cell.as_str() {
            "–" | "—" => ANY.to_owned(),
            _ => cell,
        }
    }
}
