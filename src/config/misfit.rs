//! Says for people why a text is no `anscov.toml`.

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
        advise(Problem::error("unknown-key", &source.path, format!("there is no setting `{name}`")), name, &known)
    } else if said.starts_with("unknown variant") {
        advise(Problem::error("unknown-value", &source.path, format!("it cannot be `{name}`")), name, &known)
    } else if said.starts_with("missing field") {
        Problem::error("missing-key", &source.path, format!("the setting `{name}` is missing here"))
    } else {
        Problem::error("bad-config", &source.path, said)
    };
    match error.span() {
        Some(span) => problem.at(Span::new(span.start, span.end)),
        None => problem,
    }
}

/// Adds the nearest of the `known` names, or all of them.
pub(super) fn advise(problem: Problem, name: &str, known: &[&str]) -> Problem {
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("known here: {}", known.join(", "))),
    }
}
