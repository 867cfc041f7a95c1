//! The WASM face of the crate: one function that a page's script calls.
//!
//! It takes and gives nothing but bytes and text, and reads the bundle again at each call, which takes less time
//! than the page needs to draw. Objects that live on in JavaScript, lists of texts and errors of JavaScript's own
//! would each bring code on both sides; a damaged bundle is told in the result.

use calculators::kernel::date::Date;
use calculators::program::{DamagedProgram, Program};
use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the weight of the standard library's allocator for this target, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The result as JSON, or the calendar file of a timeline: empty when there is no date to save.
#[wasm_bindgen]
pub fn reckon(bundle: &[u8], request: &[u8], calendar: bool) -> String {
    let (today, pairs) = read(request);
    match Program::from_bytes(bundle) {
        Err(DamagedProgram) => DamagedProgram::as_json(),
        Ok(program) if calendar => today.and_then(|day| program.calendar(&pairs, day)).unwrap_or_default(),
        Ok(program) => program.evaluate(&pairs, today).to_json(),
    }
}

/// A request is a line with today's date, which only marks what has changed since the site was built, and for each
/// answer a line with the question's id and a line with what was typed.
fn read(request: &[u8]) -> (Option<Date>, Vec<(String, String)>) {
    let mut lines = std::str::from_utf8(request).unwrap_or("").split('\n');
    let today = lines.next().and_then(Date::parse_iso);
    let mut pairs = Vec::new();
    while let (Some(name), Some(text)) = (lines.next(), lines.next()) {
        pairs.push((name.to_owned(), text.to_owned()));
    }
    (today, pairs)
}
