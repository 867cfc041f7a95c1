//! From sections to bytes.

use super::bytes::{checksum, put_number, put_size};
use super::names::{Shown, write_names, write_texts};
use super::postings::{Seen, Writer};
use super::{FRAGMENTS_MAGIC, INDEX_MAGIC, PIECE_MAGIC, VERSION, dictionary, forms};
use crate::analysis::{self, Role, Stemmer, is_small, tokens};
use crate::compounds::{Splits, Vocabulary};
use crate::section::{Form, Kind, Material, Synonym};
use core::hash::{BuildHasherDefault, Hasher};
use core::ops::Range;
use std::collections::{HashMap, HashSet};

/// Above so many bytes the index is parted. Packed, they are about 300 kB.
const MOST_IN_ONE: usize = 690_000;
/// About how many bytes a piece of postings has, and a file of texts. Of texts a query needs several, each for one result.
const PIECE: usize = 96_000;
const TEXTS: usize = 24_000;
/// How far the body stands behind the heading, in words: far enough that no two words seem to touch.
const GAP: u32 = 8;

/// The pieces of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// What finds: load it when the search field is used.
    pub index: Vec<u8>,
    /// Of a large handbook: where terms stand, in pieces that are loaded when a query needs them.
    pub postings: Vec<Vec<u8>>,
    /// What is shown under a result: may come later, or not at all. Of a large handbook many pieces, with all that is
    /// shown of a result.
    pub fragments: Vec<Vec<u8>>,
    /// The synonyms that lead nowhere: no section but those of terms has what they mean. By number in the material.
    pub dead: Vec<usize>,
}

/// Where a token stands, before its form is known.
#[derive(Clone, Copy)]
enum Field {
    Title,
    Heading,
    Keywords,
    Body,
}

impl Field {
    /// What a form counts for in this field. A part of a word is the same little, wherever it stands.
    fn seen(self, role: Role) -> Seen {
        let mut seen = Seen::default();
        match (role, self) {
            (Role::Part | Role::Unit, _) => seen.part = true,
            (_, Field::Title) => seen.title = true,
            (_, Field::Heading) => seen.heading = true,
            (_, Field::Keywords) => seen.keywords = true,
            (_, Field::Body) => seen.body = 1,
        }
        seen
    }
}

/// Hashes terms. They come from the site's own texts, so nobody needs to be kept from making them collide.
type Fnv = BuildHasherDefault<FnvHasher>;

struct FnvHasher(u64);

impl Default for FnvHasher {
    fn default() -> Self {
        FnvHasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FnvHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A term in a section: its number, how it occurs and at which word.
type Here = (u32, Option<u32>, Seen);

/// Collects terms and where they occur.
#[derive(Default)]
struct Collector {
    numbers: HashMap<String, u32, Fnv>,
    postings: Vec<Writer>,
    /// For each term, whether a section has it that is no term of the glossary.
    in_text: Vec<bool>,
    /// What the section at hand has so far, not yet merged.
    here: Vec<Here>,
}

impl Collector {
    /// The number of a term, which is new when it was not seen before.
    fn number(&mut self, term: String) -> u32 {
        if let Some(number) = self.numbers.get(&term) {
            return *number;
        }
        let number = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.postings.push(Writer::new(!is_small(&term)));
        self.in_text.push(false);
        self.numbers.insert(term, number);
        number
    }

    /// Takes a text in, whose first word stands at `place` if that is kept, and says how many words it has.
    fn add(&mut self, text: &str, field: Field, place: Option<u32>) -> u32 {
        let tokens = tokens(text);
        let count = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        for (at, token) in (0..).zip(tokens) {
            for form in token.forms {
                let seen = field.seen(form.role);
                let place = place.filter(|_| !seen.part).map(|first| first.saturating_add(at));
                let number = self.number(form.text);
                self.here.push((number, place, seen));
            }
        }
        count
    }

    /// Closes a section.
    fn close(&mut self, section: u32, is_text: bool) {
        self.here.sort_unstable_by_key(|(term, place, _)| (*term, *place));
        let mut places = Vec::new();
        for same in self.here.chunk_by(|one, other| one.0 == other.0) {
            let Some((term, ..)) = same.first() else { continue };
            let mut seen = Seen::default();
            places.clear();
            for (_, place, here) in same {
                seen.merge(*here);
                places.extend(*place);
            }
            self.postings[*term as usize].add(section, seen, &places);
            self.in_text[*term as usize] |= is_text;
        }
        self.here.clear();
    }
}

/// Numbers different texts in the order in which they come.
#[derive(Default)]
struct Interned<'a> {
    numbers: HashMap<(&'a str, &'a str), usize>,
    list: Vec<(&'a str, &'a str)>,
}

impl<'a> Interned<'a> {
    fn number(&mut self, first: &'a str, second: &'a str) -> usize {
        let next = self.list.len();
        let number = *self.numbers.entry((first, second)).or_insert(next);
        if number == next {
            self.list.push((first, second));
        }
        number
    }
}

/// What an index is written from, gathered.
struct Gathered<'a> {
    organisations: Vec<&'a str>,
    organisation_of: Vec<usize>,
    page_of: Vec<usize>,
    words: Vec<u32>,
    name_words: Vec<u32>,
    shown: Vec<Shown<'a>>,
    /// Forms with their title and keywords, each once.
    forms: Vec<(&'a Form, &'a str, &'a [String])>,
    form_of: Vec<usize>,
    collector: Collector,
}

/// Builds the index of this material. The same material gives the same bytes.
#[must_use]
pub fn build(material: &Material) -> Built {
    let bodies: Vec<String> = material.sections.iter().map(|section| tidy(&section.body)).collect();
    let mut gathered = gather(material, &bodies);
    let splits = take_apart(&mut gathered.collector, &material.splits);
    let mut terms: Vec<(&str, u32)> =
        gathered.collector.numbers.iter().map(|(term, number)| (term.as_str(), *number)).collect();
    terms.sort_unstable();
    let mut written = core::mem::take(&mut gathered.collector.postings);
    let postings: Vec<(Vec<u8>, Vec<u8>)> = terms
        .iter()
        .map(|(_, number)| {
            written.get_mut(*number as usize).map(core::mem::take).unwrap_or_default().finish()
        })
        .collect();

    let core = write_core(material, &gathered, &terms, &splits);
    let mut names = Vec::new();
    write_names(&mut names, &gathered.shown);
    let size = |pair: &(Vec<u8>, Vec<u8>)| pair.0.len() + pair.1.len();
    let whole = core.len() + names.len() + postings.iter().map(size).sum::<usize>();
    let in_one = whole <= material.most_in_one.unwrap_or(MOST_IN_ONE);

    // Where the pieces end, in terms and in sections.
    let (piece_ends, text_ends) = if in_one {
        (vec![postings.len()], vec![bodies.len()])
    } else {
        (ends(PIECE, postings.iter().map(size)), ends(TEXTS, bodies.iter().map(|body| body.len() + 60)))
    };
    let mut out = core;
    put_size(&mut out, piece_ends.len());
    column(&mut out, steps(&piece_ends));
    put_size(&mut out, text_ends.len());
    column(&mut out, steps(&text_ends));
    out.push(u8::from(in_one));
    let pieces: Vec<Vec<u8>> = ranges(&piece_ends)
        .map(|range| {
            let mut piece = Vec::new();
            let heads: usize = postings[range.clone()].iter().map(|(heads, _)| heads.len()).sum();
            put_size(&mut piece, heads);
            postings[range.clone()].iter().for_each(|(heads, _)| piece.extend_from_slice(heads));
            postings[range].iter().for_each(|(_, places)| piece.extend_from_slice(places));
            piece
        })
        .collect();
    let texts: Vec<Vec<u8>> = ranges(&text_ends)
        .enumerate()
        .map(|(number, range)| {
            let mut piece = Vec::new();
            put_size(&mut piece, number);
            if !in_one {
                write_names(&mut piece, &gathered.shown[range.clone()]);
            }
            write_texts(&mut piece, &bodies[range]);
            piece
        })
        .collect();
    // Of a large handbook each of these takes many megabytes, and none is needed any more.
    let dead = dead(material, &gathered.collector);
    drop((postings, terms));
    drop((bodies, gathered));
    if in_one {
        out.extend_from_slice(&names);
        out.extend_from_slice(&pieces[0]);
    }

    // The build number ties the pieces together.
    let all = [&out].into_iter().chain(&pieces).chain(&texts);
    let build = all.fold(0_u32, |sum, piece| sum.rotate_left(7) ^ checksum(piece));
    let numbered = |(number, piece): (usize, Vec<u8>)| {
        let mut out = Vec::new();
        put_size(&mut out, number);
        out.extend_from_slice(&piece);
        seal(PIECE_MAGIC, &[VERSION], build, &out)
    };
    Built {
        index: seal(INDEX_MAGIC, &[VERSION, analysis::VERSION], build, &out),
        postings: if in_one { Vec::new() } else { pieces.into_iter().enumerate().map(numbered).collect() },
        fragments: texts.into_iter().map(|piece| seal(FRAGMENTS_MAGIC, &[VERSION], build, &piece)).collect(),
        dead,
    }
}

/// Parts a row of sizes into pieces of about the same size, and gives the end of each.
fn ends(most: usize, sizes: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut sum = 0;
    let mut at = 0;
    for size in sizes {
        if sum > 0 && sum + size > most {
            ends.push(at);
            sum = 0;
        }
        sum += size;
        at += 1;
    }
    ends.push(at);
    ends
}

fn ranges(ends: &[usize]) -> impl Iterator<Item = Range<usize>> {
    [0].into_iter().chain(ends.iter().copied()).zip(ends).map(|(start, end)| start..*end)
}

fn steps(ends: &[usize]) -> impl Iterator<Item = usize> {
    ranges(ends).map(|range| range.len())
}

/// Puts a header before a payload.
fn seal(magic: &[u8], versions: &[u8], build: u32, payload: &[u8]) -> Vec<u8> {
    let mut checked = build.to_le_bytes().to_vec();
    checked.extend_from_slice(payload);
    let mut out = Vec::with_capacity(checked.len() + 10);
    out.extend_from_slice(magic);
    out.extend_from_slice(versions);
    out.extend_from_slice(&checksum(&checked).to_le_bytes());
    out.extend_from_slice(&checked);
    out
}

/// Writes numbers as a column.
fn column(out: &mut Vec<u8>, values: impl Iterator<Item = usize>) {
    for value in values {
        put_size(out, value);
    }
}

fn gather<'a>(material: &'a Material, bodies: &[String]) -> Gathered<'a> {
    let sections = &material.sections;
    let mut organisations = Interned::default();
    let mut pages = Interned::default();
    let mut gathered = Gathered {
        organisations: Vec::new(),
        organisation_of: Vec::with_capacity(sections.len()),
        page_of: Vec::with_capacity(sections.len()),
        words: Vec::with_capacity(sections.len()),
        name_words: Vec::with_capacity(sections.len()),
        shown: Vec::with_capacity(sections.len()),
        forms: Vec::new(),
        form_of: Vec::with_capacity(sections.len()),
        collector: Collector::default(),
    };
    let collector = &mut gathered.collector;
    for ((number, section), body) in (0_u32..).zip(sections).zip(bodies) {
        let (address, anchor) = match section.url.split_once('#') {
            Some((address, anchor)) => (address, Some(anchor)),
            None => (section.url.as_str(), None),
        };
        gathered.shown.push(Shown { address, title: &section.page_title, heading: &section.heading, anchor });
        gathered.page_of.push(pages.number(address, &section.page_title));
        gathered.organisation_of.push(organisations.number(&section.organisation, ""));
        gathered.form_of.push(section.form.as_ref().map_or(0, |form| {
            let form = (form, section.page_title.as_str(), section.keywords.as_slice());
            let known = gathered.forms.iter().position(|known| *known == form);
            1 + known.unwrap_or_else(|| {
                gathered.forms.push(form);
                gathered.forms.len() - 1
            })
        }));
        let title = collector.add(&section.page_title, Field::Title, None);
        let heading = collector.add(&section.heading, Field::Heading, Some(0));
        for keyword in &section.keywords {
            collector.add(keyword, Field::Keywords, None);
        }
        gathered.name_words.push(if heading == 0 { title << 1 } else { heading << 1 | 1 });
        gathered.words.push(collector.add(body, Field::Body, Some(heading.saturating_add(GAP))));
        collector.close(number, section.kind != Kind::Term);
    }
    // The words of synonyms are terms, also where no section has them.
    for synonym in &material.synonyms {
        for text in [&synonym.from, &synonym.to] {
            for form in tokens(text).into_iter().flat_map(|token| token.forms) {
                collector.number(form.text);
            }
        }
    }
    gathered.organisations = organisations.list.into_iter().map(|(name, _)| name).collect();
    gathered
}

/// Takes the compounds among the terms apart; parts that are no term yet become one.
fn take_apart(collector: &mut Collector, splits: &Splits) -> Vec<(String, Vec<Range<usize>>)> {
    let mut words: Vec<&str> = collector.numbers.keys().map(String::as_str).collect();
    words.sort_unstable();
    let vocabulary = Vocabulary::new(words.iter().copied(), splits);
    let found: Vec<(String, Vec<Range<usize>>)> =
        words.iter().filter_map(|word| Some(((*word).to_owned(), vocabulary.split(word)?))).collect();
    for (word, places) in &found {
        for part in places.iter().filter_map(|place| word.get(place.clone())) {
            collector.number(part.to_owned());
        }
    }
    found
}

/// The synonyms whose meaning stands in no section but those of terms, in no form.
fn dead(material: &Material, collector: &Collector) -> Vec<usize> {
    if material.synonyms.is_empty() {
        return Vec::new();
    }
    let stemmer = Stemmer::new();
    let stem = |word: &str| stemmer.stem(word).unwrap_or_else(|| word.to_owned());
    let stands = |number: &u32| collector.in_text.get(*number as usize) == Some(&true);
    let living: HashSet<String> =
        collector.numbers.iter().filter(|(_, number)| stands(number)).map(|(term, _)| stem(term)).collect();
    let lives = |text: &str| {
        tokens(text)
            .iter()
            .filter(|token| !is_small(token.written()))
            .all(|token| living.contains(&stem(token.written())))
    };
    let dead = |synonym: &Synonym| !(lives(&synonym.to) || synonym.both && lives(&synonym.from));
    (0..).zip(&material.synonyms).filter(|(_, synonym)| dead(synonym)).map(|(number, _)| number).collect()
}

/// Everything but names, postings and texts.
fn write_core(
    material: &Material,
    gathered: &Gathered<'_>,
    terms: &[(&str, u32)],
    splits: &[(String, Vec<Range<usize>>)],
) -> Vec<u8> {
    let mut out = Vec::new();
    put_size(&mut out, gathered.organisations.len());
    write_texts(&mut out, &gathered.organisations);

    put_size(&mut out, material.sections.len());
    // A page may come back later among the sections, so the difference can be below zero: the sign goes in the last bit.
    let mut before = 0_i64;
    for page in &gathered.page_of {
        let page = i64::try_from(*page).unwrap_or(i64::MAX);
        let difference = page - before;
        before = page;
        put_number(&mut out, u32::try_from((difference << 1) ^ (difference >> 63)).unwrap_or(u32::MAX));
    }
    out.extend(material.sections.iter().map(|section| section.kind.code()));
    column(&mut out, gathered.organisation_of.iter().copied());
    gathered.words.iter().chain(&gathered.name_words).for_each(|count| put_number(&mut out, *count));
    column(&mut out, gathered.form_of.iter().copied());

    put_size(&mut out, gathered.forms.len());
    for (form, ..) in &gathered.forms {
        forms::write(&mut out, form);
    }

    put_size(&mut out, material.synonyms.len());
    out.extend(material.synonyms.iter().map(|synonym| u8::from(synonym.both)));
    write_texts(&mut out, &material.synonyms.iter().map(|synonym| &synonym.from).collect::<Vec<_>>());
    write_texts(&mut out, &material.synonyms.iter().map(|synonym| &synonym.to).collect::<Vec<_>>());
    write_texts(&mut out, &material.synonyms.iter().map(|synonym| &synonym.organisation).collect::<Vec<_>>());

    let names: Vec<&str> = terms.iter().map(|(term, _)| *term).collect();
    let splits = splits.iter().map(|(word, places)| (word.as_str(), places.clone())).collect();
    dictionary::write(&mut out, &names, &splits);
    let called = |title: &'_ str, keywords: &'_ [String]| -> Vec<String> {
        [title.to_owned()].into_iter().chain(keywords.iter().cloned()).collect()
    };
    let forms = gathered.forms.iter().map(|(_, title, keywords)| called(title, keywords));
    let others = material.sections.iter().filter_map(|section| match section.kind {
        Kind::Term | Kind::Calculator if section.form.is_none() => Some(called(&section.page_title, &[])),
        Kind::Contact if section.form.is_none() => Some(names_of_desk(&section.page_title)),
        _ => None,
    });
    for called in forms.chain(others) {
        let mut numbers = Vec::new();
        for name in called {
            if !numbers.is_empty() {
                numbers.push(0);
            }
            for word in tokens(&name) {
                let term = names.binary_search(&word.written()).unwrap_or(0);
                numbers.push((term << 1 | usize::from(is_small(word.written()))) + 1);
            }
        }
        put_size(&mut out, numbers.len());
        column(&mut out, numbers.into_iter());
    }
    // Which terms they are is found here once, not by every reader.
    for text in material.synonyms.iter().flat_map(|synonym| [&synonym.from, &synonym.to]) {
        let tokens = tokens(text);
        let only_small = tokens.iter().all(|token| is_small(token.written()));
        let terms: Vec<usize> = tokens
            .iter()
            .filter(|token| only_small || !is_small(token.written()))
            .filter_map(|token| names.binary_search(&token.written()).ok())
            .collect();
        put_size(&mut out, terms.len());
        column(&mut out, terms.into_iter());
    }
    out
}

/// The names in the title of a desk. It may have another between brackets, and what comes behind a comma tells more of it:
/// `De Arbeidsinspectie (vroeger Inspectie SZW)`, `Een vertrouwenspersoon, intern of extern`.
fn names_of_desk(title: &str) -> Vec<String> {
    let names = title.split(['(', ')']).map(|piece| piece.split(',').next().unwrap_or("").trim());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The text with one space wherever there was any white space, and none at the ends. No-break spaces stay, and so do ends
/// of lines, one for any number of them.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut first = true;
        let spaces = |c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
        for word in line.split(spaces).filter(|word| !word.is_empty()) {
            if !out.is_empty() {
                out.push(if first { '\n' } else { ' ' });
            }
            out.push_str(word);
            first = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::Section;

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(tidy("  een\n\n twee\u{a0}drie\tvier "), "een\ntwee\u{a0}drie vier");
        assert_eq!(tidy(" \n"), "");
    }

    #[test]
    fn a_desk_may_have_two_names() {
        for (title, names) in [
            (
                "De Arbeidsinspectie (vroeger Inspectie SZW)",
                &["De Arbeidsinspectie", "vroeger Inspectie SZW"][..],
            ),
            ("Een vertrouwenspersoon, intern of extern", &["Een vertrouwenspersoon"]),
            ("De commissie (LKOG, van de VNG)", &["De commissie", "LKOG"]),
            ("", &[]),
        ] {
            assert_eq!(names_of_desk(title), names);
        }
    }

    #[test]
    fn the_same_sections_give_the_same_bytes() {
        let sections: Vec<Section> = (0..40)
            .map(|n| Section {
                url: format!("pagina-{}/#{n}", n / 4),
                page_title: format!("Pagina {}", n / 4),
                heading: format!("Kop {n}"),
                body: format!("Tekst over verlof, reizen en € {n} per dag."),
                ..Section::default()
            })
            .collect();
        let material = Material::of(&sections);
        assert_eq!(build(&material), build(&material));
    }
}
