//! The results as annotations that GitHub's workflows show beside the lines they are about.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use super::annotation::{Annotate, Annotation};
use super::failure::Failure;
use super::layout::{Look, listed};
use super::place::Place;
use super::summary::Summary;
use crate::messages::Message;
use crate::problem::Severity;
use std::io::{self, Write};

/// How many annotations of a level GitHub shows of a step; it drops the rest without a word.
///
/// <https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations>
const MOST: usize = 10;

/// Annotations as documents come, as many as will be shown, and a notice that counts the rest.
pub(super) struct Github {
    look: Look,
    errors: usize,
    warnings: usize,
    notices: usize,
}

impl Github {
    pub(super) fn new(look: Look) -> Self {
        Self { look, errors: 0, warnings: 0, notices: 0 }
    }
}

impl Github {
    /// Writes a workflow command, unless there are as many of its level as will be shown.
    fn command(
        &mut self,
        out: &mut dyn Write,
        severity: Severity,
        path: &str,
        place: Option<Place>,
        title: &str,
        message: &str,
    ) -> io::Result<()> {
        let (level, so_far, most) = match severity {
            Severity::Error => ("error", &mut self.errors, MOST),
            Severity::Warning => ("warning", &mut self.warnings, MOST),
            // The last notice is the one that counts the rest.
            Severity::Note => ("notice", &mut self.notices, MOST - 1),
        };
        *so_far += 1;
        if *so_far > most {
            return Ok(());
        }
        writeln!(out, "{}", command(level, path, place, title, message))
    }
}

impl Annotate for Github {
    fn look(&self) -> Look {
        self.look
    }

    fn annotate(&mut self, out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()> {
        let Annotation { path, place, title, message, .. } = annotation;
        self.command(out, annotation.severity, path, *place, title, message)
    }

    fn gate(&mut self, out: &mut dyn Write, failure: &Failure) -> io::Result<()> {
        let place = failure.line.map(Place::line);
        self.command(out, Severity::Error, &failure.path, place, &failure.gate, &failure.text(self.look.language))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let (errors, warnings, notices) = (self.errors, self.warnings, self.notices);
        let more = [
            (errors > MOST).then(|| Message::new("more-errors").with("count", errors - MOST)),
            (warnings > MOST).then(|| Message::new("more-warnings").with("count", warnings - MOST)),
            (notices >= MOST).then(|| Message::new("more-notices").with("count", notices - (MOST - 1))),
        ];
        let language = self.look.language;
        let more: Vec<String> = more.iter().flatten().map(|more| more.text(language)).collect();
        if more.is_empty() {
            return Ok(());
        }
        let left_out = Message::new("annotations-left-out").with("more", listed(language, &more)).text(language);
        let message = format!("{left_out}\n{}", summary.text(language));
        writeln!(out, "::notice title=anscov::{}", escape(&message))
    }
}

/// An annotation as a workflow command.
fn command(level: &str, path: &str, place: Option<Place>, title: &str, message: &str) -> String {
    let mut properties = Vec::new();
    if !path.is_empty() {
        properties.push(format!("file={}", property(path)));
    }
    if let Some(place @ Place { start, end }) = place {
        properties.push(format!("line={}", start.line));
        // GitHub takes columns only within one line.
        if place.has_columns() && start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        } else if start.line < end.line {
            properties.push(format!("endLine={}", end.line));
        }
    }
    properties.push(format!("title={}", property(title)));
    format!("::{level} {}::{}", properties.join(","), escape(message))
}

/// What may not stand in a message as it is.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may not stand in a property as it is: there, a colon or comma would end it.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};
    use super::*;
    use crate::messages::Language;

    #[test]
    fn annotations_stand_at_their_lines() {
        insta::assert_snapshot!(fixture::written(Format::Github), @r"
        ::error file=none.md,title=not-found::there is no such file or folder
        ::warning file=笔记/round 2.md,line=3,title=连接池有什么用，怎么设大小::flag verbatim-copy
        ::warning file=笔记/round 2.md,line=6,col=12,endColumn=14,title=连接池有什么用，怎么设大小::in part: 连接用尽时请求排队，等到超时为止 (lacks 超时)
        ::warning file=笔记/round 2.md,line=7,col=3,endColumn=9,title=连接池有什么用，怎么设大小::contradicted: 超时的请求也要归还连接
        ::warning file=笔记/round 2.md,line=3,title=连接池有什么用，怎么设大小::missing: 上限由数据库的最大连接数除以实例数决定，不是凭感觉
        ::warning file=笔记/round 2.md,line=3,title=连接池有什么用，怎么设大小::missing: 留多少空闲连接
        ::error file=笔记/round 2.md,line=8,col=1,endColumn=7,title=连接池有什么用，怎么设大小::连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
        ::warning file=笔记/round 2.md,line=11,title=重试的风暴::not answered
        ::warning file=笔记/round 2.md,line=13,title=幂等键放在哪里::not answered: only the placeholder is there
        ::warning file=笔记/round 2.md,line=17,title=说说你家的猫%3A 100%25::no rubric fits this question
        ::warning file=笔记/round 2.md,line=1,col=1,endColumn=6,title=unused-ignore::the answer covers `reuse`; it need not be ignored
        ::warning file=笔记/round 2.md,line=21,col=1,endColumn=9,title=ambiguous-question::several rubrics fit this question equally well: net/pool, net/retry%0Aname the right one under the heading: <!-- anscov: question=net/pool -->
        ::notice file=expected.md,title=references-only::its answers are reference answers; none is a candidate's
        ");
    }

    #[test]
    fn the_rest_is_counted_in_the_readers_language() {
        let mut github = Github::new(Look { language: Language::Chinese, ..Look::default() });
        (github.errors, github.warnings) = (MOST + 1, MOST + 2);
        let mut out = Vec::new();
        Annotate::end(&mut github, &mut out, &Summary::default()).expect("memory takes it");
        let out = String::from_utf8(out).expect("it is text");
        assert!(out.starts_with("::notice title=anscov::另有 1 个错误、2 个警告未在此列出%0A"), "{out}");
    }

    #[test]
    fn nothing_ends_a_property_or_a_message_early() {
        assert_eq!(property("a,b:c.md 50%\r\n"), "a%2Cb%3Ac.md 50%25%0D%0A");
        assert_eq!(escape("x::y, 10%\r\nz"), "x::y, 10%25%0D%0Az");
        let written = hostile_fixture::written(Format::Github);
        assert_eq!(written.lines().count(), 8, "{written}");
        for line in written.lines() {
            assert!(line.starts_with("::"), "{line}");
            let (properties, _) = line.get(2..).and_then(|line| line.split_once("::")).expect("a message follows");
            let (_, properties) = properties.split_once(' ').expect("properties follow the level");
            assert!(properties.split(',').all(|property| property.contains('=')), "{line}");
        }
    }

    #[test]
    fn what_github_would_drop_is_counted() {
        let rubric = fixture::rubric();
        let mut github = Github::new(Look::default());
        let mut out = Vec::new();
        for _ in 0..4 {
            for report in fixture::reports(&rubric) {
                super::super::form::Form::document(&mut github, &mut out, &report).expect("memory takes it");
            }
        }
        Annotate::end(&mut github, &mut out, &Summary::default()).expect("memory takes it");
        let out = String::from_utf8(out).expect("it is text");
        assert_eq!(out.lines().filter(|line| line.starts_with("::warning")).count(), MOST);
        let last = out.lines().last().expect("there is a line");
        assert_eq!(
            last,
            "::notice title=anscov::30 more warnings not shown here%0Ano coverage: 0 documents, 0 questions"
        );
    }
}
