//! The rules of the house, read off the source: who may import whom, and who may use what.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of `lib.rs`: each may import those before it and itself.
const ORDER: [&str; 29] = [
    "messages",
    "problem",
    "source",
    "text",
    "rubric",
    "compile",
    "catalogue",
    "discover",
    "read",
    "moved",
    "git",
    "parse",
    "extract",
    "sheet",
    "bind",
    "change",
    "matching",
    "score",
    "trial",
    "agreement",
    "graded",
    "mastery",
    "history",
    "report",
    "review",
    "config",
    "baseline",
    "gate",
    "cli",
];

/// Neighbours at the bottom of the house that speak of each other: a problem has a span.
const ALSO: [(&str, &str); 1] = [("problem", "source")];

/// What only some parts of the house may name.
const RESERVED: [(&str, &[&str]); 20] = [
    ("clap::", &["cli/"]),
    ("clap_complete::", &["cli/completions.rs"]),
    ("clap_mangen::", &["cli/man.rs"]),
    ("anstream::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("comrak::", &["parse/"]),
    ("csv::", &["graded/table.rs", "report/csv.rs", "report/form.rs", "report/mastery/"]),
    ("askama::", &["report/"]),
    ("fluent_bundle::", &["messages/"]),
    ("sys_locale::", &["cli/"]),
    ("notify::", &["cli/"]),
    ("fsrs::", &["mastery/schedule.rs"]),
    ("jieba_rs::", &["text/"]),
    ("std::fs", &["discover.rs", "history/", "read.rs", "rubric/load.rs", "cli/output.rs"]),
    ("pinyin::", &["text/"]),
    ("toml::", &["config/"]),
    ("globset::", &["config/"]),
    ("std::process", &["main.rs", "cli/", "git/run.rs", "history/cache.rs"]),
    ("annotate_snippets::", &["report/"]),
    ("quick_junit::", &["report/junit.rs"]),
];

/// A file under `src` with its code: comments, and tests, which may use what they like, are left out.
struct Module {
    path: String,
    code: String,
}

#[test]
fn a_stage_imports_only_what_stands_before_it() {
    let mut wrong = Vec::new();
    for Module { path, code } in modules() {
        let Some(own) = place(path.split(['/', '.']).next().unwrap_or_default()) else { continue };
        for name in crate_paths(&code) {
            let also = ALSO.contains(&(ORDER[own], name.as_str()));
            match place(&name) {
                Some(other) if other <= own || also => {}
                Some(_) => wrong.push(format!("src/{path} imports crate::{name}, which stands after it")),
                None => wrong.push(format!("src/{path} imports crate::{name}, which has no place in the order")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_place() {
    let library = modules().into_iter().find(|module| module.path == "lib.rs").expect("there is a library");
    let declared: Vec<&str> =
        library.code.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, ORDER, "lib.rs declares the modules in reading order");
}

#[test]
fn each_thing_is_known_in_one_place() {
    let mut wrong = Vec::new();
    for Module { path, code } in modules() {
        for (name, places) in RESERVED {
            let allowed = places.iter().any(|place| path == *place || place.ends_with('/') && path.starts_with(place));
            if !allowed && uses(&code, name) {
                wrong.push(format!("src/{path} uses {name}, which is for {} alone", places.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_finds_what_it_looks_for() {
    let code =
        without_tests("//! crate::cli\nuse crate::{bind, rubric::{Rubric}};\nfn f() -> crate::score::Score {}\n");
    assert_eq!(crate_paths(&code).into_iter().collect::<Vec<_>>(), ["bind", "rubric", "score"]);
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb\n}\n"), "a\n");
    assert_eq!(without_tests("#[cfg(test)]\nmod fixture;\n\nb\n"), "\nb\n");
    assert!(uses("use std::{fs, io};\n", "std::fs"));
    assert!(uses("std::fs::read(a)", "std::fs"));
    assert!(!uses("use std::fmt;", "std::fs"));
}

/// The first names of all `crate::` paths, those of `use crate::{a, b::c}` among them.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let first = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, path)| code.split_at(at + path.len())) {
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(first(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    names.insert(first(group.split_at(at).1));
                    start = false;
                }
                _ => {}
            }
        }
    }
    // A fixture is declared for tests only and macros are no modules.
    names.retain(|name| !name.is_empty() && name.chars().next().is_some_and(char::is_lowercase));
    names
}

/// Whether the code names `name`, also as a member of `use std::{…}`.
fn uses(code: &str, name: &str) -> bool {
    let grouped = name.split_once("::").filter(|(_, member)| !member.is_empty()).is_some_and(|(root, member)| {
        let group = format!("use {root}::{{");
        code.match_indices(&group).any(|(at, _)| {
            let members = code.split_at(at + group.len()).1.split(';').next().unwrap_or_default();
            members.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == member)
        })
    });
    grouped || code.contains(name)
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

fn modules() -> Vec<Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("the folder can be listed");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let name = path.strip_prefix(&root).expect("it lies under src").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !is_for_tests(&name) {
                let text = fs::read_to_string(&path).expect("it can be read");
                modules.push(Module { path: name, code: without_tests(&text) });
            }
        }
    }
    modules
}

/// Whether a file holds nothing but tests or what they need.
fn is_for_tests(name: &str) -> bool {
    ["fixture.rs", "tests.rs"].iter().any(|end| name.ends_with(end))
}

/// The code before the file's tests, without comments. Tests stand last in a file.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            if lines.next().is_some_and(|next| next.ends_with('{')) {
                break;
            }
            continue;
        }
        if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}
