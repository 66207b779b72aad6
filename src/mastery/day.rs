//! Days of the calendar, counted.

use serde::{Serialize, Serializer};
use std::fmt;

/// A day of the Gregorian calendar, as the days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Days from 0000-03-01, which leap years are counted from, to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Days of four hundred years, after which the calendar repeats.
const ERA: i64 = 146_097;
const SECONDS: i64 = 86_400;

impl Day {
    /// The day of a time in seconds since 1970-01-01, by UTC.
    #[must_use]
    pub fn of_time(seconds: i64) -> Self {
        Self(i32::try_from(seconds.div_euclid(SECONDS)).unwrap_or(i32::MAX))
    }

    /// The day that `YYYY-MM-DD` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('-');
        let mut field = |digits: usize| {
            fields.next().filter(|field| field.len() == digits && field.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let (year, month, day) = (field(4)?, field(2)?, field(2)?);
        let found = Self::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        // A day that a month does not have would be one of the next.
        (fields.next().is_none() && found.to_string() == text).then_some(found)
    }

    /// The days from another day to this one; below 0 where it comes first.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days))
    }

    /// From year, month and day. H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`:
    /// <https://howardhinnant.github.io/date_algorithms.html>
    fn of(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
        Self(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// Year, month and day: `civil_from_days` of the same source.
    fn civil(self) -> (i64, i64, i64) {
        let days = i64::from(self.0) + EPOCH;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        (era * 400 + year + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_named() {
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day::parse("2000-02-29"), Some(Day(11_016)));
        assert_eq!(Day::of_time(951_782_400 + 3600).to_string(), "2000-02-29");
        assert_eq!(Day::of_time(-1).to_string(), "1969-12-31");
        for days in (-200_000..200_000).step_by(97) {
            assert_eq!(Day::parse(&Day(days).to_string()), Some(Day(days)));
        }
        assert_eq!(Day(10).plus(5).since(Day(10)), 5);
    }

    #[test]
    fn what_is_no_day_has_no_number() {
        for text in ["2023-02-29", "2023-13-01", "2023-00-10", "23-01-01", "2023-1-1", "2023-01-01-01", "main", ""] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
