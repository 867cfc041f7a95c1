//! What answers a query by itself: a calculator with what the query already tells filled in, a term with what it means, a
//! desk with how to reach it.

use super::matching::{Meaning, WHOLE};
use super::parse::Word;
use super::rank::{Ranked, SMALL, bits, is_plain, places, rarity, worth};
use super::values::fill;
use super::{Query, Searcher};
use crate::analysis::{has, is_small, tokens};
use crate::answer::Card;
use crate::index::{Index, Spoken};
use crate::section::Kind;

/// The share of what is asked that a card must answer, by rarity of the words.
const CALCULATOR: f32 = 0.73;
const DESK: f32 = 0.75;
const TERM: f32 = 0.98;
/// What a word is answered by that stands among the questions and outcomes of a calculator only.
const BODY: f32 = 0.4;
/// What any word of a title is answered by; the rest is for the share of the title that is asked.
const TITLE: f32 = 0.6;
/// What it adds to the share of a calculator that its title says it, and not one of its keywords.
const TITLED: f32 = 0.3;
/// What it adds that all of its questions are filled in.
const FILLED: f32 = 0.1;
/// What it adds that it is of the reader's own organisation.
const NEAR: f32 = 0.2;
/// The share of a name that a value must be called by.
const HALF: f32 = 0.5;

/// How somebody asks for the way to a desk. The desk itself answers that.
const REACH: &str =
    "adres bel bellen bereiken contact e-mail e-mailadres email mail mailen nummer telefoon telefoonnummer";

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
    let mut best: [Option<(f32, bool, Card)>; 3] = [None, None, None];
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
            || (entry.form == 0 && sum.strong == 0)
            || query.kind.is_some_and(|kind| kind != entry.kind)
        {
            continue;
        }
        // Nearer is better: the desk of one's own organisation before one for everybody.
        let near = match organisations.get(entry.organisation as usize) {
            Some((0, near)) => NEAR * near,
            _ => continue,
        };
        let form = (entry.form as usize).checked_sub(1).and_then(|form| index.forms.get(form));
        let told = form.map(|form| fill(text, form, &searcher.stemmer)).unwrap_or_default();
        // What is filled in is answered, and is no longer asked for; what its question is called counts as its name. A
        // choice alone is no question: who types `verlof` need not mean the one who had leave.
        let (values, choices) = told.used.split_at(told.used.len().saturating_sub(told.chosen));
        let (mut asked, mut chosen, mut about) = (0, 0, 0);
        for (n, word) in (0..32).zip(words).filter(|(_, word)| word.asked) {
            let written = word.forms.first().map_or("", |form| form.text.as_str());
            let among = |used: &[String]| used.iter().any(|used| used == written);
            if among(choices) {
                chosen |= 1 << n;
            } else if !(among(values) || entry.kind == Kind::Contact && has(REACH, written)) {
                asked |= 1 << n;
            }
            let stem = searcher.stemmer.stem(written);
            about |= u32::from(stem.is_some_and(|stem| told.about.contains(&stem))) << n;
        }
        if asked == 0 && values.is_empty() {
            asked = chosen;
        }
        let form_called = (entry.form as usize).checked_sub(1).and_then(|form| index.called.get(form));
        let own;
        let (called, body) = match form_called {
            Some(called) => (called.as_slice(), sum.whole),
            None => {
                let title = index.names(section).map_or("", |names| names.page(section).1);
                own = names_in(index, title, entry.kind);
                (own.as_slice(), 0)
            }
        };
        let answered = answered(index, called, form_called.is_some(), words, meanings, about, body);
        let of = |bits: u32, part: &dyn Fn(&Said) -> f32| -> f32 {
            let all = (0..32).zip(ranked.rarities.iter().zip(&answered));
            all.filter(|(n, _)| bits >> n & 1 == 1).map(|(_, (rarity, said))| rarity * part(said)).sum()
        };
        let all = worth(&ranked.rarities, asked);
        let share = if asked > 0 {
            of(asked, &|said| said.share) / all
        } else {
            // Nothing is left to ask for but what kind of value it is: `26 graden`.
            let named = answered.iter().map(|said| said.share).fold(0.0, f32::max);
            if named >= HALF { 1.0 } else { 0.0 }
        };
        let titled = of(asked, &|said| f32::from(u8::from(said.title)));
        let small = of(bits(words, |word| word.small), &|said| said.share);
        #[allow(clippy::cast_precision_loss)]
        let filled = form.map_or(0.0, |form| told.filled.len() as f32 / form.questions.len().max(1) as f32);
        let bonus = (TITLED * titled + SMALL * small) / all.max(1.0) + FILLED * filled + near;
        // A keyword only leads to a calculator; what another means is called so by nobody.
        let plain = of(asked, &|said| f32::from(u8::from(said.title && said.plain)));
        let by_name =
            if form.is_some() { asked == 0 || about != 0 || titled * 2.0 >= all } else { plain >= all };
        let Some(place) = best.get_mut(slot) else { continue };
        let (fits, score) = (share >= least, (share + bonus) * 1000.0 + sum.score);
        if !fits || place.as_ref().is_some_and(|(known, ..)| *known >= score) {
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
        *place = Some((score, by_name, card));
    }
    let mut cards: Vec<_> = best.into_iter().flatten().collect();
    // A calculator stands first, unless only a keyword leads to it and a desk or a term is called so.
    if cards.first().is_some_and(|(_, by_name, card)| card.kind == Kind::Calculator && !by_name)
        && cards.iter().skip(1).any(|(_, by_name, _)| *by_name)
    {
        cards.rotate_left(1);
    }
    (cards.into_iter().map(|(.., card)| card).collect(), used)
}

/// How far what a calculator is called answers a word of the query.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    share: f32,
    /// Whether its title has the word, and whether as the word itself.
    title: bool,
    plain: bool,
}

/// How far the title and the keywords of a calculator answer each word of a query.
///
/// A keyword of several words is one name: who asks for one of two of them asks for half of it. So `uwv` is not answered by
/// a keyword `inschrijven UWV` as it is by `UWV`.
fn answered(
    index: &Index,
    called: &[Vec<Spoken>],
    keywords: bool,
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
            Said { share, ..Said::default() }
        })
        .collect();
    for (number, name) in called.iter().enumerate() {
        let (mut of_query, mut plain) = (0_u32, 0_u32);
        let mut spoken_by = Vec::with_capacity(name.len());
        for spoken in name {
            let mut by = 0_u32;
            for (n, meaning) in (0..32).zip(meanings) {
                // Of `50 euro` the 50 is found best with what it counts, but it is a word of its own as well.
                let typed = words.get(n).and_then(|word| word.forms.first());
                let itself = typed.and_then(|form| index.dictionary.find(&form.text)) == Some(spoken.term);
                by |= u32::from(itself) << n;
                let Some(link) = meaning.link(spoken.term).filter(|link| link.weight >= WHOLE) else {
                    continue;
                };
                by |= 1 << n;
                plain |= u32::from(is_plain(link.how)) << n;
            }
            of_query |= by;
            spoken_by.push(by != 0);
        }
        if of_query == 0 {
            continue;
        }
        // A rare word says more of a name than a common one.
        let (mut all, mut has) = (0.0, 0.0);
        for (spoken, by) in name.iter().zip(spoken_by) {
            let count = index.postings(spoken.term).map_or(0, Iterator::count);
            let weight = (1.0 + rarity(index.entries.len(), count)) * if spoken.small { SMALL } else { 1.0 };
            all += weight;
            has += if by { weight } else { 0.0 };
        }
        let share = has / f32::max(all, 0.001);
        let title = number == 0 || !keywords;
        let share = if title { TITLE + (1.0 - TITLE) * share } else { share };
        for (_, said) in (0..32).zip(&mut out).filter(|(n, _)| of_query >> n & 1 == 1) {
            said.share = said.share.max(share);
        }
        if title {
            for (n, said) in (0..32).zip(&mut out) {
                said.title |= of_query >> n & 1 == 1;
                said.plain |= plain >> n & 1 == 1;
            }
        }
    }
    out
}

/// The names in the title of a term or a desk. A desk may have another between brackets, and what comes behind a comma tells
/// more of it: `De Arbeidsinspectie (vroeger Inspectie SZW)`, `Een vertrouwenspersoon, intern of extern`.
fn names_in(index: &Index, title: &str, kind: Kind) -> Vec<Vec<Spoken>> {
    let pieces = title.split(['(', ')']).map(|piece| piece.split(',').next().unwrap_or(""));
    let names = if kind == Kind::Contact { pieces.collect() } else { vec![title] };
    let spoken = |word: &str| index.dictionary.find(word).map(|term| Spoken { term, small: is_small(word) });
    names
        .into_iter()
        .map(|name| tokens(name).iter().filter_map(|token| spoken(token.written())).collect::<Vec<_>>())
        .filter(|name| !name.is_empty())
        .collect()
}
