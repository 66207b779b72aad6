//! Labels that no table knows, told by how they recur: the names of two speakers who take turns, and bold labels that
//! stand under most questions.

use super::asking::{Asking, asking};
use super::document::Role;
use super::labels::Trust;
use super::lines::{Kind, Line};
use super::marks::{Mark, Opens, Style};
use crate::source::Span;
use std::collections::BTreeMap;

/// The longest name or label, in characters.
const LONGEST: usize = 16;

/// A line that opens with something like a label.
struct Head<'t> {
    line: usize,
    key: (Style, String),
    span: Span,
    rest: &'t str,
}

/// Adds to `marks` the labels that only their recurrence shows.
pub(super) fn add(lines: &[Line], source: &str, marks: &mut Vec<Mark>) {
    let known = |at: usize| marks.binary_search_by_key(&at, |mark| mark.line).is_ok();
    let heads: Vec<Head<'_>> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !known(*at) && line.kind == Kind::Text && line.number.is_none())
        .filter_map(|(at, line)| head(at, line, source))
        .collect();
    let mut found = turns(&heads, marks, lines, source);
    if found.is_empty() {
        found = asides(&heads, marks);
    }
    if !found.is_empty() {
        marks.extend(found);
        marks.sort_by_key(|mark| mark.line);
        marks.dedup_by_key(|mark| mark.line);
    }
}

/// What a line opens with that may be a label: bold or before a colon.
fn head<'t>(at: usize, line: &Line, source: &'t str) -> Option<Head<'t>> {
    let body = line.body.of(source);
    let stars = body.len() - body.trim_start_matches('*').len();
    let inner = body.get(stars..)?;
    let end = inner.find(['：', ':', '*'])?;
    let name = inner.get(..end)?.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '·' | '-' | '\'' | '/');
    if name.is_empty()
        || name.chars().count() > LONGEST
        || !name.chars().all(plain)
        || name.chars().all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let after = inner.get(end..)?;
    let rest = after.trim_start_matches(['*', '：', ':', ' ']);
    let closed = after.get(..after.len() - rest.len())?;
    let bold = stars >= 2 && closed.contains("**");
    if !(bold && (closed.contains(['：', ':']) || rest.is_empty())
        || (stars == 0
            && closed.contains(['：', ':'])
            && (closed.contains('：') || closed.contains(' ') || rest.is_empty())))
    {
        return None;
    }
    let style = if bold { Style::Bold } else { Style::Bare };
    let span = Span::new(line.body.start, line.body.end - rest.len());
    Some(Head { line: at, key: (style, name.to_lowercase()), span, rest })
}

/// The names of two speakers: they alternate, and one of them mostly asks. One may be known already.
fn turns(heads: &[Head<'_>], marks: &[Mark], lines: &[Line], source: &str) -> Vec<Mark> {
    let mut names: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    for head in heads {
        *names.entry(&head.key).or_default() += 1;
    }
    let speakers = |role: Role| {
        marks.iter().filter(|mark| mark.trust == Trust::Speaker && mark.opens == Opens::Slot(role)).count()
    };
    let (asks, answers) = (speakers(Role::Prompt), speakers(Role::Candidate));
    let mut often: Vec<(&(Style, String), usize)> = names.into_iter().filter(|(_, count)| *count >= 3).collect();
    often.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), key.1.clone()));
    let lines_of =
        |key: &(Style, String)| heads.iter().filter(|head| head.key == *key).map(|head| head.line).collect::<Vec<_>>();
    let marked = |role: Role| {
        marks
            .iter()
            .filter(|mark| mark.trust == Trust::Speaker && mark.opens == Opens::Slot(role))
            .map(|mark| mark.line)
            .collect::<Vec<_>>()
    };
    let asking_share = |key: &(Style, String)| {
        let own: Vec<&Head<'_>> = heads.iter().filter(|head| head.key == *key).collect();
        own.iter().filter(|head| asking(head.rest) >= Asking::Word).count() * 2 >= own.len()
    };
    let as_marks = |key: &(Style, String), role: Role| {
        let own = heads.iter().filter(|head| head.key == *key);
        own.map(|head| Mark {
            line: head.line,
            span: head.span,
            opens: Opens::Slot(role),
            trust: Trust::Speaker,
            key: head.key.clone(),
        })
        .collect::<Vec<_>>()
    };
    let _ = (lines, source);
    match (asks, answers, often.as_slice()) {
        (3.., 0, [(key, _), ..]) if alternate(&marked(Role::Prompt), &lines_of(key)) => as_marks(key, Role::Candidate),
        (0, 3.., [(key, _), ..]) if alternate(&lines_of(key), &marked(Role::Candidate)) => as_marks(key, Role::Prompt),
        (0, 0, [(one, _), (two, _), ..])
            if alternate(&lines_of(one), &lines_of(two)) && asking_share(one) != asking_share(two) =>
        {
            let (asks, answers) = if asking_share(one) { (one, two) } else { (two, one) };
            let mut found = as_marks(asks, Role::Prompt);
            found.extend(as_marks(answers, Role::Candidate));
            found
        }
        _ => Vec::new(),
    }
}

/// Whether two speakers take turns: after three of four turns of the one the other speaks next.
fn alternate(one: &[usize], two: &[usize]) -> bool {
    let mut turns: Vec<(usize, bool)> =
        one.iter().map(|at| (*at, true)).chain(two.iter().map(|at| (*at, false))).collect();
    turns.sort_unstable();
    let changes = turns
        .windows(2)
        .filter(|pair| {
            pair.iter().map(|turn| turn.1).collect::<Vec<_>>() != [true, true]
                && pair.first().map(|turn| turn.1) != pair.last().map(|turn| turn.1)
        })
        .count();
    turns.len() >= 6 && changes * 4 >= (turns.len() - 1) * 3
}

/// Bold labels that stand under most of the questions which labels answer: they end the answer, whatever they mean.
fn asides(heads: &[Head<'_>], marks: &[Mark]) -> Vec<Mark> {
    let mut answers: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| matches!(mark.opens, Opens::Slot(Role::Candidate | Role::Reference))) {
        *answers.entry(&mark.key).or_default() += 1;
    }
    let most = answers.values().max().copied().unwrap_or(0);
    let mut names: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    // Labels are told alike: bold where those of the answers are, else alone on their lines.
    let bare = answers.iter().any(|(key, count)| key.0 == Style::Bare && *count * 2 > most);
    let alike = |head: &&Head<'_>| head.key.0 == Style::Bold || (bare && head.rest.trim().is_empty());
    for head in heads.iter().filter(alike) {
        *names.entry(&head.key).or_default() += 1;
    }
    let recurs =
        |head: &&Head<'_>| most >= 3 && names.get(&head.key).is_some_and(|count| *count * 5 >= most * 3 && *count >= 3);
    let aside = |head: &Head<'_>| Mark {
        line: head.line,
        span: head.span,
        opens: Opens::Slot(Role::Comment),
        trust: Trust::Common,
        key: head.key.clone(),
    };
    heads.iter().filter(alike).filter(recurs).map(aside).collect()
}
