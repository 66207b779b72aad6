//! The headings that a document's questions stand under.

use super::blocks::{self, Block, BlockKind};
use super::document::{Document, Question};
use super::numbering;
use super::region::Region;
use crate::source::Span;

/// What the headings above the questions of a document say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// The document's own title: its first heading, where no other is of the first level.
    pub title: Option<String>,
    /// For each question the headings it stands under, outermost first, without numbers and notes.
    pub above: Vec<Vec<String>>,
}

/// The headings that the questions of `document` stand under. Headings inside questions and answers are none.
#[must_use]
pub fn sections(document: &Document) -> Sections {
    let text = document.source.text.as_str();
    let start = blocks::front_matter(text);
    let blocks = blocks::read(&Region::stretch(text, Span::new(start, text.len()))).blocks;
    let headings: Vec<Heading<'_>> = blocks.iter().filter_map(heading).collect();
    let is_first = |heading: &&Heading<'_>| heading.level == 1;
    let title = headings.first().filter(is_first).filter(|_| headings.iter().filter(is_first).count() == 1);

    let mut open: Vec<&Heading<'_>> = Vec::new();
    let mut rest = headings.iter().peekable();
    let mut before: Option<&Question> = None;
    let mut above = Vec::with_capacity(document.questions.len());
    for question in &document.questions {
        let mut own = 7;
        while let Some(heading) = rest.next_if(|heading| heading.span.start <= question.heading.start) {
            if heading.span.overlaps(question.heading) {
                own = heading.level;
            } else if !before.is_some_and(|before| holds(before, heading.span)) {
                open.retain(|other| other.level < heading.level);
                open.push(heading);
            }
        }
        open.retain(|heading| heading.level < own);
        let names = open.iter().filter(|heading| title != Some(heading)).map(|heading| name(heading.text));
        above.push(names.filter(|name| !name.is_empty()).map(str::to_owned).collect());
        before = Some(question);
    }
    Sections { title: title.map(|title| title.text.trim().to_owned()), above }
}

#[derive(Debug, PartialEq, Eq)]
struct Heading<'b> {
    level: u8,
    span: Span,
    text: &'b str,
}

fn heading(block: &Block) -> Option<Heading<'_>> {
    match block.kind {
        BlockKind::Heading(level) if block.parent.is_none() => {
            Some(Heading { level, span: block.span, text: &block.extract.text })
        }
        _ => None,
    }
}

/// Whether a heading is part of what a question says.
fn holds(question: &Question, heading: Span) -> bool {
    let slots = question.slots.iter().flat_map(|slot| slot.label.into_iter().chain(slot.span));
    slots.chain(question.prompt.iter().map(crate::text::Extract::span)).any(|span| span.overlaps(heading))
}

/// A heading without its number (`2.`, `第一部分：`, `Part 3`) and the note in brackets at its end (`（2 题）`).
fn name(heading: &str) -> &str {
    let heading = heading.trim();
    let heading = numbering::leading(heading).map_or(heading, |number| number.rest);
    let heading = division(heading).unwrap_or(heading).trim();
    let note = heading.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    match note.and_then(|at| heading.get(..at)).map(str::trim_end) {
        Some(name) if !name.is_empty() => name,
        _ => heading,
    }
}

/// What follows the name of a division and its number.
fn division(heading: &str) -> Option<&str> {
    const UNITS: [&str; 7] = ["部分", "章", "节", "篇", "单元", "讲", "课"];
    const LATIN: [&str; 3] = ["part ", "chapter ", "section "];
    let is_number = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百".contains(c);
    let rest = match heading.strip_prefix('第') {
        Some(rest) => {
            let unit = rest.trim_start().trim_start_matches(is_number).trim_start();
            UNITS.iter().find_map(|name| unit.strip_prefix(name))?
        }
        None => LATIN.iter().find_map(|word| {
            let rest = heading.get(word.len()..)?;
            let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_division = heading.get(..word.len())?.eq_ignore_ascii_case(word) && number.len() < rest.len();
            is_division.then_some(number)
        })?,
    };
    let name = rest.trim_start_matches([':', '：', '.', '、', '-', '—', '–', '·', ' ']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::{Labels, parse};
    use super::*;
    use crate::source::Source;

    fn read(text: &str) -> Sections {
        sections(&parse(Source::new("a.md", text), &Labels::default()))
    }

    #[test]
    fn questions_stand_under_headings_and_not_under_answers() {
        let sheet = "# 清单\n## 第一部分：并发（2 题）\n### 1. 锁\n**参考答案：** 甲\n#### 细节\n乙\n### 2. 通道\n**参考答案：** 丙\n## Part 2: 存储\n### 3. 索引\n**参考答案：** 丁\n";
        let found = read(sheet);
        assert_eq!(found.title.as_deref(), Some("清单"));
        assert_eq!(found.above, [["并发"], ["并发"], ["存储"]]);
    }

    #[test]
    fn a_document_need_not_have_sections() {
        assert_eq!(read("## 1. 锁\n答案：甲\n\n## 2. 通道\n答案：乙\n").above, [[""; 0], [""; 0]]);
        assert_eq!(read(""), Sections::default());
    }

    #[test]
    fn names_have_no_numbers() {
        let cases = [
            ("一、缓存", "缓存"),
            ("第 3 章 事务", "事务"),
            ("2. MySQL (5)", "MySQL"),
            ("（注）", "（注）"),
            ("Parts", "Parts"),
        ];
        for (heading, expected) in cases {
            assert_eq!(name(heading), expected);
        }
    }
}
