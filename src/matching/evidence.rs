//! What was found in an answer: verdicts with the places that prove them.

use crate::bind::Bound;
use crate::catalogue::RubricRef;
use crate::rubric;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// A bound document with what its answers say of their rubrics.
#[derive(Debug)]
pub struct Evidence<'r> {
    /// The document and its bindings.
    pub bound: Bound<'r>,
    /// One entry a question of the document; `None` where no rubric is bound or the question is ignored. An empty answer
    /// has findings too: all of them missing.
    pub answers: Vec<Option<AnswerEvidence<'r>>>,
}

/// What one answer says of its rubric.
#[derive(Debug)]
pub struct AnswerEvidence<'r> {
    /// The rubric's question.
    pub question: &'r rubric::Question,
    /// One finding a key point, in the rubric's order (derived ones included).
    pub findings: Vec<Finding>,
    /// Wrong claims found, in the rubric's order.
    pub claims: Vec<Claim<'r>>,
    /// What is odd about the answer as a whole.
    pub flags: Vec<Flag>,
    /// The question of another subject that it answers instead; it is flagged [`Flag::OffTopic`].
    pub instead: Option<RubricRef<'r>>,
}

/// A key point with its verdict.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Stable id of the key point.
    pub id: String,
    /// The statement.
    pub point: String,
    /// Core or bonus.
    pub tier: rubric::Tier,
    /// How much it counts.
    pub weight: u32,
    /// The part of the question it belongs to, from 1.
    pub part: Option<usize>,
    /// A nudge towards it.
    pub hint: Option<String>,
    /// Whether the answer says it.
    pub verdict: Verdict,
    /// How much of it is credited, in hundredths: 100 covered, 50 or a graded share for partial, else 0.
    pub share: u8,
    /// What proves the verdict, in the order of the file; for `contradicted` the negated words.
    pub hits: Vec<Hit>,
    /// Where it is not covered: the closest sentence and what it lacks.
    pub nearest: Option<Nearest>,
    /// Whether a directive takes it out of the score.
    pub ignored: bool,
}

/// Whether an answer says what a key point states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It says it.
    Covered,
    /// It says some of it.
    Partial,
    /// It does not say it.
    Missing,
    /// It denies it.
    Contradicted,
}

/// A place in the file that counted as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the file.
    pub span: Span,
    /// By which rule it matched.
    pub method: Method,
    /// The pattern's term that it matched.
    pub term: String,
}

/// The rule by which words of an answer matched words of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The phrase as written (folded).
    Exact,
    /// Another inflection of its Latin words.
    Inflection,
    /// A synonym from the lexicon.
    Synonym,
    /// A misspelt Latin word.
    Typo,
    /// A Han word written with characters of the same sound.
    Homophone,
    /// A number in any writing.
    Number,
    /// Text in code.
    Code,
    /// A regular expression.
    Regex,
    /// Likeness to a statement in plain words.
    Similar,
    /// A word of the heading, label, parent item or column head above.
    Context,
}

/// The sentence that comes closest to a key point, and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The sentence, in the file.
    pub span: Span,
    /// Why it does not count.
    pub lack: Lack,
    /// The terms that it lacks, the first alternative standing for its list; empty unless `lack` is `Terms`.
    pub terms: Vec<String>,
}

/// Why a sentence does not cover a key point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// Some terms are missing.
    Terms,
    /// The terms stand in another order.
    Order,
    /// The terms stand too far apart.
    Distance,
    /// They are negated.
    Negation,
    /// They are merely named.
    MentionOnly,
    /// They only repeat the question.
    Asked,
    /// They stand in a sentence that makes a wrong claim.
    WrongClaim,
    /// They were copied from the rubric or a reference answer.
    Copied,
    /// They stand in the comments of code that is nothing else.
    Comment,
}

/// A wrong claim that an answer makes.
#[derive(Clone, Debug)]
pub struct Claim<'r> {
    /// The rubric's entry.
    pub misconception: &'r rubric::Misconception,
    /// The words that make it, in the file.
    pub span: Span,
}

/// What is odd about an answer as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// It is a list of terms with nothing said of them; earns nothing.
    KeywordList,
    /// It repeats the question; earns nothing.
    QuestionEcho,
    /// It is the rubric or a reference answer word for word; earns nothing, unless it is so short that it may be anyone's.
    VerbatimCopy,
    /// It stands in the comments of code that is hardly anything else; they earn nothing.
    CommentedProse,
    /// It answers a question of another subject rather than its own; earns nothing.
    OffTopic,
    /// It says the same sentences again and again; each counts once.
    Repetition,
}
