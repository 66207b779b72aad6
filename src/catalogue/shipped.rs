//! The rubrics that are part of the program, as the build script has worked them out.

/// A rubric file.
#[derive(Debug)]
pub(super) struct ShippedRubric {
    /// Its path in the source tree.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Its id.
    pub id: &'static str,
    /// Its questions.
    pub questions: &'static [ShippedQuestion],
}

/// A question of a rubric file.
#[derive(Debug)]
pub(super) struct ShippedQuestion {
    /// Its id.
    pub id: &'static str,
    /// The question as JSON, its patterns and examples left out.
    pub json: &'static str,
    /// Its [`Program`](crate::compile::Program), packed; empty where a key point has no pattern.
    pub program: &'static [u8],
}

/// Every file under `rubrics/` that is a rubric, sorted by path.
pub(super) static RUBRICS: &[ShippedRubric] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// What their questions are about: [`Wordings`](crate::compile::Wordings), packed.
pub(super) static WORDINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wordings.bin"));

/// What answers to them say: [`Index`](crate::compile::Index), packed.
pub(super) static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));

/// Path and text of the lexicon that holds for all rubrics.
pub(super) const LEXICON: (&str, &str) = ("rubrics/lexicon.json", include_str!("../../rubrics/lexicon.json"));
