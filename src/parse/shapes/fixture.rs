//! Documents for the tests of readers.

use super::super::comments::openings;
use super::super::fences::closings;
use super::super::labels::Labels;
use super::super::lines::lines;
use super::super::marks::{label, marks};
use super::{Sheet, Start, hide};
use crate::source::Source;

/// What `read` finds in a document.
pub(super) fn on<T>(source: &str, read: impl FnOnce(&Sheet<'_>) -> T) -> T {
    let mut lines = lines(&Source::new("a.md", source), 0);
    let marks = marks(&lines, source, &Labels::default());
    label(&mut lines, &marks);
    let closings = closings(&lines);
    hide::closed(source, &mut lines, &closings, &openings(source));
    read(&Sheet::new(source, &lines, &marks))
}

/// The lines, counted from 1, that begin questions.
pub(super) fn begun(starts: &[Start]) -> Vec<usize> {
    starts.iter().map(|start| start.line + 1).collect()
}
