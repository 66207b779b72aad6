//! Whole-program speed and memory as ratios within one run: `cargo bench --bench ratios`.
//!
//! Machines differ and are shared; so each figure is a median over turns in which both sides ran one after the other.
//! The folder has 1,000 generated sheets (20 MB), the single file is one of them.

mod sheets;
mod turns;

use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anscov::parse::{Labels, Question, parse};
use anscov::source::Source;
use anscov::text::fold;
use rayon::prelude::*;
use turns::{anscov, empty, ratio, run, turns};

const FILES: usize = 1000;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let texts: Vec<String> = (0..FILES).map(sheets::sheet).collect();
    for (n, text) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("sheet{n:04}.md")), text)?;
    }
    let one = folder.path().join("sheet0000.md");
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().map_err(io::Error::other)?;

    let [cold, empty] = turns(20, [&|| check(&one), &empty]);
    let [all, comrak] = turns(5, [&|| check(folder.path()), &|| parse_all(&texts)]);
    let [segmented, parsed] = turns(11, [&|| segment_all(&texts), &|| parse_all(&texts)]);
    let [answers, baseline] = turns(11, [&|| fold_all(&texts), &|| parse_all(&texts)]);
    let mut out = io::stdout().lock();
    let bytes: usize = texts.iter().map(String::len).sum();
    writeln!(out, "folder                              {FILES} files, {} MB", bytes / 1_000_000)?;
    writeln!(out, "check of one file / empty process   {:.1}  (at most 10)", ratio(cold, empty))?;
    writeln!(out, "check of all / comrak alone         {:.2}  (at most 3)", ratio(all, comrak))?;
    writeln!(out, "questions of all / comrak alone     {:.2}  (at most 1.5)", ratio(segmented, parsed))?;
    writeln!(out, "answers of all folded / comrak      {:.2}  (before a word is looked at)", ratio(answers, baseline))?;
    match peak(folder.path())? {
        Some(kib) => writeln!(out, "peak memory of check of all         {} MiB  (at most 128)", kib / 1024),
        None => writeln!(out, "peak memory of check of all         not known on this system"),
    }
}

fn check(path: &Path) -> Duration {
    run(anscov().args(["check", "--quiet"]).arg(path))
}

fn parse_all(texts: &[String]) -> Duration {
    let start = Instant::now();
    texts.par_iter().for_each(|text| {
        let arena = comrak::Arena::new();
        std::hint::black_box(comrak::parse_document(&arena, text, &comrak::Options::default()));
    });
    start.elapsed()
}

/// Reads all texts as questions and answers, and folds what the answers say: what a check does before it looks at a word.
fn fold_all(texts: &[String]) -> Duration {
    let labels = Labels::default();
    let sources: Vec<Source> = texts.iter().map(|text| Source::new("sheet.md", text.as_str())).collect();
    let start = Instant::now();
    sources.into_par_iter().for_each(|source| {
        let document = parse(source, &labels);
        let slots = document.questions.iter().flat_map(Question::answers);
        for passage in slots.flat_map(|slot| slot.passages(&document.source.text)) {
            std::hint::black_box(fold(&passage.extract));
        }
    });
    start.elapsed()
}

/// Reads all texts as questions and answers.
fn segment_all(texts: &[String]) -> Duration {
    let labels = Labels::default();
    let sources: Vec<Source> = texts.iter().map(|text| Source::new("sheet.md", text.as_str())).collect();
    let start = Instant::now();
    sources.into_par_iter().for_each(|source| {
        std::hint::black_box(parse(source, &labels));
    });
    start.elapsed()
}

/// The most memory that a check of the folder held, in KiB, as Linux tells it while the process runs.
fn peak(folder: &Path) -> io::Result<Option<u64>> {
    let mut child =
        anscov().args(["check", "--quiet"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut most = None;
    while child.try_wait()?.is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let high_water =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(high_water);
    }
    Ok(most)
}
