//! The answers of many documents together, with their past where it is asked for.

use super::past::{Past, past};
use super::report_args::{PastArgs, PeopleArgs};
use super::run::{Grader, batches, in_order, placed};
use super::settings::Settings;
use super::streams::Streams;
use crate::catalogue::Catalogue;
use crate::discover::{Input, clean};
use crate::history::Cache;
use crate::mastery::{Paper, Profile, Sitting, person, profile, schedule, trend};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::read::read;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What is asked of a survey.
pub(super) struct Survey<'a> {
    /// Files and folders.
    pub(super) paths: &'a [PathBuf],
    /// Where the past is known from.
    pub(super) past: &'a PastArgs,
    /// A log of runs that this one is the last of.
    pub(super) record: Option<&'a Path>,
    /// Whether to tell what is due.
    pub(super) due: bool,
    /// Whose answers they are.
    pub(super) people: &'a PeopleArgs,
    /// Whether everybody has cards of their own.
    pub(super) by_person: bool,
}

/// What a survey found.
pub(super) struct Surveyed {
    /// What the answers say together.
    pub(super) profile: Profile,
    /// The graded documents.
    pub(super) papers: Vec<Paper>,
    /// Whether something could not be read, which was said.
    pub(super) has_errors: bool,
}

impl Survey<'_> {
    /// Grades the documents and measures them; `None` where nothing can be said, which is said.
    pub(super) fn run(
        &self,
        settings: &Settings,
        catalogue: &Catalogue,
        streams: &mut Streams,
    ) -> io::Result<Option<Surveyed>> {
        let here = [PathBuf::from(".")];
        let paths = if self.paths.is_empty() { here.as_slice() } else { self.paths };
        let (inputs, mut problems) = settings.inputs();
        let mut past = match past(self, paths, settings, catalogue) {
            Ok((past, found)) => {
                problems.extend(found);
                past
            }
            Err(problem) => {
                streams.show(&placed(vec![problem]), Severity::Error)?;
                return Ok(None);
            }
        };
        let papers = graded(&inputs, settings, catalogue, &mut past, &mut problems);
        if papers.is_empty() && !problems.iter().any(|problem| problem.severity == Severity::Error) {
            let problem = Problem::error("no-answers", "", Message::new("no-answers"));
            problems.push(problem.help(Message::new("no-answers-help")));
        }
        let known = past.map(|past| past.finish(self, &papers, settings, catalogue, &mut problems));
        let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
        streams.show(&placed(problems), Severity::Warning)?;
        if papers.is_empty() {
            return Ok(None);
        }
        let whose = |paper: &Paper| self.whose(paths, paper);
        let sat: Vec<Sitting<'_>> = papers.iter().map(|paper| Sitting { person: whose(paper), paper }).collect();
        let mut profile = profile(&sat, catalogue);
        if let Some((known, today)) = &known {
            if self.past.since.is_some() || self.past.recorded.is_some() || self.record.is_some() {
                trend(&mut profile, known, catalogue, &whose);
            }
            if self.due {
                let nobody = |_: &Paper| String::new();
                let person: &dyn Fn(&Paper) -> String = if self.by_person { &whose } else { &nobody };
                profile.schedule = Some(schedule(known, catalogue, *today, person));
            }
        }
        Ok(Some(Surveyed { profile, papers, has_errors }))
    }

    /// Whose a paper is, by its path below the folder that was asked for.
    fn whose(&self, paths: &[PathBuf], paper: &Paper) -> String {
        let path = Path::new(&paper.path);
        let below = paths.iter().filter_map(|given| path.strip_prefix(clean(given)).ok());
        let below = below.min_by_key(|below| below.components().count()).filter(|below| !below.as_os_str().is_empty());
        let below = below.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
        person(paper.author.as_deref(), &Input::File(below.to_owned()).name(), self.people.person_folder)
    }
}

/// The papers of the documents, graded now or before.
fn graded(
    inputs: &[Input],
    settings: &Settings,
    catalogue: &Catalogue,
    past: &mut Option<Past>,
    problems: &mut Vec<Problem>,
) -> Vec<Paper> {
    let grader = LazyLock::new(|| Grader::verdicts_only(catalogue));
    let cache = past.as_ref().map(|past| &past.cache);
    let work = |input: Input| {
        let source = read(&input)?;
        let name = cache.map(|_| Cache::name(&source.path, source.text.as_bytes()));
        let known = cache.zip(name).and_then(|(cache, name)| cache.get(name));
        Ok(match known {
            Some(paper) => (paper.clone(), None),
            None => (grader.paper(settings.parse(source), settings), name),
        })
    };
    let results: Vec<Result<_, Problem>> = in_order(batches(inputs), work, |results| results.flatten().collect());
    let mut papers = Vec::new();
    for result in results {
        match result {
            Ok((paper, name)) => {
                if let Some((past, name)) = past.as_mut().zip(name) {
                    past.cache.insert(&[name], paper.clone());
                }
                papers.extend(paper);
            }
            Err(problem) => problems.push(problem),
        }
    }
    // The process ends with the command; taking the rubrics down piece by piece would only take time.
    std::mem::forget(grader);
    papers
}
