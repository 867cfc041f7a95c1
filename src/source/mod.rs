//! Files in, texts and trees out. Knows of files and YAML, and of nothing above it.

pub mod fields;
pub mod files;
pub mod front_matter;
#[cfg(test)]
mod tests;
pub mod yaml;
