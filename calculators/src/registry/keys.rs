//! The keys of facts, documents, functions and holidays.

use crate::keys::{Block, Form, Key, may, must};

/// `bronnen.yaml`.
pub static DOCUMENTS: Form = Form::Map(&Form::Block(&DOCUMENT));

/// Whether a document holds.
pub(crate) static STATES: &[(&str, &str)] = &[
    ("geldend", "Het document geldt"),
    ("vervallen", "Het document geldt niet meer; de lezer ziet dat eerst"),
    ("onzeker", "Niemand weet zeker of het nog geldt; de lezer ziet dat eerst"),
];

/// A document.
pub(crate) static DOCUMENT: Block = Block {
    name: "document",
    about: "Een document waar regels en feiten uit komen",
    keys: &[
        must("titel", Form::Text, "Hoe het document heet"),
        may(
            "organisatie",
            Form::Text,
            "Van welke organisatie het is, of `landelijk`; zonder deze regel: wat in de naam voor de `/` staat",
        ),
        may("versie", Form::Text, "De versie, of `onbekend`"),
        may("besluit", Form::DayOrUnknown, "De dag van het besluit"),
        may("in-werking", Form::DayOrUnknown, "De eerste dag waarop het geldt"),
        may("loopt-tot", Form::DayOrUnknown, "De laatste dag waarop het geldt"),
        may("herzien", Form::DayOrUnknown, "De dag waarop iemand er opnieuw naar moet kijken"),
        may("staat", Form::OneOf(STATES), "Of het document geldt"),
        may(
            "plaatsen",
            Form::Map(&Form::Either(&[Form::Text, Form::Block(&PLACE)])),
            "De plaatsen in het document: een naam, en hoe mensen die plaats noemen",
        ),
    ],
};

/// A place in a document, where its name alone does not lead to its paragraph of the official text.
pub(crate) static PLACE: Block = Block {
    name: "plaats",
    about: "Een plaats in een document",
    keys: &[
        must("noem", Form::Text, "Hoe mensen die plaats noemen: `hoofdstuk 2, geschenken`"),
        may(
            "anker",
            Form::Text,
            "De naam van de alinea in de officiële tekst, zonder `#`: `artikel-5-lid-2`",
        ),
    ],
};

/// `feiten.yaml`: groups with facts.
pub static FACTS: Form = Form::Tree(&FACT, FACT_MARKS);

/// Keys by which a fact is told from a group of facts.
pub(crate) static FACT_MARKS: &[&str] = &["waarden", "omschrijving", "bron", "herkomst"];

/// Where a value comes from.
pub(crate) static ORIGINS: &[(&str, &str)] = &[
    ("document", "Uit een document van de organisatie"),
    ("wet", "Uit een wet"),
    ("tabel", "Uit een tabel die elk jaar verandert"),
];

/// A fact.
pub(crate) static FACT: Block = Block {
    name: "feit",
    about: "Een getal of termijn, met bron en begindag",
    keys: &[
        must("omschrijving", Form::Text, "Eén zin die zegt wat het is"),
        may("bron", Form::Texts, "Waar het staat: `document#plaats`"),
        may("herkomst", Form::OneOf(ORIGINS), "Waar de waarde vandaan komt"),
        may("naam", Form::Text, "De naam van de wet of tabel"),
        may("opgezocht", Form::Day, "De dag waarop de waarde is opgezocht"),
        may("eenheid", Form::Unit, "De eenheid, als er een waarde onbekend is"),
        may("vraag", Form::Text, "Wat aan de lezer gevraagd wordt zolang de waarde onbekend is"),
        may("waar", Form::Text, "Waar de lezer een onbekende waarde kan vinden"),
        may("uitleg", Form::Text, "Uitleg onder de vraag: hoe het antwoord eruitziet"),
        may("minimum", Form::Value, "Het laagste dat de waarde kan zijn, ook als de lezer haar invult"),
        may("maximum", Form::Value, "Het hoogste dat de waarde kan zijn, ook als de lezer haar invult"),
        must(
            "waarden",
            Form::List(&Form::Block(&FACT_LINE)),
            "De waarden, de oudste eerst. Verandert er iets? Zet er een regel onder",
        ),
    ],
};

/// A dated line of a fact.
pub(crate) static FACT_LINE: Block = Block {
    name: "waarde",
    about: "Een waarde die geldt vanaf een dag, tot de volgende",
    keys: &[
        must(
            "vanaf",
            Form::DayOrUnknown,
            "De eerste dag waarop deze waarde geldt; `onbekend` als het document geen dag noemt",
        ),
        must("waarde", Form::FactValue, "De waarde met haar eenheid, `onbekend` of `vervallen`"),
        may("bron", Form::Texts, "Waar deze waarde staat, als dat een andere plaats is"),
    ],
};

/// `organisatie.yaml`.
pub static ORGANISATION: Block = Block {
    name: "organisatie",
    about: "De functies en loketten van een organisatie",
    keys: &[
        may("naam", Form::Text, "De naam van de organisatie"),
        may(
            "functies",
            Form::Map(&Form::Block(&DESK)),
            "De functies en loketten, elk met een naam voor in de regels",
        ),
    ],
};

/// A function or desk.
pub(crate) static DESK: Block = Block {
    name: "functie",
    about: "Een functie of loket; nooit een persoon",
    keys: &[
        must("noem", Form::Text, "Hoe je haar in een zin noemt: `je leidinggevende`"),
        may("kanalen", Form::List(&Form::Block(&CHANNEL)), "Hoe je haar bereikt"),
    ],
};

/// A way to reach a desk.
pub(crate) static CHANNEL: Block =
    Block { name: "kanaal", about: "Een manier om een functie te bereiken", keys: CHANNELS };

/// The kinds of channels.
pub(crate) static CHANNELS: &[Key] = &[
    may("mail", Form::Text, "Een mailadres van een functie"),
    may("telefoon", Form::Text, "Een telefoonnummer, tussen aanhalingstekens: `\"112\"`"),
    may("brief", Form::Text, "Een postadres"),
    may("web", Form::Text, "Een webadres"),
    may("gesprek", Form::Text, "Waar je langs kunt gaan"),
    may("portaal", Form::Text, "Het systeem waarin je het doet"),
    may("onbekend", Form::Text, "Waarom niet bekend is hoe je haar bereikt"),
];

/// `vrije-dagen.yaml`.
pub static HOLIDAYS: Block = Block {
    name: "vrije-dagen",
    about: "De dagen die geen werkdag zijn",
    keys: &[
        may("naam", Form::Text, "De wet of regeling waar ze in staan"),
        may("herkomst", Form::OneOf(ORIGINS), "Waar ze vandaan komen"),
        may("bron", Form::Texts, "Waar het staat: `document#plaats`"),
        may("opgezocht", Form::Day, "De dag waarop ze zijn opgezocht"),
        may("bekend-vanaf", Form::Number, "Het eerste jaar waarvan de dagen bekend zijn"),
        must("bekend-tot-en-met", Form::Number, "Het laatste jaar waarvan de dagen bekend zijn"),
        must("tellen-mee", Form::Texts, "De feestdagen die meetellen: `nieuwjaarsdag`, `koningsdag`…"),
        may("gelijkgesteld", Form::List(&Form::Day), "Losse dagen die met een feestdag gelijk zijn gesteld"),
    ],
};
