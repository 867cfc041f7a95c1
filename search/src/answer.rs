//! What a search gives.

use crate::json;
use crate::section::Kind;

/// A section that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The title of the page.
    pub title: String,
    /// The heading of the section; empty for what a page opens with.
    pub heading: String,
    /// Where it is, with its `#anchor`, relative to the root of the site.
    pub url: String,
    /// The organisation it holds for; empty or `landelijk` for everybody.
    pub organisation: String,
    /// What it belongs to.
    pub kind: Kind,
    /// How well it fits; only the order within one answer says something.
    pub score: f32,
    /// A piece of its text, in parts; `true` marks a part that was asked for. Empty as long as the fragments are not
    /// loaded.
    pub fragment: Vec<(String, bool)>,
}

impl Hit {
    /// The fragment as plain text.
    #[must_use]
    pub fn plain_fragment(&self) -> String {
        self.fragment.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Writes the members that both forms of JSON share.
    fn write_common(&self, out: &mut String) {
        json::member(out, "titel", &self.title);
        out.push(',');
        json::member(out, "sectie", &self.heading);
        out.push(',');
        json::member(out, "url", &self.url);
        out.push(',');
        json::member(out, "organisatie", &self.organisation);
        out.push(',');
        json::member(out, "soort", self.kind.name());
        out.push_str(",\"score\":");
        json::score(out, self.score);
        out.push(',');
    }
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What was found, best first.
    pub hits: Vec<Hit>,
    /// What the reader should know about how it was found: that words were let go, or that a word was read as another.
    pub notice: Option<String>,
}

impl Answer {
    /// The answer as the browser gets it: `{"treffers": […], "melding": "…" | null}`, with fragments in parts.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"treffers\":[");
        for (n, hit) in self.hits.iter().enumerate() {
            out.push_str(if n == 0 { "{" } else { ",{" });
            hit.write_common(&mut out);
            out.push_str("\"fragment\":[");
            for (n, (text, marked)) in hit.fragment.iter().enumerate() {
                out.push_str(if n == 0 { "{" } else { ",{" });
                json::member(&mut out, "tekst", text);
                out.push_str(if *marked { ",\"raak\":true}" } else { ",\"raak\":false}" });
            }
            out.push_str("]}");
        }
        out.push_str("],\"melding\":");
        match &self.notice {
            Some(notice) => json::string(&mut out, notice),
            None => out.push_str("null"),
        }
        out.push('}');
        out
    }

    /// The hits as the command line prints them: a list, with fragments as plain text.
    #[must_use]
    pub fn to_plain_json(&self) -> String {
        let mut out = String::from("[");
        for (n, hit) in self.hits.iter().enumerate() {
            out.push_str(if n == 0 { "\n  {" } else { ",\n  {" });
            hit.write_common(&mut out);
            json::member(&mut out, "fragment", &hit.plain_fragment());
            out.push('}');
        }
        out.push_str(if self.hits.is_empty() { "]" } else { "\n]" });
        out
    }
}
