//! A document with its reading marked in the margin, so that a person sees what was taken for what.

use super::json;
use super::layout::{Look, Palette, fit, width};
use super::summary::count;
use crate::bind::{Binding, Bound};
use crate::parse::{PassageKind, Question, QuestionKind, Role, Slot, SlotState};
use crate::problem::{Problem, Severity};
use crate::source::{Source, Span};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// The fewest columns that a question's line keeps when its state stands beside it.
const LEAST_TEXT: usize = 24;

/// What opens and closes a fence.
const FENCES: [&str; 2] = ["```", "~~~"];

/// What a tab is shown as.
const TAB: &str = "    ";

/// What a line was taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mark {
    /// It belongs to no question.
    #[default]
    Unread,
    Question,
    Prompt,
    Part,
    Label,
    Answer,
    Reference,
    Focus,
    Comment,
    /// A quote in a slot: somebody else's words.
    Quoted,
    /// A fence, rule or comment that belongs to a slot and says nothing.
    Around,
    Placeholder,
    Directive,
    Ignored,
}

/// How each mark looks, in the order of the legend: its letter, its name, its colour.
const LOOKS: [(Mark, char, &str, Style); 13] = [
    (Mark::Question, 'Q', "question", AnsiColor::Cyan.on_default().bold()),
    (Mark::Prompt, 'P', "prompt", AnsiColor::Cyan.on_default()),
    (Mark::Part, '#', "part", AnsiColor::Cyan.on_default()),
    (Mark::Label, ':', "label", Style::new().bold()),
    (Mark::Answer, 'A', "answer", AnsiColor::Green.on_default()),
    (Mark::Reference, 'R', "reference", AnsiColor::Blue.on_default()),
    (Mark::Focus, 'F', "focus", AnsiColor::Magenta.on_default()),
    (Mark::Comment, 'C', "comment", AnsiColor::Yellow.on_default()),
    (Mark::Quoted, '>', "quoted, not graded", Style::new().dimmed()),
    (Mark::Around, '-', "around an answer", Style::new().dimmed()),
    (Mark::Placeholder, '_', "placeholder", AnsiColor::Red.on_default()),
    (Mark::Directive, '@', "directive", AnsiColor::Yellow.on_default()),
    (Mark::Ignored, 'x', "ignored", Style::new().dimmed()),
];

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
    let (layout, questions) = (json::name(&document.layout), count(document.questions.len(), "question"));
    writeln!(out, "{strong}{}{strong:#}  {layout}, {questions}", source.path)?;

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
            beside = format!("{beside}  ← {}", said_of(question, binding, &document.questions, source));
        }
        let room = look.width.map_or(usize::MAX, |columns| columns.saturating_sub(digits + 5));
        let text = fit(&text, room.saturating_sub(width(&beside)).max(LEAST_TEXT.min(room)));
        let beside = fit(&beside, room.saturating_sub(width(&text)));
        let gap = if text.is_empty() && beside.is_empty() { "" } else { " " };
        writeln!(out, "{gap}{style}{text}{style:#}{dim}{beside}{dim:#}")?;
        while let Some(problem) = problems.next_if(|(at, _)| source.line_at(*at) <= line) {
            wrong(out, look, digits, problem.1)?;
        }
    }
    legend(out, look, &marks)?;
    writeln!(out)
}

/// What each line of the file was taken for.
fn marks(source: &Source, questions: &[Question]) -> Vec<Mark> {
    let mut margin = Margin { source, marks: vec![Mark::Unread; source.line_count()] };
    for (at, question) in questions.iter().enumerate() {
        let end = questions.get(at + 1).map_or(source.text.len(), |next| next.heading.start);
        margin.question(question, end);
    }
    margin.marks
}

struct Margin<'s> {
    source: &'s Source,
    marks: Vec<Mark>,
}

impl Margin<'_> {
    /// What is more telling is painted over what is less.
    fn question(&mut self, question: &Question, end: usize) {
        for (at, slot) in question.slots.iter().enumerate() {
            let next = question.slots.get(at + 1).and_then(|next| next.label).map_or(end, |label| label.start);
            self.slot(slot, question.heading.end, next);
        }
        question.prompt.iter().for_each(|prompt| self.paint(prompt.span(), Mark::Prompt));
        question.parts.iter().for_each(|part| self.paint(part.span, Mark::Part));
        self.paint(question.heading, Mark::Question);
        let said = &question.directives;
        if said.ignore.is_some() {
            let written = question.slots.iter().filter_map(|slot| slot.span).fold(question.heading, Span::join);
            self.paint(written, Mark::Ignored);
        }
        let directives = said.question.iter().map(|(_, span)| *span).chain(said.ignore);
        for span in directives.chain(said.ignored_keypoints.iter().map(|ignored| ignored.span)) {
            self.paint(span, Mark::Directive);
        }
    }

    fn slot(&mut self, slot: &Slot, heading_end: usize, end: usize) {
        if let Some(label) = slot.label {
            self.paint(label, Mark::Label);
        }
        let Some(span) = slot.span else {
            return self.unfilled(slot, heading_end, end);
        };
        self.fence(span);
        self.paint(span, Mark::Around);
        let words = match slot.role {
            Role::Candidate => Mark::Answer,
            Role::Reference => Mark::Reference,
            Role::Focus => Mark::Focus,
            Role::Comment => Mark::Comment,
            Role::Prompt => Mark::Prompt,
        };
        for passage in &slot.passages {
            let mark = if passage.kind == PassageKind::Quote { Mark::Quoted } else { words };
            self.paint(passage.extract.span(), mark);
        }
    }

    /// The fence that is the whole slot: its lines stand right around what was written.
    fn fence(&mut self, span: Span) {
        let (first, last) = (self.source.line_at(span.start), self.source.line_at(span.end.saturating_sub(1)));
        let written = |line: &usize| !self.source.line(*line).trim().is_empty();
        let above = (1..first).rev().find(written);
        let below = (last + 1..=self.source.line_count()).find(written);
        for line in [above, below].into_iter().flatten() {
            if FENCES.iter().any(|marks| self.source.line(line).trim_start().starts_with(marks)) {
                self.paint(self.source.line_span(line), Mark::Around);
            }
        }
    }

    /// What stands in a slot without words: the rest of the label's line, or the block after it.
    fn unfilled(&mut self, slot: &Slot, heading_end: usize, end: usize) {
        let is_placeholder = slot.state == SlotState::Placeholder;
        let left = if is_placeholder { Mark::Placeholder } else { Mark::Around };
        let from = slot.label.map_or(heading_end, |label| label.end);
        let (opened, last) = (self.source.line_at(from.saturating_sub(1)), self.source.line_at(end.saturating_sub(1)));
        let rest = Span::new(from, self.source.line_span(opened).end.max(from));
        if is_placeholder && !rest.of(&self.source.text).trim().is_empty() {
            return self.paint(rest, left);
        }
        let mut fence: Option<&str> = None;
        let mut begun = false;
        for line in opened + 1..=last {
            let span = self.source.line_span(line);
            let text = span.of(&self.source.text).trim();
            let opens = FENCES.into_iter().find(|marks| text.starts_with(marks));
            match (text.is_empty(), opens, fence) {
                (true, ..) if !begun || fence.is_some() => {}
                (true, ..) => return,
                (_, Some(_), None) if begun => return,
                (_, Some(marks), None) => {
                    self.paint(span, Mark::Around);
                    fence = Some(marks);
                }
                (_, Some(marks), Some(open)) if marks == open => return self.paint(span, Mark::Around),
                (_, None, None) if !is_placeholder => return,
                _ => self.paint(span, left),
            }
            begun |= !text.is_empty();
        }
    }

    fn paint(&mut self, span: Span, mark: Mark) {
        if span.is_empty() {
            return;
        }
        let lines = self.source.line_at(span.start) - 1..self.source.line_at(span.end - 1);
        self.marks.get_mut(lines).into_iter().flatten().for_each(|line| *line = mark);
    }
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
fn said_of(question: &Question, binding: &Binding<'_>, all: &[Question], source: &Source) -> String {
    let state = match (question.kind, question.answer_state()) {
        _ if question.directives.ignore.is_some() => "ignored",
        (QuestionKind::Reverse, _) => "reverse",
        (_, Some(SlotState::Answered)) => "answered",
        (_, Some(SlotState::Placeholder)) => "placeholder",
        (_, Some(SlotState::Empty)) => "empty",
        (_, None) => "no place for an answer",
    };
    let follows = question.parent.and_then(|parent| all.get(parent));
    let follows =
        follows.map_or(String::new(), |parent| format!(", follows up line {}", source.line_at(parent.heading.start)));
    let rubric = match binding.rubric {
        Some(rubric) => format!("{} {}%", rubric.id(), binding.confidence),
        None if binding.ambiguous.is_empty() => "no rubric".to_owned(),
        None => format!("ambiguous: {}", binding.ambiguous.join(", ")),
    };
    format!("{state}{follows}, {rubric}")
}

/// A problem under the line it is about.
fn wrong(out: &mut dyn Write, look: Look, digits: usize, problem: &Problem) -> io::Result<()> {
    let Palette { bad, fair, dim, .. } = Palette::new(look.coloured);
    let (style, name) = match problem.severity {
        Severity::Error => (bad, "error"),
        Severity::Warning => (fair, "warning"),
        Severity::Note => (dim, "note"),
    };
    let margin = " ".repeat(digits);
    writeln!(out, "{margin} {style}! │ {name}: {}{style:#}", problem.message)?;
    match &problem.help {
        Some(help) => writeln!(out, "{margin} {style}  │ help: {help}{style:#}"),
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
    let names = used.map(|(_, letter, name, style)| {
        let style = if look.coloured { *style } else { Style::new() };
        format!("{style}{letter}{style:#} {name}")
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
    use crate::parse::{Labels, parse};
    use crate::rubric::Catalogue;

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
<!-- anscov: ignore -->
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
        卷.md  transcript, 4 questions
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
        23 @ │ <!-- anscov: ignore -->
        24 x │ <!-- anscov: 忽略 -->
           ! │ warning: `忽略` is no directive
             │ help: write `<!-- anscov: question=ID -->`, `<!-- anscov: ignore -->` or `<!-- anscov: ignore KEYPOINT reason="why" -->`
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
