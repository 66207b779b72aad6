//! Lists the rubric files under `rubrics/`, so that a new one is embedded without a change of code.
//!
//! Writes `shipped.rs` into the build's output folder: a slice of `(path, text)` pairs, sorted by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Files under `rubrics/` that are no rubrics.
const NO_RUBRICS: [&str; 2] = ["rubric.schema.json", "lexicon.json"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rubrics");
    let root = folder("CARGO_MANIFEST_DIR")?.join("rubrics");
    let mut list = String::from("&[\n");
    for file in json_files(&root)? {
        let inside = file.strip_prefix(&root).map_err(io::Error::other)?;
        let path = Path::new("rubrics").join(inside).to_string_lossy().replace('\\', "/");
        let _ = writeln!(list, "    ({path:?}, include_str!({:?})),", file.to_string_lossy());
    }
    list.push_str("]\n");
    fs::write(folder("OUT_DIR")?.join("shipped.rs"), list)
}

/// All rubric files under `root`, sorted.
fn json_files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let other = path.file_name().is_none_or(|name| NO_RUBRICS.iter().any(|no| name == *no));
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") && !other {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("cargo sets {variable}")))
}
