//! Prints how like the derived key points of a rubric answers are, for `tools/tune.py`: `likeness RUBRIC < GRADED`.
//!
//! A line in is `{"question", "answer"}`, a line out an array of `{"id", "words", "letters", …, "share"}`, one a statement; `reference` is the
//! reference that a statement was taken from, from 0.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write};
use std::path::PathBuf;

use anscov::catalogue::Catalogue;
use anscov::matching::{Likeness, Matchers};
use anscov::parse::parse_answer;
use anscov::rubric::statements;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Graded {
    question: String,
    answer: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    reference: usize,
    #[serde(flatten)]
    likeness: Likeness,
    share: u8,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: likeness RUBRIC < GRADED")?;
    let (catalogue, problems) = Catalogue::with(&[PathBuf::from(path)]);
    if !problems.is_empty() {
        return Err(format!("{problems:?}").into());
    }
    let matchers = Matchers::new(&catalogue);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let graded: Graded = serde_json::from_str(&line?)?;
        let question = catalogue.find(&graded.question).ok_or_else(|| format!("no question {}", graded.question))?;
        let likeness = matchers.likeness(question, parse_answer(&graded.answer).passages(&graded.answer));
        let references =
            question.question.references.iter().enumerate().flat_map(|(at, reference)| {
                statements(reference, &question.question.title).into_iter().map(move |_| at)
            });
        let lines = likeness.into_iter().zip(references.chain(std::iter::repeat(0)));
        let line =
            |((id, likeness), reference): ((_, Likeness), _)| Line { id, reference, likeness, share: likeness.share() };
        let lines = lines.map(line);
        serde_json::to_writer(&mut out, &lines.collect::<Vec<_>>())?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
