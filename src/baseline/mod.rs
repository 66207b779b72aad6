//! Today's gaps, accepted: a check against a baseline fails on new gaps only, and coverage may be held to only rise.
//!
//! A gap is known by its file, its question and what is missing, not by its line, so that it stays the same gap when lines
//! move. Questions go by their rubric's id, those without a rubric by their title; a question that a file asks again
//! has `#2` behind it.

mod compare;
mod file;

pub use compare::{Comparison, Looked, NewGap};
pub use file::{VERSION, read, write};

use crate::config::lexical;
use crate::discover::Input;
use crate::matching::Verdict;
use crate::report::{QuestionReport, Report, Status, kebab};
use crate::rubric::Tier;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the file that a baseline stands in, where settings name no other.
pub const FILE_NAME: &str = "anscov-baseline.json";

/// What gaps are of: their names are one of these, a slash and an id.
const KINDS: [&str; 3] = [KEYPOINT, MISCONCEPTION, FLAG];
const KEYPOINT: &str = "keypoint";
const MISCONCEPTION: &str = "misconception";
const FLAG: &str = "flag";

/// The gap of a question that no rubric is bound to.
const UNMATCHED: &str = "unmatched";

/// What was found in files at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The folder that its paths are relative to, in full.
    folder: PathBuf,
    /// How much of each gap was credited all the same, in hundredths; 0 for what is no key point.
    gaps: BTreeMap<Gap, u8>,
    /// The coverage of each graded question, in hundredths of a percent.
    coverage: BTreeMap<Asked, u32>,
}

/// A question in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The file, from the folder of the baseline, with `/` between the parts of its path.
    pub file: String,
    /// The question.
    pub question: String,
}

/// Something that an answer lacks, or has and should not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The question it is about.
    pub asked: Asked,
    /// `keypoint/ID`, `misconception/ID`, `flag/NAME` or `unmatched`.
    pub name: String,
}

impl Baseline {
    /// One that holds nothing yet, for a file at `path`.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let folder = lexical(path).and_then(|path| path.parent().map(Path::to_owned));
        Self { folder: folder.unwrap_or_default(), ..Self::default() }
    }

    /// Takes in what was found in a document.
    pub fn add(&mut self, report: &Report<'_>) {
        for (asked, question) in self.asked(report) {
            self.gaps.extend(gaps(&asked, question));
            if let Some(score) = &question.score {
                self.coverage.insert(asked, score.coverage);
            }
        }
    }

    /// Keeps what `other` has of files that this one says nothing of, and that are still there.
    pub fn keep(&mut self, other: Self, is_checked: impl Fn(&Path) -> bool) {
        let folder = self.folder.clone();
        let kept = |asked: &Asked| {
            let path = folder.join(&asked.file);
            path.exists() && !is_checked(&path)
        };
        self.gaps.extend(other.gaps.into_iter().filter(|(gap, _)| kept(&gap.asked)));
        self.coverage.extend(other.coverage.into_iter().filter(|(asked, _)| kept(asked)));
    }

    /// The files that it has entries of and that are there no more, in full.
    #[must_use]
    pub fn gone_files(&self) -> BTreeSet<PathBuf> {
        let files: BTreeSet<&str> = self
            .gaps
            .keys()
            .map(|gap| &gap.asked)
            .chain(self.coverage.keys())
            .map(|asked| asked.file.as_str())
            .collect();
        files.into_iter().map(|file| self.folder.join(file)).filter(|file| !file.exists()).collect()
    }

    /// Takes what it has of files that are gone for the files that they were `renamed` to, unless it has those too.
    pub fn follow(&mut self, renamed: &[(PathBuf, PathBuf)]) {
        let gone = self.gone_files();
        let known = |baseline: &Self, file: &str| {
            baseline.coverage.keys().chain(baseline.gaps.keys().map(|gap| &gap.asked)).any(|asked| asked.file == file)
        };
        for (from, to) in renamed.iter().filter(|(from, _)| gone.contains(from)) {
            let (from, to) = (self.file_at(from), self.file_at(to));
            if known(self, &to) {
                continue;
            }
            let asked = |asked: Asked| if asked.file == from { Asked { file: to.clone(), ..asked } } else { asked };
            let gaps = std::mem::take(&mut self.gaps).into_iter();
            self.gaps = gaps.map(|(gap, share)| (Gap { asked: asked(gap.asked), ..gap }, share)).collect();
            let coverage = std::mem::take(&mut self.coverage).into_iter();
            self.coverage = coverage.map(|(of, coverage)| (asked(of), coverage)).collect();
        }
    }

    /// The questions whose coverage is lower here than in `other`, each with its file as people know it, and what its
    /// coverage was and is in hundredths of a percent.
    #[must_use]
    pub fn fallen(&self, other: &Self) -> Vec<(Asked, u32, u32)> {
        let both = self
            .coverage
            .iter()
            .filter_map(|(asked, now)| Some((self.as_seen_here(asked), *other.coverage.get(asked)?, *now)));
        both.filter(|(_, before, now)| now < before).collect()
    }

    /// How many gaps it accepts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.gaps.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gaps.is_empty() && self.coverage.is_empty()
    }

    /// The questions of a document as the baseline names them.
    fn asked<'q, 'r>(&self, report: &'q Report<'r>) -> Vec<(Asked, &'q QuestionReport<'r>)> {
        let file = self.file(&report.path);
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let asked = report.questions.iter().map(|question| {
            let name = question.rubric.as_deref().unwrap_or(&question.title);
            let time = times.entry(name).and_modify(|time| *time += 1).or_insert(1);
            let name = if *time == 1 { name.to_owned() } else { format!("{name}#{time}") };
            (Asked { file: file.clone(), question: name }, question)
        });
        asked.collect()
    }

    fn file(&self, path: &str) -> String {
        if path == "-" { path.to_owned() } else { self.file_at(Path::new(path)) }
    }

    /// A question with its file as people know it: from the current folder.
    fn as_seen_here(&self, asked: &Asked) -> Asked {
        let file =
            if asked.file == "-" { asked.file.clone() } else { Input::at(&self.folder.join(&asked.file)).name() };
        Asked { file, question: asked.question.clone() }
    }

    fn file_at(&self, path: &Path) -> String {
        let whole = lexical(path);
        let below = whole.and_then(|whole| whole.strip_prefix(&self.folder).ok().map(Path::to_owned));
        Input::File(below.unwrap_or_else(|| path.to_owned())).name()
    }
}

/// The gaps of one answer, each with how much of it is credited.
fn gaps<'g>(asked: &'g Asked, question: &'g QuestionReport<'_>) -> impl Iterator<Item = (Gap, u8)> + 'g {
    let gap = |name: String| Gap { asked: asked.clone(), name };
    let unmatched = question.status == Status::Unmatched && question.has_slot;
    let points = question
        .keypoints
        .iter()
        .filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored && keypoint.verdict != Verdict::Covered);
    let points = points.map(move |keypoint| (gap(format!("{KEYPOINT}/{}", keypoint.id)), keypoint.share));
    let claims =
        question.claims.iter().map(move |claim| (gap(format!("{MISCONCEPTION}/{}", claim.misconception.id)), 0));
    let flags = question.flags.iter().map(move |flag| (gap(format!("{FLAG}/{}", kebab(flag))), 0));
    unmatched.then(|| (gap(UNMATCHED.to_owned()), 0)).into_iter().chain(points).chain(claims).chain(flags)
}

#[cfg(test)]
mod tests;
