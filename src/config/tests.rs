use super::*;
use crate::messages::Language;
use crate::problem::Problem;
use crate::source::Source;
use std::fs;
use std::path::Path;

fn read_as(text: &str) -> Result<Config, Box<(Problem, String)>> {
    let source = Source::new("a/anscov.toml", text);
    file::settings(&source, Path::new("a")).map_err(|problem| {
        let position = problem.span.map(|span| source.position(span.start));
        let at = position.map_or(String::new(), |at| format!("{}:{}", at.line, at.column));
        Box::new((problem, at))
    })
}

fn sound(text: &str) -> Config {
    read_as(text).unwrap_or_else(|wrong| panic!("{}: {}", wrong.1, wrong.0.said()))
}

fn value<T: Clone>(setting: Option<&Setting<T>>) -> Option<T> {
    setting.map(|setting| setting.value.clone())
}

const ALL: &str = r#"
language = "zh"
template = "sheet.md"
rubrics = ["r", "s.json"]
fail-under = 60
min-file = 0
min-question = 12.5
fail-on = ["misconception", "flag"]
required = ["go-runtime/gmp/work-stealing"]
baseline = "accepted.json"
ratchet = true

[labels]
answer = ["我的作答："]
focus = ["要听的"]

[questions]
"go-runtime/gmp" = 80

[topics]
"go/runtime" = 59.05

[[overrides]]
files = ["drafts/**"]
min-question = 0
fail-on = []
labels.answer = ["草稿"]

[[overrides]]
files = ["drafts/二/*.md", "*.md"]
min-question = 70

[[ignore]]
question = "go-runtime/gmp"
keypoint = "netpoller"
reason = "没问"
"#;

#[test]
fn every_setting_is_read() {
    let config = sound(ALL);
    assert_eq!(value(config.language.as_ref()), Some(Language::Chinese));
    assert_eq!(value(config.template.as_ref()), Some("a/sheet.md".into()));
    assert_eq!(value(config.rubrics.as_ref()), Some(vec!["a/r".into(), "a/s.json".into()]));
    assert_eq!(value(config.fail_under.as_ref()), Some(6000));
    assert_eq!((config.questions["go-runtime/gmp"].value, config.topics["go/runtime"].value), (8000, 5905));
    let rules = config.rules();
    assert_eq!((value(rules.min_file.as_ref()), value(rules.min_question.as_ref())), (Some(0), Some(1250)));
    assert_eq!(value(rules.fail_on.as_ref()), Some(vec![Condition::Misconception, Condition::Flag]));
    let labels: Vec<_> = rules.labels.iter().map(|label| label.value.clone()).collect();
    assert_eq!(labels, [(Role::Candidate, "我的作答".to_owned()), (Role::Focus, "要听的".to_owned())]);
    assert!(sound("").fail_under.is_none());
}

#[test]
fn of_the_overrides_for_a_file_the_last_wins_and_a_flag_over_all() {
    let config = sound(ALL);
    let floor = |config: &Config, path: &str| value(config.rules_for(Path::new(path)).min_question.as_ref());
    assert_eq!(floor(&config, "a/b/x.md"), Some(1250));
    assert_eq!(floor(&config, "a/drafts/x.md"), Some(0));
    assert_eq!(floor(&config, "a/b/../drafts/二/x.md"), Some(7000));
    assert_eq!(floor(&config, "a/x.md"), Some(7000));
    assert_eq!((floor(&config, "x.md"), floor(&config, "-")), (Some(1250), Some(1250)));
    let rules = config.rules_for(Path::new("a/drafts/x.md"));
    assert_eq!((value(rules.fail_on.as_ref()), rules.labels.len()), (Some(vec![]), 3));
    let config = config.under(Flags { min_question: Some(100), ..Flags::default() });
    assert_eq!(["a/drafts/x.md", "a/x.md"].map(|path| floor(&config, path)), [Some(100), Some(100)]);
    assert_eq!(floor(&Config::default().under(Flags::default()), "a/x.md"), None);
}

#[test]
fn a_run_is_whole_where_it_covers_the_folder_of_the_settings() {
    let config = sound(ALL);
    for (paths, whole) in [(vec![], true), (vec!["a"], true), (vec!["b", "a/.."], true), (vec!["a/b", "a/x.md"], false)]
    {
        let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
        assert_eq!(config.is_whole(&paths), whole, "{paths:?}");
    }
    assert!(!Config::default().is_whole(&[]));
}

#[test]
fn every_value_says_where_it_came_from() {
    let flags = Flags { fail_under: Some(8000), ..Flags::default() };
    let rows = show(&sound(ALL).under(flags), Some(Path::new("a/drafts/x.md")), Language::English);
    let rows: Vec<String> = rows.iter().map(|row| row.join("  ")).collect();
    insta::assert_snapshot!(rows.join("\n"), @r"
    language  zh  a/anscov.toml:2
    template  a/sheet.md  a/anscov.toml:3
    rubrics  a/r, a/s.json  a/anscov.toml:4
    fail-under  80%  --fail-under
    baseline  a/accepted.json  a/anscov.toml:10
    ratchet  true  a/anscov.toml:11
    ignore.go-runtime/gmp/netpoller  没问  a/anscov.toml:33
    min-file  0%  a/anscov.toml:6
    min-question  0%  a/anscov.toml:25
    fail-on  none  a/anscov.toml:26
    required  go-runtime/gmp/work-stealing  a/anscov.toml:9
    labels.answer  我的作答  a/anscov.toml:14
    labels.focus  要听的  a/anscov.toml:15
    labels.answer  草稿  a/anscov.toml:27
    questions.go-runtime/gmp  80%  a/anscov.toml:18
    topics.go/runtime  59.05%  a/anscov.toml:21
    ");
}

#[test]
fn what_contradicts_itself_is_refused() {
    assert!(sound(ALL).contradiction().is_none());
    assert!(sound("ratchet = false").contradiction().is_none());
    let problem = sound("ratchet = true").contradiction().expect("there is none");
    assert_eq!((problem.code, problem.span.map(|span| span.start)), ("contradiction", Some(10)));
    let both = "required = [\"a/b/c\"]\n[[ignore]]\nquestion = \"a/b\"\nkeypoint = \"c\"\nreason = \"x\"";
    assert_eq!(sound(both).contradiction().map(|problem| problem.code), Some("contradiction"));
    let flags = Flags { ratchet: true, ..Flags::default() };
    assert_eq!(Config::default().under(flags).contradiction().expect("there is none").span, None);
}

#[test]
fn the_schema_knows_every_key() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).expect("it is JSON");
    let known = schema["properties"].as_object().expect("it has properties");
    let written: toml::Table = toml::from_str(ALL).expect("it is TOML");
    assert!(known.keys().eq(written.keys().collect::<std::collections::BTreeSet<_>>()), "{known:?}");
    assert_eq!((&schema["additionalProperties"], &schema["title"]), (&false.into(), &"anscov.toml".into()));
    assert_eq!(schema["definitions"]["Percent"]["maximum"], 100);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let cases = [
        ("fail-undr = 3", "unknown-key", "1:1", "did you mean `fail-under`?"),
        ("[labels]\nansver = []", "unknown-key", "2:1", "did you mean `answer`?"),
        (
            "x = 1",
            "unknown-key",
            "1:1",
            "known here: language, labels, template, rubrics, fail-under, min-file, min-question, fail-on, required, baseline, ratchet, questions, topics, ignore, overrides",
        ),
        ("fail-on = [\"misconceptoin\"]", "unknown-value", "1:12", "did you mean `misconception`?"),
        ("language = \"zho\"", "unknown-value", "1:12", "did you mean `zh`?"),
        ("language = \"zh-CN\"", "unknown-value", "1:12", "known here: en, zh"),
        ("[questions]\na = 140", "bad-config", "2:5", ""),
        ("[[overrides]]\nmin-question = 3", "missing-key", "1:1", ""),
        ("[[overrides]]\nfiles = []", "bad-glob", "2:9", ""),
        ("[[overrides]]\nfiles = [\"a[\"]", "bad-glob", "2:10", ""),
        ("[[overrides]]\nfiles = [\"a\"]\nfail-under = 1", "unknown-key", "3:1", "did you mean `fail-on`?"),
        (
            "[[overrides]]\nfiles = [\"a\", \"b\"]\n[[overrides]]\nfiles = [\"b\", \"a\"]",
            "contradiction",
            "4:9",
            "put both under one `[[overrides]]`",
        ),
        ("[[ignore]]\nquestion = \"a/b\"", "missing-key", "1:1", ""),
        ("[[ignore]]\nquestion = \"a/b\"\nreason = \" \"", "no-reason", "3:10", ""),
        ("fail-under = 1\nfail-under = 2", "bad-config", "2:1", ""),
        ("fail-under = 140", "bad-config", "1:14", ""),
        ("fail-under = 1.234", "bad-config", "1:14", ""),
        ("fail-under = nan", "bad-config", "1:14", ""),
        ("min-question = \"6\"", "bad-config", "1:16", ""),
        ("[labels]\nanswer = \"x\"", "bad-config", "2:10", ""),
        ("[labels]\nanswer = [\"：\"]", "bad-label", "2:11", ""),
        ("[labels]\nanswer = [\"答\"]\nfocus = [\"答\"]", "bad-label", "3:10", ""),
        ("rubrics = [", "bad-config", "1:12", ""),
    ];
    for (text, code, place, help) in cases {
        let (problem, at) = *read_as(text).expect_err("it is wrong");
        assert_eq!((problem.code, at.as_str()), (code, place), "{text}: {}", problem.said());
        assert_eq!(problem.advised(), help, "{text}");
    }
}

#[test]
fn the_nearest_file_upwards_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("a/b")).expect("folders");
    fs::create_dir_all(at("c/d/anscov.toml")).expect("folders");
    fs::write(at("a/anscov.toml"), "fail-under = 1").expect("a file");
    fs::write(at("c/anscov.toml"), "fail-under = 2").expect("a file");
    let floor = |paths: &[&str], input: &str| {
        let paths: Vec<PathBuf> = paths.iter().map(|path| at(path)).collect();
        let config = find(&paths, std::iter::once(at(input).as_path()))?;
        Ok::<_, Problem>(value(config.of(&at(input)).fail_under.as_ref()))
    };
    assert_eq!(floor(&["a/b/x.md", "a"], "a/b/x.md"), Ok(Some(100)));
    assert_eq!(floor(&["c/none.md"], "c/none.md"), Ok(Some(200)));
    assert_eq!(floor(&["a/b", "c"], "a/b/x.md"), Ok(Some(100)));
    assert_eq!(floor(&["."], "a/b/x.md"), Ok(Some(100)), "the folder of the run has none");
    fs::write(at("anscov.toml"), "fail-under = 3").expect("a file");
    assert_eq!(floor(&["."], "c/x.md"), Ok(Some(200)));
    assert_eq!(floor(&[".", "c"], "x.md"), Ok(Some(300)));
    assert_eq!(floor(&["."], "c/d/x.md").expect_err("it is a folder").code, "bad-config");
    assert_eq!(load(&at("none.toml")).expect_err("it is not there").code, "not-found");
}
