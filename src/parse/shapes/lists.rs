//! Questions that are items of lists, nested as they are.

use super::super::asking::{Asking, asking, end_of_question};
use super::super::document::Role;
use super::super::lines::{Kind, Line, Style};
use super::super::marks::Opens;
use super::follow::is_reverse;
use super::rows::trimmed;
use super::{Class, Rank, Sheet, Start};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An item of a list.
#[derive(Debug)]
struct Item {
    line: usize,
    indent: usize,
    class: Class,
    /// The stretch between two headings it stands in.
    section: usize,
    parent: Option<usize>,
    asking: Asking,
    /// Whether a label says what it is.
    role: Label,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    None,
    FollowUp,
    /// What stands in it is no question.
    Content,
}

/// How many of some items ask.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    all: usize,
    marks: usize,
    words: usize,
    nouns: usize,
}

impl Share {
    fn add(&mut self, asking: Asking) {
        self.all += 1;
        self.marks += usize::from(asking == Asking::Mark);
        self.words += usize::from(asking >= Asking::Word);
        self.nouns += usize::from(asking == Asking::Noun);
    }

    /// Whether at least half of them ask.
    fn most(self) -> bool {
        (self.words * 2 + self.nouns) >= self.all && self.words > 0
    }
}

/// The longest title, in characters, of an item that asks nothing by its words.
const LONGEST: usize = 60;

/// The items that ask, and those nested in them that follow them up.
pub(super) fn starts(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Start> {
    let items = items(sheet, starts);
    let mut classes: BTreeMap<&Class, Share> = BTreeMap::new();
    let mut runs: BTreeMap<(usize, &Class), Share> = BTreeMap::new();
    let mut kids: Vec<Share> = vec![Share::default(); items.len()];
    for item in items.iter().filter(|item| item.role != Label::Content) {
        if let Some(kids) = item.parent.and_then(|parent| kids.get_mut(parent)) {
            kids.add(if item.role == Label::FollowUp { Asking::Mark } else { item.asking });
        }
    }
    for (item, kids) in items.iter().zip(&kids).filter(|(item, _)| item.role != Label::Content && item.parent.is_none())
    {
        // A title over questions and the candidate's own turn need not ask.
        if item.asking == Asking::No && (kids.most() || is_reverse(sheet.said(item.line))) {
            continue;
        }
        classes.entry(&item.class).or_default().add(item.asking);
        runs.entry((item.section, &item.class)).or_default().add(item.asking);
    }
    let active = |class: &Class| {
        let share = classes.get(class).copied().unwrap_or_default();
        (share.most() && share.words >= 2) || (share.marks >= 3 && share.marks * 4 >= share.all)
    };
    // Where nested items nearly always ask, one that asks nothing by its words does too.
    let nested = kids.iter().fold(Share::default(), |all, kids| Share {
        all: all.all + kids.all,
        marks: all.marks + kids.marks,
        words: all.words + kids.words,
        nouns: all.nouns + kids.nouns,
    });
    let always = nested.words >= 4 && nested.words * 4 >= nested.all * 3;
    let share_of = |at: usize| kids.get(at).copied().unwrap_or_default();
    let labelled: BTreeSet<usize> =
        items.iter().filter(|item| item.role == Label::FollowUp).filter_map(|item| item.parent).collect();
    // For each item what it is: a question, a title over questions, or neither.
    let mut is: Vec<Is> = Vec::with_capacity(items.len());
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let said = sheet.said(item.line).trim();
        let reverse = said.chars().count() <= 40 && is_reverse(said);
        let asked = match item.parent {
            _ if item.role == Label::Content => false,
            None if reverse => active(&item.class),
            None => {
                let class = classes.get(&item.class).copied().unwrap_or_default();
                let run = runs.get(&(item.section, &item.class)).copied().unwrap_or_default();
                active(&item.class) && base(item, said, class, run, share_of(at), always)
            }
            Some(parent) => match is.get(parent) {
                _ if item.role == Label::FollowUp => true,
                Some(Is::Nothing | Is::Reverse) | None => false,
                Some(_) => {
                    (share_of(parent).most() || always)
                        && !labelled.contains(&parent)
                        && (item.asking > Asking::No || short(said))
                }
            },
        };
        let titles = asked && !reverse && item.asking == Asking::No && item.role == Label::None && share_of(at).most();
        let rank = item.parent.map_or(Rank::Top, |parent| {
            let line = items.get(parent).map_or(0, |parent| parent.line);
            match is.get(parent) {
                Some(Is::Title) => Rank::Under(line),
                Some(Is::Question) => Rank::FollowUp(line),
                _ => Rank::Top,
            }
        });
        is.push(match (asked, titles) {
            (false, _) => Is::Nothing,
            _ if reverse => Is::Reverse,
            (true, true) => Is::Title,
            (true, false) => Is::Question,
        });
        if asked && !titles && (rank != Rank::Top || item.parent.is_none()) {
            let (title, inline) = split(sheet, item.line);
            found.push(Start { line: item.line, class: item.class.clone(), rank, title, inline });
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Nothing,
    Question,
    Title,
    Reverse,
}

/// Whether an item that stands in no other asks, given how many beside it do, how many in it, and whether nested items
/// always do.
fn base(item: &Item, said: &str, class: Share, run: Share, kids: Share, always: bool) -> bool {
    // Where questions end in question marks, a line without one is none.
    let marked = class.marks >= 5 && class.marks * 3 >= class.words * 2 && run.marks * 4 < run.all * 3;
    if run.most() && (!marked || always) {
        return item.asking > Asking::No || short(said) || kids.most();
    }
    item.asking == Asking::Mark
        || (item.asking == Asking::Word && (said.starts_with('请') || item.class == Class::Number(Style::Named)))
}

fn short(said: &str) -> bool {
    let len = said.chars().count();
    (1..=LONGEST).contains(&len) && !said.ends_with(['。', '；', ';'])
}

/// The items of the document, those left out that belong to questions found already.
fn items(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Item> {
    let covered = sheet.covered(starts);
    let mut items: Vec<Item> = Vec::new();
    let mut stack: Vec<usize> = Vec::new();
    let mut section = 0;
    for (at, line) in sheet.lines.iter().enumerate() {
        if line.hidden || line.is_blank() || line.quoted {
            continue;
        }
        if covered.get(at) == Some(&true) || sheet.is_aside(at) {
            stack.clear();
            continue;
        }
        // A heading indented as far as the item it stands in belongs to it.
        let inside =
            |indent: usize| stack.last().and_then(|top| items.get(*top)).is_some_and(|top| indent > top.indent);
        match line.kind {
            Kind::Heading(_) if line.indent == 0 || !inside(line.indent) => {
                stack.clear();
                section += 1;
            }
            Kind::Rule if line.indent == 0 => stack.clear(),
            Kind::Text if line.number.is_none() && line.indent == 0 && line.body.of(sheet.source).starts_with("**") => {
                section += 1;
            }
            _ => {}
        }
        let Some(class) = class(line) else { continue };
        while stack.last().and_then(|top| items.get(*top)).is_some_and(|top| top.indent >= line.indent) {
            stack.pop();
        }
        let said = sheet.said(at);
        let role = match sheet.mark(at).map(|mark| mark.opens) {
            Some(Opens::FollowUps) => Label::FollowUp,
            Some(Opens::Slot(Role::Prompt)) if !stack.is_empty() => Label::FollowUp,
            Some(Opens::Slot(Role::Prompt)) => Label::None,
            Some(_) => Label::Content,
            None if said.trim_start().starts_with(['→', '➜', '⇒']) => Label::Content,
            None if line.kind == Kind::Task(true) || line.kind == Kind::Task(false) || sheet.is_link(at) => {
                Label::Content
            }
            None => Label::None,
        };
        let item = Item {
            line: at,
            indent: line.indent,
            class,
            section,
            parent: stack.last().copied(),
            asking: sheet.asking(at),
            role,
        };
        stack.push(items.len());
        items.push(item);
    }
    items
}

fn class(line: &Line) -> Option<Class> {
    match (line.kind, line.number) {
        (Kind::Bullet(mark), _) => Some(super::bullet(mark)),
        (Kind::Task(_), _) => Some(Class::Bullet('[')),
        (Kind::Text, Some(number)) if number.style != Style::Han => Some(Class::Number(number.style)),
        _ => None,
    }
}

/// What stands between a question and its answer on one line.
const SEPARATORS: [&str; 6] = [" - ", " — ", " – ", " —— ", "——", " => "];

/// What a line asks and what it answers, where it does both.
pub(super) fn split(sheet: &Sheet<'_>, at: usize) -> (Option<Span>, Option<Span>) {
    let Some(line) = sheet.lines.get(at) else { return (None, None) };
    let from = sheet.mark(at).map_or(line.said().start, |mark| mark.span.end.min(line.body.end));
    let said = Span::new(from, line.body.end);
    let text = said.of(sheet.source);
    let end = end_of_question(text);
    let end = if end < text.len() {
        end
    } else {
        SEPARATORS
            .iter()
            .filter_map(|mark| text.find(mark))
            .min()
            .filter(|at| *at > 0 && asking(text.get(..*at).unwrap_or_default()) > Asking::No)
            .unwrap_or(text.len())
    };
    // A note in brackets at the end may be the answer; what it is shows where it is read.
    let end = if end == text.len() && text.trim_end().ends_with(['）', ')']) {
        text.rfind(['（', '(']).filter(|at| *at > 0).unwrap_or(end)
    } else {
        end
    };
    let title = trimmed(sheet.source, Span::new(said.start, said.start + end));
    let rest = text.get(end..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "-—–：:=>→➜⇒".contains(c)).len();
    let rest = trimmed(sheet.source, Span::new(said.start + end + lead, said.end));
    // Stars that rate a question, or a mark that it was asked, answer nothing.
    (Some(title), Some(rest).filter(|rest| rest.of(sheet.source).contains(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn items_ask_and_those_in_them_follow_up() {
        let text = "- 锁是什么？\n  - 为什么排队？\n- 堆是什么？\n  - 共享。\n";
        let found = on(text, |sheet| starts(sheet, &[]));
        assert_eq!(begun(&found), [1, 2, 3]);
        assert_eq!(found[1].rank, Rank::FollowUp(0));
    }

    #[test]
    fn a_line_may_ask_and_answer() {
        let text = "- 锁是什么？排队。\n- 锁 - 排队\n- 怎么加锁 - 排队\n";
        let read = |at| {
            let (title, rest) = on(text, |sheet| split(sheet, at));
            (title.map_or("", |title| title.of(text)), rest.map(|rest| rest.of(text)))
        };
        assert_eq!(read(0), ("锁是什么？", Some("排队。")));
        assert_eq!(read(1), ("锁 - 排队", None));
        assert_eq!(read(2), ("怎么加锁", Some("排队")));
    }
}
