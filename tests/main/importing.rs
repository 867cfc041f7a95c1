//! `wegwijs import`: documents into their folder as a whole or not at all, and what a new version changes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::help::{Copy, TODAY, files, snapshot, wegwijs};

/// An invented regulation, as somebody's text program would keep it.
const OLD: &str = "\
Regeling dorpstuin

Artikel 1 Wie mag er tuinieren

1. Iedereen die in het dorp werkt, mag een perk huren.
2. Wie een perk wil, schrijft zich in bij de tuinbaas, zoals in artikel 2 lid 1 staat.

Artikel 2 Wat kost een perk

1. Een perk kost 20 euro per jaar.
2. De tuinbaas kan de huur verlagen als
a. het perk in de schaduw ligt, of
b. er een boom in staat.

Artikel 3 Slot

Deze regeling geldt vanaf 1 januari 2020.
";

/// What the tests ask for.
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// A handbook that knows two documents.
fn handbook() -> Copy {
    let copy = Copy::empty();
    copy.write("wegwijs.yaml", "naam: Handboek\norganisaties:\n  dorp: Gemeente Dorp\n");
    copy.write("content/_index.md", "---\ntitel: Handboek\n---\n\nWelkom.\n");
    copy.write("content/dorp/_index.md", "---\ntitel: Dorp\n---\n\nHier.\n");
    let document = |id: &str, title: &str| {
        format!(
            "dorp/{id}:\n  titel: {title}\n  organisatie: dorp\n  staat: geldend\n  in-werking: 2020-01-01\n"
        )
    };
    let documents =
        [("tuin-2020", "Regeling dorpstuin"), ("bundel", "Bundel"), ("hek", "Het hek"), ("hond", "De hond")];
    let text: String = documents.iter().map(|(id, title)| document(id, title)).collect();
    copy.write("content/bronnen.yaml", text);
    copy
}

fn import(copy: &Copy, arguments: &[&str]) -> Run {
    let mut line = vec!["import", "--datum", TODAY];
    line.extend(arguments);
    let run = wegwijs(copy.root(), &line);
    // Where a test stands on disk says nothing.
    let place = copy.root().display().to_string();
    let plain = |text: &str| text.replace(&format!("{place}/"), "").replace("./", "");
    Run { status: run.status, out: plain(&run.out), err: plain(&run.err) }
}

/// Imports one file as the regulation of the garden.
fn garden(copy: &Copy, file: &str) -> Run {
    let file = copy.root().join(file).display().to_string();
    import(copy, &[&file, "--org", "dorp", "--document", "tuin-2020"])
}

/// All files of a folder with what is in them.
fn whole(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(&path)).unwrap())).collect()
}

#[test]
fn a_document_becomes_pages_in_its_folder() {
    let copy = handbook();
    copy.write("tuin.txt", OLD);
    let run = garden(&copy, "tuin.txt");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let folder = copy.root().join("content/dorp/officieel/tuin-2020");
    let mut told = run.out;
    for (path, bytes) in whole(&folder).into_iter().filter(|(path, _)| path != ".wegwijs") {
        told.push_str(&format!("\n=== {path}\n{}", String::from_utf8(bytes).unwrap()));
    }
    snapshot("import-tuin", &told);
    let before = whole(&folder);
    assert_eq!(garden(&copy, "tuin.txt").status, 0);
    assert_eq!(whole(&folder), before, "the same file gives the same pages");
    assert_eq!(wegwijs(copy.root(), &["check", "--datum", TODAY]).status, 0);
}

/// What it was written in does not show.
#[test]
fn every_encoding_and_kind_gives_the_same_words() {
    let text = OLD.replace("dorp werkt", "café werkt");
    let copy = handbook();
    copy.write("tuin.txt", &text);
    assert_eq!(garden(&copy, "tuin.txt").status, 0);
    let page = "content/dorp/officieel/tuin-2020/_index.md";
    let plain = copy.read(page);
    assert!(plain.contains("in het café werkt"), "{plain}");
    let sixteen: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|sign| if sign == 'é' { 0xe9 } else { sign as u8 }).collect();
    for (name, bytes) in [
        ("zestien.txt", sixteen),
        ("windows.txt", windows),
        ("regels.txt", text.replace('\n', "\r\n").into_bytes()),
    ] {
        copy.write(name, bytes);
        let run = garden(&copy, name);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        assert_eq!(copy.read(page), plain, "{name}");
    }
}

/// A document in two files has lines that are numbered on.
#[test]
fn several_files_are_one_document() {
    let copy = handbook();
    let (first, second) = OLD.split_once("Artikel 2 Wat").unwrap();
    copy.write("een.txt", first);
    copy.write("twee.txt", format!("Artikel 2 Wat{second}"));
    let path = |name: &str| copy.root().join(name).display().to_string();
    let run =
        import(&copy, &[&path("een.txt"), &path("twee.txt"), "--org", "dorp", "--document", "tuin-2020"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let page = copy.read("content/dorp/officieel/tuin-2020/_index.md");
    assert!(page.contains("regels: 1 t/m 17"), "{page}");
    assert!(page.contains("[artikel 2 lid 1](#artikel-2-lid-1)"), "{page}");
}

#[test]
fn a_profile_tells_which_documents_a_file_holds() {
    let copy = handbook();
    copy.write("bundel.txt", "Vooraf staat er iets.\n\nHET HEK\n\nHet hek gaat om acht uur dicht.\n\nDE HOND\n\nDe hond blijft buiten.\n");
    let profile = "titel: Alles bij elkaar\ndelen:\n  - begint: Het hek\n    document: dorp/hek\n  - begint: De hond\n    document: dorp/hond\n    titel: Over honden\n";
    copy.write("profielen/bundel.yaml", profile);
    let file = copy.root().join("bundel.txt").display().to_string();
    let bundle = |profile: &str| {
        import(&copy, &[&file, "--org", "dorp", "--document", "bundel", "--profiel", profile])
    };
    let run = bundle("bundel");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let folder = copy.root().join("content/dorp/officieel/bundel");
    assert_eq!(files(&folder), [".wegwijs", "_index.md", "hek/_index.md", "hond/_index.md", "import.log.md"]);
    let hek = copy.read("content/dorp/officieel/bundel/hek/_index.md");
    assert_eq!(
        hek,
        "---\ntitel: \"HET HEK\"\ndocument: dorp/hek\nregels: 3 t/m 5\n---\n\nHet hek gaat om acht uur dicht.\n"
    );
    let before = whole(&folder);
    // What is wrong with a profile is told, and what stands there stays.
    let wrong = [
        ("kwijt", profile.replace("De hond\n", "De kat\n")),
        ("onbekend", profile.replace("dorp/hek", "dorp/hekk")),
        ("sleutel", profile.replace("begint: Het", "start: Het")),
        ("leeg", "delen:\n".to_owned()),
    ];
    let mut told = String::new();
    for (name, text) in wrong {
        copy.write(&format!("profielen/{name}.yaml"), text);
        let run = bundle(name);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{name}");
        told.push_str(&format!("## {name}\n\n{}\n", run.err));
    }
    told.push_str(&format!("## niet gevonden\n\n{}", bundle("nergens").err));
    snapshot("import-profielen", &told);
    assert_eq!(whole(&folder), before);
}

/// Every kind of bad input: said in a sentence, nothing written, what was imported before untouched.
#[test]
fn bad_input_is_refused_and_changes_nothing() {
    let copy = handbook();
    copy.write("tuin.txt", OLD);
    assert_eq!(garden(&copy, "tuin.txt").status, 0);
    let content = copy.root().join("content");
    let before = whole(&content);
    let mut told = String::new();
    let mut refused = |what: &str, run: Run| {
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{what}: {}", run.err);
        assert!(whole(&content) == before, "{what} changed something");
        told.push_str(&format!("{what}:\n  {}\n", run.err.trim_end()));
    };
    let big = fs::File::create(copy.root().join("groot.txt")).unwrap();
    big.set_len(200 * 1024 * 1024).unwrap();
    let files: [(&str, &str, &[u8]); 12] = [
        ("een leeg bestand", "leeg.txt", b""),
        ("alleen spaties", "wit.txt", b"  \n\n \t\n"),
        ("geen tekst", "binair.txt", &[0, 1, 2, 3, 0xff, 0xfe, 0, 0, 7]),
        ("half UTF-16", "half.txt", &[0xff, 0xfe, 0x41, 0x00, 0x42]),
        ("een PDF die .txt heet", "pdf.txt", b"%PDF-1.4\n%%EOF\n"),
        ("tekst die .pdf heet", "tekst.pdf", b"Gewone tekst in een bestand.\n"),
        ("een afgebroken PDF", "stuk.pdf", b"%PDF-1.4\n1 0 obj\n<<"),
        ("tekst die .docx heet", "tekst.docx", b"Gewone tekst in een bestand.\n"),
        ("een afgebroken zip", "stuk.docx", b"PK\x03\x04\x14\x00\x00\x00\x08\x00"),
        ("een oud Word-bestand", "oud.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W o r d"),
        ("een ander soort bestand", "blad.ods", b"PK\x03\x04"),
        ("een RTF die .txt heet", "rtf.txt", b"{\\rtf1 Gewone tekst}"),
    ];
    for (what, name, bytes) in files {
        copy.write(name, bytes);
        refused(what, garden(&copy, name));
    }
    refused("200 MB", garden(&copy, "groot.txt"));
    refused("een bestand dat er niet is", garden(&copy, "nergens.txt"));
    refused("een map", garden(&copy, "content"));
    let file = copy.root().join("tuin.txt").display().to_string();
    for (what, organisation, document) in [
        ("een onbekende organisatie", "stad", "tuin-2020"),
        ("een onbekend document", "dorp", "tuin-2021"),
        ("geen naam", "dorp", "Tuin 2020"),
        ("een pad als naam", "dorp", "../weg"),
    ] {
        refused(what, import(&copy, &[&file, "--org", organisation, "--document", document]));
    }
    snapshot("import-geweigerd", &told);
}

/// A folder with an editor's own files is not taken for an import.
#[test]
fn what_somebody_put_there_is_not_replaced() {
    let copy = handbook();
    copy.write("tuin.txt", OLD);
    copy.write("content/dorp/officieel/tuin-2020/eigen.md", "---\ntitel: Eigen werk\n---\n\nTekst.\n");
    let run = garden(&copy, "tuin.txt");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("is niet door wegwijs gemaakt: er staat eigen.md in."), "{}", run.err);
    assert_eq!(files(&copy.root().join("content/dorp/officieel")), ["tuin-2020/eigen.md"]);
}

/// A PDF with lines of text, made by hand.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let text: String = lines.iter().map(|line| format!("({line}) Tj 0 -20 Td ")).collect();
    let stream = format!("BT /F1 12 Tf 60 780 Td {text} ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{stream}\nendstream", stream.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}

/// A dictionary of encryption that no password fits.
const LOCKED: &str = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n4 0 obj\n<</Filter/Standard/V 1/R 2/O<0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20>/U<0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20>/P -4>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF\n";

#[test]
fn a_pdf_is_read_where_pdftotext_is_and_said_where_it_is_not() {
    let copy = handbook();
    copy.write(
        "tuin.pdf",
        pdf(&["Regeling dorpstuin", "", "Artikel 1 Wie mag er tuinieren", "", "1. Iedereen in het dorp."]),
    );
    copy.write("leeg.pdf", pdf(&[]));
    copy.write("slot.pdf", LOCKED);
    let run = garden(&copy, "tuin.pdf");
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert_eq!(run.status, 1);
        assert!(run.err.contains("Installeer poppler-utils"), "{}", run.err);
        return;
    }
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let page = copy.read("content/dorp/officieel/tuin-2020/_index.md");
    assert!(page.contains("## Artikel 1 Wie mag er tuinieren {#artikel-1}"), "{page}");
    assert!(page.contains("Iedereen in het dorp."), "{page}");
    let empty = garden(&copy, "leeg.pdf");
    assert!(empty.err.contains("er staat geen tekst in dit bestand; is het een scan"), "{}", empty.err);
    let locked = garden(&copy, "slot.pdf");
    assert!(locked.err.contains("beveiligd met een wachtwoord"), "{}", locked.err);
    assert_eq!((empty.status, locked.status), (1, 1));
    assert_eq!(copy.read("content/dorp/officieel/tuin-2020/_index.md"), page);
}

#[test]
fn two_versions_are_compared_word_by_word() {
    let copy = handbook();
    let new = OLD.replace("kost 20 euro", "kost 25 euro").replace(
        "Artikel 3 Slot\n\nDeze",
        "Artikel 3 Honden\n\nEen hond blijft buiten het hek, ook als hij lief is.\n\nArtikel 4 Slot\n\nDeze",
    );
    copy.write("oud.txt", OLD);
    copy.write("nieuw.txt", new);
    let path = |name: &str| copy.root().join(name).display().to_string();
    let (old, new) = (path("oud.txt"), path("nieuw.txt"));
    let run = import(&copy, &["--vergelijk", &old, &new]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    snapshot("import-vergelijk", &run.out);
    // Folders of earlier imports say the same, and know which document they are.
    assert_eq!(garden(&copy, "nieuw.txt").status, 0);
    let elsewhere = path("oude-versie");
    assert_eq!(
        import(&copy, &[&old, "--org", "dorp", "--document", "tuin-2020", "--out", &elsewhere]).status,
        0
    );
    let (old, new) = (path("oude-versie/tuin-2020"), path("content/dorp/officieel/tuin-2020"));
    let folders = import(&copy, &["--vergelijk", &old, &new, "--out", &new]);
    assert_eq!((folders.status, folders.err.as_str()), (0, ""));
    assert!(folders.out.starts_with(run.out.trim_end()), "{}", folders.out);
    let page = copy.read("content/dorp/officieel/tuin-2020/wat-is-er-veranderd.md");
    assert!(
        page.starts_with("---\ntitel: Wat is er veranderd?\ndocument: dorp/tuin-2020\n---\n\n"),
        "{page}"
    );
    // The page is not part of the document that is compared.
    assert_eq!(import(&copy, &["--vergelijk", &old, &new]).out, run.out);
    // What was written from a paragraph that changed is named; what rests on another is not.
    copy.write(
        "content/bronnen.yaml",
        copy.read("content/bronnen.yaml").replace(
            "dorp/tuin-2020:\n",
            "dorp/tuin-2020:\n  plaatsen:\n    prijs: artikel 2 lid 1, de prijs\n    wie: artikel 1 lid 1\n",
        ),
    );
    copy.write(
        "content/dorp/feiten.yaml",
"tuin:\n  huur:\n    omschrijving: Wat een perk kost\n    bron: dorp/tuin-2020#prijs\n    waarden:\n      - vanaf: 2020-01-01\n        waarde: 20 EUR\n  perken:\n    omschrijving: Hoeveel perken er zijn\n    bron: dorp/tuin-2020#wie\n    waarden:\n      - vanaf: 2020-01-01\n        waarde: 4\n",
    );
    let cited = import(&copy, &["--vergelijk", &old, &new]);
    assert_eq!(cited.err, "");
    snapshot("import-vergelijk-met-feiten", cited.out.trim_start_matches(run.out.trim_end()));
    let nothing = import(&copy, &["--vergelijk", &new, &new]);
    assert_eq!((nothing.status, nothing.out.as_str()), (0, "Er is niets veranderd.\n"));
    let empty = path("leeg");
    fs::create_dir(&empty).unwrap();
    let run = import(&copy, &["--vergelijk", &empty, &new]);
    assert_eq!((run.status, run.err.contains("staan geen pagina's")), (1, true), "{}", run.err);
}
