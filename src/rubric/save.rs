//! Writes rubric files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::problem::Problem;

/// Writes `text` as the new file `path`: whole, or not at all.
///
/// # Errors
/// A file that is there already, which may hold somebody's work, and whatever keeps a new one from being written.
pub fn save(path: &Path, text: &str) -> Result<(), Problem> {
    let name = path.to_string_lossy();
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::error("file-exists", &*name, "there is a file of this name already")
            .help("name another, or remove it first if nothing in it is needed"),
        _ => Problem::error("not-written", &*name, format!("this file cannot be written: {error}")),
    })?;
    file.write_all(text.as_bytes()).map_err(|error| {
        // Half a rubric is worse than none; if it cannot even be removed, the message says enough.
        let _ = fs::remove_file(path);
        Problem::error("not-written", &*name, format!("this file cannot be written: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        assert_eq!(save(&path, "{}"), Ok(()));
        assert_eq!(save(&path, "[]").expect_err("it is there").code, "file-exists");
        assert_eq!(fs::read_to_string(&path).expect("it is text"), "{}");
        let nowhere = folder.path().join("none/b.json");
        assert_eq!(save(&nowhere, "{}").expect_err("there is no folder").code, "not-written");
    }
}
