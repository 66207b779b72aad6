//! Patterns that hold nearly everywhere, or cost more than they find.

use super::super::lexicon::{is_han, is_latin};
use super::super::locate::At;
use super::super::pattern::{Pattern, TunedPhrase};
use super::super::phrase::{PhrasePart, only_part};
use super::super::regexes::{Piece, compile_regex, pieces};
use super::Lint;
use crate::messages::Message;
use crate::text::fold_text;

/// Words that stand in nearly every sentence.
const FUNCTION_WORDS: &[&str] = &[
    "的", "了", "是", "在", "和", "与", "或", "也", "就", "都", "而", "及", "把", "被", "对", "为", "有", "会", "能",
    "这", "那", "它", "一个", "可以", "这个", "那个", "就是", "如果", "因为", "所以", "但是", "然后", "a", "an", "the",
    "of", "to", "in", "on", "is", "are", "be", "was", "it", "this", "that", "and", "or", "for", "with", "by", "as",
    "at", "if",
];

/// Texts that have nothing in common: a regex that matches all of them matches nearly everything.
const PROBES: [&str; 4] = ["锁", "队列", "mutex", "61"];

impl<'r> Lint<'r> {
    /// What stands alone as a key point's or misconception's pattern.
    pub(super) fn pattern(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern) {
        self.width(at, pattern);
        self.inner(at, pattern, true);
    }

    /// Warns of a pattern that holds nearly everywhere; of a list, of each alternative that does.
    fn width(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern) {
        if let Pattern::Any(members) = pattern {
            for (n, member) in members.iter().enumerate() {
                self.width(&at.member(n), member);
            }
        } else if let Some(why) = broad(pattern).or_else(|| self.broad_set(pattern)) {
            let message = Message::new("pattern-broad").with("why", Message::new(why));
            self.found(at, "all-matching", message, Some(Message::new("pattern-broad-help")));
        }
    }

    fn broad_set(&self, pattern: &Pattern) -> Option<&'static str> {
        let Pattern::Phrase(phrase) = pattern else { return None };
        let Some(PhrasePart::Set(name)) = only_part(phrase) else { return None };
        let wide = self.words?.get(name)?.iter().any(|word| broad(word).is_some());
        wide.then_some("broad-set")
    }

    /// What may be wrong with a pattern wherever it stands. `alone` says that its width is known: it is the whole pattern
    /// or an alternative of that.
    pub(super) fn inner(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern, alone: bool) {
        match pattern {
            Pattern::Any(members) => self.alternatives(at, members),
            Pattern::Regex(regex) => self.regex(&at.key("regex"), regex),
            _ => {}
        }
        let alone = alone && matches!(pattern, Pattern::Any(_));
        let takes_not = alone || matches!(pattern, Pattern::All(..) | Pattern::Seq(..));
        for (n, member) in pattern.members().iter().enumerate() {
            let at = at.member(n);
            if matches!(member, Pattern::Not(_)) && !takes_not {
                self.found(&at, "misplaced-not", Message::new("not-misplaced"), None);
            }
            self.inner(&at, member, alone);
        }
    }

    fn regex(&mut self, at: &At<'_, 'r>, text: &'r str) {
        if compile_regex(text).is_ok_and(|regex| regex.is_match("")) {
            let help = Message::new("regex-matches-nothing-help");
            self.found(at, "empty-regex", Message::new("regex-matches-nothing"), Some(help));
        }
        let pieces: Vec<_> = pieces(text).collect();
        for (n, piece) in pieces.iter().enumerate() {
            let before = pieces.get(..n).unwrap_or_default();
            match piece {
                Piece::Boundary(_) => {
                    let neighbours = [neighbour(before.iter().rev()), neighbour(pieces.iter().skip(n + 1))];
                    let is = |kind: fn(char) -> bool| neighbours.iter().any(|c| c.is_some_and(kind));
                    if is(is_han) && !is(is_latin) {
                        let help = Message::new("regex-boundary-at-han-help");
                        self.found(at, "boundary-at-han", Message::new("regex-boundary-at-han"), Some(help));
                    }
                }
                Piece::Repeat(count) if count.contains(',') && matches!(before.last(), Some(Piece::Gap(_))) => {
                    let help = Message::new("regex-bounded-gap-help");
                    self.found(at, "bounded-gap", Message::new("regex-bounded-gap"), Some(help));
                }
                _ => {}
            }
        }
    }
}

/// The nearest character that stands for itself, brackets of groups aside.
fn neighbour<'t>(mut pieces: impl Iterator<Item = &'t Piece<'t>>) -> Option<char> {
    match pieces.find(|piece| !matches!(piece, Piece::Other("(" | ")")))? {
        Piece::Literal(text) => text.chars().next(),
        _ => None,
    }
}

/// The message that says why a pattern, standing alone, holds nearly everywhere.
fn broad(pattern: &Pattern) -> Option<&'static str> {
    match pattern {
        Pattern::Not(_) => Some("broad-not"),
        Pattern::Phrase(phrase) => match only_part(phrase)? {
            PhrasePart::Text(text) => broad_words(text),
            PhrasePart::Prefix(text) => (text.chars().count() < 3).then_some("broad-prefix"),
            PhrasePart::Set(_) => None,
        },
        Pattern::Tuned(tuned) => broad_words(&tuned.phrase),
        Pattern::Regex(text) => {
            let regex = compile_regex(text).ok()?;
            let all = !regex.is_match("") && PROBES.iter().all(|probe| regex.is_match(probe));
            all.then_some("broad-regex")
        }
        Pattern::Any(members) => members.iter().find_map(broad),
        Pattern::All(members, _) | Pattern::Seq(members, _) | Pattern::Near(members, _) => {
            members.iter().all(is_everywhere).then_some("broad-all")
        }
        Pattern::Some(n, members, _) => {
            (members.iter().filter(|member| broad(member).is_some()).count() >= *n).then_some("broad-some")
        }
        Pattern::Number(..) | Pattern::Code(..) => None,
    }
}

fn broad_words(text: &str) -> Option<&'static str> {
    let folded = fold_text(text);
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (Some(_), None) => Some("broad-character"),
        _ => FUNCTION_WORDS.contains(&&*folded).then_some("broad-function-word"),
    }
}

/// Whether a member of a wider pattern adds nothing to it. A single character may well: 读 and 写 in one sentence.
fn is_everywhere(member: &Pattern) -> bool {
    match member {
        Pattern::Phrase(text) | Pattern::Tuned(TunedPhrase { phrase: text, .. }) => {
            FUNCTION_WORDS.contains(&&*fold_text(text))
        }
        Pattern::Any(members) => members.iter().any(is_everywhere),
        other => broad(other).is_some(),
    }
}
