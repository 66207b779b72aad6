//! What is said of bad rubric files: the kind of problem, its place and its words.

use super::{lint, load_str};
use crate::messages::Language;
use crate::problem::{Problem, Severity};
use crate::source::Source;
use proptest::prelude::*;

/// The example of the format in the project's design.
const EXAMPLE: &str = include_str!("testdata/design.json");

/// The first problem of a text in which `«` marks where it should be, and whether it is there.
fn problem(marked: &str) -> Problem {
    let text = marked.replace('«', "");
    let at = marked.find('«').expect("a mark says where the problem is");
    let problems = load_str("bad.json", &text).expect_err(&text);
    let problem = problems.into_iter().next().expect("an error has a problem");
    let source = Source::new("bad.json", text);
    let found = problem.span.map(|span| source.position(span.start));
    assert_eq!(found, Some(source.position(at)), "{marked}: {problem:?}");
    assert_eq!((problem.path.as_str(), problem.severity), ("bad.json", Severity::Error), "{marked}");
    problem
}

/// A rubric of seven lines with `head` in the second and a key point with `fields` in the fifth.
fn rubric(head: &str, fields: &str) -> String {
    format!(
        "{{\n  {head}, \"id\": \"a\",\n  \"questions\": [{{\"id\": \"q\", \"title\": \"问\", \"parts\": [\"一\"],\n    \
         \"keypoints\": [\n      {{\"id\": \"k\", {fields}}}\n    ]}}]\n}}\n"
    )
}

#[test]
fn the_example_of_the_design_is_a_rubric() {
    let loaded = load_str("go.json", EXAMPLE).expect("it is valid");
    let question = &loaded.rubric.questions[0];
    assert_eq!((&*loaded.rubric.id, &*question.id, question.keypoints[0].weight), ("go-runtime", "gmp", 2));
    let again = serde_json::to_string(&loaded.rubric).expect("rubrics can be written");
    assert_eq!(load_str("go.json", &again).expect("it is read back").rubric, loaded.rubric);
}

#[test]
fn what_is_wrong_with_a_key_point_is_said_at_its_place() {
    let cases = [
        (r#"«"pont": "P""#, "unknown-field", "unknown field `pont`", "did you mean `point`?"),
        (r#""point": «3"#, "wrong-type", "keypoints[0].point` should be a string, not integer `3`", ""),
        (r#""point": «["P"]"#, "wrong-type", "should be a string, not a list", ""),
        (r#""point": "P", "weight": «"2""#, "wrong-type", "should be a whole number from 0, not string \"2\"", ""),
        (r#""point": "P", "weight": «-2"#, "wrong-type", "should be a whole number from 0, not integer `-2`", ""),
        (r#""point": "P", "weight": «0"#, "zero-weight", "a weight of 0 counts for nothing", "weights count from 1"),
        (r#""point": "P", "examples": «["e"]"#, "wrong-type", "examples` should be an object, not a list", ""),
        (r#""point": "P", "examples": {"covered": «"e"}"#, "wrong-type", "covered` should be a list, not string", ""),
        (r#""point": "P", "tier": «"cor""#, "unknown-value", "tier` cannot be `cor`", "did you mean `core`?"),
        (r#""point": "P", «"point": "P""#, "duplicate-field", "the field `point` stands twice", ""),
        (r#""point": «" ""#, "empty-text", "the point says nothing", ""),
        (r#""point": "P", "part": «2"#, "part-out-of-range", "the question has no part 2", "from 1 to 1"),
        (r#""point": "P", "part": «0"#, "part-out-of-range", "the question has no part 0", ""),
        (r#""point": "P"}, {"id": «"k", "point": "Q""#, "duplicate-id", "`k` stands twice", "key point 1 has it"),
        (r#""point": "P", "match": {"regex": «"a("}"#, "bad-regex", "unclosed group", "crate regex"),
        (r#""point": "P", "match": ["x", {"not": {"regex": «"(\\w{200}){200}"}}]"#, "regex-too-large", "1 MiB", ""),
        (r#""point": "P", "match": {"all": ["a", «"…"]}"#, "empty-phrase", "holds no word", ""),
        (r#""point": "P", "match": {"phrase": «"--"}"#, "empty-phrase", "holds no word", ""),
        (r#""point": "P", "match": {"phrase": «"a … b"}"#, "phrase-in-parts", "is one phrase", "in a `seq` or a list"),
        (r#""point": "P", "match": {"phrase": "a", "not_in": [«"a … b"]}"#, "phrase-in-parts", "is one phrase", ""),
        (r#""point": "P", "match": «"a … $none""#, "unknown-word-set", "no word set `$none`", "in the file's `words`"),
        (r#""point": "P", "match": {"some": «3, "of": ["a"]}"#, "some-out-of-range", "3 of 1 members", "from 1 to 1"),
        (r#""point": "P", "match": {"near": ["a", "b"], "words": «0}"#, "zero-words", "0 words", ""),
        (r#""point": "P", "match": {«"aln": ["a"]}"#, "unknown-field", "unknown pattern key `aln`", "mean `all`?"),
        (r#""point": "P", "match": {"any": ["a"], «"all": ["b"]}"#, "bad-pattern", "are two patterns", ""),
        (r#""point": "P", "match": «{"some": 1}"#, "bad-pattern", "`some` needs `of`", ""),
        (r#""point": "P", "match": «{"near": ["a"]}"#, "bad-pattern", "`near` needs `words`, how many words", ""),
        (r#""point": "P", "match": «{"of": ["a"]}"#, "bad-pattern", "`of` goes with `some`", ""),
        (r#""point": "P", "match": «{}"#, "bad-pattern", "an object needs a key such as `any`", ""),
        (
            r#""point": "P", "match": {"all": ["a"], "within": «"line"}"#,
            "unknown-value",
            "within` cannot be `line`",
            "",
        ),
        (r#""point": "P", "match": {"all": ["a"], "within": «0}"#, "wrong-type", "should be a scope", ""),
        (r#""point": "P", "match": {"any": ["a"],  «"within" : 2}"#, "bad-pattern", "`within` does not go", ""),
        (r#""point": "P", "match": «[]"#, "bad-pattern", "holds at least one", ""),
        (r#""point": "P", "match": null, "partial": «true"#, "wrong-type", "should be a pattern", ""),
    ];
    for (fields, code, message, help) in cases {
        let problem = problem(&rubric("\"format\": 1", fields));
        assert_eq!(problem.code, code, "{fields}: {}", problem.said());
        assert!(problem.said().contains(message), "{fields}: {}", problem.said());
        assert!(problem.advised().contains(help), "{fields}: {:?}", problem.help);
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_at_its_place() {
    let fine = "\"point\": \"P\"";
    let question =
        |entries: &str| format!("{{\"format\": 1, \"id\": \"a\",\n\"questions\": [{{\"id\": \"q\", {entries}}}]}}");
    let cases = [
        (rubric("\"format\": «2, \"colour\": 3", fine), "format-version"),
        (rubric("\"format\": «2.5", fine), "format-version"),
        (rubric("\"format\": «\"1\"", fine), "wrong-type"),
        (format!("«{}", rubric("\"title\": \"A\"", fine)), "missing-field"),
        (rubric("\"format\": 1", "\"weight\": 2").replace("{\"id\": \"k\"", "«{\"id\": \"k\""), "missing-field"),
        (rubric("\"format\": 1", "\"point\": \"P\",").replace("}\n", "«}\n"), "bad-json"),
        (rubric("\"format\": 1, \"words\": {\"坏\": «[]}", fine), "empty-list"),
        (rubric("\"format\": 1, \"words\": {\"坏\": [«\"$b\"]}", fine), "nested-word-set"),
        (rubric("\"format\": 1, \"words\": {«\" \": [\"b\"]}", fine), "bad-id"),
        (rubric("\"format\": 1, \"lexicon\": {\"terms\": [[\"a\", «\"!\"]]}", fine), "empty-phrase"),
        (rubric("\"format\": 1, \"lexicon\": {\"narrower\": {«\"!\": [\"a\"]}}", fine), "empty-phrase"),
        (question("\"title\": «\"\", \"references\": [\"r\"]"), "empty-title"),
        (question("\"title\": \"t\", \"references\": [«\" \"]"), "empty-text"),
        (question("\"title\": \"t\"").replace("[{", "[«{"), "nothing-expected"),
        (question("\"title\": \"t\", \"references\": [\"r\"]}, «{\"id\": \"q\""), "missing-field"),
        (
            question(
                "\"title\": \"t\", \"references\": [\"r\"]}, {\"id\": «\"q\", \"title\": \"u\", \"references\": [\"r\"]",
            ),
            "duplicate-id",
        ),
        ("{\"format\": 1, \"id\": «\"A b\", \"questions\": []}".to_owned(), "bad-id"),
        ("«[]".to_owned(), "wrong-type"),
        (rubric("\"format\": 1, \"lexicon\": «[[]]", fine), "wrong-type"),
        (question("\"title\": \"t\", \"keypoints\": [«\"r\"]"), "wrong-type"),
        (question("\"title\": \"t\", \"keypoints\": «{}"), "wrong-type"),
        (format!("{}«x", rubric("\"format\": 1", fine)), "bad-json"),
        (rubric("\"format\": 1", "\"pint«\": \"P\"}, {,"), "unknown-field"),
        ("«".to_owned(), "bad-json"),
        ("{\"format\": 1,\n\"id\": \"零«".to_owned(), "bad-json"),
        ("{«// 注\n}".to_owned(), "bad-json"),
        ("{«'a': 1}".to_owned(), "bad-json"),
        ("«{}".to_owned(), "missing-field"),
        (format!("«{}", "[".repeat(200)), "wrong-type"),
        (format!("{{\"id\": «{}", "[".repeat(200)), "wrong-type"),
    ];
    for (text, code) in cases {
        assert_eq!(problem(&text).code, code, "{text}");
    }
    let problem = problem(&rubric("\"format\": «2, \"colour\": 3", fine));
    assert_eq!(problem.said(), "this is rubric format 2; this anscov reads format 1");
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let pattern = format!("\"point\": \"P\", \"match\": {}", "[".repeat(33));
    let problems = load_str("deep.json", &rubric("\"format\": 1", &pattern)).expect_err("it is too deep");
    assert_eq!(problems.iter().map(Problem::said).collect::<Vec<_>>(), ["patterns nest at most 32 deep"]);
    for text in ["[".repeat(100_000), format!("{{\"questions\": {}", "[".repeat(100_000)), "{\"a\":".repeat(100_000)] {
        assert!(load_str("deep.json", &text).is_err());
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_file() {
    let text = rubric("\"format\": 1", r#""point": "P", "weight": 0, "part": 7, "match": {"regex": "("}"#);
    let problems = load_str("bad.json", &text).expect_err("it is invalid");
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["zero-weight", "part-out-of-range", "bad-regex"]);
}

/// What a problem says and advises in Chinese.
fn in_chinese(problem: &Problem) -> String {
    let help = problem.help.as_ref().map(|help| format!("\n  {}", help.text(Language::Chinese)));
    problem.message.text(Language::Chinese) + &help.unwrap_or_default()
}

#[test]
fn what_is_wrong_is_said_in_chinese_too() {
    let said = |fields: &str| in_chinese(&problem(&rubric("\"format\": 1", fields)));
    let fields = [
        r#"«"pont": "P""#,
        r#""point": «3"#,
        r#""point": "P", "examples": «["e"]"#,
        r#""point": "P"}, {"id": «"k", "point": "Q""#,
        r#""point": "P", "match": «"a … $none""#,
        r#""point": "P", "match": {"any": ["a"],  «"within" : 2}"#,
        r#""point": "P", "match": «{"some": 1}"#,
        r#""point": "P", "match": {"regex": «"a("}"#,
    ];
    insta::assert_snapshot!(fields.map(said).join("\n"), @r#"
    未知字段 `pont`
      是不是 `point`？
    `questions[0].keypoints[0].point` 应为字符串，而不是整数 `3`
    `questions[0].keypoints[0].examples` 应为对象，而不是列表
    关键点 id `k` 出现了两次
      同一道题里 id 不能重复；第 1 个关键点已经用了
    没有词集 `$none`
      词集在文件的 `words` 里命名（以美元符号开头的短语要写成 {"phrase": "$…"}）
    `within` 不能与 `any` 同用，只能与 `all`、`some`、`seq` 同用
    `some` 需要 `of`，即可供选择的列表
    这不是正则表达式：unclosed group
      语法以 Rust 的 regex 库为准
    "#);
}

#[test]
fn what_could_be_better_is_said_in_chinese_too() {
    let text = rubric("\"format\": 1", r#""point": "P", "match": ["的", "锁", "自旋锁", {"regex": "\\b锁.{0,9}"}]"#);
    let loaded = load_str("a.json", &text).expect("it is valid");
    let said: Vec<_> = lint(&loaded).iter().map(in_chinese).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    关键点 `k` 没有 `covered` 和 `missing` 例句
      没有应当匹配和不应匹配的句子，就不知道模式起什么作用
    这几乎会匹配所有答案：它只是单个字符
      请把对它的说法也写上：{"all": […, …]}
    这几乎会匹配所有答案：它只是单个字符
      请把对它的说法也写上：{"all": […, …]}
    这个备选项用不上：它匹配的地方 `锁` 都匹配
      请删去它，或收窄较短的那个
    `\b` 紧挨着汉字，而汉字之间没有词的边界
      请去掉它：`\b` 是拉丁词的开头或结尾
    限定长度的间隔会让正则表达式变慢
      请用 {"seq": […], "within": "clause"} 或 {"near": […], "words": n}
    "#);
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic_or_point_outside(at in any::<prop::sample::Index>(), len in 0usize..40, what in damage()) {
        let chars: Vec<char> = EXAMPLE.chars().collect();
        let start = at.index(chars.len());
        let end = (start + len).min(chars.len());
        let text: String = chars[..start].iter().chain(&what.chars().collect::<Vec<_>>()).chain(&chars[end..]).collect();
        for problem in load_str("bad.json", &text).err().unwrap_or_default() {
            let span = problem.span.expect("it has a place");
            prop_assert!(text.get(span.start..span.end).is_some(), "{problem:?} of {text}");
            prop_assert!(!problem.said().is_empty());
        }
    }
}

fn damage() -> impl Strategy<Value = String> {
    const TOKENS: &[&str] = &[
        "",
        "[",
        "{",
        "]",
        "}",
        ",",
        ":",
        "\"",
        "0",
        "null",
        "-1",
        "1e9",
        "\"$x\"",
        "[[]]",
        "{\"any\": 1}",
        "\\",
        "\n",
    ];
    prop_oneof![prop::sample::select(TOKENS).prop_map(str::to_owned), "\\PC{0,3}"]
}
