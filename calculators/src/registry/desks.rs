//! Functions and desks: `organisatie.yaml`.

use super::*;

impl Registry {
    pub(super) fn read_desks(&mut self, owner: &str, root: &Node, sink: &mut Sink) {
        if root.value == Value::Empty {
            return;
        }
        let Some(fields) = sink::fields(sink, FACTS, root, "organisatie.yaml", &keys::ORGANISATION) else {
            return;
        };
        let Some(node) = fields.get("functies") else { return };
        let Some(list) = sink::entries(sink, FACTS, node, "De functies") else { return };
        for entry in list {
            let what = format!("De functie `{}`", entry.key);
            let Some(fields) = sink::fields(sink, FACTS, &entry.value, &what, &keys::DESK) else {
                continue;
            };
            let Some(name) = fields.get("noem").and_then(|node| sink::text(sink, FACTS, node, "De naam"))
            else {
                sink.error(
                    "W0415",
                    entry.key_span,
                    format!("{what} heeft geen naam"),
                    "Zet er `noem:` bij, zoals je het in een zin zegt.",
                );
                self.broken.insert((owner.to_owned(), entry.key.clone()));
                continue;
            };
            let channels = fields.get("kanalen").map(|node| read_channels(node, sink)).unwrap_or_default();
            self.desks.insert(
                (owner.to_owned(), entry.key.clone()),
                DeskEntry { owner: owner.to_owned(), id: entry.key.clone(), name: name.to_owned(), channels },
            );
        }
    }

    /// A function or desk, in the organisation and then for all.
    pub(crate) fn desk(&self, organisation: &str, id: &str) -> Option<&DeskEntry> {
        if let Some((owner, id)) = id.split_once('/') {
            return self.desks.get(&(owner.to_owned(), id.to_owned()));
        }
        [organisation, NATIONAL]
            .iter()
            .find_map(|owner| self.desks.get(&((*owner).to_owned(), id.to_owned())))
    }

    /// The ids of desks an organisation can name.
    pub(crate) fn desk_names(&self, organisation: &str) -> Vec<&str> {
        // An organisation may have a desk of its own by the name of a national one; that is one name all the same.
        let names: BTreeSet<&str> = self
            .desks
            .values()
            .filter(|desk| desk.owner == organisation || desk.owner == NATIONAL)
            .map(|desk| desk.id.as_str())
            .collect();
        names.into_iter().collect()
    }
}

/// Channels: a list of `soort: tekst`.
pub(crate) fn read_channels(node: &Node, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(items) = node.items() else {
        sink.error(
            "W0402",
            node.span,
            "De kanalen moeten een lijst zijn",
            "Schrijf bijvoorbeeld `- telefoon: \"112\"`.",
        );
        return Vec::new();
    };
    let mut list = Vec::new();
    for item in items {
        let Some(fields) = sink::fields(sink, FACTS, item, "Een kanaal", &keys::CHANNEL) else { continue };
        for kind in keys::CHANNEL.names() {
            if let Some(text) = fields.get(kind).and_then(|node| sink::text(sink, FACTS, node, "Het kanaal"))
            {
                list.push((kind.to_owned(), text.to_owned()));
            }
        }
    }
    list
}
