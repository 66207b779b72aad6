//! Says for people why a text is no `anscov.toml`.

use super::percent::wrong_percentage;
use crate::messages::Message;
use crate::problem::Problem;
use crate::rubric::nearest;
use crate::source::{Source, Span};

/// What is wrong with a file, from what the TOML reader says of it.
pub(super) fn misfit(source: &Source, error: &toml::de::Error) -> Problem {
    let said = error.message().lines().collect::<Vec<_>>().join(", ");
    let mut quoted = said.split('`').skip(1).step_by(2);
    let name = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.collect();
    let problem = if said.starts_with("unknown field") {
        let message = Message::new("config-no-setting").with("name", name);
        advise(Problem::error("unknown-key", &source.path, message), name, &known)
    } else if said.starts_with("unknown variant") {
        let message = Message::new("config-no-value").with("name", name);
        advise(Problem::error("unknown-value", &source.path, message), name, &known)
    } else if said.starts_with("missing field") {
        Problem::error("missing-key", &source.path, Message::new("config-setting-missing").with("name", name))
    } else {
        Problem::error("bad-config", &source.path, in_range(&said))
    };
    match error.span() {
        Some(span) => problem.at(Span::new(span.start, span.end)),
        None => problem,
    }
}

/// What the reader says, which has its own words for all but percentages.
fn in_range(said: &str) -> Message {
    if said == wrong_percentage() { Message::new("config-no-percentage") } else { Message::foreign(said) }
}

/// Adds the nearest of the `known` names, or all of them.
pub(super) fn advise(problem: Problem, name: &str, known: &[&str]) -> Problem {
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.help(Message::new("rubric-near").with("near", near)),
        None => problem.help(Message::new("rubric-known").with("names", known.join(", "))),
    }
}
