//! The codes of all findings of this crate, with a short title each. A code is never given to another finding
//! later on.

/// Every code with its Dutch title, in order.
pub const CODES: &[(&str, &str)] = &[
    ("W0401", "Onbekende sleutel in feiten, bronnen, functies of vrije dagen"),
    ("W0402", "Feiten, bronnen, functies of vrije dagen hebben niet de goede vorm"),
    ("W0403", "YAML leest een feit anders dan bedoeld"),
    ("W0404", "Een feit is niet af"),
    ("W0405", "Een feit heeft geen goede waarde of eenheid"),
    ("W0406", "De begindagen van een feit kloppen niet"),
    ("W0407", "Een onbekende waarde zonder vraag aan de lezer"),
    ("W0408", "Een feit zonder bron of herkomst"),
    ("W0409", "Hetzelfde feit staat ook in landelijk"),
    ("W0410", "Een dag die niet bestaat of niet te lezen is"),
    ("W0411", "Een document dat niet in bronnen.yaml staat"),
    ("W0412", "Een plaats die het document niet heeft"),
    ("W0414", "Een document in bronnen.yaml is niet af"),
    ("W0415", "Een functie in organisatie.yaml is niet af"),
    ("W0416", "De vrije dagen kloppen niet"),
    ("W0417", "Een functie die niet bestaat"),
    ("W0418", "Hetzelfde feit staat in twee bestanden"),
    ("W0501", "Onbekende sleutel in een rekenhulp"),
    ("W0502", "Een rekenhulp heeft niet de goede vorm"),
    ("W0503", "YAML leest een regel anders dan bedoeld"),
    ("W0504", "Een tabel is niet goed gebouwd"),
    ("W0505", "Een cel of onderdeel van een regel is leeg"),
    ("W0506", "Een voorwaarde is niet te lezen"),
    ("W0507", "Een rekenhulp mist titel, soort of organisaties"),
    ("W0508", "Onbekend maandeinde"),
    ("W0509", "Een organisatie die niet bij deze site hoort"),
    ("W0510", "Een soort rekenhulp die niet bestaat"),
    ("W0511", "`zelfde-als` klopt niet"),
    ("W0512", "Een naam kan zo niet"),
    ("W0513", "Een invulling `{{ … }}` wordt niet gesloten"),
    ("W0514", "Een vraag klopt niet"),
    ("W0515", "Een vraag hangt af van een latere vraag"),
    ("W0516", "Een waarde onder `waarden:` klopt niet"),
    ("W0517", "Een uitkomst klopt niet"),
    ("W0518", "`niet-geregeld` is niet af"),
    ("W0519", "De regels van een organisatie ontbreken of kloppen niet"),
    ("W0520", "Een regel onder `doe`, `let-op` of `onduidelijk` is niet af"),
    ("W0521", "Een stap van een tijdlijn klopt niet"),
    ("W0522", "Regels zitten te diep in elkaar"),
    ("W0523", "Een voorbeeld is niet te lezen"),
    ("W0524", "Een checklist of een punt daarvan is niet af"),
    ("W0525", "Een quiz of een situatie daarvan is niet af"),
    ("W0526", "Een punt van een checklist zonder voorbeeld"),
    ("W0527", "Een sleutel die bij een andere soort rekenhulp hoort"),
    ("W0528", "Een rekenhulp die er niet is"),
    ("W0529", "Rekenhulpen die elkaar in een kring om een uitkomst vragen"),
    ("W0530", "Een rekenhulp die niet geeft wat er gevraagd wordt"),
    ("W0531", "Een vraag die in twee rekenhulpen niet dezelfde is"),
    ("W0532", "Een ander maandeinde in een rekenhulp die om een uitkomst wordt gevraagd"),
    ("W0535", "Een regel voor een antwoord dat er geen krijgt"),
    ("W0536", "Een periode die niet te lezen is"),
    ("W0537", "Een periode die kan eindigen voor zij begint"),
    ("W0538", "Een situatie onder `vergelijk` klopt niet"),
    ("W0601", "Een berekening is niet te lezen"),
    ("W0602", "Eenheden of soorten passen niet bij elkaar"),
    ("W0603", "Een waarde is niet steeds van dezelfde soort"),
    ("W0604", "Een berekening die niet bestaat"),
    ("W0605", "Een waarde zonder goede eenheid"),
    ("W0606", "Een tekst als voorwaarde"),
    ("W0607", "Een antwoord dat niet bestaat"),
    ("W0608", "De hitte-index als voorwaarde"),
    ("W0609", "Een naam die niet bestaat"),
    ("W0610", "Een waarde hangt van zichzelf af"),
    ("W0611", "Iets wordt nergens gebruikt"),
    ("W0612", "Maanden bij een dag, zonder `maandeinde`"),
    ("W0613", "Werkdagen zonder vrije dagen"),
    ("W0614", "Een tekst, tabel of berekening is te groot"),
    ("W0615", "Er kan door nul worden gedeeld"),
    ("W0616", "Een dag of getal dat niet te berekenen is"),
    ("W0617", "Een onzichtbaar teken"),
    ("W0618", "Een vraag of waarde noemt zichzelf"),
    ("W0619", "Een invulling `{{ … }}` die leeg kan blijven"),
    ("W0701", "Een gat: geen regel past"),
    ("W0702", "Een overlap: twee regels met een ander gevolg passen"),
    ("W0703", "Een regel die nooit de doorslag geeft"),
    ("W0704", "Niet bewezen"),
    ("W0705", "Een voorwaarde die altijd of nooit waar is"),
    ("W0706", "Een vergelijking die niet te bewijzen is"),
    ("W0707", "Een stap die niet kan"),
    ("W0708", "Werkdagen na de vrije dagen die bekend zijn"),
    ("W0801", "Een voorbeeld komt niet uit"),
    ("W0802", "Een regel zonder voorbeeld"),
    ("W0803", "Een uitkomst zonder voorbeeld"),
    ("W0804", "Een grens zonder voorbeelden aan beide kanten"),
    ("W0805", "Een stap zonder voorbeeld"),
    ("W0806", "Een deel van een berekening zonder voorbeeld"),
    ("W0807", "Maanden zonder voorbeeld op een te late dag"),
    ("W0808", "Werkdagen zonder voorbeeld met een feestdag"),
    ("W0809", "Een dag die opschuift, zonder voorbeeld"),
    ("W0810", "Een situatie waarin bij geen enkele organisatie vaststaat wat er geldt"),
    ("W0820", "Regels rusten op een document dat niet meer geldt"),
    ("W0821", "Een document zou opnieuw bekeken worden"),
    ("W0822", "Een waarde uit een tabel van een eerder jaar"),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_in_order_and_all_that_are_used_are_here() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![root];
        let mut used = std::collections::BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().is_none_or(|name| name != "codes.rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    for (at, _) in text.match_indices("\"W0") {
                        if let Some(code) = text.get(at + 1..at + 6)
                            && code[1..].bytes().all(|byte| byte.is_ascii_digit())
                        {
                            used.insert(code.to_owned());
                        }
                    }
                }
            }
        }
        let known: std::collections::BTreeSet<String> =
            CODES.iter().map(|(code, _)| (*code).to_owned()).collect();
        assert_eq!(used.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "without a title");
        assert_eq!(known.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "never given");
    }
}
