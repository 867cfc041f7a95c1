//! What to type against a gap or an overlap: rows and cells that would mend the table, tried before they are
//! proposed.

use crate::kernel::quantity::Measure;
use crate::program::{Atom, Cmp, Expr, Index, Operand, Program, Test};
use crate::sheet::{ANY, Sheet};
use crate::world::{Point, Tri, Val, Var, World};

/// So many tries for one proposal.
const TRIES: u32 = 100_000;

/// A row for the case that no row fits, with cells as wide as they can be without touching another row.
pub(super) fn row_for_gap(
    program: &Program,
    fixed: Vec<(Operand, Val)>,
    conditions: &[&[Atom]],
    columns: &[String],
) -> Option<String> {
    let mut program = program.clone();
    let before = columns.iter().take_while(|column| *column != "dan");
    let operands: Vec<Option<Operand>> = before.map(|column| operand(&program, column)).collect();
    // What stands in no column cannot be written in the row, and keeps no other row away.
    let in_columns = fixed.into_iter().filter(|(left, _)| operands.contains(&Some(*left)));
    let mut box_of: Vec<Atom> = in_columns.filter_map(|one| exactly(&mut program, one)).collect();
    for left in operands.iter().flatten().copied() {
        let Some(place) = box_of.iter().position(|atom| atom.left == left) else { continue };
        let exact = box_of.remove(place);
        if free(&program, &box_of, conditions) {
            continue;
        }
        // Cells of the rows that are most like this case, and what these leave out.
        let mut rows: Vec<(usize, &Atom)> = conditions
            .iter()
            .filter_map(|row| {
                Some((alike(&program, row, &box_of, left), row.iter().find(|atom| atom.left == left)?))
            })
            .collect();
        rows.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
        let wider = rows
            .into_iter()
            .flat_map(|(_, atom)| [Some(atom.clone()), opposite(&program, atom)])
            .flatten()
            .find(|atom| {
                let with = |atom: &Atom| box_of.iter().cloned().chain([atom.clone()]).collect::<Vec<Atom>>();
                let both = with(&exact).into_iter().chain([atom.clone()]).collect::<Vec<Atom>>();
                possible(&program, &both) && free(&program, &with(atom), conditions)
            });
        box_of.insert(place, wider.unwrap_or(exact));
    }
    if !free(&program, &box_of, conditions) {
        return None;
    }
    let sheet = Sheet { program: &program, filled: false };
    let cells: Vec<String> = operands
        .iter()
        .map(|left| {
            let atom = left.and_then(|left| box_of.iter().find(|atom| atom.left == left));
            atom.map_or_else(|| ANY.to_owned(), |atom| sheet.cell(atom))
        })
        .chain(columns.iter().skip(operands.len()).map(|_| "…".to_owned()))
        .collect();
    (!operands.is_empty()).then(|| format!("| {} |", cells.join(" | ")))
}

fn operand(program: &Program, name: &str) -> Option<Operand> {
    let question = program.questions.iter().position(|question| question.id == name);
    let value = || program.values.iter().position(|value| value.id == name);
    question
        .map(|index| Operand::Answer(index as Index))
        .or_else(|| value().map(|index| Operand::Value(index as Index)))
}

/// The condition that holds for nothing but what is fixed.
fn exactly(program: &mut Program, (left, val): (Operand, Val)) -> Option<Atom> {
    let test = match val {
        Val::Word(word) => Test::OneOf(1_u64.checked_shl(u32::from(word))?),
        Val::Amount(quantity) => equals(program, Expr::Measure(Measure::Quantity(quantity)))?,
        Val::Week(week) => equals(program, Expr::Measure(Measure::Week(week)))?,
        Val::Date(day) => equals(program, Expr::Date(day))?,
        Val::Many(bits) => {
            Test::Many { count: vec![(Cmp::Equal, bits.count_ones())], with: bits, without: 0 }
        }
        Val::Time(_) | Val::Text(_) => return None,
    };
    Some(Atom::new(left, test))
}

fn equals(program: &mut Program, expr: Expr) -> Option<Test> {
    let id = u16::try_from(program.exprs.len()).ok()?;
    program.exprs.push(expr);
    Some(Test::Compare(vec![(Cmp::Equal, id)]))
}

/// How many of a row's other cells fit the case.
fn alike(program: &Program, row: &[Atom], case: &[Atom], left: Operand) -> usize {
    row.iter()
        .filter(|atom| atom.left != left)
        .filter(|atom| {
            possible(program, &case.iter().cloned().chain([(*atom).clone()]).collect::<Vec<Atom>>())
        })
        .count()
}

/// What holds where a cell does not: of a single comparison, or of words.
fn opposite(program: &Program, atom: &Atom) -> Option<Atom> {
    let test = match &atom.test {
        Test::OneOf(bits) => {
            let all = 1_u64.checked_shl(program.words_of(atom.left).len() as u32)?.checked_sub(1)?;
            Test::OneOf(all & !bits)
        }
        Test::Compare(parts) => {
            let [(cmp, right)] = parts.as_slice() else { return None };
            let cmp = match cmp {
                Cmp::Less => Cmp::AtLeast,
                Cmp::AtMost => Cmp::More,
                Cmp::AtLeast => Cmp::Less,
                Cmp::More => Cmp::AtMost,
                Cmp::Equal => return None,
            };
            Test::Compare(vec![(cmp, *right)])
        }
        Test::Many { .. } => return None,
    };
    Some(Atom::new(atom.left, test))
}

/// Whether some input fits all of these.
fn possible(program: &Program, atoms: &[Atom]) -> bool {
    let world = World::new(program, Vec::new(), true);
    world.allow(TRIES);
    let test = |point: &Point| -> Result<bool, Var> {
        match world.all(atoms, point) {
            Tri::Yes => Ok(true),
            Tri::No | Tri::NoRule(_) => Ok(false),
            Tri::Open(var) => Err(var),
        }
    };
    world.find(&test, &mut world.start())
}

/// Whether no input that fits these fits a row too.
fn free(program: &Program, atoms: &[Atom], conditions: &[&[Atom]]) -> bool {
    let world = World::new(program, Vec::new(), true);
    world.allow(TRIES);
    let test = |point: &Point| -> Result<bool, Var> {
        match world.all(atoms, point) {
            Tri::Yes => {}
            Tri::No | Tri::NoRule(_) => return Ok(false),
            Tri::Open(var) => return Err(var),
        }
        let mut open = None;
        for row in conditions {
            match world.all(row, point) {
                Tri::Yes => return Ok(true),
                Tri::Open(var) => open = open.or(Some(var)),
                Tri::No | Tri::NoRule(_) => {}
            }
        }
        open.map_or(Ok(false), Err)
    };
    !world.find(&test, &mut world.start()) && !world.exhausted()
}

/// How to keep two rows apart: one cell that would do it. The row with fewer conditions is the general one; the other
/// gives way to it.
pub(super) fn apart(program: &Program, upper: &[Atom], lower: &[Atom], columns: bool) -> String {
    const OTHERWISE: &str =
        "Gaat de bovenste regel altijd voor? Zet dan `werking: eerste` bij deze organisatie.";
    let sheet = Sheet { program, filled: false };
    let by_lower = upper.len() > lower.len();
    let order = if by_lower {
        [(upper, lower, true), (lower, upper, false)]
    } else {
        [(lower, upper, false), (upper, lower, true)]
    };
    for (row, general, is_upper) in order {
        for atom in general {
            let Some(cell) = opposite(program, atom) else { continue };
            let mut narrowed: Vec<Atom> =
                row.iter().filter(|known| known.left != cell.left).cloned().collect();
            let known = row.iter().find(|known| known.left == cell.left);
            let Some(cell) = joined(known, cell) else { continue };
            narrowed.push(cell.clone());
            if !possible(program, &narrowed) {
                continue;
            }
            let (name, cell) = (program.id_of(atom.left), sheet.cell(&cell));
            let whose = if is_upper { "de andere regel" } else { "deze regel" };
            let was = known.map_or_else(|| ANY.to_owned(), |known| sheet.cell(known));
            return if columns {
                format!(
                    "Schrijf bijvoorbeeld in de kolom `{name}` van {whose} `{cell}` in plaats van `{was}`. {OTHERWISE}"
                )
            } else {
                format!("Zet bijvoorbeeld bij `als:` van {whose} `{name} {cell}`. {OTHERWISE}")
            };
        }
    }
    format!("Laat in een van de twee een kolom iets anders vragen. {OTHERWISE}")
}

/// A cell with one condition more; none where that cannot be written in one cell.
fn joined(known: Option<&Atom>, more: Atom) -> Option<Atom> {
    let Some(known) = known else { return Some(more) };
    let test = match (&known.test, &more.test) {
        (Test::OneOf(one), Test::OneOf(other)) => Test::OneOf(one & other),
        (Test::Compare(one), Test::Compare(other)) => {
            let mut parts = one.clone();
            for (cmp, right) in other {
                // `<= a` and `< a` is `< a`.
                parts.retain(|(known, at)| {
                    !(at == right
                        && matches!((known, cmp), (Cmp::AtMost, Cmp::Less) | (Cmp::AtLeast, Cmp::More)))
                });
                parts.push((*cmp, *right));
            }
            // Lowest first, as one reads.
            parts.sort_by_key(|(cmp, _)| matches!(cmp, Cmp::Less | Cmp::AtMost));
            if parts.len() > 2 {
                return None;
            }
            Test::Compare(parts)
        }
        _ => return None,
    };
    Some(Atom::new(more.left, test))
}
