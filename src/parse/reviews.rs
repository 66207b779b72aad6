//! What `annotate` writes into documents: how it is found again, and left out when they are read.
//!
//! A review begins and ends with a comment on a line of its own. A box that was ticked in a form is known by the comment at
//! the end of its line.

use crate::source::{Source, Span};

/// The line that begins a review.
pub const REVIEW: &str = "<!-- anscov: review -->";
/// The line that ends one.
pub const END_OF_REVIEW: &str = "<!-- anscov: end of review -->";
/// What stands at the end of a line that was filled in, before the figure.
pub const FILLED: &str = " <!-- anscov: filled ";

/// What `annotate` wrote into a text.
struct Written {
    /// Reviews, each with the line end, and the empty line, before it.
    reviews: Vec<Span>,
    /// Lines that were filled in, each with the comment at its end.
    filled: Vec<(Span, Span)>,
}

fn written(source: &Source) -> Option<Written> {
    let is_there = |mark: &str| memchr::memmem::find(source.text.as_bytes(), mark.as_bytes()).is_some();
    if !is_there(REVIEW) && !is_there(FILLED) {
        return None;
    }
    let mut found = Written { reviews: Vec::new(), filled: Vec::new() };
    let mut open = None;
    for number in 1..=source.line_count() {
        let span = source.line_span(number);
        let line = span.of(&source.text);
        match line.trim() {
            REVIEW => open = Some(before(source, number)),
            END_OF_REVIEW => found.reviews.extend(open.take().map(|start| Span::new(start, span.end))),
            _ if open.is_none() && line.ends_with("-->") => {
                let comment = line.rfind(FILLED).map(|at| Span::new(span.start + at, span.end));
                found.filled.extend(comment.map(|comment| (span, comment)));
            }
            _ => {}
        }
    }
    Some(found)
}

/// Where what was put in above line `number` begins: at the end of the last line before it, or the one before an empty one.
fn before(source: &Source, number: usize) -> usize {
    let above = |lines: usize| number.checked_sub(lines).filter(|number| *number > 0);
    match (above(1), above(2)) {
        (Some(one), Some(two)) if source.line(one).is_empty() => source.line_span(two).end,
        (Some(one), _) => source.line_span(one).end,
        (None, _) => 0,
    }
}

/// The text without what `annotate` wrote into it, byte for byte as it was before.
#[must_use]
pub fn without_reviews(source: &Source) -> String {
    let Some(Written { reviews, filled }) = written(source) else { return source.text.clone() };
    let mut edits: Vec<(Span, String)> = reviews.into_iter().map(|span| (span, String::new())).collect();
    edits.extend(filled.into_iter().map(|(line, comment)| {
        let rest = Span::new(line.start, comment.start).of(&source.text);
        (line, rest.replace("[x]", "[ ]"))
    }));
    edits.sort_by_key(|(span, _)| *span);
    let mut text = String::with_capacity(source.text.len());
    let mut end = 0;
    for (span, instead) in edits {
        text.push_str(Span::new(end, span.start).of(&source.text));
        text.push_str(&instead);
        end = span.end;
    }
    text.push_str(Span::new(end, source.text.len()).of(&source.text));
    text
}

/// Reads a document as if blanks stood in place of what `annotate` wrote, so that it counts for nothing in any layout.
pub(super) fn hiding(source: Source, read: impl FnOnce(Source) -> super::Document) -> super::Document {
    let Some(Written { reviews, filled }) = written(&source) else { return read(source) };
    let mut bytes = source.text.clone().into_bytes();
    let mut blank = |span: Span| {
        let stretch = bytes.get_mut(span.start..span.end).unwrap_or_default();
        stretch.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    };
    for span in reviews.into_iter().chain(filled.iter().map(|(_, comment)| *comment)) {
        blank(span);
    }
    for (line, comment) in filled {
        let boxes = Span::new(line.start, comment.start);
        for (at, _) in boxes.of(&source.text).match_indices("[x]") {
            blank(Span::new(boxes.start + at + 1, boxes.start + at + 2));
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let document = read(Source::new(source.path.clone(), text));
            // What the blanks hide must not be read later on.
            for slot in document.questions.iter().flat_map(|question| &question.slots) {
                slot.passages(&document.source.text);
            }
            super::Document { source, ..document }
        }
        // Only whole characters were blanked, so this is never taken.
        Err(_) => read(source),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Labels, SlotState, parse};
    use super::*;

    const BARE: &str = "### 1. 锁\n\n**回答**：\n```\n排队\n```\n\n### 2. 池\n\n**回答**：\n复用\n";

    fn reviewed(after: &str) -> String {
        BARE.replace(after, &format!("{after}\n\n{REVIEW}\n**点评**：\n- 1. 多余？\n{END_OF_REVIEW}"))
    }

    #[test]
    fn what_was_written_is_taken_out_again() {
        for text in [reviewed("排队\n```"), reviewed("复用"), reviewed("复用\n"), BARE.to_owned()] {
            assert_eq!(without_reviews(&Source::new("a.md", text)), BARE);
        }
        let crlf = reviewed("复用").replace('\n', "\r\n");
        assert_eq!(without_reviews(&Source::new("a.md", crlf)), BARE.replace('\n', "\r\n"));
        let form = "- **并发**: [ ] 优 [ ] 差  \n";
        let filled = format!("- **并发**: [x] 优 [ ] 差  {FILLED}80% -->\n");
        assert_eq!(without_reviews(&Source::new("a.md", filled)), form);
    }

    #[test]
    fn what_was_written_is_not_read() {
        let document = parse(Source::new("a.md", reviewed("排队\n```")), &Labels::default());
        assert_eq!(document.problems, []);
        let read: Vec<_> = document.questions.iter().map(|q| (q.title.as_str(), q.answer_state())).collect();
        assert_eq!(read, [("锁", Some(SlotState::Answered)), ("池", Some(SlotState::Answered))]);
        assert!(document.source.text.contains("点评"), "the text is as it is");
    }

    #[test]
    fn a_mark_without_its_other_half_hides_nothing() {
        let text = format!("{REVIEW}\n一\n{REVIEW}\n二\n{END_OF_REVIEW}\n三\n{END_OF_REVIEW}\n四");
        assert_eq!(without_reviews(&Source::new("a.md", text)), format!("{REVIEW}\n一\n三\n{END_OF_REVIEW}\n四"));
    }
}
