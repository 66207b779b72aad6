//! A comparison for people.

use super::{PointChange, QuestionChange, Standing};
use crate::report::json::name;
use crate::report::layout::{Look, Palette, one_line};
use crate::report::summary::count;
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
        let (was, is) = (coverage(before, "new"), coverage(after, "gone"));
        writeln!(out, "{strong}{}{strong:#}  {dim}{places}{dim:#}  {was} → {is}", one_line(&change.title))?;
        for (mark, style, points) in [('+', good, &change.gained), ('-', bad, &change.lost)] {
            for point in points {
                writeln!(out, "  {style}{mark} {}{style:#}  {}", one_line(&point.point), verdicts(point))?;
            }
        }
    }
    let points = |of: fn(&QuestionChange) -> &Vec<PointChange>| changes.iter().map(|change| of(change).len()).sum();
    let (gained, lost): (usize, usize) = (points(|change| &change.gained), points(|change| &change.lost));
    let differ = changes.iter().filter(|change| !change.is_same()).count();
    let (gained, questions) = (count(gained, "point"), count(differ, "question"));
    let unmatched = changes.iter().filter(|change| change.is_same() && change.rubric.is_none()).count();
    let unmatched =
        if unmatched > 0 { format!("; {} without a rubric", count(unmatched, "question")) } else { String::new() };
    writeln!(out, "{strong}{gained} gained, {lost} lost in {questions}{strong:#}{unmatched}")
}

fn coverage(standing: Option<&Standing>, none: &str) -> String {
    match standing.map(|standing| standing.coverage) {
        None => none.to_owned(),
        Some(None) => "-".to_owned(),
        Some(Some(coverage)) => format!("{}%", coverage / 100),
    }
}

fn verdicts(point: &PointChange) -> String {
    let verdict = |verdict: &Option<_>| verdict.as_ref().map_or("-".to_owned(), name);
    format!("{} → {}", verdict(&point.before), verdict(&point.after))
}
