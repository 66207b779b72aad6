//! Results in a file of their own.

use super::streams::Streams;
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::report::Issue;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `text` to the file `path`, in place of what is there: whole, or not at all.
///
/// It is written beside its place first, so that whoever reads the file meanwhile, or is left with a full disk, has the old
/// one. What is no plain file, such as `/dev/null`, is written to as it is.
pub(super) fn write_whole(path: &Path, text: &[u8]) -> Result<(), Problem> {
    let written = match fs::metadata(path) {
        Ok(found) if !found.is_file() => fs::write(path, text),
        // A link stays a link: what it leads to is replaced.
        Ok(_) => fs::canonicalize(path).and_then(|target| replace(&target, text)),
        Err(_) => replace(path, text),
    };
    let not_written = |why: Message| Problem::error("not-written", path.to_string_lossy(), unwritable(why));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => not_written(Message::new("its-folder-missing")),
        _ => not_written(Message::foreign(error.to_string())),
    })
}

fn unwritable(why: Message) -> Message {
    Message::new("file-unwritable").with("why", why)
}

/// Where a path leads, links followed; where nothing is there yet, where a file of its name would be.
fn whereabouts(path: &Path) -> PathBuf {
    let beside = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

/// Writes `text` as the new file `path`: whole, or not at all. A file that is there already may hold somebody's work.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Problem> {
    let name = path.to_string_lossy();
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Problem::error("file-exists", &*name, Message::new("file-exists")).help(Message::new("file-exists-help"))
        }
        _ => Problem::error("not-written", &*name, unwritable(Message::foreign(error.to_string()))),
    })?;
    file.write_all(text.as_bytes()).map_err(|error| {
        // Half a file is worse than none; if it cannot even be removed, the message says enough.
        let _ = fs::remove_file(path);
        Problem::error("not-written", &*name, unwritable(Message::foreign(error.to_string())))
    })
}

/// Writes `text` as the new file `output`, or to standard output where there is none. Whether it could be written.
pub(super) fn write_new_or_print(text: &str, output: Option<&Path>, streams: &mut Streams) -> io::Result<bool> {
    let Some(path) = output else { return streams.out.write_all(text.as_bytes()).map(|()| true) };
    match write_new(path, text) {
        Ok(()) => Ok(true),
        Err(problem) => {
            streams.show(&[Issue::new(problem, None)], Severity::Error)?;
            Ok(false)
        }
    }
}

/// What speaks against writing these files: one is among those that the run reads, or two are the same under two names.
pub(super) fn clash<'f>(files: impl IntoIterator<Item = &'f Path>, read: &[PathBuf]) -> Option<Problem> {
    let read: Vec<PathBuf> = read.iter().map(|path| whereabouts(path)).collect();
    let mut taken = Vec::new();
    files.into_iter().find_map(|file| {
        let place = whereabouts(file);
        let refused = |why: Message| Problem::error("output-in-use", file.to_string_lossy(), why);
        if read.contains(&place) {
            return Some(refused(Message::new("output-is-read")));
        }
        if taken.contains(&place) {
            return Some(refused(Message::new("output-is-taken")));
        }
        taken.push(place);
        None
    })
}

/// Makes the folder `path`, and those it stands in, unless it is there.
pub(super) fn make_folder(path: &Path) -> Result<(), Problem> {
    fs::create_dir_all(path).map_err(|error| {
        let message = Message::new("folder-unmakable").with("error", error.to_string());
        Problem::error("not-written", path.to_string_lossy(), message)
    })
}

fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let (beside, mut file) = beside(path)?;
    // Who may read the file, or run it, is for whoever made it to say.
    let permitted = fs::metadata(path).map_or(Ok(()), |found| file.set_permissions(found.permissions()));
    let written = permitted.and_then(|()| file.write_all(text)).and_then(|()| file.sync_all());
    let written = written.and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // If it cannot even be removed, the first error says enough.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new file in the folder of `path`, under a name that is not taken.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let mut number = 0;
    loop {
        let beside = path.with_file_name(format!(".{name}.{number}.partial"));
        match File::create_new(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            created => return created.map(|file| (beside, file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.html");
        assert_eq!(write_whole(&path, b"old and longer"), Ok(()));
        assert_eq!(write_whole(&path, b"new"), Ok(()));
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        assert_eq!(write_new(&path, "{}"), Ok(()));
        assert_eq!(write_new(&path, "[]").expect_err("it is there").code, "file-exists");
        assert_eq!(fs::read_to_string(&path).expect("it is text"), "{}");
        let nowhere = folder.path().join("none/b.json");
        assert_eq!(write_new(&nowhere, "{}").expect_err("there is no folder").code, "not-written");
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let nowhere = folder.path().join("none/report.html");
        assert_eq!(write_whole(&nowhere, b"").expect_err("there is no folder").code, "not-written");
        assert_eq!(write_whole(folder.path(), b"").expect_err("it is a folder").code, "not-written");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.html");
        fs::write(&path, "old").expect("it is written");
        for mode in [0o640, 0o604, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
            assert_eq!(write_whole(&path, b"new"), Ok(()));
            let found = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
            assert_eq!(found, mode, "{found:o}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&target, "old").expect("it is written");
        std::os::unix::fs::symlink(&target, &link).expect("a link");
        assert_eq!(write_whole(&link, b"new"), Ok(()));
        assert_eq!(fs::read(&target).expect("it is there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    }
}
