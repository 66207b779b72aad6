//! What changed and what is accepted, as people meet it: on repositories made here with the installed `git`.

#[path = "git/gates.rs"]
mod gates;
#[path = "git/history.rs"]
mod history;
mod repository;

use repository::Repository;

const QUESTIONS: &str = "### 1. GMP 调度：goroutine 是怎样跑起来的\n\n**我的回答**：G 是协程，M 是线程。\n\n\
    ### 2. 你用 Redis 解决过什么问题\n\n**我的回答**：因为在内存里。\n\n**参考答案**：内存、单线程、IO 多路复用。\n";

/// A repository whose `笔记/第 一 轮.md` and `b.md` hold two answers each.
fn two_rounds() -> Repository {
    let repository = Repository::new();
    repository.write("笔记/第 一 轮.md", QUESTIONS).write("b.md", QUESTIONS).commit("one");
    repository
}

/// The places of the questions that a check of what changed since `revision` looks at.
fn checked(repository: &Repository, revision: &str) -> Vec<String> {
    let run = repository.anscov(&["check", "--changed-since", revision, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let documents = value["documents"].as_array().expect("a list");
    let places = documents.iter().flat_map(|document| {
        let path = document["path"].as_str().expect("a path").to_owned();
        let questions = document["questions"].as_array().expect("a list").clone();
        questions.into_iter().map(move |question| format!("{path}:{}", question["line"]))
    });
    places.collect()
}

#[test]
fn only_the_answers_that_a_branch_touches_are_checked() {
    let repository = two_rounds();
    assert_eq!(checked(&repository, "HEAD"), [""; 0]);
    repository.git(&["checkout", "-qb", "work"]);
    let edited = QUESTIONS.replace("在内存里", "都在内存里");
    repository.write("笔记/第 一 轮.md", &edited).commit("two");
    assert_eq!(checked(&repository, "main"), ["笔记/第 一 轮.md:5"]);
    // What is staged, what is not, and what git does not know count too; a reference answer does not.
    repository
        .write("b.md", &QUESTIONS.replace("M 是线程", "M 是内核线程").replace("单线程、", ""))
        .git(&["add", "b.md"]);
    repository.write("新 的.md", QUESTIONS);
    assert_eq!(checked(&repository, "main"), ["b.md:1", "新 的.md:1", "新 的.md:5", "笔记/第 一 轮.md:5"]);
    assert_eq!(checked(&repository, "HEAD"), ["b.md:1", "新 的.md:1", "新 的.md:5"]);
}

#[test]
fn what_others_did_meanwhile_is_not_ours() {
    let repository = two_rounds();
    repository.git(&["checkout", "-qb", "work"]);
    repository.write("b.md", &QUESTIONS.replace("在内存里", "都在内存里")).commit("ours");
    repository.git(&["checkout", "-q", "main"]);
    repository.write("笔记/第 一 轮.md", "### 1. 你用 Redis 解决过什么问题\n\n**我的回答**：x\n").commit("theirs");
    repository.git(&["checkout", "-q", "work"]);
    assert_eq!(checked(&repository, "main"), ["b.md:5"]);
    repository.git(&["merge", "-q", "-m", "merged", "main"]);
    assert_eq!(checked(&repository, "main"), ["b.md:5"]);
}

#[test]
fn a_renamed_file_is_followed() {
    let repository = two_rounds();
    repository.git(&["mv", "笔记/第 一 轮.md", "轮次 1.md"]);
    assert_eq!(checked(&repository, "HEAD"), [""; 0]);
    repository.write("轮次 1.md", &QUESTIONS.replace("M 是线程", "M 是内核线程"));
    assert_eq!(checked(&repository, "HEAD"), ["轮次 1.md:1"]);
    repository.commit("two");
    // Git is not told of this one: it sees a file that is gone, and one that it does not know.
    std::fs::rename(repository.path("轮次 1.md"), repository.path("笔记/一.md")).expect("it is there");
    assert_eq!(checked(&repository, "HEAD"), [""; 0]);
    repository.write("笔记/一.md", &QUESTIONS.replace("在内存里", "都在内存里"));
    assert_eq!(checked(&repository, "HEAD"), ["笔记/一.md:1", "笔记/一.md:5"]);
}

#[test]
fn a_revision_may_be_named_as_git_lets_it() {
    let repository = two_rounds();
    repository.write("b.md", &QUESTIONS.replace("在内存里", "都在内存里")).commit("two");
    repository.git(&["tag", "-a", "v1", "-m", "one", "HEAD~1"]);
    for name in ["HEAD~1", "HEAD^", "v1", "main~1", "@{0}~1"] {
        assert_eq!(checked(&repository, name), ["b.md:5"], "{name}");
    }
    for name in ["HEAD~1..HEAD", "HEAD~1...HEAD", "HEAD:b.md", "", "-", "--cached"] {
        let run = repository.anscov(&["check", &format!("--changed-since={name}")]);
        assert!(run.code == 2 && run.stderr.starts_with("error[unknown-revision]: "), "{name}: {}", run.stderr);
    }
}

#[test]
fn histories_that_meet_more_than_once_or_never_are_compared() {
    let repository = two_rounds();
    let edited = |answer: &str| QUESTIONS.replace("在内存里", answer);
    repository.git(&["checkout", "-qb", "one"]);
    repository.write("b.md", &edited("都在内存里")).commit("one");
    repository.git(&["checkout", "-qb", "two", "main"]);
    repository.write("笔记/第 一 轮.md", &edited("全在内存里")).commit("two");
    // Each takes the other in, so that they have two commits in common and neither is the older.
    repository.git(&["merge", "-q", "-m", "both", "one"]);
    repository.git(&["checkout", "-q", "one"]);
    repository.git(&["merge", "-q", "-m", "both", "two~1"]);
    repository.write("c.md", QUESTIONS).commit("three");
    let found = checked(&repository, "two");
    assert!(found.contains(&"c.md:1".to_owned()) && found.len() <= 4, "{found:?}");
    repository.git(&["checkout", "-q", "--orphan", "other"]);
    repository.commit("alone");
    assert_eq!(checked(&repository, "one"), [""; 0]);
    repository.write("b.md", &edited("还在内存里"));
    assert_eq!(checked(&repository, "one"), ["b.md:5"]);
}

#[test]
fn a_file_with_conflicts_is_checked_where_they_are() {
    let repository = two_rounds();
    repository.git(&["checkout", "-qb", "work"]);
    repository.write("b.md", &QUESTIONS.replace("M 是线程", "M 是内核线程")).commit("ours");
    repository.git(&["checkout", "-q", "main"]);
    repository.write("b.md", &QUESTIONS.replace("M 是线程", "M 是系统线程")).commit("theirs");
    assert!(!repository.try_git(&["merge", "-q", "work"]), "it conflicts");
    assert_eq!(checked(&repository, "HEAD"), ["b.md:1"]);
}

#[test]
fn what_people_set_for_their_eyes_changes_nothing() {
    let repository = two_rounds();
    for (key, value) in
        [("diff.relative", "true"), ("color.ui", "always"), ("diff.noprefix", "true"), ("diff.external", "false")]
    {
        repository.git(&["config", key, value]);
    }
    repository.write("笔记/第 一 轮.md", &QUESTIONS.replace("在内存里", "都在内存里"));
    assert_eq!(checked(&repository, "HEAD"), ["笔记/第 一 轮.md:5"]);
    let run = repository.within("笔记").anscov(&["check", "--changed-since", "HEAD", "--quiet", "--fail-under", "100"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, "failed: fail-under: wanted 100%, got 0%\n"));
}

#[test]
fn no_change_passes_and_says_so() {
    let repository = two_rounds();
    let run = repository.anscov(&["check", "--changed-since", "HEAD", "--fail-under", "60", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "no answer changed since HEAD\n"));
}

#[test]
fn each_thing_that_cannot_be_done_has_its_message() {
    let repository = two_rounds();
    repository.write("b.md", "x\n").commit("two");
    let fails = |repository: &Repository, args: &[&str], code: &str| {
        let since = format!("--changed-since={}", args[0]);
        let run = repository.anscov(&[&["check", &since], &args[1..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.starts_with(&format!("error[{code}]: ")), "{args:?}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error").count(), 1, "{}", run.stderr);
    };
    fails(&repository, &["nowhere"], "unknown-revision");
    fails(&repository, &["--output=x"], "unknown-revision");
    fails(&repository, &["HEAD", "-"], "outside-repository");
    let shallow = repository.shallow_clone();
    fails(&shallow, &["HEAD~1"], "shallow-clone");
    let empty = Repository::new();
    empty.write("a.md", QUESTIONS);
    fails(&empty, &["HEAD"], "no-commits");
    let none = Repository::bare_folder();
    none.write("a.md", QUESTIONS);
    fails(&none, &["HEAD"], "no-repository");
}

const CATS: &str = r#"{"format": 1, "id": "cats", "questions": [{"id": "purr", "title": "猫为什么呼噜", "keypoints": [
    {"id": "calm", "point": "放松时会呼噜", "match": "放松"}, {"id": "pain", "point": "疼痛时也会呼噜", "match": "疼"}]}]}"#;
const CALM: &str = "### 1. 猫为什么呼噜\n\n**我的回答**：它放松的时候会这样。\n";

/// A folder whose settings name a rubric and a baseline, with one answer that lacks a point.
fn accepted() -> Repository {
    let folder = Repository::bare_folder();
    folder.write("cats.json", CATS).write("猫.md", CALM);
    folder.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"accepted.json\"\nmin-question = 80\n");
    let run = folder.anscov(&["baseline", "update"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "accepted.json: 1 gap accepted\n"));
    folder
}

/// The exit code and the messages of a check.
fn check(folder: &Repository, args: &[&str]) -> (i32, String) {
    let run = folder.anscov(&[&["check", "--quiet"], args].concat());
    (run.code, run.stderr)
}

#[test]
fn a_baseline_accepts_what_is_there_and_nothing_new() {
    let folder = accepted();
    assert_eq!(check(&folder, &[]), (0, String::new()), "an accepted gap fails no floor either");
    folder.write("猫.md", &format!("# 第二天\n\n引子。\n\n{CALM}"));
    assert_eq!(check(&folder, &[]), (0, String::new()), "lines may move");
    folder.write("猫.md", &CALM.replace("放松", "高兴"));
    let (code, said) = check(&folder, &[]);
    assert_eq!(code, 1);
    assert!(said.starts_with("failed: baseline: 猫.md:1: new gap: keypoint/calm of cats/purr\n"), "{said}");
    assert!(said.contains("failed: min-question: 猫.md:1: wanted 80%, got 0%"), "{said}");
    folder.write("猫.md", &CALM.replace("时候", "时候，还有疼的时候"));
    let unneeded = "no longer needed in the baseline: 猫.md: keypoint/pain of cats/purr\n".to_owned();
    assert_eq!(check(&folder, &[]), (0, unneeded));
    folder.write("另 一.md", "### 1. 狗为什么摇尾巴\n\n**我的回答**：高兴。\n");
    let (code, said) = check(&folder, &["另 一.md"]);
    assert_eq!(code, 1);
    assert!(said.starts_with("failed: baseline: 另 一.md:1: new gap: unmatched of 狗为什么摇尾巴\n"), "{said}");
}

#[test]
fn an_update_takes_one_file_and_keeps_the_others() {
    let folder = accepted();
    let before = std::fs::read_to_string(folder.path("accepted.json")).expect("it is there");
    folder.write("b.md", CALM);
    assert_eq!(folder.anscov(&["baseline", "update", "b.md"]).code, 0);
    let both = std::fs::read_to_string(folder.path("accepted.json")).expect("it is there");
    assert_eq!(both.matches("keypoint/pain").count(), 2);
    std::fs::remove_file(folder.path("b.md")).expect("it is there");
    assert_eq!(folder.anscov(&["baseline", "update"]).code, 0);
    assert_eq!(std::fs::read_to_string(folder.path("accepted.json")).expect("it is there"), before);
}

#[test]
fn with_a_ratchet_coverage_may_only_rise() {
    let folder = accepted();
    assert_eq!(check(&folder, &["--ratchet"]).0, 0);
    folder.write("猫.md", &CALM.replace("放松", "高兴"));
    let (code, said) = check(&folder, &["--ratchet"]);
    assert_eq!(code, 1);
    assert!(said.contains("failed: ratchet: 猫.md:1: wanted 50%, got 0%\n"), "{said}");
    let run = folder.anscov(&["baseline", "update", "--ratchet"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, "failed: ratchet: 猫.md: wanted 50%, got 0%: cats/purr\n"));
    let (code, said) = check(&folder, &["--ratchet", "--isolated"]);
    assert!(code == 2 && said.starts_with("error[contradiction]: "), "{said}");
}

#[test]
fn a_baseline_that_cannot_be_used_says_why() {
    let folder = accepted();
    for (text, code) in [("{\"version\": 7}", "baseline-version"), ("[]", "bad-baseline"), ("{", "bad-baseline")] {
        folder.write("accepted.json", text);
        let (exit, said) = check(&folder, &[]);
        assert!(exit == 2 && said.starts_with(&format!("error[{code}]: ")), "{said}");
    }
    let (exit, said) = check(&folder, &["--baseline", "none.json"]);
    assert!(exit == 2 && said.contains("`anscov baseline update` writes it"), "{said}");
    let run = folder.anscov(&["baseline", "update", "--baseline", "no/where.json"]);
    assert!(run.code == 2 && run.stderr.starts_with("error[not-written]: "), "{}", run.stderr);
}

/// What `diff` says: each question with its places, and the points gained and lost.
fn compared(folder: &Repository, before: &str, after: &str) -> Vec<String> {
    let run = folder.anscov(&["diff", before, after, "--rubric", "cats.json", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let questions = value["questions"].as_array().expect("a list");
    let ids = |points: &serde_json::Value| -> String {
        let points = points.as_array().expect("a list").iter();
        points.map(|point| point["id"].as_str().expect("an id")).collect::<Vec<_>>().join(" ")
    };
    let line = |question: &serde_json::Value| {
        let side =
            |side: &str| format!("{}:{}", question[side]["path"].as_str().unwrap_or("-"), question[side]["coverage"]);
        format!("{} {} +{} -{}", side("before"), side("after"), ids(&question["gained"]), ids(&question["lost"]))
    };
    questions.iter().map(line).collect()
}

#[test]
fn points_are_gained_and_lost_between_revisions() {
    let repository = Repository::new();
    let painful = CALM.replace("它放松的时候", "它疼的时候");
    repository.write("cats.json", CATS).write("笔记/猫 一.md", CALM).write("c.md", CALM).commit("one");
    repository.git(&["mv", "笔记/猫 一.md", "二.md"]);
    repository.write("二.md", &format!("{painful}\n<!-- 改过 -->\n<!-- 又改 -->\n")).commit("two");
    let moved = ["笔记/猫 一.md:50 二.md:50 +pain -calm"];
    assert_eq!(compared(&repository, "HEAD~1", "HEAD"), moved);
    assert_eq!(compared(&repository, "HEAD", "HEAD"), [""; 0]);
    assert_eq!(compared(&repository, "HEAD~1", "."), moved);
    assert_eq!(compared(&repository, ".", "HEAD~1"), ["二.md:50 笔记/猫 一.md:50 +calm -pain"]);
    assert_eq!(compared(&repository, "HEAD~1", "c.md"), [""; 0]);
    repository.write("c.md", &CALM.replace("放松", "疼，或放松"));
    assert_eq!(compared(&repository, "HEAD", "c.md"), ["c.md:50 c.md:100 +pain -"]);
    let run = repository.anscov(&["diff", "nowhere", "."]);
    let unknown = "error[unknown-revision]: `nowhere` is no file, no folder and no revision\n";
    assert!(run.code == 2 && run.stderr.starts_with(unknown), "{}", run.stderr);
}

#[test]
fn a_folder_as_it_is_has_files_that_git_does_not_know() {
    let repository = Repository::new();
    repository.write("cats.json", CATS).write(".gitignore", "private/\n").write("a.md", CALM).commit("one");
    let dogs = "\n### 2. 狗为什么摇尾巴\n\n**我的回答**：高兴。\n";
    repository.write("新 的/b.md", &[CALM, dogs].concat()).write("private/c.md", CALM);
    let new = ["-:null 新 的/b.md:50 +calm -", "-:null 新 的/b.md:null + -"];
    assert_eq!(compared(&repository, "HEAD", "."), new);
    assert_eq!(compared(&repository, "HEAD", "新 的"), new);
    assert_eq!(compared(&repository, "HEAD", "private/c.md"), ["-:null private/c.md:50 +calm -"]);
    std::fs::rename(repository.path("a.md"), repository.path("z.md")).expect("it is there");
    assert_eq!(compared(&repository, "HEAD", ".").first().map(String::as_str), Some("a.md:50 z.md:50 + -"));
    repository.write("z.md", &[CALM, dogs].concat()).commit("two");
    repository.write("z.md", &[CALM, &dogs.replace("高兴", "害怕")].concat());
    let run = repository.anscov(&["diff", "HEAD", ".", "--rubric", "cats.json"]);
    assert_eq!(run.stdout, "0 points gained, 0 lost in 0 questions; 1 question without a rubric\n");
}

#[test]
fn each_file_is_compared_under_the_settings_of_its_folder() {
    let repository = Repository::new();
    let said = |text: &str| text.replace("我的回答", "我说");
    let painful = CALM.replace("放松", "疼");
    repository.write("cats.json", CATS).write("一/anscov.toml", "labels.answer = [\"我说\"]\n");
    repository.write("一/a.md", &said(CALM)).write("二/a.md", CALM).commit("one");
    assert_eq!(compared(&repository, "一", "二"), ["一/a.md:50 二/a.md:50 + -"]);
    assert_eq!(compared(&repository, "一/a.md", "二/a.md"), ["一/a.md:50 二/a.md:50 + -"]);
    repository.write("一/a.md", &said(&painful)).write("二/a.md", &painful);
    let changed = ["一/a.md:50 一/a.md:50 +pain -calm", "二/a.md:50 二/a.md:50 +pain -calm"];
    assert_eq!(compared(&repository, "HEAD", "."), changed);
    repository.commit("two");
    assert_eq!(compared(&repository, "HEAD~1", "HEAD"), changed);
    let below = repository.within("一");
    let run = below.anscov(&["diff", "HEAD~1", "HEAD", "--rubric", "../cats.json"]);
    for name in ["  a.md:1  ", "  ../二/a.md:1  "] {
        assert!(run.stdout.contains(name), "a file goes by its name from here: {}", run.stdout);
    }
    let run = below.anscov(&["diff", "HEAD~1", "a.md", "--rubric", "../cats.json", "--isolated"]);
    assert_eq!(run.stdout, "0 points gained, 0 lost in 0 questions\n");
    // Settings of one folder may be wrong.
    repository.write("一/anscov.toml", "wrong = 1\nlanguage = \"zh\"\n");
    let run = repository.anscov(&["diff", "HEAD~1", "HEAD"]);
    assert!(run.code == 2 && run.stderr.starts_with("error[unknown-key]: "), "{}", run.stderr);
}

#[test]
fn what_stands_in_the_way_is_said_in_the_language_of_the_settings() {
    let repository = two_rounds();
    repository.write("anscov.toml", "language = \"zh\"\n");
    for args in [&["check", "--changed-since", "nowhere"], &["diff", "nowhere", "HEAD"]] {
        let run = repository.anscov(args);
        assert!(run.code == 2 && run.stderr.starts_with("错误[unknown-revision]: "), "{}", run.stderr);
    }
}

#[test]
fn points_are_gained_and_lost_between_files_and_folders() {
    let folder = Repository::bare_folder();
    let both = CALM.replace("放松", "疼，或放松");
    folder.write("cats.json", CATS).write("旧/一.md", CALM).write("旧/same.md", CALM).write("旧/gone.md", "# 别的\n");
    folder.write("新/甲/一 改名.md", &format!("{CALM}\n\n补充：疼的时候也会。\n")).write("新/same.md", &both);
    assert_eq!(compared(&folder, "旧/same.md", "新/same.md"), ["旧/same.md:50 新/same.md:100 +pain -"]);
    assert_eq!(
        compared(&folder, "旧", "新"),
        ["旧/same.md:50 新/same.md:100 +pain -", "旧/一.md:50 新/甲/一 改名.md:100 +pain -"]
    );
    let run = folder.anscov(&["diff", "新/same.md", "旧/same.md", "--rubric", "cats.json"]);
    let shown = "猫为什么呼噜  新/same.md:1 → 旧/same.md:1  100% → 50%\n  - 疼痛时也会呼噜  covered → missing\n\
        0 points gained, 1 lost in 1 question\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, shown));
    let run = folder.anscov(&["diff", "旧", "main"]);
    let nowhere = "error[no-repository]: `main` is no file or folder, and without a git repository it is no revision\n";
    assert!(run.code == 2 && run.stderr.starts_with(nowhere), "{}", run.stderr);
}
