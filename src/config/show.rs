//! What holds, and where each value came from, as rows for people.

use super::{Condition, Config, Origin, Rules, Setting};
use crate::discover::Input;
use crate::messages::{Language, words};
use crate::parse::Role;
use crate::report::percent;
use std::path::{Path, PathBuf};

/// A row a setting: its name, its value and where that came from. With a file, what holds for it; without one, what holds
/// for all files.
#[must_use]
pub fn show(config: &Config, file: Option<&Path>, language: Language) -> Vec<Vec<String>> {
    let at = At { config, language };
    let rules = file.map_or_else(|| config.rules(), |file| config.rules_for(file));
    let floor = |floor: &u32| percent(*floor);
    let path = |path: &PathBuf| Input::File(path.clone()).name();
    let paths = |paths: &Vec<PathBuf>| at.list(paths.iter().map(path));
    let rows = [
        at.row("language", config.language.as_ref(), |language| language.tag().to_owned()),
        at.row("template", config.template.as_ref(), path),
        at.row("rubrics", config.rubrics.as_ref(), paths),
        at.row("fail-under", config.fail_under.as_ref(), floor),
        at.row("baseline", config.baseline.as_ref(), path),
        at.row("ratchet", config.ratchet.as_ref(), bool::to_string),
    ];
    let mut rows = Vec::from(rows);
    rows.extend(config.ignores.iter().map(|ignore| {
        let name =
            ignore.keypoint.iter().fold(format!("ignore.{}", ignore.question), |name, id| format!("{name}/{id}"));
        at.row(&name, Some(&Setting { value: &ignore.reason, from: ignore.from }), |reason| (*reason).clone())
    }));
    rows.extend(rules_rows(at, &rules));
    for (table, floors) in [("questions", &config.questions), ("topics", &config.topics)] {
        rows.extend(floors.iter().map(|(name, value)| at.row(&format!("{table}.{name}"), Some(value), floor)));
    }
    rows
}

fn rules_rows(at: At<'_>, rules: &Rules) -> Vec<Vec<String>> {
    let floor = |floor: &u32| percent(*floor);
    let conditions =
        |conditions: &Vec<Condition>| at.list(conditions.iter().map(|condition| condition.name().to_owned()));
    let required = |ids: &Vec<Setting<String>>| at.list(ids.iter().map(|id| id.value.clone()));
    let mut rows = vec![
        at.row("min-file", rules.min_file.as_ref(), floor),
        at.row("min-question", rules.min_question.as_ref(), floor),
        at.row("fail-on", rules.fail_on.as_ref(), conditions),
        at.row("required", rules.required.as_ref(), required),
    ];
    rows.extend(rules.labels.iter().map(|label| {
        let (role, _) = label.value;
        at.row(&format!("labels.{}", table_of(role)), Some(label), |(_, label)| label.clone())
    }));
    rows
}

/// The settings that are shown, and the language in which they are.
#[derive(Clone, Copy)]
struct At<'c> {
    config: &'c Config,
    language: Language,
}

impl At<'_> {
    fn row<T>(self, name: &str, value: Option<&Setting<T>>, shown: impl Fn(&T) -> String) -> Vec<String> {
        let (value, from) = match value {
            None => ("-".to_owned(), words(self.language, "config-default")),
            Some(Setting { value, from: Origin::Flag(flag) }) => (shown(value), (*flag).to_owned()),
            Some(Setting { value, from: Origin::File { line, .. } }) => {
                (shown(value), format!("{}:{line}", self.config.path))
            }
        };
        vec![name.to_owned(), value, from]
    }

    fn list(self, items: impl Iterator<Item = String>) -> String {
        let items: Vec<String> = items.collect();
        if items.is_empty() { words(self.language, "config-none") } else { items.join(", ") }
    }
}

/// The name of a role among the labels of a file.
fn table_of(role: Role) -> &'static str {
    match role {
        Role::Candidate => "answer",
        Role::Reference => "reference",
        Role::Focus => "focus",
        Role::Comment => "comment",
        Role::Prompt => "prompt",
    }
}
