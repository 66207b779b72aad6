//! `baseline`: accepts the gaps of today.

use super::Outcome;
use super::accepted::baseline as baseline_at;
use super::baseline_args::{BaselineArgs, BaselineCommand, UpdateArgs};
use super::judge::no_answers;
use super::output::write_whole;
use super::run::{Grader, batches, catalogue, fail, in_order};
use super::settings::Settings;
use super::streams::{Streams, say};
use crate::baseline::{self, Asked, Baseline, Comparison, FILE_NAME, Looked};
use crate::config::{Flags, lexical};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::report::{Failure, Summary, place_all};
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
    let updates = match updates(&settings, streams) {
        Ok(updates) => updates,
        Err(problem) => return fail(vec![problem], streams),
    };
    let (inputs, problems) = settings.inputs();
    let grader = Grader::verdicts_only(&catalogue);
    let mut comparisons: Vec<Comparison<'_>> = updates.iter().map(|update| Comparison::new(&update.before)).collect();
    let mut nows: Vec<Baseline> = updates.iter().map(|update| Baseline::at(&update.path)).collect();
    let mut summary = Summary::new(place_all(problems, &[]));
    in_order(
        batches(&inputs),
        |input| grader.file(&input, &settings),
        |results| {
            results.flatten().for_each(|mut report| {
                let place = settings.config.place_of(Path::new(&report.path));
                let all = updates.iter().zip(nows.iter_mut().zip(&mut comparisons));
                for (_, (now, comparison)) in all.filter(|(update, _)| update.places.contains(&place)) {
                    now.add(&report);
                    comparison.look_at(&report);
                }
                summary.add(&mut report);
            });
        },
    );
    streams.show(&summary.issues, Severity::Error)?;
    if summary.has_errors() {
        return Ok(Outcome::Failed);
    }
    // All answers may be gone; where a baseline knows of some, that is no mistake in the paths.
    if summary.documents == 0 && updates.iter().all(|update| update.before.is_empty()) {
        return no_answers(&summary).map_or(Ok(Outcome::Failed), |problem| fail(vec![problem], streams));
    }
    let gone: Vec<_> = comparisons.iter().map(|comparison| comparison.gone(Looked::AtFiles, &|_| true)).collect();
    if args.ratchet {
        let states = updates.iter().zip(&nows).zip(&gone);
        let fallen: Vec<Failure> = states.flat_map(|((update, now), gone)| fallen(&update.before, now, gone)).collect();
        for failure in &fallen {
            say(&failure.line(streams.look.language));
        }
        if !fallen.is_empty() {
            return Ok(Outcome::Short);
        }
    }
    let checked: BTreeSet<PathBuf> = inputs.iter().filter_map(|input| lexical(input.path()?)).collect();
    for ((Update { path, before, .. }, mut now), gone) in updates.into_iter().zip(nows).zip(gone) {
        now.keep(before, |path| checked.contains(path));
        if let Err(problem) = write_whole(&path, baseline::write(&now).as_bytes()) {
            return fail(vec![problem], streams);
        }
        let path = path.display().to_string();
        streams.tell(&match gone.len() {
            0 => Message::new("gaps-accepted").with("path", path).with("gaps", now.len()),
            gone => {
                let gone = Message::new("count-questions").with("count", gone);
                Message::new("gaps-accepted-and-gone").with("path", path).with("gaps", now.len()).with("gone", gone)
            }
        });
    }
    Ok(Outcome::Held)
}

/// Where coverage is lower than it was, or its question is gone.
fn fallen(before: &Baseline, now: &Baseline, gone: &[(Asked, u32)]) -> Vec<Failure> {
    let lower = now.fallen(before).into_iter().map(|(asked, was, is)| (Failure::below("ratchet", was, is), asked));
    let gone = gone.iter().map(|(asked, was)| (Failure::gone("ratchet", *was), asked.clone()));
    lower.chain(gone).map(|(failure, asked)| failure.at(&asked.file, None).of(&asked.question)).collect()
}

/// A baseline that is written anew.
struct Update {
    path: PathBuf,
    /// The places of the settings that name it.
    places: Vec<usize>,
    before: Baseline,
}

/// The baselines that the settings name; where none of them names any, the one in the current folder. Beside those that do,
/// settings that name none want none, which is said.
fn updates(settings: &Settings, streams: &Streams) -> Result<Vec<Update>, Problem> {
    let mut updates: Vec<Update> = Vec::new();
    let is_any = settings.config.each().any(|config| config.baseline.is_some());
    for (place, config) in settings.config.each().enumerate() {
        let path = match &config.baseline {
            Some(path) => path.value.as_path(),
            None if is_any && config.path.is_empty() => continue,
            None if is_any => {
                streams.tell(&Message::new("settings-without-baseline").with("path", &config.path));
                continue;
            }
            None => Path::new(FILE_NAME),
        };
        if let Some(update) = updates.iter_mut().find(|update| lexical(&update.path) == lexical(path)) {
            update.places.push(place);
            continue;
        }
        let before = if path.exists() { baseline_at(path)? } else { Baseline::at(path) };
        updates.push(Update { path: path.to_owned(), places: vec![place], before });
    }
    Ok(updates)
}
