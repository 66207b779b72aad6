//! The units that questions are compared by, with each other and with answers, and what each weighs.

use rustc_hash::FxHashSet;

use crate::text::{WordTable, is_function_character, is_function_word, is_han, is_word};

/// What wordings say, each of them stemmed: stems of Latin words and pairs of Han characters, words of mere grammar and of
/// asking left out.
pub(crate) fn units<'s>(stemmed: impl IntoIterator<Item = &'s String>) -> FxHashSet<&'s str> {
    let mut out = FxHashSet::default();
    for wording in stemmed {
        let words = wording.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && !is_function_word(word));
        out.extend(words);
        let mut start = 0;
        for (at, word) in ASKING.found_in(wording) {
            out.extend(wording.get(start..at).into_iter().flat_map(pairs));
            start = at + ASKING.word(word).len();
        }
        out.extend(wording.get(start..).into_iter().flat_map(pairs));
    }
    out
}

/// The pairs of neighbouring Han characters, and those that stand alone.
fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !is_han(c) || is_function_character(c)).filter(|run| !run.is_empty());
    runs.flat_map(|run| {
        // Each pair begins where the one before has its second character.
        let starts = run.char_indices().map(|(at, _)| at);
        let ends = starts.clone().skip(2).chain([run.len()]);
        starts.zip(ends).filter_map(|(start, end)| run.get(start..end))
    })
}

/// Whether a wording is in Chinese, whatever names it has in it.
pub(crate) fn in_chinese(wording: &str) -> bool {
    wording.chars().any(is_han)
}

/// Whether a unit is the name of a thing where it stands in Chinese: a Latin word, or a number.
pub(crate) fn is_name(unit: &str) -> bool {
    !unit.chars().all(is_han)
}

/// What a unit weighs that stands in the wordings of `spread` of so many questions, in hundredths of what a pair of
/// characters weighs that stands in one or none: the more share it, the less (inverse document frequency). One that says
/// little of what is asked weighs little, a word more than a pair of characters, and one character less.
pub(crate) fn weight(unit: &str, spread: u32, questions: usize) -> u32 {
    // A number that no question has tells how much of something, or which point of a list this is.
    if SLIGHT.contains(&unit) || spread == 0 && unit.bytes().all(|byte| byte.is_ascii_digit()) {
        return 15;
    }
    let mut characters = unit.chars();
    let most = match (characters.next(), characters.next()) {
        (Some(one), None) if is_han(one) => 60.0,
        _ if is_name(unit) => 160.0,
        _ => 100.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "rubrics are few")]
    let (spread, questions) = (f64::from(spread), questions as f64);
    let rarity = ((questions + 1.0) / (spread + 0.5)).ln() / (questions + 1.0).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a few hundred")]
    let weight = (most * rarity).round().clamp(1.0, 1000.0) as u32;
    weight
}

/// Words that ask, and belong to no term: nothing is paired across them.
static ASKING: WordTable = WordTable::new(&[
    "情况下",
    "为什么",
    "为啥",
    "什么",
    "啥",
    "怎么样",
    "怎么办",
    "怎么",
    "怎样",
    "如何",
    "为何",
    "哪些",
    "哪个",
    "哪几",
    "哪种",
    "哪里",
    "哪",
    "几种",
    "请问",
    "请你",
    "请您",
    "解释",
    "介绍",
    "说说",
    "讲讲",
    "谈谈",
    "聊聊",
    "聊",
    "说",
    "讲",
    "谈",
    "详细",
    "具体",
    "简单",
    "一下",
    "你们",
    "我们",
    "他们",
    "你",
    "我",
    "他",
    "您",
    "吗",
    "呢",
    "吧",
    "嘛",
    "一个",
    "一种",
    "一些",
    "多少",
    "多久",
    "么",
    "究竟",
    "到底",
    "根本",
    "最近",
    "觉得",
    "应该",
    "该",
    "一般",
    "通常",
    "平时",
    "分别",
    "知道",
    "了解",
    "认识",
]);

/// Words that tell what kind of answer is wanted rather than what is asked about.
const SLIGHT: &[&str] = &[
    "描述",
    "简述",
    "实现",
    "原理",
    "区别",
    "问题",
    "理解",
    "原因",
    "差别",
    "不同",
    "作用",
    "情况",
    "explain",
    "describ",
    "what",
    "how",
    "whi",
    "principl",
    "implement",
    "detail",
    "differ",
    "between",
    "tell",
    "talk",
    "mean",
];
