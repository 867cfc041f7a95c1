//! Questions: how they are asked, what they wait for, and how an organisation words them.

use std::cmp::Ordering;

use super::*;
use crate::answers;
use crate::world::{World, compare};

impl<'a> Builder<'a> {
    pub(super) fn questions(
        &mut self,
        calls: &[calls::Call<'a>],
        head: &Head<'a>,
        rules: Fields<'a>,
        own: Fields<'a>,
        borrowed: bool,
    ) {
        let node = head.fields.get("vragen");
        let entries =
            node.and_then(|node| sink::entries(self.sink, RULES, node, "De vragen")).unwrap_or_default();
        let plan = self.with_called(entries, calls);
        if plan.len() > MOST_QUESTIONS - 8 {
            self.sink.error(
                "W0514",
                node.map_or(self.spans.block, |node| node.span),
                format!("Meer dan {} vragen is te veel", MOST_QUESTIONS - 8),
                "Maak er twee rekenhulpen van.",
            );
            return;
        }
        let wording = |fields: Fields<'a>| fields.get("vragen").and_then(Node::entries).unwrap_or_default();
        let mut overrides: Vec<&'a Entry> = wording(rules).iter().collect();
        if borrowed {
            overrides.extend(wording(own));
        }
        for entry in &overrides {
            if !entries.iter().any(|question| question.key == entry.key) {
                let help = did_you_mean(
                    &entry.key,
                    entries.iter().map(|question| question.key.as_str()).collect::<Vec<_>>(),
                );
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("`{}` is geen vraag van deze rekenhulp", entry.key),
                    help,
                );
            }
        }
        let mut later: Vec<(usize, Fields<'a>)> = Vec::new();
        for slot in &plan {
            let entry = match slot {
                calls::Slot::Own(entry) => *entry,
                calls::Slot::Called(call, place) => {
                    self.called_question(*call, *place);
                    continue;
                }
            };
            let changes: Vec<&'a Entry> =
                overrides.iter().copied().filter(|change| change.key == entry.key).collect();
            if let Some(fields) = self.question(entry, &changes) {
                later.push((self.program.questions.len() - 1, fields));
            }
        }
        // Conditions and limits name other questions, so all of these are known first.
        self.reading_questions = true;
        self.called_question_rules(calls, &plan);
        for (index, fields) in later {
            self.question_rules(index, fields);
        }
        self.reading_questions = false;
    }

    pub(super) fn question(&mut self, entry: &'a Entry, changes: &[&'a Entry]) -> Option<Fields<'a>> {
        let what = format!("De vraag `{}`", entry.key);
        self.claim(&entry.key, entry.key_span);
        let bad = entry.key.contains(|letter: char| {
            !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        });
        if bad {
            let better: String = entry.key.to_lowercase().replace(['-', ' '], "_");
            self.sink.error(
                "W0512",
                entry.key_span,
                format!("`{}` is geen goede naam voor een vraag", entry.key),
                format!("Gebruik kleine letters, cijfers en `_`: `{better}`."),
            );
        }
        let fields = sink::fields(self.sink, RULES, &entry.value, &what, &keys::QUESTION)?;
        let mut label_node = fields.get("vraag");
        let mut help_node = fields.get("uitleg");
        let mut choices: Option<&'a Node> = None;
        for change in changes {
            let what = format!("De eigen vraag `{}`", change.key);
            let Some(own) = sink::fields(self.sink, RULES, &change.value, &what, &keys::OWN_QUESTION) else {
                continue;
            };
            label_node = own.get("vraag").or(label_node);
            help_node = own.get("uitleg").or(help_node);
            choices = own.get("keuzes").or(choices);
        }
        let kind = match fields.get("type").map(|node| (node, sink::text(self.sink, RULES, node, "Het type")))
        {
            Some((node, Some(text))) => match text {
                "ja/nee" => Some(QuestionKind::YesNo),
                "keuze" => Some(QuestionKind::Choice),
                "meerkeuze" => Some(QuestionKind::Many),
                "bedrag" => Some(QuestionKind::Amount),
                "getal" => Some(QuestionKind::Number),
                "percentage" => Some(QuestionKind::Percentage),
                "datum" => Some(QuestionKind::Date),
                "tijd" => Some(QuestionKind::Time),
                "tekst" => Some(QuestionKind::Text),
                other => {
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("`{other}` is geen type van een vraag"),
                        did_you_mean(other, crate::keys::words(keys::QUESTION_TYPES)),
                    );
                    None
                }
            },
            Some((_, None)) => None,
            None => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("{what} heeft geen type"),
                    "Zet er `type:` bij, bijvoorbeeld `type: ja/nee`.",
                );
                None
            }
        };
        let flag = |builder: &mut Builder<'a>, key: &str| {
            fields.get(key).and_then(|node| sink::yes_no(builder.sink, RULES, node, &format!("`{key}`")))
        };
        let required = flag(self, "verplicht").unwrap_or(true);
        let (dont_know, both) = self.dont_know(fields);
        if label_node.is_none() {
            self.sink.error(
                "W0514",
                entry.key_span,
                format!("{what} heeft geen tekst"),
                "Zet er `vraag:` bij, de zin die de lezer ziet.",
            );
        }
        let broken = kind.is_none();
        let kind = kind.unwrap_or(QuestionKind::Text);
        if (dont_know || both) && !matches!(kind, QuestionKind::YesNo | QuestionKind::Choice) {
            let span = fields.entry("weet-ik-niet").map_or(entry.key_span, |entry| entry.key_span);
            self.sink.error(
                "W0514",
                span,
                "`weet-ik-niet` kan alleen bij ja/nee en bij een keuze",
                "Maak er `type: ja/nee` of `type: keuze` van, of haal deze regel weg.",
            );
        }
        let index = self.program.questions.len();
        let unit = self.question_unit(kind, fields, entry);
        let options = self.question_options(kind, fields, choices, entry);
        let step = fields.get("stap").and_then(|node| {
            let text = sink::text(self.sink, RULES, node, "De stap")?;
            match Quantity::parse(text) {
                Ok(quantity)
                    if unit.as_ref().is_some_and(|unit| quantity.unit == *unit)
                        && quantity.number > Number::ZERO =>
                {
                    Some(quantity)
                }
                Ok(_) => {
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("De stap `{text}` past niet bij deze vraag"),
                        "Schrijf een stap groter dan nul in de eenheid van de vraag.",
                    );
                    None
                }
                Err(error) => {
                    self.sink.error(
                        "W0605",
                        node.span,
                        format!("`{text}` is geen stap met een eenheid"),
                        error.message(),
                    );
                    None
                }
            }
        });
        if kind == QuestionKind::Number && fields.get("stap").is_none() {
            self.sink.error(
                "W0514",
                entry.key_span,
                format!("{what} heeft geen stap"),
                "Zet er `stap:` bij: het kleinste verschil dat telt, bijvoorbeeld `stap: 1 km`.",
            );
        }
        self.types.push(match (broken, kind, &unit) {
            (true, ..) => Type::Broken,
            (_, QuestionKind::YesNo | QuestionKind::Choice, _) => Type::Word(Operand::Answer(index as Index)),
            (_, QuestionKind::Many, _) => Type::Many(index as Index),
            (_, QuestionKind::Date, _) => Type::Date,
            (_, QuestionKind::Time, _) => Type::Time,
            (_, QuestionKind::Text, _) => Type::Text,
            (_, _, Some(unit)) => Type::Quantity(unit.clone()),
            (_, _, None) => Type::Broken,
        });
        self.program.questions.push(Question {
            id: entry.key.clone(),
            label: Text::default(),
            help: None,
            kind,
            options,
            dont_know,
            both,
            only_if: Vec::new(),
            required,
            unless: None,
            default: None,
            until_known: None,
            minimum: None,
            maximum: None,
            step,
            unit,
            fact: None,
            steady: false,
        });
        // Wording may name facts; what it says about other questions never makes these asked.
        self.reading_questions = true;
        let label = label_node.and_then(|node| self.text(node, "De vraag"));
        let help = help_node.and_then(|node| self.text(node, "De uitleg"));
        self.reading_questions = false;
        let own = Operand::Answer(index as Index);
        if let Some(node) = label_node
            && label.as_ref().is_some_and(|label| label.operands().any(|named| named == own))
        {
            self.sink.error(
                "W0618",
                node.span,
                format!("De vraag `{}` noemt in haar tekst haar eigen antwoord", entry.key),
                "Haal die invulling weg: wie de vraag leest, heeft nog niet geantwoord.",
            );
        }
        if let Some(question) = self.program.questions.get_mut(index) {
            question.label = label.unwrap_or_default();
            question.help = help;
        }
        Some(fields)
    }

    /// `weet-ik-niet`: an answer of its own for the rules (`ja`), or all that can come out (`beide`).
    fn dont_know(&mut self, fields: Fields<'_>) -> (bool, bool) {
        let Some(node) = fields.get("weet-ik-niet") else { return (false, false) };
        match node.text() {
            Some("beide") => (false, true),
            Some(text) if text != "ja" && text != "nee" && sink::instead(text) == sink::instead("") => {
                self.sink.error(
                    "W0514",
                    node.span,
                    format!("`weet-ik-niet` is `ja`, `nee` of `beide`, niet `{text}`"),
                    "Schrijf `ja` als regels zeggen wat er dan geldt, of `beide` als de lezer alle mogelijke uitkomsten te zien krijgt.",
                );
                (false, false)
            }
            _ => (sink::yes_no(self.sink, RULES, node, "`weet-ik-niet`").unwrap_or(false), false),
        }
    }

    pub(super) fn question_unit(
        &mut self,
        kind: QuestionKind,
        fields: Fields<'_>,
        entry: &Entry,
    ) -> Option<Unit> {
        let node = fields.get("eenheid");
        match (kind, node) {
            (QuestionKind::Amount, None) => Some(Unit::euro()),
            (QuestionKind::Percentage, None) => Some(Unit::percent()),
            (QuestionKind::Number | QuestionKind::Amount, Some(node)) => {
                let text = sink::text(self.sink, RULES, node, "De eenheid")?;
                match Unit::parse(text) {
                    Ok(unit) => Some(unit),
                    Err(error) => {
                        self.sink.error(
                            "W0605",
                            node.span,
                            format!("De eenheid `{text}` kennen we niet"),
                            error.message(),
                        );
                        None
                    }
                }
            }
            (QuestionKind::Number, None) => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("De vraag `{}` heeft geen eenheid", entry.key),
                    "Zet er `eenheid:` bij; voor een los aantal `eenheid: keer`.",
                );
                None
            }
            (_, Some(node)) => {
                self.sink.error(
                    "W0514",
                    node.span,
                    "Bij dit type hoort geen eenheid",
                    "Haal deze regel weg.",
                );
                None
            }
            _ => None,
        }
    }

    pub(super) fn question_options(
        &mut self,
        kind: QuestionKind,
        fields: Fields<'a>,
        own: Option<&'a Node>,
        entry: &Entry,
    ) -> Vec<Choice> {
        let node = fields.get("keuzes");
        match (kind, node) {
            (QuestionKind::Choice | QuestionKind::Many, None) => {
                self.sink.error(
                    "W0514",
                    entry.key_span,
                    format!("De vraag `{}` heeft geen keuzes", entry.key),
                    "Zet er `keuzes:` onder, elk als `naam: wat de lezer ziet`.",
                );
                Vec::new()
            }
            (QuestionKind::Choice | QuestionKind::Many, Some(node)) => {
                let Some(list) = sink::entries(self.sink, RULES, node, "De keuzes") else {
                    return Vec::new();
                };
                if list.len() > MOST_OPTIONS {
                    self.sink.error(
                        "W0514",
                        node.span,
                        format!("Meer dan {MOST_OPTIONS} keuzes is te veel"),
                        "Maak er twee vragen van.",
                    );
                    return Vec::new();
                }
                let mut options: Vec<Choice> = Vec::new();
                for option in list {
                    if RESERVED.contains(&option.key.as_str()) {
                        self.sink.error(
                            "W0512",
                            option.key_span,
                            format!("`{}` is een woord van de regeltaal en kan geen keuze zijn", option.key),
                            "Kies een andere naam.",
                        );
                    }
                    if let Some(label) = self.text(&option.value, "De keuze") {
                        options.push(Choice { id: option.key.clone(), label });
                    }
                }
                self.own_options(options, own)
            }
            (_, Some(node)) => {
                self.sink.error(
                    "W0514",
                    node.span,
                    "Bij dit type horen geen keuzes",
                    "Maak er `type: keuze` van, of haal de keuzes weg.",
                );
                Vec::new()
            }
            (_, None) => Vec::new(),
        }
    }

    /// An organisation may list fewer choices, or word them.
    pub(super) fn own_options(&mut self, options: Vec<Choice>, own: Option<&'a Node>) -> Vec<Choice> {
        let Some(node) = own else { return options };
        let mut kept: Vec<Choice> = Vec::new();
        let names: Vec<(&'a str, Span, Option<&'a Node>)> = match &node.value {
            Value::List { items, .. } => {
                items.iter().filter_map(|item| item.text().map(|text| (text, item.span, None))).collect()
            }
            Value::Map { entries, .. } => {
                entries.iter().map(|entry| (entry.key.as_str(), entry.key_span, Some(&entry.value))).collect()
            }
            _ => Vec::new(),
        };
        for (name, span, label) in names {
            match options.iter().find(|option| option.id == name) {
                Some(option) => {
                    let label = label.and_then(|node| self.text(node, "De keuze"));
                    kept.push(Choice {
                        id: option.id.clone(),
                        label: label.unwrap_or_else(|| option.label.clone()),
                    });
                }
                None => {
                    let help = did_you_mean(
                        name,
                        options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(),
                    );
                    self.sink.error("W0514", span, format!("`{name}` is geen keuze van deze vraag"), help);
                }
            }
        }
        kept
    }

    pub(super) fn question_rules(&mut self, index: usize, fields: Fields<'a>) {
        let only_if = self.condition(fields.get("als")).unwrap_or_default();
        let Some(question) = self.program.questions.get(index) else { return };
        let (kind, required) = (question.kind, question.required);
        let own_type = self.types.get(index).cloned().unwrap_or(Type::Broken);
        let unless = fields.get("anders").and_then(|node| self.text(node, "`anders`"));
        if let Some(entry) = fields.entry("anders")
            && (required || kind != QuestionKind::YesNo)
        {
            self.sink.error(
                "W0514",
                entry.key_span,
                "`anders` hoort bij een ja/nee-vraag die overgeslagen mag worden",
                "Zet er `verplicht: nee` bij, of haal `anders` weg.",
            );
        }
        if !required && kind == QuestionKind::YesNo && unless.is_none() {
            let span = fields.entry("verplicht").map_or(fields.node.span, |entry| entry.key_span);
            self.sink.error("W0514", span, "Wie deze vraag overslaat, hoort in het antwoord wat er dan is aangenomen", "Zet er `anders:` bij, bijvoorbeeld `anders: tenzij je team heeft afgesproken niets aan te nemen`.");
        }
        let expr = |builder: &mut Builder<'a>, key: &str| -> Option<ExprId> {
            let node = fields.get(key)?;
            sink::text(builder.sink, RULES, node, &format!("`{key}`"))?;
            let (id, found) = expression::read(builder, Piece::whole(node)?)?;
            if !own_type.fits(&found) {
                let message = format!(
                    "`{key}` is {}, de vraag zelf is {}",
                    found.dutch(builder),
                    own_type.dutch(builder)
                );
                builder.sink.error("W0602", node.span, message, "Gebruik dezelfde soort waarde en eenheid.");
                return None;
            }
            Some(id)
        };
        let default = match own_type {
            Type::Word(_) => None,
            _ => expr(self, "standaard"),
        };
        let until_known = expr(self, "zolang-onbekend");
        let minimum = expr(self, "minimum");
        let maximum = expr(self, "maximum");
        if let Some(entry) = fields.entry("zolang-onbekend")
            && kind != QuestionKind::Date
        {
            self.sink.error(
                "W0514",
                entry.key_span,
                "`zolang-onbekend` hoort bij een vraag van type `datum`",
                "Haal deze regel weg, of gebruik `standaard:`.",
            );
        }
        let mut inputs = self.program.inputs_of_atoms(&only_if);
        for id in [default, until_known, minimum, maximum].into_iter().flatten() {
            inputs.0 |= self.program.inputs_of(id).0;
        }
        let earlier = (1_u64 << index.min(63)) - 1;
        if inputs.0 & !earlier != 0 {
            self.sink.error(
                "W0515",
                fields.node.span,
                "Deze vraag hangt af van een vraag die later komt, of van zichzelf",
                "Zet de vraag waar zij van afhangt erboven.",
            );
            return;
        }
        if let Some(question) = self.program.questions.get_mut(index) {
            question.only_if = only_if;
            question.unless = unless;
            question.default = default;
            question.until_known = until_known;
            question.minimum = minimum;
            question.maximum = maximum;
        }
        self.limits_in_order(index, fields);
        self.sample(index, fields);
    }

    /// Limits that are the same for everybody leave something to answer.
    fn limits_in_order(&mut self, index: usize, fields: Fields<'a>) {
        let (low, high) = World::known_by(&self.program, Vec::new()).limits(index);
        if let (Some(low), Some(high), Some(entry)) = (low, high, fields.entry("maximum"))
            && compare(&low, &high) == Some(Ordering::Greater)
        {
            self.sink.error(
                "W0514",
                entry.key_span,
                "Het maximum is lager dan het minimum",
                "Draai ze om, of verbeter wat niet klopt.",
            );
        }
    }

    /// `voorbeeld`: an answer that is shown must be one that is taken.
    fn sample(&mut self, index: usize, fields: Fields<'a>) {
        let Some(node) = fields.get("voorbeeld") else { return };
        let Some(text) = sink::text(self.sink, RULES, node, "Het voorbeeld") else { return };
        let Some(question) = self.program.questions.get(index) else { return };
        let world = World::known_by(&self.program, Vec::new());
        let taken = match question.kind {
            QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Many | QuestionKind::Tick => {
                Err("Haal deze regel weg: de lezer kiest hier, en typt niets.".to_owned())
            }
            _ => answers::one(&world, index, question, text).map(|_| question.id.clone()),
        };
        match taken {
            Ok(id) => self.samples.push((id, text.to_owned())),
            Err(why) => {
                let message = format!("Het voorbeeld `{text}` is zelf geen goed antwoord");
                self.sink.error("W0514", node.span, message, why);
            }
        }
    }
}
