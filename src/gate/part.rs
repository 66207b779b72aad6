//! The gates of one file of settings, over the files that it holds for.

use super::mean::Mean;
use crate::baseline::{Baseline, Comparison, Gap, Looked};
use crate::change::Posed;
use crate::config::{Condition, Config, Origin, Rules, Setting, is_under};
use crate::matching::Verdict;
use crate::messages::Message;
use crate::parse::NOT_A_COPY;
use crate::report::{Content, Failure, QuestionReport, Report, Status, named, percent};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The gates of one file of settings, and what fell short of them so far.
#[derive(Debug)]
pub(super) struct Part<'c> {
    config: &'c Config,
    failures: Vec<Failure>,
    /// The baseline, beside what was found; with one, what it accepts fails no other gate.
    accepted: Option<Comparison<'c>>,
    mean: Mean,
    /// By the topics that have a floor.
    topics: BTreeMap<&'c str, Mean>,
    /// The questions that were graded.
    graded: BTreeSet<String>,
    /// Those that somebody took out where they were asked, and their topics.
    ignored: BTreeSet<String>,
    /// Whether there is a gate for all files.
    for_all: bool,
    /// Whether any file had a gate.
    is_set: bool,
}

impl<'c> Part<'c> {
    pub(super) fn new(config: &'c Config, baseline: Option<&'c Baseline>) -> Self {
        let accepted = baseline.map(Comparison::new);
        let for_all = accepted.is_some()
            || config.fail_under.is_some()
            || !config.questions.is_empty()
            || !config.topics.is_empty();
        let (topics, graded, ignored) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let (failures, mean) = (Vec::new(), Mean::default());
        Self { config, failures, accepted, mean, topics, graded, ignored, for_all, is_set: for_all }
    }

    /// Whether a gate is set for any file.
    pub(super) fn can_fail(&self) -> bool {
        self.for_all || self.config.all_rules().any(Rules::are_gates)
    }

    /// Whether a gate was set for any file that was looked at.
    pub(super) fn is_set(&self) -> bool {
        self.is_set
    }

    pub(super) fn has_baseline(&self) -> bool {
        self.accepted.is_some()
    }

    /// The file of the settings.
    pub(super) fn settings(&self) -> &str {
        &self.config.path
    }

    pub(super) fn is_whole(&self, paths: &[PathBuf]) -> bool {
        self.config.is_whole(paths)
    }

    /// Looks at the questions of a document.
    pub(super) fn look_at(&mut self, report: &Report<'_>, is_named: bool) {
        for question in &report.questions {
            let topics = question.expected.iter().flat_map(|expected| &expected.topics);
            match (&question.rubric, &question.score) {
                (Some(id), Some(score)) => {
                    self.graded.insert(id.clone());
                    self.mean.add(score.coverage);
                }
                (Some(id), None) => self.ignored.extend(topics.chain([id]).cloned()),
                (None, _) => {}
            }
        }
        let rules = self.config.rules_for(Path::new(&report.path));
        if !self.for_all && !rules.are_gates() {
            return;
        }
        self.is_set = true;
        if matches!(report.content, Content::Nothing | Content::ReferencesOnly) {
            let is_no_copy = report.issues.iter().any(|issue| issue.problem.code == NOT_A_COPY);
            let why = [
                (is_named, Message::new("gate-named-no-answers")),
                (is_no_copy, Message::new("gate-no-copy-no-answers")),
            ];
            let why = why.into_iter().find(|(is, _)| *is);
            self.failures.extend(why.map(|(_, why)| Failure::new("no-answers", why).at(&report.path, None)));
        }
        self.against_directives(&rules, report);
        if self.accepted.is_some() && !self.against_baseline(report) {
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

    /// What is required is not for a document to take out. The settings may, for some files.
    fn against_directives(&mut self, rules: &Rules, report: &Report<'_>) {
        for question in &report.questions {
            for id in required_of(rules, question) {
                let name = id.rsplit_once('/').map_or("", |(_, name)| name);
                let taken_out = question.keypoints.iter().any(|keypoint| keypoint.id == name && keypoint.ignored);
                let ignored = taken_out || question.status == Status::Ignored;
                if ignored && !self.config.ignores(Path::new(&report.path), id) {
                    let message = Message::new("gate-directive").with("keypoint", id);
                    self.failures.push(Failure::new("required", message).at(&report.path, Some(question.line)));
                }
            }
        }
    }

    /// Notes what the baseline does not accept in a document; whether there is anything.
    fn against_baseline(&mut self, report: &Report<'_>) -> bool {
        let Some(accepted) = &mut self.accepted else { return false };
        let before = self.failures.len();
        for new in accepted.look_at(report) {
            let (gap, question) = (new.gap.name, new.gap.asked.question);
            let message = Message::new("gate-new-gap").with("gap", gap).with("question", question);
            self.failures.push(Failure::new("baseline", message).at(&report.path, Some(new.line)));
        }
        if self.config.ratchet.as_ref().is_some_and(|ratchet| ratchet.value) {
            for (line, wanted, got) in accepted.fallen(report) {
                self.failures.push(Failure::below("ratchet", wanted, got).at(&report.path, Some(line)));
            }
        }
        self.failures.len() > before
    }

    /// Takes note of an answer that is there no more; whether that is a failure.
    pub(super) fn miss(&mut self, lost: &Posed, revision: &str) -> bool {
        let Some(id) = &lost.rubric else { return false };
        let is_gated = self.for_all || self.config.rules_for(Path::new(&lost.path)).are_gates();
        if !is_gated || self.accepted.as_ref().is_some_and(|accepted| !accepted.has(&lost.path, id)) {
            return false;
        }
        // Of a file that is gone, the baseline says so itself.
        if self.accepted.is_some() && !Path::new(&lost.path).exists() {
            return true;
        }
        let message = Message::new("gate-deleted").with("revision", revision);
        self.failures.push(Failure::new("deleted", message).at(&lost.path, None).of(&lost.title));
        true
    }

    /// What the baseline accepts and is there no more.
    pub(super) fn unneeded(&self, looked: Looked, owns: &dyn Fn(&Path) -> bool) -> Vec<Gap> {
        self.accepted.as_ref().map(|accepted| accepted.unneeded(looked, owns)).unwrap_or_default()
    }

    fn question(&mut self, rules: &Rules, path: &str, question: &QuestionReport<'_>) {
        let failures = &mut self.failures;
        let mut fail = |failure: Failure| failures.push(failure.at(path, Some(question.line)));
        if question.status == Status::Unmatched && question.has_slot {
            fail(Failure::new("unmatched", Message::new("gate-unmatched")).of(&question.title));
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
                let claimed =
                    Message::new("gate-claim").with("id", &claim.misconception.id).with("quote", &claim.quote);
                fail(Failure::new("fail-on misconception", claimed).on(claim.place.start.line));
            }
        }
        if conditions.contains(&Condition::Flag) {
            for flag in named::flags(question) {
                fail(Failure::new("fail-on flag", flag).of(&question.title));
            }
        }
        for required in required_of(rules, question) {
            let found = question
                .keypoints
                .iter()
                .find(|keypoint| required.rsplit_once('/').is_some_and(|(_, name)| name == keypoint.id));
            if found.is_none_or(|keypoint| keypoint.verdict != Verdict::Covered && !keypoint.ignored) {
                let not_there = || Message::new("gate-not-there");
                let verdict = found.map_or_else(not_there, |keypoint| named::verdict(keypoint.verdict));
                let message = Message::new("gate-not-covered").with("verdict", verdict).with("keypoint", required);
                fail(Failure::new("required", message));
            }
        }
        for topic in question.expected.iter().flat_map(|expected| &expected.topics) {
            let above = self.config.topics.keys().filter(|name| is_under(topic, name));
            above.for_each(|name| self.topics.entry(name).or_default().add(score.coverage));
        }
    }

    /// What fell short, now that all was looked at.
    pub(super) fn failures(&self, looked: Looked, owns: &dyn Fn(&Path) -> bool) -> Vec<Failure> {
        let mut failures = self.failures.clone();
        let gone = self.accepted.as_ref().map(|accepted| accepted.gone(looked, owns));
        failures.extend(
            gone.into_iter()
                .flatten()
                .map(|(asked, was)| Failure::gone("baseline", was).at(&asked.file, None).of(&asked.question)),
        );
        if self.accepted.is_some() && failures.is_empty() && !self.graded.is_empty() {
            return failures;
        }
        let own = self.config.fail_under.as_ref().filter(|floor| !matches!(floor.from, Origin::Flag(_)));
        if let (Some(floor), Some(coverage)) = (own, self.mean.value())
            && coverage < floor.value
        {
            failures.push(Failure::below("fail-under", floor.value, coverage));
        }
        let whole = looked == Looked::Everywhere;
        for (name, floor) in &self.config.topics {
            match self.topics.get(name.as_str()).and_then(|mean| mean.value()) {
                Some(coverage) if coverage < floor.value => {
                    failures.push(Failure::below(format!("topics.{name}"), floor.value, coverage));
                }
                None if whole => {
                    let ignored = self.ignored.iter().any(|topic| is_under(topic, name));
                    failures.push(never_asked(format!("topics.{name}"), floor.value, ignored));
                }
                _ => {}
            }
        }
        if whole {
            let missed = self.config.questions.iter().filter(|(id, _)| !self.graded.contains(*id));
            let never = |(id, floor): (&String, &Setting<u32>)| {
                never_asked(format!("questions.{id}"), floor.value, self.ignored.contains(id))
            };
            failures.extend(missed.map(never));
            let required = self.config.rules().required;
            let missed = required.iter().flat_map(|required| &required.value).filter(|id| {
                let question = question_of(&id.value);
                // A directive that ignores it has failed already, and what the settings ignore for some files they know.
                !self.graded.contains(question) && !self.ignored.contains(question)
            });
            let message = |id: &String| Message::new("gate-required-never-asked").with("keypoint", id);
            let failure = |id: &String| Failure::new("required", message(id));
            failures.extend(missed.map(|id| failure(&id.value)));
        }
        failures
    }
}

/// A floor under something that no file has, or that all that have it take out.
fn never_asked(gate: String, wanted: u32, ignored: bool) -> Failure {
    let wanted = percent(wanted);
    let message = if ignored {
        Message::new("gate-always-ignored").with("wanted", wanted)
    } else {
        Message::new("gate-never-asked").with("wanted", wanted)
    };
    Failure::new(gate, message)
}

/// The required key points of a question, as `rubric/question/keypoint`.
fn required_of<'r>(rules: &'r Rules, question: &'r QuestionReport<'_>) -> impl Iterator<Item = &'r str> {
    let all = rules.required.iter().flat_map(|required| &required.value).map(|id| id.value.as_str());
    all.filter(|id| question.rubric.as_deref() == Some(question_of(id)))
}

fn question_of(keypoint: &str) -> &str {
    keypoint.rsplit_once('/').map_or("", |(question, _)| question)
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
