//! What a word of a query means: the terms of the index it stands for, each with a weight and the way it was reached.

use super::nearest::nearest;
use super::parse::Word;
use crate::analysis::{Role, Stemmer, only_letters};
use crate::compounds::{KNOWN, SHORTEST, split};
use crate::index::{Dictionary, Index};

/// The form itself.
const EXACT: f32 = 1.0;
/// Another spelling of it.
const VARIANT: f32 = 0.95;
/// Another form of the same word.
const STEM: f32 = 0.75;
/// What the editors say means the same, and what they say leads to it.
const SYNONYM: f32 = 0.7;
const LEADS: f32 = 0.5;
/// A compound that ends in the word, and one that has it elsewhere.
const HEAD: f32 = 0.5;
const INSIDE: f32 = 0.4;
/// A number that was asked for with what it counts, found without it.
const BARE: f32 = 0.35;
/// A word that a typing mistake was read as.
const CORRECTED: f32 = 0.65;
/// A part of a word with a hyphen, when the whole is nowhere.
const PART: f32 = 0.4;
/// All parts of a compound, each by itself.
const APART: f32 = 0.5;
/// From this weight on a term is the word itself, and says how rare the word is.
pub(super) const WHOLE: f32 = 0.6;
/// So many letters of a word must be typed before compounds and synonyms of what it may become are looked at.
const BEGUN: usize = 4;

/// How a term was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It is the word, or another spelling or form of it.
    Own,
    /// It begins like what is being typed.
    Begun,
    /// It is a compound with the word in it.
    Compound,
    /// It is what the word was corrected to.
    Corrected,
    /// A rule of synonyms leads to it; the number of the rule.
    Synonym(u16),
}

/// A term that a word stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) term: u32,
    pub(super) weight: f32,
    pub(super) how: How,
}

/// Several words that stand for one only together: the parts of a compound, the words of a phrase.
#[derive(Clone, Debug)]
pub(super) struct Together {
    pub(super) parts: Vec<Meaning>,
    pub(super) weight: f32,
}

/// The terms that a word stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// The terms, by number, each once.
    pub(super) links: Vec<Link>,
    pub(super) together: Vec<Together>,
    /// The word that was meant, when nothing was found for the one that was typed.
    pub(super) correction: Option<String>,
}

impl Meaning {
    /// Whether nothing in the index answers to the word.
    pub(super) fn is_empty(&self) -> bool {
        self.links.is_empty() && self.together.is_empty()
    }

    /// All terms, also those of words that count only together.
    pub(super) fn all_links(&self) -> Vec<Link> {
        let mut all = self.links.clone();
        for part in self.together.iter().flat_map(|together| &together.parts) {
            all.extend_from_slice(&part.links);
        }
        all
    }

    /// Adds a term, or raises its weight. The terms stay in order.
    fn add(&mut self, term: u32, weight: f32, how: How) {
        let link = Link { term, weight, how };
        let at = self.links.partition_point(|known| known.term < term);
        match self.links.get_mut(at) {
            Some(known) if known.term == term => {
                if known.weight < weight {
                    *known = link;
                }
            }
            _ => self.links.insert(at, link),
        }
    }

    /// Whether a term is the word itself, in any form; or one that it may become, if enough is typed.
    fn owns(&self, term: u32) -> bool {
        let at = self.links.partition_point(|known| known.term < term);
        self.links.get(at).is_some_and(|link| {
            link.term == term && matches!(link.how, How::Own | How::Corrected) && link.weight > PART
        })
    }
}

/// Looks words up.
pub(super) struct Lookup<'a> {
    pub(super) index: &'a Index,
    pub(super) stemmer: &'a Stemmer,
    /// The reader's organisation: what only another says is no synonym here.
    pub(super) organisation: Option<&'a str>,
}

impl Lookup<'_> {
    /// What each word of a query means.
    pub(super) fn meanings(&self, words: &[Word]) -> Vec<Meaning> {
        let mut meanings: Vec<Meaning> = words.iter().map(|word| self.own(word)).collect();
        self.join(words, &mut meanings);
        for (word, meaning) in words.iter().zip(&mut meanings) {
            if meaning.is_empty() && word.asked {
                self.repair(word, meaning);
            }
        }
        self.synonyms(words, &mut meanings);
        for (word, meaning) in words.iter().zip(&mut meanings) {
            self.compounds(word, meaning);
        }
        meanings
    }

    fn dictionary(&self) -> &Dictionary {
        &self.index.dictionary
    }

    /// The terms that are the word itself, its other forms, and what it may become while it is typed.
    fn own(&self, word: &Word) -> Meaning {
        let mut meaning = Meaning::default();
        let combined = word.forms.iter().any(|form| form.role == Role::Combined);
        for form in &word.forms {
            let exact = match form.role {
                Role::Combined => EXACT,
                Role::Written | Role::Variant if combined => BARE,
                Role::Written => EXACT,
                Role::Variant => VARIANT,
                Role::Part | Role::Unit => continue,
            };
            self.add_form(&mut meaning, &form.text, exact, How::Own);
            if word.open {
                self.add_beginnings(&mut meaning, &form.text, exact);
            }
        }
        if meaning.is_empty() {
            for form in word.forms.iter().filter(|form| form.role == Role::Part && form.text.len() >= 3) {
                self.add_form(&mut meaning, &form.text, PART, How::Own);
            }
        }
        meaning
    }

    /// Adds a form and the other forms of the same word.
    fn add_form(&self, meaning: &mut Meaning, form: &str, weight: f32, how: How) {
        if let Some(term) = self.dictionary().find(form) {
            meaning.add(term, weight, how);
        }
        if let Some(stem) = self.stemmer.stem(form) {
            for term in self.dictionary().with_stem(&stem) {
                meaning.add(term, STEM * weight, how);
            }
        }
    }

    /// Adds the terms that begin with a form. The more of a term is typed, the more it weighs.
    fn add_beginnings(&self, meaning: &mut Meaning, beginning: &str, weight: f32) {
        for term in self.dictionary().starting_with(beginning) {
            #[allow(clippy::cast_precision_loss)]
            let typed = beginning.len() as f32 / self.dictionary().term(term).len() as f32;
            meaning.add(term, weight * (0.15 + 0.4 * typed), How::Begun);
        }
    }

    /// Words that were typed apart and are written as one: `kilometer vergoeding`, `zwangerschaps verlof`.
    fn join(&self, words: &[Word], meanings: &mut [Meaning]) {
        for (n, pair) in words.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let (Some(first), Some(second)) = (one.letters(), other.letters()) else { continue };
            if one.small || other.small || first.len() + second.len() < SHORTEST {
                continue;
            }
            let mut joined = Meaning::default();
            for link in ["", "s", "en", "e", "-"] {
                let whole = [first, link, second].concat();
                self.add_form(&mut joined, &whole, VARIANT, How::Own);
                if other.open {
                    self.add_beginnings(&mut joined, &whole, VARIANT);
                }
            }
            for meaning in meanings.iter_mut().skip(n).take(2) {
                for link in &joined.links {
                    meaning.add(link.term, link.weight, link.how);
                }
            }
        }
    }

    /// What a word that is not known may be: one with a typing mistake, or a compound nobody wrote yet. One mistake in four
    /// to seven letters, two from eight on.
    fn repair(&self, word: &Word, meaning: &mut Meaning) {
        // Without accents, so that a forgotten accent is no mistake on top of the other.
        let Some(typed) =
            word.forms.iter().rev().find(|form| matches!(form.role, Role::Written | Role::Variant))
        else {
            return;
        };
        let most = match typed.text.chars().count() {
            0..=3 => return,
            4..=7 => 1,
            _ => 2,
        };
        // As many spell it: sexueel.
        if let Some((before, after)) = typed.text.split_once('x') {
            let spelt = [before, "ks", after].concat();
            if self.dictionary().find(&spelt).is_some() {
                self.add_form(meaning, &spelt, CORRECTED, How::Corrected);
                meaning.correction = Some(spelt);
                return;
            }
        }
        let near = nearest(self.dictionary(), &typed.text, most).first().copied();
        if near.is_none_or(|near| near.mistakes() > 1) && self.apart(&typed.text, meaning) {
            return;
        }
        if let Some(near) = near {
            let text = self.dictionary().text(near.term()).to_owned();
            self.add_form(meaning, &text, CORRECTED, How::Corrected);
            meaning.correction = Some(text);
            return;
        }
        // Nothing of the kind, but it may end or begin with a word that is known: computerbril, bodycamera.
        for size in (4..typed.text.len().saturating_sub(2)).rev() {
            let ends =
                [typed.text.get(typed.text.len() - size..), typed.text.get(..size).filter(|_| size > 4)];
            for part in ends.into_iter().flatten().filter(|part| only_letters(part)) {
                if self.dictionary().find(part).is_some() {
                    self.add_form(meaning, part, PART, How::Compound);
                    return;
                }
            }
        }
    }

    /// Takes a word apart with the terms of the index, and says whether that could be done.
    fn apart(&self, word: &str, meaning: &mut Meaning) -> bool {
        let known = |part: &str, last: bool| {
            if self.dictionary().find(part).is_some() {
                return Some(if part.chars().nth(3).is_none() { KNOWN + 6 } else { KNOWN });
            }
            let stem = self.stemmer.stem(part).filter(|stem| last && stem.len() > 3)?;
            self.dictionary().with_stem(&stem).next().map(|_| KNOWN + 6)
        };
        if word.len() < SHORTEST || !only_letters(word) {
            return false;
        }
        let parts = split(word, &known);
        let texts: Vec<&str> = parts.into_iter().filter_map(|part| word.get(part)).collect();
        if !self.together(meaning, &texts, APART, How::Compound) {
            return false;
        }
        // A part may stand in another compound only: the winter of a winterjas in winterkleding.
        for part in meaning.together.iter_mut().flat_map(|together| &mut together.parts) {
            let from = part.links.clone();
            self.add_compounds(part, from);
        }
        // The same compound in another form, or with another link: parkeervergunningen, verlofsaanvraag.
        let parts = meaning.together.first().map_or(&[][..], |together| &together.parts);
        let has = |(part, term): (&Meaning, &u32)| part.links.iter().any(|link| link.term == *term);
        let mut same = Vec::new();
        for link in parts.first().map_or(&[][..], |part| &part.links) {
            for term in self.dictionary().with_part(link.term) {
                let own = self.dictionary().parts(term);
                if own.len() == parts.len() && parts.iter().zip(&own).all(has) {
                    same.push(term);
                }
            }
        }
        for term in same {
            meaning.add(term, STEM, How::Own);
        }
        true
    }

    /// Adds what several words mean only together.
    fn together(&self, meaning: &mut Meaning, texts: &[&str], weight: f32, how: How) -> bool {
        if texts.len() < 2 {
            return false;
        }
        let mut parts = Vec::new();
        for text in texts {
            let mut part = Meaning::default();
            self.add_form(&mut part, text, EXACT, how);
            parts.push(part);
        }
        meaning.together.push(Together { parts, weight });
        true
    }

    /// Follows the rules of synonyms whose words stand in the query one after the other, small words left out.
    fn synonyms(&self, words: &[Word], meanings: &mut [Meaning]) {
        let asked: Vec<usize> =
            (0..words.len()).filter(|n| words.get(*n).is_some_and(|w| !w.small)).collect();
        for (number, rule) in (0_u16..).zip(&self.index.rules) {
            if !rule.organisation.is_empty() && self.organisation.is_some_and(|own| own != rule.organisation)
            {
                continue;
            }
            for at in asked.windows(rule.from.len()) {
                let has = |(n, term): (&usize, &u32)| {
                    let own = meanings.get(*n).is_some_and(|meaning| meaning.owns(*term));
                    own || words.get(*n).is_some_and(|word| self.becomes(word, *term))
                };
                if !at.iter().zip(&rule.from).all(has) {
                    continue;
                }
                let how = How::Synonym(number);
                let weight = if rule.both { SYNONYM } else { LEADS };
                let texts: Vec<&str> = rule.to.iter().map(|term| self.dictionary().text(*term)).collect();
                for n in at {
                    let Some(meaning) = meanings.get_mut(*n) else { continue };
                    if let [text] = texts.as_slice() {
                        self.add_form(meaning, text, weight, how);
                    } else {
                        self.together(meaning, &texts, weight, how);
                    }
                }
            }
        }
    }

    /// Whether a word that is being typed is most of a term.
    fn becomes(&self, word: &Word, term: u32) -> bool {
        let text = self.dictionary().text(term);
        word.open && word.forms.iter().any(|form| form.text.len() >= BEGUN && text.starts_with(&form.text))
    }

    /// Adds the compounds that a word stands in, and for a compound its parts.
    fn compounds(&self, word: &Word, meaning: &mut Meaning) {
        if word.small {
            return;
        }
        let begun = word.letters().is_some_and(|letters| letters.len() >= BEGUN);
        let from: Vec<Link> = meaning
            .links
            .iter()
            .filter(|link| match link.how {
                How::Begun => begun,
                How::Synonym(_) => link.weight >= WHOLE,
                _ => link.weight > PART,
            })
            .copied()
            .collect();
        let own: Vec<u32> =
            from.iter().filter(|l| l.how == How::Own && l.weight >= STEM).map(|l| l.term).collect();
        self.add_compounds(meaning, from);
        for term in own {
            let parts = self.dictionary().parts(term);
            let texts: Vec<&str> = parts.iter().map(|part| self.dictionary().text(*part)).collect();
            if self.together(meaning, &texts, APART, How::Compound) {
                break;
            }
        }
    }

    /// Adds the compounds that some terms stand in.
    fn add_compounds(&self, meaning: &mut Meaning, mut from: Vec<Link>) {
        // Compounds of compounds, and no further.
        for _ in 0..2 {
            let mut next = Vec::new();
            for link in &from {
                let part = self.dictionary().term(link.term);
                for term in self.dictionary().with_part(link.term) {
                    let last = self.dictionary().term(term).ends_with(part);
                    let weight = link.weight * if last { HEAD } else { INSIDE };
                    let how = if link.how == How::Own { How::Compound } else { link.how };
                    meaning.add(term, weight, how);
                    next.push(Link { term, weight: weight * 1.6, how });
                }
            }
            from = next;
        }
    }

    /// Words that may have been meant by one that nothing was found for.
    pub(super) fn suggestions(&self, word: &Word) -> Vec<String> {
        let Some(typed) = word.letters().filter(|typed| typed.chars().count() >= 4) else {
            return Vec::new();
        };
        let most = if typed.len() < 7 { 2 } else { 3 };
        let near = nearest(self.dictionary(), typed, most);
        near.iter().take(3).map(|near| self.dictionary().text(near.term()).to_owned()).collect()
    }
}
