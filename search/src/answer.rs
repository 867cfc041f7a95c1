//! What a search gives.

use crate::json;
use crate::query::Filled;
use crate::section::Kind;

/// A piece of text in parts; `true` marks a part that was asked for.
pub type Fragment = Vec<(String, bool)>;

/// A section that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its heading; empty for what a page opens with.
    pub heading: String,
    /// Where it is, with its `#anchor`, relative to the root of the site.
    pub url: String,
    /// How well it fits; only the order within one answer says something.
    pub score: f32,
    /// A piece of its text. Empty as long as the fragments are not loaded.
    pub fragment: Fragment,
}

impl Place {
    /// The fragment as plain text.
    #[must_use]
    pub fn plain_fragment(&self) -> String {
        self.fragment.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// A page that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// Its title.
    pub title: String,
    /// Where it is, relative to the root of the site.
    pub url: String,
    /// The organisation it holds for; empty or `landelijk` for everybody.
    pub organisation: String,
    /// What it is.
    pub kind: Kind,
    /// How well it fits; only the order within one answer says something.
    pub score: f32,
    /// Through which other words it was found: `cadeau = geschenk`.
    pub via: Vec<String>,
    /// Its best sections, the best first; at least one.
    pub places: Vec<Place>,
}

/// An answer of its own, above what was found: a calculator, a term, a desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Where it is, relative to the root of the site.
    pub url: String,
    /// The organisation it holds for.
    pub organisation: String,
    /// What a term means, how a desk can be reached (a line for each way). Empty as long as the fragments are not loaded.
    pub text: String,
    /// The calculator.
    pub form: String,
    /// What the query already answers.
    pub filled: Vec<Filled>,
    /// What is filled in may not stand in an address.
    pub sensitive: bool,
}

/// Whether words were let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fewer {
    /// Every page has all words that are known.
    #[default]
    None,
    /// Below those that have all, there are pages with some of the words.
    Below,
    /// No page has all words.
    All,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What answers the query by itself, at most a few.
    pub cards: Vec<Card>,
    /// The pages that were found, best first.
    pub hits: Vec<Hit>,
    /// How many pages there are, shown or not.
    pub total: usize,
    /// Words that others were read as, because nothing was found for what was typed.
    pub corrected: Vec<String>,
    /// Words that nothing was found for.
    pub unknown: Vec<String>,
    /// Whether pages are among the hits that have only some of the words.
    pub fewer: Fewer,
    /// Words to look for instead.
    pub suggestions: Vec<String>,
    /// Pieces of the index without which this answer is not whole, by number.
    pub needs: Vec<usize>,
    /// Files of texts that are missing, by number.
    pub needs_texts: Vec<usize>,
}

impl Answer {
    /// The answer as the browser gets it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"kaarten\":");
        json::list(&mut out, &self.cards, |out, card| {
            out.push('{');
            common(out, &card.title, &card.url, &card.organisation, card.kind);
            out.push(',');
            json::member(out, "tekst", &card.text);
            out.push(',');
            json::member(out, "hulpmiddel", &card.form);
            out.push_str(",\"invullen\":");
            json::list(out, &card.filled, |out, filled| {
                json::list(out, &[&filled.question, &filled.value, &filled.shown], |out, text| {
                    json::string(out, text)
                });
            });
            out.push_str(if card.sensitive { ",\"gevoelig\":true}" } else { ",\"gevoelig\":false}" });
        });
        out.push_str(",\"treffers\":");
        json::list(&mut out, &self.hits, |out, hit| {
            out.push('{');
            common(out, &hit.title, &hit.url, &hit.organisation, hit.kind);
            out.push_str(",\"via\":");
            texts(out, &hit.via);
            out.push_str(",\"secties\":");
            json::list(out, &hit.places, |out, place| {
                out.push('{');
                json::member(out, "kop", &place.heading);
                out.push(',');
                json::member(out, "url", &place.url);
                out.push_str(",\"fragment\":");
                // Every other part is marked, the first is not: shorter than saying so with each.
                let mut parts: Vec<&str> = Vec::new();
                for (text, marked) in &place.fragment {
                    if *marked == parts.len().is_multiple_of(2) {
                        parts.push("");
                    }
                    parts.push(text);
                }
                json::list(out, &parts, |out, part| json::string(out, part));
                out.push('}');
            });
            out.push('}');
        });
        out.push_str(",\"totaal\":");
        json::number(&mut out, self.total);
        for (name, words) in [
            (",\"verbeterd\":", &self.corrected),
            (",\"onbekend\":", &self.unknown),
            (",\"suggesties\":", &self.suggestions),
        ] {
            out.push_str(name);
            texts(&mut out, words);
        }
        out.push_str(",\"minder\":");
        json::number(&mut out, self.fewer as usize);
        out.push_str(",\"nodig\":");
        json::list(&mut out, &self.needs, |out, number| json::number(out, *number));
        out.push_str(",\"teksten\":");
        json::list(&mut out, &self.needs_texts, |out, number| json::number(out, *number));
        out.push('}');
        out
    }

    /// What the reader should know about how it was found: that words were let go, or that a word was read as another.
    /// The page has its own words for it.
    #[must_use]
    pub fn notice(&self, query: &str) -> Option<String> {
        let list = |words: &[String]| {
            let quoted: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
            match quoted.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, before)) => format!("{} en {last}", before.join(", ")),
                None => String::new(),
            }
        };
        let mut said = Vec::new();
        if !self.corrected.is_empty() {
            said.push(format!("Bedoelde je {}? Daarop is gezocht.", list(&self.corrected)));
        }
        if self.hits.is_empty() && self.cards.is_empty() {
            let query: String = query.trim().chars().take(80).collect();
            said.push(format!("Niets gevonden voor ‘{query}’. Probeer een ander woord of minder woorden."));
        } else if !self.unknown.is_empty() {
            let unknown = list(&self.unknown);
            said.push(format!("Niets gevonden voor {unknown}. Je ziet wat past bij de rest van je vraag."));
        } else if self.fewer == Fewer::All {
            said.push("Geen pagina met al deze woorden. Je ziet wat past bij een deel ervan.".to_owned());
        } else if self.fewer == Fewer::Below {
            said.push("Onder de pagina's met al je woorden staan pagina's met een deel ervan.".to_owned());
        }
        if !self.suggestions.is_empty() {
            said.push(format!("Misschien zoek je {}?", list(&self.suggestions)));
        }
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The hits as the command line prints them: a list with the best section of each page, fragments as plain text. Cards
    /// come first, like other hits.
    #[must_use]
    pub fn to_plain_json(&self) -> String {
        let mut rows = Vec::new();
        for card in &self.cards {
            let mut row = String::from("\n  {");
            plain(&mut row, (&card.title, "", &card.url), &card.organisation, card.kind);
            row.push_str(",\"score\":null,");
            json::member(&mut row, "fragment", &card.text.replace('\n', " · "));
            row.push_str(",\"kaart\":true");
            if !card.filled.is_empty() {
                row.push_str(",\"invullen\":{");
                for (n, filled) in card.filled.iter().enumerate() {
                    row.push_str(if n > 0 { "," } else { "" });
                    json::member(&mut row, &filled.question, &filled.value);
                }
                row.push('}');
            }
            row.push('}');
            rows.push(row);
        }
        for hit in &self.hits {
            let Some(best) = hit.places.first() else { continue };
            let mut row = String::from("\n  {");
            plain(&mut row, (&hit.title, &best.heading, &best.url), &hit.organisation, hit.kind);
            row.push_str(",\"score\":");
            json::score(&mut row, best.score);
            row.push(',');
            json::member(&mut row, "fragment", &best.plain_fragment());
            if !hit.via.is_empty() {
                row.push_str(",\"via\":");
                texts(&mut row, &hit.via);
            }
            if hit.places.len() > 1 {
                row.push_str(",\"ook\":");
                let urls: Vec<String> = hit.places.iter().skip(1).map(|place| place.url.clone()).collect();
                texts(&mut row, &urls);
            }
            row.push('}');
            rows.push(row);
        }
        if rows.is_empty() { "[]".to_owned() } else { ["[", &rows.join(","), "\n]"].concat() }
    }
}

/// The members that all results share.
fn common(out: &mut String, title: &str, url: &str, organisation: &str, kind: Kind) {
    json::member(out, "titel", title);
    out.push(',');
    json::member(out, "url", url);
    out.push(',');
    json::member(out, "organisatie", organisation);
    out.push(',');
    json::member(out, "soort", kind.name());
}

/// The members that all results of the command line share: title, heading and address first.
fn plain(out: &mut String, (title, heading, url): (&str, &str, &str), organisation: &str, kind: Kind) {
    json::member(out, "titel", title);
    out.push(',');
    json::member(out, "sectie", heading);
    out.push(',');
    json::member(out, "url", url);
    out.push(',');
    json::member(out, "organisatie", organisation);
    out.push(',');
    json::member(out, "soort", kind.name());
}

fn texts(out: &mut String, texts: &[String]) {
    json::list(out, texts, |out, text| json::string(out, text));
}
