//! The order of pages and what is above, below, before and after each.
//!
//! The tree follows the folders: the page of a folder (`_index.md`) is above the pages in it and above the pages
//! of the folders in it.

use std::collections::HashMap;

use super::Handbook;
use super::official::Shows;
use super::page::Page;

/// The tree of pages; numbers are those of [`Handbook::pages`].
#[derive(Clone, Debug, Default)]
pub struct Tree {
    children: HashMap<usize, Vec<usize>>,
    parent: HashMap<usize, usize>,
    reading: Vec<usize>,
    place: HashMap<usize, usize>,
}

impl Tree {
    /// Makes the tree of a handbook.
    pub fn of(handbook: &Handbook) -> Self {
        let mut tree = Self::default();
        for (number, page) in handbook.pages.iter().enumerate() {
            if page.address.is_empty() {
                continue;
            }
            if let Some(above) = above(handbook, page) {
                tree.children.entry(above).or_default().push(number);
                tree.parent.insert(number, above);
            }
        }
        // Documents stand by their titles, the pages of one in its own order.
        let starts = |page: &Page| {
            let text = page.official.as_ref().and_then(|official| handbook.texts.text(&official.document));
            text.is_some_and(|text| text.start == page.address)
        };
        for below in tree.children.values_mut() {
            below.sort_by(|&left, &right| {
                let key = |number: usize| {
                    let page = &handbook.pages[number];
                    let official = page.official.as_ref();
                    (
                        // Official texts come behind all that was written for the reader, in the order of the document.
                        official.is_some(),
                        official.is_some_and(|official| official.shows == Shows::Changes),
                        official
                            .filter(|_| !starts(page))
                            .and_then(|one| one.lines)
                            .map_or(0, |(first, _)| first),
                        page.front.order.unwrap_or(i64::MAX),
                        page.menu_title().to_lowercase(),
                        page.address.clone(),
                    )
                };
                key(left).cmp(&key(right))
            });
        }
        if let Some(start) = handbook.page_number("") {
            tree.walk(start);
        }
        tree.place = tree.reading.iter().enumerate().map(|(place, &page)| (page, place)).collect();
        tree
    }

    fn walk(&mut self, page: usize) {
        self.reading.push(page);
        for below in self.children(page).to_vec() {
            self.walk(below);
        }
    }

    /// The pages right below a page, in order.
    pub fn children(&self, page: usize) -> &[usize] {
        self.children.get(&page).map_or(&[], Vec::as_slice)
    }

    /// The page above a page.
    pub fn parent(&self, page: usize) -> Option<usize> {
        self.parent.get(&page).copied()
    }

    /// The pages above a page, from the start page down; the page itself is not among them.
    pub fn above(&self, page: usize) -> Vec<usize> {
        let mut above: Vec<usize> =
            std::iter::successors(self.parent(page), |&page| self.parent(page)).collect();
        above.reverse();
        above
    }

    /// The pages before and after a page in reading order, within its organisation; of official text within its document.
    pub fn neighbours(&self, handbook: &Handbook, page: usize) -> (Option<usize>, Option<usize>) {
        let Some(&place) = self.place.get(&page) else { return (None, None) };
        let whose = |page: usize| {
            let page = &handbook.pages[page];
            (&page.organisation, page.official.as_ref().map(|official| &official.document))
        };
        let own = |other: &&usize| whose(**other) == whose(page);
        let before = place.checked_sub(1).and_then(|place| self.reading.get(place)).filter(own);
        let after = self.reading.get(place + 1).filter(own);
        (before.copied(), after.copied())
    }

    /// All pages in reading order.
    pub fn reading_order(&self) -> &[usize] {
        &self.reading
    }
}

/// The page above a page: that of its folder. An import may leave a folder without a page; the next one up stands in.
fn above(handbook: &Handbook, page: &Page) -> Option<usize> {
    let mut folder = page.folder();
    loop {
        if let Some(above) = handbook.page_number(&folder) {
            return Some(above);
        }
        if page.official.is_none() || folder.is_empty() {
            return None;
        }
        let up = folder.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
        folder.truncate(up);
    }
}
