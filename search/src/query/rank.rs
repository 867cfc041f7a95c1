//! The sections that fit, in order.
//!
//! The weight of a section is BM25F: each field has its own weight, the length of the body counts against it, a word that
//! is rare counts for more, and a word that comes again counts for less each time. Words that stand close together, and in
//! the order asked, add to it. Whether a section has *all* words goes before its weight.

use super::Query;
use super::matching::{How, Link, Meaning, WHOLE};
use super::parse::Word;
use crate::index::{Entry, Index, Seen};
use crate::section::Kind;
use crate::sort::sort;

/// What a word counts for by where it stands.
const LEAD_TITLE: f32 = 4.0;
const TITLE: f32 = 1.2;
const HEADING: f32 = 3.0;
const KEYWORDS: f32 = 2.5;
const PART: f32 = 0.4;
/// How soon a word that comes again stops counting.
const SATURATION: f32 = 1.2;
/// How much the length of a body counts.
const LENGTH: f32 = 0.5;
/// What is added for a title or a heading that is what was asked, of the rarity of the words in it.
const NAMED: f32 = 1.0;
/// What a small word of a question counts for.
pub(super) const SMALL: f32 = 0.15;
/// What two words side by side add, of the rarity of the commoner; and how much of that is left in the other order.
const CLOSE: f32 = 1.2;
const TURNED: f32 = 0.6;
/// Words farther apart than this do not belong together.
const FAR: u32 = 12;
/// With fewer sections that have all words than this, sections with fewer words follow.
const FEW: usize = 5;
/// A section with fewer words must have this share of what the best of them has.
const SHARE: f32 = 0.5;
/// What the other sections of a page add to the best of them.
const BESIDE: f32 = 0.1;
/// So many sections of a page are shown.
const OF_ONE_PAGE: usize = 3;

/// A section that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) section: u32,
    pub(super) score: f32,
    /// How well it fits before the weight counts: 0 all words, 1 all words on its page, 2 fewer.
    level: u8,
    /// 0: the reader's organisation and everybody; 1: other organisations.
    block: u8,
}

/// A page that fits, with its best sections.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    pub(super) score: f32,
    pub(super) sections: Vec<Found>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranked {
    pub(super) pages: Vec<Page>,
    /// How many pages there are that have all words.
    pub(super) with_all: usize,
    /// What each section has gathered.
    pub(super) sums: Vec<Sum>,
    /// How rare each word is.
    pub(super) rarities: Vec<f32>,
}

/// What a section has gathered.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) score: f32,
    /// Which words of the query it has, a bit for each; which as themselves; and which of those in title or keywords.
    pub(super) has: u32,
    pub(super) whole: u32,
    pub(super) strong: u32,
    /// Which of those it has in the title of the page that it opens, or in its heading.
    named: u32,
    /// How much of what is asked it has, by rarity. A word that is only begun or a part of another counts for a part.
    share: f32,
}

/// Where the points of one section come from, for who wants to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Trace {
    pub(super) section: u32,
    /// For each word: how rare it is, how often it counts, how close its best form is, and the points.
    pub(super) words: Vec<[f32; 4]>,
    /// What closeness adds.
    pub(super) close: f32,
    /// What a title or a heading adds that is what was asked.
    pub(super) named: f32,
    /// What the organisation and the kind multiply by.
    pub(super) factors: [f32; 2],
    pub(super) total: f32,
}

/// What one word has gathered in a section, while it is counted.
#[derive(Clone, Copy, Default)]
struct Gathered {
    times: f32,
    best: f32,
    strong: bool,
    named: bool,
}

/// Bits of the words that are asked for.
pub(super) fn bits(words: &[Word], wanted: impl Fn(&Word) -> bool) -> u32 {
    (0..32).zip(words).filter(|(_, word)| wanted(word)).fold(0, |bits, (n, _)| bits | 1 << n)
}

/// The rarity of some words together.
fn worth(rarities: &[f32], bits: u32) -> f32 {
    (0..32).zip(rarities).filter(|(n, _)| bits >> n & 1 == 1).map(|(_, rarity)| *rarity).sum()
}

/// Puts the sections in order.
pub(super) fn rank(
    index: &Index,
    words: &[Word],
    meanings: &[Meaning],
    query: &Query<'_>,
    mut trace: Option<&mut Trace>,
) -> Ranked {
    let sections = index.entries.len();
    let asked = bits(words, |word| word.asked);
    let average = average(index);
    let mut sums = vec![Sum::default(); sections];
    let mut gathered = vec![Gathered::default(); sections];
    let mut rarities = Vec::with_capacity(words.len());
    for (n, (word, meaning)) in (0_u32..).zip(words.iter().zip(meanings)) {
        gather(index, meaning, average, &mut gathered);
        let whole = gathered.iter().filter(|found| found.times > 0.0 && found.best >= WHOLE).count();
        let any = gathered.iter().filter(|found| found.times > 0.0).count();
        let rarity = rarity(sections, if whole > 0 { whole } else { any });
        rarities.push(rarity);
        let weight = if word.small { SMALL } else { 1.0 };
        for (section, (sum, found)) in (0_u32..).zip(sums.iter_mut().zip(&mut gathered)) {
            if found.times <= 0.0 {
                continue;
            }
            // The exact form stands above the stem, and the stem above a word that only begins alike.
            let close = 0.4 + 0.6 * found.best;
            let points =
                weight * rarity * close * found.times * (SATURATION + 1.0) / (found.times + SATURATION);
            sum.score += points;
            sum.has |= 1 << n;
            if word.asked {
                sum.share += rarity * (found.best / WHOLE).min(1.0);
            }
            if found.best >= WHOLE {
                sum.whole |= 1 << n;
                sum.strong |= u32::from(found.strong) << n;
                sum.named |= u32::from(found.named) << n;
            }
            if let Some(trace) = trace.as_deref_mut().filter(|trace| trace.section == section) {
                trace.words.resize(n as usize + 1, [0.0; 4]);
                if let Some(last) = trace.words.last_mut() {
                    *last = [rarity, found.times, found.best, points];
                }
            }
            *found = Gathered::default();
        }
    }
    closeness(index, words, meanings, &rarities, &mut sums, trace.as_deref_mut());
    for (section, (entry, sum)) in (0_u32..).zip(index.entries.iter().zip(&mut sums)) {
        if sum.named & asked == 0 {
            continue;
        }
        #[allow(clippy::cast_precision_loss)]
        let said = sum.named.count_ones() as f32 / entry.heading_words.max(entry.title_words).max(1) as f32;
        let gain = NAMED * worth(&rarities, sum.named & asked) * said.min(1.0);
        sum.score += gain;
        if let Some(trace) = trace.as_deref_mut().filter(|trace| trace.section == section) {
            trace.named = gain;
        }
    }

    // What the pages have, all their sections together.
    let mut on_page = vec![0_u32; index.pages()];
    for (entry, sum) in index.entries.iter().zip(&sums) {
        if let Some(bits) = on_page.get_mut(entry.page as usize) {
            *bits |= sum.has;
        }
    }
    let places = places(index, query.organisation);
    let mut found: Vec<Found> = Vec::new();
    for (section, (entry, sum)) in (0_u32..).zip(index.entries.iter().zip(&sums)) {
        let (block, factor) = places.get(entry.organisation as usize).copied().unwrap_or((1, 1.0));
        let kind = kind_factor(entry.kind);
        if let Some(trace) = trace.as_deref_mut().filter(|trace| trace.section == section) {
            trace.factors = [factor, kind];
            trace.total = sum.score * factor * kind;
        }
        if (if asked > 0 { sum.has & asked } else { sum.has }) == 0
            || (query.only_own && block > 0)
            || query.kind.is_some_and(|kind| kind != entry.kind)
        {
            continue;
        }
        let level = if sum.has & asked == asked {
            0
        } else if on_page.get(entry.page as usize).is_some_and(|page| page & asked == asked) {
            1
        } else {
            2
        };
        found.push(Found { section, score: sum.score * factor * kind, level, block });
    }
    let pages = into_pages(index, found, &sums);
    let with_all = pages.iter().filter(|page| page.sections.iter().any(|found| found.level < 2)).count();
    Ranked { pages, with_all, sums, rarities }
}

/// Gathers sections into pages, lets those go that have too few of the words, and puts the rest in order.
fn into_pages(index: &Index, mut found: Vec<Found>, sums: &[Sum]) -> Vec<Page> {
    let share = |found: &Found| sums.get(found.section as usize).map_or(0.0, |sum| sum.share);
    // What another organisation has is no measure for the reader's own.
    let mut most = [0.001_f32; 2];
    for f in &found {
        if let Some(most) = most.get_mut(usize::from(f.block)) {
            *most = most.max(share(f));
        }
    }
    let most = |found: &Found| most.get(usize::from(found.block)).copied().unwrap_or(1.0);
    for f in found.iter_mut().filter(|f| f.level > 0) {
        // Of two sections with a part of the words, the one with the rarer part comes first.
        f.score *= share(f) / most(f);
    }
    // The best section of each page first, those of a page side by side.
    let page_of = |found: &Found| index.entries.get(found.section as usize).map_or(0, |entry| entry.page);
    let mut keys: Vec<u64> = (0_u64..).zip(&found).map(|(n, f)| u64::from(page_of(f)) << 32 | n).collect();
    sort(&mut keys);
    let mut pages: Vec<Page> = Vec::new();
    let mut before = None;
    for key in keys {
        let Some(f) = found.get((key & 0xffff_ffff) as usize) else { continue };
        match pages.last_mut().filter(|_| before == Some(key >> 32)) {
            Some(page) => page.sections.push(*f),
            None => pages.push(Page { score: 0.0, sections: vec![*f] }),
        }
        before = Some(key >> 32);
    }
    for page in &mut pages {
        let mut keys: Vec<u64> = (0_u64..)
            .zip(&page.sections)
            .map(|(n, f)| u64::from(f.level) << 62 | order(f.score) | n)
            .collect();
        sort(&mut keys);
        let best: Vec<Found> = keys
            .iter()
            .filter_map(|key| page.sections.get((key & LOW) as usize).copied())
            .take(OF_ONE_PAGE)
            .collect();
        page.score = best.first().map_or(0.0, |first| first.score)
            + BESIDE * best.iter().skip(1).map(|found| found.score).sum::<f32>();
        page.sections = best;
    }
    let level = |page: &Page| {
        page.sections.first().map_or((0, 2, false), |found| {
            let kind = index.entries.get(found.section as usize).map(|entry| entry.kind);
            (found.block, found.level, kind == Some(Kind::Official))
        })
    };
    let all = pages.iter().filter(|page| level(page).1 < 2).count();
    let own = pages.iter().filter(|page| level(page).1 < 2 && level(page).0 == 0).count();
    pages.retain(|page| {
        let (block, fit, _) = level(page);
        let few = if block == 0 { own < FEW } else { all < FEW };
        fit < 2 || (few && page.sections.first().is_some_and(|first| share(first) >= SHARE * most(first)))
    });
    let mut keys: Vec<u64> = (0_u64..)
        .zip(&pages)
        .map(|(n, page)| {
            let (block, fit, official) = level(page);
            u64::from(block) << 63 | u64::from(fit) << 61 | u64::from(official) << 60 | order(page.score) | n
        })
        .collect();
    sort(&mut keys);
    // A calculator is there for each organisation; the reader needs it once, with the nearest rules.
    let mut seen: Vec<&str> = Vec::new();
    let once = |key: &u64| {
        let page = pages.get((key & LOW) as usize)?;
        let entry = index.entries.get(page.sections.first()?.section as usize)?;
        if let Some(form) = index.form(entry) {
            if seen.contains(&form.id.as_str()) {
                return None;
            }
            seen.push(&form.id);
        }
        Some(page.clone())
    };
    keys.iter().filter_map(once).collect()
}

/// The bits of a key that number what it stands for.
const LOW: u64 = 0x0fff_ffff;

/// A weight as a part of a key: the highest first. A weight is never negative, so its bits have the order of the weights.
fn order(score: f32) -> u64 {
    u64::from(0x7fff_ffff - (score.to_bits() & 0x7fff_ffff)) << 28
}

/// Gathers, for each section, how much of a word it has, and the weight of the closest form.
fn gather(index: &Index, meaning: &Meaning, average: f32, gathered: &mut [Gathered]) {
    for link in &meaning.links {
        for (section, seen) in index.postings(link.term).into_iter().flatten() {
            let (Some(entry), Some(found)) =
                (index.entries.get(section as usize), gathered.get_mut(section as usize))
            else {
                continue;
            };
            found.times += link.weight * times(seen, entry, average);
            // A part of a word is never as close as the word.
            let only_part = seen == Seen { part: true, ..Seen::default() };
            let best = if only_part { link.weight * 0.5 } else { link.weight };
            found.best = found.best.max(best);
            // What merely leads to a term does not name it.
            let named = seen.title || (seen.keywords && entry.kind != Kind::Term);
            found.strong |= named && best >= WHOLE;
            let name = if entry.heading_words == 0 { seen.title } else { seen.heading };
            found.named |= name && best >= WHOLE;
        }
    }
    for together in &meaning.together {
        let mut all: Vec<Gathered> = Vec::new();
        for (n, part) in together.parts.iter().enumerate() {
            let mut here = vec![Gathered::default(); gathered.len()];
            gather(index, part, average, &mut here);
            if n == 0 {
                all = here;
                continue;
            }
            for (so_far, more) in all.iter_mut().zip(here) {
                so_far.times = so_far.times.min(more.times);
                so_far.best = so_far.best.min(more.best);
                so_far.strong &= more.strong;
                so_far.named &= more.named;
            }
        }
        for (found, all) in gathered.iter_mut().zip(all).filter(|(_, all)| all.times > 0.0) {
            found.times += together.weight * all.times;
            found.best = found.best.max(together.weight * all.best);
            found.strong |= all.strong && together.weight >= WHOLE;
            found.named |= all.named && together.weight >= WHOLE;
        }
    }
}

/// Adds what closeness is worth: for each two words that follow each other in the query, the place where they stand
/// closest together.
fn closeness(
    index: &Index,
    words: &[Word],
    meanings: &[Meaning],
    rarities: &[f32],
    sums: &mut [Sum],
    mut trace: Option<&mut Trace>,
) {
    let large: Vec<usize> =
        (0..words.len()).filter(|n| words.get(*n).is_some_and(|word| !word.small)).collect();
    if large.len() < 2 {
        return;
    }
    // Section, place and word in one number each, so that sorting puts neighbours side by side.
    let mut spots: Vec<u64> = Vec::new();
    let mut places = Vec::new();
    for n in &large {
        let Some(meaning) = meanings.get(*n) else { continue };
        for link in meaning.all_links() {
            let Some(mut postings) = index.postings(link.term) else { continue };
            while let Some((section, _)) = postings.step(&mut places) {
                // With one word there is nothing to be close to.
                if sums.get(section as usize).is_some_and(|sum| sum.has.count_ones() > 1) {
                    let spot = |place: &u32| {
                        u64::from(section) << 32 | u64::from(place & 0xff_ffff) << 8 | *n as u64
                    };
                    spots.extend(places.iter().map(spot));
                }
            }
        }
    }
    sort(&mut spots);
    spots.dedup();
    let mut rest = spots.as_slice();
    while let Some(first) = rest.first() {
        let section = first >> 32;
        let end = rest.iter().take_while(|spot| **spot >> 32 == section).count();
        let (here, after) = rest.split_at(end);
        rest = after;
        let mut gain = 0.0;
        for pair in large.windows(2) {
            let [one, other] = pair else { continue };
            let (Some(first), Some(second)) = (words.get(*one), words.get(*other)) else { continue };
            // The small words between them in the query may stand between them in the text.
            let apart = second.place.abs_diff(first.place).max(1) - 1;
            let mut best: f32 = 0.0;
            for (n, spot) in here.iter().enumerate().filter(|(_, spot)| **spot & 0xff == *one as u64) {
                let place = spot >> 8 & 0xff_ffff;
                // Whatever is near enough stands near in the row as well.
                let around = here.get(n.saturating_sub(24)..(n + 24).min(here.len())).unwrap_or_default();
                for near in around.iter().filter(|near| **near & 0xff == *other as u64) {
                    let there = near >> 8 & 0xff_ffff;
                    #[allow(clippy::cast_possible_truncation)]
                    let far = (there.abs_diff(place) as u32).saturating_sub(apart).max(1);
                    if far <= FAR {
                        #[allow(clippy::cast_precision_loss)]
                        let worth = if there >= place { 1.0 } else { TURNED } / far as f32;
                        best = best.max(worth);
                    }
                }
            }
            let rarity = |n: &usize| rarities.get(*n).copied().unwrap_or(0.0);
            gain += CLOSE * best * rarity(one).min(rarity(other));
        }
        #[allow(clippy::cast_possible_truncation)]
        let at = section as usize;
        if let Some(sum) = sums.get_mut(at) {
            sum.score += gain;
        }
        if let Some(trace) = trace.as_deref_mut().filter(|trace| trace.section as usize == at) {
            trace.close = gain;
        }
    }
}

/// The terms by which a section answers to a word, the heaviest first.
pub(super) fn found_by(index: &Index, meaning: &Meaning, section: u32) -> Vec<(Link, Seen)> {
    let mut found: Vec<(Link, Seen)> = Vec::new();
    for link in meaning.all_links() {
        let seen = index.postings(link.term).into_iter().flatten().find(|(at, _)| *at >= section);
        if let Some((_, seen)) = seen.filter(|(at, _)| *at == section) {
            let at = found.iter().position(|(known, _)| known.weight < link.weight).unwrap_or(found.len());
            found.insert(at, (link, seen));
        }
    }
    found
}

/// Whether a word was found by itself, not by another that leads to it.
pub(super) fn is_plain(how: How) -> bool {
    matches!(how, How::Own | How::Begun | How::Corrected)
}

/// How often a term stands in a section, by the weight of the places.
#[allow(clippy::cast_precision_loss)]
fn times(seen: Seen, entry: &Entry, average: f32) -> f32 {
    let mut times = 0.0;
    if seen.title {
        times += if entry.heading_words == 0 { LEAD_TITLE } else { TITLE };
    }
    if seen.heading {
        // Half of a short heading says more than a tenth of a long one.
        times += HEADING * 4.0 / (3.0 + entry.heading_words.min(50) as f32);
    }
    if seen.keywords {
        times += KEYWORDS;
    }
    if seen.part {
        times += PART;
    }
    if seen.body > 0 {
        times += seen.body as f32 / (1.0 - LENGTH + LENGTH * entry.words as f32 / average);
    }
    times
}

/// The average number of words of a section.
#[allow(clippy::cast_precision_loss)]
fn average(index: &Index) -> f32 {
    let words: u64 = index.entries.iter().map(|entry| u64::from(entry.words)).sum();
    (words as f32 / index.entries.len().max(1) as f32).max(1.0)
}

/// What finding a word says, by how many sections have it.
#[allow(clippy::cast_precision_loss)]
pub(super) fn rarity(sections: usize, having: usize) -> f32 {
    log2(1.0 + (sections.saturating_sub(having) as f32 + 0.5) / (having as f32 + 0.5))
}

/// The logarithm of a number from 1 up, near enough to rank by. Made of operations that every machine rounds alike, so that
/// the browser and the command line never differ in order; the logarithm of a system library may.
#[allow(clippy::cast_precision_loss)]
fn log2(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23 & 0xff) as f32 - 127.0;
    let part = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000) - 1.0;
    exponent + part * (1.424 + part * (-0.584 + part * 0.16))
}

/// For each organisation of the index: its block, and a factor within the block.
pub(super) fn places(index: &Index, organisation: Option<&str>) -> Vec<(u8, f32)> {
    let mut out = Vec::new();
    for number in (0_u32..).take(index.organisations()) {
        let id = index.organisation(number);
        out.push(match organisation {
            None => (0, 1.0),
            Some(own) if own == id => (0, 1.0),
            Some(_) if id.is_empty() || id == "landelijk" => (0, 0.75),
            Some(_) => (1, 1.0),
        });
    }
    out
}

/// What the kind of a section does to its weight.
fn kind_factor(kind: Kind) -> f32 {
    match kind {
        Kind::Calculator => 1.0,
        Kind::Term | Kind::Contact => 1.1,
        Kind::Page | Kind::Comparison => 1.0,
        Kind::Official => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_near_enough_and_goes_up() {
        let mut before = -1.0;
        for n in 0..2000_u16 {
            let x = 1.0 + f32::from(n) * 0.7;
            assert!((log2(x) - x.log2()).abs() < 0.02, "{x}: {} {}", log2(x), x.log2());
            assert!(log2(x) > before);
            before = log2(x);
        }
    }

    #[test]
    fn a_rare_word_says_more() {
        assert!(rarity(100, 1) > rarity(100, 10));
        assert!(rarity(100, 100) > 0.0);
        assert!(rarity(0, 0) > 0.0);
    }

    #[test]
    fn the_highest_weight_comes_first_in_a_key() {
        assert!(order(2.0) < order(1.0) && order(1.0) < order(0.0));
        assert_eq!(order(1e30) & LOW, 0);
        assert!(order(0.0) < 1 << 60);
    }
}
