//! How easy a page reads: long sentences, the passive, hard words. Hints for the writer, never findings.
//!
//! The measures are those of plain-language guides for Dutch municipalities (B1): about fifteen words a sentence and
//! seldom more than twenty, somebody who acts, and words that everybody uses.

/// A sentence of more words than this is long.
pub const LONGEST: usize = 20;

/// A word that few people use, with one that everybody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardWord {
    /// The word, in small letters.
    pub word: String,
    /// What to write instead.
    pub instead: String,
}

/// What could read easier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A sentence of so many words.
    Long(usize),
    /// A sentence in which nobody acts: its form of "worden" and the participle.
    Passive(String),
    /// A hard word, and what to write instead.
    Hard(HardWord),
}

/// A hint with the sentence it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub sentence: String,
    /// What could be easier.
    pub hint: Hint,
}

/// How a text reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// How many words it has.
    pub words: usize,
    /// How many sentences.
    pub sentences: usize,
    /// What could be easier, in the order of the text.
    pub remarks: Vec<Remark>,
}

impl Level {
    /// Remarks for each hundred words: the measure by which pages are put in order.
    pub fn weight(&self) -> f64 {
        if self.words == 0 { 0.0 } else { self.remarks.len() as f64 * 100.0 / self.words as f64 }
    }

    /// Words in a sentence, on average.
    pub fn average(&self) -> f64 {
        if self.sentences == 0 { 0.0 } else { self.words as f64 / self.sentences as f64 }
    }

    /// Adds another text of the same page.
    pub fn add(&mut self, other: Level) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.remarks.extend(other.remarks);
    }
}

/// Reads plain text; each line is a block of its own (a paragraph, an item of a list), and so is each cell of a table,
/// which ends with a tab.
pub fn level(text: &str, hard: &[HardWord]) -> Level {
    let mut level = Level::default();
    for sentence in text.split(['\n', '\t']).flat_map(sentences) {
        let words: Vec<String> = sentence
            .split_whitespace()
            .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            continue;
        }
        level.words += words.len();
        level.sentences += 1;
        let mut say = |hint| level.remarks.push(Remark { sentence: sentence.to_owned(), hint });
        if words.len() > LONGEST {
            say(Hint::Long(words.len()));
        }
        if let Some(words) = passive(&words) {
            say(Hint::Passive(words));
        }
        for found in hard {
            let parts: Vec<&str> = found.word.split(' ').collect();
            if words.windows(parts.len()).any(|window| window == parts) {
                say(Hint::Hard(found.clone()));
            }
        }
    }
    level
}

/// The sentences of a line. A full stop inside a number, an abbreviation or an address ends none.
fn sentences(line: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = match letter {
            '!' | '?' => true,
            '.' | ':' => {
                let next = letters.peek().map(|(_, next)| *next);
                let word = line[start..at].rsplit(' ').next().unwrap_or_default();
                next.is_none_or(char::is_whitespace) && !is_abbreviation(word)
            }
            _ => false,
        };
        if ends {
            let end = at + letter.len_utf8();
            list.push(line[start..end].trim());
            start = end;
        }
    }
    list.push(line[start..].trim());
    list.retain(|sentence| !sentence.is_empty());
    list
}

/// `art`, `bijv`, `o.a`: what stands before a full stop that does not end a sentence.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches('(').to_lowercase();
    word.contains('.')
        || ["art", "bijv", "bv", "nr", "incl", "excl", "ca", "dr", "mr", "stb", "tel", "p"]
            .contains(&word.as_str())
}

/// A form of "worden" with a participle in the same sentence.
fn passive(words: &[String]) -> Option<String> {
    let auxiliary = words
        .iter()
        .find(|word| matches!(word.as_str(), "wordt" | "worden" | "word" | "werd" | "werden" | "geworden"))?;
    let participle = words.iter().find(|word| *word != auxiliary && is_participle(word))?;
    Some(format!("{auxiliary} … {participle}"))
}

/// Whether a word looks like a past participle: `gemeld`, `aangenomen`, `betaald`, `vergoed`.
fn is_participle(word: &str) -> bool {
    const SEPARABLE: [&str; 15] = [
        "", "aan", "af", "op", "uit", "in", "mee", "toe", "voor", "door", "over", "terug", "vast", "na",
        "bij",
    ];
    const FIXED: [&str; 5] = ["be", "ver", "ont", "her", "onder"];
    let long = word.chars().count() > 5;
    // "bedreigend" says how somebody is, not what is done to whom.
    let closed = (word.ends_with('d') || word.ends_with('t')) && !word.ends_with("end");
    let after_ge = SEPARABLE.iter().any(|before| {
        word.strip_prefix(before)
            .and_then(|rest| rest.strip_prefix("ge"))
            .is_some_and(|stem| stem.chars().count() > 2)
    });
    // Words that only look like one.
    const NOT: [&str; 17] = [
        "beleid",
        "bericht",
        "gebeuren",
        "gebeurt",
        "gebied",
        "gebruiken",
        "geduld",
        "gegevens",
        "gelden",
        "geloven",
        "gemeenten",
        "genieten",
        "gesprekken",
        "gevallen",
        "gevolgen",
        "verschil",
        "verstand",
    ];
    long && !NOT.contains(&word)
        && ((after_ge && (closed || word.ends_with("en")))
            || (closed && FIXED.iter().any(|before| word.starts_with(before))))
}

#[cfg(test)]
mod tests {
    use super::{HardWord, Hint, Level, level, sentences};

    fn hard() -> Vec<HardWord> {
        [("indien", "als"), ("met betrekking tot", "over")]
            .map(|(word, instead)| HardWord { word: word.into(), instead: instead.into() })
            .to_vec()
    }

    #[test]
    fn sentences_end_where_they_do() {
        let table: [(&str, &[&str]); 6] = [
            ("Meld het. Doe dat vandaag!", &["Meld het.", "Doe dat vandaag!"]),
            ("Het kost € 1.250,50 per jaar.", &["Het kost € 1.250,50 per jaar."]),
            ("Zie art. 5 van de regeling. Klaar", &["Zie art. 5 van de regeling.", "Klaar"]),
            ("Dat geldt o.a. voor jou.", &["Dat geldt o.a. voor jou."]),
            ("Let op: bel eerst.", &["Let op:", "bel eerst."]),
            ("", &[]),
        ];
        for (line, wanted) in table {
            assert_eq!(sentences(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_could_be_easier_is_told_with_its_sentence() {
        let text = "Indien je ziek bent, bel je.\nHet verlof wordt door het college vastgesteld.\nJe meldt het. \
                    Een lange zin met heel veel woorden die maar doorgaat en doorgaat tot niemand meer weet waar hij \
                    ook alweer over ging.";
        let found = level(text, &hard());
        let hints: Vec<Hint> = found.remarks.iter().map(|remark| remark.hint.clone()).collect();
        assert_eq!(
            hints,
            [Hint::Hard(hard()[0].clone()), Hint::Passive("wordt … vastgesteld".into()), Hint::Long(22),]
        );
        assert_eq!((found.words, found.sentences), (38, 4));
        assert_eq!(found.remarks[1].sentence, "Het verlof wordt door het college vastgesteld.");
    }

    #[test]
    fn a_cell_of_a_table_is_a_text_of_its_own() {
        let cell = "je leidinggevende vindt het goed en je betaalt zelf";
        let found = level(&[cell, cell, cell].join("\t"), &[]);
        assert_eq!((found.sentences, found.remarks.len()), (3, 0));
    }

    #[test]
    fn the_passive_is_told_from_what_looks_like_it() {
        let table = [
            ("De aanvraag wordt betaald.", true),
            ("Kosten worden niet vergoed.", true),
            ("Het is in 2024 aangenomen en werd later ingetrokken door iemand, is gebleken.", true),
            ("Je wordt teamleider van een gebied.", false),
            ("Het wordt koud.", false),
            ("Je hebt het gemeld.", false),
            ("Er worden gesprekken gevoerd.", true),
        ];
        for (text, wanted) in table {
            let found = level(text, &[]).remarks.iter().any(|remark| matches!(remark.hint, Hint::Passive(_)));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn nothing_weighs_nothing() {
        assert_eq!(level("", &hard()), Level::default());
        assert_eq!(Level::default().weight(), 0.0);
        assert_eq!(Level::default().average(), 0.0);
    }
}
