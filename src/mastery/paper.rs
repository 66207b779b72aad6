//! What is kept of a graded document: enough to measure by, and nothing of its text.

use crate::matching::{AnswerEvidence, Verdict};
use crate::parse::{Question, front_matter};
use crate::score::{Content, Score, Scorecard, Status, content_of, status_of};
use crate::source::{Source, Span};
use crate::text::{FNV_BASIS, fnv};
use serde::{Deserialize, Serialize};

/// A graded document. Caches and run logs hold papers, so that whatever is added to one needs a new version of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The document's path.
    pub path: String,
    /// Who wrote it, as its front matter says.
    pub author: Option<String>,
    /// The questions that the candidate had to answer, in the order of the file.
    pub attempts: Vec<Attempt>,
}

/// What became of a question in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The full id of the rubric's question, `rubric/question`; `None` where no rubric fits.
    pub question: Option<String>,
    /// The line it begins at, from 1.
    pub line: usize,
    /// What became of it.
    pub status: Status,
    /// In hundredths of a percent; `None` where it has no score.
    pub coverage: Option<u32>,
    /// What tells the words of its answer from others; `None` where there are none.
    pub answer: Option<String>,
    /// The verdicts on its key points, in the rubric's order, those left out that are not asked.
    pub points: Vec<PointResult>,
    /// The ids of the misconceptions found.
    pub misconceptions: Vec<String>,
}

/// The verdict on a key point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointResult {
    /// Its id.
    pub id: String,
    /// Whether the answer says it.
    pub verdict: Verdict,
    /// How much of it is credited, in hundredths.
    pub share: u8,
}

/// The keys of front matter that say who wrote a document, the surest first.
const AUTHOR_KEYS: [&str; 5] = ["author", "姓名", "name", "作者", "candidate"];

/// What is kept of a graded document; `None` where it has no place for a candidate's answers.
#[must_use]
pub fn paper(card: &Scorecard<'_>) -> Option<Paper> {
    let bound = &card.evidence.bound;
    let document = &bound.document;
    if content_of(&document.questions) != Content::Answers {
        return None;
    }
    let results = bound.bindings.iter().zip(&card.evidence.answers).zip(&card.scores);
    let asked = document.questions.iter().zip(results).filter(|(question, _)| question.asks_candidate());
    let attempts = asked.map(|(question, ((binding, answer), score))| {
        let id = binding.rubric.map(crate::catalogue::RubricRef::id);
        attempt(question, id, answer.as_ref(), score.as_ref(), &document.source)
    });
    let path = document.source.path.clone();
    Some(Paper { path, author: author(&document.source.text), attempts: attempts.collect() })
}

fn attempt(
    question: &Question,
    id: Option<String>,
    answer: Option<&AnswerEvidence<'_>>,
    score: Option<&Score>,
    source: &Source,
) -> Attempt {
    let findings = answer.map(|answer| answer.findings.as_slice()).unwrap_or_default();
    let points = findings.iter().filter(|finding| !finding.ignored).map(|finding| PointResult {
        id: finding.id.clone(),
        verdict: finding.verdict,
        share: finding.share,
    });
    let claims = answer.map(|answer| answer.claims.as_slice()).unwrap_or_default();
    let status = status_of(question, id.is_some());
    Attempt {
        question: id,
        line: source.line_at(question.heading.start),
        status,
        coverage: score.map(|score| score.coverage),
        answer: (status == Status::Answered).then(|| words(question, source)),
        points: points.collect(),
        misconceptions: claims.iter().map(|claim| claim.misconception.id.clone()).collect(),
    }
}

/// The name of an answer's words: blanks at its ends and the question around it do not change it.
fn words(question: &Question, source: &Source) -> String {
    let spans = question.answers().filter_map(|slot| slot.span);
    let hash = spans.fold(FNV_BASIS, |hash, span: Span| fnv(hash, span.of(&source.text).as_bytes()));
    // Half of it tells the few answers to a question apart, and the log stays short.
    format!("{:016x}", hash >> 64)
}

/// Who wrote a document, as its front matter says.
fn author(text: &str) -> Option<String> {
    let lines: Vec<(&str, &str)> = front_matter(text).lines().filter_map(|line| line.split_once(':')).collect();
    AUTHOR_KEYS.into_iter().find_map(|wanted| {
        let (_, value) = lines.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
        let name = value.trim().trim_matches(['"', '\'']).trim();
        (!name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_it_stands_in_the_front_matter() {
        let named = |text: &str| author(text);
        assert_eq!(named("---\ntitle: a\nname: Bo\nauthor: \"Li Lei\"\n---\n# b").as_deref(), Some("Li Lei"));
        assert_eq!(named("---\n姓名: 李雷\n---\n").as_deref(), Some("李雷"));
        assert_eq!(named("---\nauthor:\n---\n"), None);
        assert_eq!(named("author: Bo\n"), None);
    }
}
