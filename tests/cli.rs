//! The command line as people and scripts see it. The cases are in `tests/cmd`; `TRYCMD=overwrite` rewrites them.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

#[test]
fn cases() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("COLUMNS", "100").env("LC_ALL", "C");
    cases.case("tests/cmd/*.toml").case("tests/cmd/*.md").case("README.md").case("README.zh-CN.md");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut anscov = Command::new(env!("CARGO_BIN_EXE_anscov"))
        .arg("grade")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut stdin = anscov.stdin.take().expect("it is piped");
    // Far more than fits in a pipe, and every line is an error: read to the end, the exit code would be 1.
    let feed = thread::spawn(move || (0..200_000).try_for_each(|_| stdin.write_all(b"{\"id\": 1}\n")));
    let mut stdout = BufReader::new(anscov.stdout.take().expect("it is piped"));
    let mut first = String::new();
    stdout.read_line(&mut first).expect("there is a line");
    drop(stdout);
    let output = anscov.wait_with_output().expect("it ends");
    assert!(first.starts_with("{\"id\":1,\"error\":"), "{first}");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(feed.join().expect("no panic").is_err(), "it stops reading when nobody reads what it writes");
}

#[test]
fn a_line_sent_by_itself_is_answered_by_itself() {
    let mut anscov = Command::new(env!("CARGO_BIN_EXE_anscov"))
        .arg("grade")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut stdin = anscov.stdin.take().expect("it is piped");
    let mut stdout = BufReader::new(anscov.stdout.take().expect("it is piped"));
    for id in ["1", "\"two\""] {
        writeln!(stdin, "{{\"id\": {id}}}").expect("it reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers");
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(stdin);
    assert_eq!(anscov.wait().expect("it ends").code(), Some(1));
}

#[test]
fn an_answer_that_is_edited_is_checked_again_and_so_are_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
    let rubric = |pattern: &str| {
        let question =
            format!(r#"{{"id": "q", "title": "t", "keypoints": [{{"id": "k", "point": "p", "match": "{pattern}"}}]}}"#);
        format!(r#"{{"format": 1, "id": "a", "questions": [{question}]}}"#)
    };
    let answer = |text: &str| format!("<!-- anscov: question=a/q -->\n## t\n\n**回答**：{text}\n");
    write("anscov.toml", "rubrics = [\"a.json\"]\n");
    write("a.json", &rubric("复用"));
    write("a.md", &answer("每次新建"));
    let (mut anscov, seen) = watching(folder.path(), &["check", "--watch", "--quiet"]);
    let (low, high) =
        ("coverage 0%: 1 document, 1 question (1 answered)", "coverage 100%: 1 document, 1 question (1 answered)");
    let before = until(&seen, low);
    write("a.md~", &answer("连接可以复用"));
    std::fs::rename(folder.path().join("a.md~"), folder.path().join("a.md")).expect("it is put there");
    let renamed = until(&seen, high);
    write("a.json", &rubric("新建"));
    let retyped = until(&seen, low);
    // What other settings name is watched from then on.
    write("b.json", &rubric("复用"));
    write("anscov.toml", "rubrics = [\"b.json\"]\n");
    let settings = until(&seen, high);
    write("b.json", &rubric("新建"));
    let other = until(&seen, low);
    anscov.kill().expect("it still runs");
    anscov.wait().expect("it ends");
    assert!(before && renamed && retyped && settings && other, "{before} {renamed} {retyped} {settings} {other}");
}

#[test]
fn settings_that_come_to_lie_in_a_folder_are_taken_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
    std::fs::create_dir_all(folder.path().join("notes/cats")).expect("a folder");
    let point = r#"{"id": "k", "point": "p", "match": "放松"}"#;
    let question = format!(r#"{{"id": "q", "title": "猫为什么呼噜", "keypoints": [{point}]}}"#);
    write("a.json", &format!(r#"{{"format": 1, "id": "a", "questions": [{question}]}}"#));
    write("notes/cats/a.md", "## 猫为什么呼噜\n\n**回答**：它放松的时候会这样。\n");
    let (mut anscov, seen) = watching(folder.path(), &["check", "--watch", "--quiet"]);
    let before = until(&seen, "no coverage: 1 document, 1 question (1 unmatched)");
    write("notes/cats/anscov.toml", "rubrics = [\"../../a.json\"]\n");
    let new = until(&seen, "coverage 100%: 1 document, 1 question (1 answered)");
    write("notes/cats/anscov.toml", "rubrics = [\"../../a.json\"]\nignore = [{question = \"a/q\", reason = \"r\"}]\n");
    let edited = until(&seen, "no coverage: 1 document, 1 question (1 ignored)");
    std::fs::remove_file(folder.path().join("notes/cats/anscov.toml")).expect("it is there");
    let removed = until(&seen, "no coverage: 1 document, 1 question (1 unmatched)");
    anscov.kill().expect("it still runs");
    anscov.wait().expect("it ends");
    assert!(before && new && edited && removed, "{before} {new} {edited} {removed}");
}

#[test]
fn a_rubric_that_is_edited_is_tested_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let rubric = |example: &str| {
        let point =
            format!(r#"{{"id": "k", "point": "p", "match": "复用", "examples": {{"covered": ["{example}"]}}}}"#);
        format!(r#"{{"format": 1, "id": "a", "questions": [{{"id": "q", "title": "t", "keypoints": [{point}]}}]}}"#)
    };
    std::fs::write(folder.path().join("a.json"), rubric("连接可以复用")).expect("it is written");
    let (mut anscov, seen) = watching(folder.path(), &["rubric", "test", "a.json", "--watch"]);
    let before = until(&seen, "1 example, 0 failed");
    // Many editors write another file and put it in the place of the first.
    std::fs::write(folder.path().join("a.json~"), rubric("每次新建")).expect("it is written");
    std::fs::rename(folder.path().join("a.json~"), folder.path().join("a.json")).expect("it is put there");
    let renamed = until(&seen, "1 example, 1 failed");
    std::fs::write(folder.path().join("a.json"), rubric("建好的连接是可以复用的")).expect("it is written");
    let written = until(&seen, "1 example, 0 failed");
    anscov.kill().expect("it still runs");
    anscov.wait().expect("it ends");
    assert!(before && renamed && written, "{before} {renamed} {written}");
}

#[test]
fn a_review_leaves_encoding_mark_and_line_ends_as_they_are() {
    let text = "<!-- anscov: question=go-runtime/gmp -->\r\n## 调度\r\n\r\n**回答**：M 是内核线程。\r\n";
    let gb18030: Vec<u8> = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16 = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for before in [gb18030, utf16, format!("\u{feff}{text}").into_bytes()] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        let annotate = |args: &[&str]| {
            let status = Command::new(env!("CARGO_BIN_EXE_anscov"))
                .arg("annotate")
                .arg(&file)
                .args(args)
                .stderr(Stdio::null())
                .status()
                .expect("it runs");
            assert!(status.success());
            std::fs::read(&file).expect("it is there")
        };
        std::fs::write(&file, &before).expect("it is written");
        let once = annotate(&[]);
        assert!(once.len() > before.len() && once.starts_with(&before[..before.len() - 4]), "what was there stays");
        assert_eq!(annotate(&[]), once);
        assert_eq!(annotate(&["--remove"]), before);
    }
}

#[test]
fn standard_input_is_a_document() {
    let mut anscov = Command::new(env!("CARGO_BIN_EXE_anscov"))
        .args(["check", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut stdin = anscov.stdin.take().expect("it is piped");
    stdin.write_all(b"\x00\x01\x02\x03").expect("it reads");
    drop(stdin);
    let output = anscov.wait_with_output().expect("it ends");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(value["problems"][0]["code"], "binary");
    assert_eq!(value["problems"][0]["path"], "-");
    assert_eq!(output.status.code(), Some(2));
}

/// The program at work in a folder, which never ends by itself, and its lines as they come.
fn watching(folder: &Path, args: &[&str]) -> (Child, Receiver<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anscov"));
    command.args(args).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut anscov = command.spawn().expect("it runs");
    let stdout = BufReader::new(anscov.stdout.take().expect("it is piped"));
    let (send, lines) = mpsc::channel();
    thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    (anscov, lines)
}

/// Whether the line comes; a failure must not wait for ever.
fn until(lines: &Receiver<String>, wanted: &str) -> bool {
    std::iter::from_fn(|| lines.recv_timeout(Duration::from_secs(30)).ok()).any(|line| line == wanted)
}
