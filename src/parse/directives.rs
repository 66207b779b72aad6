//! `<!-- anscov: … -->`: what a writer tells the tool about a question.

use super::document::{IgnoredKeypoint, Question};
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};

/// What a comment that speaks to the tool says.
#[derive(Debug, PartialEq, Eq)]
enum Directive {
    Question(String),
    Ignore { reason: Option<String> },
    IgnoreKeypoint { id: String, reason: Option<String> },
}

/// Attaches the directives among `comments` to the questions they stand in or right above. `ends` has for each question
/// where it ends in the file.
pub(super) fn attach(source: &Source, comments: &[Span], questions: &mut [Question], ends: &[usize]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for &span in comments {
        let Some(text) = addressed(span.of(&source.text)) else { continue };
        let directive = match read(text) {
            Ok(directive) => directive,
            Err(message) => {
                let problem = Problem::warning("directive", &source.path, message).at(span);
                problems.push(problem.help(Message::new("directive-forms")));
                continue;
            }
        };
        if let Directive::Ignore { reason: None } | Directive::IgnoreKeypoint { reason: None, .. } = directive {
            let problem = Problem::warning("no-reason", &source.path, Message::new("directive-without-reason"));
            problems.push(problem.at(span).help(Message::new("directive-without-reason-help")));
        }
        if let Some(question) = owner(source, span, questions, ends).and_then(|at| questions.get_mut(at)) {
            apply(directive, span, question);
        } else {
            let message = Message::new("directive-without-question");
            let help = Message::new("directive-without-question-help");
            problems.push(Problem::warning("directive", &source.path, message).at(span).help(help));
        }
    }
    problems
}

fn apply(directive: Directive, span: Span, question: &mut Question) {
    let said = &mut question.directives;
    match directive {
        Directive::Question(id) => said.question = Some((id, span)),
        Directive::Ignore { .. } => said.ignore = Some(span),
        Directive::IgnoreKeypoint { id, reason } => {
            said.ignored_keypoints.push(IgnoredKeypoint { id, reason, span: Some(span) });
        }
    }
}

/// The question that a comment is about.
fn owner(source: &Source, comment: Span, questions: &[Question], ends: &[usize]) -> Option<usize> {
    let next = questions.partition_point(|question| question.heading.start < comment.end);
    if let Some(question) = questions.get(next)
        && only_comments(Span::new(comment.end, question.heading.start).of(&source.text))
    {
        return Some(next);
    }
    let current = next.checked_sub(1)?;
    let (question, end) = (questions.get(current)?, *ends.get(current)?);
    // After all that stands under its question, it may have been written above another one that is gone.
    let mut opened = question.slots.iter().filter_map(|slot| slot.label.or(slot.span));
    let is_last = only_comments(Span::new(comment.end, end.max(comment.end)).of(&source.text));
    let is_after = is_last && opened.any(|slot| slot.start < comment.start);
    (comment.start < end && !is_after).then_some(current)
}

/// Whether there is nothing in a text but blanks and comments.
fn only_comments(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(inside) = rest.strip_prefix("<!--") {
        let Some((_, after)) = inside.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    // Marks of the line that the question's own marker stands on, such as a list item's.
    rest.trim_matches(['#', '>', '-', '*', ' ']).is_empty()
}

/// What a comment says to the tool, if it speaks to it.
fn addressed(comment: &str) -> Option<&str> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    inside.strip_prefix("anscov").map(str::trim_start)?.strip_prefix([':', '：']).map(str::trim)
}

fn read(text: &str) -> Result<Directive, Message> {
    let words = words(text)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let id = |text: &str| {
        let valid = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'));
        valid.then(|| text.to_owned()).ok_or_else(|| Message::new("directive-bad-id").with("id", text))
    };
    let said = |reason: &str| {
        let reason = reason.strip_prefix("reason=").map(str::trim);
        reason.filter(|reason| !reason.is_empty()).map(str::to_owned)
    };
    match words.as_slice() {
        [] => Err(Message::new("directive-empty")),
        [word] if word.starts_with("question=") => {
            Ok(Directive::Question(id(word.strip_prefix("question=").unwrap_or_default())?))
        }
        ["ignore"] => Ok(Directive::Ignore { reason: None }),
        ["ignore", reason] if reason.starts_with("reason=") => Ok(Directive::Ignore { reason: said(reason) }),
        ["ignore", keypoint] => Ok(Directive::IgnoreKeypoint { id: id(keypoint)?, reason: None }),
        ["ignore", keypoint, reason] if reason.starts_with("reason=") => {
            Ok(Directive::IgnoreKeypoint { id: id(keypoint)?, reason: said(reason) })
        }
        [first, ..] if *first == "ignore" || first.starts_with("question=") => {
            Err(Message::new("directive-too-long").with("directive", *first))
        }
        [first, ..] => Err(Message::new("directive-unknown").with("directive", *first)),
    }
}

/// The words of a directive; quotes keep blanks together.
fn words(text: &str) -> Result<Vec<String>, Message> {
    let mut words = Vec::new();
    let (mut word, mut quoted) = (String::new(), false);
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if quoted {
        return Err(Message::new("directive-quote-open"));
    }
    if !word.is_empty() {
        words.push(word);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_have_three_forms() {
        assert_eq!(read("question=go-runtime/gmp"), Ok(Directive::Question("go-runtime/gmp".into())));
        assert_eq!(read("ignore"), Ok(Directive::Ignore { reason: None }));
        assert_eq!(read("ignore reason=没问"), Ok(Directive::Ignore { reason: Some("没问".into()) }));
        assert_eq!(read("ignore a reason=\" \""), Ok(Directive::IgnoreKeypoint { id: "a".into(), reason: None }));
        let reason = Some("not asked here".to_owned());
        assert_eq!(
            read("ignore work-stealing reason=\"not asked here\""),
            Ok(Directive::IgnoreKeypoint { id: "work-stealing".into(), reason })
        );
        for wrong in ["", "skip", "question=", "question=a b", "ignore a reason=\"b", "ignore a b c"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn other_comments_are_left_alone() {
        assert_eq!(addressed("<!-- anscov: ignore -->"), Some("ignore"));
        assert_eq!(addressed("<!--anscov：ignore-->"), Some("ignore"));
        assert_eq!(addressed("<!-- see anscov: ignore -->"), None);
        assert_eq!(addressed("<!-- anscov is a tool -->"), None);
    }
}
