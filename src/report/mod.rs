//! Shows what was found, in the form that was asked for.
//!
//! A [`Report`] is made of each document while its text is at hand; [`write()`] and [`write_all`] take the reports one by
//! one, so that a run over thousands of files never holds more than a few. A format is a file here, and all read the same
//! view.

mod annotation;
mod appraisal;
mod badge;
mod comparison;
mod compose;
mod csv;
mod diff;
mod escape;
mod explain;
mod failure;
mod fingerprint;
mod form;
mod github;
mod gitlab;
mod html;
mod issue;
pub mod json;
mod junit;
mod layout;
mod list;
mod markdown;
mod mastery;
pub(crate) mod named;
mod nearest;
mod page;
mod place;
mod rdjsonl;
mod rubric;
mod sarif;
mod show;
mod summary;
mod terminal;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile_fixture;

pub use appraisal::{AppraisalFormat, appraisal};
pub use comparison::{PointChange, QuestionChange, Standing, compare, comparison_json, comparison_text};
pub use compose::{report, unreadable};
pub use explain::explain;
pub use failure::Failure;
pub use form::{Output, write_all};
pub use issue::{Issue, place_all};
pub(crate) use json::name as kebab;
pub(crate) use layout::table;
pub use layout::{Look, Palette, percent};
pub use list::{Outline, OutlinedQuestion, list, outline};
pub use mastery::{By, Focus, MasteryFormat, mastery};
pub use place::Place;
pub use rubric::{catalogue, question, trials};
pub use show::show;
pub use summary::{Summary, TopicCoverage};
pub use view::{ClaimReport, Content, EvidenceReport, KeyPointReport, NearestReport, QuestionReport, Report, Status};

use std::io::{self, Write};

/// A form that results can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Terminal,
    /// The summary line alone.
    Quiet,
    /// A unified diff from what is expected to what is covered.
    Diff,
    /// JSON, version 1.
    Json,
    /// The same as JSON lines, an object a question.
    JsonLines,
    /// A comment on a pull request, or the summary of a job.
    Markdown,
    /// A page by itself, with the answers beside their verdicts.
    Html,
    /// Annotations for GitHub's workflows.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Diagnostics for reviewdog.
    Rdjsonl,
    /// JUnit XML, a test a key point.
    Junit,
    /// A table, a row a key point.
    Csv,
    /// The coverage as a picture.
    Badge,
    /// The coverage as shields.io reads it from an endpoint.
    BadgeJson,
}

/// Writes the reports in `format` as they come, and gives back what they sum up to. `issues` are those of the run as a
/// whole; those of the documents follow them in the summary.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    look: Look,
    reports: &mut dyn Iterator<Item = Report<'_>>,
    issues: Vec<Issue>,
) -> io::Result<Summary> {
    write_all(&mut [Output { out, format, look }], reports, issues, &|_| {})
}
