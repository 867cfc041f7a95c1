//! The search in the browser: a thin face of the crate `search`.
//!
//! ```js
//! const wrong = add(new Uint8Array(await (await fetch("zoekindex.bin")).arrayBuffer()));
//! const answer = JSON.parse(search(new TextEncoder().encode("lelystad\n\ncadeau"), false, 10));
//! ```
//!
//! A page has one search, so the module holds it and takes functions only: objects and thrown errors would need more
//! script and more module than the functions together.

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

/// Takes a file in: first the index, then texts that are shown under results, or a piece that an answer asked for. Those may
/// come later than the first query. Gives a message for the reader when the bytes are no such file of this version, else nothing.
#[wasm_bindgen]
#[must_use]
pub fn add(file: &[u8]) -> String {
    let wrong = match Searcher::from_bytes(file) {
        Ok(searcher) => {
            SEARCHER.set(Some(searcher));
            None
        }
        Err(IndexError::Foreign) => SEARCHER.with_borrow_mut(|searcher| {
            searcher.as_mut().map_or(Err(IndexError::Mismatch), |searcher| searcher.add(file)).err()
        }),
        Err(error) => Some(error),
    };
    wrong.map_or("", IndexError::message).to_owned()
}

/// The answer to a query, as JSON. A request has three lines of UTF-8: the organisation, the kind, and what was typed, which may have
/// more lines. An empty organisation means all of them alike, `own` leaves the others out, an empty kind means all kinds. Before
/// an index is read, nothing.
///
/// One run of bytes, because every text would bring its own way in on the side of the script.
#[wasm_bindgen]
#[must_use]
pub fn search(request: &[u8], own: bool, limit: u32) -> String {
    let request = core::str::from_utf8(request).unwrap_or_default();
    let (organisation, rest) = request.split_once('\n').unwrap_or_default();
    let (kind, query) = rest.split_once('\n').unwrap_or_default();
    let mut query = Query::new(query, Some(organisation), limit as usize);
    query.only_own = own;
    query.kind = Kind::ALL.into_iter().find(|known| known.name() == kind);
    SEARCHER.with_borrow(|searcher| {
        searcher.as_ref().map_or_else(String::new, |searcher| searcher.search(&query).to_json())
    })
}
