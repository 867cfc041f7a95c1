//! `cargo xtask bench`: figures beside the budgets of ARCHITECTURE.md.

pub(crate) mod build;
pub(crate) mod sizes;
