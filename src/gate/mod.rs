//! The gates of a run: thresholds, required points, and what may not be found at all.
//!
//! A gate is looked at question by question as reports come, and says at the end what fell short. Nothing passes by being
//! overlooked: with any gate, a question that no rubric fits fails, and so do a named file without answers, an answer that
//! was deleted, and a run that grades nothing. 0 is a value: a floor of 0 lets every graded answer pass and still is a gate.

mod mean;
mod part;

use crate::baseline::{Baseline, Gap, Looked};
use crate::change::Posed;
use crate::config::{Config, Origin};
use crate::messages::Message;
use crate::report::{Failure, Report};
use mean::Mean;
use part::Part;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The gates of one run, and what fell short of them so far.
#[derive(Debug)]
pub struct Gate<'c> {
    config: &'c Config,
    /// Those of each file of settings, for the files that it holds for.
    parts: Vec<Part<'c>>,
    /// Over all files, for what a flag asks of the run.
    mean: Mean,
    /// The files that were named themselves, as reports name them.
    named: BTreeSet<String>,
}

/// What a run looked at.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'p> {
    /// All that lies under these paths. Where that is all that settings hold for, what they name must have been met.
    Under(&'p [PathBuf]),
    /// Only what changed, which may be nothing.
    Changed,
}

impl<'c> Gate<'c> {
    /// The gates that settings and flags set. `baselines` has one for each file of settings that names one; `named` are the
    /// files that were named themselves.
    #[must_use]
    pub fn new(config: &'c Config, baselines: &'c [Option<Baseline>], named: BTreeSet<String>) -> Self {
        let baselines = baselines.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let parts = config.each().zip(baselines).map(|(config, baseline)| Part::new(config, baseline)).collect();
        Self { config, parts, mean: Mean::default(), named }
    }

    /// Whether anything can fail the run.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.parts.iter().any(Part::can_fail)
    }

    /// Looks at the questions of a document.
    pub fn look_at(&mut self, report: &Report<'_>) {
        report
            .questions
            .iter()
            .filter_map(|question| question.score.as_ref())
            .for_each(|score| self.mean.add(score.coverage));
        let is_named = self.named.contains(&report.path);
        if let Some(part) = self.parts.get_mut(self.config.place_of(Path::new(&report.path))) {
            part.look_at(report, is_named);
        }
    }

    /// Takes note of an answer that was there at `revision` and is no more; whether that fails the run. It does under a
    /// gate, unless a baseline that was updated since does not have it any more.
    pub fn miss(&mut self, lost: &Posed, revision: &str) -> bool {
        let place = self.config.place_of(Path::new(&lost.path));
        self.parts.get_mut(place).is_some_and(|part| part.miss(lost, revision))
    }

    /// What the baselines accept and is there no more.
    #[must_use]
    pub fn unneeded(&self, scope: Scope<'_>) -> Vec<Gap> {
        let parts = self.parts.iter().enumerate();
        parts.flat_map(|(place, part)| part.unneeded(part.looked(scope), &self.owner(place))).collect()
    }

    /// What fell short in a run of this scope.
    #[must_use]
    pub fn failures(&self, scope: Scope<'_>) -> Vec<Failure> {
        let mut failures = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            let own = part.failures(part.looked(scope), &self.owner(place));
            // What is about no file is about the files of some settings; those of the run need not be named.
            let named = |failure: Failure| match place {
                0 => failure,
                _ if failure.path.is_empty() => failure.at(part.settings(), None),
                _ => failure,
            };
            failures.extend(own.into_iter().map(named));
        }
        let of_run = self.config.fail_under.as_ref().filter(|floor| matches!(floor.from, Origin::Flag(_)));
        // What a baseline accepts fails no other gate.
        let accepted = failures.is_empty() && self.parts.iter().all(Part::has_baseline);
        if let (Some(floor), Some(coverage), false) = (of_run, self.mean.value(), accepted)
            && coverage < floor.value
        {
            failures.push(Failure::below("fail-under", floor.value, coverage));
        }
        if failures.is_empty()
            && self.mean.value().is_none()
            && self.parts.iter().any(Part::is_set)
            && !matches!(scope, Scope::Changed)
        {
            failures.push(Failure::new("empty-selection", Message::new("gate-nothing-graded")));
        }
        failures
    }

    /// Whether a file is one that the settings at `place` hold for.
    fn owner(&self, place: usize) -> impl Fn(&Path) -> bool {
        move |path| self.config.place_of(path) == place
    }
}

impl Part<'_> {
    fn looked(&self, scope: Scope<'_>) -> Looked {
        match scope {
            Scope::Changed => Looked::AtQuestions,
            Scope::Under(paths) if self.is_whole(paths) => Looked::Everywhere,
            Scope::Under(_) => Looked::AtFiles,
        }
    }
}

#[cfg(test)]
mod tests;
