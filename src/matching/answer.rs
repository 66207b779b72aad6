//! An answer as the matcher reads it: sentences with their context, and code.

use std::cell::OnceCell;
use std::ops::Range;

use super::asked::Asked;
use super::code::{self, Code};
use super::list;
use super::negation::{self, Negator};
use super::occurrences::Negated;
use crate::compile::Vocabulary;
use crate::parse::{Passage, PassageKind};
use crate::source::Span;
use crate::text::{self, Density, Folded, Stemmed};
use rustc_hash::FxHashSet;

/// An answer's prose as one stemmed text, cut into sentences and clauses, and its code.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Its prose, folded: paragraphs, items, cells and the comments of code, a line break between them.
    pub folded: Folded,
    /// The same, stemmed. All spans of sentences, clauses and occurrences are of this text.
    pub prose: Stemmed,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
    /// Its code blocks and inline code.
    pub code: Vec<Code>,
    /// Spans of the folded text in which homophones were put right.
    pub respelt: Vec<Span>,
    passages: Vec<Place>,
    density: OnceCell<Density>,
}

/// A sentence and what stands around it.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// Where, in the stemmed text.
    pub span: Span,
    /// Its clauses, as indices into [`Answer::clauses`].
    pub clauses: Range<usize>,
    /// The passage it stands in.
    pub passage: usize,
    /// The paragraph it stands in; the items of one list are one paragraph.
    pub paragraph: usize,
    /// Whether it opens with a pronoun and so takes in the sentence before, of the same paragraph.
    pub leans: bool,
    /// Whether it can earn anything.
    pub standing: Standing,
}

/// Whether a sentence can earn anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It says something.
    Statement,
    /// It is a heading or a label: context for what stands under it.
    Title,
    /// It lists terms and says nothing of them.
    List,
    /// It repeats the question.
    Echo,
    /// It has been said before, word for word.
    Repetition,
}

/// A clause and what is denied in it.
#[derive(Debug)]
pub(crate) struct Clause {
    /// Where, in the stemmed text.
    pub span: Span,
    /// The words that deny.
    pub negators: Vec<Negator>,
}

/// A passage's sentences, and the passage it stands under.
#[derive(Debug)]
struct Place {
    sentences: Range<usize>,
    parent: Option<usize>,
    /// Whether its first sentence names what the others are about.
    led: bool,
    /// Whether it is the comments of code that is hardly anything else.
    commentary: bool,
}

/// Contexts further up than this do not count; documents may nest without end.
const DEEPEST_CONTEXT: usize = 8;

impl Answer {
    /// Reads the passages of the candidate's slots. `vocabulary` puts right what is misspelt.
    pub(crate) fn read<'p>(slots: impl Iterator<Item = &'p [Passage]>, vocabulary: &Vocabulary, asked: &Asked) -> Self {
        let mut answer = Self::default();
        let mut starts = Vec::new();
        let mut kinds = Vec::new();
        for passages in slots {
            let first = answer.passages.len();
            for passage in passages {
                answer.take(passage, first, &mut starts);
                kinds.push(&passage.kind);
            }
        }
        answer.respelt = vocabulary.respell(&mut answer.folded.text);
        answer.prose = text::stem_correcting(&answer.folded.text, |word, stem| vocabulary.meant(word, stem));
        answer.cut(&starts, &kinds, asked);
        answer
    }

    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.code.is_empty()
    }

    /// Where `span` of the stemmed text stands in the file.
    pub(crate) fn source(&self, span: Span) -> Span {
        self.folded.map.source(self.prose.map.source(span))
    }

    /// Whether the words at `span` of the stemmed text had to be put right, as a Latin word or as Han characters.
    pub(crate) fn correction(&self, span: Span) -> Option<Correction> {
        let hit = |spans: &[Span], span: Span| {
            let after = spans.partition_point(|corrected| corrected.end <= span.start);
            spans.get(after).is_some_and(|corrected| corrected.overlaps(span))
        };
        if hit(&self.prose.corrected, span) {
            Some(Correction::Typo)
        } else if !self.respelt.is_empty() && hit(&self.respelt, self.prose.map.source(span)) {
            Some(Correction::Homophone)
        } else {
            None
        }
    }

    /// The sentence that holds byte `offset` of the stemmed text, or stands nearest before it.
    pub(crate) fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).saturating_sub(1)
    }

    /// The clause that holds byte `offset`, or stands nearest before it.
    pub(crate) fn clause_at(&self, offset: usize) -> Option<&Clause> {
        self.clauses.get(self.clauses.partition_point(|clause| clause.span.start <= offset).checked_sub(1)?)
    }

    /// What words that deny have to do with a stretch of the stemmed text.
    pub(crate) fn negated(&self, span: Span) -> Negated {
        let negators = self.clause_at(span.start).map_or(&[][..], |clause| &clause.negators);
        Negated {
            reached: negators.iter().any(|negator| negator.denies(span)),
            own: negators.iter().any(|negator| negator.span.overlaps(span)),
        }
    }

    /// The sentences that a sentence's scope takes in besides itself: the one before where it opens with a pronoun, the one
    /// that leads its paragraph, and the headings, labels and items above it.
    pub(crate) fn context(&self, sentence: usize) -> impl Iterator<Item = Range<usize>> {
        let passage = self.sentences[sentence].passage;
        let before = self.sentences[sentence].leans.then(|| sentence - 1..sentence);
        let first = self.passages[passage].sentences.start;
        let lead = (self.passages[passage].led && first < sentence).then(|| first..first + 1);
        let up = std::iter::successors(self.passages[passage].parent, |&passage| self.passages[passage].parent);
        let above = up.take(DEEPEST_CONTEXT).map(|passage| self.passages[passage].sentences.clone());
        before.into_iter().chain(lead).chain(above)
    }

    /// Whether a sentence stands in the comments of code that is hardly anything else.
    pub(crate) fn is_commentary(&self, sentence: &Sentence) -> bool {
        self.passages[sentence.passage].commentary
    }

    /// How dense its prose is in function words.
    pub(crate) fn density(&self) -> Density {
        *self.density.get_or_init(|| text::density(&self.folded.text))
    }

    fn take(&mut self, passage: &Passage, first: usize, starts: &mut Vec<usize>) {
        let extract = &passage.extract;
        let parent = passage.parent.map(|parent| first + parent);
        let place = self.passages.len();
        self.passages.push(Place { sentences: 0..0, parent, led: false, commentary: false });
        match &passage.kind {
            PassageKind::Code { language } => {
                let comments = code::comments(language.as_deref(), extract);
                self.passages[place].commentary = code::is_commentary(&comments.text, &extract.text);
                self.code.push(code::squeeze(language.as_deref(), extract, Span::new(0, extract.text.len())));
                starts.push(self.folded.append(&comments));
            }
            // A quotation is not the candidate's word.
            PassageKind::Quote => starts.push(self.folded.text.len()),
            _ => {
                self.code.extend(extract.code.iter().map(|&span| code::squeeze(None, extract, span)));
                starts.push(self.folded.append(extract));
            }
        }
    }

    fn cut(&mut self, starts: &[usize], kinds: &[&PassageKind], asked: &Asked) {
        let text = self.prose.text.as_str();
        let marks = negation::marks(text);
        let mut paragraph = 0;
        let mut passage = usize::MAX;
        let mut in_list = false;
        let mut said = FxHashSet::default();
        for span in text::sentences(text) {
            let at = self.prose.map.source(span).start;
            let here = starts.partition_point(|&start| start <= at).saturating_sub(1);
            if here != passage {
                let item = matches!(kinds[here], PassageKind::Item);
                paragraph += usize::from(!(item && in_list));
                in_list = item;
                passage = here;
            }
            let index = self.sentences.len();
            let place = &mut self.passages[passage].sentences;
            *place = if place.start == place.end { index..index + 1 } else { place.start..index + 1 };
            let first = self.clauses.len();
            self.clauses.extend(
                text::clauses(text, span)
                    .into_iter()
                    .map(|clause| Clause { span: clause, negators: negation::negators(text, clause, &marks) }),
            );
            let folded = self.prose.map.source(span).of(&self.folded.text);
            let new = said.insert(span.of(text));
            self.sentences.push(Sentence {
                span,
                clauses: first..self.clauses.len(),
                passage,
                paragraph,
                leans: self.sentences.last().is_some_and(|before| before.paragraph == paragraph)
                    && opens_with_pronoun(folded),
                standing: match standing(span.of(text), folded, kinds[passage], asked) {
                    Standing::Statement if !new => Standing::Repetition,
                    standing => standing,
                },
            });
        }
        self.note_leads();
    }

    /// Finds the passages whose first sentence names what the others are about.
    fn note_leads(&mut self) {
        for place in self.passages.iter_mut().filter(|place| place.sentences.len() > 1) {
            let first = &mut self.sentences[place.sentences.start];
            let folded = self.prose.map.source(first.span).of(&self.folded.text);
            if first.standing == Standing::Statement && list::is_lead(folded) {
                first.standing = Standing::Title;
                place.led = true;
            }
        }
    }
}

/// How a word was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correction {
    Typo,
    Homophone,
}

fn standing(stemmed: &str, folded: &str, kind: &PassageKind, asked: &Asked) -> Standing {
    let titled = matches!(kind, PassageKind::Heading | PassageKind::Label | PassageKind::ColumnHead);
    if asked.is_echo(stemmed) {
        Standing::Echo
    } else if titled && !list::is_statement(folded) {
        Standing::Title
    } else if list::is_list_of_terms(folded) {
        Standing::List
    } else {
        Standing::Statement
    }
}

/// Pronouns that lean on the sentence before.
const PRONOUNS: &[&str] =
    &["它", "其", "这", "该", "他们", "此时", "此外", "it ", "its ", "this ", "these ", "they ", "that "];

fn opens_with_pronoun(sentence: &str) -> bool {
    PRONOUNS.iter().any(|pronoun| sentence.starts_with(pronoun))
        && !sentence.starts_with("其他")
        && !sentence.starts_with("其它")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Extract;

    fn passage(kind: PassageKind, text: &str, parent: Option<usize>) -> Passage {
        Passage { kind, extract: Extract::copied(text, 0), parent }
    }

    fn read(passages: &[Passage]) -> Answer {
        Answer::read([passages].into_iter(), &Vocabulary::default(), &Asked::new(["讲讲 Go 的调度模型和它的性能"]))
    }

    #[test]
    fn items_stand_in_the_context_of_what_is_above_them() {
        let answer = read(&[
            passage(PassageKind::Heading, "M", None),
            passage(PassageKind::Item, "内核线程，执行 G", Some(0)),
            passage(PassageKind::Item, "阻塞时交出 P。它会再找一个", Some(1)),
        ]);
        let standings: Vec<_> = answer.sentences.iter().map(|sentence| sentence.standing).collect();
        assert_eq!(standings, [Standing::Title, Standing::Statement, Standing::Statement, Standing::Statement]);
        assert!(answer.context(1).eq(std::iter::once(0..1)));
        assert_eq!(answer.context(3).collect::<Vec<_>>(), [2..3, 1..2, 0..1], "the pronoun, then the items above");
        assert_eq!(answer.sentences[1].paragraph, answer.sentences[3].paragraph, "one list");
    }

    #[test]
    fn a_short_first_sentence_leads_its_paragraph() {
        let answer = read(&[passage(PassageKind::Item, "M 的自旋。找不到 G 时先不睡。过一会再看", None)]);
        assert_eq!(answer.sentences[0].standing, Standing::Title);
        assert!(answer.context(2).eq(std::iter::once(0..1)));
    }

    #[test]
    fn quotes_are_not_read_and_comments_are() {
        let answer = read(&[
            passage(PassageKind::Quote, "有人这样问过", None),
            passage(PassageKind::Code { language: Some("go".into()) }, "once.Do(f) // 只执行一次", None),
        ]);
        assert_eq!(answer.prose.text, "只执行一次");
        assert_eq!(answer.code[0].squeezed.text, "once.do(f)//只执行一次");
    }

    #[test]
    fn repeating_the_question_and_lists_say_nothing() {
        let answer = read(&[
            passage(PassageKind::Text, "讲讲 Go 的调度模型和它的性能", None),
            passage(PassageKind::Text, "工作窃取、自旋、抢占、移交、网络轮询", None),
        ]);
        let standings: Vec<_> = answer.sentences.iter().map(|sentence| sentence.standing).collect();
        assert_eq!(standings, [Standing::Echo, Standing::List]);
    }
}
