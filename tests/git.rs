//! What changed, as people meet it: on repositories made here with the installed `git`.

mod repository;

use repository::Repository;

const QUESTIONS: &str = "### 1. GMP 调度：goroutine 是怎样跑起来的\n\n**我的回答**：G 是协程，M 是线程。\n\n\
    ### 2. Redis 为什么快\n\n**我的回答**：因为在内存里。\n\n**参考答案**：内存、单线程、IO 多路复用。\n";

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
    repository.write("笔记/第 一 轮.md", "### 1. Redis 为什么快\n\n**我的回答**：x\n").commit("theirs");
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
