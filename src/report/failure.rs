//! A gate that failed, in words.

use super::layout::percent;
use std::fmt;

/// One thing that fell short of a gate: which gate, where, and what was wanted and got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The gate, by the name that settings and flags have for it.
    pub gate: String,
    /// The file, where it is about one.
    pub path: String,
    /// The line in it, from 1, where it is about one.
    pub line: Option<usize>,
    /// What was wanted and got.
    pub message: String,
    /// The title of the question, where that helps to find it.
    pub title: String,
}

impl Failure {
    /// A failure of a gate.
    #[must_use]
    pub fn new(gate: impl Into<String>, message: impl Into<String>) -> Self {
        let (path, title) = (String::new(), String::new());
        Self { gate: gate.into(), path, line: None, message: message.into(), title }
    }

    /// A coverage below a floor, both in hundredths of a percent.
    #[must_use]
    pub fn below(gate: impl Into<String>, wanted: u32, got: u32) -> Self {
        Self::new(gate, format!("wanted {}, got {}", percent(wanted), percent(got)))
    }

    /// A question that had a coverage, in hundredths of a percent, and is asked no more.
    #[must_use]
    pub fn gone(gate: impl Into<String>, was: u32) -> Self {
        Self::new(gate, format!("wanted {}, but it is asked no more", percent(was)))
    }

    /// The same at a place; a line that is known stays.
    #[must_use]
    pub fn at(self, path: &str, line: Option<usize>) -> Self {
        Self { path: path.to_owned(), line: self.line.or(line), ..self }
    }

    /// The same on a line.
    #[must_use]
    pub fn on(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same with a question's title.
    #[must_use]
    pub fn of(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }
}

/// `failed: min-question: notes.md:4: wanted 30%, got 0%: What a channel is`
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gate, path, line, message, title } = self;
        write!(f, "failed: {gate}: ")?;
        match line {
            Some(line) => write!(f, "{path}:{line}: ")?,
            None if !path.is_empty() => write!(f, "{path}: ")?,
            None => {}
        }
        f.write_str(message)?;
        if title.is_empty() { Ok(()) } else { write!(f, ": {title}") }
    }
}
