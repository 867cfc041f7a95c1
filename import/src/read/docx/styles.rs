//! Styles: what a paragraph is by the name it was given, or by the style that one was made from.

use std::collections::HashMap;

use super::ReadError;
use super::xml::{Element, Xml};

/// How many styles may be based on each other. Word stops at ten or so; this also ends circles.
const MAX_CHAIN: usize = 32;

/// The deepest heading that there is.
const DEEPEST: i64 = 9;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By their id, which need not be the name that people see.
    paragraph: HashMap<String, Style>,
    character: HashMap<String, Style>,
    /// The list that a style for lists stands for.
    numbering: HashMap<String, i64>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<i64>,
    list: Option<i64>,
    level: Option<i64>,
    hidden: Option<bool>,
}

/// What a `w:pPr` says that matters here, in a style as in a paragraph.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// Depth as a heading, from 0; 9 for text.
    pub(super) outline: Option<i64>,
    /// The list it belongs to; 0 for none.
    pub(super) list: Option<i64>,
    pub(super) level: Option<i64>,
    /// What holds for the mark at the end of the paragraph.
    pub(super) mark: Look,
}

/// What a `w:rPr` says that matters here.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) style: Option<String>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) font: Option<String>,
    /// Taken out, in changes that are kept track of.
    pub(super) deleted: bool,
}

impl Properties {
    /// Reads the open `w:pPr` to its end. What the properties were before a change (`w:pPrChange`) is passed over.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut properties = Self::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "pStyle" => properties.style = xml.value(&element)?,
                "outlineLvl" => properties.outline = xml.number(&element, "val")?,
                "numPr" => {
                    properties.read_list(xml)?;
                    continue;
                }
                "rPr" => {
                    properties.mark = Look::read(xml)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(properties)
    }

    fn read_list(&mut self, xml: &mut Xml) -> Result<(), ReadError> {
        while let Some(element) = xml.child()? {
            match element.word() {
                "ilvl" => self.level = xml.number(&element, "val")?,
                "numId" => self.list = xml.number(&element, "val")?,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }
}

impl Look {
    /// Reads the open `w:rPr` to its end.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut look = Self::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "rStyle" => look.style = xml.value(&element)?,
                // `webHidden` is another thing: it hides the page numbers of contents in a browser.
                "vanish" => look.hidden = Some(xml.is_on(&element)?),
                "vertAlign" => look.raised = Some(xml.value(&element)?.as_deref() == Some("superscript")),
                "rFonts" => {
                    let font = xml.attribute(&element, "ascii")?;
                    look.font = font.or(xml.attribute(&element, "hAnsi")?);
                }
                "del" | "moveFrom" => look.deleted = true,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(look)
    }
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        xml.root()?;
        while let Some(element) = xml.child()? {
            if element.word() == "style" {
                styles.add(xml, &element)?;
            } else {
                xml.skip()?;
            }
        }
        Ok(styles)
    }

    fn add(&mut self, xml: &mut Xml, element: &Element) -> Result<(), ReadError> {
        let id = xml.attribute(element, "styleId")?.unwrap_or_default();
        let kind = xml.attribute(element, "type")?;
        let default = xml.attribute(element, "default")?;
        let mut style = Style::default();
        while let Some(element) = xml.child()? {
            match element.word() {
                "name" => style.name = xml.value(&element)?.unwrap_or_default(),
                "basedOn" => style.based_on = xml.value(&element)?,
                "pPr" => {
                    let properties = Properties::read(xml)?;
                    style.outline = properties.outline;
                    style.list = properties.list;
                    style.level = properties.level;
                    continue;
                }
                "rPr" => {
                    style.hidden = Look::read(xml)?.hidden;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        match kind.as_deref() {
            Some("character") => drop(self.character.insert(id, style)),
            Some("numbering") => self.numbering.extend(style.list.map(|list| (id, list))),
            Some("table") => {}
            _ => {
                if matches!(default.as_deref(), Some("1" | "true" | "on")) {
                    self.default = Some(id.clone());
                }
                self.paragraph.insert(id, style);
            }
        }
        Ok(())
    }

    /// The style that a paragraph has: the one it names, else the usual one.
    pub(super) fn of_paragraph<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        named.or(self.default.as_deref())
    }

    /// A style and those it is based on, with their ids.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |id: Option<&'a str>| id.and_then(|id| self.paragraph.get_key_value(id));
        let links = std::iter::successors(find(id), move |(_, style)| find(style.based_on.as_deref()));
        links.map(|(id, style)| (id.as_str(), style)).take(MAX_CHAIN)
    }

    /// What names a style may be known by: its own and its id, and those of the styles it is based on, each with its
    /// style. An id that no style has says something too: programs leave usual styles out.
    fn names<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (Option<&'a Style>, [String; 2])> {
        let unknown = id.filter(|id| !self.paragraph.contains_key(*id));
        let unknown = unknown.map(|id| (None, [plain(id), String::new()]));
        unknown
            .into_iter()
            .chain(self.chain(id).map(|(id, style)| (Some(style), [plain(&style.name), plain(id)])))
    }

    /// How deep a heading of this style is, from 1; `None` for text.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        for (style, names) in self.names(id) {
            if names.iter().any(|name| heads_contents(name)) {
                return Some(1);
            }
            if let Some(outline) = style.and_then(|style| style.outline) {
                return depth(outline);
            }
            if let Some(depth) = names.iter().find_map(|name| heading_name(name)) {
                return Some(depth);
            }
        }
        None
    }

    /// Whether this style is for entries of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.names(id).any(|(_, names)| names.iter().any(|name| contents_name(name)))
    }

    /// The list that this style belongs to.
    pub(super) fn list(&self, id: Option<&str>) -> Option<i64> {
        self.chain(id).find_map(|(_, style)| style.list)
    }

    /// The level in its list that this style says.
    pub(super) fn level(&self, id: Option<&str>) -> Option<i64> {
        self.chain(id).find_map(|(_, style)| style.level)
    }

    /// The ids of a style and those it is based on, nearest first.
    pub(super) fn ids<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// Whether paragraphs of this style are hidden.
    pub(super) fn hides(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|(_, style)| style.hidden).unwrap_or(false)
    }

    /// Whether text of this style for signs is hidden.
    pub(super) fn hides_text(&self, id: Option<&str>) -> bool {
        let find = |id: Option<&str>| id.and_then(|id| self.character.get(id));
        let mut links =
            std::iter::successors(find(id), |style| find(style.based_on.as_deref())).take(MAX_CHAIN);
        links.find_map(|style| style.hidden).unwrap_or(false)
    }

    /// The list that a style for lists stands for.
    pub(super) fn list_of_style(&self, id: &str) -> Option<i64> {
        self.numbering.get(id).copied()
    }
}

/// A depth as a heading of an outline level.
pub(super) fn depth(outline: i64) -> Option<u8> {
    (0..DEEPEST).contains(&outline).then(|| u8::try_from(outline + 1).ok()).flatten()
}

/// A name as it is compared: `heading 1`, `Heading1` and `Heading_1` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The digit behind one of these words, and nothing more.
fn numbered(name: &str, words: &[&str]) -> Option<u8> {
    let digits = words.iter().find_map(|word| name.strip_prefix(word))?;
    digits.parse().ok().filter(|digit| digits.len() == 1 && (1..=9).contains(digit))
}

fn heading_name(name: &str) -> Option<u8> {
    if matches!(name, "title" | "titel") { Some(1) } else { numbered(name, &["heading", "kop"]) }
}

fn contents_name(name: &str) -> bool {
    matches!(name, "tableoffigures" | "lijstmetafbeeldingen")
        || numbered(name, &["toc", "inhopg", "inhoudsopgave", "contents"]).is_some()
}

/// The heading above contents: Word sets it apart from the headings that go into them.
fn heads_contents(name: &str) -> bool {
    matches!(name, "tocheading" | "kopvaninhoudsopgave" | "contentsheading" | "toaheading" | "indexheading")
}
