//! Asks whether a rubric that has the right shape makes sense.

use rustc_hash::FxHashMap;

use super::format::{KeyPoint, Lexicon, Misconception, Question, Rubric};
use super::load::Loaded;
use super::locate::{At, Finding, locate, nearest};
use super::pattern::Pattern;
use super::phrase::{PhrasePart, opened, phrase_parts};
use super::regexes::{RegexFault, compile_regex};
use crate::messages::Message;
use crate::problem::Problem;
use crate::text::fold_text;

/// What is wrong with the meaning of a rubric, each at the value it is about, in the order of the file.
#[must_use]
pub fn validate(loaded: &Loaded) -> Vec<Problem> {
    let rubric = &loaded.rubric;
    let mut check = Check { rubric, file: &loaded.source.path, findings: Vec::new() };
    let top = At::top();
    check.id(&top.key("id"), &rubric.id);
    check.word_sets(&top.key("words"));
    check.lexicon(&top.key("lexicon"), &rubric.lexicon);
    let questions = top.key("questions");
    check.unique(
        &questions,
        ["id-of-question-twice", "id-of-question-twice-help"],
        rubric.questions.iter().map(|question| &*question.id),
    );
    for (n, question) in rubric.questions.iter().enumerate() {
        check.question(&questions.index(n), question);
    }
    locate(&loaded.source, check.findings)
}

/// A rubric being checked, and what was found so far.
struct Check<'r> {
    rubric: &'r Rubric,
    file: &'r str,
    findings: Vec<Finding<'r>>,
}

impl<'r> Check<'r> {
    fn found(&mut self, at: &At<'_, 'r>, code: &'static str, message: Message, help: Option<Message>) {
        let problem = Problem::error(code, self.file, message);
        self.findings.push((at.path(), Problem { help, ..problem }));
    }

    fn question(&mut self, at: &At<'_, 'r>, question: &'r Question) {
        self.id(&at.key("id"), &question.id);
        self.filled(&at.key("title"), &question.title, "empty-title", "title-empty");
        for (key, texts) in
            [("aliases", &question.aliases), ("topics", &question.topics), ("references", &question.references)]
        {
            for (n, text) in texts.iter().enumerate() {
                self.filled(&at.key(key).index(n), text, "empty-text", "text-empty");
            }
        }
        if question.keypoints.is_empty() && question.references.is_empty() {
            let message = Message::new("question-expects-nothing").with("id", &question.id);
            self.found(at, "nothing-expected", message, Some(Message::new("question-expects-nothing-help")));
        }
        let keypoints = at.key("keypoints");
        let ids = question.keypoints.iter().map(|point| &*point.id);
        self.unique(&keypoints, ["id-of-keypoint-twice", "id-of-keypoint-twice-help"], ids);
        for (n, keypoint) in question.keypoints.iter().enumerate() {
            self.keypoint(&keypoints.index(n), keypoint, question);
        }
        if let Some(about) = &question.about {
            self.pattern(&at.key("about"), about);
        }
        let misconceptions = at.key("misconceptions");
        let ids = question.misconceptions.iter().map(|wrong| &*wrong.id);
        self.unique(&misconceptions, ["id-of-misconception-twice", "id-of-misconception-twice-help"], ids);
        for (n, misconception) in question.misconceptions.iter().enumerate() {
            self.misconception(&misconceptions.index(n), misconception);
        }
    }

    fn keypoint(&mut self, at: &At<'_, 'r>, keypoint: &'r KeyPoint, question: &Question) {
        self.id(&at.key("id"), &keypoint.id);
        self.filled(&at.key("point"), &keypoint.point, "empty-text", "point-empty");
        self.weight(&at.key("weight"), keypoint.weight);
        let parts = question.parts.len();
        if let Some(part) = keypoint.part
            && !(1..=parts).contains(&part)
        {
            let help = match parts {
                0 => Message::new("parts-unnamed-help"),
                _ => Message::new("parts-count-help").with("parts", parts.to_string()),
            };
            let message = Message::new("part-unknown").with("part", part.to_string());
            self.found(&at.key("part"), "part-out-of-range", message, Some(help));
        }
        for (key, pattern) in [("match", &keypoint.matches), ("partial", &keypoint.partial)] {
            if let Some(pattern) = pattern {
                self.pattern(&at.key(key), pattern);
            }
        }
    }

    fn misconception(&mut self, at: &At<'_, 'r>, misconception: &'r Misconception) {
        self.id(&at.key("id"), &misconception.id);
        self.filled(&at.key("claim"), &misconception.claim, "empty-text", "claim-empty");
        self.filled(&at.key("correction"), &misconception.correction, "empty-text", "correction-empty");
        self.weight(&at.key("weight"), misconception.weight);
        self.pattern(&at.key("match"), &misconception.matches);
        if let Some(unless) = &misconception.unless {
            self.pattern(&at.key("unless"), unless);
        }
    }

    fn pattern(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern) {
        match pattern {
            Pattern::Phrase(phrase) => self.phrase(at, phrase),
            Pattern::Tuned(tuned) => {
                self.one_phrase(&at.key("phrase"), &tuned.phrase);
                for (n, longer) in tuned.not_in.iter().enumerate() {
                    self.one_phrase(&at.key("not_in").index(n), longer);
                }
            }
            Pattern::Some(n, members, _) if *n == 0 || *n > members.len() => {
                let members = members.len().to_string();
                let help = Message::new("some-out-of-range-help").with("members", &members);
                let message = Message::new("some-out-of-range").with("asked", n.to_string()).with("members", members);
                self.found(&at.key("some"), "some-out-of-range", message, Some(help));
            }
            Pattern::Near(_, 0) => {
                let help = Message::new("zero-words-help");
                self.found(&at.key("words"), "zero-words", Message::new("zero-words"), Some(help));
            }
            Pattern::Regex(text) => self.regex(&at.key("regex"), text),
            Pattern::Number(_, units) => {
                for (n, unit) in units.iter().enumerate() {
                    self.filled(&at.key("unit").index(n), unit, "empty-phrase", "unit-empty");
                }
            }
            Pattern::Code(code, _) => self.filled(&at.key("code"), code, "empty-phrase", "code-empty"),
            Pattern::Any(_)
            | Pattern::All(..)
            | Pattern::Some(..)
            | Pattern::Seq(..)
            | Pattern::Near(..)
            | Pattern::Not(_) => {}
        }
        // Patterns nest at most `Pattern::MAX_DEPTH` deep.
        for (n, member) in pattern.members().iter().enumerate() {
            self.pattern(&at.member(n), member);
        }
    }

    fn phrase(&mut self, at: &At<'_, 'r>, phrase: &'r str) {
        let mut parts = phrase_parts(phrase).peekable();
        if parts.peek().is_none() {
            self.empty_phrase(at);
        }
        for part in parts {
            match part {
                PhrasePart::Text(text) | PhrasePart::Prefix(text) => self.words(at, text),
                PhrasePart::Set(name) => self.word_set_named(at, name),
            }
        }
    }

    /// A phrase whose options would not hold for the parts of one.
    fn one_phrase(&mut self, at: &At<'_, 'r>, phrase: &'r str) {
        if phrase.contains('…') {
            let help = Message::new("phrase-in-parts-help");
            self.found(at, "phrase-in-parts", Message::new("phrase-in-parts"), Some(help));
        }
        self.words(at, opened(phrase).0);
    }

    fn word_set_named(&mut self, at: &At<'_, 'r>, name: &str) {
        let sets = &self.rubric.words;
        if !sets.contains_key(name) {
            let help = match nearest(name, sets.keys().map(String::as_str)) {
                Some(near) => Message::new("word-set-near").with("near", near),
                None if sets.is_empty() => Message::new("word-sets-none"),
                None => {
                    let names: Vec<_> = sets.keys().map(|name| format!("${name}")).collect();
                    Message::new("word-sets-known").with("names", names.join(", "))
                }
            };
            let help = Message::new("word-set-unknown-help").with("advice", help);
            let message = Message::new("word-set-unknown").with("name", name);
            self.found(at, "unknown-word-set", message, Some(help));
        }
    }

    fn word_sets(&mut self, at: &At<'_, 'r>) {
        let rubric = self.rubric;
        for (name, words) in &rubric.words {
            if name.trim().is_empty() || name.contains(['…', '$']) {
                let message = Message::new("word-set-bad-name").with("name", name);
                self.found(&at.name(name), "bad-id", message, Some(Message::new("word-set-bad-name-help")));
            }
            let set = at.key(name);
            if words.is_empty() {
                self.found(&set, "empty-list", Message::new("word-set-empty").with("name", name), None);
            }
            for (n, word) in words.iter().enumerate() {
                let at = set.index(n);
                match word {
                    Pattern::Phrase(phrase) if phrase_parts(phrase).any(|part| matches!(part, PhrasePart::Set(_))) => {
                        let help = Message::new("word-set-nested-help");
                        self.found(&at, "nested-word-set", Message::new("word-set-nested"), Some(help));
                    }
                    Pattern::Phrase(_) | Pattern::Tuned(_) => self.pattern(&at, word),
                    _ => {
                        let help = Message::new("word-set-pattern-help");
                        self.found(&at, "wrong-type", Message::new("word-set-pattern"), Some(help));
                    }
                }
            }
        }
    }

    fn lexicon(&mut self, at: &At<'_, 'r>, lexicon: &'r Lexicon) {
        for (key, groups) in [("terms", &lexicon.terms), ("words", &lexicon.words)] {
            for (g, group) in groups.iter().enumerate() {
                for (n, word) in group.iter().enumerate() {
                    self.words(&at.key(key).index(g).index(n), word);
                }
            }
        }
        let narrower = at.key("narrower");
        for (general, special) in &lexicon.narrower {
            self.words(&narrower.name(general), general);
            for (n, word) in special.iter().enumerate() {
                self.words(&narrower.key(general).index(n), word);
            }
        }
    }

    fn regex(&mut self, at: &At<'_, 'r>, text: &str) {
        let Err(fault) = compile_regex(text) else { return };
        let (code, help) = match fault {
            RegexFault::Invalid(_) => ("bad-regex", "regex-invalid-help"),
            RegexFault::TooLong(_) | RegexFault::TooLarge => ("regex-too-large", "regex-too-large-help"),
        };
        self.found(at, code, fault.message(), Some(Message::new(help)));
    }

    /// Text that must hold a letter, digit or Han character to be found in a text.
    fn words(&mut self, at: &At<'_, 'r>, text: &str) {
        if !fold_text(text).contains(char::is_alphanumeric) {
            self.empty_phrase(at);
        }
    }

    fn empty_phrase(&mut self, at: &At<'_, 'r>) {
        self.found(at, "empty-phrase", Message::new("phrase-empty"), Some(Message::new("phrase-empty-help")));
    }

    fn filled(&mut self, at: &At<'_, 'r>, text: &str, code: &'static str, message: &'static str) {
        if text.trim().is_empty() {
            self.found(at, code, Message::new(message), None);
        }
    }

    fn weight(&mut self, at: &At<'_, 'r>, weight: u32) {
        if weight == 0 {
            self.found(at, "zero-weight", Message::new("weight-zero"), Some(Message::new("weight-zero-help")));
        }
    }

    fn id(&mut self, at: &At<'_, 'r>, id: &str) {
        // Rubrics made from other people's data keep the ids that their answers refer to.
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        if id.is_empty() || !id.bytes().all(fits) {
            let message = Message::new("rubric-bad-id").with("id", id);
            self.found(at, "bad-id", message, Some(Message::new("rubric-bad-id-help")));
        }
    }

    /// Asks that no id stands twice; `messages` are what is said of one that does, and the advice.
    fn unique(&mut self, list: &At<'_, 'r>, messages: [&'static str; 2], ids: impl Iterator<Item = &'r str>) {
        let [twice, advice] = messages;
        let mut first = FxHashMap::default();
        for (n, id) in ids.enumerate() {
            if let Some(first) = first.insert(id, n) {
                let help = Message::new(advice).with("number", (first + 1).to_string());
                self.found(&list.index(n).key("id"), "duplicate-id", Message::new(twice).with("id", id), Some(help));
            }
        }
    }
}
