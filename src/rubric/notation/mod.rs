//! How patterns are written in JSON.

mod fault;
mod read;
mod schema;
mod scope;
mod write;

pub(super) use fault::bad_pattern;

/// The forms of a pattern object: the key that makes it one, and the keys that may stand beside that.
const FORMS: [(&str, &[&str]); 10] = [
    ("any", &[]),
    ("all", &["within"]),
    ("some", &["of", "within"]),
    ("seq", &["within"]),
    ("near", &["words"]),
    ("not", &[]),
    ("regex", &[]),
    ("number", &["unit"]),
    ("code", &["lang"]),
    ("phrase", &["not_in", "exact", "typos", "homophones", "negation"]),
];

/// Keys without which a form is not complete.
const NEEDED: [(&str, &str); 2] = [("some", "of"), ("near", "words")];

/// What errors call a pattern, a list of them, and how far apart their members may stand.
pub(super) const PATTERN: &str = "a pattern";
pub(super) const PATTERNS: &str = "a list of patterns";
pub(super) const SCOPE: &str = "a scope";

/// How an error begins that names a key no form has; the key and the known keys follow as in serde's unknown fields.
pub(super) const UNKNOWN_KEY: &str = "unknown pattern key `";

#[cfg(test)]
mod tests {
    use super::super::pattern::{NegationRule, Pattern, Scope, TunedPhrase};
    use super::FORMS;
    use proptest::prelude::*;

    fn read(json: &str) -> Result<Pattern, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn phrases(texts: &[&str]) -> Vec<Pattern> {
        texts.iter().map(|text| Pattern::Phrase((*text).to_owned())).collect()
    }

    #[test]
    fn every_form_is_read() {
        let ab = || phrases(&["a", "b"]);
        let text = str::to_owned;
        let tuned = TunedPhrase {
            phrase: text("列表"),
            not_in: vec![text("压缩列表")],
            exact: true,
            typos: Some(0),
            homophones: Some(false),
            negation: NegationRule::Require,
        };
        let forms = [
            (r#""a … b""#, Pattern::Phrase(text("a … b"))),
            (r#"["a", "b"]"#, Pattern::Any(ab())),
            (r#"{"any": ["a", "b"]}"#, Pattern::Any(ab())),
            (r#"{"all": ["a", "b"]}"#, Pattern::All(ab(), Scope::Sentences(1))),
            (r#"{"within": 3, "all": ["a", "b"]}"#, Pattern::All(ab(), Scope::Sentences(3))),
            (r#"{"all": ["a", "b"], "within": "clause"}"#, Pattern::All(ab(), Scope::Clause)),
            (r#"{"some": 2, "of": ["a", "b"]}"#, Pattern::Some(2, ab(), Scope::Answer)),
            (r#"{"within": "paragraph", "of": ["a", "b"], "some": 1}"#, Pattern::Some(1, ab(), Scope::Paragraph)),
            (r#"{"seq": ["a", "b"], "within": "answer"}"#, Pattern::Seq(ab(), Scope::Answer)),
            (r#"{"near": ["a", "b"], "words": 6}"#, Pattern::Near(ab(), 6)),
            (r#"{"not": "a"}"#, Pattern::Not(Box::new(Pattern::Phrase(text("a"))))),
            (r#"{"regex": "a+"}"#, Pattern::Regex(text("a+"))),
            (r#"{"number": 61, "unit": ["次"]}"#, Pattern::Number(61.0, vec![text("次")])),
            (r#"{"number": 0.5}"#, Pattern::Number(0.5, Vec::new())),
            (r#"{"code": "sync.Once", "lang": "go"}"#, Pattern::Code(text("sync.Once"), Some(text("go")))),
            (
                r#"{"phrase": "列表", "not_in": ["压缩列表"], "exact": true, "typos": 0, "homophones": false,
                    "negation": "require"}"#,
                Pattern::Tuned(tuned),
            ),
        ];
        for (json, pattern) in forms {
            assert_eq!(read(json), Ok(pattern), "{json}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_with_its_place() {
        let cases = [
            ("3", "expected a pattern", 1, 1),
            ("[]", "bad pattern: empty", 1, 2),
            (r#"{"all": []}"#, "bad pattern: empty", 1, 10),
            ("{}", "bad pattern: formless", 1, 2),
            (r#"{"any": ["a"], "all": ["b"]}"#, "bad pattern: two-forms any all", 1, 20),
            (r#"{"any": ["a"], "any": ["b"]}"#, "duplicate field `any`", 1, 20),
            (r#"{"some": 3}"#, "bad pattern: incomplete some", 1, 11),
            (r#"{"of": ["a"]}"#, "bad pattern: alone of", 1, 13),
            (r#"{"near": ["a", "b"]}"#, "bad pattern: incomplete near", 1, 20),
            (r#"{"any": ["a"], "within": 2}"#, "bad pattern: stray within any", 1, 23),
            ("{\"within\": 2,\n\"not\": \"a\"}", "bad pattern: stray within not", 2, 5),
            (r#"{"all": ["a"], "within": "sentense"}"#, "unknown variant `sentense`", 1, 35),
            (r#"{"all": ["a"], "within": 0}"#, "invalid value: integer `0`, expected a scope", 1, 26),
            (r#"{"all": ["a"], "wihtin": 0}"#, "unknown pattern key `wihtin`, expected one of `any`, `all`", 1, 23),
            (r#"{"some": -1, "of": ["a"]}"#, "invalid value: integer `-1`", 1, 11),
            (r#"{"phrase": "a", "negation": "never"}"#, "unknown variant `never`", 1, 35),
        ];
        for (json, message, line, column) in cases {
            let error = read(json).expect_err(json);
            assert!(error.contains(message), "{json}: {error}");
            assert!(error.ends_with(&format!(" at line {line} column {column}")), "{json}: {error}");
        }
    }

    #[test]
    fn nesting_is_bounded_before_the_parser_gives_up() {
        let nested = |depth: usize| format!("{}\"a\"{}", "{\"all\":[".repeat(depth - 1), "]}".repeat(depth - 1));
        assert!(read(&nested(Pattern::MAX_DEPTH)).is_ok());
        let error = read(&nested(Pattern::MAX_DEPTH + 1)).expect_err("it is too deep");
        assert!(error.contains("bad pattern: deep"), "{error}");
        assert!(read(&nested(10_000)).is_err());
    }

    #[test]
    fn every_form_is_in_the_schema() {
        let schema = schemars::schema_for!(Pattern).to_value().to_string();
        for (head, beside) in FORMS {
            for key in std::iter::once(&head).chain(beside) {
                assert!(schema.contains(&format!("\"{key}\":{{")), "{key} is not in {schema}");
            }
        }
    }

    fn scope() -> impl Strategy<Value = Scope> {
        prop_oneof![
            Just(Scope::Clause),
            (1usize..9).prop_map(Scope::Sentences),
            Just(Scope::Paragraph),
            Just(Scope::Answer)
        ]
    }

    fn leaf() -> impl Strategy<Value = Pattern> {
        let words = || prop::collection::vec("\\PC{1,4}", 0..3);
        let rule = prop_oneof![Just(NegationRule::Forbid), Just(NegationRule::Require), Just(NegationRule::Ignore)];
        let options = (any::<bool>(), prop::option::of(0usize..3), prop::option::of(any::<bool>()), rule);
        let tuned = ("\\PC*", words(), options);
        prop_oneof![
            "\\PC*".prop_map(Pattern::Phrase),
            "\\PC*".prop_map(Pattern::Regex),
            // serde_json reads decimals of up to fifteen digits exactly, which is what people write.
            (any::<i32>(), words()).prop_map(|(number, unit)| Pattern::Number(f64::from(number) / 100.0, unit)),
            (any::<i32>(), words()).prop_map(|(number, unit)| Pattern::Number(number.into(), unit)),
            ("\\PC*", prop::option::of("[a-z]+")).prop_map(|(code, lang)| Pattern::Code(code, lang)),
            tuned.prop_map(|(phrase, not_in, (exact, typos, homophones, negation))| {
                Pattern::Tuned(TunedPhrase { phrase, not_in, exact, typos, homophones, negation })
            }),
        ]
    }

    fn pattern() -> impl Strategy<Value = Pattern> {
        leaf().prop_recursive(4, 24, 4, |inner| {
            let members = || prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                members().prop_map(Pattern::Any),
                (members(), scope()).prop_map(|(members, within)| Pattern::All(members, within)),
                (0usize..5, members(), scope()).prop_map(|(n, members, within)| Pattern::Some(n, members, within)),
                (members(), scope()).prop_map(|(members, within)| Pattern::Seq(members, within)),
                (members(), 0usize..20).prop_map(|(members, words)| Pattern::Near(members, words)),
                inner.clone().prop_map(|inner| Pattern::Not(Box::new(inner))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(pattern in pattern()) {
            let json = serde_json::to_string(&pattern).expect("patterns can be written");
            prop_assert_eq!(serde_json::from_str::<Pattern>(&json).expect("and read"), pattern);
        }
    }
}
