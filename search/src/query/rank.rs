//! The sections that fit, in order.
//!
//! The weight of a section is BM25F: each field has its own weight, the length of the body counts against it, a word that
//! is rare counts for more, and a word that comes again counts for less each time. Whether a section has *all* words goes
//! before its weight.

use super::matching::{Meaning, WHOLE};
use super::parse::Word;
use crate::index::{Index, Seen};
use crate::section::Kind;

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
/// What a small word of a question counts for.
const SMALL: f32 = 0.15;
/// With fewer sections that have all words than this, sections with fewer words follow.
const FEW: usize = 5;
/// A section with fewer words must have this share of what the best of them has.
const SHARE: f32 = 0.5;
/// So many sections of one page stand together before sections of other pages get their turn.
const OF_ONE_PAGE: usize = 3;

/// A section that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) section: u32,
    pub(super) score: f32,
    /// 0: the reader's organisation and everybody; 1: other organisations.
    block: u8,
    /// Whether it has all words that are asked for.
    all: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranked {
    pub(super) sections: Vec<Found>,
    /// How many of them have all words.
    pub(super) with_all: usize,
}

/// What a section has gathered so far.
#[derive(Clone, Copy, Default)]
struct Sum {
    score: f32,
    /// The rarity of the words it has, of those that are asked for.
    has: f32,
    /// How many of those it has.
    asked: u16,
    /// Whether it has any word at all.
    any: bool,
}

/// Puts the sections in order.
pub(super) fn rank(
    index: &Index,
    words: &[Word],
    meanings: &[Meaning],
    organisation: Option<&str>,
) -> Ranked {
    let sections = index.entries.len();
    let asked = words.iter().filter(|word| word.asked).count();
    let average = average(index);
    let mut sums = vec![Sum::default(); sections];
    let mut gathered: Vec<(f32, f32)> = vec![(0.0, 0.0); sections];
    for (word, meaning) in words.iter().zip(meanings) {
        let touched = gather(index, meaning, average, &mut gathered);
        let rarity = rarity(sections, touched.whole);
        let weight = if word.small { SMALL } else { 1.0 };
        for (sum, (times, best)) in sums.iter_mut().zip(&mut gathered) {
            if *times > 0.0 {
                // The exact form stands above the stem, and the stem above a word that only begins alike.
                let close = 0.4 + 0.6 * *best;
                sum.score += weight * rarity * close * *times * (SATURATION + 1.0) / (*times + SATURATION);
                sum.any = true;
                if word.asked {
                    sum.has += rarity;
                    sum.asked += 1;
                }
                (*times, *best) = (0.0, 0.0);
            }
        }
    }

    let places = places(index, organisation);
    let mut found: Vec<Found> = Vec::new();
    let mut most: f32 = 0.0;
    for (section, sum) in (0_u32..).zip(&sums) {
        if !sum.any || (asked > 0 && sum.asked == 0) {
            continue;
        }
        let entry = index.entries[section as usize];
        let (block, factor) = places[entry.organisation as usize];
        let all = usize::from(sum.asked) == asked;
        if !all {
            most = most.max(sum.has);
        }
        found.push(Found { section, score: sum.score * factor * kind_factor(entry.kind), block, all });
    }
    let with_all = found.iter().filter(|f| f.all).count();
    let own_with_all = found.iter().filter(|f| f.all && f.block == 0).count();
    found.retain(|f| {
        let few = if f.block == 0 { own_with_all < FEW } else { with_all < FEW };
        f.all || (few && sums[f.section as usize].has >= SHARE * most)
    });
    for f in found.iter_mut().filter(|f| !f.all) {
        // Of two sections with a part of the words, the one with the rarer part comes first.
        f.score *= sums[f.section as usize].has / (most + 0.001);
    }
    Ranked { with_all, sections: spread(index, in_order(&found)) }
}

/// The sections in order: block, all words, weight, place in the index.
fn in_order(found: &[Found]) -> Vec<Found> {
    let mut keys: Vec<u64> = (0_u64..)
        .zip(found)
        .map(|(n, f)| {
            // A weight is never negative, so its bits have the order of the weights and leave the first bit free.
            let weight = u64::from(0x7fff_ffff - (f.score.to_bits() & 0x7fff_ffff));
            u64::from(f.block) << 63 | u64::from(!f.all) << 62 | weight << 31 | n & 0x7fff_ffff
        })
        .collect();
    keys.sort_unstable();
    #[allow(clippy::cast_possible_truncation)]
    keys.into_iter().filter_map(|key| found.get((key & 0x7fff_ffff) as usize).copied()).collect()
}

/// How many sections a word touches as itself.
struct Touched {
    whole: usize,
}

/// Gathers, for each section, how much of a word it has, and the weight of the closest form.
fn gather(index: &Index, meaning: &Meaning, average: f32, gathered: &mut [(f32, f32)]) -> Touched {
    for (term, weight) in meaning.terms() {
        let Some(postings) = index.postings(term) else { continue };
        for (section, seen) in postings {
            let entry = &index.entries[section as usize];
            let lead = entry.heading_words == 0;
            let times = weight * times(seen, lead, entry.words, entry.heading_words, average);
            let (sum, best) = &mut gathered[section as usize];
            *sum += times;
            // A part of a word is never as close as the word.
            let only_part = seen == Seen { part: true, ..Seen::default() };
            *best = best.max(if only_part { weight * 0.5 } else { weight });
        }
    }
    let whole = gathered.iter().filter(|(times, best)| *times > 0.0 && *best >= WHOLE).count();
    let any = gathered.iter().filter(|(times, _)| *times > 0.0).count();
    Touched { whole: if whole > 0 { whole } else { any } }
}

/// How often a term stands in a section, by the weight of the places.
#[allow(clippy::cast_precision_loss)]
fn times(seen: Seen, lead: bool, words: u32, heading_words: u32, average: f32) -> f32 {
    let mut times = 0.0;
    if seen.title {
        times += if lead { LEAD_TITLE } else { TITLE };
    }
    if seen.heading {
        // Half of a short heading says more than a tenth of a long one.
        times += HEADING * 4.0 / (3.0 + heading_words.min(50) as f32);
    }
    if seen.keywords {
        times += KEYWORDS;
    }
    if seen.part {
        times += PART;
    }
    if seen.body > 0 {
        times += seen.body as f32 / (1.0 - LENGTH + LENGTH * words as f32 / average);
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
fn rarity(sections: usize, having: usize) -> f32 {
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
fn places(index: &Index, organisation: Option<&str>) -> Vec<(u8, f32)> {
    let mut out = Vec::new();
    let mut number = 0;
    while number < index.organisations() {
        let id = index.organisation(number);
        out.push(match organisation {
            None => (0, 1.0),
            Some(own) if own == id => (0, 1.0),
            Some(_) if id.is_empty() || id == "landelijk" => (0, 0.75),
            Some(_) => (1, 1.0),
        });
        number += 1;
    }
    out
}

/// What the kind of a section does to its weight.
fn kind_factor(kind: Kind) -> f32 {
    match kind {
        Kind::Calculator => 1.35,
        Kind::Term | Kind::Contact => 1.1,
        Kind::Page | Kind::Comparison => 1.0,
        Kind::Official => 0.6,
    }
}

/// Lets sections of a page beyond the first few stand behind those of other pages. None is lost, and none leaves its block.
fn spread(index: &Index, found: Vec<Found>) -> Vec<Found> {
    let mut out = Vec::with_capacity(found.len());
    let mut rest = found.as_slice();
    let mut shown = vec![0_usize; index.pages()];
    while let Some(first) = rest.first() {
        let end = rest.iter().take_while(|f| (f.block, f.all) == (first.block, first.all)).count();
        let (group, after) = rest.split_at(end);
        rest = after;
        let mut later = Vec::new();
        for f in group {
            let count = &mut shown[index.entries[f.section as usize].page as usize];
            *count += 1;
            if *count <= OF_ONE_PAGE { out.push(*f) } else { later.push(*f) }
        }
        out.append(&mut later);
    }
    out
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
}
