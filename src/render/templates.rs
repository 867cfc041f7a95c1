//! The templates and the words of the interface: built in, and replaceable per site, file by file.

use serde::Serialize;
use tera::{Context, Tera};

use super::view::Words;
use crate::check::templates as found;
use crate::diagnostics::Diagnostic;
use crate::source::files::SiteFiles;
use crate::source::yaml;

/// The built-in files of `templates/`: name and text. Written by `build.rs`.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/templates.rs"));
}

pub use embedded::TEMPLATES;

/// The file of interface words.
const WORDS: &str = "woorden.yaml";
/// Styles that a site adds to the built-in ones.
pub const OWN_STYLES: &str = "eigen.css";

/// Templates ready for use.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// The words of the interface.
    pub words: Words,
    words_value: tera::Value,
}

impl Engine {
    /// Loads the built-in templates and those of the site over them. A template of the site that is broken is
    /// reported and the built-in one is used.
    pub fn new(files: &SiteFiles, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut tera = Tera::default();
        let built_in: Vec<(&str, &str)> =
            TEMPLATES.iter().copied().filter(|(name, _)| name.ends_with(".html")).collect();
        // The tests render every one of them, so this cannot fail in a released program.
        if let Err(error) = tera.add_raw_templates(built_in.clone()) {
            diagnostics.push(found::broken_template(files.site, "ingebouwd", &error.to_string()));
        }
        let mut words = Words::new();
        if let Some((_, text)) = TEMPLATES.iter().find(|(name, _)| *name == WORDS) {
            words.extend(read_words(text, files.site, &[], diagnostics));
        }
        for &number in &files.templates {
            let Some(file) = files.texts.get(number) else { continue };
            let name = file.path.trim_start_matches("templates/");
            let known = TEMPLATES.iter().map(|(name, _)| *name);
            if name == WORDS {
                let keys: Vec<String> = words.keys().cloned().collect();
                words.extend(read_words(&file.text, number, &keys, diagnostics));
            } else if name != OWN_STYLES && !TEMPLATES.iter().any(|(known, _)| *known == name) {
                diagnostics.push(found::unknown_template(number, name, known));
            } else if name.ends_with(".html")
                && let Err(error) = tera.add_raw_template(name, &file.text)
            {
                diagnostics.push(found::broken_template(number, name, &error.to_string()));
                let _ = tera.add_raw_templates(built_in.clone());
            }
        }
        let words_value = tera::Value::from_serializable(&words);
        Self { tera, words, words_value }
    }

    /// A word of the interface; the key itself where there is none, so that it is seen.
    pub fn word(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// Renders a part: the words of the interface and one value.
    pub fn part<T: Serialize>(
        &self,
        template: &str,
        key: &'static str,
        value: &T,
    ) -> Result<String, tera::Error> {
        let mut context = self.context();
        context.insert(key, value);
        self.tera.render(template, &context)
    }

    /// Renders a template.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, tera::Error> {
        self.tera.render(template, context)
    }

    /// A context that holds the words of the interface.
    pub fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("woorden", self.words_value.clone());
        context
    }
}

/// The file to point at when Tera gives up: the site's own template that the message names, for the built-in ones
/// do not fail by themselves.
pub fn place_of(files: &SiteFiles, message: &str) -> u32 {
    let named = files.templates.iter().copied().find(|&number| {
        files.texts.get(number).is_some_and(|file| {
            let name = file.path.trim_start_matches("templates/");
            message.contains(&format!("--> {name}:"))
        })
    });
    named.unwrap_or(files.site)
}

/// Reads words; with `known` keys the others are reported.
fn read_words(text: &str, file: u32, known: &[String], diagnostics: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words::new();
    let Some(node) = yaml::read(text, file, 0, diagnostics) else { return words };
    for entry in node.entries().unwrap_or_default() {
        if !known.is_empty() && !known.contains(&entry.key) {
            diagnostics.push(found::unknown_word(
                entry.key_span,
                &entry.key,
                known.iter().map(String::as_str),
            ));
        }
        if let Some(text) = entry.value.text() {
            words.insert(entry.key.clone(), text.to_owned());
        }
    }
    words
}
