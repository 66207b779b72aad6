//! `diff`: what was gained and lost between two states.

use super::Outcome;
use super::args::{DiffArgs, TextOrJson};
use super::pair::pairs;
use super::run::{Grader, catalogue, fail};
use super::settings::{Found, Settings};
use super::streams::Streams;
use crate::report::{self, Report};
use crate::source::Source;
use std::io;
use std::path::PathBuf;

/// Compares the answers of two files, folders or revisions.
pub(super) fn diff(args: &DiffArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let paths = [&args.before, &args.after].map(PathBuf::from);
    // Where the sides have settings of their own, those of the later one hold for both.
    let here: Vec<PathBuf> = paths.into_iter().rfind(|path| path.exists()).into_iter().collect();
    let flags = args.reading.flags(&args.rubrics);
    // The states may be of another time than the folder, so no settings are looked for in it file by file.
    let Some(settings) = Settings::of(Found::default(), &[], flags, &args.reading.config, &here, streams)? else {
        return Ok(Outcome::Failed);
    };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let pairs = match pairs(&args.before, &args.after) {
        Ok(pairs) => pairs,
        Err(problem) => return fail(vec![problem], streams),
    };
    let grader = Grader::verdicts_only(&catalogue);
    let grade = |source: Option<Source>| source.map(|source| grader.under(settings.parse(source), &settings));
    let reports: Vec<(Option<Report<'_>>, Option<Report<'_>>)> =
        pairs.into_iter().map(|(before, after)| (grade(before), grade(after))).collect();
    let changes = report::compare(&reports);
    match args.format {
        TextOrJson::Terminal => report::comparison_text(&mut streams.out, streams.look, &changes)?,
        TextOrJson::Json => report::comparison_json(&mut streams.out, &args.before, &args.after, &changes)?,
    }
    Ok(Outcome::Held)
}
