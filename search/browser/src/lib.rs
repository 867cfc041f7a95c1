//! The search in the browser: a thin face of the crate `search`.
//!
//! ```js
//! const searcher = new Searcher(new Uint8Array(await (await fetch("zoeken.idx")).arrayBuffer()));
//! const answer = JSON.parse(searcher.search("cadeau", "lelystad", 10));
//! ```

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// Answers queries from an index.
#[wasm_bindgen]
pub struct Searcher {
    searcher: search::Searcher,
}

#[wasm_bindgen]
impl Searcher {
    /// Reads an index; throws an `Error` with a message for the reader when the bytes are no index of this version.
    #[wasm_bindgen(constructor)]
    pub fn new(index: &[u8]) -> Result<Searcher, JsValue> {
        let searcher = search::Searcher::from_bytes(index).map_err(refuse)?;
        Ok(Searcher { searcher })
    }

    /// Takes the texts that are shown under results; throws like the constructor. May come later than the first query.
    #[wasm_bindgen(js_name = addFragments)]
    pub fn add_fragments(&mut self, fragments: &[u8]) -> Result<(), JsValue> {
        self.searcher.load_fragments(fragments).map_err(refuse)
    }

    /// The answer to a query, as JSON. An empty `organisation` means all of them alike.
    #[must_use]
    pub fn search(&self, query: &str, organisation: &str, limit: u32) -> String {
        let organisation = Some(organisation).filter(|id| !id.is_empty());
        self.searcher.search(query, organisation, limit as usize).to_json()
    }
}

/// An error of JavaScript with the same text.
fn refuse(error: search::IndexError) -> JsValue {
    JsError::new(error.message()).into()
}
