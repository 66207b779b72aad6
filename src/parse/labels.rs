//! The words that say whose words follow: `**候选人回答区域**:`, `Reference answer:`.

use super::document::Role;
use crate::text::{WordTable, is_han, lower_case};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The table of labels. [`Labels::default`] is the built-in one; a configuration adds to it.
#[derive(Clone, Debug)]
pub struct Labels {
    entries: FxHashMap<String, Meaning>,
    openings: Openings,
}

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Whose words follow it; none where it opens follow-up questions.
    pub(super) role: Option<Role>,
    /// How far the word alone can be trusted.
    pub(super) trust: Trust,
}

/// How far a label can be trusted to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It says so itself: `我的回答`, `参考答案`.
    Certain,
    /// It is a common word, and only its place or its repetition shows what it is: `答`, `Answer`, `反馈`.
    Common,
    /// It names a speaker (`面试官`), who may speak again in the same question.
    Speaker,
}

/// The built-in labels, in lower case, without notes and numbers.
const BUILT_IN: &[(Role, Trust, &[&str])] = &[
    (
        Role::Candidate,
        Trust::Certain,
        &[
            "候选人回答区域",
            "候选人回答区",
            "候选人回答",
            "候选人答案",
            "候选人作答",
            "应聘者回答",
            "面试者回答",
            "考生作答",
            "考生答案",
            "学生作答",
            "学生答案",
            "学生回答",
            "我的回答",
            "我的答案",
            "我的作答",
            "我的答",
            "我的理解",
            "你的回答",
            "你的答案",
            "你的作答",
            "您的回答",
            "您的答案",
            "请作答",
            "作答",
            "作答区",
            "作答区域",
            "答题区",
            "答题区域",
            "回答区",
            "回答区域",
            "回答内容",
            "自己的回答",
            "自己的答案",
            "个人回答",
            "current answer",
            "your answer",
            "my answer",
            "your response",
            "my response",
            "candidate answer",
            "candidate's answer",
            "candidate response",
            "candidate's response",
            "student answer",
            "student's answer",
            "student response",
            "answer area",
            "answer space",
            "answer here",
            "your answer here",
            "your solution",
            "my solution",
            "我选",
            "我的选择",
            "你的选择",
            "我的选项",
            "my choice",
            "your choice",
            "自答",
            "my notes",
        ],
    ),
    (
        Role::Candidate,
        Trust::Speaker,
        &["候选人", "应聘者", "面试者", "求职者", "我", "candidate", "interviewee", "me"],
    ),
    (
        Role::Candidate,
        Trust::Common,
        &["回答", "答", "答案", "解答", "回复", "answer", "ans", "a", "response", "solution", "反面", "背面", "back"],
    ),
    (
        Role::Reference,
        Trust::Certain,
        &[
            "期望回答",
            "期望答案",
            "期望的回答",
            "参考答案",
            "参考回答",
            "参考解答",
            "参考要点",
            "标准答案",
            "标准回答",
            "标准解答",
            "示例答案",
            "示例回答",
            "范例答案",
            "推荐回答",
            "推荐答案",
            "建议回答",
            "答案解析",
            "参考解析",
            "优秀回答",
            "满分回答",
            "满分答案",
            "高分回答",
            "最佳回答",
            "理想回答",
            "正确答案",
            "expected answer",
            "expected response",
            "reference answer",
            "reference",
            "reference solution",
            "model answer",
            "sample answer",
            "suggested answer",
            "ideal answer",
            "correct answer",
            "standard answer",
            "example answer",
            "answer key",
        ],
    ),
    (Role::Reference, Trust::Common, &["解析", "详解", "explanation"]),
    (
        Role::Focus,
        Trust::Certain,
        &[
            "期望听到的重点",
            "期望听到",
            "期望要点",
            "考察点",
            "考查点",
            "考察要点",
            "考察重点",
            "考点",
            "得分点",
            "评分要点",
            "评分标准",
            "评分点",
            "采分点",
            "回答要点",
            "答题要点",
            "关键得分点",
            "必答点",
            "加分项",
            "key points",
            "key point",
            "scoring points",
            "scoring criteria",
            "grading criteria",
            "what to listen for",
            "points to cover",
            "what we look for",
            "rubric",
            "must mention",
            "must have",
            "must-haves",
            "required points",
            "必须提到",
            "必提点",
            "关键词",
        ],
    ),
    (Role::Focus, Trust::Common, &["要点", "重点", "关键点"]),
    (
        Role::Comment,
        Trust::Certain,
        &[
            "面试官点评",
            "面试官评价",
            "面试官反馈",
            "老师点评",
            "教师点评",
            "教师评语",
            "ai点评",
            "ai 点评",
            "ai评价",
            "点评",
            "评语",
            "批改意见",
            "改进建议",
            "常见误答",
            "常见错误",
            "常见扣分点",
            "易错点",
            "扣分项",
            "common mistakes",
            "common wrong answers",
            "interviewer feedback",
            "interviewer comment",
            "interviewer comments",
            "interviewer's feedback",
            "interviewer notes",
            "reviewer feedback",
            "reviewer comment",
            "grader comment",
            "grader feedback",
        ],
    ),
    (
        Role::Comment,
        Trust::Common,
        &[
            "评价",
            "反馈",
            "评论",
            "得分",
            "分数",
            "总分",
            "自评",
            "备注",
            "score",
            "grade",
            "feedback",
            "comment",
            "comments",
            "evaluation",
        ],
    ),
    (Role::Prompt, Trust::Speaker, &["面试官", "面试官提问", "面试官问", "主考官", "interviewer", "examiner", "hr"]),
    (
        Role::Prompt,
        Trust::Common,
        &[
            "问",
            "问题",
            "题目",
            "题目描述",
            "题面",
            "问题描述",
            "正面",
            "front",
            "题干",
            "提问",
            "q",
            "question",
            "prompt",
        ],
    ),
];

/// Labels after which the candidate is asked about an answer.
const FOLLOW_UPS: &[&str] = &[
    "追问",
    "深入追问",
    "追问方向",
    "追问问题",
    "可能的追问",
    "延伸问题",
    "延伸追问",
    "延伸",
    "衍生问题",
    "扩展问题",
    "拓展问题",
    "进阶问题",
    "相关问题",
    "follow-up",
    "follow-ups",
    "follow up",
    "followup",
    "follow-up question",
    "follow-up questions",
    "follow up questions",
];

/// Headings that open a part of the document which belongs to no question: what they contain is told by what they say,
/// since questions have headings too.
static CLOSING: WordTable = WordTable::new(&[
    "评价模板",
    "面试评价",
    "面试总结",
    "面试结果",
    "总体评价",
    "综合评价",
    "整体评价",
    "总评",
    "评分表",
    "评分汇总",
    "评分模板",
    "附录",
    "参考资料",
    "参考文献",
    "延伸阅读",
    "推荐阅读",
    "interview summary",
    "overall evaluation",
    "overall assessment",
    "evaluation form",
    "evaluation template",
    "scoring sheet",
    "score sheet",
    "appendix",
    "references",
    "further reading",
    "面试评估",
    "阅卷",
    "评分记录",
    "更新记录",
    "更新日志",
    "changelog",
    "交卷前",
    "scorecard",
    "next steps",
    "后续安排",
    "待办",
    "待整理",
    "checklist",
    "to do",
    "todo",
    "打分",
    "作业评价",
    "课后评价",
    "参考链接",
    "学习资源",
    "resources",
    "grading",
    "self-assessment",
    "没来得及",
]);

/// What the headings over a table of contents open with.
static OPENING_CONTENTS: WordTable = WordTable::new(&["目录", "toc", "[toc]", "contents", "table", "导航"]);

/// Headings over a table of contents.
const CONTENTS: &[&str] = &["目录", "toc", "[toc]", "contents", "table of contents", "导航"];

impl Default for Labels {
    fn default() -> Self {
        let mut labels = Self { entries: FxHashMap::default(), openings: Openings::default() };
        for (role, trust, words) in BUILT_IN {
            for word in *words {
                labels.insert((*word).to_owned(), Meaning { role: Some(*role), trust: *trust });
            }
        }
        for word in FOLLOW_UPS {
            labels.insert((*word).to_owned(), Meaning { role: None, trust: Trust::Certain });
        }
        labels
    }
}

impl Labels {
    /// Adds a label for the words of `role`; one that was there changes its role.
    pub fn add(&mut self, role: Role, label: &str) {
        self.insert(folded(label).into_owned(), Meaning { role: Some(role), trust: Trust::Certain });
    }

    fn insert(&mut self, label: String, meaning: Meaning) {
        self.openings.add(&label);
        self.entries.insert(label, meaning);
    }

    /// Whether a label may open `text`; it does not where this is false.
    pub(super) fn may_open(&self, text: &str) -> bool {
        self.openings.may_open(text)
    }

    /// What a label means whose text is `text`, notes, colon and markup left out. A number at its end is part of the
    /// way it is written (`回答 2`, `Q3`).
    pub(super) fn meaning(&self, text: &str) -> Option<Meaning> {
        if !self.may_open(text.trim_start()) {
            return None;
        }
        let text = folded(text);
        self.entries.get(text.as_ref()).or_else(|| self.entries.get(unnumbered(&text))).copied()
    }
}

/// The letters that labels open with, by their classes: one look at the head of a line tells that none stands there.
#[derive(Clone, Debug)]
struct Openings([u64; CLASSES / 64]);

/// How many classes openings fall into: so many that few share theirs with those of labels.
const CLASSES: usize = 8192;

/// How many letters are looked at.
const LETTERS: usize = 3;

impl Default for Openings {
    fn default() -> Self {
        Self([0; CLASSES / 64])
    }
}

impl Openings {
    fn add(&mut self, label: &str) {
        if let Some(class) = class_of(label) {
            self.0[class / 64] |= 1 << (class % 64);
        }
    }

    fn may_open(&self, text: &str) -> bool {
        !text.is_empty() && class_of(text).is_none_or(|class| self.0[class / 64] >> (class % 64) & 1 == 1)
    }
}

/// The class of the letters that `text` opens with, up to what may follow a whole label. `None` where one of them may have
/// several forms in lower case.
fn class_of(text: &str) -> Option<usize> {
    let mut class = 0;
    for c in text.chars().take(LETTERS) {
        match c {
            c if c.is_ascii_alphabetic() => class = class * 31 + usize::from(c.to_ascii_lowercase() as u8),
            c if c.is_ascii() || is_numeral(c) => break,
            c if is_han(c) => class = class * 31 + c as usize,
            _ => return None,
        }
    }
    Some(class % CLASSES)
}

/// Whether a character is one of those that number labels in Chinese.
fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether a heading opens a part that belongs to no question.
pub(super) fn closes(heading: &str) -> bool {
    CLOSING.stands_in_any_case(&single_spaced(heading))
}

/// Whether a line stands over a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：');
    OPENING_CONTENTS.opens_in_any_case(line.trim_start_matches(marks))
        && CONTENTS.contains(&folded(line).trim_matches(marks))
}

/// A label without the number at its end.
pub(super) fn unnumbered(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ') || is_numeral(c))
}

/// Text in lower case with single blanks.
fn folded(text: &str) -> Cow<'_, str> {
    let text = single_spaced(text);
    let small = |c: char| c.is_ascii() && !c.is_ascii_uppercase() || is_han(c);
    if text.chars().all(small) { text } else { Cow::Owned(lower_case(&text)) }
}

/// Text with single blanks between its words; nearly all is so already.
fn single_spaced(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let single = |c: char| {
        let before = std::mem::replace(&mut before, c);
        if c == ' ' { before != ' ' } else { !c.is_whitespace() }
    };
    if text.chars().all(single) && before != ' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_both_languages_have_their_roles() {
        let labels = Labels::default();
        let role = |text: &str| labels.meaning(text).and_then(|m| Some((m.role?, m.trust)));
        assert_eq!(role("候选人回答区域"), Some((Role::Candidate, Trust::Certain)));
        assert_eq!(role("My  Answer"), Some((Role::Candidate, Trust::Certain)));
        assert_eq!(role("期望听到的重点"), Some((Role::Focus, Trust::Certain)));
        assert_eq!(role("Model answer"), Some((Role::Reference, Trust::Certain)));
        assert_eq!(role("A3"), Some((Role::Candidate, Trust::Common)));
        assert_eq!(role("问题二"), Some((Role::Prompt, Trust::Common)));
        assert_eq!(role("锁"), None);
    }

    #[test]
    fn every_built_in_label_is_written_as_it_is_looked_up() {
        let mut seen = std::collections::BTreeSet::new();
        for word in BUILT_IN.iter().flat_map(|(_, _, words)| *words) {
            assert_eq!(folded(word), *word);
            assert!(seen.insert(word), "{word} stands in the table twice");
        }
    }

    #[test]
    fn labels_can_be_added() {
        let mut labels = Labels::default();
        labels.add(Role::Candidate, "我的 Take");
        assert_eq!(labels.meaning("我的 take").map(|m| m.role), Some(Some(Role::Candidate)));
    }

    #[test]
    fn closing_headings_are_told_by_what_they_say() {
        assert!(closes("面试评价模板") && closes("Appendix A") && !closes("总结"));
    }
}
