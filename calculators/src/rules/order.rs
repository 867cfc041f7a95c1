//! In which order calculators are read: one that asks another for its result comes after it.

use crate::book::CalculatorFile;
use crate::sink::Sink;
use crate::tree::Node;

/// The key under which a named value asks another calculator.
pub(crate) const CALL: &str = "rekenhulp";

/// A call as it is written: the calculator, and the named value if it is one.
pub(crate) fn parts(text: &str) -> (&str, Option<&str>) {
    match text.split_once('.') {
        Some((id, value)) => (id, Some(value)),
        None => (text, None),
    }
}

/// The places of all files, each after those it calls. Calls that come back to where they began are findings.
pub(crate) fn order(sink: &mut Sink, files: &[CalculatorFile]) -> Vec<usize> {
    let calls: Vec<Vec<(usize, &Node)>> = files.iter().map(|file| calls(file, files)).collect();
    let mut done = vec![false; files.len()];
    let mut list = Vec::with_capacity(files.len());
    for start in 0..files.len() {
        // A path of files that wait, each with how many of its calls were looked at.
        let mut path: Vec<(usize, usize)> = Vec::new();
        if done.get(start) == Some(&false) {
            path.push((start, 0));
        }
        while let Some((file, looked_at)) = path.last_mut() {
            let file = *file;
            let Some((next, node)) = calls.get(file).and_then(|calls| calls.get(*looked_at)).copied() else {
                if let Some(place) = done.get_mut(file) {
                    *place = true;
                }
                list.push(file);
                path.pop();
                continue;
            };
            *looked_at += 1;
            if path.iter().any(|(waiting, _)| *waiting == next) {
                let name = |place: usize| files.get(place).map_or("", |file| file.id.as_str());
                let help = if next == file {
                    "Haal deze verwijzing weg.".to_owned()
                } else {
                    format!(
                        "Haal deze verwijzing weg, of wat van `{}` naar `{}` leidt.",
                        name(next),
                        name(file)
                    )
                };
                sink.error(
                    "W0529",
                    node.span,
                    format!("`{}` vraagt zo uiteindelijk zichzelf om een uitkomst", name(next)),
                    help,
                );
            } else if done.get(next) == Some(&false) {
                path.push((next, 0));
            }
        }
    }
    list
}

/// The calculators that a file calls, with the places where it does.
fn calls<'f>(file: &'f CalculatorFile, files: &[CalculatorFile]) -> Vec<(usize, &'f Node)> {
    let mut list = Vec::new();
    for block in file.root.get("organisaties").and_then(Node::entries).unwrap_or_default() {
        for value in block.value.get("waarden").and_then(Node::entries).unwrap_or_default() {
            let Some(node) = value.value.get(CALL) else { continue };
            let (id, _) = parts(node.text().unwrap_or_default());
            list.extend(files.iter().position(|other| other.id == id).map(|place| (place, node)));
        }
    }
    list
}
