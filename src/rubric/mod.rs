//! Rubrics: the format, its patterns, the shipped set.

mod format;
mod notation;
mod pattern;
mod phrase;
mod regexes;
mod strict;

mod load;
mod locate;
mod misfit;
mod validate;

mod lexicon;

mod lint;
mod print;
mod schema;
mod skeleton;
mod statements;

#[cfg(test)]
mod bad_input;

pub use format::{
    Depth, FORMAT, KeyPoint, KeyPointExamples, Lexicon, Misconception, MisconceptionExamples, Question, Rubric, Tier,
};
pub use lexicon::{Inside, Synonyms};
pub use lint::{lint, lint_lexicon};
pub use load::{LARGEST_FILE, Loaded, is_rubric, load, load_str, parse_lexicon};
pub(crate) use locate::nearest;
pub(crate) use misfit::value_found;
pub use pattern::{NegationRule, Pattern, Scope, TunedPhrase};
pub use phrase::{PhrasePart, opened, phrase_parts};
pub use print::print;
pub(crate) use regexes::regex_openings;
pub use regexes::{LARGEST_REGEX, LONGEST_REGEX, RegexFault, compile_regex};
pub use schema::schema;
pub use skeleton::skeleton;
pub use statements::statements;
pub use validate::validate;
