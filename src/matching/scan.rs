//! Finds where the atoms of a program stand in an answer: one pass for all phrases, then numbers, code and the regular
//! expressions where the program has any.

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::answer::{Answer, Correction};
use super::evidence::Method;
use super::occurrences::{Hit, Negated, Occurrence, Occurrences};
use crate::compile::{Amount, Literal, Program, Snippet, open_word};
use crate::source::Span;
use crate::text::{self, is_word};

/// The occurrences of every atom of `program` in `answer`.
pub(crate) fn scan(program: &Program, answer: &Answer) -> Occurrences {
    let mut found = Vec::new();
    program.literals.scan(&answer.prose.text, |span, text| {
        let Some(words) = Words::at(answer, span) else { return };
        for literal in program.literals.of(text) {
            if let Some(method) = words.method(program, literal) {
                found.push((literal.atom as usize, words.occurrence(method)));
            }
        }
    });
    scan_numbers(&program.atoms.numbers, answer, &mut found);
    for (atom, regex) in &program.atoms.regexes {
        // One look at the whole text spares the sentences where nothing can match.
        if let Some(regex) = regex.matching(&answer.folded.text) {
            scan_regex(*atom, regex, answer, &mut found);
        }
    }
    for (atom, snippet) in &program.atoms.snippets {
        scan_code(*atom, snippet, answer, &mut found);
    }
    let found = Occurrences::new(&found, program.atoms.len());
    uncovered(program, found)
}

/// The occurrences without those that stand inside a longer phrase in which their atom does not count.
fn uncovered(program: &Program, found: Occurrences) -> Occurrences {
    let stands = |atom: &usize| !found.of(*atom).is_empty();
    let covered = program.atoms.covered.iter().filter(|(atom, longer)| stands(atom) && longer.iter().any(stands));
    let covers: FxHashMap<usize, Cover> = covered
        .map(|(atom, longer)| {
            let longer = longer.iter().flat_map(|&longer| found.of(longer));
            (*atom, Cover::new(longer.map(|(_, occurrence)| occurrence.span)))
        })
        .collect();
    if covers.is_empty() {
        return found;
    }
    found.without(|(atom, hit)| covers.get(atom).is_some_and(|cover| cover.holds(hit.span)))
}

/// Stretches of text, asked whether one of them holds another.
struct Cover {
    /// Starts in order, each with the furthest end of all stretches that start no later.
    stretches: Vec<(usize, usize)>,
}

impl Cover {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut stretches: Vec<(usize, usize)> = spans.map(|span| (span.start, span.end)).collect();
        stretches.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut stretches {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { stretches }
    }

    fn holds(&self, span: Span) -> bool {
        let after = self.stretches.partition_point(|&(start, _)| start <= span.start);
        after > 0 && self.stretches[after - 1].1 >= span.end
    }
}

/// Words of an answer that some literals are.
struct Words<'a> {
    answer: &'a Answer,
    /// Where they stand in the stemmed text,
    span: Span,
    /// in which sentence,
    sentence: Option<usize>,
    /// and what words that deny have to do with them.
    negated: Negated,
    /// What is written there, folded.
    written: &'a str,
    /// Whether any of them is Latin, so that it may be inflected.
    latin: bool,
    /// Whether no Latin word goes on after them.
    whole: bool,
    correction: Option<Correction>,
}

impl<'a> Words<'a> {
    /// The words at a place; nothing where they begin inside a Latin word.
    fn at(answer: &'a Answer, span: Span) -> Option<Self> {
        let text = answer.prose.text.as_str();
        if !is_whole(text, span, true) {
            return None;
        }
        let written = answer.prose.map.source(span).of(&answer.folded.text);
        Some(Self {
            answer,
            span,
            sentence: Some(answer.sentence_at(span.start)),
            negated: answer.negated(span),
            written,
            latin: written.bytes().any(|b| b.is_ascii_alphabetic()),
            whole: is_whole(text, span, false),
            correction: answer.correction(span),
        })
    }

    /// How a literal matched, or nothing where its atom does not allow it.
    fn method(&self, program: &Program, literal: Literal) -> Option<Method> {
        let atom = literal.atom as usize;
        let stands = if literal.open { self.goes_on(program, atom) } else { self.whole };
        if !stands {
            return None;
        }
        let rules = program.atoms.rules(atom);
        match self.correction {
            Some(Correction::Typo) => rules.typos.then_some(Method::Typo),
            Some(Correction::Homophone) => rules.homophones.then_some(Method::Homophone),
            None if (rules.exact || !literal.synonym) && self.is_inflected(program, atom) => {
                (!rules.exact).then_some(Method::Inflection)
            }
            None if literal.synonym => Some(Method::Synonym),
            None => Some(Method::Exact),
        }
    }

    fn occurrence(&self, method: Method) -> Occurrence {
        Occurrence { span: self.span, sentence: self.sentence, method, negated: self.negated }
    }

    /// Whether the last word goes on in the folded text as the atom's open word does.
    fn goes_on(&self, program: &Program, atom: usize) -> bool {
        let prefix = str::from_utf8(program.atoms.folded(atom)).unwrap_or_default().trim_end_matches('*');
        let found = self.span.of(&self.answer.prose.text);
        let start = self.span.end - open_word(found).len();
        let written = self.answer.prose.map.source(Span::new(start, self.span.end));
        self.correction.is_some()
            || self
                .answer
                .folded
                .text
                .get(written.start..)
                .is_some_and(|written| written.starts_with(open_word(prefix)))
    }

    /// Whether what is written differs from the phrase's own words.
    fn is_inflected(&self, program: &Program, atom: usize) -> bool {
        self.latin && self.written.as_bytes() != program.atoms.folded(atom)
    }
}

/// Whether Latin words at either end of `span` are whole.
fn is_whole(text: &str, span: Span, open: bool) -> bool {
    let words = span.of(text);
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let starts = !words.starts_with(is_word) || !before.ends_with(is_word);
    starts && (open || !words.ends_with(is_word) || !after.starts_with(is_word) || is_letter_with_tail(words, after))
}

/// Whether a letter that stands for a thing carries its number (M1, P2) or a plural ending (Ms); `as`, `is` and `us` are
/// no plurals.
fn is_letter_with_tail(words: &str, after: &str) -> bool {
    let mut last = words.chars().rev();
    let letter = last.next().filter(char::is_ascii_alphabetic).filter(|_| !last.next().is_some_and(is_word));
    let numbered = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let plural = after.strip_prefix('s').filter(|_| !matches!(letter, Some('a' | 'i' | 'u')));
    let is_tail = |rest: &str| !rest.starts_with(is_word);
    letter.is_some()
        && (((1..=2).contains(&(after.len() - numbered.len())) && is_tail(numbered)) || plural.is_some_and(is_tail))
}

fn scan_numbers(wanted: &[(usize, Amount)], answer: &Answer, found: &mut Vec<Hit>) {
    if wanted.is_empty() {
        return;
    }
    let text = answer.prose.text.as_str();
    for number in text::numbers(text) {
        let bare = Span::new(number.span.start, number.bare_end);
        for (atom, Amount { value: wanted, units }) in wanted {
            let reads = |value: f64, span: Span| {
                let same = (value - wanted).abs() <= wanted.abs() * 1e-9;
                (same && (units.is_empty() || has_unit(text, span, units))).then_some(span)
            };
            if let Some(span) = reads(number.value, number.span).or_else(|| reads(number.bare, bare)) {
                found.push((*atom, prose_occurrence(answer, span, answer.sentence_at(span.start), Method::Number)));
            }
        }
    }
}

fn prose_occurrence(answer: &Answer, span: Span, sentence: usize, method: Method) -> Occurrence {
    Occurrence { span, sentence: Some(sentence), method, negated: answer.negated(span) }
}

/// How many bytes from a number its unit may stand.
const UNIT_NEAR: usize = 16;

fn has_unit(text: &str, number: Span, units: &[String]) -> bool {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let after = Span::new(number.end, floor((number.end + UNIT_NEAR).min(text.len())));
    let before = Span::new(floor(number.start.saturating_sub(UNIT_NEAR)), number.start);
    units.iter().any(|unit| {
        // A unit sticks to its number (10ms), so only its end must be a word's.
        let stands = |at: usize, stretch: Span| {
            let span = Span::new(stretch.start + at, stretch.start + at + unit.len());
            let end = text.get(span.end..).unwrap_or_default();
            !unit.ends_with(is_word) || !end.starts_with(is_word)
        };
        [after, before]
            .into_iter()
            .any(|stretch| stretch.of(text).match_indices(unit.as_str()).any(|(at, _)| stands(at, stretch)))
    })
}

fn scan_regex(atom: usize, regex: &regex::Regex, answer: &Answer, found: &mut Vec<Hit>) {
    for (index, sentence) in answer.sentences.iter().enumerate() {
        let folded = answer.prose.map.source(sentence.span);
        for hit in regex.find_iter(folded.of(&answer.folded.text)).filter(|hit| !hit.is_empty()) {
            let start = answer.prose.map.derived(folded.start + hit.start());
            let end = answer.prose.map.derived(folded.start + hit.end()).max(start);
            found.push((atom, prose_occurrence(answer, Span::new(start, end), index, Method::Regex)));
        }
    }
}

fn scan_code(atom: usize, Snippet { needle, language }: &Snippet, answer: &Answer, found: &mut Vec<Hit>) {
    let finder = memmem::Finder::new(needle);
    for code in
        answer.code.iter().filter(|code| language.is_none() || code.language.is_none() || code.language == *language)
    {
        let text = &code.squeezed.text;
        for start in finder.find_iter(text.as_bytes()) {
            let span = Span::new(start, start + needle.len());
            if is_whole(text, span, true) {
                let span = code.squeezed.source(span);
                found.push((
                    atom,
                    Occurrence { span, sentence: None, method: Method::Code, negated: Negated::default() },
                ));
            }
        }
    }
}
