//! Copies of the sample sheet, whole and damaged.

use super::super::{SlotState, parse};
use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

const SHEET: &str = include_str!("../../../samples/interview.md");

/// The sample as it was given out: what its answers say taken away again.
fn blank() -> String {
    let own = parse(Source::new("sheet.md", SHEET), &Labels::default());
    let mut blank = SHEET.to_owned();
    for question in own.questions.iter().rev() {
        if let Some(span) = question.span_of(Role::Candidate) {
            blank.replace_range(span.start..span.end, "");
        }
    }
    blank
}

fn read(copy: &str) -> Document {
    let labels = Labels::default();
    let template = Template::new(parse(Source::new("sheet.md", blank()), &labels));
    assert_eq!(template.questions(), 7);
    parse_copy(Source::new("copy.md", copy), &template, &labels)
}

/// The state of each question, and the first and last line of its answer.
fn answers(document: &Document) -> Vec<(SlotState, String, String)> {
    let text = &document.source.text;
    let of = |question: &Question| {
        let said = question.span_of(Role::Candidate).map_or("", |span| span.of(text));
        let line = |line: Option<&str>| line.unwrap_or_default().trim().to_owned();
        let state = question.answer_state().expect("it has a slot");
        (state, line(said.lines().next()), line(said.lines().last()))
    };
    document.questions.iter().map(of).collect()
}

#[test]
fn a_copy_reads_as_it_does_by_its_own_layout() {
    let document = read(SHEET);
    assert_eq!(document.problems, []);
    let own = parse(Source::new("copy.md", SHEET), &Labels::default());
    assert_eq!(answers(&document), answers(&own));
    let bound = |document: &Document| document.questions[3].directives.question.clone();
    assert_eq!(bound(&document), bound(&own));
    assert_eq!(document.questions[0].title, own.questions[0].title);
}

#[test]
fn deleted_labels_and_fences_do_not_matter() {
    let own = answers(&parse(Source::new("copy.md", SHEET), &Labels::default()));
    let without = |gone: &dyn Fn(&str) -> bool| {
        let kept: Vec<&str> = SHEET.lines().filter(|line| !gone(line)).collect();
        answers(&read(&kept.join("\r\n")))
    };
    let is_label = |line: &str| line.starts_with("**候选人回答区域**");
    let is_fence = |line: &str| line.trim() == "```";
    let is_marker = |line: &str| line.starts_with("---");
    assert_eq!(without(&is_label), own);
    let states = |answers: &[(SlotState, String, String)]| answers.iter().map(|a| a.0).collect::<Vec<_>>();
    let bare = without(&|line| is_label(line) || is_marker(line));
    assert_eq!(bare, own);
    // Without any fence the code of the second answer runs to the end of its slot.
    assert_eq!(states(&without(&|line| is_label(line) || is_fence(line))), states(&own));
    assert_eq!(without(&|line| is_label(line) || is_fence(line))[0], own[0]);
}

#[test]
fn half_a_fence_is_no_fence() {
    let own = answers(&read(SHEET));
    let opening = SHEET.replacen("：\n```\nG 就是", "：\nG 就是", 1);
    let closing = SHEET.replacen("没有看过。\n```\n", "没有看过。\n", 1);
    for damaged in [opening, closing] {
        assert_ne!(damaged, SHEET);
        assert_eq!(answers(&read(&damaged)), own);
    }
}

#[test]
fn edited_lines_are_no_answers() {
    let edited = SHEET
        .replace("**候选人回答区域**：", "**我的回答**：")
        .replace("[请在此处回答]", "[请在这里作答]")
        .replace("### 5. MySQL：索引、执行计划与多版本", "## 5 MySQL：索引、执行计划与多版本")
        .replace("请动手写一段能编译的代码，然后回答原理", "动手写能编译的代码，再回答原理");
    let document = read(&edited);
    assert_eq!(answers(&document), answers(&read(SHEET)));
    assert_eq!(document.problems, []);
}

#[test]
fn a_lost_question_is_a_problem_and_empty() {
    let (from, to) = (SHEET.find("### 7. ").expect("it is there"), SHEET.find("## 评分").expect("it is there"));
    let mut copy = SHEET.to_owned();
    copy.replace_range(from..to, "");
    let document = read(&copy);
    let codes: Vec<_> = document.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["lost-question"]);
    let help = document.problems[0].advised();
    assert!(help.starts_with("it stands at sheet.md:"), "{help}");
    assert_eq!(answers(&document)[6].0, SlotState::Empty);
    assert_eq!(answers(&document)[..6], answers(&read(SHEET))[..6]);
}

#[test]
fn another_file_is_no_copy() {
    for other in ["", "# 别的\n\n答：随便写写\n", "```\n```\n---\n"] {
        let document = read(other);
        assert!(document.questions.is_empty());
        assert_eq!(document.problems[0].code, "not-a-copy");
    }
}

#[test]
fn a_question_without_a_place_takes_what_is_put_in_under_it() {
    let labels = Labels::default();
    let sheet = "## 1. 锁\n说说自旋。\n\n**参考答案**：\n先转几圈\n\n## 2. 通道\n**参考答案**：\n传值\n";
    let template = Template::new(parse(Source::new("sheet.md", sheet), &labels));
    let copy = sheet.replace("自旋。\n", "自旋。\n\n空转着等\n");
    let document = parse_copy(Source::new("copy.md", copy), &template, &labels);
    let said: Vec<_> = answers(&document).into_iter().map(|(state, first, _)| (state, first)).collect();
    assert_eq!(said, [(SlotState::Answered, "空转着等".to_owned()), (SlotState::Empty, String::new())]);
    let reference = document.questions[0].span_of(Role::Reference).expect("it is there still");
    assert_eq!(reference.of(&document.source.text), "先转几圈");
}

#[test]
fn an_answer_may_go_on_in_the_line_of_its_label() {
    let sheet = "## 1. 锁\n我的回答：\n\n## 2. 通道\n我的回答：\n";
    let labels = Labels::default();
    let template = Template::new(parse(Source::new("sheet.md", sheet), &labels));
    let copy = "## 1. 锁\n我的回答：互斥\n而已\n## 2. 通道\n\n传值用\n";
    let document = parse_copy(Source::new("copy.md", copy), &template, &labels);
    let said: Vec<_> = answers(&document).into_iter().map(|(_, first, last)| (first, last)).collect();
    assert_eq!(said, [("互斥", "而已"), ("传值用", "传值用")].map(|(a, b)| (a.to_owned(), b.to_owned())));
}

proptest! {
    #[test]
    fn any_copy_gives_a_reading(edits in vec((0_usize..250, prop::sample::select(EDITS.as_slice())), 0..60)) {
        let mut lines: Vec<&str> = SHEET.lines().collect();
        for (at, edit) in edits {
            let at = at % (lines.len() + 1);
            match edit {
                "" if at < lines.len() => drop(lines.remove(at)),
                edit => lines.insert(at, edit),
            }
        }
        let copy = lines.join("\n");
        let document = read(&copy);
        let mut end = 0;
        for question in &document.questions {
            prop_assert!(copy.get(question.heading.start..question.heading.end).is_some());
            for span in question.slots.iter().flat_map(|slot| slot.span.into_iter().chain(slot.label)) {
                prop_assert!(copy.get(span.start..span.end).is_some());
            }
            if let Some(span) = question.span_of(Role::Candidate) {
                prop_assert!(span.start >= end, "answers of two questions overlap");
                end = span.end;
            }
        }
    }
}

/// What people do to a sheet: they delete a line, or put one in.
const EDITS: [&str; 8] =
    ["", "", "```", "---", "**候选人回答区域**：", "### 5. MySQL：索引、执行计划与多版本", "我觉得是锁", "<!--"];

#[test]
fn spans_lie_in_the_copy() {
    let document = read(SHEET);
    for question in &document.questions {
        let prompts = question.prompt.iter().map(Extract::span);
        let slots = question.slots.iter().flat_map(|slot| slot.span.into_iter().chain(slot.label));
        for span in prompts.chain(slots).chain([question.heading]) {
            assert!(SHEET.get(span.start..span.end).is_some(), "{span:?}");
        }
    }
    assert_eq!(document.questions[1].heading.of(SHEET), "### 2. 用 sync 写一个小程序，再谈锁");
}
