//! What holds, and where each value came from, as rows for people.

use super::{Condition, Config, Origin, Rules, Setting};
use crate::discover::Input;
use crate::parse::Role;
use crate::report::percent;
use std::path::{Path, PathBuf};

/// A row a setting: its name, its value and where that came from. With a file, what holds for it; without one, what holds
/// for all files.
#[must_use]
pub fn show(config: &Config, file: Option<&Path>) -> Vec<Vec<String>> {
    let rules = file.map_or_else(|| config.rules(), |file| config.rules_for(file));
    let floor = |floor: &u32| percent(*floor);
    let path = |path: &PathBuf| Input::File(path.clone()).name();
    let paths = |paths: &Vec<PathBuf>| list(paths.iter().map(path));
    let rows = [
        row(config, "language", config.language.as_ref(), |language| language.tag().to_owned()),
        row(config, "template", config.template.as_ref(), path),
        row(config, "rubrics", config.rubrics.as_ref(), paths),
        row(config, "fail-under", config.fail_under.as_ref(), floor),
        row(config, "baseline", config.baseline.as_ref(), path),
        row(config, "ratchet", config.ratchet.as_ref(), bool::to_string),
    ];
    let mut rows = Vec::from(rows);
    rows.extend(config.ignores.iter().map(|ignore| {
        let name =
            ignore.keypoint.iter().fold(format!("ignore.{}", ignore.question), |name, id| format!("{name}/{id}"));
        row(config, &name, Some(&Setting { value: &ignore.reason, from: ignore.from }), |reason| (*reason).clone())
    }));
    rows.extend(rules_rows(config, &rules));
    for (table, floors) in [("questions", &config.questions), ("topics", &config.topics)] {
        rows.extend(floors.iter().map(|(name, value)| row(config, &format!("{table}.{name}"), Some(value), floor)));
    }
    rows
}

fn rules_rows(config: &Config, rules: &Rules) -> Vec<Vec<String>> {
    let floor = |floor: &u32| percent(*floor);
    let conditions = |conditions: &Vec<Condition>| list(conditions.iter().map(|condition| condition.name().to_owned()));
    let required = |ids: &Vec<Setting<String>>| list(ids.iter().map(|id| id.value.clone()));
    let mut rows = vec![
        row(config, "min-file", rules.min_file.as_ref(), floor),
        row(config, "min-question", rules.min_question.as_ref(), floor),
        row(config, "fail-on", rules.fail_on.as_ref(), conditions),
        row(config, "required", rules.required.as_ref(), required),
    ];
    rows.extend(rules.labels.iter().map(|label| {
        let (role, _) = label.value;
        row(config, &format!("labels.{}", table_of(role)), Some(label), |(_, label)| label.clone())
    }));
    rows
}

fn row<T>(config: &Config, name: &str, value: Option<&Setting<T>>, shown: impl Fn(&T) -> String) -> Vec<String> {
    let (value, from) = match value {
        None => ("-".to_owned(), "default".to_owned()),
        Some(Setting { value, from: Origin::Flag(flag) }) => (shown(value), (*flag).to_owned()),
        Some(Setting { value, from: Origin::File { line, .. } }) => (shown(value), format!("{}:{line}", config.path)),
    };
    vec![name.to_owned(), value, from]
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
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
