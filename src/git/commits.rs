//! Revisions, and why one cannot be found.

use super::Repository;
use crate::messages::Message;
use crate::problem::Problem;

/// A commit that is at hand, by its full hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit(pub(super) String);

impl Repository {
    /// The commit that `revision` names.
    ///
    /// # Errors
    ///
    /// What names none, with the likely reason: no commits yet, a shallow clone, a wrong name.
    pub fn commit(&self, revision: &str) -> Result<Commit, Problem> {
        if let Some(commit) = self.resolve(revision)? {
            return Ok(commit);
        }
        let problem = |code, message: Message| Err(Problem::error(code, "", message));
        if self.resolve("HEAD")?.is_none() && !self.has_refs()? {
            return problem("no-commits", Message::new("repository-without-commits").with("revision", revision));
        }
        if self.is_shallow {
            return problem("shallow-clone", Message::new("revision-not-in-clone").with("revision", revision))
                .map_err(|problem| problem.help(Message::new("clone-help")));
        }
        problem("unknown-revision", Message::new("revision-unknown").with("revision", revision))
            .map_err(|problem| problem.help(Message::new("revision-unknown-help")))
    }

    /// Where the history of what is checked out left that of `revision`: what has changed since is all on this side.
    ///
    /// # Errors
    ///
    /// Those of [`Repository::commit`], and a shallow clone that ends before the place.
    pub fn fork_point(&self, revision: &str) -> Result<Commit, Problem> {
        let commit = self.commit(revision)?;
        if let Some(base) = self.git.run(&["merge-base", &commit.0, "HEAD"])?.output() {
            return Ok(Commit(String::from_utf8_lossy(base).trim().to_owned()));
        }
        if self.is_shallow {
            let message = Message::new("clone-ends-before").with("revision", revision);
            return Err(Problem::error("shallow-clone", "", message).help(Message::new("clone-help")));
        }
        // Histories that have nothing in common are compared as they are.
        Ok(commit)
    }

    fn resolve(&self, revision: &str) -> Result<Option<Commit>, Problem> {
        let name = format!("{revision}^{{commit}}");
        let said = self.git.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        Ok(said.output().map(|hash| Commit(String::from_utf8_lossy(hash).trim().to_owned())))
    }

    fn has_refs(&self) -> Result<bool, Problem> {
        let said = self.git.run(&["for-each-ref", "--count=1"])?;
        Ok(said.output().is_some_and(|refs| !refs.is_empty()))
    }
}
