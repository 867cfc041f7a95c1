//! Handbooks full of mistakes: everything that is said about them, word for word.

use std::collections::BTreeSet;
use std::fs;

use wegwijs::diagnostics::{Format, has_errors};

use crate::help::{Copy, TODAY, compiled, findings, handbook, snapshot};

/// One test for each handbook: its findings as people read them.
macro_rules! handbooks {
    ($($test:ident: $name:literal,)*) => {
        const NAMES: &[&str] = &[$($name),*];
        $(
            #[test]
            fn $test() {
                snapshot($name, &findings(&handbook($name), Format::Tekst));
            }
        )*
    };
}

handbooks! {
    addresses: "adressen",
    broken_yaml: "yaml-kapot",
    facts: "feiten",
    front_matter: "voorblad",
    glossary: "begrippen",
    insertions: "invoegingen",
    links: "verwijzingen",
    onboarding: "onboarding",
    no_pages: "leeg",
    rules: "regels",
    rules_in_yaml_traps: "regels-valkuilen",
    site_file: "instellingen",
    site_file_empty: "instellingen-leeg",
    site_file_without_keys: "instellingen-tekst",
    site_file_with_a_list: "instellingen-lijst",
    official: "officieel-fouten",
    template_asks_too_much: "sjabloon-vraagt-te-veel",
    templates: "sjablonen",
    text: "tekst",
    themes_and_situations: "themas",
    without_start_page: "zonder-begin",
    yaml_traps: "yaml-valkuilen",
}

/// Handbooks that build clean.
const GOOD: [&str; 5] = ["geschenk", "goed", "klein", "officieel", "soorten"];

#[test]
fn every_handbook_is_tested() {
    let on_disk: BTreeSet<String> = fs::read_dir(handbook(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let tested: BTreeSet<String> = NAMES.iter().chain(&GOOD).map(|name| (*name).to_owned()).collect();
    assert_eq!(on_disk, tested);
}

#[test]
fn good_handbooks_are_clean() {
    for name in GOOD {
        assert_eq!(findings(&handbook(name), Format::Tekst), "", "{name}");
    }
}

#[test]
fn findings_as_json() {
    snapshot("verwijzingen-json", &findings(&handbook("verwijzingen"), Format::Json));
}

#[test]
fn findings_for_github() {
    snapshot("verwijzingen-github", &findings(&handbook("verwijzingen"), Format::Github));
}

/// A page with a mistake never hides that there is one: nothing is published.
#[test]
fn a_handbook_with_mistakes_gives_no_site() {
    for name in NAMES {
        let compiled = compiled(&handbook(name), TODAY);
        assert!(has_errors(&compiled.diagnostics), "{name}");
        assert!(compiled.output.is_none(), "{name}");
    }
}

/// Every finding lies inside its file and says what to do.
#[test]
fn findings_point_into_their_files() {
    for name in NAMES {
        let compiled = compiled(&handbook(name), TODAY);
        for finding in &compiled.diagnostics {
            let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|(span, _)| *span));
            for span in spans {
                let text = &compiled.files.texts.get(span.file).unwrap().text;
                let inside = text.get(span.start as usize..span.end as usize);
                assert!(inside.is_some(), "{name}: {finding:?}");
            }
            assert!(!finding.message.is_empty() && !finding.help.is_empty(), "{name}: {finding:?}");
            let code = finding.code.strip_prefix('W').unwrap_or_default();
            assert!(
                code.len() == 4 && code.chars().all(|digit| digit.is_ascii_digit()),
                "{name}: {finding:?}"
            );
        }
    }
}

/// How a text file ends its lines, and whether it begins with a mark, says nothing.
#[test]
fn line_breaks_and_byte_order_marks_change_no_finding() {
    for name in NAMES.iter().chain(&GOOD) {
        let expected = findings(&handbook(name), Format::Json);
        let windows = Copy::with(name, |_, bytes| {
            let text = String::from_utf8(bytes).unwrap();
            format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
        });
        assert_eq!(findings(windows.root(), Format::Json), expected, "{name}");
    }
}

#[test]
fn a_good_handbook_in_windows_files_gives_the_same_site() {
    let windows = Copy::with("goed", |path, bytes| {
        if path.ends_with(".md") || path.ends_with(".yaml") {
            let text = String::from_utf8(bytes).unwrap();
            format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()
        } else {
            bytes
        }
    });
    let expected = compiled(&handbook("goed"), TODAY).output.unwrap();
    let output = compiled(windows.root(), TODAY).output.unwrap();
    assert_eq!(output.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, bytes) in &output {
        assert!(expected[path] == *bytes, "{path}");
    }
}

/// A handbook with one page.
fn small() -> Copy {
    let copy = Copy::empty();
    copy.write("wegwijs.yaml", "naam: Klein\n");
    copy.write("content/_index.md", "---\ntitel: Begin\n---\n\nEen zin.\n");
    copy
}

#[test]
fn bytes_that_are_no_text() {
    let copy = small();
    copy.write("content/latijn.md", b"---\ntitel: Priv\xe9\n---\n\nEen caf\xe9.\n");
    copy.write("content/begrippen.yaml", b"\xff\xfe\x00v");
    snapshot("geen-utf8", &findings(copy.root(), Format::Tekst));
}

#[test]
fn names_that_cannot_be_addresses() {
    let copy = small();
    for name in ["Hoofdletter", "met spatie", "privé", "🎉", "onder_streep", "a--b", "-begin"] {
        copy.write(&format!("content/{name}.md"), "---\ntitel: Titel\n---\n\nEen zin.\n");
    }
    copy.write("content/Map/_index.md", "---\ntitel: Titel\n---\n\nEen zin.\n");
    snapshot("namen", &findings(copy.root(), Format::Tekst));
}

#[test]
fn a_folder_without_content() {
    let copy = Copy::empty();
    copy.write("wegwijs.yaml", "naam: Klein\n");
    let without = findings(copy.root(), Format::Tekst);
    fs::create_dir(copy.root().join("content")).unwrap();
    assert_eq!(findings(copy.root(), Format::Tekst), without);
    snapshot("lege-map", &without);
}

#[test]
fn empty_folders_and_hidden_files_are_no_matter() {
    let copy = small();
    fs::create_dir_all(copy.root().join("content/leeg/nog-leger")).unwrap();
    copy.write("content/.concept.md", "geen pagina");
    copy.write("content/.git/config.yaml", "geen: [bestand");
    copy.write("content/aantekening.txt", "geen pagina");
    assert_eq!(findings(copy.root(), Format::Tekst), "");
}

#[cfg(unix)]
#[test]
fn links_on_disk_that_lead_nowhere_or_round() {
    let copy = small();
    let content = copy.root().join("content");
    std::os::unix::fs::symlink("weg.md", content.join("verlof.md")).unwrap();
    std::os::unix::fs::symlink("weg.png", content.join("foto.png")).unwrap();
    fs::create_dir(content.join("rond")).unwrap();
    std::os::unix::fs::symlink("..", content.join("rond/terug")).unwrap();
    std::os::unix::fs::symlink("zelf", content.join("zelf")).unwrap();
    snapshot("koppelingen", &findings(copy.root(), Format::Tekst));
}

/// A socket is neither file nor folder; it is passed over.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over() {
    let copy = small();
    let _socket = std::os::unix::net::UnixListener::bind(copy.root().join("content/pijp.md")).unwrap();
    assert_eq!(findings(copy.root(), Format::Tekst), "");
}
