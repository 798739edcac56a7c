//! Where Git looks for the hooks of a repository.
//!
//! **Knows**: `core.hooksPath`, the folder of all linked work trees, which folders other repositories share.
//! **Does not know**: what a hook holds.

use std::path::{Path, PathBuf};

use super::error::{GitError, cause};
use super::repository::Repository;

/// Where Git looks for the hooks of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hooks {
    /// A folder in the repository or its work tree. It need not be there.
    Own(PathBuf),
    /// A folder elsewhere, where other repositories may look, too.
    Shared {
        /// The folder.
        folder: PathBuf,
        /// The folder that the repository would have for itself.
        own: PathBuf,
    },
    /// None: the repository has no work tree, and nobody commits in it.
    Bare,
    /// None that can be trusted: the repository belongs to another user, and Git refuses to work in it.
    Foreign,
}

impl Repository {
    /// Where Git looks for hooks: in `core.hooksPath`, which is seen from the top of the work tree, else
    /// in `hooks` in the folder that all work trees share.
    pub fn hooks(&self) -> Result<Hooks, GitError> {
        let git = self.local()?;
        if self.is_bare() {
            return Ok(Hooks::Bare);
        }
        let Some(common) = self.own_folder().and_then(|folder| Some(folder.parent()?.to_owned())) else {
            return Ok(Hooks::Foreign);
        };
        let failed = |path: &Path, cause| GitError::Io { path: path.to_owned(), cause };
        let common = std::path::absolute(&common).map_err(|cause| failed(&common, cause))?;
        let common = common.canonicalize().map_err(|cause| failed(&common, cause))?;
        let root = self.root().canonicalize().map_err(|cause| failed(self.root(), cause))?;
        let own = common.join("hooks");
        let named = git
            .config_snapshot()
            .trusted_path("core.hooksPath")
            .map_err(|error| GitError::Broken { path: common.join("config"), cause: cause(&error) })?;
        let folder = resolved(&named.map_or_else(|| own.clone(), |path| root.join(path)));
        if folder.starts_with(&root) || folder.starts_with(&common) {
            Ok(Hooks::Own(folder))
        } else {
            Ok(Hooks::Shared { folder, own })
        }
    }
}

/// The path without links, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(path), _, _) => path,
        (Err(_), Some(above), Some(name)) => resolved(above).join(name),
        (Err(_), _, _) => path.to_owned(),
    }
}
