//! A comparison for people.

use super::{PointChange, QuestionChange, Standing};
use crate::matching::Verdict;
use crate::messages::{Language, Message, words};
use crate::report::layout::{Look, Palette, one_line};
use crate::report::named;
use std::io::{self, Write};

/// Writes the questions whose results differ, and a line that sums up.
///
/// # Errors
///
/// Only those of `out`.
pub fn text(out: &mut dyn Write, look: Look, changes: &[QuestionChange]) -> io::Result<()> {
    let Palette { good, bad, strong, dim, .. } = Palette::new(look.coloured);
    for change in changes.iter().filter(|change| !change.is_same()) {
        let place = |standing: &Standing| format!("{}:{}", standing.path, standing.line);
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let places = match (before, after) {
            (Some(before), Some(after)) if before.path != after.path => format!("{} → {}", place(before), place(after)),
            (_, Some(after)) => place(after),
            (Some(before), None) => place(before),
            (None, None) => String::new(),
        };
        let (was, is) = (
            coverage(before, &words(look.language, "question-is-new")),
            coverage(after, &words(look.language, "question-is-gone")),
        );
        writeln!(out, "{strong}{}{strong:#}  {dim}{places}{dim:#}  {was} → {is}", one_line(&change.title))?;
        for (mark, style, points) in [('+', good, &change.gained), ('-', bad, &change.lost)] {
            for point in points {
                writeln!(
                    out,
                    "  {style}{mark} {}{style:#}  {}",
                    one_line(&point.point),
                    verdicts(point, look.language)
                )?;
            }
        }
    }
    let points = |of: fn(&QuestionChange) -> &Vec<PointChange>| changes.iter().map(|change| of(change).len()).sum();
    let (gained, lost): (usize, usize) = (points(|change| &change.gained), points(|change| &change.lost));
    let differ = changes.iter().filter(|change| !change.is_same()).count();
    let sum =
        Message::new("points-gained-and-lost").with("gained", gained).with("lost", lost).with("questions", differ);
    let unmatched = changes.iter().filter(|change| change.is_same() && change.rubric.is_none()).count();
    let without = || Message::new("questions-without-a-rubric").with("count", unmatched).text(look.language);
    let unmatched = if unmatched > 0 { format!("; {}", without()) } else { String::new() };
    writeln!(out, "{strong}{}{strong:#}{unmatched}", sum.text(look.language))
}

fn coverage(standing: Option<&Standing>, none: &str) -> String {
    match standing.map(|standing| standing.coverage) {
        None => none.to_owned(),
        Some(None) => "-".to_owned(),
        Some(Some(coverage)) => format!("{}%", coverage / 100),
    }
}

fn verdicts(point: &PointChange, language: Language) -> String {
    let name =
        |verdict: Option<Verdict>| verdict.map_or("-".to_owned(), |verdict| named::verdict(verdict).text(language));
    format!("{} → {}", name(point.before), name(point.after))
}
