//! A question's patterns as a tree over numbered atoms, with all that is looked up while an answer is read.

use regex::Regex;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

use super::known::Known;
use super::literals::Literals;
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::rubric::{self, NegationRule, Scope};
use crate::text::fold_text;

/// The patterns of one question, compiled together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(
    deserialize = "Words: Deserialize<'de>, Literals: Deserialize<'de>, Vocabulary: Deserialize<'de>, Known: Deserialize<'de>"
))]
pub(crate) struct Program {
    /// What can stand in an answer at a place of its own.
    pub atoms: Vec<Atom>,
    /// The atoms as the rubric writes them,
    pub(super) terms: Words,
    /// and folded; empty where folding changes nothing.
    pub(super) folded: Words,
    pub literals: Literals,
    pub vocabulary: Vocabulary,
    pub known: Known,
    /// One entry a key point; none where it has no pattern.
    pub points: Vec<Option<PointNodes>>,
    /// One entry a misconception.
    pub claims: Vec<ClaimNodes>,
    /// What an answer of some length keeps naming.
    pub about: Option<Node>,
}

impl Program {
    /// The program with these atoms, each with its term.
    pub(super) fn with_atoms(self, atoms: Vec<(String, Atom)>) -> Self {
        let terms = Words::new(atoms.iter().map(|(term, _)| term.as_str()));
        let folded: Vec<String> = atoms.iter().map(|(term, _)| fold_text(term)).collect();
        let changed = folded.iter().zip(&atoms).map(|(folded, (term, _))| if folded == term { "" } else { folded });
        let folded = Words::new(changed);
        let atoms = atoms.into_iter().map(|(_, atom)| atom).collect();
        Self { atoms, terms, folded, ..self }
    }

    /// An atom as the rubric writes it.
    pub(crate) fn term(&self, atom: usize) -> &str {
        self.terms.get(atom)
    }

    /// The same, folded.
    pub(crate) fn folded(&self, atom: usize) -> &str {
        match self.folded.get(atom) {
            "" => self.term(atom),
            folded => folded,
        }
    }
}

/// The patterns of a key point.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PointNodes {
    pub full: Node,
    /// The looser pattern that earns half.
    pub partial: Option<Node>,
}

/// The patterns of a misconception.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ClaimNodes {
    pub claim: Node,
    pub unless: Option<Node>,
}

/// A pattern over the atoms of its [`Program`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Node {
    Atom(usize),
    Any(Vec<Node>),
    All(Vec<Node>, #[serde(with = "PackedScope")] Scope),
    Some(usize, Vec<Node>, #[serde(with = "PackedScope")] Scope),
    Seq(Vec<Node>, #[serde(with = "PackedScope")] Scope),
    Near(Vec<Node>, usize),
    Not(Box<Node>),
}

/// How a scope is packed; in rubric files it is a word or a number.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Scope")]
enum PackedScope {
    Clause,
    Sentences(usize),
    Paragraph,
    Answer,
}

/// What can stand in an answer at a place of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Atom {
    Phrase {
        negation: NegationRule,
        /// Whether only the words as written count.
        exact: bool,
        /// Whether misspelt words count.
        typos: bool,
        /// Whether homophones count.
        homophones: bool,
        /// Atoms in whose occurrences it does not count.
        not_in: Vec<usize>,
    },
    Number {
        value: f64,
        units: Vec<String>,
    },
    Regex(LazyRegex),
    Code {
        needle: String,
        language: Option<String>,
    },
}

/// A regular expression that is compiled when it is first looked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LazyRegex {
    expression: String,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl LazyRegex {
    pub(super) fn new(expression: &str) -> Self {
        Self { expression: expression.to_owned(), compiled: OnceLock::new() }
    }

    /// The expression compiled. Rubrics are validated before, so that there is always one.
    pub(crate) fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| rubric::compile_regex(&self.expression).ok()).as_ref()
    }
}

/// A program as bytes, to be embedded.
///
/// # Errors
/// What the encoder says; for programs that [`compile`](super::compile) makes, nothing.
#[allow(dead_code, reason = "the build script packs, the library unpacks")]
pub(crate) fn pack(value: &impl Serialize) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(value)
}

/// What [`pack`] has packed; `None` where the bytes are another's.
pub(crate) fn unpack<T: Deserialize<'static>>(bytes: &'static [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
