//! The files that `init` and `demo` write: the folders in `templates` as they are.
//!
//! **Knows**: which files there are.
//! **Does not know**: where they are written.

use include_dir::{Dir, include_dir};

static INIT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/init");
static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/demo");

/// A file of a template: its path from the folder that is made, and its bytes.
pub type TemplateFile = (&'static str, &'static [u8]);

/// A new register repository, to be filled in.
pub fn init() -> Vec<TemplateFile> {
    files(&INIT)
}

/// A small register with a few faults, to show what the tool is for.
pub fn demo() -> Vec<TemplateFile> {
    files(&DEMO)
}

fn files(folder: &'static Dir<'static>) -> Vec<TemplateFile> {
    let mut found: Vec<TemplateFile> = folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))).collect();
    found.extend(folder.dirs().flat_map(files));
    found.sort_unstable();
    found
}
