//! What a template leaves in a place for an answer: `[请在此处回答]`, `Your answer here`, `TODO`.

use crate::text::{WordTable, lower_case};
use regex_lite::Regex;
use std::sync::LazyLock;

/// What a piece of text in an answer amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing: blanks and delimiters.
    Blank,
    /// What the template put there.
    Placeholder,
    /// Somebody's words.
    Words,
}

/// The longest placeholder, in characters.
const LONGEST: usize = 60;

/// Whole texts that are placeholders, folded and without brackets.
static PHRASES: WordTable = WordTable::new(&[
    "...",
    "…",
    "……",
    "。。。",
    "todo",
    "tbd",
    "tba",
    "wip",
    "fixme",
    "n/a",
    "xxx",
    "待补充",
    "待完善",
    "待填写",
    "待回答",
    "待作答",
    "待续",
    "待写",
    "未作答",
    "未回答",
    "暂无",
    "略",
    "空",
    "空白",
    "coming soon",
    "not answered",
    "not answered yet",
    "no answer",
    "no answer yet",
    "left blank",
    "skipped",
    "暂未作答",
    "暂未回答",
    "占位",
    "占位符",
    "填写区",
    "答题区",
    "作答区",
    "回答区",
    "回答区域",
    "你的回答",
    "你的答案",
    "您的回答",
    "您的答案",
    "我的回答",
    "我的答案",
    "your answer",
    "your answer here",
    "my answer",
    "my answer here",
    "answer",
    "answer here",
    "answer goes here",
    "your answer goes here",
    "your response",
    "your response here",
    "your code here",
    "write here",
    "type here",
    "placeholder",
    "to be completed",
    "to be filled in",
    "fill in",
    "fill me in",
    "insert answer here",
    "回答",
    "答案",
    "答",
]);

/// Sentences that ask for an answer, with what they open with, so that few texts are held against them. Each holds for a
/// whole text, its brackets left out.
static REQUESTS: [(WordTable, &str); 6] = [
    (
        WordTable::new(&[
            "这题", "此题", "本题", "答案", "先", "暂", "空着", "待", "占位", "回头", "还没", "没", "未", "稍后",
            "以后",
        ]),
        r"^(?:这题|此题|本题|答案)?(?:先|暂时)?(?:空着|待(?:[^。！？；，]{0,8})?(?:补|写|定|完善|填|回忆|整理|更新|续)|占位|回头[再来]?补|还没[做写想]|没[做写想]|暂缺|暂空|未完成|未写|稍后补|以后补)[^。！？；]{0,12}$",
    ),
    (
        WordTable::new(&["please ", "replace"]),
        r"^(?:please )?replace (?:this|the) [^.!?;]{0,30}(?:answer|response|solution|code|text)[^.!?;]{0,16}$",
    ),
    (
        WordTable::new(&["请", "在", "于", "此", "这里", "这儿", "下方", "下面", "以下", "横线", "空白处", "括号"]),
        r"^(?:请|请您|请你)?(?:在|于)?(?:此处|此|这里|这儿|下方|下面|以下(?:区域|位置)?|横线(?:上|处)|空白处|括号(?:内|中))(?:区域|位置)?(?:填写|填入|回答|作答|输入|写下|写出|写|补充|记录|粘贴|编写|开始)[^。！？；]{0,12}$",
    ),
    (WordTable::new(&["请"]), r"^请(?:您|你)?(?:填写|填入|作答|回答|输入|写下|补充|编写|用自己的话)[^。！？；]{0,16}$"),
    (
        WordTable::new(&[
            "please ", "write", "type", "enter", "insert", "put", "add", "paste", "fill in", "provide", "record",
            "compose",
        ]),
        r"^(?:please )?(?:write|type|enter|insert|put|add|paste|fill in|provide|record|compose) (?:in )?(?:your|the|my|an|a)\b[^.!?;]{0,40}(?:answer|response|solution|code|notes|text|reply|here)\b[^.!?;]{0,16}$",
    ),
    (WordTable::new(&["todo", "tbd", "fixme"]), r"^(?:todo|tbd|fixme)\b[:： -]*(?:[^.!?;。！？；]{0,24})$"),
];

/// What stands in brackets is a placeholder where it says that something comes here.
const BRACKETED: &str =
    r"^请|在此|此处|在这里|填写|作答|待补充|(?:your|answer|response) .*here|(?:write|type|enter|insert|fill)\b";

static FORMS: LazyLock<Vec<Option<Regex>>> =
    LazyLock::new(|| REQUESTS.iter().map(|(_, form)| Regex::new(form).ok()).collect());
static IN_BRACKETS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(BRACKETED).ok());

/// Tells words from placeholders and blanks. In code every character counts that is no blank.
pub(super) fn content(text: &str, code: bool) -> Content {
    let blank = |c: char| is_blank(c) || (!code && is_delimiter(c));
    let said = trim_leaders(text.trim_matches(is_blank), code);
    if !is_long(said.len()) && said.chars().count() <= LONGEST && is_placeholder(said) {
        return Content::Placeholder;
    }
    if text.chars().all(blank) { Content::Blank } else { Content::Words }
}

/// Whether a text of so many bytes is too long to be a placeholder.
pub(super) fn is_long(bytes: usize) -> bool {
    bytes > LONGEST * 4
}

/// Whether a text that opens so may be a placeholder, or one in brackets.
pub(super) fn may_be_placeholder(text: &str) -> bool {
    let inner = unwrapped(text);
    inner.len() < text.len() || PHRASES.opens_in_any_case(inner) || requests(inner).next().is_some()
}

/// The forms of the requests that a text opens like, by their place.
fn requests(text: &str) -> impl Iterator<Item = usize> {
    REQUESTS.iter().zip(0..).filter(|((opening, _), _)| opening.opens_in_any_case(text)).map(|(_, at)| at)
}

fn is_placeholder(text: &str) -> bool {
    if !may_be_placeholder(text) {
        return false;
    }
    let inner = unwrapped(text);
    let bracketed = inner.len() < text.len();
    let folded = lower_case(inner);
    let said = folded.trim_end_matches(['。', '.', '！', '!', ':', '：', '~', '～']).trim();
    let is_phrase = |text: &str| PHRASES.opening(text).any(|phrase| PHRASES.word(phrase) == text);
    (bracketed && IN_BRACKETS.as_ref().is_some_and(|form| form.is_match(&folded)))
        || is_phrase(&folded)
        || is_phrase(said)
        || requests(inner)
            .any(|at: usize| FORMS.get(at).and_then(Option::as_ref).is_some_and(|form| form.is_match(said)))
}

/// The text inside its brackets, quotes and emphasis.
fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 14] = [
        ('[', ']'),
        ('(', ')'),
        ('（', '）'),
        ('【', '】'),
        ('<', '>'),
        ('{', '}'),
        ('「', '」'),
        ('《', '》'),
        ('“', '”'),
        ('"', '"'),
        ('*', '*'),
        ('_', '_'),
        ('`', '`'),
        ('〔', '〕'),
    ];
    let mut inner = text.trim();
    loop {
        let first = inner.chars().next();
        let Some((_, close)) = PAIRS.iter().find(|(open, _)| Some(*open) == first) else { return inner };
        let mut within = inner.chars();
        within.next();
        let Some(next) = within.as_str().strip_suffix(*close) else { return inner };
        inner = next.trim();
    }
}

/// The text of a line comment without what opens it.
fn trim_leaders(text: &str, code: bool) -> &str {
    if !code {
        return text;
    }
    let text = text.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")).unwrap_or(text);
    text.trim_start_matches("//").trim_start_matches("--").trim_start_matches('#').trim()
}

/// White space, also without width: zero-width spaces, joiners, direction marks and no-break spaces.
pub(super) fn is_blank(c: char) -> bool {
    // Letters and Han characters need no closer look.
    if c.is_ascii_graphic() || matches!(c, '\u{3001}'..='\u{3163}' | '\u{3165}'..='\u{fefe}') {
        return false;
    }
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{115f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{feff}')
}

/// Lines and dots to write on.
fn is_delimiter(c: char) -> bool {
    matches!(c, '_' | '-' | '*' | '=' | '~' | '.' | '#' | '>' | '|' | '`' | '—' | '＿' | '…' | '。' | '·' | ':' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_both_languages() {
        let cases = [
            "[请在此处回答]",
            "（请作答）",
            "请在这里填写你的答案",
            "Your answer here",
            "<!-- TODO -->".trim_matches(['<', '!', '-', '>', ' ']),
            "TODO: 补上例子",
            "...",
            "待补充",
            "_Write your answer here._",
            "[面试官将在此记录整体表现]",
            "*(type your answer here)*",
            "[Your Answer Here]",
            "暂无。",
            "……",
        ];
        for text in cases {
            assert_eq!(content(text, false), Content::Placeholder, "{text}");
        }
        assert_eq!(content("// your code here", true), Content::Placeholder);
    }

    #[test]
    fn blanks_have_many_forms() {
        for text in ["", " \t\r\n", "\u{200b}\u{a0}\u{3000}\u{feff}", "____", "---", "> "] {
            assert_eq!(content(text, false), Content::Blank, "{text:?}");
        }
    }

    #[test]
    fn words_are_words() {
        let cases = [
            "不会",
            "答案是 3",
            "请求先进入队列，这里回答慢的会超时。",
            "在此处加锁",
            "[1, 2]",
            "todo lists are kept in memory; the worker drains them",
            "无",
        ];
        for text in cases {
            assert_eq!(content(text, false), Content::Words, "{text}");
        }
        assert_eq!(content("{", true), Content::Words);
    }
}
