//! A page: its front matter, its place and whose it is.

use calculators::kernel::date::Date;
use calculators::tree::{Node, Span};

use super::official::{OfficialPage, is_official};
use super::site::Site;
use super::{address, keys};
use crate::check::{files as file_findings, pages as found};
use crate::diagnostics::Diagnostic;
use crate::source::fields::Fields;
use crate::source::front_matter;

/// A Markdown file.
#[derive(Clone, Debug)]
pub struct Page {
    /// Number of its file.
    pub file: u32,
    /// Path under `content/`.
    pub path: String,
    /// Where it stands on the site: `lelystad/gedragscode/geschenken/`.
    pub address: String,
    /// The id of the organisation it belongs to, if any.
    pub organisation: Option<String>,
    /// What stands in its front matter.
    pub front: FrontMatter,
    /// Where its Markdown begins in the file.
    pub body_start: usize,
    /// What makes it official text, if it is.
    pub official: Option<OfficialPage>,
}

/// The block at the top of a page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: String,
    /// The title in menus, if shorter.
    pub short: Option<String>,
    /// Its place among its neighbours: low first; without one behind those that have one, by title.
    pub order: Option<i64>,
    /// The documents it was made from.
    pub sources: Vec<(String, Span)>,
    /// The function that answers for it.
    pub owner: Option<String>,
    /// When it was checked.
    pub checked: Option<(Date, Span)>,
    /// When it is to be checked again.
    pub check_again: Option<(Date, Span)>,
    /// Words it is found by.
    pub keywords: Vec<String>,
    /// Addresses where it stood before.
    pub aliases: Vec<(String, Span)>,
}

impl Page {
    /// Reads a page. One without a title that can be read is reported and keeps its file's name.
    pub fn read(
        file: u32,
        path: &str,
        text: &str,
        site: &Site,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        for part in path.trim_end_matches(".md").split('/') {
            let proposal = address::slug(part);
            if part != "_index" && proposal != part {
                let proposal = if proposal.is_empty() { "pagina".to_owned() } else { proposal };
                diagnostics.push(file_findings::bad_name(file, part, &proposal));
                return None;
            }
        }
        let split = front_matter::split(text, file, diagnostics);
        let official =
            is_official(path).then(|| OfficialPage::read(path, file, split.front.as_ref(), diagnostics));
        let mut front = match (&split.front, &official) {
            (Some(node), None) => FrontMatter::read(node, diagnostics),
            // Its keys have been looked at already.
            (Some(node), Some(_)) => {
                FrontMatter::of(&Fields::of(node, &keys::OFFICIAL, &mut Vec::new()), diagnostics)
            }
            (None, _) => FrontMatter::default(),
        };
        if front.title.is_empty() {
            front.title = path.trim_end_matches(".md").rsplit('/').next().unwrap_or(path).to_owned();
        }
        let first = path.split('/').next().unwrap_or("");
        Some(Self {
            file,
            path: path.to_owned(),
            address: address::of_path(path),
            organisation: site.organisation(first).map(|organisation| organisation.id.clone()),
            front,
            body_start: split.body_start,
            official,
        })
    }

    /// Whether it is the page of its folder.
    pub fn is_index(&self) -> bool {
        self.path.ends_with("_index.md")
    }

    /// The address of the folder it stands in.
    pub fn folder(&self) -> String {
        let address = self.address.trim_end_matches('/');
        address.rfind('/').map_or(String::new(), |slash| address[..=slash].to_owned())
    }

    /// The title in menus.
    pub fn menu_title(&self) -> &str {
        self.front.short.as_deref().unwrap_or(&self.front.title)
    }
}

impl FrontMatter {
    fn read(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        FrontMatter::of(&Fields::of(node, &keys::PAGE, diagnostics), diagnostics)
    }

    /// What stands under the keys of front matter, wherever these stand.
    pub(super) fn of(fields: &Fields<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let text = |key: &str, diagnostics: &mut Vec<Diagnostic>| {
            fields.text(key, diagnostics).map(|(text, _)| text)
        };
        let aliases = fields
            .texts("aliassen", diagnostics)
            .into_iter()
            .filter_map(|(alias, span)| {
                let trimmed = alias.trim_matches('/');
                let good = !trimmed.is_empty() && trimmed.split('/').all(|part| address::slug(part) == part);
                if !good {
                    diagnostics.push(found::bad_alias(span, &alias));
                }
                good.then(|| (format!("{trimmed}/"), span))
            })
            .collect();
        Self {
            title: fields.required_text("titel", diagnostics).map(|(text, _)| text).unwrap_or_default(),
            short: text("kort", diagnostics),
            order: fields.number("volgorde", diagnostics),
            sources: fields.texts("bronnen", diagnostics),
            owner: text("eigenaar", diagnostics),
            checked: fields.date("gecontroleerd", diagnostics),
            check_again: fields.date("opnieuw", diagnostics),
            keywords: fields.texts("zoekwoorden", diagnostics).into_iter().map(|(word, _)| word).collect(),
            aliases,
        }
    }
}
