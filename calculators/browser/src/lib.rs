//! The WASM face of the crate: two functions that a page's script calls.
//!
//! They take and give nothing but bytes, text and a number. Objects that JavaScript holds, lists of texts and errors
//! of JavaScript's own would each bring code on both sides; a damaged bundle is told in the result.

use std::cell::Cell;

use calculators::program::{DamagedProgram, Program};
use calculators::request;
use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the weight of the standard library's allocator for this target, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A calculator of the page.
struct Loaded {
    program: &'static Program,
    number: usize,
    before: Option<&'static Loaded>,
}

thread_local! {
    /// The last one loaded. Nothing here is ever cleared away, so a chain is all that is needed.
    static LAST: Cell<Option<&'static Loaded>> = const { Cell::new(None) };
}

/// What [`load`] gives for a bundle that is damaged, and for one that another version of this module would read.
const DAMAGED: usize = 0;
const OTHER_FORMAT: usize = 1;

/// Reads a bundle and gives the number by which to ask for it, or by which to be told that it cannot be read.
#[wasm_bindgen]
pub fn load(bundle: &[u8]) -> usize {
    let program = match Program::for_page(bundle) {
        Ok(program) => program,
        Err(DamagedProgram::Damaged) => return DAMAGED,
        Err(DamagedProgram::OtherFormat) => return OTHER_FORMAT,
    };
    let before = LAST.get();
    let number = before.map_or(OTHER_FORMAT, |last| last.number) + 1;
    LAST.set(Some(Box::leak(Box::new(Loaded { program, number, before }))));
    number
}

/// The result as JSON (`what` is 0), or the calendar file of a timeline (1, or 2 with alarms): empty when there is no
/// date to save.
#[wasm_bindgen]
pub fn reckon(number: usize, request: &[u8], what: u8) -> String {
    let mut place = LAST.get();
    while let Some(loaded) = place {
        if loaded.number == number {
            let (today, pairs) = request::read(request);
            return if what == 0 {
                loaded.program.evaluate(&pairs, today).to_json()
            } else {
                today.and_then(|day| loaded.program.calendar(&pairs, day, what == 2)).unwrap_or_default()
            };
        }
        place = loaded.before;
    }
    let fault = if number == OTHER_FORMAT { DamagedProgram::OtherFormat } else { DamagedProgram::Damaged };
    fault.as_json()
}
