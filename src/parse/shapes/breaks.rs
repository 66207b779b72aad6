//! What ends a question without beginning another: headings of sections, titles that many sections share, and what
//! closes the document.

use super::super::asking::Asking;
use super::super::lines::{Kind, Line, Style};
use super::super::marks::Opens;
use super::{Class, Rank, Sheet, Start, is_reverse};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// The longest title, in characters, that stands over questions without any mark.
const LONGEST: usize = 20;

/// The lines that end the question before them.
pub(super) fn breaks(sheet: &Sheet<'_>, starts: &[Start]) -> BTreeSet<usize> {
    let titles = starts.iter().filter_map(|start| match start.rank {
        Rank::Under(line) => Some(line),
        _ => None,
    });
    let mut found: BTreeSet<usize> = titles.collect();
    let first = starts.first().map_or(0, |start| start.line);
    let labels = sheet.marks_in(first + 1, sheet.lines.len()).filter(|mark| mark.opens == Opens::FollowUps);
    found
        .extend(labels.map(|mark| mark.line).filter(|at| starts.binary_search_by_key(at, |start| start.line).is_err()));
    if starts.is_empty() {
        return found;
    }
    let sections = Sections::new(sheet, starts);
    found.extend(sections.headings());
    found.extend(sections.tail(&found));
    found.extend(sections.titles());
    found
}

/// A document's headings and its questions.
struct Sections<'d> {
    sheet: &'d Sheet<'d>,
    starts: &'d [Start],
    /// The headings that are neither labels nor hidden.
    all: &'d [usize],
    /// The level of the questions, where most of them are headings.
    own: Option<u8>,
    first: usize,
    last: usize,
}

impl<'d> Sections<'d> {
    fn new(sheet: &'d Sheet<'d>, starts: &'d [Start]) -> Self {
        let top = |start: &&Start| start.rank == Rank::Top && !is_reverse(sheet.said(start.line));
        let tops: Vec<&Start> = starts.iter().filter(top).collect();
        let levels = || {
            tops.iter().filter_map(|start| match start.class {
                Class::Heading(level) => Some(level),
                _ => None,
            })
        };
        let own = levels().next().filter(|_| levels().count() * 2 >= tops.len());
        let first = starts.first().map_or(0, |start| start.line);
        let last = starts.last().map_or(0, |start| start.line);
        Self { sheet, starts, all: sheet.headings(), own, first, last }
    }

    fn level(&self, at: usize) -> u8 {
        self.sheet.lines.get(at).and_then(Line::level).unwrap_or(7)
    }

    fn is_underlined(&self, at: usize) -> bool {
        self.sheet.lines.get(at + 1).is_some_and(|line| line.kind == Kind::Underline)
    }

    fn is_start(&self, at: usize) -> bool {
        self.starts.binary_search_by_key(&at, |start| start.line).is_ok()
    }

    /// Whether a heading stands higher than those of the questions.
    fn above(&self, at: usize) -> bool {
        self.own.is_none_or(|own| self.level(at) < own)
    }

    /// The first line after `at` that says something.
    fn next(&self, at: usize) -> Option<usize> {
        let skipped = |at: &usize| {
            self.sheet.lines.get(*at).is_some_and(|line| matches!(line.kind, Kind::Underline | Kind::Rule))
        };
        let next = self.sheet.next(at + 1)?;
        if skipped(&next) { self.sheet.next(next + 1) } else { Some(next) }
    }

    /// Whether a heading stands right above a question, or above a heading that does.
    fn right_above(&self, at: usize) -> bool {
        self.next(at).is_some_and(|next| {
            let heading = self.all.binary_search(&next).is_ok();
            self.is_start(next) || (heading && self.next(next).is_some_and(|next| self.is_start(next)))
        })
    }

    /// Whether a question begins after a heading and before the next.
    fn holds_start(&self, at: usize) -> bool {
        let next = self.all.get(self.all.partition_point(|heading| *heading <= at));
        let start = self.starts.get(self.starts.partition_point(|start| start.line <= at));
        start.is_some_and(|start| next.is_none_or(|next| start.line <= *next))
    }

    /// The headings of sections, and those that close the document.
    fn headings(&self) -> Vec<usize> {
        let title = self.all.first().filter(|at| self.level(**at) == 1).copied();
        let higher = self.all.iter().copied().filter(|at| !self.is_start(*at) && self.above(*at) && Some(*at) != title);
        let over = higher.filter(|at| *at < self.first || self.right_above(*at));
        let levels: BTreeSet<u8> = over.map(|at| self.level(at)).collect();
        let ends = |at: &usize| {
            let level = self.level(*at);
            let closing = (self.own.is_none_or(|own| level <= own) || *at > self.last) && self.sheet.closes(*at);
            // A line with `#` may be a comment that somebody pasted, one that is underlined is none.
            let sure = level > 1 || self.is_underlined(*at);
            let after = self.own.is_some_and(|own| level < own) && *at > self.last && levels.is_empty() && sure;
            let before = self.starts.partition_point(|start| start.line < *at).checked_sub(1);
            let single = before.and_then(|before| self.starts.get(before)).is_some_and(|start| match start.class {
                Class::Heading(own) => {
                    self.own.is_none() && (level < own || (level == own && start.rank == Rank::Top && own != 1))
                }
                _ => false,
            });
            let over = self.above(*at) && level <= 2 && *at < self.last && self.sheet.asking(*at) == Asking::No;
            let unmarked =
                || before.and_then(|before| self.starts.get(before)).is_some_and(|start| start.class == Class::Prose);
            let numbered = || self.sheet.lines.get(*at).is_some_and(|line| line.number.is_some());
            let section = self.above(*at)
                && (self.right_above(*at) || (over && unmarked() && !numbered() && self.holds_start(*at)));
            levels.contains(&level) || closing || after || single || section
        };
        self.all.iter().copied().filter(|at| *at > self.first && !self.is_start(*at)).filter(ends).collect()
    }

    /// After the last question a rule sets off a heading such as no other question holds.
    fn tail(&self, found: &BTreeSet<usize>) -> Option<usize> {
        let within = self.all.iter().filter(|at| (self.first..self.last).contains(*at) && !found.contains(at));
        let inside = within.filter(|at| !self.is_start(**at)).map(|at| self.level(*at)).min().unwrap_or(7);
        self.all.iter().copied().find(|at| {
            let line = self.before(*at).and_then(|at| self.sheet.lines.get(at));
            let ruled = line.is_some_and(|line| line.kind == Kind::Rule);
            *at > self.last && ruled && self.level(*at) < inside.min(3)
        })
    }

    /// The last line before `at` that is not blank.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| self.sheet.lines.get(*at).is_some_and(|line| !line.is_blank()))
    }

    /// Lines that stand in for headings: bold titles and numbered sections right above a question, and titles that recur.
    fn titles(&self) -> Vec<usize> {
        let sheet = self.sheet;
        let listed =
            self.starts.iter().filter(|start| matches!(start.class, Class::Bullet(_) | Class::Number(_) | Class::Row));
        let listed = listed.count() * 2 > self.starts.len();
        let may = |at: &usize| {
            sheet.lines.get(*at).is_some_and(|line| {
                let text = line.kind == Kind::Text && !line.hidden && line.indent == 0 && !line.quoted;
                text && !line.labelled && !self.is_start(*at)
            })
        };
        let recurring = LazyCell::new(|| {
            let mut recurring: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(self.last, FxBuildHasher);
            for at in (0..self.last).filter(may) {
                *recurring.entry(sheet.said(at).trim_matches(['*', ' '])).or_default() += 1;
            }
            recurring
        });
        let ends = |at: &usize| {
            let Some(line) = sheet.lines.get(*at) else { return false };
            let next = sheet.next(at + 1).is_some_and(|at| self.is_start(at));
            if !listed && !next {
                return false;
            }
            let said = sheet.said(*at).trim();
            let bold = || line.body.of(sheet.source).starts_with("**") && said.ends_with("**");
            let han = line.number.is_some_and(|number| number.style == Style::Han);
            let again = || recurring.get(said.trim_matches(['*', ' '])).is_some_and(|count| *count >= 3);
            let short = || said.chars().count() <= LONGEST && sheet.asking(*at) == Asking::No && !said.ends_with('。');
            let answers = || self.before(*at).is_some_and(|at| self.is_start(at));
            (han && next)
                || (bold() && sheet.asking(*at) < Asking::Mark)
                || (listed && next && sheet.opens_paragraph(*at) && short() && !answers())
                || again()
        };
        let closing = |at: &usize, line: &Line| {
            let said = sheet.said(*at);
            let text = line.kind == Kind::Text && !line.hidden && line.indent == 0;
            text && !line.labelled && sheet.opens_paragraph(*at) && said.chars().count() <= 12 && sheet.closes(*at)
        };
        let after =
            sheet.lines.iter().enumerate().skip(self.last + 1).filter(|(at, line)| closing(at, line)).map(|(at, _)| at);
        let between = self.first + 1..self.last;
        if listed {
            return between.filter(may).filter(ends).chain(after).collect();
        }
        let above = self.starts.iter().filter_map(|start| self.before(start.line));
        above.filter(|at| between.contains(at)).filter(may).filter(ends).chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::on;
    use super::super::headings;
    use super::*;

    #[test]
    fn sections_and_what_closes_end_questions() {
        let text = "## 第一章\n### 1. 锁是什么？\n#### 细节\n排队\n## 第二章\n### 2. 堆是什么？\n共享\n## 附录\n";
        let found = on(text, |sheet| breaks(sheet, &headings::starts(sheet)));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [4, 7]);
    }
}
