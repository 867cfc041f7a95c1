//! The search in the browser: a thin face of the crate `search`.
//!
//! ```js
//! const wrong = open(new Uint8Array(await (await fetch("zoekindex.bin")).arrayBuffer()));
//! const answer = JSON.parse(search("cadeau", "lelystad", false, "", 10));
//! ```
//!
//! A page has one search, so the module holds it and takes functions only: objects and thrown errors would need more
//! script and more module than all three functions together.

use core::cell::RefCell;

#[cfg(target_arch = "wasm32")]
use lol_alloc::{FreeListAllocator, LockedAllocator};
use search::{IndexError, Kind, Query, Searcher};
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

thread_local! {
    static SEARCHER: RefCell<Option<Searcher>> = const { RefCell::new(None) };
}

/// Reads an index. Gives a message for the reader when the bytes are no index of this version, else nothing.
#[wasm_bindgen]
#[must_use]
pub fn open(index: &[u8]) -> String {
    match Searcher::from_bytes(index) {
        Ok(searcher) => {
            SEARCHER.set(Some(searcher));
            String::new()
        }
        Err(error) => error.message().to_owned(),
    }
}

/// Takes another file of the index in: texts that are shown under results, or a piece that an answer asked for. Says like
/// `open` what is wrong. May come later than the first query.
#[wasm_bindgen]
#[must_use]
pub fn add(file: &[u8]) -> String {
    let added = SEARCHER.with_borrow_mut(|searcher| {
        searcher.as_mut().map_or(Err(IndexError::Mismatch), |searcher| searcher.add(file))
    });
    added.err().map_or("", IndexError::message).to_owned()
}

/// The answer to a query, as JSON. An empty `organisation` means all of them alike, `own` leaves the others out, an empty
/// `kind` means all kinds. Before an index is read, nothing.
#[wasm_bindgen]
#[must_use]
pub fn search(query: &str, organisation: &str, own: bool, kind: &str, limit: u32) -> String {
    let mut query = Query::new(query, Some(organisation), limit as usize);
    query.only_own = own;
    query.kind = Kind::ALL.into_iter().find(|known| known.name() == kind);
    SEARCHER.with_borrow(|searcher| {
        searcher.as_ref().map_or_else(String::new, |searcher| searcher.search(&query).to_json())
    })
}
