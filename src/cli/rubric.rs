//! `rubric`: lints, tests and shows rubrics.

use super::Outcome;
use super::args::ConfigArgs;
use super::graded;
use super::output::write_new_or_print;
use super::rubric_args::{RubricArgs, RubricCommand, TestArgs};
use super::run::{catalogue, placed, unknown};
use super::settings::{config, speak};
use super::streams::Streams;
use super::watch::{RUBRICS, watch};
use crate::catalogue::{Catalogue, RubricRef, shipped_lexicon};
use crate::config::Flags;
use crate::discover::Input;
use crate::extract;
use crate::matching::Matchers;
use crate::messages::Message;
use crate::parse::{Document, parse};
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::report::{self, Issue};
use crate::rubric;
use crate::source::Span;
use crate::trial::{Trial, all_examples};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Does what was asked for with rubrics.
pub(super) fn rubric(args: &RubricArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let near = match &args.command {
        RubricCommand::Lint { paths } | RubricCommand::Test(TestArgs { paths, .. }) => paths.as_slice(),
        _ => &[],
    };
    speak(&ConfigArgs::default(), near, streams);
    match &args.command {
        RubricCommand::Lint { paths } => lint(paths, streams),
        RubricCommand::Test(args) if args.watch => {
            let places = || args.paths.iter().chain(&args.graded).map(|path| (path.clone(), RUBRICS)).collect();
            watch(places, streams, |streams| test(args, streams))
        }
        RubricCommand::Test(args) => test(args, streams),
        RubricCommand::Show { id, rubrics } => {
            let Some(catalogue) = catalogue(&rubrics.rubric, streams)? else { return Ok(Outcome::Failed) };
            show(id.as_deref(), &catalogue, streams)
        }
        RubricCommand::New { id, title, question, output } => {
            // The skeleton is known to be valid: a test sees to it.
            let rubric = rubric::skeleton(id, title.as_deref(), question.as_deref());
            let Some(rubric) = rubric else { return Ok(Outcome::Failed) };
            if !write_new_or_print(&rubric::print(&rubric), output.as_deref(), streams)? {
                return Ok(Outcome::Failed);
            }
            if let Some(path) = output {
                streams.tell(&Message::new("new-rubric-next").with("path", path.display().to_string()));
            }
            Ok(Outcome::Held)
        }
        RubricCommand::Extract { file, id, title, output, config: args } => {
            let made = config(args, std::slice::from_ref(file), std::iter::empty()).and_then(|config| {
                let config = config.under(Flags { language: streams.asked, ..Flags::default() });
                streams.speak(&config);
                let input = if file.as_os_str() == "-" { Input::Stdin } else { Input::File(file.clone()) };
                Ok(parse(read(&input)?, &config.rules_for(file).all_labels()))
            });
            match made {
                Ok(document) => extract(&document, id.as_deref(), title.as_deref(), output.as_deref(), streams),
                Err(problem) => {
                    streams.show(&placed(vec![problem]), Severity::Error)?;
                    Ok(Outcome::Failed)
                }
            }
        }
        RubricCommand::Schema => {
            writeln!(streams.out, "{}", rubric::schema().trim_end())?;
            Ok(Outcome::Held)
        }
    }
}

/// The rubrics at the paths and nothing but them, or the shipped ones.
fn named(paths: &[PathBuf]) -> (Catalogue, Vec<Problem>) {
    if paths.is_empty() {
        return (Catalogue::shipped(), Vec::new());
    }
    let (rubrics, problems) = rubric::load(paths);
    (Catalogue::new(rubrics, shipped_lexicon()), problems)
}

fn lint(paths: &[PathBuf], streams: &mut Streams) -> io::Result<Outcome> {
    let (catalogue, problems) = named(paths);
    // A file that is text but no rubric was read, and has something wrong with it.
    let is_unreadable = |problem: &Problem| read(&Input::File(Path::new(&problem.path).to_owned())).is_err();
    let unreadable = problems.iter().any(is_unreadable);
    let mut issues = placed(problems);
    for loaded in catalogue.files() {
        let found = rubric::lint(loaded).into_iter();
        issues.extend(found.map(|problem| Issue::new(problem, Some(&loaded.source))));
    }
    let failed = all_examples(&catalogue, &Matchers::new(&catalogue)).into_iter().filter(|trial| !trial.passed);
    issues.extend(failed.map(|trial| contradiction(&trial, &catalogue)));
    for issue in &issues {
        writeln!(streams.out, "{}\n", issue.render(streams.look.coloured, streams.look.language))?;
    }
    let rubrics = Message::new("count-rubrics").with("count", catalogue.files().count());
    let notes = issues.iter().filter(|issue| issue.problem.severity == Severity::Note).count();
    let problems = match issues.len() - notes {
        0 => Message::new("no-problems"),
        found => Message::new("count-problems").with("count", found),
    };
    let line = if notes == 0 {
        Message::new("lint-line").with("rubrics", rubrics).with("problems", problems)
    } else {
        let notes = Message::new("count-notes").with("count", notes);
        Message::new("lint-line-with-notes").with("rubrics", rubrics).with("problems", problems).with("notes", notes)
    };
    writeln!(streams.out, "{}", line.text(streams.look.language))?;
    let worst = issues.iter().map(|issue| issue.problem.severity).min();
    Ok(match worst {
        _ if unreadable => Outcome::Failed,
        Some(Severity::Error | Severity::Warning) => Outcome::Short,
        Some(Severity::Note) | None => Outcome::Held,
    })
}

/// An example that does not come out as its list says, at its place in the file.
fn contradiction(trial: &Trial, catalogue: &Catalogue) -> Issue {
    let id = trial.id.split('/').next().unwrap_or_default();
    let source = catalogue.files().find(|loaded| loaded.rubric.id == id).map(|loaded| &loaded.source);
    let message = Message::new("example-contradicts")
        .with("kind", trial.kind.name())
        .with("id", &trial.id)
        .with("got", trial.got);
    let problem = Problem::warning("contradictory-example", source.map_or("", |source| &source.path), message);
    let written = serde_json::to_string(&trial.text).unwrap_or_default();
    let at = source.and_then(|source| source.text.find(&written));
    match at {
        Some(at) => Issue::new(problem.at(Span::new(at, at + written.len())), source),
        None => Issue::new(problem, None),
    }
}

/// Runs the examples of rubrics, or compares their verdicts with grades.
fn test(args: &TestArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let (catalogue, problems) = named(&args.paths);
    let unreadable = problems.iter().any(|problem| problem.severity == Severity::Error);
    streams.show(&placed(problems), Severity::Warning)?;
    if let Some(file) = &args.graded {
        let outcome = graded::compare(file, args, &catalogue, streams)?;
        return Ok(if unreadable { Outcome::Failed } else { outcome });
    }
    let trials = all_examples(&catalogue, &Matchers::new(&catalogue));
    let failed = report::trials(&mut streams.out, streams.look, &trials)?;
    Ok(match failed {
        _ if unreadable => Outcome::Failed,
        0 => Outcome::Held,
        _ => Outcome::Short,
    })
}

/// Writes the rubric that a document's reference answers make.
fn extract(
    document: &Document,
    id: Option<&str>,
    title: Option<&str>,
    output: Option<&Path>,
    streams: &mut Streams,
) -> io::Result<Outcome> {
    let (rubric, notes) = extract::extract(document, id, title);
    let issues: Vec<Issue> = notes.into_iter().map(|note| Issue::new(note, Some(&document.source))).collect();
    let failed = issues.iter().any(|issue| issue.problem.severity == Severity::Error);
    let text = rubric::print(&rubric);
    if !failed && !write_new_or_print(&text, output, streams)? {
        return Ok(Outcome::Failed);
    }
    streams.show(&issues, Severity::Note)?;
    if failed {
        return Ok(Outcome::Failed);
    }
    let points: usize = rubric.questions.iter().map(|question| question.keypoints.len()).sum();
    let questions = Message::new("count-questions").with("count", rubric.questions.len());
    let points = Message::new("so-many-key-points").with("count", points);
    let made = Message::new("rubric-made").with("id", &rubric.id).with("questions", questions).with("points", points);
    streams.tell(&made);
    Ok(Outcome::Held)
}

fn show(id: Option<&str>, catalogue: &Catalogue, streams: &mut Streams) -> io::Result<Outcome> {
    let Some(id) = id else {
        let questions: Vec<_> = catalogue.questions().collect();
        report::catalogue(&mut streams.out, streams.look.language, &questions)?;
        return Ok(Outcome::Held);
    };
    let Some(found) = catalogue.find(id) else {
        streams.show(
            &[Issue::new(unknown("question", id, catalogue.questions().map(RubricRef::id)), None)],
            Severity::Error,
        )?;
        return Ok(Outcome::Failed);
    };
    report::question(&mut streams.out, streams.look, found)?;
    Ok(Outcome::Held)
}
