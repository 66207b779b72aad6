//! Whether what settings name is there: a rubric that no longer binds must not pass for one that holds.

use super::misfit::advise;
use super::{Config, Origin, Setting};
use crate::catalogue::Catalogue;
use crate::messages::Message;
use crate::problem::Problem;
use std::collections::BTreeSet;

/// The questions and key points that settings name and no rubric of `catalogue` has, as errors at their places.
#[must_use]
pub fn unknown_ids(config: &Config, catalogue: &Catalogue) -> Vec<Problem> {
    config.each().flat_map(|config| unknown_in(config, catalogue)).collect()
}

fn unknown_in(config: &Config, catalogue: &Catalogue) -> Vec<Problem> {
    let known = Known { config, catalogue };
    let questions = config.questions.iter().filter_map(|(id, floor)| known.question(id, floor.from));
    let required = config.all_rules().flat_map(|rules| &rules.required).flat_map(|required| &required.value);
    let ignored = config.ignores.iter().filter_map(|ignore| {
        let (question, from) = (&ignore.question, ignore.from);
        let Some(keypoint) = &ignore.keypoint else { return known.question(question, from) };
        known.keypoint(&Setting { value: format!("{question}/{keypoint}"), from })
    });
    let named = questions.chain(required.filter_map(|id| known.keypoint(id))).chain(ignored);
    named.chain(known.topics()).collect()
}

/// Whether a topic is another or stands under it: `go/runtime/scheduler` under `go/runtime`.
#[must_use]
pub fn is_under(topic: &str, other: &str) -> bool {
    topic.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

struct Known<'k> {
    config: &'k Config,
    catalogue: &'k Catalogue,
}

impl Known<'_> {
    /// What is wrong with the id of a question.
    fn question(&self, id: &str, from: Origin) -> Option<Problem> {
        if self.catalogue.find(id).is_some_and(|found| found.id() == id) {
            return None;
        }
        let ids: Vec<String> = (0..self.catalogue.len()).map(|place| self.catalogue.id(place)).collect();
        let problem = self.problem("unknown-question", Message::new("config-no-question").with("id", id), from);
        let near = crate::rubric::nearest(id, ids.iter().map(String::as_str));
        Some(problem.help(match near {
            Some(near) => Message::new("rubric-near").with("near", near),
            None => Message::new("config-no-question-help"),
        }))
    }

    /// What is wrong with `rubric/question/keypoint`.
    fn keypoint(&self, id: &Setting<String>) -> Option<Problem> {
        let Some((question, keypoint)) = id.value.rsplit_once('/').filter(|(question, _)| question.contains('/'))
        else {
            let message = Message::new("config-no-keypoint-id").with("id", &id.value);
            let help = Message::new("config-no-keypoint-id-help");
            return Some(self.problem("unknown-keypoint", message, id.from).help(help));
        };
        if let Some(problem) = self.question(question, id.from) {
            return Some(problem);
        }
        let keypoints = &self.catalogue.find(question)?.question.keypoints;
        let names: Vec<&str> = keypoints.iter().map(|keypoint| keypoint.id.as_str()).collect();
        // Key points that are derived from reference answers have their ids from there.
        if names.is_empty() || names.contains(&keypoint) {
            return None;
        }
        let message = Message::new("config-no-keypoint").with("question", question).with("keypoint", keypoint);
        Some(advise(self.problem("unknown-keypoint", message, id.from), keypoint, &names))
    }

    /// What is wrong with the topics. They are in all rubrics, which are looked through only where topics are named.
    fn topics(&self) -> Vec<Problem> {
        if self.config.topics.is_empty() {
            return Vec::new();
        }
        let topics: BTreeSet<&str> =
            self.catalogue.questions().flat_map(|found| &found.question.topics).map(String::as_str).collect();
        let above = topics.iter().flat_map(|topic| topic.match_indices('/').filter_map(|(at, _)| topic.get(..at)));
        let known: BTreeSet<&str> = above.chain(topics.iter().copied()).collect();
        let unknown = self.config.topics.iter().filter(|(name, _)| !known.contains(name.as_str()));
        let problem = |(name, floor): (&String, &Setting<u32>)| {
            let message = Message::new("config-no-topic").with("name", name);
            let problem = self.problem("unknown-topic", message, floor.from);
            match crate::rubric::nearest(name, known.iter().copied()) {
                Some(near) => problem.help(Message::new("rubric-near").with("near", near)),
                None => problem,
            }
        };
        unknown.map(problem).collect()
    }

    fn problem(&self, code: &'static str, message: Message, from: Origin) -> Problem {
        let problem = Problem::error(code, &self.config.path, message);
        match from {
            Origin::File { span, .. } => problem.at(span),
            Origin::Flag(_) => problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_holds_those_under_it() {
        assert!(is_under("go/runtime/scheduler", "go/runtime") && is_under("go", "go"));
        assert!(!is_under("golang", "go") && !is_under("go", "go/runtime"));
    }
}
