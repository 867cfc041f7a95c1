//! Terms and what they mean, in an article of definitions, and behind bars.

use std::collections::HashMap;

use super::{brackets_close, cut, is_open, lines, starts_large, text};
use crate::blocks::{Block, Kind};
use crate::log::{Log, MuddleKind, Rule};
use crate::words::Word;

/// The most words of a term.
const MOST_TERM_WORDS: usize = 6;

/// So many terms that were split from their meaning by words alone show that there are two columns.
const FEWEST_TERMS: usize = 3;

/// So many terms in a row without a meaning are a column of their own.
const COLUMN: usize = 5;

pub(super) fn find(blocks: Vec<Block>, log: &mut Log) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.as_slice();
    while let Some(first) = rest.first() {
        if heads_definitions(first) {
            let terms = out.iter().rev().take_while(|block| is_label(block)).count();
            if terms >= COLUMN && first.words.len() == 1 {
                // The column of terms was read before the heading.
                let length = rest.iter().skip(1).take_while(|block| !ends_section(block)).count();
                let from = out.len() - terms;
                let apart: Vec<Block> = out.drain(from..).chain(rest[1..=length].iter().cloned()).collect();
                let (terms, meanings) = apart.split_at(terms);
                leave(terms, &mut out);
                out.push(first.clone());
                leave(meanings, &mut out);
                let last = meanings.last().map_or(first.last_line, |block| block.last_line);
                log.muddle(terms[0].line, last, MuddleKind::TermsApart);
                rest = &rest[length + 1..];
                continue;
            }
            out.push(first.clone());
            let length =
                rest[1..].iter().take_while(|block| !ends_section(block) && !follows(block, first)).count();
            section(&rest[1..=length], first.words.len() > 1 || first.kind != Kind::Paragraph, &mut out, log);
            rest = &rest[length + 1..];
            continue;
        }
        let run =
            rest.iter().take_while(|block| bar(block).is_some() || abbreviation(block).is_some()).count();
        let bars: Vec<&Block> = rest[..run].iter().filter(|block| bar(block).is_some()).collect();
        let mut terms: Vec<String> =
            bars.iter().filter_map(|block| Some(text(&block.words[..bar(block)?]))).collect();
        terms.sort_unstable();
        terms.dedup();
        if bars.len() > 1 && terms.len() == bars.len() {
            for block in &rest[..run] {
                let (term, meaning) =
                    behind_bar(block, log).or_else(|| abbreviation(block)).unwrap_or_default();
                out.push(cut(block, Kind::Term, term, block.apart));
                out.push(cut(block, Kind::Meaning, meaning, false));
            }
            rest = &rest[run..];
        } else {
            out.push(first.clone());
            rest = &rest[1..];
        }
    }
    out
}

/// Leaves blocks as they are, paragraphs as what is never a heading.
fn leave(blocks: &[Block], out: &mut Vec<Block>) {
    out.extend(blocks.iter().map(|block| match block.kind {
        Kind::Paragraph => Block { kind: Kind::Loose, ..block.clone() },
        _ => block.clone(),
    }));
}

/// Whether a block heads an article of definitions.
fn heads_definitions(block: &Block) -> bool {
    let words: Vec<String> = block.words.iter().map(|word| word.text.to_lowercase()).collect();
    let names = words.iter().any(|word| {
        let word = crate::words::core(word).1;
        word.starts_with("begripsbepaling")
            || word.starts_with("begripsomschrijving")
            || matches!(word, "begrippen" | "definities")
    });
    let heading = match &block.kind {
        Kind::Heading(_) | Kind::Section(_) => true,
        Kind::Item { mark, .. } => mark.is_some(),
        Kind::Paragraph => ends_section(block) || words.len() == 1,
        _ => false,
    };
    names && heading && words.len() <= 8
}

/// Whether a block starts the next article.
fn ends_section(block: &Block) -> bool {
    let mut words = block.words.iter().map(|word| word.text.as_str());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let numbered = second.starts_with(|sign: char| sign.is_ascii_digit());
    match block.kind {
        Kind::Heading(_) | Kind::Section(_) => true,
        Kind::Paragraph => {
            numbered
                && block.words.len() <= 16
                && matches!(
                    first,
                    "Artikel" | "ARTIKEL" | "Hoofdstuk" | "HOOFDSTUK" | "Paragraaf" | "Bijlage"
                )
        }
        _ => false,
    }
}

/// Whether a block has the next number of a heading: `2. Doel` under `1. Begrippen`.
fn follows(block: &Block, heading: &Block) -> bool {
    match (&block.kind, &heading.kind) {
        (Kind::Item { mark: Some(next), .. }, Kind::Item { mark: Some(own), .. }) => {
            next.style == own.style && next.value == own.value + 1
        }
        _ => false,
    }
}

/// Where the one bar of a block stands, when a term stands before it.
fn bar(block: &Block) -> Option<usize> {
    let mut bars = block.words.iter().enumerate().filter(|(_, word)| word.text == "|").map(|(at, _)| at);
    let mut first = bars.next()?;
    // A bar at the start of the line as well is the frame of the table.
    if first == 0 {
        first = bars.next()?;
    }
    let from = usize::from(block.words[0].text == "|");
    let term = &block.words[from..first];
    let whole = term.first().is_some_and(starts_large)
        && term.last().is_some_and(|word| !is_open(&word.text))
        && brackets_close(&text(term));
    let single = bars.next().is_none() && first + 1 < block.words.len();
    (block.kind == Kind::Paragraph && single && term.len() <= MOST_TERM_WORDS && whole).then_some(first)
}

/// Term and meaning on both sides of a bar; the bars are taken out.
fn behind_bar(block: &Block, log: &mut Log) -> Option<(Vec<Word>, Vec<Word>)> {
    let at = bar(block)?;
    for word in block.words.iter().filter(|word| word.text == "|") {
        log.take_out(word.at, 1, Rule::ColumnSign);
    }
    let from = usize::from(block.words[0].text == "|");
    Some((block.words[from..at].to_vec(), block.words[at + 1..].to_vec()))
}

/// `IVA Regeling inkomensvoorziening`: capitals only, and what they stand for.
fn abbreviation(block: &Block) -> Option<(Vec<Word>, Vec<Word>)> {
    let first = block.words.first()?;
    let capitals = is_abbreviation(&first.text) && block.words.get(1).is_some_and(starts_large);
    (block.kind == Kind::Paragraph && capitals)
        .then(|| (block.words[..1].to_vec(), block.words[1..].to_vec()))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// What a block of an article of definitions is.
enum Entry {
    /// A term with what it means, or the start of it.
    Both(Vec<Word>, Vec<Word>),
    /// A term; what it means stands in the next block.
    Term,
    /// Neither.
    Other,
}

/// The blocks of one article of definitions; `bounded` where its heading has a number, so that the next one ends it.
fn section(blocks: &[Block], bounded: bool, out: &mut Vec<Block>, log: &mut Log) {
    if blocks.iter().any(|block| matches!(block.kind, Kind::Row | Kind::Term)) {
        rows(blocks, out);
        return;
    }
    let (before, column) = if bounded { column(blocks) } else { (blocks, &[][..]) };
    let blocks: Vec<Block> = before.iter().flat_map(entries).collect();
    let mut found: Vec<Entry> = (0..blocks.len()).map(|at| entry(&blocks, at, bounded)).collect();
    settle(&blocks, &mut found);
    let any = found.iter().any(|entry| !matches!(entry, Entry::Other));
    let mut muddled: Option<(u32, u32)> = None;
    let mut started = false;
    let mut waits = false;
    for (block, entry) in blocks.iter().zip(found) {
        let is_meaning = std::mem::take(&mut waits) && block.kind == Kind::Paragraph;
        match entry {
            Entry::Both(term, meaning) => {
                if let Some(bar) = block.words.iter().find(|word| word.text == "|") {
                    log.take_out(bar.at, 1, Rule::ColumnSign);
                }
                out.push(cut(block, Kind::Term, term, block.apart));
                out.push(cut(block, Kind::Meaning, meaning, false));
                started = true;
            }
            Entry::Term => {
                out.push(Block { kind: Kind::Term, ..block.clone() });
                started = true;
                waits = true;
                continue;
            }
            Entry::Other if is_meaning || goes_on(block, out) => {
                out.push(Block { kind: Kind::Meaning, ..block.clone() })
            }
            Entry::Other => {
                let text = block.kind == Kind::Paragraph && !block.text().ends_with(':');
                if text && bounded && any && (started || looks_split(block)) {
                    out.push(Block { kind: Kind::Loose, ..block.clone() });
                    muddled = Some((muddled.map_or(block.line, |(first, _)| first), block.last_line));
                    continue;
                }
                out.push(block.clone());
            }
        }
        flush(&mut muddled, log);
    }
    flush(&mut muddled, log);
    if !column.is_empty() {
        let next = column
            .iter()
            .enumerate()
            .skip(COLUMN)
            .find(|(_, block)| inline(block).is_some_and(|at| at > 1))
            .map(|(at, _)| at);
        let end = next.unwrap_or(column.len());
        let (apart, behind) = column.split_at(end);
        if let (Some(first), Some(last)) = (apart.first(), apart.last()) {
            log.muddle(first.line, last.last_line, MuddleKind::TermsApart);
        }
        leave(apart, out);
        if !behind.is_empty() {
            section(behind, bounded, out, log);
        }
    }
}

/// Whether a block without an empty line above goes on with what a term means.
fn goes_on(block: &Block, out: &[Block]) -> bool {
    let Some(above) = out.last().filter(|above| above.kind == Kind::Meaning) else { return false };
    let ended = above.text().ends_with('.');
    block.kind == Kind::Paragraph && !block.apart && ended && block.words.first().is_some_and(starts_meaning)
}

fn flush(muddled: &mut Option<(u32, u32)>, log: &mut Log) {
    if let Some((first, last)) = muddled.take() {
        log.muddle(first, last, MuddleKind::Terms);
    }
}

/// Rows of two cells in an article of definitions are its terms, unless a head names its columns.
fn rows(blocks: &[Block], out: &mut Vec<Block>) {
    let two = blocks
        .iter()
        .filter(|block| block.kind == Kind::Row)
        .all(|block| block.words.iter().all(|word| word.place.cell < 2));
    let headed = blocks.iter().find(|block| block.kind == Kind::Row).is_some_and(|block| {
        let last = block.words.last().map_or(String::new(), |word| word.text.to_lowercase());
        block.words.len() <= 4
            && matches!(
                last.as_str(),
                "betekenis" | "omschrijving" | "definitie" | "toelichting" | "uitleg" | "begripsomschrijving"
            )
    });
    for block in blocks {
        if block.kind != Kind::Row || !two || headed {
            out.push(block.clone());
            continue;
        }
        let (term, meaning): (Vec<Word>, Vec<Word>) =
            block.words.iter().cloned().partition(|word| word.place.cell == 0);
        if term.is_empty() || meaning.is_empty() {
            out.push(Block { kind: Kind::Paragraph, ..block.clone() });
            continue;
        }
        out.push(cut(block, Kind::Term, term, block.apart));
        let paragraphs = meaning.chunk_by(|word, next| word.place.paragraph == next.place.paragraph);
        out.extend(paragraphs.map(|words| cut(block, Kind::Meaning, words.to_vec(), false)));
    }
}

/// A column of terms that was read before what they mean: from its first term to the end.
fn column(blocks: &[Block]) -> (&[Block], &[Block]) {
    let mut run = 0;
    for (at, block) in blocks.iter().enumerate() {
        run = if is_label(block) { run + 1 } else { 0 };
        if run == COLUMN {
            return blocks.split_at(at + 1 - COLUMN);
        }
    }
    (blocks, &[])
}

/// A short line that can be a term and nothing else.
fn is_label(block: &Block) -> bool {
    let text = block.text();
    block.kind == Kind::Paragraph
        && block.words.len() <= MOST_TERM_WORDS
        && block.words.first().is_some_and(|word| starts_large(word) || block.words.len() == 1)
        && !text.ends_with(['.', ';', ',', ':', '?'])
        && !block.words.iter().any(|word| word.text == "|")
        && block.words.first().is_some_and(|word| !starts_meaning(word))
}

/// Several entries that were joined into one block: each starts on a line of its own, under one that ended early.
fn entries(block: &Block) -> Vec<Block> {
    let all: Vec<&[Word]> = lines(block).collect();
    let width = |line: &[Word]| text(line).chars().count();
    let widest = all.iter().map(|line| width(line)).max().unwrap_or(0);
    let mut starts = vec![0];
    for (at, pair) in all.windows(2).enumerate() {
        let early = width(pair[0]) * 100 < widest * 85;
        let open = pair[0].last().is_some_and(|word| is_open(&word.text));
        if block.kind == Kind::Paragraph
            && early
            && !open
            && starts_large(&pair[1][0])
            && split_at(pair[1]).is_some()
        {
            starts.push(at + 1);
        }
    }
    if starts.len() == 1 {
        return vec![block.clone()];
    }
    starts.push(all.len());
    let part = |pair: &[usize]| {
        let words: Vec<Word> = all[pair[0]..pair[1]].iter().copied().flatten().cloned().collect();
        cut(block, block.kind.clone(), words, pair[0] > 0 || block.apart)
    };
    starts.windows(2).map(part).collect()
}

fn entry(blocks: &[Block], at: usize, bounded: bool) -> Entry {
    let block = &blocks[at];
    if block.kind != Kind::Paragraph {
        return Entry::Other;
    }
    if let Some(split) = bar(block) {
        return Entry::Both(block.words[..split].to_vec(), block.words[split + 1..].to_vec());
    }
    let first = lines(block).next().unwrap_or_default();
    if ends_in_colon(first) {
        let rest = block.words[first.len()..].to_vec();
        return if rest.is_empty() { Entry::Term } else { Entry::Both(first.to_vec(), rest) };
    }
    let next = blocks.get(at + 1);
    let meant = next.is_some_and(|next| match &next.kind {
        Kind::Paragraph => {
            !is_label(next)
                && next.words.first().is_some_and(starts_large)
                && (next.words.len() > MOST_TERM_WORDS || starts_meaning(&next.words[0]))
        }
        Kind::Item { mark, .. } => mark.as_ref().is_some_and(|mark| mark.value == 1),
        _ => false,
    });
    // Without numbers the next heading looks the same.
    if bounded && block.apart && is_label(block) && meant {
        return Entry::Term;
    }
    match inline(block) {
        Some(split) => Entry::Both(block.words[..split].to_vec(), block.words[split..].to_vec()),
        None => Entry::Other,
    }
}

/// `Personele gevolgen:` and the like, not `In deze regeling wordt verstaan onder:`.
fn ends_in_colon(line: &[Word]) -> bool {
    let last = line.last().map_or("", |word| word.text.as_str());
    line.len() <= MOST_TERM_WORDS
        && last.ends_with(':')
        && !is_open(last)
        && line.first().is_some_and(|word| starts_large(word) && !starts_meaning(word))
        && !line.iter().any(|word| is_verb(&word.text.to_lowercase()))
}

/// Terms that only words part from their meaning count when there are enough of them, each once.
fn settle(blocks: &[Block], found: &mut [Entry]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut worded = 0;
    for (block, entry) in blocks.iter().zip(found.iter()) {
        if let Entry::Both(term, _) = entry {
            *seen.entry(text(term)).or_default() += 1;
            worded += usize::from(inline(block).is_some());
        }
    }
    let mut left = false;
    for (block, entry) in blocks.iter().zip(found.iter_mut()) {
        let under_left = std::mem::replace(&mut left, matches!(entry, Entry::Other)) && !block.apart;
        let Entry::Both(term, _) = entry else { continue };
        if under_left && inline(block).is_some() {
            (*entry, left) = (Entry::Other, true);
            continue;
        }
        let twice = seen.get(&text(term)).is_some_and(|count| *count > 1);
        if twice || (inline(block).is_some() && worded < FEWEST_TERMS) {
            (*entry, left) = (Entry::Other, true);
        }
    }
}

/// Where the meaning starts in a block that starts with its term, when that is plain and no line of the block seems to
/// hold the rest of the term.
fn inline(block: &Block) -> Option<usize> {
    (block.kind == Kind::Paragraph && !block.text().ends_with(':')).then_some(())?;
    let mut all = lines(block);
    let first = all.next()?;
    let split = split_at(first)?;
    let mut before = first;
    for line in all {
        let done = before.last().is_some_and(|word| word.text.ends_with(['.', ';', ':']));
        let name = line
            .first()
            .is_some_and(|word| starts_large(word) && !word.text.starts_with(['“', '‘', '"', '(']));
        if name && !done {
            return None;
        }
        before = line;
    }
    Some(split)
}

/// Whether a block that was left seems to start with a term.
fn looks_split(block: &Block) -> bool {
    lines(block).next().and_then(split_at).is_some()
}

/// Where a line changes from a term to its meaning: at a word that no term goes on with.
fn split_at(line: &[Word]) -> Option<usize> {
    let first = line.first()?;
    (starts_large(first) && !starts_meaning(first) && !is_verb(&first.text.to_lowercase())).then_some(())?;
    let lower = |at: usize| line.get(at).map(|word| word.text.to_lowercase());
    let whole = |at: usize| {
        let term = &line[..at];
        brackets_close(&text(term))
            && term
                .last()
                .is_some_and(|word| !is_open(&word.text) && !word.text.ends_with(['.', ',', ';', ':', '|']))
            && !term.iter().any(|word| is_verb(&word.text.to_lowercase()))
    };
    // `Melding melding van …`, `Misstand a. een …`, `FG Functionaris …`.
    let mark = line.get(1).is_some_and(|word| matches!(word.text.as_str(), "a." | "1." | "a)" | "1°."));
    let abbreviated = is_abbreviation(&first.text) && line.get(1).is_some_and(starts_large);
    if (lower(0) == lower(1) || mark || abbreviated) && whole(1) {
        return Some(1);
    }
    let reach = 1..line.len().min(MOST_TERM_WORDS + 1);
    // `(LKOG)` belongs to what stands before it.
    let large = |at: &usize| line[*at].text.starts_with(|sign: char| sign.is_uppercase());
    let capitals: Vec<usize> = reach.clone().filter(large).collect();
    let starts: Vec<usize> = capitals.iter().copied().filter(|at| starts_meaning(&line[*at])).collect();
    let capital = match (capitals.as_slice(), starts.as_slice()) {
        (_, [at]) | ([at], []) => Some(*at),
        _ => None,
    };
    // `Griffier de griffier van …`: an article behind a noun starts another text. Behind a preposition it goes on.
    let article =
        reach.clone().find(|at| matches!(lower(*at).as_deref(), Some("de" | "het" | "een")) && !large(at));
    let at = match (article, capital) {
        (Some(article), Some(capital)) => Some(article.min(capital)),
        (article, capital) => article.or(capital),
    };
    at.filter(|at| whole(*at) && capitals.iter().all(|capital| capital >= at || !starts.contains(at)))
}

/// Words that a meaning starts with and a term does not.
fn starts_meaning(word: &Word) -> bool {
    matches!(
        word.text.as_str(),
        "De" | "Het"
            | "Een"
            | "Elk"
            | "Elke"
            | "Alle"
            | "Ieder"
            | "Iedere"
            | "Iemand"
            | "Iemands"
            | "Degene"
            | "Diegene"
            | "Die"
            | "Dit"
            | "Deze"
            | "Dat"
            | "In"
            | "Onder"
            | "Voor"
            | "Bij"
            | "Als"
            | "Indien"
            | "Wanneer"
            | "Hiertoe"
            | "Hieronder"
            | "Ook"
            | "Personen"
    )
}

/// Words that make a sentence of what comes before an article, so that it is no term.
fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "zijn"
            | "was"
            | "wordt"
            | "worden"
            | "heeft"
            | "hebben"
            | "kan"
            | "kunnen"
            | "valt"
            | "vallen"
            | "geldt"
            | "gelden"
            | "moet"
            | "moeten"
            | "mag"
            | "mogen"
            | "dient"
            | "dienen"
            | "betreft"
            | "verstaat"
            | "verstaan"
            | "bestaat"
            | "bestaan"
            | "omvat"
            | "betekent"
            | "bedoeld"
            | "genoemd"
            | "die"
            | "dat"
            | "waar"
            | "deze"
            | "dit"
            | "zal"
            | "zullen"
            | "maakt"
            | "krijgt"
            | "volgt"
            | "houdt"
    )
}
