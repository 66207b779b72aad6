//! What holds in the end: flags over the file, and overrides over what holds for all files.

use super::{Condition, Config, Origin, Rules, Setting};
use crate::messages::{Language, Message};
use crate::problem::Problem;
use std::path::{Component, Path, PathBuf};

/// What was said on the command line of what settings say too. Nothing said is nothing changed.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--lang`.
    pub language: Option<Language>,
    /// `--template`.
    pub template: Option<PathBuf>,
    /// `--rubric`; what is named takes the place of the rubrics of the file.
    pub rubrics: Vec<PathBuf>,
    /// `--fail-under`, in hundredths of a percent.
    pub fail_under: Option<u32>,
    /// `--min-file`, in hundredths of a percent.
    pub min_file: Option<u32>,
    /// `--min-question`, in hundredths of a percent.
    pub min_question: Option<u32>,
    /// `--fail-on`.
    pub fail_on: Vec<Condition>,
    /// `--baseline`.
    pub baseline: Option<PathBuf>,
    /// `--ratchet`.
    pub ratchet: bool,
}

impl Config {
    /// These settings, and those of other folders of the run.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.inner)
    }

    /// The place among [`each`](Self::each) of the settings that hold for the file `path`: the nearest of those whose folder
    /// it lies in.
    #[must_use]
    pub fn place_of(&self, path: &Path) -> usize {
        let path = if path.as_os_str() == "-" { Path::new(".") } else { path };
        if self.inner.is_empty() {
            return 0;
        }
        let Some(path) = lexical(path) else { return 0 };
        let above =
            self.each().enumerate().filter(|(_, config)| !config.path.is_empty() && path.starts_with(&config.folder));
        above.max_by_key(|(_, config)| config.folder.components().count()).map_or(0, |(place, _)| place)
    }

    /// The settings that hold for the file `path`.
    #[must_use]
    pub fn of(&self, path: &Path) -> &Self {
        self.place_of(path).checked_sub(1).and_then(|inner| self.inner.get(inner)).unwrap_or(self)
    }

    /// The same settings under flags, which win.
    #[must_use]
    pub fn under(self, flags: Flags) -> Self {
        let inner = self.inner.into_iter().map(|inner| inner.under(flags.clone())).collect();
        let Flags { language, template, rubrics, fail_under, min_file, min_question, fail_on, baseline, ratchet } =
            flags;
        let rules = Rules {
            min_file: min_file.map(|floor| flag("--min-file", floor)),
            min_question: min_question.map(|floor| flag("--min-question", floor)),
            fail_on: (!fail_on.is_empty()).then(|| flag("--fail-on", fail_on)),
            ..Rules::default()
        };
        Self {
            inner,
            language: language.map(|language| flag("--lang", language)).or(self.language),
            template: template.map(|path| flag("--template", path)).or(self.template),
            rubrics: (!rubrics.is_empty()).then(|| flag("--rubric", rubrics)).or(self.rubrics),
            fail_under: fail_under.map(|floor| flag("--fail-under", floor)).or(self.fail_under),
            baseline: baseline.map(|path| flag("--baseline", path)).or(self.baseline),
            ratchet: ratchet.then(|| flag("--ratchet", true)).or(self.ratchet),
            flags: rules,
            ..self
        }
    }

    /// What is said together and cannot hold together: a ratchet without a baseline, a point required and ignored.
    #[must_use]
    pub fn contradiction(&self) -> Option<Problem> {
        self.each().find_map(|config| config.lone_ratchet().or_else(|| config.required_and_ignored()))
    }

    fn required_and_ignored(&self) -> Option<Problem> {
        let required: Vec<&str> = self
            .all_rules()
            .flat_map(|rules| &rules.required)
            .flat_map(|ids| &ids.value)
            .map(|id| id.value.as_str())
            .collect();
        self.ignores.iter().filter(|ignore| ignore.files.is_none()).find_map(|ignore| {
            let id = required.iter().find(|id| ignore.takes_out(id))?;
            let message = Message::new("config-required-and-ignored").with("id", *id);
            let problem = Problem::error("contradiction", &self.path, message);
            let Origin::File { span, .. } = ignore.from else { return None };
            Some(problem.at(span))
        })
    }

    fn lone_ratchet(&self) -> Option<Problem> {
        let ratchet = self.ratchet.as_ref().filter(|ratchet| ratchet.value && self.baseline.is_none())?;
        let problem = Problem::error("contradiction", &self.path, Message::new("config-lone-ratchet"))
            .help(Message::new("config-lone-ratchet-help"));
        Some(match ratchet.from {
            Origin::File { span, .. } => problem.at(span),
            Origin::Flag(_) => Problem { path: String::new(), ..problem },
        })
    }

    /// What holds for all files, overrides aside.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.all.clone().under(&self.flags)
    }

    /// What holds for the file `path`.
    #[must_use]
    pub fn rules_for(&self, path: &Path) -> Rules {
        self.of(path).own_rules_for(path)
    }

    fn own_rules_for(&self, path: &Path) -> Rules {
        let mut rules = self.all.clone();
        if !self.overrides.is_empty()
            && let Some(below) = self.below(path)
        {
            for over in self.overrides.iter().filter(|over| over.files.are_of(&below)) {
                rules = rules.under(&over.rules);
            }
        }
        rules.under(&self.flags)
    }

    /// All rules that may hold for some file.
    pub fn all_rules(&self) -> impl Iterator<Item = &Rules> {
        [&self.all, &self.flags].into_iter().chain(self.overrides.iter().map(|over| &over.rules))
    }

    /// Whether a run over `paths` looks at everything that these settings hold for: their folder lies in one of them.
    #[must_use]
    pub fn is_whole(&self, paths: &[PathBuf]) -> bool {
        let here = [PathBuf::from(".")];
        let mut paths = if paths.is_empty() { here.iter() } else { paths.iter() };
        !self.path.is_empty() && paths.any(|path| lexical(path).is_some_and(|path| self.folder.starts_with(path)))
    }

    /// The path of a file from the folder of the settings; `None` for standard input and what lies elsewhere.
    pub(super) fn below(&self, path: &Path) -> Option<PathBuf> {
        let path = Some(path).filter(|path| path.as_os_str() != "-").and_then(lexical)?;
        path.strip_prefix(&self.folder).ok().map(Path::to_owned)
    }
}

impl Rules {
    /// The same rules under others, which win. Labels add up.
    fn under(self, other: &Self) -> Self {
        Self {
            labels: self.labels.into_iter().chain(other.labels.iter().cloned()).collect(),
            min_file: other.min_file.clone().or(self.min_file),
            min_question: other.min_question.clone().or(self.min_question),
            fail_on: other.fail_on.clone().or(self.fail_on),
            required: other.required.clone().or(self.required),
        }
    }
}

fn flag<T>(name: &'static str, value: T) -> Setting<T> {
    Setting { value, from: Origin::Flag(name) }
}

/// The path in full without `.` and `..`.
pub(crate) fn lexical(path: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    Some(whole)
}
