//! Percentages with up to two decimals, kept in hundredths.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// What a threshold must be.
const RANGE: &str = "a number from 0 to 100 with up to two decimals";

/// What is said of any other.
pub(super) fn wrong_percentage() -> String {
    format!("it must be {RANGE}")
}

/// A percentage in hundredths, 0 to 10 000.
#[derive(Clone, Copy, Debug)]
pub(super) struct Percent(pub(super) u32);

/// Reads a percentage from 0 to 100 with up to two decimals, in hundredths.
///
/// # Errors
///
/// Anything else, with what it should be.
pub fn hundredths(text: &str) -> Result<u32, String> {
    let wrong = wrong_percentage;
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
        return Err(wrong());
    }
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let decimals: u32 = format!("{decimals:0<2}").parse().map_err(|_| wrong())?;
    let value = whole.checked_mul(100).and_then(|value| value.checked_add(decimals));
    value.filter(|value| *value <= 10_000).ok_or_else(wrong)
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The shortest decimal that reads as this number is the one that was written.
        let written = f64::deserialize(deserializer).map_or_else(|_| String::new(), |number| number.to_string());
        hundredths(&written).map(Self).map_err(D::Error::custom)
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A percentage with up to two decimals.",
            "type": "number",
            "minimum": 0,
            "maximum": 100
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact() {
        assert_eq!(
            ["0", "60", "59.5", "59.05", "100", "100.00"].map(hundredths),
            [Ok(0), Ok(6000), Ok(5950), Ok(5905), Ok(10_000), Ok(10_000)]
        );
        for wrong in ["", "-1", "140", "100.01", "60%", "1e2", "60.", ".5", "1.234", "99999999999"] {
            assert!(hundredths(wrong).is_err(), "{wrong}");
        }
    }
}
