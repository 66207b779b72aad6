//! Denial: whether what an answer says of a statement stands under a negation.

use super::statement::Statement;
use super::window::Window;
use crate::matching::answer::Answer;
use crate::source::Span;
use crate::text::is_han;

/// So many hundredths of what was found, by weight, stand under a negation where the answer denies the statement,
const UNDER: u64 = 75;

/// and the first of it is no further from the negation than this, in words.
const NEAR: usize = 2;

/// Whether the window denies what a statement claims. Long reaches are left aside: of words found by likeness it takes a
/// negation right in front of them to be sure that it is these that are denied.
pub(super) fn is_denied(statement: &Statement, window: &Window, answer: &Answer) -> bool {
    if statement.denies {
        return false;
    }
    let text = answer.prose.text.as_str();
    let distance = |span: Span| {
        let negators = answer.clause_at(span.start).map_or(&[][..], |clause| &clause.negators);
        let negator = negators.iter().find(|n| n.reach.contains(span) && !n.span.overlaps(span))?;
        Some(words(Span::new(negator.span.end.min(span.start), span.start).of(text)))
    };
    let (mut all, mut under, mut near) = (0, 0, false);
    for found in &window.found {
        let weight = u64::from(statement.units[found.unit].weight);
        all += weight;
        if let Some(distance) = distance(found.span) {
            under += weight;
            near |= distance <= NEAR;
        }
    }
    near && under * 100 >= all * UNDER
}

/// About how many words a stretch of text has; a Han character is half of one. The mark of a list ends what is denied.
fn words(text: &str) -> usize {
    let han = text.chars().filter(|&c| is_han(c)).count();
    if text.contains('、') { usize::MAX } else { text.split_whitespace().count() + han / 2 }
}
