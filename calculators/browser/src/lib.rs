//! The WASM face of the crate: one class that a page's script talks to.

use calculators::kernel::date::Date;
use calculators::program::{DamagedProgram, Program};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// A third of the weight of the standard library's allocator for this target, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A calculator of one organisation, loaded from its bundle.
#[wasm_bindgen]
pub struct Calculator {
    program: Program,
}

#[wasm_bindgen]
impl Calculator {
    /// Reads a bundle; a damaged one throws an error that can be shown.
    #[wasm_bindgen(constructor, skip_jsdoc)]
    pub fn new(bundle: &[u8]) -> Result<Calculator, JsError> {
        match Program::from_bytes(bundle) {
            Ok(program) => Ok(Calculator { program }),
            Err(DamagedProgram) => Err(JsError::new(DamagedProgram::MESSAGE)),
        }
    }

    /// The result for answers as typed (id, text, id, text, …), as JSON. `today` only marks what has changed
    /// since the site was built.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn evaluate(&self, pairs: Vec<String>, today: &str) -> String {
        self.program.evaluate(&paired(pairs), Date::parse_iso(today)).to_json()
    }

    /// The calendar file of a timeline; empty when there is no date to save.
    #[wasm_bindgen(skip_jsdoc)]
    pub fn calendar(&self, pairs: Vec<String>, today: &str) -> String {
        let Some(today) = Date::parse_iso(today) else { return String::new() };
        self.program.calendar(&paired(pairs), today).unwrap_or_default()
    }
}

fn paired(texts: Vec<String>) -> Vec<(String, String)> {
    let mut pairs = Vec::with_capacity(texts.len() / 2);
    let mut texts = texts.into_iter();
    while let (Some(name), Some(text)) = (texts.next(), texts.next()) {
        pairs.push((name, text));
    }
    pairs
}
