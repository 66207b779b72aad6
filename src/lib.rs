//! `anscov` (answer coverage) does for written answers what a coverage tool does for code.

pub mod problem;
pub mod source;
pub mod text;
pub mod rubric;
pub mod discover;
pub mod read;
pub mod parse;
pub mod bind;
pub mod matching;
pub mod score;
pub mod trial;
