//! What each pattern form holds for, and what not: the table in `docs/RUBRICS.md`, by example.

use anscov::catalogue::{Catalogue, RubricRef};
use anscov::matching::{Flag, Lack, Matchers, Method, Verdict, match_answer, match_statement};
use anscov::parse::parse_answer;
use anscov::rubric::{Lexicon, load_str};

/// What a pattern makes of a text: the verdict, the quotes that prove it with their methods, and why not where it fails.
struct Outcome {
    verdict: Verdict,
    share: u8,
    proof: Vec<(String, Method)>,
    lack: Option<Lack>,
    /// The words that are lacking.
    terms: Vec<String>,
}

fn run(pattern: &str, more: &str, text: &str) -> Outcome {
    let rubric = format!(
        r#"{{"format": 1, "id": "r", "words": {{"fail": ["报错", "失败", "fails"]}}, "lexicon": {{"terms": [["工作窃取", "work stealing"]], "words": [["别的", "其他", "other"]], "narrower": {{"线程": ["内核栈"]}}}},
           "questions": [{{"id": "q", "title": "调度", "keypoints": [{{"id": "k", "point": "某一点", "match": {pattern}{more}}}]}}]}}"#
    );
    let loaded = load_str("r.json", &rubric).unwrap_or_else(|problems| panic!("{problems:?}"));
    let catalogue = Catalogue::new(vec![loaded], Lexicon::default());
    let matchers = Matchers::new(&catalogue);
    let question = catalogue.find("r/q").expect("the question is there");
    let evidence =
        match_statement(parse_answer(text).passages(text), question, &matchers).expect("it is of the catalogue");
    let finding = &evidence.findings[0];
    Outcome {
        verdict: finding.verdict,
        share: finding.share,
        proof: finding.hits.iter().map(|hit| (hit.span.of(text).to_owned(), hit.method)).collect(),
        lack: finding.nearest.as_ref().map(|nearest| nearest.lack),
        terms: finding.nearest.as_ref().map_or_else(Vec::new, |nearest| nearest.terms.clone()),
    }
}

fn verdict(pattern: &str, text: &str) -> Verdict {
    run(pattern, "", text).verdict
}

/// `(pattern, texts it holds for, texts it does not hold for)`.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

const FORMS: &[Case] = &[
    // Phrases: Latin words whole and in any inflection, Han text as it stands, synonyms of it and of terms inside it.
    (
        r#"{"all": ["work stealing", "queue"]}"#,
        &["the queues are balanced by work stealing", "工作窃取看的是别人的 queue", "Work-Stealing 让 queue 均衡"],
        &["the networks stealing the queue", "workstealing of queue"],
    ),
    (
        r#"{"all": ["别的 P", "偷"]}"#,
        &["去别的P那里偷", "到其他 P 那里偷", "从 other P 偷一个来"],
        &["去别的 PM 那里偷", "从全局偷"],
    ),
    (r#"{"all": ["线程", "切换"]}"#, &["线程在切换", "内核栈要切换"], &["协程在切换"]),
    (
        r#"["M … 阻塞", "blocked"]"#,
        &["M 被系统调用阻塞了", "the M is blocked here"],
        &["阻塞了一个 M", "M 在跑。后来才阻塞"],
    ),
    (
        r#"{"all": ["preempt*", "signal"]}"#,
        &["preemption by signals", "preemptible through a signal"],
        &["preview by signals"],
    ),
    // A beginning may be longer than the stem of the word that begins so.
    (
        r#"{"all": ["consisten*", "evacuat*", "retr*"]}"#,
        &["consistency holds while it evacuates and retries", "a consistent evacuation is retried"],
        &[
            "it consists of evacuating, then a retry",
            "consistent evacuees retry",
            "consistent evacuation, then a recall",
        ],
    ),
    (r#"{"all": ["$fail", "重试"]}"#, &["失败了会重试", "it fails, 然后重试"], &["成功了不重试", "会重试"]),
    (r#"["会偷", {"any": ["会抢", "会拿"]}]"#, &["它会抢一个", "它会拿一个"], &["它会等一个"]),
    // Scopes.
    (r#"{"all": ["读锁", "写锁"], "within": "clause"}"#, &["读锁和写锁互斥"], &["读锁可以共享，写锁不行"]),
    (r#"{"all": ["读锁", "写锁"]}"#, &["读锁可以共享，写锁独占"], &["读锁可以共享。写锁独占"]),
    (r#"{"all": ["读锁", "写锁"], "within": 2}"#, &["读锁可以共享。写锁独占"], &["读锁可以共享。这很好。写锁独占"]),
    (
        r#"{"all": ["读锁", "写锁"], "within": "paragraph"}"#,
        &["读锁可以共享。这很好。写锁独占"],
        &["读锁可以共享。\n\n写锁独占"],
    ),
    (r#"{"all": ["读锁", "写锁"], "within": "answer"}"#, &["读锁可以共享。\n\n写锁独占"], &["读锁可以共享"]),
    (r#"{"some": 2, "of": ["令牌", "漏桶", "窗口"]}"#, &["有令牌的做法。\n\n也有按窗口的做法"], &[]),
    // Order, distance, absence.
    (
        r#"{"seq": [["先", "first"], ["查库", "the database"], ["缓存", "the cache"]]}"#,
        &["先查库再写缓存", "first the database, then the cache"],
        &["先写缓存再查库"],
    ),
    (r#"{"near": ["锁", "队列"], "words": 2}"#, &["锁的队列要看"], &["锁是一种很常见的用来保护队列的手段"]),
    (
        r#"{"near": ["lock", "queue"], "words": 2}"#,
        &["the lock of the queue is held"],
        &["the lock is what people use to protect a queue"],
    ),
    (r#"{"all": ["加锁", {"not": "公平"}]}"#, &["加锁就可以"], &["加锁要公平"]),
    (r#"{"seq": ["写", {"not": "日志"}, "内存"]}"#, &["先写到内存里"], &["写日志再改内存"]),
    // Expressions, numbers, code.
    (r#"{"all": [{"regex": "\\bg0?\\b"}, "栈"]}"#, &["在G0的栈上跑", "每个g有自己的栈"], &["在gc的栈上跑"]),
    (
        r#"{"all": [{"number": 61, "unit": ["次", "ticks"]}, "全局"]}"#,
        &["每 61 次看一眼全局", "每六十一次看全局", "每６１次看全局", "every 61 ticks the 全局 one"],
        &["每 60 次看全局", "每 61 毫秒看全局", "每 611 次看全局"],
    ),
    (r#"{"number": 16384}"#, &["一共有 16,384 个", "一共有一万六千三百八十四个"], &["一共有 16383 个"]),
    (
        r#"{"code": "once.Do("}"#,
        &["```go\nonce . Do( f )\n```", "就用 `once.Do(f)` 包一下"],
        &["```go\n// once\nnonce.Do(f)\n```"],
    ),
    (r#"{"code": "wg.Wait()", "lang": "go"}"#, &["```go\nwg.Wait()\n```"], &["```python\nwg.Wait()\n```"]),
    // A phrase with its options.
    (r#"{"all": [{"phrase": "列表", "not_in": ["压缩列表"]}, "编码"]}"#, &["列表的编码"], &["压缩列表的编码"]),
    (
        r#"{"seq": ["抢占", {"all": ["信号", {"not": "轮询"}], "within": "clause"}]}"#,
        &["抢占靠信号，不再轮询", "抢占的时候，发信号，轮询早没了"],
        &["抢占靠信号轮询", "信号来了再抢占"],
    ),
    (r#"{"all": [{"phrase": "lock", "exact": true}, "竞争"]}"#, &["lock 的竞争"], &["locks 的竞争"]),
    (
        r#"{"all": [{"phrase": "verif*", "not_in": ["verify noth*"]}, "签名"]}"#,
        &["verify 签名", "verifies 签名"],
        &["very 签名", "verify nothing of 签名"],
    ),
    (r#"{"all": [{"phrase": "goroutine", "typos": 0}, "轻量"]}"#, &["goroutine 很轻量"], &["groutine 很轻量"]),
    (r#"{"all": [{"phrase": "自旋", "homophones": false}, "一会"]}"#, &["自旋一会"], &["子旋一会"]),
    (r#"{"all": [{"phrase": "加锁", "negation": "require"}, "读"]}"#, &["读不用加锁"], &["读要加锁"]),
    (r#"{"all": [{"phrase": "加锁", "negation": "ignore"}, "读"]}"#, &["读不用加锁", "读要加锁"], &["读一下"]),
];

#[test]
fn every_form_in_both_directions() {
    for (pattern, holding, failing) in FORMS {
        for text in *holding {
            assert_eq!(verdict(pattern, text), Verdict::Covered, "{pattern} holds for {text}");
        }
        for text in *failing {
            assert_ne!(verdict(pattern, text), Verdict::Covered, "{pattern} does not hold for {text}");
        }
    }
}

#[test]
fn contrast_and_correction_leave_what_is_said() {
    for (pattern, holding, failing) in [
        (
            r#"{"all": ["P 的数量", "GOMAXPROCS"]}"#,
            &[
                "GOMAXPROCS 不是线程数，而是 P 的数量",
                "难道 GOMAXPROCS 不就是 P 的数量吗",
                "除了默认值之外，GOMAXPROCS 也决定 P 的数量",
                "GOMAXPROCS 决定 P 的数量而非 M 的",
            ][..],
            &["GOMAXPROCS 不再是 P 的数量", "误以为 GOMAXPROCS 是 P 的数量", "GOMAXPROCS 并不是 P 的数量"][..],
        ),
        (
            r#"{"all": ["readers", "share"]}"#,
            &[
                "readers share the lock rather than copy it",
                "unlike writers, readers share it",
                "not only readers share it",
            ],
            &["readers never share it", "readers copy it instead of sharing it", "without readers sharing it"],
        ),
    ] {
        for text in holding {
            assert_eq!(verdict(pattern, text), Verdict::Covered, "{pattern} holds for {text}");
        }
        for text in failing {
            assert_ne!(verdict(pattern, text), Verdict::Covered, "{pattern} does not hold for {text}");
        }
    }
}

/// Two points about locks.
const LOCK: &str = r#""keypoints": [{"id": "retry", "point": "失败要重试", "match": {"all": ["失败", "重试"]}},
                                 {"id": "owner", "point": "只能由持有者释放", "match": {"all": ["持有者", "释放"]}}]"#;

/// What an answer to a question about locks, with such points, answers instead, where another asks about queues.
fn instead(points: &str, topic: &str, text: &str) -> Option<String> {
    let rubric = format!(
        r#"{{"format": 1, "id": "r", "questions": [
            {{"id": "lock", "title": "锁怎么用", "topics": ["sync/lock"], "about": ["锁"], {points}}},
            {{"id": "queue", "title": "队列怎么用", "topics": ["{topic}"], "about": ["队列", "消费"],
              "keypoints": [{{"id": "ack", "point": "处理完再确认", "match": {{"all": ["处理", "确认"]}}}},
                            {{"id": "order", "point": "同一个键进同一个分区", "match": {{"all": ["键", "分区"]}}}},
                            {{"id": "dead", "point": "失败多次进死信", "match": {{"all": ["失败", "死信"]}}}}]}}]}}"#
    );
    let loaded = load_str("r.json", &rubric).unwrap_or_else(|problems| panic!("{problems:?}"));
    let catalogue = Catalogue::new(vec![loaded], Lexicon::default());
    let matchers = Matchers::new(&catalogue);
    let question = catalogue.find("r/lock").expect("the question is there");
    let evidence =
        match_answer(parse_answer(text).passages(text), question, &matchers).expect("it is of the catalogue");
    assert_eq!(evidence.flags.contains(&Flag::OffTopic), evidence.instead.is_some(), "{text}");
    let earned = evidence.findings.iter().any(|finding| finding.share > 0);
    assert!(evidence.instead.is_none() || !earned, "{text}");
    evidence.instead.map(RubricRef::id)
}

#[test]
fn an_answer_to_a_question_of_another_subject_earns_nothing() {
    let queue = "消费的一方把消息处理完，再向队列确认。同一个键的消息进同一个分区，先后就不会乱。\
                 消费失败了先重试，失败几次还不行就送进死信，由人来看。";
    assert_eq!(instead(LOCK, "message/queue", queue).as_deref(), Some("r/queue"));
    assert_eq!(instead(LOCK, "sync/queue", queue), None, "of the same subject it may well speak");
    let both = "锁拿不到算失败，隔一会儿再重试。锁只能由持有者释放，别人的锁谁都不能动。";
    assert_eq!(instead(LOCK, "message/queue", &format!("{both}{queue}")), None, "it answers its own question too");
    assert_eq!(instead(LOCK, "message/queue", "失败了重试，处理完了再确认，队列才不会乱。"), None, "too short to tell");
    let derived = r#""keypoints": [{"id": "retry", "point": "失败以后隔一会儿再重试"}, {"id": "owner", "point": "消费的进度由锁的持有者记录"},
                                    {"id": "ttl", "point": "消息里带上锁的版本号"}, {"id": "wait", "point": "几次失败以后把锁交出去"}]"#;
    assert_eq!(instead(derived, "message/queue", queue).as_deref(), Some("r/queue"), "likeness is no point made");
    let references = r#""references": ["失败以后隔一会儿再重试", "只能由持有者释放"], "any_reference": true"#;
    assert_eq!(
        instead(references, "message/queue", queue).as_deref(),
        Some("r/queue"),
        "nor is one of several references"
    );
}

/// Whether an answer is told that it makes the claim of `pattern`.
fn claims(pattern: &str, text: &str) -> bool {
    let rubric = format!(
        r#"{{"format": 1, "id": "r", "questions": [{{"id": "q", "title": "锁", "keypoints": [{{"id": "k", "point": "某一点", "match": "某一点"}}],
           "misconceptions": [{{"id": "m", "claim": "错的", "correction": "对的", "match": {pattern}}}]}}]}}"#
    );
    let loaded = load_str("r.json", &rubric).unwrap_or_else(|problems| panic!("{problems:?}"));
    let catalogue = Catalogue::new(vec![loaded], Lexicon::default());
    let matchers = Matchers::new(&catalogue);
    let question = catalogue.find("r/q").expect("the question is there");
    let evidence =
        match_statement(parse_answer(text).passages(text), question, &matchers).expect("it is of the catalogue");
    !evidence.claims.is_empty()
}

#[test]
fn a_claim_is_made_unless_it_is_quoted_denied_or_corrected() {
    let pattern = r#"{"all": [["解锁", "unlock"], ["del", "delete"]], "within": "sentence"}"#;
    for text in [
        "解锁的时候直接 del",
        "先抢锁。解锁用 del，“过期”不用管",
        "\"解锁\" 就是 del，\"过期\" 不用管",
        "To unlock, delete the key.",
    ] {
        assert!(claims(pattern, text), "{text}");
    }
    for text in [
        "“解锁直接 del”——会删掉别人的锁",
        "\"解锁直接 del\"，会删掉别人的锁",
        "三个错误：“先 setnx。解锁直接 del。”都不行",
        "\"Unlock is one delete.\" It is two steps.",
        "很多人以为解锁就是 del",
        "解锁直接 del。这不对，要先比对",
        "解锁不能直接 del",
        "解锁是不是直接 del？",
    ] {
        assert!(!claims(pattern, text), "{text}");
    }
}

#[test]
fn misspelt_words_and_homophones_are_forgiven_and_reported() {
    let outcome = run(r#"{"all": ["goroutine", "自旋"]}"#, "", "Groutine 会先子旋一会");
    assert_eq!(outcome.verdict, Verdict::Covered);
    assert_eq!(outcome.proof, [("Groutine".to_owned(), Method::Typo), ("子旋".to_owned(), Method::Homophone)]);
}

#[test]
fn traditional_and_full_width_text_is_the_same_text() {
    let outcome = run(r#"{"all": ["别的 P", "队列"]}"#, "", "去別的　Ｐ　那裡看隊列");
    assert_eq!(outcome.verdict, Verdict::Covered);
    assert_eq!(outcome.proof[0].0, "別的　Ｐ");
}

#[test]
fn denied_words_contradict() {
    let pattern = r#"{"all": [["别的 P", "other P"], ["偷", "steal"]]}"#;
    for text in ["M 不会去别的 P 那里偷", "it never steals from other Ps"] {
        let outcome = run(pattern, "", text);
        assert_eq!((outcome.verdict, outcome.lack), (Verdict::Contradicted, Some(Lack::Negation)), "{text}");
    }
    assert_eq!(verdict(pattern, "不仅自己的要看，还会去别的 P 那里偷"), Verdict::Covered);
    assert_eq!(verdict(pattern, "如果没有任务，就去别的 P 那里偷"), Verdict::Covered);
    assert_eq!(
        verdict(r#"["不支持跨槽", "cannot span slots"]"#, "事务不支持跨槽的操作"),
        Verdict::Covered,
        "the phrase has its own negation"
    );
}

#[test]
fn naming_is_not_explaining() {
    let pattern = r#"["工作窃取", "自旋"]"#;
    for text in ["GMP、工作窃取、抢占、自旋、sysmon", "## 工作窃取", "- 工作窃取\n- 抢占"] {
        let outcome = run(pattern, "", text);
        assert_eq!((outcome.verdict, outcome.lack), (Verdict::Missing, Some(Lack::MentionOnly)), "{text}");
    }
    assert_eq!(verdict(pattern, "队列空了就靠工作窃取找活"), Verdict::Covered);
    assert_eq!(run(pattern, r#", "depth": "mention""#, "GMP、工作窃取、抢占、自旋、sysmon").verdict, Verdict::Covered);
}

#[test]
fn headings_labels_and_heads_lend_their_words() {
    let pattern = r#"{"all": ["M", "线程"]}"#;
    for text in [
        "### M\n\n- 就是一个线程",
        "**M**\n\n- 内核的线程",
        "- M\n  - 是线程",
        "| 角色 | M |\n|---|---|\n| 是什么 | 系统线程 |",
        "讲讲 M。它就是线程",
    ] {
        assert_eq!(verdict(pattern, text), Verdict::Covered, "{text}");
    }
    assert_ne!(verdict(pattern, "### M 与线程"), Verdict::Covered, "a heading alone says nothing");
    assert_ne!(
        verdict(pattern, "先看一句话：\n\n> M 是线程\n\n说得不清楚"),
        Verdict::Covered,
        "a quotation is not the candidate's word"
    );
}

#[test]
fn partial_patterns_and_shares() {
    let outcome = run(r#"{"all": ["偷", "一半"]}"#, r#", "partial": {"all": ["偷", "P"]}"#, "从 P 那里偷");
    assert_eq!((outcome.verdict, outcome.share, outcome.lack), (Verdict::Partial, 50, Some(Lack::Terms)));
    let outcome = run(r#"{"some": 3, "of": ["令牌", "漏桶", "窗口"]}"#, "", "有令牌的做法，也有按窗口的做法");
    assert_eq!((outcome.verdict, outcome.share), (Verdict::Partial, 66));
}

#[test]
fn the_nearest_miss_says_what_it_lacks() {
    let all = r#"{"all": ["队列", "满"], "within": "clause"}"#;
    assert_eq!(run(all, "", "队列空了").lack, Some(Lack::Terms));
    assert_eq!(run(all, "", "队列在这里，它会满").lack, Some(Lack::Distance));
    assert_eq!(run(r#"{"seq": ["写", "删"]}"#, "", "先删了再写").lack, Some(Lack::Order));
    assert_eq!(run(all, "", "完全是另一件事").lack, None);
}

#[test]
fn what_lacks_is_said_in_words() {
    let terms = |pattern: &str| run(pattern, "", "队列空了").terms;
    assert_eq!(terms(r#"{"all": ["队列", "满", {"any": ["等", "睡"]}]}"#), ["满", "等"]);
    assert_eq!(terms(r#"{"all": ["队列", {"any": [{"regex": "等\\S"}, "睡"]}, {"regex": "\\+ ?1"}]}"#), ["睡"]);
}

#[test]
fn evidence_is_exact_in_markdown() {
    let outcome = run(r#"{"all": ["队列", "A & B"]}"#, "", "先看**队**列，再看 A &amp; B");
    assert_eq!(outcome.verdict, Verdict::Covered);
    assert_eq!(outcome.proof.iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(), ["队**列", "A &amp; B"]);
}
