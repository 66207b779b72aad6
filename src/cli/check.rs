//! `check`: scores the answers and shows the gaps.

use super::Outcome;
use super::args::{CheckArgs, VERSION};
use super::output::clash;
use super::past::now;
use super::run::{Grader, batches, catalogue, in_order, placed};
use super::select::selected;
use super::settings::{Settings, config};
use super::streams::{Streams, can_show_progress, say};
use super::watch::{Place, RUBRICS, watch};
use crate::baseline;
use crate::config::{FILE_NAME, Flags, Usage, nearest, unknown_ids};
use crate::discover::{EXTENSIONS, Input};
use crate::gate::{Gate, Scope};
use crate::git::Lines;
use crate::history::record;
use crate::problem::{Problem, Severity};
use crate::report::{Issue, Summary, place_all};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

/// With more files than this a run takes long enough to show its progress.
const MANY: usize = 50;

/// Scores the answers under the paths, once or after each change.
pub(super) fn check(args: &CheckArgs, streams: &mut Streams) -> io::Result<Outcome> {
    if args.watch {
        return watch(|| watched(args), streams, |streams| once(args, streams));
    }
    once(args, streams)
}

/// What a run reads, as the settings have it at the time.
fn watched(args: &CheckArgs) -> Vec<Place> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { here.as_slice() } else { &args.paths };
    let mut places: Vec<Place> = paths.iter().map(|path| (path.clone(), EXTENSIONS)).collect();
    let reading = &args.reading;
    // Settings that are not there yet would be nearest in the folder itself.
    let nearest = || {
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let folder = if first.is_dir() { Some(first) } else { first.parent() };
        nearest(first).or_else(|| folder.map(|folder| folder.join(FILE_NAME)))
    };
    let settings = if reading.config.isolated { None } else { reading.config.config.clone().or_else(nearest) };
    let config = config(&reading.config, paths).unwrap_or_default();
    let files = [config.template.map(|path| path.value), config.baseline.map(|path| path.value)].into_iter().flatten();
    let files = files.chain(settings).chain(reading.template.clone()).chain(args.baseline.clone());
    places.extend(files.map(|file| (file, EXTENSIONS)));
    let rubrics = config.rubrics.map(|rubrics| rubrics.value).into_iter().flatten();
    places.extend(rubrics.chain(args.rubrics.rubric.iter().cloned()).map(|path| (path, RUBRICS)));
    places
}

/// One run. The outcome is as grave as the gravest thing that happened.
fn once(args: &CheckArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let written: Vec<&Path> = args.formats.files().chain(args.record.as_deref()).collect();
    if !written.is_empty()
        && let Some(problem) = clash(written, &watched(args).into_iter().map(|(path, _)| path).collect::<Vec<_>>())
    {
        streams.show(&[Issue::new(problem, None)], Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    let (baseline, ratchet) = (args.baseline.clone(), args.ratchet);
    let flags = Flags { baseline, ratchet, ..args.gates.over(args.reading.flags(&args.rubrics)) };
    let settings = Settings::new(flags, &args.reading.config, &args.paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let unknown = unknown_ids(&settings.config, &catalogue);
    if !unknown.is_empty() {
        streams.show(&placed(unknown), Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    let accepted = match settings.config.baseline.as_ref().map(|path| baseline::read(&path.value)).transpose() {
        Ok(accepted) => accepted,
        Err(problem) => {
            streams.show(&placed(vec![problem]), Severity::Error)?;
            return Ok(Outcome::Failed);
        }
    };
    let (inputs, problems) = match selected(&args.paths, args.changed_since.as_deref(), &settings) {
        Ok(selected) => selected,
        Err(problem) => {
            streams.show(&[Issue::new(problem, None)], Severity::Error)?;
            return Ok(Outcome::Failed);
        }
    };
    let grader = if args.formats.are_totals() { Grader::verdicts_only(&catalogue) } else { Grader::new(&catalogue) };
    let grader = if args.formats.show_texts() { grader.with_texts() } else { grader };
    let mut gate = Gate::new(&settings.config, accepted.as_ref());
    let mut usage = Usage::new(&settings.config);
    let bar = progress(inputs.len());
    let work = |(input, lines): (Input, Lines)| match args.record {
        Some(_) => Some(grader.file_and_paper(&input, &settings)),
        None => grader.changed(&input, &lines, &settings).map(|report| (report, None)),
    };
    let mut papers = Vec::new();
    let summary = in_order(batches(&inputs), work, |results| {
        let reports = results.flatten().inspect(|_| bar.inc(1)).flatten();
        let reports = reports.map(|(report, paper)| {
            papers.extend(paper);
            report
        });
        let mut reports = reports.inspect(|report| {
            gate.look_at(report);
            usage.look_at(report);
        });
        args.formats.write(streams, args.hints, &mut reports, place_all(problems, &[]))
    })?;
    bar.finish_and_clear();
    if !args.watch {
        // The process ends with the command; taking the rubrics down piece by piece would only take time.
        mem::forget(grader);
        mem::forget(catalogue);
    }
    let least = if args.formats.is_quiet_on_stdout() { Severity::Error } else { Severity::Warning };
    streams.show(&summary.issues, least)?;
    let recorded = args.record.as_ref().map(|path| record(path, now(args.now), VERSION, &papers));
    if let Some(Err(problem)) = recorded {
        streams.show(&[Issue::new(problem, None)], Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    if let Some(revision) = &args.changed_since
        && summary.documents == 0
        && !summary.has_errors()
    {
        say(&format!("no answer changed since {revision}"));
        return Ok(Outcome::Held);
    }
    if summary.documents == 0 {
        if let Some(problem) = no_answers(&summary) {
            streams.show(&[Issue::new(problem, None)], Severity::Error)?;
        }
        return Ok(Outcome::Failed);
    }
    let scope = match args.changed_since {
        Some(_) => Scope::Changed,
        None if settings.config.is_whole(&args.paths) => Scope::Whole,
        None => Scope::Part,
    };
    streams.show(&placed(usage.unused(scope == Scope::Whole)), least)?;
    for gap in gate.unneeded(scope) {
        say(&format!("no longer needed in the baseline: {}: {} of {}", gap.asked.file, gap.name, gap.asked.question));
    }
    let failures = gate.failures(&summary, scope);
    for failure in &failures {
        say(&failure.to_string());
    }
    Ok(match (summary.has_errors(), failures.is_empty()) {
        (true, _) => Outcome::Failed,
        (false, false) => Outcome::Short,
        (false, true) => Outcome::Held,
    })
}

fn progress(files: usize) -> ProgressBar {
    if files <= MANY || !can_show_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{pos}/{len} files {wide_bar}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Why there was nothing to score, if it was not that nothing could be read: that has been said.
pub(super) fn no_answers(summary: &Summary) -> Option<Problem> {
    let message = match summary.references_only {
        _ if summary.without_answers == 0 => return None,
        0 => "no answers found",
        _ => "no answers found: these are reference answers, which are never scored as a candidate's",
    };
    let mut notes = summary.issues.iter().filter(|issue| issue.problem.severity == Severity::Note);
    let path = match (summary.without_answers, notes.next()) {
        (1, Some(only)) => only.problem.path.as_str(),
        _ => "",
    };
    Some(Problem::error("no-answers", path, message).help("`anscov list` shows how files are read"))
}
