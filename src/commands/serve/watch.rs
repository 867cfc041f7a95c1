//! Tells when a file of the site was saved.

use std::path::Path;
use std::time::Duration;

use notify_debouncer_full::notify::{self, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::source::files::SITE_FILE;

/// How long the files must be still before a build: an editor's save is several events.
const PAUSE: Duration = Duration::from_millis(20);

/// Calls `changed` after each save, until what is given back is dropped.
pub(super) fn watch(
    root: &Path,
    mut changed: impl FnMut() + Send + 'static,
) -> notify::Result<Debouncer<notify::RecommendedWatcher, RecommendedCache>> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let inside = root.clone();
    let mut debouncer = new_debouncer(PAUSE, None, move |result: DebounceEventResult| {
        let Ok(events) = result else { return };
        let ours = events.iter().any(|event| {
            !matches!(event.kind, notify::EventKind::Access(_))
                && event.paths.iter().any(|path| is_source(&inside, path))
        });
        if ours {
            changed();
        }
    })?;
    // The folder itself is watched because editors save by putting a new file in its place.
    debouncer.watch(&root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "templates"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            debouncer.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(debouncer)
}

/// Whether a path is part of the site; not what editors leave beside it.
fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(relative) = path.strip_prefix(root) else { return false };
    let name = relative.file_name().unwrap_or_default().to_string_lossy();
    let temporary = name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp");
    let inside = relative.starts_with("content") || relative.starts_with("templates");
    !temporary && (inside || relative == Path::new(SITE_FILE))
}
