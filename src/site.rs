//! From files to a site in memory: the whole way, for every command that needs it.

use std::path::Path;

use calculators::book::{Kept, RuleBook};
use calculators::kernel::date::Date;
use rayon::prelude::*;

use crate::check::personal;
use crate::diagnostics::{Diagnostic, has_errors, sort};
use crate::handbook::official::is_official;
use crate::handbook::{Choice, Handbook};
use crate::markdown::Document;
use crate::render::assets::Output;
use crate::render::render;
use crate::source::files::{NoSite, SiteFiles, read};

/// What came of a site's files.
#[derive(Debug)]
pub struct Compiled {
    /// The files.
    pub files: SiteFiles,
    /// The model.
    pub handbook: Handbook,
    /// What each page says, in the order of the handbook's; its HTML stands in the output.
    pub documents: Vec<Document>,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The site, when nothing stops it.
    pub output: Option<Output>,
}

/// How far to go.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day whose rules are shown.
    pub day: Date,
    /// Missing examples are errors.
    pub strict: bool,
    /// Pages reload by themselves while editing.
    pub live: bool,
}

/// Reads and checks a site and makes its pages.
///
/// # Errors
/// When the folder is no site.
pub fn compile(root: &Path, options: Options) -> Result<Compiled, NoSite> {
    compile_again(root, options, &mut Kept::default())
}

/// As [`compile`], but proves only what changed since `kept` was filled.
///
/// # Errors
/// When the folder is no site.
pub fn compile_again(root: &Path, options: Options, kept: &mut Kept) -> Result<Compiled, NoSite> {
    let mut diagnostics = Vec::new();
    let files = read(root, &mut diagnostics)?;
    let choice = Choice { day: options.day, strict: options.strict };
    let handbook = Handbook::read(&files, choice, &mut diagnostics);
    diagnostics.extend(prove(&handbook.rules, kept));
    for file in files.content.iter().filter_map(|&number| Some((number, files.texts.get(number)?))) {
        // What stands in a document is for its owner to say.
        let official = is_official(file.1.path.trim_start_matches("content/"));
        if !file.1.path.ends_with("organisatie.yaml") && !official {
            diagnostics.extend(personal::particulars(&file.1.text, file.0));
        }
    }
    let (output, documents) = render(&handbook, &files, options.live, &mut diagnostics);
    sort(&mut diagnostics, &files.texts);
    let output = (!has_errors(&diagnostics)).then_some(output);
    Ok(Compiled { files, handbook, documents, diagnostics, output })
}

/// Checks what changed of all rules since `kept` was filled, calculators side by side.
pub fn prove(rules: &RuleBook, kept: &mut Kept) -> Vec<Diagnostic> {
    rules.check_by(kept, |count, one| (0..count).into_par_iter().with_max_len(1).for_each(one))
}

/// Reads the model alone, for commands that ask it something. Findings are sorted.
///
/// # Errors
/// When the folder is no site.
pub fn model(root: &Path, day: Date) -> Result<(SiteFiles, Handbook, Vec<Diagnostic>), NoSite> {
    let mut diagnostics = Vec::new();
    let files = read(root, &mut diagnostics)?;
    let handbook = Handbook::read(&files, Choice { day, strict: false }, &mut diagnostics);
    sort(&mut diagnostics, &files.texts);
    Ok((files, handbook, diagnostics))
}
