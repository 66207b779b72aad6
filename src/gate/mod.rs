//! The gates of a run: thresholds, required points, and what may not be found at all.
//!
//! A gate is looked at question by question as reports come, and says at the end what fell short. Nothing passes by being
//! overlooked: with any gate, a question that no rubric fits fails, and so does a run that grades nothing. 0 is a value: a
//! floor of 0 lets every graded answer pass and still is a gate.

mod failure;
mod mean;

pub use failure::Failure;

use crate::baseline::{Baseline, Comparison, Gap};
use crate::config::{Condition, Config, Rules, percent};
use crate::matching::Verdict;
use crate::report::{QuestionReport, Report, Status, Summary, kebab};
use mean::Mean;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The gates of one run, and what fell short of them so far.
#[derive(Debug)]
pub struct Gate<'c> {
    config: &'c Config,
    failures: Vec<Failure>,
    /// The baseline, beside what was found; with one, what it accepts fails no other gate.
    accepted: Option<Comparison<'c>>,
    /// By the topics that have a floor.
    topics: BTreeMap<&'c str, Mean>,
    /// The questions that were graded.
    graded: BTreeSet<String>,
    /// Whether there is a gate for all files.
    for_all: bool,
    /// Whether any file had a gate.
    is_set: bool,
}

/// How much a run looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All files that the settings hold for: what they name must have been met.
    Whole,
    /// Some of the files: something must have been graded.
    Part,
    /// Only what changed, which may be nothing.
    Changed,
}

impl<'c> Gate<'c> {
    /// The gates that settings and flags set.
    #[must_use]
    pub fn new(config: &'c Config, baseline: Option<&'c Baseline>) -> Self {
        let accepted = baseline.map(Comparison::new);
        let for_all = accepted.is_some()
            || config.fail_under.is_some()
            || !config.questions.is_empty()
            || !config.topics.is_empty();
        let (topics, graded) = (BTreeMap::new(), BTreeSet::new());
        Self { config, failures: Vec::new(), accepted, topics, graded, for_all, is_set: for_all }
    }

    /// Looks at the questions of a document.
    pub fn look_at(&mut self, report: &Report<'_>) {
        let rules = self.config.rules_for(Path::new(&report.path));
        if !self.for_all && !rules.are_gates() {
            return;
        }
        self.is_set = true;
        if self.accepted.is_some() && !self.against_baseline(report) {
            self.graded.extend(report.questions.iter().filter_map(|question| question.rubric.clone()));
            return;
        }
        let mut mean = Mean::default();
        for question in &report.questions {
            self.question(&rules, &report.path, question);
            if let Some(score) = &question.score {
                mean.add(score.coverage);
            }
        }
        if let (Some(floor), Some(coverage)) = (&rules.min_file, mean.value())
            && coverage < floor.value
        {
            self.failures.push(Failure::below("min-file", floor.value, coverage).at(&report.path, None));
        }
    }

    /// Notes what the baseline does not accept in a document; whether there is anything.
    fn against_baseline(&mut self, report: &Report<'_>) -> bool {
        let Some(accepted) = &mut self.accepted else { return false };
        let before = self.failures.len();
        for new in accepted.look_at(report) {
            let message = format!("new gap: {} of {}", new.gap.name, new.gap.asked.question);
            self.failures.push(Failure::new("baseline", message).at(&report.path, Some(new.line)));
        }
        if self.config.ratchet.as_ref().is_some_and(|ratchet| ratchet.value) {
            for (line, wanted, got) in accepted.fallen(report) {
                self.failures.push(Failure::below("ratchet", wanted, got).at(&report.path, Some(line)));
            }
        }
        self.failures.len() > before
    }

    /// What the baseline accepts and is there no more.
    #[must_use]
    pub fn unneeded(&self, scope: Scope) -> Vec<Gap> {
        self.accepted.as_ref().map(|accepted| accepted.unneeded(scope == Scope::Changed)).unwrap_or_default()
    }

    fn question(&mut self, rules: &Rules, path: &str, question: &QuestionReport<'_>) {
        let failures = &mut self.failures;
        let mut fail = |failure: Failure| failures.push(failure.at(path, Some(question.line)));
        if question.status == Status::Unmatched && question.has_slot {
            let message = "no rubric is bound to this question, so it cannot pass";
            fail(Failure::new("unmatched", message).of(&question.title));
        }
        let (Some(score), Some(id)) = (&question.score, &question.rubric) else { return };
        let own = self.config.questions.get(id).map(|floor| (format!("questions.{id}"), floor));
        let floor = own.or_else(|| rules.min_question.as_ref().map(|floor| ("min-question".to_owned(), floor)));
        if let Some((gate, floor)) = floor
            && score.coverage < floor.value
        {
            fail(Failure::below(gate, floor.value, score.coverage).of(&question.title));
        }
        let conditions = rules.fail_on.as_ref().map(|conditions| conditions.value.as_slice()).unwrap_or_default();
        if conditions.contains(&Condition::Misconception) {
            for claim in &question.claims {
                let claimed = format!("{}: “{}”", claim.misconception.id, claim.quote);
                fail(Failure::new("fail-on misconception", claimed).on(claim.place.start.line));
            }
        }
        if conditions.contains(&Condition::Flag) {
            for flag in &question.flags {
                fail(Failure::new("fail-on flag", kebab(flag)).of(&question.title));
            }
        }
        for required in rules.required.iter().flat_map(|required| &required.value) {
            let Some((_, name)) = required.value.rsplit_once('/').filter(|(question, _)| question == id) else {
                continue;
            };
            let found = question.keypoints.iter().find(|keypoint| keypoint.id == name);
            if found.is_none_or(|keypoint| keypoint.verdict != Verdict::Covered && !keypoint.ignored) {
                let verdict = found.map_or("not there".to_owned(), |keypoint| kebab(&keypoint.verdict));
                let message = format!("wanted covered, got {verdict}: {}", required.value);
                fail(Failure::new("required", message));
            }
        }
        for topic in question.expected.iter().flat_map(|expected| &expected.topics) {
            let above = self.config.topics.keys().filter(|name| is_under(topic, name));
            above.for_each(|name| self.topics.entry(name).or_default().add(score.coverage));
        }
        self.graded.insert(id.clone());
    }

    /// What fell short in a run of this scope.
    #[must_use]
    pub fn failures(mut self, summary: &Summary, scope: Scope) -> Vec<Failure> {
        if self.accepted.is_some() && self.failures.is_empty() && summary.coverage().is_some() {
            return Vec::new();
        }
        let whole = scope == Scope::Whole;
        match (&self.config.fail_under, summary.coverage()) {
            (Some(floor), Some(coverage)) if coverage < floor.value => {
                self.failures.push(Failure::below("fail-under", floor.value, coverage));
            }
            (_, None) if self.is_set && self.failures.is_empty() && scope != Scope::Changed => {
                let message = "no question was graded, so nothing can pass";
                self.failures.push(Failure::new("empty-selection", message));
            }
            _ => {}
        }
        for (name, floor) in &self.config.topics {
            match self.topics.get(name.as_str()).and_then(|mean| mean.value()) {
                Some(coverage) if coverage < floor.value => {
                    self.failures.push(Failure::below(format!("topics.{name}"), floor.value, coverage));
                }
                None if whole => self.failures.push(never_asked(format!("topics.{name}"), floor.value)),
                _ => {}
            }
        }
        if whole {
            let missed = self.config.questions.iter().filter(|(id, _)| !self.graded.contains(*id));
            self.failures.extend(missed.map(|(id, floor)| never_asked(format!("questions.{id}"), floor.value)));
            let required = self.config.rules().required;
            let missed = required.iter().flat_map(|required| &required.value).filter(|id| {
                let question = id.value.rsplit_once('/').map_or("", |(question, _)| question);
                !self.graded.contains(question)
            });
            let failure = |id: &String| Failure::new("required", format!("no file asks the question of {id}"));
            self.failures.extend(missed.map(|id| failure(&id.value)));
        }
        self.failures
    }
}

/// A floor under something that no file has.
fn never_asked(gate: String, wanted: u32) -> Failure {
    Failure::new(gate, format!("wanted {}, but no file asks it", percent(wanted)))
}

impl Rules {
    /// Whether they can fail a run.
    fn are_gates(&self) -> bool {
        self.min_file.is_some()
            || self.min_question.is_some()
            || self.fail_on.as_ref().is_some_and(|conditions| !conditions.value.is_empty())
            || self.required.as_ref().is_some_and(|required| !required.value.is_empty())
    }
}

/// Whether a topic is another or stands under it: `go/runtime/scheduler` under `go/runtime`.
fn is_under(topic: &str, other: &str) -> bool {
    topic.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests;
