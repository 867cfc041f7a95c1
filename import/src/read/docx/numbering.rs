//! Lists: the number or dot that Word shows in front of a paragraph and keeps nowhere.
//!
//! A paragraph belongs to a list (`w:num`) at a level. Lists share a definition (`w:abstractNum`), and with it what
//! was counted: two lists of one definition count on, unless the second says where it starts.

use std::collections::{HashMap, HashSet};

use super::ReadError;
use super::styles::Styles;
use super::xml::{Element, Space, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// How long what stands around the numbers may be: `Artikel %1, onderdeel %2.` and more. Each paragraph repeats it.
const MAX_PATTERN: usize = 64;

/// The highest number that Word counts to.
const HIGHEST: i64 = 32_767;

/// After this many of one letter (`aaa`) Word starts again with one.
const MAX_REPEATED: u32 = 30;

/// The most lists that are kept in mind as open in each other: far more than a page has room for.
const MAX_OPEN: usize = 32;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<i64, Definition>,
    lists: HashMap<i64, List>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The style for lists that has the levels instead.
    of_style: Option<String>,
    /// The style for lists that these levels are.
    is_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: i64,
    /// Levels that this list has its own way.
    own: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

#[derive(Debug)]
struct Level {
    start: u32,
    format: Format,
    /// What is shown, with `%1` for the number of the first level.
    pattern: String,
    /// The level whose use makes this one start again, from 1; 0 for none; absent for any above it.
    restart: Option<i64>,
    /// The style of the paragraphs at this level.
    style: Option<String>,
    /// Whether the levels above are shown in digits, whatever their own format is.
    digits: bool,
    /// Whether the text comes right behind the number.
    close: bool,
    hidden: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Decimal,
    /// With zeros in front, this wide.
    Padded(usize),
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// `1e`, as Word writes it in Dutch.
    Ordinal,
    /// `- 1 -`.
    Dashed,
    Bullet,
    None,
}

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    list: i64,
    level: u8,
}

/// What stands in front of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    text: String,
    close: bool,
}

impl Mark {
    /// Whether it says what is numbered (`Artikel 1`), as a heading does and an item of a list does not.
    pub(super) fn is_worded(&self) -> bool {
        let mut words = self.text.split_whitespace();
        let long = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
        words.next().is_some_and(|word| word == "§" || long(word)) && words.next().is_some()
    }

    /// The text of a paragraph with its mark in front.
    pub(super) fn before(&self, text: &str) -> String {
        // A colon may follow a number without a space; a word may not.
        let close = self.close && text.starts_with(|sign: char| sign.is_ascii_punctuation());
        format!("{}{}{text}", self.text, if close || text.is_empty() { "" } else { " " })
    }
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &mut Xml, styles: &Styles) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            match element.word() {
                "abstractNum" => {
                    let id = xml.number(&element, "abstractNumId")?;
                    let definition = Definition::read(xml)?;
                    numbering.definitions.extend(id.map(|id| (id, definition)));
                }
                "num" => {
                    let id = xml.number(&element, "numId")?;
                    let list = List::read(xml)?;
                    numbering.lists.extend(id.map(|id| (id, list)));
                }
                _ => xml.skip()?,
            }
        }
        numbering.follow_styles(styles);
        Ok(numbering)
    }

    /// Lists whose definition only names a style for lists get the definition of that style.
    fn follow_styles(&mut self, styles: &Styles) {
        let mut of_style = HashMap::new();
        for (id, definition) in &self.definitions {
            if let Some(style) = &definition.is_style {
                of_style.insert(style.clone(), *id);
            }
        }
        let mut instead = HashMap::new();
        for (id, definition) in &self.definitions {
            let Some(style) = &definition.of_style else { continue };
            let by_list = styles.list_of_style(style).and_then(|list| self.lists.get(&list));
            let found = by_list.map(|list| list.definition).filter(|found| found != id);
            instead.extend(found.or(of_style.get(style).copied()).map(|found| (*id, found)));
        }
        for list in self.lists.values_mut() {
            list.definition = instead.get(&list.definition).copied().unwrap_or(list.definition);
        }
    }

    fn level(&self, list: i64, level: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        let own = list.own.get(level)?.as_ref();
        own.or_else(|| self.definitions.get(&list.definition)?.levels.get(level)?.as_ref())
    }

    /// Where a level starts to count in a list.
    fn start(&self, list: i64, level: usize) -> Option<u32> {
        let set = *self.lists.get(&list)?.starts.get(level)?;
        set.or_else(|| self.level(list, level).map(|level| level.start))
    }

    /// The place that a paragraph has in a list: what it says itself, else what its style says. The level of a style
    /// is the one that names the style.
    pub(super) fn place(
        &self,
        list: Option<i64>,
        level: Option<i64>,
        styles: &Styles,
        style: Option<&str>,
    ) -> Option<Place> {
        let list = list.or_else(|| styles.list(style)).filter(|list| self.lists.contains_key(list))?;
        let named = || {
            styles.ids(style).find_map(|id| {
                let names = |level: &usize| {
                    self.level(list, *level).is_some_and(|it| it.style.as_deref() == Some(id))
                };
                (0..LEVELS).find(names).and_then(|level| i64::try_from(level).ok())
            })
        };
        let level = level.or_else(named).or_else(|| styles.level(style)).unwrap_or(0);
        let level = u8::try_from(level).ok().filter(|level| usize::from(*level) < LEVELS)?;
        Some(Place { list, level })
    }
}

impl Definition {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut definition = Self::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "lvl" => {
                    Level::read_into(xml, &element, &mut definition.levels)?;
                    continue;
                }
                "numStyleLink" => definition.of_style = xml.value(&element)?,
                "styleLink" => definition.is_style = xml.value(&element)?,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(definition)
    }
}

impl List {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut list = Self::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "abstractNumId" => list.definition = xml.number(&element, "val")?.unwrap_or_default(),
                "lvlOverride" => {
                    list.read_override(xml, &element)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(list)
    }

    fn read_override(&mut self, xml: &mut Xml, element: &Element) -> Result<(), ReadError> {
        let level = xml.number(element, "ilvl")?.and_then(|level| usize::try_from(level).ok());
        while let Some(element) = xml.child()? {
            match element.word() {
                "lvl" => {
                    Level::read_into(xml, &element, &mut self.own)?;
                    continue;
                }
                "startOverride" => {
                    let start = xml.number(&element, "val")?.map(counted);
                    if let Some(place) = level.and_then(|level| self.starts.get_mut(level)) {
                        *place = start;
                    }
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

impl Level {
    fn read_into(
        xml: &mut Xml,
        element: &Element,
        levels: &mut [Option<Self>; LEVELS],
    ) -> Result<(), ReadError> {
        let place = xml.number(element, "ilvl")?.and_then(|level| usize::try_from(level).ok());
        let level = Self::read(xml)?;
        if let Some(slot) = place.and_then(|place| levels.get_mut(place)) {
            *slot = Some(level);
        }
        Ok(())
    }

    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut level = Self {
            // What the standard says for a level that does not say where it starts.
            start: 0,
            format: Format::default(),
            pattern: String::new(),
            restart: None,
            style: None,
            digits: false,
            close: false,
            hidden: false,
        };
        while let Some(element) = xml.child()? {
            match (element.space, element.name()) {
                (Space::Word, "start") => {
                    level.start = counted(xml.number(&element, "val")?.unwrap_or_default())
                }
                (Space::Word, "numFmt") => level.format = Format::read(xml, &element)?.unwrap_or_default(),
                (Space::Word, "lvlRestart") => level.restart = xml.number(&element, "val")?,
                (Space::Word, "pStyle") => level.style = xml.value(&element)?,
                (Space::Word, "isLgl") => level.digits = xml.is_on(&element)?,
                (Space::Word, "suff") => level.close = xml.value(&element)?.as_deref() == Some("nothing"),
                (Space::Word, "lvlText") => {
                    level.pattern =
                        xml.value(&element)?.unwrap_or_default().chars().take(MAX_PATTERN).collect();
                }
                (Space::Word, "rPr") => {
                    level.hidden = super::styles::Look::read(xml)?.hidden.unwrap_or(false);
                    continue;
                }
                (Space::Compatibility, "AlternateContent") => {
                    level.format = Format::read_alternatives(xml)?.unwrap_or(level.format);
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(level)
    }
}

impl Format {
    /// `None` where it is not known here.
    fn read(xml: &Xml, element: &Element) -> Result<Option<Self>, ReadError> {
        let name = xml.value(element)?.unwrap_or_default();
        Ok(Some(match name.as_str() {
            "decimal" => Self::Decimal,
            "decimalZero" => Self::Padded(2),
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "numberInDash" => Self::Dashed,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            // `001, 002, 003, ...`
            "custom" => {
                let example = xml.attribute(element, "format")?.unwrap_or_default();
                let first = example.split(',').next().unwrap_or_default().trim();
                let zeros = first.ends_with('1') && first.bytes().rev().skip(1).all(|byte| byte == b'0');
                return Ok(zeros.then(|| Self::Padded(first.len().min(LEVELS))));
            }
            _ => return Ok(None),
        }))
    }

    /// The first format that is known, of those for new programs and for old ones.
    fn read_alternatives(xml: &mut Xml) -> Result<Option<Self>, ReadError> {
        let mut format = None;
        while xml.child()?.is_some() {
            while let Some(element) = xml.child()? {
                if element.word() == "numFmt" && format.is_none() {
                    format = Self::read(xml, &element)?;
                }
                xml.skip()?;
            }
        }
        Ok(format)
    }

    /// A number as it is shown.
    fn show(self, value: u32) -> String {
        match self {
            Self::Decimal => value.to_string(),
            Self::Padded(width) => format!("{value:0width$}"),
            Self::LowerLetter => letters(value, b'a'),
            Self::UpperLetter => letters(value, b'A'),
            Self::LowerRoman => roman(value).to_lowercase(),
            Self::UpperRoman => roman(value),
            Self::Ordinal => format!("{value}e"),
            Self::Dashed => format!("- {value} -"),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

fn counted(value: i64) -> u32 {
    u32::try_from(value.clamp(0, HIGHEST)).unwrap_or_default()
}

/// `a` to `z`, then `aa`, `bb`.
fn letters(value: u32, first: u8) -> String {
    let Some(place) = value.checked_sub(1) else { return String::new() };
    let letter = u8::try_from(place % 26).map_or('?', |step| char::from(first + step));
    std::iter::repeat_n(letter, usize::try_from(place / 26 % MAX_REPEATED + 1).unwrap_or(1)).collect()
}

pub(super) fn roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            text.push_str(sign);
            value -= worth;
        }
    }
    text
}

/// The sign of a list without order. Fonts with pictures have a dot of their own each; a dash stays a dash, and words
/// stay words.
fn bullet(pattern: &str) -> String {
    let pattern = pattern.trim();
    let mut signs = pattern.chars();
    match (signs.next(), signs.next()) {
        (None, _) => String::new(),
        (Some(sign @ ('-' | '–' | '—')), None) => sign.to_string(),
        (Some(_), Some(_)) if pattern.chars().any(char::is_alphanumeric) => pattern.to_owned(),
        _ => "•".to_owned(),
    }
}

/// What was counted so far, from the first paragraph to the last.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By definition: the lists that share one count on.
    values: HashMap<i64, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start was used.
    started: HashSet<(i64, usize)>,
    /// The items that are open, the outermost first: definition and level.
    items: Vec<(i64, u8)>,
}

impl Counters {
    /// How deep an item stands among the items above it. Levels that are used for headings do not count: in a list of
    /// articles (`Artikel 1`), paragraphs (`1.`) and parts (`a.`) the paragraphs are the outermost. The first level of
    /// a list says nothing of its place in another list, and is 0.
    pub(super) fn depth(&mut self, numbering: &Numbering, place: Place) -> u8 {
        let Some(list) = numbering.lists.get(&place.list) else { return 0 };
        if self.items.len() > MAX_OPEN {
            self.items.clear();
        }
        let same = |(definition, _): &(i64, u8)| *definition == list.definition;
        let beside = self.items.iter().position(|item| same(item) && item.1 >= place.level);
        let under = || self.items.iter().rposition(same);
        let other = || match place.level {
            0 => self.items.len().checked_sub(1),
            level => self.items.iter().rposition(|item| item.1 < level),
        };
        let depth = beside.unwrap_or_else(|| under().or_else(other).map_or(0, |above| above + 1));
        self.items.truncate(depth);
        self.items.push((list.definition, place.level));
        if place.level == 0 { 0 } else { u8::try_from(depth).unwrap_or(u8::MAX) }
    }

    /// A heading ends the items above it.
    pub(super) fn end_items(&mut self) {
        self.items.clear();
    }

    /// Counts a paragraph, and tells what stands in front of it. `None` where nothing is shown.
    pub(super) fn count(&mut self, numbering: &Numbering, place: Place) -> Option<Mark> {
        let at = usize::from(place.level);
        let level = numbering.level(place.list, at)?;
        let list = numbering.lists.get(&place.list)?;
        let values = self.values.entry(list.definition).or_default();
        let own_start =
            list.starts.get(at).copied().flatten().filter(|_| self.started.insert((place.list, at)));
        let next = values.get(at).copied().flatten().map(|value| value.saturating_add(1));
        let value = own_start.or(next).or(numbering.start(place.list, at))?;
        *values.get_mut(at)? = Some(value);
        for (below, value) in values.iter_mut().enumerate().skip(at + 1) {
            let restart = numbering.level(place.list, below).and_then(|level| level.restart);
            let starts_again = match restart {
                Some(0) => false,
                // A level cannot wait for one below itself.
                Some(above) if usize::try_from(above).is_ok_and(|above| above <= below) => {
                    i64::from(place.level) < above
                }
                _ => true,
            };
            if starts_again {
                *value = None;
            }
        }
        let values = *values;
        let text = match level.format {
            _ if level.hidden => String::new(),
            Format::Bullet => bullet(&level.pattern),
            _ => level.fill(at, |above| {
                let format = numbering.level(place.list, above)?.format;
                // A level that was not used yet shows where it will start.
                let value = values.get(above).copied().flatten().or(numbering.start(place.list, above))?;
                Some((format, value))
            }),
        };
        (!text.is_empty()).then_some(Mark { text, close: level.close })
    }
}

impl Level {
    /// The pattern with its numbers filled in.
    fn fill(&self, at: usize, number: impl Fn(usize) -> Option<(Format, u32)>) -> String {
        let mut text = String::new();
        let mut signs = self.pattern.chars().peekable();
        while let Some(sign) = signs.next() {
            let digit =
                signs.peek().and_then(|sign| sign.to_digit(10)).and_then(|digit| digit.checked_sub(1));
            let Some(above) = digit.and_then(|digit| usize::try_from(digit).ok()).filter(|_| sign == '%')
            else {
                text.push(sign);
                continue;
            };
            signs.next();
            if let Some((format, value)) = number(above).filter(|_| above <= at) {
                let silent = matches!(format, Format::Bullet | Format::None);
                let format = if self.digits && !silent { Format::Decimal } else { format };
                text.push_str(&format.show(value));
            }
        }
        text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_shows_them() {
        let cases = [
            (Format::Decimal, 12, "12"),
            (Format::Padded(2), 7, "07"),
            (Format::Padded(3), 1234, "1234"),
            (Format::LowerLetter, 0, ""),
            (Format::LowerLetter, 1, "a"),
            (Format::LowerLetter, 26, "z"),
            (Format::LowerLetter, 27, "aa"),
            (Format::UpperLetter, 54, "BBB"),
            (Format::LowerLetter, 26 * 30 + 1, "a"),
            (Format::LowerRoman, 4, "iv"),
            (Format::UpperRoman, 1994, "MCMXCIV"),
            (Format::UpperRoman, 0, ""),
            (Format::Ordinal, 3, "3e"),
            (Format::Dashed, 3, "- 3 -"),
            (Format::None, 3, ""),
        ];
        for (format, value, expected) in cases {
            assert_eq!(format.show(value), expected, "{format:?} {value}");
        }
    }

    #[test]
    fn signs_of_lists_without_order() {
        let cases = [
            ("\u{f0b7}", "•"),
            ("o", "•"),
            ("§", "•"),
            ("●", "•"),
            ("-", "-"),
            ("–", "–"),
            ("", ""),
            ("Let op:", "Let op:"),
            ("->", "•"),
        ];
        for (pattern, expected) in cases {
            assert_eq!(bullet(pattern), expected, "{pattern}");
        }
    }
}
