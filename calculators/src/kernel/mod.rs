//! What every calculator stands on: exact numbers, units, civil dates, working days, and Dutch in and out.
//!
//! Nothing here reads a clock, a file or a setting, and nothing panics on input: what cannot be reckoned is
//! `None` or an error that says in Dutch what to do. Values that travel in a bundle are `serde` types; what
//! comes in damaged is refused while reading.

pub mod date;
pub mod dutch;
pub mod heat_index;
pub mod holidays;
pub mod nearest;
pub mod number;
pub mod quantity;
