//! The prover on questions that are asked because of each other: what is asked in one group of questions hangs on
//! another, also in a ring.

use proptest::prelude::*;

use super::{SIGNS, SOURCES, proven, verdict};
use crate::testing::Fixture;

/// Sign and number; without a number the other amount.
type Cell = Option<(usize, Option<i64>)>;

#[derive(Clone, Debug)]
struct Row {
    a: u8,
    b: u8,
    c: u8,
    p: Cell,
    q: Cell,
    r: Cell,
    outcome: usize,
}

#[derive(Clone, Copy, Debug)]
struct Input {
    a: bool,
    b: Option<bool>,
    c: Option<bool>,
    p: Option<i64>,
    q: Option<i64>,
    r: Option<i64>,
}

/// On which answers three of the questions hang.
#[derive(Clone, Copy, Debug)]
struct Asked {
    /// `b` hangs on `p` or `q`, `r` on `b` or `c`, and `c` on `a` or `q`.
    b: usize,
    r: usize,
    c: usize,
}

impl Asked {
    fn inputs(self) -> Vec<Input> {
        let yes_no = |asked: bool| if asked { vec![Some(true), Some(false)] } else { vec![None] };
        let number = |asked: bool| if asked { (0..=3).map(Some).collect() } else { vec![None] };
        let mut list = Vec::new();
        for a in [true, false] {
            for p in number(a) {
                for q in number(!a) {
                    let b_asked = [p, q][self.b].is_some_and(|number| number > 1);
                    for b in yes_no(b_asked) {
                        let c_asked = if self.c == 0 { a } else { q.is_some_and(|number| number < 2) };
                        for c in yes_no(c_asked) {
                            for r in number([b, c][self.r] == Some(true)) {
                                list.push(Input { a, b, c, p, q, r });
                            }
                        }
                    }
                }
            }
        }
        list
    }
}

fn held(cell: Cell, left: Option<i64>, other: Option<i64>) -> bool {
    let Some((sign, right)) = cell else { return true };
    let (Some(left), Some(right)) = (left, right.or(other)) else { return false };
    match SIGNS[sign] {
        "<" => left < right,
        "<=" => left <= right,
        "=" => left == right,
        ">=" => left >= right,
        _ => left > right,
    }
}

fn matches(row: &Row, input: Input) -> bool {
    let yes_no = |cell: u8, answer: Option<bool>| match cell {
        0 => true,
        1 => answer == Some(true),
        _ => answer == Some(false),
    };
    yes_no(row.a, Some(input.a))
        && yes_no(row.b, input.b)
        && yes_no(row.c, input.c)
        && held(row.p, input.p, input.r)
        && held(row.q, input.q, None)
        && held(row.r, input.r, None)
}

fn text(asked: Asked, hit: &str, rows: &[Row]) -> (String, usize) {
    let amount = |id: &str, only_if: &str| {
        format!(
            "  {id}:\n    vraag: Hoeveel {id}?\n    type: bedrag\n    stap: 1 EUR\n    minimum: 0 EUR\n    maximum: 3 EUR\n    als: {only_if}\n"
        )
    };
    let yes_no = |id: &str, only_if: &str| {
        let only_if = if only_if.is_empty() { String::new() } else { format!("    als: {only_if}\n") };
        format!("  {id}:\n    vraag: Is {id} zo?\n    type: ja/nee\n{only_if}")
    };
    let mut text = [
        "titel: Proef\nsoort: beslissing\nvragen:\n".to_owned(),
        yes_no("a", ""),
        amount("p", "a = ja"),
        amount("q", "a = nee"),
        yes_no("b", ["p > 1 EUR", "q > 1 EUR"][asked.b]),
        yes_no("c", ["a = ja", "q < 2 EUR"][asked.c]),
        amount("r", ["b = ja", "c = ja"][asked.r]),
    ]
    .concat();
    text += "uitkomsten:\n";
    for outcome in ["een", "twee", "drie"] {
        text += &format!("  {outcome}:\n    kleur: groen\n    kort: K\n    titel: T\n");
    }
    text += &format!(
        "organisaties:\n  lelystad:\n    document: lelystad/code\n    werking: {hit}\n    tabel: |\n      | a | b | c | p | q | r | dan | bron |\n"
    );
    let first = text.matches('\n').count() + 1;
    let yes_no = |cell: u8| ["-", "ja", "nee"][usize::from(cell)];
    let amount = |cell: Cell| {
        cell.map_or("-".to_owned(), |(sign, right)| {
            format!("{} {}", SIGNS[sign], right.map_or("r".to_owned(), |number| format!("{number} EUR")))
        })
    };
    for row in rows {
        text += &format!(
            "      | {} | {} | {} | {} | {} | {} | {} | plek |\n",
            yes_no(row.a),
            yes_no(row.b),
            yes_no(row.c),
            amount(row.p),
            amount(row.q),
            amount(row.r),
            ["een", "twee", "drie"][row.outcome]
        );
    }
    (text, first)
}

fn row() -> impl Strategy<Value = Row> {
    let yes_no = || prop_oneof![3 => Just(0_u8), 1 => 1_u8..3];
    let number = |other: bool| {
        let right = if other {
            prop_oneof![1 => (0_i64..4).prop_map(Some), 1 => Just(None)].boxed()
        } else {
            (0_i64..4).prop_map(Some).boxed()
        };
        prop::option::weighted(0.3, (0_usize..5, right))
    };
    (yes_no(), yes_no(), yes_no(), number(true), number(false), number(false), 0_usize..3)
        .prop_map(|(a, b, c, p, q, r, outcome)| Row { a, b, c, p, q, r, outcome })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_about_questions_that_hang_on_each_other_are_those_of_trying_everything(
        hit in prop_oneof![3 => Just("uniek"), 1 => Just("eerste"), 1 => Just("alle")],
        b in 0_usize..2,
        r in 0_usize..2,
        c in 0_usize..2,
        mut rows in prop::collection::vec(row(), 1..5),
        rest in any::<bool>(),
    ) {
        if rest {
            // Many without a gap: where a question is not asked, no comparison of it holds.
            let plain = Row { a: 0, b: 0, c: 0, p: None, q: None, r: None, outcome: 0 };
            rows.truncate(2);
            if hit == "uniek" {
                rows.push(Row { a: 1, ..plain.clone() });
                rows.push(Row { a: 2, ..plain });
            } else {
                rows.push(plain);
            }
        }
        let asked = Asked { b, r, c };
        let (text, first) = text(asked, hit, &rows);
        let fixture = Fixture::new().file("bronnen.yaml", SOURCES).file("rekenhulpen/proef.yaml", &text);
        let outcomes: Vec<usize> = rows.iter().map(|row| row.outcome).collect();
        let matched: Vec<Vec<bool>> = asked
            .inputs()
            .iter()
            .map(|input| rows.iter().map(|row| matches(row, *input)).collect())
            .collect();
        let (found, _, open) = proven(&fixture, first);
        prop_assert!(!open, "left open:\n{text}");
        let mut wanted = verdict(hit, &outcomes, &matched);
        wanted.1.sort_unstable();
        prop_assert_eq!(found, wanted, "\n{}", text);
    }
}
