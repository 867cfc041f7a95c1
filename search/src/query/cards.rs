//! What answers a query by itself: a calculator with what the query already tells filled in, a term with what it means, a
//! desk with how to reach it.

use super::parse::Word;
use super::rank::{Ranked, places, worth};
use super::values::fill;
use super::{Query, Searcher};
use crate::answer::Card;
use crate::section::Kind;

/// The share of what is asked that a card must answer, by rarity of the words.
const CALCULATOR: f32 = 0.7;
const DESK: f32 = 0.75;
const TERM: f32 = 0.95;

/// The cards for a query, at most one of each kind, and the words (as written) that fill them in.
pub(super) fn cards(
    searcher: &Searcher,
    text: &str,
    words: &[Word],
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
        let (mut asked, mut strong) = (0, sum.strong);
        for (n, word) in (0..32).zip(words).filter(|(_, word)| word.asked) {
            let written = word.forms.first().map_or("", |form| form.text.as_str());
            if !told.used.iter().any(|used| used == written) {
                asked |= 1 << n;
            }
            let stem = searcher.stemmer.stem(written);
            strong |= u32::from(stem.is_some_and(|stem| told.about.contains(&stem))) << n;
        }
        let has = if entry.kind == Kind::Calculator { sum.whole | strong } else { strong };
        let all = worth(&ranked.rarities, asked);
        let share = if asked > 0 { worth(&ranked.rarities, has & asked) / all } else { 1.0 };
        let named = if asked > 0 { strong & asked } else { strong };
        let Some(place) = best.get_mut(slot) else { continue };
        let (fits, score) = (share >= least && named != 0, share * 1000.0 + sum.score);
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
