//! What was graded before, so that looking at the past again costs next to nothing.
//!
//! A cache holds the papers of one edition: the program, its rubrics and settings that verdicts depend on. A paper is found
//! by what its file holds, or by the name that git has for that. Whatever is wrong with a cache, it is left aside and made
//! anew: it holds nothing that is not found out again.

use crate::mastery::Paper;
use crate::text::{FNV_BASIS, fnv};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The version of the form of a cache.
const VERSION: u32 = 1;

/// So many editions are kept in a folder, the latest ones.
const EDITIONS: usize = 64;

const EXTENSION: &str = "papers";

/// What verdicts depend on besides the document, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edition(u128);

impl Edition {
    /// The edition of these parts, whose order counts.
    #[must_use]
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        // The length goes first, so that no two lists of parts are the same text.
        let add = |hash, part: &[u8]| fnv(fnv(hash, &part.len().to_le_bytes()), part);
        Self(parts.into_iter().fold(fnv(FNV_BASIS, &VERSION.to_le_bytes()), add))
    }
}

/// The papers of an edition.
#[derive(Debug)]
pub struct Cache {
    edition: Edition,
    held: Held,
    places: FxHashMap<u128, usize>,
    is_changed: bool,
}

/// What is written to the file: names of versions with the place of their paper, and the papers; `None` stands for a
/// document that has no place for a candidate's answers.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Held {
    names: Vec<(u128, u32)>,
    papers: Vec<Option<Paper>>,
}

impl Cache {
    /// The cache of an edition, with what is in `folder` of it.
    #[must_use]
    pub fn open(folder: Option<&Path>, edition: Edition) -> Self {
        let read = |folder: &Path| read(&fs::read(file(folder, edition)).ok()?, edition);
        let held = folder.and_then(read).unwrap_or_default();
        let places = held.names.iter().map(|(name, place)| (*name, *place as usize)).collect();
        Self { edition, held, places, is_changed: false }
    }

    /// The edition that it holds the papers of.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The name of a version: its path, since settings may differ by it, and what it holds or goes by.
    #[must_use]
    pub fn name(path: &str, content: &[u8]) -> u128 {
        fnv(fnv(fnv(FNV_BASIS, path.as_bytes()), &[0]), content)
    }

    /// The paper of a version, where it was graded before.
    #[must_use]
    pub fn get(&self, name: u128) -> Option<&Option<Paper>> {
        self.held.papers.get(*self.places.get(&name)?)
    }

    /// Takes in the paper of a version that goes by these names.
    pub fn insert(&mut self, names: &[u128], paper: Option<Paper>) {
        let place = self.held.papers.len();
        for &name in names {
            self.places.insert(name, place);
            self.held.names.push((name, u32::try_from(place).unwrap_or(u32::MAX)));
        }
        self.held.papers.push(paper);
        self.is_changed = true;
    }

    /// Writes it to `folder`, which says for itself that it belongs into no repository and no backup.
    ///
    /// # Errors
    ///
    /// Why it cannot be written; the next run is slower for it, and that is all.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        for (name, text) in MARKERS {
            if !folder.join(name).exists() {
                fs::write(folder.join(name), text)?;
            }
        }
        let path = file(folder, self.edition);
        // Runs at the same time write files of their own; the last to be put in place stays.
        let beside = path.with_extension(format!("{}.partial", std::process::id()));
        let written = fs::write(&beside, write(&self.held, self.edition)?).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            // If it cannot even be removed, the first error says enough.
            let _ = fs::remove_file(&beside);
        }
        written.and_then(|()| prune(folder))
    }
}

/// What keeps the folder out of repositories, and out of backups: <https://bford.info/cachedir/>
const MARKERS: [(&str, &str); 2] = [
    (".gitignore", "# Written by anscov; what is here can be removed at any time.\n*\n"),
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of anscov\n"),
];

fn file(folder: &Path, Edition(hash): Edition) -> PathBuf {
    folder.join(format!("{:016x}.{EXTENSION}", hash >> 64))
}

/// The edition, what tells whether the rest is whole, and the rest.
fn write(held: &Held, Edition(edition): Edition) -> io::Result<Vec<u8>> {
    let body = postcard::to_allocvec(held).map_err(io::Error::other)?;
    let mut bytes = edition.to_le_bytes().to_vec();
    bytes.extend(fnv(edition, &body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn read(bytes: &[u8], Edition(edition): Edition) -> Option<Held> {
    let (of, rest) = bytes.split_first_chunk()?;
    let (sum, body) = rest.split_first_chunk()?;
    let is_whole = u128::from_le_bytes(*of) == edition && u128::from_le_bytes(*sum) == fnv(edition, body);
    is_whole.then(|| postcard::from_bytes(body).ok()).flatten()
}

/// Removes all but the latest editions.
fn prune(folder: &Path) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == EXTENSION) {
            files.push((fs::metadata(&path)?.modified()?, path));
        }
    }
    files.sort();
    files.iter().rev().skip(EDITIONS).try_for_each(|(_, path)| fs::remove_file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        Paper { path: "a.md".to_owned(), author: Some("李雷".to_owned()), attempts: Vec::new() }
    }

    fn edition(text: &str) -> Edition {
        Edition::of([text.as_bytes()])
    }

    #[test]
    fn what_was_put_in_comes_out_under_each_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("cache");
        let mut cache = Cache::open(Some(&folder), edition("1"));
        let names = [Cache::name("a.md", b"text"), Cache::name("a.md", b"1234")];
        assert_eq!(cache.get(names[0]), None);
        cache.insert(&names, Some(paper()));
        cache.insert(&[Cache::name("b.md", b"text")], None);
        cache.save(&folder).expect("it can be written");
        let again = Cache::open(Some(&folder), edition("1"));
        assert_eq!(names.map(|name| again.get(name)), [Some(&Some(paper())); 2]);
        assert_eq!(again.get(Cache::name("b.md", b"text")), Some(&None));
        assert_eq!(again.get(Cache::name("c.md", b"text")), None);
        assert!(fs::read_to_string(folder.join(".gitignore")).is_ok_and(|text| text.ends_with("\n*\n")));
    }

    #[test]
    fn another_edition_and_a_broken_file_are_left_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = Cache::name("a.md", b"text");
        let mut cache = Cache::open(None, edition("1"));
        cache.insert(&[name], Some(paper()));
        cache.save(folder.path()).expect("it can be written");
        assert_eq!(Cache::open(Some(folder.path()), edition("2")).get(name), None);
        let path = file(folder.path(), edition("1"));
        let whole = fs::read(&path).expect("it is there");
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).expect("it can be written");
            assert_eq!(Cache::open(Some(folder.path()), edition("1")).get(name), None, "cut off after {end}");
        }
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            fs::write(&path, &broken).expect("it can be written");
            assert_eq!(Cache::open(Some(folder.path()), edition("1")).get(name), None, "another byte at {at}");
        }
        fs::write(&path, &whole).expect("it can be written");
        assert_eq!(Cache::open(Some(folder.path()), edition("1")).get(name), Some(&Some(paper())));
    }

    #[test]
    fn old_editions_make_room() {
        let folder = tempfile::tempdir().expect("a folder");
        for n in 0..EDITIONS + 3 {
            let mut cache = Cache::open(None, edition(&n.to_string()));
            cache.insert(&[1], None);
            cache.save(folder.path()).expect("it can be written");
        }
        let entries = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(entries.count(), EDITIONS + MARKERS.len());
        assert_eq!(edition("a"), edition("a"));
        assert_ne!(Edition::of([b"ab".as_slice(), b"c"]), Edition::of([b"a".as_slice(), b"bc"]));
    }
}
