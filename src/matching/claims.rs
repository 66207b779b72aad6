//! Misconceptions: wrong claims that an answer makes, and what clears it of them.

use super::search::{Found, Leniency, Window};
use super::verdict::Scanned;
use crate::compile::{ClaimPatterns, Node};
use crate::source::Span;

/// A claim that is asked for is made nonetheless.
const CLAIMED: Leniency = Leniency { denied: false, mentioned: false, asked: true, own_words: false };

impl Scanned<'_> {
    /// The words, in the file, with which the answer makes a wrong claim. Where one way to make it is cleared, another may
    /// stand.
    pub(crate) fn claim(&self, rule: &ClaimPatterns) -> Option<Span> {
        self.find(rule.claim, CLAIMED).filter(|found| found.share == 100)?;
        if self.program.patterns.node(rule.claim) == Node::Any {
            let mut ways = self.program.patterns.members(rule.claim);
            ways.find_map(|way| self.claim_in(way, rule))
        } else {
            self.claim_in(rule.claim, rule)
        }
    }

    /// The words that make a claim in one way. Where it is cleared in one place it may still be made in another, so every
    /// sentence in which a part of it stands is looked at by itself.
    fn claim_in(&self, way: usize, rule: &ClaimPatterns) -> Option<Span> {
        let alive = self.live.tree(way)?;
        let taken_in = self.taken_in(alive.atoms());
        let search = self.search(alive, CLAIMED, &taken_in);
        let found = search.find().filter(|found| found.share == 100)?;
        if let Some(span) = self.claimed(way, rule, &found) {
            return Some(span);
        }
        let mut sentences: Vec<usize> = self.occurrences(alive.atoms()).filter_map(|hit| hit.sentence).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences.into_iter().find_map(|at| {
            let window = Window { sentences: at..at + 1, clip: None };
            self.claimed(way, rule, &search.find_in(&window).filter(|found| found.share == 100)?)
        })
    }

    /// The words of a claim in the file, unless something clears the answer of it.
    fn claimed(&self, way: usize, rule: &ClaimPatterns, found: &Found) -> Option<Span> {
        let hits = || found.hits.iter().filter_map(|(_, hit)| Some((hit.sentence?, hit.span)));
        let (first, last) = (hits().map(|(at, _)| at).min()?, hits().map(|(at, _)| at).max()?);
        let span = hits().map(|(_, span)| span).reduce(Span::join)?;
        // A claim that a clause makes by itself is cleared in that clause.
        let clause = self.answer.clause_at(span.start).map(|clause| clause.span);
        let clause = clause.filter(|clause| self.program.patterns.is_of_clause(way) && clause.contains(span));
        let cleared = (first..=last).any(|at| self.is_disowned(at))
            || self.is_quoted(span)
            || self.is_corrected(last)
            || self.is_exempt(rule, first, last, clause);
        (!cleared).then(|| self.answer.source(span))
    }

    /// Whether the words stand between quotation marks of their paragraph: somebody's words, not the writer's.
    fn is_quoted(&self, span: Span) -> bool {
        let text = self.answer.folded.text.as_str();
        let claim = self.answer.prose.map.source(span);
        let before = Span::new(0, claim.start).of(text).rsplit('\n').next().unwrap_or_default();
        let after = Span::new(claim.end, text.len()).of(text).split('\n').next().unwrap_or_default();
        QUOTES.iter().any(|&(open, close)| {
            let opened = match before.rfind(open) {
                // Where one mark does for both, an odd number stands open.
                Some(_) if open == close => before.matches(open).count() % 2 == 1,
                Some(at) => !before.get(at..).is_some_and(|rest| rest.contains(close)),
                None => false,
            };
            opened && !claim.of(text).contains(close) && after.contains(close)
        })
    }

    fn is_exempt(&self, rule: &ClaimPatterns, first: usize, last: usize, clause: Option<Span>) -> bool {
        let Some(unless) = rule.unless.and_then(|unless| self.live.tree(unless)) else { return false };
        let anything = Leniency { denied: true, mentioned: true, asked: true, own_words: true };
        let window = Window { sentences: first..last + 1, clip: clause };
        self.search(unless, anything, &[]).find_in(&window).is_some_and(|found| found.share == 100)
    }

    /// Whether a sentence puts what it says into other people's mouths, asks it, or calls it wrong.
    fn is_disowned(&self, sentence: usize) -> bool {
        let text = self.sentence_text(sentence);
        let asks = text.trim_end_matches(['"', '”', ')']).ends_with('?') || text.ends_with('吗');
        asks || DISOWNING.iter().any(|words| text.contains(words))
    }

    /// Whether the next sentence calls this one wrong.
    fn is_corrected(&self, sentence: usize) -> bool {
        let next = if sentence + 1 < self.answer.sentences.len() { self.sentence_text(sentence + 1) } else { "" };
        CORRECTING.iter().any(|words| next.starts_with(words))
    }

    fn sentence_text(&self, sentence: usize) -> &str {
        self.answer.prose.map.source(self.answer.sentences[sentence].span).of(&self.answer.folded.text)
    }
}

/// Marks that open and close a quotation.
const QUOTES: &[(char, char)] = &[('“', '”'), ('「', '」'), ('『', '』'), ('"', '"')];

/// Words of a sentence that reports a claim rather than makes it.
const DISOWNING: &[&str] = &[
    "有人说",
    "有人认为",
    "有人以为",
    "有的人",
    "很多人",
    "不少人",
    "常有人",
    "总有人",
    "误区",
    "误解",
    "误以为",
    "误认为",
    "以为",
    "常见错误",
    "容易搞错",
    "容易混淆",
    "错误认识",
    "错误理解",
    "说法",
    "不要认为",
    "不要以为",
    "别以为",
    "并不代表",
    "不等于",
    "不意味着",
    "传言",
    "谣传",
    "反例",
    "错误做法",
    "common mistake",
    "misconception",
    "myth",
    "people think",
    "people say",
    "some say",
    "some think",
    "often said",
    "wrongly",
    "mistakenly",
    "it is wrong to",
    "does not mean",
    "doesn't mean",
    "would be wrong",
];

/// Words with which a sentence takes back the one before.
const CORRECTING: &[&str] = &[
    "这是错",
    "这不对",
    "这种说法",
    "这个说法",
    "这是误",
    "这其实不",
    "其实不是",
    "其实不对",
    "实际上不是",
    "实际并非",
    "其实并",
    "错,",
    "错了",
    "不对,",
    "不对。",
    "并不是这样",
    "并非如此",
    "事实并非",
    "that is wrong",
    "that's wrong",
    "this is wrong",
    "that is not",
    "this is not",
    "that is false",
    "this is false",
    "wrong",
    "not true",
    "in fact it is not",
    "actually not",
];
