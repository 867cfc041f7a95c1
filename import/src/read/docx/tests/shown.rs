//! What a document shows, subject by subject.

use super::*;

#[test]
fn what_is_in_a_paragraph() {
    let cases = [
        (
            "two runs of a word",
            "<w:r><w:t>werk</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>nemer</w:t></w:r>",
            "werknemer",
        ),
        (
            "spaces that count",
            "<w:r><w:t xml:space=\"preserve\">de </w:t></w:r><w:r><w:t> code </w:t></w:r>",
            "de code",
        ),
        ("a tab", "<w:r><w:t>1</w:t><w:tab/><w:t>Doel</w:t></w:r>", "1\tDoel"),
        (
            "signs for breaking",
            "<w:r><w:t>werk\u{ad}gever</w:t><w:softHyphen/><w:t>s</w:t><w:noBreakHyphen/><w:t>cao</w:t></w:r>",
            "werkgevers-cao",
        ),
        (
            "spaces that hold together",
            "<w:r><w:t>artikel\u{a0}5,\u{202f}lid\u{2007}2</w:t></w:r>",
            "artikel 5, lid 2",
        ),
        ("accents in two parts", "<w:r><w:t>cli\u{65}\u{308}nt</w:t></w:r>", "cliënt"),
        ("entities", "<w:r><w:t>P&amp;O &lt;b&#233;ta&gt;</w:t></w:r>", "P&O <béta>"),
        (
            "a bracket behind a bracket",
            "<w:r><w:t>[bedrag](zie bijlage)</w:t></w:r>",
            "[bedrag] (zie bijlage)",
        ),
        (
            "a power",
            "<w:r><w:t>20 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>",
            "20 m²",
        ),
        (
            "letters above the line",
            "<w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>e</w:t></w:r>",
            "1e",
        ),
        (
            "a sign of a font",
            "<w:r><w:t>a</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>b</w:t></w:r>",
            "a≥b",
        ),
        (
            "a sign typed in a font",
            "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\u{f0e0}</w:t></w:r>",
            "→",
        ),
        ("a link", "<w:hyperlink w:anchor=\"x\"><w:r><w:t>bijlage 2</w:t></w:r></w:hyperlink>", "bijlage 2"),
        ("put in", "<w:ins w:id=\"1\"><w:r><w:t>nieuw</w:t></w:r></w:ins>", "nieuw"),
        (
            "taken out",
            "<w:r><w:t>blijft</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>",
            "blijft",
        ),
        (
            "moved here",
            "<w:moveFrom><w:r><w:t>oud</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>hier</w:t></w:r></w:moveTo>",
            "hier",
        ),
        (
            "hidden",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>open</w:t></w:r>",
            "open",
        ),
        (
            "a comment",
            "<w:commentRangeStart w:id=\"1\"/><w:r><w:t>tekst</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>",
            "tekst",
        ),
        (
            "a control",
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>ingevuld</w:t></w:r></w:sdtContent></w:sdt>",
            "ingevuld",
        ),
        (
            "a field in one element",
            "<w:fldSimple w:instr=\"REF x\"><w:r><w:t>artikel 3</w:t></w:r></w:fldSimple>",
            "artikel 3",
        ),
        (
            "a field in parts, with one in its code",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>IF </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>7</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>de uitkomst</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "de uitkomst",
        ),
        (
            "a field that never ends",
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF</w:instrText></w:r>",
            "",
        ),
        (
            "new and old programs",
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>nieuw</w:t></mc:Choice><mc:Fallback><w:t>oud</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "nieuw",
        ),
        (
            "only for old programs",
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><wps:x/></mc:Choice><mc:Fallback><w:t>oud</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "oud",
        ),
        (
            "a fraction",
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>a+b</m:t></m:r></m:den></m:f></m:oMath>",
            "1/(a+b)",
        ),
        (
            "a power in a formula",
            "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n+1</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "x^(n+1)",
        ),
        (
            "brackets and a root",
            "<m:oMath><m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:e></m:d></m:oMath>",
            "[√x]",
        ),
        (
            "letters above letters",
            "<w:r><w:ruby><w:rt><w:r><w:t>boven</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>onder</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "onder",
        ),
    ];
    for (what, inner, expected) in cases {
        // A second paragraph shows that reading goes on behind the first.
        let lines = body(&format!("<w:p>{inner}</w:p><w:p>{}</w:p>", r("Daarna.")));
        let expected: Vec<&str> = [expected, "Daarna."].into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, expected, "{what}");
    }
}

#[test]
fn paragraphs_stand_apart_and_lines_of_one_under_each_other() {
    let broken = "<w:p><w:r><w:t>Postbus 1</w:t><w:br/><w:t>Het Dorp</w:t></w:r></w:p>";
    let bytes = docx(&format!("{}{broken}{}", p("", "Adres:"), p("", "Einde.")), Beside::default());
    let source = read(&bytes, FileKind::Docx).expect("a document");
    let lines: Vec<(u32, &str)> = source.lines.iter().map(|line| (line.number, line.text.as_str())).collect();
    assert_eq!(lines, [(1, "Adres:"), (2, ""), (2, "Postbus 1"), (2, "Het Dorp"), (3, ""), (3, "Einde.")]);
    assert!(!source.marked);
}

#[test]
fn headings_by_style_and_outline() {
    let styles = [
        style("Kop1", "heading 1", ""),
        style("Kop2", "heading 2", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"),
        style("Artikel", "Artikelkop", "<w:basedOn w:val=\"Kop2\"/>"),
        style("Stil", "Stil", "<w:basedOn w:val=\"Kop2\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>"),
        style("Rond", "Rond", "<w:basedOn w:val=\"Rond\"/>"),
        style("Titel", "Title", ""),
        style("Tekst", "Body Text", ""),
        style("Weg", "Weg", "<w:rPr><w:vanish/></w:rPr>"),
        style("Inhopg1", "toc 1", "<w:basedOn w:val=\"Kop1\"/>"),
    ];
    let cases = [
        ("<w:pStyle w:val=\"Kop1\"/>", "H1 Doel"),
        ("<w:pStyle w:val=\"Kop2\"/>", "H2 Doel"),
        ("<w:pStyle w:val=\"Artikel\"/>", "H2 Doel"),
        ("<w:pStyle w:val=\"Stil\"/>", "Doel"),
        ("<w:pStyle w:val=\"Rond\"/>", "Doel"),
        ("<w:pStyle w:val=\"Titel\"/>", "H1 Doel"),
        ("<w:pStyle w:val=\"Tekst\"/>", "Doel"),
        ("<w:pStyle w:val=\"Inhopg1\"/>", "Doel"),
        ("<w:pStyle w:val=\"Heading3\"/>", "H3 Doel"),
        ("<w:pStyle w:val=\"Onbekend\"/>", "Doel"),
        ("<w:outlineLvl w:val=\"2\"/>", "H3 Doel"),
        ("<w:pStyle w:val=\"Kop1\"/><w:outlineLvl w:val=\"9\"/>", "Doel"),
        ("<w:outlineLvl w:val=\"-3\"/>", "Doel"),
        ("<w:pPrChange><w:pPr><w:pStyle w:val=\"Kop1\"/></w:pPr></w:pPrChange>", "Doel"),
        ("<w:pStyle w:val=\"Weg\"/>", "Empty"),
    ];
    let styles = styles.concat();
    for (properties, expected) in cases {
        let bytes = docx(&p(properties, "Doel"), Beside { styles: &styles, ..Beside::default() });
        assert_eq!(shown(&bytes), [expected], "{properties}");
    }
}

#[test]
fn numbers_as_word_counts_them() {
    let outline = [
        level(0, "decimal", "Artikel %1", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "lowerLetter", "%3.", ""),
        level(3, "lowerRoman", "%4)", ""),
    ];
    let legal = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "%3.", "<w:lvlRestart w:val=\"0\"/>"),
    ];
    let signs = [level(0, "bullet", "\u{f0b7}", ""), level(1, "bullet", "o", ""), level(2, "none", "", "")];
    let more = [
        level(0, "ordinal", "%1 lid", "<w:suff w:val=\"nothing\"/>"),
        level(1, "decimalZero", "%2:", "<w:rPr><w:vanish/></w:rPr>"),
        level(2, "chineseCounting", "%3.", ""),
    ];
    let linked = "<w:numStyleLink w:val=\"Lijststijl\"/>".to_owned();
    let definitions = [
        definition(1, &outline),
        definition(2, &legal),
        definition(3, &signs),
        definition(4, &more),
        definition(5, &[linked]),
    ];
    let lists = [
        list(1, 1, ""),
        list(2, 2, ""),
        list(3, 3, ""),
        list(4, 4, ""),
        // A second list of the first definition counts on, a third starts again, at five in a fourth.
        list(5, 1, ""),
        list(6, 1, "<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"),
        list(7, 1, "<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"),
        list(
            8,
            1,
            &format!("<w:lvlOverride w:ilvl=\"1\">{}</w:lvlOverride>", level(1, "upperLetter", "%2)", "")),
        ),
        list(9, 5, ""),
        list(10, 77, ""),
    ];
    let numbering = format!("{}{}", definitions.concat(), lists.concat());
    let styles = [
        "<w:style w:type=\"numbering\" w:styleId=\"Lijststijl\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>".to_owned(),
        style("Lid", "Lid", "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
    ];
    let styles = styles.concat();
    type Case<'a> = (&'a str, Vec<String>, &'a [&'a str]);
    let cases: [Case; 12] = [
        (
            "levels, and a new number above starts those below again",
            vec![
                item(1, 0, "Doel"),
                item(1, 1, "een"),
                item(1, 2, "x"),
                item(1, 3, "y"),
                item(1, 1, "twee"),
                item(1, 2, "z"),
                item(1, 0, "Slot"),
                item(1, 1, "drie"),
            ],
            &[
                "Artikel 1 Doel",
                "I0 1. een",
                "I1 a. x",
                "I2 i) y",
                "I0 2. twee",
                "I1 a. z",
                "Artikel 2 Slot",
                "I0 1. drie",
            ],
        ),
        (
            "text in between does not start it again",
            vec![item(1, 1, "een"), p("", "Tussendoor."), item(1, 1, "twee")],
            &["I0 1. een", "Tussendoor.", "I0 2. twee"],
        ),
        (
            "lists of one definition",
            vec![
                item(1, 1, "een"),
                item(5, 1, "twee"),
                item(6, 1, "een"),
                item(6, 1, "twee"),
                item(7, 1, "vijf"),
                item(8, 1, "letter"),
            ],
            &["I0 1. een", "I0 2. twee", "I0 1. een", "I0 2. twee", "I0 5. vijf", "I0 F) letter"],
        ),
        (
            "digits instead of Roman, and a level that never starts again",
            vec![
                item(2, 0, "deel"),
                item(2, 1, "a"),
                item(2, 2, "b"),
                item(2, 0, "deel"),
                item(2, 1, "c"),
                item(2, 2, "d"),
            ],
            &["I0 I. deel", "I1 1.1 a", "I2 1. b", "I0 II. deel", "I1 2.1 c", "I2 2. d"],
        ),
        ("signs", vec![item(3, 0, "a"), item(3, 1, "b"), item(3, 2, "c")], &["I0 • a", "I1 • b", "c"]),
        (
            "numbers of other kinds",
            vec![item(4, 0, "a"), item(4, 1, "b"), item(4, 2, "c")],
            &["I0 1e lid a", "b", "I1 1. c"],
        ),
        (
            "lists in each other, each of its own definition",
            vec![
                item(1, 1, "een"),
                item(3, 0, "los"),
                item(3, 1, "onder"),
                item(3, 0, "los"),
                item(1, 1, "twee"),
                item(2, 2, "binnen"),
                item(1, 1, "drie"),
            ],
            &["I0 1. een", "I0 • los", "I2 • onder", "I0 • los", "I0 2. twee", "I1 1. binnen", "I0 3. drie"],
        ),
        ("by a style for lists", vec![item(9, 0, "a")], &["I0 • a"]),
        (
            "by the style of the paragraph",
            vec![
                p("<w:pStyle w:val=\"Lid\"/>", "een"),
                p("<w:pStyle w:val=\"Lid\"/><w:numPr><w:ilvl w:val=\"2\"/></w:numPr>", "a"),
                p("<w:pStyle w:val=\"Lid\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "geen"),
            ],
            &["I0 1. een", "I1 a. a", "geen"],
        ),
        (
            "a list that is not there",
            vec![item(10, 0, "a"), item(99, 0, "b"), item(1, 12, "c")],
            &["a", "b", "c"],
        ),
        ("a number without text", vec![item(1, 0, ""), item(1, 1, "een")], &["Artikel 1", "I0 1. een"]),
        (
            "in front of a heading",
            vec![
                p(
                    "<w:outlineLvl w:val=\"0\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
                    "Doel",
                ),
                item(1, 1, "een"),
            ],
            &["H1 Artikel 1 Doel", "I0 1. een"],
        ),
    ];
    for (what, paragraphs, expected) in cases {
        let bytes = docx(
            &paragraphs.concat(),
            Beside { styles: &styles, numbering: &numbering, ..Beside::default() },
        );
        assert_eq!(shown(&bytes), expected, "{what}");
    }
}

#[test]
fn tables_as_rows() {
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let tr = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let with = |properties: &str, cells: &[&str]| {
        row(cells).replacen("<w:tr>", &format!("<w:tr><w:trPr>{properties}</w:trPr>"), 1)
    };
    let inner = table(2, &[row(&["p", "q"]), row(&["r", "s"])]);
    let cases: [(&str, String, &[&str]); 12] = [
        (
            "cells",
            table(2, &[row(&["Term", "Betekenis"]), row(&["college", "burgemeester en wethouders"])]),
            &["R Term | Betekenis", "R college | burgemeester en wethouders"],
        ),
        (
            "an empty cell, an empty row",
            table(2, &[row(&["a", ""]), row(&["", ""]), row(&["", "b"])]),
            &["R a | ", "R  | b"],
        ),
        (
            "a cell over two columns",
            table(3, &[tr(&[cell("<w:gridSpan w:val=\"2\"/>", &p("", "a")), cell("", &p("", "b"))])]),
            &["R a |  | b"],
        ),
        (
            "a cell over two rows",
            table(
                2,
                &[
                    tr(&[cell("<w:vMerge w:val=\"restart\"/>", &p("", "a")), cell("", &p("", "b"))]),
                    tr(&[cell("<w:vMerge/>", &p("", "")), cell("", &p("", "c"))]),
                ],
            ),
            &["R a | b", "R  | c"],
        ),
        (
            "columns left free",
            table(3, &[with("<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>", &["a"])]),
            &["R  | a | "],
        ),
        (
            "paragraphs and breaks in a cell",
            table(
                2,
                &[tr(&[
                    cell("", &format!("{}{}", p("", "een"), p("", "twee"))),
                    cell("", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c | d</w:t></w:r></w:p>"),
                ])],
            ),
            &["R een twee | a b c / d"],
        ),
        (
            "a table in a cell",
            table(2, &[tr(&[cell("", &format!("{inner}{}", p("", "na"))), cell("", &p("", "z"))])]),
            &["R p q r s na | z"],
        ),
        (
            "a frame around text",
            table(
                1,
                &[tr(&[cell(
                    "",
                    &format!("{}{}", p("<w:outlineLvl w:val=\"0\"/>", "Kop"), p("", "Tekst.")),
                )])],
            ),
            &["H1 Kop", "Tekst."],
        ),
        (
            "a row taken out",
            table(2, &[row(&["a", "b"]), with("<w:del w:id=\"1\"/>", &["c", "d"])]),
            &["R a | b"],
        ),
        (
            "a cell taken out",
            table(2, &[tr(&[cell("", &p("", "a")), cell("<w:cellDel w:id=\"1\"/>", &p("", "b"))])]),
            &["R a"],
        ),
        (
            "a row in a control",
            table(2, &[format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", row(&["a", "b"]))]),
            &["R a | b"],
        ),
        (
            "more columns than there are",
            table(2, &[tr(&[cell("<w:gridSpan w:val=\"9999\"/>", &p("", "a"))])]),
            &[&format!("R a{}", " | ".repeat(62))],
        ),
    ];
    for (what, xml, expected) in cases {
        assert_eq!(body(&xml), expected, "{what}");
    }
}

#[test]
fn notes_stand_behind_what_they_belong_to() {
    let footnotes = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>lijn</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Zie de wet.</w:t></w:r></w:p><w:p><w:r><w:t>En meer.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>Tweede.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"3\"><w:p><w:r><w:t>* Met een ster.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"4\"><w:p><w:r><w:t>Niemand noemt deze.</w:t></w:r></w:p></w:footnote>";
    let endnotes = "<w:endnote w:id=\"1\"><w:p><w:r><w:t>Aan het eind.</w:t></w:r></w:p></w:endnote>";
    let foot = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let end = "<w:r><w:endnoteReference w:id=\"1\"/></w:r>";
    let star = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"3\"/><w:t>*</w:t></w:r>";
    let numbering = format!("{}{}", definition(1, &[level(0, "decimal", "%1.", "")]), list(1, 1, ""));
    let noted = |text: &str, note: &str| text.replace("</w:p>", &format!("{note}</w:p>"));
    let cases: [(&str, String, &[&str]); 6] = [
        (
            "behind the paragraph",
            format!("<w:p>{}{}{}</w:p>{}", r("De wet"), foot(1), r(" geldt."), p("", "Verder.")),
            &["De wet[1] geldt.", "N [1] Zie de wet. En meer.", "Verder."],
        ),
        (
            "behind the list",
            format!(
                "{}{}{}",
                noted(&item(1, 0, "een"), &foot(1)),
                noted(&item(1, 0, "twee"), &foot(2)),
                p("", "Verder.")
            ),
            &["I0 1. een[1]", "I0 2. twee[2]", "N [1] Zie de wet. En meer.", "N [2] Tweede.", "Verder."],
        ),
        (
            "behind the table",
            table(2, &[noted(&row(&["a"]), &foot(2)), row(&["b", "c"])]),
            &["R a[1]", "R b | c", "N [1] Tweede."],
        ),
        (
            "both kinds, a sign of its own, and one twice",
            format!("<w:p>{}{}{end}{star}{}</w:p>", r("x"), foot(2), foot(2)),
            &["x[1][i]*[2]", "N [1] Tweede.", "N [i] Aan het eind.", "N * Met een ster."],
        ),
        ("one that is not there", format!("<w:p>{}{}</w:p>", r("x"), foot(9)), &["x[1]"]),
        ("none", p("", "x"), &["x"]),
    ];
    for (what, xml, expected) in cases {
        let beside = Beside { numbering: &numbering, footnotes, endnotes, ..Beside::default() };
        assert_eq!(shown(&docx(&xml, beside)), expected, "{what}");
    }
}

#[test]
fn what_stands_around_paragraphs() {
    let deleted_end = format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>", r("De werk"));
    let text_box = |inner: &str| {
        format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            r("Naast de doos.")
        )
    };
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC \\o</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r><w:hyperlink w:anchor=\"a\">{}<w:r><w:tab/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGEREF a</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink></w:p>\
         <w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>{}",
        p("", "Inhoud"),
        r("Doel"),
        p("<w:outlineLvl w:val=\"0\"/>", "Doel")
    );
    let cases: [(&str, String, &[&str]); 7] = [
        (
            "a paragraph whose end was deleted goes on",
            format!("{deleted_end}{}", p("", "gever.")),
            &["De werkgever."],
        ),
        ("also where nothing follows", deleted_end.clone(), &["De werk"]),
        (
            "a text box comes behind its paragraph, once",
            text_box(&format!("{}{}", p("", "Let op!"), p("<w:outlineLvl w:val=\"1\"/>", "Kop"))),
            &["Naast de doos.", "Let op!", "H2 Kop"],
        ),
        ("contents", contents, &["Inhoud", "Doel\t3", "H1 Doel"]),
        (
            "moved paragraphs and controls",
            format!(
                "<w:customXml><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:customXml><w:moveFrom>{}</w:moveFrom>",
                p("", "Binnen."),
                p("", "Weg.")
            ),
            &["Binnen."],
        ),
        (
            "text along a line",
            format!(
                "<w:p><w:r><w:pict><v:shape><v:textpath string=\"CONCEPT\"/></v:shape></w:pict></w:r>{}</w:p>",
                r("Tekst.")
            ),
            &["Tekst.", "CONCEPT"],
        ),
        (
            "a file put in",
            "<w:altChunk/>".to_owned(),
            &["Damaged(\"de tekst van het document: een ingevoegd bestand is er nog niet in opgenomen\")"],
        ),
    ];
    for (what, xml, expected) in cases {
        assert_eq!(body(&xml), expected, "{what}");
    }
}

#[test]
fn diagrams_stand_behind_the_paragraph_they_are_in() {
    let diagram = "<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"a\"><dgm:pt><dgm:t><a:bodyPr/><a:p><a:r><a:t>Melden </a:t></a:r><a:r><a:t>bij de leiding</a:t></a:r></a:p></dgm:t></dgm:pt>\
        <dgm:pt><dgm:t><a:p><a:endParaRPr/></a:p><a:p><a:r><a:t>Afhandelen</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>";
    let relations = "<Relationships><Relationship Id=\"r7\" Type=\"http://x/diagramData\" Target=\"diagrams/data1.xml\"/></Relationships>";
    let drawing = "<w:r><w:drawing><g xmlns:d=\"d\" xmlns:r=\"r\"><d:relIds r:dm=\"r7\"/><d:relIds r:dm=\"r8\"/></g></w:drawing></w:r>";
    let text = part(
        "document",
        &format!("<w:body><w:p>{}{drawing}</w:p>{}</w:body>", r("De stappen:"), p("", "Einde.")),
    );
    let bytes = zip(&[
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", relations),
        ("word/diagrams/data1.xml", diagram),
    ]);
    assert_eq!(shown(&bytes), ["De stappen:", "Melden bij de leiding", "Afhandelen", "Einde."]);
}
