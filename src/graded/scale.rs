//! The scale that scores are on.

use std::fmt;
use std::str::FromStr;

/// The lowest and the highest score that an answer can get, written `0..5`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest.
    pub min: f64,
    /// The highest; above the lowest.
    pub max: f64,
}

/// The scale of a set of scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Where it begins and ends.
    pub range: Range,
    /// The widest of the usual steps on which all scores lie; `None` where they lie on none.
    pub step: Option<f64>,
    /// Whether the range was given, and not taken from the scores themselves.
    pub given: bool,
}

/// The steps that scales have, widest first.
const STEPS: [f64; 7] = [1.0, 0.5, 0.25, 0.2, 0.1, 0.05, 0.01];

impl Scale {
    /// The scale of these scores. Without a range it goes from 0, or the lowest score where that is below, to the highest.
    /// `None` where no score is above 0 and the end of the scale cannot be told.
    #[must_use]
    pub fn of(scores: &[f64], given: Option<Range>) -> Option<Self> {
        let lowest = scores.iter().copied().fold(0.0, f64::min);
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = given.unwrap_or(Range { min: lowest, max: highest });
        if range.max <= range.min {
            return None;
        }
        let lies_on = |step: f64, score: f64| {
            let steps = (score - range.min) / step;
            (steps - steps.round()).abs() < 1e-6
        };
        let all = |step: &f64| scores.iter().chain([&range.max]).all(|&score| lies_on(*step, score));
        Some(Self { range, step: STEPS.into_iter().find(all), given: given.is_some() })
    }

    /// A score in points of a hundred.
    #[must_use]
    pub fn points(&self, score: f64) -> f64 {
        100.0 * (score - self.range.min) / (self.range.max - self.range.min)
    }

    /// The score that stands for so many points of a hundred: the nearest step, where the scale has steps.
    #[must_use]
    pub fn score(&self, points: f64) -> f64 {
        let above = points / 100.0 * (self.range.max - self.range.min);
        self.range.min + self.step.map_or(above, |step| (above / step).round() * step)
    }
}

impl Range {
    /// Whether a score lies in it.
    #[must_use]
    pub fn contains(&self, score: f64) -> bool {
        self.min <= score && score <= self.max
    }
}

impl FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "it must be MIN..MAX, such as 0..5, with MIN below MAX".to_owned();
        let (min, max) = text.split_once("..").ok_or_else(wrong)?;
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong);
        let range = Self { min: number(min)?, max: number(max)? };
        if range.min < range.max { Ok(range) } else { Err(wrong()) }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.min, self.max)
    }
}

/// `0..5 in steps of 1`.
impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(f, "{} in steps of {step}", self.range),
            None => write!(f, "{}, without steps", self.range),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(scores: &[f64]) -> String {
        Scale::of(scores, None).map_or("none".to_owned(), |scale| scale.to_string())
    }

    #[test]
    fn the_scores_tell_their_scale() {
        assert_eq!(of(&[0.0, 3.0, 5.0]), "0..5 in steps of 1");
        assert_eq!(of(&[0.5, 1.0]), "0..1 in steps of 0.5");
        assert_eq!(of(&[0.3, 0.8, 1.0]), "0..1 in steps of 0.1");
        assert_eq!(of(&[-1.0, 1.0]), "-1..1 in steps of 1");
        assert_eq!(of(&[0.123, 1.0]), "0..1, without steps");
        assert_eq!(of(&[0.0, 0.0]), "none");
        assert_eq!(of(&[]), "none");
    }

    #[test]
    fn scores_and_points_turn_into_each_other() {
        let likert = Scale::of(&[1.0, 4.0], "1..5".parse().ok()).expect("it has a range");
        assert!(likert.given);
        let points = [1.0, 3.0, 5.0].map(|score| likert.points(score).to_string());
        assert_eq!(points, ["0", "50", "100"]);
        let scores = [0.0, 60.0, 100.0].map(|points| likert.score(points).to_string());
        assert_eq!(scores, ["1", "3", "5"]);
    }

    #[test]
    fn a_range_is_two_numbers_in_order() {
        assert_eq!("0..5".parse(), Ok(Range { min: 0.0, max: 5.0 }));
        assert_eq!("-1.5..1.5".parse(), Ok(Range { min: -1.5, max: 1.5 }));
        for wrong in ["", "5", "5..0", "1..1", "a..b", "0..inf", "0-5"] {
            assert!(wrong.parse::<Range>().is_err(), "{wrong}");
        }
    }
}
