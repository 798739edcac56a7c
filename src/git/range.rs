//! What a review holds against what: the base that a proposal set out from, and its head.
//!
//! **Knows**: the words for a range, the main branch, merge bases, shallow clones.
//! **Does not know**: what differs between the two, and what it means.

use super::ancestry::{Commit, Meeting, meet};
use super::entry::ObjectId;
use super::error::{GitError, Named};
use super::repository::{Found, Repository, edge, fault, fetch_command, resolve};
use super::snapshot::Head;

/// The two sides of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// What the proposal is judged against.
    pub base: Base,
    /// The proposal: a commit, or the index.
    pub head: Head,
}

impl Range {
    /// Whether both sides are one commit, so that there is nothing to review.
    pub fn is_empty(&self) -> bool {
        self.head == Head::Revision(self.base.id)
    }
}

/// The base of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The commit; where there is none yet, the empty tree.
    pub id: ObjectId,
    /// The revision that it comes from, as it was asked for or found: `HEAD~2`, `main`, `origin/main`.
    pub name: String,
    /// How it comes from there.
    pub origin: Origin,
}

/// How the base of a review was come by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is the very commit that was asked for, and the head builds on it.
    Asked,
    /// The commit that was asked for is no ancestor of the head: the base is the merge base of both,
    /// for otherwise what has been changed there since would look as if the head took it back.
    Moved {
        /// The commit that was asked for.
        from: ObjectId,
        /// Other merge bases just as near, the best first.
        others: Vec<ObjectId>,
    },
    /// It is the merge base of the head and another commit, as was asked for.
    MergeBase {
        /// The other commit.
        with: ObjectId,
        /// Other merge bases just as near, the best first.
        others: Vec<ObjectId>,
    },
    /// There is no commit yet, so all is new.
    Nothing,
}

impl Repository {
    /// The range that `words` name: `BASE..HEAD`, `BASE...HEAD` (from the merge base of both) or
    /// `BASE` alone (up to `HEAD`); a side that is left out is `HEAD`. Without words it goes from
    /// the merge base of the branch `main` (where there is none, `origin/main`) up to `HEAD`.
    ///
    /// Where histories meet more than once (criss-cross merges), the base is the latest of the
    /// merge bases by the date of its committer, among equals the one with the least id. In a
    /// shallow clone the answer is either that of the whole history or an error.
    pub fn range(&self, words: Option<&str>, main: &str) -> Result<Range, GitError> {
        let repository = self.local()?;
        let words = Words::read(words);
        let head = commit(&repository, words.head)?;
        let (name, reference) = match words.base {
            Some(base) => (base.to_owned(), base.to_owned()),
            None => main_branch(&repository, main)?,
        };
        let base = commit(&repository, &reference)?;
        let (best, others) = merge_base(&repository, [(&name, base), (words.head, head)])?;
        let others = others.into_iter().map(ObjectId).collect();
        let origin = match words.start {
            Start::Base if best == base => Origin::Asked,
            Start::Base => Origin::Moved { from: ObjectId(base), others },
            Start::MergeBase => Origin::MergeBase { with: ObjectId(base), others },
        };
        let base = Base { id: ObjectId(best), name, origin };
        Ok(Range { base, head: Head::Revision(ObjectId(head)) })
    }

    /// The range from `HEAD` to the index: what the next commit would change.
    pub fn staged(&self) -> Result<Range, GitError> {
        let repository = self.local()?;
        let name = "HEAD".to_owned();
        let base = match commit(&repository, &name) {
            Ok(id) => Base { id: ObjectId(id), name, origin: Origin::Asked },
            Err(GitError::NoCommits { .. }) => {
                let id = ObjectId(gix::ObjectId::empty_tree(repository.object_hash()));
                Base { id, name, origin: Origin::Nothing }
            }
            Err(error) => return Err(error),
        };
        Ok(Range { base, head: Head::Index })
    }

    /// The branch that `HEAD` is on, even if it has no commit yet; none where it is on no branch.
    pub fn branch(&self) -> Option<String> {
        let name = self.local().ok()?.head_name().ok()??;
        Some(name.as_bstr().to_string().strip_prefix("refs/heads/")?.to_owned())
    }
}

/// What a range is made of, as it was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Words<'a> {
    /// None where the main branch is meant.
    base: Option<&'a str>,
    head: &'a str,
    start: Start,
}

/// From where a range goes.
#[derive(Debug, PartialEq, Eq)]
enum Start {
    Base,
    MergeBase,
}

impl<'a> Words<'a> {
    /// Takes the words apart at the first two dots, as Git does: no branch or tag can hold them.
    fn read(words: Option<&'a str>) -> Self {
        let Some(words) = words else { return Self { base: None, head: "HEAD", start: Start::MergeBase } };
        let Some((base, head)) = words.split_once("..") else {
            return Self { base: Some(words), head: "HEAD", start: Start::Base };
        };
        let (head, start) = match head.strip_prefix('.') {
            Some(head) => (head, Start::MergeBase),
            None => (head, Start::Base),
        };
        let or_head = |side: &'a str| if side.is_empty() { "HEAD" } else { side };
        Self { base: Some(or_head(base)), head: or_head(head), start }
    }
}

/// The commit that `revision` names.
fn commit(repository: &gix::Repository, revision: &str) -> Result<gix::ObjectId, GitError> {
    let Found { head, tree } = resolve(repository, revision)?;
    if head == tree {
        return Err(GitError::NoCommit { revision: revision.to_owned(), named: Named::Folder });
    }
    Ok(head)
}

/// The main branch, here or as it was last fetched: its name for people and the whole one.
pub(super) fn main_branch(repository: &gix::Repository, branch: &str) -> Result<(String, String), GitError> {
    let remote = "origin";
    let places = [
        (branch.to_owned(), format!("refs/heads/{branch}")),
        (format!("{remote}/{branch}"), format!("refs/remotes/{remote}/{branch}")),
    ];
    for (name, whole) in places {
        let exists = match gix::refs::FullName::try_from(whole.as_str()) {
            Ok(reference) => repository.try_find_reference(&reference).map_or(true, |found| found.is_some()),
            Err(_) => false,
        };
        if exists {
            return Ok((name, whole));
        }
    }
    Err(GitError::NoMainBranch {
        branch: branch.to_owned(),
        remedy: fetch_command(repository, remote, branch),
    })
}

/// The best merge base of two commits, each with its name, and all others that are just as near.
fn merge_base(
    repository: &gix::Repository,
    sides: [(&str, gix::ObjectId); 2],
) -> Result<(gix::ObjectId, Vec<gix::ObjectId>), GitError> {
    let [(base, _), (head, _)] = sides;
    let failed =
        |id: gix::ObjectId, error: &gix::Error| fault(repository, head, format!("commit {id}"), error);
    let edge = edge(repository, head)?;
    let meeting = meet(sides.map(|(_, tip)| tip), |id| {
        let commit = repository.find_commit(id).map_err(|error| failed(id, &error))?;
        let commit = commit.decode().map_err(|error| failed(id, &error))?;
        let parents: Vec<_> = commit.parents().collect();
        let cut_off = !parents.is_empty() && edge.contains(&id);
        // A date that cannot be read only changes the order of reading.
        let time = commit.time().map_or(0, |time| time.seconds);
        Ok(Commit { parents, time, cut_off })
    })?;
    let (base, head) = (base.to_owned(), head.to_owned());
    match meeting {
        Meeting::At { best, others } => Ok((best, others)),
        Meeting::Nowhere => Err(GitError::Unrelated { base, head }),
        Meeting::CutOff => Err(GitError::BaseCutOff { base, head }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, base: &str, head: &str, start: Start) {
        assert_eq!(Words::read(Some(words)), Words { base: Some(base), head, start }, "{words}");
    }

    #[test]
    fn words_are_taken_apart_at_the_dots() {
        check("main..gren", "main", "gren", Start::Base);
        check("main...gren", "main", "gren", Start::MergeBase);
        check("v1.0..v1.1", "v1.0", "v1.1", Start::Base);
        check("HEAD~3", "HEAD~3", "HEAD", Start::Base);
        check("main..", "main", "HEAD", Start::Base);
        check("..gren", "HEAD", "gren", Start::Base);
        check("main...", "main", "HEAD", Start::MergeBase);
        check("...gren", "HEAD", "gren", Start::MergeBase);
        check("a..b..c", "a", "b..c", Start::Base);
        check("a....b", "a", ".b", Start::MergeBase);
        check("", "", "HEAD", Start::Base);
        check("grøn/æ..å", "grøn/æ", "å", Start::Base);
    }
}
