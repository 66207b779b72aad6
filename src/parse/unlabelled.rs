//! Answers that no label opens: what follows a question, options that are ticked, and comments.

use super::asking::{Asking, is_advice};
use super::document::Role;
use super::habits::{Habit, Habits};
use super::lines::{Kind, Line, Style};
use super::places::{Place, line_end, region};
use super::shapes::{Class, Sheet, Start, is_reverse};
use crate::source::Span;

/// The answer of a question without labels: what follows it on its line and the lines after it, advice left out.
pub(super) fn answer(sheet: &Sheet<'_>, start: &Start, at: usize, end: usize, habits: &Habits) -> Place {
    let inline = start.inline.and_then(|inline| said(sheet, inline));
    let own = sheet.lines.get(start.line);
    let indent = own.map_or(0, |line| line.indent);
    let place = |lines: Vec<Span>| Place { role: Role::Candidate, label: None, lines };
    if start.class == Class::Row {
        return place(inline.into_iter().collect());
    }
    if habits.has(Habit::Nested)
        && is_reverse(sheet.said(start.line))
        && matches!(start.class, Class::Number(_) | Class::Bullet(_))
    {
        return place(Vec::new());
    }
    let mut end = bounds(sheet, start, at, end, indent, habits);
    end = unquoted(sheet, at, end, inline.is_some());
    let mut from = at;
    if start.class == Class::Prose {
        // A second line that asks belongs to the question.
        let goes_on = |at: usize| {
            sheet.lines.get(at).is_some_and(|line| line.kind == Kind::Text && line.number.is_none())
                && sheet.asking(at) >= Asking::Word
        };
        while from < end
            && goes_on(from)
            && sheet.lines.get(from + 1).is_some_and(|line| line.is_blank() || matches!(line.kind, Kind::Fence(..)))
            && from == at
        {
            from += 1;
        }
    }
    if start.class != Class::Summary && !habits.has(Habit::Fences) {
        // Advice at the head or the tail tells how to answer.
        let advice = |from: usize| {
            sheet.lines.get(from).is_some_and(|line| !line.hidden && is_advice(line.body.of(sheet.source)))
        };
        let paragraph_end =
            |from: usize| (from..end).find(|at| sheet.lines.get(*at).is_some_and(Line::is_blank)).unwrap_or(end);
        let head = if start.inline.is_some_and(|inline| is_advice(inline.of(sheet.source))) {
            paragraph_end(from)
        } else {
            let first = sheet.next(from).unwrap_or(end);
            if inline.is_none() && first < end && advice(first) && start.inline.is_none() {
                paragraph_end(first)
            } else {
                from
            }
        };
        from = head;
        let mut blank = true;
        let tail = (from..end).filter(|at| {
            let line = sheet.lines.get(*at);
            let opens = blank && line.is_some_and(|line| !line.is_blank());
            blank = line.is_some_and(Line::is_blank);
            opens
        });
        if let Some(tail) = tail.last().filter(|tail| {
            advice(*tail)
                && sheet.lines.get(*tail).is_some_and(|line| matches!(line.kind, Kind::Text) && line.number.is_none())
                && *tail > from
        }) {
            end = tail;
        }
    }
    let inline = inline.filter(|inline| !is_advice(inline.of(sheet.source)));
    let head = inline.map(|inline| {
        if inline.end == sheet.lines.get(start.line).map_or(0, |line| line.body.end) {
            Span::new(inline.start, line_end(sheet, start.line))
        } else {
            inline
        }
    });
    place(region(sheet, head, from, end))
}

/// What is said of an answer beside its question: a note in brackets counts only where a label in it says so.
fn said(sheet: &Sheet<'_>, inline: Span) -> Option<Span> {
    let text = inline.of(sheet.source);
    let Some(inner) = text.strip_prefix(['（', '(']) else { return Some(inline) };
    let colon = inner.find(['：', ':'])?;
    let label = inner.get(..colon)?;
    if !["我的回答", "我的答案", "我答", "答", "回答", "我的", "my answer", "answer", "a"]
        .iter()
        .any(|word| label.trim().to_lowercase().ends_with(word))
    {
        return None;
    }
    let open = text.len() - inner.len();
    let colon = open + colon;
    let after = text.get(colon..)?.chars().next().map_or(0, char::len_utf8);
    let close = text.trim_end().trim_end_matches(['）', ')']).len();
    Some(Span::new(inline.start + colon + after, inline.start + close.max(colon + after)))
}

/// Where the answer to an item of a list ends before its question does.
fn bounds(sheet: &Sheet<'_>, start: &Start, at: usize, end: usize, indent: usize, habits: &Habits) -> usize {
    let list = matches!(start.class, Class::Bullet(_) | Class::Number(_));
    if !list {
        return end;
    }
    let complete = sheet.lines.get(start.line).is_some_and(|line| {
        line.body.of(sheet.source).trim_end_matches(['*', ' ']).ends_with(['。', '？', '?', '！', '﹖', '）', ')'])
    });
    let bullet = matches!(start.class, Class::Bullet(_));
    // Items that Markdown does not know have no indented text.
    let style = sheet.lines.get(start.line).and_then(|line| line.number).map(|number| number.style);
    let markdown = match start.class {
        Class::Bullet(mark) => mark == '-',
        _ => style == Some(Style::Digit),
    };
    let flush = habits.has(Habit::Flush) || !markdown;
    let mut blank = false;
    for at in at..end {
        let Some(line) = sheet.lines.get(at) else { break };
        if line.is_blank() {
            blank = true;
            continue;
        }
        if line.hidden || line.indent > indent {
            blank = false;
            continue;
        }
        let text = matches!(line.kind, Kind::Text | Kind::Heading(_) | Kind::Rule | Kind::Row);
        let lazy = !blank && bullet && complete && at == start.line + 1 && line.kind == Kind::Text;
        if lazy || (!flush && ((text && blank) || line.kind == Kind::Rule)) {
            return at;
        }
        blank = false;
    }
    end
}

/// Where an answer ends before a quote after it, which is somebody else's, unless all of it is quoted.
fn unquoted(sheet: &Sheet<'_>, at: usize, end: usize, inline: bool) -> usize {
    let said = || (at..end).filter_map(|at| Some((at, sheet.lines.get(at)?))).filter(|(_, line)| !line.is_blank());
    let own = said().rev().find(|(_, line)| line.hidden || (!line.quoted && line.kind != Kind::Rule));
    match own {
        Some((last, _)) => end.min(last + 1),
        None if inline => at,
        None => end,
    }
}

/// Where the last answer ends before what closes the document: a rule and a line or two.
pub(super) fn closing(sheet: &Sheet<'_>, at: usize, end: usize) -> usize {
    let rule =
        (at..end).rev().find(|at| sheet.lines.get(*at).is_some_and(|line| line.kind == Kind::Rule && !line.hidden));
    let Some(rule) = rule else { return end };
    let after = sheet.lines.get(rule + 1..end).unwrap_or_default();
    if after.iter().filter(|line| !line.is_blank()).count() <= 2 { rule } else { end }
}

/// The options of a question that are ticked; `None` where it has no options.
pub(super) fn ticked(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<Place> {
    let task = |at: usize| {
        sheet.lines.get(at).and_then(|line| match line.kind {
            Kind::Task(done) if !line.hidden => Some(done),
            _ => None,
        })
    };
    let tasks: Vec<usize> = (from..to).filter(|at| task(*at).is_some()).collect();
    if tasks.len() < 2 {
        return None;
    }
    let done: Vec<usize> = tasks.iter().copied().filter(|at| task(*at) == Some(true)).collect();
    let mut lines = Vec::new();
    if let (Some(first), Some(last)) = (done.first(), done.last()) {
        let end = (last + 1..to)
            .find(|at| sheet.lines.get(*at).is_none_or(|line| line.is_blank() || line.indent == 0))
            .unwrap_or(to);
        for at in *first..end {
            let ticked = task(at) != Some(false);
            let Some(line) = sheet.lines.get(at).filter(|_| ticked) else { continue };
            lines.push(Span::new(line.body.start, line_end(sheet, at)));
        }
    }
    Some(Place { role: Role::Candidate, label: None, lines })
}

/// The answer inside a comment, where the question says that it belongs there.
pub(super) fn commented(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<Place> {
    let asks = |at: &usize| {
        let said = sheet.said(*at).to_lowercase();
        (said.contains("注释") || said.contains("comment"))
            && ["回答", "作答", "答案", "写在", "answer", "write"].iter().any(|word| said.contains(word))
    };
    let prompt = (from.saturating_sub(1)..to).find(asks)?;
    let open = (prompt + 1..to)
        .find(|at| sheet.lines.get(*at).is_some_and(|line| line.body.of(sheet.source).starts_with("<!--")))?;
    let close = (open..to)
        .find(|at| sheet.lines.get(*at).is_some_and(|line| line.body.of(sheet.source).contains("-->")))
        .unwrap_or(to);
    let mut lines = Vec::new();
    for at in open..=close.min(to.saturating_sub(1)) {
        let Some(line) = sheet.lines.get(at) else { break };
        let body = line.body.of(sheet.source);
        let lead = if at == open { body.len() - body.trim_start_matches(['<', '!', '-']).len() } else { 0 };
        let inner = body.get(lead..).unwrap_or_default();
        let len = inner.find("-->").unwrap_or(inner.len());
        let whole = len == inner.len();
        let start = line.body.start + lead;
        lines.push(Span::new(start, if whole { line_end(sheet, at) } else { start + len }));
    }
    Some(Place { role: Role::Candidate, label: None, lines })
}
