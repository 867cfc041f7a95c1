//! Which part of the container is what, by the relations between parts.

use super::ReadError;
use super::container::Container;
use super::xml::Xml;

/// What the parts are called in messages.
pub(super) const DOCUMENT: &str = "de tekst van het document";
pub(super) const STYLES: &str = "de opmaakprofielen";
pub(super) const NUMBERING: &str = "de nummering";
pub(super) const FOOTNOTES: &str = "de voetnoten";
pub(super) const ENDNOTES: &str = "de eindnoten";
pub(super) const DIAGRAM: &str = "een schema";
pub(super) const EDGE: &str = "een kop- of voettekst";
const RELATIONS: &str = "de verbanden tussen de onderdelen";

/// Where the text stands when nothing says so.
const USUAL: &str = "word/document.xml";

/// The names of the parts that are read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    /// Diagrams by the id that the text refers to them with.
    pub(super) diagrams: Vec<(String, String)>,
    /// Heads and feet of pages.
    pub(super) edges: Vec<String>,
}

impl Parts {
    /// Finds the text of the document and what belongs to it.
    pub(super) fn find(container: &mut Container) -> Result<Self, ReadError> {
        let document = document(container)?;
        let relations = relations(container, &document)?;
        let folder = folder(&document);
        let find = |kind: &str| {
            let related = relations.iter().find(|relation| relation.kind == kind);
            // Where the relation is lost the part still has its usual name.
            let usual = format!("{folder}{kind}.xml");
            let names = related.map(|relation| relation.target.clone()).into_iter().chain([usual]);
            names.into_iter().find(|name| container.has(name))
        };
        Ok(Self {
            styles: find("styles"),
            numbering: find("numbering"),
            footnotes: find("footnotes"),
            endnotes: find("endnotes"),
            diagrams: relations
                .iter()
                .filter(|relation| relation.kind == "diagramData" && container.has(&relation.target))
                .map(|relation| (relation.id.clone(), relation.target.clone()))
                .collect(),
            edges: relations
                .iter()
                .filter(|relation| {
                    matches!(relation.kind.as_str(), "header" | "footer") && container.has(&relation.target)
                })
                .map(|relation| relation.target.clone())
                .collect(),
            document,
        })
    }
}

/// The part with the text, or the kind of file that this is instead.
fn document(container: &mut Container) -> Result<String, ReadError> {
    let related = relations(container, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let names = related.map(|relation| relation.target).into_iter().chain([USUAL.to_owned()]);
    let found = names.into_iter().find(|name| container.has(name));
    if let Some(kind) = other_kind(container, found.as_deref()) {
        return Err(ReadError::OtherKind(kind));
    }
    found.ok_or_else(|| {
        if container.has_folder("word/") {
            ReadError::Damaged("de tekst van het document ontbreekt".to_owned())
        } else {
            ReadError::OtherKind("een zip-bestand (.zip)")
        }
    })
}

/// What a container is that is no document of Word: what its first entry says, as OpenDocument and e-books have it,
/// or the folder that the parts of other programs stand in.
fn other_kind(container: &mut Container, main: Option<&str>) -> Option<&'static str> {
    let mimetype = container.read("mimetype", "").ok().flatten().unwrap_or_default();
    let mimetype = mimetype.trim();
    let types = [
        ("application/vnd.oasis.opendocument.text", "een OpenDocument-tekst (.odt)"),
        ("application/vnd.oasis.opendocument.spreadsheet", "een rekenblad (.ods)"),
        ("application/vnd.oasis.opendocument.presentation", "een presentatie (.odp)"),
        ("application/epub+zip", "een e-boek (.epub)"),
    ];
    if let Some((_, kind)) = types.iter().find(|(name, _)| mimetype.starts_with(name)) {
        return Some(kind);
    }
    let folders = [
        ("xl/", "een rekenblad (.xlsx)"),
        ("ppt/", "een presentatie (.pptx)"),
        ("visio/", "een tekening (.vsdx)"),
    ];
    let stands =
        |folder: &str| main.map_or_else(|| container.has_folder(folder), |name| name.starts_with(folder));
    folders.iter().find(|(folder, _)| stands(folder)).map(|(_, kind)| *kind)
}

/// How one part belongs to another.
struct Relation {
    id: String,
    /// The last word of its type; what stands before differs between forms of the standard.
    kind: String,
    target: String,
}

/// The relations of a part; of the container as a whole for the empty name.
fn relations(container: &mut Container, of: &str) -> Result<Vec<Relation>, ReadError> {
    let folder = folder(of);
    let file = of.get(folder.len()..).unwrap_or_default();
    let Some(text) = container.read(&format!("{folder}_rels/{file}.rels"), RELATIONS)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(&text, RELATIONS);
    xml.root()?;
    let mut found = Vec::new();
    while let Some(element) = xml.child()? {
        let outside = xml.attribute(&element, "TargetMode")?.is_some_and(|mode| mode == "External");
        let kind = xml.attribute(&element, "Type")?.unwrap_or_default();
        let id = xml.attribute(&element, "Id")?.unwrap_or_default();
        let target = xml.attribute(&element, "Target")?;
        xml.skip()?;
        if let Some(target) = target.filter(|_| !outside) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id, kind, target: resolve(folder, &target) });
        }
    }
    Ok(found)
}

/// The folder of a part, with its slash.
fn folder(name: &str) -> &str {
    name.rfind('/').and_then(|slash| name.get(..=slash)).unwrap_or_default()
}

/// A target as seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_the_folder_of_their_part() {
        let cases = [
            ("word/", "styles.xml", "word/styles.xml"),
            ("word/", "/word/styles.xml", "word/styles.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("word/", "../custom/item.xml", "custom/item.xml"),
            ("word/", "./notes\\footnotes.xml", "word/notes/footnotes.xml"),
            ("", "../../x.xml", "x.xml"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(resolve(folder, target), expected, "{folder} {target}");
        }
    }
}
