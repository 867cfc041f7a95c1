//! `wegwijs new site MAP`: a small handbook of a made-up municipality that builds clean, to change into one's own.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Status, complain, say};
use crate::schema::FOLDER;
use crate::source::files::reason;

/// The files of a new site, by path.
const FILES: [(&str, &str); 12] = [
    ("wegwijs.yaml", include_str!("site/wegwijs.yaml")),
    (".gitignore", include_str!("site/gitignore")),
    ("content/_index.md", include_str!("site/content/_index.md")),
    ("content/begrippen.yaml", include_str!("site/content/begrippen.yaml")),
    ("content/bronnen.yaml", include_str!("site/content/bronnen.yaml")),
    ("content/landelijk/organisatie.yaml", include_str!("site/content/landelijk/organisatie.yaml")),
    ("content/rekenhulpen/lunch.yaml", include_str!("site/content/rekenhulpen/lunch.yaml")),
    ("content/voorbeeldstad/_index.md", include_str!("site/content/voorbeeldstad/_index.md")),
    ("content/voorbeeldstad/feiten.yaml", include_str!("site/content/voorbeeldstad/feiten.yaml")),
    ("content/voorbeeldstad/organisatie.yaml", include_str!("site/content/voorbeeldstad/organisatie.yaml")),
    ("content/voorbeeldstad/regels/_index.md", include_str!("site/content/voorbeeldstad/regels/_index.md")),
    ("content/voorbeeldstad/regels/lunch.md", include_str!("site/content/voorbeeldstad/regels/lunch.md")),
];

#[derive(Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Een handboek met een voorbeeldpagina, een feit en een hulpmiddel
    Site {
        /// Map die wordt gemaakt; hij mag nog niet bestaan, of moet leeg zijn
        #[arg(value_name = "MAP")]
        folder: PathBuf,
    },
}

pub(super) fn run(options: &Options) -> Status {
    let What::Site { folder } = &options.what;
    let occupied = folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        complain(&format!("{} bestaat al en is niet leeg. Kies een andere map.", folder.display()));
        return Status::Usage;
    }
    for (path, text) in FILES {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        if let Err(error) = made {
            complain(&format!("{} kan niet worden gemaakt: {}.", path.display(), reason(&error)));
            return Status::Findings;
        }
    }
    if let Err(failure) = super::schema::write_to(&folder.join(FOLDER)) {
        complain(&failure);
        return Status::Findings;
    }
    let folder = folder.display();
    say(&format!("Het handboek staat in {folder}. Bekijk het met: wegwijs serve --site {folder}"));
    Status::Clean
}
