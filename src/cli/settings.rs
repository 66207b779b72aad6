//! The settings of a run: the flags over those of `anscov.toml`.

use super::args::{ConfigArgs, ReadingArgs, RubricPaths};
use super::run::placed;
use super::streams::Streams;
use crate::config::{self, Config};
use crate::discover::{Input, discover};
use crate::parse::{Document, Labels, Template, parse, parse_copy};
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::source::Source;
use std::io;
use std::path::{Path, PathBuf};

/// What holds for a run.
pub(super) struct Settings {
    /// The labels that open slots.
    pub(super) labels: Labels,
    /// Rubrics beside the shipped ones.
    pub(super) rubrics: Vec<PathBuf>,
    /// The mean coverage to reach, in hundredths of a percent.
    pub(super) fail_under: Option<u32>,
    /// The coverage that each question must reach, in hundredths of a percent.
    pub(super) min_question: Option<u32>,
    sheet: Option<Sheet>,
}

/// The sheet that files are copies of.
struct Sheet {
    path: PathBuf,
    template: Template,
}

impl Settings {
    /// The settings for files under `paths`; `None` where they cannot be read, which is said.
    pub(super) fn new(
        reading: &ReadingArgs,
        rubrics: &RubricPaths,
        paths: &[PathBuf],
        streams: &mut Streams,
    ) -> io::Result<Option<Self>> {
        match Self::over(config(&reading.config, paths), reading.template.as_ref(), rubrics) {
            Ok(settings) => Ok(Some(settings)),
            Err(problem) => {
                streams.show(&placed(vec![problem]), Severity::Error)?;
                Ok(None)
            }
        }
    }

    /// Flags over the settings of a file. Rubrics that are named take the place of those of the file.
    fn over(
        config: Result<Config, Problem>,
        template: Option<&PathBuf>,
        rubrics: &RubricPaths,
    ) -> Result<Self, Problem> {
        let config = config?;
        let labels = config.all_labels();
        let sheet = template.cloned().or(config.template).map(|path| sheet(path, &labels)).transpose()?;
        let rubrics = if rubrics.rubric.is_empty() { config.rubrics } else { rubrics.rubric.clone() };
        let (fail_under, min_question) = (config.fail_under, config.min_question);
        Ok(Self { labels, rubrics, fail_under, min_question, sheet })
    }

    /// The files under `paths`. The sheet is no copy of itself, unless it alone is named.
    pub(super) fn discover(&self, paths: &[PathBuf]) -> (Vec<Input>, Vec<Problem>) {
        let (mut inputs, problems) = discover(paths);
        if let Some(sheet) = self.sheet.as_ref().filter(|_| inputs.len() > 1) {
            let same = |path: &Path| std::path::absolute(path).ok() == std::path::absolute(&sheet.path).ok();
            inputs.retain(|input| !matches!(input, Input::File(path) if same(path)));
        }
        (inputs, problems)
    }

    /// Reads a document: as a copy of the sheet where there is one, or else by its own layout.
    pub(super) fn parse(&self, source: Source) -> Document {
        match &self.sheet {
            Some(sheet) => parse_copy(source, &sheet.template, &self.labels),
            None => parse(source, &self.labels),
        }
    }
}

/// The settings of the file that the flags name, or of the nearest one.
pub(super) fn config(args: &ConfigArgs, paths: &[PathBuf]) -> Result<Config, Problem> {
    match &args.config {
        _ if args.isolated => Ok(Config::default()),
        Some(file) => config::load(file),
        None => config::find(paths),
    }
}

fn sheet(path: PathBuf, labels: &Labels) -> Result<Sheet, Problem> {
    let source = read(&Input::File(path.clone()))?;
    let name = source.path.clone();
    let template = Template::new(parse(source, labels));
    if template.questions() == 0 {
        let problem = Problem::error("no-questions", name, "no questions found in this template");
        return Err(problem.help("`anscov list --show` shows how it is read"));
    }
    Ok(Sheet { path, template })
}
