//! What goes into the index.

/// What a section belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page in plain words.
    #[default]
    Page,
    /// A calculator.
    Calculator,
    /// A comparison of organisations.
    Comparison,
    /// A term of the glossary.
    Term,
    /// A desk or a function that can be reached.
    Contact,
    /// The official text of a document.
    Official,
}

impl Kind {
    /// All kinds, in the order of their codes in the index.
    pub const ALL: [Kind; 6] =
        [Kind::Page, Kind::Calculator, Kind::Comparison, Kind::Term, Kind::Contact, Kind::Official];

    /// The name that readers and scripts get.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Page => "pagina",
            Kind::Calculator => "hulpmiddel",
            Kind::Comparison => "vergelijking",
            Kind::Term => "begrip",
            Kind::Contact => "contact",
            Kind::Official => "officieel",
        }
    }

    /// The number that stands for the kind in the index.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Kind::Page => 0,
            Kind::Calculator => 1,
            Kind::Comparison => 2,
            Kind::Term => 3,
            Kind::Contact => 4,
            Kind::Official => 5,
        }
    }

    /// The kind behind a number of the index.
    pub(crate) fn from_code(code: u8) -> Option<Kind> {
        Kind::ALL.get(usize::from(code)).copied()
    }
}

/// A piece of the handbook that can be found: a heading with the text under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Where it is, with its `#anchor`, relative to the root of the site.
    pub url: String,
    /// The title of the page.
    pub page_title: String,
    /// The heading of the section; empty for what a page opens with.
    pub heading: String,
    /// The text, without markup.
    pub body: String,
    /// The organisation it holds for; empty or `landelijk` for everybody.
    pub organisation: String,
    /// What it belongs to.
    pub kind: Kind,
    /// Words it is found by and that are not shown: synonyms, abbreviations.
    pub keywords: Vec<String>,
}
