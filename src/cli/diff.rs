//! `diff`: what was gained and lost between two states.

use super::Outcome;
use super::args::{DiffArgs, TextOrJson};
use super::pair::{Pairs, pairs};
use super::run::{Grader, catalogue, fail};
use super::settings::{Found, Settings, speak};
use super::streams::Streams;
use crate::report::{self, Report};
use crate::source::Source;
use std::io;
use std::path::PathBuf;

/// Compares the answers of two files, folders or revisions.
pub(super) fn diff(args: &DiffArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let Pairs { pairs, places } = match pairs(&args.before, &args.after) {
        Ok(pairs) => pairs,
        Err(problem) => {
            let named = [&args.before, &args.after].map(PathBuf::from);
            speak(&args.reading.config, &named, streams);
            return fail(vec![problem], streams);
        }
    };
    // A file of another time is held against the settings of today, those of the folder that it stood in.
    let sources = pairs.iter().flat_map(|(before, after)| [before, after].into_iter().flatten());
    let files: Vec<PathBuf> = sources.map(|source| PathBuf::from(&source.path)).collect();
    let flags = args.reading.flags(&args.rubrics);
    let settings = Settings::of(Found::default(), &files, flags, &args.reading.config, &places, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
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
