//! Named values: by an expression, by a table of their own, or by a column of the rules.

use super::*;

/// So many values may rest on each other in a row.
const MOST_VALUES_DEEP: usize = DEEPEST / 3;

impl<'a> Builder<'a> {
    pub(super) fn collect_values(&mut self, blocks: &'a [Entry], rules: Fields<'a>) {
        for block in blocks {
            for entry in block.value.get("waarden").and_then(Node::entries).unwrap_or_default() {
                self.all_values.push(entry.key.clone());
            }
        }
        let Some(node) = rules.get("waarden") else { return };
        let Some(entries) = sink::entries(self.sink, RULES, node, "De waarden") else { return };
        for entry in entries {
            self.claim(&entry.key, entry.key_span);
            self.pending.push(Pending {
                id: entry.key.clone(),
                span: entry.key_span,
                source: PendingValue::Named(&entry.value),
                state: PendingState::Waiting,
            });
        }
    }

    pub(super) fn values(&mut self) {
        let mut place = 0;
        while place < self.pending.len() {
            self.value(place);
            place += 1;
        }
    }

    /// Reads a named value if that was not done yet; one that is broken has an index that points nowhere.
    pub(super) fn value(&mut self, place: usize) -> Index {
        const NOWHERE: Index = Index::MAX;
        let Some(pending) = self.pending.get_mut(place) else { return NOWHERE };
        match pending.state {
            PendingState::Done(index) => return index,
            PendingState::Broken => return NOWHERE,
            PendingState::Busy => {
                let (span, id) = (pending.span, pending.id.clone());
                pending.state = PendingState::Broken;
                self.sink.error(
                    "W0610",
                    span,
                    format!("`{id}` wordt uiteindelijk uit zichzelf berekend"),
                    "Haal de kring eruit: een waarde kan niet van zichzelf afhangen.",
                );
                return NOWHERE;
            }
            PendingState::Waiting => pending.state = PendingState::Busy,
        }
        let (id, span, source) = (pending.id.clone(), pending.span, pending.source);
        if self.pending.iter().filter(|value| value.state == PendingState::Busy).count() > MOST_VALUES_DEEP {
            self.sink.error(
                "W0522",
                span,
                format!("De waarde `{id}` rust op een waarde die op een waarde rust, en zo te veel keer"),
                "Laat waarden rechtstreeks op vragen en feiten rusten waar dat kan.",
            );
            if let Some(pending) = self.pending.get_mut(place) {
                pending.state = PendingState::Broken;
            }
            return NOWHERE;
        }
        let was_reading = std::mem::replace(&mut self.reading_questions, false);
        let built = match source {
            PendingValue::Named(node) => self.named_value(&id, node),
            PendingValue::Column => self.column_value(&id),
        };
        self.reading_questions = was_reading;
        let state = match built {
            Some((named, kind)) => {
                self.program.values.push(named);
                let index = (self.program.values.len() - 1) as Index;
                let kind = match kind {
                    Type::Word(Operand::Value(_)) => Type::Word(Operand::Value(index)),
                    other => other,
                };
                self.value_types.push(kind);
                self.spans.values.push(span);
                PendingState::Done(index)
            }
            None => PendingState::Broken,
        };
        if let Some(pending) = self.pending.get_mut(place)
            && pending.state == PendingState::Busy
        {
            pending.state = state;
        }
        match state {
            PendingState::Done(index) => index,
            _ => NOWHERE,
        }
    }

    pub(super) fn named_value(&mut self, id: &str, node: &'a Node) -> Option<(Named, Type)> {
        let what = format!("De waarde `{id}`");
        let fields = sink::fields(self.sink, RULES, node, &what, &keys::VALUE)?;
        let name = match fields.get("naam") {
            Some(node) => self.text(node, "De naam")?,
            None => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft geen naam"),
                    "Zet er `naam:` bij, zoals de lezer haar ziet.",
                );
                return None;
            }
        };
        let rounding = fields.get("afronden").and_then(|node| {
            let text = sink::text(self.sink, RULES, node, "Het afronden")?;
            match Rounding::parse(text) {
                Ok(rounding) => Some((rounding, node.span)),
                Err(error) => {
                    self.sink.error(
                        "W0516",
                        node.span,
                        format!("`{text}` is geen manier van afronden"),
                        error.message(),
                    );
                    None
                }
            }
        });
        let mut words = Vec::new();
        if let Some(node) = fields.get("keuzes") {
            for entry in sink::entries(self.sink, RULES, node, "De keuzes")? {
                let label = self.text(&entry.value, "De keuze")?;
                words.push(Choice { id: entry.key.clone(), label });
            }
        }
        let called = fields.get(crate::rules::order::CALL);
        if let Some(entry) = called.and(fields.entry("keuzes")) {
            self.sink.error(
                "W0516",
                entry.key_span,
                "Wat de waarde kan zijn, zegt de andere rekenhulp",
                "Haal `keuzes:` weg.",
            );
        }
        let (rule, kind) = match (fields.get("is").or(called), fields.get("tabel")) {
            (Some(_), None) if fields.get("is").is_some() && called.is_some() => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft een berekening en een rekenhulp"),
                    "Kies `is:` of `rekenhulp:`.",
                );
                return None;
            }
            (Some(node), None) if called.is_some() => {
                let (rule, known, kind) = self.called_value(node)?;
                words = known;
                (rule, kind)
            }
            (Some(node), None) => {
                sink::text(self.sink, RULES, node, "De berekening")?;
                let (expr, mut kind) = expression::read(self, Piece::whole(node)?)?;
                // What is one of the answers to a question can be what these are, and is told in their words.
                if let Type::Word(of) = kind
                    && words.is_empty()
                {
                    words = self.words_of(of);
                    kind = Type::Word(Operand::Value(0));
                }
                (ValueRule::Expr(expr), kind)
            }
            (None, Some(node)) => self.value_table(node, &words)?,
            (Some(_), Some(_)) => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft een berekening en een tabel"),
                    "Kies `is:`, `tabel:` of `rekenhulp:`.",
                );
                return None;
            }
            (None, None) => {
                self.sink.error(
                    "W0516",
                    node.span,
                    format!("{what} heeft geen berekening"),
                    "Zet er `is:`, `tabel:` of `rekenhulp:` bij.",
                );
                return None;
            }
        };
        if let Some((rounding, span)) = rounding
            && let Type::Quantity(unit) = &kind
            && Quantity::new(Number::ONE, unit.clone()).round(rounding).is_err()
        {
            self.sink.error(
                "W0516",
                span,
                format!("Een waarde in {unit} kan niet op centen worden afgerond"),
                "Rond af op decimalen of op helen.",
            );
        }
        Some((
            Named {
                id: id.to_owned(),
                name,
                words,
                rule,
                rounding: rounding.map(|(rounding, _)| rounding),
                sums: Vec::new(),
            },
            kind,
        ))
    }

    /// What the answers to a question of words, or a value of words, can be.
    fn words_of(&self, operand: Operand) -> Vec<Choice> {
        let known = match operand {
            Operand::Answer(index) => {
                self.program.questions.get(usize::from(index)).map(|question| &question.options)
            }
            Operand::Value(index) => self.program.values.get(usize::from(index)).map(|value| &value.words),
        };
        let label = |id: &String| match known.and_then(|known| known.iter().find(|choice| choice.id == *id)) {
            Some(choice) => choice.label.clone(),
            None => Text(vec![crate::program::Piece::Plain(id.replace('-', " "))]),
        };
        self.options(operand).into_iter().map(|id| Choice { label: label(&id), id }).collect()
    }

    pub(super) fn value_table(&mut self, node: &'a Node, words: &[Choice]) -> Option<(ValueRule, Type)> {
        let sheet = table::sheet(self.sink, node, "De tabel van deze waarde")?;
        let Some(then) = sheet.header.iter().position(|cell| cell.text == "dan") else {
            self.sink.error(
                "W0504",
                node.span,
                "Deze tabel heeft geen kolom `dan`",
                "Zet de waarde in een kolom `dan`.",
            );
            return None;
        };
        let operands = self.operands(sheet.header.get(..then).unwrap_or_default());
        let mut rows = Vec::new();
        let mut spans = Vec::new();
        let mut kind: Option<Type> = None;
        let mut good = true;
        for row in &sheet.rows {
            let when = self.row_condition(&operands, &row.cells);
            let Some(cell) = row.cells.get(then).copied() else { continue };
            let result = if words.is_empty() {
                expression::read(self, cell)
            } else {
                match words.iter().position(|word| word.id == cell.text) {
                    Some(place) => {
                        let id = self.expr(Expr::Word(place as Index));
                        Some((id, Type::Word(Operand::Value(0))))
                    }
                    None => {
                        let help = did_you_mean(
                            cell.text,
                            words.iter().map(|word| word.id.as_str()).collect::<Vec<_>>(),
                        );
                        self.sink.error(
                            "W0607",
                            cell.span(),
                            format!("`{}` staat niet bij de keuzes van deze waarde", cell.text),
                            help,
                        );
                        None
                    }
                }
            };
            let (Some(when), Some((expr, found))) = (when, result) else {
                good = false;
                continue;
            };
            if let Some(known) = &kind
                && !known.fits(&found)
            {
                let message = format!(
                    "Deze regel geeft {}, de regels erboven {}",
                    found.dutch(self),
                    known.dutch(self)
                );
                self.sink.error(
                    "W0603",
                    cell.span(),
                    message,
                    "Laat elke regel dezelfde soort waarde geven.",
                );
                good = false;
            }
            kind.get_or_insert(found);
            rows.push((when, expr));
            spans.push(row.span);
        }
        if !good {
            return None;
        }
        let kind = kind?;
        self.spans.value_rows.push((self.program.values.len(), spans));
        Some((ValueRule::Table(rows), kind))
    }

    pub(super) fn column_value(&mut self, id: &str) -> Option<(Named, Type)> {
        let cells = self.columns.iter().find(|(name, _)| name == id).map(|(_, cells)| cells.clone())?;
        let Some(first) =
            cells.iter().copied().find(|cell| !cells::is_any(cell.text) && !cell.text.is_empty())
        else {
            // An empty cell has a finding of its own.
            if cells.iter().all(|cell| !cell.text.is_empty()) {
                let span = self
                    .pending
                    .iter()
                    .find(|value| value.id == id)
                    .map_or(self.spans.block, |value| value.span);
                self.sink.error(
                    "W0516",
                    span,
                    format!("De kolom `{id}` geeft nergens een waarde"),
                    "Vul haar bij ten minste één regel in, of haal haar weg.",
                );
            }
            return None;
        };
        let (_, kind) = expression::read(self, first)?;
        let name = Text(vec![crate::program::Piece::Plain(crate::words::upper(&id.replace('-', " ")))]);
        Some((
            Named {
                id: id.to_owned(),
                name,
                words: Vec::new(),
                rule: ValueRule::Column,
                rounding: None,
                sums: Vec::new(),
            },
            kind,
        ))
    }
}
