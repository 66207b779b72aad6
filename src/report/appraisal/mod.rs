//! How far rubrics agree with people, in the form that was asked for.

mod html;
mod plots;
mod text;

use super::json;
use super::layout::Look;
use crate::graded::Appraisal;
use crate::messages::{Language, Message};
use std::io::{self, Write};

/// A form that an appraisal can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppraisalFormat {
    /// For people.
    Terminal,
    /// JSON, version 1.
    Json,
    /// A page by itself, with plots.
    Html,
}

/// Writes an appraisal. `refused` answers of the file had to be left out of it.
///
/// # Errors
///
/// Only those of `out`.
pub fn appraisal(
    out: &mut dyn Write,
    format: AppraisalFormat,
    look: Look,
    appraisal: &Appraisal<'_>,
    refused: usize,
) -> io::Result<()> {
    match format {
        AppraisalFormat::Terminal => text::write(out, look, appraisal, refused),
        AppraisalFormat::Json => json::appraisal(out, appraisal, refused),
        AppraisalFormat::Html => html::write(out, look.language, appraisal, refused),
    }
}

/// A figure with two decimals; `-` where there is none.
pub(in crate::report) fn figure(value: Option<f64>) -> String {
    decimals(value, 2)
}

/// Points of a hundred with one decimal; `-` where there are none.
fn points(value: Option<f64>) -> String {
    decimals(value, 1)
}

fn decimals(value: Option<f64>, places: usize) -> String {
    let Some(value) = value else { return "-".to_owned() };
    let shown = format!("{value:.places$}");
    // What rounds to nothing has no sign.
    if shown.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) { shown.replace('-', "") } else { shown }
}

/// The bands of coverage and scores, as they are named.
const BAND_NAMES: [&str; crate::graded::BANDS] = ["0-24", "25-49", "50-74", "75-100"];

/// The line of an answer in its file, and its id where it has one.
fn place(graded: &crate::graded::GradedAnswer, language: Language) -> String {
    let line = Message::new("on-line").with("line", graded.line.to_string()).text(language);
    graded.id.as_deref().map_or(line.clone(), |id| format!("{line} {id}"))
}

/// What people gave an answer, and the rubric.
fn score_and_coverage(score: f64, coverage: String, language: Language) -> String {
    Message::new("score-and-coverage").with("score", score.to_string()).with("coverage", coverage).text(language)
}

/// The longest part of an answer that is quoted, in characters.
const LONGEST_QUOTE: usize = 160;

/// The beginning of an answer on one line.
fn quote(answer: &str) -> String {
    let line = super::layout::one_line(answer);
    let line = line.trim();
    match line.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// The key points with what each says of itself that is worth a look.
struct Remarks {
    never: Vec<String>,
    everywhere: Vec<String>,
    idle: Vec<(String, Vec<String>)>,
    constant: Vec<(String, Vec<String>)>,
}

impl Remarks {
    /// What is to be said of the patterns of a question.
    fn new(question: &crate::graded::QuestionAppraisal<'_>, language: Language) -> Self {
        use crate::graded::Reach;
        let reach = |wanted: Reach| {
            let items = question.items.iter().filter(|item| Reach::of(item.credited, item.answers) == wanted);
            items.map(|item| item.id.clone()).collect::<Vec<_>>()
        };
        let never = reach(Reach::Never);
        let alternatives = |wanted: Reach| {
            let mut out: Vec<(String, Vec<String>)> = Vec::new();
            let all = question.alternatives.iter();
            // Where the whole pattern never holds, none of its alternatives does.
            let tried = all.filter(|alternative| !never.contains(&alternative.keypoint));
            for found in tried.filter(|alternative| Reach::of(alternative.fired, question.answers) == wanted) {
                let partial = || Message::new("alternative-for-part").with("text", &found.text).text(language);
                let text = if found.partial { partial() } else { found.text.clone() };
                match out.last_mut().filter(|(keypoint, _)| *keypoint == found.keypoint) {
                    Some((_, texts)) => texts.push(text),
                    None => out.push((found.keypoint.clone(), vec![text])),
                }
            }
            out
        };
        Self {
            idle: alternatives(Reach::Never),
            constant: alternatives(Reach::Everywhere),
            everywhere: reach(Reach::Everywhere),
            never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short_and_nothing_has_no_sign() {
        assert_eq!([Some(0.914), Some(-0.001), Some(-0.5), None].map(figure), ["0.91", "0.00", "-0.50", "-"]);
        assert_eq!(points(Some(12.34)), "12.3");
    }

    #[test]
    fn quotes_are_cut_between_characters() {
        assert_eq!(quote(" 短 \n 答 "), "短 答");
        let long = quote(&"长".repeat(LONGEST_QUOTE + 1));
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST_QUOTE + 1, true));
    }
}
