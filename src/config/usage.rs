//! What a run had no use for in the settings: a glob with a slip of the pen holds for nothing, and nobody would know.

use super::{Config, Globs, Ignore, Origin, Setting};
use crate::matching::Verdict;
use crate::messages::Message;
use crate::problem::Problem;
use crate::report::{QuestionReport, Report, Status};
use std::path::Path;

/// What of a file of settings a run had a use for.
#[derive(Debug)]
pub struct Usage<'c> {
    config: &'c Config,
    /// For each ignore, whether its question was asked, and whether it made a difference.
    ignores: Vec<(bool, bool)>,
    /// The globs of overrides and ignores, each with whether it was of any file.
    globs: Vec<(&'c Globs, Vec<bool>)>,
}

impl<'c> Usage<'c> {
    /// Nothing has been looked at yet.
    #[must_use]
    pub fn new(config: &'c Config) -> Self {
        let overrides = config.overrides.iter().map(|over| &over.files);
        let globs = overrides.chain(config.ignores.iter().filter_map(|ignore| ignore.files.as_ref()));
        let globs = globs.map(|globs| (globs, vec![false; globs.written.len()])).collect();
        Self { config, ignores: vec![(false, false); config.ignores.len()], globs }
    }

    /// Looks at a document.
    pub fn look_at(&mut self, report: &Report<'_>) {
        let path = Path::new(&report.path);
        if !self.globs.is_empty()
            && let Some(below) = self.config.below(path)
        {
            for (globs, used) in &mut self.globs {
                for place in globs.set.matches(&below) {
                    used[place] = true;
                }
            }
        }
        for (ignore, (asked, used)) in self.config.ignores.iter().zip(&mut self.ignores) {
            let bound = report.questions.iter().filter(|question| question.rubric.as_ref() == Some(&ignore.question));
            for question in bound.filter(|_| self.config.holds_in(ignore, path)) {
                *asked = true;
                *used |= makes_a_difference(ignore, question);
            }
        }
    }

    /// The ignores that made no difference where their questions were asked, as warnings; after a `whole` run, those
    /// whose questions no file asks, and the globs of no file too.
    #[must_use]
    pub fn unused(&self, whole: bool) -> Vec<Problem> {
        let ignores = self.config.ignores.iter().zip(&self.ignores).filter_map(|(ignore, seen)| {
            let message = match (seen, &ignore.keypoint) {
                ((true, false), Some(id)) => Message::new("config-ignore-covered").with("keypoint", id),
                ((false, _), _) if whole && !self.is_for_nothing(ignore) => {
                    Message::new("config-ignore-unasked").with("question", &ignore.question)
                }
                _ => return None,
            };
            Some(self.warning("unused-ignore", message, ignore.from))
        });
        let globs = self.globs.iter().filter(|_| whole).flat_map(|(globs, used)| globs.written.iter().zip(used));
        let globs = globs.filter(|(_, used)| !**used).map(|(Setting { value, from }, _)| {
            self.warning("unused-glob", Message::new("config-glob-unused").with("glob", value), *from)
        });
        let mut unused: Vec<Problem> = ignores.chain(globs).collect();
        unused.sort_by_key(|problem| problem.span);
        unused
    }

    /// Whether an ignore holds for no file, which its globs say.
    fn is_for_nothing(&self, ignore: &Ignore) -> bool {
        let own =
            self.globs.iter().find(|(globs, _)| ignore.files.as_ref().is_some_and(|files| std::ptr::eq(files, *globs)));
        own.is_some_and(|(_, used)| used.iter().all(|used| !used))
    }

    fn warning(&self, code: &'static str, message: Message, from: Origin) -> Problem {
        let problem = Problem::warning(code, &self.config.path, message);
        match from {
            Origin::File { span, .. } => problem.at(span),
            Origin::Flag(_) => problem,
        }
    }
}

fn makes_a_difference(ignore: &Ignore, question: &QuestionReport<'_>) -> bool {
    match &ignore.keypoint {
        None => question.status == Status::Ignored,
        Some(id) => question
            .keypoints
            .iter()
            .any(|keypoint| keypoint.id == *id && keypoint.ignored && keypoint.verdict != Verdict::Covered),
    }
}
