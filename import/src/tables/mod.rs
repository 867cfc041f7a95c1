//! Tables: found in lines that lost their columns, and written as Markdown.

pub(crate) mod write;
