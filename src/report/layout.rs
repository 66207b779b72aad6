//! Lines for people: columns by display width, words cut to the terminal, colour.

use crate::messages::{Language, words};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How results are shown to people.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether to colour.
    pub coloured: bool,
    /// Columns of the terminal; `None` where the results go elsewhere, and then nothing is cut.
    pub width: Option<usize>,
    /// Whether to give hints in place of the missing points.
    pub hints: bool,
    /// The language of the program's own words.
    pub language: Language,
}

/// Hundredths of a percent as people write them, with decimals only where there are any.
#[must_use]
pub fn percent(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => format!("{}%", hundredths / 100),
        rest => format!("{}.{rest:02}%", hundredths / 100),
    }
}

/// The colours, by what they mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    /// What is as it should be.
    pub good: Style,
    /// What is halfway there.
    pub fair: Style,
    /// What is missing or wrong.
    pub bad: Style,
    /// What stands out.
    pub strong: Style,
    /// What stands back.
    pub dim: Style,
}

impl Palette {
    /// The colours, or none.
    #[must_use]
    pub fn new(coloured: bool) -> Self {
        if !coloured {
            return Self::default();
        }
        Self {
            good: AnsiColor::Green.on_default(),
            fair: AnsiColor::Yellow.on_default(),
            bad: AnsiColor::Red.on_default(),
            strong: Style::new().bold(),
            dim: Style::new().dimmed(),
        }
    }
}

/// `items` one after another, as a language separates them.
pub(super) fn listed(language: Language, items: &[String]) -> String {
    items.join(&words(language, "list-separator"))
}

/// Columns that `text` takes up.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` on one line: line breaks, tabs and control characters, which could steer a terminal, become blanks.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let words = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// `text` in at most `limit` columns, with `…` where it was cut.
pub(super) fn fit(text: &str, limit: usize) -> Cow<'_, str> {
    if width(text) <= limit {
        return Cow::Borrowed(text);
    }
    let mut taken = 0;
    let kept = text.chars().take_while(|c| {
        taken += c.width().unwrap_or(0);
        taken < limit
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// Blanks that fill `text` up to `columns`.
pub(super) fn fill(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(text)))
}

/// The columns that hold all of `texts`, but no more than `limit`.
pub(super) fn column<'t>(texts: impl IntoIterator<Item = &'t str>, limit: usize) -> usize {
    texts.into_iter().map(width).max().unwrap_or(0).min(limit)
}

/// `rows` as lines whose columns are aligned to the left, two blanks apart and two from the edge.
pub(crate) fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("  {cell}{}", fill(cell, width)));
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact() {
        assert_eq!([0, 6000, 5905, 10_000].map(percent), ["0%", "60%", "59.05%", "100%"]);
    }

    #[test]
    fn han_characters_take_two_columns() {
        assert_eq!(width("P 的队列"), 8);
        assert_eq!(fit("P 的队列", 8), "P 的队列");
        assert_eq!(fit("P 的队列", 7), "P 的队…");
        assert_eq!(fit("P 的队列", 6), "P 的…");
        assert_eq!(fit("P 的队列", 1), "…");
        assert_eq!(fill("队列", 6), "  ");
        assert_eq!(column(["队列", "queue", "很长很长很长"], 10), 10);
    }

    #[test]
    fn a_terminal_is_not_steered_by_what_is_shown() {
        assert_eq!(one_line("a\n  b\tc\u{1b}[31md"), "a b c [31md");
        assert_eq!(one_line("两 个"), "两 个");
    }

    #[test]
    fn no_colour_means_no_escape() {
        let Palette { good, bad, .. } = Palette::new(false);
        assert_eq!(format!("{good}a{good:#}{bad}b{bad:#}"), "ab");
    }
}
