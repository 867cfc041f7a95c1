//! The keys of calculators.

use super::order::CALL;
use crate::keys::{Block, Form, may, must};
use crate::registry::keys::CHANNEL;

/// The kinds of calculators.
pub(crate) static KINDS: &[(&str, &str)] = &[
    ("beslissing", "Mag ik, moet ik, geldt dit voor mij"),
    ("berekening", "Hoeveel, met elke stap"),
    ("tijdlijn", "Wanneer, en wie iets doet"),
    ("wegwijzer", "Waar je naartoe gaat"),
    ("checklist", "Of je klaar bent, en wat nog mist"),
    ("quiz", "Wat jij zou doen"),
];

/// What a day that does not exist becomes.
pub(crate) static MONTH_ENDS: &[(&str, &str)] = &[
    ("laatste-dag", "31 januari en een maand is 28 februari"),
    ("volgende-dag", "31 januari en een maand is 1 maart"),
];

/// A whole calculator.
pub static CALCULATOR: Block = Block {
    name: "rekenhulp",
    about: "Een rekenhulp: vragen en uitkomsten voor alle organisaties, en de regels per organisatie",
    keys: &[
        must("titel", Form::Text, "De vraag van de lezer: `Mag ik dit geschenk aannemen?`"),
        must("soort", Form::OneOf(KINDS), "Wat voor rekenhulp het is"),
        may("eigenaar", Form::Text, "De functie die erover gaat, nooit een persoon"),
        may("inleiding", Form::Text, "Een zin boven de vragen"),
        may("gevoelig", Form::YesNo, "`ja`: niets wordt bewaard, er komt geen link met antwoorden"),
        may("zoekwoorden", Form::Texts, "Woorden waarmee mensen hem zoeken"),
        may("thema", Form::Texts, "Onder welk thema hij valt"),
        may("wanneer-ik", Form::Texts, "Situaties waarin je hem nodig hebt: `Als ik ziek ben`"),
        may("voor", Form::Texts, "Voor wie hij is: `leidinggevende`"),
        may("opmerkingen", Form::Texts, "Regels die bij elke uitkomst staan"),
        may("alles-vragen", Form::YesNo, "`ja`: eerst alle vragen, dan pas het antwoord"),
        may(
            "maandeinde",
            Form::OneOf(MONTH_ENDS),
            "Wat een dag wordt die niet bestaat, als er maanden bij een dag komen",
        ),
        may("kleuren", Form::Block(&COLOUR_NAMES), "Hoe de drie kleuren van een quiz heten"),
        may("vragen", Form::Map(&Form::Block(&QUESTION)), "De vragen, elk met een naam voor in de regels"),
        may(
            "uitkomsten",
            Form::MapBut("niet-geregeld", &Form::Block(&OWN_OUTCOME), &Form::Block(&OUTCOME)),
            "De uitkomsten, elk met een naam voor in de regels",
        ),
        may(
            "vergelijk",
            Form::Either(&[Form::List(&Form::Anything), Form::Block(&COMPARE)]),
            "Situaties waarin de organisaties naast elkaar komen te staan, met `{{ vergelijk ID }}`",
        ),
        must("organisaties", Form::Map(&Form::Block(&RULES)), "De regels per organisatie"),
    ],
};

/// The colours of outcomes.
pub(crate) static COLOURS: &[(&str, &str)] =
    &[("groen", "Het mag, het is goed"), ("oranje", "Eerst iets doen of vragen"), ("rood", "Het mag niet")];

/// The names of colours in a quiz.
pub(crate) static COLOUR_NAMES: Block = Block {
    name: "kleuren",
    about: "Wat de drie kleuren in deze quiz betekenen",
    keys: &[
        must("groen", Form::Text, "Wat groen betekent: `Doen`"),
        must("oranje", Form::Text, "Wat oranje betekent: `Eerst overleggen`"),
        must("rood", Form::Text, "Wat rood betekent: `Niet doen`"),
    ],
};

/// The types of questions.
pub(crate) static QUESTION_TYPES: &[(&str, &str)] = &[
    ("ja/nee", "Ja of nee"),
    ("keuze", "Eén van de keuzes"),
    ("meerkeuze", "Zoveel keuzes als passen"),
    ("bedrag", "Een bedrag in euro"),
    ("getal", "Een getal met een eenheid"),
    ("percentage", "Een percentage"),
    ("datum", "Een dag"),
    ("tijd", "Een tijd"),
    ("tekst", "Vrije tekst, alleen voor een geprint formulier"),
];

/// What who does not know may answer.
static DONT_KNOW: &[(&str, &str)] = &[
    ("ja", "De regels zeggen wat er geldt voor wie het niet weet"),
    ("nee", "Niet weten kan niet"),
    ("beide", "Wie het niet weet, ziet alle uitkomsten die mogelijk zijn"),
];

/// A question.
pub(crate) static QUESTION: Block = Block {
    name: "vraag",
    about: "Een vraag aan de lezer",
    keys: &[
        must("vraag", Form::Text, "De zin die de lezer ziet"),
        may("uitleg", Form::Text, "Uitleg onder de vraag"),
        must("type", Form::OneOf(QUESTION_TYPES), "Wat voor antwoord het is"),
        may("keuzes", Form::Map(&Form::Text), "De keuzes: een naam voor in de regels, en wat de lezer ziet"),
        may("eenheid", Form::Unit, "De eenheid van een getal: `km`, `°C`, `keer` voor een los aantal"),
        may("stap", Form::Value, "Het kleinste verschil dat telt: `1 km`"),
        may("voorbeeld", Form::Text, "Een goed antwoord om te laten zien, zoals de lezer het typt: `2.750`"),
        may("minimum", Form::Sum, "Het laagste antwoord, of een eerdere vraag"),
        may("maximum", Form::Sum, "Het hoogste antwoord, of een eerdere vraag"),
        may("als", Form::Condition, "Alleen dan wordt het gevraagd"),
        may("verplicht", Form::YesNo, "`nee`: de lezer mag hem overslaan"),
        may("anders", Form::Text, "Wat is aangenomen als een ja/nee-vraag is overgeslagen: `tenzij …`"),
        may("standaard", Form::Sum, "Waarmee gerekend wordt als de vraag is overgeslagen"),
        may("zolang-onbekend", Form::Sum, "De dag waarmee voorlopig gerekend wordt"),
        may("weet-ik-niet", Form::OneOf(DONT_KNOW), "Of `weet ik niet` een antwoord is"),
    ],
};

/// A question in an organisation's own words.
pub(crate) static OWN_QUESTION: Block = Block {
    name: "eigen-vraag",
    about: "Een vraag in de woorden van deze organisatie; het type blijft gelijk",
    keys: &[
        may("vraag", Form::Text, "De zin die de lezer ziet"),
        may("uitleg", Form::Text, "Uitleg onder de vraag"),
        may(
            "keuzes",
            Form::Either(&[Form::List(&Form::Text), Form::Map(&Form::Text)]),
            "De keuzes die hier bestaan, of hoe zij heten",
        ),
    ],
};

/// Keys of a route.
pub(crate) static ROUTE_KEYS: &[&str] = &["naar", "kanalen", "neem-mee", "daarna", "anoniem", "rekenhulp"];

macro_rules! outcome_keys {
    ($($first:expr),*) => {
        &[
            $($first,)*
            may("zin", Form::Text, "Eén zin meer"),
            may("toont", Form::Texts, "De waarden die bij deze uitkomst staan"),
            may("naar", Form::Texts, "De functies waar je naartoe gaat"),
            may("kanalen", Form::List(&Form::Block(&CHANNEL)), "Hoe je die bereikt, als dat anders is dan anders"),
            may("neem-mee", Form::Texts, "Wat je meeneemt"),
            may("daarna", Form::Text, "Wat er daarna gebeurt"),
            may("anoniem", Form::YesNo, "Of het anoniem kan"),
            may("rekenhulp", Form::Text, "De rekenhulp die hierop volgt"),
        ]
    };
}

/// An outcome.
pub(crate) static OUTCOME: Block = Block {
    name: "uitkomst",
    about: "Een uitkomst",
    keys: outcome_keys!(
        must("kleur", Form::OneOf(COLOURS), "De kleur, voor alle organisaties gelijk"),
        may("kort", Form::Text, "Het korte woord in de vorm: `Dit mag`"),
        may("titel", Form::Text, "De zin van de uitkomst")
    ),
};

/// An outcome in an organisation's own words.
pub(crate) static OWN_OUTCOME: Block = Block {
    name: "eigen-uitkomst",
    about: "Een uitkomst in de woorden van deze organisatie; de kleur blijft gelijk",
    keys: outcome_keys!(
        may("kort", Form::Text, "Het korte woord in de vorm: `Dit mag`"),
        may("titel", Form::Text, "De zin van de uitkomst")
    ),
};

/// How rows are read.
pub(crate) static HITS: &[(&str, &str)] = &[
    ("uniek", "Er past altijd precies één regel"),
    ("eerste", "De bovenste regel die past, telt"),
    ("alle", "Alle regels die passen, gelden samen"),
];

/// One organisation's rules.
pub static RULES: Block = Block {
    name: "regels-van-organisatie",
    about: "De regels van één organisatie",
    keys: &[
        may(
            "document",
            Form::Text,
            "Het document uit bronnen.yaml; een `bron` is dan alleen de plaats daarin",
        ),
        may("zelfde-als", Form::Text, "De organisatie waarvan deze de regels overneemt"),
        may("niet-geregeld", Form::Block(&SILENT), "Het document zegt hier niets over"),
        may("vragen", Form::Map(&Form::Block(&OWN_QUESTION)), "Vragen in eigen woorden"),
        may("uitkomsten", Form::Map(&Form::Block(&OWN_OUTCOME)), "Uitkomsten in eigen woorden"),
        may("regels-van", Form::Text, "De vraag naar de dag waarvan de regels gelden, of `begin t/m einde`"),
        may("waarden", Form::Map(&Form::Block(&VALUE)), "Waarden die worden uitgerekend, elk met een naam"),
        may("werking", Form::OneOf(HITS), "Hoe de regels van de tabel gelezen worden"),
        may("tabel", Form::Table, "De regels: kolommen met vragen, dan `dan`, als laatste `bron`"),
        may("regels", Form::List(&Form::Block(&RULE)), "De regels als lijst, in plaats van een tabel"),
        may("bron", Form::Texts, "De bron van een berekening zonder tabel"),
        may("stappen", Form::Map(&Form::Block(&STEP)), "De stappen van een tijdlijn, op volgorde"),
        may("toont", Form::Texts, "De waarden die boven de stappen van een tijdlijn staan"),
        may("punten", Form::Map(&Form::Block(&POINT)), "De punten van een checklist, op volgorde"),
        may("klaar", Form::Text, "Wat de lezer hoort als alles er is"),
        may("nog-niet", Form::Text, "Wat de lezer hoort als er nog iets mist"),
        may("formulier", Form::Texts, "Regels om op papier in te vullen"),
        may("situaties", Form::Map(&Form::Block(&SITUATION)), "De situaties van een quiz"),
        may("uitslag", Form::Block(&VERDICT), "Wat de lezer aan het eind hoort"),
        may("doe", LINES, "Wat je doet: onder een uitkomst of `altijd`, elke regel met een naam"),
        may("let-op", LINES, "Waar je op let: onder een uitkomst of `altijd`, elke regel met een naam"),
        may(
            "onduidelijk",
            Form::Map(&Form::Map(&Form::Block(&UNCLEAR))),
            "Wat het document open laat: onder een uitkomst of `altijd`",
        ),
        may("opmerkingen", Form::Texts, "Regels die bij elke uitkomst staan"),
        may(
            "voorbeelden",
            Form::Either(&[Form::Table, Form::Block(&EXAMPLES), Form::List(&Form::Anything)]),
            "Voorbeelden die bij elke controle worden nagerekend",
        ),
    ],
};

const LINES: Form = Form::Map(&Form::Map(&LINE_OR_TEXT));
static LINE_OR_TEXT: Form = Form::Either(&[Form::Text, Form::Block(&LINE)]);

/// A document that is silent.
pub(crate) static SILENT: Block = Block {
    name: "niet-geregeld",
    about: "Het document zegt hier niets over",
    keys: &[
        must("zin", Form::Text, "Dat het document hier niets over zegt"),
        may("vraag-na-bij", Form::Texts, "De functies die het weten"),
        may("bron", Form::Texts, "Waar je zou verwachten dat het staat"),
    ],
};

/// A named value.
pub(crate) static VALUE: Block = Block {
    name: "berekende-waarde",
    about: "Een waarde die wordt uitgerekend",
    keys: &[
        must("naam", Form::Text, "Hoe de lezer haar ziet"),
        may("is", Form::Sum, "De berekening: `kilometers * dienstreis.per-kilometer`"),
        may("tabel", Form::Table, "De waarde uit een eigen tabel, met de waarde in `dan`"),
        may(CALL, Form::Text, "De uitkomst van een andere rekenhulp, of `ID.waarde` voor een waarde ervan"),
        may("keuzes", Form::Map(&Form::Text), "De woorden die de tabel kan geven"),
        may("afronden", Form::Text, "Hoe wordt afgerond: `op centen, half omhoog`"),
        may("bron", Form::Texts, "Waar de berekening staat"),
    ],
};

/// A row written as a block.
pub(crate) static RULE: Block = Block {
    name: "regel",
    about: "Een regel",
    keys: &[
        may("als", Form::Condition, "Wanneer hij geldt; zonder deze regel altijd"),
        must("dan", Form::Text, "De uitkomst"),
        must("bron", Form::Texts, "Waar het staat"),
    ],
};

/// A line of what to do.
pub(crate) static LINE: Block = Block {
    name: "zin",
    about: "Een zin met een voorwaarde, een functie of een bron",
    keys: &[
        must("tekst", Form::Text, "De zin"),
        may("als", Form::Condition, "Alleen dan staat hij er"),
        may("naar", Form::Texts, "De functies waar je naartoe gaat"),
        may("bron", Form::Texts, "Waar het staat"),
    ],
};

/// What a document leaves open.
pub(crate) static UNCLEAR: Block = Block {
    name: "onduidelijk",
    about: "Wat het document open laat, en hoe wij het lezen",
    keys: &[
        must("staat-er", Form::Text, "Wat het document zegt"),
        must("wij-lezen", Form::Text, "Hoe wij het lezen"),
        may("wie-beslist", Form::Text, "Wie het kan beslissen"),
        may("als", Form::Condition, "Alleen dan staat het er"),
        may("bron", Form::Texts, "Waar het staat"),
    ],
};

/// A step of a timeline.
pub(crate) static STEP: Block = Block {
    name: "stap",
    about: "Een stap van een tijdlijn, met één moment: `op`, `uiterlijk`, `van`, `elke` of `zonder-datum`",
    keys: &[
        must("titel", Form::Text, "Wat er gebeurt"),
        may("op", Form::Sum, "De dag"),
        may("uiterlijk", Form::Sum, "De laatste dag"),
        may("van", Form::Sum, "De eerste dag"),
        may("tot-en-met", Form::Sum, "De laatste dag, bij `van` of `elke`"),
        may("elke", Form::Sum, "Om de hoeveel tijd: `6 weken`"),
        may("na", Form::Sum, "De dag waarna een reeks begint te tellen"),
        may("zonder-datum", Form::Text, "Wanneer, als de bron geen dag noemt"),
        must("wie", Form::Texts, "De functies die iets doen"),
        may("met", Form::Texts, "De functies die meedoen"),
        may("als", Form::Condition, "Alleen dan hoort de stap erbij"),
        must("bron", Form::Texts, "Waar het staat"),
        may("doe", Form::Map(&Form::Text), "Wat je doet, elke zin met een naam"),
        may("let-op", Form::Text, "Waar je op let"),
        may("onduidelijk", Form::Block(&UNCLEAR), "Wat het document open laat"),
    ],
};

/// A point of a checklist.
pub(crate) static POINT: Block = Block {
    name: "punt",
    about: "Een punt van een checklist, met één zin: `moet` of `advies`",
    keys: &[
        may("kop", Form::Text, "Een kop boven dit punt"),
        may("moet", Form::Text, "Wat er moet zijn"),
        may("advies", Form::Text, "Wat wordt aangeraden"),
        may("als", Form::Condition, "Alleen dan geldt het punt"),
        may("wie", Form::Texts, "De functies die het doen"),
        may("doe", Form::Map(&Form::Text), "Wat je doet, elke zin met een naam"),
        may("let-op", Form::Text, "Waar je op let"),
        may("bron", Form::Texts, "Waar het staat"),
        may("onduidelijk", Form::Block(&UNCLEAR), "Wat het document open laat"),
    ],
};

/// A situation of a quiz.
pub(crate) static SITUATION: Block = Block {
    name: "situatie",
    about: "Een situatie van een quiz",
    keys: &[
        must("situatie", Form::Text, "Wat er gebeurt, in een of twee zinnen"),
        must("kleur", Form::OneOf(COLOURS), "De goede kleur"),
        must("waarom", Form::Text, "Waarom dat de goede is"),
        must("bron", Form::Texts, "Waar het staat"),
        may("ook-verdedigbaar", Form::OneOf(COLOURS), "Een kleur die ook goed telt"),
        may("onduidelijk", Form::Block(&UNCLEAR), "Wat het document open laat"),
    ],
};

/// What is said at the end of a quiz.
pub(crate) static VERDICT: Block = Block {
    name: "uitslag",
    about: "Wat de lezer aan het eind van een quiz hoort",
    keys: &[
        must("alles-goed", Form::Text, "Als alles goed is"),
        must("anders", Form::Text, "Als niet alles goed is"),
    ],
};

/// Examples with a starting point.
pub(crate) static EXAMPLES: Block = Block {
    name: "voorbeelden",
    about: "Voorbeelden met een uitgangspunt voor de kolommen die erin ontbreken",
    keys: &[
        may("uitgangspunt", Form::Anything, "De antwoorden die gelden waar een kolom ontbreekt of `=` zegt"),
        must("tabel", Form::Table, "De voorbeelden: kolommen met vragen, en wat eruit hoort te komen"),
    ],
};

/// Situations to compare organisations in, with a starting point.
pub(crate) static COMPARE: Block = Block {
    name: "vergelijking",
    about: "Situaties met een uitgangspunt voor de antwoorden die erin ontbreken",
    keys: &[
        may("uitgangspunt", Form::Anything, "De antwoorden die gelden waar een situatie de vraag niet noemt"),
        must("situaties", Form::List(&Form::Anything), "De situaties: `naam`, en de antwoorden"),
    ],
};

const BY_ROWS: &[&str] = &["beslissing", "berekening", "wegwijzer"];

/// Keys of a calculator and of an organisation's block that only some kinds have, each with those kinds.
pub static KINDS_OF_KEYS: &[(&str, &[&str])] = &[
    ("uitkomsten", BY_ROWS),
    ("vergelijk", BY_ROWS),
    ("tabel", BY_ROWS),
    ("regels", BY_ROWS),
    ("werking", BY_ROWS),
    ("bron", &["berekening"]),
    ("stappen", &["tijdlijn"]),
    ("toont", &["tijdlijn"]),
    ("punten", &["checklist"]),
    ("klaar", &["checklist"]),
    ("nog-niet", &["checklist"]),
    ("formulier", &["checklist"]),
    ("kleuren", &["quiz"]),
    ("situaties", &["quiz"]),
    ("uitslag", &["quiz"]),
    ("vragen", &["beslissing", "berekening", "wegwijzer", "tijdlijn", "checklist"]),
];
