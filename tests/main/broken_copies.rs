//! The calculators of the project's own handbook, each broken on purpose in the ways that editors break them: what
//! `wegwijs check` says of it, word for word.
//!
//! Every edit must apply, so a copy never comes out clean because the handbook changed under it. Where a way of breaking
//! has no meaning for a calculator, the nearest that has one is taken, and the comment says which.

use crate::help::{Copy, TODAY, snapshot, wegwijs};

const SOURCES: &str = "content/bronnen.yaml";

/// One edit of a copy of the handbook, and what it is called in the snapshot.
struct Break {
    what: &'static str,
    edit: fn(&Copy),
    /// How `wegwijs check` ends: with one where the site may not be built.
    status: i32,
}

/// Breaks a fresh copy in each way and puts down all that is said.
fn broken(calculator: &str, breaks: &[Break]) {
    let mut told = String::new();
    let whole = Copy::of_the_calculator(calculator);
    let run = wegwijs(whole.root(), &["check", "--datum", TODAY]);
    assert_eq!(run.err, "", "the copy is in order before it is broken");
    for Break { what, edit, status } in breaks {
        let copy = Copy::of_the_calculator(calculator);
        edit(&copy);
        let run = wegwijs(copy.root(), &["check", "--datum", TODAY]);
        assert_eq!(run.status, *status, "{what}: {}{}", run.out, run.err);
        assert!(!run.err.is_empty() && !run.out.contains("Alles klopt"), "{what} is not caught");
        // A missing example or a stale source is a warning while nothing has been published; a strict check stops at it.
        if *status == 0 {
            let strict = wegwijs(copy.root(), &["check", "--datum", TODAY, "--streng"]);
            assert_eq!(strict.status, 1, "{what}: {}", strict.err);
        }
        told.push_str(&format!("## {what}\n\n{}\n", without_line_numbers(&run.err)));
    }
    snapshot(&format!("kapot-{calculator}"), &told);
}

/// What is said with a sign for each number of a line: those change with every edit higher up in a file, and with the
/// number of their digits the margin. Columns stay.
fn without_line_numbers(said: &str) -> String {
    let mut out = String::new();
    let mut margin: Option<usize> = None;
    for line in said.lines() {
        if let Some(width) = line.find("--> ").filter(|at| line[..*at].trim().is_empty()) {
            margin = Some(width);
        }
        let text = match margin.and_then(|width| line.split_at_checked(width)) {
            Some((number, rest)) if number.bytes().all(|byte| byte == b' ' || byte.is_ascii_digit()) => {
                let place = rest.strip_prefix("--> ").or(rest.strip_prefix("::: "));
                let parts = place.and_then(|place| place.rsplit_once(':'));
                let rest = match parts.and_then(|(place, column)| Some((place.rsplit_once(':')?.0, column))) {
                    Some((path, column)) => format!("{}{path}:#:{column}", &rest[..4]),
                    None => rest.to_owned(),
                };
                format!("{}{rest}", if number.trim().is_empty() { "  " } else { " #" })
            }
            // An omission begins at the very left.
            Some(_) if line.starts_with("...") => line.to_owned(),
            _ => {
                margin = None;
                line.to_owned()
            }
        };
        out.push_str(&text);
        out.push('\n');
    }
    out
}

#[test]
fn line_numbers_are_told_as_a_sign() {
    let said = |line: &str, margin: &str| {
        format!(
            "fout[W0801]: Regel 7 klopt niet\n{margin}--> a/b.yaml:{line}:12\n{margin} |\n{line} | 50 EUR\n{margin} |    ^^\n...\n{margin} = wat nu: Zet er bij:\n{margin}           | 7 |\n\n7 fouten.\n"
        )
    };
    let told = without_line_numbers(&said("99", "  "));
    assert_eq!(told, without_line_numbers(&said("100", "   ")));
    assert_eq!(
        told,
        "fout[W0801]: Regel 7 klopt niet\n  --> a/b.yaml:#:12\n   |\n # | 50 EUR\n   |    ^^\n...\n   = wat nu: Zet er bij:\n             | 7 |\n\n7 fouten.\n"
    );
}

/// The file of an organisation in which a fact stands: a group at the left margin, the fact under it.
fn file_of_fact(copy: &Copy, organisation: &str, group: &str, name: &str) -> String {
    let files = crate::help::files(&copy.root().join("content").join(organisation));
    let has = |path: &String| {
        let text = copy.read(path);
        text.contains(&format!("{group}:\n")) && text.contains(&format!("\n  {name}:\n"))
    };
    let paths = files.into_iter().filter(|path| path.ends_with(".yaml"));
    paths.map(|path| format!("content/{organisation}/{path}")).find(has).unwrap()
}

/// Overwrites the first value of a fact in place.
fn overwrite(copy: &Copy, organisation: &str, group: &str, name: &str, old: &str, new: &str) {
    let path = file_of_fact(copy, organisation, group, name);
    let text = copy.read(&path);
    let from = text.find(&format!("{group}:\n")).unwrap();
    let at = from + text[from..].find(&format!("\n  {name}:\n")).unwrap();
    let (before, rest) = text.split_at(at);
    let (head, tail) = rest.split_once("waarde: ").unwrap();
    let (value, tail) = tail.split_once('\n').unwrap();
    assert_eq!(value, old, "{group}.{name}");
    copy.write(&path, format!("{before}{head}waarde: {new}\n{tail}"));
}

/// Takes away the only line, in a part of a file that begins with some text, that begins so.
fn remove_line(copy: &Copy, path: &str, part: &str, start: &str) {
    change_line(copy, path, part, start, |_| String::new());
}

/// Changes the only line, in a part of a file that begins with some text, that begins so. Spaces count as one.
fn change_line(copy: &Copy, path: &str, part: &str, start: &str, change: impl Fn(&str) -> String) {
    let text = copy.read(path);
    let from = text.find(part).unwrap_or_else(|| panic!("{part:?} in {path}"));
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, rest) = text.split_at(from);
    let mut done = false;
    let mut out = before.to_owned();
    for line in rest.split_inclusive('\n') {
        if !done && plain(line).starts_with(start) {
            let changed = change(line);
            assert_ne!(changed, line, "{start:?} in {path}");
            out.push_str(&changed);
            done = true;
        } else {
            out.push_str(line);
        }
    }
    assert!(done, "{start:?} in {path}");
    copy.write(path, out);
}

/// Adds a line to a document of `bronnen.yaml`.
fn add_to_document(copy: &Copy, id: &str, line: &str) {
    copy.replace(SOURCES, &format!("{id}:\n"), &format!("{id}:\n  {line}\n"));
}

/// Swaps one stretch of a line for another.
fn swap<'a>(old: &'a str, new: &'a str) -> impl Fn(&str) -> String + use<'a> {
    move |line| line.replacen(old, new, 1)
}

#[test]
fn the_gift() {
    const FILE: &str = "content/rekenhulpen/geschenk.yaml";
    const RULES: &str = "document: lelystad/gedragscode-2024";
    const EXAMPLES: &str = "voorbeelden: |";
    let breaks = [
        Break {
            what: "een waarde met een cent minder overschreven",
            edit: |copy| overwrite(copy, "lelystad", "geschenk", "grens", "50 EUR", "49,99 EUR"),
            status: 1,
        },
        Break {
            what: "een regel weggehaald",
            edit: |copy| remove_line(copy, FILE, RULES, "| - | - | - | - | ja | weigeren |"),
            status: 1,
        },
        Break {
            what: "twee regels die overlappen",
            edit: |copy| {
                change_line(copy, FILE, RULES, "| nee | <= geschenk.grens | nee |", |line| {
                    line.replacen("| nee            |", "| -              |", 1)
                });
            },
            status: 1,
        },
        Break {
            what: "twee regels die alleen op de grens overlappen",
            edit: |copy| change_line(copy, FILE, RULES, "| - | > geschenk.grens |", swap("> ", ">=")),
            status: 1,
        },
        Break {
            what: "een voorbeeld weggehaald",
            edit: |copy| remove_line(copy, FILE, EXAMPLES, "| een cent te veel |"),
            status: 0,
        },
        Break {
            what: "een andere eenheid",
            edit: |copy| overwrite(copy, "lelystad", "geschenk", "grens", "50 EUR", "50 km"),
            status: 1,
        },
        Break {
            what: "geen eenheid",
            edit: |copy| overwrite(copy, "lelystad", "geschenk", "grens", "50 EUR", "50"),
            status: 1,
        },
        Break {
            what: "een bron die is afgelopen",
            edit: |copy| add_to_document(copy, "lelystad/gedragscode-2024", "loopt-tot: 2026-05-22"),
            status: 0,
        },
        Break {
            what: "een plaats die in de bron anders is gaan heten",
            edit: |copy| copy.replace(SOURCES, "    geschenken-team:", "    geschenken-groep:"),
            status: 1,
        },
    ];
    broken("geschenk", &breaks);
}

/// It has no amounts: what stands for a value is an answer that counts, and what stands for a unit is the type of a
/// question.
#[test]
fn the_moral_compass() {
    const FILE: &str = "content/rekenhulpen/moreel-kompas.yaml";
    const RULES: &str = "tabel: |";
    let breaks = [
        Break {
            what: "een antwoord overschreven: wie het niet weet valt erbuiten",
            edit: |copy| change_line(copy, FILE, RULES, "| niet ja |", swap("niet ja", "nee    ")),
            status: 1,
        },
        Break {
            what: "een regel weggehaald",
            edit: |copy| remove_line(copy, FILE, RULES, "| - | - | - | niet ja |"),
            status: 1,
        },
        Break {
            what: "twee regels die overlappen",
            edit: |copy| {
                change_line(copy, FILE, RULES, "| ja | ja | ja | ja | ja | doorgaan |", |line| {
                    line.replacen("| ja      |", "| -       |", 1)
                });
            },
            status: 1,
        },
        Break {
            what: "een voorbeeld weggehaald",
            edit: |copy| remove_line(copy, FILE, "voorbeelden: |", "| vijf keer ja |"),
            status: 0,
        },
        Break {
            what: "een ander type vraag",
            edit: |copy| change_line(copy, FILE, "  spiegel:\n", "type: ja/nee", swap("ja/nee", "bedrag")),
            status: 1,
        },
        Break {
            what: "een bron die is afgelopen",
            edit: |copy| {
                // It is uncertain whether it holds; nothing is late before it is said to.
                copy.replace(
                    SOURCES,
                    "  besluit: 2016-08-30\n  in-werking: onbekend\n  staat: onzeker\n",
                    "  besluit: 2016-08-30\n  in-werking: onbekend\n  loopt-tot: 2025-12-31\n  staat: geldend\n",
                );
            },
            status: 0,
        },
    ];
    broken("moreel-kompas", &breaks);
}

/// It has steps and no rows: a step stands for a row, and a step that begins after its end for rows that overlap.
#[test]
fn the_timeline() {
    const FILE: &str = "content/rekenhulpen/wia-tijdlijn.yaml";
    let breaks = [
        Break {
            what: "een waarde met een week minder overschreven",
            edit: |copy| overwrite(copy, "landelijk", "poortwachter", "wachttijd", "week 104", "week 103"),
            status: 1,
        },
        Break {
            what: "de dag van een stap weggehaald",
            edit: |copy| remove_line(copy, FILE, "      einde-wachttijd:\n", "op: "),
            status: 1,
        },
        Break {
            what: "een hele stap weggehaald",
            edit: |copy| {
                let text = copy.read(FILE);
                let from = text.find("      opschudmoment:\n").unwrap();
                let next = text[from + 1..].find("\n      vervroegde-wia:\n").unwrap() + from + 2;
                copy.write(FILE, format!("{}{}", &text[..from], &text[next..]));
            },
            status: 1,
        },
        Break {
            what: "een stap die na haar einde begint",
            edit: |copy| {
                change_line(copy, FILE, "      wia-aanvraag:\n", "van: ", |_| {
                    "        van: wia-vanaf\n".to_owned()
                });
            },
            status: 1,
        },
        Break {
            what: "het enige voorbeeld van een stap weggehaald",
            edit: |copy| remove_line(copy, FILE, "voorbeelden:", "vervroegde-wia: "),
            status: 0,
        },
        Break {
            what: "een duur in plaats van een weeknummer",
            edit: |copy| overwrite(copy, "landelijk", "poortwachter", "wachttijd", "week 104", "104 weken"),
            status: 1,
        },
        Break {
            what: "een bron die is afgelopen",
            edit: |copy| add_to_document(copy, "lelystad/verzuimprotocol", "loopt-tot: 2025-12-31"),
            status: 0,
        },
    ];
    broken("wia-tijdlijn", &breaks);
}

#[test]
fn the_temperature() {
    const FILE: &str = "content/rekenhulpen/werkplektemperatuur.yaml";
    const RULES: &str = "tabel: |";
    let breaks = [
        Break {
            what: "een waarde met een tiende graad minder overschreven",
            edit: |copy| overwrite(copy, "lelystad", "werkplek", "licht-maximum", "28 °C", "27,9 °C"),
            status: 1,
        },
        Break {
            what: "een regel weggehaald",
            edit: |copy| {
                remove_line(copy, FILE, RULES, "| binnen | intensief | nee | > werkplek.intensief-maximum")
            },
            status: 1,
        },
        Break {
            what: "twee regels die overlappen",
            edit: |copy| {
                change_line(copy, FILE, RULES, "| buiten | - | - | >= werkplek.koud-onder en", |line| {
                    line.replacen(">= werkplek.koud-onder en ", "", 1)
                });
            },
            status: 1,
        },
        Break {
            what: "een voorbeeld weggehaald",
            edit: |copy| remove_line(copy, FILE, "voorbeelden: |", "| boven 25 |"),
            status: 0,
        },
        Break {
            what: "een andere eenheid",
            edit: |copy| overwrite(copy, "lelystad", "werkplek", "licht-maximum", "28 °C", "28 %"),
            status: 1,
        },
        Break {
            what: "een bron die bekeken had moeten zijn",
            edit: |copy| add_to_document(copy, "lelystad/koude-hitte", "herzien: 2025-11-02"),
            status: 0,
        },
    ];
    broken("werkplektemperatuur", &breaks);
}

/// Untouched, the handbook has nothing of all this.
#[test]
fn the_whole_handbook_is_clean() {
    let copy = Copy::of_the_project();
    let run = wegwijs(copy.root(), &["check", "--datum", TODAY, "--streng"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
}
