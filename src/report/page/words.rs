//! The page's own words, in English and in Chinese. The page holds both, so that its reader can switch.

use super::super::escape::html;
use crate::messages::Language;
use std::fmt::Write as _;

/// A word's name, and what it is in English and in Chinese. In the last few, `{}` stands for a number that the script puts
/// there.
const WORDS: [(&str, &str, &str); 75] = [
    ("title", "Answer coverage", "答案覆盖率"),
    ("skip", "Skip to the questions", "跳到题目"),
    ("overview", "Overview", "概览"),
    ("document", "document", "份文档"),
    ("documents", "documents", "份文档"),
    ("question", "question", "道题"),
    ("questions", "questions", "道题"),
    ("answered", "answered", "已作答"),
    ("not-answered", "not answered", "未作答"),
    ("no-rubric", "no rubric", "没有评分细则"),
    ("ambiguous", "several rubrics fit", "有多份评分细则相符"),
    ("ignored", "ignored", "已忽略"),
    ("misconception", "misconception", "处误解"),
    ("misconceptions", "misconceptions", "处误解"),
    ("mean-coverage", "mean coverage", "平均覆盖率"),
    ("no-coverage", "nothing was graded", "没有可评分的内容"),
    ("spread", "Questions by coverage", "题目按覆盖率的分布"),
    ("points", "Key points", "关键点"),
    ("covered", "covered", "已覆盖"),
    ("partial", "in part", "部分覆盖"),
    ("missing", "missing", "缺失"),
    ("contradicted", "contradicted", "说反了"),
    ("begin", "Where to begin", "从这里开始"),
    ("topics", "Topics by key points", "主题与关键点"),
    ("legend", "How much of each key point was said:", "各关键点说到了多少："),
    ("nothing", "nothing", "没有说到"),
    ("all", "all of it", "全部说到"),
    ("square", "Squares count, circles are bonus points.", "方块计分，圆点是加分项。"),
    ("topic", "Topic", "主题"),
    ("coverage", "Coverage", "覆盖率"),
    ("cells", "Key points by question", "各题的关键点"),
    ("filter", "Filter", "筛选"),
    ("search", "Words, topics, key points", "词、主题、关键点"),
    ("show", "Show", "显示"),
    ("every", "all", "全部"),
    ("weak", "below 40%", "低于 40%"),
    ("middling", "40–79%", "40–79%"),
    ("strong", "80% and above", "80% 及以上"),
    ("with-wrong", "with misconceptions", "有误解"),
    ("unfold", "Unfold all", "全部展开"),
    ("fold", "Fold all", "全部收起"),
    ("none-found", "No question fits the filter.", "没有符合筛选条件的题目。"),
    ("answer", "Answer", "答案"),
    ("verdicts", "Verdicts", "评判"),
    ("bonus", "Bonus points", "加分项"),
    ("wrong", "Misconceptions", "误解"),
    ("said", "said", "原话"),
    ("right", "right", "正确"),
    ("hint", "Hint", "提示"),
    ("lacks", "lacks", "还缺"),
    ("left-out", "The rest of this answer is left out; bytes:", "答案过长，其余部分未列出，字节数："),
    ("sure", "sure", "把握"),
    (
        "bare",
        "The run is large: the answers themselves are left out, so that the page stays below 5 MB. Check fewer files to see them.",
        "本次检查的内容较多：为使页面小于 5 MB，未收入答案原文。请减少文件后再查看。",
    ),
    ("more", "Questions that are left out, so that the page stays below 5 MB:", "为使页面小于 5 MB 而未列出的题目数："),
    ("between", "likely between", "大致在"),
    ("trend", "Trend", "趋势"),
    ("practise", "What to practise next", "接下来练什么"),
    ("reason-weak", "weak", "薄弱"),
    ("reason-never", "never asked", "从未练过"),
    ("missed", "missed", "遗漏"),
    ("most-missed", "Missed most", "最常遗漏的关键点"),
    ("answers", "Answers", "各次作答"),
    ("people", "People", "人员"),
    ("files", "Files", "文件"),
    ("levels", "Levels", "级别"),
    ("weakest", "weakest topic", "最弱的主题"),
    ("due", "When to practise again", "何时复习"),
    ("day", "day", "日期"),
    ("recall", "remembered", "记住的可能"),
    ("leeches", "Missed again and again", "一再遗漏的关键点"),
    ("problems", "Problems", "问题"),
    ("theme", "Theme: {}", "主题：{}"),
    ("theme-names", "system light dark", "跟随系统 浅色 深色"),
    ("language", "中文", "English"),
    ("shown", "{} of {} shown", "显示 {} / {}"),
];

/// The words in the language that a page begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words(Language);

impl Words {
    pub(super) fn new(language: Language) -> Self {
        Self(language)
    }

    /// The language's tag.
    pub(super) fn tag(self) -> &'static str {
        match self.0 {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// A word by itself.
    pub(super) fn plain(self, name: &str) -> &'static str {
        let word = WORDS.iter().find(|(known, ..)| *known == name);
        word.map_or("", |(_, english, chinese)| match self.0 {
            Language::English => english,
            Language::Chinese => chinese,
        })
    }

    /// A word as an element that the page's script can put into the other language.
    pub(super) fn say(self, name: &str) -> String {
        format!("<span data-w=\"{name}\">{}</span>", html(self.plain(name)))
    }

    /// All words as JSON that may stand in a script element.
    pub(super) fn table() -> String {
        let mut table = String::from("{");
        for (name, english, chinese) in WORDS {
            let comma = if table.len() > 1 { "," } else { "" };
            // They are plain words: the test below sees to it that none has to be escaped.
            let _ = write!(table, "{comma}\"{name}\":[\"{english}\",\"{chinese}\"]");
        }
        table + "}"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TEMPLATES: [&str; 9] = [
        include_str!("../../../templates/page/page.html"),
        include_str!("../../../templates/page/head.html"),
        include_str!("../../../templates/page/body.html"),
        include_str!("../../../templates/page/page.js"),
        include_str!("../../../templates/page/top.html"),
        include_str!("../../../templates/page/heat.html"),
        include_str!("../../../templates/page/filter.html"),
        include_str!("../../../templates/page/bottom.html"),
        include_str!("../../../templates/page/profile.html"),
    ];

    /// What stands between `before` and the next quote.
    fn named<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
        text.split(before).skip(1).filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn the_templates_use_words_that_are_there_and_no_word_is_idle() {
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for template in TEMPLATES {
            for before in ["say(\"", "plain(\"", "data-w=\"", "data-label=\"", "word(\""] {
                used.extend(named(template, before).filter(|name| !name.contains('{')));
            }
        }
        used.extend(super::super::KINDS);
        let rust =
            ["not-answered", "no-rubric", "ambiguous", "ignored", "covered", "partial", "missing", "contradicted"];
        used.extend(rust);
        used.extend(["reason-weak", "reason-never", "people", "files", "levels"]);
        let known: BTreeSet<&str> = WORDS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(used, known);
    }

    #[test]
    fn the_table_is_json_that_ends_no_script() {
        let table = Words::table();
        let read: serde_json::Value = serde_json::from_str(&table).expect("it is JSON");
        assert_eq!(read["fold"][1], "全部收起");
        assert!(!table.contains('<'));
        let [english, chinese] = Language::ALL.map(Words::new);
        assert_eq!(
            [english.say("fold"), chinese.say("fold")],
            ["Fold all", "全部收起"].map(|word| format!("<span data-w=\"fold\">{word}</span>"))
        );
        assert_eq!([english.tag(), chinese.tag()], ["en", "zh-CN"]);
    }
}
