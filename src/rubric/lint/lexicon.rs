//! Lexicons that contradict or repeat themselves.

use rustc_hash::FxHashMap;

use super::super::format::Lexicon;
use super::super::locate::{At, locate};
use super::Lint;
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
                    self.found(&at, "lonely-term", "a group of one means the same as nothing", "add what it equals");
                }
                for (n, phrase) in group.iter().enumerate() {
                    let here = (kind, g);
                    let there = *group_of.entry(fold_text(phrase)).or_insert(here);
                    let repeated = group.iter().take(n).any(|other| fold_text(other) == fold_text(phrase));
                    if there != here {
                        let message = format!("`{phrase}` stands in {}[{}] too", there.0, there.1);
                        let help = "a phrase belongs to one group; join the two, or make one `narrower`";
                        self.found(&at.index(n), "term-in-two-groups", message, help);
                    } else if repeated {
                        let message = format!("`{phrase}` stands in this group already");
                        self.found(&at.index(n), "duplicate-term", message, "");
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
                    let message = format!("`{phrase}` is named already for `{general}`");
                    self.found(&at.index(n), "duplicate-term", message, "");
                } else if group_of.get(&folded).is_some_and(|group| group_of.get(&seen[0]) == Some(group)) {
                    let message = format!("`{phrase}` and `{general}` stand in one group");
                    self.found(&at.index(n), "term-in-two-groups", message, "what means the same is not narrower");
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
