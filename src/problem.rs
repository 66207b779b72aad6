//! What went wrong, said as a value: stages return problems beside what they could read.

use crate::messages::Message;
use crate::source::Span;
use serde::Serialize;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be read or run; the exit code is 2.
    Error,
    /// Something was read that is probably not meant so.
    Warning,
    /// Something worth knowing.
    Note,
}

/// One thing that is wrong, where it is and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable kebab-case name of the kind of problem, such as `unknown-field`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The file it is about, as [`Source::path`](crate::source::Source::path) has it; empty where there is none.
    pub path: String,
    /// Where in that file's decoded text, if at one place.
    pub span: Option<Span>,
    /// What is wrong: one sentence without a final stop.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

impl Problem {
    /// An error about the file `path`.
    #[must_use]
    pub fn error(code: &'static str, path: impl Into<String>, message: impl Into<Message>) -> Self {
        Self { code, severity: Severity::Error, path: path.into(), span: None, message: message.into(), help: None }
    }

    /// A warning about the file `path`.
    #[must_use]
    pub fn warning(code: &'static str, path: impl Into<String>, message: impl Into<Message>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, path, message) }
    }

    /// A note about the file `path`.
    #[must_use]
    pub fn note(code: &'static str, path: impl Into<String>, message: impl Into<Message>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, path, message) }
    }

    /// The same problem at a place.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn help(self, help: impl Into<Message>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

#[cfg(test)]
impl Problem {
    /// What it says in English.
    pub(crate) fn said(&self) -> String {
        self.message.text(crate::messages::Language::English)
    }

    /// What it advises in English.
    pub(crate) fn advised(&self) -> String {
        self.help.as_ref().map(|help| help.text(crate::messages::Language::English)).unwrap_or_default()
    }
}
