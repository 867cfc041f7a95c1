//! What answers a query by itself: a calculator with what the query already tells filled in, a term with what it means, a
//! desk with how to reach it.

use super::matching::{Meaning, WHOLE};
use super::parse::Word;
use super::rank::{Ranked, SMALL, bits, places, worth};
use super::values::fill;
use super::{Query, Searcher};
use crate::answer::Card;
use crate::index::Spoken;
use crate::section::Kind;

/// The share of what is asked that a card must answer, by rarity of the words.
const CALCULATOR: f32 = 0.7;
const DESK: f32 = 0.75;
const TERM: f32 = 0.95;
/// What a word is answered by that stands among the questions and outcomes of a calculator only.
const BODY: f32 = 0.4;
/// What any word of a title is answered by; the rest is for the share of the title that is asked.
const TITLE: f32 = 0.5;
/// What it adds to the share of a calculator that its title says it, and not one of its keywords.
const TITLED: f32 = 0.3;

/// The cards for a query, at most one of each kind, and the words (as written) that fill them in.
pub(super) fn cards(
    searcher: &Searcher,
    text: &str,
    words: &[Word],
    meanings: &[Meaning],
    ranked: &Ranked,
    query: &Query<'_>,
) -> (Vec<Card>, Vec<String>) {
    let index = &searcher.index;
    let mut best: [Option<(f32, Card)>; 3] = [None, None, None];
    let mut used = Vec::new();
    let organisations = places(index, query.organisation);
    for (section, (entry, sum)) in (0_u32..).zip(index.entries.iter().zip(&ranked.sums)) {
        let (slot, least) = match entry.kind {
            Kind::Calculator => (0, CALCULATOR),
            Kind::Contact => (1, DESK),
            Kind::Term => (2, TERM),
            _ => continue,
        };
        // A title or a keyword must say it. Of others, their rules are no answer.
        if sum.has == 0
            || query.kind.is_some_and(|kind| kind != entry.kind)
            || organisations.get(entry.organisation as usize).is_none_or(|(block, _)| *block > 0)
        {
            continue;
        }
        let form = (entry.form as usize).checked_sub(1).and_then(|form| index.forms.get(form));
        let told = form.map(|form| fill(text, form, &searcher.stemmer)).unwrap_or_default();
        // What is filled in is answered, and is no longer asked for; what its question is called counts as its name.
        let (mut asked, mut about) = (0, 0);
        for (n, word) in (0..32).zip(words).filter(|(_, word)| word.asked) {
            let written = word.forms.first().map_or("", |form| form.text.as_str());
            if !told.used.iter().any(|used| used == written) {
                asked |= 1 << n;
            }
            let stem = searcher.stemmer.stem(written);
            about |= u32::from(stem.is_some_and(|stem| told.about.contains(&stem))) << n;
        }
        let called = (entry.form as usize).checked_sub(1).and_then(|form| index.called.get(form));
        let (share, bonus) = match called {
            Some(called) => {
                let answered = answered(called, words, meanings, about, sum.whole);
                let of = |bits: u32, part: &dyn Fn(&Said) -> f32| -> f32 {
                    let all = (0..32).zip(&ranked.rarities).zip(&answered);
                    all.filter(|((n, _), _)| bits >> n & 1 == 1)
                        .map(|((_, rarity), said)| rarity * part(said))
                        .sum()
                };
                let all = worth(&ranked.rarities, asked);
                let small = bits(words, |word| word.small);
                let any = (worth(&ranked.rarities, small) * SMALL).max(0.001);
                if asked > 0 {
                    let titled = TITLED * of(asked, &|said| f32::from(u8::from(said.title)));
                    let spoken = SMALL * of(small, &|said| said.share);
                    (of(asked, &|said| said.share) / all, (titled + spoken) / all)
                } else {
                    (f32::from(u8::from(told.about.len() > 0)), of(small, &|said| said.share) / any)
                }
            }
            None => {
                let strong = sum.strong | about;
                let all = worth(&ranked.rarities, asked);
                (if asked > 0 { worth(&ranked.rarities, strong & asked) / all } else { 0.0 }, 0.0)
            }
        };
        let Some(place) = best.get_mut(slot) else { continue };
        let (fits, score) = (share >= least, (share + bonus) * 1000.0 + sum.score);
        if !fits || place.as_ref().is_some_and(|(known, _)| *known >= score) {
            continue;
        }
        let Some(names) = index.names(section) else { continue };
        let ((page, title), (_, anchor)) = (names.page(section), names.section(section));
        let mut card = Card {
            kind: entry.kind,
            title: title.to_owned(),
            url: [page, anchor].concat(),
            organisation: index.organisation(entry.organisation).to_owned(),
            ..Card::default()
        };
        if let Some(form) = form {
            card.form.clone_from(&form.id);
            card.sensitive = form.sensitive;
            card.filled = told.filled;
            used = told.used;
            // Where no organisation is chosen, its rules are not the reader's yet.
            if query.organisation.is_none() && !form.choice.is_empty() {
                card.url.clone_from(&form.choice);
                card.organisation.clear();
                card.filled.clear();
            }
        } else {
            card.text = index.text(section).unwrap_or("").to_owned();
        }
        *place = Some((score, card));
    }
    (best.into_iter().flatten().map(|(_, card)| card).collect(), used)
}

/// How far what a calculator is called answers a word of the query.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    share: f32,
    /// Whether its title has the word.
    title: bool,
}

/// How far the title and the keywords of a calculator answer each word of a query.
///
/// A keyword of several words is one name: who asks for one of two of them asks for half of it. So `uwv` is not answered by
/// a keyword `inschrijven UWV` as it is by `UWV`.
fn answered(
    called: &[Vec<Spoken>],
    words: &[Word],
    meanings: &[Meaning],
    about: u32,
    whole: u32,
) -> Vec<Said> {
    let mut out: Vec<Said> = (0..32)
        .zip(words)
        .map(|(n, _)| {
            let share = if about >> n & 1 == 1 {
                1.0
            } else if whole >> n & 1 == 1 {
                BODY
            } else {
                0.0
            };
            Said { share, title: false }
        })
        .collect();
    for (number, name) in called.iter().enumerate() {
        let (mut all, mut has, mut of_query) = (0.0, 0.0, 0_u32);
        for spoken in name {
            let weight = if spoken.small { SMALL } else { 1.0 };
            let by = (0..32).zip(meanings).filter(|(_, meaning)| meaning.weight_of(spoken.term) >= WHOLE);
            let by = by.fold(0, |bits, (n, _)| bits | 1_u32 << n);
            all += weight;
            has += if by == 0 { 0.0 } else { weight };
            of_query |= by;
        }
        let share = if has > 0.0 { has / all } else { continue };
        let title = number == 0;
        let share = if title { TITLE + (1.0 - TITLE) * share } else { share };
        for (_, said) in (0..32).zip(&mut out).filter(|(n, _)| of_query >> n & 1 == 1) {
            said.share = said.share.max(share);
            said.title |= title;
        }
    }
    out
}
