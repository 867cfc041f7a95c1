//! A result as text, for a terminal: all that a page would show, in its order and its words.

use crate::kernel::date::Date;
use crate::kernel::dutch;
use crate::report::{Report, Step, Unclear, Verdict};
use crate::words::{ended, upper};

/// Lines, each further in than the heading it stands under.
#[derive(Default)]
struct Sheet {
    out: String,
}

impl Sheet {
    fn line(&mut self, text: &str) {
        self.out.push_str(&dutch::plain_spaces(text));
        self.out.push('\n');
    }

    /// A heading, with an empty line above it.
    fn head(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(text);
    }

    /// A line under a heading that says what it is, if there is any.
    fn named(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("  {name}: {text}"));
        }
    }

    fn list(&mut self, head: &str, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() {
            self.head(head);
        }
        for text in lines {
            self.line(&format!("- {text}"));
        }
    }

    /// What a document leaves open, so far in under a line that says so.
    fn unclear(&mut self, unclear: &Unclear, indent: &str) {
        let said = [("Er staat", Some(&unclear.says)), ("Wij lezen", Some(&unclear.reading))];
        let more = [("Wie beslist", unclear.decides.as_ref()), ("Bron", unclear.source.as_ref())];
        for (name, text) in said.into_iter().chain(more) {
            if let Some(text) = text {
                self.line(&format!("{indent}{name}: {text}"));
            }
        }
    }

    fn step(&mut self, step: &Step) {
        self.head(&format!("{}: {}", upper(&step.text), step.title));
        let origin = match step.origin {
            "document" => "regeling",
            other => other,
        };
        let with = step.with_name.as_ref().map(|with| format!(", met {with}")).unwrap_or_default();
        self.line(&format!("  {}{with} ({origin})", upper(&step.who_name)));
        let days = step.series.iter().flatten().filter_map(|day| Date::parse_iso(day));
        let days: Vec<String> = days.map(dutch::date_short).collect();
        // One day stands in the heading already.
        if days.len() > 1 {
            self.named("Op", &days.join(", "));
        }
        for action in &step.actions {
            self.line(&format!("  - {}", action.text));
        }
        self.named("Let op", step.attention.as_deref().unwrap_or_default());
        self.named("Bron", &step.source_name);
        self.also_unclear(step.unclear.as_ref());
    }

    fn situation(&mut self, verdict: &Verdict, questions: &[(String, String)]) {
        self.head(&called(&verdict.id, questions));
        let colour = &verdict.colour_name;
        match verdict.verdict {
            "goed" => self.line(&format!("  Goed: {}", ended(colour))),
            "kan-ook" => self.line(&format!("  Dat kan ook. Het antwoord is: {}", ended(colour))),
            _ => self.line(&format!("  Dat is niet het antwoord. Het is: {}", ended(colour))),
        }
        self.line(&format!("  {}", verdict.why));
        self.named("Ook verdedigbaar", verdict.also.as_deref().unwrap_or_default());
        self.named("Bron", verdict.source.as_deref().unwrap_or_default());
        self.also_unclear(verdict.unclear.as_ref());
    }

    /// What a document leaves open of a step or a situation, below what it says of it.
    fn also_unclear(&mut self, unclear: Option<&Unclear>) {
        if let Some(unclear) = unclear {
            self.line("  De regeling is hier niet duidelijk");
            self.unclear(unclear, "    ");
        }
    }
}

/// The name to type for a question, and how it is worded.
fn called(id: &str, questions: &[(String, String)]) -> String {
    match questions.iter().find(|(known, wording)| known == id && !wording.is_empty()) {
        Some((_, wording)) => format!("{id}: {wording}"),
        None => id.to_owned(),
    }
}

/// A source behind a line.
fn sourced(text: &str, source: Option<&String>) -> String {
    match source.filter(|source| !source.is_empty()) {
        Some(source) => format!("{text} [{source}]"),
        None => text.to_owned(),
    }
}

impl Report {
    /// The result for a terminal. `questions` says how questions, points and situations are worded, by their ids.
    pub fn to_text(&self, questions: &[(String, String)]) -> String {
        let screen = &self.screen;
        let mut sheet = Sheet::default();
        if let Some(state) = &screen.state {
            sheet.line(state);
        }
        for mistake in &screen.mistakes {
            sheet.line(&format!("{}: {}", mistake.question, mistake.text));
        }
        if let Some(title) = &screen.title {
            let title = ended(title);
            match screen.short.as_ref().map(|short| ended(short)).filter(|short| *short != title) {
                Some(short) => sheet.line(&format!("{short} {title}")),
                None => sheet.line(&title),
            }
        }
        if let Some(sentence) = &screen.sentence {
            sheet.line(sentence);
        }
        for reservation in &screen.reservations {
            sheet.line(&format!("({reservation})"));
        }
        for (_, value) in &self.values {
            sheet.line(&format!("{}: {}", value.name, value.text));
        }
        sheet.list(
            "Dit kan eruit komen",
            self.possible.iter().map(|possible| match &possible.way {
                Some(way) => format!("{way} Dan: {}", ended(&possible.title)),
                None => ended(&possible.title),
            }),
        );
        sheet.list(
            "Zo is het berekend",
            self.reckoning.iter().map(|step| match &step.sum {
                Some(sum) => format!("{}: {sum} = {}", step.name, step.result),
                None => format!("{}: {}", step.name, step.result),
            }),
        );
        sheet.list(
            "Doe nu",
            screen.actions.iter().map(|action| {
                let to = action.to.as_ref().map(|to| format!(" Bij: {}", ended(to))).unwrap_or_default();
                sourced(&format!("{}{to}", action.text), action.source.as_ref())
            }),
        );
        sheet.list("Let op", screen.attention.iter().map(|line| line.text.clone()));
        self.route(&mut sheet);
        for step in self.steps.iter().flatten() {
            sheet.step(step);
        }
        if let Some(points) = &self.points {
            sheet.list("Dit mist nog", points.missing.iter().map(|id| called(id, questions)));
            sheet.list("Dit geldt niet voor jou", points.not.iter().map(|id| called(id, questions)));
        }
        for verdict in self.situations.iter().flatten() {
            sheet.situation(verdict, questions);
        }
        sheet.list(
            "Waarom",
            self.reasons.iter().map(|reason| sourced(&reason.text, Some(&reason.source_name))),
        );
        sheet.list("Wat verandert dit?", self.changes.iter().map(|change| change.text.clone()));
        for unclear in &screen.unclear {
            sheet.head("De regeling is hier niet duidelijk");
            sheet.unclear(unclear, "  ");
        }
        for remark in &screen.remarks {
            sheet.head(remark);
        }
        sheet.list("Nog te beantwoorden", self.asks.iter().map(|id| called(id, questions)));
        sheet.head(&format!("{} (versie {})", screen.reckoned, screen.version));
        if let Some(receipt) = &self.receipt {
            sheet.line(&format!("Bon: {receipt}"));
        }
        sheet.out
    }

    fn route(&self, sheet: &mut Sheet) {
        let Some(route) = &self.screen.route else { return };
        let calculator = route.calculator.as_ref().map(|id| format!("Verder met: {id}"));
        let rest = (route.channels.as_slice(), route.bring.as_slice(), &route.next, route.anonymous);
        match (route.to.as_slice(), rest, &calculator) {
            // Nowhere to go but to another calculator.
            ([], ([], [], None, None), Some(text)) => return sheet.head(text),
            ([], ..) => sheet.head("Verder"),
            (to, ..) => sheet.head(&format!("Naar: {}", to.join(", "))),
        }
        for (kind, text) in &route.channels {
            sheet.line(&format!("- {kind}: {text}"));
        }
        for text in &route.bring {
            sheet.line(&format!("Neem mee: {text}"));
        }
        if let Some(text) = &route.next {
            sheet.line(&format!("Daarna: {text}"));
        }
        match route.anonymous {
            Some(true) => sheet.line("Dit kan zonder je naam te noemen."),
            Some(false) => sheet.line("Dit kan niet anoniem."),
            None => {}
        }
        if let Some(text) = &calculator {
            sheet.line(text);
        }
    }
}
