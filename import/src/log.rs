//! What an import changed, rule by rule.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::words::Tokens;

/// Why words are not in the pages as they stood in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Repeated at the head or foot of pages.
    PageEdge,
    /// The number of a page, alone on its line.
    PageNumber,
    /// A table of contents; the site makes its own.
    Contents,
    /// A link back to the contents.
    BackLink,
    /// The mark of a list without numbers, read as a letter.
    Bullet,
    /// Numbers of a list that were read as one column of rubble.
    NumberRubble,
    /// A number that the rubble or the count shows to be missing.
    NumberRestored,
    /// The mark of a list with another sign behind it than the rest of its list.
    NumberMark,
    /// A sign that stood between two columns.
    ColumnSign,
    /// A word broken off at the end of a line.
    LineBreak,
    /// A compound with a space behind its hyphen.
    HyphenSpace,
    /// A word read as two.
    Split,
    /// Two words read as one.
    Glued,
    /// A sign and the word before or behind it.
    Spacing,
    /// `é` for `ë`, `ö` or `è`.
    Accent,
    /// The dots of `ï`, `ë` or `ö` lost.
    Dots,
    /// `l` or `|` for `I`.
    CapitalI,
    /// `0` for `O` or `o`, and the reverse.
    Zero,
    /// Other letters that look alike.
    Lookalike,
}

impl Rule {
    /// Every rule, in the order of the log.
    pub const ALL: [Self; 19] = [
        Self::PageEdge,
        Self::PageNumber,
        Self::Contents,
        Self::BackLink,
        Self::Bullet,
        Self::NumberRubble,
        Self::NumberRestored,
        Self::NumberMark,
        Self::ColumnSign,
        Self::LineBreak,
        Self::HyphenSpace,
        Self::Split,
        Self::Glued,
        Self::Spacing,
        Self::Accent,
        Self::Dots,
        Self::CapitalI,
        Self::Zero,
        Self::Lookalike,
    ];

    /// Its name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PageEdge => "kop- of voetregel",
            Self::PageNumber => "paginanummer",
            Self::Contents => "inhoudsopgave",
            Self::BackLink => "terug naar inhoud",
            Self::Bullet => "opsommingsteken",
            Self::NumberRubble => "nummers als rommel",
            Self::NumberRestored => "nummer hersteld",
            Self::NumberMark => "teken achter nummer",
            Self::ColumnSign => "teken tussen kolommen",
            Self::LineBreak => "afbreking",
            Self::HyphenSpace => "spatie na koppelteken",
            Self::Split => "woord in tweeën",
            Self::Glued => "woorden aan elkaar",
            Self::Spacing => "spatie bij leesteken",
            Self::Accent => "accent als trema",
            Self::Dots => "trema verloren",
            Self::CapitalI => "hoofdletter I",
            Self::Zero => "nul en letter o",
            Self::Lookalike => "letters die op elkaar lijken",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Line of the document.
    pub line: u32,
    /// The first of its words, counted over the whole document ([`crate::words`]).
    pub at: usize,
    /// How many words it stands for; none where something was put in before `at`.
    pub take: usize,
    /// Why.
    pub rule: Rule,
    /// What stood there.
    pub before: String,
    /// What stands in the page; empty where it was taken out.
    pub after: String,
}

/// A word that may be misread, and was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Line of the document.
    pub line: u32,
    /// The word.
    pub word: String,
    /// What it could be; empty where nothing is known.
    pub maybe: Vec<String>,
}

/// Words that stand elsewhere in the pages: the second line of a cell, behind its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Line of the document.
    pub line: u32,
    /// The first of the words, counted over the whole document.
    pub at: usize,
    /// How many.
    pub take: usize,
    /// The word that they stand before.
    pub to: usize,
    /// The words.
    pub words: String,
    /// The word that they stand before.
    pub before: String,
}

/// Lines that hold a table, or text in columns, that could not be put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Muddle {
    /// First and last line of the document.
    pub lines: (u32, u32),
    /// What is wrong with them.
    pub kind: MuddleKind,
}

/// What is wrong with lines that hold columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MuddleKind {
    /// Cells of one table, read across.
    Table,
    /// Terms and what they mean, not told apart.
    Terms,
    /// Terms in one place, what they mean in another.
    TermsApart,
    /// Lines with wide gaps that are no table.
    Gaps,
}

impl MuddleKind {
    /// In Dutch, with what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Table => {
                "tabel onleesbaar: de kolommen zijn door elkaar gelezen; neem de tabel over uit het document"
            }
            Self::Terms => {
                "begrip en betekenis staan niet te scheiden achter elkaar; kijk in het document welk woord bij wat hoort"
            }
            Self::TermsApart => {
                "de begrippen staan los van wat ze betekenen; zet ze bij elkaar zoals in het document"
            }
            Self::Gaps => "misschien kolommen: de tekst is per regel gelezen; kijk of de volgorde klopt",
        }
    }
}

/// What an import changed and what it left in doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// The changes, in the order of the document.
    pub changes: Vec<Change>,
    /// Words in doubt, in the order of the document, each once.
    pub doubts: Vec<Doubt>,
    /// Words that stand elsewhere, in the order of the document.
    pub moves: Vec<Move>,
    /// Tables that could not be put together, in the order of the document.
    pub muddles: Vec<Muddle>,
    /// Which change stands for the words that start here.
    at: BTreeMap<usize, usize>,
}

impl Log {
    /// Takes words out.
    pub(crate) fn take_out(&mut self, at: usize, take: usize, rule: Rule) {
        self.note(at, take, rule, String::new());
    }

    /// Puts something in before a word.
    pub(crate) fn put_in(&mut self, at: usize, rule: Rule, after: &str) {
        self.changes.push(Change {
            line: 0,
            at,
            take: 0,
            rule,
            before: String::new(),
            after: after.to_owned(),
        });
    }

    /// Writes down that words stand before another word than in the document.
    pub(crate) fn relocate(&mut self, at: usize, take: usize, to: usize) {
        self.moves.push(Move { line: 0, at, take, to, words: String::new(), before: String::new() });
    }

    /// Writes down lines that could not be put together.
    pub(crate) fn muddle(&mut self, first: u32, last: u32, kind: MuddleKind) {
        self.muddles.push(Muddle { lines: (first, last), kind });
    }

    /// Writes down that words became something else. What was noted of the same words before goes on from there.
    pub(crate) fn note(&mut self, at: usize, take: usize, rule: Rule, after: String) {
        if let Some(index) = self.at.get(&at).copied()
            && let Some(change) = self.changes.get_mut(index)
        {
            change.take = change.take.max(take);
            change.after = after;
            return;
        }
        self.at.insert(at, self.changes.len());
        self.changes.push(Change { line: 0, at, take, rule, before: String::new(), after });
    }

    /// The log as a file for editors: how often each rule was used, every change, and what was left in doubt.
    pub fn file(&self) -> String {
        let mut out = String::from(
            "Wat het inlezen veranderde. Wat hier niet staat, staat in de pagina's zoals in het document.\n\n| regel | hoe vaak |\n|---|---|\n",
        );
        for rule in Rule::ALL {
            let count = self.changes.iter().filter(|change| change.rule == rule).count();
            if count > 0 {
                let _ = writeln!(out, "| {} | {count} |", rule.name());
            }
        }
        out.push_str("\n## Veranderd\n\n| bronregel | regel | stond er | werd |\n|---|---|---|---|\n");
        for change in &self.changes {
            let (before, after) = (cell(&change.before), cell(&change.after));
            let _ = writeln!(out, "| {} | {} | {before} | {after} |", change.line, change.rule.name());
        }
        if !self.moves.is_empty() {
            out.push_str("\n## Verplaatst\n\nDe tweede regel van een cel, achter de eerste.\n\n| bronregel | woorden | staan nu voor |\n|---|---|---|\n");
            for moved in &self.moves {
                let _ =
                    writeln!(out, "| {} | {} | {} |", moved.line, cell(&moved.words), cell(&moved.before));
            }
        }
        if !self.muddles.is_empty() {
            out.push_str("\n## Tabellen en kolommen\n\nNiet goed te lezen, en zo gelaten.\n\n| bronregels | wat |\n|---|---|\n");
            for muddle in &self.muddles {
                let (first, last) = muddle.lines;
                let _ = writeln!(out, "| {first} t/m {last} | {} |", muddle.kind.message());
            }
        }
        if !self.doubts.is_empty() {
            out.push_str("\n## Twijfel\n\nNiet in het woordenboek, en zo gelaten. Kijk of het zo in het document staat.\n\n| bronregel | woord | misschien |\n|---|---|---|\n");
            for doubt in &self.doubts {
                let maybe = cell(&doubt.maybe.join(", "));
                let _ = writeln!(out, "| {} | {} | {maybe} |", doubt.line, cell(&doubt.word));
            }
        }
        out
    }

    /// Fills in lines and what stood there, and sorts.
    pub(crate) fn finish(&mut self, tokens: &Tokens) {
        for change in &mut self.changes {
            change.line = tokens.line(change.at);
            change.before = tokens.text(change.at, change.take);
        }
        for moved in &mut self.moves {
            moved.line = tokens.line(moved.at);
            moved.words = tokens.text(moved.at, moved.take);
            moved.before = tokens.text(moved.to, 1);
        }
        self.moves.sort_by_key(|moved| moved.at);
        self.changes.sort_by_key(|change| (change.at, change.take));
        self.muddles.sort_by_key(|muddle| muddle.lines);
        self.doubts.sort_by(|a, b| (a.line, &a.word).cmp(&(b.line, &b.word)));
        self.at.clear();
    }
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('<', "\\<")
        .replace('*', "\\*")
        .replace('_', "\\_")
        .replace('`', "\\`")
}
