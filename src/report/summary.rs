//! What a run sums up to, and the line that says so.

use super::failure::Failure;
use super::form::Form;
use super::issue::Issue;
use super::layout::{Look, listed};
use super::view::{Content, Report, Status};
use crate::messages::{Language, Message};
use crate::problem::Severity;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Totals over the documents of a run.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents with places for answers.
    pub documents: usize,
    /// Documents that were read but have nothing to grade.
    pub without_answers: usize,
    /// Documents that hold reference answers only; they are counted in `without_answers` too.
    pub references_only: usize,
    /// Questions the candidate had to answer.
    pub questions: usize,
    /// Of these, the ones that were answered and graded.
    pub answered: usize,
    /// Left empty, or as the template had them.
    pub empty: usize,
    /// Without a rubric.
    pub unmatched: usize,
    /// Taken out by a directive.
    pub ignored: usize,
    /// Wrong claims found.
    pub misconceptions: usize,
    /// The topics of the graded questions, by name.
    pub topics: BTreeMap<String, TopicCoverage>,
    /// What is wrong with the run and its documents.
    pub issues: Vec<Issue>,
    /// What fell short of the gates of the run.
    pub failures: Vec<Failure>,
    coverage: Mean,
}

/// The questions of one topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicCoverage(Mean);

impl TopicCoverage {
    /// How many graded questions have the topic.
    #[must_use]
    pub fn questions(self) -> usize {
        self.0.count
    }

    /// Their mean coverage, in hundredths of a percent.
    #[must_use]
    pub fn coverage(self) -> u32 {
        self.0.value().unwrap_or_default()
    }
}

/// A mean of coverages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mean {
    sum: u64,
    count: usize,
}

impl Mean {
    fn add(&mut self, coverage: u32) {
        self.sum += u64::from(coverage);
        self.count += 1;
    }

    /// Rounded down, so that a floor is never reached by rounding.
    fn value(self) -> Option<u32> {
        let mean = self.sum.checked_div(self.count as u64)?;
        Some(u32::try_from(mean).unwrap_or(u32::MAX))
    }
}

impl Summary {
    /// The summary of no document, with the issues of the run itself.
    #[must_use]
    pub fn new(issues: Vec<Issue>) -> Self {
        Self { issues, ..Self::default() }
    }

    /// Counts a document in and takes its issues over.
    pub fn add(&mut self, report: &mut Report<'_>) {
        self.issues.append(&mut report.issues);
        match report.content {
            Content::Answers => self.documents += 1,
            Content::ReferencesOnly => {
                self.references_only += 1;
                self.without_answers += 1;
            }
            Content::Nothing => self.without_answers += 1,
            Content::Unreadable => {}
        }
        self.questions += report.questions.len();
        for question in &report.questions {
            match question.status {
                Status::Answered => self.answered += 1,
                Status::Empty | Status::Placeholder => self.empty += 1,
                Status::Unmatched => self.unmatched += 1,
                Status::Ignored => self.ignored += 1,
            }
            self.misconceptions += question.claims.len();
            let Some(score) = &question.score else { continue };
            self.coverage.add(score.coverage);
            for topic in question.expected.iter().flat_map(|expected| &expected.topics) {
                self.topics.entry(topic.clone()).or_default().0.add(score.coverage);
            }
        }
    }

    /// The mean coverage of the graded questions, the empty ones with their 0 among them, in hundredths of a percent.
    /// `None` where no question has a rubric.
    #[must_use]
    pub fn coverage(&self) -> Option<u32> {
        self.coverage.value()
    }

    /// The summary line, without a line end.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let coverage = match self.coverage() {
            Some(coverage) => Message::new("summary-coverage").with("coverage", (coverage / 100).to_string()),
            None => Message::new("summary-no-coverage"),
        };
        let documents = Message::new("count-documents").with("count", self.documents);
        let mut line = Message::new("summary-line")
            .with("coverage", coverage)
            .with("documents", documents)
            .with("questions", self.questions_by_state(language));
        if self.misconceptions > 0 {
            let found = Message::new("count-misconceptions").with("count", self.misconceptions);
            line = Message::new("summary-misconceptions").with("line", line).with("misconceptions", found);
        }
        if self.without_answers > 0 {
            let documents = Message::new("count-documents").with("count", self.without_answers);
            line = Message::new("summary-without-answers").with("line", line).with("documents", documents);
        }
        line.text(language)
    }

    fn questions_by_state(&self, language: Language) -> Message {
        let questions = Message::new("count-questions").with("count", self.questions);
        let counts = [
            (self.answered, "summary-answered"),
            (self.empty, "summary-empty"),
            (self.unmatched, "summary-unmatched"),
            (self.ignored, "summary-ignored"),
        ];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<String> =
            counts.map(|(number, id)| Message::new(id).with("count", number).text(language)).collect();
        if counts.is_empty() {
            return questions;
        }
        let states = listed(language, &counts);
        Message::new("summary-questions").with("questions", questions).with("states", states)
    }

    /// Whether something could not be read.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.issues.iter().any(|issue| issue.problem.severity == Severity::Error)
    }
}

/// The summary line alone.
pub(super) struct Quiet {
    look: Look,
}

impl Quiet {
    pub(super) fn new(look: Look) -> Self {
        Self { look }
    }
}

impl Form for Quiet {
    fn document(&mut self, _: &mut dyn Write, _: &Report<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", summary.text(self.look.language))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, write};
    use super::*;

    #[test]
    fn the_line_says_it_all() {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        let reports = &mut fixture::reports(&rubric);
        let summary = write(&mut out, Format::Quiet, Look::default(), reports, Vec::new()).expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @"coverage 8%: 1 document, 6 questions (1 answered, 2 empty, 2 unmatched, 1 ignored), 1 misconception; 1 document without answers");
        assert_eq!(summary.coverage(), Some(833));
        assert_eq!(summary.topics["net/client"].questions(), 3);
        assert_eq!(summary.issues.len(), 3);
        assert!(!summary.has_errors());
        insta::assert_snapshot!(summary.text(Language::Chinese), @"覆盖率 8%：1 份文档，6 道题（已作答 1、未作答 2、无对应细则 2、已忽略 1），1 处误解；另有 1 份文档没有答案");
    }

    #[test]
    fn nothing_graded_is_no_coverage() {
        assert_eq!(Summary::default().coverage(), None);
        assert_eq!(Summary::default().text(Language::English), "no coverage: 0 documents, 0 questions");
    }
}
