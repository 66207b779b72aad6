//! How well questions find their rubrics: `tests/binding/questions.jsonl` has questions as interviewers word them, written
//! by somebody who had read the titles of the rubrics alone. One half asks what a rubric asks, in other words; the other
//! asks beside them, of the same things. Every other line, from the first, was looked at while likeness was tuned; the
//! rest has only been counted.

use anscov::bind::Binder;
use anscov::catalogue::{Catalogue, RubricRef};
use serde::Deserialize;
use std::fmt::Write as _;

/// The least hundredths of precision and of recall, of the lines that were looked at and of the others.
const FLOORS: [[usize; 2]; 2] = [[96, 63], [96, 72]];

/// A question, and the rubrics that ask the same: any of them will do, and none where there is none.
#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "asked")]
    title: String,
    prompt: Option<String>,
    rubric: Vec<String>,
}

/// What became of some questions.
#[derive(Default)]
struct Tally {
    /// How many ask what a rubric asks,
    asked: usize,
    /// how many were bound,
    bound: usize,
    /// and how many of these rightly.
    right: usize,
}

impl Tally {
    /// Precision and recall, in hundredths.
    fn figures(&self) -> [usize; 2] {
        [100 * self.right / self.bound.max(1), 100 * self.right / self.asked.max(1)]
    }
}

fn questions() -> Vec<Asked> {
    let lines = include_str!("binding/questions.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a line is a question")).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn questions_in_other_words_find_their_rubrics() {
    let catalogue = Catalogue::shipped();
    let binder = Binder::new(&catalogue);
    let mut tallies = [Tally::default(), Tally::default()];
    let mut failures = String::new();
    for (line, question) in questions().iter().enumerate() {
        let binding = binder.by_text(&question.title, question.prompt.as_deref().into_iter());
        let got = binding.rubric.map(RubricRef::id);
        let right = got.as_ref().is_some_and(|got| question.rubric.contains(got));
        let tally = &mut tallies[line % 2];
        tally.asked += usize::from(!question.rubric.is_empty());
        tally.bound += usize::from(got.is_some());
        tally.right += usize::from(right);
        if line % 2 == 0 && !right && (got.is_some() || !question.rubric.is_empty()) {
            let (got, want) = (got.unwrap_or_default(), question.rubric.join(", "));
            writeln!(failures, "  {}: got {got:?} at {}, want {want:?}", question.title, binding.confidence)
                .expect("it is a string");
        }
    }
    let figures = tallies.each_ref().map(Tally::figures);
    println!("precision and recall, looked at {:?}, merely counted {:?}\n{failures}", figures[0], figures[1]);
    for (figures, floors) in figures.iter().zip(FLOORS) {
        assert!(
            figures.iter().zip(floors).all(|(&got, least)| got >= least),
            "{figures:?}, not {floors:?}\n{failures}"
        );
    }
}

#[test]
fn every_rubric_that_is_wanted_is_there() {
    let catalogue = Catalogue::shipped();
    for question in questions() {
        assert!(question.rubric.iter().all(|id| catalogue.find(id).is_some()), "{:?}", question.rubric);
    }
}
