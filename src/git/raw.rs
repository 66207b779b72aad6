//! What `git diff --raw -z --patch` writes: a record a file, then the hunks of each.

use super::run::os_path;
use std::path::PathBuf;

/// Which lines of a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or git cannot tell.
    All,
    /// These, each as its first and its last line, from 1, in order. Where lines were only taken away, it is the line
    /// before them.
    Some(Vec<(usize, usize)>),
}

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
    /// Whether the file has conflicts, of which there are no hunks.
    is_unmerged: bool,
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

/// The changed lines of each record's new side, from the patch after the records: a patch stands for each of them, in the
/// same order. Where that is not so, nothing is known for sure, and all lines count.
pub(super) fn changed(records: &[Record], patch: &[u8]) -> Vec<Lines> {
    let mut patches: Vec<Option<Vec<(usize, usize)>>> = Vec::new();
    for line in patch.split(|byte| *byte == b'\n') {
        if line.starts_with(b"diff --git ") {
            patches.push(Some(Vec::new()));
        } else if line.starts_with(b"@@ ") {
            if let (Some(Some(hunks)), Some(hunk)) = (patches.last_mut(), hunk(line)) {
                hunks.push(hunk);
            }
        } else if line.starts_with(b"Binary files ")
            && let Some(last) = patches.last_mut()
        {
            *last = None;
        }
    }
    if patches.len() != records.iter().filter(|record| !record.is_unmerged).count() {
        return records.iter().map(|_| Lines::All).collect();
    }
    let mut patches = patches.into_iter();
    let lines = records.iter().map(|record| match record {
        Record { is_unmerged: true, .. } => Lines::All,
        _ => patches.next().flatten().map_or(Lines::All, Lines::Some),
    });
    lines.collect()
}

/// The lines of `@@ -5,2 +4,0 @@ …` on the new side.
fn hunk(line: &[u8]) -> Option<(usize, usize)> {
    let line = String::from_utf8_lossy(line);
    let new = line.split(' ').nth(2)?.strip_prefix('+')?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some((start.max(1), (start + count.saturating_sub(1)).max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &[u8] = b":100644 100644 b77b4eb 0000000 M\0b.md\0:100644 100755 b77b4eb b77b4eb M\0c.md\0\
        :100644 100644 9405325 a7bc997 R060\0\xe7\xac\x94/\xe4\xb8\x80 \xe4\xba\x8c.md\0new \"q\".md\0:000000 000000 0 0 U\0u.md\0\
        :000000 160000 0 1 A\0sub\0\0\
        diff --git a/b.md b/b.md\nBinary files a/b.md and b/b.md differ\n\
        diff --git a/c.md b/c.md\nold mode 100644\nnew mode 100755\n\
        diff --git \"a/\\347\" \"b/new \\\"q\\\".md\"\n@@ -2 +2 @@ a\n-diff --git\n+@@ -1 +1 @@\n@@ -5 +4,0 @@ d\n-e\n@@ -9,0 +9,3 @@\n\
        * Unmerged path u.md\n\
        diff --git a/sub b/sub\n@@ -0,0 +1 @@\n";

    #[test]
    fn records_and_hunks_are_read() {
        let (records, patch) = records(OUTPUT);
        let name =
            |side: &Option<Side>| side.as_ref().map_or(String::new(), |side| side.path.to_string_lossy().into_owned());
        let paths: Vec<_> = records.iter().map(|record| (name(&record.moved.from), name(&record.moved.to))).collect();
        let same = |path: &str| (path.to_owned(), path.to_owned());
        let renamed = ("笔/一 二.md".to_owned(), "new \"q\".md".to_owned());
        assert_eq!(paths, [same("b.md"), same("c.md"), renamed, same("u.md"), (String::new(), "sub".to_owned())]);
        assert!(records[4].is_module && !records[0].is_module);
        let hunks = Lines::Some(vec![(2, 2), (4, 4), (9, 11)]);
        assert_eq!(
            changed(&records, patch),
            [Lines::All, Lines::Some(vec![]), hunks, Lines::All, Lines::Some(vec![(1, 1)])]
        );
    }

    #[test]
    fn a_patch_that_does_not_fit_the_records_tells_nothing() {
        let (records, _) = records(OUTPUT);
        assert!(changed(&records, b"diff --git a/b b/b\n").iter().all(|lines| *lines == Lines::All));
    }

    #[test]
    fn lines_taken_away_at_the_top_leave_the_first() {
        assert_eq!(hunk(b"@@ -1,2 +0,0 @@"), Some((1, 1)));
    }
}
