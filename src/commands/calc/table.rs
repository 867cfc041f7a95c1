//! `wegwijs calc --tabel`: the rules of one organisation as a table, with the values of the day filled in.

use calculators::book::RuleBook;
use calculators::views::TableView;

use super::super::{Status, say};

/// Prints the table; none when the organisation has no such calculator.
pub(super) fn run(rules: &RuleBook, id: &str, organisation: &str, json: bool) -> Option<Status> {
    let table = rules.table(id, organisation)?;
    if json {
        say(&serde_json::to_string_pretty(&table).unwrap_or_default());
    } else {
        say(text(&table).trim_end());
    }
    Some(Status::Clean)
}

fn text(table: &TableView) -> String {
    let mut out =
        format!("{}\n{}, {}, met de waarden van {}", table.title, table.organisation, table.kind, table.day);
    if let Some(hit) = &table.hit {
        out.push_str(&format!(", werking: {hit}"));
    }
    if let Some(other) = &table.same_as {
        out.push_str(&format!(", de regels van {other}"));
    }
    out.push_str("\n\n");
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|place| {
            let cells = table.rows.iter().chain([&table.columns]).filter_map(|row| row.get(place));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &[String]| -> String {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!(" {cell:width$} |"));
        format!("|{}\n", cells.collect::<String>())
    };
    out.push_str(&line(&table.columns));
    out.push_str(&format!(
        "|{}\n",
        widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect::<String>()
    ));
    for row in &table.rows {
        out.push_str(&line(row));
    }
    for (title, list) in [("Waarden", &table.values), ("Feiten", &table.facts)] {
        if !list.is_empty() {
            out.push_str(&format!("\n{title}\n"));
        }
        for (name, value) in list {
            out.push_str(&format!("  {name} = {value}\n"));
        }
    }
    out
}
