//! What `git diff --raw -z` writes: a record a file.

use super::run::os_path;
use std::path::PathBuf;

/// A file that differs between two states of a repository, with its place in each; both where it was changed or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where it stood before; `None` for a new file.
    pub from: Option<Side>,
    /// Where it stands after; `None` for one that is gone.
    pub to: Option<Side>,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Side {
    /// The path from the root of the repository.
    pub path: PathBuf,
    /// The hash of what it held; all zeros for what stands in the folder and not in a commit.
    pub blob: String,
}

/// One record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) moved: Moved,
    /// Whether it is a whole repository inside this one.
    pub(super) is_module: bool,
    /// Whether it only says that the file has conflicts; what stands in the folder has a record of its own.
    pub(super) is_unmerged: bool,
}

/// The records of an output, and what follows them.
pub(super) fn records(output: &[u8]) -> (Vec<Record>, &[u8]) {
    let mut records = Vec::new();
    let mut rest = output;
    while let Some((record, after)) = record(rest) {
        records.push(record);
        rest = after;
    }
    (records, rest.strip_prefix(b"\0").unwrap_or(rest))
}

/// `:100644 100755 HASH HASH R060\0old\0new\0`
fn record(text: &[u8]) -> Option<(Record, &[u8])> {
    let (fields, rest) = field(text.strip_prefix(b":")?)?;
    let fields = String::from_utf8_lossy(fields);
    let fields: Vec<&str> = fields.split(' ').collect();
    let [_, mode, before, after, status] = fields.as_slice() else { return None };
    let (path, rest) = field(rest)?;
    let (new_path, rest) = if status.starts_with(['R', 'C']) { field(rest)? } else { (path, rest) };
    let side = |path: &[u8], blob: &str| Some(Side { path: os_path(path), blob: blob.to_owned() });
    let from = if status.starts_with('A') { None } else { side(path, before) };
    let to = if status.starts_with('D') { None } else { side(new_path, after) };
    let moved = Moved { from, to };
    Some((Record { moved, is_module: *mode == "160000", is_unmerged: status.starts_with('U') }, rest))
}

/// What stands before the next NUL, and what follows it.
fn field(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(0, text)?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &[u8] = b":100644 100644 b77b4eb 0000000 M\0b.md\0:100644 100755 b77b4eb b77b4eb M\0c.md\0\
        :100644 100644 9405325 a7bc997 R060\0\xe7\xac\x94/\xe4\xb8\x80 \xe4\xba\x8c.md\0new \"q\".md\0:000000 000000 0 0 U\0u.md\0\
        :100644 000000 b77b4eb 0 D\0d.md\0:000000 160000 0 1 A\0sub\0";

    #[test]
    fn records_are_read() {
        let (records, rest) = records(OUTPUT);
        assert_eq!(rest, b"");
        let name =
            |side: &Option<Side>| side.as_ref().map_or(String::new(), |side| side.path.to_string_lossy().into_owned());
        let paths: Vec<_> = records.iter().map(|record| (name(&record.moved.from), name(&record.moved.to))).collect();
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let same = |path: &str| pair(path, path);
        let renamed = pair("笔/一 二.md", "new \"q\".md");
        assert_eq!(paths, [same("b.md"), same("c.md"), renamed, same("u.md"), pair("d.md", ""), pair("", "sub")]);
        let kinds: Vec<_> = records.iter().map(|record| (record.is_module, record.is_unmerged)).collect();
        let plain = (false, false);
        assert_eq!(kinds, [plain, plain, plain, (false, true), plain, (true, false)]);
    }
}
