//! How scopes are written in JSON: by name, or as a number of sentences.

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use super::super::pattern::Scope;

/// The names of scopes; a number of sentences is the other way to write one.
pub(super) const NAMES: &[&str] = &["clause", "sentence", "paragraph", "answer"];

/// What the names mean, in the same order.
const NAMED: [Scope; 4] = [Scope::Clause, Scope::Sentences(1), Scope::Paragraph, Scope::Answer];

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScopeVisitor)
    }
}

struct ScopeVisitor;

impl Visitor<'_> for ScopeVisitor {
    type Value = Scope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(super::SCOPE)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Scope, E> {
        let named = NAMES.iter().zip(NAMED).find(|(known, _)| **known == name);
        named.map(|(_, scope)| scope).ok_or_else(|| E::unknown_variant(name, NAMES))
    }

    fn visit_u64<E: de::Error>(self, sentences: u64) -> Result<Scope, E> {
        match usize::try_from(sentences) {
            Ok(sentences @ 1..) => Ok(Scope::Sentences(sentences)),
            _ => Err(E::invalid_value(Unexpected::Unsigned(sentences), &self)),
        }
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Clause => "clause".serialize(serializer),
            Self::Sentences(1) => "sentence".serialize(serializer),
            Self::Sentences(n) => n.serialize(serializer),
            Self::Paragraph => "paragraph".serialize(serializer),
            Self::Answer => "answer".serialize(serializer),
        }
    }
}
