//! What people call the kinds of things that results tell apart. JSON and the formats for machines have other names.

use crate::matching::{Flag, Verdict};
use crate::messages::Message;
use crate::parse::Layout;
use crate::problem::Severity;
use crate::report::view::QuestionReport;

const VERDICTS: [(Verdict, &str); 4] = [
    (Verdict::Covered, "verdict-covered"),
    (Verdict::Partial, "verdict-partial"),
    (Verdict::Missing, "verdict-missing"),
    (Verdict::Contradicted, "verdict-contradicted"),
];

const FLAGS: [(Flag, &str); 6] = [
    (Flag::KeywordList, "flag-keyword-list"),
    (Flag::QuestionEcho, "flag-question-echo"),
    (Flag::VerbatimCopy, "flag-verbatim-copy"),
    (Flag::CommentedProse, "flag-commented-prose"),
    (Flag::OffTopic, "flag-off-topic"),
    (Flag::Repetition, "flag-repetition"),
];

const LAYOUTS: [(Layout, &str); 19] = [
    (Layout::Transcript, "layout-transcript"),
    (Layout::ExpectedAnswer, "layout-expected-answer"),
    (Layout::NestedList, "layout-nested-list"),
    (Layout::Notes, "layout-notes"),
    (Layout::LooseNotes, "layout-loose-notes"),
    (Layout::SelfAndReference, "layout-self-and-reference"),
    (Layout::Label, "layout-label"),
    (Layout::Details, "layout-details"),
    (Layout::BoldQuestion, "layout-bold-question"),
    (Layout::NumberedInline, "layout-numbered-inline"),
    (Layout::CommentSlots, "layout-comment-slots"),
    (Layout::FenceSlots, "layout-fence-slots"),
    (Layout::Dialogue, "layout-dialogue"),
    (Layout::Cards, "layout-cards"),
    (Layout::SingleQuestion, "layout-single-question"),
    (Layout::MultipleChoice, "layout-multiple-choice"),
    (Layout::Setext, "layout-setext"),
    (Layout::QuestionBank, "layout-question-bank"),
    (Layout::Plain, "layout-plain"),
];

const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Error, "severity-error"), (Severity::Warning, "severity-warning"), (Severity::Note, "severity-note")];

/// What a verdict is called.
pub(crate) fn verdict(verdict: Verdict) -> Message {
    named(&VERDICTS, verdict)
}

/// What the flags of an answer are called, with the question that it answers instead.
pub(crate) fn flags(question: &QuestionReport<'_>) -> impl Iterator<Item = Message> {
    question.flags.iter().map(|&flag| match &question.instead {
        Some(other) if flag == Flag::OffTopic => Message::new("flag-off-topic-instead").with("question", other),
        _ => named(&FLAGS, flag),
    })
}

/// What a layout is called.
pub(super) fn layout(layout: Layout) -> Message {
    named(&LAYOUTS, layout)
}

/// What a severity is called.
pub(super) fn severity(severity: Severity) -> Message {
    named(&SEVERITIES, severity)
}

/// What `kind` is called, by a table of message names.
pub(super) fn named<K: PartialEq + Copy>(table: &[(K, &'static str)], kind: K) -> Message {
    let found = table.iter().find(|(of, _)| *of == kind);
    Message::new(found.map_or("", |(_, id)| *id))
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;
    use crate::messages::Language::English;
    use serde::Serialize;

    fn check<K: Serialize + Copy>(table: &[(K, &'static str)]) {
        for (kind, id) in table {
            assert_eq!(Message::new(id).text(English), json::name(kind));
        }
    }

    #[test]
    fn in_english_they_are_called_as_in_json() {
        check(&VERDICTS);
        check(&FLAGS);
        check(&LAYOUTS);
        check(&SEVERITIES);
    }
}
