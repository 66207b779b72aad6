//! A document's lines with what is known of each.

use super::super::asking::Asking;
use super::super::closing::is_contents;
use super::super::lines::{Kind, Line};
use super::super::marks::{Mark, Opens};
use super::{Class, Start};
use std::cell::OnceCell;

/// A document's lines and labels.
pub(in crate::parse) struct Sheet<'d> {
    /// The file's text.
    pub(in crate::parse) source: &'d str,
    /// Its lines.
    pub(in crate::parse) lines: &'d [Line],
    /// The labels at the heads of its lines, those in fences included.
    pub(in crate::parse) marks: &'d [Mark],
    /// For each line up to the last that stands aside of the questions whether it does, when a reader has asked.
    aside: OnceCell<Vec<bool>>,
    /// Its headings, labels or not, when a reader has asked for them.
    titles: OnceCell<Vec<usize>>,
    /// Those that are no labels, likewise.
    headings: OnceCell<Vec<usize>>,
}

impl<'d> Sheet<'d> {
    /// A document's lines with their labels.
    pub(in crate::parse) fn new(source: &'d str, lines: &'d [Line], marks: &'d [Mark]) -> Self {
        let (aside, titles, headings) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { source, lines, marks, aside, titles, headings }
    }
}

impl Sheet<'_> {
    /// What line `at` says, its number and label left out.
    pub(in crate::parse) fn said(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.said().of(self.source))
    }

    /// How much line `at` asks.
    pub(in crate::parse) fn asking(&self, at: usize) -> Asking {
        self.lines.get(at).map_or(Asking::No, |line| line.asking(self.source))
    }

    /// Whether line `at` says what closes a document.
    pub(in crate::parse) fn closes(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.closes(self.source))
    }

    /// The label on line `at`.
    pub(in crate::parse) fn mark(&self, at: usize) -> Option<&Mark> {
        if !self.is_label(at) {
            return None;
        }
        self.marks.binary_search_by_key(&at, |mark| mark.line).ok().and_then(|found| self.marks.get(found))
    }

    /// The label on the line whose text begins at `offset`.
    pub(in crate::parse) fn mark_at(&self, offset: usize) -> Option<&Mark> {
        let line = self.lines.partition_point(|line| line.span.start <= offset).checked_sub(1)?;
        self.mark(line).filter(|mark| mark.opens != Opens::Nothing)
    }

    /// Whether line `at` holds a label that opens something.
    pub(in crate::parse) fn is_label(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.labelled)
    }

    /// The labels on the lines from `from` to before `to` that no fence hides.
    pub(in crate::parse) fn marks_in(&self, from: usize, to: usize) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.line < from);
        let marks = self.marks.get(first..).unwrap_or_default().iter().take_while(move |mark| mark.line < to);
        marks.filter(|mark| self.lines.get(mark.line).is_some_and(|line| !line.hidden))
    }

    /// The lines that belong to the questions found so far and hold no others.
    pub(super) fn covered(&self, starts: &[Start]) -> Vec<bool> {
        let mut covered = vec![false; self.lines.len()];
        let ends = starts.iter().skip(1).map(|start| start.line).chain([self.lines.len()]);
        for (start, end) in starts.iter().zip(ends) {
            let own = match start.class {
                Class::Heading(level) => level,
                Class::Bold | Class::Summary | Class::Row => 6,
                _ => continue,
            };
            for at in start.line..end {
                let ends = self.lines.get(at).and_then(Line::level).is_some_and(|level| level <= own);
                if at > start.line && ends {
                    break;
                }
                if let Some(covered) = covered.get_mut(at) {
                    *covered = true;
                }
            }
        }
        covered
    }

    /// For each line in how many folds (`<details>`) it stands; empty where there are none.
    pub(in crate::parse) fn folds(&self) -> Vec<usize> {
        if memchr::memmem::find(self.source.as_bytes(), b"details").is_none() {
            return Vec::new();
        }
        let mut open = 0_usize;
        let depth = |line: &Line| {
            let body = line.body.of(self.source);
            if line.hidden || !body.contains("details") {
                return open;
            }
            let opened = open + body.matches("<details").count();
            open = opened.saturating_sub(body.matches("</details").count());
            opened
        };
        self.lines.iter().map(depth).collect()
    }

    /// The first line from `at` on that is not blank.
    pub(in crate::parse) fn next(&self, at: usize) -> Option<usize> {
        (at..self.lines.len()).find(|at| self.lines.get(*at).is_some_and(|line| !line.is_blank()))
    }

    /// Whether line `at` opens a paragraph of its own.
    pub(in crate::parse) fn opens_paragraph(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.lines.get(at)) else { return true };
        before.hidden || !matches!(before.kind, Kind::Text | Kind::Bullet(_) | Kind::Task(_) | Kind::Row)
    }

    /// Whether a line is nothing but a link, as in a table of contents.
    pub(in crate::parse) fn is_link(&self, at: usize) -> bool {
        let said = self.said(at).trim();
        (said.starts_with('[') && said.ends_with(')') && said.contains("]("))
            || (said.starts_with('<') && said.ends_with('>') && said.contains("://"))
            || said.starts_with("http://")
            || said.starts_with("https://")
    }

    /// The headings, labels or not, by their lines.
    pub(super) fn titles(&self) -> &[usize] {
        let is_title = |(at, line): (usize, &Line)| line.level().map(|_| at);
        self.titles.get_or_init(|| self.lines.iter().enumerate().filter_map(is_title).collect())
    }

    /// The headings that are no labels, by their lines.
    pub(super) fn headings(&self) -> &[usize] {
        self.headings.get_or_init(|| self.titles().iter().copied().filter(|at| !self.is_label(*at)).collect())
    }

    /// Whether line `at` belongs to a table of contents or to what closes the document; lines that are blank or hidden
    /// do not.
    pub(super) fn is_aside(&self, at: usize) -> bool {
        self.aside.get_or_init(|| self.find_aside()).get(at) == Some(&true)
    }

    fn find_aside(&self) -> Vec<bool> {
        let mut aside = Vec::new();
        let mut open: Option<Aside> = None;
        for (at, line) in self.lines.iter().enumerate() {
            if line.hidden || line.is_blank() {
                continue;
            }
            let level = line.level();
            let ends = match open {
                Some(Aside::Contents) => {
                    level.is_some()
                        || line.kind == Kind::Rule
                        || (line.kind == Kind::Text && line.number.is_none() && line.indent == 0)
                }
                Some(Aside::Closing(own)) => level.is_some_and(|level| level <= own && !self.closes(at)),
                None => false,
            };
            if ends {
                open = None;
            }
            if (level.is_some() || line.kind == Kind::Text) && is_contents(self.said(at)) {
                open = Some(Aside::Contents);
            } else if let Some(level) = level
                && self.closes(at)
                && line.asking(self.source) < Asking::Mark
            {
                open = Some(Aside::Closing(level));
            }
            if open.is_some() {
                aside.resize(at, false);
                aside.push(true);
            }
        }
        aside
    }
}

/// What stands aside of the questions.
#[derive(Clone, Copy)]
enum Aside {
    Contents,
    Closing(u8),
}
