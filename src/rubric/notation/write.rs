//! Writes a pattern as JSON, in its shortest form.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::super::pattern::{Pattern, Scope};

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Phrase(phrase) => phrase.serialize(serializer),
            Self::Any(members) => members.serialize(serializer),
            Self::Tuned(phrase) => phrase.serialize(serializer),
            Self::All(members, within) => object(serializer, |map| {
                map.serialize_entry("all", members)?;
                scope(map, *within, Scope::DEFAULT)
            }),
            Self::Some(n, members, within) => object(serializer, |map| {
                map.serialize_entry("some", n)?;
                map.serialize_entry("of", members)?;
                scope(map, *within, Scope::DEFAULT_OF_SOME)
            }),
            Self::Seq(members, within) => object(serializer, |map| {
                map.serialize_entry("seq", members)?;
                scope(map, *within, Scope::DEFAULT)
            }),
            Self::Near(members, words) => object(serializer, |map| {
                map.serialize_entry("near", members)?;
                map.serialize_entry("words", words)
            }),
            Self::Not(inner) => object(serializer, |map| map.serialize_entry("not", inner)),
            Self::Regex(regex) => object(serializer, |map| map.serialize_entry("regex", regex)),
            Self::Number(number, units) => object(serializer, |map| {
                match whole(*number) {
                    Some(whole) => map.serialize_entry("number", &whole)?,
                    None => map.serialize_entry("number", number)?,
                }
                if units.is_empty() { Ok(()) } else { map.serialize_entry("unit", units) }
            }),
            Self::Code(code, lang) => object(serializer, |map| {
                map.serialize_entry("code", code)?;
                lang.as_ref().map_or(Ok(()), |lang| map.serialize_entry("lang", lang))
            }),
        }
    }
}

fn object<S: Serializer>(
    serializer: S,
    entries: impl FnOnce(&mut S::SerializeMap) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    entries(&mut map)?;
    map.end()
}

fn scope<M: SerializeMap>(map: &mut M, within: Scope, usual: Scope) -> Result<(), M::Error> {
    if within == usual { Ok(()) } else { map.serialize_entry("within", &within) }
}

/// `number` as an integer where it is one that people would write without a point.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}
