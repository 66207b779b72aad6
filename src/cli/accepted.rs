//! The baselines of a run, as git has followed their files.

use crate::baseline::{self, Baseline};
use crate::config::Config;
use crate::git::Repository;
use crate::problem::Problem;
use std::path::Path;

/// The baselines that settings name, one for each file of settings that does.
pub(super) fn baselines(config: &Config) -> Result<Vec<Option<Baseline>>, Problem> {
    config.each().map(|config| config.baseline.as_ref().map(|path| baseline(&path.value)).transpose()).collect()
}

/// The baseline at `path`. Its entries of files that were renamed since it was written go by their names of today, where
/// git can tell those.
pub(super) fn baseline(path: &Path) -> Result<Baseline, Problem> {
    let mut baseline = baseline::read(path)?;
    if !baseline.gone_files().is_empty()
        && let Ok(repository) = Repository::of(path)
        && let Ok(renamed) = repository.renamed_since(path)
    {
        baseline.follow(&renamed);
    }
    Ok(baseline)
}
