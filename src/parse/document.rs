//! What a document says: its questions, and who answered what under them.

use crate::problem::Problem;
use crate::source::{Source, Span};
use crate::text::Extract;
use serde::Serialize;
use std::sync::OnceLock;

/// A file read as questions and answers.
#[derive(Debug)]
pub struct Document {
    /// The text it was read from.
    pub source: Source,
    /// How its questions and answers are laid out.
    pub layout: Layout,
    /// Its questions in the order of the file; parents stand before their follow-ups.
    pub questions: Vec<Question>,
    /// What could not be read, or only by guessing.
    pub problems: Vec<Problem>,
}

/// The way a document sets out questions and answers, found from what repeats in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Headed questions, each with an interviewer's turn and a block for the candidate's answer.
    Transcript,
    /// Headed questions, each with the answer that is expected and often a list of what to listen for.
    ExpectedAnswer,
    /// Items of lists, with the questions that follow them up nested inside.
    NestedList,
    /// Bullets or paragraphs that ask, with what was noted down after them.
    Notes,
    /// Paragraphs that ask, often above a fence with the answer.
    LooseNotes,
    /// Questions with an answer of the candidate's and one to compare it with.
    SelfAndReference,
    /// Questions marked with a heading or a label, each followed by a labelled answer.
    Label,
    /// Questions with their answers folded away.
    Details,
    /// Questions in bold.
    BoldQuestion,
    /// Numbered questions with their answers beside or under them.
    NumberedInline,
    /// Answers between comments that say where they begin and end.
    CommentSlots,
    /// Answers in fences that the template set out.
    FenceSlots,
    /// Turns of two speakers.
    Dialogue,
    /// Rows of a table with a question and its answer.
    Cards,
    /// One question with its answer, and what belongs to them.
    SingleQuestion,
    /// Questions with options of which some are ticked.
    MultipleChoice,
    /// Headings with what was written under them.
    Setext,
    /// Questions without answers.
    QuestionBank,
    /// No question was found.
    Plain,
}

/// One question of a document with the slots for its answers.
#[derive(Debug)]
pub struct Question {
    /// The line that opens it, its marker included (`### 3. Title`).
    pub heading: Span,
    /// Its number as written, without the delimiter (`3`, `Q3`, `三`).
    pub number: Option<String>,
    /// Its title without marker, number and markup.
    pub title: String,
    /// What is said in asking it, besides the title; a label such as `**面试官**：` is left out.
    pub prompt: Vec<Extract>,
    /// The numbered parts of the prompt; they share the question's slots.
    pub parts: Vec<Part>,
    /// What it is.
    pub kind: QuestionKind,
    /// The question it follows up, as an index into [`Document::questions`].
    pub parent: Option<usize>,
    /// The title it stands under that asks nothing itself, such as the list item `Redis` over questions about it.
    pub topic: Option<Span>,
    /// Its slots in the order of the file.
    pub slots: Vec<Slot>,
    /// What directives say of it.
    pub directives: Directives,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// Asked of the candidate.
    Question,
    /// Asked of the candidate about the answer to another.
    FollowUp,
    /// The candidate's own turn to ask (反问).
    Reverse,
}

/// One numbered part of a question's prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its text without the number.
    pub text: String,
    /// Where it stands, number included.
    pub span: Span,
}

/// A place for an answer under a question.
#[derive(Debug)]
pub struct Slot {
    /// Whose words belong there.
    pub role: Role,
    /// The label that opens it (`**候选人回答区域**:`), if any.
    pub label: Option<Span>,
    /// From the first to the last byte of its content that is not blank, without label, delimiters and a fence that is
    /// the whole slot; `None` where nothing is left.
    pub span: Option<Span>,
    /// Whether anything was written there.
    pub state: SlotState,
    /// What it holds; [`Slot::passages`] reads it.
    pub(super) body: Body,
}

/// What a slot holds: lines, which are read as Markdown when somebody asks what they say.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its lines in the file, or their tails, line ends included.
    pub(super) lines: Vec<Span>,
    /// Its passages, once they were asked for.
    pub(super) passages: OnceLock<Vec<Passage>>,
}

/// Whose words a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The candidate's answer (候选人回答): what is graded.
    Candidate,
    /// The answer the document itself gives (期望回答, 参考答案): never graded.
    Reference,
    /// What an interviewer should listen for (期望听到的重点, 考察点).
    Focus,
    /// What somebody said of the answer (点评).
    Comment,
    /// The question in the interviewer's words (面试官).
    Prompt,
}

/// Whether a slot was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotState {
    /// It holds words of its own.
    Answered,
    /// It holds nothing but blanks and delimiters.
    Empty,
    /// It holds only what the template put there (`[请在此处回答]`).
    Placeholder,
}

/// One leaf block of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What kind of block it is.
    pub kind: PassageKind,
    /// Its text without markup.
    pub extract: Extract,
    /// The passage of the same slot it stands under: its section's heading, the bold label or the list item above it, or
    /// its table column's head. Following it upwards gives the whole context.
    pub parent: Option<usize>,
}

/// The kind of a leaf block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading inside the answer.
    Heading,
    /// A paragraph that is only a bold phrase or ends in a colon, and names what follows.
    Label,
    /// A paragraph, or lines of a fence that is prose.
    Text,
    /// The text of a list item.
    Item,
    /// A table cell; its parent is the head of its column.
    Cell,
    /// The head of a table column.
    ColumnHead,
    /// A code block in the language its fence names; an indented block or one with no known language has none.
    Code {
        /// The first word of the info string, in lower case.
        language: Option<String>,
    },
    /// A block quote: somebody else's words.
    Quote,
}

/// What `<!-- anscov: … -->` comments say of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// `question=ID`: the rubric it is bound to, whatever its title.
    pub question: Option<(String, Span)>,
    /// `ignore`: it is listed but not graded.
    pub ignore: Option<Span>,
    /// `ignore KEYPOINT reason="…"`: key points that are not asked of this answer.
    pub ignored_keypoints: Vec<IgnoredKeypoint>,
}

/// A key point that a directive takes out of an answer's score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredKeypoint {
    /// The key point's id.
    pub id: String,
    /// Why, in the writer's words.
    pub reason: Option<String>,
    /// The directive; `None` where the settings say it.
    pub span: Option<Span>,
}

impl Document {
    /// Whether there is a place for a candidate's answer in it, filled in or not.
    #[must_use]
    pub fn has_answers(&self) -> bool {
        self.questions.iter().any(|question| question.answer_state().is_some())
    }

    /// Whether there is enough in it for its questions to be looked at side by side: fewer are done before a thread has
    /// started.
    pub(crate) fn is_worth_sharing(&self) -> bool {
        self.source.text.len() >= WORTH_SHARING
    }
}

/// So many bytes of a document are worth sharing out.
const WORTH_SHARING: usize = 8 << 10;

impl Question {
    /// Whether the candidate owed an answer to it, where others of its document have a place for one: there is a place, or
    /// the place is gone. Follow-ups without a place of their own are answered with their parent.
    #[must_use]
    pub fn asks_candidate(&self) -> bool {
        self.answer_state().is_some()
            || self.kind == QuestionKind::Question
                && self.parent.is_none()
                && self.slots.iter().all(|slot| slot.role != Role::Reference)
    }

    /// The slots that hold the candidate's words.
    pub fn answers(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.role == Role::Candidate)
    }

    /// Whether the candidate answered, left it empty or left the placeholder; `None` where the document has no place for
    /// an answer of theirs. Several slots count as answered where one is.
    #[must_use]
    pub fn answer_state(&self) -> Option<SlotState> {
        let rank = |state: &SlotState| match state {
            SlotState::Answered => 2,
            SlotState::Placeholder => 1,
            SlotState::Empty => 0,
        };
        self.answers().map(|slot| slot.state).max_by_key(rank)
    }

    /// The span of the slots of one role, from the first byte written in any to the last.
    #[must_use]
    pub fn span_of(&self, role: Role) -> Option<Span> {
        self.slots.iter().filter(|slot| slot.role == role).filter_map(|slot| slot.span).reduce(Span::join)
    }
}
