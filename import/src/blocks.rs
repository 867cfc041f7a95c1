//! Lines joined into paragraphs, items, rows and notes.
//!
//! A machine breaks lines where the paper ended, sometimes with an empty line in the middle of a sentence, and a page
//! may end anywhere. A paragraph goes on when the line before was full or its sentence is not done; it ends where
//! the next word would have fitted on the line.

use crate::lines::{Mark, Number, Piece, Style};
use crate::log::{Log, Rule};
use crate::source::{Form, Source};
use crate::words::{Tokens, Word};

/// A piece of text with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    pub(crate) words: Vec<Word>,
    /// The line it starts on.
    pub(crate) line: u32,
    /// The line it ends on.
    pub(crate) last_line: u32,
    /// Whether an empty line stands above it.
    pub(crate) apart: bool,
    /// How many lines it was printed on.
    pub(crate) lines: usize,
    /// The word of the document that is its mark, where it has one.
    pub(crate) mark_at: Option<usize>,
    /// For a heading: whether its number is the document's own, so that paragraphs are counted under it.
    pub(crate) numbered: bool,
    /// What it can be linked to by.
    pub(crate) anchor: Option<String>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text; whether it is a heading is decided later, from all of them.
    Paragraph,
    /// A heading this deep, from 1.
    Heading(u8),
    /// An item of a list; how deep is decided later.
    Item { mark: Option<Number>, level: u8 },
    /// A section's number in front of text, such as `2.1`.
    Section(Vec<u32>),
    /// A row of a table; its words know their cells.
    Row,
    /// A term that is told the meaning of, in the blocks that follow.
    Term,
    /// What a term means, or a paragraph of it.
    Meaning,
    /// Text of a table that could not be put together: it stands as it was read, and is never a heading.
    Loose,
    /// A note.
    Note,
}

impl Block {
    /// Its words with spaces between.
    pub(crate) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// Words that keep a hyphen before them hanging: `in- en uitdiensttreding`.
const HANGING: [&str; 8] = ["en", "of", "en/of", "tot", "dan", "als", "noch", "respectievelijk"];

/// How full a line must be to be cut off by the paper, in parts of the widest usual line.
const FULL: f64 = 0.55;

/// How much of the widest usual line a line and the next word may take and still count as ended on purpose.
const ENDED: f64 = 0.80;

/// Joins lines into blocks.
pub(crate) fn join(source: &Source, tokens: &Tokens, pieces: Vec<Piece>, log: &mut Log) -> Vec<Block> {
    let width = usual_width(&pieces);
    let mut joiner = Joiner { source, tokens, width, blocks: Vec::new(), last: None, log };
    for piece in pieces {
        joiner.add(piece);
    }
    let mut blocks = joiner.blocks;
    lone_numbers(&mut blocks, log);
    rubble(&mut blocks, log);
    blocks
}

/// The width that lines are broken at: what nine of ten lines stay within.
fn usual_width(pieces: &[Piece]) -> f64 {
    let mut widths: Vec<usize> = pieces.iter().map(|piece| piece.width).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(100);
    // One paragraph a line: no paper broke them.
    u32::try_from(width.clamp(60, 130)).map_or(100.0, f64::from)
}

struct Joiner<'a> {
    source: &'a Source,
    tokens: &'a Tokens,
    width: f64,
    blocks: Vec<Block>,
    last: Option<Piece>,
    log: &'a mut Log,
}

impl Joiner<'_> {
    fn add(&mut self, piece: Piece) {
        let goes_on = self.last.as_ref().is_some_and(|last| self.goes_on(last, &piece));
        if goes_on {
            self.append(&piece);
        } else {
            self.start(&piece);
        }
        self.last = Some(piece);
    }

    fn words(&self, range: std::ops::Range<usize>) -> Vec<Word> {
        range.filter_map(|at| self.tokens.get(at).map(|token| Word::of(at, token))).collect()
    }

    fn start(&mut self, piece: &Piece) {
        let kind = match (&piece.mark, piece.form) {
            (_, Form::Heading(depth)) => Kind::Heading(depth),
            (_, Form::Row) => Kind::Row,
            (_, Form::Note) => Kind::Note,
            (Some(Mark::Bullet), form) => Kind::Item { mark: None, level: item_level(form) },
            (Some(Mark::Number(number)), form) => {
                Kind::Item { mark: Some(number.clone()), level: item_level(form) }
            }
            (Some(Mark::Section(parts)), _) => Kind::Section(parts.clone()),
            (None, Form::Item(level)) => Kind::Item { mark: None, level },
            (None, _) => Kind::Paragraph,
        };
        self.log_mark(piece);
        let line = self.source.lines.get(piece.index).map_or(1, |line| line.number);
        // The number of a section is part of its heading.
        let from = if matches!(piece.mark, Some(Mark::Section(_))) {
            piece.mark_words.start
        } else {
            piece.words.start
        };
        let words = self.words(from..piece.words.end);
        self.blocks.push(Block {
            kind,
            words,
            line,
            last_line: line,
            // A new page parts as an empty line does; whether a sentence goes on there was looked at before.
            apart: piece.apart || piece.form == Form::PageStart,
            lines: 1,
            mark_at: piece.mark.as_ref().map(|_| piece.mark_words.start),
            numbered: false,
            anchor: None,
        });
    }

    /// What becomes of a mark: a dot or dash is Markdown's own; a letter read for a dot was taken out; a number stays.
    fn log_mark(&mut self, piece: &Piece) {
        match &piece.mark {
            Some(Mark::Bullet) => {
                self.log.take_out(piece.mark_words.start, piece.mark_words.len(), Rule::Bullet);
            }
            Some(Mark::Number(number)) => {
                let at = piece.mark_words.start;
                let was = self.tokens.text(at, 1);
                if was != number.text {
                    let inner = |text: &str| text.trim_end_matches(['.', ')', ',', '-', ':']).to_owned();
                    let same = inner(&was) == inner(&number.text);
                    let rule = if same { Rule::NumberMark } else { Rule::Lookalike };
                    self.log.note(at, 1, rule, number.text.clone());
                }
            }
            Some(Mark::Section(_)) | None => {}
        }
    }

    fn append(&mut self, piece: &Piece) {
        let line = self.source.lines.get(piece.index).map_or(1, |line| line.number);
        // A mark in the middle of a sentence that was cut is a word after all.
        let mut words = self.words(piece.mark_words.start..piece.words.end);
        if let Some(block) = self.blocks.last_mut() {
            block.words.append(&mut words);
            block.last_line = line;
            block.lines += 1;
        }
    }

    /// Whether a line belongs to the block of the line before it.
    fn goes_on(&self, last: &Piece, piece: &Piece) -> bool {
        if !matches!(piece.form, Form::Plain | Form::PageStart)
            || matches!(last.form, Form::Heading(_) | Form::Row | Form::Note)
        {
            return false;
        }
        if self.has_columns(piece) {
            return false;
        }
        let Some(before) = last.words.end.checked_sub(1).and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        let Some(first) = self.tokens.get(piece.mark_words.start) else { return false };
        let (before, first) = (before.text.as_str(), first.text.as_str());
        let lower = first.starts_with(|sign: char| sign.is_lowercase());
        let digit = first.starts_with(|sign: char| sign.is_ascii_digit() || sign == '€');
        let full = to_f64(last.width) >= FULL * self.width;
        let done = before.ends_with(['.', ':', ';', '?', '!', '”', '"', '’', ')']);
        let comma = before.ends_with([',', '-', '/', '€']) || before == "€";
        let cut = comma || (!done && full);
        // A number on its own line waits for its text.
        let waits = last.words.is_empty();
        if piece.mark.is_some() {
            // The next of the same list: `a. …, of` / `b. …`.
            if let (Some(Mark::Number(last)), Some(Mark::Number(next))) = (&last.mark, &piece.mark)
                && last.style == next.style
                && last.value + 1 == next.value
            {
                return false;
            }
            // `1.` at the start of a line in the middle of a sentence: `… bedoeld in artikel` / `4. Daarna`.
            let mid_sentence = !piece.apart && !done && full && self.cites(before) && !self.ends_point(last);
            return mid_sentence;
        }
        if starts_heading(self.source, piece) && !(cut && lower) && !self.cites(before) {
            return false;
        }
        if waits {
            // What is left of a column of numbers is not the text that its first one waits for.
            return !self.is_speck(piece) && (!piece.apart || lower);
        }
        if unfinished(before) && last.words.len() > 4 {
            return true;
        }
        if piece.apart || piece.form == Form::PageStart {
            return cut && (lower || digit || (comma && !before.ends_with(',')));
        }
        // Lines under each other: the line before ended on purpose where the next word would have fitted.
        let fitted = to_f64(last.width + 1 + first.chars().count()) < ENDED * self.width;
        !fitted || lower || comma || (digit && !done)
    }

    /// Whether a line is one letter or sign and nothing else.
    fn is_speck(&self, piece: &Piece) -> bool {
        piece.words.len() == 1 && piece.width == 1
    }

    /// Whether a line ends as a point of a list does before the last: `…, en`, `…; of`.
    fn ends_point(&self, last: &Piece) -> bool {
        let word = |from_end: usize| {
            let at = last.words.end.checked_sub(from_end).filter(|at| *at >= last.words.start)?;
            self.tokens.get(at).map(|token| token.text.as_str())
        };
        let figure = |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit());
        matches!(word(1), Some("en" | "of" | "en/of"))
            && word(2).is_some_and(|word| word.ends_with([',', ';']) && !figure(word))
    }

    /// Whether a line has cells of its own.
    fn has_columns(&self, piece: &Piece) -> bool {
        let cell = |at: usize| self.tokens.get(at).map(|token| token.place.cell);
        piece.words.len() > 1 && cell(piece.words.start) != cell(piece.words.end - 1)
    }

    /// Whether a word asks for a number behind it.
    fn cites(&self, word: &str) -> bool {
        let word = word.trim_start_matches(['(', '“', '"']).to_lowercase();
        matches!(
            word.as_str(),
            "artikel"
                | "artikelen"
                | "art."
                | "lid"
                | "leden"
                | "hoofdstuk"
                | "paragraaf"
                | "§"
                | "bijlage"
                | "pagina"
                | "onder"
                | "sub"
                | "punt"
                | "stap"
                | "van"
                | "en"
                | "of"
                | "tot"
                | "de"
                | "het"
                | "een"
                | "op"
                | "in"
        )
    }
}

/// Whether no sentence or heading ends in a word.
pub(crate) fn unfinished(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "een"
            | "van"
            | "bij"
            | "aan"
            | "met"
            | "voor"
            | "of"
            | "en"
            | "door"
            | "in"
            | "te"
            | "tot"
            | "dat"
            | "die"
            | "om"
            | "onder"
            | "zoals"
            | "per"
            | "deze"
            | "zijn"
            | "haar"
            | "diens"
            | "ter"
            | "ten"
    )
}

fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn item_level(form: Form) -> u8 {
    match form {
        Form::Item(level) => level,
        _ => 0,
    }
}

/// Whether a line starts like a heading with a number of its own: it never goes on from the line before.
pub(crate) fn starts_heading(source: &Source, piece: &Piece) -> bool {
    let text = source.lines.get(piece.index).map_or("", |line| line.text.trim());
    let mut words = text.split_whitespace();
    let (Some(first), second) = (words.next(), words.next()) else { return false };
    let numbered = second.is_some_and(|word| {
        let inner = word.trim_end_matches(['.', ':', ',']);
        !inner.is_empty()
            && (inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                || inner.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X'))
                || (inner.chars().count() == 1 && inner.starts_with(char::is_uppercase)))
    });
    numbered
        && matches!(
            first,
            "Artikel"
                | "ARTIKEL"
                | "Hoofdstuk"
                | "HOOFDSTUK"
                | "Bijlage"
                | "BIJLAGE"
                | "Lid"
                | "Paragraaf"
                | "Afdeling"
                | "Titel"
                | "Deel"
                | "§"
                | "Voorbeeldbrief"
                | "Stap"
        )
}

/// Numbers that stand alone on their lines belong to the paragraphs that follow: one number to the next paragraph, a
/// first and a last to all in between, when there are as many.
fn lone_numbers(blocks: &mut Vec<Block>, log: &mut Log) {
    let mut at = 0;
    while at < blocks.len() {
        let first_line = blocks[at].line;
        let numbers: Vec<(Number, Option<usize>)> = blocks[at..]
            .iter()
            .map_while(|block| lone_number(block).map(|number| (number.clone(), block.mark_at)))
            .collect();
        let run = numbers.len();
        // What else is left of the column stands between the numbers and their paragraphs.
        while run > 0 && blocks.get(at + run).is_some_and(is_rubble) {
            for word in blocks.remove(at + run).words {
                log.take_out(word.at, word.take, Rule::NumberRubble);
            }
        }
        let (Some((first, _)), Some((last, _))) = (numbers.first(), numbers.last()) else {
            at += 1;
            continue;
        };
        let wanted = usize::try_from(last.value.saturating_sub(first.value)).unwrap_or(0) + 1;
        let following = blocks[at + run..]
            .iter()
            .take_while(|block| block.kind == Kind::Paragraph && block.words.len() > 2)
            .count();
        let ascending = numbers.windows(2).all(|pair| pair[0].0.value < pair[1].0.value);
        if !ascending || following < wanted {
            at += run;
            continue;
        }
        for (value, block) in (first.value..).zip(blocks[at + run..].iter_mut().take(wanted)) {
            let number = Number { style: first.style, value, text: format!("{value}.") };
            if value == first.value {
                // The first stands right before its text already.
                block.mark_at = numbers.first().and_then(|(_, place)| *place);
                block.line = first_line;
            } else if let Some(word) = block.words.first() {
                log.put_in(word.at, Rule::NumberRestored, &number.text);
            }
            block.kind = Kind::Item { mark: Some(number), level: 0 };
        }
        for (_, place) in numbers.iter().skip(1) {
            if let Some(place) = place {
                log.take_out(*place, 1, Rule::NumberRubble);
            }
        }
        blocks.drain(at..at + run);
        at += wanted;
    }
}

/// A column of numbers that was read as one short word of nonsense, below the items that lost them. The items get
/// theirs back where a number above them, or the length of the rubble, tells which.
fn rubble(blocks: &mut Vec<Block>, log: &mut Log) {
    let mut at = 0;
    while at < blocks.len() {
        if !is_rubble(&blocks[at]) {
            at += 1;
            continue;
        }
        let items = blocks[..at]
            .iter()
            .rev()
            .take_while(|block| block.kind == Kind::Paragraph && block.lines <= 3 && block.words.len() > 2)
            .count();
        let above = at.checked_sub(items + 1).and_then(|above| blocks.get(above)).and_then(|block| {
            match &block.kind {
                Kind::Item { mark: Some(number), .. } if number.style == Style::Digits => Some(number.value),
                _ => None,
            }
        });
        let length: usize = blocks[at].words.iter().map(|word| word.text.chars().count()).sum();
        // Only where they are plainly points of one list: one line each, ended alike.
        let ends: Vec<Option<char>> =
            blocks[at - items..at].iter().map(|block| block.text().chars().next_back()).collect();
        let alike = items > 1
            && ends.windows(2).all(|pair| pair[0] == pair[1])
            && blocks[at - items..at].iter().all(|block| block.lines == 1);
        let start = match above {
            Some(value) if items <= 9 && alike => Some(value + 1),
            None if alike && items == length => Some(1),
            _ => None,
        };
        for word in &blocks[at].words {
            log.take_out(word.at, word.take, Rule::NumberRubble);
        }
        if let Some(start) = start {
            for (value, block) in (start..).zip(blocks[at - items..at].iter_mut()) {
                let text = format!("{value}.");
                if let Some(word) = block.words.first() {
                    log.put_in(word.at, Rule::NumberRestored, &text);
                }
                block.kind =
                    Kind::Item { mark: Some(Number { style: Style::Digits, value, text }), level: 0 };
            }
        }
        blocks.remove(at);
    }
}

/// A line of its own that is no word of any language: `uhAwNnN`, `ouhwn=`, `w`, `®coo oo`.
fn is_rubble(block: &Block) -> bool {
    let text = block.text();
    let count = text.chars().count();
    if block.kind != Kind::Paragraph || block.lines != 1 || !block.apart || count > 9 || block.words.len() > 2
    {
        return false;
    }
    let letters: Vec<char> = text.chars().filter(|sign| sign.is_alphabetic()).collect();
    // A nought among letters is an o or a mark; any other digit says something.
    let digits = text.chars().any(|sign| sign.is_ascii_digit() && sign != '0')
        || !letters.iter().any(|sign| sign.is_lowercase()) && text.contains('0');
    let inner_capital = letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
    // `an0o`: a nought with letters on both sides.
    let inner_nought = text.chars().collect::<Vec<char>>().windows(3).any(
        |signs| matches!(signs, [before, '0', behind] if before.is_lowercase() && behind.is_lowercase()),
    );
    let strange = inner_nought || text.chars().any(|sign| matches!(sign, '=' | '®' | '©' | '~' | '^' | '¬'));
    let capitals = letters.iter().all(|letter| letter.is_uppercase()) && letters.len() > 1;
    let tiny = (letters.len() <= 2 && !capitals)
        || (block.words.len() == 2
            && letters.len() <= 5
            && text.chars().all(|sign| sign.is_lowercase() || sign == ' '));
    let word = letters.len() > 1 && block.words.len() == 1 && crate::repair::is_dutch(&text);
    !digits
        && !word
        && !letters.is_empty()
        && !text.ends_with(['.', ':', '?', '!'])
        && (inner_capital || strange || tiny)
}

/// The number of a block that is nothing else.
fn lone_number(block: &Block) -> Option<&Number> {
    match &block.kind {
        Kind::Item { mark: Some(number), .. } if block.words.is_empty() && number.style == Style::Digits => {
            Some(number)
        }
        _ => None,
    }
}

/// Whether a hyphen before this word is left hanging.
pub(crate) fn hangs(word: &str) -> bool {
    HANGING.contains(&word.trim_end_matches([',', '.']))
}
