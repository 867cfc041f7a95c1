//! The keys of the YAML that the handbook itself reads: `wegwijs.yaml`, front matter, terms and what a new colleague
//! does.

use calculators::keys::{Block, Form, may, must};

/// `wegwijs.yaml`.
pub static SITE: Block = Block {
    name: "handboek",
    about: "De naam van het handboek en van wie het is",
    keys: &[
        must("naam", Form::Text, "De naam van het handboek"),
        may("omschrijving", Form::Text, "Een zin over het handboek"),
        may("eigenaar", Form::Text, "De functie die erover gaat, nooit een persoon"),
        may(
            "organisaties",
            Form::Map(&Form::Text),
            "De organisaties: de naam van hun map in content/, en hoe ze heten",
        ),
        may("start-organisatie", Form::Text, "De organisatie waar een nieuwe lezer het eerst bij hoort"),
        may("adres", Form::Text, "Waar de site komt te staan, als dat bekend is: `https://…`"),
        may("meest-gebruikt", Form::Texts, "De rekenhulpen op de startpagina, in volgorde"),
        may("themas", Form::Texts, "De onderwerpen waaronder rekenhulpen staan (`thema`), in volgorde"),
        may(
            "situaties",
            Form::Map(&Form::Text),
            "De situaties van rekenhulpen (`wanneer-ik`), in volgorde, elk met de kop van haar lijst: `ik ziek ben: Ik ben ziek`",
        ),
    ],
};

macro_rules! page_keys {
    ($($more:expr),*) => {
        &[
            must("titel", Form::Text, "De titel van de pagina"),
            may("kort", Form::Text, "De titel in het menu, als die korter is"),
            may("volgorde", Form::Number, "De plek tussen de buren: laag eerst"),
            may("bronnen", Form::Texts, "De documenten waar de pagina uit komt"),
            may("eigenaar", Form::Text, "De functie die erover gaat, nooit een persoon"),
            may("gecontroleerd", Form::Day, "De dag waarop de pagina is nagekeken"),
            may("opnieuw", Form::Day, "De dag waarop iemand er opnieuw naar moet kijken"),
            may("zoekwoorden", Form::Texts, "Woorden waarmee mensen de pagina zoeken"),
            may("aliassen", Form::Texts, "Adressen waar de pagina eerder stond"),
            $($more,)*
        ]
    };
}

/// The block at the top of a page.
pub static PAGE: Block = Block { name: "pagina", about: "Het blok boven een pagina", keys: page_keys!() };

/// The block at the top of a page of official text, as an import writes it.
pub static OFFICIAL: Block = Block {
    name: "officieel",
    about: "Het blok boven een pagina met officiële tekst",
    keys: &[
        must("titel", Form::Text, "De titel, zoals hij in het document staat"),
        must("document", Form::Text, "Het document in bronnen.yaml"),
        may("regels", Form::Text, "De eerste en de laatste regel van het document: `12 t/m 340`"),
        may("versie", Form::Text, "De versie die is ingelezen"),
        may("kort", Form::Text, "De titel in het menu, als die korter is"),
        may("volgorde", Form::Number, "De plek tussen de buren: laag eerst"),
    ],
};

/// `ORG/onboarding.yaml`.
pub static ONBOARDING: Block = Block {
    name: "onboarding",
    about: "Wat een nieuwe collega doet, van voor de eerste dag tot de derde maand",
    keys: page_keys!(
        may("inleiding", Form::Text, "Een zin erboven"),
        may(
            "rollen",
            Form::Map(&Form::Text),
            "Groepen met eigen taken: een naam, en hoe de lezer haar ziet: `Je geeft leiding`"
        ),
        must(
            "momenten",
            Form::Map(&Form::Block(&MOMENT)),
            "De momenten in volgorde van tijd: `voor-je-eerste-dag`"
        )
    ),
};

/// A moment of the first months.
pub static MOMENT: Block = Block {
    name: "moment",
    about: "Een moment, met wat er dan te doen is",
    keys: &[
        must("titel", Form::Text, "De kop: `In je eerste week`"),
        must("taken", Form::Map(&Form::Block(&TASK)), "De taken, elk met een naam"),
    ],
};

/// One thing to do.
pub static TASK: Block = Block {
    name: "taak",
    about: "Een ding om te doen",
    keys: &[
        must("taak", Form::Text, "De zin"),
        may("voor", Form::Texts, "De rollen waarvoor het is; zonder deze regel voor iedereen"),
        must("zie", Form::Texts, "De pagina of rekenhulp die erbij helpt"),
    ],
};

/// A term of `begrippen.yaml`.
pub static TERM: Block = Block {
    name: "begrip",
    about: "Een begrip",
    keys: &[
        must("uitleg", Form::Text, "Wat het betekent, in een zin of twee"),
        may("afkorting", Form::Text, "De afkorting, of waar het de afkorting van is"),
        may("synoniemen", Form::Texts, "Woorden die hetzelfde betekenen: zoeken vindt het een bij het ander"),
        may("zoekwoorden", Form::Texts, "Hoe mensen het nog meer noemen"),
        may("organisatie", Form::Text, "De organisatie die het zo gebruikt; zonder deze regel iedereen"),
    ],
};

/// `begrippen.yaml`.
pub static TERMS: Form = Form::Map(&Form::Block(&TERM));

/// `moeilijke-woorden.yaml`.
pub static HARD_WORDS: Form = Form::Map(&Form::Text);

/// `samenstellingen.yaml`.
pub static SPLITS: Block = Block {
    name: "samenstellingen",
    about: "Hoe zoeken lange woorden in delen splitst",
    keys: &[
        may(
            "splits",
            Form::Map(&Form::Texts),
            "Woorden met hun delen: `kilometervergoeding: [kilometer, vergoeding]`",
        ),
        may("heel", Form::Texts, "Woorden die heel blijven"),
    ],
};

/// `profielen/NAAM.yaml`.
pub static PROFILE: Block = Block {
    name: "profiel",
    about: "Wat `wegwijs import` van een bestand moet weten",
    keys: &[
        may("titel", Form::Text, "Hoe het bestand als geheel heet"),
        may(
            "delen",
            Form::List(&Form::Block(&PROFILE_PART)),
            "De documenten in het bestand, in volgorde; zonder deze regel is het er één",
        ),
    ],
};

/// A document within a file.
pub static PROFILE_PART: Block = Block {
    name: "profiel-deel",
    about: "Een document in een bestand, zoals één regeling van een handboek",
    keys: &[
        must("begint", Form::Text, "De regel waarmee het begint, zoals hij in het bestand staat"),
        must("document", Form::Text, "Het document in content/bronnen.yaml: `lelystad/sanctiebeleid`"),
        may("titel", Form::Text, "Hoe het op zijn pagina heet; zonder deze regel zoals het begint"),
    ],
};

/// What pages leave out of a document.
pub static OMITTED: Block = Block {
    name: "weggelaten",
    about: "Welk deel van een document de pagina's uitleggen, en welke getallen zij weglaten",
    keys: &[
        must("bestand", Form::Text, "De naam van de tekst van het document, zonder .txt"),
        must("regels", Form::Text, "De eerste en de laatste regel: `2381-2780`"),
        must("paginas", Form::Texts, "De pagina's, of de map waar zij in staan"),
        may("weggelaten", Form::List(&Form::Block(&OMITTED_NUMBER)), "De getallen die er niet in staan"),
    ],
};

/// A number that pages leave out.
pub static OMITTED_NUMBER: Block = Block {
    name: "weggelaten-getal",
    about: "Een getal dat niet op de pagina's staat",
    keys: &[
        must("getal", Form::Text, "Het getal met zijn eenheid: `42 week`"),
        must("reden", Form::OneOf(super::omitted::REASONS), "Waarom het weg mag blijven"),
        must("waarom", Form::Text, "In een paar woorden wat het was"),
    ],
};

/// `weggelaten.yaml`.
pub static OMISSIONS: Form = Form::Map(&Form::Block(&OMITTED));
