//! The outline of a document: where its parts start, which blocks are headings and how deep, what belongs to which
//! list, and what can be linked to.
//!
//! Depth comes from numbers (`Hoofdstuk`, `Artikel`, `2.1`), never from length alone. A line without a number is a
//! heading when it stands apart, ends without a stop, and text follows that it can head; lines of that kind in a row
//! are cells of a table or a list of names.

mod counting;

use std::collections::HashSet;

use crate::blocks::{Block, Kind};
use crate::lines::{Number, Style};
use crate::log::Log;
use crate::profile::Profile;

/// One document of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlined {
    /// Which of the profile's parts it is; none for a document that is the whole file, or the pages before the first.
    pub(crate) part: Option<usize>,
    pub(crate) blocks: Vec<Block>,
}

/// What a heading says of its own place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rank {
    /// The title of a part.
    Title,
    /// `Hoofdstuk 2`, `Bijlage 1`, a line of capitals.
    Chapter,
    /// `2. Doel`: as deep as it has numbers.
    Numbered(usize),
    /// `Artikel 5`.
    Article,
    /// `Lid 2`, alone on its line.
    Paragraph,
    /// No number.
    Label,
}

impl Rank {
    fn weight(&self) -> usize {
        match self {
            Self::Title => 0,
            Self::Chapter => 1,
            Self::Numbered(depth) => 1 + depth,
            Self::Article => 8,
            Self::Paragraph => 9,
            Self::Label => 10,
        }
    }
}

/// The most words that a heading has.
const MOST_WORDS: usize = 16;

/// The most words of a heading without a number.
const MOST_LABEL_WORDS: usize = 12;

/// So many lines in a row that could each be a heading are none: they are cells or names.
const ROW_OF_CELLS: usize = 4;

/// Parts a file into documents and finds the outline of each.
pub(crate) fn outline(blocks: Vec<Block>, profile: &Profile, log: &mut Log) -> Vec<Outlined> {
    let mut parts = part(blocks, profile);
    for part in &mut parts {
        let titled = part.part.is_some() || own_title(&mut part.blocks, profile);
        headings(&mut part.blocks, titled);
        counting::restore(&mut part.blocks, log);
        levels(&mut part.blocks);
        anchors(&mut part.blocks);
    }
    parts
}

/// Whether a file begins with the title it has on its page already, which then is that title.
fn own_title(blocks: &mut [Block], profile: &Profile) -> bool {
    let key = title_key(&profile.title);
    let Some(first) = blocks.first_mut() else { return false };
    let own = !key.is_empty()
        && matches!(first.kind, Kind::Paragraph | Kind::Loose | Kind::Heading(_))
        && is_title(&key, &title_key(&first.text()), first.lines);
    if own {
        first.kind = Kind::Heading(1);
    }
    own
}

/// A line without the signs and capitals that differ between a title and a list of titles.
pub(crate) fn title_key(text: &str) -> String {
    let letters: String = text
        .chars()
        .map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' })
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a block is a title; one that runs on to a second line may have a word or two more than it is known by.
fn is_title(key: &str, title: &str, lines: usize) -> bool {
    match title.strip_prefix(key) {
        Some("") => true,
        Some(rest) => lines == 2 && rest.starts_with(' ') && rest.split_whitespace().count() <= 2,
        None => false,
    }
}

/// Parts a file where its documents start: at a line that is the title of one and stands alone. Where a title stands in
/// more places (a chapter of one regulation can have the name of another), the order of the profile decides.
fn part(blocks: Vec<Block>, profile: &Profile) -> Vec<Outlined> {
    let keys: Vec<String> = profile.parts.iter().map(|part| title_key(&part.starts)).collect();
    let starts = in_order(&candidates(&blocks, &keys));
    let mut parts = vec![Outlined { part: None, blocks: Vec::new() }];
    for (at, mut block) in blocks.into_iter().enumerate() {
        if let Some((index, _)) = starts.iter().find(|(_, start)| *start == at) {
            block.kind = Kind::Heading(1);
            parts.push(Outlined { part: Some(*index), blocks: Vec::new() });
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    parts.retain(|part| !part.blocks.is_empty());
    parts
}

/// Every block that could start a part: the part, and the block.
fn candidates(blocks: &[Block], keys: &[String]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, Kind::Paragraph | Kind::Loose | Kind::Heading(_)) {
            continue;
        }
        let title = title_key(&block.text());
        let fits = |key: &String| !key.is_empty() && is_title(key, &title, block.lines);
        found.extend(keys.iter().enumerate().filter(|(_, key)| fits(key)).map(|(part, _)| (part, at)));
    }
    found.sort_unstable();
    found
}

/// The most of these that follow each other both in the profile and in the file, one for each part; of as many the
/// earliest.
fn in_order(candidates: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each candidate how many can come from it on, itself included, and which is the next.
    let mut best: Vec<(usize, Option<usize>)> = vec![(1, None); candidates.len()];
    for (number, (part, at)) in candidates.iter().enumerate().rev() {
        for (next, (other, on)) in candidates.iter().enumerate().skip(number + 1) {
            let count = best[next].0 + 1;
            if other > part && on > at && count > best[number].0 {
                best[number] = (count, Some(next));
            }
        }
    }
    let first = (0..candidates.len()).max_by_key(|number| (best[*number].0, std::cmp::Reverse(*number)));
    let mut chain = Vec::new();
    let mut next = first;
    while let Some(number) = next {
        chain.extend(candidates.get(number).copied());
        next = best.get(number).and_then(|(_, next)| *next);
    }
    chain
}

/// Decides which blocks are headings, and how deep.
fn headings(blocks: &mut [Block], titled: bool) {
    let ranks = ranks(blocks);
    let mut above: Vec<Rank> = Vec::new();
    if !titled {
        above.push(Rank::Title);
    }
    for (block, rank) in blocks.iter_mut().zip(ranks) {
        let Some(rank) = rank else { continue };
        above.retain(|outer| outer.weight() < rank.weight());
        if rank == Rank::Title {
            above.clear();
        }
        block.numbered = matches!(rank, Rank::Article | Rank::Paragraph | Rank::Numbered(_));
        above.push(rank);
        let depth = u8::try_from(above.len()).unwrap_or(6).min(6);
        if let Kind::Item { mark: Some(number), .. } = &block.kind {
            // The number of a numbered heading is part of it; it becomes text of the heading when written.
            let number = number.clone();
            block.kind = Kind::Heading(depth);
            if let (Some(at), Some(first)) = (block.mark_at, block.words.first()) {
                let mut word = first.clone();
                word.at = at;
                word.take = 1;
                word.text = number.text;
                block.words.insert(0, word);
            }
        } else {
            block.kind = Kind::Heading(depth);
        }
    }
}

/// What each block says of its place as a heading, if it is one.
fn ranks(blocks: &[Block]) -> Vec<Option<Rank>> {
    let marked = blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_))).count() > 2;
    let mut ranks: Vec<Option<Rank>> =
        blocks.iter().enumerate().map(|(at, block)| numbered(blocks, at, block, marked)).collect();
    for (at, block) in blocks.iter().enumerate() {
        if ranks[at].is_none()
            && let Kind::Heading(depth) = block.kind
        {
            ranks[at] = Some(if at == 0 && depth == 1 && !marked {
                Rank::Title
            } else {
                by_text(block).unwrap_or(Rank::Label)
            });
        }
    }
    quoted_articles(blocks, &mut ranks);
    if !marked {
        labels(blocks, &mut ranks);
    }
    // A heading heads something: the last block of all does not.
    if let Some(last) = ranks.last_mut()
        && *last == Some(Rank::Label)
    {
        *last = None;
    }
    ranks
}

/// A document counts its articles. Where no two of them follow each other they are those of laws that it quotes.
fn quoted_articles(blocks: &[Block], ranks: &mut [Option<Rank>]) {
    let articles: Vec<(usize, u32)> = ranks
        .iter()
        .enumerate()
        .filter(|(_, rank)| **rank == Some(Rank::Article))
        .filter_map(|(at, _)| {
            let text = blocks[at].text();
            let number = text.split_whitespace().nth(1)?.split(|sign: char| !sign.is_ascii_digit()).next()?;
            Some((at, number.parse().ok()?))
        })
        .collect();
    let counts = articles.windows(2).any(|pair| pair[1].1 == pair[0].1 + 1 || pair[1].1 == pair[0].1);
    if !counts && articles.first().is_some_and(|(_, number)| *number > 1) {
        for (at, _) in articles {
            ranks[at] = Some(Rank::Label);
        }
    }
}

/// What the text of a heading says of its place.
fn by_text(block: &Block) -> Option<Rank> {
    let text = block.text();
    let mut words = text.split_whitespace();
    let first = words.next()?;
    if let Some(rank) = keyword(first, words.next()) {
        return Some(rank);
    }
    let inner = first.trim_end_matches(['.', ':']);
    let numbers = inner.split('.').filter(|part| part.parse::<u32>().is_ok()).count();
    (numbers > 0 && numbers == inner.split('.').count()).then_some(Rank::Numbered(numbers))
}

/// `Hoofdstuk 2`, `Artikel 5`, `Bijlage 1`, `Lid 2`.
fn keyword(first: &str, second: Option<&str>) -> Option<Rank> {
    let number = second.map(|word| word.trim_end_matches(['.', ':', ',', ')']));
    let counts = number.is_some_and(|number| {
        !number.is_empty()
            && (number.starts_with(|sign: char| sign.is_ascii_digit())
                || number.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X'))
                || (number.chars().count() == 1 && number.starts_with(char::is_uppercase)))
    });
    if first == "BIJLAGE" && second.is_none() {
        return Some(Rank::Chapter);
    }
    counts.then_some(())?;
    match first {
        "Hoofdstuk" | "HOOFDSTUK" | "hoofdstuk" | "Bijlage" | "BIJLAGE" | "Deel" | "Titel" | "Afdeling" => {
            Some(Rank::Chapter)
        }
        "§" | "Paragraaf" => Some(Rank::Numbered(1)),
        "Artikel" | "ARTIKEL" => Some(Rank::Article),
        "Lid" => Some(Rank::Paragraph),
        _ => None,
    }
}

/// Headings with a number of their own.
fn numbered(blocks: &[Block], at: usize, block: &Block, marked: bool) -> Option<Rank> {
    let text = block.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = *words.first()?;
    match &block.kind {
        Kind::Heading(_) => by_text(block),
        Kind::Paragraph => {
            let rank = keyword(first, words.get(1).copied());
            if let Some(rank) = rank {
                let rest = words.get(2..).unwrap_or_default();
                let named = rest.first().is_none_or(|word| {
                    word.starts_with(|sign: char| {
                        sign.is_uppercase() || matches!(sign, '-' | '–' | '—' | '(' | '‘' | '“')
                    }) || words.get(1).is_some_and(|number| number.ends_with(['.', ':']))
                });
                let whole = rest.is_empty() || !ends_sentence(&text) || text.ends_with('?');
                // A law that is quoted has articles of its own; they are not this document's.
                let rank = if rank == Rank::Article && names_law(&text) { Rank::Label } else { rank };
                return (words.len() <= MOST_WORDS && named && whole && block.lines <= 2).then_some(rank);
            }
            (is_capitals(&text) && block.lines <= 2 && words.len() <= MOST_WORDS).then_some(Rank::Chapter)
        }
        Kind::Section(parts) => {
            let title = words.get(1..).unwrap_or_default();
            let named = title.first().is_none_or(|word| word.starts_with(|sign: char| !sign.is_lowercase()));
            let short = words.len() <= MOST_WORDS && block.lines <= 2;
            let sentence = ends_sentence(&text) && !text.ends_with('?');
            (short && named && !title.is_empty() && !sentence).then_some(Rank::Numbered(parts.len()))
        }
        Kind::Item { mark: Some(number), .. } if number.style == Style::Digits && !marked => {
            item_heading(blocks, at, block, number, &text, &words).then_some(Rank::Numbered(1))
        }
        _ => None,
    }
}

/// Whether `2. Doel en strekking` is a heading and not the second point of a list: it stands apart, ends without a
/// stop, and its text stands under it, where the next point of a list would.
fn item_heading(
    blocks: &[Block],
    at: usize,
    block: &Block,
    number: &Number,
    text: &str,
    words: &[&str],
) -> bool {
    let capital = words.first().is_some_and(|word| word.starts_with(|sign: char| sign.is_uppercase()));
    let short = words.len() <= MOST_LABEL_WORDS && block.lines <= 2;
    let open = !text.ends_with(['.', ';', ',', ':']);
    if !(capital && short && open) {
        return false;
    }
    if is_capitals(text) {
        return true;
    }
    let next = blocks.get(at + 1);
    let next_point = next.is_some_and(|next| match &next.kind {
        Kind::Item { mark: Some(other), .. } => {
            other.style == Style::Digits && other.value == number.value + 1
        }
        _ => false,
    });
    let headed = next.is_some_and(|next| match &next.kind {
        Kind::Paragraph => next.words.len() > 4,
        Kind::Section(_) => true,
        Kind::Item { mark, .. } => mark.as_ref().is_none_or(|mark| mark.value == 1),
        _ => false,
    });
    let before = at.checked_sub(1).and_then(|before| blocks.get(before));
    let after_item = before.is_some_and(|before| {
        matches!(&before.kind, Kind::Item { mark: Some(mark), .. } if mark.style == Style::Digits && mark.value + 1 == number.value)
    });
    block.apart && headed && !next_point && !after_item
        || (number.value == 1 && text.starts_with("Inleiding") && headed)
}

/// Whether a heading names a law: `Artikel 363 Wetboek van Strafrecht`.
fn names_law(text: &str) -> bool {
    text.split_whitespace().skip(2).any(|word| {
        let word = crate::words::core(word).1;
        let capital = word.starts_with(|sign: char| sign.is_uppercase());
        capital
            && (word.starts_with("Wet")
                || word.ends_with("wet")
                || word.ends_with("Wetboek")
                || matches!(word, "BW" | "Awb" | "AVG"))
    })
}

/// A line of capitals, of at least two words' length.
fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    letters >= 6 && !text.chars().any(char::is_lowercase) && !text.contains("://")
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ';', ':', ','])
}

/// Headings without a number.
fn labels(blocks: &[Block], ranks: &mut [Option<Rank>]) {
    let none = HashSet::new();
    let known: HashSet<String> =
        blocks.iter().filter(|block| could_be_label(block, &none)).map(Block::text).collect();
    let candidate: Vec<bool> = blocks
        .iter()
        .zip(ranks.iter())
        .map(|(block, rank)| rank.is_none() && could_be_label(block, &known))
        .collect();
    // A line that is text where it comes back with another number is text (`Uitwerking van artikel 4`).
    let text: HashSet<String> = blocks
        .iter()
        .zip(ranks.iter().zip(&candidate))
        .filter(|(block, (rank, candidate))| block.kind == Kind::Paragraph && rank.is_none() && !**candidate)
        .filter_map(|(block, _)| counted_shape(block))
        .collect();
    let candidate: Vec<bool> = candidate
        .into_iter()
        .zip(blocks)
        .map(|(candidate, block)| {
            candidate && !counted_shape(block).is_some_and(|shape| text.contains(&shape))
        })
        .collect();
    let mut at = 0;
    while at < blocks.len() {
        if !candidate[at] {
            at += 1;
            continue;
        }
        let run = candidate[at..].iter().take_while(|candidate| **candidate).count();
        let end = at + run;
        let closed = at == 0 || ranks[at - 1].is_some() || is_closed(&blocks[at - 1]);
        let closed = closed && !between_points(blocks, at, end) && !one_of_questions(blocks, at, end);
        let heads = blocks.get(end).is_some_and(|next| ranks[end].is_some() || has_body(next));
        if run < ROW_OF_CELLS && closed && heads {
            for rank in &mut ranks[at..end] {
                *rank = Some(Rank::Label);
            }
        }
        at = end;
    }
}

/// A short line with its numbers alike; none where it has no words or no number.
fn counted_shape(block: &Block) -> Option<String> {
    let text = block.text();
    let counts = text.contains(|sign: char| sign.is_ascii_digit());
    let words = (2..=MOST_LABEL_WORDS).contains(&block.words.len());
    let parts = text.split(|sign: char| sign.is_ascii_digit()).filter(|part| !part.is_empty());
    (counts && words).then(|| parts.collect::<Vec<_>>().join("0").to_lowercase())
}

/// Whether lines stand between two points of one list: then they are text of the first.
fn between_points(blocks: &[Block], at: usize, end: usize) -> bool {
    let point = |block: Option<&Block>| match block.map(|block| &block.kind) {
        Some(Kind::Item { mark: Some(number), .. }) => Some((number.style, number.value)),
        _ => None,
    };
    let before = at.checked_sub(1).and_then(|before| point(blocks.get(before)));
    let after = point(blocks.get(end));
    matches!((before, after), (Some((style, value)), Some((other, next))) if style == other && next == value + 1)
}

/// Whether a question stands in a row of questions: a list to go through, not headings.
fn one_of_questions(blocks: &[Block], at: usize, end: usize) -> bool {
    let asks = |block: Option<&Block>| {
        block.is_some_and(|block| block.kind == Kind::Paragraph && block.text().ends_with('?') && block.apart)
    };
    asks(blocks.get(end - 1))
        && (asks(blocks.get(end)) || at.checked_sub(1).is_some_and(|before| asks(blocks.get(before))))
}

/// Whether a block looks like a heading without a number. `known` holds what is a heading elsewhere: there it may end
/// in a colon.
fn could_be_label(block: &Block, known: &HashSet<String>) -> bool {
    let text = block.text();
    let text = match text.strip_suffix(':') {
        Some(stem) if known.contains(stem) => stem.to_owned(),
        _ => text,
    };
    let words = block.words.len();
    let capital =
        text.trim_start_matches(['‘', '“', '"', '(', '\'']).starts_with(|sign: char| sign.is_uppercase());
    block.kind == Kind::Paragraph
        && block.lines <= 2
        && block.apart
        && (1..=MOST_LABEL_WORDS).contains(&words)
        && text.chars().count() <= 100
        && capital
        && !text.ends_with(['.', ',', ';', ':', '/', '-', '”'])
        && !text.contains(" | ")
        && !text.contains('@')
        && !text.split_whitespace().any(is_date)
        && !text.contains("://")
        && !text
            .chars()
            .next_back()
            .is_some_and(|sign| sign.is_ascii_digit() && words > 3 && !text.contains('?'))
}

/// `01.01.2020`: a line with a date names a document or a day.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', '-']).collect();
    parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether what a block says is finished, so that a heading can stand under it.
fn is_closed(block: &Block) -> bool {
    let text = block.text();
    matches!(block.kind, Kind::Item { .. } | Kind::Row | Kind::Meaning | Kind::Heading(_) | Kind::Note)
        || text.ends_with(['.', '!', '?', ':', ';', '”', '’', '"', ')'])
        || text.contains("://")
        // A short line of its own was not cut by the paper.
        || (block.lines == 1 && block.words.len() <= MOST_LABEL_WORDS)
}

/// Whether a block is something that a heading heads.
fn has_body(block: &Block) -> bool {
    let text = block.text();
    match block.kind {
        Kind::Paragraph => text.ends_with(':') || block.words.len() >= 5,
        Kind::Item { .. } => true,
        Kind::Row | Kind::Term | Kind::Loose => true,
        Kind::Heading(_) | Kind::Section(_) | Kind::Meaning | Kind::Note => false,
    }
}

/// How deep each item of a list is. A number that goes on from an earlier one belongs to that one's list.
fn levels(blocks: &mut [Block]) {
    let mut open: Vec<(Option<Style>, u32)> = Vec::new();
    let mut in_list = false;
    for block in blocks {
        match &mut block.kind {
            Kind::Item { mark, level } => {
                if *level > 0 {
                    // The document itself says how deep.
                    in_list = true;
                    continue;
                }
                let (style, value) = mark.as_ref().map_or((None, 0), |mark| (Some(mark.style), mark.value));
                let same = open.iter().rposition(|(other, last)| {
                    *other == style && (style.is_none() || value == last + 1 || (value > *last && value > 1))
                });
                match same {
                    Some(place) if in_list || style == Some(Style::Digits) => open.truncate(place),
                    // A new list stands in the point above it; one that counts from 1 after other text stands by itself.
                    _ if in_list || (!open.is_empty() && style != Some(Style::Digits)) => {}
                    _ => open.clear(),
                }
                *level = u8::try_from(open.len()).unwrap_or(3).min(3);
                open.push((style, value));
                in_list = true;
            }
            Kind::Paragraph => {
                // Text between the points of a list leaves the outer list open.
                open.truncate(1);
                open.retain(|(style, _)| *style == Some(Style::Digits));
                in_list = false;
            }
            _ => {
                open.clear();
                in_list = false;
            }
        }
    }
}

/// Gives headings and numbered paragraphs the id they can be linked by.
fn anchors(blocks: &mut [Block]) {
    let mut used: HashSet<String> = HashSet::new();
    let mut article: Option<String> = None;
    // Whether the numbers under the heading are its paragraphs: they follow it at once, or text that ends in a stop.
    let mut counts = false;
    for block in blocks {
        match &block.kind {
            Kind::Paragraph => {
                counts &= article.as_ref().is_some_and(|id| id.starts_with("artikel"))
                    && !block.text().ends_with(':')
                    || used
                        .iter()
                        .any(|id| article.as_ref().is_some_and(|article| *id == format!("{article}-lid-1")))
            }
            Kind::Heading(_) => {
                counts = true;
                let text = block.text();
                let id = heading_id(&text);
                let own = keyword_id(&text).filter(|_| block.numbered);
                article = match own {
                    Some(OwnId::Paragraph(ref number)) => article.as_ref().map(|article| {
                        let article = article.split("-lid-").next().unwrap_or(article);
                        format!("{article}-lid-{number}")
                    }),
                    Some(OwnId::Article(ref id)) => Some(id.clone()),
                    Some(OwnId::Other) | None => numbered_id(&text),
                };
                let id = match (&own, &article) {
                    (Some(OwnId::Paragraph(_)), Some(article)) => article.clone(),
                    _ => id,
                };
                block.anchor = Some(unique(&mut used, id));
            }
            Kind::Item { mark: Some(number), level: 0 } if number.style == Style::Digits => {
                if let Some(article) = &article {
                    let id = format!("{article}-lid-{}", number.value);
                    if counts && !article.contains("-lid-") && used.insert(id.clone()) {
                        block.anchor = Some(id);
                    }
                }
            }
            _ => {}
        }
    }
}

enum OwnId {
    Article(String),
    Paragraph(String),
    Other,
}

fn keyword_id(text: &str) -> Option<OwnId> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next());
    match keyword(first, second)? {
        Rank::Article => Some(OwnId::Article(heading_id(text))),
        Rank::Paragraph => Some(OwnId::Paragraph(id_of(second?))),
        _ => Some(OwnId::Other),
    }
}

/// The id of `5.2 Toepassing`: its paragraphs are `5-2-lid-1`.
fn numbered_id(text: &str) -> Option<String> {
    let first = text.split_whitespace().next()?;
    let inner = first.trim_end_matches('.');
    (inner.contains('.') && inner.split('.').all(|part| part.parse::<u32>().is_ok()))
        .then(|| inner.replace('.', "-"))
}

/// The id of a heading: its own number where it has one, else its words.
fn heading_id(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let second = words.next();
    if keyword(first, second).is_some_and(|rank| rank != Rank::Paragraph)
        && let Some(second) = second
    {
        let name = if first == "§" { "paragraaf".to_owned() } else { id_of(first) };
        return format!("{name}-{}", id_of(second));
    }
    let inner = first.trim_end_matches(['.', ':']);
    if inner.starts_with(|sign: char| sign.is_ascii_digit())
        && inner.split('.').all(|part| part.parse::<u32>().is_ok())
    {
        return id_of(inner);
    }
    let id = id_of(text);
    let short: String = id.chars().take(60).collect();
    short.trim_end_matches('-').to_owned()
}

/// Small letters, digits and hyphens.
pub(crate) fn id_of(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut id = String::new();
    for sign in text.nfd() {
        if sign.is_ascii_alphanumeric() {
            id.push(sign.to_ascii_lowercase());
        } else if !matches!(sign, '\u{300}'..='\u{36f}' | '’' | '\'') && !id.is_empty() && !id.ends_with('-')
        {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "deel".to_owned() } else { id.to_owned() }
}

/// An id that no other block of the document has.
fn unique(used: &mut HashSet<String>, id: String) -> String {
    if used.insert(id.clone()) {
        return id;
    }
    for count in 2..10_000 {
        let other = format!("{id}-{count}");
        if used.insert(other.clone()) {
            return other;
        }
    }
    id
}
