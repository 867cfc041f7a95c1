//! A small handbook of two made-up municipalities.

#![allow(dead_code)]

use search::{Answer, Kind, Material, Place, Query, Searcher, Section, build};

/// Address, page title, heading, text, organisation, kind, keywords (parted by commas).
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, Kind, &'static str);

const ROWS: &[Row] = &[
    (
        "waterdam/geschenken/",
        "Geschenken",
        "",
        "Je neemt niets aan dat meer waard is dan € 50. Twijfel je? Praat erover met je leidinggevende.",
        "waterdam",
        Kind::Page,
        "cadeau,relatiegeschenk,fles wijn",
    ),
    (
        "waterdam/geschenken/#melden",
        "Geschenken",
        "Melden",
        "Meld wat je krijgt binnen een week. Dat doe je in het register, ook als het om bloemen gaat.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/geschenken/#uitnodigingen",
        "Geschenken",
        "Uitnodigingen",
        "Een diner of een reis op kosten van een bedrijf sla je af. Vraag eerst toestemming als het nuttig is voor je werk.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "heuvelrode/geschenken/",
        "Geschenken",
        "",
        "Een geschenk van precies 50 euro mag je houden. Daarboven lever je het in bij de receptie.",
        "heuvelrode",
        Kind::Page,
        "cadeau",
    ),
    (
        "hulpmiddelen/geschenk/",
        "Mag ik dit geschenk aannemen?",
        "",
        "Beantwoord een paar vragen en lees wat je doet.",
        "",
        Kind::Calculator,
        "cadeau",
    ),
    (
        "vergelijken/geschenken/",
        "Geschenken vergeleken",
        "",
        "Wat in Waterdam mag, mag in Heuvelrode niet altijd.",
        "",
        Kind::Comparison,
        "",
    ),
    (
        "waterdam/ziek/",
        "Ziek melden",
        "",
        "Ben je ziek? Bel voor negen uur je leidinggevende. Een bericht in de chat telt niet.",
        "waterdam",
        Kind::Page,
        "verzuim",
    ),
    (
        "waterdam/ziek/#week-42",
        "Ziek melden",
        "Lang ziek",
        "In week 42 hoort het UWV van ons dat je nog ziek bent. Na 104 weken kan de WIA beginnen.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/ziek/#reintegratie",
        "Ziek melden",
        "Reïntegratie",
        "Samen maak je een re-integratieplan. De bedrijfsarts geeft advies over de begeleiding.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/verlof/",
        "Verlof",
        "",
        "Je hebt 144 uur vakantie per jaar. Vraag vrije dagen op tijd aan. Op feestdagen ben je vrij.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/verlof/#bijzonder",
        "Verlof",
        "Bijzonder verlof",
        "Bij een bevalling, een verhuizing of een overlijden krijg je vrij. Zie artikel 12 lid 2 van de regeling.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/reizen/",
        "Reiskosten",
        "",
        "Voor een dienstreis met je eigen auto krijg je € 0,23 per kilometer. Declareer binnen drie maanden.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/reizen/#dienstauto",
        "Reiskosten",
        "De dienstauto's",
        "Privé rijden mag niet. De boete is € 300,- per keer. Tanken doe je met de pas.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/hitte/",
        "Warm weer",
        "",
        "Boven 26 °C nemen we maatregelen. Bij meer dan 12,5% vocht minder zetten we ventilatoren neer.",
        "waterdam",
        Kind::Page,
        "hitte,te heet",
    ),
    (
        "waterdam/veilig/",
        "Veilig werken",
        "",
        "De RI&E laat zien welke gevaren er zijn. Bij geweld aan de balie druk je op de knop en bel je 112.",
        "waterdam",
        Kind::Page,
        "agressie",
    ),
    (
        "waterdam/veilig/#zorgplicht",
        "Veilig werken",
        "Wat de wet zegt",
        "De werkgever moet zorgen voor een veilige plek, zegt 7:658 BW.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/beleid/",
        "Beleid en afspraken",
        "",
        "Het beleid geldt voor iedereen in dienst, ook voor stagiairs.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "waterdam/vertrouwenspersoon/",
        "Vertrouwenspersoon",
        "",
        "Een vertrouwenspersoon luistert en denkt mee. Wat je zegt, blijft onder jullie.",
        "waterdam",
        Kind::Contact,
        "pesten,ongewenst gedrag",
    ),
    (
        "waterdam/geschillen/",
        "Geschillencommissie",
        "",
        "Ben je het niet eens met een besluit? De geschillencommissie kijkt ernaar.",
        "waterdam",
        Kind::Page,
        "",
    ),
    (
        "heuvelrode/relaties/",
        "Verkering op het werk",
        "",
        "Krijg je verkering met een collega? Vertel het je leidinggevende.",
        "heuvelrode",
        Kind::Page,
        "",
    ),
    (
        "begrippen/#wia",
        "Begrippen",
        "WIA",
        "Wet werk en inkomen naar arbeidsvermogen.",
        "landelijk",
        Kind::Term,
        "",
    ),
    (
        "waterdam/officieel/verlof/",
        "Verlofregeling",
        "",
        "Deze regeling regelt het verlof. Verlof wordt verleend door het college. Verlof vervalt na een jaar.",
        "waterdam",
        Kind::Official,
        "",
    ),
];

/// The sections of the handbook.
pub(crate) fn sections() -> Vec<Section> {
    ROWS.iter()
        .map(|(url, title, heading, body, organisation, kind, keywords)| Section {
            url: (*url).into(),
            page_title: (*title).into(),
            heading: (*heading).into(),
            body: (*body).into(),
            organisation: (*organisation).into(),
            kind: *kind,
            keywords: keywords.split(',').filter(|k| !k.is_empty()).map(String::from).collect(),
            form: None,
        })
        .collect()
}

/// A searcher with everything loaded.
pub(crate) fn searcher() -> Searcher {
    loaded(&Material::of(&sections()))
}

/// A searcher of this material with everything loaded.
pub(crate) fn loaded(material: &Material) -> Searcher {
    let built = build(material);
    let mut searcher = Searcher::from_bytes(&built.index).unwrap();
    for file in built.postings.iter().chain(&built.fragments) {
        searcher.add(file).unwrap();
    }
    searcher
}

/// What a searcher says to a query.
pub(crate) fn ask(searcher: &Searcher, query: &str, organisation: Option<&str>, limit: usize) -> Answer {
    searcher.search(&Query::new(query, organisation, limit))
}

/// The sections of an answer in order; cards first, as sections without a fragment.
pub(crate) fn places(answer: Answer) -> Vec<Place> {
    let cards =
        answer.cards.into_iter().map(|card| Place { url: card.url, heading: card.title, ..Place::default() });
    cards.chain(answer.hits.into_iter().flat_map(|hit| hit.places)).collect()
}
