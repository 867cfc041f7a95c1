//! What answers a query by itself: a calculator with what the query already tells filled in, a term with what it means, a
//! desk with how to reach it.

use super::matching::{Meaning, WHOLE};
use super::parse::Word;
use super::rank::{Ranked, SMALL, bits, is_plain, places, rarity};
use super::values::{Given, Told, fill};
use super::{Query, Searcher};
use crate::analysis::has;
use crate::answer::Card;
use crate::index::Index;
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
const REACH: &str = "adres bel bellen bereiken contact e-mail email mail mailen nummer";

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
    let mut best: [Option<Best>; 3] = [None, None, None];
    let heard = heard(index, words, meanings);
    let given = Given::of(text, &searcher.stemmer);
    let wanted = bits(words, |word| word.asked);
    let organisations = places(index, query.organisation);
    for (section, (entry, sum)) in (0_u32..).zip(index.entries.iter().zip(&ranked.sums)) {
        let (slot, least) = match entry.kind {
            Kind::Calculator => (0, CALCULATOR),
            Kind::Contact => (1, DESK),
            Kind::Term => (2, TERM),
            _ => continue,
        };
        // A title or a keyword must say it. Of others, their rules are no answer.
        if sum.has & wanted == 0
            || (entry.kind != Kind::Calculator && sum.strong == 0)
            || query.kind.is_some_and(|kind| kind != entry.kind)
        {
            continue;
        }
        // Nearer is better: the desk of one's own organisation before one for everybody.
        let near = match organisations.get(entry.organisation as usize) {
            Some((0, near)) => NEAR * near,
            _ => continue,
        };
        let form = index.form(entry);
        let told = form.map(|form| fill(&given, form, &searcher.stemmer)).unwrap_or_default();
        // What is filled in is answered, and is no longer asked for; what its question is called counts as its name. A
        // choice alone is no question: who types `verlof` need not mean the one who had leave.
        let (values, choices) = told.used.split_at(told.used.len().saturating_sub(told.chosen));
        let (mut asked, mut chosen, mut about) = (0, 0, 0);
        for (n, word) in (0..32).zip(words).filter(|(_, word)| word.asked) {
            let written = word.forms.first().map_or("", |form| form.text.as_str());
            let among = |used: &[String]| used.iter().any(|used| used == written);
            if among(choices) {
                chosen |= 1 << n;
            } else if !(among(values)
                || entry.kind == Kind::Contact && (has(REACH, written) || written.starts_with("telefoon")))
            {
                asked |= 1 << n;
            }
            if !told.about.is_empty()
                && searcher.stemmer.stem(written).is_some_and(|stem| told.about.contains(&stem))
            {
                about |= 1 << n;
            }
        }
        if asked == 0 && values.is_empty() {
            asked = chosen;
        }
        let called = (entry.called as usize).checked_sub(1).and_then(|number| index.called.get(number));
        let mut answered = Answered { shares: vec![0.0; words.len()], titled: 0, plain: 0 };
        let mut title = true;
        for name in called.map_or(&[][..], Vec::as_slice).split(|number| *number == 0) {
            answered.add(index, &heard, name, title);
            title = form.is_none();
        }
        let (mut all, mut share, mut titled, mut plain, mut small, mut most) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (n, (word, (rarity, said))) in
            (0..32).zip(words.iter().zip(ranked.rarities.iter().zip(&answered.shares)))
        {
            let said = if about >> n & 1 == 1 {
                1.0
            } else if sum.whole >> n & 1 == 1 && form.is_some() {
                f32::max(*said, BODY)
            } else {
                *said
            };
            most = f32::max(most, said);
            if asked >> n & 1 == 1 {
                all += rarity;
                share += rarity * said;
                titled += if answered.titled >> n & 1 == 1 { *rarity } else { 0.0 };
                plain += if answered.plain >> n & 1 == 1 { *rarity } else { 0.0 };
            } else if word.small {
                small += rarity * said;
            }
        }
        share = match asked {
            // Nothing is left to ask for but what kind of value it is: `26 graden`.
            0 if most >= HALF => 1.0,
            0 => 0.0,
            _ => share / all,
        };
        #[allow(clippy::cast_precision_loss)]
        let filled = form.map_or(0.0, |form| told.filled.len() as f32 / form.questions.len().max(1) as f32);
        let bonus = (TITLED * titled + SMALL * small) / all.max(1.0) + FILLED * filled + near;
        // A keyword only leads to a calculator; what another means is called so by nobody.
        let by_name = if form.is_some() { titled * 2.0 >= all || about != 0 } else { plain >= all };
        let Some(place) = best.get_mut(slot) else { continue };
        let score = (share + bonus) * 1000.0 + sum.score;
        if share >= least && place.as_ref().is_none_or(|known| known.score < score) {
            *place = Some(Best { section, score, by_name, told });
        }
    }
    // A calculator stands first, unless only a keyword leads to it and a desk or a term is called so.
    let [calculator, desk, term] = &best;
    let by_name = |place: &Option<Best>| place.as_ref().is_some_and(|best| best.by_name);
    if !by_name(calculator) && (by_name(desk) || by_name(term)) {
        best.swap(0, 1);
        best.swap(1, 2);
    }
    let mut cards = Vec::new();
    let mut used = Vec::new();
    for best in best.into_iter().flatten() {
        let section = best.section;
        let (Some(names), Some(entry)) = (index.names(section), index.entries.get(section as usize)) else {
            continue;
        };
        let ((page, title), (_, anchor)) = (names.page(section), names.section(section));
        let mut card = Card {
            kind: entry.kind,
            title: title.to_owned(),
            url: [page, anchor].concat(),
            organisation: index.organisation(entry.organisation).to_owned(),
            ..Card::default()
        };
        if let Some(form) = index.form(entry) {
            card.form.clone_from(&form.id);
            card.sensitive = form.sensitive;
            used = best.told.used;
            // Where no organisation is chosen, its rules are not the reader's yet.
            if query.organisation.is_none() && !form.choice.is_empty() {
                card.url.clone_from(&form.choice);
                card.organisation.clear();
            } else {
                card.filled = best.told.filled;
            }
        } else {
            card.text = index.text(section).unwrap_or("").to_owned();
        }
        cards.push(card);
    }
    (cards, used)
}

/// The best card of a kind so far.
struct Best {
    section: u32,
    score: f32,
    /// Whether what is asked is what it is called.
    by_name: bool,
    told: Told,
}

/// A term that a word of the query stands for.
struct Heard {
    term: u32,
    /// The bit of the word, and the same where it is the word itself.
    by: u32,
    plain: u32,
}

/// All terms that the words of a query stand for as whole words.
fn heard(index: &Index, words: &[Word], meanings: &[Meaning]) -> Vec<Heard> {
    let mut out = Vec::new();
    for (n, (word, meaning)) in (0..32).zip(words.iter().zip(meanings)) {
        let by = 1 << n;
        // Of `50 euro` the 50 is found best with what it counts, but it is a word of its own as well.
        if let Some(term) = word.forms.first().and_then(|form| index.dictionary.find(&form.text)) {
            out.push(Heard { term, by, plain: by });
        }
        for link in meaning.links.iter().filter(|link| link.weight >= WHOLE) {
            out.push(Heard { term: link.term, by, plain: if is_plain(link.how) { by } else { 0 } });
        }
    }
    out
}

/// How far names answer the words of a query.
struct Answered {
    /// The share of each word that is answered.
    shares: Vec<f32>,
    /// Which words stand in the title, a bit for each, and which of those as themselves.
    titled: u32,
    plain: u32,
}

impl Answered {
    /// Takes a name in: a title, or a keyword.
    ///
    /// A keyword of several words is one name: who asks for one of two of them asks for half of it. So `uwv` is not answered
    /// by a keyword `inschrijven UWV` as it is by `UWV`. A rare word says more of a name than a common one.
    fn add(&mut self, index: &Index, heard: &[Heard], name: &[u32], title: bool) {
        let spoken = |number: &u32| (number.saturating_sub(1) >> 1, number & 1 == 0);
        if !name.iter().any(|number| heard.iter().any(|heard| heard.term == spoken(number).0)) {
            return;
        }
        let (mut by, mut plain, mut all, mut has) = (0, 0, 0.0, 0.0);
        for (term, small) in name.iter().map(spoken) {
            let count = index.postings(term).map_or(0, Iterator::count);
            let weight = (1.0 + rarity(index.entries.len(), count)) * if small { SMALL } else { 1.0 };
            let mut here = 0;
            for heard in heard.iter().filter(|heard| heard.term == term) {
                here |= heard.by;
                plain |= heard.plain;
            }
            by |= here;
            all += weight;
            has += if here == 0 { 0.0 } else { weight };
        }
        let mut share = has / f32::max(all, 0.001);
        if title {
            share = TITLE + (1.0 - TITLE) * share;
            self.titled |= by;
            self.plain |= plain;
        }
        for (n, known) in (0..32).zip(&mut self.shares) {
            if by >> n & 1 == 1 {
                *known = known.max(share);
            }
        }
    }
}
