//! Whether everything that rules hold an answer against runs straight on with it.
//!
//! What is reckoned with an answer is followed from the answer up: it does not change at all, changes in
//! proportion, only ever goes one way (a rounded amount, a month later, a working day), or may turn back (an
//! answer times itself, the days to the end of the month). Two things that are compared must differ by
//! something that never turns back; then the answers that count alike lie side by side, and
//! [`crate::edges`] finds every edge between them by halving.

use crate::kernel::quantity::{Measure, Unit};
use crate::program::{
    DEEPEST, Expr, ExprId, FactValue, Function, Index, Op, Operand, Program, Test, ValueRule,
};

/// How something goes with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Course {
    /// It does not change.
    Still,
    /// In proportion.
    Straight,
    /// Never back.
    OneWay,
    /// Any way.
    Any,
}

impl Course {
    /// The sum or difference of two.
    fn with(self, other: Course) -> Course {
        match (self, other) {
            (Course::Still, course) | (course, Course::Still) => course,
            (Course::Straight, Course::Straight) => Course::Straight,
            _ => Course::Any,
        }
    }
}

/// Whether all edges of a question can be found.
pub(crate) fn steady(program: &Program, question: Index) -> bool {
    let look = Look { program, question };
    let atoms = program.atoms().into_iter().all(|atom| match &atom.test {
        Test::Compare(parts) => {
            parts.iter().all(|(_, right)| look.operand(atom.left, 0).with(look.expr(*right, 0)) < Course::Any)
        }
        Test::OneOf(_) | Test::Many { .. } => true,
    });
    let arms = program.exprs.iter().all(|expr| match expr {
        Expr::Call(Function::Min | Function::Max, arguments) => {
            let courses: Vec<Course> = arguments.iter().map(|id| look.expr(*id, 0)).collect();
            courses.iter().enumerate().all(|(place, one)| {
                courses.iter().skip(place + 1).all(|other| one.with(*other) < Course::Any)
            })
        }
        _ => true,
    });
    let limits = program.questions.iter().flat_map(|question| [question.minimum, question.maximum]);
    atoms && arms && limits.flatten().all(|id| look.expr(id, 0) < Course::Any)
}

struct Look<'p> {
    program: &'p Program,
    question: Index,
}

impl Look<'_> {
    fn operand(&self, operand: Operand, depth: usize) -> Course {
        if depth > DEEPEST {
            return Course::Any;
        }
        match operand {
            Operand::Answer(index) if index == self.question => Course::Straight,
            Operand::Answer(index) => {
                let stands_in = self.program.questions.get(usize::from(index));
                stands_in
                    .into_iter()
                    .flat_map(|question| [question.default, question.until_known])
                    .flatten()
                    .map(|id| self.expr(id, depth + 1))
                    .max()
                    .unwrap_or(Course::Still)
            }
            Operand::Value(index) => {
                let Some(named) = self.program.values.get(usize::from(index)) else { return Course::Any };
                // Which row counts is a mark of its own; within it only its expression goes with the answer.
                let exprs: Vec<ExprId> = match &named.rule {
                    ValueRule::Expr(expr) => vec![*expr],
                    ValueRule::Table(rows) => rows.iter().map(|(_, expr)| *expr).collect(),
                    ValueRule::Column => self
                        .program
                        .rows
                        .iter()
                        .flat_map(|row| &row.values)
                        .filter(|(value, _)| *value == index)
                        .map(|(_, expr)| *expr)
                        .collect(),
                };
                let course =
                    exprs.into_iter().map(|id| self.expr(id, depth + 1)).max().unwrap_or(Course::Still);
                match course {
                    Course::Straight if named.rounding.is_some() => Course::OneWay,
                    course => course,
                }
            }
        }
    }

    fn expr(&self, id: ExprId, depth: usize) -> Course {
        if depth > DEEPEST {
            return Course::Any;
        }
        let one = |id: ExprId| self.expr(id, depth + 1);
        match self.program.exprs.get(usize::from(id)) {
            None => Course::Any,
            // Which dated value of a fact holds is a mark of its own.
            Some(Expr::Measure(_) | Expr::Date(_) | Expr::Word(_) | Expr::Fact(_) | Expr::FactOn(..)) => {
                Course::Still
            }
            Some(Expr::Answer(index)) => self.operand(Operand::Answer(*index), depth + 1),
            Some(Expr::Value(index)) => self.operand(Operand::Value(*index), depth + 1),
            Some(Expr::Two(op @ (Op::Add | Op::Sub), left, right)) => {
                let course = one(*left).with(one(*right));
                let day = |id: ExprId| self.program.is_day(id, 0);
                let length = match (day(*left), day(*right)) {
                    (true, false) => Some(*right),
                    (false, true) if *op == Op::Add => Some(*left),
                    _ => None,
                };
                match course {
                    // Months and working days are not all as long.
                    Course::Straight if length.is_some_and(|id| !self.even(id)) => Course::OneWay,
                    course => course,
                }
            }
            Some(Expr::Two(Op::Mul, left, right)) => match (one(*left), one(*right)) {
                (Course::Still, course) | (course, Course::Still) => course,
                _ => Course::Any,
            },
            Some(Expr::Two(Op::Div, left, right)) => match one(*right) {
                Course::Still => one(*left),
                _ => Course::Any,
            },
            Some(Expr::If(_, then, other)) => one(*then).max(one(*other)),
            Some(Expr::Call(Function::Min | Function::Max, arguments)) => {
                arguments.iter().map(|id| one(*id)).max().unwrap_or(Course::Still)
            }
            Some(Expr::Call(_, arguments)) => {
                match arguments.iter().fold(Course::Still, |all, id| all.with(one(*id))) {
                    Course::Still => Course::Still,
                    Course::Straight | Course::OneWay if arguments.len() == 1 => Course::OneWay,
                    // `begin-week(week; dag)` moves with its day.
                    Course::Straight => Course::OneWay,
                    _ => Course::Any,
                }
            }
        }
    }

    /// Whether a length that is added to a day is always as many days.
    fn even(&self, id: ExprId) -> bool {
        let is = |measure: &Measure| {
            matches!(measure, Measure::Quantity(quantity)
            if quantity.unit == Unit::days() || quantity.unit == Unit::weeks())
        };
        match self.program.exprs.get(usize::from(id)) {
            Some(Expr::Measure(measure)) => is(measure),
            Some(Expr::Fact(fact) | Expr::FactOn(fact, _)) => {
                self.program.facts.get(usize::from(*fact)).is_some_and(|fact| {
                    fact.lines.iter().all(|line| match &line.value {
                        FactValue::Known(measure) => is(measure),
                        FactValue::Unknown | FactValue::Ended => true,
                    })
                })
            }
            _ => false,
        }
    }
}
