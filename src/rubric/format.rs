//! Rubric format 1: the types that rubric files are read into.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::pattern::Pattern;
use super::strict::{object, objects};

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// A rubric file: what good answers to one subject's questions say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// Where the JSON schema of this format lies, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// Kebab-case name of the subject, stable: reports and history refer to `rubric/question/keypoint`.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// The subject's name for people.
    #[serde(default)]
    pub title: String,
    /// Word sets that patterns of this file use as `$name`: phrases, with or without options.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Vec<Pattern>>,
    /// Synonyms that hold only in this file.
    #[serde(deserialize_with = "object", default, skip_serializing_if = "Lexicon::is_empty")]
    pub lexicon: Lexicon,
    /// The questions.
    #[serde(deserialize_with = "objects")]
    pub questions: Vec<Question>,
}

/// Groups of words that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lexicon {
    /// Names of the field, each group the same thing: `["工作窃取", "任务窃取", "work stealing"]`.
    pub terms: Vec<Vec<String>>,
    /// Everyday words that can stand for each other: `["别的", "其他", "other"]`.
    pub words: Vec<Vec<String>>,
    /// A general term and those that count as it, one way: `"线程": ["内核线程"]`.
    pub narrower: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Whether it holds no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.words.is_empty() && self.narrower.is_empty()
    }
}

/// One question and what a full answer to it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [{"required": ["keypoints"]}, {"required": ["references"]}]))]
pub struct Question {
    /// Kebab-case name, unique in the file and stable.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// The question in the asker's words.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Other wordings of the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Paths in the tree of topics, such as `go/runtime/scheduler`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Whom it is asked of, such as `junior`, `middle` or `senior`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Names of its numbered parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// What nearly every full answer names, whatever it says: it tells answers to questions of other subjects, which earn
    /// nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Pattern>,
    /// What an answer should say.
    #[serde(deserialize_with = "objects", default, skip_serializing_if = "Vec::is_empty")]
    pub keypoints: Vec<KeyPoint>,
    /// Model answers that stand in for hand-written key points: each is split into statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Whether one of the references suffices.
    #[serde(default, skip_serializing_if = "is_false")]
    pub any_reference: bool,
    /// Wrong claims that cost points.
    #[serde(deserialize_with = "objects", default, skip_serializing_if = "Vec::is_empty")]
    pub misconceptions: Vec<Misconception>,
}

/// One statement that a full answer makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyPoint {
    /// Kebab-case name, unique in the question and stable.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// The statement in one sentence. Without `match` it is itself the pattern, softly matched.
    pub point: String,
    /// Whether it counts towards coverage or is shown beside it.
    #[serde(default, skip_serializing_if = "Tier::is_core")]
    pub tier: Tier,
    /// How much it counts, at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[schemars(range(min = 1))]
    pub weight: u32,
    /// The part of the question it belongs to, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub part: Option<usize>,
    /// What an answer that covers it says.
    #[serde(rename = "match", default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Pattern>,
    /// What an answer says that covers it in part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<Pattern>,
    /// Whether it must be explained or merely named.
    #[serde(default, skip_serializing_if = "Depth::is_explanation")]
    pub depth: Depth,
    /// A nudge towards it that does not give it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Where it can be looked up: document, version, year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Sentences that `rubric test` runs against the pattern.
    #[serde(deserialize_with = "object", default, skip_serializing_if = "KeyPointExamples::is_empty")]
    pub examples: KeyPointExamples,
}

/// Whether a key point counts towards coverage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// It is expected, and counts.
    #[default]
    Core,
    /// It is shown beside the coverage and never makes up for a core point.
    Bonus,
}

impl Tier {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    fn is_core(&self) -> bool {
        *self == Self::Core
    }
}

/// How much an answer must say of a key point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// Something must be said of it: a term that stands in a list of terms earns nothing.
    #[default]
    Explanation,
    /// Naming it suffices (an enumeration asked for as such).
    Mention,
}

impl Depth {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    fn is_explanation(&self) -> bool {
        *self == Self::Explanation
    }
}

/// Sentences that a key point's pattern must hold for, and such that it must not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KeyPointExamples {
    /// Sentences that cover it.
    pub covered: Vec<String>,
    /// Sentences that cover it in part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partial: Vec<String>,
    /// Sentences near it that do not.
    pub missing: Vec<String>,
}

impl KeyPointExamples {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.covered.is_empty() && self.partial.is_empty() && self.missing.is_empty()
    }
}

/// A wrong claim that people make in answering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misconception {
    /// Kebab-case name, unique in the question and stable.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub id: String,
    /// The wrong claim.
    pub claim: String,
    /// What is right.
    pub correction: String,
    /// What an answer says that makes the claim.
    #[serde(rename = "match")]
    pub matches: Pattern,
    /// What in the same scope clears it, beside negation and words such as 误区.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Pattern>,
    /// What it costs, in the weight of key points; at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[schemars(range(min = 1))]
    pub weight: u32,
    /// Where it can be looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Sentences that `rubric test` runs against the pattern.
    #[serde(deserialize_with = "object", default, skip_serializing_if = "MisconceptionExamples::is_empty")]
    pub examples: MisconceptionExamples,
}

/// Sentences that make a wrong claim, and such that do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MisconceptionExamples {
    /// Sentences that make the claim.
    pub hit: Vec<String>,
    /// Sentences that do not.
    pub clear: Vec<String>,
}

impl MisconceptionExamples {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hit.is_empty() && self.clear.is_empty()
    }
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_one(weight: &u32) -> bool {
    *weight == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(flag: &bool) -> bool {
    !flag
}
