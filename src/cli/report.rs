//! `report`: what many answers say together.

use super::Outcome;
use super::args::VERSION;
use super::output::{clash, write_whole};
use super::past::now;
use super::report_args::ReportArgs;
use super::run::{catalogue, placed};
use super::settings::Settings;
use super::streams::Streams;
use super::survey::{Survey, Surveyed};
use crate::config::unknown_ids;
use crate::discover::Input;
use crate::history::record;
use crate::problem::{Problem, Severity};
use crate::report::{By, Focus, Look, mastery};
use std::io;
use std::path::{Path, PathBuf};

/// Measures the answers under the paths.
pub(super) fn report(args: &ReportArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let flags = args.reading.flags(&args.rubrics);
    let Some(settings) = Settings::new(flags, &args.reading.config, &args.paths, streams)? else {
        return Ok(Outcome::Failed);
    };
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let unknown = unknown_ids(&settings.config, &catalogue);
    if !unknown.is_empty() {
        streams.show(&placed(unknown), Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    if let Some(problem) = in_use(args, &settings) {
        streams.show(&placed(vec![problem]), Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    let survey = Survey {
        paths: &args.paths,
        past: &args.past,
        record: args.record.as_deref(),
        due: args.due,
        people: &args.people,
        by_person: args.by == By::Person,
    };
    let Some(Surveyed { profile, papers, has_errors }) = survey.run(&settings, &catalogue, streams)? else {
        return Ok(Outcome::Failed);
    };
    let focus = Focus { by: args.by, most: args.top, due: args.due };
    let written = if let Some(path) = &args.output {
        let mut text = Vec::new();
        let look = Look { language: streams.look.language, ..Look::default() };
        mastery(&mut text, args.format, look, &profile, focus)?;
        write_whole(path, &text)
    } else {
        mastery(&mut streams.out, args.format, streams.look, &profile, focus)?;
        Ok(())
    };
    let recorded = args.record.as_ref().map_or(Ok(()), |path| record(path, now(args.past.now), VERSION, &papers));
    // The process ends with the command; taking the rubrics down piece by piece would only take time.
    std::mem::forget(catalogue);
    let problems: Vec<Problem> = [written, recorded].into_iter().filter_map(Result::err).collect();
    let failed = has_errors || !problems.is_empty();
    streams.show(&placed(problems), Severity::Error)?;
    Ok(if failed { Outcome::Failed } else { Outcome::Held })
}

/// What speaks against writing where it is asked for: somebody's notes are no place for a report, nor for a log.
fn in_use(args: &ReportArgs, settings: &Settings) -> Option<Problem> {
    let written: Vec<&Path> = [&args.output, &args.record].into_iter().flatten().map(PathBuf::as_path).collect();
    if written.is_empty() {
        return None;
    }
    let (inputs, _) = settings.inputs();
    let answers = inputs.into_iter().filter_map(|input| match input {
        Input::File(path) => Some(path),
        Input::Stdin => None,
    });
    let read = answers.chain(settings.rubrics().iter().cloned()).chain(args.past.recorded.clone());
    clash(written, &read.chain([PathBuf::from(&settings.config.path)]).collect::<Vec<_>>())
}
