//! Signs that a machine takes for one another.

use std::collections::BTreeSet;

use super::vocabulary::Vocabulary;
use super::{Outcome, is_address};
use crate::log::Rule;
use crate::words::core;

/// One thing taken for another: what is read, what may have been printed, and the rule it belongs to.
struct Confusion {
    read: &'static str,
    printed: &'static str,
    rule: Rule,
    /// Whether the mended word must be written elsewhere in the document; for letters that make other words easily.
    known: bool,
}

const fn plain(read: &'static str, printed: &'static str, rule: Rule) -> Confusion {
    Confusion { read, printed, rule, known: false }
}

const fn known(read: &'static str, printed: &'static str, rule: Rule) -> Confusion {
    Confusion { read, printed, rule, known: true }
}

/// What machines misread in Dutch, from the documents that this was made with.
const CONFUSIONS: [Confusion; 52] = [
    plain("é", "ë", Rule::Accent),
    plain("é", "ö", Rule::Accent),
    plain("oé", "oö", Rule::Accent),
    plain("é", "è", Rule::Accent),
    plain("€", "ë", Rule::Accent),
    plain("oé", "óó", Rule::Accent),
    plain("ooé", "óó", Rule::Accent),
    plain("dé", "ö", Rule::Accent),
    plain("d", "ö", Rule::Accent),
    plain("do", "óó", Rule::Accent),
    plain("6o", "óó", Rule::Accent),
    plain("6", "ó", Rule::Accent),
    plain("oo", "óó", Rule::Accent),
    plain("ei", "eï", Rule::Dots),
    plain("ii", "iï", Rule::Dots),
    plain("ai", "aï", Rule::Dots),
    plain("oi", "oï", Rule::Dots),
    plain("ui", "uï", Rule::Dots),
    plain("ee", "eë", Rule::Dots),
    plain("eee", "eeë", Rule::Dots),
    plain("ie", "ië", Rule::Dots),
    plain("oe", "oë", Rule::Dots),
    plain("ae", "aë", Rule::Dots),
    plain("oo", "oö", Rule::Dots),
    plain("eo", "eö", Rule::Dots),
    plain("eu", "eü", Rule::Dots),
    plain("0", "O", Rule::Zero),
    plain("0", "o", Rule::Zero),
    plain("0O", "O", Rule::Zero),
    plain("O", "0", Rule::Zero),
    plain("i", "l", Rule::Lookalike),
    known("l", "i", Rule::Lookalike),
    plain("li", "l", Rule::Lookalike),
    plain("vi", "vl", Rule::Lookalike),
    plain("vli", "vl", Rule::Lookalike),
    plain("fi", "fl", Rule::Lookalike),
    plain("fl", "fi", Rule::Lookalike),
    known("rn", "m", Rule::Lookalike),
    known("m", "rn", Rule::Lookalike),
    known("m", "n", Rule::Lookalike),
    known("n", "m", Rule::Lookalike),
    plain("ff", "f", Rule::Lookalike),
    plain("ck", "k", Rule::Lookalike),
    plain("II", "I", Rule::Lookalike),
    plain("IIJ", "IJ", Rule::Lookalike),
    plain("H", "IJ", Rule::Lookalike),
    plain("U", "IJ", Rule::Lookalike),
    plain("€", "e", Rule::Lookalike),
    plain("¢", "c", Rule::Lookalike),
    known("c", "e", Rule::Lookalike),
    known("e", "c", Rule::Lookalike),
    known("u", "n", Rule::Lookalike),
];

/// From so many letters on, letters that look alike make no other word by chance.
const LONG: usize = 14;

/// Up to so many letters a word that is none is as often an abbreviation or a name as a word misread.
const SHORT: usize = 4;

/// So often a document writes a word that is common in it.
const COMMON: u32 = 3;

/// Abbreviations without stops, which the dictionary does not have.
const ABBREVIATIONS: [&str; 31] = [
    "aub", "bijv", "dmv", "dwz", "enz", "etc", "evt", "excl", "igv", "ihkv", "incl", "iom", "ipv", "ism",
    "ivm", "mbt", "mbv", "nav", "nvt", "obv", "oid", "resp", "svp", "tav", "tbv", "tgv", "tnv", "tov", "vwb",
    "zgn", "zsm",
];

/// How many words are tried for one.
const TRIES: usize = 600;

/// Looks at one word with its signs.
pub(super) fn mend(text: &str, starts_sentence: bool, muddled: bool, vocabulary: &Vocabulary) -> Outcome {
    let (open, inner, close) = core(text);
    if is_address(text) || ABBREVIATIONS.contains(&inner.to_lowercase().as_str()) {
        return Outcome::Sound;
    }
    let mended = |rule: Rule, word: &str| Outcome::Mended(rule, format!("{open}{word}{close}"));
    if let Some(capital) = capital_i(open, inner, starts_sentence, vocabulary) {
        return Outcome::Mended(Rule::CapitalI, format!("{}{capital}{close}", open.replace('|', "")));
    }
    if let Some(sign) = abbreviation(inner) {
        return mended(Rule::Zero, &sign);
    }
    if !looks_like_word(text, inner) || vocabulary.is_word(inner) || with_brackets(inner, vocabulary) {
        return Outcome::Sound;
    }
    let candidates = candidates(inner, vocabulary);
    // What the document writes elsewhere weighs more than what only the dictionary has.
    let best = candidates.iter().map(|(_, _, weight)| *weight).max();
    let mut left: Vec<&(Rule, String, u32)> =
        candidates.iter().filter(|(_, _, weight)| Some(*weight) == best).collect();
    left.dedup_by(|a, b| a.1 == b.1);
    // A nought at the start of a word was a capital only where a sentence starts.
    if left.len() > 1 && left.iter().all(|(_, word, _)| word.to_lowercase() == left[0].1.to_lowercase()) {
        left.retain(|(_, word, _)| word.starts_with(char::is_uppercase) == starts_sentence);
    }
    match left.as_slice() {
        [(Rule::Lookalike, word, _)] if inner.chars().count() <= SHORT && vocabulary.count(word) < COMMON => {
            Outcome::Doubtful(vec![word.clone()])
        }
        [(rule, word, _)] => mended(*rule, word),
        [] => match glued(inner, vocabulary) {
            Some((parts, Glue::Capital)) if muddled => Outcome::Doubtful(vec![parts]),
            Some((parts, _)) => mended(Rule::Glued, &parts),
            None => Outcome::Doubtful(Vec::new()),
        },
        _ => Outcome::Doubtful(left.iter().map(|(_, word, _)| word.clone()).collect()),
    }
}

/// `lk`, `|k`, `ledereen`, `lemand`: a capital I at the start of a sentence. `leder` is a word of its own, but no
/// sentence starts with a small letter.
fn capital_i(open: &str, inner: &str, starts_sentence: bool, vocabulary: &Vocabulary) -> Option<String> {
    if open.ends_with('|') && inner == "k" {
        return Some("Ik".to_owned());
    }
    let rest = inner.strip_prefix('l')?;
    // `lk`, `ln`, `ls` are no words; nor is `le`, but that may be anything.
    if rest.chars().count() < 3 && !matches!(rest, "k" | "n" | "s") {
        return None;
    }
    let capital = format!("I{rest}");
    let possible =
        (starts_sentence || !vocabulary.is_word(inner)) && rest.starts_with(|sign: char| sign.is_lowercase());
    // Only where the small word would not do: a heading or an item may start with a small letter.
    let certain = !vocabulary.is_word(inner)
        || vocabulary.count(&capital) > 0 && starts_sentence && IEDER.contains(&capital.as_str());
    (possible && certain && vocabulary.is_word(&capital)).then_some(capital)
}

/// Words with a capital I that are a word with a small l too.
const IEDER: [&str; 2] = ["Ieder", "Iedere"];

/// `P&0O`, `P&0`, `0.a.`: abbreviations with a nought for an o.
fn abbreviation(inner: &str) -> Option<String> {
    match inner {
        "A&QO" => Some("A&O".to_owned()),
        "0.a" => Some("o.a".to_owned()),
        _ if inner.contains("P&0") => Some(inner.replace("P&0O", "P&O").replace("P&0", "P&O")),
        _ => None,
    }
}

/// `medewerker(s)`, `(thuis)werkplek`: a word with and without a part.
fn with_brackets(inner: &str, vocabulary: &Vocabulary) -> bool {
    let whole: String = inner.chars().filter(|sign| !matches!(sign, '(' | ')' | '-')).collect();
    inner.contains(['(', ')'])
        && (vocabulary.is_word(&whole) || inner.split(['(', ')']).all(|part| vocabulary.is_word(part)))
}

/// Whether something is meant as a Dutch word: letters, and no address, code or abbreviation.
fn looks_like_word(text: &str, inner: &str) -> bool {
    let letters = inner.chars().filter(|sign| sign.is_alphabetic()).count();
    let digits = inner.chars().filter(char::is_ascii_digit).count();
    let capitals = inner.chars().filter(|sign| sign.is_uppercase()).count();
    let address = is_address(text) || text.contains("www") || inner.contains('/');
    // `0ok`: a nought before small letters is one of them.
    let nought = inner.strip_prefix('0').is_some_and(|rest| rest.chars().all(char::is_lowercase));
    let abbreviation = inner.contains('.') || (capitals == letters && letters <= 6) || inner.contains('&');
    letters + usize::from(nought) >= 3 && digits <= 1 && !address && !abbreviation
}

/// Every word that one or two confusions make of a word, each with its rule and how often the document writes it.
fn candidates(inner: &str, vocabulary: &Vocabulary) -> Vec<(Rule, String, u32)> {
    let capital = inner.starts_with(char::is_uppercase);
    // A name is always written with a capital, and not mended by letters that look alike.
    let name = capital
        && inner.chars().skip(1).any(char::is_lowercase)
        && vocabulary.small(&inner.to_lowercase()) == 0;
    let mut found: Vec<(Rule, String, u32)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut tried = 0;
    let mut round = vec![(None, inner.to_owned())];
    for depth in 0..2 {
        let mut next = Vec::new();
        for (rule, word) in round {
            for confusion in &CONFUSIONS {
                if name && confusion.rule == Rule::Lookalike {
                    continue;
                }
                // Letters that look alike are mended once; accents and noughts as often as they stand there.
                if depth > 0
                    && (confusion.known || rule == Some(Rule::Lookalike))
                    && confusion.rule == Rule::Lookalike
                {
                    continue;
                }
                for changed in places(&word, confusion) {
                    tried += 1;
                    if tried > TRIES || !seen.insert(changed.clone()) {
                        continue;
                    }
                    let rule = rule.unwrap_or(confusion.rule);
                    let count = vocabulary.count(&changed);
                    let rule_keeps_sound = matches!(rule, Rule::Accent | Rule::Dots);
                    let word = vocabulary.is_word(&changed)
                        || (rule_keeps_sound && vocabulary.is_compound(&changed));
                    // A long word that is one letter off is that word, also where nothing else writes it.
                    let sure = !confusion.known || count > 0 || changed.chars().count() >= LONG;
                    let possible = word && sure;
                    if possible {
                        // A change that keeps more of the word weighs more.
                        found.push((
                            rule,
                            changed.clone(),
                            count.min(3) + if depth == 0 { 4 } else { 0 } + strength(rule),
                        ));
                    }
                    next.push((Some(rule), changed));
                }
            }
        }
        if !found.is_empty() {
            break;
        }
        round = next;
    }
    found
}

/// Accents and lost dots leave the word as it sounds; they come before letters that make another word.
fn strength(rule: Rule) -> u32 {
    match rule {
        Rule::Accent => 8,
        Rule::Dots | Rule::Zero => 8,
        _ => 0,
    }
}

/// A word with a confusion undone: at each of its places, and at all of them together.
fn places(word: &str, confusion: &Confusion) -> Vec<String> {
    let at: Vec<usize> = word.match_indices(confusion.read).map(|(at, _)| at).collect();
    let mut changed: Vec<String> = at
        .iter()
        .map(|at| format!("{}{}{}", &word[..*at], confusion.printed, &word[at + confusion.read.len()..]))
        .collect();
    if at.len() > 1 {
        changed.push(word.replace(confusion.read, confusion.printed));
    }
    changed
}

/// Small words that stick to the next.
const SMALL: [&str; 6] = ["de", "het", "een", "dit", "dat", "er"];

/// Small words that stick to the one before.
const BEHIND: [&str; 8] = ["in", "is", "op", "en", "er", "lid", "van", "door"];

/// What shows that a word is two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glue {
    /// A capital in its middle.
    Capital,
    /// A small word at its start or end.
    Small,
}

/// `Hetinlid`, `hetin`, `Ditis`: two or three words read as one, of which one at least is small.
fn glued(inner: &str, vocabulary: &Vocabulary) -> Option<(String, Glue)> {
    if let Some(parts) = at_capital(inner, vocabulary) {
        return Some((parts, Glue::Capital));
    }
    with_small(inner, vocabulary).map(|parts| (parts, Glue::Small))
}

fn with_small(inner: &str, vocabulary: &Vocabulary) -> Option<String> {
    let lower = inner.to_lowercase();
    for small in SMALL {
        let Some(rest) = lower.strip_prefix(small) else { continue };
        let Some((head, rest)) = inner.split_at_checked(inner.len().saturating_sub(rest.len())) else {
            continue;
        };
        if ends_sentence_word(rest, vocabulary) {
            return Some(format!("{head} {rest}"));
        }
        if let Some(last) = rest.strip_prefix("in")
            && ends_sentence_word(last, vocabulary)
        {
            return Some(format!("{head} in {last}"));
        }
    }
    // `Alsin`, `henin`: both are words that the document writes all the time, and never with a capital alone.
    let common = |word: &str| vocabulary.small(word) >= COMMON && vocabulary.is_word(word);
    // `en` and `er` are endings too.
    BEHIND.iter().filter(|small| !matches!(**small, "en" | "er")).find_map(|small| {
        let head = inner.strip_suffix(small)?;
        let lower = head.to_lowercase();
        (head.chars().count() >= 3 && common(&lower) && common(small)).then(|| format!("{head} {small}"))
    })
}

/// `Dein lid 3`, `hetin artikel 4`: a word that can be read as one, but not before what is referred to.
pub(super) fn before_reference(text: &str, next: &str) -> Option<String> {
    let (open, inner, close) = core(text);
    let head = inner.strip_suffix("in")?;
    let small = SMALL.contains(&head.to_lowercase().as_str());
    let refers = matches!(next, "lid" | "artikel" | "artikelen" | "hoofdstuk" | "paragraaf" | "bijlage");
    (small && refers && close.is_empty()).then(|| format!("{open}{head} in"))
}

/// `welEen`, `zakelijkeGereden`: a sentence or cell that starts in the middle of a word.
fn at_capital(inner: &str, vocabulary: &Vocabulary) -> Option<String> {
    let at = inner.char_indices().skip(2).find(|(_, sign)| sign.is_uppercase())?.0;
    let (first, second) = inner.split_at(at);
    let small = second.chars().skip(1).all(char::is_lowercase) && second.chars().count() >= 3;
    (small && first.chars().count() >= 3 && vocabulary.is_word(first) && vocabulary.is_word(second))
        .then(|| format!("{first} {second}"))
}

/// Whether what is left after a small word is a word that can follow it. A plural shows that its singular is one of the
/// document's words.
fn ends_sentence_word(rest: &str, vocabulary: &Vocabulary) -> bool {
    let written = || {
        let more = |ending: &str| vocabulary.small(&format!("{rest}{ending}"));
        vocabulary.small(rest) + more("s") + more("n") + more("en")
    };
    // A long word does not come about by chance.
    let least = if rest.chars().count() >= 10 { 1 } else { 2 };
    BEHIND.contains(&rest) || (rest.chars().count() >= 5 && vocabulary.is_word(rest) && written() >= least)
}
