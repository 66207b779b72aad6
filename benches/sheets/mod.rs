//! Answer sheets to measure with: the shipped transcript, its questions turned round and its answers grown to size.

use std::fmt::Write as _;

/// The size of one sheet, in bytes.
pub(crate) const SHEET: usize = 20_000;

const TRANSCRIPT: &str = include_str!("../../samples/interview.md");

/// Sheet number `n` of about [`SHEET`] bytes. The same number gives the same sheet; different ones differ in the order of
/// their questions and of the lines of their answers.
pub(crate) fn sheet(n: usize) -> String {
    let (head, rest) = TRANSCRIPT.split_once("\n### ").expect("the sample has a first question");
    let (rest, _) = rest.rsplit_once("\n## ").expect("the sample ends with a template");
    let mut questions: Vec<String> = Vec::new();
    for piece in rest.split("\n### ") {
        match questions.last_mut() {
            // A heading inside an answer belongs to its question.
            Some(question) if !piece.contains("**面试官**") => question.extend(["\n### ", piece]),
            _ => questions.push(piece.to_owned()),
        }
    }
    let mut out = format!("{head}\n");
    let mut number = 0;
    while out.len() < SHEET {
        let question = &questions[(n + number) % questions.len()];
        let (_, title_and_rest) = question.split_once(". ").expect("the sample's questions are numbered");
        number += 1;
        let _ = write!(out, "### {number}. {}\n\n", turned(title_and_rest, n + number));
    }
    out
}

/// An answer with the lines that end a sentence in another order; code, labels and lists stay where they are.
fn turned(question: &str, by: usize) -> String {
    let movable = |line: &&str| line.ends_with('。') && !line.starts_with([' ', '-', '*', '#', '`']);
    let sentences: Vec<&str> = question.lines().filter(movable).collect();
    let mut next = by;
    let lines = question.lines().map(|line| {
        if movable(&line) {
            next += 1;
            sentences[next % sentences.len()]
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
