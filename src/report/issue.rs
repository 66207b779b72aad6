//! Problems with the lines they are about, and the one place that renders them.

use super::named;
use super::place::{Place, Places};
use crate::messages::{Language, words};
use crate::problem::{Problem, Severity};
use crate::source::Source;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Longer lines are not shown with a problem; its line and column have to do.
const LONGEST_LINE: usize = 400;

/// A problem that carries the line it is about, so that it can be shown when the file is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub problem: Problem,
    /// Where, in lines and columns.
    pub place: Option<Place>,
    excerpt: Option<Excerpt>,
}

/// The line of a problem, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Excerpt {
    line: String,
    mark: Range<usize>,
}

impl Issue {
    /// Places `problem` in the file it is about, where that could be read.
    #[must_use]
    pub fn new(problem: Problem, source: Option<&Source>) -> Self {
        let Some((span, source)) = problem.span.zip(source) else {
            return Self { problem, place: None, excerpt: None };
        };
        let place = Places::new(source).place(span);
        let line = source.line_span(place.start.line);
        let mark =
            span.start.clamp(line.start, line.end) - line.start..span.end.clamp(line.start, line.end) - line.start;
        let excerpt = (line.len() <= LONGEST_LINE).then(|| Excerpt { line: line.of(&source.text).to_owned(), mark });
        Self { problem, place: Some(place), excerpt }
    }

    /// The file and the line, as far as it is about any: `notes.md:4`.
    #[must_use]
    pub fn at(&self) -> String {
        self.place
            .map_or_else(|| self.problem.path.clone(), |place| format!("{}:{}", self.problem.path, place.start.line))
    }

    /// The issue as people read it: what is wrong, the line where it is, what to do about it.
    #[must_use]
    pub fn render(&self, coloured: bool, language: Language) -> String {
        let Problem { code, severity, path, .. } = &self.problem;
        let (message, help) = (self.problem.message.text(language), self.problem.help.as_ref());
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = level.with_name(named::severity(*severity).text(language));
        let mut group = level.primary_title(message.as_str()).id(*code).elements(None::<Origin<'_>>);
        match (self.place, &self.excerpt) {
            (Some(place), Some(excerpt)) => {
                let annotation = AnnotationKind::Primary.span(excerpt.mark.clone());
                let snippet = Snippet::source(excerpt.line.as_str()).line_start(place.start.line);
                group = group.element(snippet.path(path.as_str()).annotation(annotation));
            }
            (Some(place), None) => {
                group = group.element(Origin::path(path).line(place.start.line).char_column(place.start.column));
            }
            (None, _) if path.is_empty() => {}
            (None, _) => group = group.element(Origin::path(path)),
        }
        if let Some(help) = help {
            group = group.element(Level::HELP.with_name(words(language, "help")).message(help.text(language)));
        }
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// Places problems in those of `sources` that they are about.
#[must_use]
pub fn place_all(problems: Vec<Problem>, sources: &[Source]) -> Vec<Issue> {
    let source_of = |problem: &Problem| sources.iter().find(|source| source.path == problem.path);
    problems
        .into_iter()
        .map(|problem| {
            let source = source_of(&problem);
            Issue::new(problem, source)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Message;
    use crate::source::Span;

    #[test]
    fn a_problem_is_shown_with_its_line() {
        let source = Source::new("notes/a.md", "# 一\n<!-- anscov: 忽略 it -->\r\n");
        let at = source.text.find("忽略").expect("it is there");
        let problem = Problem::warning("unknown-directive", "notes/a.md", "`忽略` is no directive")
            .at(Span::new(at, at + "忽略".len()))
            .help("write `ignore`");
        insta::assert_snapshot!(Issue::new(problem, Some(&source)).render(false, Language::English), @r"
        warning[unknown-directive]: `忽略` is no directive
         --> notes/a.md:2:14
          |
        2 | <!-- anscov: 忽略 it -->
          |              ^^^^
          |
          = help: write `ignore`
        ");
    }

    #[test]
    fn severities_are_named_in_chinese_too() {
        let problem =
            Problem::error("not-found", "no/such.md", Message::new("no-such-path")).help("看看 `anscov list`");
        insta::assert_snapshot!(Issue::new(problem, None).render(false, Language::Chinese), @r"
        错误[not-found]: 没有这个文件或文件夹
        --> no/such.md
         = 建议: 看看 `anscov list`
        ");
    }

    #[test]
    fn without_a_line_the_file_is_named() {
        let problem = Problem::error("not-found", "no/such.md", "there is no such file or folder");
        insta::assert_snapshot!(Issue::new(problem, None).render(false, Language::English), @r"
        error[not-found]: there is no such file or folder
        --> no/such.md
        ");
        let problem = Problem::error("no-answers", "", "no answers were found").help("look at `anscov list`");
        insta::assert_snapshot!(Issue::new(problem, None).render(false, Language::English), @r"
        error[no-answers]: no answers were found
         |
         = help: look at `anscov list`
        ");
    }

    #[test]
    fn a_very_long_line_is_not_shown() {
        let source = Source::new("a.json", "长".repeat(1000));
        let problem = Problem::error("bad", "a.json", "this is wrong").at(Span::new(300, 303));
        insta::assert_snapshot!(Issue::new(problem, Some(&source)).render(false, Language::English), @r"
        error[bad]: this is wrong
        --> a.json:1:101
        ");
    }

    #[test]
    fn spans_past_the_end_do_not_panic() {
        let source = Source::new("a.json", "ab\n");
        for span in [Span::new(3, 3), Span::new(2, 3), Span::new(0, 3), Span::new(9, 12)] {
            let rendered = Issue::new(Problem::error("bad", "a.json", "wrong").at(span), Some(&source))
                .render(false, Language::English);
            assert!(rendered.contains("a.json"), "{rendered}");
        }
    }
}
