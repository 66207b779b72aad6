//! `baseline`: accepts the gaps of today.

use super::Outcome;
use super::baseline_args::{BaselineArgs, BaselineCommand, UpdateArgs};
use super::check::no_answers;
use super::output::write_whole;
use super::run::{Grader, batches, catalogue, in_order, placed};
use super::settings::Settings;
use super::streams::{Streams, say};
use crate::baseline::{self, Baseline, FILE_NAME};
use crate::config::{Flags, lexical, percent};
use crate::discover::Input;
use crate::problem::{Problem, Severity};
use crate::report::{self, Issue, Summary, place_all};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Does what was asked for with a baseline.
pub(super) fn baseline(args: &BaselineArgs, streams: &mut Streams) -> io::Result<Outcome> {
    match &args.command {
        BaselineCommand::Update(args) => update(args, streams),
    }
}

fn update(args: &UpdateArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let flags = Flags { baseline: args.baseline.clone(), ..args.reading.flags(&args.rubrics) };
    let Some(settings) = Settings::new(flags, &args.reading.config, &args.paths, streams)? else {
        return Ok(Outcome::Failed);
    };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let path = settings.config.baseline.as_ref().map_or(Path::new(FILE_NAME), |path| path.value.as_path());
    let before = match if path.exists() { baseline::read(path) } else { Ok(Baseline::at(path)) } {
        Ok(before) => before,
        Err(problem) => return fail(problem, streams),
    };
    let (inputs, problems) = settings.discover(&args.paths);
    let grader = Grader::verdicts_only(&catalogue);
    let mut now = Baseline::at(path);
    let mut summary = Summary::new(place_all(problems, &[]));
    in_order(
        batches(&inputs),
        |input| grader.file(&input, &settings),
        |results| {
            results.flatten().for_each(|mut report| {
                now.add(&report);
                summary.add(&mut report);
            });
        },
    );
    streams.show(&summary.issues, Severity::Error)?;
    if summary.has_errors() {
        return Ok(Outcome::Failed);
    }
    if summary.documents == 0 {
        return no_answers(&summary).map_or(Ok(Outcome::Failed), |problem| fail(problem, streams));
    }
    let fallen = if args.ratchet { now.fallen(&before) } else { Vec::new() };
    for (asked, was, is) in &fallen {
        say(&format!(
            "failed: ratchet: {}: wanted {}, got {}: {}",
            asked.file,
            percent(*was),
            percent(*is),
            asked.question
        ));
    }
    if !fallen.is_empty() {
        return Ok(Outcome::Short);
    }
    let whole = |input: &Input| if let Input::File(path) = input { lexical(path) } else { None };
    let checked: BTreeSet<PathBuf> = inputs.iter().filter_map(whole).collect();
    now.keep(before, |path| checked.contains(path));
    match write_whole(path, baseline::write(&now).as_bytes()) {
        Ok(()) => {
            say(&format!("{}: {} accepted", path.display(), report::count(now.len(), "gap")));
            Ok(Outcome::Held)
        }
        Err(problem) => fail(problem, streams),
    }
}

fn fail(problem: Problem, streams: &mut Streams) -> io::Result<Outcome> {
    let issues: Vec<Issue> = placed(vec![problem]);
    streams.show(&issues, Severity::Error)?;
    Ok(Outcome::Failed)
}
