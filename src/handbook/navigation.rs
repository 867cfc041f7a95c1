//! The order of pages and what is above, below, before and after each.
//!
//! The tree follows the folders: the page of a folder (`_index.md`) is above the pages in it and above the pages
//! of the folders in it.

use std::collections::HashMap;

use super::Handbook;

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
            if let Some(above) = handbook.page_number(&page.folder()) {
                tree.children.entry(above).or_default().push(number);
                tree.parent.insert(number, above);
            }
        }
        for below in tree.children.values_mut() {
            below.sort_by(|&left, &right| {
                let key = |number: usize| {
                    let page = &handbook.pages[number];
                    (
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

    /// The pages before and after a page in reading order, within its organisation.
    pub fn neighbours(&self, handbook: &Handbook, page: usize) -> (Option<usize>, Option<usize>) {
        let Some(&place) = self.place.get(&page) else { return (None, None) };
        let own = |other: &&usize| handbook.pages[**other].organisation == handbook.pages[page].organisation;
        let before = place.checked_sub(1).and_then(|place| self.reading.get(place)).filter(own);
        let after = self.reading.get(place + 1).filter(own);
        (before.copied(), after.copied())
    }

    /// All pages in reading order.
    pub fn reading_order(&self) -> &[usize] {
        &self.reading
    }
}
