//! Shows what was found, in the form that was asked for.
//!
//! A [`Report`] is made of each document while its text is at hand; [`write()`] takes the reports one by one, so that a run
//! over thousands of files never holds more than a few. A format is a file here, and all read the same view.

mod appraisal;
mod comparison;
mod compose;
mod diff;
mod explain;
mod github;
mod issue;
pub mod json;
mod layout;
mod list;
mod nearest;
mod place;
mod rubric;
mod show;
mod summary;
mod terminal;
mod view;

#[cfg(test)]
mod fixture;

pub use appraisal::{AppraisalFormat, appraisal};
pub use comparison::{PointChange, QuestionChange, Standing, compare, comparison_json, comparison_text};
pub use compose::{report, unreadable};
pub use explain::explain;
pub use issue::{Issue, place_all};
pub(crate) use json::name as kebab;
pub(crate) use layout::table;
pub use layout::{Look, Palette};
pub use list::{Outline, OutlinedQuestion, list, outline};
pub use place::Place;
pub use rubric::{catalogue, question, trials};
pub use show::show;
pub(crate) use summary::count;
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
    /// Annotations for GitHub's workflows.
    Github,
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
    match format {
        Format::Terminal => terminal::write(out, look, reports, issues),
        Format::Quiet => summary::write(out, reports, issues),
        Format::Diff => diff::write(out, look, reports, issues),
        Format::Json => json::write(out, reports, issues),
        Format::Github => github::write(out, reports, issues),
    }
}
