//! Lexicons that contradict or repeat themselves.

use rustc_hash::FxHashMap;

use super::super::format::Lexicon;
use super::super::locate::{At, locate};
use super::Lint;
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::Source;
use crate::text::fold_text;

/// What is probably not meant so in a lexicon file, as warnings.
#[must_use]
pub fn lint_lexicon(lexicon: &Lexicon, source: &Source) -> Vec<Problem> {
    let mut lint = Lint { file: &source.path, words: None, findings: Vec::new() };
    lint.lexicon(&At::top(), lexicon);
    locate(source, lint.findings)
}

impl<'r> Lint<'r> {
    pub(super) fn lexicon(&mut self, at: &At<'_, 'r>, lexicon: &'r Lexicon) {
        // Where a phrase stood first: the kind of group, and its number.
        let mut group_of: FxHashMap<String, (&str, usize)> = FxHashMap::default();
        for (kind, groups) in [("terms", &lexicon.terms), ("words", &lexicon.words)] {
            let at = at.key(kind);
            for (g, group) in groups.iter().enumerate() {
                let at = at.index(g);
                if group.len() < 2 {
                    let help = Message::new("term-alone-help");
                    self.found(&at, "lonely-term", Message::new("term-alone"), Some(help));
                }
                for (n, phrase) in group.iter().enumerate() {
                    let here = (kind, g);
                    let there = *group_of.entry(fold_text(phrase)).or_insert(here);
                    let repeated = group.iter().take(n).any(|other| fold_text(other) == fold_text(phrase));
                    if there != here {
                        let place = format!("{}[{}]", there.0, there.1);
                        let message = Message::new("term-in-two-groups").with("phrase", phrase).with("place", place);
                        let help = Message::new("term-in-two-groups-help");
                        self.found(&at.index(n), "term-in-two-groups", message, Some(help));
                    } else if repeated {
                        let message = Message::new("term-twice").with("phrase", phrase);
                        self.found(&at.index(n), "duplicate-term", message, None);
                    }
                }
            }
        }
        let narrower = at.key("narrower");
        for (general, special) in &lexicon.narrower {
            let at = narrower.key(general);
            let mut seen = vec![fold_text(general)];
            for (n, phrase) in special.iter().enumerate() {
                let folded = fold_text(phrase);
                if seen.contains(&folded) {
                    let message = Message::new("narrower-twice").with("phrase", phrase).with("general", general);
                    self.found(&at.index(n), "duplicate-term", message, None);
                } else if group_of.get(&folded).is_some_and(|group| group_of.get(&seen[0]) == Some(group)) {
                    let message = Message::new("narrower-equal").with("phrase", phrase).with("general", general);
                    let help = Message::new("narrower-equal-help");
                    self.found(&at.index(n), "term-in-two-groups", message, Some(help));
                }
                seen.push(folded);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lint_lexicon;
    use crate::rubric::parse_lexicon;

    #[test]
    fn repeated_and_lonely_terms_are_found() {
        let text = r#"{"terms": [["协程", "goroutine"], ["锁"], ["队列", "queue", "Queue"]],
            "words": [["拿", "get"], ["GET", "fetch"]],
            "narrower": {"线程": ["内核线程", "内核线程", "线程"], "协程": ["goroutine"]}}"#;
        let (lexicon, source) = parse_lexicon("lexicon.json", text).expect("it is a lexicon");
        let found: Vec<_> =
            lint_lexicon(&lexicon, &source).iter().map(|w| (w.code, w.span.expect("a place").of(text))).collect();
        assert_eq!(
            found,
            [
                ("lonely-term", "[\"锁\"]"),
                ("duplicate-term", "\"Queue\""),
                ("term-in-two-groups", "\"GET\""),
                ("duplicate-term", "\"内核线程\""),
                ("duplicate-term", "\"线程\""),
                ("term-in-two-groups", "\"goroutine\""),
            ]
        );
    }
}
