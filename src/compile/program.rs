//! A question's patterns with all that is looked up while an answer is read.

use serde::{Deserialize, Serialize};

use super::atoms::Atoms;
use super::known::Known;
use super::literals::Literals;
use super::patterns::Patterns;
use super::vocabulary::Vocabulary;

/// The patterns of one question, compiled together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(
    deserialize = "Atoms: Deserialize<'de>, Patterns: Deserialize<'de>, Literals: Deserialize<'de>, Vocabulary: Deserialize<'de>, Known: Deserialize<'de>"
))]
pub(crate) struct Program {
    pub atoms: Atoms,
    pub patterns: Patterns,
    pub literals: Literals,
    pub vocabulary: Vocabulary,
    pub known: Known,
    /// One entry a key point; none where it has no pattern.
    pub points: Vec<Option<PointPatterns>>,
    /// One entry a misconception.
    pub claims: Vec<ClaimPatterns>,
    /// What an answer of some length keeps naming.
    pub about: Option<usize>,
}

/// The patterns of a key point, by their numbers among the [`Patterns`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct PointPatterns {
    pub full: usize,
    /// The looser pattern that earns half.
    pub partial: Option<usize>,
}

/// The patterns of a misconception.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ClaimPatterns {
    pub claim: usize,
    pub unless: Option<usize>,
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
