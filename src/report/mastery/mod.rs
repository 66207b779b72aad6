//! What many answers say together, in each form.

mod cards;
mod csv;
mod json;
mod markdown;
mod sections;
mod terminal;

use super::layout::Look;
use crate::mastery::{Group, Profile};
use std::io::{self, Write};

/// A form that a profile can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MasteryFormat {
    /// For people.
    Terminal,
    /// For a page or a job's summary.
    Markdown,
    /// A page by itself.
    Html,
    /// JSON, version 1.
    Json,
    /// A table, a row a topic or whatever it is told apart by.
    Csv,
    /// Flash cards of the missed key points, as Anki imports them.
    Anki,
    /// The same as Markdown.
    Cards,
}

/// What the answers are told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Topics, as a tree.
    #[default]
    Topic,
    /// Levels.
    Level,
    /// Files.
    File,
    /// People, with what questions and key points tell of them.
    Person,
}

impl By {
    /// The groups; none by topic, which are no groups but a tree.
    pub(super) fn groups(self, profile: &Profile) -> &[Group] {
        match self {
            Self::Topic => &[],
            Self::Level => &profile.levels,
            Self::File => &profile.files,
            Self::Person => &profile.people,
        }
    }

    /// What one of them is called by programs.
    fn noun(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Level => "level",
            Self::File => "file",
            Self::Person => "person",
        }
    }
}

/// What of a profile is shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// What the answers are told apart by.
    pub by: By,
    /// How many entries of each list are shown.
    pub most: usize,
    /// Whether nothing but what is due is asked for.
    pub due: bool,
}

/// Writes a profile.
///
/// # Errors
///
/// Only those of `out`.
pub fn mastery(
    out: &mut dyn Write,
    format: MasteryFormat,
    look: Look,
    profile: &Profile,
    focus: Focus,
) -> io::Result<()> {
    match format {
        MasteryFormat::Terminal => terminal::write(out, look, profile, focus),
        MasteryFormat::Markdown => markdown::write(out, look.language, profile, focus),
        MasteryFormat::Html => super::page::profile(out, look.language, profile, focus),
        MasteryFormat::Json => json::write(out, profile),
        MasteryFormat::Csv => csv::write(out, profile, focus.by),
        MasteryFormat::Anki => cards::anki(out, profile),
        MasteryFormat::Cards => cards::markdown(out, look.language, profile),
    }
}

#[cfg(test)]
pub(super) mod fixture;
