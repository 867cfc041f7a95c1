//! Words that were broken: at the end of a line, behind a hyphen, in the middle; and signs that drifted off.

use super::vocabulary::Vocabulary;
use crate::blocks::hangs;
use crate::log::{Log, Rule};
use crate::words::{Word, core};

/// Mends broken words in a row of words.
pub(super) fn mend(words: &mut Vec<Word>, vocabulary: &Vocabulary, log: &mut Log) {
    let mut at = 0;
    while at + 1 < words.len() {
        let (word, next) = (&words[at], &words[at + 1]);
        match join(word, next, vocabulary) {
            Some((rule, joined)) => {
                let next = words.remove(at + 1);
                let word = &mut words[at];
                word.take = next.at + next.take - word.at;
                word.text = joined;
                log.note(word.at, word.take, rule, word.text.clone());
            }
            None => at += 1,
        }
    }
}

/// What two words become, if they are one.
fn join(word: &Word, next: &Word, vocabulary: &Vocabulary) -> Option<(Rule, String)> {
    // Words that something was put between are apart.
    (word.at + word.take == next.at).then_some(())?;
    // So are words of two cells; a line that goes on starts in the first column again.
    let goes_on = word.line != next.line && next.place.cell == 0;
    (word.place == next.place || goes_on).then_some(())?;
    let (first, second) = (word.text.as_str(), next.text.as_str());
    if first.chars().count() > 1 && first.ends_with('-') && !first.ends_with("--") && !first.ends_with(",-") {
        let rule = if word.line == next.line { Rule::HyphenSpace } else { Rule::LineBreak };
        return hyphen(first, second, rule, vocabulary).map(|joined| (rule, joined));
    }
    if word.line != next.line && first.ends_with('/') && first.chars().count() > 1 {
        return Some((Rule::LineBreak, format!("{first}{second}")));
    }
    if matches!(second, "," | ";" | ":" | ".")
        && first.ends_with(char::is_alphanumeric)
        && word.line == next.line
    {
        return Some((Rule::Spacing, format!("{first}{second}")));
    }
    split(first, second, vocabulary).map(|joined| (Rule::Split, joined))
}

/// A hyphen at the end of a word: of the word itself, of the line, or left hanging.
fn hyphen(first: &str, second: &str, rule: Rule, vocabulary: &Vocabulary) -> Option<String> {
    if hangs(second) {
        return None;
    }
    let stem = first.strip_suffix('-')?;
    let (before, start, _) = core(stem);
    let (open, end, behind) = core(second);
    if start.is_empty() || end.is_empty() || !open.is_empty() || hangs(start) {
        return None;
    }
    let kept = format!("{first}{second}");
    let capital = end.starts_with(|sign: char| !sign.is_lowercase())
        || start.ends_with(|sign: char| !sign.is_lowercase());
    if rule == Rule::LineBreak && capital {
        // `NS-` / `Business`, `06-` / `12345678`: the hyphen is the word's own.
        return Some(kept);
    }
    let with = format!("{start}-{end}");
    let without = format!("{start}{end}");
    let seen_with = vocabulary.count(&with);
    let seen_without = vocabulary.count(&without);
    if rule == Rule::HyphenSpace {
        // Within a line the hyphen was printed; only the space is too much.
        let known = seen_with > 0 || vocabulary.is_word(&without);
        return (!capital && known && end.chars().count() > 3 && !behind.starts_with('-')).then_some(kept);
    }
    // A compound that is written with a hyphen elsewhere, or whose start is (`woon-`), keeps it.
    let prefix = start.chars().count() <= 4 && seen_without == 0;
    let hyphened = start.contains('-') || prefix || seen_with > seen_without;
    if !hyphened && vocabulary.is_word(&without) {
        return Some(format!("{before}{without}{behind}"));
    }
    Some(kept)
}

/// Ends of words that are none themselves.
const ENDS: [&str; 7] = ["e", "n", "s", "t", "ns", "en", "nd"];

/// A word read as two: `vervolge ns`, `persoonlijk e`.
fn split(first: &str, second: &str, vocabulary: &Vocabulary) -> Option<String> {
    let (_, start, closed) = core(first);
    let (open, end, behind) = core(second);
    // `en` is a word; only a word that cannot stand before it is broken there.
    let possible = closed.is_empty() && open.is_empty() && ENDS.contains(&end) && start.chars().count() > 4;
    let whole = format!("{start}{end}");
    let broken = end != "en" || !vocabulary.is_word(start);
    (possible && broken && vocabulary.is_word(&whole)).then(|| format!("{}{end}{behind}", first))
}
