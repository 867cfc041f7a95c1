//! JSON Schema for each kind of YAML file, so that an editor's program completes keys, shows what they mean and marks
//! what is wrong while typing.
//!
//! Written from the tables that the readers check keys against. Draft 7, because that is what the language server
//! behind the YAML extensions of editors completes from; it reads later drafts only in part.

use std::path::Path;

use calculators::keys::{self, Block, Form};
use serde_json::{Map, Value, json};

use crate::handbook::keys as own;
use crate::handbook::{CALCULATORS, onboarding};
use crate::source::yaml;

/// The folder of the schemas in a site.
pub const FOLDER: &str = "schema";
/// How the line begins by which a YAML file names its schema.
pub const MARK: &str = "# yaml-language-server: $schema=";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
const WORDS: &str = include_str!("../templates/woorden.yaml");

/// All schemas: the name of the file and its text.
pub fn files() -> Vec<(&'static str, String)> {
    let list = [
        ("wegwijs.json", of_form("wegwijs.yaml", &Form::Block(&own::SITE))),
        ("rekenhulp.json", of_form("content/rekenhulpen/NAAM.yaml", &Form::Block(&keys::CALCULATOR))),
        ("feiten.json", of_form("content/ORGANISATIE/feiten.yaml", &keys::FACTS)),
        ("bronnen.json", of_form("content/bronnen.yaml", &keys::DOCUMENTS)),
        (
            "organisatie.json",
            of_form("content/ORGANISATIE/organisatie.yaml", &Form::Block(&keys::ORGANISATION)),
        ),
        ("vrije-dagen.json", of_form("content/landelijk/vrije-dagen.yaml", &Form::Block(&keys::HOLIDAYS))),
        ("begrippen.json", of_form("content/begrippen.yaml", &own::TERMS)),
        ("moeilijke-woorden.json", of_form("content/moeilijke-woorden.yaml", &own::HARD_WORDS)),
        ("weggelaten.json", of_form("content/weggelaten.yaml", &own::OMISSIONS)),
        ("samenstellingen.json", of_form("content/samenstellingen.yaml", &Form::Block(&own::SPLITS))),
        ("onboarding.json", of_form("content/ORGANISATIE/onboarding.yaml", &Form::Block(&own::ONBOARDING))),
        ("profiel.json", of_form("profielen/NAAM.yaml", &Form::Block(&own::PROFILE))),
        ("woorden.json", words()),
    ];
    list.into_iter()
        .map(|(name, schema)| {
            let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
            text.push('\n');
            (name, text)
        })
        .collect()
}

/// The schema of a file by its path in a site; none for what is no YAML of a handbook.
pub fn schema_of(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        ["wegwijs.yaml"] => "wegwijs.json",
        ["templates", "woorden.yaml"] => "woorden.json",
        ["profielen", name] if name.ends_with(".yaml") => "profiel.json",
        ["content", "bronnen.yaml"] => "bronnen.json",
        ["content", "begrippen.yaml"] => "begrippen.json",
        ["content", "moeilijke-woorden.yaml"] => "moeilijke-woorden.json",
        ["content", "weggelaten.yaml"] => "weggelaten.json",
        ["content", "samenstellingen.yaml"] => "samenstellingen.json",
        ["content", folder, name] if *folder == CALCULATORS && name.ends_with(".yaml") => "rekenhulp.json",
        ["content", _, "feiten", name] if name.ends_with(".yaml") => "feiten.json",
        ["content", _, "feiten.yaml"] => "feiten.json",
        ["content", _, "organisatie.yaml"] => "organisatie.json",
        ["content", _, "vrije-dagen.yaml"] => "vrije-dagen.json",
        ["content", _, name] if *name == onboarding::FILE => "onboarding.json",
        _ => return None,
    })
}

/// The first line of a file: where its schema is, seen from its own folder.
pub fn mark_of(path: &str) -> Option<String> {
    let up = "../".repeat(Path::new(path).components().count().saturating_sub(1));
    Some(format!("{MARK}{up}{FOLDER}/{}", schema_of(path)?))
}

fn of_form(title: &str, form: &Form) -> Value {
    let mut writer = Writer::default();
    let root = writer.form(form);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("title".to_owned(), title.into());
    match form {
        Form::Block(block) => {
            schema.insert("description".to_owned(), block.about.into());
            schema.insert("allOf".to_owned(), json!([root]));
        }
        _ => schema.extend(root.as_object().cloned().unwrap_or_default()),
    }
    schema.insert("definitions".to_owned(), Value::Object(writer.definitions));
    Value::Object(schema)
}

/// The words of the screens, each of which a site may replace.
fn words() -> Value {
    let node = yaml::read(WORDS, 0, 0, &mut Vec::new());
    let entries = node.as_ref().and_then(calculators::tree::Node::entries).unwrap_or_default();
    let properties: Map<String, Value> = entries
        .iter()
        .map(|entry| {
            let about = format!("Zonder deze regel: {}", entry.value.text().unwrap_or_default().trim_end());
            (entry.key.clone(), json!({ "type": "string", "description": about }))
        })
        .collect();
    json!({
        "$schema": DRAFT,
        "title": "templates/woorden.yaml",
        "description": "De woorden van de schermen; alleen wat anders moet",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

#[derive(Default)]
struct Writer {
    definitions: Map<String, Value>,
}

impl Writer {
    fn form(&mut self, form: &Form) -> Value {
        const VALUE: &str = "(week [0-9]+|[-−]?[0-9][0-9.,]* *[^0-9 .,].*)";
        const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
        let pattern = |pattern: String| json!({ "type": "string", "pattern": format!("^{pattern}$") });
        match form {
            Form::Text => json!({ "type": ["string", "number"], "minLength": 1 }),
            Form::Texts => {
                let one = self.form(&Form::Text);
                json!({ "anyOf": [one, { "type": "array", "items": one }] })
            }
            Form::YesNo => json!({ "enum": ["ja", "nee"] }),
            Form::Day => pattern(DAY.to_owned()),
            Form::DayOrUnknown => pattern(format!("({DAY}|onbekend)")),
            Form::Number => json!({ "type": ["integer", "string"], "pattern": "^-?[0-9]+$" }),
            Form::Value => pattern(VALUE.to_owned()),
            Form::FactValue => pattern(format!("({VALUE}|onbekend|vervallen)")),
            Form::Unit | Form::Sum | Form::Condition => json!({ "type": "string", "minLength": 1 }),
            Form::Table => json!({ "type": "string", "pattern": "\\|" }),
            Form::OneOf(words) => {
                let list: Vec<Value> = words
                    .iter()
                    .map(|(word, about)| json!({ "const": word, "description": about }))
                    .collect();
                json!({ "anyOf": list })
            }
            Form::Block(block) => self.reference(block),
            Form::Map(inner) => {
                let inner = self.form(inner);
                json!({ "type": "object", "additionalProperties": inner })
            }
            Form::MapBut(name, own, inner) => {
                let (own, inner) = (self.form(own), self.form(inner));
                json!({ "type": "object", "properties": { *name: own }, "additionalProperties": inner })
            }
            Form::List(inner) => {
                let inner = self.form(inner);
                json!({ "type": "array", "items": inner })
            }
            Form::Either(forms) => {
                let list: Vec<Value> = forms.iter().map(|form| self.form(form)).collect();
                json!({ "anyOf": list })
            }
            Form::Tree(block, marks) => self.tree(block, marks),
            Form::Anything => json!({ "type": "object" }),
        }
    }

    fn reference(&mut self, block: &Block) -> Value {
        if !self.definitions.contains_key(block.name) {
            // Blocks may hold themselves: the name is taken before what stands under it is written.
            self.definitions.insert(block.name.to_owned(), Value::Null);
            let schema = self.block(block);
            self.definitions.insert(block.name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{}", block.name) })
    }

    fn block(&mut self, block: &Block) -> Value {
        let mut properties = Map::new();
        for key in block.keys {
            let inner = self.form(&key.form);
            // In draft 7 what stands beside a reference does not count.
            let schema = if inner.get("$ref").is_some() {
                json!({ "description": key.about, "allOf": [inner] })
            } else {
                let mut inner = inner.as_object().cloned().unwrap_or_default();
                inner.insert("description".to_owned(), key.about.into());
                Value::Object(inner)
            };
            properties.insert(key.name.to_owned(), schema);
        }
        let required: Vec<&str> = block.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut schema = json!({
            "type": "object",
            "description": block.about,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        if std::ptr::eq(block, &raw const keys::CALCULATOR) {
            schema["allOf"] = kinds();
        }
        schema
    }

    fn tree(&mut self, block: &Block, marks: &[&str]) -> Value {
        let end = self.reference(block);
        let marked: Vec<Value> = marks.iter().map(|mark| json!({ "required": [mark] })).collect();
        let group = json!({ "$ref": "#/definitions/groep" });
        self.definitions.insert(
            "groep".to_owned(),
            json!({
                "type": "object",
                "additionalProperties": { "if": { "anyOf": marked }, "then": end, "else": group },
            }),
        );
        json!({ "allOf": [group] })
    }
}

/// What a calculator of one kind has no use for, in itself and in its organisations.
fn kinds() -> Value {
    let strange = |kind: &str, block: &Block| -> Map<String, Value> {
        keys::KINDS_OF_KEYS
            .iter()
            .filter(|(key, kinds)| block.has(key) && !kinds.contains(&kind))
            .map(|(key, _)| ((*key).to_owned(), Value::Bool(false)))
            .collect()
    };
    let kinds = keys::CALCULATOR.keys.iter().find_map(|key| match key.form {
        Form::OneOf(words) if key.name == "soort" => Some(words),
        _ => None,
    });
    let list: Vec<Value> = keys::words(kinds.unwrap_or_default())
        .map(|kind| {
            let mut properties = strange(kind, &keys::CALCULATOR);
            let rules = json!({ "additionalProperties": { "properties": strange(kind, &keys::RULES) } });
            properties.insert("organisaties".to_owned(), rules);
            json!({
                "if": { "required": ["soort"], "properties": { "soort": { "const": kind } } },
                "then": { "properties": properties },
            })
        })
        .collect();
    Value::Array(list)
}
