//! Documents as people write them.

use super::*;

fn document(text: &str) -> Document {
    parse(Source::new("t.md", text), &Labels::default())
}

type Read = (String, String, Vec<(Role, SlotState, String)>);

/// Each question as its number, title and slots with what was written in them.
fn read(text: &str) -> Vec<Read> {
    let document = document(text);
    let written = |slot: &Slot| slot.span.map_or("", |span| span.of(text)).to_owned();
    let slots = |q: &Question| q.slots.iter().map(|slot| (slot.role, slot.state, written(slot))).collect();
    document.questions.iter().map(|q| (q.number.clone().unwrap_or_default(), q.title.clone(), slots(q))).collect()
}

fn answered(role: Role, text: &str) -> (Role, SlotState, String) {
    (role, SlotState::Answered, text.to_owned())
}

const TRANSCRIPT: &str = "\
# 二面

## 第一部分

### 1. 锁
**面试官**: 请说说锁：
1. 用途
2. 代价

再举个例子。

**候选人回答区域**:
```
锁让人排队
```

---

### 2. 通道
**面试官**: 通道呢？

**候选人回答区域**:

传值用的

---

### 1. 无缓冲

两边都等

### 2. 有缓冲

```go
ch := make(chan int, 1) // 缓冲
```

## 第二部分

### 3. 上下文
**面试官**: 上下文呢？

**候选人回答区域**:
```
[请在此处回答]
```

---

## 面试评价模板

- 深度: [ ] 好 [ ] 不好
";

#[test]
fn a_transcript_keeps_the_headings_of_its_answers() {
    let found = read(TRANSCRIPT);
    let titles: Vec<_> = found.iter().map(|(number, title, _)| (number.as_str(), title.as_str())).collect();
    assert_eq!(titles, [("1", "锁"), ("2", "通道"), ("3", "上下文")]);
    assert_eq!(found[0].2, [answered(Role::Candidate, "锁让人排队")]);
    let second = &found[1].2[0].2;
    assert!(second.starts_with("传值用的\n\n---\n\n### 1. 无缓冲") && second.ends_with("缓冲\n```"), "{second}");
    assert_eq!(found[2].2, [(Role::Candidate, SlotState::Placeholder, String::new())]);
    let document = document(TRANSCRIPT);
    assert_eq!(document.layout, Layout::Transcript);
    assert_eq!(document.problems, []);
}

#[test]
fn a_prompt_has_parts_and_no_label() {
    let document = document(TRANSCRIPT);
    let question = &document.questions[0];
    let prompt: Vec<_> = question.prompt.iter().map(|extract| extract.text.as_str()).collect();
    assert_eq!(prompt, ["请说说锁：", "用途", "代价", "再举个例子。"]);
    let parts: Vec<_> = question.parts.iter().map(|part| (part.text.as_str(), part.span.of(TRANSCRIPT))).collect();
    assert_eq!(parts, [("用途", "1. 用途"), ("代价", "2. 代价")]);
    assert_eq!(question.heading.of(TRANSCRIPT), "### 1. 锁");
}

#[test]
fn passages_know_their_headings() {
    let document = document(TRANSCRIPT);
    let passages = document.questions[1].slots[0].passages(TRANSCRIPT);
    let shown: Vec<_> = passages.iter().map(|p| (&p.kind, p.extract.text.as_str(), p.parent)).collect();
    let go = PassageKind::Code { language: Some("go".into()) };
    let expected = [
        (&PassageKind::Text, "传值用的", None),
        (&PassageKind::Heading, "1. 无缓冲", None),
        (&PassageKind::Text, "两边都等", Some(1)),
        (&PassageKind::Heading, "2. 有缓冲", None),
        (&go, "ch := make(chan int, 1) // 缓冲", Some(3)),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn labels_items_and_column_heads_are_context() {
    let text = "## 总\n**优点**\n- 快\n  - 更快\n\n缺点如下：\n\n- 贵\n\n完\n\n**对比**\n\n| 名 | 义 |\n|---|---|\n| 甲 | 乙 |\n";
    let slot = parse_answer(text);
    let passages = slot.passages(text);
    let shown: Vec<_> = passages.iter().map(|p| (p.extract.text.as_str(), p.parent)).collect();
    let expected = [
        ("总", None),
        ("优点", Some(0)),
        ("快", Some(1)),
        ("更快", Some(2)),
        ("缺点如下：", Some(1)),
        ("贵", Some(4)),
        ("完", Some(1)),
        ("对比", Some(0)),
        ("名", Some(7)),
        ("义", Some(7)),
        ("甲", Some(8)),
        ("乙", Some(9)),
    ];
    assert_eq!(shown, expected);
    assert_eq!(passages[4].kind, PassageKind::Label);
}

#[test]
fn lines_of_a_paragraph_may_name_those_that_follow() {
    let text = "**读**\n先看缓存\n**写**\n先写库\n步骤：\n再删缓存\n";
    let slot = parse_answer(text);
    let shown: Vec<_> = slot.passages(text).iter().map(|p| (p.extract.text.as_str(), p.parent)).collect();
    let expected = [
        ("读", None),
        ("先看缓存", Some(0)),
        ("写", None),
        ("先写库", Some(2)),
        ("步骤：", Some(2)),
        ("再删缓存", Some(4)),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn an_expected_answer_sheet_has_no_candidate() {
    let text = "## 一\n\n### 1. 锁?\n\n**期望回答（开放）:**\n- **用途**: 排队\n\n**期望听到的重点:**\n- 代价\n\n\n### 2. 通道?\n\n**期望回答:**\n- 传值\n";
    assert_eq!(document(text).layout, Layout::ExpectedAnswer);
    let found = read(text);
    assert_eq!(found[0].2, [answered(Role::Reference, "- **用途**: 排队"), answered(Role::Focus, "- 代价")]);
    assert_eq!(found[1].2, [answered(Role::Reference, "- 传值")]);
}

#[test]
fn a_mere_answer_is_the_candidates_where_nothing_else_is() {
    let alone = "## 锁\n\n**答案：** 排队\n\n## 通道\n\n**答案：** 传值\n";
    assert_eq!(read(alone)[1].2, [answered(Role::Candidate, "传值")]);
    assert_eq!(document(alone).layout, Layout::Label);
    let beside = "## 锁\n\n**我的回答**：等\n\n**答案：** 排队\n\n## 通道\n\n**我的回答**：\n\n**答案：** 传值\n";
    assert_eq!(read(beside)[0].2, [answered(Role::Candidate, "等"), answered(Role::Reference, "排队")]);
    assert_eq!(
        read(beside)[1].2,
        [(Role::Candidate, SlotState::Empty, String::new()), answered(Role::Reference, "传值")]
    );
}

#[test]
fn questions_and_answers_may_be_lines() {
    let text = "## 杂\n\nQ1: 锁是什么？\nA: 排队的\n\nQ2：通道呢？\nA: 传值的，**很**好\n接着说\n";
    let found = read(text);
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("Q1", "锁是什么？"));
    assert_eq!(found[0].2, [answered(Role::Candidate, "排队的")]);
    assert_eq!(found[1].2, [answered(Role::Candidate, "传值的，**很**好\n接着说")]);
    assert_eq!(document(text).questions[1].heading.of(text), "Q2：通道呢？");
}

#[test]
fn a_label_in_a_quote_makes_the_quote_the_answer() {
    let text = "### Q1 · 锁\n\n> **你的回答**：排队\n>\n> - 等着\n\n**评价**：短\n\n### Q2 · 通道\n\n> **你的回答**：\n\n**评价**：无\n";
    let document = document(text);
    let first = &document.questions[0];
    assert_eq!((first.number.as_deref(), first.title.as_str()), (Some("Q1"), "锁"));
    let kinds: Vec<_> = first.slots[0].passages(text).iter().map(|passage| &passage.kind).collect();
    assert_eq!(kinds, [&PassageKind::Text, &PassageKind::Item]);
    assert_eq!(first.slots[1].role, Role::Comment);
    assert_eq!(document.questions[1].answer_state(), Some(SlotState::Empty));
}

#[test]
fn common_words_inside_an_answer_open_nothing() {
    let text = "### 1. 锁\n**候选人回答区域**:\n流程：\n\n**反馈**: 计数加一\n\n问题：会饿死\n\n### 2. 通道\n**候选人回答区域**:\n传值\n";
    assert_eq!(read(text)[0].2.len(), 1);
    assert!(read(text)[0].2[0].2.ends_with("会饿死"));
}

#[test]
fn an_unclosed_fence_ends_at_the_next_question() {
    let text = "## 上\n\n### 1. 锁\n**候选人回答区域**:\n```\n排队\n\n---\n\n## 下\n\n### 2. 通道\n**候选人回答区域**:\n```\n传值\n```\n\n### 3. 上下文\n**候选人回答区域**:\n```\n取消\n\n## 面试评价模板\n好\n";
    let found = read(text);
    let answers: Vec<_> = found.iter().map(|(_, title, slots)| (title.as_str(), slots[0].2.as_str())).collect();
    assert_eq!(answers, [("锁", "排队"), ("通道", "传值"), ("上下文", "取消")]);
    let document = document(text);
    let lines: Vec<_> =
        document.problems.iter().filter_map(|p| Some((p.code, document.source.line_at(p.span?.start)))).collect();
    assert_eq!(lines, [("unclosed-fence", 5), ("unclosed-fence", 20)]);
}

#[test]
fn a_question_shown_in_a_fence_is_none() {
    let text = "### 1. 锁\n**我的回答**:\n排队\n\n### 2. 格式\n**我的回答**:\n```md\n### 1. 题\n**我的回答**:\n```\n\n### 3. 通道\n**我的回答**:\n传值\n";
    assert_eq!(read(text).len(), 3);
    assert_eq!(document(text).problems, []);
}

#[test]
fn directives_belong_to_the_question_they_stand_in_or_above() {
    let text = "<!-- anscov: question=go/lock -->\n### 1. 锁\n我的回答：等\n<!-- anscov: ignore cost reason=\"没问\" -->\n\n等着\n\n<!-- anscov: ignore -->\n<!-- x -->\n### 2. 通道\n我的回答：\n\n```\n<!-- anscov: ignore -->\n```\n\n<!-- anscov: skip -->\n";
    let document = document(text);
    let [first, second] = document.questions.as_slice() else { panic!("there are two questions") };
    assert_eq!(first.directives.question.as_ref().map(|(id, _)| id.as_str()), Some("go/lock"));
    assert_eq!(first.directives.ignored_keypoints[0].reason.as_deref(), Some("没问"));
    assert_eq!(first.directives.ignore, None);
    assert_eq!(second.directives.ignore.map(|span| document.source.line_at(span.start)), Some(8));
    let problems: Vec<_> = document.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(problems, ["no-reason", "directive"]);
    assert!(document.problems[1].help.is_some());
}

#[test]
fn a_directive_after_the_last_answer_is_about_no_question() {
    let ignored = |text: &str| {
        let document = document(text);
        let ignored = document.questions.iter().filter(|question| question.directives.ignore.is_some()).count();
        (ignored, document.problems.iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    let said = "<!-- anscov: ignore reason=\"没问\" -->\n";
    let question = "### 1. 锁\n**我的回答**：等\n\n";
    assert_eq!(ignored(&[question, said].concat()), (0, vec!["directive"]));
    assert_eq!(ignored(&[question, said, "<!-- x -->\n"].concat()), (0, vec!["directive"]));
    assert_eq!(ignored(&[question, said, "接着等\n"].concat()), (1, vec![]));
    assert_eq!(ignored(&[question, said, "### 2. 通道\n**我的回答**：传\n"].concat()), (1, vec![]));
    assert_eq!(ignored(&[question, "### 2. 通道\n", said].concat()), (1, vec!["no-label"]), "no answer is above it");
}

#[test]
fn line_ends_and_front_matter_change_nothing() {
    let crlf = format!("---\ntitle: 题\n---\n{TRANSCRIPT}").replace('\n', "\r\n");
    let plain = read(TRANSCRIPT);
    let titles = |found: &[Read]| found.iter().map(|q| q.1.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&read(&crlf)), titles(&plain));
    let lines = |text: &str, skip: usize| {
        let document = document(text);
        let spans = document.questions.iter().filter_map(|question| question.span_of(Role::Candidate));
        let line = |at: usize| document.source.line_at(at) - skip;
        spans.map(|span| (line(span.start), line(span.end - 1))).collect::<Vec<_>>()
    };
    assert_eq!(lines(&crlf, 3), lines(TRANSCRIPT, 0));
}

#[test]
fn ten_thousand_levels_are_read() {
    for deep in
        ["> ".repeat(10_000), "- ".repeat(10_000), "1. ".repeat(10_000), "[".repeat(10_000), "**a ".repeat(10_000)]
    {
        let text = format!("{deep}锁");
        assert!(
            parse_answer(&text).passages(&text).iter().any(|passage| passage.extract.text.contains('锁')),
            "{}",
            deep.get(..4).unwrap_or_default()
        );
    }
}

#[test]
fn nested_items_that_may_be_either_are_named() {
    let text = "1. 锁有什么用？\n   - 为什么排队？\n   - 代价呢？\n   - 抢占\n2. 通道能读吗？\n   - 能读到零值\n   - 会阻塞\n   - 那写呢？\n";
    let doubtful: Vec<_> =
        document(text).problems.into_iter().filter(|problem| problem.code == "unlabelled-item").collect();
    let lines: Vec<_> =
        doubtful.iter().map(|problem| problem.span.expect("it is at an item").of(text).trim()).collect();
    assert_eq!(lines, ["- 抢占", "- 那写呢？"]);
    assert!(document("1. 锁有什么用？\n   - 为什么排队？\n2. 通道？\n   - 追问：抢占\n").problems.is_empty());
}

#[test]
fn headings_of_another_level_may_fill_a_gap_in_the_numbers() {
    let titles = |text: &str| read(text).into_iter().map(|(_, title, _)| title).collect::<Vec<_>>();
    assert_eq!(
        titles("### 1. 锁是什么？\n排队\n\n## 2. 栈是什么？\n增长\n\n### 3. 堆是什么？\n共享\n"),
        ["锁是什么？", "栈是什么？", "堆是什么？"]
    );
    assert_eq!(
        titles("### 1. 锁是什么？\n\n#### 5. 例子\n排队\n\n### 2. 堆是什么？\n共享\n"),
        ["锁是什么？", "堆是什么？"]
    );
}

#[test]
fn what_is_folded_in_an_answer_asks_nothing() {
    let text = "<details>\n<summary>锁是什么？</summary>\n\n排队\n\n### 如何排队\n\n<details>\n<summary>代码呢？</summary>\n\n锁住\n\n</details>\n\n</details>\n\n<details>\n<summary>堆是什么？</summary>\n\n共享\n\n</details>\n";
    assert_eq!(read(text).into_iter().map(|(_, title, _)| title).collect::<Vec<_>>(), ["锁是什么？", "堆是什么？"]);
}

#[test]
fn an_interviewer_who_takes_leave_asks_nothing() {
    let text = "**面试官**：锁是什么？\n\n**候选人**：排队。\n\n**面试官（追问）**：代价呢？\n\n**候选人**：等。\n\n**面试官**：好，今天先到这里。\n\n**候选人**：谢谢。\n";
    let document = document(text);
    let asked: Vec<_> = document.questions.iter().map(|question| (question.title.as_str(), question.parent)).collect();
    assert_eq!(asked, [("锁是什么？", None), ("代价呢？", Some(0))]);
}

#[test]
fn items_of_the_candidate_ask_nothing() {
    let text = "## 慢查询怎么查\n\n**候选人回答**：\n\n- 先看是哪个接口慢\n- 再看有没有走索引\n- 是什么锁在等\n";
    let read = read(text);
    assert_eq!(read.len(), 1, "{read:?}");
    assert_eq!(read[0].1, "慢查询怎么查");
}

#[test]
fn what_is_commented_out_asks_nothing() {
    let titles = |text: &str| read(text).into_iter().map(|(_, title, _)| title).collect::<Vec<_>>();
    let list = "1. 锁是什么？\n   答：排队\n\n<!--\n2. 栈是什么？\n- 堆是什么？\n-->\n\n3. 图是什么？\n   答：点和边\n";
    assert_eq!(titles(list), ["锁是什么？", "图是什么？"]);
    // A comment that a label opens may hold an answer.
    let slots =
        "### 1. 锁是什么？\n\n<!-- 我的回答：\n1. 排队\n-->\n\n### 2. 图是什么？\n\n<!-- 我的回答：\n点和边\n-->\n";
    assert_eq!(titles(slots), ["锁是什么？", "图是什么？"]);
}
