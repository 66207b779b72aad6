//! The questions of a catalogue, found by their ids.

use crate::catalogue::{Catalogue, RubricRef};
use crate::rubric::{Misconception, Question, Tier, statements};
use rustc_hash::FxHashMap;

/// The questions of a catalogue by their full ids.
pub(super) struct Shelf<'r> {
    catalogue: &'r Catalogue,
    places: FxHashMap<String, usize>,
}

/// What a rubric says of a key point.
#[derive(Clone, Debug)]
pub(super) struct Point<'r> {
    pub(super) id: String,
    pub(super) statement: String,
    pub(super) hint: Option<&'r str>,
    pub(super) core: bool,
    pub(super) weight: u32,
}

impl<'r> Shelf<'r> {
    pub(super) fn new(catalogue: &'r Catalogue) -> Self {
        Self { catalogue, places: (0..catalogue.len()).map(|place| (catalogue.id(place), place)).collect() }
    }

    /// The question of this id; `None` for one of an earlier set of rubrics.
    pub(super) fn find(&self, id: &str) -> Option<RubricRef<'r>> {
        self.catalogue.question(*self.places.get(id)?)
    }

    /// All questions, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = RubricRef<'r>> + use<'r> {
        self.catalogue.questions()
    }
}

/// The key points of a question, or the statements of its references that stand in for them.
pub(super) fn points(question: &Question) -> Vec<Point<'_>> {
    if question.keypoints.is_empty() {
        let statements = question.references.iter().flat_map(|reference| statements(reference, &question.title));
        let numbered = statements.enumerate().map(|(at, statement)| {
            let id = format!("statement-{}", at + 1);
            Point { id, statement, hint: None, core: true, weight: 1 }
        });
        return numbered.collect();
    }
    let points = question.keypoints.iter().map(|keypoint| Point {
        id: keypoint.id.clone(),
        statement: keypoint.point.clone(),
        hint: keypoint.hint.as_deref(),
        core: keypoint.tier == Tier::Core,
        weight: keypoint.weight,
    });
    points.collect()
}

/// The misconception of this id.
pub(super) fn misconception<'q>(question: &'q Question, id: &str) -> Option<&'q Misconception> {
    question.misconceptions.iter().find(|known| known.id == id)
}
