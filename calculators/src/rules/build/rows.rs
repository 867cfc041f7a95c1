//! Rows of decisions: as a table or as a list.

use super::*;

impl<'a> Builder<'a> {
    pub(super) fn operands(&mut self, header: &[Piece<'a>]) -> Vec<(Piece<'a>, Option<Operand>)> {
        header
            .iter()
            .map(|cell| {
                let operand = self.named(cell.text);
                match operand {
                    Some(Operand::Answer(question)) => self.ask(question),
                    Some(Operand::Value(value)) if value != Index::MAX && self.program.one_decimal(value) => {
                        self.sink.error(
                            "W0608",
                            cell.span(),
                            "De hitte-index kan geen voorwaarde zijn",
                            "Gebruik hem alleen om te laten zien: zet hem bij `toont:`.",
                        );
                    }
                    Some(_) => {}
                    None => {
                        let known = self.condition_names();
                        let help = did_you_mean(cell.text, known.iter().map(String::as_str));
                        self.sink.error(
                            "W0609",
                            cell.span(),
                            format!("`{}` is geen vraag en geen waarde", cell.text),
                            help,
                        );
                    }
                }
                (*cell, operand)
            })
            .collect()
    }

    pub(super) fn row_condition(
        &mut self,
        operands: &[(Piece<'a>, Option<Operand>)],
        cells: &[Piece<'a>],
    ) -> Option<Vec<Atom>> {
        let mut atoms = Vec::new();
        let mut good = true;
        for ((_, operand), cell) in operands.iter().zip(cells) {
            match operand {
                Some(operand) => match cells::cell(self, *operand, *cell) {
                    Ok(atom) => atoms.extend(atom),
                    Err(()) => good = false,
                },
                None => good = false,
            }
        }
        good.then_some(atoms)
    }

    pub(super) fn rows(&mut self, head: &Head<'a>, rules: Fields<'a>) {
        if let Some(node) = rules.get("werking") {
            match node.text() {
                Some("uniek") => self.program.hit = Hit::Unique,
                Some("eerste") => self.program.hit = Hit::First,
                Some("alle") => self.program.hit = Hit::All,
                other => {
                    let help = did_you_mean(other.unwrap_or_default(), crate::keys::words(keys::HITS));
                    self.sink.error("W0519", node.span, "Deze werking kennen we niet", help);
                }
            }
        }
        let node = rules.get("tabel").or_else(|| rules.get("regels"));
        let Some(node) = node else {
            if head.kind == Kind::Calculation {
                self.only_outcome(head, rules);
            } else {
                self.sink.error(
                    "W0519",
                    self.spans.block,
                    "Deze organisatie heeft geen regels",
                    "Zet er `tabel: |` bij, of `zelfde-als:`, of `niet-geregeld:`.",
                );
            }
            return;
        };
        self.spans.table = Some(node.span);
        match &node.value {
            Value::List { items, .. } => self.rule_list(items),
            _ => self.rule_table(node),
        }
    }

    pub(super) fn only_outcome(&mut self, head: &Head<'a>, rules: Fields<'a>) {
        let names: Vec<(String, Span)> = head
            .fields
            .get("uitkomsten")
            .and_then(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| (entry.key.clone(), entry.key_span))
            .collect();
        let [(name, span)] = names.as_slice() else {
            self.sink.error(
                "W0519",
                self.spans.block,
                "Een berekening zonder tabel heeft precies één uitkomst",
                "Zet er een tabel bij, of houd één uitkomst over.",
            );
            return;
        };
        let sources = self.sources(rules.get("bron"));
        if rules.get("bron").is_none() {
            self.sink.error(
                "W0519",
                self.spans.block,
                "Een berekening zonder tabel heeft een bron nodig",
                "Zet er `bron:` bij.",
            );
        }
        if let Some(outcome) = self.outcome(name, *span) {
            self.program.rows.push(Row { when: Vec::new(), outcome, values: Vec::new(), sources });
            self.spans.rows.push(self.spans.block);
        }
    }

    /// Columns between `dan` and `bron` are named values; other values may rest on them, so they are known first.
    pub(super) fn collect_columns(&mut self, rules: Fields<'a>) {
        let Some(node) = rules.get("tabel").filter(|node| node.text().is_some()) else { return };
        // What is wrong with the table itself is said when its rows are read.
        let Some(sheet) = table::sheet(&mut Sink::default(), node, "De tabel") else { return };
        let find = |name: &str| sheet.header.iter().position(|cell| cell.text == name);
        let (Some(then), Some(source)) = (find("dan"), find("bron")) else { return };
        for (place, cell) in sheet.header.iter().enumerate() {
            if place <= then || place >= source {
                continue;
            }
            self.claim(cell.text, cell.span());
            let cells = sheet.rows.iter().filter_map(|row| row.cells.get(place).copied()).collect();
            self.columns.push((cell.text.to_owned(), cells));
            self.pending.push(Pending {
                id: cell.text.to_owned(),
                span: cell.span(),
                source: PendingValue::Column,
                state: PendingState::Waiting,
            });
        }
    }

    pub(super) fn rule_table(&mut self, node: &'a Node) {
        let Some(sheet) = table::sheet(self.sink, node, "De tabel") else { return };
        let find = |name: &str| sheet.header.iter().position(|cell| cell.text == name);
        let Some(then) = find("dan") else {
            self.sink.error(
                "W0504",
                node.span,
                "De tabel heeft geen kolom `dan`",
                "Zet de uitkomst in een kolom `dan`.",
            );
            return;
        };
        let Some(source) = find("bron") else {
            self.sink.error(
                "W0504",
                node.span,
                "De tabel heeft geen kolom `bron`",
                "Zet in de laatste kolom `bron` waar de regel staat.",
            );
            return;
        };
        if source < then || source + 1 != sheet.header.len() {
            self.sink.error(
                "W0504",
                node.span,
                "De kolommen staan niet in de goede volgorde",
                "Zet eerst de voorwaarden, dan `dan`, dan waarden, en als laatste `bron`.",
            );
            return;
        }
        let columns: Vec<(usize, Piece<'a>)> = sheet
            .header
            .iter()
            .copied()
            .enumerate()
            .filter(|(place, _)| *place > then && *place < source)
            .collect();
        let operands = self.operands(sheet.header.get(..then).unwrap_or_default());
        for row in &sheet.rows {
            let when = self.row_condition(&operands, row.cells.get(..then).unwrap_or_default());
            let outcome = row.cells.get(then).copied().and_then(|cell| self.outcome_cell(cell));
            let sources =
                row.cells.get(source).copied().map(|cell| self.source_cell(cell)).unwrap_or_default();
            let values = self.row_values(&columns, &row.cells);
            if let (Some(when), Some(outcome)) = (when, outcome) {
                self.program.rows.push(Row { when, outcome, values, sources });
                self.spans.rows.push(row.span);
            }
        }
    }

    pub(super) fn outcome_cell(&mut self, cell: Piece<'_>) -> Option<Index> {
        if cell.text.is_empty() || cells::is_any(cell.text) {
            self.sink.error(
                "W0505",
                cell.span(),
                "Bij deze regel staat geen uitkomst",
                "Zet er een uitkomst bij.",
            );
            return None;
        }
        self.outcome(cell.text, cell.span())
    }

    pub(super) fn row_values(
        &mut self,
        columns: &[(usize, Piece<'a>)],
        cells: &[Piece<'a>],
    ) -> Vec<(Index, ExprId)> {
        let mut list = Vec::new();
        for (place, header) in columns {
            let Some(cell) = cells.get(*place).copied() else { continue };
            if cells::is_any(cell.text) {
                continue;
            }
            if cell.text.is_empty() {
                self.sink.error(
                    "W0505",
                    cell.span(),
                    "Deze cel is leeg",
                    "Geeft deze regel geen waarde? Schrijf dan `-`.",
                );
                continue;
            }
            let Some(value) =
                self.pending.iter().position(|value| value.id == header.text).map(|place| self.value(place))
            else {
                continue;
            };
            let Some((expr, kind)) = expression::read(self, cell) else { continue };
            let known = self.type_of(Operand::Value(value));
            if !known.fits(&kind) {
                let message = format!("Deze cel is {}, de kolom is {}", kind.dutch(self), known.dutch(self));
                self.sink.error(
                    "W0603",
                    cell.span(),
                    message,
                    "Gebruik in een kolom steeds dezelfde eenheid.",
                );
                continue;
            }
            if value != Index::MAX {
                list.push((value, expr));
            }
        }
        list
    }

    pub(super) fn rule_list(&mut self, items: &'a [Node]) {
        for item in items {
            let Some(fields) = sink::fields(self.sink, RULES, item, "Een regel", &keys::RULE) else {
                continue;
            };
            let when = self.condition(fields.get("als"));
            let outcome = match fields.get("dan") {
                Some(node) => {
                    let name = sink::text(self.sink, RULES, node, "De uitkomst").unwrap_or_default();
                    if name.is_empty() { None } else { self.outcome(name, node.span) }
                }
                None => {
                    self.sink.error(
                        "W0505",
                        item.span,
                        "Bij deze regel staat geen uitkomst",
                        "Zet er `dan:` bij.",
                    );
                    None
                }
            };
            if fields.get("bron").is_none() {
                self.sink.error("W0505", item.span, "Bij deze regel staat geen bron", "Zet er `bron:` bij.");
            }
            let sources = self.sources(fields.get("bron"));
            if let (Some(when), Some(outcome)) = (when, outcome) {
                self.program.rows.push(Row { when, outcome, values: Vec::new(), sources });
                self.spans.rows.push(item.span);
            }
        }
    }
}
