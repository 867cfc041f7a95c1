//! For tests only: YAML into trees, and rule books from texts.

pub(crate) mod calls;
pub(crate) mod kinds;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::book::{CalculatorFile, OrganisationEntry, OwnedFile, RuleBook, RuleFiles};
use crate::finding::Finding;
use crate::kernel::date::Date;
use crate::program::Program;
use crate::report::{Outcome, Report};
use crate::tree::{Entry, Node, Scalar, Span, Style, Value};

type Events<'t> = Parser<'t, granit_parser::StrInput<'t>>;

/// Reads YAML that is known to be YAML.
pub(crate) fn tree(text: &str, file: u32) -> Node {
    let mut events = Parser::new_from_str(text);
    loop {
        let (event, start, end) = next(&mut events, text);
        match event {
            Event::StreamEnd => return Node { value: Value::Empty, span: Span { file, start: 0, end: 0 } },
            Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
            event => return node(&mut events, text, file, event, start, end),
        }
    }
}

fn next<'t>(events: &mut Events<'t>, text: &'t str) -> (Event<'t>, usize, usize) {
    loop {
        let Some(event) = events.next() else { return (Event::StreamEnd, text.len(), text.len()) };
        let (event, span) = event.unwrap();
        if matches!(event, Event::Comment(..)) {
            continue;
        }
        let range = span.byte_range().unwrap_or(0..0);
        return (event, range.start.min(text.len()), range.end.min(text.len()));
    }
}

fn node<'t>(
    events: &mut Events<'t>,
    text: &'t str,
    file: u32,
    event: Event<'t>,
    start: usize,
    end: usize,
) -> Node {
    let span = |start: usize, end: usize| Span { file, start: start as u32, end: end as u32 };
    match event {
        Event::Scalar(value, style, ..) => {
            if style == ScalarStyle::Plain && matches!(value.as_ref(), "" | "~" | "null") {
                return Node { value: Value::Empty, span: span(start, end) };
            }
            let style = match style {
                ScalarStyle::Plain => Style::Plain,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                ScalarStyle::Literal => Style::Literal,
                ScalarStyle::Folded => Style::Folded,
            };
            let mut lines = Vec::new();
            if style == Style::Literal {
                // The span begins at the block sign or at the first line of text, which may begin with `|` too.
                let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
                let sign = !text[line_start..start].trim().is_empty();
                let mut at = if sign {
                    text[start..].find('\n').map_or(text.len(), |at| start + at + 1)
                } else {
                    line_start
                };
                for line in value.split('\n') {
                    let stop = text[at..].find('\n').map_or(text.len(), |found| at + found);
                    lines.push((if line.is_empty() { stop } else { stop - line.len() }) as u32);
                    at = (stop + 1).min(text.len());
                }
            }
            Node {
                value: Value::Scalar(Scalar { text: value.into_owned(), style, lines }),
                span: span(start, end),
            }
        }
        Event::SequenceStart(..) => {
            let flow = text[start..].starts_with('[');
            let mut items = Vec::new();
            loop {
                let (event, from, to) = next(events, text);
                if matches!(event, Event::SequenceEnd) {
                    return Node { value: Value::List { items, flow }, span: span(start, to.max(start)) };
                }
                items.push(node(events, text, file, event, from, to));
            }
        }
        Event::MappingStart(..) => {
            let flow = text[start..].starts_with('{');
            let mut entries = Vec::new();
            loop {
                let (event, from, to) = next(events, text);
                if matches!(event, Event::MappingEnd) {
                    return Node { value: Value::Map { entries, flow }, span: span(start, to.max(start)) };
                }
                let Event::Scalar(key, ..) = event else { panic!("a key that is no text") };
                let key_span = span(from, to);
                let (event, from, to) = next(events, text);
                let value = node(events, text, file, event, from, to);
                entries.push(Entry { key: key.into_owned(), key_span, value });
            }
        }
        other => panic!("{other:?}"),
    }
}

/// A handbook in texts: path and text, as in `content/`.
pub(crate) struct Fixture {
    files: Vec<(String, String)>,
    organisations: Vec<(&'static str, &'static str)>,
    pub(crate) day: Date,
    pub(crate) strict: bool,
}

impl Fixture {
    /// The text at a place, to the end of its block.
    pub(crate) fn text(&self, span: Span) -> &str {
        let text = &self.files[span.file as usize].1;
        &text[span.start as usize..span.end as usize]
    }

    /// An empty one, for two organisations, on 22 November 2026.
    pub(crate) fn new() -> Fixture {
        Fixture {
            files: Vec::new(),
            organisations: vec![("lelystad", "Gemeente Lelystad"), ("almere", "Gemeente Almere")],
            day: Date::from_ymd(2026, 11, 22).unwrap(),
            strict: false,
        }
    }

    /// A small handbook: a decision about a gift for two organisations, and a timeline with a working day.
    pub(crate) fn small() -> Fixture {
        let mut fixture = Fixture::new();
        for (path, text) in SMALL {
            fixture = fixture.file(path, text);
        }
        fixture
    }

    /// The handbook of this project.
    pub(crate) fn content() -> Fixture {
        let mut fixture = Fixture::new();
        fixture.organisations = vec![
            ("lelystad", "Gemeente Lelystad"),
            ("deventer", "Gemeente Deventer"),
            ("almere", "Gemeente Almere"),
            ("maastricht", "Gemeente Maastricht"),
        ];
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let mut paths = vec!["bronnen.yaml".to_owned(), "landelijk/vrije-dagen.yaml".to_owned()];
        for owner in ["landelijk", "lelystad", "deventer", "almere", "maastricht"] {
            paths.push(format!("{owner}/feiten.yaml"));
            paths.push(format!("{owner}/organisatie.yaml"));
        }
        for id in ["geschenk", "moreel-kompas", "werkplektemperatuur", "wia-tijdlijn"] {
            paths.push(format!("rekenhulpen/{id}.yaml"));
        }
        for path in paths {
            if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                fixture.files.push((path, text));
            }
        }
        fixture
    }

    /// The trial calculators that lie beside the project, or where `WEGWIJS_PROEF` says; where they are there.
    pub(crate) fn trials() -> Option<Fixture> {
        let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/design/proef");
        let root = std::env::var_os("WEGWIJS_PROEF").map_or(beside, std::path::PathBuf::from);
        if !root.exists() {
            return None;
        }
        let mut fixture = Fixture::content();
        fixture.files.retain(|(path, _)| path == "landelijk/vrije-dagen.yaml");
        let mut add = |path: String, file: &str| {
            fixture.files.push((path, std::fs::read_to_string(root.join(file)).unwrap()));
        };
        add("bronnen.yaml".to_owned(), "bronnen.yaml");
        for owner in ["landelijk", "lelystad", "deventer", "almere", "maastricht"] {
            add(format!("{owner}/feiten.yaml"), &format!("feiten-{owner}.yaml"));
        }
        for owner in ["landelijk", "lelystad"] {
            add(format!("{owner}/organisatie.yaml"), &format!("organisatie-{owner}.yaml"));
        }
        let mut names: Vec<_> =
            std::fs::read_dir(root.join("rekenhulpen")).unwrap().map(|entry| entry.unwrap()).collect();
        names.sort_by_key(|entry| entry.file_name());
        for entry in names {
            let name = entry.file_name().into_string().unwrap();
            add(format!("rekenhulpen/{name}"), &format!("rekenhulpen/{name}"));
        }
        Some(fixture)
    }

    /// With another organisation.
    pub(crate) fn also(mut self, id: &'static str, name: &'static str) -> Fixture {
        self.organisations.push((id, name));
        self
    }

    /// Adds a file.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Fixture {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Replaces text in a file; it must be there.
    pub(crate) fn edit(mut self, path: &str, from: &str, to: &str) -> Fixture {
        let (_, text) = self.files.iter_mut().find(|(known, _)| known == path).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        *text = text.replacen(from, to, 1);
        self
    }

    /// On another day.
    pub(crate) fn on(mut self, year: i32, month: u8, day: u8) -> Fixture {
        self.day = Date::from_ymd(year, month, day).unwrap();
        self
    }

    /// The files as the crate takes them.
    pub(crate) fn rule_files(&self) -> RuleFiles {
        let mut files = RuleFiles {
            organisations: self
                .organisations
                .iter()
                .map(|(id, name)| OrganisationEntry { id: (*id).to_owned(), name: (*name).to_owned() })
                .collect(),
            facts: Vec::new(),
            desks: Vec::new(),
            holidays: Vec::new(),
            sources: None,
            calculators: Vec::new(),
            day: self.day,
            strict: self.strict,
        };
        for (number, (path, text)) in self.files.iter().enumerate() {
            let root = tree(text, number as u32);
            let (folder, name) = path.split_once('/').unwrap_or(("", path));
            let owned = OwnedFile { owner: folder.to_owned(), root: root.clone() };
            match (folder, name) {
                ("", _) => files.sources = Some(root),
                ("rekenhulpen", name) => {
                    let id = name.trim_end_matches(".yaml").to_owned();
                    files.calculators.push(CalculatorFile { id, root });
                }
                (_, "feiten.yaml") => files.facts.push(owned),
                (_, "organisatie.yaml") => files.desks.push(owned),
                (_, "vrije-dagen.yaml") => files.holidays.push(owned),
                _ => panic!("{path}"),
            }
        }
        files
    }

    /// Reads it.
    pub(crate) fn read(&self) -> (RuleBook, Vec<Finding>) {
        RuleBook::read(&self.rule_files())
    }

    /// Reads it; nothing may be wrong.
    pub(crate) fn book(&self) -> RuleBook {
        let (book, findings) = self.read();
        assert!(findings.is_empty(), "{}", self.show(&findings));
        book
    }

    /// Everything that is found, reading and checking.
    pub(crate) fn checked(&self) -> Vec<Finding> {
        let (book, mut findings) = self.read();
        findings.extend(book.check());
        findings
    }

    /// A calculator of Lelystad, also where something else is found; where there is none it says what was.
    pub(crate) fn program(&self, calculator: &str) -> Program {
        let (book, findings) = self.read();
        book.program(calculator, "lelystad").unwrap_or_else(|| panic!("{}", self.show(&findings)))
    }

    /// What a calculator of Lelystad makes of answers; nothing may be wrong.
    pub(crate) fn evaluate(&self, calculator: &str, given: &str) -> Report {
        report(&self.book().program(calculator, "lelystad").unwrap(), given)
    }

    /// Findings as text: code, file, line and column, the place itself, message and help.
    pub(crate) fn show(&self, findings: &[Finding]) -> String {
        let mut lines: Vec<String> = findings.iter().map(|finding| self.one(finding)).collect();
        lines.sort();
        lines.join("\n")
    }

    /// The line that a finding points at.
    pub(crate) fn line(&self, finding: &Finding) -> usize {
        let text = self.files.get(finding.span.file as usize).map_or("", |(_, text)| text);
        text[..finding.span.start as usize].matches('\n').count() + 1
    }

    fn one(&self, finding: &Finding) -> String {
        let Some((path, text)) = self.files.get(finding.span.file as usize) else {
            return format!("{finding:?}");
        };
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        let line = text[..start].matches('\n').count() + 1;
        let column = start - text[..start].rfind('\n').map_or(0, |at| at + 1) + 1;
        let place = text.get(start..end).unwrap_or("?").lines().next().unwrap_or("");
        let kind = if finding.severity == crate::finding::Severity::Error { "fout" } else { "let op" };
        let code = finding.code;
        format!("{code} {kind} {path}:{line}:{column} [{place}] {} | {}", finding.message, finding.help)
    }
}

/// What a program makes of answers.
pub(crate) fn report(program: &Program, given: &str) -> Report {
    program.evaluate(&answers(given), None)
}

/// The one outcome of a result.
pub(crate) fn one(report: &Report) -> &str {
    match &report.outcome {
        Some(Outcome::One(id)) => id,
        _ => "-",
    }
}

/// Answers as pairs: `"waarde=50 geld=nee"`, with `_` for a space inside an answer.
pub(crate) fn answers(text: &str) -> Vec<(String, String)> {
    text.split_whitespace()
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.replace("__", " "))
        })
        .collect()
}

const SMALL: [(&str, &str); 8] = [
    (
        "bronnen.yaml",
        "lelystad/code:
  titel: Code
  organisatie: lelystad
  in-werking: 2024-01-01
  staat: geldend
  plaatsen:
    giften: hoofdstuk 2
    kerst: hoofdstuk 3
almere/code:
  titel: Almeerse code
  organisatie: almere
  staat: onzeker
  plaatsen:
    giften: paragraaf 1
",
    ),
    (
        "landelijk/organisatie.yaml",
        "functies:
  medewerker:
    noem: jij
  leidinggevende:
    noem: je leidinggevende
    kanalen:
      - telefoon: \"112\"
",
    ),
    (
        "lelystad/feiten.yaml",
        "gift:
  grens:
    omschrijving: Tot en met dit bedrag mag het
    bron: lelystad/code#giften
    waarden:
      - vanaf: 2024-01-01
        waarde: 50 EUR
termijn:
  antwoord:
    omschrijving: Binnen deze tijd is er antwoord
    bron: lelystad/code#kerst
    waarden:
      - vanaf: onbekend
        waarde: 3 werkdagen
",
    ),
    (
        "almere/feiten.yaml",
        "gift:
  grens:
    omschrijving: Onder dit bedrag mag het
    bron: almere/code#giften
    waarden:
      - vanaf: onbekend
        waarde: 25 EUR
",
    ),
    (
        "landelijk/feiten.yaml",
        "wacht:
  weken:
    omschrijving: Tot en met deze week
    herkomst: wet
    naam: Wachtwet
    opgezocht: 2026-11-22
    waarden:
      - vanaf: onbekend
        waarde: week 6
",
    ),
    (
        "landelijk/vrije-dagen.yaml",
        "naam: Algemene termijnenwet
herkomst: wet
opgezocht: 2026-11-22
bekend-tot-en-met: 2028
tellen-mee:
  - eerste-kerstdag
  - tweede-kerstdag
gelijkgesteld: []
",
    ),
    (
        "rekenhulpen/gift.yaml",
        "titel: Mag dit?
soort: beslissing
vragen:
  geld:
    vraag: Is het geld?
    type: ja/nee
  waarde:
    vraag: Wat is het waard?
    type: bedrag
    minimum: 0 EUR
  kerst:
    vraag: Is het een kerstpakket?
    type: ja/nee
    verplicht: nee
    anders: tenzij het een kerstpakket is
uitkomsten:
  weigeren:
    kleur: rood
    kort: Niet doen
    titel: Neem het niet aan
  aannemen:
    kleur: groen
    kort: Dit mag
    titel: Neem het aan
organisaties:
  lelystad:
    document: lelystad/code
    werking: uniek
    tabel: |
      | geld | waarde        | kerst | dan      | bron   |
      |------|---------------|-------|----------|--------|
      | ja   | -             | -     | weigeren | giften |
      | nee  | > gift.grens  | nee   | weigeren | giften |
      | nee  | -             | ja    | aannemen | kerst  |
      | nee  | <= gift.grens | nee   | aannemen | giften |
    doe:
      aannemen:
        melden: Meld het bij je leidinggevende, ook onder {{ gift.grens }}.
        delen:
          tekst: Deel het met je team.
          als: waarde > gift.grens
    voorbeelden: |
      | naam    | geld | waarde    | kerst | dan      | doe           |
      |---------|------|-----------|-------|----------|---------------|
      | geld    | ja   | 5 EUR     | -     | weigeren | geen          |
      | precies | nee  | 50 EUR    | -     | aannemen | melden        |
      | te veel | nee  | 50,01 EUR | -     | weigeren | geen          |
      | pakket  | nee  | 50,01 EUR | ja    | aannemen | melden, delen |
  almere:
    document: almere/code
    tabel:
      - als: waarde < gift.grens
        dan: aannemen
        bron: giften
      - als: waarde >= gift.grens
        dan: weigeren
        bron: giften
    voorbeelden: |
      | naam    | waarde    | dan      | doe  |
      |---------|-----------|----------|------|
      | net mag | 24,99 EUR | aannemen | geen |
      | precies | 25 EUR    | weigeren | geen |
",
    ),
    (
        "rekenhulpen/wachten.yaml",
        "titel: Wanneer hoor ik iets?
soort: tijdlijn
vragen:
  ontvangen:
    vraag: Wanneer kwam het binnen?
    type: datum
  getekend:
    vraag: Wanneer is het getekend?
    type: datum
    minimum: ontvangen
    zolang-onbekend: ontvangen + 1 week
organisaties:
  lelystad:
    document: lelystad/code
    waarden:
      laatste:
        naam: Laatste dag van het wachten
        is: einde-week(wacht.weken; ontvangen)
    stappen:
      antwoord:
        titel: Je krijgt antwoord
        uiterlijk: ontvangen + termijn.antwoord
        wie: leidinggevende
        bron: giften
        let-op: Wacht niet langer dan tot {{ laatste }}.
      elke-week:
        titel: Jullie praten
        elke: 1 week
        na: getekend
        tot-en-met: laatste
        wie: [medewerker, leidinggevende]
        bron: kerst
      wachten:
        titel: Het wachten is voorbij
        van: laatste
        tot-en-met: laatste + 1 dag
        wie: medewerker
        bron: kerst
      ooit:
        titel: Ooit
        zonder-datum: Als het zover is
        wie: medewerker
        bron: kerst
    voorbeelden:
      - naam: Over Kerst
        ontvangen: 2025-12-24
        dan:
          antwoord: 2025-12-31
          elke-week: 2026-01-07, 2026-01-14, 2026-01-21, 2026-01-28 voorlopig
          wachten: 2026-02-03 t/m 2026-02-04
          laatste: 2026-02-03
          ooit: zonder-datum
",
    ),
];
