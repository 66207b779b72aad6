//! Reads rubric files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use ignore::WalkBuilder;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use super::format::{FORMAT, Lexicon, Rubric};
use super::locate::{At, locate};
use super::misfit::{misfit, other_version};
use super::strict::object;
use super::validate::validate;
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::source::Source;

/// A rubric and the file it was read from, for problems that are found later.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The rubric.
    pub rubric: Rubric,
    /// Its text.
    pub source: Source,
}

/// The largest rubric file that is read, in bytes: 64 MiB.
pub const LARGEST_FILE: u64 = 64 << 20;

/// JSON files that stand among rubrics and are none.
const NO_RUBRICS: [&str; 2] = ["rubric.schema.json", "lexicon.json"];

/// Reads rubric files and folders of them, in the order given and sorted within a folder.
///
/// Of a folder, every `*.json` in it and below is read, hidden ones, the schema and `lexicon.json` aside; a folder
/// without any is an error. Every rubric returned is valid; what is wrong with the others is in the problems.
#[must_use]
pub fn load(paths: &[PathBuf]) -> (Vec<Loaded>, Vec<Problem>) {
    let mut rubrics: Vec<Loaded> = Vec::new();
    let mut problems = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for path in rubric_files(paths, &mut problems) {
        let name = shown(&path);
        match read(&path, &name).map_err(|problem| vec![problem]).and_then(|text| load_str(&name, &text)) {
            Err(found) => problems.extend(found),
            Ok(loaded) => {
                if let Some(&first) = places.get(&loaded.rubric.id) {
                    problems.extend(same_id(&loaded, &rubrics[first]));
                } else {
                    places.insert(loaded.rubric.id.clone(), rubrics.len());
                    rubrics.push(loaded);
                }
            }
        }
    }
    (rubrics, problems)
}

/// Reads a rubric from text that is called `path` in problems.
///
/// # Errors
/// All that is wrong with it; a rubric with an error is not returned.
pub fn load_str(path: &str, text: &str) -> Result<Loaded, Vec<Problem>> {
    let loaded = parse(path, text).map_err(|problem| vec![problem])?;
    let problems = validate(&loaded);
    if problems.iter().any(|problem| problem.severity == Severity::Error) { Err(problems) } else { Ok(loaded) }
}

/// Reads a rubric from text, without asking whether it makes sense.
pub(super) fn parse(path: &str, text: &str) -> Result<Loaded, Problem> {
    let (rubric, source) = parse_as::<Rubric>(path, text)?;
    if rubric.format != FORMAT
        && let Some(problem) = other_version(&source)
    {
        return Err(problem);
    }
    Ok(Loaded { rubric, source })
}

/// Reads a lexicon from text, such as that of `rubrics/lexicon.json`.
///
/// # Errors
/// Why it is no lexicon.
pub fn parse_lexicon(path: &str, text: &str) -> Result<(Lexicon, Source), Problem> {
    parse_as(path, text)
}

fn parse_as<T: DeserializeOwned>(path: &str, text: &str) -> Result<(T, Source), Problem> {
    let source = Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut json = serde_json::Deserializer::from_str(&source.text);
    match object(&mut json).and_then(|value| json.end().map(|()| value)) {
        Ok(value) => Ok((value, source)),
        Err(error) => Err(misfit(&source, &error)),
    }
}

/// The files that `paths` name, each once.
fn rubric_files(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        let mut walk = WalkBuilder::new(path);
        walk.standard_filters(false).hidden(true).follow_links(true).sort_by_file_path(Path::cmp);
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.path().is_file() && is_rubric(entry.path()) => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let message = Message::foreign(error.to_string());
                    problems.push(Problem::error("unreadable-rubric", shown(path), message));
                }
            }
        }
        if files.len() == before {
            let problem = Problem::error("no-rubrics", shown(path), Message::new("rubric-folder-empty"));
            problems.push(problem.help(Message::new("rubric-folder-empty-help")));
        }
    }
    let mut seen = rustc_hash::FxHashSet::default();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    files
}

/// Whether a file is read as a rubric where it stands in a folder of them.
#[must_use]
pub fn is_rubric(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    path.extension().is_some_and(|extension| extension == "json") && !NO_RUBRICS.iter().any(|other| name == *other)
}

/// The text of a file, if it is UTF-8 and of a sane size.
fn read(path: &Path, name: &str) -> Result<String, Problem> {
    let unreadable = |error: io::Error| {
        let message = Message::new("rubric-unreadable").with("error", error.to_string());
        Problem::error("unreadable-rubric", name, message)
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let limit = (LARGEST_FILE >> 20).to_string();
        return Err(Problem::error("rubric-too-large", name, Message::new("rubric-too-large").with("limit", limit)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', error.as_bytes().get(..valid).unwrap_or_default()).count() + 1;
        let message = Message::new("rubric-not-utf8").with("line", line.to_string());
        Problem::error("rubric-not-utf8", name, message).help(Message::new("rubric-not-utf8-help"))
    })
}

fn same_id(loaded: &Loaded, first: &Loaded) -> Vec<Problem> {
    let message = Message::new("rubric-id-taken").with("id", &loaded.rubric.id).with("path", &first.source.path);
    let problem = Problem::error("duplicate-id", &*loaded.source.path, message);
    let problem = problem.help(Message::new("rubric-id-taken-help"));
    locate(&loaded.source, vec![(At::top().key("id").path(), problem)])
}

/// A path as problems show it, with `/` between its parts.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn rubric(id: &str) -> String {
        format!("{{\n  \"format\": 1, \"id\": \"{id}\",\n  \"questions\": []\n}}\n")
    }

    #[test]
    fn folders_are_read_sorted_and_ids_are_unique_over_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        file("b.json", &rubric("b"));
        file("a/z.json", &format!("\u{feff}{}", rubric("z")));
        file("a/again.json", &rubric("b"));
        file("c.json", "{");
        file("lexicon.json", "{}");
        file("rubric.schema.json", "{}");
        file("notes.txt", "{");
        let (rubrics, problems) = load(&[folder.path().to_path_buf(), folder.path().join("b.json")]);
        let ids: Vec<_> = rubrics.iter().map(|loaded| &*loaded.rubric.id).collect();
        assert_eq!(ids, ["b", "z"]);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["duplicate-id", "bad-json"]);
        assert!(problems[0].said().ends_with("a/again.json"), "{}", problems[0].said());
        let at = rubrics[1].source.position(problems[0].span.expect("it is at the id").start);
        assert_eq!((at.line, at.column), (2, 22));
    }

    #[test]
    fn files_that_cannot_be_read_are_problems() {
        let folder = tempfile::tempdir().expect("a folder");
        let latin = folder.path().join("latin.json");
        fs::write(&latin, b"{\n\"caf\xe9\": 1}").expect("a file");
        let large = folder.path().join("large.json");
        File::create(&large).expect("a file").set_len(LARGEST_FILE + 1).expect("it is sparse");
        let empty = folder.path().join("empty");
        fs::create_dir(&empty).expect("a folder");
        let (rubrics, problems) = load(&[folder.path().join("none.json"), latin, large, empty]);
        assert!(rubrics.is_empty());
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["no-rubrics", "unreadable-rubric", "rubric-not-utf8", "rubric-too-large"]);
        assert!(problems[2].said().contains("line 2"), "{}", problems[2].said());
    }
}
