//! Whether the pages hold every number of the documents they explain.
//!
//! The documents and the tool that counts lie beside the project where its editors work; without them, or without
//! Python, there is nothing to hold the pages against, and the test says that it is skipped.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::help::{TODAY, compiled};

/// So many of a document's numbers may be left out on purpose, in hundredths. What is no number at all (a reading
/// error) and what others do not share are not counted: no page could hold these.
const MOST: usize = 3;

#[test]
fn pages_hold_every_number_of_their_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = root.join("../shared");
    let tool = beside.join("tools/facts.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if !tool.is_file() || !python {
        eprintln!("skipped: the documents do not lie beside the project");
        return;
    }
    let site = compiled(root, TODAY);
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in site.output.as_ref().unwrap().iter().filter(|(path, _)| path.ends_with(".html")) {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    assert!(site.handbook.omitted.len() > 30, "{}", site.handbook.omitted.len());
    let mut faults = Vec::new();
    for document in &site.handbook.omitted {
        let text = beside.join(format!("bronnen/{}.txt", document.file));
        let mut command = Command::new("python3");
        command.arg(&tool).arg(format!("{}:{}-{}", text.display(), document.lines.0, document.lines.1));
        for page in &document.pages {
            let at = folder.path().join(page);
            assert!(at.is_dir(), "{}: there is no page {page}", document.document);
            command.arg(at);
        }
        let run = command.arg("--list").output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let said = String::from_utf8_lossy(&run.stdout);
        // `missing ('week', 42) …around it…`
        let missing: BTreeSet<String> = said
            .lines()
            .filter_map(|line| line.strip_prefix("missing ('"))
            .filter_map(|line| {
                let (unit, rest) = line.split_once("', ")?;
                Some(format!("{} {unit}", rest.split_once(')')?.0))
            })
            .collect();
        // `11 of 12 facts found (91.7 %)`
        let all: usize = said
            .lines()
            .last()
            .and_then(|line| line.split_once(" of ")?.1.split_once(' ')?.0.parse().ok())
            .unwrap_or_else(|| panic!("{said}"));
        let listed: BTreeSet<String> = document.numbers.iter().map(|(number, _)| number.clone()).collect();
        for number in missing.difference(&listed) {
            faults.push(format!("{}: {number} is on no page", document.document));
        }
        for number in listed.difference(&missing) {
            faults.push(format!("{}: {number} is on a page, and need not be listed", document.document));
        }
        let counted = document
            .numbers
            .iter()
            .filter(|(_, reason)| !matches!(reason.as_str(), "leesfout" | "licentie"))
            .count();
        if counted * 100 > all * MOST {
            faults.push(format!("{}: {counted} of {all} numbers are left out", document.document));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
