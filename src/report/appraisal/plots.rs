//! Where the marks of the plots go: whole units of the drawing, so that every machine writes the same page.

use super::{place, score_and_coverage};
use crate::graded::{Appraisal, Item};
use crate::messages::{Language, Message};

/// The width and height of a square plot; `templates/axes.svg` draws its frame.
pub(super) const SIZE: i64 = 376;
/// The left edge and the top edge of its frame, and the length of its sides.
const LEFT: i64 = 40;
const TOP: i64 = 20;
const SIDE: i64 = 320;

/// A dot of a plot, with what it says of itself when pointed at.
pub(super) struct Dot {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) label: String,
}

/// The bars of a question's key points.
pub(super) struct Bars {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) label_end: i64,
    pub(super) share_at: i64,
    pub(super) rest_at: i64,
    pub(super) track: i64,
    pub(super) rows: Vec<Bar>,
}

/// The two bars of a key point: the share that is credited, and how it goes with the rest.
pub(super) struct Bar {
    pub(super) y: i64,
    pub(super) text_y: i64,
    pub(super) label: String,
    pub(super) share: i64,
    pub(super) share_label: String,
    pub(super) rest_x: i64,
    pub(super) rest: i64,
    pub(super) rest_label: String,
    /// Whether it goes against the rest.
    pub(super) against: bool,
}

/// Answers by score, to the right, and coverage, upwards.
pub(super) fn scatter(appraisal: &Appraisal<'_>, language: Language) -> Vec<Dot> {
    let dot = |answer: &crate::graded::Judged<'_>| {
        let coverage = f64::from(answer.coverage) / 100.0;
        let figures = score_and_coverage(answer.graded.score?, format!("{coverage:.0}"), language);
        let label = Message::new("page-dot").with("place", place(&answer.graded, language)).with("figures", figures);
        let label = label.text(language);
        Some(dot(answer.expected?, coverage, label))
    };
    appraisal.answers.iter().filter_map(dot).collect()
}

/// Tenths of coverage, to the right, by their mean score, upwards.
pub(super) fn calibration(appraisal: &Appraisal<'_>, language: Language) -> Vec<Dot> {
    let bins = appraisal.calibration.iter();
    bins.map(|bin| {
        let label = Message::new("page-calibration-dot")
            .with("answers", bin.answers.to_string())
            .with("coverage", format!("{:.1}", bin.coverage))
            .with("score", format!("{:.1}", bin.expected));
        dot(bin.coverage, bin.expected, label.text(language))
    })
    .collect()
}

/// Dots as the points of a line through them.
pub(super) fn line(dots: &[Dot]) -> String {
    dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect::<Vec<_>>().join(" ")
}

/// The bars of key points, a row each.
pub(super) fn bars(items: &[Item]) -> Bars {
    const LABELS: i64 = 230;
    const TRACK: i64 = 160;
    const ROW: i64 = 20;
    let (share_at, rest_at) = (LABELS + 10, LABELS + TRACK + 40);
    let rows = items.iter().zip(1..).map(|(item, row)| {
        let (share, rest) = (item.difficulty.unwrap_or_default(), item.discrimination.unwrap_or_default());
        let length = units(rest.abs() * 100.0, TRACK / 2);
        let middle = rest_at + TRACK / 2;
        Bar {
            y: row * ROW,
            text_y: row * ROW + 10,
            label: item.id.clone(),
            share: units(share * 100.0, TRACK),
            share_label: super::figure(item.difficulty),
            rest_x: if rest < 0.0 { middle - length } else { middle },
            rest: length,
            rest_label: super::figure(item.discrimination),
            against: rest < 0.0,
        }
    });
    let rows: Vec<Bar> = rows.collect();
    let height = rows.last().map_or(ROW, |bar| bar.y + ROW);
    Bars { width: rest_at + TRACK + 10, height, label_end: LABELS, share_at, rest_at, track: TRACK, rows }
}

fn dot(x: f64, y: f64, label: String) -> Dot {
    Dot { x: LEFT + units(x, SIDE), y: TOP + SIDE - units(y, SIDE), label }
}

/// So many hundredths of a length.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "lengths are a few hundred")]
fn units(percent: f64, length: i64) -> i64 {
    (percent.clamp(0.0, 100.0) / 100.0 * length as f64).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stay_in_the_frame() {
        let at = |x, y| {
            let dot = dot(x, y, String::new());
            (dot.x, dot.y)
        };
        assert_eq!([at(0.0, 0.0), at(100.0, 100.0), at(50.0, 25.0)], [(40, 340), (360, 20), (200, 260)]);
        assert_eq!(at(-5.0, 400.0), (40, 20));
        assert_eq!(line(&[dot(0.0, 0.0, String::new()), dot(100.0, 50.0, String::new())]), "40,340 360,180");
    }
}
