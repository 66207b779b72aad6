//! What the program says, in every language it speaks.
//!
//! A [`Message`] is a name and what it speaks of; its words stand in message files, a folder a language and a file a subject
//! ([Fluent](https://projectfluent.org) syntax), and are looked up when it is shown. So problems and results can be made
//! without knowing who will read them. Nothing is said in bare strings but the words of others.

mod files;
mod language;
#[cfg(test)]
mod tests;

pub use language::Language;

use fluent_bundle::{FluentArgs, FluentValue};

/// Something to tell people, in whichever language they read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Inner {
    /// A message of the files, with its arguments.
    Named { id: &'static str, arguments: Vec<(&'static str, Argument)> },
    /// Words of somebody else: an operating system, a library.
    Foreign(String),
}

/// What a message speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Words that stand as they are: paths, names, quotes.
    Text(String),
    /// A count; the files choose singular or plural by it.
    Count(usize),
    /// Another message.
    Message(Message),
}

impl Message {
    /// The message `id` of the message files. A test sees to it that they all have it.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self(Box::new(Inner::Named { id, arguments: Vec::new() }))
    }

    /// The same message with what stands for `$name` in it.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        if let Inner::Named { arguments, .. } = self.0.as_mut() {
            arguments.push((name, argument.into()));
        }
        self
    }

    /// Words of somebody else, which are shown as they are in every language.
    #[must_use]
    pub fn foreign(text: impl Into<String>) -> Self {
        Self(Box::new(Inner::Foreign(text.into())))
    }

    /// The words of the message.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self.0.as_ref() {
            Inner::Foreign(text) => text.clone(),
            Inner::Named { id, arguments } => {
                let mut values = FluentArgs::with_capacity(arguments.len());
                for (name, argument) in arguments {
                    values.set(*name, argument.value(language));
                }
                files::format(language, id, &values)
            }
        }
    }
}

/// The words of a message that speaks of nothing in particular.
#[must_use]
pub fn words(language: Language, id: &'static str) -> String {
    Message::new(id).text(language)
}

impl Argument {
    fn value(&self, language: Language) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Count(count) => FluentValue::from(*count),
            Self::Message(message) => FluentValue::from(message.text(language)),
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

/// Tests make up problems of their own.
#[cfg(test)]
impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::foreign(text)
    }
}
