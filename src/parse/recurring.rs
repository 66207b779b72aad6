//! Labels that no table knows, told by how they recur: the names of two speakers who take turns, and bold labels that
//! stand under most questions.

use super::asking::{Asking, asking};
use super::document::Role;
use super::labels::Trust;
use super::lines::{Kind, Line};
use super::marks::{Mark, Opens, Style, is_letter};
use crate::source::Span;
use crate::text::lower_case;
use std::collections::BTreeMap;

/// The longest name or label, in characters.
const LONGEST: usize = 16;

/// The longest label, in characters, that is bold or a heading.
const LONGEST_MARKED: usize = 32;

/// A full-width colon.
const WIDE_COLON: &[u8] = "：".as_bytes();

/// A line that opens with something like a label.
struct Head<'t> {
    line: usize,
    key: (Style, String),
    span: Span,
    rest: &'t str,
}

/// Adds to `marks` the labels that only their recurrence shows.
pub(super) fn add(lines: &[Line], source: &str, marks: &mut Vec<Mark>) {
    let heads = heads(lines, source);
    let mut found = comments(lines, source, marks);
    found.extend(turns(&heads, marks));
    if found.is_empty() {
        found = asides(&heads, marks);
    }
    if !found.is_empty() {
        marks.extend(found);
        marks.sort_by_key(|mark| mark.line);
        marks.dedup_by_key(|mark| mark.line);
    }
}

/// The lines that open with something like a label. One that nothing else sets off needs a colon.
fn heads<'t>(lines: &[Line], source: &'t str) -> Vec<Head<'t>> {
    let bytes = source.as_bytes();
    // The last byte of a full-width colon ends other characters too.
    let last_of_wide = WIDE_COLON[WIDE_COLON.len() - 1];
    let is_colon = |at: &usize| bytes[*at] == b':' || bytes[..=*at].ends_with(WIDE_COLON);
    let mut colons = memchr::memchr2_iter(b':', last_of_wide, bytes).filter(is_colon).peekable();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let open = match line.kind {
            Kind::Heading(_) => true,
            Kind::Text => {
                while colons.next_if(|colon| *colon < line.body.start).is_some() {}
                let colon = colons.peek().is_some_and(|colon| *colon < line.body.end);
                colon || line.body.of(source).starts_with(['*', '_'])
            }
            _ => false,
        };
        if open && !line.labelled && line.number.is_none() {
            found.extend(head(at, line, source));
        }
    }
    found
}

/// Comments that recur in pairs, or before every answer: they fence in a place for it, whatever they say.
fn comments(lines: &[Line], source: &str, marks: &[Mark]) -> Vec<Mark> {
    if marks.iter().any(|mark| {
        matches!(mark.opens, Opens::Slot(Role::Candidate | Role::Reference)) && mark.trust == Trust::Certain
    }) {
        return Vec::new();
    }
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let body = line.body.of(source);
        if let Some(inner) = body.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
            let text: String = inner.trim().chars().filter(|c| !c.is_ascii_digit()).collect();
            kinds.entry(text.to_lowercase()).or_default().push(at);
        }
    }
    let mut often: Vec<(String, Vec<usize>)> =
        kinds.into_iter().filter(|(text, lines)| lines.len() >= 3 && !text.starts_with("anscov")).collect();
    often.sort_by_key(|(_, lines)| lines.first().copied());
    let mark = |at: usize, opens: Opens| {
        let span = lines.get(at).map_or(Span::default(), |line| line.body);
        Mark { line: at, span, opens, trust: Trust::Certain, key: (Style::Comment, String::new()) }
    };
    let mut found = Vec::new();
    if let [(_, starts), rest @ ..] = often.as_slice() {
        found.extend(starts.iter().map(|at| mark(*at, Opens::Slot(Role::Candidate))));
        found.extend(rest.iter().take(1).flat_map(|(_, ends)| ends.iter().map(|at| mark(*at, Opens::Nothing))));
    }
    found.sort_by_key(|mark| mark.line);
    found
}

/// What a line opens with that may be a label: bold, a heading, or before a colon.
fn head<'t>(at: usize, line: &Line, source: &'t str) -> Option<Head<'t>> {
    let body = line.body.of(source);
    let stars = body.len() - body.trim_start_matches(['*', '_']).len();
    let inner = body.get(stars..)?;
    let level = match line.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let name = name(inner, if stars > 0 || level.is_some() { LONGEST_MARKED } else { LONGEST })?;
    let after = inner.get(name.len()..)?;
    let name = name.trim();
    // A note may stand between the label and its colon.
    let noted = |text: &'t str| match text.strip_prefix(['（', '(']) {
        Some(note) => note.split_once(['）', ')']).map_or(text, |(_, rest)| rest),
        None => text,
    };
    let marks = ['*', '_', '：', ':', ' '];
    let rest = noted(noted(after).trim_start_matches(marks)).trim_start_matches(marks);
    let closed = after.get(..after.len() - rest.len())?;
    let colon = closed.contains(['：', ':']);
    let style = match level {
        Some(level) if rest.is_empty() => Style::Heading(level),
        None if stars > 0 && closed.contains(['*', '_']) && (colon || rest.is_empty()) => Style::Bold,
        None if stars == 0 && colon && (closed.contains('：') || closed.contains(' ') || rest.is_empty()) => {
            Style::Bare
        }
        _ => return None,
    };
    let span = Span::new(line.body.start, line.body.end - rest.len());
    Some(Head { line: at, key: (style, lower_case(name)), span, rest })
}

/// What stands in `text` before what a name ends at, where that is a name of so many characters at most.
fn name(text: &str, longest: usize) -> Option<&str> {
    let plain = |c: char| is_letter(c) || matches!(c, ' ' | '.' | '·' | '-' | '\'' | '/' | '“' | '”' | '"');
    let mut written = 0;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '：' | ':' | '*' | '_' | '（' | '(' => {
                end = at;
                break;
            }
            c if c.is_whitespace() => {}
            c if written < longest && plain(c) => written += 1,
            _ => return None,
        }
    }
    let name = text.get(..end)?;
    let said = name.trim();
    (!said.is_empty() && said.chars().count() <= longest && said.chars().all(plain)).then_some(name)
}

/// The names of two speakers: they alternate, and one of them mostly asks. One may be known already.
fn turns(heads: &[Head<'_>], marks: &[Mark]) -> Vec<Mark> {
    let mut names: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    for head in heads {
        *names.entry(&head.key).or_default() += 1;
    }
    let speakers = |role: Role| {
        marks.iter().filter(|mark| mark.trust == Trust::Speaker && mark.opens == Opens::Slot(role)).count()
    };
    let (asks, answers) = (speakers(Role::Prompt), speakers(Role::Candidate));
    let mut often: Vec<(&(Style, String), usize)> =
        names.into_iter().filter(|(key, count)| *count >= 3 && !matches!(key.0, Style::Heading(_))).collect();
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
    let changes = turns.windows(2).filter(|pair| matches!(pair, [(_, before), (_, after)] if before != after)).count();
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
    let alike = |head: &&Head<'_>| match head.key.0 {
        Style::Bold => true,
        // The headings of the questions themselves differ from one to the next.
        Style::Heading(level) => level > 1,
        _ => bare && head.rest.trim().is_empty(),
    };
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

#[cfg(test)]
mod tests {
    use super::super::labels::Labels;
    use super::super::lines::lines;
    use super::super::marks::{label, marks};
    use super::*;
    use crate::source::Source;

    fn found(text: &str) -> Vec<(usize, Opens)> {
        let mut lines = lines(&Source::new("a.md", text), 0);
        let mut marks = marks(&lines, text, &Labels::default());
        label(&mut lines, &marks);
        add(&lines, text, &mut marks);
        marks.iter().map(|mark| (mark.line, mark.opens)).collect()
    }

    #[test]
    fn two_names_that_take_turns_are_speakers() {
        let turns = "老王：锁是什么？\n小李：排队。\n".repeat(3);
        let (asks, answers) = (Opens::Slot(Role::Prompt), Opens::Slot(Role::Candidate));
        assert_eq!(found(&turns), [(0, asks), (1, answers), (2, asks), (3, answers), (4, asks), (5, answers)]);
        assert_eq!(found("老王：锁是什么？\n小李：排队。\n"), []);
    }

    #[test]
    fn bold_labels_under_most_answers_end_them() {
        let question = |title: &str| format!("### {title}\n**我的回答**：甲\n**难度**：低\n");
        let asides = found(&["锁", "堆", "栈"].map(question).concat()).into_iter();
        let asides = asides.filter(|(_, opens)| *opens == Opens::Slot(Role::Comment));
        assert_eq!(asides.map(|(line, _)| line).collect::<Vec<_>>(), [2, 5, 8]);
    }
}
