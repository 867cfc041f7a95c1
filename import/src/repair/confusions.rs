//! Signs that a machine takes for one another.

use std::collections::BTreeSet;

use super::vocabulary::Vocabulary;
use crate::log::Rule;
use crate::words::core;

/// What comes of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing to mend.
    Sound,
    /// Mended, by a rule, into this.
    Mended(Rule, String),
    /// Not a word as it stands; what it could be.
    Doubtful(Vec<String>),
}

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
const CONFUSIONS: [Confusion; 49] = [
    plain("é", "ë", Rule::Accent),
    plain("é", "ö", Rule::Accent),
    plain("oé", "oö", Rule::Accent),
    plain("é", "è", Rule::Accent),
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
    plain("¢", "c", Rule::Lookalike),
    known("c", "e", Rule::Lookalike),
    known("e", "c", Rule::Lookalike),
    known("u", "n", Rule::Lookalike),
];

/// From so many letters on, letters that look alike make no other word by chance.
const LONG: usize = 14;

/// How many words are tried for one.
const TRIES: usize = 600;

/// Looks at one word with its signs.
pub(super) fn mend(text: &str, starts_sentence: bool, vocabulary: &Vocabulary) -> Outcome {
    let (open, inner, close) = core(text);
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
    match left.as_slice() {
        [(rule, word, _)] => mended(*rule, word),
        [] => match glued(inner, vocabulary) {
            Some(parts) => mended(Rule::Glued, &parts),
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
    let address = text.contains('@') || text.contains("www") || text.contains("://") || inner.contains('/');
    let abbreviation = inner.contains('.') || (capitals == letters && letters <= 6) || inner.contains('&');
    letters >= 3 && digits <= 1 && !address && !abbreviation
}

/// Every word that one or two confusions make of a word, each with its rule and how often the document writes it.
fn candidates(inner: &str, vocabulary: &Vocabulary) -> Vec<(Rule, String, u32)> {
    let capital = inner.starts_with(char::is_uppercase);
    // A name is written with a capital, more than once, and not mended by letters that look alike.
    let name = capital && inner.chars().skip(1).any(char::is_lowercase) && vocabulary.count(inner) > 0;
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

/// `Hetinlid`, `hetin`, `Ditis`: two or three words read as one, of which the first are small ones.
fn glued(inner: &str, vocabulary: &Vocabulary) -> Option<String> {
    if let Some(parts) = at_capital(inner, vocabulary) {
        return Some(parts);
    }
    let lower = inner.to_lowercase();
    for small in SMALL {
        let Some(rest) = lower.strip_prefix(small) else { continue };
        let head = &inner[..small.len()];
        let rest = &inner[inner.len() - rest.len()..];
        if ends_sentence_word(rest, vocabulary) {
            return Some(format!("{head} {rest}"));
        }
        if let Some(last) = rest.strip_prefix("in")
            && ends_sentence_word(last, vocabulary)
        {
            return Some(format!("{head} in {last}"));
        }
    }
    None
}

/// `welEen`, `zakelijkeGereden`: a sentence or cell that starts in the middle of a word.
fn at_capital(inner: &str, vocabulary: &Vocabulary) -> Option<String> {
    let at = inner.char_indices().skip(2).find(|(_, sign)| sign.is_uppercase())?.0;
    let (first, second) = inner.split_at(at);
    let small = second.chars().skip(1).all(char::is_lowercase) && second.chars().count() >= 3;
    (small && first.chars().count() >= 3 && vocabulary.is_word(first) && vocabulary.is_word(second))
        .then(|| format!("{first} {second}"))
}

/// Whether what is left after a small word is a word that can follow it.
fn ends_sentence_word(rest: &str, vocabulary: &Vocabulary) -> bool {
    let small = matches!(rest, "in" | "is" | "op" | "en" | "er" | "lid" | "van" | "door");
    small || (rest.chars().count() >= 5 && vocabulary.is_word(rest) && vocabulary.count(rest) > 1)
}
