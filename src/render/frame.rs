//! What stands around the text of a page: navigation, the way here, the switch of organisations.

use super::view::{ContentsEntry, Frame, Link, NavigationEntry, Organisation, OrganisationChoice};
use super::{Workshop, parts};
use crate::handbook::NATIONAL;
use crate::handbook::address::{self, relative, root};
use crate::markdown::Document;

/// What differs from page to page.
pub(super) struct Subject<'a> {
    /// Where the page stands.
    pub address: &'a str,
    /// Its title.
    pub title: &'a str,
    /// One sentence about it.
    pub description: Option<String>,
    /// Whose it is.
    pub organisation: Option<&'a str>,
    /// Its number among the pages of the handbook; none for a page that the generator makes by itself.
    pub number: Option<usize>,
    /// Its text, for the list of headings.
    pub document: Option<&'a Document>,
    /// Whether it has a calculator.
    pub has_calculator: bool,
    /// The way to it, for a page that stands in no folder.
    pub above: Vec<(String, String)>,
}

/// The frame of a page.
pub(super) fn frame(shop: &Workshop, subject: &Subject) -> Frame {
    let handbook = shop.handbook;
    let at = |to: &str| relative(subject.address, to);
    let organisation = subject.organisation.and_then(|id| handbook.site.organisation(id));
    let mut title = subject.title.to_owned();
    if let Some(organisation) = organisation.filter(|organisation| organisation.name != subject.title) {
        title = format!("{title} – {}", organisation.name);
    }
    if !title.ends_with(&handbook.site.name) {
        title = format!("{title} – {}", handbook.site.name);
    }
    let (previous, next) =
        subject.number.map_or((None, None), |number| shop.tree.neighbours(handbook, number));
    let link = |number: usize| {
        let page = &handbook.pages[number];
        Link { title: page.menu_title().to_owned(), url: at(&page.address) }
    };
    Frame {
        root: root(subject.address),
        title,
        description: subject.description.clone(),
        canonical: handbook
            .site
            .address
            .as_ref()
            .map(|site| format!("{}{}{}", site.origin, site.prefix, subject.address)),
        home: at(""),
        organisation: organisation.map(|organisation| Organisation {
            id: organisation.id.clone(),
            name: organisation.name.clone(),
            url: at(&format!("{}/", organisation.id)),
        }),
        organisations: switch(shop, subject),
        navigation: navigation(shop, subject),
        breadcrumbs: breadcrumbs(shop, subject),
        contents: subject.document.map(contents).unwrap_or_default(),
        previous: previous.map(link),
        next: next.map(link),
        all_pages: at(address::ALL_PAGES),
        register: at(address::REGISTER),
        calculators: calculators_overview(shop, subject.organisation).map(|address| at(&address)),
        sources: Some(at(address::SOURCES)),
        more: more(shop, subject),
        rules_of: parts::day(handbook.day),
        has_calculator: subject.has_calculator,
    }
}

/// The terms and the desks, where there are any.
fn more(shop: &Workshop, subject: &Subject) -> Vec<Link> {
    let mut links = Vec::new();
    let mut add = |word: &str, address: &str| {
        links.push(Link { title: shop.engine.word(word), url: relative(subject.address, address) });
    };
    if !shop.handbook.glossary.terms.is_empty() {
        add("begrippen", address::GLOSSARY);
    }
    // Where no organisation is at hand, or one without desks, those that are the same for all.
    let mut owners = subject.organisation.into_iter().chain([NATIONAL]);
    if let Some(owner) = owners.find(|id| shop.with_desks.contains(*id)) {
        add("contact", &address::contact(owner));
    }
    links
}

/// The overview of calculators of an organisation that has any, else of the site.
fn calculators_overview(shop: &Workshop, organisation: Option<&str>) -> Option<String> {
    let own = |id: &str| shop.bundles.keys().any(|(_, organisation)| organisation == id);
    match organisation.filter(|id| own(id)) {
        Some(id) => Some(address::calculators(Some(id))),
        None if shop.bundles.is_empty() => None,
        None => Some(address::calculators(None)),
    }
}

/// The organisations; each leads to the same subject there, if it has one.
fn switch(shop: &Workshop, subject: &Subject) -> Vec<OrganisationChoice> {
    let organisations = &shop.handbook.site.organisations;
    if organisations.len() < 2 {
        return Vec::new();
    }
    organisations
        .iter()
        .map(|organisation| {
            let current = subject.organisation == Some(organisation.id.as_str());
            let same = subject.organisation.and_then(|own| {
                let rest = subject.address.strip_prefix(own)?.strip_prefix('/')?;
                let there = format!("{}/{rest}", organisation.id);
                (!rest.is_empty() && exists(shop, &there)).then_some(there)
            });
            let start = format!("{}/", organisation.id);
            OrganisationChoice {
                id: organisation.id.clone(),
                name: organisation.name.clone(),
                same_subject: same.is_some() || current,
                url: relative(subject.address, &same.unwrap_or(start)),
                current,
            }
        })
        .collect()
}

/// Whether a page of text or of a calculator stands at an address.
fn exists(shop: &Workshop, address: &str) -> bool {
    shop.handbook.page_at_address(address).is_some()
        || shop.bundles.keys().any(|(id, organisation)| {
            address == address::calculator(Some(organisation), id)
                || address == address::calculators(Some(organisation))
        })
}

/// This part of the handbook: the pages of its organisation, open where the reader is.
fn navigation(shop: &Workshop, subject: &Subject) -> Vec<NavigationEntry> {
    // On the start page of all, the organisations stand in the text already.
    if subject.organisation.is_none() && subject.address.is_empty() {
        return Vec::new();
    }
    let handbook = shop.handbook;
    let top = subject.organisation.map_or_else(String::new, |id| format!("{id}/"));
    let Some(top) = handbook.page_number(&top) else { return Vec::new() };
    let mut path = subject.number.map(|number| shop.tree.above(number)).unwrap_or_default();
    path.extend(subject.number);
    entries(shop, subject, top, &path, 1)
}

fn entries(
    shop: &Workshop,
    subject: &Subject,
    above: usize,
    path: &[usize],
    depth: usize,
) -> Vec<NavigationEntry> {
    shop.tree
        .children(above)
        .iter()
        .map(|&number| {
            let page = &shop.handbook.pages[number];
            let current = subject.number == Some(number);
            let open = !current && path.contains(&number);
            NavigationEntry {
                title: page.menu_title().to_owned(),
                url: relative(subject.address, &page.address),
                current,
                open,
                children: if (open || current) && depth < 3 {
                    entries(shop, subject, number, path, depth + 1)
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

fn breadcrumbs(shop: &Workshop, subject: &Subject) -> Vec<Link> {
    if subject.address.is_empty() {
        return Vec::new();
    }
    let mut crumbs: Vec<(String, String)> = match subject.number {
        Some(number) => shop
            .tree
            .above(number)
            .iter()
            .map(|&above| {
                let page = &shop.handbook.pages[above];
                (page.menu_title().to_owned(), page.address.clone())
            })
            .collect(),
        None => subject.above.clone(),
    };
    if let Some(first) = crumbs.first_mut().filter(|(_, address)| address.is_empty()) {
        first.0 = shop.engine.word("start");
    } else {
        crumbs.insert(0, (shop.engine.word("start"), String::new()));
    }
    crumbs
        .into_iter()
        .map(|(title, address)| Link { title, url: relative(subject.address, &address) })
        .collect()
}

/// The headings of the second level with those of the third below them.
fn contents(document: &Document) -> Vec<ContentsEntry> {
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for heading in &document.headings {
        let entry =
            ContentsEntry { id: heading.id.clone(), title: heading.text.clone(), children: Vec::new() };
        match (heading.level, entries.last_mut()) {
            (2, _) | (3, None) => entries.push(entry),
            (3, Some(last)) => last.children.push(entry),
            _ => {}
        }
    }
    // A list of one says nothing.
    if entries.len() < 2 { Vec::new() } else { entries }
}
