//! What goes into the index.

use crate::compounds::Splits;

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
    /// What a calculator asks; only for [`Kind::Calculator`].
    pub form: Option<Form>,
}

/// What a calculator asks, as far as a query can answer it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The calculator.
    pub id: String,
    /// Nothing of it may stand in an address.
    pub sensitive: bool,
    /// Where the reader chooses an organisation for it, relative to the root of the site; empty where there is no choice.
    pub choice: String,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question of a calculator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id, the name of its field.
    pub id: String,
    /// The question.
    pub label: String,
    /// What answers it.
    pub takes: Takes,
}

/// What answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// An amount of money.
    Amount,
    /// A date.
    Date,
    /// A percentage.
    Percentage,
    /// A number with this unit (`°C`, `km`, `uur`).
    Number(String),
    /// One of these.
    Choices(Vec<Choice>),
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// A word or a phrase that means another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// What somebody types.
    pub from: String,
    /// What the handbook says.
    pub to: String,
    /// Whether it holds the other way round too.
    pub both: bool,
    /// The organisation that says so; empty for everybody.
    pub organisation: String,
}

/// Everything that an index is made of.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The sections; those of a page together, with what the page opens with (no heading) as the first.
    pub sections: Vec<Section>,
    /// What means the same.
    pub synonyms: Vec<Synonym>,
    /// What editors say about taking words apart.
    pub splits: Splits,
    /// Above so many bytes the index is parted into pieces; nothing for the usual limit.
    pub most_in_one: Option<usize>,
}

impl Material {
    /// Sections and nothing else.
    #[must_use]
    pub fn of(sections: &[Section]) -> Material {
        Material { sections: sections.to_vec(), ..Material::default() }
    }
}
