//! The rubric files that are part of the program.

/// Path and text of every file under `rubrics/` that is a rubric, sorted by path; `build.rs` lists them.
pub(super) const RUBRICS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Path and text of the lexicon that holds for all rubrics.
pub(super) const LEXICON: (&str, &str) = ("rubrics/lexicon.json", include_str!("../../rubrics/lexicon.json"));
