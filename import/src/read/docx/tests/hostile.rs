//! Files that are damaged, of another kind, or made to do harm.

use proptest::prelude::*;

use super::*;
use crate::audit::audit;
use crate::{Profile, import};

#[test]
fn files_that_are_something_else() {
    let relations = |target: &str| {
        format!(
            "<Relationships xmlns=\"x\"><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    let text = part("document", &format!("<w:body>{}</w:body>", p("", "Tekst.")));
    let strict = text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    let other_prefix = text.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=");
    let (book, moved) = (relations("xl/workbook.xml"), relations("/word/document2.xml"));
    type Case<'a> = (&'a str, Vec<(&'a str, &'a str)>, &'a str);
    let cases: [Case; 13] = [
        ("a document", vec![("word/document.xml", &text)], "Tekst."),
        ("by its relation", vec![("_rels/.rels", &moved), ("word/document2.xml", &text)], "Tekst."),
        ("the strict form", vec![("word/document.xml", &strict)], "Tekst."),
        ("another prefix", vec![("word/document.xml", &other_prefix)], "Tekst."),
        ("backslashes and capitals", vec![("Word\\Document.xml", &text)], "Tekst."),
        (
            "a workbook",
            vec![("_rels/.rels", &book), ("xl/workbook.xml", "<w/>")],
            "OtherKind(\"een rekenblad (.xlsx)\")",
        ),
        ("slides", vec![("ppt/presentation.xml", "<p/>")], "OtherKind(\"een presentatie (.pptx)\")"),
        (
            "OpenDocument",
            vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<o/>")],
            "OtherKind(\"een OpenDocument-tekst (.odt)\")",
        ),
        ("a zip file", vec![("foto.jpg", "x")], "OtherKind(\"een zip-bestand (.zip)\")"),
        ("an empty zip file", vec![], "OtherKind(\"een zip-bestand (.zip)\")"),
        ("no text", vec![("word/styles.xml", "<s/>")], "Damaged(\"de tekst van het document ontbreekt\")"),
        (
            "another root",
            vec![("word/document.xml", "<html/>")],
            "Damaged(\"de tekst van het document: het is geen tekst van Word\")",
        ),
        (
            "nothing in it",
            vec![("word/document.xml", "")],
            "Damaged(\"de tekst van het document: er staat niets in\")",
        ),
    ];
    for (what, parts, expected) in cases {
        assert_eq!(shown(&zip(&parts)), [expected], "{what}");
    }
}

#[test]
fn parts_that_are_damaged_are_named() {
    let whole = part("document", &format!("<w:body>{}</w:body>", p("", "Tekst.")));
    let root = format!("<w:document xmlns:w=\"{WORD}\">");
    let bomb = format!(
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>{root}<w:body><w:p><w:r><w:t>&x;&b;</w:t></w:r></w:p></w:body></w:document>"
    );
    let unknown = format!("{root}<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>");
    let cut = format!("{root}<w:body><w:p><w:r><w:t>De");
    let crossed = format!("{root}<w:body><w:p></w:body></w:p></w:document>");
    let cases: [(&str, &str, &str); 7] = [
        ("word/document.xml", &bomb, "de tekst van het document: een documenttype hoort er niet in"),
        ("word/document.xml", &unknown, "de tekst van het document: een onbekende verwijzing"),
        ("word/document.xml", &cut, "de tekst van het document: het houdt te vroeg op"),
        ("word/document.xml", &crossed, "de tekst van het document"),
        ("word/styles.xml", "<styles", "de opmaakprofielen"),
        ("word/numbering.xml", "", "de nummering: er staat niets in"),
        ("word/footnotes.xml", "<a><b></a>", "de voetnoten"),
    ];
    for (name, text, expected) in cases {
        let parts = [("word/document.xml", whole.as_str()), (name, text)];
        // The zip writer refuses one name twice.
        let parts: Vec<(&str, &str)> =
            if name == "word/document.xml" { vec![(name, text)] } else { parts.to_vec() };
        assert_eq!(
            read(&zip(&parts), FileKind::Docx),
            Err(ReadError::Damaged(expected.to_owned())),
            "{text}"
        );
    }
    // A sign changed in the packed text; a file that was cut off.
    let mut bytes = docx(&p("", &"Tekst. ".repeat(500)), Beside::default());
    let half = bytes.len() / 2;
    assert_eq!(read(&bytes[..half], FileKind::Docx), Err(ReadError::Damaged("het zip-bestand".to_owned())));
    bytes[80] ^= 0xff;
    assert_eq!(read(&bytes, FileKind::Docx), Err(ReadError::Damaged(package::DOCUMENT.to_owned())));
}

#[test]
fn files_with_a_password_say_so() {
    let mut bytes = docx(&p("", "Tekst."), Beside::default());
    // The bit that says that an entry is encrypted, in its own header and in the list.
    let places = |sign: &[u8], at: usize| -> Vec<usize> {
        bytes
            .windows(4)
            .enumerate()
            .filter(|(_, window)| *window == sign)
            .map(|(place, _)| place + at)
            .collect()
    };
    let flags: Vec<usize> = places(b"PK\x03\x04", 6).into_iter().chain(places(b"PK\x01\x02", 8)).collect();
    for at in flags {
        bytes[at] |= 1;
    }
    assert_eq!(read(&bytes, FileKind::Docx), Err(ReadError::Encrypted));
    // What Word makes of a document with a password, and the old form of a document.
    let compound = |name: &str| -> Vec<u8> {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain([0; 600]).chain(name).collect()
    };
    assert_eq!(read(&compound("EncryptedPackage"), FileKind::Docx), Err(ReadError::Encrypted));
    let old = Err(ReadError::OtherKind("een oud Word-document (.doc)"));
    assert_eq!(read(&compound("WordDocument"), FileKind::Docx), old);
    assert_eq!(read(&compound("EncryptedPackage"), FileKind::Text), old);
}

/// A zip file with a part of zeros, and what its list says of the size.
fn zeros(name: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
    let block = vec![0; 1024 * 1024];
    for _ in 0..megabytes {
        zip.write_all(&block).expect("its bytes");
    }
    zip.finish().expect("a zip file").into_inner()
}

#[test]
fn bombs_are_refused() {
    let bomb = zeros("word/document.xml", 80);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(read(&bomb, FileKind::Docx), Err(ReadError::TooLarge));
    // The same with a list that lies: it says that the part is small, or as good as endless.
    let said = |size: u32| {
        let mut bytes = bomb.clone();
        let real = u32::to_le_bytes(80 * 1024 * 1024);
        let places: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, window)| *window == real).map(|(at, _)| at).collect();
        assert!(!places.is_empty());
        places.iter().for_each(|at| bytes[*at..at + 4].copy_from_slice(&size.to_le_bytes()));
        bytes
    };
    assert_eq!(read(&said(1000), FileKind::Docx), Err(ReadError::Damaged(package::DOCUMENT.to_owned())));
    assert_eq!(read(&said(0xffff_fffe), FileKind::Docx), Err(ReadError::TooLarge));
    // A list of more entries than any document has.
    let entries = b"PK\x01\x02".repeat(10_001);
    let many: Vec<u8> = b"PK\x03\x04".iter().copied().chain(entries).collect();
    assert_eq!(read(&many, FileKind::Docx), Err(ReadError::TooLarge));
}

#[test]
fn what_grows_on_its_way_to_text_is_refused() {
    let mut budget = Budget::default();
    assert_eq!((0..crate::read::MAX_LINES).try_for_each(|_| budget.take_paragraph()), Ok(()));
    assert_eq!(budget.take_paragraph(), Err(ReadError::TooLarge));
    let megabyte = "x".repeat(1024 * 1024);
    assert_eq!((0..64).try_for_each(|_| budget.take_text(&megabyte)), Ok(()));
    assert_eq!(budget.take_text("x"), Err(ReadError::TooLarge));
    // One row of cells that are each sixty columns wide.
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr>{}</w:tc>", p("", "x"));
    let lines = body(&table(2, &[format!("<w:tr>{}</w:tr>", wide.repeat(100))]));
    assert_eq!(lines, [format!("R x{}{}", " | ".repeat(63), ["x"; 99].join(" | "))]);
    // A number longer than its text.
    let pattern = "%1".repeat(500);
    let numbering = format!("{}{}", definition(1, &[level(0, "upperRoman", &pattern, "")]), list(1, 1, ""));
    let lines = shown(&docx(&item(1, 0, "x"), Beside { numbering: &numbering, ..Beside::default() }));
    assert_eq!(lines, [format!("I0 {} x", "I".repeat(32))]);
}

#[test]
fn depth_ends_somewhere() {
    // Whatever stands in itself: each way down that the reader has.
    let wrappers = [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><m:oMath><m:f><m:num>", "</m:num></m:f></m:oMath></w:p>"),
        ("<w:onbekend>", "</w:onbekend>"),
    ];
    for (open, close) in wrappers {
        for (times, deep) in [(20, false), (60, false), (300, true), (20_000, true)] {
            let xml = format!("{}{}{}{}", open.repeat(times), p("", "diep"), close.repeat(times), p("", "x"));
            let lines = body(&xml);
            let refused = lines == ["Damaged(\"de tekst van het document: te diep in elkaar gezet\")"];
            assert!(refused || !deep, "{open} {times} {lines:?}");
            assert!(refused || lines.last().is_some_and(|line| line == "x"), "{open} {times} {lines:?}");
        }
    }
}

/// A document with something of everything.
fn good() -> Vec<u8> {
    let numbering = format!(
        "{}{}",
        definition(
            1,
            &[
                level(0, "decimal", "Artikel %1", ""),
                level(1, "decimal", "%2.", ""),
                level(2, "lowerLetter", "%3.", "")
            ]
        ),
        list(1, 1, "")
    );
    let styles =
        [style("Kop1", "heading 1", ""), style("Lid", "Lid", "<w:basedOn w:val=\"Kop1\"/>")].concat();
    let footnotes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("", "Noot."));
    let text = [
        p("<w:pStyle w:val=\"Kop1\"/>", "Regeling"),
        item(1, 0, "Doel"),
        item(1, 1, "Een lid"),
        item(1, 2, "onderdeel"),
        table(2, &[row(&["a", "b"]), row(&["c", "d"])]),
        format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", r("Slot.")),
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>x</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>".to_owned(),
    ];
    docx(
        &text.concat(),
        Beside { styles: &styles, numbering: &numbering, footnotes: &footnotes, endnotes: "" },
    )
}

/// Pieces that the text of a document can be made of in any order.
const PIECES: [&str; 36] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>De werknemer</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>",
    "<w:tblGrid><w:gridCol/></w:tblGrid>",
    "<w:br/>",
    "<w:tab/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>TOC</w:instrText>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:sdt><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<mc:AlternateContent><mc:Choice>",
    "</mc:Choice><mc:Fallback><w:t>oud</w:t></mc:Fallback></mc:AlternateContent>",
    "<w:ins>",
    "</w:ins>",
    "<w:pict><w:txbxContent>",
    "</w:txbxContent></w:pict>",
    "<m:oMath><m:f><m:num>",
    "</m:num></m:f></m:oMath>",
    "a | b ](",
    "&amp;",
    "<w:sym w:char=\"F0E0\"/>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_behind_a_good_start_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let bytes: Vec<u8> = b"PK\x03\x04".iter().copied().chain(bytes).collect();
        prop_assert!(read(&bytes, FileKind::Docx).is_err());
    }

    #[test]
    fn a_good_document_with_changes_is_read_or_refused(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..8), keep in any::<proptest::sample::Index>(), cut in any::<bool>()
    ) {
        let mut bytes = good();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(keep.index(bytes.len()));
        }
        let _ = read(&bytes, FileKind::Docx);
    }

    #[test]
    fn a_good_text_with_changes_is_read_or_refused(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), "[<>/&;:a-z0-9\" ]"), 0..6)
    ) {
        let mut container = Container::open(GOOD.with(|good| *good)).expect("a container");
        let mut text = container.read("word/document.xml", "").expect("its text").expect("its part");
        for (place, sign) in changes {
            let at = place.index(text.len());
            text.replace_range(at..=at, &sign);
        }
        let bytes = zip(&[("word/document.xml", &text)]);
        let _ = read(&bytes, FileKind::Docx);
    }

    #[test]
    fn elements_in_any_order_are_read_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..40)) {
        // Closed in the order in which they were opened, so that the reader comes as far as it can.
        let mut open: Vec<String> = Vec::new();
        let mut text = String::new();
        for piece in pieces {
            text.push_str(piece);
        }
        let mut xml = String::new();
        for part in text.split_inclusive('>') {
            let name = |tag: &str| tag.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or("").to_owned();
            let tag = part.rfind('<').map_or("", |at| &part[at..]);
            if tag.starts_with("</") {
                // One that closes nothing is left out.
                xml.push_str(&part[..part.len() - tag.len()]);
                if let Some(at) = open.iter().rposition(|open| *open == name(tag)) {
                    open.drain(at..).rev().for_each(|name| xml.push_str(&format!("</{name}>")));
                }
            } else {
                xml.push_str(part);
                if !tag.is_empty() && !tag.ends_with("/>") {
                    open.push(name(tag));
                }
            }
        }
        open.into_iter().rev().for_each(|name| xml.push_str(&format!("</{name}>")));
        let bytes = docx(&xml, Beside::default());
        let made = read(&bytes, FileKind::Docx);
        prop_assert!(matches!(made, Ok(_) | Err(ReadError::Empty)), "{made:?} {xml}");
        prop_assert_eq!(&made, &read(&bytes, FileKind::Docx));
        if let Ok(source) = made {
            let imported = import(&source, &Profile::default());
            let audit = audit(&source, &imported.pages, &imported.log);
            prop_assert!(audit.is_whole(), "{audit:?} {xml}");
        }
    }
}

thread_local! {
    /// Made once; leaked, as the container borrows it.
    static GOOD: &'static [u8] = Vec::leak(good());
}
