//! Reads a pattern from JSON: a string, an array or an object.

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

use super::super::pattern::{NegationRule, Pattern, Scope, TunedPhrase};
use super::fault::Fault;
use super::{FORMS, NEEDED, PATTERN, PATTERNS, UNKNOWN_KEY};

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Nested { depth: 1 }.deserialize(deserializer)
    }
}

/// Reads a pattern that stands `depth` deep, the outermost being 1.
#[derive(Clone, Copy)]
struct Nested {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Nested {
    type Value = Pattern;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Pattern, D::Error> {
        if self.depth > Pattern::MAX_DEPTH {
            return Err(Fault::Deep.error());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested {
    type Value = Pattern;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PATTERN)
    }

    fn visit_str<E: de::Error>(self, phrase: &str) -> Result<Pattern, E> {
        Ok(Pattern::Phrase(phrase.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Pattern, A::Error> {
        Members { depth: self.depth + 1 }.visit_seq(list).map(Pattern::Any)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Pattern, A::Error> {
        let mut parts = Parts::default();
        while let Some(Key(key)) = object.next_key()? {
            parts.admit(key)?;
            let members = Members { depth: self.depth + 1 };
            match key {
                "any" | "all" | "seq" | "near" | "of" => parts.members = object.next_value_seed(members)?,
                "not" => parts.inner = Some(object.next_value_seed(Nested { depth: self.depth + 1 })?),
                "some" | "words" => parts.count = object.next_value()?,
                "within" => parts.within = Some(object.next_value()?),
                "number" => parts.number = object.next_value()?,
                "unit" => parts.units = object.next_value()?,
                "lang" => parts.lang = Some(object.next_value()?),
                "not_in" => parts.phrase.not_in = object.next_value()?,
                "exact" => parts.phrase.exact = object.next_value()?,
                "typos" => parts.phrase.typos = Some(object.next_value()?),
                "homophones" => parts.phrase.homophones = Some(object.next_value()?),
                "negation" => parts.phrase.negation = object.next_value::<NegationRule>()?,
                _ => parts.phrase.phrase = object.next_value()?, // "regex", "code" and "phrase": the text itself
            }
        }
        parts.pattern()
    }
}

/// Reads a list of patterns, each of which stands `depth` deep. It may not be empty.
#[derive(Clone, Copy)]
struct Members {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Members {
    type Value = Vec<Pattern>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Pattern>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Members {
    type Value = Vec<Pattern>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PATTERNS)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Pattern>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = list.next_element_seed(Nested { depth: self.depth })? {
            members.push(member);
        }
        if members.is_empty() {
            return Err(Fault::Empty.error());
        }
        Ok(members)
    }
}

/// A key of a pattern object.
struct Key(&'static str);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a pattern key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
        let mut keys = FORMS.iter().flat_map(|(head, beside)| std::iter::once(head).chain(*beside));
        keys.find(|known| **known == key).map(|known| Key(known)).ok_or_else(|| {
            let heads: Vec<_> = FORMS.iter().map(|(head, _)| format!("`{head}`")).collect();
            let beside: Vec<_> = FORMS.iter().flat_map(|(_, b)| b.iter().map(|key| format!("`{key}`"))).collect();
            E::custom(format_args!("{UNKNOWN_KEY}{key}`, expected one of {}, {}", heads.join(", "), beside.join(", ")))
        })
    }
}

/// The keys of a pattern object, read in whatever order they stand.
#[derive(Default)]
struct Parts {
    form: Option<(&'static str, &'static [&'static str])>,
    beside: Vec<&'static str>,
    members: Vec<Pattern>,
    inner: Option<Pattern>,
    count: usize,
    within: Option<Scope>,
    number: f64,
    units: Vec<String>,
    lang: Option<String>,
    /// The options of `phrase`, and the text of `regex` and `code`.
    phrase: TunedPhrase,
}

impl Parts {
    /// Whether `key` may stand in this object, as far as it has been read. Called before its value is read, so that an
    /// error points at the key.
    fn admit<E: de::Error>(&mut self, key: &'static str) -> Result<(), E> {
        let form = FORMS.iter().find(|(head, _)| *head == key);
        match (form, self.form) {
            (Some(_), Some((first, _))) if first == key => return Err(E::duplicate_field(key)),
            (Some(_), Some((first, _))) => return Err(Fault::TwoForms(first, key).error()),
            (Some(form), None) => self.form = Some(*form),
            (None, _) if self.beside.contains(&key) => return Err(E::duplicate_field(key)),
            (None, _) => self.beside.push(key),
        }
        let Some((head, allowed)) = self.form else { return Ok(()) };
        match self.beside.iter().find(|key| !allowed.contains(key)) {
            Some(stray) => Err(Fault::Stray(stray, head).error()),
            None => Ok(()),
        }
    }

    fn pattern<E: de::Error>(self) -> Result<Pattern, E> {
        let Some((head, _)) = self.form else {
            return Err(self.beside.first().map_or(Fault::Formless, |key| Fault::Alone(key)).error());
        };
        for (form, needed) in NEEDED {
            if head == form && !self.beside.contains(&needed) {
                return Err(Fault::Incomplete(form).error());
            }
        }
        Ok(match head {
            "any" => Pattern::Any(self.members),
            "all" => Pattern::All(self.members, self.within.unwrap_or(Scope::DEFAULT)),
            "some" => Pattern::Some(self.count, self.members, self.within.unwrap_or(Scope::DEFAULT_OF_SOME)),
            "seq" => Pattern::Seq(self.members, self.within.unwrap_or(Scope::DEFAULT)),
            "near" => Pattern::Near(self.members, self.count),
            "not" => Pattern::Not(Box::new(self.inner.unwrap_or(Pattern::Any(Vec::new())))),
            "regex" => Pattern::Regex(self.phrase.phrase),
            "number" => Pattern::Number(self.number, self.units),
            "code" => Pattern::Code(self.phrase.phrase, self.lang),
            _ => Pattern::Tuned(self.phrase),
        })
    }
}
