//! What a word of a query means: the terms of the index it stands for, each with a weight.

use super::parse::Word;
use crate::analysis::{Form, Role, Stemmer};
use crate::index::Dictionary;

/// The form itself.
const EXACT: f32 = 1.0;
/// Another spelling of it.
const VARIANT: f32 = 0.95;
/// Another form of the same word.
const STEM: f32 = 0.75;
/// A number that was asked for with what it counts, found without it.
const BARE: f32 = 0.35;
/// A word that a typing mistake was read as.
const CORRECTED: f32 = 0.6;
/// A part of a word with a hyphen, when the whole is nowhere.
const PART: f32 = 0.4;
/// From this weight on a term is the word itself, and says how rare the word is.
pub(super) const WHOLE: f32 = 0.6;

/// The terms that a word stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// Number of the term (upper half) and how far its weight is below the highest there is (lower half). As whole
    /// numbers they share their sorting with the rest of the crate, and with it its weight in the browser.
    terms: Vec<u64>,
    /// The word that was meant, when nothing was found for the one that was typed.
    pub(super) correction: Option<String>,
}

impl Meaning {
    /// Adds a term, or raises its weight.
    fn add(&mut self, term: u32, weight: f32) {
        self.terms.push(u64::from(term) << 32 | u64::from(u32::MAX - weight.to_bits()));
    }

    /// The terms with their weight, by number of the term.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn terms(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.terms.iter().map(|packed| ((packed >> 32) as u32, f32::from_bits(u32::MAX - *packed as u32)))
    }

    /// Whether nothing in the index answers to the word.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Puts the terms in order, each once with its highest weight.
    fn settle(&mut self) {
        self.terms.sort_unstable();
        self.terms.dedup_by_key(|packed| *packed >> 32);
    }
}

/// Looks a word up.
///
/// `alone` says that the query asks for no other word.
pub(super) fn meaning(dictionary: &Dictionary, stemmer: &Stemmer, word: &Word, alone: bool) -> Meaning {
    let mut meaning = Meaning::default();
    let combined = word.forms.iter().any(|form| form.role == Role::Combined);
    for form in &word.forms {
        let exact = match form.role {
            Role::Combined => EXACT,
            Role::Written if combined => BARE,
            Role::Variant if combined => BARE,
            Role::Written => EXACT,
            Role::Variant => VARIANT,
            Role::Part | Role::Unit => continue,
        };
        add_form(&mut meaning, dictionary, stemmer, form, exact);
        if word.open {
            add_beginnings(&mut meaning, dictionary, &form.text, exact);
        }
    }
    if meaning.is_empty() {
        for form in word.forms.iter().filter(|form| form.role == Role::Part && form.text.len() >= 3) {
            add_form(&mut meaning, dictionary, stemmer, form, PART);
        }
    }
    if meaning.is_empty()
        && word.asked
        && let Some((term, text)) = correct(dictionary, word, alone)
    {
        let form = Form { text, role: Role::Written };
        add_form(&mut meaning, dictionary, stemmer, &form, CORRECTED);
        meaning.add(term, CORRECTED);
        meaning.correction = Some(form.text);
    }
    meaning.settle();
    meaning
}

/// Adds a form and the other forms of the same word.
fn add_form(meaning: &mut Meaning, dictionary: &Dictionary, stemmer: &Stemmer, form: &Form, weight: f32) {
    if let Some(term) = dictionary.find(&form.text) {
        meaning.add(term, weight);
    }
    if let Some(stem) = stemmer.stem(&form.text) {
        for term in dictionary.with_stem(&stem) {
            meaning.add(term, STEM * weight);
        }
    }
}

/// Adds the terms that begin with a form. The more of a term is typed, the more it weighs.
fn add_beginnings(meaning: &mut Meaning, dictionary: &Dictionary, beginning: &str, weight: f32) {
    for term in dictionary.starting_with(beginning) {
        #[allow(clippy::cast_precision_loss)]
        let typed = beginning.len() as f32 / dictionary.term(term).len() as f32;
        meaning.add(term, weight * (0.15 + 0.4 * typed));
    }
}

/// The known word that was most likely meant: one mistake in four to seven letters, two from eight on. Four letters are
/// one mistake away from many words, so those are corrected only when there is nothing else to go by.
fn correct(dictionary: &Dictionary, word: &Word, alone: bool) -> Option<(u32, String)> {
    // Without accents, so that a forgotten accent is no mistake on top of the other.
    let typed = word.forms.iter().rev().find(|form| matches!(form.role, Role::Written | Role::Variant))?;
    let typed: Vec<char> = typed.text.chars().collect();
    let most = match typed.len() {
        0..=3 => return None,
        4 if !alone => return None,
        4..=7 => 1,
        _ => 2,
    };
    if !typed.iter().all(|c| c.is_alphabetic() || *c == '-') {
        return None;
    }
    let mut best: Option<((usize, bool, usize), u32, String)> = None;
    let mut letters = Vec::new();
    for term in 0..u32::try_from(dictionary.len()).unwrap_or(u32::MAX) {
        let bytes = dictionary.term(term);
        // A letter is one to four bytes, so far too short or too long shows before decoding.
        if bytes.len() + most < typed.len() || bytes.len() > 4 * (typed.len() + most) {
            continue;
        }
        let Ok(text) = core::str::from_utf8(bytes) else { continue };
        letters.clear();
        letters.extend(text.chars());
        if letters.len().abs_diff(typed.len()) > most
            || !letters.iter().all(|c| c.is_alphabetic() || *c == '-')
        {
            continue;
        }
        let Some(mistakes) = distance(&typed, &letters, most) else { continue };
        // A mistake in the first letter is rare, and two mistakes there make another word: opleiding, inleiding.
        let first = letters.first() == typed.first();
        if mistakes > 1 && !first {
            continue;
        }
        // A word of the same length is likelier than a longer one.
        let rank = (mistakes, !first, letters.len().abs_diff(typed.len()));
        if best.as_ref().is_none_or(|(known, _, _)| rank < *known) {
            best = Some((rank, term, text.to_owned()));
        }
    }
    best.map(|(_, term, text)| (term, text))
}

/// How many letters were left out, put in, mistaken or exchanged with their neighbour; nothing when more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    // Three rows of the table of Damerau and Levenshtein; an exchange looks two rows back.
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut this: Vec<usize> = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        this[0] = i + 1;
        let mut least = this[0];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(this[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            this[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        core::mem::swap(&mut before, &mut last);
        core::mem::swap(&mut last, &mut this);
    }
    last.last().copied().filter(|mistakes| *mistakes <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, most, expected) in [
            ("geschenk", "geschenk", 2, Some(0)),
            ("gschenk", "geschenk", 2, Some(1)),
            ("gechillencommissie", "geschillencommissie", 2, Some(1)),
            ("vertouwenspersoon", "vertrouwenspersoon", 2, Some(1)),
            ("werkne", "werken", 1, Some(1)),
            ("ambseed", "ambtseed", 1, Some(1)),
            ("verhuisbonis", "verhuisbonus", 2, Some(1)),
            ("abc", "cba", 1, None),
            ("bril", "brillen", 2, None),
            ("", "ab", 2, Some(2)),
            ("ab", "", 1, None),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(a), &letters(b), most), expected, "{a} {b}");
        }
    }
}
