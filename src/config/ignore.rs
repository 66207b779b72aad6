//! Questions and key points that the settings take out of the score, each with a reason.

use super::{Config, Globs, Origin};
use crate::bind::Bound;
use crate::catalogue::RubricRef;
use crate::parse::IgnoredKeypoint;
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
    pub(super) files: Option<Globs>,
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

    pub(super) fn holds_in(&self, ignore: &Ignore, path: &Path) -> bool {
        let Some(files) = &ignore.files else { return true };
        self.below(path).is_some_and(|below| files.are_of(&below))
    }
}
