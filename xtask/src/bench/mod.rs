//! `cargo xtask bench`: figures beside the budgets of ARCHITECTURE.md.

pub(crate) mod build;
pub(crate) mod import;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod sizes;
pub(crate) mod tables;
