//! Words that were broken: at the end of a line, behind a hyphen, in the middle; and signs that drifted off.

use super::vocabulary::{Vocabulary, is_dutch};
use super::{Outcome, is_address};
use crate::blocks::hangs;
use crate::log::{Doubt, Log, Rule};
use crate::words::{Word, core};

/// Mends broken words in a row of words. In a muddled one a sign alone may be anything. What could be two things comes
/// back as a doubt.
pub(super) fn mend(
    words: &mut Vec<Word>,
    muddled: bool,
    vocabulary: &Vocabulary,
    log: &mut Log,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut at = 0;
    // Where the word at hand ends: one that was joined ends on a later line than it starts.
    let mut ends_on = words.first().map_or(0, |word| word.line);
    while at + 1 < words.len() {
        let pair = Pair {
            word: &words[at],
            next: &words[at + 1],
            after: words.get(at + 2),
            same_line: ends_on == words[at + 1].line,
            muddled,
        };
        let outcome = pair.join(vocabulary);
        ends_on = words[at + 1].line;
        match outcome {
            Outcome::Mended(rule, joined) => {
                let next = words.remove(at + 1);
                let word = &mut words[at];
                word.take = next.at + next.take - word.at;
                word.text = joined;
                log.note(word.at, word.take, rule, word.text.clone());
                continue;
            }
            Outcome::Doubtful(maybe) => doubts.push(Doubt {
                line: words[at].line,
                word: format!("{} {}", core(&words[at].text).1.to_owned() + "-", core(&words[at + 1].text).1),
                maybe,
            }),
            Outcome::Sound => {}
        }
        at += 1;
    }
    doubts
}

/// A word and the next.
struct Pair<'a> {
    word: &'a Word,
    next: &'a Word,
    /// What stands behind both.
    after: Option<&'a Word>,
    same_line: bool,
    muddled: bool,
}

impl Pair<'_> {
    /// What two words become, if they are one.
    fn join(&self, vocabulary: &Vocabulary) -> Outcome {
        let (word, next) = (self.word, self.next);
        // Words that something was put between are apart.
        let apart = word.at + word.take != next.at;
        // So are words of two cells; a line that goes on starts in the first column again.
        let goes_on = !self.same_line && next.place.cell == 0;
        let (first, second) = (word.text.as_str(), next.text.as_str());
        // Nobody can tell where an address that was cut goes on, or whether the next line is another.
        if apart || (word.place != next.place && !goes_on) || is_address(first) || is_address(second) {
            return Outcome::Sound;
        }
        if first.chars().count() > 1
            && first.ends_with('-')
            && !first.ends_with("--")
            && !first.ends_with(",-")
        {
            return hyphen(first, second, self.same_line, vocabulary);
        }
        if !self.same_line && first.ends_with('/') && first.chars().count() > 1 {
            return Outcome::Mended(Rule::LineBreak, format!("{first}{second}"));
        }
        if self.drifted() {
            return Outcome::Mended(Rule::Spacing, format!("{first}{second}"));
        }
        split(first, second, vocabulary).map_or(Outcome::Sound, |joined| Outcome::Mended(Rule::Split, joined))
    }

    /// Whether the next word is a sign that belongs behind this one. A stop does where a sentence ends; elsewhere it is
    /// the rest of an arrow or a dot of a list.
    fn drifted(&self) -> bool {
        let ends = || {
            let text = self.after.map(|after| after.text.trim_start_matches(['“', '‘', '"', '(']));
            !self.muddled && text.is_none_or(|text| text.starts_with(char::is_uppercase))
        };
        let sign = match self.next.text.as_str() {
            "," | ";" | ":" => true,
            "." => ends(),
            _ => false,
        };
        sign && self.same_line && self.word.text.ends_with(char::is_alphanumeric)
    }
}

/// A hyphen at the end of a word: of the word itself, of the line, or left hanging.
fn hyphen(first: &str, second: &str, same_line: bool, vocabulary: &Vocabulary) -> Outcome {
    let Some(stem) = first.strip_suffix('-') else { return Outcome::Sound };
    let (before, start, _) = core(stem);
    let (open, end, behind) = core(second);
    if hangs(second) || start.is_empty() || end.is_empty() || !open.is_empty() || hangs(start) {
        return Outcome::Sound;
    }
    let kept = format!("{first}{second}");
    let capital = end.starts_with(|sign: char| !sign.is_lowercase())
        || start.ends_with(|sign: char| !sign.is_lowercase());
    let with = format!("{start}-{end}");
    let without = format!("{start}{end}");
    let whole = format!("{before}{without}{behind}");
    let seen_with = vocabulary.count(&with);
    let seen_without = vocabulary.count(&without);
    if same_line {
        return within_line(capital, [start, end, behind], [seen_with, seen_without], kept, whole);
    }
    let rule = Rule::LineBreak;
    // `NS-` / `Business`, `06-` / `12345678`: the hyphen is the word's own. A compound that is written with a hyphen
    // elsewhere, or whose start is (`woon-`), keeps it.
    let prefix = start.chars().count() <= 4 && seen_without == 0;
    let hyphened = capital || start.contains('-') || prefix || seen_with > seen_without;
    let joined = if !hyphened && vocabulary.is_word(&without) { whole } else { kept };
    Outcome::Mended(rule, joined)
}

/// A compound with a space behind its hyphen: how the document writes it elsewhere, else as one word where that is one.
/// What is written nowhere may be two words that a dash parts.
fn within_line(
    capital: bool,
    [start, end, behind]: [&str; 3],
    [seen_with, seen_without]: [u32; 2],
    kept: String,
    whole: String,
) -> Outcome {
    let letters = |part: &str| part.chars().all(|sign| sign.is_alphabetic() || matches!(sign, '’' | '\''));
    if capital || end.chars().count() <= 3 || behind.starts_with('-') || !letters(end) {
        return Outcome::Sound;
    }
    let without = format!("{start}{end}");
    let rule = Rule::HyphenSpace;
    if seen_with > seen_without {
        Outcome::Mended(rule, kept)
    } else if seen_without > 0 || (!vowels_clash(start, end) && is_dutch(&without)) {
        Outcome::Mended(rule, whole)
    } else {
        Outcome::Doubtful(vec![without, format!("{start}-{end}")])
    }
}

/// Whether two parts of a compound would be read wrong without a hyphen: `auto-ongeval`, `agressie-incident`.
fn vowels_clash(start: &str, end: &str) -> bool {
    let (Some(last), Some(first)) = (start.chars().next_back(), end.chars().next()) else { return false };
    matches!(
        (last.to_ascii_lowercase(), first.to_ascii_lowercase()),
        ('a', 'a' | 'e' | 'i' | 'u')
            | ('e', 'e' | 'i' | 'u')
            | ('i', 'e' | 'i' | 'j')
            | ('o', 'e' | 'i' | 'o' | 'u')
            | ('u', 'i' | 'u')
    )
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
