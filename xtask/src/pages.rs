//! A made-up handbook of any number of pages, always the same: plausible Dutch in the shapes that a handbook has
//! (sections, lists, tables, facts, links), so that figures about size say something.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Failure;

/// Pages in one folder; what a reader would still find their way in.
const PER_FOLDER: usize = 50;

const NOUNS: [&str; 48] = [
    "aanvraag",
    "afspraak",
    "agenda",
    "archief",
    "begroting",
    "besluit",
    "beoordeling",
    "bezwaar",
    "budget",
    "collega",
    "contract",
    "controle",
    "declaratie",
    "dienst",
    "document",
    "dossier",
    "formulier",
    "gebouw",
    "gesprek",
    "inkoop",
    "klacht",
    "laptop",
    "leiding",
    "lokaal",
    "melding",
    "ontslag",
    "opdracht",
    "opleiding",
    "overleg",
    "pensioen",
    "planning",
    "procedure",
    "project",
    "raad",
    "rapport",
    "regeling",
    "reis",
    "rooster",
    "salaris",
    "sollicitatie",
    "subsidie",
    "team",
    "termijn",
    "toeslag",
    "veiligheid",
    "vergunning",
    "verlof",
    "verzuim",
];

/// Those of them that take `het`; a compound follows its last part.
const NEUTER: [&str; 21] = [
    "archief",
    "besluit",
    "bezwaar",
    "budget",
    "contract",
    "document",
    "dossier",
    "formulier",
    "gebouw",
    "gesprek",
    "lokaal",
    "ontslag",
    "overleg",
    "pensioen",
    "project",
    "rapport",
    "rooster",
    "salaris",
    "team",
    "verlof",
    "verzuim",
];

const PEOPLE: [&str; 12] = [
    "je leidinggevende",
    "de directeur",
    "een collega",
    "de teamleider",
    "het team",
    "de griffier",
    "een adviseur",
    "de bedrijfsarts",
    "de afdeling",
    "iedereen",
    "de medewerker",
    "het college",
];

/// A verb with what follows its object at the end of the sentence.
const VERBS: [(&str, &str); 16] = [
    ("bespreekt", ""),
    ("vraagt", "aan"),
    ("keurt", "goed"),
    ("controleert", ""),
    ("stuurt", "op"),
    ("bewaart", ""),
    ("legt", "vast"),
    ("wijst", "af"),
    ("plant", "in"),
    ("leest", "door"),
    ("meldt", ""),
    ("vergoedt", ""),
    ("ondertekent", ""),
    ("wijzigt", ""),
    ("deelt", ""),
    ("beoordeelt", ""),
];

const CIRCUMSTANCES: [&str; 16] = [
    "binnen een week",
    "aan het begin van de maand",
    "voor het gesprek",
    "als het nodig is",
    "zodra het bekend is",
    "in overleg",
    "per mail",
    "op de eerste werkdag",
    "na afloop",
    "zonder uitstel",
    "bij twijfel",
    "in het systeem",
    "elk jaar",
    "samen met de aanvrager",
    "uiterlijk op vrijdag",
    "volgens de regeling",
];

const OPENINGS: [&str; 8] = [
    "Hoe werkt",
    "Wat doe je met",
    "Wanneer gebruik je",
    "Wie gaat over",
    "Wat kost",
    "Hoe lang duurt",
    "Waar vind je",
    "Wat verandert er aan",
];

/// Facts: name and value.
const FACTS: [(&str, &str); 8] = [
    ("termijn.reactie", "10 dagen"),
    ("termijn.bezwaar", "6 weken"),
    ("bedrag.vergoeding", "125 EUR"),
    ("bedrag.grens", "50 EUR"),
    ("bedrag.lunch", "17,50 EUR"),
    ("ruimte.warm", "26 °C"),
    ("deel.eigen", "30 %"),
    ("termijn.bewaren", "24 maanden"),
];

/// Numbers that look like chance and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.throw() % end.max(1) as u64).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Some words are used far more than others, as in any text.
    fn noun(&mut self) -> &'static str {
        let nearer_the_front = self.below(NOUNS.len()).min(self.below(NOUNS.len()));
        NOUNS[nearer_the_front]
    }

    /// A noun, or as often one made of two, as Dutch does.
    fn subject(&mut self) -> String {
        let first = self.noun();
        let second = self.noun();
        let joint = if first.ends_with("ing") { "s" } else { "" };
        if self.below(2) == 0 || first == second {
            first.to_owned()
        } else {
            format!("{first}{joint}{second}")
        }
    }

    fn sentence(&mut self) -> String {
        let (verb, end) = self.pick(&VERBS);
        let who = capital(self.pick(&PEOPLE));
        let what = with_article(&self.subject());
        let circumstance = self.pick(&CIRCUMSTANCES);
        let end = if end.is_empty() { String::new() } else { format!(" {end}") };
        format!("{who} {verb} {what} {circumstance}{end}.")
    }

    fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

fn with_article(noun: &str) -> String {
    let article = if NEUTER.iter().any(|neuter| noun.ends_with(neuter)) { "het" } else { "de" };
    format!("{article} {noun}")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes a handbook of `count` pages into a folder.
pub(crate) fn write(folder: &Path, count: usize) -> Result<(), Failure> {
    let content = folder.join("content");
    let own = content.join("proef");
    put(&folder.join("wegwijs.yaml"), "naam: Proefhandboek\norganisaties:\n  proef: Gemeente Proef\n")?;
    put(&content.join("_index.md"), &index_page("Proefhandboek", "Een handboek om mee te meten."))?;
    put(&own.join("_index.md"), &index_page("Gemeente Proef", "Alle regels van de gemeente Proef."))?;
    put(&own.join("organisatie.yaml"), "naam: Gemeente Proef\n")?;
    put(
        &content.join("bronnen.yaml"),
        "proef/regeling:\n  titel: Regeling van de proef\n  organisatie: proef\n  versie: \"1\"\n  in-werking: onbekend\n  \
         staat: geldend\n  plaatsen:\n    alles: artikel 1\n",
    )?;
    put(&own.join("feiten.yaml"), &facts())?;
    // The two pages above count too, and so does the first page of every folder.
    let mut left = count.saturating_sub(2);
    let mut number = 0;
    let mut part = 0;
    while left > 0 {
        let here = own.join(format!("deel-{part:04}"));
        let title = format!("Deel {} over {}", part + 1, NOUNS[part % NOUNS.len()]);
        put(&here.join("_index.md"), &index_page(&title, "Wat er in dit deel staat."))?;
        let pages = (PER_FOLDER - 1).min(left - 1);
        for at in 0..pages {
            put(&here.join(format!("bladzijde-{at:02}.md")), &page(number, at, pages))?;
            number += 1;
        }
        left -= pages + 1;
        part += 1;
    }
    Ok(())
}

fn put(file: &Path, text: &str) -> Result<(), Failure> {
    let complain = |error| format!("{} cannot be written: {error}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(complain)?;
    }
    fs::write(file, text).map_err(complain)
}

fn index_page(title: &str, summary: &str) -> String {
    format!("---\ntitel: {title}\n---\n\n**In het kort.** {summary}\n")
}

fn facts() -> String {
    let mut yaml = String::new();
    let mut before = "";
    let mut sorted = FACTS;
    sorted.sort_unstable();
    for (name, value) in sorted {
        let (group, key) = name.split_once('.').unwrap_or(("feit", name));
        if group != before {
            let _ = writeln!(yaml, "{group}:");
            before = group;
        }
        let _ = write!(
            yaml,
            "  {key}:\n    omschrijving: Het gegeven {key} van de groep {group}\n    bron: proef/regeling#alles\n    \
             waarden:\n      - vanaf: 2024-01-01\n        waarde: {value}\n"
        );
    }
    yaml
}

/// A page of some three hundred words; `at` is its place among the `pages` of its folder.
fn page(number: usize, at: usize, pages: usize) -> String {
    let mut dice = Dice(number as u64);
    let subject = dice.subject();
    let mut text = format!(
        "---\ntitel: {} en {} ({})\nzoekwoorden: [{}, {}]\n---\n\n**In het kort.** {}\n",
        capital(&subject),
        dice.noun(),
        number + 1,
        dice.subject(),
        dice.subject(),
        dice.paragraph(2),
    );
    let sections = 4 + dice.below(3);
    for section in 0..sections {
        let _ = write!(
            text,
            "\n## {} {}? {{#deel-{section}}}\n\n{}\n",
            dice.pick(&OPENINGS),
            with_article(&dice.subject()),
            dice.paragraph(3)
        );
        match dice.below(4) {
            0 => {
                text.push('\n');
                for _ in 0..4 {
                    let _ = writeln!(text, "- {}", dice.sentence());
                }
            }
            1 => {
                let (fact, _) = dice.pick(&FACTS);
                let _ = write!(text, "\nHiervoor geldt {{{{ {fact} }}}}. {}\n", dice.sentence());
            }
            2 => {
                let other = dice.below(pages);
                let target = if other == at {
                    "_index.md".to_owned()
                } else {
                    format!("bladzijde-{other:02}.md#deel-0")
                };
                let _ = write!(
                    text,
                    "\nLees ook [wat er over {} staat]({target}). {}\n",
                    with_article(dice.noun()),
                    dice.sentence()
                );
            }
            _ => {
                text.push_str("\n| Wat | Wie | Wanneer |\n|---|---|---|\n");
                for _ in 0..3 {
                    let (what, who) = (dice.subject(), dice.pick(&PEOPLE));
                    let _ = writeln!(text, "| {what} | {who} | {} |", dice.pick(&CIRCUMSTANCES));
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_always_the_same_and_no_two_are_alike() {
        assert_eq!(page(7, 3, 10), page(7, 3, 10));
        assert_ne!(page(7, 3, 10), page(8, 3, 10));
    }

    #[test]
    fn the_words_of_a_page_are_as_many_as_a_handbooks() {
        let words: usize = (0..100).map(|number| page(number, 0, 49).split_whitespace().count()).sum();
        assert!((200..450).contains(&(words / 100)), "{} words a page", words / 100);
    }
}
