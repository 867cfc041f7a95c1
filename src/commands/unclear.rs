//! What the documents leave open, for the owner of each text: place, what stands there, how it is read here, and who
//! decides.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use calculators::book::RuleBook;
use calculators::views::{SourceView, UnclearView};

/// The whole list as text, a document at a time.
pub(super) fn list(rules: &RuleBook) -> String {
    // By document, then by place; what names no source stands last.
    let mut documents: BTreeMap<(bool, String), BTreeMap<String, Vec<Point>>> = BTreeMap::new();
    for unclear in rules.unclear() {
        let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for source in &unclear.sources {
            places.entry(source.document.clone()).or_default().push(place(rules, source));
        }
        if places.is_empty() {
            places.insert(String::new(), vec!["zonder plaats".to_owned()]);
        }
        for (document, places) in places {
            let points = documents
                .entry((document.is_empty(), document))
                .or_default()
                .entry(places.join("; "))
                .or_default();
            // Organisations that share rules share what is unclear in them.
            match points.iter_mut().find(|point| point.is(&unclear)) {
                Some(point) => point.organisations.push(unclear.organisation.clone()),
                None => points.push(Point {
                    organisations: vec![unclear.organisation.clone()],
                    unclear: unclear.clone(),
                }),
            }
        }
    }
    if documents.is_empty() {
        return "Geen rekenhulp noemt iets dat een document open laat.".to_owned();
    }
    let mut text = String::new();
    for ((_, id), places) in documents {
        let count: usize = places.values().map(Vec::len).sum();
        let points = if count == 1 { "1 punt".to_owned() } else { format!("{count} punten") };
        let _ = match rules.document(&id) {
            Ok(document) => writeln!(text, "{} ({id}): {points}", document.title),
            Err(_) => writeln!(text, "Zonder bron: {points}"),
        };
        for (place, list) in places {
            let _ = writeln!(text, "\n  {place}");
            for Point { unclear, organisations } in list {
                let _ = writeln!(text, "    Er staat:     {}", unclear.says);
                let _ = writeln!(text, "    Wij lezen:    {}", unclear.reading);
                let decides = unclear.decides.as_deref().unwrap_or("niet bekend; zet het bij `wie-beslist:`");
                let _ = writeln!(text, "    Wie beslist:  {decides}");
                if let Some(only_if) = &unclear.only_if {
                    let _ = writeln!(text, "    Alleen:       {only_if}");
                }
                let _ = writeln!(
                    text,
                    "    Staat in:     rekenhulpen/{}.yaml, {}, `{}`",
                    unclear.calculator,
                    organisations.join(", "),
                    unclear.id
                );
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// Something unclear, and for whom.
struct Point {
    unclear: UnclearView,
    organisations: Vec<String>,
}

impl Point {
    fn is(&self, other: &UnclearView) -> bool {
        UnclearView { organisation: self.unclear.organisation.clone(), ..other.clone() } == self.unclear
    }
}

/// The name of a place without the title of its document in front.
fn place(rules: &RuleBook, source: &SourceView) -> String {
    if source.place.is_empty() {
        return "het hele document".to_owned();
    }
    let title = rules.document(&source.document).map(|document| document.title).unwrap_or_default();
    source.name.strip_prefix(&format!("{title}, ")).unwrap_or(&source.name).to_owned()
}
