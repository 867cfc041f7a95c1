//! What belongs to the paper and not to the text: heads and feet of pages, page numbers, contents, links back.

use std::collections::HashMap;

use crate::lines::{Mark, Piece};
use crate::log::{Log, Rule};
use crate::source::{Form, Source};

/// How often a line must come back before it can be the head or foot of pages.
const REPEATS: usize = 3;

/// How far from a page break a head or foot may stand, in lines with text.
const EDGE: usize = 2;

/// So many empty lines under each other are the white at the foot of a page.
const WHITE: usize = 3;

/// Takes the furniture out of the lines.
pub(crate) fn take_out(source: &Source, pieces: Vec<Piece>, log: &mut Log) -> Vec<Piece> {
    let edge = |piece: &Piece| (piece.form == Form::Edge).then_some(Rule::PageEdge);
    let mut gone: Vec<Option<Rule>> = pieces.iter().map(edge).collect();
    page_edges(source, &pieces, &mut gone);
    contents(source, &pieces, &mut gone);
    back_links(source, &pieces, &mut gone);
    let mut kept = Vec::with_capacity(pieces.len());
    let mut apart = false;
    for (mut piece, rule) in pieces.into_iter().zip(gone) {
        match rule {
            Some(rule) => {
                let from = piece.mark_words.start;
                log.take_out(from, piece.words.end - from, rule);
                apart |= piece.apart;
            }
            None => {
                piece.apart |= std::mem::take(&mut apart);
                kept.push(piece);
            }
        }
    }
    kept
}

fn text<'a>(source: &'a Source, piece: &Piece) -> &'a str {
    source.lines.get(piece.index).map_or("", |line| line.text.trim())
}

/// A line with its digits alike, so that page numbers do not keep lines apart.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for sign in text.chars() {
        let sign = if sign.is_ascii_digit() { '0' } else { sign };
        if !(sign == '0' && shape.ends_with('0')) {
            shape.push(sign);
        }
    }
    shape
}

/// Lines that come back at the edge of pages, and numbers alone there. A line that comes back in the middle of pages
/// is text ("Nazorg, gesprek met de leidinggevende"), however often and whatever it counts ("Uitwerking van artikel
/// 4"); only one that names its page is not.
fn page_edges(source: &Source, pieces: &[Piece], gone: &mut [Option<Rule>]) {
    let breaks: Vec<usize> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.form == Form::PageStart)
        .map(|(at, _)| at)
        .collect();
    let near_break = |at: usize| {
        let after = breaks.partition_point(|page| *page <= at);
        // The document ends where its last page does.
        let below = breaks.get(after).copied().unwrap_or(pieces.len()) - at <= EDGE;
        let above = after > 0 && breaks.get(after - 1).is_some_and(|page| at - page < EDGE);
        below || above
    };
    // A machine that keeps no page breaks keeps the white there.
    let near_white = |at: usize| {
        let white = |above: Option<&Piece>, below: Option<&Piece>| {
            above.zip(below).is_none_or(|(above, below)| below.index - above.index > WHITE)
        };
        white(pieces.get(at), pieces.get(at + 1))
            || white(at.checked_sub(1).and_then(|above| pieces.get(above)), pieces.get(at))
    };
    let mut shapes: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let text = text(source, piece);
        if piece.form != Form::Row && text.chars().count() <= 120 {
            shapes.entry(shape(text)).or_default().push(at);
        }
    }
    for (shape, places) in shapes {
        let texts: Vec<&str> = places.iter().map(|at| text(source, &pieces[*at])).collect();
        let counts = shape.contains('0') && texts.iter().any(|text| Some(text) != texts.first());
        let all_near = places.iter().all(|at| near_break(*at));
        let at_edges = places.iter().all(|at| near_break(*at) || near_white(*at));
        let number_only = matches!(shape.trim_matches(['-', '–', ' ']), "0" | "0/0" | "0 / 0");
        let mentions_page = number_only
            || shape.to_lowercase().contains("pagina 0")
            || shape.to_lowercase().contains("blz. 0");
        if number_only {
            // A number alone is a page number only where a page ends or starts; else it belongs to a list.
            for at in places.iter().filter(|at| near_break(**at)) {
                gone[*at] = Some(Rule::PageNumber);
            }
        } else if places.len() >= REPEATS
            && ((all_near && places.len() * 3 >= breaks.len())
                || (counts && (mentions_page || (at_edges && far_apart(&places) && grows(&texts)))))
        {
            for at in places {
                gone[at] = Some(Rule::PageEdge);
            }
        }
    }
}

/// Whether there is room for a page between lines. Rows of a table stand closer, whatever they count.
fn far_apart(places: &[usize]) -> bool {
    const PAGE: usize = 4;
    places.windows(2).all(|pair| pair[1] - pair[0] >= PAGE)
}

/// Whether the lines are alike but for one number that grows from line to line, as a page number does. Lines that a
/// list or a table makes alike (`Artikel 4`, `Lid 2`) start with what counts or with a word of the text itself, and
/// stand apart from their neighbours by one; a page number has text in front and skips no more than the pages do.
fn grows(texts: &[&str]) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    let rows: Vec<Vec<u32>> = texts.iter().map(|text| numbers(text)).collect();
    let words = texts.first().map_or(0, |text| text.split_whitespace().count());
    let Some(columns) = rows.first().map(Vec::len) else { return false };
    words >= 4
        && rows.iter().all(|row| row.len() == columns)
        && (0..columns).any(|column| {
            rows.windows(2).all(|pair| pair[0][column] < pair[1][column])
                && rows.first().zip(rows.last()).is_some_and(|(first, last)| {
                    let pages = usize::try_from(last[column] - first[column]).unwrap_or(usize::MAX);
                    pages >= rows.len()
                })
        })
}

/// Words that head a table of contents.
fn heads_contents(text: &str) -> bool {
    let lower = text.trim_start_matches('#').trim().trim_end_matches(':').to_lowercase();
    matches!(lower.as_str(), "inhoud" | "inhoudsopgave" | "inhoudsopgaaf")
}

/// Whether a line leads to a page: dots or a tab, and a number at the end.
fn leads_to_page(text: &str) -> bool {
    let end = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let numbered = end.len() < text.len();
    let stem = end.trim_end_matches([' ', '\t']);
    let tab = end.contains('\t') || end.ends_with("   ");
    // A machine reads a row of dots as letters too: `Inleiding......ccooiieiiiiiiein e 3`.
    (numbered && (tab || stem.ends_with("..") || stem.contains("....."))) || stem.ends_with(".....")
}

/// A line as it is compared with a heading: without number, dots and page.
fn entry_key(text: &str) -> String {
    let text = text.trim_start_matches('#').replace("**", "");
    let text = text.split(".....").next().unwrap_or("");
    let text =
        text.split('\t').filter(|part| part.chars().any(char::is_alphabetic)).collect::<Vec<_>>().join(" ");
    let text =
        text.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign.is_whitespace() || sign == '.');
    let text = text.trim_start_matches(|sign: char| {
        sign.is_ascii_digit() || matches!(sign, '.' | ' ' | '-' | '–' | '—' | '*' | ':')
    });
    text.to_lowercase()
}

/// Tables of contents: from their heading to the line where the first of what they name comes again.
fn contents(source: &Source, pieces: &[Piece], gone: &mut [Option<Rule>]) {
    let mut at = 0;
    while at < pieces.len() {
        if gone[at].is_some() || !heads_contents(text(source, &pieces[at])) {
            at += 1;
            continue;
        }
        gone[at] = Some(Rule::Contents);
        let end = contents_end(source, pieces, at + 1);
        for rule in &mut gone[at + 1..end] {
            *rule = Some(Rule::Contents);
        }
        at = end.max(at + 1);
    }
}

/// The first line behind the contents that start at `from`; `from` itself where only their heading is left.
fn contents_end(source: &Source, pieces: &[Piece], from: usize) -> usize {
    // The longest contents there are: a page or four.
    const LONGEST: usize = 220;
    let Some(first) = pieces.get(from).map(|piece| entry_key(text(source, piece))) else { return from };
    let window = from..pieces.len().min(from + LONGEST);
    // Entries stand close together; a second table of contents further on is another one's.
    const GAP: usize = 12;
    let mut last_leading = None;
    let mut leading = 0;
    for at in window.clone() {
        if leads_to_page(text(source, &pieces[at])) {
            last_leading = Some(at);
            leading += 1;
        } else if at - last_leading.unwrap_or(from) > GAP {
            break;
        }
    }
    if first.is_empty() || leading < 2 {
        return from;
    }
    let head: String = first.chars().take(12).collect();
    let again = window.clone().skip(1).find(|at| {
        let line = text(source, &pieces[*at]);
        if last_leading.is_some_and(|last| *at > last + GAP) {
            return false;
        }
        !leads_to_page(line) && entry_key(line).starts_with(&head)
    });
    match (again, last_leading) {
        (Some(again), Some(last)) if again > last => again,
        (_, Some(last)) => {
            // Lines under the last entry that are marked like entries belong to it.
            let mut end = last + 1;
            while pieces
                .get(end)
                .is_some_and(|piece| !piece.apart && piece.mark == Some(Mark::Bullet) && piece.width < 60)
            {
                end += 1;
            }
            end
        }
        _ => from,
    }
}

/// "Terug naar inhoud", alone on its line. Where it stands behind a sentence the link is dropped there and the words
/// stay out by the same rule, which [`crate::blocks`] sees to.
fn back_links(source: &Source, pieces: &[Piece], gone: &mut [Option<Rule>]) {
    for (piece, rule) in pieces.iter().zip(gone) {
        let text = text(source, piece);
        let plain: String = text.chars().filter(|sign| sign.is_alphabetic() || *sign == ' ').collect();
        if text.contains("](#)") && plain.trim().eq_ignore_ascii_case("terug naar inhoud") {
            *rule = Some(Rule::BackLink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tokens;

    fn left(text: &str) -> (Vec<String>, Vec<Rule>) {
        let source = crate::read::read(text.as_bytes(), crate::read::FileKind::Text).expect("text");
        let tokens = Tokens::of(&source);
        let mut log = Log::default();
        let pieces = take_out(&source, crate::lines::classify(&source, &tokens), &mut log);
        let texts = pieces.iter().map(|piece| self::text(&source, piece).to_owned()).collect();
        (texts, log.changes.iter().map(|change| change.rule).collect())
    }

    #[test]
    fn a_foot_that_counts_pages_goes_and_a_line_that_comes_back_stays() {
        let mut text = String::new();
        for (page, word) in [(8, "acht"), (9, "negen"), (13, "dertien")] {
            text.push_str(&format!(
                " Bladzijde {word}.\nZin {word}.\nNazorg volgt.\nNog {word}.\nEn dan {word}.\n"
            ));
            text.push_str(&format!("Handboek oktober 2024 {page} 4 . >$\n"));
        }
        let (texts, rules) = left(&text);
        assert_eq!(texts.len(), 15, "{texts:?}");
        assert!(texts.iter().all(|line| !line.starts_with("Handboek")));
        assert_eq!(rules, [Rule::PageEdge; 3]);
    }

    #[test]
    fn a_foot_above_the_white_of_a_page_goes_and_a_line_that_counts_articles_stays() {
        let mut text = String::new();
        for page in 3..7 {
            text.push_str(&format!(
                "Artikel {page} Fiets\nUitwerking van artikel 3.{page} Wielerwet\n\nDe huurder\nfietst.\n\nHet hok\nis dicht.\n\nHandboek fietsen blad {} . >\n\n\n\n",
 page * 2
            ));
        }
        let (texts, rules) = left(&text);
        assert_eq!(texts.iter().filter(|line| line.starts_with("Uitwerking")).count(), 4, "{texts:?}");
        assert_eq!(rules, [Rule::PageEdge; 4]);
    }

    #[test]
    fn rows_of_a_table_that_count_are_no_page_edges() {
        let row = |from, to| {
            format!("{from} Na de opleiding is meer dan {from} tot\nmaximaal {to} jaar nodig.\n\n")
        };
        let text = format!("Score Omschrijving\n\n{}{}{}", row(1, 2), row(2, 4), row(4, 7));
        assert_eq!(left(&text).0.len(), 7);
    }

    #[test]
    fn headings_that_count_are_no_page_edges() {
        let text = "Artikel 1 Begrip\nEen.\nArtikel 2 Begrip\nTwee.\nArtikel 3 Begrip\nDrie.\n";
        assert_eq!(left(text).0.len(), 6);
    }

    #[test]
    fn contents_end_where_their_first_entry_comes_again() {
        let text = "Inhoudsopgave\n\nHoofdstuk 1 Begin......cooi e 3\n- waarom?\nHoofdstuk 2 Regels....... 4\n- omgaan\n\nHoofdstuk 1 Begin\n\nDit is de code.\n";
        assert_eq!(left(text).0, ["Hoofdstuk 1 Begin", "Dit is de code."]);
        // Only the heading of the contents is left: what follows is text.
        let text = "Inhoudsopgave\nArtikel 1. Bevoegdheid\n\nDe commissie besluit.\n";
        assert_eq!(left(text).0, ["Artikel 1. Bevoegdheid", "De commissie besluit."]);
    }

    #[test]
    fn a_link_back_goes_where_it_stands_alone() {
        let text = "## Kop\n\nTekst.\n\n*[Terug naar inhoud](#)*\n\n## Kop 2\n";
        assert_eq!(left(text).0, ["## Kop", "Tekst.", "## Kop 2"]);
    }
}
