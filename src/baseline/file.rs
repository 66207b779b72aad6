//! The file of a baseline: JSON, sorted, an entry a line, so that a version control shows what was accepted.

use super::{Asked, Baseline, Gap, KINDS, UNMATCHED};
use crate::discover::Input;
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::Source;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::Path;

/// The version of the format.
pub const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(rename = "version")]
    _version: u32,
    gaps: Vec<GapEntry>,
    coverage: Vec<CoverageEntry>,
}

#[derive(Deserialize)]
struct Versioned {
    version: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapEntry {
    file: String,
    question: String,
    #[serde(deserialize_with = "gap_name")]
    gap: String,
    /// How much of a key point was credited, in hundredths.
    #[serde(default, skip_serializing_if = "is_zero", deserialize_with = "up_to::<_, _, 100>")]
    share: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverageEntry {
    file: String,
    question: String,
    /// In hundredths of a percent.
    #[serde(deserialize_with = "up_to::<_, _, 10_000>")]
    hundredths: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(share: &u8) -> bool {
    *share == 0
}

/// A whole number that is not more than `MOST`: more is credited nowhere.
fn up_to<'de, D: Deserializer<'de>, N: TryFrom<u64>, const MOST: u64>(deserializer: D) -> Result<N, D::Error> {
    let written = serde_json::Value::deserialize(deserializer)?;
    let number = written.as_u64().filter(|number| *number <= MOST).and_then(|number| N::try_from(number).ok());
    number.ok_or_else(|| D::Error::custom(format!("{written} is no whole number from 0 to {MOST}")))
}

/// The name of a gap as a run would give it.
fn gap_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let name = String::deserialize(deserializer)?;
    let kind = name.split_once('/').filter(|(_, of)| !of.is_empty()).map(|(kind, _)| kind);
    if name == UNMATCHED || kind.is_some_and(|kind| KINDS.contains(&kind)) {
        return Ok(name);
    }
    let kinds = KINDS.map(|kind| format!("`{kind}/…`")).join(", ");
    Err(D::Error::custom(format!("`{name}` is no gap; gaps are `{UNMATCHED}`, {kinds}")))
}

/// Reads the baseline at `path`.
///
/// # Errors
///
/// A file that cannot be read, is of another version, or is no baseline.
pub fn read(path: &Path) -> Result<Baseline, Problem> {
    let source = crate::read::read(&Input::File(path.to_owned())).map_err(|problem| match problem.code {
        "not-found" => problem.help(Message::new("baseline-not-there-help")),
        _ => problem,
    })?;
    if let Some(problem) = other_version(&source) {
        return Err(problem);
    }
    let whole: Whole = serde_json::from_str(&source.text).map_err(|error| misfit(&source, &error))?;
    let mut baseline = Baseline::at(path);
    baseline.gaps = whole.gaps.into_iter().map(GapEntry::into_gap).collect();
    let coverage = whole.coverage.into_iter();
    baseline.coverage =
        coverage.map(|entry| (Asked { file: entry.file, question: entry.question }, entry.hundredths)).collect();
    Ok(baseline)
}

/// The text of a baseline's file.
#[must_use]
pub fn write(baseline: &Baseline) -> String {
    let gaps = baseline.gaps.iter().map(|(gap, share)| {
        let Gap { asked: Asked { file, question }, name } = gap.clone();
        line(&GapEntry { file, question, gap: name, share: *share })
    });
    let coverage = baseline.coverage.iter().map(|(asked, hundredths)| {
        let Asked { file, question } = asked.clone();
        line(&CoverageEntry { file, question, hundredths: *hundredths })
    });
    format!("{{\n\"version\": {VERSION},\n\"gaps\": [{}],\n\"coverage\": [{}]\n}}\n", lines(gaps), lines(coverage))
}

/// Strings and numbers can always be written.
fn line(entry: &impl Serialize) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}

fn lines(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { String::new() } else { format!("\n{}\n", entries.join(",\n")) }
}

impl GapEntry {
    fn into_gap(self) -> (Gap, u8) {
        (Gap { asked: Asked { file: self.file, question: self.question }, name: self.gap }, self.share)
    }
}

/// The problem of a baseline of another version, which is not worth any other.
fn other_version(source: &Source) -> Option<Problem> {
    let Versioned { version } = serde_json::from_str(&source.text).ok()?;
    if version.as_u64() == Some(VERSION.into()) {
        return None;
    }
    let message =
        Message::new("baseline-other-version").with("found", version.to_string()).with("version", VERSION.to_string());
    let problem = Problem::error("baseline-version", &source.path, message);
    Some(problem.help(Message::new("baseline-other-version-help")))
}

fn misfit(source: &Source, error: &serde_json::Error) -> Problem {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let line = source.line_span(error.line());
    Problem::error("bad-baseline", &source.path, Message::new("baseline-misfit").with("error", said)).at(line)
}
