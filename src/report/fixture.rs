//! One scored document that the tests of every format show.

use super::compose::report;
use super::view::Report;
use super::{Format, Issue, Look, write};
use crate::bind::{Binding, Bound, ambiguity};
use crate::catalogue::RubricRef;
use crate::matching::{AnswerEvidence, Claim, Evidence, Finding, Flag, Hit, Lack, Method, Nearest, Verdict};
use crate::messages::Language;
use crate::parse::{Directives, Document, IgnoredKeypoint, Layout, Question, QuestionKind, Role, Slot, SlotState};
use crate::problem::Problem;
use crate::rubric::{KeyPoint, Misconception, Pattern, Rubric, Tier};
use crate::score::{PartScore, Score, Scorecard};
use crate::source::{Source, Span};

const TEXT: &str = "\
# 第二轮

### 1. 连接池有什么用，怎么设大小

连接池把建好的连接留着反复用，省下每次握手的时间。
池子满了，新来的请求就等着。
超时不会归还连接。
连接越多越快，所以设得很大。
每隔一会儿发个 ping，坏的就丢掉。

### 2. 重试的风暴

### 3. 幂等键放在哪里

[请在此处回答]

### 4. 说说你家的猫: 100%

它是橘色的，很胖。

### 5. 池

都行。

### 6. 跳过的题
";

/// The rubric that the document is bound to.
pub(super) fn rubric() -> Rubric {
    let question = |id: &str, title: &str| crate::rubric::Question {
        id: id.to_owned(),
        title: title.to_owned(),
        aliases: Vec::new(),
        topics: vec!["net/client".to_owned()],
        level: Some("middle".to_owned()),
        parts: Vec::new(),
        keypoints: Vec::new(),
        references: Vec::new(),
        any_reference: false,
        about: None,
        misconceptions: Vec::new(),
    };
    let keypoint = |id: &str, point: &str, pattern: &str| KeyPoint {
        id: id.to_owned(),
        point: point.to_owned(),
        tier: Tier::Core,
        weight: 1,
        part: None,
        matches: Some(Pattern::Phrase(pattern.to_owned())),
        partial: None,
        depth: crate::rubric::Depth::Explanation,
        hint: None,
        reference: None,
        examples: crate::rubric::KeyPointExamples::default(),
    };
    let mut pool = question("pool", "连接池的作用与大小");
    pool.parts = vec!["作用".to_owned(), "大小".to_owned()];
    pool.keypoints = vec![
        KeyPoint {
            weight: 2, part: Some(1), ..keypoint("reuse", "复用建好的连接，省去握手", "连接 … 复用")
        },
        KeyPoint {
            part: Some(1), ..keypoint("wait", "连接用尽时请求排队，等到超时为止", "排队 … 超时")
        },
        KeyPoint { part: Some(1), ..keypoint("return", "超时的请求也要归还连接", "归还连接") },
        KeyPoint {
            part: Some(2),
            hint: Some("数据库那一头能接多少？".to_owned()),
            ..keypoint("limit", "上限由数据库的最大连接数除以实例数决定，不是凭感觉", "最大连接数")
        },
        KeyPoint { part: Some(2), ..keypoint("idle", "留多少空闲连接", "空闲连接") },
        KeyPoint { tier: Tier::Bonus, ..keypoint("health", "定期探活，剔除坏连接", "探活") },
        KeyPoint { tier: Tier::Bonus, ..keypoint("jitter", "重连时加随机抖动", "抖动") },
    ];
    pool.misconceptions = vec![Misconception {
        id: "more-is-faster".to_owned(),
        claim: "连接数越多越快".to_owned(),
        correction: "超过数据库的并行能力后，更多连接只会增加切换和锁争用".to_owned(),
        matches: Pattern::Phrase("连接越多越快".to_owned()),
        unless: None,
        weight: 1,
        reference: None,
        examples: crate::rubric::MisconceptionExamples::default(),
    }];
    let mut retry = question("retry", "重试风暴");
    retry.keypoints = vec![keypoint("backoff", "指数退避", "指数退避")];
    let mut key = question("idempotency", "幂等键");
    key.keypoints = vec![keypoint("client", "由客户端生成，随请求带上", "客户端生成")];
    Rubric {
        schema: None,
        format: 1,
        id: "net".to_owned(),
        title: "网络".to_owned(),
        words: std::collections::BTreeMap::new(),
        lexicon: crate::rubric::Lexicon::default(),
        questions: vec![pool, retry, key],
    }
}

/// What is wrong with the run as a whole.
pub(super) fn run_issue() -> Issue {
    Issue::new(Problem::error("not-found", "none.md", "there is no such file or folder"), None)
}

/// The reports in a format.
pub(super) fn written(format: Format) -> String {
    looking(format, Look::default())
}

/// The reports in a format for people.
pub(super) fn looking(format: Format, look: Look) -> String {
    let rubric = rubric();
    let mut out = Vec::new();
    write(&mut out, format, look, &mut reports(&rubric), vec![run_issue()]).expect("memory takes it");
    String::from_utf8(out).expect("it is text")
}

/// The reports in a format, in a language.
pub(super) fn in_language(format: Format, language: Language) -> String {
    looking(format, Look { language, ..Look::default() })
}

/// The reports that the formats show.
pub(super) fn reports(rubric: &Rubric) -> impl Iterator<Item = Report<'_>> {
    [report(card(rubric)), report(references(rubric))].into_iter()
}

/// The scored document: a question of every status.
pub(super) fn card(rubric: &Rubric) -> Scorecard<'_> {
    let source = Source::new("笔记/round 2.md", TEXT);
    let ask = |heading: &str, state: Option<SlotState>| Question {
        heading: span(heading),
        number: heading.split(['#', ' ', '.']).find(|part| !part.is_empty()).map(str::to_owned),
        title: heading.split_once(". ").map(|(_, title)| title.to_owned()).unwrap_or_default(),
        prompt: Vec::new(),
        parts: Vec::new(),
        kind: QuestionKind::Question,
        parent: None,
        topic: None,
        slots: state.map(|state| slot(Role::Candidate, state)).into_iter().collect(),
        directives: Directives::default(),
    };
    let mut first = ask("### 1. 连接池有什么用，怎么设大小", Some(SlotState::Answered));
    first.slots[0].span = Some(span("连接池把建好的连接留着反复用，省下每次握手的时间。").join(span("坏的就丢掉。")));
    first.directives.ignored_keypoints =
        vec![IgnoredKeypoint { id: "reuse".to_owned(), reason: None, span: Some(span("# 第二轮")) }];
    let mut last = ask("### 6. 跳过的题", Some(SlotState::Empty));
    last.directives.ignore = Some(span("跳过的题"));
    let questions = vec![
        first,
        ask("### 2. 重试的风暴", Some(SlotState::Empty)),
        ask("### 3. 幂等键放在哪里", Some(SlotState::Placeholder)),
        ask("### 4. 说说你家的猫: 100%", Some(SlotState::Answered)),
        ask("### 5. 池", Some(SlotState::Answered)),
        last,
    ];
    let bound = |at: usize, confidence| Binding {
        rubric: rubric.questions.get(at).map(|question| RubricRef { rubric: &rubric.id, question, place: at }),
        confidence,
        ambiguous: Vec::new(),
    };
    let tie = Binding { ambiguous: vec!["net/pool".to_owned(), "net/retry".to_owned()], ..Binding::default() };
    let bindings = vec![bound(0, 84), bound(1, 100), bound(2, 100), Binding::default(), tie, Binding::default()];
    let answers = vec![Some(pool(rubric)), Some(empty(rubric, 1)), Some(empty(rubric, 2)), None, None, None];
    let pairs = questions.iter().zip(&bindings);
    let problems = pairs.filter_map(|(question, binding)| ambiguity(question, binding, &source.path)).collect();
    let document = Document { source, layout: Layout::Transcript, questions, problems };
    let zero = Score { possible: 100, core: 1, ..Score::default() };
    let scores = vec![Some(pool_score()), Some(zero.clone()), Some(zero), None, None, None];
    Scorecard { evidence: Evidence { bound: Bound { document, bindings }, answers }, scores }
}

/// A document whose only answers are its own.
pub(super) fn references(rubric: &Rubric) -> Scorecard<'_> {
    let mut card = card(rubric);
    let document = &mut card.evidence.bound.document;
    document.source.path = "expected.md".to_owned();
    document.problems.clear();
    for slot in document.questions.iter_mut().flat_map(|question| &mut question.slots) {
        slot.role = Role::Reference;
    }
    card
}

fn pool(rubric: &Rubric) -> AnswerEvidence<'_> {
    let question = &rubric.questions[0];
    let finding = |at: usize, verdict, share, hits: &[(&str, Method, &str)], nearest| {
        let keypoint = &question.keypoints[at];
        let hit =
            |&(words, method, term): &(&str, Method, &str)| Hit { span: span(words), method, term: term.to_owned() };
        Finding {
            id: keypoint.id.clone(),
            point: keypoint.point.clone(),
            tier: keypoint.tier,
            weight: keypoint.weight,
            part: keypoint.part,
            hint: keypoint.hint.clone(),
            verdict,
            share,
            hits: hits.iter().map(hit).collect(),
            nearest,
            ignored: false,
        }
    };
    let near = |sentence: &str, lack, terms: &[&str]| {
        Some(Nearest { span: span(sentence), lack, terms: terms.iter().map(|&term| term.to_owned()).collect() })
    };
    let reuse = [("建好的连接", Method::Exact, "连接"), ("反复用", Method::Synonym, "复用")];
    let findings = vec![
        finding(0, Verdict::Covered, 100, &reuse, None),
        finding(
            1,
            Verdict::Partial,
            50,
            &[("等着", Method::Synonym, "排队")],
            near("池子满了，新来的请求就等着。", Lack::Terms, &["超时"]),
        ),
        finding(
            2,
            Verdict::Contradicted,
            0,
            &[("不会归还连接", Method::Exact, "归还连接")],
            near("超时不会归还连接。", Lack::Negation, &[]),
        ),
        finding(
            3,
            Verdict::Missing,
            0,
            &[],
            near("连接越多越快，所以设得很大。", Lack::Terms, &["最大连接数", "实例数"]),
        ),
        finding(4, Verdict::Missing, 0, &[], None),
        finding(5, Verdict::Covered, 100, &[("坏的就丢掉", Method::Similar, "剔除坏连接")], None),
        finding(6, Verdict::Missing, 0, &[], None),
    ];
    let claims = vec![Claim { misconception: &question.misconceptions[0], span: span("连接越多越快") }];
    AnswerEvidence { question, findings, claims, flags: vec![Flag::VerbatimCopy], instead: None }
}

fn pool_score() -> Score {
    let part = |name: &str, coverage| PartScore { name: name.to_owned(), coverage: Some(coverage) };
    Score {
        coverage: 2500,
        earned: 250,
        possible: 600,
        penalty: 100,
        covered: 1,
        core: 5,
        bonus: 1,
        parts: vec![part("作用", 6250), part("大小", 0)],
    }
}

fn empty(rubric: &Rubric, at: usize) -> AnswerEvidence<'_> {
    let question = &rubric.questions[at];
    let missing = |keypoint: &KeyPoint| Finding {
        id: keypoint.id.clone(),
        point: keypoint.point.clone(),
        tier: keypoint.tier,
        weight: keypoint.weight,
        part: keypoint.part,
        hint: keypoint.hint.clone(),
        verdict: Verdict::Missing,
        share: 0,
        hits: Vec::new(),
        nearest: None,
        ignored: false,
    };
    AnswerEvidence {
        question,
        findings: question.keypoints.iter().map(missing).collect(),
        claims: Vec::new(),
        flags: Vec::new(),
        instead: None,
    }
}

fn slot(role: Role, state: SlotState) -> Slot {
    Slot::bare(role, state)
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}
