//! What a run finds, held against a baseline.

use super::{Asked, Baseline, Gap, gaps};
use crate::report::Report;
use std::collections::BTreeSet;

/// A run beside a baseline.
#[derive(Debug)]
pub struct Comparison<'b> {
    baseline: &'b Baseline,
    files: BTreeSet<String>,
    asked: BTreeSet<Asked>,
    found: BTreeSet<Gap>,
}

/// A gap that a baseline does not accept, or that has grown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGap {
    /// The line of its question, from 1.
    pub line: usize,
    /// The gap.
    pub gap: Gap,
}

impl<'b> Comparison<'b> {
    /// Nothing has been looked at yet.
    #[must_use]
    pub fn new(baseline: &'b Baseline) -> Self {
        Self { baseline, files: BTreeSet::new(), asked: BTreeSet::new(), found: BTreeSet::new() }
    }

    /// Looks at a document: gives the gaps that are new in it.
    pub fn look_at(&mut self, report: &Report<'_>) -> Vec<NewGap> {
        let mut new = Vec::new();
        for (asked, question) in self.baseline.asked(report) {
            for (gap, share) in gaps(&asked, question) {
                if self.baseline.gaps.get(&gap).is_none_or(|accepted| share < *accepted) {
                    new.push(NewGap { line: question.line, gap: gap.clone() });
                }
                self.found.insert(gap);
            }
            self.files.insert(asked.file.clone());
            self.asked.insert(asked);
        }
        new
    }

    /// The questions of a document whose coverage is lower than the baseline has it: the line of each, what it was and is,
    /// in hundredths of a percent.
    #[must_use]
    pub fn fallen(&self, report: &Report<'_>) -> Vec<(usize, u32, u32)> {
        let asked = self.baseline.asked(report).into_iter();
        let scores = asked.filter_map(|(asked, question)| {
            Some((question.line, *self.baseline.coverage.get(&asked)?, question.score.as_ref()?.coverage))
        });
        scores.filter(|(_, before, now)| now < before).collect()
    }

    /// What the baseline accepts and is there no more. Where only some questions of the files were looked at (`changed`),
    /// nothing is said of the others.
    #[must_use]
    pub fn unneeded(&self, changed: bool) -> Vec<Gap> {
        let looked_at = |asked: &Asked| if changed { self.asked.contains(asked) } else { self.is_known(asked) };
        let gone = self.baseline.gaps.keys().filter(|gap| looked_at(&gap.asked) && !self.found.contains(gap));
        gone.cloned().collect()
    }

    /// Whether a question's file was looked at, or is no more.
    fn is_known(&self, asked: &Asked) -> bool {
        self.files.contains(&asked.file) || !self.baseline.folder.join(&asked.file).exists()
    }
}
