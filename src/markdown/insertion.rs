//! `{{ … }}` in a page.

/// What stands between the braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insertion {
    /// `{{ geschenk.grens }}`, or in full `{{ almere/geschenk.grens }}`.
    Fact(String),
    /// `{{ rekenhulp geschenk }}`, or in full `{{ rekenhulp almere/geschenk }}`.
    Calculator {
        /// Which.
        id: String,
        /// Whose rules, if named.
        organisation: Option<String>,
    },
    /// `{{ vergelijk geschenk }}`.
    Comparison(String),
    /// `{{ feiten a b }}`.
    Facts(Vec<String>),
    /// `{{ contact vertrouwenspersoon }}`.
    Contact(String),
    /// `{{ begrip WIA }}`; a term may hold spaces.
    Term(String),
}

/// The words that begin an insertion other than a fact.
pub const KINDS: [&str; 5] = ["rekenhulp", "vergelijk", "feiten", "contact", "begrip"];

impl Insertion {
    /// Reads what stands between the braces; none when it is no insertion.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let one =
            |rest: &str| (!rest.is_empty() && !rest.contains(char::is_whitespace)).then(|| rest.to_owned());
        match first {
            "rekenhulp" => {
                let name = one(rest)?;
                Some(match name.split_once('/') {
                    Some((organisation, id)) => {
                        Self::Calculator { id: id.to_owned(), organisation: Some(organisation.to_owned()) }
                    }
                    None => Self::Calculator { id: name, organisation: None },
                })
            }
            "vergelijk" => one(rest).map(Self::Comparison),
            "feiten" => {
                let names: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
                (!names.is_empty()).then_some(Self::Facts(names))
            }
            "contact" => one(rest).map(Self::Contact),
            "begrip" => (!rest.is_empty()).then(|| Self::Term(rest.to_owned())),
            _ if rest.is_empty() && first.contains('.') => Some(Self::Fact(first.to_owned())),
            _ => None,
        }
    }

    /// The word it begins with; for a fact its name.
    pub fn kind(&self) -> &str {
        match self {
            Self::Fact(name) => name,
            Self::Calculator { .. } => "rekenhulp",
            Self::Comparison(_) => "vergelijk",
            Self::Facts(_) => "feiten",
            Self::Contact(_) => "contact",
            Self::Term(_) => "begrip",
        }
    }
}

/// A stretch of text: either plain, or what stands between `{{` and `}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch<'a> {
    /// Text as it is.
    Plain(&'a str),
    /// What stands between the braces, which lies at these bytes of the text, the braces included.
    Braces(&'a str, usize, usize),
    /// `{{` at this byte that is never closed; the rest of the text.
    Unclosed(&'a str, usize),
}

/// Takes a text apart at its insertions.
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|found| at + found) {
        if open > at {
            out.push(Stretch::Plain(&text[at..open]));
        }
        let Some(close) = text[open..].find("}}").map(|found| open + found) else {
            out.push(Stretch::Unclosed(&text[open..], open));
            return out;
        };
        out.push(Stretch::Braces(text[open + 2..close].trim(), open, close + 2));
        at = close + 2;
    }
    if at < text.len() {
        out.push(Stretch::Plain(&text[at..]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_braces_is_read() {
        for (text, expected) in [
            ("geschenk.grens", Some(Insertion::Fact("geschenk.grens".into()))),
            ("almere/geschenk.grens", Some(Insertion::Fact("almere/geschenk.grens".into()))),
            ("rekenhulp geschenk", Some(Insertion::Calculator { id: "geschenk".into(), organisation: None })),
            (
                "rekenhulp almere/geschenk",
                Some(Insertion::Calculator { id: "geschenk".into(), organisation: Some("almere".into()) }),
            ),
            ("vergelijk geschenk", Some(Insertion::Comparison("geschenk".into()))),
            ("feiten a.b c.d", Some(Insertion::Facts(vec!["a.b".into(), "c.d".into()]))),
            ("contact bhv", Some(Insertion::Contact("bhv".into()))),
            ("begrip plan van aanpak", Some(Insertion::Term("plan van aanpak".into()))),
            ("rekenhulp", None),
            ("rekenhulp a b", None),
            ("geschenk", None),
            ("", None),
        ] {
            assert_eq!(Insertion::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_taken_apart() {
        assert_eq!(
            stretches("Tot {{ a.b }} mag het."),
            [Stretch::Plain("Tot "), Stretch::Braces("a.b", 4, 13), Stretch::Plain(" mag het.")]
        );
        assert_eq!(stretches("{{ open"), [Stretch::Unclosed("{{ open", 0)]);
        assert_eq!(stretches("{ gewoon }"), [Stretch::Plain("{ gewoon }")]);
    }
}
