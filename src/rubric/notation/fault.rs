//! What may be wrong with what the keys of a pattern mean together.
//!
//! serde passes errors on as text alone. So a fault travels as its name and the keys it is about, which hold no blank, and
//! becomes a message where it arrives.

use serde::de;
use std::fmt;

use super::super::pattern::Pattern;
use super::FORMS;
use crate::messages::Message;

/// How the text of a fault begins.
const BAD_PATTERN: &str = "bad pattern: ";

/// A pattern that cannot be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// Two keys that each make a pattern.
    TwoForms(&'static str, &'static str),
    /// A key that does not go with the form beside it.
    Stray(&'static str, &'static str),
    /// A key that goes with forms of which none is there.
    Alone(&'static str),
    /// No key at all.
    Formless,
    /// A form that lacks the key it needs.
    Incomplete(&'static str),
    /// A list without a member.
    Empty,
    /// Patterns that nest deeper than [`Pattern::MAX_DEPTH`].
    Deep,
}

impl Fault {
    /// The fault as an error.
    pub(super) fn error<E: de::Error>(self) -> E {
        E::custom(self)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BAD_PATTERN)?;
        match self {
            Self::TwoForms(first, second) => write!(f, "two-forms {first} {second}"),
            Self::Stray(key, form) => write!(f, "stray {key} {form}"),
            Self::Alone(key) => write!(f, "alone {key}"),
            Self::Formless => f.write_str("formless"),
            Self::Incomplete(form) => write!(f, "incomplete {form}"),
            Self::Empty => f.write_str("empty"),
            Self::Deep => f.write_str("deep"),
        }
    }
}

/// The fault in an error's text, for people; `None` where the error is another.
pub(in crate::rubric) fn bad_pattern(said: &str) -> Option<Message> {
    let words: Vec<&str> = said.strip_prefix(BAD_PATTERN)?.split(' ').collect();
    Some(match words.as_slice() {
        ["two-forms", first, second] => Message::new("pattern-two-forms").with("first", *first).with("second", *second),
        ["stray", key, form] => {
            Message::new("pattern-stray-key").with("key", *key).with("form", *form).with("forms", owners(key))
        }
        ["alone", key] => Message::new("pattern-key-alone").with("key", *key).with("forms", owners(key)),
        ["formless"] => Message::new("pattern-without-form"),
        ["incomplete", "some"] => Message::new("pattern-some-incomplete"),
        ["incomplete", ..] => Message::new("pattern-near-incomplete"),
        ["empty"] => Message::new("pattern-list-empty"),
        ["deep"] => Message::new("pattern-too-deep").with("depth", Pattern::MAX_DEPTH.to_string()),
        _ => return None,
    })
}

/// The forms beside which `key` may stand.
fn owners(key: &str) -> Message {
    let forms = FORMS.iter().filter(|(_, beside)| beside.contains(&key)).map(|(form, _)| *form);
    let named = |form: &str| Message::foreign(format!("`{form}`"));
    let joined = forms.fold(None, |before: Option<Message>, form| {
        Some(match before {
            None => named(form),
            Some(forms) => Message::new("pattern-forms").with("forms", forms).with("form", form),
        })
    });
    joined.unwrap_or_else(|| named(key))
}
