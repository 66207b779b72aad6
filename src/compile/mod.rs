//! Rubrics made ready to run.
//!
//! What can be known of a question before any answer is read is worked out here, once: its patterns as one list of nodes
//! (`patterns`, `atoms`), the ways to write each phrase (`variants`), all of them sorted for one pass over an answer
//! (`literals`, `texts`), the words that an answer may misspell (`vocabulary`), what its title and key points are about
//! (`wording`, by their `units`), and which questions look for what an answer says (`index`). All of it is used where it
//! stands in the program: nothing but what is looked at is read in. For the shipped rubrics the build script does it with
//! this very module and packs the outcome into the program; for others it is done when an answer is bound to one of their
//! questions.

mod atoms;
mod bytes;
mod compiler;
mod glance;
mod index;
mod known;
mod literals;
mod numbers;
mod patterns;
mod postings;
mod program;
mod texts;
mod units;
mod variants;
mod vocabulary;
mod wording;
mod words;

pub(crate) use atoms::{Amount, Snippet};
pub(crate) use compiler::compile;
pub(crate) use index::Index;
pub(crate) use known::Known;
pub(crate) use literals::Literal;
pub(crate) use patterns::{Node, Patterns};
#[allow(unused_imports, reason = "the build script packs, the library unpacks")]
pub(crate) use program::pack;
pub(crate) use program::{ClaimPatterns, Program, unpack};
pub(crate) use units::{in_chinese, is_name, units, weight};
pub(crate) use variants::open_word;
pub(crate) use vocabulary::Vocabulary;
pub(crate) use wording::{Weights, Wordings, squeeze, wordings};
