//! The block between `---` lines at the top of a page.

use calculators::tree::Node;

use super::yaml;
use crate::check::front_matter as found;
use crate::diagnostics::Diagnostic;

/// A page split in two.
#[derive(Clone, Debug)]
pub struct Split {
    /// The front matter; `None` where there is none or it cannot be read.
    pub front: Option<Node>,
    /// Where the Markdown begins in the text.
    pub body_start: usize,
}

/// Splits a page's text. Places in the front matter are places in the file.
pub fn split(text: &str, file: u32, diagnostics: &mut Vec<Diagnostic>) -> Split {
    let first_end = line_end(text, 0);
    if text[..first_end].trim_end() != "---" {
        diagnostics.push(found::missing(file));
        return Split { front: None, body_start: 0 };
    }
    let mut start = first_end;
    while start < text.len() {
        let end = line_end(text, start);
        if text[start..end].trim_end() == "---" {
            let front = yaml::read(&text[first_end..start], file, first_end, diagnostics);
            return Split { front, body_start: end };
        }
        start = end;
    }
    diagnostics.push(found::unclosed(file, first_end as u32));
    Split { front: None, body_start: text.len() }
}

/// One past the line break of the line that begins at `start`.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1)
}
