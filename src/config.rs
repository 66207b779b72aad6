//! The settings of a project: `anscov.toml`, found upwards from the file being checked.
//!
//! Flags win over the settings of a file, and those over the defaults. Paths in a file are relative to it.

use crate::discover::Input;
use crate::parse::{Labels, Role};
use crate::problem::Problem;
use crate::read::read;
use crate::rubric::nearest;
use crate::source::{Source, Span};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The name of the file that settings stand in.
pub const FILE_NAME: &str = "anscov.toml";

/// The settings of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The file, as problems name it; empty for the defaults.
    pub path: String,
    /// Labels beside the built-in ones, and whose words follow each.
    pub labels: Vec<(Role, String)>,
    /// The sheet that the files are filled-in copies of.
    pub template: Option<PathBuf>,
    /// Rubric files and folders beside the shipped rubrics.
    pub rubrics: Vec<PathBuf>,
    /// The mean coverage that a run must reach, in hundredths of a percent.
    pub fail_under: Option<u32>,
    /// The coverage that each question must reach, in hundredths of a percent.
    pub min_question: Option<u32>,
}

impl Config {
    /// The built-in labels and those of the file.
    #[must_use]
    pub fn all_labels(&self) -> Labels {
        let mut labels = Labels::default();
        for (role, label) in &self.labels {
            labels.add(*role, label);
        }
        labels
    }
}

/// The settings that hold for `paths`: those of the nearest `anscov.toml` in the folder of a file, or in a folder itself,
/// or above; the defaults where there is none. No path at all means the current folder.
///
/// # Errors
///
/// What is wrong with the file, and two paths for which different files hold.
pub fn find(paths: &[PathBuf]) -> Result<Config, Problem> {
    let here = [PathBuf::from(".")];
    let mut found: Option<Option<PathBuf>> = None;
    for path in if paths.is_empty() { here.as_slice() } else { paths } {
        let file = above(path);
        match &found {
            Some(other) if *other != file => {
                let name = |file: &Option<PathBuf>| file.as_deref().map_or("none".to_owned(), shown);
                let message = format!("different settings hold for these paths: {} and {}", name(other), name(&file));
                let help = "check them one by one, or choose with --config or --isolated";
                return Err(Problem::error("two-configurations", "", message).help(help));
            }
            Some(_) => {}
            None => found = Some(file),
        }
    }
    match found.flatten() {
        Some(file) => load(&file),
        None => Ok(Config::default()),
    }
}

/// The settings of the file `path`.
///
/// # Errors
///
/// A file that cannot be read, and the first thing that is wrong with it, at its place.
pub fn load(path: &Path) -> Result<Config, Problem> {
    let path = PathBuf::from(shown(path));
    let source = read(&Input::File(path.clone()))?;
    settings(&source, path.parent().unwrap_or(Path::new("")))
}

/// The nearest file of settings, from the folder of a file or a folder itself upwards.
fn above(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let path = std::path::absolute(path).ok()?;
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    folder?.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// A path as people know it: from the current folder where it lies below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    Input::File(below.unwrap_or_else(|| path.to_owned())).name()
}

/// The keys of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    labels: LabelTable,
    template: Option<Spanned<PathBuf>>,
    rubrics: Vec<Spanned<PathBuf>>,
    fail_under: Option<Percent>,
    min_question: Option<Percent>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct LabelTable {
    answer: Vec<Spanned<String>>,
    reference: Vec<Spanned<String>>,
    focus: Vec<Spanned<String>>,
    comment: Vec<Spanned<String>>,
    prompt: Vec<Spanned<String>>,
}

/// A percentage in hundredths.
#[derive(Debug)]
struct Percent(u32);

fn settings(source: &Source, folder: &Path) -> Result<Config, Problem> {
    let file: File = toml::from_str(&source.text).map_err(|error| misfit(source, &error))?;
    let LabelTable { answer, reference, focus, comment, prompt } = file.labels;
    let groups = [
        (Role::Candidate, answer),
        (Role::Reference, reference),
        (Role::Focus, focus),
        (Role::Comment, comment),
        (Role::Prompt, prompt),
    ];
    let mut roles: BTreeMap<String, Role> = BTreeMap::new();
    let mut labels = Vec::new();
    for (role, label) in groups.into_iter().flat_map(|(role, group)| group.into_iter().map(move |label| (role, label)))
    {
        let span = Span::new(label.span().start, label.span().end);
        let label = label.into_inner().trim().trim_end_matches([':', '：']).to_owned();
        let wrong = |message: String| Problem::error("bad-label", &source.path, message).at(span);
        if !label.contains(char::is_alphanumeric) {
            return Err(wrong("this label holds no word".to_owned()));
        }
        if roles.insert(label.to_lowercase(), role).is_some_and(|other| other != role) {
            return Err(wrong(format!("`{label}` cannot open the words of two roles")));
        }
        labels.push((role, label));
    }
    let path = |path: Spanned<PathBuf>| folder.join(path.into_inner());
    Ok(Config {
        path: source.path.clone(),
        labels,
        template: file.template.map(path),
        rubrics: file.rubrics.into_iter().map(path).collect(),
        fail_under: file.fail_under.map(|Percent(floor)| floor),
        min_question: file.min_question.map(|Percent(floor)| floor),
    })
}

/// What is wrong with a file, from what the TOML reader says of it.
fn misfit(source: &Source, error: &toml::de::Error) -> Problem {
    let said = error.message().lines().collect::<Vec<_>>().join(", ");
    let mut names = said.split('`').skip(1).step_by(2);
    let problem = match names.next() {
        Some(name) if said.starts_with("unknown field") => {
            let known: Vec<&str> = names.collect();
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            Problem::error("unknown-key", &source.path, format!("there is no setting `{name}`")).help(help)
        }
        _ => Problem::error("bad-config", &source.path, said),
    };
    match error.span() {
        Some(span) => problem.at(Span::new(span.start, span.end)),
        None => problem,
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PercentVisitor)
    }
}

struct PercentVisitor;

impl Visitor<'_> for PercentVisitor {
    type Value = Percent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number from 0 to 100 with up to two decimals")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Percent, E> {
        let percent = u32::try_from(value).ok().filter(|value| *value <= 100);
        percent.map(|value| Percent(value * 100)).ok_or_else(|| E::custom(OUT_OF_RANGE))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Percent, E> {
        let hundredths = (0..=10_000).contains(&hundredths(value)).then(|| hundredths(value));
        let exact = hundredths.filter(|hundredths| (f64::from(*hundredths) / 100.0 - value).abs() < 1e-9);
        exact.map(Percent).ok_or_else(|| E::custom(OUT_OF_RANGE))
    }
}

const OUT_OF_RANGE: &str = "it must be a number from 0 to 100 with up to two decimals";

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not fit is out of range anyway")]
fn hundredths(percent: f64) -> u32 {
    (percent * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read_as(text: &str) -> Result<Config, Box<(Problem, String)>> {
        let source = Source::new("a/anscov.toml", text);
        settings(&source, Path::new("a")).map_err(|problem| {
            let position = problem.span.map(|span| source.position(span.start));
            let at = position.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
            Box::new((problem, at))
        })
    }

    #[test]
    fn every_setting_is_read() {
        let text = "template = \"sheet.md\"\nrubrics = [\"r\", \"s.json\"]\nfail-under = 60\nmin-question = 12.5\n\n[labels]\nanswer = [\"我的作答：\"]\nfocus = [\"要听的\"]\n";
        let config = read_as(text).expect("it is sound");
        assert_eq!(config.template, Some("a/sheet.md".into()));
        assert_eq!(config.rubrics, [PathBuf::from("a/r"), "a/s.json".into()]);
        assert_eq!((config.fail_under, config.min_question), (Some(6000), Some(1250)));
        let labels = [(Role::Candidate, "我的作答".to_owned()), (Role::Focus, "要听的".to_owned())];
        assert_eq!(config.labels, labels);
        assert_eq!(read_as("fail-under = 0").expect("0 is a threshold").fail_under, Some(0));
        assert_eq!(read_as(""), Ok(Config { path: "a/anscov.toml".into(), ..Config::default() }));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let cases = [
            ("fail-undr = 3", "unknown-key", "1:1", "did you mean `fail-under`?"),
            ("[labels]\nansver = []", "unknown-key", "2:1", "did you mean `answer`?"),
            ("x = 1", "unknown-key", "1:1", "known here: labels, template, rubrics, fail-under, min-question"),
            ("fail-under = 140", "bad-config", "1:14", ""),
            ("fail-under = 1.234", "bad-config", "1:14", ""),
            ("fail-under = nan", "bad-config", "1:14", ""),
            ("min-question = \"6\"", "bad-config", "1:16", ""),
            ("[labels]\nanswer = \"x\"", "bad-config", "2:10", ""),
            ("[labels]\nanswer = [\"：\"]", "bad-label", "2:11", ""),
            ("[labels]\nanswer = [\"答\"]\nfocus = [\"答\"]", "bad-label", "3:10", ""),
            ("rubrics = [", "bad-config", "1:12", ""),
        ];
        for (text, code, place, help) in cases {
            let (problem, at) = *read_as(text).expect_err("it is wrong");
            assert_eq!((problem.code, at.as_str()), (code, place), "{text}: {}", problem.message);
            assert_eq!(problem.help.as_deref().unwrap_or_default(), help, "{text}");
        }
    }

    #[test]
    fn the_nearest_file_upwards_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("a/b")).expect("folders");
        fs::create_dir_all(at("c")).expect("folders");
        fs::write(at("a/anscov.toml"), "fail-under = 1").expect("a file");
        fs::write(at("c/anscov.toml"), "fail-under = 2").expect("a file");
        let floor = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| at(path)).collect();
            find(&paths).map(|config| config.fail_under)
        };
        assert_eq!(floor(&["a/b/x.md", "a"]), Ok(Some(100)));
        assert_eq!(floor(&["c/none.md"]), Ok(Some(200)));
        assert_eq!(floor(&["a/b", "c"]).expect_err("they differ").code, "two-configurations");
        assert_eq!(load(&at("none.toml")).expect_err("it is not there").code, "not-found");
    }
}
