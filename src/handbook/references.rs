//! How people name a place in a document: "artikel 4 lid 5", "bijlage 2", "paragraaf 3.7".

use super::address::slug;

/// A place named by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    kind: &'static str,
    number: String,
    paragraph: Option<String>,
}

/// The words for a numbered place, and how each is written in an anchor.
const KINDS: [(&str, &str); 9] = [
    ("artikel", "artikel"),
    ("art.", "artikel"),
    ("hoofdstuk", "hoofdstuk"),
    ("bijlage", "bijlage"),
    ("paragraaf", "paragraaf"),
    ("§", "paragraaf"),
    ("onderdeel", "onderdeel"),
    ("deel", "deel"),
    ("stap", "stap"),
];

impl Reference {
    /// The anchors it may have, the likeliest first. A paragraph without one of its own is found by its article.
    pub fn anchors(&self) -> Vec<String> {
        let whole = format!("{}-{}", self.kind, self.number);
        let mut list: Vec<String> =
            self.paragraph.iter().map(|paragraph| format!("{whole}-lid-{paragraph}")).collect();
        list.push(whole);
        let dotted = self.kind == "artikel" && self.number.contains('-');
        if dotted || matches!(self.kind, "hoofdstuk" | "paragraaf" | "onderdeel" | "deel") {
            // Headings with a number alone: "3.7 Relatiegeschenken".
            list.extend(self.paragraph.iter().map(|paragraph| format!("{}-lid-{paragraph}", self.number)));
            list.push(self.number.clone());
        }
        list
    }

    /// How the anchors of its kind begin.
    pub fn stem(&self) -> String {
        format!("{}-", self.kind)
    }

    /// Whether a text that has no such place lacks it: a step or a part may be a word of the editor's own.
    pub fn certain(&self) -> bool {
        matches!(self.kind, "artikel" | "hoofdstuk" | "bijlage" | "paragraaf")
    }
}

/// The reference that a text begins with.
pub fn leading_reference(text: &str) -> Option<Reference> {
    references(text).into_iter().next()
}

/// All places of the reference that a text begins with: "artikel 13 lid 1, 3 en 5" names three.
pub fn references(text: &str) -> Vec<Reference> {
    let lower = text.to_lowercase();
    let mut words = lower.split(|sign: char| sign.is_whitespace()).filter(|word| !word.is_empty()).peekable();
    let first = words.next().unwrap_or_default();
    let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == first) else { return Vec::new() };
    let mut list: Vec<Reference> = Vec::new();
    let mut of_paragraphs = false;
    while let Some(word) = words.next() {
        match word {
            "lid" if !list.is_empty() => {
                of_paragraphs = true;
                // The article itself was only named for its paragraphs.
                continue;
            }
            "en" | "of" if !list.is_empty() => continue,
            _ => {}
        }
        let Some(number) = number(word) else { break };
        match list.last_mut() {
            Some(last) if of_paragraphs && last.paragraph.is_none() => last.paragraph = Some(number),
            Some(last) if of_paragraphs => {
                let of = last.number.clone();
                list.push(Reference { kind, number: of, paragraph: Some(number) });
            }
            _ => list.push(Reference { kind, number, paragraph: None }),
        }
        // A comma at the end of all: what follows is something else unless it is a number or a paragraph.
        let goes_on = words
            .peek()
            .is_some_and(|next| matches!(*next, "en" | "of" | "lid") || self::number(next).is_some());
        if !goes_on {
            break;
        }
    }
    list
}

/// A number as references write it: `4`, `12a`, `3.18`.
fn number(word: &str) -> Option<String> {
    let bare = word.trim_end_matches([',', ';', ':', '.', ')']);
    let short = bare.chars().count() <= 7 && bare.starts_with(|sign: char| sign.is_ascii_digit());
    short.then(|| slug(bare)).filter(|number| !number.is_empty())
}

/// The words of a text in small letters, without signs: two texts with the same words say the same.
pub fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_in_many_ways() {
        for (text, expected) in [
            ("artikel 4", "artikel-4"),
            ("Artikel 4 lid 5", "artikel-4-lid-5"),
            ("artikel 4, lid 5", "artikel-4-lid-5"),
            ("artikel 13 lid 1, 3 en 5", "artikel-13-lid-1 artikel-13-lid-3 artikel-13-lid-5"),
            ("artikel 11 en 13", "artikel-11 artikel-13"),
            ("artikel 5.3, indienen", "artikel-5-3"),
            ("bijlage 7, 9 en 10", "bijlage-7 bijlage-9 bijlage-10"),
            ("paragraaf 3.18.2", "paragraaf-3-18-2"),
            ("hoofdstuk 2, relaties op het werk", "hoofdstuk-2"),
            ("artikel 12a.", "artikel-12a"),
            ("bijlage, gouden regel 4", ""),
            ("de bijlage 2", ""),
            ("artikel", ""),
            ("", ""),
        ] {
            let found: Vec<String> = references(text)
                .iter()
                .filter_map(|reference| reference.anchors().into_iter().next())
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
