//! XML as elements within elements, with the limits that hostile files need.
//!
//! The caller goes down and up again: [`Xml::child`] gives the next child of the element that is open, or `None` when
//! that element closes. Whoever gets a child reads it to its end: with `child` again, [`Xml::text`] or [`Xml::skip`].

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::ReadError;

/// How deep elements may stand in each other. A table in a table in a text box is some sixty deep; reading goes down
/// by recursion, so the depth is also what bounds the stack.
pub(super) const MAX_DEPTH: usize = 256;

/// The vocabularies that are read; their names differ between the transitional and the strict form of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// The text of a document.
    Word,
    /// Formulas.
    Math,
    /// What new programs show and what old ones show instead.
    Compatibility,
    /// Drawings of old programs.
    Vml,
    /// Anything else.
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult) -> Self {
        let ResolveResult::Bound(Namespace(name)) = resolved else { return Self::Other };
        match *name {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            _ => Self::Other,
        }
    }
}

/// The start of an element.
pub(super) struct Element<'a> {
    pub(super) space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Its name where it is of the text's vocabulary, else nothing.
    pub(super) fn word(&self) -> &str {
        if self.space == Space::Word { self.name() } else { "" }
    }
}

enum Step<'a> {
    Open(Element<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

/// A part that is being read.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'static str,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Starts with a part; `part` is what it is called in a message.
    pub(super) fn new(text: &'a str, part: &'static str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0 }
    }

    /// The error that this part cannot be read.
    pub(super) fn damaged(&self, why: &str) -> ReadError {
        ReadError::Damaged(if why.is_empty() {
            self.part.to_owned()
        } else {
            format!("{}: {why}", self.part)
        })
    }

    fn step(&mut self) -> Result<Step<'a>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.damaged(""))?;
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(self.damaged("te diep in elkaar gezet"));
                    }
                    let space = Space::of(&self.reader.resolver().resolve_element(start.name()).0);
                    Step::Open(Element { space, start })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content()),
                Event::CData(text) => Step::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Step::Text(self.resolve(&reference)?),
                // Office writes none, and with one come entities that grow without end.
                Event::DocType(_) => return Err(self.damaged("een documenttype hoort er niet in")),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof => Step::End,
            });
        }
    }

    fn resolve(&self, reference: &BytesRef) -> Result<Cow<'a, str>, ReadError> {
        if let Some(sign) = reference.resolve_char_ref().map_err(|_| self.damaged("een onbekend teken"))? {
            return Ok(Cow::Owned(sign.to_string()));
        }
        let known = resolve_predefined_entity(reference);
        known.map(Cow::Borrowed).ok_or_else(|| self.damaged("een onbekende verwijzing"))
    }

    /// The outermost element.
    pub(super) fn root(&mut self) -> Result<Element<'a>, ReadError> {
        loop {
            match self.step()? {
                Step::Open(element) => return Ok(element),
                Step::Text(_) | Step::Close => {}
                Step::End => return Err(self.damaged("er staat niets in")),
            }
        }
    }

    /// The next child of the open element; `None` where it closes. Text between the children is passed over.
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, ReadError> {
        loop {
            match self.step()? {
                Step::Open(element) => return Ok(Some(element)),
                Step::Close => return Ok(None),
                Step::Text(_) => {}
                Step::End => return Err(self.damaged("het houdt te vroeg op")),
            }
        }
    }

    /// Reads past the end of the open element.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        self.text().map(drop)
    }

    /// The text right in the open element, to its end.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let mut found = String::new();
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.step()? {
                Step::Open(_) => {}
                Step::Close if self.depth <= outside => return Ok(found),
                Step::Close => {}
                Step::Text(text) if self.depth == outside + 1 => found.push_str(&text),
                Step::Text(_) => {}
                Step::End => return Err(self.damaged("het houdt te vroeg op")),
            }
        }
    }

    /// An attribute of the element's own vocabulary, or without any. To be asked before reading on.
    pub(super) fn attribute(&self, element: &Element, name: &str) -> Result<Option<String>, ReadError> {
        let found = self.find(element, |attribute| {
            attribute.key.local_name().into_inner() == name
                && (attribute.key.prefix().is_none()
                    || Space::of(&self.reader.resolver().resolve_attribute(attribute.key).0) == element.space)
        })?;
        let Some(attribute) = found else { return Ok(None) };
        // The five entities and characters by number are all it resolves.
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        Ok(Some(value.map_err(|_| self.damaged("een onbekende verwijzing"))?.into_owned()))
    }

    /// `val`, where most elements say what they say.
    pub(super) fn value(&self, element: &Element) -> Result<Option<String>, ReadError> {
        self.attribute(element, "val")
    }

    /// An attribute that is a whole number.
    pub(super) fn number(&self, element: &Element, name: &str) -> Result<Option<i64>, ReadError> {
        Ok(self.attribute(element, name)?.and_then(|value| value.trim().parse().ok()))
    }

    /// Whether an element that switches something says yes, which it also does by being there.
    pub(super) fn is_on(&self, element: &Element) -> Result<bool, ReadError> {
        let value = self.value(element)?;
        Ok(!matches!(value.as_deref(), Some("0" | "false" | "off" | "none")))
    }

    /// Whether spaces at the ends of the element's text count.
    pub(super) fn keeps_spaces(&self, element: &Element) -> Result<bool, ReadError> {
        let found = self.find(element, |attribute| attribute.key.into_inner() == "xml:space")?;
        Ok(found.is_some_and(|attribute| attribute.value == "preserve"))
    }

    fn find<'e>(
        &self,
        element: &'e Element,
        wanted: impl Fn(&Attribute) -> bool,
    ) -> Result<Option<Attribute<'e>>, ReadError> {
        // Looking for one twice costs a look at every pair, and the first is as good.
        for attribute in element.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.damaged(""))?;
            if wanted(&attribute) {
                return Ok(Some(attribute));
            }
        }
        Ok(None)
    }
}
