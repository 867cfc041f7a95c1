//! The schemas of the project's own handbook: kept in Git, written by the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wegwijs::schema;

use crate::help::{Copy, files, wegwijs};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn schemas_in_git_are_those_that_the_program_writes() {
    const MEND: &str = "run `cargo run -- schema`, and look at what changed";
    let written: BTreeSet<String> = schema::files().iter().map(|(name, _)| (*name).to_owned()).collect();
    let kept: BTreeSet<String> = files(&root().join(schema::FOLDER)).into_iter().collect();
    assert_eq!(kept, written, "{MEND}");
    for (name, text) in schema::files() {
        let kept = fs::read_to_string(root().join(schema::FOLDER).join(name)).unwrap();
        assert!(kept == text, "schema/{name}: {MEND}");
    }
}

#[test]
fn every_yaml_file_of_the_handbook_names_its_schema() {
    let mut seen = 0;
    let below = |folder: &'static str| {
        files(&root().join(folder)).into_iter().map(move |path| format!("{folder}/{path}"))
    };
    let (content, profiles) = (below("content"), below("profielen"));
    for path in content.chain(profiles).chain(["wegwijs.yaml".to_owned()]) {
        let Some(line) = schema::mark_of(&path) else {
            // The program writes the fingerprints by itself.
            let own = path == "content/vingerafdrukken.yaml" || path.contains("/officieel/");
            assert!(!path.ends_with(".yaml") || own, "{path} has no schema");
            continue;
        };
        let text = fs::read_to_string(root().join(&path)).unwrap();
        assert_eq!(text.lines().next(), Some(line.as_str()), "{path}: run `cargo run -- schema --verwijs`");
        seen += 1;
    }
    assert!(seen > 15, "{seen}");
}

/// Every key is explained, every reference leads somewhere, and no two blocks share a name.
#[test]
fn schemas_are_whole() {
    for (name, text) in schema::files() {
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
        let none = serde_json::Map::new();
        let definitions = schema.get("definitions").map_or(&none, |one| one.as_object().unwrap());
        for (id, block) in definitions {
            assert!(text.contains(&format!("\"#/definitions/{id}\"")), "{name}: nothing leads to {id}");
            for (key, about) in block.get("properties").map_or(&none, |one| one.as_object().unwrap()) {
                let about = about["description"].as_str().unwrap_or_default();
                assert!(about.len() > 5, "{name}: {id}.{key} is not explained");
            }
        }
        for part in text.split("\"#/definitions/").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(definitions.contains_key(id), "{name}: {id} is not there");
        }
    }
}

/// What a reader says of an unknown key and what the schema offers is the same list.
#[test]
fn the_reader_offers_the_keys_of_the_schema() {
    let copy = Copy::of("goed");
    let text = copy.read("content/rekenhulpen/lunch.yaml");
    copy.write("content/rekenhulpen/lunch.yaml", format!("{text}xyzzy: 1\n"));
    let run = wegwijs(copy.root(), &["check", "--datum", crate::help::TODAY]);
    let offered: BTreeSet<&str> = run
        .err
        .split("Hier kunnen staan: ")
        .nth(1)
        .and_then(|rest| rest.split('.').next())
        .unwrap_or_else(|| panic!("{}", run.err))
        .split(", ")
        .collect();
    let (_, schema) = schema::files().into_iter().find(|(name, _)| *name == "rekenhulp.json").unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let known = schema["definitions"]["rekenhulp"]["properties"].as_object().unwrap();
    assert_eq!(offered, known.keys().map(String::as_str).collect());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let copy = Copy::empty();
    copy.write("schema", "geen map");
    let run = wegwijs(copy.root(), &["schema"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("kan niet worden geschreven"), "{}", run.err);
}
