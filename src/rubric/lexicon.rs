//! Looks up what can stand for what.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

use super::format::Lexicon;
use crate::text::fold_text;

/// The synonyms of one or more lexicons, by folded phrase.
///
/// Lexicons lie in layers: the shipped one is built once and shared, a rubric file's own lies over it. A phrase that
/// stands in a group of either has the members of both for synonyms.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    layers: Vec<Arc<Layer>>,
}

/// One lexicon, folded.
#[derive(Debug, Default)]
struct Layer {
    /// Groups of phrases that can stand for each other.
    groups: Vec<Vec<String>>,
    /// How many of the first groups are terms of the field; the others are everyday words.
    terms: usize,
    /// The groups of a phrase.
    groups_of: FxHashMap<String, Vec<usize>>,
    /// The phrases that count as a general one.
    narrower: FxHashMap<String, Vec<String>>,
    /// The length in characters of the longest phrase that begins with a character.
    longest_from: FxHashMap<char, usize>,
}

/// A phrase of the lexicon that stands inside a longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside<'s> {
    /// Where, in bytes of the longer phrase.
    pub range: Range<usize>,
    /// What can stand in its place, folded; at least one.
    pub synonyms: Vec<&'s str>,
}

impl Synonyms {
    /// The synonyms of one lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        Self::default().with(lexicon)
    }

    /// These synonyms and those of another lexicon, such as a rubric file's own.
    #[must_use]
    pub fn with(&self, lexicon: &Lexicon) -> Self {
        let mut layers = self.layers.clone();
        if !lexicon.is_empty() {
            layers.push(Arc::new(Layer::new(lexicon)));
        }
        Self { layers }
    }

    /// What can stand for a folded phrase, without the phrase itself and each once: the other members of its groups, then
    /// what is narrower than any of them, and so on down.
    pub fn of<'s>(&'s self, phrase: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        let mut seen = FxHashSet::from_iter([phrase]);
        let mut found: Vec<&'s str> = self.group_members(phrase).filter(|member| seen.insert(*member)).collect();
        let mut general = phrase;
        for next in 0.. {
            for special in self.narrower(general) {
                let members = std::iter::once(special).chain(self.group_members(special));
                found.extend(members.filter(|member| seen.insert(*member)));
            }
            let Some(further) = found.get(next) else { break };
            general = further;
        }
        found.into_iter()
    }

    /// The lexicon's phrases inside a folded one, without overlap, the longest first where they do; in order of place.
    ///
    /// Latin words count whole; Han text counts as it stands, a single character only where it is the whole phrase.
    #[must_use]
    pub fn inside(&self, phrase: &str) -> Vec<Inside<'_>> {
        let mut found: Vec<Inside<'_>> = Vec::new();
        for (start, first) in phrase.char_indices() {
            let longest = self.layers.iter().filter_map(|layer| layer.longest_from.get(&first)).max();
            let rest = phrase.get(start..).unwrap_or_default();
            for (at, last) in rest.char_indices().take(longest.copied().unwrap_or(0)) {
                let range = start..start + at + last.len_utf8();
                let term = phrase.get(range.clone()).unwrap_or_default();
                if self.knows(term) && stands_alone(phrase, &range) {
                    found.push(Inside { range, synonyms: self.of(term).collect() });
                }
            }
        }
        found.retain(|inside| !inside.synonyms.is_empty());
        found.sort_by_key(|inside| (std::cmp::Reverse(inside.range.len()), inside.range.start));
        // No later range is longer than an earlier one, so where two overlap an end of the later lies in the earlier.
        let mut taken = vec![false; phrase.len()];
        found.retain(|Inside { range, .. }| {
            let free = !taken[range.start] && !taken[range.end - 1];
            if free {
                taken[range.clone()].fill(true);
            }
            free
        });
        found.sort_by_key(|inside| inside.range.start);
        found
    }

    /// All names of the field, folded, in the order of the files: what a segmenter should know as words.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.layers.iter().flat_map(|layer| layer.groups.iter().take(layer.terms).flatten()).map(String::as_str)
    }

    /// Whether a folded phrase is a name of the field, not an everyday word.
    #[must_use]
    pub fn is_term(&self, phrase: &str) -> bool {
        self.layers
            .iter()
            .any(|layer| layer.groups_of.get(phrase).is_some_and(|of| of.iter().any(|&g| g < layer.terms)))
    }

    fn knows(&self, phrase: &str) -> bool {
        self.layers.iter().any(|layer| layer.groups_of.contains_key(phrase) || layer.narrower.contains_key(phrase))
    }

    /// The groups of a phrase, itself included.
    fn group_members<'s>(&'s self, phrase: &str) -> impl Iterator<Item = &'s str> {
        self.layers.iter().flat_map(move |layer| {
            let groups = layer.groups_of.get(phrase).into_iter().flatten();
            groups.flat_map(|&group| &layer.groups[group]).map(String::as_str)
        })
    }

    fn narrower<'s>(&'s self, phrase: &str) -> impl Iterator<Item = &'s str> {
        self.layers.iter().filter_map(|layer| layer.narrower.get(phrase)).flatten().map(String::as_str)
    }
}

impl Layer {
    fn new(lexicon: &Lexicon) -> Self {
        let mut layer = Self { terms: lexicon.terms.len(), ..Self::default() };
        for group in lexicon.terms.iter().chain(&lexicon.words) {
            let folded: Vec<_> = group.iter().map(|phrase| fold_text(phrase)).collect();
            for phrase in &folded {
                layer.note_length(phrase);
                layer.groups_of.entry(phrase.clone()).or_default().push(layer.groups.len());
            }
            layer.groups.push(folded);
        }
        for (general, special) in &lexicon.narrower {
            let general = fold_text(general);
            layer.note_length(&general);
            layer.narrower.entry(general).or_default().extend(special.iter().map(|phrase| fold_text(phrase)));
        }
        layer
    }

    fn note_length(&mut self, phrase: &str) {
        if let Some(first) = phrase.chars().next() {
            let longest = self.longest_from.entry(first).or_default();
            *longest = phrase.chars().count().max(*longest);
        }
    }
}

/// Whether what stands at `range` of `text` is not merely a piece of a longer word.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let term = text.get(range.clone()).unwrap_or_default();
    let mut chars = term.chars();
    let (first, last) = (chars.next(), chars.next_back());
    if last.is_none() && first.is_some_and(is_han) {
        return term.len() == text.len();
    }
    let before = text.get(..range.start).unwrap_or_default().chars().next_back();
    let after = text.get(range.end..).unwrap_or_default().chars().next();
    let same_word = |a: Option<char>, b: Option<char>| [a, b].into_iter().all(|c| c.is_some_and(is_latin));
    !same_word(before, first) && !same_word(last.or(first), after)
}

/// Whether a character is one of Chinese writing.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character belongs to a word that white space or a Han character ends.
pub(super) fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(json: &str) -> Lexicon {
        serde_json::from_str(json).expect("it is a lexicon")
    }

    fn shipped() -> Synonyms {
        Synonyms::new(&lexicon(
            r#"{"terms": [["工作窃取", "work stealing"], ["线程", "Thread"], ["内核线程", "kernel thread"], ["OS", "操作系统"]],
                "words": [["拿", "取", "get"]],
                "narrower": {"线程": ["内核线程"], "内核线程": ["M"], "锁": ["互斥锁"]}}"#,
        ))
    }

    fn of<'s>(synonyms: &'s Synonyms, phrase: &str) -> Vec<&'s str> {
        synonyms.of(phrase).collect()
    }

    #[test]
    fn groups_hold_both_ways_and_narrower_terms_one_way() {
        let shipped = shipped();
        assert_eq!(of(&shipped, "work stealing"), ["工作窃取"]);
        assert_eq!(of(&shipped, "thread"), ["线程", "内核线程", "kernel thread", "m"]);
        assert_eq!(of(&shipped, "kernel thread"), ["内核线程", "m"]);
        assert_eq!(of(&shipped, "锁"), ["互斥锁"]);
        assert_eq!(of(&shipped, "m"), [""; 0]);
        assert_eq!(of(&shipped, "互斥锁"), [""; 0]);
    }

    #[test]
    fn a_file_adds_its_own_groups() {
        let own = shipped().with(&lexicon(r#"{"terms": [["M", "machine"], ["线程", "执行流"]]}"#));
        assert_eq!(of(&own, "m"), ["machine"]);
        assert_eq!(of(&own, "线程"), ["thread", "执行流", "内核线程", "kernel thread", "m", "machine"]);
        assert!(own.is_term("machine") && !shipped().is_term("machine"));
        assert!(!own.is_term("拿"));
        assert_eq!(own.terms().filter(|term| *term == "线程").count(), 2);
    }

    #[test]
    fn circles_end() {
        let circle = Synonyms::new(&lexicon(r#"{"narrower": {"a": ["b"], "b": ["a", "c"]}}"#));
        assert_eq!(of(&circle, "a"), ["b", "c"]);
    }

    #[test]
    fn terms_inside_a_phrase_are_found_longest_first() {
        let shipped = shipped();
        let found = |phrase: &str| -> Vec<String> {
            let ranges = shipped.inside(phrase).into_iter().map(|inside| inside.range);
            ranges.map(|range| phrase.get(range).expect("ranges are on character boundaries").to_owned()).collect()
        };
        assert_eq!(found("内核线程的工作窃取"), ["内核线程", "工作窃取"]);
        assert_eq!(found("os线程"), ["os", "线程"]);
        assert_eq!(found("get macos threads"), ["get"]);
        assert_eq!(found("a work stealing thread"), ["work stealing", "thread"]);
        assert_eq!(found("取走锁"), [""; 0]);
        assert_eq!(found("取"), ["取"]);
        assert_eq!(shipped.inside("取")[0].synonyms, ["拿", "get"]);
        assert_eq!(shipped.inside("").len(), 0);
    }
}
