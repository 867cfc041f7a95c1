//! `wegwijs.yaml`: the name of the handbook and whose it is.

use calculators::tree::{Node, Span, Value};

use super::{CALCULATORS, COMPARISONS, NATIONAL, keys};
use crate::check::fields::{empty_value, not_a_map};
use crate::check::site as found;
use crate::diagnostics::Diagnostic;
use crate::source::fields::{Fields, map_of_texts};

/// A site and whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The name of the handbook.
    pub name: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// The organisations in their order.
    pub organisations: Vec<Organisation>,
    /// The organisation that a new visitor most likely belongs to.
    pub start: Option<String>,
    /// Where the site will stand, if known: needed for a list of pages for other programs, and for the page that
    /// says that nothing was found.
    pub address: Option<Address>,
    /// The function that answers for the whole.
    pub owner: Option<String>,
    /// The calculators on the start page.
    pub featured: Vec<(String, Span)>,
    /// The themes of calculators, in their order.
    pub themes: Vec<String>,
    /// The situations that calculators are for, each with the heading of its list.
    pub situations: Vec<(String, String)>,
}

/// A municipality, or another body with its own rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name of its folder.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Where a site stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `https://intranet.example.nl`, without a slash at the end.
    pub origin: String,
    /// `/handboek/`, with a slash at both ends.
    pub prefix: String,
}

impl Site {
    /// Reads `wegwijs.yaml`; only the name is needed.
    pub fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let fields = Fields::of(node, &keys::SITE, diagnostics);
        let mut site = Self::default();
        if let Some((name, _)) = fields.required_text("naam", diagnostics) {
            site.name = name;
        }
        site.description = fields.text("omschrijving", diagnostics).map(|(text, _)| text);
        site.owner = fields.text("eigenaar", diagnostics).map(|(text, _)| text);
        if let Some(list) = fields.node("organisaties") {
            site.organisations = organisations(list, diagnostics);
        }
        if let Some((start, span)) = fields.text("start-organisatie", diagnostics) {
            if site.organisation(&start).is_some() {
                site.start = Some(start);
            } else {
                let known = site.organisations.iter().map(|organisation| organisation.id.as_str());
                diagnostics.push(found::unknown_organisation(span, &start, known));
            }
        }
        if let Some((address, span)) = fields.text("adres", diagnostics) {
            site.address = Address::parse(&address);
            if site.address.is_none() {
                diagnostics.push(found::bad_address(span, &address));
            }
        }
        site.featured = fields.texts("meest-gebruikt", diagnostics);
        site.themes = fields.texts("themas", diagnostics).into_iter().map(|(theme, _)| theme).collect();
        if let Some(list) = fields.node("situaties") {
            site.situations = map_of_texts(list, diagnostics);
        }
        site
    }

    /// An organisation by its id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|organisation| organisation.id == id)
    }
}

fn organisations(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Organisation> {
    let mut list = Vec::new();
    for entry in node.entries().unwrap_or_default() {
        let id = entry.key.as_str();
        if [NATIONAL, CALCULATORS, COMPARISONS].contains(&id) {
            diagnostics.push(found::reserved_organisation(entry.key_span, id));
            continue;
        }
        let proposal = super::address::slug(id);
        if proposal != id {
            diagnostics.push(found::bad_organisation(entry.key_span, id, &proposal));
            continue;
        }
        match entry.value.text() {
            Some(name) if !name.trim().is_empty() => {
                list.push(Organisation { id: id.to_owned(), name: name.trim().to_owned() });
            }
            _ => diagnostics.push(empty_value(entry.key_span, id)),
        }
    }
    match node.value {
        Value::Map { .. } => {}
        Value::Empty => diagnostics.push(empty_value(node.span, "organisaties")),
        _ => diagnostics.push(not_a_map(node.span)),
    }
    list
}

impl Address {
    /// Takes `https://example.nl/handboek/` apart.
    pub fn parse(text: &str) -> Option<Self> {
        let scheme_end = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let scheme = &text[..text.len() - scheme_end.len()];
        let (host, path) = scheme_end.split_once('/').unwrap_or((scheme_end, ""));
        let plain = |text: &str| {
            text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._~:/".contains(letter))
        };
        if host.is_empty() || !plain(host) || !plain(path) || path.contains("//") {
            return None;
        }
        let path = path.trim_matches('/');
        let prefix = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(Self { origin: format!("{scheme}{host}"), prefix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (text, expected) in [
            ("https://intranet.example.nl", Some(("https://intranet.example.nl", "/"))),
            ("https://intranet.example.nl/", Some(("https://intranet.example.nl", "/"))),
            ("http://localhost:8080/hand/boek", Some(("http://localhost:8080", "/hand/boek/"))),
            ("intranet.example.nl", None),
            ("https://", None),
            ("https://a/\"><script>", None),
        ] {
            let parsed = Address::parse(text);
            let parts = parsed.as_ref().map(|address| (address.origin.as_str(), address.prefix.as_str()));
            assert_eq!(parts, expected, "{text}");
        }
    }
}
