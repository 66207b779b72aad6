//! Negation: which words of a clause are denied.

use crate::source::Span;
use crate::text::{WordTable, is_han, is_word};

/// A word that denies, and the words it denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Negator {
    /// The word itself.
    pub span: Span,
    /// What it denies.
    pub reach: Span,
}

impl Negator {
    /// Whether it denies the words at `span`, of which it is none itself.
    pub(crate) fn denies(&self, span: Span) -> bool {
        self.reach.contains(Span::new(span.start, span.start)) && !self.span.overlaps(span)
    }
}

/// A word of the tables below that stands in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    span: Span,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Negator(Reach),
    Harmless,
    Verdict,
    Condition,
}

/// The words of stemmed text that deny, look as if they did, or suppose; in order, in one pass.
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    let mark =
        |(at, word): (usize, usize)| Mark { span: Span::new(at, at + WORDS.word(word).len()), kind: row(word).1 };
    WORDS.found_in(text).map(mark).filter(|mark| stands_alone(text, mark.span)).collect()
}

/// The negators of a clause of stemmed text, in order; `marks` are those of the whole text.
///
/// A negator reaches from where it stands to the end of its clause or to 的, 就, 则; the prefixes 无, 非, 未 reach over the
/// word they are part of; a verdict at the clause's end (做不到, is wrong) reaches back over all of it. A clause that only
/// supposes (如果没有…, when no …) denies nothing.
pub(crate) fn negators(text: &str, clause: Span, marks: &[Mark]) -> Vec<Negator> {
    let first = marks.partition_point(|mark| mark.span.start < clause.start);
    let inside = || marks.iter().skip(first).take_while(|mark| mark.span.end <= clause.end);
    let supposed = inside().find(|mark| matches!(mark.kind, Kind::Condition)).map(|mark| mark.span);
    let tail = clause.start + clause.of(text).trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut out = Vec::new();
    for mark in inside().filter(|mark| !supposed.is_some_and(|supposed| is_supposed(text, supposed, mark.span))) {
        let rest = Span::new(mark.span.start, clause.end).of(text);
        match mark.kind {
            Kind::Negator(reach) => {
                let reach = Span::new(mark.span.start, mark.span.start + reach.len(rest, mark.span.len()));
                out.push(Negator { span: denying(text, mark.span), reach });
            }
            Kind::Verdict if mark.span.end == tail => out.push(Negator { span: mark.span, reach: clause }),
            // Inside a clause a verdict denies what follows, as any negation does.
            Kind::Verdict => out.push(Negator { span: mark.span, reach: Span::new(mark.span.start, clause.end) }),
            Kind::Harmless | Kind::Condition => {}
        }
    }
    out
}

/// What denies in a negator: of a contraction the end, since the verb before it is denied (`can't` denies `can`).
fn denying(text: &str, negator: Span) -> Span {
    let len = if negator.of(text).ends_with(CONTRACTED) { CONTRACTED.len() } else { negator.len() };
    Span::new(negator.end - len, negator.end)
}

/// How a verb ends that `not` is contracted with, but for the `n` that some verbs have themselves.
const CONTRACTED: &str = "'t";

/// Whether a negation belongs to a supposition in front of it. Chinese sets the supposition off with a comma; in English
/// the main clause may follow without one, so only what is near counts, and `never` is said of the main clause.
fn is_supposed(text: &str, supposed: Span, negation: Span) -> bool {
    let between = Span::new(supposed.end, negation.start.max(supposed.end)).of(text);
    let near = supposed.of(text).starts_with(is_han) || between.split(' ').count() <= SUPPOSED_WORDS;
    supposed.start < negation.start && near && negation.of(text) != "never"
}

/// So many words of a clause, at the most, stand between `when` and a negation that it supposes.
const SUPPOSED_WORDS: usize = 8;

/// How far a negator reaches.
#[derive(Clone, Copy, Debug)]
enum Reach {
    /// To the end of the clause, or to a word that opens another thought.
    Clause,
    /// Over the word it is a prefix of: so many characters.
    Word(usize),
}

impl Reach {
    /// The reach's length in bytes, from the negator's first byte in `rest`.
    fn len(self, rest: &str, negator: usize) -> usize {
        let after = rest.get(negator..).unwrap_or_default();
        match self {
            Self::Word(chars) => negator + after.char_indices().nth(chars).map_or(after.len(), |(at, _)| at),
            Self::Clause => {
                let end = after.char_indices().find(|&(at, c)| ENDS.contains(c) && !continues(after, at, c));
                negator + end.map_or(after.len(), |(at, _)| at)
            }
        }
    }
}

/// Han characters after which a negation reaches no further.
const ENDS: &str = "的就则";

/// Whether the ending character at `at` is part of a longer word (的确, 目的) and so ends nothing.
fn continues(text: &str, at: usize, c: char) -> bool {
    let after = text.get(at + c.len_utf8()..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    (c == '的' && (after.starts_with(['确', '话']) || OWNERS.iter().any(|owner| before.ends_with(owner))))
        || (c == '则' && (before.ends_with('规') || before.ends_with('否')))
}

/// What 的 joins to a noun without closing the words that are denied: 不会去别的 P 那里偷 denies 偷.
const OWNERS: &[&str] =
    &["目", "别", "其他", "其它", "自己", "它", "他", "对方", "各自", "当前", "所有", "全部", "任何"];

/// Words that deny what follows. Stemmed.
const NEGATORS: &[(&str, Reach)] = &[
    ("并不是", Reach::Clause),
    ("而不是", Reach::Clause),
    ("不需要", Reach::Clause),
    ("不再", Reach::Clause),
    ("从不", Reach::Clause),
    ("并不", Reach::Clause),
    ("并非", Reach::Clause),
    ("而非", Reach::Clause),
    ("绝非", Reach::Clause),
    ("没有", Reach::Clause),
    ("无法", Reach::Clause),
    ("误以为", Reach::Clause),
    ("误认为", Reach::Clause),
    ("无需", Reach::Clause),
    ("无须", Reach::Clause),
    ("不", Reach::Clause),
    ("没", Reach::Clause),
    ("勿", Reach::Clause),
    ("未", Reach::Word(4)),
    ("无", Reach::Word(4)),
    ("非", Reach::Word(4)),
    ("rather than", Reach::Clause),
    ("instead of", Reach::Clause),
    ("instead", Reach::Word(0)),
    ("unlik", Reach::Clause),
    ("without", Reach::Clause),
    ("mistaken", Reach::Clause),
    ("cannot", Reach::Clause),
    ("never", Reach::Clause),
    ("neither", Reach::Clause),
    ("hard ever", Reach::Clause),
    ("not", Reach::Clause),
    ("nor", Reach::Clause),
    ("none", Reach::Clause),
    ("no", Reach::Clause),
    ("don't", Reach::Clause),
    ("doesn't", Reach::Clause),
    ("didn't", Reach::Clause),
    ("isn't", Reach::Clause),
    ("aren't", Reach::Clause),
    ("wasn't", Reach::Clause),
    ("weren't", Reach::Clause),
    ("won't", Reach::Clause),
    ("can't", Reach::Clause),
    ("couldn't", Reach::Clause),
    ("shouldn't", Reach::Clause),
    ("wouldn't", Reach::Clause),
    ("hasn't", Reach::Clause),
    ("haven't", Reach::Clause),
];

/// Words that look like a negation and are none.
const HARMLESS: &[&str] = &[
    "不像",
    "难道不是",
    "难道不",
    "难道没有",
    "难道没",
    "何尝不",
    "不就是",
    "不仅",
    "不但",
    "不光",
    "不只",
    "不单",
    "不止",
    "不断",
    "不得不",
    "不能不",
    "不会不",
    "不可不",
    "不停",
    "不同",
    "不过",
    "不管",
    "不论",
    "不错",
    "不久",
    "不妨",
    "不少",
    "不可避免",
    "不然",
    "不愧",
    "不等式",
    "差不多",
    "要不",
    "动不动",
    "非常",
    "非但",
    "非得",
    "除非",
    "莫非",
    "没准",
    "没错",
    "没问题",
    "未来",
    "未免",
    "无论",
    "无非",
    "无疑",
    "无限",
    "无符号",
    "无状态",
    "无缝",
    "无穷",
    "是不是",
    "能不能",
    "会不会",
    "有没有",
    "要不要",
    "可不可以",
    "不一会",
    "不由得",
    "不由自主",
    "not onli",
    "not just",
    "not mere",
    "no matter",
    "no doubt",
    "no wonder",
    "no problem",
    "no. ",
    "if not",
    "whether or not",
];

/// Verdicts at the end of a clause that deny what came before.
const VERDICTS: &[&str] = &[
    "做不到",
    "办不到",
    "行不通",
    "不成立",
    "不存在",
    "是错的",
    "是错误的",
    "不对",
    "不正确",
    "是误解",
    "是误区",
    "does not exist",
    "is wrong",
    "is fals",
    "is incorrect",
    "is a myth",
    "is not true",
    "do not exist",
];

/// Words that open a supposition: what follows is not denied but supposed.
const CONDITIONS: &[&str] = &[
    "如果", "假如", "假设", "要是", "倘若", "一旦", "万一", "若", "当", "只要", "if", "when", "onc", "unless",
    "whenev", "in case",
];

/// Whether a Latin word at `span` is whole, and 当 or 若 a word of its own.
fn stands_alone(text: &str, span: Span) -> bool {
    let (before, word, after) =
        (text.get(..span.start).unwrap_or_default(), span.of(text), text.get(span.end..).unwrap_or_default());
    if word.starts_with(is_han) {
        return !(word == "当"
            && (before.ends_with(['相', '应', '适', '恰', '正'])
                || after.starts_with(['前', '于', '作', '成', '然'])));
    }
    // A name's parts are no words of their own (sync.Once supposes nothing).
    !before.ends_with(|c| is_word(c) || c == '.') && !after.starts_with(|c| is_word(c) || c == '\'')
}

/// The words of all tables.
static WORDS: WordTable = {
    const ALL: [&str; ROWS] = {
        let (mut words, mut at) = ([""; ROWS], 0);
        while at < ROWS {
            words[at] = row(at).0;
            at += 1;
        }
        words
    };
    WordTable::new(&ALL)
};

const ROWS: usize = NEGATORS.len() + HARMLESS.len() + VERDICTS.len() + CONDITIONS.len();

/// A row of the tables, one set below the other, with what its word is.
const fn row(at: usize) -> (&'static str, Kind) {
    const HARMLESS_FROM: usize = NEGATORS.len();
    const VERDICTS_FROM: usize = HARMLESS_FROM + HARMLESS.len();
    const CONDITIONS_FROM: usize = VERDICTS_FROM + VERDICTS.len();
    match at {
        0..HARMLESS_FROM => (NEGATORS[at].0, Kind::Negator(NEGATORS[at].1)),
        HARMLESS_FROM..VERDICTS_FROM => (HARMLESS[at - HARMLESS_FROM], Kind::Harmless),
        VERDICTS_FROM..CONDITIONS_FROM => (VERDICTS[at - VERDICTS_FROM], Kind::Verdict),
        _ => (CONDITIONS[at - CONDITIONS_FROM], Kind::Condition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stem_text;

    /// Whether `term` is denied in `clause`; both are folded and stemmed here.
    fn denied(clause: &str, term: &str) -> bool {
        let (text, term) = (stem_text(clause), stem_text(term));
        let at = text.find(&term).unwrap_or_else(|| panic!("{term} stands in {text}"));
        let term = Span::new(at, at + term.len());
        negators(&text, Span::new(0, text.len()), &marks(&text))
            .iter()
            .any(|n| n.reach.contains(term) && !n.span.overlaps(term))
    }

    #[test]
    fn what_is_denied_in_either_language() {
        for (clause, term) in [
            ("M 不会去别的 P 那里偷", "偷"),
            ("没有使用工作窃取", "工作窃取"),
            ("它并非抢占式", "抢占"),
            ("无法跨槽执行", "跨槽"),
            ("集群的强一致做不到", "强一致"),
            ("非阻塞的写法", "阻塞"),
            ("误以为读要加锁", "加锁"),
            ("不再需要抢占", "抢占"),
            ("从不主动抢占", "抢占"),
            ("并不加锁", "加锁"),
            ("而非抢占式", "抢占"),
            ("unlike threads", "thread"),
            ("instead of a mutex", "mutex"),
            ("rather than stealing", "steal"),
            ("mistakenly takes the lock", "lock"),
            ("it does not steal from others", "steal"),
            ("it never preempts a goroutine", "preempt"),
            ("runs without locks", "lock"),
            ("the Ms don't share it", "share"),
            ("a lease can't expire twice", "can"),
            ("it isn’t preempted", "preempt"),
            ("work stealing is wrong", "work stealing"),
        ] {
            assert!(denied(clause, term), "{clause}");
        }
    }

    #[test]
    fn what_only_looks_denied() {
        for (clause, term) in [
            ("不仅会偷还会自旋", "偷"),
            ("M 不断地去偷", "偷"),
            ("不得不抢占", "抢占"),
            ("如果没有 P 就休眠", "休眠"),
            ("如果本地队列没有 G", "G"),
            ("当队列没有任务时去偷", "偷"),
            ("不加锁的队列", "队列"),
            ("没有任务就去偷", "偷"),
            ("自己没有就去偷", "偷"),
            ("非常依赖抢占", "抢占"),
            ("难道不是 P 去偷吗", "偷"),
            ("这不就是抢占吗", "抢占"),
            ("除了自旋还会去偷", "自旋"),
            ("不像取模那样几乎全要搬", "几乎全"),
            ("无缓冲 channel 会让双方同步", "同步"),
            ("not only steals but spins", "steal"),
            ("when no goroutine is left it steals", "steal"),
            ("if not found it steals", "steal"),
            ("it notes the preemption", "preempt"),
        ] {
            assert!(!denied(clause, term), "{clause}");
        }
    }
}
