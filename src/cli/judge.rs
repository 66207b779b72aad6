//! What is said of a run beside its results, and how it ends.

use super::Outcome;
use super::args::CheckArgs;
use super::run::{Grader, placed};
use super::select::Selection;
use super::settings::Settings;
use super::streams::{Streams, say};
use crate::baseline::Baseline;
use crate::change::{Change, Posed, lost};
use crate::config::{Config, Usage};
use crate::discover::Input;
use crate::gate::{Gate, Scope};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::report::{Issue, Report, Summary};
use crate::source::Source;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

/// Sees all that a check looks at, and tells at the end what is to be said of it.
pub(super) struct Judge<'c> {
    args: &'c CheckArgs,
    settings: &'c Settings,
    gate: Gate<'c>,
    usage: Vec<Usage<'c>>,
    /// The questions that are gone from a document, and those that are new in one.
    gone: Vec<Posed>,
    new: Vec<Posed>,
    /// How many answers are lost.
    lost: usize,
}

impl<'c> Judge<'c> {
    pub(super) fn new(args: &'c CheckArgs, settings: &'c Settings, baselines: &'c [Option<Baseline>]) -> Self {
        let named = args.paths.iter().filter(|path| !path.is_dir());
        let name = |path: &PathBuf| if path.as_os_str() == "-" { "-".to_owned() } else { Input::at(path).name() };
        let gate = Gate::new(&settings.config, baselines, named.map(name).collect());
        let usage = settings.config.each().map(Usage::new).collect();
        Self { args, settings, gate, usage, gone: Vec::new(), new: Vec::new(), lost: 0 }
    }

    /// Whether the run has any gate.
    pub(super) fn can_fail(&self) -> bool {
        self.gate.is_set()
    }

    /// Sees what became of the questions of a document.
    pub(super) fn change(&mut self, change: Change) {
        self.gone.extend(change.gone);
        self.new.extend(change.new);
    }

    /// Sees a document.
    pub(super) fn look_at(&mut self, report: &Report<'_>) {
        self.gate.look_at(report);
        if let Some(usage) = self.usage.get_mut(self.settings.config.place_of(Path::new(&report.path))) {
            usage.look_at(report);
        }
    }

    /// Adds to the summary what can only be said once all was seen.
    pub(super) fn conclude(&mut self, grader: &Grader<'_>, selection: &Selection, summary: &mut Summary) {
        let mut problems = self.miss(grader, selection);
        let whole = |config: &Config| matches!(self.scope(), Scope::Under(paths) if config.is_whole(paths));
        let usage = self.usage.iter().zip(self.settings.config.each());
        problems.extend(usage.flat_map(|(usage, config)| usage.unused(whole(config))));
        summary.issues.extend(placed(problems));
        summary.failures = self.gate.failures(self.scope());
    }

    /// Takes note of the answers that are gone since the revision, and gives those that fail no gate as warnings.
    fn miss(&mut self, grader: &Grader<'_>, selection: &Selection) -> Vec<Problem> {
        let Some(revision) = &self.args.changed_since else { return Vec::new() };
        let posed = |source: Source| grader.posed(source, self.settings);
        self.gone.extend(selection.left().flat_map(posed));
        if self.gone.is_empty() {
            return Vec::new();
        }
        // An answer may have been moved to where this run does not look.
        self.new.extend(selection.elsewhere.iter().filter_map(|input| read(input).ok()).flat_map(posed));
        let lost = lost(mem::take(&mut self.gone), mem::take(&mut self.new));
        self.lost = lost.len();
        let passing = lost.into_iter().filter(|answer| !self.gate.miss(answer, revision));
        let warning = |Posed { path, title, .. }| {
            let message = Message::new("answer-deleted").with("revision", revision).with("title", title);
            Problem::warning("answer-deleted", path, message)
        };
        passing.map(warning).collect()
    }

    /// Says what is no result. The outcome is as grave as the gravest thing that happened.
    pub(super) fn say(&self, summary: &Summary, streams: &mut Streams) -> io::Result<Outcome> {
        let least = if self.args.formats.is_quiet_on_stdout() { Severity::Error } else { Severity::Warning };
        streams.show(&summary.issues, least)?;
        let nothing = summary.documents == 0 && !summary.has_errors();
        match &self.args.changed_since {
            Some(revision) if nothing && self.lost == 0 => {
                streams.tell(&Message::new("no-answer-changed").with("revision", revision));
            }
            None if summary.documents == 0 => {
                if let Some(problem) = no_answers(summary) {
                    streams.show(&[Issue::new(problem, None)], Severity::Error)?;
                }
                return Ok(Outcome::Failed);
            }
            _ => {}
        }
        for gap in self.gate.unneeded(self.scope()) {
            let (file, question) = (gap.asked.file, gap.asked.question);
            let unneeded =
                Message::new("gap-unneeded").with("file", file).with("gap", gap.name).with("question", question);
            streams.tell(&unneeded);
        }
        for failure in &summary.failures {
            say(&failure.line(streams.look.language));
        }
        Ok(match (summary.has_errors(), summary.failures.is_empty()) {
            (true, _) => Outcome::Failed,
            (false, false) => Outcome::Short,
            (false, true) => Outcome::Held,
        })
    }

    fn scope(&self) -> Scope<'c> {
        if self.args.changed_since.is_some() { Scope::Changed } else { Scope::Under(&self.args.paths) }
    }
}

/// Why there was nothing to score, if it was not that nothing could be read: that has been said.
pub(super) fn no_answers(summary: &Summary) -> Option<Problem> {
    let message = match summary.references_only {
        _ if summary.without_answers == 0 => return None,
        0 => Message::new("no-answers"),
        _ => Message::new("no-answers-but-references"),
    };
    let mut notes = summary.issues.iter().filter(|issue| issue.problem.severity == Severity::Note);
    let path = match (summary.without_answers, notes.next()) {
        (1, Some(only)) => only.problem.path.as_str(),
        _ => "",
    };
    Some(Problem::error("no-answers", path, message).help(Message::new("no-answers-help")))
}
