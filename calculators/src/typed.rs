//! Tests of answers as they are typed: what each kind of question makes of them, and what it says otherwise.

use crate::testing::Fixture;
use crate::wording::with;

/// A calculator of one question, `q`.
fn one(question: &str) -> Fixture {
    with(&format!(
        "titel: Proef
soort: beslissing
vragen:
  q:
    vraag: Wat is het?
    {}
uitkomsten:
  klaar:
    kleur: groen
    kort: Klaar
    titel: Klaar
    zin: Het is {{{{ q }}}}.
organisaties:
  lelystad:
    document: lelystad/code
    tabel: |
      | dan   | bron   |
      |-------|--------|
      | klaar | giften |
",
        question.replace("; ", "\n    ").replace(" > ", "\n      ")
    ))
}

/// What is written back of an answer, or what is said of it.
fn read(question: &str, typed: &str) -> String {
    let fixture = one(question);
    let (book, findings) = fixture.read();
    assert_eq!(fixture.show(&findings), "", "{question}");
    let program = book.program("proef", "lelystad").unwrap();
    let report = program.evaluate(&[("q".to_owned(), typed.to_owned())], None);
    let said = match report.screen.mistakes.as_slice() {
        [] => report.receipt.unwrap().rsplit_once(':').unwrap().1.replace("q=", "= ").replace("%20", " "),
        [only] => only.text.clone(),
        several => panic!("{question} {typed}: {several:?}"),
    };
    said.replace('\u{a0}', " ")
}

#[test]
fn each_kind_of_question_reads_what_is_typed() {
    let yes_no = "type: ja/nee";
    let known = "type: ja/nee; weet-ik-niet: beide";
    let choice = "type: keuze; keuzes: > rood: Rood > geel: Heel geel";
    let unsure = "type: keuze; keuzes: > rood: Rood > geel: Heel geel; weet-ik-niet: beide";
    let many = "type: meerkeuze; keuzes: > zwaar: Zwaar werk > nacht: Nacht, of avond > kou: Kou";
    let small = "type: getal; eenheid: km; stap: 0,1 km; maximum: 999 km";
    let large = "type: getal; eenheid: km; stap: 0,1 km; maximum: 1000 km";
    let share = "type: percentage";
    let amount = "type: bedrag; minimum: 0 EUR";
    let whole = "type: getal; eenheid: km; stap: 1 km";
    let day = "type: datum; minimum: 2026-01-10; maximum: 2026-01-20";
    let hour = "type: tijd";
    let cases: &[(&str, &str, &str)] = &[
        (yes_no, "ja", "= ja"),
        (yes_no, "Nee", "= nee"),
        (yes_no, "", "Kies ja of nee."),
        (yes_no, "weet ik niet", "Kies ja of nee."),
        (yes_no, "misschien", "Kies ja of nee."),
        (known, "Ja", "= ja"),
        (known, "weet ik niet", "= weet-ik-niet"),
        (known, "ik weet het niet", "= weet-ik-niet"),
        (known, "", "Kies ja, nee of weet ik niet."),
        (known, "misschien", "Kies ja, nee of weet ik niet."),
        (choice, "rood", "= rood"),
        (choice, "HEEL GEEL", "= geel"),
        (choice, "Geel", "= geel"),
        (choice, "", "Kies een antwoord: “Rood” of “Heel geel”."),
        (choice, "blauw", "“blauw” is hier geen antwoord. Kies een antwoord: “Rood” of “Heel geel”."),
        (choice, "?", "“?” is hier geen antwoord. Kies een antwoord: “Rood” of “Heel geel”."),
        (unsure, "?", "= weet-ik-niet"),
        (unsure, "", "Kies een antwoord: “Rood”, “Heel geel” of “weet ik niet”."),
        (many, "kou", "= kou"),
        (many, "kou; zwaar", "= zwaar, kou"),
        (many, "Nacht, of avond", "= nacht"),
        (many, "geen", "= geen"),
        (many, "geen, kou", "Kies óf “geen van deze” óf wat er klopt, niet allebei."),
        (many, "", "Kies wat klopt, of kies “geen van deze”."),
        (many, ",", "Kies wat klopt, of kies “geen van deze”."),
        (
            many,
            "kou, vuur",
            "“vuur” is hier geen antwoord. Kies uit: “Zwaar werk”, “Nacht, of avond” of “Kou”.",
        ),
        (small, "26.1", "= 26,1"),
        (large, "26.1", "Gebruik een komma en geen punt: 26,1."),
        (large, "1.000", "= 1000"),
        // A share is taken as exactly as it is typed; nobody pays less than a cent.
        (share, "26,125", "= 26,125"),
        (amount, "26,12", "= 26,12"),
        (amount, "26,125", "Vul hoogstens twee cijfers achter de komma in, bijvoorbeeld 24,95."),
        (whole, "26,5", "Vul een veelvoud van 1 km in, bijvoorbeeld 27."),
        (day, "2026-01-10", "= 2026-01-10"),
        (day, "20-1-2026", "= 2026-01-20"),
        (day, "2026-01-09", "Kies een dag op of na 10 januari 2026."),
        (day, "2026-01-21", "Kies een dag op of voor 20 januari 2026."),
        (hour, "9.05", "= 9.05 uur"),
        (hour, "24.00", "Deze tijd bestaat niet. Vul een tijd in van 0.00 tot en met 23.59."),
        (hour, "14", "Vul de uren en de minuten in, bijvoorbeeld 14.00."),
        (hour, "straks", "Vul een tijd in, bijvoorbeeld 14.00."),
    ];
    for (question, typed, wanted) in cases {
        assert_eq!(read(question, typed), *wanted, "{question}: {typed}");
    }
}

/// "Weet ik niet" as an answer that a row of its own decides about.
#[test]
fn not_knowing_is_an_answer_where_the_rules_say_what_then() {
    let fixture = with(
        "titel: Proef
soort: beslissing
vragen:
  geld:
    vraag: Is het geld?
    type: ja/nee
    weet-ik-niet: ja
  soort:
    vraag: Welke soort is het?
    type: keuze
    keuzes:
      bon: Bon
      fles: Fles
    weet-ik-niet: ja
uitkomsten:
  goed:
    kleur: groen
    kort: Goed
    titel: Goed
  fout:
    kleur: rood
    kort: Fout
    titel: Fout
organisaties:
  lelystad:
    document: lelystad/code
    werking: eerste
    tabel: |
      | geld         | soort        | dan  | bron   |
      |--------------|--------------|------|--------|
      | weet-ik-niet | -            | fout | giften |
      | -            | weet-ik-niet | fout | giften |
      | -            | -            | goed | giften |
",
    );
    let program = fixture.read().0.program("proef", "lelystad").unwrap();
    let read = |given: &str| {
        let report = program.evaluate(&crate::testing::answers(given), None);
        match report.screen.mistakes.as_slice() {
            [] => report.receipt.unwrap().rsplit_once(':').unwrap().1.to_owned(),
            mistakes => mistakes.iter().map(|mistake| mistake.text.as_str()).collect::<Vec<_>>().join(" "),
        }
    };
    for (given, wanted) in [
        ("geld=ja soort=fles", "geld=ja;soort=fles"),
        ("geld=weet__ik__niet soort=fles", "geld=weet-ik-niet;soort=fles"),
        ("geld=ja soort=?", "geld=ja;soort=weet-ik-niet"),
        ("geld= soort=", "Kies ja, nee of weet ik niet. Kies een antwoord: “Bon”, “Fles” of “weet ik niet”."),
    ] {
        assert_eq!(read(given), wanted, "{given}");
    }
}

#[test]
fn a_time_stays_within_the_limits_that_another_answer_sets() {
    let told = |limit: &str, given: &str| {
        let fixture = with(&format!(
            "titel: Proef\nsoort: beslissing\nvragen:\n  van:\n    vraag: Van hoe laat?\n    type: tijd\n  tot:\n    vraag: Tot hoe laat?\n    type: tijd\n    {limit}: van\nuitkomsten:\n  goed:\n    kleur: groen\n    kort: Goed\n    titel: Van {{{{ van }}}} tot {{{{ tot }}}}\norganisaties:\n  lelystad:\n    document: lelystad/code\n    tabel: |\n      | dan | bron |\n      |---|---|\n      | goed | giften |\n"
        ));
        let (book, findings) = fixture.read();
        assert_eq!(fixture.show(&findings), "");
        let report =
            book.program("proef", "lelystad").unwrap().evaluate(&crate::testing::answers(given), None);
        report.screen.mistakes.iter().map(|mistake| mistake.question.clone()).collect::<Vec<_>>().join(" ")
    };
    for (limit, given, wanted) in [
        ("minimum", "van=9.05 tot=9.04", "tot"),
        ("minimum", "van=9.05 tot=9.05", ""),
        ("minimum", "van=9.05 tot=9.06", ""),
        ("maximum", "van=9.05 tot=9.04", ""),
        ("maximum", "van=9.05 tot=9.05", ""),
        ("maximum", "van=9.05 tot=9.06", "tot"),
        ("maximum", "tot=9.06", ""),
    ] {
        assert_eq!(told(limit, given), wanted, "{limit} {given}");
    }
}
