//! What must not pass by accident: answers that are gone, and gates that nobody reads of.

use super::repository::Repository;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const CATS: &str = r#"{"format": 1, "id": "cats", "questions": [
    {"id": "purr", "title": "猫为什么呼噜", "keypoints": [{"id": "calm", "point": "放松时会呼噜", "match": "放松"}]},
    {"id": "night", "title": "猫为什么夜里跑来跑去", "keypoints": [{"id": "dusk", "point": "黄昏最活跃", "match": "黄昏"}]}]}"#;
const PURR: &str = "### 1. 猫为什么呼噜\n\n**我的回答**：它放松的时候会这样。\n\n";
const NIGHT: &str = "### 2. 猫为什么夜里跑来跑去\n\n**我的回答**：它在黄昏最活跃。\n\n";

/// A repository with two questions in `a.md` and one of them in `b.md`, all answered.
fn answered() -> Repository {
    let repository = Repository::new();
    repository.write("cats.json", CATS).write("anscov.toml", "rubrics = [\"cats.json\"]\n");
    repository.write("a.md", &[PURR, NIGHT].concat()).write("笔记/b.md", PURR).commit("one");
    repository
}

/// The exit code and the messages of a check.
fn check(folder: &Repository, args: &[&str]) -> (i32, String) {
    let run = folder.anscov(&[&["check", "--quiet"], args].concat());
    (run.code, run.stderr)
}

/// The same of what changed since the first commit, under a gate.
fn since(folder: &Repository) -> (i32, String) {
    check(folder, &["--changed-since", "HEAD", "--min-question", "0"])
}

fn deleted(path: &str, title: &str) -> String {
    format!("failed: deleted: {path}: the answer of HEAD is there no more: {title}\n")
}

#[test]
fn a_deleted_answer_fails_a_check_of_what_changed() {
    let repository = answered();
    let night = deleted("a.md", "猫为什么夜里跑来跑去");
    repository.write("a.md", PURR);
    assert_eq!(since(&repository), (1, night.clone()));
    repository.write("a.md", &[PURR, "### 2. 猫为什么夜里跑来跑去\n"].concat());
    assert_eq!(since(&repository), (1, night.clone()), "its question is still asked");
    repository.write("a.md", &[PURR, &NIGHT.replace("它在黄昏最活跃。", "[请在此处回答]")].concat());
    assert_eq!(since(&repository), (1, night.clone()), "0% is enough, but it was more");
    repository.write("a.md", "");
    assert_eq!(since(&repository), (1, [deleted("a.md", "猫为什么呼噜"), night].concat()));
    std::fs::remove_file(repository.path("a.md")).expect("it is there");
    assert_eq!(
        since(&repository),
        (1, [deleted("a.md", "猫为什么呼噜"), deleted("a.md", "猫为什么夜里跑来跑去")].concat())
    );
    repository.git(&["add", "--all"]);
    assert_eq!(since(&repository).0, 1, "staged");
    let (code, said) = check(&repository, &["笔记", "--changed-since", "HEAD", "--min-question", "0"]);
    assert_eq!((code, said.as_str()), (0, "no answer changed since HEAD\n"), "it stood elsewhere");
}

#[test]
fn a_deleted_answer_is_told_once_and_by_the_name_of_today() {
    let repository = answered();
    let preface = "# 猫的问题\n\n先说几句：这里的题目都是关于猫的。\n\n一天答一题，隔天再看。\n\n";
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\n");
    repository.write("a.md", &[preface, PURR, NIGHT].concat());
    assert_eq!(repository.anscov(&["baseline", "update"]).code, 0);
    repository.commit("two");
    repository.git(&["mv", "a.md", "c.md"]);
    repository.write("c.md", &[preface, PURR].concat()).git(&["add", "--all"]);
    assert_eq!(since(&repository), (1, deleted("c.md", "猫为什么夜里跑来跑去")));
    std::fs::remove_file(repository.path("笔记/b.md")).expect("it is there");
    repository.git(&["checkout", "-q", "HEAD", "--", "a.md"]);
    std::fs::remove_file(repository.path("c.md")).expect("it is there");
    let gone = "failed: baseline: 笔记/b.md: wanted 100%, but it is asked no more: cats/purr\n";
    assert_eq!(since(&repository), (1, gone.to_owned()));
}

#[test]
fn settings_in_a_folder_hold_for_what_was_deleted_there() {
    let repository = answered();
    repository.write("笔记/anscov.toml", "min-question = 0\n").commit("two");
    std::fs::remove_file(repository.path("笔记/b.md")).expect("it is there");
    let (code, said) = check(&repository, &["--changed-since", "HEAD"]);
    assert_eq!((code, said), (1, deleted("笔记/b.md", "猫为什么呼噜")));
}

#[test]
fn without_a_gate_a_deleted_answer_is_said() {
    let repository = answered();
    repository.write("a.md", PURR);
    let run = repository.anscov(&["check", "--changed-since", "HEAD", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.starts_with("warning[answer-deleted]: the answer of HEAD is there no more"), "{}", run.stderr);
    assert!(run.stdout.contains(r#""code":"answer-deleted""#), "{}", run.stdout);
}

#[test]
fn an_answer_that_moved_is_not_deleted() {
    let repository = answered();
    repository.write("a.md", PURR).write("c.md", NIGHT);
    assert_eq!(since(&repository), (0, String::new()));
    let (code, said) = check(&repository, &["a.md", "--changed-since", "HEAD", "--min-question", "0"]);
    assert_eq!(
        (code, said.as_str()),
        (0, "no answer changed since HEAD\n"),
        "it moved to where this run does not look"
    );
    repository.write("c.md", "").write("a.md", &[NIGHT, PURR].concat());
    assert_eq!(since(&repository), (0, "no answer changed since HEAD\n".to_owned()), "another order");
}

#[test]
fn a_deletion_can_be_meant() {
    let repository = answered();
    repository.write("a.md", PURR);
    repository.write(
        "anscov.toml",
        "rubrics = [\"cats.json\"]\n[[ignore]]\nquestion = \"cats/night\"\nfiles = [\"a.md\"]\nreason = \"没问\"\n",
    );
    assert_eq!(since(&repository), (0, "no answer changed since HEAD\n".to_owned()));
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\n");
    assert_eq!(repository.anscov(&["baseline", "update"]).code, 0);
    assert_eq!(since(&repository).0, 0, "the baseline was updated since");
}

#[test]
fn the_neighbours_of_a_deleted_answer_have_not_changed() {
    let repository = answered();
    repository.write("a.md", NIGHT);
    let run = repository.anscov(&["check", "--changed-since", "HEAD", "--format", "json"]);
    assert!(run.stdout.contains(r#""documents":0"#), "{}", run.stdout);
}

#[test]
fn a_named_file_is_looked_at_although_git_ignores_it() {
    let repository = answered();
    repository.write(".gitignore", "private/\n").write("private/x.md", NIGHT);
    let args = ["--changed-since", "HEAD", "private/x.md", "--fail-on", "misconception"];
    let run = repository.anscov(&[&["check", "--quiet"], args.as_slice()].concat());
    assert_eq!(run.stdout, "coverage 100%: 1 document, 1 question (1 answered)\n");
}

#[test]
fn a_named_file_without_answers_fails() {
    let repository = answered();
    repository.write("empty.md", "").write("README.md", "# 猫\n");
    let named = "failed: no-answers: empty.md: this file was named, and has no answer that could pass\n".to_owned();
    assert_eq!(check(&repository, &["a.md", "empty.md", "--fail-under", "50"]), (1, named));
    assert_eq!(check(&repository, &["a.md", "empty.md"]), (0, String::new()), "there is no gate");
    assert_eq!(check(&repository, &["--fail-under", "50"]), (0, String::new()), "a folder may hold other files");
}

#[test]
fn what_a_baseline_has_must_still_be_asked() {
    let repository = answered();
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\n");
    assert_eq!(repository.anscov(&["baseline", "update"]).code, 0);
    repository.commit("two");
    let gone = |path: &str, id: &str| format!("failed: baseline: {path}: wanted 100%, but it is asked no more: {id}\n");
    repository.write("a.md", PURR);
    for args in [&[] as &[&str], &["a.md"], &["--ratchet"]] {
        assert_eq!(check(&repository, args), (1, gone("a.md", "cats/night")), "{args:?}");
    }
    assert_eq!(check(&repository, &["笔记"]), (0, String::new()));
    let ratchet = "failed: ratchet: a.md: wanted 100%, but it is asked no more: cats/night\n";
    let run = repository.anscov(&["baseline", "update", "--ratchet"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ratchet));
    std::fs::remove_dir_all(repository.path("笔记")).expect("it is there");
    assert_eq!(check(&repository, &["a.md"]).1, [gone("a.md", "cats/night"), gone("笔记/b.md", "cats/purr")].concat());
    let run = repository.anscov(&["baseline", "update"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "b.json: 0 gaps accepted, 2 questions asked no more\n"));
    assert_eq!(check(&repository, &[]), (0, String::new()));
    // What is not Markdown is only looked at when it is named; standard input is never there.
    repository.write("c.txt", NIGHT);
    assert_eq!(repository.anscov(&["baseline", "update", "c.txt"]).code, 0);
    assert_eq!(check(&repository, &[]), (0, String::new()));
    // A file that git hides is not one that was checked.
    repository.write(".gitignore", "a.md\n").write("c.md", NIGHT);
    assert_eq!(check(&repository, &[]), (1, gone("a.md", "cats/purr")));
}

#[test]
fn each_baseline_is_for_the_files_of_its_settings() {
    let repository = answered();
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\n");
    repository.write("笔记/anscov.toml", "rubrics = [\"../cats.json\"]\nbaseline = \"b.json\"\n");
    repository.write("x/anscov.toml", "fail-on = []\n").write("x/c.md", NIGHT);
    let run = repository.anscov(&["baseline", "update"]);
    let said = "x/anscov.toml: names no baseline, so the files that it holds for are left out\n\
        b.json: 0 gaps accepted\n笔记/b.json: 0 gaps accepted\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, said));
    assert_eq!(check(&repository, &[]), (0, String::new()));
    repository.write("笔记/b.md", &NIGHT.replace("黄昏", "夜里"));
    let failed = "failed: baseline: 笔记/b.md:1: new gap: keypoint/dusk of cats/night\n\
        failed: baseline: 笔记/b.md: wanted 100%, but it is asked no more: cats/purr\n";
    assert_eq!(check(&repository, &[]), (1, failed.to_owned()));
    assert_eq!(check(&repository.within("笔记"), &[]), (1, failed.replace("笔记/", "")));
}

#[test]
fn a_baseline_follows_renamed_files() {
    let repository = answered();
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\nratchet = true\n");
    repository.write("a.md", &NIGHT.replace("黄昏", "夜里"));
    assert_eq!(repository.anscov(&["baseline", "update"]).code, 0);
    repository.commit("two");
    repository.git(&["mv", "a.md", "笔记/夜 里.md"]);
    assert_eq!(check(&repository, &[]), (0, String::new()));
    repository.commit("three");
    assert_eq!(check(&repository, &[]), (0, String::new()));
    let run = repository.anscov(&["baseline", "update", "笔记/b.md", "--ratchet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "b.json: 1 gap accepted\n"), "of a file that is not updated");
    let written = std::fs::read_to_string(repository.path("b.json")).expect("it is there");
    assert!(written.contains("笔记/夜 里.md") && !written.contains("a.md"), "{written}");
}

#[test]
fn a_baseline_follows_files_that_were_moved_without_telling_git() {
    let repository = answered();
    repository.write("anscov.toml", "rubrics = [\"cats.json\"]\nbaseline = \"b.json\"\nratchet = true\n");
    repository.write("a.md", &[PURR, &NIGHT.replace("黄昏", "夜里")].concat());
    assert_eq!(repository.anscov(&["baseline", "update"]).code, 0);
    repository.commit("two");
    std::fs::rename(repository.path("a.md"), repository.path("笔记/夜 里.md")).expect("it is there");
    assert_eq!(check(&repository, &[]), (0, String::new()));
    repository.write("笔记/夜 里.md", &[PURR, &NIGHT.replace("黄昏", "夜里"), "补充：没有了。\n"].concat());
    assert_eq!(check(&repository, &[]), (0, String::new()), "changed a little");
    assert_eq!(since(&repository), (0, String::new()));
    let run = repository.anscov(&["baseline", "update"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "b.json: 1 gap accepted\n"));
    let written = std::fs::read_to_string(repository.path("b.json")).expect("it is there");
    assert!(written.contains("笔记/夜 里.md") && !written.contains("a.md"), "{written}");
    // Another file in its place is not the one that is gone.
    repository.commit("three");
    std::fs::remove_file(repository.path("笔记/夜 里.md")).expect("it is there");
    repository.write("c.md", "# 别的\n\n这里没有题目。\n");
    assert_eq!(check(&repository, &[]).0, 1);
}

#[test]
fn a_gate_fails_also_when_nobody_reads_of_it() {
    let repository = answered();
    // More than fits in a pipe and what is kept before it.
    let many: String = (1..100).map(|number| PURR.replace("1.", &format!("{number}."))).collect();
    for number in 0..8 {
        repository.write(&format!("many/{number}.md"), &many);
    }
    let ended = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anscov"));
        command.args(["check", "a.md", "many"]).args(args).current_dir(repository.path(""));
        let mut anscov = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
        let mut first = String::new();
        BufReader::new(anscov.stdout.take().expect("it is piped")).read_line(&mut first).expect("there is a line");
        anscov.wait().expect("it ends").code()
    };
    repository.write("many/zz.md", &NIGHT.replace("黄昏", "夜里"));
    for format in ["terminal", "json", "jsonl", "csv", "sarif"] {
        assert_eq!(ended(&["--format", format, "--min-question", "1"]), Some(1), "{format}: the last file fails");
        assert_eq!(ended(&["--format", format, "--min-question", "0"]), Some(0), "{format}: no file fails");
        assert_eq!(ended(&["--format", format]), Some(0), "{format}: there is no gate");
    }
}
