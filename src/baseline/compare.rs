//! What a run finds, held against a baseline.

use super::{Asked, Baseline, Gap, gaps};
use crate::discover::is_markdown;
use crate::report::Report;
use std::collections::BTreeSet;
use std::path::Path;

/// A run beside a baseline.
#[derive(Debug)]
pub struct Comparison<'b> {
    baseline: &'b Baseline,
    files: BTreeSet<String>,
    asked: BTreeSet<Asked>,
    found: BTreeSet<Gap>,
}

/// How much a run looked at of what a baseline has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// All files that there are.
    Everywhere,
    /// All questions of some files.
    AtFiles,
    /// Some questions of some files.
    AtQuestions,
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
        self.files.insert(self.baseline.file(&report.path));
        for (asked, question) in self.baseline.asked(report) {
            for (gap, share) in gaps(&asked, question) {
                if self.baseline.gaps.get(&gap).is_none_or(|accepted| share < *accepted) {
                    new.push(NewGap { line: question.line, gap: gap.clone() });
                }
                self.found.insert(gap);
            }
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

    /// Whether the baseline has a graded answer to the rubric's question `id` in the file `path`.
    #[must_use]
    pub fn has(&self, path: &str, id: &str) -> bool {
        let file = self.baseline.file(path);
        let is_it = |asked: &Asked| asked.file == file && asked.question.split('#').next() == Some(id);
        self.baseline.coverage.keys().any(is_it)
    }

    /// The graded questions of the baseline that are asked no more, each with its file as people know it and the coverage
    /// that it had, in hundredths of a percent. `owns` tells the files that the baseline is for.
    #[must_use]
    pub fn gone(&self, looked: Looked, owns: &dyn Fn(&Path) -> bool) -> Vec<(Asked, u32)> {
        let gone = self.baseline.coverage.iter().filter(|(asked, _)| self.is_gone(asked, looked, owns));
        gone.map(|(asked, coverage)| (self.baseline.as_seen_here(asked), *coverage)).collect()
    }

    /// What the baseline accepts and is there no more, save for what went with a graded question; its file as people know it.
    #[must_use]
    pub fn unneeded(&self, looked: Looked, owns: &dyn Fn(&Path) -> bool) -> Vec<Gap> {
        let is_over = |asked: &Asked| {
            let graded = self.baseline.coverage.contains_key(asked);
            self.asked.contains(asked) || !graded && self.is_gone(asked, looked, owns)
        };
        let over = self.baseline.gaps.keys().filter(|gap| is_over(&gap.asked) && !self.found.contains(gap));
        over.map(|gap| Gap { asked: self.baseline.as_seen_here(&gap.asked), ..gap.clone() }).collect()
    }

    /// Whether a question of the baseline is asked no more: its file was looked at without it, or is gone, or is Markdown
    /// that was left out of a run that looked everywhere. Standard input comes and goes.
    fn is_gone(&self, asked: &Asked, looked: Looked, owns: &dyn Fn(&Path) -> bool) -> bool {
        let path = self.baseline.folder.join(&asked.file);
        let seen = self.files.contains(&asked.file);
        let is_due = match looked {
            Looked::Everywhere => seen || is_markdown(&path),
            Looked::AtFiles => seen,
            Looked::AtQuestions => false,
        };
        let is_left = || asked.file != "-" && !path.exists();
        !self.asked.contains(asked) && owns(&path) && (is_due || is_left())
    }
}
