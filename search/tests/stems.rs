//! The stems of words of the handbook: a golden table, and the families that must meet or stay apart.

#![allow(clippy::unwrap_used, clippy::panic)]

use search::analysis::Stemmer;

/// A word and its stem on each line. A stem may look odd; it is never shown. What counts is which words share one.
const TABLE: &str = include_str!("stems.txt");

#[test]
fn the_table_holds() {
    let stemmer = Stemmer::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in TABLE.lines() {
        let (word, expected) = line.split_once(' ').unwrap();
        let stem = stemmer.stem(word).unwrap();
        if stem != expected {
            wrong.push(format!("{word}: {stem}, not {expected}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 300, "the table has {count} words");
}

#[test]
fn forms_of_one_word_meet() {
    let stemmer = Stemmer::new();
    for family in [
        "geschenk geschenken",
        "aannemen aangenomen aanneemt",
        "afspreken afgesproken",
        "melden meldt gemeld melding meldingen",
        "ziekmelden ziekmelding ziekgemeld",
        "begeleiden begeleid begeleidt begeleiding",
        "beoordelen beoordeeld beoordeelt beoordeling beoordelingen",
        "declareren declareert gedeclareerd declaratie declaraties",
        "adviseren adviseert geadviseerd",
        "uitnodigen uitgenodigd uitnodiging uitnodigingen",
        "bevestigen bevestigd bevestigt bevestiging",
        "dag dagen",
        "feestdag feestdagen",
        "bijlage bijlagen bijlages",
        "toelage toelagen toelages",
        "bedrag bedragen bedraagt",
        "regeling regelingen regelen geregeld",
        "verlof verloven",
        "ziek zieke zieken ziekte ziektes",
        "gemeente gemeenten gemeentes",
        "medewerker medewerkers medewerkster",
        "collega collega's collegas",
        "auto auto's autos",
        "reis reizen reist gereisd",
        "betalen betaalt betaald betaling",
        "verhogen verhoogt verhoogd verhoging",
        "kind kinderen",
        "advies adviezen",
        "controle controles controleren controleert gecontroleerd",
        "jubileum jubilea",
        "kaart kaartje kaartjes",
        "feest feestje feestjes",
        "cadeau cadeautje cadeautjes",
        "bos bosje bosjes",
        "bloem bloemetje bloemen",
        "re-integratie reïntegratie reintegratie re-integreren",
    ] {
        let mut words = family.split(' ');
        let first = stemmer.stem(words.next().unwrap()).unwrap();
        for word in words {
            assert_eq!(stemmer.stem(word).as_deref(), Some(first.as_str()), "{word} in: {family}");
        }
    }
}

#[test]
fn different_words_stay_apart() {
    let stemmer = Stemmer::new();
    for (one, other) in [
        ("begeleiding", "beleid"),
        ("gemeente", "mening"),
        ("gegevens", "geven"),
        ("zwangerschap", "zwam"),
        ("geweld", "wel"),
        ("gezond", "zon"),
        ("gezin", "zin"),
        ("gezag", "zag"),
        ("gewoon", "wonen"),
        ("geschil", "schillen"),
        ("gever", "verder"),
        ("gevaar", "varen"),
        ("geval", "vallen"),
        ("overheid", "over"),
        ("orde", "or"),
        ("pers", "per"),
        ("mens", "men"),
        ("kans", "kan"),
        ("nodig", "nood"),
        ("waarde", "waar"),
        ("wijziging", "wijzen"),
        ("aanwezig", "aangewezen"),
        ("agenda", "anderen"),
        ("indien", "indienen"),
        ("leden", "leed"),
        ("reden", "reed"),
        ("viering", "vier"),
        ("weekend", "week"),
        ("korting", "kort"),
        ("raming", "raam"),
        ("school", "schol"),
        ("maan", "man"),
        ("taak", "tak"),
        ("meisje", "meis"),
        ("beetje", "beet"),
        ("uitje", "uit"),
        ("netjes", "net"),
    ] {
        assert_ne!(stemmer.stem(one), stemmer.stem(other), "{one} and {other}");
    }
}
