//! Questions and key points that the settings take out of the score, each with a reason.

use super::{Config, Origin};
use crate::bind::Bound;
use crate::catalogue::RubricRef;
use crate::matching::Verdict;
use crate::parse::IgnoredKeypoint;
use crate::problem::Problem;
use crate::report::{QuestionReport, Report, Status};
use globset::GlobSet;
use std::path::Path;

/// What is not asked of answers, and why.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// The question, as `rubric/question`.
    pub question: String,
    /// The key point; the whole question where there is none.
    pub keypoint: Option<String>,
    /// Why.
    pub reason: String,
    /// The files it is for; all where there are none.
    pub(super) files: Option<GlobSet>,
    /// Where it was set.
    pub from: Origin,
}

impl Ignore {
    /// Whether it takes the key point `rubric/question/keypoint` out, by itself or with its question.
    #[must_use]
    pub fn takes_out(&self, id: &str) -> bool {
        id.rsplit_once('/').is_some_and(|(question, keypoint)| {
            question == self.question && self.keypoint.as_ref().is_none_or(|own| own == keypoint)
        })
    }
}

impl Config {
    /// Whether these settings take the key point `id` out in the file `path`.
    #[must_use]
    pub fn ignores(&self, path: &Path, id: &str) -> bool {
        self.ignores.iter().any(|ignore| ignore.takes_out(id) && self.holds_in(ignore, path))
    }

    /// Marks what the settings ignore in a document, as its own directives would.
    pub fn suppress(&self, bound: &mut Bound<'_>) {
        self.of(Path::new(&bound.document.source.path)).own_suppress(bound);
    }

    fn own_suppress(&self, bound: &mut Bound<'_>) {
        if self.ignores.is_empty() {
            return;
        }
        let path = Path::new(&bound.document.source.path).to_owned();
        for (question, binding) in bound.document.questions.iter_mut().zip(&bound.bindings) {
            let id = binding.rubric.map(RubricRef::id);
            for ignore in self.ignores.iter().filter(|ignore| Some(&ignore.question) == id.as_ref()) {
                if !self.holds_in(ignore, &path) {
                    continue;
                }
                let said = &mut question.directives;
                match &ignore.keypoint {
                    None => said.ignore = said.ignore.or(Some(question.heading)),
                    Some(id) => {
                        let (id, reason) = (id.clone(), Some(ignore.reason.clone()));
                        said.ignored_keypoints.push(IgnoredKeypoint { id, reason, span: None });
                    }
                }
            }
        }
    }

    fn holds_in(&self, ignore: &Ignore, path: &Path) -> bool {
        let Some(files) = &ignore.files else { return true };
        self.below(path).is_some_and(|below| files.is_match(below))
    }
}

/// What of a file of settings a run had a use for.
#[derive(Debug)]
pub struct Usage<'c> {
    config: &'c Config,
    /// For each ignore, whether its question was asked, and whether it made a difference.
    seen: Vec<(bool, bool)>,
}

impl<'c> Usage<'c> {
    /// Nothing has been looked at yet.
    #[must_use]
    pub fn new(config: &'c Config) -> Self {
        Self { config, seen: vec![(false, false); config.ignores.len()] }
    }

    /// Looks at the questions of a document.
    pub fn look_at(&mut self, report: &Report<'_>) {
        for (ignore, (asked, used)) in self.config.ignores.iter().zip(&mut self.seen) {
            let bound = report.questions.iter().filter(|question| question.rubric.as_ref() == Some(&ignore.question));
            for question in bound.filter(|_| self.config.holds_in(ignore, Path::new(&report.path))) {
                *asked = true;
                *used |= makes_a_difference(ignore, question);
            }
        }
    }

    /// The ignores that made no difference where their questions were asked, as warnings; after a `whole` run, those
    /// whose questions no file asks too.
    #[must_use]
    pub fn unused(&self, whole: bool) -> Vec<Problem> {
        let unused = self.config.ignores.iter().zip(&self.seen).filter_map(|(ignore, seen)| {
            let message = match (seen, &ignore.keypoint) {
                ((true, false), Some(id)) => format!("every answer covers `{id}`; it need not be ignored"),
                ((false, _), _) if whole => format!("no file asks `{}`; it need not be ignored", ignore.question),
                _ => return None,
            };
            let problem = Problem::warning("unused-ignore", &self.config.path, message);
            Some(match ignore.from {
                Origin::File { span, .. } => problem.at(span),
                Origin::Flag(_) => problem,
            })
        });
        unused.collect()
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
