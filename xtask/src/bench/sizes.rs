//! `cargo xtask bench sizes`: what a reader's browser has to load, as a server would send it (Brotli, quality 11).

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::command::{program, read, which};
use crate::site::{self, Build, Scratch};

/// A text page with its style and scripts, and the scripts among that.
const PAGE: usize = 30_000;
const SCRIPTS: usize = 6_000;
/// The module of the calculators and that of search, each with the script that loads it.
pub(super) const CALCULATORS: usize = 70_000;
const SEARCH: usize = 50_000;
/// Half of what Pagefind's index weighed for a handbook of so many words.
const INDEX: (usize, usize) = (295_000 / 2, 104_000);

/// Prints for every file named its size behind Brotli. Node has the real thing built in.
const BROTLI: &str = "
const { brotliCompressSync, constants } = require('node:zlib');
const { readFileSync } = require('node:fs');
for (const file of readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  console.log(brotliCompressSync(readFileSync(file), { params }).length);
}";

/// What the module of the calculators and its script weigh in a built site.
pub(super) fn module(folder: &Path, scratch: &Scratch) -> Result<usize, Failure> {
    let site = Site::weigh(folder, scratch)?;
    Ok(site.size_of("rekenmodule", "wasm")? + site.size_of("rekenmodule", "js")?)
}

/// Builds the site and prints the table.
pub(crate) fn run() -> Result<(), Failure> {
    let generator = site::generator(Build::Release)?;
    let scratch = Scratch::new("sizes")?;
    let folder = scratch.join("site");
    site::build(&generator, &folder)?;
    let site = Site::weigh(&folder, &scratch)?;

    let texts: Vec<Weight> =
        site.pages.iter().filter(|page| !page.calculator).map(|page| site.weight(page)).collect();
    let others: Vec<Weight> =
        site.pages.iter().filter(|page| page.calculator).map(|page| site.weight(page)).collect();
    let module = |stem: &str| Ok::<usize, Failure>(site.size_of(stem, "wasm")? + site.size_of(stem, "js")?);
    let words: usize = site.pages.iter().map(|page| page.words).sum();
    let index = INDEX.0 * words / INDEX.1;

    println!("\nBrotli 11, in bytes; {} pagina's, {words} woorden\n", site.pages.len());
    println!("{:<62} {:>9} {:>9}", "wat", "gewicht", "budget");
    let heaviest = texts.iter().max_by_key(|weight| weight.total);
    if let Some(heaviest) = heaviest {
        row(&format!("zwaarste tekstpagina, /{}", heaviest.address), heaviest.total, Some(PAGE));
        row("  waarvan scripts", heaviest.scripts, Some(SCRIPTS));
    }
    row("gewone tekstpagina (mediaan)", median(&texts), Some(PAGE));
    if let Some(heaviest) = others.iter().max_by_key(|weight| weight.total) {
        row(&format!("zwaarste pagina met een hulpmiddel, /{}", heaviest.address), heaviest.total, None);
    }
    row("stijl.css", site.size_of("stijl", "css")?, None);
    row("hulpmiddelen: module en laadscript", module("rekenmodule")?, Some(CALCULATORS));
    row("  rekenhulp.js, dat de uitkomst tekent", site.size_of("rekenhulp", "js")?, None);
    row("zoeken: module en laadscript", module("zoekmodule")?, Some(SEARCH));
    row("  zoeken.js, dat de lijst tekent", site.size_of("zoeken", "js")?, None);
    row(
        "zoekindex zonder teksten (budget naar het aantal woorden)",
        site.size_of("zoekindex", "bin")?,
        Some(index),
    );
    row("teksten bij de zoekresultaten", site.size_of("zoekteksten0", "bin")?, None);
    Ok(())
}

fn row(what: &str, weight: usize, budget: Option<usize>) {
    match budget {
        Some(budget) => {
            let verdict = if weight <= budget { "binnen" } else { "boven" };
            println!("{what:<62} {weight:>9} {budget:>9}  {verdict}");
        }
        None => println!("{what:<62} {weight:>9}"),
    }
}

fn median(weights: &[Weight]) -> usize {
    let mut totals: Vec<usize> = weights.iter().map(|weight| weight.total).collect();
    totals.sort_unstable();
    totals.get(totals.len() / 2).copied().unwrap_or(0)
}

struct Weight {
    address: String,
    total: usize,
    scripts: usize,
}

struct Page {
    file: PathBuf,
    /// What it loads at once, as files.
    loads: Vec<PathBuf>,
    calculator: bool,
    words: usize,
}

struct Site {
    folder: PathBuf,
    pages: Vec<Page>,
    sizes: BTreeMap<PathBuf, usize>,
}

impl Site {
    fn weigh(folder: &Path, scratch: &Scratch) -> Result<Self, Failure> {
        let mut files = Vec::new();
        list(folder, &mut files)?;
        let mut pages = Vec::new();
        for file in files.iter().filter(|file| file.extension() == Some(OsStr::new("html"))) {
            let html = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            // A page that sends its reader on is none.
            if !html.contains("http-equiv=\"refresh\"") {
                pages.push(Page::read(file, &html));
            }
        }
        let sizes = compressed(&files, scratch)?;
        Ok(Self { folder: folder.to_owned(), pages, sizes })
    }

    fn size(&self, file: &Path) -> usize {
        self.sizes.get(file).copied().unwrap_or(0)
    }

    fn weight(&self, page: &Page) -> Weight {
        let scripts = |file: &&PathBuf| file.extension() == Some(OsStr::new("js"));
        let address = page.file.strip_prefix(&self.folder).unwrap_or(&page.file).to_string_lossy();
        Weight {
            address: address.trim_end_matches("index.html").to_owned(),
            total: self.size(&page.file) + page.loads.iter().map(|file| self.size(file)).sum::<usize>(),
            scripts: page.loads.iter().filter(scripts).map(|file| self.size(file)).sum(),
        }
    }

    /// The size of the one asset that is called so (a hash stands behind its name).
    fn size_of(&self, stem: &str, extension: &str) -> Result<usize, Failure> {
        self.sizes
            .iter()
            .find(|(file, _)| {
                let name = file.file_stem().unwrap_or_default().to_string_lossy();
                file.extension() == Some(OsStr::new(extension))
                    && name.rsplit_once('-').is_some_and(|(found, _)| found == stem)
            })
            .map(|(_, size)| *size)
            .ok_or_else(|| format!("the site has no {stem}-….{extension}."))
    }
}

impl Page {
    fn read(file: &Path, html: &str) -> Self {
        let here = file.parent().unwrap_or(Path::new(""));
        let mut loads: Vec<PathBuf> = Vec::new();
        for tag in html.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script ")) {
            let wanted = ["rel=\"stylesheet\"", "rel=\"icon\"", "rel=\"modulepreload\"", "script "];
            let address = attribute(tag, "href").or_else(|| attribute(tag, "src"));
            if let Some(address) = address.filter(|_| wanted.iter().any(|part| tag.contains(part))) {
                // Addresses are relative; canonical paths make one file one key.
                if let Ok(file) = here.join(address).canonicalize() {
                    loads.push(file);
                }
            }
        }
        loads.sort();
        loads.dedup();
        let main = html.split_once("<main").map_or(html, |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let text: String = main
            .split('<')
            .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
            .fold(String::new(), |mut all, piece| {
                all.push(' ');
                all.push_str(piece);
                all
            });
        Self {
            file: file.to_owned(),
            loads,
            calculator: html.contains("data-bundel=\""),
            words: text.split_whitespace().count(),
        }
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let complain = |error| format!("{} cannot be read: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(complain)? {
        let path = entry.map_err(complain)?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path.canonicalize().map_err(complain)?);
        }
    }
    files.sort();
    Ok(())
}

fn compressed(files: &[PathBuf], scratch: &Scratch) -> Result<BTreeMap<PathBuf, usize>, Failure> {
    let node = which("node").ok_or("Node is missing; it compresses the files as a server would.")?;
    let names: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let list = scratch.join("files.txt");
    let complain = |error| format!("{}: {error}", list.display());
    fs::write(&list, names.join("\n")).map_err(complain)?;
    let input = fs::File::open(&list).map_err(complain)?;
    let said = read(program(node).args(["-e", BROTLI]).stdin(input)).map_err(|why| format!("node: {why}"))?;
    let sizes: Vec<usize> = said.lines().filter_map(|line| line.parse().ok()).collect();
    if sizes.len() == files.len() {
        Ok(files.iter().cloned().zip(sizes).collect())
    } else {
        Err(format!("node weighed {} of {} files.", sizes.len(), files.len()))
    }
}
