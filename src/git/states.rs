//! Which files differ between two states of a repository, and what they held.

use super::raw::{self, Side};
use super::{Commit, Moved, Repository};
use crate::problem::Problem;
use crate::read::decode;
use crate::source::Source;

impl Repository {
    /// The files that differ from a commit to another, or to what is in the folder where there is none. Renames are
    /// followed; files that git does not know are not among them.
    ///
    /// # Errors
    ///
    /// What git complains of.
    pub fn between(&self, from: &Commit, to: Option<&Commit>) -> Result<Vec<Moved>, Problem> {
        let mut args = vec!["diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-relative", &from.0];
        args.extend(to.map(|commit| commit.0.as_str()));
        args.push("--");
        let said = self.git.run(&args)?;
        let (records, _) = raw::records(said.expect()?);
        Ok(records.into_iter().filter(|record| !record.is_module).map(|record| record.moved).collect())
    }

    /// The text of one side of a difference.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is no text.
    pub fn text(&self, side: &Side) -> Result<Source, Problem> {
        let name = crate::discover::Input::File(side.path.clone()).name();
        if side.blob.bytes().all(|byte| byte == b'0') {
            let path = self.root.join(&side.path);
            return crate::read::read(&crate::discover::Input::File(path)).map(|source| Source::new(name, source.text));
        }
        let said = self.git.run(&["cat-file", "blob", &side.blob])?;
        decode(&name, said.expect()?.to_vec())
    }
}
