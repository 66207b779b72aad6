//! Asks whether a rubric that has the right shape makes sense.

use rustc_hash::FxHashMap;

use super::format::{KeyPoint, Lexicon, Misconception, Question, Rubric};
use super::load::Loaded;
use super::locate::{At, Finding, locate, nearest};
use super::pattern::Pattern;
use super::phrase::{PhrasePart, phrase_parts};
use super::regexes::{RegexFault, compile_regex};
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
    check.unique(&questions, "question", "in a rubric", rubric.questions.iter().map(|question| &*question.id));
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
    fn found(&mut self, at: &At<'_, 'r>, code: &'static str, message: impl Into<String>, help: &str) {
        let problem = Problem::error(code, self.file, message);
        self.findings.push((at.path(), if help.is_empty() { problem } else { problem.help(help) }));
    }

    fn question(&mut self, at: &At<'_, 'r>, question: &'r Question) {
        self.id(&at.key("id"), &question.id);
        self.filled(&at.key("title"), &question.title, "empty-title", "the title is empty");
        for (key, texts) in
            [("aliases", &question.aliases), ("topics", &question.topics), ("references", &question.references)]
        {
            for (n, text) in texts.iter().enumerate() {
                self.filled(&at.key(key).index(n), text, "empty-text", "this text is empty");
            }
        }
        if question.keypoints.is_empty() && question.references.is_empty() {
            let message = format!("the question `{}` has neither `keypoints` nor `references`", question.id);
            self.found(at, "nothing-expected", message, "without either there is nothing to look for in an answer");
        }
        let keypoints = at.key("keypoints");
        self.unique(&keypoints, "key point", "in a question", question.keypoints.iter().map(|point| &*point.id));
        for (n, keypoint) in question.keypoints.iter().enumerate() {
            self.keypoint(&keypoints.index(n), keypoint, question);
        }
        if let Some(about) = &question.about {
            self.pattern(&at.key("about"), about);
        }
        let misconceptions = at.key("misconceptions");
        let ids = question.misconceptions.iter().map(|wrong| &*wrong.id);
        self.unique(&misconceptions, "misconception", "in a question", ids);
        for (n, misconception) in question.misconceptions.iter().enumerate() {
            self.misconception(&misconceptions.index(n), misconception);
        }
    }

    fn keypoint(&mut self, at: &At<'_, 'r>, keypoint: &'r KeyPoint, question: &Question) {
        self.id(&at.key("id"), &keypoint.id);
        self.filled(&at.key("point"), &keypoint.point, "empty-text", "the point says nothing");
        self.weight(&at.key("weight"), keypoint.weight);
        let parts = question.parts.len();
        if let Some(part) = keypoint.part
            && !(1..=parts).contains(&part)
        {
            let help = match parts {
                0 => "name the question's parts in `parts`".to_owned(),
                _ => format!("parts count from 1 to {parts}, as `parts` has them"),
            };
            self.found(&at.key("part"), "part-out-of-range", format!("the question has no part {part}"), &help);
        }
        for (key, pattern) in [("match", &keypoint.matches), ("partial", &keypoint.partial)] {
            if let Some(pattern) = pattern {
                self.pattern(&at.key(key), pattern);
            }
        }
    }

    fn misconception(&mut self, at: &At<'_, 'r>, misconception: &'r Misconception) {
        self.id(&at.key("id"), &misconception.id);
        self.filled(&at.key("claim"), &misconception.claim, "empty-text", "the claim says nothing");
        self.filled(&at.key("correction"), &misconception.correction, "empty-text", "the correction says nothing");
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
                self.words(&at.key("phrase"), &tuned.phrase);
                for (n, longer) in tuned.not_in.iter().enumerate() {
                    self.words(&at.key("not_in").index(n), longer);
                }
            }
            Pattern::Some(n, members, _) if *n == 0 || *n > members.len() => {
                let message = format!("{n} of {} members are asked for", members.len());
                let help = format!("`some` counts from 1 to {}, as `of` has them", members.len());
                self.found(&at.key("some"), "some-out-of-range", message, &help);
            }
            Pattern::Near(_, 0) => {
                let help = "`words` counts from 1; `seq` asks for an order without a distance";
                self.found(&at.key("words"), "zero-words", "no two words stand within 0 words", help);
            }
            Pattern::Regex(text) => self.regex(&at.key("regex"), text),
            Pattern::Number(_, units) => {
                for (n, unit) in units.iter().enumerate() {
                    self.filled(&at.key("unit").index(n), unit, "empty-phrase", "this unit is empty");
                }
            }
            Pattern::Code(code, _) => self.filled(&at.key("code"), code, "empty-phrase", "this code is empty"),
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

    fn word_set_named(&mut self, at: &At<'_, 'r>, name: &str) {
        let sets = &self.rubric.words;
        if !sets.contains_key(name) {
            let help = match nearest(name, sets.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `${near}`?"),
                None if sets.is_empty() => "word sets are named in the file's `words`".to_owned(),
                None => format!("known here: {}", sets.keys().map(|k| format!("${k}")).collect::<Vec<_>>().join(", ")),
            };
            let help = format!("{help} (a phrase that begins with a dollar sign is written {{\"phrase\": \"$…\"}})");
            self.found(at, "unknown-word-set", format!("there is no word set `${name}`"), &help);
        }
    }

    fn word_sets(&mut self, at: &At<'_, 'r>) {
        let rubric = self.rubric;
        for (name, words) in &rubric.words {
            if name.trim().is_empty() || name.contains(['…', '$']) {
                let help = "patterns name a set as `$name`";
                self.found(&at.name(name), "bad-id", format!("`{name}` cannot be the name of a word set"), help);
            }
            let set = at.key(name);
            if words.is_empty() {
                self.found(&set, "empty-list", format!("the word set `{name}` holds no word"), "");
            }
            for (n, word) in words.iter().enumerate() {
                let at = set.index(n);
                match word {
                    Pattern::Phrase(phrase) if phrase_parts(phrase).any(|part| matches!(part, PhrasePart::Set(_))) => {
                        self.found(&at, "nested-word-set", "a word set cannot hold another", "write out its words");
                    }
                    Pattern::Phrase(_) | Pattern::Tuned(_) => self.pattern(&at, word),
                    _ => self.found(
                        &at,
                        "wrong-type",
                        "a word set holds phrases only",
                        "write the pattern where it is used",
                    ),
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
        let (code, help) = match compile_regex(text) {
            Ok(_) => return,
            Err(fault @ RegexFault::Invalid(_)) => (("bad-regex", fault), "the syntax is that of the Rust crate regex"),
            Err(fault) => (("regex-too-large", fault), "use phrases, `seq` or `near`, or smaller repetitions"),
        };
        self.found(at, code.0, code.1.to_string(), help);
    }

    /// Text that must hold a letter, digit or Han character to be found in a text.
    fn words(&mut self, at: &At<'_, 'r>, text: &str) {
        if !fold_text(text).contains(char::is_alphanumeric) {
            self.empty_phrase(at);
        }
    }

    fn empty_phrase(&mut self, at: &At<'_, 'r>) {
        self.found(at, "empty-phrase", "this phrase holds no word", "a phrase needs a letter, digit or Han character");
    }

    fn filled(&mut self, at: &At<'_, 'r>, text: &str, code: &'static str, message: &str) {
        if text.trim().is_empty() {
            self.found(at, code, message, "");
        }
    }

    fn weight(&mut self, at: &At<'_, 'r>, weight: u32) {
        if weight == 0 {
            let help = "weights count from 1; a point beside the score has `\"tier\": \"bonus\"`";
            self.found(at, "zero-weight", "a weight of 0 counts for nothing", help);
        }
    }

    fn id(&mut self, at: &At<'_, 'r>, id: &str) {
        // Rubrics made from other people's data keep the ids that their answers refer to.
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        if id.is_empty() || !id.bytes().all(fits) {
            let help = "ids are letters and digits with `-`, `_` or `.` between words; kebab-case reads best";
            self.found(at, "bad-id", format!("`{id}` cannot be an id"), help);
        }
    }

    fn unique(&mut self, list: &At<'_, 'r>, kind: &str, place: &str, ids: impl Iterator<Item = &'r str>) {
        let mut first = FxHashMap::default();
        for (n, id) in ids.enumerate() {
            if let Some(first) = first.insert(id, n) {
                let help = format!("ids are unique {place}; {kind} {} has it too", first + 1);
                let message = format!("the {kind} id `{id}` stands twice");
                self.found(&list.index(n).key("id"), "duplicate-id", message, &help);
            }
        }
    }
}
