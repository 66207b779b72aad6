//! The settings of a run: the flags over those of `anscov.toml`.

use super::args::{ConfigArgs, GateArgs, ReadingArgs, RubricPaths, VERSION};
use super::run::placed;
use super::streams::Streams;
use crate::catalogue::Catalogue;
use crate::config::{self, Config, Flags, lexical};
use crate::discover::{Input, discover};
use crate::history::Edition;
use crate::messages::Message;
use crate::parse::{Document, Labels, Template, parse, parse_copy};
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::source::Source;
use std::io;
use std::path::{Path, PathBuf};

/// What holds for a run, and the files that it is about.
pub(super) struct Settings {
    /// The settings under the flags.
    pub(super) config: Config,
    /// The sheets that files are copies of, by the place of their settings.
    sheets: Vec<Option<Sheet>>,
    /// Rubrics beside the shipped ones.
    rubrics: Vec<PathBuf>,
    /// The files of the run, and what is wrong with the paths.
    pub(super) inputs: Vec<Input>,
    pub(super) problems: Vec<Problem>,
}

/// The files under some paths, and what is wrong with those.
pub(super) type Found = (Vec<Input>, Vec<Problem>);

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
    /// The settings for the files under `paths`; `None` where they cannot be read, which is said.
    pub(super) fn new(
        flags: Flags,
        from: &ConfigArgs,
        paths: &[PathBuf],
        streams: &mut Streams,
    ) -> io::Result<Option<Self>> {
        Self::of(discover(paths), &[], flags, from, paths, streams)
    }

    /// The same for files that were found there, and for those that are `gone`.
    pub(super) fn of(
        found: Found,
        gone: &[PathBuf],
        flags: Flags,
        from: &ConfigArgs,
        paths: &[PathBuf],
        streams: &mut Streams,
    ) -> io::Result<Option<Self>> {
        let files = found.0.iter().filter_map(Input::path).chain(gone.iter().map(PathBuf::as_path));
        let flags = Flags { language: streams.asked, ..flags };
        let config = config(from, paths, files).map(|config| config.under(flags));
        match config.inspect(|config| streams.speak(config)).and_then(|config| Self::over(config, found)) {
            Ok(settings) => Ok(Some(settings)),
            Err(problem) => {
                streams.show(&placed(vec![problem]), Severity::Error)?;
                Ok(None)
            }
        }
    }

    fn over(config: Config, (inputs, problems): Found) -> Result<Self, Problem> {
        if let Some(problem) = config.contradiction() {
            return Err(problem);
        }
        let sheets = config.each().map(|config| {
            let labels = config.rules().all_labels();
            config.template.as_ref().map(|path| sheet(&path.value, &labels)).transpose()
        });
        let sheets: Vec<Option<Sheet>> = sheets.collect::<Result<_, _>>()?;
        let mut settings = Self { rubrics: rubrics(&config), config, sheets, inputs: Vec::new(), problems };
        // A sheet is no copy of itself, unless it alone is named.
        let alone = inputs.len() == 1;
        let is_copy = |input: &Input| alone || !input.path().is_some_and(|path| settings.is_sheet(path));
        settings.inputs = inputs.into_iter().filter(is_copy).collect();
        Ok(settings)
    }

    /// Rubrics beside the shipped ones.
    pub(super) fn rubrics(&self) -> &[PathBuf] {
        &self.rubrics
    }

    /// The files of the run, and what is wrong with the paths.
    pub(super) fn inputs(&self) -> Found {
        (self.inputs.clone(), self.problems.clone())
    }

    /// What verdicts depend on besides the documents: the program, these settings, and rubrics beside the shipped ones.
    pub(super) fn edition(&self, catalogue: &Catalogue) -> Edition {
        let text = |path: &Path| read(&Input::File(path.to_owned())).map(|source| source.text).unwrap_or_default();
        let configs = self.config.each().map(|config| config.path.as_str()).filter(|path| !path.is_empty());
        let configs: Vec<String> = configs.map(|path| text(Path::new(path))).collect();
        let sheets: Vec<String> = self.sheets.iter().flatten().map(|sheet| text(&sheet.path)).collect();
        let rubrics = catalogue.added().map(|loaded| loaded.source.text.as_bytes());
        let settings = configs.iter().chain(&sheets).map(String::as_bytes);
        Edition::of([VERSION.as_bytes()].into_iter().chain(settings).chain(rubrics))
    }

    /// Reads a document: as a copy of the sheet where there is one, or else by its own layout.
    pub(super) fn parse(&self, source: Source) -> Document {
        let path = Path::new(&source.path);
        let labels = self.config.rules_for(path).all_labels();
        match self.sheet_of(path) {
            Some(sheet) => parse_copy(source, &sheet.template, &labels),
            None => parse(source, &labels),
        }
    }

    /// Whether a path is that of the sheet.
    pub(super) fn is_sheet(&self, path: &Path) -> bool {
        self.sheet_of(path).is_some_and(|sheet| lexical(path) == lexical(&sheet.path))
    }

    fn sheet_of(&self, path: &Path) -> Option<&Sheet> {
        self.sheets.get(self.config.place_of(path))?.as_ref()
    }
}

/// The settings of the file that the flags name, or of those nearest to the paths and the files found there.
pub(super) fn config<'i>(
    args: &ConfigArgs,
    paths: &[PathBuf],
    inputs: impl Iterator<Item = &'i Path>,
) -> Result<Config, Problem> {
    match &args.config {
        _ if args.isolated => Ok(Config::default()),
        Some(file) => config::load(file),
        None => config::find(paths, inputs),
    }
}

/// From here on the language is that of the settings, for what is said before they are read, or where nothing else of them
/// matters: then it does not matter either what may be wrong with them.
pub(super) fn speak(from: &ConfigArgs, paths: &[PathBuf], streams: &mut Streams) {
    if streams.asked.is_none()
        && let Ok(config) = config(from, paths, std::iter::empty())
    {
        streams.speak(&config);
    }
}

/// The rubrics that any of the settings name, each once: a question is bound to one of all that are at hand.
pub(super) fn rubrics(config: &Config) -> Vec<PathBuf> {
    let mut rubrics: Vec<PathBuf> = Vec::new();
    for path in config.each().flat_map(|config| &config.rubrics).flat_map(|rubrics| &rubrics.value) {
        if rubrics.iter().all(|known| lexical(known) != lexical(path)) {
            rubrics.push(path.clone());
        }
    }
    rubrics
}

fn sheet(path: &Path, labels: &Labels) -> Result<Sheet, Problem> {
    let source = read(&Input::File(path.to_owned()))?;
    let name = source.path.clone();
    let template = Template::new(parse(source, labels));
    if template.questions() == 0 {
        let problem = Problem::error("no-questions", name, Message::new("template-without-questions"));
        return Err(problem.help(Message::new("template-without-questions-help")));
    }
    Ok(Sheet { path: path.to_owned(), template })
}
