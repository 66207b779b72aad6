//! Reads the places for answers: whose words belong there, what was written, where it begins and ends.

use super::blocks::{self, Block};
use super::document::{Body, Passage, PassageKind, Role, Slot, SlotState};
use super::glance::glance;
use super::leaves::{Leaf, leaves};
use super::passages::{Said, passages};
use super::placeholder::is_blank;
use crate::source::Span;

impl Slot {
    /// A slot in which nothing stands.
    pub(crate) fn bare(role: Role, state: SlotState) -> Self {
        Self { role, label: None, span: None, state, body: Body::default() }
    }

    /// Its content, leaf block by leaf block, in the order of the file. `text` is that of the document it belongs to. It is
    /// read when first asked for.
    pub fn passages(&self, text: &str) -> &[Passage] {
        self.body.passages.get_or_init(|| read(text, &self.body.lines).body.passages.into_inner().unwrap_or_default())
    }
}

/// The slot that `label` opens, with `lines` in it.
pub(super) fn slot(source: &str, lines: Vec<Span>, role: Role, label: Option<Span>) -> Slot {
    match glance(source, &lines) {
        Some((state, span)) => Slot { role, label, span, state, body: Body { lines, ..Body::default() } },
        None => labelled(source, blocks::of_lines(source, &lines), role, label),
    }
}

/// Reads `lines` as a slot for the candidate without a label.
pub(super) fn read(source: &str, lines: &[Span]) -> Slot {
    whole(source, blocks::of_lines(source, lines))
}

/// Reads `blocks`, which stand where `label` opens a place, as a slot.
fn labelled(source: &str, blocks: Vec<Block>, role: Role, label: Option<Span>) -> Slot {
    let mut leaves = leaves(source, blocks, true);
    let slot = filled(source, &mut leaves, role);
    let opens_in_line = label.filter(|label| {
        let first = leaves.first().map_or(label.end, |leaf| leaf.span.start);
        Span::new(label.end, first.max(label.end)).of(source).trim().is_empty()
    });
    // Markup may stand between the label and the first word.
    let span = match (slot.span, opens_in_line, leaves.first()) {
        (Some(span), Some(label), Some(first))
            if first.span.contains(Span::new(span.start, span.start)) && first.fence.is_none() =>
        {
            Some(trimmed(source, Span::new(label.end.max(first.span.start).min(span.start), span.end)))
        }
        (span, ..) => span,
    };
    Slot { label, span, ..slot }
}

/// Reads all of `blocks` as one slot for the candidate without a label, prose from end to end.
pub(super) fn whole(source: &str, blocks: Vec<Block>) -> Slot {
    filled(source, &mut leaves(source, blocks, true), Role::Candidate)
}

fn filled(source: &str, leaves: &mut [Leaf], role: Role) -> Slot {
    let quote = if leaves.iter().any(|leaf| leaf.quote.is_some()) { only_quote(&mut leaves.to_vec()) } else { None };
    let said = passages(leaves, quote);
    let state = match (said.passages.is_empty(), said.placeholder) {
        (false, _) => SlotState::Answered,
        (true, true) => SlotState::Placeholder,
        (true, false) => SlotState::Empty,
    };
    let span = extent(source, &said, leaves);
    let body = Body { lines: Vec::new(), passages: said.passages.into() };
    Slot { role, label: None, span, state, body }
}

/// The quote that holds everything said, which is a way to set off an answer like a fence.
fn only_quote(leaves: &mut [Leaf]) -> Option<usize> {
    let said = passages(leaves, None);
    if said.passages.iter().any(|passage| passage.kind != PassageKind::Quote) {
        return None;
    }
    let mut quotes = said.leaves.iter().map(|at| leaves.get(*at).and_then(|leaf| leaf.quote));
    let first = quotes.next()??;
    quotes.all(|quote| quote == Some(first)).then_some(first)
}

/// From the first to the last byte that was written. A fence that holds all of it is none of it.
fn extent(source: &str, said: &Said, leaves: &[Leaf]) -> Option<Span> {
    let used: Vec<&Leaf> = said.leaves.iter().filter_map(|at| leaves.get(*at)).collect();
    let fence = used.first()?.fence;
    let in_one_fence = fence.filter(|_| used.iter().all(|leaf| leaf.fence == fence));
    let spans = used.iter().map(|leaf| match (in_one_fence, leaf.fence) {
        (Some(fence), _) if leaf.span == fence.span => fence.content,
        (None, Some(fence)) => fence.span,
        _ => leaf.span,
    });
    spans.reduce(Span::join).map(|span| trimmed(source, span))
}

/// A span without the blanks at either end.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_start_matches(is_blank).len());
    Span::new(start, start + text.trim_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::super::region::lines_of;
    use super::*;

    fn read(source: &str) -> Slot {
        let lines: Vec<Span> = lines_of(source, Span::new(0, source.len())).collect();
        super::read(source, &lines)
    }

    fn written(source: &str) -> (SlotState, &str) {
        let slot = read(source);
        (slot.state, slot.span.map_or("", |span| span.of(source)))
    }

    #[test]
    fn a_fence_that_is_the_whole_slot_is_none_of_it() {
        assert_eq!(written("```\n锁\n\n```\n"), (SlotState::Answered, "锁"));
        assert_eq!(written("```go\nf()\n```\n"), (SlotState::Answered, "f()"));
        assert_eq!(written("```\n锁\n```\n后来\n"), (SlotState::Answered, "```\n锁\n```\n后来"));
        assert_eq!(written("```go\nf()\n```\n因为\n"), (SlotState::Answered, "```go\nf()\n```\n因为"));
    }

    #[test]
    fn what_the_template_left_is_no_answer() {
        assert_eq!(written("```\n\n```\n\n---\n"), (SlotState::Empty, ""));
        assert_eq!(written("\u{200b}\n\u{a0}\n"), (SlotState::Empty, ""));
        assert_eq!(written("```\n[请在此处回答]\n```\n"), (SlotState::Placeholder, ""));
        assert_eq!(written("<!-- 在这里写 -->\n"), (SlotState::Empty, ""));
        assert_eq!(written("```\n[请在此处回答]\n```\n锁\n\n---\n"), (SlotState::Answered, "锁"));
    }

    #[test]
    fn a_placeholder_beside_words_is_not_among_the_passages() {
        let slot = read("[请在此处回答]\n锁用来排队\n");
        let texts: Vec<_> = slot.passages("").iter().map(|passage| passage.extract.text.as_str()).collect();
        assert_eq!(texts, ["锁用来排队"]);
    }

    #[test]
    fn quotes_are_somebody_elses_unless_there_is_nothing_else() {
        let kinds = |source: &str| read(source).passages(source).iter().map(|p| p.kind.clone()).collect::<Vec<_>>();
        assert_eq!(kinds("> 书上说\n\n我说\n"), [PassageKind::Quote, PassageKind::Text]);
        assert_eq!(kinds("> 我说\n>\n> - 一\n"), [PassageKind::Text, PassageKind::Item]);
    }
}
