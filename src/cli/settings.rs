//! The settings of a run: the flags over those of `anscov.toml`.

use super::args::{ConfigArgs, GateArgs, ReadingArgs, RubricPaths, VERSION};
use super::run::placed;
use super::streams::Streams;
use crate::catalogue::Catalogue;
use crate::config::{self, Config, Flags};
use crate::discover::{Input, discover};
use crate::history::Edition;
use crate::parse::{Document, Labels, Template, parse, parse_copy};
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::source::Source;
use std::io;
use std::path::{Path, PathBuf};

/// What holds for a run.
pub(super) struct Settings {
    /// The settings under the flags.
    pub(super) config: Config,
    sheet: Option<Sheet>,
}

/// The sheet that files are copies of.
struct Sheet {
    path: PathBuf,
    template: Template,
}

impl ReadingArgs {
    /// What these flags and those for rubrics say.
    pub(super) fn flags(&self, rubrics: &RubricPaths) -> Flags {
        Flags { template: self.template.clone(), rubrics: rubrics.rubric.clone(), ..Flags::default() }
    }
}

impl GateArgs {
    /// What these flags say, beside others.
    pub(super) fn over(&self, flags: Flags) -> Flags {
        let Self { fail_under, min_file, min_question, fail_on } = self;
        let (fail_under, min_file, min_question) = (*fail_under, *min_file, *min_question);
        Flags { fail_under, min_file, min_question, fail_on: fail_on.clone(), ..flags }
    }
}

impl Settings {
    /// The settings for files under `paths`; `None` where they cannot be read, which is said.
    pub(super) fn new(
        flags: Flags,
        from: &ConfigArgs,
        paths: &[PathBuf],
        streams: &mut Streams,
    ) -> io::Result<Option<Self>> {
        match config(from, paths).and_then(|config| Self::over(config.under(flags))) {
            Ok(settings) => Ok(Some(settings)),
            Err(problem) => {
                streams.show(&placed(vec![problem]), Severity::Error)?;
                Ok(None)
            }
        }
    }

    fn over(config: Config) -> Result<Self, Problem> {
        if let Some(problem) = config.contradiction() {
            return Err(problem);
        }
        let labels = config.rules().all_labels();
        let sheet = config.template.as_ref().map(|path| sheet(&path.value, &labels)).transpose()?;
        Ok(Self { config, sheet })
    }

    /// Rubrics beside the shipped ones.
    pub(super) fn rubrics(&self) -> &[PathBuf] {
        self.config.rubrics.as_ref().map(|rubrics| rubrics.value.as_slice()).unwrap_or_default()
    }

    /// The files under `paths`. The sheet is no copy of itself, unless it alone is named.
    pub(super) fn discover(&self, paths: &[PathBuf]) -> (Vec<Input>, Vec<Problem>) {
        let (mut inputs, problems) = discover(paths);
        if inputs.len() > 1 {
            inputs.retain(|input| !matches!(input, Input::File(path) if self.is_sheet(path)));
        }
        (inputs, problems)
    }

    /// Whether a path is that of the sheet.
    pub(super) fn is_sheet(&self, path: &Path) -> bool {
        let same = |sheet: &Sheet| std::path::absolute(path).ok() == std::path::absolute(&sheet.path).ok();
        self.sheet.as_ref().is_some_and(same)
    }

    /// What verdicts depend on besides the documents: the program, these settings, and rubrics beside the shipped ones.
    pub(super) fn edition(&self, catalogue: &Catalogue) -> Edition {
        let text = |path: &Path| read(&Input::File(path.to_owned())).map(|source| source.text).unwrap_or_default();
        let config = if self.config.path.is_empty() { String::new() } else { text(Path::new(&self.config.path)) };
        let sheet = self.sheet.as_ref().map(|sheet| text(&sheet.path)).unwrap_or_default();
        let rubrics = catalogue.added().map(|loaded| loaded.source.text.as_bytes());
        Edition::of([VERSION.as_bytes(), config.as_bytes(), sheet.as_bytes()].into_iter().chain(rubrics))
    }

    /// Reads a document: as a copy of the sheet where there is one, or else by its own layout.
    pub(super) fn parse(&self, source: Source) -> Document {
        let labels = self.config.rules_for(Path::new(&source.path)).all_labels();
        match &self.sheet {
            Some(sheet) => parse_copy(source, &sheet.template, &labels),
            None => parse(source, &labels),
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

fn sheet(path: &Path, labels: &Labels) -> Result<Sheet, Problem> {
    let source = read(&Input::File(path.to_owned()))?;
    let name = source.path.clone();
    let template = Template::new(parse(source, labels));
    if template.questions() == 0 {
        let problem = Problem::error("no-questions", name, "no questions found in this template");
        return Err(problem.help("`anscov list --show` shows how it is read"));
    }
    Ok(Sheet { path: path.to_owned(), template })
}
