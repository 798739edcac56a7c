//! The folders that the tool carries: rules and templates, as they lie in the repository.
//!
//! **Knows**: which files they hold.
//! **Does not know**: what stands in them.

use include_dir::{Dir, include_dir};

static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");
static INIT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/init");
static CHANGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/endring");
static MAIL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/mail");
static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/demo");

/// The page that reports stand on, with `{{names}}` where something is filled in.
static REPORT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report.html"));

/// The TOML files of `rules` once more, parsed by the build: to parse them takes longer than to check a
/// register.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.packed"));

/// A file that the tool carries: its path from its folder, and its bytes.
pub type Asset = (&'static str, &'static [u8]);

/// The files of `rules`, sorted by path.
pub fn rules() -> Vec<Asset> {
    files(&RULES)
}

/// The text of one file of `rules`; none where there is no such text.
pub fn rule_text(path: &str) -> Option<&'static str> {
    RULES.get_file(path)?.contents_utf8()
}

/// The TOML files of `rules`, packed by the build.
pub fn packed_rules() -> &'static [u8] {
    PACKED
}

/// The files of a new register repository, sorted by path.
pub fn init() -> Vec<Asset> {
    files(&INIT)
}

/// The template of a change record (endringsmelding) with comments in `lang`, a code such as `nb`.
pub fn change_record(lang: &str) -> &'static str {
    let file = CHANGE.get_file(format!("{lang}.toml")).or_else(|| CHANGE.get_file("nb.toml"));
    file.and_then(|file| file.contents_utf8()).expect("a template is text and carried for every language")
}

/// The page that reports stand on, with `{{names}}` where something is filled in.
pub fn report_page() -> &'static str {
    REPORT
}

/// The template of a page of a letter, by the name of its file, such as `brev.txt`.
pub fn mail(file: &str) -> &'static str {
    let file = MAIL.get_file(file).and_then(|file| file.contents_utf8());
    file.expect("a template is text and carried for every page")
}

/// The files of a small register with a few faults, sorted by path.
pub fn demo() -> Vec<Asset> {
    files(&DEMO)
}

fn files(folder: &'static Dir<'static>) -> Vec<Asset> {
    let mut found: Vec<Asset> = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        found.extend(folder.files().filter_map(|file| Some((file.path().to_str()?, file.contents()))));
        folders.extend(folder.dirs());
    }
    found.sort_unstable();
    found
}
