//! Nested items that may be questions or parts of an answer: nothing but their words tells which.

use super::super::asking::Asking;
use super::super::lines::{Kind, Line};
use super::{Class, Rank, Sheet, Start};
use std::collections::BTreeSet;

/// A nested item that was taken for what its words speak against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Doubt {
    /// Its line.
    pub(in crate::parse) line: usize,
    /// Whether it was taken for a question.
    pub(in crate::parse) asks: bool,
}

/// The first doubtful item under each question that is an item itself: one that does not ask and was taken to follow the
/// question up, or one that ends in a question mark and was taken for a part of its answer.
pub(super) fn doubts(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Doubt> {
    let taken: BTreeSet<usize> = starts.iter().map(|start| start.line).collect();
    let listed = |start: &&Start| matches!(start.class, Class::Number(_) | Class::Bullet(_));
    let follow = |start: &&Start| matches!(start.rank, Rank::FollowUp(_));
    let mut found: Vec<Doubt> = Vec::new();
    let mut owners: BTreeSet<usize> = BTreeSet::new();
    let asked = starts.iter().filter(listed).filter(follow).filter_map(|start| {
        let plain = sheet.asking(start.line) == Asking::No && !sheet.is_label(start.line);
        (plain && owners.insert(start.rank.above()?)).then_some(Doubt { line: start.line, asks: true })
    });
    found.extend(asked);
    for owner in starts.iter().filter(listed).map(|start| start.line).filter(|line| !owners.contains(line)) {
        let Some(indent) = sheet.lines.get(owner).map(|line| line.indent) else { continue };
        let inside = |(_, line): &(usize, &Line)| line.hidden || line.is_blank() || line.indent > indent;
        let after = sheet.lines.iter().enumerate().skip(owner + 1).take_while(inside);
        let item =
            |line: &Line| matches!(line.kind, Kind::Bullet(_)) || (line.kind == Kind::Text && line.number.is_some());
        let mut items = after.filter(|(_, line)| !line.hidden && item(line)).map(|(at, _)| at);
        let asks = |at: &usize| !taken.contains(at) && !sheet.is_label(*at) && sheet.asking(*at) == Asking::Mark;
        found.extend(items.find(asks).map(|line| Doubt { line, asks: false }));
    }
    found.sort_by_key(|doubt| doubt.line);
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::on;
    use super::super::lists;
    use super::*;

    /// The doubtful lines, counted from 1, and whether each was taken for a question.
    fn doubtful(text: &str) -> Vec<(usize, bool)> {
        let found = on(text, |sheet| doubts(sheet, &lists::starts(sheet, &[])));
        found.into_iter().map(|doubt| (doubt.line + 1, doubt.asks)).collect()
    }

    #[test]
    fn an_item_that_follows_up_without_asking_is_doubtful() {
        let text =
            "- 锁是什么？\n  - 为什么排队？\n  - 谁先到？\n  - 公平锁\n  - 读写锁\n- 堆是什么？\n  - 谁来回收？\n";
        assert_eq!(doubtful(text), [(4, true)], "one of a question is enough");
    }

    #[test]
    fn an_item_that_asks_in_an_answer_is_doubtful() {
        let text = "- 锁是什么？\n  - 让人排队。\n  - 先到先得。\n  - 不可插队。\n  - 谁先到？\n  - 谁后到？\n- 堆是什么？\n  - 共享。\n";
        assert_eq!(doubtful(text), [(5, false)], "one of a question is enough");
    }

    #[test]
    fn items_that_are_what_they_say_are_not_doubtful() {
        let asked = "- 锁是什么？\n  - 为什么排队？\n- 堆是什么？\n  - 谁来回收？\n";
        let answered = "- 锁是什么？\n  - 让人排队。\n- 堆是什么？\n  - 共享。\n";
        let labelled = "- 锁是什么？\n  - 让人排队。\n  - 答：谁先到？\n- 堆是什么？\n  - 共享。\n";
        let fenced = "- 锁是什么？\n  - 让人排队。\n  ```\n  - 谁先到？\n  ```\n- 堆是什么？\n  - 共享。\n";
        let outside = "- 锁是什么？\n  - 让人排队。\n\n谁先到？\n";
        for text in [asked, answered, labelled, fenced, outside] {
            assert_eq!(doubtful(text), [], "{text}");
        }
    }
}
