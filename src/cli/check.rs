//! `check`: scores the answers and shows the gaps.

use super::Outcome;
use super::accepted::baselines;
use super::args::{CheckArgs, VERSION};
use super::judge::Judge;
use super::output::clash;
use super::past::now;
use super::run::{Grader, batches, catalogue, fail, in_order};
use super::select::{Item, Since, selected};
use super::settings::{Settings, config, rubrics, speak};
use super::streams::{Streams, can_show_progress};
use super::watch::{Place, RUBRICS, watch};
use crate::catalogue::Catalogue;
use crate::change::Change;
use crate::config::{FILE_NAME, Flags, nearest, unknown_ids};
use crate::discover::{EXTENSIONS, Input, discover};
use crate::history::record;
use crate::messages::{Language, words};
use crate::problem::Problem;
use crate::read::read;
use crate::report::{Summary, place_all};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

/// With more files than this a run takes long enough to show its progress.
const MANY: usize = 50;

/// The extension of settings.
const SETTINGS: &[&str] = &["toml"];

/// Scores the answers under the paths, once or after each change.
pub(super) fn check(args: &CheckArgs, streams: &mut Streams) -> io::Result<Outcome> {
    if args.watch {
        speak(&args.reading.config, &args.paths, streams);
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
    // Settings may come to lie in the folders too.
    places.extend(paths.iter().filter(|path| path.is_dir()).map(|path| (path.clone(), SETTINGS)));
    let inputs = discover(paths).0;
    let config = config(&reading.config, paths, inputs.iter().filter_map(Input::path)).unwrap_or_default();
    let files = config
        .each()
        .flat_map(|config| [&config.template, &config.baseline].into_iter().flatten().map(|path| path.value.clone()));
    let files = files.chain(settings).chain(reading.template.clone()).chain(args.baseline.clone());
    places.extend(files.map(|file| (file, EXTENSIONS)));
    let rubrics = rubrics(&config).into_iter();
    places.extend(rubrics.chain(args.rubrics.rubric.iter().cloned()).map(|path| (path, RUBRICS)));
    places
}

/// One run. The outcome is as grave as the gravest thing that happened.
fn once(args: &CheckArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let written: Vec<&Path> = args.formats.files().chain(args.record.as_deref()).collect();
    if !written.is_empty()
        && let Some(problem) =
            clash(written.iter().copied(), &watched(args).into_iter().map(|(path, _)| path).collect::<Vec<_>>())
    {
        speak(&args.reading.config, &args.paths, streams);
        return fail(vec![problem], streams);
    }
    let (baseline, ratchet) = (args.baseline.clone(), args.ratchet);
    let flags = Flags { baseline, ratchet, ..args.gates.over(args.reading.flags(&args.rubrics)) };
    // Git looks through the files while ours are found and the rubrics made ready.
    let asked = args.changed_since.as_deref().map(|revision| Since::ask(&args.paths, revision));
    let settings = Settings::new(flags.clone(), &args.reading.config, &args.paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(shelf) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let grader = grader_for(args, &shelf);
    let since = match asked.map(|asked| Since::told(asked?, &args.paths)).transpose() {
        Ok(since) => since,
        Err(problem) => return fail(vec![problem], streams),
    };
    let gone = since.as_ref().map(|since| since.gone(&args.paths)).unwrap_or_default();
    if gone.is_empty() {
        let outcome = checked(args, &settings, &shelf, &grader, since.as_ref(), streams);
        if !args.watch {
            // The process ends with the command; taking the rubrics down piece by piece would only take time.
            mem::forget(grader);
            mem::forget(shelf);
        }
        return outcome;
    }
    // What was deleted may have had settings, and rubrics, that nothing else has.
    let settings = Settings::of(settings.inputs(), &gone, flags, &args.reading.config, &args.paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(shelf) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    checked(args, &settings, &shelf, &grader_for(args, &shelf), since.as_ref(), streams)
}

fn grader_for<'r>(args: &CheckArgs, catalogue: &'r Catalogue) -> Grader<'r> {
    let grader = if args.formats.are_totals() { Grader::verdicts_only(catalogue) } else { Grader::new(catalogue) };
    if args.formats.show_texts() { grader.with_texts() } else { grader }
}

/// Scores what there is to be scored.
fn checked(
    args: &CheckArgs,
    settings: &Settings,
    catalogue: &Catalogue,
    grader: &Grader<'_>,
    since: Option<&Since>,
    streams: &mut Streams,
) -> io::Result<Outcome> {
    let mut written = args.formats.files().chain(args.record.as_deref());
    if let Some(problem) = written.find_map(|file| over_answers(file, settings)) {
        return fail(vec![problem], streams);
    }
    let selection = match selected(settings, since, &args.paths) {
        Ok(selected) => selected,
        Err(problem) => return fail(vec![problem], streams),
    };
    let unknown = unknown_ids(&settings.config, catalogue);
    if !unknown.is_empty() {
        return fail(unknown, streams);
    }
    let baselines = match baselines(&settings.config) {
        Ok(baselines) => baselines,
        Err(problem) => return fail(vec![problem], streams),
    };
    let judge = RefCell::new(Judge::new(args, settings, &baselines));
    if judge.borrow().can_fail() && !args.watch {
        streams.outlive_reader();
    }
    let bar = progress(selection.items.len(), streams.look.language);
    let work = |item: Item| {
        if args.record.is_some() {
            let (report, paper) = grader.file_and_paper(&item.input, settings);
            return (Some(report), Change::default(), paper);
        }
        let (report, change) = grader.item(&item, &selection.texts, settings);
        (report, change, None)
    };
    let mut papers = Vec::new();
    let summary = in_order(batches(&selection.items), work, |results| {
        let reports = results.flatten().inspect(|_| bar.inc(1)).filter_map(|(report, change, paper)| {
            judge.borrow_mut().change(change);
            papers.extend(paper);
            report
        });
        let mut reports = reports.inspect(|report| judge.borrow_mut().look_at(report));
        let conclude = |summary: &mut Summary| judge.borrow_mut().conclude(grader, &selection, summary);
        args.formats.write(streams, args.hints, &mut reports, place_all(settings.problems.clone(), &[]), &conclude)
    })?;
    bar.finish_and_clear();
    let outcome = judge.borrow().say(&summary, streams);
    let recorded = args.record.as_ref().map(|path| record(path, now(args.now), VERSION, &papers));
    if let Some(Err(problem)) = recorded {
        return fail(vec![problem], streams);
    }
    outcome
}

/// What speaks against writing a file: it holds answers that the run has found. A report of an earlier run that lies among
/// them is written anew.
fn over_answers(file: &Path, settings: &Settings) -> Option<Problem> {
    let paths: Vec<PathBuf> = settings.inputs().0.iter().filter_map(Input::path).map(Path::to_owned).collect();
    let problem = clash([file], &paths)?;
    let source = read(&Input::File(file.to_owned())).ok()?;
    settings.parse(source).has_answers().then_some(problem)
}

fn progress(files: usize, language: Language) -> ProgressBar {
    if files <= MANY || !can_show_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(&format!("{{pos}}/{{len}} {} {{wide_bar}}", words(language, "progress-files"))) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
