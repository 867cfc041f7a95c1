//! What is mended, what is left, and what is left with a doubt: each rule by a text of a few lines.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use import::audit::audit;
use import::read::{FileKind, read};
use import::{Imported, Profile, Rule, import};

fn of(text: &str) -> Imported {
    let source = read(text.as_bytes(), FileKind::Text).unwrap();
    let imported = import(&source, &Profile::default());
    let audit = audit(&source, &imported.pages, &imported.log);
    assert!(audit.is_whole(), "{text}\n{:?} {:?}", audit.lost, audit.invented);
    imported
}

/// The changes but those of every list, as `before > after`.
fn changes(imported: &Imported) -> Vec<String> {
    let changes = imported.log.changes.iter().filter(|change| change.rule != Rule::Bullet);
    changes.map(|change| format!("{} > {}", change.before, change.after)).collect()
}

fn text(imported: &Imported) -> String {
    imported.pages.iter().map(|page| page.markdown.as_str()).collect()
}

#[test]
fn a_line_under_each_article_is_text_with_an_empty_line_above_it_or_without() {
    let text = "Artikel 1 Huur\n\nUitleg bij artikel 3.4 Wielerwet\n\n1. De huur is laag.\n\n2. De huur is niet hoog.\n\n\
                Artikel 2 Slot\nUitleg bij artikel 3.6 Wielerwet\n\n1. Het slot is heel.\n\n2. Het slot is dicht.\n\n\
                Artikel 3 Rek\nUitleg bij artikel 3.9 Wielerwet\n\n1. Het rek is vol.\n\n2. Het rek is leeg.\n";
    let imported = of(text);
    assert_eq!(changes(&imported), [""; 0]);
    let text = self::text(&imported);
    assert!(text.contains("1. {#artikel-1-lid-1} De huur"), "{text}");
    assert!(!text.contains("# Uitleg"), "{text}");
}
