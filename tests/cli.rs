//! The command line as people and scripts see it. The cases are in `tests/cmd`; `TRYCMD=overwrite` rewrites them.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

#[test]
fn cases() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("COLUMNS", "100");
    cases.case("tests/cmd/*.toml").case("tests/cmd/*.md").case("README.md");
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
