//! Answers that people have graded, and how far the verdicts of their rubrics agree.
//!
//! A file of graded answers is [parsed](parse()), each answer bound to its question and judged, and the verdicts are held
//! against the grades: an [`Appraisal`]. [`suggest`](suggest()) then looks for the words that a pattern lacks.

mod alternatives;
mod appraisal;
mod file;
mod items;
mod judge;
mod lines;
mod scale;
mod suggest;
mod table;

pub use alternatives::Alternative;
pub use appraisal::{Agreement, Appraisal, BANDS, Bin, DISAGREEMENT, Disagreement, QuestionAppraisal, WORST, appraise};
pub use file::{GradedAnswer, parse};
pub use items::{ENOUGH, Effect, Item, Reach, WrongClaim};
pub use judge::{Judged, JudgedClaim, JudgedPoint};
pub use scale::{Range, Scale};
pub use suggest::{Basis, Candidate, Suggestion, suggest};
