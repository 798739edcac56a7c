//! Commits that changed nothing of content: most do, and no duty follows from them.
//!
//! **Knows**: that it takes no more than the registers that a commit touches to tell, and that it is so for ever.
//! **Does not know**: which duties a change of content releases.

use std::collections::BTreeSet;

use super::Touch;
use super::stand::Where;
use crate::cache::Reading;
use crate::change;
use crate::git::{ObjectId, Step};
use crate::job::JobError;
use crate::job::check::SnapshotFiles;
use crate::job::gather::Library;
use crate::job::readings::Readings;
use crate::register::Register;
use crate::report::change::Change;

impl Where<'_> {
    /// Whether a commit surely changed nothing of content in any register. Of one that is not so plain nothing
    /// is said: it touches more than registers, or brings, moves or removes one.
    pub(super) fn is_quiet(&self, touch: &Touch) -> Result<bool, JobError> {
        let Some(folders) = &touch.folders else { return Ok(false) };
        let folders: BTreeSet<&str> = folders.iter().map(String::as_str).collect();
        let pair = self.repository.pair_within([touch.step.parent, touch.step.id], &folders)?;
        let sides = [&pair.base, &pair.head].map(SnapshotFiles::new);
        let [base, head] = [&sides[0], &sides[1]].map(|files| Library::new(files, self.limits, self.cache));
        if base.registers() != head.registers() {
            return Ok(false);
        }
        let known = base.registers();
        let mut is_certain = true;
        for folder in folders {
            if !known.iter().any(|other| other == folder) {
                return Ok(false);
            }
            let readings = Readings::default();
            let registers = [base.register(folder, &readings), head.register(folder, &readings)];
            let [before, after] = &registers;
            if registers.iter().any(looks_elsewhere)
                || change::between(before, after).iter().any(Change::is_content)
            {
                return Ok(false);
            }
            is_certain &= registers.iter().all(|one| one.unread.is_empty() && one.unreadable.is_empty());
        }
        if let Some(name) = self.name(&touch.step).filter(|_| is_certain) {
            self.cache.keep(Reading::Quiet, name.as_bytes(), Vec::new());
        }
        Ok(true)
    }

    /// Whether an earlier run found that a commit changed nothing of content.
    pub(super) fn is_known_quiet(&self, step: &Step) -> bool {
        self.name(step).is_some_and(|name| self.cache.find(Reading::Quiet, name.as_bytes()).is_some())
    }

    /// What tells the commit, and how much of it is read, from all others.
    fn name(&self, step: &Step) -> Option<ObjectId> {
        let (parent, limits) = (step.parent, self.limits);
        step.id.with(format!("{parent} {limits:?}").as_bytes())
    }
}

/// Whether the register may name files that lie outside its folder.
fn looks_elsewhere(register: &Register) -> bool {
    register.texts.values().any(|source| source.text().contains(".."))
}
