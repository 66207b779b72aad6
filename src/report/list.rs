//! How documents were read: their questions, whose words stand where, and the rubrics they are bound to.

use super::issue::Issue;
use super::layout::{Look, Palette, fit, listed, one_line, table};
use super::named;
use crate::bind::Bound;
use crate::messages::{Language, Message, words};
use crate::parse::{Layout, Question, QuestionKind, Role, SlotState};
use crate::source::Source;
use std::io::{self, Write};

/// The widest that a title gets on a terminal.
const WIDEST_TITLE: usize = 40;

/// The reading of one document.
#[derive(Debug)]
pub struct Outline {
    /// Its path.
    pub path: String,
    /// How it is laid out.
    pub layout: Layout,
    /// Its questions in the order of the file.
    pub questions: Vec<OutlinedQuestion>,
    /// What could not be read, or only by guessing.
    pub issues: Vec<Issue>,
}

/// The reading of one question.
#[derive(Debug)]
pub struct OutlinedQuestion {
    /// The line it begins at, from 1.
    pub line: usize,
    /// Its title.
    pub title: String,
    /// Its number as written.
    pub number: Option<String>,
    /// What it is for.
    pub kind: QuestionKind,
    /// The line of the question it follows up, or of the title it stands under.
    pub parent: Option<usize>,
    /// The state of the candidate's answer; `None` where there is no place for one.
    pub state: Option<SlotState>,
    /// Whether a directive takes it out.
    pub ignored: bool,
    /// The first and last line of the words of each role, where there are any.
    pub lines: Vec<(Role, (usize, usize))>,
    /// The full id of the rubric's question it is bound to.
    pub rubric: Option<String>,
    /// How sure that is, 0 to 100.
    pub confidence: u8,
    /// Ids of the rubrics that fit it equally well.
    pub ambiguous: Vec<String>,
}

impl OutlinedQuestion {
    /// The first and last line that hold words of `role`.
    #[must_use]
    pub fn lines_of(&self, role: Role) -> Option<(usize, usize)> {
        self.lines.iter().find(|(of, _)| *of == role).map(|(_, lines)| *lines)
    }

    /// The state of the candidate's answer in one word.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self.state {
            _ if self.ignored => "ignored",
            Some(SlotState::Answered) => "answered",
            Some(SlotState::Placeholder) => "placeholder",
            Some(SlotState::Empty) | None => "empty",
        }
    }
}

/// Takes down how a document was read.
#[must_use]
pub fn outline(bound: Bound<'_>) -> Outline {
    let document = bound.document;
    let source = &document.source;
    let line_of = |question: &Question| source.line_at(question.heading.start);
    let questions = document.questions.iter().zip(bound.bindings).map(|(question, binding)| OutlinedQuestion {
        line: line_of(question),
        title: question.title.clone(),
        number: question.number.clone(),
        kind: question.kind,
        parent: (question.parent.and_then(|parent| document.questions.get(parent)).map(line_of))
            .or(question.topic.map(|topic| source.line_at(topic.start))),
        state: question.answer_state(),
        ignored: question.directives.ignore.is_some(),
        lines: lines(question, source),
        rubric: binding.rubric.map(crate::catalogue::RubricRef::id),
        confidence: binding.confidence,
        ambiguous: binding.ambiguous,
    });
    let questions = questions.collect();
    let issues = document.problems.into_iter().map(|problem| Issue::new(problem, Some(source))).collect();
    Outline { path: document.source.path, layout: document.layout, questions, issues }
}

fn lines(question: &Question, source: &Source) -> Vec<(Role, (usize, usize))> {
    let roles = [Role::Candidate, Role::Reference, Role::Focus, Role::Comment];
    let of = |role| {
        let span = question.span_of(role)?;
        Some((role, (source.line_at(span.start), source.line_at(span.end.saturating_sub(1).max(span.start)))))
    };
    roles.into_iter().filter_map(of).collect()
}

/// Writes the reading of a document as a table.
///
/// # Errors
///
/// Only those of `out`.
pub fn list(out: &mut dyn Write, look: Look, outline: &Outline) -> io::Result<()> {
    let Palette { strong, dim, .. } = Palette::new(look.coloured);
    let reading = reading(look.language, outline.layout, outline.questions.len());
    writeln!(out, "{strong}{}{strong:#}  {reading}", outline.path)?;
    if outline.questions.is_empty() {
        return writeln!(out);
    }
    // Columns that no question of the document has anything to say in are left out.
    let roles = [
        (Role::Candidate, "column-answer"),
        (Role::Reference, "column-reference"),
        (Role::Focus, "column-focus"),
        (Role::Comment, "column-comment"),
    ];
    let used: Vec<_> = roles
        .into_iter()
        .filter(|(role, _)| outline.questions.iter().any(|question| question.lines_of(*role).is_some()))
        .collect();
    let head = ["column-line", "column-number", "column-question", "column-state"].into_iter();
    let head = head.chain(used.iter().map(|(_, id)| *id)).chain(["column-rubric", "column-sure"]);
    let mut rows = vec![head.map(|id| words(look.language, id)).collect()];
    rows.extend(outline.questions.iter().map(|question| row(question, look, &used)));
    for (at, line) in table(&rows).into_iter().enumerate() {
        let style = if at == 0 { dim } else { anstyle::Style::new() };
        writeln!(out, "{style}{line}{style:#}")?;
    }
    writeln!(out)
}

/// How a document is laid out and how many questions it has.
pub(super) fn reading(language: Language, layout: Layout, questions: usize) -> String {
    let questions = Message::new("count-questions").with("count", questions);
    Message::new("list-reading").with("layout", named::layout(layout)).with("questions", questions).text(language)
}

/// The message that names the state of an answer.
pub(super) fn state_id(state: SlotState) -> &'static str {
    match state {
        SlotState::Answered => "state-answered",
        SlotState::Placeholder => "state-placeholder",
        SlotState::Empty => "state-empty",
    }
}

fn row(question: &OutlinedQuestion, look: Look, used: &[(Role, &str)]) -> Vec<String> {
    let indent = if question.parent.is_some() { "  " } else { "" };
    let title = format!("{indent}{}", one_line(&question.title));
    let title = if look.width.is_some() { fit(&title, WIDEST_TITLE).into_owned() } else { title };
    let state = match (question.kind, question.state) {
        (QuestionKind::Reverse, _) => "state-reverse",
        (_, None) => "state-no-place",
        (_, Some(_)) if question.ignored => "state-ignored",
        (_, Some(state)) => state_id(state),
    };
    let state = words(look.language, state);
    let mut cells = vec![question.line.to_string(), question.number.clone().unwrap_or_default(), title, state];
    cells.extend(used.iter().map(|(role, _)| match question.lines_of(*role) {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}-{last}"),
        None => "-".to_owned(),
    }));
    match &question.rubric {
        Some(id) => cells.extend([id.clone(), format!("{}%", question.confidence)]),
        None if question.ambiguous.is_empty() => cells.push("-".to_owned()),
        None => {
            let rubrics = listed(look.language, &question.ambiguous);
            cells.push(Message::new("rubrics-ambiguous").with("rubrics", rubrics).text(look.language));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn the_table_shows_the_reading() {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        list(&mut out, Look::default(), &outline(fixture::card(&rubric).evidence.bound)).expect("memory takes it");
        list(&mut out, Look::default(), &outline(fixture::references(&rubric).evidence.bound))
            .expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        笔记/round 2.md  transcript, 6 questions
          line  no  question                    state        answer  rubric                          sure
          3     1   连接池有什么用，怎么设大小  answered     5-9     net/pool                        84%
          11    2   重试的风暴                  empty        -       net/retry                       100%
          13    3   幂等键放在哪里              placeholder  -       net/idempotency                 100%
          17    4   说说你家的猫: 100%          answered     -       -
          21    5   池                          answered     -       ambiguous: net/pool, net/retry
          25    6   跳过的题                    ignored      -       -

        expected.md  transcript, 6 questions
          line  no  question                    state     reference  rubric                          sure
          3     1   连接池有什么用，怎么设大小  no place  5-9        net/pool                        84%
          11    2   重试的风暴                  no place  -          net/retry                       100%
          13    3   幂等键放在哪里              no place  -          net/idempotency                 100%
          17    4   说说你家的猫: 100%          no place  -          -
          21    5   池                          no place  -          ambiguous: net/pool, net/retry
          25    6   跳过的题                    no place  -          -
        ");
    }

    #[test]
    fn columns_have_chinese_heads_too() {
        let rubric = fixture::rubric();
        let look = Look { language: Language::Chinese, ..Look::default() };
        let mut out = Vec::new();
        list(&mut out, look, &outline(fixture::card(&rubric).evidence.bound)).expect("memory takes it");
        insta::assert_snapshot!(String::from_utf8_lossy(&out), @r"
        笔记/round 2.md  面试记录，6 道题
          行  题号  题目                        状态    答案  评分细则                               把握
          3   1     连接池有什么用，怎么设大小  已作答  5-9   net/pool                               84%
          11  2     重试的风暴                  未作答  -     net/retry                              100%
          13  3     幂等键放在哪里              占位符  -     net/idempotency                        100%
          17  4     说说你家的猫: 100%          已作答  -     -
          21  5     池                          已作答  -     多份细则同样符合：net/pool、net/retry
          25  6     跳过的题                    已忽略  -     -
        ");
    }
}
