//! The results as one page that needs nothing beside it: what they sum up to, the topics by their key points, and each
//! answer beside its verdicts.

mod answer;
mod heat;
mod overview;
mod profile;
mod question;
mod words;

use super::form::Form;
use super::html::{Inline, PAPER};
use super::issue::Issue;
use super::layout::{Look, one_line};
use super::summary::Summary;
use super::view::{Content, Report};
use crate::messages::Language;
use askama::Template;
use heat::{Group, Heat};
use overview::Overview;
pub(super) use profile::profile;
use question::Section;
use std::io::{self, Write};
use words::Words;

const STYLE: Inline = Inline {
    text: include_str!("../../../templates/page/page.css"),
    hash: "sha256-wK0k8QbkQAgFJXL7875jjPm4inIUMxhwIY1V0ksP7FM=",
};
const SCRIPT: Inline = Inline {
    text: include_str!("../../../templates/page/page.js"),
    hash: "sha256-pD1wtj5H3IdidMwPA7nbFLKyEd7+3K1Rvg1HB+Puvd8=",
};

/// The bytes that questions may take up. Beyond them the answers and what is said of each point are left out, and beyond
/// that the questions; a page says what it leaves out.
const MOST: usize = 4_000_000;
/// With so many questions or fewer, all are unfolded.
const FEW: usize = 12;

/// The kinds of questions that can be shown by themselves; the script tells which is which.
const KINDS: [&str; 7] = ["every", "weak", "middling", "strong", "not-answered", "no-rubric", "with-wrong"];

/// Questions as they come, and the page at the end.
pub(super) struct Page {
    words: Words,
    look: Look,
    most: usize,
    documents: Vec<Document>,
    /// How many questions there are, those that are left out among them.
    questions: usize,
    /// Bytes of the questions' heads and of what is folded below them.
    heads: usize,
    bodies: usize,
    overview: Overview,
    heat: Heat,
}

/// A document with the questions that there is room for.
struct Document {
    path: String,
    sections: Vec<Section>,
}

#[derive(Template)]
#[template(path = "page/page.html")]
struct Whole<'p> {
    words: Words,
    table: String,
    paper: Inline,
    style: Inline,
    script: Inline,
    version: &'static str,
    summary: &'p Summary,
    coverage: Option<u32>,
    tone: &'static str,
    overview: overview::Shown<'p>,
    groups: Vec<Group<'p>>,
    documents: &'p [Document],
    questions: usize,
    left_out: usize,
    bare: bool,
    unfolded: bool,
    issues: Vec<String>,
    kinds: [&'static str; KINDS.len()],
}

impl Page {
    pub(super) fn new(look: Look) -> Self {
        Self {
            words: Words::new(look.language),
            look,
            most: MOST,
            documents: Vec::new(),
            questions: 0,
            heads: 0,
            bodies: 0,
            overview: Overview::default(),
            heat: Heat::default(),
        }
    }

    /// Whether the answers and what is said of each point are left out: with them the page would be too long.
    fn is_bare(&self) -> bool {
        self.heads + self.bodies > self.most
    }
}

impl Form for Page {
    fn document(&mut self, _: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        if report.content != Content::Answers {
            return Ok(());
        }
        let mut sections = Vec::new();
        for question in &report.questions {
            let at = self.questions;
            self.questions += 1;
            self.overview.add(at, question);
            self.heat.add(at, question);
            if self.heads > self.most {
                continue;
            }
            let mut section = Section::new(at, report, question, self.words, self.look, !self.is_bare())?;
            self.heads += section.head.len();
            self.bodies += section.body.len();
            if self.is_bare() {
                section.body.clear();
            }
            sections.push(section);
        }
        self.documents.push(Document { path: one_line(&report.path).into_owned(), sections });
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let shown: usize = self.documents.iter().map(|document| document.sections.len()).sum();
        let page = Whole {
            words: self.words,
            table: Words::table(),
            paper: PAPER,
            style: STYLE,
            script: SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
            summary,
            coverage: summary.coverage(),
            tone: tone(summary.coverage()),
            overview: self.overview.shown(),
            groups: self.heat.groups(),
            documents: &self.documents,
            questions: self.questions,
            left_out: self.questions - shown,
            bare: self.is_bare(),
            unfolded: self.questions <= FEW,
            issues: summary.issues.iter().map(|issue| told(issue, self.look.language)).collect(),
            kinds: KINDS,
        };
        let page = page.render().map_err(io::Error::other)?;
        out.write_all(page.as_bytes())
    }
}

/// What is wrong, and where.
fn told(issue: &Issue, language: Language) -> String {
    let place = issue.place.map_or(String::new(), |place| format!(":{}", place.start.line));
    let problem = &issue.problem;
    format!("{}{place}: {}", one_line(&problem.path), one_line(&problem.message.text(language)))
}

/// The class that a coverage in hundredths is coloured by: the bounds are those of the terminal.
fn tone(coverage: Option<u32>) -> &'static str {
    match coverage {
        None => "none",
        Some(80_00..) => "good",
        Some(40_00..) => "fair",
        Some(_) => "bad",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};
    use super::*;

    /// The page of the fixture with so much room for questions.
    fn page(most: usize) -> String {
        let rubric = fixture::rubric();
        let mut page = Page { most, ..Page::new(Look::default()) };
        let mut summary = Summary::default();
        let mut out = Vec::new();
        for mut report in fixture::reports(&rubric) {
            page.document(&mut out, &report).expect("memory takes it");
            summary.add(&mut report);
        }
        page.end(&mut out, &summary).expect("memory takes it");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn an_answer_stands_beside_its_verdicts() {
        let page = fixture::written(Format::Html);
        for part in [
            "<p class=\"figure bad\">8<small>%</small></p>",
            "data-topic=\"net/client\">client</button>",
            "data-n=\"8\"><mark class=\"wrong\" data-k=\"\">连接越多越快</mark>，所以设得很大。</div>",
            "<del>留多少空闲连接</del>",
            "<p>数据库那一头能接多少？</p></details>",
            "none.md: there is no such file or folder",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert_eq!(page.matches("<article").count(), 6);
    }

    #[test]
    fn it_opens_in_the_readers_language() {
        let page = fixture::in_language(Format::Html, Language::Chinese);
        for part in ["<html lang=\"zh-CN\">", "<title>答案覆盖率 8%</title>", "lang=\"en\">English</button>"] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(fixture::written(Format::Html).contains("<html lang=\"en\">"));
    }

    #[test]
    fn with_hints_no_missing_point_that_has_one_is_told() {
        let page = fixture::looking(Format::Html, Look { hints: true, ..Look::default() });
        let (_, section) = page.split_once("id=\"q0\"").expect("it is there");
        assert!(!section.contains("上限由数据库") && section.contains("数据库那一头能接多少？"), "{section}");
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let page = hostile_fixture::written(Format::Html);
        assert_eq!(page.matches("<script").count(), 2, "{page}");
        for markup in ["<!--", "<i>", "http:", "https:", "javascript:", " style=", "onload=", "\u{1b}"] {
            assert!(!page.contains(markup), "{markup:?}\n{page}");
        }
        assert!(page.contains("&#60;script&#62;alert"), "{page}");
    }

    #[test]
    fn what_there_is_no_room_for_is_left_out_and_said() {
        let whole = page(MOST);
        let bare = page(6000);
        assert!(whole.contains("class=\"answer\"") && !whole.contains("class=\"remark\""));
        assert!(!bare.contains("class=\"answer\"") && bare.contains("the answers themselves are left out"), "{bare}");
        assert_eq!(bare.matches("<article").count(), 6);
        let short = page(500);
        assert!(short.contains("stays below 5 MB:</span> 4</p>"), "{short}");
        assert_eq!(short.matches("<article").count(), 2);
    }

    #[test]
    fn the_policy_lets_in_just_its_own() {
        super::super::html::tests::assert_let_in(&STYLE);
        super::super::html::tests::assert_let_in(&SCRIPT);
    }
}
