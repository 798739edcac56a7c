//! Paths as registers write them, and what lies there.
//!
//! **Knows**: how a path is followed from the folder of a register, and which paths lead nowhere good.
//! **Does not know**: bytes, documents, what a path is for.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::files::{File, FileKind};

/// All paths of a repository, for asking what lies where.
#[derive(Debug, Default)]
pub struct PathIndex {
    files: BTreeMap<String, usize>,
    folders: std::collections::BTreeSet<String>,
    links: std::collections::BTreeSet<String>,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a file: its path from the root, as the repository spells it, and its index there.
    File(usize),
    /// To a folder.
    Folder,
    /// To nothing.
    Nothing,
    /// Out of the repository.
    Outside,
    /// To a symbolic link, or through one.
    Symlink,
}

impl PathIndex {
    /// The index of these files.
    pub fn new(files: &[File]) -> Self {
        let mut index = Self::default();
        for (at, file) in files.iter().enumerate() {
            let key = normalize(&file.path);
            for (slash, _) in key.match_indices('/') {
                if !index.folders.contains(&key[..slash]) {
                    index.folders.insert(key[..slash].to_owned());
                }
            }
            if file.kind == FileKind::Symlink {
                index.links.insert(key.clone());
            }
            index.files.insert(key, at);
        }
        index
    }

    /// Where `written` leads from `folder` (the folder of the register, or of the document).
    pub fn target(&self, folder: &str, written: &str) -> Target {
        let Some(path) = join(folder, written) else {
            return Target::Outside;
        };
        let path = normalize(&path);
        let through_link = path.match_indices('/').any(|(slash, _)| self.links.contains(&path[..slash]));
        if through_link || self.links.contains(&path) {
            return Target::Symlink;
        }
        match self.files.get(&path) {
            Some(at) => Target::File(*at),
            None if path.is_empty() || self.folders.contains(&path) => Target::Folder,
            None => Target::Nothing,
        }
    }
}

/// The same letters in one form: a Mac writes `å` as two characters where others write one.
fn normalize(path: &str) -> String {
    if path.is_ascii() { path.to_owned() } else { path.nfc().collect() }
}

/// `written` from `folder`, without `.` and `..`; none where it leaves the repository.
pub fn join(folder: &str, written: &str) -> Option<String> {
    let written = written.replace('\\', "/");
    let absolute = written.starts_with('/') || written.as_bytes().get(1) == Some(&b':');
    if absolute || written.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The folder that a file lies in; empty for the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The ending of a file's name in lower case, without the dot; empty where it has none.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_inside_the_repository_only() {
        let file = |path: &str, kind| File { path: path.to_owned(), kind };
        let files = [
            file("a/register.toml", FileKind::Regular),
            file("a/vedlegg/ha\u{30a}nd.md", FileKind::Regular),
            file("b/lenke", FileKind::Symlink),
            file("c.md", FileKind::Regular),
        ];
        let index = PathIndex::new(&files);
        let check = |folder: &str, written: &str, target: Target| {
            assert_eq!(index.target(folder, written), target, "{folder} {written}");
        };
        check("a", "register.toml", Target::File(0));
        check("a", "./vedlegg/h\u{e5}nd.md", Target::File(1));
        check("a", "vedlegg//", Target::Folder);
        check("a", "../c.md", Target::File(3));
        check("a", "../../c.md", Target::Outside);
        check("a", "/etc/passwd", Target::Outside);
        check("a", "C:\\x", Target::Outside);
        check("b", "lenke", Target::Symlink);
        check("b", "lenke/x.md", Target::Symlink);
        check("", "finnes-ikke.md", Target::Nothing);
    }
}
