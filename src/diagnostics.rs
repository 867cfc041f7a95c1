//! Findings, and how they are shown: for people, as JSON, and for GitHub.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use calculators::finding::Severity;
use calculators::tree::Span;
use serde::Serialize;

/// One finding. The rules have the same shape, so it is theirs.
pub use calculators::finding::Finding as Diagnostic;

/// The texts that findings point into; the number in a [`Span`] is a position in it.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<File>,
}

/// A text with its path inside the site, `/` between folders.
#[derive(Clone, Debug)]
pub struct File {
    /// Path inside the site.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: String,
}

impl Files {
    /// Adds a text and gives its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> u32 {
        self.files.push(File { path: path.into(), text: text.into() });
        (self.files.len() - 1) as u32
    }

    /// The file of that number.
    pub fn get(&self, number: u32) -> Option<&File> {
        self.files.get(number as usize)
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &File)> {
        self.files.iter().enumerate().map(|(number, file)| (number as u32, file))
    }

    /// Where a span begins: path, line and column, both from 1, the column in characters.
    pub fn position(&self, span: Span) -> (&str, usize, usize) {
        let Some(file) = self.get(span.file) else { return ("", 1, 1) };
        let start = floor_char(&file.text, span.start as usize);
        let before = &file.text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before[before.rfind('\n').map_or(0, |newline| newline + 1)..].chars().count() + 1;
        (&file.path, line, column)
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Puts findings in the order of files and places, and drops repeats.
pub fn sort(findings: &mut Vec<Diagnostic>, files: &Files) {
    findings.sort_by(|left, right| {
        let path = |finding: &Diagnostic| files.get(finding.span.file).map_or("", |file| file.path.as_str());
        (path(left), left.span, left.code, &left.message).cmp(&(
            path(right),
            right.span,
            right.code,
            &right.message,
        ))
    });
    findings.dedup();
}

/// Whether any finding stops the build.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the source line, for people.
    #[default]
    Tekst,
    /// One JSON list.
    Json,
    /// Commands that GitHub turns into notes at the line.
    Github,
}

/// The findings as text in the format asked for; `colour` only counts for people.
pub fn print(findings: &[Diagnostic], files: &Files, format: Format, colour: bool) -> String {
    match format {
        Format::Tekst => text(findings, files, colour),
        Format::Json => json(findings, files),
        Format::Github => github(findings, files),
    }
}

/// How many errors and warnings, in words: `2 fouten en 1 waarschuwing`.
pub fn count(findings: &[Diagnostic]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let number = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    };
    let parts: Vec<String> =
        [number(errors, "fout", "fouten"), number(warnings, "waarschuwing", "waarschuwingen")]
            .into_iter()
            .flatten()
            .collect();
    if parts.is_empty() { "geen bevindingen".to_owned() } else { parts.join(" en ") }
}

fn text(findings: &[Diagnostic], files: &Files, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => Level::ERROR.with_name("fout"),
            Severity::Warning => Level::WARNING.with_name("waarschuwing"),
        };
        let title = level.primary_title(&finding.message).id(finding.code);
        let help = Level::HELP.with_name("wat nu").message(&finding.help);
        let mut group = annotate_snippets::Group::with_title(title);
        if let Some(file) = files.get(finding.span.file) {
            group = group.element(snippet(file, finding.span, AnnotationKind::Primary, None));
            for (span, label) in &finding.related {
                if let Some(other) = files.get(span.file) {
                    group = group.element(snippet(other, *span, AnnotationKind::Context, Some(label)));
                }
            }
        }
        group = group.element(help);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

fn snippet<'a>(
    file: &'a File,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a String>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let start = floor_char(&file.text, span.start as usize);
    // A finding about a long stretch (a whole map) is drawn on its first line.
    let line_end = file.text[start..].find('\n').map_or(file.text.len(), |newline| start + newline);
    let end = floor_char(&file.text, span.end as usize).clamp(start, line_end.max(start));
    let mut annotation = kind.span(start..end);
    if let Some(label) = label {
        annotation = annotation.label(label.as_str());
    }
    Snippet::source(file.text.as_str()).path(file.path.as_str()).annotation(annotation)
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    ernst: &'static str,
    bestand: &'a str,
    regel: usize,
    kolom: usize,
    bericht: &'a str,
    remedie: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    zie_ook: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    bestand: &'a str,
    regel: usize,
    kolom: usize,
    bericht: &'a str,
}

fn json(findings: &[Diagnostic], files: &Files) -> String {
    let list: Vec<JsonFinding> = findings
        .iter()
        .map(|finding| {
            let (bestand, regel, kolom) = files.position(finding.span);
            JsonFinding {
                code: finding.code,
                ernst: severity(finding.severity),
                bestand,
                regel,
                kolom,
                bericht: &finding.message,
                remedie: &finding.help,
                zie_ook: finding
                    .related
                    .iter()
                    .map(|(span, label)| {
                        let (bestand, regel, kolom) = files.position(*span);
                        JsonPlace { bestand, regel, kolom, bericht: label }
                    })
                    .collect(),
            }
        })
        .collect();
    let mut out = serde_json::to_string_pretty(&list).unwrap_or_else(|_| "[]".to_owned());
    out.push('\n');
    out
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fout",
        Severity::Warning => "waarschuwing",
    }
}

fn github(findings: &[Diagnostic], files: &Files) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for finding in findings {
        let (path, line, column) = files.position(finding.span);
        let kind = if finding.severity == Severity::Error { "error" } else { "warning" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "::{kind} file={},line={line},col={column},title={}::{}",
            property(path),
            property(finding.code),
            escape(&format!("{}. {}", finding.message, finding.help)),
        );
    }
    out
}
