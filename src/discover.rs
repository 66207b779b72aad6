//! Finds the files that a run reads.

use crate::messages::Message;
use crate::problem::Problem;
use ignore::WalkBuilder;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A place to read a document from. Standard input sorts before files, files by their paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Standard input, given as `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The file at `path`, under the name that people know: from the current folder where it lies below.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self::File(clean(path))
    }

    /// The file's path; standard input has none.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// The name people know it by: the path with `/` between its parts, `-` for standard input.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => shown(path),
        }
    }
}

/// The extensions of Markdown files, in any case.
pub const EXTENSIONS: &[&str] = &["md", "markdown"];

/// Finds the documents under `paths`, sorted and each once: files as they are given, whatever their name; in folders the
/// Markdown files that no ignore file leaves out. No path at all means the current folder.
///
/// A path that does not exist, a folder that cannot be listed and one without Markdown are errors beside what was found.
#[must_use]
pub fn discover(paths: &[PathBuf]) -> (Vec<Input>, Vec<Problem>) {
    let here = [PathBuf::from(".")];
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for path in if paths.is_empty() { &here } else { paths } {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut inputs, &mut problems),
            Ok(_) => inputs.push(Input::at(path)),
            Err(error) => problems.push(unreachable(path, &error)),
        }
    }
    inputs.sort_by_cached_key(in_order);
    if paths.len() > 1 {
        inputs.dedup();
    }
    (inputs, problems)
}

/// What sorts inputs as they themselves compare, part by part of their paths, without taking those apart each time.
fn in_order(input: &Input) -> Option<Vec<u8>> {
    let bytes = input.path()?.as_os_str().as_encoded_bytes();
    Some(bytes.iter().map(|byte| if std::path::is_separator(char::from(*byte)) { 0 } else { *byte }).collect())
}

/// Adds the Markdown files under `folder`.
fn walk(folder: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Problem>) {
    let before = (inputs.len(), problems.len());
    // An unpacked archive of a repository is read like the repository itself.
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_file = |kind: fs::FileType| kind.is_file() || kind.is_symlink() && !entry.path().is_dir();
                if is_markdown(entry.path()) && entry.file_type().is_some_and(is_file) {
                    inputs.push(Input::at(entry.path()));
                }
            }
            Err(error) => {
                let message = Message::new("folder-unreadable").with("error", error.to_string());
                problems.push(Problem::error("unreadable-folder", shown(folder), message));
            }
        }
    }
    if (inputs.len(), problems.len()) == before {
        problems.push(
            Problem::error("no-markdown", shown(folder), Message::new("folder-without-markdown"))
                .help(Message::new("folder-without-markdown-help")),
        );
    }
}

/// Whether a file is read where it stands in a folder.
#[must_use]
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn unreachable(path: &Path, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        return Problem::error("not-found", shown(path), Message::new("no-such-path"));
    }
    Problem::error("unreadable", shown(path), Message::new("file-unreadable").with("error", error.to_string()))
}

/// A path as inputs have it: without `.` parts and from the current folder where it lies below, so that `./a.md` and `/here/a.md` are one
/// file, and services that know nothing of this machine find it.
#[must_use]
pub fn clean(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let here = path.is_absolute().then(std::env::current_dir).and_then(Result::ok);
    here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(path)
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("it has a parent")).expect("its folder can be made");
            fs::write(path, "*.tmp.md\nskipped/\n").expect("it can be written");
        }
        folder
    }

    fn names(folder: &Path, inputs: &[Input]) -> Vec<String> {
        let prefix = format!("{}/", shown(folder));
        inputs.iter().map(|input| input.name().replacen(&prefix, "", 1)).collect()
    }

    #[test]
    fn folders_give_their_markdown_in_order_and_honour_ignore_files() {
        let folder =
            folder(&["b.md", "a/z.MARKDOWN", "a/c.txt", ".gitignore", "x.tmp.md", "skipped/y.md", ".hidden/h.md"]);
        let (inputs, problems) = discover(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &inputs), ["a/z.MARKDOWN", "b.md"]);
        assert_eq!(problems, []);
    }

    #[test]
    fn files_are_in_the_order_of_their_paths() {
        let folder = folder(&["b.md", "a.md", "a/c.md", "a-b.md", "a/b/c.md", "笔记/一.md", "笔 记.md"]);
        let (found, _) = discover(&[folder.path().to_owned(), "-".into()]);
        assert!(found.is_sorted() && found.len() == 8, "{found:?}");
    }

    #[test]
    fn named_files_are_taken_as_they_are_and_once() {
        let folder = folder(&["notes.txt", "b.md"]);
        let file = folder.path().join("notes.txt");
        let again = folder.path().join(".").join("b.md");
        let (inputs, problems) = discover(&[again, folder.path().to_owned(), file, "-".into()]);
        assert_eq!(names(folder.path(), &inputs), ["-", "b.md", "notes.txt"]);
        assert_eq!(problems, []);
    }

    #[test]
    fn what_lies_below_the_current_folder_is_named_from_it() {
        let here = std::env::current_dir().expect("there is one");
        let (inputs, _) = discover(&[here.join("README.md"), "./README.md".into()]);
        assert_eq!(inputs, [Input::File("README.md".into())]);
    }

    #[test]
    fn what_is_not_there_is_an_error_beside_what_is() {
        let folder = folder(&["b.md", "empty/c.txt"]);
        let paths = ["b.md", "none.md", "empty"].map(|name| folder.path().join(name));
        let (inputs, problems) = discover(&paths);
        assert_eq!(names(folder.path(), &inputs), ["b.md"]);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["not-found", "no-markdown"]);
        assert!(problems[0].path.ends_with("none.md"));
    }
}
