//! Which alternatives of a pattern do its work.
//!
//! What proves a verdict names one alternative of each list, so others that hold as well go unseen. Hence each is tried by
//! itself: as a key point whose pattern is the whole pattern with that list cut down to the one alternative.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalogue::{Catalogue, RubricRef, shipped_lexicon};
use crate::matching::{Matchers, match_answer};
use crate::parse::Passage;
use crate::rubric::{KeyPoint, Loaded, Pattern, Question, Rubric, Scope};

/// One alternative of a list in a key point's pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The key point.
    pub keypoint: String,
    /// Whether the list stands in its `partial` pattern.
    pub partial: bool,
    /// Which of the pattern's lists it stands in, in the order of the file, from 1.
    pub list: usize,
    /// As the rubric has it: the phrase, or the JSON of another pattern.
    pub text: String,
    /// In how many answers the pattern would hold with this alternative alone in its list.
    pub fired: usize,
}

/// Probes of a question have no more parts than this together, so that no rubric takes minutes; what is left over is
/// counted.
const MOST_PARTS: usize = 1 << 19;

/// A catalogue of questions whose key points are those of the rubric and, behind them, one for each alternative.
#[derive(Debug, Default)]
pub(super) struct Probes {
    catalogue: Catalogue,
    /// By the question's full id.
    questions: FxHashMap<String, Probed>,
}

/// What was made of a question.
#[derive(Debug, Default)]
struct Probed {
    /// How many key points of its own it has.
    own: usize,
    alternatives: Vec<Alternative>,
    untried: usize,
}

impl Probes {
    /// The probes of some questions of a catalogue.
    pub(super) fn new(questions: &[RubricRef<'_>], catalogue: &Catalogue) -> Self {
        let mut made = FxHashMap::default();
        let mut rubrics = Vec::new();
        let mut seen = FxHashSet::default();
        for first in questions.iter().filter(|found| seen.insert(found.rubric)) {
            let Some(Loaded { rubric, source }) = catalogue.file_of(first.place) else { continue };
            let of_this = questions.iter().filter(|found| found.rubric == rubric.id);
            let asked: Vec<Question> = of_this
                .map(|found| {
                    let (question, entry) = probe(catalogue.whole(found.place).unwrap_or(found.question));
                    made.insert(found.id(), entry);
                    question
                })
                .collect();
            if !asked.is_empty() {
                let rubric = Rubric { questions: asked, ..rubric.clone() };
                rubrics.push(Loaded { rubric, source: source.clone() });
            }
        }
        Self { catalogue: Catalogue::new(rubrics, shipped_lexicon()), questions: made }
    }

    /// Matchers for these probes.
    pub(super) fn matchers(&self) -> Matchers<'_> {
        Matchers::verdicts_only(&self.catalogue)
    }

    /// The alternatives that hold in an answer to a question, by number.
    pub(super) fn fired<'p>(&'p self, passages: &[Passage], question: &str, matchers: &Matchers<'p>) -> Vec<usize> {
        let Some(made) = self.questions.get(question).filter(|made| !made.alternatives.is_empty()) else {
            return Vec::new();
        };
        let evidence = self.catalogue.find(question).and_then(|rubric| match_answer(passages, rubric, matchers));
        let findings = evidence.map(|evidence| evidence.findings).unwrap_or_default();
        let probes = findings.iter().skip(made.own).enumerate();
        probes.filter(|(_, finding)| finding.share > 0).map(|(at, _)| at).collect()
    }

    /// The alternatives of a question with how often each fired, and how many were not tried.
    pub(super) fn counted(&self, question: &str, fired: impl Iterator<Item = usize>) -> (Vec<Alternative>, usize) {
        let Some(made) = self.questions.get(question) else { return (Vec::new(), 0) };
        let mut alternatives = made.alternatives.clone();
        for at in fired {
            if let Some(alternative) = alternatives.get_mut(at) {
                alternative.fired += 1;
            }
        }
        (alternatives, made.untried)
    }
}

/// A question with a key point for each alternative.
fn probe(question: &Question) -> (Question, Probed) {
    let mut made = Probed { own: question.keypoints.len(), ..Probed::default() };
    let mut probes = Vec::new();
    let mut budget = MOST_PARTS;
    for keypoint in &question.keypoints {
        for (pattern, partial) in [(&keypoint.matches, false), (&keypoint.partial, true)] {
            let Some(pattern) = pattern else { continue };
            let parts = pattern.walk().count();
            let mut lists = 0;
            cut_down(pattern, &|whole| whole, &mut lists, &mut |list, alternative, whole| {
                if budget < parts {
                    made.untried += 1;
                    return;
                }
                budget -= parts;
                let (id, text) = (keypoint.id.clone(), text(alternative));
                made.alternatives.push(Alternative { keypoint: id, partial, list, text, fired: 0 });
                probes.push(key_point(keypoint, whole(alternative.clone())));
            });
        }
    }
    let keypoints = question.keypoints.iter().cloned().chain(probes).collect();
    (Question { keypoints, ..question.clone() }, made)
}

/// A key point with this pattern and nothing else.
fn key_point(of: &KeyPoint, pattern: Pattern) -> KeyPoint {
    KeyPoint { matches: Some(pattern), partial: None, ..of.clone() }
}

/// What makes a whole pattern of a part of it.
type Whole<'w> = &'w dyn Fn(Pattern) -> Pattern;

/// Gives `each` every alternative with its list and what makes the whole pattern of it. Patterns nest no deeper than
/// [`Pattern::MAX_DEPTH`]. What must be absent has no alternatives that do work.
fn cut_down<'p>(
    pattern: &'p Pattern,
    whole: Whole<'_>,
    lists: &mut usize,
    each: &mut dyn FnMut(usize, &'p Pattern, Whole<'_>),
) {
    match pattern {
        Pattern::Any(members) => {
            *lists += 1;
            let list = *lists;
            for member in members {
                if members.len() > 1 && !matches!(member, Pattern::Any(_)) {
                    each(list, member, whole);
                }
                cut_down(member, whole, lists, each);
            }
        }
        Pattern::All(members, scope) => within(members, &|members| whole(Pattern::All(members, *scope)), lists, each),
        Pattern::Seq(members, scope) => within(members, &|members| whole(Pattern::Seq(members, *scope)), lists, each),
        Pattern::Near(members, words) => within(members, &|members| whole(Pattern::Near(members, *words)), lists, each),
        Pattern::Some(_, members, scope) => {
            *lists += 1;
            let list = *lists;
            // Without this member others may make up the number, so it stands alone.
            let alone = |member: Pattern| whole(one_of(member, *scope));
            for member in members {
                if !matches!(member, Pattern::Any(_)) {
                    each(list, member, &alone);
                }
                cut_down(member, &alone, lists, each);
            }
        }
        Pattern::Not(_)
        | Pattern::Phrase(_)
        | Pattern::Regex(_)
        | Pattern::Number(..)
        | Pattern::Code(..)
        | Pattern::Tuned(_) => {}
    }
}

fn one_of(member: Pattern, scope: Scope) -> Pattern {
    Pattern::Some(1, vec![member], scope)
}

fn within<'p>(
    members: &'p [Pattern],
    whole: &dyn Fn(Vec<Pattern>) -> Pattern,
    lists: &mut usize,
    each: &mut dyn FnMut(usize, &'p Pattern, Whole<'_>),
) {
    for (at, member) in members.iter().enumerate() {
        let with = |part: Pattern| {
            let mut members = members.to_vec();
            members[at] = part;
            whole(members)
        };
        cut_down(member, &with, lists, each);
    }
}

fn text(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Phrase(phrase) => phrase.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pattern: &str) -> Vec<String> {
        let pattern: Pattern = serde_json::from_str(pattern).expect("it is a pattern");
        let mut out = Vec::new();
        cut_down(&pattern, &|whole| whole, &mut 0, &mut |list, alternative, whole| {
            let whole = serde_json::to_string(&whole(alternative.clone())).expect("it is JSON");
            out.push(format!("{list} {} in {whole}", text(alternative)));
        });
        out
    }

    #[test]
    fn each_list_is_cut_down_in_turn() {
        assert_eq!(
            cut(r#"{"all": [["a", "b"], "c", ["d"]], "within": 2}"#),
            [r#"1 a in {"all":["a","c",["d"]],"within":2}"#, r#"1 b in {"all":["b","c",["d"]],"within":2}"#]
        );
        // What stands inside an alternative is tried without the others of its list.
        assert_eq!(
            cut(r#"["a", {"all": [["b", "c"], "d"]}]"#),
            [
                r#"1 a in "a""#,
                r#"1 {"all":[["b","c"],"d"]} in {"all":[["b","c"],"d"]}"#,
                r#"2 b in {"all":["b","d"]}"#,
                r#"2 c in {"all":["c","d"]}"#
            ]
        );
    }

    #[test]
    fn one_of_several_stands_alone_and_what_must_be_absent_is_no_alternative() {
        assert_eq!(
            cut(r#"{"some": 2, "of": ["a", ["b", "c"]]}"#),
            [r#"1 a in {"some":1,"of":["a"]}"#, r#"2 b in {"some":1,"of":["b"]}"#, r#"2 c in {"some":1,"of":["c"]}"#]
        );
        assert_eq!(cut(r#"{"all": ["a", {"not": ["b", "c"]}]}"#), [""; 0]);
    }

    #[test]
    fn a_pattern_that_is_too_large_is_counted_and_not_tried() {
        let list: Vec<String> = (0..1000).map(|n| format!("\"w{n}\"")).collect();
        let list = list.join(",");
        let question = format!(
            "{{\"id\": \"q\", \"title\": \"t\", \"keypoints\": [{{\"id\": \"k\", \"point\": \"p\", \"match\": {{\"all\": [[{list}], [{list}]]}}}}]}}"
        );
        let question: Question = serde_json::from_str(&question).expect("it is a question");
        let (_, made) = probe(&question);
        assert_eq!(made.alternatives.len() + made.untried, 2000);
        assert_eq!(made.alternatives.len(), MOST_PARTS / 2003);
    }
}
