//! A document with its reading marked in the margin, so that a person sees what was taken for what.

mod margin;

use super::layout::{Look, Palette, fit, listed, width};
use super::list::{reading, state_id};
use super::named;
use crate::bind::{Binding, Bound};
use crate::messages::{Language, Message, words};
use crate::parse::{Question, QuestionKind};
use crate::problem::{Problem, Severity};
use crate::source::Source;
use anstyle::Style;
use margin::{LOOKS, Mark, marks};
use std::io::{self, Write};

/// The fewest columns that a question's line keeps when its state stands beside it.
const LEAST_TEXT: usize = 24;

/// What a tab is shown as.
const TAB: &str = "    ";

/// Writes a document line by line: its number, what it was taken for, its text; beside the line of a question the state
/// of its answer and the rubric it is bound to, and under a line what is wrong with its reading.
///
/// # Errors
///
/// Only those of `out`.
pub fn show(out: &mut dyn Write, look: Look, bound: &Bound<'_>) -> io::Result<()> {
    let document = &bound.document;
    let source = &document.source;
    let Palette { strong, dim, .. } = Palette::new(look.coloured);
    let reading = reading(look.language, document.layout, document.questions.len());
    writeln!(out, "{strong}{}{strong:#}  {reading}", source.path)?;

    let marks = marks(source, &document.questions);
    let mut headings = document.questions.iter().zip(&bound.bindings).peekable();
    let mut problems = in_order(&document.problems).into_iter().peekable();
    let digits = marks.len().to_string().len();
    for (line, mark) in (1..).zip(&marks) {
        let text = shown(source.line(line));
        let (letter, style) = letter(*mark, look.coloured, &text);
        write!(out, "{dim}{line:digits$}{dim:#} {style}{letter} │{style:#}")?;
        // Two questions may begin on one line, as in a table.
        let mut beside = String::new();
        while let Some((question, binding)) =
            headings.next_if(|(question, _)| source.line_at(question.heading.start) <= line)
        {
            let said = said_of(question, binding, &document.questions, source, look.language);
            beside = format!("{beside}  ← {said}");
        }
        let room = look.width.map_or(usize::MAX, |columns| columns.saturating_sub(digits + 5));
        let text = fit(&text, room.saturating_sub(width(&beside)).max(LEAST_TEXT.min(room)));
        let beside = fit(&beside, room.saturating_sub(width(&text)));
        let gap = if text.is_empty() && beside.is_empty() { "" } else { " " };
        let aside = if beside.is_empty() { Style::new() } else { dim };
        writeln!(out, "{gap}{style}{text}{style:#}{aside}{beside}{aside:#}")?;
        while let Some(problem) = problems.next_if(|(at, _)| source.line_at(*at) <= line) {
            wrong(out, look, digits, problem.1)?;
        }
    }
    legend(out, look, &marks)?;
    writeln!(out)
}

/// The letter of a line and its colour. A blank line keeps the bar alone.
fn letter(mark: Mark, coloured: bool, text: &str) -> (char, Style) {
    let found = LOOKS.iter().find(|(of, ..)| *of == mark);
    let style = found.filter(|_| coloured).map_or(Style::new(), |(.., style)| *style);
    match found {
        Some((_, letter, ..)) if !text.trim().is_empty() => (*letter, style),
        _ => (' ', style),
    }
}

/// The state of a question's answer and its binding.
fn said_of(
    question: &Question,
    binding: &Binding<'_>,
    all: &[Question],
    source: &Source,
    language: Language,
) -> String {
    let state = match (question.kind, question.answer_state()) {
        _ if question.directives.ignore.is_some() => "state-ignored",
        (QuestionKind::Reverse, _) => "state-reverse",
        (_, state) => state.map_or("show-no-place", state_id),
    };
    let follows = question.parent.and_then(|parent| all.get(parent));
    let rubric = match binding.rubric {
        Some(rubric) => Message::foreign(format!("{} {}%", rubric.id(), binding.confidence)),
        None if binding.ambiguous.is_empty() => Message::new("show-no-rubric"),
        None => Message::new("rubrics-ambiguous").with("rubrics", listed(language, &binding.ambiguous)),
    };
    let state = Message::new(state);
    let said = match follows.map(|parent| source.line_at(parent.heading.start).to_string()) {
        Some(line) => Message::new("show-follow-up").with("state", state).with("line", line).with("rubric", rubric),
        None => Message::new("show-question").with("state", state).with("rubric", rubric),
    };
    said.text(language)
}

/// A problem under the line it is about.
fn wrong(out: &mut dyn Write, look: Look, digits: usize, problem: &Problem) -> io::Result<()> {
    let Palette { bad, fair, dim, .. } = Palette::new(look.coloured);
    let style = match problem.severity {
        Severity::Error => bad,
        Severity::Warning => fair,
        Severity::Note => dim,
    };
    let said = |name: Message, message: &Message| {
        let line = Message::new("show-problem").with("name", name).with("message", message.clone());
        line.text(look.language)
    };
    let margin = " ".repeat(digits);
    writeln!(out, "{margin} {style}! │ {}{style:#}", said(named::severity(problem.severity), &problem.message))?;
    match &problem.help {
        Some(help) => writeln!(out, "{margin} {style}  │ {}{style:#}", said(Message::new("help"), help)),
        None => Ok(()),
    }
}

/// The problems that have a place, by it.
fn in_order(problems: &[Problem]) -> Vec<(usize, &Problem)> {
    let mut placed: Vec<_> =
        problems.iter().filter_map(|problem| problem.span.map(|span| (span.start, problem))).collect();
    placed.sort_by_key(|(at, _)| *at);
    placed
}

/// What the letters mean that were used.
fn legend(out: &mut dyn Write, look: Look, marks: &[Mark]) -> io::Result<()> {
    let used = LOOKS.iter().filter(|(mark, ..)| marks.contains(mark));
    let names = used.map(|(_, letter, id, style)| {
        let style = if look.coloured { *style } else { Style::new() };
        format!("{style}{letter}{style:#} {}", words(look.language, id))
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", names.join("  "))
}

/// A line as it can be shown: nothing in it steers the terminal.
fn shown(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for c in line.trim_end().chars() {
        match c {
            '\t' => shown.push_str(TAB),
            c if c.is_control() => shown.push(char::REPLACEMENT_CHARACTER),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Binder, bind};
    use crate::catalogue::Catalogue;
    use crate::parse::{Labels, parse};

    const SHEET: &str = "\
# 面试

### 1. Redis 的持久化怎么做
**面试官**：请说说：
1. RDB 与 AOF
2. 各自会丢多少

**候选人回答**：
```
RDB 是快照。\tAOF 是日志。

> 别人说过的话
```
**面试官点评**：还行

### 2. 限流
**候选人回答**：
```
[请在此处回答]
```

### 3. 跳过
<!-- anscov: ignore reason=没问 -->
<!-- anscov: 忽略 -->
**候选人回答**：
不答

### 4. 没有标签
";

    fn shown_as(text: &str, look: Look) -> String {
        let catalogue = Catalogue::default();
        let bound = bind(parse(Source::new("卷.md", text), &Labels::default()), &Binder::new(&catalogue));
        let mut out = Vec::new();
        show(&mut out, look, &bound).expect("memory takes it");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn every_line_shows_what_it_was_taken_for() {
        insta::assert_snapshot!(shown_as(SHEET, Look::default()), @r#"
        卷.md  label, 4 questions
         1   │ # 面试
         2   │
         3 Q │ ### 1. Redis 的持久化怎么做  ← answered, no rubric
         4 P │ **面试官**：请说说：
         5 # │ 1. RDB 与 AOF
         6 # │ 2. 各自会丢多少
         7   │
         8 : │ **候选人回答**：
         9 - │ ```
        10 A │ RDB 是快照。    AOF 是日志。
        11   │
        12 > │ > 别人说过的话
        13 - │ ```
        14 C │ **面试官点评**：还行
        15   │
        16 Q │ ### 2. 限流  ← placeholder, no rubric
        17 : │ **候选人回答**：
        18 - │ ```
        19 _ │ [请在此处回答]
        20 - │ ```
        21   │
        22 x │ ### 3. 跳过  ← ignored, no rubric
        23 @ │ <!-- anscov: ignore reason=没问 -->
        24 x │ <!-- anscov: 忽略 -->
           ! │ warning: `忽略` is no directive
             │ help: write `<!-- anscov: question=ID -->`, `<!-- anscov: ignore reason="why" -->` or `<!-- anscov: ignore KEYPOINT reason="why" -->`
        25 x │ **候选人回答**：
        26 x │ 不答
        27   │
        28 Q │ ### 4. 没有标签  ← no place for an answer, no rubric
           ! │ warning: no label under this question says where the answer is
             │ help: write the label that the other questions have above the answer
        Q question  P prompt  # part  : label  A answer  C comment  > quoted, not graded  - around an answer  _ placeholder  @ directive  x ignored
        "#);
    }

    #[test]
    fn what_is_said_of_a_line_is_said_in_chinese_too() {
        let look = Look { language: Language::Chinese, ..Look::default() };
        let (sheet, rest) = SHEET.split_once("### 3").expect("it is there");
        let (_, sheet) = sheet.split_once("### 1").expect("it is there");
        insta::assert_snapshot!(shown_as(&format!("### 1{sheet}"), look), @r"
        卷.md  标签，2 道题
         1 Q │ ### 1. Redis 的持久化怎么做  ← 已作答，没有评分细则
         2 P │ **面试官**：请说说：
         3 # │ 1. RDB 与 AOF
         4 # │ 2. 各自会丢多少
         5   │
         6 : │ **候选人回答**：
         7 - │ ```
         8 A │ RDB 是快照。    AOF 是日志。
         9   │
        10 > │ > 别人说过的话
        11 - │ ```
        12 C │ **面试官点评**：还行
        13   │
        14 Q │ ### 2. 限流  ← 占位符，没有评分细则
        15 : │ **候选人回答**：
        16 - │ ```
        17 _ │ [请在此处回答]
        18 - │ ```
        19   │
        Q 题目  P 提问  # 小问  : 标签  A 答案  C 点评  > 引用，不评分  - 答案的边界  _ 占位符
        ");
        assert!(shown_as(&format!("### 3{rest}"), look).contains("! │ 警告："));
    }

    #[test]
    fn lines_are_cut_to_a_terminal_by_their_width() {
        let shown = shown_as(SHEET, Look { width: Some(40), ..Look::default() });
        let lines: Vec<&str> = shown.lines().filter(|line| line.contains(" │ ") && !line.contains("! │")).collect();
        assert!(lines.iter().filter(|line| !line.contains("help:")).all(|line| width(line) <= 40), "{shown}");
        assert!(shown.contains("Q │ ### 1. Redis 的持久化怎…"), "{shown}");
    }

    #[test]
    fn roles_are_told_by_colour_too() {
        let shown = shown_as(SHEET, Look { coloured: true, ..Look::default() });
        assert!(shown.contains("\u{1b}[32mA │"), "{shown}");
        assert!(shown.contains("\u{1b}[31m_ │"), "{shown}");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb\tc  "), "a\u{fffd}[2Jb    c");
        assert!(shown_as("", Look::default()).starts_with("卷.md  plain, 0 questions\n"));
    }
}
