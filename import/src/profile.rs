//! What an editor tells about a document beforehand.

/// How a document is imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the document is called.
    pub title: String,
    /// The id its pages stand under, such as `lelystad/personeelshandboek`.
    pub document: String,
    /// The documents that this file is made of, in its order; none where the file is one document.
    pub parts: Vec<Part>,
}

/// A document within a file, such as one regulation of a handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line it starts with, as it stands in the file; capitals and signs do not matter.
    pub starts: String,
    /// The id of the document.
    pub document: String,
    /// What it is called on its page; empty for the line itself.
    pub title: String,
}
