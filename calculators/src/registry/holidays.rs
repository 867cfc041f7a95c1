//! Days that are no working days: `vrije-dagen.yaml`.

use super::*;

impl Registry {
    pub(super) fn read_holidays(&self, root: &Node, sink: &mut Sink) -> Option<Calendar> {
        if root.value == Value::Empty {
            return None;
        }
        let fields = sink::fields(sink, FACTS, root, "vrije-dagen.yaml", &keys::HOLIDAYS)?;
        let year = |sink: &mut Sink, key: &str| {
            let node = fields.get(key)?;
            let text = sink::text(sink, FACTS, node, "Het jaar")?;
            match text.parse::<i32>() {
                Ok(year) if (1900..=2200).contains(&year) => Some(year),
                _ => {
                    sink.error(
                        "W0416",
                        node.span,
                        format!("`{text}` is geen jaar"),
                        "Schrijf een jaar met vier cijfers.",
                    );
                    None
                }
            }
        };
        let first = year(sink, "bekend-vanaf").unwrap_or(1980);
        let Some(last) = year(sink, "bekend-tot-en-met") else {
            sink.error(
                "W0416",
                root.span,
                "Er staat niet tot en met welk jaar de vrije dagen bekend zijn",
                "Zet er `bekend-tot-en-met:` bij, met een jaar.",
            );
            return None;
        };
        let mut kinds = Vec::new();
        match fields.get("tellen-mee") {
            None => sink.error(
                "W0416",
                root.span,
                "Er staat niet welke feestdagen meetellen",
                "Zet er `tellen-mee:` bij, met een lijst.",
            ),
            Some(node) => {
                for item in sink::texts(sink, FACTS, node, "Een feestdag") {
                    let text = item.text().unwrap_or_default();
                    match Holiday::from_id(text) {
                        Some(kind) => kinds.push(kind),
                        None => {
                            let help = sink::did_you_mean(text, Holiday::ALL.iter().map(|kind| kind.id()));
                            sink.error(
                                "W0416",
                                item.span,
                                format!("`{text}` is geen feestdag die we kennen"),
                                help,
                            );
                        }
                    }
                }
            }
        }
        let mut decreed = Vec::new();
        if let Some(node) = fields.get("gelijkgesteld") {
            for item in node.items().unwrap_or_default() {
                let Some(text) = sink::text(sink, FACTS, item, "Een dag") else { continue };
                let Some(day) = read_day(sink, item, text) else { continue };
                if (first..=last).contains(&day.year()) {
                    decreed.push(day);
                } else {
                    sink.error(
                        "W0416",
                        item.span,
                        format!("{text} valt buiten de jaren waarvan de dagen bekend zijn"),
                        "Verander `bekend-vanaf` of `bekend-tot-en-met`, of haal de dag weg.",
                    );
                }
            }
        }
        Some(Calendar::new(kinds, decreed, first, last))
    }

    /// The working days of an organisation: its own set, or that of all.
    pub(crate) fn calendar(&self, organisation: &str) -> Option<&Calendar> {
        self.calendars.get(organisation).or_else(|| self.calendars.get(NATIONAL))
    }
}
