//! A small set of rubrics, and papers that ask its questions.

use super::day::Day;
use super::paper::{Attempt, Paper, PointResult};
use super::past::Past;
use super::profile::Sitting;
use crate::catalogue::Catalogue;
use crate::matching::Verdict;
use crate::rubric::{Lexicon, load_str};
use crate::score::Status;

const RUBRIC: &str = r#"{"format": 1, "id": "net", "questions": [
    {"id": "pool", "title": "连接池", "topics": ["net/client"], "level": "senior", "keypoints": [
        {"id": "reuse", "point": "复用连接", "weight": 3, "hint": "连接用完之后呢？"},
        {"id": "limit", "point": "限制个数", "hint": "最多几个？"},
        {"id": "jitter", "point": "随机抖动", "tier": "bonus"}],
     "misconceptions": [{"id": "faster", "claim": "连接越多越快", "correction": "不是越多越快", "match": "越多越快"}]},
    {"id": "retry", "title": "重试", "topics": ["net/client/retry", "net/load"], "level": "junior",
     "keypoints": [{"id": "backoff", "point": "指数退避"}]},
    {"id": "timeout", "title": "超时", "topics": ["net/client"], "references": ["连接超时。读超时。"]},
    {"id": "dns", "title": "域名", "topics": ["net-dns"], "keypoints": [{"id": "cache", "point": "缓存"}]}]}"#;

/// The questions `net/pool`, `net/retry`, `net/timeout` and `net/dns`.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new(vec![load_str("net.json", RUBRIC).expect("it is a rubric")], Lexicon::default())
}

/// An answer to `net/pool` whose words go by `answer`: it covers, misses or denies reuse, and misses the limit.
pub(crate) fn pool(answer: &str, reuse: Verdict) -> Attempt {
    let share = if reuse == Verdict::Covered { 100 } else { 0 };
    let point = |id: &str, verdict, share| PointResult { id: id.to_owned(), verdict, share };
    Attempt {
        question: Some("net/pool".to_owned()),
        line: 3,
        status: Status::Answered,
        coverage: Some(u32::from(share) * 75),
        answer: Some(answer.to_owned()),
        points: vec![
            point("reuse", reuse, share),
            point("limit", Verdict::Missing, 0),
            point("jitter", Verdict::Missing, 0),
        ],
        misconceptions: if share == 0 { vec!["faster".to_owned()] } else { Vec::new() },
    }
}

/// `net/retry` left empty.
pub(crate) fn retry() -> Attempt {
    let points = vec![PointResult { id: "backoff".to_owned(), verdict: Verdict::Missing, share: 0 }];
    Attempt {
        question: Some("net/retry".to_owned()),
        line: 9,
        status: Status::Empty,
        coverage: Some(0),
        answer: None,
        points,
        misconceptions: Vec::new(),
    }
}

/// A question that no rubric fits.
pub(crate) fn unmatched() -> Attempt {
    Attempt { question: None, status: Status::Unmatched, coverage: None, points: Vec::new(), ..retry() }
}

/// A paper of these attempts.
pub(crate) fn paper(path: &str, attempts: Vec<Attempt>) -> Paper {
    Paper { path: path.to_owned(), author: None, attempts }
}

/// Papers, each by the person that its path names.
pub(crate) fn sittings(papers: &[Paper]) -> Vec<Sitting<'_>> {
    let sitting = |paper| Sitting { person: super::person(None, &Paper::clone(paper).path, 1), paper };
    papers.iter().map(sitting).collect()
}

/// A past in which each paper stood alone, on these days.
pub(crate) fn past(papers: Vec<(&str, Paper)>) -> Past {
    let mut past = Past { of: papers.len(), ..Past::default() };
    for (at, (day, paper)) in papers.into_iter().enumerate() {
        past.add(&format!("run {}", at + 1), Day::parse(day), [paper]);
    }
    past
}
