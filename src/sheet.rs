//! Questions of rubrics as a sheet to answer them on, in the layout of a transcript. It is read back as just these
//! questions.

use crate::catalogue::RubricRef;
use crate::rubric::{Question, Tier};
use crate::text::is_han;
use std::fmt::Write as _;

/// What a sheet says besides its questions.
struct Words {
    heading: &'static str,
    asks: &'static str,
    answer: &'static str,
    placeholder: &'static str,
    hint: &'static str,
}

const CHINESE: Words = Words {
    heading: "练习",
    asks: "**面试官**：请作答",
    answer: "**候选人回答区域**：",
    placeholder: "[请在此处回答]",
    hint: "提示：",
};
const ENGLISH: Words = Words {
    heading: "Practice",
    asks: "**Interviewer**: please answer",
    answer: "**Candidate answer**:",
    placeholder: "[Your answer here]",
    hint: "Hint: ",
};

/// A sheet with a place for an answer to each of `questions`, and with hints where they are wanted; never with answers.
///
/// Hints stand in comments: they can be read while the answer is written, and none of their words counts as asked.
#[must_use]
pub fn sheet(questions: &[RubricRef<'_>], hints: bool) -> String {
    let chinese = questions.iter().any(|found| found.question.title.contains(is_han));
    let words = if chinese { CHINESE } else { ENGLISH };
    let mut sheet = format!("# {}\n", words.heading);
    for (at, found) in questions.iter().enumerate() {
        let question = found.question;
        let (id, number, title) = (found.id(), at + 1, heading_text(&question.title));
        let _ = write!(sheet, "\n<!-- anscov: question={id} -->\n### {number}. {title}\n\n{}\n", words.asks);
        for (at, part) in question.parts.iter().enumerate() {
            let _ = writeln!(sheet, "{}. {}", at + 1, heading_text(part));
        }
        if hints {
            sheet.push_str(&comments(question, words.hint));
        }
        let _ = write!(sheet, "\n{}\n\n{}\n\n---\n", words.answer, words.placeholder);
    }
    sheet
}

/// The hints to a question's core points, each a comment on a line of its own; empty where it has none.
fn comments(question: &Question, name: &str) -> String {
    let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core);
    // Two hyphens may end a comment.
    let hints = core.filter_map(|keypoint| Some(on_one_line(keypoint.hint.as_deref()?).replace("--", "——")));
    let lines: Vec<String> = hints.map(|hint| format!("<!-- {name}{hint} -->\n")).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

/// A text as it may stand in a heading: on one line, without what would open a tag or end the heading.
fn heading_text(text: &str) -> String {
    on_one_line(text).trim_end_matches('#').trim_end().replace('<', "\\<")
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Binder, bind};
    use crate::catalogue::Catalogue;
    use crate::parse::{Labels, SlotState, parse};
    use crate::source::Source;

    /// The questions that a sheet is read back as; each is sure, and none is answered.
    fn read_back(sheet: &str, binder: &Binder<'_>) -> Vec<String> {
        let bound = bind(parse(Source::new("sheet.md", sheet), &Labels::default()), binder);
        assert!(bound.document.problems.is_empty(), "{:?}\n{sheet}", bound.document.problems);
        let questions = bound.document.questions.iter().zip(&bound.bindings);
        let read = questions.map(|(question, binding)| {
            assert_eq!(question.answer_state(), Some(SlotState::Placeholder), "{}\n{sheet}", question.title);
            assert_eq!(question.answers().count(), 1, "{}\n{sheet}", question.title);
            binding.rubric.map_or_else(String::new, RubricRef::id)
        });
        read.collect()
    }

    #[test]
    fn every_shipped_question_is_read_back_alone_and_among_all() {
        let catalogue = Catalogue::shipped();
        let binder = Binder::new(&catalogue);
        let all: Vec<RubricRef<'_>> = catalogue.questions().collect();
        let ids = |questions: &[RubricRef<'_>]| questions.iter().map(|found| found.id()).collect::<Vec<_>>();
        for hints in [false, true] {
            assert_eq!(read_back(&sheet(&all, hints), &binder), ids(&all));
            for some in all.chunks(1).chain(all.chunks(5)) {
                assert_eq!(read_back(&sheet(some, hints), &binder), ids(some));
            }
        }
    }

    #[test]
    fn titles_stand_on_the_sheet_as_they_are() {
        let catalogue = Catalogue::shipped();
        let all: Vec<RubricRef<'_>> = catalogue.questions().collect();
        let document = parse(Source::new("sheet.md", sheet(&all, false)), &Labels::default());
        for (found, question) in all.iter().zip(&document.questions) {
            let bare = |text: &str| text.replace(['`', '*'], "");
            assert_eq!(bare(&question.title), bare(&on_one_line(&found.question.title)));
        }
    }

    #[test]
    fn a_sheet_has_hints_where_they_are_wanted_and_no_answer() {
        let mut question = Question {
            id: "q".to_owned(),
            title: "What is Map<K, V> -- and why?".to_owned(),
            aliases: Vec::new(),
            topics: Vec::new(),
            level: None,
            parts: vec!["layout".to_owned()],
            keypoints: Vec::new(),
            references: Vec::new(),
            any_reference: false,
            about: None,
            misconceptions: Vec::new(),
        };
        question.keypoints = crate::rubric::load_str(
            "a.json",
            r#"{"format": 1, "id": "a", "questions": [{"id": "q", "title": "t", "keypoints": [
                {"id": "k", "point": "the secret", "hint": "look --> there"},
                {"id": "b", "point": "more", "tier": "bonus", "hint": "beyond"}]}]}"#,
        )
        .map(|loaded| loaded.rubric.questions[0].keypoints.clone())
        .expect("it is a rubric");
        let asked = RubricRef { rubric: "a", question: &question, place: 0 };
        insta::assert_snapshot!(sheet(&[asked], true), @r"
        # Practice

        <!-- anscov: question=a/q -->
        ### 1. What is Map\<K, V> -- and why?

        **Interviewer**: please answer
        1. layout

        <!-- Hint: look ——> there -->

        **Candidate answer**:

        [Your answer here]

        ---
        ");
        assert!(!sheet(&[asked], false).contains("look"));
    }
}
