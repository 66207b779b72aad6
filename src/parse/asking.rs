//! How much a line looks like a question: its mark, its interrogatives, its imperatives, in both languages.

use crate::text::WordTable;
use std::borrow::Cow;

/// How much a line asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asking {
    /// It says something.
    No,
    /// It ends in a noun that is asked for (`…的区别`).
    Noun,
    /// It holds an interrogative or orders somebody to explain.
    Word,
    /// Its first sentence ends in a question mark.
    Mark,
}

/// The longest line, in characters, that asks without a question mark.
const LONGEST: usize = 160;

/// What ends a question.
const MARKS: [char; 3] = ['？', '?', '﹖'];

/// What ends a sentence that is none.
const STOPS: [char; 5] = ['。', '！', '!', '；', ';'];

/// Words that ask wherever they stand, in Chinese.
static INTERROGATIVES: WordTable = WordTable::new(&[
    "什么",
    "怎么",
    "怎样",
    "如何",
    "为何",
    "为啥",
    "为社么",
    "哪些",
    "哪个",
    "哪几",
    "哪种",
    "哪里",
    "哪儿",
    "哪一",
    "几种",
    "几个阶段",
    "多少",
    "多久",
    "多大",
    "是否",
    "还是",
    "有没有",
    "能不能",
    "是不是",
    "会不会",
    "可不可以",
    "要不要",
    "谁",
    "吗",
    "嘛",
    "干嘛",
    "咋",
]);

/// Words that order somebody to answer, at the head of a line.
static IMPERATIVES: WordTable = WordTable::new(&[
    "请",
    "讲讲",
    "讲一",
    "讲下",
    "谈谈",
    "谈一",
    "谈下",
    "说说",
    "说一",
    "说下",
    "说出",
    "聊聊",
    "聊一",
    "介绍",
    "描述",
    "解释",
    "简述",
    "简单",
    "阐述",
    "论述",
    "列举",
    "举例",
    "写一",
    "写个",
    "写出",
    "写下",
    "手写",
    "手撕",
    "手动实现",
    "实现一",
    "设计一",
    "设计并",
    "画出",
    "比较",
    "对比",
    "分析",
    "证明",
    "计算",
    "算法",
    "编程",
    "代码题",
    "场景题",
    "场景：",
    "场景:",
    "智力题",
    "重点介绍",
    "自我介绍",
    "先做",
    "做个自我",
    "用代码",
    "给出",
    "给一",
    "给你一",
    "推导",
    "试述",
    "简要",
    "指出",
    "辨析",
    "总结一",
    "聊",
    "谈",
    "讲",
]);

/// Words that ask at the head of a line or sentence, in English.
const OPENERS: &[&str] = &[
    "what",
    "why",
    "how",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "is",
    "are",
    "was",
    "were",
    "do",
    "does",
    "did",
    "can",
    "could",
    "should",
    "would",
    "will",
    "have",
    "has",
    "explain",
    "describe",
    "compare",
    "contrast",
    "define",
    "discuss",
    "design",
    "implement",
    "write",
    "list",
    "name",
    "give",
    "show",
    "tell",
    "walk",
    "outline",
    "summarize",
    "sketch",
    "derive",
    "prove",
    "state",
    "talk",
    "introduce",
    "complete",
    "rewrite",
    "calculate",
    "identify",
    "justify",
    "evaluate",
    "illustrate",
    "draw",
    "determine",
];

/// What is asked for where a line ends in it.
const NOUNS: &[&str] = &[
    "区别",
    "差别",
    "不同",
    "异同",
    "原理",
    "作用",
    "场景",
    "流程",
    "过程",
    "优缺点",
    "机制",
    "方式",
    "方法",
    "步骤",
    "理解",
    "关系",
    "命令",
    "实现",
    "设计",
    "排查",
    "优化",
    "好处",
    "坏处",
    "缺点",
    "优点",
    "含义",
    "特点",
    "条件",
    "原因",
    "顺序",
    "策略",
    "模型",
    "结构",
    "问题",
];

/// How a sentence opens that tells how to answer rather than answering.
static ADVICE: WordTable = WordTable::new(&[
    "这个问题",
    "这种问题",
    "这个是你",
    "这个一定",
    "这个按",
    "这个地方",
    "这类问题",
    "这题",
    "这道题",
    "这里最好",
    "这里要",
    "注意",
    "要注意",
    "记得",
    "你要",
    "你可以",
    "你记得",
    "你需要",
    "你就",
    "要提前",
    "要准备",
    "先回答",
    "回答的时候",
    "回答具体",
    "回答这",
    "回答时",
    "也就是前面",
    "也就是考察",
    "也就是说",
    "我们后面",
    "后面",
    "后续",
    "最好",
    "千万",
    "一定要",
    "如果你",
    "建议",
    "提示",
    "小提示",
    "面试",
    "答题",
    "考察",
    "强调",
    "tip",
    "hint",
    "note that you",
    "remember to",
    "you should",
    "make sure",
    "be ready to",
    "try to",
    "don't forget",
]);

/// How much `line` asks, its number and markup left out.
pub(super) fn asking(line: &str) -> Asking {
    let plain = plain(line);
    let said = plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '★' | '☆' | '#'));
    let first = said.split_inclusive(|c: char| MARKS.contains(&c) || STOPS.contains(&c)).next().unwrap_or_default();
    if first.ends_with(MARKS) && first.chars().count() > 2 {
        return Asking::Mark;
    }
    if said.ends_with(MARKS) && said.chars().count() > 2 {
        return Asking::Mark;
    }
    if said.chars().take(LONGEST + 1).count() > LONGEST {
        return Asking::No;
    }
    let last = said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '。' | '：' | ':' | '，'));
    if INTERROGATIVES.stands_in(said)
        || IMPERATIVES.opens(said)
        || last.ends_with(['么', '呢'])
        || (opens_in_english(said) && !said.contains(is_han))
    {
        return Asking::Word;
    }
    if last.chars().count() <= 40 && NOUNS.iter().any(|noun| last.ends_with(noun)) { Asking::Noun } else { Asking::No }
}

/// Whether the first word of a line asks, in English.
fn opens_in_english(said: &str) -> bool {
    let letters = said.chars().flat_map(char::to_lowercase).take_while(char::is_ascii_alphabetic);
    let opener: String = letters.take(LONGEST_OPENER + 1).collect();
    let forbids = said.get(.."do not".len()).is_some_and(|head| head.eq_ignore_ascii_case("do not"));
    OPENERS.contains(&opener.as_str()) && !forbids
}

/// The most letters of a word that asks at the head of a line.
const LONGEST_OPENER: usize = 10;

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a sentence tells how to answer rather than answering.
pub(super) fn is_advice(text: &str) -> bool {
    let said = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '>' | '（' | '(' | '，' | ',' | '：' | ':')
    });
    ADVICE.opens_in_any_case(said)
}

/// Where the question at the head of `line` ends and something else follows on the same line: after its last question
/// mark before a sentence that is none, or after a dash. The length of the line where nothing follows.
pub(super) fn end_of_question(line: &str) -> usize {
    let mut end = None;
    let mut code = false;
    for (at, c) in line.char_indices() {
        match c {
            '`' => code = !code,
            _ if code => {}
            c if MARKS.contains(&c) => end = Some(at + c.len_utf8()),
            c if STOPS.contains(&c) && end.is_some() => break,
            _ => {}
        }
    }
    let Some(end) = end else { return line.len() };
    let rest = line.get(end..).unwrap_or_default();
    // What closes the bold or a bracket belongs to the question.
    let closers = rest.len() - rest.trim_start_matches(['*', '_', '」', '”', '"', '★', '☆']).len();
    end + closers
}

/// The line without code, links' targets and tags, which may hold question marks of their own.
fn plain(line: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'`', b'<', b']', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let (mut code, mut tag, mut target) = (false, false, false);
    let mut last = ' ';
    for c in line.chars() {
        match c {
            '`' => code = !code,
            '<' if !code => tag = true,
            '>' if tag => tag = false,
            '(' if last == ']' => target = true,
            ')' if target => target = false,
            _ if code || tag || target => {}
            _ => plain.push(c),
        }
        last = c;
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_ask_in_many_ways() {
        for line in ["锁是什么？", "为什么要两阶段提交？这里要讲清楚", "What is a lock?", "先减库存还是先下单？★★"]
        {
            assert_eq!(asking(line), Asking::Mark, "{line}");
        }
        for line in ["怎么删", "请解释滑动窗口", "手撕：链表反转", "Explain snapshot isolation.", "用 go 多久了"]
        {
            assert_eq!(asking(line), Asking::Word, "{line}");
        }
        assert_eq!(asking("进程线程区别"), Asking::Noun);
        for line in ["锁让人排队。", "`a ? b : c`", "[为什么](http://a/?b)的回答在这。", "Locks queue people."]
        {
            assert_ne!(asking(line), Asking::Mark, "{line}");
        }
        assert_eq!(asking("锁让人排队。"), Asking::No);
        assert_eq!(asking("Do not write below this line."), Asking::No);
    }

    #[test]
    fn an_answer_may_follow_its_question_on_the_line() {
        let rest = |line: &'static str| line.get(end_of_question(line)..).expect("it is a boundary");
        assert_eq!(rest("锁有什么用？排队。真的？"), "排队。真的？");
        assert_eq!(rest("锁有什么用？怎么用？排队"), "排队");
        assert_eq!(rest("**锁有什么用？** 排队"), " 排队");
        assert_eq!(rest("锁的区别"), "");
    }

    #[test]
    fn advice_is_no_answer() {
        assert!(is_advice("这个问题要结合项目") && is_advice(" 注意：别背") && is_advice("Tip: draw first"));
        assert!(!is_advice("核心是排队"));
    }
}
