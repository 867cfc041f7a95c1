//! The end of building: what is not used, what is not asked, and what only the whole shows.

use super::*;
use crate::words::Words;
use crate::world::World;

impl<'a> Builder<'a> {
    /// Questions that only called calculators have, for whoever lists all there are.
    pub(super) fn called_labels(&self, list: &mut Vec<(String, String)>) {
        if self.links.is_empty() {
            return;
        }
        let world = World::new(&self.program, Vec::new(), true);
        let words = Words::new(&world);
        for question in &self.program.questions {
            let listed = question.fact.is_some() || question.kind == QuestionKind::Tick;
            if !listed && !list.iter().any(|(id, _)| *id == question.id) {
                list.push((question.id.clone(), words.text(&question.label)));
            }
        }
    }

    pub(super) fn unused_values(&mut self) {
        let program = &self.program;
        let mut used: Vec<Index> =
            program.outcomes.iter().flat_map(|outcome| outcome.shows.clone()).collect();
        used.extend((0..64).filter(|value| program.shows >> value & 1 == 1));
        for atom in program.atoms() {
            if let Operand::Value(value) = atom.left {
                used.push(value);
            }
        }
        used.extend(program.exprs.iter().filter_map(|expr| match expr {
            Expr::Value(value) => Some(*value),
            _ => None,
        }));
        used.extend(self.texts().iter().flat_map(|text| &text.0).filter_map(|piece| match piece {
            crate::program::Piece::Value(value) => Some(*value),
            _ => None,
        }));
        let unused: Vec<(Span, String)> = self
            .program
            .values
            .iter()
            .enumerate()
            .filter(|(index, _)| !used.contains(&(*index as Index)))
            .filter_map(|(index, value)| self.spans.values.get(index).map(|span| (*span, value.id.clone())))
            .collect();
        for (span, id) in unused {
            self.sink.warn(
                "W0611",
                span,
                format!("De waarde `{id}` wordt nergens gebruikt"),
                "Zet haar bij `toont:`, gebruik haar in een regel of tekst, of haal haar weg.",
            );
        }
    }

    /// What a text fills in and nobody gave stands there by its name, in quotes: no sentence to send anybody out with.
    pub(super) fn left_empty(&mut self) {
        let program = &self.program;
        let span = |spans: &[Span], place: usize| spans.get(place).copied().unwrap_or(self.spans.block);
        let mut found: Vec<(Span, String, &str)> = Vec::new();
        let mut look = |at: Span, outcome: Option<Index>, text: &Text, title: bool| {
            for operand in text.operands() {
                let what = match operand {
                    Operand::Value(value) => {
                        let Some(named) = program.values.get(usize::from(value)) else { continue };
                        let by_row = named.rule == ValueRule::Column
                            && program.rows.iter().any(|row| {
                                outcome == Some(row.outcome)
                                    && row.values.iter().all(|(given, _)| *given != value)
                            });
                        by_row.then_some((&named.id, "een regel geeft deze waarde niet"))
                    }
                    Operand::Answer(question) => {
                        let Some(question) = program.questions.get(usize::from(question)) else { continue };
                        let counts = matches!(question.kind, QuestionKind::YesNo | QuestionKind::Tick)
                            || question.default.is_some();
                        // A title that waits for an answer gives way to the short word.
                        let skipped =
                            !title && question.optional() && question.until_known.is_none() && !counts;
                        skipped.then_some((&question.id, "deze vraag mag overgeslagen worden"))
                    }
                };
                found.extend(what.map(|(id, why)| (at, id.clone(), why)));
            }
        };
        for (place, outcome) in program.outcomes.iter().enumerate() {
            let at = span(&self.spans.outcomes, place);
            let index = Some(place as Index);
            look(at, index, &outcome.title, true);
            let route = outcome.route.iter().flat_map(|route| route.bring.iter().chain(&route.next));
            outcome.sentence.iter().chain(route).for_each(|text| look(at, index, text, false));
        }
        // A line with a condition is there to be left out.
        for (lines, spans) in
            [(&program.actions, &self.spans.actions), (&program.attention, &self.spans.attention)]
        {
            for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.only_if.is_empty()) {
                look(span(spans, place), line.outcome, &line.text, false);
            }
        }
        for (at, id, why) in found {
            self.sink.warn(
                "W0619",
                at,
                format!("`{{{{ {id} }}}}` kan leeg blijven: {why}. De lezer ziet dan alleen de naam, tussen aanhalingstekens"),
                "Zet de zin in een regel onder `doe:` of `let-op:`, met een `als:` die dit uitsluit, of noem het niet.",
            );
        }
    }

    pub(super) fn unused_wording(&mut self, own: Fields<'a>) {
        for entry in own.get("vragen").and_then(Node::entries).unwrap_or_default() {
            let asked = self
                .program
                .questions
                .iter()
                .position(|question| question.id == entry.key)
                .is_some_and(|index| self.asked >> index & 1 == 1);
            if !asked && self.program.questions.iter().any(|question| question.id == entry.key) {
                self.sink.warn(
                    "W0611",
                    entry.key_span,
                    format!(
                        "De eigen tekst van `{}` wordt niet gebruikt: de regels noemen deze vraag niet",
                        entry.key
                    ),
                    "Gebruik de vraag in een regel, of haal de tekst weg.",
                );
            }
        }
        for entry in own.get("uitkomsten").and_then(Node::entries).unwrap_or_default() {
            if !self.outcome_index.contains_key(&entry.key) && self.outcome_nodes.contains_key(&entry.key) {
                self.sink.warn(
                    "W0611",
                    entry.key_span,
                    format!(
                        "De eigen tekst van `{}` wordt niet gebruikt: de regels geven deze uitkomst niet",
                        entry.key
                    ),
                    "Gebruik de uitkomst in een regel, of haal de tekst weg.",
                );
            }
        }
    }

    pub(super) fn texts(&self) -> Vec<&Text> {
        let program = &self.program;
        let mut list: Vec<&Text> = Vec::new();
        for outcome in &program.outcomes {
            list.extend([&outcome.short, &outcome.title]);
            list.extend(&outcome.sentence);
        }
        list.extend(program.actions.iter().chain(&program.attention).map(|line| &line.text));
        for line in &program.unclear {
            list.extend([&line.says, &line.reading]);
        }
        list.extend(&program.remarks);
        for step in &program.steps {
            list.push(&step.title);
            list.extend(&step.attention);
            list.extend(step.actions.iter().map(|(_, text)| text));
            list.extend(step.unclear.iter().flat_map(|line| [&line.says, &line.reading]));
            if let When::NoDate(text) = &step.when {
                list.push(text);
            }
        }
        for outcome in &program.outcomes {
            if let Some(route) = &outcome.route {
                list.extend(route.bring.iter().chain(&route.next));
            }
        }
        list.extend(program.situations.iter().map(|situation| &situation.why));
        list.extend(program.questions.iter().map(|question| &question.label));
        for point in &self.points {
            list.extend(point.heading.iter().chain(&point.attention));
            list.extend(point.actions.iter().map(|(_, text)| text));
        }
        list
    }

    /// Leaves out what is not asked, adds questions for facts that are not known, and settles the calendar.
    pub(super) fn finish(&mut self, head: &Head<'_>, before: usize) {
        if let (Some(span), None) = (self.months_at, head.month_end) {
            self.sink.error(
                "W0612",
                span,
                "Hier komen maanden of jaren bij een dag, maar er staat niet wat er gebeurt als die dag niet bestaat",
                "Zet bovenin `maandeinde: laatste-dag` (31 januari en een maand later is 28 februari) of `maandeinde: volgende-dag`.",
            );
        }
        // What an asked question waits for is asked too.
        loop {
            let mut all = self.asked;
            for (index, question) in self.program.questions.iter().enumerate() {
                if all >> index & 1 == 1 {
                    let mut inputs = self.program.inputs_of_atoms(&question.only_if);
                    for id in [question.default, question.until_known].into_iter().flatten() {
                        inputs.0 |= self.program.inputs_of(id).0;
                    }
                    all |= inputs.0;
                }
            }
            if all == self.asked {
                break;
            }
            self.asked = all;
        }
        self.prune();
        self.ask_unknown_facts();
        crate::rules::said::put(&mut self.program);
        for index in 0..self.program.questions.len() {
            let steady = crate::rules::steady::steady(&self.program, index as Index);
            if let Some(question) = self.program.questions.get_mut(index) {
                question.steady = steady;
            }
        }
        if crate::timeline::uses_working_days(&self.program) {
            match self.registry.calendar(&self.organisation) {
                Some(calendar) => self.program.calendar = Some(calendar.clone()),
                None if self.registry.is_broken(&self.organisation, HOLIDAYS) => self.poisoned = true,
                None => self.sink.error(
                    "W0613",
                    self.spans.block,
                    "Deze regels rekenen met werkdagen, maar er is geen landelijk/vrije-dagen.yaml",
                    "Zet in dat bestand welke feestdagen meetellen.",
                ),
            }
        }
        for value in named_by_itself(&self.program) {
            let span = self.spans.values.get(value).copied().unwrap_or(self.spans.block);
            let id = self.program.values.get(value).map_or("", |value| value.id.as_str());
            self.sink.error(
                "W0618",
                span,
                format!("De naam van `{id}` noemt iets waarvan de tekst weer `{id}` noemt"),
                "Haal een van die invullingen weg.",
            );
        }
        if let Some(value) = too_deep(&self.program) {
            let span = self.spans.values.get(value).copied().unwrap_or(self.spans.block);
            self.sink.error(
                "W0522",
                span,
                "Deze waarde zit te diep in elkaar",
                "Splits de berekening op, of laat waarden minder diep op elkaar rusten.",
            );
        }
        // What cannot make the journey to the browser, or would keep it busy there, is refused here.
        if self.sink.errors() > before {
            return;
        }
        if Program::from_bytes(&self.program.to_bytes()).is_err() {
            self.sink.error(
                "W0522",
                self.spans.block,
                "Deze regels zitten te diep in elkaar om te kunnen berekenen",
                "Splits lange berekeningen op, en laat vragen minder op elkaar rusten.",
            );
        } else if !limits::quick(&self.program) {
            self.sink.error(
                "W0614",
                self.spans.block,
                "Deze regels kosten te veel stappen: waarden of vragen rusten telkens weer op elkaar",
                "Laat een waarde een andere niet vaker dan nodig noemen, en hang een vraag van één vraag af.",
            );
        } else {
            reckon::check(&self.program, &self.spots, self.sink);
        }
    }

    pub(super) fn prune(&mut self) {
        let asked = self.asked;
        let mut map: Vec<Option<Index>> = Vec::new();
        let mut kept = Vec::new();
        let mut types = Vec::new();
        for (index, question) in std::mem::take(&mut self.program.questions).into_iter().enumerate() {
            if asked >> index & 1 == 1 {
                map.push(Some(kept.len() as Index));
                kept.push(question);
                types.extend(self.types.get(index).cloned());
            } else {
                map.push(None);
                self.program.unasked.push(question.id);
            }
        }
        // A limit that names a question this organisation does not ask is no limit here.
        for question in &mut kept {
            for limit in [&mut question.minimum, &mut question.maximum] {
                let gone = limit.is_some_and(|id| {
                    let mut inputs = Inputs::default();
                    inputs_of_answers(&self.program.exprs, id, &mut inputs);
                    map.iter().enumerate().any(|(index, to)| to.is_none() && inputs.has(index as Index))
                });
                if gone {
                    *limit = None;
                }
            }
        }
        self.program.questions = kept;
        self.types = types;
        let to = |index: &mut Index| {
            if let Some(Some(new)) = map.get(usize::from(*index)) {
                *index = *new;
            }
        };
        for kind in &mut self.value_types {
            if let Type::Word(Operand::Answer(index)) | Type::Many(index) = kind {
                to(index);
            }
        }
        let program = &mut self.program;
        for expr in &mut program.exprs {
            match expr {
                // What named only questions that are gone points nowhere any more and is never looked at.
                Expr::Answer(index) | Expr::FactOn(_, index) => {
                    if matches!(map.get(usize::from(*index)), Some(None)) {
                        *expr = Expr::Word(0);
                    } else {
                        to(index);
                    }
                }
                Expr::If(atoms, ..) => atoms_to(atoms, &map),
                _ => {}
            }
        }
        program.rules_of.iter_mut().chain(&mut program.rules_until).for_each(to);
        for question in &mut program.questions {
            atoms_to(&mut question.only_if, &map);
            text_to(&mut question.label, &map);
            question.help.iter_mut().chain(&mut question.unless).for_each(|text| text_to(text, &map));
            question.options.iter_mut().for_each(|option| text_to(&mut option.label, &map));
        }
        for value in &mut program.values {
            text_to(&mut value.name, &map);
            if let ValueRule::Table(rows) = &mut value.rule {
                rows.iter_mut().for_each(|(atoms, _)| atoms_to(atoms, &map));
            }
        }
        for outcome in &mut program.outcomes {
            text_to(&mut outcome.short, &map);
            text_to(&mut outcome.title, &map);
            outcome.sentence.iter_mut().for_each(|text| text_to(text, &map));
            if let Some(route) = &mut outcome.route {
                route.bring.iter_mut().chain(&mut route.next).for_each(|text| text_to(text, &map));
            }
        }
        program.rows.iter_mut().for_each(|row| atoms_to(&mut row.when, &map));
        for line in program.actions.iter_mut().chain(&mut program.attention) {
            atoms_to(&mut line.only_if, &map);
            text_to(&mut line.text, &map);
        }
        let unclear = |line: &mut UnclearRule| {
            atoms_to(&mut line.only_if, &map);
            text_to(&mut line.says, &map);
            text_to(&mut line.reading, &map);
            line.decides.iter_mut().for_each(|text| text_to(text, &map));
        };
        program.unclear.iter_mut().for_each(unclear);
        program.remarks.iter_mut().for_each(|text| text_to(text, &map));
        for situation in &mut program.situations {
            to(&mut situation.question);
            text_to(&mut situation.why, &map);
            situation.unclear.iter_mut().for_each(unclear);
        }
        for point in &mut self.points {
            point.heading.iter_mut().chain(&mut point.attention).for_each(|text| text_to(text, &map));
            point.actions.iter_mut().for_each(|(_, text)| text_to(text, &map));
            point.unclear.iter_mut().for_each(unclear);
        }
        for step in &mut program.steps {
            atoms_to(&mut step.only_if, &map);
            text_to(&mut step.title, &map);
            step.attention.iter_mut().for_each(|text| text_to(text, &map));
            step.actions.iter_mut().for_each(|(_, text)| text_to(text, &map));
            step.unclear.iter_mut().for_each(unclear);
            if let When::NoDate(text) = &mut step.when {
                text_to(text, &map);
            }
        }
    }

    /// A fact that is not known on some day is asked of the reader then.
    pub(super) fn ask_unknown_facts(&mut self) {
        let reckoned: Vec<Index> = self
            .program
            .exprs
            .iter()
            .filter_map(|expr| match expr {
                Expr::Fact(fact) | Expr::FactOn(fact, _) => Some(*fact),
                _ => None,
            })
            .collect();
        for index in 0..self.program.facts.len() as Index {
            let Some(fact) = self.program.facts.get(usize::from(index)) else { continue };
            let unknown = fact.lines.iter().any(|line| line.value == FactValue::Unknown);
            if !unknown || !reckoned.contains(&index) {
                continue;
            }
            let Some(entry) =
                self.registry.fact(&fact.owner, fact.name.rsplit('/').next().unwrap_or(&fact.name))
            else {
                continue;
            };
            let Some(unit) = entry.unit.clone() else { continue };
            let plain = |text: &str| Text(vec![crate::program::Piece::Plain(text.to_owned())]);
            let kind = if unit.is_money() {
                QuestionKind::Amount
            } else if unit.is_percent() {
                QuestionKind::Percentage
            } else {
                QuestionKind::Number
            };
            let name = fact.name.clone();
            let limits = entry.limits.clone();
            let [minimum, maximum] =
                limits.map(|limit| limit.map(|limit| self.expr(Expr::Measure(Measure::Quantity(limit)))));
            let place = self.program.questions.len() as Index;
            let question = Question {
                id: name,
                label: plain(entry.question.as_deref().unwrap_or(&entry.description)),
                help: entry.place.as_deref().map(|place| {
                    let help = entry.help.as_ref().map(|help| format!("{help} ")).unwrap_or_default();
                    plain(&format!("{help}Dit staat niet in het handboek. Kijk bij {place}."))
                }),
                kind,
                options: Vec::new(),
                dont_know: false,
                both: false,
                only_if: Vec::new(),
                required: true,
                unless: None,
                default: None,
                until_known: None,
                minimum,
                maximum,
                step: None,
                unit: Some(unit.clone()),
                fact: Some(index),
                steady: false,
            };
            self.program.questions.push(question);
            self.types.push(Type::Quantity(unit));
            if let Some(fact) = self.program.facts.get_mut(usize::from(index)) {
                fact.asked_as = Some(place);
            }
        }
    }
}

fn inputs_of_answers(exprs: &[Expr], id: ExprId, inputs: &mut Inputs) {
    match exprs.get(usize::from(id)) {
        Some(Expr::Answer(question) | Expr::FactOn(_, question)) if *question < 64 => {
            inputs.0 |= 1 << question
        }
        Some(Expr::Two(_, left, right) | Expr::If(_, left, right)) if *left < id && *right < id => {
            inputs_of_answers(exprs, *left, inputs);
            inputs_of_answers(exprs, *right, inputs);
        }
        Some(Expr::Call(_, arguments)) => {
            for argument in arguments.iter().filter(|argument| **argument < id) {
                inputs_of_answers(exprs, *argument, inputs);
            }
        }
        _ => {}
    }
}

fn atoms_to(atoms: &mut [Atom], map: &[Option<Index>]) {
    for atom in atoms {
        if let Operand::Answer(index) = &mut atom.left
            && let Some(Some(new)) = map.get(usize::from(*index))
        {
            *index = *new;
        }
    }
}

fn text_to(text: &mut Text, map: &[Option<Index>]) {
    for piece in &mut text.0 {
        if let crate::program::Piece::Answer(index) = piece {
            match map.get(usize::from(*index)) {
                Some(Some(new)) => *index = *new,
                _ => *piece = crate::program::Piece::Plain(String::new()),
            }
        }
    }
}

/// Values whose names are filled in with themselves in the end: a name names a question whose words name the value.
fn named_by_itself(program: &Program) -> Vec<usize> {
    let texts = |operand: Operand| -> Vec<&Text> {
        let (name, choices) = match operand {
            Operand::Answer(index) => match program.questions.get(usize::from(index)) {
                Some(question) => (&question.label, &question.options),
                None => return Vec::new(),
            },
            Operand::Value(index) => match program.values.get(usize::from(index)) {
                Some(value) => (&value.name, &value.words),
                None => return Vec::new(),
            },
        };
        std::iter::once(name).chain(choices.iter().map(|choice| &choice.label)).collect()
    };
    let itself = |value: usize| {
        let start = Operand::Value(value as Index);
        let (mut seen, mut next) = (Vec::new(), vec![start]);
        while let Some(operand) = next.pop() {
            for named in texts(operand).into_iter().flat_map(Text::operands) {
                if named == start {
                    return true;
                }
                if !seen.contains(&named) {
                    seen.push(named);
                    next.push(named);
                }
            }
        }
        false
    };
    (0..program.values.len()).filter(|value| itself(*value)).collect()
}

/// A value that rests on others through more steps than anybody follows; conservative, as whoever walks
/// through a program stops there.
fn too_deep(program: &Program) -> Option<usize> {
    let mut values: Vec<usize> = Vec::with_capacity(program.values.len());
    let mut exprs: Vec<usize> = vec![0; program.exprs.len()];
    for (place, value) in program.values.iter().enumerate() {
        // Values rest only on earlier ones, expressions too; what later values add is counted with these.
        for (id, expr) in program.exprs.iter().enumerate() {
            let of = |id: &ExprId| exprs.get(usize::from(*id)).copied().unwrap_or(0);
            let of_value = |value: &Index| values.get(usize::from(*value)).copied().unwrap_or(0);
            let atoms = |atoms: &[Atom]| {
                let each = atoms.iter().map(|atom| {
                    let left = match atom.left {
                        Operand::Value(value) => of_value(&value),
                        Operand::Answer(_) => 0,
                    };
                    let right = match &atom.test {
                        Test::Compare(parts) => parts.iter().map(|(_, id)| of(id)).max().unwrap_or(0),
                        _ => 0,
                    };
                    left.max(right) + 1
                });
                each.max().unwrap_or(0)
            };
            let depth = match expr {
                Expr::Two(_, left, right) => of(left).max(of(right)) + 1,
                Expr::If(when, then, other) => of(then).max(of(other)).max(atoms(when)) + 1,
                Expr::Call(_, arguments) => arguments.iter().map(of).max().unwrap_or(0) + 1,
                Expr::Value(value) => of_value(value) + 1,
                _ => 0,
            };
            if let Some(known) = exprs.get_mut(id) {
                *known = depth;
            }
        }
        let of = |id: &ExprId| exprs.get(usize::from(*id)).copied().unwrap_or(0);
        let depth = match &value.rule {
            ValueRule::Expr(expr) => of(expr) + 1,
            ValueRule::Table(rows) => rows.iter().map(|(_, expr)| of(expr)).max().unwrap_or(0) + 2,
            ValueRule::Column => 2,
        };
        if depth > DEEPEST {
            return Some(place);
        }
        values.push(depth);
    }
    None
}
