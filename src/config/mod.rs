//! The settings of a project: `anscov.toml`, found upwards from the files being checked.
//!
//! The nearest `anscov.toml` of each file holds for it, whole and alone: nothing is taken over from those above it, and
//! what it asks of means and topics it asks of the files it holds for. Only rubrics add up, because a question is bound to
//! one of all that are at hand.
//!
//! Flags win over the settings of a file, and those over the defaults; of the overrides that hold for a file the last wins.
//! Paths and globs in a file are relative to it. Every value knows where it came from, so that `anscov config show` can
//! say so.

mod file;
mod find;
mod ignore;
mod known;
mod merge;
mod misfit;
mod percent;
mod schema;
mod show;
mod usage;

pub use find::{FILE_NAME, find, load, nearest};
pub use ignore::Ignore;
pub use known::{is_under, unknown_ids};
pub use merge::Flags;
pub(crate) use merge::lexical;
pub use percent::hundredths;
pub use schema::schema;
pub use show::show;
pub use usage::Usage;

use crate::messages::Language;
use crate::parse::{Labels, Role};
use crate::source::Span;
use globset::GlobSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What holds for a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file, as problems name it; empty where there is none.
    pub path: String,
    /// The folder of the file, in full; what its globs are relative to.
    folder: PathBuf,
    /// The language of messages and reports.
    pub language: Option<Setting<Language>>,
    /// The sheet that the files are filled-in copies of.
    pub template: Option<Setting<PathBuf>>,
    /// Rubric files and folders beside the shipped rubrics.
    pub rubrics: Option<Setting<Vec<PathBuf>>>,
    /// The mean coverage that a run must reach, in hundredths of a percent.
    pub fail_under: Option<Setting<u32>>,
    /// The coverage that answers to a question must reach, in hundredths of a percent, by the question's id.
    pub questions: BTreeMap<String, Setting<u32>>,
    /// The mean coverage that the questions of a topic, or of topics under it, must reach, in hundredths of a percent.
    pub topics: BTreeMap<String, Setting<u32>>,
    /// The file of accepted gaps.
    pub baseline: Option<Setting<PathBuf>>,
    /// Whether the coverage of questions may only rise above what the baseline has.
    pub ratchet: Option<Setting<bool>>,
    /// What is not asked of answers.
    pub ignores: Vec<Ignore>,
    /// What holds for all files.
    all: Rules,
    /// What holds for some files instead, in the order of the file.
    overrides: Vec<Override>,
    /// What was said on the command line, for all files.
    flags: Rules,
    /// The settings of other folders of the run, which hold for the files in those.
    inner: Vec<Config>,
}

/// Settings that may differ from file to file.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Labels beside the built-in ones, and whose words follow each. Those of all rules that hold for a file add up.
    pub labels: Vec<Setting<(Role, String)>>,
    /// The mean coverage that a file must reach, in hundredths of a percent.
    pub min_file: Option<Setting<u32>>,
    /// The coverage that each question must reach, in hundredths of a percent.
    pub min_question: Option<Setting<u32>>,
    /// What fails a run wherever it is found.
    pub fail_on: Option<Setting<Vec<Condition>>>,
    /// Key points that must be covered wherever their question is asked, as `rubric/question/keypoint`.
    pub required: Option<Setting<Vec<Setting<String>>>>,
}

/// Rules for the files that globs name.
#[derive(Clone, Debug)]
struct Override {
    files: Globs,
    rules: Rules,
}

/// Globs of files, from the folder of the settings.
#[derive(Clone, Debug)]
struct Globs {
    set: GlobSet,
    /// As they are written, in the order of the set.
    written: Vec<Setting<String>>,
}

impl Globs {
    fn are_of(&self, below: &Path) -> bool {
        self.set.is_match(below)
    }
}

/// A value, and where it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was set.
    pub from: Origin,
}

/// Where a value was set; one that was set nowhere is a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the file of settings.
    File {
        /// Where in its text.
        span: Span,
        /// The line, from 1.
        line: usize,
    },
    /// On the command line, by the flag of this name.
    Flag(&'static str),
}

/// Something in an answer, or about one, that can fail a run however high the coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// A wrong claim.
    Misconception,
    /// A question that no rubric is bound to.
    Unmatched,
    /// A list of keywords, an echo of the question, or a copied text.
    Flag,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Misconception, Self::Unmatched, Self::Flag];

    /// Its name in settings and flags.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Misconception => "misconception",
            Self::Unmatched => "unmatched",
            Self::Flag => "flag",
        }
    }
}

impl Rules {
    /// The built-in labels and those of these rules.
    #[must_use]
    pub fn all_labels(&self) -> Labels {
        let mut labels = Labels::default();
        for Setting { value: (role, label), .. } in &self.labels {
            labels.add(*role, label);
        }
        labels
    }
}

#[cfg(test)]
mod tests;
